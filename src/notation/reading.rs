//! What reading a phrase results in.

use thiserror::Error;

use super::Statement;
use crate::Lang;

/// What a phrase says, or may say.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reading {
    /// It says this.
    Sure(Vec<Statement>),
    /// It may say one of these, the likeliest first.
    Ambiguous(Vec<Alternative>),
}

impl Reading {
    /// The statements, of the likeliest reading where there are several.
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        match self {
            Self::Sure(statements) => statements,
            Self::Ambiguous(readings) => readings.first().map_or(&[], |reading| &reading.statements),
        }
    }

    /// Does something to each statement of each reading.
    pub(crate) fn each(&mut self, act: impl Fn(&mut Statement)) {
        match self {
            Self::Sure(statements) => statements.iter_mut().for_each(act),
            Self::Ambiguous(readings) => {
                readings.iter_mut().flat_map(|reading| &mut reading.statements).for_each(act);
            }
        }
    }

    /// Whether only one reading is possible.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        matches!(self, Self::Sure(_))
    }
}

/// One of several readings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// What it says.
    pub statements: Vec<Statement>,
    /// What this reading rests on.
    pub because: Vec<Because>,
}

/// What one of several readings rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Because {
    /// 增长N倍 is N times on top of the base.
    TimesOnTop,
    /// 增长N倍 is N times the base.
    TimesInAll,
    /// The last comparator of a list is that of all.
    ComparatorOfAll,
    /// The last comparator of a list is that of the last alone.
    ComparatorOfLast,
    /// Each of those named has to reach it.
    EachMember,
    /// Those named have to reach it together.
    Together,
    /// It is the mean of the yearly values.
    YearlyMean,
    /// It is the growth a year.
    YearlyGrowth,
    /// A share that grows by per cent: relative to itself.
    RelativeChange,
    /// A share that grows by per cent: percentage points.
    PointChange,
    /// A programme of which only the name stands here.
    NameOnly,
    /// A promise to double.
    Doubling,
    /// It grows against the year before.
    GrowthInYear,
    /// It grows since the base.
    GrowthSinceBase,
    /// A cap.
    UpTo,
    /// A goal.
    Reaching,
    /// A value in brackets is the sum over the window.
    BracketSum,
    /// A value in brackets is the growth over the window.
    BracketGrowth,
    /// A value in brackets is the reduction over the window.
    BracketReduction,
    /// A value in brackets is the change in points over the window.
    BracketPoints,
}

impl Because {
    /// What it says in a language.
    #[must_use]
    pub fn in_language(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::TimesOnTop => ("“增长N倍”指增加的部分是基期的N倍", "N times on top of the base"),
            Self::TimesInAll => ("“增长N倍”指达到基期的N倍", "N times the base in all"),
            Self::ComparatorOfAll => ("末尾的限定词管住全部数值", "the last comparator is that of all"),
            Self::ComparatorOfLast => {
                ("末尾的限定词只管最后一个数值", "the last comparator is that of the last")
            }
            Self::EachMember => ("每个成员都要达到", "each of them has to reach it"),
            Self::Together => ("各成员合计达到", "they have to reach it together"),
            Self::YearlyMean => ("各年数值的平均", "the mean of the yearly values"),
            Self::YearlyGrowth => ("年均增长速度", "the growth a year"),
            Self::RelativeChange => ("相对原值增减百分之几", "relative to the value itself"),
            Self::PointChange => ("增减几个百分点", "percentage points"),
            Self::NameOnly => ("只是行动名称，不是目标", "only the name of a programme"),
            Self::Doubling => ("承诺翻一番", "a promise to double"),
            Self::GrowthInYear => ("到期当年比上年增长", "growth in the due year, against the year before"),
            Self::GrowthSinceBase => ("到期时比基期增长", "growth since the base"),
            Self::UpTo => ("不得超过", "a limit"),
            Self::Reaching => ("要达到的数值", "a value to be reached"),
            Self::BracketSum => ("括号内为规划期累计数", "the sum over the window"),
            Self::BracketGrowth => ("括号内为规划期累计增长", "the growth over the window"),
            Self::BracketReduction => ("括号内为规划期累计降幅", "the reduction over the window"),
            Self::BracketPoints => ("括号内为规划期累计百分点", "the change in points over the window"),
        };
        lang.pick(zh, en)
    }

    /// What would decide between this reading and the others, in a language.
    #[must_use]
    pub fn decided_by(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::TimesOnTop | Self::TimesInAll => {
                ("基期值与目标值，或本单位的用法", "the value at the base, or the usage of the house")
            }
            Self::ComparatorOfAll | Self::ComparatorOfLast => {
                ("把限定词写在每个数值后", "the comparator written behind each number")
            }
            Self::EachMember | Self::Together => ("写明“均”或“共同”", "“each” or “together” written out"),
            Self::YearlyMean | Self::YearlyGrowth => {
                ("指标是比率还是数量", "whether the indicator is a rate or an amount")
            }
            Self::RelativeChange | Self::PointChange => {
                ("写“百分点”或写基期值", "“points” written out, or the value at the base")
            }
            Self::NameOnly | Self::Doubling => {
                ("是否写明对象、基期和期限", "what doubles, from when, by when")
            }
            Self::GrowthInYear | Self::GrowthSinceBase => (
                "写“年均”“比上年”或“比某年”",
                "“a year on average”, “against the year before” or the base year written out",
            ),
            Self::UpTo | Self::Reaching => ("指标的方向", "the direction of the indicator"),
            Self::BracketSum | Self::BracketGrowth | Self::BracketReduction | Self::BracketPoints => {
                ("表头的指标名称和单位", "name and unit in the head of the row")
            }
        };
        lang.pick(zh, en)
    }
}

