//! Amounts in English: number, comparators, scale words and unit, in the order that English has them.

use std::ops::Range;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::super::amount::{UnitKind, Value};
use super::super::lex::{Kind, Token};
use super::super::words::Word;
use crate::number::{Bound, shift};

/// A number with what stands close to it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Amount {
    pub(super) low: Value,
    pub(super) high: Option<Value>,
    /// The second part of a ratio a:b.
    pub(super) part: Option<Value>,
    pub(super) bound: Option<Bound>,
    /// “up to”: a limit or a goal.
    pub(super) up_to: bool,
    /// “nearly”: less in reports, about that much in promises.
    pub(super) nearly: bool,
    pub(super) unit: UnitKind,
    /// The bytes of the unit, of the scale words and of the digits.
    pub(super) unit_at: Range<usize>,
    pub(super) scale_at: Range<usize>,
    pub(super) digits_at: Range<usize>,
    pub(super) money: bool,
    pub(super) in_words: bool,
    /// An age: “180 days old or older”.
    pub(super) aged: bool,
}

impl Amount {
    /// Whether nothing but digits stands there.
    pub(super) fn is_bare(&self) -> bool {
        self.unit == UnitKind::None
            && self.bound.is_none()
            && self.low.power == 0
            && self.low.denominator == 1
            && self.low.numerator.scale() == 0
            && !self.money
            && !self.in_words
            && !self.up_to
            && !self.nearly
    }
}

/// The upper end of a range: value, bytes of the scale words, end of the digits, unit and its bytes.
type UpperEnd = (Value, Range<usize>, usize, UnitKind, Range<usize>);

/// A place among tokens.
struct Reader<'t> {
    tokens: &'t [Token],
    text: &'t str,
    at: usize,
}

