use super::scale::{Limits, Scale};
use super::student::Student;
use super::{Drift, Method, Regression, Smoothed, Theta, finite};
use crate::known::{Known, Reason};
use crate::number::{End, Estimate, Exact, Interval};

/// The most years that a projection looks ahead.
pub const FARTHEST: f64 = 100.0;

/// A probability in per cent above 0 and below 100: how much of what may come an interval holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level(f64);

impl Level {
    /// 95 %.
    pub const DEFAULT: Self = Self(95.0);

    /// A level in per cent; `None` unless it is above 0 and below 100.
    #[must_use]
    pub fn percent(percent: f64) -> Option<Self> {
        (percent > 0.0 && percent < 100.0).then_some(Self(percent))
    }

    /// The level in per cent.
    #[must_use]
    pub fn value(self) -> f64 {
        self.0
    }
}

impl Default for Level {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl Eq for Level {}

/// An interval that holds the value with a certain probability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// Its lower end.
    pub low: Estimate,
    /// Its upper end.
    pub high: Estimate,
}

/// Where the middle goes on the scale, and how far off it may be, by years ahead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Course {
    /// A straight line with the error of the default rule.
    Straight { level: f64, slope: f64, error: Walk },
    /// Constant growth with the error of the default rule, in units of the values.
    Growing { start: f64, rate: f64, error: Walk },
    /// A random walk, with or without drift.
    Drift(Drift),
    /// A line by least squares.
    Regression(Regression),
    /// Exponential smoothing.
    Smoothed(Smoothed),
    /// Theta.
    Theta(Theta),
}

/// The error of the default rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Walk {
    /// The square of its scale in the first year.
    pub(super) squared: f64,
    /// Whether it grows with the years as that of a random walk, or with their root.
    pub(super) lasting: bool,
}

impl Course {
    fn middle(&self, ahead: f64) -> Known<f64> {
        Ok(match self {
            Self::Straight { level, slope, .. } => level + slope * ahead,
            Self::Growing { start, rate, .. } => start * libm::exp(rate * ahead),
            Self::Drift(drift) => drift.value_at(ahead)?.value(),
            Self::Regression(regression) => regression.line().value_at(ahead)?.value(),
            Self::Smoothed(smoothed) => smoothed.value_at(ahead)?.value(),
            Self::Theta(theta) => theta.value_at(ahead)?.value(),
        })
    }

    /// The scale of the error.
    fn error(&self, ahead: f64) -> Known<f64> {
        let squared = match self {
            Self::Straight { error: Walk { squared, lasting }, .. }
            | Self::Growing { error: Walk { squared, lasting }, .. } => {
                squared * if *lasting { ahead } else { libm::sqrt(ahead) }
            }
            Self::Drift(drift) => drift.variance_at(ahead)?.value(),
            Self::Regression(regression) => regression.variance_at(ahead)?.value(),
            Self::Smoothed(smoothed) => smoothed.variance_at(ahead)?.value(),
            Self::Theta(theta) => theta.variance_at(ahead)?.value(),
        };
        Ok(libm::sqrt(squared.max(0.0)))
    }
}

/// Where a series will be: for each time ahead a middle value and how sure it is.
///
/// The errors follow Student's t distribution on the scale of the method: that of the values, of their
/// logarithms, or of their log-odds. The middle is the median of what may come; half of it lies below.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    pub(super) method: Method,
    pub(super) scale: Scale,
    pub(super) limits: Limits,
    pub(super) course: Course,
    pub(super) student: Student,
    pub(super) growth: Option<Growth>,
}

/// The growth that the forecasting rule found, and what it makes of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Growth {
    /// The usual change a year.
    pub usual: f64,
    /// Whether it is a rate (0.041 is 4.1 %) rather than a change in the unit of the values.
    pub is_rate: bool,
    /// The part of it that is carried on, from 0 to 1.
    pub carried: f64,
    /// How far the usual change is trusted, from 0 to 1: the less, the more the changes vary.
    pub trust: f64,
    /// Whether less is carried on because it is faster than growth that lasts.
    pub is_capped: bool,
    /// The number of changes that it was found from.
    pub changes: usize,
}

