//! Statements that need no number: ranks, relations, coverage, zero, doubling, what the plan above decides.

use rust_decimal::Decimal;

use super::cues::{Cues, Verb};
use super::names::join;
use super::phrase::{Item, Phrase, Piece};
use crate::notation::words::Word;
use crate::notation::{
    Base, Because, Context, NotationError, Number, Purpose, Stated, Statement, Window, header,
};
use crate::number::Bound;
use crate::plan::{Direction, Firmness, Form};

/// What a segment without an amount states.
#[derive(Default)]
pub(super) struct Wordy {
    pub(super) statements: Vec<Statement>,
    /// Whether it is about what was spoken of before, where it names nothing.
    pub(super) inherits: bool,
    /// A remark on the statement before.
    pub(super) remark: Option<String>,
    /// What it may say instead.
    pub(super) other: Option<(Vec<Statement>, Because, Because)>,
}

/// A segment with the names before it.
struct Look<'l, 'p> {
    phrase: &'l Phrase<'p>,
    items: &'l [Item],
    names: &'l [String],
    cues: &'l Cues,
    context: &'l Context<'l>,
}

type Rule = for<'l, 'p> fn(&Look<'l, 'p>) -> Option<Wordy>;

/// The rules, in the order in which they are tried.
const RULES: &[Rule] = &[
    stretch,
    pace,
    deferred,
    delegated,
    multiple,
    class,
    rank,
    rank_change,
    relation,
    kept_zero,
    first_case,
    coverage,
    zero,
    sign,
    tier,
    quality,
    every,
];

/// What a segment states without an amount.
pub(super) fn in_words(
    phrase: &Phrase<'_>,
    items: &[Item],
    names: &[String],
    cues: &Cues,
    context: &Context<'_>,
) -> Result<Option<Wordy>, NotationError> {
    let look = Look { phrase, items, names, cues, context };
    Ok(RULES.iter().find_map(|rule| rule(&look)))
}

/// Verbs that are nouns at the end of a name: 居民收入增速.
const RATES: &[&str] = &[
    "增速",
    "涨幅",
    "增幅",
    "降幅",
    "增长率",
    "增长幅度",
    "上涨幅度",
    "下降率",
    "下降幅度",
    "增量",
    "净增量",
    "增加量",
];

impl Look<'_, '_> {
    fn position(&self, wanted: impl Fn(Word) -> bool) -> Option<usize> {
        self.items.iter().position(|item| item.word().is_some_and(&wanted))
    }

    fn has(&self, word: Word) -> bool {
        self.items.iter().any(|item| item.is(word))
    }

    fn text(&self, from: usize, to: usize) -> String {
        let items = self.items.get(from..to).unwrap_or_default();
        let quotes = |item: &&Item| item.is(Word::Quote) || item.is(Word::Of);
        let items: Vec<Item> = match items.iter().filter(|item| item.is(Word::Quote)).count() {
            2 => items.to_vec(),
            _ => items.iter().skip_while(quotes).cloned().collect(),
        };
        self.phrase.text(&items).trim_matches(['“', '”', '"']).to_owned()
    }

    /// A statement whose name ends before an item, with what the words in front say.
    fn statement(&self, form: Form, stated: Stated, end: usize) -> Statement {
        let (mut statement, _) = self.statement_and_cues(form, stated, end);
        self.named(&mut statement);
        statement
    }

    fn named(&self, statement: &mut Statement) {
        if statement.name.is_none() && self.names.is_empty() {
            statement.name = header::name(self.context);
        }
    }

