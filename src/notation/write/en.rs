//! English wordings, as plans have them: the most usual one of each form first.

use chrono::Datelike;

use super::parts::{digits, five_year_plan, grouped, roman, scale, unit_in, years};
use super::{Number, Purpose, Stated, Statement, Style, Window, is_whole};
use crate::Lang;
use crate::notation::Scope;
use crate::number::Bound;
use crate::period::{Frequency, Period};
use crate::plan::{Attribute, Direction, Firmness, Form};

/// The wordings of a statement, the most usual one first.
pub(super) fn wordings(statement: &Statement, style: Style) -> Vec<String> {
    let article = statement.name.as_deref().is_some_and(has_article);
    let plain = Writer { s: statement, style, article: false };
    let writer = Writer { s: statement, style, article };
    let mut clauses = writer.clauses();
    if article {
        clauses.extend(plain.clauses());
    }
    let times = writer.times();
    let (base, tail) = (writer.bases(), writer.tail());
    let mut wordings: Vec<String> = Vec::new();
    let mut add = |wording: String| {
        let wording = wording.split_whitespace().collect::<Vec<_>>().join(" ");
        if !wording.is_empty() && !wordings.contains(&wording) {
            wordings.push(wording);
        }
    };
    let part = if statement.part_of.is_some() && style == Style::Sentence { "of which, " } else { "" };
    for base in &base {
        for (front, behind) in &times {
            for clause in &clauses {
                add(format!("{part}{front}{clause}{base}{behind}{tail}"));
            }
        }
    }
    wordings
}

struct Writer<'s> {
    s: &'s Statement,
    style: Style,
    /// Whether the name has an article in front.
    article: bool,
}

/// Whether a name is one of those that have an article: the number of farms, the literacy rate.
fn has_article(name: &str) -> bool {
    const FIRST: [&str; 7] = ["number", "share", "proportion", "percentage", "rate", "ratio", "level"];
    const LAST: [&str; 6] = ["rate", "ratio", "share", "index", "level", "standard"];
    let (first, last) =
        (name.split(' ').next().unwrap_or_default(), name.rsplit(' ').next().unwrap_or_default());
    FIRST.contains(&first) || LAST.contains(&last)
}

/// What is said: as something to do (increase … to), or as something that is.
enum Clause {
    Do(String),
    Is(String),
    /// A noun: growth of at least 5%.
    Noun(String),
}

