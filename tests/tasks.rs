//! Tasks: how far they are done, by what, how that stands, and what they wait for. All values by hand.
#![cfg(all(feature = "yaml", feature = "json", feature = "csv"))]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot be set up has failed")]

mod common;

use attainment::check::{Code, Diagnostics};
use attainment::facts::{FactValue, Known, Reason, TaskFact};
use attainment::number::Exact;
use attainment::plan::{
    DependencyDoc, OrganizationDoc, PlanDoc, ProgressBy, ResponsibilityDoc, Subject, TaskDoc,
};
use attainment::policy::Standing;
use attainment::rollup::{Rollup, TaskState};
use attainment::{Lang, Observations, Plan, Report};
use common::Case;

const HEAD: &str = "period: { base: 2023, start: 2024, end: 2025 }\ntasks:\n";

fn case(tasks: &str, rows: &[&str]) -> Case {
    Case::new(&format!("{HEAD}{tasks}"), rows)
}

fn outcome(report: &Report<'_>, rollup: &Rollup, task: usize) -> String {
    let judgement = rollup.tasks[task].judgement.unwrap();
    judgement.outcome(report.policy()).map_or("undetermined".into(), |outcome| outcome.id().to_owned())
}

/// The outcome of each task on a day.
fn outcomes(case: &Case, as_of: &str) -> Vec<String> {
    let report = case.report(as_of);
    let rollup = report.rollup();
    (0..rollup.tasks.len()).map(|task| outcome(&report, &rollup, task)).collect()
}

fn state(case: &Case, as_of: &str, task: usize) -> TaskState {
    case.report(as_of).rollup().states[task].clone()
}

fn share(numerator: i64, denominator: i64) -> Known<Exact> {
    Ok(Exact::ratio(numerator, denominator).unwrap())
}

const ONE: &str = "- { id: t, title: T, window: { start: 2024-01, end: 2024-12 } }\n";

#[test]
fn a_reported_percentage_is_held_against_the_days() {
    // 2024 has 366 days; by 30 June 182 are over, 182 ÷ 366 = 0.4973; in months 6 of 12 = 0.5.
    let half = case(ONE, &["t,2024-06,50,,2024-07-01"]);
    let at = state(&half, "2024-06-30", 0);
    assert_eq!(at.progress, Err(Reason::NotReported), "known only on 1 July");
    let at = state(&half, "2024-07-01", 0);
    assert_eq!((at.by, at.progress.clone()), (Some(ProgressBy::Reported), share(1, 2)));
    // 1 July ends no month: 183 of 366 days.
    assert_eq!(at.scheduled, share(183, 366));
    assert_eq!(at.fact(TaskFact::Lag), Ok(FactValue::Exact(Exact::ZERO)));
    assert_eq!(outcomes(&half, "2024-07-01"), ["task_on_schedule"]);
    // By 31 August 244 ÷ 366 = 2 ÷ 3, in months 8 ÷ 12: 50 − 66.7 = −16.7 points.
    assert_eq!(state(&half, "2024-08-31", 0).scheduled, share(2, 3));
    assert_eq!(outcomes(&half, "2024-08-31"), ["task_behind"]);
    // By 31 October 10 ÷ 12: −33.3 points.
    assert_eq!(outcomes(&half, "2024-10-31"), ["task_far_behind"]);
    // By 31 July 7 ÷ 12: −8.3 points.
    assert_eq!(outcomes(&half, "2024-07-31"), ["task_nearly_on_schedule".replace("_on_schedule", "")]);
}

#[test]
fn near_and_past_its_date() {
    let well = case(ONE, &["t,2024-11,95,,2024-12-01"]);
    assert_eq!(outcomes(&well, "2024-12-01"), ["task_near"]); // 30 days left
    assert_eq!(outcomes(&well, "2024-11-30"), ["undetermined"], "the report came a day later");
    // Overdue, and not known to be undone on its date.
    assert_eq!(outcomes(&well, "2025-02-01"), ["task_overdue"]);
    assert!(state(&well, "2025-02-01", 0).is_overdue());
    // Known not to have been done by then.
    let undone = case(ONE, &["t,2024-12,95,,2025-01-10"]);
    assert_eq!(outcomes(&undone, "2025-02-01"), ["task_not_done"]);
    // Nothing at all: overdue, and undetermined.
    let silent = case(ONE, &[]);
    assert_eq!(outcomes(&silent, "2025-02-01"), ["undetermined"]);
    assert!(state(&silent, "2025-02-01", 0).is_overdue());
}

