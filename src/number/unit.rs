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
    &["类", "class"],
    &["USD", "$", "US$", "US dollars", "dollars", "美元"],
    &["元", "yuan", "CNY", "RMB", "人民币"],
];

/// Units of ranks, where 1 is the best.
const RANKS: &[&str] = &["位", "名", "位次", "名次", "rank", "place"];

/// Units of bare ratios, in which 2:1 is 2 and 1/3 a third.
const RATIOS: &[&str] = &["", "倍", "比", "比值", "times", "ratio", ":1", "∶1", "：1"];

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
    /// The names of ordinal classes, best first.
    classes: Box<[Box<str>]>,
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
        let name = (*kept.unwrap_or(&name)).into();
        Self { printed: printed.into(), name, power, classes: Box::default() }
    }

    /// The same unit, whose numbers are the places of named classes, best first: of A, B and C the second
    /// is B.
    #[must_use]
    pub fn with_classes(mut self, names: &[String]) -> Self {
        self.classes = names.iter().map(|name| name.as_str().into()).collect();
        self
    }

    /// The names of its classes, best first; without names they are numerals.
    #[must_use]
    pub fn classes(&self) -> &[Box<str>] {
        &self.classes
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

    /// Whether it counts ranks (位, 名, rank, place), of which 1 is the best.
    #[must_use]
    pub fn is_rank(&self) -> bool {
        RANKS.contains(&&*self.name)
    }

    /// Whether it is the unit of ordinal classes: 类 or `class`, which are written with Roman numerals, or one
    /// whose classes have names.
    #[must_use]
    pub fn is_class(&self) -> bool {
        &*self.name == "类" || !self.classes.is_empty()
    }

    /// The name of a class of this unit (B, Ⅱ类); `None` for what is none.
    #[must_use]
    pub fn class_name(&self, class: &super::Exact) -> Option<String> {
        if self.is_class() { super::class::written(class, self) } else { None }
    }

    /// Whether numbers in it are ratios and multiples: no unit at all, 倍, 比, `times`, `ratio`.
    #[must_use]
    pub fn is_ratio(&self) -> bool {
        self.power == 0 && RATIOS.contains(&&*self.name)
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
