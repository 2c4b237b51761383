//! Gaps, overlaps and rows that are covered, against naive enumeration of all cases.

#![expect(clippy::indexing_slicing, reason = "a wrong index fails the test, as it should")]

use attainment::check::{Diagnostics, Problem};
use attainment::policy::{OutcomeDoc, PolicyDoc, RowDoc};
use proptest::prelude::*;

/// The facts of the random tables. The first two are numbers, the others have two values; none excludes another.
const COLUMNS: [&str; 5] = ["share", "log_share", "attained", "due_observed", "attribute"];

/// In thousandths: each threshold, one between each two, and one beyond each end.
const POINTS: [i64; 7] = [-2000, -1000, -300, 0, 300, 500, 900];
const THRESHOLDS: [i64; 3] = [-1000, 0, 500];

/// A cell, in a form that owes nothing to the library.
#[derive(Clone, Debug, PartialEq)]
enum Test {
    Known,
    Unknown,
    /// Low end, high end, and whether they belong to it.
    Between(Option<i64>, Option<i64>, bool, bool),
    OneOf(Vec<i64>),
}

/// A row: column and test.
type TestRow = Vec<(usize, Test)>;

/// The value of each column; `None`: it is unknown.
type Case = Vec<Option<i64>>;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fires {
    No,
    Maybe,
    Yes,
}

fn number(thousandths: i64) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    format!("{sign}{}.{:03}", thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000)
}

fn word(column: usize, value: i64) -> &'static str {
    match (column, value) {
        (4, 0) => "expected",
        (4, _) => "binding",
        (_, 0) => "false",
        _ => "true",
    }
}

impl Test {
    fn fires(&self, value: Option<i64>) -> Fires {
        let holds = match (self, value) {
            (Self::Known, _) => value.is_some(),
            (Self::Unknown, _) => value.is_none(),
            (_, None) => return Fires::Maybe,
            (Self::OneOf(values), Some(value)) => values.contains(&value),
            (Self::Between(low, high, low_closed, high_closed), Some(value)) => {
                low.is_none_or(|low| value > low || (*low_closed && value == low))
                    && high.is_none_or(|high| value < high || (*high_closed && value == high))
            }
        };
        if holds { Fires::Yes } else { Fires::No }
    }

    fn text(&self, column: usize) -> String {
        match self {
            Self::Known => "known".into(),
            Self::Unknown => "unknown".into(),
            Self::OneOf(values) => {
                let words = values.iter().map(|value| match column {
                    0 | 1 => number(*value),
                    _ => word(column, *value).to_owned(),
                });
                let words = words.collect::<Vec<_>>().join(", ");
                if column < 2 || values.len() > 1 { format!("{{{words}}}") } else { words }
            }
            Self::Between(low, high, low_closed, high_closed) => format!(
                "{}{}, {}{}",
                if *low_closed && low.is_some() { '[' } else { '(' },
                low.map(number).unwrap_or_default(),
                high.map(number).unwrap_or_default(),
                if *high_closed && high.is_some() { ']' } else { ')' },
            ),
        }
    }
}

fn fires(row: &TestRow, case: &Case) -> Fires {
    row.iter().map(|(column, test)| test.fires(case[*column])).min().unwrap_or(Fires::Yes)
}

fn test_of(column: usize) -> BoxedStrategy<Test> {
    let threshold = || proptest::sample::select(&THRESHOLDS[..]);
    match column {
        0 | 1 => prop_oneof![
            1 => Just(Test::Known),
            1 => Just(Test::Unknown),
            8 => (threshold(), any::<bool>()).prop_map(|(at, closed)| Test::Between(Some(at), None, closed, closed)),
            8 => (threshold(), any::<bool>()).prop_map(|(at, closed)| Test::Between(None, Some(at), closed, closed)),
            8 => (threshold(), threshold(), any::<bool>(), any::<bool>()).prop_map(|(a, b, c, d)| {
                let point = a == b;
                Test::Between(Some(a.min(b)), Some(a.max(b)), c || point, d || point)
            }),
            2 => proptest::collection::vec(threshold(), 1..3).prop_map(Test::OneOf),
        ]
        .boxed(),
        4 => prop_oneof![
            1 => Just(Test::Known),
            1 => Just(Test::Unknown),
            12 => (0i64..2).prop_map(|value| Test::OneOf(vec![value])),
            2 => Just(Test::OneOf(vec![0, 1])),
        ]
        .boxed(),
        _ => prop_oneof![
            1 => Just(Test::Known),
            1 => Just(Test::Unknown),
            14 => (0i64..2).prop_map(|value| Test::OneOf(vec![value])),
        ]
        .boxed(),
    }
}

fn row_of(least: usize) -> impl Strategy<Value = TestRow> {
    let columns = proptest::sample::subsequence((0..COLUMNS.len()).collect::<Vec<_>>(), least..4);
    columns.prop_flat_map(|columns| {
        columns.into_iter().map(|column| (Just(column), test_of(column))).collect::<Vec<_>>()
    })
}

