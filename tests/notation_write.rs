//! Statements written as phrases are read back as the same statements.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use attainment::Lang;
use attainment::notation::{
    Base, Context, Number, Purpose, Reading, Scope, Stated, Statement, Style, Window, head, read, write,
};
use attainment::number::Bound;
use attainment::period::Period;
use attainment::plan::{Attribute, Direction, Firmness, Form};
use proptest::prelude::*;
use proptest::sample::{Select, select};
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use rust_decimal::Decimal;

/// What statements of a form look like.
struct Kind {
    form: Form,
    names: &'static [&'static str],
    /// Scale and unit.
    units: &'static [(&'static str, &'static str)],
    bounds: &'static [Bound],
    ranges: bool,
    directions: &'static [Option<Direction>],
    base: bool,
    /// Whether the base can be words: 峰值.
    base_words: bool,
    kept: bool,
    limit: bool,
    windows: &'static [When],
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum When {
    Never,
    By,
    During,
    EachYear,
}

use When::{By, During, EachYear, Never};

const ALL: &[Bound] =
    &[Bound::AtLeast, Bound::MoreThan, Bound::AtMost, Bound::LessThan, Bound::About, Bound::Exactly];
const UP: &[Bound] = &[Bound::AtLeast, Bound::MoreThan, Bound::About];
const LEAST: &[Bound] = &[Bound::AtLeast];
const ANY: &[Option<Direction>] = &[None];
const UPWARDS: &[Option<Direction>] = &[Some(Direction::Increase), None];
const DOWNWARDS: &[Option<Direction>] = &[Some(Direction::Decrease)];
const BOTH: &[Option<Direction>] = &[Some(Direction::Increase), Some(Direction::Decrease)];
const COUNTED: &[(&str, &str)] = &[("", "家"), ("万", "家"), ("", "个"), ("万", "户"), ("", "所")];
const AMOUNTS: &[(&str, &str)] = &[
    ("亿", "元"),
    ("万亿", "元"),
    ("万", "吨"),
    ("", "微克/立方米"),
    ("万", "家"),
    ("", "件"),
    ("亿", "千瓦"),
    ("万", "人次"),
];
const PERCENT: &[(&str, &str)] = &[("", "%")];
const POINTS: &[(&str, &str)] = &[("", "个百分点")];
const THINGS: &[&str] =
    &["科技型企业", "地区生产总值", "粮食总产量", "新能源装机规模", "城镇居民人均可支配收入"];
const SHARES: &[&str] = &["森林覆盖率", "数字经济核心产业增加值占GDP比重", "常住人口城镇化率"];

const KIND: Kind = Kind {
    form: Form::Level,
    names: THINGS,
    units: AMOUNTS,
    bounds: ALL,
    ranges: true,
    directions: ANY,
    base: false,
    base_words: false,
    kept: false,
    limit: true,
    windows: &[Never, By],
};

/// Forms with numbers.
const KINDS: &[Kind] = &[
    Kind { kept: true, ..KIND },
    Kind {
        names: &["城镇调查失业率", "小微企业贷款利率"], units: PERCENT, kept: true, ..KIND
    },
    Kind {
        form: Form::Cap,
        names: &["能源消费总量", "化学需氧量排放总量"],
        units: &[("万", "吨"), ("亿", "吨标准煤")],
        bounds: &[Bound::AtMost],
        ranges: false,
        directions: DOWNWARDS,
        ..KIND
    },
    Kind {
        form: Form::Kept,
        names: &["粮食总产量"],
        units: &[("万", "吨")],
        bounds: &[Bound::AtLeast, Bound::About],
        ..KIND
    },
    Kind { form: Form::Share, names: SHARES, units: PERCENT, kept: true, ..KIND },
    Kind {
        form: Form::GrowthYear,
        units: PERCENT,
        directions: UPWARDS,
        windows: &[Never, By, EachYear],
        ..KIND
    },
    Kind {
        form: Form::AvgAnnualGrowth,
        units: PERCENT,
        directions: BOTH,
        windows: &[Never, By, During],
        ..KIND
    },
    Kind {
        form: Form::AvgAnnualIncrement,
        units: POINTS,
        names: SHARES,
        directions: BOTH,
        windows: &[Never, By, During],
        ..KIND
    },
    Kind {
        form: Form::AvgAnnualIncrement,
        units: AMOUNTS,
        directions: UPWARDS,
        windows: &[Never, By, During],
        ..KIND
    },
    Kind {
        form: Form::GrowthOverBase,
        units: PERCENT,
        directions: UPWARDS,
        base: true,
        base_words: true,
        windows: &[Never, By, During],
        ..KIND
    },
    Kind {
        form: Form::GrowthOverBase,
        units: &[("", "倍")],
        bounds: ALL,
        ranges: false,
        directions: UPWARDS,
        base: true,
        ..KIND
    },
    Kind {
        form: Form::Multiple,
        units: &[("", "倍")],
        bounds: ALL,
        ranges: false,
        directions: UPWARDS,
        base: true,
        ..KIND
    },
    Kind { form: Form::PpChange, units: POINTS, names: SHARES, directions: BOTH, base: true, ..KIND },
    Kind {
        form: Form::ReductionRate,
        names: &["单位地区生产总值能耗", "单位GDP二氧化碳排放", "非传染性疾病过早死亡率"],
        units: PERCENT,
        directions: DOWNWARDS,
        base: true,
        base_words: true,
        ..KIND
    },
    Kind { form: Form::Increment, units: COUNTED, directions: BOTH, base: true, ..KIND },
    Kind {
        form: Form::Cumulative,
        names: &["科技型企业", "保障性租赁住房", "职业技能"],
        units: &[("万", "家"), ("", "套"), ("万", "人次"), ("亿", "元")],
        directions: UPWARDS,
        windows: &[Never, By, During],
        ..KIND
    },
    Kind {
        form: Form::Count,
        names: &["国家级实验室", "智慧农业示范点", "概念验证中心"],
        units: &[("", "个"), ("", "家"), ("", "所")],
        directions: UPWARDS,
        ..KIND
    },
    Kind {
        form: Form::IncrementFlow,
        names: &["城镇就业", "高标准农田", "人才公寓"],
        units: &[("万", "人"), ("万", "亩"), ("", "套")],
        directions: UPWARDS,
        windows: &[Never, By, EachYear],
        ..KIND
    },
    Kind { form: Form::FromTo, units: AMOUNTS, directions: BOTH, base: true, ..KIND },
    Kind { form: Form::FromTo, names: SHARES, units: PERCENT, directions: BOTH, base: true, ..KIND },
    Kind {
        form: Form::Relative,
        names: SHARES,
        units: POINTS,
        bounds: UP,
        ranges: false,
        directions: UPWARDS,
        ..KIND
    },
    Kind {
        form: Form::OrdinalClass,
        names: &["国考断面水质"],
        units: &[("", "类")],
        bounds: &[Bound::AtLeast, Bound::AtMost],
        ranges: false,
        ..KIND
    },
    Kind {
        form: Form::Ratio,
        names: &["城乡居民收入比"],
        units: &[("", "比1")],
        ranges: false,
        directions: &[Some(Direction::Decrease)],
        kept: true,
        ..KIND
    },
    Kind {
        form: Form::StepCrossing,
        names: &["地区生产总值"],
        units: &[("亿", "元"), ("万亿", "元")],
        bounds: LEAST,
        ranges: false,
        directions: UPWARDS,
        ..KIND
    },
    Kind {
        form: Form::ThresholdCount,
        names: &["千亿县数量", "百亿企业"],
        units: &[("", "个"), ("", "家")],
        ..KIND
    },
    Kind {
        form: Form::Duration,
        names: &["中小学生综合体育活动时间"],
        units: &[("", "小时"), ("", "分钟")],
        ..KIND
    },
    Kind {
        form: Form::Rank,
        names: &["全社会研发经费投入强度", "智算规模"],
        units: &[("", "位")],
        bounds: &[Bound::AtMost],
        ranges: false,
        directions: DOWNWARDS,
        kept: true,
        ..KIND
    },
    Kind {
        form: Form::RatioToIndicator,
        names: &["特困人员基本生活保障标准"],
        units: &[("", "倍")],
        bounds: &[Bound::AtLeast, Bound::MoreThan, Bound::AtMost],
        ranges: false,
        ..KIND
    },
];

