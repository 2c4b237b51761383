//! English phrases: “reduce X by 10% by 2030”, “at least 80% of”, “from 12% to 5%”.
//!
//! A phrase is cut into clauses, and every number in a clause gets a role: what is promised, what it starts
//! from, or what something is (within 21 days, children under 5). Only the first becomes a statement; where
//! the roles cannot be told, the phrase is refused.

mod amount;
mod chosen;
mod clause;
mod currencies;
mod items;
mod kept;
mod names;
mod naming;
mod negated;
mod quoted;
mod roles;
mod split;
mod stating;
mod wordy;

use self::clause::Said;
use self::items::Text;
use super::{Alternative, Because, Context, NotationError, Reading, Scope, Statement};
use crate::plan::{Attribute, Direction, Firmness, Form};

/// Two readings of a statement, by its place.
type Other = (usize, Statement, Because, Because);

/// Whether a phrase is to be read as English: it has no Chinese characters, and at least a word.
pub(super) fn is_english(phrase: &str, context: &Context<'_>) -> bool {
    let chinese =
        |text: &str| text.chars().any(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'));
    let money = phrase.contains(['$', '€', '£']);
    let words = || phrase.split(|c: char| !c.is_ascii_alphabetic());
    // A cell under a Chinese head is Chinese, unless it is a sentence.
    let sentence = words().filter(|word| word.len() > 1).count() > 1;
    if chinese(phrase) || (context.header.is_some_and(chinese) && !sentence) {
        return false;
    }
    // 30 GW is left to the reader of cells; it knows the units.
    money
        || words().any(|word| {
            word.len() > 3
                || matches!(
                    word.to_ascii_lowercase().as_str(),
                    "the"
                        | "for"
                        | "and"
                        | "per"
                        | "cut"
                        | "end"
                        | "all"
                        | "to"
                        | "by"
                        | "of"
                        | "in"
                        | "at"
                        | "or"
                        | "on"
                        | "jobs"
                        | "gap"
                        | "get"
                        | "new"
                        | "six"
                        | "ten"
                        | "one"
                        | "two"
                        | "add"
                        | "tbd"
                        | "pct"
                )
        })
}

/// Reads a phrase, and marks the changes that go down. Which way a change goes is told by its verb, and so by the
/// direction that the phrase has without its context.
pub(super) fn read_falls(phrase: &str, context: &Context<'_>) -> Result<Reading, NotationError> {
    let mut reading = read(phrase, context)?;
    let changes = |statement: &Statement| statement.is_change() && statement.form != Form::Relative;
    if !reading.statements().iter().any(changes) {
        return Ok(reading);
    }
    let alone = read(phrase, &Context { direction: None, ..*context })?;
    let falls =
        alone.statements().iter().any(|one| changes(one) && one.direction == Some(Direction::Decrease));
    reading.each(|statement| statement.falls = falls && changes(statement));
    Ok(reading)
}

/// What an English phrase says.
pub(super) fn read(phrase: &str, context: &Context<'_>) -> Result<Reading, NotationError> {
    let text = Text::of(phrase)?;
    let clauses = split::clauses(&text);
    let mut said = Said::default();
    let mut refused = None;
    for clause in &clauses {
        match clause::read(&text, clause, &mut said, context) {
            Ok(()) => {}
            // A remark that is not understood stays one.
            Err(_) if clause.inner => said.remark(text.text(&clause.items)),
            // A clause without numbers adds nothing; numbers that are not understood end the reading.
            Err(error @ (NotationError::NoTarget { .. } | NotationError::Qualifier { .. })) => {
                refused = refused.or(Some(error));
            }
            Err(error) => return Err(error),
        }
    }
    said.share_base_and_window();
    let Said { statements, others, aside, .. } = said;
    if statements.is_empty() {
        return Err(refused.unwrap_or(NotationError::NoTarget { at: phrase.len() }));
    }
    let mut statements = statements;
    kept::all_numbers(&text, &mut statements, &aside)?;
    statements.iter_mut().for_each(marks);
    Ok(readings(statements, others))
}

/// Remarks that are marks: (binding), (stretch).
fn marks(statement: &mut Statement) {
    let Some(remark) = statement.remark.take() else { return };
    let mut others = Vec::new();
    for part in remark.split("; ") {
        match part.to_ascii_lowercase().as_str() {
            "binding" => statement.attribute = Some(Attribute::Binding),
            "expected" | "anticipatory" | "indicative" => statement.attribute = Some(Attribute::Expected),
            "stretch" => statement.firmness = Firmness::Stretch,
            "outlook" => statement.firmness = Firmness::Outlook,
            "each" => statement.scope = Some(Scope::Each),
            "together" => statement.scope = Some(Scope::Together),
            _ => others.push(part),
        }
    }
    statement.remark = (!others.is_empty()).then(|| others.join("; "));
}

/// The reading, or both where something else is possible. All that is doubtful is so for the same reason, or
/// the first two are told.
fn readings(statements: Vec<Statement>, others: Vec<Other>) -> Reading {
    let Some((_, _, first, second)) = others.first().map(|(_, _, first, second)| ((), (), *first, *second))
    else {
        return Reading::Sure(statements);
    };
    let mut changed = statements.clone();
    for (at, other, _, _) in others {
        if let Some(statement) = changed.get_mut(at) {
            *statement = other;
        }
    }
    Reading::Ambiguous(vec![
        Alternative { statements, because: vec![first] },
        Alternative { statements: changed, because: vec![second] },
    ])
}
