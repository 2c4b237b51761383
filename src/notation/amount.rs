//! Amounts: a number with its comparators, scale words and unit. This is the grammar of the reader; what
//! the amounts are said of is looked for around them.

use std::ops::Range;

use rust_decimal::Decimal;
use winnow::combinator::{alt, opt};
use winnow::error::{ContextError, ErrMode};
use winnow::token::any;
use winnow::{ModalResult, Parser};

use super::lex::{Kind, Token};
use super::words::Word;
use crate::number::{Bound, shift};

type Tokens<'t> = &'t [Token];

/// The most scale words and digits in a row that make one number.
const MOST_PARTS: usize = 24;

/// A number of an amount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Value {
    pub(super) numerator: Decimal,
    pub(super) denominator: u32,
    /// The power of ten of the scale words behind the digits.
    pub(super) power: u32,
}

/// What an amount counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitKind {
    None,
    Percent,
    Permille,
    Points,
    Times,
    Thing,
    Time,
    Technical,
    Place,
    Class,
    Year,
    Month,
    /// Parts of a ratio a:b.
    Ratio,
}

/// A number with what stands close to it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Amount {
    pub(super) low: Value,
    pub(super) high: Option<Value>,
    /// The further parts of a ratio or composition.
    pub(super) parts: Vec<Value>,
    pub(super) before: Option<Bound>,
    pub(super) inside: Option<Bound>,
    pub(super) after: Option<Bound>,
    pub(super) unit: UnitKind,
    /// The bytes of the unit and of the scale words.
    pub(super) unit_at: Range<usize>,
    pub(super) scale_at: Range<usize>,
    /// The bytes of the digits.
    pub(super) digits_at: Range<usize>,
    /// Written in words of numerals alone.
    pub(super) in_words: bool,
    /// In brackets of a sum.
    pub(super) is_sum: bool,
    /// The tokens.
    pub(super) tokens: Range<usize>,
}

impl Amount {
    /// The comparator that stands with the number.
    pub(super) fn bound(&self) -> Option<Bound> {
        self.after.or(self.before).or(self.inside)
    }
}

/// The amount that begins at a token, if one does.
pub(super) fn amount(tokens: &[Token], start: usize) -> Option<Amount> {
    let mut rest = tokens.get(start..)?;
    let before = rest.len();
    let mut amount = whole.parse_next(&mut rest).ok()?;
    amount.tokens = start..start + (before - rest.len());
    Some(amount)
}

fn fail<T>() -> ModalResult<T> {
    Err(ErrMode::Backtrack(ContextError::new()))
}

fn word(input: &mut Tokens<'_>) -> ModalResult<(Word, Token)> {
    any.verify_map(|token: Token| token.word().map(|word| (word, token))).parse_next(input)
}

fn is(wanted: Word) -> impl FnMut(&mut Tokens<'_>) -> ModalResult<Token> {
    move |input| any.verify(|token: &Token| token.word() == Some(wanted)).parse_next(input)
}

/// Any of the comparators in front of a number.
fn before(input: &mut Tokens<'_>) -> ModalResult<Bound> {
    word.verify_map(|(word, _)| match word {
        Word::Before(bound) => Some(bound),
        _ => None,
    })
    .parse_next(input)
}

fn inside(input: &mut Tokens<'_>) -> ModalResult<Bound> {
    word.verify_map(|(word, _)| match word {
        Word::Inside(bound) => Some(bound),
        _ => None,
    })
    .parse_next(input)
}

fn after(input: &mut Tokens<'_>) -> ModalResult<Bound> {
    word.verify_map(|(word, _)| match word {
        Word::After(bound) => Some(bound),
        _ => None,
    })
    .parse_next(input)
}

/// One end of an amount: numeral, scale words, unit.
#[derive(Clone, Debug)]
struct End {
    value: Value,
    inside: Option<Bound>,
    unit: UnitKind,
    unit_at: Range<usize>,
    scale_at: Range<usize>,
    digits_at: Range<usize>,
    in_words: bool,
    upwards: bool,
}

