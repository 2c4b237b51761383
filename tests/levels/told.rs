//! How decompositions are told: the table in both languages, sentences, and the document.

use attainment::check::Diagnostics;
use attainment::levels::{Collected, Plans};
use attainment::report::{ReportDoc, to_json};
use attainment::{Evaluator, Lang, NaiveDate, Policy};

use super::{data, day, linked, one, plan};

const FIRMS: &str = "unit: 家, measure: stock, direction: increase";

/// A city with two districts that have told it their targets, and one whose plan is not given.
fn city() -> (Plans, Collected) {
    let above = plan(
        "city",
        "indicators:
- id: x
  name: 科技型企业
  unit: 家
  measure: stock
  direction: increase
  targets: [ { id: t, form: level, more_than: 100, due: 2025 } ]
  decomposed:
  - id: by-district
    axis: 区县
    rule: sum
    children: [ { plan: north, indicator: x }, { plan: south, indicator: x }, { plan: west, indicator: x } ]
  - { id: by-size, rule: weighted_mean, children: [ { plan: north, indicator: x }, { plan: south, indicator: x } ] }
",
    );
    let plans = linked(vec![
        above,
        one("north", FIRMS, "form: level, at_least: 45"),
        one("south", FIRMS, "form: level, deferred: 视情提出"),
    ]);
    let rows = ["x,2024,90,,\n", "x,2024,40,,\n", "x,2023,38,,\n"];
    let observed = plans.plans().iter().zip(rows).map(|(plan, rows)| data(plan, rows)).collect();
    let collected = plans.collect(observed);
    (plans.into_inner(), collected)
}

#[test]
fn the_table_tells_needs_promises_and_figures() {
    let (plans, collected) = city();
    let policy = Policy::builtin("cn-schedule").unwrap();
    let reports = Evaluator::new(&policy).as_of(day("2025-06-30")).evaluate_all(&plans, &collected);
    let line = |lang: Lang, axis: &str| {
        let text = reports[0].to_text(lang);
        let (_, table) =
            text.split_once(if lang == Lang::Zh { "\n分解" } else { "\ndecomposition" }).unwrap();
        let line = table.lines().find(|line| line.contains(axis)).unwrap();
        line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" | ")
    };
    // 90 − 40 = 50 are left for the two that have not reported.
    assert_eq!(
        line(Lang::Zh, "区县"),
        "科技型企业（家） | 区县 | 合计 | >100 | ≥45 (1/3) | — | 无法判定 | ≥40 (2024) | 1/3 | 90 | 50 | 目标不计：south/x（目标待定）、west/x（规划未给出）；缺数据：south/x（未报送数据）、west/x（规划未给出）"
    );
    assert_eq!(
        line(Lang::En, "区县"),
        "科技型企业 (家) | 区县 | sum | >100 | ≥45 (1/3) | — | undetermined | ≥40 (2024) | 1/3 | 90 | 50 | target not counted: south/x (to be set later), west/x (its plan is not given); without a figure: south/x (no figure has been reported), west/x (its plan is not given)"
    );
    assert_eq!(
        line(Lang::En, "by-size"),
        "科技型企业 (家) | by-size | weighted mean | >100 | ≥45 (1/2) | — | undetermined | — | — | — | — | no weights; target not counted: south/x (to be set later)"
    );
    let markdown = reports[0].to_markdown(Lang::En);
    assert!(markdown.contains("| needed |") && markdown.contains("| &gt;100 |"), "{markdown}");
    // The plans below decompose nothing, and have no such table.
    assert!(!reports[1].to_text(Lang::Zh).contains("分解"));
}

#[test]
fn sentences_are_the_same_in_both_languages() {
    let (plans, collected) = city();
    let policy = Policy::builtin("cn-schedule").unwrap();
    let reports = Evaluator::new(&policy).as_of(day("2025-06-30")).evaluate_all(&plans, &collected);
    for split in reports[0].decompositions() {
        let (zh, en) = (split.in_language(Lang::Zh), split.in_language(Lang::En));
        assert_eq!(zh.lines().count(), en.lines().count(), "{zh}\n{en}");
    }
    let first = &reports[0].decompositions()[0];
    assert!(first.in_language(Lang::Zh).contains("2024 下级数据（1/3）合为 ≥40；本级数据 90，差额 50。"));
    assert!(first.in_language(Lang::En).contains(
        "In 2024 the figures of the children (1 of 3) come to ≥40; the own figure is 90, the difference 50."
    ));
}

#[test]
fn the_document_has_every_number_and_reads_back() {
    let (plans, collected) = city();
    let policy = Policy::builtin("cn-schedule").unwrap();
    let reports = Evaluator::new(&policy).as_of(day("2025-06-30")).evaluate_all(&plans, &collected);
    let document = reports[0].document(&Diagnostics::new());
    let text = to_json(std::slice::from_ref(&document));
    let back: ReportDoc = serde_json::from_str(&text).unwrap();
    assert_eq!(back, document);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let first = &value["decompositions"][0];
    assert_eq!(
        serde_json::json!([
            first["rule"],
            first["fit"],
            first["needed"]["low"],
            first["needed"]["low_included"]
        ]),
        serde_json::json!(["sum", "undetermined", "100", false])
    );
    assert_eq!(
        first["children"],
        serde_json::json!([
            { "plan": "north", "indicator": "x", "target": "t", "weight": null, "doubt": null, "missing": null },
            { "plan": "south", "indicator": "x", "target": "t", "weight": null, "doubt": "deferred", "missing": "not_reported" },
            { "plan": "west", "indicator": "x", "target": null, "weight": null, "doubt": "not_given", "missing": "not_given" },
        ])
    );
    assert_eq!(first["figures"]["whole"], serde_json::json!({ "value": "40", "bound": ">=" }));
    assert_eq!(first["figures"]["difference"], "50");
    assert_eq!(first["periods"].as_array().unwrap().len(), 2);
    let schema =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/report.schema.json")).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// A report that was written before there were decompositions is still read.
#[test]
fn older_reports_are_still_read() {
    let (plans, collected) = city();
    let policy = Policy::builtin("cn-schedule").unwrap();
    let reports = Evaluator::new(&policy).as_of(day("2025-06-30")).evaluate_all(&plans, &collected);
    let document = reports[0].document(&Diagnostics::new());
    let mut value = serde_json::to_value(&document).unwrap();
    value.as_object_mut().unwrap().remove("decompositions");
    for verdict in value["indicators"].as_array_mut().unwrap() {
        verdict.as_object_mut().unwrap().remove("computed");
        verdict["goal"].as_object_mut().unwrap().remove("origin");
    }
    let back: ReportDoc = serde_json::from_value(value).unwrap();
    assert!(back.decompositions.is_empty() && back.indicators.iter().all(|verdict| !verdict.computed));
}

/// The same plans and figures give the same bytes, and the newest targets are those of the last day.
#[test]
fn nothing_depends_on_chance() {
    let json = || {
        let (plans, collected) = city();
        let policy = Policy::builtin("cn-schedule").unwrap();
        let reports = Evaluator::new(&policy).as_of(day("2025-06-30")).evaluate_all(&plans, &collected);
        let documents: Vec<_> = reports.iter().map(|report| report.document(&Diagnostics::new())).collect();
        to_json(&documents)
    };
    assert_eq!(json(), json());
    let (plans, _) = city();
    let link = plans.links().next().unwrap();
    assert_eq!(link.sufficiency(NaiveDate::MAX), link.sufficiency(day("2025-06-30")));
}
