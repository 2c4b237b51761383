//! Statements as the targets of a plan file.

use super::{Number, Stated, Statement, Window};
use rust_decimal::Decimal;

use crate::number::{Bound, Unit};
use crate::plan::{Form, ReferenceDoc, TargetDoc, TargetValueDoc, WindowDoc};

impl Statement {
    /// The target of a plan file that says the same, with an id.
    ///
    /// Levels that are kept have the form `kept`, limits the form `cap`, and growth by N times the base is the
    /// multiple N + 1. What such a target has no place for stays behind: the name, the population of a rank,
    /// members, remarks. A phrase that names no year gives a target without `due`, which a plan needs.
    ///
    /// ```
    /// use attainment::notation::{Context, read};
    /// let reading = read("2025年森林覆盖率达到55%以上", &Context::default())?;
    /// let target = reading.statements()[0].to_target("forest");
    /// assert_eq!((target.form.as_str(), target.due.as_deref()), ("share", Some("2025")));
    /// assert_eq!(target.value.at_least.as_deref(), Some("55%"));
    /// # Ok::<(), attainment::notation::NotationError>(())
    /// ```
    #[must_use]
    pub fn to_target(&self, id: &str) -> TargetDoc {
        if let Some(multiple) = self.as_multiple().or_else(|| self.as_part()) {
            return multiple.to_target(id);
        }
        let mut target = TargetDoc {
            id: id.to_owned(),
            form: self.target_form().word().to_owned(),
            value: self.value(),
            firmness: (self.firmness != crate::plan::Firmness::Plain)
                .then(|| self.firmness.word().to_owned()),
            threshold: self.threshold.clone(),
            ..TargetDoc::default()
        };
        match self.window {
            Some(Window::By(period)) => target.due = Some(period.to_string()),
            Some(Window::During(period)) => {
                let day =
                    |date: chrono::NaiveDate| crate::period::Period::day(date).map(|day| day.to_string());
                let year = |date: chrono::NaiveDate| {
                    let year = crate::period::Period::year(chrono::Datelike::year(&date));
                    year.filter(|year| year.start() == date || year.end() == date)
                        .map(|year| year.to_string())
                };
                let name = |date| year(date).or_else(|| day(date));
                target.window = Some(WindowDoc { start: name(period.start()), end: name(period.end()) });
            }
            _ => {}
        }
        if let Stated::Event(Some(period)) = &self.stated {
            target.due = Some(period.to_string());
        }
        if matches!(self.form, Form::Relative | Form::RatioToIndicator | Form::Pace) {
            let text = self.reference.clone().unwrap_or_default();
            target.against = Some(ReferenceDoc { text: Some(text), ..ReferenceDoc::default() });
        }
        if self.form == Form::FromTo
            && let Some(base) = &self.base
        {
            target.from = base.value.as_ref().map(|value| self.printed(value));
            target.from_period =
                base.period.filter(|_| target.from.is_some()).map(|period| period.to_string());
        }
        target
    }

    /// The form that a target of a plan has.
    fn target_form(&self) -> Form {
        let is_level = matches!(self.form, Form::Level | Form::Share | Form::Duration | Form::Ratio);
        match self.form {
            _ if is_level && (self.kept || self.window == Some(Window::EachYear)) => Form::Kept,
            // A kept rank is a level of the rank, and less is better.
            Form::Rank | Form::OrdinalClass if self.kept => Form::Kept,
            _ if is_level && self.limit => Form::Cap,
            form => form,
        }
    }

    /// The comparator of a change with its sign: to fall by at least 3 is −3 at most.
    fn signed_bound(&self, bound: Bound) -> Bound {
        if self.falls { bound.reversed() } else { bound }
    }

