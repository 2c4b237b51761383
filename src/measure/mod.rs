//! The exact facts of a trajectory: arithmetic on figures as printed, and nothing else.
//!
//! Each is defined in the [catalogue](crate::facts::Fact) and returns why it is unknown where it is not
//! defined.

mod limit;
mod path;
mod progress;
mod reached;

use crate::number::Exact;

/// What is carried over from one period to the next, where allowances are kept period by period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carry {
    /// What an excess over the allowance counts for in the next period: 1.08 adds eight per cent.
    pub excess: Exact,
    /// What is left of an allowance counts for so much in the next period: 1 is banked whole, 0 is lost.
    pub surplus: Exact,
}
