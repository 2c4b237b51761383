use crate::check::{Diagnostics, Noun, Problem, Trail};
use crate::document::{Fields, Kind, Node, text_of};
use crate::number::parse_plain;

use super::doc::{LabelDoc, MeasureDoc, OutcomeDoc, ParametersDoc, PolicyDoc, RowDoc, TableDoc};

/// The document that a parsed text says. What is missing stays empty and is reported by the check.
pub(super) fn read(node: &Node<'_>, diagnostics: &mut Diagnostics) -> PolicyDoc {
    let Some(mut fields) = Fields::of(node, Trail::Root, diagnostics) else { return PolicyDoc::default() };
    let doc = PolicyDoc {
        format: text(&mut fields, "format"),
        id: text(&mut fields, "id"),
        version: text(&mut fields, "version"),
        title: fields.map("title", label),
        source: fields.text("source"),
        trust: fields.text("trust"),
        note: fields.text("note"),
        parameters: fields.map("parameters", parameters).unwrap_or_default(),
        measures: fields
            .map("measures", |node, path, diagnostics| entries(node, path, diagnostics, measure))
            .unwrap_or_default(),
        indicator: fields.map("indicator", table).unwrap_or_default(),
        outcomes: fields
            .map("outcomes", |node, path, diagnostics| entries(node, path, diagnostics, outcome))
            .unwrap_or_default(),
    };
    fields.finish();
    doc
}

/// A field that has to be there; the check reports it where it is not.
fn text(fields: &mut Fields<'_, '_, '_, '_>, field: &'static str) -> String {
    fields.text(field).unwrap_or_default()
}

/// The entries of a map whose keys are free.
fn entries<T>(
    node: &Node<'_>,
    path: Trail<'_>,
    diagnostics: &mut Diagnostics,
    read: impl Fn(&Node<'_>, Trail<'_>, &mut Diagnostics) -> Option<T>,
) -> Option<Vec<(String, T)>> {
    let Kind::Map(entries) = &node.kind else {
        diagnostics
            .report(Problem::WrongShape { expected: Noun("a map"), found: Noun(node.shape()) }, path.path());
        return None;
    };
    let read_one = |entry: &crate::document::Entry<'_>| {
        Some((entry.key.clone().into_owned(), read(&entry.value, path.key(&entry.key), diagnostics)?))
    };
    Some(entries.iter().filter_map(read_one).collect())
}

fn label(node: &Node<'_>, path: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<LabelDoc> {
    let mut fields = Fields::of(node, path, diagnostics)?;
    let label = LabelDoc { zh: text(&mut fields, "zh"), en: text(&mut fields, "en") };
    fields.finish();
    Some(label)
}

fn parameters(node: &Node<'_>, path: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<ParametersDoc> {
    let mut fields = Fields::of(node, path, diagnostics)?;
    let parameters = ParametersDoc {
        base: fields.text("base"),
        about: fields.text("about"),
        max_age: fields.text("max_age"),
    };
    fields.finish();
    Some(parameters)
}

fn measure(node: &Node<'_>, path: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<MeasureDoc> {
    let mut fields = Fields::of(node, path, diagnostics)?;
    let measure = MeasureDoc { fact: text(&mut fields, "fact") };
    fields.finish();
    Some(measure)
}

fn table(node: &Node<'_>, path: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<TableDoc> {
    let mut fields = Fields::of(node, path, diagnostics)?;
    let table = TableDoc { hit: text(&mut fields, "hit"), rows: fields.list("rows", row) };
    fields.finish();
    Some(table)
}

fn row(node: &Node<'_>, path: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<RowDoc> {
    let mut fields = Fields::of(node, path, diagnostics)?;
    let row = RowDoc {
        id: text(&mut fields, "id"),
        when: fields
            .map("when", |node, path, diagnostics| entries(node, path, diagnostics, cell))
            .unwrap_or_default(),
        then: text(&mut fields, "then"),
        note: fields.text("note"),
    };
    fields.finish();
    Some(row)
}

fn outcome(node: &Node<'_>, path: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<OutcomeDoc> {
    let mut fields = Fields::of(node, path, diagnostics)?;
    let outcome = OutcomeDoc {
        kind: text(&mut fields, "kind"),
        standing: text(&mut fields, "standing"),
        zh: text(&mut fields, "zh"),
        en: text(&mut fields, "en"),
        color: fields.text("color"),
    };
    fields.finish();
    Some(outcome)
}

/// The text of a cell. A list is a set; so is `{a, b}` without quotes, which YAML reads as a map of nothing.
fn cell(node: &Node<'_>, path: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    let elements = match &node.kind {
        Kind::List(nodes) => {
            let read = |(index, node)| text_of(node, path.index(index), diagnostics);
            let elements: Vec<String> = nodes.iter().enumerate().map(read).collect::<Option<_>>()?;
            // `[0.3, 0.6]` without quotes is a list, and may have been meant as a range.
            if elements.len() == 2 && elements.iter().all(|text| parse_plain(text.as_bytes()).is_some()) {
                let [cell, set] =
                    [("[", "]"), ("{", "}")].map(|(l, r)| format!("{l}{}{r}", elements.join(", ")));
                let expected = format!("\"{cell}\" | \"{set}\"");
                diagnostics.report(Problem::BadCell { cell, expected }, path.path());
                return None;
            }
            elements
        }
        Kind::Map(entries) if entries.iter().all(|entry| matches!(entry.value.kind, Kind::Null)) => {
            entries.iter().map(|entry| entry.key.clone().into_owned()).collect()
        }
        _ => return text_of(node, path, diagnostics),
    };
    Some(format!("{{{}}}", elements.join(", ")))
}
