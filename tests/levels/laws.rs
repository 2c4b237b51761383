//! Laws: sufficiency agrees with trying out what children can do, verdicts survive what is not known yet, scales and
//! order do not matter, and computed figures are those that the report shows.

use attainment::levels::{Fit, Plans};
use attainment::number::{Exact, Interval};
use attainment::plan::{ChildDoc, DecompositionDoc, IndicatorDoc, LimitsDoc, PlanDoc, TargetDoc};
use attainment::{Evaluator, NaiveDate, Plan, Policy};
use proptest::prelude::*;

use super::{data, day, linked, plan};

/// A comparator with values in tenths.
#[derive(Clone, Debug)]
enum Bound {
    AtLeast(i64),
    MoreThan(i64),
    AtMost(i64),
    LessThan(i64),
    Equal(i64),
    Between(i64, i64),
}

fn decimal(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}

fn exact(tenths: i64) -> Exact {
    Exact::ratio(tenths, 10).unwrap()
}

impl Bound {
    fn target(&self) -> TargetDoc {
        let mut target = TargetDoc::new("t", "level", "2025");
        let value = &mut target.value;
        match self {
            Self::AtLeast(at) => value.at_least = Some(decimal(*at)),
            Self::MoreThan(at) => value.more_than = Some(decimal(*at)),
            Self::AtMost(at) => value.at_most = Some(decimal(*at)),
            Self::LessThan(at) => value.less_than = Some(decimal(*at)),
            Self::Equal(at) => value.equal = Some(decimal(*at)),
            Self::Between(low, high) => value.between = Some(vec![decimal(*low), decimal(*high)]),
        }
        target
    }

    fn range(&self) -> Interval {
        use attainment::number::Bound as Sign;
        match self {
            Self::AtLeast(at) => Interval::of(Sign::AtLeast, &exact(*at)),
            Self::MoreThan(at) => Interval::of(Sign::MoreThan, &exact(*at)),
            Self::AtMost(at) => Interval::of(Sign::AtMost, &exact(*at)),
            Self::LessThan(at) => Interval::of(Sign::LessThan, &exact(*at)),
            Self::Equal(at) => Interval::of(Sign::Exactly, &exact(*at)),
            Self::Between(low, high) => Interval {
                low: Interval::of(Sign::AtLeast, &exact(*low)).low,
                high: Interval::of(Sign::AtMost, &exact(*high)).high,
            },
        }
    }

    /// Values that a child which keeps the target may have: next to both ends, or far out.
    fn tried(&self) -> Vec<Exact> {
        // All sums and means are multiples of 1/1000 here, so that this is next to nothing.
        let (next, far) = (Exact::ratio(1, 1_000_000).unwrap(), Exact::from(1_000_000));
        let range = self.range();
        let low = range
            .low
            .map_or_else(|| far.negated(), |end| if end.closed { end.at } else { end.at.plus(&next) });
        let high = range.high.map_or(far, |end| if end.closed { end.at } else { end.at.minus(&next) });
        vec![low, high]
    }
}

fn bound() -> impl Strategy<Value = Bound> {
    let value = -30i64..60;
    prop_oneof![
        3 => value.clone().prop_map(Bound::AtLeast),
        2 => value.clone().prop_map(Bound::MoreThan),
        3 => value.clone().prop_map(Bound::AtMost),
        2 => value.clone().prop_map(Bound::LessThan),
        1 => value.clone().prop_map(Bound::Equal),
        2 => (value, 0i64..30).prop_map(|(low, width)| Bound::Between(low, low + width)),
    ]
}

const RULES: [&str; 4] = ["sum", "weighted_mean", "each", "maximum"];

fn document(id: &str, unit: &str, bound: Option<&Bound>) -> PlanDoc {
    let mut plan = PlanDoc::new(id, id, "2025");
    plan.indicators.push(IndicatorDoc {
        unit: Some(unit.to_owned()),
        targets: bound.map(Bound::target).into_iter().collect(),
        ..IndicatorDoc::new("x", "X", "stock")
    });
    plan
}

