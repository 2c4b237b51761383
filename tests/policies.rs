//! Policies as data: lenses, inputs, scores, hit policies, roll-ups, extends, and both ways of writing.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a wrong index fails the test, as it should"
)]

use attainment::check::{CheckError, Code};
use attainment::facts::{Fact, FactValue, Known, PartFact, Reason};
use attainment::number::Exact;
use attainment::policy::{ChoiceDoc, OutcomeDoc, Points, Policy, PolicyDoc, RowDoc};
use attainment::report::Verdict;
use attainment::{Evaluator, Lang, Observations, Plan};
use proptest::prelude::*;

const HEAD: &str =
    "format: attainment/plan@1\nid: p\ntitle: P\nperiod: { base: 2015, start: 2016, end: 2030 }\n";

/// Four outcomes and a default row, below the rows that are given.
fn policy(rows: &str, rest: &str) -> Result<Policy, CheckError> {
    let text = format!(
        "format: attainment/policy@1\nid: t\nversion: '1'\n{rest}\nindicator:\n  hit: first\n  rows:\n{rows}\n    - {{ id: else, then: d }}\noutcomes:\n  a: {{ kind: outlook, standing: on_track, zh: 甲, en: a }}\n  b: {{ kind: outlook, standing: at_risk, zh: 乙, en: b }}\n  c: {{ kind: outlook, standing: off_track, zh: 丙, en: c }}\n  d: {{ kind: outlook, standing: regressing, zh: 丁, en: d }}\n"
    );
    Policy::from_yaml(&text).map(attainment::check::Checked::into_inner)
}

fn plan(rest: &str) -> Plan {
    Plan::from_yaml(&format!("{HEAD}{rest}")).unwrap().into_inner()
}

fn data(plan: &Plan, rows: &[&str]) -> Observations {
    let csv = format!("indicator,period,value\n{}\n", rows.join("\n"));
    Observations::from_csv(csv.as_bytes(), plan).unwrap().into_inner()
}

/// An indicator that rises from 2015 to 2022: 50, 52, … 64, with a target of 80 in 2030.
const LINE: &str = "indicators:\n  - { id: i, name: I, measure: stock, direction: increase, baseline: { period: 2015, value: 50 }, targets: [ { id: t, form: level, at_least: 80, due: 2030 } ] }\n";

fn line_rows() -> Vec<String> {
    (0..8).map(|year| format!("i,{},{}", 2015 + year, 50 + 2 * year)).collect()
}

/// The value that a measure takes for the rising line.
fn measured(measure: &str, rest: &str) -> Known<FactValue> {
    let policy = policy(
        "    - { id: r, when: { m: known }, then: b }",
        &format!("{rest}\nmeasures: {{ m: {measure} }}"),
    );
    let policy = policy.unwrap_or_else(|error| panic_with(&error));
    let plan = plan(LINE);
    let rows = line_rows();
    let data = data(&plan, &rows.iter().map(String::as_str).collect::<Vec<_>>());
    let report = Evaluator::new(&policy).as_of("2023-06-30".parse().unwrap()).evaluate(&plan, &data);
    let facts = report.indicator("i").unwrap().facts();
    facts.get(0).cloned()
}

#[expect(clippy::panic, reason = "a policy of a test that does not load fails the test")]
fn panic_with(error: &CheckError) -> ! {
    panic!("{error}")
}

fn exact(num: i64, den: i64) -> Known<FactValue> {
    Ok(FactValue::Exact(Exact::ratio(num, den).unwrap()))
}

fn near(value: Known<FactValue>, expected: f64) -> bool {
    matches!(value, Ok(FactValue::Estimate(value)) if (value.value() - expected).abs() < 5e-5)
}

#[test]
fn a_lens_chooses_base_goal_and_scale() {
    // (64 − 50) ÷ (80 − 50) from the plan's baseline; from five years back (64 − 54) ÷ (80 − 54).
    assert_eq!(measured("{ fact: share }", ""), exact(14, 30));
    assert_eq!(measured("{ fact: share, base: { years_back: 5 } }", ""), exact(10, 26));
    assert_eq!(measured("{ fact: share, base: { points_back: 3 } }", ""), exact(6, 22));
    assert_eq!(measured("{ fact: share, base: previous }", ""), exact(2, 18));
    assert_eq!(measured("{ fact: share, base: first }", ""), exact(14, 30));
    // The mean of 58, 60 and 62 is 60.
    assert_eq!(measured("{ fact: improvement, base: { mean_of_previous: 3 } }", ""), exact(4, 1));
    assert_eq!(measured("{ fact: base, base: { year: 2010, missing: next } }", ""), exact(50, 1));
    assert_eq!(measured("{ fact: base, base: { year: 2010 } }", ""), Err(Reason::NoBaseline));
    assert_eq!(
        measured("{ fact: base, base: { year: 2010, missing: nearest, within: 4 } }", ""),
        Err(Reason::NoBaseline)
    );
    assert_eq!(
        measured("{ fact: base, base: { year: 2010, missing: nearest, within: 5 } }", ""),
        exact(50, 1)
    );
    assert_eq!(measured("{ fact: base, base: { years_back: 9 } }", ""), Err(Reason::TooFewPoints));
    assert_eq!(measured("{ fact: base, base: { years_back: 9, at_least: 6 } }", ""), exact(50, 1));
    // Another goal, reached from the same side: (64 − 50) ÷ (70 − 50).
    assert_eq!(measured("{ fact: share, goal: 70 }", ""), exact(14, 20));
    // 100 × (64 − 20) ÷ 75, and the share stays what it was, since the scale is straight.
    assert_eq!(measured("{ fact: current, scale: { worst: 20, best: 95 } }", ""), exact(4400, 75));
    assert_eq!(measured("{ fact: share, scale: { worst: 20, best: 95 } }", ""), exact(14, 30));
    assert_eq!(measured("{ fact: current, scale: { worst: 64, best: 95 } }", ""), exact(0, 1));
    assert_eq!(measured("{ fact: current, scale: reciprocal }", ""), exact(64, 1));
    // |64 − 60| + 50.
    assert_eq!(measured("{ fact: current, scale: { centre: 60, offset: 50 } }", ""), exact(54, 1));
}

