//! What is new about tasks, duties, organizations, decompositions and the parts of things, in words.

use super::super::doc::FactDoc;
use super::super::lines::NOTHING;
use super::decompositions::NEEDED;
use super::figures::{is_now, news_of, only_in};
use super::item::ChangeKind;
use super::names::{Names, few};
use super::parts::GROUPS;
use super::value::{percent, sides};
use super::{Cause, Change, ChangeDoc, NewsDoc, StateDoc, ValueDoc};
use crate::lang::Lang;
use crate::levels::Doubt;
use crate::plan::ProgressBy;

/// Whether a piece of news follows from others that are told.
pub(super) fn goes_without_saying(change: &ChangeDoc, cause: Cause, news: &NewsDoc) -> bool {
    let has =
        |asked: &dyn Fn(Cause, &NewsDoc) -> bool| news_of(change).any(|(cause, news)| asked(cause, news));
    let is_done = || has(&|cause, news| cause == Cause::Reached && news.after.is_some());
    match (kind(change), cause) {
        (Some(ChangeKind::Task), Cause::Progress) => news.what.is_none() && is_done() && is_whole(news),
        (Some(ChangeKind::Task), Cause::Reported) => {
            has(&|cause, _| matches!(cause, Cause::Reached | Cause::Progress | Cause::Steps))
        }
        (Some(ChangeKind::Task), Cause::Overdue) => !is_now(news) && is_done(),
        // How often tells no more of what is due once.
        (Some(ChangeKind::Duty), Cause::Times) => due(change).is_some(),
        // It is told with the date.
        (Some(ChangeKind::Task | ChangeKind::Duty), Cause::FellDue) => {
            has(&|cause, news| cause == Cause::Overdue && is_now(news))
        }
        // It is told with what is needed.
        (Some(ChangeKind::Decomposition), Cause::RevisedTarget) => {
            news.what.as_deref() != Some(NEEDED) && has(&|_, news| news.what.as_deref() == Some(NEEDED))
        }
        _ => false,
    }
}

/// What is needed by a target that is another one, with the versions.
fn needed(change: &ChangeDoc, news: &NewsDoc, lang: Lang) -> String {
    let [before, after] = sides(news, lang);
    let version = |state: &Option<StateDoc>| state.as_ref().and_then(|state| state.version.clone());
    let (from, to) = (version(&change.before), version(&change.after));
    let with = |told: String, version: &Option<String>| match version {
        Some(version) if from != to => format!("{told} [{version}]"),
        _ => told,
    };
    let kind = Cause::RevisedTarget.told(lang);
    format!("{kind} {} → {}", with(before, &from), with(after, &to))
}

fn is_whole(news: &NewsDoc) -> bool {
    matches!(&news.after, Some(ValueDoc::Fact(FactDoc::Text(share))) if share == "1")
}

fn kind(change: &ChangeDoc) -> Option<ChangeKind> {
    ChangeKind::from_word(&change.kind)
}

/// When it is due now.
fn due(change: &ChangeDoc) -> Option<&str> {
    change.after.as_ref()?.due.as_deref()
}

/// A piece of news in words, where it is more than a value before and after.
pub(super) fn told(
    change: &ChangeDoc,
    cause: Cause,
    news: &NewsDoc,
    names: &Names<'_>,
    lang: Lang,
) -> Option<String> {
    let what = news.what.as_deref();
    match cause {
        Cause::Progress => Some(progress(change, news, lang)),
        Cause::Steps => steps(news, names, lang),
        Cause::Reported => Some(reported(news, lang)),
        Cause::Overdue => overdue(change, news, lang),
        Cause::HeldUp => Some(held_up(news, names, lang)),
        Cause::RevisedTarget if what == Some(NEEDED) => Some(needed(change, news, lang)),
        Cause::Contradiction => Some(contradiction(change, news, lang)),
        Cause::Reached if kind(change) == Some(ChangeKind::Duty) && due(change).is_none() => {
            let [_, after] = sides(news, lang);
            Some(lang.pick(format!("最近一次 {after}"), format!("last done {after}")))
        }
        Cause::Parts if what.is_some_and(|what| what == GROUPS || Change::from_word(what).is_some()) => {
            parts(news, names, lang)
        }
        Cause::Tasks => Some(given(news, names, lang)),
        Cause::Doubts => Some(doubts(news, lang)),
        _ => None,
    }
}

