//! One policy that changes another: what it gives replaces what the other says.

use std::collections::{HashMap, HashSet};

use super::doc::{PolicyDoc, RowDoc, TableDoc};
use crate::check::{Diagnostics, Path, Problem, Segment};

/// The most policies of which each extends the next.
const MOST: usize = 16;

/// Where the parts of a merged document come from, so that a problem is told at its place in the document at
/// hand. What comes from the document extended is told at `extends`.
#[derive(Default)]
pub(super) struct Origin {
    /// For each table, the places of its rows in the document at hand.
    rows: HashMap<&'static str, Vec<Option<usize>>>,
    /// The inputs, measures and outcomes that come from the document extended alone.
    inherited: HashSet<(&'static str, String)>,
}

impl Origin {
    /// Whether an input, measure or outcome comes from the document extended alone.
    pub(super) fn is_inherited(&self, field: &'static str, name: &str) -> bool {
        self.inherited.contains(&(field, name.to_owned()))
    }

    fn inherit<T>(&mut self, field: &'static str, base: &[(String, T)], change: &[(String, T)]) {
        let names = base.iter().map(|(name, _)| name);
        let names = names.filter(|name| change.iter().all(|(own, _)| own != *name));
        self.inherited.extend(names.map(|name| (field, name.clone())));
    }

    pub(super) fn place(&self, path: Path) -> Path {
        if let [Segment::Key(table), Segment::Key(rows), Segment::Index(index), rest @ ..] = &*path.0
            && rows == "rows"
            && let Some(places) = self.rows.get(table.as_str())
        {
            return match places.get(*index).copied().flatten() {
                Some(own) => {
                    let start = Path::root().key(table).key(rows).index(own);
                    rest.iter().fold(start, |path, segment| match segment {
                        Segment::Key(key) => path.key(key),
                        Segment::Index(index) => path.index(*index),
                    })
                }
                None => Path::root().key("extends"),
            };
        }
        path
    }
}

/// The document with everything that it extends.
pub(super) fn extended(
    doc: &PolicyDoc,
    find: &mut dyn FnMut(&str) -> Option<PolicyDoc>,
    diagnostics: &mut Diagnostics,
) -> (PolicyDoc, Origin) {
    let Some(first) = &doc.extends else {
        nothing_to_change(doc, diagnostics);
        return (doc.clone(), Origin::default());
    };
    let place = Path::root().key("extends");
    let mut chain: Vec<PolicyDoc> = Vec::new();
    let mut names: Vec<String> = vec![doc.id.clone()];
    let mut next = Some(first.clone());
    while let Some(id) = next.take() {
        if names.contains(&id) {
            names.push(id);
            let cycle = names.join(" → ");
            diagnostics.report(Problem::CyclicExtends { cycle }, place.clone());
            break;
        }
        if chain.len() >= MOST {
            diagnostics.report(Problem::ExtendsTooDeep { most: MOST }, place.clone());
            break;
        }
        let Some(base) = super::find_policy(&id, find) else {
            let suggestion = super::suggest_policy(&id);
            diagnostics.report(Problem::NoSuchPolicy { name: id, suggestion }, place.clone());
            break;
        };
        next = base.extends.clone();
        names.push(id);
        chain.push(base);
    }
    let Some(mut merged) = chain.pop() else { return (doc.clone(), Origin::default()) };
    let mut origin = Origin::default();
    while let Some(change) = chain.pop() {
        let mut found = Diagnostics::new();
        merged = apply(merged, &change, &mut Origin::default(), &mut found);
        // What is wrong with a policy in between is told where it is extended.
        for diagnostic in &found {
            diagnostics.report(diagnostic.problem.clone(), place.clone());
        }
    }
    (apply(merged, doc, &mut origin, diagnostics), origin)
}

/// Reports what asks for rows of another policy where none is extended.
fn nothing_to_change(doc: &PolicyDoc, diagnostics: &mut Diagnostics) {
    let tables =
        [("indicator", Some(&doc.indicator)), ("task", doc.task.as_ref()), ("group", doc.group.as_ref())];
    for (name, table) in tables {
        let at = Path::root().key(name);
        for (index, id) in table.iter().flat_map(|table| &table.remove).enumerate() {
            diagnostics.report(Problem::NoSuchRow { row: id.clone() }, at.key("remove").index(index));
        }
        for (index, row) in table.iter().flat_map(|table| &table.rows).enumerate() {
            if let Some(id) = &row.before {
                let path = at.key("rows").index(index).key("before");
                diagnostics.report(Problem::NoSuchRow { row: id.clone() }, path);
            }
        }
    }
}

/// What of two is there; the second goes before the first.
fn or<T: Clone>(base: Option<T>, change: &Option<T>) -> Option<T> {
    change.clone().or(base)
}

fn apply(
    base: PolicyDoc,
    change: &PolicyDoc,
    origin: &mut Origin,
    diagnostics: &mut Diagnostics,
) -> PolicyDoc {
    origin.inherit("inputs", &base.inputs, &change.inputs);
    origin.inherit("measures", &base.measures, &change.measures);
    origin.inherit("outcomes", &base.outcomes, &change.outcomes);
    let mut parameters = base.parameters;
    let own = &change.parameters;
    parameters.base = or(parameters.base, &own.base);
    parameters.about = or(parameters.about, &own.about);
    parameters.max_age = or(parameters.max_age, &own.max_age);
    parameters.places = or(parameters.places, &own.places);
    parameters.provisional = or(parameters.provisional, &own.provisional);
    parameters.estimated = or(parameters.estimated, &own.estimated);
    parameters.trend = or(parameters.trend, &own.trend);
    parameters.level = or(parameters.level, &own.level);
    parameters.forecast = or(parameters.forecast, &own.forecast);
    parameters.without_target = or(parameters.without_target, &own.without_target);
    let mut table = |name: &'static str, base: Option<TableDoc>, change: Option<&TableDoc>| {
        let (table, places) = rows(name, base.unwrap_or_default(), change, diagnostics);
        origin.rows.insert(name, places);
        table
    };
    let has = |base: &Option<TableDoc>, change: &Option<TableDoc>| base.is_some() || change.is_some();
    let (has_task, has_group) = (has(&base.task, &change.task), has(&base.group, &change.group));
    let indicator = table("indicator", Some(base.indicator), Some(&change.indicator));
    let task = table("task", base.task, change.task.as_ref());
    let group = table("group", base.group, change.group.as_ref());
    PolicyDoc {
        format: change.format.clone(),
        id: change.id.clone(),
        version: change.version.clone(),
        title: or(base.title, &change.title),
        source: or(base.source, &change.source),
        trust: or(base.trust, &change.trust),
        provisional: or(base.provisional, &change.provisional),
        note: or(base.note, &change.note),
        valid: or(base.valid, &change.valid),
        extends: None,
        parameters,
        inputs: merged(base.inputs, &change.inputs),
        measures: merged(base.measures, &change.measures),
        indicator,
        task: has_task.then_some(task),
        group: has_group.then_some(group),
        roll_up: or(base.roll_up, &change.roll_up),
        outcomes: merged(base.outcomes, &change.outcomes),
    }
}

