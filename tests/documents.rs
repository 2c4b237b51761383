//! Plans as texts: what is refused, where it is said to be wrong, and that nothing is lost on the way.
#![cfg(all(feature = "yaml", feature = "json"))]

use attainment::check::CheckError;
use attainment::document::Limits;
use attainment::plan::*;
use proptest::collection::vec;
use proptest::prelude::*;

type Read = Result<PlanDoc, CheckError>;

fn yaml(text: &str) -> Read {
    PlanDoc::from_yaml(text, &Limits::default())
}

fn json(text: &str) -> Read {
    PlanDoc::from_json(text, &Limits::default())
}

/// The diagnostics as `code path line:column`.
fn told(read: &Read) -> Vec<String> {
    let Err(error) = read else { return Vec::new() };
    let places = error.diagnostics().iter().map(|diagnostic| {
        let place = diagnostic.place.map(|place| format!("{}:{}", place.line, place.column));
        format!("{} {} {}", diagnostic.code().word(), diagnostic.path, place.unwrap_or_default())
    });
    places.collect()
}

/// The first diagnostic in words.
fn words(read: &Read) -> String {
    match read {
        Err(error) => error.diagnostics().iter().map(ToString::to_string).next().unwrap_or_default(),
        Ok(_) => String::new(),
    }
}

const HEAD: &str = "format: attainment/plan@1\nid: p\ntitle: P\nperiod: { end: 2025 }\n";

fn with_head(rest: &str) -> Read {
    yaml(&format!("{HEAD}{rest}"))
}

#[test]
fn numbers_keep_their_text() {
    let value = |plan: &PlanDoc| Some(plan.indicators.first()?.baseline.as_ref()?.value.clone());
    let plan = with_head(
        "indicators:\n- { id: a, name: A, measure: rate, baseline: { period: 2020, value: 4.50 } }\n",
    );
    assert_eq!(plan.as_ref().ok().and_then(value).as_deref(), Some("4.50"));
    let text = r#"{"format":"attainment/plan@1","id":"p","title":"\u4e2d\n","period":{"end":2025},
        "indicators":[{"id":"a","name":"A","measure":"rate","baseline":{"period":2020,"value":-1.50E+3}}],
        "responsibilities":[{"role":"lead","open_ended":true,"text":null}]}"#;
    let plan = json(text);
    assert_eq!(plan.as_ref().ok().and_then(value).as_deref(), Some("-1.50E+3"));
    let plan = plan.unwrap_or_default();
    assert_eq!(plan.title, "中\n");
    let duty = plan.responsibilities.first().cloned().unwrap_or_default();
    assert_eq!((duty.open_ended.as_deref(), duty.text), (Some("true"), None));
}

#[test]
fn nothing_is_nothing_only_when_plain() {
    let plan = with_head("source: ~\nnote: 'null'\nlevel:\nabove: !!str null\nissuer: !!int 1\n");
    assert_eq!(told(&plan), Vec::<String>::new());
    let plan = plan.unwrap_or_default();
    assert_eq!((plan.source, plan.level), (None, None));
    assert_eq!((plan.note.as_deref(), plan.above.as_deref()), (Some("null"), Some("null")));
    assert_eq!(plan.issuer.as_deref(), Some("1"));
}

#[test]
fn aliases_repeat_what_they_name() {
    let plan =
        with_head("organizations: [ { id: &a a, name: A }, &b { id: b, name: *a } ]\nposts: [ *b, *b ]\n");
    let plan = plan.unwrap_or_default();
    assert_eq!(plan.organizations.iter().map(|it| &*it.name).collect::<Vec<_>>(), ["A", "a"]);
    assert_eq!(plan.posts.iter().map(|it| &*it.id).collect::<Vec<_>>(), ["b", "b"]);
    let own = with_head("groups: &a [ *a ]\n");
    assert!(words(&own).contains("the alias stands within"), "{}", words(&own));
    assert_eq!(told(&with_head("note: *nobody\n")), ["syntax  5:7"]);
    assert_eq!(told(&with_head("<<: { note: n }\n")), ["merge-key  5:1"]);
}

