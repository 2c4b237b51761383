//! Tasks, groups, organizations and the plan, added up by hand.
#![cfg(all(feature = "yaml", feature = "csv"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod common;

use attainment::facts::Reason;
use attainment::number::Exact;
use attainment::plan::{
    BaselineDoc, Bearer, GroupDoc, IndicatorDoc, MemberDoc, PlanDoc, Role, Subject, TargetDoc, TaskDoc,
};
use attainment::policy::Standing;
use attainment::rollup::{Summary, Tally, WeightedShare};
use attainment::{Evaluator, Observations, Policy};
use common::Case;

fn ratio(over: i64, under: i64) -> Exact {
    Exact::ratio(over, under).unwrap()
}

/// Rounded to 20 places: means are kept to 24.
fn share(share: &WeightedShare) -> (Option<String>, String) {
    (share.value.as_ref().map(|value| value.rounded(20)), share.coverage.rounded(20))
}

fn expected(value: Exact, coverage: Exact) -> (Option<String>, String) {
    (Some(value.rounded(20)), coverage.rounded(20))
}

fn counts(tally: &Tally) -> Vec<(&'static str, usize)> {
    tally.iter().filter(|(_, count)| *count > 0).map(|(standing, count)| (standing.word(), count)).collect()
}

/// An indicator from 100 in 2020 to 200 in 2025: a value is 100 and its share in per cent.
fn indicator(id: &str, more: &str) -> String {
    format!(
        "- {{ id: {id}, name: {id}, measure: stock, {more} baseline: {{ period: 2020, value: 100 }}, \
         targets: [ {{ id: t, form: level, at_least: 200, due: 2025 }} ] }}\n"
    )
}

fn plan(indicators: &[(&str, &str)], rest: &str) -> String {
    let list: String = indicators.iter().map(|(id, more)| indicator(id, more)).collect();
    format!("period: {{ base: 2020, start: 2021, end: 2025 }}\nindicators:\n{list}{rest}")
}

/// 0.5 (weight 2), 1.2 clamped to 1 (weight 1), unknown (weight 1): (0.5 · 2 + 1 · 1) ÷ 3 = 2/3, over 3/4.
#[test]
fn a_weighted_share_states_its_coverage() {
    let text = plan(
        &[
            ("half", "attribute: binding, weight: 2,"),
            ("more", "attribute: binding, weight: 1,"),
            ("open", "attribute: binding, weight: 1,"),
        ],
        "",
    );
    let case = Case::new(&text, &["half,2023,150", "more,2023,220"]);
    let report = case.report("2024-01-01");
    let whole = report.rollup().plan;
    assert_eq!(share(&whole.share), expected(ratio(2, 3), ratio(3, 4)));
    assert_eq!(whole.left_out, [(2, Reason::NotReported)]);
    assert_eq!(whole.undetermined, [(Subject::Indicator(2), Reason::NotReported)]);
    // 0.5 of the way at 0.6 of the time; 1.2 holds; nothing is known of the third.
    assert_eq!(counts(&whole.tally), [("off_track", 1), ("attained", 1), ("undetermined", 1)]);
    assert_eq!((whole.tally.total(), whole.tally.count(Standing::Undetermined)), (3, 1));
    assert_eq!(report.tally(), whole.tally);
}

/// A share below 0 counts as 0: (0 + 0.5) ÷ 2. A mean without any known share is none, not 0.
#[test]
fn shares_are_clamped_and_unknown_is_not_zero() {
    let text = plan(&[("down", "attribute: binding,"), ("half", "attribute: binding,")], "");
    let case = Case::new(&text, &["down,2023,60", "half,2023,150"]);
    let whole = case.report("2024-01-01").rollup().plan;
    assert_eq!(share(&whole.share), expected(ratio(1, 4), ratio(1, 1)));
    assert_eq!(counts(&whole.tally), [("regressing", 1), ("off_track", 1)]);
    let nothing = Case::new(&text, &[]);
    let whole = nothing.report("2024-01-01").rollup().plan;
    assert_eq!((whole.share.value, whole.share.coverage), (None, Exact::ZERO));
}

