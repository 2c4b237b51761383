//! The sign of the South African rand, which a letter is: R50 000.

/// R50 000, R3.5 billion: rand, and no name as R22.
pub(super) fn is_rand(bytes: &[u8], start: usize) -> bool {
    if bytes.get(start) != Some(&b'r') || !bytes.get(start + 1).is_some_and(u8::is_ascii_digit) {
        return false;
    }
    // Sums have few digits; more than these are none.
    let rest = bytes.get(start + 1..).unwrap_or_default();
    let rest = rest.get(..rest.len().min(40)).unwrap_or_default();
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let behind = rest.get(digits..).unwrap_or_default();
    let group = matches!(behind.first(), Some(b' ' | b','))
        && behind.get(1..4).is_some_and(|group| group.iter().all(u8::is_ascii_digit))
        && !behind.get(4).is_some_and(u8::is_ascii_digit);
    let scaled = || {
        let words = behind.get(behind.iter().position(u8::is_ascii_alphabetic).unwrap_or(behind.len())..);
        let words = words.unwrap_or_default();
        [&b"million"[..], b"billion", b"trillion", b"bn", b"m "]
            .iter()
            .any(|scale| words.starts_with(scale) || words == b"m")
            && behind.len() - words.len() <= 4
    };
    digits >= 3 || group || scaled()
}
