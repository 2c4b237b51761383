//! Comparators that are denied: “does not rise above 4.5 %”, “never below 3 months”.

use super::super::words::Word;
use super::items::{Item, Piece};
use crate::number::Bound;

/// The most words between “not” and the number.
const MOST: usize = 5;

/// The items, with denied comparators turned round. What denies becomes part of the number.
pub(super) fn turned(items: Vec<Item>, folded: &str) -> Vec<Item> {
    let denies = items.iter().any(|item| is_not(item, folded));
    if !denies {
        return items;
    }
    let mut turned: Vec<Item> = Vec::with_capacity(items.len());
    let mut at = 0;
    while let Some(item) = items.get(at) {
        match denied(&items, at, folded) {
            Some((kept, mut number, behind)) => {
                let moved = !kept.is_empty();
                if !moved {
                    number.start = item.start;
                }
                // “does not”: the auxiliary belongs to it.
                if turned.last().is_some_and(|last| matches!(text(last, folded), "do" | "does" | "did"))
                    && let Some(last) = turned.pop()
                {
                    number.start = if moved { number.start } else { last.start };
                }
                turned.extend(kept);
                turned.push(number);
                at = behind;
            }
            None => {
                turned.push(item.clone());
                at += 1;
            }
        }
    }
    turned
}

fn text<'t>(item: &Item, folded: &'t str) -> &'t str {
    folded.get(item.start..item.end).unwrap_or_default()
}

fn is_not(item: &Item, folded: &str) -> bool {
    item.piece == Piece::Plain && matches!(text(item, folded), "not" | "never" | "cannot" | "nor")
}

/// The number whose comparator is denied at an item, and what stands behind it.
fn denied(items: &[Item], at: usize, folded: &str) -> Option<(Vec<Item>, Item, usize)> {
    if !is_not(items.get(at)?, folded) {
        return None;
    }
    let mut bound = None;
    let mut kept = Vec::new();
    // Do not let stocks fall below 30 days.
    let lets = items.get(at + 1).is_some_and(|item| matches!(text(item, folded), "let" | "allow" | "permit"));
    for behind in at + 1 + usize::from(lets)..at + 1 + MOST + usize::from(lets) {
        let item = items.get(behind)?;
        match &item.piece {
            Piece::Amount(amount) => {
                let turned = turn(bound.or(amount.bound)?)?;
                let mut amount = amount.clone();
                amount.bound = Some(turned);
                return Some((kept, Item { piece: Piece::Amount(amount), ..item.clone() }, behind + 1));
            }
            Piece::Word(Word::Above) => bound = Some(Bound::MoreThan),
            Piece::Word(Word::Below) => bound = Some(Bound::LessThan),
            Piece::Word(Word::Before(said)) => bound = Some(*said),
            Piece::Word(
                Word::Modal | Word::Perfect | Word::Rise | Word::Fall | Word::Is | Word::Article | Word::Keep,
            ) => {}
            Piece::Plain
                if matches!(
                    text(item, folded),
                    "go" | "goes" | "be" | "ever" | "get" | "last" | "take" | "cost"
                ) => {}
            Piece::Plain | Piece::Word(Word::To) if lets => kept.push(item.clone()),
            _ => return None,
        }
    }
    None
}

/// What is left where a comparison does not hold.
fn turn(bound: Bound) -> Option<Bound> {
    match bound {
        Bound::MoreThan => Some(Bound::AtMost),
        Bound::LessThan => Some(Bound::AtLeast),
        Bound::AtLeast => Some(Bound::LessThan),
        Bound::AtMost => Some(Bound::MoreThan),
        _ => None,
    }
}
