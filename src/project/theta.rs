//! The Theta method: half of the trend, from the smoothed level on.

use super::distinct::distinct;
use super::{Smoothed, Weights, finite, least_squares, simple_smoothing};
use crate::known::{Known, Reason};
use crate::number::Estimate;

/// A smoothed level with half of the slope of the line: what [`theta`] finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theta {
    smoothed: Smoothed,
    drift: Estimate,
}

impl Theta {
    /// The smoothed level, its α and its variance.
    #[must_use]
    pub fn smoothed(self) -> Smoothed {
        self.smoothed
    }

    /// The change of the forecast a year, in the unit of the values: half of the slope of the line.
    #[must_use]
    pub fn drift(self) -> Estimate {
        self.drift
    }

    /// The value at a time in years of the same origin, in the unit of the values:
    /// level + drift × (h − 1 + (1 − (1 − α)^n) ÷ α), h spacings ahead of n points. The last term makes up for
    /// the lag of the level behind the line.
    ///
    /// # Errors
    /// [`Reason::NoTime`] before the newest point. [`Reason::OutOfRange`] if the time or the value is not
    /// finite.
    pub fn value_at(self, years: f64) -> Known<Estimate> {
        let ahead = self.smoothed.ahead(years)?;
        let alpha = self.smoothed.alpha().value();
        let lag = -libm::expm1(self.smoothed.length() * libm::log1p(-alpha)) / alpha;
        let drift = self.drift.value() * self.smoothed.spacing().value();
        finite(self.smoothed.level().value() + drift * (ahead - 1.0 + lag))
    }

    /// The variance of the value at a time around the forecast, that of the smoothed level:
    /// variance × (1 + (h − 1) × α²). The uncertainty of the slope is not in it, as not in R's `thetaf`.
    ///
    /// # Errors
    /// As [`Theta::value_at`].
    pub fn variance_at(self, years: f64) -> Known<Estimate> {
        self.smoothed.variance_at(years)
    }
}

/// The Theta method (Assimakopoulos and Nikolopoulos, 2000) by points (years, value), in its closed form:
/// [`simple_smoothing`] with half of the slope of the line by least squares as drift (Hyndman and Billah,
/// 2003). The winner of the M3 competition of forecasts.
///
/// The same as `thetaf` of R's forecast without seasons, but for the search of α. Where points are not evenly
/// spaced, the number of points in its formula is the length of the series in spacings.
///
/// ```
/// use attainment::project::theta;
/// let forecast = theta(&[(2020.0, 50.0), (2021.0, 54.0), (2022.0, 58.0), (2023.0, 62.0)])?;
/// assert_eq!(forecast.drift().value(), 2.0);
/// # Ok::<(), attainment::facts::Reason>(())
/// ```
///
/// # Errors
/// [`Reason::TooFewPoints`] with fewer than three points of different times. [`Reason::OutOfRange`] if a
/// number is not finite, or the result is not.
pub fn theta(points: &[(f64, f64)]) -> Known<Theta> {
    let points = distinct(points)?;
    let smoothed = simple_smoothing(&points)?;
    let line = least_squares(&points, Weights::Uniform)?;
    Ok(Theta { smoothed, drift: finite(0.5 * line.slope().value())? })
}

/// [`theta`] of logarithms: what [`log_theta`] finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogTheta {
    logs: Theta,
    /// Whether the values are below zero.
    negative: bool,
}

impl LogTheta {
    /// The method on the natural logarithms of the magnitudes.
    #[must_use]
    pub fn logs(self) -> Theta {
        self.logs
    }

    /// The value at a time in years of the same origin, in the unit of the values: e to the forecast of the
    /// logarithm, so a median and not a mean.
    ///
    /// # Errors
    /// As [`Theta::value_at`].
    pub fn value_at(self, years: f64) -> Known<Estimate> {
        let magnitude = libm::exp(self.logs.value_at(years)?.value());
        finite(if self.negative { -magnitude } else { magnitude })
    }

