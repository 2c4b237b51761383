//! The forms of a target in plan documents, by the numbers of target-forms.md: where each leads, and
//! what satisfies it.
#![cfg(all(feature = "yaml", feature = "csv"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod common;

use attainment::facts::{Fact, FactValue, Known};
use attainment::report::VerdictRole;
use common::Case;

fn told(value: Known<FactValue>) -> String {
    match value {
        Ok(FactValue::Exact(value)) => value.to_string(),
        Ok(FactValue::YesNo(value)) => if value { "yes" } else { "no" }.into(),
        Ok(_) => "other".into(),
        Err(reason) => format!("?{}", reason.word()),
    }
}

fn one(body: &str, figures: &[&str]) -> Case {
    let rows: Vec<String> = figures.iter().map(|figure| format!("x,{figure}")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let plan = "period: { base: 2020, start: 2021, end: 2025 }\nindicators:\n- { id: x, name: X, ";
    Case::new(&format!("{plan}{body} }}\n"), &rows)
}

/// `goal holds_now attained` on a day.
fn seen_on(as_of: &str, body: &str, figures: &[&str]) -> String {
    let case = one(body, figures);
    let report = case.report(as_of);
    let verdict = report.indicator("x").unwrap();
    let facts = [Fact::Goal, Fact::HoldsNow, Fact::Attained];
    facts.map(|fact| told(verdict.fact(fact))).join(" ")
}

/// `outcome gap` on a day.
fn judged_on(as_of: &str, body: &str, figures: &[&str]) -> String {
    let case = one(body, figures);
    let report = case.report(as_of);
    let verdict = report.indicator("x").unwrap();
    format!("{} {}", verdict.outcome().id(), told(verdict.fact(Fact::Gap)))
}

/// After the due date.
#[track_caller]
fn seen(body: &str, cases: &[(&[&str], &str)]) {
    for (figures, expected) in cases {
        assert_eq!(seen_on("2026-06-30", body, figures), *expected, "{body} {figures:?}");
    }
}

/// While it runs.
#[track_caller]
fn under_way(body: &str, cases: &[(&[&str], &str)]) {
    for (figures, expected) in cases {
        assert_eq!(seen_on("2024-06-30", body, figures), *expected, "{body} {figures:?}");
    }
}

fn level(target: &str) -> String {
    format!(
        "measure: rate, unit: '%', baseline: {{ period: 2020, value: 4 }}, targets: [ {{ id: t, form: level, {target}, due: 2025 }} ]"
    )
}

/// Forms 1, 3, 4, 8, 41: each comparator at its boundary and beside it.
#[test]
fn levels_with_every_comparator() {
    let (below, at, above): (&[&str], &[&str], &[&str]) = (&["2025,4.4999"], &["2025,4.5"], &["2025,4.5001"]);
    for (comparator, holds) in [
        ("at_least", ["no", "yes", "yes"]),
        ("more_than", ["no", "no", "yes"]),
        ("at_most", ["yes", "yes", "no"]),
        ("less_than", ["yes", "no", "no"]),
        ("equal", ["no", "yes", "no"]),
    ] {
        for (figures, holds) in [below, at, above].into_iter().zip(holds) {
            let expected = format!("4.5 {holds} {holds}");
            seen(&level(&format!("{comparator}: 4.5")), &[(figures, &expected)]);
        }
    }
}

/// Form 2: without a comparator the direction says; what is printed goes before it.
#[test]
fn a_bare_level_goes_by_the_direction() {
    let body = |direction: &str, value: &str| {
        format!("direction: {direction}, {}", level(&format!("value: '{value}'")))
    };
    let cases: [(&str, &str, &[&str], &str); 8] = [
        ("increase", "4.5", &["2025,4.5"], "4.5 yes yes"),
        ("increase", "4.5", &["2025,4.4"], "4.5 no no"),
        ("increase", "4.5", &["2025,4.6"], "4.5 yes yes"),
        ("decrease", "3.5", &["2025,3.4"], "3.5 yes yes"),
        ("decrease", "3.5", &["2025,3.6"], "3.5 no no"),
        ("increase", ">15", &["2025,15"], "15 no no"),
        ("increase", "超过15%", &["2025,15.1"], "15 yes yes"),
        ("increase", "30%以上", &["2025,30"], "30 yes yes"),
    ];
    for (direction, value, figures, expected) in cases {
        seen(&body(direction, value), &[(figures, expected)]);
    }
}

/// Form 5, with the five per cent of the policy: 4.5 · 0.95 = 4.275, 4.5 · 1.05 = 4.725.
#[test]
fn about_is_within_five_per_cent() {
    seen(
        &level("about: 4.5"),
        &[
            (&["2025,4.2749"], "4.5 no no"),
            (&["2025,4.275"], "4.5 yes yes"),
            (&["2025,4.725"], "4.5 yes yes"),
            (&["2025,4.7251"], "4.5 no no"),
        ],
    );
    // 控制在5.5左右 limits from above: 5.5 · 1.05 = 5.775.
    let cap = "measure: rate, targets: [ { id: t, form: cap, about: 5.5, due: 2025 } ]";
    seen(
        cap,
        &[(&["2025,1"], "5.5 yes yes"), (&["2025,5.775"], "5.5 yes yes"), (&["2025,5.776"], "5.5 no no")],
    );
    // About ten per cent a year: 9.5 is enough. 100 · 1.095 = 109.5; more does no harm.
    let growth = "measure: stock, baseline: { period: 2020, value: 100 },
        targets: [ { id: t, form: growth_over_base, about: 10, due: 2025 } ]";
    seen(
        growth,
        &[(&["2025,109.49"], "110 no no"), (&["2025,109.5"], "110 yes yes"), (&["2025,200"], "110 yes yes")],
    );
    // A fall of about 20 %: 19 are enough, so at most 81.
    let reduction = "measure: stock, direction: decrease, baseline: { period: 2020, value: 100 },
        targets: [ { id: t, form: reduction_rate, about: 20, due: 2025 } ]";
    seen(
        reduction,
        &[(&["2025,81.01"], "80 no no"), (&["2025,81"], "80 yes yes"), (&["2025,60"], "80 yes yes")],
    );
}

/// Form 6: inside the band; of growth, the lower end.
#[test]
fn ranges() {
    seen(
        &level("between: [5, 6]"),
        &[
            (&["2025,4.9"], "5 no no"),
            (&["2025,5"], "5 yes yes"),
            (&["2025,6"], "5 yes yes"),
            (&["2025,6.1"], "5 no no"),
        ],
    );
    // From above the nearer end is the upper one.
    seen(&level("between: [2, 3]"), &[(&["2025,3"], "3 yes yes"), (&["2025,3.1"], "3 no no")]);
    let growth = "measure: stock, targets: [ { id: t, form: growth_year, between: [5, 5.5], due: 2025 } ]";
    seen(
        growth,
        &[
            (&["2024,200", "2025,209.9"], "210 no no"),
            (&["2024,200", "2025,210"], "210 yes yes"),
            (&["2024,200", "2025,212"], "210 yes yes"),
        ],
    );
}

/// Form 7: a reported actual that bounds the value. 突破1400 is at least 1400, and not at least 1401.
#[test]
fn bounds_decide_where_every_value_agrees() {
    let body = |target: &str| {
        format!("measure: stock, unit: 家, targets: [ {{ id: t, form: level, {target}, due: 2025 }} ]")
    };
    for (target, figure, expected) in [
        ("at_least: 1400", "突破1400家", "1400 yes yes"),
        ("more_than: 1400", "突破1400家", "1400 yes yes"),
        ("more_than: 1400", "≥1400", "1400 ?inexact ?inexact"),
        ("at_least: 1401", "突破1400家", "1401 ?inexact ?inexact"),
        ("at_most: 1400", "突破1400家", "1400 no no"),
        ("at_least: 1000", "1000余家", "1000 yes yes"),
        ("at_least: 5000", "近5000家", "5000 no no"),
        ("at_most: 5000", "近5000家", "5000 yes yes"),
        ("at_least: 10", "约5000家", "10 ?inexact ?inexact"),
        ("at_least: 1.2万家", "突破1.2万家", "12000 yes yes"),
    ] {
        let row = format!("2025,{figure}");
        seen(&body(target), &[(&[&row], expected)]);
    }
}

/// Form 9: against the year before. 200 · 1.05 = 210.
#[test]
fn growth_in_one_year() {
    let stock = "measure: stock, targets: [ { id: t, form: growth_year, at_least: 5, due: 2025 } ]";
    seen(
        stock,
        &[
            (&["2024,200", "2025,210"], "210 yes yes"),
            (&["2024,200", "2025,209.99"], "210 no no"),
            (&["2023,200", "2025,300"], "?not_reported ?not_reported ?not_reported"),
            (&["2024,0", "2025,300"], "?zero_base ?zero_base ?zero_base"),
        ],
    );
    // Figures that are growth already.
    let change =
        "measure: change, unit: '%', targets: [ { id: t, form: growth_year, at_least: 5, due: 2025 } ]";
    seen(
        change,
        &[
            (&["2025,5.0"], "5 yes yes"),
            (&["2025,4.9"], "5 no no"),
            (&["2024,6"], "5 ?not_reported ?not_reported"),
        ],
    );
    let flow = "measure: flow, targets: [ { id: t, form: growth_year, at_least: 5, due: 2025 } ]";
    seen(flow, &[(&["2024,200", "2025,210"], "210 yes yes")]);
    // In quarters against the same quarter of the year before: 50 · 1.05 = 52.5.
    let quarter = "measure: flow, targets: [ { id: t, form: growth_year, at_least: 5, due: 2025-Q4 } ]";
    seen(quarter, &[(&["2024-Q4,50", "2025-Q4,52.5"], "52.5 yes yes")]);
}

/// The year before in quarters is known as well as this one: 4 · 50 = 200, 200 · 1.05 = 210 = 4 · 52.5.
#[test]
fn growth_of_a_flow_reported_in_quarters() {
    let flow = "measure: flow, targets: [ { id: t, form: growth_year, at_least: 5, due: 2025 } ]";
    let mut rows = Vec::new();
    for quarter in 1..=4 {
        rows.push(format!("2024-Q{quarter},50"));
        rows.push(format!("2025-Q{quarter},52.5"));
    }
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    seen(flow, &[(&rows, "210 yes yes")]);
}

/// A target for a quarter compares with the same quarter of the year before, not with the quarter
/// before: 60 · 1.2 = 72, and 61 is not enough.
#[test]
fn growth_in_one_year_of_a_quarter() {
    let flow = "measure: flow, targets: [ { id: t, form: growth_year, at_least: 20, due: 2025-Q4 } ]";
    seen(
        flow,
        &[
            (&["2024-Q4,60", "2025-Q3,50", "2025-Q4,61"], "72 no no"),
            (&["2024-Q4,50", "2025-Q3,70", "2025-Q4,61"], "60 yes yes"),
            (&["2025-Q3,50", "2025-Q4,61"], "?not_reported ?not_reported ?not_reported"),
        ],
    );
}

/// About 1500 with 1300: 1300 ÷ 1500 is below 0.90, whatever the tolerance.
#[test]
fn about_is_completed_against_the_value_and_not_its_tolerance() {
    let about =
        "measure: stock, attribute: expected, targets: [ { id: t, form: level, about: 1500, due: 2025 } ]";
    let after = "2026-06-30";
    assert_eq!(judged_on(after, about, &["2025,1300"]), "missed 200");
    // 0.94 · 1500 = 1410 is beyond five per cent (1425) and more than 90 %.
    assert_eq!(judged_on(after, about, &["2025,1410"]), "nearly_completed 90");
    assert_eq!(judged_on(after, about, &["2025,1430"]), "completed 0");
}

/// A kept target that one year broke is no nearer to being met for a better last year: 5.5 ÷ 6.5 of
/// the worst one counts. And what was broken stays broken when the figures grow old.
#[test]
fn a_kept_target_stays_broken() {
    let kept =
        "measure: rate, attribute: expected, targets: [ { id: t, form: kept, at_most: 5.5, due: 2025 } ]";
    let years = ["2021,5", "2022,6.5", "2023,5", "2024,5", "2025,5.1"];
    assert_eq!(judged_on("2026-06-30", kept, &years), "missed -0.4");
    // In the middle of 2025 a figure of 2022 is stale, and yet it broke the target.
    assert_eq!(judged_on("2025-06-30", kept, &["2021,5", "2022,6.5"]), "not_kept ?stale");
}

/// Form 10: 100 · 1.1⁵ = 161.051 exactly.
#[test]
fn average_annual_growth() {
    let body = "measure: flow, baseline: { period: 2020, value: 100 },
        targets: [ { id: t, form: avg_annual_growth, at_least: 10, due: 2025 } ]";
    seen(
        body,
        &[
            (&["2025,161.051"], "161.051 yes yes"),
            (&["2025,161.050"], "161.051 no no"),
            (&["2025,161.0510000000000000000000001"], "161.051 yes yes"),
            (&["2025,161.0509999999999999999999999"], "161.051 no no"),
        ],
    );
    let changes = "measure: change, unit: '%', targets: [ { id: t, form: avg_annual_growth, at_least: 10, due: 2025 } ]";
    // 1.1 · 1.1 · 1.1 · 1.1 · 1.1 = 1.61051; 1.2 · 1.0 · 1.1³ = 1.5972.
    seen(
        changes,
        &[
            (&["2021,10", "2022,10", "2023,10", "2024,10", "2025,10"], "1.61051 yes yes"),
            (&["2021,20", "2022,0", "2023,10", "2024,10", "2025,10"], "1.61051 no no"),
        ],
    );
    // Years that are not whole, a zero and a negative base.
    let other = |base: &str, due: &str| {
        format!(
            "measure: stock, baseline: {{ period: 2020, value: {base} }},
             targets: [ {{ id: t, form: avg_annual_growth, at_least: 10, due: {due} }} ]"
        )
    };
    seen(&other("100", "2025-Q2"), &[(&["2025-Q2,900"], "?part_years ?part_years ?part_years")]);
    seen(&other("100", "2025-12-30"), &[(&["2025-12-30,900"], "?part_years ?part_years ?part_years")]);
    seen(&other("0", "2025"), &[(&["2025,900"], "?zero_base ?zero_base ?zero_base")]);
    seen(&other("-1", "2025"), &[(&["2025,900"], "?sign ?sign ?sign")]);
    // A fall of 10 % a year at most: 100 · 0.9⁵ = 59.049. A fall of more than all of it means nothing.
    let falling = |rate: &str| {
        format!(
            "measure: stock, baseline: {{ period: 2020, value: 100 }},
             targets: [ {{ id: t, form: avg_annual_growth, at_least: {rate}, due: 2025 }} ]"
        )
    };
    seen(&falling("-10"), &[(&["2025,59.049"], "59.049 yes yes"), (&["2025,59.048"], "59.049 no no")]);
    seen(&falling("-110"), &[(&["2025,59"], "?sign ?sign ?sign")]);
}

/// Form 11: the mean of yearly increments.
#[test]
fn average_annual_increment() {
    // 100 + 5 · 5
    let stock = "measure: stock, baseline: { period: 2020, value: 100 },
        targets: [ { id: t, form: avg_annual_increment, at_least: 5, due: 2025 } ]";
    seen(stock, &[(&["2025,125"], "125 yes yes"), (&["2025,124.9"], "125 no no")]);
    // 年均提高1个百分点: 58 + 5
    let rate = "measure: rate, unit: '%', baseline: { period: 2020, value: 58 },
        targets: [ { id: t, form: avg_annual_increment, at_least: 1个百分点, due: 2025 } ]";
    seen(rate, &[(&["2025,63"], "63 yes yes"), (&["2025,62.9"], "63 no no")]);
    // 年均新增61.4万个: 61.4 · 5 = 307 = 60 + 61 + 62 + 63 + 61
    let flow = "measure: flow, unit: 万个, targets: [ { id: t, form: avg_annual_increment, at_least: 61.4, due: 2025 } ]";
    seen(
        flow,
        &[
            (&["2021,60", "2022,61", "2023,62", "2024,63", "2025,61"], "307 yes yes"),
            (&["2021,60", "2022,61", "2023,62", "2024,63", "2025,60.9"], "307 no no"),
        ],
    );
}

/// Forms 12 and 13.
#[test]
fn growth_over_the_base_and_multiples() {
    // 200 · 1.085 = 217
    let growth = "measure: stock, baseline: { period: 2020, value: 200 },
        targets: [ { id: t, form: growth_over_base, at_least: 8.5%, due: 2025 } ]";
    seen(growth, &[(&["2025,217"], "217 yes yes"), (&["2025,216.9"], "217 no no")]);
    let multiple = |times: &str, direction: &str| {
        format!(
            "measure: stock, direction: {direction}, baseline: {{ period: 2020, value: 30 }},
             targets: [ {{ id: t, form: multiple, value: {times}, due: 2025 }} ]"
        )
    };
    seen(&multiple("2", "increase"), &[(&["2025,60"], "60 yes yes"), (&["2025,59.9"], "60 no no")]);
    seen(&multiple("4", "increase"), &[(&["2025,120"], "120 yes yes"), (&["2025,119.9"], "120 no no")]);
    // 减半
    seen(&multiple("0.5", "decrease"), &[(&["2025,15"], "15 yes yes"), (&["2025,15.1"], "15 no no")]);
    let negative = "measure: stock, baseline: { period: 2020, value: -3 },
        targets: [ { id: t, form: multiple, at_least: 2, due: 2025 } ]";
    seen(negative, &[(&["2025,9"], "?sign ?sign ?sign")]);
}

/// Form 14: neither base nor level may be published; then nothing can be said.
#[test]
fn percentage_points() {
    let body = "measure: rate, unit: '%', baseline: { period: 2020, value: 20 },
        targets: [ { id: t, form: pp_change, at_least: 0.9个百分点, due: 2025 } ]";
    seen(body, &[(&["2025,20.9"], "20.9 yes yes"), (&["2025,20.89"], "20.9 no no")]);
    let baseless =
        "measure: rate, unit: '%', targets: [ { id: t, form: pp_change, at_least: 6, due: 2025 } ]";
    seen(baseless, &[(&["2025,90"], "?no_baseline ?no_baseline ?no_baseline")]);
    // 〔6〕 where the changes themselves are reported: 2 + 1 + 1 + 1 + 1.
    let changes =
        "measure: change, unit: 个百分点, targets: [ { id: t, form: pp_change, at_least: 6, due: 2025 } ]";
    seen(changes, &[(&["2021,2", "2022,1", "2023,1", "2024,1", "2025,1"], "6 yes yes")]);
}

/// Forms 15 and 16: 比2020年下降13.5%: 200 · 0.865 = 173; with a cap beside it, 132.4 · 0.93 = 123.132.
#[test]
fn reductions() {
    let body = "measure: stock, direction: decrease, baseline: { period: 2020, value: 200 },
        targets: [ { id: t, form: reduction_rate, value: 13.5%, due: 2025 } ]";
    seen(
        body,
        &[(&["2025,173"], "173 yes yes"), (&["2025,173.01"], "173 no no"), (&["2025,100"], "173 yes yes")],
    );
    let both = one(
        "measure: flow, unit: 万吨, direction: decrease, baseline: { period: 2020, value: 132.4 }, targets: [
           { id: cap, form: cap, at_most: 123.1, due: 2025 }, { id: cut, form: reduction_rate, at_least: 7.0, due: 2025 } ]",
        &["2025,123.12"],
    );
    let report = both.report("2026-06-30");
    let found: Vec<String> = report
        .verdicts()
        .flat_map(|verdict| [Fact::Goal, Fact::Attained].map(|fact| told(verdict.fact(fact))))
        .collect();
    assert_eq!(found, ["123.1", "no", "123.132", "yes"]);
}

