//! The parts of a ratio, which projections go by.

use rust_decimal::Decimal;

use super::Trajectory;
use crate::plan::{Indicator, Plan};
use crate::series::{Observation, Observations};

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
        self.with_other(plan, data)
    }
}
