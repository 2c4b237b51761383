//! The same nine series under several methods, which do not agree: the project's notes “methods.md”, part (b),
//! figures of 2015 to 2022 for targets due in 2030. The words and numbers are those of its table.
#![cfg(all(feature = "yaml", feature = "json", feature = "csv"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod common;

use attainment::Policy;
use attainment::facts::{Fact, FactValue, Known, Reason};
use common::Case;

struct Series {
    name: &'static str,
    figures: [&'static str; 8],
    goal: &'static str,
    /// The ends of SDSN's scale, on which the goal is green.
    worst_best: [&'static str; 2],
}

const CASES: [Series; 9] = [
    // A straight line up, and one down.
    series("A", ["50", "52", "54", "56", "58", "60", "62", "64"], "at_least: 80", ["0", "100"]),
    series("B", ["100", "96", "92", "88", "84", "80", "76", "72"], "at_most: 40", ["150", "0"]),
    // An early gain, then four flat years.
    series("C", ["50", "54", "58", "62", "62", "62", "62", "62"], "at_least: 80", ["0", "100"]),
    // Met, and falling.
    series("D", ["70", "85", "88", "90", "89", "87", "85", "83"], "at_least: 80", ["0", "100"]),
    // A late spurt.
    series("E", ["50", "50", "50", "50", "52", "55", "59", "63"], "at_least: 80", ["0", "100"]),
    // A slow fall to zero.
    series(
        "F",
        ["10", "9.8506", "9.7035", "9.5585", "9.4157", "9.275", "9.1365", "9.0"],
        "at_most: 0",
        ["20", "-10"],
    ),
    // The wrong way.
    series("G", ["50", "49.5", "49", "49", "48.5", "48", "48", "47.5"], "at_least: 80", ["0", "100"]),
    // A line through zero, and one from zero.
    series(
        "H",
        ["-3", "-2.285714", "-1.571429", "-0.857143", "-0.142857", "0.571429", "1.285714", "2"],
        "at_least: 5",
        ["-10", "10"],
    ),
    series(
        "I",
        ["0", "0.714286", "1.428571", "2.142857", "2.857143", "3.571429", "4.285714", "5"],
        "at_least: 10",
        ["-10", "20"],
    ),
];

const fn series(
    name: &'static str,
    figures: [&'static str; 8],
    goal: &'static str,
    worst_best: [&'static str; 2],
) -> Series {
    Series { name, figures, goal, worst_best }
}

/// The outcome, and the value of the first column that is this fact.
fn judged(policy: &Policy, series: &Series, column: Fact) -> (String, Known<f64>) {
    let Series { figures, goal, worst_best: [worst, best], .. } = series;
    let direction = if goal.starts_with("at_least") { "increase" } else { "decrease" };
    let [first, ..] = figures;
    let plan = format!(
        "period: {{ base: 2015, start: 2016, end: 2030 }}\nindicators:\n- {{ id: x, name: X, measure: stock, \
         attribute: binding, direction: {direction}, inputs: {{ worst: {worst}, best: {best} }}, \
         baseline: {{ period: 2015, value: {first} }}, targets: [ {{ id: t, form: level, {goal}, due: 2030 }} ] }}\n"
    );
    let rows: Vec<String> =
        (2015..).zip(figures).map(|(year, figure)| format!("x,{year},{figure}")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let mut case = Case::new(&plan, &rows);
    case.policy = policy.clone();
    let report = case.report("2023-06-30");
    let verdict = report.indicator("x").unwrap();
    let place = case.policy.columns().iter().position(|of| of.fact() == Some(column)).unwrap();
    let value = verdict.facts().get(place).cloned().map(|value| match value {
        FactValue::Exact(value) => value.to_estimate().unwrap().value(),
        FactValue::Estimate(value) => value.value(),
        _ => f64::NAN,
    });
    (verdict.outcome().id().to_owned(), value)
}

/// What is expected of each case: the outcome, and the value with the digits that the notes print.
#[track_caller]
fn column(policy: &Policy, of: Fact, scale: f64, expected: [(&str, Known<&str>); 9]) {
    for (series, (outcome, value)) in CASES.iter().zip(expected) {
        let found = judged(policy, series, of);
        assert_eq!(found.0, outcome, "{} {:?}", series.name, found.1);
        match (found.1, value) {
            (Ok(found), Ok(printed)) if !printed.is_empty() => {
                let digits = printed.split_once('.').map_or(0, |(_, digits)| digits.len());
                let half = 0.5 * 10f64.powi(-i32::try_from(digits).unwrap());
                let expected: f64 = printed.parse().unwrap();
                assert!((found * scale - expected).abs() <= half * 1.000_01, "{}: {found}", series.name);
            }
            (Ok(_), Ok(_)) => {}
            (found, printed) => assert_eq!(found.err(), printed.err(), "{}", series.name),
        }
    }
}

fn builtin(id: &str) -> Policy {
    Policy::builtin(id).unwrap()
}

/// Share − time: 14/30 − 7/15; 28/60 − 7/15; 12/30; 13/10; 13/30; 1/10; −2.5/30; 5/8; 5/10 − 7/15.
#[test]
fn progress_against_schedule() {
    column(
        &builtin("cn-schedule"),
        Fact::Lag,
        100.0,
        [
            ("on_schedule", Ok("0.0")),
            ("on_schedule", Ok("0.0")),
            ("behind", Ok("-6.7")),
            ("ahead_of_schedule", Ok("83.3")),
            ("behind", Ok("-3.3")),
            ("far_behind", Ok("-36.7")),
            ("regressing", Ok("-55")),
            ("on_schedule", Ok("15.8")),
            ("on_schedule", Ok("3.3")),
        ],
    );
}

/// Change in seven years ÷ what is asked for in seven of fifteen: as share ÷ (7/15).
#[test]
fn sdsn() {
    column(
        &builtin("sdsn-arrows"),
        Fact::RateRatio,
        1.0,
        [
            ("on_track_or_maintaining", Ok("1.00")),
            ("on_track_or_maintaining", Ok("1.00")),
            ("moderately_improving", Ok("0.857")),
            ("on_track_or_maintaining", Ok("2.786")),
            ("moderately_improving", Ok("0.929")),
            ("stagnating", Ok("0.214")),
            ("decreasing", Ok("-0.179")),
            ("on_track_or_maintaining", Ok("1.339")),
            ("on_track_or_maintaining", Ok("1.071")),
        ],
    );
}

/// What the line over the last six figures misses ÷ what is missing now. D is met, and watched on; F falls by 0.14
/// a year to 7.87; H and I go beyond.
#[test]
fn germany() {
    column(
        &builtin("germany-weather"),
        Fact::ShortfallToGap,
        1.0,
        [
            ("sun", Ok("0.0")),
            ("sun", Ok("0.0")),
            ("cloud", Ok("0.6444")),
            ("sun_cloud", Ok("")),
            ("sun", Ok("")),
            // (9.7035 − 9) ÷ 5 = 0.1407; 9 − 8 × 0.1407 = 7.8744, of 9.
            ("cloud", Ok("0.8749")),
            ("thunder", Ok("1.0738")),
            ("sun", Ok("")),
            ("sun", Ok("")),
        ],
    );
}

#[test]
fn rank_correlation() {
    column(
        &builtin("oecd-trend"),
        Fact::TrendCorrelation,
        1.0,
        [
            ("progress", Ok("1.0")),
            ("progress", Ok("1.0")),
            ("progress", Ok("0.873")),
            ("no_significant_trend", Ok("")),
            ("progress", Ok("")),
            ("progress", Ok("1.0")),
            ("away", Ok("-0.988")),
            ("progress", Ok("1.0")),
            ("progress", Ok("1.0")),
        ],
    );
}

/// Eurostat's five years, replaced by the whole window, as the notes do: the rate from 2015 to 2022 ÷ the rate that
/// leads from 2015 to the goal. A goal of 0 asks for −100 % a year.
#[test]
fn eurostat() {
    let text = "format: attainment/policy@1\nid: eurostat-window\nversion: \"1\"\nextends: eurostat-target\n\
                parameters: { base: { year: 2015 } }\n";
    column(
        &Policy::from_yaml(text).unwrap().into_inner(),
        Fact::RateRatio,
        1.0,
        [
            ("significant_progress", Ok("1.13")),
            ("moderate_progress", Ok("0.77")),
            ("significant_progress", Ok("0.98")),
            ("significant_progress", Ok("")),
            ("significant_progress", Ok("1.05")),
            ("insufficient_progress", Ok("0.015")),
            ("movement_away", Ok("-0.23")),
            ("undetermined", Err(Reason::Sign)),
            ("undetermined", Err(Reason::ZeroBase)),
        ],
    );
}

/// The share of the way that the rate leads to by 2030.
#[test]
fn un_desa() {
    column(
        &builtin("undesa-2023"),
        Fact::ProjectedShare,
        1.0,
        [
            ("on_track_or_met", Ok("1.16")),
            ("fair_progress", Ok("0.84")),
            ("on_track_or_met", Ok("0.98")),
            ("on_track_or_met", Ok("")),
            ("on_track_or_met", Ok("1.07")),
            ("fair_progress", Ok("0.20")),
            ("stagnation_or_regression", Ok("-0.17")),
            ("undetermined", Err(Reason::Sign)),
            ("undetermined", Err(Reason::ZeroBase)),
        ],
    );
}

/// What the weighted line leaves of the way.
#[test]
fn escap() {
    column(
        &builtin("escap-api"),
        Fact::ShortfallToBase,
        100.0,
        [
            ("maintain", Ok("0")),
            ("maintain", Ok("0")),
            ("accelerate", Ok("27.6")),
            ("maintain", Ok("")),
            ("maintain", Ok("0")),
            ("accelerate", Ok("78.6")),
            ("reverse", Ok("117")),
            ("maintain", Ok("0")),
            ("maintain", Ok("0")),
        ],
    );
}
