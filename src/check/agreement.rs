//! Whether targets that say the same thing in different words agree: 达到60 [提高3.9个百分点],
//! 123.1万吨以内 (减少7.0%). What each leads to is computed from the baseline, with the room that the
//! rounding of the printed digits leaves.

use foldhash::HashMap;

use super::Problem;
use super::read::Reader;
use super::trail::Trail;
use crate::number::{Bound, Exact, Quantity};
use crate::period::{Period, years_between};
use crate::plan::{
    Against, Axes, Baseline, Direction, Firmness, Gather, MOST_YEARS, Measure, Over, Target, Value, What,
};

/// The most targets of one due period that are held against each other.
const MOST: usize = 8;

/// What a target leads to: not less than one number and not more than another.
struct Implied<'t> {
    id: &'t str,
    axes: Axes,
    rises: Option<bool>,
    low: Exact,
    high: Exact,
}

/// Reports targets of one indicator, due together, that lead to different values.
pub(super) fn check(
    targets: &[(usize, Target)],
    baseline: Option<&Baseline>,
    measure: Measure,
    direction: Option<Direction>,
    reader: &mut Reader,
    at: &Trail<'_>,
) {
    let Some(baseline) = baseline.filter(|baseline| baseline.value.bound() == Bound::Exactly) else { return };
    if targets.len() < 2 {
        return;
    }
    let mut together: HashMap<(Period, Firmness), Vec<Implied<'_>>> = HashMap::default();
    for (index, target) in targets {
        let others = together.entry((target.due, target.firmness)).or_default();
        if others.len() >= MOST {
            continue;
        }
        let Some(implied) = implied(target, baseline, measure, direction) else { continue };
        if let Some(other) = others.iter().find(|other| disagree(other, &implied)) {
            let told = |one: &Implied<'_>| (one.id.to_owned(), shown(&one.low, &one.high));
            let ((first, leads_to), (second, other_to)) = (told(other), told(&implied));
            let problem = Problem::TargetsDisagree { first, leads_to, second, other_to };
            reader.report(problem, &at.index(*index));
        }
        others.push(implied);
    }
}

/// Two ways to say one thing that leave no value in common. Two levels are no such ways (a floor and what is
/// hoped for), nor are a floor and a ceiling.
fn disagree(one: &Implied<'_>, other: &Implied<'_>) -> bool {
    let kind = |implied: &Implied<'_>| (implied.axes.what, implied.axes.over);
    let levels = one.axes.what == What::Level && other.axes.what == What::Level;
    let sides = !matches!((one.rises, other.rises), (Some(one), Some(other)) if one != other);
    kind(one) != kind(other) && !levels && sides && (one.high < other.low || other.high < one.low)
}

fn implied<'t>(
    target: &'t Target,
    baseline: &Baseline,
    measure: Measure,
    direction: Option<Direction>,
) -> Option<Implied<'t>> {
    let axes = target.axes();
    let Value::Number(number) = &target.promise.value else { return None };
    let from_base = axes.against == Against::Base
        && matches!(axes.what, What::Difference | What::Growth | What::Ratio | What::Reduction);
    let is_level = axes.is_level() && axes.what == What::Level;
    if axes.gather(measure) != Gather::Latest || !(from_base || is_level) {
        return None;
    }
    let years = years_between(baseline.period.end(), target.due.end());
    let values = ends(number, axes);
    let levels = if is_level {
        values.to_vec()
    } else {
        let base = [
            baseline.value.exact().minus(&baseline.value.rounding()),
            baseline.value.exact().plus(&baseline.value.rounding()),
        ];
        let moved = base.iter().flat_map(|base| values.iter().map(|value| moved(axes, base, value, &years)));
        moved.collect::<Option<Vec<Exact>>>()?
    };
    let (low, high) = (levels.iter().min()?.clone(), levels.iter().max()?.clone());
    let bound = if axes.what == What::Reduction { number.bound().reversed() } else { number.bound() };
    let rises = match bound {
        Bound::AtLeast | Bound::MoreThan => Some(true),
        Bound::AtMost | Bound::LessThan => Some(false),
        Bound::Exactly | Bound::About => direction.map(|direction| direction != Direction::Decrease),
    };
    Some(Implied { id: &target.id, axes, rises, low, high })
}

/// The least and the greatest number that is printed so. A whole multiple (翻一番) is no rounded number.
fn ends(number: &Quantity, axes: Axes) -> [Exact; 2] {
    let value = number.exact();
    let whole_multiple = axes.what == What::Ratio && value.floor() == value;
    let room = if whole_multiple { Exact::ZERO } else { number.rounding() };
    [value.minus(&room), value.plus(&room)]
}

/// The level that a value leads to from a base.
fn moved(axes: Axes, base: &Exact, value: &Exact, years: &Exact) -> Option<Exact> {
    if axes.what == What::Difference {
        let all = if axes.over == Over::Mean { value.times(years) } else { value.clone() };
        return Some(base.plus(&all));
    }
    if base.sign() <= 0 {
        return None;
    }
    let rate = value.over(&Exact::from(100))?;
    let factor = match axes.what {
        What::Ratio => value.clone(),
        What::Reduction => Exact::ONE.minus(&rate),
        _ => Exact::ONE.plus(&rate),
    };
    if axes.over != Over::Compounded {
        return Some(base.times(&factor));
    }
    let whole = years.to_i64().and_then(|years| u32::try_from(years).ok());
    let whole = whole.filter(|years| (1..=MOST_YEARS).contains(years) && factor.sign() >= 0)?;
    Some(base.times(&factor.power(whole)))
}

fn shown(low: &Exact, high: &Exact) -> String {
    let short = |value: &Exact| value.to_places(4).to_string();
    let (low, high) = (short(low), short(high));
    if low == high { low } else { format!("{low}–{high}") }
}
