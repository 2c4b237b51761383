//! Rows of data to the observations of a plan.

mod row;
#[cfg(test)]
pub(crate) mod sample;
mod series;
mod subjects;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{CheckError, Checked, Diagnostic, Diagnostics, Path, Place, Problem};
use crate::number::Unit;
use crate::period::Period;
use crate::plan::{Plan, Subject};
use crate::series::{Event, Observation, Observations};

pub(crate) use row::{Cells, Column, Layout};
use subjects::Unknown;

/// A row of data: what was reported of an indicator, task or milestone for a period.
///
/// Every cell is the text that a file would have; `status`, `published` and `source` may be empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ObservationRow<'r> {
    /// The id of an indicator, task or milestone of the plan.
    pub subject: &'r str,
    /// The period: `2021`, `2021-H1`, `2021-Q3`, `2021-07`, `2021-07-15` or `2021/2025`.
    pub period: &'r str,
    /// The figure, as it is printed; for a task or milestone the date on which it was reached, or
    /// the per cent to which it is done.
    pub value: &'r str,
    /// The status word; empty for `final`, or for what a remark in the value says (预估).
    pub status: &'r str,
    /// The date of publication; empty if the data do not say it.
    pub published: &'r str,
    /// Where the figure comes from.
    pub source: &'r str,
    /// The line of a file that the row was read from, counted from 1.
    pub line: Option<usize>,
}

/// Gathers the observations of a plan row by row, from any number of files or from a program.
///
/// Rows may come in any order. All that is wrong with them is told at once by
/// [`ObservationsBuilder::finish`].
///
/// ```no_run
/// use attainment::check::{ObservationRow, ObservationsBuilder};
/// # fn rows(plan: &attainment::plan::Plan) -> Result<(), attainment::check::CheckError> {
/// let mut builder = ObservationsBuilder::new(plan);
/// builder.add(ObservationRow { subject: "rd", period: "2021", value: "4.41", ..Default::default() });
/// let observations = builder.finish()?;
/// assert_eq!(observations.len(), 1);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct ObservationsBuilder<'p> {
    plan: &'p Plan,
    all: Vec<Observation>,
    /// The indicator of each observation.
    owners: Vec<u32>,
    events: Vec<Event>,
    /// Sources, and values that print otherwise than their number.
    texts: HashMap<Box<str>, u32>,
    unknown: Unknown,
    unpublished: usize,
    diagnostics: Diagnostics,
    percent: Unit,
    /// Where the rows are reported to stand.
    file: Option<String>,
    layout: Layout,
    row: usize,
    line: Option<usize>,
    misencoded: bool,
    /// Whether the subject of the last row was the one that the plan has next.
    in_order: bool,
    last: Last,
}

/// What the cells of the rows before meant: most rows repeat some of them.
#[derive(Debug, Default)]
struct Last {
    /// `None` for an id that the plan does not have.
    subject: Memo<Option<Subject>>,
    period: Memo<Period>,
    published: Memo<NaiveDate>,
    source: Memo<u32>,
}

/// The bytes of a cell, and what they were found to mean.
#[derive(Debug)]
struct Memo<T> {
    bytes: Vec<u8>,
    meaning: Option<T>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self { bytes: Vec::new(), meaning: None }
    }
}

impl<T: Copy> Memo<T> {
    fn get(&self, bytes: &[u8]) -> Option<T> {
        if self.bytes == bytes { self.meaning } else { None }
    }

    fn set(&mut self, bytes: &[u8], meaning: T) {
        self.bytes.clear();
        self.bytes.extend_from_slice(bytes);
        self.meaning = Some(meaning);
    }
}

impl<'p> ObservationsBuilder<'p> {
    /// Without rows yet.
    #[must_use]
    pub fn new(plan: &'p Plan) -> Self {
        Self {
            plan,
            all: Vec::new(),
            owners: Vec::new(),
            events: Vec::new(),
            texts: HashMap::from([("".into(), 0)]),
            unknown: Unknown::default(),
            unpublished: 0,
            diagnostics: Diagnostics::new(),
            percent: Unit::new("%"),
            file: None,
            layout: Layout::default(),
            row: 0,
            line: None,
            misencoded: false,
            in_order: false,
            last: Last::default(),
        }
    }

