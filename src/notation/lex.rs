//! From a phrase to tokens: numbers, words that are known, and the text between.

use rust_decimal::Decimal;

use super::NotationError;
use super::fold::Folded;
use super::words::{self, Word};
use crate::number::{MAX_DIGITS, parse_plain};

/// A piece of a phrase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// The first byte, of the folded text.
    pub(super) start: usize,
    /// The byte behind the last.
    pub(super) end: usize,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// Digits.
    Number(Decimal),
    /// A word that is known.
    Word(Word),
    /// Latin letters that are no known word.
    Latin,
    /// Anything else.
    Text,
}

impl Token {
    pub(super) fn word(&self) -> Option<Word> {
        match self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }
}

/// How words are looked up.
type Lookup = fn(&str, usize, bool) -> Option<(Word, usize)>;

/// An error of the folded text, at its place in the phrase.
pub(super) fn placed(error: NotationError, folded: &Folded) -> NotationError {
    match error {
        NotationError::TooManyDigits { words, at } => {
            NotationError::TooManyDigits { words, at: folded.origin(at) }
        }
        NotationError::Number { words, at } => NotationError::Number { words, at: folded.origin(at) },
        error => error,
    }
}

/// The tokens of a folded text. Spaces are left out.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, NotationError> {
    tokens_by(text, words::at)
}

/// The tokens of a folded English text.
pub(super) fn english_tokens(text: &str) -> Result<Vec<Token>, NotationError> {
    tokens_by(text, words::english_at)
}

fn tokens_by(text: &str, lookup: Lookup) -> Result<Vec<Token>, NotationError> {
    let bytes = text.as_bytes();
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 3 + 1);
    let mut at = 0;
    let mut plain_from = None;
    // Whether what comes next stands behind digits and scale words, and so may be a unit.
    let mut behind_number = false;
    while let Some(byte) = bytes.get(at).copied() {
        let found = piece(text, bytes, at, byte, behind_number, lookup)?;
        let (kind, end) = match found {
            Some(found) => found,
            None => {
                plain_from.get_or_insert(at);
                behind_number = false;
                at = next_char(bytes, at);
                continue;
            }
        };
        if let Some(start) = plain_from.take() {
            tokens.push(Token { kind: Kind::Text, start, end: at });
        }
        if let Some(kind) = kind {
            behind_number = match kind {
                Kind::Number(_) => true,
                Kind::Word(Word::Scale(_) | Word::Ten(_) | Word::Inside(_)) => behind_number,
                _ => false,
            };
            tokens.push(Token { kind, start: at, end });
        }
        at = end;
    }
    if let Some(start) = plain_from {
        tokens.push(Token { kind: Kind::Text, start, end: at });
    }
    Ok(tokens)
}

/// What begins at a byte, and where it ends; `None` inside is a space. Nothing where plain text goes on.
fn piece(
    text: &str,
    bytes: &[u8],
    at: usize,
    byte: u8,
    behind_number: bool,
    lookup: Lookup,
) -> Result<Option<(Option<Kind>, usize)>, NotationError> {
    if byte == b' ' || byte == b'\t' || byte == b'\r' {
        return Ok(Some((None, at + 1)));
    }
    let word = lookup(text, at, behind_number).filter(|(_, end)| is_whole(bytes, at, *end));
    if byte.is_ascii_digit() {
        let name = word.filter(|(_, end)| !is_amount(text, bytes, at, *end));
        if let Some((Word::Name | Word::Times(_), end)) = name {
            return Ok(Some((name.map(|(word, _)| Kind::Word(word)), end)));
        }
        return number(text, bytes, at).map(|(value, end)| Some((Some(Kind::Number(value)), end)));
    }
    if let Some((word, end)) = word {
        return Ok(Some(shortened(text, at, end, lookup).unwrap_or((Some(Kind::Word(word)), end))));
    }
    if byte.is_ascii_alphabetic() {
        let end = end_of(bytes, at, |byte| byte.is_ascii_alphanumeric());
        return Ok(Some((Some(Kind::Latin), end)));
    }
    if let Some(roman) = roman(text, at) {
        return Ok(Some(roman));
    }
    Ok(None)
}

/// 降低 of 降低至少5%: the 至 of 降低至 belongs to 至少.
fn shortened(text: &str, at: usize, end: usize, lookup: Lookup) -> Option<(Option<Kind>, usize)> {
    let to = end.checked_sub('至'.len_utf8())?;
    let least = text.get(to..)?;
    if !least.starts_with("至少") && !least.starts_with("至多") {
        return None;
    }
    let (word, short) = lookup(text.get(..to)?, at, false)?;
    (short == to).then_some((Some(Kind::Word(word)), short))
}

/// Whether digits that are a name elsewhere (985, 12345) are an amount: more digits, a unit, or the other end of a
/// range follows.
fn is_amount(text: &str, bytes: &[u8], start: usize, end: usize) -> bool {
    let digits = bytes.get(start..end).is_some_and(|bytes| bytes.iter().all(u8::is_ascii_digit));
    let next = words::at(text, end, true).map(|(word, _)| word);
    let unit = matches!(
        next,
        Some(
            Word::Unit
                | Word::TimeUnit
                | Word::Scale(_)
                | Word::Percent
                | Word::Points
                | Word::TimesUnit
                | Word::Colon
        )
    );
    let goes_on = bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
    let ranges = match words::at(text, end, true) {
        Some((Word::Dash, dash)) => bytes.get(dash).is_some_and(u8::is_ascii_digit),
        _ => false,
    };
    digits && (unit || goes_on || ranges)
}

