//! Breaks of a series: which baseline counts before and after, what is comparable, what is said.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot be set up has failed")]

mod common;

use attainment::check::{Code, Severity};
use attainment::facts::{Fact, FactValue, Reason};
use attainment::plan::BreakKind;
use attainment::{Evaluator, Lang, Observations, Plan, Report};
use common::Case;

/// 100 in 2020, to be 200 in 2025. From 2023 on more is counted: by the new definition it was 120 in 2020.
const PLAN: &str = "period: { base: 2020, start: 2021, end: 2025 }
indicators:
- id: x
  name: X
  unit: km
  measure: stock
  direction: increase
  baseline: { period: 2020, value: 100 }
  breaks: [ { period: 2023, kind: definition, why: lanes count too, baseline: { period: 2020, value: 120.0, source: yearbook 2024 } } ]
  targets:
  - { id: level, form: level, at_least: 200, due: 2025 }
  - { id: growth, form: growth_over_base, at_least: 50, due: 2024 }
  - { id: half, form: pace, due: 2022, against: { target: level } }
";

const ROWS: [&str; 4] = [
    "x,2021,120,final,2022-02-01",
    "x,2022,140,final,2023-02-01",
    "x,2023,168,final,2024-02-01",
    "x,2024,184,final,2025-02-01",
];

fn without_restatement() -> String {
    PLAN.replace(", baseline: { period: 2020, value: 120.0, source: yearbook 2024 }", "")
}

fn at<'c>(case: &'c Case, as_of: &str, at: &str) -> Report<'c> {
    let evaluation = Evaluator::new(&case.policy).as_of(as_of.parse().unwrap());
    evaluation.at(at.parse().unwrap()).evaluate(&case.plan, &case.data)
}

fn told(report: &Report<'_>, target: &str, facts: &[Fact]) -> Vec<String> {
    let verdict = report.verdicts().find(|verdict| verdict.target().id() == target).unwrap();
    let tell = |fact: &Fact| match verdict.fact(*fact) {
        Ok(FactValue::Exact(value)) => value.to_ratio_text(),
        Ok(FactValue::Estimate(value)) => format!("{:.6}", value.value()),
        Ok(_) => "other".into(),
        Err(reason) => format!("?{}", reason.word()),
    };
    facts.iter().map(tell).collect()
}

const SEEN: [Fact; 5] = [Fact::Base, Fact::Current, Fact::Goal, Fact::Share, Fact::Lag];

#[test]
fn from_the_first_figure_of_the_new_definition_the_restated_baseline_counts() {
    let case = Case::new(PLAN, &ROWS);
    let later = "2025-06-30";
    // (140 − 100) ÷ (200 − 100) = 2/5 in two of five years.
    assert_eq!(told(&at(&case, later, "2022"), "level", &SEEN), ["100", "140", "200", "2/5", "0"]);
    // (168 − 120) ÷ (200 − 120) = 48/80 = 3/5 in three of five.
    assert_eq!(told(&at(&case, later, "2023"), "level", &SEEN), ["120", "168", "200", "3/5", "0"]);
    // (184 − 120) ÷ 80 = 4/5
    assert_eq!(told(&at(&case, later, "2024"), "level", &SEEN), ["120", "184", "200", "4/5", "0"]);
    // Half as much again by 2024: of 100 it is 150, (140 − 100) ÷ 50 − 2/4; of 120 it is 180, 48 ÷ 60 − 3/4.
    assert_eq!(told(&at(&case, later, "2022"), "growth", &SEEN), ["100", "140", "150", "4/5", "3/10"]);
    assert_eq!(told(&at(&case, later, "2023"), "growth", &SEEN), ["120", "168", "180", "4/5", "1/20"]);
}

/// What was said before the first new figure was known is said of that day for ever.
#[test]
fn before_the_new_figure_is_known_the_old_baseline_counts() {
    let case = Case::new(PLAN, &ROWS);
    assert_eq!(told(&case.report("2024-01-31"), "level", &SEEN[..3]), ["100", "140", "200"]);
    assert_eq!(told(&case.report("2024-02-01"), "level", &SEEN[..3]), ["120", "168", "200"]);
    // With the break, or without anybody knowing of it yet.
    let unbroken = PLAN.split("  breaks:").next().unwrap().to_owned()
        + "  targets:"
        + PLAN.split("  targets:").nth(1).unwrap();
    let early = Case::new(&unbroken, &ROWS[..2]);
    for target in ["level", "growth", "half"] {
        for fact in Fact::ALL {
            let of = |case: &Case| told(&case.report("2024-01-31"), target, &[*fact]);
            assert_eq!(of(&case), of(&early), "{target} {}", fact.name());
        }
    }
}

