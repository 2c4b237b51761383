//! What is known around a phrase.

use super::Purpose;
use crate::period::Period;
use crate::plan::{Direction, Measure};

/// What 增长N倍 means: usage differs, and a house can say which is its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimesGrown {
    /// N times the base on top of it: 增长3倍 is fourfold. The official usage.
    OnTop,
    /// N times the base: 增长3倍 is threefold.
    InAll,
}

/// What is known around a phrase: the row and column of a table it stands in, the indicator of a plan.
///
/// Everything is optional. What it says goes before what the phrase lets assume, and decides between
/// readings where it can.
///
/// ```
/// use attainment::notation::{Context, read};
/// use attainment::plan::Form;
/// let context = Context { header: Some("单位GDP二氧化碳排放降低（%）"), ..Context::default() };
/// let reading = read("〔17〕", &context)?;
/// assert_eq!(reading.statements()[0].form, Form::ReductionRate);
/// # Ok::<(), attainment::notation::NotationError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context<'c> {
    /// The name of the indicator, or the head of its row, with the unit in brackets if it stands there.
    pub header: Option<&'c str>,
    /// The unit that its values are in, with its scale: `万亿斤`.
    pub unit: Option<&'c str>,
    /// The head of the column: 2030年, 年均/累计.
    pub column: Option<&'c str>,
    /// Which way is better.
    pub direction: Option<Direction>,
    /// How its figures add up over time: of a rate, 年均5.5% is a level.
    pub measure: Option<Measure>,
    /// The years of the plan.
    pub period: Option<Period>,
    /// Whether the text promises or reports: 达到 is at least in a target, and equal in a report.
    pub purpose: Option<Purpose>,
    /// What 增长N倍 means.
    pub times_grown: Option<TimesGrown>,
}
