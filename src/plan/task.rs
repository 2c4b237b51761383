//! What is to be done: tasks with their milestones and deliverables, and duties of monitoring.

use rust_decimal::Decimal;

use super::Subject;
use super::words::vocabulary;
use crate::period::{Frequency, Period};

/// A task; they form a tree.
#[derive(Clone, Debug)]
pub struct Task {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) kind: Option<String>,
    pub(crate) parent: Option<usize>,
    pub(crate) start: Option<Period>,
    pub(crate) end: Option<Period>,
    /// The days from the first of its window to the last, as its plan states them. A what-if that puts it off does not
    /// make it longer.
    pub(crate) days: u64,
    /// The end, or that of the nearest task above that has one.
    pub(crate) due: Option<Period>,
    pub(crate) after: Vec<Dependency>,
    pub(crate) progress: Option<ProgressBy>,
    pub(crate) milestones: Vec<Milestone>,
    pub(crate) deliverables: Vec<Deliverable>,
    pub(crate) indicators: Vec<usize>,
    pub(crate) inputs: Vec<(String, String)>,
    pub(crate) weight: Decimal,
    pub(crate) source: Option<String>,
    pub(crate) note: Option<String>,
}

impl Task {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What kind of task it is, in the words of the plan's author.
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        self.kind.as_deref()
    }

    /// The index of the task that it belongs to.
    #[must_use]
    pub fn parent(&self) -> Option<usize> {
        self.parent
    }

    /// Its first period.
    #[must_use]
    pub fn start(&self) -> Option<Period> {
        self.start
    }

    /// Its last period.
    #[must_use]
    pub fn end(&self) -> Option<Period> {
        self.end
    }

    /// The period at whose end it is due: its last period, or that of the nearest task above that has one.
    #[must_use]
    pub fn due(&self) -> Option<Period> {
        self.due
    }

    /// What has to be done before it begins.
    #[must_use]
    pub fn after(&self) -> &[Dependency] {
        &self.after
    }

    /// Which of its figures counts as its progress, if the plan says so.
    #[must_use]
    pub fn progress(&self) -> Option<ProgressBy> {
        self.progress
    }

    /// What it delivers.
    #[must_use]
    pub fn deliverables(&self) -> &[Deliverable] {
        &self.deliverables
    }

    /// The text that it supplies for an input of a policy.
    #[must_use]
    pub fn input(&self, name: &str) -> Option<&str> {
        self.inputs.iter().find(|(own, _)| own == name).map(|(_, text)| text.as_str())
    }

    /// The inputs that it supplies, by name.
    #[must_use]
    pub fn inputs(&self) -> &[(String, String)] {
        &self.inputs
    }

    /// What is to be reached on the way.
    #[must_use]
    pub fn milestones(&self) -> &[Milestone] {
        &self.milestones
    }

    /// The indices of the indicators that it serves.
    #[must_use]
    pub fn indicators(&self) -> &[usize] {
        &self.indicators
    }

    /// Its weight among its siblings; 1 if not said.
    #[must_use]
    pub fn weight(&self) -> Decimal {
        self.weight
    }

    /// Where it stands in the plan.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// The remark on it.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }
}

/// A milestone of a task.
#[derive(Clone, Debug)]
pub struct Milestone {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) due: Period,
    pub(crate) weight: Decimal,
}

impl Milestone {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The period at whose end it is due.
    #[must_use]
    pub fn due(&self) -> Period {
        self.due
    }

    /// Its weight in the progress of its task; 1 if not said.
    #[must_use]
    pub fn weight(&self) -> Decimal {
        self.weight
    }
}

/// Something that a task delivers (成果): evidence of its progress.
#[derive(Clone, Debug)]
pub struct Deliverable {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) due: Option<Period>,
    pub(crate) weight: Decimal,
}

impl Deliverable {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The period at whose end it is due, if not with its task.
    #[must_use]
    pub fn due(&self) -> Option<Period> {
        self.due
    }

    /// Its weight in the progress of its task; 1 if not said.
    #[must_use]
    pub fn weight(&self) -> Decimal {
        self.weight
    }
}

/// Something that has to be done before a task begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dependency {
    /// A task or milestone.
    pub on: Subject,
    /// The days that have to pass in between.
    pub days: u32,
}

vocabulary! {
    /// Which of its figures counts as the progress of a task. Where the plan does not say, it is the first
    /// that the task has.
    #[non_exhaustive]
    ProgressBy {
        /// The percentage that was reported, or the day on which it was completed (填报).
        Reported = "reported", "填报";
        /// The milestones that were reached, by weight (里程碑).
        Milestones = "milestones", "里程碑";
        /// What was delivered, by weight (成果佐证).
        Deliverables = "deliverables", "成果";
        /// The progress of its sub-tasks, by weight (子任务).
        Tasks = "tasks", "子任务";
        /// The share of the way of its indicators, by weight (指标).
        Indicators = "indicators", "指标";
    }
}

/// A duty of monitoring and evaluation (监测评估) that a plan sets, such as a yearly report.
#[derive(Clone, Debug)]
pub struct Duty {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) kind: Option<String>,
    pub(crate) frequency: Option<Frequency>,
    pub(crate) due: Option<Period>,
    pub(crate) source: Option<String>,
    pub(crate) note: Option<String>,
}

impl Duty {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What kind of duty it is, in the words of the plan's author.
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        self.kind.as_deref()
    }

    /// How often it is to be done.
    #[must_use]
    pub fn frequency(&self) -> Option<Frequency> {
        self.frequency
    }

    /// The period at whose end it is due, if it is done once.
    #[must_use]
    pub fn due(&self) -> Option<Period> {
        self.due
    }

    /// Where it stands in the plan.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// The remark on it.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }
}
