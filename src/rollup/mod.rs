//! Facts about the parts of a plan, a group, a task, or of what an organization answers for.
//!
//! Counts by standing are always known, undetermined among them. A weighted share runs over the parts
//! whose share is known, each clamped to 0..1, states its coverage, and lists what was left out and
//! why. A veto fires on a missed binding indicator, never on an unknown one.
//!
//! A share enters a mean with 24 decimal places: the exact sum of a hundred thousand thirds, sevenths
//! and elevenths would need as many digits.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::facts::{Known, Reason};
use crate::number::Exact;
use crate::plan::{Attribute, Bearer, Milestone, Plan, Role, Subject};
use crate::policy::Standing;
use crate::report::Report;
use crate::series::Reported;

/// The decimal places of a share that goes into a mean.
const SHARE_PLACES: u32 = 24;

/// How many stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    counts: [usize; Standing::ALL.len()],
}

impl Tally {
    /// How many have this standing.
    #[must_use]
    pub fn count(&self, standing: Standing) -> usize {
        let place = Standing::ALL.iter().position(|other| *other == standing);
        place.and_then(|place| self.counts.get(place)).copied().unwrap_or(0)
    }

    /// How many there are.
    #[must_use]
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Every standing with its count, worst first.
    pub fn iter(&self) -> impl Iterator<Item = (Standing, usize)> {
        Standing::ALL.iter().copied().zip(self.counts)
    }

    fn merge(&mut self, other: &Self) {
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count += more;
        }
    }

    fn add(&mut self, standing: Standing) {
        let place = Standing::ALL.iter().position(|other| *other == standing);
        if let Some(count) = place.and_then(|place| self.counts.get_mut(place)) {
            *count += 1;
        }
    }
}

impl FromIterator<Standing> for Tally {
    fn from_iter<I: IntoIterator<Item = Standing>>(standings: I) -> Self {
        let mut tally = Self::default();
        for standing in standings {
            tally.add(standing);
        }
        tally
    }
}

/// A weighted mean of the shares of parts, over those that are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeightedShare {
    /// The mean of the known shares, each clamped to 0..1; `None` if none is known.
    pub value: Option<Exact>,
    /// The weight of the known parts ÷ the weight of all.
    pub coverage: Exact,
}

/// A sum of weights and of weighted shares.
#[derive(Clone, Debug)]
struct Scale {
    known: Exact,
    all: Exact,
    weighted: Exact,
}

impl Scale {
    fn new() -> Self {
        Self { known: Exact::ZERO, all: Exact::ZERO, weighted: Exact::ZERO }
    }

    /// Adds a part whose share is known over a part of its own weight.
    fn add(&mut self, weight: &Exact, share: Option<&Exact>, coverage: &Exact) {
        self.all = self.all.plus(weight);
        if let Some(share) = share {
            let known = weight.times(coverage);
            self.weighted = self.weighted.plus(&share.times(&known));
            self.known = self.known.plus(&known);
        }
    }

    fn share(&self) -> WeightedShare {
        WeightedShare {
            value: self.weighted.over(&self.known).map(|share| share.to_places(SHARE_PLACES)),
            coverage: self.known.over(&self.all).unwrap_or(Exact::ZERO).to_places(SHARE_PLACES),
        }
    }
}

/// What is known of something: its own parts and those of everything below it.
///
/// Counts and the share run over the whole tree; a part that stands at two places of the tree counts at
/// both. The lists name the parts of this node alone, since those below have lists of their own.
#[derive(Clone, Debug)]
pub struct Summary {
    /// How the indicators and milestones stand, the whole tree together.
    pub tally: Tally,
    /// The weighted share of the way.
    pub share: WeightedShare,
    /// How many binding indicators were missed in the whole tree: each of them vetoes.
    pub vetoes: usize,
    /// The binding indicators of this node that were missed.
    pub vetoed_by: Vec<usize>,
    /// The indicators and milestones of this node that could not be determined, and the first reason.
    pub undetermined: Vec<(Subject, Reason)>,
    /// The indicators of this node that the mean leaves out, since their share is not known, and why.
    pub left_out: Vec<(usize, Reason)>,
}

