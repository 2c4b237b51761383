//! Arguments of problems that are told in both languages: `{x}` in English, `{x:#}` in Chinese.

use std::fmt;

use crate::number::QuantityError;

/// A word that the message of a problem names: the kind of a thing, the shape of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noun(pub &'static str);

/// The Chinese terms of the nouns.
const NOUNS: &[(&str, &str)] = &[
    ("organization", "组织"),
    ("post", "岗位"),
    ("indicator", "指标"),
    ("target", "目标"),
    ("task", "任务"),
    ("milestone", "里程碑"),
    ("task or milestone", "任务或里程碑"),
    ("duty", "监测职责"),
    ("group", "分组"),
    ("plan", "规划"),
    ("version", "版本"),
    ("plans above each other", "上下级规划"),
    ("decomposed indicators", "指标分解"),
    ("delegated targets", "以上级为准的目标"),
    ("a map", "映射（字段: 值）"),
    ("a list", "列表"),
    ("a single value", "单个值"),
    ("nothing", "空"),
    ("facts", "事实"),
    ("outcomes", "结论"),
    ("rows", "行"),
    ("inputs", "参数"),
    ("measures", "度量"),
    ("shares of a path", "路径点"),
    ("versions of a target", "目标版本"),
    ("years of a window", "规划期的年份"),
    ("members of collectives", "集体主体的成员"),
];

impl fmt::Display for Noun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let chinese = NOUNS.iter().find(|(word, _)| f.alternate() && *word == self.0);
        f.write_str(chinese.map_or(self.0, |(_, zh)| zh))
    }
}

/// Another spelling that may be meant, as a question; nothing if there is none.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Suggestion(pub Option<String>);

impl fmt::Display for Suggestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(word) if f.alternate() => write!(f, "是否应为 `{word}`？"),
            Some(word) => write!(f, "did you mean `{word}`? "),
            None => Ok(()),
        }
    }
}

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Told {
    /// The Chinese text.
    pub zh: String,
    /// The English text.
    pub en: String,
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if f.alternate() { &self.zh } else { &self.en })
    }
}

/// Why a text is not a number.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BadNumber {
    /// It is not a quantity.
    Quantity(QuantityError),
    /// It is none of the classes of the indicator.
    Class {
        /// The text.
        text: String,
        /// The classes, the best first.
        classes: String,
    },
    /// It is a number that does not serve here.
    Unfit {
        /// The text.
        text: String,
        /// What is needed, in English and in Chinese.
        needed: (&'static str, &'static str),
    },
}

impl BadNumber {
    /// What is to be written instead.
    fn needed(&self, in_chinese: bool) -> &'static str {
        match (self, in_chinese) {
            (Self::Class { .. }, false) => "one of its classes",
            (Self::Class { .. }, true) => "其中之一",
            (Self::Quantity(QuantityError::Exponent(_)), false) => {
                "the number in full, such as 100000, or with a scale, such as 10万"
            }
            (Self::Quantity(QuantityError::Exponent(_)), true) => {
                "出全部数字，如 100000，或用 10万 这样的数量级"
            }
            (Self::Unfit { needed, .. }, false) => needed.0,
            (Self::Unfit { needed, .. }, true) => needed.1,
            (Self::Quantity(_), false) => {
                "a number such as 1234.5, 1,234.5, 4.5万家 or 4.4（预估）, of at most 28 digits"
            }
            (Self::Quantity(_), true) => {
                "成 1234.5、1,234.5、4.5万家 或 4.4（预估）这样的形式，最多 28 位数字"
            }
        }
    }
}

/// What is wrong; with `+` what is to be written instead, with `#` in Chinese.
impl fmt::Display for BadNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.sign_plus() {
            f.write_str(self.needed(f.alternate()))?;
            return match self {
                Self::Class { classes, .. } if f.alternate() => write!(f, "：{classes}"),
                Self::Class { classes, .. } => write!(f, ": {classes}"),
                _ => Ok(()),
            };
        }
        match self {
            Self::Class { text, .. } if f.alternate() => write!(f, "`{text}` 不是指标的等级"),
            Self::Class { text, .. } => write!(f, "`{text}` is none of the indicator's classes"),
            Self::Unfit { text, needed } if f.alternate() => write!(f, "`{text}` 应为{}", needed.1),
            Self::Unfit { text, needed } => write!(f, "`{text}` is not {}", needed.0),
            Self::Quantity(error) if !f.alternate() => error.fmt(f),
            Self::Quantity(error) => match error {
                QuantityError::Empty => f.write_str("没有写数"),
                QuantityError::NotANumber(text) => write!(f, "`{text}` 不是数"),
                QuantityError::TooManyDigits(text) => write!(f, "`{text}` 超过 28 位数字"),
                QuantityError::Grouping(text) => write!(f, "`{text}` 的逗号不是千分位"),
                QuantityError::Unit { found, expected } => write!(f, "单位 `{found}` 不是 `{expected}`"),
                QuantityError::Scale(text) => write!(f, "`{text}` 的数量级与单位重复"),
                QuantityError::Trailing(text) => write!(f, "数后的 `{text}` 无法理解"),
                QuantityError::Exponent(text) => write!(f, "`{text}` 不是数：不读指数写法"),
                QuantityError::NotAClass(text) => write!(f, "`{text}` 不是指标的等级"),
            },
        }
    }
}
