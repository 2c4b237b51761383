//! Projections of indicators that once went wrong, each with what is right by hand; and some that were right.
#![cfg(all(feature = "yaml", feature = "csv"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod common;

use attainment::facts::{Fact, FactValue};
use attainment::number::{Bound, Exact, Interval};
use attainment::project::{History, Limits, Method};
use attainment::{Lang, Policy};
use common::Case;

fn with_period(period: &str, parameters: &str, body: &str, rows: &[&str]) -> Case {
    let policy = format!(
        "format: attainment/policy@1\nid: t\nversion: '1'\nparameters: {{ {parameters} }}\nindicator:\n  \
         hit: first\n  rows:\n  - {{ id: a, then: a }}\noutcomes:\n  a: {{ kind: outlook, standing: at_risk, \
         zh: 甲, en: a }}\n"
    );
    let plan = format!("period: {{ {period} }}\nindicators:\n- {{ id: x, name: X, {body} }}\n");
    Case { policy: Policy::from_yaml(&policy).unwrap().into_inner(), ..Case::new(&plan, rows) }
}

fn case(trend: &str, body: &str, rows: &[&str]) -> Case {
    with_period("base: 2020, start: 2021, end: 2027", &format!("trend: {trend}"), body, rows)
}

type Doc = attainment::report::ProjectionDoc;

fn doc(case: &Case, as_of: &str) -> Doc {
    let report = case.report(as_of);
    let doc = report.indicator("x").unwrap().document();
    doc.projection.unwrap()
}

fn told(doc: &Doc) -> String {
    doc.reasons.iter().map(|text| format!("{}\n{}\n", text.en, text.zh)).collect()
}

const UP: &str = "measure: stock, baseline: { period: 2020, value: 10 }, targets: [ { id: t, form: level, \
                  at_least: 70, due: 2027 } ]";

/// 10 in 2021 and 40 in 2024 are 10 a year: 70 at the end of 2027, which is the due date. The arrival must not
/// be later than the day on which the goal is attained.
#[test]
fn arrival_on_the_due_date_itself() {
    let body = UP.replace("period: 2020", "period: 2021");
    let case =
        with_period("base: 2021, start: 2022, end: 2027", "trend: endpoint_linear", &body, &["x,2024,40"]);
    let doc = doc(&case, "2025-06-01");
    assert_eq!(doc.value, Some(70.0));
    assert_eq!(doc.arrival.unwrap().expected.unwrap(), "2027-12-31");
}

/// A flat series grows by nothing, and this does not vary at all.
#[test]
fn a_flat_series_does_not_vary() {
    let case = case("auto", UP, &["x,2021,10", "x,2022,10", "x,2023,10", "x,2024,10"]);
    let text = told(&doc(&case, "2025-06-01"));
    assert!(!text.contains("varies so much") && !text.contains("0% of the usual growth of 0"), "{text}");
}

/// Two equal changes on a linear scale (5, 0, -5): nothing varies.
#[test]
fn two_equal_changes_do_not_vary() {
    let body = "measure: stock, baseline: { period: 2022, value: -5 }, targets: [ { id: t, form: level, \
                at_least: 20, due: 2027 } ]";
    let case =
        with_period("base: 2022, start: 2023, end: 2027", "trend: auto", body, &["x,2023,0", "x,2024,5"]);
    let text = told(&doc(&case, "2025-06-01"));
    assert!(!text.contains("varies so much"), "{text}");
}

/// Beyond a hundred years there is no value: the sentences must say so, as the JSON does.
#[test]
fn too_far_is_told_in_the_sentences() {
    let body = UP.replace("2027", "9999");
    let case = with_period(
        "base: 2020, start: 2021, end: 9999",
        "trend: auto",
        &body,
        &["x,2021,11", "x,2022,12", "x,2023,13"],
    );
    let doc = doc(&case, "2025-06-01");
    assert_eq!(doc.unknown.as_deref(), Some("too_far"));
    assert!(told(&doc).contains("no projection"), "{}", told(&doc));
}

