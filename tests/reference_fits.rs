//! Lines, walks, tests for trend and smoothing, beside R and Python on well-known annual series.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]
#![expect(clippy::indexing_slicing, reason = "a JSON value without a field is null there")]

use attainment::project::{
    damped_trend, drift, holt, last_value, log_theta, mann_kendall, mean_change, regression, sen_interval,
    simple_smoothing, theil_sen, theta,
};
use serde_json::Value;

const FITS: &str = include_str!("data/reference_fits.json");

/// A closed form has all of the digits that the file has; the difference of a value and a multiple of a
/// deviation has those of the value.
const CLOSED: f64 = 1e-10;

/// The normal quantiles of 80 % and 95 %.
const NORMAL: [f64; 2] = [1.2815515655446004, 1.959963984540054];

/// A series with its results elsewhere.
struct Case {
    name: String,
    points: Vec<(f64, f64)>,
    results: Value,
}

impl Case {
    fn all() -> Vec<Self> {
        let file: Value = serde_json::from_str(FITS).unwrap();
        let series = file["series"].as_object().unwrap();
        let case = |(name, results): (&String, &Value)| {
            let values = results["y"].as_array().unwrap().iter().map(|value| value.as_f64().unwrap());
            let points = (0..).map(|year| f64::from(2001 + year)).zip(values).collect();
            Self { name: name.clone(), points, results: results.clone() }
        };
        series.iter().map(case).collect()
    }

    /// The years of the six forecasts, with their places.
    fn ahead(&self) -> impl Iterator<Item = (usize, f64)> {
        let newest = self.points.last().unwrap().0;
        (0..6).map(move |place| (place, newest + 1.0 + place as f64))
    }

    /// The greatest magnitude of the series.
    fn size(&self) -> f64 {
        self.points.iter().fold(0.0, |size: f64, point| size.max(point.1.abs()))
    }

    /// A number of the file is as found, but for a part of its size or of the given one.
    #[track_caller]
    fn near(&self, found: f64, expected: &Value, size: f64, within: f64) {
        let expected = expected.as_f64().unwrap();
        let far = (found - expected).abs();
        assert!(far <= within * expected.abs().max(size), "{}: {found} is not {expected}", self.name);
    }

    /// The numbers under a name, if they were computed for this series.
    fn given(&self, name: &str) -> Option<&Value> {
        self.results.get(name)
    }
}

#[test]
fn regressions_as_in_r() {
    for case in Case::all() {
        let (fit, r) = (regression(&case.points).unwrap(), &case.results["R_ols"]);
        case.near(fit.line().slope().value(), &r["slope"], 0.0, CLOSED);
        case.near(fit.line().value_at(2000.0).unwrap().value(), &r["intercept"], 0.0, CLOSED);
        case.near(fit.slope_error().unwrap().value(), &r["se_slope"], 0.0, CLOSED);
        case.near(fit.deviation().value(), &r["sigma"], 0.0, CLOSED);
        case.near(fit.r2().unwrap().value(), &r["r2"], 0.0, CLOSED);
        case.near(fit.p().unwrap().value(), &r["p"], 0.0, CLOSED);
        for (place, year) in case.ahead() {
            let (low, high) = fit.interval(year, 0.95).unwrap();
            case.near(fit.line().value_at(year).unwrap().value(), &r["pred"][place], 0.0, CLOSED);
            case.near(low.value(), &r["lo95"][place], case.size(), CLOSED);
            case.near(high.value(), &r["hi95"][place], case.size(), CLOSED);
        }
    }
}

#[test]
fn walks_as_in_r() {
    for case in Case::all() {
        let walks = [
            (drift(&case.points), "R_drift"),
            (mean_change(&case.points, case.points.len() - 1), "R_drift"),
            (last_value(&case.points), "R_naive"),
        ];
        for (walk, name) in walks {
            let (walk, r) = (walk.unwrap(), &case.results[name]);
            for (place, year) in case.ahead() {
                let value = walk.value_at(year).unwrap().value();
                case.near(value, &r["mean"][place], 0.0, CLOSED);
                for (level, normal) in NORMAL.into_iter().enumerate() {
                    let half = normal * walk.variance_at(year).unwrap().value().sqrt();
                    case.near(value - half, &r["lower"][level][place], case.size(), CLOSED);
                    case.near(value + half, &r["upper"][level][place], case.size(), CLOSED);
                }
            }
        }
    }
}

