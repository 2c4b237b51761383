//! Changed copies of observations, and what was changed.

use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;
use foldhash::HashMap;

use crate::number::Quantity;
use crate::period::Period;
use crate::plan::{Assumptions, Plan, Status, Subject};
use crate::series::{Event, Observation, Observations};

/// A plan and its observations with a [`WhatIf`](super::WhatIf) laid over them. It owns both; those that it was made
/// from are untouched.
#[derive(Clone, Debug)]
pub struct Overlaid {
    pub(crate) plan: Plan,
    pub(crate) data: Observations,
}

impl Overlaid {
    /// The plan, with the targets and tasks that were moved.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The observations, with what is assumed among them. Figures for which others are assumed are still there, and
    /// do not count.
    #[must_use]
    pub fn data(&self) -> &Observations {
        &self.data
    }

    /// Both by themselves.
    #[must_use]
    pub fn into_parts(self) -> (Plan, Observations) {
        (self.plan, self.data)
    }

    /// What is assumed.
    #[must_use]
    pub fn assumptions(&self) -> &[crate::plan::Assumption] {
        self.plan.assumptions().map_or(&[], Assumptions::all)
    }
}

/// A figure to be assumed.
pub(crate) struct Figure {
    pub(crate) indicator: usize,
    pub(crate) period: Period,
    pub(crate) value: Quantity,
    pub(crate) why: Option<String>,
}

/// The observations of a plan with figures that are assumed. They stand behind those that are reported for their
/// periods: where assumptions count, the last one of a period is taken.
pub(crate) fn overlaid(plan: &Plan, data: &Observations, figures: Vec<Figure>) -> Observations {
    let mut texts = data.texts.clone();
    if texts.is_empty() {
        texts.push(String::new());
    }
    let assumed = figures.into_iter().map(|figure| {
        let observation = Observation {
            period: figure.period,
            known_from: NaiveDate::MIN,
            value: figure.value.value(),
            bound: figure.value.bound(),
            status: Status::Assumed,
            published: false,
            withdrawn: None,
            source: kept(&mut texts, figure.why.as_deref().unwrap_or_default()),
            printed: kept(&mut texts, figure.value.text()),
        };
        (figure.indicator, observation)
    });
    let mut assumed: Vec<(usize, Observation)> = assumed.collect();
    assumed.sort_by_key(|(indicator, figure)| (*indicator, order(figure)));
    let mut assumed = assumed.into_iter().peekable();
    let mut all: Vec<Observation> = Vec::with_capacity(data.all.len());
    let mut ranges: Vec<Range<usize>> = Vec::with_capacity(plan.indicators().len());
    for indicator in 0..plan.indicators().len() {
        let start = all.len();
        for figure in data.for_indicator(plan, indicator) {
            while let Some((_, before)) =
                assumed.next_if(|(own, other)| *own == indicator && order(other) < order(figure))
            {
                all.push(before);
            }
            all.push(*figure);
        }
        while let Some((_, last)) = assumed.next_if(|(own, _)| *own == indicator) {
            all.push(last);
        }
        ranges.push(start..all.len());
    }
    // Of a plan other than the one that the data were read for, events are found by their ids.
    let ids: HashMap<Subject, &str> = match Arc::ptr_eq(&data.by_id, &plan.by_id) {
        true => HashMap::default(),
        false => data.by_id.iter().map(|(id, subject)| (*subject, id.as_str())).collect(),
    };
    let subject = |own: Subject| match Arc::ptr_eq(&data.by_id, &plan.by_id) {
        true => Some(own),
        false => plan.subject(ids.get(&own)?),
    };
    let events = data.events.iter();
    let events = events
        .filter_map(|event| Some(Event { subject: subject(event.subject)?, ..event.clone() }))
        .collect();
    let by_id = plan.by_id.clone();
    // Figures are computed from those of children once plans are linked, and indicators keep their places.
    let computed = data.computed.clone();
    let mut overlaid = Observations { all, ranges, events, by_subject: Vec::new(), texts, computed, by_id };
    overlaid.index_events();
    overlaid
}

/// The place of a figure among those of its indicator.
fn order(figure: &Observation) -> (NaiveDate, NaiveDate, crate::period::Frequency) {
    (figure.period.end(), figure.period.start(), figure.period.frequency())
}

/// The number of a text that is kept.
fn kept(texts: &mut Vec<String>, text: &str) -> u32 {
    let place = texts.iter().position(|own| text.is_empty() && own.is_empty()).unwrap_or(texts.len());
    if place == texts.len() {
        texts.push(text.to_owned());
    }
    u32::try_from(place).unwrap_or(0)
}
