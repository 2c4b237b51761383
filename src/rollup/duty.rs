//! How duties of monitoring stand: those that recur by the periods for which they were reported, the others by
//! their date.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::known::Reason;
use crate::period::{Frequency, Period};
use crate::plan::{Duty, Plan, Subject};
use crate::policy::Standing;
use crate::series::{Event, Observations, Occurrence, Reported};

/// A duty and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyStanding {
    /// The index of the duty.
    pub duty: usize,
    /// On track while it is done as often as it was due, attained once no more is due, missed where one was known not
    /// to be done, else undetermined.
    pub standing: Standing,
    /// Why it is undetermined.
    pub reason: Option<Reason>,
    /// How often it was due by the day judged.
    pub due: usize,
    /// For how many of these it was done.
    pub done: usize,
    /// The last day on which it is known to have been done.
    pub last: Option<NaiveDate>,
    /// Whether anything was reported of it: that it was done, or that it was not.
    pub reported: bool,
}

impl DutyStanding {
    /// Whether it was due and is not known to be done. One that is done once is not overdue any more when it was
    /// done late, though it stays missed.
    #[must_use]
    pub fn is_overdue(&self, duty: &Duty) -> bool {
        let done_late = duty.frequency().is_none() && self.last.is_some();
        self.done < self.due && !done_late
    }
}

/// How a duty of a plan stands on a day, by what was known by another.
pub(super) fn standing(
    plan: &Plan,
    (index, duty): (usize, &Duty),
    data: &Observations,
    as_of: NaiveDate,
    until: NaiveDate,
) -> DutyStanding {
    if !plan.is_issued_by(as_of) {
        let (standing, reason) = (Standing::Undetermined, Some(Reason::NotPublished));
        return DutyStanding { duty: index, standing, reason, due: 0, done: 0, last: None, reported: false };
    }
    let events = data.about(plan, Subject::Duty(index)).filter(|event| event.known_from() <= as_of);
    match duty.frequency() {
        Some(frequency) => recurring(plan, (index, frequency), events, until),
        None => done_once((index, duty), events, as_of, until),
    }
}

/// How a duty stands that is to be done in each period of a plan.
fn recurring<'e>(
    plan: &Plan,
    (duty, frequency): (usize, Frequency),
    events: impl Iterator<Item = &'e Event>,
    until: NaiveDate,
) -> DutyStanding {
    let start = plan.base_end().and_then(|day| day.succ_opt());
    let from = start.map(|day| number(day, frequency));
    let end = plan.end().end();
    let mut reported = false;
    // For each period the day on which it was done, or that it was not.
    let mut done: BTreeMap<i64, Option<NaiveDate>> = BTreeMap::new();
    for event in events {
        let period = number(event.period().end(), frequency);
        // What was done before the plan or after it is not done for it.
        if from.is_some_and(|from| period < from) || period > number(end, frequency) {
            continue;
        }
        reported = true;
        let day = match event.reported() {
            Reported::Reached(date) => Some(date),
            Reported::Percent(share) => (share >= Decimal::ONE_HUNDRED).then(|| event.period().end()),
        };
        // A later report takes back an earlier one; what was done after the day judged was not yet.
        if day.is_none_or(|day| day <= until) {
            done.insert(period, day);
        }
    }
    let last = done.values().flatten().max().copied();
    let Some(from) = from else {
        let (standing, reason) = (Standing::Undetermined, Some(Reason::NoStart));
        return DutyStanding { duty, standing, reason, due: 0, done: 0, last, reported };
    };
    // The period that the day lies in counts once it is over.
    let after = until.min(end).succ_opt().map_or(from, |next| number(next, frequency)).max(from);
    let due = usize::try_from(after - from).unwrap_or(0);
    let times = done.range(from..after).filter(|(_, day)| day.is_some()).count();
    let (standing, reason) = match () {
        () if due == 0 => (Standing::Undetermined, Some(Reason::NotYetDue)),
        () if times == due && end <= until => (Standing::Attained, None),
        () if times == due => (Standing::OnTrack, None),
        () if done.range(from..after).any(|(_, day)| day.is_none()) => (Standing::Missed, None),
        () => (Standing::Undetermined, Some(Reason::NotReported)),
    };
    DutyStanding { duty, standing, reason, due, done: times, last, reported }
}

/// How a duty stands that is to be done once.
fn done_once<'e>(
    (index, duty): (usize, &Duty),
    events: impl DoubleEndedIterator<Item = &'e Event>,
    as_of: NaiveDate,
    until: NaiveDate,
) -> DutyStanding {
    let mut events = events.peekable();
    let reported = events.peek().is_some();
    let reached = Occurrence::of(events, as_of);
    let last = reached.by.filter(|day| *day <= until);
    let told = |standing, reason, due, done| DutyStanding {
        duty: index,
        standing,
        reason,
        due,
        done,
        last,
        reported,
    };
    let Some(due) = duty.due().map(Period::end) else {
        return told(Standing::Undetermined, Some(Reason::NoDue), 0, 0);
    };
    let is_due = usize::from(due <= until);
    match reached.reached_by(due.min(until)) {
        Ok(true) => told(Standing::Attained, None, is_due, is_due),
        Ok(false) if due <= until => told(Standing::Missed, None, 1, 0),
        _ if due <= until => told(Standing::Undetermined, Some(Reason::NotReported), 1, 0),
        _ => told(Standing::Undetermined, Some(Reason::NotYetDue), 0, 0),
    }
}

/// The number of the period of a frequency that a day lies in.
fn number(day: NaiveDate, frequency: Frequency) -> i64 {
    let per_year = i64::from(frequency.per_year().unwrap_or(1));
    i64::from(day.year()) * per_year + i64::from(day.month0()) * per_year / 12
}
