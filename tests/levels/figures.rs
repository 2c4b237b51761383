//! The figures of children, put together by the rule, beside the parent's own.

use attainment::facts::Reason;
use attainment::levels::{Collected, Doubt, Figures, Plans};
use attainment::number::Bound;
use attainment::report::Report;
use attainment::{Evaluator, Lang, Observations, Plan, Policy};

use super::{data, day, linked, one, parent, plan};

const FIRMS: &str = "unit: 家, measure: stock, direction: increase";
const LEVEL: &str = "form: level, at_least: 100";

/// Plans with the rows of each.
struct Together {
    plans: Plans,
    data: Collected,
    policy: Policy,
}

impl Together {
    fn new(plans: Vec<(Plan, &str)>) -> Self {
        let observed: Vec<Observations> = plans.iter().map(|(plan, rows)| data(plan, rows)).collect();
        let plans = linked(plans.into_iter().map(|(plan, _)| plan).collect()).into_inner();
        let data = plans.collect(observed);
        Self { plans, data, policy: Policy::builtin("cn-schedule").unwrap() }
    }

    fn reports(&self, as_of: &str) -> Vec<Report<'_>> {
        Evaluator::new(&self.policy).as_of(day(as_of)).evaluate_all(&self.plans, &self.data)
    }

    /// The figures of the current period of the first decomposition.
    fn told(&self, as_of: &str) -> String {
        let reports = self.reports(as_of);
        reports[0].decompositions()[0].figures().map_or_else(|| "none".to_owned(), told)
    }
}

/// `period amount counted/children own difference`.
fn told(figures: &Figures) -> String {
    let amount = match figures.amount() {
        Ok(amount) => format!("{}{}", amount.bound.sign(), amount.value),
        Err(reason) => reason.word().to_owned(),
    };
    let own = figures.own().map_or_else(|| "-".to_owned(), |own| own.amount.value.to_string());
    let difference =
        figures.difference().map_or_else(|reason| reason.word().to_owned(), |value| value.to_string());
    format!("{} {amount} {}/{} {own} {difference}", figures.period(), figures.counted(), figures.children())
}

fn firms(rule: &str, rows: [&str; 4]) -> Together {
    let [city, a, b, c] = rows;
    let child = |id: &str| one(id, FIRMS, LEVEL);
    Together::new(vec![
        (parent(FIRMS, LEVEL, rule, &[("a", ""), ("b", ""), ("c", "")]), city),
        (child("a"), a),
        (child("b"), b),
        (child("c"), c),
    ])
}

#[test]
fn a_sum_is_held_against_the_own_figure() {
    let all = firms("sum", ["x,2024,105,,\n", "x,2024,50,,\n", "x,2024,30,,\n", "x,2024,20,,\n"]);
    // 50 + 30 + 20 = 100, 105 − 100 = 5
    assert_eq!(all.told("2025-06-30"), "2024 100 3/3 105 5");
}

#[test]
fn what_is_missing_leaves_a_lower_bound() {
    let some = firms("sum", ["x,2024,105,,\n", "x,2024,50,,\n", "x,2023,29,,\n", "x,2024,20,,\n"]);
    // 50 + 20 = 70 or more; 105 − 70 = 35 is left for the one that has not reported.
    assert_eq!(some.told("2025-06-30"), "2024 ≥70 2/3 105 35");
    let reports = some.reports("2025-06-30");
    let split = &reports[0].decompositions()[0];
    assert_eq!(split.missing(), [(1, Reason::NotReported)]);
    let periods: Vec<String> = split.periods().iter().map(told).collect();
    assert_eq!(periods, ["2023 ≥29 1/3 - not_reported", "2024 ≥70 2/3 105 35"]);
    // Where amounts can be negative nothing is known of the whole.
    let losses = firms("sum", ["", "x,2024,50,,\n", "x,2023,-29,,\n", "x,2024,20,,\n"]);
    assert_eq!(losses.told("2025-06-30"), "2024 hole 2/3 - not_reported");
}

