//! A diff as tables, in the order in which a bulletin tells them.

use std::collections::BTreeMap;

use super::super::doc::{FactDoc, TextDoc};
use super::super::lines::{self, NOTHING};
use super::figures::{Figure, demands, fell_due, figures, has_changed, in_force, news_of, only_in};
use super::item::ChangeKind;
use super::names::Names;
use super::told::capital;
use super::{Cause, Change, ChangeDoc, DiffDoc, StateDoc, ValueDoc, value};
use crate::lang::Lang;
use crate::plan::Role;
use crate::policy::Standing;
use crate::report::VerdictRole;
use crate::sheet::Sheet;

/// A table with its title.
pub(super) struct Section {
    pub(super) title: String,
    pub(super) sheet: Sheet,
}

/// The sections that have something to say.
pub(super) fn sections(diff: &DiffDoc, lang: Lang) -> Vec<Section> {
    let classes = [
        Change::Improved,
        Change::Worsened,
        Change::NewlyDetermined,
        Change::NoLongerDetermined,
        Change::ChangedOtherwise,
    ];
    let mut sections: Vec<Section> = classes.into_iter().map(|change| verdicts(diff, change, lang)).collect();
    sections.push(listed(diff, Change::Added, lang));
    sections.push(listed(diff, Change::Removed, lang));
    sections.push(due(diff, lang));
    sections.push(data(diff, lang));
    sections.push(targets(diff, lang));
    sections.push(others(diff, lang));
    sections.push(parts(diff, lang));
    sections.push(bearers(diff, lang));
    sections.retain(|section| !section.sheet.rows.is_empty());
    sections
}

fn section(title: &str, things: usize, sheet: Sheet, lang: Lang) -> Section {
    let title = lang.pick(format!("{title}（{things} 项）"), format!("{title} ({things})"));
    Section { title, sheet }
}

/// What is judged and changed its class so.
fn verdicts(diff: &DiffDoc, class: Change, lang: Lang) -> Section {
    let judged = |change: &&ChangeDoc| change.change == class.word() && label(&change.after, lang).is_some();
    let changes: Vec<&ChangeDoc> = diff.changes.iter().filter(judged).collect();
    let names = Names::of(diff);
    let [what, before, after, why] =
        lang.pick(["事项", "原结论", "现结论", "变动因素"], ["what", "before", "now", "what is new"]);
    let mut sheet = Sheet::new([(what, false), (before, false), (after, false)]);
    if diff.same_policy {
        sheet.insert(3, why, false);
    }
    for change in &changes {
        let row = vec![name(change, lang), told(&change.before, lang), told(&change.after, lang)];
        match diff.same_policy {
            true => push_lines(&mut sheet, row, value::causes(change, &names, lang)),
            false => sheet.rows.push(row),
        }
    }
    section(&capital(&class.told(lang)), changes.len(), sheet, lang)
}

/// A row whose last cell has several lines: each further one stands in a row of its own.
fn push_lines(sheet: &mut Sheet, mut row: Vec<String>, lines: Vec<String>) {
    let cells = row.len();
    let mut lines = lines.into_iter();
    row.push(lines.next().unwrap_or_else(|| NOTHING.to_owned()));
    sheet.rows.push(row);
    sheet.rows.extend(lines.map(|line| {
        let mut row = vec![String::new(); cells];
        row.push(line);
        row
    }));
}

/// What is new about tasks, duties and decompositions whose verdict is what it was, and, where no causes are told, of
/// the others too.
fn others(diff: &DiffDoc, lang: Lang) -> Section {
    let [what, verdict, news] = lang.pick(["事项", "结论", "新情况"], ["what", "verdict", "news"]);
    let mut sheet = Sheet::new([(what, false), (verdict, false), (news, false)]);
    let names = Names::of(diff);
    let mut things = 0;
    for change in diff.changes.iter().filter(|change| is_other(change, diff.same_policy)) {
        let lines = value::others(change, &names, lang);
        if !lines.is_empty() {
            things += 1;
            let verdict = label(&change.after, lang).unwrap_or_else(|| NOTHING.to_owned());
            push_lines(&mut sheet, vec![name(change, lang), verdict], lines);
        }
    }
    section(lang.pick("其他新情况", "Also new"), things, sheet, lang)
}

/// Whether its news stand in the table of what is also new.
fn is_other(change: &ChangeDoc, same_policy: bool) -> bool {
    let kinds = [ChangeKind::Task, ChangeKind::Duty, ChangeKind::Decomposition];
    let is_told_above = same_policy && has_changed(change) && label(&change.after, Lang::En).is_some();
    kinds.iter().any(|kind| kind.word() == change.kind)
        && change.before.is_some()
        && change.after.is_some()
        && !change.news.is_empty()
        && !is_told_above
}

