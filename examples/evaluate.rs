//! Evaluates plans from files, or the bundled ones without arguments.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::process::ExitCode;

use attainment::check::{CheckError, Diagnostics, ObservationsBuilder, Problem, Severity};
use attainment::document::Limits;
use attainment::period::{Period, PeriodError};
use attainment::report::to_json;
use attainment::{Evaluator, Lang, Observations, Plan, Policy, Report};
use chrono::NaiveDate;

const USAGE: &str =
    "usage: evaluate PLAN... [--data CSV]... [--policy NAME-or-FILE] [--as-of DATE] [--at PERIOD]
                [--format text|json|markdown] [--lang zh|en] [--explain ID] [--notes]

Evaluates plans (YAML or JSON) with observations (CSV), and prints the report.
`-` is standard input, for one plan or one CSV.
Without arguments the bundled plans of Chongqing are evaluated.

  --data CSV       observations: indicator,period,value,status,published,source
  --policy P       a built-in policy (cn-schedule), or a file
  --as-of DATE     what was known by this day; by default the newest date in the data
  --at PERIOD      the period judged; by default the newest known
  --explain ID     tells the verdicts on one indicator (ID or ID/TARGET) in sentences
  --notes          prints notes about the input as well as warnings";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let options = match Options::parse(&arguments) {
        Ok(Some(options)) => options,
        Ok(None) => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(problem) => {
            eprintln!("{problem}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(&options) {
        Ok(report) => {
            // A reader that has seen enough closes the pipe; that is no failure.
            let _ = io::stdout().write_all(report.as_bytes());
            ExitCode::SUCCESS
        }
        Err(problem) => {
            let _ = writeln!(io::stderr(), "{}", problem.trim_end());
            ExitCode::FAILURE
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Json,
    Markdown,
}

struct Options {
    /// Each plan with the data that are read for it.
    inputs: Vec<(String, Vec<String>)>,
    policy: String,
    as_of: Option<NaiveDate>,
    at: Option<Period>,
    format: Format,
    lang: Lang,
    explain: Option<String>,
    notes: bool,
}

impl Options {
    /// The options, or `None` when help was asked for.
    fn parse(arguments: &[String]) -> Result<Option<Self>, String> {
        let (mut plans, mut data) = (Vec::new(), Vec::new());
        let mut options = Self {
            inputs: Vec::new(),
            policy: "cn-schedule".into(),
            as_of: None,
            at: None,
            format: Format::Text,
            lang: Lang::Zh,
            explain: None,
            notes: false,
        };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let (name, inline) = match argument.split_once('=') {
                Some((name, value)) if name.starts_with("--") => (name, Some(value.to_owned())),
                _ => (argument.as_str(), None),
            };
            let mut value = || {
                inline
                    .clone()
                    .or_else(|| rest.next().cloned())
                    .ok_or_else(|| format!("`{name}` needs a value"))
            };
            match name {
                "--help" | "-h" => return Ok(None),
                "--data" => data.push(value()?),
                "--policy" => options.policy = value()?,
                "--as-of" => {
                    let text = value()?;
                    let date = text
                        .parse()
                        .map_err(|_| format!("`--as-of {text}` is not a date such as 2025-05-23"));
                    options.as_of = Some(date?);
                }
                "--at" => {
                    let period: Result<Period, PeriodError> = value()?.parse();
                    options.at = Some(period.map_err(|error| format!("`--at`: {error}"))?);
                }
                "--explain" => options.explain = Some(value()?),
                "--notes" => options.notes = true,
                "--format" => {
                    options.format = match value()?.as_str() {
                        "text" => Format::Text,
                        "json" => Format::Json,
                        "markdown" => Format::Markdown,
                        other => return Err(format!("`--format {other}` is not text, json or markdown")),
                    };
                }
                "--lang" => {
                    let code = value()?;
                    options.lang =
                        Lang::from_code(&code).ok_or_else(|| format!("`--lang {code}` is not zh or en"))?;
                }
                _ if name.starts_with('-') && name != "-" => {
                    return Err(format!("there is no option `{name}`"));
                }
                _ => plans.push(argument.clone()),
            }
        }
        if !plans.is_empty() {
            if data.is_empty() && options.as_of.is_none() {
                return Err("without data `--as-of DATE` is needed: the clock is never read".into());
            }
            options.inputs = plans.into_iter().map(|plan| (plan, data.clone())).collect();
        } else if data.is_empty() {
            let bundled = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data");
            options.inputs = ["chongqing-districts", "beibei"]
                .map(|name| (format!("{bundled}/{name}.yaml"), vec![format!("{bundled}/{name}.csv")]))
                .into();
        } else {
            return Err("`--data` without a plan".into());
        }
        Ok(Some(options))
    }
}

/// Everything that was said, for standard error and for the report.
struct Said {
    lang: Lang,
    least: Severity,
    errors: bool,
    text: String,
}

impl Said {
    fn all(&mut self, diagnostics: &Diagnostics, file: &str) {
        for diagnostic in diagnostics {
            self.errors |= diagnostic.severity() == Severity::Error;
            if diagnostic.severity() >= self.least {
                self.text.push_str(&diagnostic.told(self.lang, file));
                self.text.push('\n');
            }
        }
    }

    fn failed(&mut self, error: &CheckError, file: &str) {
        self.all(error.diagnostics(), file);
    }
}

fn run(options: &Options) -> Result<String, String> {
    let least = if options.notes { Severity::Note } else { Severity::Warning };
    let mut said = Said { lang: options.lang, least, errors: false, text: String::new() };
    let policy = read_policy(&options.policy, &mut said);
    let mut plans: Vec<(Plan, Diagnostics)> = Vec::new();
    for (file, _) in &options.inputs {
        let text = read_text(file)?;
        // YAML takes in JSON too; files that say they are JSON are read as such, which is faster.
        let read = if file.ends_with(".json") { Plan::from_json(&text) } else { Plan::from_yaml(&text) };
        match read {
            Ok(plan) => {
                said.all(plan.diagnostics(), file);
                plans.push(plan.into_parts());
            }
            Err(error) => said.failed(&error, file),
        }
    }
    if said.errors || plans.len() != options.inputs.len() {
        return Err(said.text);
    }
    let mut data: Vec<(Observations, Diagnostics)> = Vec::new();
    for ((plan, _), (_, files)) in plans.iter().zip(&options.inputs) {
        let mut builder = ObservationsBuilder::new(plan);
        for file in files {
            builder.file(file);
            if file == "-" {
                builder.read_csv(io::stdin(), &Limits::default());
            } else {
                let reader = File::open(file).map_err(|error| format!("{file}: {error}"))?;
                builder.read_csv(reader, &Limits::default());
            }
        }
        match builder.finish() {
            Ok(observations) => data.push(observations.into_parts()),
            Err(error) => said.failed(&error, ""),
        }
    }
    keep_unknown_everywhere(&mut data);
    for (_, diagnostics) in &data {
        said.all(diagnostics, "");
    }
    let Some(policy) = policy.filter(|_| !said.errors) else { return Err(said.text) };
    let _ = io::stderr().write_all(said.text.as_bytes());

    let newest = data.iter().filter_map(|(observations, _)| observations.newest()).max();
    let as_of = options.as_of.or(newest).ok_or("the data have no rows: `--as-of DATE` is needed")?;
    let mut evaluation = Evaluator::new(&policy).as_of(as_of);
    if let Some(period) = options.at {
        evaluation = evaluation.at(period);
    }
    let reports: Vec<(Report<'_>, Diagnostics)> = plans
        .iter()
        .zip(&data)
        .map(|((plan, of_plan), (observations, of_data))| {
            let mut diagnostics = of_plan.clone();
            diagnostics.append(of_data.clone());
            (evaluation.evaluate(plan, observations), diagnostics)
        })
        .collect();
    match &options.explain {
        Some(id) => explained(&reports, id, options),
        None => Ok(told(&reports, options)),
    }
}

/// Plans that share their data: an id is unknown only if no plan has it, and that is said once.
fn keep_unknown_everywhere(data: &mut [(Observations, Diagnostics)]) {
    let unknown_to = |diagnostics: &Diagnostics| -> Vec<String> {
        let ids = diagnostics.iter().filter_map(|diagnostic| match &diagnostic.problem {
            Problem::UnknownIndicator { id, .. } => Some(id.clone()),
            _ => None,
        });
        ids.collect()
    };
    let unknown: Vec<Vec<String>> = data.iter().map(|(_, diagnostics)| unknown_to(diagnostics)).collect();
    for (number, (_, diagnostics)) in data.iter_mut().enumerate() {
        let mut kept = Diagnostics::new();
        for diagnostic in diagnostics.iter() {
            let said_elsewhere = match &diagnostic.problem {
                Problem::UnknownIndicator { id, .. } => {
                    number > 0 || !unknown.iter().all(|ids| ids.contains(id))
                }
                _ => false,
            };
            if !said_elsewhere {
                kept.push(diagnostic.clone());
            }
        }
        *diagnostics = kept;
    }
}

fn read_text(file: &str) -> Result<String, String> {
    let mut bytes = Vec::new();
    let read = if file == "-" {
        io::stdin().read_to_end(&mut bytes)
    } else {
        fs::read(file).map(|all| {
            bytes = all;
            0
        })
    };
    read.map_err(|error| format!("{file}: {error}"))?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("error[encoding] {file}:{line}: the text is not UTF-8\n  help: save the file as UTF-8")
    })
}