/// Why a phrase is not read as a target.
///
/// Positions are bytes of the phrase.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum NotationError {
    /// There is nothing.
    #[error("the phrase is empty")]
    Empty,
    /// It is longer than any phrase.
    #[error("the phrase is longer than {most} bytes")]
    TooLong {
        /// The most bytes.
        most: usize,
    },
    /// It has neither a number nor words that promise something countable.
    #[error("nothing in the phrase says how much, how many, or what is to be compared")]
    NoTarget {
        /// Where it ends.
        at: usize,
    },
    /// The number is a size, a time limit or a name that says what something is.
    #[error("`{words}` says what something is, and is no target")]
    Qualifier {
        /// The words.
        words: String,
        /// Where they begin.
        at: usize,
        /// The kind: `technical_parameter`, `qualifying_threshold`, `scoring_rule`.
        form: &'static str,
    },
    /// A number that is broken off or badly written.
    #[error("`{words}` is no complete number")]
    Number {
        /// The words.
        words: String,
        /// Where they begin.
        at: usize,
    },
    /// More digits than are kept.
    #[error("`{words}` has more than 28 digits")]
    TooManyDigits {
        /// The number.
        words: String,
        /// Where it begins.
        at: usize,
    },
    /// A part of the phrase has numbers that no rule covers.
    #[error("`{words}` is not understood")]
    NotUnderstood {
        /// The words.
        words: String,
        /// Where they begin.
        at: usize,
    },
    /// More places of doubt than anybody could weigh.
    #[error("more than {most} places of the phrase can be read in several ways")]
    TooDoubtful {
        /// The most places.
        most: usize,
    },
    /// As many numbers as names are needed.
    #[error("there are {names} names for {numbers} numbers")]
    Pairing {
        /// How many names.
        names: usize,
        /// How many numbers.
        numbers: usize,
        /// Where the numbers begin.
        at: usize,
    },
}

impl NotationError {
    /// Its code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong { .. } => "too-long",
            Self::NoTarget { .. } => "no-target",
            Self::Qualifier { .. } => "not-a-target",
            Self::Number { .. } => "bad-number",
            Self::TooManyDigits { .. } => "too-many-digits",
            Self::NotUnderstood { .. } => "not-understood",
            Self::TooDoubtful { .. } => "too-doubtful",
            Self::Pairing { .. } => "names-and-numbers",
        }
    }

    /// Where in the phrase, in bytes.
    #[must_use]
    pub fn at(&self) -> usize {
        match self {
            Self::Empty | Self::TooLong { .. } | Self::TooDoubtful { .. } => 0,
            Self::NoTarget { at }
            | Self::Qualifier { at, .. }
            | Self::Number { at, .. }
            | Self::TooManyDigits { at, .. }
            | Self::NotUnderstood { at, .. }
            | Self::Pairing { at, .. } => *at,
        }
    }

    /// What is wrong, in a language.
    #[must_use]
    pub fn in_language(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::Empty => "短语为空".to_owned(),
            Self::TooLong { most } => format!("短语超过{most}字节"),
            Self::NoTarget { .. } => "短语没有说多少、几个，也没有说与什么相比".to_owned(),
            Self::Qualifier { words, .. } => format!("“{words}”只说明对象，不是目标"),
            Self::Number { words, .. } => format!("“{words}”不是完整的数"),
            Self::TooManyDigits { words, .. } => format!("“{words}”超过28位数字"),
            Self::NotUnderstood { words, .. } => format!("读不懂“{words}”"),
            Self::TooDoubtful { most } => format!("短语中有歧义的地方超过{most}处"),
            Self::Pairing { names, numbers, .. } => format!("{names}个名称对应{numbers}个数值"),
        }
    }

    /// How to mend it, in a language.
    #[must_use]
    pub fn help(&self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Empty => ("写出目标的文字", "write the words of the target"),
            Self::TooLong { .. } => ("只写目标所在的一句", "write the one sentence with the target"),
            Self::NoTarget { .. } => {
                ("写出数值，或用结构化字段说明", "write a number, or use the structured fields")
            }
            Self::Qualifier { .. } => ("写出数量", "write how many"),
            Self::Number { .. } => ("写全这个数", "write the number in full"),
            Self::TooManyDigits { .. } => ("换用较大的单位", "use a larger unit"),
            Self::NotUnderstood { .. } | Self::TooDoubtful { .. } => {
                ("把几个目标分开写，或用结构化字段", "write the targets apart, or use the structured fields")
            }
            Self::Pairing { .. } => ("每个数值写一个名称", "write one name for each number"),
        };
        lang.pick(zh, en)
    }
}
