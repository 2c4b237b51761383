//! Trends from the base to the current value, and where they lead by the due date.

use super::{
    GrowthLine, Line, Method, TrendTest, Weights, finite, growth_factor, least_squares, log_least_squares,
    mann_kendall, number, rank_correlation, yearly_rate,
};
use crate::known::{Known, Reason};
use crate::number::{Estimate, Exact};
use crate::period::years_between;
use crate::plan::Gather;
use crate::trajectory::{Scaling, Trajectory};

/// A value on the line from base to current value is exact arithmetic, and stays so until the end.
enum Value {
    Exact(Exact),
    Float(f64),
}

impl Value {
    fn estimate(self) -> Known<Estimate> {
        match self {
            Self::Exact(value) => value.to_estimate().ok_or(Reason::OutOfRange),
            Self::Float(value) => finite(value),
        }
    }

    /// (self − from) ÷ by.
    fn share(self, from: &Exact, by: &Exact) -> Known<Self> {
        Ok(match self {
            Self::Exact(value) => Self::Exact(value.minus(from).over(by).ok_or(Reason::NoSpan)?),
            Self::Float(_) if by.is_zero() => return Err(Reason::NoSpan),
            Self::Float(value) => Self::Float((value - number(from)?) / number(by)?),
        })
    }
}

