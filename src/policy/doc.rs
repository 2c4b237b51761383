//! The plain document of a policy: what a file says, as it says it.

/// The value of `format` in a policy.
pub const POLICY_FORMAT: &str = "attainment/policy@1";

/// Declares a document structure; all fields are public and may be left at their defaults.
macro_rules! document {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident : $type:ty $(= $with:literal)?,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize))]
        pub struct $name {
            $(
                $(#[$field_doc])*
                #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"$(, serialize_with = $with)?))]
                pub $field: $type,
            )+
        }
    };
}

document! {
    /// A policy: `format: attainment/policy@1`.
    PolicyDoc {
        /// Always `attainment/policy@1`.
        format: String,
        /// The policy's id.
        id: String,
        /// Its version.
        version: String,
        /// Its title.
        title: Option<LabelDoc>,
        /// Where its rules come from.
        source: Option<String>,
        /// How far its source can be relied on.
        trust: Option<String>,
        /// A remark.
        note: Option<String>,
        /// What it chooses where the catalogue leaves a choice.
        parameters: ParametersDoc,
        /// Names of its own for facts of the catalogue.
        measures: Vec<(String, MeasureDoc)> = "as_map",
        /// The table by which an indicator is judged.
        indicator: TableDoc,
        /// The outcomes that its rows lead to, by id.
        outcomes: Vec<(String, OutcomeDoc)> = "as_map",
    }
}

document! {
    /// A text in both languages.
    LabelDoc {
        /// In Chinese.
        zh: String,
        /// In English.
        en: String,
    }
}

document! {
    /// What a policy chooses.
    ParametersDoc {
        /// `plan` (the default): the baseline that the plan states; `series`: the one observed.
        base: Option<String>,
        /// How near “about” is, as a share of the value: `0.05` is five per cent, and the default.
        about: Option<String>,
        /// The age in years beyond which a figure no longer counts as current; without it none is too old.
        max_age: Option<String>,
    }
}

document! {
    /// A fact of the catalogue under a name of the policy's own.
    MeasureDoc {
        /// The name of the fact.
        fact: String,
    }
}

document! {
    /// A decision table.
    TableDoc {
        /// Which row counts: `first`.
        hit: String,
        /// The rows, in the order in which they are tried.
        rows: Vec<RowDoc>,
    }
}

document! {
    /// A row of a table.
    RowDoc {
        /// Its id.
        id: String,
        /// The conditions, all of which must hold: fact or measure, and cell.
        when: Vec<(String, String)> = "as_map",
        /// The id of the outcome.
        then: String,
        /// A remark.
        note: Option<String>,
    }
}

document! {
    /// An outcome.
    OutcomeDoc {
        /// `fact`, for what happened, or `outlook`, for what is to be expected.
        kind: String,
        /// A word of [`Standing`](crate::policy::Standing).
        standing: String,
        /// Its name in Chinese.
        zh: String,
        /// Its name in English.
        en: String,
        /// The colour it is shown in, in the words of the embedder.
        color: Option<String>,
    }
}

#[cfg(feature = "serde")]
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Pairs are written as the fields of a map, in their order.
#[cfg(feature = "serde")]
fn as_map<T: serde::Serialize, S: serde::Serializer>(
    pairs: &[(String, T)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().map(|(key, value)| (key, value)))
}

impl PolicyDoc {
    /// A policy without rows and outcomes yet, whose first row that fires counts.
    #[must_use]
    pub fn new(id: &str, version: &str) -> Self {
        Self {
            format: POLICY_FORMAT.into(),
            id: id.into(),
            version: version.into(),
            indicator: TableDoc { hit: "first".into(), rows: Vec::new() },
            ..Self::default()
        }
    }

    /// With one more row at the end of the table.
    #[must_use]
    pub fn row(mut self, row: RowDoc) -> Self {
        self.indicator.rows.push(row);
        self
    }

    /// With one more outcome.
    #[must_use]
    pub fn outcome(mut self, id: &str, outcome: OutcomeDoc) -> Self {
        self.outcomes.push((id.into(), outcome));
        self
    }
}

impl RowDoc {
    /// A row without conditions.
    #[must_use]
    pub fn new(id: &str, then: &str) -> Self {
        Self { id: id.into(), then: then.into(), ..Self::default() }
    }

    /// With one more condition: a fact or measure, and the cell.
    #[must_use]
    pub fn when(mut self, fact: &str, cell: &str) -> Self {
        self.when.push((fact.into(), cell.into()));
        self
    }
}

impl OutcomeDoc {
    /// An outcome: its kind, its standing, and its name in both languages.
    #[must_use]
    pub fn new(kind: &str, standing: &str, zh: &str, en: &str) -> Self {
        Self { kind: kind.into(), standing: standing.into(), zh: zh.into(), en: en.into(), color: None }
    }
}
