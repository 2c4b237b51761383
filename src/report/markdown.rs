//! A report as Markdown tables.

use super::{Report, lines};
use crate::lang::Lang;

impl Report<'_> {
    /// The report as Markdown.
    #[must_use]
    pub fn to_markdown(&self, lang: Lang) -> String {
        let mut text =
            format!("## {}\n\n{}\n\n", escaped(self.plan().title()), escaped(&lines::heading(self, lang)));
        push_row(&mut text, &lines::columns(lang).map(str::to_owned));
        text.push_str("|---|--:|--:|--:|--:|--:|---|---|\n");
        for row in lines::rows(self, lang) {
            push_row(
                &mut text,
                &[row.name, row.base, row.current, row.goal, row.share, row.elapsed, row.outcome, row.why],
            );
        }
        for remark in lines::remarks(self, lang) {
            text.push('\n');
            text.push_str(&escaped(&remark));
            text.push('\n');
        }
        let rollup = self.rollup();
        for (title, parts) in lines::parts(self, &rollup, lang) {
            let [tally, share, vetoes] = lines::part_columns(lang).map(str::to_owned);
            text.push('\n');
            push_row(&mut text, &[title.to_owned(), tally, share, vetoes]);
            text.push_str("|---|---|--:|--:|\n");
            for part in parts {
                push_row(&mut text, &[part.name, part.tally, part.share, part.vetoes]);
            }
        }
        let milestones = lines::milestones(self, &rollup, lang);
        if !milestones.is_empty() {
            text.push('\n');
            push_row(&mut text, &lines::milestone_columns(lang));
            text.push_str("|---|--:|---|---|\n");
            for row in milestones {
                push_row(&mut text, &row);
            }
        }
        text
    }
}

fn push_row(text: &mut String, cells: &[String]) {
    text.push('|');
    for cell in cells {
        text.push(' ');
        text.push_str(&escaped(cell));
        text.push_str(" |");
    }
    text.push('\n');
}

/// Text of a plan that Markdown must not read as markup.
fn escaped(text: &str) -> String {
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
            '\n' | '\r' => safe.push(' '),
            _ => safe.push(c),
        }
    }
    safe
}
