//! Who answers for what: roles, collectives, registers, what is open, ledgers and rankings. All counts by hand.
#![cfg(all(feature = "yaml", feature = "json", feature = "csv"))]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot be set up has failed")]

mod common;

use std::collections::BTreeSet;

use attainment::check::{Code, Diagnostics};
use attainment::number::Exact;
use attainment::plan::{Collective, Role, Subject};
use attainment::policy::Standing;
use attainment::register::Register;
use attainment::report::{RankBy, ledger};
use attainment::rollup::Outstanding;
use attainment::{Evaluator, Lang, Observations, Plan, Policy};
use common::Case;

const HEAD: &str =
    "format: attainment/plan@1\nid: p\ntitle: P\nperiod: { base: 2023, start: 2024, end: 2025 }\n";

fn codes_of(diagnostics: &Diagnostics) -> Vec<Code> {
    diagnostics.iter().map(|one| one.code()).collect()
}

fn codes(rest: &str) -> Vec<Code> {
    match Plan::from_yaml(&format!("{HEAD}{rest}")) {
        Ok(plan) => codes_of(plan.diagnostics()),
        Err(error) => codes_of(error.diagnostics()),
    }
}

const ORGANIZATIONS: &str = "organizations:
- { id: a, name: A }
- { id: b, name: B }
- { id: c, name: C }
tasks:
- { id: t, title: T, window: { end: 2024 } }
- { id: u, title: U, parent: t }
";

#[test]
fn letters_of_a_matrix_are_roles() {
    let text = format!(
        "{HEAD}{ORGANIZATIONS}responsibilities:
- {{ role: A, organization: a, task: t }}
- {{ role: R, organization: b, task: t }}
- {{ role: S, organization: c, task: t }}
- {{ role: C, organization: c, task: u }}
- {{ role: I, organization: b, task: u }}
"
    );
    let plan = Plan::from_yaml(&text).unwrap();
    let roles: Vec<Role> = plan.responsibilities().iter().map(|one| one.role()).collect();
    assert_eq!(roles, [Role::Lead, Role::Responsible, Role::Supporting, Role::Consulted, Role::Informed]);
    assert_eq!(
        codes(&format!("{ORGANIZATIONS}responsibilities: [ {{ role: X, organization: a, task: t }} ]\n")),
        [Code::UnknownWord]
    );
}

#[test]
fn what_is_odd_about_roles_is_said() {
    let with = |rest: &str| codes(&format!("{ORGANIZATIONS}responsibilities:\n{rest}"));
    // c has no part in it.
    let lead = "- { role: lead, organization: a, task: t }\n";
    assert_eq!(
        with(&format!("{lead}- {{ role: responsible, organization: b, task: t }}\n")),
        [Code::AnswersForNothing]
    );
    // u has b, and t above it has a lead; the indicator-less rest is fine.
    assert_eq!(
        with(&format!(
            "{lead}- {{ role: responsible, organization: b, task: u }}\n- {{ role: supporting, organization: c, task: u }}\n"
        )),
        []
    );
    // u is led, and t above it is not.
    let below = "- { role: lead, organization: a, task: u }\n- { role: responsible, organization: b, task: t }\n- { role: responsible, organization: c, task: u }\n";
    assert_eq!(with(below), [Code::NoLead]);
    // Nobody leads anything: the plan does without leads.
    assert_eq!(
        with(
            "- { role: responsible, organization: a, task: t }\n- { role: responsible, organization: b, task: u }\n- { role: supporting, organization: c, task: u }\n"
        ),
        []
    );
    let two = "- { role: lead, organization: a, task: t }\n- { role: lead, organization: b, task: t }\n- { role: informed, organization: c, task: t }\n";
    assert_eq!(with(two), []);
    assert_eq!(codes(&format!("leads: one\n{ORGANIZATIONS}responsibilities:\n{two}")), [Code::SeveralLeads]);
    let itself = "- { role: lead, organization: a, task: t }\n- { role: supervising, organization: a, task: t }\n- { role: informed, organization: b, task: t }\n- { role: informed, organization: c, task: t }\n";
    assert_eq!(with(itself), [Code::SupervisesItself]);
    let twice = "- { role: lead, organization: a, task: t }\n- { role: lead, organization: a, task: t }\n- { role: informed, organization: b, task: t }\n- { role: informed, organization: c, task: t }\n";
    assert_eq!(with(twice), [Code::DuplicateResponsibility]);
    assert_eq!(with("- { role: lead, organization: a, task: t, indicator: t }\n"), [Code::ExactlyOne]);
}

