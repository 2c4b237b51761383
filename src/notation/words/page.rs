//! The tables of words, held against themselves and against the page of the guide that shows them:
//! docs/src/phrases.md. `ATTAINMENT_WRITE_WORDS=1 cargo test --lib words` writes its tables anew.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot be set up has failed")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use super::{Line, Word, en, units, zh};
use crate::Lang;
use crate::notation::fold::Folded;
use crate::notation::{Base, Context, NotationError, Reading, Stated, Statement, Style, Window, read, write};
use crate::number::Bound;
use crate::period::Period;
use crate::plan::{Attribute, Axes, Direction, Firmness, Form, Measure};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/src/phrases.md");

/// The most words of a meaning that are shown.
const MOST_SHOWN: usize = 60;

/// The tables of the page, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Numbers,
    Comparators,
    Verbs,
    Marks,
    Firmness,
    Relations,
    Ranks,
    WithoutNumber,
    Time,
    Units,
    NoTargets,
    Signs,
}

use Section::{
    Comparators, Firmness as Firm, Marks, NoTargets, Numbers, Ranks, Relations, Signs, Time, Units, Verbs,
    WithoutNumber,
};

const SECTIONS: &[(Section, &str)] = &[
    (Numbers, "Numbers"),
    (Comparators, "Comparators"),
    (Verbs, "Verbs"),
    (Marks, "Marks"),
    (Firm, "Hedges and attributes"),
    (Relations, "Relations and bases"),
    (Ranks, "Ranks, tiers, steps"),
    (WithoutNumber, "Words instead of numbers"),
    (Time, "Time"),
    (Units, "Units"),
    (NoTargets, "What is no target"),
    (Signs, "Signs and small words"),
];

