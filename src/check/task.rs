//! Tasks: their tree, windows, milestones and deliverables, what they wait for; and duties of monitoring.

use std::collections::HashSet;

use chrono::Days;

use foldhash::HashMap;

use super::plan::{Ids, Span, dangling, partial_weights, partial_weights_in_tree, resolve};
use super::read::Reader;
use super::trail::Trail;
use super::tree::{abridged, parents};
use super::{BadNumber, Problem, Told};
use crate::period::{Frequency, Period};
use crate::plan::{
    Deliverable, Dependency, DependencyDoc, Duty, DutyDoc, Milestone, Order, ProgressBy, Step, Subject, Task,
    TaskDoc, leaves_first,
};

/// The most days that may have to pass before a task begins.
const MOST_DAYS: u32 = 36_600;

pub(super) fn tasks(
    docs: &[TaskDoc],
    ids: &Ids<'_>,
    indicator_ids: &Ids<'_>,
    by_id: &HashMap<String, Subject>,
    span: &Span,
    reader: &mut Reader,
) -> Vec<Task> {
    let at = Trail::Root.key("tasks");
    let nodes = docs.iter().map(|doc| (&*doc.id, doc.parent.as_deref()));
    let parents = parents(nodes, ids, "task", reader, &at);
    let weights: Vec<bool> = docs.iter().map(|doc| doc.weight.is_some()).collect();
    partial_weights_in_tree(&parents, &weights, reader, &at);
    let mut tasks = Vec::with_capacity(docs.len());
    for (index, (doc, parent)) in docs.iter().zip(parents).enumerate() {
        tasks.push(task(doc, parent, indicator_ids, by_id, span, reader, &at.index(index)));
    }
    inherit(&mut tasks, reader, &at);
    order(&tasks, reader, &at);
    tasks
}