fn whole(input: &mut Tokens<'_>) -> ModalResult<Amount> {
    let sum = opt(is(Word::OpenSum)).parse_next(input)?.is_some();
    let bound = opt(before).parse_next(input)?;
    let first = end.parse_next(input)?;
    if let Some(ratio) = opt(ratio(&first)).parse_next(input)? {
        let after_ratio = opt(after).parse_next(input)?;
        return Ok(Amount { before: bound, after: after_ratio, ..ratio });
    }
    let mut first_after = opt(after).parse_next(input)?;
    let second = match first_after {
        None => opt(range_end(&first)).parse_next(input)?,
        Some(_) => None,
    };
    if first_after.is_none() && second.is_some() {
        first_after = opt(after).parse_next(input)?;
    }
    if sum {
        // The unit may stand inside the brackets or behind them.
        is(Word::CloseSum).parse_next(input)?;
    }
    let last = second.as_ref().unwrap_or(&first);
    let (mut unit, mut unit_at) = (last.unit, last.unit_at.clone());
    let (mut low, mut high) = (first.value, second.as_ref().map(|end| end.value));
    let mut scale_at = last.scale_at.clone();
    if sum && unit == UnitKind::None {
        let outer = tail.parse_next(input)?;
        low = scaled(low, outer.power)?;
        high = high.map(|high| scaled(high, outer.power)).transpose()?;
        if outer.power > 0 {
            scale_at = outer.scale_at;
        }
        (unit, unit_at) = (outer.unit, outer.unit_at);
        first_after = first_after.or(opt(after).parse_next(input)?);
    }
    if let Some(high) = high {
        // 25—27万套: what stands behind the second number is that of both; but not of 8000—1万家.
        if first.unit == UnitKind::None && first.value.power == 0 && high.power > 0 {
            let both = scaled(low, high.power)?;
            low = if both.numerator <= high.numerator { both } else { low };
        }
        if low.numerator > high.numerator {
            return fail();
        }
    }
    let upwards = first.upwards.then_some(Bound::AtLeast);
    Ok(Amount {
        low,
        high,
        parts: Vec::new(),
        before: bound.or(upwards),
        inside: last.inside,
        after: first_after,
        unit,
        unit_at,
        scale_at,
        digits_at: first.digits_at.start..last.digits_at.end,
        in_words: first.in_words,
        is_sum: sum,
        tokens: 0..0,
    })
}

