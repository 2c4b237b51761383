//! The value of a target: which field states it, in which unit, and how it is compared.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::Problem;
use super::extras::unfit;
use super::read::Reader;
use super::target::Around;
use super::trail::Trail;
use crate::number::{Bound, Quantity, Unit};
use crate::plan::{Axes, Direction, Form, TargetValueDoc, Value, What};

/// What is needed where a class is written in digits and compared in words.
pub(crate) const AMBIGUOUS_CLASS: (&str, &str) =
    ("a class in Roman numerals, such as Ⅱ类及以上", "罗马数字写的类别，如 Ⅱ类及以上");

/// What a value is asked for.
pub(super) struct Asked<'a> {
    pub(super) form: Form,
    pub(super) axes: Axes,
    /// Where the target says that it starts.
    pub(super) from: Option<&'a Quantity>,
    /// Whether it is qualitative, on a scale of classes.
    pub(super) takes_class: bool,
    /// Whether it is assessed by evidence.
    pub(super) by_evidence: bool,
}

impl Asked<'_> {
    /// The unit that the value is written in.
    fn unit<'u>(&self, unit: &'u Unit) -> Cow<'u, Unit> {
        let own = |text: &str| Cow::Owned(Unit::new(text));
        match self.axes.what {
            _ if matches!(self.form, Form::Coverage | Form::Pace) => own("%"),
            What::Growth | What::Reduction => own("%"),
            What::Ratio => own("倍"),
            What::Difference if self.form == Form::PpChange || unit.is_percent() => own("个百分点"),
            What::Steps => own("个"),
            What::Level
            | What::Difference
            | What::Rank
            | What::Class
            | What::Sign
            | What::Date
            | What::Nothing => Cow::Borrowed(unit),
        }
    }

    /// How a value without a comparator is meant.
    fn bare_bound(&self, quantity: &Quantity, around: &Around<'_>) -> Option<Bound> {
        let unsaid = matches!(around.direction, None | Some(Direction::None));
        match self.form {
            // A class is asked for or a better one, whose number is smaller, whatever the direction says.
            _ if self.axes.what == What::Class => Some(Bound::AtMost),
            Form::Zero => Some(Bound::Exactly),
            Form::Cap => Some(Bound::AtMost),
            Form::ReductionRate | Form::RankChange | Form::Coverage | Form::Pace => Some(Bound::AtLeast),
            Form::SignOnly => self.sign_of(around.direction),
            Form::FromTo if unsaid => {
                let up = quantity.exact() >= self.from?.exact();
                Some(if up { Bound::AtLeast } else { Bound::AtMost })
            }
            Form::Level | Form::Kept | Form::Share | Form::Ratio | Form::Duration if unsaid => None,
            _ if around.direction == Some(Direction::Decrease) => Some(Bound::AtMost),
            _ => Some(Bound::AtLeast),
        }
    }

    fn sign_of(&self, direction: Option<Direction>) -> Option<Bound> {
        match direction {
            Some(Direction::Increase) => Some(Bound::MoreThan),
            Some(Direction::Decrease) => Some(Bound::LessThan),
            Some(Direction::None) | None => None,
        }
    }

    /// What a form asks for where nothing is written.
    fn unwritten(&self, around: &Around<'_>) -> Option<Value> {
        let number = |number: i64, bound| {
            Some(Value::Number(Quantity::exactly(Decimal::from(number)).with_bound(bound)))
        };
        match self.form {
            Form::Zero => number(0, Bound::Exactly),
            Form::Coverage | Form::Pace => number(100, Bound::AtLeast),
            Form::FirstCase => number(1, Bound::AtLeast),
            Form::RankChange => number(0, Bound::MoreThan),
            Form::SignOnly => number(0, self.sign_of(around.direction)?),
            Form::MilestoneDate | Form::Qualitative | Form::RankQualitative => Some(Value::Unquantified),
            _ => None,
        }
    }
}

/// The fields that state a number, and how each compares.
fn numbers(doc: &TargetValueDoc) -> [(&'static str, &Option<String>, Option<Bound>); 7] {
    [
        ("value", &doc.value, None),
        ("at_least", &doc.at_least, Some(Bound::AtLeast)),
        ("more_than", &doc.more_than, Some(Bound::MoreThan)),
        ("at_most", &doc.at_most, Some(Bound::AtMost)),
        ("less_than", &doc.less_than, Some(Bound::LessThan)),
        ("equal", &doc.equal, Some(Bound::Exactly)),
        ("about", &doc.about, Some(Bound::About)),
    ]
}

/// The first field that states a value.
fn given_field(doc: &TargetValueDoc) -> &'static str {
    let number = numbers(doc).into_iter().find(|(_, text, _)| text.is_some()).map(|(field, ..)| field);
    let others = [("between", doc.between.is_some()), ("delegated", doc.delegated.is_some())];
    let other = others.into_iter().find(|(_, given)| *given).map(|(field, _)| field);
    number.or(other).unwrap_or("deferred")
}

