//! Columns against single decisions: every lane of a random table gives the very decision of its facts.

use attainment::decide::{Decision, FactColumns, FillError, Observer, Silent, Truth, decide, decide_columns};
use attainment::facts::{Column, FactSet, FactType, FactValue, Known, Reason};
use attainment::number::{Estimate, Exact};
use attainment::policy::{InputDoc, OutcomeDoc, Policy, PolicyDoc, RowDoc, Table};
use attainment::{Decimal, Evaluator, Observations, Plan, Report};
use proptest::prelude::*;

/// The numbers that cells and facts are made of: short and long decimals, each side of them, and 28 digits.
const NUMBERS: [&str; 12] = [
    "-1.5",
    "-0.000000000000000000000000001",
    "0",
    "0.333333333333333333333333333",
    "0.333333333333333333333333334",
    "0.5",
    "1",
    "1.1",
    "2",
    "9223372036854775807",
    "9223372036854775808",
    "1234567890123456789012345678",
];

const WORDS: [&str; 3] = ["red", "green", "blue"];

/// More than eight, and there are 20 outcomes, so that the bits of both need more than one byte.
const INPUTS: [(&str, &str); 11] = [
    ("n0", "number"),
    ("n1", "number"),
    ("e0", "estimate"),
    ("e1", "estimate"),
    ("b0", "yes/no"),
    ("b1", "yes/no"),
    ("w0", "word"),
    ("w1", "word"),
    ("b2", "yes/no"),
    ("b3", "yes/no"),
    ("n2", "number"),
];

fn number() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(&NUMBERS[..])
}

fn cell(kind: &'static str) -> BoxedStrategy<String> {
    let values = match kind {
        "number" | "estimate" => prop_oneof![
            (proptest::sample::select(&[">=", ">", "<", "<=", "="][..]), number())
                .prop_map(|(sign, number)| format!("{sign} {number}")),
            (0..NUMBERS.len(), 1..NUMBERS.len(), any::<bool>(), any::<bool>()).prop_map(
                |(low, more, closed_low, closed_high)| {
                    let high = (low + more).min(NUMBERS.len() - 1);
                    let [low_at, high_at] = [low, high].map(|at| NUMBERS.get(at).copied().unwrap_or("0"));
                    if low == high {
                        return format!(">= {low_at}");
                    }
                    let open = if closed_low { '[' } else { '(' };
                    format!("{open}{low_at}, {high_at}{}", if closed_high { ']' } else { ')' })
                }
            ),
            proptest::collection::vec(number(), 1..4).prop_map(|all| format!("{{{}}}", all.join(", "))),
        ]
        .boxed(),
        "word" => prop_oneof![
            proptest::sample::select(&WORDS[..]).prop_map(str::to_owned),
            proptest::sample::subsequence(WORDS.to_vec(), 1..3)
                .prop_map(|words| format!("{{{}}}", words.join(", "))),
        ]
        .boxed(),
        _ => any::<bool>().prop_map(|value| value.to_string()).boxed(),
    };
    prop_oneof![8 => values, 1 => Just("known".to_owned()), 1 => Just("unknown".to_owned())].boxed()
}

