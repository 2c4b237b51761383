//! One row: its cells and what they mean.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::ObservationsBuilder;
use crate::check::read::{number_problem, status_of};
use crate::check::value::AMBIGUOUS_CLASS;
use crate::check::{BadNumber, Problem, Told, nearest};
use crate::number::{Bound, Quantity, QuantityError, parse_plain};
use crate::period::{Period, parse_date};
use crate::plan::{Form, Indicator, Status, Subject};
use crate::series::{Event, Observation, Reported};

/// No period is longer than two days and a slash.
const PERIOD_BYTES: usize = 32;
/// No number and remark is longer.
const VALUE_BYTES: usize = 256;

/// The cells of a row as bytes, not yet known to be text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cells<'r> {
    pub(crate) subject: &'r [u8],
    pub(crate) period: &'r [u8],
    pub(crate) value: &'r [u8],
    pub(crate) status: &'r [u8],
    pub(crate) published: &'r [u8],
    pub(crate) source: &'r [u8],
}

/// The columns of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Subject,
    Period,
    Value,
    Status,
    Published,
    Source,
}

/// Where the columns stand in a file, and the name of the first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
    pub(crate) subject: &'static str,
    /// For each column its number, counted from 1.
    pub(crate) numbers: [Option<usize>; 6],
}

impl Default for Layout {
    fn default() -> Self {
        Self { subject: "subject", numbers: [Some(1), Some(2), Some(3), Some(4), Some(5), Some(6)] }
    }
}

impl Layout {
    pub(crate) fn name(&self, column: Column) -> &'static str {
        match column {
            Column::Subject => self.subject,
            Column::Period => "period",
            Column::Value => "value",
            Column::Status => "status",
            Column::Published => "published",
            Column::Source => "source",
        }
    }

    pub(crate) fn number(&self, column: Column) -> Option<usize> {
        self.numbers.get(column as usize).copied().flatten()
    }
}

/// A value as it is read.
struct Figure {
    value: Decimal,
    bound: Bound,
    /// What a remark says of it.
    remark: Option<Status>,
    /// The number of its text, if it prints otherwise than the value.
    printed: u32,
}

