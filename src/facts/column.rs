use std::borrow::Cow;

use super::{Fact, FactType, FactUnit, Formula, MemoryFact, PartFact, TaskFact};

/// A typed column of a decision table: one fact under the name by which the rows ask for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub(crate) name: Box<str>,
    pub(crate) kind: FactType,
    pub(crate) unit: FactUnit,
    pub(crate) words: Box<[Cow<'static, str>]>,
    pub(crate) source: Source,
    /// Its names in Chinese and English, where it has some of its own.
    pub(crate) label: [Option<Box<str>>; 2],
}

/// Where the values of a [`Column`] come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A formula of the catalogue, with its arguments.
    Formula(Box<Formula>),
    /// A value that each indicator or the embedding program supplies: the index among the policy's inputs.
    Input(usize),
    /// A fact about the parts of a task or group.
    Part(PartFact),
    /// A fact about a task, with its arguments.
    Task(TaskMeasure),
    /// A fact about earlier evaluations.
    Memory(MemoryFact),
}

/// A fact about a task, and for a number the arguments that fit it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskMeasure {
    /// The fact.
    pub fact: TaskFact,
    /// The input that it is divided by: the index among the policy's inputs.
    pub per: Option<usize>,
    /// The decimal places to which it is rounded before it is compared, half away from zero.
    pub places: Option<u32>,
}

impl From<TaskFact> for TaskMeasure {
    /// A fact without arguments.
    fn from(fact: TaskFact) -> Self {
        Self { fact, per: None, places: None }
    }
}

impl Column {
    /// A column of a formula of the catalogue.
    #[must_use]
    pub fn of(name: &str, formula: Formula) -> Self {
        let fact = formula.fact;
        Self {
            name: name.into(),
            kind: formula.kind(),
            unit: formula.unit(),
            words: fact.words().iter().map(|word| Cow::Borrowed(*word)).collect(),
            source: Source::Formula(Box::new(formula)),
            label: [None, None],
        }
    }

    /// A column of a fact about parts.
    #[must_use]
    pub fn of_part(part: PartFact) -> Self {
        Self {
            name: part.name().into(),
            kind: part.kind(),
            unit: part.unit(),
            words: part.words().iter().map(|word| Cow::Borrowed(*word)).collect(),
            source: Source::Part(part),
            label: [None, None],
        }
    }

    /// A column of a fact about a task.
    #[must_use]
    pub fn of_task(fact: TaskFact) -> Self {
        Self {
            name: fact.name().into(),
            kind: fact.kind(),
            unit: fact.unit(),
            words: fact.words().iter().map(|word| Cow::Borrowed(*word)).collect(),
            source: Source::Task(fact.into()),
            label: [None, None],
        }
    }

    /// A column of a measure of a task.
    #[must_use]
    pub fn of_task_measure(name: &str, measure: TaskMeasure) -> Self {
        let unit = if measure.per.is_some() { FactUnit::Share } else { measure.fact.unit() };
        let source = Source::Task(measure);
        Self { name: name.into(), unit, source, ..Self::of_task(measure.fact) }
    }

    /// A column of a fact about earlier evaluations; `words` are those that it can be.
    #[must_use]
    pub fn of_memory(fact: MemoryFact, words: Box<[Cow<'static, str>]>) -> Self {
        Self {
            name: fact.name().into(),
            kind: fact.kind(),
            unit: fact.unit(),
            words,
            source: Source::Memory(fact),
            label: [None, None],
        }
    }

    /// The name by which the rows ask for it: that of the fact, measure or input.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The type of its values.
    #[must_use]
    pub fn kind(&self) -> FactType {
        self.kind
    }

    /// Their unit.
    #[must_use]
    pub fn unit(&self) -> FactUnit {
        self.unit
    }

    /// The words that they can be; empty if they are no words.
    #[must_use]
    pub fn words(&self) -> &[Cow<'static, str>] {
        &self.words
    }

    /// Where they come from.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The fact of the catalogue that it asks for, if it is one.
    #[must_use]
    pub fn fact(&self) -> Option<Fact> {
        match &self.source {
            Source::Formula(formula) => Some(formula.fact),
            _ => None,
        }
    }
}
