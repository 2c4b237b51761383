//! From the rows of a document to a compiled table, and what has to hold between the rows.

use std::collections::HashSet;

use super::Outcome;
use super::cell::Condition;
use super::cover::{self, Finding};
use super::doc::{ChoiceDoc, RowDoc, TableDoc};
use super::load::{Catalogue, Loader};
use super::score::Score;
use super::standing::{OutcomeKind, Standing};
use super::table::{Cell, Hit, Row, Table};
use crate::check::{Path, Problem, nearest};
use crate::facts::{Column, Fact, FactType, FactUnit, Source};
use crate::number::{Exact, parse_plain};

const SCORES: &str = "40 | { of: share, slope: 10, intercept: 0, from: 0, step: 0.1, min: 0, max: 10 }";

impl Loader<'_> {
    /// Compiles a table, to be used only if nothing is wrong with it.
    pub(super) fn table(
        &mut self,
        name: &'static str,
        doc: &TableDoc,
        catalogue: Catalogue,
        outcomes: &[Outcome],
    ) -> Table {
        let at = Path::root().key(name);
        let known_hit = self.word(&doc.hit, "hit", &at, Hit::ALL, Hit::word);
        let hit = known_hit.unwrap_or(Hit::First);
        let at = at.key("rows");
        self.limit(doc.rows.len(), Table::MAX_ROWS, "rows", at.clone());
        let mut compiler = Compiler { loader: self, catalogue, outcomes, columns: Vec::new() };
        let mut seen = HashSet::new();
        let rows = doc.rows.iter().take(Table::MAX_ROWS).enumerate();
        let rows: Vec<Option<Row>> =
            rows.map(|(index, row)| compiler.row(row, &mut seen, &at.index(index))).collect();
        let columns = compiler.columns;
        self.limit(columns.len(), Table::MAX_FACTS, "facts", at.clone());
        let mut table = Table { hit, columns, rows: Vec::new(), index: Default::default() };
        self.check_rows(doc, &table, outcomes, &rows, (catalogue, known_hit.is_some()), &at);
        let complete = rows.iter().all(Option::is_some);
        table.rows = rows.into_iter().flatten().collect();
        if hit == Hit::Collect {
            // The worst first: the first that fires is then the verdict.
            let standing = |row: &Row| outcomes.get(row.outcome()).map(Outcome::standing);
            table.rows.sort_by_key(standing);
        }
        let cut = doc.rows.len() > Table::MAX_ROWS || table.columns.len() > Table::MAX_FACTS;
        if complete && !cut && known_hit.is_some() {
            self.check_cover(&table, doc, &at);
        }
        table.index();
        table
    }

    /// Reports what is wrong between the rows; those that could not be compiled are `None`.
    fn check_rows(
        &mut self,
        doc: &TableDoc,
        table: &Table,
        outcomes: &[Outcome],
        rows: &[Option<Row>],
        (catalogue, known_hit): (Catalogue, bool),
        at: &Path,
    ) {
        let has_default = doc.rows.last().is_some_and(|last| last.when.is_empty());
        if doc.rows.is_empty() || (known_hit && table.hit != Hit::Unique && !has_default) {
            self.report(Problem::NoDefaultRow {}, at.clone());
        }
        // The first estimate that a row or one above it reads.
        let mut estimate = None;
        // Slots that rows above ask to be known, and how these rows stand: below them the fact may be unknown.
        let mut asked_known: Vec<(usize, Standing)> = Vec::new();
        // Whether this row or one above it reads a fact that is not good as long as nothing is known.
        let mut evidence = !matches!(catalogue, Catalogue::Parts { .. });
        for (index, row) in rows.iter().enumerate() {
            let Some(row) = row else { continue };
            let path = at.index(index);
            let read = || row.cells.iter().filter_map(|cell| table.columns.get(cell.slot()));
            evidence |= read().any(|column| match column.source() {
                Source::Part(part) => part.is_evidence(),
                Source::Task(measure) => measure.fact.is_evidence(),
                // Somebody has to say it.
                Source::Input(input) => {
                    self.inputs.get(*input).is_some_and(|input| input.default().is_none())
                }
                _ => false,
            });
            estimate = estimate.or_else(|| read().find(|column| catalogue.may_be_estimate(column)));
            if let Some(outcome) = outcomes.get(row.outcome()) {
                let compares =
                    |cell: &&Cell| !matches!(cell.condition, Condition::Known | Condition::Unknown);
                let figures =
                    row.cells.iter().filter(compares).filter_map(|cell| table.columns.get(cell.slot()));
                let reads_figures = figures.into_iter().any(|column| match column.source() {
                    Source::Formula(formula) => Fact::needs_figures(formula.fact),
                    Source::Task(measure) => measure.fact.is_evidence(),
                    // What was said before is no figure of today.
                    Source::Memory(_) => false,
                    Source::Input(_) | Source::Part(_) => true,
                });
                self.check_outcome(row, outcome, estimate, (&asked_known, reads_figures), &path);
                if outcome.standing.is_good() && !evidence {
                    let problem = Problem::UnknownLeadsToGood { outcome: outcome.id.clone() };
                    self.report(problem, path.key("then"));
                }
                let known = row.cells.iter().filter(|cell| cell.condition == Condition::Known);
                asked_known.extend(known.map(|cell| (cell.slot(), outcome.standing)));
            }
        }
    }

    fn check_outcome(
        &mut self,
        row: &Row,
        outcome: &Outcome,
        estimate: Option<&Column>,
        (asked_known, reads_figures): (&[(usize, Standing)], bool),
        path: &Path,
    ) {
        if let (OutcomeKind::Fact, Some(column)) = (outcome.kind, estimate) {
            let problem = Problem::EstimateInFact { outcome: outcome.id.clone(), fact: column.name().into() };
            self.report(problem, path.key("then"));
        }
        if outcome.standing.is_good() {
            let unknown = row.cells.iter().find(|cell| cell.condition == Condition::Unknown);
            // A row that reads the fact itself, or another figure, is not reached without any.
            let reads = |slot: usize| row.cells.iter().any(|cell| cell.slot() == slot);
            let worse_if_known = !reads_figures
                && asked_known.iter().any(|(slot, standing)| *standing < outcome.standing && !reads(*slot));
            let path = match unknown {
                Some(cell) => path.key("when").key(&cell.name),
                None if worse_if_known => path.key("then"),
                None => return,
            };
            self.report(Problem::UnknownLeadsToGood { outcome: outcome.id.clone() }, path);
        }
    }

    /// Reports rows that other rows leave nothing to, gaps and overlaps.
    fn check_cover(&mut self, table: &Table, doc: &TableDoc, at: &Path) {
        let findings = cover::check(table).findings;
        let id = |row: usize| table.rows.get(row).map(|row| row.id.to_string()).unwrap_or_default();
        // The rows of `collect` were sorted, and an id may be there twice.
        let place = |row: usize| match table.hit {
            Hit::Collect => doc.rows.iter().position(|doc| doc.id == id(row)).unwrap_or(row),
            _ => row,
        };
        let unproved = |finding: &&Finding| matches!(finding, Finding::Unproved { .. });
        let many = findings.iter().filter(unproved).count() > MOST_NOT_PROVED;
        let mut said = false;
        for finding in findings {
            let (problem, path) = match finding {
                Finding::Unreachable { row, above } => {
                    (Problem::UnreachableRow { row: id(row), above: id(above) }, at.index(place(row)))
                }
                Finding::Covered { row } => (Problem::CoveredRow { row: id(row) }, at.index(row)),
                Finding::Overlap { row, other, witness } => {
                    (Problem::Overlap { row: id(other), other: id(row), witness }, at.index(row))
                }
                Finding::Gap { witness } => (Problem::Gap { witness }, at.clone()),
                Finding::Unproved { .. } if table.hit == Hit::Unique => {
                    (Problem::UnprovedUnique {}, at.clone())
                }
                Finding::Unproved { row: Some(row) } if !many => {
                    (Problem::NotProved { what: id(row) }, at.index(row))
                }
                Finding::Unproved { .. } if said => continue,
                Finding::Unproved { .. } => {
                    said = true;
                    (Problem::NotProved { what: at.to_string() }, at.clone())
                }
            };
            self.report(problem, path);
        }
    }
}

