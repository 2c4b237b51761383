//! Every row of the policy `cn-schedule`, at its boundaries and on both sides of them.
#![cfg(all(feature = "yaml", feature = "csv"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod common;

use attainment::facts::{Fact, Reason};
use attainment::policy::Standing;
use attainment::report::Verdict;
use common::Case;

const ATTRIBUTES: [&str; 3] = ["expected", "binding", ""];

/// 100 → 200 from 2020 to 2025: a value is 100 and its share in per cent.
const UPWARDS: &str =
    "baseline: { period: 2020, value: 100 }, targets: [ { id: t, form: level, at_least: 200, due: 2025 } ]";

fn one(attribute: &str, body: &str, rows: &[&str]) -> Case {
    let attribute = if attribute.is_empty() { String::new() } else { format!("attribute: {attribute}, ") };
    let plan =
        "period: { base: 2020, start: 2021, end: 2025 }\nindicators:\n- { id: x, name: X, measure: stock, ";
    Case::new(&format!("{plan}{attribute}{body} }}\n"), rows)
}

/// The outcome, or the possible outcomes.
fn told(verdict: &Verdict<'_>) -> String {
    let possible: Vec<&str> = verdict.possible().map(|outcome| outcome.id()).collect();
    match verdict.standing() {
        Standing::Undetermined => format!("? {}", possible.join(" ")),
        _ => verdict.outcome().id().into(),
    }
}

fn judged(attribute: &str, body: &str, as_of: &str, rows: &[&str]) -> String {
    let case = one(attribute, body, rows);
    let report = case.report(as_of);
    told(&report.indicator("x").unwrap())
}

/// What a value of 2022 is judged to be: two of five years, so that 140 is on schedule.
#[track_caller]
fn in_2022(value: &str, expected: [&str; 3]) {
    for (attribute, expected) in ATTRIBUTES.into_iter().zip(expected) {
        let found = judged(attribute, UPWARDS, "2023-01-01", &[&format!("x,2022,{value}")]);
        assert_eq!(found, expected, "{value} {attribute}");
    }
}

/// What a value of 2025 is judged to be.
#[track_caller]
fn in_2025(value: &str, expected: [&str; 3]) {
    for (attribute, expected) in ATTRIBUTES.into_iter().zip(expected) {
        let found = judged(attribute, UPWARDS, "2026-01-01", &[&format!("x,2025,{value}")]);
        assert_eq!(found, expected, "{value} {attribute}");
    }
}

/// lag = (value − 100)/100 − 0.4
#[test]
fn lags_at_their_boundaries() {
    // Just above 0, 0, just below.
    in_2022("140.0000000001", ["on_schedule"; 3]);
    in_2022("140", ["on_schedule"; 3]);
    in_2022("139.9999999999", ["nearly_on_schedule", "behind", "? nearly_on_schedule behind"]);
    // −0.10
    in_2022("130.0000000001", ["nearly_on_schedule", "behind", "? nearly_on_schedule behind"]);
    in_2022("130", ["nearly_on_schedule", "behind", "? nearly_on_schedule behind"]);
    in_2022("129.9999999999", ["behind"; 3]);
    // −0.30
    in_2022("110.0000000001", ["behind"; 3]);
    in_2022("110", ["behind"; 3]);
    in_2022("109.9999999999", ["far_behind"; 3]);
    // A share of 0, and less.
    in_2022("100", ["far_behind"; 3]);
    in_2022("99.9999999999", ["regressing"; 3]);
}

/// methods.md, section 9: 0 → 3 of 10 after three of five years is exactly −30 points, 100 → 72 of 40 after
/// seven of fifteen years exactly on schedule. Ratios that no decimal can hold.
#[test]
fn boundaries_that_are_no_decimals() {
    let ten =
        "baseline: { period: 2020, value: 0 }, targets: [ { id: t, form: level, at_least: 10, due: 2025 } ]";
    assert_eq!(judged("expected", ten, "2024-01-01", &["x,2023,3"]), "behind");
    // 7 → 8 of 10, one of three years: 1/3 of the way, 1/3 of the time.
    let third = |value: &str| {
        let case = Case::new(
            "period: { base: 2020, start: 2021, end: 2023 }\nindicators:\n- { id: x, name: X, measure: stock, \
             attribute: expected, baseline: { period: 2020, value: 7 }, \
             targets: [ { id: t, form: level, at_least: 10, due: 2023 } ] }\n",
            &[&format!("x,2021,{value}")],
        );
        told(&case.report("2022-01-01").indicator("x").unwrap())
    };
    assert_eq!(third("8"), "on_schedule");
    assert_eq!(third("7.99999999999999999999999"), "nearly_on_schedule");
}

#[test]
fn reached_ahead_of_schedule() {
    in_2022("200", ["ahead_of_schedule"; 3]);
    in_2022("250", ["ahead_of_schedule"; 3]);
    // Ahead of the schedule, and not there.
    in_2022("199.9999999999", ["on_schedule"; 3]);
}