#[test]
fn members_are_ids_or_maps() {
    let plan = with_head(
        "groups:\n- { id: g, title: G, indicators: [ a, { id: b, weight: 2.0 } ], tasks: [ [] ] }\n",
    );
    assert_eq!(told(&plan), ["wrong-shape groups[0].tasks[0] 6:74"]);
}

#[test]
fn broken_yaml_is_placed() {
    assert_eq!(told(&yaml("id: [ a, b\ntitle: x\n")).len(), 1);
    assert_eq!(told(&yaml("id: a\nid2: b: c\n")), ["syntax  2:7"]);
    assert_eq!(told(&yaml("a:\n\t- b\n")), ["syntax  2:2"]);
    assert!(words(&yaml("a:\n\t- b\n")).contains("tab"), "{}", words(&yaml("a:\n\t- b\n")));
    assert_eq!(told(&yaml("[a, b]: c\n")), ["syntax  1:1"]);
    assert_eq!(told(&yaml("? { a: b }\n: c\n")), ["syntax  1:3"]);
    assert_eq!(told(&yaml("a: 1\n---\nb: 2\n")), ["syntax  2:1"]);
    assert!(words(&yaml("a: !secret 1\n")).contains("!secret"));
    assert!(words(&yaml("a: !!binary aGk=\n")).contains("tag"));
}

#[test]
fn broken_json_is_placed() {
    assert_eq!(told(&json("{\n  \"a\": NaN\n}")), ["syntax  2:8"]);
    assert_eq!(told(&json("{\"a\": -Infinity}")).len(), 1);
    assert_eq!(told(&json("{\"a\": 1} x")), ["syntax  1:10"]);
    assert_eq!(told(&json("\u{feff}{\"中\": 1,}")), ["syntax  1:9"]);
    for text in ["{", "[1", "{\"a\"", "\"a", "{1: 2}", "01", "\"\\ud800\"", "tru"] {
        assert_eq!(told(&json(text)).len(), 1, "{text}");
    }
}

#[test]
fn an_empty_text_is_no_document() {
    for text in ["", "\u{feff}", " \n\t\n", "\u{feff}\n"] {
        assert!(words(&yaml(text)).contains("the document is empty"), "{text:?}");
        assert!(words(&json(text)).contains("the document is empty"), "{text:?}");
    }
    assert!(words(&yaml("# only a remark\n")).contains("the document is empty"));
}

#[test]
fn a_byte_order_mark_is_no_content() {
    assert!(yaml(&format!("\u{feff}{HEAD}")).is_ok());
    assert_eq!(told(&yaml(&format!("\u{feff}x: 1\n{HEAD}"))), ["unknown-field x 1:1"]);
    assert_eq!(told(&json("\u{feff}{\"format\": \"x\"}")), ["wrong-format format 1:2"]);
}

#[test]
fn deep_texts_are_refused() {
    for open in ["[", "{", "{\"a\":", "[{\"a\":"] {
        for text in [open.repeat(100_000), open.repeat(65)] {
            assert_eq!(told(&json(&text)).len(), 1, "{open}");
            assert_eq!(told(&yaml(&text)).len(), 1, "{open}");
        }
    }
    assert!(words(&json(&"[".repeat(100_000))).contains("deeper than 64"));
    assert!(words(&yaml(&"[".repeat(100_000))).contains("deeper than 64"));
    assert!(words(&yaml(&"- ".repeat(100_000))).contains("deeper than 64"));
    let limits = Limits { depth: usize::MAX, ..Limits::default() };
    for open in ["[", "- ", "? "] {
        assert!(PlanDoc::from_yaml(&open.repeat(100_000), &limits).is_err());
    }
    assert!(PlanDoc::from_json(&"[".repeat(100_000), &limits).is_err());
    // An alias brings the depth of what it repeats.
    let (open, close) = ("[".repeat(40), "]".repeat(40));
    let nested = yaml(&format!("a: &a {open}{close}\nb: {open}*a{close}\n"));
    assert!(words(&nested).contains("deeper than 64"), "{}", words(&nested));
}

