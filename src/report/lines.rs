//! The pieces that every telling of a report is made of: values with their periods, goals, reasons.

use super::{Verdict, VerdictRole};
use crate::facts::{Known, Reason};
use crate::lang::Lang;
use crate::number::{Bound, Exact, Quantity};
use crate::plan::{Axes, Form, Status, Value, What};
use crate::policy::Standing;
use crate::rollup::{Summary, Tally};
use crate::trajectory::Point;

/// What is shown where there is nothing.
pub(super) const NOTHING: &str = "—";

/// A number as people read it: whole if it is short, else with four decimal places.
pub(super) fn shown(value: &Exact) -> String {
    let whole = value.to_string();
    if whole.len() <= 12 { whole } else { value.rounded(4) }
}

/// A share in per cent with one decimal place.
pub(super) fn percent(share: &Exact) -> String {
    format!("{}%", share.times(&Exact::from(100)).rounded(1))
}

pub(super) fn known_percent(share: &Known<Exact>) -> String {
    share.as_ref().map_or_else(|_| NOTHING.to_owned(), percent)
}

/// A point's value with its bound, its period, and a mark if it is not final.
pub(super) fn point(point: &Point, as_printed: Option<&Quantity>) -> String {
    let value =
        as_printed.map_or_else(|| shown(&point.amount.value), |quantity| quantity.value().to_string());
    let mark = match point.status {
        Status::Final => "",
        Status::Provisional => "ᵖ",
        _ => "ᵉ",
    };
    let period = point.period.map_or_else(String::new, |period| format!(" ({period})"));
    format!("{}{value}{mark}{period}", point.amount.bound.sign())
}

/// The value of a target, in the terms of its form.
pub(super) fn promise(form: Form, value: &Value, unit: &str, lang: Lang) -> String {
    let unit = match Axes::of(form).what {
        What::Growth | What::Reduction => "%",
        What::Ratio => lang.pick("倍", "×"),
        What::Difference if form == Form::Points => lang.pick("个百分点", " points"),
        _ => unit,
    };
    let what = match form {
        Form::Level | Form::Zero => "",
        form => lang.pick(form.zh(), form.word()),
    };
    let number = match value {
        Value::Number(quantity) => {
            let sign = if quantity.bound() == Bound::Exactly { "=" } else { quantity.bound().sign() };
            format!("{sign}{}{unit}", quantity.value())
        }
        Value::Range { low, high } => format!("{}–{}{unit}", low.value(), high.value()),
        Value::Delegated(text) | Value::Deferred(text) => text.clone(),
        Value::Unquantified => String::new(),
    };
    let gap = if what.is_empty() || number.is_empty() { "" } else { " " };
    format!("{}{gap}{number}", what.replace('_', " "))
}

/// A verdict as a row of a table.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) base: String,
    pub(super) current: String,
    pub(super) goal: String,
    pub(super) share: String,
    pub(super) elapsed: String,
    pub(super) outcome: String,
    pub(super) why: String,
}

pub(super) fn row(verdict: &Verdict<'_>, lang: Lang) -> Row {
    let trajectory = verdict.trajectory();
    let (indicator, target) = (verdict.indicator(), verdict.target());
    let unit = indicator.unit().to_string();
    let baseline = indicator.baseline().filter(|baseline| {
        trajectory
            .base()
            .is_ok_and(|base| base.period == Some(baseline.period()) && base.observation.is_none())
    });
    let base = match trajectory.base() {
        // The zero that a sum starts from is no figure of the plan.
        Ok(base) if base.period.is_some() => point(base, baseline.map(|baseline| baseline.value())),
        _ => NOTHING.to_owned(),
    };
    let current = trajectory.current().map_or_else(|_| NOTHING.to_owned(), |current| point(current, None));
    let goal = trajectory.promise().map_or_else(
        |_| NOTHING.to_owned(),
        |seen| format!("{} ({})", promise(target.form(), seen.value(), "", lang), target.due()),
    );
    let name = match verdict.role() {
        VerdictRole::Own if unit.is_empty() => verdict.name().to_owned(),
        VerdictRole::Own => {
            lang.pick(format!("{}（{unit}）", verdict.name()), format!("{} ({unit})", verdict.name()))
        }
        VerdictRole::OtherVersion => format!("  └ {}", trajectory.version().unwrap_or_default()),
        _ => format!("  └ {}", target.id()),
    };
    Row {
        name,
        base,
        current,
        goal,
        share: known_percent(&trajectory.share()),
        elapsed: known_percent(&trajectory.elapsed()),
        outcome: verdict.outcome().label(lang).to_owned(),
        why: why(verdict, lang),
    }
}

/// Why a verdict is open, or why it does not count; empty for the others.
fn why(verdict: &Verdict<'_>, lang: Lang) -> String {
    let mut parts = Vec::new();
    if verdict.standing() == Standing::Undetermined {
        parts.extend(reasons(verdict).into_iter().map(|reason| told(reason, lang).to_owned()));
    }
    if verdict.role() != VerdictRole::Own {
        parts.push(verdict.role().told(lang).to_owned());
    }
    parts.join(lang.pick("；", "; "))
}

