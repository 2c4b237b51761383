//! Laws of projections, whatever the series: series are drawn at random, and what is said of them is
//! compared with what is said of their scaled, mirrored and shifted counterparts, or with what is known of
//! constant series, lines and rates. A method that is not in the library yet is passed over.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use attainment::facts::Reason;
use attainment::number::{Bound, Exact, Interval};
use attainment::project::{FARTHEST, History, HistoryError, Level, Limits, Method, Projection};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::FileFailurePersistence;

/// So many cases, unless the environment asks for another number.
fn cases(cases: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { default.cases } else { cases };
    let failure_persistence = Some(Box::new(FileFailurePersistence::Direct(
        "tests/projection_laws.proptest-regressions",
    )) as Box<_>);
    ProptestConfig { cases, failure_persistence, ..default }
}

type Figures = Vec<(f64, f64)>;

const AHEAD: [f64; 5] = [0.5, 1.0, 2.0, 5.0, 10.0];
const LEVELS: [f64; 5] = [1.0, 50.0, 80.0, 95.0, 99.9];

/// Methods that carry on a straight line through points on a line, and a rate through points at a rate.
const LINES: [&str; 5] = ["drift", "mean_change", "endpoint_linear", "least_squares", "theil_sen"];
const RATES: [&str; 2] = ["endpoint_geometric", "log_least_squares"];

fn project(method: Method, figures: &Figures, limits: Limits) -> Result<Projection, Reason> {
    method.project(History::new(figures).unwrap(), limits)
}

fn between(low: Option<f64>, high: Option<f64>, step: f64) -> Limits {
    let mut limits = Limits::percent(step);
    (limits.low, limits.high) = (low, high);
    limits
}

/// The methods of the library, without those that another method still stands in for.
fn methods() -> Vec<Method> {
    let figures = (0..20).map(|year| (f64::from(year), f64::from(10 + year + year % 3))).collect();
    let there = |method: &Method| project(*method, &figures, Limits::default()).unwrap().method() == *method;
    Method::ALL.iter().copied().filter(there).collect()
}

fn named(words: &[&str]) -> Vec<Method> {
    methods().into_iter().filter(|method| words.contains(&method.word())).collect()
}

fn level(percent: f64) -> Level {
    Level::percent(percent).unwrap()
}

fn value(projection: &Projection, ahead: f64) -> f64 {
    projection.value_at(ahead).unwrap().value()
}

fn band(projection: &Projection, ahead: f64, percent: f64) -> (f64, f64) {
    let band = projection.band_at(ahead, level(percent)).unwrap();
    (band.low.value(), band.high.value())
}

/// The number that a float is, with all its digits.
fn exact(value: f64) -> Exact {
    let (mut whole, mut halvings) = (value, 0u32);
    while whole.fract() != 0.0 {
        whole *= 2.0;
        halvings += 1;
    }
    let denominator = num_bigint::BigInt::from(2u8).pow(halvings);
    Exact::from_ratio_text(&format!("{whole:.0}/{denominator}")).unwrap()
}

fn chance(projection: &Projection, ahead: f64, bound: Bound, value: f64) -> f64 {
    projection.probability(ahead, &Interval::of(bound, &exact(value))).unwrap().value()
}

/// Equal to nine digits of the greatest number around.
fn close(left: f64, right: f64, size: f64) -> bool {
    within(1e-9, left, right, size)
}

fn within(part: f64, left: f64, right: f64, size: f64) -> bool {
    (left - right).abs() <= part * size.max(left.abs()).max(right.abs())
}

/// How nearly a method says the same of the same series after other roundings. Where it seeks the place of a
/// minimum, the place is known to the root of the last digit: so flat is a minimum.
fn nearness(method: Method) -> f64 {
    if matches!(method, Method::HoltDamped | Method::Theta | Method::LogTheta) { 1e-5 } else { 1e-9 }
}