impl Projection {
    /// The method.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    /// What the default rule found of the growth; `None` for other methods, and for a single figure.
    #[must_use]
    pub fn growth(&self) -> Option<Growth> {
        self.growth
    }

    /// Whether it goes on by a rate rather than by a change in the unit of the values.
    #[must_use]
    pub fn is_compound(&self) -> bool {
        matches!(self.scale, Scale::Log { .. }) || matches!(self.course, Course::Growing { .. })
    }

    /// Years from the newest figure on, if it is a time that is projected to.
    fn years(ahead: f64) -> Known<f64> {
        match ahead {
            _ if ahead.is_nan() || ahead < 0.0 => Err(Reason::NoTime),
            _ if ahead > FARTHEST => Err(Reason::TooFar),
            _ => Ok(ahead),
        }
    }

    /// The value that many years after the newest figure, so many scales of the error away from the middle.
    pub(crate) fn value_off(&self, ahead: f64, off: f64) -> Known<f64> {
        let ahead = Self::years(ahead)?;
        let middle = self.course.middle(ahead)?;
        let z = if off == 0.0 { middle } else { middle + off * self.course.error(ahead)? };
        Ok(finite(self.limits.cut(self.scale.from(z)))?.value())
    }

    /// The middle value that many years after the newest figure.
    ///
    /// # Errors
    /// [`Reason::NoTime`] for a time before the newest figure, [`Reason::TooFar`] beyond [`FARTHEST`],
    /// [`Reason::OutOfRange`] if the value is not finite.
    pub fn value_at(&self, ahead: f64) -> Known<Estimate> {
        finite(self.value_off(ahead, 0.0)?)
    }

    /// How many scales of the error the ends of an interval are away from the middle.
    pub(crate) fn reach(&self, level: Level) -> f64 {
        let known = match self.course {
            Course::Straight { .. } | Course::Growing { .. } => super::auto::reach(level),
            _ => None,
        };
        // The lower tail keeps its digits.
        known.unwrap_or_else(|| -self.student.quantile(0.5 - level.value() / 200.0))
    }

    /// The interval that holds the value of that many years after the newest figure with a probability of
    /// `level`: as often below it as above.
    ///
    /// # Errors
    /// As [`Projection::value_at`].
    pub fn band_at(&self, ahead: f64, level: Level) -> Known<Band> {
        let reach = self.reach(level);
        let end = |off| finite(self.value_off(ahead, off)?);
        Ok(Band { low: end(-reach)?, high: end(reach)? })
    }

    /// The value so many scales of the error away from a middle that is not its own.
    pub(super) fn value_off_from(&self, ahead: f64, middle: f64, off: f64) -> Known<f64> {
        let ahead = Self::years(ahead)?;
        let moved = if off == 0.0 { 0.0 } else { off * self.course.error(ahead)? };
        let z = self.scale.to(middle) + moved;
        Ok(finite(self.limits.cut(self.scale.from(z)))?.value())
    }

    /// How many scales of the error a value is away from a middle that is not its own.
    pub(super) fn off_from(&self, ahead: f64, middle: f64, value: f64) -> Known<f64> {
        Ok((self.scale.to_goal(value) - self.scale.to(middle)) / self.course.error(ahead)?)
    }

    /// The middle at a time before the newest figure: as far below that of the newest as the one of the same
    /// time after it lies above.
    pub(super) fn trend_before(&self, years: f64) -> Known<f64> {
        let (newest, after) = (self.course.middle(0.0)?, self.course.middle(years)?);
        Ok(self.scale.from(newest - (after - newest)))
    }

    /// The limits of what is possible: logarithms are those of values above zero.
    pub(super) fn possible(&self) -> Limits {
        match self.scale {
            Scale::Log { sign, .. } if sign > 0.0 => {
                Limits { low: Some(self.limits.low.map_or(0.0, |low| low.max(0.0))), ..self.limits }
            }
            _ => self.limits,
        }
    }