#[test]
fn collectives_are_closed_open_or_wrong() {
    let of = |organizations: &str| format!("organizations:\n{organizations}");
    let plan = Plan::from_yaml(&format!("{HEAD}{}", of("- { id: all, name: 各区县, members: [ a, b ] }\n- { id: a, name: A }\n- { id: b, name: B }\n- { id: rest, name: 有关单位, collective: true }\n"))).unwrap();
    assert_eq!(plan.organizations()[0].collective(), &Collective::Members(vec![1, 2]));
    assert_eq!(plan.organizations()[3].collective(), &Collective::Open);
    assert_eq!(plan.gaps().open_collectives, [3]);
    assert_eq!(codes(&of("- { id: all, name: X, members: [ all, no ] }\n")), [Code::Cycle, Code::DanglingId]);
    assert_eq!(
        codes(&of("- { id: all, name: X, members: [ a, a ] }\n- { id: a, name: A }\n")),
        [Code::DuplicateId]
    );
    assert_eq!(
        codes(&of(
            "- { id: all, name: X, members: [ some ] }\n- { id: some, name: Y, members: [ a ] }\n- { id: a, name: A }\n"
        )),
        [Code::NestedCollective]
    );
}

const DISTRICTS: &str = "
format: attainment/register@1
id: city
title: 区划
organizations:
- { id: city, name: 市 }
- { id: east, name: 东区, level: district, parent: city, until: 2023-12-31 }
- { id: west, name: 西区, level: district, parent: city, aliases: [ 西城 ] }
- { id: new-east, name: 新东区, level: district, parent: city, from: 2024-01-01 }
- { id: town, name: 镇, level: town, parent: west }
- { id: elsewhere, name: 外区, level: district }
collectives:
- { id: districts, name: 各区县, aliases: [ 各区县政府 ], level: district, under: city, count: 2 }
- { id: towns, name: 各镇, members: [ town ] }
";

#[test]
fn a_register_lists_who_is_meant_on_a_day() {
    let register = Register::from_yaml(DISTRICTS).unwrap();
    let districts = register.collective("districts", "").unwrap();
    let on = |day: &str| -> Vec<String> {
        let day = Some(day.parse().unwrap());
        register.members(districts, day).iter().map(|one| one.id().to_owned()).collect()
    };
    assert_eq!(on("2023-06-30"), ["east", "west"]);
    assert_eq!(on("2024-06-30"), ["west", "new-east"]);
    assert_eq!(register.members(districts, None).len(), 3);

    let text = format!(
        "{HEAD}organizations: [ {{ id: all, name: 各区县政府, collective: true }}, {{ id: w, name: 西城 }}, {{ id: x, name: 有关单位, collective: true }} ]
tasks: [ {{ id: t, title: T }} ]
responsibilities: [ {{ role: responsible, organization: all, task: t }}, {{ role: responsible, organization: w, task: t }}, {{ role: informed, organization: x, task: t }} ]
"
    );
    let plan = Plan::from_yaml_with(&text, &register).unwrap();
    // 西城 is the plan's own w; the plan starts in 2024, after the east was renewed.
    let members: Vec<&str> =
        plan.organizations()[0].members().iter().map(|index| plan.organizations()[*index].id()).collect();
    assert_eq!(members, ["w", "new-east"]);
    assert_eq!(codes_of(plan.diagnostics()), [Code::UnknownCollective]);
    assert_eq!(plan.gaps().open_collectives, [2]);

    // An id is no name: an organization of the plan with the id `西区` is not the district of that name.
    let like = text
        .replace("id: w, name: 西城", "id: 西区, name: W")
        .replace("organization: w,", "organization: 西区,");
    let plan_like = Plan::from_yaml_with(&like, &register).unwrap();
    let of_all = plan_like.organizations()[0].members().iter();
    let ids: Vec<&str> = of_all.map(|index| plan_like.organizations()[*index].id()).collect();
    assert_eq!(ids, ["west", "new-east"]);

    // Before anybody existed, nobody was meant.
    let late = DISTRICTS
        .replace("level: district, parent: city", "level: district, parent: city, from: 2030-01-01")
        .replace(", count: 2", "")
        .replace("from: 2030-01-01, until: 2023-12-31", "until: 2020-12-31")
        .replace("from: 2030-01-01, from: 2024-01-01", "from: 2030-01-01");
    let later = Register::from_yaml(&late).unwrap();
    let nobody = Plan::from_yaml_with(&text, &later).unwrap();
    assert!(codes_of(nobody.diagnostics()).contains(&Code::NoMembers));
    assert!(nobody.gaps().open_collectives.contains(&0));

    // Every member answers for what the collective does, and says so.
    let policy = Policy::builtin("cn-schedule").unwrap();
    let data = Observations::none();
    let report = Evaluator::new(&policy).as_of("2025-01-31".parse().unwrap()).evaluate(&plan, &data);
    let rollup = report.rollup();
    let told: Vec<(String, Vec<usize>, Vec<usize>)> = rollup
        .bearers
        .iter()
        .filter(|one| one.role == Role::Responsible)
        .map(|one| (plan.bearer_id(one.bearer).unwrap().to_owned(), one.tasks.clone(), one.through.clone()))
        .collect();
    let line =
        |id: &str, tasks: &[usize], through: &[usize]| (id.to_owned(), tasks.to_vec(), through.to_vec());
    assert_eq!(told, [line("all", &[0], &[]), line("w", &[0], &[0]), line("new-east", &[], &[0])]);
}

