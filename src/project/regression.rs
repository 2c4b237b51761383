//! How sure a straight line through a series is.

use super::fit::ordered;
use super::student::Student;
use super::{Line, Weights, finite, least_squares};
use crate::known::{Known, Reason};
use crate::number::Estimate;

/// A line by least squares with its uncertainty: what [`regression`] finds.
///
/// All probabilities hold if the deviations from the line are independent and normal with one variance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Regression {
    line: Line,
    points: usize,
    /// Σ (time − mean)².
    squares: Estimate,
    deviation: Estimate,
    r2: Known<Estimate>,
}

impl Regression {
    /// The line.
    #[must_use]
    pub fn line(self) -> Line {
        self.line
    }

    /// The number of points.
    #[must_use]
    pub fn points(self) -> usize {
        self.points
    }

    /// The degrees of freedom: the points less two.
    #[must_use]
    pub fn degrees(self) -> f64 {
        self.points as f64 - 2.0
    }

    /// The sum of the squared distances of the times from their mean.
    #[must_use]
    pub fn time_squares(self) -> Estimate {
        self.squares
    }

    /// The standard deviation of the points from the line, in the unit of the values:
    /// √(Σ residual² ÷ (n − 2)).
    #[must_use]
    pub fn deviation(self) -> Estimate {
        self.deviation
    }

    /// The standard error of the slope, in the unit of the values a year.
    ///
    /// # Errors
    /// [`Reason::OutOfRange`] if it is not finite.
    pub fn slope_error(self) -> Known<Estimate> {
        finite(self.deviation.value() / libm::sqrt(self.squares.value()))
    }

    /// The share of the variance of the values that the line explains, from 0 to 1.
    ///
    /// # Errors
    /// [`Reason::ZeroDivisor`] if all values are equal.
    pub fn r2(self) -> Known<Estimate> {
        self.r2
    }

    /// The two-sided probability, from 0 to 1, that a slope at least so far from zero comes about by chance:
    /// Student's t with n − 2 degrees of freedom. It is 0 if the points lie on a line that is not level.
    ///
    /// # Errors
    /// [`Reason::OutOfRange`] if the standard error is not finite.
    pub fn p(self) -> Known<Estimate> {
        let slope = libm::fabs(self.line.slope().value());
        if slope <= 0.0 {
            return finite(1.0);
        }
        let t = slope / self.slope_error()?.value();
        finite(2.0 * Student::new(self.degrees()).cdf(-t))
    }

    /// The variance of a new value at a time around the line's value there, with the uncertainty of the
    /// line: s² × (1 + 1 ÷ n + (time − mean)² ÷ Σ (time − mean)²).
    ///
    /// # Errors
    /// [`Reason::OutOfRange`] if the time or the variance is not finite.
    pub fn variance_at(self, years: f64) -> Known<Estimate> {
        let s = self.deviation.value();
        finite(s * s * self.spread(years))
    }

    /// What the variance of a new value is of that of the points.
    fn spread(self, years: f64) -> f64 {
        let away = years - self.line.at().value();
        1.0 + 1.0 / self.points as f64 + away / self.squares.value() * away
    }

    /// The prediction interval: a new value at a time lies in it with so much confidence, from 0 to 1.
    ///
    /// # Errors
    /// [`Reason::OutOfRange`] if the confidence is not between 0 and 1, or a number is not finite.
    pub fn interval(self, years: f64, confidence: f64) -> Known<(Estimate, Estimate)> {
        if !(confidence > 0.0 && confidence < 1.0) {
            return Err(Reason::OutOfRange);
        }
        let middle = self.line.value_at(years)?.value();
        let t = -Student::new(self.degrees()).quantile(0.5 * (1.0 - confidence));
        let half = t * self.deviation.value() * libm::sqrt(self.spread(years));
        Ok((finite(middle - half)?, finite(middle + half)?))
    }
}

