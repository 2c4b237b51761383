//! Every fact of the catalogue on cases worked by hand, known and unknown.
#![cfg(all(feature = "yaml", feature = "csv"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod common;

use attainment::facts::{Fact, FactValue, Known, Reason};
use attainment::number::Exact;
use attainment::period::Period;
use attainment::{Evaluator, Report};
use common::Case;

type Value = Known<FactValue>;

fn ratio(over: i64, under: i64) -> Value {
    Ok(FactValue::Exact(Exact::ratio(over, under).unwrap()))
}

fn whole(value: i64) -> Value {
    ratio(value, 1)
}

fn yes(value: bool) -> Value {
    Ok(FactValue::YesNo(value))
}

fn period(text: &str) -> Value {
    Ok(FactValue::Period(text.parse().unwrap()))
}

fn fact(report: &Report<'_>, fact: Fact) -> Value {
    report.indicator("x").unwrap().fact(fact)
}

#[track_caller]
fn exact(report: &Report<'_>, expected: &[(Fact, Value)]) {
    for (of, value) in expected {
        assert_eq!(fact(report, *of), *value, "{}", of.name());
    }
}

/// An estimate to the digits that were worked out.
#[track_caller]
fn near(report: &Report<'_>, of: Fact, expected: f64, within: f64) {
    let found = match fact(report, of) {
        Ok(FactValue::Estimate(found)) => found.value(),
        _ => f64::NAN,
    };
    assert!((found - expected).abs() < within, "{}: {found} is not {expected}", of.name());
}

#[track_caller]
fn unknown(report: &Report<'_>, reason: Reason, facts: &[Fact]) {
    for of in facts {
        assert_eq!(fact(report, *of), Err(reason), "{}", of.name());
    }
}

/// An indicator `x` in a plan.
fn one(period: &str, body: &str, rows: &[&str]) -> Case {
    Case::new(&format!("period: {{ {period} }}\nindicators:\n- {{ id: x, name: X, {body} }}\n"), rows)
}

const FIVE_YEARS: &str = "base: 2020, start: 2021, end: 2025";

/// 50 → 64 of 80, seven of fifteen years: methods.md, section 9, with 64 where it has 62.
#[test]
fn straight_up() {
    let case = one(
        "base: 2015, start: 2016, end: 2030",
        "measure: stock, direction: increase, attribute: expected, baseline: { period: 2015, value: 50 },
         targets: [ { id: t, form: level, at_least: 80, due: 2030 } ]",
        &["x,2022,64"],
    );
    let report = case.report("2023-06-30");
    exact(
        &report,
        &[
            (Fact::Current, whole(64)),
            (Fact::CurrentPeriod, period("2022")),
            (Fact::Base, whole(50)),
            (Fact::Goal, whole(80)),
            (Fact::HoldsNow, yes(false)),
            (Fact::Attained, yes(false)),
            (Fact::DueObserved, yes(false)),
            (Fact::Limit, yes(false)),
            (Fact::Attribute, Ok(FactValue::Word("expected".into()))),
            (Fact::Gap, whole(16)),          // 80 − 64
            (Fact::Completion, ratio(4, 5)), // 64 ÷ 80
            (Fact::Share, ratio(7, 15)),     // 14 ÷ 30
            (Fact::Elapsed, ratio(7, 15)),   // 2022 − 2015 of 2030 − 2015
            (Fact::Scheduled, ratio(7, 15)), // the linear path
            (Fact::Pace, whole(1)),          // 7/15 ÷ 7/15
            (Fact::Lag, whole(0)),           // 7/15 − 7/15
            (Fact::ExpectedNow, whole(64)),  // 50 + 30 · 7/15
            (Fact::NeededPerYear, whole(2)), // 16 in 8 years
            // 31 December 2015 to 30 June 2023: seven years with two leap days, 2557 days, and 181.
            // To 31 December 2030: fifteen years with four leap days.
            (Fact::TimeGone, ratio(2557 + 181, 15 * 365 + 4)),
            (Fact::Age, ratio(1, 2)), // six months
            (Fact::Points, whole(1)),
        ],
    );
    unknown(&report, Reason::NotALimit, &[Fact::Burn]);
    // 50 · 1.6^(7/15); ln 1.6 = 0.4700036, times 7/15 = 0.2193350, e to that = 1.2452484.
    near(&report, Fact::ExpectedNowGeometric, 62.26242, 1e-5);
    // ln 1.28 ÷ ln 1.6 = 0.2468601 ÷ 0.4700036.
    near(&report, Fact::LogShare, 0.525230, 1e-6);
    // Less 7/15 of the time.
    near(&report, Fact::LogLag, 0.058563, 1e-6);
    // 1.28^(1/7) − 1 = e^0.0352657 − 1.
    near(&report, Fact::ActualRate, 0.035895, 1e-6);
    // 1.6^(1/15) − 1 = e^0.0313336 − 1.
    near(&report, Fact::RequiredRate, 0.031830, 1e-6);
    // 1.25^(1/8) − 1 = e^(0.2231436 ÷ 8) − 1.
    near(&report, Fact::NeededRate, 0.028286, 1e-6);
}