#[test]
fn a_register_that_contradicts_itself_is_refused() {
    let read = |text: &str| codes_of(Register::from_yaml(text).unwrap_err().diagnostics());
    let head = "format: attainment/register@1\nid: r\ntitle: R\n";
    let organizations = "organizations:
- { id: a, name: A, parent: b, from: 2024-01-01, until: 2023-01-01 }
- { id: b, name: B, parent: a }
- { id: c, name: B }
- { id: c, name: C, parent: nowhere }
collectives:
- { id: all, name: All, level: x, members: [ a ] }
- { id: none, name: None }
- { id: some, name: Some, members: [ b, c ], count: 3 }
";
    let mut found = read(&format!("{head}{organizations}"));
    found.sort_unstable();
    let mut expected = [
        Code::DuplicateId,
        Code::DanglingId,
        Code::Cycle,
        Code::EmptyWindow,
        Code::AmbiguousName,
        Code::ExactlyOne,
        Code::ExactlyOne,
        Code::RegisterCount,
    ];
    expected.sort_unstable();
    assert_eq!(found, expected);
    assert_eq!(read("format: attainment/plan@1\nid: r\ntitle: R\n"), [Code::WrongFormat]);
    assert_eq!(read(&format!("{head}organisations: []\n")), [Code::UnknownField]);
    // One after the other, they may share a name.
    let heirs =
        "organizations:\n- { id: a, name: A, until: 2023-12-31 }\n- { id: b, name: A, from: 2024-01-01 }\n";
    assert!(Register::from_yaml(&format!("{head}{heirs}")).is_ok());
}

/// Three units, with tasks done to 80, 40 and 40 per cent, one unit without a report, and one with half of it.
const UNITS: &str = "
organizations:
- { id: n, name: N }
- { id: s, name: S }
- { id: w, name: W }
- { id: e, name: E }
- { id: half, name: H }
tasks:
- { id: t1, title: T1, window: { start: 2024-01, end: 2024-12 } }
- { id: t2, title: T2, window: { start: 2024-01, end: 2024-12 } }
- { id: t3, title: T3, window: { start: 2024-01, end: 2024-12 } }
- { id: t4, title: T4, window: { start: 2024-01, end: 2024-06 } }
responsibilities:
- { role: lead, organization: n, task: t1 }
- { role: lead, organization: s, task: t2 }
- { role: lead, organization: w, task: t3, open_ended: true }
- { role: lead, organization: e, task: t4 }
- { role: lead, organization: half, task: t3 }
- { role: lead, organization: half, task: t4 }
- { role: supporting, organization: n, task: t4 }
";