fn read_policy(name: &str, said: &mut Said) -> Option<Policy> {
    let read = if std::path::Path::new(name).is_file() {
        match read_text(name) {
            Ok(text) if name.ends_with(".json") => Policy::from_json(&text),
            Ok(text) => Policy::from_yaml(&text),
            Err(problem) => {
                said.errors = true;
                said.text.push_str(&problem);
                said.text.push('\n');
                return None;
            }
        }
        .map(|checked| {
            said.all(checked.diagnostics(), name);
            checked.into_inner()
        })
    } else {
        Policy::builtin(name)
    };
    read.map_err(|error| said.failed(&error, name)).ok()
}

fn told(reports: &[(Report<'_>, Diagnostics)], options: &Options) -> String {
    match options.format {
        Format::Json => {
            let documents: Vec<_> =
                reports.iter().map(|(report, diagnostics)| report.document(diagnostics)).collect();
            to_json(&documents) + "\n"
        }
        Format::Text => {
            reports.iter().map(|(report, _)| report.to_text(options.lang)).collect::<Vec<_>>().join("\n\n")
        }
        Format::Markdown => {
            reports.iter().map(|(report, _)| report.to_markdown(options.lang)).collect::<Vec<_>>().join("\n")
        }
    }
}

fn explained(reports: &[(Report<'_>, Diagnostics)], id: &str, options: &Options) -> Result<String, String> {
    let (indicator, target) = id.split_once('/').map_or((id, None), |(id, target)| (id, Some(target)));
    let verdicts: Vec<_> = reports
        .iter()
        .flat_map(|(report, _)| report.verdicts())
        .filter(|verdict| verdict.indicator().id() == indicator)
        .filter(|verdict| target.is_none_or(|target| verdict.target().id() == target))
        .collect();
    if verdicts.is_empty() {
        return Err(format!("no verdict on `{id}`"));
    }
    if options.format == Format::Json {
        let documents: Vec<_> = verdicts.iter().map(|verdict| verdict.document()).collect();
        let text = serde_json::to_string_pretty(&documents).map_err(|error| error.to_string())?;
        return Ok(text + "\n");
    }
    let told = verdicts.iter().map(|verdict| verdict.explain().in_language(options.lang) + "\n");
    Ok(told.collect::<Vec<_>>().join("\n"))
}
