use crate::number::{Estimate, Exact};

/// The numbers that a cell allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Numbers<T> {
    /// Those between two ends.
    Within(Range<T>),
    /// Each of these.
    OneOf(Box<[T]>),
}

impl<T: Ord> Numbers<T> {
    /// Whether a number is among them.
    #[must_use]
    pub fn contains(&self, value: &T) -> bool {
        match self {
            Self::Within(range) => range.contains(value),
            Self::OneOf(values) => values.contains(value),
        }
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Within(range) => range.is_empty(),
            Self::OneOf(values) => values.is_empty(),
        }
    }

    /// Whether all of them are among `other`'s.
    pub(crate) fn implies(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Within(mine), Self::Within(its)) => mine.is_inside(its),
            (Self::OneOf(values), _) => values.iter().all(|value| other.contains(value)),
            (Self::Within(mine), Self::OneOf(_)) => mine.point().is_some_and(|value| other.contains(value)),
        }
    }
}

/// A range of numbers, open where an end is absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range<T> {
    /// The lower end; `None` when nothing bounds it from below.
    pub low: Option<Limit<T>>,
    /// The upper end; `None` when nothing bounds it from above.
    pub high: Option<Limit<T>>,
}

/// One end of a [`Range`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit<T> {
    /// The number at the end.
    pub at: T,
    /// Whether the number itself belongs to the range.
    pub closed: bool,
}

impl<T: Ord> Range<T> {
    /// Whether a number lies in the range.
    #[must_use]
    pub fn contains(&self, value: &T) -> bool {
        let above = |end: &Limit<T>| if end.closed { *value >= end.at } else { *value > end.at };
        let below = |end: &Limit<T>| if end.closed { *value <= end.at } else { *value < end.at };
        self.low.as_ref().is_none_or(above) && self.high.as_ref().is_none_or(below)
    }

    /// Whether no number lies in the range.
    fn is_empty(&self) -> bool {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) => {
                low.at > high.at || (low.at == high.at && !(low.closed && high.closed))
            }
            _ => false,
        }
    }

    /// The one number in the range, if there is one alone.
    fn point(&self) -> Option<&T> {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) if low.closed && high.closed && low.at == high.at => Some(&low.at),
            _ => None,
        }
    }

    /// Whether all numbers of this range lie in `other`.
    fn is_inside(&self, other: &Self) -> bool {
        let low = match (&self.low, &other.low) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(mine), Some(its)) => {
                mine.at > its.at || (mine.at == its.at && (its.closed || !mine.closed))
            }
        };
        let high = match (&self.high, &other.high) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(mine), Some(its)) => {
                mine.at < its.at || (mine.at == its.at && (its.closed || !mine.closed))
            }
        };
        low && high
    }
}

impl Numbers<Exact> {
    /// The same numbers as estimates; `None` where one is beyond their range.
    pub(crate) fn to_estimates(&self) -> Option<Numbers<Estimate>> {
        let end = |end: &Option<Limit<Exact>>| match end {
            None => Some(None),
            Some(Limit { at, closed }) => Some(Some(Limit { at: at.to_estimate()?, closed: *closed })),
        };
        Some(match self {
            Self::Within(Range { low, high }) => Numbers::Within(Range { low: end(low)?, high: end(high)? }),
            Self::OneOf(values) => {
                Numbers::OneOf(values.iter().map(Exact::to_estimate).collect::<Option<_>>()?)
            }
        })
    }
}
