//! Numbers that can be defended: exact values and ratios, finite estimates, and the text they
//! were printed as.
//!
//! * [`Exact`] is a ratio of integers. Sums, products, quotients and powers of it are exact, and
//!   so are its comparisons: nothing is ever rounded before it is compared.
//! * [`Estimate`] is a finite `f64`. There is a way from exact to estimate and none back.
//! * [`Interval`] is what is known of a value, or what a target allows.
//! * [`Quantity`] is a number as a document prints it (`4.5万家`, `>15`, `突破1400家`): its text, the
//!   exact value in the indicator's unit, and whether it is a bound.

mod class;
mod estimate;
mod exact;
mod fraction;
mod interval;
mod quantity;
mod unit;

pub use estimate::Estimate;
pub use exact::Exact;
pub use interval::{End, Interval};
pub use quantity::{Bound, Quantity, QuantityError, StatusMark};
pub use unit::Unit;

pub(crate) use quantity::parse_plain;
#[cfg(feature = "notation")]
pub(crate) use quantity::{MAX_DIGITS, shift};