#[test]
fn aliases_of_aliases_are_counted_before_they_are_made() {
    let mut bomb = "a0: &a0 [ x, x, x, x, x, x, x, x, x, x ]\n".to_owned();
    for level in 1..40 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [ {aliases} ]\n"));
    }
    let limits = Limits { nodes: 100_000, ..Limits::default() };
    assert!(words(&PlanDoc::from_yaml(&bomb, &limits)).contains("more than 100000 nodes"));
    let long = format!("[{}1]", "1,".repeat(100_000));
    assert!(words(&PlanDoc::from_json(&long, &limits)).contains("more than 100000 nodes"));
}

#[test]
fn large_texts_are_refused() {
    let limits = Limits { bytes: 10, ..Limits::default() };
    assert!(words(&PlanDoc::from_yaml(HEAD, &limits)).contains("limit of 10 bytes"));
    assert!(words(&PlanDoc::from_json("[1, 2, 3, 4]", &limits)).contains("limit of 10 bytes"));
}

#[test]
fn every_repeated_key_is_reported() {
    let twice = with_head("note: 中\nid: q\norganizations:\n- { id: a, name: A, id: b }\nnote: c\nnote: d\n");
    let places = [
        "duplicate-key id 6:1",
        "duplicate-key organizations[0].id 8:21",
        "duplicate-key note 9:1",
        "duplicate-key note 10:1",
    ];
    assert_eq!(told(&twice), places);
    let members: Vec<String> = (0..40).map(|key| format!("\"x-{}\": 1", key % 38)).collect();
    let all = told(&json(&format!("{{\"note\": 1,\n{}}}", members.join(",\n"))));
    let repeated: Vec<_> = all.iter().filter(|it| it.starts_with("duplicate-key")).collect();
    assert_eq!(repeated, ["duplicate-key x-0 40:1", "duplicate-key x-1 41:1"]);
    // An anchored map is written once, however often it is repeated.
    let anchored = with_head("x-a: &a { b: 1, b: 2 }\nx-b: [ *a, *a ]\n");
    assert_eq!(told(&anchored), ["duplicate-key x-a.b 5:17"]);
}

#[test]
fn shapes_and_fields_are_reported_together() {
    let plan = with_head(
        "indicatros: []\nx-own: { any: thing }\norganizations: a\nposts: [ { name: n } ]\nissuer: [ a ]\n\
         indicators:\n- id: a\n  name: A\n  measure: stock\n  targets:\n  \
         - { id: t, form: level, phrase: 达到, between: 1 }\n",
    );
    let mut found = told(&plan);
    found.sort();
    let expected = [
        "missing-field posts[0] 8:10",
        "unknown-field indicatros 5:1",
        "wrong-shape indicators[0].targets[0].between 15:39",
        "wrong-shape issuer 9:1",
        "wrong-shape organizations 7:1",
    ];
    assert_eq!(found, expected);
    let words = plan.err().map(|error| error.to_string()).unwrap_or_default();
    assert!(words.contains("did you mean `indicators`"), "{words}");
}

#[test]
fn the_format_comes_first() {
    assert_eq!(told(&yaml("format: attainment/policy@1\nrows: []\n")), ["wrong-format format 1:1"]);
    assert_eq!(told(&yaml("id: a\ntitle: A\nperiod: { end: 1 }\n")), ["missing-field  1:1"]);
    assert_eq!(told(&yaml("just a text")), ["wrong-shape  1:1"]);
    assert_eq!(told(&json("[]")), ["wrong-shape  1:1"]);
}

#[test]
fn many_problems_of_a_long_line_are_placed_at_once() {
    let text = format!("{{\"format\": \"attainment/plan@1\", \"indicators\": [{}1]}}", "1, ".repeat(300_000));
    let found = told(&json(&text));
    let first = found.iter().find(|it| it.starts_with("wrong-shape"));
    assert_eq!(first.map(String::as_str), Some("wrong-shape indicators[0] 1:48"));
    let unknown: String = (0..200_000).map(|key| format!("k{key}: 1\n")).collect();
    assert!(yaml(&unknown).is_err());
}