/// The table that a word stands in, what it means there, and its value where it has one of its own.
fn told(word: Word) -> Option<(Section, &'static str, Option<String>)> {
    let plain = |section, meaning| Some((section, meaning, None));
    let value = |section, meaning, value: String| Some((section, meaning, Some(value)));
    match word {
        Word::Digit(digit) => value(Numbers, "a digit", digit.to_string()),
        Word::Ten(power) => value(Numbers, "multiplied with the digit before it", ten(power)),
        Word::Scale(power) => value(Numbers, "a scale: multiplied with all before it", ten(power)),
        Word::Half => plain(Numbers, "a half"),
        Word::Tenths => plain(Numbers, "tenths: 八成 is 80 %"),
        Word::Parts => plain(Numbers, "a fraction: 三分之一 is 1/3"),
        Word::PerCent => plain(Numbers, "per cent, in front of the number"),
        Word::PerMille => plain(Numbers, "per mille, in front of the number"),
        Word::Upwards(power) => value(Numbers, "≥, with the number in it", ten(power)),
        Word::Before(bound) => plain(Comparators, before(bound)),
        Word::Inside(bound) => plain(Comparators, inside(bound)),
        Word::After(bound) => plain(Comparators, after(bound)),
        Word::Reach => plain(Verbs, "reaches: ≥ in a target, = in a report"),
        Word::Is => plain(Verbs, "is: as *reaches*"),
        Word::Rise => plain(Verbs, "rises *by*: a change upwards"),
        Word::Fall => plain(Verbs, "falls *by*: a change downwards"),
        Word::RiseTo => plain(Verbs, "rises *to*: a level"),
        Word::FallTo => plain(Verbs, "falls *to*: a level, less is better"),
        Word::AnnualRise => plain(Verbs, "average growth a year"),
        Word::To => plain(Verbs, "to: the end of a movement or range"),
        Word::Becomes => plain(Verbs, "becomes: the end of a change"),
        Word::From => plain(Verbs, "from: its start"),
        Word::Keep => plain(Verbs, "kept: in every period of the window"),
        Word::Control => plain(Verbs, "a limit from the first day: ≤"),
        Word::Build => plain(Verbs, "comes to be: things are counted"),
        Word::New => plain(Verbs, "is added: what comes on top is counted, not what there is"),
        Word::Increment => plain(Verbs, "an increment, as a noun"),
        Word::ShareOf => plain(Verbs, "a share of"),
        Word::Annual => plain(Marks, "an average over the years"),
        Word::EachYear => plain(Marks, "in every year"),
        Word::EachDay => plain(Marks, "on every day"),
        Word::Cumulate => plain(Marks, "the sum over the window"),
        Word::Both => plain(Marks, "each of those named reaches it"),
        Word::Respectively => plain(Marks, "in the order named"),
        Word::OfWhich => plain(Marks, "a part of what was named before"),
        Word::Members => plain(Marks, "members of a group: each, unless *together* is said"),
        Word::Together => plain(Marks, "together"),
        Word::YearOnYear => plain(Time, "against the same period of the year before"),
        Word::Minus => plain(Numbers, "below zero: refused"),
        Word::Point => plain(Numbers, "the point of a decimal in words"),
        Word::Consecutive => plain(Marks, "in each of so many years"),
        Word::OnDate => plain(Marks, "in front of a date"),
        Word::Past => plain(Marks, "looks back: a report, no promise"),
        Word::Expected => plain(Marks, "expected: an estimate, or striven for in a target"),
        Word::Hedge(firmness) => plain(Firm, hedge(firmness)),
        Word::Attribute(Attribute::Binding) => plain(Firm, "`attribute: binding`"),
        Word::Attribute(Attribute::Expected) => plain(Firm, "`attribute: expected`"),
        Word::StretchClause => plain(Firm, "asks for more and requires nothing: kept as a remark"),
        Word::Than => plain(Relations, "than: a base or benchmark follows"),
        Word::Compared => plain(Relations, "closes what is compared with"),
        Word::Above => plain(Relations, "above another indicator or benchmark"),
        Word::Below => plain(Relations, "below it"),
        Word::InStep => plain(Relations, "in step with it: within the tolerance of the policy"),
        Word::Pace => plain(Relations, "on schedule: `pace`"),
        Word::Authority => plain(Relations, "who decides above"),
        Word::Order => plain(Relations, "what is decided above: `delegated`"),
        Word::Deferred => plain(Relations, "it will be set later: `deferred`"),
        Word::Rank => plain(Ranks, "a place follows"),
        Word::Ordinal => plain(Ranks, "the place"),
        Word::First => plain(Ranks, "among the first"),
        Word::Top => plain(Ranks, "the first place"),
        Word::Tier => plain(Ranks, "among the best, in words: `rank_qualitative`, undetermined"),
        Word::RankUp => plain(Ranks, "a better place than before: `rank_change`"),
        Word::Step => plain(Ranks, "crosses a mark: `step_crossing`"),
        Word::Mark => plain(Ranks, "the mark"),
        Word::All => plain(WithoutNumber, "all of them: `coverage`, 100 %"),
        Word::Every => plain(WithoutNumber, "all of what follows: `coverage`, 100 %"),
        Word::Zero => plain(WithoutNumber, "none left: `zero`"),
        Word::KeptZero => plain(WithoutNumber, "none left, again and again: `zero`, kept"),
        Word::FirstCase => plain(WithoutNumber, "the first case: `zero_breakthrough`, > 0"),
        Word::Positive => plain(WithoutNumber, "growth above 0: `sign_only`"),
        Word::NeverLess => plain(WithoutNumber, "no fall: `sign_only`, ≥ 0"),
        Word::NeverMore => plain(WithoutNumber, "no rise: `sign_only`, ≤ 0"),
        Word::Upwardly => plain(WithoutNumber, "upwards: `sign_only`"),
        Word::Downwardly => plain(WithoutNumber, "downwards: `sign_only`"),
        Word::Gradually => plain(WithoutNumber, "with a verb of rising or falling: `sign_only`"),
        Word::Times(times) => value(WithoutNumber, "a multiple of the base", format!("×{times}")),
        Word::Doublings => plain(WithoutNumber, "doubled so many times: 翻两番 is ×4"),
        Word::Doubling => plain(WithoutNumber, "the word behind their number"),
        Word::PairDoubled => plain(WithoutNumber, "two indicators, each doubled"),
        Word::Halved => plain(WithoutNumber, "a fall by 50 %"),
        Word::TimesUnit => plain(WithoutNumber, "times"),
        Word::Quality => plain(WithoutNumber, "words that nobody can count: `qualitative`"),
        Word::FiveYears(number) => {
            let start = 1951 + 5 * i32::from(number);
            value(Time, "a plan period", format!("{start}–{}", start + 4))
        }
        Word::Stretch => plain(Time, "the whole of the period"),
        Word::LastYear => plain(Time, "the year before"),
        Word::DateEnd => plain(Time, "the end of a period, included"),
        Word::Year => plain(Time, "a year"),
        Word::Month => plain(Time, "a month"),
        Word::Day => plain(Time, "a day"),
        Word::Percent => plain(Units, "per cent"),
        Word::Permille => plain(Units, "per mille"),
        Word::Points => plain(Units, "percentage points, which are no per cent"),
        Word::Unit => plain(Units, "units of things, persons, money, sizes"),
        Word::TimeUnit => plain(Units, "units of time: `duration`"),
        Word::Place => plain(Units, "places of a rank, or persons"),
        Word::Class => plain(Units, "classes"),
        Word::TechnicalUnit => plain(NoTargets, "units of technical sizes: `not-a-target`"),
        Word::Technical => plain(NoTargets, "says that a number is technical"),
        Word::Scoring => plain(NoTargets, "a rule of scoring"),
        Word::Definition => plain(NoTargets, "a definition follows"),
        Word::SizeName => plain(NoTargets, "things beyond a size: their number is a `threshold_count`"),
        Word::Name => plain(NoTargets, "names, where nothing is a number or a comparator"),
        Word::Stop | Word::Comma => plain(Signs, "between targets"),
        Word::With => plain(Signs, "between names or numbers"),
        Word::Slash => plain(Signs, "between cells"),
        Word::Dash => plain(Signs, "between the ends of a range"),
        Word::Colon => plain(Signs, "between the parts of a ratio"),
        Word::Arrow => plain(Signs, "from → to"),
        Word::Open | Word::Close => plain(Signs, "a remark"),
        Word::OpenSum | Word::CloseSum => plain(Signs, "the sum, growth or fall over the whole window"),
        Word::Quote | Word::Of => plain(Signs, "passed over"),
        Word::Asterisk => plain(Signs, "behind a number: of another year, a baseline"),
        Word::Part(parts) => value(Numbers, "a part of a whole", format!("1/{parts}")),
        Word::Vague => plain(Numbers, "a size that no number says: refused"),
        Word::MoneyScale(power) => value(Numbers, "a scale, behind sums of money", ten(power)),
        Word::OutOf => plain(Numbers, "so many out of so many"),
        Word::Between => plain(Numbers, "a range follows"),
        Word::UpTo => plain(Comparators, "≤ of a limit, ≥ of a goal: the direction decides"),
        Word::NotBelow => plain(Comparators, "≥ another indicator or benchmark"),
        Word::Towards => plain(Verbs, "towards: the goal lies further away"),
        Word::By => plain(Verbs, "by: a change behind a verb, a date behind a number"),
        Word::Modal => plain(Marks, "a promise"),
        Word::Perfect => plain(Marks, "looks back, unless a promise stands in front"),
        Word::AnnualMean => plain(Marks, "an average over the years, or growth a year"),
        Word::Average => plain(Marks, "an average"),
        Word::Base => plain(Relations, "closes a base"),
        Word::Baseline => plain(Relations, "the value that is started from follows"),
        Word::Bottom => plain(Ranks, "part of a population"),
        Word::Within => plain(Time, "a time limit follows: no target of its own"),
        Word::MonthName(month) => value(Time, "a month, by name", month.to_string()),
        Word::Fiscal => plain(Time, "a fiscal or calendar year follows"),
        Word::Money => plain(Units, "money, in front of the number"),
        Word::Aged => plain(NoTargets, "an age: says who is meant"),
        Word::People => plain(NoTargets, "persons and things, whose age or size may follow"),
        Word::Living => plain(NoTargets, "a size follows that says who is meant"),
        Word::Numbered => plain(NoTargets, "a number follows that is a name"),
        Word::At | Word::In | Word::On | Word::For | Word::Per | Word::And | Word::Article => {
            plain(Signs, "small words")
        }
        Word::Relative => plain(Signs, "says more of the noun before it"),
        _ => None,
    }
}

