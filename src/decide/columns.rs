use crate::facts::{Column, FactSet, FactType, FactValue, Known, Reason};
use crate::number::Exact;
use crate::policy::{Condition, Hit, Table};

use super::Decision;
use crate::policy::{Cuts, FEW_CUTS, Index, IndexColumn, bit, count};

/// Sets of facts that are decided together.
const BLOCK: usize = 1024;

/// The facts of many cases, in the columns of one table: what [`decide_columns`] reads.
///
/// A table compares a number with few thresholds only. So of each value no more is kept than where it lies
/// between them, as one byte: this is as exact as the comparison itself, which is made once, when the value
/// is filled in. What a value was is not kept; why one is unknown is.
///
/// Cases are added one by one from a [`FactSet`], or whole columns are filled from slices, which is much quicker.
///
/// ```
/// use attainment::decide::{FactColumns, decide_columns};
/// use attainment::facts::Reason;
/// use attainment::policy::{OutcomeDoc, PolicyDoc, RowDoc};
/// let policy = PolicyDoc::new("demo", "1")
///     .row(RowDoc::new("done", "good").when("share", ">= 1"))
///     .row(RowDoc::new("else", "bad"))
///     .outcome("good", OutcomeDoc::new("outlook", "on_track", "好", "good"))
///     .outcome("bad", OutcomeDoc::new("outlook", "off_track", "差", "bad"))
///     .check()?;
/// let mut facts = FactColumns::new(policy.table(), 3);
/// facts.set_decimals(0, 2, &[99, 100, 0])?; // 0.99, 1.00, and one that is not known
/// facts.mask(0, &[true, true, false], Reason::Stale)?;
/// let mut decisions = Vec::new();
/// decide_columns(&facts, &mut decisions);
/// assert_eq!(decisions.iter().map(|decision| decision.outcome()).collect::<Vec<_>>(), [Some(1), Some(0), None]);
/// assert_eq!(facts.reason(0, 2), Some(Reason::Stale));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct FactColumns<'t> {
    table: &'t Table,
    len: usize,
    columns: Vec<Codes>,
    rows: Vec<CodedRow>,
    index: &'t Index,
    /// The slots, as bits, that some cell asks whether they are known.
    asks_known: u64,
}

/// Why a column could not be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FillError {
    /// The table has no column with this slot.
    #[error("the table has no column {0}")]
    NoColumn(usize),
    /// The column holds values of another type.
    #[error("column {slot} holds values of the type {}", .kind.word())]
    OtherType {
        /// The slot.
        slot: usize,
        /// The type of its values.
        kind: FactType,
    },
    /// There is not one value for each case.
    #[error("{given} values for {needed} cases")]
    OtherLength {
        /// How many values there are.
        given: usize,
        /// How many cases there are.
        needed: usize,
    },
}

/// The codes of a column: where each value lies, or why it is not known. A byte for each, unless there are too many thresholds or words for that.
#[derive(Clone, Debug)]
enum Codes {
    Narrow(Vec<u8>),
    Wide(Vec<u32>),
}

#[derive(Clone, Debug)]
struct CodedRow {
    cells: Box<[CodedCell]>,
    outcome: u8,
}

#[derive(Clone, Debug)]
struct CodedCell {
    slot: u8,
    /// The codes that hold: the first of some, and how many follow it.
    ranges: Box<[(u32, u32)]>,
    /// Whether it asks for the value, which may be unknown, and not whether it is known.
    asks_value: bool,
}

/// A number that stands for a value or for a reason.
trait Code: Copy + Ord {
    /// The code of what is known but cannot be compared. Reasons are above it, values below.
    const STRAY: Self;

    /// `code` must fit.
    fn of(code: u32) -> Self;

    fn get(self) -> u32;

    /// How far it is beyond `first`, counted round.
    fn beyond(self, first: Self) -> Self;
}

/// Codes at the upper end that stand for reasons.
const REASONS: u32 = 64;
const _: () = assert!(Reason::ALL.len() <= REASONS as usize);

impl Code for u8 {
    const STRAY: Self = Self::MAX - 64;

    #[inline]
    fn of(code: u32) -> Self {
        Self::try_from(code).unwrap_or(Self::STRAY)
    }

