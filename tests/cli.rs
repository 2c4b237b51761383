//! The program `evaluate`, called as a stranger would: what it prints, where, and how it exits; and what the
//! guide shows of the program `project`.
#![cfg(all(feature = "yaml", feature = "json", feature = "csv"))]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const BEIBEI: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/beibei.yaml");
const DISTRICTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/chongqing-districts.yaml");
const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/beibei.csv");

/// `target/debug/examples/NAME`, beside the directory of this test.
fn example(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let program = test.parent().unwrap().parent().unwrap().join("examples").join(file);
    assert!(program.is_file(), "`cargo build --example {name}` makes {}", program.display());
    program
}

/// What `<!-- project: ARGUMENTS < LINE -->` stands before is what the example `project` prints of the line.
#[test]
fn the_series_of_the_guide_are_carried_on_as_it_shows() {
    let text = std::fs::read_to_string(Path::new(ROOT).join("docs/src/projection.md")).unwrap();
    let calls =
        text.split("<!-- project: ").skip(1).map(|rest| rest.split_once(" -->\n\n```json\n").unwrap());
    let mut shown = 0;
    for (call, rest) in calls {
        let (arguments, line) = call.split_once(" < ").unwrap();
        let mut command = Command::new(example("project"));
        command.args(arguments.split_whitespace()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut running = command.spawn().unwrap();
        writeln!(running.stdin.take().unwrap(), "{line}").unwrap();
        let printed = String::from_utf8(running.wait_with_output().unwrap().stdout).unwrap();
        assert_eq!(rest.split("```").next(), Some(printed.as_str()), "project {call}");
        shown += 1;
    }
    assert!(shown > 0, "the guide shows none");
}

#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Ran {
    /// It did its work.
    #[track_caller]
    fn worked(self) -> Self {
        assert_eq!(self.code, Some(0), "{self:?}");
        assert!(!self.out.is_empty(), "{self:?}");
        self
    }

    /// It refused the input: nothing on standard output, and all of these on standard error.
    #[track_caller]
    fn refused(self, words: &[&str]) -> Self {
        self.failed(1, words)
    }

    /// It was called wrongly, and says how to call it.
    #[track_caller]
    fn misused(self, words: &[&str]) -> Self {
        let ran = self.failed(2, words);
        assert!(ran.err.contains("usage: "), "{ran:?}");
        ran
    }

    #[track_caller]
    fn failed(self, code: i32, words: &[&str]) -> Self {
        assert_eq!(self.code, Some(code), "{self:?}");
        assert_eq!(self.out, "", "{self:?}");
        for word in words {
            assert!(self.err.contains(word), "`{word}` is not in {self:?}");
        }
        assert!(!self.err.contains("panicked"), "{self:?}");
        self
    }
}

fn evaluate(arguments: &[&str]) -> Ran {
    run("evaluate", arguments)
}