impl Trajectory<'_> {
    /// The years from the base to the current value.
    fn years(&self) -> Known<Exact> {
        let years = years_between(self.base_end?, self.current()?.end);
        self.unbroken()?;
        if years.sign() > 0 { Ok(years) } else { Err(Reason::NoTime) }
    }

    fn years_left(&self) -> Known<Exact> {
        Ok(years_between(self.current()?.end, self.due().end()))
    }

    /// The figures from base to current value, as years from the base and values.
    fn fitted(&self) -> Known<Vec<(f64, f64)>> {
        let start = self.base_end?;
        let points = self.trend_points()?;
        let figures = points
            .iter()
            .map(|point| Ok((number(&years_between(start, point.end))?, number(point.amount.exact()?)?)));
        figures.collect()
    }

    fn line(&self, weights: Weights) -> Known<Line> {
        least_squares(&self.fitted()?, weights)
    }

    fn growth_line(&self, weights: Weights) -> Known<GrowthLine> {
        log_least_squares(&self.fitted()?, weights)
    }

    /// Whether the way led beyond a two-sided goal, so that going on is no improvement.
    fn is_beyond(&self) -> Known<bool> {
        let Some(goal) = self.goal.as_ref().ok().filter(|goal| goal.is_banded()) else { return Ok(false) };
        let (base, current) = (self.base()?.amount.exact()?, self.current()?.amount.exact()?);
        let side = |value: &Exact| value.minus(&goal.aim).sign();
        Ok(!goal.allowed.contains(current) && side(base) * side(current) < 0)
    }

    /// The yearly rate of the trend in the good direction.
    ///
    /// Of negative figures, a fall of the magnitude is a rise.
    ///
    /// # Errors
    /// Without base, current value or direction, or beyond a two-sided goal; zero or different signs; too few
    /// points for a fit.
    pub fn improvement_rate(&self, trend: Method) -> Known<Estimate> {
        let base = self.base()?.amount.exact()?;
        if self.is_beyond()? {
            return Err(Reason::NoDirection);
        }
        let rate = match trend {
            Method::EndpointGeometric => yearly_rate(base, self.current()?.amount.exact()?, &self.years()?)?,
            Method::LogLeastSquares(weights) => self.growth_line(weights)?.rate()?,
            // A change a year as a share of the base.
            Method::EndpointLinear | Method::LeastSquares(_) => {
                let change = self.improvement_per_year(trend)?.value();
                return finite(change / number(&base.magnitude())?);
            }
            _ => self.outlook(trend)?.rate()?,
        };
        let rises = self.is_upwards()? == (base.sign() >= 0);
        finite(if rises { rate.value() } else { -rate.value() })
    }

    /// The yearly change of the trend in the good direction.
    ///
    /// # Errors
    /// Without base, current value or direction; without time between them; too few points for a fit.
    pub fn improvement_per_year(&self, trend: Method) -> Known<Estimate> {
        let slope = match trend {
            Method::LeastSquares(weights) => self.line(weights)?.slope().value(),
            Method::LogLeastSquares(weights) => {
                let line = self.growth_line(weights)?;
                number(self.current()?.amount.exact()?)? * line.rate()?.value()
            }
            Method::EndpointLinear | Method::EndpointGeometric => {
                let change = self.improvement()?.over(&self.years()?).ok_or(Reason::NoTime)?;
                return change.to_estimate().ok_or(Reason::OutOfRange);
            }
            _ => self.outlook(trend)?.change()?.value(),
        };
        finite(if self.is_upwards()? { slope } else { -slope })
    }

    /// The rate of the trend ÷ the rate that is required from base to due date.
    ///
    /// # Errors
    /// As the rate and the goal; [`Reason::NoSpan`] where the base is the goal.
    pub fn rate_ratio(&self, trend: Method) -> Known<Estimate> {
        let (base, aim) = (self.base()?.amount.exact()?, &self.goal()?.aim);
        if base == aim {
            return Err(Reason::NoSpan);
        }
        let years = years_between(self.base_end?, self.due().end());
        if years.sign() <= 0 {
            return Err(Reason::NoTime);
        }
        match trend {
            Method::EndpointLinear => {
                let made = self.improvement()?.over(&self.years()?).ok_or(Reason::NoTime)?;
                let asked = aim.minus(base).magnitude().over(&years).ok_or(Reason::NoTime)?;
                made.over(&asked).ok_or(Reason::NoSpan)?.to_estimate().ok_or(Reason::OutOfRange)
            }
            _ if !self.goes_straight(trend)? => {
                let required = yearly_rate(base, aim, &years)?.value();
                finite(self.improvement_rate(trend)?.value() / required.abs())
            }
            _ => {
                let asked = number(&aim.minus(base).magnitude())? / number(&years)?;
                finite(self.improvement_per_year(trend)?.value() / asked)
            }
        }
    }

    /// The value that a trend leads to, within the natural limits of the indicator.
    fn projected_value(&self, trend: Method) -> Known<Value> {
        self.can_be_carried_on()?;
        let limits = self.indicator.limits();
        let bounds = self.gather() == Gather::Latest && self.scaling == Ok(Scaling::None);
        let (min, max) = if bounds { (limits.min, limits.max) } else { (None, None) };
        let (min, max) = (min.map(Exact::from), max.map(Exact::from));
        Ok(match self.value_of_trend(trend)? {
            Value::Exact(value) => {
                let value = min.map_or(value.clone(), |min| value.max(min));
                Value::Exact(max.map_or(value.clone(), |max| value.min(max)))
            }
            Value::Float(value) => {
                let value = min.as_ref().map(number).transpose()?.map_or(value, |min| value.max(min));
                Value::Float(max.as_ref().map(number).transpose()?.map_or(value, |max| value.min(max)))
            }
        })
    }

    fn value_of_trend(&self, trend: Method) -> Known<Value> {
        let current = self.current()?.amount.exact()?;
        let left = self.years_left()?;
        Ok(match trend {
            Method::EndpointLinear => {
                let base = self.base()?.amount.exact()?;
                let slope = current.minus(base).over(&self.years()?).ok_or(Reason::NoTime)?;
                Value::Exact(current.plus(&slope.times(&left)))
            }
            Method::EndpointGeometric => {
                let base = self.base()?.amount.exact()?;
                let factor = growth_factor(base, current)?;
                let years = number(&left.over(&self.years()?).ok_or(Reason::NoTime)?)?;
                if factor <= 0.0 && years < 0.0 {
                    return Err(Reason::OutOfRange);
                }
                Value::Float(number(current)? * libm::pow(factor, years))
            }
            Method::LeastSquares(weights) => {
                let due = number(&years_between(self.base_end?, self.due().end()))?;
                Value::Float(self.line(weights)?.value_at(due)?.value())
            }
            Method::LogLeastSquares(weights) => {
                let due = number(&years_between(self.base_end?, self.due().end()))?;
                Value::Float(self.growth_line(weights)?.value_at(due)?.value())
            }
            _ => Value::Float(self.outlook(trend)?.value()?.value()),
        })
    }

    /// Whether a method adds the same change every year, rather than multiplying by the same rate.
    fn goes_straight(&self, trend: Method) -> Known<bool> {
        Ok(match trend {
            Method::EndpointLinear | Method::LeastSquares(_) => true,
            Method::EndpointGeometric | Method::LogLeastSquares(_) => false,
            _ => !self.outlook(trend)?.projection().is_compound(),
        })
    }

    /// The value that the trend leads to at the due date.
    ///
    /// # Errors
    /// Without base or current value; zero or different signs of a rate; too few points for a fit.
    pub fn projected(&self, trend: Method) -> Known<Estimate> {
        self.projected_value(trend)?.estimate()
    }

    /// (projected − base) ÷ (goal − base).
    ///
    /// # Errors
    /// As the projected value and the goal; [`Reason::NoSpan`] where the base is no worse than the goal, so that
    /// what leads away from it would count as progress.
    pub fn projected_share(&self, trend: Method) -> Known<Estimate> {
        let (base, goal) = (self.base()?.amount.exact()?, self.goal()?);
        let aim = &goal.aim;
        if goal.allowed.contains(base) {
            return Err(Reason::NoSpan);
        }
        self.projected_value(trend)?.share(base, &aim.minus(base))?.estimate()
    }

    /// |goal − projected| ÷ |goal − base|; 0 where the projected value meets the target.
    ///
    /// # Errors
    /// As the projected value and the goal; [`Reason::NoSpan`] where the base is the goal.
    pub fn shortfall_to_base(&self, trend: Method) -> Known<Estimate> {
        let (base, goal) = (self.base()?.amount.exact()?, self.goal()?);
        let projected = self.projected_value(trend)?;
        let meets = match &projected {
            Value::Exact(value) => goal.allowed.contains(value),
            Value::Float(value) => {
                let low = goal.allowed.low.as_ref().map(|end| number(&end.at)).transpose()?;
                let high = goal.allowed.high.as_ref().map(|end| number(&end.at)).transpose()?;
                low.is_none_or(|low| *value >= low) && high.is_none_or(|high| *value <= high)
            }
        };
        if meets {
            return finite(0.0);
        }
        let share = projected.share(&goal.aim, &goal.aim.minus(base).magnitude())?.estimate()?;
        finite(share.value().abs())
    }

    /// (goal − projected in the good direction) ÷ |goal − current|; negative beyond the goal.
    ///
    /// # Errors
    /// As the projected value and the goal; [`Reason::NoSpan`] where the goal is reached exactly.
    pub fn shortfall_to_gap(&self, trend: Method) -> Known<Estimate> {
        let (current, aim) = (self.current()?.amount.exact()?, &self.goal()?.aim);
        let beyond = self.projected_value(trend)?.share(aim, &aim.minus(current).magnitude())?.estimate()?;
        finite(if self.is_upwards()? { -beyond.value() } else { beyond.value() })
    }

    /// The rank correlation of value and time, positive where it goes the good way: Spearman's ρ or Kendall's τ.
    ///
    /// # Errors
    /// Without base, current value or direction; fewer than three points.
    pub fn trend_correlation(&self, test: TrendTest) -> Known<Estimate> {
        let found = match test {
            TrendTest::Spearman => rank_correlation(&self.fitted()?)?.rho(),
            TrendTest::MannKendall => mann_kendall(&self.fitted()?)?.tau_b(),
        };
        finite(if self.is_upwards()? { found.value() } else { -found.value() })
    }

    /// The two-sided probability of a rank correlation at least as strong as the one found.
    ///
    /// # Errors
    /// As [`Trajectory::trend_correlation`], direction aside.
    pub fn trend_p(&self, test: TrendTest) -> Known<Estimate> {
        match test {
            TrendTest::Spearman => Ok(rank_correlation(&self.fitted()?)?.p()),
            TrendTest::MannKendall => Ok(mann_kendall(&self.fitted()?)?.p()),
        }
    }

    /// How much room the natural limit leaves to the base: 1 far from it, 0 at it (Statistics Canada's
    /// method in Open SDG, 2025, with the exponent 4.44). By magnitudes, whichever side the limit is on; 1
    /// without a limit or with a limit of zero.
    ///
    /// # Errors
    /// Without a base.
    pub fn limit_factor(&self, limit: Option<usize>) -> Known<Estimate> {
        let Some(limit) = limit.and_then(|limit| self.input(limit).ok()) else { return finite(1.0) };
        let (base, limit) = (self.base()?.amount.exact()?.magnitude(), limit.magnitude());
        let twice = limit.plus(&limit);
        if base >= twice {
            return finite(1.0);
        }
        let near = if base <= limit { base } else { twice.minus(&base) };
        let share = near.over(&limit).ok_or(Reason::OutOfRange)?;
        finite(1.0 - libm::pow(number(&share)?, 4.44))
    }

    /// The rate in the good direction ÷ the room that the natural limit leaves.
    ///
    /// # Errors
    /// As both; [`Reason::ZeroDivisor`] where no room is left.
    pub fn limited_rate(&self, trend: Method, limit: Option<usize>) -> Known<Estimate> {
        let room = self.limit_factor(limit)?.value();
        let rate = self.improvement_rate(trend)?.value();
        if room > 0.0 { finite(rate / room) } else { Err(Reason::ZeroDivisor) }
    }
}