/// Increments of −10, −10, −11 a year: −31 so far and about −33 to come, −64. At most −60 is more likely than
/// not to hold, as the middle is below −60.
#[test]
fn sums_of_negative_increments() {
    let body = "measure: flow, direction: decrease, targets: [ { id: t, form: cumulative, at_most: -60, due: 2027 } ]";
    let case = with_period(
        "base: 2021, start: 2022, end: 2027",
        "trend: auto",
        body,
        &["x,2022,-10", "x,2023,-10", "x,2024,-11"],
    );
    let doc = doc(&case, "2025-02-01");
    let (value, p) = (doc.value.unwrap(), doc.probability.unwrap());
    assert!((p > 0.5) == (value < -60.0), "value {value}, probability {p}");
    let body = body.replace("-60", "-66");
    let case = with_period(
        "base: 2021, start: 2022, end: 2027",
        "trend: auto",
        &body,
        &["x,2022,-10", "x,2023,-10", "x,2024,-11"],
    );
    let rarer = self::doc(&case, "2025-02-01").probability.unwrap();
    // The interval (95 %) goes far below −66, so the probability is above 2.5 %.
    assert!(doc.low.unwrap() < -66.0 && rarer > 0.025, "{rarer}");
}

/// 10 a year without any change, and no error at all: 30 + 30 = 60, which is at most 60.
#[test]
fn sums_without_error() {
    for (goal, expected) in
        [("at_most: 60", 1.0), ("at_least: 60", 1.0), ("at_most: 59", 0.0), ("at_least: 61", 0.0)]
    {
        let body = format!(
            "measure: flow, direction: decrease, targets: [ {{ id: t, form: cumulative, {goal}, due: 2027 }} ]"
        );
        let case = with_period(
            "base: 2021, start: 2022, end: 2027",
            "trend: drift",
            &body,
            &["x,2022,10", "x,2023,10", "x,2024,10"],
        );
        let doc = doc(&case, "2025-02-01");
        assert_eq!((doc.value, doc.probability), (Some(60.0), Some(expected)), "{goal}");
    }
}

/// What is built in a year is never negative where the indicator says so: the sum cannot fall.
#[test]
fn sums_respect_the_limits_of_their_figures() {
    let body = "measure: flow, direction: increase, limits: { min: 0 }, targets: [ { id: t, form: cumulative, at_least: 60, due: 2027 } ]";
    let case = with_period(
        "base: 2021, start: 2022, end: 2027",
        "trend: auto",
        body,
        &["x,2022,0", "x,2023,9", "x,2024,1"],
    );
    let doc = doc(&case, "2025-02-01");
    assert!(doc.low.unwrap() >= 10.0, "{:?}", doc.low);
}

/// The fact `projected` and the projection of the report are the same thing; neither leaves the limits.
#[test]
fn the_fact_respects_the_limits_too() {
    let body = "measure: stock, unit: '%', limits: { min: 0, max: 100 }, baseline: { period: 2020, value: 50 }, targets: [ { id: t, form: level, at_least: 95, due: 2027 } ]";
    for trend in ["endpoint_linear", "endpoint_geometric", "least_squares", "log_least_squares"] {
        let case = case(trend, body, &["x,2021,60", "x,2022,70", "x,2023,80", "x,2024,90"]);
        let value = doc(&case, "2025-02-01").value.unwrap();
        let report = case.report("2025-02-01");
        let verdict = report.indicator("x").unwrap();
        let method = Method::from_word(trend).unwrap();
        let fact = verdict.trajectory().projected(method).unwrap().value();
        assert!((fact - value).abs() < 1e-9, "{trend}: fact {fact}, projection {value}");
    }
}

/// Published 2026: 12. The current value is that of 2024, so the years on the way are 2025, 2026 and 2027; that
/// of the due date at least is known, and a kept target has a probability.
#[test]
fn years_on_the_way_with_a_published_forecast() {
    let case = with_period(
        "base: 2020, start: 2021, end: 2027",
        "trend: auto, forecast: use",
        UP,
        &["x,2021,11", "x,2022,12", "x,2023,13", "x,2024,14", "x,2026,20,forecast,2025-01-01"],
    );
    let doc = doc(&case, "2025-02-01");
    assert!(doc.value.is_some());
    assert!(!doc.years.is_empty());
}

