//! The five bundled documents against the inventory of what they say: statement by statement, task by task
//! and role by role, goal by goal, duty by duty, with dates, parents, open lists and links.
//!
//! `tests/data/inventory.jsonl` is the one side. The other are the plan files, read twice: by the library, for
//! what they mean, and as bare YAML, for the `x-` fields that say which sentence an element comes from.
#![cfg(all(feature = "yaml", feature = "csv", feature = "json"))]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

mod carried;
mod documents;
mod duties;
mod fixture;
mod goals;
mod held;
mod links;
mod places;
mod raw;
mod statements;
mod tasks;
