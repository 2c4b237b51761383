//! The forms that targets take in plan documents, numbered as in the survey of them: each is written in a
//! plan and judged, or undetermined with a reason, or is no target at all.
#![cfg(all(feature = "yaml", feature = "json", feature = "csv"))]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

mod common;

use Becomes::{Judged, NoTarget, Undetermined};
use attainment::facts::{Fact, FactValue};
use common::Case;

/// What becomes of a form.
enum Becomes {
    /// Every target of `x` is attained with the first figures, and not every one with the second.
    Judged {
        x: &'static str,
        others: &'static str,
        met: &'static [&'static str],
        missed: &'static [&'static str],
    },
    /// It can be written, and is unknown for this reason.
    Undetermined { x: &'static str, reason: &'static str },
    /// Nothing is promised by it; why.
    NoTarget(&'static str),
}

/// One row: its number, its code, what becomes of it.
type Row = (u8, &'static str, Becomes);

/// No other indicator is needed.
const NOTHING_ELSE: &str = "";

const ROWS: &[Row] = &[
    // 达到4.5%
    (1, "level", Judged {
        x: "unit: '%', measure: rate, targets: [ { id: t, form: level, at_least: 4.5, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,4.5"], missed: &["x,2025,4.4"] }),
    // a table cell `4.5`
    (2, "level, bare", Judged {
        x: "unit: '%', measure: rate, direction: increase, targets: [ { id: t, form: level, value: 4.5, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,4.6"], missed: &["x,2025,4.4"] }),
    // 超过15家; >22: strict
    (3, "at least / more than", Judged {
        x: "unit: 家, measure: stock, direction: increase, targets: [ { id: t, form: level, value: '>22', due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,23"], missed: &["x,2025,22"] }),
    // 5%以内
    (4, "at most / cap", Judged {
        x: "unit: '%', measure: rate, targets: [ { id: t, form: cap, value: 5%以内, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,5"], missed: &["x,2025,5.1"] }),
    // 1.45左右: 1.45 · 0.95 = 1.3775
    (5, "approx", Judged {
        x: "unit: 万亿斤, measure: flow, targets: [ { id: t, form: level, about: 1.45, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,1.38"], missed: &["x,2025,1.37"] }),
    // 5%—5.5%
    (6, "range", Judged {
        x: "unit: '%', measure: rate, targets: [ { id: t, form: level, between: [5, 5.5], due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,5.2"], missed: &["x,2025,5.6"] }),
    // 近5000万人次 reported: less than 5000
    (7, "just over / just under", Judged {
        x: "unit: 万人次, measure: flow, targets: [ { id: t, form: level, at_least: 4700, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,4700多万人次"], missed: &["x,2025,近4700万人次"] }),
    // 三分之一
    (8, "share", Judged {
        x: "unit: '%', measure: rate, direction: increase, targets: [ { id: t, form: share, at_least: 1/3, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,33.4"], missed: &["x,2025,33.3"] }),
    // 增长5%: 100 · 1.05
    (9, "growth in one year", Judged {
        x: "measure: flow, targets: [ { id: t, form: growth_year, at_least: 5, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2024,100", "x,2025,105"], missed: &["x,2024,100", "x,2025,104"] }),
    // 年均增长10%: 100 · 1.1⁵ = 161.051
    (10, "average annual growth", Judged {
        x: "measure: stock, baseline: { period: 2020, value: 100 }, targets: [ { id: t, form: avg_annual_growth, at_least: 10, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,161.051"], missed: &["x,2025,161.05"] }),
    // 年均提高1个百分点, 达到63%: 58 + 5
    (11, "average annual increment / pp", Judged {
        x: "unit: '%', measure: rate, baseline: { period: 2020, value: 58 }, targets: [
            { id: t, form: avg_annual_increment, at_least: 1个百分点, due: 2025 }, { id: u, form: level, at_least: 63, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,63"], missed: &["x,2025,62"] }),
    // 增加五成以上: 100 · 1.5
    (12, "growth over base", Judged {
        x: "measure: stock, baseline: { period: 2020, value: 100 }, targets: [ { id: t, form: growth_over_base, at_least: 50, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,150"], missed: &["x,2025,149"] }),
    // 翻两番: 100 · 4
    (13, "multiple of base", Judged {
        x: "measure: stock, baseline: { period: 2020, value: 100 }, targets: [ { id: t, form: multiple, at_least: 4, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,400"], missed: &["x,2025,399"] }),
    // 提高0.9个百分点: 4 + 0.9
    (14, "percentage-point change", Judged {
        x: "unit: '%', measure: rate, baseline: { period: 2020, value: 4 }, targets: [ { id: t, form: pp_change, at_least: 0.9, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,4.9"], missed: &["x,2025,4.8"] }),
    // 下降13.5%: 100 · 0.865
    (15, "reduction rate", Judged {
        x: "measure: stock, baseline: { period: 2020, value: 100 }, targets: [ { id: t, form: reduction_rate, at_least: 13.5, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,86.5"], missed: &["x,2025,86.6"] }),
    // 123.1万吨以内 … 减少7.0%: 132.4 · 0.93 = 123.132
    (16, "reduction + cap together", Judged {
        x: "unit: 万吨, measure: flow, baseline: { period: 2020, value: 132.4 }, targets: [
            { id: t, form: cap, at_most: 123.1, due: 2025 }, { id: u, form: reduction_rate, at_least: 7.0, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,123.1"], missed: &["x,2025,123.12"] }),
    // 新增2个
    (17, "increment (flow)", Judged {
        x: "unit: 个, measure: flow, targets: [ { id: t, form: increment_flow, at_least: 2, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2021,1", "x,2022,1", "x,2023,0", "x,2024,0", "x,2025,0"],
        missed: &["x,2021,1", "x,2022,0", "x,2023,0", "x,2024,0", "x,2025,0"] }),
    // 〔2500〕: 5 · 500
    (18, "cumulative over window", Judged {
        x: "unit: 万人, measure: flow, targets: [ { id: t, form: cumulative, at_least: 2500, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2021,500", "x,2022,500", "x,2023,500", "x,2024,500", "x,2025,500"],
        missed: &["x,2021,500", "x,2022,500", "x,2023,500", "x,2024,500", "x,2025,499"] }),
    // 60 [3.9]: 56.1 + 3.9
    (19, "level and cumulative in one cell", Judged {
        x: "measure: stock, baseline: { period: 2020, value: 56.1 }, targets: [
            { id: t, form: level, at_least: 60, due: 2025 }, { id: u, form: increment, at_least: 3.9, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,60"], missed: &["x,2025,59.9"] }),
    // 建成国家级实验室1个
    (20, "existence / count", Judged {
        x: "unit: 个, measure: stock, targets: [ { id: t, form: count, at_least: 1, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,1"], missed: &["x,2025,0"] }),
    // 千亿县数量增至10个以上
    (21, "threshold count", Judged {
        x: "unit: 个, measure: stock, targets: [ { id: t, form: threshold_count, at_least: 10, threshold: '>= 1000亿元', due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,10"], missed: &["x,2025,9"] }),
    (22, "qualifying threshold", NoTarget("the number belongs to the definition of what is counted (规模以上)")),
    // 进入前15位
    (23, "rank", Judged {
        x: "unit: 位, measure: rate, targets: [ { id: t, form: rank, at_most: 15, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,14"], missed: &["x,2025,16"] }),
    // 走在全市前列
    (24, "rank, qualitative", Undetermined {
        x: "unit: 位, measure: rate, targets: [ { id: t, form: rank_qualitative, text: 走在全市前列 } ]", reason: "no_scale" }),
    // 位次前移
    (25, "rank change", Judged {
        x: "unit: 位, measure: rate, baseline: { period: 2020, value: 8 }, targets: [ { id: t, form: rank_change, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,7"], missed: &["x,2025,8"] }),
    // 与GDP增长同步: 5 ± 0.25
    (26, "relative to another indicator", Judged {
        x: "unit: '%', measure: change, targets: [ { id: t, form: relative, about: 0, against: { indicator: y }, due: 2025 } ]",
        others: "- { id: y, name: Y, unit: '%', measure: change }\n",
        met: &["x,2025,4.8", "y,2025,5"], missed: &["x,2025,4.7", "y,2025,5"] }),
    // 比全市平均水平高出20.3件
    (27, "distance to a benchmark", Judged {
        x: "unit: 件, measure: stock, targets: [ { id: t, form: relative, at_least: 20.3, against: { indicator: y }, due: 2025 } ]",
        others: "- { id: y, name: Y, unit: 件, measure: stock }\n",
        met: &["x,2025,50.3", "y,2025,30"], missed: &["x,2025,50.2", "y,2025,30"] }),
    // 完成国家下达目标
    (28, "delegated", Undetermined {
        x: "unit: '%', measure: change, targets: [ { id: t, form: reduction_rate, delegated: 完成国家下达目标, due: 2025 } ]",
        reason: "delegated" }),
    // 各年度视情提出
    (29, "deferred", Undetermined {
        x: "unit: '%', measure: rate, targets: [ { id: t, form: level, deferred: 各年度视情提出, due: 2025 } ]",
        reason: "deferred" }),
    // 稳定在86%以上, with a base of 86.21: one bad year fails
    (30, "kept", Judged {
        x: "unit: '%', measure: rate, baseline: { period: 2020, value: 86.21 }, targets: [ { id: t, form: kept, at_least: 86, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2021,86", "x,2022,86.1", "x,2023,87", "x,2024,86", "x,2025,86"],
        missed: &["x,2021,86", "x,2022,85.9", "x,2023,87", "x,2024,86", "x,2025,90"] }),
    // `<5.5` in the column 年均/累计
    (31, "cell for each year", Judged {
        x: "unit: '%', measure: rate, targets: [ { id: t, form: kept, value: '<5.5', due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2021,5.1", "x,2022,5.4", "x,2023,5.2", "x,2024,5.1", "x,2025,5"],
        missed: &["x,2021,5.1", "x,2022,5.5", "x,2023,5.2", "x,2024,5.1", "x,2025,5"] }),
    // 清零
    (32, "zero / elimination", Judged {
        x: "unit: 个, measure: stock, direction: decrease, targets: [ { id: t, form: zero, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,0"], missed: &["x,2025,1"] }),
    // 零的突破
    (33, "first case", Judged {
        x: "unit: 个, measure: stock, targets: [ { id: t, form: zero_breakthrough, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,1"], missed: &["x,2025,0"] }),
    // 只增不减
    (34, "sign only", Judged {
        x: "measure: stock, baseline: { period: 2020, value: 100 }, targets: [ { id: t, form: sign_only, at_least: 0, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,100"], missed: &["x,2025,99"] }),
    // 全覆盖
    (35, "coverage", Judged {
        x: "unit: 个, measure: stock, targets: [ { id: t, form: coverage, against: { indicator: y }, due: 2025 } ]",
        others: "- { id: y, name: Y, unit: 个, measure: stock }\n",
        met: &["x,2025,41", "y,2025,41"], missed: &["x,2025,40", "y,2025,41"] }),
    // 2：1以内
    (36, "ratio a:b", Judged {
        x: "measure: rate, direction: decrease, targets: [ { id: t, form: ratio, at_most: '2：1', due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,2:1"], missed: &["x,2025,2.27:1"] }),
    // 连续迈上2个万亿元台阶 from 2.5: the mark of 4
    (37, "step crossing", Judged {
        x: "unit: 亿元, measure: flow, baseline: { period: 2020, value: 25000 }, targets: [ { id: t, form: step_crossing, at_least: 2, step: 1万亿元, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,40000"], missed: &["x,2025,39999"] }),
    // Ⅱ类及以上: better is smaller
    (38, "ordinal class", Judged {
        x: "unit: 类, measure: rate, targets: [ { id: t, form: ordinal_class, at_least: Ⅱ类, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,Ⅰ类"], missed: &["x,2025,Ⅲ类"] }),
    // 2024年建成
    (39, "milestone date / event", Judged {
        x: "measure: stock, targets: [ { id: t, form: milestone_date, due: 2024 } ]",
        others: NOTHING_ELSE, met: &["x,2024,1"], missed: &["x,2025,1"] }),
    // 不低于2小时
    (40, "duration / frequency", Judged {
        x: "unit: 小时, measure: rate, targets: [ { id: t, form: duration, at_least: 2, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,2"], missed: &["x,2025,1.9"] }),
    // 满意度 83.90 分
    (41, "score / index", Judged {
        x: "unit: 分, measure: rate, targets: [ { id: t, form: level, at_least: 83.90, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,83.9"], missed: &["x,2025,83.89"] }),
    // 从4.74%提高到12.2%
    (42, "from–to", Judged {
        x: "unit: '%', measure: rate, baseline: { period: 2020, value: 4.74 }, targets: [ { id: t, form: from_to, from: 4.74, value: 12.2, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,12.2"], missed: &["x,2025,12.1"] }),
    // 分别突破1万家和7.5万家: the second is an indicator of its own
    (43, "distributive", Judged {
        x: "unit: 家, measure: stock, targets: [ { id: t, form: level, more_than: 1万家, due: 2025 } ]",
        others: "- { id: y, name: Y, unit: 家, measure: stock, targets: [ { id: t, form: level, more_than: 7.5万家, due: 2025 } ] }\n",
        met: &["x,2025,10001", "y,2025,75001"], missed: &["x,2025,10000", "y,2025,75001"] }),
    // 〔5000〕（其中农民工〔1750〕)
    (44, "of-which", Judged {
        x: "unit: 万人, measure: running_total, resets: window, targets: [ { id: t, form: cumulative, at_least: 1750, of: { indicator: y }, due: 2025 } ]",
        others: "- { id: y, name: Y, unit: 万人, measure: running_total, resets: window, targets: [ { id: t, form: cumulative, at_least: 5000, due: 2025 } ] }\n",
        met: &["x,2025,1750", "y,2025,5000"], missed: &["x,2025,1749", "y,2025,5000"] }),
    // 总量迈上2万亿元台阶，年均增长5%以上: 16000 · 1.05⁵ = 20420.505
    (45, "several targets in one cell", Judged {
        x: "unit: 亿元, measure: flow, baseline: { period: 2020, value: 16000 }, targets: [
            { id: t, form: step_crossing, at_least: 2万亿元, due: 2025 }, { id: u, form: avg_annual_growth, at_least: 5, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,20421"], missed: &["x,2025,20420"] }),
    // 争取更优水平: with a number it is judged and not counted
    (46, "stretch clause", Judged {
        x: "measure: stock, targets: [ { id: t, form: level, at_least: 90, firmness: stretch, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2025,90"], missed: &["x,2025,89"] }),
    // 展望2035年
    (47, "outlook", Undetermined {
        x: "measure: stock, targets: [ { id: t, form: level, at_least: 100, firmness: outlook, due: 2035 } ]",
        reason: "not_reported" }),
    // 达到序时进度: by 2023 three fifths of 100 → 200
    (48, "pace", Judged {
        x: "measure: stock, baseline: { period: 2020, value: 100 }, targets: [
            { id: t, form: pace, due: 2023, against: { target: u } }, { id: u, form: level, at_least: 200, due: 2025 } ]",
        others: NOTHING_ELSE, met: &["x,2023,160", "x,2025,200"], missed: &["x,2023,159", "x,2025,200"] }),
    // 显著增强
    (49, "qualitative", Undetermined {
        x: "measure: stock, targets: [ { id: t, form: qualitative, text: 显著增强 } ]", reason: "no_scale" }),
    (50, "technical parameter / name / idiom", NoTarget("a name or a property of what is counted (10纳米, 211工程)")),
];

