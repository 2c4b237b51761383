//! Which row of a table decided, with the values that it found; or what keeps the verdict open.

use super::lines::{shown, told};
use crate::decide::Decision;
use crate::facts::{Column, FactSet, FactValue, Known, Reason, Source};
use crate::lang::Lang;
use crate::plan::Attribute;
use crate::policy::{self, Hit, Policy, Table};

/// A decision and what it rests on.
pub(super) struct Decided<'d> {
    pub(super) policy: &'d Policy,
    pub(super) table: &'d Table,
    pub(super) decision: Decision,
    /// The values of the columns of the table.
    pub(super) facts: &'d FactSet,
    /// What the outcome is called.
    pub(super) label: &'d str,
    /// The columns whose values keep it open, and why they are unknown.
    pub(super) missing: &'d [(&'d Column, Reason)],
}

/// Id and version of a policy.
pub(super) fn judged_by(policy: &Policy) -> String {
    format!("{} {}", policy.id(), policy.version())
}

impl Decided<'_> {
    /// The decision in a sentence.
    pub(super) fn told(&self, lang: Lang) -> String {
        let judged_by = judged_by(self.policy);
        let label = self.label;
        match (self.decision.outcome(), self.decision.row().and_then(|row| self.table.rows().get(row))) {
            (Some(_), Some(_)) if self.table.hit() == Hit::Unique && self.decision.missing_bits() != 0 => {
                lang.pick(
                    format!("按 {judged_by}，尚有不止一行可能命中，但结论都是：{label}。"),
                    format!(
                        "More than one row of {judged_by} may still fire, and all of them lead to: {label}."
                    ),
                )
            }
            (Some(_), Some(row)) => {
                let because = self.because(row, lang);
                lang.pick(
                    format!("判定方法 {judged_by} 的 `{}` 行：{because}。结论：{label}。", row.id()),
                    format!("Row `{}` of {judged_by} decides: {because}. Verdict: {label}.", row.id()),
                )
            }
            _ => self.open(&judged_by, lang),
        }
    }

    /// What made a row fire.
    fn because(&self, row: &policy::Row, lang: Lang) -> String {
        let cells = row.cells().iter().map(|cell| self.cell_told(cell, self.facts.get(cell.slot()), lang));
        let cells: Vec<String> = cells.collect();
        if !cells.is_empty() {
            return cells.join(lang.pick("；", "; "));
        }
        let columns = self.table.columns().iter().enumerate();
        let known = columns.filter_map(|(slot, column)| match self.facts.get(slot) {
            Ok(value @ (FactValue::Exact(_) | FactValue::Estimate(_))) => {
                let name = column_told(column, self.policy, lang);
                Some(format!("{name} {}", fact_told(Ok(value), lang)))
            }
            _ => None,
        });
        let known: Vec<String> = known.collect();
        let known = known.join(lang.pick("，", ", "));
        lang.pick(format!("上面各行均不符合（{known}）"), format!("no row above it fits ({known})"))
    }

    /// What is possible, and what is not known.
    fn open(&self, judged_by: &str, lang: Lang) -> String {
        let outcomes = self.policy.outcomes();
        let possible = self.decision.possible().filter_map(|index| outcomes.get(index));
        let possible: Vec<&str> = possible.map(|outcome| outcome.label().told(lang)).collect();
        let missing = self.missing.iter().map(|(column, reason)| {
            let name = column_told(column, self.policy, lang);
            let reason = told(*reason, lang);
            lang.pick(format!("{name}（{reason}）"), format!("{name} ({reason})"))
        });
        let missing: Vec<String> = missing.collect();
        lang.pick(
            format!(
                "按 {judged_by} 无法判定，可能是：{}。未知的是：{}。",
                possible.join("、"),
                missing.join("、")
            ),
            format!(
                "Undetermined by {judged_by}; possible are: {}. Not known: {}.",
                possible.join(", "),
                missing.join(", ")
            ),
        )
    }

    /// A cell of the row that decided, with the value that it found.
    fn cell_told(&self, cell: &policy::Cell, value: Known<&FactValue>, lang: Lang) -> String {
        let column = self.table.columns().get(cell.slot());
        let name = column.map_or(cell.name(), |column| column_told(column, self.policy, lang));
        match value {
            Ok(FactValue::Exact(_) | FactValue::Estimate(_)) => {
                let (value, text) = (fact_told(value, lang), cell.text());
                lang.pick(
                    format!("{name}为 {value}（条件 {text}）"),
                    format!("{name} is {value} (asked: {text})"),
                )
            }
            value => {
                let value = fact_told(value, lang);
                lang.pick(format!("{name}为“{value}”"), format!("{name} is {value}"))
            }
        }
    }
}

/// What a column is called: a measure by its own name, a fact by its term, an input by its label.
pub(super) fn column_told<'c>(column: &'c Column, policy: &'c Policy, lang: Lang) -> &'c str {
    let [zh, en] = &column.label;
    if let Some(own) = lang.pick(zh, en) {
        return own;
    }
    match column.source() {
        Source::Formula(formula) => lang.pick(formula.fact.zh(), column.name()),
        Source::Input(input) => policy.inputs().get(*input).map_or(column.name(), |input| input.told(lang)),
        Source::Part(part) => lang.pick(part.zh(), part.name()),
        Source::Task(measure) => lang.pick(measure.fact.zh(), column.name()),
        Source::Memory(fact) => lang.pick(fact.zh(), fact.name()),
    }
}

pub(super) fn fact_told(value: Known<&FactValue>, lang: Lang) -> String {
    match value {
        Ok(FactValue::Exact(value)) => shown(value),
        Ok(FactValue::Estimate(value)) => format!("{:.4}", value.value()),
        Ok(FactValue::YesNo(true)) => lang.pick("是", "yes").to_owned(),
        Ok(FactValue::YesNo(false)) => lang.pick("否", "no").to_owned(),
        Ok(FactValue::Word(word)) => {
            let zh = Attribute::from_word(word).map(Attribute::zh);
            let zh = zh.or_else(|| policy::Standing::from_word(word).map(policy::Standing::zh));
            lang.pick(zh.unwrap_or(word), word).to_owned()
        }
        Ok(FactValue::Period(period)) => period.to_string(),
        Err(reason) => told(reason, lang).to_owned(),
    }
}
