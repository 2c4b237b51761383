use super::{Bound, Exact};

/// One end of an [`Interval`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// The number at the end.
    pub at: Exact,
    /// Whether the number itself belongs to the interval.
    pub closed: bool,
}

/// A range of numbers, open where an end is absent.
///
/// Both sides of a comparison are intervals: what is known of a value (`突破1400` is everything
/// above 1400) and what a target allows (`at least 30` is everything from 30). The comparison
/// decides only where every possible value agrees:
///
/// ```
/// use attainment::number::{Bound, Exact, Interval};
/// let known = Interval::of(Bound::MoreThan, &Exact::from(1400));
/// let at_least = |n| Interval::of(Bound::AtLeast, &Exact::from(n));
/// assert_eq!(known.within(&at_least(1400)), Some(true));
/// assert_eq!(known.within(&at_least(3000)), None);
/// assert_eq!(known.within(&Interval::of(Bound::AtMost, &Exact::from(1000))), Some(false));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interval {
    /// The lower end; `None` when nothing bounds it from below.
    pub low: Option<End>,
    /// The upper end; `None` when nothing bounds it from above.
    pub high: Option<End>,
}

impl Interval {
    /// The numbers that `bound value` allows. [`Bound::About`] alone allows every number: how near
    /// is near has to be said, see [`Interval::around`].
    #[must_use]
    pub fn of(bound: Bound, value: &Exact) -> Self {
        let end = |closed| Some(End { at: value.clone(), closed });
        match bound {
            Bound::Exactly => Self { low: end(true), high: end(true) },
            Bound::AtLeast => Self { low: end(true), high: None },
            Bound::MoreThan => Self { low: end(false), high: None },
            Bound::AtMost => Self { low: None, high: end(true) },
            Bound::LessThan => Self { low: None, high: end(false) },
            Bound::About => Self::default(),
        }
    }

    /// The numbers no farther than `tolerance · |value|` from `value`.
    #[must_use]
    pub fn around(value: &Exact, tolerance: &Exact) -> Self {
        let margin = value.magnitude().times(tolerance);
        Self {
            low: Some(End { at: value.minus(&margin), closed: true }),
            high: Some(End { at: value.plus(&margin), closed: true }),
        }
    }

    /// The one number that the interval holds, if it is a point.
    #[must_use]
    pub fn point(&self) -> Option<&Exact> {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) if low.closed && high.closed && low.at == high.at => Some(&low.at),
            _ => None,
        }
    }

    /// Whether `value` lies in the interval.
    #[must_use]
    pub fn contains(&self, value: &Exact) -> bool {
        self.low.as_ref().is_none_or(|end| if end.closed { *value >= end.at } else { *value > end.at })
            && self
                .high
                .as_ref()
                .is_none_or(|end| if end.closed { *value <= end.at } else { *value < end.at })
    }

    /// Whether every number of this interval lies in `other`: `Some(true)` if all do, `Some(false)`
    /// if none does, `None` if it depends on the number.
    #[must_use]
    pub fn within(&self, other: &Self) -> Option<bool> {
        if let Some(value) = self.point() {
            return Some(other.contains(value));
        }
        let inside_low = match (&self.low, &other.low) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(mine), Some(its)) => {
                mine.at > its.at || (mine.at == its.at && (its.closed || !mine.closed))
            }
        };
        let inside_high = match (&self.high, &other.high) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(mine), Some(its)) => {
                mine.at < its.at || (mine.at == its.at && (its.closed || !mine.closed))
            }
        };
        if inside_low && inside_high {
            return Some(true);
        }
        let apart = |lower: &Option<End>, upper: &Option<End>| match (lower, upper) {
            (Some(low), Some(high)) => {
                low.at > high.at || (low.at == high.at && !(low.closed && high.closed))
            }
            _ => false,
        };
        (apart(&self.low, &other.high) || apart(&other.low, &self.high)).then_some(false)
    }
}