#[test]
fn only_what_was_known_on_the_day_counts() {
    let all = firms(
        "sum",
        [
            "x,2024,100,,2025-03-01\n",
            "x,2024,50,provisional,2025-02-01\nx,2024,48,final,2025-09-01\n",
            "x,2024,30,,2025-02-15\n",
            "x,2024,20,,2025-04-01\nx,2025,33,forecast,2025-01-01\n",
        ],
    );
    assert_eq!(all.told("2025-01-31"), "none");
    assert_eq!(all.told("2025-02-20"), "2024 ≥80 2/3 - not_reported");
    assert_eq!(all.told("2025-04-01"), "2024 100 3/3 100 0");
    // 48 + 30 + 20 = 98; a forecast never counts.
    assert_eq!(all.told("2026-06-30"), "2024 98 3/3 100 2");
}

#[test]
fn bounds_stay_bounds() {
    let all = firms("sum", ["x,2024,105,,\n", "x,2024,突破50家,,\n", "x,2024,30,,\n", "x,2024,20,,\n"]);
    assert_eq!(all.told("2025-06-30"), "2024 >100 3/3 105 inexact");
    let near = firms("sum", ["", "x,2024,突破50家,,\n", "x,2024,近30家,,\n", "x,2024,20,,\n"]);
    assert_eq!(near.told("2025-06-30"), "2024 ≈100 3/3 - not_reported");
}

#[test]
fn the_worst_and_the_best() {
    let rows = ["x,2024,40,,\n", "x,2024,50,,\n", "x,2024,30,,\n", "x,2024,20,,\n"];
    assert_eq!(firms("each", rows).told("2025-06-30"), "2024 20 3/3 40 20");
    assert_eq!(firms("maximum", rows).told("2025-06-30"), "2024 50 3/3 40 -10");
    let two = ["x,2024,40,,\n", "x,2024,50,,\n", "x,2024,30,,\n", ""];
    // The missing one may be worse than 30, or better than 50.
    assert_eq!(firms("each", two).told("2025-06-30"), "2024 ≤30 2/3 40 hole");
    assert_eq!(firms("maximum", two).told("2025-06-30"), "2024 ≥50 2/3 40 hole");
}

#[test]
fn a_mean_is_weighted_and_tells_its_coverage_by_weight() {
    let rate = "unit: '%', measure: rate, direction: increase";
    let mean = |b: &'static str| {
        Together::new(vec![
            (parent(rate, LEVEL, "weighted_mean", &[("a", "3"), ("b", "1")]), "x,2024,5.5,,\n"),
            (one("a", rate, LEVEL), "x,2024,4,,\n"),
            (one("b", rate, LEVEL), b),
        ])
    };
    // (3 × 4 + 1 × 8) ÷ 4 = 5
    assert_eq!(mean("x,2024,8,,\n").told("2025-06-30"), "2024 5 2/2 5.5 0.5");
    let some = mean("");
    assert_eq!(some.told("2025-06-30"), "2024 hole 1/2 5.5 hole");
    let reports = some.reports("2025-06-30");
    let figures = reports[0].decompositions()[0].figures().unwrap();
    assert_eq!(figures.weight_covered().unwrap().to_string(), "0.75");
    assert_eq!(figures.reported().unwrap().value.to_string(), "4");
}

/// Research expenditure ÷ gross domestic product of a district whose amounts are in the units given.
fn intensity(id: &str, units: [&str; 2], decomposed: &str) -> Plan {
    let [rd, gdp] = units;
    plan(
        id,
        &format!(
            "indicators:
- {{ id: x, name: 强度, unit: '%', measure: rate, ratio: {{ numerator: rd, denominator: gdp, times: {} }},
    targets: [ {{ id: t, form: level, at_least: '1/3', due: 2025 }} ]{decomposed} }}
- {{ id: rd, name: 研发经费, unit: {rd}, measure: flow }}
- {{ id: gdp, name: 地区生产总值, unit: {gdp}, measure: flow }}
",
            if rd == gdp { "100" } else { "0.01" }
        ),
    )
}