    #[inline]
    fn get(self) -> u32 {
        u32::from(self)
    }

    #[inline]
    fn beyond(self, first: Self) -> Self {
        self.wrapping_sub(first)
    }
}

impl Code for u32 {
    const STRAY: Self = Self::MAX - 64;

    #[inline]
    fn of(code: u32) -> Self {
        code
    }

    #[inline]
    fn get(self) -> u32 {
        self
    }

    #[inline]
    fn beyond(self, first: Self) -> Self {
        self.wrapping_sub(first)
    }
}

/// The code of a reason.
fn unknown<C: Code>(reason: Reason) -> C {
    C::of(C::STRAY.get() + 1 + reason as u32)
}

/// The reason that a code stands for.
fn reason<C: Code>(code: C) -> Option<Reason> {
    let place = code.get().checked_sub(C::STRAY.get() + 1)?;
    Reason::ALL.get(place as usize).copied()
}

impl CodedCell {
    fn new(slot: u8, condition: &Condition, column: &Column, own: &IndexColumn, codes: &Codes) -> Self {
        let stray = match codes {
            Codes::Narrow(_) => u8::STRAY.get(),
            Codes::Wide(_) => u32::STRAY,
        };
        let ranges: Box<[(u32, u32)]> = match condition {
            Condition::Known => Box::new([(0, stray)]),
            Condition::Unknown => Box::new([(stray + 1, REASONS - 1)]),
            asked => {
                let mut ranges = own.cuts.ranges(column, asked);
                ranges.sort_unstable();
                ranges.dedup();
                let span = |(first, end): (u32, u32)| Some((first, end.checked_sub(first + 1)?));
                ranges.into_iter().filter_map(span).collect()
            }
        };
        Self { slot, ranges, asks_value: !matches!(condition, Condition::Known | Condition::Unknown) }
    }
}

impl<'t> FactColumns<'t> {
    /// Room for so many cases, of which nothing is known yet.
    #[must_use]
    pub fn new(table: &'t Table, len: usize) -> Self {
        let index = table.index();
        let is_narrow = |own: &IndexColumn| own.codes <= usize::from(u8::STRAY);
        let empty = |own| if is_narrow(own) { Codes::Narrow(Vec::new()) } else { Codes::Wide(Vec::new()) };
        let columns: Vec<Codes> = index.columns.iter().map(empty).collect();
        let mut rows = Vec::with_capacity(table.rows().len());
        for row in table.rows() {
            let coded = row.cells().iter().filter_map(|cell| {
                let ((column, own), codes) =
                    table.columns().iter().zip(&index.columns).zip(&columns).nth(cell.slot())?;
                Some(CodedCell::new(cell.slot, cell.condition(), column, own, codes))
            });
            rows.push(CodedRow { cells: coded.collect(), outcome: row.outcome });
        }
        let cells = rows.iter().flat_map(|row: &CodedRow| row.cells.iter());
        let asks_known = cells.filter(|cell| !cell.asks_value).fold(0, |slots, cell| slots | bit(cell.slot));
        let mut facts = Self { table, len: 0, columns, rows, index, asks_known };
        facts.reset(len);
        facts
    }