fn ten(power: u8) -> String {
    match power {
        1..=4 => 10u32.pow(u32::from(power)).to_string(),
        _ => format!("10^{power}"),
    }
}

fn before(bound: Bound) -> &'static str {
    match bound {
        Bound::AtLeast => "≥, in front: the number is included",
        Bound::MoreThan => ">, in front: the number is not included",
        Bound::AtMost => "≤, in front: the number is included",
        Bound::LessThan => "<, in front: the number is not included",
        Bound::Exactly => "=, in front",
        Bound::About => "≈, in front: the tolerance is the policy's",
    }
}

fn inside(bound: Bound) -> &'static str {
    match bound {
        Bound::MoreThan => ">, between digits and unit: of figures that are reported",
        _ => "another comparator between digits and unit",
    }
}

fn after(bound: Bound) -> &'static str {
    match bound {
        Bound::AtLeast => "≥, behind: the number is included",
        Bound::AtMost => "≤, behind: the number is included",
        Bound::About => "≈, behind: the tolerance is the policy's",
        _ => "another comparator behind the number",
    }
}

fn hedge(firmness: Firmness) -> &'static str {
    match firmness {
        Firmness::Assured => "`firmness: assured`",
        Firmness::Plain => "`firmness: plain`",
        Firmness::Stretch => "`firmness: stretch`: shown, not counted",
        Firmness::Outlook => "`firmness: outlook`: shown, not counted",
    }
}

