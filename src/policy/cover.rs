//! What the rows of a table leave to each other: gaps, overlaps, and rows that can never fire.
//!
//! The thresholds in the cells cut each column into pieces on which every cell is constant: points and the open
//! intervals between them, words, yes and no, and “unknown” where a cell asks for it. A row is a box of
//! pieces. A case that no box holds is looked for by splitting one column after the other; a branch ends
//! where a box holds all that is left of it, or where none holds any of it. The work is bounded: what could
//! not be finished is said not to be proved.

use std::cmp::Ordering;

use super::cell::Condition;
use super::numbers::Numbers;
use super::table::{Hit, Row, Table};
use super::truth::Truth;
use crate::facts::{Column, Fact, FactType, FactUnit, FactValue, Formula, PartFact, Reason, Source};
use crate::number::End;
use crate::number::{Estimate, Exact};

/// The most elementary operations that are spent on a table.
pub(super) const BUDGET: u64 = 20_000_000;
/// The most words of bits that the boxes of a table may take.
const MOST_WORDS: usize = 1 << 22;
/// The most combinations that are ruled out for one pair of counts.
const MOST_RULED_OUT: usize = 128;
/// The most overlaps that are told of a table.
const MOST_OVERLAPS: usize = 100;

/// What was found between the rows of a table, by their places in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Finding {
    /// The row above always fires where this one does.
    Unreachable { row: usize, above: usize },
    /// The rows above together fire wherever this one does.
    Covered { row: usize },
    /// Both fire in a case.
    Overlap { row: usize, other: usize, witness: String },
    /// No row fires in a case.
    Gap { witness: String },
    /// The work did not suffice for this row; without one, for the table.
    Unproved { row: Option<usize> },
}

/// Everything that was found, and what it took.
#[derive(Debug)]
pub(super) struct Covered {
    pub(super) findings: Vec<Finding>,
    /// The elementary operations spent, at most a little more than [`BUDGET`].
    #[cfg_attr(not(test), expect(dead_code, reason = "tests bound the work"))]
    pub(super) steps: u64,
}

/// What the rows of a table leave to each other.
pub(super) fn check(table: &Table) -> Covered {
    // A row that asks twice for one fact is reported as such.
    let twice = |row: &Row| {
        let slots = row.cells.iter().map(|cell| bit_of(cell.slot()));
        slots.fold(0, |slots, slot| slots | slot).count_ones() as usize != row.cells.len()
    };
    if table.rows.iter().any(twice) {
        return Covered { findings: Vec::new(), steps: 0 };
    }
    if table.hit == Hit::Collect {
        return Covered { findings: duplicates(table), steps: 0 };
    }
    let Some(mut cover) = Cover::new(table) else {
        let mut findings = Vec::new();
        if table.hit == Hit::First {
            findings = single(table);
        }
        findings.push(Finding::Unproved { row: None });
        return Covered { findings, steps: 0 };
    };
    let findings = match table.hit {
        Hit::Unique => cover.unique(),
        _ => cover.first(),
    };
    Covered { findings, steps: cover.spent }
}

/// Rows that say the same as one above them.
fn duplicates(table: &Table) -> Vec<Finding> {
    let same = |one: &Row, other: &Row| {
        one.outcome == other.outcome
            && one.score == other.score
            && one.cells.len() == other.cells.len()
            && one.cells.iter().all(|cell| {
                other.cells.iter().any(|its| its.slot == cell.slot && its.condition == cell.condition)
            })
    };
    let rows = table.rows.iter().enumerate();
    let found = rows.filter_map(|(row, one)| {
        let above = table.rows.iter().take(row).position(|other| same(one, other))?;
        Some(Finding::Unreachable { row, above })
    });
    found.collect()
}

/// Rows that one row above them covers, seen from the cells alone.
fn single(table: &Table) -> Vec<Finding> {
    let rows = table.rows.iter().enumerate();
    let found = rows.filter_map(|(row, one)| {
        let above = table.rows.iter().take(row).position(|above| above.covers(one))?;
        Some(Finding::Unreachable { row, above })
    });
    found.collect()
}

/// The work that was allotted did not suffice.
struct Spent;

/// Pieces from the first up to the second, without it; in order, apart from each other.
type Spans = Vec<(u32, u32)>;

/// A part of a column on which every cell of the table is constant.
struct Piece {
    /// A value in it; `None`: the fact is unknown.
    value: Option<FactValue>,
    /// How little the value suits a witness.
    cost: usize,
    /// Of whole numbers the greatest in it; `None` where there is no end.
    top: Option<Exact>,
}

/// The pieces of a column. The last is that the fact is unknown.
struct Domain {
    pieces: Vec<Piece>,
    /// For each number of the uncompressed pieces how many come before it; see [`numbers`].
    rank: Vec<u32>,
    /// The places of the pieces, those first that suit a witness best.
    order: Vec<usize>,
    /// Whether the last piece counts.
    unknown: bool,
    /// For each piece the boxes that hold it, as bits.
    masks: Vec<u64>,
    /// The same for the last piece, with those boxes that may hold it.
    may: Vec<u64>,
}

