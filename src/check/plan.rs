//! Plans: ids, references, trees, and what an indicator says of itself.

use std::collections::HashSet;

use std::sync::Arc;

use foldhash::HashMap;
use rust_decimal::Decimal;

use super::problem::nearest;
use super::read::Reader;
use super::trail::Trail;
use super::tree::parents;
use super::{
    BadNumber, CheckError, Checked, Noun, Problem, Suggestion, agreement, assessment, decomposition,
    organization, periods, relation, target, task,
};
use crate::number::Unit;
use crate::period::{Frequency, Period};
use crate::plan::{
    Attribute, Baseline, BaselineDoc, Break, BreakDoc, BreakKind, Direction, Form, Group, GroupDoc,
    Indicator, IndicatorDoc, Limits, Measure, Member, MemberDoc, PLAN_FORMAT, Plan, PlanDoc, Ratio, Resets,
    Subject, Target,
};

impl PlanDoc {
    /// Turns the document into a plan, or into all of its problems at once.
    ///
    /// # Errors
    /// A [`CheckError`] with every diagnostic, if one of them is an error.
    pub fn check(&self) -> Result<Checked<Plan>, CheckError> {
        let mut reader = Reader::default();
        let plan = check(self, &mut reader);
        Checked::from_parts(plan, reader.diagnostics)
    }
}

/// The index of each id.
pub(crate) type Ids<'d> = HashMap<&'d str, usize>;

/// The plan that a document describes, with what is to be said about it in `reader`. What could not be
/// read is left out, so the result is to be used only if no diagnostic is an error.
pub(crate) fn check(doc: &PlanDoc, reader: &mut Reader) -> Option<Plan> {
    let at = Trail::Root;
    #[cfg(feature = "notation")]
    let expanded = super::phrase::expand(doc, reader);
    #[cfg(feature = "notation")]
    let doc = expanded.as_ref().unwrap_or(doc);
    if doc.format != PLAN_FORMAT {
        let problem = Problem::WrongFormat { found: doc.format.clone(), expected: PLAN_FORMAT };
        reader.report(problem, &at.key("format"));
    }
    if doc.id.is_empty() {
        reader.report(Problem::EmptyId {}, &at.key("id"));
    }
    let issued = doc.issued.as_deref().and_then(|text| reader.date(text, &at.key("issued")));
    let period_at = at.key("period");
    let base = reader.optional_period(doc.period.base.as_deref(), &period_at.key("base"));
    let start = reader.optional_period(doc.period.start.as_deref(), &period_at.key("start"));
    let end = reader.period(&doc.period.end, &period_at.key("end"))?;
    let first = start.or(base);
    if let Some(first) = first.filter(|first| first.start() > end.end()) {
        reader.report(Problem::EmptyWindow { start: first.to_string(), end: end.to_string() }, &period_at);
    }
    if let (Some(base), Some(start)) = (base, start)
        && base.end() >= start.start()
    {
        let problem = Problem::EmptyWindow { start: base.to_string(), end: start.to_string() };
        reader.report(problem, &period_at.key("base"));
    }

    let organization_ids =
        collect_ids(doc.organizations.iter().map(|doc| &*doc.id), reader, &at.key("organizations"));
    let post_ids = collect_ids(doc.posts.iter().map(|doc| &*doc.id), reader, &at.key("posts"));
    let group_ids = collect_ids(doc.groups.iter().map(|doc| &*doc.id), reader, &at.key("groups"));
    let by_id = subject_ids(doc, reader);

    let organizations = organization::organizations(doc, &organization_ids, reader);
    let posts = organization::posts(doc, &organization_ids, reader);
    let issuer = doc
        .issuer
        .as_deref()
        .and_then(|id| resolve(id, &organization_ids, "organization", reader, &at.key("issuer")));
    let around = Span { base, start, end };
    let task_ids: Ids<'_> = doc.tasks.iter().enumerate().map(|(index, doc)| (&*doc.id, index)).collect();
    let indicator_ids: Ids<'_> =
        doc.indicators.iter().enumerate().map(|(index, doc)| (&*doc.id, index)).collect();
    let mut indicators = indicators(&doc.indicators, &around, reader);
    ratios(&doc.indicators, &indicator_ids, &mut indicators, reader);
    relation::resolve_all(&doc.indicators, &indicator_ids, &mut indicators, reader);
    decomposition::check_above(doc, reader);
    assessment::resolve_all(&doc.indicators, &organization_ids, &mut indicators, reader);
    let tasks = task::tasks(&doc.tasks, &task_ids, &indicator_ids, &by_id, &around, reader);
    let groups = groups(&doc.groups, &group_ids, &indicator_ids, &task_ids, reader);
    let duties = task::duties(&doc.duties, &around, reader);
    let duty_ids: Ids<'_> = doc.duties.iter().enumerate().map(|(index, doc)| (&*doc.id, index)).collect();
    let names = organization::Names {
        organizations: &organization_ids,
        posts: &post_ids,
        indicators: &indicator_ids,
        tasks: &task_ids,
        duties: &duty_ids,
    };
    let leads = organization::leads(doc, reader);
    let responsibilities = organization::responsibilities(&doc.responsibilities, &names, reader);

    let plan = Plan {
        id: doc.id.clone(),
        title: doc.title.clone(),
        issuer,
        issued,
        level: doc.level.clone(),
        above: doc.above.clone(),
        source: doc.source.clone(),
        note: doc.note.clone(),
        base,
        start,
        end,
        organizations,
        posts,
        indicators,
        tasks,
        groups,
        duties,
        leads,
        responsibilities,
        no_target: Target::none(end),
        by_id: Arc::new(by_id),
        assumptions: None,
    };
    organization::check_responsibilities(&plan, reader);
    Some(plan)
}