/// The line of [`least_squares`] with uniform weights, and how sure it is (Gauss, 1823; Student, 1908).
///
/// ```
/// use attainment::project::regression;
/// let fit = regression(&[(2020.0, 50.0), (2021.0, 54.0), (2022.0, 56.0), (2023.0, 60.0)])?;
/// let (low, high) = fit.interval(2024.0, 0.95)?;
/// assert_eq!((low.value().round(), high.value().round()), (59.0, 67.0)); // 63 ± 4.3
/// # Ok::<(), attainment::facts::Reason>(())
/// ```
///
/// # Errors
/// [`Reason::TooFewPoints`] with fewer than three points, or without two of different times.
/// [`Reason::OutOfRange`] if a number is not finite, or the result is not.
pub fn regression(points: &[(f64, f64)]) -> Known<Regression> {
    let points = ordered(points)?;
    let line = least_squares(&points, Weights::Uniform)?;
    let count = points.len();
    let Some(&newest) = points.last().filter(|_| count >= 3) else {
        return Err(Reason::TooFewPoints);
    };
    let n = count as f64;
    let (mut time_sum, mut value_sum) = (0.0, 0.0);
    for (time, value) in &points {
        time_sum += time - newest.0;
        value_sum += value - newest.1;
    }
    let (mean_time, mean_value) = (time_sum / n, value_sum / n);
    let (mut squares, mut total, mut left) = (0.0, 0.0, 0.0);
    for (time, value) in &points {
        let (time, value) = (time - newest.0 - mean_time, value - newest.1 - mean_value);
        let residual = value - line.slope().value() * time;
        squares += time * time;
        total += value * value;
        left += residual * residual;
    }
    let r2 = if total > 0.0 { finite((1.0 - left / total).max(0.0)) } else { Err(Reason::ZeroDivisor) };
    Ok(Regression {
        line,
        points: count,
        squares: finite(squares)?,
        deviation: finite(libm::sqrt(left / (n - 2.0)))?,
        r2,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(found: Estimate, expected: f64, within: f64) {
        assert!(libm::fabs(found.value() - expected) <= within, "{found} is not {expected} within {within}");
    }

    // NIST Statistical Reference Datasets, linear regression, Norris (public domain): certified residual
    // standard deviation 0.884796396144373, standard deviation of the slope 0.429796848199937E-03 and R-squared
    // 0.999993745883712.
    #[test]
    fn norris() -> Known<()> {
        let x = [
            0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3, 996.3, 448.6, 777.0, 558.2, 0.4, 0.6, 775.5, 666.9,
            338.0, 447.5, 11.6, 556.0, 228.1, 995.8, 887.6, 120.2, 0.3, 0.3, 556.8, 339.1, 887.2, 999.0,
            779.0, 11.1, 118.3, 229.2, 669.1, 448.9, 0.5,
        ];
        let y = [
            0.1, 338.8, 118.1, 888.0, 9.2, 228.1, 668.5, 998.5, 449.1, 778.9, 559.2, 0.3, 0.1, 778.1, 668.8,
            339.3, 448.9, 10.8, 557.7, 228.3, 998.0, 888.8, 119.6, 0.3, 0.6, 557.6, 339.3, 888.0, 998.5,
            778.9, 10.2, 117.6, 228.9, 668.4, 449.2, 0.2,
        ];
        let fit = regression(&x.into_iter().zip(y).collect::<Vec<_>>())?;
        near(fit.deviation(), 0.884796396144373, 1e-13);
        near(fit.slope_error()?, 0.429796848199937e-03, 1e-16);
        near(fit.r2()?, 0.999993745883712, 1e-15);
        Ok(())
    }

    // Values 1 3 4 at 0 1 2: slope 3/2, residuals -1/6 1/3 -1/6, s = sqrt(1/6), R2 = 27/28, and
    // 12.7062047361747 of s x sqrt(1 + 1/3 + 4/2) around 17/3 at 3.
    #[test]
    fn by_hand() -> Known<()> {
        let fit = regression(&[(1.0, 3.0), (0.0, 1.0), (2.0, 4.0)])?;
        near(fit.deviation(), libm::sqrt(1.0 / 6.0), 1e-15);
        near(fit.slope_error()?, libm::sqrt(1.0 / 12.0), 1e-15);
        near(fit.r2()?, 27.0 / 28.0, 1e-15);
        near(fit.time_squares(), 2.0, 1e-15);
        near(fit.variance_at(3.0)?, 10.0 / 18.0, 1e-14);
        let (low, high) = fit.interval(3.0, 0.95)?;
        let half = 12.7062047361747 * libm::sqrt(10.0 / 18.0);
        near(low, 17.0 / 3.0 - half, 1e-12);
        near(high, 17.0 / 3.0 + half, 1e-12);
        Ok(())
    }

    #[test]
    fn edges() -> Known<()> {
        assert_eq!(regression(&[(0.0, 1.0), (1.0, 2.0)]), Err(Reason::TooFewPoints));
        assert_eq!(regression(&[(0.0, 1.0), (0.0, 2.0), (0.0, 3.0)]), Err(Reason::TooFewPoints));
        assert_eq!(regression(&[(0.0, 1.0), (1.0, f64::NAN), (0.0, 3.0)]), Err(Reason::OutOfRange));
        let flat = regression(&[(0.0, 0.1), (1.0, 0.1), (2.0, 0.1)])?;
        assert_eq!((flat.r2(), flat.p()), (Err(Reason::ZeroDivisor), finite(1.0)));
        let exact = regression(&[(0.0, 1.0), (1.0, 2.0), (2.0, 3.0)])?;
        assert_eq!((exact.r2(), exact.p()), (finite(1.0), finite(0.0)));
        assert_eq!(exact.interval(9.0, 0.95)?, (finite(10.0)?, finite(10.0)?));
        for confidence in [0.0, 1.0, f64::NAN] {
            assert_eq!(exact.interval(9.0, confidence), Err(Reason::OutOfRange));
        }
        assert_eq!(exact.variance_at(f64::NAN), Err(Reason::OutOfRange));
        Ok(())
    }
}
