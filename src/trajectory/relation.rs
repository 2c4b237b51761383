//! Relations to another indicator: the difference or quotient of two figures of the same period, as they
//! are known on the same day.

use chrono::NaiveDate;

use super::gather::{joint, weaker};
use super::{Amount, Part, Point, Trajectory, seen};
use crate::known::{Known, Reason};
use crate::number::{Bound, Exact};
use crate::plan::{Against, Form, Plan, Reference, What};
use crate::series::Observations;

impl<'a> Trajectory<'a> {
    /// With the figures of the indicator that the target compares with, if it names one.
    pub(super) fn with_other(mut self, plan: &'a Plan, data: &'a Observations) -> Self {
        if self.axes.against == Against::Indicator
            && let Some(Reference::Indicator(index)) = self.target.against
            && let Some(indicator) = plan.indicators().get(index)
        {
            self.other = Some(Part { indicator, series: data.for_indicator(plan, index) });
            // A path belongs to no relation, so that no version of another target is asked for.
            self.resolve(plan, &super::VersionChoice::InForce);
        }
        self
    }

    /// The figures that are held against the target one by one, newest first: those of the indicator, or
    /// what they make with those of the indicator that it is compared with.
    pub(crate) fn comparable(&self) -> Vec<Point> {
        let own = seen::comparable(self.indicator, self.target, self.series, self.view);
        if self.axes.against != Against::Indicator {
            return own;
        }
        let others = self.others().unwrap_or_default();
        let related = |own: &Point| self.related(own, in_period(&others, own)?).ok();
        own.iter().filter_map(related).collect()
    }

    /// The newest period in a window for which both figures are known.
    pub(super) fn newest_related(&self, cutoff: Option<NaiveDate>, after: Option<NaiveDate>) -> Known<Point> {
        let (own, other) = self.newest_pair(cutoff, after)?;
        self.related(&own, &other)
    }

    /// The other's value in the period of the current figure, in the scale of this indicator's unit.
    pub(super) fn other_now(&self) -> Known<Exact> {
        let (_, other) = self.newest_pair(self.cutoff(), self.base_end.ok())?;
        Ok(other.amount.exact()?.times(&self.factor()))
    }

    fn newest_pair(&self, cutoff: Option<NaiveDate>, after: Option<NaiveDate>) -> Known<(Point, Point)> {
        let others = self.others()?;
        let counts = |point: &Point| {
            after.is_none_or(|after| point.end > after) && cutoff.is_none_or(|cutoff| point.end <= cutoff)
        };
        let own = seen::comparable(self.indicator, self.target, self.series, self.view);
        let pair = |own: Point| in_period(&others, &own).cloned().map(|other| (own, other));
        own.into_iter().filter(counts).find_map(pair).ok_or(Reason::NotReported)
    }

    /// The relation at the base, where both sides have a figure of its period.
    pub(super) fn related_base(&self, plan: &Plan) -> Known<Point> {
        let own = seen::promised_base(plan, self.indicator, self.series, self.view)?;
        let other = self.other.as_ref().ok_or(Reason::NoReference)?;
        let promised = seen::promised_base(plan, other.indicator, other.series, self.view).ok();
        let promised = promised.filter(|promised| promised.period == own.period);
        let reported = || in_period(&self.others().ok()?, &own).cloned();
        self.related(&own, &promised.or_else(reported).ok_or(Reason::NoBaseline)?)
    }

    /// The figures of the other, newest first.
    ///
    /// # Errors
    /// [`Reason::NoReference`] where the plan has none.
    fn others(&self) -> Known<Vec<Point>> {
        let other = self.other.as_ref().ok_or(Reason::NoReference)?;
        Ok(seen::comparable(other.indicator, self.target, other.series, self.view))
    }

    /// What the other's numbers are multiplied by, so that 亿元 and 万元 can be compared.
    fn factor(&self) -> Exact {
        let Some(other) = &self.other else { return Exact::ONE };
        let (own, other) = (self.indicator.unit(), other.indicator.unit());
        if own.is_empty() || other.is_empty() {
            return Exact::ONE;
        }
        let ten = |power: u32| Exact::from(10).power(power);
        ten(other.power()).over(&ten(own.power())).unwrap_or(Exact::ONE)
    }

