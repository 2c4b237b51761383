//! Lines fitted to short series by least squares.

use super::finite;
use super::rank::double_ranks;
use crate::known::{Known, Reason};
use crate::number::Estimate;

/// How much the points of a series weigh in a fit.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Weights {
    /// All points weigh the same.
    Uniform,
    /// The i-th oldest of n points weighs i ÷ n. Points of the same time share the mean of their weights.
    ///
    /// The linear form of a time-related weighting. ESCAP weighs by time in its progress assessment
    /// (working paper SD/WP/04, 2017); its own formula may differ.
    Rank,
    /// The weight halves with every so many years of age: 0.5^(age ÷ half-life). The age is counted in
    /// years from the newest point. The half-life must be above zero.
    HalfLife(f64),
}

impl Weights {
    /// The weights of points that are ordered by time.
    fn of(self, times: &[f64], newest: f64) -> Known<Vec<f64>> {
        match self {
            Self::Uniform => Ok(vec![1.0; times.len()]),
            Self::Rank => {
                let double_count = 2.0 * times.len() as f64;
                Ok(double_ranks(times).into_iter().map(|rank| rank as f64 / double_count).collect())
            }
            Self::HalfLife(years) if years > 0.0 && years.is_finite() => {
                Ok(times.iter().map(|time| libm::exp2((time - newest) / years)).collect())
            }
            Self::HalfLife(_) => Err(Reason::OutOfRange),
        }
    }
}

/// The points ordered by time, then by value, without negative zeros. So the order in which points are
/// given changes no bit of a result.
///
/// # Errors
/// [`Reason::OutOfRange`] if a number is not finite.
pub(super) fn ordered(points: &[(f64, f64)]) -> Known<Vec<(f64, f64)>> {
    let mut points: Vec<_> = points.iter().map(|(time, value)| (time + 0.0, value + 0.0)).collect();
    if !points.iter().all(|(time, value)| time.is_finite() && value.is_finite()) {
        return Err(Reason::OutOfRange);
    }
    points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    Ok(points)
}

/// A straight line through a series: what [`least_squares`] fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    slope: Estimate,
    level: Estimate,
    at: Estimate,
}

impl Line {
    /// The change a year, in the unit of the values.
    #[must_use]
    pub fn slope(self) -> Estimate {
        self.slope
    }

    /// The value of the line at [`Line::at`], in the unit of the values: their weighted mean.
    #[must_use]
    pub fn level(self) -> Estimate {
        self.level
    }

    /// The weighted mean of the times, in years of the given origin.
    #[must_use]
    pub fn at(self) -> Estimate {
        self.at
    }

    /// The value of the line at a time in years of the same origin, in the unit of the values.
    ///
    /// # Errors
    /// [`Reason::OutOfRange`] if the time or the value is not finite.
    pub fn value_at(self, years: f64) -> Known<Estimate> {
        finite(self.level.value() + self.slope.value() * (years - self.at.value()))
    }
}

/// The line with the least weighted sum of squared distances from the points (years, value).
///
/// The years may have any origin and any spacing, and the points any order. Several points may be of the
/// same time. The method is that of Legendre (1805), with centred sums: both means are taken first, as
/// distances from the newest point.
///
/// ```
/// use attainment::project::{Weights, least_squares};
/// let line = least_squares(&[(2020.0, 50.0), (2021.0, 54.0), (2023.0, 62.0)], Weights::Uniform)?;
/// assert_eq!(line.value_at(2025.0)?.value().round(), 70.0);
/// # Ok::<(), attainment::facts::Reason>(())
/// ```
///
/// # Errors
/// [`Reason::TooFewPoints`] without two points of different times. [`Reason::OutOfRange`] if a number is
/// not finite, a half-life is not above zero or is so short that the older points weigh nothing, or the
/// result is not finite.
pub fn least_squares(points: &[(f64, f64)], weights: Weights) -> Known<Line> {
    let points = ordered(points)?;
    let (Some(&oldest), Some(&newest)) = (points.first(), points.last()) else {
        return Err(Reason::TooFewPoints);
    };
    if oldest.0.total_cmp(&newest.0).is_eq() {
        return Err(Reason::TooFewPoints);
    }
    let times: Vec<f64> = points.iter().map(|point| point.0).collect();
    let weights = weights.of(&times, newest.0)?;
    let (mut total, mut time_sum, mut value_sum) = (0.0, 0.0, 0.0);
    for (weight, (time, value)) in weights.iter().zip(&points) {
        total += weight;
        time_sum += weight * (time - newest.0);
        value_sum += weight * (value - newest.1);
    }
    let (mean_time, mean_value) = (time_sum / total, value_sum / total);
    let (mut squares, mut products) = (0.0, 0.0);
    for (weight, (time, value)) in weights.iter().zip(&points) {
        let (time, value) = (time - newest.0 - mean_time, value - newest.1 - mean_value);
        squares += weight * time * time;
        products += weight * time * value;
    }
    // A sum that is zero or nearly so has lost its digits.
    if !f64::is_normal(squares) {
        return Err(Reason::OutOfRange);
    }
    Ok(Line {
        slope: finite(products / squares)?,
        level: finite(newest.1 + mean_value)?,
        at: finite(newest.0 + mean_time)?,
    })
}

