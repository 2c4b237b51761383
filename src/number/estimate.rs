use std::cmp::Ordering;
use std::fmt;

/// A finite statistic: a root, a logarithm, a regression, a probability.
///
/// It holds an `f64` that is neither infinite nor NaN, so estimates can be ordered. An
/// [`Exact`](super::Exact) can be made an estimate; an estimate never becomes exact.
///
/// ```
/// use attainment::number::Estimate;
/// assert!(Estimate::new(f64::NAN).is_none());
/// assert_eq!(Estimate::new(0.5).map(|e| e.value()), Some(0.5));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate(f64);

impl Estimate {
    /// The estimate, or `None` when the number is not finite. Negative zero becomes zero.
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        value.is_finite().then_some(Self(value + 0.0))
    }

    /// The number.
    #[must_use]
    pub fn value(self) -> f64 {
        self.0
    }
}

impl Estimate {
    /// The estimate with so many decimal places, half away from zero; itself beyond 15 places.
    #[must_use]
    pub(crate) fn to_places(self, places: u32) -> Self {
        let scale = libm::pow(10.0, f64::from(places.min(16)));
        match Self::new(libm::round(self.0 * scale) / scale) {
            Some(rounded) if places <= 15 => rounded,
            _ => self,
        }
    }
}

impl Eq for Estimate {}

impl PartialOrd for Estimate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Estimate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl fmt::Display for Estimate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
