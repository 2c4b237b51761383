//! Evaluates plans from files, or the bundled ones without arguments.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::process::ExitCode;

use attainment::check::{CheckError, Diagnostics, ObservationsBuilder, Problem, Severity, utf8};
use attainment::document::Limits;
use attainment::levels::Plans;
use attainment::period::{Period, PeriodError};
use attainment::policy::PolicyDoc;
use attainment::register::Register;
use attainment::report::{
    ComparisonDoc, DiffDoc, Evaluation, Explaining, History, HistoryError, REPORT_FORMAT, ReportDoc, compare,
    diff, difference, to_json,
};
use attainment::trajectory::VersionChoice;
use attainment::what_if::Overlaid;
use attainment::{Evaluator, Lang, Observations, Plan, Policy, Report};
use chrono::NaiveDate;
use serde_json::Value;

const USAGE: &str =
    "usage: evaluate PLAN... [--data CSV]... [--policy NAME-or-FILE] [--as-of DATE] [--at PERIOD]
                [--version in-force|original|ID] [--what-if FILE] [--history JSON]... [--register FILE]
                [--format text|json|markdown] [--lang zh|en] [--explain ID [--all]] [--notes]
       evaluate PLAN... --compare POLICY,POLICY,... [--data CSV]... [as above]
       evaluate PLAN... --since DATE [--data CSV]... [as above]
       evaluate --policies | --show POLICY

Evaluates plans (YAML or JSON) with observations (CSV), and prints the report.
Plans that refer to each other are linked. In the data `plan/id` tells apart what has the same id.
`-` is standard input, for one plan or one CSV.
Without arguments two bundled plans of Chongqing are evaluated: a guidance for its districts, and
the letter that reports on it. There are more in examples/data, each with its figures, if it has any.

  --data CSV       observations: indicator,period,value,status,published,source
  --policy P       a built-in policy (cn-schedule by default), or a file
  --policies       lists the built-in policies
  --show P         prints a policy, built in or from a file, as tables
  --compare P,P    judges by several policies, and tells where they part
  --as-of DATE     what was known by this day; by default the newest date in the data
  --since DATE     tells what changed between this day and that of `--as-of`
  --at PERIOD      the period judged; by default the newest known
  --version V      the version of the targets judged: in-force (by default), original, or the id of one
  --what-if FILE   evaluates one plan with what the file assumes laid over it, and tells what that changes
  --history JSON   earlier reports, as `--format json` prints them: one, or an array; an empty array begins a
                   series. Policies that remember need it
  --register FILE  the organizations that there are, for plans that name them together (各区县)
  --explain ID     tells the verdicts on one indicator (ID or ID/TARGET) or task in sentences
  --all            with --explain: also the rows above the one that decided, and what rejected them
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
    since: Option<NaiveDate>,
    at: Option<Period>,
    version: VersionChoice,
    what_if: Option<String>,
    history: Vec<String>,
    register: Option<String>,
    format: Format,
    lang: Lang,
    explain: Option<String>,
    all: bool,
    compare: Vec<String>,
    show: Option<String>,
    policies: bool,
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
            since: None,
            at: None,
            version: VersionChoice::InForce,
            what_if: None,
            history: Vec::new(),
            register: None,
            format: Format::Text,
            lang: Lang::Zh,
            explain: None,
            all: false,
            compare: Vec::new(),
            show: None,
            policies: false,
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
                "--as-of" => options.as_of = Some(date(name, &value()?)?),
                "--since" => options.since = Some(date(name, &value()?)?),
                "--at" => {
                    let period: Result<Period, PeriodError> = value()?.parse();
                    options.at = Some(period.map_err(|error| format!("`--at`: {error}"))?);
                }
                "--version" => {
                    options.version = match value()?.as_str() {
                        "in-force" => VersionChoice::InForce,
                        "original" => VersionChoice::Original,
                        id => VersionChoice::Named(id.to_owned()),
                    };
                }
                "--what-if" => options.what_if = Some(value()?),
                "--history" => options.history.push(value()?),
                "--register" => options.register = Some(value()?),
                "--explain" => options.explain = Some(value()?),
                "--all" => options.all = true,
                "--compare" => {
                    options.compare = value()?.split(',').map(|name| name.trim().to_owned()).collect();
                    if options.compare.len() < 2 || options.compare.iter().any(String::is_empty) {
                        return Err("`--compare` needs at least two policies: a,b".into());
                    }
                }
                "--policies" => options.policies = true,
                "--show" => options.show = Some(value()?),
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
        if options.show.is_some() || options.policies {
            return Ok(Some(options));
        }
        if options.since.is_some() && (options.explain.is_some() || !options.compare.is_empty()) {
            return Err("`--since` goes with neither `--explain` nor `--compare`".into());
        }
        if !plans.is_empty() {
            options.inputs = plans.into_iter().map(|plan| (plan, data.clone())).collect();
        } else if data.is_empty() {
            let bundled = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data");
            options.inputs = ["chongqing-districts", "chongqing-reply"]
                .map(|name| (format!("{bundled}/{name}.yaml"), vec![format!("{bundled}/{name}.csv")]))
                .into();
        } else {
            return Err("`--data` without a plan".into());
        }
        if options.what_if.is_some() && options.inputs.len() != 1 {
            return Err("`--what-if` needs one plan, whose ids it names".into());
        }
        Ok(Some(options))
    }
}

