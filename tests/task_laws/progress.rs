//! What does not matter for the progress of tasks, what can only help it, and what is not known of it.

use std::collections::BTreeMap;

use attainment::number::Exact;
use attainment::plan::*;
use attainment::policy::Standing;
use attainment::rollup::{Rollup, Summary, TaskState, WeightedShare};
use attainment::{Policy, Report};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::drawn::*;

/// Weights multiplied as texts, so that nothing is rounded.
fn times(weight: &mut Option<String>, factor: u32) {
    let text = weight.clone().unwrap_or_else(|| "1".into());
    let places = text.split_once('.').map_or(0, |(_, part)| part.len());
    let digits: u128 = text.replace('.', "").parse().unwrap();
    let digits = format!("{:0>width$}", digits * u128::from(factor), width = places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    *weight = Some(if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") });
}

/// What is said of each task by its id: all but what holds it up, where two things may do so together.
fn tasks_by_id(case: &Case, policy: &Policy) -> Vec<String> {
    case.with(policy, |report, _| {
        let document = report.document(&attainment::check::Diagnostics::new());
        let mut told: Vec<String> = document
            .tasks
            .into_iter()
            .map(|task| {
                let mut task = serde_json::to_value(task).unwrap();
                task["held_up_by"] = serde_json::Value::Null;
                task["holds_up"] = serde_json::Value::Null;
                // Where several things keep it unknown, one of them is named.
                for blocked in ["/blocked", "/judgement/facts/blocked"] {
                    if let Some(blocked) = task.pointer_mut(blocked).filter(|value| value.is_object()) {
                        *blocked = "unknown".into();
                    }
                }
                // The sentences name what holds it up, too.
                task["reasons"] = serde_json::Value::Null;
                for list in ["deliverables", "indicators"] {
                    let in_order = task[list].as_array_mut().unwrap();
                    in_order.sort_by_key(|one| one.to_string());
                }
                // These lists stand in the order of the plan.
                task["summary"]["undetermined"] = serde_json::Value::Null;
                task["summary"]["score"]["without"] = serde_json::Value::Null;
                task.to_string()
            })
            .collect();
        told.sort();
        told
    })
}

/// Progress and verdicts of tasks, groups and the plan.
fn standing(report: &Report<'_>, rollup: &Rollup) -> Vec<String> {
    let of = |summary: &Summary| {
        let WeightedShare { value, coverage, .. } = &summary.progress;
        let standing = summary.judgement.map(|of| of.standing(report.policy()));
        format!("{:?} {coverage} {standing:?}", value.as_ref().map(Exact::to_string))
    };
    let scheduled = |state: &TaskState| {
        format!("{:?} {:?}", state.scheduled.as_ref().map(Exact::to_string), state.done())
    };
    let summaries = std::iter::once(&rollup.plan).chain(&rollup.groups).chain(&rollup.tasks);
    summaries.map(of).chain(rollup.states.iter().map(scheduled)).collect()
}

/// How a task stands.
pub fn of_task(report: &Report<'_>, rollup: &Rollup, task: usize) -> Standing {
    rollup.tasks[task].judgement.map_or(Standing::NotAssessed, |of| of.standing(report.policy()))
}

/// That the progress of these tasks is no less, and no task stands worse.
fn no_worse(case: &Case, better: &Case, tasks: &[usize]) -> Result<(), TestCaseError> {
    case.with(&SCHEDULE, |before, was| {
        better.with(&SCHEDULE, |after, is| {
            for task in tasks {
                let (was, is) = (&was.states[*task].progress, &is.states[*task].progress);
                if let Ok(was) = was {
                    prop_assert!(is.as_ref().is_ok_and(|is| is >= was), "t{task}: {was:?} became {is:?}");
                }
            }
            for task in 0..was.tasks.len() {
                let (was, is) = (of_task(before, was, task), of_task(after, is, task));
                if was.is_determined() && is.is_determined() {
                    prop_assert!(is >= was, "t{task}: {was:?} became {is:?}");
                }
            }
            Ok(())
        })
    })
}

proptest! {
    #![proptest_config(cases(60))]

    /// All weights together: nothing at all changes.
    #[test]
    fn the_scale_of_weights_does_not_matter(case in reported_case(), factor in 2u32..1000) {
        let mut scaled = case.clone();
        let plan = &mut scaled.plan;
        for task in &mut plan.tasks {
            times(&mut task.weight, factor);
            task.milestones.iter_mut().for_each(|one| times(&mut one.weight, factor));
            task.deliverables.iter_mut().for_each(|one| times(&mut one.weight, factor));
        }
        for group in &mut plan.groups {
            times(&mut group.weight, factor);
            let members = group.indicators.iter_mut().chain(&mut group.tasks);
            members.for_each(|one| times(&mut one.weight, factor));
        }
        plan.indicators.iter_mut().for_each(|one| times(&mut one.weight, factor));
        same(&case.told(&GROUPED), &scaled.told(&GROUPED))?;
    }

    /// The weights among siblings, each time by another factor: no progress and no verdict changes.
    #[test]
    fn the_scale_among_siblings_does_not_matter(case in reported_case(), factors in vec(1u32..1000, 40)) {
        let mut scaled = case.clone();
        let plan = &mut scaled.plan;
        let mut factors = factors.into_iter().cycle();
        let mut next = || factors.next().unwrap();
        for task in &mut plan.tasks {
            let (first, second) = (next(), next());
            task.milestones.iter_mut().for_each(|one| times(&mut one.weight, first));
            task.deliverables.iter_mut().for_each(|one| times(&mut one.weight, second));
        }
        for above in case.plan.tasks.iter().map(|task| Some(&task.id)).chain([None]) {
            let factor = next();
            let siblings = plan.tasks.iter_mut().filter(|task| task.parent.as_ref() == above);
            siblings.for_each(|task| times(&mut task.weight, factor));
        }
        for above in case.plan.groups.iter().map(|group| Some(&group.id)).chain([None]) {
            let factor = next();
            for group in &mut plan.groups {
                if group.parent.as_ref() == above {
                    times(&mut group.weight, factor);
                }
                if Some(&group.id) == above {
                    let members = group.indicators.iter_mut().chain(&mut group.tasks);
                    members.for_each(|one| times(&mut one.weight, factor));
                }
            }
        }
        prop_assert_eq!(case.with(&GROUPED, standing), scaled.with(&GROUPED, standing));
    }

    #[test]
    fn the_order_of_a_plan_does_not_matter(
        (case, tasks, named, groups) in reported_case().prop_flat_map(|case| {
            let tasks = Just(case.plan.tasks.clone()).prop_shuffle();
            let named = Just(case.plan.responsibilities.clone()).prop_shuffle();
            let groups = Just(case.plan.groups.clone()).prop_shuffle();
            (Just(case), tasks, named, groups)
        }),
    ) {
        let mut shuffled = case.clone();
        shuffled.plan.tasks = tasks;
        shuffled.plan.responsibilities = named;
        shuffled.plan.groups = groups;
        for task in &mut shuffled.plan.tasks {
            task.milestones.reverse();
            task.deliverables.reverse();
            task.after.reverse();
        }
        prop_assert_eq!(tasks_by_id(&case, &GROUPED), tasks_by_id(&shuffled, &GROUPED));
        let of_groups = |case: &Case| {
            case.with(&GROUPED, |report, rollup| {
                let ids = report.plan().groups().iter().map(|group| group.id().to_owned());
                let told = rollup.groups.iter().map(|group| {
                    let standing = group.judgement.map(|of| of.standing(report.policy()));
                    let tallies: Vec<_> = group.tally.iter().chain(group.tasks.iter()).collect();
                    let coverage = group.score.coverage.clone();
                    (group.progress.clone(), group.share.clone(), coverage, standing, tallies)
                });
                let told: BTreeMap<String, _> = ids.zip(told).collect();
                told
            })
        };
        prop_assert_eq!(of_groups(&case), of_groups(&shuffled));
    }

    #[test]
    fn the_order_of_rows_does_not_matter(
        (case, rows) in reported_case().prop_flat_map(|case| {
            let rows = Just(case.rows.clone()).prop_shuffle();
            (Just(case), rows)
        }),
    ) {
        let shuffled = Case { rows, ..case.clone() };
        same(&case.told(&GROUPED), &shuffled.told(&GROUPED))?;
    }

    #[test]
    fn progress_lies_between_none_and_all(case in reported_case()) {
        case.with(&GROUPED, |_, rollup| {
            let is_share = |share: &Exact| *share >= Exact::ZERO && *share <= Exact::ONE;
            for state in &rollup.states {
                prop_assert!(state.progress.as_ref().map_or(true, is_share), "{:?}", state.progress);
                prop_assert!(state.scheduled.as_ref().map_or(true, is_share));
                prop_assert!(is_share(&state.coverage));
                if state.done() == Ok(true) {
                    prop_assert_eq!(&state.progress, &Ok(Exact::ONE));
                }
            }
            let bearers = rollup.bearers.iter().map(|one| &one.summary);
            for summary in rollup.tasks.iter().chain(&rollup.groups).chain(bearers).chain([&rollup.plan]) {
                for mean in [&summary.progress, &summary.share] {
                    prop_assert!(mean.value.as_ref().is_none_or(is_share));
                    prop_assert!(is_share(&mean.coverage));
                }
            }
            Ok(())
        })?;
    }
}

/// A row of the case that reports a percentage of a task, if there is one.
fn a_percentage(case: &Case, place: &Index) -> Option<usize> {
    let of_task = |row: &Row| row.subject.starts_with('t') && row.date().is_none();
    let all: Vec<usize> = (0..case.rows.len()).filter(|row| of_task(&case.rows[*row])).collect();
    (!all.is_empty()).then(|| *place.get(&all))
}

/// Cases in which much is reported of tasks.
fn reported_case() -> impl Strategy<Value = Case> {
    let percent = prop_oneof![3 => 0u8..=100, 1 => Just(100u8)];
    (any_case(), vec((any::<Index>(), 0usize..26, percent, 0u64..40), 1..16)).prop_map(|(mut case, raw)| {
        for (task, number, value, lag) in raw {
            let subject = task.get(&case.plan.tasks).id.clone();
            // Some months are reported together.
            let published = if lag < 20 { days(end_of(number), lag) } else { days(first_day(), 830) };
            let row = Row { subject, period: month(number), value: value.to_string(), published };
            let key = |row: &Row| (row.subject.clone(), row.period.clone(), row.published);
            if case.rows.iter().all(|other| key(other) != key(&row)) {
                case.rows.push(row);
            }
        }
        case
    })
}

proptest! {
    #![proptest_config(cases(80))]

    #[test]
    fn a_higher_percentage_is_never_worse(case in reported_case(), place in any::<Index>(), more in 1u8..=100) {
        let Some(row) = a_percentage(&case, &place) else { return Ok(()) };
        let mut better = case.clone();
        let value: u8 = better.rows[row].value.parse().unwrap();
        better.rows[row].value = value.saturating_add(more).min(100).to_string();
        let task = case.task(&case.rows[row].subject);
        // Done, which a later report takes back, is no progress at all.
        let end = case.rows[row].ends();
        let is_done = |rollup: &Rollup| rollup.states[task].completion.by.is_some_and(|by| by <= end);
        if better.rows[row].value == "100" && !better.with(&SCHEDULE, |_, rollup| is_done(rollup)) {
            return Ok(());
        }
        no_worse(&case, &better, &case.upwards(task))?;
    }

    /// A further report, not of an earlier period and not of less than the one before.
    #[test]
    fn a_further_report_of_more_is_never_less(
        case in reported_case(),
        place in any::<Index>(),
        more in 0u8..=100,
        later in 0usize..6,
    ) {
        let mut case = case;
        case.at = None;
        let Some(row) = a_percentage(&case, &place) else { return Ok(()) };
        let subject = case.rows[row].subject.clone();
        let own = |row: &&Row| row.subject == subject;
        let reached = case.rows.iter().filter(own).any(|row| row.date().is_some());
        let most = case.rows.iter().filter(own).filter_map(|row| row.value.parse::<u8>().ok()).max().unwrap();
        let value = if reached { 100 } else { most.saturating_add(more).min(100) };
        let newest = case.rows.iter().filter(own).map(Row::ends).max().unwrap();
        let number = (0..40).find(|number| end_of(*number) >= newest).unwrap() + later;
        let published = case.rows.iter().filter(own).map(|row| row.published).max().unwrap();
        let published = published.max(end_of(number));
        let (period, value) = (month(number), value.to_string());
        let row = Row { subject: subject.clone(), period, value, published };
        let key = |row: &Row| (row.period.clone(), row.published);
        if case.rows.iter().filter(own).any(|other| key(other) == key(&row)) {
            return Ok(());
        }
        case.as_of = case.as_of.max(published);
        let mut further = case.clone();
        further.rows.push(row);
        let was = case.with(&SCHEDULE, |_, rollup| rollup.states.clone());
        let is = further.with(&SCHEDULE, |_, rollup| rollup.states.clone());
        for task in case.upwards(case.task(&subject)) {
            if let Ok(was) = &was[task].progress {
                let is = &is[task].progress;
                prop_assert!(is.as_ref().is_ok_and(|is| is >= was), "t{task}: {was:?} became {is:?}");
            }
        }
    }

    #[test]
    fn a_milestone_reached_earlier_is_never_worse(
        case in any_case(),
        place in any::<Index>(),
        on in 0u64..700,
        earlier in 1u64..300,
    ) {
        let mut case = case;
        let milestones: Vec<String> =
            case.plan.tasks.iter().flat_map(|task| &task.milestones).map(|one| one.id.clone()).collect();
        if milestones.is_empty() {
            return Ok(());
        }
        let id = place.get(&milestones).clone();
        let date = days(first_day(), on);
        // It is the last that is said of it.
        let others = case.rows.iter().filter(|row| row.subject == id).map(|row| row.published).max();
        let published = others.map_or(date, |other| days(other, 1)).max(date);
        let row = |date: chrono::NaiveDate| Row {
            subject: id.clone(),
            period: date.to_string(),
            value: date.to_string(),
            published,
        };
        case.as_of = case.as_of.max(published);
        let mut better = case.clone();
        case.rows.push(row(date));
        better.rows.push(row(date.checked_sub_days(chrono::Days::new(earlier)).unwrap()));
        let own = |task: &TaskDoc| task.milestones.iter().any(|one| one.id == id);
        let task = case.plan.tasks.iter().position(own).unwrap();
        no_worse(&case, &better, &case.upwards(task))?;
    }

    #[test]
    fn what_is_published_later_changes_nothing(
        case in any_case(),
        raw in vec((any::<Index>(), 0usize..40, 0u8..=100, any::<bool>(), 0u64..60), 1..12),
    ) {
        let mut later = case.clone();
        let mut rows = more_rows(&case, &raw);
        for row in &mut rows {
            row.published = row.published.max(days(case.as_of, 1));
        }
        let mut seen = std::collections::HashSet::new();
        rows.retain(|row| seen.insert((row.subject.clone(), row.period.clone(), row.published)));
        let key = |row: &Row| (row.subject.clone(), row.period.clone(), row.published);
        rows.retain(|row| case.rows.iter().all(|old| key(old) != key(row)));
        later.rows.extend(rows);
        same(&case.told(&GROUPED), &later.told(&GROUPED))?;
    }

    /// What happened on a date that is still to come is no news of today, whenever it was published.
    #[test]
    fn a_date_to_come_changes_nothing(case in any_case(), place in any::<Index>(), ahead in 1u64..200) {
        let subjects: Vec<String> =
            case.subjects().into_iter().filter(|id| !id.starts_with('x')).collect();
        let mut later = case.clone();
        let date = days(case.as_of, ahead).to_string();
        let subject = place.get(&subjects).clone();
        later.rows.push(Row { subject, period: "2029".into(), value: date, published: case.as_of });
        same(&case.told(&GROUPED), &later.told(&GROUPED))?;
    }
}

/// Of how many things something is known: of the plan, its groups, tasks and organizations, in order.
fn coverages(rollup: &Rollup) -> Vec<Exact> {
    let groups = rollup.groups.iter().map(|group| group.progress.coverage.clone());
    let tasks = rollup.states.iter().map(|state| state.coverage.clone());
    let bearers = rollup.bearers.iter().map(|one| one.summary.progress.coverage.clone());
    std::iter::once(rollup.plan.progress.coverage.clone()).chain(groups).chain(bearers).chain(tasks).collect()
}

proptest! {
    #![proptest_config(cases(80))]

    /// Without a report nothing is done and nothing failed; on track is only that of which nothing is asked yet.
    #[test]
    fn silence_is_neither_success_nor_failure(case in any_case(), place in any::<Index>()) {
        let mut case = case;
        let silent = place.index(case.plan.tasks.len());
        // Whatever it consists of is silent too.
        let below: Vec<usize> =
            (0..case.plan.tasks.len()).filter(|task| case.upwards(*task).contains(&silent)).collect();
        let mut ids: Vec<String> = Vec::new();
        for task in &below {
            let task = &case.plan.tasks[*task];
            ids.push(task.id.clone());
            ids.extend(task.milestones.iter().map(|one| one.id.clone()));
            ids.extend(task.deliverables.iter().map(|one| one.id.clone()));
            ids.extend(task.indicators.clone());
        }
        case.rows.retain(|row| !ids.contains(&row.subject));
        case.with(&SCHEDULE, |report, rollup| {
            for task in &below {
                let (standing, state) = (of_task(report, rollup, *task), &rollup.states[*task]);
                prop_assert!(!matches!(standing, Standing::Attained | Standing::Missed), "{standing:?}");
                prop_assert_ne!(state.done(), Ok(true));
                if standing == Standing::OnTrack {
                    prop_assert_eq!(&state.scheduled, &Ok(Exact::ZERO));
                }
                prop_assert_ne!(state.by, Some(ProgressBy::Reported));
            }
            Ok(())
        })?;
    }

    #[test]
    fn what_nobody_knows_covers_nothing(
        case in reported_case(),
        parent in proptest::option::of(any::<Index>()),
        group in any::<Index>(),
        weight in prop_oneof![Just("0.00000000000000000000000001"), Just("1"), Just("7")],
    ) {
        let mut more = case.clone();
        // Best below a task that is the sum of others, of all of which something is known.
        let summed: Vec<String> = case.with(&GROUPED, |_, rollup| {
            let is_sum = |state: &TaskState| state.by == Some(ProgressBy::Tasks) && state.progress.is_ok();
            let all = case.plan.tasks.iter().zip(&rollup.states).filter(|(_, state)| is_sum(state));
            all.map(|(task, _)| task.id.clone()).collect()
        });
        more.plan.tasks.push(TaskDoc {
            id: "new".into(),
            title: "New".into(),
            parent: parent.map(|parent| match summed.is_empty() {
                true => parent.get(&case.plan.tasks).id.clone(),
                false => parent.get(&summed).clone(),
            }),
            weight: Some(weight.into()),
            ..TaskDoc::default()
        });
        if !more.plan.groups.is_empty() {
            let place = group.index(more.plan.groups.len());
            let member = MemberDoc { id: "new".into(), weight: Some(weight.into()) };
            more.plan.groups[place].tasks.push(member);
        }
        case.with(&GROUPED, |before, was| {
            more.with(&GROUPED, |after, is| {
                for (was, is) in coverages(was).iter().zip(coverages(is)) {
                    prop_assert!(is <= *was, "{was:?} became {is:?}");
                }
                let attained = |report: &Report<'_>, rollup: &Rollup| {
                    let all = rollup.tasks.iter().take(case.plan.tasks.len()).chain(&rollup.groups);
                    let standing = |of: &Summary| of.judgement.map(|of| of.standing(report.policy()));
                    let is_attained = |of: &Summary| standing(of) == Some(Standing::Attained);
                    all.chain([&rollup.plan]).map(is_attained).collect::<Vec<_>>()
                };
                for (was, is) in attained(before, was).into_iter().zip(attained(after, is)) {
                    prop_assert!(was || !is, "something became attained");
                }
                // A whole is not known before all of its parts are.
                for task in after.plan().tasks().iter().filter_map(|task| task.parent()) {
                    let all = after.plan().tasks().iter().zip(&is.states);
                    let parts = all.filter(|(of, _)| of.parent() == Some(task));
                    if is.states[task].by == Some(ProgressBy::Tasks) && is.states[task].progress.is_ok() {
                        for (_, part) in parts {
                            prop_assert!(part.progress.is_ok());
                        }
                    }
                }
                Ok(())
            })
        })?;
    }
}
