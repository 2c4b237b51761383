//! What several tasks cover together: each task, milestone and indicator below them counted once.

use std::collections::HashSet;
use std::ops::Range;

use super::Summary;
use super::parts::Parts;
use super::summary::Whole;
use crate::plan::{Preorder, Task};

/// The tasks of a plan with what each of them covers alone, so that the counts of several are sums of theirs, less
/// the indicators that serve more than one.
pub(super) struct Cover<'c> {
    parts: &'c Parts<'c>,
    tasks: &'c [Summary],
    order: Preorder,
    /// For each indicator, the places in the order of the tasks that it serves, sorted.
    places: Vec<Vec<usize>>,
    /// The indicators that serve several tasks, by these places.
    shared: Vec<(usize, usize)>,
}

impl<'c> Cover<'c> {
    pub(super) fn of(parts: &'c Parts<'c>, tasks: &'c [Summary]) -> Self {
        let parents: Vec<Option<usize>> = parts.plan.tasks().iter().map(Task::parent).collect();
        let order = Preorder::of(&parents);
        let mut places: Vec<Vec<usize>> = vec![Vec::new(); parts.plan.indicators().len()];
        for (index, task) in parts.plan.tasks().iter().enumerate() {
            for indicator in task.indicators() {
                if let Some(places) = places.get_mut(*indicator) {
                    places.push(order.stretch(index).start);
                }
            }
        }
        let mut shared = Vec::new();
        for (indicator, places) in places.iter_mut().enumerate() {
            places.sort_unstable();
            places.dedup();
            if places.len() > 1 {
                shared.extend(places.iter().map(|place| (*place, indicator)));
            }
        }
        shared.sort_unstable();
        Self { parts, tasks, order, places, shared }
    }

    /// Those of some tasks that lie below none of the others.
    pub(super) fn topmost(&self, tasks: impl IntoIterator<Item = usize>) -> Vec<usize> {
        self.order.topmost(tasks)
    }

    /// Whether an indicator serves one of these topmost tasks, or one below them.
    pub(super) fn serves(&self, indicator: usize, tops: &[usize]) -> bool {
        let Some(places) = self.places.get(indicator) else { return false };
        if tops.len() < places.len() {
            return tops.iter().any(|top| any_within(places, &self.order.stretch(*top)));
        }
        places.iter().any(|place| {
            let after = tops.partition_point(|top| self.order.stretch(*top).start <= *place);
            let top = after.checked_sub(1).and_then(|before| tops.get(before));
            top.is_some_and(|top| self.order.stretch(*top).contains(place))
        })
    }

    /// Adds topmost tasks, and all that lies below them, to a whole that has none of it yet.
    pub(super) fn add_to(&self, whole: &mut Whole, tops: &[usize]) {
        for top in tops {
            let Some(summary) = self.tasks.get(*top) else { continue };
            whole.tally.add_all(&summary.tally);
            whole.tasks.add_all(&summary.tasks);
            whole.vetoes += summary.vetoes;
            if let Some(standing) = self.parts.standing(*top) {
                whole.tasks.add(standing);
            }
        }
        self.take_repeated(whole, tops);
    }

    /// Takes away what was counted with more than one of the tasks: what the largest has is looked up, and what the
    /// others have is gone through.
    fn take_repeated(&self, whole: &mut Whole, tops: &[usize]) {
        let stretches: Vec<Range<usize>> = tops.iter().map(|top| self.order.stretch(*top)).collect();
        let Some(largest) = stretches.iter().max_by_key(|stretch| stretch.len()) else { return };
        let mut counted: HashSet<usize> = HashSet::new();
        for stretch in stretches.iter().filter(|stretch| *stretch != largest) {
            let from = self.shared.partition_point(|(place, _)| *place < stretch.start);
            let here = self.shared.iter().skip(from).take_while(|(place, _)| *place < stretch.end);
            let here: HashSet<usize> = here.map(|(_, indicator)| *indicator).collect();
            for indicator in here {
                let in_largest = self.places.get(indicator).is_some_and(|places| any_within(places, largest));
                if in_largest || !counted.insert(indicator) {
                    self.parts.take_indicator(whole, indicator);
                }
            }
        }
    }
}

/// Whether one of the places, which are sorted, lies within a stretch.
fn any_within(places: &[usize], stretch: &Range<usize>) -> bool {
    let first = places.partition_point(|place| *place < stretch.start);
    places.get(first).is_some_and(|place| *place < stretch.end)
}
