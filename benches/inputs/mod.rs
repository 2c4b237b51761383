//! Plans and observations of any size, the same at every run: no file is kept, and no crate for
//! random numbers is needed.

use std::fmt::Write;

/// The texts of a plan and of its observations.
pub struct Inputs {
    /// The plan, as JSON.
    pub plan: String,
    /// Its observations, as CSV.
    pub observations: String,
}

/// The first and the last year with a figure; plans run from 2021 to 2025.
const YEARS: std::ops::RangeInclusive<i64> = 2005..=2024;
const BASE_YEAR: i64 = 2020;

impl Inputs {
    /// A plan with so many indicators, each with twenty yearly figures.
    #[must_use]
    pub fn new(indicators: usize) -> Self {
        let mut numbers = Numbers(0x5eed);
        let mut plan = String::from(
            r#"{"format":"attainment/plan@1","id":"bench","title":"A plan to measure","period":{"base":"2020","start":"2021","end":"2025"},"indicators":["#,
        );
        let mut observations = String::from("indicator,period,value,published,source\n");
        for (index, kind) in (0..indicators).zip(KINDS.iter().cycle()) {
            let figures = Figures::new(kind, &mut numbers);
            if index > 0 {
                plan.push(',');
            }
            figures.write_indicator(index, &mut plan);
            figures.write_rows(index, &mut numbers, &mut observations);
        }
        plan.push_str("]}\n");
        Self { plan, observations }
    }
}

/// A linear congruential generator.
struct Numbers(u64);

impl Numbers {
    /// A number from `low` to `high`.
    fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let span = u64::try_from(high - low + 1).unwrap_or(1);
        low + i64::try_from((self.0 >> 33) % span).unwrap_or(0)
    }
}

/// What an indicator measures, and what is asked of it.
struct Kind {
    measure: &'static str,
    unit: &'static str,
    direction: &'static str,
    form: &'static str,
    comparator: &'static str,
    goal: Goal,
}

enum Goal {
    /// A level above the base.
    Above,
    /// A level below the base.
    Below,
    /// A yearly rate.
    Rate,
    /// The sum of five years.
    Sum,
}

const fn kind(
    measure: &'static str,
    unit: &'static str,
    direction: &'static str,
    form: &'static str,
    goal: Goal,
) -> Kind {
    let comparator = match goal {
        Goal::Below => "at_most",
        _ => "at_least",
    };
    Kind { measure, unit, direction, form, comparator, goal }
}

/// Half are plain levels; the other half grow, fall, add up or are limited.
static KINDS: [Kind; 10] = [
    kind("stock", "km", "increase", "level", Goal::Above),
    kind("stock", "家", "increase", "level", Goal::Above),
    kind("rate", "%", "increase", "level", Goal::Above),
    kind("stock", "件", "increase", "level", Goal::Above),
    kind("rate", "%", "decrease", "level", Goal::Below),
    kind("flow", "亿元", "increase", "level", Goal::Above),
    kind("running_total", "亿元", "increase", "level", Goal::Above),
    kind("stock", "亿元", "increase", "avg_annual_growth", Goal::Rate),
    kind("flow", "万人", "increase", "cumulative", Goal::Sum),
    kind("stock", "万吨", "decrease", "cap", Goal::Below),
];

/// The figures of an indicator, in hundredths.
struct Figures {
    kind: &'static Kind,
    base: i64,
    step: i64,
    goal: i64,
}

impl Figures {
    fn new(kind: &'static Kind, numbers: &mut Numbers) -> Self {
        let base = numbers.between(100, 9_000);
        let sign = if kind.direction == "decrease" { -1 } else { 1 };
        let step = sign * base * numbers.between(-10, 55) / 1_000;
        let ask = numbers.between(50, 300);
        let goal = match kind.goal {
            Goal::Above => base + base * ask / 1_000 + 1,
            Goal::Below => base - base * ask / 1_000 - 1,
            Goal::Rate => ask,
            Goal::Sum => 5 * base + base * ask / 1_000,
        };
        Self { kind, base, step, goal }
    }

    fn write_indicator(&self, index: usize, plan: &mut String) {
        let Kind { measure, unit, direction, form, comparator, .. } = self.kind;
        let attribute = if index.is_multiple_of(3) { "binding" } else { "expected" };
        let (base, goal) = (Hundredths(self.base), Hundredths(self.goal));
        // Writing to a string does not fail.
        let _written = write!(
            plan,
            r#"{{"id":"indicator-{index:06}","name":"Indicator {index}","unit":"{unit}","measure":"{measure}","attribute":"{attribute}","direction":"{direction}","baseline":{{"period":2020,"value":{base}}},"targets":[{{"id":"t2025","form":"{form}","{comparator}":{goal},"due":2025}}]}}"#
        );
    }

    fn write_rows(&self, index: usize, numbers: &mut Numbers, rows: &mut String) {
        for year in YEARS {
            let noise = if year == BASE_YEAR { 0 } else { numbers.between(0, self.base / 100) };
            let value = Hundredths(self.base + self.step * (year - BASE_YEAR) + noise);
            let (published, day) = (year + 1, 1 + index % 28);
            let source = if year == *YEARS.end() { "bulletin" } else { "" };
            let _written =
                writeln!(rows, "indicator-{index:06},{year},{value},{published}-03-{day:02},{source}");
        }
    }
}

/// Prints 441 as 4.41.
struct Hundredths(i64);

impl std::fmt::Display for Hundredths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}
