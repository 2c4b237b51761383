//! The words that the reader knows. Numerals, comparators, verbs and units stand in tables, a line for
//! each meaning; a word of another language is one more entry.

mod en;
#[cfg(test)]
mod page;
mod rand;
mod units;
mod zh;

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

use crate::number::Bound;
use crate::plan::{Attribute, Firmness};

/// What a word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    /// A digit as a word: 三, 两.
    Digit(u8),
    /// 十, 百, 千: a power of ten that is multiplied with the digit before it.
    Ten(u8),
    /// 万, 亿, million: a power of ten that is multiplied with all before it.
    Scale(u8),
    /// 半.
    Half,
    /// 成: tenths.
    Tenths,
    /// 分之.
    Parts,
    /// 零下: below zero.
    Minus,
    /// 点: the decimal point of a number in words.
    Point,
    /// 百分之: per cent, in front.
    PerCent,
    /// 千分之.
    PerMille,
    /// 上千, 上万: that much or more.
    Upwards(u8),
    /// 不低于: a comparator in front of a number.
    Before(Bound),
    /// 余, 多: a comparator between digits and unit.
    Inside(Bound),
    /// 以上: a comparator behind a number.
    After(Bound),
    /// 达到: at least in a promise, equal in a report.
    Reach,
    /// 为: equal.
    Is,
    /// 年均增速: an average growth a year.
    AnnualRise,
    /// 增长: a change upwards.
    Rise,
    /// 下降: a change downwards.
    Fall,
    /// 提高到: upwards to a level.
    RiseTo,
    /// 降至: downwards to a level.
    FallTo,
    /// 到, 至: to, in from–to and ranges.
    To,
    /// 调整为: becomes, in changes from one value to another.
    Becomes,
    /// 在, 于: in front of a date.
    OnDate,
    /// 从, 由: from.
    From,
    /// 保持: held in every period.
    Keep,
    /// 控制在: held below.
    Control,
    /// 年均: an average a year.
    Annual,
    /// 每年: in every year.
    EachYear,
    /// 每天.
    EachDay,
    /// 累计: summed up.
    Cumulate,
    /// 新增: added.
    New,
    /// 建成, 培育: things that come to be.
    Build,
    /// 增量: an increment as a noun.
    Increment,
    /// 占: a share of.
    ShareOf,
    /// 比, 较: against a base or benchmark.
    Than,
    /// 的基础上, 相比: closes a base.
    Compared,
    /// 均: each of those named.
    Both,
    /// 分别: in the order named.
    Respectively,
    /// 其中: a part of what was named before.
    OfWhich,
    /// 各区县: members of a group.
    Members,
    /// 共同: together.
    Together,
    /// 力争, 确保.
    Hedge(Firmness),
    /// 预计.
    Expected,
    /// 力争更好结果: asks for more, requires nothing.
    StretchClause,
    /// 连续: in each of so many years in a row.
    Consecutive,
    /// 截至, 已: looks back.
    Past,
    /// 约束性, 预期性.
    Attribute(Attribute),
    /// 国家, 省, 上级: who decides above.
    Authority,
    /// 目标, 任务, 要求: what is decided above.
    Order,
    /// 各年度视情提出.
    Deferred,
    /// 位列, 居: a rank follows.
    Rank,
    /// 第.
    Ordinal,
    /// 前: the first so many.
    First,
    /// 首位: the first place.
    Top,
    /// 前列, 第一方阵: among the first.
    Tier,
    /// 位次前移.
    RankUp,
    /// 迈上.
    Step,
    /// 台阶, 大关.
    Mark,
    /// 全覆盖, 全部.
    All,
    /// 所有: all of what follows.
    Every,
    /// 是指: a definition follows.
    Definition,
    /// 清零.
    Zero,
    /// 动态清零.
    KeptZero,
    /// 零的突破.
    FirstCase,
    /// 正增长.
    Positive,
    /// 只增不减.
    NeverLess,
    /// 只减不增.
    NeverMore,
    /// 稳步提升: upwards, without a number.
    Upwardly,
    /// 稳中下降: downwards, without a number.
    Downwardly,
    /// 稳步: with a verb behind, the direction of a change.
    Gradually,
    /// 翻番: times so many.
    Times(u8),
    /// 翻: doubled so many times.
    Doublings,
    /// 番.
    Doubling,
    /// 双倍增: two indicators, each doubled.
    PairDoubled,
    /// 减半.
    Halved,
    /// 倍.
    TimesUnit,
    /// 高于, 优于 before words: above another indicator.
    Above,
    /// 低于 before words.
    Below,
    /// 同步: in step.
    InStep,
    /// 与, 和.
    With,
    /// 序时进度.
    Pace,
    /// “十四五”: a plan period; the number of the first one's start counts from the 1st (1953).
    FiveYears(u8),
    /// 时期, 期间: a stretch of time.
    Stretch,
    /// 去年.
    LastYear,
    /// 同比: against the same period of the year before.
    YearOnYear,
    /// 显著增强: words that nobody can count.
    Quality,
    /// 量级, 精度: says that the number is technical.
    Technical,
    /// 得分, 加分: a rule of scoring.
    Scoring,
    /// A name that contains what looks like a number or comparator: 规模以上, PM2.5.
    Name,
    /// A name of things beyond a size: 千亿县.
    SizeName,
    /// A unit.
    Unit,
    /// A unit in which only time is measured: 小时.
    TimeUnit,
    /// A unit of technical sizes: 纳米, MPa.
    TechnicalUnit,
    /// %.
    Percent,
    /// ‰.
    Permille,
    /// 百分点.
    Points,
    /// 位, 名: places of a rank (名 is a unit of persons as well).
    Place,
    /// 类, 级: a class.
    Class,
    /// 年.
    Year,
    /// 月.
    Month,
    /// 日.
    Day,
    /// 末, 底, 前: parts of a date.
    DateEnd,
    /// ，；。: ends a clause.
    Stop,
    /// 、
    Comma,
    /// / between cells.
    Slash,
    /// – ~: a range.
    Dash,
    /// : ∶ of a ratio.
    Colon,
    /// →
    Arrow,
    /// An opening bracket of a remark.
    Open,
    /// Its closing one.
    Close,
    /// 〔 [: an opening bracket of a sum over the window.
    OpenSum,
    /// Its closing one.
    CloseSum,
    /// “ ”
    Quote,
    /// *
    Asterisk,
    /// 的
    Of,
    /// Roman numerals of classes: Ⅱ.
    Roman(u8),
    /// A part of a whole: third, quarter.
    Part(u8),
    /// by.
    By,
    /// at.
    At,
    /// in.
    In,
    /// on.
    On,
    /// for.
    For,
    /// per.
    Per,
    /// within.
    Within,
    /// Articles and possessives.
    Article,
    /// out of.
    OutOf,
    /// up to: a limit or a goal.
    UpTo,
    /// between, with “and” between the ends.
    Between,
    /// towards: a goal that lies further away.
    Towards,
    /// and.
    And,
    /// will, should, must: promises.
    Modal,
    /// has, have been, was: looks back, unless a modal stands in front.
    Perfect,
    /// that, who, which: says more of the noun before it.
    Relative,
    /// baseline, level.
    Base,
    /// baseline: what follows is the value that is started from.
    Baseline,
    /// old, aged.
    Aged,
    /// Article, Phase, Tier: a number follows that is a name.
    Numbered,
    /// January.
    MonthName(u8),
    /// FY.
    Fiscal,
    /// $ in front of a number.
    Money,
    /// children, adults: a size behind them is that of their age.
    People,
    /// living on, earning, costing: a size behind it says who is meant.
    Living,
    /// average, mean.
    Average,
    /// meet or exceed.
    NotBelow,
    /// average annual: a mean over the years.
    AnnualMean,
    /// among, the bottom: part of a population.
    Bottom,
    /// Letters behind sums of money: bn, m.
    MoneyScale(u8),
    /// double digit, tens of thousands: a size that no number says.
    Vague,
}

