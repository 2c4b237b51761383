//! Results: verdicts as data, and how they are told.
//!
//! An [`Evaluator`] judges a plan and its observations by a policy, at a date. The [`Report`] borrows
//! all three; it holds one small decision a target, and recomputes facts and explanations when they
//! are asked for. [`Report::document`] is its owned form, which JSON is made of.

mod assessed;
mod assumed;
mod compare;
mod computed;
mod decided;
mod decomposed;
mod diff;
mod difference;
mod doc;
mod evaluate;
mod explain;
mod history;
#[cfg(feature = "json")]
mod json;
mod ledger;
mod levels;
mod lines;
mod looking;
mod markdown;
mod parts;
mod projected;
mod ranking;
mod task;
mod text;
mod verdict;
mod why;
mod withhold;

use chrono::NaiveDate;

pub use assumed::{AssumptionDoc, WhatIfDoc};
pub use compare::*;
pub use diff::*;
pub use difference::{ChangedDoc, DifferenceDoc, MovedDoc, OutcomeDoc, difference};
pub use doc::*;
use evaluate::next_due;
pub use evaluate::{Evaluation, Evaluator};
pub use explain::Explanation;
pub use history::{History, HistoryError};
#[cfg(feature = "schema")]
pub use json::schema;
#[cfg(feature = "json")]
pub use json::to_json;
pub use ledger::*;
pub use ranking::*;
pub use verdict::{Outcome, Verdict, VerdictRole};
pub use why::*;

use crate::known::Reason;
use crate::levels::Split;
use crate::period::Period;
use crate::plan::Plan;
use crate::policy::{Policy, Standing};
use crate::rollup::{IndicatorPart, Inputs, Memories, Rollup, Tally};
use crate::series::Observations;
pub use looking::{Looking, Supply};
use verdict::Judged;

/// What a policy says of a plan at a date.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    pub(crate) looking: Looking<'a>,
    /// The period judged, or the newest known if none was asked for.
    pub(crate) at: Option<Period>,
    pub(crate) judged: Vec<Judged>,
    /// For each indicator of the plan, the place in `judged` of its own verdict.
    pub(crate) own: Vec<Option<usize>>,
    /// The decompositions of the plan's indicators, where plans are evaluated together.
    pub(crate) decomposed: Vec<Split<'a>>,
    /// The observations as they were given, where figures were made of those of children.
    pub(crate) reported: Option<&'a Observations>,
}

