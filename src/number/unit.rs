use std::fmt;

/// Words that scale a unit, longest first, with the power of ten they stand for.
const SCALES: &[(&str, u32)] = &[
    ("万亿", 12),
    ("千万", 7),
    ("百万", 6),
    ("亿", 8),
    ("万", 4),
    ("trillion", 12),
    ("billion", 9),
    ("million", 6),
    ("thousand", 3),
];

/// Spellings of one unit: the first of a line is the one that is kept.
const SPELLINGS: &[&[&str]] = &[
    &["%", "％", "percent", "per cent"],
    &["个百分点", "百分点", "pp", "percentage points", "percentage point", "points"],
];

/// The unit of an indicator, with its scale apart: `万家` is `家` × 10⁴.
///
/// Per cent and percentage points (百分点) are different units. A scale word counts only in front:
/// `件/万人` is not scaled.
///
/// ```
/// use attainment::number::Unit;
/// let unit = Unit::new("亿元");
/// assert_eq!((unit.name(), unit.power()), ("元", 8));
/// assert_eq!(unit.to_string(), "亿元");
/// assert_eq!(Unit::new("件/万人").power(), 0);
/// assert_eq!(Unit::new("％"), Unit::new("%"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Unit {
    printed: Box<str>,
    name: Box<str>,
    power: u32,
}

impl Unit {
    /// Reads a unit as it is printed.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let printed = text.trim();
        let (power, rest) = Self::split_scale(printed);
        // 百万分比 and the like: a scale word with nothing behind it is the unit itself.
        let (power, name) = if rest.is_empty() { (0, printed) } else { (power, rest) };
        let kept = SPELLINGS.iter().find(|line| line.contains(&name)).and_then(|line| line.first());
        Self { printed: printed.into(), name: (*kept.unwrap_or(&name)).into(), power }
    }

    /// Takes a scale word off the front: its power of ten, and what follows.
    pub(crate) fn split_scale(text: &str) -> (u32, &str) {
        for (word, power) in SCALES {
            if let Some(rest) = text.strip_prefix(word) {
                return (*power, rest.trim_start());
            }
        }
        (0, text)
    }

    /// The unit without its scale.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The power of ten of the scale: 4 for `万家`, 0 for `家`.
    #[must_use]
    pub fn power(&self) -> u32 {
        self.power
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.printed.is_empty()
    }

    /// Whether it is the per cent.
    #[must_use]
    pub fn is_percent(&self) -> bool {
        &*self.name == "%"
    }

    /// Whether it is the percentage point (百分点).
    #[must_use]
    pub fn is_points(&self) -> bool {
        &*self.name == "个百分点"
    }
}

impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.power == other.power
    }
}

impl Eq for Unit {}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed)
    }
}
