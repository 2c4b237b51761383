//! Fractions of the whole and ratios: `1/3`, `2.1:1`.

use rust_decimal::Decimal;

use super::quantity::{digits_end, parse_grouped};
use super::{Exact, QuantityError, Unit};

/// The strokes and colons that are in use: ASCII, full width, and those of mathematics.
const STROKES: [char; 3] = ['/', '／', '⁄'];
const COLONS: [char; 3] = [':', '：', '∶'];

/// A quotient of two printed numbers.
pub(super) struct Fraction {
    /// At most 28 digits of it.
    pub(super) value: Decimal,
    pub(super) exact: Exact,
}

/// The fraction that a number begins, if a stroke or colon follows it and the unit has room for one, and
/// what stands behind it. A third (1/3) in per cent is a third of the whole.
pub(super) fn read<'t>(
    number: Decimal,
    rest: &'t str,
    unit: &Unit,
    printed: &str,
) -> Result<(Option<Fraction>, &'t str), QuantityError> {
    let is_line = |c: char| STROKES.contains(&c) || (COLONS.contains(&c) && unit.is_ratio());
    let line = rest.chars().next().filter(|c| is_line(*c) && (unit.is_percent() || unit.is_ratio()));
    let Some(below) = line.and_then(|line| rest.strip_prefix(line)).map(str::trim_start) else {
        return Ok((None, rest));
    };
    let (digits, behind) = below.split_at(digits_end(below));
    let divisor = Exact::from(parse_grouped(digits, printed)?);
    let refused = || QuantityError::NotANumber(printed.into());
    // Three parts (7.4∶39.6∶53) are no number, and neither is what has a sign below the stroke.
    if divisor.sign() <= 0 || behind.starts_with(is_line) {
        return Err(refused());
    }
    let whole = Exact::from(if unit.is_percent() { 100 } else { 1 });
    let exact = Exact::from(number).times(&whole).over(&divisor).ok_or_else(refused)?;
    let too_long = |_| QuantityError::TooManyDigits(printed.into());
    let value = Decimal::from_str_exact(&exact.to_string()).map_err(too_long)?;
    Ok((Some(Fraction { value, exact }), behind))
}
