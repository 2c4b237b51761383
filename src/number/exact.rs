use std::cmp::Ordering;
use std::fmt;

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;

use super::Estimate;

/// Significant digits at which an endless decimal is cut when it is written out.
const WRITTEN_DIGITS: usize = 28;

/// The powers of ten that most figures need.
const POWERS_OF_TEN: [i128; 10] =
    [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

/// An exact number: a ratio of two integers of any size.
///
/// All arithmetic on it is exact, and so are its comparisons. It costs a few nanoseconds while
/// both integers fit into 128 bits and is as exact, only slower, beyond.
///
/// ```
/// use attainment::number::Exact;
/// let third = Exact::ratio(1, 3).unwrap();
/// assert_eq!(third.times(&Exact::from(3)), Exact::from(1));
/// assert_eq!(third.to_string(), "0.3333333333333333333333333333");
/// assert_eq!(Exact::ratio(62 - 50, 80 - 50).unwrap().to_string(), "0.4");
/// assert!(Exact::ratio(1, 0).is_none());
/// ```
#[derive(Clone, Debug)]
pub struct Exact(Repr);

#[derive(Clone, Debug)]
enum Repr {
    /// `den` is positive; the ratio need not be reduced.
    Small {
        num: i128,
        den: i128,
    },
    Big(Box<BigRational>),
}

const fn small(num: i128, den: i128) -> Exact {
    Exact(Repr::Small { num, den })
}

/// The product, quickly where both factors are short.
fn mul(a: i128, b: i128) -> Option<i128> {
    if let (Ok(a), Ok(b)) = (i64::try_from(a), i64::try_from(b)) {
        return Some(i128::from(a) * i128::from(b));
    }
    a.checked_mul(b)
}

impl Exact {
    /// Zero.
    pub const ZERO: Self = small(0, 1);
    /// One.
    pub const ONE: Self = small(1, 1);

    /// The ratio of two integers; `None` when the second is zero.
    #[must_use]
    pub fn ratio(num: i64, den: i64) -> Option<Self> {
        let sign = i128::from(den.signum());
        (den != 0).then(|| small(i128::from(num) * sign, i128::from(den) * sign))
    }

    fn big(&self) -> BigRational {
        match &self.0 {
            Repr::Small { num, den } => BigRational::new(BigInt::from(*num), BigInt::from(*den)),
            Repr::Big(ratio) => (**ratio).clone(),
        }
    }

    /// Back to two words where it fits, so that one long operand does not slow down all that follows.
    fn from_big(ratio: BigRational) -> Self {
        match (ratio.numer().to_i128(), ratio.denom().to_i128()) {
            (Some(num), Some(den)) => small(num, den),
            _ => Self(Repr::Big(Box::new(ratio))),
        }
    }

    /// The sum.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        if let (Repr::Small { num: a, den: b }, Repr::Small { num: c, den: d }) = (&self.0, &other.0) {
            if b == d
                && let Some(num) = a.checked_add(*c)
            {
                return small(num, *b);
            }
            if let (Some(ad), Some(cb), Some(den)) = (mul(*a, *d), mul(*c, *b), mul(*b, *d))
                && let Some(num) = ad.checked_add(cb)
            {
                return small(num, den);
            }
        }
        Self::from_big(self.big() + other.big())
    }

    /// The difference `self − other`.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        if let (Repr::Small { num: a, den: b }, Repr::Small { num: c, den: d }) = (&self.0, &other.0)
            && b == d
            && let Some(num) = a.checked_sub(*c)
        {
            return small(num, *b);
        }
        self.plus(&other.negated())
    }

    /// The product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        if let (Repr::Small { num: a, den: b }, Repr::Small { num: c, den: d }) = (&self.0, &other.0)
            && let (Some(num), Some(den)) = (mul(*a, *c), mul(*b, *d))
        {
            return small(num, den);
        }
        Self::from_big(self.big() * other.big())
    }

    /// The quotient `self ÷ other`; `None` when `other` is zero.
    #[must_use]
    pub fn over(&self, other: &Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        if let (Repr::Small { num: a, den: b }, Repr::Small { num: c, den: d }) = (&self.0, &other.0)
            && let (Some(num), Some(den)) = (mul(*a, *d), mul(*b, *c))
        {
            if den > 0 {
                return Some(small(num, den));
            }
            if let (Some(num), Some(den)) = (num.checked_neg(), den.checked_neg()) {
                return Some(small(num, den));
            }
        }
        Some(Self::from_big(self.big() / other.big()))
    }

    /// The number multiplied by itself `exponent` times; any number to the power 0 is one.
    #[must_use]
    pub fn power(&self, exponent: u32) -> Self {
        let (mut result, mut square, mut rest) = (Self::ONE, self.clone(), exponent);
        while rest > 0 {
            if rest & 1 == 1 {
                result = result.times(&square);
            }
            rest >>= 1;
            if rest > 0 {
                square = square.times(&square);
            }
        }
        result
    }

    /// The number with the other sign.
    #[must_use]
    #[inline]
    pub fn negated(&self) -> Self {
        match &self.0 {
            Repr::Small { num, den } if *num != i128::MIN => small(-num, *den),
            _ => Self::from_big(-self.big()),
        }
    }

    /// The number without its sign.
    #[must_use]
    pub fn magnitude(&self) -> Self {
        if self.sign() < 0 { self.negated() } else { self.clone() }
    }

    /// −1, 0 or 1.
    #[must_use]
    #[inline]
    pub fn sign(&self) -> i8 {
        match &self.0 {
            Repr::Small { num, .. } => match num.cmp(&0) {
                Ordering::Less => -1,
                Ordering::Equal => 0,
                Ordering::Greater => 1,
            },
            Repr::Big(ratio) => match ratio.numer().sign() {
                Sign::Minus => -1,
                Sign::NoSign => 0,
                Sign::Plus => 1,
            },
        }
    }

    /// Whether it is zero.
    #[must_use]
    #[inline]
    pub fn is_zero(&self) -> bool {
        self.sign() == 0
    }

    /// The nearest finite `f64`; `None` beyond its range.
    #[must_use]
    pub fn to_estimate(&self) -> Option<Estimate> {
        const INTEGERS: i128 = 1 << 53;
        if let Repr::Small { num, den } = &self.0 {
            // Both are exact as f64, so the one division rounds correctly.
            if num.unsigned_abs() <= INTEGERS.unsigned_abs() && *den <= INTEGERS {
                #[expect(clippy::cast_precision_loss, reason = "both are below 2^53")]
                return Estimate::new(*num as f64 / *den as f64);
            }
        }
        Estimate::new(self.big().to_f64()?)
    }

    /// Written out as a decimal with exactly `places` digits after the point, half away from zero.
    #[must_use]
    pub fn rounded(&self, places: u32) -> String {
        let ratio = self.big();
        let ten = BigInt::from(10);
        let scaled = ratio.numer().abs() * ten.pow(places);
        let (whole, rest) = scaled.div_rem(ratio.denom());
        let up = (rest * 2u8) >= *ratio.denom();
        let digits = if up { whole + 1u8 } else { whole };
        let negative = ratio.is_negative() && !digits.is_zero();
        place_point(&digits.to_string(), places as usize, negative)
    }
}

