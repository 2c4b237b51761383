//! The parts of a plan, and how they add up to tasks and groups.

use std::cell::Cell;
use std::collections::BTreeSet;

use foldhash::HashMap;
use rust_decimal::Decimal;

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
            Subject::Indicator(index) => {
                let part = self.indicators.get(index);
                if let Some(standing) = part.and_then(|part| part.standing) {
                    whole.tally.add(standing);
                }
                whole.vetoes += usize::from(part.is_some_and(|part| part.veto));
            }
            Subject::Evidence(..) | Subject::Duty(_) => {}
            Subject::Task(task) | Subject::Milestone(task, _) | Subject::Deliverable(task, _) => {
                for milestone in self.milestones.get(task).into_iter().flatten() {
                    whole.tally.add(milestone.standing);
                }
                // While the tasks themselves are judged, each counts once it is.
                if let Some(standing) = self.standing(task) {
                    whole.tasks.add(standing);
                }
            }
        }
    }

    /// Takes away an indicator that was counted twice.
    pub(super) fn take_indicator(&self, whole: &mut Whole, index: usize) {
        let part = self.indicators.get(index);
        if let Some(standing) = part.and_then(|part| part.standing) {
            whole.tally.take(standing);
        }
        whole.vetoes = whole.vetoes.saturating_sub(usize::from(part.is_some_and(|part| part.veto)));
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

    pub(super) fn add_indicator(&self, sum: &mut Sum, index: usize, weight: Decimal) {
        let Some(part) = self.indicators.get(index) else { return };
        let Some(standing) = part.standing else { return };
        self.include(&mut sum.whole, Subject::Indicator(index));
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
        let weight = Exact::from(weight);
        // Words have no share that could be known, and no score unless the policy judges them.
        let words = part.share == Err(Reason::NoScale);
        if !words {
            if let Err(reason) = part.share {
                sum.left_out.push((index, reason));
            }
            sum.scale.add(&weight, part.share.as_ref().ok(), &Exact::ONE);
        }
        if self.policy.has_scores() && (!words || self.policy.parameters().without_target) {
            let points = part.score.clone();
            let (of, coverage) = (Scored::Indicator(index), Exact::ONE);
            sum.scored.push(ScoredPart { of, weight, points, coverage });
        }
    }

    /// The parts of the plan's score: its groups without a parent, and the indicators that are in no group.
    /// Without groups the indicators stand for themselves.
    pub(super) fn score_plan(&self, whole: &mut Sum, groups: &[Summary]) {
        if groups.is_empty() {
            return;
        }
        let mut grouped: BTreeSet<usize> = BTreeSet::new();
        let below = self.children();
        for group in self.plan.groups() {
            grouped.extend(group.indicators().iter().map(|member| member.index));
            let mut tasks: BTreeSet<usize> = BTreeSet::new();
            for member in group.tasks() {
                let more = subtree(member.index, &below, |task| tasks.contains(&task));
                tasks.extend(more);
            }
            for task in tasks.into_iter().filter_map(|task| self.plan.tasks().get(task)) {
                grouped.extend(task.indicators());
            }
        }
        whole.scored.retain(|part| match part.of {
            Scored::Indicator(index) => !grouped.contains(&index),
            _ => true,
        });
        for (index, (group, summary)) in self.plan.groups().iter().zip(groups).enumerate() {
            if group.parent().is_none() && !summary.score.is_empty {
                let weight = Exact::from(group.weight());
                let points = summary.score.points.clone();
                let (of, coverage) = (Scored::Group(index), summary.score.coverage.clone());
                whole.scored.push(ScoredPart { of, weight, points, coverage });
            }
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
            sum.whole.tasks.add(standing);
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

    /// For each task, the tasks right below it.
    pub(super) fn children(&self) -> Vec<Vec<usize>> {
        let mut below: Vec<Vec<usize>> = vec![Vec::new(); self.plan.tasks().len()];
        for (index, task) in self.plan.tasks().iter().enumerate() {
            if let Some(children) = task.parent().and_then(|parent| below.get_mut(parent)) {
                children.push(index);
            }
        }
        below
    }

    /// Each group with its members and the groups below it.
    pub(super) fn groups(&self, tasks: &[Summary]) -> Vec<Summary> {
        let below = self.children();
        let own = |index: usize| {
            let mut sum = Sum::new();
            let Some(group) = self.plan.groups().get(index) else { return sum };
            for member in group.indicators() {
                self.add_indicator(&mut sum, member.index, member.weight);
            }
            for member in group.tasks() {
                if let Some(task) = tasks.get(member.index) {
                    sum.add_task(member.index, task, Exact::from(member.weight));
                }
                let counted = |task| sum.whole.items.contains(&Subject::Task(task));
                for task in subtree(member.index, &below, counted) {
                    self.include(&mut sum.whole, Subject::Task(task));
                    for indicator in
                        self.plan.tasks().get(task).into_iter().flat_map(|task| task.indicators())
                    {
                        self.include(&mut sum.whole, Subject::Indicator(*indicator));
                    }
                }
            }
            sum
        };
        let finish = |index: usize, sum: &mut Sum| {
            let mut summary = sum.summary(self.policy);
            let memory = self.memories.group(index);
            let beside = Beside { task: None, inputs: self.policy.inputs(), memory };
            if let Some(table) = self.policy.group_table() {
                let real = self.in_reality(Some(Scored::Group(index)));
                summary.judge(table, &beside, self.policy, real);
            }
            summary
        };
        let nodes = self.plan.groups().iter().map(|group| (group.parent(), group.weight()));
        self.summed_upwards(own, finish, nodes.collect(), Scored::Group)
    }

    /// Adds every node of a forest, given by its parent and weight, to its parent, from the leaves up.
    /// What a node is by itself is asked for when its turn comes, so that only open ends are held.
    fn summed_upwards(
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

/// A task and all tasks below it, without those that are counted already: such a task was counted with
/// all that lies below it.
pub(super) fn subtree(root: usize, below: &[Vec<usize>], counted: impl Fn(usize) -> bool) -> Vec<usize> {
    let (mut tasks, mut open) = (Vec::new(), vec![root]);
    while let Some(task) = open.pop() {
        if !counted(task) {
            tasks.push(task);
            open.extend(below.get(task).into_iter().flatten());
        }
    }
    tasks
}