    /// How many scales of the error a value is away from the middle.
    pub(super) fn off(&self, ahead: f64, value: f64) -> Known<f64> {
        Ok((self.scale.to_goal(value) - self.course.middle(ahead)?) / self.course.error(ahead)?)
    }

    /// The probability that the value of that many years after the newest figure lies among those that are
    /// allowed.
    ///
    /// ```
    /// use attainment::number::{Bound, Exact, Interval};
    /// use attainment::project::{History, Limits, Method};
    /// let figures = [(2020.0, 50.0), (2021.0, 54.0), (2022.0, 57.0), (2023.0, 62.0)];
    /// let projection = Method::Auto.project(History::new(&figures)?, Limits::default())?;
    /// let at_least = |value: i64| Interval::of(Bound::AtLeast, &Exact::from(value));
    /// let likely = projection.probability(2.0, &at_least(62))?;
    /// assert!(likely > projection.probability(2.0, &at_least(70))?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Projection::value_at`].
    pub fn probability(&self, ahead: f64, allowed: &Interval) -> Known<Estimate> {
        let number = |end: &End<Exact>| super::number(&end.at).map(|at| (at, end.closed));
        let low = allowed.low.as_ref().map(number).transpose()?;
        let high = allowed.high.as_ref().map(number).transpose()?;
        let ahead = Self::years(ahead)?;
        let off = |value| self.off(ahead, value);
        finite(Odds { student: self.student, limits: self.possible() }.of(low, high, off)?)
    }
}

/// Probabilities from how far the ends of an interval are away from the middle.
pub(super) struct Odds {
    pub(super) student: Student,
    pub(super) limits: Limits,
}

impl Odds {
    /// The probability of the values from `low` to `high`, each with whether it belongs to them; `off` tells
    /// how many scales of the error a value is away from the middle. What lies beyond a limit is told as the
    /// limit.
    pub(super) fn of(
        &self,
        low: Option<(f64, bool)>,
        high: Option<(f64, bool)>,
        off: impl Fn(f64) -> Known<f64>,
    ) -> Known<f64> {
        let (least, most) =
            (self.limits.low.unwrap_or(f64::NEG_INFINITY), self.limits.high.unwrap_or(f64::INFINITY));
        // Without any error, the middle itself is what comes.
        let sure = |off: f64, inside: f64| if off.is_nan() { inside } else { off };
        let low = match low {
            None => f64::NEG_INFINITY,
            Some((value, closed)) if value < least || (closed && value <= least) => f64::NEG_INFINITY,
            Some((value, closed)) if value > most || (!closed && value >= most) => f64::INFINITY,
            Some((value, true)) => sure(off(value)?, f64::NEG_INFINITY),
            Some((value, false)) => sure(off(value)?, f64::INFINITY),
        };
        let high = match high {
            None => f64::INFINITY,
            Some((value, closed)) if value > most || (closed && value >= most) => f64::INFINITY,
            Some((value, closed)) if value < least || (!closed && value <= least) => f64::NEG_INFINITY,
            Some((value, true)) => sure(off(value)?, f64::INFINITY),
            Some((value, false)) => sure(off(value)?, f64::NEG_INFINITY),
        };
        // By the tail that is the smaller one, so that small probabilities keep their digits.
        let inside = if low > 0.0 {
            self.student.cdf(-low) - self.student.cdf(-high)
        } else {
            self.student.cdf(high) - self.student.cdf(low)
        };
        Ok(inside.clamp(0.0, 1.0))
    }
}

/// The first time at which something holds: by quarters of years, after ten years by years, then to the day.
pub(super) fn first_time(holds: impl Fn(f64) -> bool) -> Option<f64> {
    const DAY: f64 = 1.0 / 366.0;
    let mut before = 0.0;
    while before < FARTHEST {
        let (mut open, mut met) = (before, before + if before < 10.0 { 0.25 } else { 1.0 });
        if !holds(met) {
            before = met;
            continue;
        }
        while met - open > DAY {
            let middle = open + (met - open) / 2.0;
            if holds(middle) {
                met = middle;
            } else {
                open = middle;
            }
        }
        return Some(met);
    }
    None
}