/// 100 → 72 on the way to 40: the mirror image, the same share.
#[test]
fn straight_down() {
    let case = one(
        "base: 2015, start: 2016, end: 2030",
        "measure: stock, direction: decrease, attribute: binding, baseline: { period: 2015, value: 100 },
         targets: [ { id: t, form: level, at_most: 40, due: 2030 } ]",
        &["x,2022,72"],
    );
    let report = case.report("2023-06-30");
    exact(
        &report,
        &[
            (Fact::Attribute, Ok(FactValue::Word("binding".into()))),
            (Fact::HoldsNow, yes(false)),
            (Fact::Limit, yes(false)),
            (Fact::Gap, whole(32)),          // 72 − 40
            (Fact::Completion, ratio(5, 9)), // 40 ÷ 72
            (Fact::Share, ratio(7, 15)),     // −28 ÷ −60
            (Fact::Elapsed, ratio(7, 15)),
            (Fact::Pace, whole(1)),
            (Fact::Lag, whole(0)),
            (Fact::ExpectedNow, whole(72)),   // 100 − 60 · 7/15
            (Fact::NeededPerYear, whole(-4)), // −32 in 8 years
        ],
    );
    // 0.72^(1/7) − 1, 0.4^(1/15) − 1, (40 ÷ 72)^(1/8) − 1, ln 0.72 ÷ ln 0.4.
    near(&report, Fact::ActualRate, -0.045845, 1e-6);
    near(&report, Fact::RequiredRate, -0.059257, 1e-6);
    near(&report, Fact::NeededRate, -0.070839, 1e-6);
    near(&report, Fact::LogShare, 0.358515, 1e-6);
}

/// methods.md, section 9: 62 of 50 → 80 is 40.0 %, 6.67 points behind.
#[test]
fn pace_and_lag_behind() {
    let case = one(
        "base: 2015, start: 2016, end: 2030",
        "measure: stock, baseline: { period: 2015, value: 50 },
         targets: [ { id: t, form: level, at_least: 80, due: 2030 } ]",
        &["x,2022,62"],
    );
    let report = case.report("2023-01-01");
    // 12/30 = 2/5; 2/5 ÷ 7/15 = 6/7; 2/5 − 7/15 = −1/15.
    exact(&report, &[(Fact::Share, ratio(2, 5)), (Fact::Pace, ratio(6, 7)), (Fact::Lag, ratio(-1, 15))]);
    unknown(&report, Reason::NoAttribute, &[Fact::Attribute]);
}

#[test]
fn a_share_may_be_negative_or_above_one() {
    for (value, share) in [("40", (-1, 3)), ("50", (0, 1)), ("95", (3, 2))] {
        let row = format!("x,2022,{value}");
        let case = one(
            "base: 2015, start: 2016, end: 2030",
            "measure: stock, baseline: { period: 2015, value: 50 },
             targets: [ { id: t, form: level, at_least: 80, due: 2030 } ]",
            &[&row],
        );
        // −10/30, 0/30, 45/30
        exact(&case.report("2023-01-01"), &[(Fact::Share, ratio(share.0, share.1))]);
    }
}

fn completion(target: &str, direction: &str, current: &str) -> Value {
    let case = one(
        FIVE_YEARS,
        &format!(
            "measure: stock, direction: {direction}, targets: [ {{ id: t, form: level, {target}, due: 2025 }} ]"
        ),
        &[&format!("x,2024,{current}")],
    );
    fact(&case.report("2025-01-01"), Fact::Completion)
}

