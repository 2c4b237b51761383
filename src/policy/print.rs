//! A policy as tables for people to read.

use super::Policy;
use super::doc::{ChoiceDoc, MeasureDoc, TableDoc};
use crate::lang::Lang;
use crate::sheet::Sheet;

impl Policy {
    /// The policy as text with aligned columns: its measures, its tables with a column for each fact, its
    /// outcomes.
    #[must_use]
    pub fn to_text(&self, lang: Lang) -> String {
        let doc = self.document();
        let title = self.title.as_ref().map_or("", |title| title.told(lang));
        let mut text = format!("{} {}  {title}\n", self.id, self.version);
        let mut line = |name: &str, value: Option<&str>| {
            if let Some(value) = value {
                text.push_str(&format!("{name}: {value}\n"));
            }
        };
        line(lang.pick("来源", "source"), self.source());
        line(lang.pick("可信度", "trust"), self.trust());
        line(lang.pick("暂定", "provisional"), self.provisional().map(|label| label.told(lang)));
        line(lang.pick("说明", "note"), self.note());
        let parameters = &doc.parameters;
        let base = parameters.base.as_ref().map(told);
        line(lang.pick("基期", "base"), base.as_deref());
        let trend = parameters.trend.as_ref().map(told);
        line(lang.pick("趋势", "trend"), trend.as_deref());
        for (name, value) in [
            ("about", &parameters.about),
            ("max_age", &parameters.max_age),
            ("places", &parameters.places),
            ("provisional figures", &parameters.provisional),
            ("estimated figures", &parameters.estimated),
            ("level", &parameters.level),
            ("published forecasts", &parameters.forecast),
            ("without target", &parameters.without_target),
        ] {
            line(name, value.as_deref());
        }
        if !doc.inputs.is_empty() {
            let names = ["input", "kind", "unit", "default"];
            let names = lang.pick(["参数", "类型", "单位", "缺省"], names);
            let mut sheet = Sheet::new(names.map(|name| (name, false)));
            for (name, input) in &doc.inputs {
                let of = |text: &Option<String>| text.clone().unwrap_or_default();
                let kind = if input.words.is_empty() { input.kind.clone() } else { input.words.join(" | ") };
                sheet.rows.push(vec![name.clone(), kind, of(&input.unit), of(&input.default)]);
            }
            push(&mut text, &sheet);
        }
        if !doc.measures.is_empty() {
            let names = lang.pick(["度量", "公式"], ["measure", "formula"]);
            let mut sheet = Sheet::new(names.map(|name| (name, false)));
            for (name, measure) in &doc.measures {
                sheet.rows.push(vec![name.clone(), formula(measure)]);
            }
            push(&mut text, &sheet);
        }
        let tables = [
            (lang.pick("指标", "indicator"), Some(&doc.indicator)),
            (lang.pick("任务", "task"), doc.task.as_ref()),
            (lang.pick("分组", "group"), doc.group.as_ref()),
        ];
        for (name, table) in tables {
            if let Some(table) = table {
                push(&mut text, &rows(name, table, lang));
            }
        }
        if let Some(roll_up) = &doc.roll_up {
            let mut parts = vec![roll_up.by.clone()];
            let of = [
                ("of", &roll_up.of),
                ("worst", &roll_up.worst),
                ("missing", &roll_up.missing),
                ("min_coverage", &roll_up.min_coverage),
            ];
            for (name, value) in of {
                parts.extend(value.as_ref().map(|value| format!("{name} {value}")));
            }
            let name = lang.pick("汇总", "roll-up");
            text.push_str(&format!("\n{name}: {}\n", parts.join(", ")));
        }
        let names = ["outcome", "kind", "standing", "中文", "English", "color"];
        let names = lang.pick(["结论", "性质", "状态", "中文", "English", "颜色"], names);
        let mut sheet = Sheet::new(names.map(|name| (name, false)));
        for outcome in &self.outcomes {
            let standing = outcome.standing.word().to_owned();
            sheet.rows.push(vec![
                outcome.id.clone(),
                outcome.kind.word().to_owned(),
                if outcome.veto { format!("{standing}, veto") } else { standing },
                outcome.label.told(Lang::Zh).to_owned(),
                outcome.label.told(Lang::En).to_owned(),
                outcome.color.clone().unwrap_or_default(),
            ]);
        }
        push(&mut text, &sheet);
        text
    }
}

fn push(text: &mut String, sheet: &Sheet) {
    text.push('\n');
    text.push_str(&sheet.aligned_whole());
}

/// A choice on one line: `{ year: 2015, missing: next }`.
fn told(choice: &ChoiceDoc) -> String {
    match choice {
        ChoiceDoc::Word(word) => word.clone(),
        ChoiceDoc::Fields(fields) => {
            let fields: Vec<String> = fields.iter().map(|(name, value)| format!("{name}: {value}")).collect();
            format!("{{ {} }}", fields.join(", "))
        }
    }
}

/// A measure on one line: `rate_ratio(base: { years_back: 5 }, trend: endpoint_geometric)`.
fn formula(measure: &MeasureDoc) -> String {
    let mut arguments = Vec::new();
    let choices = [
        ("base", &measure.base),
        ("scale", &measure.scale),
        ("path", &measure.path),
        ("trend", &measure.trend),
        ("carry", &measure.carry),
    ];
    arguments.extend(
        choices
            .iter()
            .filter_map(|(name, choice)| choice.as_ref().map(|choice| format!("{name}: {}", told(choice)))),
    );
    let texts = [
        ("level", &measure.level),
        ("test", &measure.test),
        ("current", &measure.current),
        ("goal", &measure.goal),
        ("zero", &measure.zero),
        ("window", &measure.window),
        ("limit", &measure.limit),
        ("per", &measure.per),
        ("places", &measure.places),
    ];
    arguments
        .extend(texts.iter().filter_map(|(name, text)| text.as_ref().map(|text| format!("{name}: {text}"))));
    if arguments.is_empty() {
        measure.fact.clone()
    } else {
        format!("{}({})", measure.fact, arguments.join(", "))
    }
}

/// A table with a column for each fact that its rows ask for, in the order in which they first do.
fn rows(name: &str, table: &TableDoc, lang: Lang) -> Sheet {
    let mut facts: Vec<&str> = Vec::new();
    for (fact, _) in table.rows.iter().flat_map(|row| &row.when) {
        if !facts.contains(&fact.as_str()) {
            facts.push(fact);
        }
    }
    let scores = table.rows.iter().any(|row| row.score.is_some());
    let notes = table.rows.iter().any(|row| row.note.is_some());
    let mut header = vec![format!("{name} ({})", table.hit)];
    header.extend(facts.iter().map(|fact| (*fact).to_owned()));
    header.push(lang.pick("→ 结论", "→ outcome").to_owned());
    if scores {
        header.push(lang.pick("得分", "score").to_owned());
    }
    if notes {
        header.push(lang.pick("说明", "note").to_owned());
    }
    let body = table.rows.iter().map(|row| {
        let mut cells = vec![row.id.clone()];
        cells.extend(facts.iter().map(|fact| {
            let cell = row.when.iter().find(|(own, _)| own == fact);
            cell.map_or_else(String::new, |(_, cell)| cell.clone())
        }));
        cells.push(row.then.clone());
        if scores {
            cells.push(row.score.as_ref().map(told).unwrap_or_default());
        }
        if notes {
            cells.push(row.note.clone().unwrap_or_default());
        }
        cells
    });
    Sheet { numbers: vec![false; header.len()], rows: body.collect(), header }
}
