//! How far it has come: gap, completion, share, pace, lag.

use super::limit::{Span, span};
use crate::known::{Known, Reason};
use crate::number::Exact;
use crate::period::{elapsed_share, years_between};
use crate::plan::{Direction, Gather, What};
use crate::trajectory::{Goal, Path, Point, Trajectory, seen};

/// Whether more or less is asked for, and the value that it is measured against: the aim; of a range,
/// the end that the value lies beyond.
fn aimed<'g>(goal: &'g Goal, current: &Exact) -> (bool, &'g Exact) {
    match (&goal.allowed.low, &goal.allowed.high) {
        (Some(_), None) => (true, &goal.aim),
        (None, _) => (false, &goal.aim),
        (Some(low), Some(high)) => {
            let centred = low.at < goal.aim && goal.aim < high.at;
            let end = |end| if centred { &goal.aim } else { end };
            if *current > high.at { (false, end(&high.at)) } else { (true, end(&low.at)) }
        }
    }
}

fn completion_of(goal: &Goal, current: &Exact) -> Known<Exact> {
    let (upwards, aim) = aimed(goal, current);
    if goal.is_banded() && goal.allowed.contains(current) {
        return Ok(Exact::ONE);
    }
    if aim.is_zero() && goal.allowed.contains(current) {
        return Err(Reason::ZeroDivisor);
    }
    let larger = if upwards { aim.sign() > 0 } else { aim.sign() < 0 };
    if larger {
        return current.over(aim).ok_or(Reason::ZeroDivisor);
    }
    if !aim.is_zero() && current.sign() == -aim.sign() {
        return Err(Reason::Sign);
    }
    aim.over(current).ok_or(Reason::ZeroDivisor)
}

