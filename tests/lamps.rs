//! The lamps of cities, month by month, with what was said before. All outcomes by hand.
#![cfg(all(feature = "yaml", feature = "json", feature = "csv"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use attainment::check::{Code, Diagnostics};
use attainment::facts::FactValue;
use attainment::policy::Standing;
use attainment::report::{History, ReportDoc};
use attainment::{Evaluator, Observations, Plan, Policy};

/// `x` asks for ten a month and 120 by the end of 2024; `cap` is never to be above 50. `job` takes the year, a twelfth a
/// month; `stages` has a milestone at the end of each quarter.
const PLAN: &str = "
format: attainment/plan@1
id: p
title: P
period: { base: 2023, start: 2024, end: 2024 }
indicators:
- { id: x, name: X, measure: stock, baseline: { period: 2023, value: 0 }, inputs: { OF_X },
    targets: [ { id: t, form: level, at_least: 120, due: 2024 } ] }
- { id: cap, name: C, measure: stock, direction: decrease, targets: [ { id: t, form: cap, at_most: 50, due: 2024 } ] }
tasks:
- { id: job, title: J, window: { start: 2024-01, end: 2024-12 }, inputs: { OF_JOB } }
- id: stages
  title: S
  window: { start: 2024-01, end: 2024-12 }
  milestones: [ { id: a, title: A, due: 2024-03 }, { id: b, title: B, due: 2024-06 },
                { id: c, title: C, due: 2024-09 }, { id: d, title: D, due: 2024-12 } ]
";

/// A city that judges month after month, and remembers what it said.
struct City {
    policy: Policy,
    rows: String,
    of_x: &'static str,
    of_job: &'static str,
    history: History,
}

impl City {
    fn new(policy: &str, rows: &[&str]) -> Self {
        let policy = Policy::builtin(policy).unwrap();
        let rows = format!("subject,period,value,published\n{}\n", rows.join("\n"));
        Self { policy, rows, of_x: "", of_job: "", history: History::new() }
    }

    /// The report on a month as of a day.
    fn look(&self, month: &str, as_of: &str) -> ReportDoc {
        let text = PLAN.replace("OF_X", self.of_x).replace("OF_JOB", self.of_job);
        let plan = Plan::from_yaml(&text).unwrap().into_inner();
        let data = Observations::from_csv(self.rows.as_bytes(), &plan).unwrap().into_inner();
        let evaluation = Evaluator::new(&self.policy).as_of(as_of.parse().unwrap()).history(&self.history);
        evaluation.at(month.parse().unwrap()).evaluate(&plan, &data).document(&Diagnostics::new())
    }

    /// The same, and it is remembered.
    fn report(&mut self, month: &str, as_of: &str) -> ReportDoc {
        let report = self.look(month, as_of);
        assert!(self.history.add(&report).is_ok());
        report
    }

    fn lamp(&mut self, month: &str, as_of: &str) -> String {
        indicator(&self.report(month, as_of), "x")
    }

    fn task(&mut self, month: &str, as_of: &str) -> String {
        task(&self.report(month, as_of), "job")
    }

    /// The lamps of `x` for the first months of 2024, each judged on the 10th of the next.
    fn months(&mut self, count: u32) -> Vec<String> {
        (1..=count).map(|month| self.lamp(&format!("2024-{month:02}"), &tenth_after(month))).collect()
    }

    /// The lamps of `job`.
    fn task_months(&mut self, count: u32) -> Vec<String> {
        (1..=count).map(|month| self.task(&format!("2024-{month:02}"), &tenth_after(month))).collect()
    }
}

fn tenth_after(month: u32) -> String {
    if month == 12 { "2025-01-10".into() } else { format!("2024-{:02}-10", month + 1) }
}

fn indicator(report: &ReportDoc, id: &str) -> String {
    report.indicators.iter().find(|verdict| verdict.id == id).unwrap().outcome.clone()
}

fn possible(report: &ReportDoc, id: &str) -> Vec<String> {
    report.indicators.iter().find(|verdict| verdict.id == id).unwrap().possible.clone()
}

fn task(report: &ReportDoc, id: &str) -> String {
    let task = report.tasks.iter().find(|task| task.id == id).unwrap();
    task.judgement.as_ref().unwrap().outcome.clone()
}

