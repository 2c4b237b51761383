//! What a policy chooses about how a target is looked at: base, current value, goal, scale.

use crate::known::{Known, Reason};
use crate::number::{Exact, Interval};
use crate::period::Period;

/// How a target is looked at. The default takes the baseline of the plan and the goal of the target, and
/// leaves the figures as they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lens {
    /// The base that progress is measured from.
    pub base: BaseChoice,
    /// Which figure is the current one.
    pub current: CurrentChoice,
    /// The goal that progress is measured to.
    pub goal: GoalChoice,
    /// How figures, base and goal are put on another scale.
    pub scale: Scale,
    /// What stands for a base or goal of zero, for methods that divide by it all the same.
    pub zero: Option<Exact>,
}

impl Lens {
    /// The inputs that it asks for.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = usize> {
        let year = match &self.base {
            BaseChoice::Year { year, .. } => Some(year),
            _ => None,
        };
        let goal = match &self.goal {
            GoalChoice::Value(value) => Some(value),
            GoalChoice::Target => None,
        };
        let (worst, best) = match &self.scale {
            Scale::Normalised { worst, best } => (Some(worst), Some(best)),
            _ => (None, None),
        };
        [year, goal, worst, best].into_iter().flatten().filter_map(|operand| match operand {
            Operand::Input(input) => Some(*input),
            Operand::Number(_) => None,
        })
    }
}

/// The base that progress is measured from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum BaseChoice {
    /// The baseline that the plan states.
    #[default]
    Plan,
    /// The figure of the series for the period of the baseline, or for the plan's base period.
    Series,
    /// The figure of a year.
    Year {
        /// The year.
        year: Operand,
        /// What is taken where it has no figure.
        missing: MissingBase,
        /// The most years that another year may be away; `None`: any.
        within: Option<u32>,
    },
    /// The figure so many years before the current one.
    YearsBack {
        /// The years.
        years: u32,
        /// Where there is none: the oldest figure within those years that is at least so many years back.
        at_least: Option<u32>,
    },
    /// The figure so many reported periods before the current one.
    PointsBack {
        /// The periods.
        points: u32,
        /// Where there are fewer: the oldest, if it is at least so many back. They must follow on each other
        /// without a hole.
        at_least: Option<u32>,
    },
    /// The mean of the figures before the current one.
    MeanOfPrevious {
        /// How many.
        points: u32,
    },
    /// The first figure of all.
    First,
}

/// What is taken for a base year without a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum MissingBase {
    /// Nothing: there is no base.
    #[default]
    Unknown,
    /// The next year with a figure.
    Next,
    /// The last year before it with a figure.
    Previous,
    /// The nearest year with a figure, of two equally near the earlier.
    Nearest,
    /// The next year with a figure; the last before it where there is none, or where it is that of the current
    /// figure, which leaves nothing to measure.
    NextOrPrevious,
}

impl MissingBase {
    /// All of them.
    pub const ALL: &'static [Self] =
        &[Self::Unknown, Self::Next, Self::Previous, Self::Nearest, Self::NextOrPrevious];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Next => "next",
            Self::Previous => "previous",
            Self::Nearest => "nearest",
            Self::NextOrPrevious => "next_or_previous",
        }
    }
}

/// Which figure is the current one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum CurrentChoice {
    /// The newest at or before the due date.
    #[default]
    ByDue,
    /// The newest, also beyond the due date.
    Newest,
    /// That of the period judged, and no older one; the newest where no period was asked for.
    Judged,
}

impl CurrentChoice {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::ByDue, Self::Newest, Self::Judged];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::ByDue => "by_due",
            Self::Newest => "newest",
            Self::Judged => "judged",
        }
    }
}

/// The goal that progress is measured to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum GoalChoice {
    /// What the target asks for.
    #[default]
    Target,
    /// Another value, reached from the same side.
    Value(Operand),
}

