//! What changed between two reports: classes, causes and texts, worked out by hand.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

mod common;

use std::collections::BTreeMap;

use attainment::check::Diagnostics;
use attainment::report::{
    Cause, Change, ChangeDoc, ChangeKind, DIFF_FORMAT, DiffDoc, DiffError, FactDoc, PromiseDoc, ReportDoc,
    ValueDoc, VerdictDoc, diff, to_json,
};
use attainment::{Evaluator, Lang, Policy, Report};
use common::Case;
use proptest::prelude::*;

/// Every indicator starts at 100 in 2020: the share of a value is what it has above 100, over 100. In 2023 three
/// of five years are gone (0.6), in 2024 four (0.8).
const TOWN: &str = "period: { base: 2020, start: 2021, end: 2025 }
organizations: [ { id: o, name: Office } ]
indicators:
- { id: up, BASE, targets: [ { id: t, form: level, at_least: 200, due: 2025 } ] }
- { id: down, BASE, targets: [ { id: t, form: level, at_least: 200, due: 2025 } ] }
- { id: revised, BASE, targets: [ { id: t, form: level, at_least: 200, due: 2025 } ] }
- { id: moved, BASE, targets: [ { id: t, form: level, at_least: 200, due: 2025,
    versions: [ { id: raised, at_least: 300, published: 2025-01-01 } ] } ] }
- { id: first, BASE, targets: [ { id: t, form: level, at_least: 200, due: 2025 } ] }
- { id: old, BASE, targets: [ { id: t, form: level, at_least: 200, due: 2025 } ] }
- { id: due, BASE, targets: [ { id: t, form: level, at_least: 200, due: 2024 } ] }
- { id: idle, BASE, targets: [ { id: t, form: level, at_least: 200, due: 2025 } ] }
- { id: held, BASE, targets: [ { id: t, form: level, at_least: 200, due: 2024 } ] }
- { id: same, BASE, targets: [ { id: t, form: level, at_least: 200, due: 2025 } ] }
- { id: two, BASE, targets: [
    { id: t2023, form: level, at_least: 150, due: 2023 },
    { id: t2025, form: level, at_least: 200, due: 2025 } ] }
tasks:
- { id: k, title: Build, indicators: [ up ], milestones: [
    { id: begun, title: Begun, due: 2024-12 },
    { id: built, title: Built, due: 2025-06 },
    { id: used, title: Used, due: 2025-12 } ] }
responsibilities: [ { role: lead, organization: o, task: k } ]
";

const FIGURES: [&str; 18] = [
    "up,2023,150,final,2024-02-01",
    "up,2024,185,final,2025-02-01",
    "down,2023,170,final,2024-02-01",
    "down,2024,160,final,2025-02-01",
    "revised,2023,165,provisional,2024-02-01",
    "revised,2023,155,final,2024-10-01",
    "moved,2023,160,final,2024-02-01",
    "first,2024,190,final,2025-02-01",
    "old,2022,140,final,2023-02-01",
    "due,2023,180,final,2024-02-01",
    "idle,2023,160,final,2024-02-01",
    "idle,2024,182,final,2025-02-01",
    "held,2023,200,final,2024-02-01",
    "held,2024,210,final,2025-02-01",
    "same,2023,160,final,2024-02-01",
    "two,2023,160,final,2024-02-01",
    "two,2024,182,final,2025-02-01",
    "begun,2024-11-20,2024-11-20,final,2024-12-01",
];

fn town() -> Case {
    let base = "name: X, measure: stock, attribute: expected, baseline: { period: 2020, value: 100 }";
    Case::new(&TOWN.replace("BASE", base), &FIGURES)
}

fn document(report: &Report<'_>) -> ReportDoc {
    report.document(&Diagnostics::default())
}

fn at(case: &Case, date: &str) -> ReportDoc {
    document(&case.report(date))
}

fn by(policy: &Policy, case: &Case, date: &str) -> ReportDoc {
    document(&Evaluator::new(policy).as_of(date.parse().unwrap()).evaluate(&case.plan, &case.data))
}

fn between(case: &Case, from: &str, to: &str) -> DiffDoc {
    diff(&at(case, from), &at(case, to)).unwrap()
}

fn find<'d>(diff: &'d DiffDoc, kind: &str, id: &str) -> Option<&'d ChangeDoc> {
    diff.changes.iter().find(|change| change.kind == kind && change.id == id)
}

/// `change: cause, cause`.
fn told(change: &ChangeDoc) -> String {
    format!("{}: {}", change.change, change.causes.join(", "))
}