    /// The table.
    #[must_use]
    pub fn table(&self) -> &'t Table {
        self.table
    }

    /// How many cases there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Forgets all values, and makes room for so many cases. It keeps the memory.
    pub fn reset(&mut self, len: usize) {
        self.len = len;
        for column in &mut self.columns {
            match column {
                Codes::Narrow(codes) => refill(codes, len),
                Codes::Wide(codes) => refill(codes, len),
            }
        }
    }

    /// Adds a case.
    pub fn push(&mut self, facts: &FactSet) {
        let columns = self.table.columns().iter().zip(&self.index.columns).zip(&mut self.columns);
        for (slot, ((column, own), codes)) in columns.enumerate() {
            match codes {
                Codes::Narrow(codes) => codes.push(code(&own.cuts, column, facts.get(slot))),
                Codes::Wide(codes) => codes.push(code(&own.cuts, column, facts.get(slot))),
            }
        }
        self.len += 1;
    }

    /// Puts the facts of a case in the place of what was known of it. It does nothing where there is no such
    /// case.
    pub fn set(&mut self, case: usize, facts: &FactSet) {
        let columns = self.table.columns().iter().zip(&self.index.columns).zip(&mut self.columns);
        for (slot, ((column, own), codes)) in columns.enumerate() {
            match codes {
                Codes::Narrow(codes) => put(codes, case, code(&own.cuts, column, facts.get(slot))),
                Codes::Wide(codes) => put(codes, case, code(&own.cuts, column, facts.get(slot))),
            }
        }
    }

    /// Why the fact in a slot is not known for a case; `None` where it is known, or there is no such case.
    #[must_use]
    pub fn reason(&self, slot: usize, case: usize) -> Option<Reason> {
        match self.columns.get(slot)? {
            Codes::Narrow(codes) => reason(*codes.get(case)?),
            Codes::Wide(codes) => reason(*codes.get(case)?),
        }
    }

    /// The column in a slot, if there is a value for each case.
    fn column(&mut self, slot: usize, given: usize) -> Result<(&'t Column, &'t Cuts, &mut Codes), FillError> {
        if given != self.len {
            return Err(FillError::OtherLength { given, needed: self.len });
        }
        let columns = self.table.columns().iter().zip(&self.index.columns).zip(&mut self.columns);
        let column = columns.into_iter().nth(slot).ok_or(FillError::NoColumn(slot));
        column.map(|((column, own), codes)| (column, &own.cuts, codes))
    }

    /// Fills a column of exact numbers, one for each case.
    ///
    /// # Errors
    /// [`FillError`].
    pub fn set_exact(&mut self, slot: usize, values: &[Exact]) -> Result<(), FillError> {
        let (column, cuts, codes) = self.column(slot, values.len())?;
        let Cuts::Exact { cuts, small } = cuts else { return other_type(slot, column) };
        match codes {
            Codes::Narrow(codes) => {
                fill(codes, values, |value| u8::of(Cuts::exact(cuts, small.as_deref(), value)))
            }
            Codes::Wide(codes) => fill(codes, values, |value| Cuts::exact(cuts, small.as_deref(), value)),
        }
        Ok(())
    }

    /// Fills a column of exact numbers from their digits: with two `places`, 125 is 1.25.
    ///
    /// # Errors
    /// [`FillError`].
    pub fn set_decimals(&mut self, slot: usize, places: u8, digits: &[i64]) -> Result<(), FillError> {
        let (column, cuts, codes) = self.column(slot, digits.len())?;
        let Cuts::Exact { cuts, .. } = cuts else { return other_type(slot, column) };
        let scale = Exact::from(10).power(u32::from(places));
        let (mut always, mut scaled) = (0, Vec::new());
        for cut in cuts {
            // The least whole number beyond the cut.
            let at = cut.at.times(&scale);
            let floor = at.floor();
            let least = if floor == at && !cut.after { floor } else { floor.plus(&Exact::ONE) };
            match least.to_i64() {
                Some(least) => scaled.push(least),
                None if least.sign() < 0 => always += 1,
                None => {}
            }
        }
        fill_numbers(codes, digits, &scaled, always);
        Ok(())
    }

    /// Fills a column of estimates. What is not finite is unknown: [`Reason::OutOfRange`].
    ///
    /// # Errors
    /// [`FillError`].
    pub fn set_estimates(&mut self, slot: usize, values: &[f64]) -> Result<(), FillError> {
        let (column, cuts, codes) = self.column(slot, values.len())?;
        let Cuts::Estimate(cuts) = cuts else { return other_type(slot, column) };
        fill_numbers(codes, values, cuts, 0);
        match codes {
            Codes::Narrow(codes) => keep(codes, values, |value| value.is_finite(), Reason::OutOfRange),
            Codes::Wide(codes) => keep(codes, values, |value| value.is_finite(), Reason::OutOfRange),
        }
        Ok(())
    }

    /// Fills a column of yes and no.
    ///
    /// # Errors
    /// [`FillError`].
    pub fn set_yes_no(&mut self, slot: usize, values: &[bool]) -> Result<(), FillError> {
        let (column, cuts, codes) = self.column(slot, values.len())?;
        let Cuts::YesNo = cuts else { return other_type(slot, column) };
        match codes {
            Codes::Narrow(codes) => fill(codes, values, |value| u8::from(*value)),
            Codes::Wide(codes) => fill(codes, values, |value| u32::from(*value)),
        }
        Ok(())
    }

    /// Fills a column of words from their places in [`Column::words`]. A place beyond the end stands for a word
    /// that no row asks for.
    ///
    /// # Errors
    /// [`FillError`].
    pub fn set_words(&mut self, slot: usize, places: &[u16]) -> Result<(), FillError> {
        let (column, cuts, codes) = self.column(slot, places.len())?;
        let Cuts::Words { .. } = cuts else { return other_type(slot, column) };
        let other = column.words().len();
        let narrow = u8::try_from(other).unwrap_or(u8::STRAY);
        match codes {
            Codes::Narrow(codes) => {
                fill(codes, places, |place| u8::try_from(*place).unwrap_or(narrow).min(narrow));
            }
            Codes::Wide(codes) => fill(codes, places, |place| u32::from(*place).min(count(other))),
        }
        Ok(())
    }

    /// Makes a fact unknown, for one reason, for every case for which `known` is false.
    ///
    /// # Errors
    /// [`FillError`].
    pub fn mask(&mut self, slot: usize, known: &[bool], reason: Reason) -> Result<(), FillError> {
        let (_, _, codes) = self.column(slot, known.len())?;
        match codes {
            Codes::Narrow(codes) => keep(codes, known, |known| *known, reason),
            Codes::Wide(codes) => keep(codes, known, |known| *known, reason),
        }
        Ok(())
    }
}

