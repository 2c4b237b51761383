//! The difference that a what-if makes: which verdicts are others, with both reports.

use std::collections::HashMap;

use super::doc::{FactDoc, JudgementDoc, MilestoneDoc, ReportDoc, TextDoc, VerdictDoc};
use super::{Report, VerdictRole, lines, markdown};
use crate::check::Diagnostics;
use crate::known::Reason;
use crate::lang::Lang;
use crate::policy::Standing;
use crate::sheet::Sheet;

super::doc::document! {
    /// The difference that a what-if makes.
    DifferenceDoc {
        /// The report on the plan and its observations as they are.
        before: ReportDoc,
        /// The report with what is assumed.
        after: ReportDoc,
        /// The verdicts that are others, in the order of the plan: those of targets, then those of milestones, tasks
        /// and groups.
        changed: Vec<ChangedDoc>,
        /// The tasks that can be done on another day at the earliest, in the order of the plan.
        #[cfg_attr(feature = "serde", serde(default))]
        moved: Vec<MovedDoc>,
    }

    /// A task that can be done on another day at the earliest.
    MovedDoc {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
        /// When it can be done without the assumptions.
        before: Option<String>,
        /// When it can be done with them.
        after: Option<String>,
        /// When it is due with them.
        due: Option<String>,
    }

    /// A verdict that is another.
    ChangedDoc {
        /// The id of the indicator, milestone, task or group.
        id: String,
        /// Its name or title.
        name: String,
        /// The id of the target; nothing for what has none.
        target: Option<String>,
        /// What is said without the assumptions; nothing where the target was not judged then.
        before: Option<OutcomeDoc>,
        /// What is said with them.
        after: Option<OutcomeDoc>,
    }

    /// An outcome.
    OutcomeDoc {
        /// The id of the outcome; of a milestone and of what is not judged, how it stands.
        outcome: String,
        /// Its name.
        label: TextDoc,
        /// How things stand.
        standing: String,
        /// The reasons why it is undetermined.
        because: Vec<String>,
    }
}

/// The difference between two reports on one plan: as it is, and with a what-if laid over it, by the same policy at
/// the same date.
///
/// ```
/// # #[cfg(all(feature = "yaml", feature = "csv"))] {
/// use attainment::report::difference;
/// use attainment::what_if::WhatIf;
/// use attainment::{Evaluator, Lang, Observations, Plan, Policy};
/// let plan = Plan::from_yaml("
///     format: attainment/plan@1
///     id: demo
///     title: Demo
///     period: { base: 2020, start: 2021, end: 2025 }
///     indicators:
///       - { id: rail, name: Rail, unit: km, measure: stock, baseline: { period: 2020, value: 50 },
///           targets: [ { id: t, form: level, at_least: 100, due: 2025 } ] }
/// ")?;
/// let data = Observations::from_csv("indicator,period,value\nrail,2023,80\n".as_bytes(), &plan)?;
/// let overlaid = WhatIf::new().assume("rail", "2024", "82").apply(&plan, &data)?;
/// let policy = Policy::builtin("cn-schedule")?;
/// let on = Evaluator::new(&policy).as_of("2024-06-30".parse()?);
/// let before = on.evaluate(&plan, &data);
/// let difference = difference(&before, &on.evaluate(overlaid.plan(), overlaid.data()));
/// let changed = difference.changed.first().ok_or("no change")?;
/// assert_eq!(changed.before.as_ref().map(|of| of.outcome.as_str()), Some("on_schedule"));
/// assert_eq!(changed.after.as_ref().map(|of| of.outcome.as_str()), Some("behind"));
/// println!("{}", difference.to_text(Lang::En));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn difference(before: &Report<'_>, after: &Report<'_>) -> DifferenceDoc {
    let (before, after) = (before.document(&Diagnostics::new()), after.document(&Diagnostics::new()));
    let mut changed = verdicts(&before, &after);
    changed.extend(milestones(&before, &after));
    changed.extend(judgements(&before, &after));
    let moved = moved(&before, &after);
    DifferenceDoc { before, after, changed, moved }
}

