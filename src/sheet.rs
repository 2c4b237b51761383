//! Tables of text, with columns that line up; Chinese characters count as two cells.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

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
    /// Cells are cut where they are very long, names in the first column first: one of them must not widen every
    /// line. Numbers are shorter than that.
    pub(crate) fn aligned(&self) -> String {
        self.laid_out(Some([MOST_OF_NAME, MOST_OF_CELL]))
    }

    /// The same, with names as long as other texts.
    pub(crate) fn aligned_wide(&self) -> String {
        self.laid_out(Some([MOST_OF_CELL, MOST_OF_CELL]))
    }

    /// The same, with every cell whole.
    pub(crate) fn aligned_whole(&self) -> String {
        self.laid_out(None)
    }

    /// The table with the most cells that a name, and another text, may take.
    fn laid_out(&self, most: Option<[usize; 2]>) -> String {
        let rows = std::iter::once(&self.header).chain(&self.rows);
        let whole = |row: &Vec<String>| -> Vec<String> {
            let cells = row.iter().enumerate().map(|(column, cell)| match most {
                Some([name, _]) if column == 0 => one_line(&clipped(cell, name)),
                Some([_, other]) => one_line(&clipped(cell, other)),
                None => one_line(cell),
            });
            cells.collect()
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

/// The most cells that a name in the first column takes.
const MOST_OF_NAME: usize = 72;

/// The most cells that another text takes.
const MOST_OF_CELL: usize = 240;

/// The beginning of a text that takes more cells than that, with a mark that it was cut.
pub(crate) fn clipped(text: &str, most: usize) -> Cow<'_, str> {
    let mut width = 0;
    for (number, (end, c)) in text.char_indices().enumerate() {
        // Marks that take no cell are not without end either.
        if width >= most || number >= 2 * most {
            return Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default()));
        }
        // Control characters have none, and become spaces.
        width += c.width().unwrap_or(1);
    }
    Cow::Borrowed(text)
}

/// Some names one after the other, the first of very many.
pub(crate) fn listed<'n>(names: impl Iterator<Item = &'n str>, separator: &str) -> String {
    let mut all = String::new();
    for name in names {
        if !all.is_empty() {
            all.push_str(separator);
        }
        all.push_str(&clipped(name, MOST_OF_CELL));
        // What is more is cut for certain: no character takes more than four bytes.
        if all.len() > 8 * MOST_OF_CELL {
            break;
        }
    }
    clipped(&all, MOST_OF_CELL).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_too_long_is_cut() {
        assert_eq!(clipped("abcd", 4), "abcd");
        assert_eq!(clipped("abcde", 4), "abcd…");
        // A Chinese character takes two cells.
        assert_eq!(clipped("一二", 4), "一二");
        assert_eq!(clipped("一二三", 4), "一二…");
        // An accent takes none; eight characters are what four cells may have.
        assert_eq!(clipped("a\u{301}a\u{301}a\u{301}", 4), "a\u{301}a\u{301}a\u{301}");
        assert_eq!(clipped(&"\u{301}".repeat(9), 4), "\u{301}".repeat(8) + "…");
        // A line break becomes a space.
        assert_eq!(clipped("\n\n\n\n\n", 4), "\n\n\n\n…");
    }

    #[test]
    fn names_are_listed_up_to_a_length() {
        assert_eq!(listed(["a", "b"].into_iter(), ", "), "a, b");
        // 80 times `a, ` are 240 cells.
        let many = listed(std::iter::repeat_n("a", 1_000), ", ");
        assert_eq!(many, "a, ".repeat(80) + "…");
    }
}
