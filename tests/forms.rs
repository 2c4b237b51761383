//! The further forms of targets: shares and fractions, relations to other indicators, ranks, classes, steps,
//! signs, paths of other targets; what a plan says twice; and a table of all forms that plan documents use.
#![cfg(all(feature = "yaml", feature = "json", feature = "csv"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod common;

use attainment::facts::{Fact, FactValue, Known, Reason};
use attainment::plan::{Axes, Form, PlanDoc, Reference};
use attainment::project::Method;
use attainment::{Lang, Plan};
use common::Case;

const HEAD: &str = "period: { base: 2020, start: 2021, end: 2025 }\nindicators:\n";

fn told(value: Known<FactValue>) -> String {
    match value {
        Ok(FactValue::Exact(value)) => value.to_string(),
        Ok(FactValue::YesNo(value)) => if value { "yes" } else { "no" }.into(),
        Ok(_) => "other".into(),
        Err(reason) => format!("?{}", reason.word()),
    }
}

/// The indicator `x` with one target `t`, and others beside it.
fn case(body: &str, others: &str, rows: &[&str]) -> Case {
    Case::new(&format!("{HEAD}- {{ id: x, name: X, {body} }}\n{others}"), rows)
}

/// Facts of the own verdict of `x`, on a day.
fn facts_on(as_of: &str, case: &Case, facts: &[Fact]) -> String {
    let report = case.report(as_of);
    let verdict = report.indicator("x").unwrap();
    let told: Vec<String> = facts.iter().map(|fact| told(verdict.fact(*fact))).collect();
    told.join(" ")
}

const SEEN: &[Fact] = &[Fact::Goal, Fact::HoldsNow, Fact::Attained];

/// `goal holds_now attained` after the due date, for figures of `x` (`2025,4`) or of others (`y,2025,4`).
#[track_caller]
fn seen(body: &str, others: &str, cases: &[(&[&str], &str)]) {
    for (rows, expected) in cases {
        let rows: Vec<String> = rows.iter().map(|row| owned(row)).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let found = facts_on("2026-06-30", &case(body, others, &rows), SEEN);
        assert_eq!(found, *expected, "{body} {rows:?}");
    }
}

fn owned(row: &str) -> String {
    if row.starts_with(|c: char| c.is_ascii_digit()) { format!("x,{row}") } else { row.to_owned() }
}

/// 培育1-2家: target forms, row 6: the lower bound is reached, and one more does no harm. A range of levels has two
/// sides, also where more is asked for.
#[test]
fn of_a_range_of_things_the_lower_end_is_to_be_reached() {
    let body = |form: &str, direction: &str| {
        format!(
            "measure: stock, direction: {direction}, targets: [ {{ id: t, form: {form}, between: [ 1, 2 ], due: 2025 }} ]"
        )
    };
    for form in ["count", "zero_breakthrough", "threshold_count"] {
        let cases: [(&[&str], &str); 4] = [
            (&["2025,0"], "1 no no"),
            (&["2025,1"], "1 yes yes"),
            (&["2025,2"], "1 yes yes"),
            (&["2025,3"], "1 yes yes"),
        ];
        seen(&body(form, "increase"), "", &cases);
    }
    seen(&body("level", "increase"), "", &[(&["2025,2"], "1 yes yes"), (&["2025,3"], "1 no no")]);
    seen(&body("count", "decrease"), "", &[(&["2025,2"], "2 yes yes"), (&["2025,3"], "2 no no")]);
}

/// The codes of what is said of a plan, in order.
fn codes(indicators: &str) -> Vec<&'static str> {
    let text = format!("format: attainment/plan@1\nid: p\ntitle: P\n{HEAD}{indicators}");
    let words = |diagnostics: &attainment::check::Diagnostics| {
        diagnostics.iter().map(|one| one.code().word()).collect()
    };
    match Plan::from_yaml(&text) {
        Ok(checked) => words(checked.diagnostics()),
        Err(error) => words(error.diagnostics()),
    }
}

/// Form 8. A third of the whole is 33.333… per cent, and no decimal is it.
#[test]
fn shares_and_fractions_are_exact() {
    let share = "unit: '%', measure: rate, direction: increase, targets: [ { id: t, form: share, at_least: 1/3, due: 2025 } ]";
    let third = "33.33333333333333333333333333";
    seen(
        share,
        "",
        &[
            (&["2025,33.34"], &format!("{third} yes yes")),
            (&["2025,33.33"], &format!("{third} no no")),
            // Below a third by less than a thousandth of a billionth.
            (&["2025,33.3333333333333333333333333"], &format!("{third} no no")),
        ],
    );
    // 降低三分之一 from 99: 99 · (1 − 1/3) = 66.
    let fall = "measure: stock, direction: decrease, baseline: { period: 2020, value: 99 },
        targets: [ { id: t, form: reduction_rate, at_least: 1/3, due: 2025 } ]";
    seen(fall, "", &[(&["2025,66"], "66 yes yes"), (&["2025,66.0000001"], "66 no no")]);
    // 为基期的三分之二: 99 · 2/3 = 66.
    let multiple = "measure: stock, direction: decrease, baseline: { period: 2020, value: 99 },
        targets: [ { id: t, form: multiple, at_most: 2/3, due: 2025 } ]";
    seen(multiple, "", &[(&["2025,66"], "66 yes yes"), (&["2025,66.1"], "66 no no")]);
    // 八成以上 is no fraction: 80.
    let plain = "unit: '%', measure: rate, direction: increase, targets: [ { id: t, form: share, value: 80%以上, due: 2025 } ]";
    seen(plain, "", &[(&["2025,80"], "80 yes yes"), (&["2025,79.9"], "80 no no")]);
}

/// A third of a per cent, a score of 4/5, nothing below the stroke: these are no fractions.
#[test]
fn what_is_no_fraction_is_refused() {
    let target = |unit: &str, form: &str, value: &str| {
        format!(
            "- {{ id: x, name: X, unit: '{unit}', measure: rate, direction: increase,
               baseline: {{ period: 2020, value: 0.1 }},
               targets: [ {{ id: t, form: {form}, at_least: '{value}', due: 2025 }} ] }}\n"
        )
    };
    for (unit, form, value) in [
        ("%", "share", "1/3%"),
        ("%", "share", "1/0"),
        ("%", "share", "1/-3"),
        ("%", "share", "1//3"),
        ("%", "share", "1:3"),
        ("%", "share", "1/3/4"),
        ("分", "level", "4/5"),
        ("", "ratio", "7.4:39.6:53"),
        ("", "ratio", "2:"),
        ("", "ratio", "1/3万"),
        ("%", "pp_change", "1/3"),
    ] {
        let found = codes(&target(unit, form, value));
        let refused = found.iter().any(|code| matches!(*code, "bad-number" | "unit-mismatch"));
        assert!(refused, "{unit} {value}: {found:?}");
    }
    for (unit, form, value) in
        [("%", "share", "≥1/3"), ("%", "share", "1／3"), ("", "ratio", "2.1∶1"), ("倍", "level", "1/3倍")]
    {
        let found = codes(&target(unit, form, value));
        assert_eq!(found, [] as [&str; 0], "{unit} {value}");
    }
}

