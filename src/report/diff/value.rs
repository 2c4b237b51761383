//! Values and news in words.

use rust_decimal::Decimal;

use super::super::doc::{FactDoc, GoalDoc, PointDoc, RangeDoc};
use super::super::lines::{self, NOTHING, shown};
use super::figures::news_of;
use super::names::Names;
use super::work;
use super::{Cause, ChangeDoc, CoveredDoc, NewsDoc, PromiseDoc, ValueDoc};
use crate::facts::{Fact, PartFact, TaskFact};
use crate::known::Reason;
use crate::lang::Lang;
use crate::number::Exact;
use crate::plan::{Attribute, Axes, Form, Status};
use crate::report::VerdictRole;

/// A number as people read it; a text that is no number stays as it is.
fn number(text: &str) -> String {
    text.parse::<Decimal>().map_or_else(|_| text.to_owned(), |value| shown(&Exact::from(value)))
}

/// A figure with its bound, a mark if it is not final, and its period.
fn point(point: &PointDoc) -> String {
    let sign = match point.bound.as_str() {
        "=" => "",
        other => sign(other),
    };
    let mark = match Status::from_word(&point.status) {
        Some(Status::Final) => "",
        Some(Status::Provisional) => "ᵖ",
        _ => "ᵉ",
    };
    let period = point.period.as_ref().map_or_else(String::new, |period| format!(" ({period})"));
    format!("{sign}{}{mark}{period}", number(&point.value))
}

/// A comparator as it is printed.
fn sign(comparator: &str) -> &str {
    match comparator {
        ">=" => "≥",
        "<=" => "≤",
        "~" => "≈",
        other => other,
    }
}

/// A goal in the terms of its form, without the unit of the indicator.
fn goal(goal: &GoalDoc, lang: Lang) -> String {
    let words = || goal.text.clone().unwrap_or_else(|| NOTHING.to_owned());
    let Some(form) = Form::from_word(&goal.form) else { return words() };
    let (what, unit) = (lines::form_told(form, lang), lines::unit_told(form, Axes::of(form).what, "", lang));
    let value = match (goal.comparator.as_deref(), &goal.value, &goal.high) {
        (_, Some(low), Some(high)) => format!("{}–{}{unit}", number(low), number(high)),
        (Some(comparator), Some(value), None) => format!("{}{}{unit}", sign(comparator), number(value)),
        _ => return words(),
    };
    if what.is_empty() { value } else { format!("{what} {value}") }
}

/// A target with its due period, and its version if that is asked for.
fn promise(target: &PromiseDoc, with_version: bool, lang: Lang) -> String {
    let mut told = match &target.goal {
        Some(of) => format!("{} ({})", goal(of, lang), target.due),
        None => target.due.clone(),
    };
    if let Some(version) = target.version.as_ref().filter(|_| with_version) {
        told.push_str(&format!(" [{version}]"));
    }
    told
}

fn fact(value: &FactDoc, lang: Lang) -> String {
    match value {
        FactDoc::YesNo(true) => lang.pick("是", "yes").to_owned(),
        FactDoc::YesNo(false) => lang.pick("否", "no").to_owned(),
        FactDoc::Estimate(value) => format!("{:.4}", value + 0.0).replace('-', "−"),
        FactDoc::Text(text) => {
            let attribute = Attribute::from_word(text).map(|of| lang.pick(of.zh(), of.word()).to_owned());
            attribute.unwrap_or_else(|| number(text))
        }
        FactDoc::Unknown { unknown } => {
            let reason = Reason::from_word(unknown);
            reason.map_or_else(|| unknown.clone(), |reason| lines::brief(reason, lang))
        }
    }
}

/// A value; `versions` of targets are told where both sides have them.
fn value(value: &ValueDoc, versions: bool, lang: Lang) -> String {
    match value {
        ValueDoc::Point(of) => point(of),
        ValueDoc::Target(of) => promise(of, versions, lang),
        ValueDoc::Covered(of) => covered(of, lang),
        ValueDoc::Range(of) => range(of),
        ValueDoc::List(ids) if ids.is_empty() => NOTHING.to_owned(),
        ValueDoc::List(ids) => ids.join(lang.pick("、", ", ")),
        ValueDoc::Fact(of) => fact(of, lang),
    }
}