#[test]
fn completion_in_both_directions() {
    assert_eq!(completion("at_least: 50", "increase", "40"), ratio(4, 5));
    assert_eq!(completion("at_least: 50", "increase", "60"), ratio(6, 5));
    assert_eq!(completion("at_least: 50", "increase", "-5"), ratio(-1, 10));
    assert_eq!(completion("at_most: 40", "decrease", "50"), ratio(4, 5));
    assert_eq!(completion("at_most: 40", "decrease", "32"), ratio(5, 4));
    // Nothing is left of what was to be 40: 40 ÷ 0.
    assert_eq!(completion("at_most: 40", "decrease", "0"), Err(Reason::ZeroDivisor));
    assert_eq!(completion("at_most: 40", "decrease", "-1"), Err(Reason::Sign));
    // Of magnitudes for negative goals: a loss of at most 2 with one of 4 is half, with one of 1 double;
    // a sink of 10 with one of 5 is half.
    assert_eq!(completion("at_least: -2", "increase", "-4"), ratio(1, 2));
    assert_eq!(completion("at_least: -2", "increase", "-1"), ratio(2, 1));
    assert_eq!(completion("at_least: -2", "increase", "3"), Err(Reason::Sign));
    assert_eq!(completion("at_most: -10", "decrease", "-5"), ratio(1, 2));
    assert_eq!(completion("at_most: -10", "decrease", "5"), ratio(-1, 2));
    // Nothing of what is to vanish has: 0 ÷ 5.
    assert_eq!(completion("at_most: 0", "decrease", "5"), whole(0));
    assert_eq!(completion("at_most: 0", "decrease", "0"), Err(Reason::ZeroDivisor));
}

/// current ÷ goal where more is asked for: 5 ÷ 0 is not defined. The target is exceeded, so a
/// completion of 0 would be wrong in any case.
#[test]
fn completion_of_at_least_zero_is_not_defined() {
    assert_eq!(completion("at_least: 0", "increase", "5"), Err(Reason::ZeroDivisor));
}

fn gap(target: &str, current: &str) -> Value {
    let case = one(
        FIVE_YEARS,
        &format!(
            "measure: stock, direction: increase, targets: [ {{ id: t, form: level, {target}, due: 2025 }} ]"
        ),
        &[&format!("x,2024,{current}")],
    );
    fact(&case.report("2025-01-01"), Fact::Gap)
}

#[test]
fn the_gap_is_positive_while_something_is_missing() {
    assert_eq!(gap("at_least: 50", "40"), whole(10));
    assert_eq!(gap("at_least: 50", "60"), whole(-10));
    assert_eq!(gap("at_most: 50", "60"), whole(10));
    assert_eq!(gap("at_most: 50", "40"), whole(-10));
    // Below, within and above a range of 40 to 60; about 100 reaches from 95 to 105, and what is beyond
    // is measured to the 100.
    assert_eq!(gap("between: [40, 60]", "37"), whole(3));
    assert_eq!(gap("between: [40, 60]", "50"), whole(0));
    assert_eq!(gap("between: [40, 60]", "66"), whole(6));
    assert_eq!(gap("about: 100", "93"), whole(7));
    assert_eq!(gap("about: 100", "96"), whole(0));
    assert_eq!(gap("about: 100", "107"), whole(7));
    assert_eq!(gap("at_least: 50", "突破40"), Err(Reason::Inexact));
}

fn cap(base: &str, target: &str, rows: &[&str]) -> Case {
    one(
        FIVE_YEARS,
        &format!(
            "measure: stock, direction: decrease, baseline: {{ period: 2020, value: {base} }},
             targets: [ {{ id: t, {target}, due: 2025 }} ]"
        ),
        rows,
    )
}

/// Of an allowance of 20, 10 are used after two of five years: 1/2 ÷ 2/5 = 5/4.
#[test]
fn burn_of_a_cap() {
    let case = cap("100", "form: cap, at_most: 120", &["x,2022,110"]);
    let report = case.report("2023-01-01");
    exact(
        &report,
        &[
            (Fact::Burn, ratio(5, 4)),
            (Fact::Limit, yes(true)),
            (Fact::HoldsNow, yes(true)),
            (Fact::Attained, yes(false)),
            (Fact::Elapsed, ratio(2, 5)),
            (Fact::Gap, whole(-10)),
            (Fact::Completion, ratio(12, 11)),
        ],
    );
    unknown(
        &report,
        Reason::Limit,
        &[
            Fact::Share,
            Fact::Pace,
            Fact::Lag,
            Fact::ExpectedNow,
            Fact::ExpectedNowGeometric,
            Fact::LogShare,
            Fact::LogLag,
        ],
    );
    // A cap below the base leaves no allowance.
    unknown(
        &cap("100", "form: cap, at_most: 90", &["x,2022,95"]).report("2023-01-01"),
        Reason::NoSpan,
        &[Fact::Burn],
    );
    // One that fell: −5 of 20 after two of five years: −1/4 ÷ 2/5 = −5/8.
    exact(
        &cap("100", "form: cap, at_most: 120", &["x,2022,95"]).report("2023-01-01"),
        &[(Fact::Burn, ratio(-5, 8))],
    );
    // A level above the base where less is better is a limit as well: 1/2 ÷ 2/5.
    let level = cap("100", "form: level, at_most: 120", &["x,2022,110"]);
    exact(&level.report("2023-01-01"), &[(Fact::Limit, yes(true)), (Fact::Burn, ratio(5, 4))]);
}

