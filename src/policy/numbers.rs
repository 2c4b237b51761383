use crate::number::{End, Estimate, Exact, Interval};

/// The numbers that a cell allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Numbers<T> {
    /// Those between two ends.
    Within(Interval<T>),
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

    /// Whether one of the numbers written down is such.
    pub(crate) fn any(&self, is_such: &dyn Fn(&T) -> bool) -> bool {
        match self {
            Self::Within(range) => {
                [&range.low, &range.high].into_iter().flatten().any(|end| is_such(&end.at))
            }
            Self::OneOf(values) => values.iter().any(is_such),
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

impl Numbers<Exact> {
    /// The same numbers as estimates; `None` where one is beyond their range.
    pub(crate) fn to_estimates(&self) -> Option<Numbers<Estimate>> {
        let end = |end: &Option<End<Exact>>| match end {
            None => Some(None),
            Some(End { at, closed }) => Some(Some(End { at: at.to_estimate()?, closed: *closed })),
        };
        Some(match self {
            Self::Within(Interval { low, high }) => {
                Numbers::Within(Interval { low: end(low)?, high: end(high)? })
            }
            Self::OneOf(values) => {
                Numbers::OneOf(values.iter().map(Exact::to_estimate).collect::<Option<_>>()?)
            }
        })
    }
}
