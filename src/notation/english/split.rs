//! Cuts a phrase into clauses, and sets remarks in brackets aside.

use super::super::amount::UnitKind;
use super::super::words::Word;
use super::items::{Item, Piece, Text};
use crate::number::Bound;

/// What is said in one go: a verb with what belongs to it.
#[derive(Clone, Debug, Default)]
pub(super) struct Clause {
    pub(super) items: Vec<Item>,
    pub(super) remarks: Vec<Vec<Item>>,
    /// Whether it is a list of numbers “respectively”.
    pub(super) respectively: bool,
    /// Whether it stood in brackets.
    pub(super) inner: bool,
}

/// The clauses of a phrase.
pub(super) fn clauses(text: &Text<'_>) -> Vec<Clause> {
    let (items, remarks) = brackets(&text.items);
    let ahead = amounts_ahead(&items);
    let respectively = items.iter().any(|item| item.is(Word::Respectively));
    let mut clauses: Vec<Clause> = Vec::new();
    let mut clause = Clause { respectively, ..Clause::default() };
    let mut seen = Seen::default();
    let mut remarks = remarks.into_iter().peekable();
    let mut at = 0;
    while let Some(item) = items.get(at) {
        while remarks.peek().is_some_and(|(before, _)| *before <= item.start) {
            clause.remarks.extend(remarks.next().map(|(_, remark)| remark));
        }
        let cuts = match item.word() {
            Some(Word::Stop) => true,
            // Baseline: 60%. What stands in front names the number.
            Some(Word::Colon) => !seen.target && !is_amount(items.get(at + 1)),
            Some(Word::Comma | Word::And) if !respectively => {
                let comma = item.is(Word::Comma);
                let next =
                    at + 1 + usize::from(comma && items.get(at + 1).is_some_and(|item| item.is(Word::And)));
                seen.cuts(text, &items, next, comma, ahead.get(next).copied().unwrap_or(Ahead::None))
            }
            _ => false,
        };
        if cuts {
            clauses.push(std::mem::replace(&mut clause, Clause { respectively, ..Clause::default() }));
            seen = Seen::default();
        } else {
            seen.take(text, &items, at);
            clause.items.push(item.clone());
        }
        at += 1;
    }
    clause.remarks.extend(remarks.map(|(_, remark)| remark));
    clauses.push(clause);
    clauses.retain(|clause| !clause.items.is_empty());
    let mut all: Vec<Clause> = Vec::with_capacity(clauses.len());
    for mut clause in clauses {
        let (stating, remarks) = std::mem::take(&mut clause.remarks)
            .into_iter()
            .partition(|remark: &Vec<Item>| states(text, remark));
        clause.remarks = remarks;
        all.push(clause);
        all.extend(stating.into_iter().map(|items| Clause { items, inner: true, ..Clause::default() }));
    }
    all
}

/// What the clause has had so far.
#[derive(Default)]
struct Seen {
    /// A number that may be promised.
    target: bool,
    head: bool,
    words: bool,
    /// A number that is a name was the last one.
    named: bool,
    /// A number stands behind a preposition.
    led: bool,
    /// Words stand behind the last number.
    words_behind: bool,
    /// A date stands behind a number.
    dated: bool,
    /// “for” stands behind the last number.
    scoped: bool,
    /// “for all” has been said.
    covers: bool,
}

impl Seen {
    fn take(&mut self, text: &Text<'_>, items: &[Item], at: usize) {
        let Some(item) = items.get(at) else { return };
        match &item.piece {
            Piece::Amount(amount) => {
                let before = at.checked_sub(1).and_then(|before| items.get(before)).and_then(Item::word);
                let mut start = matches!(before, Some(Word::From | Word::Than | Word::Numbered | Word::Aged));
                start |= before == Some(Word::Within) && amount.unit == UnitKind::Time;
                // Grades 3, 6 and 9.
                start |= self.named && amount.is_bare() && matches!(before, Some(Word::Comma | Word::And));
                self.named = start;
                // Children under 5.
                let size = before == Some(Word::People) && amount.bound.is_some();
                self.words_behind &= size;
                self.target |= !start && !amount.aged;
                self.led |= matches!(before, Some(Word::By | Word::To | Word::At));
                self.scoped = items.get(at + 1).is_some_and(|item| item.is(Word::For));
            }
            Piece::Word(word) if is_change(*word) || matches!(word, Word::Zero) => self.head = true,
            Piece::Word(Word::All) => {
                self.covers |= at
                    .checked_sub(1)
                    .and_then(|before| items.get(before))
                    .is_some_and(|item| item.is(Word::For));
            }
            Piece::Word(Word::Build) if !self.words => self.head = true,
            Piece::Date(_) => {
                self.words_behind = true;
                self.dated |= self.target;
            }
            Piece::Plain => {
                self.words |= text.folded(item).len() > 1;
                self.words_behind = true;
            }
            Piece::Word(Word::Unit | Word::People) => {
                self.words = true;
                self.words_behind = true;
            }
            _ => {}
        }
    }

