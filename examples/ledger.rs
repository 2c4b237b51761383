//! Plans evaluated together, and the ledger (台账) of what each organization answers for in them.

use std::fs;
use std::io::{self, Write};
use std::iter;
use std::process::ExitCode;

use attainment::check::{CheckError, Checked, Diagnostics, ObservationsBuilder, Severity, utf8};
use attainment::document::Limits;
use attainment::levels::Plans;
use attainment::number::Exact;
use attainment::plan::Role;
use attainment::register::Register;
use attainment::report::{RankBy, Report, ledger};
use attainment::{Evaluator, Lang, NaiveDate, Observations, Plan, Policy};

const USAGE: &str = "usage: ledger [PLAN [--data CSV]...]... [--register FILE] [--as-of DATE] [--policy NAME]
              [--rank ROLE[:share|:progress|:score]] [--format text|markdown|json] [--lang zh|en]

Evaluates plans together: a line for each, and the ledger (台账) by organization.
Without plans the five bundled documents of Chongqing are evaluated, each with its own figures.

  --data CSV       observations of the plan before it
  --register FILE  organizations that the plans refer to by their names
  --as-of DATE     what was known by this day; by default the newest date in the data
  --policy NAME    a built-in policy (cn-schedule by default)
  --rank ROLE      also ranks who has a role in each plan, by share, progress or score; in JSON, behind the ledger";

/// The documents of Chongqing, in the order of the levels.
const BUNDLED: [&str; 5] =
    ["chongqing-districts", "chongqing-reply", "beibei", "bishan-labs", "chuanyu-institutes"];

#[derive(Clone, Copy)]
enum Format {
    Text,
    Markdown,
    Json,
}

struct Options {
    /// Plans, each with the files of its figures.
    plans: Vec<(String, Vec<String>)>,
    register: Option<String>,
    as_of: Option<NaiveDate>,
    policy: String,
    rank: Option<(Role, RankBy)>,
    format: Format,
    lang: Lang,
}

impl Options {
    /// The options, or `None` when help was asked for.
    fn parse(arguments: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let mut options = Self {
            plans: Vec::new(),
            register: None,
            as_of: None,
            policy: "cn-schedule".to_owned(),
            rank: None,
            format: Format::Text,
            lang: Lang::Zh,
        };
        let mut rest = arguments;
        while let Some(argument) = rest.next() {
            let mut value = || rest.next().ok_or_else(|| format!("`{argument}` needs a value"));
            match argument.as_str() {
                "--help" | "-h" => return Ok(None),
                "--data" => {
                    let file = value()?;
                    let (_, files) = options.plans.last_mut().ok_or("`--data` goes behind its plan")?;
                    files.push(file);
                }
                "--register" => options.register = Some(value()?),
                "--as-of" => {
                    let text = value()?;
                    let date = text.parse().map_err(|error| format!("`--as-of {text}`: {error}"))?;
                    options.as_of = Some(date);
                }
                "--policy" => options.policy = value()?,
                "--rank" => options.rank = Some(ranked(&value()?)?),
                "--format" => {
                    options.format = match value()?.as_str() {
                        "text" => Format::Text,
                        "markdown" => Format::Markdown,
                        "json" => Format::Json,
                        other => return Err(format!("`--format {other}` is not text, markdown or json")),
                    };
                }
                "--lang" => {
                    let code = value()?;
                    let lang = Lang::from_code(&code);
                    options.lang = lang.ok_or_else(|| format!("`--lang {code}` is not zh or en"))?;
                }
                option if option.starts_with('-') => return Err(format!("there is no option `{option}`")),
                plan => options.plans.push((plan.to_owned(), Vec::new())),
            }
        }
        if options.plans.is_empty() {
            let bundled = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data");
            options.plans = BUNDLED
                .iter()
                .map(|name| {
                    let figures = format!("{bundled}/{name}.csv");
                    let has_figures = fs::exists(&figures).unwrap_or_default();
                    (format!("{bundled}/{name}.yaml"), has_figures.then_some(figures).into_iter().collect())
                })
                .collect();
        }
        Ok(Some(options))
    }
}

/// `lead` or `lead:score`.
fn ranked(text: &str) -> Result<(Role, RankBy), String> {
    let (role, by) = text.split_once(':').unwrap_or((text, "share"));
    let role = Role::from_word(role).ok_or_else(|| {
        let all: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
        format!("`--rank {role}` is none of the roles {}", all.join(", "))
    })?;
    let by =
        RankBy::from_word(by).ok_or_else(|| format!("`--rank …:{by}` is not share, progress or score"))?;
    Ok((role, by))
}

