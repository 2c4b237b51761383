//! Whether a short series rises or falls with time: Spearman's rank correlation.

use std::f64::consts::FRAC_2_PI;

use super::finite;
use super::fit::ordered;
use crate::known::{Known, Reason};
use crate::number::Estimate;

/// Up to so many points, the probability is counted over all permutations.
const EXACT_POINTS: usize = 10;

/// Twice the rank of every number, from the smallest. Equal numbers share the mean of their ranks, and
/// twice a mean of ranks is whole.
pub(super) fn double_ranks(numbers: &[f64]) -> Vec<i64> {
    let mut sorted: Vec<(f64, usize)> = numbers.iter().copied().zip(0..).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut ranks = Vec::with_capacity(numbers.len());
    for equal in sorted.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        // The group has the ranks before + 1 to before + length.
        let double_rank = (2 * ranks.len() + equal.len() + 1) as i64;
        ranks.extend(equal.iter().map(|&(_, place)| (place, double_rank)));
    }
    ranks.sort_unstable();
    ranks.into_iter().map(|(_, rank)| rank).collect()
}

/// The sum of the products of two lists.
fn dot(a: &[i64], b: &[i64]) -> i128 {
    a.iter().zip(b).map(|(a, b)| i128::from(*a) * i128::from(*b)).sum()
}

/// Adds the counts of sums, each sum greater by `shift`.
fn add_shifted(counts: &mut [u32], more: &[u32], shift: i64) {
    let by = usize::try_from(shift.unsigned_abs()).unwrap_or(usize::MAX);
    let (counts, more) = if shift < 0 {
        (counts, more.get(by..).unwrap_or_default())
    } else {
        (counts.get_mut(by..).unwrap_or_default(), more)
    };
    for (count, more) in counts.iter_mut().zip(more) {
        *count += more;
    }
}

/// The share of the permutations of `b` whose sum of products with `a` is at least as far from zero as
/// that of `b` as it stands. For at most [`EXACT_POINTS`] numbers, each list with the sum zero.
///
/// For every subset of `b` it counts the sums of products with the first numbers of `a`. A subset extends
/// the subsets that lack one of its numbers, so n × 2^n lists are added instead of n! sums.
fn exact_p(a: &[i64], b: &[i64]) -> f64 {
    let far = dot(a, b).unsigned_abs();
    // No partial sum is farther from zero (Cauchy and Schwarz).
    let bound = usize::try_from(dot(a, a).max(dot(b, b))).unwrap_or_default();
    let mut rows: Vec<Vec<u32>> = Vec::with_capacity(1 << b.len());
    let mut none = vec![0; 2 * bound + 1];
    if let Some(zero) = none.get_mut(bound) {
        *zero = 1;
    }
    rows.push(none);
    for subset in 1_usize..1 << b.len() {
        let mut row = vec![0; 2 * bound + 1];
        let partner = a.get(subset.count_ones() as usize - 1).copied().unwrap_or_default();
        for (place, number) in b.iter().enumerate() {
            let without = subset & !(1 << place);
            if without != subset
                && let Some(before) = rows.get(without)
            {
                add_shifted(&mut row, before, partner * number);
            }
        }
        rows.push(row);
    }
    let (mut extreme, mut all) = (0_u32, 0_u32);
    for (place, count) in rows.last().into_iter().flatten().enumerate() {
        all += count;
        if place.abs_diff(bound) as u128 >= far {
            extreme += count;
        }
    }
    f64::from(extreme) / f64::from(all)
}

/// The probability that Student's t is at least so far from zero, where
/// sin θ = |t| ÷ √(ν + t²) and cos² θ = ν ÷ (ν + t²), for ν degrees of freedom.
///
/// The finite sums of Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.7.3 and 26.7.4.
/// Continued without end they add up to 1, so a small probability is the sum of the terms left out: the
/// difference from 1 would lose its digits.
fn two_sided(sine: f64, cosine_squared: f64, freedom: usize) -> f64 {
    let cosine = libm::sqrt(cosine_squared);
    let (angle, scale, first) =
        if freedom % 2 == 1 { (libm::atan2(sine, cosine), FRAC_2_PI, cosine) } else { (0.0, 1.0, 1.0) };
    let ratio = |k: f64| {
        let of_factorials =
            if freedom % 2 == 1 { 2.0 * k / (2.0 * k + 1.0) } else { (2.0 * k - 1.0) / (2.0 * k) };
        of_factorials * cosine_squared
    };
    let (mut term, mut k, mut sum) = (first, 0.0, 0.0);
    for _ in 0..freedom / 2 {
        sum += term;
        k += 1.0;
        term *= ratio(k);
    }
    let p = 1.0 - scale * (angle + sine * sum);
    if p > 0.01 {
        return p.min(1.0);
    }
    let mut tail = 0.0;
    while term > tail * f64::EPSILON {
        tail += term;
        k += 1.0;
        term *= ratio(k);
    }
    scale * sine * tail
}