/// Of a flow the latest complete period counts: 4 · 25 = 100 in 2024; three quarters of 40 are no year.
#[test]
fn a_flow_is_judged_by_complete_years() {
    let body = "measure: flow, targets: [ { id: t, form: level, at_least: 100, due: 2025 } ]";
    under_way(
        body,
        &[
            (&["2022,90", "2023-Q1,25", "2023-Q2,25", "2023-Q3,25", "2023-Q4,25"], "100 yes no"),
            (&["2022,90", "2023-Q1,40", "2023-Q2,40", "2023-Q3,40"], "100 no no"),
            (&["2022-H1,60", "2022-H2,60", "2023-Q1,40", "2023-Q2,40", "2023-Q4,40"], "100 yes no"),
        ],
    );
}

/// Form 17: what is added.
#[test]
fn increments() {
    let of = |measure: &str| {
        format!("measure: {measure}, targets: [ {{ id: t, form: increment, at_least: 4, due: 2025 }} ]")
    };
    let stock = format!("baseline: {{ period: 2020, value: 10 }}, {}", of("stock"));
    seen(&stock, &[(&["2025,14"], "14 yes yes"), (&["2025,13"], "14 no no")]);
    // A flow: 1 + 1 + 2; once reached it is not lost.
    under_way(
        &of("flow"),
        &[(&["2021,1", "2022,1", "2023,2"], "4 yes yes"), (&["2021,1", "2022,1", "2023,1"], "4 no no")],
    );
    // A total that runs with the window: the latest counts.
    let window = of("running_total, resets: window");
    under_way(
        &window,
        &[(&["2021,1", "2022,2", "2023,4"], "4 yes yes"), (&["2021,1", "2022,2", "2023,3"], "4 no no")],
    );
    // One that starts anew each year: 1 + 1 at the ends of the years, and 2 by the middle of the third.
    let yearly = of("running_total");
    under_way(
        &yearly,
        &[
            (&["2021-06,1", "2021-12,1", "2022-12,1", "2023-03,1", "2023-06,2"], "4 yes yes"),
            (&["2021-06,1", "2021-12,1", "2022-12,1", "2023-03,1"], "4 no no"),
        ],
    );
    // A year that was not followed to its end is a hole: the sum is 3 or more.
    under_way(&yearly, &[(&["2021-06,1", "2022-12,1", "2023-06,1"], "4 ?hole ?hole")]);
    under_way(&yearly, &[(&["2021-06,1", "2022-12,1", "2023-06,2"], "4 yes yes")]);
}

