//! What-ifs: from what a document assumes to changed copies of a plan and its observations.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::plan::dangling;
use super::read::{Reader, status_of};
use super::target::{self, Around};
use super::task::due_with_ends;
use super::trail::Trail;
use super::value::{self, AMBIGUOUS_CLASS, Asked};
use super::{CheckError, Checked, Problem, Suggestion, extras};
use crate::number::Quantity;
use crate::period::Period;
use crate::plan::{
    Assumed, Assumption, Assumptions, Firmness, Form, Indicator, Plan, Promise, Status, Subject, Target,
    TargetValueDoc, Value, Version,
};
use crate::series::{Observations, Reported};
use crate::what_if::{
    AssumedFigure, AssumedFigureDoc, AssumedMilestoneDoc, AssumedTargetDoc, DelayDoc, Overlaid,
    WHAT_IF_FORMAT, WhatIf, overlaid,
};

impl WhatIf {
    /// Lays it over a plan and its observations, or tells all that is wrong with it at once.
    ///
    /// # Errors
    /// A [`CheckError`] with every diagnostic, if one of them is an error: ids that the plan does not have, values
    /// and periods that cannot be read, the same thing assumed twice.
    pub fn apply(&self, plan: &Plan, data: &Observations) -> Result<Checked<Overlaid>, CheckError> {
        let mut reader = Reader::default();
        let overlaid = check(self, plan, data, &mut reader);
        Checked::from_parts(Some(overlaid), reader.diagnostics)
    }
}

/// The changed copies. What could not be read is left out, so the result is to be used only if no diagnostic is an
/// error.
pub(crate) fn check(doc: &WhatIf, plan: &Plan, data: &Observations, reader: &mut Reader) -> Overlaid {
    let at = Trail::Root;
    if doc.format != WHAT_IF_FORMAT {
        let problem = Problem::WrongFormat { found: doc.format.clone(), expected: WHAT_IF_FORMAT };
        reader.report(problem, &at.key("format"));
    }
    let mut overlay = Overlay {
        base: plan,
        data,
        plan: plan.clone(),
        // A what-if may be laid over another one.
        all: plan.assumptions().map_or_else(Vec::new, |before| before.all.clone()),
        figures: Vec::new(),
        seen: HashSet::new(),
    };
    let figures_at = at.key("figures");
    for (index, doc) in doc.figures.iter().enumerate() {
        overlay.figure(doc, reader, &figures_at.index(index));
    }
    let targets_at = at.key("targets");
    for (index, doc) in doc.targets.iter().enumerate() {
        overlay.target(doc, reader, &targets_at.index(index));
    }
    let delays_at = at.key("delays");
    for (index, doc) in doc.delays.iter().enumerate() {
        overlay.delay(doc, reader, &delays_at.index(index));
    }
    // Tasks below one that is put off are due with it, if they have no end of their own.
    due_with_ends(&mut overlay.plan.tasks);
    // A milestone that is put off is in time until its new due date.
    let milestones_at = at.key("milestones");
    for (index, doc) in doc.milestones.iter().enumerate() {
        overlay.milestone(doc, reader, &milestones_at.index(index));
    }
    let Overlay { mut plan, all, figures, .. } = overlay;
    let data = overlaid(&plan, data, figures);
    let before = plan.assumptions.take();
    let title = doc.title.clone().or_else(|| before.as_ref()?.title.clone());
    let note = doc.note.clone().or_else(|| before.as_ref()?.note.clone());
    plan.assumptions = Some(Box::new(Assumptions { title, note, all }));
    Overlaid { plan, data }
}

/// What was read of a what-if so far.
struct Overlay<'p> {
    base: &'p Plan,
    data: &'p Observations,
    plan: Plan,
    all: Vec<Assumption>,
    figures: Vec<AssumedFigure>,
    /// What is assumed already.
    seen: HashSet<String>,
}

impl<'p> Overlay<'p> {
    fn add(&mut self, what: Assumed, why: &Option<String>) {
        self.all.push(Assumption { what, why: why.clone() });
    }

    /// Whether something is assumed for the first time.
    fn is_new(&mut self, what: String, reader: &mut Reader, at: &Trail<'_>) -> bool {
        let new = self.seen.insert(what.clone());
        if !new {
            reader.report(Problem::AssumedTwice { what }, at);
        }
        new
    }

    fn indicator(&self, id: &str, reader: &mut Reader, at: &Trail<'_>) -> Option<(usize, &'p Indicator)> {
        let found = match self.base.subject(id) {
            Some(Subject::Indicator(index)) => Some(index),
            _ => None,
        };
        let found = found.and_then(|index| Some((index, self.base.indicators().get(index)?)));
        if found.is_none() {
            let ids = self.base.indicators().iter().map(Indicator::id);
            dangling(id, "indicator", ids, reader, at);
        }
        found
    }

