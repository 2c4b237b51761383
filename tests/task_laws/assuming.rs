//! What-ifs: what is assumed never makes anything attained or missed, and a delay only what was done late.

use std::collections::BTreeMap;

use attainment::Report;
use attainment::policy::Standing;
use attainment::rollup::{Rollup, Summary};
use attainment::what_if::WhatIf;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::drawn::*;

/// How everything stands, by what it is.
fn standings(report: &Report<'_>, rollup: &Rollup) -> BTreeMap<String, Standing> {
    let of = |summary: &Summary| {
        summary.judgement.map_or(Standing::NotAssessed, |judgement| judgement.standing(report.policy()))
    };
    let plan = report.plan();
    let mut all = BTreeMap::from([("plan".to_owned(), of(&rollup.plan))]);
    all.extend(plan.groups().iter().map(|group| group.id().to_owned()).zip(rollup.groups.iter().map(of)));
    all.extend(plan.tasks().iter().map(|task| task.id().to_owned()).zip(rollup.tasks.iter().map(of)));
    all.extend(report.verdicts().map(|one| (one.indicator().id().to_owned(), one.standing())));
    all.extend(rollup.milestones.iter().map(|one| {
        let milestone = &plan.tasks()[one.task].milestones()[one.milestone];
        (milestone.id().to_owned(), one.standing)
    }));
    all
}

/// What is so now and was not before.
fn newly(
    was: &BTreeMap<String, Standing>,
    is: &BTreeMap<String, Standing>,
    standing: Standing,
) -> Vec<String> {
    let new = is.iter().filter(|(id, of)| **of == standing && was.get(*id) != Some(&standing));
    new.map(|(id, _)| id.clone()).collect()
}

proptest! {
    #![proptest_config(cases(80))]

    #[test]
    fn what_is_assumed_decides_nothing(
        case in any_case(),
        in_the_end in any::<bool>(),
        figures in vec((0usize..2, 0usize..24, 0u32..200), 0..4),
        reached in vec((any::<Index>(), 0u64..730), 0..4),
    ) {
        let mut case = case;
        if in_the_end {
            (case.as_of, case.at) = (days(first_day(), 760), None);
        }
        let mut what_if = WhatIf::new();
        for (number, (indicator, period, value)) in figures.iter().enumerate() {
            let same = |other: &(usize, usize, u32)| (other.0, other.1) == (*indicator, *period);
            if !figures[..number].iter().any(same) {
                what_if = what_if.assume(&format!("x{indicator}"), &month(*period), &value.to_string());
            }
        }
        // All milestones of a task, so that it would be done.
        for (task, day) in &reached {
            for milestone in &task.get(&case.plan.tasks).milestones {
                if what_if.milestones.iter().all(|one| one.id != milestone.id) {
                    what_if = what_if.reach(&milestone.id, &days(first_day(), *day).to_string());
                }
            }
        }
        if what_if.figures.is_empty() && what_if.milestones.is_empty() {
            return Ok(());
        }
        for policy in [&*SCHEDULE, &*GROUPED] {
            let read = case.read();
            let overlaid = what_if.apply(&read.plan, &read.data).unwrap().into_inner();
            let before = case.report(&read, policy);
            let other = Read { plan: overlaid.plan().clone(), data: overlaid.data().clone() };
            let after = case.report(&other, policy);
            let was = standings(&before, &before.rollup());
            let is = standings(&after, &after.rollup());
            for standing in [Standing::Attained, Standing::Missed] {
                prop_assert_eq!(newly(&was, &is, standing), Vec::<String>::new());
            }
        }
    }

    /// Whatever has more time is not missed for that, and attained only if it was done in reality.
    #[test]
    fn more_time_does_nothing_that_was_not_done(
        case in any_case(),
        delays in vec((any::<Index>(), 0usize..24), 1..4),
    ) {
        let mut what_if = WhatIf::new();
        for (place, to) in &delays {
            let task = place.get(&case.plan.tasks);
            let end = task.window.as_ref().and_then(|window| window.end.clone());
            let Some(end) = end.filter(|end| month(*to) > *end) else { continue };
            if what_if.delays.iter().all(|one| one.id != task.id) {
                prop_assert!(end < month(*to));
                what_if = what_if.delay_task(&task.id, &month(*to));
            }
        }
        if what_if.delays.is_empty() {
            return Ok(());
        }
        let read = case.read();
        let Ok(overlaid) = what_if.apply(&read.plan, &read.data) else { return Ok(()) };
        let overlaid = overlaid.into_inner();
        let before = case.report(&read, &SCHEDULE);
        let other = Read { plan: overlaid.plan().clone(), data: overlaid.data().clone() };
        let after = case.report(&other, &SCHEDULE);
        let (was_rollup, is_rollup) = (before.rollup(), after.rollup());
        let (was, is) = (standings(&before, &was_rollup), standings(&after, &is_rollup));
        prop_assert_eq!(newly(&was, &is, Standing::Missed), Vec::<String>::new());
        for id in newly(&was, &is, Standing::Attained) {
            let task = case.plan.tasks.iter().position(|task| task.id == id);
            prop_assert!(task.is_some_and(|task| was_rollup.states[task].done() == Ok(true)), "{id} was not done");
        }
        // Nothing can be done earlier for having more time.
        for (was, is) in was_rollup.states.iter().zip(&is_rollup.states) {
            prop_assert!(is.planned.start >= was.planned.start && is.planned.finish >= was.planned.finish);
        }
    }
}