#[test]
fn ratios_are_put_together_by_numerator_and_denominator() {
    let children = "decomposed: [ { id: d, rule: weighted_mean, figures: children, children: [ { plan: a, indicator: x }, { plan: b, indicator: x } ] } ]";
    let yi = ["亿元", "亿元"];
    let plans = |b_rows: &'static str| {
        Together::new(vec![
            (intensity("above", yi, &format!(", {children}")), "x,2024,3.5,,\n"),
            (intensity("a", yi, ""), "x,2024,9.9,,\nrd,2024,10,,\ngdp,2024,100,,\n"),
            // 20亿元 are 200000万元: of 900亿元 they are 2.22… %.
            (intensity("b", ["万元", "亿元"], ""), b_rows),
        ])
    };
    // (10 + 20) ÷ (100 + 900) = 3 %; the mean of 10 % and 2.2 % would be 6.1 %.
    let all = plans("rd,2024,200000,,\ngdp,2024,900,,\n");
    assert_eq!(all.told("2025-06-30"), "2024 3 2/2 3.5 0.5");
    // Without its denominator a child does not count.
    assert_eq!(plans("rd,2024,200000,,\n").told("2025-06-30"), "2024 hole 1/2 3.5 hole");
}

/// (100 + 200) ÷ (400 + 500) is a third, and a third is what the target asks for: 28 digits of it do not decide.
#[test]
fn a_third_is_not_missed_by_its_last_digit() {
    let children = "decomposed: [ { id: d, rule: weighted_mean, figures: children, children: [ { plan: a, indicator: x }, { plan: b, indicator: x } ] } ]";
    let yi = ["亿元", "亿元"];
    let of = |b: &'static str| {
        Together::new(vec![
            (intensity("above", yi, &format!(", {children}")), ""),
            (intensity("a", yi, ""), "rd,2025,100,,\ngdp,2025,400,,\n"),
            (intensity("b", yi, ""), b),
        ])
    };
    let third = of("rd,2025,200,,\ngdp,2025,500,,\n");
    let reports = third.reports("2026-06-30");
    let figures = reports[0].decompositions()[0].figures().unwrap();
    assert_eq!(figures.amount().unwrap().value.to_ratio_text(), "100/3");
    let verdict = reports[0].indicator("x").unwrap();
    assert_eq!(verdict.trajectory().current().unwrap().amount.bound, Bound::MoreThan);
    assert_eq!(verdict.outcome().id(), "undetermined");
    // (100 + 200) ÷ (400 + 200) is a half, and decides.
    let half = of("rd,2025,200,,\ngdp,2025,200,,\n");
    let reports = half.reports("2026-06-30");
    assert_eq!(reports[0].indicator("x").unwrap().standing().word(), "attained");
}

#[test]
fn flows_are_compared_in_whole_periods() {
    let flow = "unit: 万人, measure: flow, direction: increase";
    let sum = "form: cumulative, at_least: 100";
    let quarters = "x,2024-Q1,1,,\nx,2024-Q2,2,,\nx,2024-Q3,3,,\nx,2024-Q4,4,,\nx,2025-Q1,5,,\n";
    let all = Together::new(vec![
        (parent(flow, sum, "sum", &[("a", ""), ("b", "")]), "x,2024,31,,\n"),
        (one("a", flow, sum), quarters),
        (one("b", flow, sum), "x,2024,20,,\n"),
    ]);
    // 1 + 2 + 3 + 4 + 20 = 30
    assert_eq!(all.told("2025-06-30"), "2024 30 2/2 31 1");
}

/// One child reports years, the other quarters: its year is known from the day of the last of them.
#[test]
fn years_are_made_of_quarters() {
    let flow = "unit: 万人, measure: flow, direction: increase";
    let above = one(
        "city",
        &format!(
            "{flow}, decomposed: [ {{ id: d, rule: sum, figures: children, children: [ {{ plan: a, indicator: x }}, {{ plan: b, indicator: x }} ] }} ]"
        ),
        "form: cumulative, at_least: 100",
    );
    let child = |id: &str| plan(id, &format!("indicators: [ {{ id: x, name: X, {flow} }} ]"));
    let quarters = "x,2024-Q1,1,,2024-05-01\nx,2024-Q2,2,,2024-08-01\nx,2024-Q3,3,,2024-11-01\nx,2024-Q4,4,,2025-02-01\nx,2024-Q1,1.5,,2025-03-01\nx,2024,11,,2025-09-01\nx,2024-Q2,2.5,,2025-10-01\n";
    let all =
        Together::new(vec![(above, ""), (child("a"), quarters), (child("b"), "x,2024,20,,2025-01-15\n")]);
    let made: Vec<String> =
        all.data.of(0).of(0).iter().map(|of| format!("{} {}", of.known_from(), of.value())).collect();
    // 10 + 20; the first quarter is revised; then the year is reported, and a quarter does not change it any more.
    assert_eq!(made, ["2025-02-01 30", "2025-03-01 30.5", "2025-09-01 31"]);
    assert_eq!(all.told("2025-12-31"), "2024 31 2/2 - not_reported");
}

