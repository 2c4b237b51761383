//! Sums and products over the periods of a window.

use chrono::{Datelike, NaiveDate};

use super::seen::vintages;
use super::{Amount, Point, View};
use crate::known::{Known, Reason};
use crate::number::{Bound, Exact};
use crate::period::{Frequency, ends_year};
use crate::plan::{Gather, Indicator, MOST_YEARS, Measure, Resets, Status};
use crate::series::Observation;

/// The sum or product of the figures after `base_end`, up to the cutoff.
pub(super) fn gathered(
    indicator: &Indicator,
    series: &[Observation],
    gather: Gather,
    base_end: NaiveDate,
    cutoff: Option<NaiveDate>,
    view: &View,
) -> Known<Point> {
    let start = base_end.succ_opt().ok_or(Reason::NoStart)?;
    let end = cutoff.unwrap_or(NaiveDate::MAX);
    let running = indicator.measure == Measure::RunningTotal;
    if running && indicator.resets == Resets::Window {
        let counts = |observation: &&Observation| {
            observation.period.end() > base_end && observation.period.end() <= end
        };
        let found = vintages(series, view).find(counts).map(Point::of_observation);
        return found.ok_or(Reason::NotReported);
    }
    if running {
        return year_totals(series, base_end, end, view);
    }
    let parts = parts_of(series, start, end, view);
    if gather == Gather::Product {
        return compounded(&parts, start);
    }
    let total = covered(&parts, start, end).ok_or(Reason::NotReported)?;
    if total.gap { with_hole(total.point) } else { Ok(total.point) }
}

/// A sum with a hole is a lower bound, if no amount is negative.
fn with_hole(mut point: Point) -> Known<Point> {
    let from_below = matches!(point.amount.bound, Bound::Exactly | Bound::AtLeast | Bound::MoreThan);
    if !point.nonnegative || !from_below {
        return Err(Reason::Hole);
    }
    if point.amount.bound == Bound::Exactly {
        point.amount.bound = Bound::AtLeast;
    }
    point.amount.because = Reason::Hole;
    Ok(point)
}

/// The known figures whose periods lie within the window, by start, of one start the longest first.
pub(super) fn parts_of<'s>(
    series: &'s [Observation],
    start: NaiveDate,
    end: NaiveDate,
    view: &'s View,
) -> Vec<&'s Observation> {
    let from = series.partition_point(|observation| observation.period.end() < start);
    let to = series.partition_point(|observation| observation.period.end() <= end);
    let within = series.get(from..to).unwrap_or_default();
    let inside = |observation: &&Observation| observation.period.start() >= start;
    let mut parts: Vec<&Observation> = vintages(within, view).filter(inside).collect();
    parts.sort_by_key(|part| (part.period.start(), std::cmp::Reverse(part.period.end())));
    parts
}

/// What a row of periods adds up to.
pub(crate) struct Total {
    pub(crate) point: Point,
    /// Whether days in between, or at the beginning, are covered by no period.
    pub(super) gap: bool,
    /// Whether there is no gap and the row reaches the end of the window.
    pub(crate) complete: bool,
}

/// The sum of periods, none of them counted twice; `None` without any.
pub(crate) fn covered(parts: &[&Observation], start: NaiveDate, end: NaiveDate) -> Option<Total> {
    let (mut next, mut gap) = (start, false);
    let mut total: Option<Point> = None;
    for part in parts {
        if part.period.start() < next {
            // It lies within a period that is counted already.
            continue;
        }
        gap |= part.period.start() > next;
        let point = Point::of_observation(part);
        total = Some(match total {
            None => point,
            Some(sum) => plus(sum, point),
        });
        next = part.period.end().succ_opt().unwrap_or(NaiveDate::MAX);
    }
    let point = total?;
    let complete = !gap && point.end >= end;
    Some(Total { point, gap, complete })
}

