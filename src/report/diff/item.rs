//! What a report says something of, and how the other report is asked for the same.

use super::super::doc::{
    BearerDoc, DecomposedDoc, DutyDoc, FactDoc, JudgementDoc, MilestoneDoc, PartDoc, ReportDoc, SummaryDoc,
    TaskDoc, TextDoc, VerdictDoc,
};
use super::{CoveredDoc, StateDoc};
use crate::plan::words::vocabulary;
use crate::policy::Standing;
use crate::report::VerdictRole;

vocabulary! {
    /// What can change.
    ChangeKind {
        /// A verdict that counts for its indicator.
        Indicator = "indicator", "指标";
        /// A verdict on another target of an indicator.
        Target = "target", "其他目标";
        /// A verdict by a version of a target that is not in force.
        Version = "version", "其他版本";
        /// A milestone of a task.
        Milestone = "milestone", "里程碑";
        /// The plan as a whole.
        Plan = "plan", "规划";
        /// A group.
        Group = "group", "分组";
        /// A task.
        Task = "task", "任务";
        /// A duty of monitoring.
        Duty = "duty", "监测评估职责";
        /// An organization in a role.
        Organization = "organization", "责任单位";
        /// A post in a role.
        Post = "post", "责任岗位";
        /// What an indicator is decomposed into.
        Decomposition = "decomposition", "分解";
    }
}

/// What something is found by in the other report. Nothing but this decides what is compared with what.
pub(super) type Key<'r> = (&'static str, &'r str, Option<&'r str>, Option<&'r str>);

/// One thing that a report says something of.
#[derive(Clone, Copy)]
pub(super) enum Item<'r> {
    Verdict(&'r VerdictDoc),
    Milestone(&'r MilestoneDoc),
    Part(Part<'r>),
    Task(&'r TaskDoc),
    Duty(&'r DutyDoc),
    Bearer(&'r BearerDoc),
    Decomposition(&'r DecomposedDoc),
}

/// The plan or a group.
#[derive(Clone, Copy)]
pub(super) struct Part<'r> {
    id: &'r str,
    title: &'r str,
    pub(super) judgement: Option<&'r JudgementDoc>,
    summary: &'r SummaryDoc,
    /// The group; nothing for the plan.
    pub(super) group: Option<&'r PartDoc>,
}

/// Everything that a report says something of, in its order.
pub(super) fn items(report: &ReportDoc) -> Vec<Item<'_>> {
    let (judgement, summary) = (report.judgement.as_ref(), &report.summary);
    let whole = Part { id: &report.plan.id, title: &report.plan.title, judgement, summary, group: None };
    let mut items: Vec<Item<'_>> = report.indicators.iter().map(Item::Verdict).collect();
    items.extend(report.milestones.iter().map(Item::Milestone));
    items.push(Item::Part(whole));
    items.extend(report.groups.iter().map(of_group));
    items.extend(report.tasks.iter().map(Item::Task));
    items.extend(report.duties.iter().map(Item::Duty));
    items.extend(report.organizations.iter().map(Item::Bearer));
    items.extend(report.decompositions.iter().map(Item::Decomposition));
    items
}

fn of_group(of: &PartDoc) -> Item<'_> {
    let (judgement, summary) = (of.judgement.as_ref(), &of.summary);
    Item::Part(Part { id: &of.id, title: &of.title, judgement, summary, group: Some(of) })
}

impl<'r> Item<'r> {
    /// What it is found by. A target in force is found by its id, whichever version that is.
    pub(super) fn key(self) -> Key<'r> {
        match self {
            Self::Verdict(of) => {
                let version = is_other_version(of).then(|| of.version.as_deref().unwrap_or_default());
                ("verdict", &of.id, of.target.as_deref(), version)
            }
            Self::Milestone(of) => (ChangeKind::Milestone.word(), &of.id, None, None),
            Self::Part(of) => (of.kind().word(), of.id, None, None),
            Self::Task(of) => (ChangeKind::Task.word(), &of.id, None, None),
            Self::Duty(of) => (ChangeKind::Duty.word(), &of.id, None, None),
            Self::Bearer(of) => (bearer_kind(of).word(), &of.id, Some(&of.role), None),
            Self::Decomposition(of) => (ChangeKind::Decomposition.word(), &of.id, Some(&of.indicator), None),
        }
    }

    /// What kind of thing it is by itself.
    pub(super) fn kind(self) -> ChangeKind {
        match self {
            Self::Verdict(of) if is_other_version(of) => ChangeKind::Version,
            Self::Verdict(of) if of.role == VerdictRole::Own.word() => ChangeKind::Indicator,
            Self::Verdict(_) => ChangeKind::Target,
            Self::Milestone(_) => ChangeKind::Milestone,
            Self::Part(of) => of.kind(),
            Self::Task(_) => ChangeKind::Task,
            Self::Duty(_) => ChangeKind::Duty,
            Self::Bearer(of) => bearer_kind(of),
            Self::Decomposition(_) => ChangeKind::Decomposition,
        }
    }

    pub(super) fn id(self) -> &'r str {
        self.key().1
    }

    pub(super) fn name(self) -> &'r str {
        match self {
            Self::Verdict(of) => &of.name,
            Self::Milestone(of) => &of.title,
            Self::Part(of) => of.title,
            Self::Task(of) => &of.title,
            Self::Duty(of) => &of.title,
            Self::Bearer(of) => &of.name,
            // A report of an earlier version of the library does not have the name.
            Self::Decomposition(of) if of.name.is_empty() => &of.indicator,
            Self::Decomposition(of) => &of.name,
        }
    }

    /// What it belongs to: the task of a milestone, the task or group above, the indicator that is decomposed.
    pub(super) fn belongs_to(self) -> Option<&'r str> {
        match self {
            Self::Milestone(of) => Some(&of.task),
            Self::Part(of) => of.group?.parent.as_deref(),
            Self::Task(of) => of.parent.as_deref(),
            Self::Decomposition(of) => Some(&of.indicator),
            Self::Verdict(_) | Self::Duty(_) | Self::Bearer(_) => None,
        }
    }

    /// What a decomposition splits by.
    pub(super) fn axis(self) -> Option<&'r str> {
        match self {
            Self::Decomposition(of) => of.axis.as_deref(),
            _ => None,
        }
    }

    /// The unit of an indicator.
    pub(super) fn unit(self) -> Option<&'r str> {
        match self {
            Self::Verdict(of) => Some(&of.unit),
            Self::Decomposition(of) => Some(&of.unit),
            _ => None,
        }
    }

    /// The id of a target.
    pub(super) fn target(self) -> Option<&'r str> {
        match self {
            Self::Verdict(of) => of.target.as_deref(),
            Self::Decomposition(of) => of.target.as_deref(),
            _ => None,
        }
    }

    /// The role of an organization or post.
    pub(super) fn role(self) -> Option<&'r str> {
        match self {
            Self::Bearer(of) => Some(&of.role),
            _ => None,
        }
    }

    /// The period at whose end it is due.
    pub(super) fn due(self) -> Option<&'r str> {
        match self {
            Self::Verdict(of) => Some(&of.due),
            Self::Milestone(of) => Some(&of.due),
            Self::Task(of) => of.due.as_deref(),
            Self::Duty(of) => of.due.as_deref(),
            Self::Part(_) | Self::Bearer(_) | Self::Decomposition(_) => None,
        }
    }

    /// How it stands.
    pub(super) fn state(self) -> StateDoc {
        match self {
            Self::Verdict(of) => StateDoc {
                outcome: Some(of.outcome.clone()),
                label: Some(of.label.clone()),
                standing: Some(of.standing.clone()),
                role: Some(of.role.clone()),
                version: of.version.clone(),
                due: Some(of.due.clone()),
                score: of.score.clone(),
                share: of.facts.get("share").cloned(),
                ..StateDoc::nothing()
            },
            Self::Milestone(of) => {
                StateDoc { due: Some(of.due.clone()), ..StateDoc::of_standing(&of.standing) }
            }
            Self::Part(of) => StateDoc {
                progress: of.summary.progress.clone().map(FactDoc::Text),
                ..of_parts(of.judgement, of.summary)
            },
            Self::Task(of) => StateDoc {
                due: of.due.clone(),
                share: Some(of.progress.clone()),
                scheduled: Some(of.scheduled.clone()),
                ..of_parts(of.judgement.as_ref(), &of.summary)
            },
            Self::Duty(of) => StateDoc {
                due: of.due.clone(),
                times: Some(CoveredDoc { count: of.times_done, of: of.times_due, weight: None }),
                ..StateDoc::of_standing(&of.standing)
            },
            Self::Bearer(of) => StateDoc {
                progress: of.summary.progress.clone().map(FactDoc::Text),
                ..of_parts(None, &of.summary)
            },
            Self::Decomposition(of) => StateDoc {
                outcome: Some(of.fit.clone()),
                label: Some(of.label.clone()),
                version: of.version.clone(),
                slack: of.slack.clone(),
                ..StateDoc::nothing()
            },
        }
    }
}

