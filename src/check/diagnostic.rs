use std::fmt;
use std::ops::Deref;

use thiserror::Error;

use super::{Code, Problem};
use crate::lang::Lang;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Probably not meant; the document is accepted.
    Warning,
    /// The document is refused.
    Error,
}

impl Severity {
    /// `note`, `warning` or `error`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The word in a language.
    #[must_use]
    pub fn told(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (_, Lang::En) => self.word(),
            (Self::Note, Lang::Zh) => "提示",
            (Self::Warning, Lang::Zh) => "警告",
            (Self::Error, Lang::Zh) => "错误",
        }
    }
}

/// One step of a path into a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Segment {
    /// A field.
    Key(String),
    /// An element of a list, counted from 0.
    Index(usize),
}

/// Where in a document something stands: `indicators[0].targets[1].due`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Path(pub Vec<Segment>);

impl Path {
    /// The whole document.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// The path to a field below this one.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let mut path = self.clone();
        path.0.push(Segment::Key(key.into()));
        path
    }

    /// The path to an element of the list at this one.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        let mut path = self.clone();
        path.0.push(Segment::Index(index));
        path
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Key(key) if at == 0 => f.write_str(key)?,
                Segment::Key(key) => write!(f, ".{key}")?,
                Segment::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// A place in a text, both counted from 1; columns count characters, and in CSV cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Something to know about a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// What it is, with its typed arguments.
    pub problem: Problem,
    /// Where in the document.
    pub path: Path,
    /// Where in the text, when the document was read from one.
    pub place: Option<Place>,
    /// The file, where a document comes from several.
    pub file: Option<String>,
}

impl Diagnostic {
    /// A diagnostic at a path.
    #[must_use]
    pub fn new(problem: Problem, path: Path) -> Self {
        Self { problem, path, place: None, file: None }
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> Code {
        self.problem.code()
    }

    /// How much it matters.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code().severity()
    }

    /// One line that says what is wrong, and one that says what to do, with the place; `file` is the
    /// name to print before line and column, unless the diagnostic has one of its own.
    #[must_use]
    pub fn told(&self, lang: Lang, file: &str) -> String {
        let file = self.file.as_deref().unwrap_or(file);
        let place = self.place.map(|place| format!(":{}:{}", place.line, place.column)).unwrap_or_default();
        let path = if self.path.0.is_empty() { String::new() } else { format!(" {}", self.path) };
        let separator = if file.is_empty() && place.is_empty() && path.is_empty() { "" } else { ": " };
        let path = if file.is_empty() && place.is_empty() { path.trim_start() } else { &path };
        let mut told = format!(
            "{}[{}] {file}{place}{path}{separator}{}",
            self.severity().told(lang),
            self.code().word(),
            self.problem.message(lang)
        );
        let help = self.problem.help(lang);
        if !help.is_empty() {
            let word = match lang {
                Lang::En => "help: ",
                Lang::Zh => "改法：",
            };
            told.push_str("\n  ");
            told.push_str(word);
            told.push_str(&help);
        }
        told
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Lang::En, ""))
    }
}

/// All diagnostics of a document, in the order in which they were found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagnostics {
    all: Vec<Diagnostic>,
    errors: bool,
}

impl Diagnostics {
    /// The most that are kept; a file that is wrong in every row is not repeated in full.
    pub const MAX: usize = 10_000;

    /// None.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn report(&mut self, problem: Problem, path: Path) {
        self.push(Diagnostic::new(problem, path));
    }

    /// Adds one that is complete already. Beyond [`Diagnostics::MAX`] a last one says that there are
    /// more; errors are never crowded out by warnings.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let error = diagnostic.severity() == Severity::Error;
        let first_error = error && !self.errors;
        self.errors |= error;
        match self.all.len().cmp(&Self::MAX) {
            std::cmp::Ordering::Less => self.all.push(diagnostic),
            std::cmp::Ordering::Equal => {
                self.all.push(Diagnostic::new(Problem::TooManyDiagnostics { most: Self::MAX }, Path::root()));
                if error {
                    self.all.push(diagnostic);
                }
            }
            std::cmp::Ordering::Greater => {
                if first_error {
                    self.all.push(diagnostic);
                }
            }
        }
    }

    /// Adds all of another list.
    pub fn append(&mut self, other: Self) {
        for diagnostic in other.all {
            self.push(diagnostic);
        }
    }

    /// Whether one of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors
    }

    /// Each in turn.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.all.iter()
    }

    /// Each in turn, to be changed.
    #[cfg(any(feature = "yaml", feature = "json"))]
    pub(crate) fn iter_mut(&mut self) -> std::slice::IterMut<'_, Diagnostic> {
        self.all.iter_mut()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The diagnostics with this code.
    pub fn with_code(&self, code: Code) -> impl Iterator<Item = &Diagnostic> {
        self.all.iter().filter(move |diagnostic| diagnostic.code() == code)
    }

    /// All of them as text, each on lines of its own.
    #[must_use]
    pub fn told(&self, lang: Lang, file: &str) -> String {
        self.all.iter().map(|diagnostic| diagnostic.told(lang, file) + "\n").collect()
    }
}

impl<'d> IntoIterator for &'d Diagnostics {
    type Item = &'d Diagnostic;
    type IntoIter = std::slice::Iter<'d, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A value that was accepted, and what is to be said about it all the same.
///
/// It can be used in the place of the value itself.
#[derive(Clone, Debug)]
pub struct Checked<T> {
    value: T,
    diagnostics: Diagnostics,
}

impl<T> Checked<T> {
    /// The value if no diagnostic is an error, else all of them.
    pub(crate) fn from_parts(value: Option<T>, diagnostics: Diagnostics) -> Result<Self, CheckError> {
        match value {
            Some(value) if !diagnostics.has_errors() => Ok(Self { value, diagnostics }),
            _ => Err(CheckError { diagnostics }),
        }
    }

    /// The warnings and notes.
    #[must_use]
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// The value alone.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The value and the diagnostics.
    #[must_use]
    pub fn into_parts(self) -> (T, Diagnostics) {
        (self.value, self.diagnostics)
    }
}

impl<T> Deref for Checked<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A document was refused: everything that is to be said about it, errors and warnings.
#[derive(Clone, Debug, Error, PartialEq)]
#[error("{}", .diagnostics.told(Lang::En, "").trim_end())]
pub struct CheckError {
    diagnostics: Diagnostics,
}

impl CheckError {
    #[cfg(any(feature = "yaml", feature = "json"))]
    pub(crate) fn new(diagnostics: Diagnostics) -> Self {
        Self { diagnostics }
    }

    /// All diagnostics.
    #[must_use]
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }
}