    /// The variance of the logarithm of the value at a time.
    ///
    /// # Errors
    /// As [`Theta::value_at`].
    pub fn log_variance_at(self, years: f64) -> Known<Estimate> {
        self.logs.variance_at(years)
    }
}

/// [`theta`] of the logarithms of the values. If all values are below zero, their magnitudes are taken and
/// the sign is kept. Values of the same time are taken as their mean.
///
/// # Errors
/// [`Reason::ZeroBase`] if a value is zero; [`Reason::Sign`] if the signs differ; otherwise as [`theta`].
pub fn log_theta(points: &[(f64, f64)]) -> Known<LogTheta> {
    if points.iter().any(|point| libm::fabs(point.1) <= 0.0) {
        return Err(Reason::ZeroBase);
    }
    let negative = points.iter().any(|point| point.1 < 0.0);
    if negative && points.iter().any(|point| point.1 > 0.0) {
        return Err(Reason::Sign);
    }
    let mut points = distinct(points)?;
    for point in &mut points {
        point.1 = libm::log(libm::fabs(point.1));
    }
    Ok(LogTheta { logs: theta(&points)?, negative })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(found: f64, expected: f64, within: f64) {
        assert!(libm::fabs(found - expected) <= within, "{found} is not {expected} within {within}");
    }

    const OIL: [(f64, f64); 8] = [
        (2001.0, 488.888857729),
        (2002.0, 509.870574978),
        (2003.0, 456.722912348),
        (2004.0, 473.816602915),
        (2005.0, 525.950870565),
        (2006.0, 549.833807597),
        (2007.0, 542.340469826),
        (2008.0, 545.0),
    ];

    // The closed form with the fitted level: h - 1 + (1 - (1 - alpha)^n) / alpha.
    #[test]
    fn half_of_the_slope() -> Known<()> {
        let (found, line) = (theta(&OIL)?, least_squares(&OIL, Weights::Uniform)?);
        near(found.drift().value(), line.slope().value() / 2.0, 0.0);
        let alpha = found.smoothed().alpha().value();
        let lag = (1.0 - libm::pow(1.0 - alpha, 8.0)) / alpha;
        let level = found.smoothed().level().value();
        near(found.value_at(2010.0)?.value(), level + found.drift().value() * (1.0 + lag), 1e-11);
        let variance = found.smoothed().variance()?.value();
        near(found.variance_at(2010.0)?.value(), variance * (1.0 + alpha * alpha), 1e-12 * variance);
        Ok(())
    }

    #[test]
    fn logarithms_keep_the_sign() -> Known<()> {
        let below = OIL.map(|(year, value)| (year, -value));
        let (found, mirrored) = (log_theta(&OIL)?, log_theta(&below)?);
        near(mirrored.value_at(2010.0)?.value(), -found.value_at(2010.0)?.value(), 0.0);
        assert_eq!(mirrored.log_variance_at(2010.0), found.log_variance_at(2010.0));
        assert_eq!(found.logs().value_at(2007.0), Err(Reason::NoTime));
        Ok(())
    }

    #[test]
    fn edges() {
        let two = [(2001.0, 1.0), (2002.0, 2.0)];
        assert_eq!(theta(&two), Err(Reason::TooFewPoints));
        assert_eq!(log_theta(&two), Err(Reason::TooFewPoints));
        assert_eq!(log_theta(&[(2001.0, 1.0), (2002.0, -0.0), (2003.0, 1.0)]), Err(Reason::ZeroBase));
        assert_eq!(log_theta(&[(2001.0, 1.0), (2002.0, -2.0), (2003.0, 1.0)]), Err(Reason::Sign));
        assert_eq!(log_theta(&[(2001.0, f64::NAN), (2002.0, 2.0), (2003.0, 1.0)]), Err(Reason::OutOfRange));
    }
}
