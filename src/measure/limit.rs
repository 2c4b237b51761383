//! Limits: what must hold from the first day, and how much of the allowance is used.

use crate::known::{Known, Reason};
use crate::number::Exact;
use crate::period::elapsed_share;
use crate::plan::What;
use crate::trajectory::{Goal, Trajectory, months_before};

/// Where the aim lies, seen from the base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// Beyond the base in the direction that the comparison asks for.
    Ahead,
    /// At the base, or on the side that satisfies already.
    Behind,
}

pub(super) fn span(goal: &Goal, base: &Exact) -> Span {
    let ahead = match (&goal.allowed.low, &goal.allowed.high) {
        (Some(_), None) => goal.aim > *base,
        (None, Some(_)) => goal.aim < *base,
        _ => !goal.allowed.contains(base) && goal.aim != *base,
    };
    if ahead { Span::Ahead } else { Span::Behind }
}

impl Trajectory<'_> {
    /// Whether the target is a limit, which holds from the first day and is attained only at the end: a
    /// cap, a floor, a kept target, or a goal that the base satisfies already.
    ///
    /// # Errors
    /// Without a goal.
    pub fn limit(&self) -> Known<bool> {
        let goal = self.goal()?;
        if self.axes.what == What::Date {
            return Ok(false);
        }
        if self.is_declared_limit() {
            return Ok(true);
        }
        let Ok(base) = self.base() else { return Ok(false) };
        Ok(match base.amount.exact() {
            Ok(base) => span(goal, base) == Span::Behind,
            Err(_) => base.amount.interval().within(&goal.allowed) == Some(true),
        })
    }

    /// The share of the allowance used ÷ the share of the time used. The allowance lies between the base
    /// and the limit.
    ///
    /// # Errors
    /// [`Reason::NotALimit`], [`Reason::NoSpan`] without an allowance, or what makes base, goal, current
    /// value or time unknown.
    pub fn burn(&self) -> Known<Exact> {
        let (base, aim) = self.allowance()?;
        let used = self.current()?.amount.exact()?.minus(base);
        let share = used.over(&aim.minus(base)).ok_or(Reason::NoSpan)?;
        share.over(&self.elapsed()?).ok_or(Reason::NoTime)
    }

    /// The burn of the last months alone: the share of the allowance used in them ÷ their share of the time.
    ///
    /// # Errors
    /// As [`Trajectory::burn`]; [`Reason::NotReported`] without a figure at the start of those months.
    pub fn recent_burn(&self, months: u32) -> Known<Exact> {
        let (base, aim) = self.allowance()?;
        let (start, due, now) = (self.base_end?, self.due().end(), self.current()?);
        let then = months_before(now.end, months).ok_or(Reason::NoTime)?.max(start);
        let before = self.point_at(then)?;
        let used = now.amount.exact()?.minus(before.amount.exact()?);
        let share = used.over(&aim.minus(base)).ok_or(Reason::NoSpan)?;
        let time = |day| elapsed_share(start, day, due).ok_or(Reason::NoTime);
        share.over(&time(now.end)?.minus(&time(then)?)).ok_or(Reason::NoTime)
    }

    /// Base and limit, where an allowance lies between them.
    fn allowance(&self) -> Known<(&Exact, &Exact)> {
        if !self.limit()? {
            return Err(Reason::NotALimit);
        }
        let goal = self.goal()?;
        let base = self.base()?.amount.exact()?;
        let room = match (&goal.allowed.low, &goal.allowed.high) {
            (None, Some(_)) => goal.aim > *base,
            (Some(_), None) => goal.aim < *base,
            _ => false,
        };
        if !room {
            return Err(Reason::NoSpan);
        }
        Ok((base, &goal.aim))
    }
}
