//! Exponential smoothing: a level, and perhaps a trend, that forget.

use super::distinct::{distinct, median, steps};
use super::finite;
use crate::known::{Known, Reason};
use crate::number::Estimate;

/// The bounds of α and of β ÷ α, and of the damping φ, as in R's forecast.
const SHARES: (f64, f64) = (1e-4, 0.9999);
const DAMPINGS: (f64, f64) = (0.8, 0.98);

/// A smoothed series: what [`simple_smoothing`], [`holt`] and [`damped_trend`] find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Smoothed {
    alpha: Estimate,
    beta: Estimate,
    phi: Estimate,
    level: Estimate,
    trend: Estimate,
    at: Estimate,
    spacing: Estimate,
    /// From one spacing before the first point to the last one, in spacings.
    length: Estimate,
    squares: Estimate,
    degrees: usize,
}

impl Smoothed {
    /// α, the share of a deviation that enters the level after one spacing; from 0.0001 to 0.9999.
    #[must_use]
    pub fn alpha(self) -> Estimate {
        self.alpha
    }

    /// β, the share of a deviation that enters the trend after one spacing, less than α; 0 without a trend.
    #[must_use]
    pub fn beta(self) -> Estimate {
        self.beta
    }

    /// φ, what is left of the trend after one spacing; from 0.8 to 0.98 if it is damped, else 1.
    #[must_use]
    pub fn phi(self) -> Estimate {
        self.phi
    }

    /// The level at the newest point, in the unit of the values.
    #[must_use]
    pub fn level(self) -> Estimate {
        self.level
    }

    /// The trend at the newest point, in the unit of the values a spacing.
    #[must_use]
    pub fn trend(self) -> Estimate {
        self.trend
    }

    /// The time of the newest point, in years of the given origin.
    #[must_use]
    pub fn at(self) -> Estimate {
        self.at
    }

    /// The median of the years from one point to the next: the unit of time of the parameters.
    #[must_use]
    pub fn spacing(self) -> Estimate {
        self.spacing
    }

    /// The length of the series in spacings, with one before the first point.
    pub(super) fn length(self) -> f64 {
        self.length.value()
    }

    /// The sum of the squared deviations of the points from what was expected one step before.
    #[must_use]
    pub fn squares(self) -> Estimate {
        self.squares
    }

    /// The points less the parameters and initial states that are estimated: 2, 4 or 5.
    #[must_use]
    pub fn degrees(self) -> f64 {
        self.degrees as f64
    }

    /// The variance of a deviation: [`Smoothed::squares`] ÷ [`Smoothed::degrees`].
    ///
    /// # Errors
    /// [`Reason::OutOfRange`] if it is not finite.
    pub fn variance(self) -> Known<Estimate> {
        finite(self.squares.value() / self.degrees())
    }

    /// The spacings from the newest point to a time.
    pub(super) fn ahead(self, years: f64) -> Known<f64> {
        let ahead = (years - self.at.value()) / self.spacing.value();
        if ahead < 0.0 { Err(Reason::NoTime) } else { Ok(finite(ahead)?.value()) }
    }

    /// The value expected at a time in years of the same origin, in the unit of the values:
    /// level + (φ + φ² + .. + φ^h) × trend, h spacings ahead.
    ///
    /// # Errors
    /// [`Reason::NoTime`] before the newest point. [`Reason::OutOfRange`] if the time or the value is not
    /// finite.
    pub fn value_at(self, years: f64) -> Known<Estimate> {
        let ahead = self.ahead(years)?;
        finite(self.level.value() + damped_sum(self.phi.value(), ahead) * self.trend.value())
    }

    /// The variance of the value at a time around what is expected, in closed form (Hyndman, Koehler, Ord and
    /// Snyder, Forecasting with Exponential Smoothing, 2008, table 6.1, class 1). The formulas hold for whole
    /// spacings; between them they are continued, down to variance × (1 − α²) at the newest point, and
    /// nowhere do they fall with time.
    ///
    /// # Errors
    /// As [`Smoothed::value_at`].
    pub fn variance_at(self, years: f64) -> Known<Estimate> {
        let h = self.ahead(years)?;
        finite(self.variance()?.value() * self.growth(h))
    }

