//! Whether a target is met: now, at its due date, for good.

use crate::facts::{Known, Reason};
use crate::number::{Exact, Interval};
use crate::plan::What;
use crate::trajectory::{Goal, Point, Trajectory, seen};

impl Trajectory<'_> {
    /// Whether the current value satisfies the comparison. A kept target that a reported period of its
    /// window broke does not hold, whatever the current value.
    ///
    /// # Errors
    /// Without goal or current value, or where a bound does not decide.
    pub fn holds_now(&self) -> Known<bool> {
        let goal = self.goal()?;
        if self.axes.what == What::Date {
            return self.event_in_time();
        }
        let current = self.current()?;
        if self.is_kept() && self.was_broken(goal) {
            return Ok(false);
        }
        satisfies(current, &goal.allowed)
    }

    /// Whether the target is attained: it holds at the due period (a kept target in every period of its
    /// window), or it holds already and cannot be lost again.
    ///
    /// # Errors
    /// Overdue without a figure; a period of a kept target that is not reported; without a goal.
    pub fn attained(&self) -> Known<bool> {
        self.goal()?;
        if self.is_irreversible() {
            return match (self.holds_now(), self.due_observed()) {
                (Ok(false), Err(reason)) => Err(reason),
                (holds, _) => holds,
            };
        }
        if !self.due_observed()? {
            return Ok(false);
        }
        match self.holds_now()? {
            true if self.is_kept() => self.kept_throughout(),
            holds => Ok(holds),
        }
    }

    /// Whether a figure for the due period is known; `false` while it is not over.
    ///
    /// # Errors
    /// [`Reason::NotReported`] when it is over and no figure is known.
    pub fn due_observed(&self) -> Known<bool> {
        let reported = match &self.current {
            Ok(point) if self.axes.what == What::Date => {
                point.end > self.due().end() || point.amount.value >= Exact::ONE
            }
            Ok(point) => point.end == self.due().end(),
            Err(_) => false,
        };
        match (reported, self.is_due()) {
            (true, _) => Ok(true),
            (false, false) => Ok(false),
            (false, true) => Err(Reason::NotReported),
        }
    }

    /// An event counts by the period in which it was reported to have happened.
    fn event_in_time(&self) -> Known<bool> {
        match &self.current {
            Ok(point) if point.amount.value >= Exact::ONE => Ok(point.end <= self.due().end()),
            Ok(_) if self.is_due() => Err(Reason::NotReported),
            Ok(_) => Ok(false),
            Err(_) if self.is_due() => Err(Reason::NotReported),
            Err(_) => Err(Reason::NotYetDue),
        }
    }

    /// The reported figures of a kept target's window.
    fn window(&self) -> impl Iterator<Item = Point> {
        let (after, until) = (self.base_end.ok(), self.current.as_ref().ok().map(|current| current.end));
        seen::vintages(self.series, self.view)
            .filter(move |observation| {
                let end = observation.period().end();
                after.is_none_or(|after| end > after) && until.is_none_or(|until| end <= until)
            })
            .map(Point::of_observation)
    }

    fn was_broken(&self, goal: &Goal) -> bool {
        self.window().any(|point| satisfies(&point, &goal.allowed) == Ok(false))
    }

    /// Whether every period of the window is known to have held, which needs all of them.
    fn kept_throughout(&self) -> Known<bool> {
        let goal = self.goal()?;
        // Newest first: each period must end just before the one after it begins.
        let mut next_start = None;
        for point in self.window() {
            let period = point.period.ok_or(Reason::Hole)?;
            if next_start.is_some_and(|start| period.end().succ_opt().is_none_or(|next| next < start)) {
                return Err(Reason::Hole);
            }
            if !satisfies(&point, &goal.allowed)? {
                return Ok(false);
            }
            next_start = Some(period.start());
        }
        let first = self.base_end?.succ_opt();
        if next_start <= first { Ok(true) } else { Err(Reason::Hole) }
    }
}

/// Whether a point satisfies a comparison, whatever its value is within what is known of it.
fn satisfies(point: &Point, allowed: &Interval) -> Known<bool> {
    match point.amount.exact() {
        Ok(value) => Ok(allowed.contains(value)),
        Err(reason) => point.amount.interval().within(allowed).ok_or(reason),
    }
}
