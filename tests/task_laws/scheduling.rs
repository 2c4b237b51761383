//! What waits for what: no task before what it waits for, nothing earlier for being told more, and rounds refused.

use attainment::check::Code;
use attainment::number::Exact;
use attainment::plan::*;
use attainment::schedule::{Planned, Schedule, Underway};
use attainment::series::Occurrence;
use attainment::{Lang, NaiveDate, Plan};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::Index;

use super::drawn::*;

/// What is known of each step: done on a day, or not by one.
#[derive(Clone, Debug)]
struct Known {
    done: Vec<Occurrence>,
    milestones: Vec<Vec<Occurrence>>,
}

fn occurrence() -> impl Strategy<Value = Occurrence> {
    let day = || option::of((0u64..900).prop_map(|day| days(first_day(), day)));
    (day(), option::weighted(0.3, (0u64..900).prop_map(|day| days(first_day(), day)))).prop_map(
        |(not_by, by)| match (not_by, by) {
            (Some(not_by), Some(by)) if not_by >= by => Occurrence { not_by: by.pred_opt(), by: Some(by) },
            (not_by, by) => Occurrence { not_by, by },
        },
    )
}

/// A plan with what is known of its steps.
fn known_case() -> impl Strategy<Value = (Case, Known)> {
    any_case().prop_flat_map(|case| {
        let done = vec(occurrence(), case.plan.tasks.len());
        let milestones: Vec<_> =
            case.plan.tasks.iter().map(|task| vec(occurrence(), task.milestones.len())).collect();
        (Just(case), (done, milestones).prop_map(|(done, milestones)| Known { done, milestones }))
    })
}

fn dates(plan: &PlanDoc, known: &Known) -> Vec<Planned> {
    let plan = plan.check().unwrap().into_inner();
    Schedule::of(&plan, &known.done, &known.milestones).tasks().to_vec()
}

/// That no date of a task is before the one that it was.
fn no_earlier(was: &[Planned], is: &[Planned]) -> Result<(), TestCaseError> {
    for (task, (was, is)) in was.iter().zip(is).enumerate() {
        prop_assert!(is.start >= was.start, "t{task} begins on {:?} instead of {:?}", is.start, was.start);
        prop_assert!(is.finish >= was.finish, "t{task} ends on {:?} instead of {:?}", is.finish, was.finish);
    }
    Ok(())
}

