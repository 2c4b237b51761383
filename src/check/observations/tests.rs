#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use rust_decimal::Decimal;

use super::sample::{baseline, indicator, period, plan, small, target};
use super::{ObservationRow, ObservationsBuilder};
use crate::check::{CheckError, Checked, Code, Diagnostics, Problem};
use crate::number::Bound;
use crate::period::Frequency;
use crate::plan::{Direction, Form, Indicator, Limits, Measure, Plan, Status};
use crate::series::{Observations, Reported};

/// A row from `subject|period|value|status|published|source`, the last of which may be left out.
fn row(text: &str) -> ObservationRow<'_> {
    let mut cells = text.split('|');
    let mut next = || cells.next().unwrap_or_default();
    ObservationRow {
        subject: next(),
        period: next(),
        value: next(),
        status: next(),
        published: next(),
        source: next(),
        line: Some(7),
    }
}

fn build(plan: &Plan, rows: &[&str]) -> Result<Checked<Observations>, CheckError> {
    let mut builder = ObservationsBuilder::new(plan);
    rows.iter().for_each(|text| builder.add(row(text)));
    builder.finish()
}

/// All diagnostics, of success and failure alike, but for the note on dates of publication.
fn problems(plan: &Plan, rows: &[&str]) -> Vec<Problem> {
    let diagnostics: Diagnostics = match build(plan, rows) {
        Ok(checked) => checked.diagnostics().clone(),
        Err(error) => error.diagnostics().clone(),
    };
    let listed = diagnostics.iter().map(|diagnostic| diagnostic.problem.clone());
    listed.filter(|problem| problem.code() != Code::Unpublished).collect()
}

fn codes(plan: &Plan, rows: &[&str]) -> Vec<Code> {
    problems(plan, rows).iter().map(Problem::code).collect()
}

fn with(change: impl FnOnce(&mut Indicator)) -> Plan {
    let mut firms = indicator("firms", "家");
    change(&mut firms);
    plan(vec![firms])
}

fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

#[test]
fn values_are_read_in_the_unit_of_the_indicator() {
    let plan = small();
    let rows = [
        "firms|2021|1,234.5||2022-03-01|bulletin",
        "firms|2022|突破1400||2023-03-01|bulletin",
        "firms|2023|4.5万家|provisional|2024-03-01|report",
        "rate|2020| 4.4（预估） ",
    ];
    let checked = build(&plan, &rows).unwrap();
    let firms = checked.of(0);
    assert_eq!(firms[0].value(), decimal("1234.5"));
    assert_eq!((firms[1].value(), firms[1].bound()), (decimal("1400"), Bound::MoreThan));
    assert_eq!((firms[2].value(), firms[2].status()), (decimal("45000"), Status::Provisional));
    assert_eq!(checked.of(1)[0].status(), Status::Estimated);
    assert_eq!(checked.source(&firms[1]), "bulletin");
    assert_eq!(checked.source(&checked.of(1)[0]), "");
    let printed: Vec<String> = firms.iter().map(|figure| checked.printed(figure)).collect();
    assert_eq!(printed, ["1,234.5", "突破1400", "4.5万家"]);
    assert_eq!(checked.printed(&checked.of(1)[0]), "4.4（预估）");
    // The empty text, two sources of which one serves twice, and four values in other than plain digits.
    assert_eq!(checked.texts.len(), 1 + 2 + 4);
}

#[test]
fn what_is_no_number_of_the_unit_is_refused() {
    let plan = small();
    for value in ["NaN", "inf", "1e5", "1.234,5", "12%", "1.2.3", "--1", "."] {
        let found = codes(&plan, &[&format!("firms|2021|{value}")]);
        assert!(matches!(found[..], [Code::BadNumber | Code::UnitMismatch]), "{value}: {found:?}");
    }
    assert_eq!(codes(&plan, &["firms|2021|12%"]), [Code::UnitMismatch]);
    assert_eq!(codes(&plan, &["rate|2021|12%"]), []);
    assert_eq!(codes(&plan, &[&format!("firms|2021|{}", "9".repeat(100_000))]), [Code::BadNumber]);
}

#[test]
fn empty_cells_are_reported_each_with_its_place() {
    let plan = small();
    assert_eq!(codes(&plan, &["|2021|1"]), [Code::EmptyCell]);
    assert_eq!(codes(&plan, &["firms||"]), [Code::EmptyCell, Code::EmptyCell]);
    let error = build(&plan, &["firms|2021|1", "firms|2022| "]).unwrap_err();
    let told = error.diagnostics().iter().next().unwrap().to_string();
    assert!(told.contains(":7:3 rows[1].value"), "{told}");
}

