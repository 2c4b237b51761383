//! A phrase as items: amounts, dates, words that are known, and plain words.

use std::ops::Range;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::super::NotationError;
use super::super::fold::Folded;
use super::super::lex::{Kind, Token, english_tokens, placed};
use super::super::words::Word;
use super::amount::{Amount, amount};
use super::{negated, quoted};
use crate::period::{Frequency, Period};

/// What an item is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    Amount(Box<Amount>),
    /// A date, and its period where it is one of the calendar.
    Date(Option<Period>),
    Word(Word),
    /// A word or mark that is not known, or a name with a number in it.
    Plain,
}

/// A piece and its place in the folded text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub(super) piece: Piece,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Item {
    pub(super) fn word(&self) -> Option<Word> {
        match self.piece {
            Piece::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn is(&self, word: Word) -> bool {
        self.word() == Some(word)
    }

    pub(super) fn amount(&self) -> Option<&Amount> {
        match &self.piece {
            Piece::Amount(amount) => Some(amount),
            _ => None,
        }
    }

    pub(super) fn is_date(&self) -> bool {
        matches!(self.piece, Piece::Date(_))
    }
}

/// A phrase, folded and cut into items.
pub(super) struct Text<'p> {
    source: &'p str,
    folded: Folded,
    pub(super) items: Vec<Item>,
}

impl<'p> Text<'p> {
    pub(super) fn of(source: &'p str) -> Result<Self, NotationError> {
        let folded = Folded::of(source);
        let tokens = english_tokens(&folded.text).map_err(|error| placed(error, &folded))?;
        if let Some(at) = broken(&tokens, &folded.text) {
            let end = folded.text.len().min(at + 12);
            let words = folded.text.get(at..end).unwrap_or_default().to_owned();
            return Err(NotationError::Number { words, at: folded.origin(at) });
        }
        let items = items(&tokens, &folded.text, source.len() == folded.text.len(), source);
        let items = quoted::named(negated::turned(items, &folded.text));
        Ok(Self { source, folded, items })
    }

    /// The bytes of the phrase that a stretch of the folded text comes from.
    pub(super) fn span(&self, at: Range<usize>) -> Range<usize> {
        self.folded.origin(at.start)..self.folded.origin(at.end).min(self.source.len())
    }

    /// The words of the phrase that a stretch of the folded text comes from.
    pub(super) fn words(&self, at: Range<usize>) -> &'p str {
        self.source.get(self.span(at)).unwrap_or_default().trim()
    }

    /// The folded text of an item.
    pub(super) fn folded(&self, item: &Item) -> &str {
        self.folded.text.get(item.start..item.end).unwrap_or_default()
    }

    pub(super) fn text(&self, items: &[Item]) -> &'p str {
        match (items.first(), items.last()) {
            (Some(first), Some(last)) => self.words(first.start..last.end),
            _ => "",
        }
    }

    /// Whether an item begins with a capital letter.
    pub(super) fn is_capital(&self, item: &Item) -> bool {
        self.words(item.start..item.end).starts_with(|c: char| c.is_uppercase())
    }
}

/// Where digits stand close behind a comma that separates no thousands: 1,5 may be one number or two.
fn broken(tokens: &[Token], text: &str) -> Option<usize> {
    tokens.windows(3).find_map(|row| {
        let [first, comma, second] = row else { return None };
        let numbers = matches!((first.kind, second.kind), (Kind::Number(_), Kind::Number(_)));
        let close = first.end == comma.start && comma.end == second.start;
        (numbers && close && text.get(comma.start..comma.end) == Some(",")).then_some(first.start)
    })
}

struct Scan<'t> {
    tokens: &'t [Token],
    text: &'t str,
    /// The phrase itself, where its bytes are those of the folded text.
    source: Option<&'t str>,
}

fn items(tokens: &[Token], text: &str, same: bool, source: &str) -> Vec<Item> {
    let scan = Scan { tokens, text, source: same.then_some(source) };
    let mut items: Vec<Item> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let (piece, used) = scan.piece(at, token, items.last(), &items);
        let used = used.max(1);
        let end = tokens.get(at + used - 1).map_or(token.end, |last| last.end);
        items.push(Item { piece, start: token.start, end });
        at += used;
    }
    items
}

