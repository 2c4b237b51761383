use std::borrow::Cow;

use super::{Known, Reason};
use crate::number::{Estimate, Exact};
use crate::period::Period;

/// The value of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum FactValue {
    /// An exact number.
    Exact(Exact),
    /// A statistic.
    Estimate(Estimate),
    /// Yes or no.
    YesNo(bool),
    /// A word of the fact's vocabulary.
    Word(Cow<'static, str>),
    /// A period.
    Period(Period),
}

/// The values of the facts that one policy reads, in the order in which the policy lists them.
///
/// It can be filled anew for the next indicator without allocating.
#[derive(Clone, Debug, Default)]
pub struct FactSet {
    values: Vec<Known<FactValue>>,
}

impl FactSet {
    /// No values yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Forgets all values and keeps the memory.
    pub fn clear(&mut self) {
        self.values.clear();
    }

    /// Makes room for so many values, none of them known yet.
    pub fn reset(&mut self, length: usize) {
        self.values.clear();
        self.values.resize(length, Err(Reason::NotReported));
    }

    /// Puts a value in a place that there is room for.
    pub fn set(&mut self, place: usize, value: Known<FactValue>) {
        if let Some(known) = self.values.get_mut(place) {
            *known = value;
        }
    }

    /// Adds the value of the policy's next fact.
    pub fn push(&mut self, value: Known<FactValue>) {
        self.values.push(value);
    }

    /// The value of the fact in the given place of the policy's list.
    ///
    /// # Errors
    /// Why it is unknown; a place without a value is [`Reason::NotReported`].
    pub fn get(&self, place: usize) -> Known<&FactValue> {
        match self.values.get(place) {
            Some(Ok(value)) => Ok(value),
            Some(Err(reason)) => Err(*reason),
            None => Err(Reason::NotReported),
        }
    }
}

impl FromIterator<Known<FactValue>> for FactSet {
    fn from_iter<I: IntoIterator<Item = Known<FactValue>>>(values: I) -> Self {
        Self { values: values.into_iter().collect() }
    }
}