impl Exact {
    /// The number as a text that loses nothing: `5/8`, or `3` where it is whole.
    #[must_use]
    pub fn to_ratio_text(&self) -> String {
        let ratio = self.big();
        if ratio.is_integer() {
            ratio.numer().to_string()
        } else {
            format!("{}/{}", ratio.numer(), ratio.denom())
        }
    }

    /// The number that such a text stands for, of at most 10,000 digits; `None` for any other text.
    #[must_use]
    pub fn from_ratio_text(text: &str) -> Option<Self> {
        const MOST: usize = 10_000;
        let (num, den) = text.split_once('/').unwrap_or((text, "1"));
        let whole = |text: &str| {
            let digits = text.strip_prefix('-').unwrap_or(text);
            let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            if plain && text.len() <= MOST { text.parse::<BigInt>().ok() } else { None }
        };
        let (num, den) = (whole(num)?, whole(den)?);
        if den.is_zero() { None } else { Some(Self::from_big(BigRational::new(num, den))) }
    }

    /// Numerator and positive denominator, if both are short. They need not be reduced.
    #[must_use]
    #[inline]
    pub(crate) fn small(&self) -> Option<(i32, i32)> {
        match &self.0 {
            Repr::Small { num, den } => Some((i32::try_from(*num).ok()?, i32::try_from(*den).ok()?)),
            Repr::Big(_) => None,
        }
    }

