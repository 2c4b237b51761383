//! Evaluates plans from files, or the bundled ones without arguments.

use std::fs::{self, File};
use std::process::ExitCode;

use attainment::check::{CheckError, Code, Diagnostics, ObservationsBuilder, Severity};
use attainment::document::Limits;
use attainment::period::Period;
use attainment::report::to_json;
use attainment::{Evaluator, Lang, Observations, Plan, Policy, Report};

const USAGE: &str =
    "usage: evaluate PLAN... [--data CSV]... [--policy NAME-or-FILE] [--as-of DATE] [--at PERIOD]
                [--format text|json|markdown] [--lang zh|en] [--explain ID] [--notes]

Evaluates plans (YAML or JSON) with observations (CSV), and prints the report.
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
            print!("{report}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{}", problem.trim_end());
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
    plans: Vec<String>,
    data: Vec<String>,
    policy: String,
    as_of: Option<String>,
    at: Option<String>,
    format: Format,
    lang: Lang,
    explain: Option<String>,
    notes: bool,
}

impl Options {
    /// The options, or `None` when help was asked for.
    fn parse(arguments: &[String]) -> Result<Option<Self>, String> {
        let mut options = Self {
            plans: Vec::new(),
            data: Vec::new(),
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
                "--data" => options.data.push(value()?),
                "--policy" => options.policy = value()?,
                "--as-of" => options.as_of = Some(value()?),
                "--at" => options.at = Some(value()?),
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
                _ if name.starts_with("--") => return Err(format!("there is no option `{name}`")),
                _ => options.plans.push(argument.clone()),
            }
        }
        if options.plans.is_empty() {
            if !options.data.is_empty() {
                return Err("`--data` without a plan".into());
            }
            let bundled = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data");
            for name in ["chongqing-districts", "beibei"] {
                options.plans.push(format!("{bundled}/{name}.yaml"));
                options.data.push(format!("{bundled}/{name}.csv"));
            }
            // Each bundled plan has its own data; both files name indicators by the same ids.
        }
        Ok(Some(options))
    }

    /// Which data files belong to a plan: all of them, but for the bundled pairs.
    fn data_of(&self, plan: usize, bundled: bool) -> &[String] {
        if bundled { self.data.get(plan..=plan).unwrap_or_default() } else { &self.data }
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
    let bundled =
        std::env::args().len() == 1 || !std::env::args().skip(1).any(|a| options.plans.contains(&a));
    let least = if options.notes { Severity::Note } else { Severity::Warning };
    let mut said = Said { lang: options.lang, least, errors: false, text: String::new() };
    let policy = read_policy(&options.policy, &mut said);
    let mut plans: Vec<(Plan, Diagnostics)> = Vec::new();
    for file in &options.plans {
        let text = read_text(file)?;
        let json =
            file.ends_with(".json") || text.trim_start_matches('\u{feff}').trim_start().starts_with('{');
        match if json && file.ends_with(".json") { Plan::from_json(&text) } else { Plan::from_yaml(&text) } {
            Ok(plan) => {
                said.all(plan.diagnostics(), file);
                plans.push(plan.into_parts());
            }
            Err(error) => said.failed(&error, file),
        }
    }
    if said.errors || plans.len() != options.plans.len() {
        return Err(said.text);
    }
    let mut data: Vec<(Observations, Diagnostics)> = Vec::new();
    for (number, (plan, _)) in plans.iter().enumerate() {
        let mut builder = ObservationsBuilder::new(plan);
        for file in options.data_of(number, bundled) {
            let reader = File::open(file).map_err(|error| format!("{file}: {error}"))?;
            builder.file(file);
            builder.read_csv(reader, &Limits::default());
        }
        match builder.finish() {
            Ok(observations) => data.push(observations.into_parts()),
            Err(error) => said.failed(&error, ""),
        }
    }
    forget_shared(&mut data, plans.len());
    for (_, diagnostics) in &data {
        said.all(diagnostics, "");
    }
    let Some(policy) = policy.filter(|_| !said.errors) else { return Err(said.text) };
    eprint!("{}", said.text);

    let as_of = match &options.as_of {
        Some(text) => {
            text.parse().map_err(|_| format!("`--as-of {text}` is not a date such as 2025-05-23"))?
        }
        None => {
            let newest = data.iter().filter_map(|(observations, _)| observations.newest()).max();
            newest.ok_or("without data `--as-of DATE` is needed: the clock is never read")?
        }
    };
    let mut evaluation = Evaluator::new(&policy).as_of(as_of);
    if let Some(text) = &options.at {
        evaluation = evaluation.at(text.parse::<Period>().map_err(|error| error.to_string())?);
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

/// Data that another plan uses are not unknown.
fn forget_shared(data: &mut [(Observations, Diagnostics)], plans: usize) {
    let unknown = |diagnostics: &Diagnostics| -> Vec<String> {
        diagnostics
            .with_code(Code::UnknownIndicator)
            .map(|diagnostic| diagnostic.problem.message(Lang::En))
            .collect()
    };
    let everywhere: Vec<Vec<String>> = data.iter().map(|(_, diagnostics)| unknown(diagnostics)).collect();
    for (number, (_, diagnostics)) in data.iter_mut().enumerate() {
        let mut kept = Diagnostics::new();
        for diagnostic in diagnostics.iter() {
            let message = diagnostic.problem.message(Lang::En);
            let shared = diagnostic.code() == Code::UnknownIndicator
                && (number > 0 || everywhere.iter().filter(|all| all.contains(&message)).count() < plans);
            if !shared {
                kept.push(diagnostic.clone());
            }
        }
        *diagnostics = kept;
    }
}

fn read_text(file: &str) -> Result<String, String> {
    let bytes = fs::read(file).map_err(|error| format!("{file}: {error}"))?;
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
    let (indicator, target) =
        id.split_once('/').map_or((id, None), |(indicator, target)| (indicator, Some(target)));
    let mut text = String::new();
    for (report, _) in reports {
        for verdict in report.verdicts() {
            let meant = verdict.indicator().id() == indicator
                && target.is_none_or(|target| verdict.target().id() == target);
            if meant {
                text.push_str(&verdict.explain().in_language(options.lang));
                text.push_str("\n\n");
            }
        }
    }
    if text.is_empty() { Err(format!("no verdict on `{id}`")) } else { Ok(text.trim_end().to_owned() + "\n") }
}
