//! The ledger in words: an organization a section, a role a table.

use std::collections::{BTreeMap, HashMap};

use super::{LedgerBearerDoc, LedgerDoc, LedgerItemDoc, LedgerRoleDoc};
use crate::facts::Reason;
use crate::lang::Lang;
use crate::period::Frequency;
use crate::plan::Role;
use crate::policy::Standing;
use crate::report::WhatIfDoc;
use crate::report::doc::{FactDoc, TextDoc};
use crate::report::lines::{self, NOTHING, brief, exact, percent};
use crate::report::markdown::{escaped, push_sheet};
use crate::sheet::{Sheet, listed, one_line};

impl LedgerDoc {
    /// The ledger as text with aligned columns.
    #[must_use]
    pub fn to_text(&self, lang: Lang) -> String {
        let mut text = format!("{}\n\n", heading(lang));
        for what_if in self.assumed() {
            text.push_str(&what_if.text(lang));
        }
        text.push_str(&self.overview(lang).aligned());
        for section in self.sections(lang) {
            text.push('\n');
            for line in &section.lines {
                text.push_str(line);
                text.push('\n');
            }
            if let Some(sheet) = &section.sheet {
                text.push_str(&sheet.aligned());
            }
        }
        text
    }

    /// The ledger as Markdown.
    #[must_use]
    pub fn to_markdown(&self, lang: Lang) -> String {
        let mut text = format!("# {}\n\n", heading(lang));
        for what_if in self.assumed() {
            text.push_str(&what_if.markdown(lang));
        }
        push_sheet(&mut text, &self.overview(lang));
        for section in self.sections(lang) {
            text.push('\n');
            for (number, line) in section.lines.iter().enumerate() {
                let mark = if number == 0 && section.begins { "## " } else { "" };
                text.push_str(&format!("{mark}{}\n\n", escaped(line)));
            }
            if let Some(sheet) = &section.sheet {
                push_sheet(&mut text, sheet);
            }
        }
        text
    }

    /// What the reports assume.
    fn assumed(&self) -> impl Iterator<Item = &WhatIfDoc> {
        self.plans.iter().filter_map(|one| one.what_if.as_ref())
    }

    /// The plans, a line each.
    fn overview(&self, lang: Lang) -> Sheet {
        let names = lang.pick(
            ["规划", "编号", "判定方法", "截至", "指标与里程碑", "任务", "任务进度", "加权进度"],
            [
                "plan",
                "id",
                "judged by",
                "as of",
                "indicators, milestones",
                "tasks",
                "task progress",
                "weighted progress",
            ],
        );
        let mut place = 0;
        let columns = names.map(|name| {
            place += 1;
            (name, place > 6)
        });
        let mut sheet = Sheet::new(columns);
        sheet.rows.extend(self.plans.iter().map(|one| {
            let of = &one.summary;
            vec![
                one.plan.title.clone(),
                one.plan.id.clone(),
                one.policy.id.clone(),
                one.as_of.clone(),
                counts_told(&of.counts, lang),
                counts_told(&of.task_counts, lang),
                with_coverage(of.progress.as_deref(), &of.progress_coverage, lang),
                with_coverage(of.weighted_share.as_deref(), &of.coverage, lang),
            ]
        }));
        sheet.drop_silent(4);
        sheet
    }

