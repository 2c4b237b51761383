//! Explanations as data, and comparisons of policies.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a wrong index fails the test, as it should"
)]

use attainment::facts::{Column, Fact, FactValue};
use attainment::policy::{Policy, PolicyDoc};
use attainment::report::{Explaining, ExplanationDoc, compare};
use attainment::{Evaluator, Lang, Observations, Plan};
use proptest::prelude::*;

const PLAN: &str = "format: attainment/plan@1
id: p
title: P
period: { base: 2015, start: 2016, end: 2030 }
indicators:
  - { id: up, name: Up, measure: stock, attribute: expected, baseline: { period: 2015, value: 50 }, targets: [ { id: t, form: level, at_least: 80, due: 2030 } ] }
  - { id: down, name: Down, measure: rate, unit: '%', attribute: binding, baseline: { period: 2015, value: 100 }, targets: [ { id: t, form: level, at_most: 40, due: 2030 } ] }
  - { id: cap, name: Cap, measure: stock, attribute: binding, baseline: { period: 2015, value: 3 }, targets: [ { id: t, form: cap, at_most: 7, due: 2030 } ] }
  - { id: kept, name: Kept, measure: rate, targets: [ { id: t, form: kept, at_least: 5, due: 2030 } ] }
  - { id: bare, name: Bare, measure: stock, targets: [ { id: t, form: level, at_least: 5, due: 2030 } ] }
";

const ALL: Explaining<'_> = Explaining { all: true, hide: None };

fn plan() -> Plan {
    Plan::from_yaml(PLAN).unwrap().into_inner()
}

fn data(plan: &Plan, rows: &str) -> Observations {
    Observations::from_csv(format!("indicator,period,value\n{rows}").as_bytes(), plan).unwrap().into_inner()
}

#[test]
fn an_explanation_holds_the_row_its_cells_and_what_rejected_those_above() {
    let (plan, policy) = (plan(), Policy::builtin("cn-schedule").unwrap());
    let data = data(&plan, "up,2022,62\n");
    let report = Evaluator::new(&policy).as_of("2023-06-30".parse().unwrap()).evaluate(&plan, &data);
    let why = report.indicator("up").unwrap().explanation(ALL);
    assert_eq!(
        (why.row.as_deref(), why.outcome.as_str()),
        (Some("nearly_on_schedule"), "nearly_on_schedule")
    );
    let last = why.rows.last().unwrap();
    assert_eq!((last.row.as_str(), last.state.as_str()), ("nearly_on_schedule", "fired"));
    let asked: Vec<_> =
        last.cells.iter().map(|cell| (cell.fact.as_str(), cell.asks.as_str(), cell.holds.as_str())).collect();
    assert_eq!(asked, [("attribute", "expected", "yes"), ("lag", "[-0.10, 0)", "yes")]);
    // 12 of 30 against 7 of 15 years: 2/5 − 7/15 = −1/15.
    let lag = why.operands.iter().find(|operand| operand.name == "lag").unwrap();
    assert_eq!(lag.value.as_deref(), Some("-1/15"));
    assert_eq!(lag.base.as_ref().map(|base| base.value.as_str()), Some("50"));
    assert_eq!(lag.current.as_ref().map(|current| current.period.as_deref()), Some(Some("2022")));
    let rejected: Vec<_> = why.rows.iter().filter(|row| row.state == "rejected").collect();
    assert_eq!(rejected.len(), 8);
    assert!(rejected.iter().all(|row| row.cells.len() == 1 && row.cells[0].holds == "no"));
    // The deciding conditions alone.
    let brief = report.indicator("up").unwrap().explanation(Explaining::default());
    assert_eq!(brief.rows.len(), 1);
    assert_eq!(
        brief.operands.iter().map(|operand| operand.name.as_str()).collect::<Vec<_>>(),
        ["attribute", "lag"]
    );
    assert!(why.told(&policy, Lang::En).iter().any(|told| told.contains("`on_schedule` does not fit")));
    assert_eq!(why.told(&policy, Lang::En).len(), why.told(&policy, Lang::Zh).len());
}

#[test]
fn what_is_open_is_told_with_what_is_missing() {
    let (plan, policy) = (plan(), Policy::builtin("cn-schedule").unwrap());
    let data = data(&plan, "");
    let report = Evaluator::new(&policy).as_of("2023-06-30".parse().unwrap()).evaluate(&plan, &data);
    let why = report.indicator("up").unwrap().explanation(Explaining::default());
    assert_eq!(why.outcome, "undetermined");
    assert!(why.row.is_none() && why.possible.len() > 1 && !why.missing.is_empty());
    assert!(
        why.rows.iter().any(|row| row.state == "open" && row.cells.iter().all(|cell| cell.holds == "maybe"))
    );
    let missing = why.operands.iter().find(|operand| operand.name == "lag").unwrap();
    assert_eq!((missing.value.as_deref(), missing.unknown.as_deref()), (None, Some("not_reported")));
}

#[test]
fn hidden_values_are_not_told() {
    let (plan, policy) = (plan(), Policy::builtin("cn-schedule").unwrap());
    let data = data(&plan, "up,2022,62\n");
    let report = Evaluator::new(&policy).as_of("2023-06-30".parse().unwrap()).evaluate(&plan, &data);
    let hide = |column: &Column| column.name() == "lag";
    let why = report.indicator("up").unwrap().explanation(Explaining { all: true, hide: Some(&hide) });
    let text = why.to_json() + &why.told(&policy, Lang::En).join("\n");
    assert!(!text.contains("-1/15") && !text.contains("0.0667"), "{text}");
    assert!(text.contains("lag is (hidden)"), "{text}");
    // Without the operand nobody can decide again.
    assert_eq!(why.decide_again(&policy), None);
}

