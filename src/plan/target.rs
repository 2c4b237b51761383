use chrono::NaiveDate;
use rust_decimal::Decimal;

use std::sync::Arc;

use super::{Above, Assessment, Firmness, Form, Inherited, Measure, Origin};
use crate::number::{Bound, Quantity};
use crate::period::Period;

/// The most years that a rate is compounded over.
pub(crate) const MOST_YEARS: u32 = 200;

/// What a target is about, on its independent axes.
///
/// A form is a name for a point in this space; the evaluation looks at the axes alone.
///
/// ```
/// use attainment::plan::{Axes, Form, What};
/// let axes = Axes::of(Form::AvgAnnualGrowth);
/// assert_eq!(axes.what, What::Growth);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axes {
    /// What is looked at.
    pub what: What,
    /// What it is compared with.
    pub against: Against,
    /// Over which periods.
    pub over: Over,
}

/// What a target looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum What {
    /// The value.
    Level,
    /// The value less the reference.
    Difference,
    /// The value as a multiple of the reference.
    Ratio,
    /// The growth over the reference, in per cent.
    Growth,
    /// The fall below the reference, in per cent.
    Reduction,
    /// The place among others, or how many places it improved over the reference.
    Rank,
    /// The class in an order: there are no distances between classes.
    Class,
    /// The sign of the change over the reference.
    Sign,
    /// The marks of a scale that were crossed since the reference.
    Steps,
    /// The date of an event.
    Date,
    /// Nothing that could be counted.
    Nothing,
}

/// What a target compares with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Against {
    /// Nothing.
    Nothing,
    /// The base.
    Base,
    /// The same period of the year before.
    YearBefore,
    /// Another indicator in the same period.
    Indicator,
    /// The path of another target of the indicator.
    Path,
}

/// Over which periods a target asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Over {
    /// At the due date.
    Due,
    /// In every period of the window.
    Every,
    /// The sum over the window.
    Sum,
    /// The mean of the years.
    Mean,
    /// Compounded over the years.
    Compounded,
}

impl Axes {
    /// The axes of a form.
    #[must_use]
    pub fn of(form: Form) -> Self {
        use Against::{Base, Indicator, Nothing, Path, YearBefore};
        let (what, against, over) = match form {
            Form::Level
            | Form::Cap
            | Form::Zero
            | Form::Share
            | Form::FromTo
            | Form::Ratio
            | Form::Composition
            | Form::StepCrossing
            | Form::Coverage
            | Form::Duration => (What::Level, Nothing, Over::Due),
            Form::Kept => (What::Level, Nothing, Over::Every),
            Form::GrowthYear => (What::Growth, YearBefore, Over::Due),
            Form::AvgAnnualGrowth => (What::Growth, Base, Over::Compounded),
            Form::AvgAnnualIncrement => (What::Difference, Base, Over::Mean),
            Form::GrowthOverBase => (What::Growth, Base, Over::Due),
            Form::Multiple => (What::Ratio, Base, Over::Due),
            Form::PpChange | Form::Increment | Form::IncrementFlow => (What::Difference, Base, Over::Due),
            Form::ReductionRate => (What::Reduction, Base, Over::Due),
            // Things that exist: those of a stock are counted, those of a flow summed.
            Form::Cumulative | Form::Count | Form::FirstCase | Form::ThresholdCount => {
                (What::Level, Nothing, Over::Sum)
            }
            Form::Relative => (What::Difference, Indicator, Over::Due),
            Form::RatioToIndicator => (What::Ratio, Indicator, Over::Due),
            Form::Rank | Form::RankQualitative => (What::Rank, Nothing, Over::Due),
            Form::RankChange => (What::Rank, Base, Over::Due),
            Form::OrdinalClass => (What::Class, Nothing, Over::Due),
            Form::SignOnly => (What::Sign, Base, Over::Due),
            Form::Pace => (What::Level, Path, Over::Due),
            Form::MilestoneDate => (What::Date, Nothing, Over::Due),
            Form::Qualitative => (What::Nothing, Nothing, Over::Due),
        };
        Self { what, against, over }
    }

    /// The axes of a form that says more: a step to be crossed a number of times, or the set that is to be
    /// covered.
    pub(crate) fn refined(form: Form, steps: bool, related: bool) -> Self {
        let axes = Self::of(form);
        match form {
            Form::StepCrossing if steps => Self { what: What::Steps, against: Against::Base, ..axes },
            Form::Coverage if related => Self { what: What::Ratio, against: Against::Indicator, ..axes },
            _ => axes,
        }
    }