fn other_type(slot: usize, column: &Column) -> Result<(), FillError> {
    Err(FillError::OtherType { slot, kind: column.kind() })
}

fn refill<C: Code>(codes: &mut Vec<C>, len: usize) {
    codes.clear();
    codes.resize(len, unknown(Reason::NotReported));
}

fn put<C>(codes: &mut [C], case: usize, code: C) {
    if let Some(place) = codes.get_mut(case) {
        *place = code;
    }
}

fn code<C: Code>(cuts: &Cuts, column: &Column, fact: Known<&FactValue>) -> C {
    match fact {
        Ok(value) => cuts.code(column, value).map_or(C::STRAY, C::of),
        Err(reason) => unknown(reason),
    }
}

fn fill<C, T>(codes: &mut [C], values: &[T], code: impl Fn(&T) -> C) {
    for (own, value) in codes.iter_mut().zip(values) {
        *own = code(value);
    }
}

/// Makes unknown what is not to be kept.
fn keep<C: Code, T>(codes: &mut [C], values: &[T], is_kept: impl Fn(&T) -> bool, reason: Reason) {
    let unknown = unknown(reason);
    for (own, value) in codes.iter_mut().zip(values) {
        *own = if is_kept(value) { *own } else { unknown };
    }
}

/// Fills in how many cuts each value has reached; `always` of them every value has.
fn fill_numbers<T: Copy + PartialOrd>(codes: &mut Codes, values: &[T], cuts: &[T], always: u32) {
    match codes {
        Codes::Narrow(codes) if cuts.len() <= FEW_CUTS => {
            let always = u8::of(always);
            // Short enough to stay in the nearest cache while cut after cut is compared.
            for (codes, values) in codes.chunks_mut(BLOCK).zip(values.chunks(BLOCK)) {
                codes.fill(always);
                for cut in cuts {
                    for (code, value) in codes.iter_mut().zip(values) {
                        *code = code.wrapping_add(u8::from(value >= cut));
                    }
                }
            }
        }
        Codes::Narrow(codes) => {
            fill(codes, values, |value| u8::of(always + count(cuts.partition_point(|cut| value >= cut))));
        }
        Codes::Wide(codes) => {
            fill(codes, values, |value| always + count(cuts.partition_point(|cut| value >= cut)));
        }
    }
}

/// Decides every case, as [`decide`](super::decide) would. The decisions replace those in the list, whose
/// memory is used again; beyond its growth, nothing is allocated.
pub fn decide_columns(facts: &FactColumns<'_>, decisions: &mut Vec<Decision>) {
    decisions.clear();
    decisions.reserve(facts.len);
    let mut work = Work::default();
    let mut start = 0;
    while start < facts.len {
        let len = BLOCK.min(facts.len - start);
        let uncertain = facts.uncertain(start, len);
        if uncertain == 0 {
            work.two_valued(facts, start, len, decisions);
        } else {
            work.three_valued(facts, start, len, uncertain, decisions);
        }
        start += len;
    }
}

