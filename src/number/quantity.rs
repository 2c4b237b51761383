use std::fmt;

use rust_decimal::Decimal;
use thiserror::Error;

use super::fraction::{self, Fraction};
use super::{Exact, Interval, Unit, class};

/// The most digits a number may have: 28, all of which are kept and compared.
pub(crate) const MAX_DIGITS: usize = 28;

/// Marks in front of a number, longest first, and the bound they make of it.
const BEFORE: &[(&str, Bound)] = &[
    (">=", Bound::AtLeast),
    ("<=", Bound::AtMost),
    ("≥", Bound::AtLeast),
    ("≤", Bound::AtMost),
    (">", Bound::MoreThan),
    ("<", Bound::LessThan),
    ("=", Bound::Exactly),
    ("≈", Bound::About),
    ("~", Bound::About),
    ("不低于", Bound::AtLeast),
    ("不少于", Bound::AtLeast),
    ("至少", Bound::AtLeast),
    ("不高于", Bound::AtMost),
    ("不超过", Bound::AtMost),
    ("至多", Bound::AtMost),
    ("突破", Bound::MoreThan),
    ("超过", Bound::MoreThan),
    ("高于", Bound::MoreThan),
    ("低于", Bound::LessThan),
    ("不足", Bound::LessThan),
    ("近", Bound::LessThan),
    ("约", Bound::About),
    ("达到", Bound::Exactly),
    ("达", Bound::Exactly),
];

/// Marks between digits and unit.
const INSIDE: &[(&str, Bound)] = &[("余", Bound::MoreThan), ("多", Bound::MoreThan)];

/// Marks behind the unit, longest first. 以上 and 以下 include the number.
const AFTER: &[(&str, Bound)] = &[
    ("及以上", Bound::AtLeast),
    ("及以下", Bound::AtMost),
    ("以上", Bound::AtLeast),
    ("以下", Bound::AtMost),
    ("以内", Bound::AtMost),
    ("左右", Bound::About),
];

/// Remarks in brackets, and what they say of the figure.
const REMARKS: &[(&str, StatusMark)] = &[
    ("预估", StatusMark::Estimated),
    ("预计", StatusMark::Estimated),
    ("估计", StatusMark::Estimated),
    ("estimate", StatusMark::Estimated),
    ("estimated", StatusMark::Estimated),
    ("初步", StatusMark::Provisional),
    ("快报", StatusMark::Provisional),
    ("provisional", StatusMark::Provisional),
];

/// How a printed number limits the value behind it.
///
/// A source may state only a bound: 突破1400家 says more than 1400, 1000余项 somewhat more than
/// 1000, 近5000万人次 somewhat less. A comparison with such a value decides only where every
/// possible value agrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Bound {
    /// The value itself.
    #[default]
    Exactly,
    /// The value or more (`≥`).
    AtLeast,
    /// More than the value (`>`, 突破, 余).
    MoreThan,
    /// The value or less (`≤`).
    AtMost,
    /// Less than the value (`<`, 近).
    LessThan,
    /// Near the value (`≈`, 约), without saying how near.
    About,
}

impl Bound {
    /// The sign it is printed with; empty for an exact value.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Exactly => "",
            Self::AtLeast => "≥",
            Self::MoreThan => ">",
            Self::AtMost => "≤",
            Self::LessThan => "<",
            Self::About => "≈",
        }
    }

    /// What the bound says once the order of the numbers is turned round: at least becomes at most.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::AtLeast => Self::AtMost,
            Self::MoreThan => Self::LessThan,
            Self::AtMost => Self::AtLeast,
            Self::LessThan => Self::MoreThan,
            Self::Exactly | Self::About => self,
        }
    }
}

/// What a remark beside a figure says of it: 4.4（预估） is an estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StatusMark {
    /// 预估, 预计.
    Estimated,
    /// 初步, 快报.
    Provisional,
}