/// The kinds of the news.
fn news(change: &ChangeDoc) -> Vec<&str> {
    change.news.iter().map(|news| news.kind.as_str()).collect()
}

fn counts(diff: &DiffDoc, kind: &str) -> Vec<(String, usize)> {
    let counts = diff.counts.iter().find(|counts| counts.kind == kind).unwrap();
    assert_eq!(counts.changes.len(), Change::ALL.len());
    counts.changes.clone().into_iter().filter(|(_, count)| *count > 0).collect()
}

#[test]
fn each_verdict_has_its_class_and_its_causes() {
    let diff = between(&town(), "2024-06-30", "2025-06-30");
    let expected = [
        // 0.5 − 0.6 = −0.1, nearly on schedule; 0.85 − 0.8 = 0.05, on schedule
        ("up", Some("improved: new_figure")),
        // 0.7 − 0.6 = 0.1; 0.6 − 0.8 = −0.2, behind
        ("down", Some("worsened: new_figure")),
        // 0.65 − 0.6 = 0.05; 0.55 − 0.6 = −0.05, nearly on schedule
        ("revised", Some("worsened: revised_figure")),
        // 60/100 − 0.6 = 0; 60/200 − 0.6 = −0.3, behind
        ("moved", Some("worsened: revised_target")),
        ("first", Some("newly_determined: new_figure")),
        // At the end of June 2024 the figure of 2022 is 1.5 years old, a year later 2.5: more than 2.
        ("old", Some("no_longer_determined: time")),
        // On schedule (0.8 of 0.75), and no figure for 2024.
        ("due", Some("no_longer_determined: fell_due")),
        // 0 before, 0.02 after: on schedule at both dates.
        ("idle", Some("unchanged: ")),
        // Reached ahead of schedule, then completed: both are attained.
        ("held", Some("changed_otherwise: new_figure, fell_due")),
        ("same", None),
    ];
    for (id, expected) in expected {
        let found = find(&diff, "indicator", id).map(told);
        assert_eq!(found.as_deref(), expected, "{id}");
    }
    let classes = [
        ("changed_otherwise", 1),
        ("improved", 1),
        ("newly_determined", 1),
        ("no_longer_determined", 2),
        // idle, same, and the target of 2025 of `two`, which counts now
        ("unchanged", 3),
        ("worsened", 3),
    ];
    assert_eq!(counts(&diff, "indicator"), classes.map(|(class, count)| (class.to_owned(), count)));
    assert_eq!(find(&diff, "milestone", "begun").map(told).unwrap(), "newly_determined: reached, fell_due");
    // It fell due, and nothing is known of it.
    assert_eq!(find(&diff, "milestone", "built").map(told).unwrap(), "unchanged: ");
    assert_eq!(news(find(&diff, "milestone", "built").unwrap()), ["fell_due"]);
    assert!(find(&diff, "milestone", "used").is_none());
    assert_eq!(diff.format, DIFF_FORMAT);
}

#[test]
fn news_is_counted_once_and_listed_where_it_changed_nothing() {
    let diff = between(&town(), "2024-06-30", "2025-06-30");
    let news_counts = &diff.news;
    // due, held, begun, built; of built the verdict is what it was.
    assert_eq!((news_counts.fell_due, news_counts.fell_due_unchanged), (4, 1));
    // up, down, first, idle, held, two
    assert_eq!((news_counts.new_figures, news_counts.revised_figures, news_counts.lost_figures), (6, 1, 0));
    // idle and two
    assert_eq!((news_counts.without_effect, news_counts.bases, news_counts.targets), (2, 0, 1));
    assert_eq!(news(find(&diff, "indicator", "idle").unwrap()), ["new_figure"]);
    // The target of 2023 counted before, that of 2025 counts now; neither verdict changed.
    let two = find(&diff, "indicator", "two").unwrap();
    assert_eq!((two.target.as_deref(), news(two)), (Some("t2025"), vec!["new_figure", "role"]));
    let other = find(&diff, "target", "two").unwrap();
    assert_eq!((other.target.as_deref(), news(other)), (Some("t2023"), vec!["role"]));
}

fn point(value: &Option<ValueDoc>) -> (String, String, String) {
    match value {
        Some(ValueDoc::Point(point)) => {
            (point.period.clone().unwrap(), point.value.clone(), point.status.clone())
        }
        other => panic!("{other:?} is no figure"),
    }
}

fn promise(value: &Option<ValueDoc>) -> &PromiseDoc {
    match value {
        Some(ValueDoc::Target(promise)) => promise,
        other => panic!("{other:?} is no target"),
    }
}

