//! Series carried on into the future, and estimates of a trajectory: what needs a root or a logarithm.
//!
//! [`Method::project`] turns a [`History`] of points into a [`Projection`], which tells value, interval and
//! probability for any time after them. [`Method::Auto`] is the rule for short series. An [`Outlook`] is the
//! projection of an indicator to the due date of a target: [`Trajectory::outlook`]. The methods can also be
//! called by themselves, and tell what they found: [`theil_sen`], [`drift`], [`theta`] and others.
//!
//! ```
//! use attainment::project::{History, Level, Limits, Method};
//! // Years and values. A year without a figure is left out.
//! let figures = [(2019.0, 61.0), (2020.0, 64.5), (2022.0, 70.1), (2023.0, 71.8)];
//! let projection = Method::Auto.project(History::new(&figures)?, Limits::percent(0.1))?;
//! let two_years_on = projection.value_at(2.0)?;
//! let band = projection.band_at(2.0, Level::DEFAULT)?;
//! assert!(band.low < two_years_on && two_years_on < band.high);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Elementary functions come from `libm`, so that the same inputs give the same bits everywhere.

mod arrival;
mod auto;
mod basis;
mod carry;
mod distinct;
mod drift;
mod fit;
mod history;
mod inversions;
mod mann_kendall;
mod method;
mod moments;
mod needed;
mod outlook;
mod path;
mod projection;
mod rank;
mod regression;
mod scale;
mod season;
mod smoothing;
mod student;
mod theil_sen;
mod theta;
mod track;
mod trend;

pub use arrival::Arrival;
pub use basis::Basis;
pub use drift::{Drift, drift, last_value, mean_change};
pub use fit::{GrowthLine, Line, Weights, least_squares, log_least_squares};
pub use history::{History, HistoryError};
pub use mann_kendall::{MannKendall, mann_kendall};
pub use method::{Method, TrendTest};
pub use moments::{Moments, moments};
pub use needed::Needed;
pub use outlook::{Outlook, Stage};
pub use projection::{Band, FARTHEST, Growth, Level, Projection};
pub use rank::{RankTrend, rank_correlation};
pub use regression::{Regression, regression};
pub use scale::Limits;
pub use season::Season;
pub use smoothing::{Smoothed, damped_trend, holt, simple_smoothing};
pub use theil_sen::{MedianLine, sen_interval, theil_sen};
pub use theta::{LogTheta, Theta, log_theta, theta};

use crate::known::{Known, Reason};
use crate::number::{Estimate, Exact};
use crate::period::years_between;
use crate::trajectory::Trajectory;

/// An estimate from a number, if it is finite.
fn finite(value: f64) -> Known<Estimate> {
    Estimate::new(value).ok_or(Reason::OutOfRange)
}

fn number(value: &Exact) -> Known<f64> {
    value.to_estimate().map(Estimate::value).ok_or(Reason::OutOfRange)
}

/// `to ÷ from` of two numbers of the same sign.
fn growth_factor(from: &Exact, to: &Exact) -> Known<f64> {
    match (from.sign(), to.sign()) {
        (0, _) => return Err(Reason::ZeroBase),
        (from, to) if from == to => {}
        (_, 0) => {}
        _ => return Err(Reason::Sign),
    }
    number(&to.over(from).ok_or(Reason::ZeroBase)?)
}

/// The yearly rate that leads from one value to another in so many years.
fn yearly_rate(from: &Exact, to: &Exact, years: &Exact) -> Known<Estimate> {
    if years.sign() <= 0 {
        return Err(Reason::NoTime);
    }
    let factor = growth_factor(from, to)?;
    finite(libm::pow(factor, 1.0 / number(years)?) - 1.0)
}

impl Trajectory<'_> {
    /// ln(current ÷ base) ÷ ln(goal ÷ base): the share of the way that is consistent with yearly
    /// compounding. The state method for energy intensity (Qinghai statistics bureau, 2009).
    ///
    /// # Errors
    /// As the share; zero or different signs.
    pub fn log_share(&self) -> Known<Estimate> {
        let (base, aim) = self.way()?;
        let current = self.current()?.amount.exact()?;
        let (done, whole) = (growth_factor(base, current)?, growth_factor(base, aim)?);
        if done <= 0.0 || whole <= 0.0 {
            return Err(Reason::Sign);
        }
        finite(libm::log(done) / libm::log(whole))
    }

    /// The share of the way in logarithms − the share of the time: the lag behind a path of one rate in all
    /// years.
    ///
    /// # Errors
    /// As [`Trajectory::log_share`] and the share of the time.
    pub fn log_lag(&self) -> Known<Estimate> {
        finite(self.log_share()?.value() - number(&self.elapsed()?)?)
    }

    /// The value expected by now on the geometric path: base × (goal ÷ base)^elapsed.
    ///
    /// # Errors
    /// As [`Trajectory::expected_now`]; zero or different signs.
    pub fn expected_now_geometric(&self) -> Known<Estimate> {
        let (base, aim) = self.way()?;
        let factor = growth_factor(base, aim)?;
        if factor <= 0.0 {
            return Err(Reason::Sign);
        }
        finite(number(base)? * libm::pow(factor, number(&self.elapsed()?)?))
    }

    /// (current ÷ base)^(1 ÷ years) − 1.
    ///
    /// # Errors
    /// Without exact base and current value; a zero base; different signs; [`Reason::Break`].
    pub fn actual_rate(&self) -> Known<Estimate> {
        let (base, current) = (self.base()?.amount.exact()?, self.current()?);
        self.unbroken()?;
        let years = years_between(self.base_end?, current.end);
        yearly_rate(base, current.amount.exact()?, &years)
    }

    /// (goal ÷ base)^(1 ÷ years from base to due) − 1.
    ///
    /// # Errors
    /// Without exact base and goal; a zero base; different signs.
    pub fn required_rate(&self) -> Known<Estimate> {
        let base = self.base()?.amount.exact()?;
        let years = years_between(self.base_end?, self.due().end());
        yearly_rate(base, &self.goal()?.aim, &years)
    }

    /// (goal ÷ current)^(1 ÷ years left) − 1.
    ///
    /// # Errors
    /// Without exact current value and goal; zero or different signs; no time left.
    pub fn needed_rate(&self) -> Known<Estimate> {
        let current = self.current()?;
        let years = years_between(current.end, self.due().end());
        yearly_rate(current.amount.exact()?, &self.goal()?.aim, &years)
    }
}
