//! Statements written back as phrases: usual wordings of each form, of which the first is taken that the
//! reader takes back to the statement.

mod en;
mod parts;
mod zh;

use super::{Base, Context, Number, Purpose, Reading, Stated, Statement, Window, read};
use crate::Lang;
use crate::number::{Bound, Exact};
use crate::period::Frequency;
use crate::plan::{Direction, Form};

/// How long a phrase is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// For a cell of a table, whose row and column tell the rest: `≥80%`.
    Cell,
    /// For a text: `到2025年，数字化率达到80%以上`.
    Sentence,
}

/// Writes a statement as a phrase, in the wording of plans.
///
/// Of the wordings that are usual for a form, it takes the first that [`read`] takes back to the statement, so
/// that nobody can read it differently: growth by three times becomes a multiple of four (翻两番, 为…的4倍),
/// because 增长3倍 is used for both. Values are written exactly, with the scale that the statement has. What
/// of a statement is written is told by [`Statement::written`]: all that the reader distinguishes in a
/// sentence; in a cell neither name, attribute, period nor status, which stand in the [`head`] of the row, in
/// the head of the column and beside it.
///
/// Names and what is compared with stay as they are; usual units are translated. In English, Chinese scale
/// words become English ones (亿: billion or million) or digits (4.5万: 45,000), and counters (家, 个) are left
/// out.
///
/// Where no wording is read back, the most usual one is written. In Chinese that is so for
///
/// - negative values;
/// - half-years and quarters, and spans that are not of whole years;
/// - estimates (预计), which are read as targets striven for;
/// - a part of a composition without the other parts (三次产业结构);
/// - a count of things beyond a size, in a cell whose row does not name them as such (千亿县);
/// - names that end or begin in what the reader takes for verbs, numbers or marks.
///
/// In English it is so for all of these, and for
///
/// - the forms `ordinal_class`, `step_crossing`, `rank_change`, `rank_qualitative`, `pace` and `qualitative`;
/// - ranks with those among whom they count, limits that others set, what shall never fall, parts of a whole,
///   and what holds on every day.
///
/// ```
/// use attainment::Lang;
/// use attainment::notation::{Context, Style, read, write};
/// let reading = read("力争2025年科技型企业突破7.5万家", &Context::default())?;
/// let statement = &reading.statements()[0];
/// assert_eq!(write(statement, Lang::Zh, Style::Sentence), "力争到2025年，科技型企业超过7.5万家");
/// assert_eq!(write(statement, Lang::Zh, Style::Cell), "力争>7.5万家");
/// # Ok::<(), attainment::notation::NotationError>(())
/// ```
#[must_use]
pub fn write(statement: &Statement, lang: Lang, style: Style) -> String {
    let plain = plain(statement);
    let wordings = match lang {
        Lang::Zh => zh::wordings(&plain, style),
        Lang::En => en::wordings(&plain, style),
    };
    let wanted = statement.written(lang, style);
    let mut equal = None;
    for wording in &wordings {
        match read_back(wording, statement, &wanted, lang, style) {
            // The verb tells the direction that the statement has, or none.
            Some(direction)
                if direction.is_none()
                    || statement.direction.is_none()
                    || direction == statement.direction =>
            {
                return wording.clone();
            }
            Some(_) => equal = equal.or(Some(wording)),
            None => {}
        }
    }
    equal.or(wordings.first()).cloned().unwrap_or_default()
}

