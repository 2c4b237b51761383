//! A report as Markdown tables.

use super::{Report, decomposed, lines, parts};
use crate::lang::Lang;
use crate::sheet::{Sheet, clipped};

impl Report<'_> {
    /// The report as Markdown.
    #[must_use]
    pub fn to_markdown(&self, lang: Lang) -> String {
        let mut text =
            format!("## {}\n\n{}\n\n", escaped(self.plan().title()), escaped(&lines::heading(self, lang)));
        if let Some(what_if) = self.what_if() {
            text.push_str(&what_if.markdown(lang));
        }
        let verdicts = lines::verdicts(self, lang);
        if !verdicts.rows.is_empty() {
            push_sheet(&mut text, &verdicts);
        }
        for remark in lines::remarks(self, lang) {
            text.push('\n');
            text.push_str(&escaped(&remark));
            text.push('\n');
        }
        let rollup = self.rollup();
        let mut sheets = parts::sheets(self, &rollup, lang);
        sheets.push(decomposed::sheet(self, lang));
        sheets.push(lines::phrases(self, lang));
        for sheet in sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
            text.push('\n');
            push_sheet(&mut text, sheet);
        }
        for gap in parts::gaps(self, lang) {
            text.push('\n');
            text.push_str(&escaped(&gap));
            text.push('\n');
        }
        text
    }
}

pub(super) fn push_sheet(text: &mut String, sheet: &Sheet) {
    push_row(text, &sheet.header);
    text.push('|');
    for number in &sheet.numbers {
        text.push_str(if *number { "--:|" } else { "---|" });
    }
    text.push('\n');
    for row in &sheet.rows {
        push_row(text, row);
    }
}

/// What a cell takes, which may stand in every row; there are no columns to be widened.
const MOST_OF_CELL_IN_MARKDOWN: usize = 1_000;

fn push_row(text: &mut String, cells: &[String]) {
    text.push('|');
    for cell in cells {
        text.push(' ');
        text.push_str(&escaped(&clipped(cell, MOST_OF_CELL_IN_MARKDOWN)));
        text.push_str(" |");
    }
    text.push('\n');
}

/// Text of a plan that Markdown must not read as markup.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' => {
                safe.push('\\');
                safe.push(c);
            }
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            c if c.is_control() => safe.push(' '),
            _ => safe.push(c),
        }
    }
    safe
}
