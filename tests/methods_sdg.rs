//! The policies of Eurostat, Open SDG, UN DESA and ESCAP: against the results of the reference program, against
//! worked numbers, and at their boundaries.
#![cfg(all(feature = "yaml", feature = "json", feature = "csv"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]
#![expect(clippy::indexing_slicing, reason = "a JSON value without a field is null there")]

use attainment::facts::{FactValue, Known, Reason};
use attainment::policy::{Points, PolicyDoc, Standing};
use attainment::project::{Method, Weights};
use attainment::report::Verdict;
use attainment::{Evaluator, Observations, Plan, Policy, Report};
use serde_json::Value;

const VECTORS: &str = include_str!("data/open_sdg_vectors.jsonl");
const EXAMPLES: &str = include_str!("data/sdg_examples.jsonl");

/// A plan with its data.
struct Case {
    plan: Plan,
    data: Observations,
}

impl Case {
    /// From the fields of indicators beside id, name and measure, and rows `id,period,value`.
    fn new(indicators: &[(&str, &str)], rows: &[String]) -> Self {
        let mut text = String::from(
            "format: attainment/plan@1\nid: p\ntitle: P\nperiod: { start: 2000, end: 2050 }\nindicators:\n",
        );
        for (id, fields) in indicators {
            text += &format!("- {{ id: {id}, name: {id}, measure: stock, {fields} }}\n");
        }
        let ids: Vec<&str> = indicators.iter().map(|(id, _)| *id).collect();
        text += &format!("groups:\n- {{ id: g, title: G, indicators: [ {} ] }}\n", ids.join(", "));
        let plan = Plan::from_yaml(&text).unwrap().into_inner();
        let csv = format!("indicator,period,value\n{}\n", rows.join("\n"));
        let data = Observations::from_csv(csv.as_bytes(), &plan).unwrap().into_inner();
        Self { plan, data }
    }

    /// One indicator `x`, with its figures by year.
    fn one(fields: &str, figures: &[(i32, &str)]) -> Self {
        let rows: Vec<String> = figures.iter().map(|(year, value)| format!("x,{year},{value}")).collect();
        Self::new(&[("x", fields)], &rows)
    }

    fn judged<'r>(&'r self, policy: &'r Policy) -> Report<'r> {
        Evaluator::new(policy).as_of("2027-01-01".parse().unwrap()).evaluate(&self.plan, &self.data)
    }

    /// The outcome of `x`.
    fn told(&self, policy: &Policy) -> String {
        self.judged(policy).indicator("x").unwrap().outcome().id().to_owned()
    }
}

fn builtin(id: &str) -> Policy {
    Policy::builtin(id).unwrap()
}

/// A policy that extends a built-in one.
fn extended(id: &str, rest: &str) -> Policy {
    let text = format!("format: attainment/policy@1\nid: own\nversion: \"1\"\nextends: {id}\n{rest}\n");
    Policy::from_yaml(&text).unwrap().into_inner()
}

/// The value of a column of the policy's table.
fn column(verdict: &Verdict<'_>, policy: &Policy, name: &str) -> Known<f64> {
    let slot = policy.columns().iter().position(|column| column.name() == name).unwrap();
    match verdict.facts().get(slot)? {
        FactValue::Exact(value) => Ok(value.to_estimate().unwrap().value()),
        FactValue::Estimate(value) => Ok(value.value()),
        _ => Err(Reason::NotQuantified),
    }
}

fn float(points: &Points) -> f64 {
    points.estimate().unwrap().value()
}

fn score(verdict: &Verdict<'_>) -> Option<f64> {
    verdict.score()?.ok().map(float)
}

/// Equal to nine digits; what is 0 in one of them to 1e-12.
fn same(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-9 * expected.abs().max(1e-3)
}

/// As the program reads a year: its first four characters.
fn year(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned).chars().take(4).collect()
}

/// The vectors whose results differ by design, and why.
const DIFFERENT: &[(&str, &str)] = &[
    (
        "sdgb-0250",
        "the target lies on the other side of zero: the program takes the magnitude of a complex root",
    ),
    ("sdgb-0269", "the due date lies before the base: the program takes a rate over negative years"),
];

