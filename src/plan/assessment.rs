//! How a qualitative target is assessed: by whom, and by what evidence.

/// What a plan says about the assessment of a qualitative target.
///
/// Such a target is judged on an ordinal scale (the classes of its indicator, and the one to be reached), or by
/// evidence that is there by a date. It also needs someone who judges, and a date; where one of these is missing
/// it is undetermined.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assessment {
    pub(crate) judge: Option<usize>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) needed: usize,
    pub(crate) dated: bool,
}

impl Assessment {
    /// The index of the organization that judges.
    #[must_use]
    pub fn judge(&self) -> Option<usize> {
        self.judge
    }

    /// What shows that it is attained.
    #[must_use]
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    /// How much of the evidence is needed.
    #[must_use]
    pub fn needed(&self) -> usize {
        self.needed
    }

    /// Whether the plan states a date for it.
    #[must_use]
    pub fn is_dated(&self) -> bool {
        self.dated
    }
}

/// Something that shows that a qualitative target is attained (佐证).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub(crate) id: String,
    pub(crate) title: String,
}

impl Evidence {
    /// Its id, by which data report the day on which it was there.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }
}
