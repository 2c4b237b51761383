//! The parts of a plan, and how they add up to tasks and groups.

use std::cell::Cell;

use foldhash::HashMap;
use rust_decimal::Decimal;

use super::counts::Counts;
use super::cover::{Counted, Cover};
use super::judge::Beside;
use super::milestone::standing_of;
use super::progress::Looking;
use super::score::ScoredPart;
use super::share::{Scale, WeightedShare, clamped};
use super::summary::{Sum, Whole};
use super::withhold::assumed_milestones;
use super::{Inputs, Memories, MilestoneStanding, Rollup, Scored, Summary, TaskState, task};
use crate::known::{Known, Reason};
use crate::number::Exact;
use crate::plan::{Attribute, Plan, Subject, leaves_first};
use crate::policy::{Points, Policy, Standing};
use crate::series::Occurrence;

/// An indicator as it goes into the sums.
pub(super) struct Part {
    standing: Option<Standing>,
    veto: bool,
    reason: Option<Reason>,
    /// Clamped to 0..1.
    share: Known<Exact>,
    score: Known<Points>,
}

impl Part {
    /// Words have no share that could be known, and no score unless the policy judges them.
    fn is_words(&self) -> bool {
        self.share == Err(Reason::NoScale)
    }
}

/// What is known of the parts of a plan.
pub(super) struct Parts<'p> {
    pub(super) plan: &'p Plan,
    pub(super) policy: &'p Policy,
    indicators: Vec<Part>,
    /// For each task, its milestones.
    pub(super) milestones: Vec<Vec<MilestoneStanding>>,
    pub(super) states: Vec<TaskState>,
    /// How each task stands, once it is judged.
    standings: Vec<Cell<Option<Standing>>>,
    pub(super) memories: Memories,
    /// The same without what a what-if assumes.
    reality: Option<Box<Rollup>>,
}

impl<'p> Parts<'p> {
    pub(super) fn of(inputs: Inputs<'p>) -> Self {
        let (plan, policy) = (inputs.plan, inputs.policy);
        let assumed = assumed_milestones(plan);
        let looking = Looking {
            plan,
            data: inputs.data,
            as_of: inputs.as_of,
            until: inputs.until,
            max_age: policy.parameters().max_age.as_ref(),
            assumed: &assumed,
        };
        let known = plan.tasks().iter().enumerate().map(|(task, of)| {
            let numbers = 0..of.milestones().len();
            numbers.map(|number| looking.occurrence(Subject::Milestone(task, number))).collect()
        });
        let known: Vec<Vec<Occurrence>> = known.collect();
        let milestones = plan.tasks().iter().zip(&known).enumerate().map(|(task, (of, known))| {
            let each = of.milestones().iter().zip(known).enumerate();
            let each = each.map(|(milestone, (of, known))| {
                if !looking.is_published() {
                    let (standing, reason) = (Standing::Undetermined, Some(Reason::NotPublished));
                    return MilestoneStanding { task, milestone, standing, reached: None, reason };
                }
                let assumed = looking.assumed.get(&(task, milestone)).filter(|on| **on <= inputs.until);
                if let Some(on) = assumed {
                    // What is assumed has not happened.
                    let (standing, reason) = (Standing::Undetermined, Some(Reason::Assumed));
                    return MilestoneStanding { task, milestone, standing, reached: Some(*on), reason };
                }
                let (standing, reason) = standing_of(of, known, inputs.until);
                let reached = known.by.filter(|by| *by <= inputs.until);
                MilestoneStanding { task, milestone, standing, reached, reason }
            });
            each.collect()
        });
        let milestones = milestones.collect();
        let states = task::states(&looking, &inputs.indicators, &known);
        let indicators = inputs.indicators.into_iter().zip(plan.indicators()).map(|(part, indicator)| {
            let binding = indicator.attribute() == Some(Attribute::Binding);
            let score = match policy.roll_up().of_share {
                true => part.share.clone().map(clamped).map(Points::Exact),
                false => part.score,
            };
            Part {
                veto: part.veto || (binding && part.standing == Some(Standing::Missed)),
                score,
                standing: part.standing,
                reason: part.reason,
                share: part.share.map(clamped),
            }
        });
        let indicators = indicators.collect();
        let standings = plan.tasks().iter().map(|_| Cell::new(None)).collect();
        let (memories, reality) = (inputs.memories, inputs.reality);
        Self { plan, policy, indicators, milestones, states, standings, memories, reality }
    }