fn fact(value: &Option<ValueDoc>) -> String {
    match value {
        Some(ValueDoc::Fact(FactDoc::Text(text))) => text.clone(),
        Some(ValueDoc::Fact(FactDoc::Unknown { unknown })) => format!("?{unknown}"),
        other => format!("{other:?}"),
    }
}

fn triple(period: &str, value: &str, status: &str) -> (String, String, String) {
    (period.to_owned(), value.to_owned(), status.to_owned())
}

#[test]
fn values_before_and_after_are_exact() {
    let diff = between(&town(), "2024-06-30", "2025-06-30");
    let revised = &find(&diff, "indicator", "revised").unwrap().news[0];
    assert_eq!(point(&revised.before), triple("2023", "165", "provisional"));
    assert_eq!(point(&revised.after), triple("2023", "155", "final"));

    let moved = find(&diff, "indicator", "moved").unwrap();
    let (before, after) = (promise(&moved.news[0].before), promise(&moved.news[0].after));
    let stated = |promise: &PromiseDoc| {
        let goal = promise.goal.clone().unwrap();
        (promise.version.clone().unwrap(), goal.comparator.unwrap(), goal.value.unwrap())
    };
    assert_eq!(stated(before), triple("original", ">=", "200"));
    assert_eq!(stated(after), triple("raised", ">=", "300"));
    // By the former target it would still be on schedule.
    assert_eq!(moved.by_former.as_ref().unwrap().outcome.as_deref(), Some("on_schedule"));
    let share = |state: &Option<attainment::report::StateDoc>| state.clone().unwrap().share.unwrap();
    assert_eq!(share(&moved.before), FactDoc::Text("0.6".into()));
    assert_eq!(share(&moved.after), FactDoc::Text("0.3".into()));

    let old = &find(&diff, "indicator", "old").unwrap().news[0];
    assert_eq!(point(&old.before), triple("2022", "140", "final"));
    assert_eq!(fact(&old.after), "?stale");
    let first = &find(&diff, "indicator", "first").unwrap().news[0];
    assert_eq!((&first.before, point(&first.after)), (&None, triple("2024", "190", "final")));
    let begun = &find(&diff, "milestone", "begun").unwrap().news;
    assert_eq!((&begun[0].before, fact(&begun[0].after)), (&None, "2024-11-20".to_owned()));
    assert_eq!(fact(&begun[1].after), "2024-12");
}

/// A period ends with its last day.
#[test]
fn it_falls_due_at_the_end_of_its_last_day() {
    let case = town();
    for (from, to, fell) in [
        ("2024-12-29", "2024-12-30", false),
        ("2024-12-30", "2024-12-31", true),
        ("2024-12-31", "2025-01-01", false),
    ] {
        let diff = between(&case, from, to);
        let due = find(&diff, "indicator", "due").is_some_and(|due| news(due).contains(&"fell_due"));
        assert_eq!(due, fell, "{from} {to}");
    }
}

const CLOCK: &str = "format: attainment/policy@1
id: clock
version: '1'
indicator:
  hit: first
  rows:
  - { id: late, when: { time_gone: '>= 0.8' }, then: late }
  - { id: many, when: { points: '>= 2' }, then: well }
  - { id: else, then: fine }
outcomes:
  late: { kind: outlook, standing: at_risk, zh: 时间紧, en: late }
  fine: { kind: outlook, standing: on_track, zh: 从容, en: fine }
  well: { kind: outlook, standing: on_track, zh: 充分, en: well }
";

/// From the end of 2020 to that of 2025 there are 1826 days: 1277 are gone at the end of June 2024 (0.699), 1642
/// a year later (0.899).
#[test]
fn time_alone_is_a_cause_where_nothing_else_is_new() {
    let (case, policy) = (town(), Policy::from_yaml(CLOCK).unwrap());
    let diff = diff(&by(&policy, &case, "2024-06-30"), &by(&policy, &case, "2025-06-30")).unwrap();
    let same = find(&diff, "indicator", "same").unwrap();
    assert_eq!(told(same), "worsened: time");
    let days = same.news.iter().find(|news| news.what.as_deref() == Some("days_left")).unwrap();
    assert_eq!((fact(&days.before), fact(&days.after)), ("549".to_owned(), "184".to_owned()));
    let named: Vec<&str> = same.news.iter().filter_map(|news| news.what.as_deref()).collect();
    assert_eq!(named, ["age", "days_left", "time_gone"]);
    let text = diff.to_text(Lang::Zh);
    assert!(text.contains("时间推移：剩余天数 549 → 184"), "{text}");
}

