//! Chinese phrases, with readings determined by hand: the rules of docs/src/phrases.md, and the traps.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up has failed"
)]

use attainment::notation::{
    Because, Context, NotationError, Purpose, Reading, Scope, Statement, TimesGrown, Window, read,
};
use attainment::number::Bound;
use attainment::plan::{Attribute, Direction, Firmness, Form, Measure};

/// The only reading of a phrase.
fn sure(phrase: &str) -> Vec<Statement> {
    under(phrase, &Context::default())
}

fn under(phrase: &str, context: &Context<'_>) -> Vec<Statement> {
    match read(phrase, context) {
        Ok(Reading::Sure(statements)) => statements,
        other => panic!("{phrase}: {other:?}"),
    }
}

fn one(phrase: &str) -> Statement {
    let mut statements = sure(phrase);
    assert_eq!(statements.len(), 1, "{phrase}: {statements:?}");
    statements.remove(0)
}

fn number(statement: &Statement) -> String {
    statement.number().map(ToString::to_string).unwrap_or_default()
}

/// Form, comparator, value, unit of each statement.
fn told(phrase: &str) -> Vec<(Form, Option<Bound>, String, String)> {
    let told = |statement: &Statement| {
        (statement.form, statement.bound(), number(statement), statement.unit.clone().unwrap_or_default())
    };
    sure(phrase).iter().map(told).collect()
}

fn is(phrase: &str, form: Form, bound: Bound, value: &str, unit: &str) {
    assert_eq!(told(phrase), [(form, Some(bound), value.to_owned(), unit.to_owned())], "{phrase}");
}

#[test]
fn comparators_and_their_strictness() {
    use Bound::{About, AtLeast, AtMost, LessThan, MoreThan};
    // 以上, 以下, 以内 include the number; 超过, 突破, 低于, 高于 do not.
    for (words, bound) in [
        ("达到80家以上", AtLeast),
        ("不低于80家", AtLeast),
        ("不少于80家", AtLeast),
        ("≥80家", AtLeast),
        ("超过80家", MoreThan),
        ("突破80家", MoreThan),
        ("高于80家", MoreThan),
        ("＞80家", MoreThan),
        ("80家以下", AtMost),
        ("80家以内", AtMost),
        ("不超过80家", AtMost),
        ("控制在80家以内", AtMost),
        ("低于80家", LessThan),
        ("<80家", LessThan),
        ("80家左右", About),
        ("约80家", About),
    ] {
        is(&format!("研发机构{words}"), Form::Level, bound, "80", "家");
    }
}

#[test]
fn numbers_in_all_their_forms() {
    // (phrase, value, unit): the values multiplied out by hand.
    for (phrase, value, unit) in [
        ("科技型企业达到4.5万家", "45000", "家"),
        ("交易总额>4500万亿元", "4500000000000000", "元"),
        ("产值达到１，２３４．５亿元", "123450000000", "元"),
        ("产值达到1,234.5亿元", "123450000000", "元"),
        ("培育企业十二家", "12", "家"),
        ("办好两百五十件实事", "250", "件"),
        ("财政支出八成以上投向民生", "80", "%"),
        ("上云率近六成", "60", "%"),
        ("上云率达到八成半", "85", "%"),
        ("行政村近一半达标", "50", "%"),
        ("占比达到百分之五", "5", "%"),
        ("自然增长率达到5.2‰", "5.2", "‰"),
        ("达到13亿吨/年", "1300000000", "吨/年"),
        ("每萬名就業人員中研發人員達到60人年", "60", "人年/万人"),
    ] {
        let statement = one(phrase);
        assert_eq!((number(&statement).as_str(), statement.unit.as_deref()), (value, Some(unit)), "{phrase}");
    }
    // One third of the whole has no unit.
    let third = one("将死亡率降低三分之一");
    assert_eq!((number(&third).as_str(), third.unit), ("1/3", None));
    // 4700多亿: more than 4700·10⁸, and only a report says so.
    let bound = one("产值4700多亿元");
    assert_eq!(
        (bound.bound(), number(&bound), bound.purpose),
        (Some(Bound::MoreThan), "470000000000".into(), Purpose::Actual)
    );
    let near = one("接待近5000万人次");
    assert_eq!((near.bound(), near.purpose), (Some(Bound::LessThan), Purpose::Actual));
}

#[test]
fn to_a_level_and_by_an_amount_are_kept_apart() {
    is("科技型企业数量增加至3000家", Form::Level, Bound::AtLeast, "3000", "家");
    is("本科招生增加10万人以上", Form::Increment, Bound::AtLeast, "100000", "人");
    is("吸烟率降低到20%", Form::Share, Bound::AtMost, "20", "%");
    is("能耗降低13.5%", Form::ReductionRate, Bound::AtLeast, "13.5", "%");
    is("城镇化率提升1个百分点以上", Form::PpChange, Bound::AtLeast, "1", "个百分点");
    is("城镇化率提升到1%以上", Form::Share, Bound::AtLeast, "1", "%");
}

