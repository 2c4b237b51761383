//! The news of a diff, each once: several targets may look at the same figure, several organizations at one task.

use std::collections::{BTreeMap, BTreeSet};

use super::super::doc::FactDoc;
use super::item::ChangeKind;
use super::{Cause, Change, ChangeDoc, NewsCountsDoc, NewsDoc, ValueDoc};

/// A figure that is new, revised or lost.
pub(super) struct Figure<'d> {
    /// The first verdict that looks at it.
    pub(super) of: &'d ChangeDoc,
    pub(super) news: &'d NewsDoc,
    pub(super) cause: Cause,
    /// The verdicts that changed with it.
    pub(super) changed: Vec<&'d ChangeDoc>,
}

/// What is listed for itself; other versions of a target stand beside the one in force.
pub(super) fn in_force(changes: &[ChangeDoc]) -> impl Iterator<Item = &ChangeDoc> {
    changes.iter().filter(|change| change.kind != ChangeKind::Version.word())
}

/// The news of one thing with their kinds.
pub(super) fn news_of(change: &ChangeDoc) -> impl Iterator<Item = (Cause, &NewsDoc)> {
    change.news.iter().filter_map(|news| Some((Cause::from_word(&news.kind)?, news)))
}

pub(super) fn has_changed(change: &ChangeDoc) -> bool {
    change.change != Change::Unchanged.word()
}

/// The figures, in the order of the verdicts that look at them.
pub(super) fn figures(changes: &[ChangeDoc]) -> Vec<Figure<'_>> {
    let mut figures: Vec<Figure<'_>> = Vec::new();
    let mut places: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for change in in_force(changes) {
        for (cause, news) in news_of(change).filter(|(cause, _)| cause.is_figure()) {
            let key = (change.id.as_str(), format!("{news:?}"));
            let place = *places.entry(key).or_insert(figures.len());
            if place == figures.len() {
                figures.push(Figure { of: change, news, cause, changed: Vec::new() });
            }
            if let Some(figure) = figures.get_mut(place).filter(|_| has_changed(change)) {
                figure.changed.push(change);
            }
        }
    }
    figures
}

/// What fell due.
pub(super) fn fell_due(changes: &[ChangeDoc]) -> impl Iterator<Item = &ChangeDoc> {
    in_force(changes).filter(|change| news_of(change).any(|(cause, _)| cause == Cause::FellDue))
}

/// The targets and milestones that ask for something else.
pub(super) fn demands(changes: &[ChangeDoc]) -> impl Iterator<Item = &ChangeDoc> {
    let is_due = |change: &ChangeDoc| {
        [&change.before, &change.after].into_iter().flatten().any(|state| state.due.is_some())
    };
    in_force(changes)
        .filter(move |change| is_due(change) && news_of(change).any(|(cause, _)| cause.is_demand()))
}

/// How many changes of a kind have some news.
fn with(changes: &[ChangeDoc], kind: ChangeKind, is_asked: impl Fn(Cause, &NewsDoc) -> bool) -> usize {
    let of_kind = changes.iter().filter(|change| change.kind == kind.word());
    of_kind.filter(|change| news_of(change).any(|(cause, news)| is_asked(cause, news))).count()
}

/// What stands in the second of two lists only.
pub(super) fn only_in<'d>(
    (before, after): (&Option<ValueDoc>, &'d Option<ValueDoc>),
) -> impl Iterator<Item = &'d str> {
    let known: BTreeSet<String> = match before {
        Some(ValueDoc::List(ids)) => ids.iter().cloned().collect(),
        _ => BTreeSet::new(),
    };
    let ids = match after {
        Some(ValueDoc::List(ids)) => ids.as_slice(),
        _ => &[],
    };
    ids.iter().filter(move |id| !known.contains(*id)).map(String::as_str)
}

/// The milestones and deliverables that were reached; a deliverable belongs to one task.
fn steps_reached(changes: &[ChangeDoc]) -> usize {
    let deliverables = changes
        .iter()
        .flat_map(news_of)
        .filter(|(cause, news)| *cause == Cause::Steps && news.what.as_deref() == Some("deliverables"));
    let deliverables: usize =
        deliverables.map(|(_, news)| only_in((&news.before, &news.after)).count()).sum();
    deliverables + with(changes, ChangeKind::Milestone, is_reached)
}

fn is_reached(cause: Cause, news: &NewsDoc) -> bool {
    cause == Cause::Reached && news.before.is_none()
}

/// Whether something holds now that did not.
pub(super) fn is_now(news: &NewsDoc) -> bool {
    news.after == Some(ValueDoc::Fact(FactDoc::YesNo(true)))
}

pub(super) fn counted(changes: &[ChangeDoc]) -> NewsCountsDoc {
    let figures = figures(changes);
    let of = |cause: Cause| figures.iter().filter(|figure| figure.cause == cause).count();
    NewsCountsDoc {
        fell_due: fell_due(changes).count(),
        fell_due_unchanged: fell_due(changes).filter(|change| !has_changed(change)).count(),
        new_figures: of(Cause::NewFigure),
        revised_figures: of(Cause::RevisedFigure),
        lost_figures: of(Cause::LostFigure),
        bases: of(Cause::Base),
        without_effect: figures.iter().filter(|figure| figure.changed.is_empty()).count(),
        targets: demands(changes).count(),
        tasks_done: with(changes, ChangeKind::Task, is_reached),
        steps_reached: steps_reached(changes),
        tasks_overdue: with(changes, ChangeKind::Task, |cause, news| cause == Cause::Overdue && is_now(news)),
        tasks_held_up: with(changes, ChangeKind::Task, |cause, news| {
            cause == Cause::HeldUp && news.what.is_none() && news.before.is_none()
        }),
        tasks_contradicted: with(changes, ChangeKind::Task, |cause, news| {
            cause == Cause::Contradiction && news.before.is_none()
        }),
        duties_behind: with(changes, ChangeKind::Duty, |cause, news| cause == Cause::Overdue && is_now(news)),
    }
}