/// A path that ends before the break is that of the old figures, whenever it is asked about.
#[test]
fn a_path_before_the_break_stays_as_it_was() {
    let case = Case::new(PLAN, &ROWS);
    for as_of in ["2023-06-30", "2025-06-30"] {
        // 100 + 2/5 of 100
        assert_eq!(told(&case.report(as_of), "half", &SEEN[..3]), ["100", "140", "140"], "{as_of}");
    }
}

#[test]
fn trends_do_not_cross_the_break() {
    let trend = [Fact::ActualRate, Fact::TrendPoints];
    let case = Case::new(PLAN, &ROWS);
    // (168 ÷ 120)^(1/3) − 1: both ends are of one definition, 2021 and 2022 are of another.
    assert_eq!(told(&at(&case, "2025-06-30", "2023"), "level", &trend), ["0.118689", "2"]);
    assert_eq!(told(&at(&case, "2025-06-30", "2024"), "level", &trend), ["0.112780", "3"]);
    // (140 ÷ 100)^(1/2) − 1
    assert_eq!(told(&at(&case, "2025-06-30", "2022"), "level", &trend), ["0.183216", "3"]);
    let unrestated = Case::new(&without_restatement(), &ROWS);
    let seen = at(&unrestated, "2025-06-30", "2023");
    // As before: progress compares two definitions, 68/100, and says so; rates do not.
    assert_eq!(told(&seen, "level", &SEEN), ["100", "168", "200", "17/25", "2/25"]);
    assert_eq!(told(&seen, "level", &trend), ["?break", "?break"]);
}

#[test]
fn what_is_compared_across_a_break_is_told() {
    let codes = |plan: &str, rows: &[&str]| -> Vec<String> {
        let text = format!("format: attainment/plan@1\nid: p\ntitle: P\n{plan}");
        let plan = Plan::from_yaml(&text).unwrap();
        assert!(plan.diagnostics().iter().all(|told| told.severity() < Severity::Warning));
        let csv = format!("subject,period,value,status,published\n{}\n", rows.join("\n"));
        let data = Observations::from_csv(csv.as_bytes(), &plan).unwrap();
        let across = data.diagnostics().with_code(Code::AcrossBreak);
        across.map(|told| told.problem.message(Lang::En)).collect()
    };
    assert_eq!(codes(PLAN, &ROWS), Vec::<String>::new());
    let unrestated = without_restatement();
    assert_eq!(codes(&unrestated, &ROWS[..2]), Vec::<String>::new());
    let told = codes(&unrestated, &ROWS);
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("baseline of 2020") && told[0].contains("break of 2023"), "{told:?}");
    // A second break, for which nothing was restated: what was restated for the first is of 2020.
    let second = PLAN.replace("breaks: [", "breaks: [ 2024,");
    let told = codes(&second, &ROWS);
    assert!(told[0].contains("baseline of 2020") && told[0].contains("break of 2024"), "{told:?}");
    let case = Case::new(&second, &ROWS);
    assert_eq!(
        told_of(&case, "2024", &[Fact::Base, Fact::Share, Fact::ActualRate]),
        ["120", "4/5", "?break"]
    );
}

fn told_of(case: &Case, period: &str, facts: &[Fact]) -> Vec<String> {
    told(&at(case, "2025-06-30", period), "level", facts)
}

/// The base year itself moves: progress and time begin with the new one.
#[test]
fn a_baseline_can_be_restated_for_another_year() {
    let moved = PLAN.replace("kind: definition", "kind: base_year");
    let case = Case::new(&moved.replace("{ period: 2020, value: 120.0", "{ period: 2022, value: 150"), &ROWS);
    // (168 − 150) ÷ 50 = 9/25; one of three years.
    assert_eq!(told_of(&case, "2023", &[Fact::Base, Fact::Share, Fact::Elapsed]), ["150", "9/25", "1/3"]);
    // Restated for the year of the break itself: its own figure is no progress yet, and is measured as before.
    let case = Case::new(&moved.replace("{ period: 2020, value: 120.0", "{ period: 2023, value: 168"), &ROWS);
    assert_eq!(told_of(&case, "2023", &[Fact::Base, Fact::Share]), ["100", "17/25"]);
    // (184 − 168) ÷ 32 = 1/2 in one of two years.
    assert_eq!(told_of(&case, "2024", &[Fact::Base, Fact::Share, Fact::Lag]), ["168", "1/2", "0"]);
}

