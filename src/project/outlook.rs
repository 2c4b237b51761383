//! Where an indicator will be by the due date of a target, how sure that is, and how probable it is that
//! the target is attained.

use chrono::{Days, NaiveDate};

use super::projection::{Odds, first_time};
use super::scale::Limits;
use super::track::{Laid, Track};
use super::{Band, FARTHEST, Level, Method, Projection, Season, finite, number};
use crate::known::{Known, Reason};
use crate::number::{Bound, End, Estimate, Exact};
use crate::period::{Period, years_between};
use crate::plan::{Gather, Indicator, Measure, Resets, What};
use crate::series::Observation;
use crate::trajectory::{Part, Point, Scaling, Trajectory, seen};

/// The most periods that a sum or an index is carried on by: fifty years of months.
const MOST_PIECES: usize = 600;

/// What the projected figures make up.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Makes {
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
    trajectory: Trajectory<'t>,
    track: Track,
    basis: Basis,
    /// The numerator and the denominator of a ratio, and what their quotient is multiplied by.
    parts: Option<([Track; 2], f64)>,
    makes: Makes,
    /// The limits of a sum.
    total: Limits,
    /// The figures that it starts from, as years before the newest of them and values.
    figures: Vec<(f64, f64)>,
    /// The last day of the current value.
    current_end: NaiveDate,
    /// Figures that are known by a bound alone, which it does not read.
    inexact: usize,
}

/// What the middle of an outlook goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The series of the indicator.
    Series,
    /// The parts of the ratio that it is: their projections are divided.
    Parts,
    /// The series of the indicator, since its parts have too few figures: fewer than two, or none for the
    /// period of the ratio's newest one.
    LackOfParts,
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

/// What is needed a year from now on, and how many years of the series were as good.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Needed {
    /// The change a year: a rate (0.05 is five per cent) or a change in the unit of the indicator.
    pub per_year: Estimate,
    /// Whether it is a rate.
    pub is_rate: bool,
    /// The changes from one figure to the next that were as good, taken by the year.
    pub as_good: usize,
    /// All changes from one figure to the next.
    pub changes: usize,
}