/// A level of a year is that of its last quarter: told twice, it counts once.
#[test]
fn one_moment_counts_once() {
    let all = firms(
        "sum",
        ["", "x,2024,50,,2025-01-05\nx,2024-Q4,51,,2025-02-05\n", "x,2024-12,30,,\n", "x,2024,20,,\n"],
    );
    assert_eq!(all.told("2025-01-31"), "2024 100 3/3 - not_reported");
    assert_eq!(all.told("2025-06-30"), "2024 101 3/3 - not_reported");
    let running = "unit: 万人, measure: running_total, direction: increase";
    let sum = "form: cumulative, at_least: 100";
    let all = Together::new(vec![
        (parent(running, sum, "sum", &[("a", "")]), ""),
        (one("a", running, sum), "x,2024-11,9,,\nx,2024-12,10,,\nx,2024,10,,\n"),
    ]);
    assert_eq!(all.told("2025-06-30"), "2024 10 1/1 - not_reported");
}

#[test]
fn scales_are_brought_together() {
    let all = Together::new(vec![
        (
            parent("unit: 万家, measure: stock", "form: level, at_least: 1", "sum", &[("a", ""), ("b", "")]),
            "x,2024,1.3,,\n",
        ),
        (one("a", "unit: 家, measure: stock", LEVEL), "x,2024,4000,,\n"),
        (one("b", "unit: 万家, measure: stock", LEVEL), "x,2024-12-31,0.9,,\n"),
    ]);
    // 0.4 + 0.9 = 1.3 万家; levels of one moment are the same, whatever period ends with it.
    assert_eq!(all.told("2025-06-30"), "2024 1.3 2/2 1.3 0");
}

#[test]
fn what_cannot_be_put_together_says_why() {
    let rate = "unit: '%', measure: rate";
    let of = |rule: &str| {
        let all = Together::new(vec![
            (parent(rate, LEVEL, rule, &[("a", "")]), ""),
            (one("a", rate, LEVEL), "x,2024,4,,\n"),
        ]);
        let reports = all.reports("2025-06-30");
        let split = &reports[0].decompositions()[0];
        (split.figures().is_none(), split.figures_doubt())
    };
    assert_eq!(of("sum"), (true, Some(Doubt::NotAdditive)));
    assert_eq!(of("weighted_mean"), (true, Some(Doubt::NoWeights)));
    assert_eq!(of("proxy"), (true, None));
}

/// 各区县共同培育科技型企业4.5万家: the city's figure is the sum of its districts'.
fn joint(a: &'static str, b: &'static str, city: &'static str) -> Together {
    let above = plan(
        "city",
        "indicators:
- id: x
  name: 科技型企业
  unit: 万家
  measure: stock
  direction: increase
  attribute: expected
  baseline: { period: 2020, value: 2 }
  targets: [ { id: t, form: level, at_least: 4.5, due: 2025 } ]
  decomposed: [ { id: d, axis: 区县, rule: sum, figures: children, children: [ { plan: a, indicator: x }, { plan: b, indicator: x } ] } ]
",
    );
    let district =
        |id: &str| plan(id, "indicators: [ { id: x, name: 科技型企业, unit: 家, measure: stock } ]");
    Together::new(vec![(above, city), (district("a"), a), (district("b"), b)])
}