#[test]
fn ranks_come_with_their_coverage() {
    let case = Case::new(
        &format!("period: {{ base: 2023, start: 2024, end: 2025 }}{UNITS}"),
        &["t1,2024-08,80", "t2,2024-08,40", "t3,2024-08,40"],
    );
    let report = case.report("2024-09-01");
    let ranking = report.ranking(Role::Lead, RankBy::Progress, &Exact::ZERO);
    let places: Vec<(usize, &str, &str)> = ranking
        .ranked
        .iter()
        .map(|one| (one.place, one.id.as_str(), one.coverage.trim_end_matches('0').trim_end_matches('.')))
        .collect();
    // half: 40 % of one of two tasks, and nothing of the other.
    assert_eq!(places, [(1, "n", "1"), (2, "half", "0.5"), (2, "s", "1"), (2, "w", "1")]);
    let left: Vec<(&str, &str)> =
        ranking.without_place.iter().map(|one| (one.id.as_str(), one.reason.as_str())).collect();
    // e leads t4, of which nothing was reported.
    assert_eq!(left, [("e", "low_coverage")]);
    let strict = report.ranking(Role::Lead, RankBy::Progress, &Exact::ONE);
    assert_eq!(strict.ranked.len(), 3);
    assert!(strict.without_place.iter().any(|one| one.id == "half" && one.reason == "low_coverage"));
    for lang in [Lang::Zh, Lang::En] {
        assert!(ranking.to_text(lang).contains("50.0%"), "the coverage is told");
    }
    // Supporters are not ranked among leads.
    assert_eq!(report.ranking(Role::Supporting, RankBy::Progress, &Exact::ZERO).ranked.len(), 0);
}

#[test]
fn each_role_is_counted_by_itself() {
    let case = Case::new(
        &format!("period: {{ base: 2023, start: 2024, end: 2025 }}{UNITS}"),
        &["t1,2024-08,80", "t2,2024-08,40"],
    );
    let report = case.report("2024-09-01");
    let rollup = report.rollup();
    let of = |id: &str, role: Role| {
        rollup
            .bearers
            .iter()
            .find(|one| case.plan.bearer_id(one.bearer) == Some(id) && one.role == role)
            .unwrap()
    };
    assert_eq!(of("n", Role::Lead).tasks, [0]);
    assert_eq!(of("n", Role::Supporting).tasks, [3]);
    assert_eq!(of("w", Role::Lead).open_lists, 1);
    assert_eq!(of("e", Role::Lead).overdue, [Subject::Task(3)]);
    assert_eq!(of("e", Role::Lead).without_figures, [Subject::Task(3)]);
    assert_eq!(of("n", Role::Lead).overdue, []);
    assert_eq!(of("half", Role::Lead).without_figures, [Subject::Task(2), Subject::Task(3)]);
}