/// A forecast of a year that is over and reported is no longer what "the projection starts from", nor one of
/// the due year itself.
#[test]
fn forecasts_of_reported_years_are_not_told_as_the_start() {
    let case = with_period(
        "base: 2020, start: 2021, end: 2027",
        "trend: auto, forecast: use",
        UP,
        &[
            "x,2021,11",
            "x,2022,12",
            "x,2023,13",
            "x,2023,99,forecast,2022-01-01",
            "x,2027,77,forecast,2025-01-01",
        ],
    );
    let report = case.report("2025-02-01");
    let text: String = report.indicator("x").unwrap().explain().in_language(Lang::En);
    assert!(!text.contains("starts from: 99"), "{text}");
}

/// A flow is judged by its year: the forecast of one quarter (28) is no yearly figure (110).
#[test]
fn a_quarterly_forecast_is_no_yearly_figure() {
    let body = "measure: flow, baseline: { period: 2020, value: 90 }, targets: [ { id: t, form: level, at_least: 150, due: 2027 } ]";
    let case = with_period(
        "base: 2020, start: 2021, end: 2027",
        "trend: last_value, forecast: use",
        body,
        &["x,2021,95", "x,2022,100", "x,2023,105", "x,2024,110", "x,2025-Q1,28,forecast,2025-01-01"],
    );
    let doc = doc(&case, "2025-02-01");
    assert_eq!(doc.value, Some(110.0));
}

/// English has a plural.
#[test]
fn one_change_is_no_changes() {
    let case = case("auto", UP, &["x,2021,11"]);
    let text = told(&doc(&case, "2022-02-01"));
    assert!(!text.contains("the 1 changes"), "{text}");
    let case = self::case("{ fit: mean_change, changes: 1 }", UP, &["x,2021,11"]);
    let text = told(&doc(&case, "2022-02-01"));
    assert!(!text.contains("last 1 changes"), "{text}");
}

/// "at most <1%", "at most >99%".
#[test]
fn kept_targets_read_well() {
    let body = "measure: stock, baseline: { period: 2020, value: 10 }, targets: [ { id: t, form: kept, at_least: 5, due: 2027 } ]";
    for rows in [["x,2021,10", "x,2022,10", "x,2023,10.1"], ["x,2021,3", "x,2022,10", "x,2023,10"]] {
        let case = case("drift", body, &rows);
        let text = told(&doc(&case, "2024-02-01"));
        assert!(!text.contains("at most <") && !text.contains("at most >"), "{text}");
    }
}

/// A needed change that is not zero is not told as "0.0%".
#[test]
fn what_is_needed_is_not_nothing() {
    let body = "measure: stock, baseline: { period: 2020, value: 1000000 }, targets: [ { id: t, form: level, at_least: 1000100, due: 2027 } ]";
    let case = case("auto", body, &["x,2021,1000010", "x,2022,1000020", "x,2023,1000030"]);
    let text = told(&doc(&case, "2024-02-01"));
    assert!(!text.contains("takes 0.0%") && !text.contains("takes +0.0%"), "{text}");
}

/// Values that go on in logarithms are never negative, so they are at least 0 for certain.
#[test]
fn logarithms_are_above_zero_for_certain() {
    let figures = [(0.0, 4.0), (1.0, 2.0), (2.0, 1.0), (3.0, 1.0)];
    let limits = Limits { step: 1.0, ..Limits::default() };
    let projection = Method::Auto.project(History::new(&figures).unwrap(), limits).unwrap();
    for goal in [0, -5] {
        let p = projection.probability(10.0, &Interval::of(Bound::AtLeast, &Exact::from(goal))).unwrap();
        assert!(p.value() >= 1.0, "at least {goal}: {p}");
    }
}

/// The fact says `no_time` is why it is unknown at the due date; it must agree with `projected_low`.
#[test]
fn projected_and_its_interval_are_known_together() {
    let case = case("auto", UP, &["x,2021,11", "x,2027,12"]);
    let report = case.report("2028-02-01");
    let verdict = report.indicator("x").unwrap();
    let known = |fact: Fact| verdict.fact(fact).map(|value| matches!(value, FactValue::Estimate(_)));
    assert_eq!(known(Fact::Projected), known(Fact::ProjectedLow));
}

