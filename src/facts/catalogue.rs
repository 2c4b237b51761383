use crate::period::CLOSES;
use crate::project::Method;

/// The type of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FactType {
    /// An exact number: arithmetic on figures as printed.
    Exact,
    /// A statistic: roots, logarithms, regressions.
    Estimate,
    /// Yes or no.
    YesNo,
    /// One of some words.
    Word,
    /// A period.
    Period,
}

impl FactType {
    /// `exact`, `estimate`, `yes/no`, `word` or `period`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Estimate => "estimate",
            Self::YesNo => "yes/no",
            Self::Word => "word",
            Self::Period => "period",
        }
    }
}

/// The unit of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FactUnit {
    /// None: yes or no, a word, a period.
    None,
    /// A share or ratio: 0.5 is a half.
    Share,
    /// The unit of the indicator.
    Indicator,
    /// A rate a year: 0.05 is five per cent.
    RatePerYear,
    /// Years.
    Years,
    /// A number of things.
    Count,
    /// Days.
    Days,
    /// Points of a score.
    Points,
}

impl FactUnit {
    /// `—`, `share`, `indicator`, `rate a year`, `years`, `count`, `days` or `points`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "—",
            Self::Share => "share",
            Self::Indicator => "indicator",
            Self::RatePerYear => "rate a year",
            Self::Years => "years",
            Self::Count => "count",
            Self::Days => "days",
            Self::Points => "points",
        }
    }
}

/// An argument that only some formulas take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Argument {
    /// The path from base to goal.
    Path,
    /// The trend.
    Trend,
    /// The probability that an interval holds.
    Level,
    /// The test of a trend.
    Test,
    /// What is carried over from year to year.
    Carry,
    /// The months of a window.
    Window,
    /// The input that is the natural limit.
    Limit,
}

impl Argument {
    /// All of them.
    pub const ALL: &'static [Self] =
        &[Self::Path, Self::Trend, Self::Level, Self::Test, Self::Carry, Self::Window, Self::Limit];

    /// Its name in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Trend => "trend",
            Self::Level => "level",
            Self::Test => "test",
            Self::Carry => "carry",
            Self::Window => "window",
            Self::Limit => "limit",
        }
    }
}

/// Declares the catalogue of facts.
macro_rules! catalogue {
    ($($(#[$doc:meta])* $fact:ident = $name:literal, $zh:literal, $kind:expr, $unit:ident, $formula:literal, unknown $unknown:literal $(, takes $($takes:ident)+)?;)+) => {
        /// A fact of the catalogue.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Fact {
            $($(#[$doc])* $fact,)+
        }

        impl Fact {
            /// The whole catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$fact,)+];

            /// The name that policies and reports use.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$fact => $name,)+ }
            }

            /// The Chinese term.
            #[must_use]
            pub fn zh(self) -> &'static str {
                match self { $(Self::$fact => $zh,)+ }
            }

            /// Its type.
            #[must_use]
            pub fn kind(self) -> FactType {
                match self { $(Self::$fact => $kind,)+ }
            }

            /// The words that it can be; empty if it is no word.
            #[must_use]
            pub fn words(self) -> &'static [&'static str] {
                match self {
                    Self::Attribute => &["expected", "binding"],
                    Self::Closes => CLOSES,
                    _ => &[],
                }
            }

            /// Its unit.
            #[must_use]
            pub fn unit(self) -> FactUnit {
                match self { $(Self::$fact => FactUnit::$unit,)+ }
            }

            /// How it is computed.
            #[must_use]
            pub fn formula(self) -> &'static str {
                match self { $(Self::$fact => $formula,)+ }
            }

            /// When it is unknown.
            #[must_use]
            pub fn when_unknown(self) -> &'static str {
                match self { $(Self::$fact => $unknown,)+ }
            }

            /// The arguments that a measure may give it, beside those that every fact takes.
            #[must_use]
            pub fn takes(self) -> &'static [Argument] {
                match self { $(Self::$fact => &[$($(Argument::$takes,)+)?],)+ }
            }

            /// The fact with this name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$fact),)+ _ => None }
            }
        }
    };
}