fn task(
    doc: &TaskDoc,
    parent: Option<usize>,
    indicator_ids: &Ids<'_>,
    by_id: &HashMap<String, Subject>,
    span: &Span,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Task {
    let window = doc.window.clone().unwrap_or_default();
    let window_at = at.key("window");
    let start = reader.optional_period(window.start.as_deref(), &window_at.key("start"));
    let end = reader.optional_period(window.end.as_deref(), &window_at.key("end"));
    if let (Some(start), Some(end)) = (start, end)
        && start.start() > end.end()
    {
        let problem = Problem::EmptyWindow { start: start.to_string(), end: end.to_string() };
        reader.report(problem, &window_at);
    }
    match (start, end) {
        (_, Some(end)) => outlasts(&doc.id, end, span, reader, &window_at.key("end")),
        // What began before the plan may go on in it.
        (Some(start), None) if start.start() > span.end.end() => {
            outlasts(&doc.id, start, span, reader, &window_at.key("start"));
        }
        (_, None) => {}
    }
    let indicators_at = at.key("indicators");
    let mut indicators = Vec::with_capacity(doc.indicators.len());
    let mut served = HashSet::new();
    for (number, id) in doc.indicators.iter().enumerate() {
        let at = indicators_at.index(number);
        if !served.insert(id) {
            reader.report(Problem::DuplicateId { id: id.clone() }, &at);
        } else if let Some(index) = resolve(id, indicator_ids, "indicator", reader, &at) {
            indicators.push(index);
        }
    }
    let progress = doc
        .progress
        .as_deref()
        .and_then(|text| reader.word(text, ProgressBy::ALL, ProgressBy::word, &at.key("progress")));
    let has = match progress {
        Some(ProgressBy::Milestones) => !doc.milestones.is_empty(),
        Some(ProgressBy::Deliverables) => !doc.deliverables.is_empty(),
        Some(ProgressBy::Indicators) => !doc.indicators.is_empty(),
        // Sub-tasks are seen once all tasks are read; reports come with the data.
        Some(ProgressBy::Tasks | ProgressBy::Reported) | None => true,
    };
    if let (Some(by), false) = (progress, has) {
        reader.report(Problem::ProgressOfNothing { by: by.word() }, &at.key("progress"));
    }
    Task {
        id: doc.id.clone(),
        title: doc.title.clone(),
        kind: doc.kind.clone(),
        parent,
        start,
        end,
        days: start
            .zip(end)
            .map_or(0, |(start, end)| u64::try_from((end.end() - start.start()).num_days()).unwrap_or(0)),
        due: end,
        after: after(&doc.after, by_id, reader, &at.key("after")),
        progress,
        milestones: milestones(doc, span, reader, at),
        deliverables: deliverables(doc, span, reader, at),
        indicators,
        inputs: doc.inputs.clone(),
        weight: reader.weight(doc.weight.as_deref(), &at.key("weight")),
        source: doc.source.clone(),
        note: doc.note.clone(),
    }
}

/// Reports a date that does not lie in the years of the plan.
fn outlasts(id: &str, date: Period, span: &Span, reader: &mut Reader, at: &Trail<'_>) {
    if let Some(period) = span.missed_by(date) {
        reader.report(Problem::OutlastsPlan { id: id.to_owned(), date: date.to_string(), period }, at);
    }
}

fn milestones(doc: &TaskDoc, span: &Span, reader: &mut Reader, at: &Trail<'_>) -> Vec<Milestone> {
    let at = at.key("milestones");
    partial_weights(doc.milestones.iter().map(|doc| doc.weight.is_some()), reader, &at);
    let mut milestones = Vec::with_capacity(doc.milestones.len());
    for (index, doc) in doc.milestones.iter().enumerate() {
        let at = at.index(index);
        let weight = reader.weight(doc.weight.as_deref(), &at.key("weight"));
        let Some(due) = reader.period(&doc.due, &at.key("due")) else { continue };
        if let Some(period) = span.missed_by(due) {
            let problem = Problem::DueOutsidePeriod { due: due.to_string(), period, beyond: Told::default() };
            reader.report(problem, &at.key("due"));
        }
        milestones.push(Milestone { id: doc.id.clone(), title: doc.title.clone(), due, weight });
    }
    milestones
}

fn deliverables(doc: &TaskDoc, span: &Span, reader: &mut Reader, at: &Trail<'_>) -> Vec<Deliverable> {
    let at = at.key("deliverables");
    partial_weights(doc.deliverables.iter().map(|doc| doc.weight.is_some()), reader, &at);
    let mut deliverables = Vec::with_capacity(doc.deliverables.len());
    for (index, doc) in doc.deliverables.iter().enumerate() {
        let at = at.index(index);
        let weight = reader.weight(doc.weight.as_deref(), &at.key("weight"));
        let due = reader.optional_period(doc.due.as_deref(), &at.key("due"));
        if let Some(due) = due {
            outlasts(&doc.id, due, span, reader, &at.key("due"));
        }
        deliverables.push(Deliverable { id: doc.id.clone(), title: doc.title.clone(), due, weight });
    }
    deliverables
}

/// Whether a task can wait for it: a task or a milestone.
fn can_end(subject: &Subject) -> bool {
    matches!(subject, Subject::Task(_) | Subject::Milestone(..))
}

/// What a task waits for: tasks and milestones, each once.
fn after(
    docs: &[DependencyDoc],
    by_id: &HashMap<String, Subject>,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Vec<Dependency> {
    let mut seen = HashSet::new();
    let mut after = Vec::with_capacity(docs.len());
    for (number, doc) in docs.iter().enumerate() {
        let at = at.index(number);
        let days = doc.days.as_deref().map_or(Some(0), |text| days(text, reader, &at.key("days")));
        let Some(on) = by_id.get(&doc.id).copied().filter(can_end) else {
            let those = by_id.iter().filter(|(_, subject)| can_end(subject)).map(|(id, _)| &**id);
            dangling(&doc.id, "task or milestone", those, reader, &at);
            continue;
        };
        if !seen.insert(on) {
            reader.report(Problem::DuplicateId { id: doc.id.clone() }, &at);
        } else if let Some(days) = days {
            after.push(Dependency { on, days });
        }
    }
    after
}

fn days(text: &str, reader: &mut Reader, at: &Trail<'_>) -> Option<u32> {
    let days = text.trim().parse().ok().filter(|days| *days <= MOST_DAYS);
    if days.is_none() {
        let needed = ("a whole number of days from 0 to 36600, such as 30", "不超过 36600 的整数天数，如 30");
        let fault = BadNumber::Unfit { text: text.into(), needed };
        reader.report(Problem::BadNumber { fault }, at);
    }
    days
}

/// When each task is due: with its own end, or with that of the nearest task above that has one.
pub(super) fn due_with_ends(tasks: &mut [Task]) {
    let parents: Vec<Option<usize>> = tasks.iter().map(|task| task.parent).collect();
    for index in leaves_first(&parents).into_iter().rev() {
        let above = parents.get(index).copied().flatten().and_then(|parent| tasks.get(parent)?.due);
        if let Some(task) = tasks.get_mut(index) {
            task.due = task.end.or(above);
        }
    }
}

/// Gives tasks without an end that of the nearest task above, and reports what lies outside of it.
fn inherit(tasks: &mut [Task], reader: &mut Reader, at: &Trail<'_>) {
    due_with_ends(tasks);
    let parents: Vec<Option<usize>> = tasks.iter().map(|task| task.parent).collect();
    let with_children: HashSet<usize> = parents.iter().flatten().copied().collect();
    for index in leaves_first(&parents).into_iter().rev() {
        let above = parents.get(index).copied().flatten().and_then(|parent| tasks.get(parent));
        let (above_id, above_due) = above.map(|above| (above.id.clone(), above.due)).unzip();
        let Some(task) = tasks.get(index) else { continue };
        if let (Some(own), Some(Some(due)), Some(id)) = (task.end, above_due, above_id)
            && own.end() > due.end()
        {
            let problem = Problem::OutsideWindow {
                id: task.id.clone(),
                due: own.to_string(),
                above: id,
                until: due.to_string(),
            };
            reader.report(problem, &at.index(index).key("window"));
        }
        if let (Some(start), Some(due)) = (task.start, task.due)
            && task.end.is_none()
            && start.start() > due.end()
        {
            let problem = Problem::BeginsOverdue {
                id: task.id.clone(),
                start: start.to_string(),
                due: due.to_string(),
            };
            reader.report(problem, &at.index(index).key("window"));
        }
        if task.progress == Some(ProgressBy::Tasks) && !with_children.contains(&index) {
            let problem = Problem::ProgressOfNothing { by: ProgressBy::Tasks.word() };
            reader.report(problem, &at.index(index).key("progress"));
        }
        let Some(due) = task.due else { continue };
        for (number, milestone) in task.milestones.iter().enumerate() {
            if milestone.due.end() > due.end() {
                let problem = Problem::OutsideWindow {
                    id: milestone.id.clone(),
                    due: milestone.due.to_string(),
                    above: task.id.clone(),
                    until: due.to_string(),
                };
                reader.report(problem, &at.index(index).key("milestones").index(number).key("due"));
            }
        }
    }
}

/// Reports tasks that wait for each other, and those that are to begin before what they wait for is due.
fn order(tasks: &[Task], reader: &mut Reader, at: &Trail<'_>) {
    if tasks.iter().all(|task| task.after.is_empty()) {
        return;
    }
    if let Err(rounds) = Order::of(tasks).sorted() {
        for round in rounds {
            let index = |step: &Step| match step {
                Step::Start(task) | Step::Finish(task) | Step::Milestone(task, _) => *task,
            };
            let mut members: Vec<&str> = round.iter().filter_map(|step| name(tasks, *step)).collect();
            members.dedup();
            if members.len() == 1 || members.first() != members.last() {
                members.extend(members.first().copied());
            }
            let place =
                round.iter().map(index).find(|task| tasks.get(*task).is_some_and(|t| !t.after.is_empty()));
            let problem = Problem::DependencyCycle { members: abridged(&members) };
            reader.report(problem, &at.index(place.unwrap_or(0)).key("after"));
        }
        return;
    }
    for (index, task) in tasks.iter().enumerate() {
        let Some(start) = task.start else { continue };
        for (number, dependency) in task.after.iter().enumerate() {
            let (id, due) = match dependency.on {
                Subject::Milestone(on, number) => {
                    let milestone = tasks.get(on).and_then(|task| task.milestones.get(number));
                    milestone.map(|milestone| (milestone.id.as_str(), Some(milestone.due)))
                }
                Subject::Task(on) => tasks.get(on).map(|on| (on.id.as_str(), on.due)),
                _ => None,
            }
            .unzip();
            // It begins on the day after, and after the days in between.
            let first = |due: Period| due.end().checked_add_days(Days::new(u64::from(dependency.days) + 1));
            let too_early = |due: &Period| first(*due).is_none_or(|first| first > start.start());
            let Some(due) = due.flatten().filter(too_early) else { continue };
            let problem = Problem::StartsTooEarly {
                id: task.id.clone(),
                start: start.to_string(),
                before: id.unwrap_or_default().to_owned(),
                due: due.to_string(),
            };
            reader.report(problem, &at.index(index).key("after").index(number));
        }
    }
}

/// The id of the task or milestone of a step.
fn name(tasks: &[Task], step: Step) -> Option<&str> {
    match step {
        Step::Start(task) | Step::Finish(task) => tasks.get(task).map(|task| task.id.as_str()),
        Step::Milestone(task, number) => {
            tasks.get(task)?.milestones.get(number).map(|milestone| milestone.id.as_str())
        }
    }
}

/// The duties of monitoring.
pub(super) fn duties(docs: &[DutyDoc], span: &Span, reader: &mut Reader) -> Vec<Duty> {
    const FREQUENCIES: &[Frequency] =
        &[Frequency::Year, Frequency::Half, Frequency::Quarter, Frequency::Month];
    let at = Trail::Root.key("duties");
    let mut duties = Vec::with_capacity(docs.len());
    for (index, doc) in docs.iter().enumerate() {
        let at = at.index(index);
        let frequency = doc
            .frequency
            .as_deref()
            .and_then(|text| reader.word(text, FREQUENCIES, Frequency::word, &at.key("frequency")));
        let due: Option<Period> = reader.optional_period(doc.due.as_deref(), &at.key("due"));
        if let Some(due) = due {
            outlasts(&doc.id, due, span, reader, &at.key("due"));
        }
        if doc.frequency.is_some() && doc.due.is_some() {
            reader.report(Problem::ExactlyOne { fields: "frequency, due", given: 2 }, &at);
        }
        duties.push(Duty {
            id: doc.id.clone(),
            title: doc.title.clone(),
            kind: doc.kind.clone(),
            frequency,
            due,
            source: doc.source.clone(),
            note: doc.note.clone(),
        });
    }
    duties
}
