//! A phrase cut into segments: amounts, dates and words, with remarks in brackets set aside.

use std::ops::Range;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::notation::NotationError;
use crate::notation::amount::{Amount, UnitKind, amount};
use crate::notation::fold::Folded;
use crate::notation::lex::{Kind, Token, placed, tokens};
use crate::notation::words::Word;
use crate::number::Bound;
use crate::period::{Frequency, Period};

/// A piece of a segment.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// An amount.
    Amount(Box<Amount>),
    /// A period of the calendar, or a plan period.
    Date(Period),
    /// A word that is known.
    Word(Word),
    /// Text.
    Text,
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

    pub(super) fn amount(&self) -> Option<&Amount> {
        match &self.piece {
            Piece::Amount(amount) => Some(amount),
            _ => None,
        }
    }

    pub(super) fn date(&self) -> Option<Period> {
        match self.piece {
            Piece::Date(period) => Some(period),
            _ => None,
        }
    }

    pub(super) fn is(&self, word: Word) -> bool {
        self.word() == Some(word)
    }
}

/// What stands between two separators.
#[derive(Clone, Debug, Default)]
pub(super) struct Segment {
    pub(super) items: Vec<Item>,
    /// The separator in front of it.
    pub(super) after: Option<Word>,
    /// Remarks in brackets that belong to it.
    pub(super) remarks: Vec<Vec<Item>>,
}

impl Segment {
    pub(super) fn amounts(&self) -> impl Iterator<Item = (usize, &Amount)> {
        self.items.iter().enumerate().filter_map(|(at, item)| Some((at, item.amount()?)))
    }
}

/// A phrase, folded and cut.
pub(super) struct Phrase<'p> {
    pub(super) source: &'p str,
    pub(super) folded: Folded,
    pub(super) segments: Vec<Segment>,
}

impl<'p> Phrase<'p> {
    pub(super) fn of(source: &'p str) -> Result<Self, NotationError> {
        let folded = Folded::of(source);
        let tokens = tokens(&folded.text).map_err(|error| placed(error, &folded))?;
        let items = items(&tokens, &folded.text);
        let broken = |item: &&Item| matches!(item.word(), Some(Word::Parts | Word::PerCent | Word::PerMille));
        if let Some(at) = items.iter().position(|item| broken(&item))
            && let Some(item) = items.get(at)
        {
            // 三分之: a fraction that is broken off.
            let before = at.checked_sub(1).and_then(|before| items.get(before));
            let digit = before.filter(|before| matches!(before.word(), Some(Word::Digit(_) | Word::Ten(_))));
            let start = digit.map_or(item.start, |digit| digit.start);
            let words = folded.text.get(start..item.end).unwrap_or_default().to_owned();
            return Err(NotationError::Number { words, at: folded.origin(start) });
        }
        let minus = items.windows(2).find(|pair| match pair {
            [dash, amount] => {
                let minus = dash.is(Word::Dash) || dash.is(Word::Minus);
                minus && dash.end == amount.start && amount.amount().is_some()
            }
            _ => false,
        });
        if let Some([dash, amount]) = minus {
            // -5%: a fall is written in words, and a dash is often something else.
            let words = folded.text.get(dash.start..amount.end).unwrap_or_default().to_owned();
            return Err(NotationError::NotUnderstood { words, at: folded.origin(dash.start) });
        }
        let segments = segments(items);
        Ok(Self { source, folded, segments })
    }

    /// The bytes of the phrase that a stretch of the folded text comes from.
    pub(super) fn span(&self, at: Range<usize>) -> Range<usize> {
        self.folded.origin(at.start)..self.folded.origin(at.end).min(self.source.len())
    }

    /// The words of the phrase that a stretch of the folded text comes from.
    pub(super) fn words(&self, at: Range<usize>) -> &'p str {
        self.source.get(self.span(at)).unwrap_or_default().trim()
    }

    /// The words of a row of items.
    pub(super) fn text(&self, items: &[Item]) -> &'p str {
        match (items.first(), items.last()) {
            (Some(first), Some(last)) => self.words(first.start..last.end),
            _ => "",
        }
    }
}

fn items(tokens: &[Token], text: &str) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let Some((period, used)) = date(tokens, at) {
            let end = tokens.get(at + used - 1).map_or(token.end, |last| last.end);
            items.push(Item { piece: Piece::Date(period), start: token.start, end });
            at += used;
            continue;
        }
        // 低于2020年水平: the year is no number of years.
        let of_date = matches!(token.word(), Some(Word::Before(_))) && date(tokens, at + 1).is_some();
        if starts_amount(token)
            && !of_date
            && let Some(mut amount) = amount(tokens, at)
        {
            let used = amount.tokens.len().max(1);
            let end = tokens.get(at + used - 1).map_or(token.end, |last| last.end);
            let counted = counts(&amount, tokens, at, text);
            if counted || amount.is_sum {
                // 近五年 looks back over five years, and is no value a little below five.
                let lately = amount.unit == UnitKind::Year && text.get(token.start..token.end) == Some("近");
                let past = lately && amount.before.is_some();
                if past {
                    amount.before = None;
                    items.push(Item { piece: Piece::Word(Word::Past), start: token.start, end: token.end });
                }
                time_or_window(&mut amount, tokens, at);
                let token = if past { tokens.get(at + 1).unwrap_or(token) } else { token };
                let piece = if counted { Piece::Amount(Box::new(amount)) } else { Piece::Text };
                items.push(Item { piece, start: token.start, end });
                at += used;
                continue;
            }
        }
        let piece = match token.kind {
            Kind::Word(word) => Piece::Word(word),
            _ => Piece::Text,
        };
        items.push(Item { piece, start: token.start, end: token.end });
        at += 1;
    }
    quoted(&mut items);
    items
}

