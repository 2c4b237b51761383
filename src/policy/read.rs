use crate::check::{Diagnostics, Noun, Problem, Trail};
use crate::document::{Fields, Kind, Node, text_of};
use crate::number::parse_plain;

use super::doc::{
    ChoiceDoc, InputDoc, LabelDoc, MeasureDoc, OutcomeDoc, ParametersDoc, PolicyDoc, RollUpDoc, RowDoc,
    TableDoc, ValidDoc,
};

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
        provisional: fields.map("provisional", label),
        note: fields.text("note"),
        valid: fields.map("valid", valid),
        extends: fields.text("extends"),
        parameters: fields.map("parameters", parameters).unwrap_or_default(),
        inputs: named(&mut fields, "inputs", input),
        measures: named(&mut fields, "measures", measure),
        indicator: fields.map("indicator", table).unwrap_or_default(),
        task: fields.map("task", table),
        group: fields.map("group", table),
        roll_up: fields.map("roll_up", roll_up),
        outcomes: named(&mut fields, "outcomes", outcome),
    };
    fields.finish();
    doc
}

/// A field that has to be there; the check reports it where it is not.
fn text(fields: &mut Fields<'_, '_, '_, '_>, field: &'static str) -> String {
    fields.text(field).unwrap_or_default()
}

/// A field that is a map whose keys are free.
fn named<T>(
    fields: &mut Fields<'_, '_, '_, '_>,
    field: &'static str,
    read: impl Fn(&Node<'_>, Trail<'_>, &mut Diagnostics) -> Option<T>,
) -> Vec<(String, T)> {
    fields.map(field, |node, path, diagnostics| entries(node, path, diagnostics, read)).unwrap_or_default()
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

fn valid(node: &Node<'_>, path: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<ValidDoc> {
    let mut fields = Fields::of(node, path, diagnostics)?;
    let valid = ValidDoc { from: fields.text("from"), until: fields.text("until") };
    fields.finish();
    Some(valid)
}

/// A word or number, or a map of them.
fn choice(node: &Node<'_>, path: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<ChoiceDoc> {
    match &node.kind {
        Kind::Map(_) => entries(node, path, diagnostics, text_of).map(ChoiceDoc::Fields),
        _ => text_of(node, path, diagnostics).map(ChoiceDoc::Word),
    }
}

fn parameters(node: &Node<'_>, path: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<ParametersDoc> {
    let mut fields = Fields::of(node, path, diagnostics)?;
    let parameters = ParametersDoc {
        base: fields.map("base", choice),
        about: fields.text("about"),
        max_age: fields.text("max_age"),
        places: fields.text("places"),
        provisional: fields.text("provisional"),
        estimated: fields.text("estimated"),
        trend: fields.map("trend", choice),
        level: fields.text("level"),
        forecast: fields.text("forecast"),
        without_target: fields.text("without_target"),
    };
    fields.finish();
    Some(parameters)
}

fn input(node: &Node<'_>, path: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<InputDoc> {
    let mut fields = Fields::of(node, path, diagnostics)?;
    let input = InputDoc {
        kind: text(&mut fields, "kind"),
        unit: fields.text("unit"),
        words: fields.texts("words"),
        default: fields.text("default"),
        zh: fields.text("zh"),
        en: fields.text("en"),
    };
    fields.finish();
    Some(input)
}

fn measure(node: &Node<'_>, path: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<MeasureDoc> {
    let mut fields = Fields::of(node, path, diagnostics)?;
    let measure = MeasureDoc {
        fact: text(&mut fields, "fact"),
        base: fields.map("base", choice),
        current: fields.text("current"),
        goal: fields.text("goal"),
        scale: fields.map("scale", choice),
        zero: fields.text("zero"),
        path: fields.map("path", choice),
        trend: fields.map("trend", choice),
        level: fields.text("level"),
        test: fields.text("test"),
        carry: fields.map("carry", choice),
        window: fields.text("window"),
        limit: fields.text("limit"),
        per: fields.text("per"),
        places: fields.text("places"),
        zh: fields.text("zh"),
        en: fields.text("en"),
    };
    fields.finish();
    Some(measure)
}

fn table(node: &Node<'_>, path: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<TableDoc> {
    let mut fields = Fields::of(node, path, diagnostics)?;
    let table = TableDoc {
        hit: text(&mut fields, "hit"),
        rows: fields.list("rows", row),
        remove: fields.texts("remove"),
    };
    fields.finish();
    Some(table)
}

fn row(node: &Node<'_>, path: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<RowDoc> {
    let mut fields = Fields::of(node, path, diagnostics)?;
    let row = RowDoc {
        id: text(&mut fields, "id"),
        when: named(&mut fields, "when", cell),
        then: text(&mut fields, "then"),
        score: fields.map("score", choice),
        note: fields.text("note"),
        before: fields.text("before"),
    };
    fields.finish();
    Some(row)
}

fn roll_up(node: &Node<'_>, path: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<RollUpDoc> {
    let mut fields = Fields::of(node, path, diagnostics)?;
    let roll_up = RollUpDoc {
        of: fields.text("of"),
        by: text(&mut fields, "by"),
        worst: fields.text("worst"),
        missing: fields.text("missing"),
        min_coverage: fields.text("min_coverage"),
    };
    fields.finish();
    Some(roll_up)
}

fn outcome(node: &Node<'_>, path: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<OutcomeDoc> {
    let mut fields = Fields::of(node, path, diagnostics)?;
    let outcome = OutcomeDoc {
        kind: text(&mut fields, "kind"),
        standing: text(&mut fields, "standing"),
        zh: text(&mut fields, "zh"),
        en: text(&mut fields, "en"),
        color: fields.text("color"),
        names: named(&mut fields, "names", text_of),
        veto: fields.text("veto"),
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
            if let Some(word) = elements.iter().find(|word| word.contains([',', '{', '}'])) {
                let (cell, expected) = (word.clone(), "{good, bad}".to_owned());
                diagnostics.report(Problem::BadCell { cell, expected }, path.path());
                return None;
            }
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