/// 86.21 may fall to 86: of 0.21, 0.11 are used after one of five years: 11/21 ÷ 1/5 = 55/21.
#[test]
fn burn_of_what_is_to_be_kept() {
    let case = one(
        FIVE_YEARS,
        "measure: rate, direction: increase, baseline: { period: 2020, value: 86.21 },
         targets: [ { id: t, form: kept, at_least: 86, due: 2025 } ]",
        &["x,2021,86.1"],
    );
    let report = case.report("2022-06-30");
    exact(&report, &[(Fact::Burn, ratio(55, 21)), (Fact::Limit, yes(true)), (Fact::HoldsNow, yes(true))]);
    unknown(&report, Reason::Limit, &[Fact::Share, Fact::Lag]);
}

#[test]
fn a_goal_that_the_base_satisfies_is_a_limit() {
    let base = |value: &str| {
        let case = one(
            FIVE_YEARS,
            &format!(
                "measure: stock, baseline: {{ period: 2020, value: {value} }},
                 targets: [ {{ id: t, form: level, at_least: 1200, due: 2025 }} ]"
            ),
            &["x,2022,1500"],
        );
        let report = case.report("2023-01-01");
        (fact(&report, Fact::Limit), fact(&report, Fact::Share))
    };
    assert_eq!(base("1199"), (yes(false), whole(301)));
    assert_eq!(base("1200"), (yes(true), Err(Reason::NoSpan)));
    assert_eq!(base("1300"), (yes(true), Err(Reason::NoSpan)));
}

/// More than 1400 satisfies at least 1200, whatever the number is.
#[test]
fn a_bound_of_the_base_that_satisfies_the_goal_makes_it_a_limit() {
    let case = one(
        FIVE_YEARS,
        "measure: stock, baseline: { period: 2020, value: 突破1400 },
         targets: [ { id: t, form: level, at_least: 1200, due: 2025 } ]",
        &["x,2022,1500"],
    );
    exact(&case.report("2023-01-01"), &[(Fact::Limit, yes(true))]);
}

fn stepped(row: &str) -> Case {
    one(
        "base: 2020, start: 2021, end: 2030",
        "measure: rate, direction: increase, baseline: { period: 2020, value: 20 },
         targets: [ { id: t, form: level, at_least: 45, due: 2030, checkpoints: [
           { period: 2022, value: 24.5 }, { period: 2025, value: 30.75 }, { period: 2027, value: 36.25 } ] } ]",
        &[row],
    )
}

#[test]
fn the_path_runs_over_the_checkpoints() {
    let case = stepped("x,2025,30");
    // 30 is 0.75 below the checkpoint of 2025: share 10/25, scheduled 10.75/25 = 43/100.
    exact(
        &case.report("2026-01-01"),
        &[
            (Fact::ExpectedNow, ratio(123, 4)),
            (Fact::Scheduled, ratio(43, 100)),
            (Fact::Share, ratio(2, 5)),
            (Fact::Lag, ratio(-3, 100)),
            (Fact::Pace, ratio(40, 43)),
            (Fact::Elapsed, ratio(1, 2)),
            (Fact::Gap, whole(15)),
        ],
    );
    for (row, as_of, expected) in [
        ("x,2021,22", "2022-01-01", (89, 4)),      // 20 + 4.5/2 = 22.25
        ("x,2022,22", "2023-01-01", (49, 2)),      // 24.5
        ("x,2024,22", "2025-01-01", (86, 3)),      // 24.5 + 6.25 · 2/3
        ("x,2027,22", "2028-01-01", (145, 4)),     // 36.25
        ("x,2029,22", "2030-01-01", (505, 12)),    // 36.25 + 8.75 · 2/3
        ("x,2030,22", "2031-01-01", (45, 1)),      // the goal
        ("x,2023-H1,22", "2024-01-01", (613, 24)), // 24.5 + 6.25 · 1/6 = 25.541666…
    ] {
        exact(&stepped(row).report(as_of), &[(Fact::ExpectedNow, ratio(expected.0, expected.1))]);
    }
}