/// The roll-up of a report: the plan as a whole, its groups, tasks and organizations.
#[derive(Clone, Debug)]
pub struct Rollup {
    /// The plan: each of its indicators and milestones once.
    pub plan: Summary,
    /// Each group, in the order of the plan.
    pub groups: Vec<Summary>,
    /// Each task, in the order of the plan.
    pub tasks: Vec<Summary>,
    /// What each organization or post answers for, by role.
    pub bearers: Vec<BearerSummary>,
}

/// What an organization or post answers for in a role, and how that stands.
#[derive(Clone, Debug)]
pub struct BearerSummary {
    /// Who.
    pub bearer: Bearer,
    /// In which role.
    pub role: Role,
    /// The tasks named.
    pub tasks: Vec<usize>,
    /// Whether one of the lists ended with 等.
    pub open_ended: bool,
    /// How it stands: each indicator and milestone once, those of the tasks named included.
    pub summary: Summary,
}

/// What is known of one indicator, once for all the sums it goes into.
struct Part {
    /// `None` without a target.
    standing: Option<Standing>,
    veto: bool,
    reason: Option<Reason>,
    share: Known<Exact>,
}

/// A summary while it is being added up.
struct Sum {
    tally: Tally,
    scale: Scale,
    vetoes: usize,
    vetoed_by: Vec<usize>,
    undetermined: Vec<(Subject, Reason)>,
    left_out: Vec<(usize, Reason)>,
}

impl Sum {
    fn new() -> Self {
        Self {
            tally: Tally::default(),
            scale: Scale::new(),
            vetoes: 0,
            vetoed_by: Vec::new(),
            undetermined: Vec::new(),
            left_out: Vec::new(),
        }
    }

    fn finish(self) -> Summary {
        Summary {
            tally: self.tally,
            share: self.scale.share(),
            vetoes: self.vetoes,
            vetoed_by: self.vetoed_by,
            undetermined: self.undetermined,
            left_out: self.left_out,
        }
    }

    /// Adds a node below this one.
    fn add_node(&mut self, tally: &Tally, vetoes: usize, weight: Decimal, share: &WeightedShare) {
        self.tally.merge(tally);
        self.vetoes += vetoes;
        self.scale.add(&Exact::from(weight), share.value.as_ref(), &share.coverage);
    }
}

struct Parts<'p> {
    plan: &'p Plan,
    indicators: Vec<Part>,
    /// For each task, how its milestones stand.
    milestones: Vec<Vec<(Standing, Option<Reason>)>>,
}

impl Rollup {
    /// Rolls up a report.
    pub(crate) fn of(report: &Report<'_>) -> Self {
        let plan = report.plan();
        let parts = Parts::of(report);
        let mut whole = Sum::new();
        for (index, indicator) in plan.indicators().iter().enumerate() {
            parts.add_indicator(&mut whole, index, indicator.weight());
        }
        for task in 0..plan.tasks().len() {
            parts.add_milestones(&mut whole, task);
        }
        let tasks = parts.tasks();
        let groups = parts.groups(&tasks);
        Self { plan: whole.finish(), groups, tasks, bearers: parts.bearers() }
    }
}

impl<'p> Parts<'p> {
    fn of(report: &Report<'p>) -> Self {
        let plan = report.plan();
        let indicators = (0..plan.indicators().len()).map(|index| Part::of(report, index)).collect();
        let reached = reached(report);
        let milestones = plan.tasks().iter().enumerate().map(|(task, doc)| {
            let each = doc.milestones().iter().enumerate().map(|(number, milestone)| {
                standing_of(milestone, reached.get(&(task, number)).copied(), report)
            });
            each.collect()
        });
        Self { plan, indicators, milestones: milestones.collect() }
    }