#[test]
fn growth_in_a_year_a_year_and_over_a_base() {
    is("地区生产总值增长5%左右", Form::GrowthYear, Bound::About, "5", "%");
    is("地区生产总值年均增长5%左右", Form::AvgAnnualGrowth, Bound::About, "5", "%");
    is("年均新增就业岗位61.4万个", Form::AvgAnnualIncrement, Bound::AtLeast, "614000", "个");
    let over = one("从业人员比2018年增长29.8%");
    assert_eq!(over.form, Form::GrowthOverBase);
    assert_eq!(over.base.unwrap().period.unwrap().to_string(), "2018");
    let census = one("从业人员比“四经普”增长29.8%");
    assert_eq!(census.base.unwrap().words.as_deref(), Some("“四经普”"));
}

#[test]
fn several_targets_in_one_phrase() {
    let pair = sure("力争2025年高新技术企业、科技型企业分别突破1万家和7.5万家");
    let told: Vec<_> =
        pair.iter().map(|one| (one.name.clone().unwrap(), number(one), one.bound(), one.firmness)).collect();
    let expected = |name: &str, value: &str| {
        (name.to_owned(), value.to_owned(), Some(Bound::MoreThan), Firmness::Stretch)
    };
    assert_eq!(told, [expected("高新技术企业", "10000"), expected("科技型企业", "75000")]);

    let three = sure("总量迈上2万亿元台阶,年均增长5%以上,经济增速跑赢全国平均水平(预期性)");
    let forms: Vec<Form> = three.iter().map(|one| one.form).collect();
    assert_eq!(forms, [Form::StepCrossing, Form::AvgAnnualGrowth, Form::Relative]);
    assert!(three.iter().all(|one| one.attribute == Some(Attribute::Expected)));
    assert_eq!(three[2].reference.as_deref(), Some("全国平均水平"));

    // The hedge begins in the middle of the list and goes on.
    let list = sure("新增重庆市实验室2个，力争建成国家级实验室1个、川渝共建重点实验室1个");
    let told: Vec<_> = list.iter().map(|one| (one.form, one.firmness)).collect();
    assert_eq!(
        told,
        [
            (Form::IncrementFlow, Firmness::Plain),
            (Form::Count, Firmness::Stretch),
            (Form::Count, Firmness::Stretch)
        ]
    );

    let income = sure("城乡居民人均可支配收入分别增长7%左右和8%左右");
    let names: Vec<_> = income.iter().map(|one| one.name.clone().unwrap()).collect();
    assert_eq!(names, ["城镇居民人均可支配收入", "农村居民人均可支配收入"]);

    // 123.1万吨 = 1231000; the reduction against 2020 beside it.
    let cap = sure("化学需氧量排放总量控制在123.1万吨以内，比2020年减少7.0%");
    assert_eq!(
        (number(&cap[0]), cap[0].bound(), cap[0].limit),
        ("1231000".into(), Some(Bound::AtMost), true)
    );
    assert_eq!((cap[1].form, number(&cap[1])), (Form::ReductionRate, "7.0".into()));

    let cell = sure("60 [3.9]");
    assert_eq!((cell[0].form, cell[1].form, number(&cell[1])), (Form::Level, Form::Increment, "3.9".into()));
}

#[test]
fn changes_from_one_value_to_another() {
    let share = one("高等教育毛入学率从2020年的41.6%提升至2025年的52%以上");
    assert_eq!(
        (share.form, share.bound(), number(&share)),
        (Form::FromTo, Some(Bound::AtLeast), "52".into())
    );
    let base = share.base.unwrap();
    assert_eq!(
        (base.period.unwrap().to_string(), base.value.unwrap().to_string()),
        ("2020".into(), "41.6".into())
    );
    assert_eq!(share.window, Some(Window::By("2025".parse().unwrap())));

    let arrow = one("5%→>7%");
    assert_eq!((arrow.bound(), number(&arrow)), (Some(Bound::MoreThan), "7".into()));
    assert_eq!(arrow.base.unwrap().value.unwrap().to_string(), "5");

    let pair = sure("高新技术企业、专精特新企业分别从771家、481家增加到1076家、636家");
    let told: Vec<_> =
        pair.iter().map(|one| (number(one), one.base.clone().unwrap().value.unwrap().to_string())).collect();
    assert_eq!(told, [("1076".into(), "771".into()), ("636".into(), "481".into())]);

    let ratio = one("城乡居民收入比从2.50:1缩小至2.27:1");
    assert_eq!(
        (ratio.form, number(&ratio), ratio.direction),
        (Form::Ratio, "2.27".into(), Some(Direction::Decrease))
    );
    let parts = sure("三次产业结构由8.7∶41.2∶50.1调整为7.4∶39.6∶53");
    let told: Vec<_> = parts.iter().map(|one| (one.form, number(one))).collect();
    assert_eq!(
        told,
        [
            (Form::Composition, "7.4".into()),
            (Form::Composition, "39.6".into()),
            (Form::Composition, "53".into())
        ]
    );
}

