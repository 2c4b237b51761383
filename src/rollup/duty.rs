//! How duties of monitoring stand: those that recur by the periods for which they were reported, the others by
//! their date.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::known::Reason;
use crate::period::{Frequency, Period};
use crate::plan::{Duty, Plan, Subject};
use crate::policy::Standing;
use crate::series::{Observations, Occurrence, Reported};

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
    let known = |event: &&crate::series::Event| event.known_from() <= as_of;
    let events = || data.about(plan, Subject::Duty(index)).take_while(known);
    let dates = events().filter_map(|event| match event.reported() {
        Reported::Reached(date) => Some(date),
        Reported::Percent(share) => (share >= Decimal::ONE_HUNDRED).then(|| event.period().end()),
    });
    let last = dates.filter(|date| *date <= until).max();
    let told = |standing, reason, due, done| DutyStanding { duty: index, standing, reason, due, done, last };
    if let Some(frequency) = duty.frequency() {
        let Some(first) = plan.base_end().and_then(|day| day.succ_opt()) else {
            return told(Standing::Undetermined, Some(Reason::NoStart), 0, 0);
        };
        let over = until.min(plan.end().end());
        let from = number(first, frequency);
        // The period that the day lies in counts once it is over.
        let after = over.succ_opt().map_or(from, |next| number(next, frequency));
        let due = usize::try_from(after - from).unwrap_or(0);
        let (mut done, mut undone) = (BTreeSet::new(), BTreeSet::new());
        for event in events() {
            let period = number(event.period().end(), frequency);
            if !(from..after).contains(&period) {
                continue;
            }
            // A later report takes back an earlier one; what was done after the day judged was not yet.
            match event.reported() {
                Reported::Reached(date) if date > until => {}
                Reported::Percent(share) if share < Decimal::ONE_HUNDRED => {
                    done.remove(&period);
                    undone.insert(period);
                }
                _ => {
                    undone.remove(&period);
                    done.insert(period);
                }
            }
        }
        let over = plan.end().end() <= until;
        let (standing, reason) = match () {
            () if due == 0 => (Standing::Undetermined, Some(Reason::NotYetDue)),
            () if done.len() == due && over => (Standing::Attained, None),
            () if done.len() == due => (Standing::OnTrack, None),
            () if !undone.is_empty() => (Standing::Missed, None),
            () => (Standing::Undetermined, Some(Reason::NotReported)),
        };
        return told(standing, reason, due, done.len());
    }
    let Some(due) = duty.due().map(Period::end) else {
        return told(Standing::Undetermined, Some(Reason::NoDue), 0, 0);
    };
    let reached = Occurrence::of(events(), as_of);
    let is_due = usize::from(due <= until);
    let standing = match reached.reached_by(due.min(until)) {
        Ok(true) => told(Standing::Attained, None, is_due, is_due),
        Ok(false) if due <= until => told(Standing::Missed, None, 1, 0),
        _ if due <= until => told(Standing::Undetermined, Some(Reason::NotReported), 1, 0),
        _ => told(Standing::Undetermined, Some(Reason::NotYetDue), 0, 0),
    };
    DutyStanding { last: reached.by.filter(|day| *day <= until), ..standing }
}

/// The number of the period of a frequency that a day lies in.
fn number(day: NaiveDate, frequency: Frequency) -> i64 {
    let per_year = i64::from(frequency.per_year().unwrap_or(1));
    i64::from(day.year()) * per_year + i64::from(day.month0()) * per_year / 12
}