/// The codes of a block of cases.
fn block<C>(codes: &[C], start: usize, len: usize) -> &[C] {
    codes.get(start..start + len).unwrap_or_default()
}

/// Whether one of the values may not be compared.
fn has_unknown<C: Code>(codes: &[C]) -> bool {
    codes.iter().fold(false, |any, code| any | (*code >= C::STRAY))
}

/// Whether one of the values is left open by a what-if: not even whether it is known can be told of it.
fn has_assumed<C: Code>(codes: &[C]) -> bool {
    let assumed = unknown::<C>(Reason::Assumed);
    codes.iter().fold(false, |any, code| any | (*code == assumed))
}

impl FactColumns<'_> {
    /// The slots, as bits, in which something is left open by a what-if in a block, and some cell asks whether it is
    /// known.
    fn assumed(&self, start: usize, len: usize, uncertain: u64) -> u64 {
        let mut slots = 0;
        let asked = self.asks_known & uncertain;
        for (slot, column) in (0u8..).zip(&self.columns).filter(|(slot, _)| asked & bit(*slot) != 0) {
            let any = match column {
                Codes::Narrow(codes) => has_assumed(block(codes, start, len)),
                Codes::Wide(codes) => has_assumed(block(codes, start, len)),
            };
            slots |= if any { bit(slot) } else { 0 };
        }
        slots
    }

    /// The slots, as bits, in which something is unknown in a block.
    fn uncertain(&self, start: usize, len: usize) -> u64 {
        let mut slots = 0;
        for (slot, column) in (0u8..).zip(&self.columns) {
            let any = match column {
                Codes::Narrow(codes) => has_unknown(block(codes, start, len)),
                Codes::Wide(codes) => has_unknown(block(codes, start, len)),
            };
            slots |= if any { bit(slot) } else { 0 };
        }
        slots
    }
}

/// One byte for each case of a block: 0 or 1, or some bits.
type Lanes = [u8; BLOCK];

/// What is known of the cases of a block while the rows are walked.
struct Work {
    /// No row surely fired yet.
    walking: Lanes,
    /// The row at hand may fire, as far as its cells have been tried.
    fires: Lanes,
    /// One of several ranges holds.
    holds: Lanes,
    /// The row at hand depends on something unknown.
    depends: Lanes,
    /// The rows that were passed.
    row: [u16; BLOCK],
    /// The last row in the air.
    last_open: [u16; BLOCK],
    /// The outcomes of the rows in the air, eight to a plane.
    possible: [Lanes; 8],
    /// The facts that keep rows in the air, eight to a plane.
    missing: [Lanes; 8],
}

impl Default for Work {
    fn default() -> Self {
        Self {
            walking: [0; BLOCK],
            fires: [0; BLOCK],
            holds: [0; BLOCK],
            depends: [0; BLOCK],
            row: [0; BLOCK],
            last_open: [0; BLOCK],
            possible: [[0; BLOCK]; 8],
            missing: [[0; BLOCK]; 8],
        }
    }
}

/// Takes away the lanes for which no range holds.
fn restrict<C: Code>(fires: &mut Lanes, holds: &mut Lanes, codes: &[C], ranges: &[(u32, u32)]) {
    if let [(first, span)] = ranges {
        let (first, span) = (C::of(*first), C::of(*span));
        for (fires, code) in fires.iter_mut().zip(codes) {
            *fires &= u8::from(code.beyond(first) <= span);
        }
        return;
    }
    holds.fill(0);
    for (first, span) in ranges {
        let (first, span) = (C::of(*first), C::of(*span));
        for (holds, code) in holds.iter_mut().zip(codes) {
            *holds |= u8::from(code.beyond(first) <= span);
        }
    }
    for (fires, holds) in fires.iter_mut().zip(holds) {
        *fires &= *holds;
    }
}

