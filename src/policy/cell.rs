use std::borrow::Cow;

use crate::check::{Problem, nearest};
use crate::facts::{Column, FactType, FactUnit};
use crate::number::{End, Estimate, Exact, Interval, parse_plain};

use super::numbers::Numbers;

/// The condition of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// The fact is known.
    Known,
    /// The fact is not known.
    Unknown,
    /// A yes-or-no fact is this.
    Is(bool),
    /// A word is one of these, in the order of the fact's vocabulary.
    Words(Box<[Cow<'static, str>]>),
    /// An exact number is among these.
    Exact(Numbers<Exact>),
    /// An estimate is among these.
    Estimate(Numbers<Estimate>),
}

impl Condition {
    /// Reads a cell as a condition on the values of a column.
    pub(crate) fn parse(column: &Column, cell: &str) -> Result<Self, Problem> {
        let cell = cell.trim();
        match (cell, column.kind()) {
            ("known", _) => Ok(Self::Known),
            ("unknown", _) => Ok(Self::Unknown),
            ("true", FactType::YesNo) => Ok(Self::Is(true)),
            ("false", FactType::YesNo) => Ok(Self::Is(false)),
            (_, FactType::YesNo) => Err(bad(cell, "true | false | known | unknown".into())),
            (_, FactType::Period) => Err(bad(cell, "known | unknown".into())),
            (_, FactType::Word) => parse_words(column.words(), cell),
            (_, FactType::Exact) => parse_numbers(column.unit(), cell).map(Self::Exact),
            (_, FactType::Estimate) => {
                let numbers = parse_numbers(column.unit(), cell)?.to_estimates();
                let numbers = numbers.ok_or_else(|| bad(cell, NUMBERS.into()))?;
                // What is a range of exact numbers may be too narrow for estimates.
                if numbers.is_empty() {
                    return Err(Problem::EmptyRange { cell: cell.into() });
                }
                Ok(Self::Estimate(numbers))
            }
        }
    }

    /// Whether one of its ends is a number that only per cent would have: so much or more, in either direction.
    pub(crate) fn looks_like_percent(&self, most: i64) -> bool {
        let most = Exact::from(most);
        let large = |number: &Exact| number.magnitude() >= most;
        match self {
            Self::Exact(numbers) => numbers.any(&large),
            Self::Estimate(numbers) => numbers.any(&|number: &Estimate| {
                most.to_estimate().is_some_and(|most| number.value().abs() >= most.value())
            }),
            _ => false,
        }
    }

    /// Whether `other` holds wherever this one does, both on the same fact.
    pub(crate) fn implies(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unknown, Self::Known) => false,
            (_, Self::Known) => true,
            (Self::Words(mine), Self::Words(its)) => mine.iter().all(|word| its.contains(word)),
            (Self::Exact(mine), Self::Exact(its)) => mine.implies(its),
            (Self::Estimate(mine), Self::Estimate(its)) => mine.implies(its),
            _ => self == other,
        }
    }
}

/// What a cell of a number can be.
const NUMBERS: &str =
    r#"">= 0.95" | "< 0" | "= 0.5" | "[0.60, 0.95)" | "[0.3, )" | "{1, 2}" | known | unknown"#;

fn bad(cell: &str, expected: String) -> Problem {
    Problem::BadCell { cell: cell.into(), expected }
}

/// The elements of `{a, b}`, or `None` for what is not written so.
fn elements(cell: &str) -> Option<Vec<&str>> {
    let inner = cell.strip_prefix('{')?.strip_suffix('}')?.trim();
    if inner.is_empty() {
        return Some(Vec::new());
    }
    Some(inner.split(',').map(str::trim).collect())
}