#[test]
fn the_ledger_joins_plans_by_the_ids_of_organizations() {
    let one = Case::new(
        &format!("period: {{ base: 2023, start: 2024, end: 2025 }}{UNITS}"),
        &["t1,2024-08,80", "t2,2024-08,40", "t3,2024-08,40"],
    );
    let text = "format: attainment/plan@1\nid: q\ntitle: Q\nperiod: { end: 2025 }
organizations: [ { id: n, name: 北区 }, { id: z, name: Z } ]
tasks: [ { id: own, title: Own, window: { end: 2025 } }, { id: nobody, title: Nobody } ]
duties: [ { id: bulletin, title: 通报 } ]
responsibilities:
- { role: lead, organization: n, task: own }
- { role: supervising, organization: z, duty: bulletin, open_ended: true }
";
    let plan = Plan::from_yaml(text).unwrap().into_inner();
    let data = Observations::none();
    let policy = Policy::builtin("cn-schedule").unwrap();
    let date = "2024-09-01".parse().unwrap();
    let reports = [one.report("2024-09-01"), Evaluator::new(&policy).as_of(date).evaluate(&plan, &data)];
    let ledger = ledger(&reports);
    let n = &ledger.organizations[0];
    assert_eq!((n.id.as_str(), n.name.as_str(), n.also.as_slice()), ("n", "N", &["北区".to_owned()][..]));
    let lead = &n.roles[0];
    let items: Vec<(&str, &str)> =
        lead.items.iter().map(|item| (item.plan.as_str(), item.id.as_str())).collect();
    assert_eq!(items, [("p", "t1"), ("q", "own")]);
    // t1 is done to 80 % where 244 of 366 days are over; of own nothing is known.
    assert_eq!(lead.items[0].outcome, "task_on_schedule");
    assert_eq!((lead.counts.get("on_track"), lead.counts.get("undetermined")), (Some(&1), Some(&1)));
    let roles: Vec<&str> = n.roles.iter().map(|role| role.role.as_str()).collect();
    assert_eq!(roles, ["lead", "supporting"]);
    let ids = |items: &[attainment::report::LedgerItemDoc]| -> Vec<String> {
        items.iter().map(|item| item.id.clone()).collect()
    };
    // A duty that is only supervised has nobody who carries it out.
    assert_eq!(ids(&ledger.without_owner), ["nobody", "bulletin"]);
    assert_eq!(ids(&ledger.without_date), ["nobody", "bulletin"]);
    let open: Vec<(&str, &str)> =
        ledger.open_lists.iter().map(|one| (one.plan.as_str(), one.id.as_str())).collect();
    assert_eq!(open, [("p", "t3"), ("q", "bulletin")]);
    for lang in [Lang::Zh, Lang::En] {
        let (text, markdown) = (ledger.to_text(lang), ledger.to_markdown(lang));
        assert!(text.contains("北区") && markdown.contains("北区"));
    }
    let json: serde_json::Value = serde_json::from_str(&ledger.to_json()).unwrap();
    assert_eq!(json["format"], "attainment/ledger@1");
}

#[test]
fn what_nobody_answers_for_or_has_no_date_is_listed() {
    let text = format!(
        "{HEAD}organizations: [ {{ id: a, name: A }} ]
indicators:
- {{ id: led, name: L, measure: stock, targets: [ {{ id: t, form: level, at_least: 1, due: 2025 }} ] }}
- {{ id: served, name: S, measure: stock, targets: [ {{ id: t, form: level, at_least: 1, due: 2025 }} ] }}
- {{ id: alone, name: X, measure: stock, targets: [ {{ id: t, form: level, at_least: 1, due: 2025 }} ] }}
- {{ id: words, name: W, measure: stock, targets: [ {{ id: t, form: qualitative, text: 显著提升 }} ] }}
- {{ id: silent, name: N, measure: stock }}
tasks:
- {{ id: top, title: T, indicators: [ served ] }}
- {{ id: low, title: U, parent: top, window: {{ end: 2024 }} }}
- {{ id: lost, title: V, window: {{ end: 2024 }} }}
duties: [ {{ id: d, title: D, frequency: year }} ]
responsibilities:
- {{ role: lead, organization: a, indicator: led }}
- {{ role: responsible, organization: a, task: top }}
- {{ role: supporting, organization: a, task: lost }}
"
    );
    let plan = Plan::from_yaml(&text).unwrap();
    let gaps = plan.gaps();
    let ids = |subjects: &[Subject]| -> Vec<&str> {
        subjects.iter().map(|one| plan.id_of(*one).unwrap()).collect()
    };
    assert_eq!(ids(&gaps.without_owner), ["lost", "alone", "words", "d"]);
    assert_eq!(ids(&gaps.without_date), ["top", "words"]);
    let words: Vec<(usize, &str)> =
        gaps.not_assessable.iter().map(|(index, reason)| (*index, reason.word())).collect();
    assert_eq!(words, [(3, "no_scale")]);
}

