//! The model of a plan: what was promised, and who answers for it.
//!
//! A [`Plan`] comes from [`PlanDoc::check`] or from a file, and its invariants hold: every id is
//! unique, every reference resolves, trees have no cycles, every due date lies after its base. It
//! does not change. Indicators, tasks, organizations and groups are referred to by index; names are
//! resolved once, when the plan is checked.

mod assessment;
mod assumption;
mod decomposition;
mod doc;
mod gaps;
mod inherited;
mod order;
mod organization;
mod target;
mod task;
pub(crate) mod words;

use std::sync::Arc;

use chrono::NaiveDate;
use foldhash::HashMap;
use rust_decimal::Decimal;

pub use assessment::{Assessment, Evidence};
pub use assumption::{Assumed, Assumption, Assumptions};
pub(crate) use decomposition::only_target;
pub use decomposition::{Above, Child, Decomposition, FiguresFrom, Rule};
#[cfg(feature = "serde")]
pub(crate) use doc::as_map;
pub use doc::*;
pub use gaps::Gaps;
pub use inherited::Origin;
pub(crate) use inherited::{Inherited, Stage, Timeline};
pub(crate) use order::{Order, Preorder, Step, leaves_first};
pub use organization::{Bearer, Collective, Organization, Post, Responsibility};
pub(crate) use target::MOST_YEARS;
pub use target::{
    Against, Axes, Checkpoint, Gather, Over, Promise, Reference, Start, Target, Value, Version, What,
};
pub use task::{Deliverable, Dependency, Duty, Milestone, ProgressBy, Task};
pub use words::{Attribute, BreakKind, Direction, Firmness, Form, Leads, Measure, Resets, Role, Status};

use crate::number::{Quantity, Unit};
use crate::period::{Frequency, Period};

/// A checked plan.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) issuer: Option<usize>,
    pub(crate) issued: Option<NaiveDate>,
    pub(crate) level: Option<String>,
    pub(crate) above: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) base: Option<Period>,
    pub(crate) start: Option<Period>,
    pub(crate) end: Period,
    pub(crate) organizations: Vec<Organization>,
    pub(crate) posts: Vec<Post>,
    pub(crate) indicators: Vec<Indicator>,
    pub(crate) tasks: Vec<Task>,
    pub(crate) groups: Vec<Group>,
    pub(crate) duties: Vec<Duty>,
    pub(crate) leads: Leads,
    pub(crate) responsibilities: Vec<Responsibility>,
    /// What stands for the target of an indicator that has none: no number, due at the end of the plan.
    pub(crate) no_target: Target,
    /// Seeded at random, since ids come from strangers; its order decides nothing.
    /// Shared with the observations that were read for this plan.
    pub(crate) by_id: Arc<Ids>,
    /// What a what-if changed.
    pub(crate) assumptions: Option<Box<Assumptions>>,
}

/// The meaning of the ids that data can name.
pub(crate) type Ids = HashMap<String, Subject>;

/// What an id of a plan stands for; the number is the index in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Subject {
    /// An indicator.
    Indicator(usize),
    /// A task.
    Task(usize),
    /// The milestone of a task: indices of the task and of its milestone.
    Milestone(usize, usize),
    /// What a task delivers: indices of the task and of the deliverable.
    Deliverable(usize, usize),
    /// The evidence for a qualitative target: indices of the indicator, its target, and the evidence.
    Evidence(usize, usize, usize),
    /// A duty of monitoring.
    Duty(usize),
}

impl Plan {
    /// The plan's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The organization that issued it.
    #[must_use]
    pub fn issuer(&self) -> Option<&Organization> {
        self.organizations.get(self.issuer?)
    }

    /// The date of issue, from which its targets are known; without it they are known from the beginning.
    #[must_use]
    pub fn issued(&self) -> Option<NaiveDate> {
        self.issued
    }

    /// Whether it is known on a day: one that does not say when it was issued always was.
    pub(crate) fn is_issued_by(&self, day: NaiveDate) -> bool {
        self.issued.is_none_or(|issued| issued <= day)
    }

    /// The level of government or of the organization.
    #[must_use]
    pub fn level(&self) -> Option<&str> {
        self.level.as_deref()
    }

    /// The id of the plan above.
    #[must_use]
    pub fn above(&self) -> Option<&str> {
        self.above.as_deref()
    }

    /// Where the text comes from.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// The remark on the plan.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// The base period, usually the year before the start.
    #[must_use]
    pub fn base(&self) -> Option<Period> {
        self.base
    }

    /// The first period.
    #[must_use]
    pub fn start(&self) -> Option<Period> {
        self.start
    }

    /// The last period.
    #[must_use]
    pub fn end(&self) -> Period {
        self.end
    }

    /// The last day before the plan began: the end of its base period, or the day before its start.
    #[must_use]
    pub fn base_end(&self) -> Option<NaiveDate> {
        match (self.base, self.start) {
            (Some(base), _) => Some(base.end()),
            (None, Some(start)) => start.start().pred_opt(),
            (None, None) => None,
        }
    }

