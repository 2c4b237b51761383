//! The exact facts of a trajectory: arithmetic on figures as printed, and nothing else.
//!
//! Each is defined in the [catalogue](crate::facts::Fact) and returns why it is unknown where it is not
//! defined.

mod limit;
mod path;
mod progress;
mod reached;