    fn sections(&self, lang: Lang) -> Vec<Section> {
        let several = self.plans.len() > 1;
        let names = self.names();
        let mut sections = Vec::new();
        for bearer in &self.organizations {
            for (number, role) in bearer.roles.iter().enumerate() {
                let begins = number == 0;
                let mut lines = Vec::new();
                if begins {
                    lines.push(name(bearer, lang));
                }
                lines.push(Self::summary(role, &names, lang));
                let sheet = (!role.items.is_empty()).then(|| items(&role.items, several, lang));
                sections.push(Section { begins, lines, sheet });
            }
        }
        let lists = [
            (lang.pick("没有责任主体", "Without anyone who answers for them"), &self.without_owner, false),
            (lang.pick("没有期限", "Without a date"), &self.without_date, false),
            (
                lang.pick("无从评判的定性目标", "Goals in words that nobody can judge"),
                &self.not_assessable,
                true,
            ),
        ];
        for (title, list, with_reason) in lists.into_iter().filter(|(_, list, _)| !list.is_empty()) {
            let count = list.len();
            let line = lang.pick(format!("{title} {count} 项"), format!("{title}: {count}"));
            let sheet = Some(open(list, several, with_reason, lang));
            sections.push(Section { begins: true, lines: vec![line], sheet });
        }
        if !self.open_lists.is_empty() {
            let count = self.open_lists.len();
            let line = lang.pick(
                format!("以“等”结尾、责任单位未列全的名单 {count} 处"),
                format!("Lists of organizations that are open (等): {count}"),
            );
            sections.push(Section {
                begins: true,
                lines: vec![line],
                sheet: Some(self.lists(several, lang)),
            });
        }
        if !self.open_collectives.is_empty() {
            let count = self.open_collectives.len();
            let line = lang.pick(
                format!("成员未列明的集体主体 {count} 个"),
                format!("Collectives whose members are not listed: {count}"),
            );
            let [name, plan] = lang.pick(["集体主体", "规划"], ["collective", "plan"]);
            let mut sheet = Sheet::new([(name, false), (plan, false)]);
            sheet.rows.extend(self.open_collectives.iter().map(|of| vec![of.name.clone(), of.plan.clone()]));
            sheet.keep(1, several);
            sections.push(Section { begins: true, lines: vec![line], sheet: Some(sheet) });
        }
        sections
    }

    fn lists(&self, several: bool, lang: Lang) -> Sheet {
        let [title, role, organization, plan] = lang.pick(
            ["事项", "角色", "名单中的单位", "规划"],
            ["what for", "role", "who stands in the list", "plan"],
        );
        let mut sheet = Sheet::new([(title, false), (role, false), (organization, false), (plan, false)]);
        let names = self.names();
        sheet.rows.extend(self.open_lists.iter().map(|one| {
            let role = role_told(&one.role, lang);
            vec![one.title.clone(), role, name_of(&names, &one.organization).to_owned(), one.plan.clone()]
        }));
        sheet.keep(3, several);
        sheet
    }

    /// A role with its counts.
    fn summary(role: &LedgerRoleDoc, names: &HashMap<&str, Option<&str>>, lang: Lang) -> String {
        let named = role_told(&role.role, lang);
        let counts = counts_told(&role.counts, lang);
        let mut told = match role.items.len() {
            0 => named,
            items => {
                lang.pick(format!("{named} {items} 项：{counts}"), format!("{named}, {items}: {counts}"))
            }
        };
        let more = [
            (role.overdue, lang.pick("逾期", "overdue")),
            (role.without_figures, lang.pick("无数据", "without figures")),
            (role.without_date, lang.pick("无期限", "without a date")),
            (role.open_lists, lang.pick("名单以“等”结尾", "in open lists")),
        ];
        for (count, what) in more.into_iter().filter(|(count, _)| *count > 0) {
            told.push_str(&lang.pick(format!("；{what} {count}"), format!("; {what} {count}")));
        }
        if !role.through.is_empty() {
            let through = role.through.iter().map(|id| name_of(names, id));
            let through = listed(through, lang.pick("、", ", "));
            told.push_str(&lang.pick(format!("；随集体主体 {through}"), format!("; as one of {through}")));
        }
        told
    }

    /// The names of organizations and posts by their ids, but for ids that two of them share.
    fn names(&self) -> HashMap<&str, Option<&str>> {
        let mut names: HashMap<&str, Option<&str>> = HashMap::new();
        for one in &self.organizations {
            let own = Some(one.name.as_str());
            names.entry(&one.id).and_modify(|other| *other = other.filter(|_| *other == own)).or_insert(own);
        }
        names
    }
}

/// A part of the ledger: lines, and what they are about.
struct Section {
    /// Whether an organization, or a list, begins with it.
    begins: bool,
    lines: Vec<String>,
    sheet: Option<Sheet>,
}

fn heading(lang: Lang) -> &'static str {
    lang.pick("责任台账", "Ledger")
}

/// How many stand how.
fn counts_told(counts: &BTreeMap<String, usize>, lang: Lang) -> String {
    let each = Standing::ALL.iter().filter_map(|of| Some((*of, *counts.get(of.word())?)));
    lines::counts(each, lang)
}

/// A mean and how much of it is known.
fn with_coverage(share: Option<&str>, coverage: &str, lang: Lang) -> String {
    let told = |text: &str| exact(text).map_or_else(|| text.to_owned(), |share| percent(&share));
    let Some(share) = share.map(told) else { return NOTHING.to_owned() };
    let coverage = told(coverage);
    lang.pick(format!("{share}（覆盖 {coverage}）"), format!("{share} (of {coverage})"))
}

