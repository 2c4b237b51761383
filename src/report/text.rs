//! A report for a terminal: tables whose columns line up, Chinese characters counted as two cells.

use unicode_width::UnicodeWidthStr;

use super::{Report, lines};
use crate::lang::Lang;

impl Report<'_> {
    /// The report as text with aligned columns.
    #[must_use]
    pub fn to_text(&self, lang: Lang) -> String {
        let plan = self.plan();
        let mut text = format!("{}  [{}]\n{}\n\n", plan.title(), plan.id(), lines::heading(self, lang));
        let mut rows = vec![lines::columns(lang).map(str::to_owned)];
        for verdict in self.verdicts() {
            let row = lines::row(&verdict, lang);
            rows.push([
                row.name,
                row.base,
                row.current,
                row.goal,
                row.share,
                row.elapsed,
                row.outcome,
                row.why,
            ]);
        }
        text.push_str(&aligned(&rows, &[false, true, true, true, true, true, false, false]));
        let without: Vec<&str> = self.without_target().map(|indicator| indicator.name()).collect();
        if !without.is_empty() {
            let separator = lang.pick("、", ", ");
            let line = lang.pick("\n没有目标、不作判定：", "\nwithout a target, not judged: ");
            text.push_str(line);
            text.push_str(&without.join(separator));
            text.push('\n');
        }
        for (title, parts) in lines::parts(self, lang) {
            let [tally, share, vetoes] = lines::part_columns(lang).map(str::to_owned);
            let mut rows = vec![[title.to_owned(), tally, share, vetoes]];
            rows.extend(parts.into_iter().map(|part| [part.name, part.tally, part.share, part.vetoes]));
            text.push('\n');
            text.push_str(&aligned(&rows, &[false, false, true, true]));
        }
        text
    }
}

/// Lines up the columns of a table under its header, numbers to the right.
fn aligned<const N: usize>(rows: &[[String; N]], right: &[bool; N]) -> String {
    let mut widths = [0usize; N];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let mut text = String::new();
    for (number, row) in rows.iter().enumerate() {
        let mut line = String::new();
        for ((cell, width), right) in row.iter().zip(widths).zip(right) {
            let padding = " ".repeat(width - cell.width().min(width));
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
