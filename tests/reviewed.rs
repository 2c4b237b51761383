//! What a careful reader found wrong once, so that it stays right. Every expected value is worked out by hand.
#![cfg(all(feature = "yaml", feature = "json", feature = "csv"))]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot be set up has failed")]

mod common;

use attainment::check::{Code, Diagnostics};
use attainment::number::Exact;
use attainment::plan::Role;
use attainment::register::Register;
use attainment::report::{History, RankBy, ReportDoc, diff, difference, ledger, to_json};
use attainment::trajectory::VersionChoice;
use attainment::what_if::WhatIf;
use attainment::{Evaluator, Lang};
use common::Case;

fn document(case: &Case, as_of: &str) -> ReportDoc {
    case.report(as_of).document(&Diagnostics::new())
}

const BUILD: &str = "period: { base: 2023, start: 2024, end: 2026 }
organizations: [ { id: office, name: Office } ]
tasks:
  - { id: build, title: Build, window: { start: 2024-01, end: 2024-12 } }
  - { id: roof, title: Roof, parent: build }
responsibilities: [ { role: lead, organization: office, task: build } ]
";

#[test]
fn a_task_that_is_put_off_is_due_later_and_so_is_what_lies_below() {
    // Half done, and due at the end of 2024: on 31 March 2025 it is 90 days overdue.
    let case = Case::new(BUILD, &["build,2024-12,50%,,2025-01-05"]);
    let before = document(&case, "2025-03-31");
    assert_eq!((before.tasks[0].due.as_deref(), before.tasks[0].overdue), (Some("2024-12"), true));
    // Put off to June 2025 it is not due, and neither is the task below, which has no window of its own.
    let what_if = WhatIf::new().delay_task("build", "2025-06");
    let overlaid = what_if.apply(&case.plan, &case.data).unwrap();
    let evaluator = Evaluator::new(&case.policy).as_of("2025-03-31".parse().unwrap());
    let after = evaluator.evaluate(overlaid.plan(), overlaid.data()).document(&Diagnostics::new());
    for task in &after.tasks {
        assert_eq!((task.due.as_deref(), task.overdue), (Some("2025-06"), false), "{}", task.id);
    }
    // 15 of 18 months have passed and half is done: 0.5 − 0.8333 < −0.30.
    assert_eq!(before.tasks[0].judgement.as_ref().unwrap().outcome, "task_not_done");
    assert_eq!(after.tasks[0].judgement.as_ref().unwrap().outcome, "task_far_behind");
}

#[test]
fn ledgers_and_rankings_say_what_they_assume() {
    let case = Case::new(BUILD, &["build,2024-12,50%,,2025-01-05"]);
    let what_if = WhatIf::new().title("later").delay_task("build", "2025-06");
    let overlaid = what_if.apply(&case.plan, &case.data).unwrap();
    let evaluator = Evaluator::new(&case.policy).as_of("2025-03-31".parse().unwrap());
    let report = evaluator.evaluate(overlaid.plan(), overlaid.data());
    let ranking = report.ranking(Role::Lead, RankBy::Progress, &Exact::ONE);
    let told = "ASSUMED “later”: this is what would be, and no fact";
    assert!(ranking.to_text(Lang::En).contains(told));
    assert!(ranking.to_markdown(Lang::En).contains(told));
    assert_eq!(ranking.what_if.unwrap().assumptions[0].kind, "delay");
    let assumed = ledger(&[report]);
    assert!(assumed.to_text(Lang::En).contains(told));
    assert!(assumed.to_markdown(Lang::En).contains(told));
    assert_eq!(assumed.plans[0].what_if.as_ref().unwrap().assumptions[0].value, "2025-06");
    // Of things as they are there is nothing to say.
    assert_eq!(ledger(&[case.report("2025-03-31")]).plans[0].what_if, None);
}

const DUTIES: &str = "period: { base: 2023, start: 2024, end: 2025 }
organizations: [ { id: office, name: Office } ]
duties:
  - { id: review, title: Review, due: 2024-06 }
  - { id: bulletin, title: Bulletin, frequency: quarter }
responsibilities:
  - { role: responsible, organization: office, duty: review }
  - { role: responsible, organization: office, duty: bulletin }
