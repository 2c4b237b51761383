//! Delegated targets (完成国家下达目标): each takes over the promise of the target above it, with the dates from
//! which that was known.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::NaiveDate;
use foldhash::HashMap;

use super::comparable::same_unit;
use super::link::Linker;
use super::pick::Pick;
use super::walk::walk;
use crate::check::{Noun, Path, Problem, Told};
use crate::plan::{Indicator, Inherited, Origin, Plan, Promise, Stage, Target, Timeline, Value, Version};

/// The most versions that are copied because targets mix those of the plan above with their own. Those that only
/// take over share them.
const MOST_COPIES: usize = 1_000_000;

/// The indices of plan, indicator and target.
type At = (usize, usize, usize);

/// A delegated target and the one above it.
struct Delegated {
    own: At,
    above: At,
}

impl Linker {
    /// Looks up what delegated targets resolve against, and lets them take it over.
    pub(super) fn delegate(&mut self) {
        let delegated = self.find_delegated();
        let place: HashMap<At, usize> =
            delegated.iter().enumerate().map(|(index, one)| (one.own, index)).collect();
        let above = |node: usize| delegated.get(node).and_then(|one| place.get(&one.above).copied());
        let walked = walk(delegated.len(), |node, at| if at == 0 { above(node) } else { None });
        for round in &walked.rounds {
            let name =
                |node: usize| delegated.get(node).map_or_else(String::new, |one| self.name_of(one.own));
            let members = round.told(name);
            let Some(one) = delegated.get(round.closes_at()) else { continue };
            let problem = Problem::CyclicLinks { what: Noun("delegated targets"), members };
            self.report(one.own.0, problem, target_path(one.own).key("above"));
        }
        if !walked.rounds.is_empty() {
            return;
        }
        let mut sources = Sources::default();
        for node in walked.order {
            let Some(one) = delegated.get(node) else { continue };
            if !self.agree(one) {
                continue;
            }
            let Some(inherited) = sources.inherited(&self.plans, one) else { continue };
            if let Some(target) = self.target_mut(one.own) {
                target.inherited = Some(inherited);
            }
            if sources.copies > MOST_COPIES {
                let problem = Problem::TooMany { what: Noun("versions of a target"), most: MOST_COPIES };
                self.report(one.own.0, problem, target_path(one.own).key("versions"));
                return;
            }
        }
    }

    /// The delegated targets that name one above them; reports those that do not, or name one that is not there.
    fn find_delegated(&mut self) -> Vec<Delegated> {
        let asks =
            |target: &Target| target.above.is_some() || matches!(target.promise.value(), Value::Delegated(_));
        let mut places: Vec<At> = Vec::new();
        for (plan_index, plan) in self.plans.iter().enumerate() {
            for (indicator_index, indicator) in plan.indicators.iter().enumerate() {
                let targets = indicator.targets.iter().enumerate().filter(|(_, target)| asks(target));
                places.extend(targets.map(|(number, _)| (plan_index, indicator_index, number)));
            }
        }
        let mut found = Vec::new();
        for own in places {
            match self.above_of(own) {
                Ok(Some(above)) => found.push(Delegated { own, above }),
                Ok(None) => {
                    if let Some(plan) = self.silent(own) {
                        let problem = Problem::DelegatedWithoutAbove { plan };
                        self.report(own.0, problem, target_path(own).key("delegated"));
                    }
                }
                Err(said) => self.report(own.0, said.0, said.1),
            }
        }
        found
    }

    /// The plan above, if it is given and a delegated target does not say which of its targets decides.
    fn silent(&self, own: At) -> Option<String> {
        let (plan, _, target) = self.stated(own)?;
        let above = plan.above.as_ref().filter(|id| self.by_id.contains_key(*id))?;
        target.above.is_none().then(|| above.clone())
    }

    /// The place of the target above; `None` if it names none, or its plan is not given.
    fn above_of(&self, own: At) -> Result<Option<At>, Box<(Problem, Path)>> {
        let path = || target_path(own).key("above");
        let Some((plan, indicator, target)) = self.stated(own) else { return Ok(None) };
        let Some(above) = &target.above else { return Ok(None) };
        let Some(id) = above.plan.as_deref().or(plan.above.as_deref()) else { return Ok(None) };
        let Some(plan_index) = self.by_id.get(id).copied() else {
            // Of the plan above itself it has been said already.
            if above.plan.is_none() || above.plan == plan.above {
                return Ok(None);
            }
            let problem =
                Problem::AboveNotGiven { id: id.to_owned(), suggestion: self.nearest_plan(id, |_| false) };
            return Err(Box::new((problem, path().key("plan"))));
        };
        let named = above.indicator.as_deref().unwrap_or(&indicator.id);
        let indicator_index = self
            .indicator(plan_index, named)
            .map_err(|problem| Box::new((problem, path().key("indicator"))))?;
        let pick = Pick { named: above.target.as_deref(), same: Some(&target.id), like: Some(target) };
        match self.pick((plan_index, indicator_index), &pick) {
            Ok(Some(number)) => Ok(Some((plan_index, indicator_index, number))),
            Ok(None) => Err(Box::new((Problem::AmbiguousTarget { indicator: named.to_owned() }, path()))),
            Err(problem) => Err(Box::new((problem, path().key("target")))),
        }
    }

