//! Policies that remember: earlier evaluations as an input. All outcomes by hand.
#![cfg(all(feature = "yaml", feature = "json", feature = "csv"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use attainment::check::Diagnostics;
use attainment::facts::Reason;
use attainment::report::{History, HistoryError, ReportDoc};
use attainment::{Evaluator, Lang, Observations, Plan, Policy};

const PLAN: &str = "
format: attainment/plan@1
id: p
title: P
period: { base: 2023, start: 2024, end: 2024 }
indicators:
- { id: x, name: X, measure: stock, baseline: { period: 2023, value: 0 },
    targets: [ { id: t, form: level, at_least: 120, due: 2024 } ] }
tasks:
- { id: job, title: J, window: { start: 2024-01, end: 2024-12 } }
";

/// Ten a month are on schedule.
const LAMPS: &str = "
format: attainment/policy@1
id: lamps
version: '1'
indicator:
  hit: first
  rows:
    - { id: green, when: { lag: '>= 0', first_outcome: '{none, green}' }, then: green }
    - { id: relit, when: { caught_up: true, first_outcome: '{yellow, red, called_up}' }, then: yellow }
    - { id: third, when: { previous_outcome: '{red, called_up}', bad_streak: '>= 2' }, then: called_up }
    - { id: again, when: { previous_standing: '{at_risk, off_track}' }, then: red }
    - { id: behind, then: yellow }
task:
  hit: first
  rows:
    - { id: done, when: { done: true }, then: done }
    - { id: silent_again, when: { streak: '>= 1', previous_outcome: yellow }, then: red }
    - { id: else, then: yellow }
outcomes:
  done: { kind: fact, standing: attained, zh: 办结, en: done }
  green: { kind: outlook, standing: on_track, zh: 绿灯, en: green }
  yellow: { kind: outlook, standing: at_risk, zh: 黄灯, en: yellow }
  red: { kind: outlook, standing: off_track, zh: 红灯, en: red }
  called_up: { kind: outlook, standing: off_track, zh: 约谈, en: called up }
";

struct Months {
    plan: Plan,
    data: Observations,
    policy: Policy,
    history: History,
}

impl Months {
    fn new(rows: &str) -> Self {
        let plan = Plan::from_yaml(PLAN).unwrap().into_inner();
        let csv = format!("indicator,period,value,published\n{rows}");
        let data = Observations::from_csv(csv.as_bytes(), &plan).unwrap().into_inner();
        let policy = Policy::from_yaml(LAMPS).unwrap().into_inner();
        Self { plan, data, policy, history: History::new() }
    }

    /// The lamp of the indicator for a month, as known on a day; the evaluation is remembered.
    fn lamp(&mut self, month: &str, as_of: &str) -> String {
        let report = self.report(Some(month), as_of);
        assert!(self.history.add(&report).is_ok());
        report.indicators.first().unwrap().outcome.clone()
    }

    fn report(&self, month: Option<&str>, as_of: &str) -> ReportDoc {
        let evaluation = Evaluator::new(&self.policy).as_of(as_of.parse().unwrap()).history(&self.history);
        let evaluation = match month {
            Some(month) => evaluation.at(month.parse().unwrap()),
            None => evaluation,
        };
        evaluation.evaluate(&self.plan, &self.data).document(&Diagnostics::new())
    }
}

const SLOW: &str = "x,2024-01,5,2024-02-01
x,2024-02,12,2024-03-01
x,2024-03,20,2024-04-01
x,2024-04,30,2024-05-01
x,2024-05,55,2024-06-01
";

#[test]
fn lamps_turn_worse_month_by_month() {
    let mut months = Months::new(SLOW);
    // 5 of 10, 12 of 20, 20 of 30, 30 of 40: behind; 55 of 50 in May.
    assert_eq!(months.lamp("2024-01", "2024-02-05"), "yellow");
    assert_eq!(months.lamp("2024-02", "2024-03-05"), "red");
    // One red before is not two.
    assert_eq!(months.lamp("2024-03", "2024-04-05"), "red");
    assert_eq!(months.lamp("2024-04", "2024-05-05"), "called_up");
    assert_eq!(months.lamp("2024-05", "2024-06-05"), "green");
}

