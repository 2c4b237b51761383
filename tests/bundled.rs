//! The bundled plans on 23 May 2025, against what their documents print.
//!
//! The numbers stand in tables 1 and 2 and chapter one of the plan of Beibei (document 001), in part one
//! (3) of the guidance on the districts (002), and in parts one (4) and two (4) of the reply to proposal
//! 0883 (003); the version of 2023 stands in the plan that both call 双倍增, and its base in the briefing on it.
#![cfg(all(feature = "yaml", feature = "csv", feature = "json"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fs;

use attainment::check::Diagnostics;
use attainment::report::{FactDoc, PointDoc, ReportDoc, VerdictDoc, to_json};
use attainment::{Evaluator, Observations, Plan, Policy};

const AS_OF: &str = "2025-05-23";

/// The document of a bundled plan, written as JSON and read again.
fn bundled(name: &str) -> ReportDoc {
    let path = |kind: &str| format!("{}/examples/data/{name}.{kind}", env!("CARGO_MANIFEST_DIR"));
    let (plan, mut diagnostics) =
        Plan::from_yaml(&fs::read_to_string(path("yaml")).unwrap()).unwrap().into_parts();
    let rows = fs::read(path("csv")).unwrap();
    let (data, said): (Observations, Diagnostics) =
        Observations::from_csv(rows.as_slice(), &plan).unwrap().into_parts();
    diagnostics.append(said);
    let policy = Policy::builtin("cn-schedule").unwrap();
    let report = Evaluator::new(&policy).as_of(AS_OF.parse().unwrap()).evaluate(&plan, &data);
    let document = report.document(&diagnostics);
    let json = to_json(std::slice::from_ref(&document));
    let read: ReportDoc = serde_json::from_str(&json).unwrap();
    assert_eq!(read, document, "nothing is lost on the way through JSON");
    read
}

fn text(fact: &str) -> FactDoc {
    FactDoc::Text(fact.into())
}

fn unknown(reason: &str) -> FactDoc {
    FactDoc::Unknown { unknown: reason.into() }
}

#[track_caller]
fn facts(verdict: &VerdictDoc, expected: &[(&str, FactDoc)]) {
    for (fact, value) in expected {
        assert_eq!(verdict.facts.get(*fact), Some(value), "{} {fact}", verdict.id);
    }
}