/// Form 36: a∶b is the number a ÷ b, with three kinds of colons; 2.1∶1左右 within five per cent is 1.995 to 2.205.
#[test]
fn ratios_are_quotients() {
    let ratio = |target: &str| {
        format!(
            "measure: rate, direction: decrease, targets: [ {{ id: t, form: ratio, {target}, due: 2025 }} ]"
        )
    };
    seen(
        &ratio("value: '2：1以内'"),
        "",
        &[(&["2025,2"], "2 yes yes"), (&["2025,2.01:1"], "2 no no"), (&["2025,2∶1"], "2 yes yes")],
    );
    seen(
        &ratio("about: '2.1∶1'"),
        "",
        &[
            (&["2025,1.995"], "2.1 yes yes"),
            (&["2025,2.205:1"], "2.1 yes yes"),
            (&["2025,2.2051"], "2.1 no no"),
        ],
    );
    // 5:3 has no end: 1.666…
    let five = "1.666666666666666666666666667";
    seen(
        &ratio("at_most: '5:3'"),
        "",
        &[(&["2025,1.66"], &format!("{five} yes yes")), (&["2025,1.67"], &format!("{five} no no"))],
    );
}

/// Figures are decimals: 5:3 is refused as one, and 5:4 is 1.25.
#[test]
fn figures_without_an_end_are_refused() {
    let plan =
        format!("format: attainment/plan@1\nid: p\ntitle: P\n{HEAD}- {{ id: x, name: X, measure: rate }}\n");
    let plan = Plan::from_yaml(&plan).unwrap().into_inner();
    let read = |value: &str| {
        let csv = format!("indicator,period,value\nx,2025,{value}\n");
        attainment::Observations::from_csv(csv.as_bytes(), &plan)
    };
    assert!(read("5:4").is_ok());
    let refused = read("5:3").unwrap_err();
    assert_eq!(refused.diagnostics().iter().next().unwrap().code().word(), "bad-number");
}

/// Form 17: of flows and changes the sum of what was added, of a stock the difference to the base.
#[test]
fn added_over_the_window() {
    let target = "targets: [ { id: t, form: increment_flow, at_least: 10, due: 2025 } ]";
    let flow = format!("measure: flow, {target}");
    // 1 + 2 + 3 + 2 + 2 = 10
    let years = ["2021,1", "2022,2", "2023,3", "2024,2", "2025,2"];
    seen(
        &flow,
        "",
        &[(&years, "10 yes yes"), (&["2021,1", "2022,2", "2023,3", "2024,2", "2025,1"], "10 no no")],
    );
    let totals = format!("measure: running_total, {target}");
    seen(&totals, "", &[(&years, "10 yes yes")]);
    // 50 + 10
    let stock = format!("measure: stock, baseline: {{ period: 2020, value: 50 }}, {target}");
    seen(&stock, "", &[(&["2025,60"], "60 yes yes"), (&["2025,59"], "60 no no")]);
    let bare = format!("measure: stock, {target}");
    seen(&bare, "", &[(&["2025,60"], "?no_baseline ?no_baseline ?no_baseline")]);
}

/// Form 42: the value is judged, and the start is held against the baseline.
#[test]
fn from_one_value_to_another() {
    let body = |baseline: &str, target: &str| {
        format!(
            "unit: '%', measure: rate, {baseline} targets: [ {{ id: t, form: from_to, {target}, due: 2025 }} ]"
        )
    };
    let base = "baseline: { period: 2020, value: 4.74 },";
    // A bare value leads away from its start: upwards here, downwards there.
    seen(
        &body(base, "from: 4.74, value: 12.2"),
        "",
        &[(&["2025,12.2"], "12.2 yes yes"), (&["2025,12.1"], "12.2 no no")],
    );
    seen(&body("", "from: 20, value: 15"), "", &[(&["2025,15"], "15 yes yes"), (&["2025,15.1"], "15 no no")]);
    let codes = |baseline: &str, target: &str| {
        codes(&format!("- {{ id: x, name: X, {} }}\n", body(baseline, target)))
    };
    assert_eq!(codes(base, "from: 4.74%, at_least: 12.2"), [] as [&str; 0]);
    // 4.7 is 4.74 in fewer digits; 4.8 is not.
    assert_eq!(codes(base, "from: 4.7, at_least: 12.2"), [] as [&str; 0]);
    assert_eq!(codes(base, "from: 4.8, at_least: 12.2"), ["from-disagrees"]);
    assert_eq!(codes("", "from: 4.74, at_least: 12.2"), ["from-without-baseline"]);
    assert_eq!(codes(base, "from: 4.74, from_period: 2019, at_least: 12.2"), ["from-without-baseline"]);
    assert_eq!(codes(base, "from: 4.74, from_period: 2020, at_least: 12.2"), [] as [&str; 0]);
    assert_eq!(codes(base, "from_period: 2020, at_least: 12.2"), ["missing-field"]);
}

const GDP: &str = "- { id: y, name: Y, unit: '%', measure: change }\n";

fn relative(target: &str) -> String {
    format!(
        "unit: '%', measure: change, direction: increase,
         targets: [ {{ id: t, form: relative, {target}, against: {{ indicator: y }}, due: 2025 }} ]"
    )
}

/// Forms 26 and 27: the difference of the figures of one period. 6.0 − 5.0 = 1.0.
#[test]
fn relative_to_another_indicator() {
    seen(
        &relative("more_than: 0"),
        GDP,
        &[
            (&["2025,5.1", "y,2025,5.0"], "0 yes yes"),
            (&["2025,5.0", "y,2025,5.0"], "0 no no"),
            // The other of another year is no benchmark.
            (&["2025,5.1", "y,2024,5.0"], "0 ?not_reported ?not_reported"),
            (&["2025,5.1"], "0 ?not_reported ?not_reported"),
            // The newest year that both have; at the due date one of them is missing.
            (&["2024,5.1", "2025,4.0", "y,2024,5.0"], "0 yes ?not_reported"),
        ],
    );
    seen(
        &relative("at_least: 1个百分点"),
        GDP,
        &[(&["2025,6.0", "y,2025,5.0"], "1 yes yes"), (&["2025,5.9", "y,2025,5.0"], "1 no no")],
    );
    // A cap against another: 低于全国.
    seen(
        &relative("less_than: 0"),
        GDP,
        &[(&["2025,4.9", "y,2025,5.0"], "0 yes yes"), (&["2025,5.0", "y,2025,5.0"], "0 no no")],
    );
}

