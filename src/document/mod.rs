//! Texts to documents: YAML and JSON become the same tree of scalars, and the tree becomes a
//! document, with every number still the text that it was printed as.

#[cfg(any(feature = "yaml", feature = "json"))]
mod fields;
#[cfg(any(feature = "yaml", feature = "json"))]
mod file;
#[cfg(feature = "json")]
mod json;
mod limits;
#[cfg(any(feature = "yaml", feature = "json"))]
mod locate;
#[cfg(any(feature = "yaml", feature = "json"))]
mod node;
#[cfg(any(feature = "yaml", feature = "json"))]
mod parse;
#[cfg(any(feature = "yaml", feature = "json"))]
mod plan;
#[cfg(any(feature = "yaml", feature = "json"))]
mod read;
#[cfg(any(feature = "yaml", feature = "json"))]
mod what_if;
#[cfg(feature = "json")]
mod write;
#[cfg(feature = "yaml")]
mod yaml;

pub use limits::Limits;

#[cfg(any(feature = "yaml", feature = "json"))]
pub(crate) use fields::{Fields, text_of};
#[cfg(any(feature = "yaml", feature = "json"))]
pub(crate) use node::{Entry, Kind, Node};
#[cfg(any(feature = "yaml", feature = "json"))]
pub(crate) use parse::Syntax;
#[cfg(any(feature = "yaml", feature = "json"))]
pub(crate) use read::{checked_from_text, plan_from_text};
#[cfg(all(feature = "yaml", feature = "json"))]
pub(crate) use write::yaml_of_json;
