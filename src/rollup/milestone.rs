//! How milestones stand.

use chrono::NaiveDate;

use crate::known::Reason;
use crate::plan::Milestone;
use crate::policy::Standing;
use crate::series::Occurrence;

/// Milestones and how they stand.
#[derive(Clone, Debug)]
pub struct MilestoneStanding {
    /// The index of the task.
    pub task: usize,
    /// The index of the milestone in its task.
    pub milestone: usize,
    /// Attained if it was reached by its due date, missed if later, undetermined while nothing is known.
    pub standing: Standing,
    /// When it was reached, or the first day on which it is known to have been.
    pub reached: Option<NaiveDate>,
    /// Why it is undetermined.
    pub reason: Option<Reason>,
}

/// How a milestone stands: attained if it was reached by its due date, missed if it was not, and open while
/// nothing is known.
pub(super) fn standing_of(
    milestone: &Milestone,
    known: &Occurrence,
    until: NaiveDate,
) -> (Standing, Option<Reason>) {
    let due = milestone.due().end();
    if due > until {
        return match known.reached_by(until) {
            Ok(true) => (Standing::Attained, None),
            _ => (Standing::Undetermined, Some(Reason::NotYetDue)),
        };
    }
    match known.reached_by(due) {
        Ok(true) => (Standing::Attained, None),
        Ok(false) => (Standing::Missed, None),
        Err(reason) => (Standing::Undetermined, Some(reason)),
    }
}
