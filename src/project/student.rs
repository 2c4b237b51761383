//! Student's t, for any degrees of freedom, and the normal distribution as its limit.
//!
//! The distribution is that of "Student" (Gosset, 1908). It is an incomplete beta function (Abramowitz and
//! Stegun, Handbook of Mathematical Functions, 1964, 26.5.27 and 26.7.1), here by its continued fraction
//! (26.5.8 there, evaluated by the method of Lentz, 1976), and beyond [`LARGE`] degrees by the nearly normal
//! variable of Hill (Algorithm 395, Communications of the ACM 13, 1970).
//!
//! The smaller tail is always computed and never a difference from 1, so that small probabilities, and
//! quantiles far out, keep their digits.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

/// Above so many degrees, Hill's variable has all digits.
const LARGE: f64 = 2000.0;

/// No root takes so many steps: a bisection of all exponents and all digits would be done.
const STEPS: usize = 120;

/// Terms of a continued fraction. It takes about as many as the root of the degrees.
const TERMS: usize = 400;

/// The distribution for one number of degrees of freedom, with what does not depend on t.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Student {
    degrees: f64,
    /// 1 ÷ B(degrees ÷ 2, 1 ÷ 2).
    inverse_beta: f64,
    /// Whether there are four, which have a closed form.
    has_four: bool,
}

/// Γ(a + 1/2) ÷ Γ(a).
///
/// In w = a − 1/4 its logarithm is ln(w) ÷ 2 and even powers of 1 ÷ w alone, with the Euler numbers 1, 5, 61
/// and 1385: the difference of two expansions of Stirling's, at 1/4 and 3/4. The recurrence of the gamma
/// function brings a small a to where four terms do.
fn gamma_ratio(a: f64) -> f64 {
    let (mut a, mut factor) = (a, 1.0);
    while a < 24.0 {
        factor *= a / (a + 0.5);
        a += 1.0;
    }
    let w = a - 0.25;
    let z = 1.0 / (w * w);
    let rest = z * (1.0 / 64.0 - z * (5.0 / 2048.0 - z * (61.0 / 49152.0 - z * (1385.0 / 1_048_576.0))));
    factor * libm::sqrt(w) * libm::exp(rest)
}

/// The continued fraction of the incomplete beta function, for x below (a + 1) ÷ (a + b + 2).
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |number: f64| if libm::fabs(number) < TINY { TINY } else { number };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut product = d;
    let mut m = 1.0;
    for _ in 0..TERMS {
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        product *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        let step = d * c;
        product *= step;
        if libm::fabs(step - 1.0) <= f64::EPSILON {
            break;
        }
        m += 1.0;
    }
    product
}

/// The probability between 0 and t, and that above t. Both have their digits unless they are much smaller than
/// the other, where one is the difference.
struct Halves {
    middle: f64,
    tail: f64,
}

impl Halves {
    fn with_tail(tail: f64) -> Self {
        Self { middle: 0.5 - tail, tail }
    }

    fn with_middle(middle: f64) -> Self {
        Self { middle, tail: 0.5 - middle }
    }

    fn normal(z: f64) -> Self {
        if z < 1.0 {
            Self::with_middle(0.5 * libm::erf(z * FRAC_1_SQRT_2))
        } else {
            Self::with_tail(0.5 * libm::erfc(z * FRAC_1_SQRT_2))
        }
    }
}

impl Student {
    /// The distribution for degrees of freedom above zero; infinitely many for the normal distribution. With
    /// other degrees every result is NaN.
    pub(crate) fn new(degrees: f64) -> Self {
        let degrees = if degrees > 0.0 { degrees } else { f64::NAN };
        // Neither NaN nor many degrees enter the recurrence.
        let inverse_beta =
            if degrees <= LARGE { gamma_ratio(degrees / 2.0) / libm::sqrt(PI) } else { f64::NAN };
        Self { degrees, inverse_beta, has_four: degrees.total_cmp(&4.0).is_eq() }
    }

