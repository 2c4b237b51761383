use super::super::cover::{BUDGET, Finding, check};
use super::*;
use crate::check::{CheckError, Problem};
use crate::lang::Lang;

/// Rows: the conditions of each, as `fact cell; fact cell`.
fn table(hit: &str, rows: &[&str]) -> PolicyDoc {
    let mut doc = PolicyDoc::new("demo", "1");
    doc.indicator = table_of(hit, rows);
    doc.outcome("fair", OutcomeDoc::new("outlook", "at_risk", "中", "fair"))
}

fn table_of(hit: &str, rows: &[&str]) -> TableDoc {
    let mut table = TableDoc { hit: hit.into(), ..TableDoc::default() };
    for (index, cells) in rows.iter().enumerate() {
        let mut row = RowDoc::new(&format!("r{index}"), "fair");
        for (fact, cell) in cells.split(';').filter_map(|cell| cell.trim().split_once(' ')) {
            row = row.when(fact, cell);
        }
        table.rows.push(row);
    }
    table
}

/// What is said, in short: `gap: …`, `overlap r0 r1: …`, `covered r1`, `unreachable r1 r0`.
fn said(doc: &PolicyDoc) -> Vec<String> {
    let diagnostics = match doc.check() {
        Ok(checked) => checked.diagnostics().clone(),
        Err(error) => error.diagnostics().clone(),
    };
    let told = |problem: &Problem| match problem {
        Problem::Gap { witness } => format!("gap: {witness}"),
        Problem::Overlap { row, other, witness } => format!("overlap {row} {other}: {witness}"),
        Problem::CoveredRow { row } => format!("covered {row}"),
        Problem::UnreachableRow { row, above } => format!("unreachable {row} {above}"),
        other => other.code().word().to_owned(),
    };
    diagnostics.iter().map(|diagnostic| told(&diagnostic.problem)).collect()
}

fn unique(rows: &[&str]) -> Vec<String> {
    said(&table("unique", rows))
}

fn first(rows: &[&str]) -> Vec<String> {
    said(&table("first", rows))
}

const NOTHING: [&str; 0] = [];

#[test]
fn gaps_have_a_witness() {
    assert_eq!(unique(&["share < 0.3", "share >= 0.5"]), ["gap: share 0.3"]);
    assert_eq!(unique(&["share [0, 0.5)", "share (0.5, 1]", "share < 0", "share > 1"]), ["gap: share 0.5"]);
    assert_eq!(unique(&["share <= 0", "share >= 0.5"]), ["gap: share 0.3"]);
    assert_eq!(unique(&["share < 0", "share >= 0"]), NOTHING);
    assert_eq!(unique(&["share < 0"]), ["gap: share 0"]);
    assert_eq!(unique(&["share <= 0"]), ["gap: share 1"]);
    assert_eq!(unique(&["share >= -2.5"]), ["gap: share -3"]);
    assert_eq!(
        unique(&["share {0, 1}", "share < 0", "share > 0.25"]),
        ["overlap r0 r2: share 1", "gap: share 0.1"]
    );
    assert_eq!(unique(&["log_share < 0.1", "log_share > 0.1"]), ["gap: log_share 0.1"]);
    assert_eq!(unique(&["attained true"]), ["gap: attained false"]);
    assert_eq!(unique(&["attribute binding"]), ["gap: attribute expected"]);
    assert_eq!(unique(&["attribute binding", "attribute expected"]), NOTHING);
    // Only what matters is named.
    assert_eq!(
        unique(&["attained true; share < 0", "attained true; share >= 0", "attained false; holds_now true"]),
        ["gap: attained false, holds_now false"]
    );
}

