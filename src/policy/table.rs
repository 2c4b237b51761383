use super::cell::Condition;
use crate::facts::Fact;

/// A compiled decision table: the rows are tried in order, and the first that fires counts.
///
/// The last row has no conditions, so that every case has an outcome. Facts are slots, which are
/// places in the policy's list of facts; outcomes are indices into its list of outcomes. A table
/// does not change and can be shared between threads.
#[derive(Clone, Debug)]
pub struct Table {
    pub(crate) facts: Vec<Fact>,
    pub(crate) rows: Vec<Row>,
}

impl Table {
    /// The most facts that a policy may read.
    pub const MAX_FACTS: usize = 64;
    /// The most outcomes that a policy may have.
    pub const MAX_OUTCOMES: usize = 64;
    /// The most rows that a table may have.
    pub const MAX_ROWS: usize = 1000;

    /// The facts that it reads, in the order of their slots.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// The rows, in the order in which they are tried.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
}

/// A row of a [`Table`].
#[derive(Clone, Debug)]
pub struct Row {
    pub(crate) cells: Box<[Cell]>,
    pub(crate) outcome: u8,
    pub(crate) id: Box<str>,
    pub(crate) note: Option<Box<str>>,
}

impl Row {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The remark on it.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// The index of the outcome that it leads to.
    #[must_use]
    pub fn outcome(&self) -> usize {
        usize::from(self.outcome)
    }

    /// Its cells; all of them must hold.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Whether this row fires wherever `other` does.
    pub(super) fn covers(&self, other: &Self) -> bool {
        self.cells.iter().all(|upper| {
            other
                .cells
                .iter()
                .any(|lower| lower.slot == upper.slot && lower.condition.implies(&upper.condition))
        })
    }
}

/// A cell of a [`Row`]: a condition on a fact.
#[derive(Clone, Debug)]
pub struct Cell {
    pub(crate) condition: Condition,
    pub(crate) slot: u8,
    pub(crate) name: Box<str>,
    pub(crate) text: Box<str>,
}

impl Cell {
    /// The slot of the fact.
    #[must_use]
    pub fn slot(&self) -> usize {
        usize::from(self.slot)
    }

    /// The condition.
    #[must_use]
    pub fn condition(&self) -> &Condition {
        &self.condition
    }

    /// The name of the fact or measure, as the policy writes it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The condition as the policy writes it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}
