//! What is assumed never makes a task, a group or the plan attained or missed.

use super::{Judgement, Rollup, Summary};
use crate::decide::{Silent, decide};
use crate::facts::PartFact;
use crate::policy::{Policy, Standing, Table};

impl Rollup {
    /// Takes judgements back that say for good how something ended and rest on what a what-if assumes: what reality
    /// does not say. `real` is the same plan, rolled up without the assumptions.
    pub(crate) fn withhold(&mut self, real: &Self, policy: &Policy) {
        if let Some(table) = policy.group_table() {
            self.plan.withhold(&real.plan, table, policy);
            for (group, real) in self.groups.iter_mut().zip(&real.groups) {
                group.withhold(real, table, policy);
            }
        }
        if let Some(table) = policy.task_table() {
            for (task, real) in self.tasks.iter_mut().zip(&real.tasks) {
                task.withhold(real, table, policy);
            }
        }
    }
}

impl Summary {
    fn withhold(&mut self, real: &Self, table: &Table, policy: &Policy) {
        let is_final = |judgement: Judgement| {
            matches!(judgement.standing(policy), Standing::Attained | Standing::Missed)
        };
        if !self.judgement.is_some_and(is_final) {
            return;
        }
        let differs = |fact: &&PartFact| self.fact(**fact) != real.fact(**fact);
        self.withheld = PartFact::ALL.iter().filter(differs).copied().collect();
        self.judgement = Some(Judgement::Decided(decide(table, &self.facts(table), &mut Silent)));
    }
}