    /// Whether the target above can stand for this one; if not, says why.
    fn agree(&mut self, one: &Delegated) -> bool {
        let (Some((_, own_indicator, own)), Some((_, indicator, above))) =
            (self.stated(one.own), self.stated(one.above))
        else {
            return false;
        };
        let differs = |zh: &str, en: &str, own: String, above: String| {
            let what = Told { zh: zh.to_owned(), en: en.to_owned() };
            Some(Problem::AboveDiffers { what, own, above })
        };
        let form = |target: &Target| target.form().word().to_owned();
        let problem = if own.form() != above.form() || own.axes() != above.axes() {
            differs("形式", "form", form(own), form(above))
        } else if in_own_unit(own, own_indicator) && !same_unit(own_indicator.unit(), indicator.unit()) {
            let unit = |indicator: &Indicator| indicator.unit().to_string();
            differs("单位", "unit", unit(own_indicator), unit(indicator))
        } else if own.due().end() != above.due().end() {
            differs("到期", "due period", own.due().to_string(), above.due().to_string())
        } else {
            None
        };
        let Some(problem) = problem else { return true };
        self.report(one.own.0, problem, target_path(one.own).key("above"));
        false
    }

    fn stated(&self, at: At) -> Option<(&Plan, &Indicator, &Target)> {
        let plan = self.plans.get(at.0)?;
        let indicator = plan.indicators.get(at.1)?;
        Some((plan, indicator, indicator.targets.get(at.2)?))
    }

    fn target_mut(&mut self, at: At) -> Option<&mut Target> {
        self.plans.get_mut(at.0)?.indicators.get_mut(at.1)?.targets.get_mut(at.2)
    }

    fn name_of(&self, at: At) -> String {
        self.stated(at).map_or_else(String::new, |(plan, indicator, target)| {
            format!("{}/{}/{}", plan.id, indicator.id, target.id)
        })
    }
}

fn target_path(at: At) -> Path {
    Path::root().key("indicators").index(at.1).key("targets").index(at.2)
}

/// Whether the number of a target is written in the unit of its indicator: rates and steps have units of their own.
fn in_own_unit(target: &Target, indicator: &Indicator) -> bool {
    use crate::plan::{Form, What};
    let axes = target.axes();
    match axes.what {
        What::Level | What::Rank | What::Class => !matches!(target.form(), Form::Coverage | Form::Pace),
        What::Difference => target.form() != Form::PpChange && !indicator.unit().is_percent(),
        _ => false,
    }
}

/// What targets take over, kept once for all that take over the same.
#[derive(Default)]
struct Sources {
    /// Of each target that others resolve against: what it promises, and where that was stated.
    stated: HashMap<At, Vec<Stage>>,
    /// The same in units that are smaller by a power of ten.
    scaled: HashMap<(At, i64), Option<Vec<Stage>>>,
    /// Ids and titles of plans, kept once.
    plans: HashMap<usize, (Arc<str>, Arc<str>)>,
    copies: usize,
}

impl Sources {
    /// What a target takes over; `None` where its unit has no room for the digits.
    fn inherited(&mut self, plans: &[Plan], one: &Delegated) -> Option<Inherited> {
        let (plan, indicator, target) = find(plans, one.above)?;
        let (_, own_indicator, own) = find(plans, one.own)?;
        let mut stages = self.stated(plans, one.above, indicator, target);
        if in_own_unit(own, own_indicator) {
            let power = i64::from(indicator.unit().power()) - i64::from(own_indicator.unit().power());
            if power != 0 {
                let scaled = self.scaled.entry((one.above, power));
                stages = scaled.or_insert_with(|| all_smaller(&stages, power)).clone()?;
            }
        }
        // Nothing is known of a plan before it is issued, and everything that it states by then from that day on.
        let first = stages.iter().rposition(|stage| stage.known_from <= plan.issued).unwrap_or_default();
        stages.drain(..first);
        for stage in &mut stages {
            stage.known_from = stage.known_from.max(plan.issued);
            if !only_takes_over(own) {
                let merged = merged(own, &stage.timeline, plan.id());
                self.copies += merged.versions.len();
                stage.timeline = Arc::new(merged);
            }
        }
        Some(Inherited { stages })
    }

