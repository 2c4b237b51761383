//! Projections of indicators to the due dates of their targets, by hand.
#![cfg(all(feature = "yaml", feature = "csv"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod common;

use attainment::Policy;
use attainment::facts::{Known, Reason};
use attainment::number::Estimate;
use attainment::project::{Level, Method, Outlook};
use common::Case;

/// An indicator `x` of a plan for 2021 to 2026, judged by a policy that carries series on by `trend`.
fn case(trend: &str, body: &str, rows: &[&str]) -> Case {
    with_parameters(&format!("trend: {trend}"), body, rows)
}

fn with_parameters(parameters: &str, body: &str, rows: &[&str]) -> Case {
    with_period("base: 2020, start: 2021, end: 2026", parameters, body, rows)
}

fn with_period(period: &str, parameters: &str, body: &str, rows: &[&str]) -> Case {
    let policy = format!(
        "format: attainment/policy@1\nid: t\nversion: '1'\nparameters: {{ {parameters} }}\nindicator:\n  \
         hit: first\n  rows:\n  - {{ id: a, then: a }}\noutcomes:\n  a: {{ kind: outlook, standing: at_risk, \
         zh: 甲, en: a }}\n"
    );
    let plan = format!("period: {{ {period} }}\nindicators:\n- {{ id: x, name: X, {body} }}\n");
    Case { policy: Policy::from_yaml(&policy).unwrap().into_inner(), ..Case::new(&plan, rows) }
}

#[track_caller]
fn near(found: Known<Estimate>, expected: f64) {
    let value = found.map(Estimate::value);
    assert!(
        value.is_ok_and(|value| (value - expected).abs() <= 1e-9 * expected.abs().max(1.0)),
        "{found:?} is not {expected}"
    );
}