    fn statement_and_cues(&self, form: Form, stated: Stated, end: usize) -> (Statement, Cues) {
        let mut cues = self.cues.clone();
        let items = self.items.get(..end).unwrap_or_default();
        let mut from = 0;
        while let Some(item) = items.get(from) {
            let lead = matches!(
                item.word(),
                Some(
                    Word::Hedge(_)
                        | Word::To
                        | Word::EachYear
                        | Word::OfWhich
                        | Word::Past
                        | Word::Expected
                        | Word::Members
                        | Word::Cumulate
                        | Word::Quote
                        | Word::Stretch
                        | Word::Build
                )
            ) || item.date().is_some();
            if !lead {
                break;
            }
            cues.take(item);
            from += 1;
        }
        let mut to = items.len();
        let is_noun = |item: &Item| RATES.contains(&self.phrase.words(item.start..item.end));
        while to > from
            && items.get(to - 1).is_some_and(|item| {
                !is_noun(item)
                    && item.piece != Piece::Text
                    && item.amount().is_none()
                    && item.date().is_none()
                    && cues.take(item)
            })
        {
            to -= 1;
        }
        let mut rest = items.get(from..to).unwrap_or_default();
        // 研究与试验发展: that joins, and compares nothing.
        let joins = |item: &Item| matches!(self.phrase.words(item.start..item.end), "与" | "同");
        if let Some(than) = rest.iter().rposition(|item| item.is(Word::Than) && !joins(item)) {
            let words = rest.get(than + 1..).unwrap_or_default();
            let period = words.iter().find_map(Item::date);
            let text = self.phrase.text(words);
            if !text.is_empty() {
                let text = (period.is_none()).then(|| text.to_owned());
                cues.base = Some(Base { period, value: None, words: text });
                rest = rest.get(..than).unwrap_or_default();
            }
        }
        let own = self.phrase.text(rest).trim_matches(['“', '”', '"', '、', ',', '，', ' ']);
        let own = ["将", "在", "推进", "推动", "促进"]
            .iter()
            .find_map(|lead| own.strip_prefix(lead))
            .unwrap_or(own);
        let mut names = self.names.to_vec();
        if !own.is_empty() {
            names.push(own.to_owned());
        }
        let mut statement = Statement::new(form, stated);
        statement.name = (!names.is_empty()).then(|| join(&names));
        statement.kept = cues.keep;
        statement.window = if cues.each_year { Some(Window::EachYear) } else { cues.window };
        statement.firmness = cues.firmness.unwrap_or(Firmness::Plain);
        statement.attribute = cues.attribute;
        statement.scope = cues.scope;
        statement.base.clone_from(&cues.base);
        statement.purpose = match self.context.purpose {
            Some(purpose) => purpose,
            None if cues.past => Purpose::Actual,
            None if cues.expected => Purpose::Estimate,
            None => Purpose::Target,
        };
        (statement, cues)
    }
}

fn one(statement: Statement) -> Option<Wordy> {
    Some(Wordy { statements: vec![statement], inherits: true, ..Wordy::default() })
}

fn stretch(look: &Look<'_, '_>) -> Option<Wordy> {
    look.position(|word| word == Word::StretchClause)?;
    let remark = Some(look.phrase.text(look.items).to_owned());
    Some(Wordy { remark, ..Wordy::default() })
}

fn pace(look: &Look<'_, '_>) -> Option<Wordy> {
    let at = look.position(|word| word == Word::Pace)?;
    let verb = look.position(|word| word == Word::Reach).filter(|verb| *verb < at);
    let from = verb.unwrap_or(0);
    let mut statement = look.statement(Form::Pace, Stated::Compared(Bound::AtLeast), from);
    let start = if verb.is_some() { from + 1 } else { 0 };
    statement.reference = Some(look.text(start, at + 1));
    one(statement)
}

fn deferred(look: &Look<'_, '_>) -> Option<Wordy> {
    let at = look.position(|word| word == Word::Deferred)?;
    let mut statement = look.statement(Form::Level, Stated::Deferred, at);
    statement.remark = Some(look.text(at, look.items.len()));
    one(statement)
}

