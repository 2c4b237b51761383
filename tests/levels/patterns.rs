//! The ways in which real plans hand their targets down, with their numbers.

use attainment::check::Code;
use attainment::levels::{Doubt, Fit};

use super::{codes, day, fit, linked, newest, one, parent, plan, told};

const FIRMS: &str = "unit: 家, measure: stock, direction: increase";
const RATE: &str = "unit: '%', measure: rate, direction: increase";
/// Energy per unit of gross domestic product: what is promised is its fall in per cent.
const ENERGY: &str = "unit: 吨标准煤/万元, measure: rate, direction: decrease";

fn more_than(value: &str) -> String {
    format!("form: level, more_than: {value}")
}

fn falls(per_cent: &str) -> String {
    format!("form: reduction_rate, at_least: {per_cent}")
}

/// 重庆“双倍增”行动计划: 到2027年分别超过1.28万家和8.6万家，其中，中心城区分别超过7110家、46560家，主城新区
/// 4640家、29780家，“两群”1060家、9720家.
#[test]
fn lower_bounds_add_up_exactly() {
    let doubled = |city: &str, parts: [&str; 3]| {
        let names = ["centre", "new", "clusters"];
        let mut plans = vec![parent(FIRMS, &more_than(city), "sum", &names.map(|name| (name, "")))];
        plans.extend(names.iter().zip(parts).map(|(name, part)| one(name, FIRMS, &more_than(part))));
        newest(&linked(plans))
    };
    // 7110 + 4640 + 1060 = 12810 and 12810 − 12800 = 10; more than each is more than the sum.
    assert_eq!(doubled("1.28万家", ["7110", "4640", "1060"]), "suffices >12810 10");
    // 46560 + 29780 + 9720 = 86060
    assert_eq!(doubled("8.6万家", ["46560", "29780", "9720"]), "suffices >86060 60");
    // One enterprise less in each part, and the sum is 12807; eleven less in one, and it is 12799.
    assert_eq!(doubled("1.28万家", ["7099", "4640", "1060"]), "falls_short >12799 -1");
}

#[test]
fn strict_bounds_make_a_strict_sum() {
    let sum = |city: &str, parts: [&str; 2]| {
        let mut plans = vec![parent(FIRMS, city, "sum", &[("a", ""), ("b", "")])];
        plans.extend(["a", "b"].iter().zip(parts).map(|(name, part)| one(name, FIRMS, part)));
        newest(&linked(plans))
    };
    let [least, more] = ["form: level, at_least: 50", "form: level, more_than: 50"];
    // At least 50 twice is at least 100, and 100 is not more than 100.
    assert_eq!(sum("form: level, more_than: 100", [least, least]), "falls_short ≥100 0");
    // One strict bound makes the sum strict.
    assert_eq!(sum("form: level, more_than: 100", [least, more]), "suffices >100 0");
    assert_eq!(sum("form: level, at_least: 100", [least, least]), "suffices ≥100 0");
    assert_eq!(sum("form: level, at_least: 100", [more, more]), "suffices >100 0");
}

/// A city may count in 万家 what its districts count in 家.
#[test]
fn scales_of_a_unit_do_not_matter() {
    let city =
        parent("unit: 万家, measure: stock", "form: level, at_least: 4.5", "sum", &[("a", ""), ("b", "")]);
    let plans = linked(vec![
        city,
        one("a", "unit: 家, measure: stock", "form: level, at_least: 24000"),
        one("b", "unit: 千万家, measure: stock", "form: level, at_least: 0.0021"),
    ]);
    // 2.4 + 2.1 = 4.5 万家
    assert_eq!(newest(&plans), "suffices ≥4.5 0");
}

/// 太仓 2019: 各镇 3.4%, for a fall of 3.4 % in all.
#[test]
fn a_uniform_rate_suffices_without_weights() {
    for rule in ["each", "weighted_mean"] {
        let plans = |town: &str| {
            let mut all = vec![parent(ENERGY, &falls("3.4"), rule, &[("a", ""), ("b", ""), ("c", "")])];
            all.extend([("a", "3.4"), ("b", town), ("c", "3.4")].map(|(id, by)| one(id, ENERGY, &falls(by))));
            linked(all)
        };
        assert_eq!(newest(&plans("3.4")), "suffices ≥3.4 0", "{rule}");
        // One town that promises less: each falls short, and the mean depends on weights that nobody states.
        let less = plans("3.3");
        let found = less.links().next().unwrap().sufficiency(day("2025-01-01"));
        if rule == "each" {
            assert_eq!(told(&found), "falls_short ≥3.3 -0.1");
        } else {
            assert_eq!((found.fit(), found.general_doubts()), (Fit::Undetermined, &[Doubt::NoWeights][..]));
        }
    }
}