/// An older figure comes in: current value, base and goal are what they were, and time did not pass.
#[test]
fn other_facts_are_a_cause_where_nothing_else_is_new() {
    let policy = Policy::from_yaml(CLOCK).unwrap();
    let plan = "period: { base: 2020, start: 2021, end: 2025 }
indicators:
- { id: x, name: X, measure: stock, baseline: { period: 2020, value: 100 },
    targets: [ { id: t, form: level, at_least: 200, due: 2025 } ] }
";
    let few = Case::new(plan, &["x,2022,160"]);
    let more = Case::new(plan, &["x,2021,140", "x,2022,160"]);
    let date = "2023-06-30";
    let diff = diff(&by(&policy, &few, date), &by(&policy, &more, date)).unwrap();
    let x = find(&diff, "indicator", "x").unwrap();
    assert_eq!(told(x), "changed_otherwise: other");
    let points = x.news.iter().find(|news| news.what.as_deref() == Some("points")).unwrap();
    assert_eq!((fact(&points.before), fact(&points.after)), ("1".to_owned(), "2".to_owned()));
}

#[test]
fn a_figure_can_be_confirmed_withdrawn_or_printed_with_other_digits() {
    let plan = "period: { base: 2020, start: 2021, end: 2025 }
indicators:
- { id: x, name: X, measure: stock, attribute: expected, baseline: { period: 2020, value: 100 },
    targets: [ { id: t, form: level, at_least: 200, due: 2025 } ] }
";
    let case = Case::new(plan, &["x,2023,160,provisional,2024-02-01", "x,2023,160,final,2024-09-01"]);
    let confirmed = between(&case, "2024-06-30", "2024-12-31");
    let x = find(&confirmed, "indicator", "x").unwrap();
    assert_eq!((x.change.as_str(), news(x)), ("unchanged", vec!["revised_figure"]));

    let gone = Case::new(plan, &[]);
    let withdrawn = diff(&at(&case, "2024-06-30"), &at(&gone, "2024-12-31")).unwrap();
    let x = find(&withdrawn, "indicator", "x").unwrap();
    assert_eq!(told(x), "no_longer_determined: lost_figure");
    assert_eq!(fact(&x.news[0].after), "?not_reported");
    // The figure of an earlier period takes its place.
    let earlier = Case::new(plan, &["x,2022,130,final,2023-02-01"]);
    let replaced = diff(&at(&case, "2024-06-30"), &at(&earlier, "2024-06-30")).unwrap();
    assert_eq!(news(find(&replaced, "indicator", "x").unwrap()), ["lost_figure"]);

    let digits = Case::new(plan, &["x,2023,160.0,provisional,2024-02-01"]);
    let same = diff(&at(&case, "2024-06-30"), &at(&digits, "2024-06-30")).unwrap();
    assert!(same.is_empty(), "{same:#?}");
}

#[test]
fn a_base_that_is_another_one_is_a_cause() {
    let plan = |base: &str| {
        format!(
            "period: {{ base: 2020, start: 2021, end: 2025 }}\nindicators:\n- {{ id: x, name: X, measure: stock, \
             attribute: expected, baseline: {{ period: 2020, value: {base} }}, targets: [ {{ id: t, form: \
             growth_over_base, at_least: 100%, due: 2025 }} ] }}\n"
        )
    };
    let (low, high) = (Case::new(&plan("100"), &["x,2023,160"]), Case::new(&plan("120"), &["x,2023,160"]));
    // 60/100 − 0.6 = 0; 40/120 − 0.6 = −0.27, behind. The goal moves from 200 to 240.
    let diff = diff(&at(&low, "2024-06-30"), &at(&high, "2024-06-30")).unwrap();
    let x = find(&diff, "indicator", "x").unwrap();
    assert_eq!(told(x), "worsened: base, moved_goal");
    assert_eq!((fact(&x.news[1].before), fact(&x.news[1].after)), ("200".to_owned(), "240".to_owned()));
    assert_eq!((diff.news.bases, diff.news.without_effect, diff.news.targets), (1, 0, 1));
}

