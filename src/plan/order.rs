//! The order in which the tasks of a plan can be done.
//!
//! A task begins after those that it waits for, and not before the task above it; it ends not before its own
//! sub-tasks and milestones. So every task has two steps, its start and its finish, and every milestone one;
//! what has to come before what is a graph of these steps, which must not return to itself.

use std::ops::Range;

use super::{Subject, Task};

/// A step in the course of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Start(usize),
    Finish(usize),
    Milestone(usize, usize),
}

/// The steps of tasks, and which has to come before which.
#[derive(Debug)]
pub(crate) struct Order {
    tasks: usize,
    /// For each task the number of its first milestone among all; one more at the end.
    milestones: Vec<usize>,
    /// For each step the range of its edges; one more at the end.
    ranges: Vec<usize>,
    /// The step that comes later, and the days that have to pass in between.
    edges: Vec<(usize, u32)>,
}

impl Order {
    pub(crate) fn of(tasks: &[Task]) -> Self {
        let mut milestones = Vec::with_capacity(tasks.len() + 1);
        let mut count = 0;
        for task in tasks {
            milestones.push(count);
            count += task.milestones.len();
        }
        milestones.push(count);
        let mut order = Self { tasks: tasks.len(), milestones, ranges: Vec::new(), edges: Vec::new() };
        // Edges are counted first, and then put in their places.
        let mut counts = vec![0usize; order.len() + 1];
        order.each_edge(tasks, |from, _, _| {
            if let Some(count) = counts.get_mut(from + 1) {
                *count += 1;
            }
        });
        for index in 1..counts.len() {
            let before = counts.get(index - 1).copied().unwrap_or(0);
            if let Some(count) = counts.get_mut(index) {
                *count += before;
            }
        }
        let mut edges = vec![(0, 0); counts.last().copied().unwrap_or(0)];
        let mut next = counts.clone();
        order.each_edge(tasks, |from, to, days| {
            if let Some(place) = next.get_mut(from) {
                if let Some(edge) = edges.get_mut(*place) {
                    *edge = (to, days);
                }
                *place += 1;
            }
        });
        order.ranges = counts;
        order.edges = edges;
        order
    }

    /// The number of steps.
    pub(crate) fn len(&self) -> usize {
        2 * self.tasks + self.milestones.last().copied().unwrap_or(0)
    }

    pub(crate) fn start(task: usize) -> usize {
        2 * task
    }

    pub(crate) fn finish(task: usize) -> usize {
        2 * task + 1
    }

    pub(crate) fn milestone(&self, task: usize, number: usize) -> usize {
        2 * self.tasks + self.milestones.get(task).copied().unwrap_or(0) + number
    }

    pub(crate) fn step(&self, node: usize) -> Step {
        match node.checked_sub(2 * self.tasks) {
            None if node.is_multiple_of(2) => Step::Start(node / 2),
            None => Step::Finish(node / 2),
            Some(number) => {
                let task = self.milestones.partition_point(|first| *first <= number).saturating_sub(1);
                Step::Milestone(task, number - self.milestones.get(task).copied().unwrap_or(0))
            }
        }
    }

    /// The steps that come after a step, with the days in between.
    pub(crate) fn after(&self, node: usize) -> &[(usize, u32)] {
        let range = self.ranges.get(node).copied().zip(self.ranges.get(node + 1).copied());
        range.and_then(|(from, to)| self.edges.get(from..to)).unwrap_or_default()
    }

    fn each_edge(&self, tasks: &[Task], mut edge: impl FnMut(usize, usize, u32)) {
        for (index, task) in tasks.iter().enumerate() {
            edge(Self::start(index), Self::finish(index), 0);
            if let Some(parent) = task.parent {
                edge(Self::start(parent), Self::start(index), 0);
                edge(Self::finish(index), Self::finish(parent), 0);
            }
            for dependency in &task.after {
                let before = match dependency.on {
                    Subject::Task(on) => Self::finish(on),
                    Subject::Milestone(on, number) => self.milestone(on, number),
                    _ => continue,
                };
                edge(before, Self::start(index), dependency.days);
            }
            for number in 0..task.milestones.len() {
                let milestone = self.milestone(index, number);
                edge(Self::start(index), milestone, 0);
                edge(milestone, Self::finish(index), 0);
            }
        }
    }

    /// All steps in an order in which each comes after those that it waits for, or rounds that return to
    /// themselves: at least one for every part of the graph that has any.
    pub(crate) fn sorted(&self) -> Result<Vec<usize>, Vec<Vec<Step>>> {
        let mut waits = vec![0usize; self.len()];
        for (to, _) in &self.edges {
            if let Some(count) = waits.get_mut(*to) {
                *count += 1;
            }
        }
        let mut sorted: Vec<usize> =
            (0..self.len()).filter(|node| waits.get(*node).copied() == Some(0)).collect();
        let mut next = 0;
        while let Some(node) = sorted.get(next).copied() {
            next += 1;
            for (to, _) in self.after(node) {
                if let Some(count) = waits.get_mut(*to) {
                    *count -= 1;
                    if *count == 0 {
                        sorted.push(*to);
                    }
                }
            }
        }
        if sorted.len() == self.len() { Ok(sorted) } else { Err(self.rounds(&waits)) }
    }