    fn figure(&mut self, doc: &AssumedFigureDoc, reader: &mut Reader, at: &Trail<'_>) {
        let indicator = self.indicator(&doc.indicator, reader, &at.key("indicator"));
        let period = reader.period(&doc.period, &at.key("period"));
        let Some((index, indicator)) = indicator else { return };
        let value = figure_value(&doc.value, indicator, reader, &at.key("value"));
        let (Some(period), Some(value)) = (period, value) else { return };
        if !self.is_new(format!("{} {period}", indicator.id()), reader, at) {
            return;
        }
        if let Some(frequency) = indicator.frequency().filter(|own| *own != period.frequency()) {
            let (period, frequency) = (period.to_string(), frequency.word());
            reader.report(Problem::FrequencyMismatch { period, frequency }, &at.key("period"));
        }
        let reported = self.data.for_indicator(self.base, index);
        let actual = || reported.iter().filter(|figure| figure.status().is_actual());
        let overlaps = |other: Period| other != period && other.overlaps(period);
        if let Some(other) = actual().map(|figure| figure.period()).find(|other| overlaps(*other)) {
            let (one, other) = (period.to_string(), other.to_string());
            reader.report(Problem::OverlappingPeriods { one, other }, &at.key("period"));
        }
        let instead_of = actual().rfind(|figure| figure.period() == period);
        let instead_of = instead_of.map(|figure| self.data.printed(figure));
        let why = doc.why.clone();
        self.figures.push(AssumedFigure { indicator: index, period, value: value.clone(), why });
        self.add(Assumed::Figure { indicator: index, period, value, instead_of }, &doc.why);
    }

    fn target(&mut self, doc: &AssumedTargetDoc, reader: &mut Reader, at: &Trail<'_>) {
        let moves_value = doc.value != TargetValueDoc::default();
        if !moves_value && doc.due.is_none() {
            reader.report(Problem::NothingAssumed {}, at);
        }
        if doc.value.phrase.is_some() {
            let problem = Problem::UnknownField { field: "phrase".into(), suggestion: Suggestion(None) };
            reader.report(problem, &at.key("phrase"));
        }
        let due = reader.optional_period(doc.due.as_deref(), &at.key("due"));
        let Some((index, indicator)) = self.indicator(&doc.indicator, reader, &at.key("indicator")) else {
            return;
        };
        let found = indicator.targets().iter().enumerate().find(|(_, target)| target.id() == doc.target);
        let Some((number, target)) = found else {
            let ids = indicator.targets().iter().map(Target::id);
            return dangling(&doc.target, "target", ids, reader, &at.key("target"));
        };
        let plan = self.base;
        let around = Around {
            unit: &indicator.unit,
            measure: indicator.measure,
            direction: indicator.direction,
            baseline: indicator.baseline.as_ref(),
            limits: indicator.limits,
            plan_start: plan.start.or(plan.base),
            plan_end: plan.end,
        };
        let has_evidence = target.assessment().is_some_and(|own| !own.evidence().is_empty());
        let asked = Asked {
            by_evidence: has_evidence,
            takes_class: target.form == Form::Qualitative
                && !has_evidence
                && !indicator.unit.classes().is_empty(),
            form: target.form,
            axes: target.axes(),
            from: target.from.as_ref().map(|from| &from.value),
        };
        let name = format!("{}/{}", indicator.id(), target.id());
        let value = if moves_value && self.is_new(name.clone(), reader, at) {
            value::read(&doc.value, &asked, &around, reader, at)
        } else {
            None
        };
        let due = due.filter(|_| self.is_new(format!("{name} due"), reader, at));
        if let Some(value) = &value {
            let bare = doc.value.value.is_some();
            target::check_meaning(&asked, value, bare, due.unwrap_or(target.due), &around, reader, at);
        }
        if let Some(due) = due {
            // A due date beyond the end of the plan is a question worth asking.
            target::check_due(due, target.start, Firmness::Outlook, asked.axes, &around, reader, at);
            let late = target.checkpoints.iter().find(|point| point.period.end() >= due.end());
            if let Some(late) = late {
                reader.report(Problem::BadCheckpoint { period: late.period.to_string() }, &at.key("due"));
            }
        }
        let slot = self.plan.indicators.get_mut(index).and_then(|own| own.targets.get_mut(number));
        let Some(slot) = slot else { return };
        if let Some(value) = value {
            let version = version(slot, value, doc);
            let id = version.id.clone();
            slot.versions.push(version);
            self.add(Assumed::Value { indicator: index, target: number, version: id }, &doc.why);
        }
        if let Some(to) = due {
            let slot = self.plan.indicators.get_mut(index).and_then(|own| own.targets.get_mut(number));
            if let Some(slot) = slot {
                slot.due = to;
            }
            let from = target.due;
            self.add(Assumed::Due { indicator: index, target: number, from, to }, &doc.why);
        }
    }