/// Amounts between quotes belong to a name: “240小时过境免签”.
fn quoted(items: &mut [Item]) {
    let quotes = items.iter().filter(|item| item.is(Word::Quote)).count();
    if quotes % 2 == 1 {
        return;
    }
    let mut inside = false;
    for item in items {
        if item.is(Word::Quote) {
            inside = !inside;
        } else if inside && item.amount().is_some() {
            item.piece = Piece::Text;
        }
    }
}

/// 五年 and 13个月 are windows of other amounts, unless a verb or comparator stands with them: 达到11.7年.
fn time_or_window(amount: &mut Amount, tokens: &[Token], at: usize) {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before)).and_then(Token::word);
    let verb = matches!(
        before,
        Some(
            Word::Reach
                | Word::RiseTo
                | Word::FallTo
                | Word::Keep
                | Word::Control
                | Word::Is
                | Word::Rise
                | Word::Fall
        )
    );
    // 五年内增长…: a window too.
    let within = amount.after == Some(Bound::AtMost) && amount.before.is_none();
    let leads = within && tokens.get(at + amount.tokens.len()).is_some();
    if !leads && (verb || amount.bound().is_some() || amount.high.is_some()) {
        match amount.unit {
            UnitKind::Year => amount.unit = UnitKind::Thing,
            UnitKind::Month => amount.unit = UnitKind::Time,
            _ => {}
        }
    }
}

fn starts_amount(token: &Token) -> bool {
    match token.kind {
        Kind::Number(_) => true,
        Kind::Word(word) => matches!(
            word,
            Word::Before(_)
                | Word::Digit(_)
                | Word::Ten(_)
                | Word::Scale(_)
                | Word::OpenSum
                | Word::PerCent
                | Word::PerMille
                | Word::Upwards(_)
        ),
        _ => false,
    }
}

/// Whether what looks like an amount is one. Numerals in words are part of many names, and digits behind
/// 每, 第 or 前 are denominators and ranks.
fn counts(amount: &Amount, tokens: &[Token], at: usize, text: &str) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    if before.is_some_and(|token| matches!(token.word(), Some(Word::Ordinal | Word::First))) {
        return false;
    }
    let per = before.is_some_and(|token| {
        token.kind == Kind::Text && text.get(token.start..token.end).is_some_and(|text| text.ends_with('每'))
    });
    if per {
        return false;
    }
    if amount.is_sum && amount.unit == UnitKind::None {
        // ESI[5]全球: a note, and no sum.
        let end = tokens.get(amount.tokens.end.saturating_sub(1)).map_or(0, |last| last.end);
        let next = tokens.get(amount.tokens.end).filter(|next| next.start == end);
        let beside = |token: &Token| matches!(token.kind, Kind::Text | Kind::Latin);
        if before.is_some_and(beside) && next.is_some_and(beside) {
            return false;
        }
    }
    if !amount.in_words {
        return true;
    }
    let alone = tokens.get(at).is_some_and(|token| matches!(token.word(), Some(Word::Scale(_))));
    if alone {
        let leads = |token: &Token| {
            matches!(token.word(), Some(Word::Step | Word::Reach | Word::RiseTo | Word::Before(_)))
        };
        return amount.unit != UnitKind::None && before.is_some_and(leads);
    }
    // 千人床位数, 万人: a denominator, where no digit stands in front.
    // 三五家: a numeral in the middle of others that make no number together.
    let numeral = |token: &Token| {
        matches!(token.word(), Some(Word::Digit(_) | Word::Ten(_) | Word::Scale(_) | Word::Point))
    };
    if before.is_some_and(|token| numeral(token) && token.end == amount.digits_at.start) {
        return false;
    }
    let bare_power = tokens.get(at).is_some_and(|token| matches!(token.word(), Some(Word::Ten(2..))));
    if bare_power && amount.bound().is_none() {
        return false;
    }
    let verb = before.is_some_and(|token| {
        matches!(token.word(), Some(Word::Reach | Word::Keep | Word::Control | Word::RiseTo | Word::FallTo))
    });
    if amount.unit == UnitKind::Class && amount.after.is_none() && !verb {
        return false;
    }
    let glued = before.is_some_and(|token| token.kind == Kind::Text && token.end == amount.digits_at.start);
    let has_scale = !amount.scale_at.is_empty();
    match amount.unit {
        UnitKind::None => (has_scale && !glued) || amount.before.is_some() || amount.after.is_some(),
        UnitKind::Percent | UnitKind::Points | UnitKind::Times => true,
        UnitKind::Thing | UnitKind::Class | UnitKind::Place => !glued || has_scale || amount.before.is_some(),
        _ => true,
    }
}