/// Rows of `x`, published on the fifth of the next month; a month without a figure is `None`.
fn of_x(figures: &[Option<&str>]) -> Vec<String> {
    of("x", figures)
}

fn of(subject: &str, figures: &[Option<&str>]) -> Vec<String> {
    let months = (1u32..).zip(figures).filter_map(|(month, figure)| Some((month, (*figure)?)));
    let row = |(month, figure)| {
        let published = tenth_after(month).replace("-10", "-05");
        format!("{subject},2024-{month:02},{figure},{published}")
    };
    months.map(row).collect()
}

fn city(policy: &str, rows: &[String]) -> City {
    City::new(policy, &rows.iter().map(String::as_str).collect::<Vec<_>>())
}

// --- Ouhai: red until made up, then yellow ---

/// As in the report on Ouhai: March is not done; April does its own task and makes up for March.
#[test]
fn ouhai_lights_a_month_again_once_it_is_made_up() {
    // 10, 20 and 25 of 10, 20 and 30; then 40 of 40.
    let mut ouhai = city("cn-ouhai", &of_x(&[Some("10"), Some("20"), Some("25"), Some("40")]));
    assert_eq!(ouhai.months(3), ["green", "green", "red"]);
    // A day before the figure of April is out.
    assert_eq!(indicator(&ouhai.look("2024-03", "2024-05-04"), "x"), "red");
    assert_eq!(ouhai.lamp("2024-04", "2024-05-10"), "green");
    assert_eq!(indicator(&ouhai.look("2024-03", "2024-05-10"), "x"), "yellow");
    assert_eq!(ouhai.lamp("2024-03", "2024-05-11"), "yellow");
    assert_eq!(ouhai.lamp("2024-03", "2024-06-11"), "yellow", "it was red first, whatever was said since");
    // A month in time stays green.
    assert_eq!(indicator(&ouhai.look("2024-02", "2024-05-12"), "x"), "green");
}

#[test]
fn ouhai_needs_a_history_and_a_figure_of_the_month() {
    let rows = of_x(&[Some("10"), None, Some("30")]);
    let mut ouhai = city("cn-ouhai", &rows);
    // Nothing is known of what was said before: green, or yellow for what was red.
    let plan = Plan::from_yaml(&PLAN.replace("OF_X", "").replace("OF_JOB", "")).unwrap().into_inner();
    let data = Observations::from_csv(ouhai.rows.as_bytes(), &plan).unwrap().into_inner();
    let bare = Evaluator::new(&ouhai.policy).as_of("2024-02-10".parse().unwrap());
    let bare = bare.at("2024-01".parse().unwrap()).evaluate(&plan, &data).document(&Diagnostics::new());
    assert_eq!(indicator(&bare, "x"), "undetermined");
    assert_eq!(possible(&bare, "x"), ["green", "yellow"]);

    assert_eq!(ouhai.lamp("2024-01", "2024-02-10"), "green", "an empty history begins the series");
    // February was not reported: the figure of January is none of February.
    let february = ouhai.report("2024-02", "2024-03-10");
    assert_eq!((indicator(&february, "x"), possible(&february, "x").len()), ("undetermined".into(), 3));
    // March makes up for it, in time or not.
    assert_eq!(ouhai.lamp("2024-03", "2024-04-10"), "green");
    let february = ouhai.look("2024-02", "2024-04-10");
    assert_eq!(possible(&february, "x"), ["green", "yellow"]);
    // Reported after all, as in time: it was never red.
    ouhai.rows += "x,2024-02,20,2024-04-12\n";
    assert_eq!(indicator(&ouhai.look("2024-02", "2024-04-15"), "x"), "green");
}

#[test]
fn ouhai_takes_a_correction_for_made_up() {
    let mut ouhai = city("cn-ouhai", &of_x(&[Some("9")]));
    assert_eq!(ouhai.months(1), ["red"]);
    ouhai.rows += "x,2024-01,10,2024-02-20\n";
    assert_eq!(indicator(&ouhai.look("2024-01", "2024-02-20"), "x"), "yellow");
    // Of one who asks for the first time nothing was red.
    let fresh = City { history: History::new(), ..ouhai };
    assert_eq!(indicator(&fresh.look("2024-01", "2024-02-20"), "x"), "green");
}