    /// For t of zero or above.
    fn halves(&self, t: f64) -> Halves {
        let n = self.degrees;
        if self.has_four && t < 1e150 {
            let root = libm::sqrt(4.0 + t * t);
            let sine = t / root;
            // 1 − sine without loss.
            let rest = 4.0 / (root * (root + t));
            return Halves {
                middle: sine * (3.0 - sine * sine) / 4.0,
                tail: rest * rest * (2.0 + sine) / 4.0,
            };
        }
        if n > LARGE {
            return Halves::normal(self.nearly_normal(t));
        }
        let odds = t / n * t;
        if odds.is_infinite() {
            // The power law of the tail, without the square.
            let scale = libm::exp(-n * (libm::log(t) - 0.5 * libm::log(n)));
            return Halves::with_tail(self.inverse_beta / n * scale);
        }
        let (a, x, y) = (0.5 * n, 1.0 / (1.0 + odds), odds / (1.0 + odds));
        // x^a × √y ÷ B(a, 1/2)
        let front = self.inverse_beta * libm::exp(-a * libm::log1p(odds)) * libm::sqrt(y);
        if x < (a + 1.0) / (a + 2.5) {
            Halves::with_tail(0.5 * front / a * fraction(a, 0.5, x))
        } else {
            Halves::with_middle(front * fraction(0.5, a, y))
        }
    }

    /// The normal variable with the same probability as t, for many degrees.
    fn nearly_normal(&self, t: f64) -> f64 {
        if self.degrees.is_infinite() {
            return t;
        }
        let a = self.degrees - 0.5;
        let b = 48.0 * a * a;
        let odds = t / self.degrees * t;
        let squared = if odds.is_infinite() {
            a * (2.0 * libm::log(t) - libm::log(self.degrees))
        } else {
            a * libm::log1p(odds)
        };
        let z = libm::sqrt(squared);
        let second = (((4.0 * squared + 33.0) * squared + 240.0) * squared + 855.0)
            / (10.0 * (b + 0.8 * squared * squared + 100.0));
        z + (squared + 3.0 - second) * z / b
    }

    /// The density.
    fn density(&self, t: f64) -> f64 {
        let n = self.degrees;
        if n.is_infinite() {
            return libm::exp(-0.5 * t * t) / libm::sqrt(2.0 * PI);
        }
        let scale = if n > LARGE {
            // Γ((n + 1) ÷ 2) ÷ Γ(n ÷ 2), as in gamma_ratio; it is for steps alone.
            libm::sqrt((0.5 * n - 0.25) / (PI * n))
        } else {
            self.inverse_beta / libm::sqrt(n)
        };
        scale * libm::exp(-0.5 * (n + 1.0) * libm::log1p(t / n * t))
    }

    /// The probability of a value of at most t, from 0 to 1. NaN gives NaN.
    pub(crate) fn cdf(&self, t: f64) -> f64 {
        if t.is_nan() || self.degrees.is_nan() {
            return f64::NAN;
        }
        let tail = if t.is_infinite() { 0.0 } else { self.halves(libm::fabs(t)).tail };
        if t < 0.0 { tail } else { 1.0 - tail }
    }

    /// The value that is not exceeded with the probability p. It is −∞ for p of zero or below and ∞ for p of
    /// one or above, or where it is beyond the range of numbers. NaN gives NaN.
    ///
    /// The quantile of 1 − p is the opposite of that of p, to the bit wherever 1 − p is exact.
    pub(crate) fn quantile(&self, p: f64) -> f64 {
        if p.is_nan() || self.degrees.is_nan() {
            f64::NAN
        } else if p < 0.5 {
            -self.above_middle(p)
        } else {
            self.above_middle(1.0 - p)
        }
    }

    /// The t of zero or above that is exceeded with the probability `tail`, up to one half.
    ///
    /// Newton's method on the logarithms of t and of the smaller half, inside a bracket that only shrinks.
    fn above_middle(&self, tail: f64) -> f64 {
        if tail >= 0.5 {
            return 0.0;
        }
        if tail <= 0.0 {
            return f64::INFINITY;
        }
        let middle = 0.5 - tail;
        let by_tail = tail < 0.25;
        let (mut low, mut high) = (0.0, f64::INFINITY);
        let mut t = if by_tail { self.above(tail) } else { middle / self.density(0.0) };
        for _ in 0..STEPS {
            let halves = self.halves(t);
            // How far t is too low, in logarithms of the probability.
            let (short, steepness) = if by_tail {
                (libm::log(halves.tail / tail), t * self.density(t) / halves.tail)
            } else {
                (libm::log(middle / halves.middle), t * self.density(t) / halves.middle)
            };
            if short > 0.0 {
                low = t;
            } else {
                high = t;
            }
            let step = short / steepness;
            let next = t * libm::exp(step);
            let inside = next >= low && next <= high && next.is_finite() && libm::fabs(step) < 4.0;
            let next = if inside {
                next
            } else if high.is_infinite() {
                if t >= f64::MAX { return f64::INFINITY } else { (t * 32.0).min(f64::MAX) }
            } else if low <= 0.0 {
                t / 32.0
            } else {
                libm::sqrt(low) * libm::sqrt(high)
            };
            let moved = libm::fabs(next - t);
            t = next;
            if moved <= 2.0 * f64::EPSILON * t {
                break;
            }
        }
        t
    }