#[test]
fn median_lines_as_in_r_and_scipy() {
    for case in Case::all() {
        let (line, mblm) = (theil_sen(&case.points).unwrap(), &case.results["R_theilsen_mblm"]);
        let (sen, scipy) = (&case.results["R_sens_trend"], &case.results["py_theilslopes"]);
        for slopes in [mblm, sen, scipy] {
            case.near(line.slope().value(), &slopes["slope"], 0.0, CLOSED);
        }
        case.near(line.value_at(2000.0).unwrap().value(), &mblm["intercept"], 0.0, CLOSED);
        // R has no interval where the ranks lie outside, and scipy the extremes.
        match sen_interval(&case.points, 0.95) {
            Ok((low, high)) => {
                case.near(low.value(), &sen["conf95"][0], 0.0, CLOSED);
                case.near(high.value(), &sen["conf95"][1], 0.0, CLOSED);
                case.near(low.value(), &scipy["lo"], 0.0, CLOSED);
                case.near(high.value(), &scipy["hi"], 0.0, CLOSED);
            }
            Err(_) => assert!(sen["conf95"].is_null(), "{}", case.name),
        }
    }
}

#[test]
fn tests_for_trend_as_in_r_and_python() {
    let mut exact = 0;
    for case in Case::all() {
        let (found, r) = (mann_kendall(&case.points).unwrap(), &case.results["R_mk_trend"]);
        case.near(found.score() as f64, &r["S"], 0.0, 0.0);
        case.near(found.variance().value(), &r["varS"], 0.0, CLOSED);
        case.near(found.tau_b().value(), &r["tau"], 0.0, CLOSED);
        case.near(found.z().value(), &r["z"], 0.0, CLOSED);
        case.near(found.p_normal().value(), &r["p"], 0.0, CLOSED);
        if let Some(python) = case.given("py_mann_kendall") {
            case.near(found.tau_a().value(), &python["tau"], 0.0, CLOSED);
            case.near(found.z().value(), &python["z"], 0.0, CLOSED);
            // A difference from 1 there.
            case.near(found.p_normal().value(), &python["p"], 1e-4, CLOSED);
        }
        let scipy = &case.results["py_kendalltau"];
        case.near(found.tau_b().value(), &scipy["tau"], 0.0, CLOSED);
        if found.is_exact() {
            case.near(found.p().value(), &scipy["p"], 0.0, CLOSED);
            exact += 1;
        }
    }
    assert!(exact >= 4);
}

/// Whether R's search found the lowest point as well: with few points it takes another start, from the first
/// value, and elsewhere it may stop at another low point.
fn agrees(case: &Case, squares: f64) -> bool {
    let r = &case.results["R_ses"];
    r.get("alpha").is_some() && (squares / r["sse"].as_f64().unwrap() - 1.0).abs() < 1e-6
}

#[test]
fn smoothing_fits_no_worse() {
    let mut alike = 0;
    for case in Case::all() {
        let fits = [
            (simple_smoothing(&case.points), "R_ses", Some("py_ses")),
            (holt(&case.points), "R_holt", Some("py_holt")),
            // statsmodels damps by up to 0.995, and so may fit better.
            (damped_trend(&case.points), "R_damped", None),
        ];
        for (fit, r, python) in fits {
            let Ok(fit) = fit else { continue };
            for name in [Some(r), python].into_iter().flatten().filter_map(|name| case.given(name)) {
                let other = name["sse"].as_f64().unwrap();
                // α goes to 0.9999 alone.
                assert!(fit.squares().value() <= 1.001 * other, "{}: {} > {other}", case.name, fit.squares());
            }
        }
        let (fit, r) = (simple_smoothing(&case.points).unwrap(), &case.results["R_ses"]);
        if agrees(&case, fit.squares().value()) {
            alike += 1;
            case.near(fit.alpha().value(), &r["alpha"], 1.0, 1e-3);
            case.near(fit.variance().unwrap().value(), &r["sigma2"], 0.0, 1e-5);
            case.near(fit.level().value(), &r["mean"][0], 0.0, 1e-3);
        }
    }
    assert!(alike >= 7, "{alike}");
}

#[test]
fn theta_as_in_r() {
    let mut alike = 0;
    for case in Case::all() {
        let (fit, r) = (theta(&case.points).unwrap(), &case.results["R_theta"]);
        case.near(fit.drift().value(), &r["drift"], 0.0, CLOSED);
        if !agrees(&case, fit.smoothed().squares().value()) {
            continue;
        }
        alike += 1;
        let logs = log_theta(&case.points).unwrap();
        for (place, year) in case.ahead() {
            let value = fit.value_at(year).unwrap().value();
            case.near(value, &r["mean"][place], 0.0, 1e-3);
            case.near(value, &case.results["py_theta"]["mean"][place], 0.0, 1e-2);
            let of_logs = logs.value_at(year).unwrap().value();
            case.near(of_logs, &case.results["R_theta_log"]["mean"][place], 0.0, 1e-2);
        }
    }
    assert!(alike >= 7, "{alike}");
}