/// Few columns and many rows fill the space, so that there are covers to be found.
fn table_of() -> impl Strategy<Value = Vec<TestRow>> {
    prop_oneof![
        proptest::collection::vec(row_of(1), 1..9),
        proptest::collection::vec(row_of(0), 1..4),
        proptest::collection::vec((Just(0usize), test_of(0)).prop_map(|cell| vec![cell]), 1..6),
        proptest::collection::vec(
            [0usize, 2].map(|column| (Just(column), test_of(column))).prop_map(|cells| cells.to_vec()),
            1..9
        ),
        proptest::collection::vec(
            (proptest::sample::select(&[2usize, 3, 4][..]), 0i64..2, proptest::option::of(test_of(0)))
                .prop_map(|(column, value, more)| {
                    let cell = (column, Test::OneOf(vec![value]));
                    more.map(|test| (0, test)).into_iter().chain([cell]).collect()
                }),
            1..10
        ),
    ]
}

/// A table whose rows exclude each other and leave no gap, made by cutting; and then perhaps spoilt.
fn partition_of() -> impl Strategy<Value = Vec<TestRow>> {
    let cuts = proptest::collection::vec((any::<u16>(), 0..COLUMNS.len(), any::<u8>()), 0..9);
    (cuts, proptest::option::of(any::<u16>())).prop_map(|(cuts, spoilt)| {
        let mut rows: Vec<TestRow> = vec![Vec::new()];
        for (row, column, at) in cuts {
            let row = rows[usize::from(row) % rows.len()].clone();
            if row.iter().any(|(other, _)| *other == column) {
                continue;
            }
            let (at, closed) = (THRESHOLDS[usize::from(at) % 3], at > 127);
            let halves = match column {
                0 | 1 => [
                    Test::Between(None, Some(at), closed, closed),
                    Test::Between(Some(at), None, !closed, !closed),
                ],
                _ => [Test::OneOf(vec![0]), Test::OneOf(vec![1])],
            };
            rows.retain(|other| *other != row);
            rows.extend(halves.map(|half| row.iter().cloned().chain([(column, half)]).collect()));
        }
        if let Some(spoilt) = spoilt.map(usize::from) {
            let place = spoilt % rows.len();
            match spoilt % 3 {
                0 if rows.len() > 1 => drop(rows.remove(place)),
                1 => drop(rows[place].pop()),
                _ => {}
            }
        }
        rows
    })
}

