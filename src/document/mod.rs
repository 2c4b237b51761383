//! Texts to documents: YAML and JSON become the same tree of scalars, and the tree becomes a
//! document, with every number still the text that it was printed as.

mod fields;
#[cfg(feature = "json")]
mod json;
mod limits;
mod node;
mod parse;
mod plan;
mod read;
#[cfg(feature = "json")]
mod write;
#[cfg(feature = "yaml")]
mod yaml;

pub use limits::Limits;

pub(crate) use fields::{Fields, text_of};
pub(crate) use node::{Entry, Kind, Node};
pub(crate) use parse::Syntax;
pub(crate) use read::{checked_from_text, plan_from_text};
