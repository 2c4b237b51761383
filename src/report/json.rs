//! Reports as JSON.

use super::ReportDoc;

/// The reports as indented JSON: one as an object, several as an array.
///
/// The shape is described by the JSON Schema in `docs/report.schema.json`, and is covered by semantic
/// versioning: fields are added, never taken away or changed.
#[must_use]
pub fn to_json(reports: &[ReportDoc]) -> String {
    let text = match reports {
        [report] => serde_json::to_string_pretty(report),
        reports => serde_json::to_string_pretty(reports),
    };
    // Strings, numbers, lists and maps with text keys: there is nothing in them that JSON cannot say.
    text.unwrap_or_default()
}

/// The JSON Schema of a report.
#[cfg(feature = "schema")]
#[must_use]
pub fn schema() -> String {
    let schema = schemars::schema_for!(ReportDoc);
    serde_json::to_string_pretty(&schema).unwrap_or_default()
}

impl super::ExplanationDoc {
    /// The explanation as indented JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl super::ComparisonDoc {
    /// The comparison as indented JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl super::DiffDoc {
    /// The diff as indented JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl super::LedgerDoc {
    /// The ledger as indented JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl super::RankingDoc {
    /// The ranking as indented JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}