fn date(option: &str, text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| format!("`{option} {text}` is not a date such as 2025-05-23"))
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
    if options.policies {
        return Ok(policies(options.lang) + "\n");
    }
    if let Some(name) = &options.show {
        let policy = read_policy(name, &mut said);
        let _ = io::stderr().write_all(said.text.as_bytes());
        return policy.map(|policy| policy.to_text(options.lang)).ok_or_else(String::new);
    }
    let names = if options.compare.is_empty() { &[options.policy.clone()][..] } else { &options.compare };
    let policies: Vec<Policy> = names.iter().filter_map(|name| read_policy(name, &mut said)).collect();
    let register = match &options.register {
        Some(file) => read_register(file, &mut said)?,
        None => None,
    };
    let mut plans: Vec<(Plan, Diagnostics)> = Vec::new();
    for (file, _) in &options.inputs {
        let text = read_text(file, options.lang)?;
        // YAML takes in JSON too; files that say they are JSON are read as such, which is faster.
        let read = match (&register, file.ends_with(".json")) {
            (None, true) => Plan::from_json(&text),
            (None, false) => Plan::from_yaml(&text),
            (Some(register), true) => Plan::from_json_with(&text, register),
            (Some(register), false) => Plan::from_yaml_with(&text, register),
        };
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
    for (plan, (file, _)) in plans.iter().map(|(plan, _)| plan).zip(&options.inputs) {
        policies.iter().for_each(|policy| said.all(&policy.check_inputs(plan), file));
    }
    if said.errors || policies.len() != names.len() {
        return Err(said.text);
    }
    let before = match &options.what_if {
        Some(file) => lay_over(file, &mut plans, &mut data, &mut said)?,
        None => None,
    };
    if said.errors {
        return Err(said.text);
    }
    let (plans, mut of_plans): (Vec<Plan>, Vec<Diagnostics>) = plans.into_iter().unzip();
    let linked = link(plans, &mut of_plans, options, &mut said)?;
    let _ = io::stderr().write_all(said.text.as_bytes());

    known_version(&options.version, linked.plans().iter())?;

    let newest = data.iter().filter_map(|(observations, _)| observations.newest()).max();
    let as_of = options
        .as_of
        .or(newest)
        .ok_or("without figures `--as-of DATE` is needed: the clock is never read")?;
    let history = remembered(&options.history, options.lang)?;
    let evaluations: Vec<Evaluation<'_>> =
        policies.iter().map(|policy| asked(policy, as_of, options, history.as_ref())).collect();
    let (data, of_data): (Vec<Observations>, Vec<Diagnostics>) = data.into_iter().unzip();
    let data = linked.collect(data);
    if !options.compare.is_empty() {
        let judge = |(plan, index)| -> Vec<Report<'_>> {
            evaluations.iter().map(|evaluation| evaluation.evaluate(plan, data.of(index))).collect()
        };
        let each = linked.plans().iter().zip(0..);
        let compared: Vec<ComparisonDoc> = each.map(|of| compare(&judge(of))).collect();
        return Ok(told_apart(&compared, options));
    }
    let Some(evaluation) = evaluations.first() else { return Err(said.text) };
    let diagnostics = of_plans.into_iter().zip(of_data).map(|(mut of_plan, of_data)| {
        of_plan.append(of_data);
        of_plan
    });
    let reports: Vec<(Report<'_>, Diagnostics)> =
        evaluation.evaluate_all(&linked, &data).into_iter().zip(diagnostics).collect();
    if history.as_ref().is_some_and(|history| !history.is_empty()) {
        for (report, _) in reports.iter().filter(|(report, _)| report.remembered() == Some(0)) {
            let (plan, policy) = (report.plan().id(), report.policy().id());
            let _ = match options.lang {
                Lang::En => writeln!(
                    io::stderr(),
                    "warning: no earlier report is of the plan `{plan}` by the policy `{policy}` before {as_of} and asked for the same version of the targets"
                ),
                _ => writeln!(
                    io::stderr(),
                    "警告：没有 {as_of} 以前按 `{policy}`、同一目标版本判定规划 `{plan}` 的报告"
                ),
            };
        }
    }
    if let (Some(since), Some(policy)) = (options.since, policies.first()) {
        let earlier = asked(policy, since, options, history.as_ref()).evaluate_all(&linked, &data);
        let changed: Result<Vec<DiffDoc>, _> = earlier
            .iter()
            .zip(&reports)
            .map(|(earlier, (report, said))| diff(&earlier.document(said), &report.document(said)))
            .collect();
        return Ok(told_since(&changed.map_err(|error| error.told(options.lang))?, options));
    }
    if let Some(id) = &options.explain {
        return explained(&reports, id, options);
    }
    let mut text = told(&reports, options);
    if let Some((plan, data)) = before {
        text.push_str(&changed_by(plan, data, evaluation, &reports, options)?);
    }
    Ok(text)
}

