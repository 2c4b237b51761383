//! What a policy must not be able to do: earn a good mark from what is not known, state a fact from an estimate,
//! ask a question of another target than the one it judges.
#![cfg(all(feature = "yaml", feature = "csv", feature = "json"))]
#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a wrong index fails the test, as it should"
)]
mod common;
use attainment::facts::{FactValue, Known, Reason};
use attainment::number::Exact;
use attainment::policy::Standing;
use attainment::{Policy, Report};
use common::Case;

const OUT: &str = "
outcomes:
  done: { kind: fact, standing: attained, zh: 成, en: done }
  lost: { kind: fact, standing: missed, zh: 失, en: lost }
  good: { kind: outlook, standing: on_track, zh: 好, en: good }
  bad: { kind: outlook, standing: off_track, zh: 差, en: bad }
";
fn load(body: &str) -> Result<Policy, String> {
    let text = format!("format: attainment/policy@1\nid: r\nversion: \"1\"\n{body}{OUT}");
    Policy::from_yaml(&text).map(|c| c.into_inner()).map_err(|e| e.to_string())
}
fn case(policy: &str, period: &str, indicators: &str, rows: &[&str]) -> Case {
    let mut case = Case::new(&format!("period: {{ {period} }}\nindicators:\n{indicators}"), rows);
    case.policy = load(policy).unwrap();
    case
}
fn one(policy: &str, body: &str, rows: &[&str]) -> Case {
    case(policy, "base: 2020, start: 2021, end: 2025", &format!("- {{ id: x, name: X, {body} }}\n"), rows)
}
fn read(report: &Report<'_>, name: &str) -> Known<FactValue> {
    let v = report.indicator("x").unwrap();
    let place = report.policy().columns().iter().position(|c| c.name() == name).unwrap();
    v.facts().get(place).cloned()
}
fn num(a: i64, b: i64) -> Known<FactValue> {
    Ok(FactValue::Exact(Exact::ratio(a, b).unwrap()))
}
fn measure(m: &str, cell: &str) -> String {
    format!(
        "measures:\n  m: {{ {m} }}\nindicator:\n  hit: first\n  rows:\n    - {{ id: a, when: {{ m: \"{cell}\" }}, then: good }}\n    - {{ id: z, then: bad }}\n"
    )
}

