//! Earlier evaluations as an input: what a policy that remembers is told of them.

use std::collections::HashMap;

use chrono::NaiveDate;
use thiserror::Error;

use super::doc::{REPORT_FORMAT, ReportDoc};
use super::verdict::VerdictRole;
use crate::facts::Remembered;
use crate::lang::Lang;
use crate::period::parse_date;
use crate::plan::{Indicator, Plan, Target};
use crate::policy::{Policy, Standing};
use crate::rollup::Memories;
use crate::trajectory::VersionChoice;

/// The evaluations of a plan that were made before, as their reports say.
///
/// It is an input like the figures: nothing is remembered that is not given. A report counts for the plan, the
/// policy and the version of targets that it names, for the day that it judged (`judged_until`), and as of its own day; only those made before
/// the evaluation at hand do. Of a day that was judged more than once, the newest report tells how it stood, and the
/// first what it was given first; of several that were made on one day the one that says the worst. The order in which
/// they are added does not matter.
///
/// ```
/// # #[cfg(all(feature = "yaml", feature = "csv"))] {
/// use attainment::check::Diagnostics;
/// use attainment::report::History;
/// use attainment::{Evaluator, Observations, Plan, Policy};
/// let plan = Plan::from_yaml("
///     format: attainment/plan@1
///     id: demo
///     title: Demo
///     period: { base: 2023, start: 2024, end: 2024 }
///     indicators:
///       - { id: rail, name: Rail, unit: km, measure: stock, baseline: { period: 2023, value: 0 },
///           targets: [ { id: t, form: level, at_least: 120, due: 2024 } ] }
/// ")?;
/// let policy = Policy::from_yaml("
///     format: attainment/policy@1
///     id: memory
///     version: '1'
///     indicator:
///       hit: first
///       rows:
///         - { id: fine, when: { lag: '>= 0' }, then: green }
///         - { id: again, when: { previous_outcome: '{yellow, red}' }, then: red }
///         - { id: behind, then: yellow }
///     outcomes:
///       green: { kind: outlook, standing: on_track, zh: 绿灯, en: green }
///       yellow: { kind: outlook, standing: at_risk, zh: 黄灯, en: yellow }
///       red: { kind: outlook, standing: off_track, zh: 红灯, en: red }
/// ")?;
/// let rows = "indicator,period,value,published\nrail,2024-01,5,2024-02-01\nrail,2024-02,9,2024-03-01\n";
/// let data = Observations::from_csv(rows.as_bytes(), &plan)?;
/// let mut history = History::new();
/// let mut lights = Vec::new();
/// for date in ["2024-02-05", "2024-03-05"] {
///     let evaluation = Evaluator::new(&policy).as_of(date.parse()?).history(&history);
///     let report = evaluation.evaluate(&plan, &data);
///     lights.extend(report.indicators().map(|verdict| verdict.outcome().id().to_owned()));
///     let document = report.document(&Diagnostics::new());
///     history.add(&document)?;
/// }
/// assert_eq!(lights, ["yellow", "red"]); // behind a second time
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct History {
    past: Vec<Past>,
}

/// One earlier evaluation.
#[derive(Clone, Debug)]
struct Past {
    plan: String,
    policy: String,
    until: NaiveDate,
    as_of: NaiveDate,
    /// The version of the targets that was asked for.
    version: Option<String>,
    found: HashMap<Whose, Found>,
}

/// What something was found to be.
#[derive(Clone, Debug)]
struct Found {
    outcome: String,
    standing: Standing,
}

/// Whose outcome it was.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Whose {
    /// Of a target of an indicator; with its version where that was not the one in force.
    Target(String, Option<String>, Option<String>),
    Task(String),
    Group(String),
    Plan,
}

impl History {
    /// Without earlier evaluations: the first of a series.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The number of earlier evaluations.
    #[must_use]
    pub fn len(&self) -> usize {
        self.past.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.past.is_empty()
    }