const EN: Kind = Kind {
    names: &["technology output", "grain output", "per capita income"],
    units: &[("", "yuan"), ("million", "tonnes"), ("trillion", "yuan"), ("billion", "yuan")],
    bounds: &[Bound::AtLeast, Bound::MoreThan, Bound::AtMost, Bound::LessThan, Bound::About],
    ..KIND
};
const EN_SHARES: &[&str] = &["forest coverage", "share of renewable energy", "internet penetration"];
const EN_POINTS: &[(&str, &str)] = &[("", "percentage points")];
const EN_TIMES: &[(&str, &str)] = &[("", "times")];

/// Forms with numbers, of English names and units.
const ENGLISH: &[Kind] = &[
    Kind { kept: true, ..EN },
    Kind { bounds: UP, directions: UPWARDS, ..EN },
    Kind { bounds: &[Bound::AtMost, Bound::LessThan, Bound::About], directions: DOWNWARDS, ..EN },
    Kind { form: Form::Share, names: EN_SHARES, units: PERCENT, kept: true, ..EN },
    Kind {
        form: Form::GrowthYear,
        units: PERCENT,
        directions: UPWARDS,
        windows: &[Never, By, EachYear],
        ..EN
    },
    Kind {
        form: Form::AvgAnnualGrowth,
        units: PERCENT,
        directions: BOTH,
        windows: &[Never, By, During],
        ..EN
    },
    Kind {
        form: Form::AvgAnnualIncrement,
        units: EN_POINTS,
        names: EN_SHARES,
        directions: BOTH,
        windows: &[Never, By],
        ..EN
    },
    Kind { form: Form::GrowthOverBase, units: PERCENT, directions: UPWARDS, base: true, ..EN },
    Kind { form: Form::Multiple, units: EN_TIMES, ranges: false, directions: UPWARDS, base: true, ..EN },
    Kind { form: Form::PpChange, units: EN_POINTS, names: EN_SHARES, directions: BOTH, base: true, ..EN },
    Kind {
        form: Form::ReductionRate,
        names: &["energy use per unit of GDP", "emissions"],
        units: PERCENT,
        directions: DOWNWARDS,
        base: true,
        ..EN
    },
    Kind {
        form: Form::Increment,
        units: &[("", "households"), ("million", "tonnes")],
        directions: BOTH,
        base: true,
        ..EN
    },
    Kind {
        form: Form::Cumulative,
        names: &["households"],
        units: &[("", "households"), ("million", "households")],
        directions: UPWARDS,
        windows: &[Never, By, During],
        ..EN
    },
    Kind {
        form: Form::Count,
        names: &["national laboratories", "innovation sites"],
        units: &[("", "laboratories")],
        directions: UPWARDS,
        ..EN
    },
    Kind {
        form: Form::IncrementFlow,
        names: &["jobs"],
        units: &[("", "jobs"), ("million", "jobs")],
        directions: UPWARDS,
        windows: &[Never, By, EachYear],
        ..EN
    },
    Kind {
        form: Form::FromTo,
        names: EN_SHARES,
        units: PERCENT,
        bounds: UP,
        directions: &[Some(Direction::Increase)],
        base: true,
        ..EN
    },
    Kind {
        form: Form::FromTo,
        bounds: &[Bound::AtMost, Bound::LessThan, Bound::About],
        directions: DOWNWARDS,
        base: true,
        ..EN
    },
    Kind {
        form: Form::Relative,
        names: EN_SHARES,
        units: EN_POINTS,
        bounds: UP,
        ranges: false,
        directions: UPWARDS,
        ..EN
    },
    Kind { form: Form::Duration, names: &["processing time"], units: &[("", "days"), ("", "hours")], ..EN },
    Kind {
        form: Form::Ratio,
        names: &["urban-rural income ratio"],
        units: &[("", "比1")],
        ranges: false,
        ..EN
    },
    Kind {
        form: Form::OrdinalClass,
        names: &["water quality"],
        units: &[("", "类")],
        bounds: &[Bound::AtLeast],
        ranges: false,
        ..EN
    },
    Kind {
        form: Form::Rank,
        names: &["research intensity"],
        units: &[("", "位")],
        bounds: &[Bound::AtMost],
        ranges: false,
        directions: DOWNWARDS,
        kept: true,
        ..EN
    },
    Kind {
        form: Form::StepCrossing,
        names: &["regional GDP"],
        units: &[("trillion", "yuan")],
        bounds: LEAST,
        ranges: false,
        directions: UPWARDS,
        ..EN
    },
    Kind {
        form: Form::RatioToIndicator,
        names: &["pension level"],
        units: EN_TIMES,
        bounds: LEAST,
        ranges: false,
        ..EN
    },
];

