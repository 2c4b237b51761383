//! What stands in front of an amount: marks, the name, a base or benchmark, verbs.

use super::cues::{Cues, Verb};
use super::group::{Group, Name, is_years};
use super::phrase::{Item, Phrase, Piece};
use super::wordy::is_benchmark;
use crate::notation::Base;
use crate::notation::words::Word;
use crate::number::Bound;

/// What stands in front of the first amount: marks, name, base, verbs.
pub(super) fn left(phrase: &Phrase<'_>, items: &[Item]) -> Group {
    let mut cues = Cues::default();
    let (lead, rest) = split_lead(items);
    cues.of_benchmark = rest.last().is_some_and(|item| item.is(Word::Of));
    let mut end = rest.len();
    while let Some(item) = end.checked_sub(1).and_then(|last| rest.get(last)) {
        let chain = is_chain(item, rest, end - 1);
        if !chain || !cues.take(item) {
            break;
        }
        end -= 1;
    }
    // What stands close to the amount says more than what stands in front: 到2030年…增加500家.
    for item in lead {
        cues.take(item);
    }
    let mut rest = rest.get(..end).unwrap_or_default();
    if cues.verb.is_none() && rest.last().is_some_and(|item| item.is(Word::Build)) {
        // 高质量办成10件: an adverb and a verb; the name stands behind the amount.
        cues.verb = Some(Verb::Build);
        cues.leads = true;
    }
    if cues.verb.is_none()
        && let Some((first, others)) = rest.split_first()
        && matches!(first.word(), Some(Word::Rise | Word::Fall))
        && first.end - first.start > "增".len()
        && !others.is_empty()
    {
        // 减少碳排放1000万吨: the verb stands in front of the name.
        cues.take(first);
        rest = others;
    }
    // 从, 由: the amount is where the change starts.
    if let Some(from) = rest.iter().rposition(|item| item.is(Word::From)) {
        let behind = rest.get(from + 1..).unwrap_or_default();
        if behind.len() <= 6 {
            for item in behind {
                cues.take(item);
            }
            cues.base = Some(Base::default());
            rest = rest.get(..from).unwrap_or_default();
        }
    }
    if cues.base.is_none() {
        rest = base(phrase, rest, &mut cues);
    }
    rest = match part_of_benchmark(phrase, rest, &mut cues) {
        Some(rest) => rest,
        None => benchmark(phrase, rest, &mut cues),
    };
    let name = name(phrase, rest, &mut cues);
    let names = name.into_iter().collect();
    Group { names, cues, ..Group::default() }
}

/// Takes a base or benchmark off the end: 比2020年, 较“十二五”末, 比全市平均水平.
fn base<'i>(phrase: &Phrase<'_>, rest: &'i [Item], cues: &mut Cues) -> &'i [Item] {
    let on_top = rest.iter().position(|item| item.is(Word::Compared));
    let than = rest.iter().rposition(|item| item.is(Word::Than));
    let (from, to) = match (than, on_top) {
        (Some(than), Some(on_top)) if than < on_top => (than, on_top),
        (Some(than), _) => (than, rest.len()),
        (None, Some(on_top)) => (0, on_top),
        (None, None) => return rest,
    };
    let compares =
        rest.get(from).is_some_and(|item| !matches!(phrase.text(std::slice::from_ref(item)), "与" | "同"))
            || on_top.is_some();
    let mut words = rest.get(from + usize::from(than.is_some())..to).unwrap_or_default();
    if let Some((last, others)) = words.split_last()
        && matches!(last.word(), Some(Word::Above | Word::Below | Word::Before(_)))
    {
        // 比全市平均水平高出.
        let bound = match last.word() {
            Some(Word::Before(bound)) => bound,
            Some(Word::Below) => Bound::LessThan,
            _ => Bound::MoreThan,
        };
        lies(cues, bound);
        cues.benchmark = Some(phrase.text(others).to_owned());
        words = &[];
    }
    if cues.benchmark.is_some() {
        return rest.get(..from).unwrap_or_default();
    }
    if !compares || words.is_empty() {
        return rest;
    }
    let period = words.iter().find_map(Item::date);
    let last_year = words.iter().any(|item| item.is(Word::LastYear));
    let relative = cues.verb.is_none() && cues.before.is_none();
    let mut text = phrase.text(words).to_owned();
    // 比全国平均水平低, 比2020年少: which way it differs.
    let side = text.chars().next_back();
    let lower = matches!(side, Some('低' | '少' | '慢' | '短'));
    if relative && (lower || matches!(side, Some('高' | '多' | '快' | '长'))) {
        text.pop();
        if period.is_some() || last_year {
            (cues.rises, cues.falls) = (!lower, lower);
            cues.verb = Some(if lower { Verb::Fall } else { Verb::Rise });
        } else {
            lies(cues, if lower { Bound::LessThan } else { Bound::MoreThan });
        }
    }
    let relative = relative && cues.verb.is_none();
    if relative && period.is_none() && !last_year {
        cues.benchmark = Some(text);
    } else {
        cues.last_year |= last_year && period.is_none();
        let words = (period.is_none() && !last_year).then_some(text);
        if !(last_year && period.is_none()) {
            cues.base = Some(Base { period, value: None, words });
        }
    }
    rest.get(..from).unwrap_or_default()
}

