//! Targets: from what a document says to a value with a comparator and a due period.

use std::borrow::Cow;
use std::collections::HashSet;

use rust_decimal::Decimal;

use super::read::Reader;
use super::trail::Trail;
use super::{Noun, Problem};
use crate::number::{Bound, Exact, Quantity, Unit};
use crate::period::{Period, years_between};
use crate::plan::{
    Against, Axes, Baseline, Checkpoint, CheckpointDoc, Direction, Firmness, Form, Gather, Limits,
    MOST_YEARS, Measure, Over, Promise, Target, TargetDoc, TargetValueDoc, Value, Version, VersionDoc, What,
};

/// The most versions of a target: each of them is judged.
const MOST_VERSIONS: usize = 1_000;

/// What a target is checked against: the indicator without its targets, and the plan's period.
pub(super) struct Around<'a> {
    pub(super) unit: &'a Unit,
    pub(super) measure: Measure,
    pub(super) direction: Option<Direction>,
    pub(super) baseline: Option<&'a Baseline>,
    pub(super) limits: Limits,
    /// The plan's start, where it says one, and its end.
    pub(super) plan_start: Option<Period>,
    pub(super) plan_end: Period,
}

pub(super) fn check(
    doc: &TargetDoc,
    around: &Around<'_>,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Option<Target> {
    let form = reader.word(&doc.form, Form::ALL, Form::word, &at.key("form"))?;
    let firmness = match &doc.firmness {
        Some(text) => reader.word(text, Firmness::ALL, Firmness::word, &at.key("firmness"))?,
        None => Firmness::Plain,
    };
    let window_at = at.key("window");
    let (start, end) = match &doc.window {
        Some(window) => (
            reader.optional_period(window.start.as_deref(), &window_at.key("start")),
            reader.optional_period(window.end.as_deref(), &window_at.key("end")),
        ),
        None => (None, None),
    };
    let due = match (&doc.due, end) {
        (Some(text), _) => reader.period(text, &at.key("due")),
        (None, Some(end)) => Some(end),
        (None, None) if form == Form::Qualitative || doc.value.deferred.is_some() => Some(around.plan_end),
        (None, None) => {
            reader.report(Problem::MissingField { field: "due" }, at);
            None
        }
    };
    let value = read_value(&doc.value, form, around, reader, at);
    let (due, value) = (due?, value?);
    check_due(due, start, firmness, form, around, reader, at);
    check_meaning(form, &value, doc.value.value.is_some(), due, around, reader, at);
    let versions = versions(&doc.versions, form, around, reader, at);
    let checkpoints = checkpoints(&doc.checkpoints, form, due, around, reader, at);
    Some(Target {
        id: doc.id.clone(),
        form,
        promise: Promise { value, text: doc.text.clone(), source: doc.source.clone() },
        due,
        start,
        firmness,
        versions,
        checkpoints,
        note: doc.note.clone(),
    })
}

/// The unit that the value of a form is written in.
fn unit_of(form: Form, unit: &Unit) -> Cow<'_, Unit> {
    match Axes::of(form).what {
        What::Growth | What::Reduction => Cow::Owned(Unit::new("%")),
        What::Ratio => Cow::Owned(Unit::new("倍")),
        What::Difference if form == Form::PpChange || unit.is_percent() => Cow::Owned(Unit::new("个百分点")),
        What::Level | What::Difference | What::Date | What::Nothing => Cow::Borrowed(unit),
    }
}

/// How a value without a comparator is meant.
fn bare_bound(form: Form, direction: Option<Direction>) -> Option<Bound> {
    match (form, direction) {
        (Form::Zero, _) => Some(Bound::Exactly),
        (Form::Cap, _) => Some(Bound::AtMost),
        (Form::ReductionRate, _) => Some(Bound::AtLeast),
        (Form::Level | Form::Kept, None | Some(Direction::None)) => None,
        (_, Some(Direction::Decrease)) => Some(Bound::AtMost),
        _ => Some(Bound::AtLeast),
    }
}