    fn delay(&mut self, doc: &DelayDoc, reader: &mut Reader, at: &Trail<'_>) {
        let to = reader.period(&doc.to, &at.key("to"));
        let found = self.base.subject(&doc.id);
        let subject = found.filter(|found| matches!(found, Subject::Task(_) | Subject::Milestone(..)));
        let Some(subject) = subject else {
            let tasks = self.base.tasks().iter();
            let ids = tasks.flat_map(|task| {
                std::iter::once(task.id()).chain(task.milestones().iter().map(|own| own.id()))
            });
            return dangling(&doc.id, "task or milestone", ids, reader, &at.key("id"));
        };
        let Some(to) = to.filter(|_| self.is_new(doc.id.clone(), reader, at)) else { return };
        let from = match subject {
            Subject::Task(task) => {
                let Some(task) = self.plan.tasks.get_mut(task) else { return };
                if let Some(start) = task.start.filter(|start| start.start() > to.end()) {
                    let problem = Problem::EmptyWindow { start: start.to_string(), end: to.to_string() };
                    reader.report(problem, &at.key("to"));
                }
                task.end.replace(to)
            }
            Subject::Milestone(task, number) => {
                let own = self.plan.tasks.get_mut(task).and_then(|task| task.milestones.get_mut(number));
                own.map(|own| std::mem::replace(&mut own.due, to))
            }
            _ => None,
        };
        self.add(Assumed::Delay { subject, from, to }, &doc.why);
    }

    fn milestone(&mut self, doc: &AssumedMilestoneDoc, reader: &mut Reader, at: &Trail<'_>) {
        let day = doc.reached.as_deref();
        let on = day.map(|text| reader.date(text, &at.key("reached")));
        let Some(Subject::Milestone(task, milestone)) = self.base.subject(&doc.id) else {
            let milestones = self.base.tasks().iter().flat_map(|task| task.milestones());
            return dangling(&doc.id, "milestone", milestones.map(|own| own.id()), reader, &at.key("id"));
        };
        let own = self.plan.tasks.get(task).and_then(|task| task.milestones.get(milestone));
        let (Some(period), false) = (own.map(|own| own.due), on == Some(None)) else { return };
        if !self.is_new(format!("{} reached", doc.id), reader, at) {
            return;
        }
        let on = on.flatten().unwrap_or(period.end());
        let subject = Subject::Milestone(task, milestone);
        let instead_of = self.reported(subject);
        self.add(Assumed::Reached { task, milestone, on, instead_of }, &doc.why);
    }

    /// When a milestone was reported to be reached.
    fn reported(&self, subject: Subject) -> Option<NaiveDate> {
        self.data.about(self.base, subject).rev().find_map(|event| match event.reported() {
            Reported::Reached(day) => Some(day),
            Reported::Percent(_) => None,
        })
    }
}

/// The value of a figure, as data would have it.
fn figure_value(text: &str, indicator: &Indicator, reader: &mut Reader, at: &Trail<'_>) -> Option<Quantity> {
    let unit = indicator.unit();
    let (value, mark) = reader.quantity(text, unit, at)?;
    let is_class = || indicator.targets().iter().any(|target| target.form() == Form::OrdinalClass);
    if value.is_endless() {
        extras::unfit(text, ("a number that ends", "有尽小数"), reader, at);
        return None;
    }
    if unit.classes().is_empty() && value.is_ambiguous_class() && is_class() {
        extras::unfit(text, AMBIGUOUS_CLASS, reader, at);
        return None;
    }
    if let Some(remark) = mark.map(status_of) {
        // What is assumed is neither an estimate nor provisional.
        let problem = Problem::StatusContradiction { remark: remark.word(), status: Status::Assumed.word() };
        reader.report(problem, at);
        return None;
    }
    target::outside_limits(&value, indicator.limits(), reader, at);
    Some(value)
}

/// The assumed version of a target: known on every day, and so in force on every day.
fn version(target: &Target, value: Value, doc: &AssumedTargetDoc) -> Version {
    const ID: &str = "what-if";
    let taken = |id: &str| target.versions.iter().any(|version| version.id == id);
    let numbered = (2u32..).map(|number| format!("{ID}-{number}"));
    let id = std::iter::once(ID.to_owned()).chain(numbered).find(|id| !taken(id));
    Version {
        id: id.unwrap_or_default(),
        promise: Promise { value, phrase: None, text: None, source: None, origin: None },
        decided: None,
        published: NaiveDate::MIN,
        valid_from: None,
        by: None,
        why: doc.why.clone(),
    }
}