/// What something was and is, in words.
pub(super) fn sides(news: &NewsDoc, lang: Lang) -> [String; 2] {
    let version = |side: &Option<ValueDoc>| match side {
        Some(ValueDoc::Target(target)) => target.version.clone(),
        _ => None,
    };
    let versions = version(&news.before) != version(&news.after);
    let told = |side: &Option<ValueDoc>| {
        side.as_ref().map_or_else(|| NOTHING.to_owned(), |side| value(side, versions, lang))
    };
    let [before, after] = [told(&news.before), told(&news.after)];
    match (&news.before, &news.after) {
        // The same figure, published again.
        (Some(ValueDoc::Point(from)), Some(ValueDoc::Point(to))) if before == after => {
            let day = |told: String, point: &PointDoc| match &point.published {
                Some(day) => lang.pick(format!("{told}，{day} 发布"), format!("{told}, published {day}")),
                None => told,
            };
            [day(before, from), day(after, to)]
        }
        _ => [before, after],
    }
}

/// The name of a fact or field.
fn named(what: &str, lang: Lang) -> String {
    let zh = || match what {
        "attribute" => Some("属性"),
        "unit" => Some("单位"),
        "open_ended" => Some("列举未尽"),
        "indicators" => Some("指标"),
        "duties" => Some("监测评估"),
        "children" => Some("下级"),
        "version" => Some("版本"),
        "needed" => Some("要求"),
        "targets" => Some("计入的下级目标"),
        _ => Fact::from_name(what)
            .map(Fact::zh)
            .or_else(|| PartFact::from_name(what).map(PartFact::zh))
            .or_else(|| TaskFact::from_name(what).map(TaskFact::zh)),
    };
    lang.pick(zh().map(str::to_owned), None).unwrap_or_else(|| what.replace('_', " "))
}

/// A piece of news in words.
fn told(change: &ChangeDoc, cause: Cause, news: &NewsDoc, names: &Names<'_>, lang: Lang) -> String {
    let [before, after] = sides(news, lang);
    let kind = cause.told(lang);
    if let Some(told) = work::told(change, cause, news, names, lang) {
        return told;
    }
    match (cause, &news.what, &news.before, &news.after) {
        (Cause::FellDue, ..) => format!("{kind} {after}"),
        (Cause::Time, Some(_), Some(ValueDoc::Point(_)), _) => {
            lang.pick(format!("{after}：{before}"), format!("{after}: {before}"))
        }
        (_, _, None, None) => kind,
        (Cause::NewFigure | Cause::NewTarget | Cause::Reached, _, None, _) => format!("{kind} {after}"),
        (_, Some(what), ..) => {
            let what = named(what, lang);
            lang.pick(
                format!("{kind}：{what} {before} → {after}"),
                format!("{kind}: {what} {before} → {after}"),
            )
        }
        _ => format!("{kind} {before} → {after}"),
    }
}

/// Whether a verdict counts now.
pub(super) fn role(news: &NewsDoc, lang: Lang) -> &'static str {
    let own = ValueDoc::Fact(FactDoc::Text(VerdictRole::Own.word().to_owned()));
    if news.after.as_ref() == Some(&own) {
        lang.pick("转为计入", "counts now")
    } else if news.before.as_ref() == Some(&own) {
        lang.pick("不再计入", "does not count any more")
    } else {
        lang.pick("目标性质变化", "counts for something else")
    }
}

/// The causes of a change, a line each; of many facts the first, with the number of the others.
pub(super) fn causes(change: &ChangeDoc, names: &Names<'_>, lang: Lang) -> Vec<String> {
    let causes = change.causes.iter().filter_map(|word| Cause::from_word(word));
    lines(change, causes, names, lang)
}

/// All that is new, a line each; what fell due stands in a table of its own.
pub(super) fn others(change: &ChangeDoc, names: &Names<'_>, lang: Lang) -> Vec<String> {
    let mut causes: Vec<Cause> = Vec::new();
    for (cause, _) in news_of(change) {
        if cause != Cause::FellDue && !causes.contains(&cause) {
            causes.push(cause);
        }
    }
    lines(change, causes.into_iter(), names, lang)
}

