//! Amounts that belong together: lists, changes from one value to another, and their names.

use rust_decimal::Decimal;

use super::cues::Cues;
use super::left::left;
use super::names::{join, split_shared};
use super::phrase::{Item, Phrase, Segment};
use crate::notation::amount::{Amount, UnitKind};
use crate::notation::words::Word;
use crate::notation::{Context, NotationError, Window, header};

/// A name as it stands in the phrase.
#[derive(Clone, Debug, Default)]
pub(super) struct Name {
    pub(super) words: String,
    pub(super) start: usize,
}

/// Amounts that share their names and what is said of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub(super) names: Vec<Name>,
    pub(super) cues: Cues,
    pub(super) amounts: Vec<Amount>,
    /// What the values start from: 从….
    pub(super) from: Vec<Amount>,
    /// The size that what is counted has: 总投资超10亿元.
    pub(super) threshold: Option<String>,
    /// Whether 台阶 or 大关 stands behind.
    pub(super) marked: bool,
    /// Where it begins, in the folded text.
    pub(super) start: usize,
    /// The words behind the last amount.
    pub(super) behind: String,
    pub(super) remarks: Vec<Vec<Item>>,
}

/// A further amount in a segment: the other end of a change, the next of a list, a second statement.
pub(super) fn join_amount(
    phrase: &Phrase<'_>,
    window: Option<Window>,
    group: &mut Group,
    groups: &mut Vec<Group>,
    between: &[Item],
    amount: &Amount,
) -> Result<(), NotationError> {
    let mut cues = Cues::default();
    let only_cues = between.iter().all(|item| cues.take(item) || item.is(Word::Arrow) || item.is(Word::To));
    let turns = between.iter().any(|item| {
        matches!(
            item.word(),
            Some(
                Word::RiseTo
                    | Word::FallTo
                    | Word::To
                    | Word::Becomes
                    | Word::Arrow
                    | Word::Reach
                    | Word::Rise
                    | Word::Fall
            )
        )
    });
    let starts = group.from.is_empty() && turns && group.cues.base.is_some();
    let by = |item: &Item| matches!(item.word(), Some(Word::Rise | Word::Fall));
    let to = |item: &Item| {
        matches!(
            item.word(),
            Some(Word::RiseTo | Word::FallTo | Word::To | Word::Becomes | Word::Reach | Word::Arrow)
        )
    };
    if starts && between.iter().any(by) && !between.iter().any(to) {
        // 从25%降低20%: by so much, or to it.
        let words = phrase.text(between).to_owned();
        let at = between.first().map_or(0, |item| phrase.folded.origin(item.start));
        return Err(NotationError::NotUnderstood { words, at });
    }
    if (starts || between.first().is_some_and(|item| item.is(Word::Arrow))) && only_cues {
        group.from = std::mem::take(&mut group.amounts);
        group.amounts.push(amount.clone());
        group.cues.respectively |= cues.respectively;
        let before_window = group.cues.window.take();
        if let Some(Window::By(period)) = before_window {
            group.cues.base.get_or_insert_default().period = Some(period);
        }
        group.cues.verb = cues.verb.or(group.cues.verb);
        group.cues.keep |= cues.keep;
        group.cues.window = cues.window.or(window);
        group.cues.before = cues.before;
        return Ok(());
    }
    let uncounted = |last: &&Amount| {
        let end = last.digits_at.end.max(last.scale_at.end);
        last.unit == UnitKind::None && !last.is_sum && end == amount.digits_at.start
    };
    if between.is_empty()
        && !amount.is_sum
        && let Some(last) = group.amounts.last().filter(uncounted)
    {
        // 1万3千家: two numbers in a row are none.
        let at = phrase.folded.origin(last.digits_at.start);
        let words = phrase.words(last.digits_at.start..amount.digits_at.end).to_owned();
        return Err(NotationError::NotUnderstood { words, at });
    }
    if let ([slash], Some(last)) = (between, group.amounts.last())
        && slash.is(Word::Slash)
        && last.digits_at.end == slash.start
        && slash.end == amount.digits_at.start
        && last.unit == UnitKind::None
        && last.bound().or(amount.bound()).is_some()
    {
        // 达到约3/4: a fraction, a score or two cells.
        let at = phrase.folded.origin(last.digits_at.start);
        let words = phrase.words(last.digits_at.start..amount.digits_at.end).to_owned();
        return Err(NotationError::NotUnderstood { words, at });
    }
    if between.is_empty()
        || between.iter().all(|item| matches!(item.word(), Some(Word::With | Word::Slash | Word::Comma)))
    {
        group.amounts.push(amount.clone());
        return Ok(());
    }
    if only_cues {
        // 达14.2万亿元年均增长5.7%: another statement on the same thing.
        let start = between.first().map_or(group.start, |item| item.start);
        let mut next = Group { names: group.names.clone(), cues, start, ..Group::default() };
        next.cues.window = next.cues.window.or(group.cues.window);
        next.cues.past |= group.cues.past;
        next.amounts.push(amount.clone());
        groups.push(std::mem::replace(group, next));
        return Ok(());
    }
    // 企业20家和平台30个: the next of a list, with a name of its own.
    if between.first().is_some_and(|item| item.is(Word::With)) {
        let mut next = left(phrase, between.get(1..).unwrap_or_default());
        next.start = between.get(1).map_or(group.start, |item| item.start);
        next.cues.inherit(&group.cues, true);
        next.amounts.push(amount.clone());
        groups.push(std::mem::replace(group, next));
        return Ok(());
    }
    // 10家概念验证中心和30家孵化器: the names stand behind the amounts.
    if let Some((last, noun)) = between.split_last()
        && last.is(Word::With)
        && group.names.is_empty()
    {
        let start = amount.digits_at.start;
        let mut next = Group { cues: group.cues.clone(), start, ..Group::default() };
        next.amounts.push(amount.clone());
        group.behind = phrase.text(noun).to_owned();
        groups.push(std::mem::replace(group, next));
        return Ok(());
    }
    let words = phrase.text(between);
    let at = between.first().map_or(0, |item| phrase.folded.origin(item.start));
    Err(NotationError::NotUnderstood { words: words.to_owned(), at })
}