/// When the plan runs.
pub(super) struct Span {
    pub(super) base: Option<Period>,
    pub(super) start: Option<Period>,
    pub(super) end: Period,
}

impl Span {
    /// The plan's own years, if a date does not lie in them. Of a plan that ends before it begins enough was said.
    pub(super) fn missed_by(&self, date: Period) -> Option<String> {
        let first = self.start.or(self.base);
        let begins_after = |end: chrono::NaiveDate| first.is_some_and(|first| first.start() > end);
        let misses = begins_after(date.end()) || date.end() > self.end.end();
        let told = || format!("{}–{}", first.map_or(String::new(), |first| first.to_string()), self.end);
        (misses && !begins_after(self.end.end())).then(told)
    }

    /// The last day before the plan began.
    fn begins_after(&self) -> Option<chrono::NaiveDate> {
        let start = || self.start.and_then(|start| start.start().pred_opt());
        self.base.map(Period::end).or_else(start)
    }

    /// The years of the plan, where it says both ends.
    #[cfg(feature = "notation")]
    fn whole(&self) -> Option<Period> {
        Period::span(self.start?, self.end)
    }
}

pub(crate) fn collect_ids<'d>(
    ids: impl Iterator<Item = &'d str>,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Ids<'d> {
    let mut seen = Ids::default();
    for (index, id) in ids.enumerate() {
        let at = at.index(index);
        if id.is_empty() {
            reader.report(Problem::EmptyId {}, &at.key("id"));
        } else if seen.insert(id, index).is_some() {
            reader.report(Problem::DuplicateId { id: id.into() }, &at.key("id"));
        }
    }
    seen
}

/// Everything that data can name shares one space of ids: data name it in one column.
fn subject_ids(doc: &PlanDoc, reader: &mut Reader) -> HashMap<String, Subject> {
    let mut ids: HashMap<String, Subject> = HashMap::default();
    ids.reserve(doc.indicators.len() + doc.tasks.len());
    let mut add = |id: &str, subject: Subject, reader: &mut Reader, at: &Trail<'_>| {
        if id.is_empty() {
            reader.report(Problem::EmptyId {}, &at.key("id"));
        } else if ids.insert(id.to_owned(), subject).is_some() {
            reader.report(Problem::DuplicateId { id: id.into() }, &at.key("id"));
        }
    };
    let (indicators_at, tasks_at) = (Trail::Root.key("indicators"), Trail::Root.key("tasks"));
    for (index, indicator) in doc.indicators.iter().enumerate() {
        let at = indicators_at.index(index);
        add(&indicator.id, Subject::Indicator(index), reader, &at);
        let targets_at = at.key("targets");
        for (number, target) in indicator.targets.iter().enumerate() {
            let at = targets_at.index(number);
            for (place, evidence) in target.evidence.iter().enumerate() {
                let subject = Subject::Evidence(index, number, place);
                add(&evidence.id, subject, reader, &at.key("evidence").index(place));
            }
        }
    }
    for (index, task) in doc.tasks.iter().enumerate() {
        let at = tasks_at.index(index);
        add(&task.id, Subject::Task(index), reader, &at);
        for (number, milestone) in task.milestones.iter().enumerate() {
            let at = at.key("milestones");
            add(&milestone.id, Subject::Milestone(index, number), reader, &at.index(number));
        }
        for (number, deliverable) in task.deliverables.iter().enumerate() {
            let at = at.key("deliverables");
            add(&deliverable.id, Subject::Deliverable(index, number), reader, &at.index(number));
        }
    }
    let duties_at = Trail::Root.key("duties");
    for (index, duty) in doc.duties.iter().enumerate() {
        add(&duty.id, Subject::Duty(index), reader, &duties_at.index(index));
    }
    ids
}

