//! Tables of text, with columns that line up; Chinese characters count as two cells.

use unicode_width::UnicodeWidthStr;

/// A table: a header, which columns are numbers, and the rows.
pub(crate) struct Sheet {
    pub(crate) header: Vec<String>,
    pub(crate) numbers: Vec<bool>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Sheet {
    pub(crate) fn new<const N: usize>(columns: [(&str, bool); N]) -> Self {
        Self {
            header: columns.iter().map(|(name, _)| (*name).to_owned()).collect(),
            numbers: columns.iter().map(|(_, number)| *number).collect(),
            rows: Vec::new(),
        }
    }

    /// With another column before the one at a place.
    pub(crate) fn insert(&mut self, place: usize, name: &str, number: bool) {
        self.header.insert(place, name.to_owned());
        self.numbers.insert(place, number);
    }

    /// Drops a column unless it is to be kept.
    pub(crate) fn keep(&mut self, place: usize, kept: bool) {
        if kept || place >= self.header.len() {
            return;
        }
        self.header.remove(place);
        self.numbers.remove(place);
        for row in self.rows.iter_mut().filter(|row| place < row.len()) {
            row.remove(place);
        }
    }

    /// Drops a column that says nothing in any row.
    pub(crate) fn drop_if_silent(&mut self, place: usize) {
        let mut cells = self.rows.iter().filter_map(|row| row.get(place));
        let speaks = cells.any(|cell| !matches!(&**cell, "" | "—"));
        self.keep(place, speaks);
    }

    /// Drops the columns from a place on that say nothing in any row.
    pub(crate) fn drop_silent(&mut self, from: usize) {
        (from..self.header.len()).rev().for_each(|place| self.drop_if_silent(place));
    }

    /// Lines up the columns of a table under its header, numbers to the right.
    ///
    /// Names, in the first column, are cut where they are very long; numbers never are.
    pub(crate) fn aligned(&self) -> String {
        self.laid_out(clipped)
    }

    /// The same, with every cell whole.
    pub(crate) fn aligned_whole(&self) -> String {
        self.laid_out(str::to_owned)
    }

    fn laid_out(&self, shown: fn(&str) -> String) -> String {
        let rows = std::iter::once(&self.header).chain(&self.rows);
        let whole = |row: &Vec<String>| {
            let mut row: Vec<String> = row.iter().map(|cell| one_line(cell)).collect();
            if let Some(name) = row.first_mut() {
                *name = shown(name);
            }
            row
        };
        let rows: Vec<Vec<String>> = rows.map(whole).collect();
        let mut widths = vec![0usize; self.header.len()];
        for row in &rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        let mut text = String::new();
        for (number, row) in rows.iter().enumerate() {
            let mut line = String::new();
            for ((cell, width), right) in row.iter().zip(&widths).zip(&self.numbers) {
                let padding = " ".repeat(width - cell.width().min(*width));
                let (before, after) = if *right { (padding.as_str(), "") } else { ("", padding.as_str()) };
                line.push_str(before);
                line.push_str(cell);
                line.push_str(after);
                line.push_str("  ");
            }
            text.push_str(line.trim_end());
            text.push('\n');
            if number == 0 {
                let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
                text.push_str(&rule.join("  "));
                text.push('\n');
            }
        }
        text
    }
}

/// A text on one line: line breaks, tabs and other control characters, which titles may hold, become spaces.
pub(crate) fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A cell that leaves room for the others; one long name must not widen every line of the table.
fn clipped(cell: &str) -> String {
    const MOST: usize = 72;
    if cell.len() <= MOST || cell.width() <= MOST {
        return cell.to_owned();
    }
    let mut kept = String::new();
    for c in cell.chars() {
        kept.push(c);
        if kept.width() >= MOST {
            break;
        }
    }
    kept + "…"
}