fn plus(sum: Point, part: Point) -> Point {
    Point {
        amount: Amount {
            value: sum.amount.value.plus(&part.amount.value),
            bound: joint(sum.amount.bound, part.amount.bound),
            because: Reason::Inexact,
        },
        end: part.end,
        period: part.period,
        status: weaker(sum.status, part.status),
        nonnegative: sum.nonnegative && part.nonnegative,
        observation: None,
    }
}

/// What bounds of two numbers say of their sum.
pub(crate) fn joint(one: Bound, other: Bound) -> Bound {
    use Bound::{About, AtLeast, AtMost, Exactly, LessThan, MoreThan};
    match (one, other) {
        (Exactly, bound) | (bound, Exactly) => bound,
        (AtLeast, AtLeast) => AtLeast,
        (AtLeast | MoreThan, AtLeast | MoreThan) => MoreThan,
        (AtMost, AtMost) => AtMost,
        (AtMost | LessThan, AtMost | LessThan) => LessThan,
        _ => About,
    }
}

pub(super) fn weaker(one: Status, other: Status) -> Status {
    one.max(other)
}

/// The running totals of the years, added up: each year by its last known figure. A year that was not
/// followed to its end makes the sum a lower bound, unless it is the last.
fn year_totals(series: &[Observation], base_end: NaiveDate, end: NaiveDate, view: &View) -> Known<Point> {
    let inside =
        |observation: &&Observation| observation.period.end() > base_end && observation.period.end() <= end;
    let mut sum: Option<Point> = None;
    let mut hole = false;
    let mut later: Option<i32> = None;
    for observation in vintages(series, view).filter(inside) {
        let year = observation.period.end().year();
        match later {
            Some(last) if last == year => continue,
            Some(last) => hole |= last != year + 1 || !observation.period.ends_year(),
            None => {}
        }
        later = Some(year);
        let point = Point::of_observation(observation);
        sum = Some(match sum {
            None => point,
            Some(sum) => Point { end: sum.end, period: sum.period, ..plus(point, sum) },
        });
    }
    hole |= later.is_some_and(|first| base_end.succ_opt().is_some_and(|start| start.year() != first));
    let mut sum = sum.ok_or(Reason::NotReported)?;
    if !ends_year(base_end) {
        // The window begins within a year: what came before it in that year does not count.
        let before = vintages(series, view).find(|observation| observation.period.end() == base_end);
        let before = before.map(Point::of_observation).ok_or(Reason::Hole)?;
        sum.amount.value = sum.amount.value.minus(before.amount.exact()?);
    }
    if hole { with_hole(sum) } else { Ok(sum) }
}

/// Yearly rates in per cent compounded into an index that starts at 1. It needs every year.
fn compounded(parts: &[&Observation], start: NaiveDate) -> Known<Point> {
    let yearly = |part: &&&Observation| part.period.frequency() == Frequency::Year;
    if !parts.is_empty() && !parts.iter().any(|part| yearly(&part)) {
        return Err(Reason::PartYears);
    }
    if parts.len() > MOST_YEARS as usize {
        return Err(Reason::OutOfRange);
    }
    let mut next = start;
    let mut index: Option<Point> = None;
    for part in parts.iter().filter(yearly) {
        if part.period.start() != next || part.bound != Bound::Exactly {
            return Err(if part.bound == Bound::Exactly { Reason::Hole } else { Reason::Inexact });
        }
        let rate = Exact::from(part.value).over(&Exact::from(100)).ok_or(Reason::Hole)?;
        let factor = Exact::ONE.plus(&rate);
        let mut point = Point::of_observation(part);
        point.amount.value = match &index {
            Some(index) => index.amount.value.times(&factor),
            None => factor,
        };
        point.status = index.as_ref().map_or(point.status, |index| weaker(index.status, point.status));
        point.observation = None;
        next = part.period.end().succ_opt().unwrap_or(NaiveDate::MAX);
        index = Some(point);
    }
    index.ok_or(Reason::NotReported)
}
