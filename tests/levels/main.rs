//! Plans of several levels: decompositions, delegated targets, figures put together.
#![cfg(all(feature = "yaml", feature = "csv", feature = "json"))]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

mod delegated;
mod doubts;
mod figures;
mod laws;
mod links;
mod open;
mod patterns;
mod size;
mod told;
mod wrong;

use attainment::check::{CheckError, Checked, Diagnostics};
use attainment::levels::{Fit, Plans, Sufficiency};
use attainment::{NaiveDate, Observations, Plan};

/// A plan from 2021 to 2025, with what else it says.
fn plan(id: &str, rest: &str) -> Plan {
    let head = format!("format: attainment/plan@1\nid: {id}\ntitle: {id}\n");
    let period = if rest.starts_with("period:") || rest.contains("\nperiod:") {
        ""
    } else {
        "period: { base: 2020, start: 2021, end: 2025 }\n"
    };
    match Plan::from_yaml(&format!("{head}{period}{rest}")) {
        Ok(plan) => plan.into_inner(),
        Err(error) => panic!("{id}: {error}"),
    }
}

/// A plan with one indicator `x` and one target `t`, due in 2025: what the indicator and the target say.
fn one(id: &str, indicator: &str, target: &str) -> Plan {
    plan(
        id,
        &format!(
            "indicators:\n- {{ id: x, name: X, {indicator}, targets: [ {{ id: t, due: 2025, {target} }} ] }}\n"
        ),
    )
}

/// The same, decomposed by a rule into the indicators `x` of other plans, with the weights that are given.
fn parent(indicator: &str, target: &str, rule: &str, children: &[(&str, &str)]) -> Plan {
    let child = |(plan, weight): &(&str, &str)| {
        let weight = if weight.is_empty() { String::new() } else { format!(", weight: {weight}") };
        format!("{{ plan: {plan}, indicator: x{weight} }}")
    };
    let children: Vec<String> = children.iter().map(child).collect();
    let decomposed = format!("[ {{ id: d, rule: {rule}, children: [ {} ] }} ]", children.join(", "));
    one("above", &format!("{indicator}, decomposed: {decomposed}"), target)
}

#[track_caller]
fn linked(plans: Vec<Plan>) -> Checked<Plans> {
    match Plans::link(plans) {
        Ok(plans) => plans,
        Err(error) => panic!("{error}"),
    }
}

#[track_caller]
fn refused(plans: Vec<Plan>) -> CheckError {
    Plans::link(plans).map(|_| ()).unwrap_err()
}

/// `code plan path` of each diagnostic.
fn codes(diagnostics: &Diagnostics) -> Vec<String> {
    let told = diagnostics.iter().map(|diagnostic| {
        format!(
            "{} {} {}",
            diagnostic.code().word(),
            diagnostic.file.clone().unwrap_or_default(),
            diagnostic.path
        )
    });
    told.collect()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn data(plan: &Plan, rows: &str) -> Observations {
    let text = format!("indicator,period,value,status,published\n{rows}");
    match Observations::from_csv(text.as_bytes(), plan) {
        Ok(data) => data.into_inner(),
        Err(error) => panic!("{error}"),
    }
}

/// `fit promised slack`, in the numbers of the parent.
fn told(found: &Sufficiency<'_>) -> String {
    let end = |end: &Option<attainment::number::End>, closed: &str, open: &str| match end {
        Some(end) => format!("{}{}", if end.closed { closed } else { open }, end.at),
        None => String::new(),
    };
    let range = found.promised();
    let promised = end(&range.low, "≥", ">") + &end(&range.high, "≤", "<");
    let slack = found.slack().map_or_else(|| "-".to_owned(), ToString::to_string);
    format!("{} {promised} {slack}", found.fit().word())
}

/// How the only decomposition of the first plan stands with the newest targets.
fn newest(plans: &Plans) -> String {
    told(&plans.links().next().unwrap().sufficiency(NaiveDate::MAX))
}

fn fit(plans: &Plans) -> Fit {
    plans.links().next().unwrap().sufficiency(NaiveDate::MAX).fit()
}