/// 同步: within five per cent of the other's value, 5 · 0.05 = 0.25 here.
#[test]
fn in_step_with_another_indicator() {
    seen(
        &relative("about: 0"),
        GDP,
        &[
            (&["2025,5.25", "y,2025,5"], "0 yes yes"),
            (&["2025,4.75", "y,2025,5"], "0 yes yes"),
            (&["2025,5.26", "y,2025,5"], "0 no no"),
            (&["2025,4.74", "y,2025,5"], "0 no no"),
            // What is near a number of which only a bound is known?
            (&["2025,5", "y,2025,>5"], "?inexact ?inexact ?inexact"),
        ],
    );
    // About two points above: near 7, within 0.35.
    seen(
        &relative("about: 2"),
        GDP,
        &[(&["2025,6.65", "y,2025,5"], "2 yes yes"), (&["2025,6.64", "y,2025,5"], "2 no no")],
    );
}

/// 突破1400 less 1000 is more than 400; less 突破1000 nothing is known; 1400 less 突破1000 is less than 400.
#[test]
fn bounds_of_both_sides_are_honoured() {
    let body = |target: &str| {
        format!(
            "unit: 家, measure: stock, targets: [ {{ id: t, form: relative, {target}, against: {{ indicator: y }}, due: 2025 }} ]"
        )
    };
    let other = "- { id: y, name: Y, unit: 家, measure: stock }\n";
    let (sharp, both, below): (&[&str], &[&str], &[&str]) = (
        &["2025,突破1400家", "y,2025,1000"],
        &["2025,突破1400家", "y,2025,突破1000家"],
        &["2025,1400", "y,2025,突破1000家"],
    );
    seen(
        &body("at_least: 400"),
        other,
        &[(sharp, "400 yes yes"), (both, "400 ?inexact ?inexact"), (below, "400 no no")],
    );
    seen(&body("at_least: 500"), other, &[(sharp, "500 ?inexact ?inexact"), (below, "500 no no")]);
    seen(&body("at_most: 400"), other, &[(below, "400 yes yes"), (sharp, "400 no no")]);
}

/// 不低于低保标准的1.6倍: 1600 ÷ 1000 = 1.6; in scaled units 0.16万元 ÷ 1000元.
#[test]
fn a_multiple_of_another_indicator() {
    let body = |unit: &str| {
        format!(
            "unit: {unit}, measure: stock, targets: [ {{ id: t, form: ratio_to_indicator, at_least: 1.6倍, against: {{ indicator: y }}, due: 2025 }} ]"
        )
    };
    let other = "- { id: y, name: Y, unit: 元, measure: stock }\n";
    seen(
        &body("元"),
        other,
        &[
            (&["2025,1600", "y,2025,1000"], "1.6 yes yes"),
            (&["2025,1599", "y,2025,1000"], "1.6 no no"),
            (&["2025,1600", "y,2025,0"], "1.6 ?zero_divisor ?zero_divisor"),
            (&["2025,1600", "y,2025,-1000"], "1.6 ?sign ?sign"),
            // More than 1000: less than 1.6 times.
            (&["2025,1600", "y,2025,>1000"], "1.6 no no"),
            (&["2025,1601", "y,2025,>1000"], "1.6 ?inexact ?inexact"),
            (&["2025,>1600", "y,2025,1000"], "1.6 yes yes"),
            (&["2025,1600", "y,2025,<1000"], "1.6 ?inexact ?inexact"),
        ],
    );
    // Nothing is nothing, whatever divides it; and what may be nothing divides nothing.
    let none = body("元").replace("at_least: 1.6倍", "less_than: 0");
    seen(
        &none,
        other,
        &[
            (&["2025,0", "y,2025,>1000"], "0 no no"),
            (&["2025,5", "y,2025,>0"], "0 ?inexact ?inexact"),
            (&["2025,5", "y,2025,≥-1"], "0 ?inexact ?inexact"),
            (&["2025,-5", "y,2025,≥1000"], "0 ?inexact ?inexact"),
            (&["2025,-5", "y,2025,1000"], "0 yes yes"),
        ],
    );
    seen(&body("万元"), other, &[(&["2025,0.16", "y,2025,1000"], "1.6 yes yes")]);
}

/// The way of a relation goes from the relation at the base to the margin: (3 − 1) ÷ (5 − 1) = 0.5.
#[test]
fn progress_of_a_relation() {
    let body = "unit: 件, measure: stock, direction: increase, baseline: { period: 2020, value: 11 },
        targets: [ { id: t, form: relative, at_least: 5, against: { indicator: y }, due: 2025 } ]";
    let with_base = "- { id: y, name: Y, unit: 件, measure: stock, baseline: { period: 2020, value: 10 } }\n";
    let without = "- { id: y, name: Y, unit: 件, measure: stock }\n";
    let rows = ["x,2022,18", "y,2022,15"];
    let facts = [Fact::Base, Fact::Current, Fact::Share, Fact::Elapsed, Fact::Projected];
    let found = |other: &str, rows: &[&str]| facts_on("2023-06-30", &case(body, other, rows), &facts);
    assert_eq!(found(with_base, &rows), "1 3 0.5 0.4 ?no_reference");
    assert_eq!(found(without, &["x,2022,18", "y,2022,15", "y,2020,10"]), "1 3 0.5 0.4 ?no_reference");
    assert_eq!(found(without, &rows), "?no_baseline 3 ?no_baseline 0.4 ?no_reference");
}

/// Where the other will be nobody has said, by whatever method; and a forecast of the one is none of both.
#[test]
fn a_relation_is_not_carried_on() {
    let body = "unit: 件, measure: stock, direction: increase, baseline: { period: 2020, value: 11 },
        targets: [ { id: t, form: relative, at_least: 5, against: { indicator: y }, due: 2025 } ]";
    let other = "- { id: y, name: Y, unit: 件, measure: stock, baseline: { period: 2020, value: 10 } }\n";
    let rows = ["x,2021,12", "x,2022,18", "y,2021,10", "y,2022,15", "x,2024,77,forecast,2023-01-31"];
    let case = case(body, other, &rows);
    let report = case.report("2023-06-30");
    let verdict = report.indicator("x").unwrap();
    for method in Method::ALL {
        assert_eq!(verdict.trajectory().projected(*method), Err(Reason::NoReference), "{method:?}");
        assert!(verdict.trajectory().outlook(*method).is_err(), "{method:?}");
    }
    assert!(!verdict.explain().in_language(Lang::En).contains("77"));
}