    /// A number with its unit, as plan files have them: 4.5万家 as it was printed, where that is digits.
    fn printed(&self, number: &Number) -> String {
        let unit = match self.form {
            Form::Rank | Form::RankChange | Form::Ratio | Form::SignOnly | Form::FirstCase => "",
            Form::Multiple | Form::RatioToIndicator if self.is_in_times() => "",
            _ => self.unit.as_deref().unwrap_or_default(),
        };
        let sign = if self.falls && !number.numerator.is_zero() { "-" } else { "" };
        let gap = if unit.starts_with(|c: char| c.is_ascii_alphabetic()) { " " } else { "" };
        if self.form == Form::OrdinalClass {
            return format!("{}{unit}", number.printed());
        }
        if number.decimal().is_none() {
            // A fraction is one of the whole: 1/3 and not 1/3%.
            return format!("{sign}{number}");
        }
        let scale = self.scale.as_deref().filter(|_| !unit.is_empty());
        let digits = number.printed().bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        match scale.filter(|_| digits && !number.printed().is_empty()) {
            Some(scale) if matches!(Unit::split_scale(scale), (1.., "")) => {
                let between = if scale.is_ascii() { " " } else { "" };
                format!("{sign}{}{between}{scale}{gap}{unit}", number.printed())
            }
            _ => format!("{sign}{number}{gap}{unit}"),
        }
    }

    /// Per cent of another indicator, as the multiple of it: 95 % of the mean is 0.95 times it.
    fn as_part(&self) -> Option<Self> {
        let part = self.form == Form::RatioToIndicator && self.unit.as_deref() == Some("%");
        let hundredth = |number: &Number| {
            let numerator = number.numerator.checked_mul(Decimal::new(1, 2))?.normalize();
            Some(Number { printed: String::new(), numerator, denominator: number.denominator })
        };
        let stated = match &self.stated {
            Stated::Number(bound, number) => Stated::Number(*bound, hundredth(number)?),
            Stated::Range(low, high) => Stated::Range(hundredth(low)?, hundredth(high)?),
            _ => return None,
        };
        part.then(|| Self { stated, unit: Some("倍".to_owned()), scale: None, ..self.clone() })
    }

    /// Growth by so many times the base, as the multiple of it: 3 times on top is fourfold.
    fn as_multiple(&self) -> Option<Self> {
        let grown = self.form == Form::GrowthOverBase && self.is_in_times();
        let one_more = |number: &Number| {
            let denominator = Decimal::from(number.denominator);
            let numerator = number.numerator.checked_add(denominator)?;
            Some(Number { printed: String::new(), numerator, denominator: number.denominator })
        };
        let stated = match &self.stated {
            Stated::Number(bound, number) => Stated::Number(*bound, one_more(number)?),
            Stated::Range(low, high) => Stated::Range(one_more(low)?, one_more(high)?),
            _ => return None,
        };
        grown.then(|| Self { form: Form::Multiple, stated, ..self.clone() })
    }

    /// Whether the value is a number of times, and no per cent.
    fn is_in_times(&self) -> bool {
        self.unit.as_deref().is_some_and(|unit| ["倍", "times", "time", "x", "fold"].contains(&unit))
    }

    fn value(&self) -> TargetValueDoc {
        let mut value = TargetValueDoc::default();
        let (bound, text) = match &self.stated {
            Stated::Number(bound, number) => {
                if self.form == Form::OrdinalClass && self.kept {
                    // Ⅱ类及以上 is the number of the class, or less.
                    value.set(bound.reversed(), self.printed(number));
                    return value;
                }
                let bare = self.assumed.contains(&super::Assumption::Direction);
                if bare {
                    // The direction of the indicator decides.
                    value.value = Some(self.printed(number));
                    return value;
                }
                (self.signed_bound(*bound), self.printed(number))
            }
            Stated::Range(low, high) => {
                let (low, high) = if self.falls { (high, low) } else { (low, high) };
                value.between = Some(vec![self.printed(low), self.printed(high)]);
                return value;
            }
            Stated::Compared(bound) if matches!(self.form, Form::Relative | Form::SignOnly) => {
                (*bound, "0".to_owned())
            }
            Stated::Delegated(_) => {
                value.delegated = Some(self.reference.clone().unwrap_or_default());
                return value;
            }
            Stated::Deferred => {
                value.deferred = Some(self.remark.clone().unwrap_or_default());
                return value;
            }
            Stated::Compared(_) | Stated::Event(_) | Stated::Words => return value,
        };
        value.set(bound, text);
        value
    }
}