#[test]
fn paths_trends_and_rounding_are_arguments() {
    // A third of the way by 2022 instead of 7 of 15 years: 14/30 − 1/3.
    assert_eq!(measured("{ fact: lag, path: { 2022: 0.333 } }", ""), exact(14 * 1000 - 333 * 30, 30_000));
    assert_eq!(measured("{ fact: lag, path: constant }", ""), exact(14 - 30, 30));
    assert_eq!(measured("{ fact: deviation }", ""), exact(0, 1));
    // 50 × 1.6^(7 ÷ 15) = 62.2629…: 64 lies 1.7371 above it.
    assert!(near(
        measured("{ fact: deviation, path: geometric }", ""),
        64.0 - 50.0 * 1.6f64.powf(7.0 / 15.0)
    ));
    // 64 + 8 × 2 = 80.
    assert!(near(measured("{ fact: projected, trend: endpoint_linear }", ""), 80.0));
    // 64 × (64 ÷ 50)^(8 ÷ 7) (method_examples: expected 84.861).
    assert!(near(measured("{ fact: projected, trend: endpoint_geometric, places: 3 }", ""), 84.861));
    assert!(near(measured("{ fact: projected, trend: least_squares }", ""), 80.0));
    assert!(near(measured("{ fact: projected, trend: { fit: least_squares, weights: rank } }", ""), 80.0));
    assert!(
        near(measured("{ fact: rate_ratio }", ""), 1.127_7)
            || near(measured("{ fact: rate_ratio, places: 4 }", ""), 1.1277)
    );
    assert_eq!(measured("{ fact: share, places: 2 }", ""), exact(47, 100));
    let two = "parameters: { places: 2 }";
    assert_eq!(measured("{ fact: share }", two), exact(47, 100));
    assert_eq!(measured("{ fact: share, places: 3 }", two), exact(467, 1000));
    // A change of 14 in units of a dead band of 4.
    let band = "inputs: { band: { kind: number, default: 4 } }";
    assert_eq!(measured("{ fact: improvement, per: band }", band), exact(14, 4));
    let band = "inputs: { band: { kind: number } }";
    assert_eq!(measured("{ fact: improvement, per: band }", band), Err(Reason::NoInput));
}

#[test]
fn inputs_come_from_the_plan_or_the_program() {
    let rows = "    - { id: soft, when: { ready: true, level: soft }, then: a }\n    - { id: far, when: { far: \">= 2\" }, then: b }";
    let rest = "inputs:\n  ready: { kind: yes/no, default: false }\n  level: { kind: word, words: [soft, hard] }\n  band: { kind: number }\nmeasures: { far: { fact: improvement, per: band } }";
    let policy = policy(rows, rest).unwrap();
    let text =
        LINE.replace("direction:", "inputs: { ready: true, level: soft, band: 7, other: 3 }, direction:");
    let stated = plan(&text);
    let figures = line_rows();
    let figures: Vec<&str> = figures.iter().map(String::as_str).collect();
    let day = "2023-06-30".parse().unwrap();
    let outcome = |plan: &Plan,
                   supply: &(
                        dyn Fn(&attainment::plan::Indicator, &attainment::policy::Input) -> Option<FactValue>
                            + Sync
                    )| {
        let data = data(plan, &figures);
        let report = Evaluator::new(&policy).as_of(day).supply(supply).evaluate(plan, &data);
        report.indicator("i").unwrap().outcome().id().to_owned()
    };
    assert_eq!(outcome(&stated, &|_, _| None), "a");
    // The program goes before the plan; a value of another type does not count.
    assert_eq!(
        outcome(&stated, &|_, input| (input.name() == "ready").then_some(FactValue::YesNo(false))),
        "b"
    );
    assert_eq!(
        outcome(&stated, &|_, input| (input.name() == "ready").then_some(FactValue::Word("soft".into()))),
        "a"
    );
    // Without a band the row stays open, and so does the verdict.
    let silent = plan(LINE);
    assert_eq!(outcome(&silent, &|_, _| None), "undetermined");
    let band = |_: &attainment::plan::Indicator, input: &attainment::policy::Input| {
        (input.name() == "band").then(|| FactValue::Exact(Exact::from(7)))
    };
    assert_eq!(outcome(&silent, &band), "b"); // 14 ÷ 7
    let said = |plan: &Plan| -> Vec<Code> { policy.check_inputs(plan).iter().map(|d| d.code()).collect() };
    assert_eq!(said(&stated), []);
    assert_eq!(said(&silent), [Code::MissingInput, Code::MissingInput]);
    let wrong = plan(&text.replace("soft", "sfot"));
    assert_eq!(said(&wrong), [Code::BadInput]);
}

/// Verdicts on series of the test plan that have a baseline of 2015, by a built-in policy.
fn standing_of(policy: &str, target: &str, rows: &[&str]) -> attainment::policy::Standing {
    let text = format!(
        "indicators:\n  - {{ id: i, name: I, measure: stock, baseline: {{ period: 2015, value: 90 }}, targets: [ {{ id: t, form: level, {target}, due: 2030 }} ] }}\n"
    );
    let plan = plan(&text);
    let data = data(&plan, rows);
    let policy = Policy::builtin(policy).unwrap();
    let report = Evaluator::new(&policy).as_of("2023-06-30".parse().unwrap()).evaluate(&plan, &data);
    report.indicator("i").unwrap().standing()
}