/// Whatever a policy measures from, relations, classes and paths are judged or unknown.
#[test]
fn every_built_in_policy_can_look_at_them() {
    let body = "unit: 类, measure: rate, baseline: { period: 2020, value: Ⅳ }, targets: [
        { id: t, form: ordinal_class, at_least: Ⅱ, due: 2025 },
        { id: r, form: relative, less_than: 0, against: { indicator: y }, due: 2025 },
        { id: p, form: pace, against: { target: l }, due: 2023 },
        { id: l, form: level, at_most: 1, due: 2025 },
        { id: s, form: sign_only, due: 2025 } ]";
    let other = "- { id: y, name: Y, unit: 类, measure: rate, baseline: { period: 2020, value: 5 } }\n";
    let rows = ["x,2021,4", "x,2022,3", "x,2023,2", "y,2021,5", "y,2022,4", "y,2023,4"];
    let mut case = case(body, other, &rows);
    for name in attainment::Policy::builtin_names() {
        case.policy = attainment::Policy::builtin(name).unwrap();
        for day in ["2022-06-30", "2024-06-30", "2026-06-30"] {
            let report = case.report(day);
            assert!(report.verdicts().count() >= 5, "{name}");
            let document = report.document(&attainment::check::Diagnostics::new());
            assert!(!attainment::report::to_json(&[document]).is_empty());
        }
    }
}

/// What was known on the day: the other's figure is revised later.
#[test]
fn both_sides_are_seen_as_of_the_day() {
    let rows =
        ["x,2024,5.5,final,2025-02-01", "y,2024,5.0,provisional,2025-01-20", "y,2024,5.6,final,2025-10-01"];
    let case = case(&relative("more_than: 0"), GDP, &rows);
    assert_eq!(facts_on("2025-01-25", &case, &[Fact::HoldsNow]), "?not_reported");
    assert_eq!(facts_on("2025-06-30", &case, &[Fact::HoldsNow]), "yes");
    assert_eq!(facts_on("2025-12-31", &case, &[Fact::HoldsNow]), "no");
}

/// A benchmark that the plan has no figures of.
#[test]
fn a_benchmark_in_words_is_undetermined() {
    for form in ["relative", "ratio_to_indicator"] {
        let body = format!(
            "unit: '%', measure: rate, targets: [ {{ id: t, form: {form}, more_than: 1, against: {{ text: 全国平均水平 }}, due: 2025 }} ]"
        );
        let case = case(&body, "", &["x,2025,5"]);
        assert_eq!(facts_on("2026-06-30", &case, SEEN), "1 ?no_reference ?no_reference", "{form}");
        let report = case.report("2026-06-30");
        let verdict = report.indicator("x").unwrap();
        assert_eq!(verdict.outcome().id(), "undetermined");
        assert!(verdict.explain().in_language(Lang::Zh).contains("对照对象：全国平均水平"));
    }
}

#[test]
fn what_relations_refer_to_is_checked() {
    let one = |unit: &str, target: &str| {
        format!(
            "- {{ id: x, name: X, unit: '{unit}', measure: rate, targets: [ {{ id: t, due: 2025, {target} }} ] }}\n{GDP}"
        )
    };
    for (unit, target, expected) in [
        ("%", "form: relative, more_than: 0, against: { indicator: y }", vec![]),
        ("%", "form: relative, more_than: 0, against: { indicator: z }", vec!["dangling-id"]),
        ("%", "form: relative, more_than: 0, against: { indicator: x }", vec!["bad-reference"]),
        ("件", "form: relative, more_than: 0, against: { indicator: y }", vec!["unit-mismatch"]),
        ("%", "form: relative, more_than: 0", vec!["missing-field"]),
        ("%", "form: relative, more_than: 0, against: {}", vec!["exactly-one"]),
        ("%", "form: relative, more_than: 0, against: { indicator: y, text: z }", vec!["exactly-one"]),
        ("%", "form: relative, more_than: 0, against: { target: t }", vec!["field-not-taken"]),
        ("%", "form: relative, against: { indicator: y }", vec!["exactly-one"]),
        ("%", "form: relative, more_than: 0, against: { indicator: y, other: 1 }", vec!["unknown-field"]),
        ("%", "form: level, at_least: 1, against: { indicator: y }", vec!["field-not-taken"]),
        ("%", "form: level, at_least: 1, step: 1", vec!["field-not-taken"]),
        ("%", "form: level, at_least: 1, threshold: '>1'", vec!["field-not-taken"]),
        ("%", "form: pace, against: { target: u }", vec!["dangling-id"]),
        ("%", "form: pace, against: { target: t }", vec!["bad-reference"]),
        ("%", "form: pace, against: { indicator: y }", vec!["field-not-taken"]),
        ("件", "form: level, at_least: 1, of: { indicator: y }", vec!["unit-mismatch"]),
        ("%", "form: level, at_least: 1, of: { indicator: x }", vec!["bad-reference"]),
        ("%", "form: level, at_least: 1, of: { indicator: z }", vec!["dangling-id"]),
    ] {
        assert_eq!(codes(&one(unit, target)), expected, "{target}");
    }
}

/// Form 23: smaller is better, and a bare rank is at most so much.
#[test]
fn ranks() {
    let rank = |target: &str| {
        format!("unit: 位, measure: rate, targets: [ {{ id: t, form: rank, {target}, due: 2025 }} ]")
    };
    for target in ["at_most: 15", "value: 15", "at_most: 15位"] {
        seen(
            &rank(target),
            "",
            &[(&["2025,15"], "15 yes yes"), (&["2025,3"], "15 yes yes"), (&["2025,16"], "15 no no")],
        );
    }
    seen(&rank("value: 1"), "", &[(&["2025,1"], "1 yes yes"), (&["2025,2"], "1 no no")]);
    // Figures that are no ranks: a plan may promise it of the sum itself.
    let sum = "unit: 亿元, measure: flow, direction: increase, targets: [ { id: t, form: rank, at_most: 3, due: 2025 } ]";
    seen(sum, "", &[(&["2025,2000"], "?needs_ranks ?needs_ranks ?needs_ranks")]);
    assert_eq!(codes(&format!("- {{ id: x, name: X, {sum} }}\n")), ["needs-ranks"]);
    assert_eq!(codes(&format!("- {{ id: x, name: X, {} }}\n", rank("at_least: 3"))), ["asks-for-worse"]);
    let upwards = rank("at_least: 3").replace("measure", "direction: increase, measure");
    assert_eq!(codes(&format!("- {{ id: x, name: X, {upwards} }}\n")), [] as [&str; 0]);
}