impl Writer<'_> {
    fn is_cell(&self) -> bool {
        self.style == Style::Cell
    }

    fn name(&self) -> String {
        match (self.style, self.s.name.as_deref()) {
            (Style::Sentence, Some(name)) if self.article => format!("the {name}"),
            (Style::Sentence, Some(name)) => name.to_owned(),
            _ => String::new(),
        }
    }

    /// What is compared with, without its article.
    fn reference(&self) -> &str {
        let reference = self.s.reference.as_deref().unwrap_or_default();
        reference.strip_prefix("the ").unwrap_or(reference)
    }

    fn falls(&self) -> bool {
        if self.s.is_change() { self.s.falls } else { self.s.direction == Some(Direction::Decrease) }
    }

    /// When: in front, or behind.
    fn times(&self) -> Vec<(String, String)> {
        let told = !self.is_cell() || matches!(self.s.stated, Stated::Event(Some(_)));
        let window = match self.s.stated {
            Stated::Event(Some(day)) => Some(self.s.window.unwrap_or(Window::By(day))),
            _ => self.s.window,
        };
        let words: Vec<String> = match window {
            Some(Window::EachYear) => vec!["each year".to_owned(), "every year".to_owned()],
            Some(Window::EachDay) => vec!["each day".to_owned(), "every day".to_owned()],
            Some(Window::By(by)) if told => vec![format!("by {}", period(by))],
            Some(Window::During(during)) if told => {
                let mut words = Vec::new();
                if let Some((from, to)) = years(during) {
                    words.push(format!("between {from} and {to}"));
                    words.push(format!("from {from} to {to}"));
                    words.push(format!("in {from}–{to}"));
                }
                words.push(format!("during {}", period(during)));
                words
            }
            Some(Window::Years(years)) if told => {
                vec![
                    format!("over {years} years"),
                    format!("within {years} years"),
                    format!("in {years} years"),
                ]
            }
            Some(Window::UpTo(day)) if told => {
                vec![format!("in {}", period(day)), format!("as of {}", period(day))]
            }
            _ => return vec![(String::new(), String::new())],
        };
        let behind = words.iter().map(|words| (String::new(), format!(" {words}")));
        let comma = if matches!(self.s.stated, Stated::Event(_)) && self.is_cell() { " " } else { ", " };
        let front = words.iter().map(|words| (format!("{words}{comma}"), String::new()));
        match window {
            // In front it stands in the sentence: by 2025, at least 45,000 enterprises.
            Some(Window::By(_)) => front.chain(behind).collect(),
            _ => behind.chain(front).collect(),
        }
    }

    /// Compared with what.
    fn bases(&self) -> Vec<String> {
        let Some(base) = &self.s.base else { return vec![String::new()] };
        if !super::is_change(self.s.form) && base.value.is_none() || self.s.form == Form::FromTo {
            return vec![String::new()];
        }
        if self.s.form == Form::Multiple && base.value.is_none() {
            // It stands with the verb.
            return vec![String::new()];
        }
        let value = base.value.as_ref().map(|value| self.amount(value));
        let of = base.period.map(period).or_else(|| base.words.clone());
        match (of, value) {
            (Some(of), None) => {
                vec![format!(" compared with {of}"), format!(" over {of}"), format!(" from {of}")]
            }
            (Some(of), Some(value)) => {
                vec![format!(" from a {of} baseline of {value}"), format!(" ({of}: {value})")]
            }
            (None, Some(value)) => vec![format!(" from a baseline of {value}")],
            (None, None) => vec![String::new()],
        }
    }

    /// Attribute, and the firmness that no verb tells.
    fn tail(&self) -> String {
        let attribute = match (self.s.attribute, self.style) {
            (Some(Attribute::Binding), Style::Sentence) => " (binding)",
            (Some(Attribute::Expected), Style::Sentence) => " (expected)",
            _ => "",
        };
        let firm = if self.s.firmness == Firmness::Outlook { " (outlook)" } else { "" };
        let star = if self.s.purpose == Purpose::Baseline && !self.is_cell() { "*" } else { "" };
        let scope = match self.s.scope {
            Some(Scope::Each) => " (each)",
            Some(Scope::Together) => " (together)",
            None => "",
        };
        format!("{star}{scope}{firm}{attribute}")
    }

    /// The clauses, with how firmly they are promised.
    fn clauses(&self) -> Vec<String> {
        let mut clauses = Vec::new();
        let mut plain = Vec::new();
        for clause in self.plain_clauses() {
            // In a cell there is no subject: above the national average.
            if let (Clause::Is(words), true) = (&clause, self.is_cell()) {
                let words = words.trim();
                let bare = words.strip_prefix("will be ").or_else(|| words.strip_prefix("will "));
                plain.extend(bare.map(|words| Clause::Noun(words.to_owned())));
            }
            plain.push(clause);
        }
        for clause in plain {
            let Self { s, .. } = self;
            match (s.firmness, clause) {
                (Firmness::Plain, Clause::Do(words) | Clause::Is(words) | Clause::Noun(words)) => {
                    clauses.push(words)
                }
                (Firmness::Assured, Clause::Do(words)) => {
                    clauses.push(format!("commit to {words}"));
                    clauses.push(format!("ensure to {words}"));
                }
                (Firmness::Assured, Clause::Is(words)) => {
                    clauses.push(format!("ensure that {}", words.replacen("will be", "is", 1)));
                    clauses.push(format!("ensure that {words}"));
                }
                (Firmness::Assured, Clause::Noun(words)) => clauses.push(format!("ensure {words}")),
                (Firmness::Stretch, Clause::Do(words)) => {
                    clauses.push(format!("strive to {words}"));
                    clauses.push(format!("aim to {words}"));
                }
                (Firmness::Stretch, Clause::Is(words)) => {
                    clauses.push(format!("strive to ensure that {}", words.replacen("will be", "is", 1)));
                }
                (Firmness::Stretch, Clause::Noun(words)) => {
                    clauses.push(format!("strive for {words}"));
                    clauses.push(format!("aim for {words}"));
                }
                // (outlook) stands behind all.
                (_, Clause::Do(words) | Clause::Is(words) | Clause::Noun(words)) => clauses.push(words),
            }
        }
        clauses
    }

    fn plain_clauses(&self) -> Vec<Clause> {
        let name = self.name();
        let reference = self.reference();
        match &self.s.stated {
            Stated::Number(bound, number) => self.with_number(*bound, number),
            Stated::Range(..) => self.with_value(),
            Stated::Event(Some(_)) if self.is_cell() => {
                vec![Clause::Noun(String::new()), Clause::Do("complete".to_owned())]
            }
            Stated::Event(_) => vec![Clause::Do(name.to_owned()), Clause::Do(format!("complete {name}"))],
            Stated::Deferred => vec![
                Clause::Is(format!("{name} to be determined")),
                Clause::Noun(format!("target for {name} to be determined")),
            ],
            Stated::Delegated(Bound::AtMost | Bound::LessThan) => {
                let order = if reference.is_empty() { "national limit" } else { reference };
                vec![
                    Clause::Is(format!("{name} will not exceed the {order}")),
                    Clause::Do(format!("keep {name} within the {order}")),
                ]
            }
            Stated::Delegated(_) => {
                let order = if reference.is_empty() { "national target" } else { reference };
                let of = if name.is_empty() { String::new() } else { format!(" for {name}") };
                vec![
                    Clause::Do(format!("meet the {order}{of}")),
                    Clause::Is(format!("{name} will meet the {order}")),
                ]
            }
            Stated::Compared(bound) => self.compared(*bound),
            Stated::Words => vec![match (self.s.form, &self.s.population, &self.s.remark) {
                (Form::RankQualitative, Some(among), _) if self.s.kept => {
                    Clause::Do(format!("keep {name} among {among}"))
                }
                (Form::RankQualitative, Some(among), _) => {
                    Clause::Is(format!("{name} will be among {among}"))
                }
                (_, _, Some(words)) => Clause::Do(format!("{words} {name}").trim().to_owned()),
                _ => Clause::Do(format!("strengthen {name}").trim().to_owned()),
            }],
        }
    }

    fn compared(&self, bound: Bound) -> Vec<Clause> {
        let name = self.name();
        let reference = self.reference();
        match (self.s.form, bound) {
            (Form::Pace, _) => vec![Clause::Is(format!("{name} will be on schedule"))],
            (Form::RankChange, _) => vec![Clause::Is(format!("{name} will move up in rank"))],
            (Form::SignOnly, Bound::LessThan | Bound::AtMost) => vec![Clause::Do(format!("reduce {name}"))],
            (Form::SignOnly, _) => vec![Clause::Do(format!("increase {name}"))],
            (_, Bound::MoreThan) => vec![Clause::Is(format!("{name} will exceed the {reference}"))],
            (_, Bound::AtLeast) => vec![
                Clause::Is(format!("{name} will meet or exceed the {reference}")),
                Clause::Is(format!("{name} will be at least as high as the {reference}")),
            ],
            (_, Bound::LessThan) => vec![
                Clause::Is(format!("{name} will be below the {reference}")),
                Clause::Is(format!("{name} will stay below the {reference}")),
            ],
            (_, Bound::AtMost) => vec![Clause::Is(format!("{name} will not exceed the {reference}"))],
            (_, Bound::About | Bound::Exactly) => {
                vec![Clause::Is(format!("{name} will be in line with the {reference}"))]
            }
        }
    }

    fn with_number(&self, bound: Bound, number: &Number) -> Vec<Clause> {
        let name = self.name();
        let doing = |words: &[&str]| {
            words.iter().map(|words| Clause::Do(format!("{words} {name}").trim().to_owned())).collect()
        };
        match self.s.form {
            Form::Zero if is_whole(number, 0) && self.s.kept => {
                vec![Clause::Do(format!("keep {name} at zero"))]
            }
            Form::Zero if is_whole(number, 0) => doing(&["eliminate", "end"]),
            Form::FirstCase if is_whole(number, 0) => doing(&["achieve the", "achieve the first", ""]),
            Form::Coverage if is_whole(number, 100) && self.is_cell() => {
                vec![Clause::Noun("full coverage".to_owned()), Clause::Noun("universal coverage".to_owned())]
            }
            Form::FirstCase if is_whole(number, 0) && self.is_cell() => {
                doing(&["the first", "first", "achieve the first"])
            }
            Form::Coverage if is_whole(number, 100) => {
                let whole = Clause::Noun(name.to_owned());
                let mut clauses = vec![whole];
                clauses.extend::<Vec<Clause>>(doing(&[
                    "100% of",
                    "universal",
                    "full coverage of",
                    "cover all",
                ]));
                clauses
            }
            Form::SignOnly if is_whole(number, 0) => match bound {
                Bound::LessThan | Bound::AtMost => doing(&["reduce"]),
                Bound::MoreThan => doing(&["increase"]),
                _ => doing(&["do not reduce"]),
            },
            Form::Rank => {
                let among =
                    self.s.population.as_deref().map(|among| format!(" in {among}")).unwrap_or_default();
                let top =
                    if is_whole(number, 1) { "first".to_owned() } else { format!("among the top {number}") };
                match self.s.kept {
                    true => vec![
                        Clause::Do(format!("keep {name} {top}{among}")),
                        Clause::Do(format!("keep {name} in the top {number}{among}")),
                        Clause::Is(format!("{name} will remain in the top {number}{among}")),
                    ],
                    false => vec![
                        Clause::Is(format!("{name} will rank {top}{among}").trim().to_owned()),
                        Clause::Is(format!("{name} will be in the top {number}{among}").trim().to_owned()),
                        Clause::Noun(format!("top {number}{among}")),
                    ],
                }
            }
            Form::OrdinalClass => {
                let end = match bound {
                    Bound::AtLeast => " or better",
                    Bound::AtMost => " or worse",
                    _ => "",
                };
                let class =
                    number.decimal().and_then(roman).map_or_else(|| number.to_string(), ToOwned::to_owned);
                vec![Clause::Is(format!("{name} will be of class {class}{end}").trim().to_owned())]
            }
            Form::Multiple => {
                let mut clauses = self.multiples(bound, number);
                clauses.extend(self.with_value());
                clauses
            }
            _ => self.with_value(),
        }
    }

    /// The base without its value.
    fn base_words(&self) -> Option<String> {
        let base = self.s.base.as_ref().filter(|base| base.value.is_none())?;
        base.period.map(period).or_else(|| base.words.clone())
    }

    fn multiples(&self, bound: Bound, number: &Number) -> Vec<Clause> {
        const VERBS: [(i64, &str); 3] = [(2, "double"), (3, "triple"), (4, "quadruple")];
        let name = self.name();
        let verb = VERBS.iter().find(|(times, _)| bound == Bound::AtLeast && is_whole(number, *times));
        let than = self.base_words().map(|of| format!(" compared with {of}")).unwrap_or_default();
        verb.map(|(_, verb)| Clause::Do(format!("{verb} {name}{than}").trim().to_owned()))
            .into_iter()
            .collect()
    }

    /// What is said with a number or range.
    fn with_value(&self) -> Vec<Clause> {
        let name = self.name();
        let cell = self.is_cell();
        let change = if self.falls() { "reduce" } else { "increase" };
        let noun = if self.falls() { "reduction" } else { "growth" };
        let mut clauses = Vec::new();
        for value in self.values() {
            let value = match (self.s.form, self.base_words()) {
                (Form::Multiple, Some(of)) => format!("{value} its {of} level"),
                _ => value,
            };
            match self.s.form {
                Form::GrowthYear if cell => {
                    clauses.push(Clause::Noun(format!("{noun} {value}")));
                    clauses.push(Clause::Noun(format!("{noun} of {value}")));
                    clauses.push(Clause::Noun(format!("annual {noun} of {value}")));
                    clauses.push(Clause::Do(format!("{change} by {value}")));
                }
                Form::GrowthYear => {
                    clauses.push(Clause::Do(format!("{change} {name} by {value}")));
                    clauses.push(Clause::Noun(format!("{noun} of {value} in {name}")));
                    clauses.push(Clause::Is(format!("{name} will grow by {value} a year")));
                    clauses.push(Clause::Do(format!("{change} {name} by {value} annually")));
                }
                Form::AvgAnnualGrowth if cell => {
                    clauses.push(Clause::Noun(format!("average annual {noun} {value}")));
                    clauses.push(Clause::Noun(format!("average annual {noun} of {value}")));
                }
                Form::AvgAnnualGrowth => {
                    clauses.push(Clause::Do(format!("{change} {name} by {value} a year on average")));
                    clauses.push(Clause::Noun(format!("average annual {noun} of {value} in {name}")));
                    clauses.push(Clause::Do(format!("{change} {name} by an annual average of {value}")));
                }
                Form::AvgAnnualIncrement if cell => {
                    clauses.push(Clause::Do(format!("{change} by {value} a year on average")));
                }
                Form::AvgAnnualIncrement => {
                    clauses.push(Clause::Do(format!("{change} {name} by {value} a year on average")));
                }
                Form::GrowthOverBase | Form::PpChange | Form::ReductionRate | Form::Increment if cell => {
                    let noun = match (self.s.form, self.falls()) {
                        (Form::ReductionRate, _) | (_, true) => "reduction",
                        (Form::GrowthOverBase, _) => "growth",
                        _ => "increase",
                    };
                    clauses.push(Clause::Noun(format!("{noun} {value}")));
                    clauses.push(Clause::Noun(format!("{noun} of {value}")));
                    let change = if noun == "reduction" { "reduce" } else { "increase" };
                    clauses.push(Clause::Do(format!("{change} by {value}")));
                    clauses.push(Clause::Do(format!("{change} by {value} in total")));
                }
                Form::GrowthOverBase => {
                    clauses.push(Clause::Do(format!("{change} {name} by {value}")));
                    clauses.push(Clause::Do(format!("{change} {name} by {value} in total")));
                }
                Form::PpChange | Form::Increment => {
                    clauses.push(Clause::Do(format!("{change} {name} by {value}")));
                }
                Form::ReductionRate => {
                    clauses.push(Clause::Do(format!("reduce {name} by {value}")));
                }
                Form::FromTo => clauses.extend(self.moved_from(change, &value)),
                Form::Cumulative => {
                    let counted = self.counted(&value);
                    clauses.push(Clause::Noun(format!("a total of {counted}")));
                    clauses.push(Clause::Do(format!("reach a total of {counted}")));
                    clauses.push(Clause::Do(format!("reach a cumulative {counted}")));
                    clauses.push(Clause::Is(format!("{name} will total {value}")));
                }
                Form::Count => {
                    let counted = self.counted(&value);
                    clauses.push(Clause::Noun(counted.clone()));
                    clauses.push(Clause::Do(format!("establish {counted}")));
                    clauses.push(Clause::Is(format!("{name} will be {value}")));
                }
                Form::IncrementFlow => {
                    let counted = self.counted(&value);
                    let more = self.inserted(&value, "additional");
                    clauses.push(Clause::Do(format!("add {counted}")));
                    clauses.push(Clause::Noun(more.clone()));
                    clauses.push(Clause::Do(format!("create {more}")));
                }
                Form::Relative => {
                    let reference = self.reference();
                    let way = if self.falls() { "below" } else { "above" };
                    clauses.push(Clause::Is(format!("{name} will be {value} {way} the {reference}")));
                    clauses.push(Clause::Is(format!("{name} {value} {way} the {reference}")));
                }
                Form::RatioToIndicator => {
                    let reference = self.reference();
                    let of = if value.ends_with('%') { " of" } else { "" };
                    clauses.push(Clause::Is(format!("{name} will be {value}{of} the {reference}")));
                }
                Form::StepCrossing => {
                    let mark = self.s.number().map_or(value, |number| self.amount(number));
                    clauses.push(Clause::Is(format!("{name} will pass the mark of {mark}")));
                }
                _ => clauses.extend(self.level(&value)),
            }
        }
        clauses
    }

    fn level(&self, value: &str) -> Vec<Clause> {
        let name = self.name();
        if self.is_cell() && !self.s.kept {
            return vec![Clause::Noun(value.to_owned())];
        }
        match (self.s.kept, self.s.direction) {
            (true, _) if value.starts_with("at or ") => vec![
                Clause::Do(format!("maintain {name} {value}")),
                Clause::Is(format!("{name} will be maintained {value}")),
            ],
            (true, _) => vec![
                Clause::Do(format!("maintain {name} at {value}")),
                Clause::Is(format!("{name} will be maintained at {value}")),
                Clause::Is(format!("will be maintained at {value}")),
            ],
            (false, Some(Direction::Increase)) => {
                vec![
                    Clause::Do(format!("increase {name} to {value}")),
                    Clause::Is(format!("{name} will be {value}")),
                ]
            }
            (false, Some(Direction::Decrease)) => {
                vec![
                    Clause::Do(format!("reduce {name} to {value}")),
                    Clause::Is(format!("{name} will be {value}")),
                ]
            }
            (false, _) if self.s.purpose == Purpose::Actual => {
                vec![Clause::Is(format!("{name} was {value}"))]
            }
            (false, _) => vec![
                Clause::Is(format!("{name} will be {value}")),
                Clause::Noun(format!("{name} of {value}")),
                Clause::Do(format!("reach {name} of {value}")),
                Clause::Is(format!("{name} will reach {value}")),
            ],
        }
    }

    fn moved_from(&self, change: &str, value: &str) -> Vec<Clause> {
        let name = self.name();
        let base = self.s.base.as_ref();
        let Some(from) = base.and_then(|base| base.value.as_ref()) else {
            return vec![Clause::Do(format!("{change} {name} to {value}"))];
        };
        let when =
            base.and_then(|base| base.period).map(|when| format!(" in {}", period(when))).unwrap_or_default();
        let from = self.amount(from);
        let change = if self.is_cell() { "" } else { change };
        vec![
            Clause::Do(format!("{change} {name} from {from}{when} to {value}").trim().to_owned()),
            Clause::Is(format!("{name} will move from {from}{when} to {value}").trim().to_owned()),
        ]
    }

    /// 45,000 technology enterprises: a number in front of what is counted.
    fn counted(&self, value: &str) -> String {
        self.inserted(value, "")
    }

    fn inserted(&self, value: &str, adjective: &str) -> String {
        let name = self.name();
        let unit = self.unit();
        let adjective = if adjective.is_empty() { String::new() } else { format!("{adjective} ") };
        if name.is_empty() {
            return match value.strip_suffix(unit) {
                Some(number) => format!("{number}{adjective}{unit}"),
                None => format!("{value} {adjective}").trim().to_owned(),
            };
        }
        match value.strip_suffix(unit) {
            // The name says what is counted.
            Some(number) if unit.is_empty() || name.split(' ').any(|word| word == unit) => {
                format!("{} {adjective}{name}", number.trim_end())
            }
            _ => format!("{value} of {adjective}{name}"),
        }
    }

    /// The value with its comparator.
    fn values(&self) -> Vec<String> {
        let cell = self.is_cell();
        match &self.s.stated {
            Stated::Number(bound, number) => {
                let amount = self.amount(number);
                let sign = match bound {
                    Bound::Exactly => "=",
                    bound => bound.sign(),
                };
                let words: &[&str] = match bound {
                    Bound::AtLeast => &["at least", "no less than"],
                    Bound::MoreThan => &["more than", "over"],
                    Bound::AtMost => &["at most", "no more than"],
                    Bound::LessThan => &["less than", "below"],
                    Bound::About => &["about", "around"],
                    Bound::Exactly if self.s.purpose == Purpose::Actual => &["", "exactly"],
                    Bound::Exactly => &["exactly", "equal to"],
                };
                let kept = match bound {
                    _ if !self.s.kept => None,
                    Bound::AtLeast => Some("at or above"),
                    Bound::AtMost => Some("at or below"),
                    _ => None,
                };
                let words = kept.iter().chain(words).map(|word| format!("{word} {amount}").trim().to_owned());
                match cell && !self.s.kept {
                    true => std::iter::once(format!("{sign} {amount}")).chain(words).collect(),
                    false => words.chain(std::iter::once(format!("{sign} {amount}"))).collect(),
                }
            }
            Stated::Range(low, high) => {
                let high = self.amount(high);
                let low = self.digits(low);
                let percent = if self.unit() == "%" { "%" } else { "" };
                match cell {
                    true => vec![format!("{low}–{high}"), format!("{low}{percent} to {high}")],
                    false => vec![
                        format!("{low}{percent} to {high}"),
                        format!("{low} to {high}"),
                        format!("between {low} and {high}"),
                        format!("{low}–{high}"),
                    ],
                }
            }
            _ => Vec::new(),
        }
    }

    /// The scale word of the statement, or the English one for a Chinese scale.
    fn scale(&self) -> Option<(&str, u32)> {
        let words = self.s.scale.as_deref()?;
        let great = self
            .s
            .number()
            .is_some_and(|number| number.numerator >= rust_decimal::Decimal::from(1_000_000_000));
        let (words, power) = match (scale(words, Lang::En), words) {
            (Some(power), _) => (words, power),
            (None, "万亿") => ("trillion", 12),
            (None, "亿") if great => ("billion", 9),
            (None, "亿") => ("million", 6),
            (None, _) => return None,
        };
        let fits = match &self.s.stated {
            Stated::Number(_, number) => digits(number, power).is_some(),
            Stated::Range(low, high) => digits(low, power).is_some() && digits(high, power).is_some(),
            _ => true,
        };
        fits.then_some((words, power))
    }

    fn digits(&self, number: &Number) -> String {
        let (_, power) = self.scale().unwrap_or(("", 0));
        grouped(&digits(number, power).unwrap_or_else(|| number.to_string()))
    }

    fn unit(&self) -> &str {
        self.s.unit.as_deref().map_or("", |unit| unit_in(unit, Lang::En))
    }

    /// A number with scale and unit.
    fn amount(&self, number: &Number) -> String {
        if number.denominator != 1 {
            const PARTS: [(u32, &str); 7] = [
                (3, "third"),
                (4, "quarter"),
                (5, "fifth"),
                (6, "sixth"),
                (7, "seventh"),
                (8, "eighth"),
                (10, "tenth"),
            ];
            let part = PARTS.iter().find(|(of, _)| *of == number.denominator);
            return match part {
                Some((_, part)) if number.numerator == rust_decimal::Decimal::ONE => format!("one {part}"),
                Some((_, part)) => format!("{} {part}s", number.numerator),
                None => number.to_string(),
            };
        }
        let digits = self.digits(number);
        match self.s.form {
            Form::Ratio => return format!("{digits}:1"),
            Form::Composition if number.printed.contains([':', '：', '∶']) => {
                return number.printed.clone();
            }
            _ => {}
        }
        let scale = self.scale().map(|(words, _)| format!(" {words}")).unwrap_or_default();
        match self.unit() {
            "" => format!("{digits}{scale}"),
            "%" if self.is_cell() => format!("{digits}{scale} %"),
            unit @ ("%" | "‰") => format!("{digits}{scale}{unit}"),
            "percentage points" if is_whole(number, 1) => format!("{digits} percentage point"),
            unit => format!("{digits}{scale} {unit}"),
        }
    }
}

/// A period as a phrase names it.
fn period(period: Period) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = |month: u32| {
        MONTHS.get(usize::try_from(month.saturating_sub(1)).unwrap_or(0)).copied().unwrap_or_default()
    };
    if let Some(number) = five_year_plan(period) {
        return format!("the {number}th five-year plan");
    }
    let (start, end) = (period.start(), period.end());
    match (years(period), period.frequency()) {
        (Some((year, _)), Frequency::Year) => year.to_string(),
        (Some((from, to)), _) => format!("{from}–{to}"),
        (None, Frequency::Half) => {
            format!("the {} half of {}", if start.month() == 1 { "first" } else { "second" }, start.year())
        }
        (None, Frequency::Quarter) => format!("Q{} {}", start.month0() / 3 + 1, start.year()),
        (None, Frequency::Month) => format!("{} {}", month(start.month()), start.year()),
        (None, Frequency::Day) => format!("{} {}, {}", month(start.month()), start.day(), start.year()),
        (None, _) => format!(
            "{} {}, {} to {} {}, {}",
            month(start.month()),
            start.day(),
            start.year(),
            month(end.month()),
            end.day(),
            end.year()
        ),
    }
}