/// Growth in a year across a break is measured from the year before as it was restated.
#[test]
fn growth_in_a_year_is_measured_from_the_restated_year() {
    let growth = "  targets: [ { id: level, form: growth_year, at_least: 10, due: 2023 } ]\n";
    let plan = |value: &str| {
        let head = PLAN.split("  targets:").next().unwrap();
        head.replace("{ period: 2020, value: 120.0", value) + growth
    };
    // 150 × 1.1 = 165 for the restated year, 140 × 1.1 = 154 where another year was restated.
    let case = Case::new(&plan("{ period: 2022, value: 150"), &ROWS);
    assert_eq!(told_of(&case, "2023", &SEEN[..3]), ["150", "168", "165"]);
    let case = Case::new(&plan("{ period: 2020, value: 120.0"), &ROWS);
    assert_eq!(told_of(&case, "2023", &SEEN[..3]), ["140", "168", "154"]);
}

#[test]
fn a_report_says_that_the_base_is_restated() {
    let case = Case::new(PLAN, &ROWS);
    let report = at(&case, "2025-06-30", "2023");
    let verdict = report.indicator("x").unwrap();
    let base = verdict.document().base.unwrap();
    // With the digits of the restatement, and its source.
    let told = (base.period.as_deref(), &*base.value, base.source.as_deref());
    assert_eq!(told, (Some("2020"), "120.0", Some("yearbook 2024")));
    let en = verdict.explain().in_language(Lang::En);
    assert!(en.contains("The base is 120 km in 2020, restated by the definition of 2023 and later."), "{en}");
    let zh = verdict.explain().in_language(Lang::Zh);
    assert!(zh.contains("按 2023 起的新口径重述"), "{zh}");
    assert!(report.to_text(Lang::En).contains("120.0 (2020)"));
    let before = at(&case, "2025-06-30", "2022");
    assert!(!before.indicator("x").unwrap().explain().in_language(Lang::En).contains("restated"));
}

#[test]
fn what_is_wrong_with_a_break_is_told_at_once() {
    let text = format!("format: attainment/plan@1\nid: p\ntitle: P\n{PLAN}")
        .replace("kind: definition", "kind: definitoin")
        .replace("value: 120.0", "value: 12 km²");
    let error = Plan::from_yaml(&text).unwrap_err();
    let told: Vec<(Code, String)> =
        error.diagnostics().iter().map(|told| (told.code(), told.path.to_string())).collect();
    let expected = [
        (Code::UnknownWord, "indicators[0].breaks[0].kind".to_owned()),
        (Code::UnitMismatch, "indicators[0].breaks[0].baseline.value".to_owned()),
    ];
    assert_eq!(told, expected);
    assert!(error.to_string().contains("definition"));
}

#[test]
fn the_kinds_of_breaks_are_kept() {
    for kind in BreakKind::ALL {
        let plan = PLAN.replace("kind: definition", &format!("kind: {}", kind.word()));
        let case = Case::new(&plan, &ROWS);
        let own = case.plan.indicator("x").unwrap().breaks().first().unwrap();
        assert_eq!((own.kind(), own.why()), (Some(*kind), Some("lanes count too")));
        assert_eq!(own.baseline().unwrap().value().text(), "120.0");
        // Whatever the kind, the restated value is what counts.
        assert_eq!(told_of(&case, "2023", &[Fact::Share]), ["3/5"]);
    }
    let plain = PLAN.replace("breaks: [ {", "breaks: [ 2019, {");
    let case = Case::new(&plain, &ROWS);
    assert_eq!(case.plan.indicator("x").unwrap().breaks().first().unwrap().kind(), None);
    // What lies before the base breaks nothing.
    assert_eq!(told_of(&case, "2022", &[Fact::Base, Fact::Share]), ["100", "2/5"]);
    let verdict = case.report("2021-06-30");
    assert_eq!(verdict.indicator("x").unwrap().fact(Fact::Share), Err(Reason::NotReported));
}
