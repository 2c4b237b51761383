//! Targets of single years against the target of the whole window.
#![expect(clippy::indexing_slicing, reason = "tests")]

use attainment::check::{Code, Severity};
use attainment::{Lang, Plan};

/// What is said of the periods of an indicator, in a plan of 2010 to 2015: code, path and message.
fn told(indicator: &str, targets: &[&str], lang: Lang) -> Vec<(Code, String, String)> {
    let text = format!(
        "format: attainment/plan@1\nid: p\ntitle: P\nperiod: {{ base: 2010, start: 2011, end: 2015 }}\n\
         indicators:\n- {{ id: x, name: X, {indicator}, targets: [\n  {}\n  ] }}\n",
        targets.join(",\n  ")
    );
    let read = Plan::from_yaml(&text);
    let diagnostics = match &read {
        Ok(plan) => plan.diagnostics(),
        Err(error) => error.diagnostics(),
    };
    assert!(!diagnostics.has_errors(), "{text}\n{diagnostics:?}");
    let of_periods = diagnostics.iter().filter(|told| told.code().word().starts_with("periods-"));
    of_periods.map(|told| (told.code(), told.path.to_string(), told.problem.message(lang))).collect()
}

fn codes(indicator: &str, targets: &[&str]) -> Vec<Code> {
    told(indicator, targets, Lang::En).into_iter().map(|(code, ..)| code).collect()
}

/// Energy for each unit of output, which may be printed as its level or as its change.
const ENERGY: &str =
    "unit: 吨/万元, measure: rate, direction: decrease, baseline: { period: 2010, value: 0.6 }";
const FALL: &str = "{ id: total, form: reduction_rate, at_least: 18, due: 2015 }";

fn each_year(form: &str, value: &str) -> Vec<String> {
    (2011..=2015).map(|year| format!("{{ id: y{year}, form: {form}, {value}, due: {year} }}")).collect()
}

fn with<'t>(total: &'t str, years: &'t [String]) -> Vec<&'t str> {
    std::iter::once(total).chain(years.iter().map(String::as_str)).collect()
}

/// 江苏“十二五”: 18 % over five years, 3.5 % in the first. 0.965⁵ = 0.8368…: a fall of 16.32 %.
#[test]
fn five_years_of_the_first_do_not_reach_the_total() {
    let years = each_year("growth_year", "at_most: -3.5");
    let found = told(ENERGY, &with(FALL, &years), Lang::En);
    assert_eq!(found.len(), 1, "{found:?}");
    let (code, path, message) = &found[0];
    assert_eq!((*code, path.as_str()), (Code::PeriodsFallShort, "indicators[0].targets[0]"));
    assert!(message.contains("ensure a fall of ≥16.32%"), "{message}");
    assert!(message.contains("`total` asks for a fall of ≥18%"), "{message}");
    let zh = told(ENERGY, &with(FALL, &years), Lang::Zh);
    assert!(zh[0].2.contains("只保证降低≥16.32%") && zh[0].2.contains("要求降低≥18%"), "{}", zh[0].2);
    assert_eq!(Code::PeriodsFallShort.severity(), Severity::Warning);
}

/// With the first year alone, four years are left with 1 − 0.82 ÷ 0.965 = 15.03 %, about 3.99 % a year.
#[test]
fn the_first_year_alone_leaves_the_rest_to_the_others() {
    let first = ["{ id: y2011, form: growth_year, at_most: -3.5, due: 2011 }".to_owned()];
    let found = told(ENERGY, &with(FALL, &first), Lang::En);
    assert_eq!(found.len(), 1, "{found:?}");
    let (code, _, message) = &found[0];
    assert_eq!((*code, code.severity()), (Code::PeriodsRemain, Severity::Note));
    for part in [
        "the targets of 2011 ensure a fall of ≥3.5%",
        "4 more years are left with a fall of ≥15.03% (about 3.99% a year)",
        "the same in every year makes a fall of 16.32%, which does not reach it",
    ] {
        assert!(message.contains(part), "{part}: {message}");
    }
    let zh = &told(ENERGY, &with(FALL, &first), Lang::Zh)[0].2;
    assert!(zh.contains("其余 4 年须降低≥15.03%（年均约 3.99%）；各年照此则降低16.32%，不足"), "{zh}");
}

