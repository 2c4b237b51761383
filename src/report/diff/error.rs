use thiserror::Error;

use super::super::doc::REPORT_FORMAT;
use crate::lang::Lang;

/// Why two reports cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DiffError {
    /// A document is no report of this format.
    #[error("the format is `{0}`, not `{REPORT_FORMAT}`")]
    Format(String),
    /// They are reports of different plans.
    #[error("the reports are of different plans: `{before}` and `{after}`")]
    OtherPlan {
        /// The id of the plan of the earlier report.
        before: String,
        /// The id of the plan of the later one.
        after: String,
    },
    /// `as_of` of a report is no date.
    #[error("`{0}` is not a date such as 2025-05-23")]
    NotADate(String),
    /// The earlier report knows more than the later one.
    #[error(
        "the earlier report is as of {before}, the later one as of {after}: they are the wrong way round"
    )]
    WrongOrder {
        /// The date of the report that was given as the earlier one.
        before: String,
        /// The date of the other.
        after: String,
    },
}

impl DiffError {
    /// The error in a language.
    #[must_use]
    pub fn told(&self, lang: Lang) -> String {
        let zh = || match self {
            Self::Format(format) => format!("格式为 `{format}`，不是 {REPORT_FORMAT} 报告"),
            Self::OtherPlan { before, after } => format!("两份报告不属于同一规划：`{before}` 与 `{after}`"),
            Self::NotADate(text) => format!("`{text}` 不是日期（如 2025-05-23）"),
            Self::WrongOrder { before, after } => {
                format!("前一份报告截至 {before}，后一份截至 {after}：先后颠倒")
            }
        };
        match lang {
            Lang::Zh => zh(),
            Lang::En => self.to_string(),
        }
    }
}
