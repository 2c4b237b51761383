use sha2::{Digest, Sha256};

use super::doc::{LabelDoc, PolicyDoc};

/// The SHA-256 of a policy's content in hexadecimal digits: the same for the same content, however it is written.
///
/// What is hashed is a line for each field that is there, with its length before it, in the order of
/// the format; maps whose order has no meaning are sorted by key.
pub(super) fn hash(doc: &PolicyDoc) -> String {
    let mut lines = Lines(Sha256::new());
    lines.add("format", &doc.format);
    lines.add("id", &doc.id);
    lines.add("version", &doc.version);
    if let Some(LabelDoc { zh, en }) = &doc.title {
        lines.add("title.zh", zh);
        lines.add("title.en", en);
    }
    lines.add_some("source", doc.source.as_deref());
    lines.add_some("trust", doc.trust.as_deref());
    lines.add_some("note", doc.note.as_deref());
    lines.add_some("parameters.base", doc.parameters.base.as_deref());
    lines.add_some("parameters.about", doc.parameters.about.as_deref());
    lines.add_some("parameters.max_age", doc.parameters.max_age.as_deref());
    for (name, measure) in sorted(&doc.measures) {
        lines.add("measure", name);
        lines.add("fact", &measure.fact);
    }
    lines.add("hit", &doc.indicator.hit);
    for row in &doc.indicator.rows {
        lines.add("row", &row.id);
        for (fact, cell) in sorted(&row.when) {
            lines.add("when", fact);
            // Spaces have no meaning in a cell.
            lines.add("cell", &cell.split_whitespace().collect::<String>());
        }
        lines.add("then", &row.then);
        lines.add_some("note", row.note.as_deref());
    }
    for (id, outcome) in sorted(&doc.outcomes) {
        lines.add("outcome", id);
        lines.add("kind", &outcome.kind);
        lines.add("standing", &outcome.standing);
        lines.add("zh", &outcome.zh);
        lines.add("en", &outcome.en);
        lines.add_some("color", outcome.color.as_deref());
    }
    lines.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

struct Lines(Sha256);

impl Lines {
    fn add(&mut self, field: &str, text: &str) {
        self.0.update(format!("{field} {}:{text}\n", text.len()));
    }

    fn add_some(&mut self, field: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.add(field, text);
        }
    }
}

fn sorted<T>(pairs: &[(String, T)]) -> Vec<&(String, T)> {
    let mut pairs: Vec<_> = pairs.iter().collect();
    pairs.sort_by(|(a, _), (b, _)| a.cmp(b));
    pairs
}
