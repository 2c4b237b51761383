//! Laws that hold whatever the plan and whatever the data: plans and figures are drawn at random, and
//! what is said of them is compared with what is said of their scaled, mirrored, shuffled, improved,
//! extended or broken counterparts.
#![cfg(all(feature = "yaml", feature = "json", feature = "csv"))]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

use std::collections::HashSet;
use std::sync::LazyLock;

use attainment::check::Diagnostics;
use attainment::document::Limits;
use attainment::facts::Reason;
use attainment::number::{Bound, Exact, Quantity, Unit};
use attainment::period::{Frequency, Period, elapsed_share, years_between};
use attainment::plan::*;
use attainment::policy::Standing;
use attainment::report::{Verdict, to_json};
use attainment::{Evaluator, Lang, Observations, Plan, Policy, Report};
use chrono::{Datelike, Days, NaiveDate};
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::FileFailurePersistence;

/// So many cases, unless the environment asks for another number.
fn cases(cases: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { default.cases } else { cases };
    let failure_persistence =
        Some(Box::new(FileFailurePersistence::Direct("tests/laws.proptest-regressions")) as Box<_>);
    ProptestConfig { cases, failure_persistence, max_global_rejects: 1_000_000, ..default }
}

static POLICY: LazyLock<Policy> = LazyLock::new(|| Policy::builtin("cn-schedule").unwrap());

// ---------------------------------------------------------------------------------------------
// Plans and figures, as short descriptions that can be scaled and mirrored.

/// A decimal with a bound in front of it.
#[derive(Clone, Debug, PartialEq)]
struct Figure {
    bound: &'static str,
    mantissa: i64,
    places: usize,
}

impl Figure {
    fn text(&self) -> String {
        let digits = format!("{:0>width$}", self.mantissa.unsigned_abs(), width = self.places + 1);
        let (whole, part) = digits.split_at(digits.len() - self.places);
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let point = if part.is_empty() { "" } else { "." };
        format!("{}{sign}{whole}{point}{part}", self.bound)
    }

    fn scaled(&self, factor: &Self) -> Self {
        Self {
            mantissa: self.mantissa * factor.mantissa,
            places: self.places + factor.places,
            bound: self.bound,
        }
    }

    fn mirrored(&self) -> Self {
        Self { bound: mirrored(self.bound), mantissa: -self.mantissa, places: self.places }
    }

    /// So many tenths more.
    fn moved(&self, tenths: i64) -> Self {
        let ten = |power: usize| 10i64.pow(u32::try_from(power).unwrap());
        let places = self.places.max(1);
        let mantissa = self.mantissa * ten(places - self.places) + tenths * ten(places - 1);
        Self { bound: self.bound, mantissa, places }
    }
}