/// completion = value ÷ 200: 180 is exactly 0.90.
#[test]
fn at_the_due_period_with_an_attribute() {
    for (value, expected, binding) in [
        ("200", "completed", "completed"),
        ("250", "completed", "completed"),
        ("199.9999999999", "nearly_completed", "missed"),
        ("180", "nearly_completed", "missed"),
        ("179.9999999999", "missed", "missed"),
        ("50", "missed", "missed"),
    ] {
        let row = format!("x,2025,{value}");
        assert_eq!(judged("expected", UPWARDS, "2026-01-01", &[&row]), expected, "{value}");
        assert_eq!(judged("binding", UPWARDS, "2026-01-01", &[&row]), binding, "{value}");
    }
    in_2025("200", ["completed"; 3]);
}

/// Below 0.90 both attributes lead to `missed`, so it does not matter which it is.
#[test]
fn far_below_it_is_missed_whatever_the_attribute() {
    in_2025("179.9999999999", ["missed"; 3]);
}

/// From 0.90 an expected one would be nearly completed, a binding one missed; nothing is under way any more.
#[test]
fn nearly_there_without_an_attribute_is_one_of_two() {
    in_2025("180", ["nearly_completed", "missed", "? missed nearly_completed"]);
}

#[test]
fn without_an_attribute_the_attribute_is_what_is_missing() {
    let case = one("", UPWARDS, &["x,2022,135"]);
    let report = case.report("2023-01-01");
    let verdict = report.indicator("x").unwrap();
    let missing: Vec<_> = verdict.missing().into_iter().map(|(column, why)| (column.fact(), why)).collect();
    assert_eq!(missing, [(Some(Fact::Attribute), Reason::NoAttribute)]);
    assert_eq!((verdict.standing(), verdict.row().is_none()), (Standing::Undetermined, true));
}

/// Overdue, and the figure of the year before is there: 150 is a share of 0.5 at 0.8 of the time, −0.30.
/// It may be completed or missed by now; nobody knows, and nobody may say that it was missed.
#[test]
fn overdue_without_the_figure_is_undetermined() {
    for attribute in ATTRIBUTES {
        let case = one(attribute, UPWARDS, &["x,2024,150"]);
        let before = case.report("2025-12-30");
        assert_eq!(before.indicator("x").unwrap().outcome().id(), "behind", "{attribute}");
        let report = case.report("2025-12-31");
        let verdict = report.indicator("x").unwrap();
        assert_eq!(told(&verdict), "? completed missed behind", "{attribute}");
        let due = verdict.missing().into_iter().find(|(column, _)| column.fact() == Some(Fact::DueObserved));
        let due = due.map(|(_, reason)| reason);
        assert_eq!(due, Some(Reason::NotReported), "{attribute}");
    }
}

/// Nothing was ever reported: all that is no matter of limits is possible; a binding target is never nearly met.
#[test]
fn overdue_without_any_figure() {
    let (expected, binding) = (
        "? completed ahead_of_schedule missed nearly_completed on_schedule regressing nearly_on_schedule behind far_behind",
        "? completed ahead_of_schedule missed on_schedule regressing behind far_behind",
    );
    assert_eq!(judged("expected", UPWARDS, "2026-01-01", &[]), expected);
    assert_eq!(judged("binding", UPWARDS, "2026-01-01", &[]), binding);
    // Before that it is known not to have been observed: not completed, not missed.
    assert_eq!(
        judged("binding", UPWARDS, "2025-12-30", &[]),
        "? ahead_of_schedule on_schedule regressing behind far_behind"
    );
}

#[test]
fn forecasts_and_assumptions_neither_attain_nor_miss() {
    for status in ["forecast", "assumed"] {
        for value in ["250", "100"] {
            let row = format!("x,2025,{value},{status},2024-03-01");
            let rows = ["x,2023,160,final,2024-03-01", &row];
            for attribute in ATTRIBUTES {
                // 160 in 2023 is a share of 0.6 at 0.6 of the time, and stays the newest figure.
                assert_eq!(
                    judged(attribute, UPWARDS, "2024-06-30", &rows),
                    "on_schedule",
                    "{status} {value}"
                );
                let late = judged(attribute, UPWARDS, "2026-01-01", &rows);
                assert!(late.starts_with('?'), "{status} {value} {attribute}: {late}");
            }
        }
    }
    // Provisional and estimated figures report what happened.
    for status in ["provisional", "estimated", "final"] {
        let row = format!("x,2025,250,{status}");
        assert_eq!(judged("binding", UPWARDS, "2026-01-01", &[&row]), "completed", "{status}");
    }
}

/// 120 in 2021 is on schedule: 0.2 of the way, 0.2 of the time. It may be judged for two years.
#[test]
fn stale_after_two_years() {
    assert_eq!(judged("binding", UPWARDS, "2023-12-31", &["x,2021,120"]), "on_schedule");
    let case = one("binding", UPWARDS, &["x,2021,120"]);
    let report = case.report("2024-01-01");
    let verdict = report.indicator("x").unwrap();
    assert_eq!(told(&verdict), "? ahead_of_schedule on_schedule regressing behind far_behind");
    assert!(verdict.missing().iter().all(|(_, reason)| *reason == Reason::Stale), "{:?}", verdict.missing());
    // A figure of the due period never grows old.
    assert_eq!(judged("binding", UPWARDS, "2035-01-01", &["x,2025,200"]), "completed");
}