    /// The whole number that it is, if it is one and 64 bits hold it.
    #[must_use]
    pub(crate) fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Repr::Small { num, den } if num % den == 0 => i64::try_from(num / den).ok(),
            Repr::Small { .. } => None,
            Repr::Big(ratio) if ratio.is_integer() => ratio.numer().to_i64(),
            Repr::Big(_) => None,
        }
    }

    /// The greatest whole number that is not above it.
    #[must_use]
    pub fn floor(&self) -> Self {
        match &self.0 {
            Repr::Small { num, den } => small(num.div_floor(den), 1),
            Repr::Big(_) => Self::from_big(self.big().floor()),
        }
    }

    /// The number with at most so many decimal places, half away from zero; itself if it has no more.
    #[must_use]
    pub(crate) fn to_places(&self, places: u32) -> Self {
        if let Repr::Small { num, den } = &self.0 {
            if *den == 1 {
                return self.clone();
            }
            let scaled = 10i128.checked_pow(places).and_then(|scale| Some((mul(*num, scale)?, scale)));
            if let Some((scaled, scale)) = scaled {
                let (whole, rest) = scaled.div_rem(den);
                let away = if rest.abs() >= den - rest.abs() { rest.signum() } else { 0 };
                return small(whole + away, scale);
            }
        }
        let scale = num_traits::pow(BigInt::from(10), places as usize);
        let ratio = self.big() * BigRational::from(scale.clone());
        Self::from_big(BigRational::new(ratio.round().to_integer(), scale))
    }
}

/// `12345` with two places is `123.45`.
fn place_point(digits: &str, places: usize, negative: bool) -> String {
    let padded = format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = padded.split_at(padded.len() - places);
    let sign = if negative { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// The decimal places after which the reduced ratio ends, or `None` when it never does.
fn ending_places(denominator: &BigInt) -> Option<u32> {
    let (mut rest, mut twos, mut fives) = (denominator.clone(), 0u32, 0u32);
    for (prime, count) in [(2u8, &mut twos), (5u8, &mut fives)] {
        loop {
            let (quotient, remainder) = rest.div_rem(&BigInt::from(prime));
            if !remainder.is_zero() {
                break;
            }
            rest = quotient;
            *count += 1;
        }
    }
    (rest == BigInt::from(1)).then(|| twos.max(fives))
}

/// The exact decimal where there is one of up to 28 significant digits, else its first 28, rounded.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ratio = self.big();
        let integer_digits = ratio.to_integer().magnitude().to_string().len();
        let exact = ending_places(ratio.denom());
        let leading_zeros = if ratio.to_integer().is_zero() && !ratio.is_zero() {
            let inverse = ratio.recip().to_integer();
            inverse.magnitude().to_string().len()
        } else {
            0
        };
        let room = (WRITTEN_DIGITS + leading_zeros).saturating_sub(integer_digits.min(WRITTEN_DIGITS));
        let places = match exact {
            Some(places) if places as usize <= room => places as usize,
            _ => room,
        };
        let text = self.rounded(u32::try_from(places).unwrap_or(u32::MAX));
        let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
        f.pad_integral(true, "", text)
    }
}

impl PartialEq for Exact {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        // Products of two numbers of 32 bits fit in 64.
        if let (Some((a, b)), Some((c, d))) = (self.small(), other.small()) {
            let wide = |a: i32, b: i32| i64::from(a).wrapping_mul(i64::from(b));
            return wide(a, d).cmp(&wide(c, b));
        }
        self.cmp_wide(other)
    }
}

impl Exact {
    fn cmp_wide(&self, other: &Self) -> Ordering {
        if let (Repr::Small { num: a, den: b }, Repr::Small { num: c, den: d }) = (&self.0, &other.0) {
            if b == d {
                return a.cmp(c);
            }
            if let (Some(left), Some(right)) = (mul(*a, *d), mul(*c, *b)) {
                return left.cmp(&right);
            }
        }
        self.big().cmp(&other.big())
    }
}

impl From<i64> for Exact {
    #[inline]
    fn from(value: i64) -> Self {
        small(i128::from(value), 1)
    }
}

impl From<Decimal> for Exact {
    #[inline]
    fn from(value: Decimal) -> Self {
        // A decimal has at most 28 places.
        let den = POWERS_OF_TEN.get(value.scale() as usize).copied();
        small(value.mantissa(), den.unwrap_or_else(|| 10i128.pow(value.scale())))
    }
}
