//! The guide and the README are held against the code: their tables, their files, their outputs.
#![cfg(all(feature = "yaml", feature = "csv", feature = "json"))]

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use attainment::check::{Code, Diagnostics, Severity};
use attainment::facts::{BaseChoice, Fact, Reason, ReasonKind};
use attainment::plan::{Attribute, Direction, Firmness, Form, Measure, Resets, Role, Status};
use attainment::policy::{OutcomeKind, Standing};
use attainment::report::VerdictRole;
use attainment::{Evaluator, Lang, Observations, Plan, Policy};

type Checked = Result<(), Box<dyn Error>>;

/// The cells of a table, row by row.
type Rows = Vec<Vec<String>>;

/// What goes before a block that shows only a part of a plan.
const HEAD: &str =
    "format: attainment/plan@1\nid: p\ntitle: P\nperiod: { base: 2020, start: 2021, end: 2025 }\n";

/// The most blocks that may stay unchecked.
const MOST_FRAGMENTS: usize = 3;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The name and text of the README and of every chapter.
fn chapters() -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let mut files = vec![root().join("README.md")];
    for entry in fs::read_dir(root().join("docs/src"))? {
        files.push(entry?.path());
    }
    files.sort();
    let name = |file: &Path| file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    files.iter().map(|file| Ok((name(file), fs::read_to_string(file)?))).collect()
}

fn chapter(name: &str) -> Result<String, Box<dyn Error>> {
    let found = chapters()?.into_iter().find(|(chapter, _)| chapter == name);
    found.map(|(_, text)| text).ok_or_else(|| format!("there is no {name}").into())
}

/// A fenced block.
struct Block {
    line: usize,
    info: String,
    text: String,
    /// What the remark before it says: `<!-- … -->`.
    note: String,
}

fn blocks(text: &str) -> Vec<Block> {
    let (mut blocks, mut open): (Vec<Block>, Option<Block>) = (Vec::new(), None);
    let mut note = String::new();
    for (number, line) in text.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, Some(info)) => {
                let (info, note) = (info.to_owned(), std::mem::take(&mut note));
                open = Some(Block { line: number + 1, info, text: String::new(), note });
            }
            (None, None) => {
                let remark = line.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->"));
                match remark {
                    Some(remark) => note = remark.to_owned(),
                    None if line.trim().is_empty() => {}
                    None => note.clear(),
                }
            }
        }
    }
    blocks
}

fn with_head(text: &str) -> String {
    if text.contains("format: attainment/") { text.to_owned() } else { format!("{HEAD}{text}") }
}

#[test]
fn every_block_has_a_language() -> Checked {
    for (name, text) in chapters()? {
        for block in blocks(&text) {
            // Rustdoc takes a block without a word for Rust.
            assert!(!block.info.is_empty(), "{name}:{}: the block has no language", block.line);
        }
    }
    Ok(())
}

#[test]
fn every_file_that_is_shown_is_accepted() -> Checked {
    let mut fragments = 0;
    for (name, text) in chapters()? {
        let mut plan: Option<Plan> = None;
        for block in blocks(&text) {
            let place = format!("{name}:{}", block.line);
            if block.note.ends_with("(wrong)") {
                // What is wrong with it is shown as an output, and held as one.
                continue;
            }
            match block.info.as_str() {
                "yaml" if block.text.contains("attainment/policy@1") => {
                    Policy::from_yaml(&block.text).map_err(|error| format!("{place}: {error}"))?;
                }
                "yaml" => {
                    let read = Plan::from_yaml(&with_head(&block.text));
                    plan = Some(read.map_err(|error| format!("{place}: {error}"))?.into_inner());
                }
                "csv" => {
                    let plan = plan.as_ref().ok_or_else(|| format!("{place}: no plan before the data"))?;
                    let read = Observations::from_csv(block.text.as_bytes(), plan);
                    let read = read.map_err(|error| format!("{place}: {error}"))?;
                    let unknown = read.diagnostics().with_code(Code::UnknownIndicator).count();
                    assert_eq!(unknown, 0, "{place}: {:?}", read.diagnostics());
                }
                "yaml,fragment" => fragments += 1,
                _ => {}
            }
        }
    }
    assert!(fragments <= MOST_FRAGMENTS, "{fragments} blocks are fragments");
    Ok(())
}

