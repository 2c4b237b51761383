use std::borrow::Cow;
use std::collections::HashSet;

use super::load::Loader;
use crate::check::{Diagnostics, Path, Problem};
use crate::facts::{Column, Fact, FactType, FactUnit, FactValue, Known, MemoryFact, Reason, Source};
use crate::lang::Lang;
use crate::number::{Estimate, Exact, parse_plain};
use crate::plan::Plan;
use crate::policy::{Policy, Table};

/// A typed value that each indicator, or the embedding program, supplies.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    pub(crate) name: Box<str>,
    pub(crate) kind: FactType,
    pub(crate) unit: FactUnit,
    pub(crate) words: Box<[Box<str>]>,
    pub(crate) default: Option<FactValue>,
    pub(crate) label: Option<(Box<str>, Box<str>)>,
}

impl Input {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The type of its value: exact for numbers, estimate, yes/no or word.
    #[must_use]
    pub fn kind(&self) -> FactType {
        self.kind
    }

    /// The unit of a number.
    #[must_use]
    pub fn unit(&self) -> FactUnit {
        self.unit
    }

    /// The words that a word can be.
    #[must_use]
    pub fn words(&self) -> &[Box<str>] {
        &self.words
    }

    /// What counts where none is supplied; `None`: the value is unknown then.
    #[must_use]
    pub fn default(&self) -> Option<&FactValue> {
        self.default.as_ref()
    }

    /// What it is called in a language.
    #[must_use]
    pub fn told(&self, lang: Lang) -> &str {
        match &self.label {
            Some((zh, en)) => lang.pick(zh, en),
            None => &self.name,
        }
    }

    /// The value that a text stands for; `None` where the text is of another type.
    #[must_use]
    pub fn read(&self, text: &str) -> Option<FactValue> {
        read(self.kind, &self.words, text)
    }

    /// Reports a text that is stated for it and does not fit.
    fn check(&self, text: &str, (of, index): (&str, usize), diagnostics: &mut Diagnostics) {
        if self.read(text).is_some() {
            return;
        }
        let expected = match self.kind {
            FactType::Word => self.words.join(" | "),
            kind => kind.word().to_owned(),
        };
        let path = Path::root().key(of).index(index).key("inputs").key(&self.name);
        let (input, text) = (self.name.to_string(), text.to_owned());
        diagnostics.report(Problem::BadInput { input, text, expected }, path);
    }

    /// Whether a value has its type.
    #[must_use]
    pub fn admits(&self, value: &FactValue) -> bool {
        match (self.kind, value) {
            (FactType::Exact, FactValue::Exact(_))
            | (FactType::Estimate, FactValue::Estimate(_))
            | (FactType::YesNo, FactValue::YesNo(_)) => true,
            (FactType::Word, FactValue::Word(word)) => self.words.iter().any(|own| **own == **word),
            _ => false,
        }
    }

    /// What is known of it, given what was supplied.
    pub(crate) fn known(&self, supplied: Option<FactValue>) -> Known<FactValue> {
        let value = supplied.filter(|value| self.admits(value));
        value.or_else(|| self.default.clone()).ok_or(Reason::NoInput)
    }

    pub(super) fn column(&self, index: usize) -> Column {
        Column {
            name: self.name.clone(),
            kind: self.kind,
            unit: self.unit,
            words: self.words.iter().map(|word| Cow::Owned(word.to_string())).collect(),
            source: Source::Input(index),
            label: [None, None],
        }
    }
}

fn read(kind: FactType, words: &[Box<str>], text: &str) -> Option<FactValue> {
    let text = text.trim();
    match kind {
        FactType::Exact => parse_plain(text.as_bytes()).map(|number| FactValue::Exact(number.into())),
        FactType::Estimate => {
            let exact = parse_plain(text.as_bytes()).map(Exact::from);
            let number = exact.and_then(|number| number.to_estimate());
            number.or_else(|| text.parse().ok().and_then(Estimate::new)).map(FactValue::Estimate)
        }
        FactType::YesNo => match text {
            "true" => Some(FactValue::YesNo(true)),
            "false" => Some(FactValue::YesNo(false)),
            _ => None,
        },
        FactType::Word => {
            words.iter().find(|word| ***word == *text).map(|word| FactValue::Word(word.to_string().into()))
        }
        FactType::Period => None,
    }
}