/// What of organizations and posts is overdue now and no longer, of what nothing is reported, and what they answer for.
fn bearers(diff: &DiffDoc, lang: Lang) -> Section {
    let [who, overdue, no_longer, silent, reported, given] = lang.pick(
        ["责任单位", "新逾期", "不再逾期", "新增无数据", "新有数据", "职责变化"],
        [
            "organization",
            "newly overdue",
            "no longer overdue",
            "newly without figures",
            "newly reported",
            "responsibilities",
        ],
    );
    let mut sheet = Sheet::new([
        (who, false),
        (overdue, false),
        (no_longer, false),
        (silent, false),
        (reported, false),
        (given, false),
    ]);
    let names = Names::of(diff);
    let in_both = |change: &&ChangeDoc| change.before.is_some() && change.after.is_some();
    for change in diff.changes.iter().filter(|change| is_bearer(change)).filter(in_both) {
        let mut row = vec![name(change, lang)];
        for asked in [Cause::Overdue, Cause::WithoutFigures] {
            let news = news_of(change).find(|(cause, _)| *cause == asked);
            let lists = news.map(|(_, news)| [(&news.before, &news.after), (&news.after, &news.before)]);
            let told = lists.map(|lists| lists.map(|lists| names.few(only_in(lists), lang)));
            row.extend(told.unwrap_or_default());
        }
        row.push(value::given(change, &names, lang).join(lang.pick("；", "; ")));
        row.iter_mut().filter(|cell| cell.is_empty()).for_each(|cell| NOTHING.clone_into(cell));
        if row.iter().skip(1).any(|cell| cell != NOTHING) {
            sheet.rows.push(row);
        }
    }
    let count = sheet.rows.len();
    sheet.drop_silent(1);
    section(lang.pick("责任单位新情况", "Organizations"), count, sheet, lang)
}

fn is_bearer(change: &ChangeDoc) -> bool {
    [ChangeKind::Organization, ChangeKind::Post].iter().any(|kind| kind.word() == change.kind)
}

/// What the plan has only now, or has no longer.
fn listed(diff: &DiffDoc, class: Change, lang: Lang) -> Section {
    let [what, due, verdict] = lang.pick(["事项", "到期", "结论"], ["what", "due", "verdict"]);
    let mut sheet = Sheet::new([(what, false), (due, true), (verdict, false)]);
    for change in in_force(&diff.changes).filter(|change| change.change == class.word()) {
        let state = if class == Change::Added { &change.after } else { &change.before };
        let due = state.as_ref().and_then(|state| state.due.clone());
        sheet.rows.push(vec![
            name(change, lang),
            due.unwrap_or_else(|| NOTHING.to_owned()),
            told(state, lang),
        ]);
    }
    section(&capital(&class.told(lang)), sheet.rows.len(), sheet, lang)
}

fn due(diff: &DiffDoc, lang: Lang) -> Section {
    let [what, due, before, after] =
        lang.pick(["事项", "到期", "原结论", "现结论"], ["what", "due", "before", "now"]);
    let mut sheet = Sheet::new([(what, false), (due, true), (before, false), (after, false)]);
    for change in fell_due(&diff.changes) {
        let due = change.after.as_ref().and_then(|state| state.due.clone()).unwrap_or_default();
        sheet.rows.push(vec![name(change, lang), due, told(&change.before, lang), told(&change.after, lang)]);
    }
    section(lang.pick("新到期", "Newly due"), sheet.rows.len(), sheet, lang)
}

fn data(diff: &DiffDoc, lang: Lang) -> Section {
    let names = lang.pick(
        ["指标", "类别", "原数据", "现数据", "发布", "影响"],
        ["indicator", "news", "before", "now", "published", "effect"],
    );
    let [what, kind, before, after, published, effect] = names;
    let mut sheet = Sheet::new([
        (what, false),
        (kind, false),
        (before, true),
        (after, true),
        (published, true),
        (effect, false),
    ]);
    for figure in figures(&diff.changes) {
        let [before, after] = value::sides(figure.news, lang);
        let published = match &figure.news.after {
            Some(ValueDoc::Point(point)) => point.published.clone(),
            _ => None,
        };
        let (of, kind, effect) =
            (with_unit(figure.of, lang), figure.cause.told(lang), effect_of(&figure, lang));
        sheet.rows.push(vec![
            of,
            kind,
            before,
            after,
            published.unwrap_or_else(|| NOTHING.to_owned()),
            effect,
        ]);
    }
    sheet.drop_if_silent(4);
    section(lang.pick("新数据与修订", "Figures, new and revised"), sheet.rows.len(), sheet, lang)
}

