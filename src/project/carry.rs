//! From a history to its projection, by each method.

use super::auto::{auto, error};
use super::projection::{Course, Projection};
use super::scale::{Limits, Scale};
use super::student::Student;
use super::{
    History, Method, Weights, damped_trend, drift, last_value, least_squares, mean_change, regression,
    theil_sen, theta,
};
use crate::known::{Known, Reason};

impl Method {
    /// Carries a series on. Methods that go from a base to a current value take the first and the last figure.
    ///
    /// [`Method::Auto`] puts the series on the scale of the log-odds where both limits are given; all other
    /// methods keep to the scale that they are published for, and what they find beyond a limit is cut off.
    ///
    /// Intervals and probabilities of [`Method::LastValue`], [`Method::MeanChange`], [`Method::Drift`], Holt and
    /// Theta are those of their textbooks, by the normal distribution; those of least squares without weights
    /// as well, by Student's t. For the others none is published, and they take the error of [`Method::Auto`].
    /// So do all where there are too few figures for an error of their own.
    ///
    /// ```
    /// use attainment::project::{History, Limits, Method};
    /// let figures = [(2020.0, 50.0), (2021.0, 57.0), (2023.0, 62.0)];
    /// let projection = Method::Drift.project(History::new(&figures)?, Limits::default())?;
    /// assert_eq!(projection.value_at(2.0)?.value(), 70.0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Reason::TooFewPoints`]; zero or different signs of a method that takes logarithms;
    /// [`Reason::OutOfRange`] for numbers of extreme size, and for limits of which the lower is above the upper.
    pub fn project(self, history: History<'_>, limits: Limits) -> Known<Projection> {
        if limits.are_crossed() {
            return Err(Reason::OutOfRange);
        }
        if self == Self::Auto {
            return auto(history, limits);
        }
        let scale = match self {
            Self::EndpointGeometric | Self::LogLeastSquares(_) | Self::LogTheta => {
                Scale::log(history.points(), limits)?
            }
            _ => Scale::Linear { unit: 1.0 },
        };
        let newest = history.last().0;
        let points: Vec<_> =
            history.points().iter().map(|point| (point.0 - newest, scale.to(point.1))).collect();
        let own = match self {
            Self::LastValue => Some(last_value(&points)?),
            Self::MeanChange(changes) => Some(mean_change(&points, changes as usize)?),
            Self::Drift => Some(drift(&points)?),
            _ => None,
        };
        let normal = Student::new(f64::INFINITY);
        let (course, student) = match (self, own) {
            (_, Some(drift)) if drift.variance().is_ok() => (Course::Drift(drift), normal),
            (Self::LeastSquares(Weights::Uniform) | Self::LogLeastSquares(Weights::Uniform), _)
                if points.len() > 2 =>
            {
                let regression = regression(&points)?;
                (Course::Regression(regression), Student::new(regression.degrees()))
            }
            (Self::HoltDamped, _) => (Course::Smoothed(damped_trend(&points)?), normal),
            (Self::Theta | Self::LogTheta, _) => (Course::Theta(theta(&points)?), normal),
            (_, own) => {
                let (level, slope) = match own {
                    Some(drift) => (drift.level().value(), drift.slope().value()),
                    None => self.line(&points)?,
                };
                let (error, student) = error(history, scale, limits);
                (Course::Straight { level, slope, error }, student)
            }
        };
        Ok(Projection { method: self, scale, limits, course, student, growth: None })
    }

    /// The value of a straight line at the newest point, and its slope.
    fn line(self, points: &[(f64, f64)]) -> Known<(f64, f64)> {
        let (line_level, slope) = match self {
            Self::LeastSquares(weights) | Self::LogLeastSquares(weights) => {
                let line = least_squares(points, weights)?;
                (line.value_at(0.0)?, line.slope())
            }
            Self::TheilSen => {
                let line = theil_sen(points)?;
                (line.value_at(0.0)?, line.slope())
            }
            _ => {
                let ([first, ..], Some(last)) = (points, points.last()) else {
                    return Err(Reason::TooFewPoints);
                };
                if points.len() < 2 {
                    return Err(Reason::TooFewPoints);
                }
                let slope = (last.1 - first.1) / (last.0 - first.0);
                (super::finite(last.1)?, super::finite(slope)?)
            }
        };
        Ok((line_level.value(), slope.value()))
    }
}
