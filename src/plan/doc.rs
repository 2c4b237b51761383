//! The plain documents of a plan: what a file says, as it says it.
//!
//! Every number, date and word is kept as text. [`PlanDoc::check`](crate::plan::PlanDoc::check)
//! turns a document into a [`Plan`](crate::plan::Plan) or into all of its problems. Files are read
//! into these structures, and programs that build a plan fill them in directly:
//!
//! ```
//! use attainment::plan::{BaselineDoc, IndicatorDoc, PlanDoc, TargetDoc};
//! let mut plan = PlanDoc::new("demo", "A small plan", "2025");
//! plan.period.base = Some("2020".into());
//! plan.indicators.push(IndicatorDoc {
//!     unit: Some("km".into()),
//!     baseline: Some(BaselineDoc::new("2020", "120")),
//!     targets: vec![TargetDoc::new("t2025", "level", "2025").at_least("200")],
//!     ..IndicatorDoc::new("cycle-paths", "Cycle paths", "stock")
//! });
//! let plan = plan.check()?;
//! assert_eq!(plan.indicators().len(), 1);
//! # Ok::<(), attainment::check::CheckError>(())
//! ```

/// Declares a document structure; all fields are public and may be left at their defaults.
macro_rules! document {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident : $type:ty $(= $with:literal)?,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize))]
        #[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
        pub struct $name {
            $(
                $(#[$field_doc])*
                #[cfg_attr(feature = "serde", serde(skip_serializing_if = "crate::plan::doc::is_default"$(, serialize_with = $with)?))]
                pub $field: $type,
            )+
        }
    };
}

mod decomposition;

pub use decomposition::{AboveDoc, ChildDoc, DecompositionDoc};

/// Pairs are written as the fields of a map, in their order.
#[cfg(feature = "serde")]
pub(crate) fn as_map<T: serde::Serialize, S: serde::Serializer>(
    pairs: &[(String, T)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().map(|(key, value)| (key, value)))
}

#[cfg(feature = "serde")]
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

document! {
    /// A plan: `format: attainment/plan@1`.
    PlanDoc {
        /// Always `attainment/plan@1`.
        format: String,
        /// The plan's id.
        id: String,
        /// Its title.
        title: String,
        /// The id of the organization that issued it.
        issuer: Option<String>,
        /// The date of issue: from then on its targets are known.
        issued: Option<String>,
        /// The level of government or of the organization, in the embedder's words.
        level: Option<String>,
        /// The id of the plan above, kept as it is written.
        above: Option<String>,
        /// Where the text comes from.
        source: Option<String>,
        /// A remark.
        note: Option<String>,
        /// When it runs.
        period: PlanPeriodDoc,
        /// The organizations that it names.
        organizations: Vec<OrganizationDoc>,
        /// The posts that it names.
        posts: Vec<PostDoc>,
        /// What is measured.
        indicators: Vec<IndicatorDoc>,
        /// What is to be done.
        tasks: Vec<TaskDoc>,
        /// Goals or baskets over indicators and tasks.
        groups: Vec<GroupDoc>,
        /// The duties of monitoring and evaluation that it sets.
        duties: Vec<DutyDoc>,
        /// Whether a task or indicator has one lead or `several` (the default): `one` or `several`.
        leads: Option<String>,
        /// Who answers for what.
        responsibilities: Vec<ResponsibilityDoc>,
    }
}

document! {
    /// When a plan runs.
    PlanPeriodDoc {
        /// The base period, usually the year before the start.
        base: Option<String>,
        /// The first period.
        start: Option<String>,
        /// The last period.
        end: String,
    }
}

document! {
    /// An organization.
    OrganizationDoc {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
        /// The id of the organization that it belongs to.
        parent: Option<String>,
        /// Other names of it.
        aliases: Vec<String>,
        /// Whether it stands for several whose list the plan does not give (各区县): `true` or `false`.
        collective: Option<String>,
        /// The ids of the organizations that it stands for.
        members: Vec<String>,
    }
}

