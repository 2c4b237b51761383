//! What a plan leaves open: who answers, by when, and how words are judged.

use std::collections::HashSet;

use super::{Bearer, Collective, Plan, Role, Subject, Task, Value, leaves_first};
use crate::known::Reason;

/// What a plan leaves open about responsibility and dates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// Tasks, indicators and duties for which nobody is named, neither for them nor for a task above them that they
    /// belong to.
    pub without_owner: Vec<Subject>,
    /// Tasks, qualitative indicators and duties without a date.
    pub without_date: Vec<Subject>,
    /// The lists that ended with 等: for what, in which role, and who stands there.
    pub open_lists: Vec<(Subject, Role, Bearer)>,
    /// The organizations that stand for several whose list is open.
    pub open_collectives: Vec<usize>,
    /// Qualitative indicators that cannot be assessed, and why.
    pub not_assessable: Vec<(usize, Reason)>,
}

impl Plan {
    /// What the plan leaves open about responsibility and dates.
    #[must_use]
    pub fn gaps(&self) -> Gaps {
        let carried: HashSet<Subject> =
            self.responsibilities.iter().filter(|one| one.role.carries()).map(|one| one.subject).collect();
        let owned = self.owned_tasks(&carried);
        let mut gaps = Gaps::default();
        let mut served: HashSet<usize> = HashSet::new();
        for (index, (task, owned)) in self.tasks.iter().zip(&owned).enumerate() {
            if *owned {
                served.extend(&task.indicators);
            } else {
                gaps.without_owner.push(Subject::Task(index));
            }
            if task.due.is_none() {
                gaps.without_date.push(Subject::Task(index));
            }
        }
        for (index, indicator) in self.indicators.iter().enumerate() {
            let subject = Subject::Indicator(index);
            if !carried.contains(&subject) && !served.contains(&index) && !indicator.targets.is_empty() {
                gaps.without_owner.push(subject);
            }
            if indicator.is_undated() {
                gaps.without_date.push(subject);
            }
            let lack = indicator.targets.iter().find_map(|target| {
                let assessment = target.assessment()?;
                let scale = *target.promise.value() != Value::Unquantified || !assessment.evidence.is_empty();
                let waits = matches!(target.promise.value(), Value::Delegated(_) | Value::Deferred(_));
                match () {
                    () if waits || target.form.is_rank() && scale => None,
                    () if !scale => Some(Reason::NoScale),
                    () if assessment.judge.is_none() => Some(Reason::NoJudge),
                    () if !assessment.dated => Some(Reason::NoDue),
                    () => None,
                }
            });
            gaps.not_assessable.extend(lack.map(|reason| (index, reason)));
        }
        for (index, duty) in self.duties.iter().enumerate() {
            let subject = Subject::Duty(index);
            if !carried.contains(&subject) {
                gaps.without_owner.push(subject);
            }
            if duty.due.is_none() && duty.frequency.is_none() {
                gaps.without_date.push(subject);
            }
        }
        let open = self.responsibilities.iter().filter(|one| one.open_ended);
        gaps.open_lists = open.map(|one| (one.subject, one.role, one.bearer)).collect();
        let open = self.organizations.iter().enumerate().filter(|(_, of)| of.collective == Collective::Open);
        gaps.open_collectives = open.map(|(index, _)| index).collect();
        gaps
    }

    /// For each task whether someone carries it or a task above it.
    fn owned_tasks(&self, carried: &HashSet<Subject>) -> Vec<bool> {
        let parents: Vec<Option<usize>> = self.tasks.iter().map(Task::parent).collect();
        let mut owned = vec![false; self.tasks.len()];
        for index in leaves_first(&parents).into_iter().rev() {
            let above = parents.get(index).copied().flatten().and_then(|parent| owned.get(parent).copied());
            if let Some(own) = owned.get_mut(index) {
                *own = above == Some(true) || carried.contains(&Subject::Task(index));
            }
        }
        owned
    }
}
