use std::sync::OnceLock;

use super::cell::Condition;
use super::index::Index;
use super::score::Score;
use crate::facts::Column;
use crate::plan::words::vocabulary;

vocabulary! {
    /// Which row of a table counts.
    Hit {
        /// The first that fires.
        First = "first", "首中";
        /// The only one that fires: that no two can, and that one always does, was proved.
        Unique = "unique", "唯一";
        /// All that fire are findings; the one with the worst standing is the verdict, of equals the first.
        Collect = "collect", "汇集";
    }
}

/// A compiled decision table.
///
/// Every case has an outcome: the last row has no conditions, or the rows of a table with the hit policy
/// `unique` cover all cases. Cells refer to columns by their slots, which are places in the table's list of
/// columns; outcomes are indices into the policy's list of outcomes. A table
/// does not change and can be shared between threads.
#[derive(Clone, Debug)]
pub struct Table {
    pub(crate) hit: Hit,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
    /// Made from columns and rows when they are complete.
    pub(crate) index: OnceLock<Index>,
}

impl Table {
    /// The most facts that a table may read.
    pub const MAX_FACTS: usize = 64;
    /// The most outcomes that a policy may have.
    pub const MAX_OUTCOMES: usize = 64;
    /// The most rows that a table may have.
    pub const MAX_ROWS: usize = 1000;

    /// Which row counts.
    #[must_use]
    pub fn hit(&self) -> Hit {
        self.hit
    }

    /// The columns that it reads, in the order of their slots.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// What quick decisions need.
    pub(crate) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.columns, &self.rows))
    }

    /// The rows, in the order in which they are tried: that of the policy, or with the hit policy `collect`
    /// those with the worst standing first.
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
    pub(crate) score: Option<Score>,
}

impl Row {
    /// The score that it gives.
    #[must_use]
    pub fn score(&self) -> Option<&Score> {
        self.score.as_ref()
    }

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
