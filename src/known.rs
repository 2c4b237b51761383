//! What is known, or why it is not.

use crate::plan::words::vocabulary;

/// A value, or why it is not known.
pub type Known<T> = Result<T, Reason>;

/// The two kinds of not knowing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReasonKind {
    /// Data may still come.
    Absent,
    /// No data will help.
    Undefined,
}

vocabulary! {
    /// Why something is not known.
    #[non_exhaustive]
    Reason {
        /// No figure for the period that is asked about is known.
        NotReported = "not_reported", "未报送数据";
        /// It can only be said at the due date.
        NotYetDue = "not_yet_due", "尚未到期";
        /// The newest figure is older than the policy allows.
        Stale = "stale", "数据过旧";
        /// The plan states no baseline.
        NoBaseline = "no_baseline", "没有基期值";
        /// The plan states neither base period nor start.
        NoStart = "no_start", "没有起始时间";
        /// The target was not yet published.
        NotPublished = "not_published", "目标尚未发布";
        /// The target of another plan decides.
        Delegated = "delegated", "以上级目标为准";
        /// The target will be set later.
        Deferred = "deferred", "目标待定";
        /// A period in the middle is not reported.
        Hole = "hole", "中间有缺数";
        /// Only a bound of the value is known, and the answer depends on the value.
        Inexact = "inexact", "只知数值界限";
        /// The plan does not say.
        NoAttribute = "no_attribute", "规划未写明属性";
        /// There is no way between base and goal: the goal is no better than the base.
        NoSpan = "no_span", "目标不优于基期，无进度可言";
        /// A limit is kept or broken: there is no progress towards it.
        Limit = "limit", "限值类目标，无进度可言";
        /// It exists for limits alone.
        NotALimit = "not_a_limit", "非限值类目标";
        /// The base is zero, and growth over zero is not defined.
        ZeroBase = "zero_base", "基期为零";
        /// The base is negative, or the sign changes, and a rate is not defined.
        Sign = "sign", "正负号不同，比率无意义";
        /// The goal or the value is zero, and the quotient is not defined.
        ZeroDivisor = "zero_divisor", "除数为零";
        /// Compounding needs whole years between base and due date.
        PartYears = "part_years", "年限不是整年";
        /// There is no number to compare with.
        NotQuantified = "not_quantified", "未量化";
        /// The number is beyond the range of estimates.
        OutOfRange = "out_of_range", "超出可估算范围";
        /// There are too few figures for a trend.
        TooFewPoints = "too_few_points", "数据点太少";
        /// The indicator does not supply a value that the policy asks for.
        NoInput = "no_input", "指标未提供所需参数";
        /// Neither target nor indicator say which way is better.
        NoDirection = "no_direction", "未写明优劣方向";
        /// There are no parts that could answer.
        NoParts = "no_parts", "没有可用的组成部分";
        /// Some parts are not determined.
        NotDetermined = "not_determined", "部分组成无法判定";
        /// No row gave a score.
        NoScore = "no_score", "没有得分";
        /// Too few of the parts are known.
        LowCoverage = "low_coverage", "覆盖率不足";
        /// No time has passed, or none is left.
        NoTime = "no_time", "时间为零";
        /// It lies farther ahead than a projection looks.
        TooFar = "too_far", "超出预测年限";
        /// The definition of the indicator changed between base and current value.
        Break = "break", "口径有中断";
        /// What the target compares with has no figures here.
        NoReference = "no_reference", "对照对象在此没有数据";
        /// The figures are not ranks.
        NeedsRanks = "needs_ranks", "指标数据不是位次";
        /// A qualitative target has neither a scale nor evidence.
        NoScale = "no_scale", "没有评判等级或佐证";
        /// Nobody is named who judges a qualitative target.
        NoJudge = "no_judge", "没有评判单位";
        /// The plan states no date.
        NoDue = "no_due", "没有期限";
        /// Earlier evaluations were not given.
        NoHistory = "no_history", "没有历次评估记录";
        /// It rests on a figure that a what-if assumes.
        Assumed = "assumed", "依据为假设数据";
    }
}

impl Reason {
    /// Whether data may still come, or none will help.
    #[must_use]
    pub fn kind(self) -> ReasonKind {
        match self {
            Self::NotReported
            | Self::NotYetDue
            | Self::Stale
            | Self::NoBaseline
            | Self::NoStart
            | Self::NotPublished
            | Self::Delegated
            | Self::Deferred
            | Self::Hole
            | Self::Inexact
            | Self::NoAttribute
            | Self::TooFewPoints
            | Self::NoInput
            | Self::NoDirection
            | Self::NoParts
            | Self::NotDetermined
            | Self::NoScore
            | Self::LowCoverage
            | Self::NoReference
            | Self::NoScale
            | Self::NoJudge
            | Self::NoDue
            | Self::NoHistory
            | Self::Assumed => ReasonKind::Absent,
            Self::NoSpan
            | Self::Limit
            | Self::NotALimit
            | Self::ZeroBase
            | Self::Sign
            | Self::ZeroDivisor
            | Self::PartYears
            | Self::NotQuantified
            | Self::OutOfRange
            | Self::NoTime
            | Self::TooFar
            | Self::Break
            | Self::NeedsRanks => ReasonKind::Undefined,
        }
    }

    /// The reason in English.
    #[must_use]
    pub fn en(self) -> &'static str {
        match self {
            Self::NotReported => "no figure has been reported",
            Self::NotYetDue => "it is not due yet",
            Self::Stale => "the newest figure is too old",
            Self::NoBaseline => "the plan states no baseline",
            Self::NoStart => "the plan states neither base period nor start",
            Self::NotPublished => "the target was not published yet",
            Self::Delegated => "the target of another plan decides",
            Self::Deferred => "the target is to be set later",
            Self::Hole => "a period in between is not reported",
            Self::Inexact => "only a bound of the value is known",
            Self::NoAttribute => "the plan does not say whether it is expected or binding",
            Self::NoSpan => "the goal is no better than the base, so there is no progress to measure",
            Self::Limit => "a limit is kept or broken, there is no progress towards it",
            Self::NotALimit => "it exists for limits alone",
            Self::ZeroBase => "the base is zero",
            Self::Sign => "the signs differ, so a rate is not defined",
            Self::ZeroDivisor => "the divisor is zero",
            Self::PartYears => "compounding needs whole years",
            Self::NotQuantified => "there is no number to compare with",
            Self::OutOfRange => "it is beyond the range of estimates",
            Self::TooFewPoints => "there are too few figures for a trend",
            Self::NoInput => "the indicator does not supply a value that the policy asks for",
            Self::NoDirection => "neither the target nor the indicator says which way is better",
            Self::NoParts => "there are no parts that could answer",
            Self::NotDetermined => "some parts are undetermined",
            Self::NoScore => "there is no score",
            Self::LowCoverage => "too few of the parts are known",
            Self::NoTime => "no time has passed or none is left",
            Self::TooFar => "it lies farther ahead than a projection looks",
            Self::Break => "the definition changed between base and current value",
            Self::NoReference => "what it is compared with has no figures here",
            Self::NeedsRanks => "the figures of the indicator are not ranks",
            Self::NoScale => "there is neither a scale nor evidence to assess it by",
            Self::NoJudge => "the plan does not say who judges it",
            Self::NoDue => "the plan states no date for it",
            Self::NoHistory => "earlier evaluations were not given",
            Self::Assumed => "it rests on an assumed figure",
        }
    }
}

impl std::error::Error for Reason {}
