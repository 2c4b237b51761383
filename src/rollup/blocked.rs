//! What keeps tasks from beginning.

use chrono::NaiveDate;

use super::TaskState;
use crate::known::Known;
use crate::period::Period;
use crate::plan::{Plan, Subject, Task, leaves_first};
use crate::series::Occurrence;

/// For each task whether something that it waits for keeps it from beginning: what it waits for itself, and what the
/// tasks above it wait for.
pub(super) fn blocked(
    plan: &Plan,
    states: &[TaskState],
    milestones: &[Vec<Occurrence>],
    until: NaiveDate,
) -> Vec<Known<bool>> {
    let tasks = plan.tasks();
    let parents: Vec<Option<usize>> = tasks.iter().map(Task::parent).collect();
    // Whether it may begin, and the first day on which it should.
    let mut ready: Vec<Known<bool>> = vec![Ok(true); tasks.len()];
    let mut begins: Vec<Option<NaiveDate>> = vec![None; tasks.len()];
    for index in leaves_first(&parents).into_iter().rev() {
        let Some(task) = tasks.get(index) else { continue };
        let above = task.parent().and_then(|parent| ready.get(parent).copied()).unwrap_or(Ok(true));
        let of = |on: Subject| match on {
            Subject::Task(on) => states.get(on).map_or(Ok(true), TaskState::done),
            Subject::Milestone(on, number) => {
                let known = milestones.get(on).and_then(|all| all.get(number));
                known.map_or(Ok(true), |known| match known.reached_by(until) {
                    // The newest report says that it was not there yet.
                    Err(_) if known.not_by.is_some() => Ok(false),
                    known => known,
                })
            }
            _ => Ok(true),
        };
        let all = task.after().iter().map(|dependency| of(dependency.on)).fold(above, both);
        if let Some(ready) = ready.get_mut(index) {
            *ready = all;
        }
        let above = task.parent().and_then(|parent| begins.get(parent).copied().flatten());
        if let Some(begin) = begins.get_mut(index) {
            *begin = task.start().map(Period::start).or(above);
        }
    }
    let of = |(index, state): (usize, &TaskState)| {
        let begins = begins.get(index).copied().flatten();
        let not_yet = begins.is_some_and(|begins| begins > until);
        if not_yet || state.begun || state.done() == Ok(true) {
            return Ok(false);
        }
        ready.get(index).copied().unwrap_or(Ok(true)).map(|ready| !ready)
    };
    states.iter().enumerate().map(of).collect()
}

/// Whether both hold: surely not if one surely does not.
fn both(one: Known<bool>, other: Known<bool>) -> Known<bool> {
    match (one, other) {
        (Ok(false), _) | (_, Ok(false)) => Ok(false),
        (Err(reason), _) | (_, Err(reason)) => Err(reason),
        _ => Ok(true),
    }
}
