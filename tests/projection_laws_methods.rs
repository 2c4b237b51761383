//! Laws that every method of projection keeps, and inputs that none may fail on.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use attainment::facts::{Known, Reason};
use attainment::number::Estimate;
use attainment::project::{
    Weights, damped_trend, drift, holt, last_value, least_squares, log_least_squares, log_theta,
    mann_kendall, mean_change, moments, regression, sen_interval, simple_smoothing, theil_sen, theta,
};
use proptest::prelude::*;

type Points = [(f64, f64)];

/// What a method finds for a time, or why not.
type Method = fn(&Points, f64) -> Known<Estimate>;

/// The methods that take values of any sign, and whether they follow a line exactly.
const METHODS: [(&str, Method, bool); 10] = [
    ("least squares", |points, year| least_squares(points, Weights::Uniform)?.value_at(year), true),
    ("regression", |points, year| regression(points)?.line().value_at(year), true),
    ("median line", |points, year| theil_sen(points)?.value_at(year), true),
    ("drift", |points, year| drift(points)?.value_at(year), true),
    ("mean change", |points, year| mean_change(points, 2)?.value_at(year), true),
    ("Holt", |points, year| holt(points)?.value_at(year), true),
    ("last value", |points, year| last_value(points)?.value_at(year), false),
    ("simple", |points, year| simple_smoothing(points)?.value_at(year), false),
    ("damped", |points, year| damped_trend(points)?.value_at(year), false),
    ("theta", |points, year| theta(points)?.value_at(year), false),
];

/// The variances of a new value.
const VARIANCES: [Method; 7] = [
    |points, year| regression(points)?.variance_at(year),
    |points, year| drift(points)?.variance_at(year),
    |points, year| last_value(points)?.variance_at(year),
    |points, year| simple_smoothing(points)?.variance_at(year),
    |points, year| holt(points)?.variance_at(year),
    |points, year| damped_trend(points)?.variance_at(year),
    |points, year| theta(points)?.variance_at(year),
];

/// Distances of years and values.
fn series() -> impl Strategy<Value = Vec<(f64, f64)>> {
    prop::collection::vec((1..4_u32, -1000..1000_i32), 6..14).prop_map(|steps| {
        let mut year = 2000.0;
        let point = |(years, value): (u32, i32)| {
            year += f64::from(years) / 2.0;
            (year, f64::from(value))
        };
        steps.into_iter().map(point).collect()
    })
}

fn changed(points: &Points, change: impl Fn((f64, f64)) -> (f64, f64)) -> Vec<(f64, f64)> {
    points.iter().copied().map(change).collect()
}

