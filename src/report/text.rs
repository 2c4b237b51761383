//! A report for a terminal: tables whose columns line up, Chinese characters counted as two cells.

use super::{Report, decomposed, lines};
use crate::lang::Lang;

impl Report<'_> {
    /// The report as text with aligned columns.
    #[must_use]
    pub fn to_text(&self, lang: Lang) -> String {
        let plan = self.plan();
        let mut text = format!("{}  [{}]\n{}\n\n", plan.title(), plan.id(), lines::heading(self, lang));
        text.push_str(&lines::verdicts(self, lang).aligned());
        for remark in lines::remarks(self, lang) {
            text.push('\n');
            text.push_str(&remark);
            text.push('\n');
        }
        let rollup = self.rollup();
        let mut sheets = lines::parts(self, &rollup, lang);
        sheets.push(decomposed::sheet(self, lang));
        sheets.push(lines::milestones(self, &rollup, lang));
        sheets.push(lines::phrases(self, lang));
        for sheet in sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
            text.push('\n');
            text.push_str(&sheet.aligned());
        }
        text
    }
}
