//! What changed between two reports of tasks, duties, organizations, decompositions, and of the parts behind a
//! judgement: worked out by hand.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

mod common;

use std::collections::BTreeMap;

use attainment::check::Diagnostics;
use attainment::levels::{Collected, Plans};
use attainment::report::{
    BearerDoc, ChangeDoc, CoveredDoc, DecomposedDoc, DiffDoc, DutyDoc, FactDoc, NewsDoc, ReportDoc, TaskDoc,
    ValueDoc, diff, to_json,
};
use attainment::{Evaluator, Lang, Observations, Plan, Policy};
use common::Case;
use proptest::prelude::*;

const WORKS: &str = "period: { base: 2023, start: 2024, end: 2025 }
organizations: [ { id: o, name: Works }, { id: q, name: Office } ]
tasks:
- { id: dig, title: Dig, window: { start: 2024-01, end: 2024-03 } }
- { id: build, title: Build, window: { start: 2024-04, end: 2024-06 }, after: [ dig ] }
- { id: pave, title: Pave, window: { start: 2024-01, end: 2024-12 }, progress: reported, milestones: [
    { id: p1, title: First mile, due: 2024-05 },
    { id: p2, title: Last mile, due: 2024-11 } ] }
- { id: sign, title: Sign, window: { start: 2024-01, end: 2024-06 } }
- { id: hand, title: Hand over, window: { start: 2024-01, end: 2025-12 }, deliverables: [
    { id: h1, title: Map },
    { id: h2, title: Keys } ] }
- { id: idle, title: Idle, window: { start: 2024-01, end: 2025-12 } }
duties:
- { id: r, title: Review, frequency: quarter }
- { id: s, title: Study, due: 2024-06 }
- { id: u, title: Update, frequency: quarter }
- { id: v, title: Visit, frequency: half }
responsibilities:
- { role: lead, organization: o, task: dig }
- { role: lead, organization: o, task: build }
- { role: lead, organization: o, task: pave }
- { role: lead, organization: o, duty: r }
- { role: lead, organization: q, task: sign }
- { role: lead, organization: q, task: hand }
- { role: lead, organization: q, duty: s }
- { role: lead, organization: q, duty: u }
";

const REPORTS: [&str; 11] = [
    "dig,2024-02,40,,2024-03-01",
    "dig,2024-06,50,,2024-07-01",
    "pave,2024-02,10,,2024-03-15",
    "pave,2024-06,20,,2024-07-01",
    "p1,2024-05-20,2024-05-20,,2024-06-01",
    "sign,2024-05-10,2024-05-10,,2024-05-12",
    "h1,2024-04-10,2024-04-10,,2024-04-12",
    "r,2024-Q1,2024-03-28,,2024-03-29",
    "u,2024-Q1,2024-03-20,,2024-03-21",
    "u,2024-Q2,2024-06-20,,2024-06-21",
    "v,2024-H1,0,,2024-07-05",
];

const FROM: &str = "2024-03-31";
const TO: &str = "2024-07-15";

fn at(case: &Case, date: &str) -> ReportDoc {
    case.report(date).document(&Diagnostics::default())
}

fn works() -> [ReportDoc; 2] {
    let case = Case::new(WORKS, &REPORTS);
    [at(&case, FROM), at(&case, TO)]
}

fn changed() -> DiffDoc {
    let [before, after] = works();
    diff(&before, &after).unwrap()
}

fn find<'d>(diff: &'d DiffDoc, kind: &str, id: &str) -> &'d ChangeDoc {
    let found = diff.changes.iter().find(|change| change.kind == kind && change.id == id);
    found.unwrap_or_else(|| panic!("no change of the {kind} {id}"))
}

fn value(value: &Option<ValueDoc>) -> String {
    match value {
        None => "-".to_owned(),
        Some(ValueDoc::Fact(FactDoc::Text(text))) => text.clone(),
        Some(ValueDoc::Fact(FactDoc::YesNo(yes))) => yes.to_string(),
        Some(ValueDoc::Fact(FactDoc::Unknown { unknown })) => format!("?{unknown}"),
        Some(ValueDoc::List(ids)) => format!("[{}]", ids.join(" ")),
        Some(ValueDoc::Covered(of)) => format!("{}/{}", of.count, of.of),
        Some(ValueDoc::Range(of)) => {
            format!("{}..{}", of.low.clone().unwrap_or_default(), of.high.clone().unwrap_or_default())
        }
        Some(ValueDoc::Point(of)) => format!("{}{} in {}", of.bound, of.value, of.period.clone().unwrap()),
        Some(ValueDoc::Target(of)) => of.due.clone(),
        Some(other) => panic!("{other:?}"),
    }
}

