//! The owned form of a report: what JSON is made of.

mod decomposed;
mod report;
mod task;
mod verdict;

use std::collections::BTreeMap;

pub use decomposed::{AmountDoc, DecomposedChildDoc, DecomposedDoc, FiguresDoc, OriginDoc, RangeDoc};
pub(super) use verdict::point;

use super::{Outcome, WhatIfDoc};
use crate::check::Diagnostic;
use crate::facts::{FactValue, Known};
use crate::lang::Lang;
use crate::policy::Policy;

/// The value of `format` in a report.
pub const REPORT_FORMAT: &str = "attainment/report@1";

/// Declares a structure of the report document.
macro_rules! document {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident : $type:ty,)+ })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
            #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
            pub struct $name {
                $($(#[$field_doc])* pub $field: $type,)+
            }
        )+
    };
}

pub(super) use document;

document! {
    /// A report: `format: attainment/report@1`.
    ReportDoc {
        /// Always `attainment/report@1`.
        format: String,
        /// The version of the library that judged.
        engine: String,
        /// The plan.
        plan: PlanRef,
        /// The policy.
        policy: PolicyRef,
        /// What was known by this day counts.
        as_of: String,
        /// The period judged: the one asked for, or the newest with a figure.
        at: Option<String>,
        /// What a what-if assumes; nothing in a report on a plan and its observations as they are.
        what_if: Option<WhatIfDoc>,
        /// The day judged: `as_of`, or the end of the period asked for if that is earlier.
        judged_until: String,
        /// The version of the targets that was asked for: `original`, or an id; nothing for the one in force.
        #[cfg_attr(feature = "serde", serde(default))]
        version: Option<String>,
        /// How many earlier evaluations were remembered; nothing where none were given.
        remembered: Option<usize>,
        /// The verdicts on indicators, by indicator and target.
        indicators: Vec<VerdictDoc>,
        /// The ids of indicators without a target, which are not judged.
        without_target: Vec<String>,
        /// The plan as a whole.
        summary: SummaryDoc,
        /// What the policy's table for groups says of the plan as a whole.
        judgement: Option<JudgementDoc>,
        /// The groups.
        groups: Vec<PartDoc>,
        /// The tasks.
        tasks: Vec<TaskDoc>,
        /// The milestones of the tasks.
        milestones: Vec<MilestoneDoc>,
        /// The duties of monitoring.
        duties: Vec<DutyDoc>,
        /// What each organization or post answers for, by role.
        organizations: Vec<BearerDoc>,
        /// What the plan leaves open about responsibility and dates.
        gaps: GapsDoc,
        /// What the indicators are decomposed into, where plans were evaluated together.
        #[cfg_attr(feature = "serde", serde(default))]
        decompositions: Vec<DecomposedDoc>,
        /// What was said about plan and data when they were read.
        diagnostics: Vec<DiagnosticDoc>,
    }

    /// The plan of a report.
    PlanRef {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
    }

    /// The policy of a report.
    PolicyRef {
        /// Its id.
        id: String,
        /// Its version.
        version: String,
        /// The SHA-256 of its content.
        hash: String,
        /// Its title.
        title: Option<TextDoc>,
        /// Where its rules come from.
        source: Option<String>,
        /// What in it is not confirmed by its source.
        provisional: Option<TextDoc>,
    }

    /// A text in both languages.
    TextDoc {
        /// Chinese.
        zh: String,
        /// English.
        en: String,
    }

    /// A verdict on a target of an indicator.
    VerdictDoc {
        /// The id of the indicator.
        id: String,
        /// Its name.
        name: String,
        /// Its unit.
        unit: String,
        /// `expected`, `binding`, or nothing where the plan does not say.
        attribute: Option<String>,
        /// The id of the target; nothing for an indicator that has none.
        target: Option<String>,
        /// The version of the target that was judged; nothing before any was published.
        version: Option<String>,
        /// `own`, `further`, `stretch`, `outlook` or `other_version`. Only `own` verdicts are counted.
        role: String,
        /// The due period.
        due: String,
        /// The id of the outcome, `undetermined` or `not_assessed`.
        outcome: String,
        /// Its name.
        label: TextDoc,
        /// How things stand.
        standing: String,
        /// The colour of the outcome, in the words of the policy.
        color: Option<String>,
        /// The row of the policy's table that decided.
        row: Option<String>,
        /// The rows that fire, where the policy collects them.
        findings: Vec<String>,
        /// The score, if the policy gives one: exact points as a string, estimated ones as a number.
        score: Option<FactDoc>,
        /// The outcomes that are possible.
        possible: Vec<String>,
        /// The facts whose absence keeps the outcome open.
        missing: Vec<String>,
        /// Whether a figure behind it is not final.
        provisional: bool,
        /// Whether its figures were made of those of the children of the indicator.
        #[cfg_attr(feature = "serde", serde(default))]
        computed: bool,
        /// The base.
        base: Option<PointDoc>,
        /// The current value.
        current: Option<PointDoc>,
        /// What is to be reached.
        goal: Option<GoalDoc>,
        /// The facts of the catalogue, and what the policy reads under names of its own. The rank correlation
        /// is there only where the policy reads it.
        facts: BTreeMap<String, FactDoc>,
        /// Where it will be by the due date; nothing where nothing is judged.
        projection: Option<ProjectionDoc>,
        /// The verdict in sentences.
        reasons: Vec<TextDoc>,
    }

    /// Where an indicator will be by the due date. All numbers are estimates, in the unit of the indicator.
    ProjectionDoc {
        /// The method.
        method: String,
        /// What the method leaves open: `rank`, `half_life 3`, `changes 3`.
        weights: Option<String>,
        /// The middle value at the due date: half of what may come lies below it.
        value: Option<f64>,
        /// The lower end of the interval.
        low: Option<f64>,
        /// Its upper end.
        high: Option<f64>,
        /// The probability in per cent with which the interval holds the value.
        level: f64,
        /// The probability that the target is attained, from 0 to 1.
        probability: Option<f64>,
        /// Why there is no value.
        unknown: Option<String>,
        /// What its middle goes by: `series`, `parts` (of a ratio), or `lack_of_parts`.
        basis: Option<String>,
        /// Whether a season was taken out of the figures before, and put in again after.
        seasonal: bool,
        /// The number of figures that it starts from.
        figures: usize,
        /// The figures left out because only a bound of them is known.
        left_out: usize,
        /// The years on the way, with the due date as the last.
        years: Vec<StageDoc>,
        /// When the goal is reached, if it is not satisfied now.
        arrival: Option<ArrivalDoc>,
        /// What is needed a year from now on.
        needed: Option<NeededDoc>,
        /// What others published as forecasts, up to the due date.
        published: Vec<PointDoc>,
        /// The projection in sentences.
        reasons: Vec<TextDoc>,
    }

    /// A year on the way to the due date.
    StageDoc {
        /// Its last day.
        end: String,
        /// The middle value; nothing where it cannot be said.
        value: Option<f64>,
        /// The lower end of the interval.
        low: Option<f64>,
        /// Its upper end.
        high: Option<f64>,
        /// The probability that the goal of the due date is satisfied then already.
        probability: Option<f64>,
    }

    /// When a goal is reached, as days; nothing for what is not within a hundred years.
    ArrivalDoc {
        /// When the middle value reaches it.
        expected: Option<String>,
        /// When an end of the interval first reaches it.
        earliest: Option<String>,
        /// When the whole interval has reached it.
        latest: Option<String>,
    }

    /// What is needed a year from now on to reach the goal at the due date.
    NeededDoc {
        /// How much a year.
        per_year: f64,
        /// `rate` (0.05 is five per cent) or `change` (in the unit of the indicator).
        kind: String,
        /// The changes from one figure to the next that were as good, taken by the year.
        as_good: usize,
        /// All changes from one figure to the next.
        changes: usize,
    }

    /// A value with its period.
    PointDoc {
        /// The period.
        period: Option<String>,
        /// The exact value, in the unit of the indicator.
        value: String,
        /// The value as plan or data print it; nothing for what is made of several figures.
        text: Option<String>,
        /// `=`, or how the value is bounded: `>=`, `>`, `<=`, `<`, `~`.
        bound: String,
        /// The status of the figure.
        status: String,
        /// When it was published.
        published: Option<String>,
        /// Where it comes from.
        source: Option<String>,
    }

    /// What is to be reached.
    GoalDoc {
        /// The form of the target.
        form: String,
        /// How the value is compared: `>=`, `>`, `<=`, `<`, `=`, `~` or `between`.
        comparator: Option<String>,
        /// The value as the target states it.
        value: Option<String>,
        /// The upper end of a range.
        high: Option<String>,
        /// The value that progress is measured to, in the unit of the indicator.
        aim: Option<String>,
        /// What it is compared with beside its own indicator: the id of an indicator or target, or words.
        against: Option<String>,
        /// The phrase that the target was read from, or is held against.
        phrase: Option<String>,
        /// How it is read, where there is a phrase.
        reading: Option<TextDoc>,
        /// The words of the plan.
        text: Option<String>,
        /// Where they stand.
        source: Option<String>,
        /// Where the number was stated, if it was taken over from a plan above.
        #[cfg_attr(feature = "serde", serde(default))]
        origin: Option<OriginDoc>,
    }

    /// A task of the plan.
    TaskDoc {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
        /// What kind of task it is, in the words of the plan's author.
        kind: Option<String>,
        /// The id of the task that it belongs to.
        parent: Option<String>,
        /// When it is due: with its own end, or with that of the nearest task above that has one.
        due: Option<String>,
        /// What the policy's table says of it.
        judgement: Option<JudgementDoc>,
        /// The figure that counts as its progress: `reported`, `milestones`, `deliverables`, `tasks` or
        /// `indicators`; nothing where it has none.
        progress_by: Option<String>,
        /// How far it is done, from 0 to 1.
        progress: FactDoc,
        /// The weight of what is known of its progress ÷ the weight of all.
        progress_coverage: String,
        /// How far it should be.
        scheduled: FactDoc,
        /// Whether it is done.
        done: FactDoc,
        /// The first day on which it is known to have been completed.
        completed: Option<String>,
        /// Whether its due date is over and it is not known to be done.
        overdue: bool,
        /// Other figures that contradict the one that counts, by their sources.
        disagreements: BTreeMap<String, String>,
        /// The end of the newest period that was reported on.
        reported: Option<String>,
        /// The earliest day on which it can begin.
        earliest_start: Option<String>,
        /// The earliest day on which it can be done.
        earliest_finish: Option<String>,
        /// Whether something that it waits for keeps it from beginning.
        blocked: FactDoc,
        /// The task or milestone that makes it late.
        held_up_by: Option<String>,
        /// How many tasks it makes late.
        holds_up: usize,
        /// The ids of the indicators that it serves.
        #[cfg_attr(feature = "serde", serde(default))]
        indicators: Vec<String>,
        /// What it delivers.
        #[cfg_attr(feature = "serde", serde(default))]
        deliverables: Vec<DeliverableDoc>,
        /// How its indicators, milestones and the tasks below stand.
        summary: SummaryDoc,
        /// Why it stands as it does, a sentence each.
        reasons: Vec<TextDoc>,
    }

    /// Something that a task delivers.
    DeliverableDoc {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
        /// When it is due, if it has a date of its own.
        due: Option<String>,
        /// The first day on which it is known to have been delivered.
        reached: Option<String>,
    }

    /// A duty of monitoring.
    DutyDoc {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
        /// What kind of duty it is, in the words of the plan's author.
        kind: Option<String>,
        /// How often it is to be done.
        frequency: Option<String>,
        /// When it is due, if it is done once.
        due: Option<String>,
        /// How it stands.
        standing: String,
        /// Why it is undetermined.
        reason: Option<String>,
        /// How often it was due.
        times_due: usize,
        /// For how many of these it was done.
        times_done: usize,
        /// The last day on which it was done.
        last: Option<String>,
    }

    /// What a plan leaves open about responsibility and dates.
    GapsDoc {
        /// The ids of tasks, indicators and duties for which neither they nor a task above them name anyone.
        without_owner: Vec<String>,
        /// The ids of tasks, qualitative indicators and duties without a date.
        without_date: Vec<String>,
        /// The lists that ended with 等.
        open_lists: Vec<OpenListDoc>,
        /// The ids of organizations that stand for several whose list is open.
        open_collectives: Vec<String>,
        /// Qualitative indicators that cannot be assessed, and why.
        not_assessable: Vec<OpenDoc>,
    }

    /// A list of organizations that ended with 等.
    OpenListDoc {
        /// The id of the task, indicator or duty.
        id: String,
        /// The role.
        role: String,
        /// The organization or post that stands last in it, or beside the 等.
        organization: String,
    }

    /// A group of the plan.
    PartDoc {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
        /// The id of the group that it belongs to.
        #[cfg_attr(feature = "serde", serde(default))]
        parent: Option<String>,
        /// The ids of its indicators; those of the groups below it stand there.
        #[cfg_attr(feature = "serde", serde(default))]
        indicators: Vec<String>,
        /// The ids of its tasks.
        #[cfg_attr(feature = "serde", serde(default))]
        tasks: Vec<String>,
        /// What the policy's table says of it.
        judgement: Option<JudgementDoc>,
        /// How it stands.
        summary: SummaryDoc,
    }

    /// What a policy's table for tasks or groups says.
    JudgementDoc {
        /// The id of the outcome, `undetermined` or `not_assessed`.
        outcome: String,
        /// Its name.
        label: TextDoc,
        /// How things stand.
        standing: String,
        /// The colour of the outcome.
        color: Option<String>,
        /// The row that decided.
        row: Option<String>,
        /// The outcomes that are possible.
        possible: Vec<String>,
        /// The facts whose absence keeps the outcome open.
        missing: Vec<String>,
        /// What the table read.
        facts: BTreeMap<String, FactDoc>,
    }

    /// The score of a group, a task or the plan.
    ScoreDoc {
        /// The points: exact ones as a string, estimated ones as a number, or why they are not known.
        points: FactDoc,
        /// The weight of the parts that have a score ÷ the weight of all.
        coverage: String,
        /// The parts without a score, and why.
        without: Vec<OpenDoc>,
    }

    /// A milestone of a task.
    MilestoneDoc {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
        /// The id of its task.
        task: String,
        /// The period at whose end it is due.
        due: String,
        /// `attained`, `missed` or `undetermined`.
        standing: String,
        /// When it was reached.
        reached: Option<String>,
        /// Why it is undetermined.
        reason: Option<String>,
    }

    /// What an organization or post answers for in a role.
    BearerDoc {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
        /// `organization` or `post`.
        kind: String,
        /// The role.
        role: String,
        /// The ids of the tasks named.
        tasks: Vec<String>,
        /// The ids of the indicators named.
        indicators: Vec<String>,
        /// The ids of the duties named.
        duties: Vec<String>,
        /// Whether one of the lists ended with 等.
        open_ended: bool,
        /// How many of the lists did.
        open_lists: usize,
        /// The ids of the collectives that it is a member of and that have this role.
        through: Vec<String>,
        /// The ids of what it is named for that is over its due date and not known to be done or attained.
        overdue: Vec<String>,
        /// The ids of what it is named for of which nothing was reported.
        without_figures: Vec<String>,
        /// The ids of what it is named for that has no date.
        without_date: Vec<String>,
        /// How many of the milestones of the tasks named, and of the indicators that these serve and that are not
        /// named, are so.
        #[cfg_attr(feature = "serde", serde(default))]
        of_tasks: OutstandingDoc,
        /// How it stands.
        summary: SummaryDoc,
    }

    /// How many are overdue, were not reported, or have no date.
    #[derive(Default)]
    OutstandingDoc {
        /// How many are over their due date and not known to be reached or attained.
        overdue: usize,
        /// Of how many nothing was reported.
        without_figures: usize,
        /// How many have no date.
        without_date: usize,
    }

    /// How something stands, with all that lies below it.
    SummaryDoc {
        /// How many indicators and milestones there are.
        total: usize,
        /// How many stand how.
        counts: BTreeMap<String, usize>,
        /// How many tasks there are; of a task, below it.
        tasks: usize,
        /// How many tasks stand how.
        task_counts: BTreeMap<String, usize>,
        /// The weighted mean of the known progress of tasks; of a task its own.
        progress: Option<String>,
        /// The weight of the known progress ÷ the weight of all.
        progress_coverage: String,
        /// The weighted mean of the known shares, each clamped to 0..1.
        weighted_share: Option<String>,
        /// The weight of the known shares ÷ the weight of all.
        coverage: String,
        /// How many binding indicators were missed.
        vetoes: usize,
        /// Their ids, of this node alone.
        vetoed_by: Vec<String>,
        /// What could not be determined, and why.
        undetermined: Vec<OpenDoc>,
        /// What the mean leaves out, and why.
        left_out: Vec<OpenDoc>,
        /// The rolled-up score, if the policy gives scores.
        score: Option<ScoreDoc>,
    }

    /// Something that is not known, and why.
    OpenDoc {
        /// The id of the indicator or milestone.
        id: String,
        /// The reason.
        reason: String,
    }

    /// A diagnostic.
    DiagnosticDoc {
        /// The stable code.
        code: String,
        /// `note`, `warning` or `error`.
        severity: String,
        /// Where in the document.
        path: String,
        /// The line, if the document was read from a text.
        line: Option<usize>,
        /// The column.
        column: Option<usize>,
        /// The file, where the document came from several.
        file: Option<String>,
        /// What it is.
        message: TextDoc,
        /// What to do about it.
        help: TextDoc,
    }
}