/// Why a text is not a quantity.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum QuantityError {
    /// Nothing was written.
    #[error("no number was written")]
    Empty,
    /// No digits where a number should stand.
    #[error("`{0}` is not a number")]
    NotANumber(String),
    /// More digits than can be kept exactly.
    #[error("`{0}` has more than 28 digits")]
    TooManyDigits(String),
    /// A comma that does not separate groups of three digits.
    #[error("the commas of `{0}` do not separate groups of three digits")]
    Grouping(String),
    /// The unit is another one than the indicator's.
    #[error("the unit `{found}` is not `{expected}`")]
    Unit {
        /// As written.
        found: String,
        /// The indicator's unit.
        expected: String,
    },
    /// A scale word without a unit, where the unit has a scale of its own.
    #[error("`{0}` scales a number whose unit is scaled already")]
    Scale(String),
    /// Text behind the number that has no meaning here.
    #[error("`{0}` behind the number is not understood")]
    Trailing(String),
    /// A power of ten is written as in programs (1e5).
    #[error("`{0}` is not a number: exponents are not read")]
    Exponent(String),
    /// None of the classes that the indicator names.
    #[error("`{0}` is none of the indicator's classes")]
    NotAClass(String),
}

impl QuantityError {
    /// Why a text that is no plain number is none.
    pub(crate) fn of_no_number(text: &str) -> Self {
        let behind = text.trim().trim_start_matches(|c: char| matches!(c, '-' | '+' | '.' | '0'..='9'));
        let begins_with_digit = behind.len() < text.trim().len();
        let error = if begins_with_digit && is_exponent(behind) { Self::Exponent } else { Self::NotANumber };
        error(text.into())
    }
}

/// Whether what stands behind digits is the exponent of 1e5.
fn is_exponent(behind: &str) -> bool {
    let power = behind.strip_prefix(['e', 'E']);
    power.is_some_and(|power| power.trim_start_matches(['-', '+']).starts_with(|c: char| c.is_ascii_digit()))
}

/// A number as a document prints it, and the exact value behind it.
///
/// The value is in the unit of the indicator: with the unit `家`, the text `4.5万家` has the value
/// 45000. At most 28 digits are accepted, all of them kept.
///
/// ```
/// use attainment::number::{Bound, Quantity, Unit};
/// let unit = Unit::new("家");
/// let (quantity, _) = Quantity::parse("突破1,400家", &unit)?;
/// assert_eq!((quantity.bound(), quantity.value().to_string().as_str()), (Bound::MoreThan, "1400"));
/// assert_eq!(Quantity::parse("4.5万家", &unit)?.0.value().to_string(), "45000");
/// assert!(Quantity::parse("4.5亿元", &unit).is_err());
/// // Fractions and ratios are kept exactly where the unit is a per cent or a multiple.
/// let third = Quantity::parse("1/3", &Unit::new("%"))?.0;
/// assert_eq!(third.exact().to_ratio_text(), "100/3");
/// assert_eq!(Quantity::parse("2.1∶1", &Unit::new(""))?.0.value().to_string(), "2.1");
/// // Classes are written with Roman numerals; 以上 is the better, which is the smaller.
/// let class = Quantity::parse("Ⅱ类及以上", &Unit::new("类"))?.0;
/// assert_eq!((class.bound(), class.value().to_string().as_str()), (Bound::AtMost, "2"));
/// # Ok::<(), attainment::number::QuantityError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    text: Box<str>,
    value: Decimal,
    /// The value of a fraction that no decimal has; `None` where `value` is exact.
    fraction: Option<Box<Exact>>,
    /// The power of ten of the last printed digit; `None` where nothing was rounded.
    last_digit: Option<i16>,
    bound: Bound,
}