    fn add_indicator(&self, sum: &mut Sum, index: usize, weight: Decimal) {
        let Some(part) = self.indicators.get(index) else { return };
        let Some(standing) = part.standing else { return };
        sum.tally.add(standing);
        if part.veto {
            sum.vetoes += 1;
            sum.vetoed_by.push(index);
        }
        match standing {
            Standing::NotAssessed => return,
            Standing::Undetermined => {
                let reason = part.reason.unwrap_or(Reason::NotReported);
                sum.undetermined.push((Subject::Indicator(index), reason));
            }
            _ => {}
        }
        if let Err(reason) = part.share {
            sum.left_out.push((index, reason));
        }
        sum.scale.add(&Exact::from(weight), part.share.as_ref().ok(), &Exact::ONE);
    }

    fn add_milestones(&self, sum: &mut Sum, task: usize) {
        for (number, (standing, reason)) in self.milestones.get(task).into_iter().flatten().enumerate() {
            sum.tally.add(*standing);
            if let (Standing::Undetermined, Some(reason)) = (standing, reason) {
                sum.undetermined.push((Subject::Milestone(task, number), *reason));
            }
        }
    }

    /// Each task with its indicators and milestones and the tasks below it.
    fn tasks(&self) -> Vec<Summary> {
        let own = self.plan.tasks().iter().enumerate().map(|(index, task)| {
            let mut sum = Sum::new();
            for indicator in task.indicators() {
                let weight = self.plan.indicators().get(*indicator).map_or(Decimal::ONE, |i| i.weight());
                self.add_indicator(&mut sum, *indicator, weight);
            }
            self.add_milestones(&mut sum, index);
            sum
        });
        let parents: Vec<Option<usize>> = self.plan.tasks().iter().map(|task| task.parent()).collect();
        let weights: Vec<Decimal> = self.plan.tasks().iter().map(|task| task.weight()).collect();
        summed_upwards(own.collect(), &parents, &weights)
    }

    /// Each group with its members and the groups below it.
    fn groups(&self, tasks: &[Summary]) -> Vec<Summary> {
        let own = self.plan.groups().iter().map(|group| {
            let mut sum = Sum::new();
            for member in group.indicators() {
                self.add_indicator(&mut sum, member.index, member.weight);
            }
            for member in group.tasks() {
                if let Some(task) = tasks.get(member.index) {
                    sum.add_node(&task.tally, task.vetoes, member.weight, &task.share);
                }
            }
            sum
        });
        let parents: Vec<Option<usize>> = self.plan.groups().iter().map(|group| group.parent()).collect();
        let weights: Vec<Decimal> = self.plan.groups().iter().map(|group| group.weight()).collect();
        summed_upwards(own.collect(), &parents, &weights)
    }

    /// What each organization and post answers for, by role; leads and supporters are not mixed.
    fn bearers(&self) -> Vec<BearerSummary> {
        #[derive(Default)]
        struct Duties {
            indicators: BTreeSet<usize>,
            tasks: BTreeSet<usize>,
            open_ended: bool,
        }
        let mut duties: BTreeMap<(Bearer, Role), Duties> = BTreeMap::new();
        for duty in self.plan.responsibilities() {
            let all = duties.entry((duty.bearer(), duty.role())).or_default();
            all.open_ended |= duty.open_ended();
            match duty.subject() {
                Subject::Indicator(index) => {
                    all.indicators.insert(index);
                }
                Subject::Task(index) | Subject::Milestone(index, _) => {
                    all.tasks.insert(index);
                    let task = self.plan.tasks().get(index);
                    all.indicators.extend(task.into_iter().flat_map(|task| task.indicators()).copied());
                }
            }
        }
        let summaries = duties.into_iter().map(|((bearer, role), duties)| {
            let mut sum = Sum::new();
            for index in &duties.indicators {
                let weight = self.plan.indicators().get(*index).map_or(Decimal::ONE, |i| i.weight());
                self.add_indicator(&mut sum, *index, weight);
            }
            for task in &duties.tasks {
                self.add_milestones(&mut sum, *task);
            }
            let tasks = duties.tasks.into_iter().collect();
            BearerSummary { bearer, role, tasks, open_ended: duties.open_ended, summary: sum.finish() }
        });
        summaries.collect()
    }
}

