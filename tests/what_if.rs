//! What-ifs: what they change, what they never change, and what is said of them.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot be set up has failed")]

mod common;

use attainment::check::{Code, Diagnostics};
use attainment::facts::{Fact, FactSet, FactValue, Reason};
use attainment::plan::TargetValueDoc;
use attainment::policy::Standing;
use attainment::report::{History, Report, compare, diff, difference, to_json};
use attainment::trajectory::{Trajectory, VersionChoice};
use attainment::what_if::{Overlaid, WhatIf};
use attainment::{Evaluator, Lang, Observations, Plan, Policy};
use common::Case;

/// 100 in 2020, to be 200 in 2025; five years of an amount; a count; a floor; a task with two milestones.
const PLAN: &str = "period: { base: 2020, start: 2021, end: 2025 }
indicators:
- id: road
  name: Road
  unit: km
  measure: stock
  attribute: binding
  direction: increase
  baseline: { period: 2020, value: 100 }
  targets:
  - id: t
    form: level
    at_least: 200
    due: 2025
    versions: [ { id: raised, at_least: 220, published: 2023-05-01 } ]
- id: jobs
  name: Jobs
  unit: 万人
  measure: flow
  direction: increase
  targets: [ { id: sum, form: cumulative, at_least: 300, due: 2025 } ]
- id: labs
  name: Laboratories
  unit: 个
  measure: stock
  targets: [ { id: built, form: count, at_least: 2, due: 2025 } ]
- id: air
  name: Good air
  unit: \"%\"
  measure: rate
  attribute: binding
  direction: increase
  targets: [ { id: kept, form: kept, at_least: 86, due: 2025 } ]
tasks:
- id: T1
  title: Build
  window: { start: 2021, end: 2024 }
  milestones: [ { id: m1, title: opened, due: 2023 }, { id: m2, title: tested, due: 2024 } ]
";

const ROWS: [&str; 8] = [
    "road,2022,140,final,2023-02-01",
    "road,2023,160,final,2024-02-01",
    "jobs,2021,70",
    "jobs,2022,70",
    "labs,2022,2",
    "air,2021,88",
    "air,2022,87",
    "m1,2024-Q1,2024-03-31,,2024-04-10",
];

fn case() -> Case {
    Case::new(PLAN, &ROWS)
}

fn with(case: &Case, what_if: &WhatIf) -> Overlaid {
    what_if.apply(&case.plan, &case.data).unwrap().into_inner()
}

fn on<'c>(case: &'c Case, overlaid: &'c Overlaid, as_of: &str) -> Report<'c> {
    let evaluation = Evaluator::new(&case.policy).as_of(as_of.parse().unwrap());
    evaluation.evaluate(overlaid.plan(), overlaid.data())
}

/// The outcome, the possible outcomes if there is none, and what is missing with its reason.
fn told(report: &Report<'_>, indicator: &str) -> String {
    let verdict = report.indicator(indicator).unwrap();
    if verdict.standing() != Standing::Undetermined {
        return verdict.outcome().id().to_owned();
    }
    let possible: Vec<&str> = verdict.possible().map(|outcome| outcome.id()).collect();
    let missing = verdict.missing();
    let missing: Vec<String> =
        missing.iter().map(|(column, reason)| format!("{}:{}", column.name(), reason.word())).collect();
    format!("{} ? {}", possible.join("|"), missing.join(","))
}

fn fact(report: &Report<'_>, indicator: &str, fact: Fact) -> String {
    match report.indicator(indicator).unwrap().fact(fact) {
        Ok(FactValue::Exact(value)) => value.to_ratio_text(),
        Ok(FactValue::YesNo(value)) => value.to_string(),
        Ok(_) => "other".into(),
        Err(reason) => format!("?{}", reason.word()),
    }
}

#[test]
fn an_assumed_figure_counts_as_the_current_value() {
    let case = case();
    let base = case.report("2024-06-30");
    // 60 of 120 in three of five years: 1/2 − 3/5.
    assert_eq!(told(&base, "road"), "behind");
    // 96 of 120 in four of five.
    let overlaid = with(&case, &WhatIf::new().assume("road", "2024", "196"));
    let report = on(&case, &overlaid, "2024-06-30");
    assert_eq!(told(&report, "road"), "on_schedule");
    let seen = [Fact::Current, Fact::Share, Fact::Lag, Fact::HoldsNow, Fact::Attained, Fact::DueObserved];
    let facts = seen.map(|of| fact(&report, "road", of));
    assert_eq!(facts, ["196", "4/5", "0", "false", "false", "false"]);
    // 90 of 120: 3/4 − 4/5.
    let overlaid = with(&case, &WhatIf::new().assume("road", "2024", "190"));
    assert_eq!(told(&on(&case, &overlaid, "2024-06-30"), "road"), "behind");
    // What is assumed of a later year is not seen when an earlier one is judged.
    let evaluation = Evaluator::new(&case.policy).as_of("2024-06-30".parse().unwrap());
    let at = evaluation.at("2023".parse().unwrap());
    let report = at.evaluate(overlaid.plan(), overlaid.data());
    assert_eq!(told(&report, "road"), "behind");
    assert_eq!(fact(&report, "road", Fact::Current), "160");
}