    /// The axes of a qualitative target: on an ordinal scale it asks for a class, by evidence for the day on which
    /// enough of it is there.
    pub(crate) fn qualitative(classed: bool, evidence: bool) -> Self {
        let what = match (classed, evidence) {
            (true, _) => What::Class,
            (false, true) => What::Date,
            (false, false) => What::Nothing,
        };
        Self { what, ..Self::of(Form::Qualitative) }
    }

    /// Whether a value of the target is a value of the indicator: it is not measured from anything.
    #[must_use]
    pub fn is_level(self) -> bool {
        self.against == Against::Nothing && matches!(self.what, What::Level | What::Rank | What::Class)
    }
}

/// How the figures of an indicator are gathered into the one that a target looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Gather {
    /// The latest figure.
    Latest,
    /// The sum of the figures of the window.
    Sum,
    /// The product of the yearly rates of the window, as an index that starts at 1.
    Product,
}

impl Axes {
    /// How a target of this kind gathers the figures of an indicator with this measure: amounts and
    /// changes are summed or compounded where the target is about what came together, and everything
    /// else looks at the latest figure.
    #[must_use]
    pub fn gather(self, measure: Measure) -> Gather {
        let amounts = matches!(measure, Measure::Flow | Measure::RunningTotal);
        if self.against == Against::Indicator {
            // Two figures of one period are compared, whatever they add up to.
            return Gather::Latest;
        }
        match (self.what, self.against, self.over) {
            (What::Level, _, Over::Sum) if amounts || measure == Measure::Change => Gather::Sum,
            (What::Difference, _, _) if amounts || measure == Measure::Change => Gather::Sum,
            (What::Growth | What::Ratio | What::Reduction, Against::Base, _)
                if measure == Measure::Change =>
            {
                Gather::Product
            }
            _ => Gather::Latest,
        }
    }
}

/// What a target compares with beside its own indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reference {
    /// The indicator of the plan with this index.
    Indicator(usize),
    /// The target of the same indicator with this index.
    Target(usize),
    /// Something that the plan has no figures of (全国平均水平); what it says.
    Text(String),
}

/// Where a target says that it starts (由4.74%提高到…).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// The value.
    pub value: Quantity,
    /// The period that it belongs to, if the target says.
    pub period: Option<Period>,
}

/// The value of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Value {
    /// A number and how the value is compared with it.
    Number(Quantity),
    /// A range, both ends included.
    Range {
        /// The lower end.
        low: Quantity,
        /// The upper end.
        high: Quantity,
    },
    /// The target of another plan decides (完成国家下达目标); what the plan says.
    Delegated(String),
    /// It will be set later (各年度视情提出); what the plan says.
    Deferred(String),
    /// An event, or words: there is no number.
    Unquantified,
}

/// What a version of a target promises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    pub(crate) value: Value,
    pub(crate) phrase: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) origin: Option<Arc<Origin>>,
}

impl Promise {
    /// The value.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// The phrase that it was read from, or is held against.
    #[must_use]
    pub fn phrase(&self) -> Option<&str> {
        self.phrase.as_deref()
    }

    /// The words of the plan.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// Where they stand.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }
}

/// A target of an indicator.
#[derive(Clone, Debug)]
pub struct Target {
    pub(crate) id: String,
    pub(crate) form: Form,
    pub(crate) promise: Promise,
    pub(crate) due: Period,
    pub(crate) start: Option<Period>,
    pub(crate) firmness: Firmness,
    pub(crate) versions: Vec<Version>,
    pub(crate) checkpoints: Vec<Checkpoint>,
    pub(crate) against: Option<Reference>,
    pub(crate) whole: Option<usize>,
    pub(crate) from: Option<Start>,
    pub(crate) step: Option<Quantity>,
    pub(crate) threshold: Option<String>,
    /// For qualitative targets of a plan.
    pub(crate) assessment: Option<Box<Assessment>>,
    pub(crate) above: Option<Above>,
    pub(crate) inherited: Option<Inherited>,
    pub(crate) note: Option<String>,
}

impl Target {
    /// What stands for a target where there is none.
    pub(crate) fn none(due: Period) -> Self {
        Self {
            id: String::new(),
            form: Form::Qualitative,
            promise: Promise {
                value: Value::Unquantified,
                phrase: None,
                text: None,
                source: None,
                origin: None,
            },
            due,
            start: None,
            firmness: Firmness::Plain,
            versions: Vec::new(),
            checkpoints: Vec::new(),
            against: None,
            whole: None,
            from: None,
            step: None,
            threshold: None,
            assessment: None,
            above: None,
            inherited: None,
            note: None,
        }
    }