impl Loader<'_> {
    /// The inputs, one for each that is declared.
    pub(super) fn inputs(&mut self) {
        const KINDS: &[(&str, FactType)] = &[
            ("number", FactType::Exact),
            ("estimate", FactType::Estimate),
            ("yes/no", FactType::YesNo),
            ("word", FactType::Word),
        ];
        const UNITS: &[FactUnit] = &[
            FactUnit::Share,
            FactUnit::Indicator,
            FactUnit::RatePerYear,
            FactUnit::Years,
            FactUnit::Count,
            FactUnit::Days,
            FactUnit::Points,
        ];
        let (doc, root) = (self.doc, Path::root().key("inputs"));
        self.limit(doc.inputs.len(), Table::MAX_FACTS, "inputs", root.clone());
        let mut seen = HashSet::new();
        for (name, input) in doc.inputs.iter().take(Table::MAX_FACTS) {
            let path = root.key(name);
            let taken = Fact::from_name(name).is_some()
                || MemoryFact::from_name(name).is_some()
                || parse_plain(name.as_bytes()).is_some();
            if taken || !seen.insert(name) || doc.measures.iter().any(|(measure, _)| measure == name) {
                self.report(Problem::DuplicateId { id: name.clone() }, path.clone());
            }
            let kind = self.word(&input.kind, "kind", &path, KINDS, |(word, _)| word);
            let kind = kind.map_or(FactType::Exact, |(_, kind)| kind);
            let mut unit = FactUnit::None;
            if let Some(text) = &input.unit {
                unit = self.word(text, "unit", &path, UNITS, FactUnit::word).unwrap_or(unit);
            }
            let words: Box<[Box<str>]> = input.words.iter().map(|word| word.as_str().into()).collect();
            if (kind == FactType::Word) == words.is_empty() {
                let expected = "words: [good, bad]".to_owned();
                self.report(Problem::BadChoice { text: input.words.join(", "), expected }, path.key("words"));
            }
            for (index, word) in input.words.iter().enumerate() {
                let reserved = ["known", "unknown"].contains(&word.as_str());
                let plain = !word.is_empty() && word.trim() == word && !word.contains([',', '{', '}']);
                let twice = input.words.iter().take(index).any(|other| other == word);
                if reserved || !plain || twice {
                    let expected = "words: [good, bad]".to_owned();
                    let problem = Problem::BadChoice { text: word.clone(), expected };
                    self.report(problem, path.key("words").index(index));
                }
            }
            let default = input.default.as_ref().and_then(|text| {
                let value = read(kind, &words, text);
                if value.is_none() {
                    let expected = if words.is_empty() { input.kind.clone() } else { words.join(" | ") };
                    self.report(Problem::BadChoice { text: text.clone(), expected }, path.key("default"));
                }
                value
            });
            let label = match (&input.zh, &input.en) {
                (None, None) => None,
                (zh, en) => {
                    self.require(zh.as_deref().unwrap_or_default(), "zh", &path);
                    self.require(en.as_deref().unwrap_or_default(), "en", &path);
                    Some((zh.as_deref().unwrap_or(name).into(), en.as_deref().unwrap_or(name).into()))
                }
            };
            self.inputs.push(Input { name: name.as_str().into(), kind, unit, words, default, label });
        }
    }
}

impl Policy {
    /// What is to be said about the values that a plan supplies for the inputs of the policy: values that do
    /// not fit count as unknown, and so do those that are missing and have no default.
    #[must_use]
    pub fn check_inputs(&self, plan: &Plan) -> Diagnostics {
        let mut diagnostics = Diagnostics::new();
        for (place, input) in self.inputs.iter().enumerate() {
            let mut missing = 0;
            for (index, indicator) in plan.indicators().iter().enumerate() {
                match indicator.input(input.name()) {
                    Some(text) => input.check(text, ("indicators", index), &mut diagnostics),
                    None => missing += usize::from(input.default().is_none()),
                }
            }
            if self.task_table().is_some() {
                for (index, task) in plan.tasks().iter().enumerate() {
                    if let Some(text) = task.input(input.name()) {
                        input.check(text, ("tasks", index), &mut diagnostics);
                    }
                }
            }
            if missing > 0 && !self.is_for_tasks(place) {
                let problem = Problem::MissingInput { input: input.name().to_owned(), indicators: missing };
                diagnostics.report(problem, Path::root().key("indicators"));
            }
        }
        diagnostics
    }

    /// Whether the rows for tasks read an input and those for indicators do not.
    fn is_for_tasks(&self, input: usize) -> bool {
        let asks = |source: &Source| match source {
            Source::Input(own) => *own == input,
            Source::Formula(formula) => {
                let lens = self.lenses.get(formula.lens);
                let arguments = [formula.arguments.per, formula.arguments.limit];
                arguments.contains(&Some(input))
                    || lens.is_some_and(|lens| lens.inputs().any(|own| own == input))
            }
            Source::Task(measure) => measure.per == Some(input),
            Source::Part(_) | Source::Memory(_) => false,
        };
        let reads = |table: &Table| table.columns().iter().any(|column| asks(column.source()));
        self.task_table().is_some_and(reads) && !reads(self.table())
    }
}