#[test]
fn no_pace_where_nothing_is_scheduled_yet() {
    let case = one(
        FIVE_YEARS,
        "measure: stock, baseline: { period: 2020, value: 20 },
         targets: [ { id: t, form: level, at_least: 30, due: 2025, checkpoints: [ { period: 2022, value: 20 } ] } ]",
        &["x,2022,21"],
    );
    let report = case.report("2023-01-01");
    exact(&report, &[(Fact::Scheduled, whole(0)), (Fact::Lag, ratio(1, 10))]);
    unknown(&report, Reason::NoTime, &[Fact::Pace]);
}

/// 54 → 80 from 2021 to 2030, at 2023: 54 + 26 · 2/9 = 538/9 = 59.777…; 54 · (80/54)^(2/9) = 58.93.
#[test]
fn the_linear_and_the_geometric_path() {
    let case = one(
        "base: 2021, start: 2022, end: 2030",
        "measure: stock, baseline: { period: 2021, value: 54 },
         targets: [ { id: t, form: level, at_least: 80, due: 2030 } ]",
        &["x,2023,60"],
    );
    let report = case.report("2024-01-01");
    exact(&report, &[(Fact::ExpectedNow, ratio(538, 9)), (Fact::Elapsed, ratio(2, 9))]);
    near(&report, Fact::ExpectedNowGeometric, 58.93, 5e-3);
}

/// methods.md, section 9, Qinghai: +1.51 %, −2.20 %, −4.18 % of −17 % over five years.
#[test]
fn compounded_rates_and_the_share_of_the_logarithm() {
    let case = one(
        "base: 2005, start: 2006, end: 2010",
        "measure: change, unit: '%', direction: decrease,
         targets: [ { id: t, form: reduction_rate, value: 17, due: 2010 } ]",
        &["x,2006,1.51", "x,2007,-2.20", "x,2008,-4.18"],
    );
    let report = case.report("2009-06-30");
    // 1.0151 · 0.978 = 0.9927678; · 0.9582 = 0.95127010596
    let index = 95_127_010_596;
    exact(
        &report,
        &[
            (Fact::Base, whole(1)),
            (Fact::Current, ratio(index, 100_000_000_000)),
            (Fact::CurrentPeriod, period("2008")),
            (Fact::Goal, ratio(83, 100)),
            (Fact::Elapsed, ratio(3, 5)),
            // Simple division would say 0.04872989404 ÷ 0.17.
            (Fact::Share, ratio(4_872_989_404, 17_000_000_000)),
            (Fact::HoldsNow, yes(false)),
        ],
    );
    near(&report, Fact::LogShare, 0.268, 5e-4);
    near(&report, Fact::ActualRate, -0.0165, 5e-5);
    near(&report, Fact::RequiredRate, -0.0366, 5e-5);
    near(&report, Fact::NeededRate, -0.0659, 5e-5);
}

/// The compounding needs every year.
#[test]
fn compounding_stops_at_a_hole_and_at_a_bound() {
    let body = "measure: change, unit: '%', direction: decrease,
         targets: [ { id: t, form: reduction_rate, value: 17, due: 2010 } ]";
    let plan = "base: 2005, start: 2006, end: 2010";
    let hole = one(plan, body, &["x,2006,1.51", "x,2008,-4.18"]);
    unknown(&hole.report("2009-06-30"), Reason::Hole, &[Fact::Current, Fact::Share, Fact::HoldsNow]);
    let bound = one(plan, body, &["x,2006,1.51", "x,2007,<-2"]);
    unknown(&bound.report("2008-06-30"), Reason::Inexact, &[Fact::Current, Fact::LogShare]);
}

/// 31 December 2020 to 23 May 2025: four years, and 31 + 28 + 31 + 30 + 23 = 143 of 365 days.
#[test]
fn age_counts_years_and_the_days_of_the_year_begun() {
    let case = one(
        "base: 2015, start: 2016, end: 2020",
        "measure: stock, baseline: { period: 2015, value: 1 },
         targets: [ { id: t, form: level, at_least: 2, due: 2020 } ]",
        &["x,2020,2"],
    );
    exact(&case.report("2025-05-23"), &[(Fact::Age, ratio(4 * 365 + 143, 365))]);
    exact(&case.report("2020-12-31"), &[(Fact::Age, whole(0))]);
    // 31 January and 28 February end months: 1/12 and 2/12.
    exact(&case.report("2021-02-28"), &[(Fact::Age, ratio(1, 6))]);
}