fn pick<T: Copy + std::fmt::Debug + 'static>(of: &'static [T]) -> Select<T> {
    select(of)
}

fn power(scale: &str) -> i64 {
    match scale {
        "万" => 10_000,
        "亿" => 100_000_000,
        "万亿" | "trillion" => 1_000_000_000_000,
        "billion" => 1_000_000_000,
        "million" => 1_000_000,
        _ => 1,
    }
}

/// Values of 1 to 12 digits.
fn value() -> impl Strategy<Value = Decimal> {
    (1u32..=12, 0u32..=4).prop_flat_map(|(digits, places)| {
        let most = 10i64.pow(digits);
        (most / 10..most).prop_map(move |mantissa| Decimal::new(mantissa.max(1), places))
    })
}

fn year(year: i32) -> Period {
    Period::year(year).unwrap()
}

fn statement(kind: &'static Kind) -> impl Strategy<Value = Statement> {
    let marks = (
        pick(kind.bounds),
        pick(kind.directions),
        pick(&[Firmness::Plain, Firmness::Plain, Firmness::Assured, Firmness::Stretch, Firmness::Outlook]),
        pick(&[None, None, Some(Attribute::Binding), Some(Attribute::Expected)]),
        any::<bool>(),
        0u8..8,
    );
    let times = (pick(kind.windows), 2021i32..2040, 1i32..10, pick(&[None, Some(2020), Some(2025)]), 0u8..5);
    (pick(kind.names), pick(kind.units), value(), value(), marks, times).prop_map(
        move |(name, (scale, unit), one, two, marks, times)| {
            let (bound, direction, firmness, attribute, kept, range) = marks;
            let (when, from, years, base, words) = times;
            let (mut one, two) = (one * Decimal::from(power(scale)), two * Decimal::from(power(scale)));
            match kind.form {
                Form::OrdinalClass => one = Decimal::from(from % 5 + 1),
                Form::Rank => one = Decimal::from(from % 40 + 1),
                _ => {}
            }
            let stated = if range == 0 && kind.ranges && one != two {
                Stated::Range(Number::new(one.min(two)), Number::new(one.max(two)))
            } else {
                Stated::Number(bound, Number::new(one))
            };
            let mut statement = Statement::new(kind.form, stated);
            statement.name = Some(name.to_owned());
            statement.unit = Some(unit.to_owned());
            statement.scale = Some(scale.to_owned()).filter(|scale| !scale.is_empty());
            statement.direction = direction;
            statement.falls = falls(&statement);
            statement.firmness = firmness;
            statement.attribute = attribute;
            statement.kept = kept && kind.kept;
            statement.limit = range % 2 == 0 && kind.limit;
            statement.window = match when {
                Never => None,
                By => Some(Window::By(year(from))),
                During => Period::span(year(from), year(from + years)).map(Window::During),
                EachYear => Some(Window::EachYear),
            };
            if kind.base {
                statement.base = match (base, words) {
                    (_, 0) if kind.base_words => {
                        Some(Base { words: Some("峰值".to_owned()), ..Base::default() })
                    }
                    (Some(base), _) => Some(Base { period: Some(year(base)), ..Base::default() }),
                    (None, _) => None,
                };
            }
            if kind.form == Form::FromTo {
                statement.base.get_or_insert_default().value = Some(Number::new(two));
            }
            match kind.form {
                Form::Relative if name.is_ascii() => {
                    statement.reference = Some("national average".to_owned())
                }
                Form::RatioToIndicator if name.is_ascii() => {
                    statement.reference = Some("local minimum standard".to_owned())
                }
                Form::Relative => statement.reference = Some("全国平均水平".to_owned()),
                Form::RatioToIndicator => statement.reference = Some("当地最低生活保障标准".to_owned()),
                Form::Rank => {
                    statement.population = Some("全国".to_owned()).filter(|_| range > 3 && !name.is_ascii())
                }
                _ => {}
            }
            statement
        },
    )
}

/// Statements without a number, or with one that the words say.
fn wordy() -> Vec<Statement> {
    let number = |bound, value: i64| Stated::Number(bound, Number::new(Decimal::from(value)));
    let of = |form, stated, name: &str| {
        let mut statement = Statement::new(form, stated);
        statement.name = Some(name.to_owned());
        statement
    };
    let with = |mut statement: Statement, reference: &str, population: &str, remark: &str| {
        let some = |words: &str| Some(words.to_owned()).filter(|words| !words.is_empty());
        statement.reference = some(reference);
        statement.population = some(population);
        statement.remark = some(remark);
        statement
    };
    let kept = |statement: Statement| Statement { kept: true, ..statement };
    let mut all = vec![
        of(Form::Zero, number(Bound::Exactly, 0), "隐性债务"),
        kept(of(Form::Zero, number(Bound::Exactly, 0), "零就业家庭")),
        of(Form::FirstCase, number(Bound::MoreThan, 0), "国家科技重大专项"),
        of(Form::Coverage, number(Bound::Exactly, 100), "行政村5G网络"),
        of(Form::SignOnly, number(Bound::MoreThan, 0), "进出口总额"),
        of(Form::SignOnly, number(Bound::AtLeast, 0), "粮食产量"),
        of(Form::SignOnly, Stated::Compared(Bound::MoreThan), "全员劳动生产率"),
        of(Form::SignOnly, Stated::Compared(Bound::LessThan), "单位地区生产总值能耗"),
        of(Form::RankChange, Stated::Compared(Bound::MoreThan), "科技创新水平"),
        with(of(Form::RankQualitative, Stated::Words, "科技创新活跃指数"), "", "全市前列", ""),
        with(kept(of(Form::RankQualitative, Stated::Words, "空气质量")), "", "全国第一方阵", ""),
        with(
            of(Form::Pace, Stated::Compared(Bound::AtLeast), "碳排放双控"),
            "国家下达目标任务的序时进度",
            "",
            "",
        ),
        with(of(Form::Qualitative, Stated::Words, "自主创新能力"), "", "", "显著增强"),
        with(of(Form::Level, Stated::Delegated(Bound::AtLeast), "地表水水质优良率"), "国家下达目标", "", ""),
        with(of(Form::Level, Stated::Delegated(Bound::AtMost), "减排降碳"), "国家下达目标", "", ""),
        of(Form::Level, Stated::Deferred, "居民消费价格涨幅"),
        of(Form::MilestoneDate, Stated::Event(Some(year(2027))), "津潍高铁"),
        of(Form::MilestoneDate, Stated::Event(Some(year(2030))), "碳达峰"),
    ];
    for bound in [Bound::AtLeast, Bound::MoreThan, Bound::AtMost, Bound::LessThan, Bound::About] {
        all.push(with(of(Form::Relative, Stated::Compared(bound), "居民收入增速"), "全国平均水平", "", ""));
    }
    all.push(with(
        kept(of(Form::Relative, Stated::Compared(Bound::AtLeast), "固定资产投资增速")),
        "全国平均水平",
        "",
        "",
    ));
    let mut varied = Vec::new();
    for statement in all {
        varied.push(statement.clone());
        varied.push(Statement {
            attribute: Some(Attribute::Binding),
            firmness: Firmness::Assured,
            ..statement.clone()
        });
        let by =
            if matches!(statement.stated, Stated::Event(_)) { None } else { Some(Window::By(year(2030))) };
        varied.push(Statement { firmness: Firmness::Stretch, window: by, ..statement.clone() });
        varied.push(Statement { firmness: Firmness::Outlook, window: by, ..statement.clone() });
    }
    varied
}

