//! Whether the targets of single years bring about that of the whole window: 1 − Π(1 − rᵢ) against the
//! reduction over five years, Π(1 + gᵢ) against the growth, Σ against the sum. All of it is exact; only the
//! yearly rate that is left to the other years is a root, and is told as an estimate.

mod told;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::Problem;
use super::read::Reader;
use super::trail::Trail;
use crate::number::{Bound, End, Exact, Interval, Quantity, Unit};
use crate::period::{Frequency, Period, ends_year};
use crate::plan::{Against, Baseline, Form, Gather, MOST_YEARS, Measure, Over, Resets, Target, Value, What};
use told::Teller;

/// The most totals of one indicator that its years are held against.
const MOST_TOTALS: usize = 8;

/// What the targets belong to.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub(super) unit: &'a Unit,
    pub(super) measure: Measure,
    pub(super) resets: Resets,
    pub(super) baseline: Option<&'a Baseline>,
    /// The last day before the plan begins.
    pub(super) begins_after: Option<NaiveDate>,
}

/// How what single years promise comes together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// Factors are multiplied.
    Rates,
    /// Amounts are added.
    Amounts,
}

/// What is promised for a whole window.
struct Total {
    kind: Kind,
    first: i32,
    years: u32,
    /// The factors, or sums, that satisfy it.
    asked: Interval,
    /// Whether it is told as a fall.
    falls: bool,
}

/// What single years promise, by kind and year.
type Years = BTreeMap<(Kind, i32), Interval>;

/// Reports totals that the years do not bring about, or contradict; of totals for which only some years have
/// targets, what those reach by themselves.
pub(super) fn check(targets: &[(usize, Target)], around: &Around<'_>, reader: &mut Reader, at: &Trail<'_>) {
    if targets.len() < 2 {
        return;
    }
    let mut years = Years::new();
    for (_, target) in targets.iter().filter(|(_, target)| target.firmness.is_counted()) {
        around.add_years(target, &mut years);
    }
    if years.is_empty() {
        return;
    }
    let counted = targets.iter().filter(|(_, target)| target.firmness.is_counted());
    let totals = counted.filter_map(|(index, target)| Some((*index, target, around.total(target)?)));
    for (index, target, total) in totals.take(MOST_TOTALS) {
        if let Some(problem) = compared(&target.id, &total, &years, around.unit) {
            reader.report(problem, &at.index(index));
        }
    }
}

/// What a target promises as it stands now: in its latest version.
fn promised(target: &Target) -> &Value {
    let latest = target.versions.last().map_or(&target.promise, |version| &version.promise);
    &latest.value
}

/// The year that a period is, if it ends one and asks for a whole one.
fn year_of(period: Period) -> Option<i32> {
    let whole = matches!(period.frequency(), Frequency::Year | Frequency::Day) && period.ends_year();
    whole.then(|| period.end().year())
}

impl Around<'_> {
    /// The last day before the window of a target.
    fn before(&self, target: &Target) -> Option<NaiveDate> {
        match target.start {
            Some(start) => start.start().pred_opt(),
            None => self.begins_after,
        }
    }

    /// Whether the figures are amounts of years.
    fn has_amounts(&self) -> bool {
        self.measure == Measure::Flow
            || (self.measure == Measure::RunningTotal && self.resets == Resets::Yearly)
    }

    /// Adds what a target promises for single years.
    fn add_years(&self, target: &Target, years: &mut Years) {
        let axes = target.axes();
        let Some(due) = year_of(target.due) else { return };
        let is_rate = self.measure == Measure::Change && self.unit.is_percent();
        let of_level = axes.what == What::Level && axes.against == Against::Nothing;
        let window = self.before(target).filter(|day| ends_year(*day)).map(|day| day.year() + 1);
        // What is kept in every year (每年不低于) is a floor under the years, and no part of a total.
        let kind = match (axes.what, axes.against, axes.over) {
            (What::Growth, Against::YearBefore, Over::Due) => Kind::Rates,
            (What::Level, _, Over::Due) if of_level && is_rate => Kind::Rates,
            (What::Level, _, Over::Due) if of_level && self.has_amounts() => Kind::Amounts,
            // A sum over one year is that year's amount.
            _ if axes.gather(self.measure) == Gather::Sum && window == Some(due) && self.has_amounts() => {
                Kind::Amounts
            }
            _ => return,
        };
        let Some(promised) = interval(promised(target), target.form, true) else { return };
        let promised = match kind {
            Kind::Rates => factors(&promised, false),
            Kind::Amounts => promised,
        };
        let own = years.entry((kind, due)).or_default();
        *own = both(own, &promised);
    }

    /// What a target promises for several whole years together.
    fn total(&self, target: &Target) -> Option<Total> {
        let axes = target.axes();
        let gather = axes.gather(self.measure);
        let begins_after = match gather {
            Gather::Latest => {
                self.baseline.map(|baseline| baseline.period.end()).or_else(|| self.before(target))
            }
            Gather::Sum | Gather::Product => self.before(target),
        };
        let begins_after = begins_after.filter(|day| ends_year(*day))?;
        let due = year_of(target.due)?;
        let first = begins_after.year() + 1;
        let years = u32::try_from(due - begins_after.year()).ok()?;
        if !(2..=MOST_YEARS).contains(&years) {
            return None;
        }
        let value = interval(promised(target), target.form, false)?;
        let from_base = axes.against == Against::Base && gather != Gather::Sum;
        let falls = axes.what == What::Reduction;
        let (kind, asked) = match axes.what {
            What::Growth | What::Reduction if from_base => (Kind::Rates, factors(&value, falls)),
            What::Ratio if from_base => (Kind::Rates, value),
            What::Level | What::Difference if gather == Gather::Sum && self.has_amounts() => {
                (Kind::Amounts, value)
            }
            _ => return None,
        };
        let asked = match (kind, axes.over) {
            (Kind::Rates, Over::Compounded) => powered(&asked, years)?,
            (Kind::Amounts, Over::Mean) => mapped(&asked, |sum| sum.times(&Exact::from(i64::from(years)))),
            _ => asked,
        };
        Some(Total { kind, first, years, asked, falls })
    }
}