/// Ahead of its due date a target that holds is attained by real figures alone.
#[test]
fn what_holds_by_an_assumption_is_not_attained() {
    let case = case();
    let overlaid = with(&case, &WhatIf::new().assume("road", "2024", "230"));
    let report = on(&case, &overlaid, "2024-06-30");
    assert_eq!(told(&report, "road"), "ahead_of_schedule|on_schedule ? holds_now:assumed");
    // It is true of what is assumed, and the report may say so; the verdict may not.
    assert_eq!(fact(&report, "road", Fact::HoldsNow), "true");
    let document = report.indicator("road").unwrap().document();
    assert_eq!(document.current.unwrap().status, "assumed");
    // By a real figure it is.
    let real = Case::new(PLAN, &["road,2023,230"]);
    assert_eq!(told(&real.report("2024-06-30"), "road"), "ahead_of_schedule");
    // And what merely agrees with it takes the fact away: the newest figure is none.
    let overlaid = with(&real, &WhatIf::new().assume("road", "2024", "230"));
    let report = on(&real, &overlaid, "2024-06-30");
    assert_eq!(told(&report, "road"), "ahead_of_schedule|on_schedule ? holds_now:assumed");
}

#[test]
fn at_the_due_date_an_assumption_decides_nothing() {
    let case = case();
    for value in ["230", "190"] {
        let overlaid = with(&case, &WhatIf::new().assume("road", "2025", value));
        let report = on(&case, &overlaid, "2026-06-30");
        let verdict = report.indicator("road").unwrap();
        assert_eq!(verdict.standing(), Standing::Undetermined, "{value}");
        assert!(verdict.missing().iter().all(|(_, reason)| *reason == Reason::Assumed), "{value}");
        assert_eq!(fact(&report, "road", Fact::Attained), "?assumed", "{value}");
        assert_eq!(fact(&report, "road", Fact::DueObserved), "?assumed", "{value}");
        assert_eq!(report.rollup().plan.vetoes, 0, "{value}");
    }
    // Even where a real figure of the due period decides: it is replaced, and the report says so.
    for (real, expected, assumed) in [("230", "completed", "231"), ("190", "missed", "231")] {
        let case = Case::new(PLAN, &[&format!("road,2025,{real}")]);
        assert_eq!(told(&case.report("2026-06-30"), "road"), expected);
        let overlaid = with(&case, &WhatIf::new().assume("road", "2025", assumed));
        let report = on(&case, &overlaid, "2026-06-30");
        assert_eq!(report.indicator("road").unwrap().standing(), Standing::Undetermined);
        assert_eq!(fact(&report, "road", Fact::Current), assumed);
        let told = report.to_text(Lang::En);
        assert!(told.contains(&format!("(the {real} that is reported does not count)")), "{told}");
        let told = report.to_text(Lang::Zh);
        assert!(told.contains(&format!("（已报的 {real} 不计）")), "{told}");
    }
}

/// What real figures say for certain stays said.
#[test]
fn what_real_figures_decide_stays_decided() {
    let case = Case::new(PLAN, &["road,2025,230", "labs,2022,2", "air,2022,80", "air,2025,90"]);
    let what_if =
        WhatIf::new().assume("road", "2023", "1").assume("labs", "2024", "1").assume("air", "2023", "90");
    let overlaid = with(&case, &what_if);
    let (base, report) = (case.report("2026-06-30"), on(&case, &overlaid, "2026-06-30"));
    // A hole in the middle, a count that was reached, a floor that was really broken.
    for (indicator, expected) in [("road", "completed"), ("labs", "completed"), ("air", "missed")] {
        assert_eq!(told(&base, indicator), expected, "{indicator}");
        assert_eq!(told(&report, indicator), expected, "{indicator}");
    }
    assert_eq!(difference(&base, &report).changed, []);
}

#[test]
fn a_floor_that_is_broken_by_an_assumption_is_not_missed() {
    let case = Case::new(PLAN, &["air,2021,88", "air,2022,87", "air,2025,90"]);
    let holes = |value: &str| WhatIf::new().assume("air", "2023", value).assume("air", "2024", value);
    let overlaid = with(&case, &holes("80"));
    // Under way it is a limit that would not be kept.
    assert_eq!(told(&on(&case, &overlaid, "2024-06-30"), "air"), "not_kept");
    // At the end it would be missed: that may not be said; nor that it was kept, had it been so.
    for value in ["80", "90"] {
        let overlaid = with(&case, &holes(value));
        let report = on(&case, &overlaid, "2026-06-30");
        let verdict = report.indicator("air").unwrap();
        assert_eq!(verdict.standing(), Standing::Undetermined, "{value}");
        assert_eq!(fact(&report, "air", Fact::Attained), "?assumed", "{value}");
    }
}

#[test]
fn a_sum_with_an_assumed_part_is_not_attained() {
    let case = case();
    // 70 + 70 + 80 + 80 = 300
    let overlaid = with(&case, &WhatIf::new().assume("jobs", "2023", "80").assume("jobs", "2024", "80"));
    let report = on(&case, &overlaid, "2025-06-30");
    assert_eq!(fact(&report, "jobs", Fact::Current), "300");
    assert_eq!(fact(&report, "jobs", Fact::Attained), "?assumed");
    assert!(told(&report, "jobs").contains("attained:assumed"), "{}", told(&report, "jobs"));
    // 290 is on the way: 290 ÷ 300 − 4/5.
    let overlaid = with(&case, &WhatIf::new().assume("jobs", "2023", "80").assume("jobs", "2024", "70"));
    let report = on(&case, &overlaid, "2025-06-30");
    assert_eq!(fact(&report, "jobs", Fact::Current), "290");
    assert_eq!(fact(&report, "jobs", Fact::Lag), "1/6");
}