    /// What a task, a group or, for neither, the plan is without what a what-if assumes.
    pub(super) fn in_reality(&self, of: Option<Scored>) -> Option<(&Summary, Beside<'_>)> {
        let reality = self.reality.as_ref()?;
        let summary = match of {
            Some(Scored::Task(index)) => reality.tasks.get(index)?,
            Some(Scored::Group(index)) => reality.groups.get(index)?,
            _ => &reality.plan,
        };
        Some((summary, reality.beside(self.plan, self.policy, of)))
    }

    /// Adds an item to a whole, unless it is a part of it already.
    pub(super) fn include(&self, whole: &mut Whole, item: Subject) {
        if !whole.items.insert(item) {
            return;
        }
        match item {
            Subject::Indicator(index) => whole.counts.add(&self.indicator_counts(index)),
            Subject::Evidence(..) | Subject::Duty(_) => {}
            Subject::Task(task) | Subject::Milestone(task, _) | Subject::Deliverable(task, _) => {
                whole.counts.add(&self.task_counts(task));
            }
        }
    }

    fn indicator_counts(&self, index: usize) -> Counts {
        let mut counts = Counts::default();
        let Some(part) = self.indicators.get(index) else { return counts };
        counts.tally = part.standing.into_iter().collect();
        counts.vetoes = usize::from(part.veto);
        counts
    }

    /// Of a task itself, with its milestones. While the tasks themselves are judged, each counts once it is.
    fn task_counts(&self, task: usize) -> Counts {
        let milestones = self.milestones.get(task).into_iter().flatten();
        let tally = milestones.map(|milestone| milestone.standing).collect();
        Counts { tally, tasks: self.standing(task).into_iter().collect(), ..Counts::default() }
    }

    /// What each task covers; `tasks` are the summaries of all tasks.
    pub(super) fn cover(&self, tasks: &[Summary]) -> Cover {
        let whole = tasks.iter().enumerate().map(|(index, summary)| {
            let Summary { tally, vetoes, .. } = *summary;
            let mut counts = Counts { tally, tasks: summary.tasks, vetoes, ..Counts::default() };
            counts.tasks.add_all(&self.standing(index).into_iter().collect());
            counts
        });
        let counted = Counted {
            tasks: (0..tasks.len()).map(|task| self.task_counts(task)).collect(),
            whole: whole.collect(),
            indicators: (0..self.indicators.len()).map(|index| self.indicator_counts(index)).collect(),
        };
        Cover::of(self.plan, counted)
    }

    /// Adds all of one whole to another: the smaller to the larger, so that a tree of any shape takes
    /// little more than linear time.
    fn unite(&self, into: &mut Whole, mut other: Whole) {
        if other.items.len() > into.items.len() {
            std::mem::swap(into, &mut other);
        }
        for item in other.items {
            self.include(into, item);
        }
    }

    /// Adds an indicator that is no part of anything below.
    pub(super) fn add_indicator(&self, sum: &mut Sum, index: usize, weight: Decimal) {
        self.include(&mut sum.whole, Subject::Indicator(index));
        self.list(sum, index);
        self.weigh(sum, index, weight);
    }