fn mirrored(sign: &'static str) -> &'static str {
    match sign {
        ">" => "<",
        ">=" => "<=",
        "<" => ">",
        "<=" => ">=",
        "at_least" => "at_most",
        "at_most" => "at_least",
        "more_than" => "less_than",
        "less_than" => "more_than",
        "increase" => "decrease",
        "decrease" => "increase",
        other => other,
    }
}

#[derive(Clone, Debug)]
struct Promised {
    comparator: &'static str,
    value: Figure,
    /// What a range ends above its beginning.
    width: i64,
}

impl Promised {
    fn document(&self, form: &str, direction: Option<&str>) -> TargetValueDoc {
        let mut doc = TargetValueDoc::default();
        let text = Some(self.value.text());
        if form == "zero" {
            return doc;
        }
        let bare_has_no_meaning =
            matches!(form, "level" | "kept") && matches!(direction, None | Some("none"));
        match self.comparator {
            "value" if !bare_has_no_meaning => doc.value = text,
            "more_than" => doc.more_than = text,
            "at_most" => doc.at_most = text,
            "less_than" => doc.less_than = text,
            "equal" => doc.equal = text,
            "about" => doc.about = text,
            "between" => doc.between = Some(vec![self.value.text(), self.value.moved(self.width).text()]),
            "delegated" => doc.delegated = Some("完成国家下达目标".into()),
            "deferred" => doc.deferred = Some("视情提出".into()),
            _ => doc.at_least = text,
        }
        doc
    }

    fn mirrored(&self) -> Self {
        let value = match self.comparator {
            "between" => self.value.moved(self.width).mirrored(),
            _ => self.value.mirrored(),
        };
        Self { comparator: mirrored(self.comparator), value, width: self.width }
    }
}

#[derive(Clone, Debug)]
struct Later {
    published: NaiveDate,
    valid_from: Option<&'static str>,
    promised: Promised,
}

#[derive(Clone, Debug)]
struct Aim {
    form: &'static str,
    promised: Promised,
    due: &'static str,
    start: Option<&'static str>,
    firmness: Option<&'static str>,
    versions: Vec<Later>,
    checkpoints: Vec<(&'static str, Figure)>,
}

#[derive(Clone, Debug)]
struct Measured {
    measure: &'static str,
    resets: Option<&'static str>,
    attribute: Option<&'static str>,
    direction: Option<&'static str>,
    baseline: Option<Figure>,
    aims: Vec<Aim>,
}

#[derive(Clone, Debug)]
struct Row {
    indicator: usize,
    period: Period,
    value: Figure,
    status: &'static str,
    published: Option<NaiveDate>,
}

impl Row {
    fn known_from(&self) -> NaiveDate {
        self.published.unwrap_or(self.period.end())
    }

    fn is_actual(&self) -> bool {
        !matches!(self.status, "forecast" | "assumed")
    }
}

#[derive(Clone, Debug)]
struct Case {
    base: Option<&'static str>,
    issued: Option<NaiveDate>,
    indicators: Vec<Measured>,
    rows: Vec<Row>,
    as_of: NaiveDate,
    at: Option<Period>,
}

/// Rows that cannot contradict each other: one for each period, date and status.
fn consistent(rows: &[Row]) -> Vec<Row> {
    let mut seen = HashSet::new();
    let first = |row: &&Row| seen.insert((row.indicator, row.period, row.known_from(), row.status));
    rows.iter().filter(first).cloned().collect()
}

fn csv(rows: &[Row]) -> String {
    let mut text = "indicator,period,value,status,published,source\n".to_owned();
    for (number, row) in rows.iter().enumerate() {
        let published = row.published.map(|date| date.to_string()).unwrap_or_default();
        let (id, value) = (row.indicator, row.value.text());
        // Some rows say where they come from, so that the order of the sources differs too.
        let source = if number % 3 == 0 { format!("table {}", row.period) } else { String::new() };
        text.push_str(&format!("i{id},{},{value},{},{published},{source}\n", row.period, row.status));
    }
    text
}

impl Case {
    fn document(&self) -> PlanDoc {
        let mut plan = PlanDoc::new("plan", "计划: a plan", "2025");
        plan.period.base = self.base.map(Into::into);
        plan.period.start = Some("2021".into());
        plan.issued = self.issued.map(|date| date.to_string());
        for (number, measured) in self.indicators.iter().enumerate() {
            let targets = measured.aims.iter().enumerate();
            plan.indicators.push(IndicatorDoc {
                resets: measured.resets.map(Into::into),
                attribute: measured.attribute.map(Into::into),
                direction: measured.direction.map(Into::into),
                baseline: measured.baseline.as_ref().map(|figure| BaselineDoc::new("2020", &figure.text())),
                targets: targets.map(|(number, aim)| aim.document(number, measured.direction)).collect(),
                ..IndicatorDoc::new(&format!("i{number}"), &format!("指标 {number}"), measured.measure)
            });
        }
        let all = || (0..self.indicators.len()).map(|number| format!("i{number}"));
        plan.organizations.push(OrganizationDoc {
            id: "o".into(),
            name: "O".into(),
            ..OrganizationDoc::default()
        });
        plan.tasks.push(TaskDoc {
            id: "t".into(),
            title: "T".into(),
            indicators: all().collect(),
            ..TaskDoc::default()
        });
        plan.groups.push(GroupDoc {
            id: "g".into(),
            title: "G".into(),
            indicators: all().map(|id| MemberDoc { id, weight: None }).collect(),
            ..GroupDoc::default()
        });
        plan.responsibilities.push(ResponsibilityDoc {
            role: "lead".into(),
            organization: Some("o".into()),
            task: Some("t".into()),
            open_ended: Some("true".into()),
            ..ResponsibilityDoc::default()
        });
        plan
    }

    fn plan(&self) -> Plan {
        self.document().check().unwrap().into_inner()
    }

    fn read(&self, plan: &Plan) -> Observations {
        Observations::from_csv(csv(&consistent(&self.rows)).as_bytes(), plan).unwrap().into_inner()
    }

    fn judge<T>(&self, told: impl FnOnce(&Report<'_>) -> T) -> T {
        let plan = self.plan();
        let data = self.read(&plan);
        told(&self.report(&plan, &data))
    }

    fn report<'a>(&self, plan: &'a Plan, data: &'a Observations) -> Report<'a> {
        let evaluation = Evaluator::new(&POLICY).as_of(self.as_of);
        match self.at {
            Some(at) => evaluation.at(at).evaluate(plan, data),
            None => evaluation.evaluate(plan, data),
        }
    }

    /// The report as JSON, without what was said of the files.
    fn json(&self) -> String {
        self.judge(json)
    }

    /// The same without what was published as forecasts.
    fn unpublished(&self) -> String {
        self.judge(|report| {
            let mut document = report.document(&Diagnostics::new());
            for verdict in &mut document.indicators {
                verdict.reasons.retain(|told| !told.zh.starts_with("另有公布的预测"));
                verdict.projection.iter_mut().for_each(|projection| projection.published.clear());
            }
            to_json(&[document])
        })
    }

    fn verdicts(&self) -> Vec<Said> {
        self.judge(|report| report.verdicts().map(|verdict| Said::by(&verdict)).collect())
    }

    fn with_rows(&self, more: impl IntoIterator<Item = Row>) -> Self {
        let mut case = self.clone();
        case.rows.extend(more);
        case
    }
}

impl Aim {
    fn document(&self, number: usize, direction: Option<&str>) -> TargetDoc {
        let checkpoints = self
            .checkpoints
            .iter()
            .map(|(period, value)| CheckpointDoc { period: (*period).into(), value: value.text() });
        let versions = self.versions.iter().enumerate().map(|(number, later)| VersionDoc {
            id: format!("v{number}"),
            published: later.published.to_string(),
            valid_from: later.valid_from.map(Into::into),
            value: later.promised.document(self.form, direction),
            ..VersionDoc::default()
        });
        TargetDoc {
            value: self.promised.document(self.form, direction),
            window: self.start.map(|start| WindowDoc { start: Some(start.into()), end: None }),
            firmness: self.firmness.map(Into::into),
            checkpoints: checkpoints.collect(),
            versions: versions.collect(),
            ..TargetDoc::new(&format!("t{number}"), self.form, self.due)
        }
    }
}

/// What is compared of a verdict.
#[derive(Clone, Debug, PartialEq)]
struct Said {
    outcome: String,
    standing: Standing,
    row: Option<String>,
    possible: Vec<String>,
    missing: Vec<String>,
    reasons: Vec<Reason>,
}

impl Said {
    fn by(verdict: &Verdict<'_>) -> Self {
        Self {
            outcome: verdict.outcome().id().to_owned(),
            standing: verdict.standing(),
            row: verdict.row().map(|row| row.id().to_owned()),
            possible: verdict.possible().map(|outcome| outcome.id().to_owned()).collect(),
            missing: verdict.missing().iter().map(|(column, _)| column.name().to_owned()).collect(),
            reasons: verdict.missing().iter().map(|(_, reason)| *reason).collect(),
        }
    }
}

/// That two texts are the same, or where they first differ.
fn same_text(one: &str, other: &str) -> Result<(), TestCaseError> {
    let differing = one.lines().zip(other.lines()).find(|(one, other)| one != other);
    prop_assert_eq!(differing, None);
    prop_assert_eq!(one.len(), other.len());
    Ok(())
}

fn json(report: &Report<'_>) -> String {
    to_json(&[report.document(&Diagnostics::new())])
}

/// Everything that can be told of a report.
fn told(report: &Report<'_>) -> Vec<String> {
    let mut told = vec![json(report)];
    for lang in [Lang::Zh, Lang::En] {
        told.push(report.to_text(lang));
        told.push(report.to_markdown(lang));
        for verdict in report.verdicts() {
            told.push(verdict.explain().in_language(lang));
        }
    }
    told
}

// ---------------------------------------------------------------------------------------------
// Generators.

const ANY_FORM: &[&str] = &[
    "level",
    "level",
    "level",
    "cap",
    "kept",
    "zero",
    "growth_over_base",
    "avg_annual_growth",
    "avg_annual_increment",
    "multiple",
    "pp_change",
    "reduction_rate",
    "increment",
    "cumulative",
    "count",
    "growth_year",
];
const PLACED_FORM: &[&str] = &["level", "level", "cap", "kept", "zero"];
const COMPARATORS: &[&str] = &[
    "value",
    "at_least",
    "at_least",
    "more_than",
    "at_most",
    "at_most",
    "less_than",
    "equal",
    "about",
    "between",
    "delegated",
    "deferred",
];
/// A cap of about so much limits from above alone, and has no mirror image.
const CENTRED_FORM: &[&str] = &["level", "kept"];
const PLACED_COMPARATORS: &[&str] = &["at_least", "more_than", "at_most", "less_than"];
const CENTRED_COMPARATORS: &[&str] = &["equal", "about", "between"];

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn after(date: NaiveDate, days: u64) -> NaiveDate {
    date + Days::new(days)
}

fn figure() -> impl Strategy<Value = Figure> {
    let mantissa = prop_oneof![6 => 1i64..200, 1 => Just(0i64), 2 => -200i64..0];
    (mantissa, 0usize..2).prop_map(|(mantissa, places)| Figure { bound: "", mantissa, places })
}

fn observed() -> impl Strategy<Value = Figure> {
    let bound = prop_oneof![10 => Just(""), 2 => select(&[">", ">=", "<", "<=", "≈"][..])];
    (figure(), bound).prop_map(|(figure, bound)| Figure { bound, ..figure })
}

fn promised(comparators: &'static [&'static str]) -> impl Strategy<Value = Promised> {
    (select(comparators), figure(), 0i64..80).prop_map(|(comparator, value, width)| Promised {
        comparator,
        value,
        width,
    })
}

fn later(comparators: &'static [&'static str]) -> impl Strategy<Value = Later> {
    (0u64..2600, option::of(select(&["2021", "2023", "2025"][..])), promised(comparators)).prop_map(
        |(days, valid_from, promised)| Later {
            published: after(day(2020, 6, 1), days),
            valid_from,
            promised,
        },
    )
}

fn aim(forms: &'static [&'static str], comparators: &'static [&'static str]) -> impl Strategy<Value = Aim> {
    let due = select(&["2025", "2025", "2025", "2023", "2025-Q2", "2024-06"][..]);
    let start = prop_oneof![4 => Just(None), 1 => select(&[Some("2021"), Some("2022")][..])];
    let firmness = select(&[None, None, None, Some("assured"), Some("stretch")][..]);
    let versions = prop_oneof![2 => Just(Vec::new()), 1 => vec(later(comparators), 1..3)];
    let checkpoints = prop_oneof![4 => Just(Vec::new()), 1 => vec(figure(), 2)];
    (select(forms), promised(comparators), due, start, firmness, versions, checkpoints).prop_map(
        |(form, promised, due, start, firmness, mut versions, checkpoints)| {
            let mut dates = HashSet::new();
            versions.retain(|later| dates.insert(later.published));
            let checkpoints = if due == "2025" { checkpoints } else { Vec::new() };
            let checkpoints = ["2021", "2023"].into_iter().zip(checkpoints).collect();
            Aim { form, promised, due, start, firmness, versions, checkpoints }
        },
    )
}