impl Quantity {
    /// Reads a number printed in the given unit, together with a remark on its status.
    ///
    /// Understood are signs and words for bounds (`≥`, `>`, 突破, 约, 余, 以上), groups of three
    /// digits (`1,234.5`), full-width digits, scale words (万, 亿, million), the unit itself,
    /// remarks in brackets (4.4（预估）), fractions of the whole and ratios where the unit is a per cent
    /// or a multiple (`1/3`, `2.1:1`), and Roman numerals where it is a class (Ⅱ类, 劣Ⅴ类 = 6). Anything
    /// else is refused.
    ///
    /// # Errors
    /// A [`QuantityError`] saying what is not understood.
    pub fn parse(text: &str, unit: &Unit) -> Result<(Self, Option<StatusMark>), QuantityError> {
        let printed = text.trim();
        if unit.classes().is_empty()
            && let Some(value) = parse_plain(printed.as_bytes())
        {
            return Ok((Self::plain(printed.into(), value), None));
        }
        let narrow: String = printed.chars().map(narrow).collect();
        let (rest, mark) = take_remark(narrow.trim());
        let in_words = !rest.starts_with(['>', '<', '=', '≥', '≤']);
        let (rest, before) = take(rest, BEFORE, str::strip_prefix);
        let rest = rest.trim_start();
        let class = if unit.is_class() { class::read(rest, unit) } else { None };
        let (number, rest) = match class {
            Some((class, rest)) => (Decimal::from(class), rest),
            None if !unit.classes().is_empty() => return Err(QuantityError::NotAClass(printed.into())),
            None => {
                let (digits, rest) = rest.split_at(digits_end(rest));
                (parse_grouped(digits, printed)?, rest)
            }
        };
        let (fraction, rest) = fraction::read(number, rest, unit, printed)?;
        let (rest, inside) = take(rest.trim_start(), INSIDE, str::strip_prefix);
        let (mut power, scaled) = Unit::split_scale(rest);
        let (scaled, inside_again) = take(scaled, INSIDE, str::strip_prefix);
        let (mut name, after) = take(scaled, AFTER, str::strip_suffix);
        if name.is_empty() && power > 0 && unit.power() > 0 {
            return Err(QuantityError::Scale(printed.into()));
        }
        if name.is_empty() && power == 0 {
            power = unit.power();
        } else if !name.is_empty() {
            // 万元 written for the unit 万元: the scale word belongs to the unit in either reading.
            let written = Unit::new(name);
            name = name.trim();
            if written.name() != unit.name() {
                if !unit.classes().is_empty() {
                    return Err(QuantityError::NotAClass(printed.into()));
                }
                if is_exponent(name) {
                    return Err(QuantityError::Exponent(printed.into()));
                }
                // 70 per 100,000 has a unit with digits; 3 5 is no number.
                let starts_with_letter = name.starts_with(char::is_alphabetic);
                if !starts_with_letter && name.chars().any(|c| c.is_ascii_digit()) {
                    return Err(QuantityError::NotANumber(printed.into()));
                }
                let looks_like_unit = name.chars().count() <= 12;
                let expected = if unit.is_empty() { "—".to_owned() } else { unit.to_string() };
                return Err(if looks_like_unit {
                    QuantityError::Unit { found: name.into(), expected }
                } else {
                    QuantityError::Trailing(name.into())
                });
            }
            power += written.power();
        }
        let mut bounds = [before, inside, inside_again, after].into_iter().flatten();
        let bound = bounds.next().unwrap_or_default();
        if bounds.any(|other| other != bound) {
            return Err(QuantityError::Trailing(printed.into()));
        }
        // A class above another is the better one, and its number the smaller. 5类以上 in digits is a number of
        // kinds, of which more are more.
        let bound = if class.is_some() && in_words { bound.reversed() } else { bound };
        if let Some(Fraction { value, exact }) = fraction {
            // A third of a per cent, or a third of the whole? And a fraction has no scale of its own.
            if (!name.is_empty() && unit.is_percent()) || power != unit.power() {
                return Err(QuantityError::NotANumber(printed.into()));
            }
            let fraction = (Exact::from(value) != exact).then(|| Box::new(exact));
            return Ok((Self { text: printed.into(), value, fraction, last_digit: None, bound }, mark));
        }
        let moved = i64::from(power) - i64::from(unit.power());
        let value = shift(number, moved).ok_or_else(|| QuantityError::TooManyDigits(printed.into()))?;
        // Zeros that only the scale has brought in are no printed digits: 45000家 in 万家 is 4.5.
        let value = if moved < 0 { value.normalize() } else { value };
        let last_digit = i16::try_from(moved - i64::from(number.scale())).ok();
        Ok((Self { text: printed.into(), value, fraction: None, last_digit, bound }, mark))
    }

