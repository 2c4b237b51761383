//! One indicator and one target as they are seen at a date.
//!
//! Every form of target becomes the same thing here: a set of values that are allowed, an aim, a base,
//! a current value, and the time between. Growth, multiples and reductions move the aim; only sums and
//! compounding transform the figures.

mod amount;
mod breaks;
mod evidence;
pub(crate) mod gather;
mod goal;
mod lens;
mod pace;
mod parts;
mod reference;
mod relation;
pub(crate) mod seen;
mod view;

use chrono::NaiveDate;

pub use amount::{Amount, Point};
pub use goal::Goal;
pub(crate) use lens::Scaling;
pub use lens::{BaseChoice, CurrentChoice, GoalChoice, Lens, MissingBase, Operand, Path, Scale};
pub(crate) use parts::Part;
pub(crate) use reference::months_before;
pub(crate) use view::KnownVersions;
pub use view::{Trusted, VersionChoice, View};

use crate::known::{Known, Reason};
use crate::number::Exact;
use crate::period::{Period, years_between};
use crate::plan::{
    Against, Axes, Direction, Form, Gather, Indicator, Measure, Over, Plan, Promise, Target, Value, What,
};
use crate::series::Observation;

/// An indicator and one of its targets, as seen through a [`View`].
#[derive(Clone, Debug)]
pub struct Trajectory<'a> {
    pub(crate) indicator: &'a Indicator,
    pub(crate) target: &'a Target,
    pub(crate) view: &'a View,
    pub(crate) series: &'a [Observation],
    pub(crate) parts: Option<parts::Parts<'a>>,
    /// The indicator that the target compares with, once its figures are given.
    other: Option<Part<'a>>,
    pub(crate) axes: Axes,
    pub(crate) promise: Known<&'a Promise>,
    pub(crate) version: Option<&'a str>,
    /// Whether the plan was issued by the date, so that its baseline is known.
    pub(crate) is_issued: bool,
    /// The numbers that the indicator supplies, in the order of the policy's inputs.
    pub(crate) inputs: &'a [Known<Exact>],
    pub(crate) scaling: Known<Scaling>,
    pub(crate) base_end: Known<NaiveDate>,
    pub(crate) base: Known<Point>,
    /// The break of the indicator that the base was restated for, by its place.
    restated: Option<usize>,
    /// The end of the period before the window in which the target is watched.
    pub(crate) watched_from: Known<NaiveDate>,
    /// The newest point, however old.
    pub(crate) newest: Known<Point>,
    /// Whether the newest point is too old to say how things stand.
    pub(crate) is_stale: bool,
    pub(crate) goal: Known<Goal>,
    /// Whether it was declared a limit, off any scale.
    is_declared_limit: bool,
}

impl<'a> Trajectory<'a> {
    /// What is seen of a target of an indicator, whose figures are `series` (sorted by period, then by
    /// the date from which they are known, as [`Observations::of`](crate::series::Observations::of)
    /// returns them), without inputs. A target that compares with another indicator is seen once its figures are
    /// given, see [`Trajectory::with_parts`].
    #[must_use]
    pub fn new(
        plan: &'a Plan,
        indicator: &'a Indicator,
        target: &'a Target,
        series: &'a [Observation],
        version: &VersionChoice,
        view: &'a View,
    ) -> Self {
        Self::with_inputs(plan, indicator, target, series, version, view, &[])
    }

    /// What is seen of a target, with the numbers that the indicator supplies for the inputs of the policy,
    /// in their order.
    #[must_use]
    pub fn with_inputs(
        plan: &'a Plan,
        indicator: &'a Indicator,
        target: &'a Target,
        series: &'a [Observation],
        version: &VersionChoice,
        view: &'a View,
        inputs: &'a [Known<Exact>],
    ) -> Self {
        let (promise, version_id) = match view.promise(plan, target, version) {
            Some((promise, id)) => (Ok(promise), Some(id)),
            None => (Err(Reason::NotPublished), None),
        };
        let mut trajectory = Self {
            indicator,
            target,
            view,
            series,
            parts: None,
            other: None,
            axes: pace::axes(indicator, target),
            promise,
            version: version_id,
            is_issued: plan.issued.is_none_or(|issued| issued <= view.as_of),
            inputs,
            scaling: Ok(Scaling::None),
            base_end: Err(Reason::NoStart),
            base: Err(Reason::NoBaseline),
            restated: None,
            watched_from: Err(Reason::NoStart),
            newest: Err(Reason::NotReported),
            is_stale: false,
            goal: Err(Reason::NotPublished),
            is_declared_limit: false,
        };
        trajectory.resolve(plan, version);
        trajectory
    }