fn measured(
    forms: &'static [&'static str],
    comparators: &'static [&'static str],
    most: usize,
) -> impl Strategy<Value = Measured> {
    (
        select(&["stock", "stock", "flow", "running_total", "rate", "change"][..]),
        select(&[None, Some("yearly"), Some("window")][..]),
        select(&[None, Some("expected"), Some("expected"), Some("binding")][..]),
        select(&[None, Some("increase"), Some("increase"), Some("decrease"), Some("none")][..]),
        prop_oneof![1 => Just(None), 5 => figure().prop_map(Some), 1 => observed().prop_map(Some)],
        vec(aim(forms, comparators), 1..=most),
    )
        .prop_map(|(measure, resets, attribute, direction, baseline, aims)| Measured {
            measure,
            resets,
            attribute,
            direction,
            baseline,
            aims,
        })
}

fn period() -> impl Strategy<Value = Period> {
    prop_oneof![
        6 => (2019i32..2027).prop_map(|year| Period::year(year).unwrap()),
        3 => (2020i32..2026, 1u32..=4)
            .prop_map(|(year, n)| Period::part_of_year(year, Frequency::Quarter, n).unwrap()),
        1 => (2020i32..2026, 1u32..=2)
            .prop_map(|(year, n)| Period::part_of_year(year, Frequency::Half, n).unwrap()),
        1 => (2020i32..2026, 1u32..=12)
            .prop_map(|(year, n)| Period::part_of_year(year, Frequency::Month, n).unwrap()),
    ]
}

fn row(indicators: usize) -> impl Strategy<Value = Row> {
    let status = prop_oneof![
        5 => select(&["", "final"][..]),
        3 => select(&["provisional", "estimated", "forecast", "assumed"][..]),
    ];
    (0..indicators, period(), observed(), status, option::of(0u64..800)).prop_map(
        |(indicator, period, value, status, days)| Row {
            indicator,
            period,
            value,
            status: if status.is_empty() { "final" } else { status },
            published: days.map(|days| after(period.end(), days)),
        },
    )
}

fn case_of(
    forms: &'static [&'static str],
    comparators: &'static [&'static str],
    indicators: usize,
    aims: usize,
) -> impl Strategy<Value = Case> {
    let at = option::weighted(0.3, 2021i32..2027).prop_map(|year| year.and_then(Period::year));
    (
        select(&[Some("2020"), Some("2020"), None][..]),
        option::weighted(0.2, (0u64..1500).prop_map(|days| after(day(2020, 6, 1), days))),
        vec(measured(forms, comparators, aims), 1..=indicators),
        vec(row(indicators), 0..14),
        (0u64..2700).prop_map(|days| after(day(2020, 6, 1), days)),
        at,
    )
        .prop_map(|(base, issued, indicators, rows, as_of, at)| {
            let count = indicators.len();
            let rows = rows.into_iter().map(|row| Row { indicator: row.indicator % count, ..row });
            Case { base, issued, indicators, rows: consistent(&rows.collect::<Vec<_>>()), as_of, at }
        })
}

fn any_case() -> impl Strategy<Value = Case> {
    case_of(ANY_FORM, COMPARATORS, 3, 2)
}

/// One indicator with one target.
fn one_aim() -> impl Strategy<Value = Case> {
    case_of(ANY_FORM, COMPARATORS, 1, 1)
}

