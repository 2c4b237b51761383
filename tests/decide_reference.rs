//! The engine against a naive evaluator that enumerates every completion of what is unknown.

#![expect(clippy::indexing_slicing, reason = "a wrong index fails the test, as it should")]

use std::collections::BTreeSet;

use attainment::check::{Code, Segment};
use attainment::decide::{Silent, decide};
use attainment::facts::{FactSet, FactValue, Reason};
use attainment::number::{Estimate, Exact};
use attainment::policy::{OutcomeDoc, Policy, PolicyDoc, RowDoc};
use proptest::prelude::*;

/// The facts of the random tables. The first two are numbers, the others have two values.
const COLUMNS: [&str; 5] = ["share", "log_share", "attained", "limit", "attribute"];
const OUTCOMES: usize = 4;

/// Points of the numbers, in quarters: each threshold, one between each two, and one beyond each end.
const POINTS: [i64; 9] = [-8, -4, -2, 0, 1, 2, 3, 4, 8];
const THRESHOLDS: [i64; 4] = [-4, 0, 2, 4];

/// A cell, in a form that owes nothing to the library.
#[derive(Clone, Debug)]
enum Test {
    Known,
    Unknown,
    /// Low end, high end, and whether they belong to it.
    Between(Option<i64>, Option<i64>, bool, bool),
    OneOf(Vec<i64>),
}

/// A row: column and test, and the outcome.
type TestRow = (Vec<(usize, Test)>, usize);

fn quarters(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let rest = ["0", "25", "5", "75"].get((value.unsigned_abs() % 4) as usize).copied().unwrap_or("0");
    format!("{sign}{}.{rest}", value.unsigned_abs() / 4)
}

/// The words of the columns with two values.
fn word(column: usize, value: i64) -> &'static str {
    match (column, value) {
        (4, 0) => "expected",
        (4, _) => "binding",
        (_, 0) => "false",
        _ => "true",
    }
}

fn points(column: usize) -> &'static [i64] {
    if column < 2 { &POINTS } else { &[0, 1] }
}

impl Test {
    fn holds(&self, value: i64, known: bool) -> bool {
        match self {
            Self::Known => known,
            Self::Unknown => !known,
            Self::OneOf(values) => values.contains(&value),
            Self::Between(low, high, low_closed, high_closed) => {
                low.is_none_or(|low| value > low || (*low_closed && value == low))
                    && high.is_none_or(|high| value < high || (*high_closed && value == high))
            }
        }
    }

    fn text(&self, column: usize) -> String {
        match self {
            Self::Known => "known".into(),
            Self::Unknown => "unknown".into(),
            Self::OneOf(values) if column < 2 => {
                format!("{{{}}}", values.iter().map(|value| quarters(*value)).collect::<Vec<_>>().join(", "))
            }
            Self::OneOf(values) => {
                let words: Vec<_> = values.iter().map(|value| word(column, *value)).collect();
                if words.len() == 1 { words.concat() } else { format!("{{{}}}", words.join(", ")) }
            }
            Self::Between(low, high, low_closed, high_closed) => format!(
                "{}{}, {}{}",
                if *low_closed && low.is_some() { '[' } else { '(' },
                low.map(quarters).unwrap_or_default(),
                high.map(quarters).unwrap_or_default(),
                if *high_closed && high.is_some() { ']' } else { ')' },
            ),
        }
    }
}

fn test_of(column: usize) -> BoxedStrategy<Test> {
    let threshold = || proptest::sample::select(&THRESHOLDS[..]);
    match column {
        0 | 1 => prop_oneof![
            1 => Just(Test::Known),
            1 => Just(Test::Unknown),
            3 => (threshold(), any::<bool>()).prop_map(|(at, closed)| Test::Between(Some(at), None, closed, closed)),
            3 => (threshold(), any::<bool>()).prop_map(|(at, closed)| Test::Between(None, Some(at), closed, closed)),
            4 => (threshold(), threshold(), any::<bool>(), any::<bool>()).prop_map(|(a, b, c, d)| {
                if a == b { Test::Between(Some(a), Some(b), true, true) } else { Test::Between(Some(a.min(b)), Some(a.max(b)), c, d) }
            }),
            1 => proptest::collection::vec(threshold(), 1..3).prop_map(Test::OneOf),
        ]
        .boxed(),
        4 => prop_oneof![
            1 => Just(Test::Known),
            1 => Just(Test::Unknown),
            4 => (0i64..2).prop_map(|value| Test::OneOf(vec![value])),
            1 => Just(Test::OneOf(vec![0, 1])),
        ]
        .boxed(),
        _ => prop_oneof![
            1 => Just(Test::Known),
            1 => Just(Test::Unknown),
            5 => (0i64..2).prop_map(|value| Test::OneOf(vec![value])),
        ]
        .boxed(),
    }
}

fn row_of() -> impl Strategy<Value = TestRow> {
    let columns = proptest::sample::subsequence((0..COLUMNS.len()).collect::<Vec<_>>(), 1..4);
    let cells = columns.prop_flat_map(|columns| {
        columns.into_iter().map(|column| (Just(column), test_of(column))).collect::<Vec<_>>()
    });
    (cells, 0..OUTCOMES)
}

fn table_of() -> impl Strategy<Value = Vec<TestRow>> {
    (proptest::collection::vec(row_of(), 0..8), 0..OUTCOMES).prop_map(|(mut rows, last)| {
        rows.push((Vec::new(), last));
        rows
    })
}

/// A value for each column, or `None`.
type Values = Vec<Option<i64>>;

fn values_of() -> impl Strategy<Value = Values> {
    let value = |column| proptest::option::weighted(0.6, proptest::sample::select(points(column)));
    (0..COLUMNS.len()).map(value).collect::<Vec<_>>()
}