/// inner: a (0.5, weight 1) and b (1, weight 3): 3.5/4 = 7/8, covered.
/// outer: c (0.2, weight 1), d (unknown, weight 1) and inner (weight 2):
/// (0.2 + 2 · 7/8) ÷ 3 = 1.95/3 = 13/20, over 3 of 4.
#[test]
fn nested_groups() {
    let text = plan(
        &["a", "b", "c", "d"].map(|id| (id, "attribute: binding,")),
        "groups:
- { id: outer, title: O, indicators: [ c, d ] }
- { id: inner, title: I, parent: outer, weight: 2, indicators: [ { id: a, weight: 1 }, { id: b, weight: 3 } ] }
- { id: empty, title: E }
",
    );
    let case = Case::new(&text, &["a,2023,150", "b,2023,200", "c,2023,120"]);
    let report = case.report("2024-01-01");
    let groups = report.rollup().groups;
    let [outer, inner, empty]: [Summary; 3] = groups.try_into().unwrap();
    assert_eq!(share(&inner.share), expected(ratio(7, 8), ratio(1, 1)));
    assert_eq!(share(&outer.share), expected(ratio(13, 20), ratio(3, 4)));
    // a and c are 0.1 and 0.4 behind 0.6 of the time, b holds, d is open.
    assert_eq!(counts(&inner.tally), [("off_track", 1), ("attained", 1)]);
    assert_eq!(counts(&outer.tally), [("off_track", 2), ("attained", 1), ("undetermined", 1)]);
    assert_eq!((outer.left_out.len(), inner.left_out.len()), (1, 0), "each node lists its own");
    assert_eq!((empty.tally.total(), empty.share.value, empty.share.coverage), (0, None, Exact::ZERO));
}

/// What is half unknown counts for half of its weight: inner covers 1 of 2 with 0.5, outer adds b = 1:
/// (0.5 · ½ + 1) ÷ 1.5 = 5/6, over 1.5 of 2.
#[test]
fn a_group_counts_for_what_is_known_of_it() {
    let text = plan(
        &["a", "b", "c"].map(|id| (id, "attribute: binding,")),
        "groups:
- { id: outer, title: O, indicators: [ b ] }
- { id: inner, title: I, parent: outer, indicators: [ a, c ] }
",
    );
    let case = Case::new(&text, &["a,2023,150", "b,2023,200"]);
    let groups = case.report("2024-01-01").rollup().groups;
    let found: Vec<_> = groups.iter().map(|group| share(&group.share)).collect();
    assert_eq!(found, [expected(ratio(5, 6), ratio(3, 4)), expected(ratio(1, 2), ratio(1, 2))]);
}

/// A missed binding indicator vetoes; an expected one does not, nor one of which nothing is known.
#[test]
fn a_veto_needs_a_miss() {
    let text = plan(
        &[
            ("bound", "attribute: binding,"),
            ("hoped", "attribute: expected,"),
            ("open", "attribute: binding,"),
        ],
        "groups:
- { id: root, title: R }
- { id: g, title: G, parent: root, indicators: [ bound, hoped ] }
- { id: h, title: H, parent: root, indicators: [ hoped, open ] }
tasks:
- { id: k, title: K, indicators: [ bound ] }
",
    );
    let case = Case::new(&text, &["bound,2025,150", "hoped,2025,150", "open,2024,150"]);
    let report = case.report("2026-06-30");
    let rollup = report.rollup();
    let vetoes: Vec<(usize, &[usize])> =
        rollup.groups.iter().map(|group| (group.vetoes, group.vetoed_by.as_slice())).collect();
    assert_eq!(vetoes, [(1, [].as_slice()), (1, [0].as_slice()), (0, [].as_slice())]);
    assert_eq!((rollup.plan.vetoes, rollup.plan.vetoed_by.as_slice()), (1, [0].as_slice()));
    assert_eq!(rollup.tasks.iter().map(|task| task.vetoes).collect::<Vec<_>>(), [1]);
    // hoped: 150 of 200 is a completion of 0.75, which is missed as well; open is overdue without a figure.
    assert_eq!(counts(&rollup.plan.tally), [("missed", 2), ("undetermined", 1)]);
    assert_eq!(counts(&rollup.groups.last().unwrap().tally), [("missed", 1), ("undetermined", 1)]);
}

/// Words without a scale are undetermined, and have no weight in the mean.
#[test]
fn words_have_no_share() {
    let text = plan(&[("half", "attribute: binding,")], "")
        + "- { id: words, name: W, measure: stock, targets: [ { id: t, form: qualitative, text: 显著增强 } ] }\n\
           - { id: bare, name: B, measure: stock }\n";
    let case = Case::new(&text, &["half,2023,150"]);
    let report = case.report("2024-01-01");
    let whole = report.rollup().plan;
    assert_eq!(share(&whole.share), expected(ratio(1, 2), ratio(1, 1)));
    assert_eq!(counts(&whole.tally), [("off_track", 1), ("undetermined", 1)]);
    assert_eq!(report.without_target().map(|indicator| indicator.id()).collect::<Vec<_>>(), ["bare"]);
}

