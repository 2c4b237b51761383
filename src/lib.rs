//! attainment

pub mod check;
pub mod decide;
pub mod document;
#[cfg(feature = "csv")]
pub mod exchange;
pub mod facts;
mod lang;
pub mod measure;
pub mod number;
pub mod period;
pub mod plan;
pub mod policy;
pub mod project;
pub mod report;
pub mod rollup;
pub mod series;
pub mod trajectory;

pub use lang::Lang;
pub use plan::Plan;
pub use policy::Policy;
pub use report::{Evaluator, Report};
pub use series::Observations;