    /// The organizations, in the order of the document.
    #[must_use]
    pub fn organizations(&self) -> &[Organization] {
        &self.organizations
    }

    /// The posts.
    #[must_use]
    pub fn posts(&self) -> &[Post] {
        &self.posts
    }

    /// The indicators, in the order of the document.
    #[must_use]
    pub fn indicators(&self) -> &[Indicator] {
        &self.indicators
    }

    /// The tasks, in the order of the document.
    #[must_use]
    pub fn tasks(&self) -> &[Task] {
        &self.tasks
    }

    /// The groups, in the order of the document.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The duties of monitoring and evaluation, in the order of the document.
    #[must_use]
    pub fn duties(&self) -> &[Duty] {
        &self.duties
    }

    /// Whether a task or indicator has one lead or several.
    #[must_use]
    pub fn leads(&self) -> Leads {
        self.leads
    }

    /// Who answers for what, in the order of the document.
    #[must_use]
    pub fn responsibilities(&self) -> &[Responsibility] {
        &self.responsibilities
    }

    /// The indicator, task, milestone, deliverable, evidence or duty with this id.
    #[must_use]
    pub fn subject(&self, id: &str) -> Option<Subject> {
        self.by_id.get(id).copied()
    }

    /// The id of an indicator, task, milestone, deliverable, evidence or duty.
    #[must_use]
    pub fn id_of(&self, subject: Subject) -> Option<&str> {
        let task = |index: usize| self.tasks.get(index);
        Some(match subject {
            Subject::Indicator(index) => &self.indicators.get(index)?.id,
            Subject::Task(index) => task(index)?.id(),
            Subject::Milestone(index, number) => task(index)?.milestones().get(number)?.id(),
            Subject::Deliverable(index, number) => task(index)?.deliverables().get(number)?.id(),
            Subject::Evidence(index, target, number) => {
                let target = self.indicators.get(index)?.targets.get(target)?;
                target.assessment()?.evidence().get(number)?.id()
            }
            Subject::Duty(index) => self.duties.get(index)?.id(),
        })
    }

    /// The title or name of an indicator, task, milestone, deliverable, evidence or duty.
    #[must_use]
    pub fn title_of(&self, subject: Subject) -> Option<&str> {
        let task = |index: usize| self.tasks.get(index);
        Some(match subject {
            Subject::Indicator(index) => &self.indicators.get(index)?.name,
            Subject::Task(index) => task(index)?.title(),
            Subject::Milestone(index, number) => task(index)?.milestones().get(number)?.title(),
            Subject::Deliverable(index, number) => task(index)?.deliverables().get(number)?.title(),
            Subject::Evidence(index, target, number) => {
                let target = self.indicators.get(index)?.targets.get(target)?;
                target.assessment()?.evidence().get(number)?.title()
            }
            Subject::Duty(index) => self.duties.get(index)?.title(),
        })
    }

    /// The id of an organization or post.
    #[must_use]
    pub fn bearer_id(&self, bearer: Bearer) -> Option<&str> {
        match bearer {
            Bearer::Organization(index) => self.organizations.get(index).map(Organization::id),
            Bearer::Post(index) => self.posts.get(index).map(Post::id),
        }
    }

    /// The name of an organization or post.
    #[must_use]
    pub fn bearer_name(&self, bearer: Bearer) -> Option<&str> {
        match bearer {
            Bearer::Organization(index) => self.organizations.get(index).map(Organization::name),
            Bearer::Post(index) => self.posts.get(index).map(Post::name),
        }
    }

    /// The indicator with this id.
    #[must_use]
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        match self.subject(id)? {
            Subject::Indicator(index) => self.indicators.get(index),
            _ => None,
        }
    }
}

/// The value that a plan promised against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Baseline {
    pub(crate) period: Period,
    pub(crate) value: Quantity,
    pub(crate) status: Status,
    pub(crate) source: Option<String>,
}

impl Baseline {
    /// The period it belongs to.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// The value, in the unit of the indicator.
    #[must_use]
    pub fn value(&self) -> &Quantity {
        &self.value
    }

    /// The status of the figure.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status
    }

    /// Where it comes from.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }
}

/// The values of an indicator that can occur, such as 0 to 100 of a share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The least.
    pub min: Option<Decimal>,
    /// The greatest.
    pub max: Option<Decimal>,
}

/// A break of a series: a change of definition, unit or base year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    pub(crate) period: Period,
    pub(crate) kind: Option<BreakKind>,
    pub(crate) why: Option<String>,
    pub(crate) baseline: Option<Baseline>,
}

impl Break {
    /// The first period whose figures are not comparable with those before.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// What changed, if the plan says.
    #[must_use]
    pub fn kind(&self) -> Option<BreakKind> {
        self.kind
    }