/// What a figure changed: the classes of the verdicts that moved with it.
fn effect_of(figure: &Figure<'_>, lang: Lang) -> String {
    let mut told: Vec<String> = Vec::new();
    for change in &figure.changed {
        let class = Change::from_word(&change.change).map_or_else(String::new, |class| class.told(lang));
        if !told.contains(&class) {
            told.push(class);
        }
    }
    match told.is_empty() {
        true => lang.pick("结论未变", "no verdict changed").to_owned(),
        false => told.join(lang.pick("、", ", ")),
    }
}

/// What the plan says otherwise of targets and milestones.
fn targets(diff: &DiffDoc, lang: Lang) -> Section {
    let names = lang.pick(
        ["事项", "原目标", "现目标", "现结论", "按原目标", "说明"],
        ["what", "before", "now", "verdict", "by the former target", "remarks"],
    );
    let [what, before, after, verdict, former, remarks] = names;
    let mut sheet = Sheet::new([
        (what, false),
        (before, true),
        (after, true),
        (verdict, false),
        (former, false),
        (remarks, false),
    ]);
    let all_names = Names::of(diff);
    for change in demands(&diff.changes) {
        let revised = news_of(change).find(|(cause, _)| cause.is_target());
        let [before, after] = revised
            .map_or_else(|| [NOTHING, NOTHING].map(str::to_owned), |(_, news)| value::sides(news, lang));
        sheet.rows.push(vec![
            name(change, lang),
            before,
            after,
            told(&change.after, lang),
            told(&change.by_former, lang),
            value::stated(change, &all_names, lang).join(lang.pick("；", "; ")),
        ]);
    }
    // From the right, so that the places of the others stay.
    [5, 4].into_iter().for_each(|place| sheet.drop_if_silent(place));
    section(lang.pick("目标调整", "Targets"), sheet.rows.len(), sheet, lang)
}

/// How the parts of plan, groups, tasks and organizations stand.
fn parts(diff: &DiffDoc, lang: Lang) -> Section {
    let names = lang.pick(
        ["对象", "原统计", "现统计", "原任务", "现任务", "任务进度", "加权进度", "变化"],
        [
            "whole",
            "before",
            "now",
            "tasks before",
            "tasks now",
            "task progress",
            "weighted progress",
            "change",
        ],
    );
    let [what, before, after, tasks_before, tasks_after, done, progress, class] = names;
    let mut sheet = Sheet::new([
        (what, false),
        (before, false),
        (after, false),
        (tasks_before, false),
        (tasks_after, false),
        (done, true),
        (progress, true),
        (class, false),
    ]);
    for change in diff.changes.iter().filter(|change| is_rolled_up(change)) {
        let (Some(was), Some(is)) = (&change.before, &change.after) else { continue };
        let class = Change::from_word(&change.change).map_or_else(String::new, |class| class.told(lang));
        let of = |known: &Option<BTreeMap<String, usize>>| {
            known.as_ref().map_or_else(|| NOTHING.to_owned(), |known| counts(known, lang))
        };
        // The share of a task is its progress.
        let is_task = change.kind == ChangeKind::Task.word();
        let shares = moved(share(&was.share), share(&is.share));
        let (done, shares) = match is_task {
            true => (shares, NOTHING.to_owned()),
            false => (moved(share(&was.progress), share(&is.progress)), shares),
        };
        sheet.rows.push(vec![
            name(change, lang),
            of(&was.counts),
            of(&is.counts),
            of(&was.task_counts),
            of(&is.task_counts),
            done,
            shares,
            class,
        ]);
    }
    let count = sheet.rows.len();
    [6, 5, 4, 3].into_iter().for_each(|place| sheet.drop_if_silent(place));
    section(lang.pick("汇总变化", "Roll-up"), count, sheet, lang)
}

/// Whether what has parts is told by how many stand how. Of tasks, duties and organizations all else that is new
/// stands in tables of their own.
fn is_rolled_up(change: &ChangeDoc) -> bool {
    let (Some(was), Some(is)) = (&change.before, &change.after) else { return false };
    let counts = |state: &StateDoc| (state.counts.clone(), state.task_counts.clone());
    let told = was.counts.is_some() && is.counts.is_some();
    let moved = counts(was) != counts(is);
    let shares = |state: &StateDoc| (state.share.clone(), state.progress.clone(), state.score.clone());
    let is_task = change.kind == ChangeKind::Task.word();
    let is_said = || has_changed(change) || !is_bearer(change) || shares(was) != shares(is);
    told && (moved || (!is_task && is_said()))
}

/// The known share of the way in per cent.
fn share(share: &Option<FactDoc>) -> String {
    share.as_ref().and_then(value::percent).unwrap_or_else(|| NOTHING.to_owned())
}

fn moved(before: String, after: String) -> String {
    if before == after { after } else { format!("{before} → {after}") }
}

/// The name of an outcome.
fn label(state: &Option<StateDoc>, lang: Lang) -> Option<String> {
    let TextDoc { zh, en } = state.as_ref()?.label.as_ref()?;
    Some(lang.pick(zh, en).clone())
}