    /// What the variance is of that of one step.
    fn growth(self, h: f64) -> f64 {
        let (a, b, phi) = (self.alpha.value(), self.beta.value(), self.phi.value());
        if phi >= 1.0 {
            return 1.0 + (h - 1.0) * (a * a + a * b * h + b * b * h * (2.0 * h - 1.0) / 6.0);
        }
        let (lost, power) = (1.0 - phi, libm::pow(phi, h));
        let lasting = b * phi * h / (lost * lost) * (2.0 * a * lost + b * phi);
        let passing = b * phi * (1.0 - power) / (lost * lost * (1.0 - phi * phi))
            * (2.0 * a * (1.0 - phi * phi) + b * phi * (1.0 + 2.0 * phi - power));
        1.0 + a * a * (h - 1.0) + lasting - passing
    }
}

/// φ + φ² + .. + φ^h, continued between whole numbers.
fn damped_sum(phi: f64, h: f64) -> f64 {
    if phi >= 1.0 { h } else { phi * (1.0 - libm::pow(phi, h)) / (1.0 - phi) }
}

/// What is estimated beside the initial level.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Trending {
    Not,
    Undamped,
    Damped,
}

/// The parameters of one trial.
#[derive(Clone, Copy, Debug)]
struct Trial {
    alpha: f64,
    /// β ÷ α.
    share: f64,
    phi: f64,
}

/// What a gap of one length does.
#[derive(Clone, Copy, Debug)]
struct Gain {
    /// The share of a deviation that enters the level, and what enters the trend.
    level: f64,
    trend: f64,
    /// The way of the trend over the gap, and what is left of it.
    way: f64,
    left: f64,
}

impl Trial {
    fn gain(self, gap: f64) -> Gain {
        // The usual gap takes no powers, and its gains are the parameters to the bit.
        if gap.total_cmp(&1.0).is_eq() {
            let trend = self.alpha * self.share;
            return Gain { level: self.alpha, trend, way: self.phi, left: self.phi };
        }
        let level = 1.0 - libm::pow(1.0 - self.alpha, gap);
        let trend = (1.0 - libm::pow(1.0 - self.share, gap)) * level / gap;
        Gain { level, trend, way: damped_sum(self.phi, gap), left: libm::pow(self.phi, gap) }
    }
}

/// A level and a trend.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    level: f64,
    trend: f64,
}

impl State {
    /// Goes on to a value; how far it is from what was expected.
    fn step(&mut self, gain: Gain, value: f64) -> f64 {
        let expected = self.level + gain.way * self.trend;
        let beyond = value - expected;
        self.level = expected + gain.level * beyond;
        self.trend = gain.left * self.trend + gain.trend * beyond;
        beyond
    }
}

/// A fit for the parameters of one trial.
#[derive(Clone, Copy, Debug)]
struct Outcome {
    squares: f64,
    last: State,
}

/// A series as the recursion takes it.
struct Series {
    /// The lengths of gaps that occur, in spacings.
    gaps: Vec<f64>,
    /// For every point the place of its gap, and the value.
    values: Vec<(usize, f64)>,
    trending: bool,
    // What trials write to: the gains of the gaps, and for every point the deviation from zero states, and
    // how it changes with the initial level and trend.
    gains: Vec<Gain>,
    deviations: Vec<[f64; 3]>,
}

