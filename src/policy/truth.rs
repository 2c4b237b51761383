/// Whether something holds, as far as it is known: Kleene's three values.
///
/// ```
/// use attainment::decide::Truth;
/// assert_eq!(Truth::No.and(Truth::Maybe), Truth::No);
/// assert_eq!(Truth::Yes.and(Truth::Maybe), Truth::Maybe);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It does not hold, whatever the unknown may be.
    No,
    /// It depends on what is unknown.
    Maybe,
    /// It holds, whatever the unknown may be.
    Yes,
}

impl Truth {
    /// Whether both hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// Whether one of them holds.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }
}

/// Whether it does not hold.
impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Maybe => Self::Maybe,
            Self::Yes => Self::No,
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}
