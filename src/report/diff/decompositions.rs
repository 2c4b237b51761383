//! What is new about a decomposition.

use super::super::doc::{DecomposedDoc, FiguresDoc, PointDoc, RangeDoc};
use super::news::{news, same_numbers, text};
use super::{Cause, CoveredDoc, NewsDoc, ValueDoc};

/// What is new: the target and its children, what they come to, and the figures of the children.
pub(super) fn news_about(before: &DecomposedDoc, after: &DecomposedDoc) -> Vec<NewsDoc> {
    let mut all = of_targets(before, after);
    let children = |of: &DecomposedDoc| -> Vec<String> {
        of.children.iter().map(|child| format!("{}/{}", child.plan, child.indicator)).collect()
    };
    let (from, to) = (children(before), children(after));
    if from != to {
        let told = news(Cause::Stated, Some(ValueDoc::List(from)), Some(ValueDoc::List(to)));
        all.push(named("children", told));
    }
    let ranges = |from: &RangeDoc, to: &RangeDoc| (Some(from.clone()), Some(to.clone()));
    let (from, to) = ranges(&before.promised, &after.promised);
    all.extend(of_ranges(Cause::Promised, from, to));
    if !same_numbers(before.slack.as_ref(), after.slack.as_ref()) {
        let slack = |of: &DecomposedDoc| of.slack.as_deref().map(text);
        all.push(news(Cause::Slack, slack(before), slack(after)));
    }
    let counted =
        |of: &DecomposedDoc| CoveredDoc { count: of.targets_counted, of: of.children.len(), weight: None };
    all.extend(covered(Some(counted(before)), Some(counted(after))).map(|told| named("targets", told)));
    all.extend(of_figures(before.figures.as_ref(), after.figures.as_ref()));
    let doubts = |of: &DecomposedDoc| -> Vec<String> {
        let all = of.needed_doubt.iter().chain(&of.doubts).chain(&of.figures_doubt);
        all.cloned().collect()
    };
    let (from, to) = (doubts(before), doubts(after));
    if from != to {
        all.push(news(Cause::Doubts, Some(ValueDoc::List(from)), Some(ValueDoc::List(to))));
    }
    all
}

/// What names what a target asks for.
pub(super) const NEEDED: &str = "needed";

fn named(what: &str, told: NewsDoc) -> NewsDoc {
    NewsDoc { what: Some(what.to_owned()), ..told }
}

/// The version of the target that is decomposed, and what it asks for.
fn of_targets(before: &DecomposedDoc, after: &DecomposedDoc) -> Vec<NewsDoc> {
    let mut all = Vec::new();
    let is_other = before.target != after.target || before.version != after.version;
    if is_other {
        let version = |of: &DecomposedDoc| of.version.as_deref().map(text);
        all.push(named("version", news(Cause::RevisedTarget, version(before), version(after))));
    }
    let kind = if is_other { Cause::RevisedTarget } else { Cause::MovedGoal };
    let needed = of_ranges(kind, before.needed.clone(), after.needed.clone());
    all.extend(needed.map(|told| named(NEEDED, told)));
    all
}

fn of_ranges(kind: Cause, before: Option<RangeDoc>, after: Option<RangeDoc>) -> Option<NewsDoc> {
    let same = match (&before, &after) {
        (Some(from), Some(to)) => {
            same_numbers(from.low.as_ref(), to.low.as_ref())
                && same_numbers(from.high.as_ref(), to.high.as_ref())
                && (from.low_included, from.high_included) == (to.low_included, to.high_included)
        }
        (from, to) => from.is_none() && to.is_none(),
    };
    (!same).then(|| news(kind, before.map(ValueDoc::Range), after.map(ValueDoc::Range)))
}

/// The figures of the children in the current period: what they come to, and of how many.
fn of_figures(before: Option<&FiguresDoc>, after: Option<&FiguresDoc>) -> Vec<NewsDoc> {
    let point = |figures: &FiguresDoc| {
        let amount = figures.whole.as_ref().or(figures.reported.as_ref())?;
        Some(PointDoc {
            period: Some(figures.period.clone()),
            value: amount.value.clone(),
            text: None,
            bound: amount.bound.clone(),
            status: figures.status.clone(),
            published: None,
            source: None,
        })
    };
    let mut all = Vec::new();
    let (from, to) = (before.and_then(point), after.and_then(point));
    if from != to {
        let told = news(Cause::ChildrenFigures, from.map(ValueDoc::Point), to.map(ValueDoc::Point));
        all.push(told);
    }
    let coverage = |figures: &FiguresDoc| CoveredDoc {
        count: figures.counted,
        of: figures.of,
        weight: figures.weight_covered.clone(),
    };
    all.extend(covered(before.map(coverage), after.map(coverage)));
    all
}

fn covered(before: Option<CoveredDoc>, after: Option<CoveredDoc>) -> Option<NewsDoc> {
    let value = |of: Option<CoveredDoc>| of.map(ValueDoc::Covered);
    (before != after).then(|| news(Cause::Coverage, value(before), value(after)))
}