#[test]
fn overlaps_have_a_witness() {
    assert_eq!(unique(&["share <= 0.5", "share >= 0.5"]), ["overlap r0 r1: share 0.5"]);
    assert_eq!(
        unique(&["share < 0.5", "share > 0.25", ""]),
        ["overlap r0 r1: share 0.4", "overlap r0 r2: share 0",]
    );
    assert_eq!(
        unique(&[
            "attribute {binding, expected}; attained true",
            "attribute binding; share < 0",
            "attained false; share >= 0"
        ]),
        [
            "overlap r0 r1: attribute binding, attained true, share -1",
            "gap: attribute expected, attained false, share -1"
        ]
    );
    assert_eq!(unique(&["", ""]), ["overlap r0 r1: —"]);
}

#[test]
fn the_unknown_is_a_case_where_a_cell_asks_for_it() {
    assert_eq!(unique(&["share < 0", "share >= 0"]), NOTHING);
    assert_eq!(unique(&["share < 0", "share >= 0", "share unknown"]), NOTHING);
    assert_eq!(unique(&["share known"]), ["gap: share unknown"]);
    assert_eq!(unique(&["share unknown"]), ["gap: share 0"]);
    assert_eq!(unique(&["current_period unknown"]), ["gap: current_period known"]);
    assert_eq!(
        unique(&["share known; attained true", "share unknown", "attained false"]),
        ["overlap r1 r2: share unknown, attained false"]
    );
    // Where the share is unknown, both comparisons may hold.
    assert_eq!(unique(&["share < 0", "share >= 0", "share unknown; attained true"]), NOTHING);
    assert_eq!(first(&["share known", "share < 0", ""]), ["unreachable r1 r0"]);
    assert_eq!(first(&["share < 0", "share >= 0", "share known", ""]), ["covered r2"]);
    assert_eq!(first(&["share < 0", "share >= 0", "attained true", "share unknown", ""]), NOTHING);
}

#[test]
fn rows_are_covered_by_those_above_together() {
    assert_eq!(first(&["share < 0.5", "share > 0.2", "attained true", ""]), ["covered r2"]);
    assert_eq!(first(&["share < 0.5", "share > 0.5", "attained true", ""]), NOTHING);
    assert_eq!(
        first(&["share < 0.5; attained true", "share >= 0.5", "share [0, 1]; attained true", ""]),
        ["covered r2"]
    );
    assert_eq!(first(&["share < 0.5", "share [0, 0.2]", ""]), ["unreachable r1 r0"]);
    // The row without conditions at the end has to be there.
    assert_eq!(first(&["attained true", "attained false", ""]), NOTHING);
    assert_eq!(first(&["attained true", "attained false", "", ""]), ["covered r2", "unreachable r3 r2"]);
    // Without it, a case that lacks it.
    assert_eq!(first(&["share < 0", "attained true"]), ["no-default-row", "gap: share 0, attained false"]);
}

#[test]
fn one_of_many_products_is_found() {
    let three = ["< 0", "[0, 1]", "> 1"];
    let pairs = three.iter().flat_map(|a| three.iter().map(move |b| format!("share {a}; completion {b}")));
    let rows = pairs.flat_map(|pair| three.iter().map(move |c| format!("{pair}; elapsed {c}")));
    let rows: Vec<String> = rows.collect();
    let mut rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    assert_eq!(unique(&rows), NOTHING);
    let mut last = rows.clone();
    last.extend(["holds_now true", ""]);
    assert_eq!(first(&last), ["covered r27"]);
    rows.remove(15);
    assert_eq!(unique(&rows), ["gap: share 0, completion 2, elapsed -1"]);
    rows.extend(["holds_now true", ""]);
    assert_eq!(first(&rows), NOTHING);
}

#[test]
fn collected_rows_may_overlap() {
    let collect = |rows: &[&str]| said(&table("collect", rows));
    assert_eq!(collect(&["share < 0.5", "share < 0.2", "share known", ""]), NOTHING);
    assert_eq!(
        collect(&["share < 0.5; attained true", "attained true; share < 0.5", ""]),
        ["unreachable r1 r0"]
    );
}