/// One indicator with one target of which much is known, so that there mostly is a verdict.
fn lively_case() -> impl Strategy<Value = Case> {
    let yearly = (2020i32..2026, figure()).prop_map(|(year, value)| Row {
        indicator: 0,
        period: Period::year(year).unwrap(),
        value,
        status: "final",
        published: None,
    });
    (one_aim(), figure(), vec(yearly, 1..6), 0u64..1600).prop_map(|(mut case, base, rows, days)| {
        case.issued = None;
        case.base = Some("2020");
        case.as_of = after(day(2022, 6, 30), days);
        case.at = None;
        let measured = &mut case.indicators[0];
        measured.attribute = measured.attribute.or(Some("expected"));
        measured.baseline = Some(base);
        let promised = &mut measured.aims[0].promised;
        if matches!(promised.comparator, "equal" | "about" | "between" | "delegated" | "deferred") {
            promised.comparator = "at_least";
        }
        case.rows = consistent(&[rows, case.rows].concat());
        case
    })
}

fn lively_or_not() -> impl Strategy<Value = Case> {
    prop_oneof![1 => one_aim(), 3 => lively_case()]
}

/// A row that is known only after the date.
fn later_row() -> impl Strategy<Value = (Row, u64)> {
    (row(3), 1u64..900)
}

// ---------------------------------------------------------------------------------------------
// The laws.

/// Whether the value of a form is an amount in the unit of the indicator.
fn is_amount(form: &str) -> bool {
    matches!(
        form,
        "level"
            | "cap"
            | "kept"
            | "zero"
            | "avg_annual_increment"
            | "pp_change"
            | "increment"
            | "cumulative"
            | "count"
    )
}

/// The same case in another unit: every amount times the factor. Figures that are changes in per cent
/// have no other unit.
fn scaled(case: &Case, factor: &Figure) -> Case {
    let mut case = case.clone();
    for measured in case.indicators.iter_mut().filter(|measured| measured.measure != "change") {
        measured.baseline = measured.baseline.as_ref().map(|figure| figure.scaled(factor));
        for aim in &mut measured.aims {
            let later = aim.versions.iter_mut().map(|later| &mut later.promised);
            for promised in std::iter::once(&mut aim.promised).chain(later).filter(|_| is_amount(aim.form)) {
                promised.value = promised.value.scaled(factor);
                // The width of a range is in tenths.
                promised.width *= factor.mantissa;
            }
            for (_, value) in &mut aim.checkpoints {
                *value = value.scaled(factor);
            }
        }
    }
    for row in &mut case.rows {
        if case.indicators[row.indicator].measure != "change" {
            row.value = row.value.scaled(factor);
        }
    }
    case
}

fn mirror(case: &Case) -> Case {
    let mut case = case.clone();
    for measured in &mut case.indicators {
        measured.direction = measured.direction.map(mirrored);
        measured.baseline = measured.baseline.as_ref().map(Figure::mirrored);
        for aim in &mut measured.aims {
            aim.promised = aim.promised.mirrored();
            for later in &mut aim.versions {
                later.promised = later.promised.mirrored();
            }
            for (_, value) in &mut aim.checkpoints {
                *value = value.mirrored();
            }
        }
    }
    for row in &mut case.rows {
        row.value = row.value.mirrored();
    }
    case
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn the_unit_does_not_matter(case in any_case(), factor in 1i64..1000) {
        let factor = Figure { bound: "", mantissa: factor, places: 0 };
        prop_assert_eq!(case.verdicts(), scaled(&case, &factor).verdicts());
    }

    #[test]
    fn the_sign_does_not_matter(case in case_of(PLACED_FORM, PLACED_COMPARATORS, 2, 2)) {
        prop_assert_eq!(case.verdicts(), mirror(&case).verdicts());
    }

    #[test]
    fn the_sign_does_not_matter_for_centred_targets(
        case in case_of(CENTRED_FORM, CENTRED_COMPARATORS, 1, 1),
        base in figure(),
    ) {
        let mut case = case;
        // Without a base nothing says from which side a range is entered.
        case.indicators[0].baseline = Some(base);
        prop_assert_eq!(case.verdicts(), mirror(&case).verdicts());
    }

    #[test]
    fn what_is_published_later_is_not_known(case in any_case(), rows in vec(later_row(), 1..6)) {
        let rows = rows.into_iter().map(|(row, days)| Row {
            indicator: row.indicator % case.indicators.len(),
            published: Some(after(case.as_of, days)),
            ..row
        });
        same_text(&case.json(), &case.with_rows(rows).json())?;
    }

    #[test]
    fn what_ends_later_is_not_known(case in any_case(), rows in vec(row(3), 1..6)) {
        let rows = rows.into_iter().filter(|row| row.period.end() > case.as_of).map(|row| Row {
            indicator: row.indicator % case.indicators.len(),
            published: None,
            ..row
        });
        let rows: Vec<Row> = rows.collect();
        same_text(&case.json(), &case.with_rows(rows).json())?;
    }

    #[test]
    fn the_same_again(case in any_case()) {
        let (one, other) = (case.judge(told), case.judge(told));
        prop_assert_eq!(one, other);
        let plan = case.plan();
        let data = case.read(&plan);
        let report = case.report(&plan, &data);
        prop_assert_eq!(told(&report), told(&report));
    }

    #[test]
    fn versions_to_come_do_not_matter(case in any_case(), more in later(COMPARATORS), days in 1u64..900) {
        let mut other = case.clone();
        for aim in other.indicators.iter_mut().flat_map(|measured| &mut measured.aims) {
            let later = Later { published: after(case.as_of, days), ..more.clone() };
            if aim.versions.iter().all(|version| version.published != later.published) {
                aim.versions.push(later);
            }
        }
        same_text(&case.json(), &other.json())?;
    }

    #[test]
    fn files_say_what_documents_say(case in any_case(), odd in "\\PC{0,12}|[ \\-:#&*!|>'\"%@`,?\\[\\]{}\\n\\t~0-9.]{0,8}") {
        let mut document = case.document();
        // Texts that YAML would take for something else.
        document.note = Some(odd.clone());
        document.indicators[0].source = Some(odd.clone());
        document.title = format!("t{odd}");
        let (yaml, json_text) = (document.to_yaml(), document.to_json());
        let limits = Limits::default();
        prop_assert_eq!(&PlanDoc::from_json(&json_text, &limits).unwrap(), &document);
        prop_assert_eq!(&PlanDoc::from_yaml(&yaml, &limits).unwrap(), &document);
        prop_assert_eq!(&PlanDoc::from_yaml(&json_text, &limits).unwrap(), &document);
        let plans = [
            document.check().unwrap().into_inner(),
            Plan::from_json(&json_text).unwrap().into_inner(),
            Plan::from_yaml(&yaml).unwrap().into_inner(),
        ];
        let told = plans.iter().map(|plan| {
            let data = case.read(plan);
            told(&case.report(plan, &data))
        });
        let told: Vec<Vec<String>> = told.collect();
        prop_assert_eq!(&told[0], &told[1]);
        prop_assert_eq!(&told[0], &told[2]);
    }

    #[test]
    fn the_order_of_rows_does_not_matter(case in any_case(), keys in vec(any::<u32>(), 14)) {
        let plan = case.plan();
        let text = csv(&case.rows);
        let mut lines: Vec<&str> = text.lines().collect();
        let head = lines.remove(0);
        let mut keyed: Vec<(u32, &str)> = keys.into_iter().zip(lines).collect();
        keyed.sort_unstable();
        let shuffled: Vec<&str> = std::iter::once(head).chain(keyed.into_iter().map(|(_, line)| line)).collect();
        let shuffled = shuffled.join("\n");
        let (data, other) = (
            Observations::from_csv(text.as_bytes(), &plan).unwrap(),
            Observations::from_csv(shuffled.as_bytes(), &plan).unwrap(),
        );
        let document = |data: &Observations, said: &Diagnostics| to_json(&[case.report(&plan, data).document(said)]);
        prop_assert_eq!(document(&data, data.diagnostics()), document(&other, other.diagnostics()));
    }

    #[test]
    fn what_is_expected_decides_nothing(case in any_case(), rows in vec((row(3), any::<bool>()), 1..6)) {
        let rows = rows.into_iter().map(|(row, forecast)| Row {
            indicator: row.indicator % case.indicators.len(),
            status: if forecast { "forecast" } else { "assumed" },
            ..row
        });
        // What others forecast is shown, apart from everything else.
        same_text(&case.unpublished(), &case.with_rows(rows).unpublished())?;
    }
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn better_is_never_worse(case in lively_or_not(), tenths in 1i64..300) {
        let Some(better) = improved(&case, tenths) else { return Ok(()) };
        // The first verdict is on the version in force, whose direction was asked for.
        for (now, then) in case.verdicts().iter().zip(better.verdicts()).take(1) {
            if now.standing.is_determined() && then.standing.is_determined() {
                prop_assert!(now.standing <= then.standing, "{now:?} became {then:?}");
            }
        }
    }

    #[test]
    fn a_decision_is_what_every_completion_gives(
        case in lively_or_not(),
        completion in row(1),
        late in 0u64..400,
    ) {
        let mut case = case;
        case.rows.retain(|row| row.period.end() <= day(2020, 12, 31) || !row.is_actual());
        // A newer period may be judged by another version; that is another question, not its answer.
        for aim in case.indicators.iter_mut().flat_map(|indicator| &mut indicator.aims) {
            for version in &mut aim.versions {
                version.valid_from = None;
            }
        }
        case.as_of = case.as_of.max(completion.period.end());
        let Some(may_be) = open_for_lack_of_data(&case) else { return Ok(()) };
        let published = after(completion.period.end(), late).min(case.as_of);
        let row = Row { indicator: 0, status: "final", published: Some(published), ..completion };
        let found = case.with_rows([row]).verdicts();
        for outcome in &found[0].possible {
            prop_assert!(may_be.possible.contains(outcome), "{may_be:?} became {:?}", found[0]);
        }
    }
}

