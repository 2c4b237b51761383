//! What a what-if changed in a plan and its observations.

use chrono::NaiveDate;

use super::{Plan, Subject};
use crate::number::Quantity;
use crate::period::Period;

/// What a what-if assumes: kept with the changed plan, so that every report made from it says so.
#[derive(Clone, Debug, Default)]
pub struct Assumptions {
    pub(crate) title: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) all: Vec<Assumption>,
}

impl Assumptions {
    /// The title of the what-if.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The remark on it.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// Each assumption: figures, milestones, targets and delays, as the what-if lists them.
    #[must_use]
    pub fn all(&self) -> &[Assumption] {
        &self.all
    }
}

/// One thing that a what-if assumes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumption {
    pub(crate) what: Assumed,
    pub(crate) why: Option<String>,
}

impl Assumption {
    /// What is assumed.
    #[must_use]
    pub fn what(&self) -> &Assumed {
        &self.what
    }

    /// Why, in the words of the what-if.
    #[must_use]
    pub fn why(&self) -> Option<&str> {
        self.why.as_deref()
    }
}

/// What is assumed. Numbers are indices into the lists of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Assumed {
    /// A figure.
    Figure {
        /// The indicator.
        indicator: usize,
        /// The period.
        period: Period,
        /// The value, in the unit of the indicator.
        value: Quantity,
        /// The newest reported figure of the period, as it was printed: it does not count.
        instead_of: Option<String>,
    },
    /// A milestone that is reached.
    Reached {
        /// The task.
        task: usize,
        /// The milestone in the task.
        milestone: usize,
        /// When.
        on: NaiveDate,
        /// When it was reported to be reached: that does not count.
        instead_of: Option<NaiveDate>,
    },
    /// Another value of a target, as a version of it. The versions before stand beside it.
    Value {
        /// The indicator.
        indicator: usize,
        /// The target in the indicator.
        target: usize,
        /// The id of the version.
        version: String,
    },
    /// Another due period of a target, of all its versions.
    Due {
        /// The indicator.
        indicator: usize,
        /// The target in the indicator.
        target: usize,
        /// The period that the plan states.
        from: Period,
        /// The period that is assumed.
        to: Period,
    },
    /// Another end of the window of a task, or another due period of a milestone.
    Delay {
        /// The task or milestone.
        subject: Subject,
        /// What the plan states, if it does.
        from: Option<Period>,
        /// What is assumed.
        to: Period,
    },
}

impl Plan {
    /// What a what-if changed in the plan and its observations; `None` for a plan as it was read.
    #[must_use]
    pub fn assumptions(&self) -> Option<&Assumptions> {
        self.assumptions.as_deref()
    }

    /// Whether figures of its indicators are assumed.
    pub(crate) fn assumes_figures(&self) -> bool {
        let mut all = self.assumptions().into_iter().flat_map(Assumptions::all);
        all.any(|one| matches!(one.what, Assumed::Figure { .. }))
    }
}
