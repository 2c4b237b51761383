//! The observations of linked plans, with the figures that are made of those of children.

use std::sync::Arc;

use chrono::NaiveDate;
use foldhash::HashMap;
use rust_decimal::Decimal;

use super::accumulate::{Heap, Share};
use super::figures::{Key, Recipe};
use super::plans::{Link, Plans};
use super::wholes::{frequencies, with_wholes, withdraw};
use crate::number::{Bound, Exact};
use crate::period::Period;
use crate::plan::{Indicator, Plan, Value};
use crate::series::{Event, Observation, Observations};
use crate::trajectory::Point;

/// What happened, for each of the linked plans: the observations that were given, and the figures that are made of
/// those of children. [`Plans::collect`] makes it.
#[derive(Clone, Debug, Default)]
pub struct Collected {
    given: Vec<Observations>,
    /// Those of plans that have figures which are made of others.
    made: Vec<Option<Observations>>,
}

impl Collected {
    /// The observations of the plan with this index, with what is made of others.
    #[must_use]
    pub fn of(&self, plan: usize) -> &Observations {
        match self.made.get(plan) {
            Some(Some(made)) => made,
            _ => self.given(plan),
        }
    }

    /// The observations of the plan with this index, as they were given.
    #[must_use]
    pub fn given(&self, plan: usize) -> &Observations {
        self.given.get(plan).unwrap_or(Observations::none_at_all())
    }
}

impl Plans {
    /// Takes the observations of the plans, in the order of the plans, and computes the figures that are to be
    /// made of those of children (`figures: children`). Plans beyond the end of the list have none.
    ///
    /// A computed figure is known from the day on which the last of the children's was; when one of them is
    /// revised, so is it, and when a revision leaves nothing to make it of, it is not known any more. It takes the place of what was reported of the indicator itself, which
    /// [`Figures::own`](super::Figures::own) keeps. A quotient without end is kept with 28 digits.
    #[must_use]
    pub fn collect(&self, mut given: Vec<Observations>) -> Collected {
        given.resize_with(self.plans.len(), Observations::none);
        let mut series: HashMap<(usize, usize), Vec<Observation>> = HashMap::default();
        for link in self.computed.iter().filter_map(|link| self.link_at(*link)) {
            let made = computed(link, &given, &series);
            series.insert((link.place.plan, link.place.indicator), made);
        }
        let mut by_plan: Vec<HashMap<usize, Vec<Observation>>> = Vec::new();
        by_plan.resize_with(self.plans.len(), HashMap::default);
        for ((plan, indicator), made) in series {
            if let Some(of_plan) = by_plan.get_mut(plan) {
                of_plan.insert(indicator, made);
            }
        }
        let both = self.plans.iter().zip(&given).zip(by_plan);
        let made = both.map(|((plan, given), made)| (!made.is_empty()).then(|| with(plan, given, made)));
        let made = made.collect();
        Collected { given, made }
    }
}

/// The observations of a plan with the figures of some indicators in the place of what was reported of them.
fn with(plan: &Plan, given: &Observations, made: HashMap<usize, Vec<Observation>>) -> Observations {
    let mut all = Vec::with_capacity(given.len());
    let mut ranges = Vec::with_capacity(plan.indicators().len());
    for indicator in 0..plan.indicators().len() {
        let from = all.len();
        match made.get(&indicator) {
            Some(own) => all.extend_from_slice(own),
            None => all.extend_from_slice(given.for_indicator(plan, indicator)),
        }
        ranges.push(from..all.len());
    }
    let mut computed: Vec<usize> = made.into_keys().collect();
    computed.sort_unstable();
    let (texts, by_id) = (given.texts.clone(), plan.by_id.clone());
    let (events, by_subject) = (events_of(plan, given), Vec::new());
    let computed = Arc::from(computed);
    let mut made = Observations { all, ranges, events, by_subject, texts, by_id, computed };
    made.index_events();
    made
}

/// What is reported of the tasks of a plan, by its own indices; the data may have been read for an equal plan.
fn events_of(plan: &Plan, given: &Observations) -> Vec<Event> {
    if Arc::ptr_eq(&given.by_id, &plan.by_id) {
        return given.events.clone();
    }
    let ids: HashMap<_, &str> = given.by_id.iter().map(|(id, subject)| (*subject, id.as_str())).collect();
    let own = given.events.iter().filter_map(|event| {
        let subject = plan.subject(ids.get(&event.subject)?)?;
        Some(Event { subject, ..event.clone() })
    });
    own.collect()
}

/// What is known of a child in a period.
#[derive(Default)]
struct State {
    value: Option<Observation>,
    below: Option<Observation>,
    share: Option<Share>,
}

/// The figures that a child is made of.
struct Source<'s> {
    child: usize,
    /// Whether they are denominators.
    below: bool,
    indicator: &'s Indicator,
    figures: &'s [Observation],
}

/// A figure of a child, or the end of one.
struct News {
    key: Key,
    day: NaiveDate,
    child: usize,
    /// Whether it is a denominator.
    below: bool,
    /// Whether it is known from that day on, or not any more.
    is_known: bool,
    figure: Observation,
}