/// The value of a fact: exact numbers and words are strings, estimates are numbers, an unknown is an
/// object with its reason.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(untagged))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum FactDoc {
    /// Yes or no.
    YesNo(bool),
    /// An estimate.
    Estimate(f64),
    /// An exact number, a word or a period.
    Text(String),
    /// Not known.
    Unknown {
        /// The reason.
        unknown: String,
    },
}

impl From<Known<FactValue>> for FactDoc {
    fn from(value: Known<FactValue>) -> Self {
        match value {
            Ok(FactValue::Exact(value)) => Self::Text(value.to_string()),
            Ok(FactValue::Estimate(value)) => Self::Estimate(value.value()),
            Ok(FactValue::YesNo(value)) => Self::YesNo(value),
            Ok(FactValue::Word(word)) => Self::Text(word.into_owned()),
            Ok(FactValue::Period(period)) => Self::Text(period.to_string()),
            Err(reason) => Self::Unknown { unknown: reason.word().to_owned() },
        }
    }
}

impl From<&Diagnostic> for DiagnosticDoc {
    fn from(diagnostic: &Diagnostic) -> Self {
        let text = |told: &dyn Fn(Lang) -> String| TextDoc { zh: told(Lang::Zh), en: told(Lang::En) };
        Self {
            code: diagnostic.code().word().to_owned(),
            severity: diagnostic.severity().word().to_owned(),
            path: diagnostic.path.to_string(),
            line: diagnostic.place.map(|place| place.line),
            column: diagnostic.place.map(|place| place.column),
            file: diagnostic.file.clone(),
            message: text(&|lang| diagnostic.problem.message(lang)),
            help: text(&|lang| diagnostic.problem.help(lang)),
        }
    }
}

/// The policy of a report.
pub(super) fn policy_ref(policy: &Policy) -> PolicyRef {
    PolicyRef {
        id: policy.id().to_owned(),
        version: policy.version().to_owned(),
        hash: policy.hash().to_owned(),
        title: policy.title().map(text_doc),
        source: policy.source().map(str::to_owned),
        provisional: policy.provisional().map(text_doc),
    }
}

fn text_doc(label: &crate::policy::Label) -> TextDoc {
    TextDoc { zh: label.told(Lang::Zh).to_owned(), en: label.told(Lang::En).to_owned() }
}

/// The name of an outcome.
pub(super) fn text_of_outcome(outcome: Outcome<'_>) -> TextDoc {
    TextDoc { zh: outcome.label(Lang::Zh).to_owned(), en: outcome.label(Lang::En).to_owned() }
}

/// The colour of an outcome.
fn color(outcome: Outcome<'_>) -> Option<String> {
    match outcome {
        Outcome::Decided(outcome) => outcome.color().map(str::to_owned),
        _ => None,
    }
}