/// The head of the row of a table in which the cells of a statement stand: its name, with the unit in
/// brackets.
///
/// ```
/// use attainment::Lang;
/// use attainment::notation::{Context, head, read};
/// let reading = read("到2025年，科技型企业数量达到4.5万家以上", &Context::default())?;
/// assert_eq!(head(&reading.statements()[0], Lang::Zh).as_deref(), Some("科技型企业数量（万家）"));
/// # Ok::<(), attainment::notation::NotationError>(())
/// ```
#[must_use]
pub fn head(statement: &Statement, lang: Lang) -> Option<String> {
    let name = statement.name.as_deref()?;
    let unit = statement.unit.as_deref().filter(|unit| !is_given_by_form(statement.form) && *unit != "比1");
    let scale =
        statement.scale.as_deref().filter(|scale| parts::scale(scale, lang).is_some()).unwrap_or_default();
    let unit = unit.map(|unit| parts::unit_in(unit, lang)).filter(|unit| !unit.is_empty());
    Some(match (unit, lang) {
        (Some(unit), Lang::Zh) => format!("{name}（{scale}{unit}）"),
        (Some(unit), Lang::En) => format!("{name} ({})", format!("{scale} {unit}").trim()),
        (None, _) => name.to_owned(),
    })
}

impl Statement {
    /// The statement with only what is written of it in a language and style, and in the form in which it is
    /// read back: the statement to which reading [`write()`] leads.
    ///
    /// Never written are the place in the phrase, the digits as they were printed, what was taken for granted
    /// and remarks; the direction only as far as the verb tells it, and that a value is limited from the first
    /// day only in Chinese sentences (控制在…以内). A cap is written as a level with a limit,
    /// a kept value as a level that is kept, and growth by so many times the base as a multiple of it. Forms
    /// that have a unit of their own (ranks, 全覆盖, 清零) do not write it. The base is written where the form
    /// is a change, a multiple or leads from it, and otherwise with its value in brackets; what holds in a year
    /// is written like what holds by its end.
    ///
    /// ```
    /// use attainment::Lang;
    /// use attainment::notation::{Stated, Statement, Style};
    /// use attainment::plan::Form;
    /// let mut statement = Statement::new(Form::Zero, Stated::Words);
    /// statement.remark = Some("逐年压减".to_owned());
    /// assert_eq!(statement.written(Lang::Zh, Style::Sentence).remark, None);
    /// ```
    #[must_use]
    pub fn written(&self, lang: Lang, style: Style) -> Self {
        let mut written = plain(self);
        written.span = 0..0;
        written.assumed.clear();
        written.direction = None;
        if written.form != Form::Qualitative {
            written.remark = None;
        }
        if lang == Lang::En
            && written.form == Form::SignOnly
            && matches!(&written.stated, Stated::Number(Bound::MoreThan, number) if is_whole(number, 0))
        {
            // Positive growth is an increase.
            written.stated = Stated::Compared(Bound::MoreThan);
        }
        let composed = written.form == Form::Composition;
        each_number(&mut written.stated, |number| {
            number.numerator = number.numerator.normalize();
            number.printed = match composed {
                true => number.printed.replace([':', '：', '∶'], ":"),
                false => String::new(),
            };
        });
        let unit = written.unit.as_deref().map(|unit| parts::unit_in(unit, lang).to_owned());
        written.unit = unit.filter(|unit| !unit.is_empty() && !is_given_by_form(written.form));
        let known = |scale: &String| lang == Lang::Zh && parts::scale(scale, lang).is_some();
        written.scale = written.scale.filter(known);
        if let Some(name) = written.name.take() {
            let bare = if lang == Lang::Zh { parts::without_verb(&name, written.form) } else { &name };
            written.name = Some(bare.to_owned());
        }
        if let (Lang::En, Some(reference)) = (lang, &mut written.reference)
            && let Some(bare) = reference.strip_prefix("the ")
        {
            *reference = bare.to_owned();
        }
        if let Some(base) = &mut written.base {
            base.words = base.words.take().filter(|_| base.period.is_none());
            if let Some(value) = &mut base.value {
                value.numerator = value.numerator.normalize();
                value.printed = String::new();
            }
        }
        written.limit &= lang == Lang::Zh && style == Style::Sentence && !written.kept && is_level(&written);
        let told = |base: &Base| base.value.is_some() || is_change(written.form);
        written.base = written.base.filter(told);
        // In a year and by its end are the same words.
        if let Some(Window::During(period)) = written.window
            && period.frequency() == Frequency::Year
        {
            written.window = Some(Window::By(period));
        }
        if let (Stated::Event(Some(period)), None) = (&written.stated, written.window) {
            written.window = Some(Window::By(*period));
        }
        if lang == Lang::En && written.unit.is_some() && written.name == written.unit {
            // 500 jobs: the name is the unit.
            written.name = None;
        }
        written.part_of = written.part_of.map(|_| String::new());
        if style == Style::Cell && lang == Lang::En && matches!(written.form, Form::Share | Form::Count) {
            // The row tells which of them it is.
            written.form = Form::Level;
        }
        if style == Style::Cell {
            written.name = None;
            written.attribute = None;
            written.purpose = Purpose::Target;
            written.part_of = None;
            written.threshold = None;
            written.window =
                written.window.filter(|window| matches!(window, Window::EachYear | Window::EachDay));
        }
        written
    }
}

