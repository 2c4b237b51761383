//! What-ifs from files.

use super::fields::Fields;
use super::node::Node;
use super::plan::{readers, target_value};
use super::read::{checked_from_text, with_meaning};
use super::{Limits, Syntax};
use crate::check::{CheckError, Checked, Diagnostics, Reader, Trail, check_what_if};
use crate::plan::Plan;
use crate::series::Observations;
use crate::what_if::{AssumedFigureDoc, AssumedMilestoneDoc, AssumedTargetDoc, DelayDoc, Overlaid, WhatIf};

/// The most that the text of a what-if may ask of the reader.
const LIMITS: Limits = Limits { bytes: 16 << 20, depth: 32, nodes: 1_000_000 };

readers! {
    what_if(fields) -> WhatIf {
        format: fields.required("format"),
        title: fields.text("title"),
        note: fields.text("note"),
        figures: fields.list("figures", figure),
        milestones: fields.list("milestones", milestone),
        targets: fields.list("targets", target),
        delays: fields.list("delays", delay),
    }

    figure(fields) -> AssumedFigureDoc {
        indicator: fields.required("indicator"),
        period: fields.required("period"),
        value: fields.required("value"),
        why: fields.text("why"),
    }

    milestone(fields) -> AssumedMilestoneDoc {
        id: fields.required("id"),
        reached: fields.text("reached"),
        why: fields.text("why"),
    }

    target(fields) -> AssumedTargetDoc {
        indicator: fields.required("indicator"),
        target: fields.required("target"),
        value: target_value(&mut fields),
        due: fields.text("due"),
        why: fields.text("why"),
    }

    delay(fields) -> DelayDoc {
        id: fields.required("id"),
        to: fields.required("to"),
        why: fields.text("why"),
    }
}

fn read(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<WhatIf> {
    what_if(node, Trail::Root, diagnostics)
}

fn doc_from(text: &str, syntax: Syntax) -> Result<WhatIf, CheckError> {
    checked_from_text(text, syntax, &LIMITS, read).map(Checked::into_inner)
}

fn overlaid_from(
    text: &str,
    syntax: Syntax,
    plan: &Plan,
    data: &Observations,
) -> Result<Checked<Overlaid>, CheckError> {
    checked_from_text(text, syntax, &LIMITS, |node, diagnostics| {
        let doc = read(node, diagnostics)?;
        with_meaning(&doc, diagnostics, |doc, diagnostics| {
            let mut reader = Reader::default();
            let overlaid = check_what_if(doc, plan, data, &mut reader);
            diagnostics.append(reader.diagnostics);
            Some(overlaid)
        })
    })
}

impl WhatIf {
    /// Reads a what-if from YAML, as the file says it: nothing in it is checked yet.
    ///
    /// ```
    /// use attainment::what_if::WhatIf;
    /// let text = "{ format: attainment/what-if@1, figures: [ { indicator: rd, period: 2025, value: 4.6 } ] }";
    /// assert_eq!(WhatIf::from_yaml(text)?, WhatIf::new().assume("rd", "2025", "4.6"));
    /// # Ok::<(), attainment::check::CheckError>(())
    /// ```
    ///
    /// # Errors
    /// All that is wrong with the text: its syntax, or the fields that are missing, unknown, repeated or misshapen.
    #[cfg(feature = "yaml")]
    pub fn from_yaml(text: &str) -> Result<Self, CheckError> {
        doc_from(text, Syntax::Yaml)
    }

    /// Reads a what-if from JSON, as the file says it. Numbers may be written as numbers or as texts.
    ///
    /// # Errors
    /// All that is wrong with the text: its syntax, or the fields that are missing, unknown, repeated or misshapen.
    #[cfg(feature = "json")]
    pub fn from_json(text: &str) -> Result<Self, CheckError> {
        doc_from(text, Syntax::Json)
    }
}

impl Overlaid {
    /// Reads a what-if from YAML and lays it over a plan and its observations.
    ///
    /// # Errors
    /// Everything that is wrong with it, with line and column.
    #[cfg(feature = "yaml")]
    pub fn from_yaml(text: &str, plan: &Plan, data: &Observations) -> Result<Checked<Self>, CheckError> {
        overlaid_from(text, Syntax::Yaml, plan, data)
    }

    /// Reads a what-if from JSON and lays it over a plan and its observations.
    ///
    /// # Errors
    /// Everything that is wrong with it, with line and column.
    #[cfg(feature = "json")]
    pub fn from_json(text: &str, plan: &Plan, data: &Observations) -> Result<Checked<Self>, CheckError> {
        overlaid_from(text, Syntax::Json, plan, data)
    }
}
