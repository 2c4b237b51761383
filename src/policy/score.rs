use crate::facts::{FactSet, FactValue, Known, Reason};
use crate::number::{Estimate, Exact};

/// The score that a row gives: a constant, or a straight line over a fact, in steps and within bounds if it
/// has them.
///
/// With `x` as the value of the fact, the score is `intercept + slope × (x − from)`. With a `step`, `x − from`
/// is first cut down to whole steps. Then it is kept within `min` and `max`.
///
/// A table of points in steps of ten per cent, 90 % for 36 points and 80 % for 32, is a slope of 40 with a step
/// of 0.1; a bonus of 3 points for every 10 % beyond the goal, at most 9, is an intercept of 40, a slope of
/// 30 from 1 on with a step of 0.1, and a maximum of 49.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    pub(crate) slot: Option<u8>,
    pub(crate) intercept: Exact,
    pub(crate) slope: Exact,
    pub(crate) from: Exact,
    pub(crate) step: Option<Exact>,
    pub(crate) min: Option<Exact>,
    pub(crate) max: Option<Exact>,
}

impl Score {
    /// The slot of the fact, unless it is a constant.
    #[must_use]
    pub fn slot(&self) -> Option<usize> {
        self.slot.map(usize::from)
    }

    /// The score for the facts: exact where the fact is, else an estimate.
    ///
    /// # Errors
    /// Why the fact is unknown.
    pub fn of(&self, facts: &FactSet) -> Known<Points> {
        let Some(slot) = self.slot() else { return Ok(Points::Exact(self.intercept.clone())) };
        match facts.get(slot)? {
            FactValue::Exact(value) => Ok(Points::Exact(self.exact(value))),
            FactValue::Estimate(value) => self.estimate(value.value()).map(Points::Estimate),
            _ => Err(Reason::NotQuantified),
        }
    }

    fn exact(&self, value: &Exact) -> Exact {
        let mut beyond = value.minus(&self.from);
        if let Some(step) = &self.step
            && let Some(steps) = beyond.over(step)
        {
            beyond = steps.floor().times(step);
        }
        let score = self.intercept.plus(&self.slope.times(&beyond));
        let score = self.min.as_ref().map_or(score.clone(), |min| score.max(min.clone()));
        self.max.as_ref().map_or(score.clone(), |max| score.min(max.clone()))
    }

    fn estimate(&self, value: f64) -> Known<Estimate> {
        let float = |number: &Exact| number.to_estimate().map(Estimate::value).ok_or(Reason::OutOfRange);
        let mut beyond = value - float(&self.from)?;
        if let Some(step) = &self.step {
            let step = float(step)?;
            beyond = libm::floor(beyond / step) * step;
        }
        let mut score = float(&self.intercept)? + float(&self.slope)? * beyond;
        if let Some(min) = &self.min {
            score = score.max(float(min)?);
        }
        if let Some(max) = &self.max {
            score = score.min(float(max)?);
        }
        Estimate::new(score).ok_or(Reason::OutOfRange)
    }
}

/// Points of a score: exact, or an estimate where they rest on one.
#[derive(Clone, Debug, PartialEq)]
pub enum Points {
    /// Exact points.
    Exact(Exact),
    /// Estimated points.
    Estimate(Estimate),
}

impl Points {
    /// The points as a fact.
    #[must_use]
    pub fn fact(self) -> FactValue {
        match self {
            Self::Exact(points) => FactValue::Exact(points),
            Self::Estimate(points) => FactValue::Estimate(points),
        }
    }

    /// The points as an estimate.
    ///
    /// # Errors
    /// [`Reason::OutOfRange`].
    pub fn estimate(&self) -> Known<Estimate> {
        match self {
            Self::Exact(points) => points.to_estimate().ok_or(Reason::OutOfRange),
            Self::Estimate(points) => Ok(*points),
        }
    }
}
