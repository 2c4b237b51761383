//! Where a target leads: the values that it allows, once growth, multiples and reductions have moved
//! the goal away from the base.

use chrono::NaiveDate;
use num_traits::ToPrimitive;

use super::{Point, View};
use crate::known::{Known, Reason};
use crate::number::{Bound, Exact, Interval, Quantity};
use crate::period::years_between;
use crate::plan::{
    Against, Axes, Direction, Form, Indicator, MOST_YEARS, Measure, Over, Promise, Target, Value, What,
};

/// What is to be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// The values that satisfy the target.
    pub allowed: Interval,
    /// The value that progress is measured to.
    pub aim: Exact,
}

impl Goal {
    /// Whether values can be too great and too small.
    #[must_use]
    pub fn is_banded(&self) -> bool {
        self.allowed.low.is_some() && self.allowed.high.is_some()
    }
}

pub(super) fn goal(
    promise: &Promise,
    target: &Target,
    axes: Axes,
    base: &Known<Point>,
    base_end: Known<NaiveDate>,
    indicator: &Indicator,
    view: &View,
) -> Known<Goal> {
    let mover = Mover { axes, base, base_end, target, measure: indicator.measure };
    match &promise.value {
        Value::Delegated(_) => Err(Reason::Delegated),
        Value::Deferred(_) => Err(Reason::Deferred),
        Value::Unquantified if axes.what == What::Date => {
            Ok(Goal { allowed: Interval::of(Bound::AtLeast, &Exact::ONE), aim: Exact::ONE })
        }
        Value::Unquantified => Err(Reason::NotQuantified),
        Value::Number(number) => one_number(number, &mover, view),
        Value::Range { low, high } => range(low, high, &mover, indicator),
    }
}

fn one_number(number: &Quantity, mover: &Mover<'_>, view: &View) -> Known<Goal> {
    let value = Exact::from(number.value());
    let aim = mover.moved(&value)?;
    let allowed = match (number.bound(), mover.axes.what) {
        (Bound::About, What::Level) if mover.target.form == Form::Cap => {
            // 控制在…左右 limits from above, with the tolerance on top.
            Interval { low: None, ..Interval::around(&aim, &view.about) }
        }
        (Bound::About, What::Level) => Interval::around(&aim, &view.about),
        (Bound::About, what) => {
            // About so much growth or fall: a little less of it is enough, and more does no harm.
            let less = if what == What::Ratio && value < Exact::ONE {
                Exact::ONE.plus(&view.about)
            } else {
                Exact::ONE.minus(&view.about)
            };
            mover.reaching(&mover.moved(&value.times(&less))?)
        }
        (bound, _) => Interval::of(mover.bound(bound), &aim),
    };
    Ok(Goal { allowed, aim })
}

fn range(low: &Quantity, high: &Quantity, mover: &Mover<'_>, indicator: &Indicator) -> Known<Goal> {
    let (least, most) = (mover.moved(&Exact::from(low.value()))?, mover.moved(&Exact::from(high.value()))?);
    if mover.axes.what != What::Level {
        // Of a range of growth or fall, the end nearer to the base is to be reached.
        let (lower, upper) = if least <= most { (least, most) } else { (most, least) };
        let aim = if mover.falls(&upper) { upper } else { lower };
        return Ok(Goal { allowed: mover.reaching(&aim), aim });
    }
    let from_above = match mover.base.as_ref().map(|base| base.amount.exact()) {
        Ok(Ok(base)) => *base > most,
        _ => indicator.direction == Some(Direction::Decrease),
    };
    let allowed = Interval {
        low: Interval::of(Bound::AtLeast, &least).low,
        high: Interval::of(Bound::AtMost, &most).high,
    };
    Ok(Goal { allowed, aim: if from_above { most } else { least } })
}

/// Moves a value of a target to the level that it asks for.
struct Mover<'m> {
    axes: Axes,
    base: &'m Known<Point>,
    base_end: Known<NaiveDate>,
    target: &'m Target,
    measure: Measure,
}

impl Mover<'_> {
    fn moved(&self, value: &Exact) -> Known<Exact> {
        // Growth in a year, of an indicator whose figures are growth already, is a level of it.
        let is_growth = self.axes.against == Against::YearBefore && self.measure == Measure::Change;
        if self.axes.what == What::Level || is_growth {
            return Ok(value.clone());
        }
        let point = self.base.as_ref().map_err(|reason| *reason)?;
        let base = point.amount.exact()?;
        if self.axes.what == What::Difference {
            let all = match self.axes.over {
                Over::Mean => value.times(&self.years()?),
                _ => value.clone(),
            };
            return Ok(base.plus(&all));
        }
        match base.sign() {
            0 => return Err(Reason::ZeroBase),
            sign if sign < 0 => return Err(Reason::Sign),
            _ => {}
        }
        let rate = || value.over(&Exact::from(100)).unwrap_or(Exact::ZERO);
        let factor = match self.axes.what {
            What::Ratio => value.clone(),
            What::Reduction => Exact::ONE.minus(&rate()),
            _ => Exact::ONE.plus(&rate()),
        };
        match self.axes.over {
            Over::Compounded if factor.sign() < 0 => Err(Reason::Sign),
            Over::Compounded => Ok(base.times(&factor.power(self.whole_years()?))),
            _ => Ok(base.times(&factor)),
        }
    }

    fn years(&self) -> Known<Exact> {
        Ok(years_between(self.base_end?, self.target.due.end()))
    }

    fn whole_years(&self) -> Known<u32> {
        let years = self.years()?;
        let whole = years.to_estimate().and_then(|years| years.value().to_u32()).unwrap_or(0);
        match whole {
            0 => Err(Reason::PartYears),
            _ if Exact::from(i64::from(whole)) != years => Err(Reason::PartYears),
            _ if whole > MOST_YEARS => Err(Reason::OutOfRange),
            _ => Ok(whole),
        }
    }

    /// Whether a level lies below the base.
    fn falls(&self, level: &Exact) -> bool {
        self.base.as_ref().is_ok_and(|base| *level < base.amount.value)
    }

    /// A level and everything beyond it, seen from the base.
    fn reaching(&self, level: &Exact) -> Interval {
        Interval::of(if self.falls(level) { Bound::AtMost } else { Bound::AtLeast }, level)
    }

    /// A reduction of at least so much leaves at most so much.
    fn bound(&self, bound: Bound) -> Bound {
        match (self.axes.what, bound) {
            (What::Reduction, Bound::AtLeast) => Bound::AtMost,
            (What::Reduction, Bound::MoreThan) => Bound::LessThan,
            (What::Reduction, Bound::AtMost) => Bound::AtLeast,
            (What::Reduction, Bound::LessThan) => Bound::MoreThan,
            (_, bound) => bound,
        }
    }
}