fn near(found: Known<Estimate>, expected: f64, within: f64) -> Result<(), TestCaseError> {
    let near = found.is_ok_and(|found| (found.value() - expected).abs() <= within);
    prop_assert!(near, "{:?} is not {} within {}", found, expected, within);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_points_changes_no_bit(points in series(), by in 0..20_usize) {
        let mut turned = points.clone();
        turned.reverse();
        turned.rotate_left(by % points.len());
        for (_, method, _) in METHODS {
            prop_assert_eq!(method(&turned, 2040.0), method(&points, 2040.0));
        }
        for variance in VARIANCES {
            prop_assert_eq!(variance(&turned, 2040.0), variance(&points, 2040.0));
        }
        prop_assert_eq!(mann_kendall(&turned), mann_kendall(&points));
        prop_assert_eq!(sen_interval(&turned, 0.8), sen_interval(&points, 0.8));
    }

    // Mirrored and doubled values are the same numbers to the bit, so every search takes the same way.
    #[test]
    fn values_may_be_mirrored_and_doubled(points in series()) {
        for (_, method, _) in METHODS {
            let value = method(&points, 2040.0).unwrap().value();
            let opposite = method(&changed(&points, |(t, v)| (t, -v)), 2040.0);
            near(opposite, -value, 0.0)?;
            near(method(&changed(&points, |(t, v)| (t, 2.0 * v)), 2040.0), 2.0 * value, 0.0)?;
        }
        for variance in VARIANCES {
            let value = variance(&points, 2040.0).unwrap().value();
            near(variance(&changed(&points, |(t, v)| (t, -v)), 2040.0), value, 0.0)?;
            near(variance(&changed(&points, |(t, v)| (t, 2.0 * v)), 2040.0), 4.0 * value, 0.0)?;
        }
    }

    #[test]
    fn time_has_any_origin_and_unit(points in series(), years in -2000..2000_i32) {
        let years = f64::from(years);
        for (_, method, _) in METHODS {
            let value = method(&points, 2040.0).unwrap().value();
            near(method(&changed(&points, |(t, v)| (t + years, v)), 2040.0 + years), value, 1e-6)?;
            near(method(&changed(&points, |(t, v)| (4.0 * t, v)), 4.0 * 2040.0), value, 1e-6)?;
        }
    }

    #[test]
    fn a_line_goes_on(points in series(), slope in -50..50_i32) {
        let slope = f64::from(slope) / 4.0;
        let line = changed(&points, |(t, _)| (t, 7.0 + slope * t));
        let flat = changed(&points, |(t, _)| (t, 7.0));
        for (_, method, follows) in METHODS {
            if follows {
                near(method(&line, 2040.0), 7.0 + slope * 2040.0, 1e-8 * (1.0 + slope.abs() * 2040.0))?;
            }
            near(method(&flat, 2040.0), 7.0, 0.0)?;
        }
    }

    #[test]
    fn constant_growth_goes_on(rate in -0.2..0.3_f64, sign in prop_oneof![Just(1.0), Just(-1.0_f64)]) {
        let points: Vec<_> = (0..9_i32).map(f64::from).map(|t| (t, sign * 50.0 * (1.0 + rate).powf(t))).collect();
        let aim = sign * 50.0 * (1.0 + rate).powf(20.0);
        near(log_least_squares(&points, Weights::Uniform).and_then(|line| line.value_at(20.0)), aim, 1e-9 * aim.abs())?;
        prop_assert_eq!(log_theta(&points).map(|fit| fit.value_at(20.0).unwrap().value() * sign > 0.0), Ok(true));
    }

    #[test]
    fn mirrored_time_mirrors_every_slope(points in series()) {
        let back = changed(&points, |(t, v)| (-t, v));
        let slopes: [fn(&Points) -> f64; 4] = [
            |points| least_squares(points, Weights::Uniform).unwrap().slope().value(),
            |points| theil_sen(points).unwrap().slope().value(),
            |points| drift(points).unwrap().slope().value(),
            |points| theta(points).unwrap().drift().value(),
        ];
        for slope in slopes {
            prop_assert!((slope(&back) + slope(&points)).abs() <= 1e-9);
        }
    }

    #[test]
    fn a_further_point_on_the_line_changes_nothing(points in series(), years in 1..9_i32) {
        let year = points.last().unwrap().0 + f64::from(years);
        for method in [METHODS[0].1, METHODS[1].1, METHODS[3].1] {
            let mut more = points.clone();
            more.push((year, method(&points, year).unwrap().value()));
            near(method(&more, 2040.0), method(&points, 2040.0).unwrap().value(), 1e-7)?;
        }
    }

    #[test]
    fn variances_never_fall_with_time(points in series(), first in 0.0..9.0_f64, more in 0.0..9.0_f64) {
        let newest = points.last().unwrap().0;
        for variance in VARIANCES {
            let (near, far) = (variance(&points, newest + first), variance(&points, newest + first + more));
            prop_assert!(near.unwrap().value() <= far.unwrap().value() * (1.0 + 1e-12));
            prop_assert!(near.unwrap().value() >= 0.0);
        }
    }

    // An estimate is finite; so it is enough that nothing panics.
    #[test]
    fn any_numbers_have_an_answer(points in prop::collection::vec((any::<f64>(), any::<f64>()), 0..9), year in any::<f64>()) {
        answers(&points, year);
        answers(&changed(&points, |(t, v)| (t % 64.0, v)), year);
        answers(&changed(&points, |(t, v)| (t, v % 64.0)), year);
    }
}

/// Asks everything.
fn answers(points: &Points, year: f64) -> usize {
    let methods = METHODS.iter().filter(|(_, method, _)| method(points, year).is_ok()).count();
    let variances = VARIANCES.iter().filter(|variance| variance(points, year).is_ok()).count();
    let logs = log_theta(points).and_then(|fit| fit.value_at(year).and(fit.log_variance_at(year))).is_ok();
    let test = mann_kendall(points).map(|test| (test.p(), test.z(), test.p_normal())).is_ok();
    let intervals = regression(points).and_then(|fit| fit.interval(year, 0.9)).is_ok();
    let values: Vec<f64> = points.iter().map(|point| point.1).collect();
    let others = [logs, test, intervals, sen_interval(points, 0.9).is_ok(), moments(&values).is_ok()];
    methods + variances + others.into_iter().filter(|known| *known).count()
}

#[test]
fn extremes_have_an_answer() {
    let numbers = [0.0, -0.0, 1.0, -1.0, f64::MAX, f64::MIN, f64::MIN_POSITIVE, 5e-324, 1e-200, 1e200, 1e-3];
    for value in numbers {
        for other in numbers {
            for (from, step) in [(2000.0, 1.0), (0.0, 1e-300), (-1e300, 1e299), (0.0, 5e-324), (1e17, 1.0)] {
                let points: Vec<_> = (0..8)
                    .map(|place| {
                        let value = if place % 3 == 0 { value } else { other };
                        (from + step * f64::from(place), value)
                    })
                    .collect();
                answers(&points, from + 20.0 * step);
                answers(&points, f64::INFINITY);
            }
        }
    }
    for points in [vec![], vec![(2000.0, 1.0)], vec![(2000.0, 1.0); 10]] {
        answers(&points, 2030.0);
    }
}

#[test]
fn ten_thousand_points_have_an_answer() {
    let wave = |place: u32| (f64::from(place), 500.0 + f64::from(place * 7919 % 997));
    let points: Vec<_> = (0..10_000).map(wave).collect();
    assert_eq!(answers(&points, 11_000.0), 10 + 7 + 5);
    let same_times = changed(&points, |(t, v)| ((t / 4.0).floor(), v));
    assert_eq!(answers(&same_times, 11_000.0), 10 + 7 + 5);
    assert_eq!(least_squares(&points, Weights::HalfLife(f64::NAN)), Err(Reason::OutOfRange));
}