#[test]
fn a_mean_without_weights_falls_short_if_every_child_does() {
    let plans = linked(vec![
        parent(ENERGY, &falls("18"), "weighted_mean", &[("a", ""), ("b", "")]),
        one("a", ENERGY, &falls("17")),
        one("b", ENERGY, &falls("13")),
    ]);
    assert_eq!(fit(&plans), Fit::FallsShort);
}

/// 江苏“十二五”: 全省下降18%; 南京、无锡、苏州、常州 19%, 徐州、镇江、泰州、淮安 18%, 南通、扬州、连云港、盐城 17%,
/// 宿迁 13%.
const JIANGSU: [(&str, &str); 13] = [
    ("nanjing", "19"),
    ("wuxi", "19"),
    ("suzhou", "19"),
    ("changzhou", "19"),
    ("xuzhou", "18"),
    ("zhenjiang", "18"),
    ("taizhou", "18"),
    ("huaian", "18"),
    ("nantong", "17"),
    ("yangzhou", "17"),
    ("lianyungang", "17"),
    ("yancheng", "17"),
    ("suqian", "13"),
];

fn jiangsu(rule: &str, weights: [&str; 13]) -> Vec<attainment::Plan> {
    let children: Vec<(&str, &str)> =
        JIANGSU.iter().zip(weights).map(|((city, _), weight)| (*city, weight)).collect();
    let mut plans = vec![parent(ENERGY, &falls("18"), rule, &children)];
    plans.extend(JIANGSU.map(|(city, by)| one(city, ENERGY, &falls(by))));
    plans
}

#[test]
fn classes_of_a_rate_need_weights() {
    // The plain mean is (4 × 19 + 4 × 18 + 4 × 17 + 13) ÷ 13 = 229 ÷ 13 = 17.615…
    let plain = linked(jiangsu("weighted_mean", ["1"; 13]));
    let found = plain.links().next().unwrap().sufficiency(day("2025-01-01"));
    assert_eq!(found.fit(), Fit::FallsShort);
    let low = found.promised().low.clone().unwrap();
    assert_eq!((low.at.to_ratio_text(), low.closed), ("229/13".to_owned(), true));
    assert_eq!(found.slack().unwrap().to_ratio_text(), "-5/13");
    assert_eq!(plain.diagnostics().with_code(Code::ChildrenFallShort).count(), 1);
    // Illustrative weights: the four cities that fall by 19 % use 3 parts of the energy each, the others one.
    // (12 × 19 + 4 × 18 + 4 × 17 + 13) ÷ 21 = 381 ÷ 21 = 18.142…
    let weighted = ["3", "3", "3", "3", "1", "1", "1", "1", "1", "1", "1", "1", "1"];
    let found = linked(jiangsu("weighted_mean", weighted));
    let found = found.links().next().unwrap().sufficiency(day("2025-01-01"));
    assert_eq!((found.fit(), found.slack().unwrap().to_ratio_text()), (Fit::Suffices, "1/7".to_owned()));
}

#[test]
fn a_sum_of_rates_is_refused_to_be_judged() {
    let plans = linked(jiangsu("sum", [""; 13]));
    assert_eq!(codes(plans.diagnostics()), ["not-additive above indicators[0].decomposed[0].rule"]);
    let found = plans.links().next().unwrap().sufficiency(day("2025-01-01"));
    assert_eq!((found.fit(), found.general_doubts()), (Fit::Undetermined, &[Doubt::NotAdditive][..]));
}

/// 南京 signed 20 % where the province had assigned 19 %.
#[test]
fn a_child_may_promise_more_than_it_was_assigned() {
    let assigned = parent(ENERGY, &falls("19"), "each", &[("nanjing", "")]);
    assert_eq!(newest(&linked(vec![assigned, one("nanjing", ENERGY, &falls("20"))])), "suffices ≥20 1");
}

/// 太仓: 单位GDP能耗 of the city, 单位规上工业增加值能耗 of the towns.
#[test]
fn a_proxy_is_declared_and_not_compared() {
    let city = parent(ENERGY, &falls("3.4"), "proxy", &[("town", "")]);
    let town = one("town", "unit: 吨标准煤/万元增加值, measure: rate", &falls("5.2"));
    let plans = linked(vec![city, town]);
    assert!(plans.diagnostics().is_empty());
    assert_eq!(newest(&plans), "declared  -");
}