type Cells = Vec<(&'static str, String)>;

/// Rows as cells and outcome, over few columns or many; the last has no cells.
fn rows() -> impl Strategy<Value = Vec<(Cells, usize)>> {
    let row = |columns: Vec<(&'static str, &'static str)>| {
        proptest::sample::subsequence(columns, 1..4).prop_flat_map(|columns| {
            let cells: Vec<_> = columns.into_iter().map(|(name, kind)| (Just(name), cell(kind))).collect();
            (cells, 0..20usize)
        })
    };
    let columns = proptest::sample::subsequence(INPUTS.to_vec(), 3..=11);
    columns.prop_flat_map(move |columns| proptest::collection::vec(row(columns), 0..12)).prop_map(
        |mut rows| {
            rows.push((Vec::new(), 3));
            rows
        },
    )
}

/// The policy; `None` where the random rows are no table.
fn policy(rows: &[(Cells, usize)], hit: &str) -> Option<Policy> {
    let mut doc = PolicyDoc::new("random", "1");
    doc.indicator.hit = hit.into();
    for (name, kind) in INPUTS {
        let words = if kind == "word" { WORDS.map(str::to_owned).to_vec() } else { Vec::new() };
        doc.inputs.push((name.into(), InputDoc { kind: kind.into(), words, ..InputDoc::default() }));
    }
    for (index, (cells, outcome)) in rows.iter().enumerate() {
        let row = RowDoc::new(&format!("r{index}"), &format!("o{outcome}"));
        doc = doc.row(cells.iter().fold(row, |row, (name, cell)| row.when(name, cell)));
    }
    for outcome in 0..20 {
        let standing = ["at_risk", "off_track"].get(outcome % 2).copied().unwrap_or("at_risk");
        doc = doc.outcome(&format!("o{outcome}"), OutcomeDoc::new("outlook", standing, "中", "fair"));
    }
    doc.check().ok().map(|checked| checked.into_inner())
}

/// A value for a column: also a ratio without decimal form, a word that is not in the vocabulary, and
/// a value of another type.
fn value(kind: FactType, dice: u64) -> Known<FactValue> {
    let pick = (dice / 16) as usize;
    let decimal = NUMBERS.get(pick % NUMBERS.len()).and_then(|text| text.parse::<Decimal>().ok());
    let exact = match pick % 7 {
        0 => Exact::ratio(1, 3),
        1 => Exact::ratio(-2, 7),
        2 => decimal.map(|decimal| Exact::from(decimal).power(3)),
        _ => decimal.map(Exact::from),
    };
    let exact = exact.ok_or(Reason::OutOfRange)?;
    match (dice % 16, kind) {
        (0, _) => Err(Reason::Assumed),
        (1..3, _) => Err(Reason::Stale),
        (3, _) => Err(Reason::NoTime),
        (4, FactType::YesNo) => Ok(FactValue::Exact(exact)),
        (4, _) => Ok(FactValue::YesNo(true)),
        (_, FactType::Exact) => Ok(FactValue::Exact(exact)),
        (_, FactType::Estimate) => exact.to_estimate().map(FactValue::Estimate).ok_or(Reason::OutOfRange),
        (_, FactType::YesNo) => Ok(FactValue::YesNo(pick.is_multiple_of(2))),
        (5, _) => Ok(FactValue::Word("grey".into())),
        _ => Ok(FactValue::Word(WORDS.get(pick % 3).copied().unwrap_or("red").into())),
    }
}

/// The policy of the random rows that can stand together.
fn random_policy(rows: &[(Cells, usize)], hit: &str) -> Result<Policy, TestCaseError> {
    let mut rows = rows.to_vec();
    let mut index = 0;
    while index + 1 < rows.len() {
        let upper = rows.iter().take(index + 1).cloned().chain([(Vec::new(), 3)]);
        if policy(&upper.collect::<Vec<_>>(), hit).is_some() {
            index += 1;
        } else {
            rows.remove(index);
        }
    }
    policy(&rows, hit).ok_or_else(|| TestCaseError::fail("no policy"))
}

/// For an observer that listens, tables are walked row by row.
struct Listens;

impl Observer for Listens {}

fn mixed(seed: u64) -> u64 {
    let mut x = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x ^= x >> 31;
    x = x.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x ^ (x >> 29)
}

/// Facts of some cases; the first block may be without unknown ones.
fn sets(columns: &[Column], seed: u64, count: usize, first_known: bool) -> Vec<FactSet> {
    let case = |case: usize| {
        let fact = |(slot, column): (usize, &Column)| {
            let dice = mixed(seed ^ (case as u64) << 8 ^ slot as u64);
            let value_known = first_known && case < 1024;
            value(column.kind(), if value_known { dice / 16 * 16 + 6 + dice % 10 } else { dice })
        };
        columns.iter().enumerate().map(fact).collect()
    };
    (0..count).map(case).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_lane_is_decided_as_alone(
        rows in rows(),
        hit in proptest::sample::select(&["first", "collect"][..]),
        seed in any::<u64>(),
        count in prop_oneof![0usize..40, 1000usize..1050, 2040usize..2300],
        first_known in any::<bool>(),
    ) {
        let policy = random_policy(&rows, hit)?;
        let table = policy.table();
        let sets = sets(table.columns(), seed, count, first_known);
        let alone: Vec<Decision> = sets.iter().map(|facts| decide(table, facts, &mut Silent)).collect();
        let walked: Vec<Decision> = sets.iter().map(|facts| decide(table, facts, &mut Listens)).collect();
        prop_assert_eq!(&walked, &alone);
        let mut columns = FactColumns::new(table, 0);
        sets.iter().for_each(|facts| columns.push(facts));
        let mut decisions = vec![];
        decide_columns(&columns, &mut decisions);
        prop_assert_eq!(&decisions, &alone);
        for (case, facts) in sets.iter().enumerate() {
            for slot in 0..table.columns().len() {
                prop_assert_eq!(columns.reason(slot, case), facts.get(slot).err());
            }
        }
        // The other way round, into the same memory.
        columns.reset(count);
        let unknown: Vec<_> = (0..count).map(|_| decide(table, &FactSet::new(), &mut Silent)).collect();
        decide_columns(&columns, &mut decisions);
        prop_assert_eq!(&decisions, &unknown);
        sets.iter().enumerate().for_each(|(case, facts)| columns.set(case, facts));
        decide_columns(&columns, &mut decisions);
        prop_assert_eq!(&decisions, &alone);
    }

    /// Columns filled from slices against single values.
    #[test]
    fn slices_are_filled_as_single_values(
        rows in rows(),
        seed in any::<u64>(),
        places in 0u8..20,
        count in prop_oneof![0usize..40, 1000usize..1050],
    ) {
        let policy = random_policy(&rows, "first")?;
        let table = policy.table();
        let mut columns = FactColumns::new(table, count);
        let mut sets: Vec<FactSet> = (0..count).map(|_| FactSet::new()).collect();
        sets.iter_mut().for_each(|facts| facts.reset(table.columns().len()));
        for (slot, column) in table.columns().iter().enumerate() {
            let dice: Vec<u64> = (0..count).map(|case| mixed(seed ^ (case as u64) << 8 ^ slot as u64)).collect();
            let filled: Vec<Known<FactValue>> = match column.kind() {
                FactType::Exact if slot % 2 == 0 => {
                    let digits: Vec<i64> = dice.iter().map(|dice| match dice % 4 {
                        0 => i64::MAX - (dice % 3) as i64,
                        1 => i64::MIN + (dice % 3) as i64,
                        2 => (dice % 40) as i64 - 20,
                        _ => (dice % 12 + 1) as i64 * (10i64.saturating_pow(u32::from(places)) / 100),
                    }).collect();
                    columns.set_decimals(slot, places, &digits)?;
                    let scale = Exact::from(10).power(u32::from(places));
                    let exact = |digits: &i64| Exact::from(*digits).over(&scale).ok_or(Reason::ZeroDivisor);
                    digits.iter().map(|digits| exact(digits).map(FactValue::Exact)).collect()
                }
                FactType::Exact => {
                    let exact: Vec<Exact> = dice.iter().map(|dice| match value(FactType::Exact, dice | 15) {
                        Ok(FactValue::Exact(exact)) => exact,
                        _ => Exact::ZERO,
                    }).collect();
                    columns.set_exact(slot, &exact)?;
                    exact.into_iter().map(|exact| Ok(FactValue::Exact(exact))).collect()
                }
                FactType::Estimate => {
                    let estimates: Vec<f64> = dice.iter().map(|dice| match (dice % 8, dice / 8 % 12) {
                        (0, _) => f64::NAN,
                        (1, _) => f64::INFINITY,
                        (2, _) => -0.0,
                        (3, _) => f64::MAX,
                        (_, of) => NUMBERS.get(of as usize).and_then(|text| text.parse().ok()).unwrap_or(0.0),
                    }).collect();
                    columns.set_estimates(slot, &estimates)?;
                    let known = |value: &f64| Estimate::new(*value).map(FactValue::Estimate);
                    estimates.iter().map(|value| known(value).ok_or(Reason::OutOfRange)).collect()
                }
                FactType::YesNo => {
                    let values: Vec<bool> = dice.iter().map(|dice| dice.is_multiple_of(2)).collect();
                    columns.set_yes_no(slot, &values)?;
                    values.iter().map(|value| Ok(FactValue::YesNo(*value))).collect()
                }
                _ => {
                    let places: Vec<u16> = dice.iter().map(|dice| [0, 1, 2, 3, 900].get((dice % 5) as usize).copied().unwrap_or(0)).collect();
                    columns.set_words(slot, &places)?;
                    let word = |place: &u16| column.words().get(usize::from(*place)).cloned();
                    places.iter().map(|place| Ok(FactValue::Word(word(place).unwrap_or("grey".into())))).collect()
                }
            };
            let known: Vec<bool> = dice.iter().map(|dice| dice / 64 % 5 > 0).collect();
            columns.mask(slot, &known, Reason::NoStart)?;
            for ((facts, value), known) in sets.iter_mut().zip(filled).zip(known) {
                facts.set(slot, if known { value } else { Err(Reason::NoStart) });
            }
        }
        let alone: Vec<Decision> = sets.iter().map(|facts| decide(table, facts, &mut Silent)).collect();
        let mut decisions = Vec::new();
        decide_columns(&columns, &mut decisions);
        prop_assert_eq!(decisions, alone);
    }
}

/// Rows that exclude each other and leave nothing out, whatever is unknown.
#[test]
fn unique_rows_are_decided_as_alone() -> Result<(), Box<dyn std::error::Error>> {
    let mut rows = Vec::new();
    for (index, number) in ["< 0", "[0, 0.5]", "(0.5, 1)", ">= 1"].iter().enumerate() {
        for (value, outcome) in [("true", index % 2), ("false", index)] {
            rows.push((vec![("n0", (*number).to_owned()), ("b0", value.to_owned())], outcome));
        }
    }
    let policy = policy(&rows, "unique").ok_or("no policy")?;
    let table = policy.table();
    for (count, first_known) in [(5000, false), (2000, true)] {
        let sets = sets(table.columns(), 7, count, first_known);
        let alone: Vec<Decision> = sets.iter().map(|facts| decide(table, facts, &mut Silent)).collect();
        let walked: Vec<Decision> = sets.iter().map(|facts| decide(table, facts, &mut Listens)).collect();
        assert_eq!(walked, alone);
        let mut columns = FactColumns::new(table, 0);
        sets.iter().for_each(|facts| columns.push(facts));
        let mut decisions = Vec::new();
        decide_columns(&columns, &mut decisions);
        assert_eq!(decisions, alone);
        // What is decided by agreement alone is among them.
        let agreed = |decision: &&Decision| decision.outcome().is_some() && decision.missing_bits() != 0;
        assert!(decisions.iter().filter(agreed).count() > 10);
    }
    Ok(())
}

/// More thresholds and words than a byte tells apart.
#[test]
fn wide_columns_are_decided_as_alone() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = (0..300).map(|word| format!("w{word}")).collect();
    let mut doc = PolicyDoc::new("wide", "1");
    doc.inputs = vec![
        ("n".into(), InputDoc { kind: "number".into(), ..InputDoc::default() }),
        ("e".into(), InputDoc { kind: "estimate".into(), ..InputDoc::default() }),
        ("w".into(), InputDoc { kind: "word".into(), words, ..InputDoc::default() }),
    ];
    for row in 0..280 {
        let (number, estimate, word) = match row % 3 {
            0 => (format!("= {row}"), format!("<= {row}"), format!("w{row}")),
            1 => (format!("[{row}, {})", row + 5), format!("> {row}"), format!("{{w{row}, w{}}}", row + 9)),
            _ => (format!("{{{row}, {}}}", row + 3), format!("[{row}, {}]", row + 50), "known".into()),
        };
        let row = RowDoc::new(&format!("r{row}"), &format!("o{}", row % 60));
        doc = doc.row(row.when("n", &number).when("e", &estimate).when("w", &word));
    }
    doc = doc.row(RowDoc::new("else", "o0"));
    for outcome in 0..60 {
        doc = doc.outcome(&format!("o{outcome}"), OutcomeDoc::new("outlook", "at_risk", "中", "fair"));
    }
    let policy = doc.check()?.into_inner();
    let table = policy.table();
    let fact = |case: u64, column: &Column| {
        let dice = mixed(case * 3 + column.name().len() as u64 + u64::from(column.name() == "e") * 77);
        let number = Exact::ratio((dice % 600) as i64, 2).ok_or(Reason::OutOfRange)?;
        match column.kind() {
            _ if (dice / 1000).is_multiple_of(9) => Err(Reason::NoInput),
            FactType::Exact => Ok(FactValue::Exact(number)),
            FactType::Estimate => number.to_estimate().map(FactValue::Estimate).ok_or(Reason::OutOfRange),
            _ => Ok(FactValue::Word(format!("w{}", dice % 310).into())),
        }
    };
    let sets: Vec<FactSet> =
        (0..3000).map(|case| table.columns().iter().map(|column| fact(case, column)).collect()).collect();
    let alone: Vec<Decision> = sets.iter().map(|facts| decide(table, facts, &mut Silent)).collect();
    let mut columns = FactColumns::new(table, 0);
    sets.iter().for_each(|facts| columns.push(facts));
    let mut decisions = Vec::new();
    decide_columns(&columns, &mut decisions);
    assert_eq!(decisions, alone);
    Ok(())
}