#[test]
fn a_moved_target_stands_beside_the_original() {
    let case = case();
    let value = TargetValueDoc { at_least: Some("180".into()), ..TargetValueDoc::default() };
    let overlaid = with(&case, &WhatIf::new().move_target("road", "t", value));
    let report = on(&case, &overlaid, "2024-06-30");
    let seen: Vec<(String, String, String)> = report
        .verdicts()
        .filter(|verdict| verdict.indicator().id() == "road")
        .map(|verdict| {
            let version = verdict.trajectory().version().unwrap_or_default().to_owned();
            (verdict.role().word().to_owned(), version, verdict.outcome().id().to_owned())
        })
        .collect();
    // 60 of 80, 100 and 120 in three of five years.
    let expected = [
        ("own", "what-if", "on_schedule"),
        ("other_version", "original", "on_schedule"),
        ("other_version", "raised", "behind"),
    ];
    assert_eq!(seen, expected.map(|(role, version, outcome)| (role.into(), version.into(), outcome.into())));
    // It is in force on every day, also before the raised one was published.
    let early = on(&case, &overlaid, "2023-03-01");
    assert_eq!(fact(&early, "road", Fact::Goal), "180");
    let told = report.indicator("road").unwrap().explain().in_language(Lang::En);
    assert!(told.contains("(version what-if, assumed)") && told.starts_with("ASSUMED"), "{told}");
    // A target that is moved can be met and missed by real figures.
    let done = Case::new(PLAN, &["road,2025,190"]);
    let value = |text: &str| TargetValueDoc { at_least: Some(text.into()), ..TargetValueDoc::default() };
    for (text, expected) in [("190", "completed"), ("191", "missed")] {
        let overlaid = with(&done, &WhatIf::new().move_target("road", "t", value(text)));
        assert_eq!(self::told(&on(&done, &overlaid, "2026-06-30"), "road"), expected);
    }
}

#[test]
fn a_due_date_can_be_moved() {
    let case = Case::new(PLAN, &["road,2025,190"]);
    assert_eq!(told(&case.report("2026-06-30"), "road"), "missed");
    let overlaid = with(&case, &WhatIf::new().move_due("road", "t", "2026"));
    let report = on(&case, &overlaid, "2026-06-30");
    // 90 of 120 in five of six years.
    assert_eq!(told(&report, "road"), "behind");
    assert_eq!(fact(&report, "road", Fact::Elapsed), "5/6");
    let changed = difference(&case.report("2026-06-30"), &report).changed;
    assert_eq!(changed.len(), 1);
    let outcome = |of: &Option<attainment::report::OutcomeDoc>| of.as_ref().unwrap().outcome.clone();
    assert_eq!((outcome(&changed[0].before), outcome(&changed[0].after)), ("missed".into(), "behind".into()));
    assert_eq!((&*changed[0].id, changed[0].target.as_deref()), ("road", Some("t")));
}

#[test]
fn tasks_and_milestones_can_be_put_off() {
    let case = case();
    let milestone = |report: &Report<'_>, id: &str| {
        let document = report.document(&Diagnostics::new());
        let of = document.milestones.into_iter().find(|milestone| milestone.id == id).unwrap();
        (of.due, of.standing, of.reached, of.reason)
    };
    // Due in 2023, reached in March 2024.
    let base = case.report("2024-06-30");
    assert_eq!(milestone(&base, "m1").1, "missed");
    let overlaid = with(&case, &WhatIf::new().delay_task("m1", "2024-06").delay_task("T1", "2025"));
    let report = on(&case, &overlaid, "2024-06-30");
    let expected = ("2024-06".into(), "attained".into(), Some("2024-03-31".into()), None);
    assert_eq!(milestone(&report, "m1"), expected);
    assert_eq!(overlaid.plan().tasks()[0].end(), Some("2025".parse().unwrap()));
    assert_eq!(case.plan.tasks()[0].end(), Some("2024".parse().unwrap()));
    // What is assumed to be reached is not attained.
    let overlaid = with(&case, &WhatIf::new().reach("m2", "2024-05-20").reach("m1", "2023-12-01"));
    let report = on(&case, &overlaid, "2024-06-30");
    let assumed = |due: &str, day: &str| {
        (due.to_owned(), "undetermined".to_owned(), Some(day.to_owned()), Some("assumed".to_owned()))
    };
    assert_eq!(milestone(&report, "m2"), assumed("2024", "2024-05-20"));
    assert_eq!(milestone(&report, "m1"), assumed("2023", "2023-12-01"));
    assert!(report.to_text(Lang::En).contains("assumed for 2024-05-20"));
    assert!(report.to_text(Lang::En).contains("(the report of 2024-03-31 does not count)"));
    let changed = difference(&base, &report).changed;
    assert_eq!(changed.iter().map(|of| &*of.id).collect::<Vec<_>>(), ["m1", "m2", "T1"]);
}

