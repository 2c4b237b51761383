//! From a trajectory to the facts that are asked for, and to no others.

use super::{Fact, FactSet, FactValue, Known, Reason};
use crate::number::Exact;
use crate::trajectory::Trajectory;

impl Fact {
    /// The value of this fact for a trajectory.
    ///
    /// # Errors
    /// Why it is unknown.
    pub fn of(self, trajectory: &Trajectory<'_>) -> Known<FactValue> {
        use FactValue::{Estimate, Period, Word, YesNo};
        let exact = |value: Known<Exact>| value.map(FactValue::Exact);
        match self {
            Self::Current => exact(trajectory.current().and_then(|point| point.amount.exact().cloned())),
            Self::CurrentPeriod => {
                trajectory.current().and_then(|point| point.period.ok_or(Reason::NotReported)).map(Period)
            }
            Self::Base => exact(trajectory.base().and_then(|point| point.amount.exact().cloned())),
            Self::Goal => exact(trajectory.goal().map(|goal| goal.aim.clone())),
            Self::HoldsNow => trajectory.holds_now().map(YesNo),
            Self::Attained => trajectory.attained().map(YesNo),
            Self::DueObserved => trajectory.due_observed().map(YesNo),
            Self::Limit => trajectory.limit().map(YesNo),
            Self::Attribute => {
                let attribute = trajectory.indicator.attribute().ok_or(Reason::NoAttribute);
                attribute.map(|attribute| Word(attribute.word()))
            }
            Self::Gap => exact(trajectory.gap()),
            Self::Completion => exact(trajectory.completion()),
            Self::Share => exact(trajectory.share()),
            Self::Elapsed => exact(trajectory.elapsed()),
            Self::Scheduled => exact(trajectory.scheduled()),
            Self::Pace => exact(trajectory.pace()),
            Self::Lag => exact(trajectory.lag()),
            Self::Burn => exact(trajectory.burn()),
            Self::ExpectedNow => exact(trajectory.expected_now()),
            Self::ExpectedNowGeometric => trajectory.expected_now_geometric().map(Estimate),
            Self::LogShare => trajectory.log_share().map(Estimate),
            Self::ActualRate => trajectory.actual_rate().map(Estimate),
            Self::RequiredRate => trajectory.required_rate().map(Estimate),
            Self::NeededRate => trajectory.needed_rate().map(Estimate),
            Self::NeededPerYear => exact(trajectory.needed_per_year()),
            Self::TimeGone => exact(trajectory.time_gone()),
            Self::Age => exact(trajectory.age()),
            Self::Points => {
                let points = i64::try_from(trajectory.points()).unwrap_or(i64::MAX);
                Ok(FactValue::Exact(Exact::from(points)))
            }
        }
    }
}

impl FactSet {
    /// Fills the set with the given facts of a trajectory, in their order, keeping its memory.
    pub fn fill(&mut self, facts: &[Fact], trajectory: &Trajectory<'_>) {
        self.clear();
        for fact in facts {
            self.push(fact.of(trajectory));
        }
    }
}