fn lines(
    change: &ChangeDoc,
    causes: impl Iterator<Item = Cause>,
    names: &Names<'_>,
    lang: Lang,
) -> Vec<String> {
    let mut lines = Vec::new();
    for cause in causes {
        let mut news: Vec<&NewsDoc> =
            news_of(change).filter(|(of, _)| *of == cause).map(|(_, news)| news).collect();
        let all = news.len();
        news.retain(|news| !work::goes_without_saying(change, cause, news));
        if news.is_empty() && all > 0 {
            continue;
        }
        if cause == Cause::Parts {
            // Which parts changed is told whole, of what was read of them the first.
            let is_list = |news: &&NewsDoc| matches!(news.after, Some(ValueDoc::List(_)));
            let (lists, facts): (Vec<&NewsDoc>, _) = news.into_iter().partition(is_list);
            lines.extend(lists.iter().map(|news| told(change, cause, news, names, lang)));
            if facts.is_empty() && !lists.is_empty() {
                continue;
            }
            news = facts;
        }
        if cause == Cause::Time {
            // The day that it is tells all the others.
            let tells = [Fact::DaysLeft.name(), Fact::Current.name(), TaskFact::Progress.name()];
            news.retain(|news| news.what.as_ref().is_some_and(|what| tells.contains(&what.as_str())));
        }
        lines.extend(news.iter().take(MOST_FACTS).map(|news| told(change, cause, news, names, lang)));
        match news.len() {
            0 => lines.push(cause.told(lang)),
            many if many > MOST_FACTS => {
                let more = many - MOST_FACTS;
                lines.push(lang.pick(format!("另有 {more} 项变化"), format!("and {more} more")));
            }
            _ => {}
        }
        if cause == Cause::Time {
            lines.extend(work::scheduled(change, lang));
        }
    }
    lines
}

const MOST_FACTS: usize = 3;

/// What the plan says otherwise beside the target itself, and what follows for its goal.
pub(super) fn stated(change: &ChangeDoc, names: &Names<'_>, lang: Lang) -> Vec<String> {
    let told = news_of(change).filter_map(|(cause, news)| match cause {
        Cause::Stated | Cause::MovedGoal => Some(told(change, cause, news, names, lang)),
        _ => None,
    });
    told.collect()
}

/// What an organization answers for now and no longer, and whether its lists are open.
pub(super) fn given(change: &ChangeDoc, names: &Names<'_>, lang: Lang) -> Vec<String> {
    let told = news_of(change).filter_map(|(cause, news)| match cause {
        Cause::Tasks | Cause::Stated => Some(told(change, cause, news, names, lang)),
        _ => None,
    });
    told.collect()
}

/// A known share in per cent.
pub(super) fn percent(share: &FactDoc) -> Option<String> {
    match share {
        FactDoc::Text(text) => share_of(text),
        _ => None,
    }
}

/// A share as it is printed, with up to 28 digits, in per cent.
fn share_of(text: &str) -> Option<String> {
    text.parse::<Decimal>().ok().map(|share| lines::percent(&Exact::from(share)))
}

/// A range.
fn range(of: &RangeDoc) -> String {
    let open =
        |included: bool, closed: &'static str, open: &'static str| if included { closed } else { open };
    match (&of.low, &of.high) {
        (None, None) => NOTHING.to_owned(),
        (Some(low), None) => format!("{}{}", open(of.low_included, "≥", ">"), number(low)),
        (None, Some(high)) => format!("{}{}", open(of.high_included, "≤", "<"), number(high)),
        (Some(low), Some(high)) if low == high => number(low),
        (Some(low), Some(high)) => {
            let (from, to) = (open(of.low_included, "", ">"), open(of.high_included, "", "<"));
            format!("{from}{}–{to}{}", number(low), number(high))
        }
    }
}

/// How many of how many.
fn covered(of: &CoveredDoc, lang: Lang) -> String {
    let counts = format!("{}/{}", of.count, of.of);
    match of.weight.as_deref().and_then(share_of) {
        Some(weight) => {
            lang.pick(format!("{counts}（权重 {weight}）"), format!("{counts} ({weight} by weight)"))
        }
        None => counts,
    }
}
