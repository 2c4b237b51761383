//! The figures of the children, put together by the rule of the decomposition, beside the parent's own.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::NaiveDate;

use super::accumulate::{Heap, Share, Way};
use super::collect::Collected;
use super::comparable::{factor, not_additive};
use super::fit::Doubt;
use super::plans::{Link, LinkedChild};
use crate::known::{Known, Reason};
use crate::number::{Bound, Exact};
use crate::period::Period;
use crate::plan::{Decomposition, Direction, FiguresFrom, Indicator, Measure, Plan, Ratio, Rule, Target};
use crate::series::Observations;
use crate::trajectory::{Amount, Point, View, seen};

/// What the figures of the children come to in a period, in the unit of the parent.
#[derive(Clone, Debug)]
pub struct Figures {
    pub(super) period: Period,
    pub(super) whole: Known<Amount>,
    pub(super) reported: Known<Amount>,
    pub(super) status: crate::plan::Status,
    pub(super) counted: usize,
    pub(super) children: usize,
    pub(super) weight: Option<Exact>,
    pub(super) own: Option<Point>,
    pub(super) adds: bool,
    pub(super) open_ended: bool,
}

impl Figures {
    /// The period.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// What is known of the value of all children: the value if all have a figure; else a bound of it, where the
    /// missing ones can change it to one side only.
    ///
    /// # Errors
    /// [`Reason::Hole`] where figures are missing and no bound is known, [`Reason::NotReported`] without any.
    pub fn amount(&self) -> Known<&Amount> {
        self.whole.as_ref().map_err(|reason| *reason)
    }

    /// What the figures come to that are there, however few they are.
    ///
    /// # Errors
    /// [`Reason::NotReported`] without any.
    pub fn reported(&self) -> Known<&Amount> {
        self.reported.as_ref().map_err(|reason| *reason)
    }

    /// The least certain status of the figures.
    #[must_use]
    pub fn status(&self) -> crate::plan::Status {
        self.status
    }

    /// How many children have a figure.
    #[must_use]
    pub fn counted(&self) -> usize {
        self.counted
    }

    /// How many children the plan names.
    #[must_use]
    pub fn children(&self) -> usize {
        self.children
    }

    /// Whether all children have a figure. Where there are more than the plan names, never.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.counted == self.children && !self.open_ended
    }

    /// The weight of the children that have a figure ÷ the weight of all, if the decomposition gives weights.
    #[must_use]
    pub fn weight_covered(&self) -> Option<&Exact> {
        self.weight.as_ref()
    }

    /// The parent's own figure for the period, as it was reported.
    #[must_use]
    pub fn own(&self) -> Option<&Point> {
        self.own.as_ref()
    }

    /// The parent's own figure less that of the children, exactly. Of sums also while children are missing: it
    /// is then what is left for them.
    ///
    /// # Errors
    /// [`Reason::NotReported`] without one of both, [`Reason::Inexact`] where one is a bound, [`Reason::Hole`]
    /// where missing children leave no difference.
    pub fn difference(&self) -> Known<Exact> {
        let own = self.own.as_ref().ok_or(Reason::NotReported)?;
        let children = self.reported()?;
        if !self.is_complete() && !self.adds {
            return Err(Reason::Hole);
        }
        Ok(own.amount.exact()?.minus(children.exact()?))
    }
}

/// A period, by its last day; of what is no level also by its first.
pub(super) type Key = (NaiveDate, NaiveDate);

/// The figures of one period.
struct Row {
    heap: Heap,
    period: Period,
    weight: Exact,
}

/// The figures of a decomposition: by period, oldest first; the place of the current one; and the children that
/// have none for it.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    pub(super) periods: Vec<Figures>,
    pub(super) current: Option<usize>,
    pub(super) missing: Vec<(usize, Reason)>,
}

/// How the figures of the children of a link are put together.
#[derive(Clone, Copy)]
pub(super) struct Recipe<'p> {
    pub(super) plan: &'p Plan,
    pub(super) indicator: &'p Indicator,
    pub(super) target: &'p Target,
    pub(super) way: Way,
    pub(super) by_parts: bool,
}

