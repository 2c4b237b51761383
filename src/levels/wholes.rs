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
fn made(
    period: Period,
    mut parts: Vec<&Observation>,
    reported: Option<NaiveDate>,
    all: &mut Vec<Observation>,
) {
    parts.sort_by_key(|part| part.known_from);
    let mut known: BTreeMap<(NaiveDate, Reverse<NaiveDate>), &Observation> = BTreeMap::new();
    for day in parts.chunk_by(|one, other| one.known_from == other.known_from) {
        for part in day {
            known.insert((part.period.start(), Reverse(part.period.end())), part);
        }
        let Some(known_from) = day.first().map(|part| part.known_from) else { continue };
        if reported.is_some_and(|reported| reported <= known_from) {
            return;
        }
        let in_order: Vec<&Observation> = known.values().copied().collect();
        let total = covered(&in_order, period.start(), period.end()).filter(|total| total.complete);
        let Some(point) = total.map(|total| total.point) else { continue };
        let Some(value) = super::collect::decimal(&point.amount.value) else { continue };
        all.push(Observation {
            period,
            known_from,
            value,
            bound: point.amount.bound,
            status: point.status,
            published: in_order.iter().all(|part| part.published),
            source: 0,
            printed: 0,
        });
    }
}
