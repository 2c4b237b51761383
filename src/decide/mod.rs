//! The engine: a table over a set of facts.
//!
//! [`decide`] walks the rows of a table in their order, in three values. A row that may fire stays in
//! the air; the walk ends at the first row that surely fires. If all rows in the air lead to the same
//! outcome as that row, it is decided; otherwise it depends on facts that are not known, and the
//! [`Decision`] says on which, and which outcomes are possible. So a decided outcome is what every
//! completion of the unknown facts gives.
//!
//! Whether a fact is known (`known` and `unknown` in a cell) is a question about the present state of
//! knowledge, and stays as it is in those completions. A fact that a what-if leaves open ([`Reason::Assumed`]) may be
//! known in reality or not.
//!
//! [`Reason::Assumed`]: crate::facts::Reason::Assumed

mod columns;
mod observe;
#[cfg(test)]
mod tests;

pub use crate::policy::decision::Decision;
pub use crate::policy::truth::Truth;
pub use columns::{FactColumns, FillError, decide_columns};
pub use observe::{Observer, Silent};

use crate::facts::{FactSet, Known};
use crate::policy::{Hit, Points, Row, Table, bit, bits};

/// What is known of a row.
enum State {
    /// A cell, on the fact in this slot, does not hold.
    Rejected(usize),
    /// It fires unless one of these unknown facts, as bits, says otherwise; without any it surely fires.
    Open(u64),
}

/// Decides a table over the facts that a policy reads, and tells `observer` about every step.
///
/// `facts` holds the values of [`Table::columns`], in that order. It allocates nothing.
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
pub fn decide<O: Observer>(table: &Table, facts: &FactSet, observer: &mut O) -> Decision {
    if O::LISTENS {
        return walk(table, facts, observer);
    }
    let quick = table.index().decide(table.rows(), table.columns(), facts, table.hit());
    quick.unwrap_or_else(|| walk(table, facts, observer))
}

/// Decides row by row.
fn walk<O: Observer>(table: &Table, facts: &FactSet, observer: &mut O) -> Decision {
    let unique = table.hit() == Hit::Unique;
    let (mut possible, mut missing) = (0u64, 0u64);
    let mut last_open = None;
    for (index, row) in table.rows().iter().enumerate() {
        match state(row, facts) {
            State::Rejected(slot) => observer.rejected(index, slot),
            State::Open(0) => {
                observer.fired(index);
                let sure = bit(row.outcome);
                // Where rows exclude each other, those in the air fire in no completion.
                if unique {
                    (possible, missing) = (0, 0);
                }
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
                last_open = Some((index, row.outcome));
            }
        }
    }
    // A checked table has a row without conditions at its end, or rows that cover everything: if all rows in
    // the air have one outcome, it is the outcome of every completion.
    let one = possible.count_ones() == 1;
    let last_open = last_open.filter(|_| unique && one);
    Decision {
        possible,
        missing,
        row: last_open.and_then(|(index, _)| u16::try_from(index).ok()),
        outcome: last_open.map(|(_, outcome)| outcome),
    }
}

/// The rows of a table that surely fire, in the order in which they are tried.
#[must_use]
pub fn fired(table: &Table, facts: &FactSet) -> Vec<usize> {
    let rows = table.rows().iter().enumerate();
    rows.filter(|(_, row)| matches!(state(row, facts), State::Open(0))).map(|(index, _)| index).collect()
}

/// The score that a decision gives; `None` where its row gives none, or nothing was decided.
///
/// # Errors
/// Inside: why it is not known. Where another row with the same outcome may be the one that fires, the
/// score is known only if both give the same.
#[must_use]
pub fn score(table: &Table, facts: &FactSet, decision: Decision) -> Option<Known<Points>> {
    let row = table.rows().get(decision.row()?)?;
    let points = row.score()?.of(facts);
    let all = table.hit() == Hit::Unique;
    let others = table.rows().iter().take(if all { table.rows().len() } else { decision.row()? });
    let mut open = others.filter(|_| decision.missing != 0).filter(|other| other.score() != row.score());
    let other = open.find_map(|other| match state(other, facts) {
        State::Open(unknown) => bits(unknown).next(),
        State::Rejected(_) => None,
    });
    if let Some(slot) = other
        && let Err(reason) = facts.get(slot)
    {
        return Some(Err(reason));
    }
    Some(points)
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