    /// Why.
    #[must_use]
    pub fn why(&self) -> Option<&str> {
        self.why.as_deref()
    }

    /// The baseline restated, in the unit of the indicator: from the first figure after the break on, progress is
    /// measured from it.
    #[must_use]
    pub fn baseline(&self) -> Option<&Baseline> {
        self.baseline.as_ref()
    }
}

/// What an indicator is the ratio of: its figures are numerator ÷ denominator × times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    pub(crate) numerator: usize,
    pub(crate) denominator: usize,
    pub(crate) times: Decimal,
}

impl Ratio {
    /// The index of the indicator that is divided.
    #[must_use]
    pub fn numerator(&self) -> usize {
        self.numerator
    }

    /// The index of the indicator that it is divided by.
    #[must_use]
    pub fn denominator(&self) -> usize {
        self.denominator
    }

    /// What the quotient is multiplied by: 100 for per cent.
    #[must_use]
    pub fn times(&self) -> Decimal {
        self.times
    }
}

/// An indicator with its targets.
#[derive(Clone, Debug)]
pub struct Indicator {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) unit: Unit,
    pub(crate) measure: Measure,
    pub(crate) resets: Resets,
    pub(crate) attribute: Option<Attribute>,
    pub(crate) direction: Option<Direction>,
    pub(crate) frequency: Option<Frequency>,
    pub(crate) baseline: Option<Baseline>,
    pub(crate) targets: Vec<Target>,
    pub(crate) limits: Limits,
    /// By their first days.
    pub(crate) breaks: Vec<Break>,
    pub(crate) ratio: Option<Ratio>,
    pub(crate) weight: Decimal,
    pub(crate) decomposed: Vec<Decomposition>,
    pub(crate) inputs: Vec<(String, String)>,
    pub(crate) source: Option<String>,
    pub(crate) note: Option<String>,
}

impl Indicator {
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

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its unit.
    #[must_use]
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// How its figures add up over time.
    #[must_use]
    pub fn measure(&self) -> Measure {
        self.measure
    }

    /// When a running total starts anew.
    #[must_use]
    pub fn resets(&self) -> Resets {
        self.resets
    }

    /// Whether its targets are expected or binding; `None` where the plan does not say.
    #[must_use]
    pub fn attribute(&self) -> Option<Attribute> {
        self.attribute
    }

    /// Which way is better; `None` where only the comparators of its targets tell.
    #[must_use]
    pub fn direction(&self) -> Option<Direction> {
        self.direction
    }

    /// How often it is reported.
    #[must_use]
    pub fn frequency(&self) -> Option<Frequency> {
        self.frequency
    }

    /// What the plan promised against.
    #[must_use]
    pub fn baseline(&self) -> Option<&Baseline> {
        self.baseline.as_ref()
    }

    /// Its targets, in the order of the document.
    #[must_use]
    pub fn targets(&self) -> &[Target] {
        &self.targets
    }

    /// Whether one of its targets has no date.
    #[must_use]
    pub fn is_undated(&self) -> bool {
        self.targets.iter().any(Target::is_undated)
    }

    /// The values that can occur.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Where its figures stop being comparable with those before, oldest first.
    #[must_use]
    pub fn breaks(&self) -> &[Break] {
        &self.breaks
    }

    /// What it is the ratio of, if it is one whose parts are indicators of the plan.
    #[must_use]
    pub fn ratio(&self) -> Option<&Ratio> {
        self.ratio.as_ref()
    }

    /// Its weight in the plan; 1 if not said.
    #[must_use]
    pub fn weight(&self) -> Decimal {
        self.weight
    }

    /// Whether its target is assessed by evidence, which data report by its own ids.
    #[must_use]
    pub fn is_shown_by_evidence(&self) -> bool {
        let mut assessments = self.targets.iter().filter_map(Target::assessment);
        assessments.any(|assessment| !assessment.evidence().is_empty())
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

/// A group of indicators and tasks; they form a tree, whose root is the plan.
#[derive(Clone, Debug)]
pub struct Group {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) parent: Option<usize>,
    pub(crate) weight: Decimal,
    pub(crate) indicators: Vec<Member>,
    pub(crate) tasks: Vec<Member>,
}

/// A member of a group: its index, and its weight there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// The index of the indicator or task.
    pub index: usize,
    /// Its weight in the group.
    pub weight: Decimal,
}

impl Group {
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

    /// The index of the group that it belongs to.
    #[must_use]
    pub fn parent(&self) -> Option<usize> {
        self.parent
    }

    /// Its weight among its siblings.
    #[must_use]
    pub fn weight(&self) -> Decimal {
        self.weight
    }

    /// Its indicators.
    #[must_use]
    pub fn indicators(&self) -> &[Member] {
        &self.indicators
    }

    /// Its tasks.
    #[must_use]
    pub fn tasks(&self) -> &[Member] {
        &self.tasks
    }
}
