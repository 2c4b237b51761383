//! Numbers that are no targets: sizes, times and names that say what something is.

use super::group::{Group, is_years};
use super::phrase::{Item, Phrase, Piece};
use crate::notation::amount::{Amount, UnitKind};
use crate::notation::words::Word;
use crate::notation::{Context, NotationError};

/// A sized-down row of items: the amounts that only say what something is are text, and the size of what is
/// counted is kept beside.
pub(super) struct Kept {
    pub(super) items: Vec<Item>,
    pub(super) threshold: Option<String>,
}

/// An amount among the items of its segment.
struct Place<'p> {
    phrase: &'p Phrase<'p>,
    context: &'p Context<'p>,
    items: &'p [Item],
    at: usize,
    amount: &'p Amount,
    /// How many amounts there are that may be the value, this one included.
    left: usize,
}

/// Why an amount says what something is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// 70MPa, 10纳米量级.
    Technical,
    /// 4个过五千亿: what is counted is of that size.
    Threshold,
    /// “12345”.
    Quoted,
    /// 年销售额超过1000万元的…, 15岁以上人口.
    Qualifying,
    /// 203个断面水质优良率达100%: how many things the name is about.
    About,
}

/// The items of a segment without the amounts that only say what something is.
pub(super) fn without_qualifiers(
    phrase: &Phrase<'_>,
    context: &Context<'_>,
    items: &[Item],
) -> Result<Kept, NotationError> {
    let mut kept = Kept { items: items.to_vec(), threshold: None };
    let counts = |item: &Item| item.amount().is_some_and(|amount| !is_years(amount));
    let mut left = items.iter().filter(|item| counts(item)).count();
    for (at, item) in items.iter().enumerate().filter(|(_, item)| counts(item)) {
        let Some(amount) = item.amount() else { continue };
        let Some(kind) = (Place { phrase, context, items, at, amount, left }).kind() else { continue };
        let words = phrase.words(item.start..item.end);
        if left == 1 && kind != Kind::Quoted && !items.iter().any(is_statement_word) {
            let form = if kind == Kind::Technical { "technical_parameter" } else { "qualifying_threshold" };
            let at = phrase.folded.origin(item.start);
            return Err(NotationError::Qualifier { words: words.to_owned(), at, form });
        }
        left -= 1;
        let sizes = amount.before.is_some() && amount.unit == UnitKind::Thing;
        if kind == Kind::Threshold || sizes {
            kept.threshold = Some(words.to_owned());
        }
        if let Some(item) = kept.items.get_mut(at) {
            let is_size = kind == Kind::Threshold;
            item.piece = if is_size { Piece::Word(Word::SizeName) } else { Piece::Text };
        }
    }
    Ok(kept)
}

impl Place<'_> {
    fn kind(&self) -> Option<Kind> {
        let rules: [(bool, Kind); 5] = [
            (self.is_technical(), Kind::Technical),
            (self.is_quoted(), Kind::Quoted),
            (self.is_threshold(), Kind::Threshold),
            (self.is_graded() || self.is_of_something() || self.is_of_a_noun(), Kind::Qualifying),
            (self.is_about(), Kind::About),
        ];
        rules.into_iter().find_map(|(holds, kind)| holds.then_some(kind))
    }

    fn next(&self) -> Option<&Item> {
        self.items.get(self.at + 1)
    }

    fn before(&self) -> Option<&Item> {
        self.items.get(self.at.checked_sub(1)?)
    }

    fn is_percent(&self) -> bool {
        self.amount.unit == UnitKind::Percent
    }

    /// 70MPa, unless the indicator is counted in it or goes from one value to another.
    fn is_technical(&self) -> bool {
        let moves = self
            .items
            .iter()
            .any(|item| matches!(item.word(), Some(Word::RiseTo | Word::FallTo | Word::From)));
        let is_known = self.context.unit.is_some_and(|unit| {
            !unit.is_empty() && self.phrase.words(self.amount.unit_at.clone()).eq_ignore_ascii_case(unit)
        });
        let named = self.next().is_some_and(|item| item.is(Word::Technical));
        ((self.amount.unit == UnitKind::Technical && !moves) || named) && !is_known
    }

    fn is_quoted(&self) -> bool {
        let quote = |item: &Item| item.is(Word::Quote);
        self.next().is_some_and(quote) && self.before().is_some_and(quote)
    }

    /// 4个过五千亿.
    fn is_threshold(&self) -> bool {
        let counted = |item: &Item| {
            // 超过3000家不到5000家 are two ends, and no size.
            let is_end = |amount: &Amount| amount.before.is_some() && amount.unit == self.amount.unit;
            item.amount().is_some_and(|amount| amount.unit == UnitKind::Thing && !is_end(amount))
        };
        self.amount.before.is_some() && self.before().is_some_and(counted) && !self.is_percent()
    }

    /// 10万千瓦及以下机组, 15岁以上人口.
    fn is_graded(&self) -> bool {
        let Some(item) = self.items.get(self.at) else { return false };
        let words = self.phrase.words(item.start..item.end);
        self.amount.after.is_some()
            && (words.contains("及以") || words.contains('岁'))
            && self.next().is_some_and(is_noun)
            && self.amount.unit == UnitKind::Thing
    }

    /// 超过1000万元的主体; 超50%的村 is a share of the villages.
    fn is_of_something(&self) -> bool {
        self.next().is_some_and(|item| item.is(Word::Of))
            && self.items.get(self.at + 2).is_some()
            && !matches!(self.amount.unit, UnitKind::Percent | UnitKind::Times | UnitKind::Ratio)
    }

    /// 总投资超10亿元项目50个, where another amount is counted.
    fn is_of_a_noun(&self) -> bool {
        self.amount.after.or(self.amount.before).is_some()
            && self.next().is_some_and(|item| is_noun(item) || item.is(Word::Unit))
            && !self.is_percent()
            && self.left > 1
    }

    /// 203个断面水质优良率达100%.
    fn is_about(&self) -> bool {
        let behind = self.items.get(self.at + 1..).unwrap_or_default();
        let next = behind.iter().position(|item| item.amount().is_some());
        let between = next.and_then(|next| behind.get(..next)).unwrap_or_default();
        let reaches = |item: &Item| {
            matches!(
                item.word(),
                Some(Word::Reach | Word::Keep | Word::RiseTo | Word::FallTo | Word::Control)
            )
        };
        self.at == 0
            && self.left > 1
            && self.amount.unit == UnitKind::Thing
            && between.first().is_some_and(is_noun)
            && between.last().is_some_and(reaches)
    }
}

