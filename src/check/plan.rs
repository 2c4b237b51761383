//! Plans: ids, references, trees, and what an indicator says of itself.

use std::collections::HashSet;

use std::sync::Arc;

use foldhash::HashMap;
use rust_decimal::Decimal;

use super::problem::nearest;
use super::read::Reader;
use super::trail::Trail;
use super::{
    BadNumber, CheckError, Checked, Noun, Problem, Suggestion, agreement, decomposition, relation, target,
};
use crate::number::Unit;
use crate::period::{Frequency, Period};
use crate::plan::{
    Attribute, Baseline, Bearer, Break, BreakDoc, Direction, Form, Group, GroupDoc, Indicator, IndicatorDoc,
    Limits, Measure, Member, MemberDoc, Milestone, Organization, PLAN_FORMAT, Plan, PlanDoc, Post, Ratio,
    Resets, Responsibility, ResponsibilityDoc, Role, Subject, Target, Task, TaskDoc,
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
pub(super) type Ids<'d> = HashMap<&'d str, usize>;

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

    let organizations = organizations(doc, &organization_ids, reader);
    let posts = posts(doc, &organization_ids, reader);
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
    let tasks = tasks(&doc.tasks, &task_ids, &indicator_ids, &around, reader);
    let groups = groups(&doc.groups, &group_ids, &indicator_ids, &task_ids, reader);
    let bearers = Bearers { organizations: &organization_ids, posts: &post_ids };
    let responsibilities =
        responsibilities(&doc.responsibilities, &bearers, &indicator_ids, &task_ids, reader);

    Some(Plan {
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
        responsibilities,
        no_target: Target::none(end),
        by_id: Arc::new(by_id),
    })
}

/// When the plan runs.
struct Span {
    base: Option<Period>,
    start: Option<Period>,
    end: Period,
}

impl Span {
    /// The years of the plan, where it says both ends.
    #[cfg(feature = "notation")]
    fn whole(&self) -> Option<Period> {
        Period::span(self.start?, self.end)
    }
}

fn collect_ids<'d>(ids: impl Iterator<Item = &'d str>, reader: &mut Reader, at: &Trail<'_>) -> Ids<'d> {
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

/// Indicators, tasks and milestones share one space of ids: data name them in one column.
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
        add(&indicator.id, Subject::Indicator(index), reader, &indicators_at.index(index));
    }
    for (index, task) in doc.tasks.iter().enumerate() {
        let at = tasks_at.index(index);
        add(&task.id, Subject::Task(index), reader, &at);
        let milestones_at = at.key("milestones");
        for (number, milestone) in task.milestones.iter().enumerate() {
            add(&milestone.id, Subject::Milestone(index, number), reader, &milestones_at.index(number));
        }
    }
    ids
}

pub(super) fn resolve(
    id: &str,
    ids: &Ids<'_>,
    kind: &'static str,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Option<usize> {
    let found = ids.get(id).copied();
    if found.is_none() {
        // Comparing with every id is quadratic over a document: long lists, and documents full of
        // problems, go without proposals.
        let propose = ids.len() <= 5_000 && reader.diagnostics.len() < 100;
        let suggestion = if propose { nearest(id, ids.keys().copied()) } else { Suggestion::default() };
        reader.report(Problem::DanglingId { id: id.into(), kind: Noun(kind), suggestion }, at);
    }
    found
}

/// Resolves the parents of a tree, and reports every way that returns to itself.
fn parents<'d>(
    nodes: impl Iterator<Item = (&'d str, Option<&'d str>)>,
    ids: &Ids<'_>,
    kind: &'static str,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Vec<Option<usize>> {
    let (names, named): (Vec<&str>, Vec<Option<&str>>) = nodes.unzip();
    let mut parents = Vec::with_capacity(named.len());
    for (index, parent) in named.iter().enumerate() {
        let found = parent.and_then(|id| resolve(id, ids, kind, reader, &at.index(index).key("parent")));
        parents.push(found);
    }
    // Each node is walked upwards until known ground: its root is fine, or the walk has met itself.
    let mut settled = vec![false; parents.len()];
    for start in 0..parents.len() {
        let (mut way, mut on_way, mut next) = (Vec::new(), HashSet::new(), Some(start));
        while let Some(node) = next {
            if settled.get(node).copied().unwrap_or(true) {
                break;
            }
            if !on_way.insert(node) {
                let round: Vec<&str> = way
                    .iter()
                    .skip_while(|member| **member != node)
                    .chain(std::iter::once(&node))
                    .filter_map(|member| names.get(*member).copied())
                    .collect();
                let problem = Problem::Cycle { members: abridged(&round) };
                reader.report(problem, &at.index(node).key("parent"));
                break;
            }
            way.push(node);
            next = parents.get(node).copied().flatten();
        }
        for node in way {
            if let Some(settled) = settled.get_mut(node) {
                *settled = true;
            }
        }
    }
    parents
}

