//! The default rule, its intervals and probabilities take no memory from the heap: they can run in a loop
//! over many series at no such cost.
#![expect(clippy::unwrap_used, reason = "tests")]

use attainment::number::{Bound, Exact, Interval};
use attainment::project::{History, Level, Limits, Method};

fn figures(count: u32) -> Vec<(f64, f64)> {
    (0..count).map(|year| (f64::from(year), 100.0 + f64::from(year * 7 % 11))).collect()
}

#[test]
fn auto_allocates_nothing() {
    let goal = Interval::of(Bound::AtLeast, &Exact::from(110));
    let mut limited = Limits::percent(0.1);
    limited.high = Some(200.0);
    for count in [1, 2, 3, 5, 12, 30, 300, 10_000] {
        let figures = figures(count);
        for limits in [Limits::default(), limited] {
            let mut sum = 0.0;
            let info = allocation_counter::measure(|| {
                let projection = Method::Auto.project(History::new(&figures).unwrap(), limits).unwrap();
                for ahead in [1.0, 2.0, 3.0] {
                    let band = projection.band_at(ahead, Level::DEFAULT).unwrap();
                    sum += projection.value_at(ahead).unwrap().value() + band.low.value() + band.high.value();
                    sum += projection.probability(ahead, &goal).unwrap().value();
                }
            });
            assert!(sum.is_finite());
            assert_eq!(info.count_total, 0, "of {count} figures");
        }
    }
}

#[test]
fn the_counter_counts() {
    assert_eq!(allocation_counter::measure(|| drop(std::hint::black_box(figures(30)))).count_total, 1);
}