/// A milestone that is assumed to be reached counts on the way of its task, and never for its end.
#[test]
fn a_task_is_on_schedule_by_an_assumption_and_not_done() {
    let plan = "period: { base: 2020, start: 2021, end: 2025 }
tasks:
- id: T
  title: Build
  window: { start: 2021, end: 2025 }
  progress: milestones
  milestones: [ { id: a, title: A, due: 2022 }, { id: b, title: B, due: 2024 }, { id: c, title: C, due: 2025 } ]
";
    let case = Case::new(plan, &["a,2022-Q2,2022-06-01,,2022-07-01"]);
    let judged = |overlaid: &Overlaid, as_of: &str| {
        let report = on(&case, overlaid, as_of);
        let document = report.document(&Diagnostics::new());
        document.tasks[0].judgement.as_ref().unwrap().outcome.clone()
    };
    let nothing = with(&case, &WhatIf::new());
    // What fell due in 2024 is not reported.
    assert_eq!(judged(&nothing, "2025-01-31"), "undetermined");
    // Two of three are reached, and two were due.
    let two = with(&case, &WhatIf::new().reach("b", "2024-11-30"));
    assert_eq!(judged(&two, "2025-01-31"), "task_on_schedule");
    // All of them would be the end.
    let all = with(&case, &WhatIf::new().reach("b", "2024-11-30").reach("c", "2025-01-15"));
    assert_eq!(judged(&all, "2025-01-31"), "undetermined");
    assert_eq!(judged(&all, "2026-01-31"), "undetermined");
    // By reports it is.
    let rows = ["a,2022-Q2,2022-06-01", "b,2024-Q4,2024-11-30", "c,2025-01,2025-01-15"];
    let real = Case::new(plan, &rows);
    let document = real.report("2025-02-28").document(&Diagnostics::new());
    assert_eq!(document.tasks[0].judgement.as_ref().unwrap().standing, "attained");
}

/// The plan and its observations stay what they were, to the byte.
#[test]
fn the_base_is_untouched() {
    let case = case();
    let all = |case: &Case| {
        let report = case.report("2024-06-30");
        let documents = [report.document(&Diagnostics::new())];
        (
            report.to_text(Lang::Zh),
            report.to_markdown(Lang::En),
            to_json(&documents),
            format!("{:?}", case.data),
        )
    };
    let before = all(&case);
    let value = TargetValueDoc { at_least: Some("180".into()), ..TargetValueDoc::default() };
    let what_if = WhatIf::new()
        .assume("road", "2023", "1")
        .assume("road", "2024", "230")
        .move_target("road", "t", value)
        .move_due("jobs", "sum", "2027")
        .reach("m2", "2024-01-01")
        .delay_task("T1", "2026");
    let overlaid = with(&case, &what_if);
    assert_ne!(on(&case, &overlaid, "2024-06-30").to_text(Lang::Zh), before.0);
    assert_eq!(all(&case), before);
    // Laid over nothing, nothing changes but what is said at the top.
    let empty = with(&case, &WhatIf::new());
    let mut document = on(&case, &empty, "2024-06-30").document(&Diagnostics::new());
    assert_eq!(document.what_if.take().unwrap().assumptions, []);
    for verdict in &mut document.indicators {
        assert!(verdict.reasons.remove(0).en.starts_with("ASSUMED"));
    }
    for task in &mut document.tasks {
        assert!(task.reasons.remove(0).en.starts_with("ASSUMED"));
    }
    assert_eq!(document, case.report("2024-06-30").document(&Diagnostics::new()));
}

#[test]
fn every_report_says_at_its_top_what_is_assumed() {
    let case = case();
    let value = TargetValueDoc { more_than: Some("250".into()), ..TargetValueDoc::default() };
    let what_if = WhatIf::new()
        .title("cautious")
        .assume("road", "2023", "150.0")
        .move_target("road", "t", value)
        .move_due("jobs", "sum", "2026")
        .reach("m2", "2024-05-20")
        .delay_task("T1", "2026");
    let overlaid = with(&case, &what_if);
    let report = on(&case, &overlaid, "2024-06-30");
    let en = [
        "ASSUMED “cautious”: this is what would be, and no fact",
        "“Road (km)” is assumed to be 150.0 in 2023 (the 160 that is reported does not count)",
        "The target `t` of “Road” is assumed to be >250 km instead of ≥220 km",
        "The target `sum` of “Jobs” is assumed to fall due in 2026 instead of 2025",
        "The task “Build” is assumed to end in 2026 instead of 2024",
        "The milestone “tested” is assumed to be reached on 2024-05-20",
    ];
    let zh = [
        "【假设】以下为假设情形“cautious”，不是事实：",
        "假设“Road（km）” 2023 为 150.0（已报的 160 不计）",
        "假设“Road”的目标 `t` 由 ≥220km 改为 >250km",
        "假设“Jobs”的目标 `sum` 到期由 2025 改为 2026",
        "假设任务“Build”结束由 2024 改为 2026",
        "假设里程碑“tested”于 2024-05-20 达到",
    ];
    for (lang, lines) in [(Lang::En, en), (Lang::Zh, zh)] {
        let text = report.to_text(lang);
        let top: Vec<&str> = text.lines().skip(3).take(lines.len()).collect();
        let top: Vec<&str> = top.iter().map(|line| line.trim_start_matches("  · ")).collect();
        assert_eq!(top, lines);
        let markdown = report.to_markdown(lang).replace("\\`", "`").replace("&gt;", ">");
        assert!(lines.iter().all(|line| markdown.contains(line)), "{markdown}");
    }
    let document = report.document(&Diagnostics::new());
    let assumed = document.what_if.as_ref().unwrap();
    assert_eq!(assumed.title.as_deref(), Some("cautious"));
    let kinds: Vec<(&str, &str, &str, Option<&str>)> = assumed
        .assumptions
        .iter()
        .map(|one| (&*one.kind, &*one.id, &*one.value, one.instead_of.as_deref()))
        .collect();
    let expected = [
        ("figure", "road", "150.0", Some("160")),
        ("target", "road", ">250 km", Some("≥220 km")),
        ("due", "jobs", "2026", Some("2025")),
        ("delay", "T1", "2026", Some("2024")),
        ("milestone", "m2", "2024-05-20", None),
    ];
    assert_eq!(kinds, expected);
    let back: attainment::report::ReportDoc =
        serde_json::from_str(&to_json(std::slice::from_ref(&document))).unwrap();
    assert_eq!(back, document);
    // So do comparisons and explanations.
    let compared = compare(&[report.clone(), report.clone()]);
    assert_eq!(compared.what_if, document.what_if);
    let plain = case.report("2024-06-30").document(&Diagnostics::new());
    let bulletin = diff(&plain, &document).unwrap();
    for (lang, lines) in [(Lang::En, en), (Lang::Zh, zh)] {
        let told = bulletin.to_text(lang);
        assert!(lines.iter().all(|line| told.contains(line)), "{told}");
    }
    assert_eq!(diff(&document, &document).unwrap().warnings.len(), en.len());
    // And what would have been is no earlier evaluation.
    let mut history = History::new();
    assert!(history.add(&document).is_err() && history.is_empty() && history.add(&plain).is_ok());
    assert!(
        compared.to_text(Lang::En).contains(en[1]) && compared.to_markdown(Lang::Zh).contains("【假设】")
    );
    let explained = report.indicator("road").unwrap().explanation(Default::default());
    assert!(explained.assumed);
    // And none that assumes nothing.
    let plain = case.report("2024-06-30");
    assert_eq!(plain.what_if(), None);
    assert!(!plain.to_text(Lang::En).contains("ASSUMED"));
}