impl ObservationsBuilder<'_> {
    /// Adds a row given as bytes.
    pub(crate) fn add_cells(&mut self, cells: &Cells<'_>, line: Option<usize>) {
        self.line = line;
        // A row that cannot be read has been reported.
        let _read = self.read(cells);
        self.row += 1;
    }

    fn read(&mut self, cells: &Cells<'_>) -> Option<()> {
        let subject = self.subject(cells.subject.trim_ascii())?;
        // Every cell is looked at, so that all that is wrong with a row is told at once.
        let period = self.period(cells.period.trim_ascii());
        let status = self.status(cells.status.trim_ascii());
        let published = self.published(cells.published.trim_ascii());
        let source = self.source(cells.source.trim_ascii());
        let text = cells.value.trim_ascii();
        if let Subject::Indicator(index) = subject {
            if self.plan.indicators().get(index).is_some_and(Indicator::is_shown_by_evidence) {
                let id = self.plan.id_of(subject).unwrap_or_default().to_owned();
                self.report(Problem::FigureOfEvidence { id }, Column::Subject);
                return None;
            }
            let Figure { value, bound, remark, printed } = self.figure(index, text)?;
            let (period, status, published, source) = (period?, status?, published?, source?);
            let status = self.agreed(status, remark)?;
            let known_from = published.unwrap_or(period.end());
            if let Some(early) = published.filter(|date| *date < period.end() && status.is_actual()) {
                let (period, published) = (period.to_string(), early.to_string());
                self.report(Problem::PublishedEarly { period, published }, Column::Published);
            }
            let published = published.is_some();
            self.all.push(Observation {
                period,
                known_from,
                value,
                bound,
                status,
                published,
                withdrawn: None,
                source,
                printed,
            });
            self.owners.push(u32::try_from(index).ok()?);
            self.unpublished += usize::from(!published);
            return Some(());
        }
        let report = self.reported(text)?;
        let (period, status, published, source) = (period?, status?, published?, source?);
        if let Some(status) = status.filter(|status| !status.is_actual()) {
            // What is only expected of a task has not happened.
            let allowed = words(Status::is_actual);
            let problem =
                Problem::UnknownWord { word: status.word().into(), allowed, suggestion: nearest("", []) };
            self.report(problem, Column::Status);
            return None;
        }
        if let (Reported::Reached(date), Some(published)) = (report, published)
            && date > published
        {
            let (date, published) = (date.to_string(), published.to_string());
            self.report(Problem::ReachedLater { date, published }, Column::Value);
        }
        let is_duty = matches!(subject, Subject::Duty(_));
        if let (Reported::Percent(_), Some(early)) = (report, published.filter(|date| *date < period.end()))
            && !is_duty
        {
            let (period, published) = (period.to_string(), early.to_string());
            self.report(Problem::ProgressOfLater { period, published }, Column::Published);
        }
        let stated = published.unwrap_or(period.end());
        // Nothing is known to have been reached before it was.
        let known_from = match report {
            Reported::Reached(date) => stated.max(date),
            Reported::Percent(_) => stated,
        };
        self.longer_than_due(subject, period);
        self.events.push(Event { subject, period, known_from, report, source });
        self.unpublished += usize::from(published.is_none());
        Some(())
    }

    /// Warns of a duty reported for a period that holds several of its own.
    fn longer_than_due(&mut self, subject: Subject, period: Period) {
        let Subject::Duty(index) = subject else { return };
        let Some(duty) = self.plan.duties().get(index) else { return };
        if let Some(due) = duty.frequency().filter(|due| period.frequency() < *due) {
            let id = duty.id().to_owned();
            let problem = Problem::ReportTooLong { id, period: period.to_string(), frequency: due.word() };
            self.report(problem, Column::Period);
        }
    }

    /// The text of a cell; what is not UTF-8 is reported once a file.
    pub(super) fn text<'c>(&mut self, cell: &'c [u8], column: Column) -> Option<&'c str> {
        if let Ok(text) = std::str::from_utf8(cell) {
            return Some(text);
        }
        if !self.misencoded {
            self.misencoded = true;
            let (zh, en) = match self.line {
                Some(line) => (format!("第 {line} 行 "), format!("line {line}, ")),
                None => Default::default(),
            };
            let name = self.layout.name(column);
            let detail = Told {
                zh: format!("{zh}`{name}` 列：可能是 GBK"),
                en: format!("{en}column `{name}`: perhaps GBK"),
            };
            self.report(Problem::Encoding { detail }, column);
        }
        None
    }

    fn period(&mut self, cell: &[u8]) -> Option<Period> {
        if let Some(period) = self.last.period.get(cell) {
            return Some(period);
        }
        if cell.is_empty() {
            self.report(Problem::EmptyCell { column: "period" }, Column::Period);
            return None;
        }
        let short = cell.len() <= PERIOD_BYTES;
        if let Some(period) = short.then(|| Period::parse_bytes(cell)).flatten() {
            self.last.period.set(cell, period);
            return Some(period);
        }
        let text = clip(self.text(cell, Column::Period)?);
        self.report(Problem::BadPeriod { text }, Column::Period);
        None
    }

    fn figure(&mut self, indicator: usize, cell: &[u8]) -> Option<Figure> {
        let plan = self.plan;
        let indicator = plan.indicators().get(indicator)?;
        let unit = indicator.unit();
        if unit.classes().is_empty()
            && let Some(value) = parse_plain(cell)
        {
            return Some(Figure { value, bound: Bound::Exactly, remark: None, printed: 0 });
        }
        let text = self.value_text(cell)?;
        let is_class = || indicator.targets().iter().any(|target| target.form() == Form::OrdinalClass);
        match Quantity::parse(text, unit) {
            Ok((quantity, _)) if quantity.is_endless() => {
                self.unfit(text, ("a number that ends", "有尽小数"))
            }
            Ok((quantity, _)) if unit.classes().is_empty() && quantity.is_ambiguous_class() && is_class() => {
                self.unfit(text, AMBIGUOUS_CLASS)
            }
            Ok((quantity, remark)) => {
                let remark = remark.map(status_of);
                let printed = self.interned(quantity.text())?;
                Some(Figure { value: quantity.value(), bound: quantity.bound(), remark, printed })
            }
            Err(error) => {
                self.report(number_problem(error, unit), Column::Value);
                None
            }
        }
    }

    /// Reports a number that can be read and does not serve here.
    fn unfit(&mut self, text: &str, needed: (&'static str, &'static str)) -> Option<Figure> {
        let fault = BadNumber::Unfit { text: clip(text), needed };
        self.report(Problem::BadNumber { fault }, Column::Value);
        None
    }

    /// The text of a value that is worth reading.
    fn value_text<'c>(&mut self, cell: &'c [u8]) -> Option<&'c str> {
        if cell.is_empty() {
            self.report(Problem::EmptyCell { column: "value" }, Column::Value);
            return None;
        }
        let text = self.text(cell, Column::Value)?;
        if text.len() > VALUE_BYTES {
            let fault = BadNumber::Quantity(QuantityError::NotANumber(clip(text)));
            self.report(Problem::BadNumber { fault }, Column::Value);
            return None;
        }
        Some(text)
    }

    /// A date, or a percentage.
    fn reported(&mut self, cell: &[u8]) -> Option<Reported> {
        if let Some(date) = parse_date(cell) {
            return Some(Reported::Reached(date));
        }
        let text = self.value_text(cell)?;
        if let Ok((quantity, None)) = Quantity::parse(text, &self.percent) {
            let value = quantity.value();
            let share = value >= Decimal::ZERO && value <= Decimal::ONE_HUNDRED;
            if quantity.bound() == Bound::Exactly && share {
                return Some(Reported::Percent(value));
            }
        }
        let problem = if text.bytes().filter(|byte| *byte == b'-').count() == 2 {
            Problem::BadDate { text: clip(text) }
        } else {
            let needed = ("a date or a percentage from 0 to 100", "日期，或 0 至 100 的百分数");
            Problem::BadNumber { fault: BadNumber::Unfit { text: clip(text), needed } }
        };
        self.report(problem, Column::Value);
        None
    }

    /// The status that the row states, if it states one.
    fn status(&mut self, cell: &[u8]) -> Option<Option<Status>> {
        match cell {
            b"" => return Some(None),
            b"final" => return Some(Some(Status::Final)),
            _ => {}
        }
        let word = self.text(cell, Column::Status)?;
        if let Some(status) = Status::from_word(word) {
            return Some(Some(status));
        }
        let suggestion = nearest(word, Status::ALL.iter().map(|status| status.word()));
        let problem = Problem::UnknownWord { word: clip(word), allowed: words(|_| true), suggestion };
        self.report(problem, Column::Status);
        None
    }

    /// The status that the column and the remark agree on.
    fn agreed(&mut self, stated: Option<Status>, remark: Option<Status>) -> Option<Status> {
        match (stated, remark) {
            (Some(stated), Some(remark)) if stated != remark => {
                let problem = Problem::StatusContradiction { remark: remark.word(), status: stated.word() };
                self.report(problem, Column::Status);
                None
            }
            (stated, remark) => Some(stated.or(remark).unwrap_or(Status::Final)),
        }
    }

    /// The date of publication, if the row states one.
    fn published(&mut self, cell: &[u8]) -> Option<Option<NaiveDate>> {
        if cell.is_empty() {
            return Some(None);
        }
        if let Some(date) = self.last.published.get(cell) {
            return Some(Some(date));
        }
        if let Some(date) = parse_date(cell) {
            self.last.published.set(cell, date);
            return Some(Some(date));
        }
        let text = clip(self.text(cell, Column::Published)?);
        self.report(Problem::BadDate { text }, Column::Published);
        None
    }

    /// The number of the source; 0 for none.
    fn source(&mut self, cell: &[u8]) -> Option<u32> {
        if cell.is_empty() {
            return Some(0);
        }
        if let Some(index) = self.last.source.get(cell) {
            return Some(index);
        }
        let text = self.text(cell, Column::Source)?;
        let index = self.interned(text)?;
        self.last.source.set(cell, index);
        Some(index)
    }

    /// The number of a text that is kept once.
    fn interned(&mut self, text: &str) -> Option<u32> {
        let next = u32::try_from(self.texts.len()).ok()?;
        Some(match self.texts.get(text) {
            Some(index) => *index,
            None => {
                self.texts.insert(text.into(), next);
                next
            }
        })
    }
}

fn words(wanted: impl Fn(Status) -> bool) -> String {
    let wanted: Vec<&str> =
        Status::ALL.iter().filter(|status| wanted(**status)).map(|status| status.word()).collect();
    wanted.join(", ")
}

/// The beginning of a text that may be long.
pub(super) fn clip(text: &str) -> String {
    const MOST: usize = 80;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