fn merged<T: Clone>(mut base: Vec<(String, T)>, change: &[(String, T)]) -> Vec<(String, T)> {
    for (name, value) in change {
        match base.iter_mut().find(|(own, _)| own == name) {
            Some((_, own)) => *own = value.clone(),
            None => base.push((name.clone(), value.clone())),
        }
    }
    base
}

/// The rows of both: one with an id that is there already replaces what it gives, others are added before the
/// row that they name, or before the last row if that has no conditions.
fn rows(
    name: &'static str,
    base: TableDoc,
    change: Option<&TableDoc>,
    diagnostics: &mut Diagnostics,
) -> (TableDoc, Vec<Option<usize>>) {
    let mut rows: Vec<(RowDoc, Option<usize>)> = base.rows.into_iter().map(|row| (row, None)).collect();
    let Some(change) = change else {
        let places = vec![None; rows.len()];
        return (TableDoc { rows: rows.into_iter().map(|(row, _)| row).collect(), ..base }, places);
    };
    let at = Path::root().key(name);
    for (index, id) in change.remove.iter().enumerate() {
        let before = rows.len();
        rows.retain(|(row, _)| row.id != *id);
        if rows.len() == before {
            let problem = Problem::NoSuchRow { row: id.clone() };
            diagnostics.report(problem, at.key("remove").index(index));
        }
    }
    for (index, row) in change.rows.iter().enumerate() {
        let same = rows.iter().position(|(own, place)| own.id == row.id && place.is_none());
        if let Some((mut own, _)) = same.map(|same| rows.remove(same)) {
            if !row.when.is_empty() {
                own.when.clone_from(&row.when);
            }
            if !row.then.is_empty() {
                own.then.clone_from(&row.then);
            }
            own.score = or(own.score.take(), &row.score);
            own.note = or(own.note.take(), &row.note);
            let place = match &row.before {
                Some(id) => before(&rows, id, &at.key("rows").index(index), diagnostics),
                None => same.unwrap_or(rows.len()),
            };
            rows.insert(place, (own, Some(index)));
            continue;
        }
        let place = match &row.before {
            Some(id) => before(&rows, id, &at.key("rows").index(index), diagnostics),
            None if row.when.is_empty() => rows.len(),
            None => {
                let has_default = rows.last().is_some_and(|(last, _)| last.when.is_empty());
                rows.len() - usize::from(has_default)
            }
        };
        rows.insert(place, (row.clone(), Some(index)));
    }
    let hit = if change.hit.is_empty() { base.hit } else { change.hit.clone() };
    let places = rows.iter().map(|(_, place)| *place).collect();
    let rows = rows.into_iter().map(|(row, _)| RowDoc { before: None, ..row }).collect();
    (TableDoc { hit, rows, remove: Vec::new() }, places)
}

/// The place of the row that another is to stand before; the end after the report if there is no such row.
fn before(rows: &[(RowDoc, Option<usize>)], id: &str, path: &Path, diagnostics: &mut Diagnostics) -> usize {
    rows.iter().position(|(row, _)| row.id == id).unwrap_or_else(|| {
        diagnostics.report(Problem::NoSuchRow { row: id.into() }, path.key("before"));
        rows.len()
    })
}