impl<'p> Recipe<'p> {
    /// How the figures of a link are put together.
    ///
    /// # Errors
    /// Why they cannot be; `None` where the rule has no use for them.
    pub(super) fn of(link: Link<'p>) -> Result<Self, Option<Doubt>> {
        let (plan, indicator, decomposition) = link.parts().ok_or(None)?;
        let target = link.target();
        let by_parts = decomposition.rule() == Rule::WeightedMean && by_parts(link);
        let way = match decomposition.rule() {
            Rule::Sum if not_additive(indicator).is_some() => return Err(Some(Doubt::NotAdditive)),
            Rule::Sum => Way::Sum,
            Rule::WeightedMean if by_parts || decomposition.is_weighted() => Way::Mean,
            Rule::WeightedMean => return Err(Some(Doubt::NoWeights)),
            Rule::Maximum => Way::Greatest,
            Rule::Each => worst(indicator, target).ok_or(Some(Doubt::OtherWay))?,
            Rule::Compounded | Rule::Proxy => return Err(None),
        };
        let target = target.unwrap_or(&plan.no_target);
        Ok(Self { plan, indicator, target, way, by_parts })
    }

    /// The key of a period.
    pub(super) fn key(&self, period: Period) -> Key {
        // What has come together by a moment is the same, whatever period ends there.
        let by_then = matches!(self.indicator.measure(), Measure::Stock | Measure::RunningTotal);
        let start = if by_then { period.end() } else { period.start() };
        (period.end(), start)
    }

    /// The share of a child, of its value or of its numerator and denominator.
    pub(super) fn share(&self, child: LinkedChild<'_>, value: &Point, below: Option<&Point>) -> Known<Share> {
        let (plan, own) = (child.plan(), child.indicator());
        let own = own.ok_or(Reason::NoReference)?;
        let scale = factor(own.unit(), self.indicator.unit());
        let status = value.status.max(below.map_or(value.status, |below| below.status));
        let (value, bound) = (&value.amount.value, value.amount.bound);
        let Some(below) = below else {
            let weight = child.named().weight().map_or(Exact::ONE, Exact::from);
            let value = value.times(&scale);
            let value = if self.way == Way::Mean { value.times(&weight) } else { value };
            return Ok(Share { value, weight, bound, status, published: true });
        };
        let ratio = own.ratio().ok_or(Reason::NoReference)?;
        let denominator = plan.and_then(|plan| plan.indicators().get(ratio.denominator()));
        let denominator = denominator.ok_or(Reason::NoReference)?;
        match below.amount.value.sign() {
            0 => return Err(Reason::ZeroDivisor),
            sign if sign < 0 => return Err(Reason::Sign),
            _ => {}
        }
        // Denominators in the unit itself, so that those of several scales can be added up.
        let unscaled = Exact::from(10).power(denominator.unit().power());
        let bound = if below.amount.bound == Bound::Exactly { bound } else { Bound::About };
        let times = Exact::from(ratio.times()).times(&unscaled).times(&scale);
        Ok(Share {
            value: value.times(&times),
            weight: below.amount.value.times(&unscaled),
            bound,
            status,
            published: true,
        })
    }
}

/// Whether every child that is there is a ratio whose parts are there, in units that can be added up.
fn by_parts(link: Link<'_>) -> bool {
    let mut denominators = None;
    let mut any = false;
    let all = link.children().all(|child| {
        let (Some(plan), Some(indicator)) = (child.plan(), child.indicator()) else { return true };
        any = true;
        let below = indicator.ratio().and_then(|ratio| plan.indicators().get(ratio.denominator()));
        below.is_some_and(|below| {
            let name = below.unit().name();
            *denominators.get_or_insert(name) == name
        })
    });
    any && all
}

/// Which of several figures is the worst.
fn worst(indicator: &Indicator, target: Option<&Target>) -> Option<Way> {
    use crate::plan::Value;
    match indicator.direction() {
        Some(Direction::Increase) => return Some(Way::Least),
        Some(Direction::Decrease) => return Some(Way::Greatest),
        Some(Direction::None) | None => {}
    }
    let (original, later) = target?.known_on(NaiveDate::MAX);
    match later.last().map_or(original, |version| version.promise()).value() {
        Value::Number(number) => match number.bound() {
            Bound::AtLeast | Bound::MoreThan => Some(Way::Least),
            Bound::AtMost | Bound::LessThan => Some(Way::Greatest),
            Bound::Exactly | Bound::About => None,
        },
        _ => None,
    }
}

/// The figures of an indicator in whole periods, as known on a day, by the keys of a recipe. Of two that tell the
/// same (2024 and its last quarter, of a level) the one that was known last counts.
fn points(
    recipe: &Recipe<'_>,
    plan: &Plan,
    indicator: usize,
    data: &Observations,
    view: &View,
) -> BTreeMap<Key, Point> {
    let Some(own) = plan.indicators().get(indicator) else { return BTreeMap::new() };
    let mut points: BTreeMap<Key, Point> = BTreeMap::new();
    let known = |point: &Point| point.observation.map(|observation| observation.known_from());
    for point in seen::comparable(own, recipe.target, data.for_indicator(plan, indicator), view) {
        // What is reported of a period that is not over is no figure of it.
        let Some(period) = point.period.filter(|_| point.end <= view.judged_until()) else { continue };
        match points.entry(recipe.key(period)) {
            Entry::Vacant(place) => {
                place.insert(point);
            }
            Entry::Occupied(mut place) if known(&point) > known(place.get()) => {
                place.insert(point);
            }
            Entry::Occupied(_) => {}
        }
    }
    points
}