    /// Names the file that the rows to come are read from: their diagnostics name it, and their rows
    /// are counted anew. An empty name is left out.
    pub fn file(&mut self, name: &str) {
        self.file = (!name.is_empty()).then(|| name.to_owned());
        self.begin(Layout::default());
    }

    /// Adds a row.
    pub fn add(&mut self, row: ObservationRow<'_>) {
        self.layout = Layout::default();
        self.add_cells(
            &Cells {
                subject: row.subject.as_bytes(),
                period: row.period.as_bytes(),
                value: row.value.as_bytes(),
                status: row.status.as_bytes(),
                published: row.published.as_bytes(),
                source: row.source.as_bytes(),
            },
            row.line,
        );
    }

    /// The observations, with all that is to be said about them.
    ///
    /// # Errors
    /// All diagnostics, if one of them is an error.
    pub fn finish(mut self) -> Result<Checked<Observations>, CheckError> {
        self.unknown.report(self.plan, &mut self.diagnostics);
        let mut texts = vec![String::new(); self.texts.len()];
        for (text, index) in self.texts {
            if let Some(place) = texts.get_mut(index as usize) {
                *place = text.into();
            }
        }
        let indicators = self.plan.indicators();
        let (mut all, mut ranges) = series::group(self.all, &self.owners, indicators.len());
        let mut repeated = Vec::new();
        for (indicator, range) in indicators.iter().zip(&ranges) {
            let Some(figures) = all.get_mut(range.clone()).filter(|figures| !figures.is_empty()) else {
                continue;
            };
            series::sort(figures, &texts);
            let mut check = series::Check::new(indicator, &mut self.diagnostics);
            check.repetitions(figures, range.start, &mut repeated);
            check.values(figures);
            check.baseline(figures);
        }
        series::remove(&mut all, &mut ranges, &repeated);
        series::check_ratios(self.plan, &all, &ranges, &mut self.diagnostics);
        series::sort_events(&mut self.events, &texts);
        series::check_events(&mut self.events, self.plan, &mut self.diagnostics);
        if self.unpublished > 0 {
            let problem = Problem::Unpublished { rows: self.unpublished };
            self.diagnostics.report(problem, Path::root().key("observations"));
        }
        let by_id = self.plan.by_id.clone();
        let mut observations = Observations {
            all,
            ranges,
            events: self.events,
            by_subject: Vec::new(),
            texts,
            by_id,
            computed: Default::default(),
        };
        observations.index_events();
        Checked::from_parts(Some(observations), self.diagnostics)
    }

    /// Starts a file with its own columns.
    pub(crate) fn begin(&mut self, layout: Layout) {
        (self.layout, self.row, self.line, self.misencoded) = (layout, 0, None, false);
    }

    /// Reports a problem of a cell of the current row.
    #[cold]
    pub(crate) fn report(&mut self, problem: Problem, column: Column) {
        let path = Path::root().key("rows").index(self.row).key(self.layout.name(column));
        let number = self.layout.number(column);
        let place = self.line.zip(number).map(|(line, column)| Place { line, column });
        self.diagnostics.push(Diagnostic { problem, path, place, file: self.file.clone() });
    }

    /// Reports a problem of a whole line.
    #[cfg(feature = "csv")]
    #[cold]
    pub(crate) fn report_line(&mut self, problem: Problem, line: usize, column: usize) {
        let (path, place) = (Path::root(), Some(Place { line, column }));
        self.diagnostics.push(Diagnostic { problem, path, place, file: self.file.clone() });
    }

    /// Reports a problem of a row that cannot be read, and passes over it.
    #[cfg(feature = "csv")]
    #[cold]
    pub(crate) fn refuse_row(&mut self, problem: Problem, line: usize, column: usize) {
        let (path, place) = (Path::root().key("rows").index(self.row), Some(Place { line, column }));
        self.diagnostics.push(Diagnostic { problem, path, place, file: self.file.clone() });
        self.row += 1;
    }
}