/// The minus of an end beside the dash of the range: `−5 (−9–−1)`.
#[test]
fn ranges_of_negative_numbers() {
    let body = "measure: stock, baseline: { period: 2020, value: -10 }, targets: [ { id: t, form: level, at_least: 0, due: 2027 } ]";
    let case = case("auto", body, &["x,2021,-9", "x,2022,-9", "x,2023,-8"]);
    doc(&case, "2024-02-01");
    let text = case.report("2024-02-01").to_text(Lang::En);
    assert!(!text.contains("–−"), "{text}");
}

/// Totals that run over the window start at zero in 2021 whatever the base of 2015 was.
#[test]
fn totals_of_a_window_later_than_the_base() {
    let body = "measure: running_total, resets: window, direction: increase, baseline: { period: 2015, value: 400 }, targets: [ { id: t, form: cumulative, at_least: 60, due: 2026 } ]";
    let case = with_period(
        "base: 2015, start: 2021, end: 2026",
        "trend: last_value",
        body,
        &["x,2021,10", "x,2022,20", "x,2023,30"],
    );
    let doc = doc(&case, "2024-02-01");
    assert_eq!(doc.value, Some(60.0));
}

/// The current value, 90, is below 91; the goal cannot be reached on the very day of that figure.
#[test]
fn arrival_is_after_the_current_value() {
    let body = "measure: stock, baseline: { period: 2015, value: 100 }, direction: increase, targets: [ { id: t, form: level, at_least: 91, due: 2027 } ]";
    let case = with_period(
        "base: 2015, start: 2016, end: 2027",
        "trend: auto",
        body,
        &[
            "x,2016,100",
            "x,2017,100",
            "x,2018,100",
            "x,2019,100",
            "x,2020,100",
            "x,2021,100",
            "x,2022,100",
            "x,2023,100",
            "x,2024,90",
        ],
    );
    let doc = doc(&case, "2025-06-01");
    let expected = doc.arrival.and_then(|arrival| arrival.expected);
    assert!(expected.as_deref().is_none_or(|day| day > "2024-12-31"), "{expected:?}");
}

/// It holds now, 60, but falls 5 a year to 45 in 2027: that is not reached before time.
#[test]
fn what_holds_now_and_is_lost_is_not_early() {
    let body = "measure: stock, baseline: { period: 2020, value: 80 }, direction: increase, targets: [ { id: t, form: level, at_least: 50, due: 2027 } ]";
    let case = case("endpoint_linear", body, &["x,2021,75", "x,2022,70", "x,2023,65", "x,2024,60"]);
    let doc = doc(&case, "2025-06-01");
    assert_eq!(doc.value, Some(45.0));
    let report = case.report("2025-06-01");
    let verdict = report.indicator("x").unwrap();
    let delay = verdict.trajectory().outlook(Method::EndpointLinear).and_then(|outlook| outlook.delay());
    assert!(delay.is_err(), "{delay:?}");
}

/// Seasons of quarters, multiplicative; what is at least 0 is certain of what is counted.
#[test]
fn seasons_and_a_goal_of_zero() {
    for goal in ["at_least: 0", "at_most: 0", "at_most: -1"] {
        let body = format!(
            "measure: stock, direction: increase, targets: [ {{ id: t, form: level, {goal}, due: 2027 }} ]"
        );
        let rows: Vec<String> = (2020..2025)
            .flat_map(|year| {
                (1..5).map(move |q| format!("x,{year}-Q{q},{}", (year - 2010) * (q + 5) + q * q * 7))
            })
            .collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let case = case("auto", &body, &rows);
        let doc = doc(&case, "2025-02-01");
        assert!(doc.probability.is_some(), "{goal}: {:?}", doc.unknown);
    }
}

/// One quarter of the current year is known: what is left of it is three quarters of a year.
#[test]
fn sums_with_a_part_of_the_year() {
    let body = "measure: flow, direction: increase, targets: [ { id: t, form: cumulative, at_least: 200, due: 2026 } ]";
    let rows = ["x,2021,40", "x,2022,40", "x,2023,40", "x,2024-Q1,4"];
    let case = with_period("base: 2020, start: 2021, end: 2026", "trend: last_value", body, &rows);
    // 124 + 0.75 × 40 + 40 + 40.
    assert_eq!(doc(&case, "2024-05-01").value.map(f64::round), Some(234.0));
}

