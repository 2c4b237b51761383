//! What is needed a year from now on, and how rare that was.

use chrono::NaiveDate;

use super::outlook::{Makes, Outlook};
use super::{finite, number};
use crate::known::{Known, Reason};
use crate::number::Estimate;
use crate::period::years_between;

/// What is needed a year from now on, and how many years of the series were as good.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Needed {
    /// The change a year: a rate (0.05 is five per cent) or a change in the unit of the indicator.
    pub per_year: Estimate,
    /// Whether it is a rate.
    pub is_rate: bool,
    /// The changes from one figure to the next that were as good, taken by the year.
    pub as_good: usize,
    /// All changes from one figure to the next.
    pub changes: usize,
}

impl Outlook<'_> {
    /// What is needed a year from now on to reach the goal at the due date, and how rare that was.
    ///
    /// # Errors
    /// As the goal; zero or different signs.
    pub fn needed(&self) -> Known<Needed> {
        let trajectory = &self.trajectory;
        let goal = trajectory.goal()?;
        let now = trajectory.current()?.amount.exact()?;
        // Beyond a range the way leads to its nearer end.
        let (aim, upwards) = match (&goal.allowed.low, &goal.allowed.high) {
            (Some(low), Some(_)) if *now < low.at => (&low.at, true),
            (Some(_), Some(high)) if *now > high.at => (&high.at, false),
            _ => (&goal.aim, trajectory.is_upwards()?),
        };
        let (aim, current) = (number(aim)?, number(now)?);
        let left = number(&years_between(self.current_end, trajectory.due().end()))?;
        let (aim, current) = match self.makes {
            // Between two seasons the change is that of the trend.
            Makes::Value => (
                self.without_season(trajectory.due().end(), aim)?,
                self.without_season(self.current_end, current)?,
            ),
            _ => (aim, current),
        };
        let figures = self.figures_without_season();
        let rate = |from: f64, to: f64, years: f64| libm::pow(to / from, 1.0 / years) - 1.0;
        let by_year = |change: &dyn Fn(f64, f64, f64) -> f64| -> Vec<f64> {
            let pairs = figures.windows(2).filter_map(|pair| match pair {
                [before, after] => Some(change(before.1, after.1, after.0 - before.0)),
                _ => None,
            });
            pairs.collect()
        };
        let (per_year, is_rate, past) = match self.makes {
            Makes::Sum { period, .. } => {
                let past = self.figures.iter().map(|figure| figure.1 / period).collect();
                ((aim - current) / left, false, past)
            }
            Makes::Product { .. } => {
                let past = self.figures.iter().map(|figure| figure.1 / 100.0).collect();
                (rate(current, aim, left), true, past)
            }
            Makes::Value if self.track.projection.is_compound() && aim > 0.0 => {
                (rate(current, aim, left), true, by_year(&rate))
            }
            Makes::Value => {
                let change = |from: f64, to: f64, years: f64| (to - from) / years;
                (change(current, aim, left), false, by_year(&change))
            }
        };
        // Equal numbers may differ in their last digit.
        let slack = 1e-12 * (1.0 + libm::fabs(per_year));
        let as_good =
            |past: &&f64| if upwards { **past >= per_year - slack } else { **past <= per_year + slack };
        Ok(Needed {
            per_year: finite(per_year)?,
            is_rate,
            as_good: past.iter().filter(as_good).count(),
            changes: past.len(),
        })
    }

    /// The share of the changes of the series that were as good as what is needed a year from now on.
    ///
    /// # Errors
    /// As [`Outlook::needed`]; [`Reason::TooFewPoints`] without a change.
    pub fn as_good_years(&self) -> Known<Estimate> {
        let needed = self.needed()?;
        if needed.changes == 0 {
            return Err(Reason::TooFewPoints);
        }
        finite(needed.as_good as f64 / needed.changes as f64)
    }

    fn without_season(&self, day: NaiveDate, value: f64) -> Known<f64> {
        self.track.without_season(number(&years_between(self.track.from, day))?, value)
    }

    /// The figures without their season, as far as it was seen.
    fn figures_without_season(&self) -> Vec<(f64, f64)> {
        let without =
            |figure: &(f64, f64)| Some((figure.0, self.track.without_season(figure.0, figure.1).ok()?));
        self.figures.iter().filter_map(without).collect()
    }
}
