//! A picture of probabilities beside what came.

use std::fmt::Write;

use crate::metrics::Reliability;

/// The side of a panel, and what is around it.
const SIDE: f64 = 300.0;
const LEFT: f64 = 64.0;
const TOP: f64 = 78.0;
const BARS: f64 = 56.0;
const STEP: f64 = SIDE + 84.0;

const STYLE: &str = "\
text { font: 13px system-ui, 'Segoe UI', Helvetica, Arial, sans-serif; fill: #24292f }
.title { font-size: 16px; font-weight: 600 } .panel { font-weight: 600 } .small { font-size: 11px; fill: #57606a }
.ground { fill: #ffffff } .frame { fill: none; stroke: #8c959f } .grid { stroke: #d8dee4 }
.even { stroke: #8c959f; stroke-dasharray: 5 4 } .line { fill: none; stroke: #0969da; stroke-width: 1.5 }
.dot { fill: #0969da; stroke: #ffffff } .bar { fill: #54aeff; fill-opacity: .55 }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 } .small { fill: #9da7b3 } .ground { fill: #0d1117 } .frame { stroke: #6e7681 }
.grid { stroke: #262c36 } .even { stroke: #8b949e } .line { stroke: #58a6ff } .dot { fill: #58a6ff; stroke: #0d1117 }
.bar { fill: #388bfd; fill-opacity: .5 }
}";

/// One panel for each title: shares that came true over the probability, and how many questions there were.
pub fn picture(title: &str, panels: &[(String, &Reliability)]) -> String {
    let width = LEFT + STEP * panels.len() as f64 - 84.0 + 28.0;
    let height = TOP + SIDE + BARS + 66.0;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\">\n<title>{title}</title>\n<style>\n{STYLE}\n</style>\n\
         <rect class=\"ground\" width=\"{width}\" height=\"{height}\"/>\n\
         <text class=\"title\" x=\"{LEFT}\" y=\"30\">{title}</text>\n"
    );
    for (place, (name, reliability)) in panels.iter().enumerate() {
        _ = writeln!(out, "<g transform=\"translate({} {TOP})\">", LEFT + STEP * place as f64);
        panel(&mut out, name, reliability, place == 0);
        out.push_str("</g>\n");
    }
    out.push_str("</svg>\n");
    out
}

fn panel(out: &mut String, name: &str, reliability: &Reliability, first: bool) {
    let (foot, middle) = (SIDE + 10.0 + BARS, SIDE / 2.0);
    _ = writeln!(out, "<text class=\"panel\" x=\"0\" y=\"-14\">{name}</text>");
    for tenth in (0..=10).step_by(2) {
        let at = SIDE * f64::from(tenth) / 10.0;
        let up = SIDE - at;
        _ = writeln!(out, "<path class=\"grid\" d=\"M{at} 0V{SIDE}M0 {up}H{SIDE}\"/>");
        _ = writeln!(
            out,
            "<text class=\"small\" x=\"{at}\" y=\"{}\" text-anchor=\"middle\">{} %</text>",
            foot + 16.0,
            10 * tenth
        );
        _ = writeln!(
            out,
            "<text class=\"small\" x=\"-8\" y=\"{}\" text-anchor=\"end\">{} %</text>",
            up + 4.0,
            10 * tenth
        );
    }
    _ = writeln!(out, "<path class=\"even\" d=\"M0 {SIDE}L{SIDE} 0\"/>");
    _ = writeln!(
        out,
        "<text class=\"small\" transform=\"translate({} {}) rotate(-45)\">as told</text>",
        0.66 * SIDE + 6.0,
        0.34 * SIDE + 16.0
    );
    _ = writeln!(out, "<rect class=\"frame\" width=\"{SIDE}\" height=\"{SIDE}\"/>");
    let full = || reliability.bins.iter().enumerate().filter(|(_, bin)| bin.forecast.count > 0);
    let most = full().map(|(_, bin)| bin.forecast.count).max().unwrap_or(1) as f64;
    for (place, bin) in full() {
        let (count, wide) = (bin.forecast.count, SIDE / 10.0);
        let tall = (BARS - 14.0) * count as f64 / most;
        let left = wide * place as f64;
        _ = writeln!(
            out,
            "<rect class=\"bar\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{tall:.1}\"/>",
            left + 2.0,
            foot - tall,
            wide - 4.0
        );
        _ = writeln!(
            out,
            "<text class=\"small\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" style=\"font-size:9px\">{count}</text>",
            left + wide / 2.0,
            foot - tall - 3.0
        );
    }
    let at = |(x, y): (f64, f64)| format!("{:.1} {:.1}", SIDE * x, SIDE * (1.0 - y));
    let dots: Vec<_> = full().map(|(_, bin)| (bin.forecast.value(), bin.observed.value())).collect();
    let line: Vec<_> = dots.iter().map(|dot| at(*dot)).collect();
    _ = writeln!(out, "<path class=\"line\" d=\"M{}\"/>", line.join("L"));
    for (x, y) in dots {
        let (right, down) = (SIDE * x, SIDE * (1.0 - y));
        _ = writeln!(out, "<circle class=\"dot\" cx=\"{right:.1}\" cy=\"{down:.1}\" r=\"4.5\"/>");
    }
    let below = foot + 36.0;
    _ = writeln!(
        out,
        "<text x=\"{middle}\" y=\"{below}\" text-anchor=\"middle\">probability that was told</text>"
    );
    if first {
        _ = writeln!(
            out,
            "<text transform=\"translate(-46 {middle}) rotate(-90)\" text-anchor=\"middle\">share that came true</text>"
        );
    }
}