/// 突破1400: more than 1400, without saying how much more.
#[test]
fn a_bound_decides_or_does_not() {
    let goal = |goal: &str| {
        format!(
            "direction: increase, baseline: {{ period: 2020, value: 700 }}, targets: [ {{ id: t, form: level, {goal}, due: 2025 }} ]"
        )
    };
    let due = |target: &str| judged("binding", &goal(target), "2026-01-01", &["x,2025,突破1400"]);
    assert_eq!(due("at_least: 1300"), "completed");
    assert_eq!(due("more_than: 1400"), "completed");
    // Whether it holds is open, and so is all that follows from its share.
    let open = "? completed missed on_schedule regressing behind far_behind";
    assert_eq!(due("at_least: 3000"), open);
    assert_eq!(
        judged("binding", &goal("at_least: 1300"), "2024-01-01", &["x,2023,突破1400"]),
        "ahead_of_schedule"
    );
    // Less than 700 is less than 3000 in any case.
    assert_eq!(judged("binding", &goal("at_least: 3000"), "2026-01-01", &["x,2025,不足700"]), "missed");
}

const CAP: &str = "direction: decrease, baseline: { period: 2020, value: 100 }, targets: [ { id: t, form: cap, at_most: 120, due: 2025 } ]";

#[test]
fn limits_are_kept_or_broken() {
    for attribute in ATTRIBUTES {
        for (row, expected) in [
            ("x,2022,90", "kept_so_far"),
            ("x,2022,120", "kept_so_far"),
            ("x,2022,120.0000000001", "not_kept"),
            ("x,2025,120", "completed"),
        ] {
            let as_of = if row.contains("2025") { "2026-01-01" } else { "2023-01-01" };
            assert_eq!(judged(attribute, CAP, as_of, &[row]), expected, "{row} {attribute}");
        }
    }
    // 120 ÷ 150 = 0.8, 120 ÷ 125 = 0.96, 120 ÷ (400/3) = 0.9 would be the boundary.
    for (value, expected) in
        [("125", "nearly_completed"), ("133.3", "nearly_completed"), ("133.4", "missed"), ("150", "missed")]
    {
        let row = format!("x,2025,{value}");
        assert_eq!(judged("expected", CAP, "2026-01-01", &[&row]), expected, "{value}");
        assert_eq!(judged("binding", CAP, "2026-01-01", &[&row]), "missed", "{value}");
    }
    // 保持86以上 from 86.21: a limit, so that holding it early is no early attainment.
    let floor = "direction: increase, baseline: { period: 2020, value: 86.21 }, targets: [ { id: t, form: level, at_least: 86, due: 2025 } ]";
    assert_eq!(judged("binding", floor, "2023-01-01", &["x,2022,86"]), "kept_so_far");
    assert_eq!(judged("binding", floor, "2023-01-01", &["x,2022,85.99"]), "not_kept");
    assert_eq!(judged("binding", floor, "2026-01-01", &["x,2025,86"]), "completed");
}

/// A base of more than 1400 has satisfied at least 1200 from the first day: nothing was reached early.
#[test]
fn what_the_base_had_already_is_not_reached_ahead_of_schedule() {
    let body = "baseline: { period: 2020, value: 突破1400 }, targets: [ { id: t, form: level, at_least: 1200, due: 2025 } ]";
    assert_eq!(judged("binding", body, "2023-01-01", &["x,2022,1500"]), "kept_so_far");
}

/// The words, kinds and standings of the outcomes, as the file says them.
#[test]
fn outcomes_stand_where_they_should() {
    let case = one("binding", UPWARDS, &[]);
    let found: Vec<(&str, Standing)> =
        case.policy.outcomes().iter().map(|outcome| (outcome.id(), outcome.standing())).collect();
    let expected = [
        ("completed", Standing::Attained),
        ("ahead_of_schedule", Standing::Attained),
        ("missed", Standing::Missed),
        ("nearly_completed", Standing::AtRisk),
        ("kept_so_far", Standing::OnTrack),
        ("not_kept", Standing::OffTrack),
        ("on_schedule", Standing::OnTrack),
        ("regressing", Standing::Regressing),
        ("nearly_on_schedule", Standing::AtRisk),
        ("behind", Standing::OffTrack),
        ("far_behind", Standing::OffTrack),
        ("task_done", Standing::Attained),
        ("task_done_late", Standing::Missed),
        ("task_not_done", Standing::Missed),
        ("task_overdue", Standing::OffTrack),
        ("task_blocked", Standing::OffTrack),
        ("task_far_behind", Standing::OffTrack),
        ("task_behind", Standing::OffTrack),
        ("task_near", Standing::AtRisk),
        ("task_on_schedule", Standing::OnTrack),
        ("task_nearly", Standing::AtRisk),
    ];
    assert_eq!(found, expected);
}
