//! Whether a series rises or falls with time: the test of Mann and Kendall.

use super::fit::ordered;
use super::inversions::inversions;
use super::{finite, student};
use crate::known::{Known, Reason};
use crate::number::Estimate;

/// Up to so many points without ties, the probability is counted over all orders.
const EXACT_POINTS: usize = 10;

/// The signs of all pairs of a series: what [`mann_kendall`] finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MannKendall {
    score: i64,
    variance: Estimate,
    tau_a: Estimate,
    tau_b: Estimate,
    points: usize,
    ties: bool,
}

/// The sums over groups of equal numbers that the variance takes.
#[derive(Clone, Copy, Debug, Default)]
struct Ties {
    /// Σ t(t − 1), Σ t(t − 1)(t − 2) and Σ t(t − 1)(2t + 5).
    pairs: f64,
    triples: f64,
    weight: f64,
}

impl Ties {
    /// Of ordered numbers.
    fn of(ordered: &[f64]) -> Self {
        let mut ties = Self::default();
        for equal in ordered.chunk_by(|a, b| a.total_cmp(b).is_eq()) {
            let t = equal.len() as f64;
            ties.pairs += t * (t - 1.0);
            ties.triples += t * (t - 1.0) * (t - 2.0);
            ties.weight += t * (t - 1.0) * (2.0 * t + 5.0);
        }
        ties
    }
}

/// The share of the orders of so many different values whose S is at least so far from zero, counted as
/// numbers of orders by inversions (Mann, 1945; Kendall, Rank Correlation Methods, 1975).
fn exact_p(points: usize, score: i64) -> f64 {
    let mut orders = vec![1_u64];
    for more in 1..points {
        let mut longer = vec![0; orders.len() + more];
        for shift in 0..=more {
            for (sum, count) in longer.iter_mut().skip(shift).zip(&orders) {
                *sum += count;
            }
        }
        orders = longer;
    }
    let pairs = orders.len() as i64 - 1;
    let far = |inversions: i64| (pairs - 2 * inversions).abs() >= score.abs();
    let extreme: u64 = (0..).zip(&orders).filter(|(place, _)| far(*place)).map(|(_, count)| count).sum();
    extreme as f64 / orders.iter().sum::<u64>() as f64
}

impl MannKendall {
    /// S: the pairs that rise with time less the pairs that fall.
    #[must_use]
    pub fn score(self) -> i64 {
        self.score
    }

    /// The variance of S if the values are in random order, with the terms for ties of values and of times
    /// (Kendall, 1975). Zero if all values are equal.
    #[must_use]
    pub fn variance(self) -> Estimate {
        self.variance
    }

    /// Kendall's τ-a, from −1 to 1: S as a share of all pairs.
    #[must_use]
    pub fn tau_a(self) -> Estimate {
        self.tau_a
    }

    /// Kendall's τ-b, from −1 to 1: S as a share of the geometric mean of the pairs without a tie of values
    /// and of those without a tie of times (Kendall, 1945). 0 if all values are equal.
    #[must_use]
    pub fn tau_b(self) -> Estimate {
        self.tau_b
    }

    /// S less one towards zero, in standard deviations: nearly normal for more than about ten points.
    #[must_use]
    pub fn z(self) -> Estimate {
        if self.score == 0 {
            return self.tau_a;
        }
        let corrected = (self.score - self.score.signum()) as f64;
        Estimate::new(corrected / libm::sqrt(self.variance.value())).unwrap_or(self.tau_a)
    }

    /// The two-sided probability, from 0 to 1, by the normal distribution of [`MannKendall::z`].
    #[must_use]
    pub fn p_normal(self) -> Estimate {
        let p = 2.0 * student::cdf(-libm::fabs(self.z().value()), f64::INFINITY);
        Estimate::new(p).unwrap_or(self.variance)
    }

