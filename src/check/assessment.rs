//! Qualitative targets: who judges them, on which scale or by which evidence, and by when.

use super::plan::{Ids, resolve};
use super::read::Reader;
use super::target::Around;
use super::trail::Trail;
use super::{BadNumber, Problem};
use crate::plan::{Assessment, Axes, Evidence, Form, Indicator, IndicatorDoc, TargetDoc, TargetValueDoc};

/// What a target is about, with what it says beside its form.
pub(super) fn axes(doc: &TargetDoc, form: Form) -> Axes {
    match form {
        Form::Qualitative => Axes::qualitative(has_class(&doc.value), !doc.evidence.is_empty()),
        _ => Axes::refined(form, doc.step.is_some(), doc.against.is_some()),
    }
}

fn has_class(value: &TargetValueDoc) -> bool {
    let words = TargetValueDoc { phrase: value.phrase.clone(), ..TargetValueDoc::default() };
    *value != words && value.delegated.is_none() && value.deferred.is_none()
}

/// Whether a target is qualitative and states the class that is to be reached.
pub(super) fn takes_class(doc: &TargetDoc, around: &Around<'_>) -> bool {
    !around.unit.classes().is_empty() && doc.evidence.is_empty()
}

/// Reports fields of an assessment where there is nothing to assess, or two ways to do it.
pub(super) fn check_fields(doc: &TargetDoc, form: Form, reader: &mut Reader, at: &Trail<'_>) {
    let given = [
        ("judge", doc.judge.is_some()),
        ("evidence", !doc.evidence.is_empty()),
        ("needed", doc.needed.is_some()),
    ];
    for (field, given) in given {
        if given && !form.is_wordy() {
            reader.report(Problem::FieldNotTaken { field, form: form.word() }, &at.key(field));
        }
    }
    if doc.evidence.is_empty() && doc.needed.is_some() && form.is_wordy() {
        reader.report(Problem::MissingField { field: "evidence" }, at);
    }
}

/// Looks up who judges the qualitative targets, and counts those that cannot be judged at all.
pub(super) fn resolve_all(
    docs: &[IndicatorDoc],
    organizations: &Ids<'_>,
    indicators: &mut [Indicator],
    reader: &mut Reader,
) {
    let all = Trail::Root.key("indicators");
    let mut open = 0;
    for (index, doc) in docs.iter().enumerate() {
        let at = all.index(index);
        let at = at.key("targets");
        for (number, target) in doc.targets.iter().enumerate() {
            let Some(form) = Form::from_word(&target.form).filter(|form| form.is_wordy()) else { continue };
            let at = at.index(number);
            let judge = target.judge.as_deref();
            let judge =
                judge.and_then(|id| resolve(id, organizations, "organization", reader, &at.key("judge")));
            if !target.evidence.is_empty() && doc.targets.len() > 1 {
                // Its figures would be those of the other targets.
                reader.report(Problem::EvidenceAlone { id: doc.id.clone() }, &at.key("evidence"));
            }
            let dated =
                target.due.is_some() || target.window.as_ref().is_some_and(|window| window.end.is_some());
            let assessment =
                Assessment { judge, evidence: evidence(target), needed: needed(target, reader, &at), dated };
            let assessable = has_class(&target.value) || !assessment.evidence.is_empty();
            let waits = target.value.delegated.is_some() || target.value.deferred.is_some();
            let ranked = form == Form::RankQualitative && has_class(&target.value);
            let fine = waits || ranked || (assessable && judge.is_some() && dated);
            open += usize::from(!fine);
            let slot = indicators.get_mut(index).and_then(|own| own.targets.get_mut(number));
            if let Some(slot) = slot {
                slot.assessment = Some(Box::new(assessment));
            }
        }
    }
    if open > 0 {
        reader.report(Problem::NotAssessable { targets: open }, &all);
    }
}

fn evidence(target: &TargetDoc) -> Vec<Evidence> {
    let all = target.evidence.iter();
    all.map(|doc| Evidence { id: doc.id.clone(), title: doc.title.clone() }).collect()
}

/// How much of the evidence is needed.
fn needed(target: &TargetDoc, reader: &mut Reader, at: &Trail<'_>) -> usize {
    let all = target.evidence.len();
    let Some(text) = &target.needed else { return all };
    match text.trim().parse::<usize>() {
        Ok(needed) if (1..=all.max(1)).contains(&needed) => needed,
        _ => {
            let needed = ("a whole number, at most that of the evidence listed", "不超过所列佐证数的正整数");
            let fault = BadNumber::Unfit { text: text.clone(), needed };
            reader.report(Problem::BadNumber { fault }, &at.key("needed"));
            all
        }
    }
}
