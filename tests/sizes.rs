//! Large plans of shapes in which a sum over all of what each part has would be a product: they are rolled up all the
//! same. The counts by hand.
#![cfg(feature = "yaml")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot be set up has failed")]

use attainment::number::Exact;
use attainment::plan::{
    BaselineDoc, GroupDoc, IndicatorDoc, MemberDoc, MilestoneDoc, OrganizationDoc, PlanDoc,
    ResponsibilityDoc, TargetDoc, TaskDoc,
};
use attainment::policy::Standing;
use attainment::rollup::{Outstanding, Rollup};
use attainment::{Evaluator, Observations, Policy};

fn empty() -> PlanDoc {
    let mut doc = PlanDoc::new("p", "P", "2025");
    doc.period.base = Some("2020".into());
    doc
}

fn member(id: String) -> MemberDoc {
    MemberDoc { id, weight: None }
}

fn indicator(number: usize) -> IndicatorDoc {
    IndicatorDoc {
        baseline: Some(BaselineDoc::new("2020", "100")),
        targets: vec![TargetDoc::new("t", "level", "2022").at_least("200")],
        attribute: Some("binding".into()),
        ..IndicatorDoc::new(&format!("i{number}"), "I", "stock")
    }
}

fn task(number: usize, parent: Option<usize>, indicators: Vec<String>) -> TaskDoc {
    let (id, title) = (format!("t{number}"), "T".to_owned());
    TaskDoc { id, title, parent: parent.map(|above| format!("t{above}")), indicators, ..TaskDoc::default() }
}

fn rolled_up(doc: &PlanDoc) -> Rollup {
    let plan = doc.check().unwrap().into_inner();
    let policy = Policy::builtin("cn-schedule").unwrap();
    let on = Evaluator::new(&policy).as_of("2024-01-01".parse().unwrap());
    on.evaluate(&plan, &Observations::none()).rollup()
}

/// Twenty thousand tasks, each below the one before and with the last two serving each an indicator of which nothing
/// is known, and as many groups, each naming a task: next to each other, each below the one before, or the other way
/// round.
#[test]
fn nested_tasks_each_with_a_group() {
    const LONG: usize = 20_000;
    for (nested, turned) in [(false, false), (true, false), (true, true)] {
        let mut doc = empty();
        doc.indicators = (0..LONG / 2).map(indicator).collect();
        for number in 0..LONG {
            // The lower half and the upper half serve the same.
            let served = vec![format!("i{}", number % (LONG / 2))];
            doc.tasks.push(task(number, number.checked_sub(1), served));
            let parent = number.checked_sub(1).filter(|_| nested).map(|above| format!("g{above}"));
            let named = if turned { LONG - 1 - number } else { number };
            let tasks = vec![member(format!("t{named}"))];
            doc.groups.push(GroupDoc {
                id: format!("g{number}"),
                title: "G".into(),
                parent,
                tasks,
                ..GroupDoc::default()
            });
        }
        let rollup = rolled_up(&doc);
        for (index, group) in rollup.groups.iter().enumerate() {
            // Tasks from the one named to the last; nested, from the topmost one of the groups below on.
            let first = if turned { 0 } else { index };
            assert_eq!(group.tasks.total(), LONG - first);
            assert_eq!(group.tally.total(), (LONG - first).min(LONG / 2));
        }
    }
}

/// Groups below each other, each with a task of its own; all of these serve the same two indicators.
#[test]
fn nested_groups_of_tasks_that_serve_the_same() {
    const LONG: usize = 20_000;
    let mut doc = empty();
    doc.indicators = (0..2).map(indicator).collect();
    for number in 0..LONG {
        doc.tasks.push(task(number, None, vec!["i0".into(), "i1".into()]));
        doc.groups.push(GroupDoc {
            id: format!("g{number}"),
            title: "G".into(),
            parent: number.checked_sub(1).map(|above| format!("g{above}")),
            tasks: vec![member(format!("t{number}"))],
            ..GroupDoc::default()
        });
    }
    let rollup = rolled_up(&doc);
    for (index, group) in rollup.groups.iter().enumerate() {
        assert_eq!((group.tasks.total(), group.tally.total()), (LONG - index, 2));
    }
}

/// As many organizations as the task has indicators and milestones: sixteen million pairs of each.
#[test]
fn a_large_task_with_many_organizations() {
    const MANY: usize = 4_000;
    let mut doc = empty();
    doc.indicators = (0..MANY).map(indicator).collect();
    let mut large = task(0, None, (0..MANY).map(|number| format!("i{number}")).collect());
    for number in 0..MANY {
        large.milestones.push(MilestoneDoc {
            id: format!("m{number}"),
            title: "M".into(),
            due: "2022".into(),
            ..MilestoneDoc::default()
        });
    }
    doc.tasks.push(large);
    for number in 0..MANY {
        let organization = Some(format!("o{number}"));
        doc.organizations.push(OrganizationDoc {
            id: format!("o{number}"),
            name: format!("O {number}"),
            ..OrganizationDoc::default()
        });
        // Each leads the task and an indicator of its own.
        for (task, indicator) in [(Some("t0".to_owned()), None), (None, Some(format!("i{number}")))] {
            doc.responsibilities.push(ResponsibilityDoc {
                role: "lead".into(),
                organization: organization.clone(),
                task,
                indicator,
                ..ResponsibilityDoc::default()
            });
        }
    }
    let rollup = rolled_up(&doc);
    assert_eq!(rollup.bearers.len(), MANY);
    for bearer in &rollup.bearers {
        assert_eq!(bearer.summary.tally.count(Standing::Undetermined), 2 * MANY);
        assert_eq!(bearer.summary.share.coverage, Exact::ZERO);
        // The indicator that is named is listed; the others and all milestones are counted.
        assert_eq!((bearer.summary.undetermined.len(), bearer.summary.left_out.len()), (1, 1));
        assert_eq!(bearer.overdue[..], [attainment::plan::Subject::Indicator(bearer.indicators[0])]);
        // The task has no date.
        assert_eq!(bearer.undated[..], [attainment::plan::Subject::Task(0)]);
        let rest = 2 * MANY - 1;
        assert_eq!(bearer.of_tasks, Outstanding { overdue: rest, without_figures: rest, undated: 0 });
    }
}
