//! What is wrong with decompositions and links: codes, places, all at once, in both languages.

use attainment::check::Code;
use attainment::levels::Plans;
use attainment::plan::{ChildDoc, DecompositionDoc, IndicatorDoc, PlanDoc, TargetDoc};
use attainment::{Lang, Plan};

use super::{codes, linked, one, parent, plan, refused};

const FIRMS: &str = "unit: 家, measure: stock, direction: increase";
const LEVEL: &str = "form: level, at_least: 100";

/// `code path` of what is said of a single plan.
fn said(indicators: &str) -> Vec<String> {
    let text = format!(
        "format: attainment/plan@1\nid: p\ntitle: P\nperiod: {{ base: 2020, start: 2021, end: 2025 }}\nindicators:\n{indicators}"
    );
    let diagnostics = match Plan::from_yaml(&text) {
        Ok(plan) => plan.diagnostics().clone(),
        Err(error) => error.diagnostics().clone(),
    };
    let told = diagnostics.iter().map(|one| format!("{} {}", one.code().word(), one.path));
    told.collect()
}

fn decomposed(decomposed: &str) -> Vec<String> {
    said(&format!(
        "- {{ id: x, name: X, {FIRMS}, targets: [ {{ id: t, due: 2025, {LEVEL} }} ], decomposed: [ {decomposed} ] }}\n"
    ))
}

#[test]
fn a_plan_alone_is_checked() {
    let at = |rest: &str| format!("indicators[0].decomposed[0]{rest}");
    for (text, expected) in [
        ("{ id: d, rule: sum, children: [ { indicator: y } ] }", vec![]),
        (
            "{ id: d, rule: sums, children: [ { indicator: y } ] }",
            vec![format!("unknown-word {}", at(".rule"))],
        ),
        (
            "{ id: d, rule: sum, figures: below, children: [ { indicator: y } ] }",
            vec![format!("unknown-word {}", at(".figures"))],
        ),
        ("{ id: '', rule: sum, children: [ { indicator: y } ] }", vec![format!("empty-id {}", at(".id"))]),
        ("{ id: d, rule: sum }", vec![format!("missing-field {}", at(""))]),
        (
            "{ id: d, rule: sum, children: [ { indicator: y, plan: q }, { indicator: y, plan: q, target: t } ] }",
            vec![format!("duplicate-id {}", at(".children[1]"))],
        ),
        (
            "{ id: d, rule: sum, target: u, children: [ { indicator: y } ] }",
            vec![format!("dangling-id {}", at(".target"))],
        ),
        (
            "{ id: d, rule: sum, version: raised, children: [ { indicator: y } ] }",
            vec![format!("dangling-id {}", at(".version"))],
        ),
        (
            "{ id: d, rule: weighted_mean, children: [ { indicator: y, weight: 0 } ] }",
            vec![format!("bad-weight {}", at(".children[0].weight"))],
        ),
        (
            "{ id: d, rule: weighted_mean, children: [ { indicator: y, weight: -1 } ] }",
            vec![format!("bad-weight {}", at(".children[0].weight"))],
        ),
        (
            "{ id: d, rule: weighted_mean, children: [ { indicator: y, weight: many } ] }",
            vec![format!("bad-number {}", at(".children[0].weight"))],
        ),
        (
            "{ id: d, rule: weighted_mean, children: [ { indicator: y, weight: 1 }, { indicator: z } ] }",
            vec![format!("child-weights {}", at(".children"))],
        ),
        (
            "{ id: d, rule: sum, children: [ { indicator: y, weight: 1 }, { indicator: z } ] }",
            vec![format!("weight-not-taken {}", at(".children"))],
        ),
        (
            "{ id: d, rule: proxy, figures: children, children: [ { indicator: y } ] }",
            vec![format!("figures-not-computed {}", at(".figures"))],
        ),
        (
            "{ id: d, rule: sum, weight: 1, children: [ { indicator: y } ] }",
            vec![format!("unknown-field {}", at(".weight"))],
        ),
    ] {
        assert_eq!(decomposed(text), expected, "{text}");
    }
    let twice = "{ id: d, rule: sum, figures: children, children: [ { indicator: y } ] }, { id: d, rule: each, figures: children, children: [ { indicator: z } ] }";
    let second = "indicators[0].decomposed[1]";
    assert_eq!(
        decomposed(twice),
        [format!("duplicate-id {second}.id"), format!("figures-twice {second}.figures")]
    );
}

