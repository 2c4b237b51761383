//! Two reports of one plan: what changed between them, and what made it change. The bulletin (通报) of a period.

mod bearers;
mod cause;
mod change;
mod decompositions;
mod doc;
mod duties;
mod error;
mod figures;
mod item;
mod names;
mod news;
mod pairs;
mod parts;
mod sections;
mod tasks;
mod told;
mod value;
mod work;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use cause::Cause;
pub use change::Change;
pub use doc::*;
pub use error::DiffError;
pub use item::ChangeKind;

use super::doc::{PolicyRef, REPORT_FORMAT, ReportDoc, TextDoc};
use crate::lang::Lang;
use item::{Item, Key, items};
use news::Between;
use pairs::{Pair, pairs};
use parts::Parts;

/// The value of `format` in a diff.
pub const DIFF_FORMAT: &str = "attainment/diff@1";

/// What changed from one report of a plan to a later one: of every verdict, milestone, judgement and
/// organization how it stood and stands, and what made the difference.
///
/// It takes the owned [documents](crate::Report::document), so that a report that was kept as JSON can be
/// compared with one of today. Verdicts are matched by indicator and target; a target whose version changed is
/// one target that was revised. Nothing is weighed: better and worse go by the order of the
/// [standings](crate::policy::Standing), and everything that is new is listed with its values before and after.
///
/// # Errors
/// Documents of another format, reports of different plans, dates that are none or in the wrong order.
///
/// ```
/// # #[cfg(all(feature = "yaml", feature = "csv"))] {
/// use attainment::check::Diagnostics;
/// use attainment::report::{Cause, Change, diff};
/// use attainment::{Evaluator, Lang, Observations, Plan, Policy};
/// let plan = Plan::from_yaml("
///     format: attainment/plan@1
///     id: demo
///     title: Demo
///     period: { base: 2020, start: 2021, end: 2025 }
///     indicators:
///       - { id: rail, name: Rail, unit: km, measure: stock, baseline: { period: 2020, value: 50 },
///           targets: [ { id: t, form: level, at_least: 100, due: 2025 } ] }
/// ")?;
/// let csv = "indicator,period,value,published\nrail,2023,80,2024-02-01\nrail,2024,84,2025-02-01\n";
/// let data = Observations::from_csv(csv.as_bytes(), &plan)?;
/// let policy = Policy::builtin("cn-schedule")?;
/// let [before, after] = ["2024-06-30", "2025-06-30"].map(|date| {
///     let date = date.parse().unwrap_or_default();
///     Evaluator::new(&policy).as_of(date).evaluate(&plan, &data).document(&Diagnostics::default())
/// });
/// let bulletin = diff(&before, &after)?;
/// // 30 of 50 km in 3 of 5 years were on schedule; 34 in 4 of 5 are 0.12 behind.
/// let rail = &bulletin.changes[0];
/// assert_eq!(rail.change, Change::Worsened.word());
/// assert_eq!(rail.causes, [Cause::NewFigure.word()]);
/// println!("{}", bulletin.to_text(Lang::En));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn diff(before: &ReportDoc, after: &ReportDoc) -> Result<DiffDoc, DiffError> {
    let (from, to) = comparable(before, after)?;
    let same_policy = is_same(&before.policy, &after.policy);
    let same_words = before.policy.id == after.policy.id;
    let (items_before, items_after) = (items(before), items(after));
    let versions: BTreeMap<Key<'_>, Item<'_>> = items_after
        .iter()
        .filter(|item| item.kind() == ChangeKind::Version)
        .map(|item| (item.key(), *item))
        .collect();
    let between = Between::new((before, from), (after, to), same_policy);
    let mut counts: BTreeMap<ChangeKind, BTreeMap<Change, usize>> = BTreeMap::new();
    let mut parts = Parts::of([before, after]);
    let mut classed = Vec::new();
    for pair in pairs(&items_before, &items_after) {
        let Some(newest) = pair.newest() else { continue };
        let (was, is) = (pair.before.map(Item::state), pair.after.map(Item::state));
        let change = change::between(was.as_ref(), is.as_ref(), same_words);
        *counts.entry(newest.kind()).or_default().entry(change).or_default() += 1;
        parts.note(newest.kind(), newest.id(), change);
        classed.push((pair, newest, was, is, change));
    }
    let mut changes = Vec::new();
    for (pair, newest, was, is, change) in classed {
        let kind = newest.kind();
        let stands_alike = lasting(&was, true) == lasting(&is, true);
        let mut news = between.news(pair, !stands_alike);
        if same_policy && change.is_comparison() {
            let of_parts = parts::without_steps(parts.news(pair), &news);
            news.extend(of_parts);
        }
        if lasting(&was, false) == lasting(&is, false) && news.is_empty() {
            continue;
        }
        changes.push(ChangeDoc {
            kind: kind.word().to_owned(),
            id: newest.id().to_owned(),
            belongs_to: newest.belongs_to().map(str::to_owned),
            axis: newest.axis().map(str::to_owned),
            name: newest.name().to_owned(),
            unit: newest.unit().map(str::to_owned),
            target: newest.target().map(str::to_owned),
            role: newest.role().map(str::to_owned),
            change: change.word().to_owned(),
            by_former: former(pair, &versions).map(Item::state),
            causes: if same_policy { causes(kind, change, &news) } else { Vec::new() },
            before: was,
            after: is,
            news,
        });
    }
    Ok(DiffDoc {
        format: DIFF_FORMAT.to_owned(),
        engine: env!("CARGO_PKG_VERSION").to_owned(),
        plan: after.plan.clone(),
        before: moment(before),
        after: moment(after),
        same_policy,
        warnings: warnings(before, after, same_policy),
        counts: counts.into_iter().map(|(kind, counts)| counted(kind, &counts)).collect(),
        news: figures::counted(&changes),
        names: names::mentioned(&changes, &names::names_of([before, after])),
        changes,
    })
}