/// Of more rows that were not proved the table is named, once.
const MOST_NOT_PROVED: usize = 3;

struct Compiler<'l, 'a, 'o> {
    loader: &'l mut Loader<'a>,
    catalogue: Catalogue,
    outcomes: &'o [Outcome],
    columns: Vec<Column>,
}

impl Compiler<'_, '_, '_> {
    /// A row; `None` for one that could not be compiled in full.
    fn row<'d>(&mut self, doc: &'d RowDoc, seen: &mut HashSet<&'d str>, path: &Path) -> Option<Row> {
        self.loader.require(&doc.id, "id", path);
        if !doc.id.is_empty() && !seen.insert(&doc.id) {
            self.loader.report(Problem::DuplicateId { id: doc.id.clone() }, path.key("id"));
        }
        let outcome = self.then(&doc.then, path);
        let cells = self.cells(doc, &path.key("when"));
        let score = match &doc.score {
            Some(_) if self.catalogue != Catalogue::Indicator => {
                // A task or group scores what its parts do.
                let problem = Problem::ArgumentNotTaken { argument: "score", fact: "task, group".into() };
                self.loader.report(problem, path.key("score"));
                None
            }
            Some(score) => Some(self.score(score, &path.key("score"))?),
            None => None,
        };
        Some(Row {
            cells: cells?.into(),
            outcome: outcome?,
            id: doc.id.as_str().into(),
            note: doc.note.as_deref().map(Into::into),
            score,
        })
    }

    fn then(&mut self, id: &str, path: &Path) -> Option<u8> {
        if id.is_empty() {
            self.loader.require(id, "then", path);
            return None;
        }
        let found = self.outcomes.iter().position(|outcome| outcome.id == id);
        if found.is_none() {
            let suggestion = nearest(id, self.outcomes.iter().map(|outcome| outcome.id.as_str()));
            let problem = Problem::UnknownOutcome { outcome: id.into(), suggestion };
            self.loader.report(problem, path.key("then"));
        }
        u8::try_from(found?).ok()
    }

    /// The cells of a row, if all of them can be compiled.
    fn cells(&mut self, row: &RowDoc, path: &Path) -> Option<Vec<Cell>> {
        self.loader.limit(row.when.len(), Table::MAX_FACTS, "facts", path.clone());
        let cells: Vec<Option<Cell>> = row
            .when
            .iter()
            .take(Table::MAX_FACTS + 1)
            .map(|(name, text)| self.cell(name, text, &path.key(name)))
            .collect();
        let mut seen = HashSet::new();
        for cell in cells.iter().flatten() {
            if !seen.insert(cell.slot) {
                let problem = Problem::DuplicateKey { key: cell.name.to_string() };
                self.loader.report(problem, path.key(&cell.name));
            }
        }
        cells.into_iter().collect()
    }

    /// The slot of the column that a name stands for.
    fn slot(&mut self, name: &str, path: &Path) -> Option<usize> {
        let column = self.loader.column(name, self.catalogue, path)?;
        if let Some(slot) = self.columns.iter().position(|known| known.source == column.source) {
            return Some(slot);
        }
        self.columns.push(column);
        Some(self.columns.len() - 1)
    }

    fn cell(&mut self, name: &str, text: &str, path: &Path) -> Option<Cell> {
        let slot = self.slot(name, path)?;
        let column = self.columns.get(slot)?;
        let condition = Condition::parse(column, text);
        let is_share = matches!(column.unit(), FactUnit::Share | FactUnit::RatePerYear);
        match condition {
            Ok(condition) => {
                if is_share && condition.looks_like_percent(column.fact().map_or(20, Fact::most_of_share)) {
                    self.loader.report(Problem::LooksLikePercent { cell: text.trim().into() }, path.clone());
                }
                let slot = u8::try_from(slot).ok()?;
                Some(Cell { condition, slot, name: name.into(), text: text.trim().into() })
            }
            Err(problem) => {
                self.loader.report(problem, path.clone());
                None
            }
        }
    }

    fn score(&mut self, doc: &ChoiceDoc, path: &Path) -> Option<Score> {
        let any = ("a number such as 40", "40 这样的数字");
        let mut score = Score {
            slot: None,
            intercept: Exact::ZERO,
            slope: Exact::ONE,
            from: Exact::ZERO,
            step: None,
            min: None,
            max: None,
        };
        let fields = match doc {
            ChoiceDoc::Word(text) => {
                score.intercept = self.loader.decimal(text, path, any, |_| true)?;
                return Some(score);
            }
            ChoiceDoc::Fields(fields) => fields,
        };
        for (name, text) in fields {
            let path = path.key(name);
            let mut number = || {
                let value = parse_plain(text.trim().as_bytes()).map(Exact::from);
                let fits = value.as_ref().is_some_and(|value| name != "step" || value.sign() > 0);
                if !fits {
                    self.loader.report(
                        Problem::BadChoice { text: text.clone(), expected: SCORES.into() },
                        path.clone(),
                    );
                }
                value.filter(|_| fits)
            };
            match name.as_str() {
                "of" => {
                    let slot = self.slot(text, &path)?;
                    let kind = self.columns.get(slot)?.kind();
                    if !matches!(kind, FactType::Exact | FactType::Estimate) {
                        let expected = "the name of a number".to_owned();
                        self.loader.report(Problem::BadChoice { text: text.clone(), expected }, path);
                        return None;
                    }
                    score.slot = u8::try_from(slot).ok();
                }
                "slope" => score.slope = number()?,
                "intercept" => score.intercept = number()?,
                "from" => score.from = number()?,
                "step" => score.step = Some(number()?),
                "min" => score.min = Some(number()?),
                "max" => score.max = Some(number()?),
                _ => {
                    let problem = Problem::BadChoice { text: name.clone(), expected: SCORES.into() };
                    self.loader.report(problem, path);
                    return None;
                }
            }
        }
        let turned = score.min.as_ref().zip(score.max.as_ref()).is_some_and(|(min, max)| min > max);
        if score.slot.is_none() || turned {
            let fields: Vec<String> = fields.iter().map(|(name, text)| format!("{name}: {text}")).collect();
            let text = format!("{{ {} }}", fields.join(", "));
            let problem = Problem::BadChoice { text, expected: SCORES.into() };
            self.loader.report(problem, path.clone());
            return None;
        }
        Some(score)
    }
}

impl Table {
    /// Whether any row reads an estimate, as a condition or for its score.
    pub(super) fn reads_estimates(&self) -> bool {
        self.columns.iter().any(|column| column.kind() == FactType::Estimate)
    }

    /// Whether no row's score rests on an estimate.
    pub(super) fn scores_are_exact(&self) -> bool {
        let slots = self.rows.iter().filter_map(|row| row.score.as_ref()?.slot());
        let mut columns = slots.filter_map(|slot| self.columns.get(slot));
        columns.all(|column| column.kind() == FactType::Exact)
    }
}
