//! The parts of a report as tables: plan, groups, tasks, milestones, duties, organizations, and what the plan leaves
//! open.

use super::Report;
use super::lines::{
    NOTHING, brief, frequency, judgement, known_percent, percent, points, standing, tally, weighted,
};
use crate::known::Reason;
use crate::lang::Lang;
use crate::plan::{Bearer, ProgressBy, Subject};
use crate::policy::Standing;
use crate::rollup::judge::Beside;
use crate::rollup::{BearerSummary, Judgement, Rollup, Scored, Summary, TaskState};
use crate::sheet::{Sheet, listed};

/// The tables behind the verdicts. What has no rows is left out.
pub(super) fn sheets(report: &Report<'_>, rollup: &Rollup, lang: Lang) -> Vec<Sheet> {
    let plan = report.plan();
    let whole = vec![(lang.pick("全部", "all").to_owned(), &rollup.plan)];
    let groups = plan.groups().iter().zip(&rollup.groups);
    let groups = groups.map(|(group, summary)| (group.title().to_owned(), summary)).collect();
    let mut sheets = vec![
        part_sheet(lang.pick("规划", "plan"), whole, report, lang),
        part_sheet(lang.pick("分组", "groups"), groups, report, lang),
        tasks(report, rollup, lang),
        bearers(report, rollup, lang),
        milestones(report, rollup, lang),
        duties(report, rollup, lang),
    ];
    sheets.retain(|sheet| !sheet.rows.is_empty());
    sheets
}

/// The plan as a whole, or groups.
fn part_sheet(title: &str, parts: Vec<(String, &Summary)>, report: &Report<'_>, lang: Lang) -> Sheet {
    let policy = report.policy();
    let [verdict, score, standings, tasks, done, progress, vetoes] = lang.pick(
        ["结论", "得分", "统计", "任务", "任务进度", "加权进度", "否决"],
        ["verdict", "score", "standings", "tasks", "task progress", "weighted progress", "vetoes"],
    );
    let mut sheet = Sheet::new([
        (title, false),
        (verdict, false),
        (score, true),
        (standings, false),
        (tasks, false),
        (done, true),
        (progress, true),
        (vetoes, true),
    ]);
    for (name, summary) in parts {
        let outcome = summary.judgement.map(|of| judgement(of, policy).label(lang).to_owned());
        sheet.rows.push(vec![
            name,
            outcome.unwrap_or_else(|| NOTHING.to_owned()),
            rolled_score(summary, lang),
            tally(&summary.tally, lang),
            task_tally(summary, lang),
            task_progress(summary, lang),
            weighted(summary, lang),
            count(summary.vetoes),
        ]);
    }
    let has_tasks = !report.plan().tasks().is_empty();
    sheet.keep(5, has_tasks);
    sheet.keep(4, has_tasks);
    sheet.keep(2, policy.has_scores());
    sheet.keep(1, policy.group_table().is_some());
    sheet
}

/// The tasks, those below others indented.
fn tasks(report: &Report<'_>, rollup: &Rollup, lang: Lang) -> Sheet {
    let (plan, policy) = (report.plan(), report.policy());
    let [title, verdict, score, done, scheduled, due, standings, progress, vetoes, why] = lang.pick(
        ["任务", "结论", "得分", "进度", "计划", "到期", "统计", "加权进度", "否决", "说明"],
        [
            "tasks",
            "verdict",
            "score",
            "done",
            "planned",
            "due",
            "standings",
            "weighted progress",
            "vetoes",
            "why",
        ],
    );
    let mut sheet = Sheet::new([
        (title, false),
        (verdict, false),
        (score, true),
        (done, true),
        (scheduled, true),
        (due, true),
        (standings, false),
        (progress, true),
        (vetoes, true),
        (why, false),
    ]);
    let mut depths = vec![0usize; plan.tasks().len()];
    for (index, ((task, summary), state)) in
        plan.tasks().iter().zip(&rollup.tasks).zip(&rollup.states).enumerate()
    {
        // A task that stands before the one it belongs to is not indented.
        let depth = task.parent().and_then(|parent| depths.get(parent)).map_or(0, |depth| depth + 1);
        let depth = if task.parent().is_some_and(|parent| parent > index) { 0 } else { depth };
        if let Some(place) = depths.get_mut(index) {
            *place = depth;
        }
        let outcome = summary.judgement.map(|of| judgement(of, policy).label(lang).to_owned());
        sheet.rows.push(vec![
            format!("{}{}", "  ".repeat(depth.min(MOST_INDENTED)), task.title()),
            outcome.unwrap_or_else(|| NOTHING.to_owned()),
            rolled_score(summary, lang),
            known_percent(&state.progress),
            known_percent(&state.scheduled),
            state.due.map_or_else(|| NOTHING.to_owned(), |due| due.to_string()),
            tally(&summary.tally, lang),
            weighted(summary, lang),
            count(summary.vetoes),
            task_why(report, rollup, index, lang),
        ]);
    }
    sheet.keep(2, policy.has_scores());
    sheet.keep(1, policy.task_table().is_some());
    sheet.drop_silent(1);
    sheet
}