/// A curve of constant yearly growth through a series: what [`log_least_squares`] fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GrowthLine {
    /// The line through the logarithms of the magnitudes.
    logs: Line,
    /// Whether the values are below zero.
    negative: bool,
}

impl GrowthLine {
    /// The growth of the magnitude a year, as a share: e^b − 1. It is below zero where the magnitude
    /// falls; the average annual rate of reduction (AARR) is its opposite.
    ///
    /// # Errors
    /// [`Reason::OutOfRange`] if it is not finite.
    pub fn rate(self) -> Known<Estimate> {
        finite(libm::expm1(self.logs.slope.value()))
    }

    /// The continuous rate of growth of the magnitude, b of e^(b × years), per year.
    #[must_use]
    pub fn continuous_rate(self) -> Estimate {
        self.logs.slope
    }

    /// The value of the curve at a time in years of the same origin, in the unit of the values.
    ///
    /// # Errors
    /// [`Reason::OutOfRange`] if the time or the value is not finite.
    pub fn value_at(self, years: f64) -> Known<Estimate> {
        let magnitude = libm::exp(self.logs.value_at(years)?.value());
        finite(if self.negative { -magnitude } else { magnitude })
    }
}

/// The curve of constant yearly growth whose logarithm fits the logarithms of the values best: the least
/// weighted sum of squared distances of ln(value) from a + b × years.
///
/// The method of UNICEF for the average annual rate of reduction (technical note, 2007). If all values
/// are below zero, their magnitudes are fitted and the sign is kept. Points are given as to
/// [`least_squares`].
///
/// # Errors
/// [`Reason::ZeroBase`] if a value is zero; [`Reason::Sign`] if the signs differ; otherwise as
/// [`least_squares`].
pub fn log_least_squares(points: &[(f64, f64)], weights: Weights) -> Known<GrowthLine> {
    let mut points = ordered(points)?;
    if points.iter().any(|point| point.1.total_cmp(&0.0).is_eq()) {
        return Err(Reason::ZeroBase);
    }
    let negative = points.iter().any(|point| point.1 < 0.0);
    if negative && points.iter().any(|point| point.1 > 0.0) {
        return Err(Reason::Sign);
    }
    for point in &mut points {
        point.1 = libm::log(libm::fabs(point.1));
    }
    Ok(GrowthLine { logs: least_squares(&points, weights)?, negative })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Values of consecutive years.
    fn yearly(first: f64, values: &[f64]) -> Vec<(f64, f64)> {
        values
            .iter()
            .scan(first - 1.0, |year, value| {
                *year += 1.0;
                Some((*year, *value))
            })
            .collect()
    }

    #[track_caller]
    fn near(found: f64, expected: f64, within: f64) {
        assert!(libm::fabs(found - expected) <= within, "{found} is not {expected} within {within}");
    }

    #[track_caller]
    fn near_relative(found: f64, expected: f64, within: f64) {
        near(found, expected, within * libm::fabs(expected));
    }

    // Weighted means and sums by hand, or any weighted regression with the weights 1/8 .. 8/8. The first:
    // weighted means 14/3 of 0..7 and 548/9 of the values, slope 22/21, so 548/9 + 22/21 x 31/3 = 502/7.
    #[test]
    fn newer_points_weigh_more() -> Known<()> {
        let risen = yearly(2015.0, &[50.0, 54.0, 58.0, 62.0, 62.0, 62.0, 62.0, 62.0]);
        near(least_squares(&risen, Weights::Rank)?.value_at(2030.0)?.value(), 71.714, 5e-4);
        near(least_squares(&risen, Weights::Uniform)?.value_at(2030.0)?.value(), 77.62, 5e-3);
        let fallen = yearly(2015.0, &[50.0, 49.5, 49.0, 49.0, 48.5, 48.0, 48.0, 47.5]);
        near(least_squares(&fallen, Weights::Rank)?.value_at(2030.0)?.value(), 44.896, 5e-4);
        let slow = yearly(2015.0, &[10.0, 9.8506, 9.7035, 9.5585, 9.4157, 9.275, 9.1365, 9.0]);
        near(least_squares(&slow, Weights::Rank)?.value_at(2030.0)?.value(), 7.863, 5e-4);
        Ok(())
    }

    // Weights 1/4, 1/2, 1 of 0, 0, 7 at -2, -1, 0: means -4/7 and 4. Squares 1/4 x (10/7)^2 +
    // 1/2 x (3/7)^2 + (4/7)^2 = 25.0/49 + 4.5/49 + 16/49 = 45.5/49; products 1/4 x (-10/7)(-4) +
    // 1/2 x (-3/7)(-4) + (4/7) x 3 = 10/7 + 6/7 + 12/7 = 4; slope 4 x 49 / 45.5 = 56/13.
    #[test]
    fn a_half_life_halves() -> Known<()> {
        let line = least_squares(&[(1998.0, 0.0), (1999.0, 0.0), (2000.0, 7.0)], Weights::HalfLife(1.0))?;
        near(line.slope().value(), 56.0 / 13.0, 1e-13);
        near(line.level().value(), 4.0, 1e-14);
        near(line.at().value(), 2000.0 - 4.0 / 7.0, 1e-12);
        Ok(())
    }

    // NIST Statistical Reference Datasets, linear regression, Norris (public domain): certified
    // intercept -0.262323073774029 and slope 1.00211681802045.
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
        let points: Vec<_> = x.into_iter().zip(y).collect();
        let line = least_squares(&points, Weights::Uniform)?;
        near_relative(line.slope().value(), 1.00211681802045, 1e-14);
        near_relative(line.value_at(0.0)?.value(), -0.262323073774029, 1e-12);
        Ok(())
    }

    // stats::lm of R 4.2.2 over 1..n; series of R datasets and of fma: the last years of Nile, uspop,
    // LakeHuron and airmiles. Intercept, slope, prediction for n + 1.
    #[test]
    fn as_in_r() -> Known<()> {
        let cases: [(&[f64], [f64; 3]); 4] = [
            (&[746.0, 919.0, 718.0, 714.0, 740.0], [832.5, -21.7, 702.3]),
            (&[122.8, 131.7, 151.3, 179.3, 203.2], [95.14, 20.84, 220.18]),
            (
                &[576.8, 577.68, 578.38, 578.52, 579.74, 579.31, 579.89, 579.96],
                [576.793214285714, 0.442619047619073, 580.776785714286],
            ),
            (
                &[
                    6753.0, 8003.0, 10566.0, 12528.0, 14760.0, 16769.0, 19819.0, 22362.0, 25340.0, 25343.0,
                    29269.0, 30514.0,
                ],
                [3817.62121212122, 2259.16083916084, 33186.7121212121],
            ),
        ];
        for (values, [intercept, slope, next]) in cases {
            let line = least_squares(&yearly(1.0, values), Weights::Uniform)?;
            near_relative(line.value_at(0.0)?.value(), intercept, 1e-13);
            near_relative(line.slope().value(), slope, 1e-12);
            near_relative(line.value_at(values.len() as f64 + 1.0)?.value(), next, 1e-13);
        }
        Ok(())
    }

    // Four surveys of unequal spacing, by the method of the note of UNICEF: least squares of ln 40, ln 36,
    // ln 33.5, ln 29 on 0, 3, 6, 10 has the slope -0.031518, and e^-0.031518 - 1 = -3.10 %.
    #[test]
    fn annual_rate_of_reduction() -> Known<()> {
        let surveys = [(2012.0, 40.0), (2015.0, 36.0), (2018.0, 33.5), (2022.0, 29.0)];
        let growth = log_least_squares(&surveys, Weights::Uniform)?;
        near(growth.rate()?.value(), -0.0310, 5e-5);
        near(growth.continuous_rate().value(), -0.031518, 5e-7);
        let mirrored = surveys.map(|(year, value)| (year, -value));
        let below = log_least_squares(&mirrored, Weights::Uniform)?;
        assert_eq!(below.rate()?, growth.rate()?);
        near(below.value_at(2030.0)?.value(), -growth.value_at(2030.0)?.value(), 0.0);
        Ok(())
    }

    // 100 x 1.1^n: the curve goes through all points, and 100 x 1.1^10 = 259.37424601.
    #[test]
    fn constant_growth_is_found() -> Known<()> {
        let growth = log_least_squares(&[(0.0, 100.0), (1.0, 110.0), (3.0, 133.1)], Weights::Rank)?;
        near_relative(growth.rate()?.value(), 0.1, 1e-14);
        near_relative(growth.value_at(10.0)?.value(), 259.37424601, 1e-13);
        Ok(())
    }

    #[test]
    fn what_cannot_be_fitted_says_why() {
        let fit = |points: &[(f64, f64)], weights| least_squares(points, weights).map(Line::slope);
        let grow = |points: &[(f64, f64)]| log_least_squares(points, Weights::Uniform).map(|_| ());
        let two = [(2000.0, 1.0), (2001.0, 2.0)];
        assert_eq!(fit(&[], Weights::Uniform), Err(Reason::TooFewPoints));
        assert_eq!(fit(&[(2000.0, 1.0)], Weights::Rank), Err(Reason::TooFewPoints));
        assert_eq!(fit(&[(0.0, 1.0), (-0.0, 2.0)], Weights::Uniform), Err(Reason::TooFewPoints));
        for years in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e-4] {
            assert_eq!(fit(&two, Weights::HalfLife(years)), Err(Reason::OutOfRange));
        }
        for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(fit(&[(2000.0, number), (2001.0, 2.0)], Weights::Uniform), Err(Reason::OutOfRange));
            assert_eq!(fit(&[(number, 1.0), (2001.0, 2.0)], Weights::Uniform), Err(Reason::OutOfRange));
            let at = least_squares(&two, Weights::Uniform).and_then(|line| line.value_at(number));
            assert_eq!(at, Err(Reason::OutOfRange));
        }
        let wide = [(2000.0, f64::MAX), (2001.0, -f64::MAX)];
        assert_eq!(fit(&wide, Weights::Uniform), Err(Reason::OutOfRange));
        assert_eq!(grow(&[(2000.0, 0.0), (2001.0, 2.0)]), Err(Reason::ZeroBase));
        assert_eq!(grow(&[(2000.0, -0.0), (2001.0, -2.0)]), Err(Reason::ZeroBase));
        assert_eq!(grow(&[(2000.0, -1.0), (2001.0, 2.0)]), Err(Reason::Sign));
        assert_eq!(grow(&[(2000.0, 1.0)]), Err(Reason::TooFewPoints));
        let steep = log_least_squares(&[(0.0, 1e-300), (0.5, 1e300)], Weights::Uniform);
        assert_eq!(steep.and_then(GrowthLine::rate), Err(Reason::OutOfRange));
        assert_eq!(steep.and_then(|growth| growth.value_at(1.0)), Err(Reason::OutOfRange));
    }

    #[test]
    fn equal_values_have_no_slope() -> Known<()> {
        let line = least_squares(&yearly(2015.0, &[0.1; 7]), Weights::Rank)?;
        assert_eq!(line.slope(), finite(0.0)?);
        assert_eq!(line.value_at(2100.0)?, finite(0.1)?);
        Ok(())
    }

    fn weights() -> impl Strategy<Value = Weights> {
        prop_oneof![Just(Weights::Uniform), Just(Weights::Rank), (0.5..20.0).prop_map(Weights::HalfLife)]
    }

    proptest! {
        #[test]
        fn laws_of_lines(
            values in prop::collection::vec(-1000..1000_i32, 2..12),
            weights in weights(),
            years in -3000..3000_i32,
            factor in 1..50_i32,
        ) {
            let points: Vec<_> = yearly(2000.0, &values.iter().map(|v| f64::from(*v)).collect::<Vec<_>>());
            let (years, factor) = (f64::from(years), f64::from(factor));
            let change = |change: &dyn Fn((f64, f64)) -> (f64, f64)| {
                let changed: Vec<_> = points.iter().copied().map(change).collect();
                least_squares(&changed, weights).map(|line| line.slope().value()).unwrap_or(f64::NAN)
            };
            let slope = change(&|point| point);
            let within = 1e-9;
            prop_assert!(libm::fabs(change(&|(t, v)| (t + years, v)) - slope) <= within);
            prop_assert!(libm::fabs(change(&|(t, v)| (t, v * factor)) - slope * factor) <= within * factor);
            prop_assert!(libm::fabs(change(&|(t, v)| (t, v + factor)) - slope) <= within);
            prop_assert!(libm::fabs(change(&|(t, v)| (t, -v)) + slope) <= within);
            let reversed: Vec<_> = points.iter().rev().copied().collect();
            prop_assert_eq!(least_squares(&reversed, weights), least_squares(&points, weights));
        }

        #[test]
        fn mirrored_time_mirrors_the_slope(values in prop::collection::vec(-1000..1000_i32, 2..12)) {
            let points = yearly(2000.0, &values.iter().map(|v| f64::from(*v)).collect::<Vec<_>>());
            let mirrored: Vec<_> = points.iter().map(|(t, v)| (-t, *v)).collect();
            let slope = |points: &[(f64, f64)]| least_squares(points, Weights::Uniform).map(|l| l.slope().value());
            let sum = slope(&points).and_then(|a| slope(&mirrored).map(|b| a + b));
            prop_assert!(sum.is_ok_and(|sum| libm::fabs(sum) <= 1e-9));
        }
    }
}