/// `kind what: before > after`.
fn told(news: &NewsDoc) -> String {
    let what = news.what.as_ref().map_or_else(String::new, |what| format!(" {what}"));
    format!("{}{what}: {} > {}", news.kind, value(&news.before), value(&news.after))
}

fn news(change: &ChangeDoc) -> Vec<String> {
    change.news.iter().map(told).collect()
}

#[track_caller]
fn says(diff: &DiffDoc, kind: &str, id: &str, class: &str, expected: &[&str]) {
    let change = find(diff, kind, id);
    assert_eq!(
        (change.change.as_str(), news(change)),
        (class, expected.iter().map(|s| (*s).to_owned()).collect())
    );
}

#[test]
fn each_task_says_what_is_new_about_it() {
    let diff = changed();
    // 40 % at the end of February left open whether it was done by the end of March, its last day. Half at the end of
    // June says that it was not. On its last day a task is not overdue.
    let dig = ["progress: 0.4 > 0.5", "reported: 2024-02-29 > 2024-06-30", "overdue: false > true"];
    says(&diff, "task", "dig", "newly_determined", &dig);
    // Dug on 1 July at the earliest, it can begin on the 2nd; 30 + 31 + 30 = 91 days later, on 30 September, it is
    // built. Until 31 March it was not to begin yet.
    let build = [
        "overdue: false > true",
        "held_up: - > dig",
        "held_up blocked: false > true",
        "fell_due: - > 2024-06",
    ];
    let found = find(&diff, "task", "build");
    assert_eq!(news(found), build);
    assert_eq!(diff.names["dig"], "Dig");
    // One of two milestones is a half, 0.3 from a fifth; none of two were 0.1 from a tenth, no more than a tenth.
    let pave = [
        "progress: 0.1 > 0.2",
        "steps milestones: [] > [p1]",
        "reported: 2024-02-29 > 2024-06-30",
        "contradiction milestones: - > 0.5",
    ];
    // 0.1 − 3 ÷ 12 = −0.15, behind; by 15 July 182 + 15 = 197 of 366 days are over: 0.2 − 0.54 = −0.34, far behind.
    says(&diff, "task", "pave", "changed_otherwise", &pave);
    let sign = [
        "reached: - > 2024-05-10",
        "progress: ?not_reported > 1",
        "reported: - > 2024-05-10",
        "fell_due: - > 2024-06",
    ];
    says(&diff, "task", "sign", "newly_determined", &sign);
    // One of two.
    let hand = ["progress: ?not_reported > 0.5", "steps deliverables: [] > [h1]", "reported: - > 2024-04-10"];
    assert_eq!(news(find(&diff, "task", "hand")), hand);
    // Nothing was ever reported of it.
    assert!(diff.changes.iter().all(|change| change.id != "idle"));
    // All that is new can have made the change.
    assert_eq!(find(&diff, "task", "dig").causes, ["progress", "reported", "overdue"]);
}

/// 30 % are more than 3 of 12 months, and less than 197 of 366 days by more than a tenth.
#[test]
fn time_alone_is_told_with_what_is_planned() {
    let plan = "period: { base: 2023, start: 2024, end: 2025 }
tasks: [ { id: t, title: T, window: { start: 2024-01, end: 2024-12 } } ]
";
    let case = Case::new(plan, &["t,2024-03,30,,2024-03-31"]);
    let diff = diff(&at(&case, FROM), &at(&case, TO)).unwrap();
    let task = find(&diff, "task", "t");
    assert_eq!((task.change.as_str(), &task.causes[..]), ("worsened", &["time".to_owned()][..]));
    // 366 − 91 and 366 − 197
    assert!(news(task).contains(&"time days_left: 275 > 169".to_owned()), "{:?}", news(task));
    let text = diff.to_text(Lang::En);
    assert!(text.contains("days left 275 → 169") && text.contains("planned 25.0% → 53.8%"), "{text}");
    // A day later nothing is new, though a day less is left.
    let later = attainment::report::diff(&at(&case, TO), &at(&case, "2024-07-16")).unwrap();
    assert!(later.is_empty(), "{:#?}", later.changes);
}