#[test]
fn a_plan_may_have_grown_and_shrunk() {
    let head = "period: { base: 2020, start: 2021, end: 2025 }\nindicators:\n";
    let indicator = |id: &str, more: &str| {
        format!(
            "- {{ id: {id}, name: {id}, measure: stock, baseline: {{ period: 2020, value: 100 }}{more} }}\n"
        )
    };
    let target = ", targets: [ { id: t, form: level, at_least: 200, due: 2025 } ]";
    let before = head.to_owned() + &indicator("gone", target) + &indicator("bare", "");
    let after = head.to_owned() + &indicator("bare", target) + &indicator("new", target);
    let (before, after) = (Case::new(&before, &[]), Case::new(&after, &[]));
    let diff = diff(&at(&before, "2024-06-30"), &at(&after, "2024-06-30")).unwrap();
    assert_eq!(find(&diff, "indicator", "gone").map(told).unwrap(), "removed: ");
    assert_eq!(find(&diff, "indicator", "new").map(told).unwrap(), "added: ");
    // The indicator was in the plan, and had no target.
    assert_eq!(find(&diff, "indicator", "bare").map(told).unwrap(), "added: new_target");
    let text = diff.to_text(Lang::En);
    assert!(text.contains("3 indicators: 2 added, 1 removed."), "{text}");
    assert!(text.contains("\nRemoved (1)\n"), "{text}");
}

#[test]
fn under_another_policy_no_cause_is_claimed() {
    let case = town();
    let strict = Policy::from_yaml(CLOCK).unwrap();
    let diff = diff(&at(&case, "2024-06-30"), &by(&strict, &case, "2025-06-30")).unwrap();
    assert!(!diff.same_policy);
    assert!(diff.changes.iter().all(|change| change.causes.is_empty()));
    let kinds: Vec<&str> = diff.changes.iter().flat_map(news).collect();
    assert!(
        kinds.iter().all(|kind| ["fell_due", "revised_target", "role", "reached", "steps"].contains(kind)),
        "{kinds:?}"
    );
    assert_eq!((diff.news.new_figures, diff.news.revised_figures, diff.news.targets), (0, 0, 1));
    assert_eq!(diff.warnings.len(), 1);
    assert!(diff.warnings[0].zh.contains("cn-schedule 1 → clock 1"), "{:?}", diff.warnings);
    for lang in [Lang::Zh, Lang::En] {
        let text = diff.to_text(lang);
        assert_eq!(text.matches("cn-schedule 1 → clock 1").count(), 2, "{text}");
        assert!(!text.contains(lang_pick(lang, "变动因素", "what is new")), "{text}");
    }
    // By standings alone: on schedule (on_track) and late (at_risk).
    assert_eq!(find(&diff, "indicator", "same").unwrap().change, "worsened");
}

fn lang_pick<'t>(lang: Lang, zh: &'t str, en: &'t str) -> &'t str {
    if lang == Lang::Zh { zh } else { en }
}

/// Another outcome with the same words is another outcome; with other words it is told by its standing.
#[test]
fn a_policy_may_differ_by_its_hash_alone() {
    let case = town();
    let before = at(&case, "2024-06-30");
    let mut after = before.clone();
    after.policy.hash = "0123456789abcdef".to_owned();
    let diff = diff(&before, &after).unwrap();
    assert!(!diff.same_policy && diff.is_empty());
    assert!(diff.warnings[0].en.contains("→ cn-schedule 1 (0123456789ab)"), "{:?}", diff.warnings);
}

#[test]
fn the_version_of_the_library_is_said_where_it_differs() {
    let before = at(&town(), "2024-06-30");
    let mut after = before.clone();
    after.engine = "9.9.9".to_owned();
    let diff = diff(&before, &after).unwrap();
    assert!(diff.same_policy && diff.is_empty());
    assert!(diff.to_text(Lang::Zh).contains("9.9.9"));
}

#[test]
fn what_cannot_be_compared_is_an_error() {
    let case = town();
    let (before, after) = (at(&case, "2024-06-30"), at(&case, "2025-06-30"));
    let with = |edit: fn(&mut ReportDoc)| {
        let mut edited = after.clone();
        edit(&mut edited);
        diff(&before, &edited).unwrap_err()
    };
    let other = with(|report| report.plan.id = "q".into());
    assert_eq!(other, DiffError::OtherPlan { before: "p".into(), after: "q".into() });
    assert_eq!(with(|report| report.as_of = "soon".into()), DiffError::NotADate("soon".into()));
    assert_eq!(with(|report| report.format = "x@1".into()), DiffError::Format("x@1".into()));
    let order = diff(&after, &before).unwrap_err();
    assert_eq!(order, DiffError::WrongOrder { before: "2025-06-30".into(), after: "2024-06-30".into() });
    assert!(order.told(Lang::En).contains("wrong way round") && order.told(Lang::Zh).contains("先后颠倒"));
    for error in [&other, &order] {
        assert_eq!(error.to_string(), error.told(Lang::En));
        assert_ne!(error.told(Lang::Zh), error.told(Lang::En));
    }
}