/// 完成国家下达目标: somebody above decides.
fn delegated(look: &Look<'_, '_>) -> Option<Wordy> {
    let order = look.items.iter().rposition(|item| item.is(Word::Order))?;
    let above = look.position(|word| word == Word::Authority)?;
    let verb = look
        .items
        .iter()
        .position(|item| matches!(item.word(), Some(Word::Reach | Word::Control | Word::Keep)));
    if above > order || (verb.is_none() && look.context.header.is_none() && order + 1 != look.items.len()) {
        return None;
    }
    let word = |at: usize| look.items.get(at).map_or("", |item| look.phrase.words(item.start..item.end));
    // 全市平均, 全省领先: who they are is not what they decide.
    if matches!(word(above), "全市" | "全省") {
        return None;
    }
    let capped = look.has(Word::Control)
        || look.items.last().is_some_and(|item| item.is(Word::After(Bound::AtMost)))
        || look.phrase.text(look.items).contains("控制目标");
    let bound = if capped { Bound::AtMost } else { Bound::AtLeast };
    let name_end = verb.filter(|verb| *verb < above).unwrap_or(above);
    let mut statement = look.statement(Form::Level, Stated::Delegated(bound), name_end);
    let start = verb.filter(|verb| *verb < above).map_or(above, |verb| verb + 1);
    let reference = look.text(start, order + 1);
    statement.reference = Some(reference.trim_start_matches("按照").to_owned());
    if statement.purpose == Purpose::Target && look.has(Word::Expected) {
        statement.purpose = Purpose::Estimate;
    }
    if statement.name.as_deref().is_some_and(|name| name == "按照" || name == "按") {
        statement.name = None;
    }
    one(statement)
}

/// 翻番, 翻两番, 双倍增, 减半.
fn multiple(look: &Look<'_, '_>) -> Option<Wordy> {
    let at = look.position(|word| {
        matches!(word, Word::Times(_) | Word::PairDoubled | Word::Halved | Word::Doublings)
    })?;
    if look.items.get(at + 1).is_some_and(|next| next.is(Word::Half)) {
        // 翻一番半: no whole number of doublings.
        return None;
    }
    let (form, number, end) = match look.items.get(at)?.word()? {
        Word::Times(times) => (Form::Multiple, Decimal::from(times), at),
        Word::PairDoubled => (Form::Multiple, Decimal::TWO, at),
        Word::Halved => (Form::ReductionRate, Decimal::from(50), at),
        _ => {
            let times = look.items.get(at + 1..)?;
            let (count, used) = numeral(look.phrase, times)?;
            times.get(used).filter(|item| item.is(Word::Doubling))?;
            (Form::Multiple, Decimal::from(2u64.checked_pow(count).filter(|_| count <= 20)?), at)
        }
    };
    let printed = look.items.get(at).map_or("", |item| look.phrase.words(item.start..item.end)).to_owned();
    let number = Number { printed, numerator: number, denominator: 1 };
    let mut statement = look.statement(form, Stated::Number(Bound::AtLeast, number), end);
    statement.unit = Some(if form == Form::Multiple { "倍" } else { "%" }.to_owned());
    statement.direction =
        Some(if form == Form::Multiple { Direction::Increase } else { Direction::Decrease });
    if look.has(Word::Compared)
        && let Some(period) = look.items.iter().find_map(Item::date)
    {
        statement.base = Some(Base { period: Some(period), value: None, words: None });
        statement.window = look.cues.window;
        if statement.name.as_deref().is_some_and(|name| name.ends_with("基础上") || name.is_empty()) {
            statement.name = None;
        }
    }
    let pair = look.items.get(at).is_some_and(|item| item.is(Word::PairDoubled));
    let programme = look.items.get(at + 1..).unwrap_or_default();
    let programme = look.phrase.text(programme);
    let is_name = pair && ["行动", "计划", "工程", "专项"].iter().any(|word| programme.contains(word));
    let other = is_name.then(|| (Vec::new(), Because::Doubling, Because::NameOnly));
    Some(Wordy { statements: vec![statement], inherits: true, remark: None, other })
}