/// What `examples/evaluate.rs` prints: the report or, for a refused file, the diagnostics.
fn printed(arguments: &str, files: &HashMap<String, String>) -> Result<String, Box<dyn Error>> {
    let (mut plan_file, mut data_file, mut as_of, mut at, mut explain) = (None, None, None, None, None);
    let (mut lang, mut least) = (Lang::Zh, Severity::Warning);
    let mut words = arguments.split_whitespace();
    while let Some(word) = words.next() {
        match word {
            "--data" => data_file = words.next(),
            "--as-of" => as_of = words.next(),
            "--at" => at = words.next(),
            "--explain" => explain = words.next(),
            "--notes" => least = Severity::Note,
            "--lang" => lang = words.next().and_then(Lang::from_code).unwrap_or_default(),
            file => plan_file = Some(file),
        }
    }
    let content = |file: &str| match files.get(file) {
        Some(text) => Ok(text.clone()),
        None => fs::read_to_string(root().join(file)),
    };
    let said = |diagnostics: &Diagnostics, file: &str| -> String {
        let shown = diagnostics.iter().filter(|diagnostic| diagnostic.severity() >= least);
        shown.map(|diagnostic| diagnostic.told(lang, file) + "\n").collect()
    };
    let plan_file = plan_file.ok_or("no plan is named")?;
    let plan = match Plan::from_yaml(&with_head(&content(plan_file)?)) {
        Ok(plan) => plan,
        Err(error) => return Ok(said(error.diagnostics(), plan_file)),
    };
    let mut builder = attainment::check::ObservationsBuilder::new(&plan);
    if let Some(file) = data_file {
        builder.file(file);
        builder.read_csv(content(file)?.as_bytes(), &attainment::document::Limits::default());
    }
    let data = match builder.finish() {
        Ok(data) => data,
        Err(error) => return Ok(said(error.diagnostics(), "")),
    };
    let as_of = match as_of {
        Some(date) => date.parse()?,
        None => data.newest().ok_or("no date")?,
    };
    let policy = Policy::builtin("cn-schedule")?;
    let mut evaluation = Evaluator::new(&policy).as_of(as_of);
    if let Some(period) = at {
        evaluation = evaluation.at(period.parse()?);
    }
    let report = evaluation.evaluate(&plan, &data);
    let warnings = said(plan.diagnostics(), plan_file) + &said(data.diagnostics(), "");
    let Some(id) = explain else { return Ok(warnings + &report.to_text(lang)) };
    let meant = report.verdicts().filter(|verdict| {
        let (indicator, target) = (verdict.indicator().id(), verdict.target().id());
        id == indicator || id.split_once('/') == Some((indicator, target))
    });
    let told: Vec<String> = meant.map(|verdict| verdict.explain().in_language(lang)).collect();
    Ok(warnings + &told.join("\n\n"))
}

#[test]
fn every_output_that_is_shown_is_printed_so() -> Checked {
    let mut shown = 0;
    for (name, text) in chapters()? {
        let mut files = HashMap::new();
        for block in blocks(&text) {
            if let Some(file) = block.note.strip_prefix("file: ") {
                files.insert(file.trim_end_matches(" (wrong)").to_owned(), block.text.clone());
            }
            let Some(arguments) = block.note.strip_prefix("output: ") else { continue };
            shown += 1;
            let now = printed(arguments, &files)?;
            let pairs = block.text.lines().map(str::trim_end).zip(now.lines().map(str::trim_end));
            for (number, (guide, program)) in pairs.enumerate() {
                assert_eq!(guide, program, "{name}:{}: guide and program differ", block.line + number + 1);
            }
            let lengths = (block.text.trim_end().lines().count(), now.trim_end().lines().count());
            assert_eq!(lengths.0, lengths.1, "{name}:{}: the program prints\n{now}", block.line);
        }
    }
    assert!(shown >= 5, "only {shown} outputs are held against the program");
    Ok(())
}

/// The rows of the table behind `<!-- table: NAME -->`, with the number of the first.
fn table(text: &str, name: &str) -> Result<(usize, Rows), Box<dyn Error>> {
    let marker = format!("<!-- table: {name} -->");
    let mut lines = text.lines().enumerate().skip_while(|(_, line)| *line != marker).skip(1);
    let lines = lines.by_ref().skip_while(|(_, line)| line.is_empty());
    let rows: Vec<(usize, &str)> = lines.take_while(|(_, line)| line.starts_with('|')).collect();
    let first = rows.get(2).map(|(number, _)| number + 1).ok_or_else(|| format!("no table {name}"))?;
    let cells = |line: &str| -> Vec<String> {
        let line = line.trim().trim_start_matches('|').trim_end_matches('|');
        line.replace("\\|", "¦").split('|').map(|cell| cell.trim().replace('¦', "|")).collect()
    };
    Ok((first, rows.iter().skip(2).map(|(_, line)| cells(line)).collect()))
}

/// Holds the first cells of each row; the others must say something.
fn hold(chapter_name: &str, name: &str, expected: Rows) -> Checked {
    let (first, rows) = table(&chapter(chapter_name)?, name)?;
    for (number, (row, expected)) in rows.iter().zip(&expected).enumerate() {
        let place = format!("docs/src/{chapter_name}:{}", first + number);
        let held: Vec<&String> = row.iter().take(expected.len()).collect();
        assert_eq!(held, expected.iter().collect::<Vec<_>>(), "{place}: the table `{name}` differs");
        assert!(row.iter().all(|cell| !cell.is_empty()), "{place}: a cell of `{name}` is empty");
    }
    assert_eq!(rows.len(), expected.len(), "docs/src/{chapter_name}: rows of the table `{name}`");
    Ok(())
}