#[test]
fn which_target_is_meant_must_be_clear() {
    let two = |which: &str| {
        said(&format!(
            "- {{ id: x, name: X, {FIRMS}, targets: [ {{ id: t, due: 2025, {LEVEL} }}, {{ id: u, due: 2024, {LEVEL} }}, {{ id: hope, firmness: stretch, due: 2025, {LEVEL} }} ], decomposed: [ {{ id: d, rule: sum, {which} children: [ {{ indicator: y }} ] }} ] }}\n"
        ))
    };
    assert_eq!(two(""), ["ambiguous-target indicators[0].decomposed[0]"]);
    assert_eq!(two("target: u,"), [""; 0]);
}

#[test]
fn above_needs_something_that_is_delegated() {
    let target = |text: &str| {
        said(&format!("- {{ id: x, name: X, {FIRMS}, targets: [ {{ id: t, due: 2025, {text} }} ] }}\n"))
    };
    let above = "indicators[0].targets[0].above";
    assert_eq!(
        target("form: level, at_least: 1, above: { plan: q }"),
        [format!("above-without-delegated {above}")]
    );
    assert_eq!(
        target("form: level, delegated: x, above: { indicator: y }"),
        [format!("missing-field {above}")]
    );
    assert_eq!(target("form: level, delegated: x, above: { plan: q }"), [""; 0]);
}

/// Everything that is wrong with links is told together, each with its plan and its place there.
#[test]
fn all_at_once() {
    let bad = plan(
        "bad",
        "indicators:
- { id: y, name: Y, unit: 吨, measure: stock }
- id: x
  name: X
  unit: 家
  measure: stock
  targets: [ { id: t, form: level, at_least: 100, due: 2025 }, { id: d, form: level, delegated: 上级, due: 2025, above: { plan: good, indicator: nobody } } ]
  decomposed:
  - id: links
    rule: sum
    target: t
    children: [ { indicator: y }, { plan: god, indicator: x }, { plan: good, indicator: xx }, { plan: good, indicator: x, target: u } ]
",
    );
    let error = refused(vec![bad, one("good", FIRMS, LEVEL), one("good", FIRMS, LEVEL)]);
    let at = "bad indicators[1].decomposed[0].children";
    assert_eq!(
        codes(error.diagnostics()),
        [
            "duplicate-id good id".to_owned(),
            "dangling-id bad indicators[1].targets[1].above.indicator".to_owned(),
            format!("child-unit {at}[0]"),
            format!("child-not-given {at}[1].plan"),
            format!("dangling-id {at}[2].indicator"),
            format!("dangling-id {at}[3].target"),
        ]
    );
    let (zh, en) = (error.diagnostics().told(Lang::Zh, ""), error.diagnostics().told(Lang::En, ""));
    assert!(zh.contains("下级 `y` 的单位是 `吨`，上级的是 `家`"), "{zh}");
    assert!(en.contains("the child `y` is measured in `吨`, its parent in `家`"), "{en}");
    assert!(en.contains("warning[child-not-given] bad indicators[1].decomposed[0].children[1].plan: the plan `god` of the child `x` is not given"), "{en}");
    assert!(en.contains("there is no indicator `good/xx`"), "{en}");
}

/// A plan that another child names already is no proposal for a child whose plan is missing.
#[test]
fn a_sibling_is_not_proposed() {
    let told = |children: &[(&str, &str)]| {
        let above = parent(FIRMS, LEVEL, "sum", children);
        let plans = linked(vec![above, one("county-a", FIRMS, LEVEL)]);
        assert!(codes(plans.diagnostics()).contains(&format!(
            "child-not-given above indicators[0].decomposed[0].children[{}].plan",
            children.len() - 1
        )));
        plans.diagnostics().told(Lang::En, "")
    };
    assert!(!told(&[("county-a", ""), ("county-b", "")]).contains("did you mean"));
    assert!(told(&[("county-b", "")]).contains("did you mean `county-a`?"));
}

#[test]
fn circles_are_named_in_full() {
    let above = |id: &str, above: &str| plan(id, &format!("above: {above}\n"));
    let error = refused(vec![above("a", "b"), above("b", "c"), above("c", "a"), above("d", "d")]);
    assert_eq!(codes(error.diagnostics()), ["cyclic-links c above", "cyclic-links d above"]);
    let en = error.diagnostics().told(Lang::En, "");
    assert!(en.contains("these plans above each other lead back to where they began: a → b → c → a"), "{en}");
    assert!(en.contains(": d → d"), "{en}");
    // An indicator that is its own descendant, in three plans.
    let child = |id: &str, of: &str| {
        let decomposed =
            format!("decomposed: [ {{ id: d, rule: sum, children: [ {{ plan: {of}, indicator: x }} ] }} ]");
        one(id, &format!("{FIRMS}, {decomposed}"), LEVEL)
    };
    let error = refused(vec![child("a", "b"), child("b", "c"), child("c", "a")]);
    assert_eq!(codes(error.diagnostics()), ["cyclic-links c indicators[0].decomposed"]);
    let zh = error.diagnostics().told(Lang::Zh, "");
    assert!(zh.contains("指标分解成环：a/x → b/x → c/x → a/x"), "{zh}");
    assert_eq!(
        codes(refused(vec![child("a", "a")]).diagnostics()),
        ["cyclic-links a indicators[0].decomposed"]
    );
}