fn read_value(
    doc: &TargetValueDoc,
    form: Form,
    around: &Around<'_>,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Option<Value> {
    const FIELDS: &str =
        "value, at_least, more_than, at_most, less_than, equal, about, between, delegated, deferred";
    let numbers = [
        ("value", &doc.value, None),
        ("at_least", &doc.at_least, Some(Bound::AtLeast)),
        ("more_than", &doc.more_than, Some(Bound::MoreThan)),
        ("at_most", &doc.at_most, Some(Bound::AtMost)),
        ("less_than", &doc.less_than, Some(Bound::LessThan)),
        ("equal", &doc.equal, Some(Bound::Exactly)),
        ("about", &doc.about, Some(Bound::About)),
    ];
    let others = [doc.between.is_some(), doc.delegated.is_some(), doc.deferred.is_some()];
    let given = numbers.iter().filter(|(_, text, _)| text.is_some()).count()
        + others.into_iter().filter(|given| *given).count();
    let unquantified = matches!(form, Form::MilestoneDate | Form::Qualitative);
    match (given, form) {
        (0, Form::Zero) => return Some(Value::Number(Quantity::exactly(Decimal::ZERO))),
        (0, _) if unquantified => return Some(Value::Unquantified),
        (1, _) if !unquantified => {}
        (_, _) if unquantified => {
            reader.report(Problem::ExactlyOne { fields: "due, text", given }, at);
            return None;
        }
        _ => {
            reader.report(Problem::ExactlyOne { fields: FIELDS, given }, at);
            return None;
        }
    }
    if let Some(text) = &doc.delegated {
        return Some(Value::Delegated(text.clone()));
    }
    if let Some(text) = &doc.deferred {
        return Some(Value::Deferred(text.clone()));
    }
    let unit = unit_of(form, around.unit);
    if let Some(ends) = &doc.between {
        return range(ends, &unit, reader, &at.key("between"));
    }
    let (field, text, bound) =
        numbers.into_iter().find_map(|(field, text, bound)| Some((field, text.as_deref()?, bound)))?;
    let at = at.key(field);
    let (quantity, _) = reader.quantity(text, &unit, &at)?;
    let bound = match (bound, quantity.bound()) {
        // A table prints `>15` or a bare number: the one says how it compares, the other leaves it
        // to the direction.
        (None, Bound::Exactly) => match bare_bound(form, around.direction) {
            Some(bound) => bound,
            None => {
                reader.report(Problem::BareValue {}, &at);
                return None;
            }
        },
        (None, printed) => printed,
        (Some(bound), Bound::Exactly) => bound,
        (Some(bound), printed) if bound == printed => bound,
        (Some(_), _) => {
            reader.report(Problem::DoubleComparator { text: text.into() }, &at);
            return None;
        }
    };
    Some(Value::Number(Quantity::from_parts(quantity.text(), quantity.value(), bound)))
}

fn range(ends: &[String], unit: &Unit, reader: &mut Reader, at: &Trail<'_>) -> Option<Value> {
    let bad = |reader: &mut Reader| {
        let low = ends.first().cloned().unwrap_or_default();
        let high = ends.last().cloned().unwrap_or_default();
        reader.report(Problem::BadRange { low, high }, at);
        None
    };
    let [low, high] = ends else { return bad(reader) };
    let (low, high) = (reader.quantity(low, unit, at)?.0, reader.quantity(high, unit, at)?.0);
    if low.bound() != Bound::Exactly || high.bound() != Bound::Exactly || low.value() > high.value() {
        return bad(reader);
    }
    Some(Value::Range { low, high })
}