/// Form 18: the sum over the window.
#[test]
fn cumulative() {
    let body = "measure: flow, targets: [ { id: t, form: cumulative, at_least: 2500, due: 2025 } ]";
    seen(
        body,
        &[
            (&["2020,9000", "2021,500", "2022,500", "2023,500", "2024,500", "2025,500"], "2500 yes yes"),
            (&["2021,500", "2022,500", "2023,500", "2024,500", "2025,499"], "2500 no no"),
            // A hole makes a lower bound, which decides once it is enough.
            (&["2021,500", "2022,500", "2024,500", "2025,999"], "2500 ?hole ?hole"),
            (&["2021,500", "2022,500", "2024,500", "2025,1000"], "2500 yes yes"),
            // A hole at the beginning.
            (&["2022,500", "2023,500", "2024,500", "2025,999"], "2500 ?hole ?hole"),
            // The due year is missing.
            (&["2021,500", "2022,500", "2023,500", "2024,500"], "2500 no ?not_reported"),
        ],
    );
    // Quarters and years together, none twice: 4 · 300 + 1300.
    under_way(
        body,
        &[
            (&["2021-Q1,300", "2021-Q2,300", "2021-Q3,300", "2021-Q4,300", "2022,1300"], "2500 yes yes"),
            (
                &["2021-Q1,300", "2021-Q2,300", "2021-Q3,300", "2021-Q4,300", "2021,1200", "2022,1299"],
                "2500 no no",
            ),
            (&["2021-Q1,300", "2021-Q2,300", "2021-Q4,300", "2022,1300"], "2500 ?hole ?hole"),
            // With a negative amount it could be lost again.
            (&["2021,2600", "2022,-100"], "2500 yes no"),
        ],
    );
    // At most so much: what has been passed is passed, what has not may be.
    let most = "measure: flow, targets: [ { id: t, form: cumulative, at_most: 2500, due: 2025 } ]";
    seen(
        most,
        &[
            (&["2021,500", "2022,500", "2023,500", "2024,500", "2025,500"], "2500 yes yes"),
            (&["2021,500", "2022,500", "2023,500", "2024,500", "2025,501"], "2500 no no"),
            (&["2021,500", "2022,500", "2024,500", "2025,500"], "2500 ?hole ?hole"),
            (&["2021,500", "2022,500", "2024,500", "2025,1001"], "2500 no no"),
        ],
    );
    // 〔11.5〕万个: the scale is the unit's.
    let scaled =
        "measure: flow, unit: 万个, targets: [ { id: t, form: cumulative, at_least: 11.5, due: 2025 } ]";
    under_way(scaled, &[(&["2021,5", "2022,65000个"], "11.5 yes yes")]);
}

