//! From documents to models, or to all of their problems at once.
//!
//! What leaves this module as a value satisfies the invariants of the models; nothing after it
//! checks again, and an evaluation cannot fail. A [`Diagnostic`] has a stable code, a severity, the
//! path into the document, and is told in Chinese or English with what to do about it.

mod agreement;
mod assessment;
mod decomposition;
mod diagnostic;
mod encoding;
mod extras;
mod observations;
mod organization;
mod periods;
#[cfg(feature = "notation")]
mod phrase;
mod plan;
mod problem;
mod read;
mod relation;
mod target;
mod task;
mod told;
mod trail;
mod tree;
pub(crate) mod value;
mod what_if;

pub use diagnostic::{CheckError, Checked, Diagnostic, Diagnostics, Path, Place, Segment, Severity};
pub use encoding::utf8;
pub use observations::{ObservationRow, ObservationsBuilder};
pub use problem::{Code, Problem};
pub use told::{BadNumber, Noun, Suggestion, Told};

#[cfg(all(test, feature = "csv"))]
pub(crate) use observations::sample;
#[cfg(feature = "csv")]
pub(crate) use observations::{Cells, Layout};
#[cfg(any(feature = "yaml", feature = "json"))]
pub(crate) use plan::check as check_plan;
pub(crate) use plan::{Ids, collect_ids, resolve};
pub(crate) use problem::nearest;
pub(crate) use read::Reader;
pub(crate) use trail::Trail;
pub(crate) use tree::parents;
#[cfg(any(feature = "yaml", feature = "json"))]
pub(crate) use what_if::check as check_what_if;
