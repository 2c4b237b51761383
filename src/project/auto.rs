//! The default forecast: the last value, moved by a part of the usual growth.

use super::projection::{Course, Walk};
use super::scale::{Limits, Scale};
use super::student::Student;
use super::{Growth, History, Level, Method, Projection};
use crate::known::{Known, Reason};

/// The years that are looked back.
const WINDOW: f64 = 20.0;
/// The greatest growth a year that counts as growth, in logarithms.
const CLIP: f64 = 0.12;
/// The weight of a change, of that of a change a year later.
const RECENCY: f64 = 0.9;
/// How much the noise of the growth counts against it.
const NOISE: f64 = 0.8;
/// The growth a year that one change can vouch for, in logarithms; many can for more.
const CAP: f64 = 0.06;
/// The part of the trusted growth that is carried on.
const CARRIED: f64 = 0.7;
/// The trust in a single change.
const TRUST_ONCE: f64 = 0.5;
/// How far the last value is drawn to the smoothed level.
const SMOOTHED: f64 = 0.3;
/// The smoothing constants that are tried.
const ALPHAS: [f64; 5] = [0.1, 0.3, 0.5, 0.7, 0.9];

/// The squared error of the first year ahead, as a share of the squared scale of changes.
const FIRST_YEAR: f64 = 0.5;
/// The degrees of freedom of the error.
const DEGREES: f64 = 4.0;
/// Its quantiles for intervals that are often asked for: the level in per cent and the upper end.
const REACHES: [(f64, f64); 2] = [(80.0, 1.533_206_274_058_943_8), (95.0, 2.776_445_105_197_798_7)];
/// The part of the usual change that counts as its uncertainty.
const DOUBT: f64 = 0.5;
/// The most that a series' own changes count against what is expected of changes.
const OWN: f64 = 0.91;
/// How many changes that expectation is worth.
const PRIOR_CHANGES: f64 = 0.75;
/// The scale of yearly changes that is expected, in logarithms.
const PRIOR: f64 = 0.48;
/// The scale of yearly changes where none or one is seen.
const PRIOR_ALONE: f64 = 0.22;
/// The least scale of yearly changes.
const STEADIEST: f64 = 0.001;
/// The greatest change a year that counts in it, in logarithms.
const JUMP: f64 = 0.7;
/// In units of the values, how many changes the size of the values is worth, and how much it counts.
const LINEAR_CHANGES: f64 = 3.0;
const LINEAR_SIZE: f64 = 12.0;
/// The scale of yearly changes, in logarithms, beyond which errors are told in units of the values, and how
/// much the size of the values counts then, and where all values have one sign.
const JUMPY: f64 = 0.45;
const JUMPY_SIZE: f64 = 2.0;
/// In units of the values, the squared t statistic beyond which there is a trend.
const LINEAR_NOISE: f64 = 8.0;
/// How many changes the expectation is worth that a change says nothing of the next one.
const LINEAR_TURNS: f64 = 4.0;
/// The most points that are read: those of twenty years of months.
const MOST: usize = 241;
/// Those of twenty years, which take less memory.
const YEARLY: usize = 21;

/// The points that are read: those of the last years, and no more than can be held.
fn recent(history: History<'_>) -> &[(f64, f64)] {
    let points = history.points();
    let newest = history.last().0;
    // A thousandth of a year is the rounding of days.
    let years = points.partition_point(|point| newest - point.0 > WINDOW + 0.001);
    let most = points.len().saturating_sub(MOST);
    points.get(years.max(most)..).unwrap_or(points)
}

/// The limits, with it noted where a value of the whole series was not positive: it may be so again.
fn noted(history: History<'_>, limits: Limits) -> Limits {
    let positive = history.points().iter().all(|point| point.1 > 0.0);
    Limits { signed: limits.signed || !positive, ..limits }
}

/// A step from one point to the next, on the scale.
#[derive(Clone, Copy, Default)]
struct Step {
    /// The years that it took.
    years: f64,
    /// The change.
    change: f64,
    /// Its weight.
    weight: f64,
}

/// A series of at most `N` points on its scale, without memory of its own.
struct Series<const N: usize> {
    levels: [f64; N],
    steps: [Step; N],
    count: usize,
}

