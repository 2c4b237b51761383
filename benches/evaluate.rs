//! What an evaluation costs: one indicator, plans of growing size, and the way from files to verdicts.
//!
//! `cargo bench --bench evaluate`. With `ATTAINMENT_BENCH_DIR` set to a directory, the files of the
//! largest plan are written there instead, for other tools to read.

mod inputs;

use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use attainment::decide::{Silent, decide};
use attainment::facts::FactSet;
use attainment::trajectory::{Trajectory, VersionChoice};
use attainment::{Evaluator, Observations, Plan, Policy};
use chrono::NaiveDate;
use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput};
use inputs::Inputs;

const LARGEST: usize = 100_000;

fn main() -> Result<(), Box<dyn Error>> {
    if let Some(directory) = std::env::var_os("ATTAINMENT_BENCH_DIR") {
        let inputs = Inputs::new(LARGEST);
        std::fs::write(Path::new(&directory).join("plan.json"), &inputs.plan)?;
        std::fs::write(Path::new(&directory).join("observations.csv"), &inputs.observations)?;
        return Ok(());
    }
    let mut criterion = Criterion::default().configure_from_args();
    let policy = Policy::builtin("cn-schedule")?;
    let as_of: NaiveDate = "2025-06-30".parse()?;
    one_indicator(&mut criterion, &policy, as_of)?;
    plans(&mut criterion, &policy, as_of)?;
    files(&mut criterion, &policy, as_of)?;
    criterion.final_summary();
    Ok(())
}

/// One indicator in memory, and its parts.
fn one_indicator(criterion: &mut Criterion, policy: &Policy, as_of: NaiveDate) -> Result<(), Box<dyn Error>> {
    let inputs = Inputs::new(10);
    let plan = Plan::from_json(&inputs.plan)?;
    let data = Observations::from_csv(inputs.observations.as_bytes(), &plan)?;
    let view = Evaluator::new(policy).as_of(as_of).view(&data);
    let indicator = plan.indicators().first().ok_or("no indicator")?;
    let target = indicator.targets().first().ok_or("no target")?;
    let version = VersionChoice::InForce;
    let seen = || Trajectory::new(&plan, indicator, target, black_box(data.of(0)), &version, &view);
    let trajectory = seen();
    let mut facts = FactSet::new();
    let mut group = criterion.benchmark_group("indicator");
    group.measurement_time(Duration::from_secs(3)).warm_up_time(Duration::from_secs(1));
    group.bench_function("verdict", |bencher| {
        bencher.iter(|| {
            facts.reset(policy.columns().len());
            facts.fill(policy.columns(), 0, &seen());
            decide(policy.table(), &facts, &mut Silent)
        });
    });
    group.bench_function("trajectory", |bencher| bencher.iter(&seen));
    group.bench_function("facts", |bencher| {
        bencher.iter(|| facts.fill(policy.columns(), 0, black_box(&trajectory)));
    });
    group.bench_function("decide", |bencher| {
        bencher.iter(|| decide(policy.table(), black_box(&facts), &mut Silent));
    });
    group.finish();
    Ok(())
}

/// Whole plans in memory: the cost of an indicator should not grow with the plan.
fn plans(criterion: &mut Criterion, policy: &Policy, as_of: NaiveDate) -> Result<(), Box<dyn Error>> {
    let mut group = criterion.benchmark_group("plan");
    group.sample_size(20).measurement_time(Duration::from_secs(4)).warm_up_time(Duration::from_secs(1));
    for size in [10, 1_000, LARGEST] {
        let inputs = Inputs::new(size);
        let plan = Plan::from_json(&inputs.plan)?;
        let data = Observations::from_csv(inputs.observations.as_bytes(), &plan)?;
        let evaluation = Evaluator::new(policy).as_of(as_of);
        group.throughput(Throughput::Elements(u64::try_from(size)?));
        group.bench_with_input(BenchmarkId::new("evaluate", size), &size, |bencher, _| {
            bencher.iter(|| evaluation.evaluate(black_box(&plan), &data).verdicts().count());
        });
    }
    group.finish();
    Ok(())
}

/// From the texts of files to verdicts, as a whole and by stage. What is made is dropped outside of
/// the measurement.
fn files(criterion: &mut Criterion, policy: &Policy, as_of: NaiveDate) -> Result<(), Box<dyn Error>> {
    let inputs = Inputs::new(LARGEST);
    let evaluation = Evaluator::new(policy).as_of(as_of);
    let mut group = criterion.benchmark_group("files");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.measurement_time(Duration::from_secs(8)).warm_up_time(Duration::from_secs(1));
    group.bench_function("plan from json", |bencher| {
        bencher.iter_with_large_drop(|| Plan::from_json(black_box(&inputs.plan)));
    });
    let plan = Plan::from_json(&inputs.plan)?;
    group.bench_function("observations from csv", |bencher| {
        bencher.iter_with_large_drop(|| {
            Observations::from_csv(black_box(inputs.observations.as_bytes()), &plan)
        });
    });
    let data = Observations::from_csv(inputs.observations.as_bytes(), &plan)?;
    group.bench_function("evaluate", |bencher| {
        bencher.iter(|| evaluation.evaluate(black_box(&plan), &data).verdicts().count());
    });
    group.bench_function("files to verdicts", |bencher| {
        bencher.iter_with_large_drop(|| {
            let plan = Plan::from_json(black_box(&inputs.plan))?;
            let data = Observations::from_csv(black_box(inputs.observations.as_bytes()), &plan)?;
            let verdicts = evaluation.evaluate(&plan, &data).verdicts().count();
            Ok::<_, attainment::check::CheckError>((plan, data, verdicts))
        });
    });
    group.finish();
    Ok(())
}