/// 增量控制在28万吨以内.
#[test]
fn caps_are_split_the_other_way_round() {
    let split = |parts: [&str; 3]| {
        let coal = "unit: 万吨, measure: flow, direction: decrease";
        let cap = |most: &str| format!("form: cumulative, at_most: {most}");
        let mut plans = vec![parent(coal, &cap("28"), "sum", &[("a", ""), ("b", ""), ("c", "")])];
        plans.extend(["a", "b", "c"].iter().zip(parts).map(|(id, part)| one(id, coal, &cap(part))));
        newest(&linked(plans))
    };
    assert_eq!(split(["12", "9", "7"]), "suffices ≤28 0");
    assert_eq!(split(["12", "9", "6.5"]), "suffices ≤27.5 0.5");
    assert_eq!(split(["12", "9", "8"]), "falls_short ≤29 -1");
}

#[test]
fn ranges_are_held_against_both_ends() {
    let split = |a: &str, b: &str| {
        let target = |ends: &str| format!("form: level, between: [ {ends} ]");
        newest(&linked(vec![
            parent(FIRMS, &target("90, 110"), "sum", &[("a", ""), ("b", "")]),
            one("a", FIRMS, &target(a)),
            one("b", FIRMS, &target(b)),
        ]))
    };
    // 45 + 47 = 92, 50 + 55 = 105: 2 above the lower end, 5 below the upper.
    assert_eq!(split("45, 50", "47, 55"), "suffices ≥92≤105 2");
    assert_eq!(split("45, 50", "47, 61"), "falls_short ≥92≤111 -1");
    // What is only bounded from below can be as great as one likes.
    let open = linked(vec![
        parent(FIRMS, "form: level, between: [ 90, 110 ]", "sum", &[("a", "")]),
        one("a", FIRMS, "form: level, at_least: 95"),
    ]);
    assert_eq!(newest(&open), "falls_short ≥95 5");
}

/// At least one of the laboratories is to reach the mark; of a cap every one counts.
#[test]
fn the_greatest_counts() {
    let best = |parent_target: &str, a: &str, b: &str| {
        let target = |bound: &str| format!("form: level, {bound}");
        newest(&linked(vec![
            parent(RATE, &target(parent_target), "maximum", &[("a", ""), ("b", "")]),
            one("a", RATE, &target(a)),
            one("b", RATE, &target(b)),
        ]))
    };
    assert_eq!(best("at_least: 60", "at_least: 40", "at_least: 62"), "suffices ≥62 2");
    assert_eq!(best("at_least: 60", "at_least: 40", "at_least: 58"), "falls_short ≥58 -2");
    assert_eq!(best("at_most: 60", "at_most: 40", "at_most: 58"), "suffices ≤58 2");
    assert_eq!(best("at_most: 60", "at_most: 40", "at_most: 62"), "falls_short ≤62 -2");
}

/// 各区县共同培育科技型企业4.5万家: no number is printed for any of them.
#[test]
fn joint_achievement_has_no_targets_of_children() {
    let city = parent(FIRMS, "form: level, at_least: 4.5万家", "sum", &[("a", ""), ("b", "")]);
    let district = |id: &str| plan(id, "indicators: [ { id: x, name: X, unit: 家, measure: stock } ]");
    let plans = linked(vec![city, district("a"), district("b")]);
    assert!(plans.diagnostics().is_empty());
    let found = plans.links().next().unwrap().sufficiency(day("2025-01-01"));
    assert_eq!(told(&found), "undetermined  -");
    assert_eq!(found.doubts(), [(0, Doubt::NoTarget), (1, Doubt::NoTarget)]);
}

/// 四川: 纵向分解到各市(州)、横向分解到各行业.
#[test]
fn two_axes_are_never_added_together() {
    let province = plan(
        "province",
        "indicators:
- id: x
  name: 节能量
  unit: 万吨
  measure: flow
  targets: [ { id: t, form: cumulative, at_least: 100, due: 2025 } ]
  decomposed:
  - { id: cities, axis: 市州, rule: sum, children: [ { plan: a, indicator: x }, { plan: b, indicator: x } ] }
  - { id: sectors, axis: 行业, rule: sum, children: [ { plan: steel, indicator: x }, { plan: cement, indicator: x } ] }
",
    );
    let part = |id: &str, at_least: u32| {
        one(id, "unit: 万吨, measure: flow", &format!("form: cumulative, at_least: {at_least}"))
    };
    let plans = linked(vec![province, part("a", 60), part("b", 40), part("steel", 70), part("cement", 29)]);
    let found: Vec<String> = plans.links().map(|link| told(&link.sufficiency(day("2025-01-01")))).collect();
    // 60 + 40 = 100, 70 + 29 = 99; together 199, which nobody asks about.
    assert_eq!(found, ["suffices ≥100 0", "falls_short ≥99 -1"]);
}

