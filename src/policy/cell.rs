use crate::check::{Problem, nearest};
use crate::facts::{Fact, FactType, FactUnit};
use crate::number::{Estimate, Exact, parse_plain};

use super::range::{Limit, Numbers, Range};

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
    Words(Box<[&'static str]>),
    /// An exact number is among these.
    Exact(Numbers<Exact>),
    /// An estimate is among these.
    Estimate(Numbers<Estimate>),
}

impl Condition {
    /// Reads a cell as a condition on a fact.
    pub(crate) fn parse(fact: Fact, cell: &str) -> Result<Self, Problem> {
        let cell = cell.trim();
        match (cell, fact.kind()) {
            ("known", _) => Ok(Self::Known),
            ("unknown", _) => Ok(Self::Unknown),
            ("true", FactType::YesNo) => Ok(Self::Is(true)),
            ("false", FactType::YesNo) => Ok(Self::Is(false)),
            (_, FactType::YesNo) => Err(bad(cell, "true | false | known | unknown".into())),
            (_, FactType::Period) => Err(bad(cell, "known | unknown".into())),
            (_, FactType::Word(words)) => parse_words(words, cell),
            (_, FactType::Exact) => parse_numbers(fact.unit(), cell).map(Self::Exact),
            (_, FactType::Estimate) => {
                let numbers = parse_numbers(fact.unit(), cell)?.to_estimates();
                let numbers = numbers.ok_or_else(|| bad(cell, NUMBERS.into()))?;
                // What is a range of exact numbers may be too narrow for estimates.
                if numbers.is_empty() {
                    return Err(Problem::EmptyRange { cell: cell.into() });
                }
                Ok(Self::Estimate(numbers))
            }
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

fn parse_words(vocabulary: &'static [&'static str], cell: &str) -> Result<Condition, Problem> {
    let asked = elements(cell).unwrap_or_else(|| vec![cell]);
    if asked.is_empty() {
        return Err(Problem::EmptyRange { cell: cell.into() });
    }
    if let Some(stray) = asked.iter().find(|word| !vocabulary.contains(word)) {
        let suggestion = nearest(stray, vocabulary.iter().copied());
        let all = vocabulary.join(", ");
        let expected = format!("{} | {{{all}}} | known | unknown. {suggestion}", vocabulary.join(" | "));
        return Err(bad(cell, expected.trim_end_matches([' ', '.']).into()));
    }
    Ok(Condition::Words(vocabulary.iter().copied().filter(|word| asked.contains(word)).collect()))
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
        return (low.is_some() || high.is_some()).then_some(Numbers::Within(Range { low, high }));
    }
    let limit = |text, closed| Some(Limit { at: number(text)?, closed });
    let (low, high) = if let Some(text) = cell.strip_prefix(">=") {
        (Some(limit(text, true)?), None)
    } else if let Some(text) = cell.strip_prefix("<=") {
        (None, Some(limit(text, true)?))
    } else if let Some(text) = cell.strip_prefix('>') {
        (Some(limit(text, false)?), None)
    } else if let Some(text) = cell.strip_prefix('<') {
        (None, Some(limit(text, false)?))
    } else {
        let point = limit(cell.strip_prefix('=')?, true)?;
        (Some(point.clone()), Some(point))
    };
    Some(Numbers::Within(Range { low, high }))
}

/// The end of a range. It may be left out where the bracket is round: `Some(None)`.
fn end(text: &str, closed: bool) -> Option<Option<Limit<Exact>>> {
    if text.trim().is_empty() {
        return (!closed).then_some(None);
    }
    Some(Some(Limit { at: number(text)?, closed }))
}

fn number(text: &str) -> Option<Exact> {
    parse_plain(text.trim().as_bytes()).map(Exact::from)
}

/// What could be written instead; for a share in per cent, the share.
fn number_hint(unit: FactUnit, cell: &str) -> String {
    let shares = matches!(unit, FactUnit::Share | FactUnit::RatePerYear);
    let percent = shares.then(|| cell.split_once(['%', '％'])).flatten();
    let digits = |text: &str| {
        number(text.trim_end().rsplit(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')).next()?)
    };
    match percent.and_then(|(before, _)| digits(before)).and_then(|n| n.over(&Exact::from(100))) {
        Some(share) => format!("{share} = {}%", share.times(&Exact::from(100))),
        None => NUMBERS.into(),
    }
}
