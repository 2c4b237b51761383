//! Where a target leads: the values that it allows, once growth, multiples and reductions have moved
//! the goal away from the base.

use num_traits::ToPrimitive;

use super::Trajectory;
use crate::known::{Known, Reason};
use crate::number::{Bound, End, Exact, Interval, Quantity};
use crate::period::years_between;
use crate::plan::{Against, Assessment, Direction, Form, MOST_YEARS, Measure, Over, Promise, Value, What};

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

impl Trajectory<'_> {
    /// What a promise leads to.
    pub(super) fn goal_of(&self, promise: &Promise) -> Known<Goal> {
        let mover = Mover { seen: self };
        if let Some(assessment) = self.target.assessment()
            && let Some(lack) = lack(assessment, self.axes.what, &promise.value)
        {
            return Err(lack);
        }
        let may_be_ranks = self.axes.what != What::Rank || self.indicator.unit.is_rank();
        match &promise.value {
            Value::Delegated(_) => Err(Reason::Delegated),
            Value::Deferred(_) => Err(Reason::Deferred),
            Value::Unquantified if self.axes.what == What::Date => {
                Ok(Goal { allowed: Interval::of(Bound::AtLeast, &Exact::ONE), aim: Exact::ONE })
            }
            Value::Unquantified => Err(Reason::NotQuantified),
            Value::Number(_) | Value::Range { .. } if !may_be_ranks => Err(Reason::NeedsRanks),
            Value::Number(number) => one_number(number, &mover),
            Value::Range { low, high } => range(low, high, &mover),
        }
    }
}

/// What keeps a qualitative target from being assessed.
fn lack(assessment: &Assessment, what: What, value: &Value) -> Option<Reason> {
    match value {
        Value::Delegated(_) | Value::Deferred(_) => None,
        // A place among others in numbers is its own scale, and is counted by whoever keeps the table.
        Value::Number(_) | Value::Range { .. } if what == What::Rank => None,
        Value::Unquantified if what != What::Date => Some(Reason::NoScale),
        _ if assessment.judge().is_none() => Some(Reason::NoJudge),
        _ if !assessment.is_dated() => Some(Reason::NoDue),
        _ => None,
    }
}

fn one_number(number: &Quantity, mover: &Mover<'_, '_>) -> Known<Goal> {
    let (axes, about) = (mover.seen.axes, &mover.seen.view.about);
    let value = number.exact();
    let aim = mover.moved(&value)?;
    let allowed = match (number.bound(), axes.what) {
        (Bound::About, What::Level) if mover.seen.target.form == Form::Cap => {
            // 控制在…左右 limits from above, with the tolerance on top.
            Interval { low: None, ..Interval::around(&aim, about) }
        }
        (Bound::About, What::Difference) if axes.against == Against::Indicator => {
            // In step with the other: near its value, not near a difference of zero.
            let other = mover.seen.other_now()?;
            let margin = other.plus(&aim).magnitude().times(about);
            let end = |at| Some(End { at, closed: true });
            Interval { low: end(aim.minus(&margin)), high: end(aim.plus(&margin)) }
        }
        (Bound::About, _) if axes.is_level() || axes.against == Against::Indicator => {
            Interval::around(&aim, about)
        }
        (Bound::About, What::Level) => Interval::around(&aim, about),
        (Bound::About, what) => {
            // About so much growth or fall: a little less of it is enough, and more does no harm.
            let less = if what == What::Ratio && value < Exact::ONE {
                Exact::ONE.plus(about)
            } else {
                Exact::ONE.minus(about)
            };
            mover.reaching(&mover.moved(&value.times(&less))?)
        }
        (bound, _) => Interval::of(mover.bound(bound), &aim),
    };
    Ok(Goal { allowed, aim })
}