/// 各区县年均增长10%以上: whether each, or all together, is for the plan's author to say.
#[test]
fn the_author_says_whether_each_or_all_together() {
    let firms = "unit: 家, measure: stock, direction: increase, baseline: { period: 2020, value: 100 }";
    let grows = |by: &str| format!("form: avg_annual_growth, at_least: {by}");
    let by = |rule: &str, weights: [&str; 2]| {
        newest(&linked(vec![
            parent(firms, &grows("10"), rule, &[("a", weights[0]), ("b", weights[1])]),
            one("a", firms, &grows("12")),
            one("b", firms, &grows("9")),
        ]))
    };
    assert_eq!(by("each", ["", ""]), "falls_short ≥9 -1");
    // (2 × 12 + 1 × 9) ÷ 3 = 11
    assert_eq!(by("weighted_mean", ["2", "1"]), "suffices ≥11 1");
}

/// 江苏: 18 % over five years, 3.5 % in 2011. 1 − 0.965⁵ = 0.163…: the first year's pace alone does not reach it.
#[test]
fn years_are_compounded() {
    let years = |rates: [&str; 5]| {
        let yearly: Vec<String> = (2021..=2025)
            .zip(rates)
            .map(|(year, rate)| {
                format!("  - {{ id: y{year}, form: growth_year, at_most: -{rate}, due: {year} }}\n")
            })
            .collect();
        let children: Vec<String> =
            (2021..=2025).map(|year| format!("{{ indicator: x, target: y{year} }}")).collect();
        plan(
            "province",
            &format!(
                "indicators:
- id: x
  name: 单位GDP能耗
  unit: 吨标准煤/万元
  measure: rate
  direction: decrease
  baseline: {{ period: 2020, value: 0.6 }}
  targets:
  - {{ id: t, form: reduction_rate, at_least: 18, due: 2025 }}
{}  decomposed:
  - {{ id: years, axis: 年度, rule: compounded, target: t, children: [ {} ] }}
",
                yearly.concat(),
                children.join(", ")
            ),
        )
    };
    let told_of = |rates| {
        let plans = linked(vec![years(rates)]);
        let found = plans.links().next().unwrap().sufficiency(day("2025-01-01"));
        let low = found.promised().low.clone().unwrap().at.rounded(2);
        format!("{} {low} {}", found.fit().word(), found.slack().unwrap().rounded(2))
    };
    // 0.965⁵ = 0.836828…: a fall of 16.32 %, 1.68 points short.
    assert_eq!(told_of(["3.5"; 5]), "falls_short 16.32 -1.68");
    // 0.96⁵ = 0.815373: a fall of 18.46 %.
    assert_eq!(told_of(["4"; 5]), "suffices 18.46 0.46");
    // 0.965 × 0.961 × 0.96 × 0.959 × 0.957 = 0.817057…
    assert_eq!(told_of(["3.5", "3.9", "4", "4.1", "4.3"]), "suffices 18.29 0.29");
}

/// Nothing times anything is nothing: a year that may lose everything leaves the whole able to lose everything.
#[test]
fn a_year_that_may_lose_everything_may_lose_all() {
    let of = |whole: &str, first: &str, second: &str| {
        let province = plan(
            "province",
            &format!(
                "period: {{ base: 2020, start: 2021, end: 2022 }}
indicators:
- id: x
  name: X
  unit: 亿元
  measure: flow
  baseline: {{ period: 2020, value: 100 }}
  targets:
  - {{ id: t, form: growth_over_base, {whole}, due: 2022 }}
  - {{ id: a, form: growth_year, {first}, due: 2021 }}
  - {{ id: b, form: growth_year, {second}, due: 2022 }}
  decomposed:
  - {{ id: years, rule: compounded, target: t, children: [ {{ indicator: x, target: a }}, {{ indicator: x, target: b }} ] }}
"
            ),
        );
        newest(&linked(vec![province]))
    };
    // 0 × 1.05 = 0: a fall of 100 % is possible, and more than −100 % is not guaranteed.
    assert_eq!(of("more_than: -100", "at_least: -100", "more_than: 5"), "falls_short ≥-100 0");
    assert_eq!(of("more_than: -100", "more_than: 5", "at_least: -100"), "falls_short ≥-100 0");
    assert_eq!(of("at_least: -100", "at_least: -100", "more_than: 5"), "suffices ≥-100 0");
    // More than 0 × 1.05 is more than 0.
    assert_eq!(of("more_than: -100", "more_than: -100", "at_least: 5"), "suffices >-100 0");
    assert_eq!(of("more_than: -100", "more_than: -100", "more_than: -100"), "suffices >-100 0");
    // From above: at most 0 × less than 1.05 is 0, and not less; factors are not negative.
    assert_eq!(of("less_than: -100", "at_most: -100", "less_than: 5"), "falls_short ≥-100≤-100 0");
    assert_eq!(of("at_most: -100", "at_most: -100", "less_than: 5"), "suffices ≥-100≤-100 0");
    // 0 × as much as one likes is 0.
    assert_eq!(of("at_most: 10", "at_most: -100", "at_least: 5"), "suffices ≥-100≤-100 110");
}

