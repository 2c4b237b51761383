//! Facts about the parts of a plan, a group, a task, or of what an organization answers for.
//!
//! Counts by standing are always known, undetermined among them. A weighted share runs over the parts
//! whose share is known, each clamped to 0..1, states its coverage, and lists what was left out and
//! why. A veto fires on a missed binding indicator, never on an unknown one.

mod bearer;
mod blocked;
mod counts;
mod cover;
mod covered;
mod duty;
mod group;
pub(crate) mod judge;
mod milestone;
mod outstanding;
mod parts;
mod progress;
mod reported;
mod scheduled;
mod score;
mod share;
mod summary;
mod tally;
mod task;
mod withhold;

use chrono::NaiveDate;

use crate::facts::Remembered;
use crate::known::{Known, Reason};
use crate::number::Exact;
use crate::period::Period;
use crate::plan::Plan;
use crate::policy::{Points, Policy, Standing};
use crate::series::Observations;

pub use bearer::BearerSummary;
pub use counts::Outstanding;
pub use duty::DutyStanding;
pub use judge::Judgement;
pub use milestone::MilestoneStanding;
pub use reported::IndicatorState;
pub use score::{RolledScore, Scored};
pub use share::WeightedShare;
pub use summary::Summary;
pub use tally::Tally;
pub use task::TaskState;

use cover::Cover;
use judge::Beside;
use parts::Parts;
use reported::is_reported;
use share::clamped;
use summary::Sum;

/// The roll-up of a report: the plan as a whole, its groups, tasks and organizations.
#[derive(Clone, Debug)]
pub struct Rollup {
    /// The plan: each of its indicators, milestones and tasks once.
    pub plan: Summary,
    /// Each group, in the order of the plan.
    pub groups: Vec<Summary>,
    /// Each task, in the order of the plan.
    pub tasks: Vec<Summary>,
    /// What is known of each task itself, in the order of the plan.
    pub states: Vec<TaskState>,
    /// What is to be said of each indicator beside how it stands, in the order of the plan.
    pub indicators: Vec<IndicatorState>,
    /// What each organization or post answers for, by role.
    pub bearers: Vec<BearerSummary>,
    /// The milestones of all tasks, in the order of the plan.
    pub milestones: Vec<MilestoneStanding>,
    /// The duties of monitoring, in the order of the plan.
    pub duties: Vec<DutyStanding>,
    /// What earlier evaluations said.
    memories: Memories,
}

impl Rollup {
    /// What stands beside the facts about the parts of a task, of a group or, for neither, of the plan.
    pub(crate) fn beside<'r>(&'r self, plan: &'r Plan, policy: &'r Policy, of: Option<Scored>) -> Beside<'r> {
        let task = match of {
            Some(Scored::Task(index)) => plan.tasks().get(index).zip(self.states.get(index)),
            _ => None,
        };
        let memory = match of {
            Some(Scored::Task(index)) => self.memories.task(index),
            Some(Scored::Group(index)) => self.memories.group(index),
            _ => self.memories.whole(),
        };
        Beside { task, inputs: policy.inputs(), memory }
    }
}

/// What is known of one indicator, once for all the sums it goes into.
#[derive(Clone, Debug)]
pub struct IndicatorPart {
    /// How it stands; `None` without a verdict of its own.
    pub standing: Option<Standing>,
    /// The first reason why it is undetermined.
    pub reason: Option<Reason>,
    /// Its share of the way.
    pub share: Known<Exact>,
    /// Its score.
    ///
    /// # Errors
    /// Why it has none.
    pub score: Known<Points>,
    /// Whether its outcome vetoes by itself.
    pub veto: bool,
    /// When it is due: its own target or, without one that counts, the next of the others; none without a date.
    pub due: Option<Period>,
    /// The last day of the period of its current figure.
    pub end: Option<NaiveDate>,
}

impl IndicatorPart {
    /// Whether its due date is over and it is not attained. A target that does not count is never overdue.
    #[must_use]
    pub fn is_overdue(&self, until: NaiveDate) -> bool {
        let open = self.standing.is_some_and(|standing| standing != Standing::Attained);
        open && self.due.is_some_and(|due| due.end() < until)
    }
}

