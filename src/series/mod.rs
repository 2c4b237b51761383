//! The model of what happened: observations, with their vintages.

mod event;

pub use event::{Event, Occurrence, Reported};

use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::number::{Bound, Exact, Interval};
use crate::period::Period;
use crate::plan::{Ids, Plan, Status, Subject};

/// A figure of an indicator for a period.
///
/// A later publication for the same period is a revision: both are kept, and which one counts
/// depends on the date that is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observation {
    pub(crate) period: Period,
    pub(crate) known_from: NaiveDate,
    pub(crate) value: Decimal,
    pub(crate) bound: Bound,
    pub(crate) status: Status,
    pub(crate) published: bool,
    /// The day from which a figure that is made of others cannot be made any more.
    pub(crate) withdrawn: Option<NaiveDate>,
    pub(crate) source: u32,
    /// 0 where the value prints as its number.
    pub(crate) printed: u32,
}

impl Observation {
    /// The period.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// The number, in the unit of the indicator.
    #[must_use]
    pub fn value(&self) -> Decimal {
        self.value
    }

    /// Whether the number is the value or bounds it (突破1400).
    #[must_use]
    pub fn bound(&self) -> Bound {
        self.bound
    }

    /// The status of the figure.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status
    }

    /// The date of publication, if the data say it.
    #[must_use]
    pub fn published(&self) -> Option<NaiveDate> {
        self.published.then_some(self.known_from)
    }

    /// From when it is known: the date of publication, or the end of the period where none is said.
    #[must_use]
    pub fn known_from(&self) -> NaiveDate {
        self.known_from
    }

    /// The day from which it is not known any more: of a figure that was made of others, when a revision of those
    /// leaves nothing to make it of.
    #[must_use]
    pub fn withdrawn(&self) -> Option<NaiveDate> {
        self.withdrawn
    }

    /// Whether it is known on a day, or one that took its place.
    pub(crate) fn is_known_on(&self, day: NaiveDate) -> bool {
        self.known_from <= day && self.withdrawn.is_none_or(|withdrawn| day < withdrawn)
    }

    /// Whether a what-if assumes it. It is known to nobody: a what-if counts it on every day.
    #[must_use]
    pub fn is_of_what_if(&self) -> bool {
        self.status == Status::Assumed && self.known_from == NaiveDate::MIN
    }

    /// What is known of the value.
    #[must_use]
    pub fn interval(&self) -> Interval {
        Interval::of(self.bound, &Exact::from(self.value))
    }
}

/// The observations of a plan's indicators, sorted by indicator, period and publication.
#[derive(Clone, Debug, Default)]
pub struct Observations {
    pub(crate) all: Vec<Observation>,
    /// For each indicator of the plan, its observations.
    pub(crate) ranges: Vec<Range<usize>>,
    pub(crate) events: Vec<Event>,
    /// The places of the events by subject, and of each subject in the order in which they became known.
    pub(crate) by_subject: Vec<usize>,
    /// Sources and printed values; the first is empty.
    pub(crate) texts: Vec<String>,
    /// The ids of the plan that they were read for.
    pub(crate) by_id: Arc<Ids>,
    /// The indicators whose figures were made of those of others, in order.
    pub(crate) computed: Arc<[usize]>,
}

impl Observations {
    /// No observations at all.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Whether the figures of the indicator with this index were made of those of the children that it is
    /// decomposed into.
    #[must_use]
    pub fn is_computed(&self, indicator: usize) -> bool {
        self.computed.binary_search(&indicator).is_ok()
    }