impl Scan<'_> {
    fn piece(&self, at: usize, token: &Token, before: Option<&Item>, items: &[Item]) -> (Piece, usize) {
        if let Some(used) = self.compound(at) {
            return (Piece::Plain, used);
        }
        if let Some((period, used)) = self.date(at, token, before) {
            return (Piece::Date(period), used);
        }
        if let Kind::Word(word @ (Word::Before(_) | Word::Between | Word::Expected)) = token.kind
            && let Some(year) = self.year_at(at + 1)
        {
            if word == Word::Between
                && self.is(at + 2, Word::And)
                && let Some(last) = self.year_at(at + 3)
            {
                let span = Period::year(year)
                    .zip(Period::year(last))
                    .and_then(|(first, last)| Period::span(first, last));
                return (Piece::Date(span), 4);
            }
            let item = Item { piece: Piece::Word(word), start: token.start, end: token.end };
            if self.is_year(at + 1, Some(&item)) {
                return (item.piece, 1);
            }
        }
        if self.starts_amount(token) {
            // “from” may stand before the article: from a 2021 level of.
            let from = items.iter().rev().take(4).any(|item| item.is(Word::From));
            let mut found = amount(self.tokens, at, self.text, from);
            if found.as_ref().is_some_and(|(amount, end)| self.is_change_and_level(amount, *end, before)) {
                found = amount(self.tokens, at, self.text, true);
            }
            if let Some((amount, end)) = found {
                if let Some(used) = self.name_with_number(at, end, &amount) {
                    return (Piece::Plain, used);
                }
                return (Piece::Amount(Box::new(amount)), end - at);
            }
            if matches!(token.kind, Kind::Number(_)) {
                // 24/7.
                let slash = self.is(at + 1, Word::Slash) && self.glued(at + 1);
                return (Piece::Plain, if slash { 3 } else { 1 });
            }
        }
        match token.kind {
            Kind::Word(Word::Stop) if !self.is_stop(at, token) => (Piece::Plain, 1),
            Kind::Word(word) => (Piece::Word(word), 1),
            _ => (Piece::Plain, 1),
        }
    }

    fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    fn is(&self, at: usize, word: Word) -> bool {
        self.token(at).is_some_and(|token| token.word() == Some(word))
    }

    /// Whether a token follows on the one before it without a space.
    fn glued(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.token(before));
        before.zip(self.token(at)).is_some_and(|(before, token)| before.end == token.start)
    }

    fn slice(&self, token: &Token) -> &str {
        self.text.get(token.start..token.end).unwrap_or_default()
    }

    /// By 11 million to 24 million: ends of a range lie closer together.
    fn is_change_and_level(&self, amount: &Amount, end: usize, before: Option<&Item>) -> bool {
        let Some(high) = &amount.high else { return false };
        let twice = amount.low.numerator.checked_mul(Decimal::TWO);
        before.is_some_and(|before| before.is(Word::By))
            && !amount.money
            && amount.low.power > 0
            && high.power > 0
            && twice.is_some_and(|twice| high.numerator >= twice)
            && self.tokens.get(end.saturating_sub(4)..end).unwrap_or_default().windows(2).any(|pair| {
                matches!(pair, [scale, to]
                    if matches!(scale.word(), Some(Word::Scale(_))) && to.word() == Some(Word::To))
            })
    }

    fn starts_amount(&self, token: &Token) -> bool {
        match token.kind {
            Kind::Number(_) => true,
            Kind::Word(word) => matches!(
                word,
                Word::Before(_)
                    | Word::UpTo
                    | Word::Expected
                    | Word::Between
                    | Word::Digit(_)
                    | Word::Ten(_)
                    | Word::Half
                    | Word::Article
                    | Word::Money
                    | Word::Scale(_)
            ),
            _ => false,
        }
    }

    /// Words joined by hyphens are one: COVID-19, under-5, at-risk, 10-year. Ranges, numerals and units are
    /// left apart.
    fn compound(&self, at: usize) -> Option<usize> {
        let mut used = 1;
        while self.is(at + used, Word::Dash)
            && self.glued(at + used)
            && self.glued(at + used + 1)
            && used < 12
        {
            let (left, right) = (self.token(at + used - 1)?, self.token(at + used + 1)?);
            if self.is_open(left, right) {
                break;
            }
            used += 2;
        }
        if used > 1 {
            return Some(used);
        }
        // (EVM)-3, and the 5 of PM2.5 where that is not known.
        let dashed = self.is(at, Word::Dash)
            && matches!(self.token(at + 1)?.kind, Kind::Number(_))
            && self.glued(at + 1)
            && self.glued(at)
            && !matches!(
                self.token(at.checked_sub(1)?)?.kind,
                Kind::Number(_) | Kind::Word(Word::Percent | Word::Unit | Word::Scale(_))
            );
        if dashed {
            return Some(2);
        }
        let point = self.is(at, Word::Stop)
            && self.glued(at)
            && self.glued(at + 1)
            && matches!(self.token(at + 1)?.kind, Kind::Number(_) | Kind::Latin);
        point.then_some(2)
    }

    /// Whether two tokens beside a hyphen are read apart.
    fn is_open(&self, left: &Token, right: &Token) -> bool {
        let numeral =
            |token: &Token| matches!(token.kind, Kind::Number(_) | Kind::Word(Word::Digit(_) | Word::Ten(_)));
        let counted = matches!(
            right.kind,
            Kind::Word(
                Word::TimesUnit
                    | Word::Percent
                    | Word::Points
                    | Word::Scale(_)
                    | Word::Digit(_)
                    | Word::Part(_)
                    | Word::Ten(_)
                    | Word::Money
            )
        );
        let number = matches!(right.kind, Kind::Number(_));
        let mark = |token: &Token| {
            matches!(token.kind, Kind::Text)
                || matches!(
                    token.kind,
                    Kind::Word(
                        Word::Open
                            | Word::Close
                            | Word::Comma
                            | Word::Stop
                            | Word::Quote
                            | Word::Dash
                            | Word::Percent
                    )
                )
        };
        (numeral(left) && (counted || number))
            || (matches!(left.kind, Kind::Word(Word::DateEnd)) && number)
            || mark(left)
            || mark(right)
    }

    /// 5G, 19th, 38.4kW without a known unit: digits glued to letters are no amounts.
    fn name_with_number(&self, at: usize, end: usize, amount: &Amount) -> Option<usize> {
        let first = self.token(at)?;
        let letters = |token: &Token| {
            matches!(token.kind, Kind::Latin | Kind::Word(_))
                && self.slice(token).starts_with(|c: char| c.is_ascii_alphabetic())
        };
        // The number stands behind letters: B2B, CO2 are read by the lexer; A4 with a point here.
        let behind = matches!(first.kind, Kind::Number(_))
            && self.glued(at)
            && at
                .checked_sub(1)
                .and_then(|before| self.token(before))
                .is_some_and(|token| letters(token) || self.slice(token) == "#");
        if behind {
            return Some(1);
        }
        let next = self.token(end)?;
        // 30-34-year-olds.
        let aged = next.word() == Some(Word::Dash)
            && self.glued(end)
            && self.glued(end + 1)
            && amount.unit_at.is_empty()
            && letters(self.token(end + 1)?);
        if aged {
            return Some(end + 2 - at);
        }
        // 1.2.3: a version.
        let version = next.word() == Some(Word::Stop)
            && self.glued(end)
            && self.glued(end + 1)
            && matches!(self.token(end + 1)?.kind, Kind::Number(_));
        if version {
            return Some(end + 2 - at);
        }
        let last = self.token(end.checked_sub(1)?)?;
        let glued = self.glued(end)
            && letters(next)
            && matches!(last.kind, Kind::Number(_))
            && amount.unit_at.is_empty();
        glued.then_some(end + 1 - at)
    }

    /// Whether a point ends a sentence: not in U.S. or e.g.
    fn is_stop(&self, at: usize, token: &Token) -> bool {
        if self.slice(token) != "." {
            return true;
        }
        let single = at.checked_sub(1).and_then(|before| self.token(before)).is_some_and(|before| {
            before.end == token.start && before.end - before.start == 1 && matches!(before.kind, Kind::Latin)
        });
        let open = self.text.as_bytes().get(token.end).is_none_or(u8::is_ascii_whitespace);
        open && !(single && self.token(at + 1).is_some())
    }

    /// 2030, FY 2022, December 1, 2022.
    fn date(&self, at: usize, token: &Token, before: Option<&Item>) -> Option<(Option<Period>, usize)> {
        match token.kind {
            Kind::Word(Word::MonthName(month)) => self.month(at, u32::from(month)),
            Kind::Word(Word::Fiscal) => {
                let year = self.year_at(at + 1).or_else(|| self.short_year(at + 1))?;
                let first = Period::year(year)?;
                if (self.is(at + 2, Word::Slash) || self.is(at + 2, Word::Dash))
                    && self.glued(at + 2)
                    && self.glued(at + 3)
                    && self.short_year(at + 3).is_some_and(|last| last == year + 1)
                {
                    // FY 2027/28: which twelve months these are is not known.
                    return Some((None, 4));
                }
                let range = self.is(at + 2, Word::Dash).then(|| self.year_at(at + 3)).flatten();
                Some(match range.and_then(Period::year) {
                    Some(last) => (Period::span(first, last), 4),
                    None => (Some(first), 2),
                })
            }
            Kind::Latin => self.latin_date(at, token),
            // By end of year 3.
            Kind::Word(Word::DateEnd) if self.slice(token).ends_with("year") => {
                let Kind::Number(number) = self.token(at + 1)?.kind else { return None };
                let short = number.scale() == 0 && number <= Decimal::TEN && number > Decimal::ZERO;
                let open = !matches!(
                    self.token(at + 2).and_then(Token::word),
                    Some(Word::Percent | Word::Points | Word::Scale(_) | Word::TimeUnit | Word::Unit)
                );
                (short && open).then_some((None, 2))
            }
            Kind::Number(number) => {
                let day = number.to_u32().filter(|day| number.scale() == 0 && (1..=31).contains(day));
                if let (Some(day), Some(Word::MonthName(month))) =
                    (day, self.token(at + 1).and_then(Token::word))
                {
                    let year = self.year_at(at + 2);
                    let date = year.and_then(|year| NaiveDate::from_ymd_opt(year, u32::from(month), day));
                    return Some((date.and_then(Period::day), if year.is_some() { 3 } else { 2 }));
                }
                self.year_range(at, before)
            }
            _ => None,
        }
    }

    fn month(&self, at: usize, month: u32) -> Option<(Option<Period>, usize)> {
        let Kind::Number(number) = self.token(at + 1)?.kind else { return None };
        if let Some(year) = self.year_at(at + 1) {
            return Some((Period::part_of_year(year, Frequency::Month, month), 2));
        }
        let day = number.to_u32().filter(|day| (1..=31).contains(day))?;
        let comma = usize::from(self.is(at + 2, Word::Comma));
        match self.year_at(at + 2 + comma) {
            Some(year) => Some((NaiveDate::from_ymd_opt(year, month, day).and_then(Period::day), 3 + comma)),
            None => Some((None, 2)),
        }
    }

    /// FY22, Q3 2023.
    fn latin_date(&self, at: usize, token: &Token) -> Option<(Option<Period>, usize)> {
        let text = self.slice(token);
        if let Some(digits) = text.strip_prefix("fy") {
            let year: i32 = digits.parse().ok()?;
            let year = if digits.len() == 2 { 2000 + year } else { year };
            let twin = (self.is(at + 1, Word::Slash) || self.is(at + 1, Word::Dash))
                && self.glued(at + 1)
                && self.glued(at + 2)
                && self.short_year(at + 2).is_some_and(|last| last == year + 1);
            if twin {
                return Some((None, 3));
            }
            return (1900..=2100).contains(&year).then(|| (Period::year(year), 1));
        }
        let quarter: u32 =
            text.strip_prefix('q')?.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
        let fiscal = usize::from(self.is(at + 1, Word::Fiscal) || self.is(at + 1, Word::Of));
        // Q3 of a year that is not told is a date as well.
        Some(match self.year_at(at + 1 + fiscal) {
            Some(year) => (Period::part_of_year(year, Frequency::Quarter, quarter), 2 + fiscal),
            None => (None, 1),
        })
    }

    fn year_range(&self, at: usize, before: Option<&Item>) -> Option<(Option<Period>, usize)> {
        let year = self.year_at(at)?;
        let first = Period::year(year);
        let dash = self.is(at + 1, Word::Dash);
        if dash && let Some(last) = self.year_at(at + 2) {
            return Some((Period::span(first?, Period::year(last)?), 3));
        }
        if dash && let Some(last) = self.short_year(at + 2) {
            let last =
                Period::year(last).filter(|last| first.is_some_and(|first| first.start() < last.start()));
            if let Some(last) = last {
                return Some((Period::span(first?, last), 3));
            }
        }
        if self.is(at + 1, Word::Slash) && self.short_year(at + 2).is_some() && self.glued(at + 2) {
            return Some((None, 3));
        }
        let decade = self.token(at + 1).is_some_and(|next| self.glued(at + 1) && self.slice(next) == "s");
        if decade {
            return Some((Period::year(year + 9).and_then(|last| Period::span(first?, last)), 2));
        }
        self.is_year(at, before).then_some((first, 1))
    }

    /// Whether four digits are a year: by the preposition in front or the word behind.
    fn is_year(&self, at: usize, before: Option<&Item>) -> bool {
        let next = self.token(at + 1);
        let word = next.and_then(Token::word);
        if matches!(
            word,
            Some(
                Word::Percent
                    | Word::Points
                    | Word::Unit
                    | Word::TimeUnit
                    | Word::Scale(_)
                    | Word::Ten(_)
                    | Word::People
                    | Word::TechnicalUnit
                    | Word::Per
                    | Word::TimesUnit
                    | Word::After(_)
            )
        ) {
            return false;
        }
        if matches!(word, Some(Word::Base | Word::Baseline | Word::Order)) {
            return true;
        }
        // “2000 farmers” counts, “the 2010 GDP” dates.
        let plural = next.is_some_and(|next| {
            let text = self.slice(next);
            next.kind == Kind::Latin
                && text.ends_with('s')
                && !text.ends_with("ss")
                && self
                    .source
                    .and_then(|source| source.get(next.start..next.end))
                    .is_none_or(|source| source == text)
        });
        let Some(before) = before else { return !plural && next.is_some() && word.is_some() };
        match before.word() {
            Some(Word::By | Word::In | Word::DateEnd | Word::Fiscal | Word::Comma | Word::Open) => {
                !plural || before.is(Word::By)
            }
            Some(
                Word::From
                | Word::Of
                | Word::Than
                | Word::To
                | Word::Article
                | Word::Before(_)
                | Word::Relative
                | Word::On
                | Word::For
                | Word::And
                | Word::Above
                | Word::Between,
            ) => !plural,
            Some(Word::Past | Word::Dash) => true,
            Some(_) => false,
            None => before.is_date(),
        }
    }

    /// Four digits from 1900 to 2100.
    fn year_at(&self, at: usize) -> Option<i32> {
        let token = self.token(at)?;
        let Kind::Number(number) = token.kind else { return None };
        (token.end - token.start == 4)
            .then(|| number.to_i32())
            .flatten()
            .filter(|year| (1900..=2100).contains(year) && number.scale() == 0)
    }

    /// Two digits: 2021/22, FY 22.
    fn short_year(&self, at: usize) -> Option<i32> {
        let token = self.token(at)?;
        let Kind::Number(number) = token.kind else { return None };
        let short = token.end - token.start == 2 && number.scale() == 0 && number >= Decimal::TEN;
        short.then(|| number.to_i32()).flatten().map(|year| 2000 + year)
    }
}
