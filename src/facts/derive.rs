//! From a trajectory to the facts that are asked for, and to no others.

use super::{Column, Fact, FactSet, FactValue, Formula, Known, Reason, Source};
use crate::number::{Estimate, Exact};
use crate::project::Outlook;
use crate::trajectory::Trajectory;

impl Fact {
    /// The value of this fact for a trajectory, without arguments.
    ///
    /// # Errors
    /// Why it is unknown.
    pub fn of(self, trajectory: &Trajectory<'_>) -> Known<FactValue> {
        Formula::plain(self).of(trajectory)
    }
}

/// A number of days, months or points.
fn count(number: impl TryInto<i64>) -> Known<FactValue> {
    Ok(FactValue::Exact(Exact::from(number.try_into().unwrap_or(i64::MAX))))
}

impl Formula {
    /// The value of this formula for a trajectory.
    ///
    /// # Errors
    /// Why it is unknown.
    pub fn of(&self, trajectory: &Trajectory<'_>) -> Known<FactValue> {
        let value = self.bare(trajectory)?;
        if self.arguments.per.is_none() && self.arguments.places.is_none() {
            return Ok(value);
        }
        let divided = match self.arguments.per {
            Some(input) => divided(value, trajectory.input(input)?)?,
            None => value,
        };
        Ok(match (divided, self.arguments.places) {
            (FactValue::Exact(value), Some(places)) => FactValue::Exact(value.to_places(places)),
            (FactValue::Estimate(value), Some(places)) => FactValue::Estimate(value.to_places(places)),
            (value, _) => value,
        })
    }

    /// The value of a fact that an outlook by its own trend answers; `None` for all others.
    pub(crate) fn of_outlook(&self, outlook: &Outlook<'_>) -> Option<Known<FactValue>> {
        if outlook.projection().method() != self.trend() {
            return None;
        }
        let value = match self.fact {
            Fact::ProjectedLow => outlook.band(self.arguments.level).map(|band| band.low),
            Fact::ProjectedHigh => outlook.band(self.arguments.level).map(|band| band.high),
            Fact::Probability => outlook.probability(),
            Fact::ExpectedDelay => outlook.delay(),
            Fact::AsGoodYears => outlook.as_good_years(),
            _ => return None,
        };
        Some(value.map(FactValue::Estimate))
    }