#[test]
fn a_month_is_lit_again_once_it_is_caught_up() {
    let mut months = Months::new(SLOW);
    for (month, as_of) in [("2024-01", "2024-02-05"), ("2024-02", "2024-03-05")] {
        months.lamp(month, as_of);
    }
    // February was red with 12 of 20. In April it still is: the newest figure, 20 of March, is what February asked for.
    assert_eq!(months.report(Some("2024-02"), "2024-03-20").indicators.first().unwrap().outcome, "red");
    assert_eq!(months.report(Some("2024-02"), "2024-04-05").indicators.first().unwrap().outcome, "yellow");
    // March has not caught up with itself: 20 of 30.
    assert_eq!(months.lamp("2024-03", "2024-04-06"), "red");
    // Lit again, February is yellow; the row of months goes on from what was said of it last.
    assert_eq!(months.lamp("2024-02", "2024-04-07"), "yellow");
    assert_eq!(months.lamp("2024-04", "2024-05-05"), "red", "only one bad month before: March");
}

#[test]
fn nothing_is_remembered_that_is_not_given() {
    let months = Months::new(SLOW);
    let without = Evaluator::new(&months.policy).as_of("2024-03-05".parse().unwrap());
    let report = without.evaluate(&months.plan, &months.data);
    let verdict = report.indicator("x").unwrap();
    assert_eq!(verdict.outcome().id(), "undetermined");
    assert!(verdict.missing().iter().any(|(_, reason)| *reason == Reason::NoHistory));
    assert_eq!(report.document(&Diagnostics::new()).remembered, None);
    assert_eq!(months.report(None, "2024-03-05").remembered, Some(0));
}

#[test]
fn only_earlier_evaluations_of_the_plan_by_the_policy_count() {
    let mut months = Months::new(SLOW);
    months.lamp("2024-01", "2024-02-05");
    let mut other = months.report(Some("2024-02"), "2024-03-05");
    other.plan.id = "another".into();
    months.history.add(&other).unwrap();
    other.plan.id = "p".into();
    other.policy.id = "another".into();
    months.history.add(&other).unwrap();
    // Made on the same day as the evaluation that asks: not before it.
    let same_day = months.report(Some("2024-02"), "2024-04-05");
    months.history.add(&same_day).unwrap();
    assert_eq!(months.report(Some("2024-03"), "2024-04-05").remembered, Some(1));
    assert_eq!(months.history.len(), 4);
    let refused = |change: &dyn Fn(&mut ReportDoc)| {
        let mut wrong = same_day.clone();
        change(&mut wrong);
        History::new().add(&wrong).unwrap_err()
    };
    let not_a_date = HistoryError::NotADate("yesterday".into());
    assert_eq!(refused(&|of| of.as_of = "yesterday".into()), not_a_date);
    assert_eq!(refused(&|of| of.judged_until = "yesterday".into()), not_a_date);
    assert_eq!(refused(&|of| of.format = "x".into()), HistoryError::Format("x".into()));
    // What is judged up to the end of 2024 was not known in April.
    let later = HistoryError::JudgedLater {
        judged_until: "2024-12-31".parse().unwrap(),
        as_of: "2024-04-05".parse().unwrap(),
    };
    assert_eq!(refused(&|of| of.judged_until = "2024-12-31".into()), later);
    let id = same_day.indicators.first().unwrap().id.clone();
    let unknown = HistoryError::UnknownStanding { id, word: "splendid".into() };
    assert_eq!(refused(&|of| of.indicators.first_mut().unwrap().standing = "splendid".into()), unknown);
    for error in [not_a_date, later, unknown, HistoryError::WhatIf] {
        assert_ne!(error.told(Lang::Zh), error.told(Lang::En));
    }
}