/// How far a task should be, before and now.
pub(super) fn scheduled(change: &ChangeDoc, lang: Lang) -> Option<String> {
    let share = planned(change)?;
    Some(lang.pick(format!("计划进度 {share}"), format!("planned {share}")))
}

fn planned(change: &ChangeDoc) -> Option<String> {
    let of = |state: &Option<StateDoc>| percent(state.as_ref()?.scheduled.as_ref()?);
    let (from, to) = (of(&change.before), of(&change.after));
    let told = |share: &Option<String>| share.clone().unwrap_or_else(|| NOTHING.to_owned());
    to.as_ref()?;
    Some(if from == to { told(&to) } else { format!("{} → {}", told(&from), told(&to)) })
}

fn progress(change: &ChangeDoc, news: &NewsDoc, lang: Lang) -> String {
    if news.what.is_some() {
        let [from, to] = [&news.before, &news.after].map(|side| source(side, lang));
        return lang.pick(format!("进度来源 {from} → {to}"), format!("progress by {from} → {to}"));
    }
    let [before, after] = shares(news, lang);
    let planned = planned(change).map_or_else(String::new, |planned| {
        lang.pick(format!("（计划 {planned}）"), format!(" (planned {planned})"))
    });
    lang.pick(format!("进度 {before} → {after}{planned}"), format!("progress {before} → {after}{planned}"))
}

/// Shares in per cent, or why they are not known.
fn shares(news: &NewsDoc, lang: Lang) -> [String; 2] {
    let known = [&news.before, &news.after].map(|side| match side {
        Some(ValueDoc::Fact(share)) => percent(share),
        _ => None,
    });
    let [before, after] = sides(news, lang);
    let [from, to] = known;
    [from.unwrap_or(before), to.unwrap_or(after)]
}

fn source(side: &Option<ValueDoc>, lang: Lang) -> String {
    match side {
        Some(ValueDoc::Fact(FactDoc::Text(word))) => source_told(word, lang),
        _ => NOTHING.to_owned(),
    }
}

/// Where a progress comes from.
fn source_told(word: &str, lang: Lang) -> String {
    ProgressBy::from_word(word).map_or(word, |by| lang.pick(by.zh(), by.word())).to_owned()
}

fn steps(news: &NewsDoc, names: &Names<'_>, lang: Lang) -> Option<String> {
    let of = |lists| names.few(only_in(lists), lang);
    let (new, gone) = (of((&news.before, &news.after)), of((&news.after, &news.before)));
    let is_delivered = news.what.as_deref() == Some("deliverables");
    let what = match is_delivered {
        true => lang.pick("成果", "delivered"),
        false => lang.pick("里程碑", "milestones reached"),
    };
    let new = (!new.is_empty()).then(|| lang.pick(format!("{what}达到 {new}"), format!("{what} {new}")));
    let gone = (!gone.is_empty())
        .then(|| lang.pick(format!("{what}撤回 {gone}"), format!("{what} no longer {gone}")));
    let told: Vec<String> = new.into_iter().chain(gone).collect();
    (!told.is_empty()).then(|| told.join(lang.pick("；", "; ")))
}

fn reported(news: &NewsDoc, lang: Lang) -> String {
    if news.what.is_some() {
        return lang.pick("新报送：未做", "newly reported as not done").to_owned();
    }
    let [before, after] = sides(news, lang);
    match (&news.before, &news.after) {
        (None, _) => lang.pick(format!("新报送，至 {after}"), format!("newly reported, up to {after}")),
        _ => lang.pick(
            format!("新报送，至 {before} → {after}"),
            format!("newly reported, up to {before} → {after}"),
        ),
    }
}

