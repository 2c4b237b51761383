//! Published methods other than Eurostat's and the United Nations', on numbers worked by hand.
//!
//! “methods.md” names the project's notes on how public bodies judge progress; what is copied from there is
//! copied with the digits that it prints. Everything else is arithmetic shown beside the number.
#![cfg(all(feature = "yaml", feature = "json", feature = "csv"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod common;

use attainment::Policy;
use attainment::facts::{Fact, FactValue, Known, Reason, Source};
use attainment::number::Exact;
use attainment::policy::{Points, Standing};
use attainment::report::Verdict;
use common::Case;

/// An indicator `x` in a plan, judged by a built-in policy.
struct Judged {
    case: Case,
    as_of: String,
}

impl Judged {
    fn new(policy: &str, period: &str, body: &str, rows: &[String], as_of: &str) -> Self {
        let rest = format!("period: {{ {period} }}\nindicators:\n- {{ id: x, name: X, {body} }}\n");
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let mut case = Case::new(&rest, &rows);
        case.policy = Policy::builtin(policy).unwrap();
        Self { case, as_of: as_of.into() }
    }

    /// Figures of years, the base year and the target included in `body`.
    fn years(policy: &str, body: &str, first: i32, figures: &[&str]) -> Self {
        let last = first + i32::try_from(figures.len()).unwrap();
        let as_of = format!("{last}-06-30");
        Self::new(policy, &format!("base: {first}, end: 2030"), body, &series(first, figures), &as_of)
    }

