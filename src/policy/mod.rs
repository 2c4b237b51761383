//! How progress is judged, as data.
//!
//! A [`Policy`] is a decision table over the [catalogue of facts](crate::facts::Fact): rows of
//! conditions, tried in order, each leading to an outcome with a [`Standing`]. It comes from
//! [`PolicyDoc::check`] or from a file, and does not change. A checked policy cannot fail: whatever
//! is known, [`decide`](crate::decide::decide) gives an outcome, or says what it depends on.
//!
//! ```
//! use attainment::policy::{OutcomeDoc, PolicyDoc, RowDoc, Standing};
//! let policy = PolicyDoc::new("demo", "1")
//!     .row(RowDoc::new("done", "done").when("attained", "true"))
//!     .row(RowDoc::new("well", "well").when("share", ">= 0.5"))
//!     .row(RowDoc::new("else", "badly"))
//!     .outcome("done", OutcomeDoc::new("fact", "attained", "完成", "done"))
//!     .outcome("well", OutcomeDoc::new("outlook", "on_track", "顺利", "going well"))
//!     .outcome("badly", OutcomeDoc::new("outlook", "off_track", "不顺", "going badly"))
//!     .check()?;
//! assert_eq!(policy.outcomes()[1].standing(), Standing::OnTrack);
//! # Ok::<(), attainment::check::CheckError>(())
//! ```

mod cell;
mod doc;
mod hash;
mod load;
mod range;
#[cfg(any(feature = "yaml", feature = "json"))]
#[cfg(any(feature = "yaml", feature = "json"))]
mod read;
mod rows;
mod standing;
mod table;
#[cfg(test)]
mod tests;

#[cfg(any(feature = "yaml", feature = "json"))]
#[cfg(any(feature = "yaml", feature = "json"))]
mod file;

pub use cell::Condition;
pub use doc::{LabelDoc, MeasureDoc, OutcomeDoc, POLICY_FORMAT, ParametersDoc, PolicyDoc, RowDoc, TableDoc};
pub use range::{Limit, Numbers, Range};
pub use standing::{OutcomeKind, Standing};
pub use table::{Cell, Row, Table};

use crate::facts::{BaseChoice, Fact};
use crate::lang::Lang;
use crate::number::Exact;

/// A checked policy.
#[derive(Clone, Debug)]
pub struct Policy {
    id: String,
    version: String,
    title: Option<Label>,
    source: Option<String>,
    trust: Option<String>,
    note: Option<String>,
    hash: String,
    parameters: Parameters,
    table: Table,
    outcomes: Vec<Outcome>,
}

impl Policy {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its version.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> Option<&Label> {
        self.title.as_ref()
    }

    /// Where its rules come from.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// How far its source can be relied on.
    #[must_use]
    pub fn trust(&self) -> Option<&str> {
        self.trust.as_deref()
    }

    /// The remark on it.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// The SHA-256 of its content, 64 hexadecimal digits. YAML or JSON, comments, layout and the
    /// order of fields make no difference to it; the order of rows does.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// What it chooses where the catalogue leaves a choice.
    #[must_use]
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// The facts that it reads, each once. A [`FactSet`](crate::facts::FactSet) is filled in this order.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        self.table.facts()
    }

    /// The table by which an indicator is judged.
    #[must_use]
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// The outcomes, in the order of the document.
    #[must_use]
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }
}

/// What a policy chooses where the catalogue of facts leaves a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameters {
    /// The baseline that progress is measured from.
    pub base: BaseChoice,
    /// How near “about” is, as a share of the value.
    pub about: Exact,
    /// The age in years beyond which a figure no longer counts as current; `None`: no figure is too old.
    pub max_age: Option<Exact>,
}

impl Default for Parameters {
    /// The baseline of the plan; about within five per cent; no figure is too old.
    fn default() -> Self {
        Self { base: BaseChoice::Plan, about: Exact::ratio(5, 100).unwrap_or(Exact::ZERO), max_age: None }
    }
}

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    zh: String,
    en: String,
}

impl Label {
    /// The text in a language.
    #[must_use]
    pub fn told(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }
}

/// An outcome of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    id: String,
    kind: OutcomeKind,
    standing: Standing,
    label: Label,
    color: Option<String>,
}

impl Outcome {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether it says what happened, or what is to be expected.
    #[must_use]
    pub fn kind(&self) -> OutcomeKind {
        self.kind
    }

    /// How things stand.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.standing
    }

    /// Its name.
    #[must_use]
    pub fn label(&self) -> &Label {
        &self.label
    }

    /// The colour it is shown in, in the words of the policy.
    #[must_use]
    pub fn color(&self) -> Option<&str> {
        self.color.as_deref()
    }
}
