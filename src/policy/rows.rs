//! What has to hold between the rows of a table.

use crate::check::{Diagnostics, Path, Problem};
use crate::facts::{Fact, FactType};

use super::Outcome;
use super::cell::Condition;
use super::doc::PolicyDoc;
use super::load::row_path;
use super::standing::OutcomeKind;
use super::table::{Cell, Row};

/// Reports what is wrong between the rows; those that could not be compiled are `None`.
pub(super) fn check_rows(
    doc: &PolicyDoc,
    facts: &[Fact],
    outcomes: &[Outcome],
    rows: &[Option<Row>],
    diagnostics: &mut Diagnostics,
) {
    if doc.indicator.rows.last().is_none_or(|last| !last.when.is_empty()) {
        let path = Path::root().key("indicator").key("rows");
        diagnostics.report(Problem::NoDefaultRow {}, path);
    }
    // The first estimate that a row or one above it reads.
    let mut estimate = None;
    // Where a row alone asks whether a fact is known, those below it are reached without the fact.
    let mut gone = false;
    for (index, row) in rows.iter().enumerate() {
        let Some(row) = row else { continue };
        let path = row_path(index);
        let read = row.cells.iter().filter_map(|cell| facts.get(cell.slot()));
        estimate = estimate.or_else(|| read.copied().find(|fact| fact.kind() == FactType::Estimate));
        if let Some(outcome) = outcomes.get(row.outcome()) {
            check_outcome(row, outcome, estimate, gone, &path, diagnostics);
        }
        let above = rows.iter().take(index).flatten().find(|above| above.covers(row));
        if let Some(above) = above {
            let problem = Problem::UnreachableRow { row: row.id.to_string(), above: above.id.to_string() };
            diagnostics.report(problem, path);
        }
        gone |= matches!(&*row.cells, [Cell { condition: Condition::Known, .. }]);
    }
}

fn check_outcome(
    row: &Row,
    outcome: &Outcome,
    estimate: Option<Fact>,
    gone: bool,
    path: &Path,
    diagnostics: &mut Diagnostics,
) {
    if let (OutcomeKind::Fact, Some(fact)) = (outcome.kind, estimate) {
        let problem = Problem::EstimateInFact { outcome: outcome.id.clone(), fact: fact.name().into() };
        diagnostics.report(problem, path.key("then"));
    }
    if outcome.standing.is_good() {
        let unknown = row.cells.iter().find(|cell| cell.condition == Condition::Unknown);
        let path = match unknown {
            Some(cell) => path.key("when").key(&cell.name),
            None if gone => path.key("then"),
            None => return,
        };
        diagnostics.report(Problem::UnknownLeadsToGood { outcome: outcome.id.clone() }, path);
    }
}