#[test]
fn a_file_says_the_same_as_the_code() {
    let case = case();
    let yaml = "
format: attainment/what-if@1
title: cautious
note: a remark
figures: [ { indicator: road, period: 2024, value: 196, why: slower } ]
milestones: [ { id: m2 } ]
targets: [ { indicator: road, target: t, at_least: 180, due: 2026 } ]
delays: [ { id: T1, to: 2026-06 } ]
";
    let json = r#"{ "format": "attainment/what-if@1", "title": "cautious", "note": "a remark",
        "figures": [ { "indicator": "road", "period": "2024", "value": 196, "why": "slower" } ],
        "milestones": [ { "id": "m2" } ],
        "targets": [ { "indicator": "road", "target": "t", "at_least": 180, "due": 2026 } ],
        "delays": [ { "id": "T1", "to": "2026-06" } ] }"#;
    let (from_yaml, from_json) = (WhatIf::from_yaml(yaml).unwrap(), WhatIf::from_json(json).unwrap());
    assert_eq!(from_yaml, from_json);
    let report = |overlaid: &Overlaid| {
        let evaluation = Evaluator::new(&case.policy).as_of("2024-06-30".parse().unwrap());
        evaluation.evaluate(overlaid.plan(), overlaid.data()).to_text(Lang::En)
    };
    let read = Overlaid::from_yaml(yaml, &case.plan, &case.data).unwrap();
    assert_eq!(report(&read), report(&with(&case, &from_yaml)));
    assert_eq!(report(&read), report(&Overlaid::from_json(json, &case.plan, &case.data).unwrap()));
    // A milestone without a day is reached on the last one on which it is in time.
    assert!(report(&read).contains("“tested” is assumed to be reached on 2024-12-31"));
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let case = case();
    let text = "format: attainment/what-if@1
figures:
- { indicator: raod, period: 2024, value: 1 }
- { indicator: road, period: 20244, value: 12 km² }
- { indicator: road, period: 2024, value: 1 }
- { indicator: road, period: 2024, value: 2（预估） }
- { indicator: road, period: 2024, value: 3 }
targets:
- { indicator: road, target: t }
- { indicator: road, target: t2, at_least: 5 }
- { indicator: road, target: t, at_least: 5, at_most: 6 }
- { indicator: road, target: t, due: 2019 }
milestones: [ { id: T1 }, { id: m1, reached: 2024-02-30 } ]
delays: [ { id: m3, to: 2024 }, { id: T1, to: 2020 } ]
wrong: 1
";
    let error = Overlaid::from_yaml(text, &case.plan, &case.data).unwrap_err();
    let found: Vec<(Code, String, usize)> = error
        .diagnostics()
        .iter()
        .map(|told| (told.code(), told.path.to_string(), told.place.unwrap().line))
        .collect();
    let expected = [
        (Code::UnknownField, "wrong", 15),
        (Code::DanglingId, "figures[0].indicator", 3),
        (Code::BadPeriod, "figures[1].period", 4),
        (Code::UnitMismatch, "figures[1].value", 4),
        (Code::StatusContradiction, "figures[3].value", 6),
        (Code::AssumedTwice, "figures[4]", 7),
        (Code::NothingAssumed, "targets[0]", 9),
        (Code::DanglingId, "targets[1].target", 10),
        (Code::ExactlyOne, "targets[2]", 11),
        (Code::DueOutsidePeriod, "targets[3].due", 12),
        (Code::BaselineAfterDue, "targets[3].due", 12),
        (Code::DanglingId, "delays[0].id", 14),
        (Code::EmptyWindow, "delays[1].to", 14),
        (Code::DanglingId, "milestones[0].id", 13),
        (Code::BadDate, "milestones[1].reached", 13),
    ];
    let expected = expected.map(|(code, path, line)| (code, path.to_owned(), line));
    assert_eq!(found, expected);
    let wrong = WhatIf { format: "attainment/plan@1".into(), ..WhatIf::new() };
    let error = wrong.apply(&case.plan, &case.data).unwrap_err();
    assert_eq!(error.diagnostics().with_code(Code::WrongFormat).count(), 1);
    // What is odd is told, and accepted.
    let odd = WhatIf::new().assume("jobs", "2022-Q1", "20").apply(&case.plan, &case.data).unwrap();
    assert_eq!(odd.diagnostics().with_code(Code::OverlappingPeriods).count(), 1);
}