/// The plan of a vector: each series an indicator, all in one group.
fn case_of(vector: &Value) -> Case {
    let series = vector["series"].as_array().unwrap();
    let options = vector["options"].as_array().unwrap();
    let (mut fields, mut rows) = (Vec::new(), Vec::new());
    for (index, (series, options)) in series.iter().zip(options).enumerate() {
        let id = format!("s{index}");
        let upwards = options["direction"] == "positive";
        let mut text = format!("direction: {}", if upwards { "increase" } else { "decrease" });
        if !options["target"].is_null() {
            let bound = if upwards { "at_least" } else { "at_most" };
            let due = options.get("target_year").map_or_else(|| "2030".into(), Value::to_string);
            text += &format!(
                ", targets: [ {{ id: t, form: level, {bound}: {}, due: {due} }} ]",
                options["target"]
            );
        }
        let inputs = [("base_year", "base_year"), ("limit", "natural_limit")];
        let inputs = inputs.iter().filter(|(option, _)| !options[*option].is_null());
        let inputs: Vec<String> =
            inputs.map(|(option, input)| format!("{input}: {}", options[*option])).collect();
        text += &format!(", inputs: {{ {} }}", inputs.join(", "));
        let points = series["points"].as_array().unwrap();
        for point in points.iter().filter(|point| !point[1].is_null()) {
            rows.push(format!("{id},{},{}", year(&point[0]), point[1]));
        }
        fields.push((id, text));
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
    Case::new(&fields, &rows)
}

/// The policy with the thresholds of the vector `custom_thresholds`: 1 %, 0 and −1 %. The lines of the scores
/// stay as they are.
const OWN_THRESHOLDS: &str = r#"
indicator:
  rows:
    - { id: substantial_rate, when: { scaled_rate: ">= 0.01" } }
    - { id: moderate_rate, when: { scaled_rate: "[0, 0.01)" } }
    - { id: limited_rate, when: { scaled_rate: "[-0.01, 0)" } }
"#;

/// What of a vector is not what the program says.
fn differences(vector: &Value, policy: &Policy) -> Vec<String> {
    let case = case_of(vector);
    let report = case.judged(policy);
    let expected = &vector["expected"];
    let mut found = Vec::new();
    let mut differs = |what: &str, own: String, its: String| found.push(format!("{what}: {own}, not {its}"));
    for (index, verdict) in report.indicators().enumerate() {
        let its = &expected["series"][index];
        let status = match its["status"].as_str() {
            Some("not_available") | None => "undetermined",
            Some(status) => status,
        };
        if verdict.outcome().id() != status {
            differs("status", verdict.outcome().id().into(), status.into());
        }
        let measure = if its["method"] == 2 { "ratio" } else { "rate" };
        match (column(&verdict, policy, measure), its["progress_value"].as_f64()) {
            (Ok(own), Some(its)) if !same(own, its) => differs("value", own.to_string(), its.to_string()),
            (Err(reason), Some(its)) => differs("value", format!("{reason:?}"), its.to_string()),
            // Null, inf or nan.
            (Ok(own), None) => differs("value", own.to_string(), its["progress_value"].to_string()),
            _ => {}
        }
        match (score(&verdict), its["score"].as_f64()) {
            (Some(own), Some(its)) if same(own, its) => {}
            (None, None) => {}
            (own, its) => differs("score", format!("{own:?}"), format!("{its:?}")),
        }
    }
    let rollup = report.rollup();
    let group = rollup.groups.first().unwrap();
    let outcome = group.judgement.unwrap().outcome(policy).map_or("undetermined", |outcome| outcome.id());
    let status = expected["indicator"]["status"].as_str().filter(|status| !status.is_empty());
    if outcome != status.unwrap_or("undetermined") {
        differs("group", outcome.into(), format!("{status:?}"));
    }
    match (group.score.points.as_ref().ok().map(float), expected["indicator"]["score"].as_f64()) {
        (Some(own), Some(its)) if same(own, its) => {}
        (None, None) => {}
        (own, its) => differs("group score", format!("{own:?}"), format!("{its:?}")),
    }
    found
}

#[test]
fn open_sdg_agrees_with_the_program() {
    let (policy, own) = (builtin("open-sdg"), extended("open-sdg", OWN_THRESHOLDS));
    let mut all = 0;
    let mut different = Vec::new();
    for line in VECTORS.lines() {
        let vector: Value = serde_json::from_str(line).unwrap();
        let id = vector["id"].as_str().unwrap();
        let thresholds =
            vector["options"].as_array().unwrap().iter().any(|o| !o["progress_thresholds"].is_null());
        let differences = differences(&vector, if thresholds { &own } else { &policy });
        all += 1;
        let by_design = DIFFERENT.iter().any(|(other, _)| *other == id);
        if by_design {
            let (case, policy) = (case_of(&vector), &policy);
            let report = case.judged(policy);
            assert!(report.indicators().all(|own| own.standing() == Standing::Undetermined), "{id}");
        }
        if differences.is_empty() == by_design {
            different.push(format!("{id} ({}): {}", vector["tag"], differences.join("; ")));
        }
    }
    assert_eq!(all, 169);
    assert!(different.is_empty(), "{}", different.join("\n"));
}

/// The worked numbers of a method.
fn examples(method: &str) -> Vec<Value> {
    let all = EXAMPLES.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let all: Vec<Value> = all.filter(|example| example["method"] == method).collect();
    assert!(!all.is_empty(), "{method}");
    all
}

/// Equal to the digits that are printed, three at least.
#[track_caller]
fn rounds_to(found: f64, printed: &Value) {
    let digits = printed.to_string().split_once('.').map_or(0, |(_, places)| places.len()).max(3);
    let within = 0.5001 * 10f64.powi(-i32::try_from(digits).unwrap());
    let expected = printed.as_f64().unwrap();
    assert!((found - expected).abs() <= within, "{found} is not {expected}");
}

fn direction(of: &Value) -> (&'static str, &'static str) {
    if of == 1 { ("increase", "at_least") } else { ("decrease", "at_most") }
}

/// The case of an input `[year, base, year, current, due, target, direction]`, or without due year and target.
fn example(input: &Value) -> Case {
    let field = |place: usize| input[place].to_string();
    let rows = [format!("x,{},{}", field(0), field(1)), format!("x,{},{}", field(2), field(3))];
    let with_target = input.as_array().unwrap().len() == 7;
    let (direction, bound) = direction(if with_target { &input[6] } else { &input[4] });
    let mut fields = format!("direction: {direction}");
    if with_target {
        let (due, target) = (field(4), field(5));
        fields += &format!(", targets: [ {{ id: t, form: level, {bound}: {target}, due: {due} }} ]");
    }
    if let Some(limit) = input[5].as_f64().filter(|_| !with_target) {
        fields += &format!(", inputs: {{ natural_limit: {limit} }}");
    }
    Case::new(&[("x", &fields)], &rows)
}

#[test]
fn eurostat_examples() {
    // The examples name their base year; the policy looks five years back.
    let of_2015 = extended("eurostat-target", "parameters: { base: { year: 2015 } }");
    let five_years = builtin("eurostat-target");
    for printed in examples("eurostat_target") {
        let policy = if printed["input"][0] == 2015 { &of_2015 } else { &five_years };
        let (case, output) = (example(&printed["input"]), &printed["output"]);
        let report = case.judged(policy);
        let verdict = report.indicator("x").unwrap();
        let status = output["status"].as_str().unwrap().trim_end_matches("(target met)");
        assert_eq!(verdict.outcome().id(), status, "{printed}");
        if output["ratio"].is_null() {
            assert_eq!(score(&verdict), Some(5.0), "{printed}");
        } else {
            rounds_to(column(&verdict, policy, "rate_ratio").unwrap(), &output["ratio"]);
        }
    }
    let policy = builtin("eurostat-classic");
    for printed in examples("eurostat_no_target") {
        let case = example(&printed["input"]);
        let report = case.judged(&policy);
        let verdict = report.indicator("x").unwrap();
        assert_eq!(verdict.outcome().id(), printed["output"]["status"], "{printed}");
        let rate = column(&verdict, &policy, "improvement_rate").unwrap();
        let sign = if printed["input"][4] == 1 { 1.0 } else { -1.0 };
        rounds_to(rate * sign, &printed["output"]["cagr"]);
    }
}

#[test]
fn statistics_canada_examples() {
    let policy = builtin("open-sdg");
    for printed in examples("statcan_no_target") {
        let case = example(&printed["input"]);
        let report = case.judged(&policy);
        let verdict = report.indicator("x").unwrap();
        let status = format!("{}_progress", printed["output"]["status"].as_str().unwrap());
        assert_eq!(verdict.outcome().id(), status, "{printed}");
        rounds_to(column(&verdict, &policy, "rate").unwrap(), &printed["output"]["cagr"]);
        rounds_to(column(&verdict, &policy, "room").unwrap(), &printed["output"]["C"]);
    }
}

#[test]
fn undesa_examples() {
    let policy = builtin("undesa-2023");
    for method in ["desa_target", "desa_no_target"] {
        for printed in examples(method) {
            let (case, output) = (example(&printed["input"]), &printed["output"]);
            let report = case.judged(&policy);
            let verdict = report.indicator("x").unwrap();
            assert_eq!(verdict.outcome().id(), output["status"], "{printed}");
            assert_eq!(score(&verdict), output["score"].as_f64(), "{printed}");
            if method == "desa_target" {
                rounds_to(column(&verdict, &policy, "projected_share").unwrap(), &output["ratio"]);
                let projected = verdict.trajectory().projected(Method::EndpointGeometric).unwrap();
                rounds_to(projected.value(), &output["expected"]);
            }
        }
    }
}

#[test]
fn escap_examples() {
    let csi = builtin("escap-csi");
    let judged = |figures: &[(i32, &str)], target: &str| {
        let case = Case::one(&format!("targets: [ {{ id: t, form: level, {target}, due: 2030 }} ]"), figures);
        let report = case.judged(&csi);
        let verdict = report.indicator("x").unwrap();
        (verdict.outcome().id().to_owned(), score(&verdict).unwrap())
    };
    for printed in examples("escap_csi") {
        let (_, bound) = direction(&printed["input"][3]);
        let text = |place: usize| printed["input"][place].to_string();
        let figures = [(2015, &*text(0)), (2022, &*text(1))];
        let (outcome, index) = judged(&figures, &format!("{bound}: {}", text(2)));
        rounds_to(index, &printed["output"]);
        let expected = if index < 0.0 { "regressed" } else { "as_expected" };
        assert_eq!(outcome, expected, "{printed}");
    }
    // Parities: 10 − 10 × |1 − value| ÷ |1 − 0.8|. Seven of fifteen years ask for 4.67.
    for value in ["0.9", "1.1"] {
        assert_eq!(judged(&[(2015, "0.8"), (2022, value)], "equal: 1"), ("as_expected".into(), 5.0));
    }
    assert_eq!(judged(&[(2015, "0.8"), (2022, "1.15")], "equal: 1"), ("less_than_expected".into(), 2.5));
    assert_eq!(judged(&[(2015, "0.8"), (2022, "1.25")], "equal: 1"), ("regressed".into(), -2.5));

    let api = builtin("escap-api");
    for printed in examples("escap_api") {
        let (input, output) = (&printed["input"], &printed["output"]);
        let (direction, bound) = direction(&input["d"]);
        let points = input["points"].as_array().unwrap();
        let rows: Vec<String> = points.iter().map(|point| format!("x,{},{}", point[0], point[1])).collect();
        let target = &input["target"];
        let fields = format!(
            "direction: {direction}, targets: [ {{ id: t, form: level, {bound}: {target}, due: 2030 }} ]"
        );
        let case = Case::new(&[("x", &fields)], &rows);
        let report = case.judged(&api);
        let verdict = report.indicator("x").unwrap();
        assert_eq!(verdict.outcome().id(), output["status"], "{printed}");
        let left = column(&verdict, &api, "shortfall").unwrap() * 100.0;
        assert!((left - output["P"].as_f64().unwrap()).abs() < 0.005 + 1e-9, "{left} {printed}");
        let trend = Method::LeastSquares(Weights::Rank);
        rounds_to(verdict.trajectory().projected(trend).unwrap().value(), &output["pred"]);
    }
}

/// methods.md, section 1: R = 1.4 → 5, 0.95 → 2.5, 0.6 → 0, 0.3 → −1.25, −0.7 → −5; g = 3 % → 5, 1 % → 2.5,
/// −0.5 % → −1.25.
#[test]
fn eurostat_scores() {
    let policy = builtin("eurostat-target");
    for (ratio, expected, status) in [
        (1.4, 5.0, "significant_progress"),
        (0.95 + 1e-9, 2.5, "significant_progress"),
        (0.95 - 1e-9, 2.5, "moderate_progress"),
        (0.6 + 1e-9, 0.0, "moderate_progress"),
        (0.6 - 1e-9, 0.0, "insufficient_progress"),
        (0.3, -1.25, "insufficient_progress"),
        (1e-9, -2.5, "insufficient_progress"),
        (-1e-9, -2.5, "movement_away"),
        (-0.7, -5.0, "movement_away"),
    ] {
        // From 100 in 2020 to 200 in 2030: seven per cent a year are required.
        let required = 2f64.powf(0.1) - 1.0;
        let value = 100.0 * (1.0 + required * ratio).powi(5);
        let target = "targets: [ { id: t, form: level, at_least: 200, due: 2030 } ]";
        let case = Case::one(target, &[(2020, "100"), (2025, &value.to_string())]);
        let report = case.judged(&policy);
        let verdict = report.indicator("x").unwrap();
        assert_eq!(verdict.outcome().id(), status, "{ratio}");
        assert!((score(&verdict).unwrap() - expected).abs() < 1e-6, "{ratio}: {:?}", score(&verdict));
    }
    let (classic, neutral) = (builtin("eurostat-classic"), builtin("eurostat-neutral-0.1"));
    for (rate, expected, statuses) in [
        (0.03, 5.0, ["significant_progress", "significant_progress"]),
        (0.01 + 1e-9, 2.5, ["significant_progress", "significant_progress"]),
        (0.01 - 1e-9, 2.5, ["moderate_progress", "moderate_progress"]),
        (0.001 + 1e-9, 0.25, ["moderate_progress", "moderate_progress"]),
        (0.001 - 1e-9, 0.25, ["moderate_progress", "no_progress"]),
        (0.0, 0.0, ["moderate_progress", "no_progress"]),
        (-0.001 + 1e-9, -0.25, ["moderate_movement_away", "no_progress"]),
        (-0.001 - 1e-9, -0.25, ["moderate_movement_away", "moderate_deterioration"]),
        (-0.005, -1.25, ["moderate_movement_away", "moderate_deterioration"]),
        (-0.01 + 1e-9, -2.5, ["moderate_movement_away", "moderate_deterioration"]),
        (-0.01 - 1e-9, -2.5, ["significant_movement_away", "significant_deterioration"]),
        (-0.03, -5.0, ["significant_movement_away", "significant_deterioration"]),
    ] {
        let value = (100.0 * (1.0f64 + rate).powi(5)).to_string();
        let case = Case::one("direction: increase", &[(2020, "100"), (2025, &value)]);
        for (policy, status) in [&classic, &neutral].into_iter().zip(statuses) {
            let report = case.judged(policy);
            let verdict = report.indicator("x").unwrap();
            assert_eq!(verdict.outcome().id(), status, "{rate} {}", policy.id());
            assert!((score(&verdict).unwrap() - expected).abs() < 1e-6, "{rate}: {:?}", score(&verdict));
        }
    }
}

/// Of scores that are clamped to 5, −5, or are 0 since nothing changed.
#[test]
fn eurostat_groups() {
    let policy = builtin("eurostat-neutral-0.1");
    let told = |ends: &[&str]| {
        let names = ["a", "b", "c", "d"];
        let indicators: Vec<_> =
            names.iter().take(ends.len()).map(|id| (*id, "direction: increase")).collect();
        let figures = names.iter().zip(ends).filter(|(_, end)| !end.is_empty());
        let rows: Vec<String> =
            figures.flat_map(|(id, end)| [format!("{id},2020,100"), format!("{id},2025,{end}")]).collect();
        let case = Case::new(&indicators, &rows);
        let rollup = case.judged(&policy).rollup();
        let group = rollup.groups.first().unwrap();
        let outcome =
            group.judgement.unwrap().outcome(&policy).map_or("undetermined", |outcome| outcome.id());
        (outcome.to_owned(), group.score.points.as_ref().ok().map(float))
    };
    let (up, flat, down) = ("150", "100", "50");
    assert_eq!(told(&[up, up, flat]).0, "significant_progress");
    assert_eq!(told(&[up, flat]), ("moderate_progress".into(), Some(2.5)));
    assert_eq!(told(&[up, up, down, flat]), ("moderate_progress".into(), Some(1.25)));
    assert_eq!(told(&[flat, flat]), ("no_progress".into(), Some(0.0)));
    assert_eq!(told(&[up, down]), ("no_progress".into(), Some(0.0)));
    assert_eq!(told(&[down, flat]), ("moderate_deterioration".into(), Some(-2.5)));
    assert_eq!(told(&[down, down, flat]).0, "significant_deterioration");
    // What has no score is left out; without any there is no answer.
    assert_eq!(told(&[up, ""]), ("significant_progress".into(), Some(5.0)));
    assert_eq!(told(&["", ""]), ("undetermined".into(), None));
}

/// The base is the figure of exactly five years before; over the long term up to fifteen, at least ten.
#[test]
fn eurostat_windows() {
    let target = "targets: [ { id: t, form: level, at_least: 200, due: 2030 } ]";
    let (short, long) = (builtin("eurostat-target"), builtin("eurostat-target-long"));
    let base = |policy: &Policy, years: &[i32]| {
        let mut figures: Vec<(i32, &str)> = years.iter().map(|year| (*year, "100")).collect();
        figures.push((2025, "120"));
        let case = Case::one(target, &figures);
        let report = case.judged(policy);
        let verdict = report.indicator("x").unwrap();
        let base = verdict.trajectory().base().map(|base| base.end.to_string());
        (base, verdict.standing() == Standing::Undetermined)
    };
    assert_eq!(base(&short, &[2019, 2020, 2021]), (Ok("2020-12-31".into()), false));
    assert_eq!(base(&short, &[2019, 2021]), (Err(Reason::TooFewPoints), true));
    assert_eq!(base(&long, &[2009, 2010, 2011, 2020]), (Ok("2010-12-31".into()), false));
    assert_eq!(base(&long, &[2009, 2013, 2015]), (Ok("2013-12-31".into()), false));
    assert_eq!(base(&long, &[2015]), (Ok("2015-12-31".into()), false));
    assert_eq!(base(&long, &[2009, 2016]), (Err(Reason::TooFewPoints), true));
}

const UP_TO_80: &str = "targets: [ { id: t, form: level, at_least: 80, due: 2030 } ]";

/// Zero, a change of sign, one figure, no figure, no direction: there is no answer; a target that is met is.
#[test]
fn what_cannot_be_known_is_undetermined() {
    let rates = ["eurostat-target", "open-sdg-strict", "undesa-2023"];
    for id in rates {
        let policy = builtin(id);
        let told = |fields: &str, figures: &[(i32, &str)]| Case::one(fields, figures).told(&policy);
        let zero = [(2015, "0"), (2017, "0"), (2022, "5")];
        assert_eq!(told(UP_TO_80, &zero), "undetermined", "{id}");
        assert_eq!(told(UP_TO_80, &[(2015, "-3"), (2017, "-3"), (2022, "2")]), "undetermined", "{id}");
        assert_eq!(told(UP_TO_80, &[(2022, "20")]), "undetermined", "{id}");
        assert_eq!(told(UP_TO_80, &[]), "undetermined", "{id}");
        let equal = [(2015, "80"), (2017, "80"), (2022, "79")];
        assert_eq!(told(UP_TO_80, &equal), "undetermined", "{id}");
        // Beyond a two-sided target.
        if id != "undesa-2023" {
            let parity = "targets: [ { id: t, form: level, equal: 1, due: 2030 } ]";
            let figures = [(2015, "0.8"), (2017, "0.8"), (2022, "1.1")];
            assert_eq!(told(parity, &figures), "undetermined", "{id}");
        }
        let met = [(2015, "0"), (2017, "0"), (2022, "80")];
        assert!(
            Case::one(UP_TO_80, &met).judged(&policy).indicator("x").unwrap().standing().is_good(),
            "{id}"
        );
    }
    for id in ["eurostat-classic", "eurostat-neutral-0.1", "open-sdg", "undesa-2023"] {
        let case = Case::one("unit: \"%\"", &[(2015, "10"), (2017, "10"), (2022, "9")]);
        assert_eq!(case.told(&builtin(id)), "undetermined", "{id}");
    }
    for id in ["escap-csi", "escap-api"] {
        for figures in [&[][..], &[(2022, "20")], &[(2014, "20")]] {
            assert_eq!(Case::one(UP_TO_80, figures).told(&builtin(id)), "undetermined", "{id} {figures:?}");
        }
    }
}

/// Without the number in the place of zero, a target of at most 0 is met at 0 alone.
#[test]
fn open_sdg_with_and_without_a_number_for_zero() {
    let (faithful, strict) = (builtin("open-sdg"), builtin("open-sdg-strict"));
    let target = "targets: [ { id: t, form: level, at_most: 0, due: 2030 } ]";
    // The required rate is −1, the actual one 0.00005^(1 ÷ 7) − 1 = −0.757.
    let near = Case::one(target, &[(2015, "10"), (2022, "0.0005")]);
    assert_eq!(
        (near.told(&faithful), near.told(&strict)),
        ("target_achieved".into(), "moderate_progress".into())
    );
    let there = Case::one(target, &[(2015, "10"), (2022, "0")]);
    assert_eq!(
        (there.told(&faithful), there.told(&strict)),
        ("target_achieved".into(), "target_achieved".into())
    );
    // 0 → 0, less is better: “substantial” by the number alone.
    let nothing = Case::one("direction: decrease", &[(2015, "0"), (2022, "0")]);
    assert_eq!(
        (nothing.told(&faithful), nothing.told(&strict)),
        ("substantial_progress".into(), "undetermined".into())
    );
}

/// What the program answers with a number all the same, or crashes on: methods.md, section 2, Q1, Q7, Q8, Q13.
#[test]
fn open_sdg_does_not_guess() {
    let policy = builtin("open-sdg");
    let told = |fields: &str, figures: &[(i32, &str)]| Case::one(fields, figures).told(&policy);
    let target =
        |value: &str, due: i32| format!("targets: [ {{ id: t, form: level, {value}, due: {due} }} ]");
    // No direction; the comparator of a target is one.
    assert_eq!(told("unit: km", &[(2015, "100"), (2022, "90")]), "undetermined");
    assert_eq!(told(UP_TO_80, &[(2015, "50"), (2022, "45")]), "deterioration");
    // The target is the base.
    assert_eq!(told(UP_TO_80, &[(2015, "80"), (2022, "79")]), "undetermined");
    assert_eq!(told(UP_TO_80, &[(2015, "80"), (2022, "80")]), "target_achieved");
    // The target is on the other side of zero.
    assert_eq!(told(&target("at_least: 10", 2030), &[(2015, "-5"), (2022, "-2")]), "undetermined");
    assert_eq!(told(&target("at_least: 10", 2030), &[(2016, "-5"), (2022, "-2")]), "undetermined");
    // It is due in the base year, or was before it.
    assert_eq!(told(&target("at_least: 80", 2015), &[(2015, "50"), (2022, "60")]), "undetermined");
    assert_eq!(told(&target("at_least: 80", 2014), &[(2015, "50"), (2022, "60")]), "undetermined");
    assert_eq!(told(&target("at_least: 80", 2015), &[(2015, "50"), (2022, "90")]), "target_achieved");
    // A base of zero with a limit: the limit leaves all the room there is.
    let case = Case::one("direction: decrease, inputs: { natural_limit: 5 }", &[(2015, "0"), (2022, "5")]);
    let report = case.judged(&policy);
    assert!(same(column(&report.indicator("x").unwrap(), &policy, "room").unwrap(), 1.0));
}

/// Parities on the scale of the greater of y and 1 ÷ y, where 1 is best.
/// 0.8 → 0.9 is 1.25 → 1.111: −1.6685 % a year of −1.4766 % that are required, R = 1.1299; 0.8 → 1.1 is
/// 1.25 → 1.1: R = 1.2255.
#[test]
fn open_sdg_on_another_scale() {
    let lens = "current: newest, scale: reciprocal";
    let measures = format!(
        "measures:\n  start: {{ fact: base, {lens} }}\n  met: {{ fact: holds_now, current: newest }}
  ratio: {{ fact: rate_ratio, {lens} }}\n  rate: {{ fact: improvement_rate, {lens} }}
  room: {{ fact: limit_factor, {lens}, limit: natural_limit }}
  scaled_rate: {{ fact: limited_rate, {lens}, limit: natural_limit }}"
    );
    let policy = extended("open-sdg", &measures);
    for (value, expected, ratio) in [
        ("0.9", "substantial_progress", Some(1.1299)),
        ("1.1", "substantial_progress", Some(1.2255)),
        ("1.3", "deterioration", None),
        ("1", "target_achieved", None),
    ] {
        let parity = "targets: [ { id: t, form: level, equal: 1, due: 2030 } ]";
        let case = Case::one(parity, &[(2015, "0.8"), (2022, value)]);
        let report = case.judged(&policy);
        let verdict = report.indicator("x").unwrap();
        assert_eq!(verdict.outcome().id(), expected, "{value}");
        if let Some(ratio) = ratio {
            assert!((column(&verdict, &policy, "ratio").unwrap() - ratio).abs() < 1e-4, "{value}");
        }
    }
}

/// methods.md, section 2, Q14: what has no score is left out of the mean and of “all achieved”.
#[test]
fn open_sdg_groups() {
    let policy = builtin("open-sdg");
    let told = |members: &[&str]| {
        let indicators: Vec<(&str, &str)> = members
            .iter()
            .map(|member| match *member {
                "fast" | "flat" => (*member, "direction: increase"),
                _ => (*member, UP_TO_80),
            })
            .collect();
        let rows = [
            "achieved,2015,50",
            "achieved,2022,80",
            "again,2015,50",
            "again,2022,90",
            "fast,2015,50",
            "fast,2022,90",
            "flat,2015,50",
            "flat,2022,50",
            "once,2022,20",
            "back,2015,50",
            "back,2022,40",
        ];
        let rows = rows.iter().filter(|row| members.iter().any(|id| row.starts_with(*id)));
        let case = Case::new(&indicators, &rows.map(|row| (*row).to_owned()).collect::<Vec<_>>());
        let rollup = case.judged(&policy).rollup();
        let group = rollup.groups.first().unwrap();
        let outcome =
            group.judgement.unwrap().outcome(&policy).map_or("undetermined", |outcome| outcome.id());
        (outcome.to_owned(), group.score.points.as_ref().ok().map(float))
    };
    assert_eq!(told(&["achieved", "again"]), ("target_achieved".into(), Some(5.0)));
    // The program leaves the second out and says that all achieved it; what is not known says nothing here.
    assert_eq!(told(&["achieved", "once"]), ("undetermined".into(), Some(5.0)));
    assert_eq!(told(&["achieved", "fast"]), ("substantial_progress".into(), Some(5.0)));
    // A rate of 0 is −2.5 points, the way back −5.
    assert_eq!(told(&["achieved", "flat"]), ("moderate_progress".into(), Some(1.25)));
    assert_eq!(told(&["achieved", "back"]), ("moderate_progress".into(), Some(0.0)));
    assert_eq!(told(&["flat"]), ("limited_progress".into(), Some(-2.5)));
    assert_eq!(told(&["flat", "back"]), ("deterioration".into(), Some(-3.75)));
    assert_eq!(told(&["once"]), ("undetermined".into(), None));
}

/// Another base year of an indicator, and the next year where it has no figure.
#[test]
fn open_sdg_base_years() {
    let policy = builtin("open-sdg");
    let figures = [(2014, "1"), (2016, "100"), (2018, "110"), (2022, "110")];
    let rate = |inputs: &str| {
        let case = Case::one(&format!("direction: increase{inputs}"), &figures);
        let report = case.judged(&policy);
        column(&report.indicator("x").unwrap(), &policy, "rate")
    };
    assert!(same(rate("").unwrap(), 1.1f64.powf(1.0 / 6.0) - 1.0));
    assert!(same(rate(", inputs: { base_year: 2018 }").unwrap(), 0.0));
    assert_eq!(rate(", inputs: { base_year: 2023 }"), Err(Reason::NoBaseline));
}

#[test]
fn undesa_exceptions() {
    let policy = builtin("undesa-2023");
    let told = |fields: &str, figures: &[(i32, &str)]| Case::one(fields, figures).told(&policy);
    let (met, fair, stagnation) = ("on_track_or_met", "fair_progress", "stagnation_or_regression");
    let target = |unit: &str, value: &str| {
        format!("unit: \"{unit}\", targets: [ {{ id: t, form: level, {value}, due: 2030 }} ]")
    };
    // Within one point of 0 % or 100 %, of per cent alone, and of no other target.
    let falling = |value| [(2015, "99.5"), (2022, value)];
    assert_eq!(told(&target("%", "at_least: 100"), &falling("99")), met);
    assert_eq!(told(&target("%", "at_least: 100"), &falling("98.9")), stagnation);
    assert_eq!(told(&target("km", "at_least: 100"), &falling("99")), stagnation);
    assert_eq!(told(&target("%", "at_least: 101"), &falling("100")), fair);
    assert_eq!(told(&target("%", "at_most: 0"), &[(2015, "0.5"), (2022, "1")]), met);
    // A target that is met is met, whatever the trend.
    assert_eq!(told(UP_TO_80, &[(2015, "90"), (2022, "80")]), met);
    // No figure for 2015: the next one; where that is the current one, the last before 2015.
    assert_eq!(told("direction: increase", &[(2010, "100"), (2016, "100"), (2022, "102")]), stagnation);
    assert_eq!(told("direction: increase", &[(2010, "100"), (2022, "130")]), met);
    assert_eq!(told("direction: increase", &[(2022, "130")]), "undetermined");
    // A due date that is past: the figures up to it. 50 → 70 of 80 is a share of 0.67, later 80 or not.
    let past = "targets: [ { id: t, form: level, at_least: 80, due: 2020 } ]";
    assert_eq!(told(past, &[(2015, "50"), (2020, "70"), (2022, "81")]), fair);
    // What either happened or did not.
    let law = "targets: [ { id: t, form: milestone_date, due: 2030 } ]";
    assert_eq!(told(law, &[(2022, "1")]), met);
    assert_eq!(told(law, &[(2022, "0")]), stagnation);
    assert_eq!(told(law, &[]), "undetermined");
    // Two-sided: 0.8 → 0.9 leads on to 1.03 by 2030, 0.8 → 1.1 to 1.58.
    let parity = "targets: [ { id: t, form: level, equal: 1, due: 2030 } ]";
    assert_eq!(told(parity, &[(2015, "0.8"), (2022, "0.9")]), fair);
    assert_eq!(told(parity, &[(2015, "0.8"), (2022, "1.1")]), stagnation);
    // 2 % and 0.5 % a year, both sides.
    for (rate, expected) in
        [(0.02 + 1e-9, met), (0.02 - 1e-9, fair), (0.005 + 1e-9, fair), (0.005 - 1e-9, stagnation)]
    {
        let value = (100.0 * (1.0f64 + rate).powi(7)).to_string();
        assert_eq!(told("direction: increase", &[(2015, "100"), (2022, &value)]), expected, "{rate}");
    }
}

#[test]
fn escap_boundaries() {
    let (csi, api) = (builtin("escap-csi"), builtin("escap-api"));
    let told =
        |policy: &Policy, value: &str| Case::one(UP_TO_80, &[(2015, "50"), (2022, value)]).told(policy);
    // 30 × 7 ÷ 15 = 14 is what the time asks for.
    assert_eq!(told(&csi, "64"), "as_expected");
    assert_eq!(told(&csi, "63.9999999999"), "less_than_expected");
    assert_eq!(told(&csi, "50"), "less_than_expected");
    assert_eq!(told(&csi, "49.9999999999"), "regressed");
    // Two figures: the line through them. 50 + 15 ÷ 7 × (value − 50) by 2030; 77 leaves 10 %, 50 leaves all.
    assert_eq!(told(&api, "62.6000001"), "maintain");
    assert_eq!(told(&api, "62.5999999"), "accelerate");
    assert_eq!(told(&api, "50"), "accelerate");
    assert_eq!(told(&api, "49.9999999"), "reverse");
    // Met already, and falling: the trend decides of the index of what is anticipated.
    assert_eq!(told(&csi, "90"), "as_expected");
}

/// What reports say of where the policies come from.
#[test]
fn sources_and_trust() {
    for id in [
        "eurostat-target",
        "eurostat-target-long",
        "eurostat-classic",
        "eurostat-neutral-0.1",
        "open-sdg",
        "open-sdg-strict",
        "undesa-2023",
        "escap-csi",
        "escap-api",
    ] {
        let checked = PolicyDoc::builtin(id).unwrap().check().unwrap();
        let told: Vec<String> = checked.diagnostics().iter().map(|found| found.to_string()).collect();
        assert!(told.is_empty(), "{id}: {told:?}");
        let policy = builtin(id);
        assert!(policy.title().is_some() && policy.source().is_some() && policy.trust().is_some(), "{id}");
        let firm = ["open-sdg", "open-sdg-strict", "undesa-2023"].contains(&id);
        assert_eq!(policy.provisional().is_none(), firm, "{id}");
    }
}
