//! Where each sentence of the documents is in the plan files.

use std::collections::{BTreeMap, BTreeSet};

use crate::carried::{self, Carried, Row};
use crate::fixture;
use crate::raw::Node;

/// The fields of one's own that the bundled plans have.
const OWN: [&str; 9] = [
    "x-document",
    "x-statement",
    "x-goal",
    "x-task",
    "x-duty",
    "x-later",
    "x-links",
    "x-not-targets",
    "x-not-duties",
];
/// The columns of one's own of their data.
const COLUMNS: [&str; 3] = ["x-statement", "x-base-of", "x-from"];

/// Statements that say several things at once, and in how many places these are.
pub const SEVERAL: [(&str, usize); 4] = [
    ("003-q09", 4), // four shares, each over 70 %
    ("003-q14", 2), // 4 new ones, 10 in all
    ("003-q28", 2), // 分别: two kinds of enterprises
    ("003-q29", 2), // 双: both kinds are doubled
];

/// Where a statement is.
pub enum Place<'c> {
    /// Indicator and target, and the target as it stands.
    Target(String, String, &'c Node),
    Row(&'c Row),
    /// Under `x-not-targets`.
    NoTarget(&'c Node),
}

/// Every target with its indicator, as they stand.
pub fn targets(carried: &Carried) -> impl Iterator<Item = (&Node, &Node)> {
    carried
        .raw
        .list("indicators")
        .iter()
        .flat_map(|indicator| indicator.list("targets").iter().map(move |target| (indicator, target)))
}

/// The places of all statements of a document.
pub fn of_statements(carried: &Carried) -> BTreeMap<&str, Vec<Place<'_>>> {
    let mut places: BTreeMap<&str, Vec<Place<'_>>> = BTreeMap::new();
    for (indicator, target) in targets(carried) {
        for id in target.ids("x-statement") {
            let (of, own) = (indicator.field("id").to_owned(), target.field("id").to_owned());
            places.entry(id).or_default().push(Place::Target(of, own, target));
        }
    }
    for row in &carried.rows {
        for id in row.ids("x-statement") {
            places.entry(id).or_default().push(Place::Row(row));
        }
    }
    for other in carried.raw.list("x-not-targets") {
        for id in other.ids("x-statement") {
            places.entry(id).or_default().push(Place::NoTarget(other));
        }
    }
    places
}

fn ids(kind: &str) -> BTreeSet<String> {
    fixture::all(kind).iter().map(|line| line.id().to_owned()).collect()
}

/// Every id is there, in the file of its document, once or as often as it says several things; and no other.
#[test]
fn every_sentence_has_its_place_and_every_place_its_sentence() {
    let all = carried::all();
    for (kind, field) in
        [("statement", "x-statement"), ("goal", "x-goal"), ("task", "x-task"), ("duty", "x-duty")]
    {
        let mut found: BTreeMap<String, usize> = BTreeMap::new();
        for one in &all {
            let in_plan = one.raw.all_fields().into_iter().filter(|(name, _)| *name == field);
            let mut here: Vec<String> = Vec::new();
            for (_, node) in in_plan {
                let map = Node::Map(vec![(field.to_owned(), node.clone())]);
                here.extend(map.ids(field).into_iter().map(str::to_owned));
            }
            here.extend(one.rows.iter().flat_map(|row| row.ids(field)).map(str::to_owned));
            for id in here {
                assert!(id.starts_with(one.document), "{}: {id} is of another document", one.file);
                *found.entry(id).or_default() += 1;
            }
        }
        let expected = ids(kind);
        let missing: Vec<&String> = expected.iter().filter(|id| !found.contains_key(*id)).collect();
        let unknown: Vec<&String> = found.keys().filter(|id| !expected.contains(*id)).collect();
        assert!(missing.is_empty() && unknown.is_empty(), "{kind}: missing {missing:?}, unknown {unknown:?}");
        for (id, times) in &found {
            let several = SEVERAL.iter().find(|(of, _)| of == id).map_or(1, |(_, times)| *times);
            assert_eq!(*times, several, "{id}: in so many places");
        }
    }
}

/// `x-statement` and the others stand where the tests look for them, and nothing else calls itself so.
#[test]
fn fields_of_ones_own_are_known() {
    for one in carried::all() {
        let names =
            one.raw.all_fields().into_iter().map(|(name, _)| name).filter(|name| name.starts_with("x-"));
        for name in names {
            assert!(OWN.contains(&name), "{}: {name}", one.file);
        }
        for row in &one.rows {
            let columns =
                row.cells.iter().map(|(name, _)| name.as_str()).filter(|name| name.starts_with("x-"));
            for name in columns {
                assert!(COLUMNS.contains(&name), "{}.csv: {name}", one.file);
            }
        }
        let placed: usize = of_statements(&one).values().map(Vec::len).sum();
        let of_rows: usize = one.rows.iter().map(|row| row.ids("x-statement").len()).sum();
        let fields = one.raw.all_fields().into_iter().filter(|(name, _)| *name == "x-statement");
        let of_fields: usize =
            fields.map(|(_, node)| if let Node::List(ids) = node { ids.len() } else { 1 }).sum();
        assert_eq!(placed, of_rows + of_fields, "{}: statements stand at targets, rows, or aside", one.file);
    }
}