/// All cases: what is unknown is one where a cell asks for it.
fn cases(rows: &[TestRow]) -> Vec<Case> {
    let mut all: Vec<Case> = vec![Vec::new()];
    for column in 0..COLUMNS.len() {
        let asks = |(of, test): &(usize, Test)| *of == column && matches!(test, Test::Known | Test::Unknown);
        let unknown = rows.iter().flatten().any(asks).then_some(None);
        let points: &[i64] = if column < 2 { &POINTS } else { &[0, 1] };
        let values: Vec<_> = points.iter().copied().map(Some).chain(unknown).collect();
        let longer = |case: &Case| -> Vec<Case> {
            values.iter().map(|value| case.iter().copied().chain([*value]).collect()).collect()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

fn report(hit: &str, rows: &[TestRow]) -> Diagnostics {
    let mut doc = PolicyDoc::new("random", "1");
    doc.indicator.hit = hit.into();
    for (index, cells) in rows.iter().enumerate() {
        let mut row = RowDoc::new(&format!("r{index}"), "fair");
        for (column, test) in cells {
            row = row.when(COLUMNS[*column], &test.text(*column));
        }
        doc = doc.row(row);
    }
    // Whether what is unknown leads to something good is not asked here.
    match doc.outcome("fair", OutcomeDoc::new("outlook", "at_risk", "中", "fair")).check() {
        Ok(checked) => checked.diagnostics().clone(),
        Err(error) => error.diagnostics().clone(),
    }
}

/// The place of the row with this id.
fn place(id: &str) -> Result<usize, TestCaseError> {
    id.trim_start_matches('r').parse().map_err(|_| TestCaseError::fail(format!("no row {id}")))
}

/// The cases that a witness stands for: all values of the columns that it leaves out.
fn witnessed(rows: &[TestRow], witness: &str) -> Result<Vec<Case>, TestCaseError> {
    let mut named: Vec<Option<Option<i64>>> = vec![None; COLUMNS.len()];
    for part in witness.split(", ").filter(|part| *part != "—") {
        let bad = || TestCaseError::fail(format!("not understood: {part}"));
        let (name, value) = part.split_once(' ').ok_or_else(bad)?;
        let column = COLUMNS.iter().position(|column| *column == name).ok_or_else(bad)?;
        named[column] = Some(match (value, column) {
            ("unknown", _) => None,
            (_, 0 | 1) => {
                let value: f64 = value.parse().map_err(|_| bad())?;
                Some((value * 1000.0).round() as i64)
            }
            _ => Some((0..2).find(|choice| word(column, *choice) == value).ok_or_else(bad)?),
        });
    }
    let mut all = cases(rows);
    for case in &mut all {
        for (value, named) in case.iter_mut().zip(&named) {
            if let Some(named) = named {
                *value = *named;
            }
        }
    }
    Ok(all)
}

fn has_gap(rows: &[TestRow], cases: &[Case]) -> bool {
    cases.iter().any(|case| rows.iter().all(|row| fires(row, case) == Fires::No))
}

fn check_unique(rows: &[TestRow]) -> Result<(), TestCaseError> {
    let cases = cases(rows);
    let both = |one: usize, other: usize| {
        cases.iter().any(|case| [one, other].iter().all(|row| fires(&rows[*row], case) == Fires::Yes))
    };
    let overlaps = (0..rows.len()).filter_map(|row| Some(((0..row).find(|above| both(*above, row))?, row)));
    let overlaps: Vec<_> = overlaps.collect();
    let (mut found, mut gaps) = (Vec::new(), 0);
    for diagnostic in report("unique", rows).iter() {
        match &diagnostic.problem {
            Problem::Overlap { row, other, witness } => {
                let pair = (place(row)?, place(other)?);
                for case in witnessed(rows, witness)? {
                    let fire = [pair.0, pair.1].iter().all(|row| fires(&rows[*row], &case) == Fires::Yes);
                    prop_assert!(fire, "{witness}: {case:?}");
                }
                found.push(pair);
            }
            Problem::Gap { witness } => {
                for case in witnessed(rows, witness)? {
                    let none = rows.iter().all(|row| fires(row, &case) == Fires::No);
                    prop_assert!(none, "{witness}: {case:?}");
                }
                gaps += 1;
            }
            other => prop_assert!(false, "{other:?}"),
        }
    }
    prop_assert_eq!(found, overlaps);
    prop_assert_eq!(gaps, usize::from(has_gap(rows, &cases)));
    Ok(())
}

fn check_first(rows: &[TestRow]) -> Result<(), TestCaseError> {
    let cases = cases(rows);
    let fire = |row: usize| cases.iter().filter(move |case| fires(&rows[row], case) == Fires::Yes);
    let above = |row: usize, case: &Case| (0..row).any(|above| fires(&rows[above], case) == Fires::Yes);
    // A last row without conditions has to be there, unless there is another.
    let last = |row: usize| row + 1 == rows.len() && rows[row].is_empty();
    let covered = |row: &usize| match last(*row) {
        true => rows.iter().take(*row).any(Vec::is_empty),
        false => fire(*row).all(|case| above(*row, case)),
    };
    let expected: Vec<usize> = (0..rows.len()).filter(covered).collect();
    let (mut found, mut gaps) = (Vec::new(), 0);
    for diagnostic in report("first", rows).iter() {
        match &diagnostic.problem {
            Problem::UnreachableRow { row, above } => {
                let (row, above) = (place(row)?, place(above)?);
                prop_assert!(above < row);
                prop_assert!(fire(row).all(|case| fires(&rows[above], case) == Fires::Yes));
                found.push(row);
            }
            Problem::CoveredRow { row } => {
                let row = place(row)?;
                let alone = |above: usize| fire(row).all(|case| fires(&rows[above], case) == Fires::Yes);
                prop_assert!(!(0..row).any(alone));
                found.push(row);
            }
            Problem::Gap { witness } => {
                for case in witnessed(rows, witness)? {
                    let none = rows.iter().all(|row| fires(row, &case) == Fires::No);
                    prop_assert!(none, "{witness}: {case:?}");
                }
                gaps += 1;
            }
            Problem::NoDefaultRow {} => {}
            other => prop_assert!(false, "{other:?}"),
        }
    }
    prop_assert_eq!(found, expected);
    let complete = rows.last().is_some_and(Vec::is_empty);
    prop_assert_eq!(gaps, usize::from(!complete && has_gap(rows, &cases)));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 700, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn unique_tables_are_proved(rows in table_of()) {
        check_unique(&rows)?;
    }

    #[test]
    fn partitions_are_proved_and_what_spoils_them_is_found(rows in partition_of()) {
        check_unique(&rows)?;
    }

    #[test]
    fn rows_that_are_covered_are_found(rows in table_of(), default in any::<bool>()) {
        let mut rows = rows;
        if default {
            rows.push(Vec::new());
        }
        check_first(&rows)?;
    }

    #[test]
    fn rows_below_a_partition_are_covered(rows in partition_of(), last in row_of(1)) {
        let mut rows = rows;
        rows.extend([last, Vec::new()]);
        check_first(&rows)?;
    }
}
