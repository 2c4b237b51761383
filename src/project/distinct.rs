//! Points of distinct times, for methods that go from one time to the next.

use super::fit::ordered;
use crate::known::{Known, Reason};

/// The points ordered by time. Points of the same time become one, with the mean of their values.
///
/// # Errors
/// [`Reason::OutOfRange`] if a number or a mean is not finite.
pub(super) fn distinct(points: &[(f64, f64)]) -> Known<Vec<(f64, f64)>> {
    let points = ordered(points)?;
    let mut merged = Vec::with_capacity(points.len());
    for same in points.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let Some(&(time, first)) = same.first() else { continue };
        let beyond: f64 = same.iter().map(|point| point.1 - first).sum();
        let mean = first + beyond / same.len() as f64;
        if !mean.is_finite() {
            return Err(Reason::OutOfRange);
        }
        merged.push((time, mean));
    }
    Ok(merged)
}

/// The neighbours of a series, as (years between, earlier value, later value).
pub(super) fn steps(points: &[(f64, f64)]) -> impl Iterator<Item = (f64, f64, f64)> {
    points.iter().zip(points.iter().skip(1)).map(|(from, to)| (to.0 - from.0, from.1, to.1))
}

/// The middle of the numbers, or the mean of the two in the middle; none of an empty list.
pub(super) fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_unstable_by(f64::total_cmp);
    let half = numbers.len() / 2;
    let upper = *numbers.get(half)?;
    if numbers.len() % 2 == 1 {
        return Some(upper);
    }
    Some(between(*numbers.get(half.checked_sub(1)?)?, upper))
}

/// The mean of two numbers, without a sum that could be too large.
pub(super) fn between(a: f64, b: f64) -> f64 {
    let sum = a + b;
    if sum.is_finite() { 0.5 * sum } else { 0.5 * a + 0.5 * b }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_times_share_their_mean() {
        let points = [(2.0, 5.0), (1.0, 3.0), (2.0, 7.0), (-0.0, 1.0), (0.0, 2.0)];
        assert_eq!(distinct(&points), Ok(vec![(0.0, 1.5), (1.0, 3.0), (2.0, 6.0)]));
        assert_eq!(distinct(&[(0.0, f64::MAX), (0.0, -f64::MAX)]), Err(Reason::OutOfRange));
        assert_eq!(distinct(&[(f64::NAN, 1.0)]), Err(Reason::OutOfRange));
    }

    #[test]
    fn medians() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0]), Some(2.5));
        assert_eq!(median(vec![f64::MAX, f64::MAX]), Some(f64::MAX));
    }
}