#[test]
fn each_duty_says_how_often_it_was_done() {
    let diff = changed();
    // On 31 March the first quarter is over, on 15 July the second.
    says(&diff, "duty", "r", "no_longer_determined", &["times: 1/1 > 1/2", "overdue: false > true"]);
    let once = ["times: 0/0 > 0/1", "overdue: false > true", "fell_due: - > 2024-06"];
    says(&diff, "duty", "s", "unchanged", &once);
    says(&diff, "duty", "u", "unchanged", &["times: 1/1 > 2/2", "reached: 2024-03-20 > 2024-06-20"]);
    let visit = ["times: 0/0 > 0/1", "overdue: false > true", "reported done: - > false"];
    says(&diff, "duty", "v", "newly_determined", &visit);
    let times = find(&diff, "duty", "u").after.clone().unwrap().times;
    assert_eq!(times.map(|times| (times.count, times.of)), Some((2, 2)));
}

#[test]
fn organizations_say_what_of_theirs_is_overdue_and_reported() {
    let diff = changed();
    assert_eq!(news(find(&diff, "organization", "o")), ["overdue: [] > [dig build r]"]);
    // Of `sign` and `hand` something was reported since, of `s` nothing.
    let office = ["overdue: [] > [s]", "without_figures: [sign hand s] > [s]"];
    assert_eq!(news(find(&diff, "organization", "q")), office);
    // What follows from how things stand is no cause of it.
    for id in ["o", "q"] {
        let change = find(&diff, "organization", id);
        assert!(change.causes.is_empty() || change.causes == ["parts"], "{:?}", change.causes);
    }
}

#[test]
fn news_of_tasks_is_counted_once() {
    let counts = changed().news;
    // sign; p1 and h1, which stand in the news of their tasks too; dig and build, whose organization says so too
    assert_eq!((counts.tasks_done, counts.steps_reached, counts.tasks_overdue), (1, 2, 2));
    // build by dig; pave; r, s and v
    assert_eq!((counts.tasks_held_up, counts.tasks_contradicted, counts.duties_behind), (1, 1, 3));
    // build, sign, s and the milestone p1
    assert_eq!((counts.fell_due, counts.targets), (4, 0));
}

