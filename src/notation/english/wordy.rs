//! Clauses that promise something without a number: double, end, all, meet the goal, launch.

use rust_decimal::Decimal;

use super::super::words::Word;
use super::super::{Number, Stated, Statement, Window, header};
use super::clause::Look;
use crate::number::Bound;
use crate::plan::{Direction, Form};

/// What a clause states without a number.
pub(super) fn in_words(look: &Look<'_, '_>, actual: bool) -> Option<Statement> {
    let place = |wanted: fn(Word) -> bool| look.items.iter().position(|item| item.word().is_some_and(wanted));
    if let Some(at) = place(|word| word == Word::Deferred) {
        return Some(filled(look, Statement::new(Form::Level, Stated::Deferred), 0, at, actual));
    }
    if let Some((at, Word::Times(times))) = look.times() {
        return Some(multiple(look, at, times, actual));
    }
    if let Some(at) = place(|word| word == Word::Halved) {
        return Some(halved(look, at, actual));
    }
    if let Some(statement) = relative(look, actual).or_else(|| delegated(look, actual)) {
        return Some(statement);
    }
    // Reduce to zero.
    let to_zero = look
        .items
        .windows(2)
        .position(|pair| matches!(pair, [to, zero] if to.is(Word::To) && zero.is(Word::Zero)));
    if let Some(at) = to_zero.filter(|_| matches!(look.head, Some((_, Word::Fall)))) {
        return Some(zero(look, at + 1, actual));
    }
    if let Some((at, head)) = look.head {
        match head {
            Word::Zero => return Some(zero(look, at, actual)),
            Word::Rise => return Some(sign(look, at, Direction::Increase, actual)),
            Word::Fall => return Some(sign(look, at, Direction::Decrease, actual)),
            Word::Quality => return Some(qualitative(look, actual)),
            _ => {}
        }
    }
    let first = look
        .items
        .iter()
        .position(|item| !matches!(item.word(), Some(Word::By | Word::Comma)) && !item.is_date());
    if let Some(at) = first.filter(|at| look.folded(*at) == "no") {
        return Some(zero(look, at, actual));
    }
    if let Some(at) = place(|word| word == Word::Zero).filter(|at| {
        matches!(look.folded(*at), "zero" | "net zero" | "net-zero" | "elimination" | "eradication")
    }) {
        return Some(zero(look, at, actual));
    }
    // Every 2 years: how often.
    let often = |at: &usize| {
        look.items.get(at + 1).is_some_and(|item| {
            item.amount().is_some() || matches!(item.word(), Some(Word::TimeUnit | Word::Part(_)))
        })
    };
    let each = |at: &usize| look.folded(*at) == "each" && look.word(at + 1) == Some(Word::With);
    if let Some(at) = place(|word| word == Word::All).filter(|at| !often(at) && !each(at)) {
        let stated = Stated::Number(Bound::Exactly, number("100", Decimal::ONE_HUNDRED));
        let mut statement =
            filled(look, Statement::new(Form::Coverage, stated), at, look.items.len(), actual);
        statement.unit = Some("%".to_owned());
        return Some(statement);
    }
    if let Some(at) = place(|word| word == Word::FirstCase) {
        let stated = Stated::Number(Bound::MoreThan, number("0", Decimal::ZERO));
        return Some(filled(look, Statement::new(Form::FirstCase, stated), at, look.items.len(), actual));
    }
    // Fewer deaths, more women in leadership.
    match look.folded(0) {
        "fewer" | "less" => return Some(sign(look, 0, Direction::Decrease, actual)),
        "more" => return Some(sign(look, 0, Direction::Increase, actual)),
        _ => {}
    }
    // Reductions, growth: nouns of change without a number.
    for (at, item) in look.items.iter().enumerate().take(4) {
        match item.word() {
            Some(Word::Rise) => return Some(sign(look, at, Direction::Increase, actual)),
            Some(Word::Fall) => return Some(sign(look, at, Direction::Decrease, actual)),
            _ => {}
        }
    }
    match look.head {
        Some((at, Word::Build | Word::Keep | Word::Reach)) => {
            let period = match look.window {
                Some(Window::By(period)) => Some(period),
                _ => None,
            };
            if look.folded(at) == "make" {
                return Some(qualitative(look, actual));
            }
            Some(filled(
                look,
                Statement::new(Form::MilestoneDate, Stated::Event(period)),
                0,
                look.items.len(),
                actual,
            ))
        }
        _ => look.items.iter().any(|item| item.is(Word::Quality)).then(|| qualitative(look, actual)),
    }
}

fn number(printed: &str, value: Decimal) -> Number {
    Number { printed: printed.to_owned(), numerator: value, denominator: 1 }
}

/// A statement with its name, which stands between two items.
fn filled(look: &Look<'_, '_>, mut statement: Statement, from: usize, to: usize, actual: bool) -> Statement {
    look.fill(&mut statement, to, actual);
    statement.name = look.run(from, to).or_else(|| header::name(look.context));
    statement
}

