//! The plainest forecasts: the last value, and the last value with the mean change.

use super::distinct::{distinct, steps};
use super::finite;
use crate::known::{Known, Reason};
use crate::number::Estimate;

/// A random walk with a constant change a year: what [`drift`], [`mean_change`] and [`last_value`] find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drift {
    slope: Estimate,
    level: Estimate,
    at: Estimate,
    /// The years from the first to the last point, if the slope is estimated from them.
    estimated_over: Option<Estimate>,
    variance: Known<Estimate>,
}

impl Drift {
    /// The change a year, in the unit of the values; zero for [`last_value`].
    #[must_use]
    pub fn slope(self) -> Estimate {
        self.slope
    }

    /// The newest value.
    #[must_use]
    pub fn level(self) -> Estimate {
        self.level
    }

    /// The time of the newest point, in years of the given origin.
    #[must_use]
    pub fn at(self) -> Estimate {
        self.at
    }

    /// The value at a time in years of the same origin, in the unit of the values.
    ///
    /// # Errors
    /// [`Reason::OutOfRange`] if the time or the value is not finite.
    pub fn value_at(self, years: f64) -> Known<Estimate> {
        finite(self.level.value() + self.slope.value() * (years - self.at.value()))
    }

    /// The variance of the changes within a year around the mean change.
    ///
    /// # Errors
    /// [`Reason::TooFewPoints`] if there is no change that is not needed for the mean.
    pub fn variance(self) -> Known<Estimate> {
        self.variance
    }

    /// The variance of the value at a time around the forecast: variance × h × (1 + h ÷ T) for h years ahead,
    /// where a mean change was taken over T years, and variance × h else.
    ///
    /// # Errors
    /// As [`Drift::variance`]. [`Reason::NoTime`] before the newest point; [`Reason::OutOfRange`] if the time
    /// or the variance is not finite.
    pub fn variance_at(self, years: f64) -> Known<Estimate> {
        let ahead = years - self.at.value();
        if ahead < 0.0 {
            return Err(Reason::NoTime);
        }
        let of_slope = self.estimated_over.map_or(0.0, |over| ahead / over.value());
        finite(self.variance?.value() * ahead * (1.0 + of_slope))
    }
}

/// The mean change from the first to the last point (years, value), and the last value as its start: the
/// line through both points.
///
/// A random walk with drift as `rwf(drift = TRUE)` of R's forecast (Hyndman and Athanasopoulos, Forecasting:
/// Principles and Practice, 2021, 5.2), by true distances of time: a change over so many years has so many
/// times the variance of a change within a year. Points of the same time are taken as their mean.
///
/// ```
/// use attainment::project::drift;
/// let walk = drift(&[(2020.0, 50.0), (2021.0, 57.0), (2023.0, 62.0)])?;
/// assert_eq!(walk.value_at(2025.0)?.value(), 70.0);
/// # Ok::<(), attainment::facts::Reason>(())
/// ```
///
/// # Errors
/// [`Reason::TooFewPoints`] without two points of different times. [`Reason::OutOfRange`] if a number is
/// not finite, or the result is not.
pub fn drift(points: &[(f64, f64)]) -> Known<Drift> {
    through(&distinct(points)?)
}

/// The mean of the last changes from one time to the next, weighted by their length: [`drift`] over the last
/// `changes` + 1 points of different times.
///
/// # Errors
/// As [`drift`]. [`Reason::TooFewPoints`] as well with fewer changes than asked for, or if none is.
pub fn mean_change(points: &[(f64, f64)], changes: usize) -> Known<Drift> {
    let points = distinct(points)?;
    let unused = points.len().checked_sub(1).and_then(|all| all.checked_sub(changes));
    through(unused.and_then(|unused| points.get(unused..)).ok_or(Reason::TooFewPoints)?)
}

/// The newest value, as the forecast for all times: a random walk without drift, as `naive` of R's forecast.
/// Its variance is the mean of the squared changes, each divided by its length in years.
///
/// # Errors
/// [`Reason::TooFewPoints`] without a point. [`Reason::OutOfRange`] if a number is not finite.
pub fn last_value(points: &[(f64, f64)]) -> Known<Drift> {
    let points = distinct(points)?;
    let &(at, level) = points.last().ok_or(Reason::TooFewPoints)?;
    let variance = variance(&points, 0.0, 0);
    Ok(Drift { slope: finite(0.0)?, level: finite(level)?, at: finite(at)?, estimated_over: None, variance })
}