#[test]
fn periods_and_dates_that_are_none_are_reported() {
    let plan = small();
    assert_eq!(codes(&plan, &["firms|2021-Q5|1"]), [Code::BadPeriod]);
    assert_eq!(codes(&plan, &[&format!("firms|{}|1", "2021/".repeat(200_000))]), [Code::BadPeriod]);
    assert_eq!(codes(&plan, &["firms|2021|1||2021-13-01"]), [Code::BadDate]);
    assert_eq!(codes(&plan, &["firms|2021-Q4|1||2021-12-31"]), []);
}

#[test]
fn figures_published_before_their_period_is_over_are_told() {
    let plan = small();
    assert_eq!(codes(&plan, &["firms|2021-Q4|1||2021-12-30"]), [Code::PublishedEarly]);
    assert_eq!(codes(&plan, &["firms|2021-Q4|1|forecast|2021-12-30"]), []);
}

#[test]
fn the_status_is_that_of_column_or_remark() {
    let plan = small();
    assert_eq!(codes(&plan, &["firms|2021|1（预估）|final"]), [Code::StatusContradiction]);
    assert_eq!(codes(&plan, &["firms|2021|1（预估）|estimated", "firms|2022|1|forecast"]), []);
    let found = problems(&plan, &["firms|2021|1|finall"]);
    let Problem::UnknownWord { suggestion, .. } = &found[0] else { panic!("{found:?}") };
    assert_eq!(suggestion.0.as_deref(), Some("final"));
}

#[test]
fn figures_without_a_date_of_publication_are_counted_once() {
    let plan = small();
    let checked = build(&plan, &["firms|2021|1", "firms|2022|1", "t1|2022|60"]).unwrap();
    let notes: Vec<&Problem> = checked.diagnostics().iter().map(|d| &d.problem).collect();
    assert_eq!(notes, [&Problem::Unpublished { rows: 3 }]);
    assert_eq!(checked.of(0)[0].known_from(), period("2021").end());
    assert_eq!(checked.of(0)[0].published(), None);
    let checked = build(&plan, &["firms|2021|1||2022-02-01"]).unwrap();
    assert!(checked.diagnostics().is_empty());
    assert!(checked.of(0)[0].published().is_some());
}

#[test]
fn tasks_and_milestones_become_events_by_date() {
    let plan = small();
    let rows = ["m1|2023|2023-12-20||2024-01-10", "t1|2021|60%||2022-01-01", "t1|2022|80||2023-01-01"];
    let checked = build(&plan, &rows).unwrap();
    let told: Vec<Reported> = checked.events().iter().map(|event| event.reported()).collect();
    let reached = Reported::Reached("2023-12-20".parse().unwrap());
    assert_eq!(told, [Reported::Percent(60.into()), Reported::Percent(80.into()), reached]);
    for value in ["101", "-1", "60家", ">60", "soon"] {
        assert_eq!(codes(&plan, &[&format!("t1|2021|{value}")]), [Code::BadNumber], "{value}");
    }
    assert_eq!(codes(&plan, &["m1|2023|2023-02-30"]), [Code::BadDate]);
    assert_eq!(codes(&plan, &["m1|2023|2023-02-20|forecast"]), [Code::UnknownWord]);
    assert_eq!(codes(&plan, &["m1|2023|"]), [Code::EmptyCell]);
}

#[test]
fn nothing_is_known_to_be_reached_before_it_was() {
    let checked = build(&small(), &["m1|2023|2024-02-01"]).unwrap();
    assert_eq!(checked.events()[0].known_from().to_string(), "2024-02-01");
}

#[test]
fn events_that_stand_twice_or_contradict_are_reported() {
    let plan = small();
    assert_eq!(codes(&plan, &["t1|2021|60", "t1|2021|60%"]), [Code::DuplicateObservation]);
    assert_eq!(codes(&plan, &["t1|2021|60", "t1|2021|70%"]), [Code::ConflictingObservation]);
    assert_eq!(codes(&plan, &["t1|2021|60", "t1|2021|70||2022-05-01"]), []);
}

