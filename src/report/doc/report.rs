//! A report as a document: the plan as a whole, its parts, and who bears them.

use super::{
    BearerDoc, DiagnosticDoc, FactDoc, JudgementDoc, MilestoneDoc, OpenDoc, OutstandingDoc, PartDoc, PlanRef,
    REPORT_FORMAT, ReportDoc, ScoreDoc, SummaryDoc, TextDoc, color, policy_ref,
};
use crate::check::Diagnostics;
use crate::lang::Lang;
use crate::plan::{Bearer, Member, Subject};
use crate::policy::{Points, Table};
use crate::report::{Report, lines};
use crate::rollup::judge::Beside;
use crate::rollup::{BearerSummary, Judgement, MilestoneStanding, RolledScore, Scored, Summary, Tally};

impl Report<'_> {
    /// The report as an owned document, with every fact of the catalogue. `diagnostics` are what was
    /// said about plan and data when they were read, and stand at its end.
    #[must_use]
    pub fn document(&self, diagnostics: &Diagnostics) -> ReportDoc {
        let (plan, policy, rollup) = (self.plan(), self.policy(), self.rollup());
        let groups = plan.groups().iter().zip(&rollup.groups).enumerate();
        ReportDoc {
            format: REPORT_FORMAT.to_owned(),
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            plan: PlanRef { id: plan.id().to_owned(), title: plan.title().to_owned() },
            policy: policy_ref(policy),
            as_of: self.as_of().to_string(),
            at: self.at().map(|period| period.to_string()),
            what_if: self.what_if(),
            judged_until: self.judged_until().to_string(),
            version: self.looking.version.asked().map(str::to_owned),
            remembered: self.remembered(),
            indicators: self.verdicts().map(|verdict| verdict.document()).collect(),
            without_target: self.without_target().map(|indicator| indicator.id().to_owned()).collect(),
            summary: self.summary(&rollup.plan),
            judgement: self.judgement(&rollup.plan, policy.group_table(), &rollup.beside(plan, policy, None)),
            groups: groups
                .map(|(index, (group, of))| {
                    let beside = rollup.beside(plan, policy, Some(Scored::Group(index)));
                    let ids = |members: &[Member], subject: fn(usize) -> Subject| {
                        let subjects = members.iter().map(|member| subject(member.index));
                        subjects.filter_map(|of| plan.id_of(of)).map(str::to_owned).collect()
                    };
                    let parent = group.parent().and_then(|parent| plan.groups().get(parent));
                    PartDoc {
                        id: group.id().to_owned(),
                        title: group.title().to_owned(),
                        parent: parent.map(|parent| parent.id().to_owned()),
                        indicators: ids(group.indicators(), Subject::Indicator),
                        tasks: ids(group.tasks(), Subject::Task),
                        judgement: self.judgement(of, policy.group_table(), &beside),
                        summary: self.summary(of),
                    }
                })
                .collect(),
            tasks: (0..plan.tasks().len()).filter_map(|index| self.task(&rollup, index)).collect(),
            milestones: rollup.milestones.iter().filter_map(|milestone| self.milestone(milestone)).collect(),
            duties: rollup.duties.iter().filter_map(|duty| self.duty(duty)).collect(),
            organizations: rollup.bearers.iter().map(|bearer| self.bearer(bearer)).collect(),
            gaps: self.gaps(),
            decompositions: self.decomposed_docs(),
            diagnostics: diagnostics.iter().map(DiagnosticDoc::from).collect(),
        }
    }

    pub(super) fn judgement(
        &self,
        summary: &Summary,
        table: Option<&Table>,
        beside: &Beside<'_>,
    ) -> Option<JudgementDoc> {
        let (judgement, table, policy) = (summary.judgement?, table?, self.policy());
        let told = lines::judgement(judgement, policy);
        let facts = summary.facts(table, beside);
        let columns = table.columns().iter().enumerate();
        let known = |slot: usize| facts.get(slot).cloned();
        let decision = match judgement {
            Judgement::Decided(decision) => Some(decision),
            Judgement::NotAssessed => None,
        };
        let name_of = |slot: usize| Some(table.columns().get(slot)?.name().to_owned());
        let open = decision.filter(|decision| decision.outcome().is_none());
        Some(JudgementDoc {
            outcome: told.id().to_owned(),
            label: TextDoc { zh: told.label(Lang::Zh).to_owned(), en: told.label(Lang::En).to_owned() },
            standing: told.standing().word().to_owned(),
            color: color(told),
            row: decision
                .and_then(|decision| table.rows().get(decision.row()?))
                .map(|row| row.id().to_owned()),
            possible: decision
                .into_iter()
                .flat_map(crate::decide::Decision::possible)
                .filter_map(|outcome| policy.outcomes().get(outcome))
                .map(|outcome| outcome.id().to_owned())
                .collect(),
            missing: open
                .into_iter()
                .flat_map(crate::decide::Decision::missing)
                .filter_map(name_of)
                .collect(),
            facts: columns
                .map(|(slot, column)| (column.name().to_owned(), FactDoc::from(known(slot))))
                .collect(),
        })
    }

    fn score(&self, score: &RolledScore) -> Option<ScoreDoc> {
        let plan = self.plan();
        let id_of = |of: Scored| match of {
            Scored::Indicator(index) => plan.indicators().get(index).map(|of| of.id().to_owned()),
            Scored::Task(index) => plan.tasks().get(index).map(|of| of.id().to_owned()),
            Scored::Group(index) => plan.groups().get(index).map(|of| of.id().to_owned()),
        };
        let without = score.without.iter();
        self.policy().has_scores().then(|| ScoreDoc {
            points: FactDoc::from(score.points.clone().map(Points::fact)),
            coverage: score.coverage.to_string(),
            without: without
                .filter_map(|(of, reason)| {
                    Some(OpenDoc { id: id_of(*of)?, reason: reason.word().to_owned() })
                })
                .collect(),
        })
    }

    fn milestone(&self, standing: &MilestoneStanding) -> Option<MilestoneDoc> {
        let task = self.plan().tasks().get(standing.task)?;
        let milestone = task.milestones().get(standing.milestone)?;
        Some(MilestoneDoc {
            id: milestone.id().to_owned(),
            title: milestone.title().to_owned(),
            task: task.id().to_owned(),
            due: milestone.due().to_string(),
            standing: standing.standing.word().to_owned(),
            reached: standing.reached.map(|date| date.to_string()),
            reason: standing.reason.map(|reason| reason.word().to_owned()),
        })
    }

    fn bearer(&self, bearer: &BearerSummary) -> BearerDoc {
        let plan = self.plan();
        let kind = match bearer.bearer {
            Bearer::Organization(_) => "organization",
            Bearer::Post(_) => "post",
        };
        let id = |subject: Subject| plan.id_of(subject).map(str::to_owned);
        let ids = |subjects: &[Subject]| subjects.iter().filter_map(|subject| id(*subject)).collect();
        let each = |indices: &[usize], subject: fn(usize) -> Subject| {
            indices.iter().filter_map(|index| id(subject(*index))).collect()
        };
        let through = bearer.through.iter().filter_map(|index| plan.organizations().get(*index));
        BearerDoc {
            id: plan.bearer_id(bearer.bearer).unwrap_or_default().to_owned(),
            name: plan.bearer_name(bearer.bearer).unwrap_or_default().to_owned(),
            kind: kind.to_owned(),
            role: bearer.role.word().to_owned(),
            tasks: each(&bearer.tasks, Subject::Task),
            indicators: each(&bearer.indicators, Subject::Indicator),
            duties: each(&bearer.duties, Subject::Duty),
            open_ended: bearer.open_lists > 0,
            open_lists: bearer.open_lists,
            through: through.map(|of| of.id().to_owned()).collect(),
            overdue: ids(&bearer.overdue),
            without_figures: ids(&bearer.without_figures),
            without_date: ids(&bearer.undated),
            of_tasks: OutstandingDoc {
                overdue: bearer.of_tasks.overdue,
                without_figures: bearer.of_tasks.without_figures,
                without_date: bearer.of_tasks.undated,
            },
            summary: self.summary(&bearer.summary),
        }
    }

    pub(in crate::report) fn summary(&self, summary: &Summary) -> SummaryDoc {
        let indicators = self.plan().indicators();
        let id_of = |index: usize| indicators.get(index).map(|indicator| indicator.id().to_owned());
        let subject = |subject: Subject| self.plan().id_of(subject).map(str::to_owned);
        let open = |id: Option<String>, reason: &crate::facts::Reason| {
            Some(OpenDoc { id: id?, reason: reason.word().to_owned() })
        };
        let counts = |tally: &Tally| tally.iter().map(|(of, count)| (of.word().to_owned(), count)).collect();
        SummaryDoc {
            total: summary.tally.total(),
            counts: counts(&summary.tally),
            tasks: summary.tasks.total(),
            task_counts: counts(&summary.tasks),
            progress: summary.progress.value.as_ref().map(ToString::to_string),
            progress_coverage: summary.progress.coverage.to_string(),
            weighted_share: summary.share.value.as_ref().map(ToString::to_string),
            coverage: summary.share.coverage.to_string(),
            vetoes: summary.vetoes,
            vetoed_by: summary.vetoed_by.iter().filter_map(|index| id_of(*index)).collect(),
            undetermined: summary
                .undetermined
                .iter()
                .filter_map(|(of, reason)| open(subject(*of), reason))
                .collect(),
            left_out: summary.left_out.iter().filter_map(|(of, reason)| open(id_of(*of), reason)).collect(),
            score: self.score(&summary.score),
        }
    }
}
