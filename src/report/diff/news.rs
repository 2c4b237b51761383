//! What is new about something, with its values before and after.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::super::doc::{FactDoc, GoalDoc, MilestoneDoc, PointDoc, ReportDoc, TaskDoc, VerdictDoc};
use super::item::{Item, Part};
use super::pairs::Pair;
use super::tasks::{self, Reached};
use super::{Cause, NewsDoc, PromiseDoc, ValueDoc, bearers, decompositions, duties};
use crate::facts::{Fact, TaskFact};
use crate::known::Reason;
use crate::period::Period;

/// What both reports say beside what they say of one thing.
pub(super) struct Between<'r> {
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    pub(super) same_policy: bool,
    without_before: BTreeSet<&'r str>,
    without_after: BTreeSet<&'r str>,
    reached_before: Reached<'r>,
    reached_after: Reached<'r>,
}

impl<'r> Between<'r> {
    pub(super) fn new(
        (before, from): (&'r ReportDoc, NaiveDate),
        (after, to): (&'r ReportDoc, NaiveDate),
        same_policy: bool,
    ) -> Self {
        let without = |report: &'r ReportDoc| report.without_target.iter().map(String::as_str).collect();
        Self {
            from,
            to,
            same_policy,
            without_before: without(before),
            without_after: without(after),
            reached_before: tasks::reached(before),
            reached_after: tasks::reached(after),
        }
    }

    fn of_tasks(&self, before: &TaskDoc, after: &TaskDoc) -> Vec<NewsDoc> {
        let milestones = |of: &Reached<'_>, task: &TaskDoc| {
            let ids = of.get(task.id.as_str()).into_iter().flatten();
            ids.map(|id| (*id).to_owned()).collect()
        };
        let reached = [milestones(&self.reached_before, before), milestones(&self.reached_after, after)];
        tasks::news_about(before, after, reached)
    }

    /// What is new about something. `moved` tells that it does not stand as it did, so that something is.
    pub(super) fn news(&self, pair: Pair<'r>, moved: bool) -> Vec<NewsDoc> {
        let mut news = match (pair.before, pair.after) {
            (Some(Item::Verdict(before)), Some(Item::Verdict(after))) => of_verdicts(before, after),
            (None, Some(Item::Verdict(after))) => self.of_new_verdict(after),
            (Some(Item::Verdict(before)), None) => self.of_old_verdict(before),
            (Some(Item::Milestone(before)), Some(Item::Milestone(after))) => of_milestones(before, after),
            (Some(Item::Part(before)), Some(Item::Part(after))) => of_parts(before, after),
            (Some(Item::Task(before)), Some(Item::Task(after))) => self.of_tasks(before, after),
            (Some(Item::Duty(before)), Some(Item::Duty(after))) => duties::news_about(before, after),
            (Some(Item::Bearer(before)), Some(Item::Bearer(after))) => bearers::news_about(before, after),
            (Some(Item::Decomposition(before)), Some(Item::Decomposition(after))) => {
                decompositions::news_about(before, after)
            }
            _ => Vec::new(),
        };
        news.extend(self.fell_due(pair));
        let explained = news.iter().any(|news| news.kind != Cause::Role.word());
        if moved && !explained {
            news.extend(self.otherwise(pair));
        }
        if !self.same_policy {
            news.retain(|news| Cause::from_word(&news.kind).is_some_and(Cause::is_stated));
        }
        news
    }

    /// A target of an indicator that was in the plan already, without one.
    fn of_new_verdict(&self, after: &VerdictDoc) -> Vec<NewsDoc> {
        let is_new = after.goal.is_some() && self.without_before.contains(after.id.as_str());
        is_new.then(|| news(Cause::NewTarget, None, Some(promise(after)))).into_iter().collect()
    }

    fn of_old_verdict(&self, before: &VerdictDoc) -> Vec<NewsDoc> {
        let is_gone = before.goal.is_some() && self.without_after.contains(before.id.as_str());
        is_gone.then(|| news(Cause::LostTarget, Some(promise(before)), None)).into_iter().collect()
    }

    /// The due period ended between the two days; it ends at the end of its last day.
    fn fell_due(&self, pair: Pair<'_>) -> Option<NewsDoc> {
        let after = pair.after?.due()?;
        let before = pair.before.and_then(Item::due).unwrap_or(after);
        let end = |due: &str| due.parse().ok().map(Period::end);
        let is_new = end(after)? <= self.to && end(before)? > self.from;
        is_new.then(|| news(Cause::FellDue, None, Some(text(after))))
    }

    /// Why something stands differently although nothing is new about it: the facts tell whether that is time
    /// alone.
    fn otherwise(&self, pair: Pair<'_>) -> Vec<NewsDoc> {
        let time_passed = self.from < self.to;
        let (before, after) = match (pair.before, pair.after) {
            (Some(Item::Verdict(before)), Some(Item::Verdict(after))) => (&before.facts, &after.facts),
            (Some(Item::Task(before)), Some(Item::Task(after))) => {
                match (&before.judgement, &after.judgement) {
                    (Some(before), Some(after)) => (&before.facts, &after.facts),
                    _ => return Vec::new(),
                }
            }
            // It only moves by itself when it falls due: something was reported, or taken back.
            (Some(Item::Milestone(_)), Some(Item::Milestone(_))) => {
                return vec![news(Cause::Other, None, None)];
            }
            (Some(Item::Duty(_)), Some(Item::Duty(_))) => {
                let kind = if time_passed { Cause::Time } else { Cause::Other };
                return vec![news(kind, None, None)];
            }
            (Some(Item::Decomposition(_)), Some(Item::Decomposition(_))) => {
                return vec![news(Cause::Other, None, None)];
            }
            _ => return Vec::new(),
        };
        let changed = changed_facts(before, after);
        let of_time = |(name, from, to): &Changed<'_>| {
            let stale = [from, to].into_iter().flatten().any(|fact| is_stale(fact));
            let of_policy = Fact::from_name(name).is_none() && TaskFact::from_name(name).is_none();
            let goes = GOES_WITH_TIME.iter().any(|fact| fact.name() == *name);
            stale || of_policy || goes || tasks::goes_with_time(name)
        };
        let alone = time_passed && changed.iter().all(of_time);
        let (kind, told) = match alone {
            true => {
                (Cause::Time, changed.into_iter().filter(|(_, _, to)| !to.is_some_and(is_stale)).collect())
            }
            false => (Cause::Other, changed),
        };
        if told.is_empty() {
            return vec![news(kind, None, None)];
        }
        facts_news(kind, told)
    }
}