catalogue! {
    /// The current value.
    Current = "current", "当前值", FactType::Exact, Indicator,
        "the newest value known by `as_of`, at or before `at` and the due date, after the base; summed or compounded where the form asks for it",
        unknown "not_reported; stale; inexact (a bound); hole (a sum with a gap); of a relation to another indicator no_reference, zero_divisor, sign";
    /// Its period.
    CurrentPeriod = "current_period", "当前时期", FactType::Period, None,
        "the period of the current value",
        unknown "not_reported; stale";
    /// The base value.
    Base = "base", "基期值", FactType::Exact, Indicator,
        "the baseline of the plan or of the series, as the policy chooses; 0 for sums over the window",
        unknown "no_baseline; inexact; no_start (sums); not_quantified (events)";
    /// The goal.
    Goal = "goal", "目标值", FactType::Exact, Indicator,
        "the value to be reached, after growth, multiples and reductions have moved it: base × (1 + rate)^years and the like",
        unknown "not_quantified; delegated; deferred; not_published; no_baseline; inexact (a bound as base); no_start; zero_base; sign; part_years; needs_ranks; of a path no_reference, limit, no_span";
    /// Whether the comparison holds now.
    HoldsNow = "holds_now", "当前达标", FactType::YesNo, None,
        "the current value satisfies the comparison; for kept targets, no reported period of the window broke it",
        unknown "as current and goal; inexact where the bound does not decide";
    /// Whether the target is attained for good.
    Attained = "attained", "已完成", FactType::YesNo, None,
        "holds at the due period (kept targets: in every period of the window); or holds already and cannot be lost again: counts, milestones, at-least sums of non-negative amounts",
        unknown "not_reported (overdue without a figure); hole; assumed (a what-if); as goal";
    /// Whether the due period has been observed.
    DueObserved = "due_observed", "到期数据已有", FactType::YesNo, None,
        "a figure for the due period is known; no while it is not over",
        unknown "not_reported: it is over, and no figure is known; assumed (a what-if); of a relation also as current";
    /// Whether it is a limit.
    Limit = "limit", "限值类", FactType::YesNo, None,
        "a cap, a floor, a kept target, or a goal that the base satisfies already: it holds from the first day and is attained only at the end",
        unknown "as goal";
    /// The force of the target.
    Attribute = "attribute", "属性", FactType::Word, None,
        "as the plan states it",
        unknown "no_attribute";
    /// What is missing.
    Gap = "gap", "差距", FactType::Exact, Indicator,
        "goal − current where more is asked for, current − goal where less; of a range to the end that the value lies beyond: positive while something is missing, 0 within a range or the tolerance of about",
        unknown "as current and goal";
    /// The completion.
    Completion = "completion", "完成率", FactType::Exact, Share,
        "current ÷ goal where more is asked for, goal ÷ current where less (of magnitudes, for negative goals); 1 within a range; of kept targets the least of the window; of classes and signs 1 or 0",
        unknown "as current and goal; zero_divisor; sign";
    /// The share of the way.
    Share = "share", "进度", FactType::Exact, Share,
        "(current − base) ÷ (goal − base), signed, not clamped",
        unknown "as current, base and goal; limit; no_span; not_quantified (classes)";
    /// The share of the time, to the end of the current period.
    Elapsed = "elapsed", "时间进度", FactType::Exact, Share,
        "time from the base to the end of the current period ÷ time from the base to the due date, in the coarsest unit the three have in common",
        unknown "not_reported; stale; no_start; no_time";
    /// The share that the path asks for.
    Scheduled = "scheduled", "序时进度要求", FactType::Exact, Share,
        "elapsed on the linear path; with checkpoints, (their value at the end of the current period − base) ÷ (goal − base)",
        unknown "as elapsed; with checkpoints as share",
        takes Path;
    /// The pace.
    Pace = "pace", "进度比", FactType::Exact, Share,
        "share ÷ scheduled",
        unknown "as share and scheduled; no_time",
        takes Path;
    /// The lag.
    Lag = "lag", "进度差", FactType::Exact, Share,
        "share − scheduled",
        unknown "as share and scheduled",
        takes Path;
    /// Whether a lag was made up later.
    CaughtUp = "caught_up", "已补上", FactType::YesNo, None,
        "the newest figure known by `as_of`, of the period judged or a later one, is where the straight path or the checkpoints asked for in the period judged",
        unknown "as share and scheduled; not_reported (all figures are of earlier periods)";
    /// Which stretch of the calendar ends with the period judged.
    Closes = "closes", "所止周期", FactType::Word, None,
        "the longest of `year`, `half`, `quarter` and `month` that ends with the period judged, or with that of the current figure where none was asked for; else `none`",
        unknown "as current, where no period was asked for";
    /// The burn of an allowance.
    Burn = "burn", "限额消耗比", FactType::Exact, Share,
        "for limits: share of the allowance used, (current − base) ÷ (limit − base), ÷ share of the time used",
        unknown "not_a_limit; no_span (no allowance); no_time; as current, base and goal";
    /// The value expected by now.
    ExpectedNow = "expected_now", "应达值", FactType::Exact, Indicator,
        "base + (goal − base) × scheduled",
        unknown "as share and scheduled, current aside",
        takes Path;
    /// The value expected by now on a geometric path.
    ExpectedNowGeometric = "expected_now_geometric", "应达值（几何路径）", FactType::Estimate, Indicator,
        "base × (goal ÷ base)^elapsed",
        unknown "as expected_now; zero_base; sign";
    /// The share of the way in logarithms.
    LogShare = "log_share", "对数进度", FactType::Estimate, Share,
        "ln(current ÷ base) ÷ ln(goal ÷ base): for compound rates the only share consistent with them (Qinghai statistics bureau, 2009)",
        unknown "as share; zero_base; sign";
    /// The lag in logarithms.
    LogLag = "log_lag", "对数进度差", FactType::Estimate, Share,
        "log_share − elapsed: the lag behind a path of one rate in all years",
        unknown "as log_share and elapsed";
    /// The actual yearly rate.
    ActualRate = "actual_rate", "实际年均增速", FactType::Estimate, RatePerYear,
        "(current ÷ base)^(1 ÷ years) − 1",
        unknown "as current and base; zero_base; sign; no_time";
    /// The required yearly rate.
    RequiredRate = "required_rate", "要求年均增速", FactType::Estimate, RatePerYear,
        "(goal ÷ base)^(1 ÷ years from base to due) − 1",
        unknown "as goal and base; zero_base; sign; no_time; out_of_range";
    /// The yearly rate still needed.
    NeededRate = "needed_rate", "后续所需年均增速", FactType::Estimate, RatePerYear,
        "(goal ÷ current)^(1 ÷ years left) − 1",
        unknown "as current and goal; zero_base; sign; no_time (nothing is left); out_of_range";
    /// The increment still needed a year.
    NeededPerYear = "needed_per_year", "后续所需年均增量", FactType::Exact, Indicator,
        "(goal − current) ÷ years left; negative once the goal is passed",
        unknown "as current and goal; no_time (nothing is left)";
    /// The share of the time gone by `as_of`.
    TimeGone = "time_gone", "已过时间", FactType::Exact, Share,
        "days from the base to `as_of` ÷ days from the base to the due date; above 1 once it is overdue",
        unknown "no_start; no_time";
    /// The age of the current value.
    Age = "age", "数据年龄", FactType::Exact, Years,
        "years from the end of the newest period to `as_of`, too old or not",
        unknown "not_reported";
    /// The number of points.
    Points = "points", "数据点数", FactType::Exact, Count,
        "reported periods known by `as_of`, at or before `at`",
        unknown "never";
    /// Whether the target states a number.
    Quantified = "quantified", "已量化", FactType::YesNo, None,
        "the target states a number or a range; no for qualitative targets and for indicators without a target",
        unknown "delegated; deferred; not_published";
    /// Whether it must hold in every period.
    Kept = "kept", "须持续保持", FactType::YesNo, None,
        "the target must hold in every period of its window",
        unknown "never";
    /// Whether values can be too great and too small.
    TwoSided = "two_sided", "双向目标", FactType::YesNo, None,
        "the goal is a range, an exact value or about a value, so that figures can be too great and too small",
        unknown "as goal";
    /// Whether the unit is per cent.
    Percent = "percent", "百分数", FactType::YesNo, None,
        "the unit of the indicator is per cent",
        unknown "never";
    /// The gap as a share of the goal.
    GapShare = "gap_share", "差距率", FactType::Exact, Share,
        "gap ÷ |goal|",
        unknown "as gap; zero_divisor";
    /// How much of the distance to the goal was closed.
    Approach = "approach", "接近度", FactType::Exact, Share,
        "1 − |goal − current| ÷ |goal − base|: as share, but falling again beyond a two-sided goal",
        unknown "as current, base and goal; no_span";
    /// The approach against the share that the path asks for.
    ApproachPace = "approach_pace", "接近度比", FactType::Exact, Share,
        "approach ÷ scheduled: as pace, but falling again beyond a two-sided goal",
        unknown "as approach and scheduled; no_time";
    /// The change in the good direction.
    Improvement = "improvement", "改善量", FactType::Exact, Indicator,
        "current − base where more is better, base − current where less; for two-sided goals |goal − base| − |goal − current|",
        unknown "as current and base; no_direction";
    /// The change in the newest step against what the path asked for in it.
    StepPace = "step_pace", "当期进度比", FactType::Exact, Share,
        "(current − previous) ÷ (expected now − expected then), previous being the figure of the period before",
        unknown "as current, base and goal; not_reported (the period before); no_time",
        takes Path;
    /// The value against what the path asks for.
    Deviation = "deviation", "偏离值", FactType::Exact, Indicator,
        "current − expected where more is better, expected − current where less; positive is better than the path",
        unknown "as expected_now and current",
        takes Path;
    /// The same as a share of what the path asks for.
    DeviationShare = "deviation_share", "偏离率", FactType::Exact, Share,
        "deviation ÷ |expected|",
        unknown "as deviation; zero_divisor",
        takes Path;
    /// The earned schedule.
    EarnedSchedule = "earned_schedule", "挣得进度", FactType::Exact, Share,
        "the share of the time at which the path reaches the current value; 0 before its start, 1 from the goal on",
        unknown "as share; no_span (a path that does not rise throughout)",
        takes Path;
    /// Earned schedule against the time gone.
    EarnedPace = "earned_pace", "挣得进度比", FactType::Exact, Share,
        "earned_schedule ÷ elapsed",
        unknown "as earned_schedule; no_time",
        takes Path;
    /// What is left of the allowances of the years.
    Balance = "balance", "年度结余", FactType::Exact, Indicator,
        "allowance of the current year by the path − value + what was carried over: an excess of the year before × `excess`, a surplus × `surplus`",
        unknown "as expected_now; hole (a year without a figure); inexact",
        takes Path Carry;
    /// The burn of an allowance in the newest part of the time.
    RecentBurn = "recent_burn", "近期限额消耗比", FactType::Exact, Share,
        "as burn, over the last `window` months alone: share of the allowance used in them ÷ share of the time",
        unknown "as burn; not_reported (the figure at the start of the window)",
        takes Window;
    /// The days left to the due date.
    DaysLeft = "days_left", "剩余天数", FactType::Exact, Days,
        "days from `as_of` to the last day of the due period; negative once it is over",
        unknown "never";
    /// The number of figures from the base to the current one.
    TrendPoints = "trend_points", "趋势点数", FactType::Exact, Count,
        "reported periods from the base to the current value, both included",
        unknown "as current; no_baseline";
    /// The yearly rate in the good direction.
    ImprovementRate = "improvement_rate", "年均改善率", FactType::Estimate, RatePerYear,
        "the yearly rate of the trend where more is better, its negative where less: by the two ends (current ÷ base)^(1 ÷ years) − 1, or e^slope − 1 of a fit of ln(value)",
        unknown "as actual_rate; no_direction (also beyond a two-sided goal); too_few_points",
        takes Trend;
    /// The rate against the rate that is required.
    RateRatio = "rate_ratio", "速度比", FactType::Estimate, Share,
        "improvement_rate ÷ |required_rate|; of linear trends improvement a year ÷ (|goal − base| ÷ years from base to due)",
        unknown "as improvement_rate and goal; no_span (base = goal)",
        takes Trend;
    /// The yearly change in the good direction.
    ImprovementPerYear = "improvement_per_year", "年均改善量", FactType::Estimate, Indicator,
        "improvement ÷ years, or the slope of the fitted line in the good direction",
        unknown "as improvement; no_time; too_few_points",
        takes Trend;
    /// The value that the trend leads to at the due date.
    Projected = "projected", "趋势外推值", FactType::Estimate, Indicator,
        "the value to which the trend leads at the due date: by default that of the forecasting rule `auto`; by the two ends current × (1 + rate)^years left, or current + change a year × years left; of fits their value; of sums what is still to come is added",
        unknown "as current; as base (trends that start there); zero_base; sign; no_time (nothing is left); too_few_points; too_far; not_quantified (events, classes); no_reference (relations)",
        takes Trend;
    /// The lower end of what may come.
    ProjectedLow = "projected_low", "趋势外推下限", FactType::Estimate, Indicator,
        "the lower end of the interval that holds the value at the due date with the probability `level`",
        unknown "as projected",
        takes Trend Level;
    /// The upper end of what may come.
    ProjectedHigh = "projected_high", "趋势外推上限", FactType::Estimate, Indicator,
        "its upper end",
        unknown "as projected",
        takes Trend Level;
    /// How probable it is that the target is attained.
    Probability = "probability", "达标概率", FactType::Estimate, Share,
        "the probability that the value at the due date satisfies the target; of kept targets the least of the years to come, which is an upper bound, and 0 once broken",
        unknown "as projected and goal",
        takes Trend;
    /// How late the goal is reached.
    ExpectedDelay = "expected_delay", "预计达标延迟", FactType::Estimate, Years,
        "years from the due date to the day on which the projection reaches the goal; negative if before",
        unknown "as projected and goal; too_far (not within 100 years)",
        takes Trend;
    /// How rare the years were that would be needed now.
    AsGoodYears = "as_good_years", "同等增幅年份占比", FactType::Estimate, Share,
        "the share of the changes from one figure to the next, taken by the year, that were as good as what is needed a year from now on",
        unknown "as projected and goal; too_few_points (no change)",
        takes Trend;
    /// The share of the way that the trend leads to.
    ProjectedShare = "projected_share", "趋势进度", FactType::Estimate, Share,
        "(projected − base) ÷ (goal − base)",
        unknown "as projected and goal; no_span (the goal is no better than the base)",
        takes Trend;
    /// What the trend leaves, against the whole way.
    ShortfallToBase = "shortfall_to_base", "趋势缺口（比全程）", FactType::Estimate, Share,
        "|goal − projected| ÷ |goal − base|; 0 where the projected value meets the target",
        unknown "as projected and goal; no_span (base = goal)",
        takes Trend;
    /// What the trend leaves, against what is missing now.
    ShortfallToGap = "shortfall_to_gap", "趋势缺口（比现缺口）", FactType::Estimate, Share,
        "(goal − projected in the good direction) ÷ |goal − current|; negative beyond the goal",
        unknown "as projected and goal; no_span (current = goal)",
        takes Trend;
    /// The rank correlation with time.
    TrendCorrelation = "trend_correlation", "秩相关", FactType::Estimate, None,
        "rank correlation of value and time from the base to the current value, its sign turned where less is better: Spearman's ρ (1904), or with `test: mann_kendall` Kendall's τ (Mann, 1945)",
        unknown "as current and base; no_direction; too_few_points (fewer than 3)",
        takes Test;
    /// How probable so strong a rank correlation is by chance.
    TrendP = "trend_p", "秩相关 p 值", FactType::Estimate, Share,
        "two-sided probability of a rank correlation at least as strong by chance: exact up to 10 points, beyond by Student's t (Spearman) or the normal distribution (Mann–Kendall)",
        unknown "as trend_correlation",
        takes Test;
    /// How much room the natural limit leaves.
    LimitFactor = "limit_factor", "界限系数", FactType::Estimate, Share,
        "1 − d^4.44 of the base b and the input `limit` L: d = b ÷ L up to L, (2L − b) ÷ L up to 2L, 0 beyond; 1 where the indicator supplies no limit (Statistics Canada, 2025)",
        unknown "as base; out_of_range",
        takes Limit;
    /// The rate against the room that is left.
    LimitedRate = "limited_rate", "界限校正改善率", FactType::Estimate, RatePerYear,
        "improvement_rate ÷ limit_factor",
        unknown "as improvement_rate and limit_factor; zero_divisor (no room is left)",
        takes Trend Limit;
}

