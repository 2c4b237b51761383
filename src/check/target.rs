//! Targets: from what a document says to a value with a comparator and a due period.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::plan::Span;
use super::read::Reader;
use super::trail::Trail;
use super::value::Asked;
use super::{Noun, Problem, Told, assessment, extras, value};
use crate::number::{Bound, Exact, Quantity, Unit};
use crate::period::{Period, years_between};
use crate::plan::{
    Against, Axes, Baseline, Checkpoint, CheckpointDoc, Direction, Firmness, Form, Gather, Limits,
    MOST_YEARS, Measure, Over, Promise, Reference, Target, TargetDoc, TargetValueDoc, Value, Version,
    VersionDoc, What,
};

/// The most versions of a target: each of them is judged.
const MOST_VERSIONS: usize = 1_000;

/// What a target is checked against: the indicator without its targets, and the plan's period.
#[derive(Clone, Copy)]
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
    if doc.value.phrase.is_some() && doc.form.is_empty() {
        if doc.value.is_phrase() {
            // A phrase that could not be read has been reported.
            #[cfg(not(feature = "notation"))]
            reader.report(Problem::phrases_need_the_feature(), &at.key("phrase"));
        } else {
            reader.report(Problem::MissingField { field: "form" }, at);
        }
        return None;
    }
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
        (None, None) if form.is_wordy() || doc.value.deferred.is_some() => Some(around.plan_end),
        (None, None) => {
            reader.report(Problem::MissingField { field: "due" }, at);
            None
        }
    };
    extras::check_fields(doc, form, around.unit, reader, at);
    let from = extras::from(doc, around, reader, at);
    let step = extras::step(doc, around.unit, reader, at);
    assessment::check_fields(doc, form, reader, at);
    let axes = assessment::axes(doc, form);
    let takes_class = form == Form::Qualitative && assessment::takes_class(doc, around);
    let by_evidence = !doc.evidence.is_empty();
    let asked = Asked { form, axes, from: from.as_ref().map(|from| &from.value), takes_class, by_evidence };
    let value = value::read(&doc.value, &asked, around, reader, at);
    let (due, value) = (due?, value?);
    check_due(due, start, firmness, axes, around, reader, at);
    check_meaning(&asked, &value, doc.value.value.is_some(), due, around, reader, at);
    let versions = versions(&doc.versions, &asked, around, reader, at);
    let checkpoints = checkpoints(&doc.checkpoints, axes, due, around, reader, at);
    Some(Target {
        id: doc.id.clone(),
        form,
        promise: promise(value, &doc.value, &doc.text, &doc.source),
        due,
        start,
        firmness,
        versions,
        checkpoints,
        // What is named by its id is looked up once all ids are known.
        against: doc
            .against
            .as_ref()
            .map(|against| Reference::Text(against.text.clone().unwrap_or_default())),
        whole: None,
        from,
        step,
        threshold: doc.threshold.clone(),
        // Who judges is looked up once all ids are known.
        assessment: None,
        above: super::decomposition::above(doc, reader, at),
        inherited: None,
        note: doc.note.clone(),
    })
}

fn promise(value: Value, doc: &TargetValueDoc, text: &Option<String>, source: &Option<String>) -> Promise {
    Promise { value, phrase: doc.phrase.clone(), text: text.clone(), source: source.clone(), origin: None }
}

pub(super) fn check_due(
    due: Period,
    start: Option<Period>,
    firmness: Firmness,
    axes: Axes,
    around: &Around<'_>,
    reader: &mut Reader,
    at: &Trail<'_>,
) {
    let years = Span { base: None, start: around.plan_start, end: around.plan_end };
    let looks_beyond = firmness == Firmness::Outlook && due.end() > around.plan_end.end();
    if let Some(period) = years.missed_by(due).filter(|_| !looks_beyond) {
        let beyond = Told {
            zh: "；规划期之后的展望请写 `firmness: outlook`".to_owned(),
            en: "; for a view beyond the plan write `firmness: outlook`".to_owned(),
        };
        reader.report(Problem::DueOutsidePeriod { due: due.to_string(), period, beyond }, &at.key("due"));
    }
    if let Some(start) = start.filter(|start| start.start() > due.end()) {
        let problem = Problem::EmptyWindow { start: start.to_string(), end: due.to_string() };
        reader.report(problem, &at.key("window"));
    }
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
pub(super) fn check_meaning(
    asked: &Asked<'_>,
    value: &Value,
    bare: bool,
    due: Period,
    around: &Around<'_>,
    reader: &mut Reader,
    at: &Trail<'_>,
) {
    let Asked { form, axes, .. } = *asked;
    let gather = axes.gather(around.measure);
    let grows = matches!(axes.what, What::Growth | What::Ratio) && axes.against != Against::Indicator;
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
    extras::check_ranks(asked, value, around, reader, at);
    let Value::Number(goal) = value else { return };
    if around.baseline.is_none() {
        // Figures that are changes have their sign without any base.
        let has_sign = axes.what == What::Sign && around.measure == Measure::Change;
        if axes.against == Against::Base && gather == Gather::Latest && !has_sign {
            reader.report(Problem::NeedsBaseline { form: form.word() }, at);
        }
        let at_most = matches!(goal.bound(), Bound::AtMost | Bound::LessThan);
        let may_be_reduction = !matches!(around.direction, Some(Direction::Increase | Direction::None));
        if form == Form::Level && at_most && may_be_reduction {
            reader.report(Problem::CapOrReduction {}, at);
        }
    }
    let level = axes.is_level() && gather == Gather::Latest && form != Form::Cap;
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
        && axes.what == What::Level
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
    asked: &Asked<'_>,
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
        let value = value::read(&doc.value, asked, around, reader, &at);
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
            promise: promise(value, &doc.value, &doc.text, &doc.source),
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
    axes: Axes,
    due: Period,
    around: &Around<'_>,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Vec<Checkpoint> {
    let at = at.key("checkpoints");
    // The value at a checkpoint is a value of the indicator, whatever the form of the target.
    let unit = around.unit;
    let base = around.baseline.filter(|_| axes.gather(around.measure) == Gather::Latest);
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
        if value.is_endless() {
            extras::unfit(&doc.value, ("a number that ends", "有尽小数"), reader, &at.key("value"));
        }
        if before.is_some_and(|before| period.end() <= before) || period.end() >= due.end() {
            reader.report(Problem::BadCheckpoint { period: period.to_string() }, &at.key("period"));
        }
        before = Some(period.end());
        checkpoints.push(Checkpoint { period, value: value.value() });
    }
    checkpoints
}