#[test]
fn statements_without_a_number() {
    for (phrase, form) in [
        ("粮食产量只增不减", Form::SignOnly),
        ("进出口总额争取实现正增长", Form::SignOnly),
        ("入境游客稳步增长", Form::SignOnly),
        ("在全国实现位次前移", Form::RankChange),
        ("科技创新活跃指数保持全市领先", Form::RankQualitative),
        ("法定人群应保尽保", Form::Coverage),
        ("零就业家庭动态清零", Form::Zero),
        ("国家科技重大专项实现“零的突破”", Form::FirstCase),
        ("人均地区生产总值比2020年翻一番", Form::Multiple),
        ("产值翻两番", Form::Multiple),
        ("能源消费总量得到合理控制", Form::Qualitative),
        ("居民收入增长与经济增长基本同步", Form::Relative),
        ("碳排放双控达到国家下达“十五五”目标任务的序时进度", Form::Pace),
    ] {
        assert_eq!(one(phrase).form, form, "{phrase}");
    }
    assert_eq!(number(&one("产值翻两番")), "4"); // doubled twice
    assert_eq!(number(&one("氮氧化物排放减半")), "50");
    let delegated = one("主要污染物重点工程减排量完成国家下达目标");
    assert_eq!((delegated.form_word(), delegated.reference.as_deref()), ("delegated", Some("国家下达目标")));
    assert_eq!(one("国内生产总值保持在合理区间、各年度视情提出").form_word(), "deferred");
    let rank = one("进入全国前15位");
    assert_eq!(
        (rank.form, rank.bound(), number(&rank), rank.population.as_deref()),
        (Form::Rank, Some(Bound::AtMost), "15".into(), Some("全国"))
    );
    let class = one("干流水质稳定保持在Ⅱ类及以上");
    assert_eq!((class.form, class.bound(), class.kept), (Form::OrdinalClass, Some(Bound::AtLeast), true));
    let times = one("特困人员基本生活保障标准不低于当地最低生活保障标准的1.6倍");
    assert_eq!(
        (times.form, times.reference.as_deref()),
        (Form::RatioToIndicator, Some("当地最低生活保障标准"))
    );
}

#[test]
fn numbers_that_are_no_targets() {
    for phrase in [
        "培育年销售额超过1000万元的农产品电子商务主体",
        "建设精度为10纳米量级的微纳加工制造平台",
        "突破70MPa储氢技术",
        "打造15分钟健身圈",
        "完成年度计划目标得30分",
    ] {
        assert!(
            matches!(read(phrase, &Context::default()), Err(NotationError::Qualifier { .. })),
            "{phrase}"
        );
    }
    for phrase in [
        "推动从0到1的原始创新",
        "实施“416”科技创新布局",
        "发展5G和PM2.5监测",
        "实施新一轮千万吨粮食增产计划",
        "办好12345热线",
    ] {
        assert!(read(phrase, &Context::default()).is_err(), "{phrase}");
    }
    // What they are part of is read all the same.
    is("规模以上工业企业拥有研发机构比重达到50%", Form::Share, Bound::AtLeast, "50", "%");
    is("15岁以上人群吸烟率下降到20%以下", Form::Share, Bound::AtMost, "20", "%");
    is("全国PM2.5浓度下降到25微克/立方米以下", Form::Level, Bound::AtMost, "25", "微克/立方米");
    is("新增5G基站3万个", Form::IncrementFlow, Bound::AtLeast, "30000", "个");
    let threshold = one("新引进总投资超10亿元项目50个以上");
    assert_eq!(
        (threshold.form, number(&threshold), threshold.threshold.as_deref()),
        (Form::ThresholdCount, "50".into(), Some("超10亿元"))
    );
}