#[test]
fn qualitative_targets_are_assessed_by_scale_or_evidence() {
    let plan = "period: { base: 2023, start: 2024, end: 2025 }
organizations: [ { id: j, name: J } ]
indicators:
- { id: scale, name: S, measure: stock, classes: [ 显著提升, 有所提升, 没有变化 ],
    targets: [ { id: t, form: qualitative, at_least: 有所提升, judge: j, due: 2025 } ] }
- { id: lists, name: L, measure: stock,
    targets: [ { id: t, form: qualitative, judge: j, due: 2025, needed: 2, evidence: [ { id: e1, title: A }, { id: e2, title: B }, { id: e3, title: C } ] } ] }
- { id: unjudged, name: U, measure: stock, classes: [ 好, 差 ],
    targets: [ { id: t, form: qualitative, at_least: 好, due: 2025 } ] }
- { id: undated, name: D, measure: stock, classes: [ 好, 差 ],
    targets: [ { id: t, form: qualitative, at_least: 好, judge: j } ] }
";
    let outcome = |rows: &[&str], as_of: &str, id: &str| {
        let case = Case::new(plan, rows);
        let report = case.report(as_of);
        let verdict = report.indicator(id).unwrap();
        let reason = verdict.missing().first().map_or("", |(_, reason)| reason.word());
        format!("{} {reason}", verdict.outcome().id()).trim().to_owned()
    };
    assert_eq!(outcome(&["scale,2025,显著提升"], "2026-01-31", "scale"), "completed");
    assert_eq!(outcome(&["scale,2025,有所提升"], "2026-01-31", "scale"), "completed");
    assert_eq!(outcome(&["scale,2025,没有变化"], "2026-01-31", "scale"), "missed");
    assert_eq!(outcome(&[], "2026-01-31", "scale"), "undetermined not_reported");
    assert_eq!(outcome(&["unjudged,2025,好"], "2026-01-31", "unjudged"), "undetermined no_judge");
    assert_eq!(outcome(&["undated,2025,好"], "2026-01-31", "undated"), "undetermined no_due");
    // Two of three pieces, the second in time or a day late.
    let two = ["e1,2024,2024-05-01", "e3,2025,2025-12-31"];
    assert_eq!(outcome(&two, "2026-01-31", "lists"), "completed");
    assert_eq!(outcome(&["e1,2024,2024-05-01", "e3,2026-01,2026-01-01"], "2026-01-31", "lists"), "missed");
    assert_eq!(outcome(&["e1,2024,2024-05-01"], "2026-01-31", "lists"), "undetermined not_reported");
    // Two of them are known not to be there at the end of 2025.
    assert_eq!(outcome(&["e1,2024,2024-05-01", "e2,2025,0", "e3,2025,50"], "2026-01-31", "lists"), "missed");
    // Reported later, it was not known before.
    let case = Case::new(plan, &["e1,2024,2024-05-01", "e3,2025,2025-06-30,,2025-09-01"]);
    assert_eq!(case.report("2025-08-01").indicator("lists").unwrap().outcome().id(), "undetermined");
    assert_eq!(case.report("2025-09-01").indicator("lists").unwrap().outcome().id(), "completed");
}