fn code(word: &str) -> String {
    format!("`{word}`")
}

/// The rows of a vocabulary: word and Chinese term.
fn words<T: Copy>(all: &[T], word: fn(T) -> &'static str, zh: fn(T) -> &'static str) -> Rows {
    all.iter().map(|one| vec![code(word(*one)), zh(*one).to_owned()]).collect()
}

#[test]
fn the_table_of_facts_is_the_catalogue() -> Checked {
    let rows = Fact::ALL.iter().map(|fact| {
        let cells = [fact.zh(), fact.kind().word(), fact.unit().word(), fact.formula(), fact.when_unknown()];
        std::iter::once(code(fact.name())).chain(cells.map(str::to_owned)).collect()
    });
    hold("facts.md", "facts", rows.collect())
}

#[test]
fn the_table_of_reasons_is_complete() -> Checked {
    let rows = Reason::ALL.iter().map(|reason| {
        let kind = match reason.kind() {
            ReasonKind::Absent => "absent",
            ReasonKind::Undefined => "undefined",
        };
        vec![code(reason.word()), reason.zh().to_owned(), kind.to_owned(), reason.en().to_owned()]
    });
    hold("facts.md", "reasons", rows.collect())
}

#[test]
fn the_table_of_codes_is_complete() -> Checked {
    let rows = Code::ALL.iter().map(|of| vec![code(of.word()), of.severity().word().to_owned()]);
    hold("codes.md", "codes", rows.collect())
}

#[test]
fn the_tables_of_words_are_complete() -> Checked {
    hold("targets.md", "forms", words(Form::ALL, Form::word, Form::zh))?;
    hold("targets.md", "firmness", words(Firmness::ALL, Firmness::word, Firmness::zh))?;
    hold("plan.md", "measures", words(Measure::ALL, Measure::word, Measure::zh))?;
    hold("plan.md", "attributes", words(Attribute::ALL, Attribute::word, Attribute::zh))?;
    hold("plan.md", "directions", words(Direction::ALL, Direction::word, Direction::zh))?;
    hold("plan.md", "resets", words(Resets::ALL, Resets::word, Resets::zh))?;
    hold("plan.md", "roles", words(Role::ALL, Role::word, Role::zh))?;
    hold("observations.md", "statuses", words(Status::ALL, Status::word, Status::zh))?;
    hold("verdicts.md", "standings", words(Standing::ALL, Standing::word, Standing::zh))?;
    hold("policy.md", "kinds", words(OutcomeKind::ALL, OutcomeKind::word, OutcomeKind::zh))?;
    hold("policy.md", "bases", words(BaseChoice::ALL, BaseChoice::word, BaseChoice::zh))?;
    use VerdictRole::{Further, OtherVersion, Outlook, Own, Stretch};
    let roles = [Own, Further, Stretch, Outlook, OtherVersion];
    hold("verdicts.md", "verdict-roles", roles.iter().map(|role| vec![code(role.word())]).collect())
}

#[test]
fn the_table_of_the_built_in_policy_is_its_rows() -> Checked {
    let policy = Policy::builtin("cn-schedule")?;
    let rows = policy.table().rows().iter().map(|row| {
        let cells = row.cells().iter().map(|cell| format!("{} {}", code(cell.name()), cell.text()));
        let cells: Vec<String> = cells.collect();
        let when = if cells.is_empty() { "(any other case)".to_owned() } else { cells.join("; ") };
        let outcome = policy.outcomes().get(row.outcome());
        let told = outcome.map_or_else(Default::default, |outcome| {
            [outcome.label().told(Lang::Zh), outcome.label().told(Lang::En), outcome.standing().word()]
                .map(str::to_owned)
        });
        [code(row.id()), when].into_iter().chain(told).collect()
    });
    hold("verdicts.md", "cn-schedule", rows.collect())
}

#[test]
fn every_chapter_is_in_the_summary() -> Checked {
    let summary = chapter("SUMMARY.md")?;
    for (name, _) in chapters()?.iter().filter(|(name, _)| name != "SUMMARY.md" && name != "README.md") {
        assert!(summary.contains(&format!("({name})")), "SUMMARY.md does not name {name}");
    }
    Ok(())
}

#[test]
fn links_lead_somewhere() -> Checked {
    for (name, text) in chapters()? {
        let folder = if name == "README.md" { root() } else { root().join("docs/src") };
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            if !file.is_empty() && !file.contains("://") {
                assert!(folder.join(file).exists(), "{name}: the link {link} leads nowhere");
            }
        }
    }
    Ok(())
}