    /// An exact value, printed as the decimal prints.
    #[must_use]
    pub fn exactly(value: Decimal) -> Self {
        Self::plain(value.to_string().into(), value)
    }

    /// A number that is printed as it is.
    fn plain(text: Box<str>, value: Decimal) -> Self {
        let last_digit = i16::try_from(value.scale()).ok().map(|places| -places);
        Self { text, value, fraction: None, last_digit, bound: Bound::Exactly }
    }

    /// The same number, compared otherwise.
    #[must_use]
    pub(crate) fn with_bound(self, bound: Bound) -> Self {
        Self { bound, ..self }
    }

    /// The same number in a unit that is smaller by a power of ten, printed anew; `None` where its digits do not
    /// fit.
    pub(crate) fn in_smaller_unit(&self, power: i64) -> Option<Self> {
        if power == 0 {
            return Some(self.clone());
        }
        if self.fraction.is_some() {
            return None;
        }
        let value = shift(self.value, power)?.normalize();
        let last_digit = self.last_digit.and_then(|last| i16::try_from(i64::from(last) + power).ok());
        Some(Self { last_digit, bound: self.bound, ..Self::exactly(value) })
    }

    /// As printed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number, in the unit of the indicator; of a fraction that has no end its first 28 digits, for
    /// display. Comparisons go by [`Quantity::exact`].
    #[must_use]
    pub fn value(&self) -> Decimal {
        self.value
    }

    /// The number exactly: of `1/3` the third itself.
    #[must_use]
    pub fn exact(&self) -> Exact {
        match &self.fraction {
            Some(fraction) => (**fraction).clone(),
            None => Exact::from(self.value),
        }
    }

    /// Whether a class is printed in digits and compared in words: 2类及以上 is better to some readers, and
    /// more to others.
    pub(crate) fn is_ambiguous_class(&self) -> bool {
        let first = self.text.trim_start().chars().next();
        let sign = first.is_some_and(|c| matches!(c, '>' | '<' | '=' | '≥' | '≤' | '＞' | '＜' | '≧' | '≦'));
        let numeral = |c| matches!(c, 'I' | 'V' | 'X' | 'Ⅰ'..='ⅿ');
        self.bound != self.bound.reversed() && !sign && !self.text.contains(numeral)
    }

    /// Whether it is a fraction that no decimal writes out.
    #[must_use]
    pub fn is_endless(&self) -> bool {
        self.fraction.is_some()
    }

    /// Half a unit of the last printed digit: how far the number behind the printed one may lie. Zero for
    /// fractions, which nobody rounds.
    #[must_use]
    pub fn rounding(&self) -> Exact {
        let Some(last) = self.last_digit else { return Exact::ZERO };
        let unit = Exact::from(10).power(u32::from(last.unsigned_abs()));
        let unit = if last < 0 { Exact::ONE.over(&unit).unwrap_or(Exact::ZERO) } else { unit };
        unit.over(&Exact::from(2)).unwrap_or(Exact::ZERO)
    }

    /// Whether the number is the value or bounds it.
    #[must_use]
    pub fn bound(&self) -> Bound {
        self.bound
    }

    /// What is known of the value.
    #[must_use]
    pub fn interval(&self) -> Interval {
        Interval::of(self.bound, &self.exact())
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.bound.sign(), self.value)
    }
}

/// Full-width forms as their half-width ones.
fn narrow(c: char) -> char {
    match c {
        '，' => ',',
        '．' => '.',
        '（' => '(',
        '）' => ')',
        '＞' => '>',
        '＜' => '<',
        '＝' => '=',
        '≧' => '≥',
        '≦' => '≤',
        '－' | '−' | '–' => '-',
        '％' => '%',
        '\u{3000}' | '\u{a0}' => ' ',
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        _ => c,
    }
}