/// How closely the order of the values follows the order of time: what [`rank_correlation`] finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankTrend {
    rho: Estimate,
    p_student: Estimate,
    points: usize,
    /// The centred ranks of times and values, for the exact probability; none beyond its reach.
    ranks: Option<(Vec<i64>, Vec<i64>)>,
}

impl RankTrend {
    /// Spearman's ρ, from −1 (every value is lower than the one before) to 1 (every value is higher). It
    /// has no unit.
    #[must_use]
    pub fn rho(&self) -> Estimate {
        self.rho
    }

    /// The two-sided probability, from 0 to 1, that values in random order have a ρ at least as far from
    /// zero. Up to ten points it is [exact](RankTrend::is_exact), counted over all orders of the values as
    /// by Olds (1938), ties included; above, it is [`RankTrend::p_student`]. It is counted when it is asked for;
    /// ten points take about a millisecond.
    #[must_use]
    pub fn p(&self) -> Estimate {
        let exact = self.ranks.as_ref().and_then(|(times, values)| Estimate::new(exact_p(times, values)));
        exact.unwrap_or(self.p_student)
    }

    /// Whether [`RankTrend::p`] is counted over all permutations of the values. It is for up to ten points.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.points <= EXACT_POINTS
    }

    /// The two-sided probability, from 0 to 1, by Student's t with n − 2 degrees of freedom,
    /// t = ρ × √((n − 2) ÷ (1 − ρ²)). It is 0 if ρ is 1 or −1. An approximation that is rough for few
    /// points (Kendall, Rank Correlation Methods, 1948).
    #[must_use]
    pub fn p_student(&self) -> Estimate {
        self.p_student
    }

    /// The number of points.
    #[must_use]
    pub fn points(&self) -> usize {
        self.points
    }
}