impl<const N: usize> Series<N> {
    fn of(points: &[(f64, f64)], scale: Scale) -> Self {
        let mut series = Self { levels: [0.0; N], steps: [Step::default(); N], count: 0 };
        for ((_, value), level) in points.iter().zip(&mut series.levels) {
            *level = scale.to(*value);
        }
        series.count = points.len().clamp(1, N);
        let (changes, times) = (series.levels.windows(2), points.windows(2));
        for ((step, levels), times) in series.steps.iter_mut().zip(changes).zip(times) {
            if let ([before, after], [first, second]) = (levels, times) {
                *step = Step { years: second.0 - first.0, change: after - before, weight: 1.0 };
            }
        }
        // The newest change counts most.
        let mut weight = 1.0;
        let changes = series.count - 1;
        for step in series.steps.iter_mut().take(changes).rev() {
            step.weight = weight;
            weight *= if is_one(step.years) { RECENCY } else { libm::pow(RECENCY, step.years) };
        }
        series
    }

    fn levels(&self) -> &[f64] {
        self.levels.get(..self.count).unwrap_or_default()
    }

    fn steps(&self) -> &[Step] {
        self.steps.get(..self.count.saturating_sub(1)).unwrap_or_default()
    }

    fn last(&self) -> f64 {
        self.levels().last().copied().unwrap_or_default()
    }

    /// The weighted mean of something of the steps.
    fn mean(&self, of: impl Fn(&Step) -> f64) -> f64 {
        let (mut sum, mut total) = (0.0, 0.0);
        for step in self.steps().iter().rev() {
            sum += step.weight * of(step);
            total += step.weight;
        }
        sum / total
    }

    /// The usual growth a year, changes beyond `most` a year counting as that, and the variance of growth
    /// between years: `None` of a single point.
    fn usual(&self, most: f64) -> Option<Usual> {
        let count = self.steps().len();
        let clipped = |step: &Step| (step.change / step.years).clamp(-most, most);
        let (mut rates, mut years, mut sum) = ([0.0; N], 0.0, 0.0);
        for (rate, step) in rates.iter_mut().zip(self.steps()) {
            *rate = step.change / step.years;
            years += step.years;
            sum += clipped(step) * step.years;
        }
        let mean = sum / years;
        let squares: f64 = self
            .steps()
            .iter()
            .map(|step| (clipped(step) - mean) * (clipped(step) - mean) * step.years)
            .sum();
        let time = self.mean(|step| step.years);
        let weighted = self.mean(|step| clipped(step) * step.years) / time;
        let (below, above) = middle(rates.get_mut(..count)?)?;
        let growth = 0.5 * (weighted + 0.5 * (below.clamp(-most, most) + above.clamp(-most, most)));
        let told = 0.5 * (self.mean(|step| step.change) / time + 0.5 * (below + above));
        let variance = if count < 2 { 0.0 } else { squares / (count - 1) as f64 };
        Some(Usual { growth, told, signal: years * growth * growth, variance })
    }

    /// The usual growth a year, how far it is trusted, and what is carried on of it.
    fn growth(&self) -> Option<(f64, f64, f64)> {
        let Usual { growth, told, signal, variance } = self.usual(CLIP)?;
        let count = self.steps().len();
        let trust = match count {
            1 => TRUST_ONCE,
            _ if signal > 0.0 => signal / (signal + NOISE * variance),
            _ => 0.0,
        };
        let most = CAP * libm::sqrt(count as f64);
        Some((told, trust, CARRIED * most * libm::tanh(trust * growth / most)))
    }

    /// The same in units of the values: there is no trend that does not stand out from the noise.
    fn linear_growth(&self) -> Option<(f64, f64, f64)> {
        let Usual { growth, signal, variance, .. } = self.usual(f64::INFINITY)?;
        let count = self.steps().len();
        let noise = LINEAR_NOISE * variance;
        if count < 3 || signal <= noise {
            return Some((growth, 0.0, 0.0));
        }
        let trust = (1.0 - noise / signal) * (count - 2) as f64 / count as f64;
        Some((growth, trust, CARRIED * trust * growth))
    }

    /// How far changes are taken back by the next ones: from 0 to 1.
    fn turning(&self) -> f64 {
        let squares: f64 = self.steps().iter().map(|step| step.change * step.change).sum();
        if self.steps().len() < 2 || squares <= 0.0 {
            return 0.0;
        }
        let pairs = self.steps().windows(2).map(|pair| match pair {
            [before, after] => before.change * after.change,
            _ => 0.0,
        });
        let count = self.steps().len() as f64;
        let likeness = pairs.sum::<f64>() / squares * count / (count + LINEAR_TURNS);
        (-2.0 * likeness).clamp(0.0, 1.0)
    }

