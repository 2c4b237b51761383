//! What targets refer to: other indicators that they compare with, other targets whose path they follow,
//! and the wholes that they promise a part of. All ids are known by then.

use super::Problem;
use super::plan::{Ids, resolve};
use super::read::Reader;
use super::trail::Trail;
use crate::number::{Exact, Unit};
use crate::plan::{
    Against, Axes, Form, Indicator, IndicatorDoc, Reference, ReferenceDoc, Target, TargetDoc, Value, What,
};

/// The most targets of a whole that one part is held against.
const MOST_WHOLES: usize = 1_000;

/// Looks up what the targets refer to.
pub(super) fn resolve_all(
    docs: &[IndicatorDoc],
    ids: &Ids<'_>,
    indicators: &mut [Indicator],
    reader: &mut Reader,
) {
    let all = Trail::Root.key("indicators");
    for (index, doc) in docs.iter().enumerate() {
        let at = all.index(index);
        let targets_at = at.key("targets");
        let own = Own { docs, ids, index, doc, targets: target_ids(doc) };
        for (number, target) in doc.targets.iter().enumerate() {
            if target.against.is_none() && target.of.is_none() {
                continue;
            }
            let at = targets_at.index(number);
            let against = target.against.as_ref();
            let against =
                against.and_then(|against| own.reference(against, number, reader, &at.key("against")));
            let whole = own.whole(target, reader, &at);
            // A target that was refused leaves an error behind, so that places do not matter any more.
            let slot = indicators.get_mut(index).and_then(|own| own.targets.get_mut(number));
            if let Some(slot) = slot {
                slot.against = against.or(slot.against.take());
                slot.whole = whole;
            }
            check_part(indicators, index, number, reader, &at);
        }
    }
}

/// The ids of the targets of an indicator, if one of them refers to another.
fn target_ids(doc: &IndicatorDoc) -> Ids<'_> {
    let refers = |target: &TargetDoc| target.against.as_ref().is_some_and(|against| against.target.is_some());
    if !doc.targets.iter().any(refers) {
        return Ids::default();
    }
    doc.targets.iter().enumerate().map(|(index, target)| (&*target.id, index)).collect()
}

/// The indicator that refers, among all.
struct Own<'d> {
    docs: &'d [IndicatorDoc],
    ids: &'d Ids<'d>,
    index: usize,
    doc: &'d IndicatorDoc,
    targets: Ids<'d>,
}

impl Own<'_> {
    fn reference(
        &self,
        against: &ReferenceDoc,
        number: usize,
        reader: &mut Reader,
        at: &Trail<'_>,
    ) -> Option<Reference> {
        const FIELDS: &str = "indicator, target, text";
        let form = self.doc.targets.get(number).and_then(|target| Form::from_word(&target.form))?;
        let follows = form == Form::Pace;
        match (&against.indicator, &against.target, &against.text) {
            (None, None, Some(text)) => Some(Reference::Text(text.clone())),
            (Some(id), None, None) if !follows => {
                let at = at.key("indicator");
                self.indicator(id, reader, &at).map(Reference::Indicator)
            }
            (None, Some(id), None) if follows => self.target(id, number, reader, &at.key("target")),
            (Some(_), None, None) => {
                reader.report(Problem::FieldNotTaken { field: "indicator", form: form.word() }, at);
                None
            }
            (None, Some(_), None) => {
                reader.report(Problem::FieldNotTaken { field: "target", form: form.word() }, at);
                None
            }
            (indicator, target, text) => {
                let given = [indicator.is_some(), target.is_some(), text.is_some()];
                let given = given.into_iter().filter(|given| *given).count();
                reader.report(Problem::ExactlyOne { fields: FIELDS, given }, at);
                None
            }
        }
    }

    /// Another indicator, in the same unit up to its scale.
    fn indicator(&self, id: &str, reader: &mut Reader, at: &Trail<'_>) -> Option<usize> {
        let index = resolve(id, self.ids, "indicator", reader, at)?;
        if index == self.index {
            reader.report(Problem::BadReference { id: id.into() }, at);
            return None;
        }
        let unit = |doc: &IndicatorDoc| Unit::new(doc.unit.as_deref().unwrap_or_default());
        let (own, other) = (unit(self.doc), unit(self.docs.get(index)?));
        if !own.is_empty() && !other.is_empty() && own.name() != other.name() {
            let problem = Problem::UnitMismatch { found: other.to_string(), expected: own.to_string() };
            reader.report(problem, at);
        }
        Some(index)
    }

    /// Another target of the same indicator, which has a path of its own.
    fn target(&self, id: &str, number: usize, reader: &mut Reader, at: &Trail<'_>) -> Option<Reference> {
        let index = resolve(id, &self.targets, "target", reader, at)?;
        let form = self.doc.targets.get(index).and_then(|target| Form::from_word(&target.form));
        let has_path = form.is_none_or(|form| {
            !matches!(Axes::of(form).against, Against::Path | Against::Indicator)
                && !matches!(Axes::of(form).what, What::Date | What::Nothing)
        });
        if index == number || !has_path {
            reader.report(Problem::BadReference { id: id.into() }, at);
            return None;
        }
        Some(Reference::Target(index))
    }

    /// The whole that a target promises a part of.
    fn whole(&self, target: &TargetDoc, reader: &mut Reader, at: &Trail<'_>) -> Option<usize> {
        let of = target.of.as_ref()?;
        let at = at.key("of");
        self.indicator(&of.indicator, reader, &at.key("indicator"))
    }
}

/// A part is not greater than the whole that is promised for the same time.
fn check_part(indicators: &[Indicator], index: usize, number: usize, reader: &mut Reader, at: &Trail<'_>) {
    let Some(own) = indicators.get(index) else { return };
    let Some(part) = own.targets.get(number) else { return };
    let Some(whole) = part.whole.and_then(|whole| indicators.get(whole)) else { return };
    let comparable = |other: &&Target| other.due == part.due && other.axes() == part.axes();
    let wholes = whole.targets.iter().take(MOST_WHOLES).filter(comparable);
    let exceeds = |whole_target: &Target| {
        let (part, most) = (amount(part, &own.unit)?, amount(whole_target, &whole.unit)?);
        (part.0 > most.0).then_some((part.1, most.1))
    };
    if let Some((part, whole)) = wholes.filter_map(exceeds).next() {
        reader.report(Problem::PartExceedsWhole { part, whole }, &at.key("of"));
    }
}

/// The amount that a target promises without its unit's scale, and how it is told.
fn amount(target: &Target, unit: &Unit) -> Option<(Exact, String)> {
    let Value::Number(number) = &target.promise.value else { return None };
    let axes = target.axes();
    let is_amount = axes.is_level() || axes.what == What::Difference;
    let amount = number.exact().times(&Exact::from(10).power(unit.power()));
    is_amount.then(|| (amount, format!("{}{unit}", number.value())))
}