document! {
    /// A post, which outlives the persons who hold it.
    PostDoc {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
        /// The id of its organization.
        organization: Option<String>,
    }
}

document! {
    /// An indicator.
    IndicatorDoc {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
        /// Its unit, which may be scaled (`万家`).
        unit: Option<String>,
        /// How it adds up: a word of [`Measure`](crate::plan::Measure).
        measure: String,
        /// For running totals: `yearly` (the default) or `window`.
        resets: Option<String>,
        /// `expected` or `binding`.
        attribute: Option<String>,
        /// `increase`, `decrease` or `none`; without it, the comparators of the targets tell.
        direction: Option<String>,
        /// How often it is reported: `year`, `half`, `quarter`, `month` or `day`.
        frequency: Option<String>,
        /// What the plan promised against.
        baseline: Option<BaselineDoc>,
        /// Its targets.
        targets: Vec<TargetDoc>,
        /// The values that can occur.
        limits: Option<LimitsDoc>,
        /// Where its definition, unit or base year changed.
        breaks: Vec<BreakDoc>,
        /// The names of its classes, best first, where its figures are classes.
        classes: Vec<String>,
        /// The indicators that it is the ratio of.
        ratio: Option<RatioDoc>,
        /// Its weight in the plan.
        weight: Option<String>,
        /// What it is decomposed into (分解).
        decomposed: Vec<DecompositionDoc>,
        /// Values that policies ask for by name: a natural limit, a dead band, bounds of a scale.
        inputs: Vec<(String, String)> = "crate::plan::doc::as_map",
        /// Where it stands in the plan.
        source: Option<String>,
        /// A remark.
        note: Option<String>,
    }
}

document! {
    /// The baseline of an indicator.
    BaselineDoc {
        /// The period it belongs to.
        period: String,
        /// The value, which may be a bound (`突破1400`).
        value: String,
        /// The status of the figure; final if not said.
        status: Option<String>,
        /// Where it comes from.
        source: Option<String>,
    }
}

document! {
    /// The natural limits of an indicator.
    LimitsDoc {
        /// The least value that can occur.
        min: Option<String>,
        /// The greatest value that can occur.
        max: Option<String>,
    }
}

document! {
    /// A break of a series. In files a period alone may stand for it.
    BreakDoc {
        /// The first period whose figures are not comparable with those before.
        period: String,
        /// What changed: a word of [`BreakKind`](crate::plan::BreakKind).
        kind: Option<String>,
        /// Why.
        why: Option<String>,
        /// The baseline as the new figures would have it.
        baseline: Option<BaselineDoc>,
    }
}

document! {
    /// The parts of a ratio.
    RatioDoc {
        /// The id of the indicator that is divided.
        numerator: String,
        /// The id of the indicator that it is divided by.
        denominator: String,
        /// What the quotient is multiplied by: 100 for per cent; 1 if not said.
        times: Option<String>,
    }
}

document! {
    /// A target of an indicator. Exactly one of the values is given; none for `milestone_date` and
    /// `qualitative`, and at most one for `zero`, `coverage`, `zero_breakthrough`, `sign_only`, `rank_change`,
    /// `rank_qualitative` and `pace`.
    TargetDoc {
        /// Its id, unique within the indicator.
        id: String,
        /// Its form: a word of [`Form`](crate::plan::Form).
        form: String,
        /// The value, compared as its fields say.
        #[cfg_attr(feature = "serde", serde(flatten))]
        value: TargetValueDoc,
        /// The period at whose end it falls due.
        due: Option<String>,
        /// The window it runs over, if not the plan's.
        window: Option<WindowDoc>,
        /// `assured`, `plain` (the default), `stretch` or `outlook`.
        firmness: Option<String>,
        /// Later versions.
        versions: Vec<VersionDoc>,
        /// Values on the way.
        checkpoints: Vec<CheckpointDoc>,
        /// What it compares with beside its own indicator.
        against: Option<ReferenceDoc>,
        /// The whole that it promises a part of (其中).
        of: Option<WholeDoc>,
        /// The value that it says it starts from (由…提高到).
        from: Option<String>,
        /// The period of that value.
        from_period: Option<String>,
        /// The height of a step (万亿元台阶): the value is then a number of steps.
        step: Option<String>,
        /// What a thing must be to be counted (`>= 1000亿元`), kept as it is written.
        threshold: Option<String>,
        /// Who judges it, where it is qualitative: the id of an organization.
        judge: Option<String>,
        /// What shows that it is attained, where it is qualitative.
        evidence: Vec<EvidenceDoc>,
        /// How much of the evidence is needed; all of it if not said.
        needed: Option<String>,
        /// The target of a plan above that a delegated target resolves against.
        above: Option<AboveDoc>,
        /// The words of the plan.
        text: Option<String>,
        /// Where it stands.
        source: Option<String>,
        /// A remark.
        note: Option<String>,
    }
}