#[track_caller]
fn outlook<T>(case: &Case, as_of: &str, of: impl Fn(&Outlook<'_>) -> T) -> Known<T> {
    let report = case.report(as_of);
    report.indicator("x").unwrap().outlook().map(|outlook| of(&outlook))
}

const LEVEL: &str = "measure: stock, baseline: { period: 2020, value: 50 }, targets: [ { id: t, form: level, \
                     at_least: 70, due: 2026 } ]";
const RISING: [&str; 3] = ["x,2021,54", "x,2022,57", "x,2023,62"];

#[test]
fn straight_lines() {
    // Three years of 4, the mean of the changes 4, 3 and 5: 62 + 3 × 4.
    for trend in ["drift", "endpoint_linear", "{ fit: mean_change, changes: 3 }"] {
        near(outlook(&case(trend, LEVEL, &RISING), "2024-06-01", |o| o.value()).unwrap(), 74.0);
    }
    // The last two of them: 3 and 5.
    let two = case("{ fit: mean_change, changes: 2 }", LEVEL, &RISING);
    near(outlook(&two, "2024-06-01", |o| o.value()).unwrap(), 74.0);
    let last = case("last_value", LEVEL, &RISING);
    near(outlook(&last, "2024-06-01", |o| o.value()).unwrap(), 62.0);
    // Slopes 4, 3.5, 4, 3, 4, 5: the median is 4. Residuals from 50 + 4 × years: 0, 0, −1, 0: median 0.
    let median = case("theil_sen", LEVEL, &RISING);
    near(outlook(&median, "2024-06-01", |o| o.value()).unwrap(), 74.0);
    // Σ(t − 1.5)(y − 55.75) = 1.5 × 5.75 + 0.5 × 1.75 + 0.5 × 1.25 + 1.5 × 6.25 = 19.5, over 5: slope 3.9;
    // 55.75 + 3.9 × 4.5 = 73.3.
    let line = case("least_squares", LEVEL, &RISING);
    near(outlook(&line, "2024-06-01", |o| o.value()).unwrap(), 73.3);
    // 62 × (62 ÷ 50)^(3/3).
    let rate = case("endpoint_geometric", LEVEL, &RISING);
    near(outlook(&rate, "2024-06-01", |o| o.value()).unwrap(), 62.0 * 1.24);
}

/// A random walk: the changes 4, 3 and 5 have the mean square 50/3, so three years ahead the error is normal
/// with the variance 50. (70 − 62) ÷ √50 = 1.131371, and Φ(−1.131371) = erfc(0.8) ÷ 2 = 0.128950.
#[test]
fn probability_and_interval_of_a_random_walk() {
    let case = case("last_value", LEVEL, &RISING);
    let found = outlook(&case, "2024-06-01", |outlook| {
        (outlook.probability().unwrap().value(), outlook.band(Level::DEFAULT).unwrap())
    });
    let (probability, band) = found.unwrap();
    assert!((probability - 0.128950).abs() < 1e-6, "{probability}");
    // 62 ± 1.959964 × √50.
    let reach = 1.959_963_984_540_054 * 50f64.sqrt();
    assert!((band.low.value() - (62.0 - reach)).abs() < 1e-9);
    assert!((band.high.value() - (62.0 + reach)).abs() < 1e-9);
}

/// The base is no part of what whole-series methods need, and earlier figures are.
#[test]
fn the_whole_series_is_read() {
    let rows = ["x,2017,38", "x,2018,42", "x,2019,46", "x,2021,54", "x,2022,57", "x,2023,62"];
    let case = case("drift", LEVEL, &rows);
    // From 38 in 2017 to 62 in 2023: 4 a year.
    near(outlook(&case, "2024-06-01", |o| o.value()).unwrap(), 74.0);
    // The plan's baseline is among the figures: seven of them.
    assert_eq!(outlook(&case, "2024-06-01", |outlook| outlook.figures().len()), Ok(7));
    // Known only later.
    assert_eq!(outlook(&case, "2022-06-01", |outlook| outlook.figures().len()), Ok(5));
}

#[test]
fn sums_add_what_is_to_come() {
    let flow = "measure: flow, direction: increase, targets: [ { id: t, form: cumulative, at_least: 200, due: 2026 } ]";
    let rows = ["x,2021,30", "x,2022,35", "x,2023,33"];
    // 98 so far and 33 in each of three years.
    let last = case("last_value", flow, &rows);
    near(outlook(&last, "2024-02-01", |o| o.value()).unwrap(), 197.0);
    // The mean change is 1.5: 34.5 + 36 + 37.5 to come.
    let drift = case("drift", flow, &rows);
    near(outlook(&drift, "2024-02-01", |o| o.value()).unwrap(), 98.0 + 108.0);
    // Stages: the ends of 2024, 2025 and 2026.
    let stages = outlook(&drift, "2024-02-01", |outlook| outlook.stages(Level::DEFAULT)).unwrap();
    let told: Vec<_> =
        stages.iter().map(|stage| (stage.end.to_string(), stage.value.unwrap().value().round())).collect();
    let expected = [("2024-12-31", 133.0), ("2025-12-31", 169.0), ("2026-12-31", 206.0)]
        .map(|(end, value)| (end.to_owned(), value));
    assert_eq!(told, expected);
    // 102 in three years is 34 a year, which one of the three years was.
    let needed = outlook(&drift, "2024-02-01", |outlook| outlook.needed().unwrap()).unwrap();
    assert_eq!(
        (needed.per_year.value(), needed.is_rate, needed.as_good, needed.changes),
        (34.0, false, 1, 3)
    );
    // Errors of all years go the same way: changes 5 and −2 have the mean square 14.5, so the sum is off by
    // √14.5 × (1 + √2 + √3) scales; the 3 that are missing are 3 ÷ 15.788… of them.
    let off = 3.0 / (14.5f64.sqrt() * (1.0 + 2f64.sqrt() + 3f64.sqrt()));
    let found = outlook(&last, "2024-02-01", |outlook| outlook.probability().unwrap().value()).unwrap();
    // Φ(−0.190005) = 0.424652 (tables of the normal distribution).
    assert!((off - 0.190).abs() < 1e-3 && (found - 0.4246).abs() < 2e-4, "{off} {found}");
}

#[test]
fn yearly_rates_compound() {
    let rates = "measure: change, unit: '%', direction: increase, targets: [ { id: t, form: avg_annual_growth, \
                 at_least: 5, due: 2026 } ]";
    let case = case("last_value", rates, &["x,2021,8", "x,2022,3", "x,2023,5"]);
    let expected = 1.08 * 1.03 * 1.05 * 1.05f64.powi(3);
    near(outlook(&case, "2024-02-01", |o| o.value()).unwrap(), expected);
    // (1.05^6 ÷ (1.08 × 1.03 × 1.05))^(1/3) − 1 a year.
    let needed = outlook(&case, "2024-02-01", |outlook| outlook.needed().unwrap()).unwrap();
    near(Ok(needed.per_year), (1.05f64.powi(6) / (1.08 * 1.03 * 1.05)).powf(1.0 / 3.0) - 1.0);
    assert_eq!((needed.is_rate, needed.as_good, needed.changes), (true, 2, 3));
}

#[test]
fn the_day_on_which_the_goal_is_reached() {
    let case = case("drift", LEVEL, &RISING);
    let arrival = outlook(&case, "2024-06-01", |outlook| outlook.arrival(Level::DEFAULT).unwrap()).unwrap();
    // 8 more at 4 a year: two years after the end of 2023.
    assert_eq!(arrival.expected.unwrap().to_string(), "2025-12-31");
    assert!(arrival.earliest.unwrap() < arrival.expected.unwrap());
    near(outlook(&case, "2024-06-01", |o| o.delay()).unwrap(), -1.0);
    // What does not move never arrives.
    let still = self::case("last_value", LEVEL, &RISING);
    let arrival = outlook(&still, "2024-06-01", |outlook| outlook.arrival(Level::DEFAULT).unwrap()).unwrap();
    assert_eq!(arrival.expected, None);
    assert_eq!(outlook(&still, "2024-06-01", |o| o.delay()), Ok(Err(Reason::TooFar)));
}

/// 70 from 62 in three years takes 8/3 a year, and the changes were 4, 3 and 5; from 50 to 62, the whole
/// series grew by a rate in every year that was better than (70 ÷ 62)^(1/3) − 1 = 4.13 %.
#[test]
fn how_rare_what_is_needed_was() {
    let needed = |trend: &str| {
        outlook(&case(trend, LEVEL, &RISING), "2024-06-01", |outlook| outlook.needed().unwrap()).unwrap()
    };
    let straight = needed("drift");
    near(Ok(straight.per_year), 8.0 / 3.0);
    assert_eq!((straight.is_rate, straight.as_good, straight.changes), (false, 3, 3));
    let compound = needed("auto");
    near(Ok(compound.per_year), (70.0f64 / 62.0).powf(1.0 / 3.0) - 1.0);
    assert_eq!((compound.is_rate, compound.as_good, compound.changes), (true, 3, 3));
}

#[test]
fn a_target_that_is_kept() {
    let kept = "measure: rate, unit: '%', direction: decrease, targets: [ { id: t, form: kept, at_most: 5, due: 2026 } ]";
    let rows = ["x,2020,4", "x,2021,4.5", "x,2022,4", "x,2023,4.5"];
    let held = case("last_value", kept, &rows);
    let (all, stages) = outlook(&held, "2024-02-01", |outlook| {
        (outlook.probability().unwrap(), outlook.stages(Level::DEFAULT))
    })
    .unwrap();
    // The farther, the less sure: the last year is the least probable one.
    assert_eq!(stages.last().unwrap().probability, Ok(all));
    assert!(stages.first().unwrap().probability.unwrap() > all);
    let broken = case("last_value", kept, &["x,2021,4.5", "x,2022,5.5", "x,2023,4.5"]);
    near(outlook(&broken, "2024-02-01", |outlook| outlook.probability()).unwrap(), 0.0);
}

#[test]
fn shares_keep_their_limits() {
    let share = "measure: rate, unit: '%', limits: { min: 0, max: 100 }, direction: increase, targets: [ { id: t, \
                 form: level, at_least: 100, due: 2026 } ]";
    let rows = ["x,2018,91", "x,2019,93", "x,2020,95", "x,2021,97", "x,2022,98", "x,2023,99"];
    for trend in ["auto", "drift", "theil_sen", "theta"] {
        let (value, band, probability) = outlook(&case(trend, share, &rows), "2024-02-01", |outlook| {
            (outlook.value().unwrap(), outlook.band(Level::DEFAULT).unwrap(), outlook.probability().unwrap())
        })
        .unwrap();
        assert!((0.0..=100.0).contains(&value.value()), "{trend}");
        assert!((0.0..=100.0).contains(&band.low.value()) && band.high.value() <= 100.0, "{trend}");
        // What is told as 100 is attained.
        assert!(probability.value() > 0.0, "{trend}: {probability}");
    }
}

#[test]
fn published_forecasts_are_input_only_where_a_policy_says_so() {
    let rows = ["x,2021,54", "x,2022,57", "x,2023,62", "x,2025,66,forecast,2024-01-15"];
    let ignored = with_parameters("trend: last_value", LEVEL, &rows);
    near(outlook(&ignored, "2024-06-01", |o| o.value()).unwrap(), 62.0);
    let document = ignored.report("2024-06-01").indicator("x").unwrap().document();
    assert_eq!(document.projection.unwrap().published.first().unwrap().value, "66");
    let used = with_parameters("trend: last_value, forecast: use", LEVEL, &rows);
    near(outlook(&used, "2024-06-01", |o| o.value()).unwrap(), 66.0);
    // Before it was published nobody knew.
    near(outlook(&used, "2024-01-14", |o| o.value()).unwrap(), 62.0);
    // The current value stays what was reported.
    let report = used.report("2024-06-01");
    let current = report.indicator("x").unwrap().document().current.unwrap().value;
    assert_eq!(current, "62");
}

#[test]
fn provisional_and_estimated_figures_count_unless_a_policy_ignores_them() {
    let rows = ["x,2021,54", "x,2022,57,provisional", "x,2023,62,estimated"];
    let counted = |parameters: &str| {
        let case = with_parameters(parameters, LEVEL, &rows);
        outlook(&case, "2024-06-01", |outlook| outlook.figures().len()).unwrap()
    };
    assert_eq!(counted("provisional: use"), 4);
    assert_eq!(counted("provisional: ignore"), 3);
    assert_eq!(counted("estimated: ignore"), 3);
}

#[test]
fn bounds_are_left_out_and_counted() {
    let case = case("drift", LEVEL, &["x,2021,突破53", "x,2022,58", "x,2023,62"]);
    let found = outlook(&case, "2024-06-01", |outlook| (outlook.figures().len(), outlook.left_out()));
    assert_eq!(found, Ok((3, 1)));
}

#[test]
fn what_has_no_basis_says_why() {
    let why = |trend: &str, body: &str, rows: &[&str], as_of: &str| {
        outlook(&case(trend, body, rows), as_of, |_| ()).err()
    };
    assert_eq!(why("auto", LEVEL, &[], "2024-06-01"), Some(Reason::NotReported));
    assert_eq!(why("auto", LEVEL, &["x,2026,71"], "2027-06-01"), Some(Reason::NoTime));
    assert_eq!(why("holt_damped", LEVEL, &RISING, "2024-06-01"), Some(Reason::TooFewPoints));
    let below = "measure: stock, baseline: { period: 2020, value: -5 }, targets: [ { id: t, form: level, at_least: 7, due: 2026 } ]";
    assert_eq!(why("endpoint_geometric", below, &["x,2021,5"], "2024-06-01"), Some(Reason::Sign));
    let event = "measure: stock, targets: [ { id: t, form: milestone_date, due: 2026 } ]";
    assert_eq!(why("auto", event, &["x,2021,0"], "2024-06-01"), Some(Reason::NotQuantified));
    let far = "measure: stock, baseline: { period: 2020, value: 5 }, targets: [ { id: t, form: level, at_least: 7, due: 2990 } ]";
    let far = with_period("base: 2020, start: 2021, end: 2990", "trend: auto", far, &RISING);
    let value = outlook(&far, "2024-06-01", |o| o.value());
    assert_eq!(value, Ok(Err(Reason::TooFar)));
    let document = far.report("2024-06-01").indicator("x").unwrap().document();
    assert_eq!(document.projection.unwrap().unknown.as_deref(), Some("too_far"));
}

/// The policies that prescribe a trend tell it in the report.
#[test]
fn policies_prescribe_their_method() {
    let prescribed = [
        ("cn-schedule", Method::Auto),
        ("undesa-2023", Method::EndpointGeometric),
        ("eurostat-target", Method::EndpointGeometric),
        ("germany-weather", Method::EndpointLinear),
        ("who-unicef-aarr", Method::LogLeastSquares(attainment::project::Weights::Uniform)),
        ("escap-api", Method::LeastSquares(attainment::project::Weights::Rank)),
    ];
    for (id, method) in prescribed {
        let trend = Policy::builtin(id).unwrap().parameters().trend;
        assert_eq!(trend.unwrap_or_default(), method, "{id}");
    }
}
