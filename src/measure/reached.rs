//! Whether a target is met: now, at its due date, for good.

use crate::known::{Known, Reason};
use crate::number::Interval;
use crate::plan::{Against, Form, Gather, What};
use crate::trajectory::{Goal, Point, Trajectory};

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
        // What was broken once stays broken, however old the figure is.
        if self.is_kept() && self.was_broken(goal) {
            return Ok(false);
        }
        satisfies(self.current()?, &goal.allowed)
    }

    /// Whether the target is attained: it holds at the due period (a kept target in every period of its
    /// window), or it holds already and cannot be lost again.
    ///
    /// # Errors
    /// Overdue without a figure; a period of a kept target that is not reported; without a goal;
    /// [`Reason::Assumed`] where it would rest on a figure that a what-if assumes.
    pub fn attained(&self) -> Known<bool> {
        let goal = self.goal()?;
        if self.is_irreversible() {
            return self.attained_for_good(goal);
        }
        if self.is_kept() && self.breaches(goal).any(|point| !point.is_assumed()) {
            return Ok(false);
        }
        if !self.due_observed()? {
            return Ok(false);
        }
        if self.is_kept() && self.was_broken(goal) {
            return Err(Reason::Assumed);
        }
        self.rests_on_reports()?;
        match self.holds_now()? {
            true if self.is_kept() => self.kept_throughout(),
            holds => Ok(holds),
        }
    }

    /// Whether it was reached once, however old the figure is, since it cannot be lost again.
    fn attained_for_good(&self, goal: &Goal) -> Known<bool> {
        if self.axes.what == What::Date {
            return self.reported_event();
        }
        let newest = self.newest.as_ref().map_err(|reason| *reason);
        let reached = newest.and_then(|newest| satisfies(newest, &goal.allowed));
        let holds = |point: Point| satisfies(&point, &goal.allowed) == Ok(true) && !point.is_assumed();
        let once = self.gather() == Gather::Latest && self.window().any(holds);
        match (reached, self.due_observed()) {
            _ if once => Ok(true),
            (Ok(true), _) => self.rests_on_reports().map(|()| true),
            (Ok(false), Err(reason)) => Err(reason),
            (reached, _) => reached,
        }
    }

    /// Whether a figure for the due period is known; `false` while it is not over.
    ///
    /// # Errors
    /// [`Reason::NotReported`] when it is over and no figure is known; of a relation, what makes it unknown;
    /// [`Reason::Assumed`] where a what-if assumes the figure.
    pub fn due_observed(&self) -> Known<bool> {
        if self.axes.what == What::Date {
            return match self.reported_event() {
                Ok(true) => Ok(true),
                Ok(false) if self.current().is_ok_and(|point| point.end >= self.due().end()) => Ok(true),
                Ok(false) | Err(Reason::NotYetDue) => Ok(false),
                Err(reason) => Err(reason),
            };
        }
        // A figure for a period that is not over is no observation of its end.
        let reported = self.current().is_ok_and(|point| point.end == self.due().end());
        match (reported, self.is_due()) {
            (_, false) => Ok(false),
            (true, true) if self.current().is_ok_and(Point::is_assumed) => Err(Reason::Assumed),
            (true, true) => Ok(true),
            (false, true) => Err(self.why_not_observed()),
        }
    }

    /// A relation may be unknown although both sides are reported: over zero, or against something without
    /// figures.
    fn why_not_observed(&self) -> Reason {
        match self.current() {
            Err(reason) if self.axes.against == Against::Indicator => reason,
            _ => Reason::NotReported,
        }
    }

    /// What happened rests on what was reported, and not on what is assumed.
    fn rests_on_reports(&self) -> Known<()> {
        // A level is reached wherever it started.
        let is_level = matches!(self.axes.against, Against::Nothing | Against::Indicator);
        let base = self.base.as_ref().ok().filter(|_| !is_level || self.target.form() == Form::Pace);
        let points = [self.newest.as_ref().ok(), base];
        match points.into_iter().flatten().any(Point::is_assumed) {
            true => Err(Reason::Assumed),
            false => Ok(()),
        }
    }

    /// Whether an event was reported to have happened in time.
    fn reported_event(&self) -> Known<bool> {
        let in_time = self.event_in_time()?;
        self.rests_on_reports().map(|()| in_time)
    }

    /// An event counts by the period in which it was reported to have happened.
    fn event_in_time(&self) -> Known<bool> {
        let due = self.due().end();
        let Ok(point) = self.current() else {
            return Err(if self.is_due() { Reason::NotReported } else { Reason::NotYetDue });
        };
        match point.has_happened() {
            Some(true) if point.end <= due => Ok(true),
            // Reported for a year, due in its middle: it may have happened before or after.
            Some(true) if point.period.is_some_and(|period| period.start() <= due) => Err(Reason::Inexact),
            Some(true) => Ok(false),
            Some(false) if point.end < due && self.is_due() => Err(Reason::NotReported),
            Some(false) => Ok(false),
            None => Err(Reason::Inexact),
        }
    }

    /// The first reported period that broke a kept target.
    #[must_use]
    pub fn broken_in(&self) -> Option<Point> {
        let goal = self.goal.as_ref().ok().filter(|_| self.is_kept())?;
        self.window().filter(|point| satisfies(point, &goal.allowed) == Ok(false)).last()
    }

    /// The reported figures of the target's window, newest first.
    pub(super) fn window(&self) -> impl Iterator<Item = Point> {
        // What happens after the due date is no matter of the target.
        let due = self.due().end();
        let until = self.newest.as_ref().ok().map(|newest| newest.end.min(due));
        let after = self.watched_from.ok();
        let points = self.comparable();
        points.into_iter().filter(move |point| {
            after.is_none_or(|after| point.end > after) && until.is_none_or(|until| point.end <= until)
        })
    }

    fn was_broken(&self, goal: &Goal) -> bool {
        self.breaches(goal).next().is_some()
    }

    /// The figures of the window that break the target.
    fn breaches<'g>(&'g self, goal: &'g Goal) -> impl Iterator<Item = Point> + 'g {
        self.window().filter(|point| satisfies(point, &goal.allowed) == Ok(false))
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
            if point.is_assumed() {
                return Err(Reason::Assumed);
            }
            next_start = Some(period.start());
        }
        let first = self.watched_from?.succ_opt();
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