#[test]
fn a_baseline_alone_earns_no_good_mark_from_any_built_in_policy() {
    for policy in Policy::builtin_names() {
        for target in ["at_least: 80", "at_most: 95", "at_least: 99", "at_most: 50"] {
            // Lamps that count the days and nothing else are no mark.
            let by_days = ["cn-shenzhen-warnings"].contains(&policy);
            let standing = standing_of(policy, target, &[]);
            assert!(!standing.is_good() || by_days, "{policy}, {target}: {standing}");
        }
    }
}

#[test]
fn what_moves_away_from_a_target_it_had_met_earns_no_good_mark() {
    for policy in Policy::builtin_names() {
        // Lamps that count the days, or grant ten per cent.
        let by_days = ["cn-shenzhen-warnings", "cn-suqian", "havering-rag"].contains(&policy);
        for (target, last) in [("at_least: 80", "i,2022,75"), ("at_most: 95", "i,2022,104")] {
            let standing = standing_of(
                policy,
                target,
                &["i,2017,88", "i,2018,86", "i,2019,84", "i,2020,80.5", "i,2021,79", last],
            );
            let rises = target.starts_with("at_most");
            assert!(!standing.is_good() || by_days || rises, "{policy}, {target}: {standing}");
            let risen = standing_of(
                policy,
                target,
                &["i,2017,91", "i,2018,93", "i,2019,95.5", "i,2020,98", "i,2021,100", last],
            );
            assert!(!risen.is_good() || by_days || !rises, "{policy}, {target}: {risen}");
        }
    }
}

#[test]
fn one_target_can_be_judged_without_a_report() {
    let policy = Policy::builtin("germany-weather").unwrap();
    let plan = plan(LINE);
    let rows = line_rows();
    let data = data(&plan, &rows.iter().map(String::as_str).collect::<Vec<_>>());
    let evaluation = Evaluator::new(&policy).as_of("2023-06-30".parse().unwrap());
    let look = evaluation.look(&plan, &data);
    let mut facts = attainment::facts::FactSet::new();
    assert!(look.facts(&mut facts, 0, 0));
    let decision = attainment::decide::decide(policy.table(), &facts, &mut attainment::decide::Silent);
    let report = evaluation.evaluate(&plan, &data);
    assert_eq!(decision, report.indicator("i").unwrap().decision());
    assert!(!look.facts(&mut facts, 0, 1) && !look.facts(&mut facts, 1, 0));
}

#[test]
fn figures_that_may_change_can_be_ignored() {
    let plan = plan(LINE);
    let csv = "indicator,period,value,status\ni,2020,60,final\ni,2021,61,provisional\ni,2022,62,estimated\n";
    let data = Observations::from_csv(csv.as_bytes(), &plan).unwrap().into_inner();
    let current = |parameters: &str| {
        let policy = policy("    - { id: r, when: { current: known }, then: b }", parameters).unwrap();
        let report = Evaluator::new(&policy).as_of("2023-06-30".parse().unwrap()).evaluate(&plan, &data);
        report.indicator("i").unwrap().fact(Fact::Current)
    };
    assert_eq!(current(""), exact(62, 1));
    assert_eq!(current("parameters: { estimated: ignore }"), exact(61, 1));
    assert_eq!(current("parameters: { estimated: ignore, provisional: ignore }"), exact(60, 1));
}

/// The score of the rising line by a row on its share of 14/30.
fn scored(score: &str) -> Known<Points> {
    let policy =
        policy(&format!("    - {{ id: r, when: {{ share: known }}, then: b, score: {score} }}"), "").unwrap();
    let plan = plan(LINE);
    let rows = line_rows();
    let data = data(&plan, &rows.iter().map(String::as_str).collect::<Vec<_>>());
    let report = Evaluator::new(&policy).as_of("2023-06-30".parse().unwrap()).evaluate(&plan, &data);
    report.indicator("i").unwrap().score().unwrap().cloned()
}

#[test]
fn scores_are_lines_steps_and_bonuses() {
    let points = |num, den| Ok(Points::Exact(Exact::ratio(num, den).unwrap()));
    assert_eq!(scored("36"), points(36, 1));
    assert_eq!(scored("{ of: share, slope: 30 }"), points(14, 1));
    assert_eq!(scored("{ of: share, slope: 30, intercept: -20, min: -5 }"), points(-5, 1));
    assert_eq!(scored("{ of: share, slope: 30, max: 10 }"), points(10, 1));
    // 0.4666… cut down to 0.4.
    assert_eq!(scored("{ of: share, slope: 40, step: 0.1 }"), points(16, 1));
    // Three points for every tenth beyond 0.2, at most five: two whole tenths.
    assert_eq!(
        scored("{ of: share, slope: 30, from: 0.2, step: 0.1, intercept: 40, max: 49 }"),
        points(46, 1)
    );
    assert_eq!(
        scored("{ of: share, slope: 30, from: 0.2, step: 0.1, intercept: 40, max: 45 }"),
        points(45, 1)
    );
    assert_eq!(scored("{ of: pace, slope: 10 }"), points(10, 1));
    assert!(
        matches!(scored("{ of: rate_ratio, slope: 0 }"), Ok(Points::Estimate(points)) if points.value().abs() < 1e-12)
    );
    assert_eq!(scored("{ of: completion, intercept: 1, slope: 0 }"), points(1, 1));
}

#[test]
fn a_score_that_is_not_known_says_why() {
    let policy = policy(
        "    - { id: one, when: { log_share: \"< -9\" }, then: b, score: 1 }\n    - { id: two, when: { holds_now: false }, then: b, score: { of: burn } }",
        "",
    )
    .unwrap();
    let plan = plan(LINE);
    let data = data(&plan, &["i,2020,-4"]);
    let report = Evaluator::new(&policy).as_of("2023-06-30".parse().unwrap()).evaluate(&plan, &data);
    let verdict = report.indicator("i").unwrap();
    // 50 to −4: no logarithm, so the first row stays in the air; it has the outcome of the second, not its score.
    assert_eq!(verdict.outcome().id(), "b");
    assert_eq!(verdict.score(), Some(Err(Reason::Sign)));
}

