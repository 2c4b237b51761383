//! Readings as documents, for JSON.

use serde::Serialize;

use super::{Alternative, Assumption, Base, NotationError, Number, Reading, Stated, Statement, Window};
use crate::Lang;
use crate::number::Bound;

/// What reading a phrase resulted in, as a document: `{"ok": […]}`, `{"ambiguous": [[…], …], "decide": […]}`
/// or `{"error": {…}}`.
///
/// ```
/// use attainment::Lang;
/// use attainment::notation::{Context, ReadingDoc, read};
/// let result = read("森林覆盖率保持在54%以上", &Context::default());
/// let json = serde_json::to_string(&ReadingDoc::new(&result, Lang::En))?;
/// assert!(json.starts_with(r#"{"ok":[{"form":"share","comparator":">=","value":"54""#), "{json}");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct ReadingDoc {
    /// The statements of a phrase with one reading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ok: Option<Vec<StatementDoc>>,
    /// The statements of each possible reading, the likeliest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ambiguous: Option<Vec<Vec<StatementDoc>>>,
    /// For each possible reading, what it rests on and what would decide for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decide: Option<Vec<Vec<DecideDoc>>>,
    /// Why it cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorDoc>,
}

/// What a reading rests on.
#[derive(Clone, Debug, Serialize)]
pub struct DecideDoc {
    /// What it takes the words to mean.
    pub because: &'static str,
    /// What would decide.
    pub by: &'static str,
}

/// Why a phrase cannot be read.
#[derive(Clone, Debug, Serialize)]
pub struct ErrorDoc {
    /// The code.
    pub code: &'static str,
    /// What it is instead of a target, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<&'static str>,
    /// The byte of the phrase.
    pub at: usize,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: &'static str,
}

/// A statement as a document. Values are exact texts; what is not said is left out.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct StatementDoc {
    /// The form.
    pub form: &'static str,
    /// `>=`, `>`, `<=`, `<`, `=`, `~` or `between`.
    pub comparator: Option<&'static str>,
    /// The value with its scale: `45000`, `1/3`.
    pub value: Option<String>,
    /// The upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<String>,
    /// The unit without scale.
    pub unit: Option<String>,
    /// The scale words.
    pub scale: Option<String>,
    /// The number as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub printed: Option<String>,
    /// `assured`, `plain`, `stretch` or `outlook`.
    pub firmness: &'static str,
    /// `target`, `actual`, `estimate` or `baseline`.
    pub status: &'static str,
    /// What it is about.
    pub name: Option<String>,
    /// The bytes of the phrase that it comes from.
    pub span: [usize; 2],
    /// Which way is better.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<&'static str>,
    /// Whether a change goes down: the value is how much it falls, or lies below.
    #[serde(skip_serializing_if = "is_false")]
    pub falls: bool,
    /// Whether it is to be held in every period.
    #[serde(skip_serializing_if = "is_false")]
    pub kept: bool,
    /// Whether it is a limit from the first day.
    #[serde(skip_serializing_if = "is_false")]
    pub limit: bool,
    /// `each` or `together`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<&'static str>,
    /// What it starts from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<BaseDoc>,
    /// When it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowDoc>,
    /// What it is compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Among whom a rank counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub population: Option<String>,
    /// The size of what is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threshold: Option<String>,
    /// The whole that it is a part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_of: Option<String>,
    /// `binding` or `expected`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribute: Option<&'static str>,
    /// Words that the reading leaves as they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// What was taken for granted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumed: Vec<&'static str>,
}