const MILESTONES: &str = "period: { base: 2020, start: 2021, end: 2025 }
tasks:
- id: k
  title: K
  milestones:
  - { id: early, title: A, due: 2022 }
  - { id: on-the-day, title: B, due: 2022-12-31 }
  - { id: late, title: C, due: 2022 }
  - { id: overdue, title: D, due: 2022 }
  - { id: later, title: E, due: 2024 }
  - { id: unpublished, title: F, due: 2022 }
- { id: below, title: L, parent: k, milestones: [ { id: small, title: S, due: 2022-Q1 } ] }
";

/// The dates stand in the column `value`, and count once they are published.
const EVENTS: [&str; 6] = [
    "early,2022,2022-03-01,final,2022-04-01",
    "on-the-day,2022,2022-12-31,final,2023-01-05",
    "late,2023,2023-01-01,final,2023-01-05",
    "unpublished,2022,2022-05-01,final,2023-07-01",
    "small,2022-Q1,2022-03-31",
    "k,2022,60%",
];

#[test]
fn milestones_stand_by_their_dates() {
    let case = Case::new(MILESTONES, &EVENTS);
    let rollup = case.report("2023-06-30").rollup();
    let [task, below]: [Summary; 2] = rollup.tasks.try_into().unwrap();
    // early, on-the-day and small are attained, late is missed; overdue and unpublished are not known, later is not due.
    assert_eq!(counts(&task.tally), [("missed", 1), ("attained", 3), ("undetermined", 3)]);
    assert_eq!(counts(&below.tally), [("attained", 1)]);
    assert_eq!(
        task.undetermined,
        [
            (Subject::Milestone(0, 3), Reason::NotReported),
            (Subject::Milestone(0, 4), Reason::NotYetDue),
            (Subject::Milestone(0, 5), Reason::NotReported),
        ]
    );
    assert_eq!(counts(&rollup.plan.tally), counts(&task.tally));
    assert_eq!((task.share.value.as_ref(), task.vetoes), (None, 0), "milestones have no share");
    // The day on which the date of the sixth was published.
    let known = case.report("2023-07-01").rollup().plan;
    assert_eq!(counts(&known.tally), [("missed", 1), ("attained", 4), ("undetermined", 2)]);
    // Before anything was published but small, which is known from the end of its quarter; nothing is due.
    let first = case.report("2022-03-31").rollup().plan;
    assert_eq!(counts(&first.tally), [("attained", 1), ("undetermined", 6)]);
    assert!(first.undetermined.iter().all(|(_, reason)| *reason == Reason::NotYetDue));
    // The last day of the year: what is due and not known is not reported, not missed.
    let last = case.report("2022-12-31").rollup().plan;
    assert_eq!(counts(&last.tally), [("attained", 2), ("undetermined", 5)]);
}

/// Reported twice, with the date put right: what was published last counts.
#[test]
fn the_date_of_a_milestone_may_be_put_right() {
    let rows = ["early,2022,2022-03-01,final,2022-04-01", "early,2023,2023-02-01,final,2023-03-01"];
    let case = Case::new(MILESTONES, &rows);
    assert_eq!(case.report("2023-02-28").rollup().plan.tally.count(Standing::Attained), 1);
    let later = case.report("2023-03-01").rollup().plan.tally;
    assert_eq!((later.count(Standing::Attained), later.count(Standing::Missed)), (0, 1));
}