/// A table with three rows on the share, under a hit policy.
fn hits(hit: &str, rows: [(&str, &str, &str); 3]) -> Result<Policy, CheckError> {
    let mut doc = PolicyDoc::new("t", "1");
    doc.indicator.hit = hit.into();
    for (id, cell, then) in rows {
        let row = RowDoc::new(id, then);
        doc.indicator.rows.push(if cell.is_empty() { row } else { row.when("share", cell) });
    }
    for (id, standing) in [("a", "on_track"), ("b", "at_risk"), ("c", "off_track")] {
        doc = doc.outcome(id, OutcomeDoc::new("outlook", standing, id, id));
    }
    doc.check().map(attainment::check::Checked::into_inner)
}

fn judged_by<T>(policy: &Policy, row: &str, look: impl Fn(Verdict<'_>) -> T) -> T {
    let plan = plan(LINE);
    let rows: Vec<&str> = if row.is_empty() { Vec::new() } else { vec![row] };
    let data = data(&plan, &rows);
    let report = Evaluator::new(policy).as_of("2023-06-30".parse().unwrap()).evaluate(&plan, &data);
    look(report.indicator("i").unwrap())
}

#[test]
fn unique_tables_are_proved_and_decide_like_any_order() {
    let policy =
        hits("unique", [("x", "< 0.2", "c"), ("y", "[0.2, 0.5)", "b"), ("z", ">= 0.5", "a")]).unwrap();
    let outcome = |row| judged_by(&policy, row, |verdict| verdict.outcome().id().to_owned());
    assert_eq!(outcome("i,2022,53"), "c"); // 3 ÷ 30
    assert_eq!(outcome("i,2022,56"), "b"); // 6 ÷ 30
    assert_eq!(outcome("i,2022,65"), "a"); // 15 ÷ 30
    assert_eq!(outcome(""), "undetermined");
    // All rows lead to one outcome: whatever the share is, it is that one.
    let same = hits("unique", [("x", "< 0.2", "b"), ("y", "[0.2, 0.5)", "b"), ("z", ">= 0.5", "b")]).unwrap();
    assert_eq!(judged_by(&same, "", |verdict| verdict.outcome().id().to_owned()), "b");
}

#[test]
fn a_score_is_not_guessed_where_several_rows_may_fire() {
    let rows = [("x", "expected", "1"), ("y", "binding", "2")];
    let mut doc = PolicyDoc::new("t", "1").outcome("b", OutcomeDoc::new("outlook", "at_risk", "b", "b"));
    doc.indicator.hit = "unique".into();
    for (id, cell, score) in rows {
        doc.indicator.rows.push(RowDoc::new(id, "b").when("attribute", cell).score(score));
    }
    let policy = doc.check().unwrap();
    let (outcome, score) = judged_by(&policy, "i,2022,60", |verdict| {
        let told = verdict.explain().in_language(Lang::En);
        assert!(told.contains("More than one row of t 1 may still fire"), "{told}");
        (verdict.outcome().id().to_owned(), verdict.score().map(|score| score.cloned()))
    });
    assert_eq!((outcome.as_str(), score), ("b", Some(Err(Reason::NoAttribute))));
}

#[test]
fn collecting_tables_find_all_and_judge_by_the_worst() {
    let policy = hits("collect", [("x", ">= 0.1", "b"), ("y", ">= 0.2", "c"), ("z", "", "a")]).unwrap();
    let found = |row| {
        judged_by(&policy, row, |verdict| {
            let findings: Vec<String> = verdict.findings().iter().map(|row| row.id().to_owned()).collect();
            (verdict.outcome().id().to_owned(), findings.join(" "))
        })
    };
    assert_eq!(found("i,2022,50.3"), ("a".into(), "z".into()));
    assert_eq!(found("i,2022,53"), ("b".into(), "x z".into()));
    assert_eq!(found("i,2022,59"), ("c".into(), "y x z".into()));
    assert_eq!(found(""), ("undetermined".into(), "z".into()));
}

const GROUPED: &str = "indicators:
  - { id: i, name: I, measure: stock, baseline: { period: 2015, value: 0 }, targets: [ { id: t, form: level, at_least: 10, due: 2030 } ] }
  - { id: j, name: J, measure: stock, baseline: { period: 2015, value: 0 }, targets: [ { id: t, form: level, at_least: 10, due: 2030 } ] }
  - { id: k, name: K, measure: stock, baseline: { period: 2015, value: 0 }, targets: [ { id: t, form: level, at_least: 10, due: 2030 } ] }
groups:
  - { id: top, title: Top, groups_of: x }
";

/// The rolled-up score of a group of three indicators that are 2, 4 and, if at all, 9 tenths of the way, with
/// weights 1, 2 and 1, each scored with ten times its share.
fn rolled(roll_up: &str, third: bool) -> (Known<f64>, String) {
    let policy = policy(
        "    - { id: r, when: { share: \">= 0\" }, then: b, score: { of: share, slope: 10 } }",
        &format!("roll_up: {roll_up}"),
    )
    .unwrap_or_else(|error| panic_with(&error));
    let groups = "groups:\n  - { id: g, title: G, indicators: [ { id: i, weight: 1 }, { id: j, weight: 2 }, { id: k, weight: 1 } ] }\n";
    let text = GROUPED.split("groups:").next().unwrap().to_owned() + groups;
    let plan = plan(&text);
    let rows = if third { vec!["i,2022,2", "j,2022,4", "k,2022,9"] } else { vec!["i,2022,2", "j,2022,4"] };
    let data = data(&plan, &rows);
    let report = Evaluator::new(&policy).as_of("2023-06-30".parse().unwrap()).evaluate(&plan, &data);
    let score = report.rollup().groups[0].score.clone();
    let points = score.points.and_then(|points| points.estimate()).map(|points| points.value());
    (points, score.coverage.to_string())
}

#[test]
fn scores_are_rolled_up_as_the_policy_says() {
    let points = |roll_up: &str, third| rolled(roll_up, third).0.map(|points| (points * 1e9).round() / 1e9);
    assert_eq!(points("{ by: mean }", true), Ok(5.0)); // (2 + 4 + 9) ÷ 3
    assert_eq!(points("{ by: weighted }", true), Ok(4.75)); // (2 + 2 × 4 + 9) ÷ 4
    assert_eq!(points("{ by: worst }", true), Ok(2.0));
    assert_eq!(points("{ by: mean, worst: 2 }", true), Ok(3.0)); // (2 + 4) ÷ 2
    assert_eq!(points("{ by: sum }", true), Ok(15.0));
    // (2 × 4² × 9)^(1 ÷ 4) = 288^(1 ÷ 4)
    assert_eq!(points("{ by: geometric }", true), Ok(4.119_534_288));
    assert_eq!(points("{ by: mean, of: share }", true), Ok(0.5));
    // The third has no figure: left out, or counted as nothing.
    assert_eq!(points("{ by: mean }", false), Ok(3.0));
    assert_eq!(points("{ by: mean, missing: 0 }", false), Ok(2.0)); // (2 + 4 + 0) ÷ 3
    assert_eq!(points("{ by: weighted }", false).map(|points| (points * 3.0).round()), Ok(10.0)); // (2 + 8) ÷ 3
    assert_eq!(rolled("{ by: mean }", false).1, "0.6666666666666666666666666667");
    assert_eq!(rolled("{ by: weighted }", false).1, "0.75");
    assert_eq!(points("{ by: weighted, min_coverage: 0.75 }", false), Ok(3.333_333_333));
    assert_eq!(points("{ by: weighted, min_coverage: 0.76 }", false), Err(Reason::LowCoverage));
    assert_eq!(points("{ by: mean, min_coverage: 0.7 }", false), Err(Reason::LowCoverage));
}

#[test]
fn coverage_is_carried_upward() {
    let policy = policy(
        "    - { id: r, when: { share: \">= 0\" }, then: b, score: { of: share, slope: 10 } }",
        "roll_up: { by: weighted }",
    )
    .unwrap();
    let text = GROUPED.split("groups:").next().unwrap().to_owned()
        + "groups:\n  - { id: g, title: G, indicators: [ i, j ] }\n  - { id: h, title: H, indicators: [ k ] }\n";
    let plan = plan(&text);
    let data = data(&plan, &["i,2022,2", "k,2022,4"]);
    let report = Evaluator::new(&policy).as_of("2023-06-30".parse().unwrap()).evaluate(&plan, &data);
    let rollup = report.rollup();
    // G has one of two; the plan has G by half and H whole: (½ + 1) ÷ 2.
    assert_eq!(rollup.groups[0].score.coverage, Exact::ratio(1, 2).unwrap());
    assert_eq!(rollup.plan.score.coverage, Exact::ratio(3, 4).unwrap());
}

#[test]
fn tables_judge_groups_tasks_and_the_plan() {
    let tables = "group:
  hit: first
  rows:
    - { id: veto, when: { vetoes: \">= 1\" }, then: d }
    - { id: all, when: { score: \">= 9\" }, then: a }
    - { id: some, when: { good_share: \">= 0.5\" }, then: b }
    - { id: rest, then: c }
task:
  hit: first
  rows:
    - { id: worst, when: { worst: \"{missed, regressing}\" }, then: d }
    - { id: rest, then: a }";
    let policy = policy(
        "    - { id: r, when: { share: \">= 0.5\" }, then: a, score: 10 }\n    - { id: s, when: { share: \">= 0\" }, then: b, score: 2 }",
        tables,
    )
    .unwrap_or_else(|error| panic_with(&error));
    let text = GROUPED.split("groups:").next().unwrap().to_owned()
        + "tasks:\n  - { id: w, title: W, indicators: [ k ] }\ngroups:\n  - { id: g, title: G, indicators: [ i, j ] }\n  - { id: h, title: H, indicators: [ k ] }\n  - { id: e, title: E }\n";
    let plan = plan(&text);
    let data = data(&plan, &["i,2022,6", "j,2022,1", "k,2022,-1"]);
    let report = Evaluator::new(&policy).as_of("2023-06-30".parse().unwrap()).evaluate(&plan, &data);
    let rollup = report.rollup();
    let standing = |summary: &attainment::rollup::Summary| {
        summary.judgement.unwrap().outcome(&policy).map(|outcome| outcome.id().to_owned())
    };
    // One of two on track: half. `k` regresses, and has no score.
    assert_eq!(standing(&rollup.groups[0]).as_deref(), Some("b"));
    assert_eq!(standing(&rollup.tasks[0]).as_deref(), Some("d"));
    // H has one indicator without a score, so whether it is 9 or more is not known.
    assert_eq!(standing(&rollup.groups[1]), None);
    assert_eq!(rollup.groups[2].judgement, Some(attainment::rollup::Judgement::NotAssessed));
    assert_eq!(rollup.groups[1].fact(PartFact::Score), Err(Reason::NoScore));
    assert_eq!(rollup.groups[0].fact(PartFact::Score), exact(6, 1)); // (10 + 2) ÷ 2
    assert_eq!(rollup.groups[0].fact(PartFact::GoodShare), exact(1, 2));
    assert_eq!(rollup.plan.fact(PartFact::Parts), exact(3, 1));
    // The plan's score is that of its groups: G has 6, H none.
    assert_eq!(rollup.plan.fact(PartFact::Score), exact(6, 1));
    let text = report.to_text(Lang::En);
    assert!(text.contains("verdict  score"), "{text}");
}

#[test]
fn an_outcome_can_veto() {
    let tables = "group: { hit: first, rows: [ { id: v, when: { vetoes: \">= 1\" }, then: d }, { id: n, when: { undetermined: \"= 0\" }, then: a }, { id: z, then: b } ] }";
    let text = policy("    - { id: r, when: { share: \"< 0.5\" }, then: c }", tables).unwrap();
    let doc = text.document().clone();
    let plan = plan(GROUPED.split("groups:").next().unwrap());
    let data = data(&plan, &["i,2022,6", "j,2022,1", "k,2022,6"]);
    let verdict = |policy: &Policy| {
        let report = Evaluator::new(policy).as_of("2023-06-30".parse().unwrap()).evaluate(&plan, &data);
        report.rollup().plan.judgement.unwrap().outcome(policy).map(|outcome| outcome.id().to_owned())
    };
    assert_eq!(verdict(&text).as_deref(), Some("a"));
    let mut vetoing = doc;
    vetoing.outcomes.iter_mut().find(|(id, _)| id == "c").unwrap().1.veto = Some("true".into());
    assert_eq!(verdict(&vetoing.check().unwrap()).as_deref(), Some("d"));
}

fn codes(text: &str) -> Vec<(Code, String)> {
    let diagnostics = match Policy::from_yaml(text) {
        Ok(checked) => checked.diagnostics().clone(),
        Err(error) => error.diagnostics().clone(),
    };
    diagnostics.iter().map(|d| (d.code(), d.path.to_string())).collect()
}

const CHANGED: &str = "format: attainment/policy@1
id: ours
version: '1'
extends: cn-schedule
parameters: { max_age: 5 }
indicator:
  remove: [nearly]
  rows:
    - { id: behind, when: { lag: \"[-0.20, 0)\" } }
    - { id: way_ahead, when: { lag: \">= 0.5\" }, then: rushing, before: on_schedule }
outcomes:
  rushing: { kind: outlook, standing: at_risk, zh: 过快, en: rushing }
";

#[test]
fn a_policy_extends_another_and_changes_what_it_names() {
    let base = Policy::builtin("cn-schedule").unwrap();
    let ours = Policy::from_yaml(CHANGED).unwrap();
    let ids = |policy: &Policy| -> Vec<String> {
        policy.table().rows().iter().map(|row| row.id().to_owned()).collect()
    };
    let mut expected = ids(&base);
    expected.retain(|id| id != "nearly");
    let place = expected.iter().position(|id| id == "on_schedule").unwrap();
    expected.insert(place, "way_ahead".into());
    assert_eq!(ids(&ours), expected);
    let behind = ours.table().rows().iter().find(|row| row.id() == "behind").unwrap();
    assert_eq!(behind.cells()[0].text(), "[-0.20, 0)");
    assert_eq!(ours.outcomes()[behind.outcome()].id(), "behind");
    assert_eq!((ours.id(), ours.version()), ("ours", "1"));
    assert_eq!(ours.source(), base.source());
    assert_eq!(ours.parameters().max_age, Some(Exact::from(5)));
    // The document behind it is whole, and says the same.
    let whole = ours.document().check().unwrap();
    assert_eq!(whole.hash(), ours.hash());
    assert_ne!(ours.hash(), base.hash());
    assert!(ours.document().extends.is_none());
    // What it leaves of the other without use is no fault of its own.
    assert_eq!(codes(CHANGED), []);
}

#[test]
fn a_row_that_is_changed_can_be_moved() {
    let moved = CHANGED.replace("lag: \"[-0.20, 0)\" } }", "lag: \"[-0.20, -0.10)\" }, before: regressing }");
    let ours = Policy::from_yaml(&moved).unwrap();
    let ids: Vec<&str> = ours.table().rows().iter().map(|row| row.id()).collect();
    let place = |id: &str| ids.iter().position(|other| *other == id).unwrap();
    assert_eq!(place("behind") + 1, place("regressing"));
    let nowhere = CHANGED.replace("lag: \"[-0.20, 0)\" } }", "lag: \"[-0.20, 0)\" }, before: nobody }");
    assert_eq!(codes(&nowhere).first(), Some(&(Code::NoSuchRow, "indicator.rows[0].before".to_owned())));
}

#[test]
fn what_cannot_be_extended_is_told() {
    let text = |extends: &str| CHANGED.replace("extends: cn-schedule", &format!("extends: {extends}"));
    assert!(codes(&text("cn-shedule")).contains(&(Code::NoSuchPolicy, "extends".to_owned())));
    assert!(codes(&text("ours")).contains(&(Code::CyclicExtends, "extends".to_owned())));
    let found =
        codes(&CHANGED.replace("[nearly]", "[nearyl]").replace("before: on_schedule", "before: nobody"));
    assert!(found.contains(&(Code::NoSuchRow, "indicator.remove[0]".to_owned())), "{found:?}");
    assert!(found.contains(&(Code::NoSuchRow, "indicator.rows[1].before".to_owned())), "{found:?}");
    // A mistake in a row of one's own is told at its place there.
    let found = codes(&CHANGED.replace("[-0.20, 0)", "[-0.20 0)"));
    assert!(found.contains(&(Code::BadCell, "indicator.rows[0].when.lag".to_owned())), "{found:?}");
    // A hundred policies, each of which extends the next.
    let doc = PolicyDoc::from_yaml(&text("p1")).unwrap().into_inner();
    let mut asked = 0;
    let mut find = |id: &str| {
        asked += 1;
        let next: usize = id.strip_prefix('p')?.parse().ok()?;
        Some(PolicyDoc { id: id.into(), extends: Some(format!("p{}", next + 1)), ..PolicyDoc::new(id, "1") })
    };
    let error = doc.check_with(&mut find).err().unwrap();
    assert!(error.diagnostics().iter().any(|d| d.code() == Code::ExtendsTooDeep));
    assert!(asked <= 20, "{asked} policies were read");
    // Without `extends` there is nothing to remove.
    let alone = CHANGED.replace("extends: cn-schedule\n", "");
    assert!(codes(&alone).contains(&(Code::NoSuchRow, "indicator.remove[0]".to_owned())));
}

#[test]
fn arguments_are_checked_where_they_stand() {
    let said = |measure: &str| {
        let result =
            policy("    - { id: r, when: { m: known }, then: b }", &format!("measures: {{ m: {measure} }}"));
        let diagnostics = result.err().map(|error| error.diagnostics().clone());
        let first =
            diagnostics.as_ref().and_then(|all| all.iter().next().map(|d| (d.code(), d.path.to_string())));
        first.map_or_else(String::new, |(code, path)| format!("{} {path}", code.word()))
    };
    for (measure, expected) in [
        ("{ fact: shrae }", "unknown-fact measures.m.fact"),
        ("{ fact: share, path: geometric }", "argument-not-taken measures.m.path"),
        ("{ fact: lag, trend: least_squares }", "argument-not-taken measures.m.trend"),
        ("{ fact: lag, path: bent }", "bad-choice measures.m.path"),
        ("{ fact: lag, path: { 20x2: 0.1 } }", "bad-choice measures.m.path.20x2"),
        ("{ fact: lag, path: { 2022: ten } }", "bad-number measures.m.path.2022"),
        ("{ fact: lag, path: { 2022: 0.1, 2022-12: 0.2 } }", "duplicate-key measures.m.path"),
        ("{ fact: earned_pace, path: geometric }", "bad-choice measures.m.path"),
        (
            "{ fact: projected, trend: { fit: least_squares, half_life: 0 } }",
            "bad-number measures.m.trend.half_life",
        ),
        (
            "{ fact: projected, trend: { fit: endpoint_linear, weights: rank } }",
            "bad-choice measures.m.trend",
        ),
        ("{ fact: share, base: { years_back: 5, at_least: 6 } }", "bad-choice measures.m.base.at_least"),
        ("{ fact: share, base: { years_back: 0 } }", "bad-choice measures.m.base.years_back"),
        ("{ fact: share, base: { years_back: 5, mising: next } }", "bad-choice measures.m.base.mising"),
        ("{ fact: share, base: { year: 2015, missing: soon } }", "unknown-word measures.m.base.missing"),
        ("{ fact: share, base: { year: start } }", "unknown-input measures.m.base.year"),
        ("{ fact: share, goal: green }", "unknown-input measures.m.goal"),
        ("{ fact: share, scale: { worst: 1 } }", "bad-choice measures.m.scale"),
        ("{ fact: share, zero: 0 }", "bad-number measures.m.zero"),
        ("{ fact: share, places: 29 }", "bad-choice measures.m.places"),
        ("{ fact: holds_now, places: 2 }", "argument-not-taken measures.m.places"),
        ("{ fact: balance, carry: { excess: -1 } }", "bad-number measures.m.carry.excess"),
        ("{ fact: share, current: last }", "unknown-word measures.m.current"),
    ] {
        assert_eq!(said(measure), expected, "{measure}");
    }
    let percent = codes(&format!(
        "{}    - {{ id: else, then: a }}\noutcomes: {{ a: {{ kind: outlook, standing: at_risk, zh: 甲, en: a }} }}\n",
        "format: attainment/policy@1\nid: t\nversion: '1'\nindicator:\n  hit: first\n  rows:\n    - { id: r, when: { share: \">= 95\" }, then: a }\n"
    ));
    assert_eq!(percent, [(Code::LooksLikePercent, "indicator.rows[0].when.share".to_owned())]);
}

#[test]
fn points_are_taken_for_shares_no_more() {
    let row = |cells: &str| {
        let head = "format: attainment/policy@1\nid: t\nversion: '1'\nindicator:\n  hit: first\n  rows:\n";
        let rest = "    - { id: else, then: a }\noutcomes: { a: { kind: outlook, standing: at_risk, zh: 甲, en: a } }\n";
        codes(&format!("{head}    - {{ id: r, when: {{ {cells} }}, then: a }}\n{rest}")).len()
    };
    assert_eq!(row("lag: '[-15, 0)'"), 1);
    assert_eq!(row("lag: '[-0.15, 0)'"), 0);
    // The burn of a budget can be large.
    assert_eq!(row("burn: '≥ 14.4'"), 0);
    assert_eq!(row("completion: '>= 95'"), 1);
}

#[test]
fn words_of_reports_are_no_outcomes() {
    let text = "format: attainment/policy@1\nid: t\nversion: '1'\nindicator: { hit: first, rows: [ { id: r, then: undetermined } ] }\noutcomes: { undetermined: { kind: outlook, standing: at_risk, zh: 甲, en: a } }\n";
    assert_eq!(codes(text), [(Code::ReservedOutcome, "outcomes.undetermined".to_owned())]);
}

#[test]
fn one_mistake_is_told_once() {
    let unknown = CHANGED.replace("extends: cn-schedule", "extends: nobody");
    assert_eq!(codes(&unknown), [(Code::NoSuchPolicy, "extends".to_owned())]);
    let hit = "format: attainment/policy@1\nid: t\nversion: '1'\nindicator: { hit: Unique, rows: [ { id: r, when: { share: '< 0' }, then: a } ] }\noutcomes: { a: { kind: outlook, standing: at_risk, zh: 甲, en: a } }\n";
    assert_eq!(codes(hit), [(Code::UnknownWord, "indicator.hit".to_owned())]);
}

#[test]
fn a_policy_says_when_it_applies_and_what_is_not_confirmed() {
    let policy = policy(
        "    - { id: r, when: { share: \"< 0\" }, then: c }",
        "valid: { from: 2024-01-01 }\nprovisional: { zh: 分界为假定, en: cut-offs assumed }",
    )
    .unwrap();
    let text = judged_by(&policy, "i,2022,60", |verdict| {
        verdict.policy().provisional().map(|label| label.told(Lang::En).to_owned())
    });
    assert_eq!(text.as_deref(), Some("cut-offs assumed"));
    let plan = plan(LINE);
    let data = data(&plan, &["i,2022,60"]);
    let told = |day: &str| {
        Evaluator::new(&policy).as_of(day.parse().unwrap()).evaluate(&plan, &data).to_text(Lang::En)
    };
    assert!(told("2023-06-30").contains("applies from 2024-01-01"));
    assert!(!told("2024-01-01").contains("applies from"));
    assert!(told("2024-01-01").contains("provisional: cut-offs assumed"));
}

#[test]
fn every_built_in_policy_is_whole() -> Result<(), Box<dyn std::error::Error>> {
    for name in Policy::builtin_names() {
        let doc = PolicyDoc::builtin(name).ok_or(name)?;
        let checked = doc.check()?;
        let said: Vec<String> =
            checked.diagnostics().iter().map(|d| format!("{} {}", d.code().word(), d.path)).collect();
        assert!(said.is_empty(), "{name}: {said:?}");
        assert_eq!(checked.id(), name);
        assert!(
            checked.title().is_some() && checked.source().is_some() && checked.trust().is_some(),
            "{name}"
        );
        // Written in either way it is the same policy, by itself and with all that it extends.
        for doc in [&doc, checked.document()] {
            let yaml = PolicyDoc::from_yaml(&doc.to_yaml())?.into_inner();
            let json = PolicyDoc::from_json(&doc.to_json())?.into_inner();
            assert_eq!((&yaml, &json), (doc, doc), "{name}");
            assert_eq!(yaml.check()?.hash(), checked.hash(), "{name}");
        }
        let printed = checked.to_text(Lang::En);
        for row in checked.table().rows() {
            assert!(printed.contains(row.id()), "{name}: the print lacks {}", row.id());
        }
    }
    Ok(())
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z_]{1,8}",
        1 => "[ -~]{1,12}",
        1 => "[一-龥：，“”]{1,6}",
        1 => Just("true".to_owned()),
        1 => Just("0.10".to_owned()),
        1 => Just("- [x]: {y} # z".to_owned()),
    ]
}

fn choice() -> impl Strategy<Value = ChoiceDoc> {
    prop_oneof![
        text().prop_map(ChoiceDoc::Word),
        proptest::collection::btree_map(text(), text(), 1..4)
            .prop_map(|fields| ChoiceDoc::Fields(fields.into_iter().collect())),
    ]
}

fn row() -> impl Strategy<Value = RowDoc> {
    let when = proptest::collection::btree_map(text(), "[a-z<>=0-9.]{1,6}", 0..4);
    (text(), when, text(), proptest::option::of(choice()), proptest::option::of(text())).prop_map(
        |(id, when, then, score, note)| RowDoc {
            id,
            when: when.into_iter().collect(),
            then,
            score,
            note,
            before: None,
        },
    )
}

fn policy_doc() -> impl Strategy<Value = PolicyDoc> {
    let measure = (
        text(),
        proptest::option::of(choice()),
        proptest::option::of(choice()),
        proptest::option::of(text()),
    );
    let rows = || proptest::collection::vec(row(), 1..5);
    let measures = proptest::collection::btree_map(text(), measure, 0..4);
    let outcomes =
        proptest::collection::btree_map(text(), (text(), text(), proptest::option::of(text())), 1..4);
    (text(), rows(), measures, outcomes, proptest::option::of(rows()), proptest::option::of(choice()))
        .prop_map(|(id, rows, measures, outcomes, group, base)| {
            let mut doc = PolicyDoc::new(&id, "1");
            doc.indicator.rows = rows;
            doc.parameters.base = base;
            for (name, (fact, path, trend, per)) in measures {
                let measure = attainment::policy::MeasureDoc {
                    path,
                    trend,
                    per,
                    ..attainment::policy::MeasureDoc::new(&fact)
                };
                doc.measures.push((name, measure));
            }
            for (id, (zh, en, color)) in outcomes {
                doc.outcomes
                    .push((id, OutcomeDoc { color, ..OutcomeDoc::new("outlook", "at_risk", &zh, &en) }));
            }
            doc.group = group.map(|rows| attainment::policy::TableDoc {
                hit: "first".into(),
                rows,
                ..Default::default()
            });
            doc
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// What is written in YAML or JSON is read as the same document.
    #[test]
    fn documents_survive_both_ways_of_writing(doc in policy_doc()) {
        let yaml = PolicyDoc::from_yaml(&doc.to_yaml()).map_err(|error| TestCaseError::fail(format!("{error}\n{}", doc.to_yaml())))?;
        prop_assert_eq!(yaml.into_inner(), doc.clone());
        let json = PolicyDoc::from_json(&doc.to_json()).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(json.into_inner(), doc);
    }

    /// Whatever a document says, checking it gives a policy or diagnostics, and does not fail.
    #[test]
    fn any_document_is_checked(doc in policy_doc()) {
        match doc.check() {
            Ok(policy) => prop_assert!(!policy.to_text(Lang::Zh).is_empty()),
            Err(error) => prop_assert!(error.diagnostics().has_errors()),
        }
    }
}
