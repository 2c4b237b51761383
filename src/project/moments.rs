//! The mean of some numbers, how far they lie from it, and whether each is like the one before.

use super::finite;
use crate::known::{Known, Reason};
use crate::number::Estimate;

/// Mean, standard deviation and autocorrelation: what [`moments`] finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moments {
    mean: Estimate,
    deviation: Known<Estimate>,
    likeness: Known<Estimate>,
}

impl Moments {
    /// The mean.
    #[must_use]
    pub fn mean(self) -> Estimate {
        self.mean
    }

    /// The standard deviation, with n − 1.
    ///
    /// # Errors
    /// [`Reason::TooFewPoints`] of one number; [`Reason::OutOfRange`] if it is not finite.
    pub fn deviation(self) -> Known<Estimate> {
        self.deviation
    }

    /// The autocorrelation of neighbours, from −1 to 1: Σ (x − mean)(next x − mean) ÷ Σ (x − mean)².
    ///
    /// # Errors
    /// As [`Moments::deviation`]; [`Reason::ZeroDivisor`] if all numbers are equal.
    pub fn lag_one(self) -> Known<Estimate> {
        self.likeness
    }
}

/// The mean, the standard deviation and the autocorrelation of numbers in their order, by two passes and as
/// distances from the first number.
///
/// ```
/// use attainment::project::moments;
/// let found = moments(&[10000001.0, 10000003.0, 10000002.0])?;
/// assert_eq!((found.mean().value(), found.deviation()?.value()), (10000002.0, 1.0));
/// assert_eq!(found.lag_one()?.value(), -0.5);
/// # Ok::<(), attainment::facts::Reason>(())
/// ```
///
/// # Errors
/// [`Reason::TooFewPoints`] without a number; [`Reason::OutOfRange`] if one or the mean is not finite.
pub fn moments(numbers: &[f64]) -> Known<Moments> {
    let &first = numbers.first().ok_or(Reason::TooFewPoints)?;
    let n = numbers.len() as f64;
    let mut sum = 0.0;
    for number in numbers {
        sum += number - first;
    }
    let beyond = sum / n;
    let mean = finite(first + beyond)?;
    let (mut squares, mut products, mut before) = (0.0, 0.0, 0.0);
    for number in numbers {
        let away = number - first - beyond;
        squares += away * away;
        products += before * away;
        before = away;
    }
    if numbers.len() < 2 {
        let few = Err(Reason::TooFewPoints);
        return Ok(Moments { mean, deviation: few, likeness: few });
    }
    let likeness = if squares > 0.0 { finite(products / squares) } else { Err(Reason::ZeroDivisor) };
    Ok(Moments { mean, deviation: finite(libm::sqrt(squares / (n - 1.0))), likeness })
}

#[cfg(test)]
mod tests {
    use super::*;

    // NIST Statistical Reference Datasets, univariate, NumAcc3 (public domain): 1000000.2, then 500 times
    // 1000000.1 and 1000000.3. Certified mean 1000000.2, deviation 0.1, autocorrelation -0.999. The numbers
    // themselves are rounded to a 10^-10th here, so 9 digits of the deviation are all that is left.
    #[test]
    fn num_acc() -> Known<()> {
        let mut numbers = vec![1_000_000.2];
        numbers.extend([1_000_000.1, 1_000_000.3].repeat(500));
        let found = moments(&numbers)?;
        assert!(libm::fabs(found.mean().value() - 1_000_000.2) <= 1e-9);
        assert!(libm::fabs(found.deviation()?.value() - 0.1) <= 1e-10);
        assert!(libm::fabs(found.lag_one()?.value() + 0.999) <= 1e-10);
        Ok(())
    }

    #[test]
    fn edges() -> Known<()> {
        assert_eq!(moments(&[]), Err(Reason::TooFewPoints));
        assert_eq!(moments(&[f64::NAN]), Err(Reason::OutOfRange));
        assert_eq!(moments(&[1.0, f64::INFINITY]), Err(Reason::OutOfRange));
        assert_eq!(moments(&[f64::MAX, -f64::MAX]), Err(Reason::OutOfRange));
        assert_eq!(moments(&[3.0])?.deviation(), Err(Reason::TooFewPoints));
        assert_eq!(moments(&[0.1; 5])?.deviation(), finite(0.0));
        assert_eq!(moments(&[0.1; 5])?.lag_one(), Err(Reason::ZeroDivisor));
        Ok(())
    }
}