/// Which name belongs to which amount.
pub(super) fn pair(
    phrase: &Phrase<'_>,
    context: &Context<'_>,
    names: &[String],
    group: &Group,
    inherited: Option<String>,
) -> Result<Vec<Option<String>>, NotationError> {
    let count = group.amounts.len();
    let shared = names.first().filter(|_| names.len() == 1).and_then(|name| split_shared(name, count));
    if let Some(parts) = shared {
        return Ok(parts.into_iter().map(Some).collect());
    }
    if count > 1 && names.len() == count {
        return Ok(names.iter().cloned().map(Some).collect());
    }
    if count > 1 && names.len() > 1 && group.cues.respectively {
        let at = group.amounts.first().map_or(0, |amount| phrase.folded.origin(amount.digits_at.start));
        return Err(NotationError::Pairing { names: names.len(), numbers: count, at });
    }
    let besides = group.amounts.iter().filter(|amount| amount.is_sum).count();
    if !group.from.is_empty() && group.from.len() + besides != count {
        let at = group.amounts.first().map_or(0, |amount| phrase.folded.origin(amount.digits_at.start));
        return Err(NotationError::Pairing { names: group.from.len(), numbers: count, at });
    }
    let joined = match names {
        // 新增10家概念验证中心、30家孵化器: the name stands behind the amount.
        [] if !group.behind.is_empty() && context.header.is_none() => None,
        [] => inherited.or_else(|| header::name(context)),
        [one] => Some(one.clone()),
        several => Some(join(several)),
    };
    Ok(vec![joined; count])
}

/// Whether an amount counts years: 五年, which is a window beside another amount.
pub(super) fn is_years(amount: &Amount) -> bool {
    matches!(amount.unit, UnitKind::Year | UnitKind::Month)
}

/// Whether a segment goes on with the list of amounts before it.
pub(super) fn continues(segment: &Segment, group: &Group, nothing_pending: bool) -> bool {
    let starts = segment.items.first().is_some_and(|item| item.amount().is_some());
    let listed = group.cues.respectively || group.names.len() > 1 || group.amounts.len() > 1;
    let bare = segment.amounts().all(|(_, amount)| amount.before.is_none());
    let shared = group
        .names
        .first()
        .is_some_and(|name| split_shared(&name.words, 2).is_some() || split_shared(&name.words, 3).is_some());
    let comma = segment.after == Some(Word::Comma);
    // 企业新增2、3家: one of a few, which is refused where the group is closed.
    let few = match (group.amounts.as_slice(), segment.amounts().next()) {
        ([one], Some((_, other))) => is_about_so_many(&[one.clone(), other.clone()]),
        _ => false,
    };
    starts && comma && (few || listed || shared || !nothing_pending || (bare && group.names.is_empty()))
}

