/// Listens while a table is walked. Rows and slots are those of the [`Table`](crate::policy::Table).
///
/// Each method does nothing unless it is written.
pub trait Observer {
    /// Whether it listens at all. For one that does not, tables are decided without walking their rows.
    const LISTENS: bool = true;

    /// A row cannot fire: the cell on the fact in this slot does not hold.
    fn rejected(&mut self, row: usize, slot: usize) {
        let _ = (row, slot);
    }

    /// A row may fire: it depends on the fact in this slot, among others perhaps.
    fn open(&mut self, row: usize, slot: usize) {
        let _ = (row, slot);
    }

    /// A row surely fires, and the walk ends.
    fn fired(&mut self, row: usize) {
        let _ = row;
    }
}

/// Does not listen, and costs nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Observer for Silent {
    const LISTENS: bool = false;
}