fn size(figures: &Figures) -> f64 {
    figures.iter().map(|point| point.1.abs()).fold(0.0, f64::max)
}

fn map(figures: &Figures, change: impl Fn(f64) -> f64) -> Figures {
    figures.iter().map(|(time, value)| (*time, change(*value))).collect()
}

/// Years one after another, or with gaps of quarters to several years.
fn times(count: usize) -> impl Strategy<Value = Vec<f64>> {
    let gaps = prop_oneof![3 => Just(vec![4u8; count]), 1 => vec(1..20u8, count)];
    (1900..2100i32, gaps).prop_map(|(start, gaps)| {
        let mut time = f64::from(start);
        gaps.into_iter()
            .map(|gap| {
                time += f64::from(gap) / 4.0;
                time
            })
            .collect()
    })
}

fn figures(values: impl Strategy<Value = Vec<f64>>) -> impl Strategy<Value = Figures> {
    values.prop_flat_map(|values| {
        times(values.len()).prop_map(move |times| times.into_iter().zip(values.iter().copied()).collect())
    })
}

/// Positive series that move by up to 40 % at a step, such as indicators do.
fn positive() -> impl Strategy<Value = Figures> {
    figures((0.1..1e6, vec(0.6..1.4, 0..30)).prop_map(|(first, factors)| {
        let mut value = first;
        let rest = factors.into_iter().map(|factor| {
            value *= factor;
            value
        });
        std::iter::once(first).chain(rest).collect()
    }))
}

/// Series with values of both signs, and often zeros.
fn mixed() -> impl Strategy<Value = Figures> {
    let value = prop_oneof![4 => -100.0..100.0, 1 => Just(0.0), 1 => (-5..5i8).prop_map(f64::from)];
    figures(vec(value, 2..30)).prop_filter("both signs", |figures| {
        figures.iter().any(|point| point.1 < 0.0) && figures.iter().any(|point| point.1 > 0.0)
    })
}

fn series() -> impl Strategy<Value = Figures> {
    prop_oneof![positive(), mixed()]
}

/// Shares in per cent.
fn shares() -> impl Strategy<Value = Figures> {
    figures(vec(prop_oneof![8 => 0.0..=100.0, 1 => Just(0.0), 1 => Just(100.0)], 1..30))
}

/// Anything at all: every power of ten, both signs, zeros, repeated values, times of any spacing.
fn anything() -> impl Strategy<Value = Figures> {
    let value = prop_oneof![
        3 => any::<f64>().prop_filter("finite", |value| value.is_finite()),
        1 => select(vec![0.0, -0.0, f64::MIN_POSITIVE, 5e-324, f64::MAX, f64::MIN, 1.0, -1.0, 1e-300, 1e300]),
        2 => -100.0..100.0,
    ];
    let step = prop_oneof![4 => Just(1.0), 1 => 1e-9..1e-3, 1 => 0.01..50.0, 1 => 1e3..1e12];
    let signs = select(vec![false, true]);
    (vec((value, step), 1..40), signs)
        .prop_map(|(points, positive)| {
            let mut time = 0.0;
            let placed = points.into_iter().map(|(value, step)| {
                time += step;
                (time, if positive { value.abs() } else { value })
            });
            placed.collect::<Figures>()
        })
        .prop_filter("later and later", |figures| History::new(figures).is_ok())
}

/// The reasons for which a series cannot be carried on, or not so far.
const REFUSALS: [Reason; 5] =
    [Reason::TooFewPoints, Reason::Sign, Reason::ZeroBase, Reason::OutOfRange, Reason::NoTime];

fn refusal(method: Method, reason: Reason) {
    assert!(REFUSALS.contains(&reason), "{}: {}", method.word(), reason.word());
}

