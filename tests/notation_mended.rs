//! Defects of phrases and of the completed forms that were found once. Every expectation is derived by hand, in
//! the comment beside it. Refusing a phrase is always accepted, unless said otherwise: never a silent wrong
//! number.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot be set up has failed")]

mod common;

use attainment::notation::{Context, ReadingDoc};
use attainment::{Lang, Plan};
use common::Case;

fn json(phrase: &str, context: &Context<'_>) -> serde_json::Value {
    let result = attainment::notation::read(phrase, context);
    serde_json::to_value(ReadingDoc::new(&result, Lang::En)).unwrap()
}

/// The sure reading of a phrase in short; `None` where it is refused or ambiguous.
fn sure(phrase: &str) -> Option<Vec<serde_json::Value>> {
    json(phrase, &Context::default()).get("ok").map(|ok| ok.as_array().unwrap().clone())
}

fn text(statement: &serde_json::Value, field: &str) -> String {
    statement.get(field).and_then(serde_json::Value::as_str).unwrap_or("").to_owned()
}

fn short(statement: &serde_json::Value) -> String {
    let high = statement.get("high").map(|high| format!("..{}", high.as_str().unwrap()));
    format!("{}{}{}", text(statement, "comparator"), text(statement, "value"), high.unwrap_or_default())
}

