//! A diff as tables, in the order in which a bulletin tells them.

mod cells;
mod others;
mod rolled;

use super::super::lines::NOTHING;
use super::figures::{Figure, demands, fell_due, figures, has_changed, in_force, news_of};
use super::names::Names;
use super::told::capital;
use super::{Cause, Change, ChangeDoc, DiffDoc, ValueDoc, value};
use crate::lang::Lang;
use crate::sheet::Sheet;
use cells::{label, name, told, with_unit};
use others::{bearers, is_bearer, is_other, others};
use rolled::{is_rolled_up, parts};

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