/// Both projections, or neither for the same reason.
fn both(
    method: Method,
    one: (&Figures, Limits),
    other: (&Figures, Limits),
) -> Option<(Projection, Projection)> {
    match (project(method, one.0, one.1), project(method, other.0, other.1)) {
        (Ok(one), Ok(other)) => Some((one, other)),
        (one, other) => {
            let (one, other) = (one.err(), other.err());
            assert_eq!(one, other, "{} refuses one alone", method.word());
            refusal(method, one.unwrap());
            None
        }
    }
}

/// Values and ends of intervals of `other` are those of `one` after the map, which turns them round or not.
fn corresponds(one: &Projection, other: &Projection, size: f64, turned: bool, map: impl Fn(f64) -> f64) {
    let word = one.method().word();
    let near = |left, right, size| within(nearness(one.method()), left, right, size);
    for ahead in AHEAD {
        let (Ok(middle), Ok(band)) = (one.value_at(ahead), one.band_at(ahead, Level::DEFAULT)) else {
            continue;
        };
        let expected = (map(middle.value()), map(band.low.value()), map(band.high.value()));
        let (middle, (low, high)) = (value(other, ahead), self::band(other, ahead, 95.0));
        let (low, high) = if turned { (high, low) } else { (low, high) };
        let size = size.max((expected.1 - expected.2).abs());
        assert!(near(middle, expected.0, size), "{word} at {ahead}: {middle}, not {}", expected.0);
        assert!(near(low, expected.1, size), "{word} at {ahead}: {low}, not {}", expected.1);
        assert!(near(high, expected.2, size), "{word} at {ahead}: {high}, not {}", expected.2);
    }
}

/// Whether a later interval is no narrower than an earlier one: in units of the values or in logarithms,
/// whichever the errors of the method are told in.
fn no_narrower(before: (f64, f64), after: (f64, f64), compound: bool, slack: f64) -> bool {
    let linear = after.1 - after.0 >= before.1 - before.0 - slack;
    linear || (compound && (after.1 / after.0).ln() >= (before.1 / before.0).ln() - slack)
}

/// A distance that grows with the error, on the scale of the method.
fn width(projection: &Projection, (low, high): (f64, f64), limits: Limits) -> f64 {
    match (limits.low, limits.high) {
        (Some(least), Some(most)) => ((high - least) / (most - high) / ((low - least) / (most - low))).ln(),
        _ if projection.is_compound() => (high / low).ln(),
        _ => high - low,
    }
}