document! {
    /// The value of a target: exactly one field is given.
    TargetValueDoc {
        /// The words of the plan, which are read into form and value (力争达到4.5%以上); beside a value, they
        /// are held against it.
        phrase: Option<String>,
        /// A bare value: compared as the indicator's direction says.
        value: Option<String>,
        /// `≥`.
        at_least: Option<String>,
        /// `>`.
        more_than: Option<String>,
        /// `≤`.
        at_most: Option<String>,
        /// `<`.
        less_than: Option<String>,
        /// `=`.
        equal: Option<String>,
        /// About (左右): the tolerance is the policy's.
        about: Option<String>,
        /// A range, both ends included.
        between: Option<Vec<String>>,
        /// The target of another plan decides (完成国家下达目标): what the text says.
        delegated: Option<String>,
        /// It will be set later (各年度视情提出): what the text says.
        deferred: Option<String>,
    }
}

document! {
    /// A later version of a target.
    VersionDoc {
        /// Its id, unique within the target.
        id: String,
        /// The value that it sets.
        #[cfg_attr(feature = "serde", serde(flatten))]
        value: TargetValueDoc,
        /// When it was decided.
        decided: Option<String>,
        /// When it was published: from then on it is known.
        published: String,
        /// The first period it applies to, if not all.
        valid_from: Option<String>,
        /// Who decided it.
        by: Option<String>,
        /// Why.
        why: Option<String>,
        /// Its words.
        text: Option<String>,
        /// Where it stands.
        source: Option<String>,
    }
}

document! {
    /// A value on the way to a target.
    CheckpointDoc {
        /// The period at whose end it is due.
        period: String,
        /// The value, in the unit of the indicator; of a sum over the window, what has come together by
        /// then.
        value: String,
    }
}

document! {
    /// What a target compares with: exactly one field is given.
    ReferenceDoc {
        /// The id of another indicator of the plan.
        indicator: Option<String>,
        /// The id of another target of the indicator.
        target: Option<String>,
        /// Something that the plan has no figures of (全国平均水平).
        text: Option<String>,
    }
}

document! {
    /// The whole that a target promises a part of.
    WholeDoc {
        /// The id of the indicator.
        indicator: String,
    }
}

document! {
    /// Something that shows that a qualitative target is attained.
    EvidenceDoc {
        /// Its id, unique in the plan: data report it by the date on which it was there.
        id: String,
        /// Its title.
        title: String,
    }
}

document! {
    /// A stretch of periods.
    WindowDoc {
        /// The first period.
        start: Option<String>,
        /// The last period.
        end: Option<String>,
    }
}

