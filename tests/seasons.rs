//! Projections of half-years, quarters and months, across breaks, and of ratios by their parts.
#![cfg(all(feature = "yaml", feature = "csv"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]
#![expect(clippy::indexing_slicing, reason = "the patterns have as many parts as a year")]

mod common;

use attainment::Evaluator;
use attainment::check::Code;
use attainment::facts::{Fact, Known, Reason};
use attainment::number::{Bound, Exact, Interval};
use attainment::plan::Status;
use attainment::project::{Basis, History, Level, Limits, Method, TrendTest};
use attainment::trajectory::{Trajectory, VersionChoice};
use common::Case;
use proptest::prelude::*;

const PERIOD: &str = "base: 2020, start: 2021, end: 2025";

/// The quarters of a year around a mean of 1.
const QUARTERS: [f64; 4] = [0.7, 0.9, 1.1, 1.3];

/// The months of a year around a mean of 1.
const MONTHS: [f64; 12] = [0.8, 0.75, 0.9, 0.95, 1.0, 1.05, 1.1, 1.15, 1.2, 1.05, 1.0, 1.05];

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{found} instead of {expected}");
}

fn one(body: &str, rows: &[String]) -> Case {
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    Case::new(&format!("period: {{ {PERIOD} }}\nindicators:\n- {{ id: x, name: X, {body} }}\n"), &rows)
}