fn overdue(change: &ChangeDoc, news: &NewsDoc, lang: Lang) -> Option<String> {
    let is_now = is_now(news);
    if kind(change) == Some(ChangeKind::Duty) {
        return Some(match due(change) {
            Some(due) if is_now => lang.pick(format!("到期 {due}，未做"), format!("due {due}, not done")),
            _ if is_now => lang.pick("新欠办", "behind now").to_owned(),
            _ => lang.pick("不再欠办", "no longer behind").to_owned(),
        });
    }
    if kind(change) != Some(ChangeKind::Task) {
        return None;
    }
    if !is_now {
        return Some(lang.pick("不再逾期", "no longer overdue").to_owned());
    }
    let due = due(change).unwrap_or(NOTHING);
    Some(lang.pick(format!("到期 {due}，逾期"), format!("due {due}, overdue now")))
}

fn held_up(news: &NewsDoc, names: &Names<'_>, lang: Lang) -> String {
    let [before, after] = sides(news, lang);
    match (news.what.as_deref(), &news.after) {
        (Some("blocked"), _) if is_now(news) => lang.pick("不能开始", "cannot begin").to_owned(),
        (Some("blocked"), _) => lang.pick("可以开始", "can begin").to_owned(),
        (Some(_), _) => lang
            .pick(format!("最早完成 {before} → {after}"), format!("done at the earliest {before} → {after}")),
        (None, Some(_)) => {
            let by = names.name(&after);
            lang.pick(format!("受“{by}”制约"), format!("held up by {by}"))
        }
        (None, None) => {
            let by = names.name(&before);
            lang.pick(format!("不再受“{by}”制约"), format!("no longer held up by {by}"))
        }
    }
}

fn contradiction(change: &ChangeDoc, news: &NewsDoc, lang: Lang) -> String {
    let by = source_told(news.what.as_deref().unwrap_or_default(), lang);
    let [_, other] = shares(news, lang);
    if news.after.is_none() {
        return lang.pick(format!("与{by}不再不一致"), format!("no longer contradicted by {by}"));
    }
    let own = change.after.as_ref().and_then(|state| percent(state.share.as_ref()?));
    let own = own.unwrap_or_else(|| NOTHING.to_owned());
    lang.pick(format!("进度 {own} 与{by} {other} 不一致"), format!("progress {own}, but {by} {other}"))
}

/// The parts that changed so.
fn parts(news: &NewsDoc, names: &Names<'_>, lang: Lang) -> Option<String> {
    let what = news.what.as_deref()?;
    let ids = only_in((&None, &news.after));
    if what == GROUPS {
        let groups = few(ids.map(|id| names.group(id)).collect(), lang);
        return Some(lang.pick(format!("下级分组变化 {groups}"), format!("groups changed {groups}")));
    }
    let (class, ids) = (Change::from_word(what)?.told(lang), names.few(ids, lang));
    Some(format!("{class} {ids}"))
}

/// What an organization answers for now and no longer.
fn given(news: &NewsDoc, names: &Names<'_>, lang: Lang) -> String {
    let of = |lists| names.few(only_in(lists), lang);
    let (new, gone) = (of((&news.before, &news.after)), of((&news.after, &news.before)));
    let new = (!new.is_empty()).then(|| lang.pick(format!("新增 {new}"), format!("new {new}")));
    let gone = (!gone.is_empty()).then(|| lang.pick(format!("不再负责 {gone}"), format!("no longer {gone}")));
    let told: Vec<String> = new.into_iter().chain(gone).collect();
    told.join(lang.pick("；", "; "))
}

fn doubts(news: &NewsDoc, lang: Lang) -> String {
    let told = |side: &Option<ValueDoc>| {
        let words = only_in((&None, side));
        let words: Vec<&str> = words
            .map(|word| Doubt::from_word(word).map_or(word, |doubt| lang.pick(doubt.zh(), doubt.en())))
            .collect();
        if words.is_empty() { NOTHING.to_owned() } else { words.join(lang.pick("、", ", ")) }
    };
    let (before, after, kind) = (told(&news.before), told(&news.after), Cause::Doubts.told(lang));
    lang.pick(format!("{kind}：{before} → {after}"), format!("{kind}: {before} → {after}"))
}