#[test]
fn a_repeated_figure_is_dropped() {
    let plan = small();
    let rows = ["firms|2021|1.5", "rate|2021|2", "firms|2021|1.50", "firms|2020|1"];
    let checked = build(&plan, &rows).unwrap();
    assert_eq!(checked.diagnostics().with_code(Code::DuplicateObservation).count(), 1);
    assert_eq!((checked.of(0).len(), checked.of(1).len(), checked.len()), (2, 1, 3));
    assert_eq!(checked.of(1)[0].value(), decimal("2"));
}

#[test]
fn figures_of_one_day_must_agree() {
    let plan = small();
    assert_eq!(codes(&plan, &["firms|2021|1", "firms|2021|2"]), [Code::ConflictingObservation]);
    assert_eq!(codes(&plan, &["firms|2021|1", "firms|2021|>1"]), [Code::ConflictingObservation]);
    assert_eq!(codes(&plan, &["firms|2021|1", "firms|2021|2|forecast"]), []);
}

#[test]
fn a_revision_is_kept_and_not_reported() {
    let plan = small();
    let rows = ["firms|2021|2||2023-01-01", "firms|2021|1||2022-01-01"];
    let checked = build(&plan, &rows).unwrap();
    assert!(checked.diagnostics().is_empty());
    let values: Vec<String> = checked.of(0).iter().map(|o| o.value().to_string()).collect();
    assert_eq!(values, ["1", "2"]);
}

#[test]
fn overlapping_periods_are_reported_once() {
    let plan = small();
    let quarters = ["firms|2021-Q1|1", "firms|2021-Q2|1", "firms|2021-Q3|1", "firms|2021-Q4|1"];
    assert_eq!(codes(&plan, &quarters), []);
    let mut all = quarters.to_vec();
    all.extend(["firms|2021|4", "firms|2022|4", "firms|2022-H1|4"]);
    assert_eq!(codes(&plan, &all), [Code::OverlappingPeriods]);
    assert_eq!(codes(&plan, &["firms|2021/2025|4", "firms|2021-02|1"]), [Code::OverlappingPeriods]);
}

#[test]
fn the_frequency_is_compared_once_a_kind() {
    let plan = with(|firms| firms.frequency = Some(Frequency::Year));
    let rows = ["firms|2021|1", "firms|2022-Q1|1", "firms|2022-Q2|1", "firms|2023-07|1"];
    assert_eq!(codes(&plan, &rows), [Code::FrequencyMismatch, Code::FrequencyMismatch]);
    assert_eq!(codes(&plan, &["firms|2021|1", "firms|2022|1"]), []);
}

#[test]
fn values_that_cannot_occur_are_reported() {
    let limits = Limits { min: Some(0.into()), max: Some(100.into()) };
    let plan = with(|firms| firms.limits = limits);
    for value in ["-1", "100.1", "突破100", "不足0"] {
        assert_eq!(codes(&plan, &[&format!("firms|2021|{value}")]), [Code::OutsideLimits], "{value}");
    }
    for value in ["0", "100", "突破99", "至多120", "约100"] {
        assert_eq!(codes(&plan, &[&format!("firms|2021|{value}")]), [], "{value}");
    }
}

#[test]
fn the_baseline_is_compared_with_the_newest_figure_of_its_period() {
    let plan = with(|firms| firms.baseline = baseline("2020", "50", "家"));
    let found = problems(&plan, &["firms|2020|50||2021-01-01", "firms|2020|52||2022-01-01"]);
    let expected =
        Problem::BaselineDisagrees { period: "2020".into(), plan: "50".into(), series: "52".into() };
    assert_eq!(found, [expected]);
    assert_eq!(codes(&plan, &["firms|2020|>50"]), [Code::BaselineDisagrees]);
    assert_eq!(codes(&plan, &["firms|2020|52||2021-01-01", "firms|2020|50.0||2022-01-01"]), []);
    assert_eq!(codes(&plan, &["firms|2020|52|forecast", "firms|2021|60"]), []);
}

#[test]
fn a_target_of_zero_may_mean_that_none_is_set() {
    let targets = |form, value| with(|firms| firms.targets = vec![target(form, value, "家")]);
    let rows = ["firms|2021|3", "firms|2022|4"];
    assert_eq!(codes(&targets(Form::Level, "0"), &rows), [Code::ZeroTarget]);
    assert_eq!(codes(&targets(Form::Level, "≥0"), &rows), [Code::ZeroTarget]);
    for (form, value) in
        [(Form::Zero, "0"), (Form::Level, "≤0"), (Form::Level, "1"), (Form::GrowthOverBase, "≥0")]
    {
        assert_eq!(codes(&targets(form, value), &rows), [], "{form} {value}");
    }
    assert_eq!(codes(&targets(Form::Level, "0"), &["firms|2021|0"]), []);
    let falling = with(|firms| {
        firms.targets = vec![target(Form::Level, "0", "家")];
        firms.direction = Some(Direction::Decrease);
    });
    assert_eq!(codes(&falling, &rows), []);
}

