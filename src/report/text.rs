//! A report for a terminal: tables whose columns line up, Chinese characters counted as two cells.

use super::{Report, decomposed, lines, parts};
use crate::lang::Lang;
use crate::sheet::one_line;

impl Report<'_> {
    /// The report as text with aligned columns.
    #[must_use]
    pub fn to_text(&self, lang: Lang) -> String {
        let plan = self.plan();
        let (title, id) = (one_line(plan.title()), one_line(plan.id()));
        let mut text = format!("{title}  [{id}]\n{}\n\n", lines::heading(self, lang));
        if let Some(what_if) = self.what_if() {
            text.push_str(&what_if.text(lang));
        }
        let verdicts = lines::verdicts(self, lang);
        if !verdicts.rows.is_empty() {
            text.push_str(&verdicts.aligned());
        }
        for remark in lines::remarks(self, lang) {
            separate(&mut text);
            text.push_str(&one_line(&remark));
            text.push('\n');
        }
        let rollup = self.rollup();
        let mut sheets = parts::sheets(self, &rollup, lang);
        sheets.push(decomposed::sheet(self, lang));
        sheets.push(lines::phrases(self, lang));
        for sheet in sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
            separate(&mut text);
            text.push_str(&sheet.aligned());
        }
        for gap in parts::gaps(self, lang) {
            separate(&mut text);
            text.push_str(&one_line(&gap));
            text.push('\n');
        }
        text
    }
}

/// Puts an empty line between what stands there and what comes.
fn separate(text: &mut String) {
    if !text.ends_with("\n\n") {
        text.push('\n');
    }
}
