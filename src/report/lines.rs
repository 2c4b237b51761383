//! The pieces that every telling of a report is made of: values with their periods, goals, reasons.

use super::computed::Numbers;
use super::{Verdict, VerdictRole};
use crate::facts::{Known, Reason};
use crate::lang::Lang;
use crate::number::{Bound, Exact, Quantity};
use crate::plan::{Axes, Form, Gather, Status, Value, What};
use crate::policy::Standing;
use crate::rollup::{Rollup, Summary, Tally};
use crate::trajectory::Point;

/// What is shown where there is nothing.
pub(super) const NOTHING: &str = "—";

/// A number as people read it: whole if it is short, else with four decimal places.
pub(super) fn shown(value: &Exact) -> String {
    let whole = value.to_string();
    let short = if whole.len() <= 12 { whole } else { value.rounded(4) };
    short.replace('-', "−")
}

/// A share in per cent with one decimal place.
pub(super) fn percent(share: &Exact) -> String {
    format!("{}%", share.times(&Exact::from(100)).rounded(1)).replace('-', "−")
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
        What::Ratio => lang.pick("倍", " times"),
        What::Difference if form == Form::PpChange => lang.pick("个百分点", " points"),
        _ => unit,
    };
    // In English a space stands between a number and its unit.
    let plain = unit.is_empty() || unit == "%" || unit.starts_with(' ');
    let unit = lang.pick(unit.to_owned(), if plain { unit.to_owned() } else { format!(" {unit}") });
    let what = match form {
        Form::Level | Form::Zero => "",
        form => lang.pick(form.zh(), english(form)),
    };
    let number = match value {
        Value::Number(quantity) => {
            let sign = if quantity.bound() == Bound::Exactly { "=" } else { quantity.bound().sign() };
            format!("{sign}{}{unit}", quantity.value().to_string().replace('-', "−"))
        }
        Value::Range { low, high } => format!("{}–{}{unit}", low.value(), high.value()),
        Value::Delegated(text) | Value::Deferred(text) => text.clone(),
        Value::Unquantified => String::new(),
    };
    let gap = if what.is_empty() || number.is_empty() { "" } else { " " };
    format!("{what}{gap}{number}")
}

fn english(form: Form) -> &'static str {
    match form {
        Form::Level | Form::Zero => "",
        Form::Cap => "cap",
        Form::Kept => "kept",
        Form::GrowthYear => "growth in the year",
        Form::AvgAnnualGrowth => "average annual growth",
        Form::AvgAnnualIncrement => "average annual increment",
        Form::GrowthOverBase => "growth over the base",
        Form::Multiple => "multiple of the base",
        Form::PpChange => "change",
        Form::ReductionRate => "reduction",
        Form::Increment => "increment",
        Form::Cumulative => "cumulative",
        Form::Count => "count",
        Form::MilestoneDate => "milestone",
        Form::Qualitative => "in words",
    }
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

/// The verdicts as rows: indicator by indicator, the own verdict first and under the indicator's name.
pub(super) fn rows(report: &super::Report<'_>, lang: Lang) -> Vec<Row> {
    let mut verdicts: Vec<Verdict<'_>> = report.verdicts().collect();
    verdicts.sort_by_key(|verdict| (verdict.judged.indicator, verdict.role() != VerdictRole::Own));
    let mut last = None;
    let rows = verdicts.iter().map(|verdict| {
        let first = last.replace(verdict.judged.indicator) != Some(verdict.judged.indicator);
        row(verdict, first, lang)
    });
    rows.collect()
}

