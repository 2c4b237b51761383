//! Delegated targets (完成国家下达目标): what they take over, and from when it is known.

use attainment::facts::{Fact, FactValue};
use attainment::levels::{Collected, Plans};
use attainment::trajectory::VersionChoice;
use attainment::{Evaluator, Lang, Plan, Policy, Report};

use super::{codes, data, day, linked, plan, refused};

/// A plan with the indicator `carbon`, whose target `t2025` is written by the test.
fn carbon(id: &str, head: &str, target: &str) -> Plan {
    plan(
        id,
        &format!(
            "{head}
period: {{ base: 2020, start: 2021, end: 2025 }}
indicators:
- id: carbon
  name: 单位GDP二氧化碳排放
  unit: 吨/万元
  measure: rate
  direction: decrease
  attribute: binding
  baseline: {{ period: 2020, value: 2 }}
  targets:
  - {{ id: t2025, form: reduction_rate, due: 2025, {target} }}
"
        ),
    )
}

/// The nation promises a fall of 18 % on 2021-03-13, and of 20 % from 2023-06-01 on.
fn nation() -> Plan {
    let versions = "[ { id: raised, at_least: 20, published: 2023-06-01 } ]";
    carbon("nation", "issued: 2021-03-13", &format!("at_least: 18, text: 降低18%, versions: {versions}"))
}

const DELEGATED: &str = "delegated: 完成国家下达目标";

fn delegated(to: &str) -> String {
    format!("{DELEGATED}, above: {{ plan: {to}, indicator: carbon, target: t2025 }}")
}

/// Whether it is decided, the version, and the goal of the plan with this index, or why there is none.
fn seen(plans: &Plans, index: usize, as_of: &str) -> String {
    let policy = Policy::builtin("cn-schedule").unwrap();
    let collected = Collected::default();
    let reports = Evaluator::new(&policy).as_of(day(as_of)).evaluate_all(plans, &collected);
    told(&reports[index])
}

fn told(report: &Report<'_>) -> String {
    let verdict = report.indicator("carbon").unwrap();
    let trajectory = verdict.trajectory();
    let goal = match verdict.fact(Fact::Goal) {
        Ok(FactValue::Exact(value)) => value.to_string(),
        Ok(_) => "other".to_owned(),
        Err(reason) => reason.word().to_owned(),
    };
    let origin = trajectory.promise().ok().and_then(|promise| promise.origin());
    let origin = origin.map_or_else(String::new, |origin| format!(" {}@{}", origin.version(), origin.plan()));
    format!("{} {goal}{origin}", trajectory.version().unwrap_or("none"))
}

#[test]
fn what_the_plan_above_promises_is_known_from_the_day_it_was_published() {
    let plans =
        linked(vec![nation(), carbon("province", "issued: 2021-02-01\nabove: nation", &delegated("nation"))]);
    assert!(plans.diagnostics().is_empty(), "{:?}", plans.diagnostics());
    let at = |date: &str| seen(&plans, 1, date);
    // Not issued itself; issued, with the nation's plan to come.
    assert_eq!(at("2021-01-31"), "none not_published");
    assert_eq!(at("2021-02-01"), "original delegated");
    assert_eq!(at("2021-03-12"), "original delegated");
    // 2 × (1 − 0.18) = 1.64, 2 × (1 − 0.20) = 1.6
    assert_eq!(at("2021-03-13"), "original 1.64 original@nation");
    assert_eq!(at("2023-05-31"), "original 1.64 original@nation");
    assert_eq!(at("2023-06-01"), "raised 1.6 raised@nation");
}

#[test]
fn nothing_is_known_of_a_plan_before_it_is_issued() {
    let late = carbon("province", "issued: 2023-09-01", &delegated("nation"));
    let plans = linked(vec![nation(), late]);
    assert_eq!(seen(&plans, 1, "2023-08-31"), "none not_published");
    assert_eq!(seen(&plans, 1, "2023-09-01"), "raised 1.6 raised@nation");
}

