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
    /// One of these words.
    Word(&'static [&'static str]),
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
            Self::Word(_) => "word",
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
}

impl FactUnit {
    /// `—`, `share`, `indicator`, `rate a year`, `years` or `count`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "—",
            Self::Share => "share",
            Self::Indicator => "indicator",
            Self::RatePerYear => "rate a year",
            Self::Years => "years",
            Self::Count => "count",
        }
    }
}

/// Declares the catalogue of facts.
macro_rules! catalogue {
    ($($(#[$doc:meta])* $fact:ident = $name:literal, $zh:literal, $kind:expr, $unit:ident, $formula:literal, unknown $unknown:literal;)+) => {
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
        unknown "not_reported; stale; inexact (a bound); hole (a sum with a gap)";
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
        unknown "not_quantified; delegated; deferred; not_published; no_baseline; inexact (a bound as base); no_start; zero_base; sign; part_years";
    /// Whether the comparison holds now.
    HoldsNow = "holds_now", "当前达标", FactType::YesNo, None,
        "the current value satisfies the comparison; for kept targets, no reported period of the window broke it",
        unknown "as current and goal; inexact where the bound does not decide";
    /// Whether the target is attained for good.
    Attained = "attained", "已完成", FactType::YesNo, None,
        "holds at the due period (kept targets: in every period of the window); or holds already and cannot be lost again: counts, milestones, at-least sums of non-negative amounts",
        unknown "not_reported (overdue without a figure); hole; as goal";
    /// Whether the due period has been observed.
    DueObserved = "due_observed", "到期数据已有", FactType::YesNo, None,
        "a figure for the due period is known; no while it is not over",
        unknown "not_reported: it is over, and no figure is known";
    /// Whether it is a limit.
    Limit = "limit", "限值类", FactType::YesNo, None,
        "a cap, a floor, a kept target, or a goal that the base satisfies already: it holds from the first day and is attained only at the end",
        unknown "as goal";
    /// The force of the target.
    Attribute = "attribute", "属性", FactType::Word(&["expected", "binding"]), None,
        "as the plan states it",
        unknown "no_attribute";
    /// What is missing.
    Gap = "gap", "差距", FactType::Exact, Indicator,
        "goal − current where more is asked for, current − goal where less; of a range to the end that the value lies beyond: positive while something is missing, 0 within a range or the tolerance of about",
        unknown "as current and goal";
    /// The completion.
    Completion = "completion", "完成率", FactType::Exact, Share,
        "current ÷ goal where more is asked for, goal ÷ current where less (of magnitudes, for negative goals); 1 within a range; of kept targets the least of the window",
        unknown "as current and goal; zero_divisor; sign";
    /// The share of the way.
    Share = "share", "进度", FactType::Exact, Share,
        "(current − base) ÷ (goal − base), signed, not clamped",
        unknown "as current, base and goal; limit; no_span";
    /// The share of the time, to the end of the current period.
    Elapsed = "elapsed", "时间进度", FactType::Exact, Share,
        "time from the base to the end of the current period ÷ time from the base to the due date, in the coarsest unit the three have in common",
        unknown "not_reported; stale; no_start; no_time";
    /// The share that the path asks for.
    Scheduled = "scheduled", "序时进度要求", FactType::Exact, Share,
        "elapsed on the linear path; with checkpoints, (their value at the end of the current period − base) ÷ (goal − base)",
        unknown "as elapsed; with checkpoints as share";
    /// The pace.
    Pace = "pace", "进度比", FactType::Exact, Share,
        "share ÷ scheduled",
        unknown "as share and scheduled; no_time";
    /// The lag.
    Lag = "lag", "进度差", FactType::Exact, Share,
        "share − scheduled",
        unknown "as share and scheduled";
    /// The burn of an allowance.
    Burn = "burn", "限额消耗比", FactType::Exact, Share,
        "for limits: share of the allowance used, (current − base) ÷ (limit − base), ÷ share of the time used",
        unknown "not_a_limit; no_span (no allowance); no_time; as current, base and goal";
    /// The value expected by now.
    ExpectedNow = "expected_now", "应达值", FactType::Exact, Indicator,
        "base + (goal − base) × scheduled",
        unknown "as share and scheduled, current aside";
    /// The value expected by now on a geometric path.
    ExpectedNowGeometric = "expected_now_geometric", "应达值（几何路径）", FactType::Estimate, Indicator,
        "base × (goal ÷ base)^elapsed",
        unknown "as expected_now; zero_base; sign";
    /// The share of the way in logarithms.
    LogShare = "log_share", "对数进度", FactType::Estimate, Share,
        "ln(current ÷ base) ÷ ln(goal ÷ base): for compound rates the only share consistent with them (Qinghai statistics bureau, 2009)",
        unknown "as share; zero_base; sign";
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
}