/// What is seen of the first target of the first indicator.
fn seen<T>(case: &Case, as_of: &str, look: impl FnOnce(&Trajectory<'_>) -> T) -> T {
    let evaluation = Evaluator::new(&case.policy).as_of(as_of.parse().unwrap());
    let mut view = evaluation.view(&case.data);
    view.forecast = forecasts(case);
    let indicator = &case.plan.indicators()[0];
    let series = case.data.of(0);
    let target = &indicator.targets()[0];
    let version = VersionChoice::InForce;
    let trajectory = Trajectory::new(&case.plan, indicator, target, series, &version, &view);
    look(&trajectory.with_parts(&case.plan, &case.data))
}

/// Whether published forecasts are among the data: then they count.
fn forecasts(case: &Case) -> bool {
    case.data.of(0).iter().any(|figure| figure.status() == Status::Forecast)
}

/// Rows of months from January of a year on.
fn months(from: i32, values: impl IntoIterator<Item = f64>) -> Vec<String> {
    let row = |(index, value): (usize, f64)| {
        format!("x,{}-{:02},{value}", from + (index / 12) as i32, index % 12 + 1)
    };
    values.into_iter().enumerate().map(row).collect()
}

/// Rows of quarters from the first of a year on.
fn quarters(from: i32, values: impl IntoIterator<Item = f64>) -> Vec<String> {
    let row =
        |(index, value): (usize, f64)| format!("x,{}-Q{},{value}", from + (index / 4) as i32, index % 4 + 1);
    values.into_iter().enumerate().map(row).collect()
}

/// A constant of 100 with a pattern over the months, to the middle of the third year: the trend is a straight
/// line without growth, so each month to come is 100 times its factor.
#[test]
fn months_to_a_years_end() {
    let values = (0..30).map(|index| 100.0 * MONTHS[index % 12]);
    let case = one(
        "measure: stock, targets: [ { id: t, form: level, at_least: 105, due: 2025 } ]",
        &months(2021, values),
    );
    seen(&case, "2023-07-15", |trajectory| {
        let outlook = trajectory.outlook(Method::Auto).unwrap();
        let season = outlook.season().unwrap();
        assert!(season.multiplies());
        for (found, expected) in season.factors().zip(MONTHS) {
            close(found.unwrap(), expected);
        }
        // December, and on the way the Junes.
        close(outlook.value().unwrap().value(), 105.0);
        let stages = outlook.stages(Level::DEFAULT);
        let ends: Vec<String> = stages.iter().map(|stage| stage.end.to_string()).collect();
        assert_eq!(ends, ["2024-06-30", "2025-06-30", "2025-12-31"]);
        for (stage, expected) in stages.iter().zip([105.0, 105.0, 105.0]) {
            close(stage.value.unwrap().value(), expected);
        }
        // The interval is that of the trend times the factor.
        let band = outlook.band(Level::DEFAULT).unwrap();
        let trend = outlook.projection().band_at(2.5, Level::DEFAULT).unwrap();
        close(band.low.value(), 1.05 * trend.low.value());
        close(band.high.value(), 1.05 * trend.high.value());
        // The middle is the median.
        close(outlook.probability().unwrap().value(), 0.5);
        // A year ahead the season is the same, so nothing changes.
        close(outlook.change().unwrap().value(), 0.0);
    });
}

/// From the first months of a year to its end, the season is not mistaken for growth.
#[test]
fn another_month_has_another_factor() {
    let values = (0..27).map(|index| 100.0 * MONTHS[index % 12]);
    let case = one(
        "measure: rate, targets: [ { id: t, form: level, at_least: 100, due: 2024-09 } ]",
        &months(2021, values),
    );
    seen(&case, "2023-04-15", |trajectory| {
        let outlook = trajectory.outlook(Method::Auto).unwrap();
        close(outlook.value().unwrap().value(), 120.0);
        let stages = outlook.stages(Level::DEFAULT);
        let values: Vec<f64> = stages.iter().map(|stage| stage.value.unwrap().value()).collect();
        close(values[0], 90.0);
        close(values[1], 120.0);
        // 100 is first reached by the middle in May, at the end of the month.
        let arrival = outlook.arrival(Level::DEFAULT).unwrap();
        assert_eq!(arrival.expected.map(|day| day.to_string()).as_deref(), Some("2023-05-31"));
        // Needed is a change of the trend: from 90 ÷ 0.9 to 100 ÷ 1.2 in a year and a half.
        let needed = outlook.needed().unwrap();
        close(needed.per_year.value(), (1.0f64 / 1.2).powf(1.0 / 1.5) - 1.0);
    });
}

/// Growth of 2 % a quarter with a pattern of quarters is carried on as the series without the pattern is.
#[test]
fn methods_run_on_the_adjusted_series() {
    let mut known = Vec::new();
    let values: Vec<f64> = (0..14)
        .map(|index| {
            // With three decimals, as data have them.
            let value =
                (100.0 * 1.02f64.powi(index) * QUARTERS[index as usize % 4] * 1000.0).round() / 1000.0;
            known.push(value);
            value
        })
        .collect();
    let case = one(
        "measure: stock, targets: [ { id: t, form: level, at_least: 150, due: 2025 } ]",
        &quarters(2021, values),
    );
    seen(&case, "2024-07-15", |trajectory| {
        let outlook = trajectory.outlook(Method::Auto).unwrap();
        let season = outlook.season().unwrap();
        let points: Vec<(f64, f64)> = known
            .iter()
            .enumerate()
            .map(|(index, value)| {
                ((index as f64 - 13.0) / 4.0, season.removed(*value, index as u32 % 4).unwrap())
            })
            .collect();
        let limits = Limits { step: 0.001, ..Limits::default() };
        let plain = Method::Auto.project(History::new(&points).unwrap(), limits).unwrap();
        let factor = season.factors().nth(3).flatten().unwrap();
        close(outlook.value().unwrap().value(), factor * plain.value_at(1.5).unwrap().value());
        // The factors are those of the pattern, but for the growth within a year.
        for (found, expected) in season.factors().flatten().zip(QUARTERS) {
            assert!((found / expected - 1.0).abs() < 0.005, "{found} {expected}");
        }
    });
}

/// A constant with a pattern: whatever the method, the middle is the constant times the factor. With two years
/// and a half by decomposition, with one and a half by the change over a year, which is none.
#[test]
fn every_method_keeps_the_season() {
    for count in [10, 6] {
        let values = (0..count).map(|index| 100.0 * QUARTERS[index % 4]);
        let case = one(
            "measure: stock, targets: [ { id: t, form: level, at_least: 130, due: 2025 } ]",
            &quarters(2022, values),
        );
        let as_of = if count == 10 { "2024-07-15" } else { "2023-07-15" };
        for method in Method::ALL.iter().filter(|method| !method.starts_at_base()) {
            seen(&case, as_of, |seen| {
                let outlook = seen.outlook(*method).unwrap();
                // What needs more figures than one a year falls back on the figures as they are.
                if count == 10 || outlook.season().is_some() {
                    close(outlook.value().unwrap().value(), 130.0);
                } else {
                    assert!(!matches!(method, Method::Auto | Method::LastValue | Method::Drift));
                }
            });
        }
    }
}

/// A pattern of noise is left where it is: three years of quarters that do not repeat.
#[test]
fn noise_is_no_season() {
    let values = [100.0, 104.0, 97.0, 101.0, 105.0, 98.0, 103.0, 96.0, 99.0, 102.0, 95.0, 106.0];
    let case = one(
        "measure: stock, targets: [ { id: t, form: level, at_least: 150, due: 2025 } ]",
        &quarters(2021, values),
    );
    seen(&case, "2024-01-15", |trajectory| {
        let outlook = trajectory.outlook(Method::Auto).unwrap();
        assert_eq!(outlook.season(), None);
        let points: Vec<(f64, f64)> =
            values.iter().enumerate().map(|(index, value)| ((index as f64 - 11.0) / 4.0, *value)).collect();
        let limits = Limits { step: 1.0, ..Limits::default() };
        let plain = Method::Auto.project(History::new(&points).unwrap(), limits).unwrap();
        close(outlook.value().unwrap().value(), plain.value_at(2.0).unwrap().value());
    });
}

/// Six quarters: the second grew from 100 to 110 in a year. What half of the capped growth is, is told by the
/// rule for two figures; the fourth quarter of 2023, 150, moves by it for two years.
#[test]
fn fewer_than_two_years_go_by_the_change_over_a_year() {
    let values = [80.0, 100.0, 120.0, 150.0, 85.0, 110.0];
    let target = |due: &str| {
        let body =
            format!("measure: stock, targets: [ {{ id: t, form: level, at_least: 160, due: {due} }} ]");
        one(&body, &quarters(2023, values))
    };
    let two = [(-1.0, 100.0), (0.0, 110.0)];
    let limits = Limits { step: 1.0, ..Limits::default() };
    let plain = Method::Auto.project(History::new(&two).unwrap(), limits).unwrap();
    let yearly = plain.value_at(1.0).unwrap().value() / plain.value_at(0.0).unwrap().value();
    // A single change is half trusted: e^(0.7 × 0.06 × tanh(½ ln 1.1 ÷ 0.06)) = e^(0.042 × 0.6608).
    assert!((yearly - 1.02814).abs() < 1e-5, "{yearly}");
    // The newest season itself starts from its smoothed level.
    let start = plain.value_at(0.0).unwrap().value();
    for (due, value, years) in [("2025", 150.0, 2), ("2025-Q2", start, 1), ("2024-Q3", 120.0, 1)] {
        let case = target(due);
        let found =
            seen(&case, "2024-07-15", |seen| seen.outlook(Method::Auto).unwrap().value().unwrap().value());
        close(found, value * yearly.powi(years));
    }
    // The interval too is that of the two figures, moved.
    let case = target("2025");
    seen(&case, "2024-07-15", |seen| {
        let band = seen.outlook(Method::Auto).unwrap().band(Level::DEFAULT).unwrap();
        let around = plain.band_at(1.5, Level::DEFAULT).unwrap();
        let middle = plain.value_at(1.5).unwrap().value();
        close(band.high.value(), 150.0 * yearly.powi(2) * around.high.value() / middle);
        close(band.low.value(), 150.0 * yearly.powi(2) * around.low.value() / middle);
    });
}

/// Without a change over a year the value of the season stays; without a value of the season, the figures as
/// they are go on.
#[test]
fn less_than_a_year_of_quarters() {
    let body = "measure: stock, targets: [ { id: t, form: level, at_least: 160, due: 2025 } ]";
    let full = one(body, &quarters(2023, [80.0, 100.0, 120.0, 150.0]));
    seen(&full, "2024-01-15", |seen| {
        close(seen.outlook(Method::Auto).unwrap().value().unwrap().value(), 150.0)
    });
    let part = one(body, &quarters(2023, [80.0, 100.0, 120.0]));
    seen(&part, "2023-10-15", |seen| {
        let outlook = seen.outlook(Method::Auto).unwrap();
        assert_eq!(outlook.season(), None);
        let points = [(-0.5, 80.0), (-0.25, 100.0), (0.0, 120.0)];
        let limits = Limits { step: 1.0, ..Limits::default() };
        let plain = Method::Auto.project(History::new(&points).unwrap(), limits).unwrap();
        close(outlook.value().unwrap().value(), plain.value_at(2.25).unwrap().value());
    });
}

/// Shares near 100 % with a season stay below it, with their interval and at every stage.
#[test]
fn shares_with_a_season_keep_their_limits() {
    let values = [93.0, 97.0, 99.0, 99.5, 94.0, 97.5, 99.2, 99.7, 95.0, 98.0, 99.4, 99.8];
    let case = one(
        "unit: \"%\", measure: rate, limits: { min: 0, max: 100 }, targets: [ { id: t, form: level, at_least: 99.9, due: 2025 } ]",
        &quarters(2021, values),
    );
    seen(&case, "2024-01-15", |seen| {
        let outlook = seen.outlook(Method::Auto).unwrap();
        let season = outlook.season().unwrap();
        assert!(!season.multiplies());
        for stage in outlook.stages(Level::DEFAULT) {
            let band = stage.band.unwrap();
            let (low, high) = (band.low.value(), band.high.value());
            assert!(
                0.0 < low
                    && low < stage.value.unwrap().value()
                    && stage.value.unwrap().value() < high
                    && high < 100.0
            );
        }
        let odds = outlook.probability().unwrap().value();
        assert!(0.0 < odds && odds < 1.0);
    });
}

/// Quarterly amounts and a sum of five years, in the middle of the third: 20 and 20 a year, 5 and 5 reported.
/// What is reported is not projected again; the rest of the year is, and seasons are not: half a year is half
/// of the amount of a year.
#[test]
fn a_sum_in_the_middle_of_a_year() {
    let values = [2.0, 4.0, 6.0, 8.0, 2.0, 4.0, 6.0, 8.0, 2.0, 4.0];
    let case = one(
        "measure: flow, targets: [ { id: t, form: cumulative, at_least: 100, due: 2025 } ]",
        &quarters(2021, values),
    );
    seen(&case, "2023-07-15", |seen| {
        assert_eq!(seen.current().unwrap().amount.value, Exact::from(46));
        let outlook = seen.outlook(Method::Auto).unwrap();
        assert_eq!(outlook.figures(), [(-1.0, 20.0), (0.0, 20.0)]);
        // 46 so far, 10 for the second half of 2023, 20 each for 2024 and 2025.
        close(outlook.value().unwrap().value(), 96.0);
        let stages = outlook.stages(Level::DEFAULT);
        let values: Vec<f64> = stages.iter().map(|stage| stage.value.unwrap().value()).collect();
        for (found, expected) in values.iter().zip([66.0, 86.0, 96.0]) {
            close(*found, expected);
        }
    });
}

/// Due with a quarter, the amounts are quarters, and each has its own season.
#[test]
fn a_sum_of_quarters_has_seasons() {
    let values = [2.0, 4.0, 6.0, 8.0, 2.0, 4.0, 6.0, 8.0, 2.0, 4.0];
    let case = one(
        "measure: flow, targets: [ { id: t, form: cumulative, at_least: 100, due: 2024-Q1 } ]",
        &quarters(2021, values),
    );
    seen(&case, "2023-07-15", |seen| {
        let outlook = seen.outlook(Method::Auto).unwrap();
        assert!(outlook.season().is_some());
        // 46 so far, and then 6, 8 and 2.
        close(outlook.value().unwrap().value(), 62.0);
    });
}

/// Five quarters: 23 so far, and the two quarters to come are those of the year before, 4 and 6, moved by half
/// of the capped growth of the first quarter.
#[test]
fn a_sum_of_few_quarters_goes_by_the_change_over_a_year() {
    let values = [2.0, 4.0, 6.0, 8.0, 3.0];
    let body = "measure: flow, targets: [ { id: t, form: cumulative, at_least: 30, due: 2024-Q3, window: { start: 2023-Q1 } } ]";
    let case = one(body, &quarters(2023, values));
    let two = [(-1.0, 2.0), (0.0, 3.0)];
    let limits = Limits { step: 1.0, ..Limits::default() };
    let plain = Method::Auto.project(History::new(&two).unwrap(), limits).unwrap();
    let yearly = plain.value_at(1.0).unwrap().value() / plain.value_at(0.0).unwrap().value();
    seen(&case, "2024-04-15", |seen| {
        close(seen.outlook(Method::Auto).unwrap().value().unwrap().value(), 23.0 + 10.0 * yearly)
    });
}

const BROKEN: &str = "measure: stock, direction: increase, baseline: { period: 2020, value: 50 },
    breaks: [ 2021, { period: 2023, why: new definition } ],
    targets: [ { id: t, form: level, at_least: 160, due: 2026 } ]";

fn broken() -> Case {
    let rows = ["x,2019,45", "x,2021,55", "x,2022,60", "x,2023,100", "x,2024,104", "x,2025,108"];
    Case::new(
        &format!(
            "period: {{ base: 2020, start: 2021, end: 2026 }}\nindicators:\n- {{ id: x, name: X, {BROKEN} }}\n"
        ),
        &rows,
    )
}

#[test]
fn a_trend_does_not_cross_a_break() {
    let case = broken();
    let breaks = case.plan.indicators()[0].breaks();
    assert_eq!(breaks.len(), 2);
    assert_eq!(breaks[0].why(), None);
    assert_eq!((breaks[1].period().to_string().as_str(), breaks[1].why()), ("2023", Some("new definition")));
    seen(&case, "2026-01-15", |seen| {
        let outlook = seen.outlook(Method::Auto).unwrap();
        assert_eq!(outlook.figures(), [(-2.0, 100.0), (-1.0, 104.0), (0.0, 108.0)]);
        let unknown = |found: Known<_>| assert_eq!(found.map(|_| ()), Err(Reason::Break));
        for method in Method::ALL.iter().filter(|method| method.starts_at_base()) {
            unknown(seen.projected(*method));
            unknown(seen.improvement_rate(*method));
            unknown(seen.improvement_per_year(*method));
            unknown(seen.rate_ratio(*method));
            unknown(seen.projected_share(*method));
        }
        unknown(seen.trend_correlation(TrendTest::default()));
        unknown(seen.actual_rate());
        assert_eq!(seen.trend_points().map(|_| ()), Err(Reason::Break));
        // What is observed stays.
        assert!(seen.share().is_ok());
    });
    let report = case.report("2026-01-15");
    let verdict = report.indicator("x").unwrap();
    assert_eq!(verdict.fact(Fact::ActualRate), Err(Reason::Break));
    assert!(verdict.fact(Fact::Share).is_ok());
    // Seen from 2022, the newest break is that of 2021, which lies after the base as well.
    seen(&case, "2023-01-15", |seen| {
        let outlook = seen.outlook(Method::Auto).unwrap();
        assert_eq!(outlook.figures(), [(-1.0, 55.0), (0.0, 60.0)]);
        assert_eq!(seen.trend_points().map(|_| ()), Err(Reason::Break));
    });
}

#[test]
fn a_break_at_or_before_the_base_changes_nothing() {
    let with = |breaks: &str| {
        let body = format!(
            "measure: stock, direction: increase, baseline: {{ period: 2020, value: 50 }}, {breaks}
             targets: [ {{ id: t, form: level, at_least: 160, due: 2025 }} ]"
        );
        let rows = ["x,2021,55", "x,2022,60"].map(str::to_owned);
        let case = one(&body, &rows);
        seen(&case, "2023-01-15", |seen| seen.projected(Method::EndpointLinear))
    };
    let plain = with("");
    assert!(plain.is_ok());
    for breaks in ["breaks: [ 2020 ],", "breaks: [ 2018, 2015 ],", "breaks: [ 2024 ],"] {
        assert_eq!(with(breaks), plain);
    }
    assert_eq!(with("breaks: [ 2020, 2021 ],"), Err(Reason::Break));
}

/// Published forecasts from the next break on are of another definition.
#[test]
fn forecasts_beyond_a_break_do_not_count() {
    let body =
        "measure: stock, breaks: [ 2025 ], targets: [ { id: t, form: level, at_least: 160, due: 2026 } ]";
    let rows = [
        "x,2021,55",
        "x,2022,60",
        "x,2023,66,forecast,2022-12-31",
        "x,2024,70,forecast,2022-12-31",
        "x,2025,90,forecast,2022-12-31",
    ];
    let rest = "period: { base: 2020, start: 2021, end: 2026 }\nindicators:\n";
    let case = Case::new(&format!("{rest}- {{ id: x, name: X, {body} }}\n"), &rows);
    seen(&case, "2023-01-15", |seen| {
        let outlook = seen.outlook(Method::Auto).unwrap();
        assert_eq!(outlook.figures(), [(-3.0, 55.0), (-2.0, 60.0), (-1.0, 66.0), (0.0, 70.0)]);
    });
}

/// A sum starts on the day after its base: a break with the first year is none for it. A later one is: the
/// amounts before it are counted, and not carried on.
#[test]
fn breaks_of_sums() {
    let with = |breaks: &str, measure: &str, values: [&str; 3]| {
        let body = format!(
            "{measure}, breaks: [ {breaks} ], targets: [ {{ id: t, form: cumulative, at_least: 100, due: 2025 }} ]"
        );
        let rows = values.map(str::to_owned);
        one(&body, &rows)
    };
    let flows = ["x,2021,10", "x,2022,20", "x,2023,20"];
    let case = with("2021", "measure: flow", flows);
    seen(&case, "2024-01-15", |seen| {
        assert!(seen.projected(Method::EndpointLinear).is_ok());
        assert_eq!(seen.outlook(Method::Auto).unwrap().figures().len(), 3);
    });
    let case = with("2022", "measure: flow", flows);
    seen(&case, "2024-01-15", |seen| {
        assert_eq!(seen.projected(Method::EndpointLinear), Err(Reason::Break));
        let outlook = seen.outlook(Method::Auto).unwrap();
        assert_eq!(outlook.figures(), [(-1.0, 20.0), (0.0, 20.0)]);
        close(outlook.value().unwrap().value(), 90.0);
    });
    // A total that runs over the window: 10, 30, 50 grew by 20 after the break.
    let case =
        with("2022", "measure: running_total, resets: window", ["x,2021,10", "x,2022,30", "x,2023,50"]);
    seen(&case, "2024-01-15", |seen| {
        let outlook = seen.outlook(Method::Auto).unwrap();
        assert_eq!(outlook.figures(), [(0.0, 20.0)]);
        close(outlook.value().unwrap().value(), 90.0);
    });
}

#[test]
fn a_baseline_before_a_break_is_warned_about_once() {
    let text = format!(
        "format: attainment/plan@1\nid: p\ntitle: P\nperiod: {{ base: 2020, start: 2021, end: 2026 }}\nindicators:\n- {{ id: x, name: X, {BROKEN} }}\n"
    );
    let plan = attainment::Plan::from_yaml(&text).unwrap().into_inner();
    let told = |csv: &str| {
        let data = attainment::Observations::from_csv(csv.as_bytes(), &plan).unwrap();
        let found = data.diagnostics().with_code(Code::AcrossBreak);
        found.map(|one| one.problem.message(attainment::Lang::En)).collect::<Vec<_>>()
    };
    let csv = "subject,period,value\nx,2021,55\nx,2023,100\nx,2024,104\n";
    let expected =
        "the baseline of 2020 lies before the break of 2023, and figures after it cannot be compared with it";
    assert_eq!(told(csv), [expected]);
    assert!(told("subject,period,value\nx,2019,45\n").is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the pattern: removed and put in again it is the pattern of a constant, and the probability of
    /// at least the middle is one half.
    #[test]
    fn any_pattern_comes_back(
        parts in proptest::collection::vec(50u32..200, 4),
        count in 8usize..20,
        due in 1usize..9,
    ) {
        // The trend of a pattern is its mean: a constant, whose quotients are the pattern.
        let values: Vec<f64> = (0..count).map(|index| f64::from(parts[index % 4])).collect();
        let place = count - 1 + due;
        let body = format!(
            "measure: stock, targets: [ {{ id: t, form: level, at_least: {}, due: {}-Q{} }} ]",
            parts[place % 4],
            2015 + place / 4,
            place % 4 + 1,
        );
        let rows = quarters(2015, values);
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let head = "period: { base: 2014, start: 2015, end: 2025 }\nindicators:\n";
        let case = Case::new(&format!("{head}- {{ id: x, name: X, {body} }}\n"), &rows);
        let last = 2015 + count / 4;
        seen(&case, &format!("{last}-{:02}-15", count % 4 * 3 + 1), |seen| {
            let outlook = seen.outlook(Method::Auto).unwrap();
            let expected = f64::from(parts[place % 4]);
            let clear = outlook.season().is_some();
            if clear {
                close(outlook.value().unwrap().value(), expected);
                let least = Interval::of(Bound::AtLeast, &Exact::from(i64::from(parts[place % 4])));
                assert!(seen.goal().unwrap().allowed == least);
                close(outlook.probability().unwrap().value(), 0.5);
            } else {
                assert!(parts.iter().all(|part| *part == parts[0]) || count >= 12);
            }
        });
    }
}

/// A ratio of 10 to 200 in per cent, with rows of its own.
fn ratio(rows: &[&str], extra: &str) -> Case {
    let rest = format!(
        "period: {{ {PERIOD} }}\nindicators:
- {{ id: x, name: X, unit: \"%\", measure: rate, {extra} ratio: {{ numerator: over, denominator: under, times: 100 }},
    targets: [ {{ id: t, form: level, at_least: 5, due: 2025 }} ] }}
- {{ id: over, name: O, measure: flow }}
- {{ id: under, name: U, measure: flow, baseline: {{ period: 2020, value: 200 }} }}\n"
    );
    Case::new(&rest, rows)
}

/// Both parts stand still, so the middle is 10 ÷ 200 whatever the reported ratios do; they only make the
/// interval.
#[test]
fn a_ratio_goes_by_its_parts() {
    let own = ["x,2021,5.1", "x,2022,4.8", "x,2023,5.2"];
    let over = ["over,2021,10", "over,2022,10", "over,2023,10"];
    let under = ["under,2021,200", "under,2022,200", "under,2023,200"];
    let rows: Vec<&str> = own.iter().chain(&over).chain(&under).copied().collect();
    let points = [(-2.0, 5.1), (-1.0, 4.8), (0.0, 5.2)];
    let limits = Limits { step: 0.1, ..Limits::default() };
    let alone = Method::Auto.project(History::new(&points).unwrap(), limits).unwrap();
    let case = ratio(&rows, "");
    seen(&case, "2024-01-15", |seen| {
        // What is observed stays what it is.
        assert_eq!(seen.current().unwrap().amount.value, Exact::ratio(52, 10).unwrap());
        let outlook = seen.outlook(Method::Auto).unwrap();
        assert_eq!(outlook.basis(), Basis::Parts);
        assert_eq!(outlook.figures(), points);
        close(outlook.value().unwrap().value(), 5.0);
        let (band, around) =
            (outlook.band(Level::DEFAULT).unwrap(), alone.band_at(2.0, Level::DEFAULT).unwrap());
        let middle = alone.value_at(2.0).unwrap().value();
        close(band.low.value(), 5.0 * around.low.value() / middle);
        close(band.high.value(), 5.0 * around.high.value() / middle);
        close(outlook.probability().unwrap().value(), 0.5);
        for stage in outlook.stages(Level::DEFAULT) {
            close(stage.value.unwrap().value(), 5.0);
        }
        // At least 5 is there from the first day on.
        let arrival = outlook.arrival(Level::DEFAULT).unwrap();
        assert_eq!(arrival.expected.map(|day| day.to_string()).as_deref(), Some("2023-12-31"));
    });
    // Methods that start at the base read the figures of the ratio.
    seen(&case, "2024-01-15", |seen| {
        let base = seen.outlook(Method::EndpointLinear);
        assert!(base.is_err() || base.unwrap().basis() == Basis::Series);
    });
}

#[test]
fn without_enough_parts_a_ratio_goes_by_itself() {
    let own = ["x,2021,5.1", "x,2022,4.8", "x,2023,5.2"];
    let points = [(-2.0, 5.1), (-1.0, 4.8), (0.0, 5.2)];
    let limits = Limits { step: 0.1, ..Limits::default() };
    let alone = Method::Auto.project(History::new(&points).unwrap(), limits).unwrap();
    let parts: [&[&str]; 3] = [
        // A single figure of one of them.
        &["over,2023,10", "under,2022,200", "under,2023,200"],
        // None for the newest year of the ratio.
        &["over,2021,10", "over,2022,10", "under,2022,200", "under,2023,200"],
        &[],
    ];
    for parts in parts {
        let rows: Vec<&str> = own.iter().chain(parts).copied().collect();
        seen(&ratio(&rows, ""), "2024-01-15", |seen| {
            let outlook = seen.outlook(Method::Auto).unwrap();
            assert_eq!(outlook.basis(), Basis::LackOfParts);
            close(outlook.value().unwrap().value(), alone.value_at(2.0).unwrap().value());
        });
    }
    // The baseline of a part is a figure of it: two for the denominator.
    let rows = ["x,2021,5.1", "over,2020,10", "over,2021,10", "under,2021,200"];
    seen(&ratio(&rows, ""), "2022-01-15", |seen| {
        assert_eq!(seen.outlook(Method::Auto).unwrap().basis(), Basis::Parts);
    });
    // A break of the ratio is one of its parts as well.
    let rows = ["x,2020,5", "x,2021,5.1", "over,2020,10", "over,2021,10", "under,2021,200"];
    seen(&ratio(&rows, "breaks: [ 2021 ],"), "2022-01-15", |seen| {
        assert_eq!(seen.outlook(Method::Auto).unwrap().basis(), Basis::LackOfParts);
    });
}

/// A share stays within its limits also where its parts lead beyond them.
#[test]
fn parts_do_not_lead_beyond_the_limits() {
    let rows =
        ["x,2022,98.0", "x,2023,99.0", "over,2022,196", "over,2023,220", "under,2022,200", "under,2023,200"];
    let case = ratio(&rows, "limits: { min: 0, max: 100 },");
    seen(&case, "2024-01-15", |seen| {
        let outlook = seen.outlook(Method::Auto).unwrap();
        assert_eq!(outlook.basis(), Basis::Parts);
        let band = outlook.band(Level::DEFAULT).unwrap();
        assert!(outlook.value().unwrap().value() <= 100.0 && band.high.value() <= 100.0);
    });
}

#[test]
fn a_ratio_that_disagrees_with_its_parts_is_warned_about() {
    let rest = "period: { end: 2025 }\nindicators:
- { id: x, name: X, measure: rate, ratio: { numerator: over, denominator: under, times: 100 } }
- { id: over, name: O, measure: flow }
- { id: under, name: U, measure: flow }\n";
    let text = format!("format: attainment/plan@1\nid: p\ntitle: P\n{rest}");
    let plan = attainment::Plan::from_yaml(&text).unwrap().into_inner();
    let told = |rows: &str| {
        let csv = format!("subject,period,value,status,published\n{rows}");
        let data = attainment::Observations::from_csv(csv.as_bytes(), &plan).unwrap();
        let found = data.diagnostics().with_code(Code::RatioDisagrees);
        found.map(|one| one.problem.message(attainment::Lang::En)).collect::<Vec<_>>()
    };
    // 10 ÷ 300 = 3.333… %: between 9.5 ÷ 300.5 and 10.5 ÷ 299.5 once rounded, 3.161 % to 3.506 %.
    let with = |value: &str| told(&format!("x,2021,{value},,\nover,2021,10,,\nunder,2021,300,,\n"));
    for fine in ["3.3", "3.33", "3.5", "3.17", "3", "突破3.2"] {
        assert!(with(fine).is_empty(), "{fine}");
    }
    let expected = |value: &str, computed: &str| {
        vec![format!("for 2021 the ratio is reported as {value}, and its parts make {computed}")]
    };
    assert_eq!(with("3.52"), expected("3.52", "3.333"));
    assert_eq!(with("3.1"), expected("3.1", "3.33"));
    // The newest vintage counts, and one warning is enough.
    let rows = "x,2021,3.1,,2022-01-01\nx,2021,3.3,,2022-06-01\nover,2021,10,,\nunder,2021,300,,\n";
    assert!(told(rows).is_empty());
    let rows = "x,2021,9,,\nx,2022,8,,\nover,2021,10,,\nunder,2021,300,,\nover,2022,10,,\nunder,2022,300,,\n";
    assert_eq!(told(rows).len(), 1);
}

#[test]
fn the_parts_of_a_ratio_are_two_other_indicators() {
    let codes = |ratio: &str| {
        let text = format!(
            "format: attainment/plan@1\nid: p\ntitle: P\nperiod: {{ end: 2025 }}\nindicators:
- {{ id: x, name: X, measure: rate, ratio: {ratio} }}\n- {{ id: over, name: O, measure: flow }}
- {{ id: under, name: U, measure: flow, ratio: {{ numerator: x, denominator: over }} }}\n"
        );
        match attainment::Plan::from_yaml(&text) {
            Ok(_) => Vec::new(),
            Err(error) => error.diagnostics().iter().map(|one| one.code()).collect(),
        }
    };
    assert_eq!(codes("{ numerator: over, denominator: under }"), []);
    assert_eq!(codes("{ numerator: over, denominator: undr }"), [Code::DanglingId]);
    assert_eq!(codes("{ numerator: x, denominator: under }"), [Code::BadRatio]);
    assert_eq!(codes("{ numerator: over, denominator: over }"), [Code::BadRatio]);
    assert_eq!(codes("{ numerator: over, denominator: under, times: 0 }"), [Code::BadNumber]);
    assert_eq!(codes("{ numerator: over }"), [Code::MissingField]);
}