fn read_register(file: &str, said: &mut Said) -> Result<Option<Register>, String> {
    let text = read_text(file, said.lang)?;
    let read = if file.ends_with(".json") { Register::from_json(&text) } else { Register::from_yaml(&text) };
    match read {
        Ok(register) => {
            said.all(register.diagnostics(), file);
            Ok(Some(register.into_inner()))
        }
        Err(error) => {
            said.failed(&error, file);
            Ok(None)
        }
    }
}

/// What a what-if changed: the plan and its data as they were, beside the report that was told from it.
fn changed_by(
    plan: Plan,
    data: Observations,
    evaluation: &Evaluation<'_>,
    reports: &[(Report<'_>, Diagnostics)],
    options: &Options,
) -> Result<String, String> {
    let mut unheard = Said { lang: options.lang, least: Severity::Error, errors: false, text: String::new() };
    let linked = link(vec![plan], &mut [Diagnostics::new()], options, &mut unheard)?;
    let data = linked.collect(vec![data]);
    let mut text = String::new();
    for (before, (after, _)) in evaluation.evaluate_all(&linked, &data).iter().zip(reports) {
        let changed = difference(before, after);
        let told = match options.format {
            Format::Text => changed.to_text(options.lang),
            Format::Markdown => changed.to_markdown(options.lang),
            // The report says what is assumed, and keeps its shape.
            Format::Json => String::new(),
        };
        if !told.is_empty() {
            text.push('\n');
            text.push_str(&told);
        }
    }
    Ok(text)
}

/// A version that no target has is a slip of the pen.
fn known_version<'p>(
    version: &VersionChoice,
    mut plans: impl Iterator<Item = &'p Plan>,
) -> Result<(), String> {
    let VersionChoice::Named(id) = version else { return Ok(()) };
    let has = |plan: &Plan| {
        let mut targets = plan.indicators().iter().flat_map(|indicator| indicator.targets());
        targets.any(|target| target.versions().iter().any(|version| version.id() == id))
    };
    if plans.any(has) { Ok(()) } else { Err(format!("no target has a version `{id}`")) }
}

/// Lays a what-if over the one plan and its data, and returns them as they were.
fn lay_over(
    file: &str,
    plans: &mut [(Plan, Diagnostics)],
    data: &mut [(Observations, Diagnostics)],
    said: &mut Said,
) -> Result<Option<(Plan, Observations)>, String> {
    let text = read_text(file, said.lang)?;
    let (Some((plan, _)), Some((data, _))) = (plans.first_mut(), data.first_mut()) else { return Ok(None) };
    let read = match file.ends_with(".json") {
        true => Overlaid::from_json(&text, plan, data),
        false => Overlaid::from_yaml(&text, plan, data),
    };
    match read {
        Ok(overlaid) => {
            said.all(overlaid.diagnostics(), file);
            let (new_plan, new_data) = overlaid.into_inner().into_parts();
            Ok(Some((std::mem::replace(plan, new_plan), std::mem::replace(data, new_data))))
        }
        Err(error) => {
            said.failed(&error, file);
            Ok(None)
        }
    }
}

/// Links plans that refer to each other; what is said of the links is told with the file of each plan.
fn link(
    plans: Vec<Plan>,
    of_plans: &mut [Diagnostics],
    options: &Options,
    said: &mut Said,
) -> Result<Plans, String> {
    if !plans.iter().any(Plan::has_links) {
        return Ok(Plans::apart(plans));
    }
    let ids: Vec<String> = plans.iter().map(|plan| plan.id().to_owned()).collect();
    let (linked, mut diagnostics) = match Plans::link(plans) {
        Ok(linked) => {
            let (linked, diagnostics) = linked.into_parts();
            (Some(linked), diagnostics)
        }
        Err(error) => (None, error.diagnostics().clone()),
    };
    for (id, (file, _)) in ids.iter().zip(&options.inputs) {
        if diagnostics.iter().any(|diagnostic| diagnostic.file.as_ref() == Some(id)) {
            let text = read_text(file, options.lang)?;
            match file.ends_with(".json") {
                true => diagnostics.locate_in_json(id, file, &text),
                false => diagnostics.locate_in_yaml(id, file, &text),
            }
        }
    }
    said.all(&diagnostics, "");
    for diagnostic in &diagnostics {
        let mut files = options.inputs.iter().map(|(file, _)| file);
        let place = files.position(|file| diagnostic.file.as_ref() == Some(file)).unwrap_or_default();
        if let Some(of_plan) = of_plans.get_mut(place) {
            of_plan.push(diagnostic.clone());
        }
    }
    linked.ok_or_else(|| said.text.clone())
}

fn asked<'p>(
    policy: &'p Policy,
    as_of: NaiveDate,
    options: &Options,
    history: Option<&'p History>,
) -> Evaluation<'p> {
    let mut evaluation = Evaluator::new(policy).as_of(as_of).version(options.version.clone());
    if let Some(period) = options.at {
        evaluation = evaluation.at(period);
    }
    match history {
        Some(history) => evaluation.history(history),
        None => evaluation,
    }
}