fn plan(x: &str, others: &str, rows: &[&str]) -> Case {
    let head = "period: { base: 2020, start: 2021, end: 2025 }\nindicators:\n";
    Case::new(&format!("{head}- {{ id: x, name: X, {x} }}\n{others}"), rows)
}

/// Whether each target of `x` is attained, after all are due.
fn attained(case: &Case) -> Vec<Result<bool, &'static str>> {
    let report = case.report("2026-06-30");
    let own = report.verdicts().filter(|verdict| verdict.indicator().id() == "x");
    own.map(|verdict| match verdict.fact(Fact::Attained) {
        Ok(FactValue::YesNo(attained)) => Ok(attained),
        Ok(_) => panic!("no yes or no"),
        Err(reason) => Err(reason.word()),
    })
    .collect()
}

#[test]
fn every_form_of_the_survey_has_its_place() {
    let numbers: Vec<u8> = ROWS.iter().map(|(number, ..)| *number).collect();
    assert_eq!(numbers, (1..=50).collect::<Vec<u8>>());
    for (number, code, becomes) in ROWS {
        match becomes {
            Judged { x, others, met, missed } => {
                let yes = attained(&plan(x, others, met));
                assert!(
                    !yes.is_empty() && yes.iter().all(|one| *one == Ok(true)),
                    "{number} {code}: {yes:?}"
                );
                let no = attained(&plan(x, others, missed));
                assert!(no.contains(&Ok(false)), "{number} {code}: {no:?}");
            }
            Undetermined { x, reason } => {
                let case = plan(x, NOTHING_ELSE, &[]);
                let report = case.report("2026-06-30");
                let found = report.verdicts().map(|one| one.fact(Fact::HoldsNow)).next();
                assert_eq!(found.unwrap().map_err(|found| found.word()), Err(*reason), "{number} {code}");
                let outcome = report.verdicts().next().unwrap().outcome().id();
                assert_eq!(outcome, "undetermined", "{number} {code}");
            }
            NoTarget(why) => assert!(!why.is_empty(), "{number} {code}"),
        }
    }
}