fn check_due(
    due: Period,
    start: Option<Period>,
    firmness: Firmness,
    form: Form,
    around: &Around<'_>,
    reader: &mut Reader,
    at: &Trail<'_>,
) {
    let before = around.plan_start.is_some_and(|start| due.end() < start.start());
    if before || (due.end() > around.plan_end.end() && firmness != Firmness::Outlook) {
        let from = around.plan_start.map_or(String::new(), |start| start.to_string());
        let period = format!("{from}–{}", around.plan_end);
        reader.report(Problem::DueOutsidePeriod { due: due.to_string(), period }, &at.key("due"));
    }
    if let Some(start) = start.filter(|start| start.start() > due.end()) {
        let problem = Problem::EmptyWindow { start: start.to_string(), end: due.to_string() };
        reader.report(problem, &at.key("window"));
    }
    let axes = Axes::of(form);
    if let Some(baseline) = around.baseline {
        let counts = axes.gather(around.measure) == Gather::Latest && axes.against != Against::YearBefore;
        if counts && baseline.period.end() >= due.end() {
            let problem =
                Problem::BaselineAfterDue { base: baseline.period.to_string(), due: due.to_string() };
            reader.report(problem, &at.key("due"));
        }
        let years = years_between(baseline.period.end(), due.end());
        if axes.over == Over::Compounded && years > Exact::from(i64::from(MOST_YEARS)) {
            reader
                .report(Problem::WindowTooLong { years: years.rounded(0), most: MOST_YEARS }, &at.key("due"));
        }
    }
}

/// What a value means beside direction, baseline and measure.
fn check_meaning(
    form: Form,
    value: &Value,
    bare: bool,
    due: Period,
    around: &Around<'_>,
    reader: &mut Reader,
    at: &Trail<'_>,
) {
    let axes = Axes::of(form);
    let gather = axes.gather(around.measure);
    let grows = matches!(axes.what, What::Growth | What::Ratio);
    let mismatch = match around.measure {
        Measure::Rate => grows || form == Form::Cumulative,
        Measure::Stock => form == Form::Cumulative,
        Measure::Flow | Measure::RunningTotal | Measure::Change => false,
    };
    if mismatch {
        reader.report(
            Problem::FormMeasure { form: form.word(), measure: around.measure.word() },
            &at.key("form"),
        );
    }
    let Value::Number(goal) = value else { return };
    if around.baseline.is_none() {
        if axes.against == Against::Base && gather == Gather::Latest {
            reader.report(Problem::NeedsBaseline { form: form.word() }, at);
        }
        let at_most = matches!(goal.bound(), Bound::AtMost | Bound::LessThan);
        let may_be_reduction = !matches!(around.direction, Some(Direction::Increase | Direction::None));
        if form == Form::Level && at_most && may_be_reduction {
            reader.report(Problem::CapOrReduction {}, at);
        }
    }
    let level = axes.what == What::Level && gather == Gather::Latest && form != Form::Cap;
    if !level {
        return;
    }
    outside_limits(goal, around.limits, reader, at);
    let Some(baseline) = around.baseline.filter(|baseline| baseline.value.bound() == Bound::Exactly) else {
        return;
    };
    let (base, aim) = (baseline.value.value(), goal.value());
    let (asks_up, asks_down) = (
        matches!(goal.bound(), Bound::AtLeast | Bound::MoreThan),
        matches!(goal.bound(), Bound::AtMost | Bound::LessThan),
    );
    // The comparator of a bare value follows the direction, and so cannot speak for it.
    let contradiction = match around.direction {
        Some(Direction::Increase) => aim < base && (!asks_up || bare),
        Some(Direction::Decrease) => aim > base && (!asks_down || bare),
        Some(Direction::None) | None => false,
    };
    if let (true, Some(direction)) = (contradiction, around.direction) {
        let problem = Problem::DirectionContradiction {
            direction: direction.word(),
            base: base.to_string(),
            goal: goal.to_string(),
        };
        reader.report(problem, at);
    } else if form != Form::Kept && ((asks_up && aim <= base) || (asks_down && aim >= base)) {
        reader.report(Problem::GoalBehindBase { goal: goal.to_string(), base: base.to_string() }, at);
    }
    if far_apart(base, aim)
        && matches!(around.measure, Measure::Stock | Measure::Flow | Measure::RunningTotal)
    {
        let problem = Problem::ScaleSuspect {
            one: format!("{base} ({})", baseline.period),
            other: format!("{aim} ({due})"),
        };
        reader.report(problem, at);
    }
}