/// Form 19: `60 [3.9]`: 56.1 + 3.9 = 60. Both lead to one level.
#[test]
fn a_level_and_an_increment_in_one_cell() {
    let case = one(
        "measure: stock, baseline: { period: 2020, value: 56.1 }, targets: [
           { id: level, form: level, at_least: 60, due: 2025 }, { id: more, form: increment, at_least: 3.9, due: 2025 } ]",
        &["2025,60"],
    );
    let report = case.report("2026-06-30");
    let found: Vec<String> = report
        .verdicts()
        .flat_map(|verdict| [Fact::Goal, Fact::Attained].map(|fact| told(verdict.fact(fact))))
        .collect();
    assert_eq!(found, ["60", "yes", "60", "yes"]);
    let roles: Vec<VerdictRole> = report.verdicts().map(|verdict| verdict.role()).collect();
    assert_eq!(roles, [VerdictRole::Own, VerdictRole::Further]);
}

/// Form 20: attained as soon as it is reached.
#[test]
fn counts() {
    let of = |measure: &str| {
        format!("measure: {measure}, targets: [ {{ id: t, form: count, at_least: 5, due: 2025 }} ]")
    };
    under_way(&of("stock"), &[(&["2022,5"], "5 yes yes"), (&["2022,4"], "5 no no")]);
    under_way(&of("flow"), &[(&["2021,2", "2022,3"], "5 yes yes"), (&["2021,2", "2022,2"], "5 no no")]);
    seen(
        &of("stock"),
        &[(&["2024,4"], "5 no ?not_reported"), (&["2025,4"], "5 no no"), (&["2024,5"], "5 yes yes")],
    );
}