/// A number that the policy states, or that each indicator supplies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operand {
    /// This number.
    Number(Exact),
    /// The input with this index among the policy's inputs.
    Input(usize),
}

/// How figures, base and goal are put on another scale before anything is computed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scale {
    /// They stay as they are.
    #[default]
    None,
    /// 100 × (value − worst) ÷ (best − worst), not below 0 and not above 100.
    Normalised {
        /// The value that counts as 0.
        worst: Operand,
        /// The value that counts as 100.
        best: Operand,
    },
    /// The value or its reciprocal, whichever is greater: for parities, where 1 is best and less is better.
    Reciprocal,
    /// The distance from a centre, plus an offset: for values that are best in the middle; less is better.
    Distance {
        /// The centre.
        centre: Exact,
        /// What is added to the distance.
        offset: Exact,
    },
}

/// A scale whose numbers are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Scaling {
    None,
    Normalised { worst: Exact, best: Exact },
    Reciprocal,
    Distance { centre: Exact, offset: Exact },
}

impl Scaling {
    /// A value on the scale.
    pub(crate) fn of(&self, value: &Exact) -> Known<Exact> {
        match self {
            Self::None => Ok(value.clone()),
            Self::Normalised { worst, best } => {
                let hundred = Exact::from(100);
                let share = value.minus(worst).over(&best.minus(worst)).ok_or(Reason::NoSpan)?;
                Ok(share.times(&hundred).max(Exact::ZERO).min(hundred))
            }
            Self::Reciprocal => {
                let turned = Exact::ONE.over(value).ok_or(Reason::ZeroDivisor)?;
                Ok(turned.max(value.clone()))
            }
            Self::Distance { centre, offset } => Ok(value.minus(centre).magnitude().plus(offset)),
        }
    }

    /// Whether more is better on the scale, given whether it is off the scale.
    pub(crate) fn more_is_better(&self, more_is_better: Known<bool>) -> Known<bool> {
        match self {
            Self::None => more_is_better,
            Self::Normalised { worst, best } => more_is_better.map(|more| more == (best > worst)),
            Self::Reciprocal | Self::Distance { .. } => Ok(false),
        }
    }

    /// The values that are allowed, on the scale. Where less is better on it, all of them are allowed up to
    /// that of the worst end.
    pub(crate) fn allowed(&self, allowed: &Interval) -> Known<Interval> {
        let end = |end: &Option<crate::number::End>| match end {
            None => Ok(None),
            Some(end) => Ok(Some(crate::number::End { at: self.of(&end.at)?, closed: end.closed })),
        };
        let (low, high) = (end(&allowed.low)?, end(&allowed.high)?);
        Ok(match self {
            Self::None => allowed.clone(),
            Self::Normalised { worst, best } if best > worst => Interval { low, high },
            Self::Normalised { .. } => Interval { low: high, high: low },
            Self::Reciprocal | Self::Distance { .. } => {
                let worst = match (low, high) {
                    (Some(low), Some(high)) => Some(if low.at >= high.at { low } else { high }),
                    (low, high) => low.or(high),
                };
                Interval { low: None, high: worst }
            }
        })
    }
}

/// The path from base to goal. The checkpoints of a target go before it.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum Path {
    /// A straight line.
    #[default]
    Linear,
    /// At the goal from the first day.
    Constant,
    /// Straight lines over shares of the way at the ends of periods, in their order; 0 at the base and 1 at
    /// the due date.
    Shares(Vec<(Period, Exact)>),
    /// The same rate every year: base × (goal ÷ base)^elapsed.
    Geometric,
    /// A straight line of the logits of shares in per cent: an S-curve between 0 and 100.
    Logistic,
}

impl Path {
    /// Whether what it asks for is exact arithmetic: it consists of straight lines.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        matches!(self, Self::Linear | Self::Constant | Self::Shares(_))
    }

    /// Its name in files.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Constant => "constant",
            Self::Shares(_) => "shares",
            Self::Geometric => "geometric",
            Self::Logistic => "logistic",
        }
    }
}