/// The tables of each column of the page.
fn columns() -> [Vec<&'static Line>; 2] {
    let zh = zh::WORDS.iter().chain(units::WORDS);
    [zh.collect(), en::WORDS.iter().chain(en::ENGLISH).collect()]
}

/// A meaning, with its words in each column.
type Meanings = Vec<(Section, &'static str, [Vec<String>; 2])>;

fn meanings() -> Meanings {
    let mut meanings = Meanings::new();
    for (column, lines) in columns().into_iter().enumerate() {
        for (word, words) in lines {
            let (section, meaning, value) =
                told(*word).unwrap_or_else(|| panic!("{PAGE}: no table tells what {word:?} means"));
            let at = meanings.iter().position(|known| (known.0, known.1) == (section, meaning));
            let at = at.unwrap_or_else(|| {
                meanings.push((section, meaning, Default::default()));
                meanings.len() - 1
            });
            let shown = words.iter().map(|word| match &value {
                Some(value) => format!("{} ({value})", cell(word)),
                None => cell(word),
            });
            if let Some(cells) = meanings.get_mut(at).and_then(|known| known.2.get_mut(column)) {
                for word in shown {
                    if !cells.contains(&word) {
                        cells.push(word);
                    }
                }
            }
        }
    }
    meanings
}

/// A word in a cell of a table. Signs that Markdown would take for its own stand as code.
fn cell(word: &str) -> String {
    match word {
        "\n" => "end of line".to_owned(),
        _ if word.contains('|') => format!("`{}`", word.replace('|', "\\|")),
        _ if word.bytes().any(|byte| byte.is_ascii_punctuation() && !b"-%./()&,'".contains(&byte)) => {
            format!("`{word}`")
        }
        _ if word.bytes().all(|byte| byte.is_ascii_punctuation()) => format!("`{word}`"),
        _ => word.to_owned(),
    }
}

/// The tables of words, as the page shows them.
fn words() -> String {
    let meanings = meanings();
    let mut page = String::new();
    for (section, title) in SECTIONS {
        let rows = meanings.iter().filter(|(of, _, _)| of == section);
        write!(page, "\n### {title}\n\n| meaning | 中文 | English |\n|---|---|---|\n").expect("written");
        for (_, meaning, columns) in rows {
            let [zh, en] = columns.each_ref().map(|words| {
                let separator = if words.iter().all(|word| word.is_ascii()) { ", " } else { " · " };
                let more = words.len().saturating_sub(MOST_SHOWN);
                let shown: Vec<&str> = words.iter().take(MOST_SHOWN).map(String::as_str).collect();
                match (shown.is_empty(), more) {
                    (true, _) => "—".to_owned(),
                    (_, 0) => shown.join(separator),
                    (_, more) => format!("{} … and {more} more", shown.join(separator)),
                }
            });
            writeln!(page, "| {meaning} | {zh} | {en} |").expect("written");
        }
    }
    page
}

/// Phrases of the table of forms, with what is known around them.
fn examples() -> Vec<(&'static str, Context<'static>)> {
    let plain = Context::default();
    let header = |header| Context { header: Some(header), ..plain };
    let unit = |name, unit| Context { header: Some(name), unit: Some(unit), ..plain };
    let window = Period::span(Period::year(2021).expect("year"), Period::year(2025).expect("year"));
    vec![
        ("研究与试验发展经费投入强度达到4.5%以上", plain),
        ("城镇调查失业率5%以内", plain),
        ("科技型企业数量增加至3000家", plain),
        ("将吸烟率降低到20%", plain),
        ("≥1131.5万吨", plain),
        ("控制在5.5%以内", header("城镇调查失业率")),
        ("稳定在86%以上（2025年86.21%）", plain),
        ("全市生产总值增长5%左右", plain),
        ("5%—5.5%", header("地区生产总值增长")),
        ("研发经费投入年均增长10%以上", plain),
        (">7", Context { column: Some("年均/累计"), ..unit("全员劳动生产率增长", "%") }),
        ("<5.5", Context { column: Some("年均/累计"), ..unit("城镇调查失业率", "%") }),
        ("年均新增就业岗位61.4万个", plain),
        ("固定资产投资五年累计增长5%", plain),
        ("经济总量翻两番", plain),
        ("技术合同成交额比“十三五”末翻一番", plain),
        ("常住人口城镇化率提升1个百分点以上", plain),
        ("全国单位国内生产总值能源消耗比2020年下降13.5%", plain),
        ("〔17〕", header("单位GDP二氧化碳排放降低（%）")),
        ("〔2500〕", Context { period: window, ..unit("改造老旧小区", "个") }),
        ("五年累计发放贷款2500亿元", plain),
        ("新增重庆市实验室2个", plain),
        ("产能增加50万吨", plain),
        ("60 [3.9]", unit("常住人口城镇化率", "%")),
        ("力争建成国家级实验室1个", plain),
        ("千亿县数量增至10个以上", plain),
        ("占GDP比重达到三分之一", plain),
        ("森林覆盖率近六成", plain),
        ("公民具备科学素质的比例从4.74%提高到12.2%", plain),
        ("综合实力进入全省前15位", plain),
        ("综合实力位次前移", plain),
        ("保持全国领先", header("数字经济发展水平")),
        ("主要断面水质达到Ⅱ类及以上", plain),
        ("城乡居民收入比2.1∶1左右", plain),
        ("三次产业结构调整为7.4∶39.6∶53", plain),
        ("地区生产总值迈上4万亿元新台阶", plain),
        ("民间投资实现正增长", plain),
        ("森林面积只增不减", plain),
        ("居民收入增长与经济增长基本同步", plain),
        ("经济增速跑赢全国平均水平", plain),
        ("每万人口发明专利拥有量比全市平均水平高出20.3件", plain),
        ("工资不低于当地最低生活保障标准的1.6倍", plain),
        ("重点人群健康档案全覆盖", plain),
        ("拖欠农民工工资案件动态清零", plain),
        ("独角兽企业实现零的突破", plain),
        ("学生每天体育活动时间不低于2小时", plain),
        ("年底达到序时进度", plain),
        ("主要污染物重点工程减排量完成国家下达目标", plain),
        ("各年度视情提出", header("居民消费价格涨幅")),
        ("2027年建成津潍高铁", plain),
        ("创新能力显著增强", plain),
        ("总量迈上2万亿元台阶,年均增长5%以上", plain),
        ("高新技术企业、科技型企业分别突破1万家和7.5万家", plain),
        ("城镇新增就业〔5000〕万人,其中农民工〔1750〕万人", plain),
        ("技术合同成交额1000余亿元", plain),
        ("at least halve food waste by 2030", plain),
        ("Increase the share of renewable energy to 45% by 2030", plain),
        ("reduce emissions by 10% below the 2019 baseline", plain),
        ("double the number of trained teachers", plain),
        ("Train eight additional inspectors", plain),
        ("no more than 5% of applications are late", plain),
        ("increase coverage by 5 percentage points", plain),
        ("three out of four schools", plain),
        ("from 12% to 5%", header("Smoking rate")),
        ("maintain at least 95% on-time delivery", plain),
        ("end child labour by 2025", plain),
        ("grow in line with GDP", header("Household income")),
    ]
}

/// Phrases that can be read in several ways.
fn doubtful() -> Vec<(&'static str, Context<'static>)> {
    let plain = Context::default();
    let measured = |measure| Context { measure: Some(measure), ..plain };
    vec![
        ("规上工业产值增长3.1倍", plain),
        ("分别为5%、6%、7%左右", plain),
        ("各区县新增重点实验室2个以上", plain),
        ("各区县共同新增重点实验室20个以上", plain),
        ("城镇调查失业率年均5.5%左右", plain),
        ("城镇调查失业率年均5.5%左右", measured(Measure::Rate)),
        ("民间投资占比提高5%", plain),
        ("民间投资占比提高5个百分点", plain),
        ("实施双倍增行动计划", plain),
        ("〔17〕", plain),
        ("increase output by up to 30%", plain),
        ("grow 3 times", plain),
    ]
}

/// Phrases that are refused.
fn refused() -> Vec<&'static str> {
    vec![
        "",
        "规模以上",
        "推广应用70MPa储氢瓶",
        "年销售额超过1000万元的企业",
        "降低三分之",
        "12345678901234567890123456789012吨",
        "在100个县建成200个平台",
        "民间投资增长8%以上加1分",
        "高新技术企业、科技型企业分别达到1万家、2万家、3万家",
        "电池增长2倍，电机增长3倍，电控增长4倍，整车增长5倍，芯片增长6倍",
    ]
}