/// Double, quadruple.
pub(super) fn multiple(look: &Look<'_, '_>, at: usize, times: u8, actual: bool) -> Statement {
    let number = number(look.folded(at), Decimal::from(times));
    // “more than double”.
    let bound = match at.checked_sub(1).and_then(|before| look.word(before)) {
        Some(Word::Before(bound)) => bound,
        _ => Bound::AtLeast,
    };
    let subject = look.run(0, at).filter(|_| !matches!(look.head, Some((head, _)) if head == at));
    let mut statement = filled(
        look,
        Statement::new(Form::Multiple, Stated::Number(bound, number)),
        at + 1,
        look.items.len(),
        actual,
    );
    if subject.is_some() {
        statement.name = subject;
    }
    statement.unit = Some("times".to_owned());
    statement.direction = Some(Direction::Increase);
    statement
}

pub(super) fn halved(look: &Look<'_, '_>, at: usize, actual: bool) -> Statement {
    let bound = match at.checked_sub(1).and_then(|before| look.word(before)) {
        Some(Word::Before(bound)) => bound,
        _ => Bound::AtLeast,
    };
    let number = number(look.folded(at), Decimal::from(50));
    let mut statement = filled(
        look,
        Statement::new(Form::ReductionRate, Stated::Number(bound, number)),
        at + 1,
        look.items.len(),
        actual,
    );
    if statement.name.is_none() || !matches!(look.head, Some((head, _)) if head == at) {
        statement.name = look.run(0, at).or(statement.name);
    }
    statement.unit = Some("%".to_owned());
    statement.direction = Some(Direction::Decrease);
    statement
}

/// Meet or exceed the pre-pandemic rate, higher than the national average, in line with GDP.
fn relative(look: &Look<'_, '_>, actual: bool) -> Option<Statement> {
    let last = look.items.iter().rposition(|item| item.is(Word::Base) || item.is(Word::Average));
    let (at, bound) = look.items.iter().enumerate().find_map(|(at, item)| {
        let bound = match item.word()? {
            Word::NotBelow => Bound::AtLeast,
            Word::Above => Bound::MoreThan,
            Word::Below => Bound::LessThan,
            Word::InStep => Bound::About,
            Word::Before(bound) if last.is_some_and(|last| last > at) => bound,
            _ => return None,
        };
        Some((at, bound))
    })?;
    // The national average: the last word belongs to the reference.
    let average =
        last.filter(|last| *last > at && look.items.get(*last).is_some_and(|item| item.is(Word::Average)));
    let average = average.and_then(|last| look.items.get(at + 1..=last)).map(|items| {
        let items = items.iter().skip_while(|item| item.is(Word::Article)).cloned().collect::<Vec<_>>();
        look.text.text(&items).to_owned()
    });
    let named = average.filter(|words| words.contains(' ')).or_else(|| look.run(at + 1, look.items.len()));
    let reference = named.or_else(|| look.base.as_ref().and_then(|base| base.words.clone()))?;
    let order = look.items.get(at + 1..)?.iter().any(|item| item.is(Word::Order));
    let stated = if order { Stated::Delegated(bound) } else { Stated::Compared(bound) };
    let form = if order { Form::Level } else { Form::Relative };
    let mut statement = filled(look, Statement::new(form, stated), 0, at, actual);
    statement.reference = Some(reference);
    Some(statement)
}

/// Meet the goal, achieve the internationally agreed targets.
fn delegated(look: &Look<'_, '_>, actual: bool) -> Option<Statement> {
    let (head, word) = look.head?;
    if word != Word::Reach {
        return None;
    }
    let order = look.items.get(head..)?.iter().take(14).position(|item| item.is(Word::Order))? + head;
    let mut statement = filled(
        look,
        Statement::new(Form::Level, Stated::Delegated(Bound::AtLeast)),
        order + 1,
        look.items.len(),
        actual,
    );
    statement.reference = look.run(head + 1, order + 1);
    Some(statement)
}

fn zero(look: &Look<'_, '_>, at: usize, actual: bool) -> Statement {
    let stated = Stated::Number(Bound::Exactly, number("0", Decimal::ZERO));
    let mut statement = filled(look, Statement::new(Form::Zero, stated), at + 1, look.items.len(), actual);
    statement.name = look.run(at + 1, look.items.len()).or_else(|| look.run(0, at)).or(statement.name);
    statement.direction = Some(Direction::Decrease);
    statement
}

/// Increase the number of: which way, without how much.
fn sign(look: &Look<'_, '_>, at: usize, direction: Direction, actual: bool) -> Statement {
    let bound = if direction == Direction::Increase { Bound::MoreThan } else { Bound::LessThan };
    let mut statement = filled(
        look,
        Statement::new(Form::SignOnly, Stated::Compared(bound)),
        at + 1,
        look.items.len(),
        actual,
    );
    statement.name = look.run(at + 1, look.items.len()).or_else(|| look.run(0, at)).or(statement.name);
    statement.direction = Some(direction);
    statement
}

fn qualitative(look: &Look<'_, '_>, actual: bool) -> Statement {
    let mut statement =
        filled(look, Statement::new(Form::Qualitative, Stated::Words), 0, look.items.len(), actual);
    statement.remark = Some(look.text.text(look.items).to_owned());
    statement
}
