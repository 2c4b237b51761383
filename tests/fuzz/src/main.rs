//! Runs the target without `cargo fuzz`, on any compiler: built-in policies and what mutation makes of them.
//!
//! `cargo run --release --manifest-path tests/fuzz/Cargo.toml -- SECONDS [SEED]`

use std::time::{Duration, Instant};

use attainment::policy::PolicyDoc;
use attainment::Policy;

/// The pieces that mutation puts in: what the format is made of.
const PIECES: &[&str] = &[
    "extends: cn-schedule\n", "hit: unique", "hit: collect", "{ share: \">= 0.5\" }", "known", "unknown", "[0, 1)", "(, 0]", "{1, 2}",
    "score: { of: share, slope: 1, step: 0.1 }", "base: { years_back: 5 }", "base: { year: 2015, missing: next }", "trend: least_squares",
    "path: geometric", "path: { 2020: 0.5 }", "scale: reciprocal", "zero: 0.001", "per: x", "inputs: { x: { kind: number } }\n",
    "99999999999999999999999999999", "1e9", "-", "0", ".5", "\n", "  ", ": ", "{", "}", "[", "]", "\"", "#", "&a", "*a", "|", "!!", "\u{feff}", "限", "\0",
];

struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % most.max(1)
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let seconds = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(10);
    let seed = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(1);
    let mut random = Random(seed | 1);
    let mut corpus: Vec<Vec<u8>> = Policy::builtin_names()
        .filter_map(PolicyDoc::builtin)
        .flat_map(|doc| [doc.to_yaml().into_bytes(), doc.to_json().into_bytes()])
        .collect();
    let (start, mut runs, mut read) = (Instant::now(), 0u64, 0u64);
    while start.elapsed() < Duration::from_secs(seconds) {
        let mut bytes = corpus[random.below(corpus.len())].clone();
        for _ in 0..=random.below(4) {
            mutate(&mut bytes, &corpus, &mut random);
        }
        bytes.truncate(1 << 16);
        let text = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
        let accepted = std::str::from_utf8(text).is_ok_and(|text| Policy::from_yaml(text).is_ok());
        bytes.push(0);
        bytes.extend((0..64).map(|_| random.below(256) as u8));
        attainment_fuzz::policy(&bytes);
        if accepted {
            read += 1;
            if corpus.len() < 4096 {
                bytes.truncate(bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len()));
                corpus.push(bytes);
            }
        }
        runs += 1;
    }
    println!("{runs} texts in {seconds} s, {read} of them policies");
}

fn mutate(bytes: &mut Vec<u8>, corpus: &[Vec<u8>], random: &mut Random) {
    let at = random.below(bytes.len() + 1);
    match random.below(7) {
        0 => bytes.insert(at, random.below(256) as u8),
        1 if at < bytes.len() => bytes[at] = random.below(256) as u8,
        2 => drop(bytes.drain(at..(at + random.below(40)).min(bytes.len()))),
        3 => {
            let piece = PIECES[random.below(PIECES.len())];
            bytes.splice(at..at, piece.bytes());
        }
        4 => {
            // A line of another policy.
            let other = &corpus[random.below(corpus.len())];
            let lines: Vec<&[u8]> = other.split(|byte| *byte == b'\n').collect();
            let line = lines[random.below(lines.len())].to_vec();
            let here = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |place| place + 1);
            bytes.splice(here..here, line.into_iter().chain([b'\n']));
        }
        5 => {
            // A digit for another.
            if let Some(place) = bytes.iter().skip(at).position(u8::is_ascii_digit) {
                bytes[at + place] = b'0' + random.below(10) as u8;
            }
        }
        _ => {
            let text: Vec<u8> = bytes.get(at..(at + random.below(200)).min(bytes.len())).unwrap_or_default().to_vec();
            bytes.splice(at..at, text);
        }
    }
}