/// Spearman's rank correlation of value with time (Spearman, 1904) of points (years, value).
///
/// The years may have any origin and any spacing, and the points any order. Equal values share the mean
/// of their ranks, and so do equal times. If all values are equal there is no trend: ρ is 0, and the
/// probabilities are 1.
///
/// ```
/// use attainment::project::rank_correlation;
/// let trend = rank_correlation(&[(2020.0, 5.0), (2021.0, 6.0), (2022.0, 8.0), (2023.0, 9.0)])?;
/// assert_eq!(trend.rho().value(), 1.0);
/// assert_eq!(trend.p().value(), 2.0 / 24.0); // two of the 24 orders are as regular
/// # Ok::<(), attainment::facts::Reason>(())
/// ```
///
/// # Errors
/// [`Reason::TooFewPoints`] with fewer than three points, or if all are of the same time.
/// [`Reason::OutOfRange`] if a number is not finite.
pub fn rank_correlation(points: &[(f64, f64)]) -> Known<RankTrend> {
    let (times, values): (Vec<f64>, Vec<f64>) = ordered(points)?.into_iter().unzip();
    let count = times.len();
    if count < 3 {
        return Err(Reason::TooFewPoints);
    }
    let centred = |numbers: &[f64]| -> Vec<i64> {
        double_ranks(numbers).into_iter().map(|rank| rank - count as i64 - 1).collect()
    };
    let (times, values) = (centred(&times), centred(&values));
    let (sum, time_squares, value_squares) =
        (dot(&times, &values), dot(&times, &times), dot(&values, &values));
    if time_squares == 0 {
        return Err(Reason::TooFewPoints);
    }
    if value_squares == 0 {
        let (rho, p) = (finite(0.0)?, finite(1.0)?);
        return Ok(RankTrend { rho, p_student: p, points: count, ranks: None });
    }
    // Ranks on one line are the same ranks, or the same in reverse.
    let perfect = time_squares == value_squares && sum.abs() == time_squares;
    let rho = if perfect {
        sum.signum() as f64
    } else {
        (sum as f64 / libm::sqrt(time_squares as f64 * value_squares as f64)).clamp(-1.0, 1.0)
    };
    // 1 − ρ² in whole numbers, as long as they hold it.
    let unexplained = match (time_squares.checked_mul(value_squares), sum.checked_mul(sum)) {
        (Some(whole), Some(explained)) => (whole - explained) as f64 / whole as f64,
        _ => (1.0 - rho) * (1.0 + rho),
    };
    let p_student = if perfect { 0.0 } else { two_sided(libm::fabs(rho), unexplained, count - 2) };
    let ranks = (count <= EXACT_POINTS).then_some((times, values));
    Ok(RankTrend { rho: finite(rho)?, p_student: finite(p_student)?, points: count, ranks })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn trend(values: &[f64]) -> Known<RankTrend> {
        let points: Vec<_> = (0..).map(|year| f64::from(2015 + year)).zip(values.iter().copied()).collect();
        rank_correlation(&points)
    }

    fn trend_of_ranks(values: &[i32]) -> Known<RankTrend> {
        trend(&values.iter().map(|value| f64::from(*value)).collect::<Vec<_>>())
    }

    #[track_caller]
    fn near(found: f64, expected: f64, within: f64) {
        assert!(libm::fabs(found - expected) <= within, "{found} is not {expected} within {within}");
    }

    #[test]
    fn equal_numbers_share_their_rank() {
        assert_eq!(double_ranks(&[30.0, 10.0, 20.0, 20.0]), [8, 2, 5, 5]);
        assert_eq!(double_ranks(&[7.0, 7.0, 7.0]), [4, 4, 4]);
        assert!(double_ranks(&[]).is_empty());
    }

    // Spearman's rank correlation with mid-ranks and its t approximation, by hand. The first: doubled
    // centred ranks -7 .. 7 against -7 -5 -3 3 3 3 3 3; sum 83 + 45 = 128, squares 168 and 128;
    // rho = 128 / sqrt(168 x 128) = 0.87287, t = 4.3818 with 6 degrees of freedom, p = 0.0047.
    #[test]
    fn by_the_approximation() -> Known<()> {
        let risen = trend(&[50.0, 54.0, 58.0, 62.0, 62.0, 62.0, 62.0, 62.0])?;
        near(risen.rho().value(), 0.873, 5e-4);
        near(risen.p_student().value(), 0.0047, 5e-5);
        let none = trend(&[50.0, 52.0, 49.0, 53.0, 51.0, 50.0, 52.0])?;
        near(none.rho().value(), 0.218, 5e-4);
        near(none.p_student().value(), 0.6383, 5e-5);
        let fallen = trend(&[50.0, 49.5, 49.0, 49.0, 48.5, 48.0, 48.0, 47.5])?;
        near(fallen.rho().value(), -0.988, 5e-4);
        Ok(())
    }

    // Of the n! orders only the rising and the falling one are as regular: 2/6, 2/24, 2/10!. Of 1 1 2 2
    // every third is: 4 x 2 of 24. With n = 5 and squared rank differences of 2 (rho 0.9), 1 + 4 orders
    // on each side: 10/120.
    #[test]
    fn exact_by_hand() -> Known<()> {
        near(trend_of_ranks(&[1, 2, 3])?.p().value(), 2.0 / 6.0, 0.0);
        near(trend_of_ranks(&[1, 2, 3, 4])?.p().value(), 2.0 / 24.0, 0.0);
        near(trend_of_ranks(&[4, 3, 2, 1])?.p().value(), 2.0 / 24.0, 0.0);
        near(trend_of_ranks(&[1, 1, 2, 2])?.p().value(), 8.0 / 24.0, 0.0);
        near(trend_of_ranks(&[1, 2, 3, 5, 4])?.p().value(), 10.0 / 120.0, 0.0);
        let ten = trend_of_ranks(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10])?;
        near(ten.p().value(), 2.0 / 3_628_800.0, 0.0);
        assert!(ten.is_exact() && ten.points() == 10);
        Ok(())
    }

    // Critical values of rho for n = 10, two-sided (Zar 1972): 0.648 at 5 %, 0.794 at 1 %. The squared rank
    // differences add up to 58 and 60 (rho 0.648, 0.636), 34 and 36 (0.794, 0.782).
    #[test]
    fn critical_values() -> Known<()> {
        assert!(trend_of_ranks(&[6, 2, 3, 4, 7, 1, 5, 8, 9, 10])?.p().value() <= 0.05);
        assert!(trend_of_ranks(&[4, 3, 7, 1, 5, 6, 2, 8, 9, 10])?.p().value() > 0.05);
        assert!(trend_of_ranks(&[1, 6, 3, 4, 5, 2, 7, 8, 10, 9])?.p().value() <= 0.01);
        assert!(trend_of_ranks(&[1, 2, 3, 4, 5, 9, 10, 8, 6, 7])?.p().value() > 0.01);
        Ok(())
    }

    /// Every order of the numbers.
    fn orders(numbers: &[i64]) -> Vec<Vec<i64>> {
        if numbers.is_empty() {
            return vec![Vec::new()];
        }
        let mut all = Vec::new();
        for (place, first) in numbers.iter().enumerate() {
            let mut rest = numbers.to_vec();
            rest.remove(place);
            all.extend(orders(&rest).into_iter().map(|mut order| {
                order.push(*first);
                order
            }));
        }
        all
    }

    #[test]
    fn subsets_count_as_orders_do() -> Known<()> {
        let cases: [(&[f64], &[f64]); 7] = [
            (&[1.0, 2.0, 3.0], &[2.0, 1.0, 3.0]),
            (&[1.0, 2.0, 3.0, 4.0], &[5.0, 5.0, 6.0, 5.0]),
            (&[1.0, 2.0, 3.0, 4.0, 5.0], &[2.0, 1.0, 4.0, 3.0, 5.0]),
            (&[1.0, 1.0, 2.0, 2.0, 3.0], &[2.0, 1.0, 2.0, 3.0, 3.0]),
            (&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], &[3.0, 1.0, 2.0, 6.0, 5.0, 4.0]),
            (&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], &[50.0, 52.0, 49.0, 53.0, 51.0, 50.0, 52.0]),
            (&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], &[4.0, 7.0, 2.0, 6.0, 1.0, 3.0, 5.0]),
        ];
        for (times, values) in cases {
            let centred = |numbers: &[f64]| -> Vec<i64> {
                double_ranks(numbers).into_iter().map(|rank| rank - numbers.len() as i64 - 1).collect()
            };
            let (a, b) = (centred(times), centred(values));
            let all = orders(&b);
            let far = dot(&a, &b).abs();
            let extreme = all.iter().filter(|order| dot(&a, order).abs() >= far).count();
            near(exact_p(&a, &b), extreme as f64 / all.len() as f64, 0.0);
            let points: Vec<_> = times.iter().copied().zip(values.iter().copied()).collect();
            near(rank_correlation(&points)?.p().value(), extreme as f64 / all.len() as f64, 0.0);
        }
        Ok(())
    }

    // t, degrees of freedom and p of slopes by stats::lm of R 4.2.2 (series Nile, uspop, airmiles,
    // AirPassengers and marathon), so odd and even, near and far in the tail.
    // 12.7062047361747 = cot(0.025 pi) is the 5 % point with 1.
    #[test]
    fn student() {
        let cases = [
            (12.7062047361747, 1, 0.05, 1e-13),
            (1.27017059221716, 1, 0.424591230019318, 1e-13),
            (329.667003707156, 1, 0.00193109353573053, 1e-10),
            (-0.755126419368646, 3, 0.505047979610242, 1e-13),
            (10.061021439075, 3, 0.0020907915940926, 1e-12),
            (-2.46321740818791, 6, 0.0489055230027789, 1e-13),
            (18.6656141108801, 6, 1.52609066619285e-06, 1e-12),
            (0.154498524142967, 10, 0.880290375837783, 1e-13),
            (40.2449359970096, 10, 2.14652401653207e-12, 1e-11),
            (14.5262480260107, 22, 9.35304906380146e-13, 1e-11),
            (-5.20426448908416, 98, 1.07169488632501e-06, 1e-12),
        ];
        for (t, freedom, p, within) in cases {
            let whole = freedom as f64 + t * t;
            let found = two_sided(libm::fabs(t) / libm::sqrt(whole), freedom as f64 / whole, freedom);
            near(found, p, within * p);
        }
        near(two_sided(0.0, 1.0, 5), 1.0, 0.0);
        near(two_sided(0.0, 1.0, 6), 1.0, 0.0);
    }

    #[test]
    fn more_than_ten_points_take_the_approximation() -> Known<()> {
        let long = trend_of_ranks(&(0..5000).map(|year| year % 97).collect::<Vec<_>>())?;
        assert!(!long.is_exact() && long.points() == 5000);
        assert_eq!(long.p(), long.p_student());
        let rising = trend_of_ranks(&(0..5000).collect::<Vec<_>>())?;
        near(rising.rho().value(), 1.0, 0.0);
        near(rising.p().value(), 0.0, 0.0);
        Ok(())
    }

    #[test]
    fn edges() -> Known<()> {
        let flat = trend(&[5.0, 5.0, 5.0])?;
        assert_eq!((flat.rho(), flat.p(), flat.p_student()), (finite(0.0)?, finite(1.0)?, finite(1.0)?));
        assert_eq!(trend(&[0.0, -0.0, 0.0])?.rho(), finite(0.0)?);
        assert_eq!(trend(&[]), Err(Reason::TooFewPoints));
        assert_eq!(trend(&[1.0, 2.0]), Err(Reason::TooFewPoints));
        assert_eq!(rank_correlation(&[(1.0, 1.0), (1.0, 2.0), (1.0, 3.0)]), Err(Reason::TooFewPoints));
        assert_eq!(trend(&[1.0, f64::NAN, 2.0]), Err(Reason::OutOfRange));
        assert_eq!(rank_correlation(&[(f64::INFINITY, 1.0); 3]), Err(Reason::OutOfRange));
        // Tied times and values in the same blocks lie on one line.
        let blocks = rank_correlation(&[(1.0, 9.0), (1.0, 9.0), (2.0, 4.0)])?;
        assert_eq!((blocks.rho(), blocks.p_student()), (finite(-1.0)?, finite(0.0)?));
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn laws_of_ranks(
            values in prop_oneof![
                prop::collection::vec(-4..4_i32, 3..8),
                prop::collection::vec(-100..100_i32, 11..30),
            ],
            years in -3000..3000_i32,
            factor in 1..50_i32,
        ) {
            let points: Vec<_> = (0..).zip(&values).map(|(t, v)| (f64::from(t), f64::from(*v))).collect();
            let (years, factor) = (f64::from(years), f64::from(factor));
            let changed = |change: &dyn Fn((f64, f64)) -> (f64, f64)| {
                rank_correlation(&points.iter().copied().map(change).collect::<Vec<_>>())
            };
            let found = rank_correlation(&points);
            let shares = found.as_ref().map(|found| (found.rho().value(), found.p().value()));
            let valid = shares.is_ok_and(|(rho, p)| (-1.0..=1.0).contains(&rho) && (0.0..=1.0).contains(&p));
            prop_assert!(valid);
            prop_assert_eq!(changed(&|(t, v)| (t + years, v)), found.clone());
            prop_assert_eq!(changed(&|(t, v)| (t * factor, v)), found.clone());
            prop_assert_eq!(changed(&|(t, v)| (t, v * factor)), found.clone());
            prop_assert_eq!(changed(&|(t, v)| (t, v * v * v)), found.clone());
            let parts = |found: Known<RankTrend>, sign: f64| {
                found.map(|found| (finite(sign * found.rho().value()), found.p(), found.p_student()))
            };
            prop_assert_eq!(parts(changed(&|(t, v)| (t, -v)), -1.0), parts(found.clone(), 1.0));
            prop_assert_eq!(parts(changed(&|(t, v)| (-t, v)), -1.0), parts(found.clone(), 1.0));
            let reversed: Vec<_> = points.iter().rev().copied().collect();
            prop_assert_eq!(rank_correlation(&reversed), found.clone());
        }
    }
}