/// A parent and its children; one without a bound has no target.
fn family(rule: &str, needed: &Bound, children: &[(Option<Bound>, u32)], units: [&str; 2]) -> Vec<Plan> {
    let mut above = document("above", units[0], Some(needed));
    let child = |(number, (_, weight)): (usize, &(Option<Bound>, u32))| ChildDoc {
        weight: (rule == "weighted_mean").then(|| weight.to_string()),
        ..ChildDoc::new(&format!("p{number}"), "x")
    };
    above.indicators[0].decomposed = vec![DecompositionDoc {
        children: children.iter().enumerate().map(child).collect(),
        ..DecompositionDoc::new("d", rule)
    }];
    let below = children.iter().enumerate();
    let below = below.map(|(number, (bound, _))| document(&format!("p{number}"), units[1], bound.as_ref()));
    std::iter::once(above).chain(below).map(|doc| doc.check().unwrap().into_inner()).collect()
}

fn sufficiency(plans: Vec<Plan>) -> (Fit, Option<String>, usize) {
    let plans = linked(plans);
    let found = plans.links().next().unwrap().sufficiency(NaiveDate::MAX);
    (found.fit(), found.slack().map(Exact::to_ratio_text), found.doubts().len())
}

/// What the values of the children come to, by the rule as a reader understands it.
fn come_to(rule: &str, values: &[Exact], weights: &[u32]) -> Vec<Exact> {
    match rule {
        "sum" => vec![values.iter().fold(Exact::ZERO, |sum, value| sum.plus(value))],
        "weighted_mean" => {
            let weigh = |(value, weight): (&Exact, &u32)| value.times(&Exact::from(i64::from(*weight)));
            let sum = values.iter().zip(weights).map(weigh).fold(Exact::ZERO, |sum, value| sum.plus(&value));
            let all: u32 = weights.iter().sum();
            vec![sum.over(&Exact::from(i64::from(all))).unwrap()]
        }
        "maximum" => vec![values.iter().max().unwrap().clone()],
        _ => values.to_vec(),
    }
}