impl<'t> Trajectory<'t> {
    /// Carries the indicator on to the due date.
    ///
    /// # Errors
    /// Without an exact current value; [`Reason::NoTime`] where none is left; for events
    /// [`Reason::NotQuantified`]; what the method cannot start from.
    pub fn outlook(&self, method: Method) -> Known<Outlook<'t>> {
        if self.axes.what == What::Date {
            return Err(Reason::NotQuantified);
        }
        let current = self.current()?;
        if current.end >= self.due().end() {
            return Err(Reason::NoTime);
        }
        let so_far = number(current.amount.exact()?)?;
        let (points, inexact) = exactly(self.points_of(method)?);
        let total = self.limits_of_total();
        let newest = points.last().ok_or(Reason::TooFewPoints)?;
        let projected = self.projected_limits(method);
        let makes = match self.gather() {
            // From the base on, it is the sum or index itself that the official methods carry on.
            _ if method.starts_at_base() => Makes::Value,
            Gather::Latest => Makes::Value,
            Gather::Product => Makes::Product { so_far },
            Gather::Sum => Makes::Sum { so_far, period: self.years_of_period(newest) },
        };
        // Of a sum all periods on the way are asked for, of a value that of the due date.
        let asked = (makes == Makes::Value).then_some(self.due().end());
        let Laid { track, figures } = Track::lay(&points, method, projected, asked)?;
        let parts = self.lay_parts(&track, method);
        let basis = match (&parts, self.goes_by_parts(method)) {
            (Some(_), _) => Basis::Parts,
            (None, true) => Basis::LackOfParts,
            (None, false) => Basis::Series,
        };
        let current_end = current.end;
        let trajectory = self.clone();
        Ok(Outlook { trajectory, track, basis, parts, makes, total, figures, current_end, inexact })
    }

    /// Whether the values are a ratio of parts. Official methods go by the figures that they are published for.
    fn goes_by_parts(&self, method: Method) -> bool {
        self.parts.is_some()
            && self.gather() == Gather::Latest
            && self.scaling == Ok(Scaling::None)
            && !method.starts_at_base()
    }

    /// Carries the parts of a ratio on from the period of its newest figure.
    fn lay_parts(&self, own: &Track, method: Method) -> Option<([Track; 2], f64)> {
        let parts = self.parts.as_ref().filter(|_| self.goes_by_parts(method))?;
        let lay = |part: &Part<'_>| {
            let breaks = part.indicator.breaks().iter().map(|one| one.period().start());
            let from = breaks.filter(|start| *start <= own.from).chain(self.comparable_from()).max();
            let mut points = self.figures_of(part.indicator, part.series, own.from, from);
            points.retain(|point| point.amount.bound == Bound::Exactly);
            let enough = points.len() >= 2 && points.last().is_some_and(|newest| newest.end == own.from);
            let limits = self.limits_of(part.indicator, part.series);
            let laid = enough.then(|| Track::lay(&points, method, limits, Some(self.due().end())));
            laid?.ok().map(|laid| laid.track)
        };
        let times = number(&Exact::from(parts.times)).ok()?;
        Some(([lay(&parts.numerator)?, lay(&parts.denominator)?], times))
    }

    /// The most decimal places of the known figures.
    pub(crate) fn places(&self) -> u32 {
        self.places_of(self.series)
    }

    fn places_of(&self, series: &[Observation]) -> u32 {
        let known = seen::vintages(series, self.view);
        known.map(|figure| figure.value().normalize().scale()).max().unwrap_or(0)
    }

    /// The years that one figure stands for.
    fn years_of_period(&self, point: &Point) -> f64 {
        let parts = point.period.and_then(|period| period.frequency().per_year());
        parts.map_or(1.0, |parts| 1.0 / f64::from(parts))
    }

    /// The values that can occur of an indicator, and the step in which its known figures are told.
    fn limits_of(&self, indicator: &Indicator, series: &[Observation]) -> Limits {
        let limits = indicator.limits();
        let end = |end: Option<rust_decimal::Decimal>| end.and_then(|end| number(&Exact::from(end)).ok());
        let step = libm::pow(10.0, -f64::from(self.places_of(series)));
        let signed = indicator.measure() == Measure::Change;
        Limits { low: end(limits.min), high: end(limits.max), step, signed }
    }

    /// The values that can occur, where they bound what is projected.
    fn projected_limits(&self, method: Method) -> Limits {
        // A sum of amounts none of which is negative does not fall.
        if self.gather() == Gather::Sum
            && method.starts_at_base()
            && let Ok(sum) = self.current()
            && sum.nonnegative
        {
            let low = sum.amount.exact().and_then(number).ok();
            return Limits { low, ..Limits::default() };
        }
        let signed = self.gather() == Gather::Product || self.indicator.measure() == Measure::Change;
        let bounds_figures = match self.gather() {
            Gather::Latest => true,
            // Of a total that runs over the window the limits are its own, not those of what it grows by.
            Gather::Sum => self.indicator.measure() == Measure::Flow,
            Gather::Product => false,
        };
        if !bounds_figures || self.scaling != Ok(Scaling::None) {
            return Limits { signed, ..Limits::default() };
        }
        self.limits_of(self.indicator, self.series)
    }

    /// The limits of a total that runs over the window, once what is to come was added.
    fn limits_of_total(&self) -> Limits {
        let runs =
            self.indicator.measure() == Measure::RunningTotal && self.indicator.resets() == Resets::Window;
        if self.gather() != Gather::Sum || !runs {
            return Limits::default();
        }
        self.limits_of(self.indicator, self.series)
    }

    /// The figures that a method starts from, oldest first, bounds among them.
    ///
    /// # Errors
    /// Without base (methods that start there) or current value.
    pub(crate) fn points_of(&self, method: Method) -> Known<Vec<Point>> {
        if method.starts_at_base() { self.trend_points() } else { self.whole_series() }
    }

    /// The probability that the target is attained at the due date.
    ///
    /// # Errors
    /// As [`Trajectory::outlook`] and [`Outlook::probability`].
    pub fn probability(&self, method: Method) -> Known<Estimate> {
        self.outlook(method)?.probability()
    }

    /// The whole series that is known, oldest first, with the plan's baseline where no figure of its period
    /// is reported.
    fn whole_series(&self) -> Known<Vec<Point>> {
        let current = self.current()?;
        let from = self.comparable_from();
        if self.gather() == Gather::Latest {
            let mut points = self.figures_of(self.indicator, self.series, current.end, from);
            if self.view.forecast {
                let (after, before) = (current.end, self.due().end());
                let mut breaks = self.indicator.breaks().iter().map(|own| own.period().start());
                let next = breaks.find(|start| *start > after);
                let kind = |point: &Point| point.period.map(Period::frequency);
                let usual = points.last().map(kind);
                let published = seen::forecasts(self.series, self.view)
                    .filter(|point| next.is_none_or(|next| point.end < next))
                    .filter(|point| after < point.end && point.end < before)
                    .filter(|point| Some(kind(point)) == usual);
                points.extend(published);
            }
            return points.into_iter().map(|point| self.scaled(point)).collect();
        }
        let mut points = seen::comparable(self.indicator, self.target, self.series, self.view);
        points.retain(|point| point.end <= current.end && from.is_none_or(|from| point.end >= from));
        points.reverse();
        if self.indicator.measure() == Measure::RunningTotal && self.indicator.resets() == Resets::Window {
            return self.increments(points);
        }
        Ok(points)
    }

    /// The figures of an indicator up to a day and from a break on, oldest first, with the plan's baseline where
    /// no figure of its period is reported.
    fn figures_of(
        &self,
        indicator: &Indicator,
        series: &[Observation],
        until: NaiveDate,
        from: Option<NaiveDate>,
    ) -> Vec<Point> {
        let counts = |point: &Point| point.end <= until && from.is_none_or(|from| point.end >= from);
        let mut points = seen::comparable(indicator, self.target, series, self.view);
        points.retain(counts);
        points.reverse();
        let baseline = indicator.baseline().filter(|_| self.is_issued).map(Point::of_baseline);
        let baseline = baseline.filter(|baseline| self.view.trusted.admits(baseline.status));
        if let Some(baseline) = baseline.filter(counts) {
            let kind = |point: &Point| point.period.map(Period::frequency);
            let place = points.partition_point(|point| point.end < baseline.end);
            let newer = points.get(place).is_some_and(|point| point.end > baseline.end);
            if newer && points.last().is_some_and(|newest| kind(&baseline) == kind(newest)) {
                points.insert(place, baseline);
            }
        }
        points
    }

    /// What a total that runs over the window grew by from one figure to the next, a year.
    fn increments(&self, totals: Vec<Point>) -> Known<Vec<Point>> {
        let mut totals = totals.into_iter();
        let base = match self.unbroken() {
            Ok(()) => Some(self.base()?.clone()),
            // The first total after a break is what the next ones grow from.
            Err(Reason::Break) => totals.next(),
            Err(reason) => return Err(reason),
        };
        let mut before = base.ok_or(Reason::TooFewPoints)?;
        let mut grown = Vec::with_capacity(totals.len());
        for total in totals {
            let years = years_between(before.end, total.end);
            if years.sign() > 0 {
                let mut point = total.clone();
                let increment = total.amount.exact()?.minus(before.amount.exact()?);
                point.amount.value = increment.over(&years).ok_or(Reason::NoTime)?;
                point.period = Period::year(chrono::Datelike::year(&point.end));
                grown.push(point);
                before = total;
            }
        }
        Ok(grown)
    }
}