/// What is scheduled by a day may be reached later: the day judged stays what it was, and is made up for.
#[test]
fn what_lacked_on_a_day_is_made_up_later() {
    let at = |case: &Case, month: &str, as_of: &str, task: usize| {
        let evaluation = attainment::Evaluator::new(&case.policy).as_of(as_of.parse().unwrap());
        let report = evaluation.at(month.parse().unwrap()).evaluate(&case.plan, &case.data);
        report.rollup().states[task].clone()
    };
    let half = case(ONE, &["t,2024-06,40,,2024-07-01", "t,2024-07,50,,2024-08-01"]);
    // 40 % of 50 % by the end of June; 50 % by the end of July, known in August.
    let june = at(&half, "2024-06", "2024-07-15", 0);
    assert_eq!((june.progress.clone(), june.caught_up()), (share(2, 5), Ok(false)));
    let june = at(&half, "2024-06", "2024-08-01", 0);
    assert_eq!((june.progress.clone(), june.caught_up()), (share(2, 5), Ok(true)));
    assert_eq!(june.fact(TaskFact::CaughtUp), Ok(FactValue::YesNo(true)));
    // July asks for 7 of 12.
    assert_eq!(at(&half, "2024-07", "2024-08-01", 0).caught_up(), Ok(false));
    let silent = at(&case(ONE, &[]), "2024-06", "2024-08-01", 0);
    assert_eq!(silent.caught_up(), Err(Reason::NotReported));
    let words = ["2024-06", "2024-07", "2024-09", "2024", "2024-07-15"]
        .map(|period| at(&half, period, "2025-02-01", 0).fact(TaskFact::Closes).unwrap());
    assert_eq!(words, ["half", "month", "quarter", "year", "none"].map(|word| FactValue::Word(word.into())));

    // Progress of indicators is that of the day judged, also in the task above.
    let text = "period: { base: 2023, start: 2024, end: 2024 }
indicators:
- { id: x, name: X, measure: stock, baseline: { period: 2023, value: 0 }, attribute: binding, targets: [ { id: t, form: level, at_least: 12, due: 2024 } ] }
tasks:
- { id: top, title: T, window: { start: 2024-01, end: 2024-12 } }
- { id: low, title: L, parent: top, window: { start: 2024-01, end: 2024-12 }, indicators: [ x ] }
";
    let served = Case::new(text, &["x,2024-03,1.5", "x,2024-04,5"]);
    let march = at(&served, "2024-03", "2024-05-15", 1);
    assert_eq!((march.progress.clone(), march.caught_up()), (share(1, 8), Err(Reason::NotDetermined)));
    assert!(at(&served, "2024-03", "2024-05-15", 0).caught_up().is_err());
    // On the day of knowledge itself there is no later day.
    assert_eq!(at(&served, "2024-04", "2024-04-30", 1).caught_up(), Ok(true));
}

/// A third that was reached is no less than the third that is due, though neither can be written out.
#[test]
fn thirds_are_on_schedule() {
    let thirds = "- { id: t, title: T, window: { start: 2024-01, end: 2024-12 }, milestones: [ { id: a, title: A, due: 2024-04 }, { id: b, title: B, due: 2024-08 }, { id: c, title: C, due: 2024-12 } ] }\n";
    let one = case(thirds, &["a,2024-04,2024-04-10,,2024-04-11"]);
    let at = state(&one, "2024-04-30", 0);
    assert_eq!(at.fact(TaskFact::Lag), Ok(FactValue::Exact(Exact::ZERO)));
    assert_eq!(at.caught_up(), Ok(true));
    assert_eq!(outcomes(&one, "2024-04-30"), ["task_on_schedule"]);
}

/// Numbers of a task can be divided by what it states, and rounded.
#[test]
fn measures_of_tasks() {
    let policy = |measures: &str, when: &str| {
        let text = format!(
            "
format: attainment/policy@1
id: measured
version: '1'
inputs: {{ near: {{ kind: number, unit: days, default: 30 }} }}
measures: {{ {measures} }}
indicator: {{ hit: first, rows: [ {{ id: else, then: slow }} ] }}
task:
  hit: first
  rows: [ {{ id: one, when: {{ {when} }}, then: bad }}, {{ id: else, then: slow }} ]
outcomes:
  slow: {{ kind: outlook, standing: at_risk, zh: 慢, en: slow }}
  bad: {{ kind: outlook, standing: off_track, zh: 差, en: bad }}
"
        );
        attainment::Policy::from_yaml(&text)
    };
    let value = |measures: &str, inputs: &str| {
        let task = format!("- {{ id: t, title: T, {inputs} window: {{ start: 2024-01, end: 2024-12 }} }}\n");
        let mut case = case(&task, &["t,2024-11,50,,2024-11-30"]);
        case.policy = policy(measures, "m: known").unwrap().into_inner();
        let document = case.report("2024-12-16").document(&attainment::check::Diagnostics::new());
        let facts = document.tasks[0].judgement.clone().unwrap().facts;
        serde_json::to_value(&facts["m"]).unwrap().to_string()
    };
    // 15 days are left, of 30 and of 20; 350 of 366 days are 0.9563, so that 50 % lag by 0.4563.
    assert!(value("m: { fact: days_left, per: near }", "").contains("\"0.5\""));
    assert!(value("m: { fact: days_left, per: near }", "inputs: { near: 20 },").contains("\"0.75\""));
    assert!(value("m: { fact: days_left, per: near }", "inputs: { near: 0 },").contains("zero_divisor"));
    assert!(value("m: { fact: lag, places: 2 }", "").contains("\"-0.46\""));
    let said = |measures: &str| match policy(measures, "m: known") {
        Ok(_) => String::new(),
        Err(error) => error.to_string(),
    };
    assert!(said("m: { fact: lag, path: constant }").contains("`path`"));
    assert!(said("m: { fact: lag, current: newest }").contains("`current`"));
    assert!(said("m: { fact: share }").contains("share"), "{}", said("m: { fact: share }"));
    assert!(said("m: { fact: caught_up }").contains("caught_up"), "a yes or no has no measure");
}

#[test]
fn done_in_time_or_late() {
    let in_time = case(ONE, &["t,2024,2024-12-31"]);
    assert_eq!(outcomes(&in_time, "2025-01-01"), ["task_done"]);
    assert_eq!(state(&in_time, "2025-01-01", 0).progress, share(1, 1));
    let late = case(ONE, &["t,2025,2025-01-01"]);
    assert_eq!(outcomes(&late, "2026-01-01"), ["task_done_late"]);
    // 100 % at the end of March 2025 does not say on which side of the date it was completed …
    let by_march = case(ONE, &["t,2025-03,100,,2025-04-01"]);
    assert_eq!(outcomes(&by_march, "2025-05-01"), ["undetermined"]);
    // … until it is known not to have been at its end.
    let after = case(ONE, &["t,2024-12,90,,2025-01-05", "t,2025-03,100,,2025-04-01"]);
    assert_eq!(outcomes(&after, "2025-05-01"), ["task_done_late"]);
    // Judged at the end of 2024 with what is known now, it was not done.
    let report = after.report("2025-05-01");
    assert_eq!(report.rollup().states[0].done(), Ok(true));
}