/// The dates of two reports that can be compared.
fn comparable(before: &ReportDoc, after: &ReportDoc) -> Result<(NaiveDate, NaiveDate), DiffError> {
    for report in [before, after] {
        if report.format != REPORT_FORMAT {
            return Err(DiffError::Format(report.format.clone()));
        }
    }
    if before.plan.id != after.plan.id {
        let (before, after) = (before.plan.id.clone(), after.plan.id.clone());
        return Err(DiffError::OtherPlan { before, after });
    }
    let day = |text: &String| text.parse::<NaiveDate>().map_err(|_| DiffError::NotADate(text.clone()));
    let (from, to) = (day(&before.as_of)?, day(&after.as_of)?);
    if to < from {
        let (before, after) = (before.as_of.clone(), after.as_of.clone());
        return Err(DiffError::WrongOrder { before, after });
    }
    Ok((from, to))
}

fn is_same(before: &PolicyRef, after: &PolicyRef) -> bool {
    (&before.id, &before.version, &before.hash) == (&after.id, &after.version, &after.hash)
}

fn moment(report: &ReportDoc) -> MomentDoc {
    MomentDoc {
        as_of: report.as_of.clone(),
        at: report.at.clone(),
        policy: report.policy.clone(),
        engine: report.engine.clone(),
    }
}

/// How something stands, whatever day it is and, where that is asked, whatever it counts for.
fn lasting(state: &Option<StateDoc>, whatever_role: bool) -> Option<StateDoc> {
    let role = |state: &StateDoc| state.role.clone().filter(|_| !whatever_role);
    state.as_ref().map(|state| StateDoc { role: role(state), scheduled: None, ..state.clone() })
}

/// By the version that was in force before, if another one is now: how that stands in the later report.
fn former<'r>(pair: Pair<'r>, versions: &BTreeMap<Key<'r>, Item<'r>>) -> Option<Item<'r>> {
    let (Some(Item::Verdict(before)), Some(Item::Verdict(after))) = (pair.before, pair.after) else {
        return None;
    };
    let version = before.version.as_deref().filter(|_| before.version != after.version)?;
    versions.get(&("verdict", &before.id, before.target.as_deref(), Some(version))).copied()
}