/// `outcome value period` of the verdict on the city.
fn city(together: &Together, as_of: &str) -> String {
    let reports = together.reports(as_of);
    let verdict = reports[0].indicator("x").unwrap();
    let current = match verdict.trajectory().current() {
        Ok(current) => format!("{} {}", current.amount.value, current.period.unwrap()),
        Err(reason) => reason.word().to_owned(),
    };
    format!("{} {current}", verdict.outcome().id())
}

#[test]
fn figures_of_children_become_those_of_the_parent() {
    let all = joint(
        "x,2023,20000,,2024-02-01\nx,2024,25000,provisional,2025-02-01\nx,2024,24000,final,2025-10-01\n",
        "x,2023,15000,,2024-04-01\nx,2024,16000,,2025-03-01\nx,2025,21000,,2026-02-01\n",
        "",
    );
    // Before the last district has reported there is no figure of the city.
    assert_eq!(city(&all, "2024-03-31"), "undetermined not_reported");
    // 2 + 1.5 = 3.5 万家: (3.5 − 2) ÷ (4.5 − 2) = 0.6 after 3 of 5 years
    assert_eq!(city(&all, "2024-04-01"), "on_schedule 3.5 2023");
    assert_eq!(city(&all, "2025-02-15"), "on_schedule 3.5 2023");
    // 2.5 + 1.6 = 4.1: (4.1 − 2) ÷ 2.5 = 0.84 after 0.8 of the time
    assert_eq!(city(&all, "2025-03-01"), "on_schedule 4.1 2024");
    // One district is revised: 2.4 + 1.6 = 4.0, (4 − 2) ÷ 2.5 = 0.8
    assert_eq!(city(&all, "2025-10-01"), "on_schedule 4 2024");
    // For 2025 one of two has reported 2.1万: no figure, and so no verdict, although it is overdue.
    assert_eq!(city(&all, "2026-06-30"), "undetermined 4 2024");
    let current = |as_of: &str| {
        let reports = all.reports(as_of);
        reports[0].indicator("x").unwrap().document().current.unwrap()
    };
    // It is as provisional as the least certain of its parts.
    assert_eq!((&*current("2025-03-01").status, &*current("2025-10-01").status), ("provisional", "final"));
    assert_eq!(current("2025-03-01").published.as_deref(), Some("2025-03-01"));
}

/// A denominator is revised to nothing, and mended in May: in between there is no figure.
#[test]
fn a_figure_that_cannot_be_made_any_more_is_not_known() {
    let children = "decomposed: [ { id: d, rule: weighted_mean, figures: children, children: [ { plan: a, indicator: x }, { plan: b, indicator: x } ] } ]";
    let yi = ["亿元", "亿元"];
    let all = Together::new(vec![
        (intensity("above", yi, &format!(", {children}")), ""),
        (
            intensity("a", yi, ""),
            "rd,2024,10,,2025-01-10\ngdp,2024,100,,2025-01-10\ngdp,2024,0,,2025-03-10\ngdp,2024,200,,2025-05-10\n",
        ),
        (intensity("b", yi, ""), "rd,2024,20,,2025-01-10\ngdp,2024,900,,2025-01-10\n"),
    ]);
    let at = |as_of: &str| {
        let reports = all.reports(as_of);
        let verdict = reports[0].indicator("x").unwrap();
        let trajectory = verdict.trajectory();
        let current = trajectory.current();
        let current =
            current.map_or_else(|why| why.word().to_owned(), |point| point.amount.value.to_string());
        format!("{} {current} | {}", verdict.outcome().id() == "undetermined", all.told(as_of))
    };
    // (10 + 20) ÷ (100 + 900) = 3 %
    assert!(at("2025-02-01").ends_with("3 | 2024 3 2/2 - not_reported"), "{}", at("2025-02-01"));
    assert!(at("2025-03-09").ends_with("3 | 2024 3 2/2 - not_reported"));
    assert_eq!(at("2025-03-10"), "true not_reported | 2024 hole 1/2 - not_reported");
    assert_eq!(at("2025-04-01"), "true not_reported | 2024 hole 1/2 - not_reported");
    // 30 ÷ 1100 = 2.7272… %, cut after 28 digits
    assert!(at("2025-05-10").contains("2.72727272"), "{}", at("2025-05-10"));
    // What was known in February is known of February still, and nothing older comes back.
    let series: Vec<String> = all
        .data
        .of(0)
        .of(0)
        .iter()
        .map(|figure| {
            let until = figure.withdrawn().map_or_else(String::new, |day| day.to_string());
            format!("{}–{until}", figure.known_from())
        })
        .collect();
    assert_eq!(series, ["2025-01-10–2025-03-10", "2025-05-10–"]);
}