/// Less usual windows, bases, scopes and purposes of statements with a number.
fn marked() -> Vec<Statement> {
    let plain = |form, name: &str, value: i64, unit: &str| {
        let mut statement =
            Statement::new(form, Stated::Number(Bound::AtLeast, Number::new(Decimal::from(value))));
        statement.name = Some(name.to_owned());
        statement.unit = Some(unit.to_owned());
        statement
    };
    let growth = plain(Form::GrowthOverBase, "内河港口吞吐量", 16, "%");
    let level = plain(Form::Level, "科技型企业", 15, "家");
    let share = plain(Form::Share, "森林覆盖率", 54, "%");
    let sum = plain(Form::Cumulative, "保障性租赁住房", 74000, "套");
    let five = Period::span(year(2016), year(2020));
    let base = |period, value: Option<&str>, words: Option<&str>| {
        Some(Base {
            period,
            value: value.map(|value| Number::new(value.parse().unwrap())),
            words: words.map(str::to_owned),
        })
    };
    let period = |text: &str| text.parse::<Period>().unwrap();
    let actual = |statement: &Statement, bound| {
        let number = statement.number().unwrap().clone();
        Statement { stated: Stated::Number(bound, number), purpose: Purpose::Actual, ..statement.clone() }
    };
    let mut exact_composition = plain(Form::Composition, "三次产业结构", 7, "%");
    exact_composition.unit = None;
    vec![
        Statement { window: Some(Window::Years(5)), ..growth.clone() },
        Statement { window: Some(Window::Years(5)), ..sum.clone() },
        Statement {
            window: Some(Window::EachDay), ..plain(Form::Duration, "综合体育活动时间", 2, "小时")
        },
        Statement { window: Some(Window::EachYear), ..level.clone() },
        Statement { window: Period::span(year(2021), year(2025)).map(Window::During), ..sum.clone() },
        Statement { window: Some(Window::During(year(2026))), ..sum.clone() },
        Statement { window: Some(Window::By(period("2025-06"))), ..level.clone() },
        Statement { window: Some(Window::By(period("2025-06-30"))), ..level.clone() },
        Statement { window: Some(Window::By(period("2025-H1"))), ..level.clone() },
        Statement { window: Some(Window::By(period("2025-Q3"))), ..level.clone() },
        Statement { base: base(five, None, None), ..growth.clone() },
        Statement { base: base(None, None, Some("“四经普”")), ..growth.clone() },
        Statement { base: base(five, None, None), ..plain(Form::Multiple, "利润总额", 3, "倍") },
        Statement {
            base: base(None, None, Some("峰值")), ..plain(Form::Multiple, "利润总额", 3, "倍")
        },
        Statement { base: base(Some(year(2025)), Some("53.21"), None), kept: true, ..share.clone() },
        Statement { base: base(Some(year(2020)), None, None), ..level.clone() },
        Statement { part_of: Some("社会保障".to_owned()), ..level.clone() },
        Statement {
            part_of: Some("社会保障".to_owned()),
            window: Some(Window::By(year(2025))),
            ..level.clone()
        },
        Statement { scope: Some(Scope::Each), ..level.clone() },
        Statement { scope: Some(Scope::Together), ..level.clone() },
        Statement {
            scope: Some(Scope::Each),
            window: Some(Window::By(year(2025))),
            firmness: Firmness::Stretch,
            ..share.clone()
        },
        Statement { scope: Some(Scope::Together), window: Some(Window::By(year(2025))), ..level.clone() },
        Statement {
            threshold: Some("超10亿元".to_owned()),
            ..plain(Form::ThresholdCount, "总投资超10亿元的项目", 4, "个")
        },
        actual(&level, Bound::Exactly),
        actual(&level, Bound::MoreThan),
        Statement { window: Some(Window::UpTo(year(2024))), ..actual(&level, Bound::Exactly) },
        Statement { window: Some(Window::UpTo(year(2024))), ..actual(&share, Bound::MoreThan) },
        Statement { window: Some(Window::UpTo(year(2024))), ..actual(&sum, Bound::Exactly) },
        actual(&growth, Bound::Exactly),
        Statement { purpose: Purpose::Estimate, ..level.clone() },
        Statement { purpose: Purpose::Baseline, ..actual(&level, Bound::Exactly) },
        Statement {
            unit: Some("件/万人".to_owned()),
            ..plain(Form::Level, "每万人口发明专利拥有量", 70, "件")
        },
        Statement {
            unit: Some("件/万人".to_owned()),
            ..plain(Form::Level, "高价值发明专利拥有量", 70, "件")
        },
        actual(&plain(Form::Rank, "研发投入强度", 1, "位"), Bound::Exactly),
        Statement {
            stated: Stated::Number(Bound::AtLeast, Number::new(Decimal::from(985))),
            ..level.clone()
        },
        Statement { stated: Stated::Number(Bound::AtLeast, Number::new("-2.5".parse().unwrap())), ..share },
        Statement { unit: None, ..level },
        exact_composition,
        plain(Form::RankChange, "科技创新水平", 2, "位"),
    ]
}

