//! What a phrase states: one target or figure, taken apart.

use std::fmt;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::number::{Bound, Exact};
use crate::period::Period;
use crate::plan::words::vocabulary;
use crate::plan::{Attribute, Direction, Firmness, Form};

/// A number as a phrase prints it, and its exact value.
///
/// The value includes the scale words: of `4.5万家` it is 45000. Fractions (三分之一) keep their
/// denominator.
///
/// ```
/// use attainment::notation::{Context, read};
/// let reading = read("将过早死亡率降低三分之一", &Context::default())?;
/// let number = reading.statements()[0].number().ok_or("no number")?;
/// assert_eq!((number.printed(), number.to_string().as_str()), ("三分之一", "1/3"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    pub(crate) printed: String,
    pub(crate) numerator: Decimal,
    pub(crate) denominator: u32,
}

impl Number {
    /// The number with the value, printed as the decimal prints.
    #[must_use]
    pub fn new(value: Decimal) -> Self {
        Self { printed: value.to_string(), numerator: value, denominator: 1 }
    }

    /// As the phrase prints it, without unit.
    #[must_use]
    pub fn printed(&self) -> &str {
        &self.printed
    }

    /// The value, if it is a decimal and no fraction.
    #[must_use]
    pub fn decimal(&self) -> Option<Decimal> {
        (self.denominator == 1).then_some(self.numerator)
    }

    /// The value.
    #[must_use]
    pub fn exact(&self) -> Exact {
        let value = Exact::from(self.numerator);
        value.over(&Exact::from(i64::from(self.denominator))).unwrap_or(value)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.denominator {
            1 => write!(f, "{}", self.numerator),
            denominator => write!(f, "{}/{denominator}", self.numerator),
        }
    }
}

/// What is stated.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stated {
    /// A number, and how the value is compared with it.
    Number(Bound, Number),
    /// A range, both ends included.
    Range(Number, Number),
    /// A comparison without a number: above another indicator, in step with it, ahead of the rank before.
    Compared(Bound),
    /// An event, with the day by whose end it happens where one is named.
    Event(Option<Period>),
    /// The target of another plan decides (完成国家下达目标): at least or at most what it says.
    Delegated(Bound),
    /// It will be set later (各年度视情提出).
    Deferred,
    /// Words that nobody can count.
    Words,
}

/// Whom a statement holds for, where it is about several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scope {
    /// For each of them (各区县 each).
    Each,
    /// For all of them together (各区县共同).
    Together,
}

impl Scope {
    /// Its word in documents.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Each => "each",
            Self::Together => "together",
        }
    }
}

vocabulary! {
    /// Whether a statement promises or reports.
    #[non_exhaustive]
    Purpose {
        /// A promise.
        Target = "target", "目标";
        /// A figure that was reached.
        Actual = "actual", "实际值";
        /// A figure that is expected to have been reached (预计完成).
        Estimate = "estimate", "预计值";
        /// A figure that a plan starts from.
        Baseline = "baseline", "基期值";
    }
}

/// What a statement starts from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Base {
    /// The period, if it is one of the calendar.
    pub period: Option<Period>,
    /// The value, if the phrase says it.
    pub value: Option<Number>,
    /// The words that name it: “十二五”末, 四经普, 峰值.
    pub words: Option<String>,
}

/// When a statement holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Window {
    /// At the end of a period.
    By(Period),
    /// Over a stretch of time: the period, or so many years up to the end of the plan.
    During(Period),
    /// Over so many years.
    Years(u32),
    /// In every year.
    EachYear,
    /// On every day.
    EachDay,
    /// Up to a day that lies behind.
    UpTo(Period),
}

impl Window {
    /// Its word in documents.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::By(_) => "by",
            Self::During(_) => "during",
            Self::Years(_) => "years",
            Self::EachYear => "each_year",
            Self::EachDay => "each_day",
            Self::UpTo(_) => "up_to",
        }
    }
}

vocabulary! {
    /// What a phrase does not say, and the reader took for granted.
    #[non_exhaustive]
    Assumption {
        /// That a bare number is to be reached from below.
        Direction = "direction", "未写明方向，按不低于理解";
        /// That it is a target, and no figure that was reached.
        Purpose = "status", "未写明是目标还是实际值，按目标理解";
        /// That a fall is meant as a share of the base.
        Growth = "growth", "未写明基期，按比上年理解";
    }
}

