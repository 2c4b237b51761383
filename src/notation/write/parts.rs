//! Parts of phrases that the languages share.

use rust_decimal::Decimal;

use super::Number;
use crate::Lang;
use crate::number::shift;
use crate::period::{Frequency, Period};
use crate::plan::Form;
use chrono::Datelike;

/// Scale words with their powers of ten, the longest first.
const SCALES: &[(&str, u32)] = &[
    ("万亿", 12),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("百", 2),
    ("十", 1),
    ("trillion", 12),
    ("billion", 9),
    ("million", 6),
    ("thousand", 3),
];

/// The power of ten of scale words, if they are of the language.
pub(super) fn scale(words: &str, lang: Lang) -> Option<u32> {
    if words.is_ascii() != (lang == Lang::En) {
        return None;
    }
    let (mut power, mut rest) = (0, words);
    while !rest.is_empty() {
        let (behind, more) = SCALES.iter().find_map(|(word, more)| Some((rest.strip_prefix(word)?, more)))?;
        power += more;
        rest = behind.trim_start();
    }
    (1..=24).contains(&power).then_some(power)
}

/// The digits of a number in units of a scale, as they were printed where that is the same.
pub(super) fn digits(number: &Number, power: u32) -> Option<String> {
    let value = shift(number.numerator, -i64::from(power))?;
    let printed = number.printed.parse::<Decimal>().ok().filter(|printed| *printed == value);
    Some(match printed {
        Some(printed) => printed.to_string(),
        None => value.normalize().to_string(),
    })
}

/// The years of a span of whole years, or of one.
pub(super) fn years(period: Period) -> Option<(i32, i32)> {
    let (start, end) = (period.start(), period.end());
    let whole = start.ordinal() == 1 && period.ends_year();
    (whole && matches!(period.frequency(), Frequency::Span | Frequency::Year))
        .then_some((start.year(), end.year()))
}

/// The number of the five-year plan that a span of years is.
pub(super) fn five_year_plan(period: Period) -> Option<i32> {
    let (start, end) = years(period).filter(|_| period.frequency() == Frequency::Span)?;
    let number = (start - 1951) / 5;
    (end == start + 4 && (start - 1951) % 5 == 0 && (9..=16).contains(&number)).then_some(number)
}

/// Units of one language in the other; counters (家, 个) are nothing in English, where the name says what is
/// counted.
const UNITS: &[(&str, &str)] = &[
    ("家", ""),
    ("个", ""),
    ("项", ""),
    ("件", ""),
    ("台", ""),
    ("套", ""),
    ("所", ""),
    ("座", ""),
    ("条", ""),
    ("次", ""),
    ("名", ""),
    ("位", ""),
    ("场", ""),
    ("辆", ""),
    ("头", ""),
    ("处", ""),
    ("部", ""),
    ("类", ""),
    ("台/套", ""),
    ("个百分点", "percentage points"),
    ("百分点", "percentage points"),
    ("倍", "times"),
    ("人", "people"),
    ("户", "households"),
    ("元", "yuan"),
    ("吨", "tonnes"),
    ("亩", "mu"),
    ("公顷", "hectares"),
    ("公里", "km"),
    ("平方公里", "km²"),
    ("平方米", "square metres"),
    ("立方米", "cubic metres"),
    ("千瓦时", "kWh"),
    ("小时", "hours"),
    ("分钟", "minutes"),
    ("天", "days"),
    ("微克/立方米", "µg/m³"),
    ("吨标准煤", "tonnes of standard coal"),
    ("比1", "to 1"),
];

/// A unit in a language, if it is known there; the same unit otherwise.
pub(super) fn unit_in(unit: &str, lang: Lang) -> &str {
    let known = UNITS.iter().find(|(zh, _)| *zh == unit).filter(|_| lang == Lang::En);
    known.map_or(unit, |(_, en)| en)
}

/// Digits with commas between groups of three: 45,000.
pub(super) fn grouped(digits: &str) -> String {
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |whole| ("-", whole));
    let mut text = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        // Years are not grouped by anybody, but they are no values.
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// The Roman numeral of a class, one character.
pub(super) fn roman(number: Decimal) -> Option<&'static str> {
    const ROMAN: [&str; 12] = ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ", "Ⅹ", "Ⅺ", "Ⅻ"];
    let place = usize::try_from(number).ok().filter(|_| number.is_integer())?;
    ROMAN.get(place.checked_sub(1)?).copied()
}

/// A name without the verb of the form at its end: of 碳排放降低, which falls by 17%, 碳排放.
pub(super) fn without_verb(name: &str, form: Form) -> &str {
    let verbs: &[&str] = match form {
        Form::ReductionRate => &["降低", "下降", "减少"],
        Form::PpChange => &["提高", "提升", "降低", "下降"],
        Form::GrowthYear | Form::GrowthOverBase | Form::AvgAnnualGrowth => &["年均增长", "增长"],
        Form::Increment => &["增加", "减少"],
        _ => &[],
    };
    let bare = verbs.iter().find_map(|verb| name.strip_suffix(verb));
    bare.filter(|name| !name.is_empty()).unwrap_or(name)
}