pub(super) fn behind(phrase: &Phrase<'_>, items: &[Item]) -> String {
    let last = items.iter().rposition(|item| item.amount().is_some());
    let rest = items.get(last.map_or(0, |at| at + 1)..).unwrap_or_default();
    let skip =
        |item: &&Item| matches!(item.word(), Some(Word::Of | Word::Quote | Word::Mark | Word::Attribute(_)));
    let more = |item: &&Item| !item.is(Word::StretchClause);
    let rest: Vec<Item> = rest.iter().skip_while(skip).take_while(more).cloned().collect();
    phrase.text(&rest).to_owned()
}

/// Whether the parts of a composition are per cent of a whole: their sum is 100, but for rounding.
pub(super) fn is_of_hundred(amount: &Amount) -> bool {
    let values = std::iter::once(&amount.low).chain(&amount.parts);
    let sum = values.map(|value| value.numerator).try_fold(Decimal::ZERO, Decimal::checked_add);
    sum.is_some_and(|sum| (Decimal::from(99)..=Decimal::from(101)).contains(&sum))
}

/// 8.7∶41.2∶50.1: the parts of a whole, each with its name.
pub(super) fn composition(
    group: &Group,
    names: Vec<Option<String>>,
) -> (Vec<Amount>, Vec<Amount>, Vec<Option<String>>) {
    let parts = |amount: &Amount| -> Vec<Amount> {
        let values = std::iter::once(&amount.low).chain(&amount.parts);
        values.map(|value| Amount { low: *value, parts: vec![amount.low; 2], ..amount.clone() }).collect()
    };
    match group.amounts.as_slice() {
        [amount] if amount.parts.len() > 1 => {
            let whole = names.into_iter().next().flatten();
            let amounts = parts(amount);
            let from = group.from.first().map(parts).unwrap_or_default();
            let split = whole.as_deref().and_then(|name| split_shared(name, amounts.len()));
            let names = match split {
                Some(names) => names.into_iter().map(Some).collect(),
                None => vec![whole; amounts.len()],
            };
            (amounts, from, names)
        }
        amounts => (amounts.to_vec(), group.from.clone(), names),
    }
}

/// What is written once for a list of amounts: the comparator in front of the first (分别突破1万家和7.5万家),
/// the unit behind the last (提高15、22个百分点), unless it is scaled.
pub(super) fn share(amounts: &mut [Amount]) {
    let before = amounts.first().and_then(|amount| amount.before);
    if amounts.iter().skip(1).all(|amount| amount.bound().is_none()) {
        amounts.iter_mut().skip(1).for_each(|amount| amount.before = before);
    }
    let Some((last, others)) = amounts.split_last_mut() else { return };
    for amount in others {
        if amount.unit == UnitKind::None && last.scale_at.is_empty() {
            amount.unit = last.unit;
            amount.unit_at = last.unit_at.clone();
        }
    }
}

/// 2、3家: two whole numbers in a row of which only the second has a unit.
pub(super) fn is_about_so_many(amounts: &[Amount]) -> bool {
    let [one, other] = amounts else { return false };
    let bare =
        one.unit == UnitKind::None && one.scale_at.is_empty() && one.bound().is_none() && !other.is_sum;
    bare && other.unit != UnitKind::None
        && one.low.numerator.checked_add(Decimal::ONE) == Some(other.low.numerator)
}

/// 3、5万家: a number whose scale nobody has written.
pub(super) fn without_scale(amounts: &[Amount]) -> Option<&Amount> {
    let (last, others) = amounts.split_last()?;
    let scaled = !last.scale_at.is_empty() && last.unit != UnitKind::None;
    let bare = |amount: &&Amount| amount.unit == UnitKind::None && amount.scale_at.is_empty();
    others.iter().find(bare).filter(|_| scaled)
}

/// The comparator that stands behind the last of several amounts alone.
pub(super) fn trailing_comparator(amounts: &[Amount]) -> Option<crate::number::Bound> {
    let (last, others) = amounts.split_last()?;
    let bare = |amount: &Amount| amount.after.is_none() && amount.before.is_none() && amount.high.is_none();
    let trailing = last.after.filter(|_| last.before.is_none() && last.high.is_none());
    trailing.filter(|_| !others.is_empty() && others.iter().all(bare))
}
