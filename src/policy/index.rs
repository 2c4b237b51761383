//! What a table compares its facts with, prepared for quick decisions.

use crate::facts::{Column, FactSet, FactType, FactValue, Reason};
use crate::number::{End, Interval};
use crate::number::{Estimate, Exact};

use super::{Condition, Decision, Hit, Numbers, Row, bit, bits};

/// A table turned round: for each column, and for each place that a value can have among the thresholds of the
/// column, the rows that it leaves possible.
#[derive(Clone, Debug)]
pub(crate) struct Index {
    pub(crate) columns: Vec<IndexColumn>,
    /// What is decided where a row surely fires and none is in the air; at the end, where none fires.
    pub(crate) sure: Vec<Decision>,
    /// All rows; `None` where it is better to walk them: they are too many for bits, or have few cells for
    /// so many columns.
    rows: Option<u64>,
}

#[derive(Clone, Debug)]
pub(crate) struct IndexColumn {
    pub(crate) cuts: Cuts,
    /// How many codes values have.
    pub(crate) codes: usize,
    /// By code, the rows that are not rejected, as bits. After the codes of values stand what is known but
    /// cannot be compared, and what is unknown.
    left: Box<[u64]>,
    /// The rows that ask for the value.
    asks: u64,
    /// The rows that ask for nothing in later columns.
    done: u64,
}

/// With fewer cells for each column, walking the rows was measured to be quicker.
const CELLS_A_COLUMN: usize = 3;

/// Up to so many cuts are all compared, without branches; more of them are searched.
pub(crate) const FEW_CUTS: usize = 16;

/// Where the values of a column are told apart. The code of a number is the count of the cuts that it has
/// reached.
#[derive(Clone, Debug)]
pub(crate) enum Cuts {
    Exact {
        cuts: Vec<Cut>,
        small: Option<Box<[SmallCut]>>,
    },
    /// Each cut is the least number beyond it.
    Estimate(Vec<f64>),
    YesNo,
    /// A mark of each word, if they differ in it.
    Words {
        marks: Option<Box<[u64]>>,
    },
    /// Whether a value is known is all that is asked.
    None,
}

/// A cut at a ratio of two short numbers, the second positive, and 1 if it is just after it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SmallCut {
    num: i32,
    den: i32,
    after: i64,
}

/// A cut before or just after a number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cut {
    pub(crate) at: Exact,
    pub(crate) after: bool,
}

impl Cut {
    /// The cut at the lower end of a range.
    fn low(end: &End<Exact>) -> Self {
        Self { at: end.at.clone(), after: !end.closed }
    }

    /// The cut at the upper end of a range.
    fn high(end: &End<Exact>) -> Self {
        Self { at: end.at.clone(), after: end.closed }
    }

    fn is_reached(&self, value: &Exact) -> bool {
        if self.after { *value > self.at } else { *value >= self.at }
    }
}

/// The least estimate beyond the cut at the lower end of a range.
fn low(end: &End<Estimate>) -> f64 {
    if end.closed { end.at.value() } else { end.at.value().next_up() }
}

/// The least estimate beyond the cut at the upper end of a range.
fn high(end: &End<Estimate>) -> f64 {
    if end.closed { end.at.value().next_up() } else { end.at.value() }
}

/// The length of a word, its first and its last byte, as one number.
#[inline]
fn mark(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let byte = |byte: Option<&u8>| byte.copied().map_or(0, u64::from);
    ((bytes.len() as u64) << 16) | (byte(bytes.first()) << 8) | byte(bytes.last())
}

pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Cuts {
    /// The cuts that the conditions on a column need.
    fn new<'c>(column: &Column, conditions: impl Iterator<Item = &'c Condition>) -> Self {
        match column.kind() {
            FactType::Exact => {
                let mut cuts = Vec::new();
                for condition in conditions {
                    match condition {
                        Condition::Exact(Numbers::Within(Interval { low, high })) => {
                            cuts.extend(low.iter().map(Cut::low).chain(high.iter().map(Cut::high)));
                        }
                        Condition::Exact(Numbers::OneOf(values)) => {
                            let both = |at: &Exact| [false, true].map(|after| Cut { at: at.clone(), after });
                            cuts.extend(values.iter().flat_map(both));
                        }
                        _ => {}
                    }
                }
                cuts.sort();
                cuts.dedup();
                let small = |cut: &Cut| {
                    let (num, den) = cut.at.small()?;
                    Some(SmallCut { num, den, after: i64::from(cut.after) })
                };
                let few = if cuts.len() <= FEW_CUTS { cuts.iter().map(small).collect() } else { None };
                Self::Exact { small: few, cuts }
            }
            FactType::Estimate => {
                let mut cuts = Vec::new();
                for condition in conditions {
                    match condition {
                        Condition::Estimate(Numbers::Within(range)) => {
                            cuts.extend(range.low.iter().map(low).chain(range.high.iter().map(high)));
                        }
                        Condition::Estimate(Numbers::OneOf(values)) => {
                            cuts.extend(values.iter().flat_map(|at| [at.value(), at.value().next_up()]));
                        }
                        _ => {}
                    }
                }
                cuts.sort_by(f64::total_cmp);
                cuts.dedup_by(|a, b| a.total_cmp(b).is_eq());
                Self::Estimate(cuts)
            }
            FactType::YesNo => Self::YesNo,
            FactType::Word => {
                let marks: Box<[u64]> = column.words().iter().map(|word| mark(word)).collect();
                let mut sorted = marks.to_vec();
                sorted.sort_unstable();
                let differ = sorted.windows(2).all(|pair| pair.first() != pair.last());
                Self::Words { marks: Some(marks).filter(|marks| differ && marks.len() <= FEW_CUTS) }
            }
            FactType::Period => Self::None,
        }
    }

    /// How many codes values have.
    fn codes(&self, column: &Column) -> usize {
        match self {
            Self::Exact { cuts, .. } => cuts.len() + 1,
            Self::Estimate(cuts) => cuts.len() + 1,
            Self::YesNo => 2,
            // One for words that are not in the vocabulary.
            Self::Words { .. } => column.words().len() + 1,
            Self::None => 0,
        }
    }

    #[inline]
    pub(crate) fn exact(cuts: &[Cut], small: Option<&[SmallCut]>, value: &Exact) -> u32 {
        if let (Some(small), Some((num, den))) = (small, value.small()) {
            // Products of two numbers of 32 bits, and one more, fit in 64.
            let wide = |a: i32, b: i32| i64::from(a).wrapping_mul(i64::from(b));
            let is_reached =
                |cut: &SmallCut| wide(num, cut.den) >= wide(cut.num, den).wrapping_add(cut.after);
            return small.iter().map(|cut| u32::from(is_reached(cut))).fold(0, u32::wrapping_add);
        }
        count(cuts.partition_point(|cut| cut.is_reached(value)))
    }

    #[inline]
    fn estimate(cuts: &[f64], value: f64) -> u32 {
        if cuts.len() <= FEW_CUTS {
            return cuts.iter().map(|cut| u32::from(value >= *cut)).fold(0, u32::wrapping_add);
        }
        count(cuts.partition_point(|cut| value >= *cut))
    }

    /// The code of a value; `None` for one of another type.
    #[inline]
    pub(crate) fn code(&self, column: &Column, value: &FactValue) -> Option<u32> {
        match (self, value) {
            (Self::Exact { cuts, small }, FactValue::Exact(value)) => {
                Some(Self::exact(cuts, small.as_deref(), value))
            }
            (Self::Estimate(cuts), FactValue::Estimate(value)) => Some(Self::estimate(cuts, value.value())),
            (Self::YesNo, FactValue::YesNo(value)) => Some(u32::from(*value)),
            (Self::Words { marks }, FactValue::Word(word)) => {
                let words = column.words();
                if let Some(marks) = marks {
                    // Without branches: which word it is cannot be foreseen, that it is one can.
                    let own = mark(word);
                    let places = (0u32..)
                        .zip(marks)
                        .fold(0, |found, (place, mark)| if *mark == own { place } else { found });
                    if words.get(places as usize).is_some_and(|found| found == word) {
                        return Some(places);
                    }
                }
                Some(count(words.iter().position(|own| own == word).unwrap_or(words.len())))
            }
            _ => None,
        }
    }

    /// The codes for which a condition on the value holds, each range with its first code and the one
    /// after its last.
    pub(crate) fn ranges(&self, column: &Column, condition: &Condition) -> Vec<(u32, u32)> {
        let exact = |cut: &Cut| match self {
            Self::Exact { cuts, .. } => count(cuts.partition_point(|own| own < cut)) + 1,
            _ => 0,
        };
        let estimate = |cut: f64| match self {
            Self::Estimate(cuts) => count(cuts.partition_point(|own| *own < cut)) + 1,
            _ => 0,
        };
        let end = count(self.codes(column));
        let one = |code: u32| (code, code + 1);
        match condition {
            Condition::Known | Condition::Unknown => Vec::new(),
            Condition::Is(value) => vec![one(u32::from(*value))],
            Condition::Words(words) => {
                let places = column.words().iter().enumerate().filter(|(_, word)| words.contains(word));
                places.map(|(place, _)| one(count(place))).collect()
            }
            Condition::Exact(Numbers::Within(range)) => vec![(
                range.low.as_ref().map_or(0, |limit| exact(&Cut::low(limit))),
                range.high.as_ref().map_or(end, |limit| exact(&Cut::high(limit))),
            )],
            Condition::Exact(Numbers::OneOf(values)) => {
                values.iter().map(|at| one(exact(&Cut { at: at.clone(), after: false }))).collect()
            }
            Condition::Estimate(Numbers::Within(range)) => vec![(
                range.low.as_ref().map_or(0, |limit| estimate(low(limit))),
                range.high.as_ref().map_or(end, |limit| estimate(high(limit))),
            )],
            Condition::Estimate(Numbers::OneOf(values)) => {
                values.iter().map(|at| one(estimate(at.value()))).collect()
            }
        }
    }
}