/// The values that a promise allows. “About” is the number itself for a single year; a total of about so much
/// depends on the tolerance of a policy, and says nothing here.
fn interval(value: &Value, form: Form, of_year: bool) -> Option<Interval> {
    let one = |number: &Quantity| match number.bound() {
        Bound::About if of_year => Some(Interval::of(Bound::Exactly, &number.exact())),
        Bound::About => None,
        bound => Some(Interval::of(bound, &number.exact())),
    };
    match value {
        Value::Number(number) => one(number),
        // Of a range of growth, or of things that are counted, the lower end is to be reached.
        Value::Range { low, .. } if form.is_count() || !of_year && form != Form::Cumulative => {
            Some(Interval::of(Bound::AtLeast, &low.exact()))
        }
        Value::Range { low, high } => Some(Interval {
            low: Some(End { at: low.exact(), closed: true }),
            high: Some(End { at: high.exact(), closed: true }),
        }),
        Value::Delegated(_) | Value::Deferred(_) | Value::Unquantified => None,
    }
}

fn mapped(of: &Interval, map: impl Fn(&Exact) -> Exact) -> Interval {
    let end = |end: &Option<End>| end.as_ref().map(|end| End { at: map(&end.at), closed: end.closed });
    Interval { low: end(&of.low), high: end(&of.high) }
}

/// Rates in per cent as factors; of reductions the greatest leaves the least.
fn factors(rates: &Interval, falls: bool) -> Interval {
    let part = |rate: &Exact| rate.over(&Exact::from(100)).unwrap_or(Exact::ZERO);
    if !falls {
        return mapped(rates, |rate| Exact::ONE.plus(&part(rate)));
    }
    let left = mapped(rates, |rate| Exact::ONE.minus(&part(rate)));
    Interval { low: left.high, high: left.low }
}

fn powered(factors: &Interval, years: u32) -> Option<Interval> {
    let ends = [&factors.low, &factors.high];
    let positive = ends.into_iter().flatten().all(|end| end.at.sign() > 0);
    positive.then(|| mapped(factors, |factor| factor.power(years)))
}

/// What satisfies both of two promises for one year.
fn both(one: &Interval, other: &Interval) -> Interval {
    let stricter = |one: &Option<End>, other: &Option<End>, sign: i8| match (one, other) {
        (Some(one), Some(other)) => {
            let further = one.at.minus(&other.at).sign() * sign;
            Some(if further > 0 || (further == 0 && !one.closed) { one } else { other }.clone())
        }
        (one, other) => one.as_ref().or(other.as_ref()).cloned(),
    };
    Interval { low: stricter(&one.low, &other.low, 1), high: stricter(&one.high, &other.high, -1) }
}

/// What the ends of all years come to on one side, where every year has one.
fn together<'e>(kind: Kind, ends: impl Iterator<Item = Option<&'e End>>) -> Option<End> {
    let mut sum = End { at: if kind == Kind::Rates { Exact::ONE } else { Exact::ZERO }, closed: true };
    for end in ends {
        let end = end?;
        if kind == Kind::Rates && end.at.sign() <= 0 {
            return None;
        }
        sum.at = match kind {
            Kind::Rates => sum.at.times(&end.at),
            Kind::Amounts => sum.at.plus(&end.at),
        };
        sum.closed &= end.closed;
    }
    Some(sum)
}

