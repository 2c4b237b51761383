//! A series carried on with its season.

use chrono::{Datelike, NaiveDate};

use super::{History, Limits, Method, Projection, Season, number};
use crate::known::{Known, Reason};
use crate::period::{Period, years_between};
use crate::trajectory::Point;

/// The projection of a series without its season, and the season.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Track {
    pub(super) projection: Projection,
    pub(super) season: Option<Season>,
    /// The limits of the values with their season.
    limits: Limits,
    /// The last day of the newest figure.
    pub(super) from: NaiveDate,
}

/// A track, and what it was made of.
#[derive(Debug)]
pub(super) struct Laid {
    pub(super) track: Track,
    /// The figures, as years from the newest of them and values.
    pub(super) figures: Vec<(f64, f64)>,
}

/// The season of a day, of so many in a year.
fn season_of(day: NaiveDate, per_year: usize) -> u32 {
    let per_year = u32::try_from(per_year).unwrap_or(1).clamp(1, 12);
    day.month0() / (12 / per_year)
}

/// How many periods a year has, where all points are of one kind that is shorter than a year.
fn parts_of_year(points: &[Point]) -> Option<u32> {
    let mut kinds = points.iter().map(|point| point.period.map(Period::frequency));
    let first = kinds.next()??;
    let parts = first.per_year().filter(|parts| *parts > 1)?;
    kinds.all(|kind| kind == Some(first)).then_some(parts)
}

fn history(points: &[(f64, f64)]) -> Known<History<'_>> {
    History::new(points).map_err(|_| Reason::OutOfRange)
}

impl Track {
    /// Carries points on, oldest first and all of them exact. Half-years, quarters and months go without their
    /// season where there are two full years; from three years on only if the season is clear.
    ///
    /// With fewer, the figures of the newest one's season are carried on, and the last year tells what the
    /// others are beside them: the value of a season a year ago moves by the change over a year. That needs a
    /// value of the season of `due`; without a due date, of every season.
    pub(super) fn lay(
        points: &[Point],
        method: Method,
        limits: Limits,
        due: Option<NaiveDate>,
    ) -> Known<Laid> {
        let from = points.last().ok_or(Reason::TooFewPoints)?.end;
        let figures: Known<Vec<(f64, f64)>> = points
            .iter()
            .map(|point| Ok((number(&years_between(from, point.end))?, number(point.amount.exact()?)?)))
            .collect();
        let figures = figures?;
        let seasonal = parts_of_year(points).and_then(|per_year| {
            let seasons: Vec<u32> =
                points.iter().map(|point| season_of(point.end, per_year as usize)).collect();
            match Season::of(&figures, per_year, &seasons, limits) {
                Ok(season) if season.is_clear() == Some(false) => None,
                Ok(season) => Some(Self::adjusted(&figures, &seasons, season, method, limits)),
                // Official methods say themselves which figures they read.
                Err(_) if method.starts_at_base() => None,
                Err(_) => {
                    let due = due.map(|due| season_of(due, per_year as usize));
                    Self::year_on_year(&figures, (per_year, due), &seasons, method, limits).map(Ok)
                }
            }
        });
        let (projection, season) = match seasonal {
            Some(found) => found.map(|(projection, season)| (projection, Some(season)))?,
            None => (method.project(history(&figures)?, limits)?, None),
        };
        Ok(Laid { track: Self { projection, season, limits, from }, figures })
    }

    fn adjusted(
        figures: &[(f64, f64)],
        seasons: &[u32],
        season: Season,
        method: Method,
        limits: Limits,
    ) -> Known<(Projection, Season)> {
        let pairs = figures.iter().zip(seasons);
        let without: Option<Vec<(f64, f64)>> =
            pairs.map(|((time, value), own)| Some((*time, season.removed(*value, *own)?))).collect();
        let without = without.ok_or(Reason::OutOfRange)?;
        Ok((method.project(history(&without)?, Season::limits(figures, limits))?, season))
    }

    /// The figures of the newest one's season alone, carried on, and what the other seasons of the last year
    /// were beside them. `None` where
    /// a season that is asked for was not seen in the last year.
    fn year_on_year(
        figures: &[(f64, f64)],
        (per_year, due): (u32, Option<u32>),
        seasons: &[u32],
        method: Method,
        limits: Limits,
    ) -> Option<(Projection, Season)> {
        let newest = seasons.last()?;
        let same = figures.iter().zip(seasons).filter(|(_, season)| *season == newest);
        let same: Vec<(f64, f64)> = same.map(|(figure, _)| *figure).collect();
        let inner = Season::limits(figures, limits);
        let projection = method.project(history(&same).ok()?, inner).ok()?;
        let trend = |time: f64| projection.trend_before(-time);
        let season = Season::of_last_year(figures, per_year, seasons, limits, trend).ok()?;
        let seen = match due {
            Some(due) => season.restored(1.0, due).is_some(),
            None => season.factors().all(|part| part.is_some()),
        };
        seen.then_some((projection, season))
    }

    /// The season of the day so many years after the newest figure.
    fn season_ahead(&self, ahead: f64, season: &Season) -> u32 {
        let per_year = season.per_year() as f64;
        let start = f64::from(self.from.month()) / 12.0;
        // The last day of a period belongs to it; a hundredth of a period is the rounding of days.
        let place = libm::ceil((start + ahead) * per_year - 0.01) - 1.0;
        let place = place - libm::floor(place / per_year) * per_year;
        place as u32
    }

    /// The value so many years after the newest figure, so many scales of the error away from the middle: its
    /// own, or one that is given.
    pub(super) fn value_off(&self, ahead: f64, off: f64, middle: Option<f64>) -> Known<f64> {
        let value = match middle {
            None => self.projection.value_off(ahead, off)?,
            Some(middle) => {
                let middle = self.without_season(ahead, middle)?;
                self.projection.value_off_from(ahead, middle, off)?
            }
        };
        let Some(season) = &self.season else { return Ok(value) };
        let value = season.restored(value, self.season_ahead(ahead, season)).ok_or(Reason::TooFewPoints)?;
        Ok(super::finite(self.limits.cut(value))?.value())
    }

    /// How many scales of the error a value is away from the middle: its own, or one that is given.
    pub(super) fn off(&self, ahead: f64, value: f64, middle: Option<f64>) -> Known<f64> {
        let value = self.without_season(ahead, value)?;
        match middle {
            None => self.projection.off(ahead, value),
            Some(middle) => self.projection.off_from(ahead, self.without_season(ahead, middle)?, value),
        }
    }

    /// A value of so many years after the newest figure without its season.
    pub(super) fn without_season(&self, ahead: f64, value: f64) -> Known<f64> {
        let Some(season) = &self.season else { return Ok(value) };
        season.removed(value, self.season_ahead(ahead, season)).ok_or(Reason::TooFewPoints)
    }

    /// The limits of the values.
    pub(super) fn limits(&self) -> Limits {
        // With a season the limits are those of the values with it.
        if self.season.is_some() { self.limits } else { self.projection.possible() }
    }
}