#[test]
fn share_on_a_falling_scale() {
    // Mortality 100 → 20, now 60: 0 → 80, now 40: half way.
    let c = one(
        &measure("fact: share, scale: { worst: 100, best: 0 }", ">= 0.5"),
        "measure: rate, attribute: expected, direction: decrease, baseline: { period: 2020, value: 100 }, targets: [ { id: t, form: level, at_most: 20, due: 2025 } ]",
        &["x,2022,60"],
    );
    assert_eq!(read(&c.report("2023-06-01"), "m"), num(1, 2));
}
#[test]
fn share_of_a_parity() {
    // 0.5 → 1, now 0.8: 2 → 1, now 1.25: three quarters.
    let c = one(
        &measure("fact: share, scale: reciprocal", ">= 0.5"),
        "measure: rate, attribute: expected, direction: increase, baseline: { period: 2020, value: 0.5 }, targets: [ { id: t, form: level, at_least: 1, due: 2025 } ]",
        &["x,2022,0.8"],
    );
    assert_eq!(read(&c.report("2023-06-01"), "m"), num(3, 4));
}
#[test]
fn improvement_on_a_falling_scale_without_target() {
    let p = format!(
        "parameters: {{ without_target: judge }}\n{}",
        measure("fact: improvement, base: first, scale: { worst: 100, best: 0 }", ">= 0")
    );
    let c = one(&p, "measure: rate, attribute: expected, direction: decrease", &["x,2021,50", "x,2022,25"]);
    assert_eq!(read(&c.report("2023-06-01"), "m"), num(25, 1));
}
#[test]
fn improvement_of_a_parity_without_target() {
    let p = format!(
        "parameters: {{ without_target: judge }}\n{}",
        measure("fact: improvement, base: first, scale: reciprocal", ">= 0")
    );
    // 0.5 → 0.8 is nearer to parity: 2 → 1.25.
    let c = one(&p, "measure: rate, attribute: expected, direction: increase", &["x,2021,0.5", "x,2022,0.8"]);
    assert_eq!(read(&c.report("2023-06-01"), "m"), num(3, 4));
}
#[test]
fn a_baseline_alone_is_not_current() {
    for base in ["previous", "first", "{ years_back: 1 }"] {
        let p = format!(
            "parameters: {{ base: {base} }}\nindicator:\n  hit: first\n  rows:\n    - {{ id: a, when: {{ holds_now: \"true\" }}, then: good }}\n    - {{ id: z, then: bad }}\n"
        );
        let c = one(
            &p,
            "measure: stock, attribute: expected, baseline: { period: 2020, value: 150, status: assumed }, targets: [ { id: t, form: level, at_least: 100, due: 2025 } ]",
            &[],
        );
        assert_eq!(
            c.report("2024-01-01").indicator("x").unwrap().standing(),
            Standing::Undetermined,
            "{base}"
        );
    }
}
const PROJ: &str = "    - { id: a, when: { projected_share: \">= 1\" }, then: good, score: 100 }\n    - { id: z, then: bad, score: 0 }\n";
#[test]
fn group_fact_from_outlooks() {
    let p = load(&format!(
        "indicator:\n  hit: first\n  rows:\n{PROJ}group:\n  hit: first\n  rows:\n    - {{ id: g, when: {{ good_share: \"= 1\" }}, then: done }}\n    - {{ id: h, then: bad }}\n"
    ));
    assert!(p.is_err(), "a projection makes a group attained by good_share");
}
#[test]
fn group_fact_from_score_chosen_by_estimate() {
    let p = load(&format!(
        "indicator:\n  hit: first\n  rows:\n{PROJ}group:\n  hit: first\n  rows:\n    - {{ id: g, when: {{ score: \">= 100\" }}, then: done }}\n    - {{ id: h, then: bad }}\nroll_up: {{ by: mean }}\n"
    ));
    assert!(p.is_err(), "a projection makes a group attained by a constant score");
}
#[test]
fn group_missed_from_veto_of_estimate() {
    let text = format!(
        "format: attainment/policy@1\nid: r\nversion: \"1\"\nindicator:\n  hit: first\n  rows:\n    - {{ id: a, when: {{ projected_share: \"< 1\" }}, then: warn }}\n    - {{ id: z, then: good }}\ngroup:\n  hit: first\n  rows:\n    - {{ id: g, when: {{ vetoes: \">= 1\" }}, then: lost }}\n    - {{ id: h, then: bad }}\n{OUT}  warn: {{ kind: outlook, standing: off_track, zh: 警, en: warn, veto: true }}\n"
    );
    assert!(Policy::from_yaml(&text).is_err(), "a projection makes a group missed by a veto");
}
#[test]
fn worst_ignores_the_undetermined() {
    let p = "indicator:\n  hit: first\n  rows:\n    - { id: a, when: { attained: \"true\" }, then: done }\n    - { id: z, then: bad }\ngroup:\n  hit: first\n  rows:\n    - { id: g, when: { worst: attained }, then: done }\n    - { id: h, then: bad }\n";
    let t =
        "measure: stock, attribute: expected, targets: [ { id: t, form: count, at_least: 100, due: 2023 } ]";
    let ids =
        format!("- {{ id: x, name: X, {t} }}\n- {{ id: y, name: Y, {t} }}\n- {{ id: w, name: W, {t} }}\n");
    let c = case(p, "base: 2020, start: 2021, end: 2025", &ids, &["x,2023,120"]);
    let r = c.report("2024-06-01");
    assert_ne!(r.rollup().plan.judgement.unwrap().standing(r.policy()), Standing::Attained);
}
#[test]
fn missing_counts_as_full_marks() {
    let p = "indicator:\n  hit: first\n  rows:\n    - { id: a, when: { holds_now: \"true\" }, then: good, score: 100 }\n    - { id: z, then: bad, score: 0 }\ngroup:\n  hit: first\n  rows:\n    - { id: g, when: { score: \">= 90\" }, then: good }\n    - { id: h, then: bad }\nroll_up: { by: mean, missing: 100 }\n";
    if load(p).is_err() {
        return;
    }
    let c = one(
        p,
        "measure: stock, attribute: expected, targets: [ { id: t, form: level, at_least: 100, due: 2025 } ]",
        &[],
    );
    let r = c.report("2024-01-01");
    assert_ne!(r.rollup().plan.judgement.unwrap().standing(r.policy()), Standing::OnTrack);
}
#[test]
fn coverage_of_nested_groups() {
    let p = "indicator:\n  hit: first\n  rows:\n    - { id: a, when: { holds_now: \"true\" }, then: good, score: 100 }\n    - { id: z, then: bad, score: 0 }\ngroup:\n  hit: first\n  rows:\n    - { id: g, when: { score_coverage: \">= 1\", score: \">= 90\" }, then: good }\n    - { id: h, then: bad }\n";
    let t =
        "measure: stock, attribute: expected, targets: [ { id: t, form: level, at_least: 100, due: 2025 } ]";
    let ids = format!(
        "- {{ id: x, name: X, {t} }}\n- {{ id: y, name: Y, {t} }}\ngroups: [ {{ id: g, title: G, indicators: [x, y] }} ]\n"
    );
    let c = case(p, "base: 2020, start: 2021, end: 2025", &ids, &["x,2023,120"]);
    let r = c.report("2024-06-01");
    assert_eq!(r.rollup().plan.score.coverage, Exact::ratio(1, 2).unwrap());
}
#[test]
fn baseline_of_another_period_kind() {
    // A year's 400 is no quarter's figure.
    let c = case(
        &measure("fact: base, base: { years_back: 1 }", ">= 0"),
        "base: 2020, start: 2021, end: 2025",
        "- { id: x, name: X, measure: flow, attribute: expected, baseline: { period: 2020, value: 400 }, targets: [ { id: t, form: level, at_least: 120, due: 2025-Q4 } ] }\n",
        &["x,2021-Q4,110"],
    );
    assert!(read(&c.report("2022-06-01"), "m").is_err(), "{:?}", read(&c.report("2022-06-01"), "m"));
}
#[test]
fn baseline_before_the_plan_was_issued() {
    let mut c = Case::new(
        "issued: 2021-12-31\nperiod: { base: 2020, start: 2021, end: 2025 }\nindicators:\n- { id: x, name: X, measure: stock, attribute: expected, direction: increase, baseline: { period: 2020, value: 400 }, targets: [ { id: t, form: level, at_least: 500, due: 2025 } ] }\n",
        &["x,2021,410,final,2021-06-01"],
    );
    c.policy = load(&measure("fact: improvement", "> 0")).unwrap();
    let r = c.report("2021-07-01");
    assert_eq!(r.indicator("x").unwrap().standing(), Standing::Undetermined, "{:?}", read(&r, "m"));
}
#[test]
fn errors_in_what_is_extended_are_told() {
    use attainment::policy::PolicyDoc;
    let mid = "format: attainment/policy@1\nid: mid\nversion: \"1\"\nextends: cn-schedule\nindicator: { remove: [ no-such-row ] }\n";
    let mid = PolicyDoc::from_yaml(mid).unwrap().into_inner();
    assert!(mid.check().is_err());
    let top = "format: attainment/policy@1\nid: top\nversion: \"1\"\nextends: mid\n";
    let found = Policy::from_yaml_with(top, &mut |id| (id == "mid").then(|| mid.clone()));
    assert!(found.is_err(), "a policy that is refused itself can be extended");
}
#[test]
fn hash_of_words_with_spaces() {
    let p = |cell: &str| {
        load(&format!("inputs:\n  k: {{ kind: word, words: [\"a b\", \"ab\"] }}\nindicator:\n  hit: first\n  rows:\n    - {{ id: a, when: {{ k: \"{cell}\" }}, then: good }}\n    - {{ id: z, then: bad }}\n")).unwrap()
    };
    assert_ne!(p("a b").hash(), p("ab").hash());
}
#[test]
fn sdsn_arrived_not_maintaining() {
    let mut c = Case::new(
        "period: { base: 2015, start: 2016, end: 2030 }\nindicators:\n- { id: x, name: X, measure: rate, attribute: expected, direction: decrease, inputs: { worst: 100, best: 0 }, baseline: { period: 2015, value: 90 }, targets: [ { id: t, form: level, at_most: 20, due: 2030 } ] }\n",
        &["x,2020,10"],
    );
    c.policy = Policy::builtin("sdsn-arrows").unwrap();
    let r = c.report("2021-06-01");
    let v = r.indicator("x").unwrap();
    let row = v.decision().row().unwrap();
    println!("{:?} {:?}", r.policy().table().rows()[row].id(), v.score());
    assert_eq!(r.policy().table().rows()[row].id(), "arrived");
}
#[test]
fn an_assumed_baseline_attains_nothing() {
    let p = "parameters: { base: previous }\nindicator:\n  hit: first\n  rows:\n    - { id: a, when: { attained: \"true\" }, then: done }\n    - { id: z, then: bad }\n";
    let c = one(
        p,
        "measure: stock, attribute: expected, baseline: { period: 2020, value: 150, status: forecast }, targets: [ { id: t, form: count, at_least: 100, due: 2025 } ]",
        &[],
    );
    assert_ne!(c.report("2024-06-01").indicator("x").unwrap().standing(), Standing::Attained);
}
#[test]
fn step_pace_takes_the_figure_before() {
    let c = one(
        &measure("fact: step_pace, base: { mean_of_previous: 2 }", ">= 1"),
        "measure: stock, attribute: expected, direction: increase, baseline: { period: 2020, value: 10 }, targets: [ { id: t, form: level, at_least: 100, due: 2025 } ]",
        &["x,2021,20", "x,2022,40", "x,2023,50"],
    );
    // 50 − 40 in the step; the path from 30 (2022) to 100 (2025) asks for 70/3.
    assert_eq!(read(&c.report("2024-06-01"), "m"), num(30, 70));
}
#[test]
fn score_in_a_group_without_scores() {
    let p = load(
        "indicator:\n  hit: first\n  rows:\n    - { id: a, when: { holds_now: \"true\" }, then: good }\n    - { id: z, then: bad }\ngroup:\n  hit: first\n  rows:\n    - { id: g, when: { score: \">= 90\" }, then: good }\n    - { id: h, then: bad }\n",
    );
    assert!(p.is_err(), "no row gives a score, so that no group can ever be judged");
}
#[test]
fn open_sdg_group_with_unknown_parts() {
    for id in Policy::builtin_names() {
        let policy = Policy::builtin(id).unwrap();
        if policy.group_table().is_none() {
            continue;
        }
        let t = "measure: stock, attribute: expected, direction: increase, targets: [ { id: t, form: level, at_least: 100, due: 2030 } ]";
        let mut c = Case::new(
            &format!(
                "period: {{ base: 2015, start: 2016, end: 2030 }}\nindicators:\n- {{ id: x, name: X, {t} }}\n- {{ id: y, name: Y, {t} }}\n- {{ id: z, name: Z, {t} }}\n"
            ),
            &["x,2015,50", "x,2016,60", "x,2017,70", "x,2018,80", "x,2019,90", "x,2020,120"],
        );
        c.policy = policy;
        let r = c.report("2021-06-01");
        println!(
            "GROUP {id}: {:?} parts {:?}",
            r.rollup().plan.judgement.unwrap().standing(r.policy()),
            r.indicators().map(|v| v.standing()).collect::<Vec<_>>()
        );
        if id == "open-sdg" {
            assert_ne!(r.rollup().plan.judgement.unwrap().standing(r.policy()), Standing::Attained);
        }
    }
}
#[test]
fn quarters_and_halves_back() {
    for (base, rows, due, want) in [
        ("{ years_back: 1 }", vec!["x,2022-H1,10", "x,2022-H2,20", "x,2023-H1,30"], "2025-H2", 10),
        ("{ points_back: 2 }", vec!["x,2022-H1,10", "x,2022-H2,20", "x,2023-H1,30"], "2025-H2", 10),
        ("{ years_back: 1 }", vec!["x,2023-02,10", "x,2023-03,20", "x,2024-02,30"], "2025-12", 10),
        ("{ year: 2022 }", vec!["x,2022-H1,10", "x,2022-H2,20", "x,2023-H1,30"], "2025-H2", 20),
        (
            "{ years_back: 2, at_least: 1 }",
            vec!["x,2022-H1,10", "x,2022-H2,20", "x,2023-H1,30"],
            "2025-H2",
            10,
        ),
    ] {
        let c = case(
            &measure(&format!("fact: base, base: {base}"), ">= 0"),
            "base: 2020, start: 2021, end: 2025",
            &format!(
                "- {{ id: x, name: X, measure: stock, attribute: expected, targets: [ {{ id: t, form: level, at_least: 120, due: {due} }} ] }}\n"
            ),
            &rows,
        );
        assert_eq!(read(&c.report("2024-06-01"), "m"), num(want, 1), "{base}");
    }
}
#[test]
fn nothing_later_leaks() {
    // A revision published later, a figure for later, a provisional figure that is ignored.
    let p = format!(
        "parameters: {{ provisional: ignore }}\n{}",
        measure("fact: improvement, base: previous", ">= 0")
    );
    let c = one(
        &p,
        "measure: stock, attribute: expected, direction: increase, targets: [ { id: t, form: level, at_least: 120, due: 2025 } ]",
        &[
            "x,2021,10,final,2022-02-01",
            "x,2022,20,final,2023-02-01",
            "x,2022,99,final,2024-02-01",
            "x,2023,50,provisional,2023-03-01",
            "x,2021,1,final,2024-01-01",
        ],
    );
    assert_eq!(read(&c.report("2023-06-01"), "m"), num(10, 1));
}
#[test]
fn scheduled_and_expected_agree_beyond_the_due_date() {
    let p = "measures:\n  s: { fact: scheduled, current: newest }\n  e: { fact: expected_now, current: newest }\nindicator:\n  hit: first\n  rows:\n    - { id: a, when: { s: \">= 0\", e: \">= 0\" }, then: good }\n    - { id: z, then: bad }\n";
    let c = one(
        p,
        "measure: stock, attribute: expected, direction: increase, baseline: { period: 2020, value: 0 }, targets: [ { id: t, form: level, at_least: 100, due: 2025 } ]",
        &["x,2027,110"],
    );
    let r = c.report("2028-06-01");
    // expected_now = base + (goal − base) × scheduled
    assert_eq!(read(&r, "s"), num(1, 1));
    assert_eq!(read(&r, "e"), num(100, 1));
}
#[test]
fn a_hidden_operand_stays_hidden() {
    use attainment::report::Explaining;
    let p = "inputs:\n  secret: { kind: number }\nindicator:\n  hit: first\n  rows:\n    - { id: a, when: { secret: known }, then: bad, score: { of: secret } }\n    - { id: z, then: bad }\n";
    let c = one(
        p,
        "measure: stock, attribute: expected, inputs: { secret: 4711 }, targets: [ { id: t, form: level, at_least: 100, due: 2025 } ]",
        &[],
    );
    let r = c.report("2022-01-01");
    let hide = |column: &attainment::facts::Column| column.name() == "secret";
    let doc = r.indicator("x").unwrap().explanation(Explaining { all: false, hide: Some(&hide) });
    assert!(!serde_json::to_string(&doc).unwrap().contains("4711"));
}
#[test]
fn an_explanation_of_long_numbers_can_be_decided_again() {
    use attainment::report::Explaining;
    let p = measure(
        "fact: balance, carry: { excess: 1.000000000000000000000000001, surplus: 1.000000000000000000000000001 }",
        ">= 0",
    );
    let mut c = one(
        &p,
        "measure: stock, attribute: expected, baseline: { period: 2020, value: 50 }, targets: [ { id: t, form: level, at_least: 100, due: 2025 } ]",
        &[],
    );
    let first: chrono::NaiveDate = "2021-01-01".parse().unwrap();
    let rows: String = first
        .iter_days()
        .take(390)
        .enumerate()
        .map(|(i, d)| format!("x,{d},{}.1234567890123456789012345,,\n", 5 + i % 4))
        .collect();
    c.data = attainment::Observations::from_csv(
        format!("subject,period,value,status,published\n{rows}").as_bytes(),
        &c.plan,
    )
    .unwrap()
    .into_inner();
    let r = c.report("2024-06-01");
    let v = r.indicator("x").unwrap();
    let doc = v.explanation(Explaining { all: true, hide: None });
    assert_eq!(doc.decide_again(r.policy()), Some(v.decision()));
}