    /// The rounds among the steps that wait for ever.
    fn rounds(&self, waits: &[usize]) -> Vec<Vec<Step>> {
        let waiting = |node: usize| waits.get(node).is_some_and(|count| *count > 0);
        // Of each waiting step one that it waits for and that waits itself.
        let mut before: Vec<Option<usize>> = vec![None; self.len()];
        for node in (0..self.len()).filter(|node| waiting(*node)) {
            for (to, _) in self.after(node) {
                if let Some(place) = before.get_mut(*to) {
                    *place = Some(node);
                }
            }
        }
        // 0: not visited; else the number of the walk that did.
        let mut visited = vec![0usize; self.len()];
        let mut rounds = Vec::new();
        for (walk, start) in (0..self.len()).filter(|node| waiting(*node)).enumerate() {
            let (mut way, mut next) = (Vec::new(), Some(start));
            while let Some(node) = next {
                match visited.get_mut(node) {
                    Some(seen) if *seen == 0 => *seen = walk + 1,
                    Some(seen) if *seen == walk + 1 => {
                        let from = way.iter().position(|step| *step == node).unwrap_or(0);
                        let mut round: Vec<Step> =
                            way.iter().skip(from).map(|node| self.step(*node)).collect();
                        round.reverse();
                        rounds.push(round);
                        break;
                    }
                    _ => break,
                }
                way.push(node);
                next = before.get(node).copied().flatten();
            }
        }
        rounds
    }
}

/// The nodes of a forest, given by their parents, every one after all of its children. What returns to itself is
/// left out.
pub(crate) fn leaves_first(parents: &[Option<usize>]) -> Vec<usize> {
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

/// The nodes of a forest, each before those below it, which follow it at once: what lies below a node, itself
/// included, is one stretch.
#[derive(Clone, Debug, Default)]
pub(crate) struct Preorder {
    nodes: Vec<usize>,
    /// For each node its stretch.
    stretches: Vec<Range<usize>>,
}

impl Preorder {
    /// All nodes.
    pub(crate) fn nodes(&self) -> &[usize] {
        &self.nodes
    }

    pub(crate) fn of(parents: &[Option<usize>]) -> Self {
        let mut sizes = vec![1usize; parents.len()];
        let leaves_first = leaves_first(parents);
        for node in &leaves_first {
            let own = sizes.get(*node).copied().unwrap_or(0);
            if let Some(size) = parents.get(*node).copied().flatten().and_then(|parent| sizes.get_mut(parent))
            {
                *size += own;
            }
        }
        // Where the next node of each stretch goes; the last place is for the roots.
        let mut next = vec![0usize; parents.len() + 1];
        let mut order = Self { nodes: vec![0; leaves_first.len()], stretches: vec![0..0; parents.len()] };
        for node in leaves_first.into_iter().rev() {
            let parent = parents.get(node).copied().flatten().unwrap_or(parents.len());
            let size = sizes.get(node).copied().unwrap_or(0);
            let Some(place) = next.get_mut(parent) else { continue };
            let start = *place;
            *place += size;
            if let Some(own) = next.get_mut(node) {
                *own = start + 1;
            }
            if let Some(slot) = order.nodes.get_mut(start) {
                *slot = node;
            }
            if let Some(stretch) = order.stretches.get_mut(node) {
                *stretch = start..start + size;
            }
        }
        order
    }

    /// The places of a node and all below it.
    pub(crate) fn stretch(&self, node: usize) -> Range<usize> {
        self.stretches.get(node).cloned().unwrap_or_default()
    }

    /// A node and all below it.
    pub(crate) fn below(&self, node: usize) -> &[usize] {
        self.within(self.stretch(node))
    }

    /// The nodes at some places.
    pub(crate) fn within(&self, places: Range<usize>) -> &[usize] {
        self.nodes.get(places).unwrap_or_default()
    }

    /// Those of some nodes that lie below none of the others, in their order in the forest.
    pub(crate) fn topmost(&self, nodes: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let mut sorted: Vec<usize> = nodes.into_iter().collect();
        sorted.sort_by_key(|node| self.stretch(*node).start);
        let mut end = 0;
        sorted.retain(|node| {
            let own = self.stretch(*node);
            let top = own.start >= end;
            if top {
                end = own.end;
            }
            top
        });
        sorted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_below_follows_at_once() {
        // 0 ← 1 ← 3, 0 ← 4; 2 alone
        let order = Preorder::of(&[None, Some(0), None, Some(1), Some(0)]);
        let sorted = |node: usize| {
            let mut below = order.below(node).to_vec();
            below.sort_unstable();
            below
        };
        assert_eq!(sorted(0), [0, 1, 3, 4]);
        assert_eq!(sorted(1), [1, 3]);
        assert_eq!(sorted(2), [2]);
        let mut topmost = order.topmost([3, 2, 1, 4]);
        topmost.sort_unstable();
        assert_eq!(topmost, [1, 2, 4]);
        assert_eq!(order.topmost([0, 0, 3]), [0]);
    }
}