/// The same where some values are open: such lanes stay, and are noted.
fn restrict_known<C: Code>(
    fires: &mut Lanes,
    holds: &mut Lanes,
    depends: &mut Lanes,
    codes: &[C],
    ranges: &[(u32, u32)],
    is_open: impl Fn(C) -> bool,
) {
    for ((holds, depends), code) in holds.iter_mut().zip(depends).zip(codes) {
        *holds = u8::from(is_open(*code));
        *depends |= *holds;
    }
    for (first, span) in ranges {
        let (first, span) = (C::of(*first), C::of(*span));
        for (holds, code) in holds.iter_mut().zip(codes) {
            *holds |= u8::from(code.beyond(first) <= span);
        }
    }
    for (fires, holds) in fires.iter_mut().zip(holds) {
        *fires &= *holds;
    }
}

/// Notes the fact in the lanes in which the row is in the air and the fact is open.
fn note<C: Code>(missing: &mut Lanes, open: &Lanes, codes: &[C], bit: u8, is_open: impl Fn(C) -> bool) {
    for ((missing, open), code) in missing.iter_mut().zip(open).zip(codes) {
        *missing |= (u8::from(is_open(*code)) & open).wrapping_neg() & bit;
    }
}

/// Whether a comparison with a value is open: it is not known, or cannot be compared.
fn is_unknown<C: Code>(code: C) -> bool {
    code >= C::STRAY
}

/// Whether the question if a value is known is open.
fn is_assumed<C: Code>(code: C) -> bool {
    code == unknown::<C>(Reason::Assumed)
}

/// The plane of an index, and its bit in it.
fn place(index: u8) -> (usize, u8) {
    (usize::from(index / 8), 1 << (index % 8))
}

impl Work {
    /// Without unknown facts: the first row all of whose cells hold.
    fn two_valued(
        &mut self,
        facts: &FactColumns<'_>,
        start: usize,
        len: usize,
        decisions: &mut Vec<Decision>,
    ) {
        self.walking.fill(1);
        self.row.fill(0);
        for row in &facts.rows {
            self.fires = self.walking;
            for cell in &row.cells {
                let Some(column) = facts.columns.get(usize::from(cell.slot)) else { continue };
                match column {
                    Codes::Narrow(codes) => {
                        restrict(&mut self.fires, &mut self.holds, block(codes, start, len), &cell.ranges);
                    }
                    Codes::Wide(codes) => {
                        restrict(&mut self.fires, &mut self.holds, block(codes, start, len), &cell.ranges);
                    }
                }
            }
            for ((walking, fires), passed) in self.walking.iter_mut().zip(&self.fires).zip(&mut self.row) {
                *walking &= fires ^ 1;
                *passed = passed.wrapping_add(u16::from(*walking));
            }
        }
        let decision = |row: &u16| facts.index.sure.get(usize::from(*row)).copied();
        decisions.extend(self.row.iter().take(len).map(|row| decision(row).unwrap_or(Decision::NONE)));
    }

