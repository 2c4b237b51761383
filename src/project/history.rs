/// The known figures of a series, oldest first: what a projection starts from.
///
/// A point is a time in years, of any origin and spacing, and a value.
///
/// ```
/// use attainment::project::{History, HistoryError};
/// let figures = [(2020.0, 50.0), (2021.0, 54.0), (2023.0, 62.0)];
/// assert_eq!(History::new(&figures)?.len(), 3);
/// let twice = [(2020.0, 50.0), (2020.0, 54.0)];
/// assert_eq!(History::new(&twice), Err(HistoryError::NotLater { index: 1 }));
/// # Ok::<(), HistoryError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct History<'a>(&'a [(f64, f64)]);

/// Why figures are no [`History`]. Indexes count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HistoryError {
    /// There is no figure.
    #[error("there is no figure")]
    Empty,
    /// A time or value is infinite or not a number.
    #[error("the time or value of figure {} is not a finite number", index + 1)]
    NotFinite {
        /// Which figure.
        index: usize,
    },
    /// A figure is not later than the one before it.
    #[error("figure {} is not later than the one before it", index + 1)]
    NotLater {
        /// Which figure.
        index: usize,
    },
}

impl<'a> History<'a> {
    /// Checks the points, which are oldest first.
    ///
    /// # Errors
    /// If there are none, a number is not finite, or a time is not later than the one before it.
    pub fn new(points: &'a [(f64, f64)]) -> Result<Self, HistoryError> {
        if points.is_empty() {
            return Err(HistoryError::Empty);
        }
        let finite = |point: &(f64, f64)| point.0.is_finite() && point.1.is_finite();
        if let Some(index) = points.iter().position(|point| !finite(point)) {
            return Err(HistoryError::NotFinite { index });
        }
        match points.windows(2).position(|pair| matches!(pair, [before, after] if after.0 <= before.0)) {
            Some(before) => Err(HistoryError::NotLater { index: before + 1 }),
            None => Ok(Self(points)),
        }
    }

    /// The points, oldest first.
    #[must_use]
    pub fn points(self) -> &'a [(f64, f64)] {
        self.0
    }

    /// The number of points, at least 1.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a history has at least one point")]
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// The newest point.
    #[must_use]
    pub fn last(self) -> (f64, f64) {
        self.0.last().copied().unwrap_or_default()
    }
}
