//! Targets that are given in words: read before anything else is checked.

use super::problem::Problem;
use super::read::Reader;
use super::target;
use super::target::Around;
use super::told::Told;
use super::trail::Trail;
use chrono::Datelike;

use crate::Lang;
use crate::notation::{Base, Context, Purpose, Reading, Scope, Statement, Window, read};
use crate::number::Unit;
use crate::period::Period;
use crate::plan::{
    Against, Attribute, Axes, Direction, Firmness, Form, IndicatorDoc, Measure, Over, PlanDoc, Target,
    TargetDoc, TargetValueDoc, Value,
};

/// The document with the targets that its phrases state, if it has phrases; what cannot be read is reported.
pub(super) fn expand(doc: &PlanDoc, reader: &mut Reader) -> Option<PlanDoc> {
    let stated = |target: &TargetDoc| {
        target.value.is_phrase() || target.versions.iter().any(|version| version.value.is_phrase())
    };
    if !doc.indicators.iter().any(|indicator| indicator.targets.iter().any(stated)) {
        return None;
    }
    let mut expanded = doc.clone();
    let period = plan_period(doc);
    let names: Vec<(String, String)> =
        doc.indicators.iter().map(|indicator| (indicator.name.clone(), indicator.id.clone())).collect();
    let indicators_at = Trail::Root.key("indicators");
    for (index, indicator) in expanded.indicators.iter_mut().enumerate() {
        let at = indicators_at.index(index);
        let targets_at = at.key("targets");
        let mut targets = std::mem::take(&mut indicator.targets);
        for (index, target) in targets.iter_mut().enumerate() {
            if stated(target) {
                one(target, indicator, &names, period, reader, &targets_at.index(index));
            }
        }
        indicator.targets = targets;
    }
    Some(expanded)
}

fn plan_period(doc: &PlanDoc) -> Option<Period> {
    let period = |text: &str| Period::parse_bytes(text.trim().as_bytes());
    let start = doc.period.start.as_deref().and_then(period);
    Period::span(start?, period(&doc.period.end)?)
}

fn one(
    target: &mut TargetDoc,
    indicator: &IndicatorDoc,
    names: &[(String, String)],
    period: Option<Period>,
    reader: &mut Reader,
    at: &Trail<'_>,
) {
    if target.value.is_phrase()
        && let Some(phrase) = target.value.phrase.clone()
        && let Some(statement) = statement(&phrase, indicator, period, reader, &at.key("phrase"))
    {
        let at = at.key("phrase");
        beside(target, &statement, indicator, reader, &at);
        let read = statement.to_target("");
        if !target.form.is_empty() && !same_form(&read.form, &target.form) {
            // The form that the target names counts, and has no value then.
            reader.report(
                Problem::PhraseDisagrees { phrase: plain(&read.form), target: plain(&target.form) },
                &at,
            );
            return;
        }
        adopt(target, &statement, &phrase, names);
        reader.from_phrases.insert((indicator.id.clone(), target.id.clone()));
    }
    let fields =
        TargetDoc { due: target.due.clone(), firmness: target.firmness.clone(), ..TargetDoc::default() };
    for (index, version) in target.versions.iter_mut().enumerate() {
        if !version.value.is_phrase() {
            continue;
        }
        let Some(phrase) = version.value.phrase.clone() else { continue };
        let versions_at = at.key("versions");
        let at = versions_at.index(index);
        let at = at.key("phrase");
        let Some(statement) = statement(&phrase, indicator, period, reader, &at) else { continue };
        beside(&fields, &statement, indicator, reader, &at);
        let read = statement.to_target("");
        if !target.form.is_empty() && !same_form(&read.form, &target.form) {
            // Its value would be another one under the form of the target, and is not taken.
            reader.report(
                Problem::PhraseDisagrees { phrase: plain(&read.form), target: plain(&target.form) },
                &at,
            );
            continue;
        }
        reader.from_phrases.insert((indicator.id.clone(), format!("{}/{}", target.id, version.id)));
        version.text.get_or_insert_with(|| phrase.clone());
        version.value = TargetValueDoc { phrase: Some(phrase), ..read.value };
    }
}