/// Rows of data that are marked as assumed are kept and not read, with and without a what-if.
#[test]
fn assumptions_in_the_data_are_not_those_of_a_what_if() {
    let case = Case::new(PLAN, &["road,2023,160", "road,2024,999,assumed,2024-03-01"]);
    let seen = |report: &Report<'_>| fact(report, "road", Fact::Current);
    assert_eq!(seen(&case.report("2024-06-30")), "160");
    let overlaid = with(&case, &WhatIf::new().assume("jobs", "2021", "1"));
    assert_eq!(seen(&on(&case, &overlaid, "2024-06-30")), "160");
    let overlaid = with(&case, &WhatIf::new().assume("road", "2024", "180"));
    assert_eq!(seen(&on(&case, &overlaid, "2024-06-30")), "180");
}

/// One what-if over another: all of both is assumed, and the later one counts.
#[test]
fn what_ifs_can_be_laid_over_each_other() {
    let case = case();
    let value = |text: &str| TargetValueDoc { at_least: Some(text.into()), ..TargetValueDoc::default() };
    let first = with(
        &case,
        &WhatIf::new().title("one").assume("road", "2024", "1").move_target("road", "t", value("150")),
    );
    let second = WhatIf::new().assume("road", "2024", "196").move_target("road", "t", value("220"));
    let both = second.apply(first.plan(), first.data()).unwrap();
    let report = on(&case, &both, "2024-06-30");
    assert_eq!(told(&report, "road"), "on_schedule");
    assert_eq!(report.indicator("road").unwrap().trajectory().version(), Some("what-if-2"));
    assert_eq!(both.assumptions().len(), 4);
    assert!(report.to_text(Lang::En).contains("ASSUMED “one”"));
}

/// Without a report, a trajectory sees no assumption; facts that a policy is asked with obey the law.
#[test]
fn the_lower_tiers_obey_the_law() {
    let case = case();
    let overlaid = with(&case, &WhatIf::new().assume("road", "2024", "230"));
    let evaluation = Evaluator::new(&case.policy).as_of("2024-06-30".parse().unwrap());
    let view = evaluation.view(overlaid.data());
    let road = overlaid.plan().indicator("road").unwrap();
    let (target, version) = (road.targets().first().unwrap(), VersionChoice::InForce);
    let seen = Trajectory::new(overlaid.plan(), road, target, overlaid.data().of(0), &version, &view);
    assert_eq!(seen.current().unwrap().amount.value.to_string(), "160");
    let mut facts = FactSet::new();
    assert!(evaluation.look(overlaid.plan(), overlaid.data()).facts(&mut facts, 0, 0));
    let table = case.policy.table();
    let decision = attainment::decide::decide(table, &facts, &mut attainment::decide::Silent);
    assert_eq!(decision.outcome(), None);
    // And it can be decided again from its explanation.
    let report = on(&case, &overlaid, "2024-06-30");
    let verdict = report.indicator("road").unwrap();
    let told = verdict.explanation(attainment::report::Explaining { all: true, hide: None });
    assert_eq!(told.decide_again(&case.policy), Some(verdict.decision()));
}

/// What is assumed is neither known nor unknown: a policy that asks for that is not answered.
#[test]
fn an_assumption_does_not_say_what_is_known() {
    let policy = "
format: attainment/policy@1
id: strict
version: '1'
indicator:
  hit: first
  rows:
  - { id: silent, when: { share: unknown }, then: failed }
  - { id: good, when: { share: '>= 1' }, then: done }
  - { id: else, then: open }
outcomes:
  failed: { kind: fact, standing: missed, zh: 未完成, en: failed }
  done: { kind: fact, standing: attained, zh: 完成, en: done }
  open: { kind: outlook, standing: at_risk, zh: 进行中, en: open }
";
    let policy = Policy::from_yaml(policy).unwrap().into_inner();
    let case = case();
    let overlaid = with(&case, &WhatIf::new().assume("road", "2023", "230").assume("jobs", "2023", "500"));
    let evaluation = Evaluator::new(&policy).as_of("2024-06-30".parse().unwrap());
    let (base, report) =
        (evaluation.evaluate(&case.plan, &case.data), evaluation.evaluate(overlaid.plan(), overlaid.data()));
    for indicator in ["road", "jobs"] {
        assert_eq!(told(&base, indicator), "open", "{indicator}");
        assert_eq!(told(&report, indicator), "failed|done|open ? share:assumed", "{indicator}");
    }
    // A city that lights a lamp where nothing is reported lights none by an assumption, either way.
    let lamps = Policy::builtin("cn-suqian").unwrap();
    let evaluation = Evaluator::new(&lamps).as_of("2026-06-30".parse().unwrap());
    let silent = evaluation.evaluate(&case.plan, &case.data);
    assert_eq!(told(&silent, "road"), "red");
    let overlaid = with(&case, &WhatIf::new().assume("road", "2025", "230"));
    let report = evaluation.evaluate(overlaid.plan(), overlaid.data());
    assert!(told(&report, "road").ends_with("? attained:assumed"), "{}", told(&report, "road"));
}