/// Whether one value is a thousand times the other, or more.
pub(super) fn far_apart(one: Decimal, other: Decimal) -> bool {
    if one.is_zero() || other.is_zero() {
        return false;
    }
    let (one, other) = (Exact::from(one).magnitude(), Exact::from(other).magnitude());
    let thousand = Exact::from(1000);
    one >= other.times(&thousand) || other >= one.times(&thousand)
}

pub(super) fn outside_limits(value: &Quantity, limits: Limits, reader: &mut Reader, at: &Trail<'_>) {
    let below = limits.min.is_some_and(|min| value.value() < min);
    let above = limits.max.is_some_and(|max| value.value() > max);
    if below || above {
        let end = |limit: Option<Decimal>| limit.map_or_else(|| "…".to_owned(), |limit| limit.to_string());
        let limits = format!("{}–{}", end(limits.min), end(limits.max));
        reader.report(Problem::OutsideLimits { value: value.to_string(), limits }, at);
    }
}

fn versions(
    docs: &[VersionDoc],
    form: Form,
    around: &Around<'_>,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Vec<Version> {
    if docs.is_empty() {
        return Vec::new();
    }
    let at = at.key("versions");
    if docs.len() > MOST_VERSIONS {
        reader.report(Problem::TooMany { what: Noun("versions of a target"), most: MOST_VERSIONS }, &at);
        return Vec::new();
    }
    let (mut ids, mut dates) = (HashSet::from(["original"]), HashSet::new());
    let mut versions: Vec<Version> = Vec::new();
    for (index, doc) in docs.iter().enumerate() {
        let at = at.index(index);
        if !ids.insert(&doc.id) {
            reader.report(Problem::DuplicateId { id: doc.id.clone() }, &at.key("id"));
        }
        let value = read_value(&doc.value, form, around, reader, &at);
        let published = reader.date(&doc.published, &at.key("published"));
        let decided = doc.decided.as_deref().and_then(|text| reader.date(text, &at.key("decided")));
        let valid_from = reader.optional_period(doc.valid_from.as_deref(), &at.key("valid_from"));
        let (Some(value), Some(published)) = (value, published) else { continue };
        if !dates.insert(published) {
            let problem = Problem::AmbiguousVersions { published: published.to_string() };
            reader.report(problem, &at.key("published"));
        }
        versions.push(Version {
            id: doc.id.clone(),
            promise: Promise { value, text: doc.text.clone(), source: doc.source.clone() },
            decided,
            published,
            valid_from,
            by: doc.by.clone(),
            why: doc.why.clone(),
        });
    }
    versions.sort_by_key(|version| version.published);
    versions
}

fn checkpoints(
    docs: &[CheckpointDoc],
    form: Form,
    due: Period,
    around: &Around<'_>,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Vec<Checkpoint> {
    let at = at.key("checkpoints");
    // The value at a checkpoint is a value of the indicator, whatever the form of the target.
    let unit = around.unit;
    let base = around.baseline.filter(|_| Axes::of(form).gather(around.measure) == Gather::Latest);
    let mut before = base.map(|baseline| baseline.period.end());
    let mut checkpoints = Vec::new();
    for (index, doc) in docs.iter().enumerate() {
        let at = at.index(index);
        let period = reader.period(&doc.period, &at.key("period"));
        let value = reader.quantity(&doc.value, unit, &at.key("value"));
        let (Some(period), Some((value, _))) = (period, value) else { continue };
        if value.bound() != Bound::Exactly {
            reader.report(Problem::DoubleComparator { text: doc.value.clone() }, &at.key("value"));
        }
        if before.is_some_and(|before| period.end() <= before) || period.end() >= due.end() {
            reader.report(Problem::BadCheckpoint { period: period.to_string() }, &at.key("period"));
        }
        before = Some(period.end());
        checkpoints.push(Checkpoint { period, value: value.value() });
    }
    checkpoints
}
