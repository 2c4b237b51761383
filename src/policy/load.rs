//! From the document of a policy to the policy, or to all of its problems.

use std::collections::HashSet;

use crate::check::{BadNumber, CheckError, Checked, Diagnostics, Noun, Path, Problem, nearest};
use crate::facts::{BaseChoice, Fact};
use crate::number::{Exact, parse_plain};

use super::cell::Condition;
use super::doc::{LabelDoc, OutcomeDoc, POLICY_FORMAT, ParametersDoc, PolicyDoc, RowDoc};
use super::hash::hash;
use super::rows::check_rows;
use super::standing::{OutcomeKind, Standing};
use super::table::{Cell, Row, Table};
use super::{Label, Outcome, Parameters, Policy};

// A slot for each fact: declared measures are names for facts, and need no slots of their own.
const _: () = assert!(Fact::ALL.len() <= Table::MAX_FACTS, "every fact of the catalogue has a slot");

impl PolicyDoc {
    /// The policy that the document describes, with warnings; or all that is wrong with it.
    ///
    /// # Errors
    ///
    /// When one of the diagnostics is an error.
    pub fn check(&self) -> Result<Checked<Policy>, CheckError> {
        let mut diagnostics = Diagnostics::new();
        let policy = load(self, &mut diagnostics);
        Checked::from_parts(Some(policy), diagnostics)
    }
}

/// The policy, to be used only if nothing that was reported is an error.
pub(super) fn load(doc: &PolicyDoc, diagnostics: &mut Diagnostics) -> Policy {
    let mut loader = Loader { doc, diagnostics, facts: Vec::new() };
    loader.head();
    let parameters = loader.parameters(&doc.parameters);
    loader.measures();
    let outcomes = loader.outcomes();
    let rows = loader.rows(&outcomes);
    let facts = loader.facts;
    check_rows(doc, &facts, &outcomes, &rows, diagnostics);
    let rows = rows.into_iter().flatten().collect();
    Policy {
        id: doc.id.clone(),
        version: doc.version.clone(),
        title: doc.title.clone().map(|LabelDoc { zh, en }| Label { zh, en }),
        source: doc.source.clone(),
        trust: doc.trust.clone(),
        note: doc.note.clone(),
        hash: hash(doc),
        parameters,
        table: Table { facts, rows },
        outcomes,
    }
}

struct Loader<'a> {
    doc: &'a PolicyDoc,
    diagnostics: &'a mut Diagnostics,
    /// The facts that are read, each once.
    facts: Vec<Fact>,
}

/// The path to a row.
pub(super) fn row_path(index: usize) -> Path {
    Path::root().key("indicator").key("rows").index(index)
}