impl Series {
    /// Least squares of the initial states, in which all deviations are linear, by orthogonal columns
    /// (Gram, 1883; Schmidt, 1907).
    fn outcome(&mut self, trial: Trial) -> Outcome {
        self.gains.clear();
        self.gains.extend(self.gaps.iter().map(|gap| trial.gain(*gap)));
        self.deviations.clear();
        let (mut zero, mut of_level, mut of_trend) =
            (State::default(), State { level: 1.0, trend: 0.0 }, State { level: 0.0, trend: 1.0 });
        let (mut levels, mut mixed) = (0.0, 0.0);
        for &(gap, value) in &self.values {
            let Some(&gain) = self.gains.get(gap) else { continue };
            let row = [zero.step(gain, value), of_level.step(gain, 0.0), of_trend.step(gain, 0.0)];
            let [_, by_level, by_trend] = row;
            levels += by_level * by_level;
            mixed += by_level * by_trend;
            self.deviations.push(row);
        }
        let mut trend = 0.0;
        if self.trending {
            let slant = mixed / levels;
            let (mut product, mut squares) = (0.0, 0.0);
            for [beyond, by_level, by_trend] in &self.deviations {
                let across = by_trend - slant * by_level;
                product += beyond * across;
                squares += across * across;
            }
            trend = if squares > 0.0 { -product / squares } else { 0.0 };
        }
        let mut product = 0.0;
        for [beyond, by_level, by_trend] in &self.deviations {
            product += (beyond + trend * by_trend) * by_level;
        }
        let level = -product / levels;
        let mut squares = 0.0;
        for [beyond, by_level, by_trend] in &self.deviations {
            let left = beyond + trend * by_trend + level * by_level;
            squares += left * left;
        }
        let last = State {
            level: zero.level + level * of_level.level + trend * of_trend.level,
            trend: zero.trend + level * of_level.trend + trend * of_trend.trend,
        };
        Outcome { squares: if squares >= 0.0 { squares } else { f64::INFINITY }, last }
    }
}

/// From so many points of the grid the search goes on.
const STARTS: usize = 4;

/// The lowest point of a function on the unit cube that a fixed search finds: the best points of a grid that
/// have no lower neighbour, from each of which the method of Hooke and Jeeves (1961) goes on with steps that
/// halve.
fn lowest<const D: usize>(
    grid: [usize; D],
    halvings: u32,
    mut height: impl FnMut([f64; D]) -> f64,
) -> [f64; D] {
    let mut points: Vec<(f64, [f64; D])> = Vec::new();
    for mut place in 0..grid.iter().product() {
        let mut at = [0.0; D];
        for (coordinate, count) in at.iter_mut().zip(grid) {
            *coordinate = (place % count) as f64 / (count as f64 - 1.0);
            place /= count;
        }
        points.push((height(at), at));
    }
    let is_dip = |place: usize, low: f64| {
        let mut stride = 1;
        grid.iter().all(|count| {
            let (row, step) = (place / stride % count, stride);
            stride *= count;
            let before = (row > 0).then(|| place - step);
            let after = (row + 1 < *count).then(|| place + step);
            let mut beside = [before, after].into_iter().flatten().filter_map(|place| points.get(place));
            beside.all(|(height, _)| *height >= low)
        })
    };
    let dips = points.iter().enumerate().filter(|(place, point)| is_dip(*place, point.0));
    let mut starts: Vec<_> = dips.map(|(_, point)| *point).collect();
    // A stable sort: of equal heights the first stays first.
    starts.sort_by(|a, b| a.0.total_cmp(&b.0));
    starts.truncate(STARTS);
    for (lowest, at) in &mut starts {
        let (mut scale, mut halved) = (0.5, 0);
        // The steps down, and those that halve.
        for _ in 0..(8 * halvings) {
            let (before, lowest_before) = (*at, *lowest);
            for (place, count) in grid.iter().enumerate() {
                let step = scale / (*count as f64 - 1.0);
                for step in [step, -step] {
                    let mut next = *at;
                    if let Some(coordinate) = next.get_mut(place) {
                        *coordinate = (*coordinate + step).clamp(0.0, 1.0);
                    }
                    let found = height(next);
                    if found < *lowest {
                        (*lowest, *at) = (found, next);
                        break;
                    }
                }
            }
            if *lowest >= lowest_before {
                scale *= 0.5;
                halved += 1;
                if halved >= halvings {
                    break;
                }
                continue;
            }
            let mut onward = *at;
            for (coordinate, before) in onward.iter_mut().zip(before) {
                *coordinate = (2.0 * *coordinate - before).clamp(0.0, 1.0);
            }
            let found = height(onward);
            if found < *lowest {
                (*lowest, *at) = (found, onward);
            }
        }
    }
    starts.into_iter().min_by(|a, b| a.0.total_cmp(&b.0)).map_or([0.0; D], |(_, at)| at)
}

/// The number a share of the way between two others.
fn within((low, high): (f64, f64), share: f64) -> f64 {
    low + (high - low) * share
}

