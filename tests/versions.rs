//! Revisions of figures and versions of targets: what was known when, and what was in force.
#![cfg(all(feature = "yaml", feature = "csv"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod common;

use attainment::facts::{Fact, FactValue, Reason};
use attainment::period::Period;
use attainment::report::VerdictRole;
use attainment::trajectory::VersionChoice;
use attainment::{Evaluator, Report};
use common::Case;

/// 100 in 2020, to be 200 in 2025; from 1 May 2024 on 300; three revisions of the figure of 2023.
const PLAN: &str = "issued: 2021-03-01
period: { base: 2020, start: 2021, end: 2025 }
indicators:
- id: x
  name: X
  measure: stock
  attribute: expected
  baseline: { period: 2020, value: 100 }
  targets:
  - id: t
    form: level
    at_least: 200
    due: 2025
    versions:
    - { id: raised, at_least: 300, decided: 2024-04-01, published: 2024-05-01, by: council, why: reached early }
";

const ROWS: [&str; 3] =
    ["x,2023,160,provisional,2024-02-01", "x,2023,150,provisional,2024-06-01", "x,2023,230,final,2024-09-01"];

fn seen<'c>(case: &'c Case, as_of: &str, version: VersionChoice) -> Report<'c> {
    Evaluator::new(&case.policy)
        .as_of(as_of.parse().unwrap())
        .version(version)
        .evaluate(&case.plan, &case.data)
}

/// `outcome version current goal` of the verdict that counts.
fn told(report: &Report<'_>) -> String {
    let verdict = report.indicator("x").unwrap();
    let trajectory = verdict.trajectory();
    let fact = |fact| match verdict.fact(fact) {
        Ok(FactValue::Exact(value)) => value.to_string(),
        Ok(_) => "other".into(),
        Err(reason) => format!("?{}", reason.word()),
    };
    let version = trajectory.version().unwrap_or("none").to_owned();
    format!("{} {version} {} {}", verdict.outcome().id(), fact(Fact::Current), fact(Fact::Goal))
}

/// Three of five years are gone: 0.6.
const TIMELINE: [(&str, &str); 5] = [
    ("2024-01-31", "undetermined original ?not_reported 200"),
    // 60/100 − 0.6 = 0
    ("2024-02-01", "on_schedule original 160 200"),
    // 60/200 − 0.6 = −0.30
    ("2024-05-01", "behind raised 160 300"),
    // 50/200 − 0.6 = −0.35
    ("2024-06-01", "far_behind raised 150 300"),
    // 130/200 − 0.6 = 0.05
    ("2024-09-01", "on_schedule raised 230 300"),
];

#[test]
fn five_dates() {
    let case = Case::new(PLAN, &ROWS);
    for (as_of, expected) in TIMELINE {
        assert_eq!(told(&case.report(as_of)), expected, "{as_of}");
    }
    // The day before each change is as the day of the last one.
    for (as_of, expected) in [("2024-04-30", 1), ("2024-05-31", 2), ("2024-08-31", 3), ("2024-12-31", 4)] {
        let expected = TIMELINE.get(expected).unwrap().1;
        assert_eq!(told(&case.report(as_of)), expected, "{as_of}");
    }
}

/// What comes to be known later changes nothing that was said before.
#[test]
fn a_later_version_alters_no_earlier_verdict() {
    let without = PLAN.split("    versions:").next().unwrap();
    let early = Case::new(without, &ROWS[..1]);
    let late = Case::new(PLAN, &ROWS);
    for as_of in ["2024-01-31", "2024-02-01", "2024-04-30"] {
        let (before, after) = (early.report(as_of), late.report(as_of));
        assert_eq!(told(&before), told(&after), "{as_of}");
        for fact in Fact::ALL {
            let of = |report: &Report<'_>| report.indicator("x").unwrap().fact(*fact);
            assert_eq!(of(&before), of(&after), "{as_of} {}", fact.name());
        }
        assert_eq!(after.verdicts().count(), 1, "no other version is known yet");
    }
}

