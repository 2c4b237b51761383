//! A diff as a bulletin, for a terminal and as Markdown.

use super::super::doc::PolicyRef;
use super::super::lines::{self, NOTHING};
use super::super::markdown;
use super::item::ChangeKind;
use super::{Change, ChangeCountsDoc, DiffDoc, NewsCountsDoc, sections};
use crate::lang::Lang;
use crate::sheet::one_line;

impl DiffDoc {
    /// The diff as a bulletin with aligned tables.
    #[must_use]
    pub fn to_text(&self, lang: Lang) -> String {
        let (title, id) = (one_line(&self.plan.title), one_line(&self.plan.id));
        let mut text = format!("{title}  [{id}]\n{}\n", heading(self, lang));
        for warning in self.warned(lang) {
            text.push_str(&format!("\n{warning}\n"));
        }
        text.push_str(&format!("\n{}\n", summary(self, lang).join("\n")));
        for section in sections::sections(self, lang) {
            text.push_str(&format!("\n{}\n\n{}", section.title, section.sheet.aligned()));
        }
        for remark in remarks(self, lang) {
            text.push_str(&format!("\n{remark}\n"));
        }
        text
    }

    /// The diff as a bulletin in Markdown.
    #[must_use]
    pub fn to_markdown(&self, lang: Lang) -> String {
        let (title, heading) = (markdown::escaped(&self.plan.title), heading(self, lang));
        let mut text = format!("## {title}\n\n{}\n", markdown::escaped(&heading));
        for warning in self.warned(lang) {
            text.push_str(&format!("\n> {}\n", markdown::escaped(warning)));
        }
        let summary = summary(self, lang).join(lang.pick("", " "));
        text.push_str(&format!("\n{}\n", markdown::escaped(&summary)));
        for section in sections::sections(self, lang) {
            text.push_str(&format!("\n### {}\n\n", markdown::escaped(&section.title)));
            markdown::push_sheet(&mut text, &section.sheet);
        }
        for remark in remarks(self, lang) {
            text.push_str(&format!("\n{}\n", markdown::escaped(&remark)));
        }
        text
    }

    fn warned(&self, lang: Lang) -> impl Iterator<Item = &str> {
        self.warnings.iter().map(move |warning| lang.pick(&warning.zh, &warning.en).as_str())
    }
}

/// What is to be known about one of the two moments, or both.
fn either(before: &str, after: &str) -> String {
    if before == after { after.to_owned() } else { format!("{before} → {after}") }
}

fn heading(diff: &DiffDoc, lang: Lang) -> String {
    let (before, after) = (&diff.before, &diff.after);
    let policy = |policy: &PolicyRef| format!("{} {}", policy.id, policy.version);
    let policies = either(&policy(&before.policy), &policy(&after.policy));
    let at = |at: &Option<String>| at.clone().unwrap_or_else(|| NOTHING.to_owned());
    let periods = either(&at(&before.at), &at(&after.at));
    let (from, to) = (&before.as_of, &after.as_of);
    lang.pick(
        format!("通报：{from} 至 {to} · 判定方法 {policies} · 判定时期 {periods}"),
        format!("changes from {from} to {to} · judged by {policies} · period judged {periods}"),
    )
}

/// Two policies, each by what they differ in.
pub(super) fn other_policy(before: &PolicyRef, after: &PolicyRef, lang: Lang) -> String {
    let names = [before, after].map(|policy| format!("{} {}", policy.id, policy.version));
    let [from, to] = match names {
        [from, to] if from != to => [from, to],
        [name, _] => [before, after].map(|policy| format!("{name} ({})", short(&policy.hash))),
    };
    lang.pick(
        format!("判定方法不同（{from} → {to}）：结论变化可能由此而来，故不归因，也不比较数据"),
        format!(
            "The policies differ ({from} → {to}): verdicts may have changed for that, so no cause is claimed, and figures are not compared"
        ),
    )
}

/// Enough of a hash to tell it from another.
fn short(hash: &str) -> String {
    hash.chars().take(12).collect()
}

/// What happened, in sentences: those about what is judged, and those about what is new.
fn summary(diff: &DiffDoc, lang: Lang) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for counts in &diff.counts {
        let Some(kind) = ChangeKind::from_word(&counts.kind) else { continue };
        let is_told = match kind {
            ChangeKind::Indicator => true,
            // The plan is told by its parts; other versions stand beside the target in force.
            ChangeKind::Plan | ChangeKind::Version => false,
            _ => counts.changes.iter().any(|(class, count)| class != Change::Unchanged.word() && *count > 0),
        };
        if is_told {
            lines.push(counted(kind, counts, lang));
        }
    }
    let news = news(&diff.news, lang);
    if !news.is_empty() {
        lines.push(news.join(lang.pick("", " ")));
    }
    if lines.is_empty() {
        lines.push(lang.pick("没有变化。", "Nothing changed.").to_owned());
    }
    lines
}