impl<'a> Report<'a> {
    /// The plan.
    #[must_use]
    pub fn plan(&self) -> &'a Plan {
        self.looking.plan
    }

    /// The observations.
    #[must_use]
    pub fn data(&self) -> &'a Observations {
        self.looking.data
    }

    /// The policy.
    #[must_use]
    pub fn policy(&self) -> &'a Policy {
        self.looking.policy
    }

    /// What was known by this day counts.
    #[must_use]
    pub fn as_of(&self) -> NaiveDate {
        self.looking.view.as_of
    }

    /// The period judged: the one that was asked for, or the newest with a figure.
    #[must_use]
    pub fn at(&self) -> Option<Period> {
        self.at
    }

    /// The day judged: `as_of`, or the end of the period asked for if that is earlier.
    #[must_use]
    pub fn judged_until(&self) -> NaiveDate {
        self.looking.view.judged_until()
    }

    /// How many earlier evaluations count for it; `None` without a history.
    #[must_use]
    pub fn remembered(&self) -> Option<usize> {
        self.looking.memory.as_ref().map(history::Memory::len)
    }

    /// Every verdict, by indicator and target in the order of the plan; after the version of a target
    /// that counts, the others.
    pub fn verdicts(&self) -> impl Iterator<Item = Verdict<'_>> {
        (0..self.judged.len()).filter_map(|place| self.verdict(place))
    }

    /// The own verdict of every indicator that has one: that of its assured or plain target next due.
    pub fn indicators(&self) -> impl Iterator<Item = Verdict<'_>> {
        self.own.iter().flatten().filter_map(|place| self.verdict(*place))
    }

    /// The own verdict of the indicator with this id.
    #[must_use]
    pub fn indicator(&self, id: &str) -> Option<Verdict<'_>> {
        match self.looking.plan.subject(id)? {
            crate::plan::Subject::Indicator(index) => self.own_verdict(index),
            _ => None,
        }
    }

    /// The indicators that have no target, and so no verdict.
    pub fn without_target(&self) -> impl Iterator<Item = &'a crate::plan::Indicator> {
        let judged = self.policy().parameters().without_target;
        let indicators = self.looking.plan.indicators().iter();
        indicators.filter(move |indicator| indicator.targets().is_empty() && !judged)
    }

    /// How the indicators of the plan stand together.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.indicators().map(|verdict| verdict.standing()).collect()
    }

    /// The plan, its groups, tasks and organizations, rolled up.
    #[must_use]
    pub fn rollup(&self) -> Rollup {
        self.rolled_up(self.plan(), self.real_rollup().map(Box::new))
    }

    /// The roll-up of what was judged, with the tasks and groups of a plan of the same shape.
    fn rolled_up(&self, plan: &Plan, reality: Option<Box<Rollup>>) -> Rollup {
        let indicators =
            (0..self.looking.plan.indicators().len()).map(|index| self.indicator_part(index)).collect();
        let (as_of, until) = (self.looking.view.as_of, self.looking.view.judged_until());
        Rollup::of(Inputs {
            plan,
            policy: self.policy(),
            data: self.data(),
            as_of,
            until,
            indicators,
            memories: self
                .looking
                .memory
                .as_ref()
                .map_or_else(Memories::default, |memory| memory.of_parts(plan)),
            reality,
        })
    }

    /// What is known of an indicator by its own verdict.
    fn indicator_part(&self, indicator: usize) -> IndicatorPart {
        let due = self.due_of(indicator);
        let Some(verdict) = self.own_verdict(indicator) else {
            let (share, score) = (Err(Reason::NotQuantified), Err(Reason::NotQuantified));
            return IndicatorPart { standing: None, reason: None, share, score, veto: false, due, end: None };
        };
        let (standing, trajectory) = (verdict.standing(), verdict.trajectory());
        let reason = match standing {
            Standing::Undetermined => verdict.missing().first().map(|(_, reason)| *reason),
            _ => None,
        };
        let share = trajectory.share();
        let score = match verdict.score() {
            Some(score) => score.cloned(),
            None => Err(reason.unwrap_or(Reason::NoScore)),
        };
        let veto = match verdict.outcome() {
            Outcome::Decided(outcome) => outcome.is_veto(),
            _ => false,
        };
        let end = trajectory.current().ok().map(|point| point.end);
        IndicatorPart { standing: Some(standing), reason, share, score, veto, due, end }
    }

    /// When an indicator is due: by its own target or, where it only has others (stretch targets, outlooks), by the
    /// next of these.
    fn due_of(&self, indicator: usize) -> Option<Period> {
        let of = self.looking.plan.indicators().get(indicator)?;
        let number = match self.own.get(indicator)? {
            Some(place) => self.judged.get(*place)?.target?,
            None => next_due(of, self.at.map_or(self.as_of(), Period::end), |target| !target.is_undated())?,
        };
        let target = of.targets().get(number)?;
        (!target.is_undated()).then(|| target.due())
    }

    pub(crate) fn own_verdict(&self, indicator: usize) -> Option<Verdict<'_>> {
        self.verdict((*self.own.get(indicator)?)?)
    }

    pub(crate) fn verdict(&self, place: usize) -> Option<Verdict<'_>> {
        let judged = self.judged.get(place)?;
        let indicator = self.looking.plan.indicators().get(judged.indicator)?;
        let target = match judged.target {
            Some(number) => indicator.targets().get(number)?,
            None => &self.looking.plan.no_target,
        };
        Some(Verdict { report: self, judged, indicator, target })
    }
}
