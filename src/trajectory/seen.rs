//! Which figure of a series counts, at a date and for a period.

use chrono::{Datelike, NaiveDate};

use super::gather::{covered, parts_of};
use super::{Point, View};
use crate::known::{Known, Reason};
use crate::number::Exact;
use crate::period::{Frequency, Period};
use crate::plan::{Indicator, Measure, Plan, Resets, Status, Target};
use crate::series::Observation;
use crate::trajectory::BaseChoice;

/// Whether a figure reports what happened and was known by the date.
pub(super) fn is_known(observation: &Observation, view: &View) -> bool {
    let counts = observation.is_known_on(view.as_of) && view.trusted.admits(observation.status);
    counts || (view.assumed && observation.is_of_what_if())
}

/// The figures published as forecasts by the date, each period in its newest vintage, oldest period first.
pub(crate) fn forecasts<'s>(
    series: &'s [Observation],
    view: &'s View,
) -> impl DoubleEndedIterator<Item = Point> + use<'s> {
    let known = |figure: &&Observation| figure.status == Status::Forecast && figure.known_from <= view.as_of;
    let mut newest: Vec<&Observation> = Vec::new();
    for figure in series.iter().filter(known) {
        match newest.last_mut() {
            Some(last) if last.period == figure.period => *last = figure,
            _ => newest.push(figure),
        }
    }
    newest.into_iter().map(Point::of_observation)
}

/// The figures known by the date, each period in its newest vintage, newest period first.
pub(crate) fn vintages<'s>(
    series: &'s [Observation],
    view: &'s View,
) -> impl Iterator<Item = &'s Observation> {
    let mut last: Option<Period> = None;
    series.iter().rev().filter(move |observation| {
        let newest = is_known(observation, view) && last != Some(observation.period);
        if newest {
            last = Some(observation.period);
        }
        newest
    })
}

/// The newest figure for exactly this period.
fn at_period<'s>(series: &'s [Observation], period: Period, view: &View) -> Option<&'s Observation> {
    let first = series.partition_point(|observation| observation.period.end() < period.end());
    let same_end =
        series.iter().skip(first).take_while(|observation| observation.period.end() == period.end());
    same_end.filter(|observation| observation.period == period && is_known(observation, view)).last()
}

/// What the plan promised against: its baseline, or the figure of the same period in the series.
pub(super) fn promised_base(
    plan: &Plan,
    indicator: &Indicator,
    series: &[Observation],
    view: &View,
) -> Known<Point> {
    let published = plan.issued.is_none_or(|issued| issued <= view.as_of);
    let baseline = indicator.baseline.as_ref().filter(|_| published);
    let observed = || {
        let period = baseline.map(|baseline| baseline.period).or(plan.base);
        period.and_then(|period| at_period(series, period, view)).map(Point::of_observation)
    };
    match view.lens.base {
        BaseChoice::Plan => baseline.map(Point::of_baseline),
        BaseChoice::Series => observed(),
        // The goal stays where the plan put it, whatever a policy measures from.
        _ => baseline.map(Point::of_baseline).or_else(observed),
    }
    .ok_or(Reason::NoBaseline)
}

/// The figure of the year before the due period: of the same quarter, month or year.
pub(super) fn year_before(
    indicator: &Indicator,
    target: &Target,
    series: &[Observation],
    view: &View,
) -> Known<Point> {
    let period = target.due.year_earlier().ok_or(Reason::NoBaseline)?;
    if indicator.measure == Measure::Change {
        // The figures are growth already: the base is no growth.
        return Ok(Point::constant(Exact::ZERO, period.end()));
    }
    let before = period.start().pred_opt();
    if let Ok(point) = latest(indicator, target, series, before, Some(period.end()), view)
        && point.end == period.end()
    {
        return Ok(point);
    }
    let baseline = indicator.baseline.as_ref().filter(|baseline| baseline.period == period);
    baseline.map(Point::of_baseline).ok_or(Reason::NotReported)
}

/// The first figure that reports an event to have happened (1 or more), or else the newest: an event
/// that is reported again has not happened later.
pub(super) fn event(series: &[Observation], cutoff: Option<NaiveDate>, view: &View) -> Known<Point> {
    let counts = |observation: &&Observation| cutoff.is_none_or(|cutoff| observation.period.end() <= cutoff);
    let known = || vintages(series, view).filter(counts);
    let happened =
        known().map(Point::of_observation).filter(|point| point.has_happened() == Some(true)).last();
    happened.or_else(|| known().next().map(Point::of_observation)).ok_or(Reason::NotReported)
}