    /// What a target promises to those below, as far as it is known from which day on.
    fn stated(&mut self, plans: &[Plan], at: At, indicator: &Indicator, target: &Target) -> Vec<Stage> {
        if let Some(known) = self.stated.get(&at) {
            return known.clone();
        }
        let taken = target.inherited.as_ref().map_or(&[][..], |above| &above.stages);
        let stages = if !taken.is_empty() && only_takes_over(target) {
            taken.to_vec()
        } else {
            let names = self.plans.entry(at.0).or_insert_with(|| {
                let plan = plans.get(at.0);
                (plan.map_or("", Plan::id).into(), plan.map_or("", Plan::title).into())
            });
            let origin = |version: &str| {
                Arc::new(Origin {
                    plan: names.0.clone(),
                    title: names.1.clone(),
                    indicator: indicator.id.clone(),
                    target: target.id.clone(),
                    version: version.to_owned(),
                })
            };
            let below = |promise: &Promise, version: &str| Promise {
                // The phrase is the wording of the other plan, and was read there.
                phrase: None,
                origin: promise.origin.clone().or_else(|| Some(origin(version))),
                ..promise.clone()
            };
            let mut stage = |known_from: Option<NaiveDate>, original: &Promise, versions: &[Version]| {
                self.copies += versions.len();
                let later = versions.iter().map(|version| Version {
                    promise: below(&version.promise, &version.id),
                    ..version.clone()
                });
                let original = below(original, "original");
                Stage { known_from, timeline: Arc::new(Timeline { original, versions: later.collect() }) }
            };
            let mut stages = Vec::with_capacity(taken.len() + 1);
            // What it states itself is known before the plans above are issued.
            if taken.first().is_none_or(|first| first.known_from.is_some()) {
                stages.push(stage(None, &target.promise, &target.versions));
            }
            let later =
                taken.iter().map(|own| stage(own.known_from, &own.timeline.original, &own.timeline.versions));
            stages.extend(later);
            stages
        };
        self.stated.insert(at, stages.clone());
        stages
    }
}

/// Whether a target promises nothing of its own.
fn only_takes_over(target: &Target) -> bool {
    target.versions.is_empty() && matches!(target.promise.value, Value::Delegated(_))
}

fn find(plans: &[Plan], at: At) -> Option<(&Plan, &Indicator, &Target)> {
    let plan = plans.get(at.0)?;
    let indicator = plan.indicators.get(at.1)?;
    Some((plan, indicator, indicator.targets.get(at.2)?))
}

/// The same promises in a unit that is smaller by a power of ten.
fn smaller(timeline: &Timeline, power: i64) -> Option<Timeline> {
    let value = |value: &Value| {
        Some(match value {
            Value::Number(number) => Value::Number(number.in_smaller_unit(power)?),
            Value::Range { low, high } => {
                Value::Range { low: low.in_smaller_unit(power)?, high: high.in_smaller_unit(power)? }
            }
            other => other.clone(),
        })
    };
    let promise = |promise: &Promise| Some(Promise { value: value(&promise.value)?, ..promise.clone() });
    let versions = timeline.versions.iter();
    let versions: Option<Vec<Version>> = versions
        .map(|version| Some(Version { promise: promise(&version.promise)?, ..version.clone() }))
        .collect();
    Some(Timeline { original: promise(&timeline.original)?, versions: versions? })
}

fn all_smaller(stages: &[Stage], power: i64) -> Option<Vec<Stage>> {
    let stage = |stage: &Stage| {
        Some(Stage { timeline: Arc::new(smaller(&stage.timeline, power)?), known_from: stage.known_from })
    };
    stages.iter().map(stage).collect()
}

/// A target's own promises, with those of the plan above wherever its own leave it to that plan: from the day of
/// the version that delegates until the next one of its own.
fn merged(own: &Target, above: &Timeline, plan: &str) -> Timeline {
    let delegates = |promise: &Promise| matches!(promise.value, Value::Delegated(_));
    let taken: HashSet<&str> = own.versions.iter().map(|version| &*version.id).collect();
    let mut versions = Vec::with_capacity(own.versions.len());
    let between = |after: Option<NaiveDate>, before: Option<NaiveDate>, versions: &mut Vec<Version>| {
        let inside = |version: &&Version| {
            after.is_none_or(|after| version.published > after)
                && before.is_none_or(|before| version.published < before)
        };
        for version in above.versions.iter().filter(inside) {
            let id = if taken.contains(&*version.id) {
                format!("{plan}/{}", version.id)
            } else {
                version.id.clone()
            };
            versions.push(Version { id, ..version.clone() });
        }
    };
    let first = own.versions.first().map(|version| version.published);
    if delegates(&own.promise) {
        between(None, first, &mut versions);
    }
    for (number, version) in own.versions.iter().enumerate() {
        if !delegates(&version.promise) {
            versions.push(version.clone());
            continue;
        }
        let known = above.versions.iter().rfind(|above| above.published <= version.published);
        let promise = known.map_or(&above.original, |known| &known.promise).clone();
        versions.push(Version { promise, ..version.clone() });
        let next = own.versions.get(number + 1).map(|next| next.published);
        between(Some(version.published), next, &mut versions);
    }
    let original = if delegates(&own.promise) { above.original.clone() } else { own.promise.clone() };
    Timeline { original, versions }
}