#[test]
fn a_revised_report_takes_the_earlier_one_back() {
    let rows = ["t,2024-05,2024-05-31,,2024-06-01", "t,2024-06,70,,2024-07-15"];
    let case = case(ONE, &rows);
    assert_eq!(state(&case, "2024-06-15", 0).done(), Ok(true));
    let later = state(&case, "2024-07-15", 0);
    assert_eq!((later.done(), later.progress), (Ok(false), share(7, 10)));
    // Of two that contradict each other only the later one stands, and what neither contradicts stays: done in July.
    let rows = ["t,2024-07,2024-07-01,,2024-07-31", "t,2024-01,100,,2024-09-10", "t,2024-03,0,,2024-09-10"];
    let july = self::case(ONE, &rows);
    assert_eq!(state(&july, "2024-09-10", 0).completion.by.unwrap().to_string(), "2024-07-01");
}

/// A part that weighs next to nothing is a part: what is not known, or not done, does not round away.
#[test]
fn the_least_weight_counts() {
    let light = "0.00000000000000000000000001"; // 1 of 10²⁶, of which 24 places are kept
    let tasks = format!(
        "- {{ id: top, title: Top, window: {{ start: 2024-01, end: 2024-12 }} }}
- {{ id: one, title: One, parent: top }}
- {{ id: two, title: Two, parent: top, weight: {light} }}
- {{ id: steps, title: S, window: {{ end: 2024-12 }}, milestones: [ {{ id: a, title: A, due: 2024-03 }}, {{ id: b, title: B, due: 2024-12, weight: {light} }} ] }}
"
    );
    let rows = ["one,2024-06,100,,2024-07-01", "a,2024-03,2024-03-05"];
    let known = case(&tasks, &rows);
    let top = state(&known, "2024-07-01", 0);
    assert_eq!((top.progress.clone(), top.done()), (Err(Reason::LowCoverage), Err(Reason::LowCoverage)));
    assert!(top.coverage < Exact::ONE);
    let steps = state(&known, "2024-07-01", 3);
    assert_eq!(steps.done(), Ok(false));
    assert!(steps.progress.is_ok_and(|progress| progress < Exact::ONE));
    // Reported as not begun, it is known, and the whole is not done.
    let known = case(&tasks, &[rows[0], "two,2024-06,0,,2024-07-01"]);
    let top = state(&known, "2024-07-01", 0);
    assert_eq!((top.coverage.clone(), top.done()), (Exact::ONE, Ok(false)));
    assert!(top.progress.is_ok_and(|progress| progress < Exact::ONE));
}

const WEIGHTED: &str = "
- id: t
  title: T
  window: { end: 2024-12 }
  milestones:
    - { id: a, title: A, due: 2024-03, weight: 1 }
    - { id: b, title: B, due: 2024-06, weight: 3 }
    - { id: c, title: C, due: 2024-12, weight: 4 }
";

#[test]
fn milestones_count_by_weight() {
    let rows = ["a,2024-03,2024-03-05,,2024-03-06", "b,2024-06,60,,2024-07-01"];
    let case = case(WEIGHTED, &rows);
    // a is reached, b is known not to be, c is not due: 1 ÷ 8, of (1 + 3) ÷ 8 that are due.
    let at = state(&case, "2024-07-01", 0);
    assert_eq!(
        (at.by, at.progress.clone(), at.scheduled.clone()),
        (Some(ProgressBy::Milestones), share(1, 8), share(1, 2))
    );
    assert_eq!(at.done(), Ok(false));
    // Before the report on b it is due and open.
    let open = state(&case, "2024-06-30", 0);
    assert_eq!(open.progress, Err(Reason::NotReported));
    assert_eq!(open.coverage, Exact::ratio(5, 8).unwrap());
}

#[test]
fn deliverables_and_sub_tasks_make_progress() {
    let tasks = "
- { id: top, title: Top, window: { start: 2024-01, end: 2024-12 } }
- { id: one, title: One, parent: top, weight: 1, deliverables: [ { id: d, title: D }, { id: e, title: E, due: 2024-06 } ] }
- { id: two, title: Two, parent: top, weight: 3 }
";
    let case = case(tasks, &["d,2024-02,2024-02-10", "e,2024-06,2024-06-20", "two,2024-06,40"]);
    let report = case.report("2024-07-01");
    let states = report.rollup().states;
    assert_eq!((states[1].by, states[1].progress.clone()), (Some(ProgressBy::Deliverables), share(1, 1)));
    // (1 · 1 + 3 · 0.4) ÷ 4 = 0.55
    assert_eq!((states[0].by, states[0].progress.clone()), (Some(ProgressBy::Tasks), share(55, 100)));
    assert_eq!(states[1].completion.by.unwrap().to_string(), "2024-06-20");
    // It is due with the task above it.
    assert_eq!(states[1].due.unwrap().to_string(), "2024-12");
    // Without a report on one of its parts it is open, with a quarter of the weight known.
    let case = self::case(tasks, &["d,2024-02,2024-02-10", "e,2024-06,2024-06-20"]);
    let top = state(&case, "2024-07-01", 0);
    assert_eq!((top.progress, top.coverage), (Err(Reason::LowCoverage), Exact::ratio(1, 4).unwrap()));
}

