//! What once went wrong, each with the least that shows it.
#![cfg(all(feature = "yaml", feature = "csv"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]
use attainment::facts::{Fact, FactValue};
use attainment::number::Exact;
use attainment::{Evaluator, Observations, Plan, Policy};

fn facts(indicator: &str, rows: &str, as_of: &str) -> (String, Result<bool, String>, Result<bool, String>) {
    let head = "format: attainment/plan@1\nid: p\ntitle: P\nperiod: { base: 2020, start: 2021, end: 2025 }\nindicators:\n";
    let plan = Plan::from_yaml(&format!("{head}- {indicator}\n")).unwrap();
    let data =
        Observations::from_csv(format!("indicator,period,value,status,published\n{rows}").as_bytes(), &plan)
            .unwrap();
    let policy = Policy::builtin("cn-schedule").unwrap();
    let report = Evaluator::new(&policy).as_of(as_of.parse().unwrap()).evaluate(&plan, &data);
    let verdict = report.indicator("a").unwrap();
    let yes = |fact: Fact| match verdict.fact(fact) {
        Ok(FactValue::YesNo(value)) => Ok(value),
        Ok(_) => Err("shape".to_owned()),
        Err(reason) => Err(reason.word().to_owned()),
    };
    (verdict.outcome().id().to_owned(), yes(Fact::HoldsNow), yes(Fact::Attained))
}

#[test]
fn a_kept_flow_is_judged_by_whole_periods() {
    let rows = "a,2021-Q1,30,final,2022-01-15\na,2021-Q2,30,final,2022-01-15\na,2021-Q3,30,final,2022-01-15\na,2021-Q4,30,final,2022-01-15\n";
    let of = facts(
        "{ id: a, name: A, measure: flow, targets: [ { id: t, form: kept, at_least: 100, due: 2025 } ] }",
        rows,
        "2022-06-30",
    );
    assert_eq!((of.0.as_str(), of.1), ("kept_so_far", Ok(true)));
}

#[test]
fn a_kept_running_total_is_judged_at_the_end_of_its_year() {
    let rows = "a,2021-06,60,final,2021-07-01\na,2021-12,120,final,2022-01-05\n";
    let of = facts(
        "{ id: a, name: A, measure: running_total, targets: [ { id: t, form: kept, at_least: 100, due: 2025 } ] }",
        rows,
        "2022-06-30",
    );
    assert_eq!((of.0.as_str(), of.1), ("kept_so_far", Ok(true)));
}

#[test]
fn a_count_from_above_can_be_lost_again() {
    let rows = "a,2021,4,final,2022-01-05\na,2022,9,final,2023-01-05\n";
    let of = facts(
        "{ id: a, name: A, measure: stock, direction: decrease, baseline: { period: 2020, value: 10 }, targets: [ { id: t, form: count, at_most: 5, due: 2025 } ] }",
        rows,
        "2023-06-30",
    );
    assert_eq!((of.1, of.2), (Ok(false), Ok(false)));
}

#[test]
fn a_sum_of_changes_can_be_lost_again() {
    let of = facts(
        "{ id: a, name: A, measure: change, targets: [ { id: t, form: increment, at_least: 8, due: 2025 } ] }",
        "a,2021,10,final,2022-01-05\n",
        "2022-06-30",
    );
    assert_eq!(of.2, Ok(false));
}

#[test]
fn a_fall_of_about_so_much_is_not_kept_by_a_rise() {
    let of = facts(
        "{ id: a, name: A, measure: stock, direction: decrease, baseline: { period: 2020, value: 500 }, targets: [ { id: t, form: growth_over_base, about: -10, due: 2025 } ] }",
        "a,2025,510,final,2026-01-05\n",
        "2026-06-30",
    );
    assert_eq!(of.2, Ok(false));
}

#[test]
fn a_figure_of_a_period_that_is_not_over_attains_nothing() {
    let of = facts(
        "{ id: a, name: A, measure: stock, baseline: { period: 2020, value: 50 }, targets: [ { id: t, form: level, at_least: 100, due: 2025 } ] }",
        "a,2025,100,final,2023-01-05\n",
        "2023-06-30",
    );
    assert_ne!(of.2, Ok(true));
}

#[test]
fn less_than_one_event_has_not_happened() {
    let of = facts(
        "{ id: a, name: A, measure: stock, targets: [ { id: t, form: milestone_date, due: 2023 } ] }",
        "a,2022,<1,final,2023-01-05\n",
        "2023-06-30",
    );
    assert_ne!(of.2, Ok(true));
}

