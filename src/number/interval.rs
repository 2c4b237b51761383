use super::{Bound, Exact};

/// One end of an [`Interval`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End<T = Exact> {
    /// The number at the end.
    pub at: T,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval<T = Exact> {
    /// The lower end; `None` when nothing bounds it from below.
    pub low: Option<End<T>>,
    /// The upper end; `None` when nothing bounds it from above.
    pub high: Option<End<T>>,
}

impl<T> Default for Interval<T> {
    /// All numbers.
    fn default() -> Self {
        Self { low: None, high: None }
    }
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
}

impl<T: Ord> Interval<T> {
    /// The one number that the interval holds, if it is a point.
    #[must_use]
    pub fn point(&self) -> Option<&T> {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) if low.closed && high.closed && low.at == high.at => Some(&low.at),
            _ => None,
        }
    }

    /// Whether `value` lies in the interval.
    #[must_use]
    #[inline]
    pub fn contains(&self, value: &T) -> bool {
        let above = |end: &End<T>| if end.closed { *value >= end.at } else { *value > end.at };
        let below = |end: &End<T>| if end.closed { *value <= end.at } else { *value < end.at };
        self.low.as_ref().is_none_or(above) && self.high.as_ref().is_none_or(below)
    }

    /// Whether no number lies in the interval.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        lies_beyond(&self.low, &self.high)
    }

    /// Whether every number of this interval lies in `other`: `Some(true)` if all do, `Some(false)`
    /// if none does, `None` if it depends on the number.
    #[must_use]
    pub fn within(&self, other: &Self) -> Option<bool> {
        if let Some(value) = self.point() {
            return Some(other.contains(value));
        }
        if self.is_inside(other) {
            return Some(true);
        }
        (lies_beyond(&self.low, &other.high) || lies_beyond(&other.low, &self.high)).then_some(false)
    }

    /// Whether all numbers of this interval lie in `other`.
    #[must_use]
    pub fn is_inside(&self, other: &Self) -> bool {
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

/// Whether nothing lies between a lower and an upper end.
fn lies_beyond<T: Ord>(low: &Option<End<T>>, high: &Option<End<T>>) -> bool {
    match (low, high) {
        (Some(low), Some(high)) => low.at > high.at || (low.at == high.at && !(low.closed && high.closed)),
        _ => false,
    }
}
