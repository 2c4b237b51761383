//! Plans of tasks, and what is reported of them, drawn at random. Both are plain documents, so that a law can weigh
//! them anew, put them in another order, or change them in one place.

use std::collections::HashSet;
use std::sync::LazyLock;

use attainment::check::Diagnostics;
use attainment::period::Period;
use attainment::plan::*;
use attainment::report::to_json;
use attainment::rollup::Rollup;
use attainment::{Evaluator, Observations, Plan, Policy, Report};
use chrono::{Days, NaiveDate};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::FileFailurePersistence;

/// So many cases, unless the environment asks for another number.
pub fn cases(cases: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { default.cases } else { cases };
    let file = FileFailurePersistence::Direct("tests/task_laws.proptest-regressions");
    ProptestConfig { cases, failure_persistence: Some(Box::new(file)), ..default }
}

/// The built-in policy with a table for tasks.
pub static SCHEDULE: LazyLock<Policy> = LazyLock::new(|| Policy::builtin("cn-schedule").unwrap());

/// The same with a table for groups that looks at tasks, with scores, and quick to call something missed.
pub static GROUPED: LazyLock<Policy> = LazyLock::new(|| {
    let text = "
format: attainment/policy@1
id: grouped
version: '1'
extends: cn-schedule
roll_up: { of: share, by: weighted }
task:
  hit: first
  rows:
    - { id: far_behind, when: { lag: '< -0.30' }, then: task_not_done }
group:
  hit: first
  rows:
    - id: all
      when: { task_progress: '>= 1', task_progress_coverage: '>= 1', missed: '= 0', tasks_missed: '= 0' }
      then: completed
    - { id: some_missed, when: { tasks_missed: '>= 1' }, then: missed }
    - { id: low, when: { task_progress: '< 0.3' }, then: missed }
    - { id: halfway, when: { task_progress: '>= 0.5', tasks_undetermined: '= 0' }, then: on_schedule }
    - { id: else, then: behind }
";
    Policy::from_yaml(text).unwrap().into_inner()
});

/// A month, counted from the first one of the plan.
pub fn month(number: usize) -> String {
    format!("{}-{:02}", 2024 + number / 12, number % 12 + 1)
}

/// The last day of such a month.
pub fn end_of(number: usize) -> NaiveDate {
    month(number).parse::<Period>().unwrap().end()
}

pub fn days(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_add_days(Days::new(days)).unwrap()
}

pub fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).unwrap()
}

/// A row of data.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub subject: String,
    pub period: String,
    pub value: String,
    pub published: NaiveDate,
}

impl Row {
    pub fn ends(&self) -> NaiveDate {
        self.period.parse::<Period>().unwrap().end()
    }

    /// The date that it reports, if it does not report a percentage.
    pub fn date(&self) -> Option<NaiveDate> {
        self.value.parse().ok()
    }
}

#[derive(Clone, Debug)]
pub struct Case {
    pub plan: PlanDoc,
    pub rows: Vec<Row>,
    pub as_of: NaiveDate,
    /// The month judged; all that is known if `None`.
    pub at: Option<String>,
}

pub fn csv(rows: &[Row]) -> String {
    let mut text = "subject,period,value,published,source\n".to_owned();
    for row in rows {
        let Row { subject, period, value, published } = row;
        text += &format!("{subject},{period},{value},{published},{value}\n");
    }
    text
}

/// A plan with its data.
pub struct Read {
    pub plan: Plan,
    pub data: Observations,
}

impl Case {
    pub fn read(&self) -> Read {
        let plan = self.plan.check().unwrap().into_inner();
        let data = Observations::from_csv(csv(&self.rows).as_bytes(), &plan).unwrap().into_inner();
        Read { plan, data }
    }

    pub fn report<'a>(&self, read: &'a Read, policy: &'a Policy) -> Report<'a> {
        let mut evaluation = Evaluator::new(policy).as_of(self.as_of);
        if let Some(at) = &self.at {
            evaluation = evaluation.at(at.parse().unwrap());
        }
        evaluation.evaluate(&read.plan, &read.data)
    }

