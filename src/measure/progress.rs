//! How far it has come: gap, completion, share, pace, lag.

use super::limit::{Span, span};
use crate::known::{Known, Reason};
use crate::number::Exact;
use crate::period::{elapsed_share, years_between};
use crate::plan::What;
use crate::trajectory::{Goal, Trajectory, seen};

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
        if self.axes.what == What::Date {
            return Ok(if self.holds_now()? { Exact::ONE } else { Exact::ZERO });
        }
        let (goal, current) = self.aim_and_current()?;
        if !self.is_kept() {
            return completion_of(goal, current);
        }
        let mut worst = completion_of(goal, current)?;
        for point in self.window() {
            worst = worst.min(completion_of(goal, point.amount.exact()?)?);
        }
        Ok(worst)
    }

    /// Base, aim and the way between them, where there is one.
    pub(crate) fn way(&self) -> Known<(&Exact, &Exact)> {
        let goal = self.goal()?;
        if self.axes.what == What::Date {
            return Err(Reason::NotQuantified);
        }
        if self.is_declared_limit(goal) {
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
        self.share()?.over(&self.scheduled()?).ok_or(Reason::NoTime)
    }

    /// Share − scheduled share.
    ///
    /// # Errors
    /// As share and scheduled share.
    pub fn lag(&self) -> Known<Exact> {
        Ok(self.share()?.minus(&self.scheduled()?))
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
