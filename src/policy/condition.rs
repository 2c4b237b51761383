use super::{Condition, Truth};
use crate::facts::{FactValue, Known, Reason};

impl Condition {
    /// Whether it holds for a fact.
    ///
    /// A comparison with an unknown fact may hold; whether the fact is known is always known, but for one that rests
    /// on an assumption: it tells nothing of what is known in reality. A value
    /// of another type than the fact's counts as unknown: it cannot occur in a fact set that was filled
    /// by the policy's own list.
    #[must_use]
    #[inline]
    pub fn test(&self, fact: Known<&FactValue>) -> Truth {
        match (self, fact) {
            (Self::Known | Self::Unknown, Err(Reason::Assumed)) => Truth::Maybe,
            (Self::Known, _) => Truth::from(fact.is_ok()),
            (Self::Unknown, _) => Truth::from(fact.is_err()),
            (Self::Is(asked), Ok(FactValue::YesNo(value))) => Truth::from(asked == value),
            (Self::Words(words), Ok(FactValue::Word(word))) => Truth::from(words.contains(word)),
            (Self::Exact(numbers), Ok(FactValue::Exact(value))) => Truth::from(numbers.contains(value)),
            (Self::Estimate(numbers), Ok(FactValue::Estimate(value))) => Truth::from(numbers.contains(value)),
            _ => Truth::Maybe,
        }
    }
}
