//! When the goal of an outlook is reached.

use chrono::{Days, NaiveDate};

use super::outlook::{Makes, Outlook};
use super::projection::first_time;
use super::{FARTHEST, Level, finite, number};
use crate::known::{Known, Reason};
use crate::number::Estimate;
use crate::period::years_between;

/// When the goal is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// When the middle reaches it; `None`: not within [`FARTHEST`] years.
    pub expected: Option<NaiveDate>,
    /// When an end of the interval first reaches it.
    pub earliest: Option<NaiveDate>,
    /// When the whole interval has reached it.
    pub latest: Option<NaiveDate>,
}

impl Outlook<'_> {
    /// The first time, in years after the current value, at which the goal is satisfied by what lies `below`
    /// scales of the error from the middle and by what lies `above`; `None`: not within [`FARTHEST`] years.
    fn reached(&self, below: f64, above: f64) -> Known<Option<f64>> {
        if self.trajectory.holds_now() == Ok(true) {
            return Ok(Some(0.0));
        }
        let allowed = &self.trajectory.goal()?.allowed;
        let least = allowed.low.as_ref().map(|end| number(&end.at)).transpose()?;
        let most = allowed.high.as_ref().map(|end| number(&end.at)).transpose()?;
        let start = number(&years_between(self.track.from, self.current_end))?;
        let meets = |low: Known<f64>, high: Known<f64>| {
            least.is_none_or(|least| low.is_ok_and(|value| value >= least))
                && most.is_none_or(|most| high.is_ok_and(|value| value <= most))
        };
        if self.makes == Makes::Value {
            let holds = |ahead: f64| {
                let at = |off| self.value_ahead(ahead + start, off);
                meets(at(below), at(above))
            };
            return Ok(self.first_time(&holds));
        }
        // Sums and indexes are told at the ends of their periods; a single bound is crossed on the way.
        let (mut lows, mut highs) = (self.made(FARTHEST, below), self.made(FARTHEST, above));
        let (mut time, mut before) = (start, self.so_far()?);
        while let (Some(low), Some(high)) = (lows.next(), highs.next()) {
            let told = |found: Known<(f64, f64)>| found.map(|(_, value)| value);
            let Ok((end, value)) = low else { return Ok(None) };
            if meets(told(low), told(high)) {
                let share = match (least, most) {
                    (Some(least), None) if value > before => (least - before) / (value - before),
                    _ => 1.0,
                };
                return Ok(Some(time + (end - time) * share.clamp(0.0, 1.0) - start));
            }
            (time, before) = (end, value);
        }
        Ok(None)
    }

    /// When the goal is reached, if things go on so.
    ///
    /// # Errors
    /// As the goal.
    pub fn arrival(&self, level: Level) -> Known<Arrival> {
        let reach = self.track.projection.reach(level);
        let day =
            |below: f64, above: f64| Ok(self.reached(below, above)?.and_then(|ahead| self.day_of(ahead)));
        Ok(Arrival { expected: day(0.0, 0.0)?, earliest: day(reach, -reach)?, latest: day(-reach, reach)? })
    }

    /// The first time at which something holds. With a season, the end of a period: it may hold in some
    /// seasons only.
    fn first_time(&self, holds: &dyn Fn(f64) -> bool) -> Option<f64> {
        let Some(season) = &self.track.season else { return first_time(holds) };
        let (per_year, years) = (season.per_year() as u32, FARTHEST as u32);
        let ends = (1..=per_year * years).map(|place| f64::from(place) / f64::from(per_year));
        ends.into_iter().find(|ahead| holds(*ahead))
    }

    /// The day so many years after the current value: whole months, and the days of the one begun.
    fn day_of(&self, ahead: f64) -> Option<NaiveDate> {
        let months = libm::floor(ahead * 12.0 + 1e-6);
        if !(0.0..=12.0 * FARTHEST + 12.0).contains(&months) {
            return None;
        }
        let day = self.current_end.checked_add_months(chrono::Months::new(months as u32))?;
        // The last day of a month is not always the 28th.
        let last = self.current_end.succ_opt().is_some_and(|next| chrono::Datelike::day(&next) == 1);
        let day = if last { end_of_month(day) } else { day };
        let rest = libm::round((ahead * 12.0 - months).max(0.0) * 30.4375);
        let day = day.checked_add_days(Days::new(rest as u64))?;
        // Half-years, quarters and months end with a month.
        Some(if self.track.season.is_some() { nearest_end_of_month(day) } else { day })
    }

    /// The years from the due date to the day on which the middle reaches the goal; negative before it.
    ///
    /// # Errors
    /// [`Reason::TooFar`] where it does not within [`FARTHEST`] years, or holds now and is lost by the due date.
    pub fn delay(&self) -> Known<Estimate> {
        let ahead = self.reached(0.0, 0.0)?.ok_or(Reason::TooFar)?;
        if ahead <= 0.0 && self.probability_by(self.trajectory.due().end())?.value() < 0.5 {
            return Err(Reason::TooFar);
        }
        finite(ahead - number(&years_between(self.current_end, self.trajectory.due().end()))?)
    }
}

pub(super) fn end_of_month(day: NaiveDate) -> NaiveDate {
    let next = day.checked_add_months(chrono::Months::new(1));
    let first = next.and_then(|next| chrono::Datelike::with_day(&next, 1));
    first.and_then(|first| first.pred_opt()).unwrap_or(day)
}

/// The end of the month before or after a day, whichever is nearer.
fn nearest_end_of_month(day: NaiveDate) -> NaiveDate {
    let before = chrono::Datelike::with_day(&day, 1).and_then(|first| first.pred_opt()).unwrap_or(day);
    let after = end_of_month(day);
    if day - before < after - day { before } else { after }
}