/// Whether two words are forms that ask for the same.
fn same_form(one: &str, other: &str) -> bool {
    let axes = |word: &str| Form::from_word(word).map(Axes::of);
    one == other || (axes(one).is_some() && axes(one) == axes(other))
}

/// A text that is the same in both languages.
fn plain(word: &str) -> Told {
    Told { zh: word.to_owned(), en: word.to_owned() }
}

/// Holds what a phrase says beside its value against the fields: due date, firmness, attribute, the name, and
/// whom it is asked of.
fn beside(
    target: &TargetDoc,
    statement: &Statement,
    indicator: &IndicatorDoc,
    reader: &mut Reader,
    at: &Trail<'_>,
) {
    let read = statement.to_target("");
    let told = |zh: Option<&str>, word: &str| Told { zh: zh.unwrap_or(word).to_owned(), en: word.to_owned() };
    let firmness = |word: &str| told(Firmness::from_word(word).map(Firmness::zh), word);
    let attribute = |word: &str| told(Attribute::from_word(word).map(Attribute::zh), word);
    let due = target.due.as_deref().map(str::trim);
    let pairs = [
        (read.due.as_deref().map(plain), due.map(plain)),
        (read.firmness.as_deref().map(firmness), target.firmness.as_deref().map(firmness)),
        (
            statement.attribute.map(|said| attribute(said.word())),
            indicator.attribute.as_deref().map(attribute),
        ),
    ];
    if let Some(name) = statement.name.as_deref().filter(|name| !is_about(name, &indicator.name)) {
        let problem = Problem::PhraseName { phrase: name.to_owned(), indicator: indicator.name.clone() };
        reader.report(problem, at);
    }
    for (phrase, target) in pairs {
        if let (Some(phrase), Some(target)) = (phrase, target)
            && phrase != target
        {
            reader.report(Problem::PhraseDisagrees { phrase, target }, at);
        }
    }
}

/// Whether a name in a phrase may be that of the indicator: one holds the other.
fn is_about(name: &str, indicator: &str) -> bool {
    let bare = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (name, indicator) = (bare(name), bare(indicator));
    name.contains(&indicator) || indicator.contains(&name)
}

/// What a phrase adds to a target: what the target says itself goes before.
fn adopt(target: &mut TargetDoc, statement: &Statement, phrase: &str, names: &[(String, String)]) {
    let read = statement.to_target(&target.id);
    target.form = read.form;
    target.value = TargetValueDoc { phrase: Some(phrase.to_owned()), ..read.value };
    if target.due.is_none() && target.window.is_none() {
        target.due = read.due;
        target.window = read.window;
    }
    target.firmness = target.firmness.take().or(read.firmness);
    target.from = target.from.take().or(read.from);
    target.from_period = target.from_period.take().or(read.from_period);
    target.threshold = target.threshold.take().or(read.threshold);
    if target.against.is_none()
        && let Some(mut against) = read.against
    {
        // Another indicator of the plan, if one has just this name.
        let named = against.text.as_deref().and_then(|text| names.iter().find(|(name, _)| name == text));
        if let Some((_, id)) = named {
            against.indicator = Some(id.clone());
            against.text = None;
        }
        target.against = Some(against);
    }
    target.text.get_or_insert_with(|| phrase.to_owned());
}