/// Simple exponential smoothing (Brown, 1956) of points (years, value): the level moves by a share α of every
/// deviation, and the forecast is the last level.
///
/// α and the initial level have the least sum of squared deviations from the forecasts one step before: the
/// level in closed form, α by a search of fixed steps from 0.0001 to 0.9999, as in R's forecast. The spacing of the points is their
/// median distance. Over a gap of d spacings the share is 1 − (1 − α)^d, so that memory fades with time and not
/// with the number of points (after Wright, 1986). Points of the same time are taken as their mean.
///
/// ```
/// use attainment::project::simple_smoothing;
/// let smoothed = simple_smoothing(&[(2020.0, 50.0), (2021.0, 53.0), (2022.0, 49.0), (2023.0, 51.0)])?;
/// assert_eq!(smoothed.value_at(2025.0)?, smoothed.level());
/// # Ok::<(), attainment::facts::Reason>(())
/// ```
///
/// # Errors
/// [`Reason::TooFewPoints`] with fewer than three points of different times. [`Reason::OutOfRange`] if a
/// number is not finite, or the result is not.
pub fn simple_smoothing(points: &[(f64, f64)]) -> Known<Smoothed> {
    smoothed(points, Trending::Not)
}

/// The linear trend of Holt (1957) by points (years, value): level and trend both move with every deviation,
/// and the forecast goes on with the last trend for ever.
///
/// As [`simple_smoothing`], with β between 0.0001 α and 0.9999 α and with both initial states in closed form.
/// Over a gap of d spacings the trend takes 1 − (1 − β ÷ α)^d of the change that the level adds, by d.
///
/// # Errors
/// As [`simple_smoothing`], with fewer than five points.
pub fn holt(points: &[(f64, f64)]) -> Known<Smoothed> {
    smoothed(points, Trending::Undamped)
}

/// The damped trend of Gardner and McKenzie (1985) by points (years, value): as [`holt`], but of the trend
/// only the share φ is left after a spacing, between 0.8 and 0.98, and φ^d after d.
///
/// # Errors
/// As [`simple_smoothing`], with fewer than six points.
pub fn damped_trend(points: &[(f64, f64)]) -> Known<Smoothed> {
    smoothed(points, Trending::Damped)
}

