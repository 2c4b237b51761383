//! Earlier evaluations: what was not said before the day is not remembered, and the order of saying it does not
//! matter.

use std::sync::LazyLock;

use attainment::check::Diagnostics;
use attainment::report::{History, ReportDoc};
use attainment::{Evaluator, NaiveDate, Policy};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::drawn::*;

/// A policy whose tables for indicators, tasks and groups ask for all that can be remembered.
static MEMORY: LazyLock<Policy> = LazyLock::new(|| {
    let rows = "
  hit: first
  rows:
    - { id: again, when: { streak: '>= 2', previous_outcome: '{green, yellow}' }, then: red }
    - { id: bad, when: { bad_streak: '>= 1', previous_standing: 'off_track' }, then: yellow }
    - { id: first_red, when: { first_outcome: 'red' }, then: called_up }
    - { id: first_green, when: { first_outcome: 'green' }, then: yellow }
    - { id: last, when: { last_outcome: '{called_up, yellow}' }, then: called_up }
    - { id: ahead, when: { lag: '>= 0' }, then: green }
    - { id: else, then: red }
";
    let text = format!(
        "
format: attainment/policy@1
id: memory
version: '1'
indicator:{rows}
task:{rows}
outcomes:
  green: {{ kind: outlook, standing: on_track, zh: 绿, en: green }}
  yellow: {{ kind: outlook, standing: at_risk, zh: 黄, en: yellow }}
  red: {{ kind: outlook, standing: off_track, zh: 红, en: red }}
  called_up: {{ kind: outlook, standing: off_track, zh: 约谈, en: called up }}
"
    );
    Policy::from_yaml(&text).unwrap().into_inner()
});

/// The outcomes of the policy, with their standings.
const OUTCOMES: [(&str, &str); 5] = [
    ("green", "on_track"),
    ("yellow", "at_risk"),
    ("red", "off_track"),
    ("called_up", "off_track"),
    ("undetermined", "undetermined"),
];

/// An evaluation: the day on which it was made, the month judged, and what it said of one thing after the other.
type Earlier = (NaiveDate, Option<usize>, Vec<usize>);

fn earlier() -> impl Strategy<Value = Earlier> {
    // Few days, so that several evaluations are made on one.
    let as_of = prop_oneof![as_of(), (1u64..4).prop_map(|part| days(first_day(), 100 * part))];
    (as_of, option::of(select(vec![0usize, 2, 5])), vec(0usize..OUTCOMES.len(), 1..6))
}

fn reports(case: &Case, all: &[Earlier], after: Option<NaiveDate>) -> Vec<ReportDoc> {
    let made = all.iter().map(|(as_of, at, said)| {
        let mut case = case.clone();
        case.as_of = after.map_or(*as_of, |after| days(after, u64::from(as_of.to_string().ends_with('5'))));
        case.at = at.map(month);
        let mut report = case.with(&MEMORY, |report, _| report.document(&Diagnostics::new()));
        let mut said = said.iter().cycle().map(|outcome| OUTCOMES[*outcome]);
        for task in report.tasks.iter_mut().filter_map(|task| task.judgement.as_mut()) {
            let (outcome, standing) = said.next().unwrap();
            (task.outcome, task.standing) = (outcome.into(), standing.into());
        }
        for verdict in &mut report.indicators {
            let (outcome, standing) = said.next().unwrap();
            (verdict.outcome, verdict.standing) = (outcome.into(), standing.into());
        }
        report
    });
    made.collect()
}

/// The report of a case that remembers.
fn remembering(case: &Case, history: &History) -> String {
    let read = case.read();
    let mut evaluation = Evaluator::new(&MEMORY).as_of(case.as_of).history(history);
    if let Some(at) = &case.at {
        evaluation = evaluation.at(at.parse().unwrap());
    }
    all_of(&evaluation.evaluate(&read.plan, &read.data))
}

fn history(of: &[ReportDoc]) -> History {
    let mut history = History::new();
    for report in of {
        assert!(history.add(report).is_ok());
    }
    history
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn what_is_said_later_is_not_remembered(case in any_case(), all in vec(earlier(), 1..5)) {
        let later = history(&reports(&case, &all, Some(case.as_of)));
        same(&remembering(&case, &later), &remembering(&case, &History::new()))?;
    }

    #[test]
    fn the_order_of_what_was_said_does_not_matter(
        case in any_case(),
        (all, shuffled) in vec(earlier(), 2..9).prop_flat_map(|all| {
            let order: Vec<usize> = (0..all.len()).collect();
            (Just(all), Just(order).prop_shuffle())
        }),
        again in option::of(any::<Index>()),
    ) {
        let mut case = case;
        case.as_of = case.as_of.max(days(first_day(), 500));
        let said = reports(&case, &all, None);
        let mut other: Vec<ReportDoc> = shuffled.iter().map(|place| said[*place].clone()).collect();
        same(&remembering(&case, &history(&said)), &remembering(&case, &history(&other)))?;
        // What is given twice was said once, as far as any table sees.
        if let Some(again) = again {
            other.push(again.get(&said).clone());
            let verdicts = |of: &[ReportDoc]| {
                let read = case.read();
                let history = history(of);
                let evaluation = Evaluator::new(&MEMORY).as_of(case.as_of).history(&history);
                let report = evaluation.evaluate(&read.plan, &read.data);
                let document = report.document(&Diagnostics::new());
                (document.indicators, document.tasks)
            };
            prop_assert_eq!(verdicts(&said), verdicts(&other));
        }
    }
}