/// The tasks whose end, in the order drawn, lies before the beginning of another: that may wait for them.
fn may_wait_for(case: &Case, task: usize) -> Vec<String> {
    let ends =
        |other: usize| (0..case.plan.tasks.len()).filter(|low| case.upwards(*low).contains(&other)).max();
    (0..task)
        .filter(|other| ends(*other).unwrap() < task)
        .map(|other| case.plan.tasks[other].id.clone())
        .collect()
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn nothing_begins_before_what_it_waits_for((case, known) in known_case()) {
        let plan: Plan = case.plan.check().unwrap().into_inner();
        let planned = Schedule::of(&plan, &known.done, &known.milestones).tasks().to_vec();
        for (index, task) in plan.tasks().iter().enumerate() {
            let own = planned[index];
            for dependency in task.after() {
                // Of a milestone the schedule tells no date, but it is there neither before it is known to be.
                let ends = match dependency.on {
                    Subject::Task(on) => planned[on].finish,
                    Subject::Milestone(on, number) => {
                        let milestone = &plan.tasks()[on].milestones()[number];
                        let known = known.milestones[on][number];
                        let open = known.not_by.and_then(|day| day.succ_opt());
                        let own = Some(milestone.due().end()).max(open);
                        known.by.map_or(own.max(planned[on].start), |by| own.min(Some(by)))
                    }
                    _ => None,
                };
                if let Some(ends) = ends {
                    let first = days(ends, u64::from(dependency.days) + 1);
                    prop_assert!(own.start.unwrap() >= first, "t{index} begins on {:?}, before {first}", own.start);
                }
            }
            if let Some(above) = task.parent().map(|parent| planned[parent]) {
                prop_assert!(own.start >= above.start);
            }
            if known.done[index].by.is_none() {
                prop_assert!(own.finish >= own.start, "{own:?}");
                prop_assert!(own.finish >= task.due().map(|due| due.end()));
                let below = plan.tasks().iter().zip(&planned).filter(|(of, _)| of.parent() == Some(index));
                for (_, below) in below {
                    prop_assert!(own.finish >= below.finish);
                }
            } else {
                // It was done after the last day on which it was not, and by the first on which it was.
                let Occurrence { not_by, by } = known.done[index];
                prop_assert!(own.finish <= by && own.finish > not_by, "{own:?} {not_by:?} {by:?}");
            }
        }
    }

    #[test]
    fn to_wait_for_more_is_never_earlier(
        (case, known) in known_case(),
        task in any::<Index>(),
        on in any::<Index>(),
        days in 0u32..60,
    ) {
        let task = task.index(case.plan.tasks.len());
        let before = may_wait_for(&case, task);
        if before.is_empty() {
            return Ok(());
        }
        let id = on.get(&before).clone();
        let mut more = case.clone();
        let after = &mut more.plan.tasks[task].after;
        match after.iter_mut().find(|one| one.id == id) {
            Some(one) => {
                let own: u32 = one.days.as_deref().map_or(0, |days| days.parse().unwrap());
                one.days = Some((own + days).to_string());
            }
            None => after.push(DependencyDoc { id, days: Some(days.to_string()) }),
        }
        no_earlier(&dates(&case.plan, &known), &dates(&more.plan, &known))?;
    }

    /// Done later, reached later, or known to be open for longer.
    #[test]
    fn what_is_later_makes_nothing_earlier(
        (case, known) in known_case(),
        place in any::<Index>(),
        later in 1u64..300,
    ) {
        let moved = |day: &mut Option<NaiveDate>| *day = day.map(|day| days(day, later));
        let mut delayed = known.clone();
        let steps = delayed.done.iter_mut().chain(delayed.milestones.iter_mut().flatten());
        let mut steps: Vec<&mut Occurrence> = steps.collect();
        let place = place.index(steps.len());
        moved(&mut steps[place].by);
        moved(&mut steps[place].not_by);
        no_earlier(&dates(&case.plan, &known), &dates(&case.plan, &delayed))?;
    }

    /// To have begun, and to be further, makes nothing later.
    #[test]
    fn to_be_underway_makes_nothing_later(
        (case, known) in known_case(),
        underway in vec(option::of((0u64..900, 1i64..100, 0i64..100)), 12),
    ) {
        let plan: Plan = case.plan.check().unwrap().into_inner();
        let of = |more: bool| {
            let at = |(on, percent, further): &(u64, i64, i64)| {
                let percent = if more { (*percent + *further).min(100) } else { *percent };
                Underway { on: days(first_day(), *on), share: Exact::ratio(percent, 100).unwrap() }
            };
            let underway: Vec<_> = underway.iter().map(|one| one.as_ref().map(at)).collect();
            Schedule::with_underway(&plan, &known.done, &known.milestones, &underway).tasks().to_vec()
        };
        let (none, some, more) = (dates(&case.plan, &known), of(false), of(true));
        no_earlier(&some, &none)?;
        no_earlier(&more, &some)?;
    }

    #[test]
    fn whoever_is_held_up_is_late_and_counted((case, known) in known_case()) {
        let plan: Plan = case.plan.check().unwrap().into_inner();
        let schedule = Schedule::of(&plan, &known.done, &known.milestones);
        for (index, (task, planned)) in plan.tasks().iter().zip(schedule.tasks()).enumerate() {
            prop_assert_eq!(schedule.held_up(index).len(), planned.holds_up);
            if planned.held_up_by.is_some() {
                prop_assert!(planned.finish > task.due().map(|due| due.end()));
            }
            for other in schedule.held_up(index) {
                let due = plan.tasks()[other].due().map(|due| due.end());
                prop_assert!(schedule.tasks()[other].finish > due && due.is_some());
            }
        }
    }

    #[test]
    fn what_waits_in_no_round_is_accepted(
        (case, tasks) in any_case().prop_flat_map(|case| {
            let tasks = Just(case.plan.tasks.clone()).prop_shuffle();
            (Just(case), tasks)
        }),
    ) {
        let mut case = case;
        case.plan.tasks = tasks;
        prop_assert!(case.plan.check().is_ok());
    }

    /// A round among other tasks, of which some wait for it and it for some; it may lead through milestones and
    /// through tasks below.
    #[test]
    fn a_round_is_refused_and_named_in_full(
        case in any_case(),
        ring in vec((0usize..3, option::of(any::<Index>())), 1..7),
        cut in any::<Index>(),
        waits in vec((any::<Index>(), any::<Index>()), 0..4),
    ) {
        let mut plan = case.plan.clone();
        let tops: Vec<usize> =
            (0..plan.tasks.len()).filter(|task| plan.tasks[*task].parent.is_none()).collect();
        let cut = *cut.get(&tops);
        let mut members = Vec::new();
        let mut round = Vec::new();
        for (number, (way, on)) in ring.iter().enumerate() {
            let id = format!("r{number}");
            let next = (number + 1) % ring.len();
            let mut task = TaskDoc { id: id.clone(), title: "R".into(), ..TaskDoc::default() };
            let waits_for = match ring[next].0 {
                1 => format!("rm{next}"),
                _ => format!("r{next}"),
            };
            task.after.push(DependencyDoc { id: waits_for, days: None });
            if let Some(on) = on.filter(|_| cut > 0) {
                let id = format!("t{}", on.index(cut));
                // A task that ends after the cut does not end before it.
                if case.upwards(case.task(&id)).iter().all(|above| *above < cut) {
                    task.after.push(DependencyDoc { id, days: None });
                }
            }
            members.push(id.clone());
            match way {
                1 => {
                    let (id, title, due) = (format!("rm{number}"), "M".into(), month(5));
                    let milestone = MilestoneDoc { id, title, due, weight: None };
                    members.push(milestone.id.clone());
                    task.milestones.push(milestone);
                }
                2 => {
                    // The task below waits in its place.
                    let after = std::mem::take(&mut task.after);
                    let low = TaskDoc {
                        id: format!("low{number}"),
                        title: "L".into(),
                        parent: Some(id),
                        after,
                        ..TaskDoc::default()
                    };
                    members.push(low.id.clone());
                    round.push(low);
                }
                _ => {}
            }
            round.push(task);
        }
        for (task, on) in waits {
            let task = cut + task.index(plan.tasks.len() - cut);
            let id = format!("r{}", on.index(ring.len()));
            let after = &mut plan.tasks[task].after;
            if after.iter().all(|one| one.id != id) {
                after.push(DependencyDoc { id, days: None });
            }
        }
        plan.tasks.extend(round);
        let Err(error) = plan.check() else { return Err(TestCaseError::fail("a round was accepted")) };
        let rounds = error.diagnostics().iter().filter(|one| one.code() == Code::DependencyCycle);
        let told: Vec<String> = rounds.map(|one| one.problem.message(Lang::En)).collect();
        prop_assert_eq!(told.len(), 1);
        let words: Vec<&str> = told[0].split(|of: char| !of.is_alphanumeric()).collect();
        for member in &members {
            prop_assert!(words.contains(&member.as_str()), "{member} is not in: {}", told[0]);
        }
        for task in &case.plan.tasks {
            prop_assert!(!words.contains(&task.id.as_str()), "{} is in no round: {}", task.id, told[0]);
        }
    }
}