#[test]
fn ouhai_at_the_end_and_for_limits() {
    let end = |figure: &str| {
        let row = format!("x,2024-12,{figure},2025-01-05");
        let rows = [row.as_str(), "cap,2024-11,50,2024-12-05", "cap,2024-12,51,2025-01-05"];
        let mut ouhai = City::new("cn-ouhai", &rows);
        let caps = ["2024-11", "2024-12"].map(|month| indicator(&ouhai.look(month, "2025-01-10"), "cap"));
        (ouhai.lamp("2024-12", "2025-01-10"), caps)
    };
    // 51 is above 50, and December is the last month.
    assert_eq!(end("120"), ("done".into(), ["green".into(), "missed".into()]));
    assert_eq!(end("119").0, "missed");
    let mut broken = City::new("cn-ouhai", &["cap,2024-06,51,2024-07-05"]);
    assert_eq!(indicator(&broken.report("2024-06", "2024-07-10"), "cap"), "red");
}

/// The same for tasks: what a project had to reach by the end of a month.
#[test]
fn ouhai_lights_the_months_of_projects_again() {
    let rows = ["a,2024-02,0%,2024-03-05", "a,2024-03,60%,2024-04-05", "a,2024-04,2024-04-20,2024-05-05"];
    let mut ouhai = City::new("cn-ouhai", &rows);
    let stages = |report: &ReportDoc| task(report, "stages");
    // Nothing is asked for before March; by its end one of four, and none was reached.
    assert_eq!(stages(&ouhai.report("2024-02", "2024-03-10")), "green");
    assert_eq!(stages(&ouhai.report("2024-03", "2024-04-10")), "red");
    assert_eq!(stages(&ouhai.look("2024-03", "2024-05-04")), "red", "not known yet");
    assert_eq!(stages(&ouhai.report("2024-04", "2024-05-10")), "green");
    assert_eq!(stages(&ouhai.report("2024-03", "2024-05-11")), "yellow");
    // In June b is due and not reported: it may have been reached.
    assert_eq!(stages(&ouhai.report("2024-06", "2024-07-10")), "undetermined");
}

#[test]
fn ouhai_tells_tasks_done_late_from_those_in_time() {
    let mut ouhai = city("cn-ouhai", &of("job", &[Some("9"), Some("18")]));
    // 9 % of 8.3 % and 18 % of 16.7 %.
    assert_eq!(ouhai.task_months(2), ["green", "green"]);
    ouhai.rows += "job,2024-12,2024-12-20,2025-01-05\n";
    assert_eq!(ouhai.task("2024-12", "2025-01-10"), "task_done");

    let mut late = City::new("cn-ouhai", &["job,2024-12,95,2025-01-05", "job,2025-01,2025-01-20,2025-02-05"]);
    assert_eq!(late.task("2024-12", "2025-01-10"), "task_not_done");
    assert_eq!(late.task("2025-01", "2025-02-10"), "task_done_late");
    assert_eq!(late.task("2024-12", "2025-02-11"), "yellow", "made up, and not in time");
}

// --- Songyang: the month yellow, the quarter red ---

#[test]
fn songyang_is_yellow_for_months_and_red_for_quarters() {
    let figures = [Some("10"), Some("18"), Some("25"), Some("40"), None, Some("55"), Some("69"), Some("80")];
    let mut songyang = city("cn-songyang", &of_x(&figures));
    let lamps = songyang.months(8);
    // 18 of 20; 25 of 30 at the end of a quarter; 40 of 40; no figure; 55 of 60 at the end of a half; 69 of 70; 80.
    assert_eq!(lamps, ["met", "yellow", "red", "met", "undetermined", "red", "yellow", "met"]);
    let may = songyang.look("2024-05", "2024-06-10");
    assert_eq!(possible(&may, "x"), ["met", "yellow"], "May ends no quarter");
    assert_eq!(possible(&songyang.look("2024-09", "2024-10-10"), "x"), ["met", "red"]);
    songyang.rows += "x,2024-12,119,2025-01-05\ncap,2024-02,51,2024-03-05\ncap,2024-03,51,2024-04-05\n";
    assert_eq!(songyang.lamp("2024-12", "2025-01-10"), "missed");
    let caps = ["2024-02", "2024-03"].map(|month| indicator(&songyang.look(month, "2025-01-10"), "cap"));
    assert_eq!(caps, ["yellow", "red"]);
    songyang.rows += "x,2024-12,120,2025-01-20\n";
    assert_eq!(songyang.lamp("2024-12", "2025-01-20"), "done");
}

