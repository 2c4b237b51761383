//! The first row of a CSV file.

use csv::ByteRecord;

use crate::check::{Layout, ObservationsBuilder, Problem, Suggestion, Told, nearest};

/// The columns that have a meaning.
const KNOWN: [&str; 7] = ["indicator", "subject", "period", "value", "status", "published", "source"];

/// Where the columns stand, counted from 0.
#[derive(Debug, Default)]
pub(super) struct Header {
    width: usize,
    subject_name: &'static str,
    pub(super) subject: Option<usize>,
    pub(super) period: Option<usize>,
    pub(super) value: Option<usize>,
    pub(super) status: Option<usize>,
    pub(super) published: Option<usize>,
    pub(super) source: Option<usize>,
}

impl Header {
    /// Reads the first row; `None` after the report of what makes the file unreadable.
    pub(super) fn read(record: &ByteRecord, builder: &mut ObservationsBuilder<'_>) -> Option<Self> {
        let mut header = Self { width: record.len(), subject_name: "indicator", ..Self::default() };
        let mut names: Vec<&str> = Vec::new();
        for (at, cell) in record.iter().enumerate() {
            let name = std::str::from_utf8(cell).ok().filter(|name| !name.contains('\0'));
            let Some(name) = name.map(str::trim) else {
                let (zh, en) =
                    if cell.contains(&0) { ("UTF-16", "UTF-16") } else { ("可能是 GBK", "perhaps GBK") };
                let detail =
                    Told { zh: format!("第 1 行表头：{zh}"), en: format!("line 1, the header: {en}") };
                builder.report_line(Problem::Encoding { detail }, 1, at + 1);
                return None;
            };
            header.place(name, at, &mut names, builder);
        }
        if let ([only], true) = (names.as_slice(), header.value.is_none())
            && only.contains([';', '\t', '|'])
        {
            let header = only.chars().take(80).collect();
            builder.report_line(Problem::WrongSeparator { header }, 1, 1);
            return None;
        }
        let needed = [("indicator", header.subject), ("period", header.period), ("value", header.value)];
        for (column, _) in needed.iter().filter(|(_, at)| at.is_none()) {
            builder.report_line(Problem::MissingColumn { column }, 1, 1);
        }
        needed.iter().all(|(_, at)| at.is_some()).then_some(header)
    }

    /// Notes where a column stands.
    fn place<'c>(
        &mut self,
        name: &'c str,
        at: usize,
        names: &mut Vec<&'c str>,
        builder: &mut ObservationsBuilder<'_>,
    ) {
        let known = KNOWN.iter().find(|known| **known == name).copied();
        // Spreadsheets write empty columns behind the last; those are ignored together.
        let twice = names.contains(&name) && (known.is_some() || !name.is_empty());
        if names.contains(&name) && name.is_empty() {
            return;
        }
        names.push(name);
        let Some(known) = known else {
            if twice {
                return builder.report_line(Problem::DuplicateKey { key: name.into() }, 1, at + 1);
            }
            let suggestion = if name.is_empty() { Suggestion::default() } else { nearest(name, KNOWN) };
            let column = name.to_owned();
            return builder.report_line(Problem::IgnoredColumn { column, suggestion }, 1, at + 1);
        };
        let slot = match known {
            "period" => &mut self.period,
            "value" => &mut self.value,
            "status" => &mut self.status,
            "published" => &mut self.published,
            "source" => &mut self.source,
            _ => &mut self.subject,
        };
        if slot.is_some() {
            return builder.report_line(Problem::DuplicateKey { key: name.into() }, 1, at + 1);
        }
        *slot = Some(at);
        if known == "subject" {
            self.subject_name = known;
        }
    }

    /// The number of columns.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Where diagnostics say that a cell stands.
    pub(super) fn layout(&self) -> Layout {
        let places = [self.subject, self.period, self.value, self.status, self.published, self.source];
        Layout { subject: self.subject_name, numbers: places.map(|at| at.map(|at| at + 1)) }
    }
}
