//! What each task covers, so that what several of them cover together can be counted without a walk.

use std::ops::Range;

use super::counts::Counts;
use crate::plan::{Plan, Preorder, Subject, Task, leaves_first};

/// What counts of a plan, by its tasks and indicators.
pub(super) struct Counted {
    /// For each task, itself with its milestones.
    pub(super) tasks: Vec<Counts>,
    /// For each task, all that it covers, once.
    pub(super) whole: Vec<Counts>,
    /// For each indicator.
    pub(super) indicators: Vec<Counts>,
}

/// The tasks of a plan, as a forest, with what each of them covers: itself, all below it, and the indicators that these
/// serve.
pub(super) struct Cover {
    order: Preorder,
    /// For each indicator, the places in the order of the tasks that it serves, sorted.
    places: Vec<Vec<usize>>,
    /// The indicators that could count twice, since they serve several tasks or are named themselves, by these places.
    shared: Vec<(usize, usize)>,
    /// What each task covers, without the indicators that could count twice.
    alone: Vec<Counts>,
    counted: Counted,
}

impl Cover {
    /// The tasks below each other.
    pub(super) fn of(plan: &Plan, counted: Counted) -> Self {
        Self::of_forest(plan, plan.tasks().iter().map(Task::parent).collect(), counted)
    }

    /// The tasks next to each other, each with what it has itself.
    pub(super) fn of_each(plan: &Plan, counted: Counted) -> Self {
        Self::of_forest(plan, vec![None; plan.tasks().len()], counted)
    }

    fn of_forest(plan: &Plan, parents: Vec<Option<usize>>, counted: Counted) -> Self {
        let order = Preorder::of(&parents);
        let mut places: Vec<Vec<usize>> = vec![Vec::new(); plan.indicators().len()];
        for (index, task) in plan.tasks().iter().enumerate() {
            for indicator in task.indicators() {
                if let Some(places) = places.get_mut(*indicator) {
                    places.push(order.stretch(index).start);
                }
            }
        }
        let named = named(plan);
        let mut shared = Vec::new();
        let mut alone = counted.tasks.clone();
        for (indicator, (places, is_named)) in places.iter_mut().zip(named).enumerate() {
            places.sort_unstable();
            places.dedup();
            if is_named || places.len() > 1 {
                shared.extend(places.iter().map(|place| (*place, indicator)));
                continue;
            }
            let task = places.first().and_then(|place| order.within(*place..*place + 1).first());
            let alone = task.and_then(|task| alone.get_mut(*task));
            if let Some((alone, counts)) = alone.zip(counted.indicators.get(indicator)) {
                alone.add(counts);
            }
        }
        shared.sort_unstable();
        for task in leaves_first(&parents) {
            let own = alone.get(task).copied().unwrap_or_default();
            let parent = parents.get(task).copied().flatten();
            if let Some(above) = parent.and_then(|parent| alone.get_mut(parent)) {
                above.add(&own);
            }
        }
        Self { order, places, shared, alone, counted }
    }

    /// Those of some tasks that lie below none of the others.
    pub(super) fn topmost(&self, tasks: impl IntoIterator<Item = usize>) -> Vec<usize> {
        self.order.topmost(tasks)
    }

    /// Whether an indicator serves one of these topmost tasks, or one below them.
    pub(super) fn serves(&self, indicator: usize, tops: &[usize]) -> bool {
        let Some(places) = self.places.get(indicator) else { return false };
        if tops.len() < places.len() {
            return tops.iter().any(|top| self.serves_within(indicator, &self.stretch(*top)));
        }
        places.iter().any(|place| {
            let after = tops.partition_point(|top| self.stretch(*top).start <= *place);
            let top = after.checked_sub(1).and_then(|before| tops.get(before));
            top.is_some_and(|top| self.stretch(*top).contains(place))
        })
    }

    /// Whether an indicator serves a task within a stretch.
    pub(super) fn serves_within(&self, indicator: usize, stretch: &Range<usize>) -> bool {
        let Some(places) = self.places.get(indicator) else { return false };
        let first = places.partition_point(|place| *place < stretch.start);
        places.get(first).is_some_and(|place| *place < stretch.end)
    }

    /// The places of a task and all below it.
    pub(super) fn stretch(&self, task: usize) -> Range<usize> {
        self.order.stretch(task)
    }

    /// The indicators that could count twice, by the places within a stretch.
    pub(super) fn shared(&self, stretch: &Range<usize>) -> &[(usize, usize)] {
        let from = self.shared.partition_point(|(place, _)| *place < stretch.start);
        let to = self.shared.partition_point(|(place, _)| *place < stretch.end);
        self.shared.get(from..to).unwrap_or_default()
    }

    /// What a task covers, without the indicators that could count twice.
    pub(super) fn alone(&self, task: usize) -> Counts {
        self.alone.get(task).copied().unwrap_or_default()
    }

    /// All that a task covers.
    pub(super) fn whole(&self, task: usize) -> Counts {
        self.counted.whole.get(task).copied().unwrap_or_default()
    }

    pub(super) fn indicator(&self, index: usize) -> Counts {
        self.counted.indicators.get(index).copied().unwrap_or_default()
    }
}

/// Which indicators stand in a group, or are what somebody answers for.
fn named(plan: &Plan) -> Vec<bool> {
    let mut named = vec![false; plan.indicators().len()];
    let in_groups = plan.groups().iter().flat_map(|group| group.indicators()).map(|member| member.index);
    let answered = plan.responsibilities().iter().filter_map(|one| match one.subject() {
        Subject::Indicator(index) => Some(index),
        _ => None,
    });
    for index in in_groups.chain(answered) {
        if let Some(place) = named.get_mut(index) {
            *place = true;
        }
    }
    named
}