/// Names deeper in the tree are not moved further to the right.
const MOST_INDENTED: usize = 8;

/// What is to be said of a task beside its numbers.
fn task_why(report: &Report<'_>, rollup: &Rollup, index: usize, lang: Lang) -> String {
    let plan = report.plan();
    let Some((summary, state)) = rollup.tasks.get(index).zip(rollup.states.get(index)) else {
        return String::new();
    };
    let mut told = Vec::new();
    if let Some(Judgement::Decided(decision)) = summary.judgement
        && decision.outcome().is_none()
        && let Some(table) = report.policy().task_table()
    {
        let beside = rollup.beside(plan, report.policy(), Some(Scored::Task(index)));
        told.extend(reasons(summary, table, decision, &beside).into_iter().map(|reason| brief(reason, lang)));
    }
    told.extend(overdue_told(state, lang));
    if let Some(by) = state.planned.held_up_by.and_then(|by| plan.title_of(by)) {
        let finish = state.planned.finish.map_or_else(|| NOTHING.to_owned(), |day| day.to_string());
        told.push(lang.pick(
            format!("受“{by}”制约，最早 {finish} 完成"),
            format!("held up by {by}; can be done on {finish} at the earliest"),
        ));
    }
    if state.planned.holds_up > 0 {
        let tasks = state.planned.holds_up;
        told.push(lang.pick(format!("影响 {tasks} 项任务"), format!("holds up {tasks}")));
    }
    for (by, other) in &state.disagreements {
        let own = state.by.map_or(NOTHING, |by| source(by, lang));
        let (other, by) = (percent(other), source(*by, lang));
        let share = known_percent(&state.progress);
        told.push(lang.pick(
            format!("{own} {share} 与{by} {other} 不一致"),
            format!("{own} {share}, but {by} {other}"),
        ));
    }
    told.join(lang.pick("；", "; "))
}

/// By how many days a task is overdue, if it is.
pub(super) fn overdue_told(state: &TaskState, lang: Lang) -> Option<String> {
    let due = state.due.filter(|_| state.is_overdue())?.end();
    let days = (state.until - due).num_days();
    Some(match days {
        1 => lang.pick("逾期 1 天".to_owned(), "1 day overdue".to_owned()),
        _ => lang.pick(format!("逾期 {days} 天"), format!("{days} days overdue")),
    })
}

/// Where a progress comes from.
pub(super) fn source(by: ProgressBy, lang: Lang) -> &'static str {
    lang.pick(by.zh(), by.word())
}