#[test]
fn songyang_for_tasks() {
    let mut songyang = city("cn-songyang", &of("job", &[Some("8"), Some("17"), Some("20"), Some("34")]));
    // 8 of 8.3 %, 17 of 16.7 %, 20 of 25 % at the end of a quarter, 34 of 33.3 %.
    assert_eq!(songyang.task_months(4), ["yellow", "met", "red", "met"]);
    songyang.rows += "job,2024-11,2024-11-30,2024-12-05\n";
    assert_eq!(songyang.task("2024-12", "2025-01-10"), "task_done");
    let mut late = City::new("cn-songyang", &["job,2025-01,2025-01-02,2025-02-05"]);
    assert_eq!(late.task("2025-01", "2025-02-10"), "task_done_late");
    let silent = City::new("cn-songyang", &[]).report("2024-03", "2024-04-10");
    assert_eq!(
        (task(&silent, "job"), task(&silent, "stages")),
        ("undetermined".into(), "undetermined".into())
    );
}

// --- Sanming: blue, orange, red ---

#[test]
fn sanming_escalates_until_it_is_in_time_again() {
    let figures = [Some("5"), None, Some("20"), Some("30"), Some("40"), Some("60"), Some("65")];
    let mut sanming = city("cn-sanming", &of_x(&figures));
    // Behind; no figure; behind after a blue slip, after an orange one, after a red one; in time; behind anew.
    assert_eq!(sanming.months(7), ["blue", "undetermined", "orange", "red", "red", "normal", "blue"]);
}

#[test]
fn sanming_hears_reasons() {
    let mut sanming = city("cn-sanming", &of_x(&[Some("5"), Some("10"), Some("15"), Some("20"), Some("25")]));
    assert_eq!(sanming.lamp("2024-01", "2024-02-10"), "blue");
    sanming.of_x = "reason_given: true";
    assert_eq!(sanming.lamp("2024-02", "2024-03-10"), "blue");
    sanming.of_x = "";
    assert_eq!(sanming.lamp("2024-03", "2024-04-10"), "orange");
    sanming.of_x = "reason_given: true";
    assert_eq!(sanming.lamp("2024-04", "2024-05-10"), "orange");
    sanming.of_x = "";
    assert_eq!(sanming.lamp("2024-05", "2024-06-10"), "red");
    // In time, and of poor quality: a slip all the same.
    let mut poor = city("cn-sanming", &of_x(&[Some("10"), Some("20")]));
    poor.of_x = "poor_quality: true";
    assert_eq!(poor.months(2), ["blue", "orange"]);
}

#[test]
fn sanming_sends_slips_at_once_for_urgent_matters() {
    let mut sanming = city("cn-sanming", &of("job", &[Some("10"), Some("10"), Some("26"), Some("30")]));
    sanming.of_job = "grade: urgent";
    // 10 of 8.3 %; 10 of 16.7 % after an orange slip; 26 of 25 %; 30 of 33.3 % after an orange one again.
    assert_eq!(sanming.task_months(4), ["orange_at_once", "red", "orange_at_once", "red"]);
    let first = |grade: &'static str, done: &str| {
        let mut sanming = city("cn-sanming", &of("job", &[Some(done)]));
        sanming.of_job = grade;
        sanming.task("2024-01", "2024-02-10")
    };
    assert_eq!(first("grade: important", "10"), "blue_at_once");
    assert_eq!(first("grade: important", "5"), "blue");
    assert_eq!(first("grade: urgent", "5"), "orange");
    assert_eq!(first("grade: grave", "10"), "red_at_once");
    assert_eq!(first("grade: grave", "5"), "red");
    assert_eq!(first("", "10"), "normal");
    assert_eq!(first("", "2024-01-20"), "task_done");
    assert_eq!(first("poor_quality: true", "2024-01-20"), "blue", "done, and not well");
    // A blue slip sent at once is a slip.
    let mut sanming = city("cn-sanming", &of("job", &[Some("10"), Some("12"), Some("12")]));
    sanming.of_job = "grade: important";
    assert_eq!(sanming.task_months(3), ["blue_at_once", "orange", "red"]);
}