    /// What a look at the report gives.
    pub fn with<T>(&self, policy: &Policy, look: impl FnOnce(&Report<'_>, &Rollup) -> T) -> T {
        let read = self.read();
        let report = self.report(&read, policy);
        look(&report, &report.rollup())
    }

    /// The report as JSON.
    pub fn told(&self, policy: &Policy) -> String {
        self.with(policy, |report, _| all_of(report))
    }

    pub fn task(&self, id: &str) -> usize {
        self.plan.tasks.iter().position(|task| task.id == id).unwrap()
    }

    /// A task and those above it.
    pub fn upwards(&self, task: usize) -> Vec<usize> {
        let mut all = vec![task];
        while let Some(parent) = &self.plan.tasks[*all.last().unwrap()].parent {
            all.push(self.task(parent));
        }
        all
    }

    /// All that rows can be about.
    pub fn subjects(&self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for task in &self.plan.tasks {
            all.push(task.id.clone());
            all.extend(task.milestones.iter().map(|one| one.id.clone()));
            all.extend(task.deliverables.iter().map(|one| one.id.clone()));
        }
        all.extend(self.plan.duties.iter().map(|one| one.id.clone()));
        all.extend(["e0", "e1", "x0", "x1"].map(str::to_owned));
        all
    }
}

/// The document of a report, of which everything is made that it tells.
pub fn all_of(report: &Report<'_>) -> String {
    to_json(&[report.document(&Diagnostics::new())])
}

/// That two texts are the same, or where they first differ.
pub fn same(one: &str, other: &str) -> Result<(), TestCaseError> {
    let differing = one.lines().zip(other.lines()).find(|(one, other)| one != other);
    prop_assert_eq!(differing, None);
    prop_assert_eq!(one.len(), other.len());
    Ok(())
}

// ---------------------------------------------------------------------------------------------
// Generators.

/// Weights as plans state them, and some that are far apart.
fn weight() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => (1u32..10).prop_map(|weight| weight.to_string()),
        1 => select(vec!["0.5", "33.3", "100000", "0.00000000000000000000000001"]).prop_map(str::to_owned),
    ]
}

/// A task before it has its place in the tree.
#[derive(Clone, Debug)]
struct Raw {
    depth: usize,
    window: (Option<usize>, Option<usize>),
    weight: String,
    milestones: Vec<(usize, String)>,
    deliverables: Vec<(Option<usize>, String)>,
    after: Vec<(Index, u32)>,
    progress: Index,
    serves: u8,
    group: Option<Index>,
}

fn raw_task() -> impl Strategy<Value = Raw> {
    let steps = vec((0usize..24, weight()), 0..3);
    let results = vec((option::of(0usize..24), weight()), 0..3);
    let window = (option::weighted(0.7, 0usize..20), option::weighted(0.7, 0usize..12));
    let after = vec((any::<Index>(), prop_oneof![Just(0u32), 1u32..40]), 0..3);
    (
        0usize..4,
        window,
        weight(),
        prop_oneof![Just(Vec::new()), steps],
        prop_oneof![2 => Just(Vec::new()), 1 => results],
        after,
        any::<Index>(),
        prop_oneof![3 => Just(0u8), 1 => 0u8..4],
        option::of(any::<Index>()),
    )
        .prop_map(|(depth, window, weight, milestones, deliverables, after, progress, serves, group)| {
            Raw { depth, window, weight, milestones, deliverables, after, progress, serves, group }
        })
}

/// The tasks, each after the one above it and before those that are beside that: whatever waits for tasks that end
/// before it in this order waits in no round.
fn tasks(raw: &[Raw]) -> Vec<TaskDoc> {
    let mut depths: Vec<usize> = Vec::new();
    for one in raw {
        let most = depths.last().map_or(0, |depth| depth + 1);
        depths.push(one.depth.min(most));
    }
    // Where the tasks below each end.
    let exit =
        |task: usize| (task + 1..raw.len()).find(|other| depths[*other] <= depths[task]).unwrap_or(raw.len());
    let mut tasks: Vec<TaskDoc> = Vec::new();
    for (number, one) in raw.iter().enumerate() {
        let parent = (0..number).rev().find(|other| depths[*other] + 1 == depths[number]);
        let milestones = one.milestones.iter().enumerate().map(|(step, (due, weight))| MilestoneDoc {
            id: format!("m{number}-{step}"),
            title: "M".into(),
            due: month(*due),
            weight: Some(weight.clone()),
        });
        let deliverables = one.deliverables.iter().enumerate().map(|(step, (due, weight))| DeliverableDoc {
            id: format!("d{number}-{step}"),
            title: "D".into(),
            due: due.map(month),
            weight: Some(weight.clone()),
        });
        let (start, length) = one.window;
        let window = WindowDoc {
            start: start.map(month),
            end: length.map(|length| month((start.unwrap_or(12) + length).min(23))),
        };
        let mut before: Vec<String> = Vec::new();
        for other in (0..number).filter(|other| exit(*other) <= number) {
            before.push(format!("t{other}"));
            before.extend(tasks[other].milestones.iter().map(|one| one.id.clone()));
        }
        let mut after: Vec<DependencyDoc> = Vec::new();
        for (place, days) in one.after.iter().filter(|_| !before.is_empty()) {
            let id = place.get(&before).clone();
            let days = Some(days.to_string()).filter(|days| days != "0");
            if after.iter().all(|other| other.id != id) {
                after.push(DependencyDoc { id, days });
            }
        }
        let indicators = (0..2).filter(|bit| one.serves >> bit & 1 == 1).map(|bit| format!("x{bit}"));
        let mut ways = vec![None, None, None, None, Some("reported")];
        ways.extend((!one.milestones.is_empty()).then_some(Some("milestones")));
        ways.extend((!one.deliverables.is_empty()).then_some(Some("deliverables")));
        ways.extend((exit(number) > number + 1).then_some(Some("tasks")));
        ways.extend((one.serves > 0).then_some(Some("indicators")));
        tasks.push(TaskDoc {
            id: format!("t{number}"),
            title: format!("任务 {number}"),
            parent: parent.map(|parent| format!("t{parent}")),
            window: Some(window).filter(|window| window.start.is_some() || window.end.is_some()),
            after,
            progress: one.progress.get(&ways).map(Into::into),
            milestones: milestones.collect(),
            deliverables: deliverables.collect(),
            indicators: indicators.collect(),
            weight: Some(one.weight.clone()),
            ..TaskDoc::default()
        });
    }
    tasks
}