fn row(verdict: &Verdict<'_>, first: bool, lang: Lang) -> Row {
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
    let current = trajectory.current().map_or_else(
        |_| NOTHING.to_owned(),
        |current| match current.period.filter(|_| trajectory.gather() == Gather::Product) {
            Some(period) => {
                let numbers = Numbers::of(indicator, &trajectory, lang);
                format!("{} ({period})", numbers.value(&current.amount.value))
            }
            None => point(current, None),
        },
    );
    let goal = trajectory.promise().map_or_else(
        |_| NOTHING.to_owned(),
        |seen| format!("{} ({})", promise(target.form(), seen.value(), "", lang), target.due()),
    );
    let name = match verdict.role() {
        _ if first && unit.is_empty() => verdict.name().to_owned(),
        _ if first => {
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
        parts.extend(reasons(verdict).into_iter().map(|reason| brief(reason, lang)));
    }
    let trajectory = verdict.trajectory();
    if let Some(broken) = trajectory.broken_in() {
        parts.push(
            lang.pick(
                format!("未守住：{}", point(&broken, None)),
                format!("broken: {}", point(&broken, None)),
            ),
        );
    }
    if let (false, Ok(scheduled)) = (verdict.target().checkpoints().is_empty(), trajectory.scheduled()) {
        let asked = percent(&scheduled);
        parts.push(lang.pick(format!("检查点要求 {asked}"), format!("checkpoints ask for {asked}")));
    }
    if verdict.role() != VerdictRole::Own {
        parts.push(verdict.role().told(lang).to_owned());
    }
    parts.join(lang.pick("；", "; "))
}

/// A reason in the few words that fit into a table.
fn brief(reason: Reason, lang: Lang) -> String {
    lang.pick(reason.zh().to_owned(), reason.word().replace('_', " "))
}

/// The reasons that keep a verdict open, each once.
fn reasons(verdict: &Verdict<'_>) -> Vec<Reason> {
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
    let (id, version, as_of) = (policy.id(), policy.version(), report.as_of());
    let which = match report.view.at {
        Some(_) => lang.pick("判定时期", "period judged"),
        None => lang.pick("最新时期", "newest period"),
    };
    lang.pick(
        format!("判定方法 {id} {version} · 截至 {as_of} 所知 · {which} {at}"),
        format!("judged by {id} {version} · known by {as_of} · {which} {at}"),
    )
}

/// What is to be known about the report as a whole: indicators without a target, figures without a date.
pub(super) fn remarks(report: &super::Report<'_>, lang: Lang) -> Vec<String> {
    let mut remarks = Vec::new();
    let without: Vec<&str> = report.without_target().map(|indicator| indicator.name()).collect();
    if !without.is_empty() {
        let names = without.join(lang.pick("、", ", "));
        remarks.push(
            lang.pick(
                format!("没有目标、不作判定：{names}"),
                format!("Without a target, not judged: {names}"),
            ),
        );
    }
    let undated = report.data().undated();
    if undated > 0 {
        remarks.push(lang.pick(
            format!("{undated} 个数据没有发布日期，按时期结束之日起可知"),
            format!("{undated} figures have no date of publication and count as known from the end of their period"),
        ));
    }
    remarks
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
pub(super) fn parts(
    report: &super::Report<'_>,
    rollup: &Rollup,
    lang: Lang,
) -> Vec<(&'static str, Vec<PartRow>)> {
    use crate::plan::Bearer;
    let plan = report.plan();
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
    let whole = vec![part(lang.pick("全部", "all").to_owned(), &rollup.plan)];
    let sections: Vec<(&'static str, Vec<PartRow>)> = vec![
        (lang.pick("规划", "plan"), whole),
        (lang.pick("分组", "groups"), groups),
        (lang.pick("任务", "tasks"), tasks),
        (lang.pick("责任单位", "organizations"), bearers.collect()),
    ];
    sections.into_iter().filter(|(_, rows)| !rows.is_empty()).collect()
}

/// The milestones of a report: title, due period, how it stands, and why it is open.
pub(super) fn milestones(report: &super::Report<'_>, rollup: &Rollup, lang: Lang) -> Vec<[String; 4]> {
    let rows = rollup.milestones.iter().filter_map(|of| {
        let milestone = report.plan().tasks().get(of.task)?.milestones().get(of.milestone)?;
        let late = of.standing == Standing::Missed;
        let reached = of.reached.map(|date| match late {
            true => lang.pick(format!("逾期，{date} 完成"), format!("late, reached {date}")),
            false => date.to_string(),
        });
        let why = of.reason.map(|reason| brief(reason, lang)).or(reached).unwrap_or_default();
        Some([milestone.title().to_owned(), milestone.due().to_string(), standing(of.standing, lang), why])
    });
    rows.collect()
}

/// The columns of the table of milestones.
pub(super) fn milestone_columns(lang: Lang) -> [String; 4] {
    lang.pick(["里程碑", "到期", "结论", "说明"], ["milestone", "due", "verdict", "why"]).map(str::to_owned)
}

/// The columns of the tables of parts.
pub(super) fn part_columns(lang: Lang) -> [&'static str; 3] {
    lang.pick(["统计", "加权进度", "否决"], ["standings", "weighted progress", "vetoes"])
}