fn smoothed(points: &[(f64, f64)], trending: Trending) -> Known<Smoothed> {
    let points = distinct(points)?;
    let estimated = match trending {
        Trending::Not => 2,
        Trending::Undamped => 4,
        Trending::Damped => 5,
    };
    let (Some(&(oldest, first)), Some(&(at, _))) = (points.first(), points.last()) else {
        return Err(Reason::TooFewPoints);
    };
    let degrees = points.len().checked_sub(estimated).filter(|degrees| *degrees > 0);
    let degrees = degrees.ok_or(Reason::TooFewPoints)?;
    let spacing = median(steps(&points).map(|step| step.0).collect()).ok_or(Reason::TooFewPoints)?;
    // Values from the first one on, as parts of a power of two near the greatest: no square is too large
    // or too small.
    let greatest = points.iter().fold(0.0, |greatest: f64, point| greatest.max(libm::fabs(point.1 - first)));
    if !(finite(greatest)?.value() < 1e300 && spacing > 1e-300 && spacing < 1e300) {
        return Err(Reason::OutOfRange);
    }
    let exponent = if greatest > 0.0 { libm::ilogb(greatest) } else { 0 };
    let in_spacings: Vec<f64> =
        std::iter::once(1.0).chain(steps(&points).map(|step| step.0 / spacing)).collect();
    let mut gaps = in_spacings.clone();
    gaps.sort_unstable_by(f64::total_cmp);
    gaps.dedup_by(|a, b| a.total_cmp(b).is_eq());
    let place = |gap: &f64| gaps.binary_search_by(|other| other.total_cmp(gap)).unwrap_or_default();
    let values = in_spacings
        .iter()
        .zip(&points)
        .map(|(gap, point)| (place(gap), libm::ldexp(point.1 - first, -exponent)))
        .collect();
    let trending_at_all = trending != Trending::Not;
    let mut series =
        Series { gaps, values, trending: trending_at_all, gains: Vec::new(), deviations: Vec::new() };
    let trial = match trending {
        Trending::Not => {
            let of = |[x]: [f64; 1]| Trial { alpha: within(SHARES, x), share: 0.0, phi: 1.0 };
            of(lowest([33], 24, |x| series.outcome(of(x)).squares))
        }
        Trending::Undamped => {
            let of =
                |[x, y]: [f64; 2]| Trial { alpha: within(SHARES, x), share: within(SHARES, y), phi: 1.0 };
            of(lowest([13, 9], 16, |x| series.outcome(of(x)).squares))
        }
        Trending::Damped => {
            let of = |[x, y, z]: [f64; 3]| Trial {
                alpha: within(SHARES, x),
                share: within(SHARES, y),
                phi: within(DAMPINGS, z),
            };
            of(lowest([11, 7, 7], 16, |x| series.outcome(of(x)).squares))
        }
    };
    let Outcome { squares, last } = series.outcome(trial);
    Ok(Smoothed {
        alpha: finite(trial.alpha)?,
        beta: finite(trial.alpha * trial.share)?,
        phi: finite(trial.phi)?,
        level: finite(first + libm::ldexp(last.level, exponent))?,
        trend: finite(if trending_at_all { libm::ldexp(last.trend, exponent) } else { 0.0 })?,
        at: finite(at)?,
        spacing: finite(spacing)?,
        length: finite((at - oldest) / spacing + 1.0)?,
        squares: finite(libm::ldexp(squares, 2 * exponent))?,
        degrees,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(found: f64, expected: f64, within: f64) {
        assert!(libm::fabs(found - expected) <= within, "{found} is not {expected} within {within}");
    }

    fn yearly(values: &[f64]) -> Vec<(f64, f64)> {
        (0..).map(|year| f64::from(2001 + year)).zip(values.iter().copied()).collect()
    }

    const NILE: [f64; 12] =
        [975.0, 815.0, 1020.0, 906.0, 901.0, 1170.0, 912.0, 746.0, 919.0, 718.0, 714.0, 740.0];

    /// A fit with given parameters.
    fn with(alpha: f64, beta: f64, phi: f64) -> Known<Smoothed> {
        Ok(Smoothed {
            alpha: finite(alpha)?,
            beta: finite(beta)?,
            phi: finite(phi)?,
            level: finite(10.0)?,
            trend: finite(1.0)?,
            at: finite(0.0)?,
            spacing: finite(1.0)?,
            length: finite(9.0)?,
            squares: finite(1.0)?,
            degrees: 1,
        })
    }

    // The variance of h steps is 1 + the sum of the squares of c_j = alpha + beta (phi + .. + phi^j), j < h
    // (Hyndman, Koehler, Ord and Snyder 2008, 6.1); it never falls.
    #[test]
    fn variances_add_up() -> Known<()> {
        for share in [0.0, 0.0001, 0.1, 0.5, 0.9999] {
            for alpha in [0.0001, 0.1, 0.5, 0.9999] {
                for phi in [0.8, 0.9, 0.98, 1.0] {
                    let fit = with(alpha, share * alpha, phi)?;
                    let mut sum = 1.0;
                    for step in 1..40 {
                        near(fit.growth(f64::from(step)), sum, 1e-10 * sum);
                        let c = alpha * (1.0 + share * damped_sum(phi, f64::from(step)));
                        sum += c * c;
                    }
                    let mut before = 0.0;
                    for part in 0..400 {
                        let found = fit.growth(f64::from(part) / 16.0);
                        assert!(found >= before - 1e-12, "{alpha} {share} {phi} {part}: {found} < {before}");
                        before = found;
                    }
                }
            }
        }
        Ok(())
    }

    // Nile (R datasets), the last 12 years: the parameters on a grid.
    #[test]
    fn nothing_near_is_lower() -> Known<()> {
        let points = yearly(&NILE);
        let values: Vec<_> = points.iter().map(|point| (0, point.1)).collect();
        let mut series =
            Series { gaps: vec![1.0], values, trending: false, gains: Vec::new(), deviations: Vec::new() };
        let found = simple_smoothing(&points)?.squares().value();
        for step in 1..10_000 {
            let trial = Trial { alpha: f64::from(step) * 1e-4, share: 0.0, phi: 1.0 };
            assert!(series.outcome(trial).squares >= found * (1.0 - 1e-9));
        }
        series.trending = true;
        let damped = damped_trend(&points)?.squares().value();
        let undamped = holt(&points)?.squares().value();
        for place in 0..50 * 50 * 10 {
            let share = |part: usize, of: usize| part as f64 / (of as f64 - 1.0);
            let mut trial = Trial {
                alpha: within(SHARES, share(place % 50, 50)),
                share: within(SHARES, share(place / 50 % 50, 50)),
                phi: within(DAMPINGS, share(place / 2500, 10)),
            };
            assert!(series.outcome(trial).squares >= damped * (1.0 - 1e-9));
            trial.phi = 1.0;
            assert!(series.outcome(trial).squares >= undamped * (1.0 - 1e-9));
        }
        Ok(())
    }

    // A year left out: the level of the memory of two years, by the same recursion with an observation that
    // changes nothing in between.
    #[test]
    fn memory_fades_over_gaps() {
        let trial = Trial { alpha: 0.3, share: 0.4, phi: 0.9 };
        let (one, two) = (trial.gain(1.0), trial.gain(2.0));
        near(1.0 - two.level, (1.0 - one.level) * (1.0 - one.level), 1e-15);
        near(two.way, one.way + one.way * one.left, 1e-15);
        near(two.left, one.left * one.left, 1e-15);
        near(two.trend, (1.0 - 0.6 * 0.6) * two.level / 2.0, 1e-15);
        let near_one = trial.gain(1.0 + 1e-12);
        near(near_one.level, one.level, 1e-11);
        near(near_one.trend, one.trend, 1e-11);
        near(near_one.way, one.way, 1e-11);
    }

    #[test]
    fn lines_go_on() -> Known<()> {
        let line =
            [(2001.0, 3.0), (2002.0, 5.0), (2003.0, 7.0), (2006.0, 13.0), (2007.0, 15.0), (2008.0, 17.0)];
        let found = holt(&line)?;
        near(found.value_at(2030.0)?.value(), 61.0, 1e-9);
        near(found.variance_at(2030.0)?.value(), 0.0, 1e-18);
        let flat = [4.0; 7];
        for fit in [simple_smoothing, holt, damped_trend] {
            let found = fit(&yearly(&flat))?;
            near(found.value_at(2050.0)?.value(), 4.0, 0.0);
            near(found.variance_at(2050.0)?.value(), 0.0, 0.0);
        }
        Ok(())
    }

    #[test]
    fn what_cannot_be_smoothed_says_why() -> Known<()> {
        for (fit, least) in
            [(simple_smoothing as fn(&[(f64, f64)]) -> Known<Smoothed>, 3), (holt, 5), (damped_trend, 6)]
        {
            let points = yearly(&NILE);
            assert!(points.get(..least).is_some_and(|points| fit(points).is_ok()));
            assert!(points.get(..least - 1).is_some_and(|points| fit(points) == Err(Reason::TooFewPoints)));
            assert_eq!(fit(&[]), Err(Reason::TooFewPoints));
            assert_eq!(fit(&[(0.0, f64::NAN); 9]), Err(Reason::OutOfRange));
            assert_eq!(fit(&[(0.0, 1.0); 9]), Err(Reason::TooFewPoints));
            let wide = yearly(&[f64::MAX, -f64::MAX, 1.0, 2.0, 3.0, 4.0, 5.0]);
            assert_eq!(fit(&wide), Err(Reason::OutOfRange));
            let found = fit(&points)?;
            assert_eq!(found.value_at(2000.0), Err(Reason::NoTime));
            assert_eq!(found.variance_at(f64::NAN), Err(Reason::OutOfRange));
            let reversed: Vec<_> = points.iter().rev().copied().collect();
            assert_eq!(fit(&reversed)?, found);
            let mirrored: Vec<_> = points.iter().map(|(year, value)| (*year, -4.0 * value)).collect();
            assert_eq!(fit(&mirrored)?.alpha(), found.alpha());
            near(fit(&mirrored)?.level().value(), -4.0 * found.level().value(), 0.0);
            near(fit(&mirrored)?.trend().value(), -4.0 * found.trend().value(), 0.0);
        }
        Ok(())
    }
}