document! {
    /// A task.
    TaskDoc {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
        /// What kind of task it is, in the embedder's words.
        kind: Option<String>,
        /// The id of the task that it belongs to.
        parent: Option<String>,
        /// When it runs. Without an end it is due with the nearest task above that has one.
        window: Option<WindowDoc>,
        /// The tasks and milestones that have to be done before it begins.
        after: Vec<DependencyDoc>,
        /// Which of its figures counts as its progress: a word of [`ProgressBy`](crate::plan::ProgressBy).
        /// Without it, the first in their order that the task has.
        progress: Option<String>,
        /// What is to be reached on the way.
        milestones: Vec<MilestoneDoc>,
        /// What is to be delivered.
        deliverables: Vec<DeliverableDoc>,
        /// The ids of the indicators that it serves.
        indicators: Vec<String>,
        /// Values that policies ask for by name.
        inputs: Vec<(String, String)> = "crate::plan::doc::as_map",
        /// Its weight among its siblings.
        weight: Option<String>,
        /// Where it stands.
        source: Option<String>,
        /// A remark.
        note: Option<String>,
    }
}

document! {
    /// A milestone of a task.
    MilestoneDoc {
        /// Its id, unique in the plan.
        id: String,
        /// Its title.
        title: String,
        /// The period at whose end it is due.
        due: String,
        /// Its weight in the progress of its task.
        weight: Option<String>,
    }
}

document! {
    /// Something that a task delivers, as evidence of its progress.
    DeliverableDoc {
        /// Its id, unique in the plan.
        id: String,
        /// Its title.
        title: String,
        /// The period at whose end it is due, if not with the task.
        due: Option<String>,
        /// Its weight in the progress of its task.
        weight: Option<String>,
    }
}

document! {
    /// What has to be done before a task begins. In files an id alone may stand for it.
    DependencyDoc {
        /// The id of a task or milestone.
        id: String,
        /// The days that have to pass in between; 0 if not said.
        days: Option<String>,
    }
}

document! {
    /// A duty of monitoring and evaluation (监测评估), such as a yearly report.
    DutyDoc {
        /// Its id, unique in the plan: data report it by the date on which it was done.
        id: String,
        /// Its title.
        title: String,
        /// What kind of duty it is, in the embedder's words.
        kind: Option<String>,
        /// How often it is to be done: `year`, `half`, `quarter` or `month`.
        frequency: Option<String>,
        /// The period at whose end it is due, if it is done once.
        due: Option<String>,
        /// Where it stands in the plan.
        source: Option<String>,
        /// A remark.
        note: Option<String>,
    }
}

document! {
    /// A group of indicators and tasks.
    GroupDoc {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
        /// The id of the group that it belongs to.
        parent: Option<String>,
        /// Its weight among its siblings.
        weight: Option<String>,
        /// Its indicators.
        indicators: Vec<MemberDoc>,
        /// Its tasks.
        tasks: Vec<MemberDoc>,
    }
}

document! {
    /// A member of a group. In files an id alone may stand for it.
    MemberDoc {
        /// The id of the indicator or task.
        id: String,
        /// Its weight in the group.
        weight: Option<String>,
    }
}

document! {
    /// Who answers for a task, an indicator or a duty.
    ResponsibilityDoc {
        /// A word of [`Role`](crate::plan::Role), or a letter of a RACI matrix: `A` is the lead, `R`
        /// responsible, `S` supporting, `C` consulted and `I` informed.
        role: String,
        /// The id of the organization.
        organization: Option<String>,
        /// The id of the post.
        post: Option<String>,
        /// The id of the task.
        task: Option<String>,
        /// The id of the indicator.
        indicator: Option<String>,
        /// The id of the duty.
        duty: Option<String>,
        /// Whether the list ended with 等 (`true` or `false`).
        open_ended: Option<String>,
        /// The words of the plan.
        text: Option<String>,
    }
}

/// The value of `format` in a plan.
pub const PLAN_FORMAT: &str = "attainment/plan@1";

impl PlanDoc {
    /// A plan with nothing in it, that ends with the given period.
    #[must_use]
    pub fn new(id: &str, title: &str, end: &str) -> Self {
        Self {
            format: PLAN_FORMAT.into(),
            id: id.into(),
            title: title.into(),
            period: PlanPeriodDoc { end: end.into(), ..PlanPeriodDoc::default() },
            ..Self::default()
        }
    }
}