/// Puts the figures of the children together, as they are known on a day.
pub(super) fn told(link: Link<'_>, data: &Collected, view: &View) -> Result<Told, Option<Doubt>> {
    let recipe = Recipe::of(link)?;
    let mut rows: BTreeMap<Key, Row> = BTreeMap::new();
    let (mut nonnegative, mut weights) = (true, Exact::ZERO);
    for child in link.children() {
        let weight = child.named().weight().map_or(Exact::ONE, Exact::from);
        weights = weights.plus(&weight);
        each_share(&recipe, child, data, view, |period, share| {
            let Ok(share) = share else { return };
            nonnegative &= share.value.sign() >= 0;
            let row = rows.entry(recipe.key(period)).or_insert_with(|| Row {
                heap: Heap::new(recipe.way),
                period,
                weight: Exact::ZERO,
            });
            if period.frequency() < row.period.frequency() {
                row.period = period;
            }
            row.weight = row.weight.plus(&weight);
            row.heap.add(&share);
        });
    }
    let mut own = points(&recipe, recipe.plan, link.place.indicator, data.given(link.place.plan), view);
    let newest_own = own.last_key_value().map(|(key, _)| *key);
    let (children, weighted) = (link.place.children.len(), link.decomposition());
    let open_ended = weighted.is_some_and(Decomposition::is_open_ended);
    let weighted = weighted.is_some_and(|of| of.rule() == Rule::WeightedMean && of.is_weighted());
    let mut found = Told::default();
    let mut newest_of_both = None;
    let mut newest_complete = None;
    for (key, row) in rows {
        let complete = row.heap.count() == children && !open_ended;
        if newest_own == Some(key) {
            newest_of_both = Some(found.periods.len());
        }
        if complete {
            newest_complete = Some(found.periods.len());
        }
        found.periods.push(Figures {
            period: row.period,
            whole: if complete { row.heap.amount() } else { row.heap.of_whole(nonnegative) },
            reported: row.heap.amount(),
            status: row.heap.status(),
            counted: row.heap.count(),
            children,
            weight: if weighted { row.weight.over(&weights) } else { None },
            own: own.remove(&key),
            adds: recipe.way == Way::Sum,
            open_ended,
        });
    }
    let newest = found.periods.len().checked_sub(1);
    let computed = link.decomposition().is_some_and(|own| own.figures() == FiguresFrom::Children);
    found.current = if computed { newest_complete.or(newest) } else { newest_of_both.or(newest) };
    let current = found.current.and_then(|place| found.periods.get(place));
    if let Some(current) = current.filter(|current| !current.is_complete()) {
        let key = recipe.key(current.period);
        for (place, child) in link.children().enumerate() {
            found.missing.extend(missing(&recipe, child, key, data, view).map(|reason| (place, reason)));
        }
    }
    Ok(found)
}

/// Why a child has no figure for a period; `None` if it has one.
fn missing(
    recipe: &Recipe<'_>,
    child: LinkedChild<'_>,
    key: Key,
    data: &Collected,
    view: &View,
) -> Option<Reason> {
    if child.indicator().is_none() {
        return Some(Reason::NoReference);
    }
    let mut why = Some(Reason::NotReported);
    each_share(recipe, child, data, view, |period, share| {
        if recipe.key(period) == key {
            why = share.err();
        }
    });
    why
}

/// The share of a child in every period for which it has a figure.
fn each_share(
    recipe: &Recipe<'_>,
    child: LinkedChild<'_>,
    data: &Collected,
    view: &View,
    mut each: impl FnMut(Period, Known<Share>),
) {
    let (Some(plan), Some(place), Some(indicator)) = (child.plan(), child.place, child.indicator()) else {
        return;
    };
    let of = |indicator: usize| points(recipe, plan, indicator, data.of(place.plan), view);
    match indicator.ratio().filter(|_| recipe.by_parts) {
        None => {
            for point in of(place.indicator).into_values() {
                if let Some(period) = point.period {
                    each(period, recipe.share(child, &point, None));
                }
            }
        }
        Some(Ratio { numerator, denominator, .. }) => {
            let below = of(*denominator);
            for (key, point) in of(*numerator) {
                if let (Some(period), Some(below)) = (point.period, below.get(&key)) {
                    each(period, recipe.share(child, &point, Some(below)));
                }
            }
        }
    }
}
