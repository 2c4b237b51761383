//! What a method makes of the questions of a set.

use std::panic::resume_unwind;
use std::thread::ScopedJoinHandle;

use attainment::number::{Bound, Exact, Interval};
use attainment::project::{History, Level, Limits, Method, Projection};
use rust_decimal::Decimal;

use crate::data::Question;
use crate::metrics::{Chance, Mean, Reliability, absolute_error, interval_score, smape, usual_change};

/// The errors of a method over a set, and those of the last value for the same questions.
#[derive(Clone, Default)]
pub struct Score {
    pub smape: Mean,
    pub mase: Mean,
    pub msis: Mean,
    pub inside80: Mean,
    pub inside95: Mean,
    pub reliability: Reliability,
    pub naive_smape: Mean,
    pub naive_mase: Mean,
    /// Questions that the method refuses.
    pub refused: usize,
    /// Series that never changed, and have no scale.
    pub unscaled: usize,
}

impl Score {
    /// The mean of both errors as shares of those of the last value.
    pub fn owa(&self) -> f64 {
        let smape = self.smape.value() / self.naive_smape.value();
        f64::midpoint(smape, self.relative_mase())
    }

    pub fn relative_mase(&self) -> f64 {
        self.mase.value() / self.naive_mase.value()
    }

    fn merge(&mut self, other: &Self) {
        for (mean, more) in [
            (&mut self.smape, other.smape),
            (&mut self.mase, other.mase),
            (&mut self.msis, other.msis),
            (&mut self.inside80, other.inside80),
            (&mut self.inside95, other.inside95),
            (&mut self.naive_smape, other.naive_smape),
            (&mut self.naive_mase, other.naive_mase),
        ] {
            mean.merge(more);
        }
        self.reliability.merge(&other.reliability);
        self.refused += other.refused;
        self.unscaled += other.unscaled;
    }

    /// Puts one question to the method, which sees the last `points` figures.
    fn ask(&mut self, method: Method, question: &Question, points: usize) -> Option<()> {
        let start = question.known.len().saturating_sub(points);
        let seen = question.known.get(start..)?;
        let figures: Vec<_> = seen.iter().enumerate().map(|(year, value)| (year as f64, *value)).collect();
        let projection = method.project(History::new(&figures).ok()?, Limits::default()).ok()?;
        let last = *seen.last()?;
        let answer = Answer::of(&projection, question.came.len())?;

        let came = question.came.as_slice();
        let naive = vec![last; came.len()];
        self.smape.add(smape(came, &answer.middle));
        self.naive_smape.add(smape(came, &naive));
        match usual_change(&question.known) {
            Some(change) => {
                self.mase.add(absolute_error(came, &answer.middle) / change);
                self.naive_mase.add(absolute_error(came, &naive) / change);
                self.msis.add(interval_score(came, &answer.within95, 95.0) / change);
            }
            None => self.unscaled += 1,
        }
        let inside =
            |(low, high): &(f64, f64), value: &f64| f64::from(u8::from(low <= value && value <= high));
        for ((narrow, wide), value) in answer.within80.iter().zip(&answer.within95).zip(came) {
            self.inside80.add(inside(narrow, value));
            self.inside95.add(inside(wide, value));
        }
        if last > 0.0 {
            let mut chance = Chance::of(&question.id);
            let usual = deviation_of_growth(seen);
            for (ahead, value) in (1..).map(f64::from).zip(came) {
                let target = target(&mut chance, last, usual, ahead);
                let Some(decimal) = Decimal::from_f64_retain(target) else { continue };
                let goal = Interval::of(Bound::AtLeast, &Exact::from(decimal));
                let probability = projection.probability(ahead, &goal).ok()?.value();
                self.reliability.add(probability, *value >= target);
            }
        }
        Some(())
    }
}

/// A target at random: half of them a growth of −8 to 8 % a year, half −2.5 to 2.5 usual deviations away.
fn target(chance: &mut Chance, last: f64, usual: f64, ahead: f64) -> f64 {
    if chance.between(0.0, 1.0) < 0.5 {
        last * (1.0 + chance.between(-8.0, 8.0) / 100.0).powf(ahead)
    } else {
        last * (chance.between(-2.5, 2.5) * usual * ahead.sqrt()).exp()
    }
}

/// The standard deviation of the changes of the logarithms, at least 0.5 %.
fn deviation_of_growth(values: &[f64]) -> f64 {
    let changes: Vec<f64> = values
        .windows(2)
        .filter_map(|pair| match pair {
            [before, after] if *before > 0.0 && *after > 0.0 => Some((after / before).ln()),
            _ => None,
        })
        .collect();
    let count = changes.len() as f64;
    let mean = changes.iter().sum::<f64>() / count;
    let squares: f64 = changes.iter().map(|change| (change - mean) * (change - mean)).sum();
    (squares / (count - 1.0)).sqrt().max(0.005)
}

struct Answer {
    middle: Vec<f64>,
    within80: Vec<(f64, f64)>,
    within95: Vec<(f64, f64)>,
}

impl Answer {
    fn of(projection: &Projection, years: usize) -> Option<Self> {
        let ahead = || (1..=years).map(|year| year as f64);
        let within = |percent: f64| -> Option<Vec<(f64, f64)>> {
            let level = Level::percent(percent)?;
            let band = |ahead| projection.band_at(ahead, level).ok();
            ahead().map(|ahead| band(ahead).map(|band| (band.low.value(), band.high.value()))).collect()
        };
        let middle = |ahead| Some(projection.value_at(ahead).ok()?.value());
        Some(Self {
            middle: ahead().map(middle).collect::<Option<_>>()?,
            within80: within(80.0)?,
            within95: within(95.0)?,
        })
    }
}

/// Whether the library carries series on by this method, rather than by another in its place.
pub fn is_there(method: Method) -> bool {
    let figures: Vec<_> = (0..20).map(|year| (f64::from(year), f64::from(10 + year + year % 3))).collect();
    let history = History::new(&figures).ok();
    let projection = history.and_then(|history| method.project(history, Limits::default()).ok());
    projection.is_some_and(|projection| projection.method() == method)
}

/// Scores a method on the questions with at least so many figures; without a number, on all with three.
pub fn score(method: Method, questions: &[Question], points: Option<usize>) -> Score {
    let asked: Vec<_> =
        questions.iter().filter(|question| question.known.len() >= points.unwrap_or(3)).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    // Parts of one size, added up in their order, so that the sums do not depend on the number of threads.
    let parts: Vec<_> = asked.chunks(256).collect();
    let mut scores: Vec<(usize, Score)> = std::thread::scope(|scope| {
        let parts = &parts;
        let share = |first: usize| {
            let mine = parts.iter().enumerate().skip(first).step_by(threads);
            mine.map(|(place, part)| (place, of_part(method, part, points))).collect::<Vec<_>>()
        };
        let running: Vec<_> = (0..threads).map(|first| scope.spawn(move || share(first))).collect();
        let join =
            |thread: ScopedJoinHandle<'_, _>| thread.join().unwrap_or_else(|panic| resume_unwind(panic));
        running.into_iter().flat_map(join).collect()
    });
    scores.sort_by_key(|(place, _)| *place);
    let mut all = Score::default();
    scores.iter().for_each(|(_, score)| all.merge(score));
    all
}

fn of_part(method: Method, questions: &[&Question], points: Option<usize>) -> Score {
    let mut all = Score::default();
    for question in questions {
        let mut one = Score::default();
        if one.ask(method, question, points.unwrap_or(usize::MAX)).is_none() {
            one = Score { refused: 1, ..Score::default() };
        }
        all.merge(&one);
    }
    all
}