/// The reasons that keep a verdict open, each once.
pub(super) fn reasons(verdict: &Verdict<'_>) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::new();
    for (_, reason) in verdict.missing() {
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    reasons
}

pub(super) fn told(reason: Reason, lang: Lang) -> &'static str {
    lang.pick(reason.zh(), reason.en())
}

pub(super) fn standing(standing: Standing, lang: Lang) -> String {
    lang.pick(standing.zh().to_owned(), standing.word().replace('_', " "))
}

/// How many stand how, those with any.
pub(super) fn tally(tally: &Tally, lang: Lang) -> String {
    let counts = tally.iter().filter(|(_, count)| *count > 0);
    let parts: Vec<String> = counts.map(|(of, count)| format!("{} {count}", standing(of, lang))).collect();
    if parts.is_empty() { NOTHING.to_owned() } else { parts.join(lang.pick("，", ", ")) }
}

/// The weighted share with its coverage.
pub(super) fn weighted(summary: &Summary, lang: Lang) -> String {
    match &summary.share.value {
        Some(value) => {
            let (value, coverage) = (percent(value), percent(&summary.share.coverage));
            lang.pick(format!("{value}（覆盖 {coverage}）"), format!("{value} (of {coverage})"))
        }
        None => NOTHING.to_owned(),
    }
}

/// The heading of a report: policy, date, period.
pub(super) fn heading(report: &super::Report<'_>, lang: Lang) -> String {
    let policy = report.policy();
    let at = report.at().map_or_else(|| NOTHING.to_owned(), |period| period.to_string());
    lang.pick(
        format!(
            "判定方法 {} {} · 截至 {} 所知 · 最新时期 {at}",
            policy.id(),
            policy.version(),
            report.as_of()
        ),
        format!(
            "judged by {} {} · known by {} · newest period {at}",
            policy.id(),
            policy.version(),
            report.as_of()
        ),
    )
}

/// The columns of the table of verdicts.
pub(super) fn columns(lang: Lang) -> [&'static str; 8] {
    lang.pick(
        ["指标", "基期", "当前", "目标", "进度", "时间", "结论", "说明"],
        ["indicator", "base", "current", "target", "progress", "time", "verdict", "why"],
    )
}

/// One line a part: groups, tasks, organizations by role.
pub(super) struct PartRow {
    pub(super) name: String,
    pub(super) tally: String,
    pub(super) share: String,
    pub(super) vetoes: String,
}

/// The parts of a report under their headings; headings without parts are left out.
pub(super) fn parts(report: &super::Report<'_>, lang: Lang) -> Vec<(&'static str, Vec<PartRow>)> {
    use crate::plan::Bearer;
    let (plan, rollup) = (report.plan(), report.rollup());
    let part = |name: String, summary: &Summary| PartRow {
        name,
        tally: tally(&summary.tally, lang),
        share: weighted(summary, lang),
        vetoes: if summary.vetoes == 0 { NOTHING.to_owned() } else { summary.vetoes.to_string() },
    };
    let groups = plan.groups().iter().zip(&rollup.groups);
    let groups = groups.map(|(group, summary)| part(group.title().to_owned(), summary)).collect();
    let tasks = plan.tasks().iter().zip(&rollup.tasks);
    let tasks = tasks.map(|(task, summary)| part(task.title().to_owned(), summary)).collect();
    let bearers = rollup.bearers.iter().map(|bearer| {
        let name = match bearer.bearer {
            Bearer::Organization(index) => plan.organizations().get(index).map(|o| o.name()),
            Bearer::Post(index) => plan.posts().get(index).map(|post| post.name()),
        };
        let role = lang.pick(bearer.role.zh(), bearer.role.word());
        let open = if bearer.open_ended { lang.pick(" 等", " and others") } else { "" };
        let name = name.unwrap_or_default();
        part(lang.pick(format!("{name}{open}（{role}）"), format!("{name}{open} ({role})")), &bearer.summary)
    });
    let whole = vec![part(lang.pick("全部指标", "all indicators").to_owned(), &rollup.plan)];
    let sections: Vec<(&'static str, Vec<PartRow>)> = vec![
        (lang.pick("规划", "plan"), whole),
        (lang.pick("分组", "groups"), groups),
        (lang.pick("任务", "tasks"), tasks),
        (lang.pick("责任单位", "organizations"), bearers.collect()),
    ];
    sections.into_iter().filter(|(_, rows)| !rows.is_empty()).collect()
}

/// The columns of the tables of parts.
pub(super) fn part_columns(lang: Lang) -> [&'static str; 3] {
    lang.pick(["统计", "加权进度", "否决"], ["standings", "weighted progress", "vetoes"])
}