/// Ⅱ类及以上.
fn class(look: &Look<'_, '_>) -> Option<Wordy> {
    let at = look.position(|word| matches!(word, Word::Roman(_)))?;
    look.items.get(at + 1).filter(|item| item.is(Word::Class))?;
    let Some(Word::Roman(number)) = look.items.get(at)?.word() else { return None };
    let bound = match look.items.get(at + 2).and_then(Item::word) {
        Some(Word::After(bound)) => bound,
        None => Bound::AtLeast,
        // 好于Ⅲ类水体比例: the class says what is counted.
        Some(_) => return None,
    };
    if look.items.get(at + 2).is_some_and(|item| item.piece == Piece::Text) {
        return None;
    }
    let printed = look.items.get(at).map_or("", |item| look.phrase.words(item.start..item.end)).to_owned();
    let number = Number { printed, numerator: Decimal::from(number), denominator: 1 };
    // 优于Ⅲ类 leaves it out.
    let before = at.checked_sub(1).and_then(|before| look.items.get(before)).and_then(Item::word);
    let (bound, end) = match before {
        Some(Word::Above) => (Bound::MoreThan, at - 1),
        Some(Word::Below) => (Bound::LessThan, at - 1),
        Some(Word::Before(before)) => (before, at - 1),
        _ => (bound, at),
    };
    let mut statement = look.statement(Form::OrdinalClass, Stated::Number(bound, number), end);
    statement.unit = Some("类".to_owned());
    statement.direction = Some(Direction::Decrease);
    one(statement)
}

/// A number of digits or numerals at the beginning of items, and how many items it takes.
fn numeral(phrase: &Phrase<'_>, items: &[Item]) -> Option<(u32, usize)> {
    let (mut total, mut digit, mut used) = (0u32, None, 0);
    for item in items.iter().take(4) {
        match &item.piece {
            Piece::Word(Word::Digit(value)) => digit = Some(u32::from(*value)),
            Piece::Word(Word::Ten(power)) => {
                total += digit.take().unwrap_or(1) * 10u32.checked_pow(u32::from(*power))?;
            }
            Piece::Text if used == 0 => {
                digit = Some(phrase.words(item.start..item.end).parse().ok()?);
            }
            _ => break,
        }
        used += 1;
    }
    (used > 0).then_some((total + digit.unwrap_or(0), used))
}

/// 位列全市第一, 进入前15位.
fn rank(look: &Look<'_, '_>) -> Option<Wordy> {
    let places = |item: &Item| matches!(item.word(), Some(Word::Ordinal | Word::First | Word::Top));
    let at = look.items.iter().rposition(places)?;
    let rest = look.items.get(at + 1..).unwrap_or_default();
    let (place, used) = if look.items.get(at)?.is(Word::Top) { (1, 0) } else { numeral(look.phrase, rest)? };
    let behind = rest.get(used..).unwrap_or_default();
    let closes = |item: &Item| {
        matches!(item.word(), Some(Word::Place | Word::Quote | Word::After(_) | Word::Tier | Word::Stretch))
            || ["水平", "位次", "行列", "强", "的水平"].contains(&look.phrase.words(item.start..item.end))
    };
    if place == 0 || !behind.iter().all(closes) {
        return None;
    }
    let verb = look.items.get(..at)?.iter().rposition(|item| is_rank_verb(look.phrase, item));
    let population = look.text(verb.map_or(at, |verb| verb + 1), at);
    let number = Number { printed: place.to_string(), numerator: Decimal::from(place), denominator: 1 };
    // 从第11位跃升至第7位.
    let from = look.items.get(..at)?.iter().position(|item| item.is(Word::From));
    let earlier = from.and_then(|from| {
        let first = from + look.items.get(from..at)?.iter().position(places)?;
        Some(numeral(look.phrase, look.items.get(first + 1..at)?)?.0)
    });
    let end = from.or(verb).unwrap_or_else(|| at.saturating_sub(usize::from(at > 0)));
    let mut statement = look.statement(Form::Rank, Stated::Number(Bound::AtMost, number.clone()), end);
    let reports = verb.and_then(|verb| look.items.get(verb)).is_some_and(|item| {
        ["居", "位居", "位列", "名列", "列", "排名", "居于", "跃居"]
            .contains(&look.phrase.words(item.start..item.end))
    });
    let told = look.context.purpose == Some(Purpose::Actual);
    let untold = look.context.purpose.is_none() && look.cues.window.is_none();
    if reports && statement.firmness == Firmness::Plain && !statement.kept && (told || untold) {
        statement.purpose = Purpose::Actual;
        statement.stated = Stated::Number(Bound::Exactly, number);
    }
    statement.kept |= verb.and_then(|verb| look.items.get(verb)).is_some_and(|item| {
        let words = look.phrase.words(item.start..item.end);
        item.is(Word::Keep) || words.contains("保持") || words.contains('稳')
    });
    statement.unit = Some("位".to_owned());
    statement.direction = Some(Direction::Decrease);
    let population = population.trim_matches(['的', '在']).to_owned();
    statement.population = (!population.is_empty()).then_some(population);
    if let Some(earlier) = earlier {
        let value =
            Number { printed: earlier.to_string(), numerator: Decimal::from(earlier), denominator: 1 };
        statement.base.get_or_insert_default().value = Some(value);
    }
    one(statement)
}

