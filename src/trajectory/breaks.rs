//! Breaks of a series: from a period on its figures are not comparable with those before.

use chrono::NaiveDate;

use super::{Point, Trajectory};
use crate::known::{Known, Reason};
use crate::period::Period;
use crate::plan::{Against, Baseline, Break, Form, Gather, Over, What};

impl<'a> Trajectory<'a> {
    /// The first day of the newest break that does not lie after the newest figure.
    pub(crate) fn comparable_from(&self) -> Option<NaiveDate> {
        let newest = self.newest.as_ref().ok()?.end;
        self.indicator.breaks.iter().map(|own| own.period.start()).rfind(|start| *start <= newest)
    }

    /// Whether what lies between base and current value can be compared.
    ///
    /// # Errors
    /// [`Reason::Break`].
    pub(crate) fn unbroken(&self) -> Known<()> {
        let Some(from) = self.comparable_from() else { return Ok(()) };
        if self.restated_for().is_some_and(|own| own.period.start() == from) {
            return Ok(());
        }
        let base = self.base_end?;
        // A sum begins on the day after its base, which is no figure.
        let first = match self.gather() {
            Gather::Latest => Some(base),
            Gather::Sum | Gather::Product => base.succ_opt(),
        };
        if first.is_some_and(|first| first >= from) { Ok(()) } else { Err(Reason::Break) }
    }

    /// What the plan states of the base, by the definition of the newest figure.
    #[must_use]
    pub fn baseline(&self) -> Option<&'a Baseline> {
        let restated = self.restated_for().and_then(|own| own.baseline.as_ref());
        restated.or(self.indicator.baseline.as_ref())
    }

    /// The break that the base was restated for.
    #[must_use]
    pub fn restated_for(&self) -> Option<&'a Break> {
        self.indicator.breaks.get(self.restated?)
    }

    /// Measures from the baseline as it was restated for the newest figure, if it was. A judgement of an earlier
    /// period, whose newest figure lies before the break, keeps the old one.
    pub(super) fn restate(&mut self) {
        let Ok(newest) = self.newest.as_ref().map(|newest| newest.end) else { return };
        let Some((place, baseline)) = self.restatement(newest) else { return };
        self.restated = Some(place);
        self.base = Ok(Point::of_baseline(baseline));
        // A kept target is watched over its own window, and growth in a year begins where the year does.
        if self.axes.over != Over::Every && self.axes.against != Against::YearBefore {
            self.base_end = Ok(baseline.period.end());
        }
        self.goal = self.promise.and_then(|promise| self.goal_of(promise));
        self.is_declared_limit = self.goal.as_ref().is_ok_and(|goal| self.declares_limit(goal));
    }

    /// The newest break up to a day that restates the base of the target, by its place.
    fn restatement(&self, newest: NaiveDate) -> Option<(usize, &'a Baseline)> {
        let has_base = self.gather() == Gather::Latest && self.axes.what != What::Date;
        if !has_base || !self.is_issued || self.target.form == Form::Pace {
            return None;
        }
        let year_before = self.target.due.year_earlier();
        let serves = |own: &Break, baseline: &Baseline| match self.axes.against {
            Against::Nothing | Against::Base => baseline.period.end() < newest,
            Against::YearBefore => {
                let from_before = |year: Period| year == baseline.period && year.end() < own.period.start();
                year_before.is_some_and(from_before)
            }
            // The plan states nothing of the other at the new definition, nor of a path by it.
            Against::Indicator | Against::Path => false,
        };
        let breaks = self.indicator.breaks.iter().enumerate().rev();
        breaks.filter(|(_, own)| own.period.start() <= newest).find_map(|(place, own)| {
            let baseline = own.baseline.as_ref()?;
            serves(own, baseline).then_some((place, baseline))
        })
    }
}
