//! One plan judged by several policies: where they part, and by what.

use super::doc::{PolicyRef, TextDoc, policy_ref, text_of_outcome};
use super::lines::{self, shown};
use super::{Report, Verdict, WhatIfDoc, decided, markdown};
use crate::facts::{Argument, Column, FactSet, FactValue, Source};
use crate::lang::Lang;
use crate::number::Bound;
use crate::policy::{Policy, Standing};
use crate::sheet::{Sheet, one_line};
use crate::trajectory::{Point, Scale};

/// The value of `format` in a comparison.
pub const COMPARISON_FORMAT: &str = "attainment/comparison@1";

super::doc::document! {
    /// A plan judged by several policies: `format: attainment/comparison@1`.
    ComparisonDoc {
        /// Always `attainment/comparison@1`.
        format: String,
        /// The version of the library that judged.
        engine: String,
        /// The id of the plan.
        plan: String,
        /// Its title.
        title: String,
        /// What was known by this day counts.
        as_of: String,
        /// What a what-if assumes; nothing where nothing is assumed.
        what_if: Option<WhatIfDoc>,
        /// The policies.
        policies: Vec<PolicyRef>,
        /// The verdicts on each indicator and target.
        indicators: Vec<ComparedDoc>,
    }

    /// The verdicts of several policies on one target.
    ComparedDoc {
        /// The id of the indicator.
        id: String,
        /// Its name.
        name: String,
        /// The id of the target; nothing for an indicator that has none.
        target: Option<String>,
        /// What each policy says, in their order.
        verdicts: Vec<ComparedVerdictDoc>,
        /// Whether all of them that judge it find the same standing.
        agree: bool,
        /// What makes them differ, if they do.
        parting: Option<PartingDoc>,
    }

    /// What one policy says.
    ComparedVerdictDoc {
        /// The id of the outcome; nothing where the policy does not judge it.
        outcome: Option<String>,
        /// Its name.
        label: TextDoc,
        /// How things stand.
        standing: String,
        /// The row that decided.
        row: Option<String>,
        /// The base that it measures from.
        base: String,
        /// The current value that it takes.
        current: String,
        /// The goal that it measures to.
        goal: String,
        /// The fact on which the deciding row rests, with its arguments and its value.
        fact: TextDoc,
    }

    /// The first thing in which policies differ.
    PartingDoc {
        /// `base`, `current`, `goal`, `fact` or `row`.
        field: String,
        /// What each policy takes, in their order.
        values: Vec<TextDoc>,
    }
}

/// Judges of one plan by several policies, side by side. The reports must be of the same plan.
///
/// ```
/// # #[cfg(all(feature = "yaml", feature = "csv"))] {
/// use attainment::report::compare;
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
/// let strict = Policy::from_yaml("
///     format: attainment/policy@1
///     id: strict
///     version: '1'
///     indicator:
///       hit: first
///       rows: [ { id: done, when: { attained: true }, then: done }, { id: else, then: open } ]
///     outcomes:
///       done: { kind: fact, standing: attained, zh: 完成, en: done }
///       open: { kind: outlook, standing: at_risk, zh: 未完成, en: open }
/// ")?;
/// let schedule = Policy::builtin("cn-schedule")?;
/// let date = "2024-06-30".parse()?;
/// let reports = [&schedule, &*strict].map(|policy| Evaluator::new(policy).as_of(date).evaluate(&plan, &data));
/// let compared = compare(&reports);
/// assert!(!compared.indicators[0].agree);
/// println!("{}", compared.to_text(Lang::En));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn compare(reports: &[Report<'_>]) -> ComparisonDoc {
    let first = reports.first();
    let plan = first.map(|report| report.plan());
    let policies = reports.iter().map(|report| policy_ref(report.policy())).collect();
    let mut indicators = Vec::new();
    for indicator in plan.iter().flat_map(|plan| plan.indicators()) {
        let own = |report| own_verdict(report, indicator.id());
        let verdicts: Vec<Option<Verdict<'_>>> = reports.iter().map(own).collect();
        if verdicts.iter().any(Option::is_some) {
            indicators.push(compared(indicator, &verdicts));
        }
    }
    ComparisonDoc {
        format: COMPARISON_FORMAT.to_owned(),
        engine: env!("CARGO_PKG_VERSION").to_owned(),
        plan: plan.map_or_else(String::new, |plan| plan.id().to_owned()),
        title: plan.map_or_else(String::new, |plan| plan.title().to_owned()),
        as_of: first.map_or_else(String::new, |report| report.as_of().to_string()),
        what_if: plan.and_then(|plan| plan.assumed_doc()),
        policies,
        indicators,
    }
}

/// A text that is the same in both languages.
fn in_both(text: &str) -> TextDoc {
    TextDoc { zh: text.to_owned(), en: text.to_owned() }
}