impl Domain {
    fn known(&self) -> u32 {
        u32::try_from(self.pieces.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// The pieces that count.
    fn count(&self) -> usize {
        self.pieces.len() - usize::from(!self.unknown)
    }

    fn mask(&self, piece: usize, words: usize, may: bool) -> &[u64] {
        if may && piece + 1 == self.pieces.len() {
            return &self.may;
        }
        self.masks.get(piece * words..(piece + 1) * words).unwrap_or(&[])
    }
}

/// A product of pieces: where a row fires, or what cannot occur.
#[derive(Default)]
struct Cuboid {
    /// The columns that it restricts, in their order.
    sides: Vec<Side>,
    /// The same as bits.
    columns: u64,
    /// Whether nothing lies in it.
    empty: bool,
}

impl Cuboid {
    fn side(&self, slot: usize) -> Option<&Side> {
        let place = self.sides.binary_search_by_key(&slot, |side| side.slot).ok()?;
        self.sides.get(place)
    }
}

struct Side {
    slot: usize,
    spans: Spans,
    /// Whether it may hold where the fact is unknown.
    may: bool,
}

struct Cover<'t> {
    table: &'t Table,
    domains: Vec<Domain>,
    /// The rows, and then what cannot occur.
    boxes: Vec<Cuboid>,
    /// The words of a set of boxes.
    words: usize,
    spent: u64,
    /// Where the present search has to end.
    end: u64,
}

/// A number that a column can have.
trait Number: Ord + Clone {
    fn of(condition: &Condition) -> Option<&Numbers<Self>>;
    /// A number between two others, short to write; `None` where there is none.
    fn between(low: Option<&Self>, high: Option<&Self>) -> Option<Self>;
    fn value(self) -> FactValue;
}

/// Whether a number lies strictly between two others.
fn inside<T: Ord>(value: &T, low: Option<&T>, high: Option<&T>) -> bool {
    low.is_none_or(|low| value > low) && high.is_none_or(|high| value < high)
}

impl Number for Exact {
    fn of(condition: &Condition) -> Option<&Numbers<Self>> {
        if let Condition::Exact(numbers) = condition { Some(numbers) } else { None }
    }

    fn between(low: Option<&Self>, high: Option<&Self>) -> Option<Self> {
        let fits = |value: &Self| inside(value, low, high);
        if fits(&Self::ZERO) {
            return Some(Self::ZERO);
        }
        match (low, high) {
            (Some(low), None) => Some(low.floor().plus(&Self::ONE)),
            (None, Some(high)) => {
                let floor = high.floor();
                Some(if fits(&floor) { floor } else { floor.minus(&Self::ONE) })
            }
            (Some(low), Some(high)) if low < high => {
                let middle = low.plus(high).over(&Self::from(2))?;
                Some((0..=30).map(|places| middle.to_places(places)).find(fits).unwrap_or(middle))
            }
            _ => None,
        }
    }

    fn value(self) -> FactValue {
        FactValue::Exact(self)
    }
}

impl Number for Estimate {
    fn of(condition: &Condition) -> Option<&Numbers<Self>> {
        if let Condition::Estimate(numbers) = condition { Some(numbers) } else { None }
    }

    fn between(low: Option<&Self>, high: Option<&Self>) -> Option<Self> {
        let low_value = low.map_or(f64::MIN, |low| low.value());
        let high_value = high.map_or(f64::MAX, |high| high.value());
        let near = match (low, high) {
            (Some(_), None) => low_value.floor() + 1.0,
            (None, Some(_)) => high_value.ceil() - 1.0,
            _ => low_value / 2.0 + high_value / 2.0,
        };
        let short = Self::new(near).into_iter().flat_map(|near| (0..=15).map(move |p| near.to_places(p)));
        let ends = [near, low_value.next_up(), high_value.next_down(), f64::MIN, f64::MAX];
        let ends = ends.into_iter().filter_map(Self::new);
        Self::new(0.0).into_iter().chain(short).chain(ends).find(|value| inside(value, low, high))
    }

    fn value(self) -> FactValue {
        FactValue::Estimate(self)
    }
}

/// What the numbers of a column can be, beyond their type.
#[derive(Clone, Copy, Default)]
struct Nature {
    whole: bool,
    low: Option<i64>,
    high: Option<i64>,
}

impl Nature {
    fn of(column: &Column) -> Self {
        let counts = Self { whole: true, low: Some(0), high: None };
        match column.source() {
            Source::Formula(formula) => match formula.fact {
                Fact::Points | Fact::TrendPoints if column.unit() == FactUnit::Count => counts,
                _ => Self::default(),
            },
            Source::Part(_) if column.unit() == FactUnit::Count => counts,
            Source::Part(PartFact::AttainedShare | PartFact::GoodShare | PartFact::Determined) => {
                Self { whole: false, low: Some(0), high: Some(1) }
            }
            _ => Self::default(),
        }
    }