/// Phrases that are written back.
const WRITTEN: &[&str] = &[
    "研究与试验发展经费投入强度达到4.5%以上",
    "力争2025年科技型企业突破7.5万家",
    "城镇调查失业率控制在5.5%以内",
    "森林覆盖率保持在54%以上",
    "全市生产总值增长5%左右",
    "研发经费投入年均增长10%以上",
    "单位GDP能耗比2020年下降13.5%",
    "常住人口城镇化率提升1个百分点以上",
    "新增重庆市实验室2个",
    "五年累计发放贷款2500亿元",
    "综合实力进入全省前15位",
    "主要断面水质达到Ⅱ类及以上",
    "经济增速跑赢全国平均水平",
    "Increase the share of renewable energy to 45% by 2030",
    "at least halve food waste by 2030",
];

/// The table of what is written.
fn written() -> String {
    let mut page = String::from(
        "\n| read | 中文, sentence | 中文, cell | English, sentence | English, cell |\n|---|---|---|---|---|\n",
    );
    for phrase in WRITTEN {
        let reading = read(phrase, &Context::default()).unwrap_or_else(|error| panic!("{phrase}: {error}"));
        for statement in reading.statements() {
            let cells = [
                write(statement, Lang::Zh, Style::Sentence),
                write(statement, Lang::Zh, Style::Cell),
                write(statement, Lang::En, Style::Sentence),
                write(statement, Lang::En, Style::Cell),
            ];
            writeln!(page, "| {phrase} | {} |", cells.join(" | ")).expect("written");
        }
    }
    page
}

