//! The guide and the README are held against the code: their tables, their files, their outputs.
#![cfg(all(feature = "yaml", feature = "csv", feature = "json"))]

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use attainment::check::{CheckError, Checked as Read, Code, Diagnostics, Severity};
use attainment::facts::{
    Argument, Fact, Formula, MemoryFact, PartFact, Reason, ReasonKind, Source, TaskFact,
};
use attainment::levels::{Doubt, Fit, Plans};
use attainment::number::Exact;
use attainment::plan::{
    Attribute, BreakKind, Direction, FiguresFrom, Firmness, Form, Measure, ProgressBy, Resets, Role, Rule,
    Status,
};
use attainment::policy::{Hit, OutcomeKind, PolicyDoc, RollBy, Standing};
use attainment::project::{Method, Weights};
use attainment::register::Register;
use attainment::report::{
    Cause, Change, ChangeKind, Explaining, History, Report, ReportDoc, VerdictRole, compare, diff,
    difference, to_json,
};
use attainment::trajectory::{
    BaseChoice, CurrentChoice, Lens, MissingBase, Operand, Path as Way, Scale, VersionChoice,
};
use attainment::what_if::{Overlaid, WhatIf};
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

/// A policy around a part of one.
fn whole_policy(part: &str) -> String {
    const ROWS: &str = "indicator: { hit: first, rows: [ { id: else, then: slow } ] }\n";
    let has_rows = part.lines().any(|line| line.starts_with("indicator:"));
    let rows = if has_rows { "" } else { ROWS };
    let outcomes = [
        "done: { kind: fact, standing: attained, zh: 完成, en: done }",
        "missed: { kind: fact, standing: missed, zh: 未完成, en: missed }",
        "fine: { kind: outlook, standing: on_track, zh: 顺利, en: fine }",
        "slow: { kind: outlook, standing: at_risk, zh: 偏慢, en: slow }",
        "bad: { kind: outlook, standing: off_track, zh: 滞后, en: bad }",
    ];
    let outcomes = outcomes.join("\n  ");
    format!("format: attainment/policy@1\nid: p\nversion: '1'\n{part}{rows}outcomes:\n  {outcomes}\n")
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
        let mut files = HashMap::new();
        for block in blocks(&text) {
            let place = format!("{name}:{}", block.line);
            if let Some(file) = block.note.strip_prefix("file: ") {
                files.insert(file.to_owned(), block.text.clone());
                if file.starts_with("examples/") {
                    let bundled = fs::read_to_string(root().join(file))?;
                    assert_eq!(block.text, bundled, "{place}: {file} has other contents");
                }
            }
            if block.note.ends_with("(wrong)") {
                // What is wrong with it is shown as an output, and held as one.
                continue;
            }
            match block.info.as_str() {
                "yaml" if block.note == "part of a policy" => {
                    Policy::from_yaml(&whole_policy(&block.text))
                        .map_err(|error| format!("{place}: {error}"))?;
                }
                "yaml" if block.text.contains("attainment/policy@1") => {
                    files.insert("this block".to_owned(), block.text.clone());
                    let read =
                        policy_of("this block", &files).map_err(|error| format!("{place}: {error}"))?;
                    let said = read.diagnostics();
                    assert!(said.iter().all(|told| told.severity() < Severity::Warning), "{place}: {said:?}");
                }
                "yaml" if block.text.contains("attainment/register@1") => {
                    let read = Register::from_yaml(&block.text);
                    let read = read.map_err(|error| format!("{place}: {error}"))?;
                    assert!(read.diagnostics().is_empty(), "{place}: {:?}", read.diagnostics());
                }
                "yaml" if block.text.contains("attainment/what-if@1") => {
                    let plan = plan.as_ref().ok_or_else(|| format!("{place}: no plan before the what-if"))?;
                    let read = WhatIf::from_yaml(&block.text).map_err(|error| format!("{place}: {error}"))?;
                    read.apply(plan, &Observations::none()).map_err(|error| format!("{place}: {error}"))?;
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

/// The options of `examples/evaluate.rs`.
#[derive(Default)]
struct Asked<'w> {
    plan: Option<&'w str>,
    data: Option<&'w str>,
    policies: Vec<&'w str>,
    as_of: Option<&'w str>,
    since: Option<&'w str>,
    at: Option<&'w str>,
    history: Vec<&'w str>,
    json: bool,
    explain: Option<&'w str>,
    version: Option<&'w str>,
    what_if: Option<&'w str>,
    lang: Lang,
    show: Option<&'w str>,
    list: bool,
    compare: bool,
    all: bool,
    notes: bool,
}

impl<'w> Asked<'w> {
    fn of(arguments: &'w str) -> Self {
        let mut asked = Self { lang: Lang::Zh, ..Self::default() };
        let mut words = arguments.split_whitespace();
        while let Some(word) = words.next() {
            match word {
                "--data" => asked.data = words.next(),
                "--as-of" => asked.as_of = words.next(),
                "--since" => asked.since = words.next(),
                "--at" => asked.at = words.next(),
                "--history" => asked.history.extend(words.next()),
                "--format" => asked.json = words.next() == Some("json"),
                "--explain" => asked.explain = words.next(),
                "--version" => asked.version = words.next(),
                "--what-if" => asked.what_if = words.next(),
                "--policy" => asked.policies = words.next().into_iter().collect(),
                "--compare" => {
                    asked.compare = true;
                    asked.policies = words.next().unwrap_or_default().split(',').collect();
                }
                "--policies" => asked.list = true,
                "--show" => asked.show = words.next(),
                "--all" => asked.all = true,
                "--notes" => asked.notes = true,
                "--lang" => asked.lang = words.next().and_then(Lang::from_code).unwrap_or_default(),
                file => asked.plan = Some(file),
            }
        }
        if asked.policies.is_empty() {
            asked.policies.push("cn-schedule");
        }
        asked
    }
}

/// The file of a chapter or of the repository.
fn content(file: &str, files: &HashMap<String, String>) -> std::io::Result<String> {
    files.get(file).map_or_else(|| fs::read_to_string(root().join(file)), |text| Ok(text.clone()))
}

/// A policy that a chapter shows, or a built-in one. What it extends may be shown too.
fn policy_of(name: &str, files: &HashMap<String, String>) -> Result<Read<Policy>, CheckError> {
    let Some(text) = files.get(name) else {
        return PolicyDoc::builtin(name).map_or_else(|| Policy::from_yaml(name), |doc| doc.check());
    };
    Policy::from_yaml_with(text, &mut |id| {
        let text = files.get(&format!("{id}.yaml"))?;
        PolicyDoc::from_yaml(text).ok().map(|doc| doc.into_inner())
    })
}

/// What `examples/evaluate.rs --policies` prints.
fn policies(lang: Lang) -> Result<String, Box<dyn Error>> {
    let mut lines = String::new();
    for name in Policy::builtin_names() {
        let policy = Policy::builtin(name)?;
        let mark = policy.provisional().map_or("", |_| match lang {
            Lang::En => " (provisional)",
            _ => "（暂定）",
        });
        let title = policy.title().map_or("", |title| title.told(lang));
        lines.push_str(&format!("{name:<28} {title}{mark}\n"));
    }
    Ok(lines)
}

/// What `examples/evaluate.rs` prints: the report or, for a refused file, the diagnostics.
fn printed(arguments: &str, files: &HashMap<String, String>) -> Result<String, Box<dyn Error>> {
    let asked = Asked::of(arguments);
    let lang = asked.lang;
    if asked.list {
        return policies(lang);
    }
    let least = if asked.notes { Severity::Note } else { Severity::Warning };
    let said = |diagnostics: &Diagnostics, file: &str| -> String {
        let shown = diagnostics.iter().filter(|diagnostic| diagnostic.severity() >= least);
        shown.map(|diagnostic| diagnostic.told(lang, file) + "\n").collect()
    };
    if let Some(name) = asked.show {
        return Ok(policy_of(name, files)?.to_text(lang));
    }
    let (mut warnings, mut judges) = (String::new(), Vec::new());
    for name in &asked.policies {
        match policy_of(name, files) {
            Ok(policy) => {
                warnings += &said(policy.diagnostics(), name);
                judges.push(policy.into_inner());
            }
            Err(error) => warnings += &said(error.diagnostics(), name),
        }
    }
    let plan_file = asked.plan.ok_or("no plan is named")?;
    let plan = match Plan::from_yaml(&with_head(&content(plan_file, files)?)) {
        Ok(plan) => plan,
        Err(error) => return Ok(warnings + &said(error.diagnostics(), plan_file)),
    };
    warnings += &said(plan.diagnostics(), plan_file);
    if judges.len() < asked.policies.len() {
        return Ok(warnings);
    }
    let mut builder = attainment::check::ObservationsBuilder::new(&plan);
    if let Some(file) = asked.data {
        builder.file(file);
        builder.read_csv(content(file, files)?.as_bytes(), &attainment::document::Limits::default());
    }
    let data = match builder.finish() {
        Ok(data) => data,
        Err(error) => return Ok(warnings + &said(error.diagnostics(), "")),
    };
    warnings += &said(data.diagnostics(), "");
    judges.iter().for_each(|policy| warnings += &said(&policy.check_inputs(&plan), plan_file));
    let as_of = match asked.as_of {
        Some(date) => date.parse()?,
        None => data.newest().ok_or("no date")?,
    };
    let mut history = History::new();
    for file in &asked.history {
        let text = content(file, files)?;
        let several = serde_json::from_str::<Vec<ReportDoc>>(&text);
        let reports = several.or_else(|_| serde_json::from_str(&text).map(|report| vec![report]))?;
        assert!(reports.iter().all(|report| history.add(report).is_ok()), "{file}: a date of a report");
    }
    let (plan, data) = (plan.into_inner(), data.into_inner());
    let overlaid = match asked.what_if.map(|file| content(file, files)).transpose()? {
        Some(text) => match Overlaid::from_yaml(&text, &plan, &data) {
            Ok(read) => {
                warnings += &said(read.diagnostics(), asked.what_if.unwrap_or_default());
                Some(read.into_inner())
            }
            Err(error) => {
                return Ok(warnings + &said(error.diagnostics(), asked.what_if.unwrap_or_default()));
            }
        },
        None => None,
    };
    let (seen, known) =
        overlaid.as_ref().map_or((&plan, &data), |overlaid| (overlaid.plan(), overlaid.data()));
    let linked = |plan: &Plan, data: &Observations| -> Result<_, Box<dyn Error>> {
        let (plans, diagnostics) = match plan.has_links() {
            true => Plans::link(vec![plan.clone()])?.into_parts(),
            false => (Plans::apart(vec![plan.clone()]), Diagnostics::new()),
        };
        let data = plans.collect(vec![data.clone()]);
        Ok((plans, data, said(&diagnostics, plan_file)))
    };
    let (seen_plans, seen_data, links) = linked(seen, known)?;
    warnings += &links;
    let judge = |policy, as_of, plans, data| -> Result<Report<'_>, Box<dyn Error>> {
        let version = match asked.version {
            None | Some("in-force") => VersionChoice::InForce,
            Some("original") => VersionChoice::Original,
            Some(id) => VersionChoice::Named(id.to_owned()),
        };
        let mut evaluation = Evaluator::new(policy).as_of(as_of).version(version);
        if let Some(at) = asked.at {
            evaluation = evaluation.at(at.parse()?);
        }
        if !asked.history.is_empty() {
            evaluation = evaluation.history(&history);
        }
        let report = evaluation.evaluate_all(plans, data).into_iter().next();
        Ok(report.ok_or("no report")?)
    };
    let reports: Vec<Report<'_>> = judges
        .iter()
        .map(|policy| judge(policy, as_of, &seen_plans, &seen_data))
        .collect::<Result<_, _>>()?;
    if asked.compare {
        return Ok(warnings + &compare(&reports).to_text(lang));
    }
    let report = reports.first().ok_or("no policy")?;
    if asked.json {
        return Ok(to_json(&[report.document(&Diagnostics::default())]));
    }
    if let Some(since) = asked.since {
        let before = judge(report.policy(), since.parse()?, &seen_plans, &seen_data)?
            .document(&Diagnostics::default());
        return Ok(warnings + &diff(&before, &report.document(&Diagnostics::default()))?.to_text(lang));
    }
    if let Some(told) = asked.explain.and_then(|id| report.explain_task(id, lang)) {
        return Ok(warnings + &told + "\n");
    }
    let Some(id) = asked.explain else {
        let mut told = warnings + &report.to_text(lang);
        if overlaid.is_some() {
            let (plans, data, _) = linked(&plan, &data)?;
            let before = judge(report.policy(), as_of, &plans, &data)?;
            told = told + "\n" + &difference(&before, report).to_text(lang);
        }
        return Ok(told);
    };
    let meant = report.verdicts().filter(|verdict| {
        let (indicator, target) = (verdict.indicator().id(), verdict.target().id());
        id == indicator || id.split_once('/') == Some((indicator, target))
    });
    let told: Vec<String> = meant
        .map(|verdict| {
            let sentences = verdict.explanation(Explaining { all: asked.all, hide: None });
            let sentences = sentences.told(verdict.policy(), lang).into_iter();
            std::iter::once(verdict.explain().in_language(lang))
                .chain(sentences)
                .collect::<Vec<_>>()
                .join("\n")
        })
        .collect();
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
            if let Some(arguments) = block.note.strip_prefix("part: ") {
                let now = printed(arguments, &files)?;
                assert!(now.contains(&block.text), "{name}:{}: it is no part of\n{now}", block.line);
            }
            // A report that the chapter keeps in a file, for what comes later.
            if let Some((file, arguments)) =
                block.note.strip_prefix("saved: ").and_then(|note| note.split_once(' '))
            {
                let command = format!("{arguments} > {file}");
                assert!(block.text.contains(&command), "{name}:{}: not `{command}`", block.line);
                files.insert(file.to_owned(), printed(arguments, &files)?);
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

/// The errors that the guide tells are those that were measured.
#[test]
fn the_errors_of_methods_are_those_measured() -> Checked {
    let scores = fs::read_to_string(root().join("docs/projection.md"))?;
    let text = chapter("projection.md")?;
    let set = text.split_once("<!-- owa: ").and_then(|(_, rest)| rest.split_once(" -->"));
    let (set, rest) = set.ok_or("no table of errors")?;
    let (_, scores) = scores.split_once(&format!("### {set}\n")).ok_or("no scores")?;
    let (_, scores) = scores.split_once("OWA by the figures shown:").ok_or("no errors")?;
    let scores = scores.split("\n\n").nth(1).ok_or("no table")?;
    let rows: Vec<&str> = rest.lines().skip_while(|line| !line.starts_with("| `")).collect();
    let rows: Vec<&str> = rows.into_iter().take_while(|line| line.starts_with("| `")).collect();
    assert!(!rows.is_empty(), "projection.md: no errors");
    for row in rows {
        assert!(scores.lines().any(|line| line == row), "projection.md: {row} was not measured");
    }
    Ok(())
}

/// The values of the table of constants are those of the default rule.
#[test]
fn the_table_of_constants_is_that_of_the_rule() -> Checked {
    let rule = fs::read_to_string(root().join("src/project/auto.rs"))?;
    let text = chapter("projection.md")?.replace("<!-- constants -->", "<!-- table: constants -->");
    let (_, rows) = table(&text, "constants")?;
    let mut told = BTreeMap::new();
    for row in rows {
        let [name, _, value] = row.as_slice() else { return Err("three cells a row".into()) };
        told.insert(name.trim_matches('`').to_owned(), value.clone());
    }
    let mut numbers = BTreeMap::new();
    for line in rule.lines() {
        let number = line.strip_prefix("const ").and_then(|line| line.strip_suffix(';'));
        if let Some((name, value)) = number.and_then(|number| number.split_once(": f64 = ")) {
            let value = value.strip_suffix(".0").unwrap_or(value);
            numbers.insert(name.to_owned(), value.to_owned());
        }
    }
    assert_eq!(told, numbers, "projection.md: the constants");
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
        let takes: Vec<String> = fact.takes().iter().map(|argument| code(argument.word())).collect();
        let takes = if takes.is_empty() { "—".to_owned() } else { takes.join(", ") };
        std::iter::once(code(fact.name())).chain(cells.map(str::to_owned)).chain([takes]).collect()
    });
    hold("facts.md", "facts", rows.collect())?;
    let rows = PartFact::ALL.iter().map(|fact| {
        let cells = [fact.zh(), fact.kind().word(), fact.unit().word(), fact.formula(), fact.when_unknown()];
        std::iter::once(code(fact.name())).chain(cells.map(str::to_owned)).collect()
    });
    hold("facts.md", "parts", rows.collect())?;
    let cells = |name: &str, cells: [&str; 5]| {
        std::iter::once(code(name)).chain(cells.map(str::to_owned)).collect::<Vec<_>>()
    };
    let rows = TaskFact::ALL.iter().map(|fact| {
        let told = [fact.zh(), fact.kind().word(), fact.unit().word(), fact.formula(), fact.when_unknown()];
        cells(fact.name(), told)
    });
    hold("facts.md", "tasks", rows.collect())?;
    let rows = MemoryFact::ALL.iter().map(|fact| {
        let told = [fact.zh(), fact.kind().word(), fact.unit().word(), fact.formula(), fact.when_unknown()];
        cells(fact.name(), told)
    });
    hold("facts.md", "memory", rows.collect())?;
    let rows = Argument::ALL.iter().map(|argument| {
        let takers = Fact::ALL.iter().filter(|fact| fact.takes().contains(argument));
        let takers: Vec<String> = takers.map(|fact| code(fact.name())).collect();
        vec![code(argument.word()), takers.join(", ")]
    });
    hold("facts.md", "arguments", rows.collect())
}

/// The formula of a measure with one argument, and how it looks at the target.
fn measured(fact: Fact, argument: &str, given: &str) -> Result<(Formula, Lens), Box<dyn Error>> {
    let policy = Policy::from_yaml(&format!(
        "
format: attainment/policy@1
id: one
version: '1'
inputs: {{ limit_input: {{ kind: number }} }}
measures: {{ m: {{ fact: {}, {argument}: {given} }} }}
indicator:
  hit: first
  rows: [ {{ id: good, when: {{ m: '>= 0' }}, then: good }}, {{ id: else, then: bad }} ]
outcomes:
  good: {{ kind: outlook, standing: on_track, zh: 好, en: good }}
  bad: {{ kind: outlook, standing: at_risk, zh: 差, en: bad }}
",
        fact.name()
    ));
    let policy = policy.map_err(|error| format!("`{argument}: {given}`: {error}"))?;
    match policy.columns().first().map(|column| column.source()) {
        Some(Source::Formula(formula)) => {
            let lens = policy.lenses().get(formula.lens).ok_or("no lens")?;
            Ok(((**formula).clone(), lens.clone()))
        }
        _ => Err("no formula".into()),
    }
}

/// The first cells of a table of the chapter on policies, each of which is YAML in backticks.
fn given(name: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let (_, rows) = table(&chapter("policy.md")?, name)?;
    Ok(rows.iter().filter_map(|row| Some(row.first()?.trim_matches('`').to_owned())).collect())
}

#[test]
fn the_tables_of_arguments_are_read_as_they_stand() -> Checked {
    let year = Operand::Number(Exact::from(2015));
    let bases = [
        BaseChoice::Plan,
        BaseChoice::Series,
        BaseChoice::First,
        BaseChoice::PointsBack { points: 1, at_least: None },
        BaseChoice::Year { year, missing: MissingBase::Next, within: Some(1) },
        BaseChoice::YearsBack { years: 15, at_least: Some(10) },
        BaseChoice::PointsBack { points: 5, at_least: Some(3) },
        BaseChoice::MeanOfPrevious { points: 3 },
    ];
    let read = given("bases")?;
    assert_eq!(read.len(), bases.len(), "policy.md: rows of the table `bases`");
    for (text, base) in read.iter().zip(bases) {
        assert_eq!(measured(Fact::Share, "base", text)?.1.base, base, "`base: {text}`");
    }
    let scales = given("scales")?;
    let number = |number: i64| Operand::Number(Exact::from(number));
    let expected = [
        Scale::Reciprocal,
        Scale::Normalised { worst: number(20), best: number(95) },
        Scale::Distance { centre: Exact::from(50), offset: Exact::from(50) },
    ];
    assert_eq!(scales.len(), expected.len(), "policy.md: rows of the table `scales`");
    for (text, scale) in scales.iter().zip(expected) {
        assert_eq!(measured(Fact::Share, "scale", text)?.1.scale, scale, "`scale: {text}`");
    }
    let paths = given("paths")?;
    let expected = [Way::Linear, Way::Constant, Way::Geometric, Way::Logistic, Way::Shares(Vec::new())];
    assert_eq!(paths.len(), expected.len(), "policy.md: rows of the table `paths`");
    for (text, path) in paths.iter().zip(expected) {
        let (formula, _) = measured(Fact::Lag, "path", text)?;
        assert_eq!(formula.arguments.path.word(), path.word(), "`path: {text}`");
    }
    let trends = given("trends")?;
    let mut expected = Method::ALL.to_vec();
    expected.extend([
        Method::MeanChange(5),
        Method::LeastSquares(Weights::Rank),
        Method::LogLeastSquares(Weights::HalfLife(3.0)),
    ]);
    assert_eq!(trends.len(), expected.len(), "policy.md: rows of the table `trends`");
    for (text, trend) in trends.iter().zip(expected) {
        let (formula, _) = measured(Fact::Projected, "trend", text)?;
        assert_eq!(formula.arguments.trend, Some(trend), "`trend: {text}`");
    }
    let one = |words: Vec<&str>| -> Rows { words.into_iter().map(|word| vec![code(word)]).collect() };
    hold("policy.md", "missing", one(MissingBase::ALL.iter().map(|word| word.word()).collect()))?;
    hold("policy.md", "currents", one(CurrentChoice::ALL.iter().map(|word| word.word()).collect()))
}

/// The fields that the documents of a source file declare.
fn fields(source: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let text = fs::read_to_string(root().join(source))?;
    let mut fields = Vec::new();
    let mut inside = false;
    // Documents are declared within the macro, or are plain structures.
    let plain_structures = !text.contains("document! {");
    for line in text.lines() {
        match line {
            _ if line.contains("document! {") => inside = true,
            "}" => inside = false,
            _ if inside || (plain_structures && line.starts_with("    pub ")) => {
                let field = line.trim().trim_start_matches("pub ").split_once(": ").map(|(name, _)| name);
                let plain = |name: &&str| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
                fields.extend(field.filter(plain).map(str::to_owned));
            }
            _ => {}
        }
    }
    Ok(fields)
}

#[test]
fn every_field_of_the_documents_is_described() -> Checked {
    let documents = [
        ("src/plan/doc.rs", "plan.md", "targets.md"),
        ("src/plan/doc/decomposition.rs", "plan.md", "levels.md"),
        ("src/policy/doc.rs", "policy.md", "policy.md"),
        ("src/report/doc.rs", "report.md", "report.md"),
        ("src/report/doc/decomposed.rs", "report.md", "levels.md"),
        ("src/report/why.rs", "report.md", "report.md"),
        ("src/report/compare.rs", "report.md", "report.md"),
        ("src/report/assumed.rs", "report.md", "what-if.md"),
        ("src/report/difference.rs", "report.md", "what-if.md"),
        ("src/report/diff/doc.rs", "report.md", "report.md"),
        ("src/what_if/doc.rs", "what-if.md", "what-if.md"),
        ("src/register/doc.rs", "responsibility.md", "responsibility.md"),
        ("src/report/ledger.rs", "report.md", "responsibility.md"),
        ("src/report/ranking.rs", "report.md", "responsibility.md"),
    ];
    for (source, first, second) in documents {
        let told = chapter(first)? + &chapter(second)?;
        let names = fields(source)?;
        assert!(names.len() > 5, "{source}: no fields");
        for name in names {
            // As a word of its own, or within an example: `{ min: 0, max: 100 }`.
            let is_told = told.contains(&code(&name)) || told.contains(&format!(" {name}: "));
            assert!(is_told, "{first} does not describe the field `{name}` of {source}");
        }
    }
    Ok(())
}

#[test]
fn the_table_of_methods_is_complete() -> Checked {
    let (first, rows) = table(&chapter("methods.md")?, "methods")?;
    let mut listed: BTreeMap<String, &Vec<String>> = BTreeMap::new();
    for (number, row) in rows.iter().enumerate() {
        let place = format!("docs/src/methods.md:{}", first + number);
        assert!(row.len() == 7 && row.iter().all(|cell| !cell.is_empty()), "{place}: a cell is empty");
        let id = row.first().cloned().unwrap_or_default();
        assert!(listed.insert(id.clone(), row).is_none(), "{place}: {id} stands twice");
    }
    for name in Policy::builtin_names() {
        let policy = Policy::builtin(name)?;
        let row = listed.remove(&code(name)).ok_or_else(|| format!("methods.md does not list {name}"))?;
        let title = policy.title().map_or("", |title| title.told(Lang::Zh));
        let provisional = policy.provisional().map_or("no", |_| "yes");
        assert_eq!(row.get(1).map(String::as_str), Some(title), "methods.md: the title of {name}");
        assert_eq!(row.get(2).map(String::as_str), Some(provisional), "methods.md: {name} is provisional");
    }
    assert!(listed.is_empty(), "methods.md lists {:?}", listed.keys());
    Ok(())
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
    hold("plan.md", "break-kinds", words(BreakKind::ALL, BreakKind::word, BreakKind::zh))?;
    hold("plan.md", "roles", words(Role::ALL, Role::word, Role::zh))?;
    hold("plan.md", "progress", words(ProgressBy::ALL, ProgressBy::word, ProgressBy::zh))?;
    hold("levels.md", "rules", words(Rule::ALL, Rule::word, Rule::zh))?;
    hold("levels.md", "figures", words(FiguresFrom::ALL, FiguresFrom::word, FiguresFrom::zh))?;
    hold("levels.md", "fits", words(Fit::ALL, Fit::word, Fit::zh))?;
    hold("levels.md", "doubts", words(Doubt::ALL, Doubt::word, Doubt::zh))?;
    hold("observations.md", "statuses", words(Status::ALL, Status::word, Status::zh))?;
    hold("verdicts.md", "standings", words(Standing::ALL, Standing::word, Standing::zh))?;
    hold("policy.md", "kinds", words(OutcomeKind::ALL, OutcomeKind::word, OutcomeKind::zh))?;
    hold("policy.md", "hits", words(Hit::ALL, Hit::word, Hit::zh))?;
    hold("policy.md", "roll-ups", words(RollBy::ALL, RollBy::word, RollBy::zh))?;
    use VerdictRole::{Further, OtherVersion, Outlook, Own, Stretch};
    let roles = [Own, Further, Stretch, Outlook, OtherVersion];
    hold("verdicts.md", "verdict-roles", roles.iter().map(|role| vec![code(role.word())]).collect())?;
    hold("report.md", "change-kinds", words(ChangeKind::ALL, ChangeKind::word, ChangeKind::zh))?;
    hold("report.md", "changes", words(Change::ALL, Change::word, Change::zh))?;
    hold("report.md", "causes", words(Cause::ALL, Cause::word, Cause::zh))
}

#[test]
fn the_table_of_the_built_in_policy_is_its_rows() -> Checked {
    let policy = Policy::builtin("cn-schedule")?;
    hold("verdicts.md", "cn-schedule", rows_of(&policy, policy.table()))?;
    let tasks = policy.task_table().ok_or("no table for tasks")?;
    hold("tasks.md", "cn-schedule-tasks", rows_of(&policy, tasks))?;
    let ouhai = Policy::builtin("cn-ouhai")?;
    hold("memory-lamps.md", "cn-ouhai", rows_of(&ouhai, ouhai.table()))
}

#[test]
fn the_table_of_policies_that_remember_is_complete() -> Checked {
    let mut remembering = Rows::new();
    for name in Policy::builtin_names() {
        let policy = Policy::builtin(name)?;
        let tables = [Some(policy.table()), policy.task_table(), policy.group_table()];
        let mut columns = tables.iter().flatten().flat_map(|table| table.columns());
        if columns.any(|column| matches!(column.source(), Source::Memory(_))) {
            remembering.push(vec![code(name)]);
        }
    }
    hold("memory-lamps.md", "remembering", remembering)
}

fn rows_of(policy: &Policy, table: &attainment::policy::Table) -> Rows {
    let rows = table.rows().iter().map(|row| {
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
    rows.collect()
}

#[test]
fn every_chapter_is_in_the_summary() -> Checked {
    let summary = chapter("SUMMARY.md")?;
    for (name, _) in chapters()?.iter().filter(|(name, _)| name != "SUMMARY.md" && name != "README.md") {
        assert!(summary.contains(&format!("({name})")), "SUMMARY.md does not name {name}");
    }
    Ok(())
}

/// The anchor of a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().chars();
    let kept = kept.filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect()
}

#[test]
fn links_lead_somewhere() -> Checked {
    for (name, text) in chapters()? {
        let folder = if name == "README.md" { root() } else { root().join("docs/src") };
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            if file.contains("://") {
                continue;
            }
            let target = if file.is_empty() { text.clone() } else { String::new() };
            let path = folder.join(file);
            assert!(path.exists(), "{name}: the link {link} leads nowhere");
            if !heading.is_empty() {
                let target = if target.is_empty() { fs::read_to_string(path)? } else { target };
                let mut headings = target.lines().filter(|line| line.starts_with('#')).map(anchor);
                assert!(headings.any(|known| known == heading), "{name}: the link {link} finds no heading");
            }
        }
    }
    Ok(())
}