    /// No observations, for as long as they are needed.
    pub(crate) fn none_at_all() -> &'static Self {
        static NONE: std::sync::LazyLock<Observations> = std::sync::LazyLock::new(Observations::none);
        &NONE
    }

    /// The number of figures.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is no figure.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The figures of the indicator with this index in the plan that they were read for, by period and then by publication.
    #[must_use]
    pub fn of(&self, indicator: usize) -> &[Observation] {
        self.ranges.get(indicator).and_then(|range| self.all.get(range.clone())).unwrap_or_default()
    }

    /// The figures of an indicator of a plan, by period and then by publication. Of a plan other than the
    /// one that the figures were read for (read anew after an edit, say) the indicator is found by its id.
    #[must_use]
    pub fn for_indicator(&self, plan: &Plan, indicator: usize) -> &[Observation] {
        if Arc::ptr_eq(&self.by_id, &plan.by_id) {
            return self.of(indicator);
        }
        let id = plan.indicators().get(indicator).map(|indicator| indicator.id());
        match id.and_then(|id| self.by_id.get(id)) {
            Some(Subject::Indicator(index)) => self.of(*index),
            _ => &[],
        }
    }

    /// What is reported of a task, milestone, deliverable, evidence or duty of a plan, in the order in which it
    /// became known. Of a plan other than the one that the data were read for it is found by its id.
    pub fn about(&self, plan: &Plan, subject: Subject) -> impl DoubleEndedIterator<Item = &Event> {
        let own = if Arc::ptr_eq(&self.by_id, &plan.by_id) {
            Some(subject)
        } else {
            plan.id_of(subject).and_then(|id| self.by_id.get(id)).copied()
        };
        let of = |place: &usize| self.events.get(*place).map(|event| event.subject);
        let from = own.map_or(0, |own| self.by_subject.partition_point(|place| of(place) < Some(own)));
        let rest = self.by_subject.get(from..).unwrap_or_default();
        let count = own.map_or(0, |own| rest.partition_point(|place| of(place) <= Some(own)));
        rest.get(..count).unwrap_or_default().iter().filter_map(|place| self.events.get(*place))
    }

    /// Sorts the places of the events by subject.
    pub(crate) fn index_events(&mut self) {
        self.by_subject = (0..self.events.len()).collect();
        let events = &self.events;
        self.by_subject.sort_by_key(|place| (events.get(*place).map(|event| event.subject), *place));
    }

    /// What is reported of tasks, milestones, deliverables, evidence and duties, by the date from which it is known.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The source of a figure, as the data name it; empty if they do not.
    #[must_use]
    pub fn source(&self, observation: &Observation) -> &str {
        self.texts.get(observation.source as usize).map_or("", String::as_str)
    }

    /// A figure as the data print it: `突破1400家`, `4.4（预估）`, `1,234.5`.
    #[must_use]
    pub fn printed(&self, observation: &Observation) -> String {
        match self.texts.get(observation.printed as usize) {
            Some(text) if !text.is_empty() => text.clone(),
            _ => observation.value.to_string(),
        }
    }

    /// How many figures have no date of publication, and count as known from the end of their period.
    #[must_use]
    pub fn undated(&self) -> usize {
        self.all.iter().filter(|observation| !observation.published && !observation.is_of_what_if()).count()
    }

    /// The newest date from which a figure or event is known: the last date at which the data
    /// changed what is known. `None` without data.
    #[must_use]
    pub fn newest(&self) -> Option<NaiveDate> {
        let figures = self.all.iter().map(|figure| figure.withdrawn.unwrap_or(figure.known_from));
        let known = figures.chain(self.events.iter().map(|event| event.known_from));
        known.filter(|day| *day > NaiveDate::MIN).max()
    }

    /// The newest period that is over by a date, with a reported (not forecast or assumed) figure known by
    /// then.
    #[must_use]
    pub fn newest_period(&self, as_of: NaiveDate) -> Option<Period> {
        // What is reported before its period is over is no news of its end.
        let known = |figure: &&Observation| {
            figure.is_known_on(as_of) && figure.period.end() <= as_of && figure.status.is_actual()
        };
        // The figures of an indicator are sorted by period, so its newest known one is the first from behind.
        let newest =
            self.ranges.iter().filter_map(|range| self.all.get(range.clone())?.iter().rev().find(known));
        newest.map(|figure| figure.period).max_by_key(|period| (period.end(), period.start()))
    }
}
