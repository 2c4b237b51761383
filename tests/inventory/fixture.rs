//! What the documents say, as `tests/data/inventory.jsonl` lists it.

use serde_json::Value;

/// One line: a document, statement, task, goal, duty, or the versions of a target.
pub struct Line(Value);

impl Line {
    pub fn id(&self) -> &str {
        self.text("id")
    }

    /// The number of its document: 001 of 001-q37.
    pub fn document(&self) -> &str {
        self.id().split('-').next().unwrap()
    }

    /// A text, empty if it is not there.
    pub fn text(&self, field: &str) -> &str {
        self.0[field].as_str().unwrap_or_default()
    }

    pub fn has(&self, field: &str) -> bool {
        !self.0[field].is_null()
    }

    pub fn number(&self, field: &str) -> Option<i64> {
        self.0[field].as_i64()
    }

    pub fn year(&self) -> Option<i64> {
        self.number("year")
    }

    pub fn texts(&self, field: &str) -> Vec<&str> {
        self.0[field].as_array().into_iter().flatten().map(|text| text.as_str().unwrap()).collect()
    }

    pub fn value(&self, field: &str) -> &Value {
        &self.0[field]
    }
}

/// All lines of a kind, in the order of the documents.
pub fn all(kind: &str) -> Vec<Line> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/inventory.jsonl");
    let text = std::fs::read_to_string(file).unwrap();
    let lines = text.lines().map(|line| Line(serde_json::from_str(line).unwrap()));
    let found: Vec<Line> = lines.filter(|line| line.text("kind") == kind).collect();
    assert!(!found.is_empty(), "the inventory has no {kind}");
    found
}
