//! Decompositions as one plan states them: rules, ids, weights. What they link to is looked up when plans are
//! linked.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::plan::{Ids, dangling};
use super::read::Reader;
use super::trail::Trail;
use super::{Noun, Problem};
use crate::plan::{
    Above, Child, ChildDoc, Decomposition, DecompositionDoc, FiguresFrom, IndicatorDoc, PlanDoc, Rule,
    Target, TargetDoc, only_target,
};

/// The decompositions of an indicator, of whose targets `targets` are those that could be read.
pub(super) fn read(
    doc: &IndicatorDoc,
    targets: &[Target],
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Vec<Decomposition> {
    if doc.decomposed.is_empty() {
        return Vec::new();
    }
    let at = at.key("decomposed");
    let mut of_targets = Ids::default();
    for (index, target) in doc.targets.iter().enumerate() {
        of_targets.entry(&target.id).or_insert(index);
    }
    let own = Own { doc, targets, of_targets };
    let (mut ids, mut computed) = (HashSet::new(), false);
    let mut all = Vec::with_capacity(doc.decomposed.len());
    for (index, one) in doc.decomposed.iter().enumerate() {
        let at = at.index(index);
        if one.id.is_empty() {
            reader.report(Problem::EmptyId {}, &at.key("id"));
        } else if !ids.insert(&one.id) {
            reader.report(Problem::DuplicateId { id: one.id.clone() }, &at.key("id"));
        }
        let Some(read) = own.decomposition(one, reader, &at) else { continue };
        if read.figures == FiguresFrom::Children && std::mem::replace(&mut computed, true) {
            reader.report(Problem::FiguresTwice { id: doc.id.clone() }, &at.key("figures"));
        }
        all.push(read);
    }
    all
}

/// The indicator that is decomposed, with those of its targets that could be read, and the ids of all of them.
struct Own<'d> {
    doc: &'d IndicatorDoc,
    targets: &'d [Target],
    of_targets: Ids<'d>,
}

impl Own<'_> {
    fn decomposition(
        &self,
        doc: &DecompositionDoc,
        reader: &mut Reader,
        at: &Trail<'_>,
    ) -> Option<Decomposition> {
        let rule = reader.word(&doc.rule, Rule::ALL, Rule::word, &at.key("rule"));
        let figures = match &doc.figures {
            Some(text) => reader.word(text, FiguresFrom::ALL, FiguresFrom::word, &at.key("figures")),
            None => Some(FiguresFrom::Own),
        };
        let target = self.target(doc, reader, at);
        if doc.children.is_empty() {
            reader.report(Problem::MissingField { field: "children" }, at);
        }
        let children = children(doc, self.doc, rule, reader, &at.key("children"));
        let (rule, figures) = (rule?, figures?);
        if figures == FiguresFrom::Children && matches!(rule, Rule::Proxy | Rule::Compounded) {
            reader.report(Problem::FiguresNotComputed { rule: rule.word() }, &at.key("figures"));
        }
        let open_ended = reader.flag(doc.open_ended.as_deref(), &at.key("open_ended")).unwrap_or(false);
        if open_ended && figures == FiguresFrom::Children {
            reader.report(Problem::FiguresOpenEnded {}, &at.key("figures"));
        }
        Some(Decomposition {
            id: doc.id.clone(),
            axis: doc.axis.clone(),
            rule,
            target,
            version: doc.version.clone(),
            children,
            figures,
            open_ended,
        })
    }

    /// The target that is decomposed, and whether it has the version that it was decomposed from.
    fn target(&self, doc: &DecompositionDoc, reader: &mut Reader, at: &Trail<'_>) -> Option<usize> {
        let all = &self.doc.targets;
        let ambiguous = || Problem::AmbiguousTarget { indicator: self.doc.id.clone() };
        let found = match &doc.target {
            Some(id) => {
                let found = self.of_targets.get(&**id).copied();
                if found.is_none() {
                    dangling(id, "target", all.iter().map(|target| &*target.id), reader, &at.key("target"));
                }
                found
            }
            None => {
                let found = only_target(self.targets);
                // What could not be read has been reported, and may be the one.
                if found.is_none() && self.targets.len() > 1 && self.targets.len() == all.len() {
                    reader.report(ambiguous(), at);
                }
                found
            }
        };
        let version = doc.version.as_deref().filter(|version| *version != "original");
        if let (Some(version), Some(target)) = (version, found.and_then(|found| all.get(found))) {
            let known = target.versions.iter().any(|own| own.id == *version);
            // The versions of a delegated target may be those of the plan above.
            if !known && target.above.is_none() {
                let ids = target.versions.iter().map(|own| &*own.id);
                dangling(version, "version", ids, reader, &at.key("version"));
            }
        } else if doc.version.is_some() && all.is_empty() {
            reader.report(ambiguous(), &at.key("version"));
        }
        found
    }
}