/// The reasons that keep a judgement open, each once.
pub(super) fn reasons(
    summary: &Summary,
    table: &crate::policy::Table,
    decision: crate::decide::Decision,
    beside: &Beside<'_>,
) -> Vec<Reason> {
    let facts = summary.facts(table, beside);
    let mut reasons: Vec<Reason> = Vec::new();
    if summary.is_withheld() {
        reasons.push(Reason::Assumed);
    }
    for reason in decision.missing().filter_map(|slot| facts.get(slot).err()) {
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    reasons
}

/// What each organization and post answers for, by role.
fn bearers(report: &Report<'_>, rollup: &Rollup, lang: Lang) -> Sheet {
    let [title, tasks, standings, done, progress, overdue, silent, undated, vetoes] = lang.pick(
        ["责任单位", "任务", "指标与里程碑", "任务进度", "加权进度", "逾期", "无数据", "无期限", "否决"],
        [
            "organizations",
            "tasks",
            "indicators and milestones",
            "task progress",
            "weighted progress",
            "overdue",
            "no figures",
            "no date",
            "vetoes",
        ],
    );
    let mut sheet = Sheet::new([
        (title, false),
        (tasks, false),
        (standings, false),
        (done, true),
        (progress, true),
        (overdue, true),
        (silent, true),
        (undated, true),
        (vetoes, true),
    ]);
    for bearer in &rollup.bearers {
        sheet.rows.push(vec![
            bearer_told(report, bearer, lang),
            task_tally(&bearer.summary, lang),
            tally(&bearer.summary.tally, lang),
            task_progress(&bearer.summary, lang),
            weighted(&bearer.summary, lang),
            count(bearer.overdue.len() + bearer.of_tasks.overdue),
            count(bearer.without_figures.len() + bearer.of_tasks.without_figures),
            count(bearer.undated.len() + bearer.of_tasks.undated),
            count(bearer.summary.vetoes),
        ]);
    }
    sheet.drop_silent(1);
    sheet
}

/// Who answers, with 等 where lists are open, its role, and the collective that it is a member of.
fn bearer_told(report: &Report<'_>, bearer: &BearerSummary, lang: Lang) -> String {
    let plan = report.plan();
    let name = plan.bearer_name(bearer.bearer).unwrap_or_default();
    let open = if bearer.open_lists > 0 { lang.pick(" 等", " and others") } else { "" };
    let role = lang.pick(bearer.role.zh(), bearer.role.word());
    let through = bearer.through.iter().filter_map(|index| plan.bearer_name(Bearer::Organization(*index)));
    let through = match listed(through, lang.pick("、", ", ")) {
        names if names.is_empty() => String::new(),
        names => lang.pick(format!("，属{names}"), format!(", one of {names}")),
    };
    lang.pick(format!("{name}{open}（{role}{through}）"), format!("{name}{open} ({role}{through})"))
}

/// The duties of monitoring: how often they were due and done.
fn duties(report: &Report<'_>, rollup: &Rollup, lang: Lang) -> Sheet {
    let [title, when, verdict, done, last, why] = lang.pick(
        ["监测评估职责", "频次或到期", "结论", "已做/应做", "最近一次", "说明"],
        ["duties of monitoring", "when", "standing", "done of due", "last", "why"],
    );
    let mut sheet = Sheet::new([
        (title, false),
        (when, true),
        (verdict, false),
        (done, true),
        (last, true),
        (why, false),
    ]);
    for of in &rollup.duties {
        let Some(duty) = report.plan().duties().get(of.duty) else { continue };
        let frequency = duty.frequency().map(|of| frequency(of, lang).to_owned());
        let when = frequency.or_else(|| duty.due().map(|due| due.to_string()));
        sheet.rows.push(vec![
            duty.title().to_owned(),
            when.unwrap_or_else(|| NOTHING.to_owned()),
            standing(of.standing, lang),
            if of.due == 0 { NOTHING.to_owned() } else { format!("{}/{}", of.done, of.due) },
            of.last.map_or_else(|| NOTHING.to_owned(), |day| day.to_string()),
            of.reason.map(|reason| brief(reason, lang)).unwrap_or_default(),
        ]);
    }
    sheet.drop_silent(3);
    sheet
}

/// What the plan leaves open, in a sentence each, with the first of them by name.
pub(super) fn gaps(report: &Report<'_>, lang: Lang) -> Vec<String> {
    let plan = report.plan();
    let gaps = plan.gaps();
    let mut told = Vec::new();
    // Where a plan names nobody at all, and no tasks, there is nothing to count.
    let counts_owners = !plan.responsibilities().is_empty() || !plan.tasks().is_empty();
    let named = |subjects: Vec<Subject>| -> String {
        let names: Vec<&str> = subjects.iter().filter_map(|subject| plan.title_of(*subject)).collect();
        few(&names, lang)
    };
    if counts_owners && !gaps.without_owner.is_empty() {
        let count = gaps.without_owner.len();
        let names = named(gaps.without_owner);
        told.push(lang.pick(
            format!("没有责任主体的 {count} 项：{names}"),
            format!("Without anyone who answers for them, {count}: {names}"),
        ));
    }
    if !gaps.without_date.is_empty() {
        let count = gaps.without_date.len();
        let names = named(gaps.without_date);
        told.push(
            lang.pick(format!("没有期限的 {count} 项：{names}"), format!("Without a date, {count}: {names}")),
        );
    }
    if !gaps.not_assessable.is_empty() {
        let count = gaps.not_assessable.len();
        let names = named(gaps.not_assessable.iter().map(|(index, _)| Subject::Indicator(*index)).collect());
        told.push(lang.pick(
            format!("缺少评判等级或佐证、评判单位或期限的定性目标 {count} 项：{names}"),
            format!("Qualitative targets without a scale or evidence, a judge, or a date, {count}: {names}"),
        ));
    }
    if !gaps.open_lists.is_empty() {
        let count = gaps.open_lists.len();
        told.push(lang.pick(
            format!("以“等”结尾、责任单位未列全的名单 {count} 处"),
            format!("Lists of organizations that are open (等), {count}"),
        ));
    }
    let open =
        gaps.open_collectives.iter().filter_map(|index| plan.bearer_name(Bearer::Organization(*index)));
    let open: Vec<&str> = open.collect();
    if !open.is_empty() {
        let (count, names) = (open.len(), few(&open, lang));
        told.push(lang.pick(
            format!("成员未列明的集体主体 {count} 个：{names}"),
            format!("Collectives whose members are not listed, {count}: {names}"),
        ));
    }
    told
}

/// The first of some names.
fn few(names: &[&str], lang: Lang) -> String {
    const SHOWN: usize = 5;
    let first = names.get(..SHOWN.min(names.len())).unwrap_or_default().join(lang.pick("、", ", "));
    if names.len() <= SHOWN { first } else { format!("{first}{}", lang.pick(" 等", ", …")) }
}

fn task_tally(summary: &Summary, lang: Lang) -> String {
    tally(&summary.tasks, lang)
}

/// The progress of tasks, with how much of it is known.
fn task_progress(summary: &Summary, lang: Lang) -> String {
    let Some(value) = &summary.progress.value else { return NOTHING.to_owned() };
    let (value, coverage) = (percent(value), percent(&summary.progress.coverage));
    lang.pick(format!("{value}（覆盖 {coverage}）"), format!("{value} (of {coverage})"))
}

fn count(count: usize) -> String {
    if count == 0 { NOTHING.to_owned() } else { count.to_string() }
}

/// The rolled-up score, with its coverage where parts have none.
fn rolled_score(summary: &Summary, lang: Lang) -> String {
    let score = &summary.score;
    match &score.points {
        Ok(of) if score.without.is_empty() => points(of),
        Ok(of) => {
            let (of, coverage) = (points(of), percent(&score.coverage));
            lang.pick(format!("{of}（覆盖 {coverage}）"), format!("{of} (of {coverage})"))
        }
        Err(Reason::NoParts | Reason::NoScore) => NOTHING.to_owned(),
        Err(reason) => brief(*reason, lang),
    }
}

/// The milestones of a report: title, due period, how it stands, and why it is open.
fn milestones(report: &Report<'_>, rollup: &Rollup, lang: Lang) -> Sheet {
    let rows = rollup.milestones.iter().filter_map(|of| {
        let milestone = report.plan().tasks().get(of.task)?.milestones().get(of.milestone)?;
        let late = of.standing == Standing::Missed;
        let reached = of.reached.map(|date| match late {
            true => lang.pick(format!("逾期，{date} 完成"), format!("late, reached {date}")),
            false => date.to_string(),
        });
        let assumed = of.reason == Some(Reason::Assumed);
        let reached = match reached {
            Some(day) if assumed => Some(lang.pick(format!("假设 {day} 达到"), format!("assumed for {day}"))),
            reached => reached,
        };
        let why = of.reason.filter(|_| !assumed).map(|reason| brief(reason, lang));
        let why = why.or(reached).unwrap_or_default();
        let standing = standing(of.standing, lang);
        Some(vec![milestone.title().to_owned(), milestone.due().to_string(), standing, why])
    });
    let [name, due, verdict, why] =
        lang.pick(["里程碑", "到期", "结论", "说明"], ["milestone", "due", "verdict", "why"]);
    let mut sheet = Sheet::new([(name, false), (due, true), (verdict, false), (why, false)]);
    sheet.rows.extend(rows);
    sheet
}