#[test]
fn orders_of_magnitude_are_suspect() {
    let stock = with(|firms| firms.baseline = baseline("2020", "-4.5", "家"));
    for value in ["4500", "-0.0045", "45000", "7922816251426433759354395033"] {
        let rows = [&*format!("firms|2021|{value}"), "firms|2022|4600"];
        assert_eq!(codes(&stock, &rows), [Code::ScaleSuspect], "{value}");
    }
    for value in ["4499.9", "0.0046", "0", ">4500"] {
        assert_eq!(codes(&stock, &[&format!("firms|2021|{value}")]), [], "{value}");
    }
    let change = with(|firms| {
        firms.baseline = baseline("2020", "4.5", "家");
        firms.measure = Measure::Change;
    });
    assert_eq!(codes(&change, &["firms|2021|4500"]), []);
}

#[test]
fn unknown_ids_are_counted_and_a_similar_one_is_named() {
    let plan = small();
    let found = problems(&plan, &["firm|2021|1", "rate|2021|1", "firm|bad|", "zzzzzzzzzz|2021|1"]);
    let Problem::UnknownIndicator { id, rows, suggestion } = &found[0] else { panic!("{found:?}") };
    assert_eq!((id.as_str(), *rows, suggestion.0.as_deref()), ("firm", 2, Some("firms")));
    assert_eq!(found.len(), 2);
}

#[test]
fn very_many_unknown_ids_are_counted_together() {
    let plan = small();
    let mut builder = ObservationsBuilder::new(&plan);
    for number in 0..5_000 {
        let id = format!("unknown-{number}");
        builder.add(ObservationRow { subject: &id, period: "2021", value: "1", ..Default::default() });
    }
    let checked = builder.finish().unwrap();
    let total: usize = checked
        .diagnostics()
        .iter()
        .map(|diagnostic| match &diagnostic.problem {
            Problem::UnknownIndicator { rows, .. } => *rows,
            _ => 0,
        })
        .sum();
    assert_eq!((checked.diagnostics().len(), total), (1_001, 5_000));
}

#[test]
fn no_rows_are_no_observations() {
    let checked = build(&small(), &[]).unwrap();
    assert!(checked.is_empty() && checked.diagnostics().is_empty());
    assert_eq!(checked.ranges.len(), 2);
}

/// Everything that an embedder can see of the observations.
fn seen(observations: &Observations) -> Vec<String> {
    let figures = (0..2).flat_map(|indicator| observations.of(indicator));
    let mut seen: Vec<String> = figures
        .map(|o| {
            let source = observations.source(o);
            format!("{} {} {:?} {:?} {} {source}", o.period, o.value, o.bound, o.published(), o.status)
        })
        .collect();
    seen.extend(observations.events().iter().map(|e| format!("{:?} {:?}", e.known_from, e.report)));
    seen
}

proptest::proptest! {
    #[test]
    fn the_order_of_rows_does_not_matter(
        rows in proptest::collection::vec(
            (0usize..4, 2019i32..2023, 1u32..4, 0usize..3, 0usize..3, 0usize..3), 0..24),
        seed in 0usize..1000,
    ) {
        let plan = small();
        let texts: Vec<String> = rows.iter().map(|(id, year, value, status, published, source)| {
            let id = ["firms", "rate", "t1", "m1"][*id];
            let status = ["", "provisional", "estimated"][*status];
            let published = ["", "2024-01-01", "2025-01-01"][*published];
            format!("{id}|{year}|{value}|{status}|{published}|{}", ["", "a", "b"][*source])
        }).collect();
        let forward: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut other = forward.clone();
        other.sort_by_key(|text| text.bytes().fold(seed, |sum, byte| (sum * 31 + usize::from(byte)) % 10_007));
        match (build(&plan, &forward), build(&plan, &other)) {
            (Ok(one), Ok(two)) => assert_eq!(seen(&one), seen(&two)),
            (one, two) => assert_eq!(one.is_err(), two.is_err()),
        }
    }
}