/// A table over the parts of a group.
fn group(hit: &str, rows: &[&str]) -> Vec<String> {
    let mut doc = table("first", &[""]);
    doc.group = Some(table_of(hit, rows));
    said(&doc)
}

#[test]
fn numbers_of_parts_are_whole() {
    assert_eq!(group("unique", &["parts = 0", "parts [1, 5]", "parts > 5"]), NOTHING);
    assert_eq!(group("unique", &["parts < 2", "parts > 2"]), ["gap: parts 2"]);
    assert_eq!(group("unique", &["parts < 2", "parts >= 2.5"]), ["gap: parts 2"]);
    assert_eq!(group("unique", &["parts <= 1", "parts >= 2"]), NOTHING);
    assert_eq!(group("unique", &["parts >= 1"]), ["gap: parts 0"]);
    assert_eq!(group("unique", &["attained_share [0, 0.5)", "attained_share [0.5, 1]"]), NOTHING);
    assert_eq!(unique(&["points >= 0"]), NOTHING);
}

#[test]
fn what_cannot_be_together_is_no_witness() {
    // Fewer parts than are attained.
    let rows = ["parts <= 2; attained <= 2", "parts > 2; attained <= 2", "parts > 2; attained > 2"];
    assert_eq!(group("unique", &rows), NOTHING);
    assert_eq!(group("unique", &["attained <= 5", "attained > 5; parts <= 5"]), ["gap: attained 6, parts 6"]);
    assert_eq!(group("unique", &["attained <= 5", "attained > 5; parts > 3"]), NOTHING);
    // A limit has no share; that it has none is a case all the same.
    assert_eq!(unique(&["limit true; share < 0", "limit true; share >= 0", "limit false"]), NOTHING);
    assert_eq!(unique(&["limit false; share < 0", "limit false; share >= 0", "limit true"]), NOTHING);
    assert_eq!(
        unique(&["limit false; share < 0", "limit false; share >= 0"]),
        ["gap: limit true, share unknown"]
    );
    assert_eq!(unique(&["limit true", "limit false; share known", "limit false; share unknown"]), NOTHING);
    assert_eq!(unique(&["limit true", "share known", "limit false; share unknown"]), NOTHING);
    assert_eq!(unique(&["kept true", "kept false; limit true", "limit false"]), NOTHING);
    // Another base is another question.
    let mut doc = table("unique", &["limit true", "other known", "limit false; other unknown"]);
    let mut other = MeasureDoc::new("share");
    other.base = Some(ChoiceDoc::Word("series".into()));
    doc.measures.push(("other".into(), other));
    assert_eq!(said(&doc), ["overlap r0 r1: limit true, other 0"]);
}

#[test]
#[cfg(feature = "yaml")]
fn built_in_policies_are_proved() -> Result<(), CheckError> {
    for name in Policy::builtin_names() {
        let policy = Policy::builtin(name)?;
        let covered = check(policy.table());
        assert_eq!(covered.findings, []);
        assert!(covered.steps < 10_000, "{name}: {}", covered.steps);
    }
    Ok(())
}

/// Columns of exact numbers.
const COLUMNS: [&str; 20] = [
    "current",
    "base",
    "goal",
    "gap",
    "completion",
    "share",
    "elapsed",
    "scheduled",
    "pace",
    "lag",
    "burn",
    "expected_now",
    "needed_per_year",
    "time_gone",
    "age",
    "gap_share",
    "approach",
    "improvement",
    "step_pace",
    "deviation",
];

/// A small generator of numbers, the same at each run.
struct Random(u64);