/// What is said of a policy that is refused.
fn refused(body: &str) -> String {
    load(body).err().unwrap_or_default()
}

#[test]
fn a_question_about_the_target_is_asked_of_the_target_as_it_stands() {
    for (fact, argument) in [
        ("holds_now", "scale: { worst: 0, best: 10 }"),
        ("attained", "scale: { worst: 0, best: 1000 }"),
        ("limit", "scale: reciprocal"),
        ("holds_now", "zero: 5"),
        ("attained", "zero: 0.001"),
        ("attained", "current: newest"),
        ("due_observed", "current: newest"),
    ] {
        let told = refused(&measure(&format!("fact: {fact}, {argument}"), "true"));
        assert!(told.contains("argument-not-taken"), "{fact}, {argument}: {told}");
    }
}

#[test]
fn what_is_not_known_earns_nothing() {
    let table = |rows: &str| format!("indicator:\n  hit: first\n  rows:\n{rows}");
    let known = table(
        "    - { id: a, when: { share: known, kept: \"false\" }, then: bad }\n    - { id: z, then: good }\n",
    );
    assert!(refused(&known).contains("unknown-leads-to-good"));
    let plain =
        table("    - { id: a, when: { holds_now: \"true\" }, then: good }\n    - { id: z, then: bad }\n");
    for cell in ["missed: \"= 0\", off_track: \"= 0\"", "vetoes: \"= 0\"", "parts: \">= 1\""] {
        let group = format!(
            "{plain}group:\n  hit: first\n  rows:\n    - {{ id: g, when: {{ {cell} }}, then: good }}\n    - {{ id: h, then: bad }}\n"
        );
        assert!(refused(&group).contains("unknown-leads-to-good"), "{cell}");
    }
    // What a task states is a ground, unless it counts where nobody stated it.
    let stated = |default: &str| {
        let input = format!("inputs: {{ mark: {{ kind: word, words: [fair, poor]{default} }} }}\n");
        let rows = "    - { id: p, when: { mark: poor }, then: bad }\n    - { id: f, then: good }\n";
        format!("{input}{plain}task:\n  hit: first\n  rows:\n{rows}")
    };
    assert!(load(&stated("")).is_ok());
    assert!(refused(&stated(", default: fair")).contains("unknown-leads-to-good"));
    let mean = format!(
        "{plain}group:\n  hit: first\n  rows:\n    - {{ id: g, when: {{ weighted_share: \">= 1\" }}, then: done }}\n    - {{ id: h, then: bad }}\n"
    );
    assert!(refused(&mean).contains("estimate-in-fact"));
    let unscored = format!(
        "{plain}group:\n  hit: first\n  rows:\n    - {{ id: g, when: {{ score: \">= 1\" }}, then: good }}\n    - {{ id: h, then: bad }}\n"
    );
    assert!(refused(&unscored).contains("no-scores"));
}

