//! The facts that a policy may read.
//!
//! The [catalogue](Fact) is closed: each fact has a name, a type, a unit, a formula, and a list of
//! what makes it unknown. [`PartFact`] is the catalogue of facts about the parts of a task or group, [`TaskFact`] of those
//! about a task itself, [`MemoryFact`] of those about earlier evaluations. A
//! [`Formula`] is a fact with its arguments. A [`FactSet`] holds the values of the [columns](Column) of
//! one decision table, for one indicator and one target at one date; what is not known is there with its
//! [`Reason`].

mod catalogue;
mod column;
mod declare;
mod derive;
mod formula;
mod memory;
mod part;
mod set;
mod task;

pub use crate::known::{Known, Reason, ReasonKind};
pub use crate::measure::Carry;
pub use catalogue::{Argument, Exclusion, Fact, FactType, FactUnit};
pub use column::{Column, Source, TaskMeasure};
pub use formula::{Arguments, Formula};
pub(crate) use memory::NONE;
pub use memory::{MemoryFact, Remembered};
pub use part::PartFact;
pub use set::{FactSet, FactValue};
pub use task::TaskFact;