fn is_rank_verb(phrase: &Phrase<'_>, item: &Item) -> bool {
    item.is(Word::Rank)
        || matches!(item.word(), Some(Word::Keep | Word::Reach | Word::RiseTo))
        || ["进入", "居", "列", "跻身", "挤进"].contains(&phrase.words(item.start..item.end))
}

/// 位次前移.
fn rank_change(look: &Look<'_, '_>) -> Option<Wordy> {
    let at = look.position(|word| word == Word::RankUp)?;
    let mut statement = look.statement(Form::RankChange, Stated::Compared(Bound::MoreThan), at);
    statement.unit = Some("位".to_owned());
    one(statement)
}

/// Words that tell that what follows is another indicator or a benchmark.
const BENCHMARKS: &[&str] = &[
    "平均",
    "水平",
    "增速",
    "增幅",
    "标准",
    "全国",
    "全省",
    "全市",
    "全区",
    "同期",
    "目标",
    "收入",
    "gdp",
    "GDP",
    "生产总值",
    "上年",
    "去年",
    "面积",
    "经济增长",
    "增长",
    "支出",
    "涨幅",
    "预算",
    "同类",
];

/// Whether words name another indicator or a benchmark.
pub(super) fn is_benchmark(words: &str) -> bool {
    BENCHMARKS.iter().any(|word| words.contains(word))
}

/// 高于全国平均水平, 与经济增长同步.
fn relation(look: &Look<'_, '_>) -> Option<Wordy> {
    if let Some(at) = look.position(|word| word == Word::InStep) {
        let with = look.items.get(..at)?.iter().position(|item| {
            item.is(Word::Than) || item.is(Word::With) || look.phrase.words(item.start..item.end) == "与"
        })?;
        let mut statement = look.statement(Form::Relative, Stated::Compared(Bound::About), with);
        statement.reference = Some(look.text(with + 1, at).trim_end_matches("保持").to_owned());
        return one(statement);
    }
    let above = look.items.iter().rposition(|item| {
        matches!(item.word(), Some(Word::Above | Word::Below))
            || matches!(item.word(), Some(Word::Before(_)) if ["高于", "低于", "超过", "不低于", "不高于", "大于", "小于", "少于", "不超过"].contains(&look.phrase.words(item.start..item.end)))
    });
    if let Some(at) = above {
        let reference = look.text(at + 1, look.items.len());
        let word = look.items.get(at).map_or("", |item| look.phrase.words(item.start..item.end));
        let compares = ["快于", "慢于", "高于", "低于", "跑赢", "领先于", "优于"].contains(&word);
        if reference.is_empty() || !(compares || is_benchmark(&reference)) {
            return None;
        }
        let bound = match look.items.get(at)?.word()? {
            Word::Before(bound) => bound,
            Word::Below => Bound::LessThan,
            _ => Bound::MoreThan,
        };
        let mut statement = look.statement(Form::Relative, Stated::Compared(bound), at);
        statement.reference = Some(reference);
        return one(statement);
    }
    // 保持在全国平均水平以上.
    let after = look.items.last()?;
    let Some(Word::After(bound)) = after.word() else { return None };
    let verb = look.position(|word| matches!(word, Word::Keep | Word::Reach | Word::Control))?;
    let reference = look.text(verb + 1, look.items.len() - 1);
    if !is_benchmark(&reference) {
        return None;
    }
    let mut statement = look.statement(Form::Relative, Stated::Compared(bound), verb + 1);
    statement.reference = Some(reference);
    one(statement)
}