/// A date: 2025年, 2021—2025年, “十四五”时期.
fn date(tokens: &[Token], at: usize) -> Option<(Period, usize)> {
    let token = tokens.get(at)?;
    let is = |at: usize, word: Word| tokens.get(at).is_some_and(|token| token.word() == Some(word));
    match token.kind {
        Kind::Number(number) => {
            let year = year(number)?;
            if is(at + 1, Word::Year) {
                let (period, used) = in_year(tokens, at + 2, year)?;
                let behind = at + 2 + used;
                // 2030年前, and not 2030年前15位.
                let counts = tokens.get(behind + 1).is_some_and(|token| {
                    matches!(token.kind, Kind::Number(_) | Kind::Word(Word::Digit(_) | Word::Ten(_)))
                });
                let ends = usize::from(is(behind, Word::DateEnd) || (is(behind, Word::First) && !counts));
                return Some((period, 2 + used + ends));
            }
            if is(at + 1, Word::DateEnd) {
                // 2024年底: 年底 is one word.
                return Some((Period::year(year)?, 2));
            }
            let range = tokens.get(at + 1)?.word()?;
            if !matches!(range, Word::Dash | Word::To) {
                return None;
            }
            let Kind::Number(to) = tokens.get(at + 2)?.kind else { return None };
            let to = self::year(to)?;
            let used = if is(at + 3, Word::Year) { 4 } else { return None };
            let span = Period::span(Period::year(year)?, Period::year(to)?)?;
            Some((span, used))
        }
        Kind::Word(Word::Digit(_)) => {
            // 二〇二五年.
            let mut digits = tokens.get(at..at + 4)?.iter().map(|token| match token.word() {
                Some(Word::Digit(digit)) => Some(i32::from(digit)),
                _ => None,
            });
            let whole = digits.try_fold(0, |whole, digit| Some(whole * 10 + digit?))?;
            let year = self::year(Decimal::from(whole))?;
            is(at + 4, Word::Year).then_some(())?;
            Some((Period::year(year)?, 5 + usize::from(is(at + 5, Word::DateEnd))))
        }
        Kind::Word(Word::FiveYears(number)) => {
            let start = 1951 + 5 * i32::from(number);
            let (first, last) = (Period::year(start)?, Period::year(start + 4)?);
            let mut used = 1;
            if is(at + 1, Word::DateEnd) {
                return Some((last, 2));
            }
            while is(at + used, Word::Stretch) {
                used += 1;
            }
            Some((Period::span(first, last)?, used))
        }
        _ => None,
    }
}

/// The month or day behind a year, and how many tokens it takes; the year where there is none.
fn in_year(tokens: &[Token], at: usize, year: i32) -> Option<(Period, usize)> {
    let is = |at: usize, word: Word| tokens.get(at).is_some_and(|token| token.word() == Some(word));
    let number = |at: usize| match tokens.get(at)?.kind {
        Kind::Number(number) if number.scale() == 0 => number.to_u32(),
        _ => None,
    };
    let month = number(at).filter(|_| is(at + 1, Word::Month));
    let whole = month.and_then(|month| Period::part_of_year(year, Frequency::Month, month));
    let (Some(month), Some(whole)) = (month, whole) else { return Some((Period::year(year)?, 0)) };
    let day = number(at + 2).filter(|_| is(at + 3, Word::Day));
    let day = day.and_then(|day| Period::day(NaiveDate::from_ymd_opt(year, month, day)?));
    Some(day.map_or((whole, 2), |day| (day, 4)))
}

fn year(number: Decimal) -> Option<i32> {
    let whole = (number.scale() == 0).then(|| number.to_i32()).flatten()?;
    (1900..=2100).contains(&whole).then_some(whole)
}

/// Cuts at separators, and sets remarks in brackets aside.
fn segments(items: Vec<Item>) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut segment = Segment::default();
    let mut remark: Option<(Vec<Item>, usize)> = None;
    for item in items {
        match (item.word(), &mut remark) {
            (Some(Word::Open), None) => remark = Some((Vec::new(), 1)),
            (Some(Word::Open), Some((_, depth))) => *depth += 1,
            (Some(Word::Close), Some((_, depth))) => {
                *depth -= 1;
                if *depth == 0
                    && let Some((items, _)) = remark.take()
                {
                    segment.remarks.push(items);
                }
            }
            (_, Some((items, _))) => items.push(item),
            (Some(stop @ (Word::Stop | Word::Comma)), None) => {
                segments.push(std::mem::take(&mut segment));
                segment.after = Some(stop);
            }
            (_, None) => segment.items.push(item),
        }
    }
    if let Some((items, _)) = remark {
        segment.remarks.push(items);
    }
    segments.push(segment);
    segments.retain(|segment| !segment.items.is_empty() || !segment.remarks.is_empty());
    segments
}