/// The kinds of news that made a change, each once, in their order.
fn causes(kind: ChangeKind, change: Change, news: &[NewsDoc]) -> Vec<String> {
    if !change.is_change() {
        return Vec::new();
    }
    let compared = change.is_comparison();
    // What is told by its counts has parts that made the change.
    let is_counted =
        matches!(kind, ChangeKind::Plan | ChangeKind::Group | ChangeKind::Organization | ChangeKind::Post);
    let mut causes: Vec<String> = Vec::new();
    for news in news {
        let can = Cause::from_word(&news.kind).is_some_and(|cause| match compared {
            // Which verdict counts changes no verdict.
            true => cause != Cause::Role && !(is_counted && cause.is_consequence()),
            false => cause.is_target(),
        });
        if can && !causes.contains(&news.kind) {
            causes.push(news.kind.clone());
        }
    }
    let of_parts = is_counted || (kind == ChangeKind::Task && causes.is_empty());
    if of_parts && compared && !causes.iter().any(|cause| cause == Cause::Parts.word()) {
        causes.push(Cause::Parts.word().to_owned());
    }
    causes
}

fn counted(kind: ChangeKind, counts: &BTreeMap<Change, usize>) -> ChangeCountsDoc {
    let count = |change: &Change| (change.word().to_owned(), counts.get(change).copied().unwrap_or(0));
    ChangeCountsDoc {
        kind: kind.word().to_owned(),
        total: counts.values().sum(),
        changes: Change::ALL.iter().map(count).collect(),
    }
}

fn warnings(before: &ReportDoc, after: &ReportDoc, same_policy: bool) -> Vec<TextDoc> {
    let both = |told: &dyn Fn(Lang) -> String| TextDoc { zh: told(Lang::Zh), en: told(Lang::En) };
    let mut warnings = Vec::new();
    // What would be is no change of what is.
    let later = after.what_if.as_ref().filter(|later| Some(*later) != before.what_if.as_ref());
    for what_if in before.what_if.iter().chain(later) {
        let (zh, en) = (what_if.lines(Lang::Zh).into_iter(), what_if.lines(Lang::En).into_iter());
        warnings.extend(zh.zip(en).map(|(zh, en)| TextDoc { zh, en }));
    }
    if !same_policy {
        warnings.push(both(&|lang| told::other_policy(&before.policy, &after.policy, lang)));
    }
    if before.version != after.version {
        let name = |version: &Option<String>| version.clone().unwrap_or_else(|| "—".to_owned());
        let (from, to) = (name(&before.version), name(&after.version));
        warnings.push(both(&|lang| {
            lang.pick(
                format!("两份报告所用的目标版本不同：{from} 与 {to}（—为当时有效的版本）"),
                format!("The reports asked for different versions of the targets, {from} and {to} (— is the one in force)"),
            )
        }));
    }
    if after.judged_until < before.judged_until {
        let (from, to) = (&before.judged_until, &after.judged_until);
        warnings.push(both(&|lang| {
            lang.pick(
                format!("后一报告判定至 {to}，早于前一报告的 {from}：变化不是时间推移所致"),
                format!("The later report judges {to}, an earlier day than {from}: what changed did not happen in between"),
            )
        }));
    }
    if before.engine != after.engine {
        let (from, to) = (&before.engine, &after.engine);
        warnings.push(both(&|lang| {
            lang.pick(
                format!("两份报告由本库不同版本（{from}、{to}）判定"),
                format!("The reports were made by different versions of the library, {from} and {to}"),
            )
        }));
    }
    warnings
}

impl DiffDoc {
    /// Whether nothing changed and nothing is new.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// How many of all kinds together are in a class, the plan as a whole aside.
    #[must_use]
    pub fn count(&self, change: Change) -> usize {
        let parts = self.counts.iter().filter(|counts| counts.kind != ChangeKind::Plan.word());
        parts.filter_map(|counts| counts.changes.get(change.word())).sum()
    }
}