/// Form 25: from the eighth place three places up is the fifth.
#[test]
fn ranks_that_improve() {
    let change = |target: &str| {
        format!(
            "unit: 位, measure: rate, baseline: {{ period: 2020, value: 8 }},
             targets: [ {{ id: t, form: rank_change, {target} due: 2025 }} ]"
        )
    };
    seen(&change(""), "", &[(&["2025,7"], "8 yes yes"), (&["2025,8"], "8 no no"), (&["2025,9"], "8 no no")]);
    seen(
        &change("at_least: 3位,"),
        "",
        &[(&["2025,5"], "5 yes yes"), (&["2025,6"], "5 no no"), (&["2025,1"], "5 yes yes")],
    );
    let bare = "unit: 位, measure: rate, targets: [ { id: t, form: rank_change, due: 2025 } ]";
    seen(bare, "", &[(&["2025,5"], "?no_baseline ?no_baseline ?no_baseline")]);
    assert_eq!(codes(&format!("- {{ id: x, name: X, {bare} }}\n")), ["needs-baseline"]);
}

/// Form 24: words alone cannot be judged; what they mean can be said.
#[test]
fn ranks_in_words() {
    let words = "unit: 位, measure: rate, targets: [ { id: t, form: rank_qualitative, text: 走在全市前列 } ]";
    let case = case(words, "", &["x,2025,1"]);
    assert_eq!(case.report("2026-06-30").indicator("x").unwrap().outcome().id(), "undetermined");
    let meant = "unit: 位, measure: rate, targets: [ { id: t, form: rank_qualitative, at_most: 3, text: 第一梯队, due: 2025 } ]";
    seen(meant, "", &[(&["2025,3"], "3 yes yes"), (&["2025,4"], "3 no no")]);
}

/// Form 38: Ⅱ类及以上 is Ⅱ or better, whose numerals are smaller; Ⅴ类及以下 is Ⅴ or worse.
#[test]
fn classes() {
    let class = |target: &str| {
        format!("unit: 类, measure: rate, targets: [ {{ id: t, form: ordinal_class, {target}, due: 2025 }} ]")
    };
    for target in
        ["at_least: Ⅱ", "at_least: II类", "value: Ⅱ类及以上", "value: ⅱ", "at_least: 2", "value: 不低于Ⅱ类"]
    {
        seen(
            &class(target),
            "",
            &[
                (&["2025,Ⅰ类"], "2 yes yes"),
                (&["2025,II"], "2 yes yes"),
                (&["2025,Ⅲ"], "2 no no"),
                (&["2025,劣Ⅴ类"], "2 no no"),
                // Ⅲ or better may be Ⅱ, and Ⅲ or worse is not.
                (&["2025,Ⅲ类及以上"], "2 ?inexact ?inexact"),
                (&["2025,Ⅲ类及以下"], "2 no no"),
                (&["2025,Ⅱ类以上"], "2 yes yes"),
            ],
        );
    }
    // In digits 以上 is more to some readers and better to others: neither is guessed.
    assert_eq!(codes(&format!("- {{ id: x, name: X, {} }}\n", class("value: 2类及以上"))), ["bad-number"]);
    // 消除劣Ⅴ类: better than it.
    seen(&class("more_than: 劣Ⅴ类"), "", &[(&["2025,Ⅴ"], "6 yes yes"), (&["2025,劣Ⅴ类"], "6 no no")]);
    seen(&class("at_most: Ⅴ"), "", &[(&["2025,6"], "5 yes yes"), (&["2025,4"], "5 no no")]);
    // The first class is the best, whatever the direction says.
    let rising = class("at_least: Ⅲ").replace("measure", "direction: increase, measure");
    seen(&rising, "", &[(&["2025,Ⅳ"], "3 no no"), (&["2025,Ⅱ"], "3 yes yes")]);
    // There are no distances between classes: a way to go, and no share of it.
    let body = "unit: 类, measure: rate, baseline: { period: 2020, value: Ⅳ }, targets: [ { id: t, form: ordinal_class, at_least: Ⅱ, due: 2025 } ]";
    let case = case(body, "", &["x,2022,Ⅲ"]);
    let facts = [Fact::Share, Fact::Completion, Fact::Gap, Fact::Projected];
    assert_eq!(facts_on("2023-06-30", &case, &facts), "?not_quantified 0 1 ?not_quantified");
}

/// Classes with names, best first: at least 4A is 4A or 5A.
#[test]
fn classes_with_names() {
    let body = |target: &str| {
        format!(
            "unit: 级, measure: rate, classes: [5A, 4A, 3A], targets: [ {{ id: t, form: ordinal_class, {target}, due: 2025 }} ]"
        )
    };
    for target in ["at_least: 4A", "value: 4A级及以上", "value: 4A"] {
        seen(
            &body(target),
            "",
            &[(&["2025,5A"], "2 yes yes"), (&["2025,4A级"], "2 yes yes"), (&["2025,3A级"], "2 no no")],
        );
    }
    let codes = |body: &str| codes(&format!("- {{ id: x, name: X, {body} }}\n"));
    assert_eq!(codes(&body("at_least: 2A")), ["bad-number"]);
    assert_eq!(codes(&body("at_least: 2")), ["bad-number"]);
    assert_eq!(codes(&body("at_least: 4A").replace("3A]", "4A]")), ["duplicate-id"]);
    assert_eq!(codes(&body("at_least: 4A").replace("3A]", "'']")), ["empty-id"]);
}

/// 5类以上 of kinds of things is a number, although the unit is 类.
#[test]
fn kinds_are_counted() {
    let body = "unit: 类, measure: stock, direction: increase, targets: [ { id: t, form: level, value: 5类以上, due: 2025 } ]";
    seen(body, "", &[(&["2025,6类以上"], "5 yes yes"), (&["2025,4"], "5 no no")]);
}

