//! How a qualitative target is assessed, in sentences: who judges, and what evidence was there when.

use super::{Report, Verdict};
use crate::lang::Lang;
use crate::plan::{Assessment, Subject};
use crate::series::Occurrence;

/// What is to be told of the assessment of a target, if it is qualitative.
pub(super) fn sentences(verdict: &Verdict<'_>, lang: Lang) -> Vec<String> {
    let Some(assessment) = verdict.target().assessment() else { return Vec::new() };
    let plan = verdict.report.plan();
    let judge = assessment.judge().and_then(|judge| plan.organizations().get(judge));
    let mut told = Vec::new();
    told.push(match judge {
        Some(judge) => {
            let name = judge.name();
            lang.pick(format!("由{name}评判。"), format!("It is judged by {name}."))
        }
        None => lang.pick("没有写明由谁评判。".to_owned(), "The plan does not say who judges it.".to_owned()),
    });
    if assessment.evidence().is_empty() {
        return told;
    }
    let (all, needed) = (assessment.evidence().len(), assessment.needed());
    let pieces = pieces(verdict.report, verdict, assessment, lang).join(lang.pick("；", "; "));
    told.push(lang.pick(
        format!("所列佐证 {all} 项，需 {needed} 项：{pieces}。"),
        format!("Of {all} pieces of evidence {needed} are needed: {pieces}."),
    ));
    told
}

/// How many pieces of evidence are there, and how many are needed, where a target is assessed by them.
pub(super) fn evidence(verdict: &Verdict<'_>) -> Option<(usize, usize)> {
    let assessment = verdict.target().assessment().filter(|one| !one.evidence().is_empty())?;
    let report = verdict.report;
    let (plan, until, target) = (report.plan(), report.judged_until(), verdict.judged.target.unwrap_or(0));
    let is_there = |number: &usize| {
        let subject = Subject::Evidence(verdict.judged.indicator, target, *number);
        let known = Occurrence::of(report.data().about(plan, subject), report.as_of());
        known.reached_by(until) == Ok(true)
    };
    Some(((0..assessment.evidence().len()).filter(is_there).count(), assessment.needed()))
}

/// Each piece of evidence and what is known of it.
fn pieces(report: &Report<'_>, verdict: &Verdict<'_>, assessment: &Assessment, lang: Lang) -> Vec<String> {
    let (plan, until) = (report.plan(), report.judged_until());
    let target = verdict.judged.target.unwrap_or(0);
    let of = |(number, evidence): (usize, &crate::plan::Evidence)| {
        let subject = Subject::Evidence(verdict.judged.indicator, target, number);
        let known = Occurrence::of(report.data().about(plan, subject), report.as_of());
        let state = match (known.by.filter(|by| *by <= until), known.not_by) {
            (Some(by), _) => by.to_string(),
            (None, Some(not_by)) => {
                let day = not_by.min(until);
                lang.pick(format!("{day} 尚无"), format!("not there on {day}"))
            }
            (None, None) => lang.pick("未报送".to_owned(), "not reported".to_owned()),
        };
        lang.pick(format!("{}（{state}）", evidence.title()), format!("{} ({state})", evidence.title()))
    };
    assessment.evidence().iter().enumerate().map(of).collect()
}
