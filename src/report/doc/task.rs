//! Tasks, duties and gaps of a report as documents.

use super::{DeliverableDoc, DutyDoc, FactDoc, GapsDoc, OpenDoc, OpenListDoc, TaskDoc};
use crate::facts::{FactValue, TaskFact};
use crate::plan::{Subject, Task};
use crate::report::Report;
use crate::rollup::{DutyStanding, Rollup, Scored};
use crate::series::Occurrence;

impl Report<'_> {
    pub(super) fn task(&self, rollup: &Rollup, index: usize) -> Option<TaskDoc> {
        let (plan, policy) = (self.plan(), self.policy());
        let task = plan.tasks().get(index)?;
        let (summary, state) = rollup.tasks.get(index).zip(rollup.states.get(index))?;
        let beside = rollup.beside(plan, policy, Some(Scored::Task(index)));
        let fact = |fact: TaskFact| FactDoc::from(state.fact(fact));
        let by = state.completion.by.filter(|by| *by <= state.until);
        let disagreements = state.disagreements.iter();
        Some(TaskDoc {
            id: task.id().to_owned(),
            title: task.title().to_owned(),
            kind: task.kind().map(str::to_owned),
            parent: task
                .parent()
                .and_then(|parent| plan.tasks().get(parent))
                .map(|task| task.id().to_owned()),
            due: state.due.map(|due| due.to_string()),
            judgement: self.judgement(summary, policy.task_table(), &beside),
            progress_by: state.by.map(|by| by.word().to_owned()),
            progress: fact(TaskFact::Progress),
            progress_coverage: state.coverage.to_string(),
            scheduled: fact(TaskFact::Scheduled),
            done: FactDoc::from(state.done().map(FactValue::YesNo)),
            completed: by.map(|day| day.to_string()),
            overdue: state.is_overdue(),
            disagreements: disagreements
                .map(|(by, share)| (by.word().to_owned(), share.to_string()))
                .collect(),
            reported: state.reported.map(|day| day.to_string()),
            earliest_start: state.planned.start.map(|day| day.to_string()),
            earliest_finish: state.planned.finish.map(|day| day.to_string()),
            blocked: fact(TaskFact::Blocked),
            held_up_by: state.planned.held_up_by.and_then(|by| plan.id_of(by)).map(str::to_owned),
            holds_up: state.planned.holds_up,
            indicators: task
                .indicators()
                .iter()
                .filter_map(|of| plan.id_of(Subject::Indicator(*of)))
                .map(str::to_owned)
                .collect(),
            deliverables: self.deliverables(index, task),
            summary: self.summary(summary),
            reasons: self.task_statements(rollup, index),
        })
    }

    /// What a task delivers, with the days by which it is known to be there.
    fn deliverables(&self, index: usize, task: &Task) -> Vec<DeliverableDoc> {
        let reached = |number: usize| {
            let events = self.data().about(self.plan(), Subject::Deliverable(index, number));
            Occurrence::of(events, self.as_of()).by.filter(|by| *by <= self.judged_until())
        };
        let each = task.deliverables().iter().enumerate().map(|(number, of)| DeliverableDoc {
            id: of.id().to_owned(),
            title: of.title().to_owned(),
            due: of.due().map(|due| due.to_string()),
            reached: reached(number).map(|day| day.to_string()),
        });
        each.collect()
    }

    pub(super) fn duty(&self, of: &DutyStanding) -> Option<DutyDoc> {
        let duty = self.plan().duties().get(of.duty)?;
        Some(DutyDoc {
            id: duty.id().to_owned(),
            title: duty.title().to_owned(),
            kind: duty.kind().map(str::to_owned),
            frequency: duty.frequency().map(|frequency| frequency.word().to_owned()),
            due: duty.due().map(|due| due.to_string()),
            standing: of.standing.word().to_owned(),
            reason: of.reason.map(|reason| reason.word().to_owned()),
            times_due: of.due,
            times_done: of.done,
            last: of.last.map(|day| day.to_string()),
        })
    }

    pub(super) fn gaps(&self) -> GapsDoc {
        let plan = self.plan();
        let gaps = plan.gaps();
        let id = |subject: Subject| plan.id_of(subject).map(str::to_owned);
        let ids = |subjects: &[Subject]| subjects.iter().filter_map(|subject| id(*subject)).collect();
        let open = gaps.open_lists.iter().filter_map(|(subject, role, bearer)| {
            let organization = plan.bearer_id(*bearer)?.to_owned();
            Some(OpenListDoc { id: id(*subject)?, role: role.word().to_owned(), organization })
        });
        let collectives = gaps.open_collectives.iter().filter_map(|index| plan.organizations().get(*index));
        let words = gaps.not_assessable.iter().filter_map(|(index, reason)| {
            Some(OpenDoc { id: id(Subject::Indicator(*index))?, reason: reason.word().to_owned() })
        });
        GapsDoc {
            without_owner: ids(&gaps.without_owner),
            without_date: ids(&gaps.without_date),
            open_lists: open.collect(),
            open_collectives: collectives.map(|of| of.id().to_owned()).collect(),
            not_assessable: words.collect(),
        }
    }
}