fn range(low: &Quantity, high: &Quantity, mover: &Mover<'_, '_>) -> Known<Goal> {
    let axes = mover.seen.axes;
    let falls = mover.seen.indicator.direction == Some(Direction::Decrease);
    let (least, most) = (mover.moved(&low.exact())?, mover.moved(&high.exact())?);
    if mover.seen.target.form.is_count() && !falls {
        // 培育1-2家: one more than promised does no harm.
        return Ok(Goal { allowed: Interval::of(Bound::AtLeast, &least), aim: least });
    }
    let is_band = axes.what == What::Level || axes.is_level() || axes.against == Against::Indicator;
    if !is_band {
        // Of a range of growth or fall, the end nearer to the base is to be reached.
        let (lower, upper) = if least <= most { (least, most) } else { (most, least) };
        let aim = if mover.falls(&upper) { upper } else { lower };
        return Ok(Goal { allowed: mover.reaching(&aim), aim });
    }
    let from_above = match mover.seen.base.as_ref().map(|base| base.amount.exact()) {
        Ok(Ok(base)) => *base > most,
        _ => falls,
    };
    let allowed = Interval {
        low: Interval::of(Bound::AtLeast, &least).low,
        high: Interval::of(Bound::AtMost, &most).high,
    };
    Ok(Goal { allowed, aim: if from_above { most } else { least } })
}

/// Moves a value of a target to the level that it asks for.
struct Mover<'m, 'a> {
    seen: &'m Trajectory<'a>,
}

impl Mover<'_, '_> {
    fn moved(&self, value: &Exact) -> Known<Exact> {
        let (axes, measure) = (self.seen.axes, self.seen.indicator.measure);
        // Growth in a year, of an indicator whose figures are growth already, is a level of it; so is the
        // sign of a change.
        let is_growth =
            (axes.against == Against::YearBefore || axes.what == What::Sign) && measure == Measure::Change;
        let from_nothing = matches!(axes.against, Against::Nothing | Against::Indicator);
        if axes.what == What::Level || from_nothing || is_growth {
            return Ok(value.clone());
        }
        let point = self.seen.base.as_ref().map_err(|reason| *reason)?;
        let base = point.amount.exact()?;
        match axes.what {
            What::Difference | What::Sign => {
                let all = match axes.over {
                    Over::Mean => value.times(&self.years()?),
                    _ => value.clone(),
                };
                return Ok(base.plus(&all));
            }
            What::Rank if self.less_is_better() => return Ok(base.minus(value)),
            What::Rank => return Ok(base.plus(value)),
            What::Steps => return self.steps(base, value),
            _ => {}
        }
        match base.sign() {
            0 => return Err(Reason::ZeroBase),
            sign if sign < 0 => return Err(Reason::Sign),
            _ => {}
        }
        let rate = || value.over(&Exact::from(100)).unwrap_or(Exact::ZERO);
        let factor = match axes.what {
            What::Ratio => value.clone(),
            What::Reduction => Exact::ONE.minus(&rate()),
            _ => Exact::ONE.plus(&rate()),
        };
        match axes.over {
            Over::Compounded if factor.sign() < 0 => Err(Reason::Sign),
            Over::Compounded => Ok(base.times(&factor.power(self.whole_years()?))),
            _ => Ok(base.times(&factor)),
        }
    }

    /// The mark that lies so many steps above the one under the base.
    fn steps(&self, base: &Exact, steps: &Exact) -> Known<Exact> {
        let step = self.seen.target.step.as_ref().ok_or(Reason::NotQuantified)?.exact();
        let under = base.over(&step).ok_or(Reason::ZeroDivisor)?.floor();
        Ok(under.plus(steps).times(&step))
    }

    fn less_is_better(&self) -> bool {
        self.seen.indicator.direction != Some(Direction::Increase)
    }

    fn years(&self) -> Known<Exact> {
        Ok(years_between(self.seen.base_end?, self.seen.target.due.end()))
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
        self.seen.base.as_ref().is_ok_and(|base| *level < base.amount.value)
    }

    /// A level and everything beyond it, seen from the base.
    fn reaching(&self, level: &Exact) -> Interval {
        Interval::of(if self.falls(level) { Bound::AtMost } else { Bound::AtLeast }, level)
    }

    /// A reduction of at least so much leaves at most so much, and a rank that improved has a lower number.
    fn bound(&self, bound: Bound) -> Bound {
        let axes = self.seen.axes;
        let improves = axes.what == What::Rank && axes.against == Against::Base && self.less_is_better();
        if axes.what == What::Reduction || improves { bound.reversed() } else { bound }
    }
}
