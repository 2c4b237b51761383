//! What someone is told who writes a first plan: the problem that is there, and what to do about it.
#![cfg(all(feature = "yaml", feature = "csv"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use attainment::check::Diagnostics;
use attainment::{Evaluator, Lang, Observations, Plan, Policy};

const HEAD: &str = "format: attainment/plan@1\nid: p\ntitle: P\n";
const YEARS: &str = "period: { start: 2021, end: 2025 }\n";

/// What is told of a plan in a language, without notes.
fn told_in(lang: Lang, text: &str) -> String {
    let told = |diagnostics: &Diagnostics| {
        let all = diagnostics.iter().filter(|one| one.severity() > attainment::check::Severity::Note);
        all.map(|one| one.told(lang, "")).collect::<Vec<_>>().join("\n")
    };
    match Plan::from_yaml(text) {
        Ok(plan) => told(plan.diagnostics()),
        Err(error) => told(error.diagnostics()),
    }
}

fn told(rest: &str) -> String {
    told_in(Lang::En, &format!("{HEAD}{YEARS}{rest}"))
}

/// `code place` of each, in the order in which they are told.
fn codes(text: &str) -> Vec<String> {
    let found = match Plan::from_yaml(text) {
        Ok(plan) => plan.diagnostics().clone(),
        Err(error) => error.diagnostics().clone(),
    };
    found.iter().map(|one| format!("{} {}", one.code().word(), one.path)).collect()
}

fn indicator(says: &str, target: &str) -> String {
    format!(
        "indicators: [ {{ id: x, name: X, measure: stock, {says}, targets: [ {{ id: t, {target} }} ] }} ]\n"
    )
}

fn data(plan: &str, rows: &str) -> (Plan, Result<Observations, String>) {
    let plan = Plan::from_yaml(plan).unwrap().into_inner();
    let text = format!("indicator,period,value\n{rows}");
    let read = Observations::from_csv(text.as_bytes(), &plan);
    let read = read.map(|read| read.into_inner()).map_err(|error| error.diagnostics().told(Lang::En, ""));
    (plan, read)
}

#[test]
fn a_class_needs_classes() {
    for target in
        ["at_least: 好, text: x", "at_least: 好, due: 2025", "at_least: 好", "at_least: 好, at_most: 差"]
    {
        let rest = indicator("unit: 级", &format!("form: qualitative, {target}"));
        let en = told(&rest);
        assert!(en.starts_with("error[no-classes] :5:"), "{en}");
        assert!(en.contains("a class is to be reached, and the indicator has no `classes`"), "{en}");
        assert!(en.contains("list them, the best first, under `classes`"), "{en}");
        assert_eq!(en.matches("error[").count(), 1, "{en}");
        let zh = told_in(Lang::Zh, &format!("{HEAD}{YEARS}{rest}"));
        assert!(zh.contains("定性目标写了要达到的等级，而指标没有 `classes`"), "{zh}");
    }
    let evidence = "evidence: [ { id: e, title: E } ]";
    for says in ["unit: 级", "classes: [ 好, 差 ]"] {
        let rest = indicator(says, &format!("form: qualitative, due: 2025, at_least: 好, {evidence}"));
        let en = told(&rest);
        assert!(en.starts_with("error[class-and-evidence] :5:"), "{en}");
        assert!(en.contains("names a class to be reached and lists `evidence` too"), "{en}");
        let zh = told_in(Lang::Zh, &format!("{HEAD}{YEARS}{rest}"));
        assert!(zh.contains("既写了要达到的等级，又列了 `evidence`"), "{zh}");
    }
    // A date is no number.
    let en = told(&indicator("unit: 级", "form: milestone_date, due: 2025, at_least: 3"));
    assert!(en.contains("error[field-not-taken]") && en.contains("does not take `at_least`"), "{en}");
}

#[test]
fn the_classes_are_listed() {
    let scale = "classes: [ 很好, 好, 一般 ]";
    let en = told(&indicator(scale, "form: qualitative, due: 2025, at_least: 优"));
    assert!(
        en.contains("error[bad-number]") && en.contains("`优` is none of the indicator's classes"),
        "{en}"
    );
    assert!(en.contains("help: write one of its classes: 很好, 好, 一般"), "{en}");
    let rest = indicator(scale, "form: qualitative, due: 2025, at_least: 优");
    let zh = told_in(Lang::Zh, &format!("{HEAD}{YEARS}{rest}"));
    assert!(zh.contains("读不懂此值：`优` 不是指标的等级"), "{zh}");
    assert!(zh.contains("改法：请写其中之一：很好, 好, 一般。"), "{zh}");
    let plan = format!("{HEAD}{YEARS}{}", indicator(scale, "form: qualitative, due: 2025, at_least: 好"));
    for value in ["非常好", "好极了"] {
        let said = data(&plan, &format!("x,2024,{value}\n")).1.unwrap_err();
        assert!(said.contains("write one of its classes: 很好, 好, 一般"), "{said}");
    }
}