#[test]
fn versions_can_be_asked_for() {
    let plans = linked(vec![nation(), carbon("province", "issued: 2021-02-01", &delegated("nation"))]);
    let policy = Policy::builtin("cn-schedule").unwrap();
    let collected = Collected::default();
    let at = |version: VersionChoice| {
        let evaluation = Evaluator::new(&policy).as_of(day("2024-01-01")).version(version);
        told(&evaluation.evaluate_all(&plans, &collected)[1])
    };
    assert_eq!(at(VersionChoice::Original), "original 1.64 original@nation");
    assert_eq!(at(VersionChoice::Named("raised".into())), "raised 1.6 raised@nation");
    // The versions of the nation are shown with the nation's plan, and are not repeated here.
    let reports = Evaluator::new(&policy).as_of(day("2024-01-01")).evaluate_all(&plans, &collected);
    assert_eq!(reports.iter().map(|report| report.verdicts().count()).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn without_the_plan_above_it_stays_undetermined() {
    let alone = linked(vec![carbon("province", "above: nation", &delegated("nation"))]);
    assert_eq!(codes(alone.diagnostics()), ["above-not-given province above"]);
    assert_eq!(seen(&alone, 0, "2024-01-01"), "original delegated");
    let other = linked(vec![carbon("province", "", &delegated("nation"))]);
    assert_eq!(codes(other.diagnostics()), ["above-not-given province indicators[0].targets[0].above.plan"]);
    // The plan is there, and nothing says which of its targets is meant.
    let vague = linked(vec![nation(), carbon("province", "above: nation", DELEGATED)]);
    assert_eq!(
        codes(vague.diagnostics()),
        ["delegated-without-above province indicators[0].targets[0].delegated"]
    );
    assert_eq!(seen(&vague, 1, "2024-01-01"), "original delegated");
}

#[test]
fn what_is_not_said_is_the_same_as_here() {
    let short = carbon("province", "above: nation", &format!("{DELEGATED}, above: {{ indicator: carbon }}"));
    let plans = linked(vec![nation(), short]);
    assert_eq!(seen(&plans, 1, "2022-01-01"), "original 1.64 original@nation");
}

/// Nation → province → city; the province sets a number of its own in 2022, and leaves it to the nation again
/// in 2024.
#[test]
fn chains_resolve_in_order() {
    let own = "[ { id: own, at_least: 19, published: 2022-04-01 },
                 { id: again, delegated: 完成国家下达目标, published: 2024-02-01 } ]";
    let province =
        carbon("province", "issued: 2021-02-01", &format!("{}, versions: {own}", delegated("nation")));
    let city = carbon("city", "issued: 2021-06-01", &delegated("province"));
    // Their order in the list does not matter.
    let plans = linked(vec![city, province, nation()]);
    let at = |index: usize, date: &str| seen(&plans, index, date);
    assert_eq!(at(1, "2021-12-31"), "original 1.64 original@nation");
    assert_eq!(at(0, "2021-12-31"), "original 1.64 original@nation");
    assert_eq!(at(0, "2021-05-31"), "none not_published");
    // 2 × 0.81 = 1.62, the province's own number; the nation's of 2023 does not touch it.
    assert_eq!(at(1, "2023-07-01"), "own 1.62");
    assert_eq!(at(0, "2023-07-01"), "own 1.62 own@province");
    // Left to the nation again, whose number is that of 2023 by now.
    assert_eq!(at(1, "2024-02-01"), "again 1.6 raised@nation");
    assert_eq!(at(0, "2024-02-01"), "again 1.6 raised@nation");
}

/// The province sets a number of its own and leaves it to the nation in 2022, whose plan comes in June 2023: that
/// it comes then changes nothing of what was known before.
#[test]
fn a_plan_issued_later_changes_nothing_before() {
    let province = || {
        let later = "[ { id: left, delegated: 以国家为准, published: 2022-01-01 } ]";
        let own = "at_least: 10, above: { plan: late, indicator: carbon, target: t2025 }";
        carbon("province", "issued: 2021-02-01", &format!("{own}, versions: {later}"))
    };
    let city = || carbon("city", "issued: 2021-03-01", &delegated("province"));
    let late = carbon("late", "issued: 2023-06-01", "at_least: 20");
    let two = linked(vec![city(), province()]);
    let three = linked(vec![city(), province(), late]);
    for as_of in ["2021-02-28", "2021-06-01", "2021-12-31", "2022-01-01", "2023-05-31"] {
        for index in [0, 1] {
            assert_eq!(seen(&two, index, as_of), seen(&three, index, as_of), "{index} on {as_of}");
        }
    }
    let at = |date: &str| seen(&three, 0, date);
    assert_eq!(at("2021-02-28"), "none not_published");
    // 2 × (1 − 0.10) = 1.8, the province's own number.
    assert_eq!(at("2021-06-01"), "original 1.8 original@province");
    assert_eq!(at("2022-01-01"), "left delegated left@province");
    // 2 × (1 − 0.20) = 1.6, once the nation's plan is issued.
    assert_eq!(at("2023-06-01"), "left 1.6 original@late");
}

/// A city issued after all others knows at once what they state by then; one between both learns it in two steps.
#[test]
fn each_plan_counts_from_its_own_issue() {
    let province = |issued: &str| {
        let later = "[ { id: left, delegated: 以国家为准, published: 2021-05-01 } ]";
        let own = "at_least: 10, above: { plan: nation, indicator: carbon, target: t2025 }";
        carbon("province", &format!("issued: {issued}"), &format!("{own}, versions: {later}"))
    };
    let plans = |issued: &str, province: Plan| {
        linked(vec![carbon("city", &format!("issued: {issued}"), &delegated("province")), province, nation()])
    };
    let late = plans("2021-06-01", province("2021-02-01"));
    // The nation's plan is of 2021-03-13: 2 × 0.82 = 1.64.
    assert_eq!(seen(&late, 0, "2021-05-31"), "none not_published");
    assert_eq!(seen(&late, 0, "2021-06-01"), "left 1.64 original@nation");
    let early = plans("2021-01-01", province("2021-04-01"));
    assert_eq!(seen(&early, 0, "2021-03-31"), "original delegated");
    assert_eq!(seen(&early, 0, "2021-04-01"), "original 1.8 original@province");
    assert_eq!(seen(&early, 0, "2021-05-01"), "left 1.64 original@nation");
}

#[test]
fn what_cannot_stand_for_it_is_told_and_not_taken() {
    let province = |indicator: &str, target: &str| {
        plan(
            "province",
            &format!(
                "indicators: [ {{ id: carbon, name: C, {indicator}, baseline: {{ period: 2020, value: 2 }}, targets: [ {{ id: t2025, {target}, above: {{ plan: nation }} }} ] }} ]"
            ),
        )
    };
    let level = "form: level, delegated: x, due: 2025";
    for (province, differs) in [
        (province("unit: 吨/万元, measure: rate", level), "form"),
        (
            province("unit: 吨/万元, measure: rate", "form: reduction_rate, delegated: x, due: 2024"),
            "due period",
        ),
    ] {
        let plans = linked(vec![nation(), province]);
        assert_eq!(codes(plans.diagnostics()), ["above-differs province indicators[0].targets[0].above"]);
        let said = plans.diagnostics().iter().next().unwrap().to_string();
        assert!(said.contains(&format!("whose {differs} differs")), "{said}");
        assert_eq!(seen(&plans, 1, "2024-01-01"), "original delegated");
    }
    let stock = |id: &str, unit: &str, target: &str| {
        plan(
            id,
            &format!(
                "indicators: [ {{ id: carbon, name: C, unit: {unit}, measure: stock, targets: [ {{ id: t2025, form: level, due: 2025, {target} }} ] }} ]"
            ),
        )
    };
    let above = "delegated: x, above: { plan: nation }";
    let plans = linked(vec![stock("nation", "万家", "at_least: 4.5"), stock("province", "项", above)]);
    assert_eq!(codes(plans.diagnostics()), ["above-differs province indicators[0].targets[0].above"]);
    // Another scale of the same unit is no difference: 4.5万家 are 45000家.
    let plans = linked(vec![stock("nation", "万家", "at_least: 4.5"), stock("province", "家", above)]);
    assert_eq!(seen(&plans, 1, "2024-01-01"), "original 45000 original@nation");
}

#[test]
fn circles_are_named_in_full() {
    let error = refused(vec![
        carbon("a", "", &delegated("b")),
        carbon("b", "", &delegated("c")),
        carbon("c", "", &delegated("a")),
    ]);
    assert_eq!(codes(error.diagnostics()), ["cyclic-links c indicators[0].targets[0].above"]);
    let said = error.diagnostics().told(Lang::Zh, "");
    assert!(said.contains("a/carbon/t2025 → b/carbon/t2025 → c/carbon/t2025 → a/carbon/t2025"), "{said}");
}

#[test]
fn a_verdict_says_where_its_number_was_stated() {
    let plans = linked(vec![nation(), carbon("province", "issued: 2021-02-01", &delegated("nation"))]);
    let collected = plans.collect(vec![
        attainment::Observations::none(),
        data(&plans.plans()[1], "carbon,2023,1.7,final,2024-02-01\n"),
    ]);
    let policy = Policy::builtin("cn-schedule").unwrap();
    let reports = Evaluator::new(&policy).as_of(day("2024-06-30")).evaluate_all(&plans, &collected);
    let report = &reports[1];
    let verdict = report.indicator("carbon").unwrap();
    // (2 − 1.7) ÷ (2 − 1.6) = 0.75 of the way after 3 of 5 years
    assert_eq!(verdict.outcome().id(), "on_schedule");
    let zh = verdict.explain().in_language(Lang::Zh);
    assert!(
        zh.contains(
            "该目标以上级为准，取自规划“nation”（nation）的指标 `carbon`、目标 `t2025`、版本 raised。"
        ),
        "{zh}"
    );
    let en = verdict.explain().in_language(Lang::En);
    assert!(
        en.contains("the value is that of the plan “nation” (nation), indicator `carbon`, target `t2025`, version raised."),
        "{en}"
    );
    let table = report.to_text(Lang::Zh);
    assert!(table.contains("目标取自 nation/carbon/t2025（版本 raised）"), "{table}");
    assert!(report.to_markdown(Lang::En).contains("nation/carbon/t2025 (version raised)"));
    let goal = verdict.document().goal.unwrap();
    let origin = goal.origin.unwrap();
    assert_eq!(
        [&*origin.plan, &*origin.indicator, &*origin.target, &*origin.version],
        ["nation", "carbon", "t2025", "raised"]
    );
    assert_eq!((goal.comparator.as_deref(), goal.value.as_deref()), (Some(">="), Some("20")));
    // Before the nation's plan was issued, both languages say whose number is awaited.
    let before = Evaluator::new(&policy).as_of(day("2021-02-15")).evaluate_all(&plans, &collected);
    let awaited = before[1].indicator("carbon").unwrap().explain().in_language(Lang::En);
    assert!(awaited.contains("The target of the plan `nation` decides, and its value is not known by then."));
}

/// A number that is handed down counts in a decomposition like any other.
#[test]
fn delegated_children_suffice_once_they_are_resolved() {
    let top = plan(
        "nation",
        "issued: 2021-03-13
indicators:
- id: carbon
  name: C
  unit: 吨/万元
  measure: rate
  direction: decrease
  baseline: { period: 2020, value: 2 }
  targets: [ { id: t2025, form: reduction_rate, due: 2025, at_least: 18 } ]
  decomposed: [ { id: d, rule: each, children: [ { plan: province, indicator: carbon } ] } ]
",
    );
    let plans = linked(vec![top, carbon("province", "issued: 2021-05-01", &delegated("nation"))]);
    let link = plans.links().next().unwrap();
    assert_eq!(super::told(&link.sufficiency(day("2021-04-30"))), "undetermined  -");
    assert_eq!(super::told(&link.sufficiency(day("2021-05-01"))), "suffices ≥18 0");
}

/// The words of a plan are enough: 完成国家下达目标 is read as a delegated target.
#[cfg(feature = "notation")]
#[test]
fn a_phrase_may_delegate() {
    let level = |id: &str, target: &str| {
        plan(
            id,
            &format!(
                "indicators: [ {{ id: carbon, name: 能耗, unit: 万吨, measure: stock, targets: [ {{ id: t2025, due: 2025, {target} }} ] }} ]"
            ),
        )
    };
    let above = level("nation", "form: level, at_most: 50");
    let plans = linked(vec![above, level("province", "phrase: 完成国家下达目标, above: { plan: nation }")]);
    assert_eq!(seen(&plans, 1, "2022-01-01"), "original 50 original@nation");
}

/// An explanation as data names the source as well.
#[test]
fn the_explanation_as_data_names_the_source() {
    let plans = linked(vec![nation(), carbon("province", "", &delegated("nation"))]);
    let policy = Policy::builtin("cn-schedule").unwrap();
    let none = Collected::default();
    let reports = Evaluator::new(&policy).as_of(day("2022-01-01")).evaluate_all(&plans, &none);
    let origins: Vec<Option<String>> = reports
        .iter()
        .map(|report| {
            report.indicator("carbon").unwrap().explanation(Default::default()).origin.map(|of| of.plan)
        })
        .collect();
    assert_eq!(origins, [None, Some("nation".to_owned())]);
}
