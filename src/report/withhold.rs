//! What is assumed never makes a target attained or missed, whatever the policy.
//!
//! Assumed figures count as current values, so that a policy can say what would follow for the way. Where that would
//! be an outcome with the standing attained or missed, the facts that rest on an assumption are withheld, first those
//! of the row that decided, and the table is asked again: it answers with what real figures say for certain, or that
//! it is undetermined, and by which facts.

use super::Report;
use super::evaluate::Judge;
use super::looking::Looking;
use crate::decide::{Decision, Silent, decide};
use crate::facts::{Column, Fact, FactSet, Reason, Source};
use crate::plan::{Assumed, Assumption, Indicator, Plan, Target};
use crate::policy::Standing;
use crate::rollup::Rollup;
use crate::trajectory::{Trajectory, VersionChoice};

impl<'a> Report<'a> {
    /// The roll-up without figures and milestones that are assumed, where there are some and the policy judges more
    /// than indicators.
    pub(super) fn real_rollup(&self) -> Option<Rollup> {
        let assumptions = self.plan().assumptions()?;
        let is_event =
            |one: &Assumption| matches!(one.what(), Assumed::Figure { .. } | Assumed::Reached { .. });
        let judges = self.policy().task_table().is_some() || self.policy().group_table().is_some();
        if !judges || !assumptions.all().iter().any(is_event) {
            return None;
        }
        let plan = Plan { assumptions: None, ..self.plan().clone() };
        Some(self.in_reality().rolled_up(&plan, None))
    }

    /// The same targets, judged by what is reported alone.
    fn in_reality(&self) -> Self {
        let looking = self.looking.in_reality();
        let mut judge = Judge { looking: &looking, facts: FactSet::new() };
        let judged = self.judged.iter().map(|own| {
            let indicator = self.plan().indicators().get(own.indicator);
            let target = match (own.target, indicator) {
                (Some(target), Some(indicator)) => indicator.targets().get(target),
                _ => Some(&self.plan().no_target),
            };
            let mut real = own.clone();
            if let (Some(indicator), Some(target)) = (indicator, target) {
                real.finding = judge.finding(own.indicator, indicator, target, &own.version).0;
            }
            real
        });
        let judged = judged.collect();
        let (decomposed, reported) = (self.decomposed.clone(), self.reported);
        Self { looking, at: self.at, judged, own: self.own.clone(), decomposed, reported }
    }
}

impl<'a> Looking<'a> {
    /// The same without what is assumed.
    fn in_reality(&self) -> Self {
        let mut looking = self.clone();
        looking.view.assumed = false;
        looking.further.iter_mut().for_each(|view| view.assumed = false);
        looking.reality.clear();
        looking
    }

    /// Withholds from facts what an outcome may not rest on.
    pub(super) fn withhold(
        &self,
        facts: &mut FactSet,
        indicator: (usize, &'a Indicator),
        target: &'a Target,
        version: &VersionChoice,
    ) {
        let table = self.policy.table();
        if !self.is_final(decide(table, facts, &mut Silent)) {
            return;
        }
        let columns = self.policy.columns();
        let mut real = FactSet::new();
        real.reset(columns.len());
        for (lens, view) in self.reality.iter().enumerate() {
            real.fill(columns, lens, &self.seen_through(indicator, target, version, view));
        }
        self.fill_beside(&mut real, indicator, target, version);
        let seen: Vec<Trajectory<'_>> =
            (0..self.reality.len()).map(|lens| self.trajectory(indicator, target, version, lens)).collect();
        let rests = |(slot, column): (usize, &Column)| {
            // What the assumption changed, and what it merely confirms.
            facts.get(slot) != real.get(slot) || rests_on_assumption(column, &seen)
        };
        let rests: Vec<bool> = columns.iter().enumerate().map(rests).collect();
        let mut decision = decide(table, facts, &mut Silent);
        while self.is_final(decision) {
            let row = decision.row().and_then(|row| table.rows().get(row));
            let asked: Vec<usize> =
                row.into_iter().flat_map(|row| row.cells()).map(|cell| cell.slot()).collect();
            // The row itself may rest on nothing assumed, and yet be reached only because of what is.
            let withheld =
                set_aside(facts, &rests, asked.into_iter()) || set_aside(facts, &rests, 0..columns.len());
            if !withheld {
                break;
            }
            decision = decide(table, facts, &mut Silent);
        }
    }

    /// Whether an outcome says for good how a target ended.
    fn is_final(&self, decision: Decision) -> bool {
        let outcome = decision.outcome().and_then(|index| self.policy.outcomes().get(index));
        outcome.is_some_and(|outcome| matches!(outcome.standing(), Standing::Attained | Standing::Missed))
    }
}

/// Makes those of some facts unknown that rest on an assumption; whether any was known before.
fn set_aside(facts: &mut FactSet, rests: &[bool], slots: impl Iterator<Item = usize>) -> bool {
    let mut any = false;
    for slot in slots.filter(|slot| rests.get(*slot) == Some(&true)) {
        if facts.get(slot).err() != Some(Reason::Assumed) {
            facts.set(slot, Err(Reason::Assumed));
            any = true;
        }
    }
    any
}

/// Whether a column is computed from an assumed figure, even if it is what real figures make it too.
fn rests_on_assumption(column: &Column, seen: &[Trajectory<'_>]) -> bool {
    let Source::Formula(formula) = column.source() else { return false };
    let Some(seen) = seen.get(formula.lens) else { return false };
    let newest = seen.newest.as_ref().is_ok_and(|point| point.is_assumed());
    let base = seen.base().is_ok_and(|point| point.is_assumed());
    match formula.fact {
        // These two look after themselves: they are unknown where they would rest on an assumption.
        Fact::Attained | Fact::DueObserved => false,
        Fact::Base | Fact::Goal | Fact::Limit | Fact::RequiredRate | Fact::LimitFactor | Fact::TwoSided => {
            base
        }
        fact => fact.needs_figures() && (newest || base),
    }
}