fn moved(before: &ReportDoc, after: &ReportDoc) -> Vec<MovedDoc> {
    let both = before.tasks.iter().zip(&after.tasks);
    let moved = both.filter(|(before, after)| before.earliest_finish != after.earliest_finish);
    let moved = moved.map(|(before, after)| MovedDoc {
        id: after.id.clone(),
        title: after.title.clone(),
        before: before.earliest_finish.clone(),
        after: after.earliest_finish.clone(),
        due: after.due.clone(),
    });
    moved.collect()
}

/// Other versions of a target have verdicts of their own in both reports.
fn counted(verdict: &&VerdictDoc) -> bool {
    verdict.role != VerdictRole::OtherVersion.word()
}

fn verdicts(before: &ReportDoc, after: &ReportDoc) -> Vec<ChangedDoc> {
    type Key<'v> = (&'v str, Option<&'v str>);
    fn key(verdict: &VerdictDoc) -> Key<'_> {
        (&verdict.id, verdict.target.as_deref())
    }
    let outcome = |verdict: &VerdictDoc| OutcomeDoc {
        outcome: verdict.outcome.clone(),
        label: verdict.label.clone(),
        standing: verdict.standing.clone(),
        because: reasons(verdict),
    };
    let then: HashMap<Key<'_>, &VerdictDoc> =
        before.indicators.iter().filter(counted).map(|verdict| (key(verdict), verdict)).collect();
    let now: HashMap<Key<'_>, &VerdictDoc> =
        after.indicators.iter().filter(counted).map(|verdict| (key(verdict), verdict)).collect();
    let gone = before.indicators.iter().filter(counted).filter(|verdict| !now.contains_key(&key(verdict)));
    let all = after.indicators.iter().filter(counted).chain(gone);
    let changed = all.filter_map(|verdict| {
        let key = key(verdict);
        let (before, after) = (then.get(&key).map(|of| outcome(of)), now.get(&key).map(|of| outcome(of)));
        let (id, name, target) = (verdict.id.clone(), verdict.name.clone(), verdict.target.clone());
        (before != after).then_some(ChangedDoc { id, name, target, before, after })
    });
    changed.collect()
}

/// Why a verdict is undetermined, each reason once.
fn reasons(verdict: &VerdictDoc) -> Vec<String> {
    let mut reasons: Vec<String> = Vec::new();
    for name in &verdict.missing {
        if let Some(FactDoc::Unknown { unknown }) = verdict.facts.get(name)
            && !reasons.contains(unknown)
        {
            reasons.push(unknown.clone());
        }
    }
    reasons
}

impl OutcomeDoc {
    fn told(&self, lang: Lang) -> String {
        let label = lang.pick(&self.label.zh, &self.label.en);
        let reasons = self.because.iter().filter_map(|word| Reason::from_word(word));
        let reasons: Vec<&str> = reasons.map(|reason| lines::told(reason, lang)).collect();
        if self.standing != Standing::Undetermined.word() || reasons.is_empty() {
            return label.clone();
        }
        let because = reasons.join(lang.pick("、", "; "));
        lang.pick(format!("{label}（{because}）"), format!("{label} ({because})"))
    }
}

fn milestones(before: &ReportDoc, after: &ReportDoc) -> Vec<ChangedDoc> {
    let outcome = |milestone: &MilestoneDoc| {
        let standing = Standing::from_word(&milestone.standing);
        let told = |lang| standing.map_or_else(String::new, |standing| lines::standing(standing, lang));
        OutcomeDoc {
            outcome: milestone.standing.clone(),
            label: TextDoc { zh: told(Lang::Zh), en: told(Lang::En) },
            standing: milestone.standing.clone(),
            because: milestone.reason.iter().cloned().collect(),
        }
    };
    let then: HashMap<&str, &MilestoneDoc> =
        before.milestones.iter().map(|milestone| (milestone.id.as_str(), milestone)).collect();
    let changed = after.milestones.iter().filter_map(|milestone| {
        let (before, after) = (outcome(then.get(milestone.id.as_str())?), outcome(milestone));
        (before != after).then(|| ChangedDoc {
            id: milestone.id.clone(),
            name: milestone.title.clone(),
            target: None,
            before: Some(before),
            after: Some(after),
        })
    });
    changed.collect()
}