/// The one statement of a phrase; whatever else it is, is reported.
fn statement(
    phrase: &str,
    indicator: &IndicatorDoc,
    period: Option<Period>,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Option<Statement> {
    let problem = match read(phrase, &context(indicator, period)) {
        Err(error) => Problem::PhraseNotRead {
            fault: Told { zh: error.in_language(Lang::Zh), en: error.in_language(Lang::En) },
            help: Told { zh: error.help(Lang::Zh).to_owned(), en: error.help(Lang::En).to_owned() },
        },
        Ok(Reading::Sure(statements)) => match <[Statement; 1]>::try_from(statements) {
            Ok([statement]) => {
                if reports(phrase, indicator, period) {
                    reader.report(Problem::PhraseReports {}, at);
                    return None;
                }
                let years = period.map(|period| period.end().year() - period.start().year() + 1);
                let years = years.and_then(|years| u32::try_from(years).ok());
                if statement.scope == Some(Scope::Each) {
                    reader.report(Problem::PhraseMembers {}, at);
                    return None;
                }
                return fits(in_unit_of(statement, indicator), indicator, years, reader, at);
            }
            Err(statements) => Problem::PhraseSeveral { count: statements.len() },
        },
        Ok(Reading::Ambiguous(readings)) => {
            let each = |lang: Lang| -> (String, String) {
                let because = |lang| {
                    readings.iter().flat_map(move |reading| {
                        reading.because.iter().map(move |because| because.in_language(lang))
                    })
                };
                let mut by: Vec<&str> = readings
                    .iter()
                    .flat_map(|reading| reading.because.iter().map(|because| because.decided_by(lang)))
                    .collect();
                by.dedup();
                let readings: Vec<&str> = because(lang).collect();
                (readings.join(lang.pick("；或：", "; or: ")), by.join(lang.pick("；", "; ")))
            };
            let ((zh, zh_by), (en, en_by)) = (each(Lang::Zh), each(Lang::En));
            Problem::PhraseAmbiguous { readings: Told { zh, en }, decides: Told { zh: zh_by, en: en_by } }
        }
    };
    reader.report(problem, at);
    None
}

fn context(indicator: &IndicatorDoc, period: Option<Period>) -> Context<'_> {
    Context {
        header: Some(&indicator.name),
        unit: indicator.unit.as_deref(),
        direction: indicator.direction.as_deref().and_then(Direction::from_word),
        measure: Measure::from_word(&indicator.measure),
        period,
        purpose: Some(Purpose::Target),
        ..Context::default()
    }
}

/// Whether the words report what was reached, although they stand for a target.
fn reports(phrase: &str, indicator: &IndicatorDoc, period: Option<Period>) -> bool {
    let context = Context { purpose: None, ..context(indicator, period) };
    let read = read(phrase, &context);
    read.is_ok_and(|reading| reading.statements().iter().any(|one| one.purpose == Purpose::Actual))
}

/// A statement in the spelling of the indicator's unit, where only the number of the word differs: 500 schools
/// of the unit `school`.
fn in_unit_of(mut statement: Statement, indicator: &IndicatorDoc) -> Statement {
    let singular = |unit: &str| unit.to_ascii_lowercase().trim_end_matches('s').to_owned();
    let own = Unit::new(indicator.unit.as_deref().unwrap_or_default());
    let differs = |unit: &String| unit != own.name() && singular(unit) == singular(own.name());
    if statement.unit.as_ref().is_some_and(differs) {
        statement.unit = Some(own.name().to_owned());
    }
    statement
}

/// The window of a statement that no target of a plan would be judged over; nothing if it is judged as it says.
fn unjudged(statement: &Statement, indicator: &IndicatorDoc, years: Option<u32>) -> Option<Told> {
    let told = |zh: &str, en: &str| Some(Told { zh: zh.to_owned(), en: en.to_owned() });
    let axes = Axes::of(statement.form);
    let measure = Measure::from_word(&indicator.measure);
    // 三年累计新增30家 of a flow sums as many years as it says.
    let sums = axes.over == Over::Sum && measure != Some(Measure::Stock);
    let levels =
        matches!(axes.what, crate::plan::What::Level | crate::plan::What::Rank | crate::plan::What::Class)
            && !sums;
    let changes = measure == Some(Measure::Change);
    match statement.window {
        Some(Window::EachYear) if levels || changes || is_yearly_amount(statement, indicator) => None,
        Some(Window::EachYear) => told("每年", "each year"),
        Some(Window::Years(said)) if !levels && years.is_some_and(|years| years != said) => {
            told(&format!("{said} 年"), &format!("{said} years"))
        }
        _ if statement.kept && !levels && !changes => told("每年", "each year"),
        _ => None,
    }
}