/// A range has a probability (passes).
#[test]
fn ranges() {
    let body = "measure: rate, unit: '%', limits: { min: 0, max: 100 }, targets: [ { id: t, form: level, between: [ 4, 6 ], due: 2027 } ]";
    let case = case("auto", body, &["x,2021,9.1", "x,2022,8.4", "x,2023,7.9"]);
    let d = doc(&case, "2024-02-01");
    assert!(d.probability.is_some());
}

/// 5 % in each of three years; 5 % a year are needed to keep an average of 5 %: all three were as good.
#[test]
fn as_good_to_the_last_digit() {
    let body = "measure: change, unit: '%', direction: increase, targets: [ { id: t, form: avg_annual_growth, at_least: 5, due: 2027 } ]";
    let case = case("auto", body, &["x,2021,5", "x,2022,5", "x,2023,5"]);
    let needed = doc(&case, "2024-02-01").needed.unwrap();
    assert_eq!((needed.as_good, needed.changes), (3, 3));
}

/// 8, 3, -5.5: the usual change is negative, and nothing of it is carried on: 0%, not -0%.
#[test]
fn nothing_is_not_minus_nothing() {
    let body = "measure: change, unit: '%', direction: increase, targets: [ { id: t, form: avg_annual_growth, at_least: 5, due: 2027 } ]";
    let case = case("auto", body, &["x,2021,8", "x,2022,3", "x,2023,-5.5"]);
    let text = told(&doc(&case, "2024-02-01"));
    assert!(!text.contains("-0%"), "{text}");
}

/// A total over the window in per cent that cannot exceed 100: 40, 70, 95.
#[test]
fn totals_of_a_window_respect_their_limits() {
    let body = "measure: running_total, resets: window, unit: '%', limits: { min: 0, max: 100 }, direction: increase, targets: [ { id: t, form: cumulative, at_least: 100, due: 2027 } ]";
    let case = case("last_value", body, &["x,2021,40", "x,2022,70", "x,2023,95"]);
    let doc = doc(&case, "2024-02-01");
    assert!(
        doc.value.is_none_or(|value| value <= 100.0) && doc.high.is_none_or(|high| high <= 100.0),
        "{:?} {:?}",
        doc.value,
        doc.high
    );
}

/// 100 a year, and 55 in the first half of 2024: 355 + 50 + 100 + 100 = 605.
#[test]
fn running_totals_in_the_middle_of_a_year() {
    let body = "measure: running_total, direction: increase, targets: [ { id: t, form: cumulative, at_least: 600, due: 2026 } ]";
    let case = with_period(
        "base: 2020, start: 2021, end: 2026",
        "trend: last_value",
        body,
        &["x,2021,100", "x,2022,100", "x,2023,100", "x,2024-06,55"],
    );
    assert_eq!(doc(&case, "2024-08-01").value.map(f64::round), Some(605.0));
    let body = body.replace("form: cumulative, at_least: 600", "form: level, at_least: 110");
    let case = with_period(
        "base: 2020, start: 2021, end: 2026",
        "trend: last_value",
        &body,
        &["x,2021,100", "x,2022,100", "x,2023,100", "x,2024-06,55"],
    );
    let doc = doc(&case, "2024-08-01");
    assert!(doc.value.is_none_or(|value| (value - 100.0).abs() < 1e-9), "{:?}", doc.value);
}

/// The parameters of the policy hold for every fact of the document, as docs/src/facts.md says ("that of the
/// parameters; else `auto`"), and `projected` is the value of the projection beside it.
#[test]
fn facts_and_projection_of_a_document_agree() {
    let plan = "period: { base: 2020, start: 2021, end: 2027 }\nindicators:\n- { id: x, name: X, measure: stock, baseline: { period: 2020, value: 50 }, targets: [ { id: t, form: level, at_least: 70, due: 2027 } ] }\n";
    let policy = "format: attainment/policy@1\nid: t\nversion: '1'\nparameters: { trend: drift, level: 80 }\nindicator:\n  hit: first\n  rows:\n  - { id: a, when: { projected_low: '> 0' }, then: a }\n  - { id: b, then: a }\noutcomes:\n  a: { kind: outlook, standing: at_risk, zh: 甲, en: a }\n";
    let case = Case {
        policy: Policy::from_yaml(policy).unwrap().into_inner(),
        ..Case::new(plan, &["x,2021,54", "x,2022,57", "x,2023,62"])
    };
    let report = case.report("2024-02-01");
    let document = report.indicator("x").unwrap().document();
    let json = serde_json::to_value(&document).unwrap();
    // 50 to 62 in three years is 4 a year: 62 + 16.
    assert_eq!(json.pointer("/projection/value").unwrap(), 78.0);
    assert_eq!(json.pointer("/facts/projected").unwrap(), json.pointer("/projection/value").unwrap());
}