/// An assumption may change what is newest without being it: the floor was broken in an assumed year.
#[test]
fn what_an_assumption_changes_is_withheld_wherever_it_stands() {
    let policy = "
format: attainment/policy@1
id: plain
version: '1'
indicator:
  hit: first
  rows:
  - { id: broken, when: { holds_now: false, due_observed: true }, then: failed }
  - { id: else, then: open }
outcomes:
  failed: { kind: fact, standing: missed, zh: 未完成, en: failed }
  open: { kind: outlook, standing: at_risk, zh: 进行中, en: open }
";
    let policy = Policy::from_yaml(policy).unwrap().into_inner();
    let case = Case::new(PLAN, &["air,2021,88", "air,2022,87", "air,2025,90"]);
    let overlaid = with(&case, &WhatIf::new().assume("air", "2023", "80"));
    let evaluation = Evaluator::new(&policy).as_of("2026-06-30".parse().unwrap());
    assert_eq!(told(&evaluation.evaluate(&case.plan, &case.data), "air"), "open");
    let report = evaluation.evaluate(overlaid.plan(), overlaid.data());
    assert_eq!(told(&report, "air"), "failed|open ? holds_now:assumed");
}

mod law {
    use std::sync::OnceLock;

    use super::*;
    use proptest::prelude::*;

    /// Jumps to conclusions about what ended how, from whatever there is.
    const HASTY: &str = "
format: attainment/policy@1
id: hasty
version: '1'
indicator:
  hit: first
  rows:
  - { id: silent, when: { share: unknown, time_gone: '>= 0.8' }, then: failed }
  - { id: more, when: { share: '>= 0.5', points: '>= 2' }, then: done }
  - { id: off, when: { lag: '< -0.3' }, then: failed }
  - { id: told, when: { current: known, holds_now: true }, then: done }
  - { id: late, when: { time_gone: '>= 1', holds_now: false }, then: failed }
  - { id: else, then: open }
task:
  hit: first
  rows:
  - { id: over, when: { done: true }, then: done }
  - { id: late, when: { late: true }, then: failed }
  - { id: some, when: { attained_share: '>= 0.5' }, then: done }
  - { id: seen, when: { share_coverage: '>= 0.9', missed: '= 0' }, then: done }
  - { id: bad, when: { attained: '< 1', parts: '>= 2' }, then: failed }
  - { id: else, then: open }
group:
  hit: first
  rows:
  - { id: all, when: { all_attained: true }, then: done }
  - { id: unsure, when: { all_attained: unknown }, then: failed }
  - { id: else, then: open }
outcomes:
  failed: { kind: fact, standing: missed, zh: 未完成, en: failed }
  done: { kind: fact, standing: attained, zh: 完成, en: done }
  open: { kind: outlook, standing: at_risk, zh: 进行中, en: open }
";

    fn policies() -> &'static [Policy] {
        static ALL: OnceLock<Vec<Policy>> = OnceLock::new();
        ALL.get_or_init(|| {
            let all = Policy::builtin_names().map(|name| Policy::builtin(name).unwrap());
            all.chain([Policy::from_yaml(HASTY).unwrap().into_inner()]).collect()
        })
    }

    /// Every way of gathering figures, and targets that can be kept, lost, and compared.
    const PLAN: &str = "format: attainment/plan@1
id: p
title: P
period: { base: 2020, start: 2021, end: 2025 }
indicators:
- { id: up, name: Up, measure: stock, direction: increase, attribute: binding, baseline: { period: 2020, value: 50 }, targets: [
    { id: level, form: level, at_least: 100, due: 2025 }, { id: growth, form: growth_over_base, at_least: 40, due: 2024 },
    { id: year, form: growth_year, at_least: 5, due: 2024 }, { id: pace, form: pace, due: 2023, against: { target: level } },
    { id: sign, form: sign_only, due: 2025 } ], breaks: [ { period: 2023, baseline: { period: 2020, value: 60 } } ] }
- { id: down, name: Down, measure: rate, direction: decrease, attribute: expected, baseline: { period: 2020, value: 80 }, targets: [
    { id: level, form: level, at_most: 40, due: 2025 }, { id: cap, form: cap, at_most: 70, due: 2025 },
    { id: kept, form: kept, at_most: 75, due: 2025 }, { id: near, form: level, about: 60, due: 2023 } ] }
- { id: flow, name: Flow, measure: flow, unit: 家, direction: increase, attribute: binding, targets: [
    { id: sum, form: cumulative, at_least: 200, due: 2025 }, { id: count, form: count, at_least: 120, due: 2024 },
    { id: most, form: cumulative, at_most: 300, due: 2025 } ] }
- { id: things, name: Things, measure: stock, unit: 个, targets: [
    { id: count, form: count, at_least: 60, due: 2025 }, { id: event, form: milestone_date, due: 2024 } ] }
- { id: change, name: Change, measure: change, unit: '%', targets: [
    { id: all, form: growth_over_base, at_least: 50, due: 2025 }, { id: rel, form: relative, more_than: 0, against: { indicator: down }, due: 2025 } ] }