#[test]
fn what_the_plan_states_counts_and_the_others_are_held_against_it() {
    let tasks = |by: &str| {
        format!(
            "- {{ id: t, title: T, window: {{ start: 2024-01, end: 2024-12 }}, {by} milestones: [ {{ id: m, title: M, due: 2024-06 }}, {{ id: n, title: N, due: 2024-12 }} ] }}\n"
        )
    };
    let rows = ["t,2024-06,80", "m,2024-06,2024-06-01"];
    let reported = state(&case(&tasks(""), &rows), "2024-07-01", 0);
    assert_eq!((reported.by, reported.progress), (Some(ProgressBy::Reported), share(4, 5)));
    // One of two milestones: half, 30 points away.
    assert_eq!(reported.disagreements, [(ProgressBy::Milestones, Exact::ratio(1, 2).unwrap())]);
    let stated = state(&case(&tasks("progress: milestones,"), &rows), "2024-07-01", 0);
    assert_eq!((stated.by, stated.progress), (Some(ProgressBy::Milestones), share(1, 2)));
    // Ten points apart is no contradiction.
    let near = state(&case(&tasks(""), &["t,2024-06,60", "m,2024-06,2024-06-01"]), "2024-07-01", 0);
    assert!(near.disagreements.is_empty());
    // Done, and yet a milestone is open: also where they are near.
    let all = ["t,2024-06,2024-06-30", "m,2024-06,2024-06-01"];
    assert_eq!(state(&case(&tasks(""), &all), "2024-07-01", 0).disagreements.len(), 1);
    // Both are due. One was not reached, and of the other nothing was reported: it is half at most, and not done.
    let said = |rows: &[&str]| state(&case(&tasks(""), rows), "2025-01-15", 0).disagreements;
    let half = (ProgressBy::Milestones, Exact::ratio(1, 2).unwrap());
    assert_eq!(said(&["t,2024-12,100", "m,2024-06,30"]), std::slice::from_ref(&half));
    // One was reached, so it is at least half; 45 % is near that.
    assert_eq!(said(&["t,2024-12,20", "m,2024-06,2024-06-01"]), [half]);
    assert_eq!(said(&["t,2024-12,45", "m,2024-06,2024-06-01"]), []);
    // Nothing reported of either rules nothing out.
    assert_eq!(said(&["t,2024-12,100"]), []);
}

#[test]
fn indicators_make_progress() {
    let text = "period: { base: 2023, start: 2024, end: 2025 }
indicators:
- { id: x, name: X, measure: stock, weight: 3, attribute: binding, baseline: { period: 2023, value: 0 }, targets: [ { id: t, form: level, at_least: 10, due: 2025 } ] }
- { id: y, name: Y, measure: stock, weight: 1, attribute: binding, baseline: { period: 2023, value: 0 }, targets: [ { id: t, form: level, at_least: 10, due: 2025 } ] }
tasks:
- { id: t, title: T, window: { end: 2025 }, indicators: [ x, y ] }
";
    // (3 · 0.4 + 1 · 0.8) ÷ 4 = 0.5
    let case = Case::new(text, &["x,2024,4", "y,2024,8"]);
    let at = state(&case, "2025-01-31", 0);
    assert_eq!(
        (at.by, at.progress.clone(), at.done()),
        (Some(ProgressBy::Indicators), share(1, 2), Ok(false))
    );
    // Both attained at the end.
    let case = Case::new(text, &["x,2025,10", "y,2025,11"]);
    assert_eq!(state(&case, "2026-01-31", 0).done(), Ok(true));
    assert_eq!(outcomes(&case, "2026-01-31"), ["task_done"]);
}

const CHAIN: &str = "
- { id: a, title: A, window: { start: 2024-01, end: 2024-03 } }
- { id: b, title: B, window: { start: 2024-04, end: 2024-06 }, after: [ a ] }
- { id: c, title: C, window: { start: 2024-07, end: 2024-09 }, after: [ { id: b, days: 10 } ] }
- { id: d, title: D, window: { start: 2024-07, end: 2024-09 } }
";

#[test]
fn a_late_task_moves_those_that_wait_for_it() {
    // a is not done on 30 April, so on 1 May at the earliest; b begins on 2 May and takes 91 days: 31 July;
    // c begins 11 days later, on 11 August, and takes 92 days: 10 November.
    let case = case(CHAIN, &["a,2024-04,90"]);
    let report = case.report("2024-04-30");
    let rollup = report.rollup();
    let dates: Vec<(String, String)> = rollup
        .states
        .iter()
        .map(|state| (state.planned.start.unwrap().to_string(), state.planned.finish.unwrap().to_string()))
        .collect();
    let day = |text: &str| text.to_owned();
    assert_eq!(dates[0], (day("2024-01-01"), day("2024-05-01")));
    assert_eq!(dates[1], (day("2024-05-02"), day("2024-07-31")));
    assert_eq!(dates[2], (day("2024-08-11"), day("2024-11-10")));
    assert_eq!(dates[3], (day("2024-07-01"), day("2024-09-30")));
    let planned: Vec<_> =
        rollup.states.iter().map(|state| (state.planned.held_up_by, state.planned.holds_up)).collect();
    assert_eq!(planned[0], (None, 2));
    assert_eq!(planned[1], (Some(Subject::Task(0)), 1));
    assert_eq!(planned[2], (Some(Subject::Task(1)), 0));
    assert_eq!(planned[3], (None, 0));
    // 31 days after its due date.
    let slip = rollup.states[1].fact(TaskFact::Slip);
    assert_eq!(slip, Ok(FactValue::Exact(Exact::from(31))));
}

#[test]
fn what_waits_for_an_open_task_is_blocked() {
    let case = case(CHAIN, &["a,2024-04,90", "b,2024-04,0"]);
    assert_eq!(outcomes(&case, "2024-04-30")[1], "task_blocked");
    // Not yet to begin.
    assert_eq!(state(&case, "2024-04-30", 2).blocked, Ok(false));
    // It has begun all the same.
    let begun = self::case(CHAIN, &["a,2024-04,90", "b,2024-04,30"]);
    assert_eq!(state(&begun, "2024-04-30", 1).blocked, Ok(false));
    // Nothing is known of what it waits for.
    let open = self::case(CHAIN, &["b,2024-04,0"]);
    assert_eq!(state(&open, "2024-04-30", 1).blocked, Err(Reason::NotReported));
    let done = self::case(CHAIN, &["a,2024-03,2024-03-20", "b,2024-04,0"]);
    assert_eq!(state(&done, "2024-04-30", 1).blocked, Ok(false));
}