/// The amount that begins at a token, and where it ends. Behind “from”, “to” begins another amount and no
/// upper end.
pub(super) fn amount(tokens: &[Token], start: usize, text: &str, from: bool) -> Option<(Amount, usize)> {
    let mut reader = Reader { tokens, text, at: start };
    let amount = reader.amount(from)?;
    Some((amount, reader.at))
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at + ahead)
    }

    fn word(&self, ahead: usize) -> Option<Word> {
        self.peek(ahead)?.word()
    }

    fn is(&self, ahead: usize, word: Word) -> bool {
        self.word(ahead) == Some(word)
    }

    fn eat(&mut self, word: Word) -> bool {
        let eats = self.is(0, word);
        self.at += usize::from(eats);
        eats
    }

    fn end(&self) -> usize {
        self.at.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(0, |token| token.end)
    }

    fn start(&self) -> usize {
        self.peek(0).map_or(self.text.len(), |token| token.start)
    }

    /// Whether a token follows on the one before it without a space.
    fn is_glued(&self, ahead: usize) -> bool {
        let before = (self.at + ahead).checked_sub(1).and_then(|before| self.tokens.get(before));
        before.zip(self.peek(ahead)).is_some_and(|(before, token)| before.end == token.start)
    }

    fn amount(&mut self, from: bool) -> Option<Amount> {
        let (mut bound, mut up_to, mut nearly, mut between) = (None, false, false, false);
        // At most three comparators stand in front: “to at least about”.
        for _ in 0..3 {
            match self.word(0) {
                Some(Word::Before(before)) => bound = bound.or(Some(before)),
                Some(Word::UpTo) => up_to = true,
                Some(Word::Expected) => nearly = true,
                Some(Word::Between) => between = true,
                _ => break,
            }
            self.at += 1;
        }
        if self.is(0, Word::Article) && !self.is_quantity(1) {
            return None;
        }
        if self.is(0, Word::Article) {
            self.at += 1;
        }
        let money = self.eat(Word::Money);
        let digits_from = self.start();
        let (mut low, in_words, share) = self.numeral()?;
        let mut digits_at = digits_from..self.end();
        let mut scale_at = self.scales(&mut low, money)?;
        if let Some(divisor) = self.ratio(&low, &scale_at) {
            let digits_at = digits_from..self.end();
            let bound = bound.or_else(|| self.after());
            return Some(Amount {
                low,
                high: None,
                part: Some(divisor),
                bound,
                up_to,
                nearly,
                unit: UnitKind::Ratio,
                unit_at: 0..0,
                scale_at: 0..0,
                digits_at,
                money,
                in_words,
                aged: false,
            });
        }
        let (mut unit, mut unit_at) = self.unit(money);
        let mut high = None;
        if let Some(second) = self.second(from, between, unit, low) {
            let (value, scale, end, second_unit, second_at) = second;
            digits_at.end = end;
            if second_unit != UnitKind::None {
                (unit, unit_at) = (second_unit, second_at);
            }
            if low.power < value.power && low.power == 0 {
                // 2 to 3 million: the scale is that of both.
                low.numerator = shift(low.numerator, i64::from(value.power))?;
            }
            if !scale.is_empty() {
                scale_at = scale;
            }
            high = Some(value);
        }
        if between && high.is_none() {
            return None;
        }
        if share {
            // Eight in ten adults: what is counted is the whole.
            unit = UnitKind::Percent;
            unit_at = digits_at.clone();
        }
        let bound = self.after().or(bound);
        let aged = self.eat(Word::Aged);
        let bound = self.after().or(bound);
        Some(Amount {
            low,
            high,
            part: None,
            bound,
            up_to,
            nearly,
            unit,
            unit_at,
            scale_at,
            digits_at,
            money,
            in_words,
            aged,
        })
    }

    /// Whether a number begins that an article may stand in front of: a quarter, a hundred.
    fn is_quantity(&self, ahead: usize) -> bool {
        matches!(
            self.word(ahead),
            Some(Word::Part(_) | Word::Half | Word::Ten(_) | Word::Scale(_) | Word::Digit(12))
        )
    }

    fn after(&mut self) -> Option<Bound> {
        let Some(Word::After(bound)) = self.word(0) else { return None };
        self.at += 1;
        Some(bound)
    }

    /// Digits, numerals or a fraction; whether in words, and whether it is a share of a whole.
    fn numeral(&mut self) -> Option<(Value, bool, bool)> {
        let plain = |numerator| Value { numerator, denominator: 1, power: 0 };
        match self.peek(0)?.kind {
            Kind::Number(mut number) => {
                self.at += 1;
                number = self.groups(number)?;
                if number.scale() == 0
                    && let Some(denominator) = self.out_of()
                {
                    return Some((self.fraction(number, denominator)?, false, true));
                }
                if self.is(0, Word::Slash)
                    && self.is_glued(0)
                    && self.is_glued(1)
                    && let Some(Kind::Number(denominator)) = self.peek(1).map(|token| token.kind)
                {
                    if self.is_score(number, denominator) {
                        return Some((plain(number), false, false));
                    }
                    // 3/5 is a share, 24/7 and 2021/22 are none.
                    self.at += 2;
                    let counts = matches!(
                        self.peek(0).map(|token| token.kind),
                        Some(Kind::Latin | Kind::Word(Word::People | Word::Unit | Word::All | Word::Of))
                    );
                    let share = number < denominator && denominator <= Decimal::from(20) && counts;
                    return if share {
                        Some((self.fraction(number, denominator)?, false, true))
                    } else {
                        None
                    };
                }
                Some((plain(number), false, false))
            }
            Kind::Word(Word::Half) => {
                self.at += 1;
                let share = !self.scale_follows();
                Some((
                    if share {
                        plain(Decimal::from(50))
                    } else {
                        Value { denominator: 2, ..plain(Decimal::ONE) }
                    },
                    true,
                    share,
                ))
            }
            Kind::Word(Word::Part(part)) => {
                self.at += 1;
                let share = !self.scale_follows();
                Some((self.fraction(Decimal::ONE, Decimal::from(part))?, true, share))
            }
            Kind::Word(Word::Digit(_) | Word::Ten(_)) => {
                let number = Decimal::from(self.in_words()?);
                let dash = usize::from(self.is(0, Word::Dash));
                if let Some(Word::Part(part)) = self.word(dash)
                    && number < Decimal::from(part)
                {
                    self.at += dash + 1;
                    let share = !self.scale_follows();
                    return Some((self.fraction(number, Decimal::from(part))?, true, share));
                }
                if let Some(denominator) = self.out_of() {
                    return Some((self.fraction(number, denominator)?, true, true));
                }
                Some((plain(number), true, false))
            }
            Kind::Word(Word::Scale(_)) => Some((plain(Decimal::ONE), true, false)),
            _ => None,
        }
    }

    /// 950 000: a group of three digits behind a space belongs to the number.
    fn groups(&mut self, number: Decimal) -> Option<Decimal> {
        let mut number = number;
        let length = |token: Option<&Token>| token.map_or(0, |token| token.end - token.start);
        if number.scale() > 0 || length(self.at.checked_sub(1).and_then(|at| self.tokens.get(at))) > 3 {
            return Some(number);
        }
        for _ in 0..6 {
            let Some(next) = self.peek(0).copied() else { break };
            let Kind::Number(group) = next.kind else { break };
            if next.end - next.start != 3 || group.scale() > 0 || next.start != self.end() + 1 {
                break;
            }
            number = number.checked_mul(Decimal::ONE_THOUSAND)?.checked_add(group)?;
            self.at += 1;
        }
        Some(number)
    }

    /// out of four, in ten: the whole.
    fn out_of(&mut self) -> Option<Decimal> {
        let of_every = self.is(0, Word::Of) && self.is(1, Word::All);
        if !of_every && !matches!(self.word(0), Some(Word::OutOf | Word::In)) {
            return None;
        }
        // One in every ten.
        let every = usize::from(self.is(1, Word::All));
        let whole = match self.peek(1 + every)?.kind {
            Kind::Number(number) => number,
            Kind::Word(Word::Digit(digit)) => Decimal::from(digit),
            _ => return None,
        };
        // “in 2030” is a date.
        let fits = whole.scale() == 0
            && (whole <= Decimal::ONE_HUNDRED || self.is(0, Word::OutOf))
            && whole > Decimal::ZERO;
        if !fits {
            return None;
        }
        // Nine out of ten graduates; a score of 4 out of 5 is no share.
        let counts = matches!(
            self.peek(2 + every)?.kind,
            Kind::Latin | Kind::Word(Word::People | Word::Unit | Word::All | Word::Of | Word::New)
        );
        if !counts {
            return None;
        }
        self.at += 2 + every;
        Some(whole)
    }

    fn fraction(&self, numerator: Decimal, denominator: Decimal) -> Option<Value> {
        let denominator = denominator.to_u32().filter(|whole| *whole > 0)?;
        let percent = numerator.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(Decimal::from(denominator))?;
        // Halves, quarters and tenths are per cents; a third is none that can be written.
        if percent.scale() <= 2 && !self.scale_follows() {
            return Some(Value { numerator: percent.normalize(), denominator: 1, power: 0 });
        }
        Some(Value { numerator, denominator, power: 0 })
    }

    /// a quarter of a million.
    fn scale_follows(&self) -> bool {
        let scale = |ahead| matches!(self.word(ahead), Some(Word::Scale(_) | Word::Ten(_)));
        scale(0)
            || (self.is(0, Word::Of) && self.is(1, Word::Article) && scale(2))
            || (self.is(0, Word::Article) && scale(1))
    }

    /// six, twenty-five, three hundred and twenty.
    fn in_words(&mut self) -> Option<i64> {
        let (mut total, mut part) = (0i64, None::<i64>);
        for _ in 0..8 {
            let dash =
                usize::from(part.is_some() && self.is(0, Word::Dash) && self.is_glued(0) && self.is_glued(1));
            let and = usize::from(total > 0 && part.is_none() && self.is(0, Word::And));
            match self.word(dash + and) {
                Some(Word::Digit(digit)) => {
                    let digit = i64::from(digit);
                    part = match part {
                        None => Some(digit),
                        // Twenty-five.
                        Some(tens) if tens % 10 == 0 && (20..=90).contains(&tens) && digit < 10 => {
                            Some(tens + digit)
                        }
                        Some(_) => break,
                    };
                }
                Some(Word::Ten(power)) if dash == 0 && total == 0 => {
                    total = part.take().unwrap_or(1).checked_mul(10i64.checked_pow(u32::from(power))?)?;
                }
                _ => break,
            }
            self.at += dash + and + 1;
        }
        Some(total + part.unwrap_or(0))
    }

    /// Scale words behind the digits, which the value is multiplied with.
    fn scales(&mut self, value: &mut Value, money: bool) -> Option<Range<usize>> {
        if self.is(0, Word::Of) && self.is(1, Word::Article) && self.scale_follows() {
            self.at += 2;
        } else if self.is(0, Word::Article) && self.scale_follows() {
            self.at += 1;
        }
        let mut at = 0..0;
        for _ in 0..3 {
            let dash = usize::from(self.is(0, Word::Dash) && self.is_glued(0) && self.is_glued(1));
            let power = match self.word(dash) {
                Some(Word::Scale(power) | Word::Ten(power)) => power,
                Some(Word::MoneyScale(power))
                    if self.is_glued(0) && dash == 0 && (money || power == 3 || self.is_counted(1)) =>
                {
                    power
                }
                _ => break,
            };
            let start = self.peek(dash).map_or(0, |token| token.start);
            self.at += 1 + dash;
            at = (if at.is_empty() { start } else { at.start })..self.end();
            value.power += u32::from(power);
            if value.power > 24 {
                return None;
            }
            value.numerator = shift(value.numerator, i64::from(power))?;
        }
        if value.denominator != 1 && value.power > 0 {
            let quotient = value.numerator.checked_div(Decimal::from(value.denominator))?;
            if quotient.scale() <= 4 {
                *value = Value { numerator: quotient.normalize(), denominator: 1, power: value.power };
            }
        }
        Some(at)
    }

    /// Whether things that are counted follow: 750M people, and no metres.
    fn is_counted(&self, ahead: usize) -> bool {
        self.peek(ahead).is_some_and(|token| {
            let word = self.text.get(token.start..token.end).unwrap_or_default();
            token.word() == Some(Word::People)
                || (token.kind == Kind::Latin && word.len() > 4 && word.ends_with('s'))
        })
    }

    /// Whether a score stands here: an average of 4/5, 3.8/5.
    fn is_score(&self, number: Decimal, denominator: Decimal) -> bool {
        let scale = [5, 7, 10, 100].iter().any(|most| denominator == Decimal::from(*most));
        // The number itself has been passed.
        let scored = self.at.checked_sub(2).and_then(|before| self.tokens.get(before)).is_some_and(|token| {
            let word = self.text.get(token.start..token.end).unwrap_or_default();
            token.word() == Some(Word::Average) || matches!(word, "score" | "rating" | "scores" | "ratings")
        });
        scale && number <= denominator && (number.scale() > 0 || scored)
    }

    /// 2:1.
    fn ratio(&mut self, low: &Value, scale_at: &Range<usize>) -> Option<Value> {
        if low.denominator != 1 || !scale_at.is_empty() || !self.is(0, Word::Colon) {
            return None;
        }
        let Kind::Number(number) = self.peek(1)?.kind else { return None };
        self.at += 2;
        Some(Value { numerator: number, denominator: 1, power: 0 })
    }

    /// The upper end of a range.
    fn second(&mut self, from: bool, between: bool, unit: UnitKind, low: Value) -> Option<UpperEnd> {
        let dash = match self.word(0)? {
            Word::Dash => true,
            Word::To => !from,
            Word::And => between,
            _ => false,
        };
        if !dash {
            return None;
        }
        let back = self.at;
        self.at += 1;
        let money = self.eat(Word::Money);
        let found = self.end_of_range(money, unit, low);
        if found.is_none() {
            self.at = back;
        }
        found
    }

    fn end_of_range(&mut self, money: bool, unit: UnitKind, low: Value) -> Option<UpperEnd> {
        if !matches!(self.peek(0)?.kind, Kind::Number(_) | Kind::Word(Word::Digit(_))) {
            return None;
        }
        let (mut value, _, _) = self.numeral()?;
        let end = self.end();
        let scale = self.scales(&mut value, money)?;
        let (second, at) = self.unit(money);
        let same = unit == second || unit == UnitKind::None || second == UnitKind::None;
        // 2 to 3 million; but $100 million to 20 cities is no range.
        let scaled =
            if low.power == 0 { shift(low.numerator, i64::from(value.power))? } else { low.numerator };
        let above = value.numerator >= scaled;
        (same && above && value.denominator == low.denominator).then_some((value, scale, end, second, at))
    }

    /// The unit behind the number, with what it is counted per.
    fn unit(&mut self, money: bool) -> (UnitKind, Range<usize>) {
        let dash = usize::from(self.is(0, Word::Dash) && self.is_glued(0) && self.is_glued(1));
        let kind = match self.word(dash) {
            Some(Word::Percent) => UnitKind::Percent,
            Some(Word::Points) => UnitKind::Points,
            Some(Word::TimesUnit) => UnitKind::Times,
            Some(Word::TimeUnit) if dash == 0 => UnitKind::Time,
            Some(Word::Unit | Word::People) if dash == 0 => UnitKind::Thing,
            Some(Word::TechnicalUnit) if dash == 0 => UnitKind::Technical,
            Some(Word::Money) if dash == 0 => UnitKind::Thing,
            Some(Word::Slash) if matches!(self.peek(1).map(|token| token.kind), Some(Kind::Number(_))) => {
                let start = self.start();
                self.at += 2;
                return (UnitKind::Thing, start..self.end());
            }
            // A score of 4 out of 5.
            Some(Word::OutOf) if matches!(self.peek(1).map(|token| token.kind), Some(Kind::Number(_))) => {
                let start = self.start();
                self.at += 2;
                return (UnitKind::Thing, start..self.end());
            }
            _ => UnitKind::None,
        };
        let mut at = 0..0;
        if kind != UnitKind::None {
            let start = self.peek(dash).map_or(0, |token| token.start);
            self.at += 1 + dash;
            at = start..self.end();
        }
        let per = self.per();
        if let Some(per) = per {
            at = if at.is_empty() { per } else { at.start..per.end };
        }
        (if kind == UnitKind::None && (money || !at.is_empty()) { UnitKind::Thing } else { kind }, at)
    }

    /// per 100,000 live births, a day.
    fn per(&mut self) -> Option<Range<usize>> {
        let start = self.start();
        if self.is(0, Word::Article) && self.is(1, Word::TimeUnit) {
            self.at += 2;
            return Some(start..self.end());
        }
        if self.is(0, Word::Slash) && matches!(self.peek(1)?.kind, Kind::Latin | Kind::Word(_)) {
            self.at += 2;
            return Some(start..self.end());
        }
        if !self.is(0, Word::Per) {
            return None;
        }
        self.at += 1;
        let number = matches!(self.peek(0).map(|token| token.kind), Some(Kind::Number(_)));
        self.at += usize::from(number);
        for _ in 0..2 {
            if number && matches!(self.word(0), Some(Word::Scale(_) | Word::Ten(_))) {
                self.at += 1;
            }
        }
        // The thing, of one word or two.
        for _ in 0..2 {
            match self.peek(0).map(|token| token.kind) {
                Some(Kind::Latin | Kind::Word(Word::Unit | Word::People | Word::TimeUnit)) => self.at += 1,
                _ => break,
            }
        }
        Some(start..self.end())
    }
}