#[test]
fn exponents_are_told_as_such() {
    let plan = format!("{HEAD}{YEARS}{}", indicator("unit: 公里", "form: level, due: 2025, at_least: 10"));
    for value in ["1e5", "1e400", "1.5E+3", "2e-3", "1e5公里"] {
        let said = data(&plan, &format!("x,2024,{value}\n")).1.unwrap_err();
        assert!(said.contains("error[bad-number]"), "{said}");
        assert!(said.contains(&format!("`{value}` is not a number: exponents are not read")), "{said}");
        assert!(
            said.contains("write the number in full, such as 100000, or with a scale, such as 10万"),
            "{said}"
        );
    }
    let en = told(&indicator("unit: 公里, weight: 1e2", "form: level, due: 2025, at_least: 1e5"));
    assert_eq!(en.matches("exponents are not read").count(), 2, "{en}");
    // Other units are still told as units.
    let said = data(&plan, "x,2024,1英里\n").1.unwrap_err();
    assert!(said.contains("error[unit-mismatch]"), "{said}");
}

#[test]
fn dates_beyond_the_plan_are_told() {
    let milestone = "tasks: [ { id: a, title: A, milestones: [ { id: m, title: M, due: 2031 } ] } ]\n";
    let en = told(milestone);
    assert!(en.contains("error[due-outside-period]") && !en.contains("firmness"), "{en}");
    let target = told(&indicator("unit: 个", "form: level, due: 2031, at_least: 10"));
    assert!(target.contains("for a view beyond the plan write `firmness: outlook`"), "{target}");
    let rest = "tasks:
- { id: a, title: A, window: { start: 2031, end: 2032 }, deliverables: [ { id: d, title: D, due: 2040 } ] }
- { id: b, title: B, window: { start: 2031 } }
- { id: c, title: C, window: { start: 2018 } }
- { id: e, title: E, window: { start: 2018, end: 2023 } }
- { id: f, title: F, window: { end: 2019 } }
duties: [ { id: u, title: U, due: 2040 } ]
";
    assert_eq!(
        codes(&format!("{HEAD}{YEARS}{rest}")),
        [
            "outlasts-plan tasks[0].window.end",
            "outlasts-plan tasks[0].deliverables[0].due",
            "outlasts-plan tasks[1].window.start",
            "outlasts-plan tasks[4].window.end",
            "outlasts-plan duties[0].due",
        ]
    );
    let en = told(rest);
    assert!(en.contains("`u` has the date 2040, outside the plan's period 2021–2025"), "{en}");
    let zh = told_in(Lang::Zh, &format!("{HEAD}{YEARS}{rest}"));
    assert!(zh.contains("`u` 的时间 2040 不在规划期 2021–2025 之内"), "{zh}");
}

/// Of a plan that ends before it begins that is said, and nothing that follows from it.
#[test]
fn a_reversed_period_is_told_once() {
    let rest = "tasks: [ { id: a, title: A, window: { end: 2024 }, milestones: [ { id: m, title: M, due: 2023 } ] } ]\n";
    let target = indicator("unit: 个", "form: level, due: 2024, at_least: 10");
    let text = format!("{HEAD}period: {{ start: 2025, end: 2021 }}\n{target}{rest}");
    assert_eq!(codes(&text), ["empty-window period"]);
}

#[test]
fn weights_of_some_siblings_are_told() {
    let rest = "tasks:
- { id: a, title: A, weight: 2, milestones: [ { id: m, title: M, due: 2022, weight: 3 }, { id: n, title: N, due: 2023 } ] }
- { id: b, title: B, weight: 1, deliverables: [ { id: d, title: D }, { id: e, title: E, weight: 1 }, { id: f, title: F } ] }
- { id: c, title: C, parent: a, weight: 1 }
- { id: g, title: G, parent: b }
- { id: h, title: H, parent: b, weight: 1 }
- { id: i, title: I, parent: b }
- { id: j, title: J, parent: a, weight: 1 }
groups: [ { id: o, title: O, weight: 1 }, { id: q, title: Q } ]
";
    assert_eq!(
        codes(&format!("{HEAD}{YEARS}{rest}")),
        [
            "partial-weights tasks[3]",
            "partial-weights tasks[0].milestones",
            "partial-weights tasks[1].deliverables",
            "partial-weights groups[1]",
        ]
    );
    assert!(told(rest).contains("2 siblings have no weight and count as 1"), "{}", told(rest));
}