/// 31 December 2020 to 31 December 2025 are 1826 days; overdue by one, 1827.
#[test]
fn time_gone_runs_on_after_the_due_date() {
    let case =
        one(FIVE_YEARS, "measure: stock, targets: [ { id: t, form: level, at_least: 2, due: 2025 } ]", &[]);
    exact(&case.report("2020-12-31"), &[(Fact::TimeGone, whole(0))]);
    exact(&case.report("2021-01-31"), &[(Fact::TimeGone, ratio(31, 1826))]);
    exact(&case.report("2025-12-31"), &[(Fact::TimeGone, whole(1))]);
    exact(&case.report("2026-01-01"), &[(Fact::TimeGone, ratio(1827, 1826))]);
}

/// The coarsest unit that base, current and due have in common.
#[test]
fn elapsed_counts_in_the_coarsest_common_unit() {
    for (current, expected) in [
        ("2023", (3, 5)),       // years
        ("2023-12-31", (3, 5)), // a day that ends a year
        ("2023-H1", (5, 10)),   // halves
        ("2023-Q2", (10, 20)),  // quarters: 8 and 2 of 20; in days it would be 911 of 1826
        ("2023-Q1", (9, 20)),
        ("2023-05", (29, 60)), // months: 24 + 5 of 60
        ("2023-05-31", (29, 60)),
        ("2023-05-15", (865, 1826)), // days: 365 + 365 + 31 + 28 + 31 + 30 + 15
    ] {
        let case = one(
            FIVE_YEARS,
            "measure: stock, targets: [ { id: t, form: level, at_least: 2, due: 2025 } ]",
            &[&format!("x,{current},1")],
        );
        let report = case.report("2024-01-31");
        assert_eq!(fact(&report, Fact::Elapsed), ratio(expected.0, expected.1), "{current}");
        assert_eq!(fact(&report, Fact::CurrentPeriod), period(current), "{current}");
    }
}

/// Three periods: 2022 stands twice, 2024 is a forecast, 2023 not yet published.
#[test]
fn points_are_reported_periods_known_by_then() {
    let case = one(
        FIVE_YEARS,
        "measure: stock, targets: [ { id: t, form: level, at_least: 2, due: 2025 } ]",
        &[
            "x,2020,1,final,2021-02-01",
            "x,2021,1,final,2022-02-01",
            "x,2022,1,provisional,2023-02-01",
            "x,2022,1.5,final,2023-09-01",
            "x,2023,1,final,2024-02-01",
            "x,2024,9,forecast,2023-01-01",
        ],
    );
    exact(&case.report("2024-01-31"), &[(Fact::Points, whole(3))]);
    exact(&case.report("2024-02-01"), &[(Fact::Points, whole(4))]);
    exact(&case.report("2021-01-31"), &[(Fact::Points, whole(0))]);
    let at: Period = "2021".parse().unwrap();
    let on = Evaluator::new(&case.policy).as_of("2024-02-01".parse().unwrap());
    exact(
        &on.at(at).evaluate(&case.plan, &case.data),
        &[(Fact::Points, whole(2)), (Fact::Current, whole(1))],
    );
}

/// A baseline alone is not progress, nor its lack.
#[test]
fn without_a_figure_what_rests_on_it_is_not_reported() {
    let case = one(
        FIVE_YEARS,
        "measure: stock, baseline: { period: 2020, value: 100 },
         targets: [ { id: t, form: level, at_least: 200, due: 2025 } ]",
        &["x,2019,90", "x,2020,100"],
    );
    let report = case.report("2021-12-31");
    unknown(
        &report,
        Reason::NotReported,
        &[
            Fact::Current,
            Fact::CurrentPeriod,
            Fact::HoldsNow,
            Fact::Gap,
            Fact::Completion,
            Fact::Share,
            Fact::Elapsed,
            Fact::Scheduled,
            Fact::Pace,
            Fact::Lag,
            Fact::ExpectedNow,
            Fact::ExpectedNowGeometric,
            Fact::LogShare,
            Fact::ActualRate,
            Fact::NeededRate,
            Fact::NeededPerYear,
            Fact::Age,
        ],
    );
    exact(
        &report,
        &[
            (Fact::Base, whole(100)),
            (Fact::Goal, whole(200)),
            (Fact::Attained, yes(false)),
            (Fact::DueObserved, yes(false)),
            (Fact::TimeGone, ratio(365, 1826)),
            (Fact::Points, whole(2)),
        ],
    );
    near(&report, Fact::RequiredRate, 0.148698, 1e-6); // 2^(1/5) − 1
    let overdue = case.report("2025-12-31");
    unknown(&overdue, Reason::NotReported, &[Fact::Attained, Fact::DueObserved, Fact::HoldsNow]);
}