impl Loader<'_> {
    fn report(&mut self, problem: Problem, path: Path) {
        self.diagnostics.report(problem, path);
    }

    /// Reports a field that is empty.
    fn require(&mut self, text: &str, field: &'static str, path: &Path) {
        if text.trim().is_empty() {
            self.report(Problem::MissingField { field }, path.clone());
        }
    }

    /// Reports a list that is too long.
    fn limit(&mut self, length: usize, most: usize, what: &'static str, path: Path) {
        if length > most {
            self.report(Problem::PolicyTooLarge { what: Noun(what), most }, path);
        }
    }

    /// Reports a field that is empty or whose word is none of those allowed.
    fn word<T: Copy>(
        &mut self,
        word: &str,
        field: &'static str,
        path: &Path,
        allowed: &[T],
        spelled: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        if word.is_empty() {
            self.require(word, field, path);
            return None;
        }
        let found = allowed.iter().copied().find(|value| spelled(*value) == word);
        if found.is_none() {
            let words: Vec<_> = allowed.iter().copied().map(spelled).collect();
            let suggestion = nearest(word, words.iter().copied());
            let problem = Problem::UnknownWord { word: word.into(), allowed: words.join(", "), suggestion };
            self.report(problem, path.key(field));
        }
        found
    }

    fn head(&mut self) {
        let (doc, root) = (self.doc, Path::root());
        if doc.format != POLICY_FORMAT {
            let problem = Problem::WrongFormat { found: doc.format.clone(), expected: POLICY_FORMAT };
            self.report(problem, root.key("format"));
        }
        self.require(&doc.id, "id", &root);
        self.require(&doc.version, "version", &root);
        if let Some(title) = &doc.title {
            self.require(&title.zh, "zh", &root.key("title"));
            self.require(&title.en, "en", &root.key("title"));
        }
        self.word(&doc.indicator.hit, "hit", &root.key("indicator"), &["first"], |word| word);
    }

    fn parameters(&mut self, doc: &ParametersDoc) -> Parameters {
        let mut parameters = Parameters::default();
        let path = Path::root().key("parameters");
        if let Some(word) = &doc.base {
            parameters.base =
                self.word(word, "base", &path, BaseChoice::ALL, BaseChoice::word).unwrap_or(parameters.base);
        }
        if let Some(text) = &doc.about {
            let about = self.decimal(
                text,
                &path.key("about"),
                ("a number such as 0.05, not negative", "0.05 这样的非负数"),
                |sign| sign >= 0,
            );
            parameters.about = about.unwrap_or(parameters.about);
        }
        if let Some(text) = &doc.max_age {
            parameters.max_age = self.decimal(
                text,
                &path.key("max_age"),
                ("a positive number such as 2", "2 这样的正数"),
                |sign| sign > 0,
            );
        }
        parameters
    }

    fn decimal(
        &mut self,
        text: &str,
        path: &Path,
        needed: (&'static str, &'static str),
        sign_fits: impl Fn(i8) -> bool,
    ) -> Option<Exact> {
        let number = parse_plain(text.trim().as_bytes()).map(Exact::from);
        let number = number.filter(|number| sign_fits(number.sign()));
        if number.is_none() {
            let fault = BadNumber::Unfit { text: text.into(), needed };
            self.report(Problem::BadNumber { fault }, path.clone());
        }
        number
    }

    fn measures(&mut self) {
        let path = Path::root().key("measures");
        let doc = self.doc;
        self.limit(doc.measures.len(), Table::MAX_FACTS, "measures", path.clone());
        let mut seen = HashSet::new();
        for (name, measure) in &doc.measures {
            let path = path.key(name);
            if Fact::from_name(name).is_some() || !seen.insert(name) {
                self.report(Problem::DuplicateId { id: name.clone() }, path.clone());
            }
            if measure.fact.is_empty() {
                self.require(&measure.fact, "fact", &path);
            } else if Fact::from_name(&measure.fact).is_none() {
                let suggestion = nearest(&measure.fact, Fact::ALL.iter().map(|fact| fact.name()));
                let problem = Problem::UnknownFact { fact: measure.fact.clone(), suggestion };
                self.report(problem, path.key("fact"));
            }
        }
    }

    /// The outcomes, one for each that is declared, so that indices agree with the document.
    fn outcomes(&mut self) -> Vec<Outcome> {
        let path = Path::root().key("outcomes");
        let doc = self.doc;
        self.limit(doc.outcomes.len(), Table::MAX_OUTCOMES, "outcomes", path.clone());
        let mut seen = HashSet::new();
        let mut outcomes = Vec::new();
        for (id, outcome) in &doc.outcomes {
            let path = path.key(id);
            if !seen.insert(id) {
                self.report(Problem::DuplicateId { id: id.clone() }, path.clone());
            }
            outcomes.push(self.outcome(id, outcome, &path));
        }
        outcomes
    }

    fn outcome(&mut self, id: &str, doc: &OutcomeDoc, path: &Path) -> Outcome {
        let declarable: Vec<Standing> =
            Standing::ALL.iter().copied().filter(|standing| standing.is_determined()).collect();
        let standing = self.word(&doc.standing, "standing", path, &declarable, Standing::word);
        let factual = matches!(standing, Some(Standing::Attained | Standing::Missed));
        let kinds = if factual { &[OutcomeKind::Fact] } else { OutcomeKind::ALL };
        let kind = self.word(&doc.kind, "kind", path, kinds, OutcomeKind::word);
        self.require(&doc.zh, "zh", path);
        self.require(&doc.en, "en", path);
        Outcome {
            id: id.into(),
            kind: kind.unwrap_or(OutcomeKind::Outlook),
            standing: standing.unwrap_or(Standing::Undetermined),
            label: Label { zh: doc.zh.clone(), en: doc.en.clone() },
            color: doc.color.clone(),
        }
    }

    /// The rows; `None` for one that could not be compiled in full.
    fn rows(&mut self, outcomes: &[Outcome]) -> Vec<Option<Row>> {
        let doc = self.doc;
        let path = Path::root().key("indicator").key("rows");
        self.limit(doc.indicator.rows.len(), Table::MAX_ROWS, "rows", path);
        let mut seen = HashSet::new();
        let mut rows = Vec::new();
        for (index, row) in doc.indicator.rows.iter().take(Table::MAX_ROWS).enumerate() {
            let path = row_path(index);
            self.require(&row.id, "id", &path);
            if !row.id.is_empty() && !seen.insert(&row.id) {
                self.report(Problem::DuplicateId { id: row.id.clone() }, path.key("id"));
            }
            let outcome = self.then(&row.then, outcomes, &path);
            let cells = self.cells(row, &path.key("when"));
            rows.push(match (outcome, cells) {
                (Some(outcome), Some(cells)) => Some(Row {
                    cells: cells.into(),
                    outcome,
                    id: row.id.as_str().into(),
                    note: row.note.as_deref().map(Into::into),
                }),
                _ => None,
            });
        }
        rows
    }

    fn then(&mut self, id: &str, outcomes: &[Outcome], path: &Path) -> Option<u8> {
        if id.is_empty() {
            self.require(id, "then", path);
            return None;
        }
        let found = outcomes.iter().position(|outcome| outcome.id == id);
        if found.is_none() {
            let suggestion = nearest(id, outcomes.iter().map(|outcome| outcome.id.as_str()));
            let problem = Problem::UnknownOutcome { outcome: id.into(), suggestion };
            self.report(problem, path.key("then"));
        }
        u8::try_from(found?).ok()
    }

    /// The cells of a row, if all of them can be compiled.
    fn cells(&mut self, row: &RowDoc, path: &Path) -> Option<Vec<Cell>> {
        let cells: Vec<Option<Cell>> =
            row.when.iter().map(|(name, text)| self.cell(name, text, &path.key(name))).collect();
        let mut seen = HashSet::new();
        for cell in cells.iter().flatten() {
            if !seen.insert(cell.slot) {
                let problem = Problem::DuplicateKey { key: cell.name.to_string() };
                self.report(problem, path.key(&cell.name));
            }
        }
        cells.into_iter().collect()
    }

    fn cell(&mut self, name: &str, text: &str, path: &Path) -> Option<Cell> {
        let fact = self.fact(name, path)?;
        let slot = match self.facts.iter().position(|known| *known == fact) {
            Some(slot) => slot,
            None => {
                self.facts.push(fact);
                self.facts.len() - 1
            }
        };
        match Condition::parse(fact, text) {
            Ok(condition) => {
                let slot = u8::try_from(slot).ok()?;
                Some(Cell { condition, slot, name: name.into(), text: text.trim().into() })
            }
            Err(problem) => {
                self.report(problem, path.clone());
                None
            }
        }
    }

    /// The fact that a name stands for: one of the policy's measures, or of the catalogue.
    fn fact(&mut self, name: &str, path: &Path) -> Option<Fact> {
        if let Some((_, measure)) = self.doc.measures.iter().find(|(measure, _)| measure == name) {
            // An unknown fact was reported with the measure.
            return Fact::from_name(&measure.fact);
        }
        let fact = Fact::from_name(name);
        if fact.is_none() {
            let measures = self.doc.measures.iter().map(|(measure, _)| measure.as_str());
            let suggestion = nearest(name, measures.chain(Fact::ALL.iter().map(|fact| fact.name())));
            self.report(Problem::UnknownFact { fact: name.into(), suggestion }, path.clone());
        }
        fact
    }
}