/// An organization has no verdict: how many stand how is compared.
#[test]
fn counts_are_better_only_where_nothing_is_weighed() {
    let case = town();
    let class = |from: &[(&str, usize)], to: &[(&str, usize)]| {
        let map = |counts: &[(&str, usize)]| -> BTreeMap<String, usize> {
            counts.iter().map(|(word, count)| ((*word).to_owned(), *count)).collect()
        };
        let (mut before, mut after) = (at(&case, "2024-06-30"), at(&case, "2024-06-30"));
        before.organizations[0].summary.counts = map(from);
        after.organizations[0].summary.counts = map(to);
        let diff = diff(&before, &after).unwrap();
        find(&diff, "organization", "o").map_or_else(|| "unchanged".to_owned(), told)
    };
    let one = |word| [(word, 1)];
    assert_eq!(class(&one("off_track"), &one("at_risk")), "improved: parts");
    assert_eq!(class(&one("attained"), &one("missed")), "worsened: parts");
    assert_eq!(class(&one("undetermined"), &one("missed")), "newly_determined: parts");
    assert_eq!(class(&one("missed"), &one("undetermined")), "no_longer_determined: parts");
    assert_eq!(class(&one("missed"), &one("missed")), "unchanged");
    assert_eq!(class(&one("missed"), &[("missed", 1), ("attained", 0)]), "unchanged: ");
    // One better and one worse: at least on track 1 and 1, at least at risk 2 and 1, at least off track 2 and 2.
    assert_eq!(
        class(&[("on_track", 1), ("at_risk", 1)], &[("attained", 1), ("off_track", 1)]),
        "changed_otherwise: parts"
    );
    // Two at risk become one on track and one at risk, whichever they are.
    assert_eq!(class(&[("at_risk", 2)], &[("at_risk", 1), ("on_track", 1)]), "improved: parts");
    // One more is known, and one that was known is better.
    assert_eq!(class(&[("at_risk", 1), ("undetermined", 1)], &[("on_track", 2)]), "changed_otherwise: parts");
    assert_eq!(class(&one("undetermined"), &one("not_assessed")), "changed_otherwise: parts");
}

#[test]
fn an_organization_may_get_other_tasks_and_a_milestone_another_date() {
    let case = town();
    let before = at(&case, "2024-06-30");
    let mut after = before.clone();
    after.organizations[0].tasks.push("k2".into());
    after.milestones[0].due = "2024-06".into();
    let diff = diff(&before, &after).unwrap();
    let office = find(&diff, "organization", "o").unwrap();
    assert_eq!((office.change.as_str(), news(office)), ("unchanged", vec!["tasks"]));
    // It is due by the end of June 2024 now, which is over.
    let begun = find(&diff, "milestone", "begun").unwrap();
    assert_eq!(news(begun), ["revised_target", "fell_due"]);
    assert_eq!(diff.news.targets, 1);
}

#[test]
fn standings_of_later_versions_are_not_ordered() {
    let before = at(&town(), "2024-06-30");
    let mut after = before.clone();
    after.indicators[0].standing = "splendid".into();
    let diff = diff(&before, &after).unwrap();
    assert_eq!(diff.changes[0].change, "changed_otherwise");
}

#[test]
fn reports_that_were_kept_as_json_can_be_compared() {
    let case = town();
    let (before, after) = (at(&case, "2024-06-30"), at(&case, "2025-06-30"));
    let kept: ReportDoc = serde_json::from_str(&to_json(std::slice::from_ref(&before))).unwrap();
    let compared = diff(&kept, &after).unwrap();
    assert_eq!(compared, diff(&before, &after).unwrap());
    let json = compared.to_json();
    assert_eq!(serde_json::from_str::<DiffDoc>(&json).unwrap(), compared);
}

const RAIL: &str = "period: { base: 2020, start: 2021, end: 2025 }
indicators:
- { id: rail, name: Rail_way, unit: km, measure: stock, attribute: expected, baseline: { period: 2020, value: 50 },
    targets: [ { id: t, form: level, at_least: 100, due: 2025 } ] }
";

/// 30 of 50 in 3 of 5 years; 36 of 50 (0.72) in 4 of 5 are 0.08 behind.
const RAIL_ROWS: [&str; 2] = ["rail,2023,80,final,2024-02-01", "rail,2024,86,provisional,2025-02-01"];

