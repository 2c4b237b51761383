//! The facts that a policy may read.
//!
//! The [catalogue](Fact) is closed: each fact has a name, a type, a unit, a formula, and a list of
//! what makes it unknown; [`PartFact`] is the catalogue of facts about the parts of a task or group. A
//! [`Formula`] is a fact with its arguments. A [`FactSet`] holds the values of the [columns](Column) of
//! one decision table, for one indicator and one target at one date; what is not known is there with its
//! [`Reason`].

mod catalogue;
mod column;
mod derive;
mod formula;
mod part;
mod set;

pub use crate::known::{Known, Reason, ReasonKind};
pub use crate::measure::Carry;
pub use catalogue::{Argument, Exclusion, Fact, FactType, FactUnit};
pub use column::{Column, Source};
pub use formula::{Arguments, Formula};
pub use part::PartFact;
pub use set::{FactSet, FactValue};