    /// Whether a new clause begins at an item, behind a comma or “and”.
    fn cuts(&self, text: &Text<'_>, items: &[Item], next: usize, comma: bool, ahead: Ahead) -> bool {
        // Adverbs and auxiliaries stand in front of the verb.
        let mut at = next;
        while at < next + 4
            && items.get(at).is_some_and(|item| {
                matches!(item.word(), Some(Word::To | Word::Modal | Word::Perfect))
                    && !is_amount(items.get(at + 1))
                    || (item.piece == Piece::Plain
                        && (text.folded(item).ends_with("ly")
                            || matches!(text.folded(item), "continue" | "continued" | "also" | "then")))
            })
        {
            at += 1;
        }
        let Some(item) = items.get(at) else { return false };
        let verb = match item.word() {
            Some(word) if is_change(word) => !is_noun(text.folded(item)) || text.folded(item).ends_with('s'),
            Some(Word::Zero) => true,
            Some(Word::Build | Word::Keep | Word::Reach) => self.target || (self.head && at > next),
            _ => false,
        };
        if verb && self.words && (self.target || self.head) {
            return true;
        }
        // Sanitation for all and end open defecation.
        if item.is(Word::Zero) && self.covers {
            return true;
        }
        // By 2025, 30% and by 2030, 50%: each with its year.
        if self.target && is_amount_behind_date(items, next) {
            return true;
        }
        // To 30 percent for B and 25 percent for C.
        if self.target
            && self.scoped
            && items.get(next).and_then(Item::amount).is_some_and(|amount| amount.unit == UnitKind::Percent)
            && items.get(next + 1).is_some_and(|item| item.is(Word::For))
        {
            return true;
        }
        let starts = items.get(next).and_then(Item::word);
        let goes_on = matches!(
            starts,
            Some(Word::Than | Word::From | Word::Within | Word::Relative | Word::Respectively)
        );
        let place = next + usize::from(items.get(next).is_some_and(|item| item.is(Word::Article)));
        let direct = items.get(place).and_then(Item::amount);
        // …, and a 35% reduction.
        let noun = items
            .get(place + 1)
            .and_then(Item::word)
            .is_some_and(|word| matches!(word, Word::Rise | Word::Fall));
        let year_behind = items.get(place + 1).is_some_and(|item| item.is(Word::By) || item.is(Word::In))
            && items.get(place + 2).is_some_and(Item::is_date);
        let begins = match (ahead, direct) {
            (Ahead::None, _) => false,
            // 500 teachers and 200 nurses; but not “by 5 and 10 percent”, and no list of names.
            (_, Some(_)) if noun => true,
            // By 20% by 2020 and 40% by 2030: each with its year.
            (_, Some(_)) if self.dated && year_behind => true,
            // 500 teachers and 200 nurses; but not “by 5 and 10 percent”, and no list of names.
            (_, Some(_)) if noun => true,
            // By 20% by 2020 and 40% by 2030: each with its year.
            (_, Some(amount)) if self.dated && amount.unit == UnitKind::Percent => {
                items.get(place + 1).is_some_and(|item| item.is(Word::By) || item.is(Word::In))
                    && items.get(place + 2).is_some_and(Item::is_date)
            }
            (_, Some(amount)) => {
                !self.led
                    && (amount.unit != UnitKind::Percent || self.words_behind)
                    && !self.named
                    && (!amount.is_bare()
                        || comma
                        || items.get(next + 1).is_some_and(|item| item.piece == Piece::Plain))
            }
            (ahead, None) => comma || ahead == Ahead::Led,
        };
        (self.target || (noun && self.head)) && begins && !goes_on
    }
}

