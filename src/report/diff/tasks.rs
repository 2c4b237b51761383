//! What is new about a task.

use std::collections::BTreeMap;

use super::super::doc::{FactDoc, ReportDoc, TaskDoc};
use super::news::{changed_facts, facts_news, is_stale, news, of_due, text};
use super::{Cause, NewsDoc, ValueDoc};
use crate::facts::{PartFact, TaskFact};

/// The milestones that were reached, by task.
pub(super) type Reached<'r> = BTreeMap<&'r str, Vec<&'r str>>;

pub(super) fn reached(report: &ReportDoc) -> Reached<'_> {
    let mut reached = Reached::new();
    for milestone in report.milestones.iter().filter(|milestone| milestone.reached.is_some()) {
        reached.entry(&milestone.task).or_default().push(&milestone.id);
    }
    reached
}

/// Whether a fact about a task changes from day to day though nothing is reported.
pub(super) fn goes_with_time(name: &str) -> bool {
    use TaskFact::{CaughtUp, Closes, DaysLeft, Lag, Late, ReportAge, Scheduled};
    let time = [CaughtUp, Closes, DaysLeft, Lag, Late, ReportAge, Scheduled];
    time.iter().any(|fact| fact.name() == name)
}

/// What is new, first what was done. `milestones` are the ids of those reached before and after.
pub(super) fn news_about(before: &TaskDoc, after: &TaskDoc, milestones: [Vec<String>; 2]) -> Vec<NewsDoc> {
    let mut all = Vec::new();
    let day = |day: &Option<String>| day.as_deref().map(text);
    if before.completed != after.completed {
        all.push(news(Cause::Reached, day(&before.completed), day(&after.completed)));
    }
    all.extend(progress(before, after));
    let delivered = |task: &TaskDoc| {
        let reached = task.deliverables.iter().filter(|one| one.reached.is_some());
        reached.map(|one| one.id.clone()).collect()
    };
    all.extend(steps("milestones", milestones));
    all.extend(steps("deliverables", [delivered(before), delivered(after)]));
    if before.reported != after.reported {
        all.push(news(Cause::Reported, day(&before.reported), day(&after.reported)));
    }
    let yes = |yes: bool| Some(ValueDoc::Fact(FactDoc::YesNo(yes)));
    if before.overdue != after.overdue {
        all.push(news(Cause::Overdue, yes(before.overdue), yes(after.overdue)));
    }
    all.extend(held_up(before, after));
    all.extend(contradictions(before, after));
    all.extend(of_due(before.due.as_ref(), after.due.as_ref()));
    if let (Some(before), Some(after)) = (&before.judgement, &after.judgement) {
        // What is known of the task itself is told above.
        let changed = changed_facts(&before.facts, &after.facts).into_iter();
        let of_parts = changed.filter(|(name, ..)| PartFact::from_name(name).is_some());
        all.extend(facts_news(Cause::Parts, of_parts.collect()));
    }
    all
}

/// How far it is done. From one reason not to know it to another nothing is new.
fn progress(before: &TaskDoc, after: &TaskDoc) -> Vec<NewsDoc> {
    let unknown = |task: &TaskDoc| matches!(task.progress, FactDoc::Unknown { .. });
    let value = |task: &TaskDoc| Some(ValueDoc::Fact(task.progress.clone()));
    let mut all = Vec::new();
    if before.progress != after.progress && !(unknown(before) && unknown(after)) {
        let told = news(Cause::Progress, value(before), value(after));
        all.push(match is_stale(&after.progress) {
            // Nothing but time made it too old.
            true => {
                NewsDoc { kind: Cause::Time.word().to_owned(), what: Some("progress".to_owned()), ..told }
            }
            false => told,
        });
    }
    if let (Some(from), Some(to)) = (&before.progress_by, &after.progress_by)
        && from != to
    {
        let what = Some("progress_by".to_owned());
        all.push(NewsDoc { what, ..news(Cause::Progress, Some(text(from)), Some(text(to))) });
    }
    all
}

fn steps(what: &str, [before, after]: [Vec<String>; 2]) -> Option<NewsDoc> {
    let what = Some(what.to_owned());
    let list = |ids: &[String]| Some(ValueDoc::List(ids.to_vec()));
    (before != after).then(|| NewsDoc { what, ..news(Cause::Steps, list(&before), list(&after)) })
}

fn held_up(before: &TaskDoc, after: &TaskDoc) -> Vec<NewsDoc> {
    let mut all = Vec::new();
    let value = |text_of: &Option<String>| text_of.as_deref().map(text);
    if before.held_up_by != after.held_up_by {
        all.push(news(Cause::HeldUp, value(&before.held_up_by), value(&after.held_up_by)));
    }
    let blocked = |task: &TaskDoc| task.blocked == FactDoc::YesNo(true);
    if blocked(before) != blocked(after) {
        let (from, to) = (before.blocked.clone(), after.blocked.clone());
        let what = Some("blocked".to_owned());
        let told = news(Cause::HeldUp, Some(ValueDoc::Fact(from)), Some(ValueDoc::Fact(to)));
        all.push(NewsDoc { what, ..told });
    }
    let late = before.held_up_by.is_some() && after.held_up_by.is_some();
    if late && before.earliest_finish != after.earliest_finish {
        let what = Some("earliest_finish".to_owned());
        let told = news(Cause::HeldUp, value(&before.earliest_finish), value(&after.earliest_finish));
        all.push(NewsDoc { what, ..told });
    }
    all
}

/// The figures that contradict the one that counts, those that did and those that do.
fn contradictions(before: &TaskDoc, after: &TaskDoc) -> Vec<NewsDoc> {
    let shares = |task: &TaskDoc, by: &str| task.disagreements.get(by).map(|share| text(share));
    let sources = before.disagreements.keys();
    let new = after.disagreements.keys().filter(|by| !before.disagreements.contains_key(*by));
    let pairs = sources.chain(new).map(|by| (by, shares(before, by), shares(after, by)));
    let changed = pairs.filter(|(_, from, to)| from != to);
    changed
        .map(|(by, from, to)| NewsDoc { what: Some(by.clone()), ..news(Cause::Contradiction, from, to) })
        .collect()
}
