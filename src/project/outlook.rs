//! Where an indicator will be by the due date of a target, how sure that is, and how probable it is that
//! the target is attained.

use chrono::NaiveDate;

use super::arrival::end_of_month;
use super::basis::Basis;
use super::projection::Odds;
use super::scale::Limits;
use super::track::Track;
use super::{Band, FARTHEST, Level, Projection, Season, finite, number};
use crate::known::{Known, Reason};
use crate::number::{End, Estimate, Exact};
use crate::period::years_between;
use crate::trajectory::Trajectory;

/// The most periods that a sum or an index is carried on by: fifty years of months.
const MOST_PIECES: usize = 600;

/// What the projected figures make up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Makes {
    /// The value itself.
    Value,
    /// What is added to the sum so far, in periods of so many years.
    Sum { so_far: f64, period: f64 },
    /// The rates by which the index so far is multiplied.
    Product { so_far: f64 },
}

/// The projection of an indicator to the due date of a target.
///
/// Of cumulative targets the amounts still to come are projected and added to the sum so far, all of them
/// as far from the middle as the first, since the errors of a series go the same way. Of yearly rates that
/// compound, the rates still to come.
///
/// The season of half-years, quarters and months is taken out of the figures before and put in again after,
/// see [`Season`]. Of a sum due at a year's end the figures are whole years: what is left of the current year
/// is its share of a year by time, without seasons.
#[derive(Clone, Debug)]
pub struct Outlook<'t> {
    pub(super) trajectory: Trajectory<'t>,
    pub(super) track: Track,
    pub(super) basis: Basis,
    /// The numerator and the denominator of a ratio, and what their quotient is multiplied by.
    pub(super) parts: Option<([Track; 2], f64)>,
    pub(super) makes: Makes,
    /// The limits of a sum.
    pub(super) total: Limits,
    /// The figures that it starts from, as years before the newest of them and values.
    pub(super) figures: Vec<(f64, f64)>,
    /// The last day of the current value.
    pub(super) current_end: NaiveDate,
    /// Figures that are known by a bound alone, which it does not read.
    pub(super) inexact: usize,
}

/// A year on the way to the due date.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// Its last day.
    pub end: NaiveDate,
    /// The middle value.
    pub value: Known<Estimate>,
    /// The interval.
    pub band: Known<Band>,
    /// The probability that the goal of the due date is satisfied then already.
    pub probability: Known<Estimate>,
}