impl Trajectory<'_> {
    /// The aim and the exact current value.
    fn aim_and_current(&self) -> Known<(&Goal, &Exact)> {
        let goal = self.goal()?;
        if self.axes.what == What::Date {
            return Err(Reason::NotQuantified);
        }
        Ok((goal, self.current()?.amount.exact()?))
    }

    /// What is missing, in the unit of the indicator: positive while something is missing, zero or
    /// negative once the target is satisfied.
    ///
    /// # Errors
    /// Without an exact current value or a goal.
    pub fn gap(&self) -> Known<Exact> {
        let (goal, current) = self.aim_and_current()?;
        let (upwards, aim) = aimed(goal, current);
        let missing = if upwards { aim.minus(current) } else { current.minus(aim) };
        // Within a range, or the tolerance of an “about”, nothing is missing.
        Ok(match goal.allowed.contains(current) {
            true if goal.is_banded() => Exact::ZERO,
            true => missing.min(Exact::ZERO),
            false => missing,
        })
    }

    /// Current ÷ goal where more is asked for, goal ÷ current where less; of magnitudes, so that a
    /// target and its mirror image are equally complete. Of a kept target, that of its worst period.
    ///
    /// # Errors
    /// Without an exact current value or a goal; a zero divisor; different signs.
    pub fn completion(&self) -> Known<Exact> {
        // An event, a class or a sign is there or not.
        if matches!(self.axes.what, What::Date | What::Class | What::Sign) {
            return Ok(if self.holds_now()? { Exact::ONE } else { Exact::ZERO });
        }
        let (goal, current) = self.aim_and_current()?;
        if !self.is_kept() {
            return completion_of(goal, current);
        }
        let mut worst = completion_of(goal, current)?;
        for point in self.window() {
            worst = worst.min(completion_of(goal, self.scaled(point)?.amount.exact()?)?);
        }
        Ok(worst)
    }

    /// Base, aim and the way between them, where there is one.
    pub(crate) fn way(&self) -> Known<(&Exact, &Exact)> {
        let goal = self.goal()?;
        // Between classes there are no distances.
        if matches!(self.axes.what, What::Date | What::Class) {
            return Err(Reason::NotQuantified);
        }
        if self.is_declared_limit() {
            return Err(Reason::Limit);
        }
        let base = self.base()?.amount.exact()?;
        match span(goal, base) {
            Span::Ahead => Ok((base, &goal.aim)),
            Span::Behind => Err(Reason::NoSpan),
        }
    }

    /// (current − base) ÷ (goal − base), signed and not clamped.
    ///
    /// # Errors
    /// For limits; where the goal is no better than the base; without base, goal or current value.
    pub fn share(&self) -> Known<Exact> {
        let (base, aim) = self.way()?;
        let current = self.current()?.amount.exact()?;
        current.minus(base).over(&aim.minus(base)).ok_or(Reason::NoSpan)
    }

    /// The share of the time from the base to the due date that had passed at the end of the current
    /// period.
    ///
    /// # Errors
    /// Without a current value or a start.
    pub fn elapsed(&self) -> Known<Exact> {
        let current = self.current()?;
        elapsed_share(self.base_end?, current.end, self.due().end()).ok_or(Reason::NoTime)
    }

    /// Share ÷ scheduled share.
    ///
    /// # Errors
    /// As share and scheduled share; [`Reason::NoTime`] when nothing is scheduled yet.
    pub fn pace(&self) -> Known<Exact> {
        self.pace_on(&Path::Linear)
    }

    /// Share − scheduled share.
    ///
    /// # Errors
    /// As share and scheduled share.
    pub fn lag(&self) -> Known<Exact> {
        self.lag_on(&Path::Linear)
    }

    /// Whether more is better: by the side from which the goal is reached, or what the indicator says.
    ///
    /// # Errors
    /// [`Reason::NoDirection`].
    pub fn is_upwards(&self) -> Known<bool> {
        if let Ok(goal) = &self.goal {
            match (&goal.allowed.low, &goal.allowed.high) {
                (Some(_), None) => return Ok(true),
                (None, Some(_)) => return Ok(false),
                _ => {
                    if let Ok(base) = self.base().and_then(|base| base.amount.exact())
                        && *base != goal.aim
                    {
                        return Ok(*base < goal.aim);
                    }
                }
            }
        }
        let scaling = self.scaling.as_ref().map_err(|reason| *reason)?;
        let more_is_better = match self.indicator.direction() {
            Some(Direction::Increase) => Ok(true),
            Some(Direction::Decrease) => Ok(false),
            _ => Err(Reason::NoDirection),
        };
        scaling.more_is_better(more_is_better)
    }

    /// The change from the base in the good direction; with a two-sided goal, how much nearer it came.
    ///
    /// # Errors
    /// Without base, current value or direction.
    pub fn improvement(&self) -> Known<Exact> {
        let (base, current) = (self.base()?.amount.exact()?, self.current()?.amount.exact()?);
        if let Some(goal) = self.goal.as_ref().ok().filter(|goal| goal.is_banded()) {
            let distance = |value: &Exact| goal.aim.minus(value).magnitude();
            return Ok(distance(base).minus(&distance(current)));
        }
        let change = current.minus(base);
        Ok(if self.is_upwards()? { change } else { change.negated() })
    }

    /// The gap ÷ |goal|.
    ///
    /// # Errors
    /// As the gap; [`Reason::ZeroDivisor`] for a goal of zero.
    pub fn gap_share(&self) -> Known<Exact> {
        let gap = self.gap()?;
        gap.over(&self.goal()?.aim.magnitude()).ok_or(Reason::ZeroDivisor)
    }

    /// 1 − |goal − current| ÷ |goal − base|: how much of the distance to the goal was closed, whichever side
    /// the value is on.
    ///
    /// # Errors
    /// Without base, goal or current value; [`Reason::NoSpan`] where the base is the goal.
    pub fn approach(&self) -> Known<Exact> {
        let (goal, current) = self.aim_and_current()?;
        let base = self.base()?.amount.exact()?;
        let distance = |value: &Exact| goal.aim.minus(value).magnitude();
        let left = distance(current).over(&distance(base)).ok_or(Reason::NoSpan)?;
        Ok(Exact::ONE.minus(&left))
    }

    /// The approach ÷ the share that the path asks for.
    ///
    /// # Errors
    /// As both; [`Reason::NoTime`] when nothing is scheduled yet.
    pub fn approach_pace(&self) -> Known<Exact> {
        self.approach()?.over(&self.scheduled()?).ok_or(Reason::NoTime)
    }

    /// The days from `as_of` to the last day of the due period; negative once it is over.
    #[must_use]
    pub fn days_left(&self) -> i64 {
        (self.due().end() - self.view.as_of).num_days()
    }

    /// The reported points from the base to the current one, oldest first, both included.
    ///
    /// # Errors
    /// Without base or current value; [`Reason::Break`] where they cannot be compared.
    pub fn trend_points(&self) -> Known<Vec<Point>> {
        let (base, current) = (self.base()?, self.current()?);
        self.unbroken()?;
        let mut points = vec![base.clone()];
        if self.gather() == Gather::Latest {
            let mut between = self.comparable();
            let from = self.comparable_from();
            // Between a restated base and the break lie figures of the old definition.
            between.retain(|point| base.end < point.end && point.end < current.end);
            between.retain(|point| from.is_none_or(|from| point.end >= from));
            for point in between.into_iter().rev() {
                points.push(self.scaled(point)?);
            }
        }
        if current.end > base.end {
            points.push(current.clone());
        }
        Ok(points)
    }

    /// (goal − current) ÷ the years left.
    ///
    /// # Errors
    /// Without an exact current value or a goal; [`Reason::NoTime`] when no time is left.
    pub fn needed_per_year(&self) -> Known<Exact> {
        let (goal, current) = self.aim_and_current()?;
        let left = years_between(self.current()?.end, self.due().end());
        if left.sign() <= 0 {
            return Err(Reason::NoTime);
        }
        goal.aim.minus(current).over(&left).ok_or(Reason::NoTime)
    }

    /// Days from the base to `as_of` ÷ days from the base to the due date.
    ///
    /// # Errors
    /// Without a start.
    pub fn time_gone(&self) -> Known<Exact> {
        let (from, to) = (self.base_end?, self.due().end());
        Exact::ratio((self.view.as_of - from).num_days(), (to - from).num_days()).ok_or(Reason::NoTime)
    }

    /// The years from the end of the newest period to `as_of`, whether the figure counts as current or
    /// is too old.
    ///
    /// # Errors
    /// Without a figure.
    pub fn age(&self) -> Known<Exact> {
        let newest = self.newest.as_ref().map_err(|reason| *reason)?;
        Ok(years_between(newest.end, self.view.as_of))
    }

    /// The number of reported periods known by `as_of`, at or before `at`.
    #[must_use]
    pub fn points(&self) -> usize {
        let until = self.view.at.map(crate::period::Period::end);
        let known = seen::vintages(self.series, self.view);
        known.filter(|observation| until.is_none_or(|until| observation.period().end() <= until)).count()
    }
}
