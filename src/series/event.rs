//! What is reported of tasks, milestones, deliverables, evidence and duties.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::known::{Known, Reason};
use crate::period::Period;
use crate::plan::Subject;

/// A report on a task, milestone, deliverable, evidence or duty: when it was reached, or how far it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub(crate) subject: Subject,
    pub(crate) period: Period,
    pub(crate) known_from: NaiveDate,
    pub(crate) report: Reported,
    pub(crate) source: u32,
}

/// What is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reported {
    /// It was reached on this date.
    Reached(NaiveDate),
    /// It is done to this per cent at the end of the period: 100 says that it was reached by then, less that it
    /// was not.
    Percent(Decimal),
}

impl Event {
    /// What it is about.
    #[must_use]
    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// The period reported on.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// From when it is known.
    #[must_use]
    pub fn known_from(&self) -> NaiveDate {
        self.known_from
    }

    /// What is reported.
    #[must_use]
    pub fn reported(&self) -> Reported {
        self.report
    }
}

/// What is known on a day of when something was reached: not by one day, but by another.
///
/// ```
/// use attainment::series::Occurrence;
/// let day = |text: &str| text.parse::<chrono::NaiveDate>();
/// // Reported as half done at the end of March, and as done at the end of June.
/// let known = Occurrence { not_by: Some(day("2024-03-31")?), by: Some(day("2024-06-30")?) };
/// assert_eq!(known.reached_by(day("2024-06-30")?), Ok(true));
/// assert_eq!(known.reached_by(day("2024-03-31")?), Ok(false));
/// assert!(known.reached_by(day("2024-05-01")?).is_err());
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Occurrence {
    /// The last day on which it is known not to have been reached.
    pub not_by: Option<NaiveDate>,
    /// The first day on which it is known to have been reached.
    pub by: Option<NaiveDate>,
}

impl Occurrence {
    /// What reports say, in the order in which they became known, of which those known by a day count. A later
    /// report takes back an earlier one that it contradicts, and no other.
    pub(crate) fn of<'e>(events: impl DoubleEndedIterator<Item = &'e Event>, as_of: NaiveDate) -> Self {
        let mut known = Self::default();
        for event in events.rev().filter(|event| event.known_from <= as_of) {
            let end = event.period.end();
            let said = match event.report {
                Reported::Reached(date) => Self { not_by: date.pred_opt(), by: Some(date) },
                Reported::Percent(share) if share >= Decimal::ONE_HUNDRED => {
                    Self { not_by: None, by: Some(end) }
                }
                Reported::Percent(_) => Self { not_by: Some(end), by: None },
            };
            known = known.with(said).unwrap_or(known);
        }
        known
    }

    /// Both together, unless they contradict each other.
    fn with(self, other: Self) -> Option<Self> {
        let by = self.by.into_iter().chain(other.by).min();
        let not_by = self.not_by.max(other.not_by);
        let agree = by.zip(not_by).is_none_or(|(by, not_by)| not_by < by);
        agree.then_some(Self { not_by, by })
    }

    /// Whether it was reached by the end of a day.
    ///
    /// # Errors
    /// [`Reason::NotReported`] where the reports leave it open.
    pub fn reached_by(&self, day: NaiveDate) -> Known<bool> {
        if self.by.is_some_and(|by| by <= day) {
            return Ok(true);
        }
        if self.not_by.is_some_and(|not_by| not_by >= day) { Ok(false) } else { Err(Reason::NotReported) }
    }

    /// The day on which it was reached, if it is known exactly.
    #[must_use]
    pub fn day(&self) -> Option<NaiveDate> {
        self.by.filter(|by| by.pred_opt() == self.not_by)
    }
}