/// One target or figure, as a phrase states it.
///
/// ```
/// use attainment::notation::{Context, read};
/// use attainment::plan::Form;
/// let reading = read("力争2025年科技型企业突破7.5万家", &Context::default())?;
/// let statement = &reading.statements()[0];
/// assert_eq!(statement.form, Form::Level);
/// assert_eq!(statement.name.as_deref(), Some("科技型企业"));
/// assert_eq!(statement.number().map(ToString::to_string).as_deref(), Some("75000"));
/// # Ok::<(), attainment::notation::NotationError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What it is about: the indicator's name.
    pub name: Option<String>,
    /// The form of the target.
    pub form: Form,
    /// What is stated.
    pub stated: Stated,
    /// The unit, without its scale: 家.
    pub unit: Option<String>,
    /// The scale words between number and unit: 万.
    pub scale: Option<String>,
    /// Which way is better, where the words say so.
    pub direction: Option<Direction>,
    /// Whether a change goes down, so that the number is how much it falls or lies below: 年均下降3%,
    /// 比全国低2个百分点. Reductions and caps say so by their form.
    pub falls: bool,
    /// Whether it holds in every period of the window (保持).
    pub kept: bool,
    /// Whether it is a limit from the first day (控制在…以内).
    pub limit: bool,
    /// Whom it holds for, where several are named as one.
    pub scope: Option<Scope>,
    /// What it starts from.
    pub base: Option<Base>,
    /// When it holds.
    pub window: Option<Window>,
    /// What it is compared with: another indicator, a benchmark, the plan above.
    pub reference: Option<String>,
    /// Among whom a rank counts (全市).
    pub population: Option<String>,
    /// The size that counted things have (过五千亿).
    pub threshold: Option<String>,
    /// The whole that it is a part of (其中).
    pub part_of: Option<String>,
    /// The attribute, if it stands with it (约束性).
    pub attribute: Option<Attribute>,
    /// How firmly it is promised.
    pub firmness: Firmness,
    /// Whether it is a promise or a report.
    pub purpose: Purpose,
    /// Words beside it that the reading leaves as they are: a stretch clause, a price basis.
    pub remark: Option<String>,
    /// The bytes of the phrase that it comes from.
    pub span: Range<usize>,
    /// What was taken for granted.
    pub assumed: Vec<Assumption>,
}

impl Statement {
    /// A statement of a form, of which nothing else is known.
    #[must_use]
    pub fn new(form: Form, stated: Stated) -> Self {
        Self {
            name: None,
            form,
            stated,
            unit: None,
            scale: None,
            direction: None,
            falls: false,
            kept: false,
            limit: false,
            scope: None,
            base: None,
            window: None,
            reference: None,
            population: None,
            threshold: None,
            part_of: None,
            attribute: None,
            firmness: Firmness::Plain,
            purpose: Purpose::Target,
            remark: None,
            span: 0..0,
            assumed: Vec::new(),
        }
    }

    /// Whether its form is a change that may go up or down, as [`falls`](Self::falls) says.
    #[must_use]
    pub fn is_change(&self) -> bool {
        matches!(
            self.form,
            Form::AvgAnnualGrowth
                | Form::AvgAnnualIncrement
                | Form::Increment
                | Form::PpChange
                | Form::RankChange
                | Form::Relative
        )
    }

    /// Takes the direction from the values, where it goes from a greater to a smaller one: 30→20.
    pub(crate) fn turn(&mut self) {
        let taken = self.assumed.contains(&Assumption::Direction);
        let from = self.base.as_ref().and_then(|base| base.value.as_ref());
        let (Some(from), Stated::Number(bound, to)) = (from, &mut self.stated) else { return };
        if !taken || self.form != Form::FromTo {
            return;
        }
        let falls = to.exact() < from.exact();
        self.direction = Some(if falls { Direction::Decrease } else { Direction::Increase });
        if falls && *bound == Bound::AtLeast {
            *bound = Bound::AtMost;
        }
        self.assumed.retain(|assumption| *assumption != Assumption::Direction);
    }

    /// Makes a report of a statement that was only taken for a promise.
    pub(crate) fn report(&mut self) {
        let taken = self.assumed.contains(&Assumption::Purpose);
        if !taken || self.purpose != Purpose::Target {
            return;
        }
        self.purpose = Purpose::Actual;
        self.assumed.clear();
        if let Stated::Number(bound @ (Bound::AtLeast | Bound::AtMost), _) = &mut self.stated {
            *bound = Bound::Exactly;
        }
    }

    /// The number, or the lower end of a range.
    #[must_use]
    pub fn number(&self) -> Option<&Number> {
        match &self.stated {
            Stated::Number(_, number) | Stated::Range(number, _) => Some(number),
            _ => None,
        }
    }

    /// The upper end of a range.
    #[must_use]
    pub fn high(&self) -> Option<&Number> {
        match &self.stated {
            Stated::Range(_, high) => Some(high),
            _ => None,
        }
    }

    /// How the value is compared, where it is compared with one number or indicator.
    #[must_use]
    pub fn bound(&self) -> Option<Bound> {
        match &self.stated {
            Stated::Number(bound, _) | Stated::Compared(bound) | Stated::Delegated(bound) => Some(*bound),
            _ => None,
        }
    }

    /// The word for its form: that of [`Form`], or `delegated`, `deferred`, `milestone_event` where the
    /// value is of that kind.
    #[must_use]
    pub fn form_word(&self) -> &'static str {
        match (&self.stated, self.form) {
            (Stated::Delegated(_), Form::Pace) => Form::Pace.word(),
            (Stated::Delegated(_), _) => "delegated",
            (Stated::Deferred, _) => "deferred",
            (Stated::Event(None), _) => "milestone_event",
            (_, form) => form.word(),
        }
    }
}
