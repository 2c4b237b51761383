//! The names of what the news speak of.

use std::collections::BTreeMap;

use super::super::doc::{FactDoc, ReportDoc};
use super::item::ChangeKind;
use super::{Cause, ChangeDoc, DiffDoc, ValueDoc};
use crate::lang::Lang;

/// The names of indicators, tasks, milestones, deliverables and duties by their ids, which they share.
pub(super) fn names_of([before, after]: [&ReportDoc; 2]) -> BTreeMap<&str, &str> {
    let mut names = BTreeMap::new();
    for report in [before, after] {
        names.extend(report.indicators.iter().map(|of| (of.id.as_str(), of.name.as_str())));
        names.extend(report.tasks.iter().map(|of| (of.id.as_str(), of.title.as_str())));
        let deliverables = report.tasks.iter().flat_map(|of| &of.deliverables);
        names.extend(deliverables.map(|of| (of.id.as_str(), of.title.as_str())));
        names.extend(report.milestones.iter().map(|of| (of.id.as_str(), of.title.as_str())));
        names.extend(report.duties.iter().map(|of| (of.id.as_str(), of.title.as_str())));
    }
    names
}

/// Those of them that the changes mention.
pub(super) fn mentioned(changes: &[ChangeDoc], names: &BTreeMap<&str, &str>) -> BTreeMap<String, String> {
    let mut mentioned = BTreeMap::new();
    for news in changes.iter().flat_map(|change| &change.news) {
        for value in [&news.before, &news.after].into_iter().flatten() {
            let ids = match value {
                ValueDoc::List(ids) => ids.as_slice(),
                ValueDoc::Fact(FactDoc::Text(id))
                    if news.kind == Cause::HeldUp.word() && news.what.is_none() =>
                {
                    std::slice::from_ref(id)
                }
                _ => &[],
            };
            let named = ids.iter().filter_map(|id| Some((id.clone(), (*names.get(id.as_str())?).to_owned())));
            mentioned.extend(named);
        }
    }
    mentioned
}

/// The names that a bulletin uses.
pub(super) struct Names<'d> {
    subjects: &'d BTreeMap<String, String>,
    groups: BTreeMap<&'d str, &'d str>,
}

/// The most names that a cell has.
const NAMED: usize = 3;

impl<'d> Names<'d> {
    pub(super) fn of(diff: &'d DiffDoc) -> Self {
        let groups = diff.changes.iter().filter(|change| change.kind == ChangeKind::Group.word());
        let groups = groups.map(|of| (of.id.as_str(), of.name.as_str())).collect();
        Self { subjects: &diff.names, groups }
    }

    /// The name of something, or its id.
    pub(super) fn name<'n>(&'n self, id: &'n str) -> &'n str {
        self.subjects.get(id).map_or(id, String::as_str)
    }

    pub(super) fn group<'n>(&'n self, id: &'n str) -> &'n str {
        self.groups.get(id).copied().unwrap_or(id)
    }

    /// How many, with the first of them by name; nothing of none.
    pub(super) fn few<'n>(&'n self, ids: impl Iterator<Item = &'n str>, lang: Lang) -> String {
        few(ids.map(|id| self.name(id)).collect(), lang)
    }
}

pub(super) fn few(mut names: Vec<&str>, lang: Lang) -> String {
    let count = names.len();
    if count == 0 {
        return String::new();
    }
    names.truncate(NAMED);
    let names = names.join(lang.pick("、", ", "));
    let rest = if count > NAMED { lang.pick(" 等", ", …") } else { "" };
    lang.pick(format!("{count} 项：{names}{rest}"), format!("{count}: {names}{rest}"))
}