/// Texts that a writer may stumble over; never empty, as required fields are not.
fn awkward() -> impl Strategy<Value = String> {
    let known = [
        "null",
        "~",
        "true",
        "No",
        "4.50",
        "1e5",
        "- a",
        "a: b",
        "a #b",
        "#b",
        " a",
        "a ",
        "?",
        "<<",
        "---",
        "...",
        "中文：指标",
        "\u{feff}a",
        "\u{85}",
        "\u{2028}",
        "\u{7f}",
        "\0",
        "\r\n",
        "a\rb",
        "=",
        "1_000",
    ];
    prop_oneof![
        "[a-z0-9.-]{1,12}",
        "[ \\t\\n\"'#:,{}\\[\\]&*!|>%@`?~\\\\-]{1,8}",
        "\\PC{1,10}",
        any::<String>().prop_filter("required fields are not empty", |text| !text.is_empty()),
        prop::sample::select(known.to_vec()).prop_map(str::to_owned),
        Just("长".repeat(2000)),
    ]
}

fn maybe() -> impl Strategy<Value = Option<String>> {
    prop::option::of(prop_oneof![4 => awkward(), 1 => Just(String::new())])
}

fn values() -> impl Strategy<Value = TargetValueDoc> {
    let fields = (maybe(), maybe(), maybe(), prop::option::of(vec(awkward(), 0..3)));
    fields.prop_map(|(value, at_least, deferred, between)| TargetValueDoc {
        value,
        at_least,
        deferred,
        between,
        ..TargetValueDoc::default()
    })
}

fn windows() -> impl Strategy<Value = Option<WindowDoc>> {
    prop::option::of((maybe(), maybe()).prop_map(|(start, end)| WindowDoc { start, end }))
}

fn targets() -> impl Strategy<Value = TargetDoc> {
    let version = (awkward(), awkward(), values(), maybe()).prop_map(|(id, published, value, by)| {
        VersionDoc { id, published, value, by, ..VersionDoc::default() }
    });
    let checkpoint = (awkward(), awkward()).prop_map(|(period, value)| CheckpointDoc { period, value });
    let evidence = (awkward(), awkward()).prop_map(|(id, title)| EvidenceDoc { id, title });
    let lists = (vec(version, 0..2), vec(checkpoint, 0..2), vec(evidence, 0..2), maybe(), maybe());
    let fields = (awkward(), awkward(), values(), maybe(), windows(), lists);
    fields.prop_map(|(id, form, value, due, window, lists)| {
        let (versions, checkpoints, evidence, judge, needed) = lists;
        TargetDoc {
            id,
            form,
            value,
            due,
            window,
            versions,
            checkpoints,
            evidence,
            judge,
            needed,
            ..TargetDoc::default()
        }
    })
}

fn indicators() -> impl Strategy<Value = IndicatorDoc> {
    let baseline = || {
        (awkward(), awkward(), maybe()).prop_map(|(period, value, status)| BaselineDoc {
            period,
            value,
            status,
            source: None,
        })
    };
    let limits = (maybe(), maybe()).prop_map(|(min, max)| LimitsDoc { min, max });
    let one_break = (awkward(), maybe(), maybe(), prop::option::of(baseline()));
    let one_break =
        one_break.prop_map(|(period, kind, why, baseline)| BreakDoc { period, kind, why, baseline });
    let breaks = vec(one_break, 0..3);
    let ratio = (awkward(), awkward(), maybe()).prop_map(|(numerator, denominator, times)| RatioDoc {
        numerator,
        denominator,
        times,
    });
    let words = (awkward(), awkward(), awkward(), maybe());
    let maps = (prop::option::of(baseline()), prop::option::of(limits), prop::option::of(ratio));
    let fields = (words, maps, breaks, vec(targets(), 0..3));
    fields.prop_map(|((id, name, measure, unit), (baseline, limits, ratio), breaks, targets)| IndicatorDoc {
        id,
        name,
        measure,
        unit,
        baseline,
        limits,
        breaks,
        ratio,
        targets,
        ..IndicatorDoc::default()
    })
}

