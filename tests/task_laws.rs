//! Laws of tasks, schedules, responsibility, registers and history, that hold whatever the plan and whatever is
//! reported: plans are drawn at random and compared with their counterparts that are weighed anew, put in another
//! order, further on, or known later.
#![cfg(all(feature = "yaml", feature = "json", feature = "csv"))]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot be set up has failed")]

#[path = "task_laws/answering.rs"]
mod answering;
#[path = "task_laws/assuming.rs"]
mod assuming;
#[path = "task_laws/drawn.rs"]
mod drawn;
#[path = "task_laws/progress.rs"]
mod progress;
#[path = "task_laws/registers.rs"]
mod registers;
#[path = "task_laws/remembering.rs"]
mod remembering;
#[path = "task_laws/scheduling.rs"]
mod scheduling;
