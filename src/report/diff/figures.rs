//! The news of a diff, each once: several targets may look at the same figure.

use std::collections::BTreeMap;

use super::item::ChangeKind;
use super::{Cause, Change, ChangeDoc, NewsCountsDoc, NewsDoc};

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
    }
}