#[test]
fn what_is_new_can_be_gone_again() {
    let [before, after] = works();
    let (mut earlier, mut later) = (after.clone(), before.clone());
    (earlier.as_of, later.as_of) = (before.as_of.clone(), after.as_of.clone());
    let diff = diff(&earlier, &later).unwrap();
    let build = find(&diff, "task", "build");
    assert!(news(build).contains(&"held_up: dig > -".to_owned()), "{:?}", news(build));
    let text = diff.to_text(Lang::En);
    for line in
        ["no longer held up by Dig", "no longer overdue", "can begin", "no longer contradicted by milestones"]
    {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(text.contains("milestones reached no longer 1: First mile"), "{text}");
    assert_eq!((diff.news.tasks_overdue, diff.news.tasks_held_up, diff.news.duties_behind), (0, 0, 0));
}

/// The table of what is new, and that of organizations, in both languages.
#[test]
fn it_reads_so() {
    let diff = changed();
    let en = diff.to_text(Lang::En);
    let lines = [
        "Tasks done: 1; milestones and deliverables reached: 2; tasks newly overdue: 2; tasks newly held up: 1; \
         tasks newly contradicted: 1; duties of monitoring newly behind: 3.",
        "4 duties of monitoring: 1 newly determined, 1 no longer determined, 2 unchanged.",
        // 3 of 12 months and 197 of 366 days
        "progress 10.0% → 20.0% (planned 25.0% → 53.8%)",
        "milestones reached 1: First mile",
        "progress 20.0%, but milestones 50.0%",
        "held up by Dig",
        "due 2024-06, overdue now",
        "delivered 1: Map",
        "done of due 1/1 → 2/2",
        "last done 2024-06-20",
        "due 2024-06, not done",
        "newly reported as not done",
    ];
    for line in lines {
        assert!(en.contains(line), "{line}\n{en}");
    }
    let found = en.split("\nOrganizations (2)\n").nth(1).unwrap();
    assert!(found.contains("3: Dig, Build, Review"), "{found}");
    assert!(found.contains("1: Study") && found.contains("2: Sign, Hand over"), "{found}");
    let zh = diff.to_text(Lang::Zh);
    let lines = [
        "任务完成 1 项，里程碑与成果达到 2 项，任务新逾期 2 项，任务新受制约 1 项，任务数据新不一致 1 项，监测评估职责新欠办 3 项。",
        "进度 10.0% → 20.0%（计划 25.0% → 53.8%）",
        "里程碑达到 1 项：First mile",
        "进度 20.0% 与里程碑 50.0% 不一致",
        "受“Dig”制约",
        "到期 2024-06，逾期",
        "已做/应做 1/1 → 2/2",
        "到期 2024-06，未做",
        "3 项：Dig、Build、Review",
    ];
    for line in lines {
        assert!(zh.contains(line), "{line}\n{zh}");
    }
    // What was done needs no progress of a hundred per cent beside it.
    assert!(!zh.contains("100.0%（计划"), "{zh}");
    let markdown = diff.to_markdown(Lang::Zh);
    assert!(markdown.contains("\n### 责任单位新情况（2 项）\n"), "{markdown}");
}

#[test]
fn it_can_be_kept_as_json() {
    let [before, after] = works();
    let kept: ReportDoc = serde_json::from_str(&to_json(std::slice::from_ref(&before))).unwrap();
    let compared = diff(&kept, &after).unwrap();
    assert_eq!(compared, changed());
    assert_eq!(serde_json::from_str::<DiffDoc>(&compared.to_json()).unwrap(), compared);
}

/// What the plan says otherwise: another date of a task, another duty of an organization.
#[test]
fn tasks_get_other_dates_and_organizations_other_duties() {
    let [before, _] = works();
    let mut after = before.clone();
    after.tasks[3].due = Some("2024-09".into());
    after.organizations[0].duties.push("v".into());
    let diff = diff(&before, &after).unwrap();
    assert_eq!(news(find(&diff, "task", "sign")), ["revised_target: 2024-06 > 2024-09"]);
    assert_eq!(news(find(&diff, "organization", "o")), ["tasks duties: [r] > [r v]"]);
    assert_eq!(diff.news.targets, 1);
    assert!(diff.to_text(Lang::En).contains("new 1: Visit"), "{}", diff.to_text(Lang::En));
}

#[test]
fn tasks_and_duties_come_and_go() {
    let [before, _] = works();
    let mut after = before.clone();
    after.tasks.retain(|task| task.id != "idle");
    after.duties.retain(|duty| duty.id != "v");
    let class = |from: &ReportDoc, to: &ReportDoc, kind: &str, id: &str| {
        let diff = diff(from, to).unwrap();
        let change = find(&diff, kind, id);
        (change.change.clone(), change.before.is_some(), change.after.is_some())
    };
    for (kind, id) in [("task", "idle"), ("duty", "v")] {
        assert_eq!(class(&before, &after, kind, id), ("removed".to_owned(), true, false));
        assert_eq!(class(&after, &before, kind, id), ("added".to_owned(), false, true));
    }
}

const PARTS: &str = "period: { base: 2020, start: 2021, end: 2024 }
groups:
- { id: g, title: Towns, indicators: [ x, y ] }
- { id: g2, title: Hills, parent: g, indicators: [ z ] }
indicators:
- { id: x, name: Xs, BASE }
- { id: y, name: Ys, BASE }
- { id: z, name: Zs, BASE }
";

const JUDGED: &str = "format: attainment/policy@1
id: judged
version: '1'
extends: cn-schedule
group:
  hit: first
  rows:
  - { id: fine, when: { missed: '< 1' }, then: nearly_on_schedule }
  - { id: bad, then: behind }
";

/// Three of four years are gone in 2023: 0.75. All is due in 2024.
#[test]
fn a_judgement_names_the_parts_that_changed() {
    let base = "measure: stock, attribute: expected, baseline: { period: 2020, value: 100 },
    targets: [ { id: t, form: level, at_least: 200, due: 2024 } ]";
    let rows = [
        // 0.6 − 0.75 = −0.15, behind; then 0.2 of all at the end, missed
        "x,2023,160,final,2024-02-01",
        "x,2024,120,final,2025-02-01",
        // 0.8 − 0.75, on schedule; then attained
        "y,2023,180,final,2024-02-01",
        "y,2024,200,final,2025-02-01",
        // nothing new
        "z,2023,175,final,2024-02-01",
    ];
    let case = Case::new(&PARTS.replace("BASE", base), &rows);
    let policy = Policy::from_yaml(JUDGED).unwrap();
    let at = |date: &str| {
        let evaluator = Evaluator::new(&policy).as_of(date.parse().unwrap());
        evaluator.evaluate(&case.plan, &case.data).document(&Diagnostics::default())
    };
    let diff = diff(&at("2024-06-30"), &at("2025-06-30")).unwrap();
    let parts = |kind: &str, id: &str| -> Vec<String> {
        let change = find(&diff, kind, id);
        assert_eq!(change.change, "worsened", "{kind}");
        let lists = change.news.iter().filter(|news| matches!(news.after, Some(ValueDoc::List(_))));
        lists.map(told).collect()
    };
    // Without a figure for the year in which it is due, nothing is known of z any more.
    let own = ["parts improved: - > [y]", "parts worsened: - > [x]"];
    assert_eq!(parts("group", "g"), own);
    let all = [own[0], own[1], "parts no_longer_determined: - > [z]"];
    assert_eq!(parts("plan", "p"), all);
    assert_eq!(find(&diff, "plan", "p").causes, ["parts"]);
    let text = diff.to_text(Lang::En);
    for line in ["improved 1: Ys", "worsened 1: Xs", "no longer determined 1: Zs"] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(diff.to_text(Lang::Zh).contains("变差 1 项：Xs"));
}

const DISTRICT: &str = "format: attainment/plan@1
id: ID
title: ID
period: { base: 2023, start: 2024, end: 2026 }
indicators:
- { id: x, name: Firms, measure: stock, attribute: expected, baseline: { period: 2023, value: 40 },
    targets: [ { id: t, form: level, at_least: GOAL, due: 2026 } ] }
";

const CITY: &str = "format: attainment/plan@1
id: city
title: City
period: { base: 2023, start: 2024, end: 2026 }
indicators:
- { id: x, name: Firms, measure: stock, attribute: expected, baseline: { period: 2023, value: 100 },
    targets: [ { id: t, form: level, at_least: 200, due: 2026,
      versions: [ { id: raised, at_least: 220, published: 2025-03-01 } ] } ],
    decomposed: [ { id: by, axis: district, rule: sum, target: t, children: [
      { plan: d1, indicator: x, target: t }, { plan: d2, indicator: x, target: t } ] } ] }
";

/// A city and two districts, 120 + 90 = 210 of which 200, then 220 are needed.
struct City {
    plans: Plans,
    data: Collected,
}

impl City {
    fn new(rows: [&str; 3]) -> Self {
        let district = |id: &str, goal: &str| DISTRICT.replace("ID", id).replace("GOAL", goal);
        let texts = [CITY.to_owned(), district("d1", "120"), district("d2", "90")];
        let plans: Vec<Plan> = texts.iter().map(|text| Plan::from_yaml(text).unwrap().into_inner()).collect();
        let observed: Vec<Observations> = plans
            .iter()
            .zip(rows)
            .map(|(plan, rows)| {
                let csv = format!("subject,period,value,status,published\n{rows}");
                Observations::from_csv(csv.as_bytes(), plan).unwrap().into_inner()
            })
            .collect();
        let plans = Plans::link(plans).unwrap().into_inner();
        let data = plans.collect(observed);
        Self { plans, data }
    }

    fn at(&self, date: &str) -> ReportDoc {
        let policy = Policy::builtin("cn-schedule").unwrap();
        let evaluator = Evaluator::new(&policy).as_of(date.parse().unwrap());
        evaluator.evaluate_all(&self.plans, &self.data)[0].document(&Diagnostics::default())
    }
}

const DISTRICT_ROWS: [&str; 3] = [
    "x,2024,125,final,2025-02-01\n",
    "x,2023,40,final,2024-02-01\nx,2024,60,final,2025-02-01\n",
    "x,2023,60,final,2024-02-01\nx,2024,70,final,2025-06-01\n",
];

#[test]
fn a_decomposition_says_why_it_falls_short() {
    let city = City::new(DISTRICT_ROWS);
    let worse = diff(&city.at("2024-08-01"), &city.at("2025-04-15")).unwrap();
    // 210 − 200 = 10; 210 − 220 = −10. In 2023 both districts have figures, 40 + 60; in 2024 the first has, 60, and
    // the other has no fewer than none.
    let expected = [
        "revised_target version: original > raised",
        "revised_target needed: 200.. > 220..",
        "slack: 10 > -10",
        "children_figures: =100 in 2023 > >=60 in 2024",
        "coverage: 2/2 > 1/2",
    ];
    says(&worse, "decomposition", "by", "worsened", &expected);
    let change = find(&worse, "decomposition", "by");
    let place = (change.belongs_to.as_deref(), change.axis.as_deref(), change.name.as_str());
    assert_eq!(place, (Some("x"), Some("district"), "Firms"));
    assert_eq!(change.causes, ["revised_target", "slack", "children_figures", "coverage"]);
    // It is the target of the indicator that was revised, once.
    assert_eq!(worse.news.targets, 1);
    let text = worse.to_text(Lang::En);
    let lines = [
        "Firms · district (decomposition)",
        "revised target ≥200 [original] → ≥220 [raised]",
        "slack 10 → −10",
        "coverage 2/2 → 1/2",
        "1 decomposition: 1 worsened.",
    ];
    for line in lines {
        assert!(text.contains(line), "{line}\n{text}");
    }
    // 60 + 70
    let later = diff(&city.at("2025-04-15"), &city.at("2025-07-15")).unwrap();
    let expected = ["children_figures: >=60 in 2024 > =130 in 2024", "coverage: 1/2 > 2/2"];
    says(&later, "decomposition", "by", "unchanged", &expected);
    assert!(later.to_text(Lang::Zh).contains("覆盖 1/2 → 2/2"));
    // What was made of others' figures is no new figure of this plan.
    assert_eq!(later.news.new_figures, 0);
}

#[test]
fn fits_are_ordered_where_they_say_something() {
    let before = City::new(DISTRICT_ROWS).at("2024-08-01");
    let class = |from: &str, to: &str| {
        let (mut before, mut after) = (before.clone(), before.clone());
        before.decompositions[0].fit = from.to_owned();
        after.decompositions[0].fit = to.to_owned();
        let diff = diff(&before, &after).unwrap();
        diff.changes.first().map_or_else(|| "-".to_owned(), |change| change.change.clone())
    };
    assert_eq!(class("falls_short", "suffices"), "improved");
    assert_eq!(class("suffices", "falls_short"), "worsened");
    assert_eq!(class("undetermined", "falls_short"), "newly_determined");
    assert_eq!(class("suffices", "undetermined"), "no_longer_determined");
    assert_eq!(class("declared", "undetermined"), "changed_otherwise");
    assert_eq!(class("declared", "declared"), "-");
}

/// Indicators with milestones, and tasks, are compared each for themselves: what is lost here is not made up for there.
#[test]
fn tasks_make_up_for_no_milestone() {
    let [before, _] = works();
    let class = |milestones: [&str; 2], tasks: [&str; 2]| {
        let with = |place: usize| {
            let mut report = before.clone();
            let one = |word: &str| BTreeMap::from([(word.to_owned(), 1)]);
            report.organizations[0].summary.counts = one(milestones[place]);
            report.organizations[0].summary.task_counts = one(tasks[place]);
            report
        };
        let diff = diff(&with(0), &with(1)).unwrap();
        diff.changes.first().map_or_else(|| "-".to_owned(), |change| change.change.clone())
    };
    let (up, down, same) = (["missed", "attained"], ["attained", "missed"], ["missed", "missed"]);
    assert_eq!(class(up, same), "improved");
    assert_eq!(class(same, down), "worsened");
    assert_eq!(class(up, up), "improved");
    assert_eq!(class(up, down), "changed_otherwise");
    assert_eq!(class(same, same), "-");
}

#[test]
fn a_decomposition_can_get_other_children() {
    let before = City::new(DISTRICT_ROWS).at("2024-08-01");
    let mut after = before.clone();
    after.decompositions[0].children.pop();
    let diff = diff(&before, &after).unwrap();
    let expected = ["stated children: [d1/x d2/x] > [d1/x]", "coverage targets: 2/2 > 2/1"];
    says(&diff, "decomposition", "by", "unchanged", &expected);
}

#[test]
fn nothing_is_said_of_what_is_as_it_was() {
    for report in works().iter().chain([&City::new(DISTRICT_ROWS).at("2025-04-15")]) {
        let diff = diff(report, report).unwrap();
        assert!(diff.is_empty() && diff.names.is_empty(), "{:#?}", diff.changes);
        assert_eq!(diff.news.tasks_overdue + diff.news.steps_reached + diff.news.duties_behind, 0);
    }
    let [before, _] = works();
    // No indicators, so no count of them.
    assert_eq!(diff(&before, &before).unwrap().to_text(Lang::Zh).lines().last(), Some("没有变化。"));
}

/// The report of a later date, as if it had been made at another.
fn as_of(report: &ReportDoc, date: &str) -> ReportDoc {
    let mut report = report.clone();
    report.as_of = date.to_owned();
    report
}

/// What reports themselves say, by what news of tasks, duties and organizations say it of.
fn said(report: &ReportDoc) -> BTreeMap<(String, String, String), String> {
    let mut said = BTreeMap::new();
    let mut say = |of: &str, id: &str, what: &str, told: String| {
        said.insert((of.to_owned(), id.to_owned(), what.to_owned()), told);
    };
    let day = |day: &Option<String>| day.clone().unwrap_or_else(|| "-".to_owned());
    for TaskDoc { id, progress, completed, reported, overdue, held_up_by, deliverables, .. } in &report.tasks
    {
        say("task", id, "progress", value(&Some(ValueDoc::Fact(progress.clone()))));
        say("task", id, "reached", day(completed));
        say("task", id, "reported", day(reported));
        say("task", id, "overdue", overdue.to_string());
        say("task", id, "held_up", day(held_up_by));
        let there = deliverables.iter().filter(|one| one.reached.is_some());
        let there: Vec<&str> = there.map(|one| one.id.as_str()).collect();
        say("task", id, "steps deliverables", format!("[{}]", there.join(" ")));
        let reached = report.milestones.iter().filter(|one| one.task == *id && one.reached.is_some());
        let reached: Vec<&str> = reached.map(|one| one.id.as_str()).collect();
        say("task", id, "steps milestones", format!("[{}]", reached.join(" ")));
    }
    for DutyDoc { id, times_done, times_due, last, .. } in &report.duties {
        say("duty", id, "times", format!("{times_done}/{times_due}"));
        say("duty", id, "reached", day(last));
        say("duty", id, "overdue", (times_done < times_due).to_string());
    }
    for BearerDoc { id, overdue, without_figures, .. } in &report.organizations {
        say("organization", id, "overdue", format!("[{}]", overdue.join(" ")));
        say("organization", id, "without_figures", format!("[{}]", without_figures.join(" ")));
    }
    for DecomposedDoc { id, slack, .. } in &report.decompositions {
        say("decomposition", id, "slack", day(slack));
    }
    said
}

/// What is new of a thing, whichever way round.
fn both_ways(diff: &DiffDoc, turned: bool) -> Vec<(String, String, String, String, String)> {
    let one_way = ["time", "other", "fell_due", "parts", "reported"];
    let each = diff.changes.iter().flat_map(|change| change.news.iter().map(move |news| (change, news)));
    let mut all: Vec<_> = each
        .filter(|(_, news)| {
            !one_way.contains(&news.kind.as_str()) && news.what.as_deref() != Some("progress")
        })
        .map(|(change, news)| {
            let (from, to) = if turned { (&news.after, &news.before) } else { (&news.before, &news.after) };
            let what = format!("{} {}", news.kind, news.what.clone().unwrap_or_default());
            (change.kind.clone(), change.id.clone(), what, value(from), value(to))
        })
        .collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// The works with random reports on two random days: what is new is exactly what the reports say differently, and
    /// the other way round it is the same with its sides changed.
    #[test]
    fn news_is_what_the_reports_say(
        rows in prop::collection::vec((0usize..11, 1u32..12, 0u32..5, 1u32..12), 0..24),
        days in (1u32..13, 1u32..13),
    ) {
        let subjects = ["dig", "build", "pave", "sign", "hand", "idle", "p1", "p2", "h1", "h2", "r"];
        let mut seen = std::collections::BTreeSet::new();
        let rows: Vec<String> = rows
            .iter()
            .filter(|(of, month, _, known)| seen.insert((*of, *month, *known)))
            .map(|(of, month, quarters, known)| {
                let (subject, known) = (subjects[*of], known.max(month) + 1);
                // A report on a month is there in the next.
                let value = if *quarters == 4 { format!("2024-{month:02}-15") } else { (quarters * 25).to_string() };
                format!("{subject},2024-{month:02},{value},,2024-{known:02}-10")
            })
            .filter(|row| !row.ends_with("2024-13-10"))
            .collect();
        let mut once = std::collections::BTreeSet::new();
        let rows: Vec<&str> = rows
            .iter()
            .map(String::as_str)
            .filter(|row| {
                let cells: Vec<&str> = row.split(',').collect();
                once.insert((cells[0], cells[1], cells[4]))
            })
            .collect();
        let case = Case::new(WORKS, &rows);
        let day = |month: u32| format!("2024-{month:02}-28");
        let (first, last) = (days.0.min(days.1), days.0.max(days.1));
        let (before, after) = (at(&case, &day(first)), at(&case, &day(last)));
        let forth = diff(&before, &after).unwrap();
        let back = diff(&as_of(&after, &before.as_of), &as_of(&before, &after.as_of)).unwrap();
        prop_assert_eq!(both_ways(&forth, false), both_ways(&back, true));
        prop_assert!(diff(&after, &after).unwrap().is_empty());

        let (was, is) = (said(&before), said(&after));
        let mut told_of = BTreeMap::new();
        for change in &forth.changes {
            for news in &change.news {
                let what = match news.what.as_deref() {
                    Some(what @ ("milestones" | "deliverables")) if news.kind == "steps" => format!("steps {what}"),
                    Some(_) => continue,
                    None => news.kind.clone(),
                };
                told_of.insert((change.kind.clone(), change.id.clone(), what), news);
            }
        }
        for (of, from) in &was {
            let to = &is[of];
            match told_of.get(of) {
                Some(news) => prop_assert_eq!((&value(&news.before), &value(&news.after)), (from, to), "{:?}", of),
                // From one reason not to know it to another is no progress.
                None => prop_assert!(from == to || (from.starts_with('?') && to.starts_with('?')), "{:?}", of),
            }
        }
        for change in forth.changes.iter().filter(|change| change.kind == "task" || change.kind == "duty") {
            let state = |state: &Option<attainment::report::StateDoc>| state.clone().unwrap();
            let (from, to) = (state(&change.before), state(&change.after));
            for (state, said) in [(from, &was), (to, &is)] {
                let of = |what: &str| &said[&(change.kind.clone(), change.id.clone(), what.to_owned())];
                match state.times {
                    Some(CoveredDoc { count, of: all, .. }) => prop_assert_eq!(&format!("{count}/{all}"), of("times")),
                    None => prop_assert_eq!(&value(&state.share.map(ValueDoc::Fact)), of("progress")),
                }
            }
        }

        // Each task once, whatever organizations say of it.
        let newly = |what: &str, kind: &str| {
            let asked = |of: &&(String, String, String)| of.0 == kind && of.2 == what;
            was.keys().filter(asked).filter(|of| was[*of] == "false" && is[*of] == "true").count()
        };
        prop_assert_eq!(forth.news.tasks_overdue, newly("overdue", "task"));
        prop_assert_eq!(forth.news.duties_behind, newly("overdue", "duty"));
        let reached = |report: &ReportDoc| -> std::collections::BTreeSet<String> {
            let milestones = report.milestones.iter().filter(|one| one.reached.is_some()).map(|one| one.id.clone());
            let delivered = report.tasks.iter().flat_map(|task| &task.deliverables);
            milestones.chain(delivered.filter(|one| one.reached.is_some()).map(|one| one.id.clone())).collect()
        };
        prop_assert_eq!(forth.news.steps_reached, reached(&after).difference(&reached(&before)).count());
        for lang in [Lang::Zh, Lang::En] {
            prop_assert!(!forth.to_text(lang).is_empty() && !forth.to_markdown(lang).is_empty());
        }
    }
}