    fn admits(self, value: &FactValue) -> bool {
        let FactValue::Exact(value) = value else { return true };
        (!self.whole || value.floor() == *value)
            && self.low.is_none_or(|low| *value >= Exact::from(low))
            && self.high.is_none_or(|high| *value <= Exact::from(high))
    }
}

/// How little a value suits a witness: 0 suits best, then thresholds, then others, the shorter the better.
fn cost(value: &FactValue, is_point: bool) -> usize {
    let places = |fits: &dyn Fn(u32) -> bool| (0..=30).find(|places| fits(*places)).unwrap_or(31) as usize;
    let (places, size) = match value {
        FactValue::Exact(value) if value.is_zero() => return 0,
        FactValue::Exact(value) => (places(&|places| value.to_places(places) == *value), value.to_estimate()),
        FactValue::Estimate(value) => (places(&|places| value.to_places(places) == *value), Some(*value)),
        _ => return 1,
    };
    let digits = size.map_or(300.0, |size| libm::log10(size.value().abs().max(1.0)));
    let whole = (1..=308u16).find(|whole| f64::from(*whole) > digits).map_or(309, usize::from);
    let sign = size.is_some_and(|size| size.value() < 0.0);
    2 * (places + whole + usize::from(sign)) + usize::from(!is_point)
}

/// A value in plain words.
fn told(value: Option<&FactValue>) -> String {
    match value {
        None => "unknown".into(),
        Some(FactValue::YesNo(value)) => value.to_string(),
        Some(FactValue::Word(word)) => word.to_string(),
        Some(FactValue::Exact(value)) => value.to_string(),
        Some(FactValue::Estimate(value)) => value.to_string(),
        Some(FactValue::Period(_)) => "known".into(),
    }
}

/// The numbers written in a column's cells, sorted.
fn thresholds<T: Number>(conditions: &[&Condition], more: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = more.collect();
    for numbers in conditions.iter().filter_map(|condition| T::of(condition)) {
        match numbers {
            Numbers::Within(range) => {
                all.extend([&range.low, &range.high].into_iter().flatten().map(|end| end.at.clone()));
            }
            Numbers::OneOf(values) => all.extend(values.iter().cloned()),
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// Points and the open intervals around them: interval 0, point 0, interval 1, … Those without a number are
/// left out, and `rank` says how many are left before each.
fn numbers<T: Number>(
    points: &[T],
    nature: Nature,
    least: impl Fn(&T) -> Option<T>,
) -> (Vec<Piece>, Vec<u32>) {
    let (mut pieces, mut rank) = (Vec::new(), vec![0]);
    let mut push = |value: Option<T>, is_point: bool, top: Option<Exact>| {
        let value = value.map(T::value).filter(|value| nature.admits(value));
        if let Some(value) = value {
            let cost = cost(&value, is_point);
            pieces.push(Piece { value: Some(value), cost, top });
        }
        rank.push(u32::try_from(pieces.len()).unwrap_or(u32::MAX));
    };
    let mut low: Option<&T> = None;
    for point in points.iter().map(Some).chain([None]) {
        let value = match low {
            // The least whole number above the point.
            Some(low) if nature.whole => least(low).filter(|value| inside(value, Some(low), point)),
            _ => T::between(low, point),
        };
        let top = |point: &T| match point.clone().value() {
            FactValue::Exact(at) => Some(at),
            _ => None,
        };
        // The greatest whole number below the next point.
        let below = point.and_then(top).map(|at| at.negated().floor().negated().minus(&Exact::ONE));
        push(value, false, below);
        if let Some(point) = point {
            push(Some(point.clone()), true, top(point));
        }
        low = point;
    }
    (pieces, rank)
}

impl Domain {
    fn new(column: &Column, conditions: &[&Condition]) -> Self {
        let plain = |value: FactValue| Piece { cost: cost(&value, true), value: Some(value), top: None };
        let nature = Nature::of(column);
        let (mut pieces, rank) = match column.kind() {
            FactType::YesNo => ([false, true].map(|is| plain(FactValue::YesNo(is))).into(), Vec::new()),
            FactType::Word => {
                let words = column.words().iter();
                (words.map(|word| plain(FactValue::Word(word.clone()))).collect(), Vec::new())
            }
            // Any value will do: cells ask only whether there is one.
            FactType::Period => (vec![plain(FactValue::Word("known".into()))], Vec::new()),
            FactType::Exact => {
                let bounds = [nature.low, nature.high].into_iter().flatten().map(Exact::from);
                let least = |low: &Exact| Some(low.floor().plus(&Exact::ONE));
                numbers(&thresholds(conditions, bounds), nature, least)
            }
            FactType::Estimate => {
                let points: Vec<Estimate> = thresholds(conditions, std::iter::empty());
                numbers(&points, Nature::default(), |_| None)
            }
        };
        pieces.push(Piece { value: None, cost: 1000, top: None });
        let asked = |condition: &&Condition| matches!(condition, Condition::Known | Condition::Unknown);
        let unknown = conditions.iter().any(asked);
        let mut order: Vec<usize> = (0..pieces.len()).collect();
        order.sort_by_key(|place| pieces.get(*place).map(|piece| piece.cost));
        Self { pieces, rank, order, unknown, masks: Vec::new(), may: Vec::new() }
    }

    /// The pieces on which a condition surely holds.
    fn spans(&self, condition: &Condition, points: &Points) -> Spans {
        let known = self.known();
        match (condition, points) {
            (Condition::Known, _) => vec![(0, known)],
            (Condition::Unknown, _) => vec![(known, known + 1)],
            (Condition::Is(is), _) => vec![(u32::from(*is), u32::from(*is) + 1)],
            (Condition::Words(words), _) => {
                let own = |piece: &Piece| matches!(&piece.value, Some(FactValue::Word(word)) if words.contains(word));
                let places = (0u32..).zip(&self.pieces).filter(|(_, piece)| own(piece));
                places.map(|(place, _)| (place, place + 1)).collect()
            }
            (Condition::Exact(numbers), Points::Exact(points)) => self.ranked(numbers, points),
            (Condition::Estimate(numbers), Points::Estimate(points)) => self.ranked(numbers, points),
            _ => Vec::new(),
        }
    }

    fn ranked<T: Number>(&self, numbers: &Numbers<T>, points: &[T]) -> Spans {
        let place = |at: &T| 2 * points.partition_point(|point| point < at) + 1;
        let rank = |raw: usize| self.rank.get(raw).copied().unwrap_or(self.known());
        let end = |limit: &End<T>, open: usize| if limit.closed { place(&limit.at) } else { open };
        let mut spans: Spans = match numbers {
            Numbers::Within(range) => {
                let low = range.low.as_ref().map_or(0, |low| end(low, place(&low.at) + 1));
                let high =
                    range.high.as_ref().map_or(2 * points.len(), |high| end(high, place(&high.at) - 1));
                vec![(rank(low), rank(high + 1))]
            }
            Numbers::OneOf(values) => {
                values.iter().map(|value| (rank(place(value)), rank(place(value) + 1))).collect()
            }
        };
        spans.retain(|(start, end)| start < end);
        spans.sort_unstable();
        spans.dedup();
        spans
    }
}

/// The thresholds of a column.
enum Points {
    None,
    Exact(Vec<Exact>),
    Estimate(Vec<Estimate>),
}

impl Points {
    fn of(column: &Column, conditions: &[&Condition]) -> Self {
        let nature = Nature::of(column);
        let bounds = [nature.low, nature.high].into_iter().flatten().map(Exact::from);
        match column.kind() {
            FactType::Exact => Self::Exact(thresholds(conditions, bounds)),
            FactType::Estimate => Self::Estimate(thresholds(conditions, std::iter::empty())),
            _ => Self::None,
        }
    }
}

/// Whether two lists of spans share a piece.
fn meet(one: &Spans, other: &Spans) -> bool {
    let (mut ones, mut others) = (one.iter().peekable(), other.iter().peekable());
    while let (Some((low, high)), Some((its_low, its_high))) = (ones.peek(), others.peek()) {
        if low < its_high && its_low < high {
            return true;
        }
        if high <= its_high {
            ones.next()
        } else {
            others.next()
        };
    }
    false
}

/// Whether the pieces of one list are among those of another.
fn within(one: &Spans, other: &Spans) -> bool {
    // Neighbours are written apart, so each piece of a span is looked for.
    one.iter().all(|(low, high)| {
        let mut next = *low;
        for (its_low, its_high) in other {
            if *its_low <= next && next < *its_high {
                next = *its_high;
            }
        }
        next >= *high
    })
}

fn bit_of(index: usize) -> u64 {
    1u64.checked_shl(u32::try_from(index % 64).unwrap_or(0)).unwrap_or(0)
}

fn flip(set: &mut [u64], index: usize) {
    if let Some(word) = set.get_mut(index / 64) {
        *word ^= bit_of(index);
    }
}

fn has(set: &[u64], index: usize) -> bool {
    set.get(index / 64).is_some_and(|word| word & bit_of(index) != 0)
}

fn size(set: &[u64]) -> u32 {
    set.iter().map(|word| word.count_ones()).sum()
}

fn is_empty(set: &[u64]) -> bool {
    set.iter().all(|word| *word == 0)
}

fn and(one: &[u64], other: &[u64]) -> Vec<u64> {
    one.iter().zip(other).map(|(one, other)| one & other).collect()
}

/// The places of the bits, lowest first.
fn members(set: &[u64]) -> impl Iterator<Item = usize> {
    set.iter().enumerate().flat_map(|(at, word)| {
        let mut rest = *word;
        std::iter::from_fn(move || {
            let lowest = rest.trailing_zeros();
            rest = rest.checked_sub(1)? & rest;
            Some(at * 64 + lowest as usize)
        })
    })
}

/// A column that was split, and the ways that are left to go.
struct Frame {
    slot: usize,
    ways: std::vec::IntoIter<Way>,
    piece: usize,
}

struct Way {
    count: u32,
    cost: usize,
    piece: usize,
    active: Vec<u64>,
}

/// For each column the piece that was chosen, where it was.
type Choice = Vec<Option<usize>>;

/// What a witness has to show.
#[derive(Clone, Copy)]
enum Claim {
    NoneFires,
    BothFire(usize, usize),
}

impl<'t> Cover<'t> {
    /// `None` where the table is too large.
    fn new(table: &'t Table) -> Option<Self> {
        let mut asked: Vec<Vec<&Condition>> = table.columns.iter().map(|_| Vec::new()).collect();
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            asked.get_mut(cell.slot())?.push(&cell.condition);
        }
        let columns = || table.columns.iter().zip(&asked);
        let domains: Vec<Domain> = columns().map(|(column, asked)| Domain::new(column, asked)).collect();
        let points: Vec<Points> = columns().map(|(column, asked)| Points::of(column, asked)).collect();
        let mut cover = Self { table, domains, boxes: Vec::new(), words: 0, spent: 0, end: 0 };
        let impossible = cover.impossible();
        for row in &table.rows {
            let mut cuboid = Cuboid::default();
            for cell in &row.cells {
                let (domain, points) = (cover.domains.get(cell.slot())?, points.get(cell.slot())?);
                let spans = domain.spans(&cell.condition, points);
                let may = !matches!(cell.condition, Condition::Known | Condition::Unknown);
                cuboid.empty |= spans.is_empty();
                // What every value satisfies is no restriction.
                if domain.unknown || !within(&vec![(0, domain.known())], &spans) {
                    cuboid.sides.push(Side { slot: cell.slot(), spans, may });
                }
            }
            cuboid.sides.sort_by_key(|side| side.slot);
            cover.boxes.push(cuboid);
        }
        cover.boxes.extend(impossible);
        for cuboid in &mut cover.boxes {
            cuboid.columns = cuboid.sides.iter().fold(0, |columns, side| columns | bit_of(side.slot));
        }
        cover.words = cover.boxes.len().div_ceil(64);
        let pieces: usize = cover.domains.iter().map(|domain| domain.pieces.len()).sum();
        if pieces.checked_mul(cover.words)? > MOST_WORDS {
            return None;
        }
        cover.mark();
        Some(cover)
    }

    /// Marks at each piece the boxes that hold it.
    fn mark(&mut self) {
        let words = self.words;
        for (slot, domain) in self.domains.iter_mut().enumerate() {
            // First the changes from piece to piece, then their sums.
            domain.masks = vec![0; domain.pieces.len() * words];
            domain.may = vec![0; words];
            let whole = u32::try_from(domain.pieces.len()).unwrap_or(u32::MAX);
            for (index, cuboid) in self.boxes.iter().enumerate() {
                let side = cuboid.side(slot);
                let all = [(0, whole)];
                let spans = side.map_or(&all[..], |side| &side.spans);
                for place in spans.iter().flat_map(|(start, end)| [*start as usize, *end as usize]) {
                    if let Some(mask) = domain.masks.get_mut(place * words..(place + 1) * words) {
                        flip(mask, index);
                    }
                }
                if side.is_some_and(|side| side.may) {
                    flip(&mut domain.may, index);
                }
            }
            for at in words..domain.masks.len() {
                let before = domain.masks.get(at - words).copied().unwrap_or(0);
                if let Some(mask) = domain.masks.get_mut(at) {
                    *mask ^= before;
                }
            }
            let last = domain.masks.len().saturating_sub(words);
            let sure = domain.masks.get(last..).unwrap_or(&[]);
            domain.may.iter_mut().zip(sure).for_each(|(may, sure)| *may |= sure);
        }
    }

    /// What the catalogues rule out. A column whose values it rules out counts as unknown there.
    fn impossible(&mut self) -> Vec<Cuboid> {
        let columns = &self.table.columns;
        let source = |wanted: &Source| columns.iter().position(|column| column.source == *wanted);
        let fact = |fact: Fact| source(&Source::Formula(Formula::plain(fact)));
        let side = |slot: usize, spans: Spans| Side { slot, spans, may: false };
        let mut found = Vec::new();
        let mut unknown = Vec::new();
        for exclusion in Fact::EXCLUSIONS {
            let (Some(one), Some(other)) = (fact(exclusion.fact), fact(exclusion.other)) else { continue };
            let spans = match exclusion.value {
                Some(value) => vec![(u32::from(value), u32::from(value) + 1)],
                None => vec![(0, self.domains.get(other).map_or(0, Domain::known))],
            };
            let when = (u32::from(exclusion.when), u32::from(exclusion.when) + 1);
            found
                .push(Cuboid { sides: vec![side(one, vec![when]), side(other, spans)], ..Cuboid::default() });
            if exclusion.value.is_none() {
                unknown.push(other);
            }
        }
        if let Some(parts) = source(&Source::Part(PartFact::Parts)) {
            for part in PartFact::OF_PARTS {
                if let Some(slot) = source(&Source::Part(*part)) {
                    let more = self.more_than_parts(parts, slot);
                    found.extend(more.into_iter().map(|(below, above)| Cuboid {
                        sides: vec![side(parts, vec![below]), side(slot, vec![above])],
                        ..Cuboid::default()
                    }));
                }
            }
        }
        if self.table.hit == Hit::Unique {
            for slot in unknown {
                if let Some(domain) = self.domains.get_mut(slot) {
                    domain.unknown = true;
                }
            }
        }
        for cuboid in &mut found {
            cuboid.sides.sort_by_key(|side| side.slot);
        }
        found
    }

    /// Where a number of some parts would be above the number of all: pieces of all, and pieces of some.
    fn more_than_parts(&self, parts: usize, some: usize) -> Vec<((u32, u32), (u32, u32))> {
        let (Some(parts), Some(some)) = (self.domains.get(parts), self.domains.get(some)) else {
            return Vec::new();
        };
        let mut found: Vec<((u32, u32), (u32, u32))> = Vec::new();
        for (place, piece) in (1u32..).zip(&parts.pieces).take(parts.known() as usize) {
            let Some(top) = &piece.top else { continue };
            let above = some
                .pieces
                .iter()
                .take(some.known() as usize)
                .position(|piece| matches!(&piece.value, Some(FactValue::Exact(least)) if least > top));
            let Some(above) = above.and_then(|above| u32::try_from(above).ok()) else { continue };
            let ruled_out = ((0, place), (above, some.known()));
            if found.last().is_some_and(|last| last.1 == ruled_out.1) {
                found.pop();
            }
            if found.len() == MOST_RULED_OUT {
                break;
            }
            found.push(ruled_out);
        }
        found
    }

    fn spend(&mut self, steps: usize) -> Result<(), Spent> {
        self.spent += steps as u64;
        if self.spent > self.end { Err(Spent) } else { Ok(()) }
    }

    /// Allots to each of the searches that are left its part of the work, and some more while there is any.
    fn allot(&mut self, budget: u64, searches: usize) {
        let left = budget.saturating_sub(self.spent);
        self.end = self.spent + left.min(left / (searches.max(1) as u64) * 4);
    }

    fn none(&self) -> Vec<u64> {
        vec![0; self.words]
    }

    fn rows(&self) -> usize {
        self.table.rows.len()
    }

    /// What was found in a table whose first row that fires counts.
    fn first(&mut self) -> Vec<Finding> {
        let (mut findings, rows) = (Vec::new(), self.rows());
        for row in 0..rows {
            self.allot(BUDGET, rows - row);
            match self.covered(row) {
                Ok(Some(finding)) => findings.push(finding),
                Ok(None) => {}
                Err(Spent) => findings.push(Finding::Unproved { row: Some(row) }),
            }
        }
        // That such a table needs a row without conditions is said elsewhere; here a case that lacks it.
        if self.table.rows.last().is_some_and(|last| !last.cells.is_empty()) {
            self.allot(BUDGET, 1);
            if let Ok(Some(witness)) = self.gap() {
                findings.push(Finding::Gap { witness });
            }
        }
        findings
    }

    /// What was found in a table of which one row is to fire.
    fn unique(&mut self) -> Vec<Finding> {
        let (mut findings, rows) = (Vec::new(), self.rows());
        let mut proved = true;
        for row in 0..rows {
            if findings.len() == MOST_OVERLAPS {
                break;
            }
            self.end = BUDGET / 2;
            match self.overlap(row) {
                Ok(found) => findings.extend(found),
                Err(Spent) => proved = false,
            }
        }
        self.allot(BUDGET, 1);
        if rows > 0 {
            match self.gap() {
                Ok(witness) => findings.extend(witness.map(|witness| Finding::Gap { witness })),
                Err(Spent) => proved = false,
            }
        }
        if !proved {
            findings.push(Finding::Unproved { row: None });
        }
        findings
    }

    /// Whether the rows above a row cover it. The row without conditions at the end has to be there.
    fn covered(&mut self, row: usize) -> Result<Option<Finding>, Spent> {
        let is_default = self.table.rows.get(row).is_some_and(|row| row.cells.is_empty());
        if is_default {
            let above = self.table.rows.iter().take(row).position(|above| above.cells.is_empty());
            let above = above.map(|above| Finding::Unreachable { row, above });
            if above.is_some() || row + 1 == self.rows() {
                return Ok(above);
            }
        }
        if self.boxes.get(row).is_none_or(|own| own.empty) {
            return Ok(None);
        }
        let (mut active, mut columns) = (self.none(), vec![0; self.boxes.len()]);
        for above in 0..row {
            let (Some(own), Some(other)) = (self.boxes.get(row), self.boxes.get(above)) else { continue };
            let (rest, steps) = restricts(other, own);
            self.spend(steps)?;
            if let Some(rest) = rest {
                if rest == 0 {
                    return Ok(Some(Finding::Unreachable { row, above }));
                }
                flip(&mut active, above);
                if let Some(columns) = columns.get_mut(above) {
                    *columns = rest;
                }
            }
        }
        let found = self.search(&[row], active, &columns, false)?;
        Ok(found.is_none().then_some(Finding::Covered { row }))
    }

    /// The first row above that fires together with a row.
    fn overlap(&mut self, row: usize) -> Result<Option<Finding>, Spent> {
        let columns = self.columns();
        for above in 0..row {
            let (Some(own), Some(other)) = (self.boxes.get(row), self.boxes.get(above)) else { continue };
            let (apart, steps) = apart(other, own);
            self.spend(steps)?;
            if apart {
                continue;
            }
            let mut active = self.none();
            (self.rows()..self.boxes.len()).for_each(|index| flip(&mut active, index));
            let Some(choice) = self.search(&[row, above], active, &columns, false)? else { continue };
            let witness = self.witness(choice, Claim::BothFire(row, above)).ok_or(Spent)?;
            return Ok(Some(Finding::Overlap { row, other: above, witness }));
        }
        Ok(None)
    }

    /// A case in which no row fires, or may fire.
    fn gap(&mut self) -> Result<Option<String>, Spent> {
        let (mut active, columns) = (self.none(), self.columns());
        for (index, cuboid) in self.boxes.iter().enumerate() {
            if !cuboid.empty {
                flip(&mut active, index);
            }
        }
        let Some(choice) = self.search(&[], active, &columns, true)? else { return Ok(None) };
        self.witness(choice, Claim::NoneFires).map(Some).ok_or(Spent)
    }

    fn columns(&self) -> Vec<u64> {
        self.boxes.iter().map(|cuboid| cuboid.columns).collect()
    }

    /// Looks for a case in all of the boxes `region` and in none of the boxes `active`, which restrict only
    /// these columns of it. No column is split twice, so it goes no deeper than there are columns.
    fn search(
        &mut self,
        region: &[usize],
        mut active: Vec<u64>,
        columns: &[u64],
        may: bool,
    ) -> Result<Option<Choice>, Spent> {
        let mut frames: Vec<Frame> = Vec::new();
        let mut open = u64::MAX;
        loop {
            if is_empty(&active) {
                let mut choice = vec![None; self.domains.len()];
                for frame in &frames {
                    if let Some(choice) = choice.get_mut(frame.slot) {
                        *choice = Some(frame.piece);
                    }
                }
                return Ok(Some(choice));
            }
            if let Some(slot) = self.split(&active, columns, open)? {
                let ways = self.ways(slot, region, &active, may)?.into_iter();
                open &= !bit_of(slot);
                frames.push(Frame { slot, ways, piece: 0 });
            }
            // On to the next way that is left.
            loop {
                let Some(frame) = frames.last_mut() else { return Ok(None) };
                if let Some(way) = frame.ways.next() {
                    frame.piece = way.piece;
                    active = way.active;
                    break;
                }
                open |= bit_of(frame.slot);
                frames.pop();
            }
        }
    }

    /// The column to split next: the one that small boxes restrict most. `None` where a box holds all.
    fn split(&mut self, active: &[u64], columns: &[u64], open: u64) -> Result<Option<usize>, Spent> {
        let mut scores = [0u64; 64];
        let mut steps = self.words;
        for index in members(active) {
            let rest = columns.get(index).copied().unwrap_or(0) & open;
            let size = rest.count_ones();
            steps += 1 + size as usize;
            if size == 0 {
                self.spend(steps)?;
                return Ok(None);
            }
            for slot in members(&[rest]) {
                if let Some(score) = scores.get_mut(slot) {
                    *score += 1 << (2 * (16 - size.min(16)));
                }
            }
        }
        self.spend(steps)?;
        let best = scores.iter().enumerate().max_by_key(|(slot, score)| (**score, std::cmp::Reverse(*slot)));
        Ok(best.map(|(slot, _)| slot))
    }

    /// The ways to go on from a column: its pieces, but of those that leave the same boxes or more of them only
    /// one. Those that leave few come first.
    fn ways(&mut self, slot: usize, region: &[usize], active: &[u64], may: bool) -> Result<Vec<Way>, Spent> {
        let words = self.words;
        let mut ways: Vec<Way> = Vec::new();
        let mut steps = 0;
        if let Some(domain) = self.domains.get(slot) {
            // Between the ends of the boxes concerned, all pieces are alike.
            let mut ends = vec![0, domain.known() as usize];
            for index in members(active).chain(region.iter().copied()) {
                let spans =
                    self.boxes.get(index).and_then(|cuboid| cuboid.side(slot)).map(|side| &side.spans);
                let spans = spans.into_iter().flatten();
                ends.extend(spans.flat_map(|(start, end)| [*start as usize, *end as usize]));
                steps += 2;
            }
            steps += 4 * ends.len() + domain.count();
            ends.sort_unstable();
            ends.dedup();
            for (at, start) in ends.iter().enumerate() {
                let end = ends.get(at + 1).copied().unwrap_or(usize::MAX).min(domain.count());
                let alike = domain.pieces.iter().enumerate().take(end).skip(*start);
                let Some((piece, own)) = alike.min_by_key(|(_, piece)| piece.cost) else { continue };
                steps += words;
                let sure = domain.mask(piece, words, false);
                if region.iter().all(|index| has(sure, *index)) {
                    let active = and(active, domain.mask(piece, words, may));
                    ways.push(Way { count: size(&active), cost: own.cost, piece, active });
                }
            }
        }
        self.spend(steps)?;
        ways.sort_by(|one, other| match one.count.cmp(&other.count) {
            Ordering::Equal => one.cost.cmp(&other.cost),
            order => order,
        });
        let mut kept: Vec<Way> = Vec::new();
        for way in ways {
            let fewer = |kept: &Way| kept.active.iter().zip(&way.active).all(|(kept, way)| kept & !way == 0);
            self.spend(kept.len())?;
            if !kept.iter().any(fewer) {
                kept.push(way);
            }
        }
        Ok(kept)
    }

    /// The case in words, once it was tried on the rows; `None` where it shows nothing.
    fn witness(&self, mut choice: Choice, claim: Claim) -> Option<String> {
        let may = matches!(claim, Claim::NoneFires);
        let both = if let Claim::BothFire(one, other) = claim { vec![one, other] } else { Vec::new() };
        let needed = both.iter().filter_map(|index| self.boxes.get(*index));
        let needed = needed.fold(0, |columns, cuboid| columns | cuboid.columns);
        let mut excluded = self.none();
        let from = if may { 0 } else { self.rows() };
        (from..self.boxes.len()).for_each(|index| flip(&mut excluded, index));
        // Columns that do not matter are left out.
        for slot in (0..choice.len()).rev() {
            if needed & bit_of(slot) != 0 {
                continue;
            }
            let others = choice.iter().enumerate().filter(|(other, _)| *other != slot);
            let left = others.fold(excluded.clone(), |left, (other, piece)| {
                match (self.domains.get(other), piece) {
                    (Some(domain), Some(piece)) => and(&left, domain.mask(*piece, self.words, may)),
                    _ => left,
                }
            });
            if is_empty(&left) {
                *choice.get_mut(slot)? = None;
            }
        }
        let mut named = needed;
        let mut values: Vec<Option<FactValue>> = Vec::new();
        for (slot, domain) in self.domains.iter().enumerate() {
            let piece = match choice.get(slot).copied().flatten() {
                Some(piece) => {
                    named |= bit_of(slot);
                    domain.pieces.get(piece)
                }
                None => {
                    let fits = |piece: usize| {
                        let mask = domain.mask(piece, self.words, false);
                        piece < domain.count() && both.iter().all(|index| has(mask, *index))
                    };
                    let piece = domain.order.iter().find(|piece| fits(**piece));
                    piece.and_then(|piece| domain.pieces.get(*piece))
                }
            };
            values.push(piece?.value.clone());
        }
        self.enough_parts(&mut values, named);
        if !self.shows(&values, claim) {
            return None;
        }
        let named = values.iter().enumerate().filter(|(slot, _)| named & bit_of(*slot) != 0);
        let told = named.filter_map(|(slot, value)| {
            Some(format!("{} {}", self.table.columns.get(slot)?.name(), told(value.as_ref())))
        });
        let told: Vec<String> = told.collect();
        Some(if told.is_empty() { "—".into() } else { told.join(", ") })
    }

    /// Raises the number of parts to that of those counted apart.
    fn enough_parts(&self, values: &mut [Option<FactValue>], named: u64) {
        let place = |part| self.table.columns.iter().position(|column| column.source == Source::Part(part));
        let some = PartFact::OF_PARTS.iter().filter_map(|part| place(*part));
        let some = some.filter(|slot| named & bit_of(*slot) != 0);
        let most = some.filter_map(|slot| match values.get(slot) {
            Some(Some(FactValue::Exact(number))) => Some(number.clone()),
            _ => None,
        });
        let most = most.max();
        let parts = place(PartFact::Parts).and_then(|slot| values.get_mut(slot));
        if let (Some(most), Some(Some(FactValue::Exact(parts)))) = (most, parts)
            && *parts < most
        {
            *parts = most;
        }
    }

    /// Whether the conditions themselves say what is claimed of a case.
    fn shows(&self, values: &[Option<FactValue>], claim: Claim) -> bool {
        let truth = |row: &Row| {
            let cells = row.cells.iter().map(|cell| {
                let value = values.get(cell.slot()).and_then(Option::as_ref);
                cell.condition.test(value.ok_or(Reason::NotReported))
            });
            cells.fold(Truth::Yes, Truth::and)
        };
        match claim {
            Claim::NoneFires => self.table.rows.iter().all(|row| truth(row) == Truth::No),
            Claim::BothFire(one, other) => [one, other]
                .iter()
                .all(|index| self.table.rows.get(*index).is_some_and(|row| truth(row) == Truth::Yes)),
        }
    }
}

/// Whether two boxes do not meet, and what it took to see.
fn apart(one: &Cuboid, other: &Cuboid) -> (bool, usize) {
    let mut steps = 1;
    let mut sides = other.sides.iter().peekable();
    for side in &one.sides {
        steps += 1;
        while sides.next_if(|its| its.slot < side.slot).is_some() {}
        let its = sides.next_if(|its| its.slot == side.slot);
        if let Some(its) = its {
            steps += side.spans.len().max(its.spans.len()) / 2;
            if !meet(&side.spans, &its.spans) {
                return (true, steps);
            }
        }
    }
    (one.empty || other.empty, steps)
}

/// The columns by which a box leaves out something of another, or `None` where the two do not meet; and what it
/// took to see.
fn restricts(one: &Cuboid, other: &Cuboid) -> (Option<u64>, usize) {
    let (mut columns, mut steps) = (0, 1);
    let mut sides = other.sides.iter().peekable();
    for side in &one.sides {
        while sides.next_if(|its| its.slot < side.slot).is_some() {
            steps += 1;
        }
        let Some(its) = sides.next_if(|its| its.slot == side.slot) else {
            columns |= bit_of(side.slot);
            continue;
        };
        steps += 1 + side.spans.len() + its.spans.len();
        if !meet(&side.spans, &its.spans) {
            return (None, steps);
        }
        steps += side.spans.len() * its.spans.len();
        if !within(&its.spans, &side.spans) {
            columns |= bit_of(side.slot);
        }
    }
    (Some(columns), steps)
}