/// A number of things to exist: once reached it is not lost.
#[test]
fn a_count_that_was_reached_is_not_lost() {
    let body = "measure: stock, targets: [ { id: t, form: count, at_least: 5, due: 2025 } ]";
    let (then, now) = (["2022,5"], ["2022,5", "2023,4"]);
    assert!(seen_on("2024-06-30", body, &then).ends_with("yes"));
    assert!(
        seen_on("2024-06-30", body, &now).ends_with("yes"),
        "attained in 2022, and a count cannot be lost"
    );
}

/// The sum of 2021 had reached the target: no figure of later years can take that away, nor can their
/// absence. Two and a half years later a figure of 2021 is older than the policy's two years.
#[test]
fn what_cannot_be_lost_does_not_become_stale() {
    let cases = [
        ("measure: flow, targets: [ { id: t, form: cumulative, at_least: 2500, due: 2025 } ]", "2021,2500"),
        ("measure: stock, targets: [ { id: t, form: count, at_least: 5, due: 2025 } ]", "2021,5"),
    ];
    for (body, figure) in cases {
        assert!(seen_on("2022-06-30", body, &[figure]).ends_with("yes yes"), "{body}");
    }
    for (body, figure) in cases {
        assert!(seen_on("2024-06-30", body, &[figure]).ends_with("yes"), "{body}");
    }
}