/// by 2030, 50%.
fn is_amount_behind_date(items: &[Item], at: usize) -> bool {
    let preposition = items.get(at).is_some_and(|item| item.is(Word::By) || item.is(Word::In));
    let comma = usize::from(items.get(at + 2).is_some_and(|item| item.is(Word::Comma)));
    preposition && items.get(at + 1).is_some_and(Item::is_date) && is_amount(items.get(at + 2 + comma))
}

fn is_amount(item: Option<&Item>) -> bool {
    item.is_some_and(|item| item.amount().is_some())
}

fn is_change(word: Word) -> bool {
    matches!(word, Word::Rise | Word::Fall | Word::Times(_) | Word::Halved)
}

/// Words for changes that are no verbs.
pub(super) fn is_noun(word: &str) -> bool {
    matches!(
        word,
        "growth"
            | "growth rate"
            | "expansion"
            | "improvement"
            | "reduction"
            | "reductions"
            | "rate of growth"
            | "uplift"
            | "reduction in"
    )
}

/// Whether a number follows before the next comma or stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ahead {
    None,
    /// A number.
    Number,
    /// One behind “by” or “to”.
    Led,
}

fn amounts_ahead(items: &[Item]) -> Vec<Ahead> {
    let mut ahead = vec![Ahead::None; items.len()];
    let mut found = Ahead::None;
    for (at, item) in items.iter().enumerate().rev() {
        match &item.piece {
            Piece::Amount(amount) if !amount.aged => {
                let before = at.checked_sub(1).and_then(|before| items.get(before)).and_then(Item::word);
                found = match before {
                    Some(Word::By | Word::To) => Ahead::Led,
                    Some(Word::Within) if amount.unit != UnitKind::Time => Ahead::Number,
                    Some(Word::Within | Word::On | Word::Numbered | Word::Aged | Word::From | Word::Than) => {
                        found
                    }
                    _ => Ahead::Number,
                };
            }
            Piece::Word(Word::Stop | Word::Comma) => found = Ahead::None,
            _ => {}
        }
        if let Some(ahead) = ahead.get_mut(at) {
            *ahead = found;
        }
    }
    ahead
}

/// Whether a remark states something itself: (60% women), (201 out of 610), (from 100 to 80), (less than 55 per
/// 100,000).
fn states(text: &Text<'_>, remark: &[Item]) -> bool {
    if remark.iter().any(|item| item.is_date() || item.is(Word::Aged)) {
        return false;
    }
    match remark {
        [from, start, to, end] if from.is(Word::From) && to.is(Word::To) => {
            start.amount().is_some() && end.amount().is_some()
        }
        [first, rest @ ..] => first.amount().is_some_and(|amount| {
            let percent = amount.unit == UnitKind::Percent;
            let about = amount.bound == Some(Bound::About) || amount.nearly;
            let per = rest.iter().any(|item| item.is(Word::Per));
            let words = text.folded(first);
            let of_whole = words.contains("out of") && amount.unit == UnitKind::Thing;
            let described = percent
                && (1..=3).contains(&rest.len())
                && rest.iter().all(|item| matches!(item.piece, Piece::Plain | Piece::Word(Word::People)));
            of_whole || (!about && (described || (amount.bound.is_some() && (percent || per))))
        }),
        [] => false,
    }
}

/// A remark and where it stands.
type Remark = (usize, Vec<Item>);

/// The items outside of brackets, and those inside.
fn brackets(items: &[Item]) -> (Vec<Item>, Vec<Remark>) {
    let mut outside = Vec::with_capacity(items.len());
    let mut remarks: Vec<Remark> = Vec::new();
    let mut open: Option<(usize, usize, Vec<Item>)> = None;
    for item in items {
        match (item.word(), &mut open) {
            (Some(Word::Open), None) => open = Some((item.start, 1, Vec::new())),
            (Some(Word::Open), Some((_, depth, _))) => *depth += 1,
            (Some(Word::Close), Some((start, depth, inside))) => {
                *depth -= 1;
                if *depth == 0 {
                    remarks.push((*start, std::mem::take(inside)));
                    open = None;
                }
            }
            (Some(Word::Close), None) => {}
            (_, Some((_, _, inside))) => inside.push(item.clone()),
            (_, None) => outside.push(item.clone()),
        }
    }
    if let Some((start, _, inside)) = open {
        remarks.push((start, inside));
    }
    (outside, remarks)
}
