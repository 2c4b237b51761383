//! The facts that a policy may read.
//!
//! The [catalogue](Fact) is closed: each fact has a name, a type, a unit, a formula, and a list of
//! what makes it unknown. A [`FactSet`] holds the values of those facts that one policy reads, for one
//! indicator and one target at one date; what is not known is there with its [`Reason`].

mod catalogue;
mod derive;
mod set;

pub use crate::known::{Known, Reason, ReasonKind};
pub use crate::trajectory::BaseChoice;
pub use catalogue::{Fact, FactType, FactUnit};
pub use set::{FactSet, FactValue};