fn document(rows: &[TestRow]) -> PolicyDoc {
    let mut doc = PolicyDoc::new("random", "1");
    for (index, (cells, outcome)) in rows.iter().enumerate() {
        let mut row = RowDoc::new(&format!("r{index}"), &format!("o{outcome}"));
        for (column, test) in cells {
            row = row.when(COLUMNS[*column], &test.text(*column));
        }
        doc = doc.row(row);
    }
    for outcome in 0..OUTCOMES {
        doc = doc.outcome(&format!("o{outcome}"), OutcomeDoc::new("outlook", "at_risk", "中", "fair"));
    }
    doc
}

/// The policy, once the rows that are reported as unreachable are taken out, and what is left of them.
fn compiled(rows: &[TestRow]) -> Result<(Policy, Vec<TestRow>), TestCaseError> {
    let mut rows = rows.to_vec();
    loop {
        let error = match document(&rows).check() {
            Ok(policy) => return Ok((policy.into_inner(), rows)),
            Err(error) => error,
        };
        let first = error.diagnostics().iter().next();
        let never_fires = |code| matches!(code, Code::UnreachableRow | Code::CoveredRow);
        let Some(first) = first.filter(|first| never_fires(first.code())) else {
            return Err(TestCaseError::fail(error.to_string()));
        };
        let Some(Segment::Index(index)) = first.path.0.last() else {
            return Err(TestCaseError::fail("no row in the path"));
        };
        rows.remove(*index);
    }
}

fn fact_set(policy: &Policy, values: &Values) -> FactSet {
    let fill = |fact: &attainment::facts::Column| {
        let column = COLUMNS.iter().position(|name| *name == fact.name());
        let column = column.ok_or(Reason::NotReported)?;
        let value = values.get(column).copied().flatten().ok_or(Reason::NotReported)?;
        let exact = Exact::ratio(value, 4).ok_or(Reason::OutOfRange)?;
        Ok(match column {
            0 => FactValue::Exact(exact),
            1 => FactValue::Estimate(exact.to_estimate().or(Estimate::new(0.0)).ok_or(Reason::OutOfRange)?),
            4 => FactValue::Word(word(column, value).into()),
            _ => FactValue::YesNo(value == 1),
        })
    };
    policy.columns().iter().map(fill).collect()
}

/// The first row all of whose tests hold.
fn first_hit(rows: &[TestRow], full: &[i64], values: &Values) -> usize {
    let fires = |(cells, _): &TestRow| {
        cells.iter().all(|(column, test)| test.holds(full[*column], values[*column].is_some()))
    };
    rows.iter().position(fires).unwrap_or(rows.len())
}

/// Every way to fill in what is unknown.
fn completions(values: &Values) -> Vec<Vec<i64>> {
    let mut all = vec![Vec::new()];
    for (column, value) in values.iter().enumerate() {
        let choices = value.map_or_else(|| points(column).to_vec(), |value| vec![value]);
        let extend = |known: &Vec<i64>| {
            let known = known.clone();
            choices
                .iter()
                .map(move |choice| known.iter().copied().chain([*choice]).collect())
                .collect::<Vec<_>>()
        };
        all = all.iter().flat_map(extend).collect();
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn decided_is_what_every_completion_gives(rows in table_of(), values in values_of()) {
        let (policy, kept) = compiled(&rows)?;
        let decision = decide(policy.table(), &fact_set(&policy, &values), &mut Silent);
        let full = completions(&values);
        let hits: BTreeSet<usize> = full.iter().map(|full| first_hit(&kept, full, &values)).collect();
        let outcomes: BTreeSet<usize> = hits.iter().map(|hit| kept[*hit].1).collect();
        let possible: BTreeSet<usize> = decision.possible().collect();
        prop_assert!(outcomes.is_subset(&possible), "{outcomes:?} {possible:?}");
        match decision.outcome() {
            Some(outcome) => {
                prop_assert_eq!(outcomes, BTreeSet::from([outcome]));
                prop_assert_eq!(possible, BTreeSet::from([outcome]));
                if decision.missing_bits() == 0 {
                    prop_assert_eq!(hits, decision.row().into_iter().collect::<BTreeSet<_>>());
                }
            }
            None => {
                prop_assert!(possible.len() > 1 && decision.missing_bits() != 0);
                prop_assert_eq!(decision.row(), None);
            }
        }
        let missing_is_unknown = decision.missing().all(|slot| {
            let name = policy.columns()[slot].name();
            COLUMNS.iter().position(|column| *column == name).is_some_and(|column| values[column].is_none())
        });
        prop_assert!(missing_is_unknown);
    }

    #[test]
    fn with_all_known_it_is_the_first_hit(rows in table_of(), values in values_of()) {
        let (policy, kept) = compiled(&rows)?;
        let values: Values = values.iter().map(|value| Some(value.unwrap_or(0))).collect();
        let full: Vec<i64> = values.iter().copied().flatten().collect();
        let hit = first_hit(&kept, &full, &values);
        let decision = decide(policy.table(), &fact_set(&policy, &values), &mut Silent);
        prop_assert_eq!((decision.row(), decision.outcome()), (Some(hit), Some(kept[hit].1)));
        prop_assert_eq!(decision.missing_bits(), 0);
    }

    /// Rows that are reported as unreachable never fire.
    #[test]
    fn what_is_unreachable_never_fires(rows in table_of(), values in values_of()) {
        let (_, kept) = compiled(&rows)?;
        for full in completions(&values) {
            let values: Values = full.iter().copied().map(Some).collect();
            let (before, after) = (first_hit(&rows, &full, &values), first_hit(&kept, &full, &values));
            prop_assert_eq!(rows[before].1, kept[after].1);
        }
    }
}
