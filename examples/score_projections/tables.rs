//! Scores as Markdown.

use std::fmt::Write;

use attainment::project::Method;

use crate::data::Set;
use crate::score::{Score, score};

/// How much of a history a method is shown; without a number, all of it.
pub const POINTS: [Option<usize>; 5] = [Some(3), Some(5), Some(8), Some(12), None];

/// The scores of a method by the number of figures shown.
pub struct Row {
    pub method: Method,
    pub scores: Vec<Score>,
}

pub fn rows(set: &Set, methods: &[Method]) -> Vec<Row> {
    let row = |method: &Method| {
        eprintln!("{}: {}", set.name, method.word());
        let scores = POINTS.iter().map(|points| score(*method, &set.questions, *points)).collect();
        Row { method: *method, scores }
    };
    methods.iter().map(row).collect()
}

/// The tables of a set.
pub fn markdown(set: &Set, rows: &[Row]) -> String {
    let mut out = format!("### {}\n\n", set.name);
    let full = rows.iter().filter_map(|row| row.scores.last());
    let unscaled = full.clone().map(|score| score.unscaled).max().unwrap_or_default();
    _ = write!(out, "{} series, {} questions", set.series, set.questions.len());
    let naive = full.map(|score| (score.naive_smape, score.naive_mase)).max_by_key(|(smape, _)| smape.count);
    if let Some((smape, mase)) = naive {
        _ = write!(out, "; of three figures or more {}", smape.count);
        _ = write!(out, " (the last value: sMAPE {:.3}, MASE {:.3})", smape.value(), mase.value());
    }
    _ = writeln!(out, "; {unscaled} never changed before and have no MASE and MSIS.\n");
    if set.positive {
        let cells = [
            ("sMAPE", (|score| fixed(score.smape.value(), 3)) as fn(&Score) -> String),
            ("MASE", |score| fixed(score.mase.value(), 3)),
            ("OWA", |score| fixed(score.owa(), 4)),
            ("MSIS", |score| fixed(score.msis.value(), 2)),
            ("in 80 %", |score| percent(score.inside80.value())),
            ("in 95 %", |score| percent(score.inside95.value())),
            ("Brier", |score| fixed(score.reliability.brier(), 3)),
            ("ECE", |score| fixed(score.reliability.calibration_error(), 3)),
            ("refused", |score| score.refused.to_string()),
        ];
        _ = writeln!(out, "The whole history:\n");
        head(&mut out, cells.map(|(name, _)| name));
        for row in rows {
            line(
                &mut out,
                row,
                row.scores.last().map_or(vec![], |score| cells.map(|(_, of)| of(score)).into()),
            );
        }
        by_points(&mut out, "OWA by the figures shown", rows, |score| fixed(score.owa(), 3));
    } else {
        by_points(&mut out, "MASE ÷ that of the last value, by the figures shown", rows, |score| {
            fixed(score.relative_mase(), 3)
        });
    }
    by_points(&mut out, "Values within the intervals of 80 % and 95 %", rows, |score| {
        format!("{} / {}", percent(score.inside80.value()), percent(score.inside95.value()))
    });
    by_points(&mut out, "MSIS of the interval of 95 %", rows, |score| fixed(score.msis.value(), 1));
    if set.positive {
        by_points(&mut out, "Probability of attainment: Brier score (ECE)", rows, |score| {
            let odds = &score.reliability;
            format!("{} ({})", fixed(odds.brier(), 3), fixed(odds.calibration_error(), 3))
        });
    }
    out
}

/// A table with a column for each number of figures shown, and under it the number of questions.
fn by_points(out: &mut String, title: &str, rows: &[Row], cell: impl Fn(&Score) -> String) {
    _ = writeln!(out, "\n{title}:\n");
    head(out, POINTS.iter().map(|points| points.map_or("all".into(), |points| points.to_string())));
    for row in rows {
        line(out, row, row.scores.iter().map(&cell).collect());
    }
    if let Some(first) = rows.first() {
        let asked: Vec<_> =
            first.scores.iter().map(|score| (score.smape.count + score.refused).to_string()).collect();
        _ = writeln!(out, "| *questions* | {} |", asked.join(" | "));
    }
}

fn head(out: &mut String, names: impl IntoIterator<Item = impl AsRef<str>>) {
    let names: Vec<_> = names.into_iter().collect();
    out.push_str("| method |");
    names.iter().for_each(|name| _ = write!(out, " {} |", name.as_ref()));
    _ = writeln!(out, "\n|---|{}", "--:|".repeat(names.len()));
}

fn line(out: &mut String, row: &Row, cells: Vec<String>) {
    _ = writeln!(out, "| `{}` | {} |", row.method.word(), cells.join(" | "));
}

/// Errors of trends that explode are told by their power of ten.
fn fixed(value: f64, places: usize) -> String {
    match value {
        _ if value.is_nan() => "–".into(),
        _ if value >= 1e5 => format!("{value:.0e}"),
        _ => format!("{value:.places$}"),
    }
}

fn percent(share: f64) -> String {
    if share.is_nan() { "–".into() } else { format!("{:.1}", 100.0 * share) }
}