fn indicators() -> Vec<IndicatorDoc> {
    let measured = |number: usize| IndicatorDoc {
        attribute: Some(["binding", "expected"][number].into()),
        baseline: Some(BaselineDoc::new("2023", "0")),
        targets: vec![TargetDoc::new("t", "level", "2025").at_least("100")],
        weight: Some((number + 1).to_string()),
        ..IndicatorDoc::new(&format!("x{number}"), &format!("指标 {number}"), "stock")
    };
    let evidence = ["e0", "e1"].map(|id| EvidenceDoc { id: id.into(), title: "E".into() });
    let words = TargetDoc {
        judge: Some("o0".into()),
        evidence: evidence.to_vec(),
        needed: Some("1".into()),
        ..TargetDoc::new("t", "qualitative", "2025")
    };
    let q = IndicatorDoc {
        targets: vec![words],
        weight: Some("1".into()),
        ..IndicatorDoc::new("q", "定性", "stock")
    };
    vec![measured(0), measured(1), q]
}

fn organizations() -> Vec<OrganizationDoc> {
    let one = |id: &str, members: &[&str], open: bool| OrganizationDoc {
        id: id.into(),
        name: format!("单位 {id}"),
        members: members.iter().map(|member| (*member).to_owned()).collect(),
        collective: open.then(|| "true".into()),
        ..OrganizationDoc::default()
    };
    vec![
        one("o0", &[], false),
        one("o1", &[], false),
        one("o2", &[], false),
        one("c0", &["o0", "o1"], false),
        one("c1", &[], true),
    ]
}

#[derive(Clone, Debug)]
struct RawRow {
    subject: Index,
    month: usize,
    value: u8,
    day: Option<u64>,
    lag: u64,
}

fn raw_row() -> impl Strategy<Value = RawRow> {
    let value = prop_oneof![1 => Just(100u8), 3 => 0u8..=100];
    (any::<Index>(), 0usize..27, value, option::of(0u64..28), 0u64..60)
        .prop_map(|(subject, month, value, day, lag)| RawRow { subject, month, value, day, lag })
}

/// Rows that cannot contradict each other: one for each subject, period and date.
fn rows(raw: &[RawRow], subjects: &[String]) -> Vec<Row> {
    let mut seen = HashSet::new();
    let mut rows = Vec::new();
    for one in raw {
        let subject = one.subject.get(subjects).clone();
        let period = month(one.month);
        let span: Period = period.parse().unwrap();
        let published = match one.lag {
            // Much is published together.
            30.. => days(first_day(), (span.end() - first_day()).num_days().unsigned_abs() / 200 * 200 + 200),
            lag => days(span.end(), lag),
        };
        let value = match one.day {
            Some(day) if !subject.starts_with('x') => days(span.start(), day).to_string(),
            _ => one.value.to_string(),
        };
        if seen.insert((subject.clone(), period.clone(), published)) {
            rows.push(Row { subject, period, value, published });
        }
    }
    rows
}

