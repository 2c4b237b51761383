//! What is new where no verdict changed: of tasks, duties and decompositions, and of organizations.

use super::super::super::lines::NOTHING;
use super::super::figures::{has_changed, news_of, only_in};
use super::super::item::ChangeKind;
use super::super::names::Names;
use super::super::{Cause, ChangeDoc, DiffDoc, value};
use super::cells::{label, name};
use super::{Section, push_lines, section};
use crate::lang::Lang;
use crate::sheet::Sheet;

/// What is new about tasks, duties and decompositions whose verdict is what it was, and, where no causes are told, of
/// the others too.
pub(super) fn others(diff: &DiffDoc, lang: Lang) -> Section {
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
pub(super) fn is_other(change: &ChangeDoc, same_policy: bool) -> bool {
    let kinds = [ChangeKind::Task, ChangeKind::Duty, ChangeKind::Decomposition];
    let is_told_above = same_policy && has_changed(change) && label(&change.after, Lang::En).is_some();
    kinds.iter().any(|kind| kind.word() == change.kind)
        && change.before.is_some()
        && change.after.is_some()
        && !change.news.is_empty()
        && !is_told_above
}

/// What of organizations and posts is overdue now and no longer, of what nothing is reported, and what they answer for.
pub(super) fn bearers(diff: &DiffDoc, lang: Lang) -> Section {
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

pub(super) fn is_bearer(change: &ChangeDoc) -> bool {
    [ChangeKind::Organization, ChangeKind::Post].iter().any(|kind| kind.word() == change.kind)
}