    /// The level that exponential smoothing ends at. Its constant and the first level have the least sum of
    /// squared errors of one step.
    fn smoothed(&self) -> f64 {
        let (levels, steps) = (self.levels(), self.steps());
        let step = steps.iter().map(|step| step.years).sum::<f64>() / steps.len() as f64;
        let uneven = steps.iter().any(|one| libm::fabs(one.years / step - 1.0) > 0.01);
        let mut best = (f64::INFINITY, self.last());
        for alpha in ALPHAS {
            // What is kept of the level from one point to the next, the first of them a step before its point.
            let kept = |place: usize| {
                if !uneven {
                    return 1.0 - alpha;
                }
                match place.checked_sub(1).and_then(|place| steps.get(place)) {
                    Some(one) => libm::pow(1.0 - alpha, one.years / step),
                    None => 1.0 - alpha,
                }
            };
            // The level is `fixed + share × first level`, so that the best first level is a quotient.
            let (mut fixed, mut share, mut products, mut shares) = (0.0, 1.0, 0.0, 0.0);
            for (place, level) in levels.iter().enumerate() {
                let kept = kept(place);
                products += share * (level - fixed);
                shares += share * share;
                fixed += (1.0 - kept) * (level - fixed);
                share *= kept;
            }
            let (mut smooth, mut squares) = (products / shares, 0.0);
            for (place, level) in levels.iter().enumerate() {
                let error = level - smooth;
                squares += error * error;
                smooth += (1.0 - kept(place)) * error;
            }
            if squares < best.0 {
                best = (squares, smooth);
            }
        }
        best.1
    }

    /// The weighted mean square of changes a year, around a part of their mean.
    fn squares(&self, change: impl Fn(&Step) -> f64) -> f64 {
        let doubted = DOUBT * self.mean(&change) / self.mean(|step| step.years);
        self.mean(|step| {
            let surprise = change(step) - doubted * step.years;
            surprise * surprise / step.years
        })
    }

    /// Whether the changes vary so much that logarithms say little of them.
    fn is_jumpy(&self) -> bool {
        self.steps().len() >= 2 && libm::sqrt(self.squares(|step| step.change)) > JUMPY
    }

    /// How far off the forecast may be, on a scale of logarithms or log-odds.
    fn error(&self) -> Walk {
        let count = self.steps().len();
        let scale = if count < 2 {
            PRIOR_ALONE
        } else {
            let believed = |step: &Step| {
                let most = JUMP * step.years.max(1.0);
                step.change.clamp(-most, most)
            };
            let own = libm::sqrt(self.squares(believed)).max(STEADIEST);
            let changes = (count - 1) as f64;
            let weight = OWN * changes / (changes + PRIOR_CHANGES);
            libm::exp(weight * libm::log(own) + (1.0 - weight) * libm::log(PRIOR))
        };
        Walk { squared: FIRST_YEAR * scale * scale, lasting: true }
    }

    /// How far off the forecast may be in units of the mean size, whose square counts `weight` times.
    fn linear_error(&self, weight: f64) -> Walk {
        let count = self.steps().len() as f64;
        let size = self.levels().iter().map(|level| level * level).sum::<f64>() / self.count as f64;
        // Of nothing but zeros the unit is all that is known.
        let size = if size > 0.0 { size } else { 1.0 };
        let squares = if self.steps().is_empty() {
            0.0
        } else {
            self.mean(|step| step.change * step.change / libm::sqrt(step.years))
        };
        let squared = (count * squares + weight * size) / (2.0 * (count + LINEAR_CHANGES));
        Walk { squared, lasting: false }
    }
}

/// The usual growth of a series.
struct Usual {
    growth: f64,
    /// The same with all of each change.
    told: f64,
    /// The square of the growth that the years add up to, by year.
    signal: f64,
    /// The variance of the growth of one year.
    variance: f64,
}

/// Whether it is one year, as most steps are.
fn is_one(years: f64) -> bool {
    libm::fabs(years - 1.0) < 1e-9
}

/// The two numbers in the middle, which are one where their count is odd.
fn middle(numbers: &mut [f64]) -> Option<(f64, f64)> {
    numbers.sort_unstable_by(f64::total_cmp);
    let half = numbers.len() / 2;
    let above = *numbers.get(half)?;
    let below = if numbers.len() % 2 == 1 { above } else { *numbers.get(half.checked_sub(1)?)? };
    Some((below, above))
}

