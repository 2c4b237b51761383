//! What an outlook starts from: the figures of an indicator, their limits, the parts of a ratio.

use chrono::NaiveDate;

use super::outlook::{Makes, Outlook};
use super::scale::Limits;
use super::track::{Laid, Track};
use super::{Method, number};
use crate::known::{Known, Reason};
use crate::number::{Bound, Estimate, Exact};
use crate::period::{Period, years_between};
use crate::plan::{Against, Gather, Indicator, Measure, Resets, What};
use crate::series::Observation;
use crate::trajectory::{Part, Point, Scaling, Trajectory, seen};

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

impl<'t> Trajectory<'t> {
    /// Carries the indicator on to the due date.
    ///
    /// # Errors
    /// Without an exact current value; [`Reason::NoTime`] where none is left; for events
    /// [`Reason::NotQuantified`]; what the method cannot start from.
    pub fn outlook(&self, method: Method) -> Known<Outlook<'t>> {
        self.can_be_carried_on()?;
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

    /// Whether the values of later periods can be estimated: events and classes have no values between, and where
    /// another indicator will be by then nobody has said.
    ///
    /// # Errors
    /// [`Reason::NotQuantified`], [`Reason::NoReference`].
    pub(super) fn can_be_carried_on(&self) -> Known<()> {
        if matches!(self.axes.what, What::Date | What::Class) {
            return Err(Reason::NotQuantified);
        }
        if self.axes.against == Against::Indicator { Err(Reason::NoReference) } else { Ok(()) }
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
        if self.axes.against == Against::Indicator {
            let mut points = self.comparable();
            points.retain(|point| point.end <= current.end && from.is_none_or(|from| point.end >= from));
            points.reverse();
            return points.into_iter().map(|point| self.scaled(point)).collect();
        }
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
        let mut points = self.comparable();
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

/// The points whose values are known exactly, and how many others there are.
fn exactly(mut points: Vec<Point>) -> (Vec<Point>, usize) {
    let all = points.len();
    points.retain(|point| point.amount.bound == Bound::Exactly);
    let left_out = all - points.len();
    (points, left_out)
}
