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
        for row in lines::rows(self, lang) {
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
        for remark in lines::remarks(self, lang) {
            text.push('\n');
            text.push_str(&remark);
            text.push('\n');
        }
        let rollup = self.rollup();
        for (title, parts) in lines::parts(self, &rollup, lang) {
            let [tally, share, vetoes] = lines::part_columns(lang).map(str::to_owned);
            let mut rows = vec![[title.to_owned(), tally, share, vetoes]];
            rows.extend(parts.into_iter().map(|part| [part.name, part.tally, part.share, part.vetoes]));
            text.push('\n');
            text.push_str(&aligned(&rows, &[false, false, true, true]));
        }
        let milestones = lines::milestones(self, &rollup, lang);
        if !milestones.is_empty() {
            let mut rows = vec![lines::milestone_columns(lang)];
            rows.extend(milestones);
            text.push('\n');
            text.push_str(&aligned(&rows, &[false, true, false, false]));
        }
        text
    }
}

/// Lines up the columns of a table under its header, numbers to the right.
fn aligned<const N: usize>(rows: &[[String; N]], right: &[bool; N]) -> String {
    let rows: Vec<[String; N]> = rows.iter().map(|row| row.each_ref().map(|cell| clipped(cell))).collect();
    let mut widths = [0usize; N];
    for row in &rows {
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
