//! When tasks can be done: the earliest dates that what they wait for allows.
//!
//! A task begins after those that it waits for (`after`, with days in between) and not before the task above
//! it; it takes as long as its window, and ends not before its sub-tasks and milestones. What is known to be done
//! stands on the day on which it was done, or as planned where only a day is known by which it was; what is known not
//! to be done on a day ends after it. What has begun waits no more, and needs no longer than what remains of it. All
//! dates are the earliest that are consistent with this, so that a task whose earliest end lies after its due date
//! cannot be in time. They follow the order of the critical path method (J. E. Kelley and M. R. Walker, 1959, forward pass).

use chrono::{Days, NaiveDate};

use crate::number::Exact;
use crate::plan::{Order, Plan, Step, Subject, Task};
use crate::series::Occurrence;

/// The earliest dates of a task.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Planned {
    /// The first day on which it can begin; `None` where nothing says when. Days beyond 9999-12-31 are told as that
    /// day.
    pub start: Option<NaiveDate>,
    /// The first day on which it can be done; `None` where nothing says when.
    pub finish: Option<NaiveDate>,
    /// What makes it later than its window says: a task or milestone.
    pub held_up_by: Option<Subject>,
    /// How many tasks are later than their windows say because of it.
    pub holds_up: usize,
}

/// A task that has begun, as it is known to stand on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Underway {
    /// The day by which it has begun.
    pub on: NaiveDate,
    /// How much of it was surely done by then, from 0 to 1.
    pub share: Exact,
}

/// The earliest dates of all tasks of a plan.
///
/// ```
/// # #[cfg(feature = "yaml")] {
/// use attainment::Plan;
/// use attainment::schedule::Schedule;
/// use attainment::series::Occurrence;
/// let plan = Plan::from_yaml("
///     format: attainment/plan@1
///     id: demo
///     title: Demo
///     period: { end: 2025 }
///     tasks:
///       - { id: dig, title: Dig, window: { start: 2024-01, end: 2024-03 } }
///       - { id: build, title: Build, window: { start: 2024-04, end: 2024-06 }, after: [ dig ] }
/// ")?;
/// // Digging was not done on 20 April.
/// let late = Occurrence { not_by: Some("2024-04-20".parse()?), by: None };
/// let schedule = Schedule::of(&plan, &[late, Occurrence::default()], &[]);
/// let build = schedule.tasks()[1];
/// assert_eq!(build.start, Some("2024-04-22".parse()?)); // dug on the 21st at the earliest
/// assert_eq!(build.finish, Some("2024-07-21".parse()?)); // 91 days, as from April to June
/// assert_eq!(schedule.held_up(0), [1]);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Schedule {
    tasks: Vec<Planned>,
    /// For each step of the plan the steps that it makes late.
    pushes: Vec<Vec<usize>>,
    /// For each step whether it is later than the plan says.
    late: Vec<bool>,
}

impl Schedule {
    /// The earliest dates, given what is known of when tasks were done and milestones reached: for each task of the
    /// plan, and for each task its milestones. What is left out is not known.
    #[must_use]
    pub fn of(plan: &Plan, done: &[Occurrence], milestones: &[Vec<Occurrence>]) -> Self {
        Self::with_underway(plan, done, milestones, &[])
    }