fn counted(kind: ChangeKind, counts: &ChangeCountsDoc, lang: Lang) -> String {
    let (total, zh) = (counts.total, kind.zh());
    let one = if kind == ChangeKind::Duty { "duty of monitoring" } else { kind.word() };
    let en = format!("{total} {}", if total == 1 { one } else { plural(kind) });
    let of = |class: Change| counts.changes.get(class.word()).copied().unwrap_or(0);
    if of(Change::Unchanged) == total {
        return lang.pick(format!("{zh} {total} 项，均无变化。"), format!("{en}, all unchanged."));
    }
    let parts = Change::ALL.iter().filter(|class| of(**class) > 0);
    let parts: Vec<String> = parts
        .map(|class| {
            let (count, told) = (of(*class), class.told(lang));
            lang.pick(format!("{told} {count} 项"), format!("{count} {told}"))
        })
        .collect();
    let parts = parts.join(lang.pick("，", ", "));
    lang.pick(format!("{zh} {total} 项：{parts}。"), format!("{en}: {parts}."))
}

fn plural(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Indicator => "indicators",
        ChangeKind::Target => "other targets",
        ChangeKind::Version => "other versions",
        ChangeKind::Milestone => "milestones",
        ChangeKind::Plan => "plans",
        ChangeKind::Group => "groups",
        ChangeKind::Task => "tasks",
        ChangeKind::Organization => "organizations",
        ChangeKind::Post => "posts",
        ChangeKind::Duty => "duties of monitoring",
        ChangeKind::Decomposition => "decompositions",
    }
}

fn news(news: &NewsCountsDoc, lang: Lang) -> Vec<String> {
    let mut sentences = Vec::new();
    if news.fell_due > 0 {
        let (due, unchanged) = (news.fell_due, news.fell_due_unchanged);
        sentences.push(match unchanged {
            0 => lang.pick(format!("新到期 {due} 项。"), format!("{due} fell due.")),
            all if all == due => lang.pick(
                format!("新到期 {due} 项，结论均未变。"),
                format!("{due} fell due, all with the same verdict."),
            ),
            _ => lang.pick(
                format!("新到期 {due} 项，其中 {unchanged} 项结论未变。"),
                format!("{due} fell due, {unchanged} of them with the same verdict."),
            ),
        });
    }
    let figures = [
        (news.new_figures, lang.pick("新数据", "new")),
        (news.revised_figures, lang.pick("修订", "revised")),
        (news.lost_figures, lang.pick("不再可用", "lost")),
        (news.bases, lang.pick("基期变化", "of bases")),
    ];
    let total: usize = figures.iter().map(|(count, _)| count).sum();
    let known = figures.into_iter().filter(|(count, _)| *count > 0);
    let known: Vec<String> =
        known.map(|(count, of)| lang.pick(format!("{of} {count} 个"), format!("{count} {of}"))).collect();
    if !known.is_empty() {
        let known = known.join(lang.pick("，", ", "));
        let idle = news.without_effect;
        sentences.push(match idle {
            0 => lang.pick(format!("{known}。"), format!("Figures: {known}.")),
            all if all == total => lang.pick(
                format!("{known}，均未改变结论。"),
                format!("Figures: {known}, none with effect on a verdict."),
            ),
            _ => lang.pick(
                format!("{known}，其中 {idle} 个未改变结论。"),
                format!("Figures: {known}; {idle} without effect on a verdict."),
            ),
        });
    }
    if news.targets > 0 {
        let targets = news.targets;
        sentences.push(lang.pick(format!("目标调整 {targets} 项。"), format!("Targets changed: {targets}.")));
    }
    sentences.extend(works(news, lang));
    sentences
}

/// What was done, and what was not.
fn works(news: &NewsCountsDoc, lang: Lang) -> Option<String> {
    let each = [
        (news.tasks_done, "任务完成", "tasks done"),
        (news.steps_reached, "里程碑与成果达到", "milestones and deliverables reached"),
        (news.tasks_overdue, "任务新逾期", "tasks newly overdue"),
        (news.tasks_held_up, "任务新受制约", "tasks newly held up"),
        (news.tasks_contradicted, "任务数据新不一致", "tasks newly contradicted"),
        (news.duties_behind, "监测评估职责新欠办", "duties of monitoring newly behind"),
    ];
    let known = each.into_iter().filter(|(count, ..)| *count > 0);
    let known: Vec<String> = known
        .map(|(count, zh, en)| lang.pick(format!("{zh} {count} 项"), format!("{en}: {count}")))
        .collect();
    let told = known.join(lang.pick("，", "; "));
    (!told.is_empty()).then(|| lang.pick(format!("{told}。"), format!("{}.", capital(&told))))
}

/// In English, sentences and titles begin with a capital letter.
pub(super) fn capital(told: &str) -> String {
    let mut letters = told.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What stands below the tables.
fn remarks(diff: &DiffDoc, lang: Lang) -> Vec<String> {
    let mut remarks: Vec<String> = sections::counting(diff, lang).into_iter().collect();
    let unlisted = sections::unlisted(diff);
    if unlisted > 0 {
        remarks.push(lang.pick(
            format!("另有 {unlisted} 项结论未变，进度或得分有变"),
            format!("{unlisted} more kept their verdict, with another progress or score"),
        ));
    }
    remarks.extend(lines::provisional(&diff.after.policy, lang));
    if !diff.same_policy && diff.before.policy.id != diff.after.policy.id {
        remarks.extend(lines::provisional(&diff.before.policy, lang));
    }
    remarks
}
