//! Amounts of whole periods, made of finer ones in all their revisions: a year of four quarters, known from the
//! day of the last of them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::period::{Frequency, Period};
use crate::plan::{Indicator, Measure};
use crate::series::Observation;
use crate::trajectory::gather::covered;
use crate::trajectory::seen::period_around;

/// The kinds of period in which figures are reported, of which others can be made.
pub(super) fn frequencies<'s>(figures: impl Iterator<Item = &'s Observation>) -> Vec<Frequency> {
    let mut found: Vec<Frequency> = figures.map(|figure| figure.period.frequency()).collect();
    found.sort_unstable();
    found.dedup();
    found.retain(|kind| kind.per_year().is_some());
    found
}

/// The figures of an indicator that were reported, with those of the coarser periods that are asked for. A whole
/// that is reported goes before the one that is made.
pub(super) fn with_wholes(
    indicator: &Indicator,
    figures: &[Observation],
    asked: &[Frequency],
) -> Vec<Observation> {
    let actual = || figures.iter().filter(|figure| figure.status.is_actual());
    let mut all: Vec<Observation> = actual().copied().collect();
    if indicator.measure() != Measure::Flow {
        return all;
    }
    for whole in asked {
        let mut reported: BTreeMap<(NaiveDate, NaiveDate), NaiveDate> = BTreeMap::new();
        for own in actual().filter(|figure| figure.period.frequency() == *whole) {
            let first = reported.entry((own.period.start(), own.period.end())).or_insert(own.known_from);
            *first = own.known_from.min(*first);
        }
        let finer = |figure: &&Observation| figure.period.frequency() > *whole;
        let mut parts: BTreeMap<(NaiveDate, NaiveDate), Vec<&Observation>> = BTreeMap::new();
        for part in actual().filter(finer) {
            if let Some(period) = period_around(part.period, *whole) {
                parts.entry((period.start(), period.end())).or_default().push(part);
            }
        }
        for (span, parts) in parts {
            let Some(period) = parts.first().and_then(|part| period_around(part.period, *whole)) else {
                continue;
            };
            made(period, parts, reported.get(&span).copied(), &mut all);
        }
    }
    all
}

/// The revisions of a whole period, up to the day on which it is reported itself.
fn made(period: Period, parts: Vec<&Observation>, reported: Option<NaiveDate>, all: &mut Vec<Observation>) {
    let from = all.len();
    let mut news: Vec<(NaiveDate, &Observation, bool)> = Vec::with_capacity(parts.len());
    for part in parts {
        news.push((part.known_from, part, true));
        news.extend(part.withdrawn.map(|day| (day, part, false)));
    }
    news.sort_by_key(|(day, ..)| *day);
    let mut known: BTreeMap<(NaiveDate, Reverse<NaiveDate>), &Observation> = BTreeMap::new();
    for day in news.chunk_by(|one, other| one.0 == other.0) {
        for (_, part, is_known) in day {
            let key = (part.period.start(), Reverse(part.period.end()));
            if *is_known {
                known.insert(key, part);
            } else {
                known.remove(&key);
            }
        }
        let Some(known_from) = day.first().map(|news| news.0) else { continue };
        if reported.is_some_and(|reported| reported <= known_from) {
            return;
        }
        let in_order: Vec<&Observation> = known.values().copied().collect();
        let total = covered(&in_order, period.start(), period.end()).filter(|total| total.complete);
        let point = total.map(|total| total.point);
        let value = point.as_ref().and_then(|point| super::collect::decimal(&point.amount.value));
        let (Some(point), Some(value)) = (point, value) else {
            withdraw(all, from, known_from);
            continue;
        };
        all.push(Observation {
            period,
            known_from,
            value,
            bound: point.amount.bound,
            status: point.status,
            published: in_order.iter().all(|part| part.published),
            withdrawn: None,
            source: 0,
            printed: 0,
        });
    }
}

/// From a day on none of the figures of a period, those from a place on, is known any more.
pub(super) fn withdraw(all: &mut [Observation], from: usize, day: NaiveDate) {
    for figure in all.iter_mut().skip(from) {
        figure.withdrawn.get_or_insert(day);
    }
}