#[test]
fn words_mean_what_they_say() {
    for words in ["[ known, other ]", "[ \"x, y\", x ]", "[ x, x ]", "[ \" x\" ]", "[ \"\" , x ]"] {
        let body = format!(
            "inputs:\n  k: {{ kind: word, words: {words} }}\nindicator:\n  hit: first\n  rows:\n    - {{ id: a, when: {{ k: known }}, then: bad }}\n    - {{ id: z, then: bad }}\n"
        );
        assert!(refused(&body).contains("bad-choice"), "{words}");
    }
}

#[test]
fn numbers_do_not_grow_without_bound() {
    // A factor of 28 digits, carried over 400 times.
    let factor = "1.000000000000000000000000001";
    let policy = measure(&format!("fact: balance, carry: {{ excess: {factor}, surplus: {factor} }}"), ">= 0");
    let rows: Vec<String> = (0..400i32)
        .map(|day| {
            let date =
                chrono::NaiveDate::from_yo_opt(2021 + day / 365, (day % 365 + 1).unsigned_abs()).unwrap();
            format!("x,{date},{}.1234567890123456789012345", 5 + day % 4)
        })
        .collect();
    let body = "measure: stock, attribute: expected, baseline: { period: 2020, value: 50 }, targets: [ { id: t, form: level, at_least: 100, due: 2025 } ]";
    let case = one(&policy, body, &rows.iter().map(String::as_str).collect::<Vec<_>>());
    let report = case.report("2024-06-01");
    let digits = match read(&report, "m") {
        Ok(FactValue::Exact(balance)) => balance.to_ratio_text().len(),
        _ => usize::MAX,
    };
    assert!(digits < 200, "{digits}");
    // And a rate compounded over more years than a plan has.
    let rows: Vec<String> = (0..300).map(|year| format!("x,{:04},5", 21 + year)).collect();
    let case = case_of_years(&rows);
    assert_eq!(read(&case.report("2024-06-01"), "current"), Err(Reason::OutOfRange));
}

fn case_of_years(rows: &[String]) -> Case {
    let policy = "indicator:\n  hit: first\n  rows:\n    - { id: a, when: { current: \">= 0\" }, then: good }\n    - { id: z, then: bad }\n";
    let body = "- { id: x, name: X, measure: change, attribute: expected, targets: [ { id: t, form: growth_over_base, at_least: 5, due: 0320 } ] }\n";
    case(
        policy,
        "base: 0020, start: 0021, end: 0320",
        body,
        &rows.iter().map(String::as_str).collect::<Vec<_>>(),
    )
}