/// Where the digits at the beginning of a text end.
pub(super) fn digits_end(text: &str) -> usize {
    let belongs = |at: usize, c: char| {
        c.is_ascii_digit() || c == '.' || c == ',' || (at == 0 && (c == '-' || c == '+'))
    };
    text.char_indices().find(|(at, c)| !belongs(*at, *c)).map_or(text.len(), |(at, _)| at)
}

/// Takes the first mark that fits off the text.
fn take<'t>(
    text: &'t str,
    marks: &'static [(&'static str, Bound)],
    strip: fn(&'t str, &'static str) -> Option<&'t str>,
) -> (&'t str, Option<Bound>) {
    for (mark, bound) in marks {
        if let Some(rest) = strip(text, mark) {
            return (rest.trim(), Some(*bound));
        }
    }
    (text, None)
}

fn take_remark(text: &str) -> (&str, Option<StatusMark>) {
    let Some((before, remark)) = text.strip_suffix(')').and_then(|open| open.rsplit_once('(')) else {
        return (text, None);
    };
    match REMARKS.iter().find(|(word, _)| *word == remark.trim()) {
        Some((_, mark)) => (before.trim_end(), Some(*mark)),
        None => (text, None),
    }
}

/// Digits with at most one point and an optional minus: the form that nearly every cell has.
/// `None` for everything else, numbers of more than 28 digits included.
pub(crate) fn parse_plain(text: &[u8]) -> Option<Decimal> {
    let (negative, digits) = match text.split_first() {
        Some((b'-', rest)) => (true, rest),
        _ => (false, text),
    };
    let (mut mantissa, mut count, mut places, mut point) = (0i128, 0usize, 0u32, false);
    // Up to 18 digits are gathered in a word, which is most of the time all there is.
    if digits.len() <= 18 {
        let mut word = 0i64;
        for byte in digits {
            match byte {
                b'0'..=b'9' => {
                    word = word * 10 + i64::from(byte - b'0');
                    count += 1;
                    places += u32::from(point);
                }
                b'.' if !point => point = true,
                _ => return None,
            }
        }
        mantissa = i128::from(word);
    } else {
        for byte in digits {
            match byte {
                b'0'..=b'9' => {
                    mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(byte - b'0'))?;
                    count += 1;
                    places += u32::from(point);
                }
                b'.' if !point => point = true,
                _ => return None,
            }
        }
    }
    let bare_point = point && (places == 0 || digits.first() == Some(&b'.'));
    if count == 0 || count > MAX_DIGITS || bare_point {
        return None;
    }
    Decimal::try_from_i128_with_scale(if negative { -mantissa } else { mantissa }, places).ok()
}

/// Digits that may be grouped by commas.
pub(super) fn parse_grouped(digits: &str, printed: &str) -> Result<Decimal, QuantityError> {
    if digits.is_empty() {
        return Err(if printed.is_empty() {
            QuantityError::Empty
        } else {
            QuantityError::NotANumber(printed.into())
        });
    }
    let unsigned = digits.trim_start_matches(['-', '+']);
    if unsigned.contains(',') {
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let mut groups = whole.split(',');
        let first = groups.next().unwrap_or_default();
        let grouped =
            (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3) && !fraction.contains(',');
        if !grouped {
            return Err(QuantityError::Grouping(printed.into()));
        }
    }
    let plain: String = digits.chars().filter(|c| *c != ',' && *c != '+').collect();
    if plain.bytes().filter(u8::is_ascii_digit).count() > MAX_DIGITS {
        return Err(QuantityError::TooManyDigits(printed.into()));
    }
    parse_plain(plain.as_bytes()).ok_or_else(|| QuantityError::NotANumber(printed.into()))
}

/// The number times ten to the given power, exactly; `None` where it would not fit.
pub(crate) fn shift(number: Decimal, power: i64) -> Option<Decimal> {
    let scale = i64::from(number.scale()) - power;
    let (mantissa, scale) = if scale >= 0 {
        (number.mantissa(), u32::try_from(scale).ok()?)
    } else {
        (number.mantissa().checked_mul(10i128.checked_pow(u32::try_from(-scale).ok()?)?)?, 0)
    };
    Decimal::try_from_i128_with_scale(mantissa, scale).ok()
}