    /// What it is about: the axes of its form, with what the target says beside it.
    #[must_use]
    pub fn axes(&self) -> Axes {
        let classed = matches!(self.promise.value, Value::Number(_) | Value::Range { .. });
        let evidence = self.assessment.as_ref().is_some_and(|assessment| !assessment.evidence.is_empty());
        match self.form {
            Form::Qualitative => Axes::qualitative(classed, evidence),
            form => Axes::refined(form, self.step.is_some(), self.against.is_some()),
        }
    }

    /// Its id, unique within the indicator.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its form.
    #[must_use]
    pub fn form(&self) -> Form {
        self.form
    }

    /// What it promised originally, in its own plan.
    #[must_use]
    pub fn promise(&self) -> &Promise {
        &self.promise
    }

    /// The period at whose end it falls due.
    #[must_use]
    pub fn due(&self) -> Period {
        self.due
    }

    /// The first period of its own window, if it has one.
    #[must_use]
    pub fn start(&self) -> Option<Period> {
        self.start
    }

    /// How firmly it is promised.
    #[must_use]
    pub fn firmness(&self) -> Firmness {
        self.firmness
    }

    /// Its later versions, by date of publication; those of the plan above among them, if it took them over.
    #[must_use]
    pub fn versions(&self) -> &[Version] {
        let above = self.inherited.as_ref().and_then(Inherited::at_last);
        above.map_or(&self.versions, |above| &above.versions)
    }

    /// The values on the way, by period.
    #[must_use]
    pub fn checkpoints(&self) -> &[Checkpoint] {
        &self.checkpoints
    }

    /// What it compares with beside its own indicator.
    #[must_use]
    pub fn against(&self) -> Option<&Reference> {
        self.against.as_ref()
    }

    /// The index of the indicator that it promises a part of (其中).
    #[must_use]
    pub fn whole(&self) -> Option<usize> {
        self.whole
    }

    /// Where it says that it starts.
    #[must_use]
    pub fn from(&self) -> Option<&Start> {
        self.from.as_ref()
    }

    /// The height of a step, of which it promises a number.
    #[must_use]
    pub fn step(&self) -> Option<&Quantity> {
        self.step.as_ref()
    }

    /// What a thing must be to be counted (≥ 1000亿元), in the words of the plan.
    #[must_use]
    pub fn threshold(&self) -> Option<&str> {
        self.threshold.as_deref()
    }

    /// How it is assessed, if it is qualitative.
    #[must_use]
    pub fn assessment(&self) -> Option<&Assessment> {
        self.assessment.as_deref()
    }

    /// Whether the plan states no date for it; only goals in words can be without one.
    #[must_use]
    pub fn is_undated(&self) -> bool {
        self.assessment.as_ref().is_some_and(|assessment| !assessment.dated)
    }

    /// The remark on it.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }
}

/// A later version of a target.
#[derive(Clone, Debug)]
pub struct Version {
    pub(crate) id: String,
    pub(crate) promise: Promise,
    pub(crate) decided: Option<NaiveDate>,
    pub(crate) published: NaiveDate,
    pub(crate) valid_from: Option<Period>,
    pub(crate) by: Option<String>,
    pub(crate) why: Option<String>,
}

impl Version {
    /// Its id, unique within the target.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What it promises.
    #[must_use]
    pub fn promise(&self) -> &Promise {
        &self.promise
    }

    /// When it was decided.
    #[must_use]
    pub fn decided(&self) -> Option<NaiveDate> {
        self.decided
    }

    /// When it was published: from then on it is known. What a what-if assumes is known on every day.
    #[must_use]
    pub fn published(&self) -> NaiveDate {
        self.published
    }

    /// Whether a what-if assumes it.
    #[must_use]
    pub fn is_of_what_if(&self) -> bool {
        self.published == NaiveDate::MIN
    }

    /// The first period it applies to; `None` for all.
    #[must_use]
    pub fn valid_from(&self) -> Option<Period> {
        self.valid_from
    }

    /// Who decided it.
    #[must_use]
    pub fn by(&self) -> Option<&str> {
        self.by.as_deref()
    }

    /// Why.
    #[must_use]
    pub fn why(&self) -> Option<&str> {
        self.why.as_deref()
    }
}

/// A value on the way to a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    pub(crate) period: Period,
    pub(crate) value: Decimal,
}

impl Checkpoint {
    /// The period at whose end it is due.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// The value, in the unit of the indicator.
    #[must_use]
    pub fn value(&self) -> Decimal {
        self.value
    }
}

impl Value {
    /// The bound of a number, as a target's comparator.
    #[must_use]
    pub fn comparator(&self) -> Option<Bound> {
        match self {
            Self::Number(quantity) => Some(quantity.bound()),
            _ => None,
        }
    }
}