impl Part {
    fn of(report: &Report<'_>, index: usize) -> Self {
        let Some(verdict) = report.own_verdict(index) else {
            return Self { standing: None, veto: false, reason: None, share: Err(Reason::NotQuantified) };
        };
        let standing = verdict.standing();
        let binding = verdict.indicator().attribute() == Some(Attribute::Binding);
        let reason = match standing {
            Standing::Undetermined => verdict.missing().first().map(|(_, reason)| *reason),
            _ => None,
        };
        let share = verdict.trajectory().share().map(|share| share.max(Exact::ZERO).min(Exact::ONE));
        Self {
            standing: Some(standing),
            veto: binding && standing == Standing::Missed,
            reason,
            share: share.map(|share| share.to_places(SHARE_PLACES)),
        }
    }
}

/// The last date on which each milestone is known to have been reached.
fn reached(report: &Report<'_>) -> BTreeMap<(usize, usize), NaiveDate> {
    let known = report.data().events().iter().filter(|event| event.known_from() <= report.as_of());
    let dates = known.filter_map(|event| match (event.subject(), event.reported()) {
        (Subject::Milestone(task, number), Reported::Reached(date)) => Some(((task, number), date)),
        _ => None,
    });
    dates.filter(|(_, date)| *date <= report.view.judged_until()).collect()
}

/// How a milestone stands: attained if it was reached by its due date, missed if later, and open while
/// nothing is known.
fn standing_of(
    milestone: &Milestone,
    reached: Option<NaiveDate>,
    report: &Report<'_>,
) -> (Standing, Option<Reason>) {
    let due = milestone.due().end();
    match reached {
        Some(date) if date <= due => (Standing::Attained, None),
        Some(_) => (Standing::Missed, None),
        None if due <= report.view.judged_until() => (Standing::Undetermined, Some(Reason::NotReported)),
        None => (Standing::Undetermined, Some(Reason::NotYetDue)),
    }
}

/// Adds every node of a forest to its parent, from the leaves up.
fn summed_upwards(sums: Vec<Sum>, parents: &[Option<usize>], weights: &[Decimal]) -> Vec<Summary> {
    let mut sums = sums;
    for child in leaves_first(parents) {
        let Some(parent) = parents.get(child).copied().flatten() else { continue };
        let below = sums.get(child).map(|sum| (sum.tally, sum.vetoes, sum.scale.share()));
        let weight = weights.get(child).copied().unwrap_or(Decimal::ONE);
        if let (Some((tally, vetoes, share)), Some(sum)) = (below, sums.get_mut(parent)) {
            sum.add_node(&tally, vetoes, weight, &share);
        }
    }
    sums.into_iter().map(Sum::finish).collect()
}

/// The nodes of a forest, every one after all of its children.
fn leaves_first(parents: &[Option<usize>]) -> Vec<usize> {
    let mut children = vec![0usize; parents.len()];
    for parent in parents.iter().flatten() {
        if let Some(count) = children.get_mut(*parent) {
            *count += 1;
        }
    }
    let mut order: Vec<usize> = (0..parents.len()).filter(|node| children.get(*node) == Some(&0)).collect();
    let mut next = 0;
    while let Some(node) = order.get(next).copied() {
        next += 1;
        let Some(parent) = parents.get(node).copied().flatten() else { continue };
        if let Some(count) = children.get_mut(parent) {
            *count -= 1;
            if *count == 0 {
                order.push(parent);
            }
        }
    }
    order
}