/// Form 37: the mark itself; or the mark four steps above the one under the base, 2.5 → 2 + 4 = 6.
#[test]
fn steps_that_are_crossed() {
    let body = |target: &str| {
        format!(
            "unit: 亿元, measure: flow, direction: increase, baseline: {{ period: 2020, value: 25002 }},
             targets: [ {{ id: t, form: step_crossing, {target}, due: 2025 }} ]"
        )
    };
    seen(
        &body("at_least: 4万亿元"),
        "",
        &[(&["2025,40000"], "40000 yes yes"), (&["2025,39999.9"], "40000 no no")],
    );
    seen(
        &body("at_least: 4, step: 1万亿元"),
        "",
        &[
            (&["2025,60000"], "60000 yes yes"),
            (&["2025,59999"], "60000 no no"),
            (&["2025,65000"], "60000 yes yes"),
        ],
    );
    let codes = |target: &str| codes(&format!("- {{ id: x, name: X, {} }}\n", body(target)));
    assert_eq!(codes("at_least: 4个, step: 10000"), [] as [&str; 0]);
    for target in [
        "at_least: 1.5, step: 10000",
        "at_least: 0, step: 10000",
        "at_most: 2, step: 10000",
        "at_least: 2, step: 0",
        "at_least: 2, step: -1",
        "at_least: 2, step: '>1'",
    ] {
        assert_eq!(codes(target), ["bad-number"], "{target}");
    }
    // At the mark already: from 20000 one step is 30000.
    let at = body("at_least: 1, step: 10000").replace("25002", "20000");
    seen(&at, "", &[(&["2025,29999"], "30000 no no"), (&["2025,30000"], "30000 yes yes")]);
}

/// Form 34: the sign of the change since the base; of figures that are changes, their own.
#[test]
fn signs_without_a_number() {
    let body = |direction: &str, target: &str| {
        format!(
            "measure: stock, {direction} baseline: {{ period: 2020, value: 100 }},
             targets: [ {{ id: t, form: sign_only, {target} due: 2025 }} ]"
        )
    };
    // 只增不减: not less; 正增长: more; 稳步下降: less.
    let cases: [(&str, &str, [&str; 3]); 6] = [
        ("", "at_least: 0,", ["no", "yes", "yes"]),
        ("", "more_than: 0,", ["no", "no", "yes"]),
        ("", "less_than: 0,", ["yes", "no", "no"]),
        ("", "at_most: 0,", ["yes", "yes", "no"]),
        ("direction: increase,", "", ["no", "no", "yes"]),
        ("direction: decrease,", "", ["yes", "no", "no"]),
    ];
    for (direction, target, holds) in cases {
        for (figure, holds) in ["2025,99", "2025,100", "2025,101"].into_iter().zip(holds) {
            let expected = format!("100 {holds} {holds}");
            seen(&body(direction, target), "", &[(&[figure], &expected)]);
        }
    }
    let growth =
        "unit: '%', measure: change, targets: [ { id: t, form: sign_only, more_than: 0, due: 2025 } ]";
    seen(growth, "", &[(&["2025,0.1"], "0 yes yes"), (&["2025,0"], "0 no no"), (&["2025,-1"], "0 no no")]);
    let codes = |direction: &str, target: &str| {
        codes(&format!("- {{ id: x, name: X, {} }}\n", body(direction, target)))
    };
    assert_eq!(codes("", ""), ["bare-value"]);
    for target in ["more_than: 1,", "equal: 0,", "about: 0,"] {
        assert_eq!(codes("", target), ["bad-number"], "{target}");
    }
    assert_eq!(codes("", "between: [0, 1],"), ["bad-range"]);
    let baseless = "- { id: x, name: X, measure: stock, targets: [ { id: t, form: sign_only, more_than: 0, due: 2025 } ] }\n";
    assert_eq!(self::codes(baseless), ["needs-baseline"]);
    let change = baseless.replace("stock", "change");
    assert_eq!(self::codes(&change), [] as [&str; 0]);
    // 99 of 100 is not nearly a growth.
    let expected = body("attribute: expected,", "more_than: 0,");
    let case = case(&expected, "", &["x,2025,99"]);
    assert_eq!(case.report("2026-06-30").indicator("x").unwrap().outcome().id(), "missed");
}

/// Form 35: all of a set, as a share or by the figures of part and whole: 999 ÷ 1000 · 100 = 99.9.
#[test]
fn coverage() {
    let share = "unit: '%', measure: rate, targets: [ { id: t, form: coverage, due: 2025 } ]";
    seen(share, "", &[(&["2025,100"], "100 yes yes"), (&["2025,99.9"], "100 no no")]);
    let number = "unit: 个, measure: stock, targets: [ { id: t, form: coverage, against: { indicator: y }, due: 2025 } ]";
    let all = "- { id: y, name: Y, unit: 个, measure: stock }\n";
    seen(
        number,
        all,
        &[(&["2025,1000", "y,2025,1000"], "100 yes yes"), (&["2025,999", "y,2025,1000"], "100 no no")],
    );
    let partly = "unit: 个, measure: stock, targets: [ { id: t, form: coverage, at_least: 95%, against: { indicator: y }, due: 2025 } ]";
    seen(
        partly,
        all,
        &[(&["2025,950", "y,2025,1000"], "95 yes yes"), (&["2025,949", "y,2025,1000"], "95 no no")],
    );
    // A number of things is no share of anything.
    let bare =
        "- { id: x, name: X, unit: 个, measure: stock, targets: [ { id: t, form: coverage, due: 2025 } ] }\n";
    assert_eq!(codes(bare), ["unit-mismatch"]);
}

/// Forms 21 and 33: counts, which are not lost again.
#[test]
fn first_cases_and_counts_above_a_threshold() {
    let first = "unit: 个, measure: flow, targets: [ { id: t, form: zero_breakthrough, due: 2025 } ]";
    seen(first, "", &[(&["2021,0", "2022,1", "2023,0", "2024,0", "2025,0"], "1 yes yes")]);
    seen(first, "", &[(&["2021,0", "2022,0", "2023,0", "2024,0", "2025,0"], "1 no no")]);
    let above = "unit: 个, measure: stock, targets: [ { id: t, form: threshold_count, at_least: 10, threshold: '>= 1000亿元', due: 2025 } ]";
    seen(above, "", &[(&["2025,10"], "10 yes yes"), (&["2025,9"], "10 no no")]);
    let plan = case(above, "", &[]).plan;
    let target = plan.indicator("x").unwrap().targets().first().unwrap();
    assert_eq!(target.threshold(), Some(">= 1000亿元"));
}

/// Form 40.
#[test]
fn durations() {
    let body = "unit: 小时, measure: rate, direction: increase, targets: [ { id: t, form: duration, value: 2, due: 2025 } ]";
    seen(body, "", &[(&["2025,2"], "2 yes yes"), (&["2025,1.9"], "2 no no")]);
}

fn on_path(pace: &str, target: &str) -> String {
    format!(
        "measure: stock, direction: increase, baseline: {{ period: 2020, value: 100 }},
         targets: [ {{ id: t, form: pace, due: 2023, {pace} }}, {{ id: whole, due: 2025, {target} }} ]"
    )
}