pub(super) fn read(
    doc: &TargetValueDoc,
    asked: &Asked<'_>,
    around: &Around<'_>,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Option<Value> {
    const FIELDS: &str =
        "value, at_least, more_than, at_most, less_than, equal, about, between, delegated, deferred";
    let numbers = numbers(doc);
    let others = [doc.between.is_some(), doc.delegated.is_some(), doc.deferred.is_some()];
    let given = numbers.iter().filter(|(_, text, _)| text.is_some()).count()
        + others.into_iter().filter(|given| *given).count();
    let takes_none =
        matches!(asked.form, Form::MilestoneDate) || (asked.form == Form::Qualitative && !asked.takes_class);
    match given {
        0 => {
            let unwritten = asked.unwritten(around);
            if unwritten.is_none() {
                let problem = match asked.form {
                    Form::SignOnly => Problem::BareValue {},
                    _ => Problem::ExactlyOne { fields: FIELDS, given },
                };
                reader.report(problem, at);
            }
            return unwritten;
        }
        _ if takes_none => {
            let field = given_field(doc);
            let problem = match asked.form {
                Form::Qualitative if asked.by_evidence => Problem::ClassAndEvidence {},
                Form::Qualitative if !matches!(field, "delegated" | "deferred") => Problem::NoClasses {},
                form => Problem::FieldNotTaken { field, form: form.word() },
            };
            reader.report(problem, &at.key(field));
            return None;
        }
        1 => {}
        _ => {
            reader.report(Problem::ExactlyOne { fields: FIELDS, given }, at);
            return None;
        }
    }
    if let Some(text) = &doc.delegated {
        return Some(Value::Delegated(text.clone()));
    }
    if let Some(text) = &doc.deferred {
        return Some(Value::Deferred(text.clone()));
    }
    let unit = asked.unit(around.unit);
    if let Some(ends) = &doc.between {
        return range(ends, asked, &unit, reader, &at.key("between"));
    }
    let (field, text, bound) =
        numbers.into_iter().find_map(|(field, text, bound)| Some((field, text.as_deref()?, bound)))?;
    let at = at.key(field);
    let (quantity, _) = reader.quantity(text, &unit, &at)?;
    if asked.axes.what == What::Class && unit.classes().is_empty() && quantity.is_ambiguous_class() {
        unfit(text, AMBIGUOUS_CLASS, reader, &at);
        return None;
    }
    // At least class Ⅱ is class Ⅱ or better, whose numbers are smaller, whatever the direction says.
    let turned = asked.axes.what == What::Class;
    let bound = if turned { bound.map(Bound::reversed) } else { bound };
    let bound = match (bound, quantity.bound()) {
        // A table prints `>15` or a bare number: the one says how it compares, the other leaves it
        // to the direction.
        (None, Bound::Exactly) => match asked.bare_bound(&quantity, around) {
            Some(bound) => bound,
            None => {
                reader.report(Problem::BareValue {}, &at);
                return None;
            }
        },
        (None, printed) => printed,
        (Some(bound), Bound::Exactly) => bound,
        (Some(bound), printed) if bound == printed => bound,
        (Some(_), _) => {
            reader.report(Problem::DoubleComparator { text: text.into() }, &at);
            return None;
        }
    };
    let quantity = quantity.with_bound(bound);
    fits(&quantity, text, asked, reader, &at).then_some(Value::Number(quantity))
}

/// Whether a sign is asked for without a number, and steps by a whole one.
fn fits(quantity: &Quantity, text: &str, asked: &Asked<'_>, reader: &mut Reader, at: &Trail<'_>) -> bool {
    let value = quantity.exact();
    match asked.axes.what {
        What::Sign => {
            let compares = !matches!(quantity.bound(), Bound::Exactly | Bound::About);
            let fits = value.is_zero() && compares;
            if !fits {
                let needed = ("0 under `more_than`, `at_least`, `less_than` or `at_most`", "比较中的 0");
                unfit(text, needed, reader, at);
            }
            fits
        }
        What::Steps => {
            let fits = value.sign() > 0 && value.floor() == value && quantity.bound() == Bound::AtLeast;
            if !fits {
                unfit(text, ("a whole number of steps, at least", "至少若干级台阶的整数"), reader, at);
            }
            fits
        }
        _ => true,
    }
}

fn range(
    ends: &[String],
    asked: &Asked<'_>,
    unit: &Unit,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Option<Value> {
    let bad = |reader: &mut Reader| {
        let low = ends.first().cloned().unwrap_or_default();
        let high = ends.last().cloned().unwrap_or_default();
        reader.report(Problem::BadRange { low, high }, at);
        None
    };
    let [low, high] = ends else { return bad(reader) };
    let (low, high) = (reader.quantity(low, unit, at)?.0, reader.quantity(high, unit, at)?.0);
    // A sign, a number of steps and a part of a path are no ranges.
    let is_banded = !matches!(asked.axes.what, What::Sign | What::Steps) && asked.form != Form::Pace;
    let exact = low.bound() == Bound::Exactly && high.bound() == Bound::Exactly;
    if !exact || low.exact() > high.exact() || !is_banded {
        return bad(reader);
    }
    Some(Value::Range { low, high })
}