fn own_verdict<'r>(report: &'r Report<'_>, id: &str) -> Option<Verdict<'r>> {
    report.indicator(id)
}

fn compared(indicator: &crate::plan::Indicator, verdicts: &[Option<Verdict<'_>>]) -> ComparedDoc {
    let told: Vec<ComparedVerdictDoc> = verdicts.iter().map(|verdict| side(verdict.as_ref())).collect();
    let judged: Vec<&ComparedVerdictDoc> = told.iter().filter(|side| side.outcome.is_some()).collect();
    let agree = judged.windows(2).all(|pair| match pair {
        [one, other] => one.standing == other.standing,
        _ => true,
    });
    type Field = (&'static str, fn(&ComparedVerdictDoc) -> TextDoc);
    const FIELDS: [Field; 5] = [
        ("base", |side| in_both(&side.base)),
        ("current", |side| in_both(&side.current)),
        ("goal", |side| in_both(&side.goal)),
        ("fact", |side| side.fact.clone()),
        ("row", |side| in_both(side.row.as_deref().unwrap_or(lines::NOTHING))),
    ];
    let differs = |(_, of): &&Field| {
        // What a policy does not look at cannot part it from the others.
        let mut values = judged.iter().map(|side| of(side)).filter(|value| value.en != lines::NOTHING);
        values.next().is_some_and(|first| values.any(|value| value != first))
    };
    let parting = FIELDS.iter().find(differs).filter(|_| !agree).map(|(field, of)| PartingDoc {
        field: (*field).to_owned(),
        values: told
            .iter()
            .map(|side| if side.outcome.is_some() { of(side) } else { in_both(lines::NOTHING) })
            .collect(),
    });
    let target = verdicts.iter().flatten().map(|verdict| verdict.target().id().to_owned()).next();
    ComparedDoc {
        id: indicator.id().to_owned(),
        name: indicator.name().to_owned(),
        target: target.filter(|id| !id.is_empty()),
        verdicts: told,
        agree,
        parting,
    }
}

fn side(verdict: Option<&Verdict<'_>>) -> ComparedVerdictDoc {
    let nothing = || lines::NOTHING.to_owned();
    let Some(verdict) = verdict else {
        let label = TextDoc { zh: nothing(), en: nothing() };
        let standing = Standing::NotAssessed.word().to_owned();
        let (base, current, goal) = (nothing(), nothing(), nothing());
        let fact = TextDoc { zh: nothing(), en: nothing() };
        return ComparedVerdictDoc { outcome: None, label, standing, row: None, base, current, goal, fact };
    };
    let outcome = verdict.outcome();
    let facts = verdict.facts();
    let keys = key_columns(verdict, &facts);
    let formula = keys.first().and_then(|(_, column)| match column.source() {
        Source::Formula(formula) => Some(formula),
        _ => None,
    });
    // On a scale of its own, a base is not comparable with those of others.
    let lenses = verdict.policy().lenses();
    let plain = |lens: usize| lenses.get(lens).is_some_and(|lens| lens.scale == Scale::None);
    let seen = match formula {
        Some(formula) if plain(formula.lens) => verdict.trajectory_through(formula.lens),
        _ => verdict.trajectory(),
    };
    let at_base = formula.is_none_or(|formula| formula.fact.looks_at_base());
    let base = seen.base().ok().filter(|_| at_base);
    let told_one = |slot: usize, column: &Column, lang| {
        let name = described(column, verdict.policy(), lang);
        match facts.get(slot) {
            Ok(FactValue::Exact(value)) => format!("{name} {}", shown(value)),
            Ok(FactValue::Estimate(value)) => {
                format!("{name} {}", format!("{:.4}", value.value() + 0.0).replace('-', "−"))
            }
            Ok(value) => format!("{name} {}", decided::fact_told(Ok(value), lang)),
            Err(reason) => format!("{name} {}", lines::told(reason, lang)),
        }
    };
    let told = |lang: Lang| match keys.is_empty() {
        true => nothing(),
        false => {
            let told: Vec<String> = keys.iter().map(|(slot, column)| told_one(*slot, column, lang)).collect();
            told.join(lang.pick("，", ", "))
        }
    };
    let fact = TextDoc { zh: told(Lang::Zh), en: told(Lang::En) };
    let point = |point: &Point| {
        // The same in both languages: of a class that is only a bound the number stands.
        let classes = lines::classes_of(verdict, &seen).filter(|_| point.amount.bound == Bound::Exactly);
        lines::point(point, None, classes, Lang::En)
    };
    ComparedVerdictDoc {
        outcome: Some(outcome.id().to_owned()),
        label: text_of_outcome(outcome),
        standing: outcome.standing().word().to_owned(),
        row: verdict.row().map(|row| row.id().to_owned()),
        base: base.map_or_else(nothing, point),
        current: seen.current().map_or_else(|_| nothing(), point),
        goal: seen.goal().map_or_else(|_| nothing(), |goal| shown(&goal.aim)),
        fact,
    }
}

/// The columns on which the deciding row rests: that of the number that decided, or of all its cells where none
/// is a number.
fn key_columns<'v>(verdict: &Verdict<'v>, facts: &FactSet) -> Vec<(usize, &'v Column)> {
    let table = verdict.report.policy().table();
    let slots = match lines::key_slot(verdict, facts) {
        Some(slot) => vec![slot],
        None => verdict.row().into_iter().flat_map(|row| row.cells()).map(|cell| cell.slot()).collect(),
    };
    slots.into_iter().filter_map(|slot| Some((slot, table.columns().get(slot)?))).collect()
}

/// A column by its fact and the arguments that are its own.
fn described(column: &Column, policy: &Policy, lang: Lang) -> String {
    let Source::Formula(formula) = column.source() else {
        return decided::column_told(column, policy, lang).to_owned();
    };
    let mut arguments = Vec::new();
    for argument in formula.fact.takes() {
        match argument {
            Argument::Path => arguments.push(formula.arguments.path.word()),
            Argument::Trend => arguments.push(formula.trend().word()),
            _ => {}
        }
    }
    let name = lang.pick(formula.fact.zh(), formula.fact.name());
    let mut told = match arguments.is_empty() {
        true => name.to_owned(),
        false => format!("{name}({})", arguments.join(", ")),
    };
    if let Some(input) = formula.arguments.per.and_then(|input| policy.inputs().get(input)) {
        told = format!("{told} ÷ {}", input.told(lang));
    }
    told
}

impl ComparisonDoc {
    fn sheet(&self, lang: Lang) -> Sheet {
        let mut header = vec![lang.pick("指标", "indicator").to_owned()];
        header.extend(self.policies.iter().map(|policy| policy.id.clone()));
        header.push(lang.pick("分歧所在", "where they part").to_owned());
        let rows = self.indicators.iter().map(|indicator| {
            let mut row = vec![indicator.name.clone()];
            row.extend(
                indicator.verdicts.iter().map(|side| lang.pick(&side.label.zh, &side.label.en).clone()),
            );
            row.push(match &indicator.parting {
                Some(parting) => parting_told(parting, lang),
                None => String::new(),
            });
            row
        });
        let rows: Vec<Vec<String>> = rows.collect();
        Sheet { numbers: vec![false; header.len()], header, rows }
    }

    fn heading(&self, lang: Lang) -> String {
        let as_of = &self.as_of;
        lang.pick(format!("截至 {as_of} 所知"), format!("known by {as_of}"))
    }

    /// The comparison as a table for a terminal.
    #[must_use]
    pub fn to_text(&self, lang: Lang) -> String {
        let table = self.sheet(lang).aligned_wide();
        let assumed = self.what_if.as_ref().map_or_else(String::new, |what_if| what_if.text(lang));
        let heading = self.heading(lang);
        let (title, plan) = (one_line(&self.title), one_line(&self.plan));
        let mut told = format!("{title}  [{plan}]\n{heading}\n\n{assumed}{table}");
        for remark in self.provisional(lang) {
            told.push_str(&format!("\n{remark}\n"));
        }
        told
    }

    /// The comparison as a Markdown table.
    #[must_use]
    pub fn to_markdown(&self, lang: Lang) -> String {
        let (title, heading) = (markdown::escaped(&self.title), self.heading(lang));
        let assumed = self.what_if.as_ref().map_or_else(String::new, |what_if| what_if.markdown(lang));
        let mut told = format!("## {title}\n\n{heading}\n\n{assumed}");
        markdown::push_sheet(&mut told, &self.sheet(lang));
        for remark in self.provisional(lang) {
            told.push_str(&format!("\n{}\n", markdown::escaped(&remark)));
        }
        told
    }

    fn provisional(&self, lang: Lang) -> Vec<String> {
        self.policies.iter().filter_map(|policy| lines::provisional(policy, lang)).collect()
    }
}

fn parting_told(parting: &PartingDoc, lang: Lang) -> String {
    let field = match parting.field.as_str() {
        "base" => lang.pick("基期", "base"),
        "current" => lang.pick("当前值", "current value"),
        "goal" => lang.pick("目标", "goal"),
        "fact" => lang.pick("依据", "fact"),
        _ => lang.pick("行", "row"),
    };
    let values: Vec<&str> =
        parting.values.iter().map(|value| lang.pick(&value.zh, &value.en).as_str()).collect();
    let values = values.join(" | ");
    lang.pick(format!("{field}：{values}"), format!("{field}: {values}"))
}