    fn bare(&self, trajectory: &Trajectory<'_>) -> Known<FactValue> {
        use FactValue::{Estimate, Period, Word, YesNo};
        let arguments = &self.arguments;
        let exact = |value: Known<Exact>| value.map(FactValue::Exact);
        let path = &arguments.path;
        // The same fact is exact on a path of straight lines, and an estimate on a curved one.
        if self.fact.takes().contains(&super::Argument::Path) && !path.is_exact() {
            return match self.fact {
                Fact::Scheduled => trajectory.scheduled_on_curve(path),
                Fact::Pace => trajectory.pace_on_curve(path),
                Fact::Lag => trajectory.lag_on_curve(path),
                Fact::ExpectedNow => trajectory.expected_on_curve(path),
                Fact::StepPace => trajectory.step_pace_on_curve(path),
                Fact::Deviation => trajectory.deviation_on_curve(path),
                Fact::DeviationShare => trajectory.deviation_share_on_curve(path),
                // Refused when a policy is loaded.
                _ => Err(Reason::OutOfRange),
            }
            .map(Estimate);
        }
        match self.fact {
            Fact::Current => exact(trajectory.current().and_then(|point| point.amount.exact().cloned())),
            Fact::CurrentPeriod => {
                trajectory.current().and_then(|point| point.period.ok_or(Reason::NotReported)).map(Period)
            }
            Fact::Base => exact(trajectory.base().and_then(|point| point.amount.exact().cloned())),
            Fact::Goal => exact(trajectory.goal().map(|goal| goal.aim.clone())),
            Fact::HoldsNow => trajectory.holds_now().map(YesNo),
            Fact::Attained => trajectory.attained().map(YesNo),
            Fact::DueObserved => trajectory.due_observed().map(YesNo),
            Fact::Limit => trajectory.limit().map(YesNo),
            Fact::Attribute => {
                let attribute = trajectory.indicator.attribute().ok_or(Reason::NoAttribute);
                attribute.map(|attribute| Word(attribute.word().into()))
            }
            Fact::Gap => exact(trajectory.gap()),
            Fact::Completion => exact(trajectory.completion()),
            Fact::Share => exact(trajectory.share()),
            Fact::Elapsed => exact(trajectory.elapsed()),
            Fact::Scheduled => exact(trajectory.scheduled_on(path)),
            Fact::Pace => exact(trajectory.pace_on(path)),
            Fact::Lag => exact(trajectory.lag_on(path)),
            Fact::CaughtUp => trajectory.caught_up().map(YesNo),
            Fact::Closes => trajectory.closes().map(|word| Word(word.into())),
            Fact::Burn => exact(trajectory.burn()),
            Fact::ExpectedNow => exact(trajectory.expected_on(path)),
            Fact::ExpectedNowGeometric => trajectory.expected_now_geometric().map(Estimate),
            Fact::LogShare => trajectory.log_share().map(Estimate),
            Fact::LogLag => trajectory.log_lag().map(Estimate),
            Fact::ActualRate => trajectory.actual_rate().map(Estimate),
            Fact::RequiredRate => trajectory.required_rate().map(Estimate),
            Fact::NeededRate => trajectory.needed_rate().map(Estimate),
            Fact::NeededPerYear => exact(trajectory.needed_per_year()),
            Fact::TimeGone => exact(trajectory.time_gone()),
            Fact::Age => exact(trajectory.age()),
            Fact::Points => count(trajectory.points()),
            Fact::Quantified => trajectory.quantified().map(YesNo),
            Fact::Kept => Ok(YesNo(trajectory.is_kept())),
            Fact::TwoSided => trajectory.goal().map(|goal| YesNo(goal.is_banded())),
            Fact::Percent => Ok(YesNo(trajectory.indicator.unit().is_percent())),
            Fact::GapShare => exact(trajectory.gap_share()),
            Fact::Approach => exact(trajectory.approach()),
            Fact::ApproachPace => exact(trajectory.approach_pace()),
            Fact::Improvement => exact(trajectory.improvement()),
            Fact::StepPace => exact(trajectory.step_pace_on(path)),
            Fact::Deviation => exact(trajectory.deviation_on(path)),
            Fact::DeviationShare => exact(trajectory.deviation_share_on(path)),
            Fact::EarnedSchedule => exact(trajectory.earned_schedule_on(path)),
            Fact::EarnedPace => exact(trajectory.earned_pace_on(path)),
            Fact::Balance => exact(trajectory.balance_on(path, &arguments.carry)),
            Fact::RecentBurn => exact(trajectory.recent_burn(arguments.window)),
            Fact::DaysLeft => count(trajectory.days_left()),
            Fact::TrendPoints => count(trajectory.trend_points()?.len()),
            Fact::ImprovementRate => trajectory.improvement_rate(self.trend()).map(Estimate),
            Fact::RateRatio => trajectory.rate_ratio(self.trend()).map(Estimate),
            Fact::ImprovementPerYear => trajectory.improvement_per_year(self.trend()).map(Estimate),
            Fact::Projected => trajectory.projected(self.trend()).map(Estimate),
            Fact::ProjectedShare => trajectory.projected_share(self.trend()).map(Estimate),
            Fact::ShortfallToBase => trajectory.shortfall_to_base(self.trend()).map(Estimate),
            Fact::ShortfallToGap => trajectory.shortfall_to_gap(self.trend()).map(Estimate),
            Fact::ProjectedLow
            | Fact::ProjectedHigh
            | Fact::Probability
            | Fact::ExpectedDelay
            | Fact::AsGoodYears => {
                let outlook = trajectory.outlook(self.trend())?;
                self.of_outlook(&outlook).unwrap_or(Err(Reason::TooFewPoints))
            }
            Fact::TrendCorrelation => trajectory.trend_correlation(arguments.test).map(Estimate),
            Fact::TrendP => trajectory.trend_p(arguments.test).map(Estimate),
            Fact::LimitFactor => trajectory.limit_factor(arguments.limit).map(Estimate),
            Fact::LimitedRate => trajectory.limited_rate(self.trend(), arguments.limit).map(Estimate),
        }
    }
}

/// A number divided by an input of the indicator.
fn divided(value: FactValue, divisor: &Exact) -> Known<FactValue> {
    Ok(match value {
        FactValue::Exact(value) => FactValue::Exact(value.over(divisor).ok_or(Reason::ZeroDivisor)?),
        FactValue::Estimate(value) => {
            let divisor = divisor.to_estimate().ok_or(Reason::OutOfRange)?.value();
            let share = Estimate::new(value.value() / divisor).ok_or(Reason::ZeroDivisor)?;
            FactValue::Estimate(share)
        }
        value => value,
    })
}

impl FactSet {
    /// Sets the columns that are formulas seen through one lens of the policy, from the trajectory seen
    /// through it. The set must have been [reset](Self::reset) to the number of columns.
    pub fn fill(&mut self, columns: &[Column], lens: usize, trajectory: &Trajectory<'_>) {
        for (place, column) in columns.iter().enumerate() {
            if let Source::Formula(formula) = &column.source
                && formula.lens == lens
            {
                self.set(place, formula.of(trajectory));
            }
        }
    }
}