/// A sum of what one plan makes of quarters and another reports for the year: when a quarter cannot be made any
/// more, neither can the year, nor the sum.
#[test]
fn what_is_made_of_it_ends_with_it() {
    let by = |rule: &str, children: &str| {
        format!(", decomposed: [ {{ id: d, rule: {rule}, figures: children, children: [ {children} ] }} ]")
    };
    let of = |id: &str, of: &str, rest: &str| {
        plan(id, &format!("indicators:\n- {{ id: x, name: X, unit: 亿元, measure: flow{of} }}\n{rest}"))
    };
    let ratio = ", ratio: { numerator: n, denominator: m, times: 100 }";
    let parts =
        "- { id: n, name: N, unit: 亿元, measure: flow }\n- { id: m, name: M, unit: 亿元, measure: flow }\n";
    let quarters = "n,2024-Q1,1,,2024-05-01\nm,2024-Q1,10,,2024-05-01
n,2024-Q2,1,,2024-08-01\nm,2024-Q2,10,,2024-08-01
n,2024-Q3,1,,2024-11-01\nm,2024-Q3,10,,2024-11-01
n,2024-Q4,1,,2025-02-01\nm,2024-Q4,10,,2025-02-01\nm,2024-Q1,0,,2025-09-01\nm,2024-Q1,5,,2025-12-01\n";
    let both = "{ plan: mid, indicator: x }, { plan: whole, indicator: x }";
    let all = Together::new(vec![
        (of("top", &by("sum", both), ""), ""),
        (of("mid", &by("weighted_mean", "{ plan: low, indicator: x }"), ""), ""),
        (of("low", ratio, parts), quarters),
        (of("whole", "", ""), "x,2024,5,,2025-01-31\n"),
    ]);
    let told = |plan: usize| -> Vec<String> {
        let line = |figure: &attainment::series::Observation| {
            let until = figure.withdrawn().map_or_else(String::new, |day| day.to_string());
            format!("{} {} {}–{until}", figure.period(), figure.value(), figure.known_from())
        };
        all.data.of(plan).of(0).iter().map(line).collect()
    };
    // 1 × 100 ÷ 10 = 10 each; the first quarter cannot be made from September 2025 on, and is 1 × 100 ÷ 5 = 20 in
    // December.
    let mid = [
        "2024-Q1 10 2024-05-01–2025-09-01",
        "2024-Q1 20 2025-12-01–",
        "2024-Q2 10 2024-08-01–",
        "2024-Q3 10 2024-11-01–",
        "2024-Q4 10 2025-02-01–",
    ];
    assert_eq!(told(1), mid);
    // 4 × 10 + 5 = 45, and 20 + 3 × 10 + 5 = 55.
    assert_eq!(told(0), ["2024 45 2025-02-01–2025-09-01", "2024 55 2025-12-01–"]);
}

#[test]
fn the_report_says_that_figures_were_computed() {
    let all = joint("x,2024,25000,,2025-02-01\n", "x,2024,16000,,2025-03-01\n", "x,2024,4.3,,2025-04-01\n");
    let reports = all.reports("2025-06-30");
    let verdict = reports[0].indicator("x").unwrap();
    assert!(verdict.is_computed() && verdict.document().computed);
    assert!(!reports[1].verdicts().any(|verdict| verdict.is_computed()));
    let (zh, en) = (verdict.explain().in_language(Lang::Zh), verdict.explain().in_language(Lang::En));
    assert!(zh.contains("该值由下级数据汇总而来，见“分解”。"), "{zh}");
    assert!(en.contains("The value was made of the figures of its children, see its decomposition."), "{en}");
    // What the city itself reported is not lost: 4.3 − 4.1 = 0.2.
    assert_eq!(all.told("2025-06-30"), "2024 4.1 2/2 4.3 0.2");
    let text = reports[0].to_text(Lang::Zh);
    assert!(text.contains("数据由下级汇总") && text.contains("本级数据由下级汇总"), "{text}");
}