/// A line of a table: what the words mean, and the words.
pub(super) type Line = (Word, &'static [&'static str]);

/// The words for things beyond a size: 千亿县.
pub(super) use zh::SIZES;

/// All words with their meanings.
struct Index {
    words: AhoCorasick,
    meanings: Vec<Word>,
}

impl Index {
    fn of(lines: impl Iterator<Item = &'static Line> + Clone) -> Option<Self> {
        let words = lines.clone().flat_map(|(_, words)| words.iter());
        let meanings = lines.flat_map(|(word, words)| words.iter().map(|_| *word)).collect();
        let words = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(StartKind::Anchored)
            .build(words)
            .ok()?;
        Some(Self { words, meanings })
    }
}

fn lines() -> impl Iterator<Item = &'static Line> + Clone {
    zh::WORDS.iter().chain(units::WORDS).chain(en::WORDS)
}

static ALL: LazyLock<Option<Index>> = LazyLock::new(|| Index::of(lines()));

/// Behind a number there are scale words and units, and no names that look like them.
static BEHIND_NUMBERS: LazyLock<Option<Index>> = LazyLock::new(|| {
    let others = lines().filter(|(word, _)| !matches!(word, Word::Name | Word::SizeName));
    Index::of(units::WORDS.iter().chain(others))
});

/// The words of English phrases. They have an index of their own: many are short, and stand for something
/// else between Chinese words.
static ENGLISH: LazyLock<Option<Index>> = LazyLock::new(|| Index::of(en::ENGLISH.iter()));

/// The longest word that begins at a byte of a text, and where it ends.
pub(crate) fn at(text: &str, start: usize, behind_number: bool) -> Option<(Word, usize)> {
    let index = if behind_number { BEHIND_NUMBERS.as_ref()? } else { ALL.as_ref()? };
    find(index, text, start)
}

/// The longest English word that begins at a byte of a text, and where it ends.
pub(crate) fn english_at(text: &str, start: usize, _behind_number: bool) -> Option<(Word, usize)> {
    let index = ENGLISH.as_ref()?;
    let bytes = text.as_bytes();
    if rand::is_rand(bytes, start) {
        return Some((Word::Money, start + 1));
    }
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let mut limit = text.len();
    // Of “to below” the longest known beginning is “to be”, which is no whole word; “to” is one. Words are
    // short, so that this ends soon.
    loop {
        let input = Input::new(text).range(start..limit).anchored(Anchored::Yes);
        let found = index.words.find(input)?;
        let end = found.end();
        if !(letter(end) && end > start && letter(end - 1)) {
            return Some((*index.meanings.get(found.pattern().as_usize())?, end));
        }
        limit = end - 1;
    }
}

fn find(index: &Index, text: &str, start: usize) -> Option<(Word, usize)> {
    let input = Input::new(text).range(start..).anchored(Anchored::Yes);
    let found = index.words.find(input)?;
    Some((*index.meanings.get(found.pattern().as_usize())?, found.end()))
}