proptest! {
    #![proptest_config(cases(100))]

    /// In other units the same is said.
    #[test]
    fn scale(figures in series(), factor in select(vec![2.0, 1000.0, 0.01, 0.3])) {
        let scaled = map(&figures, |value| factor * value);
        for method in methods() {
            if let Some((one, other)) = both(method, (&figures, Limits::default()), (&scaled, Limits::default())) {
                corresponds(&one, &other, factor * size(&figures), false, |value| factor * value);
            }
        }
    }

    /// Twice as much has no other digits, but where logarithms are taken.
    #[test]
    fn twice(figures in series()) {
        let doubled = map(&figures, |value| 2.0 * value);
        for method in methods() {
            let Some((one, other)) = both(method, (&figures, Limits::default()), (&doubled, Limits::default()))
                else { continue };
            if one.is_compound() {
                continue;
            }
            for ahead in AHEAD {
                let (one, other) = (value(&one, ahead), value(&other, ahead));
                prop_assert_eq!((2.0 * one).to_bits(), other.to_bits(), "{} at {}", method.word(), ahead);
            }
        }
    }

    /// Shares of one are shares in per cent.
    #[test]
    fn scale_with_limits(figures in shares(), step in select(vec![0.1, 1.0])) {
        let ones = map(&figures, |value| value / 128.0);
        let of_one = between(Some(0.0), Some(100.0 / 128.0), step / 128.0);
        for method in methods() {
            if let Some((one, other)) = both(method, (&figures, Limits::percent(step)), (&ones, of_one)) {
                corresponds(&one, &other, size(&ones), false, |value| value / 128.0);
            }
        }
    }

    /// A deficit is a surplus with the other sign.
    #[test]
    fn mirror(figures in mixed()) {
        let mirrored = map(&figures, |value| -value);
        for method in methods() {
            if let Some((one, other)) = both(method, (&figures, Limits::default()), (&mirrored, Limits::default())) {
                prop_assert!(!one.is_compound() && !other.is_compound());
                corresponds(&one, &other, size(&figures), true, |value| -value);
            }
        }
    }

    /// The share of those who do not is 100 less the share of those who do.
    #[test]
    fn mirror_of_shares(figures in shares()) {
        let mirrored = map(&figures, |value| 100.0 - value);
        let limits = Limits::percent(0.1);
        let Some((one, other)) = both(Method::Auto, (&figures, limits), (&mirrored, limits)) else { return Ok(()) };
        corresponds(&one, &other, 100.0, true, |value| 100.0 - value);
    }

    /// Years may be counted from any year.
    #[test]
    fn shift(figures in series(), years in -2000..2000i32) {
        let shifted: Figures = figures.iter().map(|(time, value)| (time + f64::from(years), *value)).collect();
        for method in methods() {
            if let Some((one, other)) = both(method, (&figures, Limits::default()), (&shifted, Limits::default())) {
                corresponds(&one, &other, size(&figures), false, |value| value);
            }
        }
    }

    /// What never changed does not change.
    #[test]
    fn constant(at in prop_oneof![1e-3..1e6, -1e6..-1e-3, Just(0.0)], times in (2..30usize).prop_flat_map(times)) {
        let figures: Figures = times.into_iter().map(|time| (time, at)).collect();
        for method in methods() {
            match project(method, &figures, Limits::default()) {
                Ok(projection) => for ahead in AHEAD {
                    let found = value(&projection, ahead);
                    prop_assert!(close(found, at, 0.0), "{} at {ahead}: {found}", method.word());
                }
                Err(reason) => refusal(method, reason),
            }
        }
    }

    /// Points on a line lie on it in the future too.
    #[test]
    fn line(first in -1000..1000i32, slope in -100..100i32, times in (4..30usize).prop_flat_map(times)) {
        let (first, slope, start) = (f64::from(first), f64::from(slope), times[0]);
        let figures: Figures = times.iter().map(|time| (*time, first + slope * (time - start))).collect();
        for method in named(&LINES) {
            let projection = project(method, &figures, Limits::default()).unwrap();
            for ahead in AHEAD {
                let found = value(&projection, ahead);
                let expected = first + slope * (times[times.len() - 1] + ahead - start);
                prop_assert!(close(found, expected, size(&figures)), "{}: {found}, not {expected}", method.word());
            }
        }
    }

    /// Points at one rate go on at it.
    #[test]
    fn rate(first in 1.0..1000.0, rate in 0.8..1.25, times in (4..30usize).prop_flat_map(times)) {
        let start = times[0];
        let figures: Figures = times.iter().map(|time| (*time, first * f64::powf(rate, time - start))).collect();
        for method in named(&RATES) {
            let projection = project(method, &figures, Limits::default()).unwrap();
            for ahead in AHEAD {
                let found = value(&projection, ahead);
                let expected = first * f64::powf(rate, times[times.len() - 1] + ahead - start);
                prop_assert!(close(found, expected, 0.0), "{}: {found}, not {expected}", method.word());
            }
        }
    }

    /// The theta method carries on half the slope of a line, and the half in logarithms of a rate.
    #[test]
    fn half_a_slope(first in 1.0..1000.0, slope in 0.1..10.0, count in 4..30usize) {
        let line: Figures = (0..count).map(|year| (year as f64, first + slope * year as f64)).collect();
        let rate: Figures = (0..count).map(|year| (year as f64, first * f64::powf(1.0 + slope / 100.0, year as f64))).collect();
        for method in named(&["theta"]) {
            let projection = project(method, &line, Limits::default()).unwrap();
            let change = value(&projection, 3.0) - value(&projection, 2.0);
            prop_assert!(close(change, slope / 2.0, size(&line)), "{change}, not half of {slope}");
        }
        for method in named(&["log_theta"]) {
            let projection = project(method, &rate, Limits::default()).unwrap();
            let factor = value(&projection, 3.0) / value(&projection, 2.0);
            prop_assert!(close(factor, f64::sqrt(1.0 + slope / 100.0), 1.0), "{factor}");
        }
    }

    /// The last value goes on.
    #[test]
    fn last_value(figures in series()) {
        for method in named(&["last_value"]) {
            let projection = project(method, &figures, Limits::default()).unwrap();
            let last = figures[figures.len() - 1].1;
            prop_assert!(AHEAD.iter().all(|ahead| close(value(&projection, *ahead), last, 0.0)));
        }
    }

    /// A wider level has a wider interval, with the middle in all of them.
    #[test]
    fn nested(figures in series()) {
        for method in methods() {
            let Ok(projection) = project(method, &figures, Limits::default()) else { continue };
            for ahead in AHEAD {
                let Ok(middle) = projection.value_at(ahead) else { continue };
                let mut inner = (middle.value(), middle.value());
                for percent in LEVELS {
                    let Ok(outer) = projection.band_at(ahead, level(percent)) else { continue };
                    let outer = (outer.low.value(), outer.high.value());
                    prop_assert!(outer.0 <= inner.0 && inner.1 <= outer.1, "{}: {inner:?} in {outer:?}", method.word());
                    inner = outer;
                }
            }
        }
    }

    /// What is farther is no surer.
    #[test]
    fn farther(figures in prop_oneof![series(), shares()], percent in any::<bool>()) {
        let shares = figures.iter().all(|point| (0.0..=100.0).contains(&point.1));
        let limits = if percent && shares { Limits::percent(0.1) } else { Limits::default() };
        // Near a limit the digits of a share say little of its logit.
        let told = |(low, high): (f64, f64)| limits.low.is_none() || (low > 1e-6 && high < 100.0 - 1e-6);
        for method in methods() {
            let Ok(projection) = project(method, &figures, limits) else { continue };
            if limits.low.is_some() && method != Method::Auto {
                continue;
            }
            let Ok(now) = projection.band_at(0.25, level(80.0)) else { continue };
            let mut before = (now.low.value(), now.high.value());
            if !told(before) {
                continue;
            }
            for ahead in [0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 8.0, 13.0] {
                let Ok(band) = projection.band_at(ahead, level(80.0)) else { break };
                let band = (band.low.value(), band.high.value());
                if !told(band) {
                    break;
                }
                let slack = 1e-9 * (1.0 + size(&figures));
                let wide = match limits.low {
                    Some(_) => width(&projection, band, limits) >= width(&projection, before, limits) - slack,
                    None => no_narrower(before, band, projection.is_compound(), slack),
                };
                prop_assert!(wide, "{} at {ahead}: {band:?} after {before:?}", method.word());
                before = band;
            }
        }
    }

    /// The interval of 95 % leaves 2.5 % on each side.
    #[test]
    fn interval_and_probability(figures in series(), percent in select(LEVELS.to_vec())) {
        let tail = (1.0 - percent / 100.0) / 2.0;
        for method in methods() {
            let Ok(projection) = project(method, &figures, Limits::default()) else { continue };
            for ahead in AHEAD {
                let (Ok(middle), Ok(band)) = (projection.value_at(ahead), projection.band_at(ahead, level(percent)))
                    else { continue };
                let (low, middle, high) = (band.low.value(), middle.value(), band.high.value());
                // A width of few digits says little of its ends.
                if high - low <= 1e-6 * (size(&figures) + middle.abs()) {
                    continue;
                }
                let near = |found: f64, expected: f64| (found - expected).abs() < 1e-6;
                let at_least = |value| chance(&projection, ahead, Bound::AtLeast, value);
                let word = method.word();
                prop_assert!(near(at_least(high), tail), "{word} above: {}, not {tail}", at_least(high));
                prop_assert!(near(at_least(middle), 0.5), "{word} from the middle: {}", at_least(middle));
                // Of positive series that leap the interval is cut off at zero, with more than its tail below.
                if low <= 0.0 && figures.iter().all(|point| point.1 > 0.0) && method == Method::Auto {
                    prop_assert!(near(at_least(low), 1.0), "{word} from zero: {}", at_least(low));
                    continue;
                }
                prop_assert!(near(at_least(low), 1.0 - tail), "{word} from the low end: {}", at_least(low));
                let below = chance(&projection, ahead, Bound::AtMost, low);
                prop_assert!(near(below, tail), "{word} below: {below}, not {tail}");
            }
        }
    }

    /// A higher target is no likelier, and what is not attained is missed.
    #[test]
    fn targets(figures in prop_oneof![series(), shares()], mut marks in vec(-200.0..1000.0, 2..8), whole in any::<bool>()) {
        marks.sort_by(f64::total_cmp);
        let shares = figures.iter().all(|point| (0.0..=100.0).contains(&point.1));
        let limits = if shares && whole { Limits::percent(1.0) } else { Limits::default() };
        // Of the figures' own size, and the figures themselves.
        marks.extend(figures.iter().map(|point| point.1));
        marks.sort_by(f64::total_cmp);
        for method in methods() {
            let Ok(projection) = project(method, &figures, limits) else { continue };
            for ahead in AHEAD {
                let mut before = 1.0;
                for mark in &marks {
                    let Ok(found) = projection.probability(ahead, &Interval::of(Bound::AtLeast, &exact(*mark)))
                        else { continue };
                    let found = found.value();
                    let missed = chance(&projection, ahead, Bound::LessThan, *mark);
                    prop_assert!((0.0..=1.0).contains(&found), "{}: {found}", method.word());
                    prop_assert!(found <= before + 1e-12, "{} at {mark}: {found} > {before}", method.word());
                    prop_assert!((found + missed - 1.0).abs() < 1e-12, "{}: {found} + {missed}", method.word());
                    before = found;
                }
            }
        }
    }

    /// Neither the value nor the interval goes beyond a limit.
    #[test]
    fn limits(
        figures in prop_oneof![shares(), series()],
        (low, high) in prop_oneof![Just((Some(0.0), Some(100.0))), Just((Some(0.0), None)), Just((None, Some(100.0)))],
        step in select(vec![0.0, 0.1, 1.0]),
    ) {
        let limits = between(low, high, step);
        let (least, most) = (low.unwrap_or(f64::NEG_INFINITY), high.unwrap_or(f64::INFINITY));
        for method in methods() {
            let Ok(projection) = project(method, &figures, limits) else { continue };
            for ahead in AHEAD {
                let Ok(middle) = projection.value_at(ahead) else { continue };
                prop_assert!((least..=most).contains(&middle.value()), "{}: {}", method.word(), middle.value());
                for percent in LEVELS {
                    let Ok(band) = projection.band_at(ahead, level(percent)) else { continue };
                    let (low, high) = (band.low.value(), band.high.value());
                    prop_assert!(least <= low && high <= most, "{}: {low} to {high}", method.word());
                }
                if least.is_finite() {
                    let found = chance(&projection, ahead, Bound::AtLeast, least);
                    prop_assert!(close(found, 1.0, 1.0), "{}: {found} above the least", method.word());
                }
                if most.is_finite() {
                    let found = chance(&projection, ahead, Bound::AtMost, most);
                    prop_assert!(close(found, 1.0, 1.0), "{}: {found} below the most", method.word());
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(500))]

    /// Every series is carried on by finite numbers in their order, or refused for a reason.
    #[test]
    fn finite(figures in anything(), limits in select(vec![
        Limits::default(), Limits::percent(0.1), between(Some(-1e300), Some(1e300), 0.0),
        between(Some(0.0), None, 1.0),
    ])) {
        for method in methods() {
            let projection = match project(method, &figures, limits) {
                Ok(projection) => projection,
                Err(reason) => { refusal(method, reason); continue }
            };
            for ahead in [0.0, 1e-9, 1.0, 7.5, FARTHEST] {
                match projection.band_at(ahead, Level::DEFAULT) {
                    Ok(band) => {
                        let (low, high) = (band.low.value(), band.high.value());
                        prop_assert!(low.is_finite() && high.is_finite() && low <= high, "{}: {low} to {high}", method.word());
                        let middle = value(&projection, ahead);
                        prop_assert!(low <= middle && middle <= high, "{}: {middle} in {low} to {high}", method.word());
                    }
                    Err(reason) => refusal(method, reason),
                }
                for mark in [0.0, 1.0, -1e300, 1e300, figures[0].1] {
                    match projection.probability(ahead, &Interval::of(Bound::AtLeast, &exact(mark))) {
                        Ok(found) => prop_assert!((0.0..=1.0).contains(&found.value()), "{}", method.word()),
                        Err(reason) => refusal(method, reason),
                    }
                }
            }
        }
    }
}

#[test]
fn indicators_are_never_refused_by_the_default_rule() {
    for count in 1..40 {
        let figures: Figures =
            (0..count).map(|year| (f64::from(year), 50.0 + f64::from(year * 7 % 5))).collect();
        let projection = project(Method::Auto, &figures, Limits::default()).unwrap();
        assert!(AHEAD.iter().all(|ahead| value(&projection, *ahead) > 0.0));
    }
}

#[test]
fn times_out_of_reach() {
    for method in methods() {
        let figures = (0..20).map(|year| (f64::from(year), f64::from(10 + year + year % 3))).collect();
        let projection = project(method, &figures, Limits::default()).unwrap();
        assert_eq!(projection.value_at(-0.1), Err(Reason::NoTime));
        assert_eq!(projection.value_at(f64::NAN), Err(Reason::NoTime));
        assert_eq!(projection.value_at(FARTHEST + 0.1), Err(Reason::TooFar));
        assert_eq!(projection.value_at(f64::INFINITY), Err(Reason::TooFar));
        assert!(projection.value_at(0.0).is_ok() && projection.value_at(FARTHEST).is_ok());
    }
}

#[test]
fn ten_thousand_figures() {
    let figures: Figures =
        (0..10_000).map(|day| (f64::from(day) / 365.0, 100.0 + f64::from(day * 37 % 101))).collect();
    for method in methods() {
        match project(method, &figures, Limits::default()) {
            Ok(projection) => assert!(value(&projection, 1.0).is_finite()),
            Err(reason) => refusal(method, reason),
        }
    }
}

#[test]
fn what_is_no_history() {
    let new = |points: &[(f64, f64)]| History::new(points).map(History::len);
    assert_eq!(new(&[]), Err(HistoryError::Empty));
    assert_eq!(new(&[(0.0, f64::NAN)]), Err(HistoryError::NotFinite { index: 0 }));
    assert_eq!(new(&[(0.0, 1.0), (f64::INFINITY, 1.0)]), Err(HistoryError::NotFinite { index: 1 }));
    assert_eq!(new(&[(0.0, 1.0), (1.0, f64::NEG_INFINITY)]), Err(HistoryError::NotFinite { index: 1 }));
    assert_eq!(new(&[(0.0, 1.0), (0.0, 2.0)]), Err(HistoryError::NotLater { index: 1 }));
    assert_eq!(new(&[(0.0, 1.0), (1.0, 2.0), (0.5, 2.0)]), Err(HistoryError::NotLater { index: 2 }));
    assert_eq!(new(&[(-0.5, 1.0), (0.0, 2.0)]), Ok(2));
}