/// One row of table 2, and the figure of 2020 that table 1 or the text gives for it.
struct Row {
    id: &'static str,
    name: &'static str,
    unit: &'static str,
    goal: (&'static str, &'static str),
    words: Option<&'static str>,
    /// Value, bound, status.
    base: Option<(&'static str, &'static str, &'static str)>,
    /// Why the share is not known.
    share: &'static str,
    points: &'static str,
}

const TABLE_2: [Row; 7] = [
    Row {
        id: "rd-intensity",
        name: "研究与试验发展经费投入强度",
        unit: "%",
        goal: (">=", "4.5"),
        words: Some("到2025年，研究与试验发展经费投入强度达到4.5%"),
        base: Some(("4.4", "=", "estimated")), // 4.4（预估）
        share: "not_reported",
        points: "2",
    },
    Row {
        id: "rd-personnel",
        name: "每万名就业人员中研发人员",
        unit: "人年",
        goal: (">=", "220"),
        words: None,
        base: None, // table 1 has no such row
        share: "no_baseline",
        points: "0",
    },
    Row {
        id: "tech-enterprises",
        name: "科技型企业",
        unit: "家",
        goal: (">=", "3000"),
        words: Some("科技型企业数量增加至3000家"),
        base: Some(("1400", ">", "final")), // 科技型企业突破1400家
        share: "inexact",
        points: "1",
    },
    Row {
        id: "high-tech-enterprises",
        name: "高新技术企业",
        unit: "家",
        goal: (">=", "260"),
        words: Some("高新技术企业达到260家"),
        base: Some(("150", "=", "final")),
        share: "not_reported",
        points: "2",
    },
    Row {
        id: "invention-patents",
        name: "每万人口发明专利拥有量",
        unit: "件",
        goal: (">=", "35"),
        words: Some("每万人口发明专利拥有量达到35件"),
        base: Some(("30.8", "=", "final")),
        share: "not_reported",
        points: "2",
    },
    Row {
        id: "technology-contracts",
        name: "技术市场合同成交额",
        unit: "亿元",
        goal: (">=", "7.5"),
        words: Some("技术市场合同成交额达到7.5亿元"),
        base: Some(("7", "=", "final")),
        share: "not_reported",
        points: "2",
    },
    Row {
        id: "science-literacy",
        name: "公民具备科学素质的比例",
        unit: "%",
        goal: (">", "15"), // >15
        words: Some("公民具备科学素质的比例超过15%"),
        base: Some(("12.2", "=", "final")),
        share: "not_reported",
        points: "2",
    },
];

/// The plan runs from 2021 on, and all that is known of it is from 2015 and 2020: nobody can say.
#[test]
fn beibei_is_undetermined_and_says_why() {
    let report = bundled("beibei");
    assert_eq!(report.plan.id, "beibei-sti-14fyp");
    assert_eq!((report.as_of.as_str(), report.at.as_deref()), (AS_OF, Some("2020")));
    for (verdict, row) in report.indicators.iter().zip(&TABLE_2) {
        let id = row.id;
        assert_eq!(
            (verdict.id.as_str(), verdict.name.as_str(), verdict.unit.as_str()),
            (id, row.name, row.unit)
        );
        assert_eq!((verdict.attribute.as_deref(), verdict.due.as_str()), (Some("expected"), "2025"), "{id}");
        assert_eq!((verdict.role.as_str(), verdict.version.as_deref()), ("own", Some("original")), "{id}");
        let goal = verdict.goal.clone().unwrap();
        assert_eq!(
            (goal.comparator.as_deref(), goal.value.as_deref()),
            (Some(row.goal.0), Some(row.goal.1)),
            "{id}"
        );
        assert_eq!((goal.aim.as_deref(), goal.text.as_deref()), (Some(row.goal.1), row.words), "{id}");
        assert_eq!((goal.form.as_str(), goal.high), ("level", None), "{id}");
        let base = verdict.base.as_ref().map(|base: &PointDoc| {
            assert_eq!((base.period.as_deref(), base.published.as_deref()), (Some("2020"), None), "{id}");
            (base.value.as_str(), base.bound.as_str(), base.status.as_str())
        });
        assert_eq!(base, row.base, "{id}");
        assert_eq!(verdict.provisional, id == "rd-intensity", "{id}");
        assert_eq!(verdict.current, None, "{id}");
        // No figure of the plan's years: it may hold, or be anywhere on the way; it is not yet due.
        assert_eq!((verdict.outcome.as_str(), verdict.row.as_deref()), ("undetermined", None), "{id}");
        assert_eq!(
            (verdict.label.zh.as_str(), verdict.label.en.as_str()),
            ("无法判定", "undetermined"),
            "{id}"
        );
        assert_eq!(
            verdict.possible,
            ["ahead_of_schedule", "on_schedule", "regressing", "nearly_on_schedule", "behind", "far_behind"],
            "{id}"
        );
        assert_eq!(verdict.missing, ["holds_now", "lag", "share"], "{id}");
        facts(
            verdict,
            &[
                ("current", unknown("not_reported")),
                ("holds_now", unknown("not_reported")),
                ("gap", unknown("not_reported")),
                ("age", unknown("not_reported")),
                ("attained", FactDoc::YesNo(false)),
                ("due_observed", FactDoc::YesNo(false)),
                ("limit", FactDoc::YesNo(false)),
                ("share", unknown(row.share)),
                ("lag", unknown(row.share)),
                ("goal", text(row.goal.1)),
                ("points", text(row.points)),
                // 31 December 2020 to 23 May 2025: four years with one leap day, and 143 days, of 1826:
                // 1604 ÷ 1826 = 0.878422782037239868565169770…
                ("time_gone", text("0.87842278203723986856516977")),
            ],
        );
    }
}

#[test]
fn beibei_as_a_whole() {
    let report = bundled("beibei");
    // Rows 3 and 4 of table 1 have no row in table 2. What chapter one reports has no target either.
    assert!(
        report
            .without_target
            .starts_with(&["high-tech-manufacturing", "strategic-manufacturing"].map(str::to_owned))
    );
    assert!(report.without_target.iter().any(|id| id == "rd-intensity-rank"));
    let table = report.groups.iter().find(|group| group.id == "table-2").unwrap();
    let summary = &table.summary;
    assert_eq!((summary.total, summary.counts.get("undetermined")), (7, Some(&7)));
    assert_eq!(summary.counts.values().sum::<usize>(), 7);
    let open = summary.undetermined.iter().map(|open| (open.id.as_str(), open.reason.as_str()));
    assert!(open.eq(TABLE_2.iter().map(|row| (row.id, "not_reported"))));
    let left_out = summary.left_out.iter().map(|open| (open.id.as_str(), open.reason.as_str()));
    assert!(left_out.eq(TABLE_2.iter().map(|row| (row.id, row.share))));
    for summary in report.groups.iter().map(|group| &group.summary).chain([&report.summary]) {
        assert_eq!(summary.counts.get("undetermined"), Some(&summary.total));
        assert_eq!((summary.weighted_share.as_deref(), summary.coverage.as_str()), (None, "0"));
        assert_eq!((summary.vetoes, summary.vetoed_by.len()), (0, 0));
    }
    // Counted are 7 of table 2; 7 of the 8 that the text promises for 2025, one of which is 力争; 9 of the 10 of the
    // tasks, one of which is 力争; and 39 of the 48 other goals in words: 6 are for 2035, 3 are striven for.
    assert_eq!(report.summary.total, 7 + 7 + 9 + 39);
    let roles = |role: &str| report.indicators.iter().filter(|verdict| verdict.role == role).count();
    assert_eq!((roles("own"), roles("stretch"), roles("outlook")), (62, 1 + 1 + 3, 6));
    // The figures of the plan have no dates of publication, and 研发机构倍增 has no base.
    let said = report.diagnostics.iter().map(|said| (said.code.as_str(), said.severity.as_str()));
    let warnings: Vec<&str> = said.clone().filter(|(_, of)| *of != "note").map(|(code, _)| code).collect();
    assert_eq!(warnings, ["needs-baseline"]);
    assert!(said.clone().any(|one| one == ("unpublished", "note")));
}

/// A version of a target of the districts: id, role, comparator, goal, whether the figure satisfies it.
type VersionRow = (&'static str, &'static str, &'static str, &'static str, bool);

struct District {
    id: &'static str,
    current: &'static str,
    versions: [VersionRow; 3],
    gap: [&'static str; 3],
    texts: [&'static str; 3],
}

/// 4.5万 and 8000 in the guidance, more than 6.7万 and 1万 in the plan of 2023, 7.5万 and 1万 in the reply.
const DISTRICTS: [District; 2] = [
    District {
        id: "tech-enterprises",
        current: "69820", // 截至2024年底,累计培育科技型企业69820家
        versions: [
            ("reply-0883", "own", ">", "75000", false),
            ("original", "other_version", ">=", "45000", true),
            ("doubling-plan", "other_version", ">", "67000", true),
        ],
        gap: ["5180", "-24820", "-2820"],
        texts: [
            "力争2025年高新技术企业、科技型企业分别突破1万家和7.5万家",
            "到2025年，各区县共同培育科技型企业4.5万家",
            "到2025年，…科技型企业超过6.7万家",
        ],
    },
    District {
        id: "high-tech-enterprises",
        current: "8837", // 高新技术企业8837家
        versions: [
            ("reply-0883", "own", ">", "10000", false),
            ("original", "other_version", ">=", "8000", true),
            ("doubling-plan", "other_version", ">", "10000", false),
        ],
        gap: ["1163", "-837", "1163"],
        texts: [
            "力争2025年高新技术企业、科技型企业分别突破1万家和7.5万家",
            "到2025年，各区县共同培育…高新技术企业8000家",
            "到2025年，全市高新技术企业突破1万家",
        ],
    },
];

#[test]
fn the_districts_by_every_version() {
    let report = bundled("chongqing-districts");
    assert_eq!((report.as_of.as_str(), report.at.as_deref()), (AS_OF, Some("2024")));
    let found = report.indicators.iter().map(|verdict| (verdict.id.as_str(), verdict.version.as_deref()));
    let found: Vec<(&str, Option<&str>)> = found.take(6).collect();
    let expected =
        DISTRICTS.iter().flat_map(|row| row.versions.iter().map(|version| (row.id, Some(version.0))));
    assert_eq!(found, expected.collect::<Vec<_>>());
    let rows = DISTRICTS
        .iter()
        .flat_map(|row| row.versions.iter().zip(row.gap).zip(row.texts).map(move |it| (row, it)));
    for (verdict, (row, ((version, gap), words))) in report.indicators.iter().zip(rows) {
        let (id, role, comparator, value, holds) = *version;
        assert_eq!(verdict.role, role, "{} {id}", row.id);
        assert_eq!((verdict.attribute.as_deref(), verdict.base.as_ref()), (None, None));
        let current = verdict.current.clone().unwrap();
        assert_eq!(
            (current.value.as_str(), current.bound.as_str(), current.status.as_str()),
            (row.current, "=", "final")
        );
        assert_eq!((current.period.as_deref(), current.published.as_deref()), (Some("2024"), Some(AS_OF)));
        let goal = verdict.goal.clone().unwrap();
        assert_eq!((goal.comparator.as_deref(), goal.value.as_deref()), (Some(comparator), Some(value)));
        assert_eq!(goal.text.as_deref(), Some(words), "{} {id}", row.id);
        // What holds before it is due is reached early; for what does not, a baseline would be needed.
        if holds {
            assert_eq!(
                (verdict.outcome.as_str(), verdict.standing.as_str()),
                ("ahead_of_schedule", "attained")
            );
            assert_eq!((verdict.row.as_deref(), verdict.label.zh.as_str()), (Some("ahead"), "提前达到"));
            assert_eq!(
                (verdict.possible.as_slice(), verdict.missing.len()),
                (["ahead_of_schedule".to_owned()].as_slice(), 0)
            );
        } else {
            assert_eq!((verdict.outcome.as_str(), verdict.row.as_deref()), ("undetermined", None));
            let possible = ["on_schedule", "regressing", "nearly_on_schedule", "behind", "far_behind"];
            assert_eq!(verdict.possible, possible);
            // A baseline would settle lag and share; the attribute, which the plan does not state, comes last.
            assert_eq!(verdict.missing, ["lag", "share", "attribute"]);
        }
        facts(
            verdict,
            &[
                ("holds_now", FactDoc::YesNo(holds)),
                ("attained", FactDoc::YesNo(false)),
                ("gap", text(gap)),
                ("needed_per_year", text(gap)), // one year is left
                ("base", unknown("no_baseline")),
                ("share", unknown("no_baseline")),
                ("attribute", unknown("no_attribute")),
                ("elapsed", unknown("no_start")),
                ("time_gone", unknown("no_start")),
                ("points", text("1")),
                // 143 ÷ 365 = 0.39178082191780821917808219178…
                ("age", text("0.3917808219178082191780821918")),
            ],
        );
    }
    // 8837 ÷ 10000
    let high_tech = report.indicators.iter().find(|verdict| verdict.id == "high-tech-enterprises").unwrap();
    facts(high_tech, &[("completion", text("0.8837")), ("goal", text("10000")), ("current", text("8837"))]);
}

#[test]
fn the_districts_as_a_whole() {
    let report = bundled("chongqing-districts");
    // Two enterprises, three further numbers, 41 goals in words: nothing is decided but versions that do not count.
    assert_eq!((report.summary.total, report.summary.counts.get("undetermined")), (2 + 3 + 41, Some(&46)));
    let task = report.tasks.iter().find(|task| task.id == "T12").unwrap();
    assert_eq!((task.summary.total, task.summary.counts.get("undetermined")), (2, Some(&2)));
    assert_eq!((task.summary.weighted_share.as_deref(), task.summary.coverage.as_str()), (None, "0"));
    let left_out: Vec<(&str, &str)> =
        task.summary.left_out.iter().map(|open| (open.id.as_str(), open.reason.as_str())).collect();
    assert_eq!(left_out, [("tech-enterprises", "no_baseline"), ("high-tech-enterprises", "no_baseline")]);
    let bearers: Vec<(&str, &str, &[String])> = report
        .organizations
        .iter()
        .filter(|bearer| !bearer.tasks.is_empty())
        .map(|bearer| (bearer.name.as_str(), bearer.role.as_str(), bearer.tasks.as_slice()))
        .collect();
    // In the order of the plan's organizations; by role.
    let tasks = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<String>>();
    assert_eq!(
        bearers,
        [
            ("市科技局", "supervising", tasks(&["S26"]).as_slice()),
            ("各区县政府", "lead", &tasks(&["S24"])),
            ("各区县政府", "responsible", &tasks(&["S25", "S26"])),
            ("区县党委", "lead", &tasks(&["S24"])),
            ("区县党委", "responsible", &tasks(&["S25"])),
        ]
    );
    // 年均增长10%以上 has no base.
    let said = report.diagnostics.iter().map(|said| (said.code.as_str(), said.severity.as_str()));
    assert_eq!(said.filter(|(_, of)| *of != "note").collect::<Vec<_>>(), [("needs-baseline", "warning")]);
}

/// The letter judges itself by the base of 2022: 42989 and 6348 enterprises, to be doubled by 2027.
#[test]
fn the_reply_is_on_its_way_to_double() {
    let report = bundled("chongqing-reply");
    let judged = |id: &str, target: &str| {
        let mut verdicts = report.indicators.iter();
        verdicts
            .find(|verdict| (verdict.id.as_str(), verdict.target.as_deref()) == (id, Some(target)))
            .unwrap()
    };
    // 69820 − 42989 = 26831 of 42989, after two of five years; of 75000 − 42989 = 32011, after two of three.
    let tech = judged("tech-enterprises", "t2027");
    assert_eq!((tech.role.as_str(), tech.outcome.as_str()), ("own", "on_schedule"));
    facts(tech, &[("share", text("0.6241364069878340970946055968")), ("elapsed", text("0.4"))]);
    facts(tech, &[("goal", text("85978")), ("current", text("69820"))]);
    let tech = judged("tech-enterprises", "t2025");
    assert_eq!((tech.role.as_str(), tech.outcome.as_str()), ("stretch", "on_schedule"));
    facts(tech, &[("share", text("0.8381806254100153072381368904")), ("gap", text("5180"))]);
    // 8837 − 6348 = 2489 of 6348, below two fifths: behind, or nearly on schedule if it is expected (预期性).
    let high = judged("high-tech-enterprises", "t2027");
    assert_eq!((high.role.as_str(), high.outcome.as_str()), ("own", "undetermined"));
    assert_eq!(high.possible, ["nearly_on_schedule", "behind"]);
    assert_eq!(high.missing, ["attribute"]);
    facts(high, &[("share", text("0.3920919974795211090107120353")), ("goal", text("12696"))]);
    let high = judged("high-tech-enterprises", "t2025");
    assert_eq!((high.role.as_str(), high.outcome.as_str()), ("stretch", "on_schedule"));
    facts(high, &[("share", text("0.6815443592552026286966046002")), ("gap", text("1163"))]);
    // What can be read as meant is never a current value, and no figure is judged without a target.
    assert!(report.without_target.iter().any(|id| id == "youth-talents"));
    assert_eq!(report.summary.counts.get("on_track"), Some(&1));
}

/// Plans without any figure are judged as well: everything is open.
#[test]
fn plans_without_figures_are_open() {
    for name in ["bishan-labs", "chuanyu-institutes"] {
        let path = format!("{}/examples/data/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
        let plan = Plan::from_yaml(&fs::read_to_string(path).unwrap()).unwrap().into_inner();
        let (policy, data) = (Policy::builtin("cn-schedule").unwrap(), Observations::none());
        let report = Evaluator::new(&policy).as_of(AS_OF.parse().unwrap()).evaluate(&plan, &data);
        let document = report.document(&Diagnostics::new());
        assert!(document.indicators.iter().all(|verdict| verdict.outcome == "undetermined"), "{name}");
        assert_eq!(document.summary.counts.get("undetermined"), Some(&document.summary.total), "{name}");
    }
}
