//! Reads the phrases that plans are written in: a phrase a line on standard input, or a JSON object with the
//! phrase and what is known around it. It prints a JSON object for each line.
//!
//! ```text
//! echo '年均增长10%以上' | cargo run --example notation
//! echo '{"phrase":"〔17〕","header":"单位GDP二氧化碳排放降低（%）"}' | cargo run --example notation
//! ```

use std::error::Error;
use std::io::{self, BufRead, BufWriter, Write};
use std::process::ExitCode;

use attainment::Lang;
use attainment::notation::{Context, LONGEST, NotationError, Purpose, ReadingDoc, TimesGrown, read};
use attainment::plan::{Direction, Measure};
use serde::Deserialize;

const HELP: &str = "\
notation [--lang zh|en]

reads a phrase a line from standard input and prints a JSON object for each: {\"ok\":[TARGET,…]},
{\"ambiguous\":[[TARGET,…],…],…} or {\"error\":{…}}. A line may also be a JSON object: {\"phrase\":…} with any
of header, unit, column, direction, measure, period, status (target, actual, estimate, baseline),
times_grown (on_top, in_all), which say what is known around the phrase.";

/// A line with what is known around the phrase.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    phrase: String,
    header: Option<String>,
    unit: Option<String>,
    column: Option<String>,
    direction: Option<String>,
    measure: Option<String>,
    period: Option<String>,
    status: Option<String>,
    times_grown: Option<String>,
}

impl Line {
    fn context(&self) -> Result<Context<'_>, String> {
        fn word<T>(
            field: &str,
            text: Option<&String>,
            read: impl Fn(&str) -> Option<T>,
        ) -> Result<Option<T>, String> {
            match text {
                Some(text) => read(text).map(Some).ok_or(format!("{field} `{text}` is not known")),
                None => Ok(None),
            }
        }
        Ok(Context {
            header: self.header.as_deref(),
            unit: self.unit.as_deref(),
            column: self.column.as_deref(),
            direction: word("direction", self.direction.as_ref(), Direction::from_word)?,
            measure: word("measure", self.measure.as_ref(), Measure::from_word)?,
            period: word("period", self.period.as_ref(), |text| text.parse().ok())?,
            purpose: word("status", self.status.as_ref(), Purpose::from_word)?,
            times_grown: word("times_grown", self.times_grown.as_ref(), |text| match text {
                "on_top" => Some(TimesGrown::OnTop),
                "in_all" => Some(TimesGrown::InAll),
                _ => None,
            })?,
        })
    }
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let mut lang = Lang::En;
    while let Some(argument) = arguments.next() {
        let code = match argument.as_str() {
            "--help" | "-h" => {
                println!("{HELP}");
                return ExitCode::SUCCESS;
            }
            "--lang" => arguments.next().and_then(|code| Lang::from_code(&code)),
            _ => None,
        };
        let Some(code) = code else {
            eprintln!("notation: {argument}: not understood\n\n{HELP}");
            return ExitCode::from(2);
        };
        lang = code;
    }
    match read_lines(lang) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("notation: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Reads all lines; whether each of them could be read as a line at all.
fn read_lines(lang: Lang) -> Result<bool, Box<dyn Error>> {
    let mut input = io::stdin().lock();
    let mut output = BufWriter::new(io::stdout().lock());
    let (mut line, mut fine) = (Vec::new(), true);
    for number in 1.. {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end_matches(['\n', '\r']);
        if text.trim().is_empty() {
            continue;
        }
        match one(text, lang) {
            Ok(json) => writeln!(output, "{json}")?,
            Err(error) => {
                eprintln!("line {number}: {error}");
                writeln!(
                    output,
                    "{}",
                    serde_json::json!({ "error": { "code": "bad-line", "message": error } })
                )?;
                fine = false;
            }
        }
    }
    output.flush()?;
    Ok(fine)
}

fn one(text: &str, lang: Lang) -> Result<String, String> {
    let result = if text.trim_start().starts_with('{') {
        let line: Line = serde_json::from_str(text).map_err(|error| error.to_string())?;
        read(&line.phrase, &line.context()?)
    } else if text.len() > LONGEST {
        Err(NotationError::TooLong { most: LONGEST })
    } else {
        read(text, &Context::default())
    };
    serde_json::to_string(&ReadingDoc::new(&result, lang)).map_err(|error| error.to_string())
}