#[test]
fn a_year_alone_says_nothing_of_the_others() {
    let province = plan(
        "province",
        "indicators:
- id: x
  name: X
  measure: rate
  baseline: { period: 2020, value: 0.6 }
  targets:
  - { id: t, form: reduction_rate, at_least: 18, due: 2025 }
  - { id: first, form: reduction_rate, at_least: 3.5, due: 2021, window: { start: 2021 } }
  decomposed:
  - { id: years, rule: compounded, target: t, children: [ { indicator: x, target: first } ] }
",
    );
    let plans = linked(vec![province]);
    let found = plans.links().next().unwrap().sufficiency(day("2025-01-01"));
    assert_eq!((found.fit(), found.general_doubts()), (Fit::Undetermined, &[Doubt::YearsMissing][..]));
}

/// The city's target for 2025 moved from 4.5万 to 6.7万 to 7.5万: its districts were told of the first.
#[test]
fn a_decomposition_is_valid_against_one_version() {
    let city = plan(
        "city",
        "indicators:
- id: x
  name: 科技型企业
  unit: 家
  measure: stock
  targets:
  - id: t2025
    form: level
    at_least: 4.5万家
    due: 2025
    versions:
    - { id: doubling-plan, more_than: 6.7万家, published: 2023-03-29 }
    - { id: reply-0883, more_than: 7.5万家, published: 2025-05-23 }
  decomposed:
  - { id: d, rule: sum, version: original, children: [ { plan: a, indicator: x }, { plan: b, indicator: x } ] }
",
    );
    // Illustrative parts that make exactly the first version.
    let a = one("a", "unit: 家, measure: stock", "form: level, at_least: 30000");
    let b = one("b", "unit: 家, measure: stock", "form: level, at_least: 15000");
    let plans = linked(vec![city, a, b]);
    let at = |date: &str| {
        let found = plans.links().next().unwrap().sufficiency(day(date));
        format!("{} {}", found.version().unwrap(), told(&found))
    };
    assert_eq!(at("2022-12-31"), "original suffices ≥45000 0");
    // 45000 − 67000 = −22000 and 45000 − 75000 = −30000
    assert_eq!(at("2023-03-29"), "doubling-plan falls_short ≥45000 -22000");
    assert_eq!(at("2025-05-23"), "reply-0883 falls_short ≥45000 -30000");
    let path = "city indicators[0].decomposed[0]";
    assert_eq!(
        codes(plans.diagnostics()),
        [format!("decomposed-version {path}.version"), format!("children-fall-short {path}.children")]
    );
    let said = plans.diagnostics().with_code(Code::ChildrenFallShort).next().unwrap().to_string();
    assert!(said.contains("come to ≥45000家, which does not guarantee >75000家 (slack −30000家)"), "{said}");
}

/// 排名, 城乡收入比.
#[test]
fn ranks_and_ratios_do_not_add_up() {
    for (indicator, target) in [
        ("unit: 位, measure: stock", "form: rank, at_most: 7"),
        ("unit: '', measure: stock", "form: ratio, at_most: '2.1:1'"),
        ("unit: '%', measure: rate", "form: level, at_least: 4.5"),
        ("unit: '%', measure: change", "form: level, at_least: 4.5"),
        ("unit: 家, measure: stock, baseline: { period: 2020, value: 5 }", "form: multiple, at_least: 2"),
    ] {
        let plans = linked(vec![parent(indicator, target, "sum", &[("a", "")]), one("a", indicator, target)]);
        assert_eq!(plans.diagnostics().with_code(Code::NotAdditive).count(), 1, "{indicator} {target}");
        assert_eq!(fit(&plans), Fit::Undetermined, "{indicator} {target}");
        let each = linked(vec![parent(indicator, target, "each", &[("a", "")]), one("a", indicator, target)]);
        assert_eq!((each.diagnostics().len(), fit(&each)), (0, Fit::Suffices), "{indicator} {target}");
    }
}