/// The second end of a range.
fn range_end(first: &End) -> impl FnMut(&mut Tokens<'_>) -> ModalResult<End> + '_ {
    move |input| {
        let (dash, _) = word.parse_next(input)?;
        if !matches!(dash, Word::Dash | Word::To) {
            return fail();
        }
        let second = end.parse_next(input)?;
        let same = first.unit == UnitKind::None || first.unit == second.unit || second.unit == UnitKind::None;
        if same { Ok(second) } else { fail() }
    }
}

/// a:b, a:b:c.
fn ratio(first: &End) -> impl FnMut(&mut Tokens<'_>) -> ModalResult<Amount> + '_ {
    move |input| {
        let mut parts = Vec::new();
        let mut last = first.digits_at.end;
        while parts.len() < 8 {
            let colon = opt(alt((is(Word::Colon), is(Word::Than)))).parse_next(input)?;
            let Some(_) = colon else { break };
            let (value, at) = digits.parse_next(input)?;
            last = at.end;
            parts.push(value);
        }
        if parts.is_empty() || first.unit != UnitKind::None || first.value.power > 0 {
            return fail();
        }
        Ok(Amount {
            low: first.value,
            high: None,
            parts,
            before: None,
            inside: None,
            after: None,
            unit: UnitKind::Ratio,
            unit_at: 0..0,
            scale_at: 0..0,
            digits_at: first.digits_at.start..last,
            in_words: false,
            is_sum: false,
            tokens: 0..0,
        })
    }
}

fn digits(input: &mut Tokens<'_>) -> ModalResult<(Value, Range<usize>)> {
    any.verify_map(|token: Token| match token.kind {
        Kind::Number(number) => {
            Some((Value { numerator: number, denominator: 1, power: 0 }, token.start..token.end))
        }
        _ => None,
    })
    .parse_next(input)
}

fn end(input: &mut Tokens<'_>) -> ModalResult<End> {
    let (mut value, digits_at, in_words, mut unit, upwards) =
        alt((fraction, of_hundred, parted, plain, upwards, in_numerals, scale_alone)).parse_next(input)?;
    let mut bound = opt(inside).parse_next(input)?;
    let tail = tail.parse_next(input)?;
    value = scaled(value, tail.power)?;
    bound = bound.or(tail.inside);
    let mut unit_at = tail.unit_at;
    if unit == UnitKind::None {
        unit = tail.unit;
    } else {
        unit_at = digits_at.clone();
    }
    Ok(End { value, inside: bound, unit, unit_at, scale_at: tail.scale_at, digits_at, in_words, upwards })
}

type Numeral = (Value, Range<usize>, bool, UnitKind, bool);

fn plain(input: &mut Tokens<'_>) -> ModalResult<Numeral> {
    digits.map(|(value, at)| (value, at, false, UnitKind::None, false)).parse_next(input)
}

/// 1/10: of digits, only one part of several is a fraction and no pair of cells.
fn parted(input: &mut Tokens<'_>) -> ModalResult<Numeral> {
    let (numerator, at) = digits.parse_next(input)?;
    let slash = is(Word::Slash).parse_next(input)?;
    let (denominator, to) = digits.parse_next(input)?;
    let glued = at.end == slash.start && slash.end == to.start;
    match u32::try_from(denominator.numerator) {
        Ok(denominator) if glued && numerator.numerator == Decimal::ONE && denominator > 1 => {
            let value = Value { denominator, ..numerator };
            Ok((value, at.start..to.end, false, UnitKind::Percent, false))
        }
        _ => fail(),
    }
}

/// 万亿元: one of the scale.
fn scale_alone(input: &mut Tokens<'_>) -> ModalResult<Numeral> {
    let token: &Token = match input.first() {
        Some(token) => token,
        None => return fail(),
    };
    match token.word() {
        Some(Word::Scale(_)) => {
            let value = Value { numerator: Decimal::ONE, denominator: 1, power: 0 };
            Ok((value, token.start..token.end, true, UnitKind::None, false))
        }
        _ => fail(),
    }
}

/// 上千: that much or more.
fn upwards(input: &mut Tokens<'_>) -> ModalResult<Numeral> {
    word.verify_map(|(word, token)| match word {
        Word::Upwards(power) => {
            let value = Value { numerator: power_of_ten(u32::from(power))?, denominator: 1, power: 0 };
            Some((value, token.start..token.end, true, UnitKind::None, true))
        }
        _ => None,
    })
    .parse_next(input)
}

/// 三分之一.
fn fraction(input: &mut Tokens<'_>) -> ModalResult<Numeral> {
    let (denominator, at) = alt((digits, numerals)).parse_next(input)?;
    is(Word::Parts).parse_next(input)?;
    let (numerator, to) = alt((digits, numerals)).parse_next(input)?;
    let Ok(denominator) = u32::try_from(denominator.numerator) else { return fail() };
    if denominator == 0 {
        return fail();
    }
    let value = Value { numerator: numerator.numerator, denominator, power: 0 };
    Ok((value, at.start..to.end, true, UnitKind::Percent, false))
}

/// 百分之五, 千分之三.
fn of_hundred(input: &mut Tokens<'_>) -> ModalResult<Numeral> {
    let (word, token) = word.parse_next(input)?;
    let unit = match word {
        Word::PerCent => UnitKind::Percent,
        Word::PerMille => UnitKind::Permille,
        _ => return fail(),
    };
    let (value, at) = alt((digits, numerals)).parse_next(input)?;
    Ok((value, token.start..at.end, true, unit, false))
}

/// 十二, 八成, 一半. Numerals are part of many words: without a unit behind them they are no numbers, which
/// the callers see to.
fn in_numerals(input: &mut Tokens<'_>) -> ModalResult<Numeral> {
    let (mut value, at) = numerals.parse_next(input)?;
    if let Some(token) = opt(is(Word::Tenths)).parse_next(input)? {
        value.numerator *= Decimal::TEN;
        let mut end = token.end;
        if let Some(half) = opt(is(Word::Half)).parse_next(input)? {
            value.numerator += Decimal::from(5);
            end = half.end;
        } else if let Some((Word::Digit(digit), token)) =
            opt(word.verify(|(word, _)| matches!(word, Word::Digit(_)))).parse_next(input)?
        {
            // 六成五.
            value.numerator += Decimal::from(digit);
            end = token.end;
        }
        return Ok((value, at.start..end, true, UnitKind::Percent, false));
    }
    if value.numerator == Decimal::ONE
        && let Some(token) = opt(is(Word::Half)).parse_next(input)?
    {
        value.numerator = Decimal::from(50);
        return Ok((value, at.start..token.end, true, UnitKind::Percent, false));
    }
    Ok((value, at, true, UnitKind::None, false))
}

/// A number in words, as far as it has been read.
#[derive(Default)]
struct InWords {
    /// What the scale words inside the number have made of it so far: of 一亿两千万, 10⁸.
    scaled: i64,
    last_power: u8,
    total: i64,
    digit: Option<i64>,
    /// How many digits stood in a row, and whether one of them was zero.
    run: u8,
    zero: bool,
    /// The power of the word before the last digit: of 三万五, 4.
    before: u8,
}

impl InWords {
    /// Takes a word; nothing if it makes no number of the ones before.
    fn take(&mut self, word: Word) -> Option<()> {
        match word {
            Word::Digit(value) => {
                // 二〇二五: digits in a row.
                self.digit = Some(self.digit.map_or(0, |digit| digit * 10) + i64::from(value));
                self.run += 1;
                self.zero |= value == 0;
            }
            Word::Ten(power) => {
                if self.is_vague() {
                    return None;
                }
                self.total += self.digit.take().unwrap_or(1) * 10i64.pow(u32::from(power));
                (self.before, self.run, self.zero) = (power, 0, false);
            }
            Word::Scale(power) => {
                let section = self.total + self.digit.take().unwrap_or(0);
                // 两万三千亿: a greater scale word scales all before it.
                let greater = power > self.last_power;
                let (whole, rest) = if greater { (self.scaled + section, 0) } else { (section, self.scaled) };
                let whole = 10i64.checked_pow(u32::from(power))?.checked_mul(whole)?;
                self.scaled = whole.checked_add(rest)?;
                (self.total, self.last_power, self.before, self.run, self.zero) = (0, power, power, 0, false);
            }
            _ => return None,
        }
        let most = 1_000_000;
        (self.digit.is_none_or(|digit| digit <= most) && self.total <= 1000 * most).then_some(())
    }

    /// 三五家, 二三十家: about so many, and no number.
    fn is_vague(&self) -> bool {
        self.run == 2 && !self.zero
    }

    fn value(&self) -> Option<i64> {
        if self.is_vague() {
            return None;
        }
        let digit = match self.digit {
            // 三万五 is 35000, 三百五 is 350, and 三百零五 is 305.
            Some(digit) if self.run == 1 && self.before > 1 && !self.zero => {
                digit * 10i64.pow(u32::from(self.before) - 1)
            }
            digit => digit.unwrap_or(0),
        };
        self.scaled.checked_add(self.total + digit)
    }
}

/// Digits in words with their tens: 二十五, 五千, 千, 一万三千, 五点五.
fn numerals(input: &mut Tokens<'_>) -> ModalResult<(Value, Range<usize>)> {
    let mut number = InWords::default();
    let mut at: Option<Range<usize>> = None;
    for _ in 0..MOST_PARTS {
        let Some(token) = input.first() else { break };
        let word = match token.word() {
            Some(word @ (Word::Digit(_) | Word::Ten(_))) => word,
            // 一万三千: a scale word with more digits behind it belongs to the number.
            Some(word @ Word::Scale(_))
                if at.is_some() && (number.last_power > 0 || goes_on(input.get(1))) =>
            {
                word
            }
            _ => break,
        };
        if number.take(word).is_none() {
            return fail();
        }
        at = Some(at.map_or(token.start, |at| at.start)..token.end);
        any.parse_next(input)?;
    }
    let (Some(mut at), Some(whole)) = (at, number.value()) else { return fail() };
    let mut value = Decimal::from(whole);
    if let Some((places, end)) = opt(places).parse_next(input)? {
        value += places;
        at.end = end;
    }
    Ok((Value { numerator: value, denominator: 1, power: 0 }, at))
}

/// 点五: the digits behind the point.
fn places(input: &mut Tokens<'_>) -> ModalResult<(Decimal, usize)> {
    is(Word::Point).parse_next(input)?;
    let (mut digits, mut count, mut end) = (0i64, 0u32, None);
    while count < 8 {
        let Some((Word::Digit(digit), token)) =
            opt(word.verify(|(word, _)| matches!(word, Word::Digit(_)))).parse_next(input)?
        else {
            break;
        };
        digits = digits * 10 + i64::from(digit);
        count += 1;
        end = Some(token.end);
    }
    match end {
        Some(end) => Ok((Decimal::new(digits, count), end)),
        None => fail(),
    }
}

/// Whether a number in words goes on.
fn goes_on(next: Option<&Token>) -> bool {
    next.is_some_and(|next| matches!(next.word(), Some(Word::Digit(_) | Word::Ten(_))))
}

/// Scale words and unit behind the digits.
struct Tail {
    power: u32,
    scale_at: Range<usize>,
    inside: Option<Bound>,
    unit: UnitKind,
    unit_at: Range<usize>,
}

fn tail(input: &mut Tokens<'_>) -> ModalResult<Tail> {
    let mut tail = Tail { power: 0, scale_at: 0..0, inside: None, unit: UnitKind::None, unit_at: 0..0 };
    for _ in 0..4 {
        let Some(token) = input.first().copied() else { break };
        let power = match token.word() {
            Some(Word::Scale(power) | Word::Ten(power)) => u32::from(power),
            _ => break,
        };
        any.parse_next(input)?;
        tail.power += power;
        tail.scale_at =
            if tail.scale_at.is_empty() { token.start..token.end } else { tail.scale_at.start..token.end };
        tail.inside = tail.inside.or(opt(inside).parse_next(input)?);
    }
    if tail.power > 24 {
        return fail();
    }
    if let Some((unit, at)) = opt(unit).parse_next(input)? {
        (tail.unit, tail.unit_at) = (unit, at);
    }
    Ok(tail)
}

/// /10万: so many of a hundred thousand.
fn per_many(input: &mut Tokens<'_>) -> ModalResult<(UnitKind, Range<usize>)> {
    let slash = is(Word::Slash).parse_next(input)?;
    let (_, number) = digits.parse_next(input)?;
    let scale: Token =
        any.verify(|token: &Token| matches!(token.word(), Some(Word::Scale(_)))).parse_next(input)?;
    if slash.end == number.start { Ok((UnitKind::Thing, slash.start..scale.end)) } else { fail() }
}

fn unit(input: &mut Tokens<'_>) -> ModalResult<(UnitKind, Range<usize>)> {
    if let Some(many) = opt(per_many).parse_next(input)? {
        return Ok(many);
    }
    let token: Token = any.parse_next(input)?;
    let kind = match token.kind {
        Kind::Latin => UnitKind::Thing,
        Kind::Word(word) => match word {
            Word::Unit => UnitKind::Thing,
            Word::TimeUnit | Word::Day => UnitKind::Time,
            Word::TechnicalUnit => UnitKind::Technical,
            Word::Percent => UnitKind::Percent,
            Word::Permille => UnitKind::Permille,
            Word::Points => UnitKind::Points,
            Word::TimesUnit => UnitKind::Times,
            Word::Place => UnitKind::Place,
            Word::Class => UnitKind::Class,
            Word::Year => UnitKind::Year,
            Word::Month => UnitKind::Month,
            _ => return fail(),
        },
        _ => return fail(),
    };
    let mut at = token.start..token.end;
    if matches!(kind, UnitKind::Thing | UnitKind::Time | UnitKind::Place) {
        while let Some(end) = opt(per).parse_next(input)? {
            at.end = end;
        }
    }
    Ok((kind, at))
}

/// A divisor of a unit: /年, /万人.
fn per(input: &mut Tokens<'_>) -> ModalResult<usize> {
    is(Word::Slash).parse_next(input)?;
    let token: Token = any.parse_next(input)?;
    match token.kind {
        Kind::Word(Word::Scale(_)) => {
            let token = any.verify(|token: &Token| token.word() == Some(Word::Unit)).parse_next(input)?;
            Ok(token.end)
        }
        Kind::Latin | Kind::Word(Word::Unit | Word::Year | Word::Month | Word::Day | Word::TimeUnit) => {
            Ok(token.end)
        }
        _ => fail(),
    }
}

fn power_of_ten(power: u32) -> Option<Decimal> {
    shift(Decimal::ONE, i64::from(power))
}

/// A value with more scale words behind it.
fn scaled(value: Value, power: u32) -> ModalResult<Value> {
    match shift(value.numerator, i64::from(power)) {
        Some(numerator) => Ok(Value { numerator, power: value.power + power, ..value }),
        None => fail(),
    }
}
