//! What a decision costs: by hand, row by row, and in columns, with none, few and many facts unknown.
//!
//! `cargo bench --bench decide`. Times are for 100 000 decisions. Before anything is timed, all ways are
//! compared on every input.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_wrap,
    reason = "the pseudo-random numbers are small"
)]

mod eight;

use std::error::Error;
use std::hint::black_box;
use std::time::Duration;

use attainment::decide::{Decision, FactColumns, Silent, decide, decide_columns};
use attainment::facts::{FactSet, Reason};
use attainment::policy::Table;
use criterion::{BenchmarkId, Criterion, Throughput};
use eight::{Input, PLACES};

const COUNT: usize = 100_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut criterion = Criterion::default().configure_from_args();
    let policy = eight::policy()?;
    let table = policy.table();
    let mut group = criterion.benchmark_group("decisions");
    group.throughput(Throughput::Elements(u64::try_from(COUNT)?));
    group.sample_size(50).measurement_time(Duration::from_secs(3)).warm_up_time(Duration::from_secs(1));
    for unknown in [0, 5, 20] {
        let inputs = eight::inputs(COUNT, unknown);
        let sets: Vec<FactSet> = inputs.iter().map(|input| input.facts(table.columns())).collect();
        let slices = Slices::new(table, &inputs);
        let mut columns = FactColumns::new(table, 0);
        let mut decisions = Vec::new();
        same(table, &inputs, &sets, &slices, &mut columns)?;

        if unknown == 0 {
            group.bench_function("by hand", |bencher| {
                bencher.iter(|| {
                    black_box(&slices)
                        .hand
                        .iter()
                        .map(|(a, b, c, d)| eight::by_hand(*a, *b, *c, *d))
                        .sum::<usize>()
                });
            });
            group.bench_function("by hand, kept", |bencher| {
                let mut rows = Vec::with_capacity(COUNT);
                bencher.iter(|| {
                    rows.clear();
                    rows.extend(
                        black_box(&slices).hand.iter().map(|(a, b, c, d)| eight::by_hand(*a, *b, *c, *d)),
                    );
                });
            });
        }
        group.bench_function(BenchmarkId::new("row by row", unknown), |bencher| {
            bencher.iter(|| {
                decisions.clear();
                decisions.extend(black_box(&sets).iter().map(|facts| decide(table, facts, &mut Silent)));
            });
        });
        group.bench_function(BenchmarkId::new("columns", unknown), |bencher| {
            bencher.iter(|| decide_columns(black_box(&columns), &mut decisions));
        });
        group.bench_function(BenchmarkId::new("filling from slices", unknown), |bencher| {
            bencher.iter(|| slices.fill(black_box(&mut columns)));
        });
        group.bench_function(BenchmarkId::new("filling from slices, and columns", unknown), |bencher| {
            bencher.iter(|| {
                let filled = slices.fill(black_box(&mut columns));
                decide_columns(&columns, &mut decisions);
                filled
            });
        });
        group.bench_function(BenchmarkId::new("filling from sets", unknown), |bencher| {
            bencher.iter(|| {
                columns.reset(0);
                black_box(&sets).iter().for_each(|facts| columns.push(facts));
            });
        });
    }
    group.finish();
    criterion.final_summary();
    Ok(())
}

/// The inputs, value by value.
struct Slices {
    hand: Vec<(f64, bool, f64, f64)>,
    progress: Vec<i64>,
    attribute: Vec<u16>,
    years_left: Vec<i64>,
    projected: Vec<f64>,
    known: [Vec<bool>; 4],
    /// The slots of the four.
    slots: [usize; 4],
}

impl Slices {
    fn new(table: &Table, inputs: &[Input]) -> Self {
        let place = |name: &str| table.columns().iter().position(|column| column.name() == name);
        let slots =
            ["progress", "attribute", "years_left", "projected_share"].map(|name| place(name).unwrap_or(64));
        let [progress, attribute, years_left, projected] = [0, 1, 2, 3];
        let known = |of: usize| inputs.iter().map(|input| input.known.get(of) == Some(&true)).collect();
        let by_hand = |input: &Input| (input.progress(), input.binding, input.years_left(), input.projected);
        Self {
            hand: inputs.iter().map(by_hand).collect(),
            progress: inputs.iter().map(|input| input.progress).collect(),
            attribute: inputs.iter().map(|input| u16::from(input.binding)).collect(),
            years_left: inputs.iter().map(|input| input.years_left).collect(),
            projected: inputs.iter().map(|input| input.projected).collect(),
            known: [known(progress), known(attribute), known(years_left), known(projected)],
            slots,
        }
    }

    fn fill(&self, columns: &mut FactColumns<'_>) -> Result<(), Box<dyn Error>> {
        let [progress, attribute, years_left, projected] = self.slots;
        if columns.len() != self.progress.len() {
            columns.reset(self.progress.len());
        }
        let places = u8::try_from(PLACES)?;
        columns.set_decimals(progress, places, &self.progress)?;
        columns.set_words(attribute, &self.attribute)?;
        columns.set_decimals(years_left, places, &self.years_left)?;
        columns.set_estimates(projected, &self.projected)?;
        for (slot, known) in self.slots.iter().zip(&self.known) {
            columns.mask(*slot, known, Reason::NotReported)?;
        }
        Ok(())
    }
}

/// Fails unless every way decides every input alike. The columns are left as they were filled from slices.
fn same(
    table: &Table,
    inputs: &[Input],
    sets: &[FactSet],
    slices: &Slices,
    columns: &mut FactColumns<'_>,
) -> Result<(), Box<dyn Error>> {
    let rows: Vec<Decision> = sets.iter().map(|facts| decide(table, facts, &mut Silent)).collect();
    let mut decisions = Vec::new();
    sets.iter().for_each(|facts| columns.push(facts));
    decide_columns(columns, &mut decisions);
    if decisions != rows {
        return Err("columns filled from sets decide otherwise".into());
    }
    slices.fill(columns)?;
    decide_columns(columns, &mut decisions);
    if decisions != rows {
        return Err("columns filled from slices decide otherwise".into());
    }
    let mut all =
        inputs.iter().zip(&slices.hand).zip(&rows).filter(|((input, _), _)| input.known == [true; 4]);
    if all.any(|((_, (a, b, c, d)), decision)| decision.row() != Some(eight::by_hand(*a, *b, *c, *d))) {
        return Err("the table decides otherwise than the function".into());
    }
    Ok(())
}