    fn related(&self, own: &Point, other: &Point) -> Known<Point> {
        let reference = other.amount.value.times(&self.factor());
        let (value, bound) = if self.axes.what == What::Difference {
            let bound = joint(own.amount.bound, other.amount.bound.reversed());
            (own.amount.value.minus(&reference), bound)
        } else {
            let bound = quotient_bound(own, other)?;
            let quotient = own.amount.value.over(&reference).ok_or(Reason::ZeroDivisor)?;
            (quotient.times(&self.times()), bound)
        };
        Ok(Point {
            nonnegative: value.sign() >= 0,
            amount: Amount { value, bound, because: Reason::Inexact },
            end: own.end,
            period: own.period,
            status: weaker(own.status, other.status),
            observation: None,
        })
    }

    /// Coverage is told in per cent of the whole set, other relations as multiples.
    fn times(&self) -> Exact {
        Exact::from(if self.target.form == Form::Coverage { 100 } else { 1 })
    }
}

/// The figure of the same period.
fn in_period<'p>(others: &'p [Point], own: &Point) -> Option<&'p Point> {
    let first = others.partition_point(|other| other.end > own.end);
    let same_end = others.iter().skip(first).take_while(|other| other.end == own.end);
    same_end.into_iter().find(|other| other.period == own.period)
}

/// What bounds of dividend and divisor say of the quotient, which exists over positive divisors alone.
fn quotient_bound(own: &Point, other: &Point) -> Known<Bound> {
    let divisor = &other.amount;
    match (divisor.bound, divisor.value.sign()) {
        (_, 1) => {}
        (Bound::Exactly, 0) => return Err(Reason::ZeroDivisor),
        (Bound::Exactly, _) => return Err(Reason::Sign),
        // It may be zero or less.
        _ => return Err(Reason::Inexact),
    }
    if matches!(divisor.bound, Bound::AtMost | Bound::LessThan | Bound::About) {
        return Err(Reason::Inexact);
    }
    // A greater divisor brings the quotient nearer to zero; and nothing is nothing, whatever divides it.
    Ok(match own.amount.value.sign() {
        0 => own.amount.bound,
        1 => joint(own.amount.bound, divisor.bound.reversed()),
        _ => joint(own.amount.bound, divisor.bound),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Interval;

    const BOUNDS: [Bound; 6] =
        [Bound::Exactly, Bound::AtLeast, Bound::MoreThan, Bound::AtMost, Bound::LessThan, Bound::About];

    fn point(value: i64, bound: Bound) -> Point {
        let mut point = Point::constant(Exact::from(value), NaiveDate::MIN);
        point.amount.bound = bound;
        point
    }

    /// Whatever two numbers are, within what is known of them, what is said of their quotient and of their
    /// difference holds.
    #[test]
    fn bounds_of_relations_hold_for_every_number() {
        let values = || -3..=3i64;
        // Halves lie between the whole numbers, and the last ones far away.
        let numbers = || (-8..=8i64).chain([-1000, 1000]).filter_map(|half| Exact::ratio(half, 2));
        let known = |value: i64, bound: Bound| Interval::of(bound, &Exact::from(value));
        for (own, other) in values().flat_map(|own| values().map(move |other| (own, other))) {
            for (left, right) in
                BOUNDS.iter().flat_map(|left| BOUNDS.iter().map(move |right| (*left, *right)))
            {
                let bound = quotient_bound(&point(own, left), &point(other, right)).ok();
                let quotient = bound.zip(Exact::ratio(own, other));
                let difference = Interval::of(joint(left, right.reversed()), &Exact::from(own - other));
                let (left, right) = (known(own, left), known(other, right));
                for x in numbers().filter(|x| left.contains(x)) {
                    for y in numbers().filter(|y| right.contains(y)) {
                        assert!(difference.contains(&x.minus(&y)), "{own} {other}: {x} − {y}");
                        if let Some((bound, value)) = &quotient {
                            assert!(y.sign() > 0, "{own} {other}: over {y}");
                            let found = x.over(&y).is_some_and(|q| Interval::of(*bound, value).contains(&q));
                            assert!(found, "{own} {other}: {x} ÷ {y} is not {bound:?} {value}");
                        }
                    }
                }
            }
        }
    }
}
