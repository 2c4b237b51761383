//! How far tasks should be by a day.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::known::{Known, Reason};
use crate::number::Exact;
use crate::period::{Period, elapsed_share};
use crate::plan::{Plan, ProgressBy, Task, leaves_first};

/// How far a task should be by a day: by the steps that are its progress, or by its days.
pub(super) fn scheduled(
    by: Option<ProgressBy>,
    task: Option<&Task>,
    start: Option<NaiveDate>,
    until: NaiveDate,
) -> Known<Exact> {
    let due = task.and_then(Task::due);
    match (by, task) {
        (Some(ProgressBy::Milestones), Some(task)) => {
            let steps = task.milestones().iter().map(|one| (one.due(), one.weight()));
            scheduled_steps(steps, until)
        }
        (Some(ProgressBy::Deliverables), Some(task)) if due.is_some() || dated(task) => {
            let steps = task.deliverables().iter().filter_map(|one| Some((one.due().or(due)?, one.weight())));
            scheduled_steps(steps, until)
        }
        _ => by_days(start, due, until),
    }
}

/// Whether each of its deliverables has a date of its own.
fn dated(task: &Task) -> bool {
    task.deliverables().iter().all(|one| one.due().is_some())
}

/// The weight of the milestones or deliverables that are due, of all.
fn scheduled_steps(steps: impl Iterator<Item = (Period, Decimal)>, until: NaiveDate) -> Known<Exact> {
    let (mut due, mut all) = (Exact::ZERO, Exact::ZERO);
    for (period, weight) in steps {
        let weight = Exact::from(weight);
        if period.end() <= until {
            due = due.plus(&weight);
        }
        all = all.plus(&weight);
    }
    due.over(&all).ok_or(Reason::NoParts)
}

/// The share of the days between beginning and due date that has passed.
fn by_days(start: Option<NaiveDate>, due: Option<Period>, until: NaiveDate) -> Known<Exact> {
    let due = due.ok_or(Reason::NoDue)?.end();
    if until >= due {
        return Ok(Exact::ONE);
    }
    let before = start.and_then(|start| start.pred_opt()).ok_or(Reason::NoStart)?;
    if until <= before {
        return Ok(Exact::ZERO);
    }
    elapsed_share(before, until, due).ok_or(Reason::NoStart)
}

/// The first day of each task: of its own window, of the nearest above that has one, or of the plan.
pub(super) fn starts(plan: &Plan) -> Vec<Option<NaiveDate>> {
    let parents: Vec<Option<usize>> = plan.tasks().iter().map(Task::parent).collect();
    let of_plan = plan.base_end().and_then(|day| day.succ_opt());
    let mut starts: Vec<Option<NaiveDate>> = vec![of_plan; plan.tasks().len()];
    for index in leaves_first(&parents).into_iter().rev() {
        let Some(task) = plan.tasks().get(index) else { continue };
        let above = task.parent().and_then(|parent| starts.get(parent).copied());
        let own = task.start().map(Period::start);
        if let Some(start) = starts.get_mut(index) {
            *start = own.or(above.unwrap_or(of_plan));
        }
    }
    starts
}