/// What was read instead, if it is not the statement.
fn wrong(statement: &Statement, lang: Lang, style: Style) -> Option<String> {
    let phrase = write(statement, lang, style);
    let head = head(statement, lang);
    let context = match style {
        Style::Cell => {
            Context { header: head.as_deref(), purpose: Some(statement.purpose), ..Context::default() }
        }
        _ => Context::default(),
    };
    let wanted = statement.written(lang, style);
    match read(&phrase, &context) {
        Ok(Reading::Sure(statements)) => {
            let [only] = statements.as_slice() else {
                return Some(format!("{phrase}: {} statements", statements.len()));
            };
            let read = only.written(lang, style);
            (read != wanted).then(|| format!("{phrase}:\n   {}\n   {}", short(&read), short(&wanted)))
        }
        Ok(other) => Some(format!("{phrase}: ambiguous, {} ", other.statements().len())),
        Err(error) => Some(format!("{phrase}: {error}")),
    }
}

fn short(statement: &Statement) -> String {
    format!("{statement:?}")
        .replace("NaiveDate", "")
        .split(", ")
        .filter(|part| {
            !part.ends_with(": None")
                && !part.contains("printed")
                && !part.contains("span")
                && !part.contains("assumed")
        })
        .collect::<Vec<_>>()
        .join(", ")
}

/// Every form is read back as it was written, in both styles.
fn all_are_read_back(kinds: &'static [Kind], lang: Lang) {
    for kind in kinds {
        if NOT_IN_ENGLISH.contains(&kind.form) && lang == Lang::En {
            continue;
        }
        for style in [Style::Sentence, Style::Cell] {
            let config = Config { cases: 40, failure_persistence: None, ..Config::default() };
            let mut runner = TestRunner::new(config);
            let result = runner.run(&statement(kind), |statement| {
                let wrong = wrong(&statement, lang, style);
                prop_assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
                Ok(())
            });
            if let Err(error) = result {
                panic!("{:?} in {lang:?}, {style:?}: {error}", kind.form);
            }
        }
    }
}

/// Whether a change goes down: in these statements, where less is better.
fn falls(statement: &Statement) -> bool {
    let relates = statement.form == Form::Relative;
    statement.is_change() && !relates && statement.direction == Some(Direction::Decrease)
}

#[test]
fn chinese_phrases_with_numbers_are_read_back() {
    all_are_read_back(KINDS, Lang::Zh);
}

#[test]
fn english_phrases_with_numbers_are_read_back() {
    all_are_read_back(ENGLISH, Lang::En);
}

/// Forms whose English wordings the reader does not take as that form yet.
const NOT_IN_ENGLISH: &[Form] = &[Form::OrdinalClass, Form::StepCrossing];

/// The list above is no longer than it has to be.
#[test]
fn what_english_lacks_is_known() {
    let mut runner = TestRunner::deterministic();
    for kind in ENGLISH.iter().filter(|kind| NOT_IN_ENGLISH.contains(&kind.form)) {
        let statement = statement(kind).new_tree(&mut runner).unwrap().current();
        assert!(wrong(&statement, Lang::En, Style::Sentence).is_some(), "{:?} is read back now", kind.form);
    }
}

#[test]
fn chinese_phrases_without_numbers_are_read_back() {
    for statement in wordy() {
        for style in [Style::Sentence, Style::Cell] {
            assert_eq!(wrong(&statement, Lang::Zh, style), None);
        }
    }
}

/// Less usual marks are read back, but for these.
#[test]
fn marks_are_read_back_in_chinese() {
    let mut failing = Vec::new();
    for statement in marked() {
        for style in [Style::Sentence, Style::Cell] {
            if wrong(&statement, Lang::Zh, style).is_some() {
                failing.push(write(&statement, Lang::Zh, style));
            }
        }
    }
    failing.sort();
    let mut known = vec![
        // The reader knows years, months and days alone.
        "到2025年上半年，科技型企业达到15家以上",
        "到2025年第三季度，科技型企业达到15家以上",
        // 预计 is read as a stretch target.
        "预计科技型企业达到15家以上",
        // Negative values.
        "森林覆盖率达到-2.5%以上",
        "≥-2.5%",
        // A part of a composition that the phrase does not name.
        "三次产业结构调整为7以上",
        "≥7",
        // The size of what is counted stands in the head of the row, and is not looked for there.
        "≥4个",
    ];
    known.sort_unstable();
    assert_eq!(failing, known);
}

/// English phrases without a number, with the names that fit.
fn english_wordy() -> Vec<Statement> {
    let number = |bound, value: i64| Stated::Number(bound, Number::new(Decimal::from(value)));
    let of =
        |form, stated, name: &str| Statement { name: Some(name.to_owned()), ..Statement::new(form, stated) };
    let relating = |reference: &str, statement: Statement| Statement {
        reference: Some(reference.to_owned()),
        ..statement
    };
    let among = |population: &str, statement: Statement| Statement {
        population: Some(population.to_owned()),
        ..statement
    };
    let level = || of(Form::Level, number(Bound::AtLeast, 15), "grain output");
    let mut all = vec![
        of(Form::Zero, number(Bound::Exactly, 0), "plastic waste"),
        Statement { kept: true, ..of(Form::Zero, number(Bound::Exactly, 0), "plastic waste") },
        of(Form::FirstCase, number(Bound::MoreThan, 0), "first quantum computer"),
        of(Form::Coverage, number(Bound::Exactly, 100), "universal broadband access"),
        of(Form::SignOnly, Stated::Compared(Bound::MoreThan), "exports"),
        of(Form::SignOnly, Stated::Compared(Bound::LessThan), "emissions"),
        of(Form::SignOnly, number(Bound::MoreThan, 0), "exports"),
        of(Form::SignOnly, number(Bound::AtLeast, 0), "exports"),
        of(Form::RankChange, Stated::Compared(Bound::MoreThan), "business climate"),
        among("the leaders", of(Form::RankQualitative, Stated::Words, "air quality")),
        among("the country", of(Form::Rank, number(Bound::AtMost, 15), "air quality")),
        relating("schedule", of(Form::Pace, Stated::Compared(Bound::AtLeast), "emissions")),
        of(Form::Qualitative, Stated::Words, "innovation"),
        relating("national target", of(Form::Level, Stated::Delegated(Bound::AtLeast), "emissions")),
        relating("national target", of(Form::Level, Stated::Delegated(Bound::AtMost), "emissions")),
        of(Form::Level, Stated::Deferred, "consumer prices"),
        of(Form::MilestoneDate, Stated::Event(Some(year(2027))), "launch the pilot"),
        Statement { part_of: Some("grain".to_owned()), ..level() },
        Statement { scope: Some(Scope::Each), ..level() },
        Statement { scope: Some(Scope::Together), ..level() },
        Statement { window: Some(Window::Years(5)), ..level() },
        Statement { window: Some(Window::EachDay), ..level() },
        Statement { window: Some(Window::By("2025-06".parse().unwrap())), ..level() },
        Statement { window: Some(Window::By("2025-Q3".parse().unwrap())), ..level() },
        of(Form::Level, number(Bound::Exactly, 15), "grain output"),
        Statement { purpose: Purpose::Actual, ..of(Form::Level, number(Bound::Exactly, 15), "grain output") },
    ];
    for bound in [Bound::AtLeast, Bound::MoreThan, Bound::AtMost, Bound::LessThan, Bound::About] {
        all.push(relating(
            "national average",
            of(Form::Relative, Stated::Compared(bound), "forest coverage"),
        ));
    }
    all
}