/// The statement in the forms that wordings have: a cap is a level with a limit, a kept value a level that is
/// kept, and growth by so many times the base a multiple of it.
fn plain(statement: &Statement) -> Statement {
    let mut plain = statement.clone();
    match plain.form {
        Form::Cap => {
            plain.form = Form::Level;
            plain.limit = true;
        }
        Form::Kept => {
            plain.form = Form::Level;
            plain.kept = true;
        }
        Form::GrowthOverBase if matches!(plain.unit.as_deref(), Some("倍" | "times")) => {
            plain.form = Form::Multiple;
            plain.stated = in_all(&plain.stated);
        }
        _ => {}
    }
    plain
}

/// Whether it is a value that can be said to be limited: no growth, sum or count.
fn is_level(statement: &Statement) -> bool {
    let level = matches!(statement.form, Form::Level | Form::Share | Form::Ratio | Form::Duration);
    level && matches!(statement.stated, Stated::Range(..) | Stated::Number(Bound::AtMost | Bound::About, _))
}

/// Whether a form is told with what it starts from.
fn is_change(form: Form) -> bool {
    matches!(
        form,
        Form::GrowthYear
            | Form::AvgAnnualGrowth
            | Form::AvgAnnualIncrement
            | Form::GrowthOverBase
            | Form::Multiple
            | Form::PpChange
            | Form::ReductionRate
            | Form::Increment
            | Form::FromTo
    )
}

/// Whether the words of a form say the unit.
fn is_given_by_form(form: Form) -> bool {
    matches!(
        form,
        Form::Zero | Form::Coverage | Form::FirstCase | Form::SignOnly | Form::Rank | Form::RankChange
    )
}

fn each_number(stated: &mut Stated, mut change: impl FnMut(&mut Number)) {
    match stated {
        Stated::Number(_, number) => change(number),
        Stated::Range(low, high) => {
            change(low);
            change(high);
        }
        _ => {}
    }
}

/// Times grown as times in all: three times on top of the base are four.
fn in_all(stated: &Stated) -> Stated {
    let mut stated = stated.clone();
    each_number(&mut stated, |number| {
        let base = rust_decimal::Decimal::from(number.denominator);
        if let Some(more) = number.numerator.checked_add(base) {
            number.numerator = more.normalize();
            number.printed = more.normalize().to_string();
        }
    });
    stated
}

/// The direction that a wording is read with, if it is read as the statement and nothing else.
fn read_back(
    wording: &str,
    statement: &Statement,
    wanted: &Statement,
    lang: Lang,
    style: Style,
) -> Option<Option<Direction>> {
    let head = head(statement, lang).filter(|_| style == Style::Cell);
    let context = match style {
        Style::Cell => {
            Context { header: head.as_deref(), purpose: Some(statement.purpose), ..Context::default() }
        }
        Style::Sentence => Context::default(),
    };
    let Ok(Reading::Sure(statements)) = read(wording, &context) else { return None };
    let [only] = statements.as_slice() else { return None };
    (only.written(lang, style) == *wanted).then_some(only.direction)
}

/// Whether a number is the given one.
fn is_whole(number: &Number, value: i64) -> bool {
    number.exact() == Exact::from(value)
}