/// Roman numerals of one character: Ⅱ.
fn roman(text: &str, at: usize) -> Option<(Option<Kind>, usize)> {
    let c = text.get(at..)?.chars().next()?;
    let number = match c {
        'Ⅰ'..='Ⅻ' => u32::from(c) - u32::from('Ⅰ') + 1,
        'ⅰ'..='ⅻ' => u32::from(c) - u32::from('ⅰ') + 1,
        _ => return None,
    };
    Some((Some(Kind::Word(Word::Roman(u8::try_from(number).ok()?))), at + c.len_utf8()))
}

/// Whether a word that begins or ends with a letter or digit is not part of a longer one.
fn is_whole(bytes: &[u8], start: usize, end: usize) -> bool {
    let class = |byte: Option<&u8>| match byte {
        Some(byte) if byte.is_ascii_alphabetic() => 1,
        Some(byte) if byte.is_ascii_digit() => 2,
        _ => 0,
    };
    let before = start.checked_sub(1).and_then(|before| bytes.get(before));
    let (first, last) = (bytes.get(start), end.checked_sub(1).and_then(|last| bytes.get(last)));
    let joined = |one: Option<&u8>, other: Option<&u8>| {
        let (one, other) = (class(one), class(other));
        one != 0 && one == other
    };
    let point_before = class(first) == 2 && before == Some(&b'.');
    !joined(before, first) && !joined(last, bytes.get(end)) && !point_before
}

fn end_of(bytes: &[u8], start: usize, belongs: impl Fn(&u8) -> bool) -> usize {
    let length = bytes.get(start..).map_or(0, |rest| rest.iter().take_while(|byte| belongs(byte)).count());
    start + length
}

fn next_char(bytes: &[u8], at: usize) -> usize {
    let mut next = at + 1;
    while bytes.get(next).is_some_and(|byte| byte & 0xc0 == 0x80) {
        next += 1;
    }
    next
}

/// Digits with at most one point, and commas between groups of three.
fn number(text: &str, bytes: &[u8], start: usize) -> Result<(Decimal, usize), NotationError> {
    let mut end = end_of(bytes, start, u8::is_ascii_digit);
    let mut digits: Option<String> = None;
    // 1,00,000: groups of two and a last one of three.
    if let Some(last) = indian(bytes, end).filter(|_| end - start <= 2) {
        digits = text.get(start..last).map(|text| text.replace(',', ""));
        end = last;
    }
    // 1,234 and 1 234: a comma or space belongs to the number where groups of three digits follow on one to
    // three.
    let whole_groups = digits.is_some();
    while !whole_groups && matches!(bytes.get(end), Some(b',' | b' ')) {
        let group = end_of(bytes, end + 1, u8::is_ascii_digit);
        let first = digits.as_ref().map_or(end - start <= 3, |_| true);
        if group - (end + 1) != 3 || !first {
            break;
        }
        let so_far = digits.get_or_insert_with(|| text.get(start..end).unwrap_or_default().to_owned());
        so_far.push_str(text.get(end + 1..group).unwrap_or_default());
        end = group;
    }
    let whole = end;
    if bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        end = end_of(bytes, end + 1, u8::is_ascii_digit);
    }
    let fraction = text.get(whole..end).unwrap_or_default();
    let plain = match digits {
        Some(mut digits) => {
            digits.push_str(fraction);
            parse_plain(digits.as_bytes())
        }
        None => bytes.get(start..end).and_then(parse_plain),
    };
    let words = || text.get(start..end.min(start + 40)).unwrap_or_default().to_owned();
    match plain {
        Some(value) => Ok((value, end)),
        None if end - start > MAX_DIGITS => Err(NotationError::TooManyDigits { words: words(), at: start }),
        None => Err(NotationError::Number { words: words(), at: start }),
    }
}

/// Where groups of two digits and a last one of three end, behind a number's first digits.
fn indian(bytes: &[u8], first: usize) -> Option<usize> {
    let group = |at: usize| match bytes.get(at) {
        Some(b',') => end_of(bytes, at + 1, u8::is_ascii_digit) - (at + 1),
        _ => 0,
    };
    let mut at = first;
    while group(at) == 2 {
        at += 3;
    }
    (at > first && group(at) == 3).then_some(at + 4)
}

#[cfg(test)]
mod tests {
    use crate::notation::{Context, NotationError, read};

    #[test]
    fn errors_have_their_place_in_the_phrase_as_it_was_written() {
        let digits = "９".repeat(30);
        for before in ["增长", "％％", "×ﬁ"] {
            let phrase = format!("{before}{digits}％");
            let error = read(&phrase, &Context::default());
            assert!(
                matches!(error, Err(NotationError::TooManyDigits { at, .. }) if at == before.len()),
                "{error:?}"
            );
        }
    }
}