/// 全覆盖, 应保尽保, 全部达标.
fn coverage(look: &Look<'_, '_>) -> Option<Wordy> {
    let at = look.position(|word| word == Word::All)?;
    let number = Number { printed: "100".to_owned(), numerator: Decimal::ONE_HUNDRED, denominator: 1 };
    let mut statement = look.statement(Form::Coverage, Stated::Number(Bound::Exactly, number), at);
    statement.unit = Some("%".to_owned());
    one(statement)
}

/// 所有…: all of those named.
fn every(look: &Look<'_, '_>) -> Option<Wordy> {
    let at = look.position(|word| word == Word::Every)?;
    let leads = look.items.get(..at)?.iter().all(|item| item.piece != Piece::Text);
    let number = Number { printed: "100".to_owned(), numerator: Decimal::ONE_HUNDRED, denominator: 1 };
    let mut statement = look.statement(Form::Coverage, Stated::Number(Bound::Exactly, number), at);
    statement.unit = Some("%".to_owned());
    let behind = look.text(at + 1, look.items.len());
    statement.name = (!behind.is_empty()).then_some(behind);
    if leads { one(statement) } else { None }
}

fn nothing_left() -> Number {
    Number { printed: "0".to_owned(), numerator: Decimal::ZERO, denominator: 1 }
}

fn kept_zero(look: &Look<'_, '_>) -> Option<Wordy> {
    let at = look.position(|word| word == Word::KeptZero)?;
    let mut statement = look.statement(Form::Zero, Stated::Number(Bound::Exactly, nothing_left()), at);
    statement.kept = true;
    one(statement)
}

fn zero(look: &Look<'_, '_>) -> Option<Wordy> {
    let at = look.position(|word| word == Word::Zero)?;
    let mut statement = look.statement(Form::Zero, Stated::Number(Bound::Exactly, nothing_left()), at);
    if statement.name.is_none() {
        let behind = look.text(at + 1, look.items.len());
        statement.name = (!behind.is_empty()).then_some(behind);
    }
    one(statement)
}

fn first_case(look: &Look<'_, '_>) -> Option<Wordy> {
    let at = look.position(|word| word == Word::FirstCase)?;
    let statement = look.statement(Form::FirstCase, Stated::Number(Bound::MoreThan, nothing_left()), at);
    one(statement)
}

/// 正增长, 只增不减, 稳步提升.
fn sign(look: &Look<'_, '_>) -> Option<Wordy> {
    let at = look.position(|word| {
        matches!(word, Word::Positive | Word::NeverLess | Word::NeverMore | Word::Upwardly | Word::Downwardly)
    });
    let Some(at) = at else { return turning(look) };
    let (stated, direction) = match look.items.get(at)?.word()? {
        Word::Positive => (Stated::Number(Bound::MoreThan, nothing_left()), Direction::Increase),
        Word::NeverLess => (Stated::Number(Bound::AtLeast, nothing_left()), Direction::Increase),
        Word::NeverMore => (Stated::Number(Bound::AtMost, nothing_left()), Direction::Decrease),
        Word::Upwardly => (Stated::Compared(Bound::MoreThan), Direction::Increase),
        _ => (Stated::Compared(Bound::LessThan), Direction::Decrease),
    };
    let mut statement = look.statement(Form::SignOnly, stated, at);
    statement.direction = Some(direction);
    if statement.number().is_some() {
        statement.unit = Some("%".to_owned());
    }
    one(statement)
}

