//! Ledgers, reports and gaps count alike, and stay small whatever is written into a plan. All counts by hand.
#![cfg(all(feature = "yaml", feature = "json", feature = "csv"))]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot be set up has failed")]

mod common;

use std::fmt::Write;

use attainment::Lang;
use attainment::check::Diagnostics;
use attainment::report::{LedgerDoc, ReportDoc, ledger};
use common::Case;

fn told(case: &Case, as_of: &str) -> (ReportDoc, LedgerDoc) {
    (case.report(as_of).document(&Diagnostics::new()), ledger(&[case.report(as_of)]))
}

const INDICATORS: &str = "period: { base: 2023, start: 2024, end: 2025 }
organizations: [ { id: o, name: O } ]
indicators:
- { id: hoped, name: Hoped, measure: stock, targets: [ { id: t, form: level, at_least: 5, due: 2025, firmness: stretch } ] }
- { id: bare, name: Bare, measure: stock }
- { id: firm, name: Firm, measure: stock, targets: [ { id: t, form: level, at_least: 10, due: 2024 } ] }
- { id: words, name: Words, measure: stock, targets: [ { id: a, form: qualitative, text: better }, { id: b, form: qualitative, text: good } ] }
responsibilities:
- { role: lead, organization: o, indicator: hoped }
- { role: lead, organization: o, indicator: bare }
- { role: lead, organization: o, indicator: firm }
- { role: lead, organization: o, indicator: words }
";

#[test]
fn reports_ledgers_and_gaps_count_indicators_alike() {
    // firm is reported and short of 10 a year after it was due; nothing is reported of the others. words has no date,
    // twice; hoped is due in 2025, and a target that is only hoped for is not overdue; bare promises nothing.
    let case = Case::new(INDICATORS, &["firm,2024,4,,2025-01-10"]);
    let (report, ledger) = told(&case, "2026-01-31");
    let of = &report.organizations[0];
    assert_eq!(of.overdue, ["firm"]);
    assert_eq!(of.without_figures, ["hoped", "bare", "words"]);
    assert_eq!(of.without_date, ["words"]);
    let role = &ledger.organizations[0].roles[0];
    assert_eq!((role.overdue, role.without_figures, role.without_date), (1, 3, 1));
    let due: Vec<Option<&str>> = role.items.iter().map(|item| item.due.as_deref()).collect();
    assert_eq!(due, [Some("2025"), None, Some("2024"), None]);
    // Each indicator is listed once.
    assert_eq!(report.gaps.without_date, ["words"]);
    let ids: Vec<&str> = ledger.without_date.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids, ["words"]);
    let words: Vec<&str> = report.gaps.not_assessable.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(words, ["words"]);
    let text = case.report("2026-01-31").to_text(Lang::En);
    assert!(text.contains("Without a date, 1: Words"), "{text}");
}

#[test]
fn what_has_no_date_says_so() {
    let plan = "period: { base: 2023, start: 2024, end: 2025 }
organizations: [ { id: o, name: O } ]
indicators:
- { id: words, name: Words, measure: stock, targets: [ { id: a, form: qualitative, text: better } ] }
tasks:
- { id: open, title: Open }
- { id: dated, title: Dated, window: { start: 2024, end: 2025 } }
duties: [ { id: duty, title: Duty } ]
responsibilities:
- { role: lead, organization: o, task: open }
- { role: lead, organization: o, task: dated }
- { role: lead, organization: o, indicator: words }
- { role: lead, organization: o, duty: duty }
";
    let (_, ledger) = told(&Case::new(plan, &[]), "2024-06-30");
    assert_eq!(ledger.organizations[0].roles[0].without_date, 3);
    for (lang, no_date, empty) in
        [(Lang::En, "no due", "Without a date: 3"), (Lang::Zh, "没有期限", "没有期限 3 项")]
    {
        let text = ledger.to_text(lang);
        assert!(text.contains(empty), "{text}");
        let line = |title: &str| text.lines().find(|line| line.starts_with(title)).unwrap();
        for title in ["Open", "Words", "Duty"] {
            assert_eq!(line(title).matches(no_date).count(), 1, "{text}");
        }
        assert!(!line("Dated").contains(no_date), "{text}");
    }
}

const DUTIES: &str = "period: { base: 2023, start: 2024, end: 2025 }
organizations: [ { id: office, name: Office } ]
duties:
  - { id: bulletin, title: Bulletin, frequency: quarter }
  - { id: open, title: Open }
responsibilities:
  - { role: responsible, organization: office, duty: bulletin }
  - { role: responsible, organization: office, duty: open }
";

