//! Single values of a document: words, numbers, periods, dates.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::problem::nearest;
use super::trail::Trail;
use super::{BadNumber, Diagnostics, Problem};
use crate::number::{Quantity, QuantityError, StatusMark, Unit, parse_plain};
use crate::period::{Period, parse_date};
use crate::plan::Status;

/// Collects the diagnostics of one document.
#[derive(Default)]
pub(crate) struct Reader {
    pub(crate) diagnostics: Diagnostics,
    /// The targets whose form and value were read from a phrase, as the ids of indicator and target.
    #[cfg(feature = "notation")]
    pub(crate) from_phrases: std::collections::HashSet<(String, String)>,
}

impl Reader {
    pub(crate) fn report(&mut self, problem: Problem, at: &Trail<'_>) {
        self.diagnostics.report(problem, at.path());
    }

    /// A word of a vocabulary.
    pub(crate) fn word<T: Copy>(
        &mut self,
        text: &str,
        all: &[T],
        spelled: fn(T) -> &'static str,
        at: &Trail<'_>,
    ) -> Option<T> {
        if let Some(value) = all.iter().find(|value| spelled(**value) == text) {
            return Some(*value);
        }
        let words: Vec<&str> = all.iter().map(|value| spelled(*value)).collect();
        let suggestion = nearest(text, words.iter().copied());
        self.report(Problem::UnknownWord { word: text.into(), allowed: words.join(", "), suggestion }, at);
        None
    }

    /// `true` or `false`.
    pub(crate) fn flag(&mut self, text: Option<&str>, at: &Trail<'_>) -> Option<bool> {
        self.word(text?, &[true, false], |flag| if flag { "true" } else { "false" }, at)
    }

    pub(crate) fn period(&mut self, text: &str, at: &Trail<'_>) -> Option<Period> {
        let period = Period::parse_bytes(text.trim().as_bytes());
        if period.is_none() {
            self.report(Problem::BadPeriod { text: text.into() }, at);
        }
        period
    }

    pub(crate) fn optional_period(&mut self, text: Option<&str>, at: &Trail<'_>) -> Option<Period> {
        self.period(text?, at)
    }

    pub(crate) fn date(&mut self, text: &str, at: &Trail<'_>) -> Option<NaiveDate> {
        let date = parse_date(text.trim().as_bytes());
        if date.is_none() {
            self.report(Problem::BadDate { text: text.into() }, at);
        }
        date
    }

    pub(crate) fn quantity(
        &mut self,
        text: &str,
        unit: &Unit,
        at: &Trail<'_>,
    ) -> Option<(Quantity, Option<StatusMark>)> {
        match Quantity::parse(text, unit) {
            Ok(read) => Some(read),
            Err(error) => {
                self.report(number_problem(error, unit), at);
                None
            }
        }
    }

    /// A plain number without unit or sign words.
    pub(crate) fn decimal(&mut self, text: &str, at: &Trail<'_>) -> Option<Decimal> {
        let number = parse_plain(text.trim().as_bytes());
        if number.is_none() {
            let problem =
                Problem::BadNumber { fault: BadNumber::Quantity(QuantityError::of_no_number(text)) };
            self.report(problem, at);
        }
        number
    }

    /// A weight: positive, 1 if not said.
    pub(crate) fn weight(&mut self, text: Option<&str>, at: &Trail<'_>) -> Decimal {
        let Some(text) = text else { return Decimal::ONE };
        match self.decimal(text, at) {
            Some(weight) if weight > Decimal::ZERO => weight,
            Some(weight) => {
                self.report(Problem::BadWeight { weight: weight.to_string() }, at);
                Decimal::ONE
            }
            None => Decimal::ONE,
        }
    }

    /// The status of a figure, from its field and the remark in its value.
    pub(crate) fn status(&mut self, text: Option<&str>, mark: Option<StatusMark>, at: &Trail<'_>) -> Status {
        let remark = mark.map(status_of);
        let stated = text.and_then(|text| self.word(text, Status::ALL, Status::word, at));
        match (stated, remark) {
            (Some(stated), Some(remark)) if stated != remark => {
                let problem = Problem::StatusContradiction { remark: remark.word(), status: stated.word() };
                self.report(problem, at);
                stated
            }
            (stated, remark) => stated.or(remark).unwrap_or(Status::Final),
        }
    }
}

/// The status that a remark in a value states.
pub(crate) fn status_of(mark: StatusMark) -> Status {
    match mark {
        StatusMark::Estimated => Status::Estimated,
        StatusMark::Provisional => Status::Provisional,
    }
}

/// The diagnostic for a number that cannot be read.
pub(crate) fn number_problem(error: QuantityError, unit: &Unit) -> Problem {
    match error {
        QuantityError::NotAClass(text) => {
            let names: Vec<&str> = unit.classes().iter().map(|name| &**name).collect();
            Problem::BadNumber { fault: BadNumber::Class { text, classes: names.join(", ") } }
        }
        QuantityError::Unit { found, expected } => Problem::UnitMismatch { found, expected },
        other => Problem::BadNumber { fault: BadNumber::Quantity(other) },
    }
}