/// 稳步提升, (提高): the direction of a change, in words.
fn turning(look: &Look<'_, '_>) -> Option<Wordy> {
    let turns = |item: &Item| matches!(item.word(), Some(Word::Rise | Word::Fall));
    let at = match look.items {
        [item] if turns(item) && look.context.header.is_some() => 0,
        items => items.windows(2).rposition(|pair| match pair {
            [adverb, verb] => (adverb.is(Word::Gradually) || adverb.is(Word::EachYear)) && turns(verb),
            _ => false,
        })?,
    };
    let falls = look.items.get(at..)?.iter().any(|item| item.is(Word::Fall));
    let (bound, direction) =
        if falls { (Bound::LessThan, Direction::Decrease) } else { (Bound::MoreThan, Direction::Increase) };
    let mut statement = look.statement(Form::SignOnly, Stated::Compared(bound), at);
    statement.direction = Some(direction);
    one(statement)
}

/// 走在全国前列, 第一方阵.
fn tier(look: &Look<'_, '_>) -> Option<Wordy> {
    let at = look.position(|word| word == Word::Tier)?;
    let verb = look.items.get(..at)?.iter().rposition(|item| {
        is_rank_verb(look.phrase, item) || look.phrase.words(item.start..item.end).ends_with("走在")
    });
    let population = look.text(verb.map_or(0, |verb| verb + 1), at + 1);
    let end = verb.unwrap_or(0);
    let mut statement = look.statement(Form::RankQualitative, Stated::Words, end);
    let verb = verb.and_then(|verb| look.items.get(verb));
    statement.kept |= verb.is_some_and(|item| item.is(Word::Keep));
    let reports =
        |item: &Item| ["居", "位列", "名列", "列"].contains(&look.phrase.words(item.start..item.end));
    let untold = look.context.purpose.is_none() && look.cues.window.is_none();
    if verb.is_some_and(reports) && untold && statement.firmness == Firmness::Plain {
        statement.purpose = Purpose::Actual;
    }
    statement.population = Some(population);
    one(statement)
}

fn quality(look: &Look<'_, '_>) -> Option<Wordy> {
    let at = look.position(|word| matches!(word, Word::Quality | Word::Mark))?;
    let mut statement = look.statement(Form::Qualitative, Stated::Words, at);
    statement.remark = Some(look.text(at, look.items.len()));
    one(statement)
}

/// What names and marks alone state: an event by a date.
pub(super) fn leftover(
    phrase: &Phrase<'_>,
    names: &[String],
    lead: &Cues,
    context: &Context<'_>,
) -> Option<Statement> {
    let name = (!names.is_empty()).then(|| join(names)).or_else(|| header::name(context))?;
    let dates = || phrase.segments.iter().flat_map(|segment| &segment.items).find_map(Item::date);
    let period = match lead.window {
        Some(Window::By(period)) => Some(period),
        _ => dates().filter(|period| period.frequency() == crate::period::Frequency::Year),
    };
    if period.is_none() && ["一批", "一系列", "若干", "一大批"].iter().any(|word| name.contains(word))
    {
        let mut statement = Statement::new(Form::Qualitative, Stated::Words);
        statement.name = Some(name);
        statement.span = 0..phrase.source.len();
        return Some(statement);
    }
    let happens = lead.verb == Some(Verb::Build)
        || lead.adds
        || ["建成", "通车", "投产", "投用", "完工", "挂牌", "启用", "达峰", "竣工", "开工"]
            .iter()
            .any(|word| name.contains(word));
    if !happens || (period.is_none() && context.header.is_none()) {
        return None;
    }
    let mut statement = Statement::new(Form::MilestoneDate, Stated::Event(period));
    statement.name = Some(name);
    statement.window = lead.window;
    statement.firmness = lead.firmness.unwrap_or(Firmness::Plain);
    statement.attribute = lead.attribute;
    statement.span = 0..phrase.source.len();
    Some(statement)
}