#[test]
fn sanming_knows_nothing_of_slips_without_a_history() {
    let policy = Policy::builtin("cn-sanming").unwrap();
    let plan = Plan::from_yaml(&PLAN.replace("OF_X", "").replace("OF_JOB", "")).unwrap().into_inner();
    let outcome = |value: &str| {
        let rows = format!("subject,period,value,published\nx,2024-01,{value},2024-02-05\n");
        let data = Observations::from_csv(rows.as_bytes(), &plan).unwrap().into_inner();
        let report = Evaluator::new(&policy).as_of("2024-02-10".parse().unwrap()).evaluate(&plan, &data);
        possible(&report.document(&Diagnostics::new()), "x")
    };
    assert_eq!(outcome("10"), ["normal"]);
    assert_eq!(outcome("5"), ["blue", "orange", "red"]);
}

// --- Longchang: three red cards in a row ---

#[test]
fn longchang_calls_up_after_three_red_cards() {
    let mut longchang = City::new("cn-longchang", &[]);
    let cards =
        ["card: red", "card: red", "card: red", "card: red", "card: yellow", "card: red", "", "card: red"];
    let mut lamps = Vec::new();
    for (month, card) in (1u32..).zip(cards) {
        (longchang.of_x, longchang.of_job) = (card, card);
        let report = longchang.report(&format!("2024-{month:02}"), &tenth_after(month));
        assert_eq!(indicator(&report, "x"), task(&report, "job"));
        assert_eq!(indicator(&report, "cap"), "undetermined", "nobody gave it a card");
        lamps.push(indicator(&report, "x"));
    }
    let expected = ["red", "red", "called_up", "called_up", "yellow", "red", "undetermined", "red"];
    assert_eq!(lamps, expected);
    longchang.of_job = "card: green";
    assert_eq!(longchang.task("2024-09", "2024-10-10"), "green");
}

/// A program that has the cards supplies them; a unit needs no target for that.
#[test]
fn longchang_takes_cards_from_the_program() {
    let text = "format: attainment/plan@1\nid: u\ntitle: U\nperiod: { start: 2020, end: 2020 }\n\
                indicators: [ { id: unit, name: U, measure: stock } ]\n";
    let plan = Plan::from_yaml(text).unwrap().into_inner();
    let data = Observations::from_csv("indicator,period,value\n".as_bytes(), &plan).unwrap().into_inner();
    let policy = Policy::builtin("cn-longchang").unwrap();
    let mut history = History::new();
    let mut lamps = Vec::new();
    for (day, card) in [("03", "red"), ("04", "red"), ("05", "red"), ("06", "green")] {
        let supply = |_: &attainment::plan::Indicator, _: &attainment::policy::Input| {
            Some(FactValue::Word(card.into()))
        };
        let day = format!("2020-03-{day}").parse().unwrap();
        let evaluation = Evaluator::new(&policy).as_of(day).supply(&supply).history(&history);
        let report = evaluation.evaluate(&plan, &data).document(&Diagnostics::new());
        lamps.push(indicator(&report, "unit"));
        history.add(&report).unwrap();
    }
    assert_eq!(lamps, ["red", "red", "called_up", "green"]);
}

// --- Haikou and Sanya: months in a row ---

#[test]
fn haikou_turns_red_after_two_yellow_cards() {
    let figures = ["9", "19", "29", "39", "50", "59"].map(Some);
    let mut haikou = city("cn-haikou", &of_x(&figures));
    assert_eq!(haikou.months(6), ["yellow", "yellow", "red", "red", "green", "yellow"]);
    // A month that is not known ends the row.
    let mut gap = city("cn-haikou", &of_x(&[Some("9"), Some("19"), None, Some("39")]));
    assert_eq!(gap.months(4), ["yellow", "yellow", "undetermined", "yellow"]);
    let mut severe = city("cn-haikou", &of_x(&[Some("1"), Some("19"), Some("31")]));
    severe.of_x = "severe: true";
    assert_eq!(severe.lamp("2024-01", "2024-02-10"), "red");
    severe.of_x = "";
    assert_eq!(severe.lamp("2024-02", "2024-03-10"), "red", "until it is as planned");
    assert_eq!(severe.lamp("2024-03", "2024-04-10"), "green");
}

