//! A rate over several years against those of the single years: 1 − Π(1 − rᵢ), exactly.

use super::comparable::Stated;
use super::fit::Doubt;
use crate::number::{End, Exact, Interval};
use crate::period::{Frequency, Period, years_between};
use crate::plan::{Against, Over, What};

/// How the factor by which a value changes is told in the numbers of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scale {
    /// The factor itself: a multiple.
    Factor,
    /// Its growth in per cent.
    Growth,
    /// Its fall in per cent.
    Fall,
}

impl Scale {
    /// The scale of a change since the base, or in a year; `None` for what is no change by a factor.
    pub(super) fn of(stated: &Stated<'_>) -> Option<Self> {
        match stated.target.axes().what {
            What::Ratio if stated.target.axes().against == Against::Base => Some(Self::Factor),
            What::Growth => Some(Self::Growth),
            What::Reduction => Some(Self::Fall),
            _ => None,
        }
    }

    /// The factor that a number stands for.
    fn factor(self, value: &Exact) -> Exact {
        let rate = || value.over(&Exact::from(100)).unwrap_or(Exact::ZERO);
        match self {
            Self::Factor => value.clone(),
            Self::Growth => Exact::ONE.plus(&rate()),
            Self::Fall => Exact::ONE.minus(&rate()),
        }
    }

    /// The number that a factor is told as.
    fn told(self, factor: &Exact) -> Exact {
        let hundred = Exact::from(100);
        match self {
            Self::Factor => factor.clone(),
            Self::Growth => factor.minus(&Exact::ONE).times(&hundred),
            Self::Fall => Exact::ONE.minus(factor).times(&hundred),
        }
    }

    /// A difference of factors as a difference of numbers.
    pub(super) fn slack(self, difference: &Exact) -> Exact {
        match self {
            Self::Factor => difference.clone(),
            Self::Growth | Self::Fall => difference.times(&Exact::from(100)),
        }
    }

    /// The factors that a range of numbers allows.
    pub(super) fn factors(self, range: &Interval) -> Interval {
        self.turned(range, |value| self.factor(value))
    }

    /// The numbers that a range of factors is told as.
    pub(super) fn numbers(self, range: &Interval) -> Interval {
        self.turned(range, |factor| self.told(factor))
    }

    /// A fall turns the ends round.
    fn turned(self, range: &Interval, map: impl Fn(&Exact) -> Exact) -> Interval {
        let end = |end: &Option<End>| end.as_ref().map(|end| End { at: map(&end.at), closed: end.closed });
        match self {
            Self::Fall => Interval { low: end(&range.high), high: end(&range.low) },
            Self::Factor | Self::Growth => Interval { low: end(&range.low), high: end(&range.high) },
        }
    }
}

/// The whole years that the parent's target runs over.
pub(super) fn years_of(parent: &Stated<'_>) -> Result<u32, Doubt> {
    let from = parent.begins_after().ok_or(Doubt::OtherWindow)?;
    let years = years_between(from, parent.target.due().end());
    let whole = years.to_i64().and_then(|years| u32::try_from(years).ok());
    whole.filter(|years| (1..=crate::plan::MOST_YEARS).contains(years)).ok_or(Doubt::OtherWindow)
}

/// What is needed as factors over the whole window: a yearly mean is compounded.
pub(super) fn needed(parent: &Stated<'_>, scale: Scale, range: &Interval, years: u32) -> Interval {
    let factors = scale.factors(range);
    if parent.target.axes().over != Over::Compounded {
        return factors;
    }
    let power = |end: Option<End>| end.map(|end| End { at: end.at.power(years), closed: end.closed });
    Interval { low: power(factors.low), high: power(factors.high) }
}

/// The year that a target of a child is about, if it is about the change in one year.
pub(super) fn year_of(child: &Stated<'_>) -> Option<Period> {
    let (axes, due) = (child.target.axes(), child.target.due());
    let own_window = child.target.start() == Some(due);
    let in_the_year = axes.against == Against::YearBefore || (axes.against == Against::Base && own_window);
    (due.frequency() == Frequency::Year && in_the_year).then_some(due)
}
