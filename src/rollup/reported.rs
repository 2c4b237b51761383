//! What is to be said of an indicator beside how it stands: when it is due, and whether anything was reported of it.

use chrono::NaiveDate;

use crate::period::Period;
use crate::plan::{Plan, Subject};
use crate::series::{Observation, Observations};

/// What is to be said of an indicator beside how it stands, the same in every list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndicatorState {
    /// When it is due: its own target or, without one that counts, the next of the others; none without a date.
    pub due: Option<Period>,
    /// Whether one of its targets has no date.
    pub undated: bool,
    /// Whether its due date is over and it is not attained.
    pub overdue: bool,
    /// Whether nothing was reported of it.
    pub silent: bool,
}

/// Whether a figure of an indicator is known on a day, or anything about the evidence of one of its targets.
pub(super) fn is_reported(plan: &Plan, data: &Observations, as_of: NaiveDate, indicator: usize) -> bool {
    let is_known = |figure: &Observation| figure.is_known_on(as_of) && figure.status().is_actual();
    if data.for_indicator(plan, indicator).iter().any(is_known) {
        return true;
    }
    let targets = plan.indicators().get(indicator).map(|indicator| indicator.targets());
    let evidence = targets.into_iter().flatten().enumerate().flat_map(|(number, target)| {
        let count = target.assessment().map_or(0, |assessment| assessment.evidence().len());
        (0..count).map(move |place| Subject::Evidence(indicator, number, place))
    });
    let mut events = evidence.flat_map(|subject| data.about(plan, subject));
    events.any(|event| event.known_from() <= as_of)
}