/// The verdict on the only target, if it is in force, not yet due, and some of what is missing is only
/// not reported.
fn open_for_lack_of_data(case: &Case) -> Option<Said> {
    case.judge(|report| {
        let verdict = report.verdicts().next()?;
        let said = Said::by(&verdict);
        let trajectory = verdict.trajectory();
        let open = said.reasons.contains(&Reason::NotReported) && !trajectory.is_due();
        open.then_some(said)
    })
}

/// The same case with the newest known figure of the only target moved towards its goal; `None` where
/// there is no such figure, or no direction.
fn improved(case: &Case, tenths: i64) -> Option<Case> {
    let (end, upwards) = case.judge(|report| {
        let verdict = report.verdicts().next()?;
        let trajectory = verdict.trajectory();
        let comparator = trajectory.promise().ok()?.value().comparator()?;
        if matches!(comparator, Bound::About | Bound::Exactly) {
            return None;
        }
        let goal = trajectory.goal().ok()?;
        let upwards = match (&goal.allowed.low, &goal.allowed.high) {
            (Some(_), None) => true,
            (None, Some(_)) => false,
            _ => return None,
        };
        Some((trajectory.current().ok()?.end, upwards))
    })?;
    let mut case = case.clone();
    let as_of = case.as_of;
    let known = case.rows.iter_mut().filter(|row| row.is_actual() && row.known_from() <= as_of);
    let newest = known.filter(|row| row.period.end() == end).max_by_key(|row| row.known_from())?;
    newest.value = newest.value.moved(if upwards { tenths } else { -tenths });
    Some(case)
}

// ---------------------------------------------------------------------------------------------
// Numbers, against ratios of integers of any size.

fn ten(power: usize) -> BigInt {
    BigInt::from(10).pow(u32::try_from(power).unwrap())
}

/// A decimal text as a ratio.
fn reference(text: &str) -> BigRational {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    BigRational::new(format!("{whole}{part}").parse().unwrap(), ten(part.len()))
}

fn exact(text: &str) -> Exact {
    Exact::from(Quantity::parse(text, &Unit::default()).unwrap().0.value())
}

fn power(ratio: &BigRational, exponent: u32) -> BigRational {
    BigRational::new(ratio.numer().pow(exponent), ratio.denom().pow(exponent))
}

fn zero() -> BigRational {
    BigRational::from(BigInt::from(0))
}

