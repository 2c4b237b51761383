//! What a report says something of, and how the other report is asked for the same.

use std::collections::BTreeMap;

use super::super::doc::{
    BearerDoc, FactDoc, JudgementDoc, MilestoneDoc, PartDoc, ReportDoc, SummaryDoc, TaskDoc, TextDoc,
    VerdictDoc,
};
use super::StateDoc;
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
        /// An organization in a role.
        Organization = "organization", "责任单位";
        /// A post in a role.
        Post = "post", "责任岗位";
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
    Bearer(&'r BearerDoc),
}

/// The plan, a group or a task.
#[derive(Clone, Copy)]
pub(super) struct Part<'r> {
    kind: ChangeKind,
    id: &'r str,
    title: &'r str,
    pub(super) judgement: Option<&'r JudgementDoc>,
    summary: &'r SummaryDoc,
    /// When a task is due.
    due: Option<&'r str>,
    /// How far a task is done.
    progress: Option<&'r FactDoc>,
}

/// Everything that a report says something of, in its order.
pub(super) fn items(report: &ReportDoc) -> Vec<Item<'_>> {
    let whole = Part {
        kind: ChangeKind::Plan,
        id: &report.plan.id,
        title: &report.plan.title,
        judgement: report.judgement.as_ref(),
        summary: &report.summary,
        due: None,
        progress: None,
    };
    let mut items: Vec<Item<'_>> = report.indicators.iter().map(Item::Verdict).collect();
    items.extend(report.milestones.iter().map(Item::Milestone));
    items.push(Item::Part(whole));
    items.extend(report.groups.iter().map(of_group));
    items.extend(report.tasks.iter().map(of_task));
    items.extend(report.organizations.iter().map(Item::Bearer));
    items
}

fn of_group(of: &PartDoc) -> Item<'_> {
    let (kind, judgement) = (ChangeKind::Group, of.judgement.as_ref());
    Item::Part(Part {
        kind,
        id: &of.id,
        title: &of.title,
        judgement,
        summary: &of.summary,
        due: None,
        progress: None,
    })
}

fn of_task(of: &TaskDoc) -> Item<'_> {
    Item::Part(Part {
        kind: ChangeKind::Task,
        id: &of.id,
        title: &of.title,
        judgement: of.judgement.as_ref(),
        summary: &of.summary,
        due: of.due.as_deref(),
        progress: Some(&of.progress),
    })
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
            Self::Part(of) => (of.kind.word(), of.id, None, None),
            Self::Bearer(of) => (bearer_kind(of).word(), &of.id, Some(&of.role), None),
        }
    }

    /// What kind of thing it is by itself.
    pub(super) fn kind(self) -> ChangeKind {
        match self {
            Self::Verdict(of) if is_other_version(of) => ChangeKind::Version,
            Self::Verdict(of) if of.role == VerdictRole::Own.word() => ChangeKind::Indicator,
            Self::Verdict(_) => ChangeKind::Target,
            Self::Milestone(_) => ChangeKind::Milestone,
            Self::Part(of) => of.kind,
            Self::Bearer(of) => bearer_kind(of),
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
            Self::Bearer(of) => &of.name,
        }
    }

    /// The unit of an indicator.
    pub(super) fn unit(self) -> Option<&'r str> {
        match self {
            Self::Verdict(of) => Some(&of.unit),
            _ => None,
        }
    }

    /// The id of a target.
    pub(super) fn target(self) -> Option<&'r str> {
        match self {
            Self::Verdict(of) => of.target.as_deref(),
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
            Self::Part(of) => of.due,
            Self::Bearer(_) => None,
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
                counts: None,
            },
            Self::Milestone(of) => StateDoc {
                outcome: Some(of.standing.clone()),
                label: Some(standing_label(&of.standing)),
                standing: Some(of.standing.clone()),
                role: None,
                version: None,
                due: Some(of.due.clone()),
                score: None,
                share: None,
                counts: None,
            },
            Self::Part(of) => StateDoc {
                due: of.due.map(str::to_owned),
                share: match of.progress {
                    Some(progress) => Some(progress.clone()),
                    None => of.summary.weighted_share.clone().map(FactDoc::Text),
                },
                ..of_parts(of.judgement, of.summary)
            },
            Self::Bearer(of) => of_parts(None, &of.summary),
        }
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
    let counts: BTreeMap<String, usize> = summary.counts.clone();
    StateDoc {
        outcome: judgement.map(|of| of.outcome.clone()),
        label: judgement.map(|of| of.label.clone()),
        standing: judgement.map(|of| of.standing.clone()),
        role: None,
        version: None,
        due: None,
        score: summary.score.as_ref().map(|score| score.points.clone()),
        share: summary.weighted_share.clone().map(FactDoc::Text),
        counts: Some(counts),
    }
}
