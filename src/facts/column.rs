use std::borrow::Cow;

use super::{Fact, FactType, FactUnit, Formula, PartFact};

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
