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
mod condition;
mod cover;
pub(crate) mod decision;
mod doc;
mod extend;
mod hash;
mod index;
mod input;
mod load;
mod measures;
mod numbers;
mod print;
#[cfg(any(feature = "yaml", feature = "json"))]
mod read;
mod roll_up;
mod rows;
mod score;
mod standing;
mod table;
#[cfg(test)]
mod tests;
pub(crate) mod truth;

#[cfg(any(feature = "yaml", feature = "json"))]
mod file;

pub use cell::Condition;
use decision::Decision;
pub(crate) use decision::{bit, bits};
pub use doc::{
    ChoiceDoc, InputDoc, LabelDoc, MeasureDoc, OutcomeDoc, POLICY_FORMAT, ParametersDoc, PolicyDoc,
    RollUpDoc, RowDoc, TableDoc, ValidDoc,
};
pub(crate) use index::{Cuts, FEW_CUTS, Index, IndexColumn, count};
pub use input::Input;
pub use numbers::Numbers;
pub use roll_up::{RollBy, RollUp};
pub use score::{Points, Score};
pub use standing::{OutcomeKind, Standing};
pub use table::{Cell, Hit, Row, Table};
use truth::Truth;

use chrono::NaiveDate;

use crate::check::Suggestion;
use crate::facts::{Column, Source};
use crate::lang::Lang;
use crate::number::Exact;
use crate::project::{Level, Method};
use crate::trajectory::{Lens, Scale, Trusted};

/// The document of a policy that another extends: a built-in one, or one that the embedder finds.
fn find_policy(id: &str, find: &mut dyn FnMut(&str) -> Option<PolicyDoc>) -> Option<PolicyDoc> {
    #[cfg(feature = "yaml")]
    if let Some(doc) = PolicyDoc::builtin(id) {
        return Some(doc);
    }
    find(id)
}

/// A built-in policy whose id is much like this one.
fn suggest_policy(id: &str) -> Suggestion {
    #[cfg(feature = "yaml")]
    return crate::check::nearest(id, Policy::builtin_names());
    #[cfg(not(feature = "yaml"))]
    {
        let _ = id;
        Suggestion::default()
    }
}

/// A checked policy.
#[derive(Clone, Debug)]
pub struct Policy {
    id: String,
    version: String,
    title: Option<Label>,
    source: Option<String>,
    trust: Option<String>,
    provisional: Option<Label>,
    note: Option<String>,
    hash: String,
    doc: Box<PolicyDoc>,
    valid: Validity,
    parameters: Parameters,
    inputs: Vec<Input>,
    lenses: Vec<Lens>,
    indicator: Table,
    task: Option<Table>,
    group: Option<Table>,
    roll_up: RollUp,
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

    /// What in it is not confirmed by its source. Reports say so.
    #[must_use]
    pub fn provisional(&self) -> Option<&Label> {
        self.provisional.as_ref()
    }

    /// The remark on it.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// The document behind it, with everything that it extends: the same policy, whole, in one document.
    #[must_use]
    pub fn document(&self) -> &PolicyDoc {
        &self.doc
    }

    /// When it applies.
    #[must_use]
    pub fn valid(&self) -> Validity {
        self.valid
    }

    /// The SHA-256 of its content, 64 hexadecimal digits. YAML or JSON, comments, layout and the
    /// order of fields make no difference to it; the order of rows does. What it takes from a policy that it extends belongs to its content.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// What it chooses where the catalogue leaves a choice.
    #[must_use]
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// The values that each indicator, or the embedding program, supplies.
    #[must_use]
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// The ways of looking at a target that its measures ask for, each once; the first is the one of the
    /// facts that are read without a measure.
    #[must_use]
    pub fn lenses(&self) -> &[Lens] {
        &self.lenses
    }

