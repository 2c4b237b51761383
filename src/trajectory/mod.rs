//! One indicator and one target as they are seen at a date.
//!
//! Every form of target becomes the same thing here: a set of values that are allowed, an aim, a base,
//! a current value, and the time between. Growth, multiples and reductions move the aim; only sums and
//! compounding transform the figures.

mod amount;
mod gather;
mod goal;
pub(crate) mod seen;
mod view;

use chrono::NaiveDate;

pub use amount::{Amount, Point};
pub use goal::Goal;
pub use view::{VersionChoice, View};

use crate::facts::{Known, Reason};
use crate::number::Exact;
use crate::period::{Period, years_between};
use crate::plan::{Against, Axes, Direction, Form, Gather, Indicator, Over, Plan, Promise, Target, What};
use crate::series::Observation;

/// An indicator and one of its targets, as seen through a [`View`].
#[derive(Clone, Debug)]
pub struct Trajectory<'a> {
    pub(crate) indicator: &'a Indicator,
    pub(crate) target: &'a Target,
    pub(crate) view: &'a View,
    pub(crate) series: &'a [Observation],
    pub(crate) axes: Axes,
    pub(crate) promise: Known<&'a Promise>,
    pub(crate) version: Option<&'a str>,
    pub(crate) base_end: Known<NaiveDate>,
    pub(crate) base: Known<Point>,
    pub(crate) current: Known<Point>,
    pub(crate) goal: Known<Goal>,
}

impl<'a> Trajectory<'a> {
    /// What is seen of a target of an indicator, whose figures are `series` (sorted by period, then by
    /// the date from which they are known, as [`Observations::of`](crate::series::Observations::of)
    /// returns them).
    #[must_use]
    pub fn new(
        plan: &'a Plan,
        indicator: &'a Indicator,
        target: &'a Target,
        series: &'a [Observation],
        version: &VersionChoice,
        view: &'a View,
    ) -> Self {
        let axes = Axes::of(target.form);
        let gather = axes.gather(indicator.measure);
        let (promise, version) = match view.promise(plan, target, version) {
            Some((promise, id)) => (Ok(promise), Some(id)),
            None => (Err(Reason::NotPublished), None),
        };
        let window_base = match target.start {
            Some(start) => start.start().pred_opt(),
            None => plan.base_end(),
        };
        let window_base = window_base.ok_or(Reason::NoStart);
        let base = match gather {
            Gather::Sum => window_base.map(|end| Point::constant(Exact::ZERO, end)),
            Gather::Product => window_base.map(|end| Point::constant(Exact::ONE, end)),
            Gather::Latest if axes.what == What::Date => Err(Reason::NotQuantified),
            Gather::Latest if axes.against == Against::Previous => {
                seen::previous(indicator, target, series, view)
            }
            Gather::Latest => seen::base(plan, indicator, series, view),
        };
        let base_end = match (&base, axes.over) {
            // A kept target is watched over its own window, wherever the baseline lies.
            (_, Over::Every) => window_base,
            (Ok(point), _) => Ok(point.end),
            (Err(_), _) if gather == Gather::Latest => {
                let baseline = indicator.baseline.as_ref().filter(|_| axes.against != Against::Previous);
                baseline.map_or(window_base, |baseline| Ok(baseline.period.end()))
            }
            (Err(reason), _) => Err(*reason),
        };
        let goal =
            promise.and_then(|promise| goal::goal(promise, target, axes, &base, base_end, indicator, view));
        let mut trajectory = Self {
            indicator,
            target,
            view,
            series,
            axes,
            promise,
            version,
            base_end,
            base,
            current: Err(Reason::NotReported),
            goal,
        };
        trajectory.current = trajectory.find_current();
        trajectory
    }

    fn find_current(&self) -> Known<Point> {
        let after = self.base_end.ok();
        let mut cutoff = self.view.at.map(Period::end);
        if self.axes.what != What::Date {
            cutoff = Some(cutoff.map_or(self.target.due.end(), |end| end.min(self.target.due.end())));
        }
        let point = match self.gather() {
            Gather::Latest => {
                seen::latest(self.indicator, self.target, self.series, after, cutoff, self.view)
            }
            gather => {
                gather::gathered(self.indicator, self.series, gather, self.base_end?, cutoff, self.view)
            }
        }?;
        let fresh = match &self.view.max_age {
            Some(most) if point.end < self.target.due.end() && self.axes.what != What::Date => {
                years_between(point.end, self.view.judged_until()) <= *most
            }
            _ => true,
        };
        if fresh { Ok(point) } else { Err(Reason::Stale) }
    }

    /// How the figures are gathered.
    #[must_use]
    pub fn gather(&self) -> Gather {
        self.axes.gather(self.indicator.measure)
    }

    /// The base.
    ///
    /// # Errors
    /// Why there is none.
    pub fn base(&self) -> Known<&Point> {
        self.base.as_ref().map_err(|reason| *reason)
    }

    /// The current point: the newest one known by `as_of`, at or before `at` and the due date, after the
    /// base, and not older than the policy allows.
    ///
    /// # Errors
    /// Why there is none.
    pub fn current(&self) -> Known<&Point> {
        self.current.as_ref().map_err(|reason| *reason)
    }

    /// The goal.
    ///
    /// # Errors
    /// Why there is none.
    pub fn goal(&self) -> Known<&Goal> {
        self.goal.as_ref().map_err(|reason| *reason)
    }

    /// The version of the target that is seen, and what it promises.
    ///
    /// # Errors
    /// [`Reason::NotPublished`] before any was published.
    pub fn promise(&self) -> Known<&'a Promise> {
        self.promise
    }

    /// The id of the version that is seen: `original`, or that of a later one.
    #[must_use]
    pub fn version(&self) -> Option<&'a str> {
        self.version
    }

    /// The due period.
    #[must_use]
    pub fn due(&self) -> Period {
        self.target.due
    }

    /// Whether the due period is over at the date that is judged.
    #[must_use]
    pub fn is_due(&self) -> bool {
        self.target.due.end() <= self.view.judged_until()
    }

    /// Whether it must hold in every period of its window.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.axes.over == Over::Every
    }

    /// Whether what is attained cannot be lost again: things that exist, events, and at-least sums of
    /// amounts none of which is negative.
    #[must_use]
    pub fn is_irreversible(&self) -> bool {
        if self.target.form == Form::Count || self.axes.what == What::Date {
            return true;
        }
        let sum_from_below = self.gather() == Gather::Sum
            && self.goal.as_ref().is_ok_and(|goal| goal.allowed.low.is_some() && goal.allowed.high.is_none());
        sum_from_below && self.current.as_ref().is_ok_and(|current| current.nonnegative)
    }

    /// Whether it was declared a limit, or can only be one: a kept target, a cap or floor, or a
    /// comparator against the good direction.
    pub(crate) fn is_declared_limit(&self, goal: &Goal) -> bool {
        if self.is_kept() || self.target.form == Form::Cap {
            return true;
        }
        let level = self.axes.what == What::Level
            && self.gather() == Gather::Latest
            && self.target.form != Form::Count;
        if !level {
            return false;
        }
        let from_below = goal.allowed.low.is_some() && goal.allowed.high.is_none();
        let from_above = goal.allowed.high.is_some() && goal.allowed.low.is_none();
        match self.indicator.direction {
            Some(Direction::Increase) => from_above,
            Some(Direction::Decrease) => from_below,
            Some(Direction::None) => from_below || from_above,
            None => false,
        }
    }
}