#[test]
fn sums_of_sums_are_made_from_below() {
    let level = |id: &str, children: &[&str]| {
        let children: Vec<String> =
            children.iter().map(|id| format!("{{ plan: {id}, indicator: x }}")).collect();
        let decomposed = match children.len() {
            0 => String::new(),
            _ => format!(
                ", decomposed: [ {{ id: d, rule: sum, figures: children, children: [ {} ] }} ]",
                children.join(", ")
            ),
        };
        one(id, &format!("{FIRMS}{decomposed}"), LEVEL)
    };
    let all = Together::new(vec![
        (level("nation", &["east", "west"]), ""),
        (level("east", &["e1", "e2"]), ""),
        (level("e1", &[]), "x,2024,1,,2025-01-05\n"),
        (level("e2", &[]), "x,2024,2,,2025-01-25\nx,2024,4,,2025-02-25\n"),
        (level("west", &[]), "x,2024,10,,2025-01-15\n"),
    ]);
    let nation = |as_of: &str| {
        let reports = all.reports(as_of);
        let verdict = reports[0].indicator("x").unwrap();
        verdict
            .trajectory()
            .current()
            .map_or_else(|reason| reason.word().to_owned(), |now| now.amount.value.to_string())
    };
    // 1 + 2 + 10, known with the last of them; then 1 + 4 + 10
    assert_eq!(nation("2025-01-24"), "not_reported");
    assert_eq!(nation("2025-01-25"), "13");
    assert_eq!(nation("2025-02-25"), "15");
}

/// Figures of children are made once, and hold for every date and for a plan that was read anew.
#[test]
fn computed_series_keep_all_their_revisions() {
    let all = joint(
        "x,2024,25000,,2025-02-01\nx,2024,25000,,2025-02-10\n",
        "x,2024,16000,,2025-03-01\nx,2024,17000,,2025-05-01\nx,2024,99999,assumed,2025-06-01\n",
        "",
    );
    let made: Vec<String> = all
        .data
        .of(0)
        .of(0)
        .iter()
        .map(|figure| format!("{} {} {}", figure.period(), figure.known_from(), figure.value()))
        .collect();
    assert_eq!(made, ["2024 2025-03-01 4.1", "2024 2025-05-01 4.2"]);
    assert!(all.data.of(0).is_computed(0) && !all.data.given(0).is_computed(0));
}

#[test]
fn without_one_of_its_children_nothing_is_computed() {
    let above = one(
        "city",
        &format!(
            "{FIRMS}, decomposed: [ {{ id: d, rule: sum, figures: children, children: [ {{ plan: a, indicator: x }}, {{ plan: b, indicator: x }} ] }} ]"
        ),
        LEVEL,
    );
    let all = Together::new(vec![(above, "x,2024,70,,\n"), (one("a", FIRMS, LEVEL), "x,2024,50,,\n")]);
    assert_eq!(city(&all, "2025-06-30"), "undetermined not_reported");
    assert_eq!(all.told("2025-06-30"), "2024 ≥50 1/2 70 20");
    let reports = all.reports("2025-06-30");
    assert_eq!(reports[0].decompositions()[0].missing(), [(1, Reason::NoReference)]);
}

#[test]
fn the_period_that_is_asked_about_counts() {
    let all = firms(
        "sum",
        ["x,2023,9,,\nx,2024,105,,\n", "x,2023,1,,\nx,2024,50,,\n", "x,2023,2,,\n", "x,2023,3,,\n"],
    );
    let at = Evaluator::new(&all.policy).as_of(day("2025-06-30")).at("2023".parse().unwrap());
    let reports = at.evaluate_all(&all.plans, &all.data);
    assert_eq!(told(reports[0].decompositions()[0].figures().unwrap()), "2023 6 3/3 9 3");
}