/// What earlier evaluations said of the plan, its groups and tasks.
#[derive(Clone, Debug, Default)]
pub struct Memories {
    /// Of the plan as a whole.
    pub plan: Option<Remembered>,
    /// Of each group; empty without a history.
    pub groups: Vec<Remembered>,
    /// Of each task; empty without a history.
    pub tasks: Vec<Remembered>,
}

impl Memories {
    fn whole(&self) -> Known<Remembered> {
        self.plan.clone().ok_or(Reason::NoHistory)
    }

    fn group(&self, index: usize) -> Known<Remembered> {
        self.groups.get(index).cloned().ok_or(Reason::NoHistory)
    }

    fn task(&self, index: usize) -> Known<Remembered> {
        self.tasks.get(index).cloned().ok_or(Reason::NoHistory)
    }
}

/// What is rolled up: a plan with what is known of its parts.
#[derive(Clone, Debug)]
pub struct Inputs<'p> {
    /// The plan.
    pub plan: &'p Plan,
    /// The policy that judges its parts.
    pub policy: &'p Policy,
    /// The events of its tasks and milestones.
    pub data: &'p Observations,
    /// What was known by this day counts.
    pub as_of: NaiveDate,
    /// What happened after this day does not count.
    pub until: NaiveDate,
    /// Each indicator of the plan.
    pub indicators: Vec<IndicatorPart>,
    /// What earlier evaluations said.
    pub memories: Memories,
    /// The same without what a what-if assumes, where it assumes something.
    pub reality: Option<Box<Rollup>>,
}

impl Rollup {
    /// Rolls up what is known of the parts of a plan.
    #[must_use]
    pub fn of(inputs: Inputs<'_>) -> Self {
        let (plan, data, as_of, until) = (inputs.plan, inputs.data, inputs.as_of, inputs.until);
        let duties = plan.duties().iter().enumerate();
        let duties: Vec<DutyStanding> =
            duties.map(|duty| duty::standing(plan, duty, data, as_of, until)).collect();
        let is_published = plan.is_issued_by(as_of);
        let each = plan.indicators().iter().zip(&inputs.indicators).enumerate();
        let indicators = each.map(|(index, (indicator, part))| IndicatorState {
            due: part.due,
            undated: indicator.is_undated(),
            overdue: is_published && part.is_overdue(until),
            silent: !is_reported(plan, data, as_of, index),
        });
        let indicators: Vec<IndicatorState> = indicators.collect();
        let parts = Parts::of(inputs);
        let tasks = parts.tasks();
        let cover = parts.cover(&tasks);
        let groups = parts.groups(&tasks, &cover);
        let whole = parts.whole(&tasks, &groups, &cover);
        let bearers = parts.bearers(&tasks, &cover, &duties, &indicators);
        let milestones = parts.milestones.into_iter().flatten().collect();
        Self {
            plan: whole,
            groups,
            tasks,
            states: parts.states,
            indicators,
            bearers,
            milestones,
            duties,
            memories: parts.memories,
        }
    }
}

impl Parts<'_> {
    /// The plan as a whole: each of its indicators, milestones and tasks once.
    fn whole(&self, tasks: &[Summary], groups: &[Summary], cover: &Cover) -> Summary {
        let mut sum = Sum::new();
        for (index, indicator) in self.plan.indicators().iter().enumerate() {
            self.add_indicator(&mut sum, index, indicator.weight());
        }
        for (index, (task, summary)) in self.plan.tasks().iter().zip(tasks).enumerate() {
            self.add_milestones(&mut sum, index);
            if task.parent().is_none() {
                sum.progress.add_below(&Exact::from(task.weight()), &summary.progress);
            }
        }
        self.score_plan(&mut sum, groups, cover);
        let mut whole = sum.summary(self.policy);
        let beside = Beside { task: None, inputs: self.policy.inputs(), memory: self.memories.whole() };
        if let Some(table) = self.policy.group_table() {
            whole.judge(table, &beside, self.policy, self.in_reality(None));
        }
        whole
    }
}