    /// The two-sided probability, from 0 to 1, that values in random order have an S at least as far from
    /// zero. Up to ten points without ties it is [exact](MannKendall::is_exact); else it is
    /// [`MannKendall::p_normal`].
    #[must_use]
    pub fn p(self) -> Estimate {
        let exact = self.is_exact().then(|| exact_p(self.points, self.score));
        exact.and_then(Estimate::new).unwrap_or_else(|| self.p_normal())
    }

    /// Whether [`MannKendall::p`] is counted over all orders of the values: up to ten points, all of them of
    /// different times and values.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.points <= EXACT_POINTS && !self.ties
    }

    /// The number of points.
    #[must_use]
    pub fn points(self) -> usize {
        self.points
    }
}

/// The test for trend of Mann (1945) and Kendall (1975) on points (years, value).
///
/// The years may have any origin and any spacing, and the points any order. If all values are equal there is
/// no trend: S is 0, and the probabilities are 1. Ten thousand points take a few milliseconds (Knight, 1966).
///
/// ```
/// use attainment::project::mann_kendall;
/// let trend = mann_kendall(&[(2020.0, 5.0), (2021.0, 6.0), (2022.0, 8.0), (2023.0, 9.0)])?;
/// assert_eq!(trend.score(), 6); // all six pairs rise
/// assert_eq!(trend.p().value(), 2.0 / 24.0); // two of the 24 orders are as regular
/// # Ok::<(), attainment::facts::Reason>(())
/// ```
///
/// # Errors
/// [`Reason::TooFewPoints`] with fewer than three points, or if all are of the same time.
/// [`Reason::OutOfRange`] if a number is not finite.
pub fn mann_kendall(points: &[(f64, f64)]) -> Known<MannKendall> {
    let points = ordered(points)?;
    let (times, mut values): (Vec<f64>, Vec<f64>) = points.iter().copied().unzip();
    let n = points.len() as f64;
    let time_ties = Ties::of(&times);
    let all_pairs = n * (n - 1.0);
    if points.len() < 3 || time_ties.pairs >= all_pairs {
        return Err(Reason::TooFewPoints);
    }
    // Within a time the values rise, so that no fall is counted there.
    let falls = inversions(&mut values, &|earlier, later| later < earlier) as i64;
    let value_ties = Ties::of(&values);
    let same = points.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq() && a.1.total_cmp(&b.1).is_eq());
    let same_pairs: f64 = same.map(|same| same.len() as f64 * (same.len() as f64 - 1.0)).sum();
    let comparable = (all_pairs - time_ties.pairs - value_ties.pairs + same_pairs) / 2.0;
    let score = comparable as i64 - 2 * falls;
    let variance = (all_pairs * (2.0 * n + 5.0) - time_ties.weight - value_ties.weight) / 18.0
        + time_ties.pairs * value_ties.pairs / (2.0 * all_pairs)
        + time_ties.triples * value_ties.triples / (9.0 * all_pairs * (n - 2.0));
    let untied = libm::sqrt(all_pairs - time_ties.pairs) * libm::sqrt(all_pairs - value_ties.pairs) / 2.0;
    let flat = value_ties.pairs >= all_pairs;
    let tau_b = if flat { 0.0 } else { (score as f64 / untied).clamp(-1.0, 1.0) };
    Ok(MannKendall {
        score,
        variance: finite(if flat { 0.0 } else { variance })?,
        tau_a: finite(2.0 * score as f64 / all_pairs)?,
        tau_b: finite(tau_b)?,
        points: points.len(),
        ties: time_ties.pairs + value_ties.pairs > 0.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn near(found: Estimate, expected: f64, within: f64) {
        assert!(libm::fabs(found.value() - expected) <= within, "{found} is not {expected} within {within}");
    }

    fn trend(values: &[f64]) -> Known<MannKendall> {
        let points: Vec<_> = (0..).map(|year| f64::from(2001 + year)).zip(values.iter().copied()).collect();
        mann_kendall(&points)
    }

    // Nile 1966-1970 (R datasets): trend 1.1.6 of R, pymannkendall 1.4.3 and, for the exact p, kendalltau of
    // scipy 1.17.1.
    #[test]
    fn as_elsewhere() -> Known<()> {
        let nile = trend(&[746.0, 919.0, 718.0, 714.0, 740.0])?;
        assert_eq!(nile.score(), -4);
        near(nile.variance(), 16.6666666666667, 1e-13);
        near(nile.tau_a(), -0.4, 1e-15);
        near(nile.tau_b(), -0.4, 1e-15);
        near(nile.z(), -0.734846922834953, 1e-15);
        near(nile.p_normal(), 0.462432726450476, 1e-14);
        assert!(nile.is_exact());
        near(nile.p(), 0.48333333333333334, 1e-16);
        Ok(())
    }

    // Inversions of three and four: 1 2 2 1 and 1 3 5 6 5 3 1 orders.
    #[test]
    fn exact_by_hand() {
        let p = |points, score| exact_p(points, score).to_bits();
        assert_eq!(p(3, 3), (2.0_f64 / 6.0).to_bits());
        assert_eq!(p(3, -1), 1.0_f64.to_bits());
        assert_eq!(p(4, 4), (8.0_f64 / 24.0).to_bits());
        assert_eq!(p(4, 0), 1.0_f64.to_bits());
        assert_eq!(p(10, 45), (2.0_f64 / 3_628_800.0).to_bits());
    }

    // 1 1 2 at 1 2 2: the pairs (1, 1) and (1, 2) of different times; S 1. Ties of two times and two values:
    // (3 x 2 x 11 - 2 x 9 - 2 x 9) / 18 + 2 x 2 / (2 x 3 x 2) = 2. tau-b 1 / sqrt(2 x 2).
    #[test]
    fn ties_by_hand() -> Known<()> {
        let tied = mann_kendall(&[(1.0, 1.0), (2.0, 1.0), (2.0, 2.0)])?;
        assert_eq!((tied.score(), tied.is_exact()), (1, false));
        near(tied.variance(), 2.0, 1e-15);
        near(tied.tau_b(), 0.5, 1e-15);
        near(tied.z(), 0.0, 0.0);
        near(tied.p(), 1.0, 0.0);
        Ok(())
    }

    #[test]
    fn edges() -> Known<()> {
        let flat = trend(&[5.0, 5.0, 5.0])?;
        assert_eq!((flat.score(), flat.tau_b(), flat.p()), (0, finite(0.0)?, finite(1.0)?));
        assert_eq!(trend(&[0.0, -0.0, 0.0])?.p(), finite(1.0)?);
        assert_eq!(trend(&[1.0, 2.0]), Err(Reason::TooFewPoints));
        assert_eq!(mann_kendall(&[(1.0, 1.0), (1.0, 2.0), (1.0, 3.0)]), Err(Reason::TooFewPoints));
        assert_eq!(trend(&[1.0, f64::NAN, 2.0]), Err(Reason::OutOfRange));
        let long = trend(&(0..10_000).map(f64::from).collect::<Vec<_>>())?;
        assert_eq!((long.score(), long.points()), (49_995_000, 10_000));
        assert_eq!(long.p(), finite(0.0)?);
        Ok(())
    }

    proptest! {
        #[test]
        fn as_by_all_pairs(points in prop::collection::vec((0..9_i32, -5..5_i32), 3..20)) {
            let score: i32 = points
                .iter()
                .enumerate()
                .flat_map(|(place, a)| points.iter().skip(place + 1).map(move |b| (a, b)))
                .map(|(a, b)| (b.0 - a.0).signum() * (b.1 - a.1).signum())
                .sum();
            let points: Vec<_> = points.iter().map(|(t, v)| (f64::from(*t), f64::from(*v))).collect();
            if let Ok(found) = mann_kendall(&points) {
                prop_assert_eq!(found.score(), i64::from(score));
                prop_assert!((0.0..=1.0).contains(&found.p().value()));
                let reversed: Vec<_> = points.iter().rev().map(|(t, v)| (-t, *v)).collect();
                let back = mann_kendall(&reversed);
                prop_assert!(back.is_ok_and(|back| back.score() == -found.score() && back.p() == found.p()));
            }
        }
    }
}