/// Whether every way to keep the children's targets keeps the parent's.
fn always(rule: &str, needed: &Bound, children: &[(Bound, u32)]) -> bool {
    let weights: Vec<u32> = children.iter().map(|(_, weight)| *weight).collect();
    let mut ways: Vec<Vec<Exact>> = vec![Vec::new()];
    for (bound, _) in children {
        let longer = |way: &Vec<Exact>| {
            let tried = bound.tried().into_iter();
            tried.map(|value| way.iter().cloned().chain([value]).collect::<Vec<_>>()).collect::<Vec<_>>()
        };
        ways = ways.iter().flat_map(longer).collect();
    }
    let range = needed.range();
    ways.iter().all(|way| come_to(rule, way, &weights).iter().all(|value| range.contains(value)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn sufficiency_is_what_trying_out_finds(
        rule in proptest::sample::select(&RULES[..]),
        needed in bound(),
        children in proptest::collection::vec((bound(), 1u32..5), 1..4),
    ) {
        let known: Vec<(Option<Bound>, u32)> =
            children.iter().map(|(bound, weight)| (Some(bound.clone()), *weight)).collect();
        let (fit, _, doubts) = sufficiency(family(rule, &needed, &known, ["家", "家"]));
        let holds = always(rule, &needed, &children);
        if doubts == 0 {
            prop_assert_eq!(fit, if holds { Fit::Suffices } else { Fit::FallsShort });
        } else {
            prop_assert!(fit != Fit::Suffices || holds);
            prop_assert!(fit != Fit::FallsShort || !holds);
        }
    }

    /// A verdict that was given while a child had no target holds, whatever target it gets.
    #[test]
    fn verdicts_survive_what_was_not_known(
        rule in proptest::sample::select(&RULES[..]),
        needed in bound(),
        children in proptest::collection::vec((bound(), 1u32..5), 1..3),
        late in bound(),
    ) {
        let mut all: Vec<(Option<Bound>, u32)> =
            children.iter().map(|(bound, weight)| (Some(bound.clone()), *weight)).collect();
        all.push((None, 2));
        let (before, ..) = sufficiency(family(rule, &needed, &all, ["家", "家"]));
        all.pop();
        all.push((Some(late), 2));
        let (after, _, doubts) = sufficiency(family(rule, &needed, &all, ["家", "家"]));
        prop_assert!(before == Fit::Undetermined || before == after || doubts > 0, "{before} → {after}");
    }

    /// The same numbers in another scale of the unit, and the children in another order.
    #[test]
    fn scale_and_order_do_not_matter(
        rule in proptest::sample::select(&RULES[..]),
        needed in bound(),
        children in proptest::collection::vec((bound(), 1u32..5), 1..4),
    ) {
        let mut all: Vec<(Option<Bound>, u32)> =
            children.iter().map(|(bound, weight)| (Some(bound.clone()), *weight)).collect();
        let (fit, slack, _) = sufficiency(family(rule, &needed, &all, ["家", "家"]));
        let both = sufficiency(family(rule, &needed, &all, ["万家", "万家"]));
        prop_assert_eq!((both.0, &both.1), (fit, &slack));
        // What the children state in 家 is as much as a ten-thousandth in 万家.
        let shrunk = |bound: &Bound| bound.clone();
        let scaled: Vec<(Option<Bound>, u32)> =
            all.iter().map(|(bound, weight)| (bound.as_ref().map(shrunk), *weight)).collect();
        let mut plans = family(rule, &needed, &scaled, ["家", "家"]);
        plans.rotate_left(1);
        let turned = {
            let plans = linked(plans);
            let found = plans.links().next().unwrap().sufficiency(NaiveDate::MAX);
            (found.fit(), found.slack().map(Exact::to_ratio_text))
        };
        prop_assert_eq!((turned.0, &turned.1), (fit, &slack));
        all.reverse();
        let reversed = sufficiency(family(rule, &needed, &all, ["家", "家"]));
        prop_assert_eq!((reversed.0, &reversed.1), (fit, &slack));
    }
}

/// A figure of a child: which child, year (beyond 2023: a quarter of 2023), value, status, and day of publication.
type Row = (usize, i32, i64, &'static str, u32);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let status = proptest::sample::select(&["final", "provisional", "estimated", "forecast"][..]);
    proptest::collection::vec((0usize..3, 2021i32..2028, -5i64..50, status, 0u32..60), 0..32)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// The series that is made of those of children, in all its revisions, and the sum that is told on a day are
    /// made in two ways, and are the same on every day.
    #[test]
    fn computed_figures_are_those_of_the_day(
        rows in rows(),
        rule in proptest::sample::select(&["sum", "weighted_mean", "each", "maximum"][..]),
        asked in 0u32..70,
        measure in proptest::sample::select(&["stock", "flow"][..]),
    ) {
        let weights = if rule == "weighted_mean" { [", weight: 1", ", weight: 3", ", weight: 4"] } else { [""; 3] };
        let children: Vec<String> =
            (0..3).map(|child| format!("{{ plan: p{child}, indicator: x{} }}", weights[child])).collect();
        let above = plan("above", &format!(
            "indicators: [ {{ id: x, name: X, measure: {measure}, direction: increase, decomposed: [ {{ id: d, rule: {rule}, figures: children, children: [ {} ] }} ] }} ]",
            children.join(", ")
        ));
        let below = (0..3).map(|child| plan(&format!("p{child}"), &format!("indicators: [ {{ id: x, name: X, measure: {measure} }} ]")));
        let plans: Vec<Plan> = std::iter::once(above).chain(below).collect();
        let first = day("2024-01-01");
        let mut seen = std::collections::HashSet::new();
        let mut texts = vec![String::new(); 4];
        for (child, year, value, status, published) in rows {
            // Two figures of one day would contradict each other.
            if seen.insert((child, year, published)) {
                let published = first + chrono::Days::new(published.into());
                let period = if year > 2023 { format!("2023-Q{}", year - 2023) } else { year.to_string() };
                texts[child + 1] += &format!("x,{period},{value},{status},{published}\n");
            }
        }
        let observed = plans.iter().zip(&texts).map(|(plan, rows)| data(plan, rows)).collect();
        let plans = Plans::link(plans).unwrap().into_inner();
        let collected = plans.collect(observed);
        let as_of = first + chrono::Days::new(asked.into());
        let policy = Policy::builtin("cn-schedule").unwrap();
        let reports = Evaluator::new(&policy).as_of(as_of).evaluate_all(&plans, &collected);
        for figures in reports[0].decompositions()[0].periods() {
            let made = collected.of(0).of(0).iter().rfind(|made| {
                made.period().end() == figures.period().end()
                    && (measure == "stock" || made.period() == figures.period())
                    && made.known_from() <= as_of
            });
            let made = made.map(|made| (Exact::from(made.value()), made.status()));
            let told = figures.amount().ok().filter(|_| figures.is_complete());
            let told = told.map(|amount| (amount.value.clone(), figures.status()));
            prop_assert_eq!(made, told, "{}", figures.period());
        }
    }

    /// A number that is handed down a chain is the same at its end, whatever scales it passes.
    #[test]
    fn scales_of_a_chain_do_not_matter(value in 1i64..100_000, scales in proptest::collection::vec(0usize..4, 1..6)) {
        let units = ["家", "万家", "百万家", "亿家"];
        let top = plan("p0", &format!(
            "indicators: [ {{ id: x, name: X, unit: 家, measure: stock, targets: [ {{ id: t, form: level, at_least: {value}, due: 2025 }} ] }} ]"
        ));
        let mut plans = vec![top];
        for (number, scale) in scales.iter().chain([&0]).enumerate() {
            plans.push(plan(&format!("p{}", number + 1), &format!(
                "indicators: [ {{ id: x, name: X, unit: {}, measure: stock, targets: [ {{ id: t, form: level, delegated: 上级, due: 2025, above: {{ plan: p{number} }} }} ] }} ]",
                units[*scale]
            )));
        }
        let plans = linked(plans);
        let policy = Policy::builtin("cn-schedule").unwrap();
        let none = Default::default();
        let reports = Evaluator::new(&policy).as_of(day("2025-01-01")).evaluate_all(&plans, &none);
        let last = reports.last().unwrap().indicator("x").unwrap();
        prop_assert_eq!(last.trajectory().goal().unwrap().aim.clone(), Exact::from(value));
    }
}

/// Limits of the figures of a child without a target are all that is known of it, and may be enough.
#[test]
fn natural_limits_can_decide() {
    let with_limits = |min: Option<&str>, max: Option<&str>| {
        let mut plans = family("sum", &Bound::AtLeast(100), &[(Some(Bound::AtLeast(90)), 1)], ["家", "家"]);
        let mut above = document("above", "家", Some(&Bound::AtLeast(100)));
        above.indicators[0].decomposed = vec![DecompositionDoc {
            children: vec![ChildDoc::new("p0", "x"), ChildDoc::new("late", "x")],
            ..DecompositionDoc::new("d", "sum")
        }];
        let mut late = document("late", "家", None);
        late.indicators[0].limits =
            Some(LimitsDoc { min: min.map(str::to_owned), max: max.map(str::to_owned) });
        plans[0] = above.check().unwrap().into_inner();
        plans.push(late.check().unwrap().into_inner());
        sufficiency(plans)
    };
    // 9 + something that nobody bounds
    assert_eq!(with_limits(None, None).0, Fit::Undetermined);
    // 9 + 0 is not enough yet, 9 + 1 would be.
    assert_eq!(with_limits(Some("0"), Some("1")).0, Fit::Undetermined);
    // 9 + 1 is enough from the beginning; 9 + 0.9 never is.
    assert_eq!(with_limits(Some("1"), None), (Fit::Suffices, Some("0".to_owned()), 1));
    assert_eq!(with_limits(Some("0"), Some("0.9")).0, Fit::FallsShort);
}
