//! The JSON Schema of the report: kept in `docs/`, equal to what the types say, and true of reports.
#![expect(clippy::expect_used, reason = "a test that cannot read its inputs fails")]

use std::fs;

use attainment::check::Diagnostics;
use attainment::report::{ReportDoc, to_json};
use attainment::{Evaluator, Observations, Plan, Policy};

fn kept_schema() -> String {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/report.schema.json");
    fs::read_to_string(file).expect("docs/report.schema.json")
}

fn bundled(name: &str) -> (Plan, Observations, Diagnostics) {
    let file = |end| format!("{}/examples/data/{name}.{end}", env!("CARGO_MANIFEST_DIR"));
    let plan = Plan::from_yaml(&fs::read_to_string(file("yaml")).expect("plan")).expect("plan");
    let data = Observations::from_csv(fs::File::open(file("csv")).expect("data"), &plan).expect("data");
    let mut diagnostics = plan.diagnostics().clone();
    diagnostics.append(data.diagnostics().clone());
    (plan.into_inner(), data.into_inner(), diagnostics)
}

/// Set `ATTAINMENT_WRITE_SCHEMA` to write the file anew; then read the difference before you keep it.
#[cfg(feature = "schema")]
#[test]
fn the_kept_schema_is_that_of_the_types() {
    let schema = attainment::report::schema() + "\n";
    if std::env::var_os("ATTAINMENT_WRITE_SCHEMA").is_some() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/report.schema.json");
        fs::write(file, &schema).expect("written");
    }
    assert_eq!(kept_schema(), schema, "docs/report.schema.json differs from the types");
}

#[test]
fn reports_satisfy_the_kept_schema_and_read_back() {
    let schema: serde_json::Value = serde_json::from_str(&kept_schema()).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let policy = Policy::builtin("cn-schedule").expect("policy");
    for name in ["chongqing-districts", "beibei", "chongqing-reply", "cn-rd-intensity"] {
        let (plan, data, diagnostics) = bundled(name);
        let date = "2025-05-23".parse().expect("date");
        let document = Evaluator::new(&policy).as_of(date).evaluate(&plan, &data).document(&diagnostics);
        let text = to_json(std::slice::from_ref(&document));
        let value: serde_json::Value = serde_json::from_str(&text).expect("the report is JSON");
        let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        let back: ReportDoc = serde_json::from_str(&text).expect("the report reads back");
        assert_eq!(back, document);
    }
}

#[test]
fn the_schema_refuses_what_is_no_report() {
    let schema: serde_json::Value = serde_json::from_str(&kept_schema()).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    assert!(!validator.is_valid(&serde_json::json!({ "format": "attainment/report@1" })));
    assert!(!validator.is_valid(&serde_json::json!([])));
}