    fn see<T>(&self, what: impl Fn(&Verdict<'_>) -> T) -> T {
        let report = self.case.report(&self.as_of);
        let verdict = report.indicator("x").unwrap();
        what(&verdict)
    }

    /// The outcome, or the possible ones.
    fn outcome(&self) -> String {
        self.see(|verdict| match verdict.standing() {
            Standing::Undetermined => {
                let possible: Vec<&str> = verdict.possible().map(|outcome| outcome.id()).collect();
                format!("? {}", possible.join(" "))
            }
            _ => verdict.outcome().id().to_owned(),
        })
    }

    fn missing(&self) -> Vec<(String, Reason)> {
        self.see(|verdict| {
            let missing = verdict.missing().into_iter();
            missing.map(|(column, reason)| (column.name().to_owned(), reason)).collect()
        })
    }

    /// The value of a column of the policy's table.
    fn column(&self, name: &str) -> Known<FactValue> {
        self.see(|verdict| {
            let columns = self.case.policy.columns();
            let place = columns.iter().position(|column| column.name() == name).unwrap();
            verdict.facts().get(place).cloned()
        })
    }

    fn number(&self, name: &str) -> f64 {
        float(&self.column(name).unwrap())
    }

    fn score(&self) -> f64 {
        self.see(|verdict| match verdict.score().unwrap().unwrap() {
            Points::Exact(points) => points.to_estimate().unwrap().value(),
            Points::Estimate(points) => points.value(),
        })
    }

    /// A fact of the catalogue without arguments.
    fn fact(&self, fact: Fact) -> f64 {
        self.see(|verdict| float(&verdict.fact(fact).unwrap()))
    }
}

fn float(value: &FactValue) -> f64 {
    match value {
        FactValue::Exact(value) => value.to_estimate().unwrap().value(),
        FactValue::Estimate(value) => value.value(),
        _ => f64::NAN,
    }
}

fn series(first: i32, figures: &[&str]) -> Vec<String> {
    (first..).zip(figures).map(|(year, figure)| format!("x,{year},{figure}")).collect()
}

fn ratio(over: i64, under: i64) -> Known<FactValue> {
    Ok(FactValue::Exact(Exact::ratio(over, under).unwrap()))
}

/// A number with the digits that the source prints.
#[track_caller]
fn near(found: f64, printed: &str) {
    let digits = printed.split_once('.').map_or(0, |(_, digits)| digits.len());
    let half = 0.5 * 10f64.powi(-i32::try_from(digits).unwrap());
    let expected: f64 = printed.parse().unwrap();
    assert!((found - expected).abs() <= half * 1.000_001, "{found} is not {printed}");
}

const UP_80: &str =
    "measure: stock, direction: increase, targets: [ { id: t, form: level, at_least: 80, due: 2030 } ]";
const DOWN_40: &str =
    "measure: stock, direction: decrease, targets: [ { id: t, form: level, at_most: 40, due: 2030 } ]";

const LINE: [&str; 8] = ["50", "52", "54", "56", "58", "60", "62", "64"];
const DOWN: [&str; 8] = ["100", "96", "92", "88", "84", "80", "76", "72"];
const STALL: [&str; 8] = ["50", "54", "58", "62", "62", "62", "62", "62"];
const MET_FALLING: [&str; 8] = ["70", "85", "88", "90", "89", "87", "85", "83"];
const LATE: [&str; 8] = ["50", "50", "50", "50", "52", "55", "59", "63"];
const AWAY: [&str; 8] = ["50", "49.5", "49", "49", "48.5", "48", "48", "47.5"];

/// The two ends of a series and nothing between.
fn ends(first: &str, last: &str) -> Vec<String> {
    vec![format!("x,2015,{first}"), format!("x,2022,{last}")]
}

#[test]
fn built_in_policies_load_without_a_warning_and_say_where_they_come_from() {
    for id in Policy::builtin_names() {
        let doc = attainment::policy::PolicyDoc::builtin(id).unwrap();
        let checked = doc.check().unwrap();
        let said: Vec<String> = checked.diagnostics().iter().map(|said| said.to_string()).collect();
        assert!(said.is_empty(), "{id}: {said:?}");
        let policy = checked.into_inner();
        assert!(policy.title().is_some() && policy.source().is_some(), "{id}");
        assert!(doc.trust.is_some() || doc.extends.is_some(), "{id}");
        assert_eq!((policy.id(), doc.id.as_str()), (id, id));
    }
}

// --- 5. SDSN ---

fn sdsn(first: &str, last: &str) -> Judged {
    let body = format!("inputs: {{ worst: 20, best: 95 }}, {UP_80}");
    Judged::new("sdsn-arrows", "base: 2015, end: 2030", &body, &ends(first, last), "2023-06-30")
}

/// methods.md, section 5, and the six cases “sdsn”: worst 20, best 95, green 80, from 2015 to 2022, due 2030.
#[test]
fn sdsn_arrows_on_the_worked_numbers() {
    for (first, last, s0, s1, actual, required, outcome) in [
        ("50", "64", "40.0", "58.67", "2.667", "2.667", "on_track_or_maintaining"),
        ("50", "57", "40.0", "49.33", "1.333", "2.667", "moderately_improving"),
        ("50", "52", "40.0", "42.67", "0.381", "2.667", "stagnating"),
        ("50", "49", "40.0", "38.67", "-0.19", "2.667", "decreasing"),
        ("90", "85", "93.33", "86.67", "-0.952", "-0.889", "on_track_or_maintaining"),
        ("85", "78", "86.67", "77.33", "-1.333", "-0.444", "decreasing"),
    ] {
        let judged = sdsn(first, last);
        assert_eq!(judged.outcome(), outcome, "{first} {last}");
        let lens = judged.case.policy.columns().iter().find_map(|column| match column.source() {
            Source::Formula(formula) if column.name() == "change" => Some(formula.lens),
            _ => None,
        });
        let (base, current, goal) = judged.see(|verdict| {
            let trajectory = verdict.trajectory_through(lens.unwrap());
            let value = |exact: &Exact| exact.to_estimate().unwrap().value();
            let base = value(trajectory.base().unwrap().amount.exact().unwrap());
            let current = value(trajectory.current().unwrap().amount.exact().unwrap());
            (base, current, value(&trajectory.goal().unwrap().aim))
        });
        near(base, s0);
        near(current, s1);
        near(goal, "80.0");
        near(judged.number("change") / 7.0, actual);
        near((goal - base) / 15.0, required);
        let ratio = (judged.number("change") / 7.0) / ((goal - base) / 15.0).abs();
        assert!((judged.number("ratio") - ratio).abs() < 1e-12);
    }
}

/// Half of the required pace is exactly 50 → 57: 1.333 of 2.667.
#[test]
fn sdsn_at_its_edges() {
    near(sdsn("50", "57").number("ratio"), "0.500000000000");
    assert_eq!(sdsn("50", "56.9999999").outcome(), "stagnating");
    assert_eq!(sdsn("50", "63.9999999").outcome(), "moderately_improving");
    assert_eq!(sdsn("50", "50").outcome(), "stagnating");
    assert_eq!(sdsn("50", "49.9999999").outcome(), "decreasing");
    // Below the worst value the score is 0, and does not fall any more.
    assert_eq!(sdsn("15", "10").outcome(), "stagnating");
    // From green to just green, and to just not green.
    assert_eq!(sdsn("85", "80").outcome(), "on_track_or_maintaining");
    assert_eq!(sdsn("85", "79.9999999").outcome(), "decreasing");
    // The goal trend: 1 + 2 × ratio up to on track, 2 + ratio beyond, 3 where it maintains.
    near(sdsn("50", "64").score(), "3.000");
    near(sdsn("50", "57").score(), "2.000");
    near(sdsn("50", "52").score(), "1.286"); // 1 + 2 × 0.381 ÷ 2.667 = 1 + 2/7
    near(sdsn("50", "50").score(), "1.000");
    near(sdsn("50", "49").score(), "0.929"); // 1 − 0.190 ÷ 2.667 = 1 − 1/14
    near(sdsn("50", "71").score(), "3.500"); // 21 of 14 asked for: 2 + 1.5
    near(sdsn("50", "79").score(), "4.000");
    near(sdsn("90", "85").score(), "3.000");
}

#[test]
fn sdsn_needs_a_figure_of_2015_or_of_a_year_beside_it() {
    let body = format!("inputs: {{ worst: 20, best: 95 }}, {UP_80}");
    let from = |year: i32| {
        let rows = [format!("x,{year},50"), "x,2022,52".to_owned()];
        Judged::new("sdsn-arrows", "base: 2015, end: 2030", &body, &rows, "2023-06-30")
    };
    assert_eq!(from(2014).outcome(), "stagnating");
    assert_eq!(from(2016).outcome(), "stagnating");
    assert!(from(2017).outcome().starts_with('?'));
    let bare = Judged::new("sdsn-arrows", "base: 2015, end: 2030", UP_80, &ends("50", "64"), "2023-06-30");
    assert!(bare.missing().iter().all(|(_, reason)| *reason == Reason::NoInput), "{:?}", bare.missing());
}

// --- 6. OECD ---

fn distance(body: &str, value: &str) -> Judged {
    Judged::new("oecd-distance", "base: 2015, end: 2030", body, &[format!("x,2022,{value}")], "2023-06-30")
}

/// methods.md, section 6: (64, T 80, sd 12) 1.333; (72, T 40, sd 20, down) 1.6; met 0.
#[test]
fn oecd_distance_on_the_worked_numbers() {
    let (up, down) = (format!("inputs: {{ sd: 12 }}, {UP_80}"), format!("inputs: {{ sd: 20 }}, {DOWN_40}"));
    let judged = distance(&up, "64");
    assert_eq!((judged.column("distance"), judged.outcome().as_str()), (ratio(4, 3), "medium"));
    let judged = distance(&down, "72");
    assert_eq!((judged.column("distance"), judged.outcome().as_str()), (ratio(8, 5), "long"));
    assert_eq!(distance(&up, "80").outcome(), "achieved");
    assert_eq!(distance(&up, "95").outcome(), "achieved");
    // 0.5 × 12 = 6 and 1.5 × 12 = 18 below the goal.
    assert_eq!(distance(&up, "74").outcome(), "small");
    assert_eq!(distance(&up, "73.999").outcome(), "medium");
    assert_eq!(distance(&up, "62").outcome(), "medium");
    assert_eq!(distance(&up, "61.999").outcome(), "long");
    assert_eq!(distance(UP_80, "64").missing(), [("distance".to_owned(), Reason::NoInput)]);
}

/// methods.md, section 6, and the four cases “oecd_trend”. Their p is Student's t; here it is counted over all
/// permutations, so that only the side of 0.10 is theirs:
/// the line 2 of 8!, the stall 240 of 8!, up and down 3408 of 7!, the wrong way 8 of 8!.
#[test]
fn oecd_trend_on_the_worked_numbers() {
    for (figures, rho, p, outcome) in [
        (&LINE[..], "1.0", 2.0 / 40_320.0, "progress"),
        (&STALL[..], "0.873", 240.0 / 40_320.0, "progress"),
        (&["50", "52", "49", "53", "51", "50", "52"][..], "0.218", 3_408.0 / 5_040.0, "no_significant_trend"),
        (&AWAY[..], "-0.988", 8.0 / 40_320.0, "away"),
    ] {
        let judged = Judged::years("oecd-trend", UP_80, 2015, figures);
        near(judged.number("trend_correlation"), rho);
        assert!((judged.number("trend_p") - p).abs() < 1e-12, "{figures:?}");
        assert_eq!(judged.outcome(), outcome, "{figures:?}");
    }
    // A direction is enough.
    let bare = "measure: stock, direction: decrease";
    assert_eq!(Judged::years("oecd-trend", bare, 2015, &DOWN).outcome(), "progress");
    assert_eq!(Judged::years("oecd-trend", bare, 2015, &LINE).outcome(), "away");
    assert!(Judged::years("oecd-trend", bare, 2015, &["50", "49"]).outcome().starts_with('?'));
    let flat = ["50", "50", "50", "50"];
    assert_eq!(Judged::years("oecd-trend", bare, 2015, &flat).outcome(), "no_significant_trend");
}

// --- 7. WHO, UNICEF ---

fn aarr(policy: &str, direction: &str, base: &str, goal: &str, due: i32, rows: &[(i32, &str)]) -> Judged {
    let body = format!(
        "measure: rate, unit: '%', direction: {direction}, baseline: {{ period: 2012, value: {base} }}, \
         targets: [ {{ id: t, form: level, {goal}, due: {due} }} ]"
    );
    let rows: Vec<String> = rows.iter().map(|(year, value)| format!("x,{year},{value}")).collect();
    Judged::new(policy, &format!("base: 2012, end: {due}"), &body, &rows, "2023-06-30")
}

/// methods.md, section 7: (2012 40, 2015 36, 2018 33.5, 2022 29) falls by 3.10 % a year by the fit, 3.17 %
/// by two points; −40 % by 2025 asks for 3.85 %, a half by 2030 for 3.78 %.
#[test]
fn aarr_on_the_worked_numbers() {
    let surveys = [(2015, "36"), (2018, "33.5"), (2022, "29")];
    // 40 less 40 % is 24.
    let judged = aarr("who-unicef-aarr", "decrease", "40", "at_most: 24", 2025, &surveys);
    near(100.0 * judged.number("rate"), "3.10");
    // The notes print 3.17: ln(29/40) ÷ 10 = −0.0321584, and 1 − e^−0.0321584 = 0.0316468.
    near(-100.0 * judged.fact(Fact::ActualRate), "3.16");
    near(-100.0 * judged.fact(Fact::RequiredRate), "3.85");
    assert_eq!(judged.outcome(), "some_progress");
    let half = aarr("who-unicef-aarr", "decrease", "40", "at_most: 20", 2030, &surveys);
    near(-100.0 * half.fact(Fact::RequiredRate), "3.78");
    // Under-five mortality from 60 to 25 in 15 years.
    let required = |base: &str, goal: &str, years: i32| {
        let judged = aarr("who-unicef-aarr", "decrease", base, goal, 2012 + years, &surveys);
        -100.0 * judged.fact(Fact::RequiredRate)
    };
    near(required("60", "at_most: 25", 15), "5.67");
    // The discrete rates of the published table: stunting, anaemia, low birth weight over 13 years.
    near(required("100", "at_most: 60", 13), "3.85");
    near(required("100", "at_most: 50", 13), "5.19");
    near(required("100", "at_most: 70", 13), "2.71");
}

#[test]
fn aarr_states() {
    let state = |policy: &str, rows: &[(i32, &str)]| {
        aarr(policy, "decrease", "40", "at_most: 24", 2025, rows).outcome()
    };
    // ln 0.96 a year is 4 %; ln 0.99 is 1 %; 0.4 % a year is below the least.
    let falling = [(2013, "38.4"), (2014, "36.864")];
    assert_eq!(state("who-unicef-aarr", &falling), "on_course");
    assert_eq!(state("who-unicef-aarr", &[(2013, "39.6"), (2014, "39.204")]), "some_progress");
    assert_eq!(state("who-unicef-aarr", &[(2013, "39.84"), (2014, "39.68")]), "no_progress");
    assert_eq!(state("who-unicef-aarr", &[(2013, "41"), (2014, "42")]), "no_progress");
    assert_eq!(state("who-unicef-aarr", &[(2013, "30"), (2014, "24")]), "target_met");
    assert!(state("who-unicef-aarr", &[]).starts_with('?'));
    assert_eq!(state("gnr-stunting", &falling), "on_course");
}

/// methods.md, section 7: guards of the nutrition targets by the level now.
#[test]
fn nutrition_targets_by_rate_and_level() {
    let low = |policy: &str, base: &str, rows: &[(i32, &str)]| {
        aarr(policy, "decrease", base, "at_most: 1", 2025, rows).outcome()
    };
    // A level below 3 %, whatever the rate.
    assert_eq!(low("gnr-stunting", "2.5", &[(2013, "2.8"), (2014, "2.99")]), "on_course");
    assert_eq!(low("gnr-stunting", "2.5", &[(2013, "2.8"), (2014, "3")]), "no_progress");
    // Wasting: 5 %, and 2 % a year. A fall of 10 % a year from 20 is some progress.
    assert_eq!(low("gnr-wasting", "5.5", &[(2013, "5.2"), (2014, "4.99")]), "on_course");
    assert_eq!(low("gnr-wasting", "20", &[(2013, "18"), (2014, "16.2")]), "some_progress");
    assert_eq!(low("gnr-wasting", "20", &[(2013, "19.8"), (2014, "19.602")]), "no_progress");
    // Overweight: a rise of 1 % a year is on course, of 2 % it is not, below 3 % it is.
    assert_eq!(low("gnr-overweight", "10", &[(2013, "10.1"), (2014, "10.201")]), "on_course");
    assert_eq!(low("gnr-overweight", "10", &[(2013, "10.2"), (2014, "10.404")]), "no_progress");
    assert_eq!(low("gnr-overweight", "2", &[(2013, "2.2"), (2014, "2.42")]), "on_course");
    // Breastfeeding: 3 % a year, 1 % a year, 0.5 % a year; 70 % is high enough.
    let fed = |base: &str, rows: &[(i32, &str)]| {
        aarr("gnr-breastfeeding", "increase", base, "at_least: 90", 2030, rows).outcome()
    };
    assert_eq!(fed("40", &[(2013, "41.2"), (2014, "42.436")]), "on_course");
    assert_eq!(fed("40", &[(2013, "40.4"), (2014, "40.804")]), "some_progress");
    assert_eq!(fed("40", &[(2013, "40.2"), (2014, "40.401")]), "no_progress");
    assert_eq!(fed("69", &[(2013, "69.5"), (2014, "70")]), "on_course");
}

// --- 8. Trajectories and official scorecards ---

/// methods.md, section 8: 54 in 2021, 80 in 2030, year 2023: expected 59.78 on the line, 58.93 geometric, 60.65
/// logistic; observed 55.6, 60.0 and 62.
#[test]
fn digital_decade_on_the_worked_numbers() {
    let body = "measure: rate, unit: '%', baseline: { period: 2021, value: 54 }, \
                targets: [ { id: t, form: level, at_least: 80, due: 2030 } ]";
    for (value, linear, geometric, logistic) in [
        ("55.6", "-4.18", "-3.33", "-5.05"),
        ("60.0", "0.22", "1.07", "-0.65"),
        ("62", "2.22", "3.07", "1.35"),
    ] {
        for (policy, expected, deviation) in [
            ("digital-decade", "59.78", linear),
            ("digital-decade-geometric", "58.93", geometric),
            ("digital-decade-logistic", "60.65", logistic),
        ] {
            let rows = [format!("x,2023,{value}")];
            let judged = Judged::new(policy, "base: 2021, end: 2030", body, &rows, "2024-06-30");
            near(judged.number("against_path"), deviation);
            let observed: f64 = value.parse().unwrap();
            near(observed - judged.number("against_path"), expected);
            let outcome = if deviation.starts_with('-') { "behind_trajectory" } else { "on_trajectory" };
            assert_eq!(judged.outcome(), outcome, "{policy} {value}");
        }
    }
    let at = |rows: &[String], as_of: &str| {
        Judged::new("digital-decade", "base: 2021, end: 2030", body, rows, as_of).outcome()
    };
    assert_eq!(at(&["x,2025,80".into()], "2026-06-30"), "reached");
    assert_eq!(at(&["x,2030,79.9".into()], "2031-06-30"), "missed");
    assert!(at(&["x,2029,79.9".into()], "2031-06-30").starts_with('?'));
}

/// methods.md, section 8: from 20 to 45, 24.5 in 2022, 30.75 in 2025, 36.25 in 2027, 45 in 2030.
#[test]
fn reference_points_for_renewables() {
    let body = "measure: rate, unit: '%', baseline: { period: 2020, value: 20 }, \
                targets: [ { id: t, form: level, at_least: 45, due: 2030 } ]";
    let at = |year: i32, value: &str| {
        let rows = [format!("x,{year},{value}")];
        let as_of = format!("{}-06-30", year + 1);
        Judged::new("eu-governance-renewables", "base: 2020, end: 2030", body, &rows, &as_of)
    };
    for (year, value, deviation, outcome) in [
        (2022, "25", ratio(1, 2), "reference_met"),
        (2022, "24.5", ratio(0, 1), "reference_met"),
        (2022, "24.49", ratio(-1, 100), "reference_missed"),
        (2025, "30", ratio(-3, 4), "reference_missed"),
        (2025, "30.75", ratio(0, 1), "reference_met"),
        (2027, "37", ratio(3, 4), "reference_met"),
    ] {
        let judged = at(year, value);
        assert_eq!(judged.column("against_points"), deviation, "{year} {value}");
        assert_eq!(judged.outcome(), outcome, "{year} {value}");
    }
    // A straight line would ask for 32.5 in 2025.
    near(at(2025, "30").fact(Fact::ExpectedNow), "32.5");
    near(at(2025, "30").fact(Fact::Deviation), "-2.5");
    assert_eq!(at(2030, "45").outcome(), "reached");
    assert_eq!(at(2030, "44").outcome(), "missed");
}

/// methods.md, section 8: allocations 100, 95, 90, …, 60, so 105 the year before; emissions 99, 97, 88.
#[test]
fn effort_sharing_carries_excess_and_surplus() {
    let body = "measure: flow, direction: decrease, baseline: { period: 2021, value: 105 }, \
                targets: [ { id: t, form: level, at_most: 60, due: 2030 } ]";
    let after = |policy: &str, figures: &[&str]| {
        let as_of = format!("{}-06-30", 2022 + figures.len());
        Judged::new(policy, "base: 2021, end: 2030", body, &series(2022, figures), &as_of)
    };
    let (banked, lost) = ("effort-sharing", "effort-sharing-no-banking");
    for (policy, figures, balance, outcome) in [
        (banked, &["99"][..], ratio(1, 1), "complies"),
        // Missed by 2; with the 1 banked by 1.
        (lost, &["99", "97"][..], ratio(-2, 1), "exceeds"),
        (banked, &["99", "97"][..], ratio(-1, 1), "exceeds"),
        // 88 + 2 × 1.08 = 90.16 of 90, and 88 + 1.08 = 89.08.
        (lost, &["99", "97", "88"][..], ratio(-16, 100), "exceeds"),
        (banked, &["99", "97", "88"][..], ratio(92, 100), "complies"),
        // An excess of 3 takes 3.24 from the next year: 95 − 91.76.
        (banked, &["103", "91.76"][..], ratio(0, 1), "complies"),
        (banked, &["103", "91.77"][..], ratio(-1, 100), "exceeds"),
    ] {
        let judged = after(policy, figures);
        assert_eq!(judged.column("left"), balance, "{policy} {figures:?}");
        assert_eq!(judged.outcome(), outcome, "{policy} {figures:?}");
    }
    // A year without a figure.
    let rows = ["x,2022,99".to_owned(), "x,2024,88".to_owned()];
    let hole = Judged::new(banked, "base: 2021, end: 2030", body, &rows, "2025-06-30");
    assert_eq!(hole.missing(), [("left".to_owned(), Reason::Hole)]);
}

/// methods.md, section 8, and the six cases “german”, due 2030.
#[test]
fn german_weather_on_the_worked_numbers() {
    for (body, figures, slope, projected, missed, outcome) in [
        (UP_80, LINE, "2.0", "80.0", Some("0.0"), "sun"),
        (DOWN_40, DOWN, "-4.0", "40.0", Some("0.0"), "sun"),
        (UP_80, STALL, "0.8", "68.4", Some("0.6444"), "cloud"),
        (UP_80, MET_FALLING, "-1.0", "75.0", None, "sun_cloud"),
        (UP_80, AWAY, "-0.3", "45.1", Some("1.0738"), "thunder"),
        (UP_80, LATE, "2.6", "83.8", None, "sun"),
    ] {
        let judged = Judged::years("germany-weather", body, 2015, &figures);
        assert_eq!(judged.outcome(), outcome, "{figures:?}");
        let sign = if body == UP_80 { 1.0 } else { -1.0 };
        near(sign * judged.number("trend") / 5.0, slope);
        // The projection in a straight line: the newest figure and 8 years of the slope.
        let last: f64 = figures.last().unwrap().parse().unwrap();
        near(last + 8.0 * sign * judged.number("trend") / 5.0, projected);
        if let Some(missed) = missed {
            near(judged.number("missed").max(0.0), missed);
        }
    }
}

/// 90 on the way to 100 in eight years: the line that ends at 99.5 misses 5 % of the 10 that are left, at 98 20 %.
/// 9.5 in 8 years is 5.9375 in the last 5, 8 is 5.
#[test]
fn german_weather_at_its_edges() {
    let body =
        "measure: stock, direction: increase, targets: [ { id: t, form: level, at_least: 100, due: 2030 } ]";
    let from = |base: &str| {
        let figures = [base, "85", "86", "87", "88", "90"];
        Judged::years("germany-weather", body, 2017, &figures).outcome()
    };
    assert_eq!(from("84.0624"), "sun");
    assert_eq!(from("84.0625"), "sun_cloud");
    assert_eq!(from("85"), "sun_cloud");
    assert_eq!(from("85.0001"), "cloud");
    assert_eq!(from("89.9999"), "cloud");
    assert_eq!(from("90"), "thunder");
    assert_eq!(from("91"), "thunder");
}

#[test]
fn german_weather_takes_six_figures_or_the_last_four() {
    let of = |rows: &[(i32, &str)]| {
        let rows: Vec<String> = rows.iter().map(|(year, value)| format!("x,{year},{value}")).collect();
        Judged::new("germany-weather", "base: 2015, end: 2030", UP_80, &rows, "2023-06-30")
    };
    let four = of(&[(2019, "58"), (2020, "60"), (2021, "62"), (2022, "64")]);
    assert_eq!((four.outcome().as_str(), four.number("trend")), ("sun", 6.0));
    let three = of(&[(2020, "60"), (2021, "62"), (2022, "64")]);
    assert!(three.outcome().starts_with('?'));
    assert!(three.missing().iter().all(|(_, reason)| *reason == Reason::TooFewPoints));
    // Five, of which the last three follow on each other.
    assert!(
        of(&[(2015, "50"), (2016, "52"), (2020, "60"), (2021, "62"), (2022, "64")])
            .outcome()
            .starts_with('?')
    );
}

#[test]
fn german_weather_watches_what_is_met_and_what_is_to_be_kept() {
    let kept = |at: &str, figures: &[&str]| {
        let body = format!(
            "measure: stock, direction: decrease, targets: [ {{ id: t, form: kept, at_most: {at}, due: 2030 }} ]"
        );
        let rows = series(2017, figures);
        Judged::new("germany-weather", "base: 2016, start: 2017, end: 2030", &body, &rows, "2023-06-30")
            .outcome()
    };
    assert_eq!(kept("3", &["3", "2.9", "2.8", "2.7", "2.6", "2.5"]), "sun");
    assert_eq!(kept("3", &["2.5", "2.6", "2.7", "2.8", "2.9", "3"]), "sun_cloud");
    // Broken once, and holding again.
    assert_eq!(kept("3", &["3.5", "3.4", "3.2", "3.1", "2.9", "2.8"]), "sun");
    assert_eq!(kept("3", &["2.5", "3.4", "3.2", "3.1", "2.9", "2.8"]), "sun_cloud");
    assert_eq!(kept("3", &["3.5", "3.4", "3.3", "3.3", "3.3", "3.2"]), "cloud");
    assert_eq!(kept("3", &["3.2", "3.4", "3.3", "3.3", "3.3", "3.2"]), "cloud");
    assert_eq!(kept("3", &["2.5", "2.6", "2.7", "2.8", "2.9", "3.1"]), "thunder");
}

#[test]
fn german_weather_by_direction_alone() {
    for body in [
        "measure: stock, direction: increase",
        "measure: stock, direction: increase, targets: [ { id: t, form: qualitative, due: 2030 } ]",
    ] {
        let of = |figures: [&str; 6]| Judged::years("germany-weather", body, 2017, &figures).outcome();
        assert_eq!(of(["50", "51", "52", "53", "54", "55"]), "sun");
        assert_eq!(of(["50", "51", "52", "53", "55", "55"]), "sun_cloud");
        assert_eq!(of(["50", "51", "52", "53", "55", "54"]), "sun_cloud");
        assert_eq!(of(["50", "51", "48", "47", "46", "47"]), "cloud");
        assert_eq!(of(["50", "51", "48", "47", "48", "47"]), "thunder");
        assert_eq!(of(["50", "51", "48", "47", "50", "50"]), "thunder");
    }
}

/// methods.md, section 8: growth of 1.6, 1.45 and 1.2 against a mean of 1.4, with 0.1 as the criterion.
#[test]
fn scotland_on_the_worked_numbers() {
    let body = "measure: change, unit: '%', direction: increase, inputs: { band: 0.1 }";
    let mean = |value: &str| Judged::years("scotland-npf-mean", body, 2019, &["1.3", "1.4", "1.5", value]);
    assert_eq!((mean("1.6").column("change"), mean("1.6").outcome().as_str()), (ratio(2, 1), "improving"));
    assert_eq!(mean("1.45").outcome(), "maintaining");
    assert_eq!(mean("1.2").outcome(), "worsening");
    // The edges: 0.1 above is improving, 0.1 below is not yet worsening.
    assert_eq!(mean("1.5").outcome(), "improving");
    assert_eq!(mean("1.4999").outcome(), "maintaining");
    assert_eq!(mean("1.3").outcome(), "maintaining");
    assert_eq!(mean("1.2999").outcome(), "worsening");
    // Three figures before it are needed.
    assert!(
        Judged::years("scotland-npf-mean", body, 2020, &["1.4", "1.5", "1.6"]).outcome().starts_with('?')
    );
    // The last two figures, where less is better.
    let less = "measure: rate, unit: '%', direction: decrease, inputs: { band: 1 }";
    let last = |value: &str| Judged::years("scotland-npf", less, 2021, &["20", value]).outcome();
    assert_eq!(
        (last("19").as_str(), last("19.5").as_str(), last("21.1").as_str()),
        ("improving", "maintaining", "worsening")
    );
    let bare =
        Judged::years("scotland-npf", "measure: rate, unit: '%', direction: decrease", 2021, &["20", "19"]);
    assert_eq!(bare.missing(), [("change".to_owned(), Reason::NoInput)]);
}

/// methods.md, section 8: T 100: 92 green; 85 after 80 amber; 85 after 90 red; T 10 down: 11.5 after 12 amber.
#[test]
fn havering_on_the_worked_numbers() {
    let quarter = |goal: &str, before: &str, now: &str| {
        let body = format!(
            "measure: rate, frequency: quarter, targets: [ {{ id: t, form: level, {goal}, due: 2023-Q4 }} ]"
        );
        let mut rows = vec![format!("x,2023-Q2,{now}")];
        if !before.is_empty() {
            rows.push(format!("x,2022-Q2,{before}"));
            rows.push("x,2023-Q1,1".to_owned());
        }
        Judged::new("havering-rag", "base: 2021, end: 2023", &body, &rows, "2023-08-01")
    };
    assert_eq!(quarter("at_least: 100", "", "92").outcome(), "green");
    assert_eq!(quarter("at_least: 100", "95", "90").outcome(), "green");
    assert_eq!(quarter("at_least: 100", "80", "85").outcome(), "amber");
    assert_eq!(quarter("at_least: 100", "85", "85").outcome(), "amber");
    assert_eq!(quarter("at_least: 100", "90", "85").outcome(), "red");
    assert_eq!(quarter("at_most: 10", "12", "11.5").outcome(), "amber");
    assert_eq!(quarter("at_most: 10", "12", "11").outcome(), "green");
    let first = quarter("at_least: 100", "", "85");
    assert_eq!((first.outcome().as_str(), first.missing().len()), ("? amber red", 1));
}

// --- 9. Chinese plan monitoring ---

/// 0 → 10 from 2020 to 2025, so that a value is its share in tenths.
fn of_ten(policy: &str, attribute: &str, rows: &[(i32, &str)]) -> Judged {
    let body = format!(
        "measure: stock, {attribute} baseline: {{ period: 2020, value: 0 }}, \
         targets: [ {{ id: t, form: level, at_least: 10, due: 2025 }} ]"
    );
    let last = rows.iter().map(|(year, _)| *year).max().unwrap_or(2022);
    let rows: Vec<String> = rows.iter().map(|(year, value)| format!("x,{year},{value}")).collect();
    Judged::new(policy, "base: 2020, start: 2021, end: 2025", &body, &rows, &format!("{}-06-30", last + 1))
}

/// methods.md, section 9: 50 → 62 of 80 is −6.67 points; 100 → 72 of 40 on schedule; 0 → 3 of 10 after three of
/// five years −30 points, yellow at the boundary.
#[test]
fn lights_of_yinchuan_on_the_worked_numbers() {
    let body = |base: &str, goal: &str| {
        format!(
            "measure: stock, baseline: {{ period: 2015, value: {base} }}, \
             targets: [ {{ id: t, form: level, {goal}, due: 2030 }} ]"
        )
    };
    let at = |base: &str, goal: &str, value: &str| {
        let rows = [format!("x,2022,{value}")];
        Judged::new("cn-yinchuan", "base: 2015, end: 2030", &body(base, goal), &rows, "2023-06-30")
    };
    let judged = at("50", "at_least: 80", "62");
    near(100.0 * judged.fact(Fact::Share), "40.0");
    near(100.0 * judged.fact(Fact::Elapsed), "46.67");
    near(100.0 * judged.number("lag"), "-6.67");
    assert_eq!(judged.outcome(), "no_light");
    let judged = at("100", "at_most: 40", "72");
    assert_eq!((judged.column("lag"), judged.outcome().as_str()), (ratio(0, 1), "green"));
    let lag = |value: &str| of_ten("cn-yinchuan", "", &[(2023, value)]);
    assert_eq!((lag("3").column("lag"), lag("3").outcome().as_str()), (ratio(-3, 10), "yellow"));
    assert_eq!(lag("2.9999").outcome(), "red");
    assert_eq!(lag("5").outcome(), "yellow");
    assert_eq!(lag("5.0001").outcome(), "no_light");
    assert_eq!(lag("6").outcome(), "green");
    assert_eq!(lag("10").outcome(), "completed");
    assert_eq!(of_ten("cn-yinchuan", "", &[(2025, "9.9")]).outcome(), "missed");
}

/// Half of the time: 5 is expected, 3.5 is 30 % below.
#[test]
fn lights_of_tianjin_for_bonds() {
    let body = "measure: running_total, resets: window, frequency: quarter, \
                targets: [ { id: t, form: cumulative, at_least: 10, due: 2024-Q4 } ]";
    let at = |value: &str| {
        let rows = [format!("x,2024-Q2,{value}")];
        Judged::new("cn-tianjin-bond", "start: 2024, end: 2024", body, &rows, "2024-07-31")
    };
    for (value, share, outcome) in [
        ("5", ratio(0, 1), "green"),
        ("6", ratio(1, 5), "green"),
        ("4.99", ratio(-2, 1000), "yellow"),
        ("3.5", ratio(-3, 10), "yellow"),
        ("3.49", ratio(-302, 1000), "red"),
    ] {
        let judged = at(value);
        assert_eq!(
            (judged.column("deviation_share"), judged.outcome().as_str()),
            (share, outcome),
            "{value}"
        );
    }
}

/// Due on 30 June 2024.
#[test]
fn warnings_of_overdue_matters() {
    let body = "measure: stock, frequency: quarter, baseline: { period: 2023-Q4, value: 0 }, \
                targets: [ { id: t, form: level, at_least: 10, due: 2024-Q2 } ]";
    let on = |rows: &[&str], day: &str| {
        let rows: Vec<String> = rows.iter().map(|row| (*row).to_owned()).collect();
        Judged::new("cn-shenzhen-warnings", "base: 2023, end: 2024", body, &rows, day).outcome()
    };
    for rows in [&["x,2024-Q1,4", "x,2024-Q2,9"][..], &["x,2024-Q1,4"][..]] {
        assert_eq!(on(rows, "2024-06-29"), "not_due");
        assert_eq!(on(rows, "2024-07-01"), "yellow");
        assert_eq!(on(rows, "2024-07-07"), "yellow");
        assert_eq!(on(rows, "2024-07-08"), "orange");
        assert_eq!(on(rows, "2024-07-14"), "orange");
        assert_eq!(on(rows, "2024-07-15"), "red");
    }
    // Never reported: nothing is said before the due date, and it is overdue after it.
    assert_eq!(on(&[], "2024-07-08"), "orange");
    assert!(on(&[], "2024-06-01").starts_with('?'));
    assert_eq!(on(&["x,2024-Q1,10"], "2024-05-01"), "done");
    assert_eq!(on(&["x,2024-Q2,10"], "2024-07-20"), "done");
    assert_eq!(on(&["x,2024-Q2,9", "x,2024-Q3,10"], "2024-10-20"), "done_late");
}

/// Due on 31 December 2025, with 30 days as near.
#[test]
fn lights_of_suqian() {
    let on = |inputs: &str, value: &str, day: &str| {
        let body = format!(
            "measure: stock, frequency: quarter, {inputs} baseline: {{ period: 2024-Q4, value: 0 }}, \
             targets: [ {{ id: t, form: level, at_least: 10, due: 2025-Q4 }} ]"
        );
        let rows = [format!("x,2025-Q3,{value}")];
        Judged::new("cn-suqian", "base: 2024, end: 2025", &body, &rows, day).outcome()
    };
    // 7.5 is three quarters of the way.
    assert_eq!(on("", "7.5", "2025-11-30"), "normal");
    assert_eq!(on("", "7.5", "2025-12-01"), "blue");
    assert_eq!(on("", "7.4", "2025-12-01"), "yellow");
    // On its last day it is not known yet whether it was done.
    assert_eq!(on("", "7.5", "2025-12-31"), "? done blue");
    assert_eq!(on("", "7.5", "2026-01-01"), "red");
    assert_eq!(on("", "10", "2025-12-01"), "done");
    assert_eq!(on("inputs: { near: 10 },", "7.5", "2025-12-20"), "normal");
    assert_eq!(on("inputs: { poor_quality: true },", "8", "2025-11-01"), "yellow");
    // A limit has no schedule.
    let limit = |value: &str| {
        let body = "measure: stock, frequency: quarter, direction: decrease, \
                    targets: [ { id: t, form: cap, at_most: 10, due: 2025-Q4 } ]";
        let rows = [format!("x,2025-Q3,{value}")];
        Judged::new("cn-suqian", "base: 2024, end: 2025", body, &rows, "2025-11-01").outcome()
    };
    assert_eq!((limit("10").as_str(), limit("10.1").as_str()), ("normal", "yellow"));
}

/// methods.md, section 9, and “cn_log_share”: +1.51 %, −2.20 %, −4.18 % of −17 % over five years: −4.87 % together,
/// 26.8 % of the way; three fifths of the time.
#[test]
fn compound_rates_on_the_worked_numbers() {
    let body = "measure: change, unit: '%', direction: decrease, attribute: binding, \
                targets: [ { id: t, form: reduction_rate, value: 17, due: 2010 } ]";
    let rows = series(2006, &["1.51", "-2.20", "-4.18"]);
    let judged = Judged::new("cn-compound", "base: 2005, start: 2006, end: 2010", body, &rows, "2009-06-30");
    near(100.0 * (judged.fact(Fact::Current) - 1.0), "-4.87");
    near(judged.number("log_share"), "0.2681");
    near(100.0 * judged.fact(Fact::ActualRate), "-1.65");
    near(100.0 * judged.fact(Fact::RequiredRate), "-3.66");
    near(100.0 * judged.fact(Fact::NeededRate), "-6.59");
    // What is left of the way: 0.83 ÷ 0.9513 − 1.
    near(100.0 * (judged.fact(Fact::Goal) / judged.fact(Fact::Current) - 1.0), "-12.75");
    // By simple division of the rounded 4.87 % it would be 28.65 %.
    near(100.0 * judged.fact(Fact::Share), "28.66");
    near(100.0 * judged.number("log_share"), "26.8");
    assert!((judged.number("log_lag") - (judged.number("log_share") - 0.6)).abs() < 1e-12);
    assert_eq!(judged.outcome(), "far_behind");
    // 20 % in five years is 4.3648 % a year, and a fall by that in each of them is on schedule.
    let twenty = body.replace("17", "20");
    let at = |figures: &[&str]| {
        let rows = series(2006, figures);
        Judged::new("cn-compound", "base: 2005, start: 2006, end: 2010", &twenty, &rows, "2009-06-30")
    };
    near(-100.0 * at(&["-4.37"]).fact(Fact::RequiredRate), "4.3648");
    assert_eq!(at(&["-4.37", "-4.37"]).outcome(), "on_schedule");
    assert_eq!(at(&["-4.36", "-4.36"]).outcome(), "behind");
    assert_eq!(at(&["1", "0.5"]).outcome(), "regressing");
}

/// methods.md, section 9 A: 1.35 → 49, 1.12 → 43, 1.0 → 40, .95 → 36, .9 → 36, .55 → 20, .49 → 0; steps of 10 %.
#[test]
fn forty_points_of_an_appraisal() {
    for (value, points, thirty) in [
        ("13.5", 49.0, 33.0),
        ("13", 49.0, 33.0),
        ("12.9999", 46.0, 32.0),
        ("11.2", 43.0, 31.0),
        ("11", 43.0, 31.0),
        ("10.9999", 40.0, 30.0),
        ("10", 40.0, 30.0),
        ("9.5", 36.0, 0.0),
        ("9", 36.0, 0.0),
        ("8", 32.0, 0.0),
        ("7", 28.0, 0.0),
        ("6", 24.0, 0.0),
        ("5.5", 20.0, 0.0),
        ("5", 20.0, 0.0),
        ("4.9", 0.0, 0.0),
        // B: at most 5 more.
        ("15", 49.0, 35.0),
        ("20", 49.0, 35.0),
    ] {
        for (policy, points) in [("cn-energy-appraisal", points), ("cn-energy-appraisal-30", thirty)] {
            let judged = of_ten(policy, "", &[(2025, value)]);
            assert_eq!(judged.score().to_bits(), f64::to_bits(points), "{policy} {value}");
            let met = value.parse::<f64>().unwrap() >= 10.0;
            assert_eq!(judged.outcome(), if met { "met" } else { "not_met" }, "{policy} {value}");
        }
    }
    // Before its end it is not appraised.
    let early = of_ten("cn-energy-appraisal", "", &[(2023, "5")]);
    assert_eq!(early.outcome(), "behind");
    assert!(early.see(|verdict| verdict.score().is_none()));
}

/// methods.md, section 9 C: grades by the sum of the points, and a veto.
#[test]
fn grades_of_an_appraisal() {
    let grade = |saved: &str, awarded: &str| {
        let plan = format!(
            "period: {{ base: 2020, start: 2021, end: 2025 }}\nindicators:\n\
             - {{ id: x, name: X, measure: stock, attribute: binding, baseline: {{ period: 2020, value: 0 }}, \
             targets: [ {{ id: t, form: level, at_least: 10, due: 2025 }} ] }}\n\
             - {{ id: y, name: Y, measure: stock, {awarded} targets: [ {{ id: t, form: qualitative, due: 2025 }} ] }}\n"
        );
        let mut case = Case::new(&plan, &[&format!("x,2025,{saved}")]);
        case.policy = Policy::builtin("cn-energy-appraisal").unwrap();
        whole(&case, "2026-06-30")
    };
    let awarded = |points: &str| format!("inputs: {{ awarded: {points} }},");
    assert_eq!(grade("10", &awarded("55")), "grade_exceeded"); // 40 + 55 = 95
    assert_eq!(grade("10", &awarded("54.9")), "grade_completed");
    assert_eq!(grade("10", &awarded("40")), "grade_completed");
    assert_eq!(grade("10", &awarded("39.9")), "grade_basically");
    assert_eq!(grade("10", &awarded("20")), "grade_basically");
    assert_eq!(grade("10", &awarded("19.9")), "grade_not_completed");
    // 36 + 60 = 96 points, and the target is missed.
    assert_eq!(grade("9.5", &awarded("60")), "grade_not_completed");
    // Marks that are not given are not 0.
    assert!(grade("10", "").starts_with('?'));
    assert_eq!(grade("9.5", ""), "grade_not_completed");
}

/// What the policy says of the plan as a whole, or what is possible.
fn whole(case: &Case, as_of: &str) -> String {
    let report = case.report(as_of);
    let judgement = report.rollup().plan.judgement.unwrap();
    match (judgement.outcome(&case.policy), judgement) {
        (Some(outcome), _) => outcome.id().to_owned(),
        (None, attainment::rollup::Judgement::Decided(decision)) => {
            let outcomes = case.policy.outcomes();
            let possible: Vec<&str> =
                decision.possible().map(|place| outcomes.get(place).unwrap().id()).collect();
            format!("? {}", possible.join(" "))
        }
        _ => "not assessed".to_owned(),
    }
}

/// methods.md, section 9 D: 20 % of the way each year.
#[test]
fn the_year_and_the_years_together() {
    for (before, now, points, outcome) in [
        ("2", "4", 60.0, "both_met"),
        ("3", "4", 55.0, "cumulative_met"),
        ("3", "4.9999", 55.0, "cumulative_met"),
        ("1", "3", 40.0, "year_met"),
        ("1", "3.9999", 40.0, "year_met"),
        ("2", "3.9999", 0.0, "both_missed"),
        ("4", "3", 0.0, "both_missed"),
    ] {
        let judged = of_ten("cn-year-cumulative", "", &[(2021, before), (2022, now)]);
        assert_eq!(judged.outcome(), outcome, "{before} {now}");
        assert_eq!(judged.score().to_bits(), f64::to_bits(points), "{before} {now}");
    }
    // In the first year both are the same; without the year before only the years together are known.
    assert_eq!(of_ten("cn-year-cumulative", "", &[(2021, "2")]).outcome(), "both_met");
    let hole = of_ten("cn-year-cumulative", "", &[(2022, "4")]);
    assert_eq!(hole.outcome(), "? both_met cumulative_met");
    assert_eq!(hole.missing(), [("step_pace".to_owned(), Reason::NotReported)]);
}

/// methods.md, section 9: of 10 points 120/100 gives 10, 80/100 8.0, inverse 12 of 10 8.33, 8 of 10 10.
#[test]
fn budget_self_evaluation_on_the_worked_numbers() {
    let of = |body: &str, value: &str| {
        let body = format!("measure: stock, {body}");
        let rows = if value.is_empty() { Vec::new() } else { vec![format!("x,2024,{value}")] };
        Judged::new("cn-budget-self-evaluation", "start: 2024, end: 2024", &body, &rows, "2025-06-30")
    };
    let goal = |goal: &str, inputs: &str| {
        format!("unit: '%', {inputs} targets: [ {{ id: t, form: level, {goal}, due: 2024 }} ]")
    };
    let quantity = |at: &str, value: &str| of(&goal(at, ""), value).score();
    near(quantity("at_least: 100", "120"), "10.00");
    near(quantity("at_least: 100", "80"), "8.00");
    near(quantity("at_most: 10", "12"), "8.33");
    near(quantity("at_most: 10", "8"), "10.00");
    // Within 10 % full, 15 % 3/5, 20 % 1/5.
    let cost = |value: &str| {
        let judged = of(&goal("equal: 100", "inputs: { item: cost },"), value);
        (judged.score(), judged.outcome())
    };
    for (value, points, outcome) in [
        ("110", 10.0, "full"),
        ("90", 10.0, "full"),
        ("110.1", 6.0, "partly"),
        ("85", 6.0, "partly"),
        ("84.9", 2.0, "little"),
        ("120", 2.0, "little"),
        ("120.1", 0.0, "none"),
    ] {
        assert_eq!(cost(value), (points, outcome.to_owned()), "{value}");
    }
    let satisfied = |value: &str| of(&goal("at_least: 90", "inputs: { item: satisfaction },"), value).score();
    near(satisfied("95"), "10.0");
    near(satisfied("90"), "10.0");
    near(satisfied("89.9"), "9.0");
    near(satisfied("85"), "9.0");
    near(satisfied("84.9"), "8.0");
    near(satisfied("20"), "0.0");
    let marked = |share: &str| {
        let inputs = format!("inputs: {{ item: qualitative, awarded: {share} }},");
        let judged = of(&format!("{inputs} targets: [ {{ id: t, form: qualitative, due: 2024 }} ]"), "");
        (judged.score(), judged.outcome())
    };
    assert_eq!(marked("0.9"), (9.0, "full".to_owned()));
    assert_eq!(marked("0.8"), (8.0, "full".to_owned()));
    assert_eq!(marked("0.79").1, "partly");
    assert_eq!(marked("0.5").1, "partly");
    assert_eq!(marked("0.4"), (4.0, "little".to_owned()));
}

// --- 10. Projects and services ---

/// methods.md, section 10: earned ÷ planned of 2.4/2.6 is .92, 1.25/1.15 1.09, 60/50 1.2, 30 %/60 % .5; on a straight
/// path share ÷ time: 50 → 62 of 80 .857, 100 → 72 of 40 1.0.
#[test]
fn schedule_performance_on_the_worked_numbers() {
    // Half of the time, so that half of the whole is planned.
    let half = |whole: &str, value: &str| {
        let body = format!(
            "measure: stock, baseline: {{ period: 2020, value: 0 }}, \
             targets: [ {{ id: t, form: level, at_least: {whole}, due: 2024 }} ]"
        );
        let rows = [format!("x,2022,{value}")];
        Judged::new("evm-spi", "base: 2020, end: 2024", &body, &rows, "2023-06-30")
    };
    for (whole, value, index, outcome) in [
        ("5.2", "2.4", "0.92", "amber"),
        ("2.3", "1.25", "1.09", "green"),
        ("100", "60", "1.2", "green"),
        ("100", "47.5", "0.95", "green"),
        ("100", "47.4999", "0.95", "amber"),
        ("100", "45", "0.90", "amber"),
        ("100", "44.9999", "0.90", "red"),
    ] {
        let judged = half(whole, value);
        near(judged.number("index"), index);
        assert_eq!(judged.outcome(), outcome, "{whole} {value}");
    }
    for policy in ["evm-spi", "evm-earned-schedule"] {
        let thirty = of_ten(policy, "", &[(2023, "3")]);
        assert_eq!((thirty.column("index"), thirty.outcome().as_str()), (ratio(1, 2), "red"), "{policy}");
    }
    for policy in ["evm-spi", "evm-earned-schedule"] {
        let of = |base: &str, goal: &str, value: &str| {
            let body = format!(
                "measure: stock, baseline: {{ period: 2015, value: {base} }}, \
                 targets: [ {{ id: t, form: level, {goal}, due: 2030 }} ]"
            );
            let rows = [format!("x,2022,{value}")];
            Judged::new(policy, "base: 2015, end: 2030", &body, &rows, "2023-06-30").number("index")
        };
        near(of("50", "at_least: 80", "62"), "0.857");
        near(of("100", "at_most: 40", "72"), "1.0");
    }
}

/// 10 % of the way after two of four years, then 100 %: a value of 10 is two years earned, 55 three. At the end
/// of the third year the pace of 55 is 1 in both; of 10 it is 10 ÷ 55, and 2 ÷ 3 in time.
#[test]
fn earned_schedule_on_a_path_that_bends() {
    let body = "measure: stock, baseline: { period: 2020, value: 0 }, targets: [ { id: t, form: level, \
                at_least: 100, due: 2024, checkpoints: [ { period: 2022, value: 10 } ] } ]";
    let of = |policy: &str, value: &str| {
        let rows = [format!("x,2023,{value}")];
        Judged::new(policy, "base: 2020, end: 2024", body, &rows, "2024-06-30").column("index")
    };
    assert_eq!(of("evm-spi", "55"), ratio(1, 1));
    assert_eq!(of("evm-earned-schedule", "55"), ratio(1, 1));
    assert_eq!(of("evm-spi", "10"), ratio(10, 55));
    assert_eq!(of("evm-earned-schedule", "10"), ratio(2, 3));
}

/// methods.md, section 10: .72 green, .55 yellow, .3 red; committed .8 fails.
#[test]
fn key_results_on_the_worked_numbers() {
    let grade = |policy: &str, attribute: &str, value: &str| {
        let judged = of_ten(policy, attribute, &[(2025, value)]);
        (judged.outcome(), judged.score())
    };
    for (policy, attribute) in [("okr", "attribute: expected,"), ("okr-aspirational", "")] {
        for (value, share, outcome) in [
            ("7.2", 0.72, "green"),
            ("7", 0.7, "green"),
            ("6.9999", 0.69999, "yellow"),
            ("5.5", 0.55, "yellow"),
            ("4", 0.4, "yellow"),
            ("3.9999", 0.39999, "red"),
            ("3", 0.3, "red"),
            ("-1", 0.0, "red"),
            ("12", 1.0, "green"),
        ] {
            assert_eq!(grade(policy, attribute, value), (outcome.to_owned(), share), "{policy} {value}");
        }
    }
    for (policy, attribute) in [("okr", "attribute: binding,"), ("okr-committed", "")] {
        assert_eq!(grade(policy, attribute, "8"), ("failed".to_owned(), 0.8), "{policy}");
        assert_eq!(grade(policy, attribute, "10"), ("delivered".to_owned(), 1.0), "{policy}");
        let early = of_ten(policy, attribute, &[(2024, "8")]);
        assert_eq!(early.outcome(), "not_yet", "{policy}");
    }
    assert_eq!(of_ten("okr", "", &[(2025, "8")]).outcome(), "? failed green");
}

/// Not more than 100 from 0 over a year of months. Half of the year: 50 is a burn of 1, 12.5 of the last three
/// months one of 0.5.
#[test]
fn burn_rates_in_two_windows() {
    let body = "measure: stock, frequency: month, direction: none, baseline: { period: 2023-12, value: 0 }, \
                targets: [ { id: t, form: cap, at_most: 100, due: 2024-12 } ]";
    let of = |march: &str, june: &str| {
        let rows = [format!("x,2024-03,{march}"), format!("x,2024-06,{june}")];
        Judged::new("slo-burn", "base: 2023-12, start: 2024, end: 2024", body, &rows, "2024-07-05")
    };
    let judged = of("30", "60");
    assert_eq!((judged.column("burn"), judged.column("recent")), (ratio(6, 5), ratio(6, 5)));
    assert_eq!(judged.outcome(), "burning");
    assert_eq!(of("50", "60").outcome(), "slowing");
    assert_eq!(of("35", "60").outcome(), "slowing"); // 25 in a quarter is just its share.
    assert_eq!(of("10", "45").outcome(), "kindling");
    assert_eq!(of("25", "50").outcome(), "within");
    assert_eq!(of("60", "100.1").outcome(), "exhausted");
    // What is no limit is not judged.
    let goal = of_ten("slo-burn", "", &[(2023, "3")]);
    assert!(goal.outcome().starts_with('?'));
    assert!(goal.missing().iter().all(|(_, reason)| *reason == Reason::NotALimit));
}

/// methods.md, section 8: 1.0 → 1.5 million at 1.35 is 70 %, red; 500 → 400 thousand at 420 80 %, yellow.
#[test]
fn servicenow_goals_on_the_worked_numbers() {
    let of = |base: &str, goal: &str, value: &str| {
        let body = format!(
            "measure: stock, baseline: {{ period: 2023, value: {base} }}, \
             targets: [ {{ id: t, form: level, {goal}, due: 2024 }} ]"
        );
        let rows = [format!("x,2024,{value}")];
        Judged::new("servicenow-goals", "base: 2023, end: 2024", &body, &rows, "2024-12-31")
    };
    let judged = of("1.0", "at_least: 1.5", "1.35");
    assert_eq!((judged.column("share"), judged.outcome().as_str()), (ratio(7, 10), "red"));
    let judged = of("500", "at_most: 400", "420");
    assert_eq!((judged.column("share"), judged.outcome().as_str()), (ratio(8, 10), "yellow"));
    assert_eq!(of("0", "at_least: 100", "90").outcome(), "green");
    assert_eq!(of("0", "at_least: 100", "89.9").outcome(), "yellow");
    assert_eq!(of("0", "at_least: 100", "75").outcome(), "yellow");
    assert_eq!(of("0", "at_least: 100", "74.9").outcome(), "red");
}

// --- Groups ---

/// Indicators that follow these series from 2015 to 2022, on the way to 80 by 2030, together.
fn together(policy: &str, inputs: &str, all: &[&[&str]]) -> String {
    let (mut plan, mut rows) = ("period: { base: 2015, end: 2030 }\nindicators:\n".to_owned(), Vec::new());
    for (number, figures) in all.iter().enumerate() {
        plan += &format!("- {{ id: x{number}, name: X, {inputs} {UP_80} }}\n");
        let own = (2015..).zip(*figures).map(|(year, figure)| format!("x{number},{year},{figure}"));
        rows.extend(own);
    }
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let mut case = Case::new(&plan, &rows);
    case.policy = Policy::builtin(policy).unwrap();
    whole(&case, "2023-06-30")
}

/// methods.md, section 5: the mean of trends from 0 to 4, if 75 % of the indicators have one.
#[test]
fn a_goal_of_sdsn_takes_the_mean_of_its_trends() {
    let goal = |all: &[&[&str]]| together("sdsn-arrows", "inputs: { worst: 20, best: 95 },", all);
    // 3, and 1 + 2 × 12/14 = 2.71: 2.86. With 1 − 2.5/14 = 0.82 it is 2.18; twice that 1.84.
    assert_eq!(goal(&[&LINE, &STALL]), "moderately_improving");
    assert_eq!(goal(&[&LINE, &LINE]), "on_track_or_maintaining");
    assert_eq!(goal(&[&LINE, &STALL, &AWAY]), "moderately_improving");
    assert_eq!(goal(&[&LINE, &STALL, &AWAY, &AWAY]), "stagnating");
    assert_eq!(goal(&[&AWAY]), "decreasing");
    assert_eq!(goal(&[&LINE, &LINE, &LINE, &[]]), "on_track_or_maintaining");
    assert!(goal(&[&LINE, &LINE, &[]]).starts_with('?'));
}

/// methods.md, section 8: several targets at once take the worst symbol.
#[test]
fn the_worst_weather_counts() {
    let all = |all: &[&[&str]]| together("germany-weather", "", all);
    assert_eq!(all(&[&LINE, &LATE]), "sun");
    assert_eq!(all(&[&LINE, &MET_FALLING]), "sun_cloud");
    assert_eq!(all(&[&LINE, &MET_FALLING, &STALL]), "cloud");
    assert_eq!(all(&[&LINE, &MET_FALLING, &STALL, &AWAY]), "thunder");
    // Nothing is known of one: it could be the worst, unless there is a thunderstorm already.
    assert!(all(&[&LINE, &[]]).starts_with('?'));
    assert!(all(&[&STALL, &[]]).starts_with('?'));
}

#[test]
fn objectives_take_the_mean_and_servicenow_the_worst() {
    let of = |policy: &str, values: &[&str]| {
        let mut plan = "period: { base: 2020, end: 2025 }\nindicators:\n".to_owned();
        let mut rows = Vec::new();
        for (number, value) in values.iter().enumerate() {
            plan += &format!(
                "- {{ id: x{number}, name: X, measure: stock, baseline: {{ period: 2020, value: 0 }}, \
                 targets: [ {{ id: t, form: level, at_least: 10, due: 2025 }} ] }}\n"
            );
            rows.push(format!("x{number},2025,{value}"));
        }
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let mut case = Case::new(&plan, &rows);
        case.policy = Policy::builtin(policy).unwrap();
        whole(&case, "2026-06-30")
    };
    assert_eq!(of("okr-aspirational", &["10", "4"]), "green"); // 0.7
    assert_eq!(of("okr-aspirational", &["10", "3.9"]), "yellow");
    assert_eq!(of("okr-aspirational", &["4", "3.9"]), "red");
    assert_eq!(of("okr-committed", &["10", "10"]), "delivered");
    assert_eq!(of("okr-committed", &["10", "8"]), "failed");
    assert_eq!(of("servicenow-goals", &["10", "9"]), "green");
    assert_eq!(of("servicenow-goals", &["10", "8"]), "yellow");
    assert_eq!(of("servicenow-goals", &["10", "8", "7"]), "red");
}

// --- What is told ---

/// Names of measures are told in the language that is asked for, and no name of the file slips through.
#[test]
fn measures_are_told_by_their_names() {
    let judged = Judged::years("germany-weather", UP_80, 2015, &STALL);
    let told = |lang| judged.see(|verdict| verdict.explain().in_language(lang));
    let (zh, en) = (told(attainment::Lang::Zh), told(attainment::Lang::En));
    assert!(zh.contains("近五期变化") && !zh.contains("trend"), "{zh}");
    assert!(en.contains("change over five steps"), "{en}");
    for id in Policy::builtin_names() {
        let doc = attainment::policy::PolicyDoc::builtin(id).unwrap();
        for (name, measure) in &doc.measures {
            assert_eq!(measure.zh.is_some(), measure.en.is_some(), "{id} {name}");
        }
    }
}

/// The figures in a report are those of the plan, also where the policy asks for them on another scale.
#[test]
fn scaled_figures_are_not_shown_as_the_plans() {
    let judged = sdsn("50", "64");
    judged.see(|verdict| {
        let shown = verdict.trajectory();
        assert_eq!(shown.base().unwrap().amount.exact(), Ok(&Exact::from(50)));
        assert_eq!(shown.current().unwrap().amount.exact(), Ok(&Exact::from(64)));
    });
}