#[test]
fn amounts_before_the_window_do_not_count() {
    let of = facts(
        "{ id: a, name: A, measure: running_total, targets: [ { id: t, form: cumulative, at_least: 100, window: { start: 2021-07, end: 2025 } } ] }",
        "a,2021-06,100,final,2021-07-05\na,2021-12,110,final,2022-01-05\n",
        "2022-06-30",
    );
    assert_ne!(of.2, Ok(true));
}

#[test]
fn the_least_integer_has_an_estimate() {
    assert!(Exact::from(-2).power(127).to_estimate().is_some());
}

#[test]
fn a_corrected_milestone_does_not_come_back() {
    let plan = Plan::from_yaml("{ format: attainment/plan@1, id: p, title: P, period: { start: 2021, end: 2025 }, tasks: [ { id: t, title: T, milestones: [ { id: m, title: M, due: 2023 } ] } ] }").unwrap();
    let rows =
        "indicator,period,value,published\nm,2023,2023-05-01,2023-06-01\nm,2023,2024-02-01,2024-03-01\n";
    let data = Observations::from_csv(rows.as_bytes(), &plan).unwrap();
    let policy = Policy::builtin("cn-schedule").unwrap();
    let report = Evaluator::new(&policy)
        .as_of("2024-06-30".parse().unwrap())
        .at("2023".parse().unwrap())
        .evaluate(&plan, &data);
    assert_eq!(report.rollup().milestones.first().unwrap().reached, None);
}

#[test]
fn without_a_period_the_newest_known_is_judged_by_the_version_valid_for_it() {
    let plan = Plan::from_yaml("{ format: attainment/plan@1, id: p, title: P, period: { base: 2020, start: 2021, end: 2025 }, indicators: [ { id: a, name: A, measure: stock, baseline: { period: 2020, value: 50 }, targets: [ { id: t, form: level, at_least: 100, due: 2025, versions: [ { id: v2, at_least: 200, published: 2024-02-01, valid_from: 2024 } ] } ] } ] }").unwrap();
    let data =
        Observations::from_csv("indicator,period,value,published\na,2023,80,2024-01-05\n".as_bytes(), &plan)
            .unwrap();
    let policy = Policy::builtin("cn-schedule").unwrap();
    let evaluation = Evaluator::new(&policy).as_of("2024-06-30".parse().unwrap());
    let (plain, report) = (
        evaluation.evaluate(&plan, &data),
        evaluation.clone().at("2023".parse().unwrap()).evaluate(&plan, &data),
    );
    assert_eq!(plain.at(), report.at());
    assert_eq!(plain.indicator("a").unwrap().outcome().id(), report.indicator("a").unwrap().outcome().id());
}

#[test]
fn a_task_counts_an_indicator_once() {
    let plan = "{ format: attainment/plan@1, id: p, title: P, period: { start: 2021, end: 2025 }, indicators: [ { id: a, name: A, measure: stock } ], tasks: [ { id: t, title: T, indicators: [ a, a ] } ] }";
    assert!(Plan::from_yaml(plan).is_err());
}

#[test]
fn the_data_of_one_plan_do_not_fit_another() {
    let plan = |ids: [&str; 2]| {
        let of = |id: &str| {
            format!(
                "{{ id: {id}, name: {id}, measure: stock, baseline: {{ period: 2020, value: 0 }}, targets: [ {{ id: t, form: level, at_least: 10, due: 2025 }} ] }}"
            )
        };
        Plan::from_yaml(&format!("{{ format: attainment/plan@1, id: p, title: P, period: {{ base: 2020, start: 2021, end: 2025 }}, indicators: [ {}, {} ] }}", of(ids[0]), of(ids[1]))).unwrap()
    };
    let (one, other) = (plan(["a", "b"]), plan(["b", "a"]));
    let data =
        Observations::from_csv("indicator,period,value,published\na,2025,10,2026-01-05\n".as_bytes(), &one)
            .unwrap();
    let policy = Policy::builtin("cn-schedule").unwrap();
    let report = Evaluator::new(&policy).as_of("2026-06-30".parse().unwrap()).evaluate(&other, &data);
    // The figure of `a` must never be the figure of `b`.
    assert_ne!(report.indicator("b").unwrap().outcome().id(), "completed");
}
