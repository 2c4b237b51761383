//! What a target says beside its value: where it starts, the height of its steps, and whether ranks are ranks.

use super::read::Reader;
use super::target::Around;
use super::trail::Trail;
use super::value::Asked;
use super::{BadNumber, Problem};
use crate::number::{Bound, Exact, Quantity, Unit};
use crate::plan::{Baseline, Direction, Form, Start, TargetDoc, Value};

/// Reports a number that can be read and does not serve here.
pub(super) fn unfit(text: &str, needed: (&'static str, &'static str), reader: &mut Reader, at: &Trail<'_>) {
    let fault = BadNumber::Unfit { text: text.into(), needed };
    reader.report(Problem::BadNumber { fault }, at);
}

/// Reports fields that the form has no use for, and what it cannot do without.
pub(super) fn check_fields(doc: &TargetDoc, form: Form, unit: &Unit, reader: &mut Reader, at: &Trail<'_>) {
    let compares = matches!(form, Form::Relative | Form::RatioToIndicator | Form::Pace);
    let counts = matches!(form, Form::ThresholdCount | Form::Count);
    let given = [
        ("against", doc.against.is_some(), compares || form == Form::Coverage),
        ("step", doc.step.is_some(), form == Form::StepCrossing),
        ("threshold", doc.threshold.is_some(), counts),
    ];
    for (field, given, taken) in given {
        if given && !taken {
            reader.report(Problem::FieldNotTaken { field, form: form.word() }, &at.key(field));
        }
    }
    if compares && doc.against.is_none() {
        reader.report(Problem::MissingField { field: "against" }, at);
    }
    if form == Form::Coverage && doc.against.is_none() && !unit.is_percent() {
        // A number of things is no share of a set that nobody counted.
        let found = if unit.is_empty() { "—".to_owned() } else { unit.to_string() };
        reader.report(Problem::UnitMismatch { found, expected: "%".to_owned() }, &at.key("form"));
    }
    if doc.from.is_none() && doc.from_period.is_some() {
        reader.report(Problem::MissingField { field: "from" }, at);
    }
}

/// The start that a target states, held against the baseline.
pub(super) fn from(
    doc: &TargetDoc,
    around: &Around<'_>,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Option<Start> {
    let period = reader.optional_period(doc.from_period.as_deref(), &at.key("from_period"));
    let at = at.key("from");
    let value = reader.quantity(doc.from.as_deref()?, around.unit, &at)?.0;
    let of_its_period = |baseline: &&Baseline| period.is_none_or(|period| period == baseline.period);
    match around.baseline.filter(of_its_period) {
        None => {
            let period = period.map_or_else(String::new, |period| format!(" ({period})"));
            reader.report(Problem::FromWithoutBaseline { from: format!("{value}{period}") }, &at);
        }
        Some(baseline) if differ(&value, &baseline.value) => {
            let base = format!("{} ({})", baseline.value, baseline.period);
            reader.report(Problem::FromDisagrees { from: value.to_string(), base }, &at);
        }
        Some(_) => {}
    }
    Some(Start { value, period })
}

/// Whether two printed numbers differ by more than rounding.
fn differ(one: &Quantity, other: &Quantity) -> bool {
    let room = one.rounding().max(other.rounding());
    let exact = one.bound() == Bound::Exactly && other.bound() == Bound::Exactly;
    exact && one.exact().minus(&other.exact()).magnitude() > room
}

/// The height of a step, in the unit of the indicator.
pub(super) fn step(doc: &TargetDoc, unit: &Unit, reader: &mut Reader, at: &Trail<'_>) -> Option<Quantity> {
    let at = at.key("step");
    let text = doc.step.as_deref()?;
    let step = reader.quantity(text, unit, &at)?.0;
    if step.exact() <= Exact::ZERO || step.bound() != Bound::Exactly {
        unfit(text, ("a positive number", "正数"), reader, &at);
        return None;
    }
    Some(step)
}

/// Whether what is asked of ranks can be asked: of ranks, and not for a worse one.
pub(super) fn check_ranks(
    asked: &Asked<'_>,
    value: &Value,
    around: &Around<'_>,
    reader: &mut Reader,
    at: &Trail<'_>,
) {
    if !asked.form.is_rank() || !matches!(value, Value::Number(_) | Value::Range { .. }) {
        return;
    }
    if !around.unit.is_rank() {
        let unit = if around.unit.is_empty() { "—".to_owned() } else { around.unit.to_string() };
        reader.report(Problem::NeedsRanks { form: asked.form.word(), unit }, at);
    } else if let Value::Number(number) = value
        && asked.form != Form::RankChange
        && matches!(number.bound(), Bound::AtLeast | Bound::MoreThan)
        && around.direction != Some(Direction::Increase)
    {
        reader.report(Problem::AsksForWorse { value: number.to_string() }, at);
    }
}
