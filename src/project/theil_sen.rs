//! A line through the middle of a series, which few wrong points do not move.

use super::distinct::{between, median};
use super::fit::ordered;
use super::inversions::inversions;
use super::mann_kendall::mann_kendall;
use super::{finite, student};
use crate::known::{Known, Reason};
use crate::number::Estimate;

/// Up to so many points, all slopes are written down.
const LISTED_POINTS: usize = 512;

/// The line with the median of the slopes of all pairs: what [`theil_sen`] finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MedianLine {
    slope: Estimate,
    level: Estimate,
    at: Estimate,
}

impl MedianLine {
    /// The change a year, in the unit of the values.
    #[must_use]
    pub fn slope(self) -> Estimate {
        self.slope
    }

    /// The value of the line at [`MedianLine::at`], in the unit of the values.
    #[must_use]
    pub fn level(self) -> Estimate {
        self.level
    }

    /// The time of the newest point, in years of the given origin.
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

/// The slopes of all pairs of points of different times, by rank.
enum Slopes {
    Listed(Vec<f64>),
    /// Points ordered by time, as years before the newest; pairs of equal points; the steepest slope possible.
    Counted {
        points: Vec<(f64, f64)>,
        equal: u64,
        steepest: f64,
    },
}

/// The place of a number among all numbers.
fn place(number: f64) -> i64 {
    let bits = number.to_bits() as i64;
    if bits < 0 { i64::MIN - bits } else { bits }
}

/// The number at a place.
fn at_place(place: i64) -> f64 {
    let bits = if place < 0 { i64::MIN - place } else { place };
    f64::from_bits(bits as u64)
}

/// value − slope × time with twice the digits, so that a pair is on the right side of its slope.
fn residual(slope: f64, (time, value): (f64, f64)) -> (f64, f64) {
    let product = slope * time;
    let product_rest = libm::fma(slope, time, -product);
    let sum = value - product;
    let back = sum + product;
    let rest = (value - back) - (product - (back - sum)) - product_rest;
    let whole = sum + rest;
    (whole, rest - (whole - sum))
}

impl Slopes {
    /// Of ordered points, with the number of pairs.
    fn of(points: &[(f64, f64)]) -> Known<(Self, u64)> {
        let (Some(&oldest), Some(&newest)) = (points.first(), points.last()) else {
            return Err(Reason::TooFewPoints);
        };
        if oldest.0.total_cmp(&newest.0).is_eq() {
            return Err(Reason::TooFewPoints);
        }
        if points.len() > LISTED_POINTS {
            return Self::counted(points, newest.0);
        }
        let mut slopes = Vec::new();
        for (place, from) in points.iter().enumerate() {
            let later = points.iter().skip(place + 1).filter(|to| to.0 > from.0);
            slopes.extend(later.map(|to| (to.1 - from.1) / (to.0 - from.0)));
        }
        if !slopes.iter().all(|slope| slope.is_finite()) {
            return Err(Reason::OutOfRange);
        }
        slopes.sort_unstable_by(f64::total_cmp);
        let pairs = slopes.len() as u64;
        Ok((Self::Listed(slopes), pairs))
    }