impl Fact {
    /// Whether it is a number.
    pub(crate) fn is_number(self) -> bool {
        matches!(self.kind(), FactType::Exact | FactType::Estimate)
    }

    /// Whether it is unknown as long as nothing was reported.
    pub(crate) fn needs_figures(self) -> bool {
        !matches!(
            self,
            Self::Base
                | Self::Goal
                | Self::Limit
                | Self::Attribute
                | Self::Closes
                | Self::RequiredRate
                | Self::TimeGone
                | Self::Points
                | Self::Quantified
                | Self::Kept
                | Self::TwoSided
                | Self::Percent
                | Self::DaysLeft
                | Self::LimitFactor
        )
    }

    /// Whether it says where a trend leads by the due date.
    pub(crate) fn is_projection(self) -> bool {
        matches!(
            self,
            Self::Projected
                | Self::ProjectedLow
                | Self::ProjectedHigh
                | Self::Probability
                | Self::ExpectedDelay
                | Self::AsGoodYears
                | Self::ProjectedShare
                | Self::ShortfallToBase
                | Self::ShortfallToGap
        )
    }

    /// The trend that it takes where none is said: the forecasting rule for what is projected, the two ends for
    /// rates.
    #[must_use]
    pub fn default_trend(self) -> Method {
        if self.is_projection() { Method::Auto } else { Method::EndpointGeometric }
    }