#[test]
fn a_duty_of_which_something_is_known_is_not_without_a_report() {
    // On 30 April 2024 one quarter is over.
    let of = |rows: &[&str]| {
        let (report, ledger) = told(&Case::new(DUTIES, rows), "2024-04-30");
        let duty = &report.duties[0];
        let role = &ledger.organizations[0].roles[0];
        assert_eq!(report.organizations[0].without_figures.len(), role.without_figures);
        let silent = role.items[0].without_figures;
        (duty.standing.clone(), duty.times_done, duty.last.clone(), silent)
    };
    let day = |day: &str| Some(day.to_owned());
    let result = |standing: &str, done: usize, last: Option<String>, silent: bool| {
        (standing.to_owned(), done, last, silent)
    };
    assert_eq!(of(&[]), result("undetermined", 0, None, true));
    // It is known not to have been done: that was reported.
    assert_eq!(of(&["bulletin,2024-Q1,0%,,2024-04-10"]), result("missed", 0, None, false));
    let done = "bulletin,2024-Q1,100%,,2024-04-05";
    assert_eq!(of(&[done]), result("on_track", 1, day("2024-03-31"), false));
    // What is taken back was not done.
    assert_eq!(of(&[done, "bulletin,2024-Q1,0%,,2024-04-20"]), result("missed", 0, None, false));
    // A quarter before the plan is none of its.
    assert_eq!(of(&["bulletin,2023-Q4,100%,,2024-01-05"]), result("undetermined", 0, None, true));
    // The quarter that the day lies in does not count yet, and is the last in which it was done.
    assert_eq!(
        of(&[done, "bulletin,2024-04,2024-04-25,,2024-04-25"]),
        result("on_track", 1, day("2024-04-25"), false)
    );
}

#[test]
fn a_duty_without_a_date_is_taken_back_as_well() {
    let of = |rows: &[&str]| {
        let (report, ledger) = told(&Case::new(DUTIES, rows), "2024-04-30");
        (report.duties[1].last.clone(), ledger.organizations[0].roles[0].items[1].without_figures)
    };
    let done = "open,2024-03,100%,,2024-04-05";
    assert_eq!(of(&[done]), (Some("2024-03-31".to_owned()), false));
    assert_eq!(of(&[done, "open,2024-03,0%,,2024-04-20"]), (None, false));
    assert_eq!(of(&[]), (None, true));
}

/// A member of very many collectives, told without a walk over all of them for each.
#[test]
fn a_member_of_many_collectives_is_a_member_of_each_once() {
    const MANY: usize = 40_000;
    let mut plan = "period: { end: 2025 }\norganizations:\n- { id: m, name: M }\n".to_owned();
    for number in 0..MANY {
        writeln!(plan, "- {{ id: c{number}, name: C{number}, members: [ m ] }}").unwrap();
    }
    plan += "tasks: [ { id: t, title: T } ]\nresponsibilities:\n";
    for number in 0..MANY {
        writeln!(plan, "- {{ role: lead, organization: c{number}, task: t }}").unwrap();
    }
    let case = Case::new(&plan, &[]);
    let ledger = ledger(&[case.report("2024-06-30"), case.report("2024-07-31")]);
    let member = ledger.organizations.iter().find(|one| one.id == "m").unwrap();
    assert_eq!(member.roles[0].through.len(), MANY);
    // The first of them are told by name.
    let text = ledger.to_text(Lang::En);
    let line = text.lines().find(|line| line.contains("as one of C0, C1")).unwrap();
    assert!(line.len() < 1_000 && line.ends_with('…'), "{}", line.len());
}

/// A long text in a row does not widen the others.
#[test]
fn a_long_text_does_not_widen_every_row() {
    let long = "长".repeat(20_000);
    let mut plan = format!(
        "period: {{ base: 2023, start: 2024, end: 2025 }}\nindicators:\n- {{ id: d, name: D, measure: stock, targets: [ {{ id: t, form: level, delegated: \"{long}\", due: 2025 }} ] }}\n"
    );
    for number in 0..1_000 {
        writeln!(plan, "- {{ id: i{number}, name: I, measure: stock, targets: [ {{ id: t, form: level, at_least: 1, due: 2025 }} ] }}").unwrap();
    }
    let case = Case::new(&plan, &[]);
    let report = case.report("2024-06-30");
    for text in [report.to_text(Lang::En), report.to_markdown(Lang::En)] {
        // Some 1,000 rows of less than 1,000 bytes, and the text itself.
        assert!(text.len() < 2_000_000, "{}", text.len());
        assert!(text.contains('…'));
    }
}

/// A long id of a plan is not repeated whole for each of its tasks; nor are marks that have no width.
#[test]
fn a_long_id_is_not_told_whole_in_every_row() {
    for long in ["x".repeat(20_000), format!("x{}", "\u{301}".repeat(20_000))] {
        let mut plan = "period: { end: 2025 }\norganizations: [ { id: o, name: O } ]\ntasks:\n".to_owned();
        (0..500).for_each(|number| writeln!(plan, "- {{ id: t{number}, title: T }}").unwrap());
        plan += "responsibilities:\n";
        (0..500).for_each(|number| {
            writeln!(plan, "- {{ role: lead, organization: o, task: t{number} }}").unwrap()
        });
        let text = format!("format: attainment/plan@1\nid: \"{long}\"\ntitle: P\n{plan}");
        let one = attainment::Plan::from_yaml(&text).unwrap().into_inner();
        let other = Case::new(&plan, &[]);
        let data = attainment::Observations::none();
        let evaluator = attainment::Evaluator::new(&other.policy).as_of("2024-06-30".parse().unwrap());
        let ledger = ledger(&[evaluator.evaluate(&one, &data), other.report("2024-06-30")]);
        // 1,000 tasks, each named and without a date; 2,000 rows of less than 2,500 bytes.
        for text in [ledger.to_text(Lang::En), ledger.to_markdown(Lang::En)] {
            assert!(text.len() < 5_000_000, "{}", text.len());
        }
    }
}
