//! What a what-if assumes: at the top of every report that is made from one.

use super::doc::TextDoc;
use super::{Report, lines};
use crate::lang::Lang;
use crate::plan::{Assumed, Assumption, Indicator, Plan, Promise, Subject, Target};

super::doc::document! {
    /// What a report assumes. Its verdicts are no facts: they say what would be.
    WhatIfDoc {
        /// The title of the what-if.
        title: Option<String>,
        /// The remark on it.
        note: Option<String>,
        /// Each thing that is assumed.
        assumptions: Vec<AssumptionDoc>,
    }

    /// One thing that is assumed.
    AssumptionDoc {
        /// `figure`, `milestone`, `target` (its value), `due` (of a target) or `delay` (of a task or milestone).
        kind: String,
        /// The id of the indicator, task or milestone.
        id: String,
        /// The id of the target.
        target: Option<String>,
        /// The period of a figure.
        period: Option<String>,
        /// What is assumed: a figure as it is printed, a day, a value, a period.
        value: String,
        /// What counts no more: the figure reported for the period, the value, day or period of the plan.
        instead_of: Option<String>,
        /// Why.
        why: Option<String>,
        /// All of it in a sentence.
        told: TextDoc,
    }
}

impl Plan {
    /// What a what-if assumes, as a document.
    pub(super) fn assumed_doc(&self) -> Option<WhatIfDoc> {
        let assumptions = self.assumptions()?;
        Some(WhatIfDoc {
            title: assumptions.title().map(str::to_owned),
            note: assumptions.note().map(str::to_owned),
            assumptions: assumptions.all().iter().filter_map(|one| self.assumption_doc(one)).collect(),
        })
    }

    fn assumption_doc(&self, assumption: &Assumption) -> Option<AssumptionDoc> {
        let targeted = |indicator: usize, target: usize| {
            let own = self.indicators().get(indicator)?;
            Some((own, own.targets().get(target)?))
        };
        let why = assumption.why().map(str::to_owned);
        let doc = |kind: &str, id: &str, value: String, instead_of: Option<String>| AssumptionDoc {
            kind: kind.to_owned(),
            id: id.to_owned(),
            target: None,
            period: None,
            value,
            instead_of,
            why: why.clone(),
            told: TextDoc { zh: String::new(), en: String::new() },
        };
        let mut doc = match assumption.what() {
            Assumed::Figure { indicator, period, value, instead_of } => {
                let own = self.indicators().get(*indicator)?;
                let mut doc = doc("figure", own.id(), value.text().to_owned(), instead_of.clone());
                let instead = instead_of.as_ref();
                let zh = instead.map_or(String::new(), |of| format!("（已报的 {of} 不计）"));
                let en = instead
                    .map_or(String::new(), |of| format!(" (the {of} that is reported does not count)"));
                doc.told = TextDoc {
                    zh: format!("假设“{}” {period} 为 {}{zh}", name_of(own, Lang::Zh), doc.value),
                    en: format!(
                        "“{}” is assumed to be {} in {period}{en}",
                        name_of(own, Lang::En),
                        doc.value
                    ),
                };
                doc.period = Some(period.to_string());
                doc
            }
            Assumed::Reached { task, milestone, on, instead_of } => {
                let own = self.tasks().get(*task)?.milestones().get(*milestone)?;
                let mut doc =
                    doc("milestone", own.id(), on.to_string(), instead_of.map(|day| day.to_string()));
                let zh = instead_of.map_or(String::new(), |day| format!("（已报的 {day} 不计）"));
                let en =
                    instead_of.map_or(String::new(), |day| format!(" (the report of {day} does not count)"));
                doc.told = TextDoc {
                    zh: format!("假设里程碑“{}”于 {on} 达到{zh}", own.title()),
                    en: format!("The milestone “{}” is assumed to be reached on {on}{en}", own.title()),
                };
                doc
            }
            Assumed::Value { indicator, target, version } => {
                let (own, target) = targeted(*indicator, *target)?;
                let (before, after) = moved(target, version)?;
                let value = |promise: &Promise, lang| {
                    lines::promise(own, target, promise.value(), &own.unit().to_string(), lang)
                };
                let (was, is) = (|lang| value(before, lang), |lang| value(after, lang));
                let mut doc = doc("target", own.id(), is(Lang::En), Some(was(Lang::En)));
                let id = target.id();
                doc.told = TextDoc {
                    zh: format!(
                        "假设“{}”的目标 `{id}` 由 {} 改为 {}",
                        own.name(),
                        was(Lang::Zh),
                        is(Lang::Zh)
                    ),
                    en: format!(
                        "The target `{id}` of “{}” is assumed to be {} instead of {}",
                        own.name(),
                        is(Lang::En),
                        was(Lang::En)
                    ),
                };
                doc.target = Some(id.to_owned());
                doc
            }
            Assumed::Due { indicator, target, from, to } => {
                let (own, target) = targeted(*indicator, *target)?;
                let mut doc = doc("due", own.id(), to.to_string(), Some(from.to_string()));
                let id = target.id();
                doc.told = TextDoc {
                    zh: format!("假设“{}”的目标 `{id}` 到期由 {from} 改为 {to}", own.name()),
                    en: format!(
                        "The target `{id}` of “{}” is assumed to fall due in {to} instead of {from}",
                        own.name()
                    ),
                };
                doc.target = Some(id.to_owned());
                doc
            }
            Assumed::Delay { subject, from, to } => {
                let (id, name) = self.task_or_milestone(*subject)?;
                let mut doc = doc("delay", id, to.to_string(), from.map(|from| from.to_string()));
                let zh = from.map_or(String::new(), |from| format!("由 {from} "));
                let en = from.map_or(String::new(), |from| format!(" instead of {from}"));
                doc.told = match subject {
                    Subject::Milestone(..) => TextDoc {
                        zh: format!("假设里程碑“{name}”到期{zh}改为 {to}"),
                        en: format!("The milestone “{name}” is assumed to fall due in {to}{en}"),
                    },
                    _ => TextDoc {
                        zh: format!("假设任务“{name}”结束{zh}改为 {to}"),
                        en: format!("The task “{name}” is assumed to end in {to}{en}"),
                    },
                };
                doc
            }
        };
        if let Some(why) = assumption.why() {
            doc.told.zh.push_str(&format!("：{why}"));
            doc.told.en.push_str(&format!(": {why}"));
        }
        Some(doc)
    }