/// What the policy's tables say of tasks and groups.
fn judgements(before: &ReportDoc, after: &ReportDoc) -> Vec<ChangedDoc> {
    type Judged<'r> = (&'r str, &'r str, Option<&'r JudgementDoc>);
    fn all(report: &ReportDoc) -> impl Iterator<Item = Judged<'_>> {
        let tasks = report.tasks.iter().map(|of| (&*of.id, &*of.title, of.judgement.as_ref()));
        tasks.chain(report.groups.iter().map(|of| (&*of.id, &*of.title, of.judgement.as_ref())))
    }
    let outcome = |of: &JudgementDoc| {
        let reasons = of.missing.iter().filter_map(|name| match of.facts.get(name) {
            Some(FactDoc::Unknown { unknown }) => Some(unknown.clone()),
            _ => None,
        });
        let mut because: Vec<String> = reasons.collect();
        because.dedup();
        let (label, standing) = (of.label.clone(), of.standing.clone());
        OutcomeDoc { outcome: of.outcome.clone(), label, standing, because }
    };
    let changed = all(before).zip(all(after)).filter_map(|((id, name, before), (_, _, after))| {
        let (before, after) = (before.map(outcome), after.map(outcome));
        let (id, name) = (id.to_owned(), name.to_owned());
        (before != after).then_some(ChangedDoc { id, name, target: None, before, after })
    });
    changed.collect()
}

impl DifferenceDoc {
    fn sheet(&self, lang: Lang) -> Sheet {
        let [name, before, after] = lang.pick(
            ["假设带来的变化", "现状", "假设情形"],
            ["what the assumptions change", "as it is", "assumed"],
        );
        let mut sheet = Sheet::new([(name, false), (before, false), (after, false)]);
        for changed in &self.changed {
            let told = |outcome: &Option<OutcomeDoc>| {
                outcome.as_ref().map_or_else(|| lines::NOTHING.to_owned(), |of| of.told(lang))
            };
            let name = match &changed.target {
                Some(target) => format!("{} / {target}", changed.name),
                None => changed.name.clone(),
            };
            sheet.rows.push(vec![name, told(&changed.before), told(&changed.after)]);
        }
        sheet
    }

    /// The tasks that can be done on another day.
    fn dates(&self, lang: Lang) -> Sheet {
        let [task, before, after, due] = lang.pick(
            ["最早完成日期变化", "现状", "假设情形", "到期"],
            ["earliest ends that move", "as it is", "assumed", "due"],
        );
        let mut sheet = Sheet::new([(task, false), (before, true), (after, true), (due, true)]);
        let day = |day: &Option<String>| day.clone().unwrap_or_else(|| lines::NOTHING.to_owned());
        sheet.rows.extend(
            self.moved.iter().map(|of| vec![of.title.clone(), day(&of.before), day(&of.after), day(&of.due)]),
        );
        sheet
    }

    fn nothing(lang: Lang) -> &'static str {
        lang.pick("假设没有改变任何结论。", "The assumptions change no verdict.")
    }

    /// The verdicts that are others, and the tasks that can be done on another day, as tables for a terminal.
    #[must_use]
    pub fn to_text(&self, lang: Lang) -> String {
        let mut text = match self.changed.is_empty() {
            true => format!("{}\n", Self::nothing(lang)),
            false => self.sheet(lang).aligned(),
        };
        if !self.moved.is_empty() {
            text = text + "\n" + &self.dates(lang).aligned();
        }
        text
    }

    /// The verdicts that are others, and the tasks that can be done on another day, as Markdown tables.
    #[must_use]
    pub fn to_markdown(&self, lang: Lang) -> String {
        let mut text = String::new();
        match self.changed.is_empty() {
            true => text.push_str(&format!("{}\n", Self::nothing(lang))),
            false => markdown::push_sheet(&mut text, &self.sheet(lang)),
        }
        if !self.moved.is_empty() {
            text.push('\n');
            markdown::push_sheet(&mut text, &self.dates(lang));
        }
        text
    }
}