pub(crate) fn resolve(
    id: &str,
    ids: &Ids<'_>,
    kind: &'static str,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Option<usize> {
    let found = ids.get(id).copied();
    if found.is_none() {
        dangling(id, kind, ids.keys().copied(), reader, at);
    }
    found
}

/// Reports an id that nothing has, and proposes one of those that are there.
pub(super) fn dangling<'i>(
    id: &str,
    kind: &'static str,
    ids: impl Iterator<Item = &'i str> + Clone,
    reader: &mut Reader,
    at: &Trail<'_>,
) {
    // Comparing with every id is quadratic over a document: long lists, and documents full of
    // problems, go without proposals.
    let propose = reader.diagnostics.len() < 100 && ids.clone().nth(5_000).is_none();
    let suggestion = if propose { nearest(id, ids) } else { Suggestion::default() };
    reader.report(Problem::DanglingId { id: id.into(), kind: Noun(kind), suggestion }, at);
}

fn indicators(docs: &[IndicatorDoc], span: &Span, reader: &mut Reader) -> Vec<Indicator> {
    let at = Trail::Root.key("indicators");
    let weights = docs.iter().map(|doc| doc.weight.is_some());
    partial_weights(weights, reader, &at);
    let mut indicators = Vec::with_capacity(docs.len());
    for (index, doc) in docs.iter().enumerate() {
        indicators.extend(indicator(doc, span, reader, &at.index(index)));
    }
    indicators
}

fn indicator(doc: &IndicatorDoc, span: &Span, reader: &mut Reader, at: &Trail<'_>) -> Option<Indicator> {
    const FREQUENCIES: &[Frequency] =
        &[Frequency::Year, Frequency::Half, Frequency::Quarter, Frequency::Month, Frequency::Day];
    let unit = Unit::new(doc.unit.as_deref().unwrap_or_default()).with_classes(&doc.classes);
    class_names(&doc.classes, reader, &at.key("classes"));
    let measure = reader.word(&doc.measure, Measure::ALL, Measure::word, &at.key("measure"));
    let resets = match &doc.resets {
        Some(text) => reader.word(text, Resets::ALL, Resets::word, &at.key("resets"))?,
        None => Resets::Yearly,
    };
    let attribute = doc
        .attribute
        .as_deref()
        .and_then(|text| reader.word(text, Attribute::ALL, Attribute::word, &at.key("attribute")));
    let direction = doc
        .direction
        .as_deref()
        .and_then(|text| reader.word(text, Direction::ALL, Direction::word, &at.key("direction")))
        .or_else(|| (doc.direction.is_none() && is_order(doc, &unit)).then_some(Direction::Decrease));
    let frequency = doc
        .frequency
        .as_deref()
        .and_then(|text| reader.word(text, FREQUENCIES, Frequency::word, &at.key("frequency")));
    let limits = limits(doc, reader, at);
    let baseline =
        doc.baseline.as_ref().and_then(|doc| baseline(doc, &unit, limits, reader, &at.key("baseline")));
    let breaks = breaks(doc, &unit, limits, reader, at);
    let weight = reader.weight(doc.weight.as_deref(), &at.key("weight"));
    // Without its measure the indicator is refused; its targets are checked all the same.
    let stated = measure;
    let measure = stated.unwrap_or(Measure::RunningTotal);
    let around = target::Around {
        unit: &unit,
        measure,
        direction,
        baseline: baseline.as_ref(),
        limits,
        plan_start: span.start.or(span.base),
        plan_end: span.end,
    };
    let targets_at = at.key("targets");
    let mut ids = HashSet::new();
    let several = doc.targets.len() > 1;
    let mut targets = Vec::with_capacity(doc.targets.len());
    #[cfg(feature = "notation")]
    let indicator = doc;
    for (index, doc) in doc.targets.iter().enumerate() {
        let at = targets_at.index(index);
        if doc.id.is_empty() {
            reader.report(Problem::EmptyId {}, &at.key("id"));
        } else if several && !ids.insert(&doc.id) {
            reader.report(Problem::DuplicateId { id: doc.id.clone() }, &at.key("id"));
        }
        let target = target::check(doc, &around, reader, &at);
        #[cfg(feature = "notation")]
        let target = target
            .map(|target| super::phrase::compare(doc, target, indicator, span.whole(), &around, reader, &at));
        let Some(target) = target else { continue };
        targets.push((index, target));
    }
    agreement::check(&targets, baseline.as_ref(), measure, direction, reader, &targets_at);
    let around = periods::Around {
        unit: &unit,
        measure,
        resets,
        baseline: baseline.as_ref(),
        begins_after: span.begins_after(),
    };
    periods::check(&targets, &around, reader, &targets_at);
    let targets: Vec<Target> = targets.into_iter().map(|(_, target)| target).collect();
    let decomposed = decomposition::read(doc, &targets, reader, at);
    Some(Indicator {
        id: doc.id.clone(),
        name: doc.name.clone(),
        measure: stated?,
        resets,
        attribute,
        direction,
        frequency,
        targets,
        limits,
        breaks,
        ratio: None,
        weight,
        decomposed,
        inputs: doc.inputs.clone(),
        source: doc.source.clone(),
        note: doc.note.clone(),
        baseline,
        unit,
    })
}