/// What the years bring about exactly is enough, and the least less is not.
#[test]
fn the_comparison_is_exact() {
    // 1.1⁵ = 1.61051: growth of 61.051 %.
    let flow = "unit: 亿元, measure: flow, direction: increase, baseline: { period: 2010, value: 100 }";
    let years = each_year("growth_year", "at_least: 10");
    let total = |value: &str| format!("{{ id: total, form: growth_over_base, {value}, due: 2015 }}");
    assert_eq!(codes(flow, &with(&total("at_least: 61.051"), &years)), []);
    let short = total("at_least: 61.0510000001");
    let found = told(flow, &with(&short, &years), Lang::En);
    // The digits that tell the two apart are shown: at eight places they are still the same.
    assert!(found[0].2.contains("≥61.051%") && found[0].2.contains("≥61.0510000001%"), "{}", found[0].2);
    // More than 61.051 is not ensured by at least 10 a year, and is by more than 10 in one of them.
    assert_eq!(codes(flow, &with(&total("more_than: 61.051"), &years)), [Code::PeriodsFallShort]);
    let mut strict = years.clone();
    strict[2] = strict[2].replace("at_least", "more_than");
    assert_eq!(codes(flow, &with(&total("more_than: 61.051"), &strict)), []);
}

#[test]
fn rates_of_all_kinds_are_compounded() {
    let stock = "unit: 家, measure: stock, direction: increase, baseline: { period: 2010, value: 100 }";
    let years = each_year("growth_year", "at_least: 10");
    for (total, expected) in [
        // Ten a year on average is what ten in every year makes.
        ("form: avg_annual_growth, at_least: 10", None),
        ("form: avg_annual_growth, at_least: 10.01", Some(Code::PeriodsFallShort)),
        // 1.61051 times is less than double.
        ("form: multiple, at_least: 1.61051", None),
        ("form: multiple, at_least: 2", Some(Code::PeriodsFallShort)),
        ("form: growth_over_base, between: [ 50, 80 ]", None),
        ("form: growth_over_base, between: [ 65, 80 ]", Some(Code::PeriodsFallShort)),
        // Growth of at most 50 % is ruled out by at least 61.051 %; of at most 70 % it is not.
        ("form: growth_over_base, at_most: 50", Some(Code::PeriodsContradict)),
        ("form: growth_over_base, at_most: 70", None),
        // About so much depends on the tolerance of a policy.
        ("form: growth_over_base, about: 70", None),
    ] {
        let total = format!("{{ id: total, {total}, due: 2015 }}");
        assert_eq!(codes(stock, &with(&total, &years)), Vec::from_iter(expected), "{total}");
    }
    // Figures that are growth already: a level of them is the growth of its year.
    let change = "unit: '%', measure: change, direction: increase";
    let years = each_year("level", "at_least: 10");
    let total = "{ id: total, form: growth_over_base, at_least: 62, due: 2015 }";
    assert_eq!(codes(change, &with(total, &years)), [Code::PeriodsFallShort]);
}