/// The default forecast of a series.
///
/// The series is taken on the scale of its logarithms where all values are positive, on that of its log-odds
/// where both limits are given, and otherwise in units of its mean magnitude.
pub(super) fn auto(history: History<'_>, limits: Limits) -> Known<Projection> {
    let points = recent(history);
    let scale = Scale::of(points, noted(history, limits));
    if points.len() <= YEARLY {
        forecast::<YEARLY>(points, scale, limits)
    } else {
        forecast::<MOST>(points, scale, limits)
    }
}

fn forecast<const N: usize>(points: &[(f64, f64)], scale: Scale, mut limits: Limits) -> Known<Projection> {
    let series = Series::<N>::of(points, scale);
    let last = series.last();
    let is_linear = matches!(scale, Scale::Linear { .. });
    let found = if is_linear { series.linear_growth() } else { series.growth() };
    let drawn = SMOOTHED * if is_linear { series.turning() } else { 1.0 };
    let level = if found.is_some() && drawn > 0.0 { last + drawn * (series.smoothed() - last) } else { last };
    let slope = found.map_or(0.0, |(_, _, slope)| slope);
    let growth = found.map(|found| growth(scale, last, series.steps().len(), found));
    let (scale, course) = match scale {
        Scale::Linear { .. } => {
            // Of signed values that have one sign so far, the size says less.
            let of_sign = |sign: f64| points.iter().all(|point| sign * point.1 > 0.0);
            let size =
                if limits.signed && (of_sign(1.0) || of_sign(-1.0)) { JUMPY_SIZE } else { LINEAR_SIZE };
            (scale, Course::Straight { level, slope, error: series.linear_error(size) })
        }
        // Growth in leaps, as of small counts, says little of how far off the next value may be.
        Scale::Log { .. } if series.is_jumpy() => {
            let linear = Scale::linear(points, limits);
            let error = Series::<N>::of(points, linear).linear_error(JUMPY_SIZE);
            let Scale::Log { sign, .. } = scale else { return Err(Reason::OutOfRange) };
            let start = linear.to(scale.from(level));
            // What was always positive does not fall below zero.
            limits.low = Some(limits.low.map_or(0.0, |low| low.max(0.0)));
            (linear, Course::Growing { start, rate: sign * slope, error })
        }
        Scale::Log { .. } | Scale::Logit { .. } => {
            (scale, Course::Straight { level, slope, error: series.error() })
        }
    };
    let (Course::Straight { level, error, .. } | Course::Growing { start: level, error, .. }) = course else {
        return Err(Reason::OutOfRange);
    };
    if !(level.is_finite() && slope.is_finite() && error.squared.is_finite()) {
        return Err(Reason::OutOfRange);
    }
    Ok(Projection { method: Method::Auto, scale, limits, course, student: Student::new(DEGREES), growth })
}

/// The quantile of the error's distribution for the upper end of an interval, where it is known beforehand.
pub(super) fn reach(level: Level) -> Option<f64> {
    REACHES.iter().find(|(percent, _)| percent.total_cmp(&level.value()).is_eq()).map(|(_, reach)| *reach)
}

/// The error of the default rule on the scale of another method, and the distribution that it follows. In
/// units of the values it is the error of the logarithms times the last value.
pub(super) fn error(history: History<'_>, scale: Scale, limits: Limits) -> (Walk, Student) {
    let points = recent(history);
    let of = |scale| Series::<MOST>::of(points, scale);
    let (error, size) =
        match (scale, Scale::of(points, Limits { low: None, high: None, ..noted(history, limits) })) {
            (Scale::Linear { .. }, own @ Scale::Linear { unit }) => (of(own).linear_error(LINEAR_SIZE), unit),
            (Scale::Linear { .. }, own) => (of(own).error(), history.last().1),
            (scale, _) => (of(scale).error(), 1.0),
        };
    (Walk { squared: error.squared * size * size, ..error }, Student::new(DEGREES))
}

/// What is told of the growth.
fn growth(scale: Scale, last: f64, changes: usize, (usual, trust, slope): (f64, f64, f64)) -> Growth {
    let (told, is_rate) = match scale {
        Scale::Log { sign, .. } => (libm::expm1(sign * usual), true),
        // Near a limit the same growth is a smaller change.
        Scale::Linear { .. } | Scale::Logit { .. } => (scale.from(last + usual) - scale.from(last), false),
    };
    let carried = if usual == 0.0 { 0.0 } else { slope / usual };
    // Less than what is trusted of it is carried on where it is faster than what so few changes vouch for.
    let is_capped = libm::fabs(slope) < 0.9 * CARRIED * trust * libm::fabs(usual);
    Growth { usual: told, is_rate, carried, trust, is_capped, changes }
}