/// English phrases without numbers and with less usual marks are read back, but for these.
#[test]
fn marks_are_read_back_in_english() {
    let mut failing = Vec::new();
    for statement in english_wordy() {
        for style in [Style::Sentence, Style::Cell] {
            if wrong(&statement, Lang::En, style).is_some() {
                failing.push(write(&statement, Lang::En, style));
            }
        }
    }
    failing.sort();
    let mut known: Vec<&str> = vec![
        // Places that nobody counts, and those among whom a rank counts, which the reader leaves to the name.
        "air quality will be among the leaders",
        "among the leaders",
        "air quality will rank among the top 15 in the country",
        "rank among the top 15 in the country",
        "business climate will move up in rank",
        "move up in rank",
        // No word of the reader: never less, schedules, limits of others, parts, each day.
        "do not reduce exports",
        "do not reduce",
        "emissions will be on schedule",
        "on schedule",
        "emissions will not exceed the national target",
        "not exceed the national target",
        "of which, grain output will be at least 15",
        "grain output will be at least 15 each day",
        "≥ 15 each day",
        // Words that nobody can count are read with what they are said of.
        "strengthen innovation",
        "strengthen",
    ];
    known.sort_unstable();
    assert_eq!(failing, known);
}

/// Whatever a statement says, something is written.
#[test]
fn nothing_panics() {
    let numbers = ["0", "-1", "79228162514264337593543950335", "0.0000000000000000000000000001", "1.50"];
    let period = |text: &str| text.parse::<Period>().unwrap();
    let windows = [
        None,
        Some(Window::By(period("0001"))),
        Some(Window::During(period("2021-Q3/2022-02-03"))),
        Some(Window::Years(0)),
        Some(Window::EachDay),
        Some(Window::UpTo(period("9999-12-31"))),
    ];
    for form in Form::ALL {
        for number in numbers {
            let number = || Number::new(number.parse().unwrap());
            let stated = [
                Stated::Number(Bound::LessThan, number()),
                Stated::Number(Bound::Exactly, number()),
                Stated::Range(number(), number()),
                Stated::Compared(Bound::Exactly),
                Stated::Event(Some(period("2021-06"))),
                Stated::Event(None),
                Stated::Delegated(Bound::AtMost),
                Stated::Deferred,
                Stated::Words,
            ];
            for (stated, window) in stated.into_iter().zip(windows.iter().cycle()) {
                let mut statement = Statement::new(*form, stated);
                statement.window = *window;
                for unit in [None, Some("倍"), Some("%"), Some("")] {
                    statement.unit = unit.map(str::to_owned);
                    statement.scale = unit.map(|_| "万亿".to_owned());
                    statement.base = unit.map(|_| Base::default());
                    for (lang, style) in [
                        (Lang::Zh, Style::Cell),
                        (Lang::Zh, Style::Sentence),
                        (Lang::En, Style::Cell),
                        (Lang::En, Style::Sentence),
                    ] {
                        let _ = write(&statement, lang, style);
                    }
                }
            }
        }
    }
}