#[test]
fn a_figure_older_than_two_years_is_stale() {
    let case = one(
        FIVE_YEARS,
        "measure: stock, baseline: { period: 2020, value: 100 },
         targets: [ { id: t, form: level, at_least: 200, due: 2025 } ]",
        &["x,2021,120"],
    );
    // Two years to the day are not more than two.
    exact(&case.report("2023-12-31"), &[(Fact::Current, whole(120)), (Fact::Lag, whole(0))]);
    unknown(
        &case.report("2024-01-01"),
        Reason::Stale,
        &[
            Fact::Current,
            Fact::CurrentPeriod,
            Fact::HoldsNow,
            Fact::Share,
            Fact::Elapsed,
            Fact::Lag,
            Fact::NeededPerYear,
            Fact::ActualRate,
        ],
    );
}

#[test]
fn without_a_baseline() {
    let case = one(
        FIVE_YEARS,
        "measure: stock, targets: [ { id: t, form: level, at_least: 200, due: 2025 } ]",
        &["x,2022,120"],
    );
    let report = case.report("2023-01-01");
    unknown(
        &report,
        Reason::NoBaseline,
        &[
            Fact::Base,
            Fact::Share,
            Fact::Pace,
            Fact::Lag,
            Fact::ExpectedNow,
            Fact::ExpectedNowGeometric,
            Fact::LogShare,
            Fact::ActualRate,
            Fact::RequiredRate,
        ],
    );
    // Goal and time do not need one: 80 are missing, in three years; 120/200; two of five years.
    exact(
        &report,
        &[
            (Fact::Goal, whole(200)),
            (Fact::Gap, whole(80)),
            (Fact::NeededPerYear, ratio(80, 3)),
            (Fact::Completion, ratio(3, 5)),
            (Fact::Elapsed, ratio(2, 5)),
            (Fact::Scheduled, ratio(2, 5)),
        ],
    );
    near(&report, Fact::NeededRate, 0.185631, 1e-6); // (5/3)^(1/3) − 1 = e^(0.5108256 ÷ 3) − 1
}

#[test]
fn without_a_start() {
    let case = one(
        "end: 2025",
        "measure: stock, targets: [ { id: t, form: level, at_least: 200, due: 2025 } ]",
        &["x,2022,120"],
    );
    let report = case.report("2023-01-01");
    unknown(&report, Reason::NoStart, &[Fact::Elapsed, Fact::Scheduled, Fact::TimeGone]);
    exact(&report, &[(Fact::Current, whole(120)), (Fact::Gap, whole(80))]);
    // A sum needs to know when it starts.
    let sum = one(
        "end: 2025",
        "measure: flow, targets: [ { id: t, form: cumulative, at_least: 200, due: 2025 } ]",
        &["x,2022,120"],
    );
    unknown(&sum.report("2023-01-01"), Reason::NoStart, &[Fact::Base, Fact::Current, Fact::Elapsed]);
}

#[test]
fn without_a_goal() {
    let goal = [
        Fact::Goal,
        Fact::HoldsNow,
        Fact::Attained,
        Fact::Limit,
        Fact::Gap,
        Fact::Completion,
        Fact::Share,
        Fact::Pace,
        Fact::Lag,
        Fact::Burn,
        Fact::ExpectedNow,
        Fact::ExpectedNowGeometric,
        Fact::LogShare,
        Fact::RequiredRate,
        Fact::NeededRate,
        Fact::NeededPerYear,
    ];
    let with = |base: &str, target: &str| {
        one(
            FIVE_YEARS,
            &format!(
                "measure: stock, unit: 家, direction: increase, baseline: {{ period: 2020, value: {base} }},
                 targets: [ {{ id: t, {target} }} ]"
            ),
            &["x,2022,120"],
        )
    };
    for (base, target, reason) in [
        ("100", "form: level, delegated: 完成国家下达目标, due: 2025", Reason::Delegated),
        ("100", "form: level, deferred: 各年度视情提出", Reason::Deferred),
        ("0", "form: growth_over_base, at_least: 10, due: 2025", Reason::ZeroBase),
        ("0", "form: avg_annual_growth, at_least: 10, due: 2025", Reason::ZeroBase),
        ("-1", "form: multiple, at_least: 2, due: 2025", Reason::Sign),
        ("100", "form: avg_annual_growth, at_least: 10, due: 2025-Q2", Reason::PartYears),
        ("突破100", "form: growth_over_base, at_least: 10, due: 2025", Reason::Inexact),
    ] {
        let case = with(base, target);
        let report = case.report("2023-01-01");
        for of in goal {
            assert_eq!(fact(&report, of), Err(reason), "{target}: {}", of.name());
        }
        exact(&report, &[(Fact::Current, whole(120)), (Fact::DueObserved, yes(false))]);
    }
    let words = with("100", "form: qualitative, text: 显著增强");
    unknown(&words.report("2023-01-01"), Reason::NoScale, &goal);
}