impl Part<'_> {
    fn kind(&self) -> ChangeKind {
        if self.group.is_some() { ChangeKind::Group } else { ChangeKind::Plan }
    }
}

impl StateDoc {
    /// Of which nothing is said.
    fn nothing() -> Self {
        Self {
            outcome: None,
            label: None,
            standing: None,
            role: None,
            version: None,
            due: None,
            score: None,
            share: None,
            scheduled: None,
            progress: None,
            counts: None,
            task_counts: None,
            times: None,
            slack: None,
        }
    }

    /// Of what has no outcome but its standing.
    fn of_standing(word: &str) -> Self {
        let (outcome, standing) = (Some(word.to_owned()), Some(word.to_owned()));
        Self { outcome, standing, label: Some(standing_label(word)), ..Self::nothing() }
    }
}

fn is_other_version(of: &VerdictDoc) -> bool {
    of.role == VerdictRole::OtherVersion.word()
}

fn bearer_kind(of: &BearerDoc) -> ChangeKind {
    if of.kind == ChangeKind::Post.word() { ChangeKind::Post } else { ChangeKind::Organization }
}

/// A standing as the name of an outcome.
fn standing_label(word: &str) -> TextDoc {
    let zh = Standing::from_word(word).map_or(word, |standing| standing.zh());
    TextDoc { zh: zh.to_owned(), en: word.replace('_', " ") }
}

fn of_parts(judgement: Option<&JudgementDoc>, summary: &SummaryDoc) -> StateDoc {
    StateDoc {
        outcome: judgement.map(|of| of.outcome.clone()),
        label: judgement.map(|of| of.label.clone()),
        standing: judgement.map(|of| of.standing.clone()),
        score: summary.score.as_ref().map(|score| score.points.clone()),
        share: summary.weighted_share.clone().map(FactDoc::Text),
        counts: Some(summary.counts.clone()),
        task_counts: (summary.tasks > 0).then(|| summary.task_counts.clone()),
        ..StateDoc::nothing()
    }
}
