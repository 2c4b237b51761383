//! The check at the end: no number of a phrase is lost. Each stands in a statement, or is refused.

use super::super::{Base, NotationError, Statement, Window};
use super::items::{Item, Piece, Text};
use crate::period::Period;

/// Refuses a phrase with digits that no statement says. Dates that nothing rests on become remarks.
pub(super) fn all_numbers(
    text: &Text<'_>,
    statements: &mut [Statement],
    aside: &[usize],
) -> Result<(), NotationError> {
    let mut beside: Vec<&str> = Vec::new();
    let said = said(statements);
    for (at, item) in text.items.iter().enumerate() {
        match &item.piece {
            Piece::Date(period) => {
                let words = text.words(item.start..item.end);
                if !is_window(*period, statements) && !said.iter().any(|said| holds(said, words)) {
                    beside.push(words);
                }
            }
            Piece::Amount(amount) => {
                let digits = text.words(amount.digits_at.clone());
                if is_lost(digits, &said) {
                    if !aside.contains(&item.start) {
                        return Err(lost(text, item));
                    }
                    // Within 21 days: kept with the word before it.
                    let from = at.saturating_sub(1);
                    beside.push(text.text(text.items.get(from..=at).unwrap_or_default()));
                }
            }
            // COVID-19, 24/7; but not 750M.
            _ => {
                let words = text.words(item.start..item.end);
                if is_lost(words, &said) {
                    if words.starts_with(|c: char| c.is_ascii_digit()) && !words.contains(['-', '/', '–']) {
                        return Err(lost(text, item));
                    }
                    beside.push(words);
                }
            }
        }
    }
    if let (false, Some(last)) = (beside.is_empty(), statements.last_mut()) {
        let beside = beside.join("; ");
        last.remark = Some(match last.remark.take() {
            Some(remark) => format!("{remark}; {beside}"),
            None => beside,
        });
    }
    Ok(())
}

/// Whether words have digits that no statement says.
fn is_lost(words: &str, said: &[String]) -> bool {
    words.contains(|c: char| c.is_ascii_digit()) && !said.iter().any(|said| holds(said, words))
}

fn lost(text: &Text<'_>, item: &Item) -> NotationError {
    let span = text.span(item.start..item.end);
    NotationError::NotUnderstood { words: text.words(item.start..item.end).to_owned(), at: span.start }
}

/// All words and numbers that the statements say.
fn said(statements: &[Statement]) -> Vec<String> {
    let mut said = Vec::new();
    for statement in statements {
        let base = statement.base.as_ref();
        let words = [
            statement.name.as_deref(),
            statement.unit.as_deref(),
            statement.remark.as_deref(),
            statement.reference.as_deref(),
            statement.threshold.as_deref(),
            statement.population.as_deref(),
            statement.part_of.as_deref(),
            base.and_then(|base| base.words.as_deref()),
            base.and_then(|base| base.value.as_ref()).map(super::super::Number::printed),
            statement.number().map(super::super::Number::printed),
            statement.high().map(super::super::Number::printed),
        ];
        said.extend(words.into_iter().flatten().map(str::to_owned));
        if let Some(Window::Years(years)) = statement.window {
            said.push(years.to_string());
        }
    }
    said.sort_unstable();
    said.dedup();
    said
}

/// Whether words stand in others, and not inside of a longer number.
fn holds(said: &str, words: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    said.match_indices(words).any(|(at, found)| {
        let before = said.get(..at).and_then(|before| before.chars().next_back());
        let behind = said.get(at + found.len()..).and_then(|behind| behind.chars().next());
        let longer =
            digit(before) && digit(found.chars().next()) || digit(behind) && digit(found.chars().next_back());
        !longer
    })
}

/// Whether a date is a window or base, or a part of one.
fn is_window(period: Option<Period>, statements: &[Statement]) -> bool {
    let Some(period) = period else { return false };
    statements.iter().any(|statement| {
        let window = match statement.window {
            Some(Window::By(window) | Window::During(window) | Window::UpTo(window)) => Some(window),
            _ => None,
        };
        let base = statement.base.as_ref().and_then(|base: &Base| base.period);
        let stated = match &statement.stated {
            super::super::Stated::Event(event) => *event,
            _ => None,
        };
        [window, base, stated].into_iter().flatten().any(|said| period.within(said))
    })
}
