//! Curved paths from base to goal, which need roots or logarithms.

use chrono::NaiveDate;

use super::{finite, growth_factor, number};
use crate::known::{Known, Reason};
use crate::number::Estimate;
use crate::period::elapsed_share;
use crate::trajectory::{Path, Trajectory};

/// ln(p ÷ (100 − p)) of a share in per cent.
fn logit(percent: f64) -> Known<f64> {
    if percent > 0.0 && percent < 100.0 {
        Ok(libm::log(percent / (100.0 - percent)))
    } else {
        Err(Reason::OutOfRange)
    }
}

impl Trajectory<'_> {
    fn curve_at(&self, path: &Path, day: NaiveDate) -> Known<f64> {
        if !self.target.checkpoints().is_empty() {
            return number(&self.expected_at(path, day)?);
        }
        let (base, aim) = self.way()?;
        let time = elapsed_share(self.base_end?, day, self.due().end()).ok_or(Reason::NoTime)?;
        let time = number(&time)?.min(1.0);
        match path {
            Path::Logistic => {
                let (from, to) = (logit(number(base)?)?, logit(number(aim)?)?);
                Ok(100.0 / (1.0 + libm::exp(-(from + (to - from) * time))))
            }
            _ => {
                let factor = growth_factor(base, aim)?;
                if factor <= 0.0 {
                    return Err(Reason::Sign);
                }
                Ok(number(base)? * libm::pow(factor, time))
            }
        }
    }

    /// The value that a curved path asks for at the end of the current period.
    ///
    /// # Errors
    /// Where there is no way from base to goal; zero or different signs on a geometric path; shares outside
    /// 0–100 on a logistic one.
    pub fn expected_on_curve(&self, path: &Path) -> Known<Estimate> {
        finite(self.curve_at(path, self.current()?.end)?)
    }

    /// The share of the way that a curved path asks for.
    ///
    /// # Errors
    /// As [`Trajectory::expected_on_curve`].
    pub fn scheduled_on_curve(&self, path: &Path) -> Known<Estimate> {
        let (base, aim) = self.way()?;
        let expected = self.expected_on_curve(path)?.value();
        finite((expected - number(base)?) / number(&aim.minus(base))?)
    }

    /// Share ÷ the share that a curved path asks for.
    ///
    /// # Errors
    /// As both; [`Reason::NoTime`] when nothing is scheduled yet.
    pub fn pace_on_curve(&self, path: &Path) -> Known<Estimate> {
        let scheduled = self.scheduled_on_curve(path)?.value();
        Estimate::new(number(&self.share()?)? / scheduled).ok_or(Reason::NoTime)
    }

    /// Share − the share that a curved path asks for.
    ///
    /// # Errors
    /// As both.
    pub fn lag_on_curve(&self, path: &Path) -> Known<Estimate> {
        finite(number(&self.share()?)? - self.scheduled_on_curve(path)?.value())
    }

    /// The current value against what a curved path asks for; positive is better than the path.
    ///
    /// # Errors
    /// As both.
    pub fn deviation_on_curve(&self, path: &Path) -> Known<Estimate> {
        let more = number(self.current()?.amount.exact()?)? - self.expected_on_curve(path)?.value();
        finite(if self.is_upwards()? { more } else { -more })
    }

    /// The deviation ÷ |expected value|.
    ///
    /// # Errors
    /// As the deviation.
    pub fn deviation_share_on_curve(&self, path: &Path) -> Known<Estimate> {
        let expected = self.expected_on_curve(path)?.value();
        Estimate::new(self.deviation_on_curve(path)?.value() / expected.abs()).ok_or(Reason::ZeroDivisor)
    }

    /// The change since the period before ÷ the change that a curved path asked for.
    ///
    /// # Errors
    /// As the path and both figures.
    pub fn step_pace_on_curve(&self, path: &Path) -> Known<Estimate> {
        let (current, before) = (self.current()?, self.period_before()?);
        let asked = self.curve_at(path, current.end)? - self.curve_at(path, before.end)?;
        let made = number(&current.amount.exact()?.minus(before.amount.exact()?))?;
        Estimate::new(made / asked).ok_or(Reason::NoTime)
    }
}