/// Forms 28, 29, 49: no number to compare with.
#[test]
fn what_has_no_number() {
    let unknown = |reason: &str| [reason; 3].map(|reason| format!("?{reason}")).join(" ");
    let body =
        |target: &str| format!("measure: stock, attribute: binding, targets: [ {{ id: t, {target} }} ]");
    for (target, reason, outcome) in [
        ("form: level, delegated: 完成国家下达目标, due: 2025", "delegated", "undetermined"),
        ("form: reduction_rate, delegated: 达到国家要求, due: 2025", "delegated", "undetermined"),
        ("form: level, deferred: 各年度视情提出", "deferred", "undetermined"),
        ("form: qualitative, text: 显著增强", "no_scale", "undetermined"),
    ] {
        seen(&body(target), &[(&["2025,7"], &unknown(reason))]);
        let case = one(&body(target), &["2025,7"]);
        let report = case.report("2026-06-30");
        assert_eq!(report.indicator("x").unwrap().outcome().id(), outcome, "{target}");
    }
}

/// Forms 30 and 31: every period of the window; one bad year fails.
#[test]
fn kept_in_every_period() {
    let body = "measure: rate, unit: '%', direction: increase, baseline: { period: 2020, value: 86.21 },
        targets: [ { id: t, form: kept, at_least: 86, due: 2025 } ]";
    seen(
        body,
        &[
            (&["2021,86", "2022,87", "2023,86", "2024,88", "2025,86"], "86 yes yes"),
            (&["2021,86", "2022,85.9", "2023,86", "2024,88", "2025,90"], "86 no no"),
            (&["2021,86", "2022,87", "2023,86", "2024,88", "2025,85.9"], "86 no no"),
            // A hole, at the beginning, in the middle, at the due year.
            (&["2022,87", "2023,86", "2024,88", "2025,86"], "86 yes ?hole"),
            (&["2021,86", "2022,87", "2024,88", "2025,86"], "86 yes ?hole"),
            (&["2021,86", "2022,87", "2023,86", "2024,88"], "86 yes ?not_reported"),
            // What was broken before the window does not count; a bound may leave it open.
            (&["2020,80", "2021,86", "2022,87", "2023,86", "2024,88", "2025,86"], "86 yes yes"),
            (&["2021,86", "2022,超过85", "2023,86", "2024,88", "2025,86"], "86 yes ?inexact"),
            (&["2021,86", "2022,超过86", "2023,86", "2024,88", "2025,86"], "86 yes yes"),
        ],
    );
    under_way(
        body,
        &[
            (&["2021,86", "2022,87", "2023,88"], "86 yes no"),
            (&["2021,80", "2022,87", "2023,88"], "86 no no"),
        ],
    );
    // `<5.5` in a column of yearly averages.
    let yearly = "measure: rate, unit: '%', targets: [ { id: t, form: kept, value: <5.5, due: 2025 } ]";
    seen(
        yearly,
        &[
            (&["2021,5.4", "2022,5.4", "2023,5.4", "2024,5.4", "2025,5.4"], "5.5 yes yes"),
            (&["2021,5.4", "2022,5.4", "2023,5.5", "2024,5.4", "2025,5.4"], "5.5 no no"),
        ],
    );
}

