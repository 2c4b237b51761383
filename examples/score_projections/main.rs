//! Scores the projections on series whose continuation is known, as the M4 competition scored its entrants,
//! and tables the results. See `docs/projection.md`.
//!
//! ```text
//! cargo run --release --example score_projections -- m4_yearly_half.csv.gz sdg_indicators_half.csv.gz
//! ```

mod data;
mod metrics;
mod score;
mod svg;
mod tables;

use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use attainment::project::Method;
use data::Set;
use tables::{POINTS, Row};

const HELP: &str = "\
score_projections FILE… [--methods a,b] [--svg FILE] [--markdown FILE] [--update FILE]

FILEs have the columns `id,domain,n_train,train,test`, with values separated by blanks, oldest first, plain or
gzip; each is one set. Those whose names begin with `sdg` are asked for three years at each of four origins.
Tables go to standard output, with --markdown to a file, with --update between the lines `<!-- scores -->`
and `<!-- /scores -->` of a file. --svg draws probabilities of the default rule beside what came.";

#[derive(Default)]
struct Call {
    files: Vec<PathBuf>,
    methods: Vec<Method>,
    svg: Option<PathBuf>,
    markdown: Option<PathBuf>,
    update: Option<PathBuf>,
}

impl Call {
    /// Reads the arguments; `None` where help is asked for.
    fn read(mut arguments: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let mut call = Self { methods: Method::ALL.to_vec(), ..Self::default() };
        while let Some(word) = arguments.next() {
            if !word.starts_with("--") {
                call.files.push(word.into());
                continue;
            }
            if word == "--help" {
                return Ok(None);
            }
            let value = arguments.next().ok_or(format!("{word} needs a value"))?;
            match word.as_str() {
                "--methods" => {
                    let known = |word| Method::from_word(word).ok_or(format!("{word} is no method"));
                    call.methods = value.split(',').map(known).collect::<Result<_, _>>()?;
                }
                "--svg" => call.svg = Some(value.into()),
                "--markdown" => call.markdown = Some(value.into()),
                "--update" => call.update = Some(value.into()),
                _ => return Err(format!("{word} is not known")),
            }
        }
        if call.files.is_empty() { Err("no file is named".into()) } else { Ok(Some(call)) }
    }

    fn run(&self) -> Result<(), Box<dyn Error>> {
        let (there, missing): (Vec<_>, Vec<_>) =
            self.methods.iter().copied().partition(|method| score::is_there(*method));
        missing.iter().for_each(|method| eprintln!("{} is not there yet", method.word()));
        let mut scored = Vec::new();
        for file in &self.files {
            for set in data::sets(file)? {
                let rows = tables::rows(&set, &there);
                scored.push((set, rows));
            }
        }
        let all: Vec<_> = scored.iter().map(|(set, rows)| tables::markdown(set, rows)).collect();
        let all = all.join("\n");
        println!("{all}");
        if let Some(file) = &self.markdown {
            fs::write(file, &all)?;
        }
        if let Some(file) = &self.update {
            fs::write(file, updated(&fs::read_to_string(file)?, &all)?)?;
        }
        if let Some(file) = &self.svg {
            fs::write(file, drawn(&scored))?;
        }
        Ok(())
    }
}

/// The text with the tables between its two marks.
fn updated(text: &str, tables: &str) -> Result<String, &'static str> {
    const MARKS: (&str, &str) = ("<!-- scores -->\n", "<!-- /scores -->");
    let (before, rest) = text.split_once(MARKS.0).ok_or("the file has no line <!-- scores -->")?;
    let (_, after) = rest.split_once(MARKS.1).ok_or("the file has no line <!-- /scores -->")?;
    Ok(format!("{before}{}\n{tables}\n{}{after}", MARKS.0, MARKS.1))
}

/// The probabilities of the default rule after five figures: of the M4 competition, and of indicators.
fn drawn(scored: &[(Set, Vec<Row>)]) -> String {
    const SHOWN: Option<usize> = Some(5);
    let panel = |start: &'static str, title: &str| {
        let (_, rows) = scored.iter().find(|(set, _)| set.positive && set.name.starts_with(start))?;
        let row = rows.iter().find(|row| row.method == Method::Auto)?;
        let (_, score) = POINTS.iter().zip(&row.scores).find(|(points, _)| **points == SHOWN)?;
        Some((title.to_owned(), &score.reliability))
    };
    let panels =
        [panel("m4", "M4, yearly series, 1–6 years ahead"), panel("sdg", "SDG indicators, 1–3 years ahead")];
    let panels: Vec<_> = panels.into_iter().flatten().collect();
    svg::picture("Probability of attainment from five figures, and what came", &panels)
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
    match call.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(1)
        }
    }
}