fn run(program: &str, arguments: &[&str]) -> Ran {
    let output = Command::new(example(program)).args(arguments).current_dir(ROOT).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// A file of its own for each test.
fn file(name: &str, bytes: impl AsRef<[u8]>) -> String {
    // Tests run side by side; each file has a directory of its own.
    static FILES: AtomicUsize = AtomicUsize::new(0);
    let number = FILES.fetch_add(1, Ordering::Relaxed).to_string();
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(number);
    std::fs::create_dir_all(&directory).unwrap();
    let path = directory.join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

const HEAD: &str = "format: attainment/plan@1\nid: p\ntitle: P\n";
const PLAN: &str = "format: attainment/plan@1
id: p
title: P
period: { base: 2020, start: 2021, end: 2025 }
indicators:
  - id: a
    name: A
    unit: 家
    measure: stock
    attribute: expected
    direction: increase
    baseline: { period: 2020, value: 50 }
    targets: [ { id: t, form: level, at_least: 100, due: 2025 } ]
";

/// The plan above with these rows, in English.
fn with_data(name: &str, rows: impl AsRef<[u8]>) -> Ran {
    let plan = file(&format!("{name}.yaml"), PLAN);
    let data = file(&format!("{name}.csv"), rows);
    evaluate(&[&plan, "--data", &data, "--lang", "en"])
}

/// A plan of this text, in English.
fn plan_text(name: &str, text: impl AsRef<[u8]>) -> Ran {
    evaluate(&[&file(name, text), "--as-of", "2024-01-01", "--lang", "en"])
}

#[test]
fn without_arguments_the_bundled_plans_are_told() {
    let ran = evaluate(&[]).worked();
    for word in ["cq-districts-innovation", "cq-reply-0883", "科技型企业", "cn-schedule"] {
        assert!(ran.out.contains(word), "{word}: {}", ran.out);
    }
    assert_eq!(ran.out, evaluate(&[]).out);
    assert!(evaluate(&["--lang", "en"]).worked().out.contains("cq-reply-0883"));
    assert!(evaluate(&["--format", "markdown"]).worked().out.contains('|'));
    assert!(evaluate(&["--help"]).worked().out.contains("usage: evaluate"));
}

#[test]
fn json_is_an_object_for_one_plan_and_an_array_for_several() {
    let one = evaluate(&[BEIBEI, "--data", DATA, "--as-of", "2024-12-31", "--format", "json"]).worked();
    let one: Value = serde_json::from_str(&one.out).unwrap();
    assert_eq!(one["format"], "attainment/report@1");
    assert_eq!((&one["as_of"], &one["plan"]["id"]), (&"2024-12-31".into(), &"beibei-sti-14fyp".into()));
    assert_eq!(one["policy"]["id"], "cn-schedule");
    for field in ["engine", "at", "indicators", "tasks", "organizations", "groups", "diagnostics"] {
        assert!(one.get(field).is_some(), "{field}");
    }
    assert_eq!(one["policy"]["hash"].as_str().map(str::len), Some(64));
    let verdict = &one["indicators"][0];
    for field in
        ["id", "target", "outcome", "label", "standing", "row", "possible", "missing", "facts", "reasons"]
    {
        assert!(verdict.get(field).is_some(), "{field}");
    }
    assert!(verdict["facts"]["share"]["unknown"].is_string(), "{}", verdict["facts"]["share"]);
    assert!(verdict["label"]["zh"].is_string() && verdict["reasons"][0]["en"].is_string());

    for arguments in
        [&["--format", "json"][..], &[BEIBEI, DISTRICTS, "--as-of", "2024-12-31", "--format=json"]]
    {
        let several: Value = serde_json::from_str(&evaluate(arguments).worked().out).unwrap();
        let formats = several.as_array().unwrap().iter().map(|report| report["format"].as_str());
        assert_eq!(formats.collect::<Vec<_>>(), [Some("attainment/report@1"); 2]);
    }
}

/// What changed since a day: in three formats, for one plan and for several, and what is refused.
#[test]
fn changes_since_a_day_are_told() {
    // 0.6 − 0.6 = 0 in 2023, on schedule; 0.72 − 0.8 = −0.08 in 2024.
    let rows = "indicator,period,value,published\na,2023,80,2024-02-01\na,2024,86,2025-02-01\n";
    let (plan, data) = (file("since.yaml", PLAN), file("since.csv", rows));
    let since = |more: &[&str]| {
        let call = [&[plan.as_str(), "--data", &data, "--since", "2024-06-30"], more].concat();
        evaluate(&call)
    };
    let told = since(&["--lang", "en"]).worked();
    assert!(told.out.contains("changes from 2024-06-30 to 2025-02-01"), "{told:?}");
    assert!(told.out.contains("new figure 80 (2023) → 86 (2024)"), "{told:?}");
    let told = since(&["--format", "markdown"]).worked();
    assert!(told.out.contains("### 变差（1 项）"), "{told:?}");
    let json: Value = serde_json::from_str(&since(&["--format", "json"]).worked().out).unwrap();
    assert_eq!(json["format"], "attainment/diff@1");
    assert_eq!((&json["before"]["at"], &json["after"]["at"]), (&"2023".into(), &"2024".into()));
    assert_eq!(json["changes"][0]["change"], "worsened");
    // The same period at both days: nothing is new of 2023.
    let told = since(&["--at", "2023", "--lang", "en"]).worked();
    assert!(told.out.contains("all unchanged"), "{told:?}");
    let several = evaluate(&["--since", "2023-03-28", "--as-of", "2025-05-23", "--format", "json"]).worked();
    let several: Value = serde_json::from_str(&several.out).unwrap();
    assert_eq!(several.as_array().map(Vec::len), Some(2));

    since(&["--as-of", "2024-06-29"]).refused(&["2024-06-30", "2024-06-29", "先后颠倒"]);
    since(&["--as-of", "2024-06-29", "--lang", "en"]).refused(&["wrong way round"]);
    since(&["--explain", "a"]).misused(&["`--since`"]);
    since(&["--compare", "cn-schedule,cn-compound"]).misused(&["`--since`"]);
    evaluate(&["--since", "soon"]).misused(&["`--since soon`"]);
}

/// Earlier reports as a file: one, several, none yet; and what is refused.
#[test]
fn earlier_evaluations_are_an_input() {
    let policy = file(
        "again.yaml",
        "format: attainment/policy@1
id: again
version: '1'
indicator:
  hit: first
  rows:
    - { id: fine, when: { lag: '>= 0' }, then: green }
    - { id: again, when: { bad_streak: '>= 1' }, then: dark }
    - { id: behind, then: red }
outcomes:
  green: { kind: outlook, standing: on_track, zh: 绿灯, en: green }
  red: { kind: outlook, standing: off_track, zh: 红灯, en: red }
  dark: { kind: outlook, standing: off_track, zh: 黑灯, en: dark }
",
    );
    // 0.1 − 0.2 and 0.2 − 0.4: behind in both years.
    let rows = "indicator,period,value,published\na,2021,55,2022-02-01\na,2022,60,2023-02-01\n";
    let (plan, data) = (file("memory.yaml", PLAN), file("memory.csv", rows));
    let call = |more: &[&str]| {
        evaluate(&[&[plan.as_str(), "--data", &data, "--policy", &policy, "--lang", "en"], more].concat())
    };
    let none = file("none.json", "[]");
    let first = call(&["--as-of", "2022-02-05", "--history", &none, "--format", "json"]).worked().out;
    assert!(first.contains(r#""outcome": "red""#) && first.contains(r#""remembered": 0"#), "{first}");
    let (one, several) = (file("one.json", &first), file("several.json", format!("[{first}]")));
    for history in [&one, &several] {
        let told = call(&["--history", history]).worked().out;
        assert!(told.contains("known by 2023-02-01 · newest period 2022 · 1 earlier evaluation\n"), "{told}");
        assert!(told.contains("dark"), "{told}");
    }
    let twice = call(&["--history", &one, "--history", &none]).worked().out;
    assert!(twice.contains("1 earlier evaluation\n"), "{twice}");
    // Without a history it is not known whether it was behind before; with an empty one it was not.
    assert!(call(&[]).worked().out.contains("no history"));
    let told = call(&["--history", &none]).worked().out;
    assert!(told.contains("0 earlier evaluations") && told.contains(" red"), "{told}");
    assert!(call(&["--history", &one, "--explain", "a"]).worked().out.contains("Verdict: dark"));
    let compared = call(&["--history", &one, "--compare", &format!("{policy},cn-schedule")]).worked().out;
    assert!(compared.contains("dark"), "{compared}");

    call(&["--history", "no-such.json"]).refused(&["no-such.json"]);
    let cut = file("cut.json", first.split_at(first.len() / 2).0);
    call(&["--history", &cut]).refused(&["cut.json", "EOF"]);
    let wrong = file("wrong.json", r#"[{"format":"attainment/explanation@1"}]"#);
    call(&["--history", &one, "--history", &wrong]).refused(&["wrong.json[0]", "attainment/report@1"]);
    call(&["--history", &wrong, "--lang", "zh"]).refused(&["不是 attainment/report@1 报告"]);
    let short = file("short.json", r#"{"format":"attainment/report@1"}"#);
    call(&["--history", &short]).refused(&["short.json", "missing field"]);
    let dateless = file("dateless.json", first.replace("2022-02-05", "yesterday"));
    call(&["--history", &dateless]).refused(&["dateless.json", "`yesterday` is not a date"]);
}

#[test]
fn a_plan_in_json_is_read_as_one_in_yaml() {
    let json = r#"{"format":"attainment/plan@1","id":"p","title":"P","period":{"end":2025},
        "indicators":[{"id":"a","name":"A","measure":"stock","direction":"increase",
        "targets":[{"id":"t","form":"level","value":10,"due":2025}]}]}"#;
    let (one, other) = (file("same.json", json), file("same.yaml", json));
    let told = |plan: &str| evaluate(&[plan, "--as-of", "2024-01-01", "--format", "json"]).worked().out;
    let places = |text: String| {
        let mut report: Value = serde_json::from_str(&text).unwrap();
        report["diagnostics"] = Value::Null;
        report
    };
    assert_eq!(places(told(&one)), places(told(&other)));
}

#[test]
fn wrong_calls_are_told_with_the_usage() {
    evaluate(&["--wrong"]).misused(&["--wrong"]);
    evaluate(&[BEIBEI, "--colour", "red"]).misused(&["--colour"]);
    evaluate(&[BEIBEI, "--format", "xml"]).misused(&["xml", "markdown"]);
    evaluate(&[BEIBEI, "--lang", "fr"]).misused(&["fr", "zh"]);
    evaluate(&["--data", DATA]).misused(&["--data"]);
    for option in ["--data", "--policy", "--as-of", "--at", "--history", "--format", "--lang", "--explain"] {
        evaluate(&[BEIBEI, option]).misused(&[option]);
    }
}

/// A malformed value is a wrong call, or an error of the input: what counts is that it is told and that
/// nothing is evaluated.
#[test]
fn values_that_are_no_dates_are_told() {
    for date in ["nonsense", "2024-02-30", "20240101", "", "2024"] {
        let ran = evaluate(&[BEIBEI, "--as-of", date]);
        ran.failed(2, &["--as-of"]);
    }
    for period in ["nonsense", "2025-13", "20250", "2025-Q5"] {
        let ran = evaluate(&[BEIBEI, "--as-of", "2024-01-01", "--at", period]);
        ran.failed(2, &[period]);
    }
}

#[test]
fn without_data_the_date_is_needed() {
    evaluate(&[BEIBEI]).refused(&["--as-of"]);
    // What is wrong with a plan is told first, without a date as well.
    let wrong = file("dateless.yaml", "format: attainment/plan@1\nid: p\ntitel: P\nperiod: { end: 2025 }\n");
    evaluate(&[&wrong]).refused(&["missing-field", "是否应为 `title`？"]);
    let empty = file("empty.csv", "indicator,period,value\n");
    evaluate(&[BEIBEI, "--data", &empty]).refused(&["--as-of"]);
    evaluate(&[BEIBEI, "--as-of", "2024-01-01"]).worked();
}

#[test]
fn files_that_are_not_there_are_named() {
    evaluate(&["no-such-plan.yaml", "--as-of", "2024-01-01"]).refused(&["no-such-plan.yaml"]);
    evaluate(&[BEIBEI, "--data", "no-such-data.csv"]).refused(&["no-such-data.csv"]);
    evaluate(&[ROOT, "--as-of", "2024-01-01"]).refused(&[ROOT]);
}

#[test]
fn broken_plans_are_told_with_line_and_column() {
    let broken = file("broken.yaml", format!("{HEAD}period: {{ end: 2025\nindicators: ]\n"));
    let ran =
        evaluate(&[&broken, "--as-of", "2024-01-01", "--lang", "en"]).refused(&["error[syntax]", "help:"]);
    assert!(ran.err.contains(&format!("{broken}:5:")), "{ran:?}");
    let ran =
        evaluate(&[&broken, "--as-of", "2024-01-01", "--lang", "zh"]).refused(&["错误[syntax]", "改法："]);
    assert!(ran.err.contains(&format!("{broken}:5:")), "{ran:?}");

    let ran =
        plan_text("fields.yaml", "format: attainment/plan@1\nid: p\ntitel: P\nperiod: { end: 20250 }\n");
    ran.refused(&["fields.yaml:3:1", "titel", "title", "fields.yaml:4:11", "bad-period", "20250"]);
    let ran = plan_text("month.yaml", format!("{HEAD}period: {{ end: 2025-13 }}\n"));
    ran.refused(&["month.yaml:4:11", "bad-period", "2025-13"]);
    plan_text("twice.yaml", format!("{HEAD}period: {{ end: 2025 }}\nid: q\n"))
        .refused(&["twice.yaml:5:1", "duplicate-key"]);
    plan_text("empty.yaml", "").refused(&["empty.yaml"]);
    plan_text("broken.json", "{\n \"id\": NaN }").refused(&["broken.json:2:8", "syntax"]);
    plan_text("gbk.yaml", b"id: p\ntitle: \xb9\xe6\xbb\xae\n").refused(&["gbk.yaml:2", "encoding", "UTF-8"]);

    // With several plans the problems of all are told at once.
    let other = file("other.yaml", "id: [\n");
    evaluate(&[&broken, &other, "--as-of", "2024-01-01"]).refused(&["broken.yaml", "other.yaml"]);
}

#[test]
fn hostile_plans_are_refused() {
    let deep = format!("{HEAD}period: {}\n", "[".repeat(100_000));
    plan_text("deep.yaml", deep).refused(&["deep.yaml:4:"]);
    let deep = format!("{{\"id\":{}", "[".repeat(100_000));
    plan_text("deep.json", deep).refused(&["deep.json:1:", "too-deep"]);
    let closed = format!("{HEAD}period: {}{}\n", "[".repeat(500), "]".repeat(500));
    plan_text("closed.yaml", closed).refused(&["closed.yaml:4:", "too-deep"]);

    let mut bomb = format!("{HEAD}x-0: &a0 [ x, x, x, x, x, x, x, x, x, x ]\n");
    for level in 1..12 {
        let before = format!("*a{}", level - 1);
        let list = vec![before; 10].join(", ");
        bomb.push_str(&format!("x-{level}: &a{level} [ {list} ]\n"));
    }
    plan_text("bomb.yaml", bomb).refused(&["bomb.yaml:", "too-many-nodes"]);
}

#[test]
fn broken_data_are_told_with_line_and_column() {
    with_data("column", "indicator,period\na,2021\n").refused(&[
        "column.csv",
        ":1",
        "missing-column",
        "value",
    ]);
    with_data("number", "indicator,period,value\na,2021,60\na,2022,NaN\n").refused(&[
        "number.csv",
        ":3:3",
        "NaN",
    ]);
    let long = format!("indicator,period,value\na,2021,{}\n", "1".repeat(29));
    with_data("long", long).refused(&["long.csv", ":2:3", "28 digits"]);
    let ran = with_data("periods", "indicator,period,value\na,20250,1\na,2025-13,1\n");
    ran.refused(&["periods.csv", ":2:2", "20250", "periods.csv", ":3:2", "2025-13", "bad-period", "help:"]);
    let ran = with_data("dates", "indicator,period,value,published\na,2021,1,2022-02-30\n");
    ran.refused(&["dates.csv", ":2:4", "bad-date", "2022-02-30"]);
    with_data("cells", "indicator,period,value\na,2021\n").refused(&["cells.csv", ":2:", "bad-row"]);
    with_data("unit", "indicator,period,value\na,2021,5亿元\n").refused(&[
        "unit.csv",
        ":2:3",
        "unit-mismatch",
    ]);
    with_data("two", "indicator,period,value\na,2021,1\na,2021,2\n")
        .refused(&["conflicting-observation", "2021"]);
    with_data("nothing", "").refused(&["nothing.csv"]);
    let wide: Vec<u8> = std::iter::once(0xfeff)
        .chain("indicator,period,value\na,2021,1\n".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    with_data("utf16", wide).refused(&["utf16.csv", ":1:1", "encoding", "UTF-16"]);
    let gbk = b"indicator,period,value,source\na,2021,1,\xcd\xb3\xbc\xc6\n";
    with_data("gbk", gbk).refused(&["gbk.csv", ":2:4", "encoding", "GBK"]);
    with_data("good", "\u{feff}indicator,period,value\r\na,2021,突破60家\r\n").worked();
}

#[test]
fn the_file_stands_before_line_and_column_in_data_too() {
    let ran = with_data("place", "indicator,period,value\na,2021,60\na,2022,NaN\n");
    ran.refused(&["place.csv:3:3"]);
}

#[test]
fn problems_are_told_in_both_languages() {
    let (plan, data) = (file("both.yaml", PLAN), file("both.csv", "indicator,period,value\na,2021,x\n"));
    evaluate(&[&plan, "--data", &data]).refused(&["错误[bad-number]", "both.csv", ":2:3", "改法："]);
    evaluate(&[&plan, "--data", &data, "--lang", "en"]).refused(&[
        "error[bad-number]",
        "both.csv",
        ":2:3",
        "help: ",
    ]);
}

/// 规划 in GBK, as a spreadsheet or editor may save it: every file is told with line and column, in both languages.
#[test]
fn other_encodings_are_told_in_both_languages() {
    let gbk = file("gbk-told.yaml", b"id: p\ntitle: \xb9\xe6\xbb\xae\n");
    let rows = b"indicator,period,value,source\na,2021,1,\xcd\xb3\xbc\xc6\n";
    let data = file("gbk-told.csv", rows);
    let good = file(
        "gbk-good.yaml",
        format!("{HEAD}period: {{ end: 2025 }}\nindicators: [ {{ id: a, name: A, measure: stock }} ]\n"),
    );
    let wide: Vec<u8> = "\u{feff}id: p\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wide = file("utf16-told.yaml", wide);
    let told = |arguments: &[&str], zh: &str, en: &str| {
        for (lang, words) in [("zh", zh), ("en", en)] {
            evaluate(&[arguments, &["--as-of", "2024-01-01", "--lang", lang]].concat()).refused(&[words]);
        }
    };
    let (zh, en) = (
        "gbk-told.yaml:2:8: 文件编码不是 UTF-8（可能是 GBK）",
        "gbk-told.yaml:2:8: the text is not UTF-8 (perhaps GBK)",
    );
    told(&[&gbk], zh, en);
    told(&[&good, "--policy", &gbk], zh, en);
    told(&[&good, "--register", &gbk], zh, en);
    told(&[&good, "--what-if", &gbk], zh, en);
    told(
        &[&wide],
        "utf16-told.yaml:1:1: 文件编码不是 UTF-8（可能是 UTF-16）",
        "utf16-told.yaml:1:1: the text is not UTF-8 (perhaps UTF-16)",
    );
    told(
        &[&good, "--data", &data],
        "gbk-told.csv:2:4 rows[0].source: 文件编码不是 UTF-8（第 2 行 `source` 列：可能是 GBK）",
        "gbk-told.csv:2:4 rows[0].source: the text is not UTF-8 (line 2, column `source`: perhaps GBK)",
    );
}

#[test]
fn an_unknown_policy_is_told_with_a_similar_one() {
    let ran = evaluate(&[BEIBEI, "--as-of", "2024-01-01", "--policy", "cn-shedule", "--lang", "en"]);
    ran.refused(&["no-such-policy", "cn-shedule", "did you mean `cn-schedule`"]);
    let ran = evaluate(&[BEIBEI, "--as-of", "2024-01-01", "--policy", "cn-shedule", "--lang", "zh"]);
    ran.refused(&["cn-shedule", "是否应为 `cn-schedule`"]);
}

#[test]
fn a_policy_of_ones_own_is_used_or_refused() {
    let schedule = std::fs::read_to_string(format!("{ROOT}/src/policy/builtin/cn-schedule.yaml")).unwrap();
    let own = file("own.yaml", schedule.replace("id: cn-schedule", "id: my-own"));
    let ran = evaluate(&[BEIBEI, "--as-of", "2024-01-01", "--policy", &own, "--format", "json"]).worked();
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["policy"]["id"], "my-own");

    let refused = |name: &str, from: &str, to: &str, words: &[&str]| {
        assert!(schedule.contains(from), "{from}");
        let policy = file(name, schedule.replacen(from, to, 1));
        evaluate(&[BEIBEI, "--as-of", "2024-01-01", "--policy", &policy, "--lang", "en"]).refused(words);
    };
    refused(
        "fact.yaml",
        "when: { attained: true }",
        "when: { attaind: true }",
        &["fact.yaml:", "unknown-fact", "attained"],
    );
    refused(
        "outcome.yaml",
        "then: far_behind",
        "then: far_behid",
        &["outcome.yaml:", "unknown-outcome", "far_behind"],
    );
    refused("cell.yaml", "lag: \">= 0\"", "lag: yes", &["cell.yaml:", "bad-cell"]);
    refused("yaml.yaml", "indicator:\n", "indicator: [\n", &["yaml.yaml:", "syntax"]);
    refused("format.yaml", "attainment/policy@1", "attainment/policy@2", &["format.yaml:", "wrong-format"]);
}

#[test]
fn verdicts_are_explained_in_both_languages() {
    let call = [BEIBEI, "--data", DATA, "--as-of", "2024-12-31", "--explain"];
    let explain = |id: &str, lang: &str| evaluate(&[&call[..], &[id, "--lang", lang]].concat());
    let en = explain("rd-intensity", "en").worked().out;
    assert!(en.contains("4.5") && en.contains("cn-schedule"), "{en}");
    let zh = explain("rd-intensity", "zh").worked().out;
    assert!(zh.contains("4.5") && zh.contains("目标"), "{zh}");
    assert_eq!(en.lines().count(), zh.lines().count());
    assert_eq!(explain("rd-intensity/t2025", "en").worked().out, en);
    for lang in ["zh", "en"] {
        explain("nobody", lang).refused(&["nobody"]);
        explain("rd-intensity/nothing", lang).refused(&["rd-intensity/nothing"]);
    }
}

/// The version of the targets that is judged: 80 of 100 by the first, of 140 by the raised one.
#[test]
fn the_version_judged_can_be_chosen() {
    let raised =
        "at_least: 100, due: 2025, versions: [ { id: raised, at_least: 140, published: 2022-01-01 } ]";
    let plan = file("versions.yaml", PLAN.replace("at_least: 100, due: 2025", raised));
    let data = file("versions.csv", "indicator,period,value\na,2023,80\n");
    let judged = |version: &[&str]| {
        let arguments = [&[&*plan, "--data", &data, "--format", "json"], version].concat();
        let report: Value = serde_json::from_str(&evaluate(&arguments).worked().out).unwrap();
        let verdict = &report["indicators"][0];
        (verdict["version"].as_str().unwrap().to_owned(), verdict["outcome"].as_str().unwrap().to_owned())
    };
    // 30 of 50 and of 90, in three of five years.
    let (original, own) = (("original".into(), "on_schedule".into()), ("raised".into(), "behind".into()));
    assert_eq!(judged(&[]), own);
    assert_eq!(judged(&["--version", "in-force"]), own);
    assert_eq!(judged(&["--version=raised"]), own);
    assert_eq!(judged(&["--version", "original"]), original);
    evaluate(&[&plan, "--data", &data, "--version", "raisd"]).refused(&["no target has a version `raisd`"]);
}

#[test]
fn a_what_if_is_told_from_what_is() {
    let plan = file("what-if.yaml", PLAN);
    let data = file("what-if.csv", "indicator,period,value\na,2023,80\n");
    let format = "format: attainment/what-if@1\n";
    let what_if =
        file("slower.yaml", format!("{format}figures: [ {{ indicator: a, period: 2024, value: 81 }} ]\n"));
    let run = |more: &[&str]| {
        evaluate(&[&[&*plan, "--data", &data, "--as-of", "2024-06-30", "--what-if", &what_if], more].concat())
    };
    // 31 of 50 in four of five years: 0.62 − 0.80.
    let told = run(&["--lang", "en"]).worked().out;
    assert!(told.contains("ASSUMED") && told.contains("behind schedule"), "{told}");
    let last = told.trim_end().lines().next_back().unwrap();
    let changed: Vec<&str> = last.split("  ").filter(|cell| !cell.is_empty()).map(str::trim).collect();
    assert_eq!(changed, ["A / t", "on schedule", "behind schedule"]);
    let json: Value = serde_json::from_str(&run(&["--format", "json"]).worked().out).unwrap();
    assert_eq!(json["what_if"]["assumptions"][0]["value"], "81");
    assert_eq!(json["indicators"][0]["current"]["status"], "assumed");
    assert!(run(&["--format", "markdown"]).worked().out.contains("**【假设】"));
    assert!(run(&["--compare", "cn-schedule,okr", "--lang", "en"]).worked().out.contains("ASSUMED"));
    // Without it, nothing of it is left.
    let plain = evaluate(&[&plan, "--data", &data, "--as-of", "2024-06-30"]).worked();
    assert!(!plain.out.contains("假设") && plain.out.contains("达到进度要求"), "{plain:?}");
    // What is wrong with it is told with its place, and nothing is printed.
    let wrong =
        file("wrong.yaml", format!("{format}figures:\n- {{ indicator: b, period: 2024, value: 81 }}\n"));
    let ran =
        evaluate(&[&plan, "--data", &data, "--as-of", "2024-06-30", "--what-if", &wrong, "--lang", "en"]);
    ran.refused(&["dangling-id", "wrong.yaml:3:5", "figures[0].indicator"]);
    evaluate(&[BEIBEI, DISTRICTS, "--data", DATA, "--what-if", &what_if]).misused(&["needs one plan"]);
}

/// The five documents of Chongqing together. What is counted is counted in the inventory of the documents.
#[test]
fn the_ledger_tells_all_documents_by_organization() {
    let ran = run("ledger", &[]).worked();
    let json = run("ledger", &["--format", "json"]).worked();
    let ledger: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(ledger["format"], "attainment/ledger@1");
    // 208 tasks in all, as many as the inventory has.
    let tasks: Vec<u64> = ledger["plans"]
        .as_array()
        .unwrap()
        .iter()
        .map(|of| of["summary"]["tasks"].as_u64().unwrap())
        .collect();
    assert_eq!(tasks, [23, 6, 158, 8, 13]);
    for plan in ledger["plans"].as_array().unwrap() {
        assert!(ran.out.contains(plan["plan"]["title"].as_str().unwrap()), "{plan}");
        assert_eq!(plan["as_of"], "2025-05-23");
    }
    // The inventory has 110 goals in words.
    assert_eq!(ledger["not_assessable"].as_array().unwrap().len(), 110);
    let find = |id: &str| {
        let all = ledger["organizations"].as_array().unwrap();
        all.iter().find(|one| one["id"] == id).unwrap().clone()
    };
    // 市科技局 leads the six tasks of its letter, as 答复单位, and stands in two other documents.
    let bureau = find("cq-kjj");
    let lead = &bureau["roles"][0];
    assert_eq!((&lead["role"], lead["items"].as_array().unwrap().len()), (&"lead".into(), 6));
    assert!(lead["items"].as_array().unwrap().iter().all(|item| item["plan"] == "cq-reply-0883"));
    let mut plans: Vec<&str> = bureau["roles"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|role| role["items"].as_array().unwrap())
        .map(|item| item["plan"].as_str().unwrap())
        .collect();
    plans.sort_unstable();
    plans.dedup();
    assert_eq!(plans, ["chuanyu-institutes", "cq-districts-innovation", "cq-reply-0883"]);
    assert_eq!(find("bs-kjj")["kind"], "organization");
    // A later day knows no more, and an earlier one less.
    let before = run("ledger", &["--as-of", "2025-05-22", "--format", "json"]).worked();
    let before: Value = serde_json::from_str(&before.out).unwrap();
    assert!(before["plans"][1]["summary"]["weighted_share"].is_null());
    assert!(ledger["plans"][1]["summary"]["weighted_share"].is_string());
    for arguments in [&["--format", "markdown"][..], &["--lang", "en"]] {
        assert!(run("ledger", arguments).worked().out.contains("cq-kjj"));
    }
}

#[test]
fn the_ledger_takes_plans_registers_and_rankings_of_ones_own() {
    let plan = file(
        "own.yaml",
        format!(
            "{HEAD}period: {{ base: 2023, start: 2024, end: 2024 }}
organizations: [ {{ id: districts, name: 各区, collective: true }} ]
tasks:
- {{ id: t, title: T, window: {{ start: 2024, end: 2024 }} }}
responsibilities: [ {{ role: lead, organization: districts, task: t }} ]
"
        ),
    );
    let register = file(
        "register.yaml",
        "format: attainment/register@1
id: r
title: R
organizations: [ { id: n, name: North }, { id: s, name: South } ]
collectives: [ { id: districts, name: 各区, members: [ n, s ] } ]
",
    );
    let data = file("own.csv", "indicator,period,value\nt,2024-06,60\n");
    let arguments =
        [&plan, "--data", &data, "--register", &register, "--as-of", "2024-07-31", "--rank", "lead:progress"];
    let ran = run("ledger", &[&arguments[..], &["--lang", "en"]].concat()).worked();
    for word in ["North", "South", "as one of 各区", "60.0%"] {
        assert!(ran.out.contains(word), "{word}: {}", ran.out);
    }
    let report = evaluate(&[&plan, "--data", &data, "--register", &register, "--lang", "en"]).worked();
    assert!(report.out.contains("North (lead, one of 各区)"), "{}", report.out);
    evaluate(&[&plan, "--data", &data, "--register", &plan]).refused(&["错误["]);
    let json = run("ledger", &[&arguments[..], &["--format", "json"]].concat()).worked();
    let json: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((&json[0]["format"], &json[1]["role"]), (&"attainment/ledger@1".into(), &"lead".into()));
}

#[test]
fn the_ledger_refuses_what_is_wrong() {
    run("ledger", &["--data", DATA]).misused(&["`--data` goes behind its plan"]);
    run("ledger", &["--rank", "boss"]).misused(&["boss"]);
    run("ledger", &["--as-of", "yesterday"]).misused(&["yesterday"]);
    run("ledger", &["--nothing"]).misused(&["--nothing"]);
    run("ledger", &["nowhere.yaml"]).refused(&["nowhere.yaml"]);
    run("ledger", &[BEIBEI, "--policy", "nothing", "--as-of", "2024-01-01"]).refused(&["nothing"]);
    let bare = file("bare.yaml", format!("{HEAD}period: {{ end: 2025 }}\n"));
    run("ledger", &[&bare]).refused(&["--as-of"]);
    let register = file(
        "twice.yaml",
        "format: attainment/register@1\nid: r\ntitle: R\norganizations: [ { id: a, name: A }, { id: a, name: B } ]\n",
    );
    run("ledger", &[&bare, "--register", &register, "--as-of", "2024-01-01", "--lang", "en"])
        .refused(&["error[duplicate-id]", "twice.yaml"]);
    let plan = file(
        "broken.yaml",
        format!("{HEAD}period: {{ end: 2025 }}\ntasks: [ {{ id: a, title: A, parent: b }} ]\n"),
    );
    run("ledger", &[&plan, "--as-of", "2024-01-01", "--lang", "en"])
        .refused(&["error[dangling-id]", "broken.yaml"]);
}