fn tasks() -> impl Strategy<Value = TaskDoc> {
    let milestone = (awkward(), awkward(), awkward(), maybe())
        .prop_map(|(id, title, due, weight)| MilestoneDoc { id, title, due, weight });
    let deliverable = (awkward(), awkward(), maybe(), maybe())
        .prop_map(|(id, title, due, weight)| DeliverableDoc { id, title, due, weight });
    let dependency = (awkward(), maybe()).prop_map(|(id, days)| DependencyDoc { id, days });
    let lists = (vec(milestone, 0..2), vec(deliverable, 0..2), vec(dependency, 0..3), vec(awkward(), 0..3));
    let fields = (awkward(), awkward(), windows(), (maybe(), maybe()), lists);
    fields.prop_map(|(id, title, window, (kind, progress), lists)| {
        let (milestones, deliverables, after, indicators) = lists;
        let new = TaskDoc { id, title, kind, progress, window, ..TaskDoc::default() };
        TaskDoc { milestones, deliverables, after, indicators, ..new }
    })
}

fn members() -> impl Strategy<Value = Vec<MemberDoc>> {
    vec((awkward(), maybe()).prop_map(|(id, weight)| MemberDoc { id, weight }), 0..3)
}

fn plans() -> impl Strategy<Value = PlanDoc> {
    let group = (awkward(), awkward(), maybe(), members(), members()).prop_map(
        |(id, title, parent, indicators, tasks)| GroupDoc {
            id,
            title,
            parent,
            weight: None,
            indicators,
            tasks,
        },
    );
    let responsibility =
        (awkward(), maybe(), maybe(), maybe()).prop_map(|(role, organization, duty, open_ended)| {
            ResponsibilityDoc { role, organization, duty, open_ended, ..ResponsibilityDoc::default() }
        });
    let duty =
        (awkward(), awkward(), maybe(), maybe(), maybe()).prop_map(|(id, title, kind, frequency, due)| {
            DutyDoc { id, title, kind, frequency, due, ..DutyDoc::default() }
        });
    let names = (vec(awkward(), 0..2), maybe(), vec(awkward(), 0..2));
    let organization = (awkward(), awkward(), maybe(), names).prop_map(
        |(id, name, parent, (aliases, collective, members))| OrganizationDoc {
            id,
            name,
            parent,
            aliases,
            collective,
            members,
        },
    );
    let lists = (
        vec(organization, 0..2),
        vec(indicators(), 0..3),
        vec(tasks(), 0..2),
        vec(group, 0..2),
        vec(responsibility, 0..2),
        vec(duty, 0..2),
    );
    let fields = (awkward(), awkward(), awkward(), (maybe(), maybe()), lists);
    fields.prop_map(|(id, title, end, (note, leads), lists)| {
        let (organizations, indicators, tasks, groups, responsibilities, duties) = lists;
        let new = PlanDoc { note, leads, ..PlanDoc::new(&id, &title, &end) };
        PlanDoc { organizations, indicators, tasks, groups, responsibilities, duties, ..new }
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(plan in plans()) {
        prop_assert_eq!(json(&plan.to_json()), Ok(plan.clone()), "{}", plan.to_json());
        prop_assert_eq!(yaml(&plan.to_yaml()), Ok(plan.clone()), "{}", plan.to_yaml());
    }

    #[test]
    fn no_text_stops_the_readers(text in any::<String>()) {
        let _ = (yaml(&text), json(&text));
    }

    #[test]
    fn no_text_of_their_own_signs_stops_the_readers(
        text in "[\\[\\]{}:,\"'&*!|>%@?~# \\t\\n\\\\au0-9.eE+中\u{feff}-]{0,60}",
    ) {
        let _ = (yaml(&text), json(&text));
    }
}