";

#[test]
fn a_duty_that_was_done_late_is_missed_and_not_overdue() {
    // Due by the end of June and done on 20 July: missed. Overdue is what is not known to be done.
    let rows = [
        "review,2024-06,2024-07-20,,2024-07-20",
        "bulletin,2024-Q1,2024-04-10,,2024-04-10",
        "bulletin,2024-Q2,2024-07-10,,2024-07-10",
    ];
    let case = Case::new(DUTIES, &rows);
    let overdue = |as_of: &str| {
        let report = document(&case, as_of);
        let item = &ledger(&[case.report(as_of)]).organizations[0].roles[0].items[0];
        assert_eq!(report.organizations[0].overdue.contains(&"review".to_owned()), item.overdue);
        (report.duties[0].standing.clone(), item.overdue)
    };
    assert_eq!(overdue("2024-07-15"), ("undetermined".to_owned(), true));
    assert_eq!(overdue("2024-08-31"), ("missed".to_owned(), false));
}

#[test]
fn a_duty_stands_on_the_day_judged_as_it_stood() {
    // The bulletin of the second quarter came on 1 October. Judged up to 31 July, with what is known in December:
    // two quarters are over, and one bulletin was out.
    let rows = ["bulletin,2024-Q1,2024-04-10,,2024-04-10", "bulletin,2024-Q2,2024-10-01,,2024-10-01"];
    let case = Case::new(DUTIES, &rows);
    let evaluator = Evaluator::new(&case.policy).as_of("2024-12-15".parse().unwrap());
    let report = evaluator.at("2024-07".parse().unwrap()).evaluate(&case.plan, &case.data);
    let document = report.document(&Diagnostics::new());
    let duty = &document.duties[1];
    assert_eq!((duty.times_due, duty.times_done, duty.standing.as_str()), (2, 1, "undetermined"));
}

#[test]
fn a_later_report_on_a_duty_takes_back_an_earlier_one() {
    // Done for the first quarter, it was said in April; not wholly, in May.
    let rows = ["bulletin,2024-Q1,100%,,2024-04-10", "bulletin,2024-Q1,60%,,2024-05-10"];
    let case = Case::new(DUTIES, &rows);
    let done = |as_of: &str| {
        let duty = document(&case, as_of).duties.remove(1);
        (duty.times_due, duty.times_done, duty.standing)
    };
    assert_eq!(done("2024-04-30"), (1, 1, "on_track".to_owned()));
    assert_eq!(done("2024-05-31"), (1, 0, "missed".to_owned()));
}

#[test]
fn a_ledger_tells_organizations_by_their_names_and_each_collective_once() {
    let plan = "period: { base: 2023, start: 2024, end: 2025 }
organizations: [ { id: office, name: Office }, { id: all, name: 各区县, members: [ office ] } ]
tasks: [ { id: t, title: T, window: { start: 2024, end: 2025 } } ]
responsibilities:
  - { role: lead, organization: office, task: t, open_ended: true, text: Office and others }
  - { role: supporting, organization: all, task: t }
";
    let case = Case::new(plan, &["t,2024-06,50%,,2024-07-01"]);
    let (one, other) = (case.report("2024-12-31"), case.report("2024-12-31"));
    let ledger = ledger(&[one, other]);
    let office = &ledger.organizations[0];
    // Both plans name the same collective, which is told by its name.
    assert_eq!(office.roles[1].through, ["all"]);
    let text = ledger.to_text(Lang::Zh);
    assert!(text.contains("配合；随集体主体 各区县\n"), "{text}");
    // The list that is open is that of the office, by its name too.
    assert!(text.lines().any(|line| line.starts_with('T') && line.contains("Office")), "{text}");
}

/// The codes of a register of three districts, one of which ended in 2015.
fn register(collectives: &str) -> Vec<Code> {
    let text = format!(
        "format: attainment/register@1\nid: r\ntitle: R\norganizations:
  - {{ id: city, name: City }}
  - {{ id: old, name: Old, level: district, parent: city, until: 2015-12-31 }}
  - {{ id: east, name: East, level: district, parent: city }}
  - {{ id: west, name: West, level: district, parent: city }}
collectives:\n{collectives}"
    );
    match Register::from_yaml(&text) {
        Ok(register) => register.diagnostics().iter().map(|one| one.code()).collect(),
        Err(error) => error.diagnostics().iter().map(|one| one.code()).collect(),
    }
}

