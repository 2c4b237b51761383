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
        /// What in it is not confirmed by its source; every report says so.
        provisional: Option<LabelDoc>,
        /// A remark.
        note: Option<String>,
        /// When it applies.
        valid: Option<ValidDoc>,
        /// The id of the policy that this one changes: what is given here replaces what is said there.
        extends: Option<String>,
        /// What it chooses where the catalogue leaves a choice.
        parameters: ParametersDoc,
        /// Values that each indicator, or the embedding program, supplies.
        inputs: Vec<(String, InputDoc)> = "crate::plan::as_map",
        /// Formulas of the catalogue with their arguments, under names of its own.
        measures: Vec<(String, MeasureDoc)> = "crate::plan::as_map",
        /// The table by which an indicator is judged.
        indicator: TableDoc,
        /// The table by which a task is judged.
        task: Option<TableDoc>,
        /// The table by which a group, and the plan as a whole, is judged.
        group: Option<TableDoc>,
        /// How scores are rolled up to tasks, groups and the plan.
        roll_up: Option<RollUpDoc>,
        /// The outcomes that its rows lead to, by id.
        outcomes: Vec<(String, OutcomeDoc)> = "crate::plan::as_map",
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
    /// When a policy applies.
    ValidDoc {
        /// The first day.
        from: Option<String>,
        /// The last day.
        until: Option<String>,
    }
}

/// A word or number, or a map of arguments: `plan`, `40`, or `{ year: 2015, missing: next }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChoiceDoc {
    /// A word or number.
    Word(String),
    /// Arguments by name.
    Fields(Vec<(String, String)>),
}

impl From<&str> for ChoiceDoc {
    fn from(word: &str) -> Self {
        Self::Word(word.into())
    }
}

