//! Registers from files.

use super::Register;
use super::check::check;
use super::doc::{CollectiveDoc, REGISTER_FORMAT, RegisterDoc, RegisteredDoc};
use crate::check::{CheckError, Checked, Diagnostics, Problem, Severity, Trail};
use crate::document::{Fields, Limits, Node, Syntax, checked_from_text};

impl Register {
    /// Reads and checks a register written as YAML.
    ///
    /// # Errors
    /// All diagnostics with their places, if one of them is an error.
    #[cfg(feature = "yaml")]
    pub fn from_yaml(text: &str) -> Result<Checked<Self>, CheckError> {
        from_text(text, Syntax::Yaml)
    }

    /// Reads and checks a register written as JSON.
    ///
    /// # Errors
    /// All diagnostics with their places, if one of them is an error.
    #[cfg(feature = "json")]
    pub fn from_json(text: &str) -> Result<Checked<Self>, CheckError> {
        from_text(text, Syntax::Json)
    }
}

fn from_text(text: &str, syntax: Syntax) -> Result<Checked<Register>, CheckError> {
    checked_from_text(text, syntax, &Limits::default(), |node, diagnostics| {
        let doc = read(node, diagnostics)?;
        // What is lost would seem to be missing.
        let whole = diagnostics.iter().all(|one| one.severity() != Severity::Error);
        whole.then(|| check(&doc, diagnostics))
    })
}

fn read(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<RegisterDoc> {
    let mut fields = Fields::of(node, Trail::Root, diagnostics)?;
    let format = fields.required("format");
    if !format.is_empty() && format != REGISTER_FORMAT {
        let path = fields.path("format");
        fields.diagnostics.report(Problem::WrongFormat { found: format, expected: REGISTER_FORMAT }, path);
        return None;
    }
    let doc = RegisterDoc {
        format,
        id: fields.required("id"),
        title: fields.required("title"),
        source: fields.text("source"),
        organizations: fields.list("organizations", organization),
        collectives: fields.list("collectives", collective),
    };
    fields.finish();
    Some(doc)
}

fn organization(node: &Node<'_>, trail: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<RegisteredDoc> {
    let mut fields = Fields::of(node, trail, diagnostics)?;
    let doc = RegisteredDoc {
        id: fields.required("id"),
        name: fields.required("name"),
        aliases: fields.texts("aliases"),
        level: fields.text("level"),
        parent: fields.text("parent"),
        from: fields.text("from"),
        until: fields.text("until"),
    };
    fields.finish();
    Some(doc)
}

fn collective(node: &Node<'_>, trail: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<CollectiveDoc> {
    let mut fields = Fields::of(node, trail, diagnostics)?;
    let doc = CollectiveDoc {
        id: fields.required("id"),
        name: fields.required("name"),
        aliases: fields.texts("aliases"),
        members: fields.texts("members"),
        level: fields.text("level"),
        under: fields.text("under"),
        count: fields.text("count"),
    };
    fields.finish();
    Some(doc)
}