    /// As [`Schedule::of`], given also for each task how far it is if it has begun.
    #[must_use]
    pub fn with_underway(
        plan: &Plan,
        done: &[Occurrence],
        milestones: &[Vec<Occurrence>],
        underway: &[Option<Underway>],
    ) -> Self {
        let tasks = plan.tasks();
        let order = Order::of(tasks);
        // A checked plan has an order.
        let sorted = order.sorted().unwrap_or_default();
        let underway = |task: usize| underway.get(task)?.as_ref();
        let known = |step: Step| match step {
            Step::Start(task) => {
                underway(task).map(|underway| Occurrence { not_by: None, by: Some(underway.on) })
            }
            Step::Finish(task) => done.get(task).copied(),
            Step::Milestone(task, number) => milestones.get(task)?.get(number).copied(),
        };
        let mut dates: Vec<Option<NaiveDate>> = vec![None; order.len()];
        let mut causes: Vec<Option<usize>> = vec![None; order.len()];
        // The step of another task, or milestone, from which a push comes.
        let mut origins: Vec<Option<Step>> = vec![None; order.len()];
        let mut late = vec![false; order.len()];
        for node in sorted {
            let step = order.step(node);
            let planned = planned(tasks, step);
            let known = known(step).unwrap_or_default();
            // What waits for it is pushed by the steps before, which all have their dates by now.
            let pushed = dates.get(node).copied().flatten();
            let after = known.not_by.and_then(|day| day.succ_opt());
            let own = planned.max(after);
            let date = match (known.by, step) {
                // That it has begun by a day says nothing of when it began, but that it waits no more.
                (Some(by), Step::Start(_)) => own.max(pushed).map(|earliest| earliest.min(by)),
                // Of what is there by a day the earliest day is told that its plan and reports allow.
                (Some(by), _) => Some(own.map_or(by, |own| own.min(by))),
                (None, _) => own.max(pushed),
            };
            if let (Some(date), Some(planned)) = (date, planned)
                && date > planned
                && let Some(late) = late.get_mut(node)
            {
                *late = true;
            }
            if let Some(cause) = causes.get_mut(node)
                && (pushed <= own || pushed > date || (known.by.is_some() && !matches!(step, Step::Start(_))))
            {
                *cause = None;
            }
            let origin = causes.get(node).copied().flatten().and_then(|cause| match order.step(cause) {
                // A beginning only passes on what pushed it.
                Step::Start(_) => origins.get(cause).copied().flatten(),
                step => Some(step),
            });
            if let Some(place) = origins.get_mut(node) {
                *place = origin;
            }
            if let Some(place) = dates.get_mut(node) {
                *place = date;
            }
            let Some(date) = date else { continue };
            for (to, days) in order.after(node) {
                let mut next = reached(tasks, step, order.step(*to), date, *days);
                if let (Step::Start(task), Step::Finish(other)) = (step, order.step(*to))
                    && task == other
                    && let Some(underway) = underway(task)
                {
                    // What remains of it takes its part of the window.
                    next = next.min(remaining(tasks.get(task), underway).or(next));
                }
                let Some(place) = dates.get_mut(*to) else { continue };
                let Some(cause) = causes.get_mut(*to) else { continue };
                // Of two that push to one day, the one whose id comes first is told.
                let comes_first = || cause.is_none_or(|cause| id(tasks, step) < id(tasks, order.step(cause)));
                let is_later = place.is_none_or(|before| next.is_some_and(|next| next > before));
                if is_later || (next.is_some() && *place == next && comes_first()) {
                    (*place, *cause) = (next, Some(node));
                }
            }
        }
        Self::told(tasks, &order, &dates, (&causes, &origins), late)
    }

    fn told(
        tasks: &[Task],
        order: &Order,
        dates: &[Option<NaiveDate>],
        (causes, origins): (&[Option<usize>], &[Option<Step>]),
        late: Vec<bool>,
    ) -> Self {
        let date = |node: usize| dates.get(node).copied().flatten();
        let mut pushes: Vec<Vec<usize>> = vec![Vec::new(); order.len()];
        for (node, cause) in causes.iter().enumerate() {
            if let Some(pushed) = cause.and_then(|cause| pushes.get_mut(cause)) {
                pushed.push(node);
            }
        }
        let planned = (0..tasks.len()).map(|task| Planned {
            start: date(Order::start(task)),
            finish: date(Order::finish(task)),
            held_up_by: late.get(Order::finish(task)).filter(|late| **late).and_then(|_| {
                match origins.get(Order::finish(task)).copied().flatten()? {
                    Step::Start(other) | Step::Finish(other) => Some(Subject::Task(other)),
                    Step::Milestone(other, number) => Some(Subject::Milestone(other, number)),
                }
            }),
            holds_up: 0,
        });
        let planned = planned.collect();
        let mut schedule = Self { tasks: planned, pushes, late };
        let counts = schedule.counts(order, causes);
        for (task, planned) in schedule.tasks.iter_mut().enumerate() {
            let own = |node: usize| counts.get(node).copied().unwrap_or(0);
            let itself = usize::from(schedule.late.get(Order::finish(task)) == Some(&true));
            planned.holds_up = own(Order::finish(task)).saturating_sub(itself);
        }
        schedule
    }

