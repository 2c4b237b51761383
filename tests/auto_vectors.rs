//! The default rule of projection beside a second implementation of it.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use attainment::number::{Bound, Exact, Interval};
use attainment::project::{History, Level, Limits, Method};
use rust_decimal::Decimal;
use serde_json::Value;

#[track_caller]
fn near(found: f64, expected: f64, size: f64, what: &str) {
    assert!((found - expected).abs() <= 1e-12 * size, "{what}: {found} is not {expected}");
}

#[test]
fn as_a_second_implementation() {
    let file: Value = serde_json::from_str(include_str!("data/auto_vectors.json")).unwrap();
    let mut compared = 0;
    for (name, case) in file.get("cases").unwrap().as_object().unwrap() {
        let values = case.get("y").unwrap().as_array().unwrap().iter().map(|value| value.as_f64().unwrap());
        let figures: Vec<(f64, f64)> = values.enumerate().map(|(year, value)| (year as f64, value)).collect();
        let projection = Method::Auto.project(History::new(&figures).unwrap(), Limits::default()).unwrap();
        for row in case.get("h").unwrap().as_array().unwrap() {
            let number = |field: &str| row.get(field).unwrap().as_f64().unwrap();
            let ahead = number("h");
            let what = format!("{name}, {ahead} years");
            let size = (number("hi95") - number("lo95")).abs() + number("point").abs();
            near(projection.value_at(ahead).unwrap().value(), number("point"), size, &what);
            for (level, low, high) in [(80.0, "lo80", "hi80"), (95.0, "lo95", "hi95")] {
                let band = projection.band_at(ahead, Level::percent(level).unwrap()).unwrap();
                near(band.low.value(), number(low), size, &what);
                near(band.high.value(), number(high), size, &what);
            }
            // Targets are read exactly; the file rounds them to the nearest float.
            let target = Exact::from(Decimal::from_f64_retain(number("target")).unwrap());
            let at_least = Interval::of(Bound::AtLeast, &target);
            let found = projection.probability(ahead, &at_least).unwrap().value();
            near(found, number("p_at_least_target"), 1.0, &what);
            compared += 1;
        }
    }
    assert_eq!(compared, 91 * 3);
}