#[test]
fn a_task_waits_with_those_below_it_and_ends_with_them() {
    let tasks = "
- { id: top, title: Top, window: { start: 2024-04, end: 2024-12 }, after: [ m ] }
- { id: low, title: Low, parent: top, window: { start: 2024-04, end: 2024-06 } }
- { id: first, title: First, window: { start: 2024-01, end: 2024-03 }, milestones: [ { id: m, title: M, due: 2024-03 } ] }
";
    // m is reached on 14 May: low begins on the 15th and ends 90 days later, on 13 August.
    let case = case(tasks, &["m,2024-05,2024-05-14"]);
    let states = case.report("2024-06-01").rollup().states;
    assert_eq!(states[1].planned.start.unwrap().to_string(), "2024-05-15");
    assert_eq!(states[1].planned.finish.unwrap().to_string(), "2024-08-13");
    assert_eq!(states[1].planned.held_up_by, Some(Subject::Milestone(2, 0)));
    // Its own window of 275 days: from 15 May to 13 February 2025.
    assert_eq!(states[0].planned.finish.unwrap().to_string(), "2025-02-13");
    assert_eq!(states[1].blocked, Ok(false));
    let before = case.report("2024-05-01").rollup().states;
    assert_eq!(before[1].blocked, Err(Reason::NotReported));
}

fn codes(tasks: &str) -> Vec<(Code, String)> {
    let text = format!("format: attainment/plan@1\nid: p\ntitle: P\n{HEAD}{tasks}");
    let told = |diagnostics: &attainment::check::Diagnostics| {
        let all = diagnostics.iter().map(|one| (one.code(), one.problem.message(attainment::Lang::En)));
        all.collect::<Vec<_>>()
    };
    match Plan::from_yaml(&text) {
        Ok(plan) => told(plan.diagnostics()),
        Err(error) => told(error.diagnostics()),
    }
}

#[test]
fn rounds_are_named_in_full() {
    let round = codes(
        "- { id: a, title: A, after: [ c ] }\n- { id: b, title: B, after: [ a ] }\n- { id: c, title: C, after: [ b ] }\n",
    );
    assert_eq!(round.len(), 1);
    assert_eq!(round[0].0, Code::DependencyCycle);
    // From whichever of the three it starts.
    let ways = ["a → b → c → a", "b → c → a → b", "c → a → b → c"];
    assert!(ways.iter().any(|way| round[0].1.contains(way)), "{}", round[0].1);
    assert_eq!(codes("- { id: a, title: A, after: [ a ] }\n")[0].0, Code::DependencyCycle);
    // One of parents does not hide one of dependencies.
    let both = codes(
        "- { id: a, title: A, parent: b }\n- { id: b, title: B, parent: a }\n- { id: c, title: C, after: [ d ] }\n- { id: d, title: D, after: [ c ] }\n",
    );
    assert_eq!(both.iter().map(|(code, _)| *code).collect::<Vec<_>>(), [Code::Cycle, Code::DependencyCycle]);
}

#[test]
fn a_dependency_written_wrongly_is_told_with_a_similar_one() {
    let text = format!(
        "format: attainment/plan@1\nid: p\ntitle: P\n{HEAD}- {{ id: bridge, title: A }}\n- {{ id: road, title: B, after: [ bridg, watch ] }}\nduties:\n- {{ id: watch, title: W }}\n"
    );
    let error = Plan::from_yaml(&text).unwrap_err();
    let helps: Vec<String> =
        error.diagnostics().iter().map(|one| one.problem.help(attainment::Lang::En)).collect();
    assert!(helps[0].contains("did you mean `bridge`?"), "{helps:?}");
    // A duty is never over.
    assert_eq!(error.diagnostics().iter().map(|one| one.code()).collect::<Vec<_>>(), [Code::DanglingId; 2]);
}

#[test]
fn what_cannot_be_is_said_at_once() {
    let tasks = "
- { id: top, title: Top, window: { start: 2024, end: 2024 }, after: [ low ] }
- { id: low, title: Low, parent: top, window: { end: 2025 }, progress: milestones }
- { id: x, title: X, after: [ nothing, top, { id: top, days: -1 } ] }
- { id: y, title: Y, window: { start: 2024-05, end: 2024-06 }, after: [ top ] }
";
    let mut found: Vec<Code> = codes(tasks).into_iter().map(|(code, _)| code).collect();
    found.sort_unstable();
    let mut expected = vec![
        Code::DependencyCycle, // top begins after low ends, which begins with top
        Code::DanglingId,
        Code::DuplicateId,
        Code::BadNumber,
        Code::OutsideWindow,
        Code::ProgressOfNothing,
    ];
    expected.sort_unstable();
    assert_eq!(found, expected);
    let early = codes(
        "- { id: a, title: A, window: { end: 2024-06 } }\n- { id: b, title: B, window: { start: 2024-06, end: 2024-12 }, after: [ a ] }\n",
    );
    assert_eq!(early.iter().map(|(code, _)| *code).collect::<Vec<_>>(), [Code::StartsTooEarly]);
}