impl Basis {
    /// The word in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Series => "series",
            Self::Parts => "parts",
            Self::LackOfParts => "lack_of_parts",
        }
    }
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
    fn value_off(&self, day: NaiveDate, off: f64) -> Known<f64> {
        self.value_ahead(number(&years_between(self.track.from, day))?, off)
    }

    fn value_ahead(&self, ahead: f64, off: f64) -> Known<f64> {
        match self.makes {
            Makes::Value => self.track.value_off(ahead, off, self.quotient(ahead)?),
            _ => {
                let last = self.made(ahead, off).last();
                last.unwrap_or_else(|| self.so_far().map(|value| (0.0, value))).map(|(_, value)| value)
            }
        }
    }

    /// The sum or index so far.
    fn so_far(&self) -> Known<f64> {
        match self.makes {
            Makes::Sum { so_far, .. } | Makes::Product { so_far } => Ok(so_far),
            Makes::Value => self.track.value_off(0.0, 0.0, None),
        }
    }

    /// What a sum or an index comes to, by the ends of the periods that lie ahead. It ends after an error.
    fn made(&self, ahead: f64, off: f64) -> impl Iterator<Item = Known<(f64, f64)>> {
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
    fn probability_by(&self, day: NaiveDate) -> Known<Estimate> {
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

    /// What is needed a year from now on to reach the goal at the due date, and how rare that was.
    ///
    /// # Errors
    /// As the goal; zero or different signs.
    pub fn needed(&self) -> Known<Needed> {
        let trajectory = &self.trajectory;
        let goal = trajectory.goal()?;
        let now = trajectory.current()?.amount.exact()?;
        // Beyond a range the way leads to its nearer end.
        let (aim, upwards) = match (&goal.allowed.low, &goal.allowed.high) {
            (Some(low), Some(_)) if *now < low.at => (&low.at, true),
            (Some(_), Some(high)) if *now > high.at => (&high.at, false),
            _ => (&goal.aim, trajectory.is_upwards()?),
        };
        let (aim, current) = (number(aim)?, number(now)?);
        let left = number(&years_between(self.current_end, trajectory.due().end()))?;
        let (aim, current) = match self.makes {
            // Between two seasons the change is that of the trend.
            Makes::Value => (
                self.without_season(trajectory.due().end(), aim)?,
                self.without_season(self.current_end, current)?,
            ),
            _ => (aim, current),
        };
        let figures = self.figures_without_season();
        let rate = |from: f64, to: f64, years: f64| libm::pow(to / from, 1.0 / years) - 1.0;
        let by_year = |change: &dyn Fn(f64, f64, f64) -> f64| -> Vec<f64> {
            let pairs = figures.windows(2).filter_map(|pair| match pair {
                [before, after] => Some(change(before.1, after.1, after.0 - before.0)),
                _ => None,
            });
            pairs.collect()
        };
        let (per_year, is_rate, past) = match self.makes {
            Makes::Sum { period, .. } => {
                let past = self.figures.iter().map(|figure| figure.1 / period).collect();
                ((aim - current) / left, false, past)
            }
            Makes::Product { .. } => {
                let past = self.figures.iter().map(|figure| figure.1 / 100.0).collect();
                (rate(current, aim, left), true, past)
            }
            Makes::Value if self.track.projection.is_compound() && aim > 0.0 => {
                (rate(current, aim, left), true, by_year(&rate))
            }
            Makes::Value => {
                let change = |from: f64, to: f64, years: f64| (to - from) / years;
                (change(current, aim, left), false, by_year(&change))
            }
        };
        // Equal numbers may differ in their last digit.
        let slack = 1e-12 * (1.0 + libm::fabs(per_year));
        let as_good =
            |past: &&f64| if upwards { **past >= per_year - slack } else { **past <= per_year + slack };
        Ok(Needed {
            per_year: finite(per_year)?,
            is_rate,
            as_good: past.iter().filter(as_good).count(),
            changes: past.len(),
        })
    }

    /// The share of the changes of the series that were as good as what is needed a year from now on.
    ///
    /// # Errors
    /// As [`Outlook::needed`]; [`Reason::TooFewPoints`] without a change.
    pub fn as_good_years(&self) -> Known<Estimate> {
        let needed = self.needed()?;
        if needed.changes == 0 {
            return Err(Reason::TooFewPoints);
        }
        finite(needed.as_good as f64 / needed.changes as f64)
    }

    fn without_season(&self, day: NaiveDate, value: f64) -> Known<f64> {
        self.track.without_season(number(&years_between(self.track.from, day))?, value)
    }

    /// The figures without their season, as far as it was seen.
    fn figures_without_season(&self) -> Vec<(f64, f64)> {
        let without =
            |figure: &(f64, f64)| Some((figure.0, self.track.without_season(figure.0, figure.1).ok()?));
        self.figures.iter().filter_map(without).collect()
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

/// The points whose values are known exactly, and how many others there are.
fn exactly(mut points: Vec<Point>) -> (Vec<Point>, usize) {
    let all = points.len();
    points.retain(|point| point.amount.bound == Bound::Exactly);
    let left_out = all - points.len();
    (points, left_out)
}

fn end_of_month(day: NaiveDate) -> NaiveDate {
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