    fn counted(points: &[(f64, f64)], newest: f64) -> Known<(Self, u64)> {
        let pairs_of = |count: usize| count as u64 * (count as u64 - 1) / 2;
        let (mut same_times, mut equal) = (0, 0);
        let mut nearest = f64::INFINITY;
        let mut before = f64::NEG_INFINITY;
        for same in points.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
            same_times += pairs_of(same.len());
            for equals in same.chunk_by(|a, b| a.1.total_cmp(&b.1).is_eq()) {
                equal += pairs_of(equals.len());
            }
            let time = same.first().map_or(before, |point| point.0);
            nearest = nearest.min(time - before);
            before = time;
        }
        let (low, high) = points.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), point| {
            (low.min(point.1), high.max(point.1))
        });
        let steepest = (high - low) / nearest;
        let points: Vec<_> = points.iter().map(|point| (point.0 - newest, point.1)).collect();
        let oldest = points.first().map_or(0.0, |point| point.0);
        // So large that a residual would not be finite, or that its halves would not be.
        if !(4.0 * (steepest * oldest - high.max(-low))).is_finite() {
            return Err(Reason::OutOfRange);
        }
        let pairs = pairs_of(points.len()) - same_times;
        Ok((Self::Counted { points, equal, steepest }, pairs))
    }

    /// The slope that so many are below.
    fn nth(&self, rank: u64) -> Known<f64> {
        let (points, equal, steepest) = match self {
            Self::Listed(slopes) => {
                let slope = usize::try_from(rank).ok().and_then(|rank| slopes.get(rank));
                return slope.copied().ok_or(Reason::TooFewPoints);
            }
            Self::Counted { points, equal, steepest } => (points, *equal, *steepest),
        };
        let mut residuals = Vec::with_capacity(points.len());
        // A slope is at most `slope` if the residual of the later point is not greater (Theil's counting, by
        // Knight's sort). Between two numbers there are at most 64 halvings.
        let mut count = |slope: f64| {
            residuals.clear();
            residuals.extend(points.iter().map(|point| residual(slope, *point)));
            inversions(&mut residuals, &|earlier, later| later <= earlier) - equal
        };
        let (mut below, mut reached) = (place(-steepest) - 4, place(steepest) + 4);
        while below + 1 < reached {
            let middle = i64::midpoint(below, reached);
            if count(at_place(middle)) > rank {
                reached = middle;
            } else {
                below = middle;
            }
        }
        Ok(at_place(reached) + 0.0)
    }
}

/// The line through the middle of the points (years, value): its slope is the median of the slopes of all
/// pairs (Theil, 1950; Sen, 1968), its level the median of value − slope × years.
///
/// Up to 29 % of the points may be far off without moving it far. Pairs of points of the same time have no
/// slope and are left out. The years may have any origin and any spacing, and the points any order.
///
/// So half of the points are on each side of the line. R's `mblm` and scipy's `theilslopes` with
/// `method="joint"` take the same level; scipy's default, after Conover (1980), takes the median of the
/// values at the median of the years instead, where a line through neither need have half on each side.
///
/// Beyond 512 points the median is found by counting, in n × log n steps for each of 64 halvings, and is
/// exact but for its last digits. Ten thousand points take some hundredths of a second.
///
/// ```
/// use attainment::project::theil_sen;
/// let line = theil_sen(&[(2020.0, 50.0), (2021.0, 52.0), (2022.0, 99.0), (2023.0, 56.0), (2024.0, 58.0)])?;
/// assert_eq!(line.slope().value(), 2.0);
/// assert_eq!(line.value_at(2030.0)?.value(), 70.0);
/// # Ok::<(), attainment::facts::Reason>(())
/// ```
///
/// # Errors
/// [`Reason::TooFewPoints`] without two points of different times. [`Reason::OutOfRange`] if a number is
/// not finite, or the result or a slope is not.
pub fn theil_sen(points: &[(f64, f64)]) -> Known<MedianLine> {
    let points = ordered(points)?;
    let (slopes, pairs) = Slopes::of(&points)?;
    let upper = slopes.nth(pairs / 2)?;
    let slope = if pairs % 2 == 1 { upper } else { between(slopes.nth(pairs / 2 - 1)?, upper) };
    let at = points.last().map(|point| point.0).ok_or(Reason::TooFewPoints)?;
    let levels = points.iter().map(|(time, value)| value - slope * (time - at)).collect();
    let level = median(levels).ok_or(Reason::TooFewPoints)?;
    Ok(MedianLine { slope: finite(slope)?, level: finite(level)?, at: finite(at)? })
}