#[test]
fn duties_stand_by_the_periods_for_which_they_were_done() {
    let text = "period: { base: 2023, start: 2024, end: 2025 }
duties:
- { id: q, title: Quarterly, frequency: quarter }
- { id: once, title: Once, due: 2024-06 }
- { id: some, title: Some day }
";
    let case = Case::new(text, &["q,2024-Q1,2024-04-10", "q,2024-Q2,2024-07-10", "once,2024-07,2024-07-02"]);
    let at = |date: &str| case.report(date).rollup().duties;
    let told =
        |date: &str| at(date).iter().map(|duty| (duty.standing, duty.done, duty.due)).collect::<Vec<_>>();
    // Two quarters are over on 31 July, and were done; the third, in September, is not over.
    assert_eq!(told("2024-07-31")[0], (Standing::OnTrack, 2, 2));
    assert_eq!(told("2024-09-30")[0], (Standing::Undetermined, 2, 3));
    assert_eq!(told("2024-07-31")[1], (Standing::Missed, 0, 1));
    assert_eq!(at("2024-07-31")[2].reason, Some(Reason::NoDue));
    assert_eq!(told("2024-03-30")[0], (Standing::Undetermined, 0, 0));
    let undone = Case::new(text, &["q,2024-Q1,0"]);
    assert_eq!(undone.report("2024-05-01").rollup().duties[0].standing, Standing::Missed);
}

/// One of its parts is not done, so the whole is not, though nothing is known of the other part.
#[test]
fn a_whole_with_an_open_part_is_not_done() {
    let tasks = "- { id: p, title: P, window: { start: 2024-01, end: 2024-06 } }
- { id: a, title: A, parent: p }\n- { id: b, title: B, parent: p }\n";
    let whole = state(&case(tasks, &["a,2024-06,68%"]), "2024-09-15", 0);
    assert_eq!((whole.progress.clone(), whole.done()), (Err(Reason::LowCoverage), Ok(false)));
    let done = state(&case(tasks, &["a,2024-06,2024-06-20"]), "2024-09-15", 0);
    assert_eq!(done.done(), Err(Reason::LowCoverage));
}

/// What cannot be is told, and so is a percentage of a period that is not over.
#[test]
fn dates_that_do_not_fit_are_told() {
    let told = |tasks: &str| codes(tasks).into_iter().map(|(code, _)| code).collect::<Vec<_>>();
    // It begins in June, and is due in March with the task above it.
    let child = "- { id: a, title: A, window: { start: 2024-01, end: 2024-03 } }
- { id: b, title: B, parent: a, window: { start: 2024-06 } }
";
    assert_eq!(told(child), [Code::BeginsOverdue]);
    // 60 days after 31 March are 30 May: it can begin on the 31st at the earliest.
    let wait = |start: &str| {
        format!(
            "- {{ id: a, title: A, window: {{ end: 2024-03 }} }}\n- {{ id: b, title: B, window: {{ start: {start}, end: 2024-12 }}, after: [ {{ id: a, days: 60 }} ] }}\n"
        )
    };
    assert_eq!(told(&wait("2024-05-30")), [Code::StartsTooEarly]);
    assert_eq!(told(&wait("2024-05-31")), []);
    let plan = Plan::from_yaml(&format!("format: attainment/plan@1\nid: p\ntitle: P\n{HEAD}{ONE}")).unwrap();
    let row = |row: &str| {
        let text = format!("subject,period,value,published\n{row}\n");
        let data = Observations::from_csv(text.as_bytes(), &plan).unwrap();
        data.diagnostics().iter().map(|one| one.code()).collect::<Vec<_>>()
    };
    assert_eq!(row("t,2024,40%,2024-05-23"), [Code::ProgressOfLater]);
    assert_eq!(row("t,2024-05-23,40%,2024-05-23"), []);
}

/// The earliest dates of a task, `start finish`.
fn earliest(case: &Case, as_of: &str, task: usize) -> String {
    let planned = state(case, as_of, task).planned;
    format!("{} {}", planned.start.unwrap(), planned.finish.unwrap())
}

/// What has begun waits no more, and what remains of it takes its part of the window.
#[test]
fn what_has_begun_is_not_held_up() {
    let tasks = "- { id: a, title: A, window: { start: 2024-01, end: 2024-06 } }
- { id: b, title: B, window: { start: 2024-07, end: 2025-06 }, after: [ a ] }
";
    let late = case(tasks, &["a,2024-09,2024-09-30"]);
    // After 30 September, and 364 days, as from 1 July to 30 June.
    assert_eq!(earliest(&late, "2025-04-10", 1), "2024-10-01 2025-09-30");
    // 98 % on 31 March: the rest, 2 % of 364 days, is eight days, so that it can be done when it is due.
    let nearly = case(tasks, &["a,2024-09,2024-09-30", "b,2025-03,98%"]);
    assert_eq!(earliest(&nearly, "2025-04-10", 1), "2024-10-01 2025-06-30");
    // Half done: 182 days after 31 March.
    let half = case(tasks, &["a,2024-09,2024-09-30", "b,2025-03,50%"]);
    assert_eq!(earliest(&half, "2025-04-10", 1), "2024-10-01 2025-09-29");
    // It was begun before what it waits for was done; of 364 days 90 % remain, 327.6.
    let early = case(tasks, &["a,2024-09,2024-09-30", "b,2024-08,10%"]);
    assert_eq!(earliest(&early, "2024-10-10", 1), "2024-08-31 2025-07-25");
}

/// Of what was done by the end of a year the day is not known: what waits for it can begin when the plan says.
#[test]
fn what_was_done_by_a_day_may_have_been_done_in_time() {
    let tasks = "- { id: a, title: A, window: { start: 2024-01, end: 2024-06 } }
- { id: b, title: B, window: { start: 2024-07, end: 2024-12 }, after: [ { id: a, days: 10 } ] }
";
    let year = case(tasks, &["a,2024,100%,,2025-01-10"]);
    // Ten days after 30 June; 183 days, as from 1 July to 31 December.
    assert_eq!(earliest(&year, "2025-01-15", 1), "2024-07-11 2025-01-10");
    // It was not done on 31 October: not before 1 November.
    let later = case(tasks, &["a,2024-10,80%", "a,2024,100%,,2025-01-10"]);
    assert_eq!(earliest(&later, "2025-01-15", 1), "2024-11-12 2025-05-14");
    let day = case(tasks, &["a,2024,2024-12-20,,2025-01-10"]);
    assert_eq!(earliest(&day, "2025-01-15", 1), "2024-12-31 2025-07-02");
}

