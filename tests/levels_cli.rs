//! The program `evaluate` with several plans, the program `ledger`, and what the guide shows of them.
#![cfg(all(feature = "yaml", feature = "json", feature = "csv"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// `target/debug/examples/NAME`, beside the directory of this test.
fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let program = test.parent().unwrap().parent().unwrap().join("examples").join(file);
    assert!(program.is_file(), "`cargo build --example {name}` makes {}", program.display());
    program
}

/// A directory with these files.
fn folder(name: &str, files: &[(String, String)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("levels").join(name);
    std::fs::create_dir_all(&folder).unwrap();
    for (file, text) in files {
        std::fs::write(folder.join(file), text).unwrap();
    }
    folder
}

/// The exit code, standard output and standard error.
fn run_example(name: &str, folder: &Path, arguments: &str) -> (Option<i32>, String, String) {
    let mut command = Command::new(program(name));
    let output = command.args(arguments.split_whitespace()).current_dir(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn run(folder: &Path, arguments: &str) -> (Option<i32>, String, String) {
    run_example("evaluate", folder, arguments)
}

/// What stands behind a marker with arguments in a chapter is a part of what the example prints of the files above.
fn hold(chapter: &str, marker: &str, example: &str, least: usize) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/src").join(chapter);
    let text = std::fs::read_to_string(path).unwrap();
    let blocks = |marker: &str| -> Vec<(String, String)> {
        let found = text.split(marker).skip(1).map(|rest| {
            let (what, rest) = rest.split_once(" -->\n\n```").unwrap();
            let (_, block) = rest.split_once('\n').unwrap();
            (what.to_owned(), block.split("```").next().unwrap().to_owned())
        });
        found.collect()
    };
    let folder = folder(chapter, &blocks("<!-- file: "));
    let shown = blocks(marker);
    assert!(shown.len() >= least, "{chapter} shows {}", shown.len());
    for (arguments, block) in shown {
        let (code, out, err) = run_example(example, &folder, &arguments);
        assert_eq!((code, err.as_str()), (Some(0), ""), "{arguments}");
        assert!(out.contains(&block), "{arguments}: it is no part of\n{out}");
    }
}

#[test]
fn the_guide_shows_what_is_printed() {
    hold("levels.md", "<!-- levels: ", "evaluate", 3);
    hold("responsibility.md", "<!-- ledger: ", "ledger", 2);
}

fn plan(id: &str, rest: &str) -> (String, String) {
    let text = format!(
        "format: attainment/plan@1\nid: {id}\ntitle: {id}\nperiod: {{ base: 2020, start: 2021, end: 2025 }}\n{rest}"
    );
    (format!("{id}.yaml"), text)
}

fn firms(target: &str, decomposed: &str) -> String {
    format!(
        "indicators: [ {{ id: x, name: X, unit: 家, measure: stock, targets: [ {{ id: t, form: level, due: 2025, {target} }} ]{decomposed} }} ]\n"
    )
}

#[test]
fn links_are_told_with_the_file_of_the_plan() {
    let children = |unit: &str| {
        format!(", decomposed: [ {{ id: d, rule: sum, children: [ {{ plan: {unit}, indicator: x }} ] }} ]")
    };
    let files = [
        plan("city", &firms("at_least: 10", &children("north"))),
        plan("typo", &firms("at_least: 10", &children("nort"))),
        plan("north", &firms("at_least: 9", "")),
        plan("round", &firms("at_least: 10", &children("round"))),
    ];
    let folder = folder("links", &files);
    let (code, out, err) = run(&folder, "city.yaml north.yaml --as-of 2025-01-01 --lang en");
    assert_eq!(code, Some(0));
    assert!(
        err.contains("warning[children-fall-short] city.yaml:5:")
            && err.contains(" indicators[0].decomposed[0].children: "),
        "{err}"
    );
    assert!(err.contains("come to ≥9家, which does not guarantee ≥10家 (slack −1家)"), "{err}");
    assert!(out.contains("falls short") && out.contains("north  [north]"), "{out}");
    let (code, _, err) = run(&folder, "typo.yaml north.yaml --as-of 2025-01-01 --lang en");
    assert_eq!(code, Some(0));
    assert!(
        err.contains("warning[child-not-given] typo.yaml:5:") && err.contains("did you mean `north`?"),
        "{err}"
    );
    let (code, out, err) = run(&folder, "round.yaml --as-of 2025-01-01");
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(err.contains("错误[cyclic-links] round.yaml:5:"), "{err}");
    // The document has what was said of the links.
    let (_, out, _) = run(&folder, "city.yaml north.yaml --as-of 2025-01-01 --format json");
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    let first = value.get(0).unwrap();
    assert_eq!(first.pointer("/diagnostics/0/code").unwrap(), "children-fall-short");
    assert_eq!(first.pointer("/decompositions/0/slack").unwrap(), "-1");
}

/// Plans that do not mention each other are printed one after the other, even if their ids are the same.
#[test]
fn plans_without_links_are_printed_as_before() {
    let mut files = vec![plan("a", &firms("at_least: 10", ""))];
    let text = files.first().unwrap().1.clone();
    files.push(("again.yaml".to_owned(), text));
    let folder = folder("apart", &files);
    let one = run(&folder, "a.yaml --as-of 2025-01-01");
    let both = run(&folder, "a.yaml again.yaml --as-of 2025-01-01");
    assert_eq!(both.1, format!("{}\n\n{}", one.1, one.1));
    assert_eq!((both.0, both.2.as_str()), (Some(0), ""));
}