/// Every class has a name of its own.
fn class_names(names: &[String], reader: &mut Reader, at: &Trail<'_>) {
    let mut seen = HashSet::new();
    for (index, name) in names.iter().enumerate() {
        if name.trim().is_empty() {
            reader.report(Problem::EmptyId {}, &at.index(index));
        } else if !seen.insert(name) {
            reader.report(Problem::DuplicateId { id: name.clone() }, &at.index(index));
        }
    }
}

/// Whether figures are ranks or classes, of which the first is the best: there is no need to say so.
fn is_order(doc: &IndicatorDoc, unit: &Unit) -> bool {
    let asks = |wanted: fn(Form) -> bool| {
        doc.targets.iter().filter_map(|target| Form::from_word(&target.form)).any(wanted)
    };
    (unit.is_rank() && asks(Form::is_rank)) || (unit.is_class() && asks(|form| form == Form::OrdinalClass))
}

fn limits(doc: &IndicatorDoc, reader: &mut Reader, at: &Trail<'_>) -> Limits {
    let Some(limits) = &doc.limits else { return Limits::default() };
    let at = at.key("limits");
    let min = limits.min.as_deref().and_then(|text| reader.decimal(text, &at.key("min")));
    let max = limits.max.as_deref().and_then(|text| reader.decimal(text, &at.key("max")));
    if let (Some(low), Some(high)) = (min, max)
        && low > high
    {
        reader.report(Problem::BadRange { low: low.to_string(), high: high.to_string() }, &at);
    }
    Limits { min, max }
}

/// Reads the parts of ratios. A part that is a ratio itself is taken by its own figures, so that ratios
/// cannot go round in a circle.
fn ratios(docs: &[IndicatorDoc], ids: &Ids<'_>, indicators: &mut [Indicator], reader: &mut Reader) {
    for (index, doc) in docs.iter().enumerate() {
        let Some(ratio) = &doc.ratio else { continue };
        let at = Trail::Root.key("indicators");
        let at = at.index(index);
        let at = at.key("ratio");
        let numerator = resolve(&ratio.numerator, ids, "indicator", reader, &at.key("numerator"));
        let denominator = resolve(&ratio.denominator, ids, "indicator", reader, &at.key("denominator"));
        let times = match ratio.times.as_deref() {
            None => Some(Decimal::ONE),
            Some(text) => reader.decimal(text, &at.key("times")).filter(|times| {
                let positive = *times > Decimal::ZERO;
                if !positive {
                    let needed = ("a positive number", "正数");
                    let fault = BadNumber::Unfit { text: text.into(), needed };
                    reader.report(Problem::BadNumber { fault }, &at.key("times"));
                }
                positive
            }),
        };
        let (Some(numerator), Some(denominator)) = (numerator, denominator) else { continue };
        if numerator == index || denominator == index || numerator == denominator {
            reader.report(Problem::BadRatio { id: doc.id.clone() }, &at);
            continue;
        }
        // An indicator that was refused leaves an error behind, so that places do not matter any more.
        if let (Some(own), Some(times)) = (indicators.get_mut(index), times) {
            own.ratio = Some(Ratio { numerator, denominator, times });
        }
    }
}