#[test]
fn what_does_not_fit_is_refused() -> Result<(), Box<dyn std::error::Error>> {
    let rows = [(vec![("n0", ">= 1".to_owned())], 1), (Vec::new(), 0)];
    let policy = policy(&rows, "first").ok_or("no policy")?;
    let mut columns = FactColumns::new(policy.table(), 2);
    assert_eq!(columns.set_exact(1, &[Exact::ONE, Exact::ONE]), Err(FillError::NoColumn(1)));
    assert_eq!(columns.set_exact(0, &[Exact::ONE]), Err(FillError::OtherLength { given: 1, needed: 2 }));
    let other = FillError::OtherType { slot: 0, kind: FactType::Exact };
    assert_eq!(columns.set_yes_no(0, &[true, false]), Err(other));
    assert_eq!(columns.set_estimates(0, &[1.0, 2.0]), Err(other));
    assert_eq!(columns.set_words(0, &[1, 2]), Err(other));
    assert_eq!(other.to_string(), "column 0 holds values of the type exact");
    assert_eq!(columns.reason(0, 1), Some(Reason::NotReported));
    assert_eq!((columns.reason(0, 2), columns.reason(1, 0)), (None, None));
    assert_eq!((columns.len(), columns.is_empty()), (2, false));
    Ok(())
}

#[test]
fn what_is_kept_in_numbers_is_small_and_can_be_shared() {
    fn shared<T: Send + Sync>() {}
    assert!(size_of::<Decision>() <= 24);
    assert_eq!(size_of::<Truth>(), 1);
    assert_eq!(size_of::<Reason>(), 1);
    assert!(size_of::<Known<FactValue>>() <= 48);
    shared::<Table>();
    shared::<Policy>();
    shared::<Plan>();
    shared::<Observations>();
    shared::<Evaluator<'_>>();
    shared::<Report<'_>>();
    shared::<FactSet>();
    shared::<FactColumns<'_>>();
}
