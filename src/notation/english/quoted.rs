//! Names in quotation marks: of “Fit for 55”, nothing is promised.

use super::super::words::Word;
use super::items::{Item, Piece};

/// The items, with bare numbers inside of quoted words taken for parts of names.
pub(super) fn named(mut items: Vec<Item>) -> Vec<Item> {
    let marks: Vec<usize> =
        items.iter().enumerate().filter(|(_, item)| item.is(Word::Quote)).map(|(at, _)| at).collect();
    for pair in marks.chunks_exact(2) {
        let [open, close] = pair else { continue };
        let Some(inside) = items.get_mut(open + 1..*close) else { continue };
        let words = inside.len() > 1;
        for item in inside {
            if words && (item.is_date() || item.amount().is_some_and(super::amount::Amount::is_bare)) {
                item.piece = Piece::Plain;
            }
        }
    }
    items
}