fn through(points: &[(f64, f64)]) -> Known<Drift> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Err(Reason::TooFewPoints);
    };
    let years = last.0 - first.0;
    if years <= 0.0 {
        return Err(Reason::TooFewPoints);
    }
    let slope = finite((last.1 - first.1) / years)?;
    Ok(Drift {
        slope,
        level: finite(last.1)?,
        at: finite(last.0)?,
        estimated_over: Some(finite(years)?),
        variance: variance(points, slope.value(), 1),
    })
}

/// Σ (change − slope × years)² ÷ years, by the number of changes less those that are used up.
fn variance(points: &[(f64, f64)], slope: f64, used: usize) -> Known<Estimate> {
    let mut sum = 0.0;
    for (years, from, to) in steps(points) {
        let beyond = to - from - slope * years;
        sum += beyond / years * beyond;
    }
    match points.len().checked_sub(1 + used) {
        Some(degrees) if degrees > 0 => finite(sum / degrees as f64),
        _ => Err(Reason::TooFewPoints),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(found: Estimate, expected: f64, within: f64) {
        assert!(libm::fabs(found.value() - expected) <= within, "{found} is not {expected} within {within}");
    }

    // 50 57 62 at 0 1 3: slope 4; beyond it 3 and -3, variance 9 / 1 + 9 / 2 of one degree; two years ahead
    // 13.5 x 2 x (1 + 2/3) = 45. Without drift (49 / 1 + 25 / 2) / 2.
    #[test]
    fn by_hand() -> Known<()> {
        let points = [(3.0, 62.0), (0.0, 50.0), (1.0, 57.0)];
        let walk = drift(&points)?;
        near(walk.slope(), 4.0, 0.0);
        near(walk.value_at(5.0)?, 70.0, 0.0);
        near(walk.variance()?, 13.5, 0.0);
        near(walk.variance_at(5.0)?, 45.0, 1e-13);
        near(walk.variance_at(3.0)?, 0.0, 0.0);
        assert_eq!(walk.variance_at(2.0), Err(Reason::NoTime));
        let still = last_value(&points)?;
        near(still.value_at(50.0)?, 62.0, 0.0);
        near(still.variance_at(5.0)?, 61.5, 1e-13);
        let newest = mean_change(&points, 1)?;
        near(newest.slope(), 2.5, 0.0);
        assert_eq!(newest.variance(), Err(Reason::TooFewPoints));
        assert_eq!(mean_change(&points, 2)?, walk);
        Ok(())
    }

    #[test]
    fn edges() -> Known<()> {
        let slope = |points: &[(f64, f64)]| drift(points).map(Drift::slope);
        assert_eq!(slope(&[]), Err(Reason::TooFewPoints));
        assert_eq!(slope(&[(1.0, 1.0)]), Err(Reason::TooFewPoints));
        assert_eq!(slope(&[(1.0, 1.0), (1.0, 2.0)]), Err(Reason::TooFewPoints));
        assert_eq!(slope(&[(0.0, f64::MAX), (1.0, -f64::MAX)]), Err(Reason::OutOfRange));
        assert_eq!(slope(&[(f64::NAN, 1.0), (1.0, 2.0)]), Err(Reason::OutOfRange));
        let two = [(1.0, 1.0), (2.0, 2.0)];
        for changes in [0, 2, usize::MAX] {
            assert_eq!(mean_change(&two, changes), Err(Reason::TooFewPoints));
        }
        assert_eq!(last_value(&[]), Err(Reason::TooFewPoints));
        assert_eq!(last_value(&[(1.0, 7.0)])?.level(), finite(7.0)?);
        assert_eq!(last_value(&[(1.0, 7.0)])?.variance(), Err(Reason::TooFewPoints));
        assert_eq!(drift(&two)?.value_at(f64::INFINITY), Err(Reason::OutOfRange));
        Ok(())
    }
}
