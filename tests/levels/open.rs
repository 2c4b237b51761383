//! Lists of children that are not complete.

use attainment::levels::Fit;

use super::{Plans, codes, data, day, fit, linked, newest, one};
use attainment::{Evaluator, Plan, Policy};

const FIRMS: &str = "unit: 家, measure: stock, direction: increase";

/// Two named children and others, under a rule, with what else the parent's indicator says.
fn city(limits: &str, target: &str, rule: &str, more: &str) -> Plan {
    let children = "[ { plan: a, indicator: x }, { plan: b, indicator: x } ]";
    let decomposed =
        format!("decomposed: [ {{ id: d, rule: {rule}, open_ended: true, children: {children}{more} }} ]");
    one("city", &format!("{FIRMS}{limits}, {decomposed}"), target)
}

fn with_districts(city: Plan, districts: [&str; 2]) -> Plans {
    let [a, b] = districts.map(|value| format!("form: level, at_least: {value}"));
    linked(vec![city, one("a", FIRMS, &a), one("b", FIRMS, &b)]).into_inner()
}

#[test]
fn the_rest_of_a_sum_is_not_zero() {
    let least = |value: u32| format!("form: level, at_least: {value}");
    let sum = |limits: &str, needed: u32| {
        newest(&with_districts(city(limits, &least(needed), "sum", ""), ["30", "40"]))
    };
    // 30 + 40 = 70 are promised, and the others may promise anything.
    assert!(sum(", limits: { min: 0 }", 100).starts_with("undetermined"));
    // 70 are more than 60, and the others cannot take any away.
    assert!(sum(", limits: { min: 0 }", 60).starts_with("suffices"));
    // They could, if numbers may be negative.
    assert!(sum("", 60).starts_with("undetermined"));
    // Under a cap they can break it.
    let cap = city(", limits: { min: 0 }", "form: level, at_most: 100", "sum", "");
    let [a, b] = ["form: level, at_most: 30", "form: level, at_most: 40"];
    let plans = linked(vec![cap, one("a", FIRMS, a), one("b", FIRMS, b)]);
    assert_eq!(fit(&plans), Fit::Undetermined);
}

#[test]
fn one_that_falls_short_is_enough() {
    let each = |value| fit(&with_districts(city("", "form: level, at_least: 35", "each", ""), ["40", value]));
    assert_eq!(each("30"), Fit::FallsShort);
    assert_eq!(each("50"), Fit::Undetermined);
    let greatest =
        |value| fit(&with_districts(city("", "form: level, at_least: 35", "maximum", ""), ["10", value]));
    assert_eq!(greatest("50"), Fit::Suffices);
    assert_eq!(greatest("20"), Fit::Undetermined);
}

#[test]
fn figures_are_never_complete() {
    let plans =
        with_districts(city(", limits: { min: 0 }", "form: level, at_least: 100", "sum", ""), ["30", "40"]);
    let rows = ["90", "20", "45"].map(|value| format!("x,2023,{value},final,2024-02-01"));
    let data = plans.plans().iter().zip(&rows).map(|(plan, row)| data(plan, row)).collect();
    let collected = plans.collect(data);
    let policy = Policy::builtin("cn-schedule").unwrap();
    let reports = Evaluator::new(&policy).as_of(day("2024-06-30")).evaluate_all(&plans, &collected);
    let split = &reports[0].decompositions()[0];
    let figures = split.figures().unwrap();
    assert!(!figures.is_complete());
    assert_eq!((figures.counted(), figures.children()), (2, 2));
    // 20 + 45 = 65, and 90 − 65 = 25 are left for the others.
    assert_eq!(figures.reported().unwrap().value.to_string(), "65");
    assert_eq!(figures.difference().unwrap().to_string(), "25");
    let told = split.in_language(attainment::Lang::En);
    assert!(told.contains("more children than are named"), "{told}");
}

#[test]
fn computed_figures_need_a_complete_list() {
    let text = "
format: attainment/plan@1
id: city
title: City
period: { end: 2025 }
indicators:
- id: x
  name: X
  unit: 家
  measure: stock
  decomposed: [ { id: d, rule: sum, open_ended: true, figures: children, children: [ { plan: a, indicator: x } ] } ]
";
    let error = Plan::from_yaml(text).unwrap_err();
    assert_eq!(codes(error.diagnostics())[0].split(' ').next(), Some("figures-open-ended"));
}

#[test]
fn a_plan_that_is_not_given_is_a_note() {
    let alone = linked(vec![city("", "form: level, at_least: 100", "sum", "")]);
    let found: Vec<String> =
        codes(alone.diagnostics()).iter().map(|told| told.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(found, ["open-child-not-given", "open-child-not-given"]);
    // A slip of the pen is a warning all the same.
    let decomposed = "decomposed: [ { id: d, rule: sum, open_ended: true, children: [ { plan: beibie, indicator: x } ] } ]";
    let city = one("city", &format!("{FIRMS}, {decomposed}"), "form: level, at_least: 9");
    let said = linked(vec![city, one("beibei", FIRMS, "form: level, at_least: 9")]);
    assert_eq!(codes(said.diagnostics())[0].split(' ').next(), Some("child-not-given"));
}