/// Form 48: by 2023 three fifths of the way from 100 to 200 are 160; over a checkpoint of 120, 120.
#[test]
fn on_the_path_of_another_target() {
    let facts = |body: &str, rows: &[&str]| {
        let case = case(body, "", rows);
        let report = case.report("2024-06-30");
        let verdict = report.verdicts().find(|verdict| verdict.target().id() == "t").unwrap();
        let told: Vec<String> = SEEN.iter().map(|fact| told(verdict.fact(*fact))).collect();
        told.join(" ")
    };
    let whole = "against: { target: whole }";
    let level = "form: level, at_least: 200";
    assert_eq!(facts(&on_path(whole, level), &["x,2023,160"]), "160 yes yes");
    assert_eq!(facts(&on_path(whole, level), &["x,2023,159"]), "160 no no");
    let late = "form: level, at_least: 200, checkpoints: [ { period: 2023, value: 120 } ]";
    assert_eq!(facts(&on_path(whole, late), &["x,2023,120"]), "120 yes yes");
    // Nine tenths of the way: 100 + 60 · 0.9 = 154.
    let most = "against: { target: whole }, at_least: 90";
    assert_eq!(facts(&on_path(most, level), &["x,2023,154"]), "154 yes yes");
    // Downwards: 100 → 50, by 2023 at most 70.
    let down = on_path(whole, "form: reduction_rate, at_least: 50").replace("increase", "decrease");
    assert_eq!(facts(&down, &["x,2023,70"]), "70 yes yes");
    assert_eq!(facts(&down, &["x,2023,71"]), "70 no no");
    // Of a sum three fifths of 500.
    let sum = on_path(whole, "form: cumulative, at_least: 500").replace("stock", "flow");
    assert_eq!(facts(&sum, &["x,2021,100", "x,2022,100", "x,2023,100"]), "300 yes yes");
    assert_eq!(facts(&sum, &["x,2021,100", "x,2022,100", "x,2023,99"]), "300 no no");
    // A limit has no path, nor has what the base satisfies; and words have none.
    assert_eq!(facts(&on_path(whole, "form: cap, at_most: 120"), &["x,2023,1"]), "?limit ?limit ?limit");
    assert_eq!(
        facts(&on_path(whole, "form: level, at_least: 90"), &["x,2023,1"]),
        "?no_span ?no_span ?no_span"
    );
    let words = on_path("against: { text: 全市序时进度 }", level);
    assert_eq!(facts(&words, &["x,2023,160"]), "?no_reference ?no_reference ?no_reference");
    let deferred = on_path(whole, "form: level, deferred: 另行制定");
    assert_eq!(facts(&deferred, &["x,2023,160"]), "?deferred ?deferred ?deferred");
}

/// Form 44: 〔5000〕（其中农民工〔1750〕）; a part of 5001 is too much, whatever the scale of the units.
#[test]
fn parts_are_not_more_than_their_wholes() {
    let plan = |unit: &str, part: &str| {
        format!(
            "- {{ id: x, name: X, unit: {unit}, measure: flow, targets: [ {{ id: t, form: cumulative, at_least: {part}, of: {{ indicator: y }}, due: 2025 }} ] }}
- {{ id: y, name: Y, unit: 万人, measure: flow, targets: [ {{ id: t, form: cumulative, at_least: 5000, due: 2025 }} ] }}\n"
        )
    };
    assert_eq!(codes(&plan("万人", "1750")), [] as [&str; 0]);
    assert_eq!(codes(&plan("人", "50000000")), [] as [&str; 0]);
    assert_eq!(codes(&plan("人", "50000001")), ["part-exceeds-whole"]);
    assert_eq!(codes(&plan("万人", "5001")), ["part-exceeds-whole"]);
}

/// Forms 11, 16, 19, 45: what a plan says twice agrees within the printed digits, or is told.
#[test]
fn what_is_said_twice_must_agree() {
    let plan = |measure: &str, base: &str, one: &str, other: &str| {
        format!(
            "- {{ id: x, name: X, measure: {measure}, baseline: {{ period: 2020, value: {base} }},
               targets: [ {{ id: a, due: 2025, {one} }}, {{ id: b, due: 2025, {other} }} ] }}\n"
        )
    };
    let agree: &[&str] = &[];
    let differ: &[&str] = &["targets-disagree"];
    for (base, one, other, expected) in [
        // 1 − 123.1 ÷ 132.4 = 7.02 %
        ("132.4", "form: cap, at_most: 123.1", "form: reduction_rate, at_least: 7.0", agree),
        ("132.4", "form: cap, at_most: 123.1", "form: reduction_rate, at_least: 8.0", differ),
        // 56.1 + 3.9 = 60
        ("56.1", "form: level, at_least: 60", "form: increment, at_least: 3.9", agree),
        ("56.1", "form: level, at_least: 60", "form: increment, at_least: 4.9", differ),
        // 100 · 1.1⁵ = 161.051; printed 10 % are 9.5 to 10.5 %.
        ("100", "form: level, at_least: 161", "form: avg_annual_growth, at_least: 10", agree),
        ("100", "form: level, at_least: 150", "form: avg_annual_growth, at_least: 10", differ),
        // 翻一番 is no rounded number: 100 · 2 = 200, with the base of 99.5 to 100.5.
        ("100", "form: level, at_least: 200", "form: multiple, at_least: 2", agree),
        ("100", "form: level, at_least: 202", "form: multiple, at_least: 2", differ),
        ("100", "form: growth_over_base, at_least: 50", "form: multiple, at_least: 1.5", agree),
        ("100", "form: growth_over_base, at_least: 80", "form: multiple, at_least: 1.5", differ),
        // 年均提高1个 over five years, and 4.5 to 7.5 in the printed digit.
        ("58.0", "form: level, at_least: 63.0", "form: avg_annual_increment, at_least: 1.0", agree),
        ("58.0", "form: level, at_least: 68.0", "form: avg_annual_increment, at_least: 1.0", differ),
        // A floor and what is hoped for, a floor and a ceiling: both may be meant.
        ("100", "form: level, at_least: 150", "form: kept, at_least: 90", agree),
        ("100", "form: level, at_least: 150", "form: multiple, at_least: 2, firmness: stretch", agree),
        ("100", "form: cap, at_most: 150", "form: growth_over_base, at_least: 10", agree),
        // Nothing to compute with.
        ("100", "form: level, at_least: 150", "form: multiple, delegated: 国家下达", agree),
        ("突破100", "form: level, at_least: 150", "form: multiple, at_least: 2", agree),
    ] {
        let found: Vec<&str> = codes(&plan("stock", base, one, other))
            .into_iter()
            .filter(|code| *code == "targets-disagree")
            .collect();
        assert_eq!(found, expected, "{base}: {one} / {other}");
    }
    let text = plan("stock", "56.1", "form: level, at_least: 60", "form: increment, at_least: 4.9");
    let text = format!("format: attainment/plan@1\nid: p\ntitle: P\n{HEAD}{text}");
    let checked = Plan::from_yaml(&text).unwrap();
    let warning = checked.diagnostics().iter().find(|one| one.code().word() == "targets-disagree").unwrap();
    // 56.1 ± 0.05 + 4.9 ± 0.05
    let message = warning.problem.message(Lang::En);
    assert!(message.contains("59.5–60.5") && message.contains("60.9–61.1"), "{message}");
}