/// The facts that change from day to day though nothing is reported.
const GOES_WITH_TIME: [Fact; 3] = [Fact::DaysLeft, Fact::TimeGone, Fact::Age];

/// A fact by its name, before and after.
pub(super) type Changed<'r> = (&'r str, Option<&'r FactDoc>, Option<&'r FactDoc>);

pub(super) fn changed_facts<'r>(
    before: &'r BTreeMap<String, FactDoc>,
    after: &'r BTreeMap<String, FactDoc>,
) -> Vec<Changed<'r>> {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let all = names.into_iter().map(|name| (name.as_str(), before.get(name), after.get(name)));
    all.filter(|(_, from, to)| from != to).collect()
}

pub(super) fn facts_news(kind: Cause, changed: Vec<Changed<'_>>) -> Vec<NewsDoc> {
    let value = |fact: Option<&FactDoc>| fact.cloned().map(ValueDoc::Fact);
    changed
        .into_iter()
        .map(|(name, from, to)| NewsDoc { what: Some(name.to_owned()), ..news(kind, value(from), value(to)) })
        .collect()
}

pub(super) fn news(kind: Cause, before: Option<ValueDoc>, after: Option<ValueDoc>) -> NewsDoc {
    NewsDoc { kind: kind.word().to_owned(), what: None, before, after }
}

pub(super) fn text(text: &str) -> ValueDoc {
    ValueDoc::Fact(FactDoc::Text(text.to_owned()))
}

pub(super) fn is_stale(fact: &FactDoc) -> bool {
    matches!(fact, FactDoc::Unknown { unknown } if unknown == Reason::Stale.word())
}

fn of_verdicts(before: &VerdictDoc, after: &VerdictDoc) -> Vec<NewsDoc> {
    let mut all = Vec::new();
    all.extend(of_figures(before, after));
    if !same_points(before.base.as_ref(), after.base.as_ref()) {
        let point = |base: &Option<PointDoc>| base.clone().map(ValueDoc::Point);
        all.push(news(Cause::Base, point(&before.base), point(&after.base)));
    }
    all.extend(of_targets(before, after));
    let mut stated = |what: &str, from: Option<&str>, to: Option<&str>| {
        if from != to {
            let what = Some(what.to_owned());
            all.push(NewsDoc { what, ..news(Cause::Stated, from.map(text), to.map(text)) });
        }
    };
    stated("attribute", before.attribute.as_deref(), after.attribute.as_deref());
    stated("unit", Some(&before.unit), Some(&after.unit));
    if before.role != after.role {
        all.push(news(Cause::Role, Some(text(&before.role)), Some(text(&after.role))));
    }
    all
}

