//! Texts to documents: YAML and JSON become the same tree of scalars, and the tree becomes a
//! document, with every number still the text that it was printed as.

mod fields;
mod limits;
mod node;

pub use limits::Limits;

pub(crate) use fields::{Fields, text_of};
pub(crate) use node::{Entry, Kind, Node, place_of};