/// Phrases with the comparators and values that are right; each may be refused instead.
#[track_caller]
fn values(cases: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (phrase, expected) in cases {
        if let Some(statements) = sure(phrase) {
            let found: Vec<String> = statements.iter().map(short).collect();
            if found != *expected {
                wrong.push(format!("{phrase}: {found:?}, and not {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Phrases with one of the forms that are right for the first statement; each may be refused instead.
#[track_caller]
fn forms(cases: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (phrase, expected) in cases {
        if let Some(statements) = sure(phrase) {
            let found = text(statements.last().unwrap(), "form");
            if !expected.contains(&found.as_str()) {
                wrong.push(format!("{phrase}: {found}, and not {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Phrases with the name of each statement; each may be refused instead.
#[track_caller]
fn names(cases: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (phrase, expected) in cases {
        if let Some(statements) = sure(phrase) {
            let found: Vec<String> = statements.iter().map(|one| text(one, "name")).collect();
            if found != *expected {
                wrong.push(format!("{phrase}: {found:?}, and not {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The standing after the due date, or the codes of what was refused.
fn judged(fields: &str, target: &str, rows: &[&str]) -> String {
    let rest = format!(
        "period: {{ base: 2020, start: 2021, end: 2025 }}\nindicators:\n- {{ id: x, name: X, {fields}, targets: [ {{ id: t, due: 2025, {target} }} ] }}\n"
    );
    if let Err(error) = Plan::from_yaml(&format!("format: attainment/plan@1\nid: p\ntitle: P\n{rest}")) {
        return error.diagnostics().iter().map(|one| one.code().word()).collect::<Vec<_>>().join(" ");
    }
    let rows: Vec<String> = rows.iter().map(|row| format!("x,{row}")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let case = Case::new(&rest, &rows);
    let report = case.report("2026-06-30");
    report.indicator("x").map_or("no verdict".into(), |verdict| format!("{:?}", verdict.standing()))
}

// ---- severe: wrong value or comparator ----

/// 不得/不能/不应/不可/不允许/严禁 before a comparator turn it round: 不得低于5% is ≥5.
#[test]
fn a_negated_comparator_is_turned_round() {
    values(&[
        ("合格率不得低于95%", &[">=95"]),
        ("城镇登记失业率不得高于5%", &["<=5"]),
        ("合格率不能低于95%", &[">=95"]),
        ("排放总量不应超过100万吨", &["<=1000000"]),
        ("不可低于50%", &[">=50"]),
        ("债务率不允许突破100%", &["<=100"]),
        ("严禁超过3%", &["<=3"]),
        ("不得突破100亿元", &["<=10000000000"]),
        ("不再超过3%", &["<=3"]),
        ("不应少于3家", &[">=3"]),
        ("未超过3%", &["<=3"]),
    ]);
}

/// 8000—1万家 is 8 000 to 10 000, 5000万—1亿元 50 to 100 million: 万 at the end does not multiply a number
/// that would then lie above it, nor one that has its own scale.
#[test]
fn the_scale_at_the_end_of_a_range() {
    values(&[
        ("8000—1万家", &["between8000..10000"]),
        ("8千—1万家", &["between8000..10000"]),
        ("5000万—1亿元", &["between50000000..100000000"]),
        ("9000万—1.2亿吨", &["between90000000..120000000"]),
        ("900亿—1000亿元", &["between90000000000..100000000000"]),
    ]);
}

/// Numerals in parts: 1亿5000万 is 150 000 000, one number.
#[test]
fn a_number_in_parts_is_one_number() {
    values(&[
        ("达到1亿5000万元", &[">=150000000"]),
        ("一亿二千万吨", &[">=120000000"]),
        ("1万3千人", &[">=13000"]),
        ("十二万五千人", &[">=125000"]),
        ("两万零三百人", &[">=20300"]),
        ("1千5百人", &[">=1500"]),
        ("三点五万人", &[">=35000"]),
        ("增长百分之五点五", &[">=5.5"]),
        ("六成五", &[">=65"]),
        ("三万五", &[">=35000"]),
    ]);
}

/// Neighbouring numerals are a range: 三五家 is 3 to 5, 二三十家 20 to 30, 七八成 70 to 80 %; 2、3家 2 to 3.
#[test]
fn neighbouring_numerals_are_a_range() {
    values(&[
        ("三五家", &["between3..5"]),
        ("二三十家", &["between20..30"]),
        ("七八成", &["between70..80"]),
        ("上市公司新增2、3家", &["between2..3"]),
    ]);
}

/// A minus sign is part of the number, or the phrase is refused; 负增长5% is a fall.
#[test]
fn a_minus_is_not_dropped() {
    values(&[("-5%", &[">=-5"]), ("增长-5%", &[">=-5"]), ("〔-10〕", &[">=-10"]), ("零下10度", &[">=-10"])]);
    forms(&[("负增长5%", &["reduction_rate"])]);
}

/// 减排5万吨 promises at least 5万吨 of reductions; none at all would satisfy ≤.
#[test]
fn a_sum_of_reductions_is_at_least() {
    values(&[
        ("2021—2025年累计减排5万吨", &[">=50000"]),
        ("削减化学需氧量5万吨", &[">=50000"]),
        ("减少碳排放1000万吨", &[">=10000000"]),
        ("减少贫困人口50万人", &[">=500000"]),
        ("降低成本100亿元", &[">=10000000000"]),
        ("压缩3个工作日", &[">=3"]),
        ("缩短30分钟", &[">=30"]),
    ]);
}

/// 翻一番半 is 2.5 or 3 times, and never said of 2; 翻1.5番 is no level of 1.5; nothing falls by twice itself.
#[test]
fn multiples_that_must_be_refused() {
    for phrase in ["比2020年翻一番半", "翻1.5番", "减少2倍", "降低1.5倍"] {
        assert_eq!(sure(phrase).map(|all| all.iter().map(short).collect::<Vec<_>>()), None, "{phrase}");
    }
}

/// 上限 is a cap.
#[test]
fn an_upper_limit_is_a_cap() {
    values(&[("上限为50%", &["<=50"])]);
}

/// 研发经费支出占…比重 is no cost to be lowered: a bare value may be ≥, and never surely ≤.
#[test]
fn spending_as_a_share_is_not_to_be_lowered() {
    values(&[("研发经费支出占营业收入比重2.5%", &[">=2.5"])]);
}

/// 每百万人口 and 每10万人 have denominators of a million and of a hundred thousand, not of ten thousand.
#[test]
fn denominators_keep_their_size() {
    for phrase in
        ["每百万人口医院达到2家", "每10万人口专利拥有量达到20件", "每10万人中大专以上学历者达到1.8万人"]
    {
        if let Some(statements) = sure(phrase) {
            assert!(!text(&statements[0], "unit").ends_with("/万人"), "{phrase}: {}", statements[0]);
        }
    }
}

/// 2025年和2030年分别达到50%和60%: the first by 2025, the second by 2030.
#[test]
fn years_are_distributed() {
    let by = |phrase: &str| -> Option<Vec<String>> {
        let period = |one: &serde_json::Value| one["window"]["period"].as_str().unwrap_or("").to_owned();
        sure(phrase).map(|all| all.iter().map(period).collect())
    };
    if let Some(years) = by("2025年和2030年分别达到50%和60%") {
        assert_eq!(years, ["2025", "2030"]);
    }
    if let Some(years) = by("2025年、2030年、2035年森林覆盖率分别达到24.1%、25%、26%") {
        assert_eq!(years, ["2025", "2030", "2035"]);
    }
}

/// A population is no target: one statement or two, never 50万人. Years of a window are no range of levels.
#[test]
fn numbers_of_other_things_are_no_targets() {
    values(&[
        ("高铁运营里程增加到5万公里左右，覆盖95%的50万人口以上城市", &["~50000", ">=95"]),
        ("2021—2025年年均增长5%", &[">=5"]),
        ("3年年均增长5%", &[">=5"]),
        // Compared with the value of that year.
        ("低于2020年水平", &["<"]),
        ("高于2020年水平", &[">"]),
        ("高于2020年10%", &[">10"]),
    ]);
}

/// A plan's own table: 18.65亿亩 of arable land by 2025 is the red line, and no report of it; and a number
/// of many digits promises as one of few does.
#[test]
fn a_precise_number_can_be_promised() {
    let cell = Context {
        header: Some("耕地保有量（亿亩）"), column: Some("2025年"), ..Context::default()
    };
    assert_ne!(json("18.65", &cell)["ok"][0]["status"], "actual");
    let statements = sure("新建高标准农田1.075亿亩，其中改造提升2800万亩").unwrap_or_default();
    assert!(statements.iter().all(|one| one["status"] != "actual"), "{statements:?}");
    // 在现有基础上 looks forward.
    let statements = sure("在现有基础上提高5个百分点").unwrap_or_default();
    assert!(statements.iter().all(|one| one["status"] != "actual"), "{statements:?}");
}

/// A column of growth rates in per cent holds no 亿元.
#[test]
fn a_column_of_growth_in_per_cent() {
    let cell = Context {
        header: Some("GDP（亿元）"), column: Some("年均增速（%）"), ..Context::default()
    };
    if let Some(first) = json("8", &cell)["ok"].get(0) {
        assert_eq!((text(first, "form").as_str(), text(first, "value").as_str()), ("avg_annual_growth", "8"));
    }
}

// ---- wrong form ----

#[test]
fn wrong_forms() {
    forms(&[
        // The second number is the same growth, told more or less firmly.
        ("确保增长6%，力争6.5%", &["growth_year"]),
        ("增速力争7%、确保6.5%", &["growth_year"]),
        // A ratio to a benchmark.
        ("达到全国平均水平的95%以上", &["ratio_to_indicator"]),
        ("相当于全国平均水平的90%", &["ratio_to_indicator"]),
        ("不高于全省平均水平的80%", &["ratio_to_indicator"]),
        ("研发投入强度超过全国平均水平的地区达到50%", &["share"]),
        // A fall, written out.
        ("降低至少5%", &["reduction_rate"]),
        ("精简审批事项30%", &["reduction_rate"]),
        // 前三年 is a window of three years; 年均 means the compound rate.
        ("前三年年均增长5%", &["avg_annual_growth"]),
        ("3年年均增长5%", &["avg_annual_growth"]),
    ]);
    // Parts as 1:0.6:0.8 are no per cent of a whole.
    let parts = sure("床位医生护士比达到1:0.6:0.8").unwrap_or_default();
    assert!(parts.iter().all(|part| text(part, "unit") != "%"), "{parts:?}");
}

/// 达到全国平均水平的95%以上 of a mean of 100: 95 attains it, and 94.9 does not.
#[test]
fn a_part_of_a_benchmark_is_judged() {
    let rest = "period: { base: 2020, start: 2021, end: 2025 }\nindicators:\n- { id: n, name: 全国平均水平, unit: 元, measure: stock }\n- { id: x, name: 人均收入, unit: 元, measure: stock, direction: increase, attribute: binding, targets: [ { id: t, due: 2025, against: { indicator: n }, phrase: 达到全国平均水平的95%以上 } ] }\n";
    for (figure, standing) in [("x,2025,95", "Attained"), ("x,2025,94.9", "Missed")] {
        let case = Case::new(rest, &["n,2025,100", figure]);
        let report = case.report("2026-06-30");
        let found = report.indicator("x").map(|verdict| format!("{:?}", verdict.standing()));
        assert_eq!(found.as_deref(), Some(standing), "{figure}");
    }
}

// ---- wrong name ----

#[test]
fn wrong_names() {
    names(&[
        ("农村自来水普及率提高到88%（2020年为83%）", &["农村自来水普及率"]),
        ("失业率控制在5%—6%之间", &["失业率"]),
        ("2028年前实现碳达峰", &["碳达峰"]),
    ]);
}

// ---- places ----

/// The place of an error is a byte of the phrase as it was given, not of the folded one: （ has three
/// bytes, so that the number begins at 6.
#[test]
fn the_place_of_an_error_is_in_the_phrase() {
    let phrase = "（（99999999999999999999999999999999家";
    let at = json(phrase, &Context::default())["error"]["at"].as_u64().unwrap();
    assert_eq!(at, 6);
}

// ---- plan files ----

const LESS: &str = "unit: 万吨, measure: stock, direction: decrease, baseline: { period: 2020, value: 100 }";

/// All of these promise a fall. From 100, a rise to 120 is never attained.
#[test]
fn a_promised_fall_is_not_attained_by_a_rise() {
    // 100 · 1.03^5 = 115.9, 100 + 5 · 1 = 105, 100 + 10 = 110: today 120 exceeds them all.
    for phrase in ["年均下降3%", "年均下降3%左右", "年均减少1万吨", "减少10万吨"] {
        let found = judged(LESS, &format!("phrase: {phrase}"), &["2025,120"]);
        assert_ne!(found, "Attained", "{phrase}");
    }
    let rate = "unit: '%', measure: rate, direction: decrease, baseline: { period: 2020, value: 30 }";
    for phrase in ["下降5个百分点", "下降5个百分点以上", "每年下降1个百分点", "年均下降1个百分点"]
    {
        let found = judged(rate, &format!("phrase: {phrase}"), &["2025,36"]);
        assert_ne!(found, "Attained", "{phrase}");
    }
}

/// And a fall by as much attains them: 100 · 0.97^5 = 85.87, 100 − 5 = 95, 100 − 10 = 90; 30 − 5 = 25.
#[test]
fn a_promised_fall_is_attained_by_a_fall() {
    for phrase in ["年均下降3%", "年均减少1万吨", "减少10万吨"] {
        assert_eq!(judged(LESS, &format!("phrase: {phrase}"), &["2025,80"]), "Attained", "{phrase}");
    }
    let rate = "unit: '%', measure: rate, direction: decrease, baseline: { period: 2020, value: 30 }";
    assert_eq!(judged(rate, "phrase: 下降5个百分点", &["2025,25"]), "Attained");
}

/// 前移5位 of a rank where less is better: from 20 to 15 or better. 25 is five places worse, 10 is ten better.
#[test]
fn places_gained_are_at_least() {
    let rank = "unit: 位, measure: stock, direction: decrease, baseline: { period: 2020, value: 20 }";
    assert_ne!(judged(rank, "phrase: 前移5位", &["2025,25"]), "Attained");
    assert_eq!(judged(rank, "phrase: 前移5位", &["2025,10"]), "Attained");
}

/// A value beside a phrase, and no form: neither is taken, and nobody is told. Either is judged, or it is an
/// error (`missing-field` form, say).
#[test]
fn a_phrase_with_a_value_and_no_form_is_not_dropped() {
    let found = judged(
        "unit: 家, measure: stock, direction: increase, baseline: { period: 2020, value: 1 }",
        "phrase: 达到20家, at_least: 30",
        &["2025,25"],
    );
    assert_ne!(found, "no verdict");
}

/// Each year 10: 50 in the first year does not make up for 1 in the others.
#[test]
fn each_year_is_not_once() {
    let flow = "unit: 家, measure: flow, direction: increase";
    let rows = ["2021,50", "2022,1", "2023,1", "2024,1", "2025,1"];
    assert_ne!(judged(flow, "phrase: 每年新增不少于10家", &rows), "Attained");
}

/// The mean of 1, 1, 1, 1 and 10 is 2.8, and 年均不少于10家 asks for 10.
#[test]
fn a_yearly_mean_is_not_the_last_year() {
    let flow = "unit: 家, measure: flow, direction: increase";
    let rows = ["2021,1", "2022,1", "2023,1", "2024,1", "2025,10"];
    assert_ne!(judged(flow, "phrase: 年均不少于10家", &rows), "Attained");
    assert_ne!(judged(flow, "phrase: 年均10家", &rows), "Attained");
}

/// 保持前10位 and 稳定达到Ⅲ类 hold in every year, as the guide says of 保持 and 稳定在; 2022 broke them.
#[test]
fn ranks_and_classes_are_kept_too() {
    let rank = "unit: 位, measure: stock, direction: decrease, baseline: { period: 2020, value: 8 }";
    assert_ne!(
        judged(rank, "phrase: 保持前10位", &["2021,9", "2022,11", "2023,9", "2024,9", "2025,9"]),
        "Attained"
    );
    let class = "unit: 类, measure: stock, direction: decrease, baseline: { period: 2020, value: Ⅲ类 }";
    let rows = ["2021,Ⅲ类", "2022,Ⅳ类", "2023,Ⅲ类", "2024,Ⅲ类", "2025,Ⅲ类"];
    assert_ne!(judged(class, "phrase: 稳定在Ⅲ类", &rows), "Attained");
}

/// 以2015年为基数 is another base than the baseline of 2020: refused (`phrase-base`), as 较2015年 is.
#[test]
fn a_base_in_front_is_a_base() {
    let stock = "unit: 家, measure: stock, direction: increase, baseline: { period: 2020, value: 100 }";
    assert_eq!(judged(stock, "phrase: 较2015年增长20%", &["2025,130"]), "phrase-base");
    assert_ne!(judged(stock, "phrase: '以2015年为基数，增长20%'", &["2024,100", "2025,130"]), "Attained");
}

/// Over the year before: 63 − 63 = 0 points in 2025, and not 63 − 60 = 3 over the baseline of 2020.
#[test]
fn over_the_year_before_is_not_over_the_baseline() {
    let rate = "unit: '%', measure: rate, direction: increase, baseline: { period: 2020, value: 60 }";
    for phrase in ["较上年提高1.5个百分点", "同比提高1.5个百分点"] {
        let found = judged(rate, &format!("phrase: {phrase}"), &["2024,63", "2025,63"]);
        assert_ne!(found, "Attained", "{phrase}");
    }
    let stock = "unit: 家, measure: stock, direction: increase, baseline: { period: 2020, value: 2 }";
    assert_ne!(judged(stock, "phrase: 比上年增加10家", &["2024,10", "2025,19"]), "Attained");
}

/// Every district one: a total of one is not that. 各区县 is ambiguous, and 每个区县 is not even that.
#[test]
fn every_district_is_not_the_total() {
    let stock = "unit: 家, measure: stock, direction: increase, baseline: { period: 2020, value: 0 }";
    assert_ne!(judged(stock, "phrase: 每个区县至少建成1家", &["2025,1"]), "Attained");
}

/// 近20家 as a promise is no promise of fewer than 20: with 1 nothing is attained.
#[test]
fn nearly_is_no_upper_limit() {
    let stock = "unit: 家, measure: stock, direction: increase, baseline: { period: 2020, value: 9 }";
    assert_ne!(judged(stock, "phrase: 近20家", &["2025,1"]), "Attained");
}

/// 优于Ⅲ类 is Ⅱ or better.
#[test]
fn better_than_a_class_leaves_it_out() {
    let class = "unit: 类, measure: stock, direction: decrease, baseline: { period: 2020, value: Ⅳ类 }";
    assert_ne!(judged(class, "phrase: 优于Ⅲ类", &["2025,Ⅲ类"]), "Attained");
}

/// The report shows 类别 Ⅲ类或更优, and 劣Ⅴ类 attains it: `direction: increase` (quality is to rise) turns
/// Roman numerals round without a word. Either it is refused, or 劣Ⅴ is worse than Ⅲ.
#[test]
fn a_worse_class_never_attains() {
    let class = "unit: 类, measure: stock, direction: increase, baseline: { period: 2020, value: Ⅳ类 }";
    for target in ["phrase: Ⅲ类及以上", "form: ordinal_class, at_least: Ⅲ类"] {
        assert_ne!(judged(class, target, &["2025,劣Ⅴ类"]), "Attained", "{target}");
    }
}

/// 三年累计新增30家 due 2025 is the sum of three years (2023–2025: 10 + 1 + 1 = 12), not of five.
#[test]
fn a_sum_of_three_years_is_not_one_of_five() {
    let flow = "unit: 家, measure: flow, direction: increase";
    let rows = ["2021,10", "2022,10", "2023,10", "2024,1", "2025,1"];
    assert_ne!(judged(flow, "phrase: 三年累计新增30家", &rows), "Attained");
}

/// A phrase in a version beside a value is held against it, as it is in the target itself.
#[test]
fn a_version_with_phrase_and_value_is_compared() {
    let text = "format: attainment/plan@1\nid: p\ntitle: P\nperiod: { base: 2020, start: 2021, end: 2025 }\nindicators:\n- { id: x, name: X, unit: 家, measure: stock, direction: increase, targets: [ { id: t, form: level, at_least: 20, due: 2025, versions: [ { id: v, phrase: 达到30家, at_least: 25, published: 2022-01-01 } ] } ] }\n";
    let checked = Plan::from_yaml(text).unwrap();
    let codes: Vec<_> = checked.diagnostics().iter().map(|one| one.code().word()).collect();
    assert!(codes.contains(&"phrase-disagrees"), "{codes:?}");
}

/// A version in other words about date and firmness: as with the target itself, that is worth a warning.
#[test]
fn versions_are_held_against_due_and_firmness() {
    for phrase in ["到2024年达到30家", "力争达到30家"] {
        let text = format!(
            "format: attainment/plan@1\nid: p\ntitle: P\nperiod: {{ base: 2020, start: 2021, end: 2025 }}\nindicators:\n- {{ id: x, name: X, unit: 家, measure: stock, direction: increase, targets: [ {{ id: t, form: level, at_least: 20, due: 2025, firmness: assured, versions: [ {{ id: v, phrase: {phrase}, published: 2022-01-01 }} ] }} ] }}\n"
        );
        let checked = Plan::from_yaml(&text).unwrap();
        let codes: Vec<_> = checked.diagnostics().iter().map(|one| one.code().word()).collect();
        assert!(codes.contains(&"phrase-disagrees"), "{phrase}: {codes:?}");
    }
}

/// 年均增长6% beside a growth of 6 % over five years: 100 → 107 attains the one and not the other (133.8), and
/// the report shows 年均增长6% as the phrase of 累计增长 ≥6%. The phrase must be held against the window too.
#[test]
fn a_phrase_over_another_window_disagrees() {
    let base = "unit: 家, direction: increase, baseline: { period: 2020, value: 100 }";
    for (measure, target) in [
        ("stock", "form: growth_over_base, at_least: 6, phrase: 年均增长6%"),
        ("stock", "form: avg_annual_growth, at_least: 6, phrase: 较2020年增长6%"),
        ("stock", "form: increment, at_least: 6, phrase: 年均增加6家"),
        ("flow", "form: level, at_least: 600, phrase: 五年累计达到600家"),
        ("flow", "form: cumulative, at_least: 600, phrase: 达到600家"),
        ("stock", "form: level, at_least: 600, phrase: 保持在600家以上"),
    ] {
        let text = format!(
            "format: attainment/plan@1\nid: p\ntitle: P\nperiod: {{ base: 2020, start: 2021, end: 2025 }}\nindicators:\n- {{ id: x, name: X, {base}, measure: {measure}, targets: [ {{ id: t, due: 2025, {target} }} ] }}\n"
        );
        let checked = Plan::from_yaml(&text).unwrap();
        let codes: Vec<_> = checked.diagnostics().iter().map(|one| one.code().word()).collect();
        assert!(codes.contains(&"phrase-disagrees"), "{target}: {codes:?}");
    }
}

/// Twice the phrase, twice the reading, and not four times.
#[test]
fn the_reading_grows_as_the_phrase() {
    let size = |times: usize| json(&"（5%）5".repeat(times), &Context::default()).to_string().len();
    let (once, twice) = (size(300), size(600));
    assert!(twice < once * 5 / 2, "{once} and {twice}");
}

/// 985 is a name (985工程), and a number where it is one end of a range.
#[test]
fn a_name_of_digits_is_a_number_in_a_range() {
    let read = |phrase: &str| json(phrase, &Context::default());
    let range = read("由985亿元降低到985—986亿元");
    assert_eq!(range["ok"][0]["value"], "98500000000", "{range}");
    assert_eq!(range["ok"][0]["high"], "98600000000", "{range}");
}