/// lead: one task; the same organization supports another. An office is a post of its own.
#[test]
fn organizations_by_role_are_not_mixed() {
    let text = plan(
        &[("a", "attribute: binding,"), ("b", "attribute: binding,"), ("c", "attribute: binding,")],
        "organizations: [ { id: one, name: One }, { id: two, name: Two } ]
posts: [ { id: head, name: Head, organization: one } ]
tasks:
- { id: k, title: K, indicators: [ a, b ], milestones: [ { id: m, title: M, due: 2022 } ] }
- { id: l, title: L, indicators: [ b, c ] }
responsibilities:
- { role: lead, organization: one, task: k }
- { role: lead, organization: one, indicator: a }
- { role: supporting, organization: one, task: l }
- { role: lead, organization: two, task: l }
- { role: supporting, organization: two, task: k, open_ended: true }
- { role: supervising, post: head, indicator: c }
",
    );
    let case = Case::new(&text, &["a,2023,200", "b,2023,160", "m,2022,2022-06-01"]);
    let report = case.report("2024-01-01");
    let bearers = report.rollup().bearers;
    let found: Vec<_> = bearers
        .iter()
        .map(|bearer| {
            (
                bearer.bearer,
                bearer.role,
                bearer.tasks.as_slice(),
                bearer.open_lists > 0,
                counts(&bearer.summary.tally),
            )
        })
        .collect();
    let (one, two, head) = (Bearer::Organization(0), Bearer::Organization(1), Bearer::Post(0));
    // a holds, b is on schedule with 0.6, c is open; a stands in the task and by itself, and counts once.
    let of_k = vec![("on_track", 1), ("attained", 2)];
    let of_l = vec![("on_track", 1), ("undetermined", 1)];
    assert_eq!(
        found,
        [
            (one, Role::Lead, [0].as_slice(), false, of_k.clone()),
            (one, Role::Supporting, [1].as_slice(), false, of_l.clone()),
            (two, Role::Lead, [1].as_slice(), false, of_l),
            (two, Role::Supporting, [0].as_slice(), true, of_k),
            (head, Role::Supervising, [].as_slice(), false, vec![("undetermined", 1)]),
        ]
    );
    // (1 + 0.6) ÷ 2 and 0.6 over half
    let shares: Vec<_> = bearers.iter().take(2).map(|bearer| share(&bearer.summary.share)).collect();
    assert_eq!(shares, [expected(ratio(4, 5), ratio(1, 1)), expected(ratio(3, 5), ratio(1, 2))]);
}

/// A task answers for the tasks below it: so does who answers for the task.
#[test]
fn who_answers_for_a_task_answers_for_what_is_below_it() {
    let text = plan(
        &[("a", "attribute: binding,")],
        "organizations: [ { id: one, name: One } ]
tasks:
- { id: k, title: K }
- { id: part, title: P, parent: k, indicators: [ a ] }
responsibilities: [ { role: lead, organization: one, task: k } ]
",
    );
    let case = Case::new(&text, &["a,2023,200"]);
    let rollup = case.report("2024-01-01").rollup();
    assert_eq!(rollup.tasks.iter().map(|task| task.tally.total()).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(rollup.bearers.iter().map(|bearer| bearer.summary.tally.total()).collect::<Vec<_>>(), [1]);
}

/// A hundred thousand tasks and groups, each below the one before; the indicator is in the last.
#[test]
fn long_chains_do_not_overflow_the_stack() {
    const LONG: usize = 100_000;
    let mut plan = PlanDoc::new("deep", "Deep", "2025");
    plan.period.base = Some("2020".into());
    plan.indicators.push(IndicatorDoc {
        baseline: Some(BaselineDoc::new("2020", "100")),
        targets: vec![TargetDoc::new("t", "level", "2025").at_least("200")],
        attribute: Some("binding".into()),
        ..IndicatorDoc::new("x", "X", "stock")
    });
    for number in 0..LONG {
        let parent = |kind: &str| number.checked_sub(1).map(|above| format!("{kind}{above}"));
        let last = number + 1 == LONG;
        let indicators = if last { vec!["x".to_owned()] } else { Vec::new() };
        let members = if last { vec![MemberDoc { id: "x".into(), weight: None }] } else { Vec::new() };
        let (id, title) = (format!("t{number}"), "T".to_owned());
        plan.tasks.push(TaskDoc { id, title, parent: parent("t"), indicators, ..TaskDoc::default() });
        let (id, title) = (format!("g{number}"), "G".to_owned());
        plan.groups.push(GroupDoc {
            id,
            title,
            parent: parent("g"),
            indicators: members,
            ..GroupDoc::default()
        });
    }
    let plan = plan.check().unwrap().into_inner();
    let data = Observations::from_csv("indicator,period,value\nx,2023,150\n".as_bytes(), &plan)
        .unwrap()
        .into_inner();
    let policy = Policy::builtin("cn-schedule").unwrap();
    let report = Evaluator::new(&policy).as_of("2024-01-01".parse().unwrap()).evaluate(&plan, &data);
    let rollup = report.rollup();
    for summaries in [&rollup.tasks, &rollup.groups] {
        assert_eq!(summaries.len(), LONG);
        let root = summaries.first().unwrap();
        assert_eq!(share(&root.share), expected(ratio(1, 2), ratio(1, 1)));
        assert_eq!(counts(&root.tally), [("off_track", 1)]);
    }
}