#[test]
fn amounts_are_added() {
    let flow = "unit: 万人, measure: flow, direction: increase";
    let total = "{ id: total, form: cumulative, at_least: 300, due: 2015 }";
    let years = |value: &str| each_year("level", value);
    // 5 × 60 = 300, 5 × 59 = 295
    assert_eq!(codes(flow, &with(total, &years("at_least: 60"))), []);
    let short = years("at_least: 59");
    let found = told(flow, &with(total, &short), Lang::En);
    let message = &found[0].2;
    assert!(message.contains("≥295 万人") && message.contains("≥300 万人"), "{message}");
    // A budget: at most 25 a year allows 125, more than the 100 of the whole window.
    let budget = "{ id: total, form: cumulative, at_most: 100, due: 2015 }";
    assert_eq!(codes(flow, &with(budget, &years("at_most: 25"))), [Code::PeriodsFallShort]);
    assert_eq!(codes(flow, &with(budget, &years("at_most: 20"))), []);
    assert_eq!(codes(flow, &with(budget, &years("at_least: 25"))), [Code::PeriodsContradict]);
    // An average of 60 a year is 300 in five years.
    let mean = "{ id: total, form: avg_annual_increment, at_least: 60, due: 2015 }";
    assert_eq!(codes(flow, &with(mean, &years("at_least: 59"))), [Code::PeriodsFallShort]);
    assert_eq!(codes(flow, &with(mean, &years("at_least: 60"))), []);
    // A sum over one year is the amount of that year.
    let own: Vec<String> = (2011..=2015)
        .map(|year| {
            format!(
                "{{ id: y{year}, form: cumulative, at_least: 59, window: {{ start: {year} }}, due: {year} }}"
            )
        })
        .collect();
    assert_eq!(codes(flow, &with(total, &own)), [Code::PeriodsFallShort]);
}

/// What is left of a sum is a difference, and exact: 300 − 59 − 61 = 180, 60 a year.
#[test]
fn what_is_left_of_a_sum_is_exact() {
    let flow = "unit: 万人, measure: flow, direction: increase";
    let targets = [
        "{ id: total, form: cumulative, at_least: 300, due: 2015 }",
        "{ id: y2011, form: level, at_least: 59, due: 2011 }",
        "{ id: y2013, form: level, at_least: 61, due: 2013 }",
    ];
    let message = told(flow, &targets, Lang::En).remove(0).2;
    assert!(message.contains("the targets of 2011, 2013 ensure ≥120 万人"), "{message}");
    assert!(message.contains("3 more years are left with ≥180 万人 (60 万人 a year)"), "{message}");
    assert!(!message.contains("the same"), "the years are not alike: {message}");
    let zh = told(flow, &targets, Lang::Zh).remove(0).2;
    assert!(zh.contains("其余 3 年须≥180万人（年均 60万人）"), "{zh}");
}

/// Only what is counted, of whole years, and in its newest version is compared.
#[test]
fn what_says_nothing_of_the_total_is_left_out() {
    let years = each_year("growth_year", "at_most: -3.5");
    let stretch = FALL.replace("due: 2015", "due: 2015, firmness: stretch");
    assert_eq!(codes(ENERGY, &with(&stretch, &years)), []);
    let monthly = ENERGY.replace("period: 2010", "period: 2010-06");
    assert_eq!(codes(&monthly, &with(FALL, &years)), []);
    // A fall of at most 3.5 % a year is 16.32 % at most; of at most 10 % a year it can be 18 %.
    let loose = each_year("growth_year", "at_least: -3.5");
    assert_eq!(codes(ENERGY, &with(FALL, &loose)), [Code::PeriodsContradict]);
    let looser = each_year("growth_year", "at_least: -10");
    assert_eq!(codes(ENERGY, &with(FALL, &looser)), []);
    // A floor under every year is no share of a total.
    let flow = "unit: 万人, measure: flow, direction: increase";
    let floor = ["{ id: floor, form: kept, at_least: 50, due: 2015 }".to_owned()];
    let total = "{ id: total, form: cumulative, at_least: 300, due: 2015 }";
    assert_eq!(codes(flow, &with(total, &floor)), []);
    // The total was lowered to 16 %, which 16.32 % reach.
    let lowered = FALL
        .replace("due: 2015", "due: 2015, versions: [ { id: later, at_least: 16, published: 2013-01-01 } ]");
    assert_eq!(codes(ENERGY, &with(&lowered, &years)), []);
    // Of two targets for one year the stricter counts: 4 % in every year, 0.96⁵ = 0.8153…, 18.46 %.
    let stricter: Vec<String> =
        each_year("growth_year", "at_most: -4").iter().map(|year| year.replace("id: y", "id: z")).collect();
    let all: Vec<String> = years.iter().cloned().chain(stricter).collect();
    assert_eq!(codes(ENERGY, &with(FALL, &all)), []);
}