/// The breaks by their first days.
fn breaks(
    doc: &IndicatorDoc,
    unit: &Unit,
    limits: Limits,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Vec<Break> {
    let at = at.key("breaks");
    let mut read = |(index, doc): (usize, &BreakDoc)| {
        let at = at.index(index);
        let kind = doc.kind.as_deref();
        let kind = kind.and_then(|text| reader.word(text, BreakKind::ALL, BreakKind::word, &at.key("kind")));
        let restated = doc.baseline.as_ref();
        let baseline = restated.and_then(|doc| baseline(doc, unit, limits, reader, &at.key("baseline")));
        let period = reader.period(&doc.period, &at.key("period"))?;
        Some(Break { period, kind, why: doc.why.clone(), baseline })
    };
    let mut breaks: Vec<Break> = doc.breaks.iter().enumerate().filter_map(&mut read).collect();
    breaks.sort_by_key(|one| one.period.start());
    breaks
}

fn baseline(
    doc: &BaselineDoc,
    unit: &Unit,
    limits: Limits,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Option<Baseline> {
    let period = reader.period(&doc.period, &at.key("period"));
    let (value, mark) = reader.quantity(&doc.value, unit, &at.key("value"))?;
    let status = reader.status(doc.status.as_deref(), mark, &at.key("status"));
    target::outside_limits(&value, limits, reader, &at.key("value"));
    Some(Baseline { period: period?, value, status, source: doc.source.clone() })
}

/// Reports siblings of which some have a weight and others none.
pub(super) fn partial_weights(weights: impl Iterator<Item = bool>, reader: &mut Reader, at: &Trail<'_>) {
    let (with, without): (Vec<bool>, Vec<bool>) = weights.partition(|weight| *weight);
    if !with.is_empty() && !without.is_empty() {
        reader.report(Problem::PartialWeights { without: without.len() }, at);
    }
}

/// The same of the nodes of a tree, by their parents: told at the first that has none.
pub(super) fn partial_weights_in_tree(
    parents: &[Option<usize>],
    weights: &[bool],
    reader: &mut Reader,
    at: &Trail<'_>,
) {
    // How many siblings have a weight, how many have none, and the first of these.
    let mut siblings: std::collections::BTreeMap<Option<usize>, (usize, usize, usize)> = Default::default();
    for (index, (parent, has_weight)) in parents.iter().zip(weights).enumerate() {
        let (with, without, first) = siblings.entry(*parent).or_default();
        match has_weight {
            true => *with += 1,
            false if *without == 0 => (*without, *first) = (1, index),
            false => *without += 1,
        }
    }
    for (with, without, first) in siblings.into_values() {
        if with > 0 && without > 0 {
            reader.report(Problem::PartialWeights { without }, &at.index(first));
        }
    }
}

fn groups(
    docs: &[GroupDoc],
    ids: &Ids<'_>,
    indicator_ids: &Ids<'_>,
    task_ids: &Ids<'_>,
    reader: &mut Reader,
) -> Vec<Group> {
    let at = Trail::Root.key("groups");
    let nodes = docs.iter().map(|doc| (&*doc.id, doc.parent.as_deref()));
    let parents = parents(nodes, ids, "group", reader, &at);
    let weights: Vec<bool> = docs.iter().map(|doc| doc.weight.is_some()).collect();
    partial_weights_in_tree(&parents, &weights, reader, &at);
    let mut groups = Vec::with_capacity(docs.len());
    for (index, (doc, parent)) in docs.iter().zip(parents).enumerate() {
        let at = at.index(index);
        groups.push(Group {
            id: doc.id.clone(),
            title: doc.title.clone(),
            parent,
            weight: reader.weight(doc.weight.as_deref(), &at.key("weight")),
            indicators: members(&doc.indicators, indicator_ids, "indicator", reader, &at.key("indicators")),
            tasks: members(&doc.tasks, task_ids, "task", reader, &at.key("tasks")),
        });
    }
    groups
}

fn members(
    docs: &[MemberDoc],
    ids: &Ids<'_>,
    kind: &'static str,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Vec<Member> {
    partial_weights(docs.iter().map(|doc| doc.weight.is_some()), reader, at);
    let mut seen = HashSet::new();
    let mut members = Vec::with_capacity(docs.len());
    for (number, doc) in docs.iter().enumerate() {
        let at = at.index(number);
        let weight: Decimal = reader.weight(doc.weight.as_deref(), &at.key("weight"));
        let Some(index) = resolve(&doc.id, ids, kind, reader, &at) else { continue };
        if seen.insert(index) {
            members.push(Member { index, weight });
        } else {
            reader.report(Problem::DuplicateId { id: doc.id.clone() }, &at);
        }
    }
    members
}