/// What is to be said of a total and its years.
fn compared(id: &str, total: &Total, years: &Years, unit: &Unit) -> Option<Problem> {
    let last = total.first.saturating_add(i32::try_from(total.years).ok()? - 1);
    let own: Vec<(i32, &Interval)> = years
        .range((total.kind, total.first)..=(total.kind, last))
        .map(|((_, year), of)| (*year, of))
        .collect();
    if own.is_empty() {
        return None;
    }
    let teller = Teller { kind: total.kind, falls: total.falls, unit };
    let reached = Interval {
        low: together(total.kind, own.iter().map(|(_, of)| of.low.as_ref())),
        high: together(total.kind, own.iter().map(|(_, of)| of.high.as_ref())),
    };
    let total_id = id.to_owned();
    if own.len() < total.years as usize {
        return remaining(total_id, total, &own, &reached, &teller);
    }
    // On each side that the total bounds and all years bound, they must reach as far as it does.
    let side = |mine: &Option<End>, its: &Option<End>, is_low: bool| {
        let (mine, its) = (mine.as_ref()?, its.as_ref()?);
        let of = |end: &End| match is_low {
            true => Interval { low: Some(end.clone()), high: None },
            false => Interval { low: None, high: Some(end.clone()) },
        };
        (!of(mine).is_inside(&of(its))).then(|| teller.pair((mine, is_low), (its, is_low)))
    };
    let asked = &total.asked;
    let short = side(&reached.low, &asked.low, true).or_else(|| side(&reached.high, &asked.high, false));
    if let Some((reach, asked)) = short {
        return Some(Problem::PeriodsFallShort { total: total_id, reach: reach.into(), asked: asked.into() });
    }
    let against = [(&reached.low, true, &asked.high), (&reached.high, false, &asked.low)];
    against.into_iter().find_map(|(mine, is_low, its)| {
        let (mine, its) = (mine.as_ref()?, its.as_ref()?);
        let (low, high) = if is_low { (mine, its) } else { (its, mine) };
        let between = Interval { low: Some(low.clone()), high: Some(high.clone()) };
        let (reach, asked) = teller.pair((mine, is_low), (its, !is_low));
        let total = total_id.clone();
        let (reach, asked) = (reach.into(), asked.into());
        between.is_empty().then_some(Problem::PeriodsContradict { total, reach, asked })
    })
}

/// What the years that have targets reach, and what is left to the others.
fn remaining(
    total_id: String,
    total: &Total,
    own: &[(i32, &Interval)],
    reached: &Interval,
    teller: &Teller<'_>,
) -> Option<Problem> {
    let sides = [(&reached.low, &total.asked.low, true), (&reached.high, &total.asked.high, false)];
    let (mine, its, is_low) =
        sides.into_iter().find_map(|(mine, its, is_low)| Some((mine.as_ref()?, its.as_ref()?, is_low)))?;
    let left_years = total.years - u32::try_from(own.len()).ok()?;
    let left = match total.kind {
        Kind::Rates => its.at.over(&mine.at)?,
        Kind::Amounts => its.at.minus(&mine.at),
    };
    let (reach, asked) = teller.pair((mine, is_low), (its, is_low));
    // If all years were as those that have targets, which must be alike for that.
    let first = own.first().map(|(_, of)| if is_low { &of.low } else { &of.high })?;
    let alike = own.iter().all(|(_, of)| if is_low { &of.low } else { &of.high } == first);
    let copied = first.as_ref().filter(|_| alike).map(|first| {
        let at = match total.kind {
            Kind::Rates => first.at.power(total.years),
            Kind::Amounts => first.at.times(&Exact::from(i64::from(total.years))),
        };
        let copy = End { at, closed: first.closed };
        let whole = |end: &End| if is_low { (Some(end.clone()), None) } else { (None, Some(end.clone())) };
        let of = |(low, high)| Interval { low, high };
        let reaches = of(whole(&copy)).is_inside(&of(whole(its)));
        teller.copied(&copy.at, reaches)
    });
    Some(Problem::PeriodsRemain {
        total: total_id,
        years: told::years(own.iter().map(|(year, _)| *year)),
        reach: reach.into(),
        asked: asked.into(),
        count: left_years as usize,
        left: teller.left(&left, left_years, is_low).into(),
        copied: copied.unwrap_or_default().into(),
    })
}