    /// A first guess of what is exceeded with a small probability.
    fn above(&self, tail: f64) -> f64 {
        let n = self.degrees;
        let normal = -2.0 * libm::log(2.0 * tail);
        let guess = if n > 2.0 && n.is_finite() {
            libm::sqrt(n * libm::expm1(normal / (n - 0.5)))
        } else if n.is_infinite() {
            libm::sqrt(normal)
        } else {
            libm::sqrt(n) * libm::exp(libm::log(self.inverse_beta / (n * tail)) / n)
        };
        guess.min(f64::MAX)
    }
}

/// The probability that Student's t is at most so large. Where several are asked for, [`Student`] is faster.
pub(crate) fn cdf(t: f64, degrees: f64) -> f64 {
    Student::new(degrees).cdf(t)
}

/// The value that Student's t does not exceed with the probability p, as [`Student::quantile`].
pub(crate) fn quantile(p: f64, degrees: f64) -> f64 {
    Student::new(degrees).quantile(p)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn near_relative(found: f64, expected: f64, within: f64) {
        let near = libm::fabs(found - expected) <= within * libm::fabs(expected);
        assert!(near, "{found} is not {expected} within {within}");
    }

    // Degrees, t, probability: mpmath 1.3.0 with 40 digits, half of its regularized `betainc`, or `erfc`.
    #[test]
    fn probabilities() {
        let cases = [
            (0.5, -20.0, 0.07169748051423032),
            (0.7, -0.9, 0.289773053940839),
            (1.3, -4.0, 0.055200618333159264),
            (2.9, -0.1, 0.4634270496953235),
            (2.9, -4.0, 0.014911960379947043),
            (4.0, -0.1, 0.462_577_920_469_726_6),
            (4.0, -2.5, 0.033_383_272_405_994_07),
            (5.5, -7.0, 0.0003081586566045666),
            (10.0, -1.5, 0.0822536632227201),
            (30.25, -2.5, 0.009032756718302129),
            (98.0, -20.0, 1.1390846838670555e-36),
            (400.0, -1.9, 0.029075996912224556),
            (1500.0, -4.0, 3.321395087594918e-05),
            (2001.0, -7.0, 1.739971490359657e-12),
            (10000.0, -2.5, 0.006217609775291849),
            (1000000.0, -4.0, 3.167351700502405e-05),
            (f64::INFINITY, -1e-09, 0.49999999960105773),
            (f64::INFINITY, -7.0, 1.279812543885835e-12),
        ];
        for (degrees, t, p) in cases {
            near_relative(cdf(t, degrees), p, 1e-12);
            near_relative(1.0 - cdf(-t, degrees), p, 1e-16 / p + 1e-12);
        }
    }

    // Degrees, probability, quantile: the same, with its `findroot`. 2.9 degrees are also scipy 1.17.1:
    // t.ppf(0.9, 2.9) = 1.6531062310787692, t.ppf(0.975, 2.9) = 3.2454380624331107.
    #[test]
    fn quantiles() {
        let cases = [
            (0.5, 1e-12, -1.02849115631634e+23),
            (0.7, 0.1, -5.0099479596464045),
            (1.0, 0.025, -12.706204736174705),
            (1.3, 1e-06, -18263.527663197936),
            (2.9, 1e-12, -13775.480898123775),
            (2.9, 0.025, -3.245438062433111),
            (2.9, 0.1, -1.6531062310787692),
            (5.5, 0.49, -0.026229174310883657),
            (30.25, 0.25, -0.682686659350643),
            (98.0, 0.2, -0.8453043896234149),
            (400.0, 1e-09, -6.139200891706378),
            (1500.0, 0.025, -1.9615467538950186),
            (2500.0, 0.001, -3.0934955108929483),
            (10000.0, 1e-12, -7.0433716020557755),
            (f64::INFINITY, 1e-12, -7.034483825301132),
            (f64::INFINITY, 0.025, -1.9599639845400543),
            (f64::INFINITY, 0.1, -1.2815515655446004),
            (f64::INFINITY, 0.3, -0.5244005127080408),
        ];
        for (degrees, p, t) in cases {
            near_relative(quantile(p, degrees), t, 1e-13);
        }
        near_relative(quantile(0.9, 2.9), 1.6531062310787692, 1e-15);
        near_relative(quantile(0.975, 2.9), 3.2454380624331107, 1e-15);
    }

    // Γ(1) ÷ Γ(1/2) = 1 ÷ √π and Γ(3/2) ÷ Γ(1) = √π ÷ 2; the first two of 0.95 with 1 and 2 degrees are
    // tan(0.45 π) and 0.9 ÷ √(2 × 0.05 × 0.95).
    #[test]
    fn closed_forms() {
        near_relative(gamma_ratio(0.5), 1.0 / libm::sqrt(PI), 1e-15);
        near_relative(gamma_ratio(1.0), libm::sqrt(PI) / 2.0, 1e-15);
        near_relative(quantile(0.95, 1.0), libm::tan(0.45 * PI), 1e-14);
        near_relative(quantile(0.95, 2.0), 0.9 / libm::sqrt(2.0 * 0.05 * 0.95), 1e-14);
    }

    #[test]
    fn edges() {
        for degrees in [0.5, 1.0, 2.9, 2000.0, 2001.0, 1e12, f64::INFINITY] {
            assert!(cdf(f64::NAN, degrees).is_nan() && quantile(f64::NAN, degrees).is_nan());
            assert_eq!([cdf(0.0, degrees), cdf(-0.0, degrees)].map(f64::to_bits), [0.5_f64.to_bits(); 2]);
            assert!(cdf(f64::INFINITY, degrees) >= 1.0 && cdf(f64::NEG_INFINITY, degrees) <= 0.0);
            assert!(cdf(f64::MAX, degrees) <= 1.0 && cdf(-f64::MAX, degrees) >= 0.0);
            assert!(quantile(0.5, degrees).to_bits() == 0);
            for p in [0.0, -0.0, -1.0, f64::NEG_INFINITY] {
                assert!(quantile(p, degrees) == f64::NEG_INFINITY);
                assert!(quantile(1.0 - p, degrees) == f64::INFINITY);
            }
            for p in [f64::MIN_POSITIVE, 5e-324, 1e-100, 0.5 - f64::EPSILON / 4.0] {
                assert!(quantile(p, degrees) < 0.0);
            }
        }
        for degrees in [0.0, -1.0, f64::NAN, f64::NEG_INFINITY] {
            assert!(cdf(1.0, degrees).is_nan() && quantile(0.9, degrees).is_nan());
        }
        for degrees in [f64::MIN_POSITIVE, 1e-9, 0.01] {
            assert!((0.0..=0.5).contains(&cdf(-1.0, degrees)) && !quantile(0.9, degrees).is_nan());
        }
    }

    proptest! {
        #[test]
        fn laws(
            degrees in prop_oneof![0.5..10.0, 10.0..5000.0, Just(f64::INFINITY)],
            exponent in 1.0..12.0_f64,
            nearer in 1.001..2.0,
        ) {
            let (p, student) = (libm::pow(10.0, -exponent), Student::new(degrees));
            let t = student.quantile(p);
            prop_assert!(libm::fabs(student.cdf(t) / p - 1.0) <= 1e-10);
            prop_assert!(student.quantile(p * nearer) > t);
            prop_assert!(student.cdf(t / nearer) > student.cdf(t));
            // 1 − p is exact for the p that a difference from 1 leaves.
            let (upper, lower) = (1.0 - p, 1.0 - (1.0 - p));
            prop_assert_eq!(student.quantile(upper).to_bits(), (-student.quantile(lower)).to_bits());
            prop_assert!(libm::fabs(student.cdf(t) + student.cdf(-t) - 1.0) <= f64::EPSILON);
        }
    }
}