/// Numbers that are the same at every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// The counts of an organization are those of a walk over all that lies below what it is named for, whatever serves
/// several tasks.
#[test]
fn what_serves_several_tasks_counts_once() {
    let mut numbers = Numbers(7);
    for _ in 0..150 {
        let (tasks, indicators) = (1 + numbers.below(12), 1 + numbers.below(8));
        let parents: Vec<Option<usize>> = (0..tasks)
            .map(|index| (index > 0 && numbers.below(4) > 0).then(|| numbers.below(index)))
            .collect();
        let served: Vec<BTreeSet<usize>> =
            (0..tasks).map(|_| (0..numbers.below(4)).map(|_| numbers.below(indicators)).collect()).collect();
        let named: BTreeSet<usize> = (0..1 + numbers.below(4)).map(|_| numbers.below(tasks)).collect();
        let alone: BTreeSet<usize> = (0..numbers.below(3)).map(|_| numbers.below(indicators)).collect();
        let mut text = String::from(
            "period: { base: 2020, start: 2021, end: 2025 }\norganizations: [ { id: o, name: O } ]\nindicators:\n",
        );
        for index in 0..indicators {
            text += &format!(
                "- {{ id: i{index}, name: I, measure: stock, attribute: binding, baseline: {{ period: 2020, value: 0 }}, targets: [ {{ id: t, form: level, at_least: 10, due: 2025 }} ] }}\n"
            );
        }
        text += "tasks:\n";
        for index in 0..tasks {
            let parent = parents[index].map_or_else(String::new, |parent| format!(", parent: t{parent}"));
            let serves: Vec<String> = served[index].iter().map(|indicator| format!("i{indicator}")).collect();
            text += &format!(
                "- {{ id: t{index}, title: T{parent}, indicators: [ {} ], milestones: [ {{ id: m{index}, title: M, due: 2025 }} ] }}\n",
                serves.join(", ")
            );
        }
        text += "responsibilities:\n";
        for task in &named {
            text += &format!("- {{ role: lead, organization: o, task: t{task} }}\n");
        }
        for indicator in &alone {
            text += &format!("- {{ role: lead, organization: o, indicator: i{indicator} }}\n");
        }
        // Every third indicator has reached its 10, every third is behind, every third unknown.
        let rows: Vec<String> = (0..indicators)
            .filter(|index| index % 3 < 2)
            .map(|index| format!("i{index},2023,{}", if index % 3 == 0 { 12 } else { 1 }))
            .collect();
        let case = Case::new(&text, &rows.iter().map(String::as_str).collect::<Vec<_>>());
        let report = case.report("2024-06-30");

        // The walk.
        let is_below = |task: usize| {
            std::iter::successors(Some(task), |task| parents[*task]).any(|above| named.contains(&above))
        };
        let below: Vec<usize> = (0..tasks).filter(|task| is_below(*task)).collect();
        let mut all = alone.clone();
        all.extend(below.iter().flat_map(|task| served[*task].iter()));

        let rollup = report.rollup();
        let summary = &rollup.bearers[0].summary;
        assert_eq!(summary.tasks.total(), below.len(), "{text}");
        assert_eq!(summary.tally.total(), all.len() + below.len(), "{text}");
        let of = |remainder: usize| all.iter().filter(|index| **index % 3 == remainder).count();
        assert_eq!(summary.tally.count(Standing::Attained), of(0), "{text}");
        assert_eq!(summary.tally.count(Standing::OffTrack), of(1), "{text}");
        // Milestones that are not due yet are undetermined too.
        assert_eq!(summary.tally.count(Standing::Undetermined), of(2) + below.len(), "{text}");
        let mut listed: Vec<_> = summary.undetermined.iter().map(|(subject, _)| *subject).collect();
        let before = listed.len();
        listed.sort_unstable();
        listed.dedup();
        assert_eq!(listed.len(), before, "what is listed is listed once");
        let unknown = |index: &&usize| **index % 3 == 2;
        let own: Vec<Subject> =
            alone.iter().filter(unknown).map(|index| Subject::Indicator(*index)).collect();
        assert_eq!(listed, own, "{text}");

        // What was not reported: the tasks named stand first in the list, then the indicators named. The others that
        // these tasks serve themselves are counted; no milestone is due yet, and nothing is overdue.
        let bearer = &rollup.bearers[0];
        let listed: Vec<Subject> = bearer
            .without_figures
            .iter()
            .copied()
            .filter(|one| matches!(one, Subject::Indicator(_)))
            .collect();
        assert_eq!(listed, own, "{text}");
        let served: BTreeSet<usize> = named.iter().flat_map(|task| served[*task].iter().copied()).collect();
        let without_figures = served.difference(&alone).filter(unknown).count();
        assert_eq!(bearer.of_tasks, Outstanding { without_figures, ..Outstanding::default() }, "{text}");
    }
}

