//! attainment

pub mod check;
pub mod document;
pub mod facts;
mod lang;
pub mod number;
pub mod period;
pub mod plan;
pub mod series;

pub use lang::Lang;
