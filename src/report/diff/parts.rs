//! Which parts of the plan, of a group or of a task changed with it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::doc::{ReportDoc, TaskDoc};
use super::item::{ChangeKind, Item};
use super::news::news;
use super::pairs::Pair;
use super::{Cause, Change, NewsDoc, ValueDoc};

/// What changed, by kind and id, with its class; and what lies directly in what.
#[derive(Default)]
pub(super) struct Parts<'r> {
    /// In the order of the changes.
    all: Vec<(ChangeKind, &'r str, Change)>,
    changed: BTreeMap<(ChangeKind, &'r str), Change>,
    /// The tasks and milestones of tasks, and the groups of groups.
    below: BTreeMap<(ChangeKind, &'r str), Vec<(ChangeKind, &'r str)>>,
}

impl<'r> Parts<'r> {
    pub(super) fn of(reports: [&'r ReportDoc; 2]) -> Self {
        let mut parts = Self::default();
        let mut seen: BTreeSet<(ChangeKind, &str)> = BTreeSet::new();
        let [before, after] = reports;
        for report in [after, before] {
            let milestones = report.milestones.iter();
            let milestones = milestones
                .map(|of| (ChangeKind::Task, Some(of.task.as_str()), ChangeKind::Milestone, of.id.as_str()));
            let tasks = report.tasks.iter();
            let tasks =
                tasks.map(|of| (ChangeKind::Task, of.parent.as_deref(), ChangeKind::Task, of.id.as_str()));
            let groups = report.groups.iter();
            let groups =
                groups.map(|of| (ChangeKind::Group, of.parent.as_deref(), ChangeKind::Group, of.id.as_str()));
            for (above, parent, kind, id) in milestones.chain(tasks).chain(groups) {
                // What moved to another place lies where the later report has it.
                if let (Some(parent), true) = (parent, seen.insert((kind, id))) {
                    parts.below.entry((above, parent)).or_default().push((kind, id));
                }
            }
        }
        parts
    }

    /// Notes the class of something.
    pub(super) fn note(&mut self, kind: ChangeKind, id: &'r str, change: Change) {
        let counted = [ChangeKind::Indicator, ChangeKind::Milestone, ChangeKind::Group, ChangeKind::Task];
        if change.is_change() && counted.contains(&kind) && !self.changed.contains_key(&(kind, id)) {
            self.changed.insert((kind, id), change);
            self.all.push((kind, id, change));
        }
    }

    /// The parts that changed, by class; the groups below a group beside them.
    pub(super) fn news(&self, pair: Pair<'r>) -> Vec<NewsDoc> {
        let Some(newest) = pair.newest() else { return Vec::new() };
        let (kind, id) = (newest.kind(), newest.id());
        let below = self.below.get(&(kind, id)).into_iter().flatten().copied();
        let mut members: Vec<(ChangeKind, &str)> = match newest {
            Item::Part(of) if of.group.is_none() => {
                let parts = self.all.iter().filter(|(kind, ..)| *kind != ChangeKind::Group);
                parts.map(|(kind, id, _)| (*kind, *id)).collect()
            }
            Item::Part(_) | Item::Task(_) => below.collect(),
            _ => return Vec::new(),
        };
        for item in [pair.after, pair.before].into_iter().flatten() {
            let (indicators, tasks) = own(item);
            members.extend(indicators.iter().map(|id| (ChangeKind::Indicator, id.as_str())));
            members.extend(tasks.iter().map(|id| (ChangeKind::Task, id.as_str())));
        }
        self.by_class(members)
    }

    fn by_class(&self, members: Vec<(ChangeKind, &'r str)>) -> Vec<NewsDoc> {
        let mut seen = BTreeSet::new();
        let mut classes: BTreeMap<Change, Vec<String>> = BTreeMap::new();
        let mut groups = Vec::new();
        for (kind, id) in members.into_iter().filter(|member| seen.insert(*member)) {
            match self.changed.get(&(kind, id)) {
                Some(_) if kind == ChangeKind::Group => groups.push(id.to_owned()),
                Some(class) => classes.entry(*class).or_default().push(id.to_owned()),
                None => {}
            }
        }
        let named = classes.into_iter().map(|(class, ids)| (class.word(), ids));
        let groups = (!groups.is_empty()).then_some((GROUPS, groups));
        named
            .chain(groups)
            .map(|(what, ids)| {
                let told = news(Cause::Parts, None, Some(ValueDoc::List(ids)));
                NewsDoc { what: Some(what.to_owned()), ..told }
            })
            .collect()
    }
}

/// The parts of a task without the milestones that are told as reached.
pub(super) fn without_steps(parts: Vec<NewsDoc>, news: &[NewsDoc]) -> Vec<NewsDoc> {
    let reached: BTreeSet<&String> = news
        .iter()
        .filter(|news| news.kind == Cause::Steps.word())
        .filter_map(|news| match &news.after {
            Some(ValueDoc::List(ids)) => Some(ids),
            _ => None,
        })
        .flatten()
        .collect();
    let rest = parts.into_iter().filter_map(|part| match part.after {
        Some(ValueDoc::List(ids)) => {
            let ids: Vec<String> = ids.into_iter().filter(|id| !reached.contains(id)).collect();
            let after = (!ids.is_empty()).then_some(ValueDoc::List(ids))?;
            Some(NewsDoc { after: Some(after), ..part })
        }
        _ => Some(part),
    });
    rest.collect()
}

/// What names the groups below a group that changed.
pub(super) const GROUPS: &str = "groups";

/// The indicators and tasks that a task serves or a group has.
fn own(item: Item<'_>) -> (&[String], &[String]) {
    match item {
        Item::Part(of) => of.group.map_or((&[], &[]), |group| (&group.indicators, &group.tasks)),
        Item::Task(TaskDoc { indicators, .. }) => (indicators, &[]),
        _ => (&[], &[]),
    }
}