/// The figures of a link's indicator, made of those of its children, in all their revisions.
fn computed(
    link: Link<'_>,
    given: &[Observations],
    made: &HashMap<(usize, usize), Vec<Observation>>,
) -> Vec<Observation> {
    let Ok(recipe) = Recipe::of(link) else { return Vec::new() };
    let children: Vec<_> = link.children().collect();
    let mut sources = Vec::new();
    for (number, child) in children.iter().enumerate() {
        // Without one of its children it is never complete.
        let (Some(place), Some(plan), Some(own)) = (child.place, child.plan(), child.indicator()) else {
            return Vec::new();
        };
        let series = |indicator: usize| match made.get(&(place.plan, indicator)) {
            Some(made) => made.as_slice(),
            None => given.get(place.plan).map(|data| data.for_indicator(plan, indicator)).unwrap_or_default(),
        };
        let of_child = match own.ratio().filter(|_| recipe.by_parts) {
            Some(ratio) => [Some((ratio.numerator(), false)), Some((ratio.denominator(), true))],
            None => [Some((place.indicator, false)), None],
        };
        for (index, below) in of_child.into_iter().flatten() {
            let Some(indicator) = plan.indicators().get(index) else { continue };
            sources.push(Source { child: number, below, indicator, figures: series(index) });
        }
    }
    let kinds = frequencies(sources.iter().flat_map(|source| source.figures));
    let mut news = Vec::new();
    for Source { child, below, indicator, figures } in sources {
        for figure in with_wholes(indicator, figures, &kinds) {
            let key = recipe.key(figure.period);
            let on = |day: NaiveDate, is_known: bool| News { key, day, child, below, is_known, figure };
            news.push(on(figure.known_from, true));
            news.extend(figure.withdrawn.map(|day| on(day, false)));
        }
    }
    // Stable: of figures known from one day the last of the series counts.
    news.sort_by_key(|one| (one.key, one.day));
    let mut all = Vec::new();
    for period in news.chunk_by(|one, other| one.key == other.key) {
        // One moment has one name, so that its revisions follow on each other: 2024, not its last quarter.
        let Some(span) = period.iter().map(|one| one.figure.period).min_by_key(|span| span.frequency())
        else {
            continue;
        };
        let mut states: HashMap<usize, State> = HashMap::default();
        let mut heap = Heap::new(recipe.way);
        let mut last: Option<Observation> = None;
        let from = all.len();
        for day in period.chunk_by(|one, other| one.day == other.day) {
            for one in day {
                let state = states.entry(one.child).or_default();
                let place = if one.below { &mut state.below } else { &mut state.value };
                if one.is_known {
                    *place = Some(one.figure);
                } else if place.is_some_and(|own| own.period == one.figure.period) {
                    *place = None;
                }
                let Some(child) = children.get(one.child) else { continue };
                renew(state, &mut heap, &recipe, |value, below| {
                    let point = |figure: &Observation| Point::of_observation(figure);
                    let published = value.published && below.is_none_or(|below| below.published);
                    let below = below.as_ref().map(point);
                    let share = recipe.share(*child, &point(value), below.as_ref()).ok()?;
                    Some(Share { published, ..share })
                });
            }
            let Some(today) = day.first().map(|one| one.day) else { continue };
            let complete = heap.count() == children.len();
            let made = complete.then(|| figure(&heap, span, today, recipe.indicator)).flatten();
            let Some(figure) = made else {
                withdraw(&mut all, from, today);
                last = None;
                continue;
            };
            let told = |figure: &Observation| (figure.value, figure.bound, figure.status);
            if last.as_ref().map(told) != Some(told(&figure)) {
                all.push(figure);
                last = Some(figure);
            }
        }
    }
    all
}

/// Takes what a child had out of the heap, and puts in what it has now.
fn renew(
    state: &mut State,
    heap: &mut Heap,
    recipe: &Recipe<'_>,
    share: impl Fn(&Observation, Option<Observation>) -> Option<Share>,
) {
    if let Some(before) = state.share.take() {
        heap.remove(&before);
    }
    let Some(value) = &state.value else { return };
    if recipe.by_parts && state.below.is_none() {
        return;
    }
    state.share = share(value, state.below);
    if let Some(now) = &state.share {
        heap.add(now);
    }
}

fn figure(heap: &Heap, period: Period, known_from: NaiveDate, indicator: &Indicator) -> Option<Observation> {
    let amount = heap.amount().ok()?;
    let value = decimal(&amount.value)?;
    let cut = Exact::from(value).cmp(&amount.value);
    let bound = match (amount.bound, cut) {
        // A third is not 0.333…3 where a target asks for a third.
        (Bound::Exactly, std::cmp::Ordering::Less) if has_endless_target(indicator) => Bound::MoreThan,
        (Bound::Exactly, std::cmp::Ordering::Greater) if has_endless_target(indicator) => Bound::LessThan,
        (bound, _) => bound,
    };
    let (status, published) = (heap.status(), heap.is_published());
    Some(Observation {
        period,
        known_from,
        value,
        bound,
        status,
        published,
        withdrawn: None,
        source: 0,
        printed: 0,
    })
}

/// A number with the digits that figures have; `None` beyond them.
pub(super) fn decimal(value: &Exact) -> Option<Decimal> {
    Decimal::from_str_exact(&value.to_string()).ok()
}

/// Whether a target of the indicator is a fraction that no decimal writes out.
fn has_endless_target(indicator: &Indicator) -> bool {
    let endless = |value: &Value| match value {
        Value::Number(number) => number.is_endless(),
        Value::Range { low, high } => low.is_endless() || high.is_endless(),
        _ => false,
    };
    indicator.targets().iter().any(|target| {
        let later = target.versions().iter().map(|version| version.promise());
        std::iter::once(target.promise()).chain(later).any(|promise| endless(promise.value()))
    })
}