#[test]
fn the_members_of_a_collective_are_counted_without_those_that_ended() {
    // Three until 2015, and two since: there were never four, nor only one.
    let counted = |count: u32| {
        register(&format!("  - {{ id: d, name: 各区县, level: district, under: city, count: {count} }}\n"))
    };
    assert_eq!(counted(2), []);
    assert_eq!(counted(1), [Code::RegisterCount]);
    assert_eq!(counted(4), [Code::RegisterCount]);
}

#[test]
fn two_collectives_of_one_name_are_a_contradiction() {
    let both = "  - { id: d, name: 各区县, level: district }
  - { id: e, name: 两区, aliases: [ 各区县 ], members: [ east, west ] }\n";
    assert_eq!(register(both), [Code::AmbiguousName]);
    // An alias that repeats the own name is none.
    assert_eq!(register("  - { id: d, name: 各区县, aliases: [ 各区县 ], level: district }\n"), []);
}

#[test]
fn an_id_that_means_another_name_in_the_register_is_told() {
    let register = Register::from_yaml(
        "format: attainment/register@1\nid: r\ntitle: R\norganizations:
  - { id: jt, name: East, level: district }\n  - { id: we, name: West, aliases: [ 西区 ], level: district }
collectives: [ { id: d, name: 各区县, level: district } ]\n",
    )
    .unwrap();
    let plan = |name: &str| {
        let text = format!("format: attainment/plan@1\nid: p\ntitle: P\nperiod: {{ end: 2025 }}
organizations: [ {{ id: jt, name: {name} }}, {{ id: we, name: 西区 }}, {{ id: all, name: 各区县, collective: true }} ]\n");
        let plan = attainment::Plan::from_yaml_with(&text, &register).unwrap();
        plan.diagnostics().iter().map(|one| (one.code(), one.path.to_string())).collect::<Vec<_>>()
    };
    assert_eq!(plan("Transport"), [(Code::OtherName, "organizations[0]".to_owned())]);
    assert_eq!(plan("East"), []);
}

const MILESTONE: &str = "period: { base: 2023, start: 2024, end: 2025 }
tasks:
  - { id: t, title: T, window: { start: 2024, end: 2025 }, milestones: [ { id: m, title: M, due: 2024-06 } ] }
";

#[test]
fn a_milestone_that_was_reported_did_not_change_by_time_alone() {
    // Due in June, not reported by 31 July; on 5 August it is told to have been four fifths done in June: missed.
    let case = Case::new(MILESTONE, &["m,2024-06,80%,,2024-08-05"]);
    let changes = diff(&document(&case, "2024-07-31"), &document(&case, "2024-08-31")).unwrap().changes;
    let milestone = changes.iter().find(|change| change.id == "m").unwrap();
    assert_eq!((milestone.change.as_str(), milestone.causes.join(",")), ("newly_determined", "other".into()));
}

#[test]
fn counts_that_nobody_can_have_do_not_break_a_bulletin() {
    // As many as a computer can count are missed, and one is attained.
    let case = Case::new(MILESTONE, &["m,2024-06,80%,,2024-08-05"]);
    let (before, mut after) = (document(&case, "2024-08-31"), document(&case, "2024-09-30"));
    after.summary.counts.insert("missed".into(), usize::MAX);
    after.summary.counts.insert("attained".into(), 1);
    let told = diff(&before, &after).unwrap().to_text(Lang::En);
    assert!(told.contains(&usize::MAX.to_string()), "{told}");
}

#[test]
fn a_title_stays_on_its_line() {
    let text = "period: { base: 2023, start: 2024, end: 2025 }
tasks: [ { id: t, title: \"first\\nsecond\\u001b[31m\", window: { start: 2024, end: 2025 } } ]
";
    let case = Case::new(text, &["t,2024-06,50%,,2024-07-01"]);
    let report = case.report("2024-12-31");
    for told in [report.to_text(Lang::En), report.to_markdown(Lang::En)] {
        assert!(told.lines().any(|line| line.contains("first second") && line.contains("2025")), "{told}");
        assert!(told.chars().all(|c| c == '\n' || !c.is_control()), "{told}");
    }
}

#[test]
fn evidence_that_came_on_a_day_is_told_by_that_day() {
    let text = "period: { base: 2023, start: 2024, end: 2025 }
organizations: [ { id: office, name: Office } ]
indicators:
  - id: rules
    name: Rules
    measure: stock
    targets:
      - { id: t, form: qualitative, due: 2024, text: there are rules, judge: office,
          evidence: [ { id: paper, title: Paper } ], needed: 1 }
";
    let case = Case::new(text, &["paper,2024-07-10,2024-07-10,,2024-07-15"]);
    let point = document(&case, "2024-12-31").indicators[0].current.clone().unwrap();
    assert_eq!(point.period.as_deref(), Some("2024-07-10"));
}

/// Of a task nothing was reported: neither its progress nor the lack of it is known, whether its steps are due or not.
#[test]
fn silence_is_no_progress_and_no_lack_of_it() {
    let plan = "period: { base: 2023, start: 2024, end: 2024 }
organizations: [ { id: office, name: Office } ]
tasks:
  - { id: a, title: A, window: { start: 2024, end: 2024 }, milestones: [ { id: m, title: M, due: 2024-12 } ] }
  - { id: b, title: B, window: { start: 2024, end: 2024 }, deliverables: [ { id: d, title: D } ] }
  - { id: c, title: C, window: { start: 2024, end: 2024 } }
responsibilities:
  - { role: lead, organization: office, task: a }
  - { role: lead, organization: office, task: b }
  - { role: lead, organization: office, task: c }
";
    let told = |rows: &[&str]| {
        let document = document(&Case::new(plan, rows), "2024-11-15");
        let outcomes: Vec<String> =
            document.tasks.iter().map(|task| task.judgement.as_ref().unwrap().outcome.clone()).collect();
        let silent = document.organizations[0].without_figures.clone();
        (outcomes, silent, document.organizations[0].summary.progress_coverage.clone())
    };
    let (outcomes, silent, coverage) = told(&[]);
    assert_eq!(outcomes, ["undetermined"; 3]);
    assert_eq!((silent.join(" "), coverage), ("a b c".to_owned(), "0".to_owned()));
    // That the milestone is not there yet is a report: nothing is due, and nothing is scheduled.
    let (outcomes, silent, _) = told(&["m,2024-10,0%"]);
    assert_eq!((outcomes[0].as_str(), silent.join(" ").as_str()), ("task_on_schedule", "b c"));
}

/// What is to be delivered is asked for when it is due, not day by day.
#[test]
fn deliverables_are_scheduled_by_their_dates() {
    let plan = "period: { base: 2023, start: 2024, end: 2024 }
tasks:
  - { id: a, title: A, window: { start: 2024, end: 2024 },
      deliverables: [ { id: d, title: D, due: 2024-06, weight: 1 }, { id: e, title: E, weight: 3 } ] }
";
    let case = Case::new(plan, &["d,2024-06,2024-06-20"]);
    let scheduled = |as_of: &str| serde_json::to_value(&document(&case, as_of).tasks[0].scheduled).unwrap();
    // The first is a quarter of the weight; the second is due with the task.
    assert_eq!(
        [scheduled("2024-05-31"), scheduled("2024-06-30"), scheduled("2024-12-31")],
        ["0", "0.25", "1"]
    );
}

/// A task is done when its evidence is there, and counts as done; what was reported of its parts was reported of it.
#[test]
fn what_belongs_to_a_task_speaks_for_it() {
    let plan = "period: { base: 2023, start: 2024, end: 2025 }
organizations: [ { id: office, name: Office } ]
indicators:
  - { id: words, name: Words, measure: stock, targets: [ { id: t, form: qualitative, due: 2024-06, text: rules,
      judge: office, evidence: [ { id: paper, title: Paper } ], needed: 1 } ] }
  - { id: road, name: Road, unit: km, measure: stock, targets: [ { id: t, form: level, at_least: 9, due: 2025 } ] }
tasks:
  - { id: serves, title: S, window: { start: 2024, end: 2025 }, indicators: [ words ] }
  - { id: baseless, title: N, window: { start: 2024, end: 2025 }, indicators: [ road ] }
  - { id: parent, title: P, window: { start: 2024, end: 2025 } }
  - { id: child, title: C, parent: parent, milestones: [ { id: m, title: M, due: 2025-06 } ] }
  - { id: silent, title: Q, window: { start: 2024, end: 2025 } }
responsibilities: [ { role: lead, organization: office, task: [ serves, baseless, parent, silent ] } ]
";
    let plan = plan.replace(
        "responsibilities: [ { role: lead, organization: office, task: [ serves, baseless, parent, silent ] } ]",
        "responsibilities:
  - { role: lead, organization: office, task: serves }
  - { role: lead, organization: office, task: baseless }
  - { role: lead, organization: office, task: parent }
  - { role: lead, organization: office, task: silent }",
    );
    let rows = ["paper,2024-06-20,2024-06-20,,2024-06-21", "road,2024-06,3,,2024-07-01", "m,2024-06,0%"];
    let document = document(&Case::new(&plan, &rows), "2024-07-15");
    assert_eq!(document.organizations[0].without_figures, ["silent"]);
    let done = &document.tasks[0];
    assert_eq!(done.judgement.as_ref().unwrap().outcome, "task_done");
    assert_eq!(serde_json::to_value(&done.progress).unwrap(), "1");
}

/// A report on November says nothing of June.
#[test]
fn a_report_on_a_later_period_is_not_one_on_the_day_judged() {
    let plan = "period: { base: 2023, start: 2024, end: 2024 }
tasks: [ { id: t, title: T, window: { start: 2024, end: 2024 } } ]
";
    let case = Case::new(plan, &["t,2024-01,10,,2024-02-05", "t,2024-11,80,,2024-12-05"]);
    let evaluator = Evaluator::new(&case.policy).as_of("2024-12-31".parse().unwrap());
    let june = evaluator.at("2024-06".parse().unwrap()).evaluate(&case.plan, &case.data);
    assert_eq!(june.document(&Diagnostics::new()).tasks[0].reported.as_deref(), Some("2024-01-31"));
}

/// A task that waits for a milestone is kept from beginning by one that is known to be open, as by a task.
#[test]
fn a_milestone_that_is_not_there_keeps_a_task_from_beginning() {
    let plan = "period: { base: 2023, start: 2024, end: 2025 }
tasks:
  - { id: a, title: A, window: { start: 2024, end: 2024 }, milestones: [ { id: m, title: M, due: 2024-06 } ] }
  - { id: b, title: B, window: { start: 2024-07, end: 2025 }, after: [ m ] }
";
    for (as_of, rows) in [("2024-09-30", vec!["m,2024-06,50%"]), ("2024-09-30", vec!["m,2024-08,50%"])] {
        let document = document(&Case::new(plan, &rows), as_of);
        assert_eq!(serde_json::to_value(&document.tasks[1].blocked).unwrap(), true, "{rows:?}");
    }
    // Nothing was reported of it: it may have been reached.
    let silent = document(&Case::new(plan, &[]), "2024-09-30");
    assert_eq!(serde_json::to_value(&silent.tasks[1].blocked).unwrap()["unknown"], "not_reported");
}

/// A milestone that is meant to be reached next year is as late today as it was.
#[test]
fn what_is_assumed_for_later_changes_nothing_of_today() {
    let plan = "period: { base: 2023, start: 2024, end: 2025 }
tasks: [ { id: a, title: A, window: { start: 2024, end: 2025 }, milestones: [ { id: m, title: M, due: 2024-06 } ] } ]
";
    let case = Case::new(plan, &["m,2024-06,50%,,2024-07-01"]);
    let what_if = WhatIf::new().reach("m", "2025-09-30");
    let overlaid = what_if.apply(&case.plan, &case.data).unwrap();
    let evaluator = Evaluator::new(&case.policy).as_of("2024-10-15".parse().unwrap());
    let told = |plan, data| {
        let document = evaluator.clone().evaluate(plan, data).document(&Diagnostics::new());
        let milestone = &document.milestones[0];
        let task = document.tasks[0].judgement.as_ref().unwrap().outcome.clone();
        (milestone.standing.clone(), milestone.reached.clone(), task)
    };
    let real = told(&case.plan, &case.data);
    assert_eq!((real.0.as_str(), real.1.as_deref()), ("missed", None));
    assert_eq!(told(overlaid.plan(), overlaid.data()), real);
}

/// On 15 November nobody knew of a plan that was issued in January.
#[test]
fn tasks_of_a_plan_that_is_not_issued_are_not_judged() {
    let plan = "issued: 2025-01-01
period: { base: 2023, start: 2024, end: 2025 }
tasks: [ { id: a, title: A, window: { start: 2024, end: 2024-12 }, milestones: [ { id: m, title: M, due: 2024-06 } ] } ]
";
    let case = Case::new(plan, &["a,2024-06,10%,,2024-07-01", "m,2024-06,0%,,2024-07-01"]);
    let early = document(&case, "2024-11-15");
    let judgement = early.tasks[0].judgement.as_ref().unwrap();
    assert_eq!(judgement.standing, "undetermined");
    assert_eq!(serde_json::to_value(&early.tasks[0].progress).unwrap()["unknown"], "not_published");
    assert_eq!(early.milestones[0].reason.as_deref(), Some("not_published"));
    assert!(!early.tasks[0].overdue);
    assert_eq!(document(&case, "2025-01-15").milestones[0].standing, "missed");
}

/// Of two tasks that end on one day, the same one is told to hold up a third, in whatever order they stand.
#[test]
fn what_holds_up_does_not_depend_on_the_order() {
    let of = |first: &str, second: &str| {
        let plan = format!(
            "period: {{ base: 2023, start: 2024, end: 2025 }}
tasks:
  - {{ id: {first}, title: X, window: {{ start: 2024-01, end: 2024-06 }} }}
  - {{ id: {second}, title: Y, window: {{ start: 2024-01, end: 2024-06 }} }}
  - {{ id: c, title: C, window: {{ start: 2024-07, end: 2024-12 }}, after: [ {first}, {second} ] }}
"
        );
        let case = Case::new(&plan, &["a,2024-08,50%", "b,2024-08,50%"]);
        document(&case, "2024-09-15").tasks[2].held_up_by.clone().unwrap()
    };
    assert_eq!((of("a", "b"), of("b", "a")), ("a".to_owned(), "a".to_owned()));
}

/// 99.96 % is not all of it.
#[test]
fn what_is_not_done_is_not_told_as_done() {
    let case = Case::new(BUILD, &["roof,2024-06,99.96%,,2024-07-01"]);
    let told = case.report("2024-07-15").to_text(Lang::En);
    let line = told.lines().find(|line| line.starts_with("Build")).unwrap();
    assert!(line.contains(" 99.9% "), "{told}");
}

/// A row of many lines stays on its line in sentences too.
#[test]
fn a_title_in_a_sentence_stays_on_its_line() {
    let text = "period: { base: 2023, start: 2024, end: 2025 }
tasks: [ { id: t, title: \"first\\nsecond\\u001b[31m\", window: { start: 2024, end: 2025 } } ]
";
    let case = Case::new(text, &["t,2024-06,50%,,2024-07-01"]);
    let told = case.report("2024-12-31").explain_task("t", Lang::En).unwrap();
    assert!(told.contains("“first second") && told.chars().all(|c| c == '\n' || !c.is_control()), "{told}");
}

const ROAD: &str = "period: { base: 2023, start: 2024, end: 2025 }
indicators:
  - { id: road, name: Road, unit: km, measure: stock, direction: increase, baseline: { period: 2023, value: 0 },
      targets: [ { id: t, form: level, at_least: 100, due: 2025, versions: [ { id: less, at_least: 20, published: 2024-01-10 } ] } ] }
";

/// A report that asked for another version is no evaluation that came before.
#[test]
fn a_history_has_reports_on_one_version() {
    let case = Case::new(ROAD, &["road,2024-06,10,,2024-07-01"]);
    let evaluator = Evaluator::new(&case.policy).as_of("2024-07-31".parse().unwrap());
    let original = evaluator.clone().version(VersionChoice::Original);
    let mut history = History::new();
    for evaluation in [&evaluator, &original] {
        let document = evaluation.evaluate(&case.plan, &case.data).document(&Diagnostics::new());
        let kept: ReportDoc = serde_json::from_str(&to_json(&[document])).unwrap();
        history.add(&kept).unwrap();
    }
    assert_eq!(history.len(), 2);
    let later = Evaluator::new(&case.policy).as_of("2024-08-31".parse().unwrap()).history(&history);
    let remembered = |version| later.clone().version(version).evaluate(&case.plan, &case.data).remembered();
    assert_eq!(remembered(VersionChoice::InForce), Some(1));
    assert_eq!(remembered(VersionChoice::Original), Some(1));
    assert_eq!(remembered(VersionChoice::Named("less".to_owned())), Some(0));
}

#[test]
fn a_diff_says_what_cannot_be_compared() {
    let case = Case::new(ROAD, &["road,2024-06,10,,2024-07-01"]);
    let of = |as_of: &str, at: &str, version: VersionChoice| {
        let evaluation = Evaluator::new(&case.policy).as_of(as_of.parse().unwrap()).at(at.parse().unwrap());
        evaluation.version(version).evaluate(&case.plan, &case.data).document(&Diagnostics::new())
    };
    let told = |before: &ReportDoc, after: &ReportDoc| diff(before, after).unwrap().to_text(Lang::En);
    let june = of("2024-07-31", "2024-06", VersionChoice::InForce);
    let march = of("2024-08-31", "2024-03", VersionChoice::InForce);
    assert!(told(&june, &march).contains("judges 2024-03-31, an earlier day than 2024-06-30"));
    let original = of("2024-08-31", "2024-06", VersionChoice::Original);
    assert!(told(&june, &original).contains("different versions of the targets, — and original"));
    let same = of("2024-08-31", "2024-06", VersionChoice::InForce);
    assert!(
        !told(&june, &same).contains("different versions") && !told(&june, &same).contains("earlier day")
    );
}

/// A task that may take longer wins time; what waits for it moves.
#[test]
fn to_put_a_task_off_gives_it_time() {
    let plan = "period: { base: 2023, start: 2024, end: 2027 }
tasks:
  - { id: a, title: A, window: { start: 2024-01, end: 2024-06 } }
  - { id: b, title: B, window: { start: 2024-07, end: 2024-12 }, after: [ a ] }
  - { id: c, title: C, window: { start: 2025-01, end: 2025-01 }, after: [ b ] }
";
    // A was done on 30 September. B takes 183 days from 1 October on, up to 2 April, and C 30 from the 3rd on.
    let case = Case::new(plan, &["a,2024-09,2024-09-30"]);
    let overlaid = WhatIf::new().delay_task("b", "2025-06").apply(&case.plan, &case.data).unwrap();
    let evaluator = Evaluator::new(&case.policy).as_of("2024-10-15".parse().unwrap());
    let before = evaluator.evaluate(&case.plan, &case.data);
    let told = difference(&before, &evaluator.evaluate(overlaid.plan(), overlaid.data()));
    let slips: Vec<_> = [&told.before, &told.after].map(|of| of.tasks[1].held_up_by.clone()).into();
    assert_eq!(slips, [Some("a".to_owned()), None]);
    let moved = |of: &attainment::report::MovedDoc| {
        let day = |day: &Option<String>| day.clone().unwrap();
        format!("{} {} {} {}", of.id, day(&of.before), day(&of.after), day(&of.due))
    };
    let moved: Vec<String> = told.moved.iter().map(moved).collect();
    // Due on 30 June, it is done by then, and C begins on 1 July.
    assert_eq!(moved, ["b 2025-04-02 2025-06-30 2025-06", "c 2025-05-03 2025-07-31 2025-01"]);
    assert!(
        told.to_text(Lang::Zh).contains("最早完成日期变化") && told.to_markdown(Lang::En).contains("| C |")
    );
}

/// A table of nobody is not printed.
#[test]
fn a_ranking_without_places_is_no_table() {
    let case = Case::new(BUILD, &[]);
    let ranking = case.report("2024-07-15").ranking(Role::Lead, RankBy::Progress, &Exact::ONE);
    let (text, markdown) = (ranking.to_text(Lang::En), ranking.to_markdown(Lang::En));
    assert!(!text.contains("place  organization") && !markdown.contains('|'), "{text}{markdown}");
    assert!(text.ends_with("known by 2024-07-15\n\nWithout a place, 1: Office (low coverage)\n"), "{text}");
}

/// Classes are listed best first: what a target names is asked for or better, whatever the direction says, and is told
/// so.
#[test]
fn a_class_is_asked_for_or_a_better_one() {
    for direction in ["", "direction: increase, ", "direction: decrease, "] {
        for value in ["value: B", "at_least: B"] {
            let text = format!(
                "period: {{ base: 2023, start: 2024, end: 2024 }}
organizations: [ {{ id: o, name: O }} ]
indicators:
  - {{ id: x, name: X, unit: 级, classes: [ A, B, C ], {direction}measure: stock,
      targets: [ {{ id: t, form: qualitative, {value}, due: 2024, judge: o }} ] }}
"
            );
            for (class, standing) in [("A", "attained"), ("B", "attained"), ("C", "missed")] {
                let case = Case::new(&text, &[&format!("x,2024,{class},,2025-01-10")]);
                let found = document(&case, "2025-01-15").indicators[0].standing.clone();
                assert_eq!(found, standing, "{direction}{value} {class}");
                let told = case.report("2025-01-15").to_text(Lang::En);
                assert!(told.contains("B or better"), "{told}");
            }
        }
    }
}

const SITE: &str = "issued: 2023-12-01
period: { base: 2023, start: 2024, end: 2024 }
organizations: [ { id: o, name: O } ]
tasks:
  - { id: site, title: Site, window: { start: 2024-01, end: 2024-06 } }
  - { id: build, title: Build, window: { start: 2024-03, end: 2024-12 }, after: [ site ], milestones: [
      { id: m1, title: One, due: 2024-05 }, { id: m2, title: Two, due: 2024-08 }, { id: m3, title: Three, due: 2024-12 } ] }
responsibilities: [ { role: lead, organization: o, task: build } ]
";

/// What has begun is not kept from beginning, though it is not known how far it is.
#[test]
fn what_has_begun_is_not_blocked() {
    let case = Case::new(SITE, &["site,2024-08,50%,,2024-09-02", "m1,2024-05,2024-05-20,,2024-06-01"]);
    let build = document(&case, "2024-09-15").tasks[1].clone();
    assert_eq!(serde_json::to_value(&build.blocked).unwrap(), false);
    assert_eq!(build.judgement.as_ref().unwrap().outcome, "undetermined");
}

/// Done by September was taken back: it was done on 20 November, and not before.
#[test]
fn what_was_taken_back_is_no_progress_of_an_earlier_day() {
    let rows = [
        "build,2024-06,40%,,2024-07-05",
        "build,2024-09,100%,,2024-10-05",
        "build,2024-11,2024-11-20,,2024-12-03",
    ];
    let case = Case::new(SITE, &rows);
    let october = |as_of: &str| {
        let evaluator =
            Evaluator::new(&case.policy).as_of(as_of.parse().unwrap()).at("2024-10".parse().unwrap());
        let document = evaluator.evaluate(&case.plan, &case.data).document(&Diagnostics::new());
        serde_json::to_value(&document.tasks[1].progress).unwrap()
    };
    assert_eq!((october("2024-11-01"), october("2024-12-10")), ("1".into(), "0.4".into()));
}

/// Before a plan is issued nothing of it is overdue, and nothing holds anything up.
#[test]
fn nothing_is_outstanding_of_a_plan_that_is_not_issued() {
    let text = SITE.replace("issued: 2023-12-01", "issued: 2025-01-01");
    let case = Case::new(&text, &["site,2024-08,50%,,2024-09-02", "m1,2024-05,2024-05-20,,2024-06-01"]);
    let document = document(&case, "2024-10-15");
    let lead = &document.organizations[0];
    let of_tasks = serde_json::to_value(&lead.of_tasks).unwrap();
    assert_eq!(
        (lead.overdue.len(), &of_tasks["overdue"], &of_tasks["without_figures"]),
        (0, &0.into(), &0.into())
    );
    assert_eq!((&document.tasks[1].held_up_by, &document.tasks[1].earliest_finish), (&None, &None));
}
