//! A task in sentences: how far it is and should be, what holds it up, which row decided.

use super::Report;
use super::decided::Decided;
use super::doc::TextDoc;
use super::lines::{NOTHING, judgement, known_percent, percent, told};
use super::parts::{self, overdue_told};
use crate::facts::{Column, Reason};
use crate::lang::Lang;
use crate::plan::{Subject, Task};
use crate::rollup::{Judgement, Rollup, Scored, TaskState};
use crate::sheet::one_line;

impl Report<'_> {
    /// Why a task stands as it does, a sentence a line: who answers for it, when it is due, how far it is and should
    /// be, what contradicts that, what holds it up, and which row of the policy's table decided. `None` if the plan
    /// has no task with this id.
    ///
    /// The plan is rolled up for it; to explain many tasks take the `reasons` of [`Report::document`].
    #[must_use]
    pub fn explain_task(&self, id: &str, lang: Lang) -> Option<String> {
        let Some(Subject::Task(index)) = self.plan().subject(id) else { return None };
        let mut sentences = self.task_sentences(&self.rollup(), index, lang);
        let who = self.who(index, lang);
        if !who.is_empty() {
            sentences.insert(1.min(sentences.len()), one_line(&who));
        }
        Some(sentences.join("\n"))
    }

    /// The sentences about a task in both languages.
    pub(super) fn task_statements(&self, rollup: &Rollup, index: usize) -> Vec<TextDoc> {
        let [zh, en] = [Lang::Zh, Lang::En].map(|lang| self.task_sentences(rollup, index, lang));
        zh.into_iter().zip(en).map(|(zh, en)| TextDoc { zh, en }).collect()
    }

    /// Both languages tell the same ones.
    fn task_sentences(&self, rollup: &Rollup, index: usize, lang: Lang) -> Vec<String> {
        let (Some(task), Some(state)) = (self.plan().tasks().get(index), rollup.states.get(index)) else {
            return Vec::new();
        };
        let assumed = self.plan().assumptions().map(|_| {
            lang.pick("【假设】以下为假设情形，不是事实。", "ASSUMED: this is what would be, and no fact.")
        });
        let mut sentences: Vec<String> = assumed.into_iter().map(str::to_owned).collect();
        sentences.push(due(task, state, lang));
        sentences.push(progress(state, lang));
        sentences.extend(contradictions(state, lang));
        sentences.extend(completed(state, lang));
        sentences.extend(self.held_up(state, lang));
        sentences.extend(self.judged(rollup, index, lang));
        sentences.iter().map(|sentence| one_line(sentence)).collect()
    }

    /// Who is named for a task, by role.
    fn who(&self, index: usize, lang: Lang) -> String {
        let plan = self.plan();
        let named = plan.responsibilities().iter().filter(|one| one.subject() == Subject::Task(index));
        let told = named.map(|one| {
            let name = plan.bearer_name(one.bearer()).unwrap_or_default();
            let role = lang.pick(one.role().zh(), one.role().word());
            let open = if one.open_ended() { lang.pick("等", " and others") } else { "" };
            lang.pick(format!("{role}：{name}{open}"), format!("{role}: {name}{open}"))
        });
        let told: Vec<String> = told.collect();
        match told.join(lang.pick("；", "; ")) {
            told if told.is_empty() => told,
            told => told + lang.pick("。", "."),
        }
    }

    fn held_up(&self, state: &TaskState, lang: Lang) -> Option<String> {
        let by = self.plan().title_of(state.planned.held_up_by?)?;
        let day =
            |day: Option<chrono::NaiveDate>| day.map_or_else(|| NOTHING.to_owned(), |day| day.to_string());
        let (start, finish) = (day(state.planned.start), day(state.planned.finish));
        Some(lang.pick(
            format!("受“{by}”制约：最早 {start} 开始，{finish} 完成。"),
            format!("“{by}” holds it up: it can begin on {start} at the earliest, and be done on {finish}."),
        ))
    }

    /// The row that decided, or what keeps it open.
    fn judged(&self, rollup: &Rollup, index: usize, lang: Lang) -> Option<String> {
        let (policy, summary) = (self.policy(), rollup.tasks.get(index)?);
        let (table, of) = (policy.task_table()?, summary.judgement?);
        let Judgement::Decided(decision) = of else { return None };
        let beside = rollup.beside(self.plan(), policy, Some(Scored::Task(index)));
        let facts = summary.facts(table, &beside);
        let missing = decision.missing().filter(|_| decision.outcome().is_none());
        let missing: Vec<(&Column, Reason)> =
            missing.filter_map(|slot| Some((table.columns().get(slot)?, facts.get(slot).err()?))).collect();
        let label = judgement(of, policy).label(lang);
        let decided = Decided { policy, table, decision, facts: &facts, label, missing: &missing };
        Some(decided.told(lang))
    }
}

fn due(task: &Task, state: &TaskState, lang: Lang) -> String {
    let title = task.title();
    match state.due {
        Some(due) => lang.pick(format!("“{title}”：{due} 到期。"), format!("“{title}” is due in {due}.")),
        None => lang.pick(format!("“{title}”：没有期限。"), format!("“{title}” has no date.")),
    }
}

fn progress(state: &TaskState, lang: Lang) -> String {
    let scheduled = match &state.scheduled {
        Ok(share) => percent(share),
        Err(reason) => told(*reason, lang).to_owned(),
    };
    match (&state.progress, state.by) {
        (Ok(share), Some(by)) => {
            let (share, by) = (percent(share), parts::source(by, lang));
            let coverage = percent(&state.coverage);
            let reported = state.reported.map_or_else(String::new, |day| {
                lang.pick(format!("，报送至 {day}"), format!(", reported up to {day}"))
            });
            lang.pick(
                format!("进度 {share}（按{by}，覆盖 {coverage}{reported}）；按计划应为：{scheduled}。"),
                format!(
                    "Progress is {share} (source: {by}, coverage {coverage}{reported}); planned: {scheduled}."
                ),
            )
        }
        (share, _) => {
            let reason = share.as_ref().err().map_or("", |reason| told(*reason, lang));
            lang.pick(
                format!("进度未知（{reason}）；按计划应为：{scheduled}。"),
                format!("Progress is not known ({reason}); planned: {scheduled}."),
            )
        }
    }
}

fn contradictions(state: &TaskState, lang: Lang) -> Vec<String> {
    let told = state.disagreements.iter().map(|(by, other)| {
        let (by, other, own) = (parts::source(*by, lang), percent(other), known_percent(&state.progress));
        lang.pick(
            format!("与{by}所示的 {other} 不一致（{own}）。"),
            format!("Contradicted by {by}: {other}, not {own}."),
        )
    });
    told.collect()
}

fn completed(state: &TaskState, lang: Lang) -> Option<String> {
    if let Some(day) = state.completion.by.filter(|day| *day <= state.until) {
        return Some(lang.pick(format!("已于 {day} 完成。"), format!("It was done by {day}.")));
    }
    overdue_told(state, lang).map(|told| lang.pick(format!("{told}。"), format!("It is {told}.")))
}
