//! The engine: a table over a set of facts.
//!
//! [`decide`] walks the rows of a table in their order, in three values. A row that may fire stays in
//! the air; the walk ends at the first row that surely fires. If all rows in the air lead to the same
//! outcome as that row, it is decided; otherwise it depends on facts that are not known, and the
//! [`Decision`] says on which, and which outcomes are possible. So a decided outcome is what every
//! completion of the unknown facts gives.
//!
//! Whether a fact is known (`known` and `unknown` in a cell) is a question about the present state of
//! knowledge, and stays as it is in those completions.

mod condition;
mod observe;
#[cfg(test)]
mod tests;
mod truth;

pub use observe::{Observer, Silent};
pub use truth::Truth;

use crate::facts::FactSet;
use crate::policy::{Row, Table};

/// What a table says about a set of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decision {
    possible: u64,
    missing: u64,
    row: Option<u16>,
    outcome: Option<u8>,
}

impl Decision {
    /// The index of the outcome, or `None` where it is undetermined.
    #[must_use]
    pub fn outcome(self) -> Option<usize> {
        self.outcome.map(usize::from)
    }

    /// The index of the first row that surely fires; `None` where the outcome is undetermined.
    ///
    /// Where facts are [missing](Self::missing) all the same, a row above it with the same outcome
    /// may be the one that fires.
    #[must_use]
    pub fn row(self) -> Option<usize> {
        self.row.map(usize::from)
    }

    /// The indices of the outcomes that are possible: one if it is decided, else more.
    pub fn possible(self) -> impl Iterator<Item = usize> {
        bits(self.possible)
    }

    /// The slots of the facts that are not known and kept a row in the air.
    pub fn missing(self) -> impl Iterator<Item = usize> {
        bits(self.missing)
    }

    /// The possible outcomes as bits; the lowest is the outcome with index 0.
    #[must_use]
    pub fn possible_bits(self) -> u64 {
        self.possible
    }

    /// The missing facts as bits; the lowest is the fact in slot 0.
    #[must_use]
    pub fn missing_bits(self) -> u64 {
        self.missing
    }
}

/// The places of the bits that are set, lowest first.
fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = set.trailing_zeros();
        set = set.checked_sub(1)? & set;
        Some(lowest as usize)
    })
}

/// What is known of a row.
enum State {
    /// A cell, on the fact in this slot, does not hold.
    Rejected(usize),
    /// It fires unless one of these unknown facts, as bits, says otherwise; without any it surely fires.
    Open(u64),
}

/// Decides a table over the facts that a policy reads, and tells `observer` about every step.
///
/// `facts` holds the values of [`Table::facts`], in that order. It allocates nothing.
///
/// ```
/// use attainment::decide::{Silent, decide};
/// use attainment::facts::{FactSet, FactValue, Reason};
/// use attainment::policy::{OutcomeDoc, PolicyDoc, RowDoc};
/// let policy = PolicyDoc::new("demo", "1")
///     .row(RowDoc::new("holds", "good").when("holds_now", "true"))
///     .row(RowDoc::new("else", "bad"))
///     .outcome("good", OutcomeDoc::new("outlook", "on_track", "好", "good"))
///     .outcome("bad", OutcomeDoc::new("outlook", "off_track", "差", "bad"))
///     .check()?;
/// let known: FactSet = [Ok(FactValue::YesNo(true))].into_iter().collect();
/// assert_eq!(decide(policy.table(), &known, &mut Silent).outcome(), Some(0));
/// let unknown: FactSet = [Err(Reason::NotReported)].into_iter().collect();
/// let decision = decide(policy.table(), &unknown, &mut Silent);
/// assert_eq!(decision.outcome(), None);
/// assert_eq!(decision.possible().collect::<Vec<_>>(), [0, 1]);
/// assert_eq!(decision.missing().collect::<Vec<_>>(), [0]);
/// # Ok::<(), attainment::check::CheckError>(())
/// ```
#[must_use]
pub fn decide(table: &Table, facts: &FactSet, observer: &mut impl Observer) -> Decision {
    let (mut possible, mut missing) = (0u64, 0u64);
    for (index, row) in table.rows().iter().enumerate() {
        match state(row, facts) {
            State::Rejected(slot) => observer.rejected(index, slot),
            State::Open(0) => {
                observer.fired(index);
                let sure = bit(row.outcome);
                possible |= sure;
                let decided = possible == sure;
                return Decision {
                    possible,
                    missing,
                    row: if decided { u16::try_from(index).ok() } else { None },
                    outcome: decided.then_some(row.outcome),
                };
            }
            State::Open(unknown) => {
                bits(unknown).for_each(|slot| observer.open(index, slot));
                possible |= bit(row.outcome);
                missing |= unknown;
            }
        }
    }
    // A checked table ends with a row without conditions, so the walk has ended before.
    Decision { possible, missing, row: None, outcome: None }
}

/// All cells are tried: one that does not hold rejects the row, whatever is unknown before it.
#[inline]
fn state(row: &Row, facts: &FactSet) -> State {
    let mut unknown = 0;
    for cell in row.cells() {
        match cell.condition().test(facts.get(cell.slot())) {
            Truth::No => return State::Rejected(cell.slot()),
            Truth::Maybe => unknown |= bit(cell.slot),
            Truth::Yes => {}
        }
    }
    State::Open(unknown)
}

/// The bit of an index; indices are below 64 in a checked table.
fn bit(index: u8) -> u64 {
    1u64.checked_shl(u32::from(index)).unwrap_or(0)
}