    /// The lens through which a report shows base, current value and goal: that of the facts without arguments,
    /// or of the first measure if no such fact is read. Never one that puts them on another scale, on which
    /// they could not stand beside the figures of the plan.
    pub(crate) fn main_lens(&self) -> usize {
        let mut lenses = self.columns().iter().filter_map(|column| match column.source() {
            Source::Formula(formula) if formula.fact.looks_at_base() => Some(formula.lens),
            _ => None,
        });
        let is_plain = |lens: &usize| self.lenses.get(*lens).is_some_and(|lens| lens.scale == Scale::None);
        lenses.find(is_plain).unwrap_or(0)
    }

    /// The table by which an indicator is judged.
    #[must_use]
    pub fn table(&self) -> &Table {
        &self.indicator
    }

    /// The columns of the table for indicators. A [`FactSet`](crate::facts::FactSet) is filled in this order.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        self.indicator.columns()
    }

    /// The table by which a task is judged.
    #[must_use]
    pub fn task_table(&self) -> Option<&Table> {
        self.task.as_ref()
    }

    /// The table by which a group, and the plan as a whole, is judged.
    #[must_use]
    pub fn group_table(&self) -> Option<&Table> {
        self.group.as_ref()
    }

    /// How scores are rolled up.
    #[must_use]
    pub fn roll_up(&self) -> &RollUp {
        &self.roll_up
    }

    /// Whether its rows give scores, or its roll-up makes some of shares.
    #[must_use]
    pub fn has_scores(&self) -> bool {
        self.roll_up.of_share || self.indicator.rows.iter().any(|row| row.score.is_some())
    }

    /// Whether its table for indicators reads anything but facts of the catalogue.
    pub(crate) fn reads_beside(&self) -> bool {
        self.columns().iter().any(|column| !matches!(column.source(), Source::Formula(_)))
    }

    /// The outcomes, in the order of the document.
    #[must_use]
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }
}

/// When a policy applies; both days belong to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
}

impl Validity {
    /// Whether it applies on a day.
    #[must_use]
    pub fn includes(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// What a policy chooses where the catalogue of facts leaves a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameters {
    /// How near “about” is, as a share of the value.
    pub about: Exact,
    /// The age in years beyond which a figure no longer counts as current; `None`: no figure is too old.
    pub max_age: Option<Exact>,
    /// Whether provisional and estimated figures count.
    pub trusted: Trusted,
    /// How series are carried on; `None`: by [`Method::Auto`] where something is projected, and by the two ends
    /// where a rate is asked for.
    pub trend: Option<Method>,
    /// The probability that the intervals of projections hold.
    pub level: Level,
    /// Whether projections of levels start from figures that are published as forecasts.
    pub forecast: bool,
    /// Whether indicators without a number to reach are judged.
    pub without_target: bool,
}

impl Default for Parameters {
    /// About within five per cent; no figure is too old; provisional and estimated figures count; what has no
    /// number to reach is not judged.
    fn default() -> Self {
        Self {
            about: Exact::ratio(5, 100).unwrap_or(Exact::ZERO),
            max_age: None,
            trusted: Trusted::default(),
            trend: None,
            level: Level::DEFAULT,
            forecast: false,
            without_target: false,
        }
    }
}

/// A text in Chinese and English, and in other languages where the policy gives them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    zh: String,
    en: String,
    names: Vec<(String, String)>,
}

impl Label {
    /// The text in another language, by its code, if the policy gives it.
    #[must_use]
    pub fn other(&self, language: &str) -> Option<&str> {
        self.names.iter().find(|(code, _)| code == language).map(|(_, name)| name.as_str())
    }

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
    veto: bool,
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

    /// Whether it vetoes; groups count their vetoes.
    #[must_use]
    pub fn is_veto(&self) -> bool {
        self.veto
    }

    /// The colour it is shown in, in the words of the policy.
    #[must_use]
    pub fn color(&self) -> Option<&str> {
        self.color.as_deref()
    }
}