    /// Adds an earlier evaluation.
    ///
    /// # Errors
    /// A [`HistoryError`] if the document is no report of an evaluation that was made: then nothing is added.
    pub fn add(&mut self, report: &ReportDoc) -> Result<(), HistoryError> {
        if report.format != REPORT_FORMAT {
            return Err(HistoryError::Format(report.format.clone()));
        }
        if report.what_if.is_some() {
            return Err(HistoryError::WhatIf);
        }
        let date =
            |text: &str| parse_date(text.as_bytes()).ok_or_else(|| HistoryError::NotADate(text.to_owned()));
        let (until, as_of) = (date(&report.judged_until)?, date(&report.as_of)?);
        if until > as_of {
            return Err(HistoryError::JudgedLater { judged_until: until, as_of });
        }
        let mut found = HashMap::new();
        for verdict in &report.indicators {
            let other = verdict.role == VerdictRole::OtherVersion.word();
            let version = verdict.version.clone().filter(|_| other);
            let whose = Whose::Target(verdict.id.clone(), verdict.target.clone(), version);
            found.insert(whose, Found::of(&verdict.id, &verdict.outcome, &verdict.standing)?);
        }
        let tasks = report.tasks.iter().map(|of| (Whose::Task(of.id.clone()), &of.id, &of.judgement));
        let groups = report.groups.iter().map(|of| (Whose::Group(of.id.clone()), &of.id, &of.judgement));
        let whole = std::iter::once((Whose::Plan, &report.plan.id, &report.judgement));
        for (whose, id, judgement) in tasks.chain(groups).chain(whole) {
            if let Some(of) = judgement {
                found.insert(whose, Found::of(id, &of.outcome, &of.standing)?);
            }
        }
        let (plan, policy) = (report.plan.id.clone(), report.policy.id.clone());
        let version = report.version.clone();
        self.past.push(Past { plan, policy, until, as_of, version, found });
        Ok(())
    }

    /// The evaluations of a plan by a policy that were made before a day and asked for the same version, in the order
    /// of the days judged and then of those on which they were made.
    fn of<'h>(
        &'h self,
        plan: &Plan,
        policy: &Policy,
        as_of: NaiveDate,
        version: Option<&str>,
    ) -> Vec<&'h Past> {
        let counts = |past: &&Past| {
            past.plan == plan.id()
                && past.policy == policy.id()
                && past.as_of < as_of
                && past.version.as_deref() == version
        };
        let mut past: Vec<&Past> = self.past.iter().filter(counts).collect();
        past.sort_by_key(|past| (past.until, past.as_of));
        past
    }
}

impl Found {
    fn of(id: &str, outcome: &str, standing: &str) -> Result<Self, HistoryError> {
        let unknown = || HistoryError::UnknownStanding { id: id.to_owned(), word: standing.to_owned() };
        let standing = Standing::from_word(standing).ok_or_else(unknown)?;
        Ok(Self { outcome: outcome.to_owned(), standing })
    }
}

/// Why a document cannot be remembered.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum HistoryError {
    /// It is no report of this format.
    #[error("the format is `{0}`, not `{REPORT_FORMAT}`")]
    Format(String),
    /// It is told from a what-if: what would have been was no evaluation.
    #[error("the report is told from a what-if, and no evaluation that was made")]
    WhatIf,
    /// One of its dates is no date.
    #[error("`{0}` is not a date such as 2025-05-23")]
    NotADate(String),
    /// It judges a day later than what it knew.
    #[error("the report judges {judged_until}, and knows no more than what was known by {as_of}")]
    JudgedLater {
        /// The day judged.
        judged_until: NaiveDate,
        /// What was known by this day.
        as_of: NaiveDate,
    },
    /// Something stands as no policy lets it stand.
    #[error("`{id}` stands at `{word}`, which is no standing")]
    UnknownStanding {
        /// The id of the indicator, task, group or plan.
        id: String,
        /// The word.
        word: String,
    },
}