#[test]
fn a_trend_is_told_with_its_figures_and_horizon() {
    let text = "format: attainment/policy@1\nid: t\nversion: '1'\nmeasures: { m: { fact: projected_share, trend: { fit: least_squares, weights: rank } } }\nindicator:\n  hit: first\n  rows:\n    - { id: r, when: { m: '>= 1' }, then: a, note: led on }\n    - { id: s, then: b }\noutcomes:\n  a: { kind: outlook, standing: on_track, zh: 甲, en: a }\n  b: { kind: outlook, standing: at_risk, zh: 乙, en: b }\n";
    let (plan, policy) = (plan(), Policy::from_yaml(text).unwrap().into_inner());
    let data = data(&plan, "up,2016,52\nup,2018,57\nup,2022,66\n");
    let report = Evaluator::new(&policy).as_of("2023-06-30".parse().unwrap()).evaluate(&plan, &data);
    let why = report.indicator("up").unwrap().explanation(Explaining::default());
    let trend = why.operands[0].trend.as_ref().unwrap();
    assert_eq!(
        (trend.method.as_str(), trend.weights.as_deref(), trend.points),
        ("least_squares", Some("rank"), 4)
    );
    assert_eq!(
        (trend.from.as_str(), trend.to.as_str(), trend.horizon.as_str()),
        ("2015-12-31", "2022-12-31", "2030-12-31")
    );
    let told = why.told(&policy, Lang::En).join("\n");
    assert!(told.contains("4 figures from 2015-12-31 to 2022-12-31, led to 2030-12-31"), "{told}");
    assert!(told.contains("The row's note: led on."), "{told}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Read back from its own JSON, an explanation decides as the verdict did; without one of its operands it
    /// cannot.
    #[test]
    fn a_decision_can_be_made_again_from_its_explanation(
        figures in proptest::collection::vec((0usize..5, 2015i32..2031, -200i64..2000), 0..12),
        policy in proptest::sample::select(Policy::builtin_names().collect::<Vec<_>>()),
        day in 2016i32..2033,
    ) {
        let plan = plan();
        let mut rows = std::collections::BTreeMap::new();
        for (indicator, year, value) in figures {
            rows.insert((["up", "down", "cap", "bare", "kept"][indicator], year), value);
        }
        let rows: Vec<String> = rows
            .into_iter()
            .map(|((id, year), value)| format!("{id},{year},{}.{}", value / 7, value.unsigned_abs() % 7))
            .collect();
        let data = data(&plan, &rows.join("\n"));
        let policy = Policy::builtin(policy).unwrap();
        let report = Evaluator::new(&policy).as_of(format!("{day}-06-30").parse().unwrap()).evaluate(&plan, &data);
        for verdict in report.verdicts() {
            let text = verdict.explanation(ALL).to_json();
            let mut why: ExplanationDoc = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(why.decide_again(&policy), Some(verdict.decision()), "{}", text);
            if why.operands.pop().is_some() {
                prop_assert_eq!(why.decide_again(&policy), None);
            }
            // What the catalogue says cannot be together is not together.
            let seen = verdict.trajectory_through(0);
            for exclusion in Fact::EXCLUSIONS {
                if exclusion.fact.of(&seen) == Ok(FactValue::YesNo(exclusion.when)) {
                    let other = exclusion.other.of(&seen);
                    match exclusion.value {
                        None => prop_assert!(other.is_err(), "{:?} {:?}", exclusion, other),
                        Some(value) => prop_assert!(other != Ok(FactValue::YesNo(value)), "{:?}", exclusion),
                    }
                }
            }
            for lang in [Lang::Zh, Lang::En] {
                prop_assert!(why.told(&policy, lang).iter().all(|sentence| !sentence.trim().is_empty()));
            }
        }
    }
}

#[test]
fn policies_are_compared_by_what_makes_them_differ() {
    let plan = plan();
    let data = data(&plan, "up,2022,62\ndown,2018,60\ndown,2022,72\n");
    let schedule = Policy::builtin("cn-schedule").unwrap();
    // The same table, measured from the figure of 2018.
    let mut later = PolicyDoc::new("from-2018", "1");
    later.extends = Some("cn-schedule".into());
    later.parameters.base = Some([("year", "2018"), ("missing", "next")].into());
    later.indicator = Default::default();
    let later = later.check().unwrap();
    let evaluate =
        |policy| Evaluator::new(policy).as_of("2023-06-30".parse().unwrap()).evaluate(&plan, &data);
    let compared = compare(&[evaluate(&schedule), evaluate(&later)]);
    assert_eq!(
        compared.policies.iter().map(|policy| policy.id.as_str()).collect::<Vec<_>>(),
        ["cn-schedule", "from-2018"]
    );
    // 100 → 72 on the way to 40 is on schedule after 7 of 15 years; 60 → 72 is a step back.
    let down = compared.indicators.iter().find(|indicator| indicator.id == "down").unwrap();
    assert!(!down.agree);
    let parting = down.parting.as_ref().unwrap();
    assert_eq!(parting.field, "base");
    let values: Vec<&str> = parting.values.iter().map(|value| value.en.as_str()).collect();
    assert_eq!(values, ["100 (2015)", "60 (2018)"]);
    // Nothing is known of the cap: both leave it open, and agree.
    let cap = compared.indicators.iter().find(|indicator| indicator.id == "cap").unwrap();
    assert!(cap.agree && cap.parting.is_none());
    let text = compared.to_text(Lang::En);
    assert!(text.contains("base: 100 (2015) | 60 (2018)"), "{text}");
    assert!(compared.to_markdown(Lang::Zh).contains("分歧所在"));
    assert_eq!(compare(&[]).indicators.len(), 0);
}