/// Takes off what the amount is a part of, and no distance to: 达到全国平均水平的95%.
fn part_of_benchmark<'i>(phrase: &Phrase<'_>, rest: &'i [Item], cues: &mut Cues) -> Option<&'i [Item]> {
    let found = rest.iter().rposition(|item| {
        matches!(
            item.word(),
            Some(
                Word::Before(_)
                    | Word::Is
                    | Word::Reach
                    | Word::RiseTo
                    | Word::FallTo
                    | Word::Keep
                    | Word::Control
                    | Word::Hedge(_)
            )
        )
    });
    let words = rest.get(found.map_or(0, |at| at + 1)..)?;
    let text = phrase.text(words).trim_end_matches(['的', '约']);
    let is_mean = text.contains("平均") || text.contains("均值");
    let plain = !text.contains(['的', '占']) && !words.iter().any(|item| item.date().is_some());
    if !cues.of_benchmark || !is_mean || !is_benchmark(text) || !plain {
        return None;
    }
    cues.benchmark = Some(text.to_owned());
    let Some(at) = found else { return Some(&[]) };
    let relates = rest.get(at)?;
    match relates.word() {
        Some(Word::Before(bound)) => cues.before = cues.before.or(Some(bound)),
        _ => {
            cues.take(relates);
        }
    }
    rest.get(..at)
}

/// Takes another indicator off the end: 不低于…的1.6倍, 优于全国1个百分点, 为“十三五”时期的2.2倍.
fn benchmark<'i>(phrase: &Phrase<'_>, rest: &'i [Item], cues: &mut Cues) -> &'i [Item] {
    let found = rest.iter().rposition(|item| {
        matches!(
            item.word(),
            Some(Word::Before(_) | Word::Above | Word::Below | Word::Is | Word::Reach | Word::Control)
        )
    });
    let Some(at) = found else { return rest };
    let words = rest.get(at + 1..).unwrap_or_default();
    let text = phrase.text(words).trim_end_matches(['的', '约']).to_owned();
    // 超过全国平均水平的地区达到50%: places, and no benchmark.
    if is_benchmark(&text) && text.contains('的') {
        return rest;
    }
    let period = words.iter().find_map(Item::date);
    let relates = rest.get(at).and_then(Item::word);
    let bound = match relates {
        Some(Word::Before(bound)) => Some(bound),
        Some(Word::Above) => Some(Bound::MoreThan),
        Some(Word::Below) => Some(Bound::LessThan),
        _ => None,
    };
    if text == "原来" || text == "峰值" {
        // 为原来的4倍: of a base that is not named.
        if text == "峰值" {
            cues.base = Some(Base { words: Some(text), ..Base::default() });
        }
        cues.before = cues.before.or(bound);
        return rest.get(..at).unwrap_or_default();
    }
    let related = (bound.is_some() && is_benchmark(&text)) || period.is_some();
    if text.is_empty() || !related {
        return rest;
    }
    match period {
        Some(period) if bound.is_none() || !is_benchmark(&text) => {
            cues.base = Some(Base { period: Some(period), value: None, words: None });
        }
        _ => cues.benchmark = Some(text),
    }
    if let Some(bound) = bound {
        lies(cues, bound);
    }
    rest.get(..at).unwrap_or_default()
}

/// Above or below a benchmark: what is so much below it lies that much under it, or more.
fn lies(cues: &mut Cues, bound: Bound) {
    cues.below |= matches!(bound, Bound::LessThan | Bound::AtMost);
    cues.before = cues.before.or(Some(match bound {
        Bound::LessThan => Bound::MoreThan,
        Bound::AtMost => Bound::AtLeast,
        bound => bound,
    }));
}