#[test]
fn before_it_is_published_there_is_no_goal() {
    let case = Case::new(
        "issued: 2022-03-01\nperiod: { base: 2020, start: 2021, end: 2025 }\nindicators:
- { id: x, name: X, measure: stock, targets: [ { id: t, form: level, at_least: 200, due: 2025 } ] }\n",
        &["x,2021,120"],
    );
    unknown(&case.report("2022-02-28"), Reason::NotPublished, &[Fact::Goal, Fact::HoldsNow, Fact::Gap]);
    exact(&case.report("2022-03-01"), &[(Fact::Goal, whole(200)), (Fact::Gap, whole(80))]);
}

/// 突破: comparisons may decide, arithmetic does not.
#[test]
fn a_bound_is_compared_and_not_computed_with() {
    let case = one(
        FIVE_YEARS,
        "measure: stock, baseline: { period: 2020, value: 100 },
         targets: [ { id: t, form: level, at_least: 200, due: 2025 } ]",
        &["x,2022,突破250"],
    );
    let report = case.report("2023-01-01");
    exact(
        &report,
        &[(Fact::HoldsNow, yes(true)), (Fact::CurrentPeriod, period("2022")), (Fact::Elapsed, ratio(2, 5))],
    );
    let numbers =
        [Fact::Current, Fact::Gap, Fact::Completion, Fact::Share, Fact::Pace, Fact::Lag, Fact::ActualRate];
    unknown(&report, Reason::Inexact, &numbers);
}

#[test]
fn rates_need_one_sign_a_base_and_time() {
    let case = |base: &str, goal: &str, row: &str| {
        one(
            FIVE_YEARS,
            &format!(
                "measure: stock, baseline: {{ period: 2020, value: {base} }},
                 targets: [ {{ id: t, form: level, at_least: {goal}, due: 2025 }} ]"
            ),
            &[row],
        )
    };
    let estimates =
        [Fact::ExpectedNowGeometric, Fact::LogShare, Fact::LogLag, Fact::ActualRate, Fact::RequiredRate];
    unknown(&case("0", "10", "x,2022,5").report("2023-01-01"), Reason::ZeroBase, &estimates);
    unknown(&case("-10", "10", "x,2022,5").report("2023-01-01"), Reason::Sign, &estimates);
    unknown(&case("10", "20", "x,2022,0").report("2023-01-01"), Reason::ZeroBase, &[Fact::NeededRate]);
    unknown(&case("10", "20", "x,2022,-5").report("2023-01-01"), Reason::Sign, &[Fact::NeededRate]);
    let due = case("10", "20", "x,2025,15");
    unknown(&due.report("2026-01-01"), Reason::NoTime, &[Fact::NeededRate, Fact::NeededPerYear]);
    exact(&due.report("2026-01-01"), &[(Fact::DueObserved, yes(true)), (Fact::Elapsed, whole(1))]);
    // (10^20)^30 = 10^600 is beyond 10^308.
    let vast = one(
        "base: 2020, start: 2021, end: 2050",
        "measure: stock, baseline: { period: 2020, value: 1 },
         targets: [ { id: t, form: avg_annual_growth, at_least: 10000000000000000000000, due: 2050 } ]",
        &["x,2022,2"],
    );
    let report = vast.report("2023-01-01");
    unknown(&report, Reason::OutOfRange, &[Fact::RequiredRate, Fact::NeededRate, Fact::LogShare]);
    exact(&report, &[(Fact::HoldsNow, yes(false)), (Fact::Limit, yes(false))]);
}

/// The catalogue's names lead back to the facts.
#[test]
fn every_fact_is_found_by_its_name() {
    assert_eq!(Fact::ALL.len(), 63);
    for fact in Fact::ALL {
        assert_eq!(Fact::from_name(fact.name()), Some(*fact));
    }
    assert_eq!(Fact::from_name("no such fact"), None);
}