/// An organization is named for two tasks and an indicator. Of the tasks, m1 was due in 2023 and not reported, m2 was
/// reached in time; of the indicators, i0 stands in both tasks, and i1 is named as well. In 2026, after their due dates,
/// nothing is known of them.
#[test]
fn what_its_tasks_have_is_counted_and_what_is_named_is_listed() {
    let indicators = ["i0", "i1"].map(|id| {
        format!("- {{ id: {id}, name: I, measure: stock, targets: [ {{ id: t, form: level, at_least: 10, due: 2025 }} ] }}\n")
    });
    let text = format!(
        "period: {{ base: 2020, start: 2021, end: 2025 }}
organizations: [ {{ id: o, name: O }} ]
indicators:
{}tasks:
- {{ id: a, title: A, indicators: [ i0, i1 ], milestones: [ {{ id: m1, title: M, due: 2023 }} ] }}
- {{ id: b, title: B, indicators: [ i0 ], milestones: [ {{ id: m2, title: M, due: 2023 }} ] }}
responsibilities:
- {{ role: lead, organization: o, task: a }}
- {{ role: lead, organization: o, task: b }}
- {{ role: lead, organization: o, indicator: i1 }}
",
        indicators.concat()
    );
    let case = Case::new(&text, &["m2,2023,2023-06-01"]);
    let report = case.report("2026-06-30");
    let bearer = report.rollup().bearers.remove(0);
    // Neither task has a date; of b its milestone was reported.
    assert_eq!(bearer.overdue, [Subject::Indicator(1)]);
    assert_eq!(bearer.without_figures, [Subject::Task(0), Subject::Indicator(1)]);
    assert_eq!(bearer.undated, [Subject::Task(0), Subject::Task(1)]);
    // m1 and i0.
    assert_eq!(bearer.of_tasks, Outstanding { overdue: 2, without_figures: 2, undated: 0 });
    // The document says the same, and the table counts both: i1, m1 and i0 are overdue.
    let document = report.document(&Diagnostics::default());
    let of_tasks = &document.organizations[0].of_tasks;
    assert_eq!((of_tasks.overdue, of_tasks.without_figures, of_tasks.without_date), (2, 2, 0));
    assert_eq!(document.organizations[0].overdue, ["i1"]);
    let text = report.to_text(Lang::En);
    let line = text.lines().find(|line| line.starts_with("O (lead)")).unwrap();
    assert!(line.split_whitespace().collect::<Vec<_>>().ends_with(&["3", "4", "2"]), "{line}");
}

/// A collective that two plans name is told once of each of its members.
#[test]
fn a_collective_of_two_plans_is_told_once() {
    let text = "organizations: [ { id: all, name: 各区县, members: [ a ] }, { id: a, name: A } ]
tasks: [ { id: t, title: T } ]
responsibilities: [ { role: lead, organization: all, task: t } ]
";
    let one = Plan::from_yaml(&format!("{HEAD}{text}")).unwrap().into_inner();
    let other = Plan::from_yaml(&format!("{}{text}", HEAD.replace("id: p", "id: q"))).unwrap().into_inner();
    let (policy, data) = (Policy::builtin("cn-schedule").unwrap(), Observations::none());
    let on = Evaluator::new(&policy).as_of("2024-09-01".parse().unwrap());
    let ledger = ledger(&[on.evaluate(&one, &data), on.evaluate(&other, &data)]);
    let through: Vec<(&str, &[String])> =
        ledger.organizations.iter().map(|one| (one.id.as_str(), one.roles[0].through.as_slice())).collect();
    assert_eq!(through, [("all", &[][..]), ("a", &["all".to_owned()][..])]);
    assert_eq!(ledger.organizations[0].roles[0].items.len(), 2);
}

/// What is assessed by evidence has been reported once something is said of its evidence.
#[test]
fn evidence_is_a_report() {
    let plan = "period: { base: 2023, start: 2024, end: 2025 }
organizations: [ { id: j, name: J } ]
indicators:
- { id: lists, name: L, measure: stock,
    targets: [ { id: t, form: qualitative, judge: j, due: 2025, evidence: [ { id: e1, title: A }, { id: e2, title: B } ] } ] }
responsibilities: [ { role: lead, organization: j, indicator: lists } ]
";
    let silent = |rows: &[&str], as_of: &str| {
        let case = Case::new(plan, rows);
        let report = case.report(as_of);
        let of_report = report.rollup().bearers[0].without_figures.len();
        (of_report, ledger(&[report]).organizations[0].roles[0].without_figures)
    };
    // One piece of two is there: that is not all, and yet a report.
    let one = ["e1,2024,2024-05-01,,2024-06-01"];
    assert_eq!(silent(&one, "2024-06-01"), (0, 0));
    assert_eq!(silent(&one, "2024-05-31"), (1, 1), "known only on 1 June");
    assert_eq!(silent(&[], "2024-06-01"), (1, 1));
}
