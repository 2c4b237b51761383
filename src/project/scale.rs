//! The scale on which a series is carried on, and the limits that its values keep to.

use crate::known::{Known, Reason};

/// The values that can occur: a share lies between 0 and 100 %.
///
/// Both limits together put the projection on the logit scale, so that neither its value nor its interval
/// leaves them. One limit alone only cuts off what lies beyond it.
///
/// ```
/// use attainment::project::{History, Limits, Method};
/// let figures = [(2020.0, 90.5), (2021.0, 93.1), (2022.0, 95.0), (2023.0, 96.8)];
/// let history = History::new(&figures)?;
/// assert!(Method::Auto.project(history, Limits::default())?.value_at(8.0)?.value() > 100.0);
/// assert!(Method::Auto.project(history, Limits::percent(0.1))?.value_at(8.0)?.value() < 100.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Limits {
    /// The least value, if there is one.
    pub low: Option<f64>,
    /// The greatest value, if there is one.
    pub high: Option<f64>,
    /// The step in which values are told, such as 0.1: what is nearer to a limit than half of it is told
    /// as the limit. 0 if it is not known.
    pub step: f64,
    /// Whether values may be negative whatever they have been so far, as changes and rates of growth may: they
    /// are carried on in their own unit, not in logarithms.
    pub signed: bool,
}

impl Limits {
    /// Shares in per cent, told in steps of so much.
    #[must_use]
    pub fn percent(step: f64) -> Self {
        Self { low: Some(0.0), high: Some(100.0), step, signed: false }
    }

    /// Whether the lower limit is not below the upper, or one is no number.
    pub(super) fn are_crossed(self) -> bool {
        let unknown = |end: Option<f64>| end.is_some_and(f64::is_nan);
        unknown(self.low)
            || unknown(self.high)
            || matches!((self.low, self.high), (Some(low), Some(high)) if low >= high)
    }

    /// A value cut off at the limits. Between two of them, what is told as a limit is the limit.
    pub(super) fn cut(self, value: f64) -> f64 {
        let near = self.step.max(0.0) / 2.0;
        match (self.low, self.high) {
            (Some(low), Some(_)) if value < low + near => low,
            (Some(_), Some(high)) if value > high - near => high,
            (Some(low), _) if value < low => low,
            (_, Some(high)) if value > high => high,
            _ => value,
        }
    }
}

/// A one-to-one map between values and the scale of a projection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Scale {
    /// Multiples of a unit.
    Linear { unit: f64 },
    /// Logarithms of values that all have the `sign`; what is nearer to zero than `least` is told as zero.
    Log { least: f64, sign: f64 },
    /// Logits of the way from `low` to `high`; `margin` is the least distance from both.
    Logit { low: f64, high: f64, margin: f64 },
}

impl Scale {
    /// Logarithms, if all values are positive; else multiples of their mean magnitude. Logits where both
    /// limits are given and keep the values.
    pub(super) fn of(points: &[(f64, f64)], limits: Limits) -> Self {
        if let (Some(low), Some(high)) = (limits.low, limits.high)
            && low < high
            && (high - low).is_finite()
            && points.iter().all(|point| low <= point.1 && point.1 <= high)
        {
            let step = if limits.step > 0.0 { limits.step } else { (high - low) / 1000.0 };
            return Self::Logit { low, high, margin: (step / 2.0).min((high - low) / 4.0) };
        }
        if !limits.signed
            // What was ever negative may be anything, and goes on in its own unit.
            && points.iter().all(|point| point.1 > 0.0)
            && let Ok(log) = Self::log(points, limits)
        {
            return log;
        }
        Self::linear(points, limits)
    }

    /// Multiples of the mean magnitude. Of nothing but zeros no size is known but that of the step in which
    /// they are told.
    pub(super) fn linear(points: &[(f64, f64)], limits: Limits) -> Self {
        let count = points.len() as f64;
        let unit: f64 = points.iter().map(|point| libm::fabs(point.1) / count).sum();
        let step = if limits.step > 0.0 { limits.step } else { 1.0 };
        Self::Linear { unit: if unit > 0.0 { unit } else { step } }
    }

    /// Logarithms of values of one sign.
    ///
    /// # Errors
    /// [`Reason::ZeroBase`] if a value is zero, [`Reason::Sign`] if the signs differ.
    pub(super) fn log(points: &[(f64, f64)], limits: Limits) -> Known<Self> {
        if points.iter().any(|point| point.1 == 0.0) {
            return Err(Reason::ZeroBase);
        }
        let negative = points.iter().filter(|point| point.1 < 0.0).count();
        match negative {
            0 => Ok(Self::Log { least: limits.step.max(0.0) / 2.0, sign: 1.0 }),
            _ if negative == points.len() => Ok(Self::Log { least: limits.step.max(0.0) / 2.0, sign: -1.0 }),
            _ => Err(Reason::Sign),
        }
    }

    /// From a value to the scale; infinite for what the scale does not reach.
    pub(super) fn to(self, value: f64) -> f64 {
        match self {
            Self::Linear { unit } => value / unit,
            Self::Log { least, sign } => {
                let size = (sign * value).max(least);
                sign * if size > 0.0 { libm::log(size) } else { f64::NEG_INFINITY }
            }
            // A figure that is told as a limit lies anywhere between it and the margin.
            Self::Logit { low, high, margin } => {
                let value = value.clamp(low + margin / 2.0, high - margin / 2.0);
                libm::log((value - low) / (high - value))
            }
        }
    }

    /// From a value that is asked for to the scale: what is told as a limit satisfies what asks for it.
    pub(super) fn to_goal(self, value: f64) -> f64 {
        match self {
            Self::Logit { low, high, margin } => self.to(value.clamp(low + margin, high - margin)),
            _ => self.to(value),
        }
    }

    /// From the scale to a value.
    pub(super) fn from(self, z: f64) -> f64 {
        match self {
            Self::Linear { unit } => z * unit,
            Self::Log { sign, .. } => sign * libm::exp(sign * z),
            Self::Logit { low, high, .. } => {
                // Each half by the smaller of the two shares, so that the limits are approached without loss.
                if z < 0.0 {
                    let part = libm::exp(z);
                    low + (high - low) * (part / (1.0 + part))
                } else {
                    let part = libm::exp(-z);
                    high - (high - low) * (part / (1.0 + part))
                }
            }
        }
    }
}
