//! What a projection costs: middle, interval of 95 % and probability for each of six years, by every method.
//!
//! `cargo bench --bench project`. Series have 5, 12 or 30 figures; the batch is of 23,000 series, as many as
//! the yearly ones of the M4 competition.

use std::error::Error;
use std::hint::black_box;
use std::time::Duration;

use attainment::number::{Bound, Exact, Interval};
use attainment::project::{History, Level, Limits, Method};
use criterion::{BenchmarkId, Criterion, Throughput};

const YEARS: [f64; 6] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
const BATCH: usize = 23_000;

/// Growth of some per cent a year with a little of everything on top; no two series are the same.
fn figures(count: usize, series: usize) -> Vec<(f64, f64)> {
    let year = |year: usize| {
        let wave = ((year * 7919 + series * 104_729) % 1000) as f64 / 1000.0 - 0.5;
        (year as f64, 100.0 * (0.02 * year as f64 + 0.1 * wave).exp())
    };
    (0..count).map(year).collect()
}

/// All that is told of a series, added up.
fn told(method: Method, figures: &[(f64, f64)], goal: &Interval) -> Option<f64> {
    let projection = method.project(History::new(figures).ok()?, Limits::default()).ok()?;
    let mut sum = 0.0;
    for ahead in YEARS {
        let band = projection.band_at(ahead, Level::DEFAULT).ok()?;
        sum += projection.value_at(ahead).ok()?.value() + band.low.value() + band.high.value();
        sum += projection.probability(ahead, goal).ok()?.value();
    }
    Some(sum)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut criterion = Criterion::default().configure_from_args();
    let goal = Interval::of(Bound::AtLeast, &Exact::from(120));
    let mut group = criterion.benchmark_group("series");
    group.sample_size(30).measurement_time(Duration::from_secs(1)).warm_up_time(Duration::from_millis(300));
    for count in [5, 12, 30] {
        let figures = figures(count, 1);
        for method in Method::ALL.iter().copied() {
            if told(method, &figures, &goal).is_some() {
                group.bench_function(BenchmarkId::new(method.word(), count), |bencher| {
                    bencher.iter(|| told(method, black_box(&figures), &goal));
                });
            }
        }
    }
    group.finish();

    // Of the default rule, what each part costs.
    let mut group = criterion.benchmark_group("auto");
    group.sample_size(30).measurement_time(Duration::from_secs(1)).warm_up_time(Duration::from_millis(300));
    for count in [5, 12, 30] {
        let figures = figures(count, 1);
        let history = History::new(&figures)?;
        let project = || Method::Auto.project(black_box(history), Limits::default());
        group.bench_function(BenchmarkId::new("project", count), |bencher| bencher.iter(project));
        let projection = project().map_err(|reason| reason.word())?;
        let each = |bencher: &mut criterion::Bencher<'_>, of: &dyn Fn(f64)| {
            bencher.iter(|| black_box(YEARS).iter().for_each(|ahead| of(*ahead)));
        };
        group.bench_function(BenchmarkId::new("six middles", count), |bencher| {
            each(bencher, &|ahead| _ = black_box(projection.value_at(ahead)));
        });
        group.bench_function(BenchmarkId::new("six intervals", count), |bencher| {
            each(bencher, &|ahead| _ = black_box(projection.band_at(ahead, Level::DEFAULT)));
        });
        group.bench_function(BenchmarkId::new("six probabilities", count), |bencher| {
            each(bencher, &|ahead| _ = black_box(projection.probability(ahead, &goal)));
        });
    }
    group.finish();

    let mut group = criterion.benchmark_group("batch");
    group.throughput(Throughput::Elements(u64::try_from(BATCH)?));
    group.sample_size(10).measurement_time(Duration::from_secs(3)).warm_up_time(Duration::from_millis(500));
    let all: Vec<_> = (0..BATCH).map(|series| figures(13 + series % 30, series)).collect();
    for method in [Method::Auto, Method::Drift] {
        group.bench_function(method.word(), |bencher| {
            bencher.iter(|| {
                let told = black_box(&all).iter().filter_map(|figures| told(method, figures, &goal));
                told.sum::<f64>()
            });
        });
    }
    group.finish();
    criterion.final_summary();
    Ok(())
}