#[test]
fn haikou_for_tasks() {
    let shares = ["5", "10", "15", "34"].map(Some);
    let mut haikou = city("cn-haikou", &of("job", &shares));
    assert_eq!(haikou.task_months(4), ["yellow", "yellow", "red", "green"]);
    haikou.of_job = "severe: true";
    // 34 of 41.7 %.
    assert_eq!(haikou.task("2024-05", "2024-06-10"), "red");
    haikou.rows += "job,2024-12,99,2025-01-05\n";
    assert_eq!(haikou.task("2024-12", "2025-01-10"), "task_not_done");
    haikou.rows += "job,2025-01,2025-01-12,2025-02-05\n";
    assert_eq!(haikou.task("2025-01", "2025-02-10"), "task_done_late");
}

#[test]
fn sanya_turns_red_in_the_second_month() {
    let figures = [Some("10"), Some("19"), Some("29"), Some("39"), Some("50"), Some("59"), None, Some("79")];
    let mut sanya = city("cn-sanya", &of_x(&figures));
    let lamps = sanya.months(8);
    assert_eq!(lamps, ["green", "yellow", "red", "red", "green", "yellow", "undetermined", "yellow"]);
    // A figure that comes late: July was the second month, and August is the third.
    sanya.rows += "x,2024-07,69,2024-09-20\n";
    assert_eq!(sanya.lamp("2024-07", "2024-09-21"), "red");
    assert_eq!(indicator(&sanya.look("2024-08", "2024-09-22"), "x"), "red");
}

#[test]
fn sanya_calls_up_those_in_charge_of_projects() {
    // 5 of 10 is 50 % below; 10 of 20, 30 of 30; 20 of 40; 24.9 of 50 is more than half below; 30 of 60 after red.
    let figures = ["5", "10", "30", "20", "24.9", "30"].map(Some);
    let mut sanya = city("cn-sanya-projects", &of_x(&figures));
    assert_eq!(sanya.months(6), ["yellow", "yellow_again", "green", "yellow", "red", "yellow"]);
    let mut end = City::new("cn-sanya-projects", &["x,2024-12,120,2025-01-05"]);
    assert_eq!(end.lamp("2024-12", "2025-01-10"), "done");
    let november = end.look("2024-11", "2025-01-10");
    assert_eq!(possible(&november, "x"), ["green", "yellow", "red"], "it has no figure");
}

// --- Suqian and Yinchuan: their tables for tasks ---

/// Due on 31 December 2024, with 30 days as near.
#[test]
fn suqian_for_tasks() {
    let on = |inputs: &'static str, share: &str, day: &str| {
        let row = format!("job,2024-11,{share},2024-11-30");
        let mut suqian = City::new("cn-suqian", &[row.as_str()]);
        suqian.of_job = inputs;
        task(&suqian.look(day, day), "job")
    };
    // By 30 November 11 of 12 months are over, 91.7 %; by 1 December 336 of 366 days, 91.8 %.
    assert_eq!(on("", "92", "2024-11-30"), "normal");
    assert_eq!(on("", "92", "2024-12-01"), "blue", "30 days are left");
    assert_eq!(on("", "91", "2024-12-01"), "yellow");
    assert_eq!(on("near: 31", "92", "2024-11-30"), "blue");
    assert_eq!(on("near: 7", "98", "2024-12-23"), "normal", "8 days are left; 358 of 366 days are 97.8 %");
    assert_eq!(on("near: 7", "99", "2024-12-24"), "blue");
    assert_eq!(on("poor_quality: true", "99", "2024-12-24"), "yellow");
    // Overdue, and not reported since: not reported as done.
    assert_eq!(on("", "99", "2025-01-01"), "red");
    let day = |rows: &[&str], day: &str| task(&City::new("cn-suqian", rows).look(day, day), "job");
    assert_eq!(day(&[], "2025-01-01"), "red");
    assert_eq!(day(&[], "2024-12-01"), "undetermined");
    assert_eq!(day(&["job,2024-12,2024-12-20,2024-12-21"], "2025-01-01"), "done");
    assert_eq!(day(&["job,2025-01,2025-01-03,2025-01-04"], "2025-01-03"), "red");
    assert_eq!(day(&["job,2025-01,2025-01-03,2025-01-04"], "2025-01-04"), "task_done_late");
    assert_eq!(day(&["job,2024-12,99,2025-01-04"], "2025-01-05"), "red");
}