#[test]
fn the_bulletin_reads_so() {
    let diff = between(&Case::new(RAIL, &RAIL_ROWS), "2024-06-30", "2025-06-30");
    let en = "P  [p]
changes from 2024-06-30 to 2025-06-30 · judged by cn-schedule 1 · period judged 2023 → 2024

1 indicator: 1 worsened.
Figures: 1 new.

Worsened (1)

what           before       now                 what is new
─────────────  ───────────  ──────────────────  ─────────────────────────────────
Rail_way (km)  on schedule  nearly on schedule  new figure 80 (2023) → 86ᵖ (2024)

Figures, new and revised (1)

indicator      news           before         now   published  effect
─────────────  ──────────  ─────────  ──────────  ──────────  ────────
Rail_way (km)  new figure  80 (2023)  86ᵖ (2024)  2025-02-01  worsened

Roll-up (1)

whole           before      now        weighted progress  change
──────────────  ──────────  ─────────  ─────────────────  ────────
the whole plan  on track 1  at risk 1      60.0% → 72.0%  worsened
";
    let zh = "P  [p]
通报：2024-06-30 至 2025-06-30 · 判定方法 cn-schedule 1 · 判定时期 2023 → 2024

指标 1 项：变差 1 项。
新数据 1 个。

变差（1 项）

事项            原结论        现结论            变动因素
──────────────  ────────────  ────────────────  ─────────────────────────────
Rail_way（km）  达到进度要求  基本达到进度要求  新数据 80 (2023) → 86ᵖ (2024)

新数据与修订（1 项）

指标            类别       原数据      现数据        发布  影响
──────────────  ──────  ─────────  ──────────  ──────────  ────
Rail_way（km）  新数据  80 (2023)  86ᵖ (2024)  2025-02-01  变差

汇总变化（1 项）

对象      原统计      现统计         加权进度  变化
────────  ──────────  ────────  ─────────────  ────
规划全部  达到进度 1  有风险 1  60.0% → 72.0%  变差
";
    assert_eq!(diff.to_text(Lang::En), en);
    assert_eq!(diff.to_text(Lang::Zh), zh);
    let markdown = diff.to_markdown(Lang::En);
    let start = "## P

changes from 2024-06-30 to 2025-06-30 · judged by cn-schedule 1 · period judged 2023 → 2024

1 indicator: 1 worsened. Figures: 1 new.

### Worsened (1)

| what | before | now | what is new |
|---|---|---|---|
| Rail\\_way (km) | on schedule | nearly on schedule | new figure 80 (2023) → 86ᵖ (2024) |

### Figures";
    assert!(markdown.starts_with(start), "{markdown}");
}

#[test]
fn nothing_is_said_of_what_is_as_it_was() {
    let case = town();
    for date in ["2020-06-30", "2024-06-30", "2025-06-30", "2027-01-01"] {
        let diff = between(&case, date, date);
        assert!(diff.is_empty(), "{diff:#?}");
        assert_eq!(diff.count(Change::Unchanged), diff.counts.iter().map(|of| of.total).sum::<usize>() - 1);
        assert_eq!(diff.to_text(Lang::Zh).lines().last(), Some("指标 11 项，均无变化。"));
        assert_eq!(diff.to_text(Lang::En).lines().last(), Some("11 indicators, all unchanged."));
    }
}

/// Every word that a diff says is one of its vocabularies.
#[test]
fn words_are_those_of_the_vocabularies() {
    let diff = between(&town(), "2024-06-30", "2025-06-30");
    for change in &diff.changes {
        assert!(ChangeKind::from_word(&change.kind).is_some(), "{}", change.kind);
        assert!(Change::from_word(&change.change).is_some(), "{}", change.change);
        for cause in change.causes.iter().chain(change.news.iter().map(|news| &news.kind)) {
            assert!(Cause::from_word(cause).is_some(), "{cause}");
        }
    }
}

/// The report of a later date, as if it had been made at another.
fn as_of(report: &ReportDoc, date: &str) -> ReportDoc {
    let mut report = report.clone();
    report.as_of = date.to_owned();
    report
}