    /// For each step how many tasks end late because of it, itself included: from the last pushed to the first.
    fn counts(&self, order: &Order, causes: &[Option<usize>]) -> Vec<usize> {
        let mut counts: Vec<usize> = (0..order.len())
            .map(|node| {
                let ends_late =
                    matches!(order.step(node), Step::Finish(_)) && self.late.get(node) == Some(&true);
                usize::from(ends_late)
            })
            .collect();
        // Causes form a forest, since a step is only pushed by one that comes before it.
        for node in crate::plan::leaves_first(causes) {
            let own = counts.get(node).copied().unwrap_or(0);
            if let Some(count) = causes.get(node).copied().flatten().and_then(|cause| counts.get_mut(cause)) {
                *count += own;
            }
        }
        counts
    }

    /// The dates of each task, in the order of the plan.
    #[must_use]
    pub fn tasks(&self) -> &[Planned] {
        &self.tasks
    }

    /// The indices of the tasks that end late because of a task, in the order of the plan.
    #[must_use]
    pub fn held_up(&self, task: usize) -> Vec<usize> {
        let (mut found, mut open) = (Vec::new(), vec![Order::finish(task)]);
        while let Some(node) = open.pop() {
            let other = node / 2;
            let is_finish = node < 2 * self.tasks.len() && !node.is_multiple_of(2);
            if is_finish && other != task && self.late.get(node) == Some(&true) {
                found.push(other);
            }
            open.extend(self.pushes.get(node).into_iter().flatten());
        }
        found.sort_unstable();
        found
    }
}

/// The id of the task or milestone of a step.
fn id(tasks: &[Task], step: Step) -> Option<&str> {
    match step {
        Step::Start(task) | Step::Finish(task) => Some(tasks.get(task)?.id()),
        Step::Milestone(task, number) => Some(tasks.get(task)?.milestones().get(number)?.id()),
    }
}

/// When the plan wants a step: tasks begin and end with their windows, milestones have their dates.
fn planned(tasks: &[Task], step: Step) -> Option<NaiveDate> {
    match step {
        Step::Start(task) => Some(tasks.get(task)?.start()?.start()),
        Step::Finish(task) => Some(tasks.get(task)?.due()?.end()),
        Step::Milestone(task, number) => Some(tasks.get(task)?.milestones().get(number)?.due().end()),
    }
}

/// The first day of a step that comes after another.
fn reached(tasks: &[Task], from: Step, to: Step, date: NaiveDate, days: u32) -> Option<NaiveDate> {
    match (from, to) {
        // What waits for something begins on the day after it.
        (Step::Finish(_) | Step::Milestone(..), Step::Start(_)) => later(date, u64::from(days) + 1),
        // A task takes as long as its window.
        (Step::Start(task), Step::Finish(other)) if task == other => later(date, tasks.get(task)?.days),
        _ => Some(date),
    }
}

/// The first day on which a task that has begun can be done, in so much of its window as remains to be done.
fn remaining(task: Option<&Task>, underway: &Underway) -> Option<NaiveDate> {
    let length = i64::try_from(task?.days).ok()?;
    let rest = Exact::ONE.minus(&underway.share).times(&Exact::from(length));
    // Part of a day is a day.
    let days = rest.negated().floor().negated().to_i64()?;
    later(underway.on, u64::try_from(days).unwrap_or(0))
}

/// So many days later; what lies beyond the last day that a plan can name is told as that day.
fn later(date: NaiveDate, days: u64) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(9999, 12, 31)?;
    Some(date.checked_add_days(Days::new(days)).map_or(last, |later| later.min(last)))
}
