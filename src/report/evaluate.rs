use chrono::NaiveDate;

use super::History;
use super::Report;
use super::looking::{Asked, Looking, Supplier, Supply};
use super::verdict::{Finding, Judged, VerdictRole};
use crate::decide::{Silent, decide, score};
use crate::facts::FactSet;
use crate::period::Period;
use crate::plan::{Firmness, Indicator, Plan, Target, Version};
use crate::policy::Policy;
use crate::series::Observations;
use crate::trajectory::{Lens, VersionChoice, View};

/// Judges plans by a policy. It holds nothing but a reference to the policy, which is compiled already.
///
/// ```
/// # #[cfg(all(feature = "yaml", feature = "csv"))] {
/// use attainment::{Evaluator, Lang, Observations, Plan, Policy};
/// let plan = Plan::from_yaml("
/// format: attainment/plan@1
/// id: demo
/// title: Demo
/// period: { base: 2020, start: 2021, end: 2025 }
/// indicators:
///   - id: rail
///     name: Rail kilometres
///     unit: km
///     measure: stock
///     attribute: expected
///     direction: increase
///     baseline: { period: 2020, value: 50 }
///     targets: [ { id: t, form: level, at_least: 100, due: 2025 } ]
/// ")?;
/// let data = Observations::from_csv("indicator,period,value\nrail,2023,80\n".as_bytes(), &plan)?;
/// let policy = Policy::builtin("cn-schedule")?;
/// let date = "2024-06-30".parse()?;
/// let report = Evaluator::new(&policy).as_of(date).evaluate(&plan, &data);
/// let verdict = report.indicator("rail").ok_or("no such indicator")?;
/// // share (80 − 50) ÷ (100 − 50) = 0.6, elapsed 3 of 5 years = 0.6: on schedule
/// assert_eq!(verdict.outcome().id(), "on_schedule");
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Evaluator<'p> {
    policy: &'p Policy,
}

impl<'p> Evaluator<'p> {
    /// An evaluator for a policy.
    #[must_use]
    pub fn new(policy: &'p Policy) -> Self {
        Self { policy }
    }

    /// Looks at what was known by the end of this day. There is no default: the library never reads the
    /// clock.
    #[must_use]
    pub fn as_of(&self, date: NaiveDate) -> Evaluation<'p> {
        Evaluation { policy: self.policy, as_of: date, at: None, asked: Asked::default() }
    }
}

/// A policy, a date, and what is asked about.
#[derive(Clone, Debug)]
pub struct Evaluation<'p> {
    policy: &'p Policy,
    as_of: NaiveDate,
    at: Option<Period>,
    asked: Asked<'p>,
}

impl<'p> Evaluation<'p> {
    /// Takes values for the inputs of the policy from the program: `supply` is asked for each indicator and
    /// each input, and goes before what the plan states. Values of another type than the input's do not
    /// count.
    #[must_use]
    pub fn supply(mut self, supply: Supply<'p>) -> Self {
        self.asked.supplier = Some(Supplier(supply));
        self
    }

    /// Tells a policy that remembers what earlier evaluations said: the previous outcome, how often it came in a row,
    /// what the same day was given first. Without it such facts are unknown (`no_history`).
    #[must_use]
    pub fn history(mut self, history: &'p History) -> Self {
        self.asked.history = Some(history);
        self
    }

    /// Judges this period, with what is known of it by the date; without it, the newest known.
    #[must_use]
    pub fn at(mut self, period: Period) -> Self {
        self.at = Some(period);
        self
    }

    /// Judges by this version of the targets; without it, by the one in force. Where a version is named that only some
    /// targets have, the others are judged by the one in force.
    #[must_use]
    pub fn version(mut self, version: VersionChoice) -> Self {
        self.asked.version = version;
        self
    }

    /// Whether the version that is asked for is one of a target.
    fn names_a_version_of(&self, target: &Target) -> bool {
        let VersionChoice::Named(id) = &self.asked.version else { return false };
        target.versions().iter().any(|version| version.id() == id)
    }

    /// The version of a target that is asked for, where some targets have the one that is named.
    fn version_of(&self, target: &Target) -> VersionChoice {
        if self.names_a_version_of(target) { self.asked.version.clone() } else { VersionChoice::InForce }
    }

    /// The period judged: the one asked for, or the newest that is known.
    fn period(&self, data: &Observations) -> Option<Period> {
        self.at.or_else(|| data.newest_period(self.as_of))
    }

    /// How a single target is looked at by this policy, with these data: what a
    /// [`Trajectory`](crate::trajectory::Trajectory) is made with.
    #[must_use]
    pub fn view(&self, data: &Observations) -> View {
        self.view_of(self.period(data))
    }

    fn view_of(&self, period: Option<Period>) -> View {
        let parameters = self.policy.parameters();
        View {
            as_of: self.as_of,
            at: self.at,
            valid_on: period.map_or(self.as_of, |at| at.end().min(self.as_of)),
            trusted: parameters.trusted,
            assumed: false,
            forecast: parameters.forecast,
            lens: self.policy.lenses().first().map_or_else(Lens::default, Lens::clone),
            about: parameters.about.clone(),
            max_age: parameters.max_age.clone(),
        }
    }

    /// How a plan is looked at: for those who judge one indicator after the other without a report.
    #[must_use]
    pub fn look<'a>(&self, plan: &'a Plan, data: &'a Observations) -> Looking<'a>
    where
        'p: 'a,
    {
        Looking::new(plan, data, self.policy, self.view_of(self.period(data)), &self.asked)
    }

