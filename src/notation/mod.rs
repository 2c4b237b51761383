//! The phrases that plans are written in: read into statements, and written from them.
//!
//! “达到4.5%以上”, “年均增长10%以上”, “〔17〕”, “at least halve”: [`read`] takes such a phrase or table cell
//! apart into [`Statement`]s with form, comparator, exact value, unit, base and window. Where two readings are
//! possible it returns both with what would decide, and what it cannot read is an error with its place.
//!
//! ```
//! use attainment::notation::{Context, read};
//! let reading = read("高新技术企业、科技型企业分别突破1万家和7.5万家", &Context::default())?;
//! let numbers: Vec<String> = reading.statements().iter().filter_map(|s| Some(s.number()?.to_string())).collect();
//! assert_eq!(numbers, ["10000", "75000"]);
//! # Ok::<(), attainment::notation::NotationError>(())
//! ```

mod amount;
mod chinese;
mod context;
#[cfg(feature = "serde")]
mod doc;
mod doubt;
mod english;
mod fold;
mod header;
mod lex;
mod reading;
mod statement;
mod target;
mod words;
mod write;

pub use context::{Context, TimesGrown};
#[cfg(feature = "serde")]
pub use doc::{BaseDoc, DecideDoc, ErrorDoc, ReadingDoc, StatementDoc, WindowDoc};
pub use reading::{Alternative, Because, NotationError, Reading};
pub use statement::{Assumption, Base, Number, Purpose, Scope, Stated, Statement, Window};
pub use write::{Style, head, write};

/// The longest phrase, in bytes.
pub const LONGEST: usize = 10_000;

/// Reads a phrase or a table cell.
///
/// What is known around it decides where it can; see [`Context`]. Chinese and English are told apart by
/// their characters. The time is linear in the length, which is at most [`LONGEST`] bytes.
///
/// # Errors
/// A [`NotationError`] if nothing is stated, or if part of it cannot be read: a number is never guessed.
pub fn read(phrase: &str, context: &Context<'_>) -> Result<Reading, NotationError> {
    if phrase.len() > LONGEST {
        return Err(NotationError::TooLong { most: LONGEST });
    }
    if phrase.trim().is_empty() {
        return Err(NotationError::Empty);
    }
    let mut reading = if english::is_english(phrase, context) {
        english::read_falls(phrase, context)?
    } else {
        chinese::read(phrase, context)?
    };
    reading.each(Statement::turn);
    Ok(reading)
}
