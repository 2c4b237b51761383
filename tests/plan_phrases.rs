//! Targets that a plan gives in words: read, judged, shown beside their reading, and held against the fields.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot be set up has failed")]

use attainment::number::Bound;
use attainment::plan::{Firmness, Form, Reference, Target, Value};
use attainment::{Evaluator, Lang, Observations, Plan, Policy};

/// A plan with one indicator of the given fields and targets.
fn text(fields: &str, targets: &str) -> String {
    format!(
        "format: attainment/plan@1
id: p
title: P
period: {{ base: 2020, start: 2021, end: 2025 }}
indicators:
  - {{ id: gdp, name: 地区生产总值增速, unit: \"%\", measure: change, direction: increase }}
  - {{ id: a, {fields}, targets: [ {targets} ] }}
"
    )
}

const FIRMS: &str = "name: 科技型企业, unit: 家, measure: stock, direction: increase, baseline: { period: 2020, value: 26371 }";
const ENERGY: &str = "name: 单位地区生产总值能耗, unit: 吨标准煤/万元, measure: rate, direction: decrease, baseline: { period: 2020, value: 0.5 }";

fn plan(fields: &str, targets: &str) -> Plan {
    Plan::from_yaml(&text(fields, targets)).unwrap().into_inner()
}

/// The codes of what is said of a plan.
fn codes(fields: &str, targets: &str) -> Vec<&'static str> {
    let diagnostics = match Plan::from_yaml(&text(fields, targets)) {
        Ok(checked) => checked.diagnostics().clone(),
        Err(error) => error.diagnostics().clone(),
    };
    diagnostics.iter().map(|diagnostic| diagnostic.code().word()).collect()
}

fn target(fields: &str, phrase: &str) -> Target {
    let plan = plan(fields, &format!("{{ id: t, phrase: \"{phrase}\", due: 2025 }}"));
    plan.indicators()[1].targets()[0].clone()
}

fn value(target: &Target) -> (Bound, String) {
    match target.promise().value() {
        Value::Number(number) => (number.bound(), number.value().normalize().to_string()),
        other => (Bound::Exactly, format!("{other:?}")),
    }
}

#[test]
fn a_phrase_becomes_form_value_and_firmness() {
    let stretch = target(FIRMS, "力争达到4.5万家以上");
    assert_eq!((stretch.form(), stretch.firmness()), (Form::Level, Firmness::Stretch));
    assert_eq!(value(&stretch), (Bound::AtLeast, "45000".into()));
    assert_eq!(stretch.promise().phrase(), Some("力争达到4.5万家以上"));
    // The indicator says which way is better, so that a bare number is at least, or at most.
    assert_eq!(value(&target(FIRMS, "4.5万家")), (Bound::AtLeast, "45000".into()));
    assert_eq!(value(&target(ENERGY, "0.43")), (Bound::AtMost, "0.43".into()));
    assert_eq!(target(ENERGY, "降低13.5%").form(), Form::ReductionRate);
    assert_eq!(target(FIRMS, "保持在3万家以上").form(), Form::Kept);
    assert_eq!(target(FIRMS, "控制在3万家以内").form(), Form::Cap);
    assert_eq!(target(FIRMS, "比2020年翻一番").form(), Form::Multiple);
}

#[test]
fn a_phrase_may_say_when_it_falls_due() {
    let plan = plan(FIRMS, "{ id: t, phrase: 到2024年达到4万家 }");
    assert_eq!(plan.indicators()[1].targets()[0].due().to_string(), "2024");
    assert!(codes(FIRMS, "{ id: t, phrase: 达到4万家 }").contains(&"missing-field"));
}

#[test]
fn a_fraction_is_exact() {
    // A fall by one third from 0.5 leads to exactly 1/3: 0.5 · (1 − 1/3).
    let plan = plan(ENERGY, "{ id: t, phrase: 比2020年降低三分之一, due: 2025 }");
    let data = "indicator,period,value\na,2025,0.333333333333333333333333333\n";
    let data = Observations::from_csv(data.as_bytes(), &plan).unwrap();
    let policy = Policy::builtin("cn-schedule").unwrap();
    let report = Evaluator::new(&policy).as_of("2026-06-30".parse().unwrap()).evaluate(&plan, &data);
    let goal = report.indicator("a").unwrap().document().goal.unwrap();
    assert_eq!(
        (goal.value.as_deref(), goal.aim.as_deref()),
        (Some("33.33333333333333333333333333"), Some("0.3333333333333333333333333333"))
    );
    // The figure, with its 27 places, is a little less than one third, and so the target is attained.
    let verdict = report.indicator("a").unwrap();
    assert_eq!(verdict.trajectory().holds_now(), Ok(true));
}

#[test]
fn another_indicator_of_that_name_is_compared_with() {
    let income = "name: 居民收入增速, unit: \"%\", measure: change, direction: increase";
    let named = plan(income, "{ id: t, phrase: 与地区生产总值增速基本同步, due: 2025 }");
    assert_eq!(named.indicators()[1].targets()[0].against(), Some(&Reference::Indicator(0)));
    let unnamed = plan(income, "{ id: t, phrase: 高于全国平均水平, due: 2025 }");
    assert_eq!(unnamed.indicators()[1].targets()[0].against(), Some(&Reference::Text("全国平均水平".into())));
}

#[test]
fn what_a_phrase_leaves_open_is_an_error_with_help() {
    assert_eq!(codes(FIRMS, "{ id: t, phrase: 增长3.1倍, due: 2025 }"), ["phrase-ambiguous"]);
    assert_eq!(codes(FIRMS, "{ id: t, phrase: 减少三分之, due: 2025 }"), ["phrase-not-read"]);
    assert_eq!(
        codes(FIRMS, "{ id: t, phrase: \"达到4万家，年均增长5%以上\", due: 2025 }"),
        ["phrase-several"]
    );
    assert_eq!(codes(ENERGY, "{ id: t, phrase: 比2015年下降20%, due: 2025 }"), ["phrase-base"]);
    assert_eq!(codes(ENERGY, "{ id: t, phrase: 比峰值下降7%, due: 2025 }"), ["phrase-base"]);
    // All of them at once, each in both languages and with its place.
    let all =
        text(FIRMS, "{ id: a, phrase: 增长3.1倍, due: 2025 }, { id: b, phrase: 减少三分之, due: 2025 }");
    let error = Plan::from_yaml(&all).unwrap_err();
    assert_eq!(error.diagnostics().iter().count(), 2);
    for diagnostic in error.diagnostics().iter() {
        assert!(diagnostic.path.to_string().ends_with(".phrase"));
        assert_ne!(diagnostic.problem.message(Lang::Zh), diagnostic.problem.message(Lang::En));
    }
}

#[test]
fn another_unit_is_refused() {
    assert_eq!(codes(FIRMS, "{ id: t, phrase: 达到4.5万人, due: 2025 }"), ["unit-mismatch"]);
}

#[test]
fn a_phrase_is_held_against_the_fields() {
    let agrees = "{ id: t, phrase: 达到4.5万家以上, form: level, at_least: 45000, due: 2025 }";
    assert!(codes(FIRMS, agrees).is_empty(), "{:?}", codes(FIRMS, agrees));
    for other in [
        "{ id: t, phrase: 达到4万家以上, form: level, at_least: 45000, due: 2025 }",
        "{ id: t, phrase: 突破4.5万家, form: level, at_least: 45000, due: 2025 }",
        "{ id: t, phrase: 增加4.5万家以上, form: level, at_least: 45000, due: 2025 }",
    ] {
        assert_eq!(codes(FIRMS, other), ["phrase-disagrees"], "{other}");
    }
    // So are year, firmness and attribute.
    for other in [
        "{ id: t, phrase: 到2024年达到4.5万家以上, due: 2025 }",
        "{ id: t, phrase: 力争达到4.5万家以上, due: 2025, firmness: assured }",
        "{ id: t, phrase: 到2024年达到4.5万家以上, form: level, at_least: 45000, due: 2025 }",
    ] {
        assert_eq!(codes(FIRMS, other), ["phrase-disagrees"], "{other}");
    }
    let binding = format!("{FIRMS}, attribute: expected");
    assert_eq!(codes(&binding, "{ id: t, phrase: 4.5万家（约束性）, due: 2025 }"), ["phrase-disagrees"]);
    // The fields count.
    let plan = plan(FIRMS, "{ id: t, phrase: 达到4万家以上, form: level, at_least: 45000, due: 2025 }");
    assert_eq!(value(&plan.indicators()[1].targets()[0]).1, "45000");
}

#[test]
fn versions_may_be_phrases() {
    let plan = plan(
        FIRMS,
        "{ id: t, phrase: 达到4.5万家, due: 2025, versions: [ { id: v2, phrase: 突破7.5万家, published: 2025-02-01 } ] }",
    );
    let version = &plan.indicators()[1].targets()[0].versions()[0];
    match version.promise().value() {
        Value::Number(number) => {
            assert_eq!((number.bound(), number.value().to_string()), (Bound::MoreThan, "75000".into()))
        }
        other => assert_eq!(format!("{other:?}"), ""),
    }
}

#[test]
fn the_report_shows_phrase_and_reading_side_by_side() {
    let plan = plan(FIRMS, "{ id: t, phrase: 突破4.5万家, due: 2025 }");
    let data = Observations::from_csv("indicator,period,value\na,2023,40000\n".as_bytes(), &plan).unwrap();
    let policy = Policy::builtin("cn-schedule").unwrap();
    let report = Evaluator::new(&policy).as_of("2024-06-30".parse().unwrap()).evaluate(&plan, &data);
    for (lang, reading) in [(Lang::Zh, ">45000家 (2025)"), (Lang::En, ">45000 家 (2025)")] {
        for text in [report.to_text(lang), report.to_markdown(lang).replace("&gt;", ">")] {
            let row = text.lines().find(|line| line.contains("突破4.5万家"));
            assert!(row.is_some_and(|row| row.contains(reading)), "{text}");
        }
    }
    let goal = report.indicator("a").unwrap().document().goal.unwrap();
    assert_eq!(goal.phrase.as_deref(), Some("突破4.5万家"));
    assert_eq!(goal.reading.as_ref().unwrap().zh, ">45000家 (2025)");
}

#[test]
fn documents_with_phrases_round_trip() {
    let doc = attainment::plan::PlanDoc::from_yaml(
        &text(FIRMS, "{ id: t, phrase: 达到4.5万家, due: 2025 }"),
        &Default::default(),
    )
    .unwrap();
    for again in [doc.to_yaml(), doc.to_json()] {
        assert_eq!(attainment::plan::PlanDoc::from_yaml(&again, &Default::default()).unwrap(), doc);
    }
}
