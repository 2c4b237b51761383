use std::collections::HashSet;

use super::Limits;
use super::node::Node;
use super::parse::{Syntax, fill_places, read_document};
#[cfg(feature = "json")]
use super::plan::read_flawless_plan;
use super::plan::read_plan;
use crate::check::{CheckError, Checked, Diagnostics, Path, Problem, Segment, Severity};
use crate::plan::PlanDoc;

impl PlanDoc {
    /// Reads a plan from YAML, as the file says it: the words and numbers in it are not checked yet.
    ///
    /// ```
    /// use attainment::document::Limits;
    /// use attainment::plan::PlanDoc;
    /// let text = "{ format: attainment/plan@1, id: demo, title: A plan, period: { end: 2025 } }";
    /// let plan = PlanDoc::from_yaml(text, &Limits::default())?;
    /// assert_eq!(plan.period.end, "2025");
    /// # Ok::<(), attainment::check::CheckError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// All that is wrong with the text: its syntax, or the fields that are missing, unknown,
    /// repeated or misshapen.
    #[cfg(feature = "yaml")]
    pub fn from_yaml(text: &str, limits: &Limits) -> Result<Self, CheckError> {
        checked_from_text(text, Syntax::Yaml, limits, read).map(Checked::into_inner)
    }

    /// Reads a plan from JSON, as the file says it. Numbers may be written as numbers or as texts.
    ///
    /// # Errors
    ///
    /// All that is wrong with the text: its syntax, or the fields that are missing, unknown,
    /// repeated or misshapen.
    #[cfg(feature = "json")]
    pub fn from_json(text: &str, limits: &Limits) -> Result<Self, CheckError> {
        checked_from_text(text, Syntax::Json, limits, read).map(Checked::into_inner)
    }
}

fn read(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<PlanDoc> {
    Some(read_plan(node, diagnostics))
}

/// What `read` makes of the tree of a text, with the place of every diagnostic.
pub(crate) fn checked_from_text<T>(
    text: &str,
    syntax: Syntax,
    limits: &Limits,
    read: impl FnOnce(&Node<'_>, &mut Diagnostics) -> Option<T>,
) -> Result<Checked<T>, CheckError> {
    let (node, mut diagnostics) = read_document(text, syntax, limits)?;
    let value = read(&node, &mut diagnostics);
    fill_places(text, &node, diagnostics.iter_mut());
    Checked::from_parts(value, diagnostics)
}

/// What `check` makes of the plan in a text. Problems of shape and of meaning come in one list,
/// without those of meaning that only repeat one of shape.
pub(crate) fn plan_from_text<T>(
    text: &str,
    syntax: Syntax,
    limits: &Limits,
    check: impl FnOnce(&PlanDoc, &mut Diagnostics) -> Option<T>,
) -> Result<Checked<T>, CheckError> {
    #[cfg(feature = "json")]
    if syntax == Syntax::Json
        && let Some(doc) = read_flawless_plan(text, limits)
    {
        let mut diagnostics = Diagnostics::new();
        let value = with_meaning(&doc, &mut diagnostics, check);
        if !diagnostics.is_empty() {
            // The tree is needed after all: it knows the places.
            let (node, _) = read_document(text, syntax, limits)?;
            fill_places(text, &node, diagnostics.iter_mut());
        }
        return Checked::from_parts(value, diagnostics);
    }
    checked_from_text(text, syntax, limits, |node, diagnostics| {
        let doc = read_plan(node, diagnostics);
        with_meaning(&doc, diagnostics, check)
    })
}

/// What `check` makes of a document, which is asked only if the problems of shape leave a meaning. What it
/// finds is added to them.
pub(super) fn with_meaning<D, T>(
    doc: &D,
    diagnostics: &mut Diagnostics,
    check: impl FnOnce(&D, &mut Diagnostics) -> Option<T>,
) -> Option<T> {
    if !diagnostics.iter().all(|diagnostic| is_local(&diagnostic.problem)) {
        return None;
    }
    let (mut spoilt, mut missing) = (HashSet::new(), HashSet::new());
    for diagnostic in diagnostics.iter() {
        match diagnostic.problem {
            Problem::MissingField { field } => missing.insert(diagnostic.path.key(field)),
            _ => spoilt.insert(above(&diagnostic.path)),
        };
    }
    let mut found = Diagnostics::new();
    let value = check(doc, &mut found);
    for diagnostic in &found {
        // Of a field that is missing enough is said. And what only seems odd below a misspelt field
        // may be odd because of it.
        let path = &diagnostic.path.0;
        let below_misspelt =
            (1..=path.len()).any(|length| path.get(..length).is_some_and(|above| spoilt.contains(above)));
        // A misspelt `at_least` is no value: that none is given follows from it.
        let follows =
            matches!(diagnostic.problem, Problem::ExactlyOne { given: 0, .. }) && spoilt.contains(path);
        let repeats = follows || missing.contains(&diagnostic.path);
        if !repeats && (diagnostic.severity() == Severity::Error || !below_misspelt) {
            diagnostics.push(diagnostic.clone());
        }
    }
    value
}

/// Whether a problem of shape leaves the other parts of a plan as they are meant. A lost element or
/// id does not: what refers to it would seem to refer to nothing.
fn is_local(problem: &Problem) -> bool {
    match problem {
        Problem::MissingField { field } => *field != "id",
        Problem::UnknownField { .. } | Problem::DuplicateKey { .. } => true,
        _ => false,
    }
}

fn above(path: &Path) -> Vec<Segment> {
    let mut segments = path.0.clone();
    segments.pop();
    segments
}

#[cfg(all(test, feature = "yaml"))]
mod tests {
    use super::*;

    const PLAN: &str = "format: attainment/plan@1\nid: p\ntitle: P\nperiod: { end: 2025 }\n";

    /// The codes and places told for a plan whose check complains of the base and of every baseline.
    fn told(rest: &str) -> Vec<String> {
        let check = |doc: &PlanDoc, diagnostics: &mut Diagnostics| {
            let bad = || Problem::Syntax { detail: "meaning".into() };
            diagnostics.report(bad(), Path::root().key("period"));
            for index in 0..doc.indicators.len() {
                diagnostics.report(bad(), Path::root().key("indicators").index(index).key("baseline"));
            }
            Some(())
        };
        match plan_from_text(&format!("{PLAN}{rest}"), Syntax::Yaml, &Limits::default(), check) {
            Ok(_) => Vec::new(),
            Err(error) => error
                .diagnostics()
                .iter()
                .map(|diagnostic| {
                    let (line, column) = diagnostic.place.map_or((0, 0), |place| (place.line, place.column));
                    format!("{}@{line}:{column}", diagnostic.code().word())
                })
                .collect(),
        }
    }

    #[test]
    fn problems_of_shape_and_meaning_come_together() {
        let rest = "indicators:\n- { id: a, name: A, measure: stock, basline: 1 }\n\
                    - { id: b, name: B, measure: stock, baseline: { period: 2020, value: 1 } }\n";
        assert_eq!(told(rest), ["unknown-field@6:37", "syntax@4:1", "syntax@6:3", "syntax@7:37"]);
    }

    #[test]
    fn a_lost_id_stops_the_check() {
        assert_eq!(told("indicators:\n- { name: A, measure: stock }\n"), ["missing-field@6:3"]);
        assert_eq!(told("indicators: [ a ]\n"), ["wrong-shape@5:15"]);
    }
}
