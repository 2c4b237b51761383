//! Whether anything was reported of an indicator.

use chrono::NaiveDate;

use crate::plan::{Plan, Subject};
use crate::series::{Observation, Observations};

/// Whether a figure of an indicator is known on a day, or anything about the evidence of one of its targets.
pub(crate) fn is_reported(plan: &Plan, data: &Observations, as_of: NaiveDate, indicator: usize) -> bool {
    let is_known = |figure: &Observation| figure.known_from() <= as_of && figure.status().is_actual();
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