fn main() -> ExitCode {
    let options = match Options::parse(std::env::args().skip(1)) {
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
        Ok(text) => {
            // A reader that has seen enough closes the pipe; that is no failure.
            let _ = io::stdout().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{}", problem.trim_end());
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<String, String> {
    let mut problems = Problems { lang: options.lang, errors: String::new() };
    let register = match &options.register {
        Some(file) => Some(problems.keep(Register::from_yaml(&text_of(file, options.lang)?), file)),
        None => None,
    };
    let policy = Policy::builtin(&options.policy)
        .map_err(|error| problems.errors.push_str(&error.diagnostics().told(options.lang, "--policy")));
    let (mut plans, mut texts) = (Vec::new(), Vec::new());
    for (file, _) in &options.plans {
        let text = text_of(file, options.lang)?;
        let read = match register.as_ref().and_then(Option::as_ref) {
            Some(register) => Plan::from_yaml_with(&text, register),
            None => Plan::from_yaml(&text),
        };
        plans.extend(problems.keep(read, file));
        texts.push((file, text));
    }
    let (Ok(policy), true) = (policy, problems.errors.is_empty()) else { return Err(problems.errors) };

    let mut data = Vec::new();
    for (plan, (_, files)) in plans.iter().zip(&options.plans) {
        let mut builder = ObservationsBuilder::new(plan);
        for file in files {
            builder.file(file);
            builder.read_csv(text_of(file, options.lang)?.as_bytes(), &Limits::default());
        }
        data.extend(problems.keep(builder.finish(), ""));
    }
    let ids: Vec<String> = plans.iter().map(|plan| plan.id().to_owned()).collect();
    let (plans, mut said) = parts(Plans::link(plans));
    for (id, (file, text)) in ids.iter().zip(&texts) {
        said.locate_in_yaml(id, file, text);
    }
    problems.tell(plans.is_some(), &said, "");
    let Some(plans) = plans else { return Err(problems.errors) };
    if !problems.errors.is_empty() {
        return Err(problems.errors);
    }

    let newest = data.iter().filter_map(Observations::newest).max();
    let as_of = options.as_of.or(newest).ok_or("there are no figures: `--as-of DATE` is needed")?;
    let data = plans.collect(data);
    let reports = Evaluator::new(&policy).as_of(as_of).evaluate_all(&plans, &data);
    told(&reports, options).map_err(|error| error.to_string())
}

/// The ledger, and the rankings that were asked for.
fn told(reports: &[Report<'_>], options: &Options) -> Result<String, serde_json::Error> {
    let ledger = ledger(reports);
    // A place is for those of whom everything is known.
    let rankings = options.rank.map(|(role, by)| {
        let ranked = reports.iter().map(|report| report.ranking(role, by, &Exact::ONE));
        ranked.filter(|one| !one.ranked.is_empty() || !one.without_place.is_empty()).collect::<Vec<_>>()
    });
    let rankings = rankings.iter().flatten();
    let lang = options.lang;
    Ok(match options.format {
        Format::Text => rankings.fold(ledger.to_text(lang), |text, one| text + "\n" + &one.to_text(lang)),
        Format::Markdown => {
            rankings.fold(ledger.to_markdown(lang), |text, one| text + "\n" + &one.to_markdown(lang))
        }
        Format::Json => {
            let rankings = rankings.map(serde_json::to_value);
            let all: Vec<_> =
                iter::once(serde_json::to_value(&ledger)).chain(rankings).collect::<Result<_, _>>()?;
            let text = match (all.as_slice(), options.rank) {
                ([ledger], None) => serde_json::to_string_pretty(ledger)?,
                _ => serde_json::to_string_pretty(&all)?,
            };
            text + "\n"
        }
    })
}

/// What there is to say about the input: errors are kept until all are known, warnings are told at once.
struct Problems {
    lang: Lang,
    errors: String,
}

impl Problems {
    fn keep<T>(&mut self, read: Result<Checked<T>, CheckError>, file: &str) -> Option<T> {
        let (value, diagnostics) = parts(read);
        self.tell(value.is_some(), &diagnostics, file);
        value
    }

    /// Warnings are printed; all is kept where something was refused.
    fn tell(&mut self, accepted: bool, diagnostics: &Diagnostics, file: &str) {
        if !accepted {
            self.errors.push_str(&diagnostics.told(self.lang, file));
            return;
        }
        for one in diagnostics.iter().filter(|one| one.severity() > Severity::Note) {
            eprintln!("{}", one.told(self.lang, file));
        }
    }
}

fn parts<T>(read: Result<Checked<T>, CheckError>) -> (Option<T>, Diagnostics) {
    match read {
        Ok(read) => {
            let (value, diagnostics) = read.into_parts();
            (Some(value), diagnostics)
        }
        Err(error) => (None, error.diagnostics().clone()),
    }
}

fn text_of(file: &str, lang: Lang) -> Result<String, String> {
    let bytes = fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    utf8(bytes).map_err(|problem| problem.told(lang, file))
}