fn sign(bound: Bound) -> &'static str {
    match bound {
        Bound::AtLeast => "≥",
        Bound::MoreThan => ">",
        Bound::AtMost => "≤",
        Bound::LessThan => "<",
        Bound::Exactly => "=",
        Bound::About => "≈",
    }
}

fn value(statement: &Statement) -> String {
    let unit = statement.unit.as_deref().unwrap_or_default();
    let number = |number: &crate::notation::Number| match statement.form {
        Form::OrdinalClass => number.printed().to_owned(),
        _ => number.to_string(),
    };
    // A fraction is one of the whole.
    let is_fraction = statement.number().is_some_and(|number| number.decimal().is_none());
    let space = if unit.starts_with(|first: char| first.is_ascii_alphabetic()) { " " } else { "" };
    let unit = if is_fraction { String::new() } else { format!("{space}{unit}") };
    match &statement.stated {
        Stated::Number(bound, low) => format!("{} {}{unit}", sign(*bound), number(low)),
        Stated::Range(low, high) => format!("{}–{}{unit}", number(low), number(high)),
        Stated::Compared(bound) => sign(*bound).to_owned(),
        Stated::Event(Some(period)) => format!("by {period}"),
        Stated::Delegated(bound) => format!("{} what is set above", sign(*bound)),
        Stated::Deferred => "set later".to_owned(),
        Stated::Event(None) | Stated::Words => "—".to_owned(),
    }
}

fn base(base: &Base) -> String {
    let period = base.period.map(|period| period.to_string()).or_else(|| base.words.clone());
    let value = base.value.as_ref().map(ToString::to_string);
    let told: Vec<String> = value.into_iter().chain(period.map(|period| format!("({period})"))).collect();
    format!("from {}", told.join(" "))
}