/// Form 32: nothing left.
#[test]
fn zero() {
    let body = "measure: stock, direction: decrease, baseline: { period: 2020, value: 12 }, targets: [ { id: t, form: zero, due: 2025 } ]";
    seen(body, &[(&["2025,0"], "0 yes yes"), (&["2025,1"], "0 no no"), (&["2025,0.0001"], "0 no no")]);
    under_way(body, &[(&["2023,0"], "0 yes no"), (&["2023,3"], "0 no no")]);
}

const EVENT: &str =
    "measure: stock, attribute: binding, targets: [ { id: t, form: milestone_date, text: 建成, due: 2023 } ]";

/// Form 39: an event by a date.
#[test]
fn milestones() {
    seen(
        EVENT,
        &[
            (&["2022-Q3,1"], "1 yes yes"),
            (&["2023-12-31,1"], "1 yes yes"),
            (&["2024-01-01,1"], "1 no no"),
            (&["2022,0"], "1 ?not_reported ?not_reported"),
            (&[], "1 ?not_reported ?not_reported"),
        ],
    );
    assert_eq!(seen_on("2023-06-30", EVENT, &["2022,0"]), "1 no no");
    assert_eq!(seen_on("2022-06-30", EVENT, &["2022-03,1"]), "1 yes yes");
}

