use sha2::{Digest, Sha256};

use super::doc::{
    ChoiceDoc, InputDoc, LabelDoc, MeasureDoc, OutcomeDoc, ParametersDoc, PolicyDoc, RollUpDoc, RowDoc,
    TableDoc, ValidDoc,
};

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
    lines.add_some("source", &doc.source);
    lines.add_some("trust", &doc.trust);
    if let Some(LabelDoc { zh, en }) = &doc.provisional {
        lines.add("provisional.zh", zh);
        lines.add("provisional.en", en);
    }
    lines.add_some("note", &doc.note);
    if let Some(ValidDoc { from, until }) = &doc.valid {
        lines.add_some("valid.from", from);
        lines.add_some("valid.until", until);
    }
    lines.add_some("extends", &doc.extends);
    let ParametersDoc {
        base,
        about,
        max_age,
        places,
        provisional,
        estimated,
        trend,
        level,
        forecast,
        without_target,
    } = &doc.parameters;
    lines.choice("parameters.base", base.as_ref());
    lines.add_some("parameters.about", about);
    lines.add_some("parameters.max_age", max_age);
    lines.add_some("parameters.places", places);
    lines.add_some("parameters.provisional", provisional);
    lines.add_some("parameters.estimated", estimated);
    lines.add_some("parameters.without_target", without_target);
    lines.choice("parameters.trend", trend.as_ref());
    lines.add_some("parameters.level", level);
    lines.add_some("parameters.forecast", forecast);
    for (name, InputDoc { kind, unit, words, default, zh, en }) in sorted(&doc.inputs) {
        lines.add("input", name);
        lines.add("kind", kind);
        lines.add_some("unit", unit);
        words.iter().for_each(|word| lines.add("word", word));
        lines.add_some("default", default);
        lines.add_some("zh", zh);
        lines.add_some("en", en);
    }
    for (name, measure) in sorted(&doc.measures) {
        lines.add("measure", name);
        lines.measure(measure);
    }
    lines.table("indicator", &doc.indicator);
    if let Some(table) = &doc.task {
        lines.table("task", table);
    }
    if let Some(table) = &doc.group {
        lines.table("group", table);
    }
    if let Some(RollUpDoc { of, by, worst, missing, min_coverage }) = &doc.roll_up {
        lines.add_some("roll_up.of", of);
        lines.add("roll_up.by", by);
        lines.add_some("roll_up.worst", worst);
        lines.add_some("roll_up.missing", missing);
        lines.add_some("roll_up.min_coverage", min_coverage);
    }
    for (id, OutcomeDoc { kind, standing, zh, en, color, names, veto }) in sorted(&doc.outcomes) {
        lines.add("outcome", id);
        lines.add("kind", kind);
        lines.add("standing", standing);
        lines.add("zh", zh);
        lines.add("en", en);
        lines.add_some("color", color);
        for (language, name) in sorted(names) {
            lines.add("language", language);
            lines.add("name", name);
        }
        lines.add_some("veto", veto);
    }
    lines.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

struct Lines(Sha256);

impl Lines {
    fn add(&mut self, field: &str, text: &str) {
        self.0.update(format!("{field} {}:{text}\n", text.len()));
    }

    fn add_some(&mut self, field: &str, text: &Option<String>) {
        if let Some(text) = text {
            self.add(field, text);
        }
    }

    fn choice(&mut self, field: &str, choice: Option<&ChoiceDoc>) {
        match choice {
            None => {}
            Some(ChoiceDoc::Word(word)) => self.add(field, word),
            Some(ChoiceDoc::Fields(fields)) => {
                self.add(field, "");
                for (name, value) in sorted(fields) {
                    self.add("field", name);
                    self.add("value", value);
                }
            }
        }
    }

    fn measure(&mut self, measure: &MeasureDoc) {
        let MeasureDoc {
            fact,
            base,
            current,
            goal,
            scale,
            zero,
            path,
            trend,
            level,
            test,
            carry,
            window,
            limit,
            per,
            places,
            zh,
            en,
        } = measure;
        self.add("fact", fact);
        for (field, choice) in
            [("base", base), ("scale", scale), ("path", path), ("trend", trend), ("carry", carry)]
        {
            self.choice(field, choice.as_ref());
        }
        let texts = [
            ("current", current),
            ("goal", goal),
            ("zero", zero),
            ("window", window),
            ("limit", limit),
            ("per", per),
            ("places", places),
            ("level", level),
            ("test", test),
            ("zh", zh),
            ("en", en),
        ];
        for (field, text) in texts {
            self.add_some(field, text);
        }
    }

    fn table(&mut self, name: &str, table: &TableDoc) {
        let TableDoc { hit, rows, remove } = table;
        self.add("table", name);
        self.add("hit", hit);
        remove.iter().for_each(|id| self.add("remove", id));
        for RowDoc { id, when, then, score, note, before } in rows {
            self.add("row", id);
            for (fact, cell) in sorted(when) {
                self.add("when", fact);
                self.add("cell", &compact(cell));
            }
            self.add("then", then);
            self.choice("score", score.as_ref());
            self.add_some("note", note);
            self.add_some("before", before);
        }
    }
}

fn sorted<T>(pairs: &[(String, T)]) -> Vec<&(String, T)> {
    let mut pairs: Vec<_> = pairs.iter().collect();
    pairs.sort_by(|(a, _), (b, _)| a.cmp(b));
    pairs
}

/// A cell without the spaces that have no meaning: those at its ends and beside signs and brackets.
fn compact(cell: &str) -> String {
    let sign = |c: char| matches!(c, '{' | '}' | '[' | ']' | '(' | ')' | ',' | '<' | '>' | '=' | '≥' | '≤');
    let mut compact = String::new();
    for word in cell.split_whitespace() {
        if compact.ends_with(|last| !sign(last)) && word.starts_with(|first| !sign(first)) {
            compact.push(' ');
        }
        compact.push_str(word);
    }
    compact
}