impl<const N: usize> From<[(&str, &str); N]> for ChoiceDoc {
    fn from(fields: [(&str, &str); N]) -> Self {
        Self::Fields(fields.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for ChoiceDoc {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Word(word) => serializer.serialize_str(word),
            Self::Fields(fields) => crate::plan::as_map(fields, serializer),
        }
    }
}

document! {
    /// What a policy chooses.
    ParametersDoc {
        /// The base that progress is measured from: `plan` (the default), `series`, `first`, `previous`, or a
        /// map such as `{ year: 2015, missing: next }` or `{ years_back: 5 }`.
        base: Option<ChoiceDoc>,
        /// How near “about” is, as a share of the value: `0.05` is five per cent, and the default.
        about: Option<String>,
        /// The age in years beyond which a figure no longer counts as current; without it none is too old.
        max_age: Option<String>,
        /// The decimal places to which every number is rounded before it is compared, half away from zero, where
        /// its measure does not say otherwise; without it none is rounded.
        places: Option<String>,
        /// Whether provisional figures count: `use` (the default) or `ignore`.
        provisional: Option<String>,
        /// Whether estimated figures count: `use` (the default) or `ignore`.
        estimated: Option<String>,
        /// How series are carried on, where a measure does not say otherwise, and in the report: a trend as among
        /// the measures.
        trend: Option<ChoiceDoc>,
        /// The probability in per cent that the intervals of projections hold: `95` is the default.
        level: Option<String>,
        /// Whether projections of levels start from figures that are published as forecasts: `use`, or `ignore`
        /// (the default).
        forecast: Option<String>,
        /// Whether indicators without a number to reach are judged: `judge`, or `skip` (the default).
        without_target: Option<String>,
    }
}

document! {
    /// A value that each indicator, or the embedding program, supplies.
    InputDoc {
        /// `number`, `estimate`, `yes/no` or `word`.
        kind: String,
        /// The unit of a number: `share`, `indicator`, `rate a year`, `years`, `count`, `days` or `points`.
        unit: Option<String>,
        /// The words that a word can be.
        words: Vec<String>,
        /// What counts where none is supplied; without it the value is unknown.
        default: Option<String>,
        /// Its name in Chinese.
        zh: Option<String>,
        /// Its name in English.
        en: Option<String>,
    }
}

document! {
    /// A formula of the catalogue with its arguments.
    MeasureDoc {
        /// The name of the fact.
        fact: String,
        /// The base, as among the parameters.
        base: Option<ChoiceDoc>,
        /// The current figure: `by_due` (the default) or `newest`.
        current: Option<String>,
        /// The goal: `target` (the default), a number, or the name of an input.
        goal: Option<String>,
        /// Another scale: `reciprocal`, `{ worst: …, best: … }` or `{ centre: …, offset: … }`.
        scale: Option<ChoiceDoc>,
        /// What stands for a base or goal of zero.
        zero: Option<String>,
        /// The path: `linear` (the default), `constant`, `geometric`, `logistic`, or shares of the way by period.
        path: Option<ChoiceDoc>,
        /// The trend: a word of [`Method`](crate::project::Method), or a map with `fit` and `weights` (`rank`),
        /// `half_life` or `changes`. Without it that of the parameters, or else `auto` for what is projected and
        /// `endpoint_geometric` for rates.
        trend: Option<ChoiceDoc>,
        /// The probability in per cent that an interval holds.
        level: Option<String>,
        /// The test of a trend: `spearman` (the default) or `mann_kendall`.
        test: Option<String>,
        /// What is carried over from year to year: `{ excess: 1.08, surplus: 1 }`.
        carry: Option<ChoiceDoc>,
        /// The months of a window.
        window: Option<String>,
        /// The input that is the natural limit.
        limit: Option<String>,
        /// The input that the number is divided by.
        per: Option<String>,
        /// The decimal places to which it is rounded before it is compared.
        places: Option<String>,
        /// Its name in Chinese; without it that of the fact.
        zh: Option<String>,
        /// Its name in English; without it the name that the rows use.
        en: Option<String>,
    }
}

document! {
    /// A decision table.
    TableDoc {
        /// Which row counts: `first`, `unique` or `collect`.
        hit: String,
        /// The rows, in the order in which they are tried.
        rows: Vec<RowDoc>,
        /// The ids of rows of the policy extended that are left out.
        remove: Vec<String>,
    }
}

document! {
    /// A row of a table.
    RowDoc {
        /// Its id.
        id: String,
        /// The conditions, all of which must hold: fact, measure or input, and cell.
        when: Vec<(String, String)> = "crate::plan::as_map",
        /// The id of the outcome.
        then: String,
        /// The score: a number, or `{ of: …, slope: …, intercept: …, from: …, step: …, min: …, max: … }`.
        score: Option<ChoiceDoc>,
        /// A remark.
        note: Option<String>,
        /// The id of the row of the policy extended that it stands before.
        before: Option<String>,
    }
}

document! {
    /// How scores are rolled up.
    RollUpDoc {
        /// What is rolled up: `score` (the default) or `share`.
        of: Option<String>,
        /// `mean`, `weighted`, `worst`, `sum` or `geometric`.
        by: String,
        /// How many of the worst the mean takes; without it all.
        worst: Option<String>,
        /// What a part without a score counts for: `skip` (the default) or a number of points.
        missing: Option<String>,
        /// The least share of the weight that must have a score.
        min_coverage: Option<String>,
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
        /// Its name in other languages, by their codes.
        names: Vec<(String, String)> = "crate::plan::as_map",
        /// Whether it vetoes: `true` or `false` (the default). Groups count their vetoes.
        veto: Option<String>,
    }
}

#[cfg(feature = "serde")]
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl PolicyDoc {
    /// A policy without rows and outcomes yet, whose first row that fires counts.
    #[must_use]
    pub fn new(id: &str, version: &str) -> Self {
        Self {
            format: POLICY_FORMAT.into(),
            id: id.into(),
            version: version.into(),
            indicator: TableDoc { hit: "first".into(), ..TableDoc::default() },
            ..Self::default()
        }
    }

    /// With one more row at the end of the table.
    #[must_use]
    pub fn row(mut self, row: RowDoc) -> Self {
        self.indicator.rows.push(row);
        self
    }

    /// With one more measure: a formula under a name of the policy's own.
    #[must_use]
    pub fn measure(mut self, name: &str, measure: MeasureDoc) -> Self {
        self.measures.push((name.into(), measure));
        self
    }

    /// With one more input, which each indicator or the program supplies.
    #[must_use]
    pub fn input(mut self, name: &str, input: InputDoc) -> Self {
        self.inputs.push((name.into(), input));
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

    /// With a score.
    #[must_use]
    pub fn score(mut self, score: impl Into<ChoiceDoc>) -> Self {
        self.score = Some(score.into());
        self
    }

    /// With one more condition: a fact or measure, and the cell.
    #[must_use]
    pub fn when(mut self, fact: &str, cell: &str) -> Self {
        self.when.push((fact.into(), cell.into()));
        self
    }
}

impl InputDoc {
    /// An input of a kind: `number`, `estimate`, `yes/no` or `word`.
    #[must_use]
    pub fn new(kind: &str) -> Self {
        Self { kind: kind.into(), ..Self::default() }
    }
}

impl MeasureDoc {
    /// A fact without arguments.
    #[must_use]
    pub fn new(fact: &str) -> Self {
        Self { fact: fact.into(), ..Self::default() }
    }
}

impl OutcomeDoc {
    /// An outcome: its kind, its standing, and its name in both languages.
    #[must_use]
    pub fn new(kind: &str, standing: &str, zh: &str, en: &str) -> Self {
        Self { kind: kind.into(), standing: standing.into(), zh: zh.into(), en: en.into(), ..Self::default() }
    }
}