- { id: total, name: Total, measure: running_total, targets: [ { id: sum, form: increment, at_least: 150, due: 2025 } ] }
tasks:
- { id: T1, title: T, indicators: [ up, flow ], milestones: [ { id: m1, title: M, due: 2023 }, { id: m2, title: M, due: 2024 } ] }
- { id: T2, title: U, indicators: [ things ], parent: T1 }
groups: [ { id: g, title: G, indicators: [ down, change ], tasks: [ T1 ] } ]
";

    const IDS: [&str; 6] = ["up", "down", "flow", "things", "change", "total"];

    fn plan() -> &'static Plan {
        static PLAN_READ: OnceLock<Plan> = OnceLock::new();
        PLAN_READ.get_or_init(|| Plan::from_yaml(PLAN).unwrap().into_inner())
    }

    /// The standing of each target by each policy.
    fn standings(
        evaluation: &attainment::report::Evaluation<'_>,
        plan: &Plan,
        data: &Observations,
    ) -> Vec<(String, Standing)> {
        let report = evaluation.evaluate(plan, data);
        let told = report.verdicts().map(|verdict| {
            (format!("{}/{}", verdict.indicator().id(), verdict.target().id()), verdict.standing())
        });
        told.collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever is assumed, whoever judges: what is attained or missed is so by real figures.
        #[test]
        fn nothing_is_attained_or_missed_by_assumption(
            rows in proptest::collection::btree_map((0usize..6, 2020i32..2027), (-20i64..160, 0u8..4), 0..24),
            assumed in proptest::collection::btree_map((0usize..6, 2021i32..2027), -20i64..160, 1..8),
            reached in [proptest::option::of(2021i32..2026), proptest::option::of(2021i32..2026)],
            supposed in [proptest::option::of(2021i32..2026), proptest::option::of(2021i32..2026)],
            year in 2021i32..2028,
            at in proptest::option::of(2021i32..2027),
        ) {
            let mut csv = String::from("subject,period,value\n");
            for ((indicator, year), (value, kind)) in &rows {
                // Some years are reported by quarters, some figures are bounds.
                match kind {
                    0 => (1..=4).for_each(|quarter| {
                        csv += &format!("{},{year}-Q{quarter},{}\n", IDS[*indicator], value / 4);
                    }),
                    1 => csv += &format!("{},{year},≥{value}\n", IDS[*indicator]),
                    _ => csv += &format!("{},{year},{value}\n", IDS[*indicator]),
                }
            }
            for (milestone, day) in reached.iter().enumerate() {
                if let Some(year) = day {
                    csv += &format!("m{},{year}-Q1,{year}-02-01\n", milestone + 1);
                }
            }
            let data = Observations::from_csv(csv.as_bytes(), plan()).unwrap().into_inner();
            let mut what_if = WhatIf::new();
            for (milestone, day) in supposed.iter().enumerate() {
                if let Some(year) = day {
                    what_if = what_if.reach(&format!("m{}", milestone + 1), &format!("{year}-03-01"));
                }
            }
            for ((indicator, year), value) in &assumed {
                what_if = what_if.assume(IDS[*indicator], &year.to_string(), &value.to_string());
            }
            let overlaid = what_if.apply(plan(), &data).unwrap();
            for policy in policies() {
                let mut evaluation = Evaluator::new(policy).as_of(format!("{year}-06-30").parse().unwrap());
                if let Some(at) = at {
                    evaluation = evaluation.at(at.to_string().parse().unwrap());
                }
                let base = standings(&evaluation, plan(), &data);
                let after = standings(&evaluation, overlaid.plan(), overlaid.data());
                prop_assert_eq!(base.len(), after.len());
                for ((target, real), (_, assumed)) in base.iter().zip(&after) {
                    let is_final = matches!(assumed, Standing::Attained | Standing::Missed);
                    prop_assert!(!is_final || real == assumed, "{} {target}: {real} {assumed}\n{csv}\n{what_if:?}", policy.id());
                }
                // So are the judgements of tasks, of groups and of the plan.
                let judged = |plan: &Plan, data: &Observations| -> Vec<Option<Standing>> {
                    let rollup = evaluation.evaluate(plan, data).rollup();
                    let all = std::iter::once(&rollup.plan).chain(&rollup.groups).chain(&rollup.tasks);
                    all.map(|part| part.judgement.map(|own| own.standing(policy))).collect()
                };
                let parts = judged(plan(), &data).into_iter().zip(judged(overlaid.plan(), overlaid.data()));
                for (real, assumed) in parts {
                    let is_final = matches!(assumed, Some(Standing::Attained | Standing::Missed));
                    prop_assert!(!is_final || real == assumed, "{}: {real:?} {assumed:?}", policy.id());
                }
                // What rests on an assumed current value is no fact, even if reality agrees; things that exist,
                // and events, are facts by older figures.
                let report = evaluation.evaluate(overlaid.plan(), overlaid.data());
                for verdict in report.verdicts() {
                    let seen = verdict.trajectory();
                    let assumed = seen.current().is_ok_and(|point| point.status == attainment::plan::Status::Assumed);
                    let is_final = matches!(verdict.standing(), Standing::Attained | Standing::Missed);
                    prop_assert!(!assumed || !is_final || seen.is_irreversible() || seen.is_kept(), "{} {}", policy.id(), verdict.name());
                }
            }
        }
    }
}