    /// Lists what is to be said of an indicator, without counting it.
    pub(super) fn list(&self, sum: &mut Sum, index: usize) {
        let Some(part) = self.indicators.get(index) else { return };
        let Some(standing) = part.standing else { return };
        if part.veto {
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
        if let Err(reason) = part.share
            && !part.is_words()
        {
            sum.left_out.push((index, reason));
        }
    }

    /// Adds an indicator to the means and to the parts with a score.
    pub(super) fn weigh(&self, sum: &mut Sum, index: usize, weight: Decimal) {
        let Some(part) = self.indicators.get(index) else { return };
        if part.standing.is_none_or(|standing| standing == Standing::NotAssessed) {
            return;
        }
        let weight = Exact::from(weight);
        let words = part.is_words();
        if !words {
            sum.scale.add(&weight, part.share.as_ref().ok(), &Exact::ONE);
        }
        if self.policy.has_scores() && (!words || self.policy.parameters().without_target) {
            let points = part.score.clone();
            let (of, coverage) = (Scored::Indicator(index), Exact::ONE);
            sum.scored.push(ScoredPart { of, weight, points, coverage });
        }
    }

    pub(super) fn add_milestones(&self, sum: &mut Sum, task: usize) {
        self.include(&mut sum.whole, Subject::Task(task));
        for milestone in self.milestones.get(task).into_iter().flatten() {
            if let (Standing::Undetermined, Some(reason)) = (milestone.standing, milestone.reason) {
                sum.undetermined.push((Subject::Milestone(task, milestone.milestone), reason));
            }
        }
    }

    /// How a task itself stands, once it is judged.
    pub(super) fn standing(&self, task: usize) -> Option<Standing> {
        self.standings.get(task).and_then(Cell::get)
    }

    pub(super) fn weight_of(&self, indicator: usize) -> Decimal {
        self.plan.indicators().get(indicator).map_or(Decimal::ONE, |indicator| indicator.weight())
    }

    /// Each task with its indicators and milestones and the tasks below it.
    pub(super) fn tasks(&self) -> Vec<Summary> {
        let own = |index: usize| {
            let mut sum = Sum::new();
            for indicator in self.plan.tasks().get(index).into_iter().flat_map(|task| task.indicators()) {
                self.add_indicator(&mut sum, *indicator, self.weight_of(*indicator));
            }
            self.add_milestones(&mut sum, index);
            sum
        };
        let finish = |index: usize, sum: &mut Sum| {
            let mut summary = sum.summary(self.policy);
            if let Some(state) = self.states.get(index) {
                // Its own progress counts, whatever that of the tasks below is.
                summary.progress = WeightedShare {
                    value: state.progress.clone().ok(),
                    coverage: state.coverage.clone(),
                    is_empty: false,
                };
            }
            if let Some(table) = self.policy.task_table() {
                let real = self.in_reality(Some(Scored::Task(index)));
                summary.judge(table, &self.beside(index), self.policy, real);
            }
            let standing = summary.judgement.map_or(Standing::NotAssessed, |of| of.standing(self.policy));
            if let Some(place) = self.standings.get(index) {
                place.set(Some(standing));
            }
            // It is one of the tasks below the one above it, and not of those below itself.
            sum.whole.counts.tasks.add(standing);
            summary
        };
        let nodes = self.plan.tasks().iter().map(|task| (task.parent(), task.weight()));
        self.summed_upwards(own, finish, nodes.collect(), Scored::Task)
    }

    /// What stands beside the facts about the parts of a task.
    pub(super) fn beside(&self, index: usize) -> Beside<'_> {
        Beside {
            task: self.plan.tasks().get(index).zip(self.states.get(index)),
            inputs: self.policy.inputs(),
            memory: self.memories.task(index),
        }
    }

    /// Adds every node of a forest, given by its parent and weight, to its parent, from the leaves up.
    /// What a node is by itself is asked for when its turn comes, so that only open ends are held.
    pub(super) fn summed_upwards(
        &self,
        own: impl Fn(usize) -> Sum,
        finish: impl Fn(usize, &mut Sum) -> Summary,
        nodes: Vec<(Option<usize>, Decimal)>,
        scored: fn(usize) -> Scored,
    ) -> Vec<Summary> {
        #[derive(Default)]
        struct Below {
            whole: Whole,
            scale: Scale,
            progress: Scale,
            parts: Vec<ScoredPart>,
        }
        let parents: Vec<Option<usize>> = nodes.iter().map(|(parent, _)| *parent).collect();
        let mut below: HashMap<usize, Below> = HashMap::default();
        let mut summaries: Vec<Option<Summary>> = vec![None; nodes.len()];
        for node in leaves_first(&parents) {
            let mut sum = own(node);
            if let Some(below) = below.remove(&node) {
                self.unite(&mut sum.whole, below.whole);
                sum.scale.join(&below.scale);
                sum.progress.join(&below.progress);
                sum.scored.extend(below.parts);
            }
            let summary = finish(node, &mut sum);
            if let Some((Some(parent), weight)) = nodes.get(node) {
                let below = below.entry(*parent).or_default();
                self.unite(&mut below.whole, sum.whole);
                let weight = Exact::from(*weight);
                below.scale.add_below(&weight, &summary.share);
                below.progress.add_below(&weight, &summary.progress);
                if !summary.score.is_empty {
                    let points = summary.score.points.clone();
                    let (of, coverage) = (scored(node), summary.score.coverage.clone());
                    below.parts.push(ScoredPart { of, weight, points, coverage });
                }
            }
            if let Some(place) = summaries.get_mut(node) {
                *place = Some(summary);
            }
        }
        summaries.into_iter().flatten().collect()
    }
}