    /// Finds base, goal and current value.
    fn resolve(&mut self, plan: &Plan, version: &VersionChoice) {
        let window_base = match self.target.start {
            Some(start) => start.start().pred_opt(),
            None => plan.base_end(),
        };
        let window_base = window_base.ok_or(Reason::NoStart);
        self.restated = None;
        self.base = self.promised_base(plan, window_base);
        self.base_end = self.promised_end(window_base);
        self.watched_from = self.base_end;
        self.goal = if self.target.form == Form::Pace {
            self.goal_on_path(plan, version)
        } else {
            self.promise.and_then(|promise| self.goal_of(promise))
        };
        self.is_declared_limit = self.goal.as_ref().is_ok_and(|goal| self.declares_limit(goal));
        if self.has_base_of_its_own() {
            self.measure_from_own_base(plan);
        } else {
            self.newest = self.find_newest();
            self.restate();
        }
        self.is_stale = self.newest.as_ref().is_ok_and(|newest| self.is_too_old(newest));
        if self.view.lens != Lens::default() {
            self.refocus();
        }
    }

    /// What the plan promised against.
    fn promised_base(&self, plan: &Plan, window_base: Known<NaiveDate>) -> Known<Point> {
        match self.gather() {
            Gather::Sum => window_base.map(|end| Point::constant(Exact::ZERO, end)),
            Gather::Product => window_base.map(|end| Point::constant(Exact::ONE, end)),
            Gather::Latest if self.axes.what == What::Date => Err(Reason::NotQuantified),
            Gather::Latest if self.axes.against == Against::YearBefore => {
                seen::year_before(self.indicator, self.target, self.series, self.view)
            }
            Gather::Latest if self.axes.against == Against::Indicator => self.related_base(plan),
            Gather::Latest => seen::promised_base(plan, self.indicator, self.series, self.view),
        }
    }

    /// The day from which time counts.
    fn promised_end(&self, window_base: Known<NaiveDate>) -> Known<NaiveDate> {
        match (&self.base, self.axes.over) {
            // A kept target is watched over its own window, wherever the baseline lies.
            (_, Over::Every) => window_base,
            _ if self.axes.against == Against::YearBefore => {
                self.target.due.year_earlier().map(Period::end).ok_or(Reason::NoStart)
            }
            (Ok(point), _) => Ok(point.end),
            (Err(_), _) if self.gather() == Gather::Latest => {
                self.indicator.baseline.as_ref().map_or(window_base, |baseline| Ok(baseline.period.end()))
            }
            (Err(reason), _) => Err(*reason),
        }
    }

    /// The number that the indicator supplies for an input of the policy.
    ///
    /// # Errors
    /// [`Reason::NoInput`] if it supplies none.
    pub fn input(&self, input: usize) -> Known<&Exact> {
        match self.inputs.get(input) {
            Some(Ok(value)) => Ok(value),
            Some(Err(reason)) => Err(*reason),
            None => Err(Reason::NoInput),
        }
    }

    /// The number that an operand stands for.
    pub(crate) fn operand(&self, operand: &Operand) -> Known<Exact> {
        match operand {
            Operand::Number(number) => Ok(number.clone()),
            Operand::Input(input) => self.input(*input).cloned(),
        }
    }

    fn find_newest(&self) -> Known<Point> {
        self.newest_until(self.cutoff(), self.base_end.ok()).and_then(|newest| self.of_period_judged(newest))
    }