/// What a statement starts from.
#[derive(Clone, Debug, Serialize)]
pub struct BaseDoc {
    /// The period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// The value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The words that name it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// When a statement holds.
#[derive(Clone, Debug, Serialize)]
pub struct WindowDoc {
    /// `by`, `during`, `years`, `each_year`, `each_day` or `up_to`.
    pub kind: &'static str,
    /// The period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// The years.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub years: Option<u32>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

impl ReadingDoc {
    /// The document of a result, in a language.
    #[must_use]
    pub fn new(result: &Result<Reading, NotationError>, lang: Lang) -> Self {
        match result {
            Ok(Reading::Sure(statements)) => Self { ok: Some(documents(statements)), ..Self::default() },
            Ok(Reading::Ambiguous(readings)) => Self {
                ambiguous: Some(readings.iter().map(|reading| documents(&reading.statements)).collect()),
                decide: Some(readings.iter().map(|reading| decides(reading, lang)).collect()),
                ..Self::default()
            },
            Err(error) => Self { error: Some(ErrorDoc::new(error, lang)), ..Self::default() },
        }
    }
}

impl ErrorDoc {
    fn new(error: &NotationError, lang: Lang) -> Self {
        Self {
            code: error.code(),
            form: match error {
                NotationError::Qualifier { form, .. } => Some(form),
                _ => None,
            },
            at: error.at(),
            message: error.in_language(lang),
            help: error.help(lang),
        }
    }
}

fn documents(statements: &[Statement]) -> Vec<StatementDoc> {
    statements.iter().map(StatementDoc::from).collect()
}

fn decides(reading: &Alternative, lang: Lang) -> Vec<DecideDoc> {
    let doc = |because: &super::Because| DecideDoc {
        because: because.in_language(lang),
        by: because.decided_by(lang),
    };
    reading.because.iter().map(doc).collect()
}

impl From<&Statement> for StatementDoc {
    fn from(statement: &Statement) -> Self {
        let class = statement.form == crate::plan::Form::OrdinalClass;
        let value = |number: &Number| if class { number.printed().to_owned() } else { number.to_string() };
        Self {
            form: statement.form_word(),
            comparator: comparator(&statement.stated),
            value: match &statement.stated {
                Stated::Event(Some(period)) => Some(period.to_string()),
                _ => statement.number().map(value),
            },
            high: statement.high().map(value),
            unit: statement.unit.clone(),
            scale: statement.scale.clone(),
            printed: statement.number().map(|number| number.printed().to_owned()),
            firmness: statement.firmness.word(),
            status: statement.purpose.word(),
            name: statement.name.clone(),
            span: [statement.span.start, statement.span.end],
            direction: statement.direction.map(crate::plan::Direction::word),
            falls: statement.falls,
            kept: statement.kept,
            limit: statement.limit,
            scope: statement.scope.map(super::Scope::word),
            base: statement.base.as_ref().map(base),
            window: statement.window.map(window),
            reference: statement.reference.clone(),
            population: statement.population.clone(),
            threshold: statement.threshold.clone(),
            part_of: statement.part_of.clone(),
            attribute: statement.attribute.map(crate::plan::Attribute::word),
            remark: statement.remark.clone(),
            assumed: statement.assumed.iter().map(|assumption: &Assumption| assumption.word()).collect(),
        }
    }
}

fn comparator(stated: &Stated) -> Option<&'static str> {
    let of = |bound: Bound| match bound {
        Bound::Exactly => "=",
        Bound::AtLeast => ">=",
        Bound::MoreThan => ">",
        Bound::AtMost => "<=",
        Bound::LessThan => "<",
        Bound::About => "~",
    };
    match stated {
        Stated::Number(bound, _) | Stated::Compared(bound) | Stated::Delegated(bound) => Some(of(*bound)),
        Stated::Range(_, _) => Some("between"),
        Stated::Event(Some(_)) => Some("<="),
        _ => None,
    }
}

fn base(base: &Base) -> BaseDoc {
    BaseDoc {
        period: base.period.map(|period| period.to_string()),
        value: base.value.as_ref().map(ToString::to_string),
        words: base.words.clone(),
    }
}

fn window(window: Window) -> WindowDoc {
    let (period, years) = match window {
        Window::By(period) | Window::During(period) | Window::UpTo(period) => {
            (Some(period.to_string()), None)
        }
        Window::Years(years) => (None, Some(years)),
        Window::EachYear | Window::EachDay => (None, None),
    };
    WindowDoc { kind: window.word(), period, years }
}