#[test]
fn yinchuan_turns_red_after_three_months_without_a_beginning() {
    let none = ["0", "0", "0", "0", "20", "21", "60"].map(Some);
    let mut yinchuan = city("cn-yinchuan", &of("job", &none));
    // Not begun; then 20 − 41.7, 21 − 50 and 60 − 58.3 points.
    let lamps = yinchuan.task_months(7);
    assert_eq!(
        lamps,
        ["not_begun", "not_begun", "not_begun_red", "not_begun_red", "yellow", "yellow", "green"]
    );
    let mut excused = city("cn-yinchuan", &of("job", &none));
    excused.of_job = "reason_given: true";
    assert_eq!(excused.task_months(2), ["excused", "excused"]);
    excused.of_job = "";
    assert_eq!(excused.task("2024-03", "2024-04-10"), "not_begun", "the first month without a reason");

    let share = |share: &str| {
        let row = format!("job,2024-06,{share},2024-07-05");
        City::new("cn-yinchuan", &[row.as_str()]).task("2024-06", "2024-07-10")
    };
    let lamps = ["50", "40.1", "40", "20", "19.9"].map(share);
    assert_eq!(lamps, ["green", "no_light", "yellow", "yellow", "red"]);
    let end = |row: &str| City::new("cn-yinchuan", &[row]).task("2025-01", "2025-02-10");
    assert_eq!(end("job,2024-12,2024-12-31,2025-01-05"), "task_done");
    assert_eq!(end("job,2025-01,2025-01-02,2025-01-05"), "task_done_late");
    assert_eq!(end("job,2025-01,99,2025-02-05"), "task_not_done");
}

// --- What holds for all of them ---

const REMEMBERING: [&str; 6] =
    ["cn-haikou", "cn-ouhai", "cn-sanming", "cn-sanya", "cn-sanya-projects", "cn-songyang"];

#[test]
fn no_lamp_is_good_without_figures_whatever_was_said_before() {
    let good = |standing: &str| Standing::from_word(standing).unwrap().is_good();
    for id in Policy::builtin_names() {
        let mut city = City::new(id, &[]);
        for (month, as_of) in [("2024-03", "2024-04-10"), ("2024-06", "2024-07-10")] {
            let report = city.report(month, as_of);
            // Lamps that count days and nothing else, before anything is due.
            let by_days = id == "cn-shenzhen-warnings";
            let verdicts = report.indicators.iter().filter(|_| !by_days);
            for verdict in verdicts {
                assert!(!good(&verdict.standing), "{id}, {month}: {} is {}", verdict.id, verdict.outcome);
            }
            for judged in report.tasks.iter().filter_map(|task| task.judgement.as_ref()) {
                assert!(!good(&judged.standing), "{id}, {month}: {}", judged.outcome);
            }
        }
    }
}

#[test]
fn a_month_without_a_figure_is_undetermined_after_good_ones() {
    for id in REMEMBERING {
        let rows = of_x(&[Some("10"), Some("20"), None]);
        let mut city = city(id, &[rows, vec!["cap,2024-02,40,2024-03-05".into()]].concat());
        assert!(
            city.months(2).iter().all(|lamp| ["green", "met", "normal"].contains(&lamp.as_str())),
            "{id}"
        );
        let march = city.look("2024-03", "2024-04-10");
        let outcomes = ["x", "cap"].map(|subject| indicator(&march, subject));
        assert_eq!(outcomes, ["undetermined", "undetermined"], "{id}");
        // The newest figure that there is was good enough for what it was asked.
        let newest = city.look("2024-02", "2024-04-10");
        assert_ne!(indicator(&newest, "x"), "undetermined", "{id}");
    }
}

#[test]
fn inputs_of_tasks_are_checked_as_those_of_indicators() {
    let policy = Policy::builtin("cn-suqian").unwrap();
    let text = PLAN.replace("OF_X", "near: 7").replace("OF_JOB", "near: soon, poor_quality: true");
    let plan = Plan::from_yaml(&text).unwrap().into_inner();
    let said = policy.check_inputs(&plan);
    let said: Vec<(Code, String)> = said.iter().map(|one| (one.code(), one.path.to_string())).collect();
    assert_eq!(said, [(Code::BadInput, "tasks[0].inputs.near".to_owned())]);
}