fn name(phrase: &Phrase<'_>, items: &[Item], cues: &mut Cues) -> Option<Name> {
    let mut items = items;
    while let Some((first, rest)) = items.split_first() {
        if matches!(first.word(), Some(Word::Quote | Word::Of | Word::With))
            && rest.iter().all(|item| !item.is(Word::Quote))
        {
            items = rest;
        } else {
            break;
        }
    }
    let builds = items.iter().rposition(|item| item.is(Word::Build));
    cues.acts = builds.is_some_and(|at| at + 1 < items.len());
    for item in items {
        match item.word() {
            // 城镇新增就业累计106万人 is a sum.
            Some(Word::New) => cues.adds = !cues.cumulate,
            Some(Word::Cumulate) => cues.cumulate = true,
            Some(Word::Hedge(firmness)) => cues.firmness = cues.firmness.or(Some(firmness)),
            Some(Word::EachYear) => cues.each_year = true,
            Some(Word::EachDay) => cues.each_day = true,
            Some(Word::Past) => cues.past = true,
            _ => {}
        }
    }
    let first = items.first()?;
    let words = trim_name(phrase.text(items));
    (!words.is_empty()).then(|| Name { words: words.to_owned(), start: first.start })
}

/// The marks in front, and the rest.
pub(super) fn split_lead(items: &[Item]) -> (&[Item], &[Item]) {
    let dated = |at: usize| items.get(at + 1).is_some_and(|next| next.date().is_some());
    let leads = |(at, item): &(usize, &Item)| is_lead(item) || (item.is(Word::OnDate) && dated(*at));
    let mut end = items.iter().enumerate().take_while(leads).count();
    // A quote that opens a name belongs to it.
    while end > 0 && items.get(end - 1).is_some_and(|item| item.is(Word::Quote)) && end < items.len() {
        end -= 1;
    }
    (items.get(..end).unwrap_or_default(), items.get(end..).unwrap_or_default())
}

/// Whether an item may stand in front of the name.
pub(super) fn is_lead(item: &Item) -> bool {
    match &item.piece {
        Piece::Date(_) => true,
        Piece::Word(word) => matches!(
            word,
            Word::Hedge(_)
                | Word::To
                | Word::EachYear
                | Word::EachDay
                | Word::Annual
                | Word::OfWhich
                | Word::Past
                | Word::Consecutive
                | Word::Expected
                | Word::Cumulate
                | Word::New
                | Word::Build
                | Word::Members
                | Word::Together
                | Word::Quote
                | Word::DateEnd
                | Word::Stretch
                | Word::Reach
        ),
        // 5年内.
        Piece::Amount(amount) => is_years(amount),
        Piece::Text => false,
    }
}

/// Whether an item belongs to the chain of verbs and marks directly in front of an amount.
fn is_chain(item: &Item, items: &[Item], at: usize) -> bool {
    match &item.piece {
        Piece::Date(_) => {
            // 比2020年增长: the date is the base, which is taken later.
            !at.checked_sub(1)
                .and_then(|before| items.get(before))
                .is_some_and(|before| matches!(before.word(), Some(Word::Than | Word::From)))
                && !items.get(at + 1).is_some_and(|next| next.is(Word::Compared))
                && !is_of_base(items, at)
        }
        Piece::Word(word) => match word {
            Word::LastYear => !at
                .checked_sub(1)
                .and_then(|before| items.get(before))
                .is_some_and(|before| before.is(Word::Than)),
            Word::Build => at == 0 || items.get(..at).is_some_and(|before| before.iter().all(is_lead)),
            Word::Quote => false,
            _ => true,
        },
        Piece::Amount(amount) => is_years(amount),
        Piece::Text => false,
    }
}

/// Whether a date is that of a base: 为2020年的4倍, 超过2020年的4倍.
fn is_of_base(items: &[Item], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| items.get(before)).and_then(Item::word);
    let relates = matches!(before, Some(Word::Is | Word::Reach | Word::Before(_) | Word::Control));
    relates && items.get(at + 1).is_some_and(|next| next.is(Word::Of))
}

/// A name without the words that only lead to it.
fn trim_name(name: &str) -> &str {
    const LEADING: &[&str] = &[
        "将", "把", "使", "让", "并", "且", "还", "再", "要", "推动", "推进", "促进", "带动", "确保", "按照",
        "按", "在", "的", "全力",
    ];
    let mut name = name.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '、' | ',' | '，' | ':' | '：' | '；' | ';')
    });
    while let Some(rest) =
        LEADING.iter().find_map(|lead| name.strip_prefix(lead)).filter(|rest| rest.chars().count() >= 2)
    {
        name = rest.trim_start();
    }
    for trailing in ["数量达", "按", "将", "要", "规模按", "已"] {
        if let Some(rest) = name.strip_suffix(trailing) {
            name = rest;
        }
    }
    name.trim()
}