/// How something stands: the name of its outcome, or its counts.
fn told(state: &Option<StateDoc>, lang: Lang) -> String {
    let parts = || Some(counts(state.as_ref()?.counts.as_ref()?, lang));
    label(state, lang).or_else(parts).unwrap_or_else(|| NOTHING.to_owned())
}

fn with_unit(change: &ChangeDoc, lang: Lang) -> String {
    match change.unit.as_deref().filter(|unit| !unit.is_empty()) {
        Some(unit) => bracketed(&change.name, unit, lang),
        None => change.name.clone(),
    }
}

fn bracketed(name: &str, what: &str, lang: Lang) -> String {
    lang.pick(format!("{name}（{what}）"), format!("{name} ({what})"))
}

/// What something is called in a table: what it is besides an indicator stands with it.
fn name(change: &ChangeDoc, lang: Lang) -> String {
    let Some(kind) = ChangeKind::from_word(&change.kind) else { return change.name.clone() };
    let state = change.after.as_ref().or(change.before.as_ref());
    let of_target = || {
        let (target, name) = (change.target.as_deref().unwrap_or_default(), with_unit(change, lang));
        if target.is_empty() { name } else { format!("{name} · {target}") }
    };
    match kind {
        _ if change.news.iter().any(|news| news.kind == Cause::Role.word()) => of_target(),
        ChangeKind::Indicator => with_unit(change, lang),
        ChangeKind::Target => {
            let role = state.and_then(|state| VerdictRole::from_word(state.role.as_deref()?));
            bracketed(&of_target(), role.map_or("", |role| role.told(lang)), lang)
        }
        ChangeKind::Version => {
            let version = state.and_then(|state| state.version.as_deref()).unwrap_or_default();
            bracketed(&of_target(), &lang.pick(format!("版本 {version}"), format!("version {version}")), lang)
        }
        ChangeKind::Organization | ChangeKind::Post => {
            let role = change.role.as_deref().unwrap_or_default();
            let told = Role::from_word(role).map_or(role, |role| lang.pick(role.zh(), role.word()));
            bracketed(&change.name, told, lang)
        }
        ChangeKind::Plan => lang.pick("规划全部", "the whole plan").to_owned(),
        ChangeKind::Decomposition => {
            let axis = change.axis.as_ref().unwrap_or(&change.id);
            let name = format!("{} · {axis}", with_unit(change, lang));
            bracketed(&name, lang.pick(kind.zh(), kind.word()), lang)
        }
        ChangeKind::Duty => bracketed(&change.name, lang.pick("监测评估", "duty of monitoring"), lang),
        ChangeKind::Milestone | ChangeKind::Group | ChangeKind::Task => {
            let kind = lang.pick(kind.zh(), kind.word());
            bracketed(&change.name, kind, lang)
        }
    }
}

/// The targets that began or ceased to count.
pub(super) fn counting(diff: &DiffDoc, lang: Lang) -> Option<String> {
    let told = in_force(&diff.changes).filter_map(|change| {
        let (_, news) = news_of(change).find(|(cause, _)| *cause == Cause::Role)?;
        let (name, role) = (name(change, lang), value::role(news, lang));
        Some(format!("{name} {role}"))
    });
    let told: Vec<String> = told.collect();
    let told = (!told.is_empty()).then(|| told.join(lang.pick("；", "; ")))?;
    Some(lang.pick(format!("计入的目标有变：{told}"), format!("Other targets count: {told}")))
}

/// What changed no verdict and stands in no table.
pub(super) fn unlisted(diff: &DiffDoc) -> usize {
    let listed = |change: &ChangeDoc| {
        is_rolled_up(change)
            || is_bearer(change)
            || is_other(change, diff.same_policy)
            || news_of(change)
                .any(|(cause, _)| cause.is_figure() || cause.is_stated() || matches!(cause, Cause::MovedGoal))
    };
    in_force(&diff.changes).filter(|change| !has_changed(change) && !listed(change)).count()
}

/// How many stand how, those with any; words that are not known stand at the end.
fn counts(counts: &BTreeMap<String, usize>, lang: Lang) -> String {
    let known =
        Standing::ALL.iter().filter_map(|of| Some((*counts.get(of.word())?, lines::standing(*of, lang))));
    let unknown = counts.iter().filter(|(word, _)| Standing::from_word(word).is_none());
    let unknown = unknown.map(|(word, count)| (*count, word.clone()));
    let told = known.chain(unknown).filter(|(count, _)| *count > 0);
    let told: Vec<String> = told.map(|(count, standing)| format!("{standing} {count}")).collect();
    if told.is_empty() { NOTHING.to_owned() } else { told.join(lang.pick("，", ", ")) }
}