/// The members of a cycle; of a long one, its ends.
fn abridged(round: &[&str]) -> String {
    const SHOWN: usize = 10;
    match (round.get(..SHOWN), round.last()) {
        (Some(first), Some(last)) if round.len() > 2 * SHOWN => {
            format!("{} → … ({} more) → {last}", first.join(" → "), round.len() - SHOWN - 1)
        }
        _ => round.join(" → "),
    }
}

fn organizations(doc: &PlanDoc, ids: &Ids<'_>, reader: &mut Reader) -> Vec<Organization> {
    let at = Trail::Root.key("organizations");
    let nodes = doc.organizations.iter().map(|doc| (&*doc.id, doc.parent.as_deref()));
    let parents = parents(nodes, ids, "organization", reader, &at);
    let organizations = doc.organizations.iter().zip(parents);
    organizations
        .map(|(doc, parent)| Organization { id: doc.id.clone(), name: doc.name.clone(), parent })
        .collect()
}

fn posts(doc: &PlanDoc, organizations: &Ids<'_>, reader: &mut Reader) -> Vec<Post> {
    let at = Trail::Root.key("posts");
    let mut posts = Vec::with_capacity(doc.posts.len());
    for (index, doc) in doc.posts.iter().enumerate() {
        let at = at.index(index);
        let organization = doc
            .organization
            .as_deref()
            .and_then(|id| resolve(id, organizations, "organization", reader, &at.key("organization")));
        posts.push(Post { id: doc.id.clone(), name: doc.name.clone(), organization });
    }
    posts
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
    let baseline = baseline(doc, &unit, limits, reader, at);
    let breaks = breaks(doc, reader, at);
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
fn breaks(doc: &IndicatorDoc, reader: &mut Reader, at: &Trail<'_>) -> Vec<Break> {
    let at = at.key("breaks");
    let mut read = |(index, doc): (usize, &BreakDoc)| {
        let period = reader.period(&doc.period, &at.index(index).key("period"))?;
        Some(Break { period, why: doc.why.clone() })
    };
    let mut breaks: Vec<Break> = doc.breaks.iter().enumerate().filter_map(&mut read).collect();
    breaks.sort_by_key(|one| one.period.start());
    breaks
}

fn baseline(
    doc: &IndicatorDoc,
    unit: &Unit,
    limits: Limits,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Option<Baseline> {
    let doc = doc.baseline.as_ref()?;
    let at = at.key("baseline");
    let period = reader.period(&doc.period, &at.key("period"));
    let (value, mark) = reader.quantity(&doc.value, unit, &at.key("value"))?;
    let status = reader.status(doc.status.as_deref(), mark, &at.key("status"));
    target::outside_limits(&value, limits, reader, &at.key("value"));
    Some(Baseline { period: period?, value, status, source: doc.source.clone() })
}

fn partial_weights(weights: impl Iterator<Item = bool>, reader: &mut Reader, at: &Trail<'_>) {
    let (with, without): (Vec<bool>, Vec<bool>) = weights.partition(|weight| *weight);
    if !with.is_empty() && !without.is_empty() {
        reader.report(Problem::PartialWeights { without: without.len() }, at);
    }
}

fn tasks(
    docs: &[TaskDoc],
    ids: &Ids<'_>,
    indicator_ids: &Ids<'_>,
    span: &Span,
    reader: &mut Reader,
) -> Vec<Task> {
    let at = Trail::Root.key("tasks");
    let nodes = docs.iter().map(|doc| (&*doc.id, doc.parent.as_deref()));
    let parents = parents(nodes, ids, "task", reader, &at);
    let mut tasks = Vec::with_capacity(docs.len());
    for (index, (doc, parent)) in docs.iter().zip(parents).enumerate() {
        let at = at.index(index);
        let window = doc.window.clone().unwrap_or_default();
        let window_at = at.key("window");
        let start = reader.optional_period(window.start.as_deref(), &window_at.key("start"));
        let end = reader.optional_period(window.end.as_deref(), &window_at.key("end"));
        if let (Some(start), Some(end)) = (start, end)
            && start.start() > end.end()
        {
            let problem = Problem::EmptyWindow { start: start.to_string(), end: end.to_string() };
            reader.report(problem, &window_at);
        }
        let indicators_at = at.key("indicators");
        let mut indicators = Vec::with_capacity(doc.indicators.len());
        let mut served = HashSet::new();
        for (number, id) in doc.indicators.iter().enumerate() {
            let at = indicators_at.index(number);
            if !served.insert(id) {
                reader.report(Problem::DuplicateId { id: id.clone() }, &at);
            } else if let Some(index) = resolve(id, indicator_ids, "indicator", reader, &at) {
                indicators.push(index);
            }
        }
        tasks.push(Task {
            id: doc.id.clone(),
            title: doc.title.clone(),
            parent,
            start,
            end,
            indicators,
            milestones: milestones(doc, span, reader, &at),
            weight: reader.weight(doc.weight.as_deref(), &at.key("weight")),
            source: doc.source.clone(),
            note: doc.note.clone(),
        });
    }
    tasks
}

fn milestones(doc: &TaskDoc, span: &Span, reader: &mut Reader, at: &Trail<'_>) -> Vec<Milestone> {
    let at = at.key("milestones");
    let mut milestones = Vec::with_capacity(doc.milestones.len());
    for (index, doc) in doc.milestones.iter().enumerate() {
        let at = at.index(index);
        let Some(due) = reader.period(&doc.due, &at.key("due")) else { continue };
        let early = span.start.or(span.base).is_some_and(|start| due.end() < start.start());
        if early || due.end() > span.end.end() {
            let from = span.start.or(span.base).map_or(String::new(), |start| start.to_string());
            let period = format!("{from}–{}", span.end);
            reader.report(Problem::DueOutsidePeriod { due: due.to_string(), period }, &at.key("due"));
        }
        milestones.push(Milestone { id: doc.id.clone(), title: doc.title.clone(), due });
    }
    milestones
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

struct Bearers<'i> {
    organizations: &'i Ids<'i>,
    posts: &'i Ids<'i>,
}

fn responsibilities(
    docs: &[ResponsibilityDoc],
    bearers: &Bearers<'_>,
    indicators: &Ids<'_>,
    tasks: &Ids<'_>,
    reader: &mut Reader,
) -> Vec<Responsibility> {
    const FLAGS: &[bool] = &[true, false];
    let at = Trail::Root.key("responsibilities");
    let mut responsibilities = Vec::with_capacity(docs.len());
    for (index, doc) in docs.iter().enumerate() {
        let at = at.index(index);
        let role = reader.word(&doc.role, Role::ALL, Role::word, &at.key("role"));
        let open_ended = doc.open_ended.as_deref().and_then(|text| {
            reader.word(text, FLAGS, |flag| if flag { "true" } else { "false" }, &at.key("open_ended"))
        });
        let bearer = match (&doc.organization, &doc.post) {
            (Some(id), None) => {
                let at = at.key("organization");
                resolve(id, bearers.organizations, "organization", reader, &at).map(Bearer::Organization)
            }
            (None, Some(id)) => resolve(id, bearers.posts, "post", reader, &at.key("post")).map(Bearer::Post),
            (organization, _) => {
                let given = if organization.is_some() { 2 } else { 0 };
                reader.report(Problem::ExactlyOne { fields: "organization, post", given }, &at);
                None
            }
        };
        let subject = match (&doc.task, &doc.indicator) {
            (Some(id), None) => resolve(id, tasks, "task", reader, &at.key("task")).map(Subject::Task),
            (None, Some(id)) => {
                resolve(id, indicators, "indicator", reader, &at.key("indicator")).map(Subject::Indicator)
            }
            (task, _) => {
                let given = if task.is_some() { 2 } else { 0 };
                reader.report(Problem::ExactlyOne { fields: "task, indicator", given }, &at);
                None
            }
        };
        if let (Some(role), Some(bearer), Some(subject)) = (role, bearer, subject) {
            let open_ended = open_ended.unwrap_or(false);
            responsibilities.push(Responsibility {
                role,
                bearer,
                subject,
                open_ended,
                text: doc.text.clone(),
            });
        }
    }
    responsibilities
}