/// A child that is named with its plan and without it is one child.
#[test]
fn a_child_that_is_named_in_two_ways_is_refused() {
    let twice = plan(
        "p",
        &format!(
            "indicators:
- {{ id: x, name: X, {FIRMS}, decomposed: [ {{ id: d, rule: sum, children: [ {{ indicator: y }}, {{ plan: p, indicator: y }} ] }} ] }}
- {{ id: y, name: Y, {FIRMS} }}
"
        ),
    );
    let error = refused(vec![twice]);
    assert_eq!(codes(error.diagnostics()), ["duplicate-id p indicators[0].decomposed[0].children[1]"]);
}

#[test]
fn what_only_seems_odd_is_a_warning() {
    let of = |child: &str| {
        let above = parent(FIRMS, LEVEL, "sum", &[("a", "")]);
        codes(linked(vec![above, plan("a", child)]).diagnostics())
    };
    let child = |target: &str, period: &str| {
        format!(
            "{period}indicators: [ {{ id: x, name: X, {FIRMS}, baseline: {{ period: 2020, value: 1 }}, targets: [ {{ id: t, {target} }} ] }} ]\n"
        )
    };
    let at = "above indicators[0].decomposed[0].children[0]";
    let until = "period: { base: 2020, start: 2021, end: 2027 }\n";
    assert_eq!(of(&child("form: increment, at_least: 100, due: 2025", "")), [format!("child-form {at}")]);
    assert_eq!(of(&child("form: level, at_most: 100, due: 2025", "")), [format!("child-comparator {at}")]);
    assert_eq!(of(&child("form: level, at_least: 100, due: 2027", until)), [format!("child-due-later {at}")]);
    // An earlier date is no mistake, and the child does not count.
    assert_eq!(of(&child("form: level, at_least: 100, due: 2024", "")), [""; 0]);
    assert_eq!(of(&child("form: level, at_least: 100, due: 2025", "")), [""; 0]);
}

/// Every code that links can have is used by these tests, or by those beside them.
#[test]
fn the_codes_of_links_are_tested() {
    let tests = [include_str!("wrong.rs"), include_str!("delegated.rs"), include_str!("patterns.rs")];
    let codes = [
        Code::ChildWeights,
        Code::WeightNotTaken,
        Code::FiguresNotComputed,
        Code::FiguresTwice,
        Code::AboveWithoutDelegated,
        Code::AmbiguousTarget,
        Code::AboveNotGiven,
        Code::ChildNotGiven,
        Code::CyclicLinks,
        Code::ChildUnit,
        Code::ChildForm,
        Code::ChildComparator,
        Code::ChildDueLater,
        Code::NotAdditive,
        Code::ChildrenFallShort,
        Code::DecomposedVersion,
        Code::AboveDiffers,
        Code::DelegatedWithoutAbove,
    ];
    for code in codes {
        let word = code.word();
        assert!(tests.iter().any(|test| test.contains(&format!("{word} "))), "{word}");
    }
}

#[test]
fn a_plan_that_is_built_is_linked_like_one_that_is_read() {
    let mut city = PlanDoc::new("city", "City", "2025");
    city.indicators.push(IndicatorDoc {
        targets: vec![TargetDoc::new("t", "level", "2025").at_least("10")],
        decomposed: vec![DecompositionDoc {
            children: vec![ChildDoc::new("a", "x")],
            ..DecompositionDoc::new("d", "sum")
        }],
        ..IndicatorDoc::new("x", "X", "stock")
    });
    let mut a = PlanDoc::new("a", "A", "2025");
    a.indicators.push(IndicatorDoc {
        targets: vec![TargetDoc::new("t", "level", "2025").at_least("9")],
        ..IndicatorDoc::new("x", "X", "stock")
    });
    let plans =
        Plans::link(vec![city.check().unwrap().into_inner(), a.check().unwrap().into_inner()]).unwrap();
    assert_eq!(super::newest(&plans), "falls_short ≥9 -1");
    assert_eq!(plans.plan("city").map(Plan::has_links), Some(true));
    assert_eq!(plans.plan("a").map(Plan::has_links), Some(false));
}
