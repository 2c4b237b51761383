//! attainment

pub mod check;
pub mod document;
pub mod facts;
mod lang;
pub mod measure;
pub mod number;
pub mod period;
pub mod plan;
pub mod project;
pub mod series;
pub mod trajectory;

pub use lang::Lang;
