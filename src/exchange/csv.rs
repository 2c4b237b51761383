//! Observations as CSV.

mod header;
#[cfg(test)]
mod tests;

use std::io::Read;

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::guard::{Guard, ROW_BYTES, Stop};
use crate::check::{Cells, CheckError, Checked, ObservationsBuilder, Problem, Told};
use crate::document::Limits;
use crate::plan::Plan;
use crate::series::Observations;
use header::Header;

/// Bytes of one cell.
const CELL_BYTES: usize = 10_000;
/// Bytes read at once.
const BUFFER_BYTES: usize = 1 << 16;

impl Observations {
    /// Reads the observations of a plan from CSV, with the default [`Limits`].
    ///
    /// The columns `indicator` (or `subject`), `period` and `value` are needed; `status`,
    /// `published` and `source` may be there; others are ignored with a note. Rows come in any order.
    /// Rows are read one by one: memory is needed for the observations, not for the text.
    ///
    /// # Errors
    /// All diagnostics, if one of them is an error.
    pub fn from_csv(reader: impl Read, plan: &Plan) -> Result<Checked<Self>, CheckError> {
        let mut builder = ObservationsBuilder::new(plan);
        builder.read_csv(reader, &Limits::default());
        builder.finish()
    }
}

impl ObservationsBuilder<'_> {
    /// Adds the rows of a CSV file, see [`Observations::from_csv`]. Several files may be read in
    /// turn; [`ObservationsBuilder::file`] names each. The limit on bytes is that of one file.
    pub fn read_csv(&mut self, mut reader: impl Read, limits: &Limits) {
        let mut start = Vec::new();
        if let Err(error) = reader.by_ref().take(3).read_to_end(&mut start) {
            return self.report_line(Problem::Syntax { detail: error.to_string() }, 1, 1);
        }
        if start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) {
            let detail = Told {
                zh: "第 1 行：开头的标记表明是 UTF-16".to_owned(),
                en: "line 1: UTF-16, by the mark it begins with".to_owned(),
            };
            return self.report_line(Problem::Encoding { detail }, 1, 1);
        }
        if start == [0xef, 0xbb, 0xbf] {
            start.clear();
        }
        let guard = Guard::new(start.as_slice().chain(reader), limits.bytes);
        // A carriage return before the line feed is trimmed off the last cell like any blank.
        let rows = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .terminator(csv::Terminator::Any(b'\n'))
            .buffer_capacity(BUFFER_BYTES)
            .from_reader(guard);
        Rows { rows, record: ByteRecord::new(), line: 1, open: None }.read(self, limits);
    }
}

/// The rows of a file, one after the other.
struct Rows<R> {
    rows: Reader<Guard<R>>,
    record: ByteRecord,
    /// The line on which the record begins.
    line: usize,
    /// The line of the first record that has line breaks in its cells.
    open: Option<usize>,
}

impl<R: Read> Rows<R> {
    fn read(mut self, builder: &mut ObservationsBuilder<'_>, limits: &Limits) {
        if !self.advance(builder, limits) {
            self.record.clear();
        }
        let Some(header) = Header::read(&self.record, builder) else { return };
        builder.begin(header.layout());
        while self.advance(builder, limits) {
            self.add(&header, builder);
        }
        let stopped = self.rows.get_ref().stopped().is_some();
        if let Some(line) = self.open.filter(|_| !stopped && self.rows.get_ref().odd_quotes()) {
            let detail = format!("the row of line {line} runs over several lines: a quote is not closed");
            builder.report_line(Problem::Syntax { detail }, line, 1);
        }
    }

    fn add(&self, header: &Header, builder: &mut ObservationsBuilder<'_>) {
        let record = &self.record;
        if record.as_slice().len() > CELL_BYTES
            && let Some(at) = record.iter().position(|cell| cell.len() > CELL_BYTES)
        {
            let detail = format!("the cell has more than {CELL_BYTES} bytes: is a quote left open?");
            return builder.refuse_row(Problem::Syntax { detail }, self.line, at + 1);
        }
        if record.len() != header.width() {
            if record.len() == 1 && record.as_slice().trim_ascii().is_empty() {
                return;
            }
            let (found, expected) = (record.len(), header.width());
            return builder.refuse_row(Problem::BadRow { found, expected }, self.line, 1);
        }
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default();
        let cells = Cells {
            subject: cell(header.subject),
            period: cell(header.period),
            value: cell(header.value),
            status: cell(header.status),
            published: cell(header.published),
            source: cell(header.source),
        };
        builder.add_cells(&cells, Some(self.line));
    }

    /// Reads the next record; `false` at the end, or after the report of why there is no next.
    fn advance(&mut self, builder: &mut ObservationsBuilder<'_>, limits: &Limits) -> bool {
        let before = self.rows.position().line();
        let read = self.rows.read_byte_record(&mut self.record);
        self.rows.get_mut().row_ended();
        match read {
            Ok(true) => {
                // The reader stands behind the line feed that ends the record; only a quote left open
                // runs to the end without one.
                let after = self.rows.position().line();
                let mut lines = 0;
                if after > before + 1 {
                    lines = self.record.as_slice().iter().filter(|byte| **byte == b'\n').count();
                }
                self.line = line_number(after).saturating_sub(lines + 1).max(line_number(before));
                if lines > 0 && self.open.is_none() {
                    self.open = Some(self.line);
                }
                true
            }
            Ok(false) => false,
            Err(error) => {
                let problem = match self.rows.get_ref().stopped() {
                    Some(Stop::Text) => Problem::TooLarge { most: limits.bytes },
                    Some(Stop::Row) => Problem::Syntax {
                        detail: format!("a row has more than {ROW_BYTES} bytes: is a quote left open?"),
                    },
                    None => Problem::Syntax { detail: error.to_string() },
                };
                builder.report_line(problem, line_number(before), 1);
                false
            }
        }
    }
}

fn line_number(line: u64) -> usize {
    usize::try_from(line).unwrap_or(usize::MAX)
}
