//! Whether anything was reported: of indicators, of tasks and of what belongs to them.

use chrono::NaiveDate;

use super::progress::Looking;
use crate::period::Period;
use crate::plan::{Plan, Subject, Task, leaves_first};
use crate::series::{Event, Observation, Observations, Reported};

/// What is to be said of an indicator beside how it stands, the same in every list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndicatorState {
    /// When it is due: its own target or, without one that counts, the next of the others; none without a date.
    pub due: Option<Period>,
    /// Whether one of its targets has no date.
    pub undated: bool,
    /// Whether its due date is over and it is not attained.
    pub overdue: bool,
    /// Whether nothing was reported of it.
    pub silent: bool,
}

/// Whether a figure of an indicator is known on a day, or anything about the evidence of one of its targets.
pub(super) fn is_reported(plan: &Plan, data: &Observations, as_of: NaiveDate, indicator: usize) -> bool {
    let is_known = |figure: &Observation| figure.is_known_on(as_of) && figure.status().is_actual();
    if data.for_indicator(plan, indicator).iter().any(is_known) {
        return true;
    }
    let targets = plan.indicators().get(indicator).map(|indicator| indicator.targets());
    let evidence = targets.into_iter().flatten().enumerate().flat_map(|(number, target)| {
        let count = target.assessment().map_or(0, |assessment| assessment.evidence().len());
        (0..count).map(move |place| Subject::Evidence(indicator, number, place))
    });
    let mut events = evidence.flat_map(|subject| data.about(plan, subject));
    events.any(|event| event.known_from() <= as_of)
}

/// What was reported of a task and of what belongs to it.
fn reports<'p>(looking: &Looking<'p>, index: usize, task: &Task) -> impl Iterator<Item = &'p Event> {
    let milestones = (0..task.milestones().len()).map(move |number| Subject::Milestone(index, number));
    let deliverables = (0..task.deliverables().len()).map(move |number| Subject::Deliverable(index, number));
    let subjects = std::iter::once(Subject::Task(index)).chain(milestones).chain(deliverables);
    let (plan, data, as_of) = (looking.plan, looking.data, looking.as_of);
    let events = subjects.flat_map(move |subject| data.about(plan, subject));
    events.filter(move |event| event.known_from() <= as_of)
}

/// The newest day that was reported on, of a task and of what belongs to it. What is told of a later period says
/// nothing of the day judged.
pub(super) fn newest_report(looking: &Looking<'_>, index: usize, task: &Task) -> Option<NaiveDate> {
    let days = reports(looking, index, task).map(|event| match event.reported() {
        Reported::Reached(date) => date.max(event.period().end().min(looking.until)),
        Reported::Percent(_) => event.period().end(),
    });
    days.filter(|day| *day <= looking.until).max()
}

/// For each task whether anything was reported of it, of what belongs to it, of the tasks below it, or of its
/// indicators.
pub(super) fn heard_of(looking: &Looking<'_>) -> Vec<bool> {
    let tasks = looking.plan.tasks();
    let parents: Vec<Option<usize>> = tasks.iter().map(Task::parent).collect();
    let indicators = 0..looking.plan.indicators().len();
    let figures: Vec<bool> =
        indicators.map(|index| is_reported(looking.plan, looking.data, looking.as_of, index)).collect();
    let mut heard = vec![false; tasks.len()];
    for index in leaves_first(&parents) {
        let Some(task) = tasks.get(index) else { continue };
        let served = || task.indicators().iter().any(|served| figures.get(*served) == Some(&true));
        let own =
            heard.get(index) == Some(&true) || reports(looking, index, task).next().is_some() || served();
        for place in [Some(index), task.parent()].into_iter().flatten() {
            if let Some(heard) = heard.get_mut(place) {
                *heard |= own;
            }
        }
    }
    heard
}
