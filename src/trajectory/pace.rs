//! Targets that ask for what the path of another target asks for by then (达到序时进度).

use chrono::NaiveDate;

use super::{Goal, Lens, Trajectory, VersionChoice, View};
use crate::known::{Known, Reason};
use crate::number::{Bound, Exact, Interval, Quantity};
use crate::period::elapsed_share;
use crate::plan::{Axes, Form, Indicator, Plan, Reference, Target, Value};

/// The target whose path is asked about.
fn parent<'a>(indicator: &'a Indicator, target: &'a Target) -> Option<&'a Target> {
    match &target.against {
        Some(Reference::Target(index)) if target.form == Form::Pace => indicator.targets.get(*index),
        _ => None,
    }
}

/// What a target is about; one that follows a path is about what the target of that path is.
pub(super) fn axes(indicator: &Indicator, target: &Target) -> Axes {
    parent(indicator, target).unwrap_or(target).axes()
}

impl Trajectory<'_> {
    /// What the path of the other target asks for at the due date, and the base that it starts from.
    pub(super) fn goal_on_path(&mut self, plan: &Plan, version: &VersionChoice) -> Known<Goal> {
        let number = match self.promise?.value() {
            Value::Number(number) => number,
            Value::Delegated(_) => return Err(Reason::Delegated),
            Value::Deferred(_) => return Err(Reason::Deferred),
            _ => return Err(Reason::NotQuantified),
        };
        let target = parent(self.indicator, self.target).ok_or(Reason::NoReference)?;
        let version = match version {
            VersionChoice::Original => VersionChoice::Original,
            _ => VersionChoice::InForce,
        };
        // The path is that of the plan, whatever a policy measures from.
        // Nor does it matter to it what happened, or was counted anew, after it was due.
        let due = self.target.due;
        let at = self.view.at.filter(|at| at.end() <= due.end()).or(Some(due));
        let view = View { lens: Lens::default(), at, ..self.view.clone() };
        let whole = Trajectory::new(plan, self.indicator, target, self.series, &version, &view);
        self.base = whole.base.clone();
        self.base_end = whole.base_end;
        self.restated = whole.restated;
        self.watched_from = whole.watched_from;
        let asked = whole.path_at(self.target.due.end())?;
        let base = whole.base()?.amount.exact()?;
        Ok(part_of_path(number, base, &asked, &view))
    }

    /// The value on the straight line from base to goal, or over the checkpoints.
    fn path_at(&self, day: NaiveDate) -> Known<Exact> {
        let (goal, base) = (self.goal()?, self.base()?.amount.exact()?);
        if self.is_declared_limit() {
            return Err(Reason::Limit);
        }
        if goal.allowed.contains(base) || goal.aim == *base {
            return Err(Reason::NoSpan);
        }
        let checkpoints = self.target.checkpoints.iter();
        let ends = checkpoints.map(|point| (point.period.end(), Exact::from(point.value)));
        let mut before = (self.base_end?, base.clone());
        for (end, value) in ends.chain([(self.target.due.end(), goal.aim.clone())]) {
            if day <= end {
                let part = elapsed_share(before.0, day, end).ok_or(Reason::NoTime)?;
                return Ok(before.1.plus(&value.minus(&before.1).times(&part)));
            }
            before = (end, value);
        }
        Ok(before.1)
    }
}

/// So many per cent of the way that the path asks for.
fn part_of_path(number: &Quantity, base: &Exact, asked: &Exact, view: &View) -> Goal {
    let level = |share: &Exact| {
        let share = share.over(&Exact::from(100)).unwrap_or(Exact::ZERO);
        base.plus(&asked.minus(base).times(&share))
    };
    let share = number.exact();
    let aim = level(&share);
    let (bound, end) = match number.bound() {
        // About on schedule: a little less is enough, and more does no harm.
        Bound::About => (Bound::AtLeast, level(&share.times(&Exact::ONE.minus(&view.about)))),
        bound => (bound, aim.clone()),
    };
    let bound = if asked < base { bound.reversed() } else { bound };
    Goal { allowed: Interval::of(bound, &end), aim }
}