/// What has happened has happened: the next report of it does not make it late.
#[test]
fn a_milestone_that_was_reached_stays_reached() {
    let expected = "1 yes yes";
    assert_eq!(seen_on("2023-02-01", EVENT, &["2022,1"]), expected);
    assert_eq!(seen_on("2025-02-01", EVENT, &["2022,1", "2023,1", "2024,1"]), expected);
}

/// A figure for the due period says that it did not happen: it is missed, not unreported.
#[test]
fn a_milestone_reported_not_to_have_happened_is_missed() {
    let case = one(EVENT, &["2022,0", "2023,0"]);
    let report = case.report("2024-02-01");
    assert_eq!(report.indicator("x").unwrap().outcome().id(), "missed");
}

/// Forms 46 and 47: judged and shown, never counted.
#[test]
fn stretch_and_outlook_are_not_counted() {
    let case = one(
        "measure: stock, attribute: binding, direction: increase, baseline: { period: 2020, value: 50 }, targets: [
           { id: strive, form: level, at_least: 90, due: 2025, firmness: stretch },
           { id: t, form: level, at_least: 80, due: 2025, firmness: assured },
           { id: later, form: level, at_least: 100, due: 2035, firmness: outlook } ]",
        &["2025,85"],
    );
    let report = case.report("2026-06-30");
    let found: Vec<(&str, VerdictRole, &str)> = report
        .verdicts()
        .map(|verdict| (verdict.target().id(), verdict.role(), verdict.outcome().id()))
        .collect();
    // Towards 100 in 2035: share 35/50 = 0.7, a third of the time.
    assert_eq!(
        found,
        [
            ("strive", VerdictRole::Stretch, "missed"),
            ("t", VerdictRole::Own, "completed"),
            ("later", VerdictRole::Outlook, "on_schedule"),
        ]
    );
    assert_eq!(report.indicators().count(), 1);
    assert_eq!(report.tally().total(), 1);
    assert_eq!(report.rollup().plan.vetoes, 0);
    // Alone they leave the indicator without a verdict of its own.
    let alone = one(
        "measure: stock, targets: [ { id: s, form: level, at_least: 9, due: 2025, firmness: stretch } ]",
        &["2025,1"],
    );
    let report = alone.report("2026-06-30");
    assert!(report.indicator("x").is_none());
    assert_eq!((report.verdicts().count(), report.tally().total()), (1, 0));
}

/// Twenty-eight digits, on both sides of a threshold, and powers of them.
#[test]
fn numbers_of_28_digits_are_compared_to_the_last() {
    for (goal, below) in [
        ("9999999999999999999999999999", "9999999999999999999999999998"),
        ("0.123456789012345678901234567", "0.123456789012345678901234566"),
        ("12345678901234.56789012345678", "12345678901234.56789012345677"),
    ] {
        let body =
            format!("measure: stock, targets: [ {{ id: t, form: level, at_least: {goal}, due: 2025 }} ]");
        seen(&body, &[(&[&format!("2025,{goal}")], &format!("{goal} yes yes"))]);
        seen(&body, &[(&[&format!("2025,{below}")], &format!("{goal} no no"))]);
    }
    // 10^23 · 1.61051, and a last digit less.
    let holds = |body: &str, value: &str| {
        seen_on("2026-06-30", body, &[&format!("2025,{value}")]).ends_with("yes yes")
    };
    let growth = |base: &str, rate: &str| {
        format!(
            "measure: stock, baseline: {{ period: 2020, value: {base} }},
             targets: [ {{ id: t, form: avg_annual_growth, at_least: {rate}, due: 2025 }} ]"
        )
    };
    let large = growth("100000000000000000000000", "10");
    assert!(holds(&large, "161051000000000000000000"));
    assert!(!holds(&large, "161050999999999999999999.9999"));
    // A rate of 10^-25 % is 10^-27: (1 + 10^-27)^5 = 1 + 5·10^-27 + 10·10^-54 + …, just above 1 + 5·10^-27.
    let fine = growth("1", "0.0000000000000000000000001");
    assert!(holds(&fine, "1.000000000000000000000000006"));
    assert!(!holds(&fine, "1.000000000000000000000000005"));
    // 9999999999999999999999999999 · 0.9 (a rate of −10 over one year) = 8999999999999999999999999999.1
    let one_year = "measure: stock, baseline: { period: 2024, value: 9999999999999999999999999999 },
        targets: [ { id: t, form: avg_annual_growth, at_least: -10, due: 2025 } ]";
    assert!(holds(one_year, "9000000000000000000000000000"));
    assert!(!holds(one_year, "8999999999999999999999999999"));
}