    /// Id and title of a task or milestone.
    fn task_or_milestone(&self, subject: Subject) -> Option<(&str, &str)> {
        match subject {
            Subject::Task(task) => self.tasks().get(task).map(|task| (task.id(), task.title())),
            Subject::Milestone(task, number) => {
                let own = self.tasks().get(task)?.milestones().get(number)?;
                Some((own.id(), own.title()))
            }
            _ => None,
        }
    }
}

/// The name of an indicator with its unit.
fn name_of(indicator: &Indicator, lang: Lang) -> String {
    let (name, unit) = (indicator.name(), indicator.unit().to_string());
    match unit.is_empty() {
        true => name.to_owned(),
        false => lang.pick(format!("{name}（{unit}）"), format!("{name} ({unit})")),
    }
}

/// What a target promised before an assumed version, and what it promises in it.
fn moved<'t>(target: &'t Target, version: &str) -> Option<(&'t Promise, &'t Promise)> {
    let place = target.versions().iter().position(|own| own.id() == version)?;
    let before = place.checked_sub(1).and_then(|before| target.versions().get(before));
    let before = before.map_or(target.promise(), |version| version.promise());
    Some((before, target.versions().get(place)?.promise()))
}

impl Report<'_> {
    /// What is assumed, as a document; `None` for a report on a plan and its observations as they are.
    #[must_use]
    pub fn what_if(&self) -> Option<WhatIfDoc> {
        self.plan().assumed_doc()
    }
}

impl WhatIfDoc {
    /// What is told at the top: that it is no fact, and each assumption on a line of its own.
    pub(super) fn lines(&self, lang: Lang) -> Vec<String> {
        let title = self.title.as_ref();
        let zh = title.map_or(String::new(), |title| format!("“{title}”"));
        let en = title.map_or(String::new(), |title| format!(" “{title}”"));
        let mut lines = vec![lang.pick(
            format!("【假设】以下为假设情形{zh}，不是事实："),
            format!("ASSUMED{en}: this is what would be, and no fact"),
        )];
        lines.extend(self.note.clone());
        lines.extend(self.assumptions.iter().map(|one| lang.pick(&one.told.zh, &one.told.en).clone()));
        lines
    }

    /// The lines for a terminal.
    pub(super) fn text(&self, lang: Lang) -> String {
        let mut lines = self.lines(lang).into_iter();
        let first = lines.next().unwrap_or_default();
        let rest: String = lines.map(|line| format!("  · {line}\n")).collect();
        format!("{first}\n{rest}\n")
    }

    /// The lines as Markdown.
    pub(super) fn markdown(&self, lang: Lang) -> String {
        let mut lines = self.lines(lang).into_iter().map(|line| super::markdown::escaped(&line));
        let first = lines.next().unwrap_or_default();
        let rest: String = lines.map(|line| format!("- {line}\n")).collect();
        format!("**{first}**\n\n{rest}\n")
    }
}