    /// With unknown facts: rows that may fire stay in the air until one surely fires.
    fn three_valued(
        &mut self,
        facts: &FactColumns<'_>,
        start: usize,
        len: usize,
        uncertain: u64,
        decisions: &mut Vec<Decision>,
    ) {
        let unique = facts.table.hit() == Hit::Unique;
        let assumed = facts.assumed(start, len, uncertain);
        self.walking.fill(1);
        self.row.fill(0);
        // The planes that anything is written to.
        let planes = |highest: usize| highest / 8 + 1;
        let outcomes = facts.rows.iter().map(|row| usize::from(row.outcome)).max().map_or(0, planes);
        let slots = facts.columns.len().checked_sub(1).map_or(0, planes);
        self.possible.iter_mut().take(outcomes).for_each(|plane| plane.fill(0));
        self.missing.iter_mut().take(slots).for_each(|plane| plane.fill(0));
        for (index, row) in (0u16..).zip(&facts.rows) {
            self.fires = self.walking;
            self.depends.fill(0);
            let mut may_depend = false;
            for cell in &row.cells {
                let Some(column) = facts.columns.get(usize::from(cell.slot)) else { continue };
                let (fires, holds, depends) = (&mut self.fires, &mut self.holds, &mut self.depends);
                let open = if cell.asks_value { uncertain } else { assumed };
                let is_uncertain = open & bit(cell.slot) != 0;
                may_depend |= is_uncertain;
                let ranges = &cell.ranges;
                match (column, is_uncertain, cell.asks_value) {
                    (Codes::Narrow(codes), false, _) => {
                        restrict(fires, holds, block(codes, start, len), ranges);
                    }
                    (Codes::Wide(codes), false, _) => {
                        restrict(fires, holds, block(codes, start, len), ranges);
                    }
                    (Codes::Narrow(codes), true, true) => {
                        restrict_known(fires, holds, depends, block(codes, start, len), ranges, is_unknown);
                    }
                    (Codes::Wide(codes), true, true) => {
                        restrict_known(fires, holds, depends, block(codes, start, len), ranges, is_unknown);
                    }
                    (Codes::Narrow(codes), true, false) => {
                        restrict_known(fires, holds, depends, block(codes, start, len), ranges, is_assumed);
                    }
                    (Codes::Wide(codes), true, false) => {
                        restrict_known(fires, holds, depends, block(codes, start, len), ranges, is_assumed);
                    }
                }
            }
            if may_depend {
                // From here, `depends` are the lanes in which the row is in the air.
                for (depends, fires) in self.depends.iter_mut().zip(&mut self.fires) {
                    *depends &= *fires;
                    *fires ^= *depends;
                }
                let (plane, outcome) = place(row.outcome);
                if let Some(possible) = self.possible.get_mut(plane) {
                    for (possible, open) in possible.iter_mut().zip(&self.depends) {
                        *possible |= open.wrapping_neg() & outcome;
                    }
                }
                for cell in &row.cells {
                    let open = if cell.asks_value { uncertain } else { assumed };
                    if open & bit(cell.slot) == 0 {
                        continue;
                    }
                    let (plane, slot) = place(cell.slot);
                    let column = facts.columns.get(usize::from(cell.slot));
                    let (Some(missing), Some(column)) = (self.missing.get_mut(plane), column) else {
                        continue;
                    };
                    let open = &self.depends;
                    match (column, cell.asks_value) {
                        (Codes::Narrow(codes), true) => {
                            note(missing, open, block(codes, start, len), slot, is_unknown);
                        }
                        (Codes::Wide(codes), true) => {
                            note(missing, open, block(codes, start, len), slot, is_unknown);
                        }
                        (Codes::Narrow(codes), false) => {
                            note(missing, open, block(codes, start, len), slot, is_assumed);
                        }
                        (Codes::Wide(codes), false) => {
                            note(missing, open, block(codes, start, len), slot, is_assumed);
                        }
                    }
                }
                if unique {
                    for (last, open) in self.last_open.iter_mut().zip(&self.depends) {
                        *last = if *open == 1 { index } else { *last };
                    }
                }
            }
            for ((walking, fires), passed) in self.walking.iter_mut().zip(&self.fires).zip(&mut self.row) {
                *walking &= fires ^ 1;
                *passed = passed.wrapping_add(u16::from(*walking));
            }
        }
        let rows = facts.rows.len();
        decisions.extend((0..len).map(|lane| {
            let possible = gather(&self.possible, outcomes, lane);
            let missing = gather(&self.missing, slots, lane);
            let row = usize::from(self.row.get(lane).copied().unwrap_or_default());
            let sure = facts.index.sure.get(row).copied();
            let sure = sure.unwrap_or(Decision::NONE);
            if row < rows {
                if unique {
                    return sure;
                }
                let all = possible | sure.possible;
                let decided = all == sure.possible;
                return Decision {
                    possible: all,
                    missing,
                    row: if decided { sure.row } else { None },
                    outcome: if decided { sure.outcome } else { None },
                };
            }
            let last = self.last_open.get(lane).copied().filter(|_| unique && possible.count_ones() == 1);
            let outcome = last.and_then(|last| facts.rows.get(usize::from(last)));
            Decision { possible, missing, row: last, outcome: outcome.map(|row| row.outcome) }
        }));
    }
}

/// The bits of a lane in some planes.
fn gather(planes: &[Lanes; 8], used: usize, lane: usize) -> u64 {
    let lanes = planes.iter().take(used).filter_map(|plane| plane.get(lane));
    lanes.rev().fold(0, |bits, byte| (bits << 8) | u64::from(*byte))
}