fn children(
    doc: &DecompositionDoc,
    indicator: &IndicatorDoc,
    rule: Option<Rule>,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Vec<Child> {
    const MOST_YEARS: usize = crate::plan::MOST_YEARS as usize;
    if rule == Some(Rule::Compounded) && doc.children.len() > MOST_YEARS {
        reader.report(Problem::TooMany { what: Noun("years of a window"), most: MOST_YEARS }, at);
        return Vec::new();
    }
    let mut seen = HashSet::new();
    let mut children = Vec::with_capacity(doc.children.len());
    for (index, child) in doc.children.iter().enumerate() {
        let at = at.index(index);
        if child.indicator.is_empty() {
            reader.report(Problem::EmptyId {}, &at.key("indicator"));
        }
        // The years of a window are targets of one indicator.
        let by_target = if rule == Some(Rule::Compounded) { child.target.as_deref() } else { None };
        if !seen.insert((child.plan.as_deref(), &*child.indicator, by_target)) {
            reader.report(Problem::DuplicateId { id: name(child) }, &at);
        }
        children.push(Child {
            plan: child.plan.clone(),
            indicator: child.indicator.clone(),
            target: child.target.clone(),
            weight: weight(child, reader, &at.key("weight")),
        });
    }
    let without = doc.children.iter().filter(|child| child.weight.is_none()).count();
    let given = without < doc.children.len();
    if given && rule.is_some_and(|rule| rule != Rule::WeightedMean) {
        let rule = rule.map_or("", Rule::word);
        reader.report(Problem::WeightNotTaken { rule }, at);
    } else if given && without > 0 {
        reader.report(Problem::ChildWeights { without, of: indicator.id.clone() }, at);
    }
    children
}

/// A weight that is positive; what is not has been reported.
fn weight(child: &ChildDoc, reader: &mut Reader, at: &Trail<'_>) -> Option<Decimal> {
    let text = child.weight.as_deref()?;
    Some(reader.weight(Some(text), at))
}

/// How a child is named: `plan/indicator`.
fn name(child: &ChildDoc) -> String {
    match &child.plan {
        Some(plan) => format!("{plan}/{}", child.indicator),
        None => child.indicator.clone(),
    }
}

/// What a delegated target resolves against.
pub(super) fn above(doc: &TargetDoc, reader: &mut Reader, at: &Trail<'_>) -> Option<Above> {
    let above = doc.above.as_ref()?;
    let delegates =
        doc.value.delegated.is_some() || doc.versions.iter().any(|version| version.value.delegated.is_some());
    if !delegates {
        reader.report(Problem::AboveWithoutDelegated {}, &at.key("above"));
    }
    Some(Above { plan: above.plan.clone(), indicator: above.indicator.clone(), target: above.target.clone() })
}

/// Reports targets that resolve against the plan above where the plan names none.
pub(super) fn check_above(doc: &PlanDoc, reader: &mut Reader) {
    if doc.above.is_some() {
        return;
    }
    let indicators_at = Trail::Root.key("indicators");
    for (index, indicator) in doc.indicators.iter().enumerate() {
        for (number, target) in indicator.targets.iter().enumerate() {
            if target.above.as_ref().is_some_and(|above| above.plan.is_none()) {
                let at = indicators_at.index(index);
                let at = at.key("targets");
                let at = at.index(number);
                reader.report(Problem::MissingField { field: "plan" }, &at.key("above"));
            }
        }
    }
}
