//! Sets of boxes as bits, and spans of pieces.

use super::Spans;

/// Whether two lists of spans share a piece.
pub(super) fn meet(one: &Spans, other: &Spans) -> bool {
    let (mut ones, mut others) = (one.iter().peekable(), other.iter().peekable());
    while let (Some((low, high)), Some((its_low, its_high))) = (ones.peek(), others.peek()) {
        if low < its_high && its_low < high {
            return true;
        }
        if high <= its_high {
            ones.next()
        } else {
            others.next()
        };
    }
    false
}

/// Whether the pieces of one list are among those of another.
pub(super) fn within(one: &Spans, other: &Spans) -> bool {
    // Neighbours are written apart, so each piece of a span is looked for.
    one.iter().all(|(low, high)| {
        let mut next = *low;
        for (its_low, its_high) in other {
            if *its_low <= next && next < *its_high {
                next = *its_high;
            }
        }
        next >= *high
    })
}

pub(super) fn bit_of(index: usize) -> u64 {
    1u64.checked_shl(u32::try_from(index % 64).unwrap_or(0)).unwrap_or(0)
}

pub(super) fn flip(set: &mut [u64], index: usize) {
    if let Some(word) = set.get_mut(index / 64) {
        *word ^= bit_of(index);
    }
}

pub(super) fn has(set: &[u64], index: usize) -> bool {
    set.get(index / 64).is_some_and(|word| word & bit_of(index) != 0)
}

pub(super) fn size(set: &[u64]) -> u32 {
    set.iter().map(|word| word.count_ones()).sum()
}

pub(super) fn is_empty(set: &[u64]) -> bool {
    set.iter().all(|word| *word == 0)
}

pub(super) fn and(one: &[u64], other: &[u64]) -> Vec<u64> {
    one.iter().zip(other).map(|(one, other)| one & other).collect()
}

/// The places of the bits, lowest first.
pub(super) fn members(set: &[u64]) -> impl Iterator<Item = usize> {
    set.iter().enumerate().flat_map(|(at, word)| {
        let mut rest = *word;
        std::iter::from_fn(move || {
            let lowest = rest.trailing_zeros();
            rest = rest.checked_sub(1)? & rest;
            Some(at * 64 + lowest as usize)
        })
    })
}