impl Outlook<'_> {
    /// Whether it starts from figures that others published as forecasts.
    #[must_use]
    pub fn starts_from_forecasts(&self) -> bool {
        self.track.from > self.current_end
    }

    /// The last day of the newest figure that it starts from.
    #[must_use]
    pub fn newest(&self) -> NaiveDate {
        self.track.from
    }

    /// Whether the figures are amounts that are added to the sum so far.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        matches!(self.makes, Makes::Sum { .. })
    }

    /// The projection of the figures that it starts from, without their season.
    #[must_use]
    pub fn projection(&self) -> &Projection {
        &self.track.projection
    }

    /// What its middle goes by. The spread around it is that of the indicator's own series in any case: the
    /// errors of the parts of a ratio go the same way, and to add them up as if they did not would be wrong.
    #[must_use]
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// The yearly pattern that was taken out of the figures before, and is put in again after. `None` where
    /// there is none.
    #[must_use]
    pub fn season(&self) -> Option<&Season> {
        self.track.season.as_ref()
    }

    /// The figures that it starts from, oldest first: years from the newest of them (0 and below), and
    /// values.
    #[must_use]
    pub fn figures(&self) -> &[(f64, f64)] {
        &self.figures
    }

    /// How many figures are left out because only a bound of them is known.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.inexact
    }

    /// What is projected by a day, so many scales of the error away from the middle.
    pub(super) fn value_off(&self, day: NaiveDate, off: f64) -> Known<f64> {
        self.value_ahead(number(&years_between(self.track.from, day))?, off)
    }

    pub(super) fn value_ahead(&self, ahead: f64, off: f64) -> Known<f64> {
        match self.makes {
            Makes::Value => self.track.value_off(ahead, off, self.quotient(ahead)?),
            _ => {
                let last = self.made(ahead, off).last();
                last.unwrap_or_else(|| self.so_far().map(|value| (0.0, value))).map(|(_, value)| value)
            }
        }
    }

    /// The sum or index so far.
    pub(super) fn so_far(&self) -> Known<f64> {
        match self.makes {
            Makes::Sum { so_far, .. } | Makes::Product { so_far } => Ok(so_far),
            Makes::Value => self.track.value_off(0.0, 0.0, None),
        }
    }

    /// What a sum or an index comes to, by the ends of the periods that lie ahead. It ends after an error.
    pub(super) fn made(&self, ahead: f64, off: f64) -> impl Iterator<Item = Known<(f64, f64)>> {
        let reported = number(&years_between(self.track.from, self.current_end));
        let period = if let Makes::Sum { period, .. } = self.makes { period } else { 1.0 };
        let mut value = self.so_far();
        let pieces = self.pieces(ahead, period, reported.unwrap_or(0.0));
        pieces.enumerate().map_while(move |(count, (end, share))| {
            let before = value.ok()?;
            value =
                if count >= MOST_PIECES { Err(Reason::TooFar) } else { self.more(before, end, share, off) };
            Some(value.map(|value| (end.min(ahead), value)))
        })
    }

    /// A sum or an index with one more period.
    fn more(&self, before: f64, end: f64, share: f64, off: f64) -> Known<f64> {
        let figure = self.track.value_off(end, off, None)?;
        let value = match self.makes {
            Makes::Product { .. } => {
                let factor = (1.0 + figure / 100.0).max(0.0);
                before * if share < 1.0 { libm::pow(factor, share) } else { factor }
            }
            _ => before + share * figure,
        };
        Ok(finite(self.total.cut(value))?.value())
    }

    /// What the parts of a ratio make so many years ahead.
    fn quotient(&self, ahead: f64) -> Known<Option<f64>> {
        let Some(([numerator, denominator], times)) = &self.parts else { return Ok(None) };
        let (over, under) =
            (numerator.value_off(ahead, 0.0, None)?, denominator.value_off(ahead, 0.0, None)?);
        // A denominator that has run out divides nothing.
        if under == 0.0 || (under > 0.0) != (denominator.value_off(0.0, 0.0, None)? > 0.0) {
            return Err(Reason::ZeroDivisor);
        }
        Ok(Some(finite(over / under * times)?.value()))
    }

    /// The periods that lie ahead, by their ends, with the share of each that is still to come.
    fn pieces(&self, ahead: f64, period: f64, reported: f64) -> impl Iterator<Item = (f64, f64)> {
        let mut start = 0.0;
        std::iter::from_fn(move || {
            // A thousandth of a period is the rounding of days.
            while start < ahead - period * 0.001 && start <= FARTHEST {
                let end = start + period;
                let share = (end.min(ahead) - start.max(reported)) / period;
                start = end;
                if share > 0.0 {
                    return Some((end, share.min(1.0)));
                }
            }
            None
        })
    }

    /// The middle value at the due date.
    ///
    /// # Errors
    /// [`Reason::TooFar`], [`Reason::OutOfRange`].
    pub fn value(&self) -> Known<Estimate> {
        finite(self.value_off(self.trajectory.due().end(), 0.0)?)
    }

    /// The interval at the due date.
    ///
    /// # Errors
    /// As [`Outlook::value`].
    pub fn band(&self, level: Level) -> Known<Band> {
        self.band_at(self.trajectory.due().end(), level)
    }

    fn band_at(&self, day: NaiveDate, level: Level) -> Known<Band> {
        let reach = self.track.projection.reach(level);
        let end = |off| finite(self.value_off(day, off)?);
        Ok(Band { low: end(-reach)?, high: end(reach)? })
    }

    /// How far from the middle a value lies: by halving, where it is made of several.
    fn off(&self, day: NaiveDate, value: f64) -> Known<f64> {
        let ahead = number(&years_between(self.track.from, day))?;
        if ahead > FARTHEST {
            return Err(Reason::TooFar);
        }
        if self.makes == Makes::Value {
            return self.track.off(ahead, value, self.quotient(ahead)?);
        }
        // What is too great for a number lies above all, or below.
        let beyond = |off: f64| match self.value_ahead(ahead, off) {
            Err(Reason::OutOfRange) => Ok(if off < 0.0 { f64::NEG_INFINITY } else { f64::INFINITY }),
            found => found.map(|found| found - value),
        };
        let (middle, one) = (beyond(0.0)?, beyond(1.0)?);
        if one <= middle {
            // Without any error.
            return Ok(-middle / 0.0);
        }
        // From the middle outwards until the value is passed, then by halving and by straight lines in turn.
        let side = if middle < 0.0 { 1.0 } else { -1.0 };
        let (mut inner, mut at_inner, mut outer) = (0.0, middle, side);
        let mut at_outer = beyond(outer)?;
        while (at_outer < 0.0) == (middle < 0.0) && libm::fabs(outer) < 1e5 {
            (inner, at_inner) = (outer, at_outer);
            outer *= 4.0;
            at_outer = beyond(outer)?;
        }
        for step in 0..60 {
            let straight = inner - at_inner * (outer - inner) / (at_outer - at_inner);
            let halves = step % 3 == 2 || !straight.is_finite();
            let next = if halves { inner + (outer - inner) / 2.0 } else { straight };
            if libm::fabs(outer - inner) <= 1e-13 * libm::fabs(outer) {
                break;
            }
            let found = beyond(next)?;
            if (found < 0.0) == (middle < 0.0) {
                (inner, at_inner) = (next, found);
            } else {
                (outer, at_outer) = (next, found);
            }
        }
        Ok(if libm::fabs(at_inner) < libm::fabs(at_outer) { inner } else { outer })
    }

    /// The probability that the goal is satisfied by a day.
    pub(super) fn probability_by(&self, day: NaiveDate) -> Known<Estimate> {
        let allowed = &self.trajectory.goal()?.allowed;
        let end = |end: &End<Exact>| Ok((number(&end.at)?, end.closed));
        let low = allowed.low.as_ref().map(end).transpose()?;
        let high = allowed.high.as_ref().map(end).transpose()?;
        let limits = match self.makes {
            Makes::Value => self.track.limits(),
            _ => self.total,
        };
        let odds = Odds { student: self.track.projection.student, limits };
        finite(odds.of(low, high, |value| self.off(day, value))?)
    }

    /// The probability that the target is attained at the due date. Of a target that must be kept, the least
    /// of its years, which the probability of keeping it in all of them cannot exceed; 0 once it is broken.
    ///
    /// # Errors
    /// As [`Outlook::value`] and the goal.
    pub fn probability(&self) -> Known<Estimate> {
        if !self.trajectory.is_kept() {
            return self.probability_by(self.trajectory.due().end());
        }
        if self.trajectory.broken_in().is_some() {
            return finite(0.0);
        }
        let mut least = finite(1.0)?;
        for day in self.year_ends() {
            least = least.min(self.probability_by(day)?);
        }
        Ok(least)
    }

    /// The last days of the years that lie ahead, counted from the current value, and the due date.
    fn year_ends(&self) -> impl Iterator<Item = NaiveDate> {
        // What others forecast may reach beyond the current value.
        let (from, due) = (self.current_end.max(self.track.from), self.trajectory.due().end());
        let year = move |years: u32| from.checked_add_months(chrono::Months::new(12 * years));
        let before = (1..=FARTHEST as u32).map_while(year).map_while(move |day| {
            // The last day of February is not always the 28th.
            let last = from.succ_opt().is_some_and(|next| chrono::Datelike::day(&next) == 1);
            let day = if last { end_of_month(day) } else { day };
            (day < due).then_some(day)
        });
        before.chain(std::iter::once(due))
    }

    /// The years on the way, with the due date as the last.
    #[must_use]
    pub fn stages(&self, level: Level) -> Vec<Stage> {
        let stage = |end: NaiveDate| Stage {
            end,
            value: self.value_off(end, 0.0).and_then(finite),
            band: self.band_at(end, level),
            probability: self.probability_by(end),
        };
        self.year_ends().map(stage).collect()
    }

    /// The middle value a year ahead and what it starts from.
    fn first_year(&self) -> Known<(f64, f64)> {
        let start = number(&years_between(self.track.from, self.current_end))?.max(0.0);
        Ok((self.value_ahead(start, 0.0)?, self.value_ahead(start + 1.0, 0.0)?))
    }

    /// The change in the first year ahead, in the unit of the indicator.
    ///
    /// # Errors
    /// As [`Outlook::value`].
    pub fn change(&self) -> Known<Estimate> {
        let (from, to) = self.first_year()?;
        finite(to - from)
    }

    /// The rate of the first year ahead: 0.05 is five per cent.
    ///
    /// # Errors
    /// [`Reason::ZeroBase`] where it starts from zero, [`Reason::Sign`] from below.
    pub fn rate(&self) -> Known<Estimate> {
        let (from, to) = self.first_year()?;
        match from {
            _ if from > 0.0 => finite(to / from - 1.0),
            _ if from < 0.0 => Err(Reason::Sign),
            _ => Err(Reason::ZeroBase),
        }
    }
}