#[test]
fn what_is_not_understood_is_refused_with_its_place() {
    let error = read("将过早死亡减少三分之", &Context::default()).unwrap_err();
    assert!(matches!(error, NotationError::Number { .. }));
    assert_eq!("将过早死亡减少三分之".get(error.at()..), Some("三分之"));
    // Of 3、5万家 nobody knows whether the first is 3 or 3万.
    assert!(matches!(
        read("甲、乙分别增加到3、5万家", &Context::default()),
        Err(NotationError::NotUnderstood { .. })
    ));
    assert!(matches!(
        read("甲、乙、丙分别增加到3家和5家", &Context::default()),
        Err(NotationError::Pairing { names: 3, numbers: 2, .. })
    ));
    assert!(matches!(read("", &Context::default()), Err(NotationError::Empty)));
    assert!(matches!(read(&"万".repeat(1_000_000), &Context::default()), Err(NotationError::TooLong { .. })));
    let digits = format!("达到{}家", "9".repeat(29));
    assert!(matches!(read(&digits, &Context::default()), Err(NotationError::TooManyDigits { .. })));
}

/// What the readings of a phrase rest on.
fn doubts(phrase: &str) -> Vec<Because> {
    match read(phrase, &Context::default()) {
        Ok(Reading::Ambiguous(readings)) => readings.iter().flat_map(|one| one.because.clone()).collect(),
        other => panic!("{phrase}: {other:?}"),
    }
}

#[test]
fn doubts_are_told_and_decided_by_context() {
    use Because::{
        BracketGrowth, BracketPoints, BracketReduction, BracketSum, ComparatorOfAll, ComparatorOfLast,
        EachMember, PointChange, RelativeChange, TimesInAll, TimesOnTop, Together, YearlyGrowth, YearlyMean,
    };
    assert_eq!(doubts("企业数量比2017年增长3.1倍"), [TimesOnTop, TimesInAll]);
    assert_eq!(doubts("各区县全社会研发经费投入年均增长10%以上"), [EachMember, Together]);
    assert_eq!(doubts("城镇调查失业率年均5.5%左右"), [YearlyMean, YearlyGrowth]);
    assert_eq!(doubts("战略性新兴产业占比增长13%以上"), [RelativeChange, PointChange]);
    assert_eq!(
        doubts("城镇、农村居民人均可支配收入分别增长4.5%、5.5%左右"),
        [ComparatorOfAll, ComparatorOfLast]
    );
    assert_eq!(doubts("〔17〕"), [BracketSum, BracketReduction, BracketGrowth, BracketPoints]);

    let on_top = Context { times_grown: Some(TimesGrown::OnTop), ..Context::default() };
    assert_eq!(under("企业数量比2017年增长3.1倍", &on_top)[0].form, Form::GrowthOverBase);
    let in_all = Context { times_grown: Some(TimesGrown::InAll), ..Context::default() };
    assert_eq!(under("企业数量比2017年增长3.1倍", &in_all)[0].form, Form::Multiple);
    let rate = Context { measure: Some(Measure::Rate), ..Context::default() };
    assert_eq!(under("城镇调查失业率年均5.5%左右", &rate)[0].form, Form::Level);
    let together = sure("各区县共同培育科技型企业4.5万家");
    assert_eq!(together[0].scope, Some(Scope::Together));
}

#[test]
fn the_heads_of_a_table_decide() {
    let cell = |phrase, header, column| {
        let context = Context { header: Some(header), column: Some(column), ..Context::default() };
        under(phrase, &context).remove(0)
    };
    // 1.45 under 万亿斤 is 1.45·10¹² 斤, due in the year of the column.
    let grain = cell("1.45 左右", "粮食综合生产能力（万亿斤）", "2030年");
    assert_eq!(
        (number(&grain), grain.unit.as_deref(), grain.bound()),
        ("1450000000000".into(), Some("斤"), Some(Bound::About))
    );
    assert_eq!(grain.window, Some(Window::By("2030".parse().unwrap())));
    let both = "年均/累计";
    assert_eq!(cell(">7", "全社会研发经费投入增长（%）", both).form, Form::AvgAnnualGrowth);
    let jobless = cell("<5.5", "城镇调查失业率（%）", both);
    assert_eq!((jobless.form, jobless.window), (Form::Level, Some(Window::EachYear)));
    assert_eq!(cell("〔17〕", "单位GDP二氧化碳排放降低（%）", both).form, Form::ReductionRate);
    assert_eq!(cell("〔6〕", "3岁以下婴幼儿入托率提高（百分点）", both).form, Form::PpChange);
    assert_eq!(cell("〔11.5〕万个", "新开工改造城镇老旧小区数量", both).form, Form::Cumulative);
    // A report is equal where a target is at least.
    let report = Context { purpose: Some(Purpose::Actual), ..Context::default() };
    assert_eq!(under("研发投入强度达到4.4%", &report)[0].bound(), Some(Bound::Exactly));
}
