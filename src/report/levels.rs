//! Plans evaluated together: a report each, and how what they are decomposed into stands; and what a verdict
//! took over from other plans.

use super::{Evaluation, Report, Verdict};
use crate::lang::Lang;
use crate::levels::{Collected, Plans, Split};
use crate::plan::{Origin, Value};
use crate::series::Observations;
use crate::trajectory::Trajectory;

impl<'p> Evaluation<'p> {
    /// Judges every target of linked plans: a report each, in their order, with the
    /// [decompositions](Report::decompositions) of its indicators. It cannot fail.
    #[must_use]
    pub fn evaluate_all<'a>(&self, plans: &'a Plans, data: &'a Collected) -> Vec<Report<'a>>
    where
        'p: 'a,
    {
        let each = plans.plans().iter().enumerate().map(|(index, plan)| {
            let mut report = self.evaluate(plan, data.of(index));
            let view = &report.looking.view;
            report.decomposed = plans.links_of(index).map(|link| Split::of(link, data, view)).collect();
            report.reported = Some(data.given(index));
            report
        });
        each.collect()
    }
}

impl<'a> Report<'a> {
    /// What the indicators of the plan are decomposed into, as it stands on the day. Empty for a plan that was
    /// evaluated alone.
    #[must_use]
    pub fn decompositions(&self) -> &[Split<'a>] {
        &self.decomposed
    }

    /// The observations as they were given, before figures were made of those of children.
    pub(super) fn reported(&self) -> &'a Observations {
        self.reported.unwrap_or(self.looking.data)
    }
}

impl<'r> Verdict<'r> {
    /// Where the number of the target was stated, if it was taken over from a plan above.
    #[must_use]
    pub fn origin(&self) -> Option<&'r Origin> {
        self.trajectory().promise().ok()?.origin()
    }

    /// Whether its figures were made of those of the children that the indicator is decomposed into.
    #[must_use]
    pub fn is_computed(&self) -> bool {
        self.report.data().is_computed(self.judged.indicator)
    }
}

/// Where a target that was taken over was stated: `nation/carbon/t2025`, with the version if it is a later one.
fn place(origin: &Origin, lang: Lang) -> String {
    let place = format!("{}/{}/{}", origin.plan(), origin.indicator(), origin.target());
    match origin.version() {
        "original" => place,
        version => lang.pick(format!("{place}（版本 {version}）"), format!("{place} (version {version})")),
    }
}

/// What a verdict took over, in the few words that fit into a table.
pub(super) fn notes(verdict: &Verdict<'_>, trajectory: &Trajectory<'_>, lang: Lang) -> Vec<String> {
    let origin = trajectory.promise().ok().and_then(|promise| promise.origin());
    let origin = origin.map(|origin| {
        let place = place(origin, lang);
        lang.pick(format!("目标取自 {place}"), format!("the target is that of {place}"))
    });
    let computed = (verdict.is_computed() && trajectory.current().is_ok())
        .then(|| lang.pick("数据由下级汇总", "made of the children's figures").to_owned());
    origin.into_iter().chain(computed).collect()
}

/// Where the number of the target was stated, or which plan is to state it.
pub(super) fn origin_told(trajectory: &Trajectory<'_>, lang: Lang) -> Option<String> {
    let promise = trajectory.promise().ok()?;
    if let Some(origin) = promise.origin() {
        let (title, plan, version) = (origin.title(), origin.plan(), origin.version());
        let (indicator, target) = (origin.indicator(), origin.target());
        return Some(lang.pick(
            format!("该目标以上级为准，取自规划“{title}”（{plan}）的指标 `{indicator}`、目标 `{target}`、版本 {version}。"),
            format!("It is delegated: the value is that of the plan “{title}” ({plan}), indicator `{indicator}`, target `{target}`, version {version}."),
        ));
    }
    let above = trajectory.target.above().filter(|_| matches!(promise.value(), Value::Delegated(_)))?;
    Some(match above.plan() {
        Some(plan) => lang.pick(
            format!("以规划 `{plan}` 的目标为准，截至当日尚无其值。"),
            format!("The target of the plan `{plan}` decides, and its value is not known by then."),
        ),
        None => lang.pick(
            "以上级规划的目标为准，截至当日尚无其值。".to_owned(),
            "The target of the plan above decides, and its value is not known by then.".to_owned(),
        ),
    })
}

/// That the current value was made of the figures of the children.
pub(super) fn computed_told(
    verdict: &Verdict<'_>,
    trajectory: &Trajectory<'_>,
    lang: Lang,
) -> Option<String> {
    (verdict.is_computed() && trajectory.current().is_ok()).then(|| {
        lang.pick(
            "该值由下级数据汇总而来，见“分解”。".to_owned(),
            "The value was made of the figures of its children, see its decomposition.".to_owned(),
        )
    })
}
