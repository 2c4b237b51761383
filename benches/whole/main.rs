//! What the whole of a plan costs: 50,000 tasks in a tree twelve deep, as many indicators, 10,000 organizations; and
//! the same on five levels of plans.
//!
//! `cargo bench --bench whole`. With `ATTAINMENT_BENCH_TASKS` set to a number, one plan with so many tasks is read,
//! checked, evaluated and rolled up once instead, for others to measure its memory.

mod inputs;

use std::error::Error;
use std::hint::black_box;
use std::time::Duration;

use attainment::levels::Plans;
use attainment::report::ledger;
use attainment::{Evaluator, NaiveDate, Observations, Plan, Policy};
use criterion::{Criterion, SamplingMode};
use inputs::{Inputs, Level, Size};

const WHOLE: Size = Size { tasks: 50_000, depth: 12, organizations: 10_000 };
const LEVELS: usize = 5;
const OF_A_LEVEL: Size = Size { tasks: 10_000, depth: 12, organizations: 2_000 };

fn main() -> Result<(), Box<dyn Error>> {
    if let Ok(tasks) = std::env::var("ATTAINMENT_BENCH_TASKS") {
        let tasks = tasks.parse()?;
        let size = Size { tasks, organizations: tasks / 5, ..WHOLE };
        let inputs = Inputs::new(size, Level { place: 0, of: 1 });
        let plan = Plan::from_json(&inputs.plan)?;
        let data = Observations::from_csv(inputs.observations.as_bytes(), &plan)?;
        let policy = Policy::builtin("cn-schedule")?;
        let report = Evaluator::new(&policy).as_of("2025-06-30".parse()?).evaluate(&plan, &data);
        println!("{} tasks, {}", tasks, report.rollup().plan.tasks.total());
        return Ok(());
    }
    let mut criterion = Criterion::default().configure_from_args();
    let policy = Policy::builtin("cn-schedule")?;
    let as_of: NaiveDate = "2025-06-30".parse()?;
    one_plan(&mut criterion, &policy, as_of)?;
    levels(&mut criterion, &policy, as_of)?;
    criterion.final_summary();
    Ok(())
}

fn one_plan(criterion: &mut Criterion, policy: &Policy, as_of: NaiveDate) -> Result<(), Box<dyn Error>> {
    let inputs = Inputs::new(WHOLE, Level { place: 0, of: 1 });
    let plan = Plan::from_json(&inputs.plan)?;
    assert!(plan.diagnostics().is_empty(), "{:?}", plan.diagnostics().iter().next());
    let data = Observations::from_csv(inputs.observations.as_bytes(), &plan)?;
    let evaluation = Evaluator::new(policy).as_of(as_of);
    let mut group = criterion.benchmark_group("plan");
    group.sampling_mode(SamplingMode::Flat).sample_size(10).measurement_time(Duration::from_secs(15));
    group.bench_function("check", |bencher| bencher.iter_with_large_drop(|| Plan::from_json(&inputs.plan)));
    group.bench_function("observations", |bencher| {
        bencher.iter_with_large_drop(|| Observations::from_csv(inputs.observations.as_bytes(), &plan));
    });
    group.bench_function("evaluate", |bencher| bencher.iter(|| evaluation.evaluate(&plan, &data)));
    let report = evaluation.evaluate(&plan, &data);
    group.bench_function("roll-up", |bencher| bencher.iter(|| black_box(report.rollup())));
    let reports = [report];
    group.bench_function("ledger", |bencher| bencher.iter(|| black_box(ledger(&reports))));
    group.bench_function("texts to roll-up", |bencher| {
        bencher.iter_with_large_drop(|| -> Result<_, Box<dyn Error>> {
            let plan = Plan::from_json(&inputs.plan)?;
            let data = Observations::from_csv(inputs.observations.as_bytes(), &plan)?;
            Ok(evaluation.evaluate(&plan, &data).rollup())
        });
    });
    group.finish();
    Ok(())
}

fn levels(criterion: &mut Criterion, policy: &Policy, as_of: NaiveDate) -> Result<(), Box<dyn Error>> {
    let inputs: Vec<Inputs> =
        (0..LEVELS).map(|place| Inputs::new(OF_A_LEVEL, Level { place, of: LEVELS })).collect();
    let evaluation = Evaluator::new(policy).as_of(as_of);
    let mut group = criterion.benchmark_group("levels");
    group.sampling_mode(SamplingMode::Flat).sample_size(10).measurement_time(Duration::from_secs(15));
    group.bench_function("texts to roll-ups", |bencher| {
        bencher.iter_with_large_drop(|| -> Result<_, Box<dyn Error>> {
            let mut plans = Vec::new();
            let mut data = Vec::new();
            for of in &inputs {
                let plan = Plan::from_json(&of.plan)?.into_inner();
                data.push(Observations::from_csv(of.observations.as_bytes(), &plan)?.into_inner());
                plans.push(plan);
            }
            let plans = Plans::link(plans)?;
            let data = plans.collect(data);
            let reports = evaluation.evaluate_all(&plans, &data);
            Ok(reports.iter().map(|report| report.rollup()).collect::<Vec<_>>())
        });
    });
    group.finish();
    Ok(())
}