/// The newest figure after the base and not after the cutoff.
pub(super) fn latest(
    indicator: &Indicator,
    target: &Target,
    series: &[Observation],
    after: Option<NaiveDate>,
    cutoff: Option<NaiveDate>,
    view: &View,
) -> Known<Point> {
    let counts = |observation: &&Observation| {
        let end = observation.period.end();
        after.is_none_or(|after| end > after) && cutoff.is_none_or(|cutoff| end <= cutoff)
    };
    let whole = whole_of(target);
    let found = match (indicator.measure, indicator.resets) {
        (Measure::Flow, _) => {
            let amounts = |observation: &&Observation| observation.period.frequency() == whole;
            let direct = vintages(series, view).filter(counts).find(amounts).map(Point::of_observation);
            let summed = summed_period(series, whole, &direct, counts, view);
            summed.or(direct)
        }
        (Measure::RunningTotal, Resets::Yearly) if whole == Frequency::Year => {
            let at_year_end = |observation: &&Observation| observation.period.ends_year();
            vintages(series, view).filter(counts).find(at_year_end).map(Point::of_observation)
        }
        _ => {
            // The series is sorted, and the newest vintage of the newest period stands last.
            let known = |observation: &&Observation| is_known(observation, view);
            series.iter().rev().filter(known).find(counts).map(Point::of_observation)
        }
    };
    found.ok_or(Reason::NotReported)
}

/// The frequency whose periods a target asks for: that of its due period; of a day, the coarsest one
/// with a period that ends on it.
fn whole_of(target: &Target) -> Frequency {
    match (target.due.frequency(), target.due.end().succ_opt()) {
        (Frequency::Span, _) => Frequency::Year,
        (Frequency::Day, Some(next)) if next.day() == 1 => match next.month() {
            1 => Frequency::Year,
            7 => Frequency::Half,
            4 | 10 => Frequency::Quarter,
            _ => Frequency::Month,
        },
        (Frequency::Day, _) => Frequency::Year,
        (frequency, _) => frequency,
    }
}

/// The figures that can be held against a yearly (quarterly, …) value one by one, newest first: of
/// flows whole periods, reported or made of finer ones; of running totals the ends of years; of
/// everything else all.
pub(crate) fn comparable(
    indicator: &Indicator,
    target: &Target,
    series: &[Observation],
    view: &View,
) -> Vec<Point> {
    let whole = whole_of(target);
    let all = vintages(series, view);
    match (indicator.measure, indicator.resets) {
        (Measure::Flow, _) => {
            let mut points: Vec<Point> = Vec::new();
            let mut tried: Option<Period> = None;
            for observation in all {
                if observation.period.frequency() == whole {
                    points.push(Point::of_observation(observation));
                    continue;
                }
                let Some(period) = period_around(observation.period, whole) else { continue };
                if tried.replace(period) == Some(period) {
                    continue;
                }
                let parts = parts_of(series, period.start(), period.end(), view);
                let reported = parts.iter().any(|part| part.period == period);
                if let Some(total) = covered(&parts, period.start(), period.end())
                    && total.complete
                    && !reported
                {
                    points.push(Point { period: Some(period), ..total.point });
                }
            }
            points
        }
        (Measure::RunningTotal, Resets::Yearly) if whole == Frequency::Year => all
            .filter(|observation| observation.period.ends_year())
            .map(|observation| Point {
                period: Period::year(observation.period.end().year()),
                ..Point::of_observation(observation)
            })
            .collect(),
        _ => all.map(Point::of_observation).collect(),
    }
}

/// The period of a frequency that a finer one belongs to.
pub(crate) fn period_around(period: Period, whole: Frequency) -> Option<Period> {
    let end = period.end();
    let around = match whole.per_year()? {
        1 => Period::year(end.year()),
        parts => Period::part_of_year(end.year(), whole, end.month0() / (12 / parts) + 1),
    }?;
    period.within(around).then_some(around)
}

/// The newest whole period made of finer ones (a year of quarters), if it is newer than `direct` and
/// none of its parts is missing.
fn summed_period(
    series: &[Observation],
    whole: Frequency,
    direct: &Option<Point>,
    counts: impl Fn(&&Observation) -> bool,
    view: &View,
) -> Option<Point> {
    let finer = |observation: &&Observation| observation.period.frequency() > whole;
    let newer = |period: &Period| direct.as_ref().is_none_or(|point| period.end() > point.end);
    let mut last: Option<Period> = None;
    // Newest first: what ends no later than the whole period that is known lies in no newer one.
    let later =
        |observation: &&Observation| direct.as_ref().is_none_or(|point| observation.period.end() > point.end);
    for observation in vintages(series, view).take_while(later).filter(&counts).filter(finer) {
        let around = period_around(observation.period, whole);
        let Some(period) = around.filter(newer) else { break };
        if last.replace(period) == Some(period) {
            continue;
        }
        let parts = parts_of(series, period.start(), period.end(), view);
        let total = covered(&parts, period.start(), period.end());
        if let Some(mut point) = total.filter(|total| total.complete).map(|total| total.point) {
            point.period = Some(period);
            return Some(point);
        }
    }
    None
}
