/// What a table says about a set of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decision {
    pub(crate) possible: u64,
    pub(crate) missing: u64,
    pub(crate) row: Option<u16>,
    pub(crate) outcome: Option<u8>,
}

impl Decision {
    /// Where no row may fire.
    pub(crate) const NONE: Self = Self { possible: 0, missing: 0, row: None, outcome: None };

    /// The index of the outcome, or `None` where it is undetermined.
    #[must_use]
    pub fn outcome(self) -> Option<usize> {
        self.outcome.map(usize::from)
    }

    /// The index of the first row that surely fires; `None` where the outcome is undetermined.
    ///
    /// Where facts are [missing](Self::missing) all the same, a row above it with the same outcome
    /// may be the one that fires; with the hit policy `unique` it is the last of those that may.
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
pub(crate) fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = set.trailing_zeros();
        set = set.checked_sub(1)? & set;
        Some(lowest as usize)
    })
}

/// The bit of an index; indices are below 64 in a checked table.
pub(crate) fn bit(index: u8) -> u64 {
    1u64.checked_shl(u32::from(index)).unwrap_or(0)
}
