//! What is overdue, was not reported, or has no date, of what tasks have themselves.

use super::counts::{Counts, Outstanding};
use super::cover::{Counted, Cover};
use super::parts::Parts;
use super::{IndicatorState, MilestoneStanding};
use crate::policy::Standing;

impl Parts<'_> {
    /// What each task has itself, its milestones and the indicators that it serves, and what of them is outstanding.
    pub(super) fn outstanding(&self, known: &[IndicatorState]) -> Cover {
        let indicators: Vec<Counts> = known.iter().map(IndicatorState::outstanding).collect();
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
        let state = self.states.get(milestone.task).filter(|state| state.is_published);
        let over = of.zip(state).is_some_and(|(of, state)| of.due().end() < state.until);
        let outstanding = Outstanding {
            overdue: usize::from(over && milestone.reached.is_none()),
            without_figures: usize::from(over && milestone.standing == Standing::Undetermined),
            undated: 0,
        };
        Counts { outstanding, ..Counts::default() }
    }
}

impl IndicatorState {
    fn outstanding(&self) -> Counts {
        let outstanding = Outstanding {
            overdue: usize::from(self.overdue),
            without_figures: usize::from(self.silent),
            undated: usize::from(self.undated),
        };
        Counts { outstanding, ..Counts::default() }
    }
}