impl Index {
    pub(crate) fn new(columns: &[Column], rows: &[Row]) -> Self {
        let all = u32::try_from(rows.len()).ok().filter(|rows| *rows <= u64::BITS);
        let all = all.map(|rows| u64::MAX.checked_shr(u64::BITS - rows).unwrap_or(0));
        // Here each column costs a look-up; a walk costs each cell that it tries, and ends early.
        let cells: usize = rows.iter().map(|row| row.cells().len()).sum();
        let all = all.filter(|_| cells >= CELLS_A_COLUMN * columns.len());
        let slots = 0..columns.len();
        let columns = columns.iter().zip(slots).map(|(column, slot)| IndexColumn::new(column, slot, rows));
        let mut sure: Vec<Decision> = Vec::with_capacity(rows.len() + 1);
        for (index, row) in rows.iter().enumerate() {
            let row_index = u16::try_from(index).ok();
            let possible = bit(row.outcome);
            sure.push(Decision { possible, missing: 0, row: row_index, outcome: Some(row.outcome) });
        }
        sure.push(Decision::NONE);
        Self { columns: columns.collect(), sure, rows: all }
    }

    /// What [`decide`](crate::decide::decide) says; `None` where the rows are to be walked.
    #[inline]
    pub(crate) fn decide(
        &self,
        rows: &[Row],
        columns: &[Column],
        facts: &FactSet,
        hit: Hit,
    ) -> Option<Decision> {
        let mut left = self.rows?;
        let (mut open, mut unknown) = (0u64, 0u64);
        for ((slot, own), column) in (0u8..).zip(&self.columns).zip(columns) {
            let code = match facts.get(usize::from(slot)) {
                Ok(value) => own.cuts.code(column, value).map_or(own.codes, |code| code as usize),
                // Whether it is known is not known either; that is left to the walk.
                Err(Reason::Assumed) => return None,
                Err(_) => own.codes + 1,
            };
            left &= own.left.get(code).copied().unwrap_or(0);
            if code >= own.codes {
                open |= own.asks;
                unknown |= bit(slot);
            }
            let first = left & left.wrapping_neg();
            // Whether it is decided already cannot be foreseen, so it is not asked too often.
            if slot % 4 == 3 && first & own.done & !open != 0 {
                return self.sure.get(first.trailing_zeros() as usize).copied();
            }
        }
        let surely = left & !open;
        let first = surely & surely.wrapping_neg();
        let sure = match first {
            0 => Decision::NONE,
            _ => self.sure.get(first.trailing_zeros() as usize).copied()?,
        };
        // The rows in the air above the first that surely fires; without one, all of them.
        let open = left & open & first.wrapping_sub(1);
        if open == 0 || (first != 0 && hit == Hit::Unique) {
            return Some(sure);
        }
        let outcomes = bits(open).filter_map(|row| rows.get(row)).map(|row| bit(row.outcome));
        let possible = outcomes.fold(0, |all, outcome| all | outcome);
        let asked =
            bits(unknown).filter(|slot| self.columns.get(*slot).is_some_and(|own| own.asks & open != 0));
        let missing = asked.fold(0, |all, slot| all | u8::try_from(slot).map_or(0, bit));
        Some(match (first, hit) {
            (0, Hit::Unique) => {
                let last = (u64::BITS - 1).saturating_sub(open.leading_zeros());
                let last = self.sure.get(last as usize).filter(|_| possible.count_ones() == 1);
                Decision { possible, missing, ..last.copied().unwrap_or(Decision::NONE) }
            }
            (0, _) => Decision { possible, missing, ..Decision::NONE },
            _ if possible | sure.possible == sure.possible => Decision { missing, ..sure },
            _ => Decision { possible: possible | sure.possible, missing, ..Decision::NONE },
        })
    }
}

impl IndexColumn {
    fn new(column: &Column, slot: usize, rows: &[Row]) -> Self {
        let cells = || rows.iter().flat_map(Row::cells).filter(|cell| cell.slot() == slot);
        let cuts = Cuts::new(column, cells().map(|cell| cell.condition()));
        let codes = cuts.codes(column);
        let (mut left, mut asks, mut done) = (vec![0; codes + 2], 0, 0);
        for (bit, row) in (0..u64::BITS).map(|place| 1u64 << place).zip(rows) {
            let cell = row.cells().iter().find(|cell| cell.slot() == slot);
            if row.cells().iter().all(|cell| cell.slot() <= slot) {
                done |= bit;
            }
            let condition = cell.map(|cell| cell.condition());
            let ranges = match condition {
                None => vec![(0, codes + 2)],
                Some(Condition::Known) => vec![(0, codes + 1)],
                Some(Condition::Unknown) => vec![(codes + 1, codes + 2)],
                Some(condition) => {
                    asks |= bit;
                    let ranges = cuts.ranges(column, condition).into_iter();
                    let ranges = ranges.map(|(first, end)| (first as usize, end as usize));
                    ranges.chain([(codes, codes + 2)]).collect()
                }
            };
            for (first, end) in ranges {
                left.get_mut(first..end).unwrap_or_default().iter_mut().for_each(|rows| *rows |= bit);
            }
        }
        Self { cuts, codes, left: left.into(), asks, done }
    }
}