/// Of two reports of one day nobody knows which came first: the worse counts, whichever is added first.
#[test]
fn of_one_day_the_worse_counts() {
    let said = |lamps: [(&str, &str); 2]| {
        let mut months = Months::new(SLOW);
        for (outcome, standing) in lamps {
            let mut report = months.report(Some("2024-01"), "2024-02-05");
            let verdict = report.indicators.first_mut().unwrap();
            (verdict.outcome, verdict.standing) = (outcome.into(), standing.into());
            assert!(months.history.add(&report).is_ok());
        }
        let of = |month, as_of| months.report(Some(month), as_of).indicators.first().unwrap().outcome.clone();
        (of("2024-02", "2024-03-05"), of("2024-01", "2024-03-05"))
    };
    let (green, red) = (("green", "on_track"), ("red", "off_track"));
    // February is behind again; January, red at first, is caught up with by the 12 of February.
    let expected = ("red".to_owned(), "yellow".to_owned());
    assert_eq!(said([green, red]), expected);
    assert_eq!(said([red, green]), expected);
    assert_eq!(said([green, green]), ("yellow".to_owned(), "yellow".to_owned()));
}

#[test]
fn an_undetermined_month_ends_a_row() {
    // No figure of February: undetermined; March is then no third.
    let mut months =
        Months::new("x,2024-01,5,2024-02-01\nx,2024-03,20,2024-04-01\nx,2024-04,30,2024-05-01\n");
    assert_eq!(months.lamp("2024-01", "2024-02-05"), "yellow");
    // The newest figure by the end of February is that of January: 5 of 10.
    assert_eq!(months.lamp("2024-02", "2024-03-05"), "red");
    let mut open = months.report(Some("2024-03"), "2024-04-05");
    let verdict = open.indicators.first_mut().unwrap();
    verdict.outcome = "undetermined".into();
    verdict.standing = "undetermined".into();
    months.history.add(&open).unwrap();
    assert_eq!(months.lamp("2024-04", "2024-05-05"), "yellow", "nothing bad came right before");
}

/// The facts of the indicator that a table with these rows reads, for a month as of a day.
fn facts(months: &Months, reads: &str, month: &str, as_of: &str) -> Vec<String> {
    let text = format!(
        "
format: attainment/policy@1
id: lamps
version: '2'
measures: {{ month: {{ fact: lag, current: judged }} }}
indicator:
  hit: first
  rows: [ {{ id: one, when: {{ {reads} }}, then: red }}, {{ id: else, then: yellow }} ]
outcomes:
  yellow: {{ kind: outlook, standing: at_risk, zh: 黄灯, en: yellow }}
  red: {{ kind: outlook, standing: off_track, zh: 红灯, en: red }}
"
    );
    let policy = Policy::from_yaml(&text).unwrap();
    let evaluation = Evaluator::new(&policy).as_of(as_of.parse().unwrap()).history(&months.history);
    let report = evaluation.at(month.parse().unwrap()).evaluate(&months.plan, &months.data);
    let facts = report.indicator("x").unwrap().facts();
    let told = |place: usize| match facts.get(place) {
        Ok(attainment::facts::FactValue::Word(word)) => word.to_string(),
        Ok(attainment::facts::FactValue::Exact(number)) => number.to_string(),
        Ok(attainment::facts::FactValue::YesNo(yes)) => yes.to_string(),
        other => other.map_or_else(|reason| reason.word().to_owned(), |other| format!("{other:?}")),
    };
    (0..policy.columns().len()).map(told).collect()
}