#[test]
fn reports_for_too_long_a_period_or_of_days_to_come_are_told() {
    let text = "format: attainment/plan@1\nid: p\ntitle: P\nperiod: { base: 2023, start: 2024, end: 2025 }\nduties:\n- { id: q, title: Quarterly, frequency: quarter }\n";
    let plan = Plan::from_yaml(text).unwrap();
    let data = |rows: &str| {
        let rows = format!("subject,period,value,published\n{rows}");
        Observations::from_csv(rows.as_bytes(), &plan).unwrap()
    };
    // A year holds four quarters: that it was done in each of them is not said.
    let year = data("q,2024,2024-12-20,2025-01-10\n");
    let codes: Vec<_> = year.diagnostics().iter().map(|one| one.code()).collect();
    assert_eq!(codes, [Code::ReportTooLong]);
    let early = data("q,2024-Q4,2024-12-20,2024-12-01\n");
    let codes: Vec<_> = early.diagnostics().iter().map(|one| one.code()).collect();
    assert_eq!(codes, [Code::ReachedLater]);
    assert!(
        data("q,2024-Q4,2024-12-20,2025-01-10\nq,2024-05,2024-05-20,2024-06-10\n").diagnostics().is_empty()
    );
}

#[test]
fn a_chain_of_a_hundred_thousand_has_no_depth() {
    let count = 100_000;
    let mut tasks = String::from(
        "format: attainment/plan@1\nid: p\ntitle: P\nperiod: { start: 2024, end: 2025 }\ntasks:\n",
    );
    for index in 0..count {
        let parent = if index == 0 { String::new() } else { format!("parent: t{}, ", index - 1) };
        tasks.push_str(&format!(
            "- {{ id: t{index}, title: T, {parent}window: {{ start: 2024, end: 2025 }} }}\n"
        ));
    }
    for index in 0..count {
        let after = if index == 0 { String::new() } else { format!(", after: [ d{} ]", index - 1) };
        tasks.push_str(&format!("- {{ id: d{index}, title: D{after} }}\n"));
    }
    let limits = attainment::document::Limits { nodes: 10_000_000, ..Default::default() };
    let plan = attainment::plan::PlanDoc::from_yaml(&tasks, &limits).unwrap().check().unwrap();
    let data = Observations::from_csv("subject,period,value\nd0,2024,50\n".as_bytes(), &plan).unwrap();
    let policy = attainment::Policy::builtin("cn-schedule").unwrap();
    let report =
        attainment::Evaluator::new(&policy).as_of("2025-01-01".parse().unwrap()).evaluate(&plan, &data);
    let rollup = report.rollup();
    assert_eq!(rollup.plan.tasks.total(), 2 * count);
    // Of what waits for a task that is not done, the last begins so many days later.
    let last = rollup.states[2 * count - 1].planned.start.unwrap();
    let first = "2025-01-01".parse::<attainment::NaiveDate>().unwrap();
    assert_eq!((last - first).num_days(), i64::try_from(count).unwrap() - 1);
    assert_eq!(rollup.tasks[0].tasks.total(), count - 1, "the tasks below it");
}