/// 每年新增10家 of an amount a year: a level of it, in every year.
fn is_yearly_amount(statement: &Statement, indicator: &IndicatorDoc) -> bool {
    let adds = matches!(statement.form, Form::IncrementFlow | Form::Count | Form::Cumulative);
    adds && statement.window == Some(Window::EachYear)
        && Measure::from_word(&indicator.measure) == Some(Measure::Flow)
}

/// A statement whose base is that of the indicator.
fn fits(
    mut statement: Statement,
    indicator: &IndicatorDoc,
    years: Option<u32>,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Option<Statement> {
    let base = statement.base.as_ref().filter(|_| Axes::of(statement.form).against == Against::Base);
    let stated = base.and_then(|base: &Base| match (base.period, &base.words) {
        (Some(period), _) => Some(period.to_string()),
        (None, words) => words.clone(),
    });
    let baseline = indicator.baseline.as_ref().map(|baseline| baseline.period.as_str());
    if let Some(window) = unjudged(&statement, indicator, years) {
        reader.report(Problem::PhraseWindow { window }, at);
        return None;
    }
    match (stated, baseline) {
        (Some(stated), None) if base.is_some_and(|base| base.period.is_none()) => {
            reader.report(Problem::PhraseBase { phrase: stated, baseline: "—".to_owned() }, at);
            None
        }
        (Some(stated), Some(baseline)) if stated != baseline.trim() => {
            reader.report(Problem::PhraseBase { phrase: stated, baseline: baseline.to_owned() }, at);
            None
        }
        _ => {
            if is_yearly_amount(&statement, indicator) {
                statement.form = Form::Kept;
            }
            Some(statement)
        }
    }
}

/// Holds the phrase of a target against what its fields say. One that says something else is no longer told
/// as the phrase of the target.
pub(super) fn compare(
    doc: &TargetDoc,
    mut target: Target,
    indicator: &IndicatorDoc,
    period: Option<Period>,
    around: &Around<'_>,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Target {
    for (index, version) in doc.versions.iter().enumerate() {
        // A version with a value of its own is compared as a target would be.
        let alone = TargetDoc {
            value: version.value.clone(),
            versions: Vec::new(),
            id: String::new(),
            ..doc.clone()
        };
        let versions_at = at.key("versions");
        let at = versions_at.index(index);
        if version.value.phrase.is_some()
            && !reader.from_phrases.contains(&(indicator.id.clone(), format!("{}/{}", doc.id, version.id)))
            && let Some(checked) = target::check(&alone, around, &mut Reader::default(), &at)
        {
            compare(&alone, checked, indicator, period, around, reader, &at);
        }
    }
    let Some(phrase) = doc.value.phrase.as_deref() else { return target };
    if reader.from_phrases.contains(&(indicator.id.clone(), doc.id.clone())) {
        return target;
    }
    let at = at.key("phrase");
    let Some(statement) = statement(phrase, indicator, period, reader, &at) else { return target };
    let mut read =
        TargetDoc { due: doc.due.clone(), window: doc.window.clone(), ..statement.to_target(&doc.id) };
    beside(doc, &statement, indicator, reader, &at);
    read.against.clone_from(&doc.against);
    read.step.clone_from(&doc.step);
    let mut scratch = Reader::default();
    let Some(other) = target::check(&read, around, &mut scratch, &at) else { return target };
    if other.axes() != target.axes() || !same_value(other.promise().value(), target.promise().value()) {
        let told = |target: &Target| {
            let value = match target.promise().value() {
                Value::Number(number) => format!(" {number}"),
                Value::Range { low, high } => format!(" {low}–{high}"),
                _ => String::new(),
            };
            Told {
                zh: format!("{}{value}", target.form().zh()),
                en: format!("{}{value}", target.form().word()),
            }
        };
        reader.report(Problem::PhraseDisagrees { phrase: told(&other), target: told(&target) }, &at);
        target.promise.phrase = None;
    }
    target
}

fn same_value(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one.bound() == other.bound() && one.exact() == other.exact()
        }
        (Value::Range { low, high }, Value::Range { low: other_low, high: other_high }) => {
            low.exact() == other_low.exact() && high.exact() == other_high.exact()
        }
        (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}