#[test]
fn any_version_can_be_asked_for() {
    let case = Case::new(PLAN, &ROWS);
    let named = |id: &str| VersionChoice::Named(id.into());
    // 130/100 of the way: the goal of 200 holds before it is due.
    let original = "ahead_of_schedule original 230 200";
    assert_eq!(told(&seen(&case, "2024-09-01", VersionChoice::Original)), original);
    assert_eq!(told(&seen(&case, "2024-09-01", named("original"))), original);
    let raised = "on_schedule raised 230 300";
    assert_eq!(told(&seen(&case, "2024-09-01", named("raised"))), raised);
    assert_eq!(told(&seen(&case, "2024-09-01", VersionChoice::InForce)), raised);
    // Not before it was published.
    let unpublished = "undetermined none 160 ?not_published";
    assert_eq!(told(&seen(&case, "2024-04-30", named("raised"))), unpublished);
    assert_eq!(
        told(&seen(&case, "2024-09-01", named("no such version"))),
        "undetermined none 230 ?not_published"
    );
}

/// Beside the verdict that counts, those of the other versions are shown.
#[test]
fn other_versions_are_shown_and_not_counted() {
    let case = Case::new(PLAN, &ROWS);
    let report = case.report("2024-09-01");
    let found: Vec<(VerdictRole, Option<&str>, &str)> = report
        .verdicts()
        .map(|verdict| (verdict.role(), verdict.trajectory().version(), verdict.outcome().id()))
        .collect();
    assert_eq!(
        found,
        [
            (VerdictRole::Own, Some("raised"), "on_schedule"),
            (VerdictRole::OtherVersion, Some("original"), "ahead_of_schedule"),
        ]
    );
    assert_eq!(report.tally().total(), 1);
}

/// `at` asks about a period, with what is known of it: judged for 2023, the version that is valid from
/// 2024 on is not yet in force, whenever it is asked.
#[test]
fn a_version_is_in_force_from_its_period_on() {
    let plan = PLAN.replace("published: 2024-05-01", "published: 2022-05-01, valid_from: 2024");
    let case = Case::new(
        &plan,
        &["x,2022,150,final,2023-02-01", "x,2023,170,final,2024-02-01", "x,2024,220,final,2025-02-01"],
    );
    let on = Evaluator::new(&case.policy).as_of("2025-03-01".parse().unwrap());
    for (at, expected) in [
        // 50/100 − 2/5, 70/100 − 3/5, 120/200 − 4/5 = −0.20
        ("2022", "on_schedule original 150 200"),
        ("2023", "on_schedule original 170 200"),
        ("2024", "behind raised 220 300"),
    ] {
        let at: Period = at.parse().unwrap();
        let report = on.clone().at(at).evaluate(&case.plan, &case.data);
        assert_eq!(told(&report), expected, "{at}");
        assert_eq!(report.at(), Some(at));
    }
    // Without a period asked for, the newest known is judged, here 2022: the version for 2024 and later
    // does not apply to it.
    assert_eq!(told(&case.report("2023-12-31")), "on_schedule original 150 200");
    assert_eq!(told(&case.report("2024-01-01")), "on_schedule original 150 200");
}

/// `at` looks at the period with what is known by `as_of`, the last revision included.
#[test]
fn a_period_is_seen_with_the_revisions_known_by_then() {
    let case = Case::new(
        PLAN,
        &["x,2022,130,final,2023-02-01", "x,2022,140,final,2024-03-01", "x,2023,200,final,2024-02-01"],
    );
    let at: Period = "2022".parse().unwrap();
    let on = |as_of: &str| {
        let report = Evaluator::new(&case.policy)
            .as_of(as_of.parse().unwrap())
            .at(at)
            .evaluate(&case.plan, &case.data);
        told(&report)
    };
    // 30/100 − 0.4 = −0.10; 40/100 − 0.4 = 0; after May 2024 the other goal was published, valid for all periods:
    // 40/200 − 0.4 = −0.20.
    assert_eq!(on("2024-02-29"), "nearly_on_schedule original 130 200");
    assert_eq!(on("2024-03-01"), "on_schedule original 140 200");
    assert_eq!(on("2024-05-01"), "behind raised 140 300");
}