/// 30 % are reported at the end of October; 112 of 184 days of the half-year that began in July have passed on
/// 2024-10-20.
#[test]
fn a_task_is_explained_with_the_numbers_that_decided() {
    let case = Case::new(
        "period: { base: 2023, start: 2024, end: 2024 }
organizations: [ { id: a, name: A }, { id: b, name: B } ]
tasks:
- { id: first, title: First, window: { start: 2024-01, end: 2024-06 } }
- { id: next, title: Next, window: { start: 2024-07, end: 2024-12 }, after: [ first ], milestones: [ { id: m, title: M, due: 2024-09 } ], progress: reported }
- { id: silent, title: Silent }
responsibilities:
- { role: lead, organization: a, task: next }
- { role: supporting, organization: b, task: next, open_ended: true }
",
        &["first,2024-07,2024-07-20", "next,2024-09,30", "m,2024-09,2024-09-25"],
    );
    let report = case.report("2024-10-20");
    let told = report.explain_task("next", Lang::En).unwrap();
    for part in [
        "“Next” is due in 2024-12.",
        "lead: A; supporting: B and others.",
        "Progress is 30.0% (source: reported",
        // The only milestone was reached.
        "Contradicted by milestones: 100.0%, not 30.0%.",
        // First was done 20 days late: 21 July and the 184 days of the window.
        "“First” holds it up: it can begin on 2024-07-21 at the earliest, and be done on 2025-01-20.",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let chinese = report.explain_task("next", Lang::Zh).unwrap();
    assert!(chinese.contains("牵头：A；配合：B等。"), "{chinese}");
    let silent = report.explain_task("silent", Lang::En).unwrap();
    assert!(silent.contains("has no date") && silent.contains("Undetermined by cn-schedule"), "{silent}");
    assert_eq!(report.explain_task("nothing", Lang::En), None);
    assert_eq!(report.explain_task("m", Lang::En), None);

    // The document has the same sentences, without who is named, in both languages.
    let document = report.document(&Diagnostics::default());
    let reasons = &document.tasks[1].reasons;
    let without: Vec<&str> = told.lines().filter(|line| !line.starts_with("lead")).collect();
    assert_eq!(reasons.iter().map(|reason| reason.en.as_str()).collect::<Vec<_>>(), without);
    assert!(reasons.iter().all(|reason| !reason.zh.is_empty() && reason.zh != reason.en));
}

/// Whatever the tests are run with, a thread like those of a program: its stack is of the default size.
fn on_a_thread(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap().join().unwrap();
}

#[test]
fn a_hundred_thousand_tasks_wait_for_each_other() {
    on_a_thread(|| {
        let count: usize = 100_000;
        let mut doc = PlanDoc::new("p", "P", "2025");
        for number in 0..count {
            let after =
                number.checked_sub(1).map(|before| DependencyDoc { id: format!("t{before}"), days: None });
            doc.tasks.push(TaskDoc {
                id: format!("t{number}"),
                title: "T".into(),
                after: after.into_iter().collect(),
                ..TaskDoc::default()
            });
        }
        let plan = doc.check().unwrap().into_inner();
        let data =
            Observations::from_csv("subject,period,value\nt0,2024,2024-12-31\n".as_bytes(), &plan).unwrap();
        let policy = attainment::Policy::builtin("cn-schedule").unwrap();
        let on = attainment::Evaluator::new(&policy).as_of("2025-01-31".parse().unwrap());
        let report = on.evaluate(&plan, &data);
        let rollup = report.rollup();
        // The first was done on the last day of 2024; each of the others takes a day that begins after that before.
        let last = rollup.states[count - 1].planned.finish.unwrap();
        let first: attainment::NaiveDate = "2024-12-31".parse().unwrap();
        assert_eq!((last - first).num_days(), i64::try_from(count).unwrap() - 1);
        assert_eq!(rollup.plan.tasks.count(Standing::Attained), 1, "the first, which has no date to miss");
        drop(report);
        // The first waits for the last: all of them are in the round, of which the ends are told.
        doc.tasks[0].after.push(DependencyDoc { id: format!("t{}", count - 1), days: None });
        let error = doc.check().unwrap_err();
        assert_eq!(
            error.diagnostics().iter().map(|one| one.code()).collect::<Vec<_>>(),
            [Code::DependencyCycle]
        );
    });
}

#[test]
fn organizations_can_be_deep_and_collectives_large() {
    on_a_thread(|| {
        let (deep, large): (usize, usize) = (100_000, 10_000);
        let mut doc = PlanDoc::new("p", "P", "2025");
        let organization = |id: String, parent: Option<String>| OrganizationDoc {
            name: format!("单位 {id}"),
            id,
            parent,
            ..OrganizationDoc::default()
        };
        for number in 0..deep {
            let parent = number.checked_sub(1).map(|above| format!("o{above}"));
            doc.organizations.push(organization(format!("o{number}"), parent));
        }
        let members = (0..large).map(|number| format!("o{}", number * 10)).collect();
        doc.organizations.push(OrganizationDoc { members, ..organization("all".into(), None) });
        doc.tasks.push(TaskDoc { id: "t".into(), title: "T".into(), ..TaskDoc::default() });
        doc.responsibilities.push(ResponsibilityDoc {
            role: "lead".into(),
            organization: Some("all".into()),
            task: Some("t".into()),
            ..ResponsibilityDoc::default()
        });
        let plan = doc.check().unwrap().into_inner();
        let data = Observations::from_csv("subject,period,value\nt,2024,60\n".as_bytes(), &plan).unwrap();
        let policy = attainment::Policy::builtin("cn-schedule").unwrap();
        let on = attainment::Evaluator::new(&policy).as_of("2025-01-31".parse().unwrap());
        let report = on.evaluate(&plan, &data);
        let rollup = report.rollup();
        // The collective itself, and each of its members through it.
        assert_eq!(rollup.bearers.len(), large + 1);
        assert_eq!(rollup.bearers.iter().filter(|one| one.through == [deep]).count(), large);
        let ledger = attainment::report::ledger(&[report]);
        assert_eq!(ledger.organizations.len(), large + 1);
        assert!(ledger.to_text(attainment::Lang::En).contains("o99990"));
        // The first below the last: a tree that returns to itself.
        doc.organizations[0].parent = Some(format!("o{}", deep - 1));
        assert!(doc.check().is_err());
    });
}

/// A register writes as many members out in no more time.
#[test]
fn a_register_of_ten_thousand_is_resolved() {
    on_a_thread(|| {
        let count: usize = 10_000;
        let mut register = attainment::register::RegisterDoc {
            format: attainment::register::REGISTER_FORMAT.into(),
            id: "r".into(),
            title: "R".into(),
            ..Default::default()
        };
        for number in 0..count {
            register.organizations.push(attainment::register::RegisteredDoc {
                id: format!("o{number}"),
                name: format!("单位 {number}"),
                parent: number.checked_sub(1).map(|above| format!("o{above}")),
                ..Default::default()
            });
        }
        register.collectives.push(attainment::register::CollectiveDoc {
            id: "all".into(),
            name: "各单位".into(),
            under: Some("o0".into()),
            ..Default::default()
        });
        let register = register.check().unwrap().into_inner();
        let mut doc = PlanDoc::new("p", "P", "2025");
        doc.organizations.push(OrganizationDoc {
            id: "all".into(),
            name: "各单位".into(),
            collective: Some("true".into()),
            ..OrganizationDoc::default()
        });
        let (resolved, _) = register.resolve(&doc);
        assert_eq!(resolved.check().unwrap().organizations()[0].members().len(), count - 1);
    });
}

/// What cannot be before the last day that a date can name is told as that day, and is late all the same.
#[test]
fn the_earliest_dates_end_with_the_calendar() {
    let tasks = "- { id: a, title: A, window: { start: 9990, end: 9998 } }
- { id: b, title: B, window: { start: 9999-01, end: 9999-12 }, after: [ { id: a, days: 36600 } ] }
- { id: c, title: C, window: { start: 9999-12, end: 9999-12 }, after: [ b ] }
";
    let case = Case::new(&format!("period: {{ start: 9990, end: 9999 }}\ntasks:\n{tasks}"), &["a,9997,40"]);
    let last: attainment::NaiveDate = "9999-12-31".parse().unwrap();
    for task in 1..3 {
        let planned = state(&case, "9998-06-30", task).planned;
        assert_eq!((planned.start, planned.finish), (Some(last), Some(last)));
    }
}