/// With so many places, half away from zero.
fn rounded(ratio: &BigRational, places: usize) -> String {
    let negative = *ratio < zero();
    let magnitude = if negative { -ratio.clone() } else { ratio.clone() };
    let half = BigRational::new(BigInt::from(1), BigInt::from(2));
    let digits = (magnitude * BigRational::from(ten(places)) + half).floor().to_integer();
    let sign = if negative && digits != BigInt::from(0) { "-" } else { "" };
    let digits = format!("{:0>width$}", digits.to_string(), width = places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

/// 28 significant digits, or all of an integer, without zeros at the end.
fn written(ratio: &BigRational) -> String {
    if *ratio == zero() {
        return "0".to_owned();
    }
    let magnitude = if *ratio < zero() { -ratio.clone() } else { ratio.clone() };
    let whole = magnitude.to_integer();
    let places = if whole != BigInt::from(0) {
        28usize.saturating_sub(whole.to_string().len())
    } else {
        let leading =
            (0..2_000).find(|places| magnitude >= BigRational::new(BigInt::from(1), ten(places + 1)));
        28 + leading.unwrap_or(0)
    };
    let text = rounded(ratio, places);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

fn decimal() -> impl Strategy<Value = String> {
    prop_oneof![
        "-?(0|[1-9][0-9]{0,3})(\\.[0-9]{1,3})?",
        "-?[1-9][0-9]{0,27}",
        "-?0\\.[0-9]{1,27}",
        "-?[1-9][0-9]{6,13}\\.[0-9]{10,14}",
        "-?(9{28}|9{14}\\.9{14}|0\\.0{26}1|10{27})",
    ]
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn arithmetic_is_exact(
        first in decimal(),
        steps in vec((0u8..6, decimal(), 0u32..6), 0..7),
        places in 0usize..45,
    ) {
        let (mut mine, mut its) = (exact(&first), reference(&first));
        let mut powers = 0;
        for (step, text, exponent) in steps {
            // Powers of powers of powers would have millions of digits.
            powers += u32::from(step == 4);
            let exponent = if powers > 1 { exponent.min(1) } else { exponent };
            let (number, ratio) = (exact(&text), reference(&text));
            prop_assert_eq!(mine.cmp(&number), its.cmp(&ratio));
            prop_assert_eq!(number.cmp(&mine), ratio.cmp(&its));
            prop_assert_eq!(mine == number, its == ratio);
            match step {
                0 => (mine, its) = (mine.plus(&number), its + ratio),
                1 => (mine, its) = (mine.minus(&number), its - ratio),
                2 => (mine, its) = (mine.times(&number), its * ratio),
                3 => match mine.over(&number) {
                    Some(quotient) => (mine, its) = (quotient, its / ratio),
                    None => prop_assert_eq!(ratio, zero()),
                },
                4 => (mine, its) = (mine.power(exponent), power(&its, exponent)),
                _ => (mine, its) = (number.minus(&mine).negated(), its - ratio),
            }
            prop_assert_eq!(mine.sign(), match its.cmp(&zero()) {
                std::cmp::Ordering::Less => -1,
                std::cmp::Ordering::Equal => 0,
                std::cmp::Ordering::Greater => 1,
            });
            prop_assert_eq!(mine.is_zero(), its == zero());
            prop_assert_eq!(mine.magnitude().cmp(&mine), if its < zero() { -its.clone() } else { its.clone() }.cmp(&its));
        }
        prop_assert_eq!(mine.rounded(u32::try_from(places).unwrap()), rounded(&its, places));
        prop_assert_eq!(mine.to_string(), written(&its));
        // Equality is that of the numbers, not of how they came about.
        let again = mine.times(&exact("7")).over(&exact("7")).unwrap();
        prop_assert_eq!(&again, &mine);
        prop_assert_eq!(again.cmp(&mine), std::cmp::Ordering::Equal);
    }

    #[test]
    fn decimals_come_back_as_they_were_written(text in decimal()) {
        prop_assert_eq!(reference(&exact(&text).to_string()), reference(&text));
        prop_assert_eq!(exact(&exact(&text).to_string()), exact(&text));
    }

    #[test]
    fn ratios_are_exact(a in any::<i64>(), b in any::<i64>(), c in any::<i64>(), d in any::<i64>()) {
        let (Some(one), Some(other)) = (Exact::ratio(a, b), Exact::ratio(c, d)) else {
            prop_assert!(b == 0 || d == 0);
            return Ok(());
        };
        let (its, others) = (BigRational::new(a.into(), b.into()), BigRational::new(c.into(), d.into()));
        prop_assert_eq!(one.cmp(&other), its.cmp(&others));
        prop_assert_eq!(one.plus(&other).to_string(), written(&(&its + &others)));
        prop_assert_eq!(one.times(&other).to_string(), written(&(&its * &others)));
        prop_assert_eq!(one.minus(&other).rounded(30), rounded(&(&its - &others), 30));
    }
}

// ---------------------------------------------------------------------------------------------
// Periods.

fn any_date() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        (1i32..=9999, 1u32..=366).prop_map(|(year, ordinal)| {
            NaiveDate::from_yo_opt(year, ordinal).unwrap_or_else(|| day(year, 12, 31))
        }),
        (1990i32..2060, 1u32..=12)
            .prop_map(|(year, month)| { Period::part_of_year(year, Frequency::Month, month).unwrap().end() }),
    ]
}

fn simple_period() -> impl Strategy<Value = Period> {
    let part = (1i32..=9999, select(&[Frequency::Half, Frequency::Quarter, Frequency::Month][..]), 0u32..12);
    prop_oneof![
        (1i32..=9999).prop_map(|year| Period::year(year).unwrap()),
        part.prop_map(|(year, frequency, index)| {
            Period::part_of_year(year, frequency, index % frequency.per_year().unwrap() + 1).unwrap()
        }),
        any_date().prop_map(|date| Period::day(date).unwrap()),
    ]
}

fn any_period() -> impl Strategy<Value = Period> {
    let span = (simple_period(), simple_period())
        .prop_filter_map("backwards", |(from, to)| Period::span(from, to).or_else(|| Period::span(to, from)));
    prop_oneof![3 => simple_period(), 1 => span]
}

fn year_end() -> impl Strategy<Value = NaiveDate> {
    (1900i32..2100).prop_map(|year| day(year, 12, 31))
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn periods_come_back_as_they_were_written(period in any_period()) {
        prop_assert_eq!(period.to_string().parse::<Period>(), Ok(period));
    }

    #[test]
    fn the_period_before_ends_the_day_before(period in simple_period()) {
        let Some(before) = period.previous() else {
            prop_assert_eq!(period.start(), day(1, 1, 1));
            return Ok(());
        };
        prop_assert_eq!(before.end().succ_opt(), Some(period.start()));
        prop_assert_eq!(before.frequency(), period.frequency());
        prop_assert!(!before.overlaps(period));
    }

    #[test]
    fn the_span_before_ends_the_day_before(from in 2i32..5000, years in 0i32..60) {
        let span = Period::span(Period::year(from).unwrap(), Period::year(from + years).unwrap()).unwrap();
        let Some(before) = span.previous() else {
            prop_assert!(from - years <= 1);
            return Ok(());
        };
        prop_assert_eq!(before.end().succ_opt(), Some(span.start()));
        prop_assert_eq!(before.end().year() - before.start().year(), years);
    }

    #[test]
    fn the_share_of_the_time_is_a_share(dates in [any_date(), any_date(), any_date()]) {
        let mut dates = dates;
        dates.sort_unstable();
        let [from, at, to] = dates;
        let Some(share) = elapsed_share(from, at, to) else {
            prop_assert_eq!(from, to);
            return Ok(());
        };
        prop_assert!(share <= Exact::ONE && share >= Exact::ZERO);
        prop_assert_eq!(share.is_zero(), at == from);
        prop_assert_eq!(share == Exact::ONE, at == to);
    }

    #[test]
    fn years_add_up(dates in [year_end(), year_end(), year_end()], other in any_date()) {
        let [a, b, c] = dates;
        prop_assert_eq!(years_between(a, b).plus(&years_between(b, c)), years_between(a, c));
        prop_assert_eq!(years_between(a, b), Exact::from(i64::from(b.year() - a.year())));
        prop_assert_eq!(years_between(a, other), years_between(other, a).negated());
        prop_assert_eq!(years_between(a, other).sign(), match other.cmp(&a) {
            std::cmp::Ordering::Less => -1,
            std::cmp::Ordering::Equal => 0,
            std::cmp::Ordering::Greater => 1,
        });
    }
}

// ---------------------------------------------------------------------------------------------
// Broken texts.

const PLANS: [&str; 2] = [
    include_str!("../examples/data/chongqing-reply.yaml"),
    include_str!("../examples/data/bishan-labs.yaml"),
];
/// The figures of the letter; one of its indicators is known to the other plan as well.
const DATA: &str = include_str!("../examples/data/chongqing-reply.csv");
const SCHEDULE: &str = include_str!("../src/policy/builtin/cn-schedule.yaml");

/// Pieces that documents are made of, and some that break them.
const FRAGMENTS: &[&str] = &[
    "",
    "0",
    "-0",
    "1",
    "-1",
    "100",
    "0.90",
    "1e308",
    "1e-999",
    "NaN",
    "inf",
    "-",
    "99999999999999999999999999999",
    "9999999999999999999999999999",
    "0.0000000000000000000000000001",
    "2020",
    "2021",
    "2025",
    "2026",
    "0001",
    "9999",
    "20250",
    "2025-13",
    "2025-H1",
    "2025-Q3",
    "2025-07",
    "2024-02-29",
    "2023-02-29",
    "0001-01-01",
    "9999-12-31",
    "2021/2025",
    "0001/9999",
    "2025/2021",
    ">",
    ">=",
    "≥",
    "<",
    "≈",
    "突破",
    "左右",
    "万",
    "亿",
    "%",
    "个百分点",
    "（预估）",
    "level",
    "cap",
    "kept",
    "zero",
    "growth_over_base",
    "avg_annual_growth",
    "avg_annual_increment",
    "multiple",
    "pp_change",
    "reduction_rate",
    "increment",
    "cumulative",
    "count",
    "growth_year",
    "milestone_date",
    "qualitative",
    "stock",
    "flow",
    "running_total",
    "rate",
    "change",
    "window",
    "yearly",
    "increase",
    "decrease",
    "none",
    "binding",
    "expected",
    "stretch",
    "outlook",
    "at_least",
    "at_most",
    "more_than",
    "less_than",
    "equal",
    "about",
    "between",
    "value",
    "delegated",
    "deferred",
    "forecast",
    "assumed",
    "final",
    "null",
    "~",
    "true",
    "false",
    "known",
    "unknown",
    "attained",
    "holds_now",
    "lag",
    "share",
    "limit",
    "completed",
    "missed",
    "first",
    "unique",
    "plan",
    "series",
    "x-own",
    "id",
    "&a",
    "*a",
    "!!str",
    "!x",
    "<<",
    "{",
    "}",
    "[",
    "]",
    "{}",
    "[]",
    ":",
    ": ",
    ",",
    "- ",
    "?",
    "|",
    "'",
    "\"",
    "#",
    "---",
    "...",
    "\n",
    "\r",
    "\t",
    "  ",
    "\u{feff}",
    "\u{0}",
    "\u{85}",
    "\u{2028}",
    "\u{fffd}",
    "\\",
    "\\u0000",
    "\"\\ud800\"",
    "[0, 1)",
    "(0, 1]",
    "[1, 0]",
    ">= 0",
];

#[derive(Clone, Debug)]
enum Change {
    Flip(Index, u8),
    Delete(Index, usize),
    Insert(Index, &'static str),
    Repeat(Index),
    Drop(Index),
    /// A word is replaced by a fragment.
    Word(Index, &'static str),
    /// A line moves to another place.
    Move(Index, Index),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    prop_oneof![
        2 => (at(), any::<u8>()).prop_map(|(at, byte)| Change::Flip(at, byte)),
        1 => (at(), 1usize..40).prop_map(|(at, length)| Change::Delete(at, length)),
        3 => (at(), select(FRAGMENTS)).prop_map(|(at, text)| Change::Insert(at, text)),
        1 => at().prop_map(Change::Repeat),
        1 => at().prop_map(Change::Drop),
        8 => (at(), select(FRAGMENTS)).prop_map(|(at, text)| Change::Word(at, text)),
        1 => (at(), at()).prop_map(|(from, to)| Change::Move(from, to)),
    ]
}

/// Where the words of a text begin and end.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices() {
        if !(c.is_alphanumeric() || "._/-".contains(c)) {
            continue;
        }
        match words.last_mut() {
            Some((_, end)) if *end == at => *end = at + c.len_utf8(),
            _ => words.push((at, at + c.len_utf8())),
        }
    }
    words
}

fn changed(text: &str, changes: &[Change]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for change in changes {
        if bytes.is_empty() {
            break;
        }
        match change {
            Change::Flip(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Change::Delete(at, length) => {
                let at = at.index(bytes.len());
                let end = (at + length).min(bytes.len());
                bytes.drain(at..end);
            }
            Change::Insert(at, text) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, text.bytes());
            }
            Change::Word(at, with) => {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let words = words(&text);
                if !words.is_empty() {
                    let (start, end) = words[at.index(words.len())];
                    bytes = [&text[..start], with, &text[end..]].concat().into_bytes();
                }
            }
            Change::Repeat(at) | Change::Drop(at) | Change::Move(at, _) => {
                let mut lines: Vec<Vec<u8>> =
                    bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
                let line = lines.remove(at.index(lines.len()));
                match change {
                    Change::Repeat(_) => {
                        let place = at.index(lines.len() + 1);
                        lines.insert(place, line.clone());
                        lines.insert(place, line);
                    }
                    Change::Move(_, to) => lines.insert(to.index(lines.len() + 1), line),
                    _ => {}
                }
                bytes = lines.join(&b'\n');
            }
        }
    }
    bytes
}