#[test]
fn the_last_outcome_passes_over_what_was_undetermined() {
    let mut months = Months::new(SLOW);
    let reads = "last_outcome: known, previous_outcome: known";
    assert_eq!(facts(&months, reads, "2024-01", "2024-02-05"), ["none", "none"]);
    months.lamp("2024-01", "2024-02-05");
    let mut open = months.report(Some("2024-02"), "2024-03-05");
    open.indicators.first_mut().unwrap().standing = "undetermined".into();
    open.indicators.first_mut().unwrap().outcome = "undetermined".into();
    months.history.add(&open).unwrap();
    assert_eq!(facts(&months, reads, "2024-03", "2024-04-05"), ["yellow", "undetermined"]);
    // Nothing of the indicator at all in March.
    let mut without = months.report(Some("2024-03"), "2024-04-05");
    without.indicators.clear();
    months.history.add(&without).unwrap();
    assert_eq!(facts(&months, reads, "2024-04", "2024-05-05"), ["yellow", "none"]);
}

/// January 5, February 14, April 30; ten are asked for a month. Nothing of March.
#[test]
fn a_month_is_judged_by_its_own_figure_where_the_policy_says_so() {
    let rows = "x,2024-01,5,2024-02-01\nx,2024-02,14,2024-03-01\nx,2024-04,30,2024-05-01\n";
    let months = Months::new(rows);
    let reads = "lag: known, month: known, caught_up: known, closes: known";
    let at = |month: &str, as_of: &str| facts(&months, reads, month, as_of);
    // (14 − 20) ÷ 120
    let february = at("2024-02", "2024-03-05");
    assert_eq!(february, ["-0.05", "-0.05", "false", "month"]);
    // The newest figure is that of February, and says nothing of March, made up or not.
    let march = at("2024-03", "2024-04-05");
    assert_eq!(march.get(1..), Some(&["not_reported", "not_reported", "quarter"].map(String::from)[..]));
    // That of April is where March should have been.
    let march = at("2024-03", "2024-05-05");
    assert_eq!(march.get(1..), Some(&["not_reported", "true", "quarter"].map(String::from)[..]));
    for (period, closes) in
        [("2024-06", "half"), ("2024-H1", "half"), ("2024-Q3", "quarter"), ("2024", "year")]
    {
        assert_eq!(at(period, "2025-02-01").last().map(String::as_str), Some(closes), "{period}");
    }
    assert_eq!(at("2024-04-15", "2024-05-05").last().map(String::as_str), Some("none"));
}

#[test]
fn tasks_remember_too() {
    let mut months = Months::new("job,2024-03,2024-03-15,2024-03-16\n");
    let lamp = |months: &mut Months, month: &str, as_of: &str| {
        let report = months.report(Some(month), as_of);
        months.history.add(&report).unwrap();
        report.tasks.first().unwrap().judgement.as_ref().unwrap().outcome.clone()
    };
    // Nothing is known of the job in January: it may be done, and is yellow if it is not.
    assert_eq!(lamp(&mut months, "2024-01", "2024-02-05"), "undetermined");
    assert_eq!(lamp(&mut months, "2024-03", "2024-04-05"), "done");
    let mut months =
        Months::new("job,2024-01,10,2024-02-01\njob,2024-02,15,2024-03-01\njob,2024-03,20,2024-04-01\n");
    assert_eq!(lamp(&mut months, "2024-01", "2024-02-05"), "yellow");
    assert_eq!(lamp(&mut months, "2024-02", "2024-03-05"), "red");
    assert_eq!(lamp(&mut months, "2024-03", "2024-04-05"), "yellow", "the one before was red");
}

#[test]
fn a_history_is_read_back_from_json() {
    let mut months = Months::new(SLOW);
    months.lamp("2024-01", "2024-02-05");
    let first = months.report(Some("2024-02"), "2024-03-05");
    let text = attainment::report::to_json(std::slice::from_ref(&first));
    let again: ReportDoc = serde_json::from_str(&text).unwrap();
    assert_eq!(again, first);
    let mut history = History::new();
    assert!(history.add(&again).is_ok() && !history.is_empty());
}
