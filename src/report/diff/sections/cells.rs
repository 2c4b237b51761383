//! What stands in the cells of the tables of a diff.

use std::collections::BTreeMap;

use super::super::super::doc::TextDoc;
use super::super::super::lines::{self, NOTHING};
use super::super::item::ChangeKind;
use super::super::{Cause, ChangeDoc, StateDoc};
use crate::lang::Lang;
use crate::plan::Role;
use crate::policy::Standing;
use crate::report::VerdictRole;

/// The name of an outcome.
pub(super) fn label(state: &Option<StateDoc>, lang: Lang) -> Option<String> {
    let TextDoc { zh, en } = state.as_ref()?.label.as_ref()?;
    Some(lang.pick(zh, en).clone())
}

/// How something stands: the name of its outcome, or its counts.
pub(super) fn told(state: &Option<StateDoc>, lang: Lang) -> String {
    let parts = || Some(counts(state.as_ref()?.counts.as_ref()?, lang));
    label(state, lang).or_else(parts).unwrap_or_else(|| NOTHING.to_owned())
}

pub(super) fn with_unit(change: &ChangeDoc, lang: Lang) -> String {
    match change.unit.as_deref().filter(|unit| !unit.is_empty()) {
        Some(unit) => bracketed(&change.name, unit, lang),
        None => change.name.clone(),
    }
}

fn bracketed(name: &str, what: &str, lang: Lang) -> String {
    lang.pick(format!("{name}（{what}）"), format!("{name} ({what})"))
}

/// What something is called in a table: what it is besides an indicator stands with it.
pub(super) fn name(change: &ChangeDoc, lang: Lang) -> String {
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

/// How many stand how, those with any; words that are not known stand at the end.
pub(super) fn counts(counts: &BTreeMap<String, usize>, lang: Lang) -> String {
    let known =
        Standing::ALL.iter().filter_map(|of| Some((*counts.get(of.word())?, lines::standing(*of, lang))));
    let unknown = counts.iter().filter(|(word, _)| Standing::from_word(word).is_none());
    let unknown = unknown.map(|(word, count)| (*count, word.clone()));
    let told = known.chain(unknown).filter(|(count, _)| *count > 0);
    let told: Vec<String> = told.map(|(count, standing)| format!("{standing} {count}")).collect();
    if told.is_empty() { NOTHING.to_owned() } else { told.join(lang.pick("，", ", ")) }
}