/// A statement with its names in two languages, and its phrases: sentence and cell in Chinese and English.
struct Example {
    statement: Statement,
    names: [&'static str; 2],
    phrases: [&'static str; 4],
}

fn examples() -> Vec<Example> {
    use Form as F;
    let number = |value: &str| Number::new(value.parse().unwrap());
    let of = |form, bound, value: &str, unit: &str| {
        let mut statement = Statement::new(form, Stated::Number(bound, number(value)));
        statement.unit = Some(unit.to_owned()).filter(|unit| !unit.is_empty());
        statement
    };
    let by = |year: i32, statement: Statement| Statement {
        window: Period::year(year).map(Window::By),
        ..statement
    };
    let scaled = |scale: &str, statement: Statement| Statement { scale: Some(scale.to_owned()), ..statement };
    let towards = |direction, statement: Statement| {
        let statement = Statement { direction: Some(direction), ..statement };
        Statement { falls: falls(&statement), ..statement }
    };
    let firmly = |firmness, statement: Statement| Statement { firmness, ..statement };
    let since = |year: i32, statement: Statement| Statement {
        base: Some(Base { period: Period::year(year), ..Base::default() }),
        ..statement
    };
    let relating = |reference: &str, statement: Statement| Statement {
        reference: Some(reference.to_owned()),
        ..statement
    };
    let plan = Period::span(year(2021), year(2025)).map(Window::During);
    let (up, down) = (Direction::Increase, Direction::Decrease);
    use Bound::{About, AtLeast, AtMost, Exactly, LessThan, MoreThan};
    let row = |statement: Statement, zh: &'static str, en: &'static str, phrases: [&'static str; 4]| {
        Example { statement, names: [zh, en], phrases }
    };
    vec![
        row(
            firmly(Firmness::Stretch, by(2025, scaled("万", of(F::Level, AtLeast, "45000", "家")))),
            "科技型企业数量",
            "number of technology enterprises",
            [
                "力争到2025年，科技型企业数量达到4.5万家以上",
                "力争≥4.5万家",
                "by 2025, strive to ensure that the number of technology enterprises is at least 45,000",
                "strive for ≥ 45,000",
            ],
        ),
        row(
            of(F::Share, AtLeast, "80", "%"),
            "关键工序数控化率",
            "share of digital processes",
            [
                "关键工序数控化率达到80%以上",
                "≥80%",
                "the share of digital processes will be at least 80%",
                "≥ 80 %",
            ],
        ),
        row(
            by(2025, of(F::Share, AtLeast, "2.8", "%")),
            "研发经费投入强度",
            "research intensity",
            [
                "到2025年，研发经费投入强度达到2.8%以上",
                "≥2.8%",
                "by 2025, research intensity will be at least 2.8%",
                "≥ 2.8 %",
            ],
        ),
        row(
            of(F::Level, MoreThan, "15", "家"),
            "新型研发机构",
            "research institutes",
            ["新型研发机构超过15家", ">15家", "research institutes will be more than 15", "> 15"],
        ),
        row(
            Statement { limit: true, ..towards(down, of(F::Level, AtMost, "5.5", "%")) },
            "城镇调查失业率",
            "urban unemployment rate",
            [
                "城镇调查失业率控制在5.5%以内",
                "≤5.5%",
                "reduce the urban unemployment rate to at most 5.5%",
                "≤ 5.5 %",
            ],
        ),
        row(
            of(F::Level, LessThan, "25", "微克/立方米"),
            "细颗粒物浓度",
            "fine particle concentration",
            [
                "细颗粒物浓度低于25微克/立方米",
                "<25微克/立方米",
                "fine particle concentration will be less than 25 µg/m³",
                "< 25 µg/m³",
            ],
        ),
        row(
            scaled("亿", of(F::Level, About, "1300000000", "吨")),
            "煤矿产能",
            "coal capacity",
            [
                "煤矿产能达到13亿吨左右",
                "13亿吨左右",
                "coal capacity will be about 1.3 billion tonnes",
                "≈ 1.3 billion tonnes",
            ],
        ),
        row(
            firmly(
                Firmness::Assured,
                Statement {
                    kept: true,
                    attribute: Some(Attribute::Binding),
                    ..of(F::Share, AtLeast, "54", "%")
                },
            ),
            "森林覆盖率",
            "forest coverage",
            [
                "确保森林覆盖率保持在54%以上（约束性）",
                "确保保持在54%以上",
                "commit to maintain forest coverage at or above 54% (binding)",
                "commit to maintain at or above 54 %",
            ],
        ),
        row(
            of(F::GrowthYear, About, "5", "%"),
            "地区生产总值",
            "regional GDP",
            ["地区生产总值增长5%左右", "增长5%左右", "increase regional GDP by about 5%", "growth ≈ 5 %"],
        ),
        row(
            Statement {
                stated: Stated::Range(number("5"), number("5.5")),
                ..of(F::GrowthYear, AtLeast, "5", "%")
            },
            "地区生产总值",
            "regional GDP",
            [
                "地区生产总值增长5%—5.5%",
                "增长5%—5.5%",
                "growth of 5% to 5.5% in regional GDP",
                "growth 5–5.5 %",
            ],
        ),
        row(
            Statement { window: plan, ..of(F::AvgAnnualGrowth, AtLeast, "10", "%") },
            "研发经费投入",
            "research expenditure",
            [
                "“十四五”时期，研发经费投入年均增长10%以上",
                "年均增长≥10%",
                "increase research expenditure by at least 10% a year on average between 2021 and 2025",
                "average annual growth ≥ 10 %",
            ],
        ),
        row(
            towards(up, of(F::AvgAnnualIncrement, AtLeast, "1", "个百分点")),
            "常住人口城镇化率",
            "urban population share",
            [
                "常住人口城镇化率年均提高1个百分点以上",
                "年均提高≥1个百分点",
                "increase the urban population share by at least 1 percentage point a year on average",
                "increase by ≥ 1 percentage point a year on average",
            ],
        ),
        row(
            since(2020, of(F::GrowthOverBase, AtLeast, "8.68", "%")),
            "研发人员",
            "research staff",
            [
                "研发人员较2020年增长8.68%以上",
                "较2020年增长≥8.68%",
                "increase research staff by at least 8.68% compared with 2020",
                "growth ≥ 8.68 % compared with 2020",
            ],
        ),
        row(
            since(2020, of(F::GrowthOverBase, AtLeast, "3", "倍")),
            "出口额",
            "exports",
            [
                "出口额较2020年翻两番",
                "较2020年翻两番",
                "quadruple exports compared with 2020",
                "quadruple compared with 2020",
            ],
        ),
        row(
            since(2020, of(F::Multiple, AtLeast, "2", "倍")),
            "人均地区生产总值",
            "per capita GDP",
            [
                "人均地区生产总值较2020年翻一番",
                "较2020年翻一番",
                "double per capita GDP compared with 2020",
                "double compared with 2020",
            ],
        ),
        row(
            towards(up, of(F::PpChange, AtLeast, "0.9", "个百分点")),
            "数字经济占比",
            "share of the digital economy",
            [
                "数字经济占比提高0.9个百分点以上",
                "提高≥0.9个百分点",
                "increase the share of the digital economy by at least 0.9 percentage points",
                "increase ≥ 0.9 percentage points",
            ],
        ),
        row(
            towards(down, since(2020, of(F::ReductionRate, AtLeast, "13.5", "%"))),
            "单位GDP能耗",
            "energy use per unit of GDP",
            [
                "单位GDP能耗较2020年降低13.5%以上",
                "较2020年降低≥13.5%",
                "reduce energy use per unit of GDP by at least 13.5% compared with 2020",
                "reduction ≥ 13.5 % compared with 2020",
            ],
        ),
        row(
            towards(down, of(F::ReductionRate, AtLeast, "17", "%")),
            "单位GDP二氧化碳排放降低",
            "emissions",
            [
                "单位GDP二氧化碳排放降低17%以上",
                "〔17〕",
                "reduce emissions by at least 17%",
                "reduction ≥ 17 %",
            ],
        ),
        row(
            scaled("万", of(F::Increment, AtLeast, "100000", "人")),
            "就业人数",
            "employment",
            [
                "就业人数增加10万人以上",
                "增加≥10万人",
                "increase employment by at least 100,000 people",
                "increase ≥ 100,000 people",
            ],
        ),
        row(
            Statement { window: plan, ..scaled("万", of(F::Cumulative, AtLeast, "115000", "个")) },
            "就业岗位",
            "jobs",
            [
                "“十四五”时期，就业岗位累计达到11.5万个以上",
                "〔11.5〕万个",
                "a total of at least 115,000 jobs between 2021 and 2025",
                "a total of ≥ 115,000",
            ],
        ),
        row(
            of(F::Count, AtLeast, "15", "个"),
            "协同创新平台",
            "innovation platforms",
            ["建成协同创新平台15个以上", "建成≥15个", "at least 15 innovation platforms", "≥ 15"],
        ),
        row(
            scaled("万", of(F::IncrementFlow, AtLeast, "850000", "人")),
            "城镇就业",
            "people",
            ["新增城镇就业85万人以上", "新增≥85万人", "add at least 850,000 people", "add ≥ 850,000 people"],
        ),
        row(
            towards(
                up,
                by(
                    2025,
                    Statement {
                        base: Some(Base {
                            period: Some(year(2020)),
                            value: Some(number("41.6")),
                            words: None,
                        }),
                        ..of(F::FromTo, AtLeast, "52", "%")
                    },
                ),
            ),
            "高等教育毛入学率",
            "enrolment",
            [
                "到2025年，高等教育毛入学率从2020年的41.6%提高到52%以上",
                "从2020年的41.6%提高到52%以上",
                "by 2025, increase enrolment from 41.6% in 2020 to at least 52%",
                "from 41.6 % in 2020 to ≥ 52 %",
            ],
        ),
        row(
            towards(down, of(F::Ratio, About, "2.1", "比1")),
            "城乡居民收入比",
            "urban-rural income ratio",
            [
                "城乡居民收入比达到2.1∶1左右",
                "2.1∶1左右",
                "reduce the urban-rural income ratio to about 2.1:1",
                "≈ 2.1:1",
            ],
        ),
        row(
            of(F::OrdinalClass, AtLeast, "2", "类"),
            "干流水质",
            "river water quality",
            [
                "干流水质达到Ⅱ类及以上",
                "Ⅱ类及以上",
                "river water quality will be of class Ⅱ or better",
                "of class Ⅱ or better",
            ],
        ),
        row(
            of(F::Duration, AtLeast, "2", "小时"),
            "综合体育活动时间",
            "daily exercise",
            [
                "综合体育活动时间达到2小时以上",
                "≥2小时",
                "daily exercise will be at least 2 hours",
                "≥ 2 hours",
            ],
        ),
        row(
            Statement { population: Some("全国".to_owned()), ..of(F::Rank, AtMost, "15", "位") },
            "创新能力",
            "innovation capacity",
            [
                "创新能力进入全国前15位",
                "进入全国前15位",
                "innovation capacity will rank among the top 15 in the country",
                "rank among the top 15 in the country",
            ],
        ),
        row(
            of(F::Zero, Exactly, "0", ""),
            "隐性债务",
            "hidden debt",
            ["隐性债务清零", "清零", "eliminate hidden debt", "eliminate"],
        ),
        row(
            of(F::Coverage, Exactly, "100", "%"),
            "法定人群基本医疗保险",
            "universal health insurance",
            ["法定人群基本医疗保险实现全覆盖", "全覆盖", "universal health insurance", "full coverage"],
        ),
        row(
            of(F::FirstCase, MoreThan, "0", ""),
            "国家科技重大专项",
            "first quantum computer",
            [
                "国家科技重大专项实现零的突破",
                "实现零的突破",
                "achieve the first quantum computer",
                "achieve the first",
            ],
        ),
        row(
            of(F::SignOnly, MoreThan, "0", "%"),
            "进出口总额",
            "foreign trade",
            ["进出口总额实现正增长", "实现正增长", "increase foreign trade", "increase"],
        ),
        row(
            scaled("万亿", of(F::StepCrossing, AtLeast, "4000000000000", "元")),
            "地区生产总值",
            "regional GDP",
            [
                "地区生产总值迈上4万亿元台阶",
                "迈上4万亿元台阶",
                "regional GDP will pass the mark of 4 trillion yuan",
                "pass the mark of 4 trillion yuan",
            ],
        ),
        row(
            Statement::new(F::RankChange, Stated::Compared(MoreThan)),
            "营商环境",
            "business climate",
            ["营商环境位次前移", "位次前移", "business climate will move up in rank", "move up in rank"],
        ),
        row(
            Statement {
                population: Some("全市前列".to_owned()),
                ..Statement::new(F::RankQualitative, Stated::Words)
            },
            "科技创新活跃指数",
            "innovation index",
            [
                "科技创新活跃指数位居全市前列",
                "位居全市前列",
                "the innovation index will be among the leaders of the city",
                "among the leaders of the city",
            ],
        ),
        row(
            relating("全国平均水平", Statement::new(F::Relative, Stated::Compared(MoreThan))),
            "居民收入增速",
            "income",
            [
                "居民收入增速高于全国平均水平",
                "高于全国平均水平",
                "income will exceed the national average",
                "exceed the national average",
            ],
        ),
        row(
            relating("国家下达目标", Statement::new(F::Level, Stated::Delegated(AtLeast))),
            "主要污染物减排量",
            "emission cuts",
            [
                "主要污染物减排量完成国家下达目标",
                "完成国家下达目标",
                "meet the national target for emission cuts",
                "meet the national target",
            ],
        ),
        row(
            Statement::new(F::Level, Stated::Deferred),
            "居民消费价格涨幅",
            "consumer prices",
            [
                "居民消费价格涨幅各年度视情提出",
                "各年度视情提出",
                "consumer prices to be determined",
                "to be determined",
            ],
        ),
        row(
            Statement::new(F::MilestoneDate, Stated::Event(Some(year(2027)))),
            "津潍高铁",
            "open the railway",
            ["到2027年，建成津潍高铁", "2027年建成", "by 2027, open the railway", "by 2027 complete"],
        ),
    ]
}

#[test]
fn examples_by_hand() {
    for example in examples() {
        let [zh, mut en] =
            example.names.map(|name| Statement { name: Some(name.to_owned()), ..example.statement.clone() });
        let translate = |words: &mut Option<String>| {
            if let Some(words) = words {
                *words = match words.as_str() {
                    "全国" => "the country",
                    "全市前列" => "the leaders of the city",
                    "全国平均水平" => "national average",
                    _ => "national target",
                }
                .to_owned();
            }
        };
        translate(&mut en.reference);
        translate(&mut en.population);
        let written = [
            write(&zh, Lang::Zh, Style::Sentence),
            write(&zh, Lang::Zh, Style::Cell),
            write(&en, Lang::En, Style::Sentence),
            write(&en, Lang::En, Style::Cell),
        ];
        assert_eq!(written, example.phrases);
    }
}