#[test]
fn before_the_plan_was_issued_there_is_no_target() {
    let case = Case::new(PLAN, &["x,2021,120,final,2021-02-28"]);
    assert_eq!(told(&case.report("2021-02-28")), "undetermined none 120 ?not_published");
    assert_eq!(told(&case.report("2021-03-01")), "on_schedule original 120 200");
    let verdict = case.report("2021-02-28");
    let verdict = verdict.indicator("x").unwrap();
    assert_eq!(verdict.fact(Fact::Goal), Err(Reason::NotPublished));
    // Nor is what the plan says of its base known before.
    assert_eq!(verdict.fact(Fact::Base), Err(Reason::NoBaseline));
}

/// Of two versions the later published counts, in whatever order they stand in the file.
#[test]
fn the_latest_published_counts() {
    let plan = PLAN.to_owned() + "    - { id: first, at_least: 250, published: 2023-05-01 }\n";
    let case = Case::new(&plan, &ROWS);
    // 60/150 − 0.6 = −0.20
    assert_eq!(told(&case.report("2024-04-30")), "behind first 160 250");
    assert_eq!(told(&case.report("2024-09-01")), "on_schedule raised 230 300");
    let (target, versions) = (case.plan.indicator("x").unwrap().targets(), ["first", "raised"]);
    let found: Vec<&str> =
        target.iter().flat_map(|target| target.versions()).map(|version| version.id()).collect();
    assert_eq!(found, versions);
}

/// A version that only some targets have is asked for of those; the others are judged by the one in force.
#[test]
fn a_named_version_is_asked_of_the_targets_that_have_it() {
    let other = "- { id: y, name: Y, measure: stock, attribute: expected, baseline: { period: 2020, value: 100 }, targets: [
    { id: t, form: level, at_least: 200, due: 2025, versions: [ { id: lowered, at_least: 150, published: 2023-01-01 } ] } ] }
";
    let rows: Vec<&str> = ROWS.iter().copied().chain(["y,2023,130,final,2024-02-01"]).collect();
    let case = Case::new(&format!("{PLAN}{other}"), &rows);
    let versions = |choice: &VersionChoice, as_of: &str| -> Vec<Option<String>> {
        let report = seen(&case, as_of, choice.clone());
        let own = report.indicators().map(|verdict| verdict.trajectory().version().map(str::to_owned));
        own.collect()
    };
    let named = |id: &str| VersionChoice::Named(id.into());
    let some = |ids: [&str; 2]| ids.map(|id| Some(id.to_owned())).to_vec();
    for (choice, expected) in [
        (VersionChoice::InForce, ["raised", "lowered"]),
        (VersionChoice::Original, ["original", "original"]),
        (named("original"), ["original", "original"]),
        (named("raised"), ["raised", "lowered"]),
        (named("lowered"), ["raised", "lowered"]),
    ] {
        assert_eq!(versions(&choice, "2024-09-01"), some(expected), "{choice:?}");
    }
    // On a day before it was published it is asked for in vain, and the other target is as it was then.
    assert_eq!(versions(&named("raised"), "2024-04-30"), [None, Some("lowered".to_owned())]);
    assert_eq!(versions(&named("lowered"), "2022-12-31"), [Some("original".to_owned()), None]);
    // A version that no target has is asked of all of them in vain.
    assert_eq!(versions(&named("no such version"), "2024-09-01"), [None, None]);
}

/// What was said on a day, of any period and by any version, is said again whenever it is asked, whatever was
/// published since.
#[test]
fn verdicts_of_the_past_stay_as_they_were() {
    let late = Case::new(PLAN, &ROWS);
    let without = PLAN.split("    versions:").next().unwrap();
    let days = ["2024-01-31", "2024-02-01", "2024-04-30", "2024-05-01", "2024-06-01", "2024-08-31"];
    for as_of in days {
        // The plan and the data of that day: what was published later is cut off.
        let plan = if as_of < "2024-05-01" { without } else { PLAN };
        let rows: Vec<&str> =
            ROWS.iter().copied().filter(|row| row.split(',').next_back() <= Some(as_of)).collect();
        let early = Case::new(plan, &rows);
        for choice in [VersionChoice::InForce, VersionChoice::Original] {
            let (then, now) = (seen(&early, as_of, choice.clone()), seen(&late, as_of, choice.clone()));
            assert_eq!(
                then.to_text(attainment::Lang::En),
                now.to_text(attainment::Lang::En),
                "{as_of} {choice:?}"
            );
        }
    }
}