/// The interval that holds the slope with so much confidence, from 0 to 1, for any distribution of the
/// deviations: two of the slopes of all pairs, as many ranks from the middle as the normal quantile of the
/// confidence × the standard deviation of Kendall's S (Sen, 1968; Gilbert, Statistical Methods for
/// Environmental Pollution Monitoring, 1987), with its terms for ties.
///
/// The ranks are rounded half to even as by `sens.slope` of R's trend and by scipy.
///
/// # Errors
/// As [`theil_sen`]. [`Reason::TooFewPoints`] as well with fewer than three points, or so few that even the
/// extreme slopes do not reach the confidence (where scipy returns the extremes all the same);
/// [`Reason::OutOfRange`] if the confidence is not between 0 and 1.
pub fn sen_interval(points: &[(f64, f64)], confidence: f64) -> Known<(Estimate, Estimate)> {
    if !(confidence > 0.0 && confidence < 1.0) {
        return Err(Reason::OutOfRange);
    }
    let deviation = libm::sqrt(mann_kendall(points)?.variance().value());
    let points = ordered(points)?;
    let (slopes, pairs) = Slopes::of(&points)?;
    let far = -student::quantile(0.5 * (1.0 - confidence), f64::INFINITY) * deviation;
    let low = libm::rint(0.5 * (pairs as f64 - far));
    let high = libm::rint(0.5 * (pairs as f64 + far));
    // Ranks from one: `low` and `high` + 1.
    if !(low >= 1.0 && high < pairs as f64) {
        return Err(Reason::TooFewPoints);
    }
    Ok((finite(slopes.nth(low as u64 - 1)?)?, finite(slopes.nth(high as u64)?)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn near(found: Estimate, expected: f64, within: f64) {
        assert!(libm::fabs(found.value() - expected) <= within, "{found} is not {expected} within {within}");
    }

    fn yearly(values: &[f64]) -> Vec<(f64, f64)> {
        (0..).map(|year| f64::from(2001 + year)).zip(values.iter().copied()).collect()
    }

    // Nile 1966-1970 (R datasets): R 4.2.2 with mblm 0.12.1 and trend 1.1.6; years 1..5. scipy 1.17.1 has the
    // same slope and interval, and the other intercept, 762.
    #[test]
    fn as_in_r() -> Known<()> {
        let nile = yearly(&[746.0, 919.0, 718.0, 714.0, 740.0]);
        let line = theil_sen(&nile)?;
        near(line.slope(), -7.33333333333333, 1e-13);
        near(line.value_at(2000.0)?, 753.333333333333, 1e-11);
        let (low, high) = sen_interval(&nile, 0.95)?;
        near(low, -201.0, 0.0);
        near(high, 173.0, 0.0);
        Ok(())
    }

    // 1 3 4 8 at 0 1 1 2: the pair of one time is left out; slopes 2, 3, 3.5, 5, 4, so 3.5. Levels
    // 1 + 3.5 x 2, 3 + 3.5, 4 + 3.5 and 8 at 2: the median of 8, 6.5, 7.5, 8 is 7.75.
    #[test]
    fn points_of_one_time_by_hand() -> Known<()> {
        let line = theil_sen(&[(0.0, 1.0), (1.0, 3.0), (1.0, 4.0), (2.0, 8.0)])?;
        near(line.slope(), 3.5, 0.0);
        near(line.level(), 7.75, 0.0);
        near(line.at(), 2.0, 0.0);
        Ok(())
    }

    /// The slopes as counting finds them, beside the list.
    fn both(points: &[(f64, f64)]) -> Known<(Slopes, Slopes, u64)> {
        let points = ordered(points)?;
        let newest = points.last().map_or(0.0, |point| point.0);
        let (counted, counted_pairs) = Slopes::counted(&points, newest)?;
        let (listed, pairs) = Slopes::of(&points)?;
        assert_eq!(pairs, counted_pairs);
        Ok((listed, counted, pairs))
    }

    #[test]
    fn many_points() -> Known<()> {
        let waves = |year: f64| (year, 0.25 * year + 40.0 * libm::sin(year) + libm::sin(year * year));
        let few: Vec<_> = (0..300).map(|year| waves(f64::from(year))).collect();
        let (listed, counted, pairs) = both(&few)?;
        for rank in [0, 1, pairs / 3, pairs / 2, pairs - 1] {
            near(finite(counted.nth(rank)?)?, listed.nth(rank)?, 1e-15 * libm::fabs(listed.nth(rank)?));
        }
        let many: Vec<_> = (0..10_000).map(|year| (f64::from(year), f64::from(3 * year - 7))).collect();
        near(theil_sen(&many)?.slope(), 3.0, 0.0);
        near(theil_sen(&many)?.value_at(20_000.0)?, 59_993.0, 0.0);
        let (low, high) = sen_interval(&many, 0.95)?;
        assert_eq!((low, high), (finite(3.0)?, finite(3.0)?));
        let flat: Vec<_> = (0..1000).map(|year| (f64::from(year), 0.1)).collect();
        near(theil_sen(&flat)?.slope(), 0.0, 0.0);
        Ok(())
    }

    #[test]
    fn what_has_no_line_says_why() {
        let slope = |points: &[(f64, f64)]| theil_sen(points).map(MedianLine::slope);
        assert_eq!(slope(&[]), Err(Reason::TooFewPoints));
        assert_eq!(slope(&[(1.0, 1.0)]), Err(Reason::TooFewPoints));
        assert_eq!(slope(&[(1.0, 1.0), (1.0, 2.0)]), Err(Reason::TooFewPoints));
        assert_eq!(slope(&[(1.0, f64::NAN), (2.0, 2.0)]), Err(Reason::OutOfRange));
        assert_eq!(slope(&[(1.0, f64::MAX), (2.0, -f64::MAX)]), Err(Reason::OutOfRange));
        let wide: Vec<_> = (0..600).map(|year| (f64::from(year), f64::from(year % 2) * f64::MAX)).collect();
        assert_eq!(slope(&wide), Err(Reason::OutOfRange));
        let line = yearly(&[1.0, 2.0, 3.0, 4.0]);
        // Four points: S is at most 6, and its deviation 2.94, so 90 % need 6 x 1.645 / 2.94 > 1 ranks.
        assert_eq!(sen_interval(&line, 0.99), Err(Reason::TooFewPoints));
        for confidence in [0.0, 1.0, -0.5, f64::NAN] {
            assert_eq!(sen_interval(&line, confidence), Err(Reason::OutOfRange));
        }
    }

    proptest! {
        #[test]
        fn counting_finds_what_the_list_has(
            points in prop::collection::vec((0..20_i32, -100..100_i32), 2..30),
            part in 0.0..1.0,
        ) {
            let points: Vec<_> = points.iter().map(|(t, v)| (f64::from(*t) / 4.0, f64::from(*v) / 7.0)).collect();
            if let Ok((listed, counted, pairs)) = both(&points) {
                let rank = (pairs as f64 * part) as u64;
                let (a, b) = (listed.nth(rank), counted.nth(rank));
                prop_assert!(a.is_ok_and(|a| b.is_ok_and(|b| libm::fabs(a - b) <= 1e-13 * (1.0 + libm::fabs(a)))));
            }
        }

        #[test]
        fn laws_of_median_lines(
            values in prop::collection::vec(-1000..1000_i32, 2..15),
            years in -3000..3000_i32,
            factor in 1..50_i32,
        ) {
            let points = yearly(&values.iter().map(|v| f64::from(*v)).collect::<Vec<_>>());
            let (years, factor) = (f64::from(years), f64::from(factor));
            let change = |change: &dyn Fn((f64, f64)) -> (f64, f64)| {
                let changed: Vec<_> = points.iter().copied().map(change).collect();
                theil_sen(&changed).map(|line| line.slope().value()).unwrap_or(f64::NAN)
            };
            let slope = change(&|point| point);
            let within = 1e-9;
            prop_assert!(libm::fabs(change(&|(t, v)| (t + years, v)) - slope) <= within);
            prop_assert!(libm::fabs(change(&|(t, v)| (t, v * factor)) - slope * factor) <= within * factor);
            prop_assert!(libm::fabs(change(&|(t, v)| (t, v + factor * t)) - slope - factor) <= within);
            prop_assert!(libm::fabs(change(&|(t, v)| (t, -v)) + slope) <= within);
            prop_assert!(libm::fabs(change(&|(t, v)| (-t, v)) + slope) <= within);
            let reversed: Vec<_> = points.iter().rev().copied().collect();
            prop_assert_eq!(theil_sen(&reversed), theil_sen(&points));
        }
    }
}