    /// From which size on a threshold looks like per cent: ratios of paces can be large, shares are not.
    pub(crate) fn most_of_share(self) -> i64 {
        match self {
            Self::Pace
            | Self::Burn
            | Self::RecentBurn
            | Self::StepPace
            | Self::EarnedPace
            | Self::ApproachPace
            | Self::RateRatio
            | Self::Completion => 20,
            _ => 3,
        }
    }

    /// Whether its value depends on the base that is chosen.
    pub(crate) fn looks_at_base(self) -> bool {
        !matches!(
            self,
            Self::Current
                | Self::CurrentPeriod
                | Self::Goal
                | Self::HoldsNow
                | Self::Attained
                | Self::DueObserved
                | Self::Limit
                | Self::Attribute
                | Self::Closes
                | Self::Gap
                | Self::GapShare
                | Self::Completion
                | Self::Age
                | Self::Points
                | Self::Quantified
                | Self::Kept
                | Self::TwoSided
                | Self::Percent
                | Self::DaysLeft
                | Self::NeededRate
                | Self::NeededPerYear
                | Self::Probability
                | Self::ProjectedLow
                | Self::ProjectedHigh
                | Self::ExpectedDelay
                | Self::AsGoodYears
        )
    }
}

/// Two facts that exclude each other, both without arguments and about one target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// A yes-or-no fact.
    pub fact: Fact,
    /// What it is.
    pub when: bool,
    /// The fact that it excludes.
    pub other: Fact,
    /// The value that the other cannot have then; `None`: it cannot be known.
    pub value: Option<bool>,
    /// Why.
    pub why: &'static str,
}