fn is_noun(item: &Item) -> bool {
    item.piece == Piece::Text || item.is(Word::Name)
}

/// Whether a word states something without an amount.
fn is_statement_word(item: &Item) -> bool {
    matches!(
        item.word(),
        Some(
            Word::All
                | Word::Zero
                | Word::KeptZero
                | Word::FirstCase
                | Word::InStep
                | Word::Tier
                | Word::Top
                | Word::Positive
                | Word::Times(_)
        )
    )
}

/// Refuses a group whose amount, seen with what stands behind it, is none.
pub(super) fn refuse(
    phrase: &Phrase<'_>,
    group: &Group,
    behind: &[Item],
    end: usize,
) -> Result<(), NotationError> {
    let Some(amount) = group.amounts.last() else { return Ok(()) };
    let at = |start: usize| phrase.folded.origin(start);
    let first = behind.first();
    let times = matches!(amount.unit, UnitKind::Time | UnitKind::Year | UnitKind::Month)
        || phrase.words(amount.unit_at.clone()) == "年";
    if let Some(next) = first.filter(|next| times && amount.bound().is_none() && is_noun(next)) {
        // 15分钟健身圈: a time that says what something is.
        let words = phrase.words(amount.digits_at.start..next.end).to_owned();
        let at = at(amount.digits_at.start);
        return Err(NotationError::Qualifier { words, at, form: "technical_parameter" });
    }
    let uncounted = amount.unit == UnitKind::None && !amount.is_sum;
    let glued = |next: &&Item| next.start == end && (is_noun(next) || next.is(Word::Unit));
    if let Some(next) = first.filter(glued).filter(|_| uncounted) {
        // 550大卡: what is counted is not known.
        let words = phrase.words(amount.digits_at.start..next.end).to_owned();
        return Err(NotationError::NotUnderstood { words, at: at(next.start) });
    }
    let units = |next: &&Item| {
        let same = phrase.words(next.start..next.end) == phrase.words(amount.unit_at.clone());
        let rate =
            matches!(next.word(), Some(Word::Percent | Word::Permille | Word::Points | Word::TimesUnit));
        next.start == end && (same || rate)
    };
    if let Some(next) =
        first.filter(units).filter(|_| amount.unit != UnitKind::None && amount.after.is_none())
    {
        // 3000家家, 6%%: a unit behind a unit.
        let words = phrase.words(amount.digits_at.start..next.end).to_owned();
        return Err(NotationError::NotUnderstood { words, at: at(next.start) });
    }
    let percent = matches!(amount.unit, UnitKind::Percent | UnitKind::Permille);
    let grows = |item: &&Item| matches!(item.word(), Some(Word::Rise | Word::Fall | Word::AnnualRise));
    if let Some(item) = behind.iter().find(grows).filter(|_| percent && group.amounts.len() == 1) {
        // 最底层40%人口的收入增长: the number says whose.
        let words = phrase.text(behind).to_owned();
        return Err(NotationError::NotUnderstood { words, at: at(item.start) });
    }
    let in_words = group.amounts.iter().all(|amount| amount.in_words && !amount.scale_at.is_empty());
    if in_words && ["计划", "行动", "工程", "专项"].iter().any(|end| group.behind.ends_with(end)) {
        // 千万吨粮食增产计划: the number is part of a name.
        let at = first.map_or(0, |item| at(item.start));
        let words = group.behind.clone();
        return Err(NotationError::Qualifier { words, at, form: "technical_parameter" });
    }
    Ok(())
}