/// Everything is told, of the report and of what was said on the way.
fn all_told(plan: &Plan, data: &Observations, policy: &Policy) {
    for (as_of, at) in [
        ("2024-06-30", None),
        ("2026-03-31", Some("2025")),
        ("0001-01-01", Some("9999")),
        ("9999-12-31", None),
    ] {
        let mut evaluation = Evaluator::new(policy).as_of(as_of.parse().unwrap());
        if let Some(at) = at {
            evaluation = evaluation.at(at.parse().unwrap());
        }
        let report = evaluation.evaluate(plan, data);
        assert!(!told(&report).is_empty());
        assert!(report.tally().total() <= plan.indicators().len());
    }
}

fn said(diagnostics: &Diagnostics) {
    for lang in [Lang::Zh, Lang::En] {
        assert!(diagnostics.is_empty() || !diagnostics.told(lang, "file").is_empty());
    }
}

fn plan_of_bytes(text: &str, data: &str, json: bool) {
    match if json { Plan::from_json(text) } else { Plan::from_yaml(text) } {
        Ok(plan) => {
            said(plan.diagnostics());
            match Observations::from_csv(data.as_bytes(), &plan) {
                Ok(data) => all_told(&plan, &data, &POLICY),
                Err(error) => said(error.diagnostics()),
            }
            all_told(&plan, &Observations::none(), &POLICY);
        }
        Err(error) => {
            assert!(error.diagnostics().has_errors());
            said(error.diagnostics());
        }
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn broken_plans_are_told_and_nothing_panics(which in 0usize..2, changes in vec(change(), 1..7)) {
        let text = changed(PLANS[which], &changes);
        plan_of_bytes(&String::from_utf8_lossy(&text), DATA, false);
    }

    #[test]
    fn broken_json_is_told_and_nothing_panics(case in any_case(), changes in vec(change(), 1..7)) {
        let document = case.document();
        let data = csv(&case.rows);
        plan_of_bytes(&String::from_utf8_lossy(&changed(&document.to_json(), &changes)), &data, true);
        plan_of_bytes(&String::from_utf8_lossy(&changed(&document.to_yaml(), &changes)), &data, false);
    }

    #[test]
    fn broken_policies_are_told_and_nothing_panics(case in any_case(), changes in vec(change(), 1..5)) {
        let text = changed(SCHEDULE, &changes);
        match Policy::from_yaml(&String::from_utf8_lossy(&text)) {
            Ok(policy) => {
                said(policy.diagnostics());
                let plan = case.plan();
                all_told(&plan, &case.read(&plan), &policy);
            }
            Err(error) => said(error.diagnostics()),
        }
    }

    #[test]
    fn broken_data_are_told_and_nothing_panics(case in any_case(), changes in vec(change(), 1..7)) {
        let plan = case.plan();
        let text = changed(&csv(&case.rows), &changes);
        match Observations::from_csv(text.as_slice(), &plan) {
            Ok(data) => {
                said(data.diagnostics());
                all_told(&plan, &data, &POLICY);
            }
            Err(error) => said(error.diagnostics()),
        }
    }
}

// ---------------------------------------------------------------------------------------------
// What the laws have found, as small as it gets.

/// One indicator with one target for 2025, seen from a base in 2020.
fn small(measure: &'static str, form: &'static str, promised: Promised, baseline: Option<i64>) -> Case {
    let whole = |mantissa| Figure { bound: "", mantissa, places: 0 };
    let (due, start, firmness) = ("2025", None, None);
    let (versions, checkpoints) = (Vec::new(), Vec::new());
    let aim = Aim { form, promised, due, start, firmness, versions, checkpoints };
    let measured = Measured {
        measure,
        resets: None,
        attribute: Some("expected"),
        direction: Some("increase"),
        baseline: baseline.map(whole),
        aims: vec![aim],
    };
    Case {
        base: Some("2020"),
        issued: None,
        indicators: vec![measured],
        rows: Vec::new(),
        as_of: day(2022, 6, 30),
        at: None,
    }
}

fn number(comparator: &'static str, mantissa: i64) -> Promised {
    Promised { comparator, value: Figure { bound: "", mantissa, places: 0 }, width: 0 }
}

fn reported(year: i32, mantissa: i64) -> Row {
    Row {
        indicator: 0,
        period: Period::year(year).unwrap(),
        value: Figure { bound: "", mantissa, places: 0 },
        status: "final",
        published: None,
    }
}

/// A sum that nothing is known of yet may be complete already.
#[test]
fn a_sum_without_figures_may_be_completed() {
    let open = small("flow", "cumulative", number("at_least", 10), None);
    let may_be = open.verdicts();
    let found = open.with_rows([reported(2021, 12)]).verdicts();
    assert_eq!(found[0].outcome, "completed");
    assert!(may_be[0].possible.contains(&"completed".to_owned()), "{:?}", may_be[0]);
}

/// A version that is not published yet does not show in the explanation.
#[test]
fn a_version_to_come_is_not_told() {
    let one = small("stock", "level", number("at_least", 10), Some(5));
    let mut other = one.clone();
    other.indicators[0].aims[0].versions.push(Later {
        published: day(2024, 1, 1),
        valid_from: None,
        promised: number("at_least", 20),
    });
    same_text(&one.json(), &other.json()).unwrap();
}

/// Spans of days are written as they are read.
#[test]
fn spans_of_days_come_back_as_they_were_written() {
    for (from, to) in [("2021-01-05", "2021-06-30"), ("2021-Q1", "2021-Q2"), ("2021-03", "2022-05")] {
        let (from, to): (Period, Period) = (from.parse().unwrap(), to.parse().unwrap());
        let span = Period::span(from, to).unwrap();
        assert_eq!(span.to_string().parse(), Ok(span));
        assert_eq!(format!("{from}/{to}").parse(), Ok(span));
    }
}

/// What has left a range on one side is not complete because it is far from the other.
#[test]
fn far_below_a_range_is_not_nearly_completed() {
    // The base lies within the range from 194 to 199.1; 1 is far below it.
    let range = Promised { width: 51, ..number("between", 194) };
    let mut case = small("stock", "level", range, Some(195)).with_rows([reported(2025, 1)]);
    case.as_of = day(2026, 6, 30);
    assert_eq!(case.verdicts()[0].outcome, "missed");
    // Three times as much as was to be kept exactly is as far off as a third of it.
    let equal = small("stock", "level", number("equal", 100), Some(50));
    for value in [33, 300] {
        let mut case = equal.with_rows([reported(2025, value)]);
        case.as_of = day(2026, 6, 30);
        assert_eq!(case.verdicts()[0].outcome, "missed", "{value}");
    }
}