fn parse_words(vocabulary: &[Cow<'static, str>], cell: &str) -> Result<Condition, Problem> {
    let asked = elements(cell).unwrap_or_else(|| vec![cell]);
    if asked.is_empty() {
        return Err(Problem::EmptyRange { cell: cell.into() });
    }
    if let Some(stray) = asked.iter().find(|word| !vocabulary.iter().any(|own| own == *word)) {
        let suggestion = nearest(stray, vocabulary.iter().map(|word| &**word));
        let all = vocabulary.join(", ");
        let expected = format!("{} | {{{all}}} | known | unknown. {suggestion}", vocabulary.join(" | "));
        return Err(bad(cell, expected.trim_end_matches([' ', '.']).into()));
    }
    Ok(Condition::Words(vocabulary.iter().filter(|word| asked.contains(&&***word)).cloned().collect()))
}

fn parse_numbers(unit: FactUnit, cell: &str) -> Result<Numbers<Exact>, Problem> {
    let numbers = read_numbers(cell).ok_or_else(|| bad(cell, number_hint(unit, cell)))?;
    if numbers.is_empty() {
        return Err(Problem::EmptyRange { cell: cell.into() });
    }
    Ok(numbers)
}

fn read_numbers(cell: &str) -> Option<Numbers<Exact>> {
    if let Some(elements) = elements(cell) {
        return Some(Numbers::OneOf(elements.into_iter().map(number).collect::<Option<_>>()?));
    }
    if let Some(inner) = cell.strip_prefix(['[', '(']) {
        let (low, high) = inner.strip_suffix([']', ')'])?.split_once(',')?;
        let low = end(low, cell.starts_with('['))?;
        let high = end(high, cell.ends_with(']'))?;
        // A range without ends is written `known`.
        return (low.is_some() || high.is_some()).then_some(Numbers::Within(Interval { low, high }));
    }
    let limit = |text, closed| Some(End { at: number(text)?, closed });
    let (low, high) = if let Some(text) = cell.strip_prefix(">=").or(cell.strip_prefix('≥')) {
        (Some(limit(text, true)?), None)
    } else if let Some(text) = cell.strip_prefix("<=").or(cell.strip_prefix('≤')) {
        (None, Some(limit(text, true)?))
    } else if let Some(text) = cell.strip_prefix('>') {
        (Some(limit(text, false)?), None)
    } else if let Some(text) = cell.strip_prefix('<') {
        (None, Some(limit(text, false)?))
    } else {
        let point = limit(cell.strip_prefix('=')?, true)?;
        (Some(point.clone()), Some(point))
    };
    Some(Numbers::Within(Interval { low, high }))
}

/// The end of a range. It may be left out where the bracket is round: `Some(None)`.
fn end(text: &str, closed: bool) -> Option<Option<End<Exact>>> {
    if text.trim().is_empty() {
        return (!closed).then_some(None);
    }
    Some(Some(End { at: number(text)?, closed }))
}

fn number(text: &str) -> Option<Exact> {
    parse_plain(text.trim().as_bytes()).map(Exact::from)
}

/// What could be written instead; for shares in per cent, the same cell in shares.
fn number_hint(unit: FactUnit, cell: &str) -> String {
    if !matches!(unit, FactUnit::Share | FactUnit::RatePerYear) || !cell.contains(['%', '％']) {
        return NUMBERS.into();
    }
    let mut shares = String::new();
    let mut digits = String::new();
    for c in cell.chars() {
        match c {
            '0'..='9' | '.' | '-' => digits.push(c),
            '%' | '％' => {
                let Some(share) = number(&digits).and_then(|n| n.over(&Exact::from(100))) else {
                    return NUMBERS.into();
                };
                shares.push_str(&share.to_string());
                digits.clear();
            }
            // A space may stand before the sign.
            ' ' if !digits.is_empty() => {}
            _ => {
                shares.push_str(&digits);
                digits.clear();
                shares.push(c);
            }
        }
    }
    shares.push_str(&digits);
    if read_numbers(&shares).is_some() { format!("\"{shares}\"") } else { NUMBERS.into() }
}
