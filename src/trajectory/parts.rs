//! The parts of a ratio, which projections go by.

use rust_decimal::Decimal;

use super::{Trajectory, evidence};
use crate::plan::{Indicator, Plan, Subject};
use crate::series::{Observation, Observations, Occurrence};

/// An indicator and its figures.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part<'a> {
    pub(crate) indicator: &'a Indicator,
    pub(crate) series: &'a [Observation],
}

/// What a ratio is made of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts<'a> {
    pub(crate) numerator: Part<'a>,
    pub(crate) denominator: Part<'a>,
    pub(crate) times: Decimal,
}

impl<'a> Trajectory<'a> {
    /// With the figures of other indicators: of those that this one is the ratio of, if it says so, since its
    /// projections go by them; and of the one that the target compares with.
    #[must_use]
    pub fn with_parts(mut self, plan: &'a Plan, data: &'a Observations) -> Self {
        if let Some(ratio) = self.indicator.ratio() {
            let part = |index: usize| {
                let indicator = plan.indicators().get(index)?;
                Some(Part { indicator, series: data.for_indicator(plan, index) })
            };
            let parts = part(ratio.numerator()).zip(part(ratio.denominator()));
            self.parts =
                parts.map(|(numerator, denominator)| Parts { numerator, denominator, times: ratio.times() });
        }
        self.with_evidence(plan, data).with_other(plan, data)
    }

    /// With what is reported of the evidence that the target is assessed by.
    fn with_evidence(mut self, plan: &Plan, data: &Observations) -> Self {
        let assessment = self.target.assessment().filter(|assessment| !assessment.evidence().is_empty());
        let Some(assessment) = assessment else { return self };
        let places = (self.indicator.id(), self.target.id());
        let Some(Subject::Indicator(index)) = plan.subject(places.0) else { return self };
        let targets = self.indicator.targets().iter();
        let number = targets.take_while(|target| target.id() != places.1).count();
        let known = (0..assessment.evidence().len()).map(|place| {
            Occurrence::of(data.about(plan, Subject::Evidence(index, number, place)), self.view.as_of)
        });
        let until = self.view.judged_until();
        self.newest = evidence::point(&known.collect::<Vec<_>>(), assessment.needed(), until);
        self
    }
}