    /// Judges every target of a plan. It cannot fail: what cannot be determined says why.
    #[must_use]
    pub fn evaluate<'a>(&self, plan: &'a Plan, data: &'a Observations) -> Report<'a>
    where
        'p: 'a,
    {
        let at = self.period(data);
        let looking = self.look(plan, data);
        let reference = at.map_or(self.as_of, Period::end);
        let mut targets = plan.indicators().iter().flat_map(|indicator| indicator.targets());
        let named = targets.any(|target| self.names_a_version_of(target));
        let mut judge = Judge { looking: &looking, facts: FactSet::new() };
        let mut judged = Vec::with_capacity(plan.indicators().len());
        let mut own = Vec::with_capacity(plan.indicators().len());
        for (index, indicator) in plan.indicators().iter().enumerate() {
            let own_target = own_target(indicator, reference);
            let mut own_place = None;
            if indicator.targets().is_empty() && self.policy.parameters().without_target {
                own_place = Some(judged.len());
                let (role, version) = (VerdictRole::Own, self.asked.version.clone());
                let (finding, _) = judge.finding(index, indicator, &plan.no_target, &version);
                judged.push(Judged { indicator: index, target: None, version, role, finding });
            }
            for (number, target) in indicator.targets().iter().enumerate() {
                let role = match target.firmness() {
                    _ if own_target == Some(number) => VerdictRole::Own,
                    Firmness::Assured | Firmness::Plain => VerdictRole::Further,
                    Firmness::Stretch => VerdictRole::Stretch,
                    Firmness::Outlook => VerdictRole::Outlook,
                };
                if role == VerdictRole::Own {
                    own_place = Some(judged.len());
                }
                let version = if named { self.version_of(target) } else { self.asked.version.clone() };
                let (finding, seen) = judge.finding(index, indicator, target, &version);
                let number = Some(number);
                judged.push(Judged { indicator: index, target: number, version, role, finding });
                for id in other_versions(plan, target, seen, self.as_of) {
                    let version = VersionChoice::Named(id.to_owned());
                    let (finding, _) = judge.finding(index, indicator, target, &version);
                    let role = VerdictRole::OtherVersion;
                    judged.push(Judged { indicator: index, target: number, version, role, finding });
                }
            }
            own.push(own_place);
        }
        Report { looking, at, judged, own, decomposed: Vec::new(), reported: None }
    }
}

/// The target whose verdict is the indicator's own: of those that are counted the next due at the
/// reference date, or the last if all are past.
fn own_target(indicator: &Indicator, reference: NaiveDate) -> Option<usize> {
    next_due(indicator, reference, |target| target.firmness().is_counted())
}

/// Of some targets of an indicator the next due at the reference date, or the last if all are past.
pub(super) fn next_due(
    indicator: &Indicator,
    reference: NaiveDate,
    counts: impl Fn(&Target) -> bool,
) -> Option<usize> {
    let counted = indicator.targets().iter().enumerate().filter(|(_, target)| counts(target));
    let due = counted.map(|(number, target)| (target.due().end(), number));
    let next = due.clone().filter(|(end, _)| *end >= reference).min_by_key(|(end, _)| *end);
    next.or_else(|| due.max_by_key(|(end, number)| (*end, std::cmp::Reverse(*number))))
        .map(|(_, number)| number)
}

/// The versions of a target that were published by the date, other than the one seen.
fn other_versions<'t>(
    plan: &Plan,
    target: &'t Target,
    seen: Option<&'t str>,
    as_of: NaiveDate,
) -> impl Iterator<Item = &'t str> {
    let original = plan.is_issued_by(as_of).then_some("original");
    // What was taken over is shown beside its other versions in the plan that states it.
    let original = original.filter(|_| !target.is_inherited());
    let own = |version: &&Version| version.promise().origin().is_none();
    let later = target.versions().iter().filter(own).filter(move |version| version.published() <= as_of);
    let all = original.into_iter().chain(later.map(|version| version.id()));
    all.filter(move |id| !target.versions().is_empty() && Some(*id) != seen)
}

/// Judges one target after the other, in the same memory.
pub(super) struct Judge<'a, 'l> {
    pub(super) looking: &'l Looking<'a>,
    pub(super) facts: FactSet,
}

impl<'a> Judge<'a, '_> {
    pub(super) fn finding(
        &mut self,
        index: usize,
        indicator: &'a Indicator,
        target: &'a Target,
        version: &VersionChoice,
    ) -> (Finding, Option<&'a str>) {
        let policy = self.looking.policy;
        let trajectory = self.looking.trajectory((index, indicator), target, version, 0);
        let seen = trajectory.version().and_then(|seen| version_id(target, seen));
        self.looking.fill(&mut self.facts, (index, indicator), target, version, &trajectory);
        let decision = decide(policy.table(), &self.facts, &mut Silent);
        let score = score(policy.table(), &self.facts, decision);
        (Finding { decision, score: score.map(Box::new) }, seen)
    }
}

/// The id of a version, borrowed from the target.
fn version_id<'t>(target: &'t Target, seen: &str) -> Option<&'t str> {
    let later = target.versions().iter().map(|version| version.id());
    later.chain(std::iter::once("original")).find(|id| *id == seen)
}
