//! Groups: what their members and the groups below them add up to.

use std::collections::BTreeSet;

use super::counts::Counts;
use super::cover::Cover;
use super::covered::{Covered, Remembered};
use super::judge::Beside;
use super::parts::Parts;
use super::score::ScoredPart;
use super::summary::Sum;
use super::{Scored, Summary};
use crate::number::Exact;
use crate::plan::{Group, Preorder};

impl Parts<'_> {
    /// Each group with its members and the groups below it. A task that lies below another member counts with that,
    /// and so does an indicator that serves a task of the group.
    pub(super) fn groups(&self, tasks: &[Summary], cover: &Cover) -> Vec<Summary> {
        let counts = self.counts_of_groups(cover);
        let own = |index: usize| {
            let mut sum = Sum::new();
            let Some(group) = self.plan.groups().get(index) else { return sum };
            let tops = topmost(group, cover);
            for member in group.indicators() {
                self.list(&mut sum, member.index);
                if !cover.serves(member.index, &tops) {
                    self.weigh(&mut sum, member.index, member.weight);
                }
            }
            let tops: BTreeSet<usize> = tops.into_iter().collect();
            for member in group.tasks().iter().filter(|member| tops.contains(&member.index)) {
                if let Some(task) = tasks.get(member.index) {
                    sum.add_task(member.index, task, Exact::from(member.weight));
                }
            }
            sum
        };
        let finish = |index: usize, sum: &mut Sum| {
            sum.whole.counts = counts.get(index).copied().unwrap_or_default();
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

    /// What is counted of each group and all below it.
    ///
    /// From a group without groups below it upwards, each adds its own to that of the largest group below it; what the
    /// smaller ones have is added again. So each is added a few times, and only what one group covers is held.
    fn counts_of_groups(&self, cover: &Cover) -> Vec<Counts> {
        let groups = self.plan.groups();
        let parents: Vec<Option<usize>> = groups.iter().map(Group::parent).collect();
        let order = Preorder::of(&parents);
        let mut largest: Vec<Option<usize>> = vec![None; groups.len()];
        for (index, parent) in parents.iter().enumerate() {
            let Some(largest) = parent.and_then(|parent| largest.get_mut(parent)) else { continue };
            let size = |of: usize| order.stretch(of).len();
            if largest.is_none_or(|other| size(other) < size(index)) {
                *largest = Some(index);
            }
        }
        let largest_below = |group: usize| largest.get(group).copied().flatten();
        let mut counts = vec![Counts::default(); groups.len()];
        let mut alone = Remembered::new(cover);
        for (index, parent) in parents.iter().enumerate() {
            if parent.is_some_and(|parent| largest_below(parent) == Some(index)) {
                continue;
            }
            let path: Vec<usize> =
                std::iter::successors(Some(index), |group| largest_below(*group)).collect();
            if let ([index], Some(group)) = (path.as_slice(), groups.get(index)) {
                let tops = topmost(group, cover);
                let named = group.indicators().iter().map(|member| member.index);
                if let Some(place) = counts.get_mut(*index) {
                    *place = alone.counts(&tops, named);
                }
                continue;
            }
            let mut covered = Covered::new(cover);
            for index in path.into_iter().rev() {
                let own = order.stretch(index);
                let there = largest_below(index).map_or(own.end..own.end, |below| order.stretch(below));
                let others =
                    order.within(own.start..there.start).iter().chain(order.within(there.end..own.end));
                for group in others.filter_map(|other| groups.get(*other)) {
                    covered.add_members(group);
                }
                if let Some(place) = counts.get_mut(index) {
                    *place = covered.counts();
                }
            }
        }
        counts
    }

    /// The parts of the plan's score: its groups without a parent, and the indicators that are in no group.
    /// Without groups the indicators stand for themselves.
    pub(super) fn score_plan(&self, whole: &mut Sum, groups: &[Summary], cover: &Cover) {
        if groups.is_empty() {
            return;
        }
        let all = || self.plan.groups().iter();
        let tops = cover.topmost(all().flat_map(|group| group.tasks()).map(|member| member.index));
        let named = all().flat_map(|group| group.indicators()).map(|member| member.index);
        let named: BTreeSet<usize> = named.collect();
        whole.scored.retain(|part| match part.of {
            Scored::Indicator(index) => !named.contains(&index) && !cover.serves(index, &tops),
            _ => true,
        });
        for (index, (group, summary)) in all().zip(groups).enumerate() {
            if group.parent().is_none() && !summary.score.is_empty {
                let weight = Exact::from(group.weight());
                let points = summary.score.points.clone();
                let (of, coverage) = (Scored::Group(index), summary.score.coverage.clone());
                whole.scored.push(ScoredPart { of, weight, points, coverage });
            }
        }
    }
}

/// The tasks of a group that lie below none of its others.
fn topmost(group: &Group, cover: &Cover) -> Vec<usize> {
    cover.topmost(group.tasks().iter().map(|member| member.index))
}

impl Covered<'_> {
    /// Adds what a group itself names.
    fn add_members(&mut self, group: &Group) {
        for member in group.tasks() {
            self.add_task(member.index);
        }
        for member in group.indicators() {
            self.add_indicator(member.index);
        }
    }
}