impl HistoryError {
    /// The error in a language.
    #[must_use]
    pub fn told(&self, lang: Lang) -> String {
        let zh = || match self {
            Self::Format(format) => format!("格式为 `{format}`，不是 {REPORT_FORMAT} 报告"),
            Self::WhatIf => "报告为假设情形，不是实际作出的判定".to_owned(),
            Self::NotADate(text) => format!("`{text}` 不是日期（如 2025-05-23）"),
            Self::JudgedLater { judged_until, as_of } => {
                format!("报告判定至 {judged_until}，而所知截至 {as_of}：先后颠倒")
            }
            Self::UnknownStanding { id, word } => format!("`{id}` 的状态 `{word}` 不存在"),
        };
        match lang {
            Lang::Zh => zh(),
            Lang::En => self.to_string(),
        }
    }
}

/// The history that counts for one evaluation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory<'h> {
    past: Vec<&'h Past>,
    until: NaiveDate,
}

impl<'h> Memory<'h> {
    pub(crate) fn new(
        history: &'h History,
        plan: &Plan,
        policy: &Policy,
        as_of: NaiveDate,
        until: NaiveDate,
        version: Option<&str>,
    ) -> Self {
        Self { past: history.of(plan, policy, as_of, version), until }
    }

    /// How many earlier evaluations there are.
    pub(crate) fn len(&self) -> usize {
        self.past.len()
    }

    fn of(&self, whose: &Whose) -> Remembered {
        let days = |one: &&Past, other: &&Past| (one.until, one.as_of) == (other.until, other.as_of);
        // What was said on one day of one day, each with that day.
        let said: Vec<(NaiveDate, Option<&Found>)> = self
            .past
            .chunk_by(days)
            .filter_map(|made| {
                let found = made.iter().filter_map(|past| past.found.get(whose));
                let worst = found.min_by_key(|found| (found.standing, &found.outcome));
                Some((made.first()?.until, worst))
            })
            .collect();
        let first = said.iter().filter(|(until, _)| *until == self.until).find_map(|(_, found)| *found);
        let mut earlier = said.iter().rev().filter(|(until, _)| *until < self.until).peekable();
        let mut newest: Vec<Option<&Found>> = Vec::new();
        // Of a day that was judged more than once the newest report comes first.
        while let Some((until, found)) = earlier.next() {
            newest.push(*found);
            while earlier.next_if(|(other, _)| other == until).is_some() {}
        }
        let previous = newest.first().copied().flatten();
        let in_a_row = |holds: &dyn Fn(&Found) -> bool| {
            newest.iter().take_while(|found| found.is_some_and(holds)).count()
        };
        let is_bad = |found: &Found| {
            matches!(found.standing, Standing::OffTrack | Standing::Regressing | Standing::Missed)
        };
        Remembered {
            previous_outcome: previous.map(|found| found.outcome.clone()),
            previous_standing: previous.map(|found| found.standing.word()),
            last_outcome: newest
                .iter()
                .flatten()
                .find(|found| found.standing.is_determined())
                .map(|found| found.outcome.clone()),
            streak: previous.map_or(0, |previous| in_a_row(&|found| found.outcome == previous.outcome)),
            bad_streak: in_a_row(&is_bad),
            first_outcome: first.map(|found| found.outcome.clone()),
        }
    }

    /// What was said of a target of an indicator; of a version that is shown beside the one asked about, if `other`.
    pub(crate) fn of_target(
        &self,
        indicator: &Indicator,
        target: &Target,
        version: &VersionChoice,
        other: bool,
    ) -> Remembered {
        let version = match version {
            VersionChoice::Named(id) if other => Some(id.clone()),
            _ => None,
        };
        let target = Some(target.id().to_owned()).filter(|id| !id.is_empty());
        self.of(&Whose::Target(indicator.id().to_owned(), target, version))
    }

    /// What was said of the plan, its groups and tasks.
    pub(crate) fn of_parts(&self, plan: &Plan) -> Memories {
        Memories {
            plan: Some(self.of(&Whose::Plan)),
            groups: plan.groups().iter().map(|group| self.of(&Whose::Group(group.id().to_owned()))).collect(),
            tasks: plan.tasks().iter().map(|task| self.of(&Whose::Task(task.id().to_owned()))).collect(),
        }
    }
}