impl IndicatorDoc {
    /// An indicator with a word of [`Measure`](crate::plan::Measure) and no targets.
    #[must_use]
    pub fn new(id: &str, name: &str, measure: &str) -> Self {
        Self { id: id.into(), name: name.into(), measure: measure.into(), ..Self::default() }
    }
}

impl BaselineDoc {
    /// A final value of a period.
    #[must_use]
    pub fn new(period: &str, value: &str) -> Self {
        Self { period: period.into(), value: value.into(), ..Self::default() }
    }
}

impl TargetDoc {
    /// A target of a form (a word of [`Form`](crate::plan::Form)), due with a period, without a value yet.
    #[must_use]
    pub fn new(id: &str, form: &str, due: &str) -> Self {
        Self { id: id.into(), form: form.into(), due: Some(due.into()), ..Self::default() }
    }

    /// With a value that is to be reached or passed.
    #[must_use]
    pub fn at_least(mut self, value: &str) -> Self {
        self.value.at_least = Some(value.into());
        self
    }

    /// With a value that is not to be passed.
    #[must_use]
    pub fn at_most(mut self, value: &str) -> Self {
        self.value.at_most = Some(value.into());
        self
    }
}

impl TaskDoc {
    /// A task without dates.
    #[must_use]
    pub fn new(id: &str, title: &str) -> Self {
        Self { id: id.into(), title: title.into(), ..Self::default() }
    }

    /// From the first day of a period to the last of another.
    #[must_use]
    pub fn window(mut self, start: &str, end: &str) -> Self {
        self.window = Some(WindowDoc { start: Some(start.into()), end: Some(end.into()) });
        self
    }
}

impl MilestoneDoc {
    /// A milestone that is due at the end of a period.
    #[must_use]
    pub fn new(id: &str, title: &str, due: &str) -> Self {
        Self { id: id.into(), title: title.into(), due: due.into(), ..Self::default() }
    }
}

impl From<&str> for DependencyDoc {
    /// On the task or milestone with this id, without days in between.
    fn from(id: &str) -> Self {
        Self { id: id.into(), days: None }
    }
}

impl OrganizationDoc {
    /// An organization that stands for itself.
    #[must_use]
    pub fn new(id: &str, name: &str) -> Self {
        Self { id: id.into(), name: name.into(), ..Self::default() }
    }
}

impl ResponsibilityDoc {
    /// The role of an organization for a task, by their ids; the role is a word of [`Role`](crate::plan::Role).
    #[must_use]
    pub fn for_task(role: &str, organization: &str, task: &str) -> Self {
        Self { task: Some(task.into()), ..Self::of(role, organization) }
    }

    /// The role of an organization for an indicator, by their ids.
    #[must_use]
    pub fn for_indicator(role: &str, organization: &str, indicator: &str) -> Self {
        Self { indicator: Some(indicator.into()), ..Self::of(role, organization) }
    }

    fn of(role: &str, organization: &str) -> Self {
        Self { role: role.into(), organization: Some(organization.into()), ..Self::default() }
    }
}

impl TargetValueDoc {
    /// Writes a number into the field that says how it is compared.
    #[cfg(feature = "notation")]
    pub(crate) fn set(&mut self, bound: crate::number::Bound, text: String) {
        use crate::number::Bound;
        let field = match bound {
            Bound::AtLeast => &mut self.at_least,
            Bound::MoreThan => &mut self.more_than,
            Bound::AtMost => &mut self.at_most,
            Bound::LessThan => &mut self.less_than,
            Bound::Exactly => &mut self.equal,
            Bound::About => &mut self.about,
        };
        *field = Some(text);
    }

    /// Whether a phrase stands alone, without a value beside it.
    pub(crate) fn is_phrase(&self) -> bool {
        let alone = Self { phrase: self.phrase.clone(), ..Self::default() };
        self.phrase.is_some() && *self == alone
    }
}
