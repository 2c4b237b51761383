//! The pieces into which the thresholds of a table cut its columns, and values in them for witnesses.

use super::{Domain, Piece, Spans};
use crate::facts::{Column, Fact, FactType, FactUnit, FactValue, PartFact, Source, TaskFact, TaskMeasure};
use crate::number::{End, Estimate, Exact};
use crate::policy::cell::Condition;
use crate::policy::numbers::Numbers;

/// A number that a column can have.
pub(super) trait Number: Ord + Clone {
    fn of(condition: &Condition) -> Option<&Numbers<Self>>;
    /// A number between two others, short to write; `None` where there is none.
    fn between(low: Option<&Self>, high: Option<&Self>) -> Option<Self>;
    fn value(self) -> FactValue;
}

/// Whether a number lies strictly between two others.
pub(super) fn inside<T: Ord>(value: &T, low: Option<&T>, high: Option<&T>) -> bool {
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
pub(super) struct Nature {
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
            Source::Memory(_) if column.unit() == FactUnit::Count => counts,
            Source::Task(TaskMeasure { fact: TaskFact::ReportAge, per: None, .. }) => counts,
            Source::Task(TaskMeasure {
                fact: TaskFact::Progress | TaskFact::Scheduled, per: None, ..
            }) => Self { whole: false, low: Some(0), high: Some(1) },
            Source::Task(_) if column.unit() == FactUnit::Days => Self { whole: true, low: None, high: None },
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
pub(super) fn cost(value: &FactValue, is_point: bool) -> usize {
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
pub(super) fn told(value: Option<&FactValue>) -> String {
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
pub(super) fn thresholds<T: Number>(conditions: &[&Condition], more: impl Iterator<Item = T>) -> Vec<T> {
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
pub(super) fn numbers<T: Number>(
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
    pub(super) fn new(column: &Column, conditions: &[&Condition]) -> Self {
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
    pub(super) fn spans(&self, condition: &Condition, points: &Points) -> Spans {
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

    pub(super) fn ranked<T: Number>(&self, numbers: &Numbers<T>, points: &[T]) -> Spans {
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
pub(super) enum Points {
    None,
    Exact(Vec<Exact>),
    Estimate(Vec<Estimate>),
}

impl Points {
    pub(super) fn of(column: &Column, conditions: &[&Condition]) -> Self {
        let nature = Nature::of(column);
        let bounds = [nature.low, nature.high].into_iter().flatten().map(Exact::from);
        match column.kind() {
            FactType::Exact => Self::Exact(thresholds(conditions, bounds)),
            FactType::Estimate => Self::Estimate(thresholds(conditions, std::iter::empty())),
            _ => Self::None,
        }
    }
}
