//! Ordinal classes: by names of their own (5A, 4A), or in Roman numerals (Ⅱ类, III, 劣Ⅴ类).

use super::{Exact, Unit};

/// The numerals in Latin letters, from one on.
const LETTERS: &[&str] = &["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/// The class at the beginning of a text, and what follows it.
pub(super) fn read<'t>(text: &'t str, unit: &Unit) -> Option<(u32, &'t str)> {
    if unit.classes().is_empty() { numeral(text) } else { named(text, unit.classes()) }
}

/// How a class is written; `None` for what is no class.
pub(super) fn written(class: &Exact, unit: &Unit) -> Option<String> {
    let place = class.to_i64().and_then(|class| usize::try_from(class).ok())?.checked_sub(1)?;
    if !unit.classes().is_empty() {
        return unit.classes().get(place).map(|name| (**name).to_owned());
    }
    let numeral = u32::try_from(place).ok().filter(|place| *place < 12)?;
    let numeral = char::from_u32(u32::from('Ⅰ') + numeral)?;
    Some(format!("{numeral}{unit}"))
}

/// The place of the longest name that the text begins with.
fn named<'t>(text: &'t str, names: &[Box<str>]) -> Option<(u32, &'t str)> {
    let begins = names.iter().enumerate().filter(|(_, name)| !name.is_empty() && text.starts_with(&***name));
    let (place, name) = begins.max_by_key(|(_, name)| name.len())?;
    Some((u32::try_from(place + 1).ok()?, text.strip_prefix(&**name)?))
}

/// A numeral. 劣Ⅴ, worse than the last, is the sixth.
fn numeral(text: &str) -> Option<(u32, &str)> {
    if let Some(rest) = text.strip_prefix('劣') {
        let (class, rest) = numeral(rest).or_else(|| Some((5, rest.strip_prefix('5')?)))?;
        return (class == 5).then_some((6, rest));
    }
    let first = text.chars().next()?;
    if let Some(class) = sign(first) {
        return Some((class, text.strip_prefix(first)?));
    }
    let end = text.find(|c| !matches!(c, 'I' | 'V' | 'X')).unwrap_or(text.len());
    let (letters, rest) = text.split_at(end);
    let place = LETTERS.iter().position(|numeral| *numeral == letters)?;
    Some((u32::try_from(place + 1).ok()?, rest))
}

/// The numeral that is one character: Ⅰ to Ⅻ, ⅰ to ⅻ.
fn sign(c: char) -> Option<u32> {
    match c {
        'Ⅰ'..='Ⅻ' => Some(u32::from(c) - u32::from('Ⅰ') + 1),
        'ⅰ'..='ⅻ' => Some(u32::from(c) - u32::from('ⅰ') + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Exact, Unit, named, numeral as read, written};

    #[test]
    fn numerals_in_every_writing() {
        for (text, class) in [
            ("Ⅱ类", 2),
            ("ⅲ类", 3),
            ("IV类", 4),
            ("V", 5),
            ("Ⅻ", 12),
            ("XII", 12),
            ("劣Ⅴ类", 6),
            ("劣V", 6),
            ("劣5类", 6),
        ] {
            assert_eq!(read(text).map(|(class, _)| class), Some(class), "{text}");
        }
        for text in ["", "2类", "IIII", "劣Ⅳ类", "劣", "类", "A"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn classes_are_written_as_they_are_read() {
        let unit = Unit::new("类");
        let told = |class: i64| written(&Exact::from(class), &unit);
        assert_eq!(told(2).as_deref(), Some("Ⅱ类"));
        assert_eq!(told(12).as_deref(), Some("Ⅻ类"));
        assert_eq!((told(0), told(-1), told(13), told(i64::MIN)), (None, None, None, None));
        let named = Unit::new("").with_classes(&["A".into(), "B".into()]);
        assert_eq!(written(&Exact::from(2), &named).as_deref(), Some("B"));
        assert_eq!(written(&Exact::from(3), &named), None);
    }

    #[test]
    fn the_longest_name_counts() {
        let names: Vec<Box<str>> = ["AAA", "AA", "A", ""].map(Into::into).to_vec();
        assert_eq!(named("AA级", &names), Some((2, "级")));
        assert_eq!(named("A", &names), Some((3, "")));
        assert_eq!(named("B", &names), None);
    }
}
