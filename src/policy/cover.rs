//! What the rows of a table leave to each other: gaps, overlaps, and rows that can never fire.
//!
//! The thresholds in the cells cut each column into pieces on which every cell is constant: points and the open
//! intervals between them, words, yes and no, and “unknown” where a cell asks for it. A row is a box of
//! pieces. A case that no box holds is looked for by splitting one column after the other; a branch ends
//! where a box holds all that is left of it, or where none holds any of it. The work is bounded: what could
//! not be finished is said not to be proved.

mod bits;
mod domain;
mod search;

use bits::bit_of;

use super::table::{Hit, Row, Table};
use crate::facts::FactValue;
use crate::number::Exact;

/// The most elementary operations that are spent on a table.
pub(super) const BUDGET: u64 = 20_000_000;
/// The most words of bits that the boxes of a table may take.
const MOST_WORDS: usize = 1 << 22;
/// The most combinations that are ruled out for one pair of counts.
const MOST_RULED_OUT: usize = 128;
/// The most overlaps that are told of a table.
const MOST_OVERLAPS: usize = 100;

/// What was found between the rows of a table, by their places in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Finding {
    /// The row above always fires where this one does.
    Unreachable { row: usize, above: usize },
    /// The rows above together fire wherever this one does.
    Covered { row: usize },
    /// Both fire in a case.
    Overlap { row: usize, other: usize, witness: String },
    /// No row fires in a case.
    Gap { witness: String },
    /// The work did not suffice for this row; without one, for the table.
    Unproved { row: Option<usize> },
}

/// Everything that was found, and what it took.
#[derive(Debug)]
pub(super) struct Covered {
    pub(super) findings: Vec<Finding>,
    /// The elementary operations spent, at most a little more than [`BUDGET`].
    #[cfg_attr(not(test), expect(dead_code, reason = "tests bound the work"))]
    pub(super) steps: u64,
}

/// What the rows of a table leave to each other.
pub(super) fn check(table: &Table) -> Covered {
    // A row that asks twice for one fact is reported as such.
    let twice = |row: &Row| {
        let slots = row.cells.iter().map(|cell| bit_of(cell.slot()));
        slots.fold(0, |slots, slot| slots | slot).count_ones() as usize != row.cells.len()
    };
    if table.rows.iter().any(twice) {
        return Covered { findings: Vec::new(), steps: 0 };
    }
    if table.hit == Hit::Collect {
        return Covered { findings: duplicates(table), steps: 0 };
    }
    let Some(mut cover) = Cover::new(table) else {
        let mut findings = Vec::new();
        if table.hit == Hit::First {
            findings = single(table);
        }
        findings.push(Finding::Unproved { row: None });
        return Covered { findings, steps: 0 };
    };
    let findings = match table.hit {
        Hit::Unique => cover.unique(),
        _ => cover.first(),
    };
    Covered { findings, steps: cover.spent }
}

/// Rows that say the same as one above them.
fn duplicates(table: &Table) -> Vec<Finding> {
    let same = |one: &Row, other: &Row| {
        one.outcome == other.outcome
            && one.score == other.score
            && one.cells.len() == other.cells.len()
            && one.cells.iter().all(|cell| {
                other.cells.iter().any(|its| its.slot == cell.slot && its.condition == cell.condition)
            })
    };
    let rows = table.rows.iter().enumerate();
    let found = rows.filter_map(|(row, one)| {
        let above = table.rows.iter().take(row).position(|other| same(one, other))?;
        Some(Finding::Unreachable { row, above })
    });
    found.collect()
}

/// Rows that one row above them covers, seen from the cells alone.
fn single(table: &Table) -> Vec<Finding> {
    let rows = table.rows.iter().enumerate();
    let found = rows.filter_map(|(row, one)| {
        let above = table.rows.iter().take(row).position(|above| above.covers(one))?;
        Some(Finding::Unreachable { row, above })
    });
    found.collect()
}

/// The work that was allotted did not suffice.
struct Spent;

/// Pieces from the first up to the second, without it; in order, apart from each other.
type Spans = Vec<(u32, u32)>;

/// A part of a column on which every cell of the table is constant.
struct Piece {
    /// A value in it; `None`: the fact is unknown.
    value: Option<FactValue>,
    /// How little the value suits a witness.
    cost: usize,
    /// Of whole numbers the greatest in it; `None` where there is no end.
    top: Option<Exact>,
}

/// The pieces of a column. The last is that the fact is unknown.
struct Domain {
    pieces: Vec<Piece>,
    /// For each number of the uncompressed pieces how many come before it; see [`numbers`].
    rank: Vec<u32>,
    /// The places of the pieces, those first that suit a witness best.
    order: Vec<usize>,
    /// Whether the last piece counts.
    unknown: bool,
    /// For each piece the boxes that hold it, as bits.
    masks: Vec<u64>,
    /// The same for the last piece, with those boxes that may hold it.
    may: Vec<u64>,
}

impl Domain {
    fn known(&self) -> u32 {
        u32::try_from(self.pieces.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// The pieces that count.
    fn count(&self) -> usize {
        self.pieces.len() - usize::from(!self.unknown)
    }

    fn mask(&self, piece: usize, words: usize, may: bool) -> &[u64] {
        if may && piece + 1 == self.pieces.len() {
            return &self.may;
        }
        self.masks.get(piece * words..(piece + 1) * words).unwrap_or(&[])
    }
}

/// A product of pieces: where a row fires, or what cannot occur.
#[derive(Default)]
struct Cuboid {
    /// The columns that it restricts, in their order.
    sides: Vec<Side>,
    /// The same as bits.
    columns: u64,
    /// Whether nothing lies in it.
    empty: bool,
}

impl Cuboid {
    fn side(&self, slot: usize) -> Option<&Side> {
        let place = self.sides.binary_search_by_key(&slot, |side| side.slot).ok()?;
        self.sides.get(place)
    }
}

struct Side {
    slot: usize,
    spans: Spans,
    /// Whether it may hold where the fact is unknown.
    may: bool,
}

struct Cover<'t> {
    table: &'t Table,
    domains: Vec<Domain>,
    /// The rows, and then what cannot occur.
    boxes: Vec<Cuboid>,
    /// The words of a set of boxes.
    words: usize,
    spent: u64,
    /// Where the present search has to end.
    end: u64,
}