/// The middle goes by the parts of the ratio (N ÷ D); the sentence must not say that the last value is moved.
#[test]
fn ratios_say_what_they_go_by() {
    let plan = "period: { base: 2020, start: 2021, end: 2027 }\nindicators:\n- { id: n, name: N, measure: stock }\n- { id: d, name: D, measure: stock }\n- { id: x, name: X, measure: rate, unit: '%', ratio: { numerator: n, denominator: d, times: 100 }, targets: [ { id: t, form: level, at_least: 40, due: 2027 } ] }\n";
    let mut rows = Vec::new();
    for i in 0..6 {
        let year = 2018 + i;
        rows.push(format!("n,{year},{}", 20 + 2 * i));
        rows.push(format!("d,{year},{}", 100 - 4 * i));
        rows.push(format!("x,{year},{:.1}", 100.0 * f64::from(20 + 2 * i) / f64::from(100 - 4 * i)));
    }
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let case = Case {
        policy: with_period("base: 2020, start: 2021, end: 2027", "trend: drift", UP, &[]).policy,
        ..Case::new(plan, &rows)
    };
    let doc = doc(&case, "2024-02-01");
    // N: 30 + 4 × 2 = 38, D: 80 − 4 × 4 = 64: 59.375 %; the drift of X itself is 37.5 + 4 × 3.5 = 51.5 %.
    assert!((doc.value.unwrap() - 59.375).abs() < 1e-9);
    assert!(!told(&doc).contains("The last value, moved by the mean of all changes"), "{}", told(&doc));
}

/// Limits that hold nothing are no limits: refused, or at least not the answer.
#[test]
fn limits_the_wrong_way_round() {
    let figures = [(0.0, 1.0), (1.0, 2.0), (2.0, 3.0)];
    let limits = Limits { low: Some(100.0), high: Some(0.0), ..Limits::default() };
    assert!(Method::Auto.project(History::new(&figures).unwrap(), limits).is_err());
}

/// The formula of a measure as it is printed has its level.
#[test]
fn formulas_print_their_level() {
    let policy = "format: attainment/policy@1\nid: t\nversion: '1'\nmeasures:\n  high: { fact: projected_high, level: 50 }\nindicator:\n  hit: first\n  rows:\n  - { id: a, when: { high: '> 0' }, then: a }\n  - { id: b, then: a }\noutcomes:\n  a: { kind: outlook, standing: at_risk, zh: 甲, en: a }\n";
    let policy = Policy::from_yaml(policy).unwrap().into_inner();
    let text = policy.to_text(Lang::En);
    assert!(text.contains("projected_high(level: 50"), "{text}");
}

/// A kept target has a probability with a published forecast as well: the worst of the years to come.
#[test]
fn kept_targets_with_a_published_forecast() {
    let body = "measure: stock, baseline: { period: 2020, value: 10 }, targets: [ { id: t, form: kept, at_least: 5, due: 2027 } ]";
    let case = with_period(
        "base: 2020, start: 2021, end: 2027",
        "trend: auto, forecast: use",
        body,
        &["x,2021,11", "x,2022,12", "x,2023,13", "x,2024,14", "x,2026,20,forecast,2025-01-01"],
    );
    assert!(doc(&case, "2025-02-01").probability.is_some());
}

/// Nor does a published forecast take the rate of the first year away.
#[test]
fn rates_with_a_published_forecast() {
    let case = with_period(
        "base: 2020, start: 2021, end: 2027",
        "trend: auto, forecast: use",
        UP,
        &["x,2021,11", "x,2022,12", "x,2023,13", "x,2024,14", "x,2026,20,forecast,2025-01-01"],
    );
    let report = case.report("2025-02-01");
    let rate = report.indicator("x").unwrap().trajectory().improvement_rate(Method::Auto);
    assert!(rate.is_ok(), "{rate:?}");
}

