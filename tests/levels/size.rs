//! Large inputs: no recursion, and memory and time that grow with the input.

use attainment::levels::{Fit, Plans};
use attainment::plan::{AboveDoc, ChildDoc, DecompositionDoc, IndicatorDoc, PlanDoc, TargetDoc};
use attainment::{Evaluator, Observations, Plan, Policy};

use super::{codes, day};

fn delegated(id: &str, plan: &str, indicator: &str) -> TargetDoc {
    let mut target = TargetDoc::new(id, "level", "2025");
    target.value.delegated = Some("上级".into());
    target.above =
        Some(AboveDoc { plan: Some(plan.into()), indicator: Some(indicator.into()), target: None });
    target
}

fn checked(doc: &PlanDoc) -> Plan {
    doc.check().unwrap().into_inner()
}

/// 10,000 plans, each delegating to the one before.
#[test]
fn long_chains_of_plans_do_not_overflow() {
    const PLANS: usize = 10_000;
    let plan = |number: usize| {
        let mut doc = PlanDoc::new(&format!("p{number}"), "P", "2025");
        let target = match number.checked_sub(1) {
            None => TargetDoc::new("t", "level", "2025").at_least("7"),
            Some(above) => {
                doc.above = Some(format!("p{above}"));
                delegated("t", &format!("p{above}"), "x")
            }
        };
        doc.indicators.push(IndicatorDoc { targets: vec![target], ..IndicatorDoc::new("x", "X", "stock") });
        checked(&doc)
    };
    // The last first: whatever their order, each is resolved after the one above it.
    let plans = Plans::link((0..PLANS).rev().map(plan).collect()).unwrap();
    assert!(plans.diagnostics().is_empty());
    let policy = Policy::builtin("cn-schedule").unwrap();
    let report = Evaluator::new(&policy).as_of(day("2024-01-01"));
    let none = Observations::none();
    let report = report.evaluate(&plans.plans()[0], &none);
    let verdict = report.indicator("x").unwrap();
    let trajectory = verdict.trajectory();
    assert_eq!(trajectory.goal().unwrap().aim.to_string(), "7");
    assert_eq!(trajectory.promise().unwrap().origin().unwrap().plan(), "p0");
}

/// 10,000 indicators of one plan, each decomposed into the next, its figures too; and one that closes the circle.
#[test]
fn long_chains_of_indicators_do_not_overflow() {
    const INDICATORS: usize = 10_000;
    let plan = |closed: bool| {
        let mut doc = PlanDoc::new("p", "P", "2025");
        for number in 0..INDICATORS {
            let next = if number + 1 < INDICATORS { Some(number + 1) } else { closed.then_some(0) };
            let decomposed = next.map(|next| DecompositionDoc {
                figures: Some("children".into()),
                children: vec![ChildDoc { indicator: format!("x{next}"), ..ChildDoc::default() }],
                ..DecompositionDoc::new("d", "sum")
            });
            doc.indicators.push(IndicatorDoc {
                decomposed: decomposed.into_iter().collect(),
                ..IndicatorDoc::new(&format!("x{number}"), "X", "stock")
            });
        }
        checked(&doc)
    };
    let plans = Plans::link(vec![plan(false)]).unwrap();
    let rows = format!("indicator,period,value\nx{},2024,7\n", INDICATORS - 1);
    let data = Observations::from_csv(rows.as_bytes(), &plans.plans()[0]).unwrap().into_inner();
    let data = plans.collect(vec![data]);
    // The one figure at the bottom is that of all.
    assert_eq!(data.of(0).of(0)[0].value().to_string(), "7");
    let error = Plans::link(vec![plan(true)]).map(|_| ()).unwrap_err();
    assert_eq!(
        codes(error.diagnostics()),
        [format!("cyclic-links p indicators[{}].decomposed", INDICATORS - 1)]
    );
    assert!(
        error.to_string().contains("p/x0 → p/x1 → ") && error.to_string().contains("more) → p/x9999 → p/x0")
    );
}

/// Five levels of plans with so many indicators each: every indicator of a plan is decomposed into those of the
/// same number in ten plans below, and every second target of a plan below is delegated.
fn five_levels(indicators: usize, levels: u32) -> Vec<Plan> {
    let mut plans = Vec::new();
    let mut names: Vec<(String, Option<String>)> = vec![("n".into(), None)];
    for level in 0..levels {
        let last = level + 1 == levels;
        let mut below = Vec::new();
        for (id, above) in names {
            let children: Vec<String> = (0..10).map(|number| format!("{id}-{number}")).collect();
            let mut doc = PlanDoc::new(&id, &id, "2025");
            doc.above.clone_from(&above);
            for number in 0..indicators {
                let (x, value) = (format!("x{number}"), 10u64.pow(levels - level - 1).to_string());
                let target = match &above {
                    Some(above) if number % 2 == 1 => delegated("t", above, &x),
                    _ => TargetDoc::new("t", "level", "2025").at_least(&value),
                };
                let decomposed = DecompositionDoc {
                    figures: Some("children".into()),
                    children: children.iter().map(|child| ChildDoc::new(child, &x)).collect(),
                    ..DecompositionDoc::new("d", "sum")
                };
                doc.indicators.push(IndicatorDoc {
                    targets: vec![target],
                    decomposed: if last { Vec::new() } else { vec![decomposed] },
                    ..IndicatorDoc::new(&x, "X", "stock")
                });
            }
            plans.push(checked(&doc));
            below.extend(children.into_iter().map(|child| (child, Some(id.clone()))));
        }
        names = below;
    }
    plans
}

/// Links and evaluates plans of so many levels, whose lowest indicators have a figure of 1 each.
fn all_suffice(indicators: usize, levels: u32) {
    let (plans, date) = (five_levels(indicators, levels), day("2025-01-01"));
    let plans = Plans::link(plans).unwrap();
    // Of ten parts of a tenth the sum is the whole; of ten wholes it is more.
    assert!(plans.links().all(|link| link.sufficiency(date).fit() == Fit::Suffices));
    let rows: String = (0..indicators).map(|number| format!("x{number},2024,1\n")).collect();
    let rows = format!("indicator,period,value\n{rows}");
    let observed = plans.plans().iter().map(|plan| {
        let is_last = plan.indicators()[0].decompositions().is_empty();
        let rows = if is_last { &*rows } else { "indicator,period,value\n" };
        Observations::from_csv(rows.as_bytes(), plan).unwrap().into_inner()
    });
    let data = plans.collect(observed.collect());
    let policy = Policy::builtin("cn-schedule").unwrap();
    let reports = Evaluator::new(&policy).as_of(date).evaluate_all(&plans, &data);
    let judged: usize = reports.iter().map(|report| report.verdicts().count()).sum();
    assert_eq!(judged, plans.plans().iter().map(|plan| plan.indicators().len()).sum::<usize>());
    // Each level is ten times the one below.
    let top = reports[0].indicator("x0").unwrap();
    let current = top.trajectory().current().unwrap().amount.value.to_string();
    assert_eq!(current, 10u64.pow(levels - 1).to_string());
}

#[test]
fn a_hundred_thousand_indicators_on_five_levels() {
    // 1 + 10 + 100 + 1,000 + 10,000 plans of 9 indicators each: 99,999
    all_suffice(9, 5);
}