/// More rows for a case, about anything, that do not stand in it yet.
pub fn more_rows(case: &Case, raw: &[(Index, usize, u8, bool, u64)]) -> Vec<Row> {
    let raw = raw.iter().map(|(subject, month, value, is_date, lag)| RawRow {
        subject: *subject,
        month: *month,
        value: *value,
        day: is_date.then_some(u64::from(*value) % 28),
        lag: *lag,
    });
    let new = rows(&raw.collect::<Vec<_>>(), &case.subjects());
    let stands = |new: &Row| {
        let key = |row: &Row| (row.subject.clone(), row.period.clone(), row.published);
        case.rows.iter().any(|old| key(old) == key(new))
    };
    new.into_iter().filter(|new| !stands(new)).collect()
}

/// A responsibility: role, bearer, subject, whether the list is open.
type RawNamed = (usize, usize, Index, bool);

fn responsibilities(raw: &[RawNamed], plan: &PlanDoc) -> Vec<ResponsibilityDoc> {
    let mut seen = HashSet::new();
    let mut subjects: Vec<(&str, &str)> = plan.tasks.iter().map(|task| ("task", task.id.as_str())).collect();
    subjects.extend(plan.indicators.iter().map(|one| ("indicator", one.id.as_str())));
    subjects.extend(plan.duties.iter().map(|one| ("duty", one.id.as_str())));
    let mut named = Vec::new();
    for (role, bearer, subject, open) in raw {
        let (kind, id) = *subject.get(&subjects);
        if !seen.insert((role, bearer, id)) {
            continue;
        }
        let of = |wanted: &str| (kind == wanted).then(|| id.to_owned());
        named.push(ResponsibilityDoc {
            role: ["lead", "responsible", "supporting", "supervising"][*role].into(),
            organization: ["o0", "o1", "o2", "c0", "c1"].get(*bearer).map(|id| (*id).to_owned()),
            post: (*bearer == 5).then(|| "p0".into()),
            task: of("task"),
            indicator: of("indicator"),
            duty: of("duty"),
            open_ended: open.then(|| "true".into()),
            text: None,
        });
    }
    named
}

pub fn as_of() -> impl Strategy<Value = NaiveDate> {
    (0u64..880).prop_map(|day| days(first_day(), day))
}

prop_compose! {
    /// A plan with its rows.
    pub fn any_case()(
        raw in vec(raw_task(), 1..9),
        groups in vec((any::<Index>(), any::<bool>(), weight(), option::of(weight())), 0..4),
        duties in vec((0usize..3, 0usize..24), 0..3),
        named in vec((0usize..4, 0usize..6, any::<Index>(), any::<bool>()), 0..10),
        reported in vec(raw_row(), 0..24),
        as_of in as_of(),
        at in option::weighted(0.3, 0usize..26),
    ) -> Case {
        let mut plan = PlanDoc::new("plan", "方案: a plan", "2025");
        plan.period.base = Some("2023".into());
        plan.period.start = Some("2024".into());
        plan.organizations = organizations();
        let (id, name) = ("p0".into(), "分管领导".into());
        plan.posts.push(PostDoc { id, name, ..PostDoc::default() });
        plan.indicators = indicators();
        plan.tasks = tasks(&raw);
        for (number, (above, is_below, weight, indicator)) in groups.iter().enumerate() {
            let parent = (number > 0 && *is_below).then(|| format!("g{}", above.index(number)));
            let in_it = |task: &Raw| task.group.is_some_and(|group| group.index(groups.len()) == number);
            let members = raw.iter().enumerate().filter(|(_, task)| in_it(task));
            let members = members.map(|(task, of)| MemberDoc {
                id: format!("t{task}"),
                weight: Some(of.weight.clone()),
            });
            let measured = indicator.iter().filter(|_| number < 2);
            let measured =
                measured.map(|weight| MemberDoc { id: format!("x{number}"), weight: Some(weight.clone()) });
            plan.groups.push(GroupDoc {
                id: format!("g{number}"),
                title: "G".into(),
                parent,
                weight: Some(weight.clone()),
                indicators: measured.collect(),
                tasks: members.collect(),
            });
        }
        for (number, (kind, due)) in duties.iter().enumerate() {
            plan.duties.push(DutyDoc {
                id: format!("u{number}"),
                title: "U".into(),
                frequency: ["quarter", "year"].get(*kind).map(|word| (*word).to_owned()),
                due: (*kind == 2).then(|| month(*due)),
                ..DutyDoc::default()
            });
        }
        plan.responsibilities = responsibilities(&named, &plan);
        let mut case = Case { plan, rows: Vec::new(), as_of, at: at.map(month) };
        case.rows = rows(&reported, &case.subjects());
        case
    }
}