/// What a statement says besides form and value.
fn besides(statement: &Statement) -> String {
    let mut told = Vec::new();
    if let Some(name) = &statement.name {
        told.push(format!("of {name}"));
    }
    if let Some(reference) = &statement.reference {
        told.push(format!("against {reference}"));
    }
    if let Some(population) = &statement.population {
        told.push(format!("among {population}"));
    }
    if let Some(threshold) = &statement.threshold {
        told.push(format!("beyond {threshold}"));
    }
    if let Some(whole) = &statement.part_of {
        told.push(format!("part of {whole}"));
    }
    told.extend(statement.base.as_ref().map(base));
    told.extend(statement.window.map(|window| match window {
        Window::By(period) => format!("by {period}"),
        Window::During(period) => format!("over {period}"),
        Window::Years(years) => format!("over {years} years"),
        Window::EachYear => "each year".to_owned(),
        Window::EachDay => "each day".to_owned(),
        Window::UpTo(period) => format!("up to {period}"),
    }));
    if let Some(direction) = statement.direction.filter(|direction| *direction != Direction::None) {
        told.push(
            if direction == Direction::Increase { "more is better" } else { "less is better" }.to_owned(),
        );
    }
    if statement.kept {
        told.push("kept".to_owned());
    }
    if statement.limit {
        told.push("a limit".to_owned());
    }
    if let Some(scope) = statement.scope {
        told.push(scope.word().to_owned());
    }
    if statement.firmness != Firmness::Plain {
        told.push(statement.firmness.word().to_owned());
    }
    if statement.purpose != crate::notation::Purpose::Target {
        told.push(statement.purpose.word().to_owned());
    }
    told.extend(statement.remark.clone());
    if told.is_empty() { "—".to_owned() } else { told.join("; ") }
}

