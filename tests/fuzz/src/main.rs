//! Runs the targets without `cargo fuzz`, on any compiler: built-in policies and phrases of real plans, and
//! what mutation makes of them. Half of the time goes to each.
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

/// Labelled phrases of real plans.
const PHRASES: &str = include_str!("../../data/phrases.jsonl");

/// The tables of words, from whose literals words are taken.
const TABLES: [&str; 3] = [
    include_str!("../../../src/notation/words/zh.rs"),
    include_str!("../../../src/notation/words/en.rs"),
    include_str!("../../../src/notation/words/units.rs"),
];

/// What makes readers of text stumble.
const CHARACTERS: &[&str] = &[
    "０", "９", "％", "．", "，", "〔", "〕", "（", "）", "【", "∶", "：", "—", "～", "→", "Ⅱ", "Ⅻ", "劣Ⅴ", "①", "½", "²", "億", "達", "餘", "半", "零", "两", "廿",
    "\u{feff}", "\u{200b}", "\u{3000}", "\u{301}", "\u{202e}", "\u{10ffff}", "İ", "ß", "ﬁ", "K", "😀", "\n", "\t", "\r", "|", "\\", "\"", "{", "0.", ".5", "1,2", "1e9", "--", "99999999999999999999999999999",
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
    let half = Duration::from_secs(seconds) / 2;
    policies(half, &mut random);
    phrases(half, &mut random);
}

fn policies(time: Duration, random: &mut Random) {
    let mut corpus: Vec<Vec<u8>> = Policy::builtin_names()
        .filter_map(PolicyDoc::builtin)
        .flat_map(|doc| [doc.to_yaml().into_bytes(), doc.to_json().into_bytes()])
        .collect();
    let (start, mut runs, mut read) = (Instant::now(), 0u64, 0u64);
    while start.elapsed() < time {
        let mut bytes = corpus[random.below(corpus.len())].clone();
        for _ in 0..=random.below(4) {
            mutate(&mut bytes, &corpus, random);
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
    println!("{runs} texts in {} s, {read} of them policies", time.as_secs_f64());
}

/// The texts of the phrases, and the words of the tables.
fn corpus_of_phrases() -> (Vec<String>, Vec<&'static str>) {
    let text = |line: &'static str| {
        let from = line.split_once("\"text\":\"")?.1;
        Some(from.split_once("\",\"")?.0.replace("\\\"", "\""))
    };
    let phrases: Vec<String> = PHRASES.lines().filter_map(text).collect();
    // Every other piece between quotation marks is a literal.
    let literals = TABLES.iter().flat_map(|table| table.split('"').skip(1).step_by(2));
    let words = literals.filter(|word| !word.is_empty() && word.len() < 60 && !word.contains('\n'));
    (phrases, words.collect())
}

fn phrases(time: Duration, random: &mut Random) {
    let (phrases, words) = corpus_of_phrases();
    assert!(phrases.len() > 1_000 && words.len() > 1_000, "no phrases or words");
    let (start, mut runs, mut read) = (Instant::now(), 0u64, 0u64);
    while start.elapsed() < time {
        let mut phrase: Vec<char> = match random.below(8) {
            // Words alone.
            0 => (0..=random.below(12)).flat_map(|_| words[random.below(words.len())].chars()).collect(),
            // One piece over and over.
            1 => words[random.below(words.len())].repeat(1 + random.below(400)).chars().collect(),
            _ => phrases[random.below(phrases.len())].chars().collect(),
        };
        for _ in 0..random.below(6) {
            change(&mut phrase, &phrases, &words, random);
        }
        let mut bytes: Vec<u8> = (0..random.below(7)).map(|_| 1 + random.below(255) as u8).collect();
        if random.below(3) == 0 {
            bytes.extend(words[random.below(words.len())].bytes().chain("（".bytes()));
            bytes.extend(words[random.below(words.len())].bytes().chain("）".bytes()));
        }
        bytes.push(0);
        bytes.extend(phrase.iter().collect::<String>().bytes());
        if random.below(10) == 0 {
            let at = random.below(bytes.len());
            bytes[at] = random.below(256) as u8;
        }
        attainment_fuzz::phrase(&bytes);
        let text: String = phrase.iter().collect();
        read += u64::from(attainment::notation::read(&text, &Default::default()).is_ok());
        runs += 1;
    }
    println!("{runs} phrases in {} s, {read} of them read", time.as_secs_f64());
}

/// Changes a phrase somewhere.
fn change(phrase: &mut Vec<char>, phrases: &[String], words: &[&str], random: &mut Random) {
    let at = random.below(phrase.len() + 1);
    let end = (at + random.below(12)).min(phrase.len());
    match random.below(8) {
        0 => drop(phrase.drain(at..end)),
        1 => drop(phrase.splice(at..at, words[random.below(words.len())].chars())),
        2 => drop(phrase.splice(at..end, words[random.below(words.len())].chars())),
        3 => drop(phrase.splice(at..at, CHARACTERS[random.below(CHARACTERS.len())].chars())),
        4 => {
            let other: Vec<char> = phrases[random.below(phrases.len())].chars().collect();
            let from = random.below(other.len() + 1);
            let to = (from + random.below(20)).min(other.len());
            phrase.splice(at..at, other[from..to].iter().copied());
        }
        5 => {
            // A digit for another.
            if let Some(place) = phrase.iter().skip(at).position(char::is_ascii_digit) {
                phrase[at + place] = char::from(b'0' + random.below(10) as u8);
            }
        }
        6 => phrase.insert(at, char::from_u32(random.below(0x30000) as u32).unwrap_or('\u{fffd}')),
        _ => {
            let piece: Vec<char> = phrase[at..end].to_vec();
            phrase.splice(at..at, piece);
        }
    }
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