fn keep<T: Clone>(all: &[T], kept: &[bool]) -> Vec<T> {
    all.iter().zip(kept.iter().cycle()).filter(|(_, kept)| **kept).map(|(of, _)| of.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Plans of eight indicators with random figures at two random dates, from which some verdicts are taken
    /// away: each verdict of both reports is in exactly one class, and the other way round better is worse.
    #[test]
    fn classes_are_a_partition_and_turn_round(
        values in prop::collection::vec((0usize..8, 2019i32..2027, 50i64..320, 2020i32..2028), 0..30),
        days in (2021i32..2028, 2021i32..2028),
        kept in (prop::collection::vec(any::<bool>(), 3..9), prop::collection::vec(any::<bool>(), 3..9)),
    ) {
        let ids = ["up", "down", "revised", "moved", "first", "held", "two", "idle"];
        let rows: Vec<String> = values
            .iter()
            .map(|(id, year, value, known)| format!("{},{year},{value},final,{known}-03-01", ids[*id]))
            .collect();
        let base = "name: X, measure: stock, attribute: expected, baseline: { period: 2020, value: 100 }";
        let mut seen = std::collections::BTreeSet::new();
        // A figure is published once for a period and a day.
        let rows: Vec<&str> = rows
            .iter()
            .zip(&values)
            .filter(|(_, (id, year, _, known))| seen.insert((*id, *year, *known)))
            .map(|(row, _)| row.as_str())
            .collect();
        let case = Case::new(&TOWN.replace("BASE", base), &rows);
        let (first, last) = (days.0.min(days.1), days.0.max(days.1));
        let mut before = at(&case, &format!("{first}-06-30"));
        let mut after = at(&case, &format!("{last}-06-30"));
        before.indicators = keep(&before.indicators, &kept.0);
        after.indicators = keep(&after.indicators, &kept.1);

        let forth = diff(&before, &after).unwrap();
        let back = diff(&as_of(&after, &before.as_of), &as_of(&before, &after.as_of)).unwrap();
        for (class, turned) in [
            (Change::Improved, Change::Worsened),
            (Change::Worsened, Change::Improved),
            (Change::NewlyDetermined, Change::NoLongerDetermined),
            (Change::NoLongerDetermined, Change::NewlyDetermined),
            (Change::ChangedOtherwise, Change::ChangedOtherwise),
            (Change::Unchanged, Change::Unchanged),
            (Change::Added, Change::Removed),
            (Change::Removed, Change::Added),
        ] {
            prop_assert_eq!(forth.count(class), back.count(turned), "{}", class);
        }

        // What stands in both is counted for two.
        let verdicts = ["indicator", "target", "version"];
        let mut standing = 0;
        for counts in forth.counts.iter().filter(|counts| verdicts.contains(&counts.kind.as_str())) {
            prop_assert_eq!(counts.changes.values().sum::<usize>(), counts.total);
            let single = counts.changes["added"] + counts.changes["removed"];
            standing += 2 * (counts.total - single) + single;
        }
        prop_assert_eq!(standing, before.indicators.len() + after.indicators.len());

        // What is listed is listed once, and as often as it is counted.
        let mut listed: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for change in &forth.changes {
            *listed.entry((&change.kind, &change.change)).or_default() += 1;
            prop_assert_eq!(change.before.is_none(), change.change == "added");
            prop_assert_eq!(change.after.is_none(), change.change == "removed");
            prop_assert!(change.change != "unchanged" || change.causes.is_empty());
            let with_cause = !["unchanged", "added", "removed"].contains(&change.change.as_str());
            prop_assert!(!with_cause || !change.causes.is_empty(), "{:?}", change);
        }
        for counts in &forth.counts {
            for (class, count) in counts.changes.iter().filter(|(class, _)| *class != "unchanged") {
                let found = listed.get(&(counts.kind.as_str(), class.as_str())).copied().unwrap_or(0);
                prop_assert_eq!(found, *count, "{} {}", counts.kind, class);
            }
        }

        // A report and itself differ in nothing, and the texts can be told.
        prop_assert!(diff(&after, &after).unwrap().is_empty());
        for lang in [Lang::Zh, Lang::En] {
            prop_assert!(!forth.to_text(lang).is_empty() && !forth.to_markdown(lang).is_empty());
        }
    }
}

/// The verdicts on one target, by version: the one in force is one target whichever version that is.
#[test]
fn other_versions_are_matched_by_version() {
    let case = town();
    let diff = between(&case, "2025-01-01", "2025-06-30");
    // Both versions were published on the first day already, and nothing is new since.
    assert!(diff.changes.iter().all(|change| change.id != "moved"));
    let earlier = between(&case, "2024-12-31", "2025-01-01");
    let version = find(&earlier, "version", "moved").unwrap();
    assert_eq!(version.change, "added");
    let of = |report: ReportDoc| -> Vec<VerdictDoc> {
        report.indicators.into_iter().filter(|verdict| verdict.id == "moved").collect()
    };
    assert_eq!(of(at(&case, "2024-12-31")).len() + 1, of(at(&case, "2025-01-01")).len());
}