#[test]
fn a_letter_or_two_are_not_guessed() {
    let of = |known: &str, asked: &str| {
        let known = format!("indicators: [ {{ id: {known}, name: X, measure: stock }} ]\n");
        told(&format!("{known}tasks: [ {{ id: z, title: Z, indicators: [ {asked} ] }} ]\n"))
    };
    for (known, asked) in [
        ("a", "q"),
        ("pa", "pb"),
        ("ab", "a"),
        ("甲", "乙"),
        ("甲", "甲乙"),
        ("甲乙", "丙丁"),
        ("a甲", "b甲"),
    ] {
        let said = of(known, asked);
        assert!(said.contains("error[dangling-id]") && !said.contains("did you mean"), "{said}");
    }
    for (known, asked) in [("道路", "道跑"), ("abc", "abd"), ("roads", "road")] {
        let said = of(known, asked);
        assert!(said.contains(&format!("did you mean `{known}`?")), "{said}");
    }
}

#[test]
fn merge_keys_are_told_as_such() {
    let text = format!(
        "{HEAD}{YEARS}x-common: &common {{ measure: stock }}\nindicators:\n- id: a\n  name: A\n  <<: *common\n"
    );
    assert_eq!(
        told_in(Lang::En, &text),
        "error[merge-key] :9:3: merge keys (`<<`) are not supported\n  help: write the fields out; an alias (`*`) can repeat a whole value"
    );
    assert!(told_in(Lang::Zh, &text).contains("不支持合并键 `<<`"));
    // In quotes it is a field like any other.
    assert!(told("'<<': 1\n").contains("error[unknown-field]"));
}

/// The verdicts of a plan with one indicator, as a table and explained.
fn judged(says: &str, target: &str, rows: &str, lang: Lang) -> (String, String) {
    let text = format!("{HEAD}period: {{ base: 2020, start: 2021, end: 2025 }}\n{}", indicator(says, target));
    let (plan, data) = data(&text, rows);
    let (policy, data) = (Policy::builtin("cn-schedule").unwrap(), data.unwrap());
    let report = Evaluator::new(&policy).as_of("2026-06-01".parse().unwrap()).evaluate(&plan, &data);
    let explained = report.indicator("x").unwrap().explain().in_language(lang);
    (report.to_text(lang), explained)
}

#[test]
fn a_worse_class_is_short_of_the_goal() {
    let scale = "classes: [ 满意, 基本满意, 一般, 不满意 ], baseline: { period: 2020, value: 不满意 }";
    let target = "form: ordinal_class, due: 2025, at_least: 基本满意";
    let (table, explained) = judged(scale, target, "x,2025,一般\n", Lang::En);
    assert!(explained.contains("一般 is 1 class short of the goal of 基本满意"), "{explained}");
    assert!(table.contains("不满意 (2020)") && table.contains("一般 (2025)"), "{table}");
    let (_, explained) = judged(scale, target, "x,2025,不满意\n", Lang::En);
    assert!(explained.contains("不满意 is 2 classes short of the goal of 基本满意"), "{explained}");
    let (table, explained) = judged(scale, target, "x,2025,满意\n", Lang::En);
    assert!(explained.contains("满意 is 1 class better than the goal of 基本满意"), "{explained}");
    assert!(table.contains("满意 (2025)"), "{table}");
    let (table, explained) = judged(scale, target, "x,2025,一般\n", Lang::Zh);
    assert!(explained.contains("当前 一般，目标 基本满意，还差 1 级"), "{explained}");
    assert!(table.contains("不满意 (2020)") && table.contains("一般 (2025)"), "{table}");
    // A figure that says only a bound: 一般或更优.
    let (table, _) = judged(scale, target, "x,2025,一般及以上\n", Lang::En);
    assert!(table.contains("一般 or better (2025)"), "{table}");
}

#[test]
fn a_worse_rank_is_short_of_the_goal() {
    let target = "form: rank, due: 2025, at_most: 3";
    let (_, explained) = judged("unit: 位", target, "x,2025,5\n", Lang::En);
    assert!(explained.contains("5 位 is 2 位 short of the goal of 3 位"), "{explained}");
}

#[test]
fn reasons_are_whole_phrases() {
    use attainment::facts::Reason;
    assert_eq!(Reason::NotDetermined.en(), "some parts are undetermined");
    let text = format!(
        "{HEAD}{YEARS}tasks: [ {{ id: a, title: A }} ]\n{}",
        indicator("unit: 个", "form: qualitative")
    );
    let (plan, data) = data(&text, "");
    let (policy, data) = (Policy::builtin("cn-schedule").unwrap(), data.unwrap());
    let report = Evaluator::new(&policy).as_of("2024-06-01".parse().unwrap()).evaluate(&plan, &data);
    let table = report.to_text(Lang::En);
    assert!(table.contains("no due date"), "{table}");
}