/// The figures that both verdicts look at.
fn of_figures(before: &VerdictDoc, after: &VerdictDoc) -> Option<NewsDoc> {
    let point = |current: &PointDoc| Some(ValueDoc::Point(current.clone()));
    match (&before.current, &after.current) {
        (None, None) => None,
        (None, Some(to)) => Some(news(Cause::NewFigure, None, point(to))),
        (Some(from), None) => {
            let why = after.facts.get("current").filter(|fact| matches!(fact, FactDoc::Unknown { .. }));
            if why.is_some_and(is_stale) {
                // It was neither revised nor withdrawn: nothing but time made it too old.
                let what = Some(Fact::Current.name().to_owned());
                return Some(NewsDoc {
                    what,
                    ..news(Cause::Time, point(from), why.cloned().map(ValueDoc::Fact))
                });
            }
            Some(news(Cause::LostFigure, point(from), why.cloned().map(ValueDoc::Fact)))
        }
        (Some(from), Some(to)) if from.period == to.period => {
            let same = same_points(Some(from), Some(to));
            (!same).then(|| news(Cause::RevisedFigure, point(from), point(to)))
        }
        (Some(from), Some(to)) => {
            let end = |point: &PointDoc| point.period.as_ref()?.parse().ok().map(Period::end);
            let earlier = end(from).zip(end(to)).is_some_and(|(from, to)| to < from);
            let kind = if earlier { Cause::LostFigure } else { Cause::NewFigure };
            Some(news(kind, point(from), point(to)))
        }
    }
}

fn same_points(before: Option<&PointDoc>, after: Option<&PointDoc>) -> bool {
    match (before, after) {
        (Some(from), Some(to)) => {
            same_numbers(Some(&from.value), Some(&to.value))
                && (&from.period, &from.bound, &from.status, &from.published)
                    == (&to.period, &to.bound, &to.status, &to.published)
        }
        (from, to) => from.is_none() && to.is_none(),
    }
}

/// Whether two numbers are the same, however many digits they are printed with.
pub(super) fn same_numbers(before: Option<&String>, after: Option<&String>) -> bool {
    let number = |text: &String| text.parse::<Decimal>().ok();
    let parsed = before.and_then(number).zip(after.and_then(number));
    before == after || parsed.is_some_and(|(from, to)| from == to)
}

/// What was in force.
fn promise(verdict: &VerdictDoc) -> ValueDoc {
    let (version, due, goal) = (verdict.version.clone(), verdict.due.clone(), verdict.goal.clone());
    ValueDoc::Target(Box::new(PromiseDoc { version, due, goal }))
}

fn of_targets(before: &VerdictDoc, after: &VerdictDoc) -> Option<NewsDoc> {
    let kind = match (&before.goal, &after.goal) {
        (None, Some(_)) => Cause::NewTarget,
        (Some(_), None) => Cause::LostTarget,
        (Some(from), Some(to)) if !same_goals(from, to) => Cause::RevisedTarget,
        _ if (&before.version, &before.due) != (&after.version, &after.due) => Cause::RevisedTarget,
        (from, to) => {
            let aim = |goal: &Option<GoalDoc>| goal.as_ref().and_then(|goal| goal.aim.clone());
            let (from, to) = (aim(from), aim(to));
            let same = same_numbers(from.as_ref(), to.as_ref());
            let aim = |aim: Option<String>| aim.map(|aim| ValueDoc::Fact(FactDoc::Text(aim)));
            return (!same).then(|| news(Cause::MovedGoal, aim(from), aim(to)));
        }
    };
    let known = |verdict: &VerdictDoc| verdict.goal.is_some().then(|| promise(verdict));
    Some(news(kind, known(before), known(after)))
}

/// Whether two goals are the same as they are stated; texts and sources may differ.
fn same_goals(before: &GoalDoc, after: &GoalDoc) -> bool {
    (&before.form, &before.comparator, &before.against) == (&after.form, &after.comparator, &after.against)
        && same_numbers(before.value.as_ref(), after.value.as_ref())
        && same_numbers(before.high.as_ref(), after.high.as_ref())
}

fn of_milestones(before: &MilestoneDoc, after: &MilestoneDoc) -> Vec<NewsDoc> {
    let mut all = Vec::new();
    if before.reached != after.reached {
        let day = |day: &Option<String>| day.as_deref().map(text);
        all.push(news(Cause::Reached, day(&before.reached), day(&after.reached)));
    }
    all.extend(of_due(Some(&before.due), Some(&after.due)));
    all
}

/// Another date.
pub(super) fn of_due(before: Option<&String>, after: Option<&String>) -> Option<NewsDoc> {
    let due =
        |due: &String| ValueDoc::Target(Box::new(PromiseDoc { version: None, due: due.clone(), goal: None }));
    (before != after).then(|| news(Cause::RevisedTarget, before.map(due), after.map(due)))
}

/// What the table that judges it read.
fn of_parts(before: Part<'_>, after: Part<'_>) -> Vec<NewsDoc> {
    match (before.judgement, after.judgement) {
        (Some(before), Some(after)) => facts_news(Cause::Parts, changed_facts(&before.facts, &after.facts)),
        _ => Vec::new(),
    }
}