fn name(bearer: &LedgerBearerDoc, lang: Lang) -> String {
    let also = match bearer.also.join(lang.pick("、", ", ")) {
        names if names.is_empty() => String::new(),
        names => lang.pick(format!("（又名 {names}）"), format!(" (also {names})")),
    };
    one_line(&format!("{}{also}  [{}]", bearer.name, bearer.id))
}

fn role_told(word: &str, lang: Lang) -> String {
    let role = Role::from_word(word);
    role.map_or_else(|| word.to_owned(), |role| lang.pick(role.zh(), role.word()).to_owned())
}

/// The name that an id stands for, or the id.
fn name_of<'n>(names: &HashMap<&str, Option<&'n str>>, id: &'n str) -> &'n str {
    names.get(id).copied().flatten().unwrap_or(id)
}

fn items(items: &[LedgerItemDoc], several: bool, lang: Lang) -> Sheet {
    let [title, plan, due, verdict, progress, why] = lang.pick(
        ["事项", "规划", "到期", "结论", "进度", "说明"],
        ["what for", "plan", "due", "verdict", "progress", "why"],
    );
    let mut sheet = Sheet::new([
        (title, false),
        (plan, false),
        (due, true),
        (verdict, false),
        (progress, true),
        (why, false),
    ]);
    sheet.rows.extend(items.iter().map(|item| {
        vec![
            item.title.clone(),
            item.plan.clone(),
            due_told(item, lang),
            text(&item.label, lang).to_owned(),
            progress_told(&item.progress),
            remarks(item, lang),
        ]
    }));
    sheet.keep(1, several);
    sheet.drop_silent(1);
    sheet
}

/// When it is due, or how often.
fn due_told(item: &LedgerItemDoc, lang: Lang) -> String {
    let all = [Frequency::Year, Frequency::Half, Frequency::Quarter, Frequency::Month];
    let frequency = all.into_iter().find(|one| item.frequency.as_deref() == Some(one.word()));
    match frequency {
        Some(frequency) => lines::frequency(frequency, lang).to_owned(),
        None => item.due.clone().unwrap_or_else(|| NOTHING.to_owned()),
    }
}

/// What is open about some items.
fn open(items: &[LedgerItemDoc], several: bool, with_reason: bool, lang: Lang) -> Sheet {
    let [title, kind, plan, why] =
        lang.pick(["事项", "类别", "规划", "说明"], ["what", "kind", "plan", "why"]);
    let mut sheet = Sheet::new([(title, false), (kind, false), (plan, false), (why, false)]);
    sheet.rows.extend(items.iter().map(|item| {
        let kind = match item.kind.as_str() {
            "task" => lang.pick("任务", "task"),
            "indicator" => lang.pick("指标", "indicator"),
            _ => lang.pick("监测评估职责", "duty of monitoring"),
        };
        vec![
            item.title.clone(),
            kind.to_owned(),
            item.plan.clone(),
            reason_told(item, lang).unwrap_or_default(),
        ]
    }));
    sheet.keep(3, with_reason);
    sheet.keep(2, several);
    sheet
}

fn text(of: &TextDoc, lang: Lang) -> &str {
    lang.pick(&of.zh, &of.en)
}

fn progress_told(progress: &FactDoc) -> String {
    match progress {
        FactDoc::Text(number) => exact(number).map_or_else(|| number.clone(), |share| percent(&share)),
        _ => NOTHING.to_owned(),
    }
}

/// Why it is undetermined.
fn reason_told(item: &LedgerItemDoc, lang: Lang) -> Option<String> {
    item.reason.as_deref().and_then(Reason::from_word).map(|reason| brief(reason, lang))
}

fn remarks(item: &LedgerItemDoc, lang: Lang) -> String {
    let mut told = Vec::new();
    if item.overdue {
        told.push(lang.pick("逾期", "overdue").to_owned());
    }
    told.extend(reason_told(item, lang));
    if item.without_figures && item.reason.as_deref() != Some(Reason::NotReported.word()) {
        told.push(lang.pick("无数据", "no figures").to_owned());
    }
    if item.without_date && item.reason.as_deref() != Some(Reason::NoDue.word()) {
        told.push(brief(Reason::NoDue, lang));
    }
    if item.open_ended {
        told.push(lang.pick("名单以“等”结尾", "the list is open").to_owned());
    }
    told.join(lang.pick("；", "; "))
}
