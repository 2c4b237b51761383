//! How the parts of what has parts stand, before and after.

use std::collections::BTreeMap;

use super::super::super::doc::FactDoc;
use super::super::super::lines::NOTHING;
use super::super::figures::has_changed;
use super::super::item::ChangeKind;
use super::super::{Change, ChangeDoc, DiffDoc, StateDoc, value};
use super::cells::{counts, name};
use super::others::is_bearer;
use super::{Section, section};
use crate::lang::Lang;
use crate::sheet::Sheet;

/// How the parts of plan, groups, tasks and organizations stand.
pub(super) fn parts(diff: &DiffDoc, lang: Lang) -> Section {
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
pub(super) fn is_rolled_up(change: &ChangeDoc) -> bool {
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