/// N is 30, and D falls by 20 a year: 100, 80, 60, 40, then 20, 0, −20, −40. A ratio of positive parts is not
/// negative, and 2024 is on the way although there is no ratio in 2025.
#[test]
fn ratios_whose_denominator_runs_out() {
    let plan = "period: { base: 2019, start: 2020, end: 2027 }\nindicators:\n- { id: n, name: N, measure: stock }\n- { id: d, name: D, measure: stock }\n- { id: x, name: X, measure: rate, unit: '%', ratio: { numerator: n, denominator: d, times: 100 }, targets: [ { id: t, form: level, at_least: 40, due: 2027 } ] }\n";
    let mut rows = Vec::new();
    for (i, x) in ["30", "37.5", "50", "75"].iter().enumerate() {
        let year = 2020 + i;
        rows.push(format!("n,{year},30"));
        rows.push(format!("d,{year},{}", 100 - 20 * i));
        rows.push(format!("x,{year},{x}"));
    }
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let case = Case {
        policy: with_period("base: 2020, start: 2021, end: 2027", "trend: drift", UP, &[]).policy,
        ..Case::new(plan, &rows)
    };
    let doc = doc(&case, "2024-02-01");
    assert!(doc.value.is_none_or(|value| value > 0.0) && !doc.years.is_empty(), "{:?}", doc.value);
}

/// As `arrival_is_after_the_current_value`, with a season (passes): nothing is reached on the
/// very day of the current value, which does not satisfy it.
#[test]
fn arrival_with_a_season_is_after_the_current_value() {
    let body =
        "measure: stock, direction: increase, targets: [ { id: t, form: level, at_least: 139, due: 2027 } ]";
    let rows: Vec<String> = (2018..2025)
        .flat_map(|year| {
            (1..5).map(move |q| {
                let value = 100 + 10 * q - if year == 2024 && q == 4 { 4 } else { 0 };
                format!("x,{year}-Q{q},{value}")
            })
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let case = case("auto", body, &rows);
    let doc = doc(&case, "2025-02-01");
    let expected = doc.arrival.and_then(|arrival| arrival.expected);
    assert!(expected.as_deref().is_none_or(|day| day > "2024-12-31"), "{expected:?}");
}

/// Beyond a hundred years nothing is said, so there is no probability either (`unknown as projected`).
#[test]
fn too_far_has_no_probability() {
    for form in ["form: level, at_least: 70", "form: kept, at_least: 5"] {
        let body = UP.replace("2027", "9999").replace("form: level, at_least: 70", form);
        let case = with_period(
            "base: 2020, start: 2021, end: 9999",
            "trend: auto",
            &body,
            &["x,2021,11", "x,2022,12", "x,2023,13"],
        );
        let doc = doc(&case, "2025-06-01");
        assert_eq!((doc.value, doc.unknown.as_deref()), (None, Some("too_far")));
        assert_eq!(doc.probability, None, "{form}");
    }
}

/// The year 2125 of a target due in 2130 is too far, those before are not: they are on the way.
#[test]
fn years_before_too_far_are_told() {
    let body = UP.replace("2027", "2130");
    let case = with_period(
        "base: 2020, start: 2021, end: 2130",
        "trend: auto",
        &body,
        &["x,2021,11", "x,2022,12", "x,2023,13"],
    );
    let doc = doc(&case, "2025-06-01");
    assert!(!doc.years.is_empty() && doc.unknown.is_some());
}

/// What is needed a year to enter a range from outside: from 7.9 to 6 in four years, −0.475.
#[test]
fn needed_for_a_range_without_baseline() {
    let body = "measure: rate, unit: '%', limits: { min: 0, max: 100 }, targets: [ { id: t, form: level, between: [ 4, 6 ], due: 2027 } ]";
    let case = case("auto", body, &["x,2021,9.1", "x,2022,8.4", "x,2023,7.9"]);
    let needed = doc(&case, "2024-02-01").needed.unwrap();
    assert!((needed.per_year + 0.475).abs() < 1e-9);
}