/// The earlier evaluations of the files, or `None` without files.
fn remembered(files: &[String], lang: Lang) -> Result<Option<History>, String> {
    if files.is_empty() {
        return Ok(None);
    }
    let mut history = History::new();
    for file in files {
        let value: Value =
            serde_json::from_str(&read_text(file, lang)?).map_err(|error| format!("{file}: {error}"))?;
        let (reports, several) = match value {
            Value::Array(reports) => (reports, true),
            report => (vec![report], false),
        };
        for (number, report) in reports.into_iter().enumerate() {
            let place = if several { format!("{file}[{number}]") } else { file.clone() };
            let refused = |error: HistoryError| format!("{place}: {}", error.told(lang));
            // Another document is told as such, not by the first field that it lacks.
            let format = report.get("format").and_then(Value::as_str).unwrap_or_default();
            if format != REPORT_FORMAT {
                return Err(refused(HistoryError::Format(format.to_owned())));
            }
            let report: ReportDoc =
                serde_json::from_value(report).map_err(|error| format!("{place}: {error}"))?;
            history.add(&report).map_err(refused)?;
        }
    }
    Ok(Some(history))
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

fn read_text(file: &str, lang: Lang) -> Result<String, String> {
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
    utf8(bytes).map_err(|problem| problem.told(lang, file))
}

/// Finds a policy that another extends: the file `ID.yaml` or `ID.json` in the same folder.
fn beside(file: &str) -> impl FnMut(&str) -> Option<PolicyDoc> {
    let folder = std::path::Path::new(file).parent().map(std::path::Path::to_owned).unwrap_or_default();
    move |id| {
        let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
        let read = |ending: &str| fs::read_to_string(folder.join(format!("{id}.{ending}"))).ok();
        if !plain {
            return None;
        }
        match read("yaml") {
            Some(text) => PolicyDoc::from_yaml(&text).ok().map(|doc| doc.into_inner()),
            None => PolicyDoc::from_json(&read("json")?).ok().map(|doc| doc.into_inner()),
        }
    }
}

fn read_policy(name: &str, said: &mut Said) -> Option<Policy> {
    let read = if std::path::Path::new(name).is_file() {
        match read_text(name, said.lang) {
            Ok(text) if name.ends_with(".json") => Policy::from_json_with(&text, &mut beside(name)),
            Ok(text) => Policy::from_yaml_with(&text, &mut beside(name)),
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
    } else if name.contains(['/', '\\']) || [".yaml", ".yml", ".json"].iter().any(|end| name.ends_with(end)) {
        said.errors = true;
        said.text.push_str(&format!("{name}: there is no such file\n"));
        return None;
    } else {
        Policy::builtin(name)
    };
    read.map_err(|error| said.failed(&error, name)).ok()
}

/// The built-in policies, a line each.
fn policies(lang: Lang) -> String {
    let lines = Policy::builtin_names().filter_map(|name| {
        let policy = Policy::builtin(name).ok()?;
        let title = policy.title().map_or("", |title| title.told(lang));
        let mark = match (policy.provisional(), lang) {
            (None, _) => "",
            (Some(_), Lang::Zh) => "（暂定）",
            (Some(_), Lang::En) => " (provisional)",
        };
        Some(format!("{name:<28} {title}{mark}"))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn told_apart(compared: &[ComparisonDoc], options: &Options) -> String {
    let each: Vec<String> = compared
        .iter()
        .map(|compared| match options.format {
            Format::Json => compared.to_json(),
            Format::Text => compared.to_text(options.lang),
            Format::Markdown => compared.to_markdown(options.lang),
        })
        .collect();
    joined(&each, options)
}

fn told_since(changed: &[DiffDoc], options: &Options) -> String {
    let each: Vec<String> = changed
        .iter()
        .map(|changed| match options.format {
            Format::Json => changed.to_json(),
            Format::Text => changed.to_text(options.lang),
            Format::Markdown => changed.to_markdown(options.lang),
        })
        .collect();
    joined(&each, options)
}

/// One document of JSON, whole, or several as an array; texts one after the other.
fn joined(each: &[String], options: &Options) -> String {
    match (options.format, each.len()) {
        (Format::Json, 1) => each.concat() + "\n",
        (Format::Json, _) => format!("[\n{}\n]\n", each.join(",\n")),
        _ => each.join("\n"),
    }
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
        return explained_task(reports, id, options);
    }
    let telling = Explaining { all: options.all, hide: None };
    if options.format == Format::Json {
        let text = if options.all {
            let documents: Vec<_> = verdicts.iter().map(|verdict| verdict.explanation(telling)).collect();
            serde_json::to_string_pretty(&documents)
        } else {
            let documents: Vec<_> = verdicts.iter().map(|verdict| verdict.document()).collect();
            serde_json::to_string_pretty(&documents)
        };
        return Ok(text.map_err(|error| error.to_string())? + "\n");
    }
    let told = verdicts.iter().map(|verdict| {
        let mut text = verdict.explain().in_language(options.lang) + "\n";
        for sentence in verdict.explanation(telling).told(verdict.policy(), options.lang) {
            text = text + &sentence + "\n";
        }
        text
    });
    let splits = reports.iter().flat_map(|(report, _)| report.decompositions());
    let own = splits.filter(|split| split.link().indicator().is_some_and(|own| own.id() == indicator));
    let own = own.map(|split| split.in_language(options.lang) + "\n");
    Ok(told.chain(own).collect::<Vec<_>>().join("\n"))
}

/// The plans' tasks of an id, if there is one.
fn explained_task(
    reports: &[(Report<'_>, Diagnostics)],
    id: &str,
    options: &Options,
) -> Result<String, String> {
    let told: Vec<String> =
        reports.iter().filter_map(|(report, _)| report.explain_task(id, options.lang)).collect();
    if told.is_empty() {
        return Err(format!("no verdict on `{id}`"));
    }
    if options.format == Format::Json {
        let documents = reports.iter().flat_map(|(report, said)| report.document(said).tasks);
        let tasks: Vec<_> = documents.filter(|task| task.id == id).collect();
        let text = serde_json::to_string_pretty(&tasks).map_err(|error| error.to_string())?;
        return Ok(text + "\n");
    }
    Ok(told.join("\n\n") + "\n")
}