impl Random {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// Rows of so many cells, each a range of random ends from 0 to `most`.
fn random(rows: u64, cells: u64, columns: u64, most: u64, seed: u64) -> Vec<String> {
    let mut random = Random(seed);
    let mut cell = |column: &str| {
        let (one, other) = (random.below(most), random.below(most));
        format!("{column} [{}, {}]", one.min(other), one.max(other))
    };
    let mut out = Vec::new();
    for row in 0..rows {
        let places = (0..cells).map(|cell| (row * 7 + cell * 3 + cell * cell) % columns);
        let places: std::collections::BTreeSet<u64> = places.collect();
        let names = (0u64..).zip(COLUMNS).filter(|(place, _)| places.contains(place));
        out.push(names.map(|(_, name)| cell(name)).collect::<Vec<_>>().join("; "));
    }
    out
}

/// The steps that a table takes, and whether something was left unproved.
fn steps(doc: &PolicyDoc) -> (u64, bool) {
    let rows = doc.indicator.rows.iter();
    let mut diagnostics = crate::check::Diagnostics::new();
    let count = rows.count();
    let policy = super::super::load::load(doc, &mut |_| None, &mut diagnostics);
    assert_eq!(policy.table().rows().len(), count);
    let covered = check(policy.table());
    let unproved = covered.findings.iter().any(|finding| matches!(finding, Finding::Unproved { .. }));
    (covered.steps, unproved)
}

/// Sixty-four measures of one fact each.
fn wide(mut doc: PolicyDoc) -> PolicyDoc {
    for index in 0..64 {
        let mut measure = MeasureDoc::new("share");
        measure.places = Some((index % 16).to_string());
        measure.base = (index >= 16).then(|| ChoiceDoc::Word("series".into()));
        measure.goal = Some((index + 1).to_string());
        doc.measures.push((format!("m{index}"), measure));
    }
    doc
}

#[test]
fn the_work_is_bounded() {
    let bound = |name: &str, doc: &PolicyDoc| {
        let (steps, unproved) = steps(doc);
        assert!(steps <= BUDGET + BUDGET / 8, "{name}: {steps}");
        unproved
    };
    for hit in ["first", "unique"] {
        for (rows, cells, columns, most) in [(1000, 6, 20, 10), (60, 3, 20, 2), (1000, 2, 20, 1000)] {
            let mut lines = random(rows - 1, cells, columns, most, 7);
            lines.push(String::new());
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            bound(
                &format!("{hit} {rows} rows of {cells} cells on {columns} columns to {most}"),
                &table(hit, &lines),
            );
        }
        // All meet in all columns but one, and there none or two.
        for (width, cells) in [(2, 64), (1, 6)] {
            let mut lines = Vec::new();
            for row in 0..1000 {
                let cells = (1..cells).map(|column| format!("m{column} [{row}, {}]", row + 1500));
                let last = format!("m0 [{row}, {})", row + width);
                lines.push(cells.chain([last]).collect::<Vec<_>>().join("; "));
            }
            if hit == "first" {
                lines.push(String::new());
                lines.remove(0);
            }
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let unproved =
                bound(&format!("{hit} 1000 rows of {cells} cells, {width}"), &wide(table(hit, &lines)));
            assert!(!unproved || width == 2);
        }
    }
}

#[test]
fn what_was_not_proved_is_said() {
    // Pigeons: each of the rows forbids two of twelve columns to lie in one of eleven places.
    let mut lines = Vec::new();
    for place in 0..11 {
        for one in 0..12 {
            for other in 0..one {
                lines.push(format!("m{one} = {place}; m{other} = {place}"));
            }
        }
    }
    for column in 0..12 {
        lines.extend([format!("m{column} < 0"), format!("m{column} > 10")]);
        lines.extend((0..10).map(|place| format!("m{column} ({place}, {})", place + 1)));
    }
    lines.extend(["holds_now true".into(), String::new()]);
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    assert_eq!(
        said(&wide(table("first", &lines)))
            .iter()
            .filter(|line| !["unused", "looks-like-percent"].contains(&line.as_str()))
            .collect::<Vec<_>>(),
        ["not-proved"]
    );
    let said = said(&wide(table("unique", &lines)));
    assert!(said.iter().any(|line| line == "unproved-unique" || line.starts_with("overlap")), "{said:?}");
    assert!(!Problem::UnprovedUnique {}.message(Lang::Zh).is_empty());
}
