//! What is assumed never makes a task, a group or the plan attained or missed.

use chrono::NaiveDate;
use foldhash::HashMap;

use super::judge::{Beside, Judgement};
use super::summary::Summary;
use crate::plan::{Assumed, Plan};
use crate::policy::{Policy, Standing, Table, bit};

/// The milestones that a what-if assumes to be reached, by task and number, and when.
pub(super) fn assumed_milestones(plan: &Plan) -> HashMap<(usize, usize), NaiveDate> {
    let all = plan.assumptions().into_iter().flat_map(|assumptions| assumptions.all());
    let reached = all.filter_map(|assumption| match assumption.what() {
        Assumed::Reached { task, milestone, on, .. } => Some(((*task, *milestone), *on)),
        _ => None,
    });
    reached.collect()
}

impl Summary {
    /// Judges it by a table. Where that would say for good how it ended, what a what-if makes other than it is in
    /// reality is withheld, and the table is asked again.
    pub(super) fn judge(
        &mut self,
        table: &Table,
        beside: &Beside<'_>,
        policy: &Policy,
        real: Option<(&Self, Beside<'_>)>,
    ) {
        let is_final = |judgement: Judgement| {
            matches!(judgement.standing(policy), Standing::Attained | Standing::Missed)
        };
        let mut judgement = self.judged(table, beside);
        if let Some((real, real_beside)) = real.filter(|_| is_final(judgement)) {
            let (facts, reality) = (self.facts(table, beside), real.facts(table, &real_beside));
            for (slot, place) in (0u8..).zip(0..table.columns().len()) {
                if facts.get(place) != reality.get(place) {
                    self.withheld |= bit(slot);
                }
            }
            judgement = self.judged(table, beside);
        }
        self.judgement = Some(judgement);
    }
}