const NO_WAY: &str = "a limit holds from the first day: there is no way from base to goal";
const NO_LIMIT: &str = "only a limit has an allowance";

const fn not_known(when: bool, other: Fact) -> Exclusion {
    let why = if when { NO_WAY } else { NO_LIMIT };
    Exclusion { fact: Fact::Limit, when, other, value: None, why }
}

impl Fact {
    /// What cannot be together, by the formulas of the facts.
    pub const EXCLUSIONS: &'static [Exclusion] = &[
        not_known(true, Self::Share),
        not_known(true, Self::Pace),
        not_known(true, Self::Lag),
        not_known(true, Self::ExpectedNow),
        not_known(true, Self::LogShare),
        not_known(true, Self::Deviation),
        not_known(true, Self::DeviationShare),
        not_known(true, Self::EarnedSchedule),
        not_known(true, Self::EarnedPace),
        not_known(false, Self::Burn),
        not_known(false, Self::RecentBurn),
        Exclusion {
            fact: Self::Kept,
            when: true,
            other: Self::Limit,
            value: Some(false),
            why: "what is kept is a limit",
        },
    ];
}

impl super::PartFact {
    /// The counts of some of the parts, none of them above the count of all.
    pub(crate) const OF_PARTS: &'static [Self] = &[
        Self::Attained,
        Self::OnTrack,
        Self::AtRisk,
        Self::OffTrack,
        Self::Regressing,
        Self::Missed,
        Self::Undetermined,
    ];
}
