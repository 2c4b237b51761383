use chrono::NaiveDate;

use crate::known::{Known, Reason};
use crate::number::{Bound, Exact, Interval};
use crate::period::Period;
use crate::plan::{Baseline, Status};
use crate::series::Observation;

/// A value that is known exactly or by a bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The number.
    pub value: Exact,
    /// Whether the number is the value or bounds it.
    pub bound: Bound,
    /// Why only a bound is known.
    pub because: Reason,
}

impl Amount {
    /// The value, if it is known exactly.
    ///
    /// # Errors
    /// Why only a bound is known: the source states one, or a sum has a hole.
    #[inline]
    pub fn exact(&self) -> Known<&Exact> {
        if self.bound == Bound::Exactly { Ok(&self.value) } else { Err(self.because) }
    }

    /// The values that it can have.
    #[must_use]
    pub fn interval(&self) -> Interval {
        Interval::of(self.bound, &self.value)
    }
}

/// A value at the end of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The value.
    pub amount: Amount,
    /// The last day of its period.
    pub end: NaiveDate,
    /// Its period; for sums and compounded rates, the last one that went in. `None` for the start of a
    /// sum.
    pub period: Option<Period>,
    /// The least certain status of the figures behind it.
    pub status: Status,
    /// Whether no figure behind it is negative.
    pub nonnegative: bool,
    /// The observation it was read from; `None` for baselines, and for values made of several.
    pub observation: Option<Observation>,
}

impl Point {
    /// Whether it reports an event to have happened: 1 or more. `None` where a bound leaves it open.
    pub(crate) fn has_happened(&self) -> Option<bool> {
        self.amount.interval().within(&Interval::of(Bound::AtLeast, &Exact::ONE))
    }

    /// Whether a figure behind it is assumed.
    pub(crate) fn is_assumed(&self) -> bool {
        self.status == Status::Assumed
    }

    /// A number that needs no figure, such as the zero that a sum starts from.
    pub(super) fn constant(value: Exact, end: NaiveDate) -> Self {
        Self {
            amount: Amount { value, bound: Bound::Exactly, because: Reason::Inexact },
            end,
            period: None,
            status: Status::Final,
            nonnegative: true,
            observation: None,
        }
    }

    pub(crate) fn of_baseline(baseline: &Baseline) -> Self {
        let value = baseline.value.exact();
        Self {
            nonnegative: value.sign() >= 0,
            amount: Amount { value, bound: baseline.value.bound(), because: Reason::Inexact },
            end: baseline.period.end(),
            period: Some(baseline.period),
            status: baseline.status,
            observation: None,
        }
    }

    pub(crate) fn of_observation(observation: &Observation) -> Self {
        Self {
            amount: Amount {
                value: Exact::from(observation.value),
                bound: observation.bound,
                because: Reason::Inexact,
            },
            end: observation.period.end(),
            period: Some(observation.period),
            status: observation.status,
            nonnegative: !observation.value.is_sign_negative(),
            observation: Some(*observation),
        }
    }
}