    /// The newest point, unless the policy wants that of the period judged and it is an older one. An event stays
    /// what it was.
    fn of_period_judged(&self, newest: Point) -> Known<Point> {
        let judged = self.view.at.filter(|_| self.view.lens.current == CurrentChoice::Judged);
        let is_older = |at: Period| newest.end < at.end().min(self.target.due.end());
        if judged.is_some_and(is_older) && self.axes.what != What::Date {
            return Err(Reason::NotReported);
        }
        Ok(newest)
    }

    /// The last day that a current figure may belong to.
    fn cutoff(&self) -> Option<NaiveDate> {
        let (at, due) = (self.view.at.map(Period::end), self.target.due.end());
        match self.view.lens.current {
            CurrentChoice::ByDue | CurrentChoice::Judged => Some(at.map_or(due, |at| at.min(due))),
            CurrentChoice::Newest => at,
        }
    }

    /// The newest figure, sum or product up to a day.
    pub(crate) fn newest_until(&self, cutoff: Option<NaiveDate>, after: Option<NaiveDate>) -> Known<Point> {
        if self.axes.what == What::Date {
            return seen::event(self.series, self.view.at.map(Period::end), self.view);
        }
        if self.axes.against == Against::Indicator {
            return self.newest_related(cutoff, after);
        }
        match self.gather() {
            Gather::Latest => {
                seen::latest(self.indicator, self.target, self.series, after, cutoff, self.view)
            }
            gather => {
                gather::gathered(self.indicator, self.series, gather, self.base_end?, cutoff, self.view)
            }
        }
    }

    /// Whether a point is older than the policy allows. An event stays what it was, and so does the
    /// figure of the due period.
    fn is_too_old(&self, point: &Point) -> bool {
        let ages = point.end < self.target.due.end() && self.axes.what != What::Date;
        let most = self.view.max_age.as_ref().filter(|_| ages);
        most.is_some_and(|most| years_between(point.end, self.view.judged_until()) > *most)
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
        if self.is_stale { Err(Reason::Stale) } else { self.newest.as_ref().map_err(|reason| *reason) }
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

    /// Whether the target states a number.
    ///
    /// # Errors
    /// Where another plan, or a later decision, states it; before it is published.
    pub fn quantified(&self) -> Known<bool> {
        match self.promise?.value() {
            Value::Number(_) | Value::Range { .. } => Ok(true),
            Value::Unquantified => Ok(false),
            Value::Delegated(_) => Err(Reason::Delegated),
            Value::Deferred(_) => Err(Reason::Deferred),
        }
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
        if self.axes.what == What::Date {
            return true;
        }
        let from_below =
            self.goal.as_ref().is_ok_and(|goal| goal.allowed.low.is_some() && goal.allowed.high.is_none());
        if self.target.form.is_count() {
            return from_below;
        }
        // Of what is not known yet nothing says that it could be lost; changes can be negative at any time.
        from_below
            && self.gather() == Gather::Sum
            && self.indicator.measure != Measure::Change
            && self.newest.as_ref().map_or(true, |newest| newest.nonnegative)
    }

    /// Whether it was declared a limit, or can only be one: a kept target, a cap or floor, or a
    /// comparator against the good direction.
    pub(crate) fn is_declared_limit(&self) -> bool {
        self.is_declared_limit
    }

    fn declares_limit(&self, goal: &Goal) -> bool {
        // A sign is there or not; so is the order of two rates of change, which begins anew every year.
        let is_relation =
            self.axes.against == Against::Indicator && self.indicator.measure == Measure::Change;
        if self.is_kept() || self.target.form == Form::Cap || self.axes.what == What::Sign || is_relation {
            return true;
        }
        let from_below = goal.allowed.low.is_some() && goal.allowed.high.is_none();
        let from_above = goal.allowed.high.is_some() && goal.allowed.low.is_none();
        if self.target.form.is_count() {
            // At most so many things is a limit; at least so many is not.
            return from_above;
        }
        if !self.axes.is_level() || self.gather() != Gather::Latest {
            return false;
        }
        match self.indicator.direction {
            Some(Direction::Increase) => from_above,
            Some(Direction::Decrease) => from_below,
            Some(Direction::None) => from_below || from_above,
            None => false,
        }
    }
}
