//! A diff as a document.

use std::collections::BTreeMap;

use super::super::doc::{FactDoc, GoalDoc, PlanRef, PointDoc, PolicyRef, RangeDoc, TextDoc, document};

document! {
    /// What changed from one report of a plan to a later one: `format: attainment/diff@1`.
    DiffDoc {
        /// Always `attainment/diff@1`.
        format: String,
        /// The version of the library that compared.
        engine: String,
        /// The plan, as the later report names it.
        plan: PlanRef,
        /// The earlier report.
        before: MomentDoc,
        /// The later one.
        after: MomentDoc,
        /// Whether both were judged by the same policy: by id, version and hash. If not, no cause is claimed,
        /// and figures are not compared, since each policy chooses its own.
        same_policy: bool,
        /// What is to be known before the rest is read.
        warnings: Vec<TextDoc>,
        /// How many changed how, by kind.
        counts: Vec<ChangeCountsDoc>,
        /// How much news there is.
        news: NewsCountsDoc,
        /// What changed, and what is news without having changed anything, in the order of the later report;
        /// what is gone stands at the end. What is not listed is as it was.
        changes: Vec<ChangeDoc>,
        /// The names of the indicators, tasks, milestones, deliverables and duties whose ids stand in the news.
        #[cfg_attr(feature = "serde", serde(default))]
        names: BTreeMap<String, String>,
    }

    /// One of the two reports of a diff.
    MomentDoc {
        /// What was known by this day counted.
        as_of: String,
        /// The period judged.
        at: Option<String>,
        /// The policy that judged.
        policy: PolicyRef,
        /// The version of the library that judged.
        engine: String,
    }

    /// How many of a kind changed how.
    ChangeCountsDoc {
        /// `indicator`, `target`, `version`, `milestone`, `plan`, `group`, `task`, `duty`, `organization`, `post` or
        /// `decomposition`.
        kind: String,
        /// How many there are in either report.
        total: usize,
        /// How many are in each class. All classes are there, and add up to the total.
        changes: BTreeMap<String, usize>,
    }

    /// How much news there is. What several targets of an indicator look at counts once.
    NewsCountsDoc {
        /// Targets, milestones, tasks and duties that fell due.
        fell_due: usize,
        /// Those among them whose verdict is what it was.
        fell_due_unchanged: usize,
        /// New figures.
        new_figures: usize,
        /// Revised figures.
        revised_figures: usize,
        /// Figures that are known no longer.
        lost_figures: usize,
        /// Bases that are others now.
        bases: usize,
        /// Those among these figures and bases that changed no verdict.
        without_effect: usize,
        /// Targets and milestones that are new, revised or gone, whose goal moved, or of which the plan says something
        /// else.
        targets: usize,
        /// Tasks that are newly known to be done.
        #[cfg_attr(feature = "serde", serde(default))]
        tasks_done: usize,
        /// Milestones and deliverables that were newly reported as reached.
        #[cfg_attr(feature = "serde", serde(default))]
        steps_reached: usize,
        /// Tasks that are newly overdue.
        #[cfg_attr(feature = "serde", serde(default))]
        tasks_overdue: usize,
        /// Tasks that something makes late now and nothing did before.
        #[cfg_attr(feature = "serde", serde(default))]
        tasks_held_up: usize,
        /// Tasks of which figures newly contradict each other.
        #[cfg_attr(feature = "serde", serde(default))]
        tasks_contradicted: usize,
        /// Duties that are newly done less often than they were due.
        #[cfg_attr(feature = "serde", serde(default))]
        duties_behind: usize,
    }

    /// What changed of one thing.
    ChangeDoc {
        /// `indicator` (a verdict that counts), `target` (another target of an indicator), `version` (a version of
        /// a target that is not in force), `milestone`, `plan`, `group`, `task`, `duty`, `organization`, `post` or
        /// `decomposition`: what it is in the later report, and in the earlier one if it is gone.
        kind: String,
        /// The id of the indicator, milestone, task, duty, organization, decomposition.
        id: String,
        /// The id of the task of a milestone, of the task or group that a task or group lies in, of the indicator that
        /// is decomposed.
        #[cfg_attr(feature = "serde", serde(default))]
        belongs_to: Option<String>,
        /// What a decomposition splits by.
        #[cfg_attr(feature = "serde", serde(default))]
        axis: Option<String>,
        /// Its name or title; of a decomposition that of its indicator.
        name: String,
        /// The unit of an indicator.
        unit: Option<String>,
        /// The id of the target, also of the one that is decomposed.
        target: Option<String>,
        /// The role of an organization or post.
        role: Option<String>,
        /// The class: `improved`, `worsened`, `newly_determined`, `no_longer_determined`,
        /// `changed_otherwise`, `unchanged`, `added` or `removed`.
        change: String,
        /// How it stood; nothing for what is new.
        before: Option<StateDoc>,
        /// How it stands; nothing for what is gone.
        after: Option<StateDoc>,
        /// By the version of the target that was in force before, if it was revised: how that would stand now.
        by_former: Option<StateDoc>,
        /// What made the change, all that can have: the kinds of its news, and `parts` for what is counted. That
        /// time passed is named where nothing else is new. Empty for what did not change, and where the policies
        /// differ.
        causes: Vec<String>,
        /// What is new about it.
        news: Vec<NewsDoc>,
    }

    /// How something stands in one of the two reports.
    StateDoc {
        /// The id of the outcome, of a decomposition whether it suffices; nothing where nothing judges, as of
        /// organizations.
        outcome: Option<String>,
        /// Its name.
        label: Option<TextDoc>,
        /// How things stand.
        standing: Option<String>,
        /// What a verdict counts for: `own`, `further`, `stretch`, `outlook` or `other_version`.
        role: Option<String>,
        /// The version of the target.
        version: Option<String>,
        /// The period at whose end it is due.
        due: Option<String>,
        /// The score, if the policy gives one.
        score: Option<FactDoc>,
        /// The share of the way; of a task its progress; of what has parts, the weighted mean of theirs.
        share: Option<FactDoc>,
        /// How far a task should be. That it goes with time is no change.
        #[cfg_attr(feature = "serde", serde(default))]
        scheduled: Option<FactDoc>,
        /// The weighted mean of the progress of the tasks, of what has any.
        #[cfg_attr(feature = "serde", serde(default))]
        progress: Option<FactDoc>,
        /// How many of the parts stand how: indicators and milestones.
        counts: Option<BTreeMap<String, usize>>,
        /// How many tasks stand how, of what has any; of a task those below it.
        #[cfg_attr(feature = "serde", serde(default))]
        task_counts: Option<BTreeMap<String, usize>>,
        /// How often a duty was done of how often it was due.
        #[cfg_attr(feature = "serde", serde(default))]
        times: Option<CoveredDoc>,
        /// By how much the targets of the children guarantee more than is needed; negative where they fall short.
        #[cfg_attr(feature = "serde", serde(default))]
        slack: Option<String>,
    }

    /// One thing that is new, with its values before and after.
    NewsDoc {
        /// The kind: a [`Cause`](super::Cause).
        kind: String,
        /// The fact or field, where the kind does not say it.
        what: Option<String>,
        /// What it was.
        before: Option<ValueDoc>,
        /// What it is.
        after: Option<ValueDoc>,
    }

    /// How many of several.
    CoveredDoc {
        /// How many.
        count: usize,
        /// Of how many.
        of: usize,
        /// Their weight ÷ the weight of all, if there are weights.
        weight: Option<String>,
    }

    /// A target as it was in force.
    PromiseDoc {
        /// The version.
        version: Option<String>,
        /// The due period.
        due: String,
        /// What is to be reached.
        goal: Option<GoalDoc>,
    }
}

/// A value before or after: exact, as the report has it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(untagged))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ValueDoc {
    /// A figure or a base.
    Point(PointDoc),
    /// A target.
    Target(Box<PromiseDoc>),
    /// How many of several: how often a duty was done, how many children have a figure.
    Covered(CoveredDoc),
    /// A range.
    Range(RangeDoc),
    /// Ids.
    List(Vec<String>),
    /// A fact, a word, a period or a day.
    Fact(FactDoc),
}