/// All of it survives writing and reading.
#[test]
fn documents_come_back_as_they_were() {
    let text = format!(
        "format: attainment/plan@1\nid: p\ntitle: P\n{HEAD}
- id: x
  name: X
  unit: 件
  measure: stock
  baseline: {{ period: 2020, value: 5 }}
  targets:
    - {{ id: a, form: relative, at_least: 1, against: {{ indicator: y }}, due: 2025 }}
    - {{ id: b, form: from_to, at_least: 9, from: 5, from_period: 2020, of: {{ indicator: y }}, due: 2025 }}
    - {{ id: c, form: step_crossing, at_least: 2, step: 10, due: 2025 }}
    - {{ id: d, form: pace, against: {{ target: b }}, due: 2023 }}
    - {{ id: e, form: threshold_count, at_least: 2, threshold: '>= 1000', due: 2025 }}
    - {{ id: f, form: relative, more_than: 0, against: {{ text: 全国 }}, due: 2025 }}
- {{ id: y, name: Y, unit: 件, measure: stock }}
- {{ id: z, name: Z, measure: rate, classes: [A, B], targets: [ {{ id: t, form: ordinal_class, at_least: B, due: 2025 }} ] }}
"
    );
    let doc = PlanDoc::from_yaml(&text, &attainment::document::Limits::default()).unwrap();
    let limits = attainment::document::Limits::default();
    assert_eq!(PlanDoc::from_yaml(&doc.to_yaml(), &limits).unwrap(), doc);
    assert_eq!(PlanDoc::from_json(&doc.to_json(), &limits).unwrap(), doc);
    let plan = doc.check().unwrap().into_inner();
    let against: Vec<Option<&Reference>> =
        plan.indicator("x").unwrap().targets().iter().map(|target| target.against()).collect();
    assert_eq!(against.first(), Some(&Some(&Reference::Indicator(1))));
    assert_eq!(against.get(3), Some(&Some(&Reference::Target(1))));
    assert_eq!(against.get(5), Some(&Some(&Reference::Text("全国".into()))));
    assert_eq!(plan.indicator("x").unwrap().targets().get(1).unwrap().whole(), Some(1));
}

/// Every word of the vocabulary is a form with axes, and comes back.
#[test]
fn every_form_has_its_word_and_axes() {
    for form in Form::ALL {
        assert_eq!(Form::from_word(form.word()), Some(*form));
        let _axes = Axes::of(*form);
    }
    assert_eq!(Form::from_word("zero_breakthrough"), Some(Form::FirstCase));
}

/// Nothing that can be written makes the library fall over: it is refused, or judged, or unknown.
#[test]
fn hostile_values_are_refused_or_judged() {
    const VALUES: [&str; 12] = [
        "0",
        "-1",
        "100",
        "9999999999999999999999999999",
        "0.000000000000000000000000001",
        "1/3",
        "-1/9999999999999999999999999999",
        "9999999999999999999999999999/7",
        "Ⅻ",
        "劣Ⅴ类",
        "2:1",
        "≈5",
    ];
    let extras = ["", "step: 3,", "against: { indicator: y },", "against: { target: u },", "from: 7,"];
    let others = |unit: &str| {
        format!(
            "- {{ id: y, name: Y, unit: '{unit}', measure: stock, baseline: {{ period: 2020, value: -3 }} }}\n"
        )
    };
    let mut judged = 0;
    for (place, form) in Form::ALL.iter().enumerate() {
        for (number, value) in VALUES.iter().enumerate() {
            let unit = ["%", "", "位", "类"].get((place + number) % 4).unwrap();
            let measure = ["stock", "flow", "change", "rate"].get((place / 4 + number) % 4).unwrap();
            let base = VALUES.get((place + number) % 5).unwrap();
            for extra in extras {
                let text = format!(
                    "format: attainment/plan@1\nid: p\ntitle: P\n{HEAD}- {{ id: x, name: X, unit: '{unit}', measure: {measure},
                       baseline: {{ period: 2020, value: '{base}' }}, targets: [
                       {{ id: t, form: {form}, at_least: '{value}', {extra} due: 2025 }},
                       {{ id: u, form: level, at_most: '1', due: 2025 }} ] }}\n{}",
                    others(unit)
                );
                let Ok(plan) = Plan::from_yaml(&text) else { continue };
                let csv = "indicator,period,value\nx,2024,0\nx,2025,-9999999999999999999999999999\ny,2024,0\ny,2025,0.000000000000000000000000001\n";
                let plan = plan.into_inner();
                let data = attainment::Observations::from_csv(csv.as_bytes(), &plan).unwrap().into_inner();
                let policy = attainment::Policy::builtin("cn-schedule").unwrap();
                for day in ["2025-06-30", "2026-06-30"] {
                    let evaluation = attainment::Evaluator::new(&policy).as_of(day.parse().unwrap());
                    let report = evaluation.evaluate(&plan, &data);
                    let document = report.document(&attainment::check::Diagnostics::new());
                    assert!(!attainment::report::to_json(&[document]).is_empty());
                    judged += 1;
                }
            }
        }
    }
    assert!(judged > 700, "{judged}");
}

/// How relations and signs are told before they are due: kept so far, or not kept; they are no ways to go.
#[test]
fn relations_of_changes_are_kept_or_not() {
    let outcome = |body: &str, rows: &[&str]| {
        let case = case(body, GDP, rows);
        let report = case.report("2024-06-30");
        report.indicator("x").unwrap().outcome().id().to_owned()
    };
    let above = relative("more_than: 0");
    assert_eq!(outcome(&above, &["x,2023,6", "y,2023,5"]), "kept_so_far");
    assert_eq!(outcome(&above, &["x,2023,5", "y,2023,5"]), "not_kept");
    assert_eq!(outcome(&above, &["x,2023,6"]), "undetermined");
    let growing =
        "unit: '%', measure: change, targets: [ { id: t, form: sign_only, more_than: 0, due: 2025 } ]";
    assert_eq!(outcome(growing, &["x,2023,0.1"]), "kept_so_far");
    assert_eq!(outcome(growing, &["x,2023,-0.1"]), "not_kept");
}