fn around(context: &Context<'_>) -> String {
    let quoted = |what: &str, text: Option<&str>| text.map(|text| format!("{what} {text}"));
    let told = [
        quoted("row", context.header),
        quoted("unit", context.unit),
        quoted("column", context.column),
        quoted("measure", context.measure.map(Measure::word)),
        context.period.map(|period| format!("plan of {period}")),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    if told.is_empty() { String::new() } else { format!(" ({})", told.join("; ")) }
}

fn form_of(statement: &Statement) -> String {
    format!("`{}`", statement.form_word())
}

/// The table of forms.
fn forms() -> String {
    let mut page = String::from("\n| phrase | form | value | besides |\n|---|---|---|---|\n");
    for (phrase, context) in examples() {
        let reading = read(phrase, &context).unwrap_or_else(|error| panic!("{phrase}: {error}"));
        assert!(reading.is_sure(), "{phrase}: {reading:?}");
        for (number, statement) in reading.statements().iter().enumerate() {
            let phrase = if number == 0 { format!("{phrase}{}", around(&context)) } else { "″".to_owned() };
            let cells = [phrase, form_of(statement), value(statement), besides(statement)];
            writeln!(page, "| {} |", cells.join(" | ")).expect("written");
        }
    }
    page
}

/// The table of what is ambiguous.
fn ambiguous() -> String {
    let mut page = String::from("\n| phrase | may be | what decides |\n|---|---|---|\n");
    for (phrase, context) in doubtful() {
        let reading = read(phrase, &context).unwrap_or_else(|error| panic!("{phrase}: {error}"));
        let said = |statements: &[Statement]| -> String {
            let told =
                statements.iter().map(|statement| format!("{} {}", form_of(statement), value(statement)));
            let told: Vec<String> = told.collect();
            if told.is_empty() { "nothing".to_owned() } else { told.join(", ") }
        };
        let (readings, decides) = match &reading {
            Reading::Sure(statements) => (said(statements), "decided".to_owned()),
            Reading::Ambiguous(readings) => {
                let told = readings.iter().map(|one| {
                    let because: Vec<&str> =
                        one.because.iter().map(|because| because.in_language(Lang::En)).collect();
                    format!("{}: {}", because.join(", "), said(&one.statements))
                });
                let mut by: Vec<&str> = readings
                    .iter()
                    .flat_map(|one| one.because.iter().map(|because| because.decided_by(Lang::En)))
                    .collect();
                by.dedup();
                (told.collect::<Vec<_>>().join("; or "), by.join("; "))
            }
        };
        writeln!(page, "| {phrase}{} | {readings} | {decides} |", around(&context)).expect("written");
    }
    page
}

/// The table of what is refused.
fn errors() -> String {
    let mut page =
        String::from("\n| code | phrase | what is said | 中文 | how to mend it |\n|---|---|---|---|---|\n");
    let mut row = |phrase: &str, error: &NotationError| {
        let code = error.code();
        let (en, zh, help) = (error.in_language(Lang::En), error.in_language(Lang::Zh), error.help(Lang::En));
        writeln!(page, "| `{code}` | {phrase} | {en} | {zh} | {help} |").expect("written");
    };
    for phrase in refused() {
        let error = read(phrase, &Context::default()).expect_err(phrase);
        row(if phrase.is_empty() { "(nothing)" } else { phrase }, &error);
    }
    row("more than 10,000 bytes", &read(&"万".repeat(4000), &Context::default()).expect_err("long"));
    page
}

/// Holds a block of the page, between its marker and the end, or writes it anew.
fn hold(name: &str, fresh: &str) {
    let (start, end) = (format!("<!-- {name} -->\n"), format!("\n<!-- end of {name} -->"));
    let page = fs::read_to_string(PAGE).expect("the page is there");
    let (before, rest) = page.split_once(&start).expect("the block begins");
    let (kept, after) = rest.split_once(&end).expect("the block ends");
    if kept == fresh {
        return;
    }
    if std::env::var_os("ATTAINMENT_WRITE_WORDS").is_some() {
        fs::write(PAGE, format!("{before}{start}{fresh}{end}{after}")).expect("written");
        return;
    }
    let differs = kept.lines().zip(fresh.lines()).find(|(kept, fresh)| kept != fresh);
    panic!(
        "docs/src/phrases.md: the block `{name}` differs: {differs:?}; ATTAINMENT_WRITE_WORDS=1 writes it anew"
    );
}

#[test]
fn the_page_shows_the_words_and_how_phrases_are_read() {
    hold("words", &words());
    hold("readings", &forms());
    hold("ambiguities", &ambiguous());
    hold("refusals", &errors());
    hold("writings", &written());
}

/// The page shows every code of an error.
#[test]
fn the_page_shows_every_error() {
    let words = String::new;
    let all = [
        NotationError::Empty,
        NotationError::TooLong { most: 0 },
        NotationError::NoTarget { at: 0 },
        NotationError::Qualifier { words: words(), at: 0, form: "" },
        NotationError::Number { words: words(), at: 0 },
        NotationError::TooManyDigits { words: words(), at: 0 },
        NotationError::NotUnderstood { words: words(), at: 0 },
        NotationError::TooDoubtful { most: 0 },
        NotationError::Pairing { names: 0, numbers: 0, at: 0 },
    ];
    let table = errors();
    for error in all {
        assert!(table.contains(&format!("| `{}` |", error.code())), "no example of {error:?}");
    }
}

/// The examples of the page show every form that phrases are read into.
#[test]
fn the_page_shows_every_form() {
    let mut shown: Vec<&str> = Vec::new();
    for (phrase, context) in examples() {
        let reading = read(phrase, &context);
        shown.extend(reading.iter().flat_map(|reading| reading.statements()).map(Statement::form_word));
    }
    // What is kept or a limit is a level with a mark; see `Statement::to_target`.
    let levels = [Form::Kept, Form::Cap];
    for form in Form::ALL.iter().filter(|form| !levels.contains(form)) {
        let same =
            |word: &&str| Form::from_word(word).is_some_and(|shown| Axes::of(shown) == Axes::of(*form));
        assert!(shown.contains(&form.word()) || shown.iter().any(same), "no example has the form {form:?}");
    }
}

/// The words of an index that never count: phrases are folded before, and of equal words the first wins.
fn idle(lines: &[&'static Line], is_split: bool) -> Vec<String> {
    let mut idle = Vec::new();
    let mut seen: BTreeMap<&str, Vec<Word>> = BTreeMap::new();
    for (word, words) in lines {
        for text in words.iter().copied() {
            let folded = Folded::of(text).text;
            if folded != text {
                idle.push(format!("{text} is never met, phrases have {folded}"));
            }
            seen.entry(text).or_default().push(*word);
        }
    }
    for (text, meanings) in seen.iter().filter(|(_, meanings)| meanings.len() > 1) {
        // Behind a number a unit goes before, and names are left out: there the second one counts. The words
        // for sizes are looked for within names as well.
        let kind = |word: &Word| match word {
            Word::Name => 1,
            Word::SizeName => 2,
            _ if units::WORDS.iter().any(|(unit, _)| unit == word) => 3,
            _ => 4,
        };
        let twice = (1..=4).any(|of| meanings.iter().filter(|word| kind(word) == of).count() > 1);
        if twice || !is_split {
            idle.push(format!("{text} stands twice: {meanings:?}"));
        }
    }
    idle
}

#[test]
fn every_word_of_the_tables_counts_somewhere() {
    let shared: Vec<&Line> = zh::WORDS.iter().chain(units::WORDS).chain(en::WORDS).collect();
    let english: Vec<&Line> = en::ENGLISH.iter().collect();
    let idle: Vec<String> = [idle(&shared, true), idle(&english, false)].concat();
    assert!(idle.is_empty(), "{} words never count:\n{}", idle.len(), idle.join("\n"));
}
