//! Carries series on into the future: `id,v1,v2,…` a line on standard input, oldest first, a year apart; an
//! empty cell is a year without a figure. It prints a JSON object for each line.
//!
//! ```text
//! printf 'roads,120,131,140,155\n' | cargo run --example project -- --horizon 3 --at-least 180
//! ```

use std::error::Error;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use attainment::facts::Reason;
use attainment::number::{Bound, Exact, Interval};
use attainment::project::{FARTHEST, History, HistoryError, Level, Limits, Method};
use rust_decimal::Decimal;
use serde::Serialize;

const HELP: &str = "\
project --horizon H [--method NAME] [--level 95] [--limits LOW,HIGH] [--at-least V | --at-most V]

reads `id,v1,v2,…` a line from standard input, oldest first, a year apart (an empty cell is a year without
a figure), and prints a JSON object for each: the middle value of the next H years and the interval that
holds the value with the probability of the level; with --at-least or --at-most also the probability that
the value satisfies it.";

const OPTIONS: [&str; 6] = ["--horizon", "--method", "--level", "--limits", "--at-least", "--at-most"];

struct Call {
    horizon: u32,
    method: Method,
    level: Level,
    limits: Limits,
    goal: Option<Interval>,
}

impl Call {
    /// Reads the arguments; `None` where help is asked for.
    fn read(mut arguments: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let mut call = Self {
            horizon: 0,
            method: Method::Auto,
            level: Level::DEFAULT,
            limits: Limits::default(),
            goal: None,
        };
        while let Some(name) = arguments.next() {
            if name == "--help" || name == "-h" {
                return Ok(None);
            }
            if !OPTIONS.contains(&name.as_str()) {
                return Err(format!("{name} is not known"));
            }
            let value = arguments.next().ok_or(format!("{name} needs a value"))?;
            let bad = |what: &str| format!("{name} {value}: {what}");
            let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
            match name.as_str() {
                "--horizon" => {
                    let years = value.parse().ok().filter(|years| (1..=FARTHEST as u32).contains(years));
                    call.horizon = years.ok_or(bad("a whole number of years from 1 to 100"))?;
                }
                "--method" => {
                    let names: Vec<_> = Method::ALL.iter().map(|method| method.word()).collect();
                    let known = Method::from_word(&value);
                    call.method = known.ok_or(bad(&format!("one of {}", names.join(", "))))?;
                }
                "--level" => {
                    let level = number(&value).and_then(Level::percent);
                    call.level = level.ok_or(bad("per cent above 0 and below 100"))?;
                }
                "--limits" => {
                    let ends = value.split_once(',').ok_or(bad("two numbers such as 0,100"))?;
                    let end = |text: &str| match text.trim() {
                        "" => Ok(None),
                        text => number(text).map(Some).ok_or(bad("two numbers such as 0,100")),
                    };
                    call.limits.low = end(ends.0)?;
                    call.limits.high = end(ends.1)?;
                    if matches!((call.limits.low, call.limits.high), (Some(low), Some(high)) if low >= high) {
                        return Err(bad("the lower limit first"));
                    }
                }
                "--at-least" | "--at-most" if call.goal.is_some() => return Err(bad("one goal alone")),
                "--at-least" | "--at-most" => {
                    let bound = if name == "--at-least" { Bound::AtLeast } else { Bound::AtMost };
                    let number = value.parse::<Decimal>().map_err(|_| bad("a number"))?;
                    call.goal = Some(Interval::of(bound, &Exact::from(number)));
                }
                _ => return Err(format!("{name} is not known")),
            }
        }
        if call.horizon == 0 { Err("--horizon is missing".into()) } else { Ok(Some(call)) }
    }

    /// What is printed of one series.
    fn told<'i>(&self, id: &'i str, figures: &[(f64, f64)]) -> Result<Told<'i>, HistoryError> {
        let projection = match self.method.project(History::new(figures)?, self.limits) {
            Ok(projection) => projection,
            Err(reason) => return Ok(refused(id, self.method, reason)),
        };
        let (mut mean, mut low, mut high, mut likely) = (vec![], vec![], vec![], vec![]);
        for ahead in 1..=self.horizon {
            let ahead = f64::from(ahead);
            let found = projection.value_at(ahead).and_then(|value| {
                let chance =
                    self.goal.as_ref().map(|goal| projection.probability(ahead, goal)).transpose()?;
                Ok((value, projection.band_at(ahead, self.level)?, chance))
            });
            let (value, band, chance) = match found {
                Ok(found) => found,
                Err(reason) => return Ok(refused(id, self.method, reason)),
            };
            mean.push(value.value());
            low.push(band.low.value());
            high.push(band.high.value());
            likely.extend(chance.map(|chance| chance.value()));
        }
        let probability = self.goal.is_some().then_some(likely);
        Ok(Told::Projected { id, method: self.method.word(), mean, low, high, probability })
    }
}

/// A series that cannot be carried on, and why.
fn refused(id: &str, method: Method, reason: Reason) -> Told<'_> {
    let why = Why { reason: reason.word(), zh: reason.zh(), en: reason.en() };
    Told::Refused { id, method: method.word(), refused: why }
}

/// What is printed of a series.
#[derive(Serialize)]
#[serde(untagged)]
enum Told<'i> {
    Projected {
        id: &'i str,
        method: &'static str,
        mean: Vec<f64>,
        low: Vec<f64>,
        high: Vec<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        probability: Option<Vec<f64>>,
    },
    Refused {
        id: &'i str,
        method: &'static str,
        refused: Why,
    },
}

/// Why a series cannot be carried on.
#[derive(Serialize)]
struct Why {
    reason: &'static str,
    zh: &'static str,
    en: &'static str,
}

/// The figures of a line, with the years counted from 0.
fn figures<'l>(cells: impl Iterator<Item = &'l str>) -> Result<Vec<(f64, f64)>, String> {
    let mut figures = Vec::new();
    for (year, cell) in cells.enumerate() {
        let cell = cell.trim();
        if cell.is_empty() {
            continue;
        }
        match cell.parse::<f64>() {
            Ok(value) if value.is_finite() => figures.push((year as f64, value)),
            _ => return Err(format!("value {} is no finite number: {cell}", year + 1)),
        }
    }
    Ok(figures)
}

fn run(call: &Call) -> Result<bool, Box<dyn Error>> {
    let mut lines =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(io::stdin().lock());
    let mut out = BufWriter::new(io::stdout().lock());
    let mut flawless = true;
    let mut record = csv::StringRecord::new();
    while lines.read_record(&mut record)? {
        let line = record.position().map_or(0, csv::Position::line);
        let mut cells = record.iter();
        let id = cells.next().unwrap_or_default();
        let told =
            figures(cells).and_then(|figures| call.told(id, &figures).map_err(|error| error.to_string()));
        match told {
            Ok(told) => writeln!(out, "{}", serde_json::to_string(&told)?)?,
            Err(error) => {
                flawless = false;
                eprintln!("line {line}: {id}: {error}");
            }
        }
    }
    out.flush()?;
    Ok(flawless)
}

fn main() -> ExitCode {
    let call = match Call::read(std::env::args().skip(1)) {
        Ok(Some(call)) => call,
        Ok(None) => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("{error}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match run(&call) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(1)
        }
    }
}
