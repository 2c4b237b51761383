//! What is overdue, was not reported, or has no date, of what tasks have themselves.

use super::MilestoneStanding;
use super::counts::{Counts, Outstanding};
use super::cover::{Counted, Cover};
use super::parts::Parts;
use crate::policy::Standing;

/// What is known of the indicators of a plan, for lists of what is overdue.
pub(super) struct Known<'k> {
    /// Whether no figure of it is known.
    pub(super) without_figures: &'k [bool],
    /// Whether its due date is over and it is not attained.
    pub(super) overdue: &'k [bool],
}

impl Parts<'_> {
    /// What each task has itself, its milestones and the indicators that it serves, and what of them is outstanding.
    pub(super) fn outstanding(&self, known: &Known<'_>) -> Cover {
        let indicators: Vec<Counts> =
            (0..self.plan.indicators().len()).map(|index| self.indicator_outstanding(index, known)).collect();
        let tasks = self.milestones.iter().map(|milestones| {
            let mut counts = Counts::default();
            milestones.iter().for_each(|milestone| counts.add(&self.milestone_outstanding(milestone)));
            counts
        });
        let tasks: Vec<Counts> = tasks.collect();
        let whole = self.plan.tasks().iter().zip(&tasks).map(|(task, counts)| {
            let mut counts = *counts;
            for indicator in task.indicators().iter().filter_map(|index| indicators.get(*index)) {
                counts.add(indicator);
            }
            counts
        });
        let whole = whole.collect();
        Cover::of_each(self.plan, Counted { tasks, whole, indicators })
    }

    fn milestone_outstanding(&self, milestone: &MilestoneStanding) -> Counts {
        let of =
            self.plan.tasks().get(milestone.task).and_then(|task| task.milestones().get(milestone.milestone));
        let until = self.states.get(milestone.task).map(|state| state.until);
        let over = of.zip(until).is_some_and(|(of, until)| of.due().end() < until);
        let outstanding = Outstanding {
            overdue: usize::from(over && milestone.reached.is_none()),
            without_figures: usize::from(over && milestone.standing == Standing::Undetermined),
            undated: 0,
        };
        Counts { outstanding, ..Counts::default() }
    }

    fn indicator_outstanding(&self, index: usize, known: &Known<'_>) -> Counts {
        let targets = self.plan.indicators().get(index).map(|indicator| indicator.targets());
        let mut assessments = targets.into_iter().flatten().filter_map(|target| target.assessment());
        let outstanding = Outstanding {
            overdue: usize::from(known.overdue.get(index) == Some(&true)),
            without_figures: usize::from(known.without_figures.get(index) == Some(&true)),
            undated: usize::from(assessments.any(|one| !one.is_dated())),
        };
        Counts { outstanding, ..Counts::default() }
    }
}
