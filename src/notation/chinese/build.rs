//! From an amount and what is said of it to a statement: form, comparator, unit, status.

use chrono::Datelike;
use rust_decimal::Decimal;

use super::cues::{Cues, Verb};
use super::names::{is_fall, is_flow, is_growth, is_rate, is_ratio, is_share, less_is_better};
use super::phrase::{Item, Phrase};
use crate::notation::amount::{Amount, UnitKind, Value};
use crate::notation::doubt::Doubt;
use crate::notation::{
    Assumption, Base, Because, Context, NotationError, Number, Purpose, Scope, Stated, Statement, TimesGrown,
    Window, header,
};
use crate::number::{Bound, Unit, shift};
use crate::plan::{Direction, Firmness, Form, Measure};

/// What stands around an amount.
pub(super) struct Around<'a, 'p> {
    pub(super) phrase: &'a Phrase<'p>,
    pub(super) context: &'a Context<'a>,
    pub(super) name: Option<String>,
    pub(super) cues: &'a Cues,
    pub(super) from: Option<&'a Amount>,
    /// Whether it is the change that stands beside a level: 60 [3.9].
    pub(super) is_change: bool,
    /// The form and the name of what was spoken of before.
    pub(super) whole_form: Option<Form>,
    pub(super) whole: Option<&'a str>,
    /// Whether it is a mark to be crossed: …台阶.
    pub(super) marked: bool,
    /// The size that what is counted has.
    pub(super) threshold: Option<&'a str>,
    pub(super) behind: &'a str,
    pub(super) remarks: &'a [Vec<Item>],
    /// Where the names begin, in the folded text.
    pub(super) start: usize,
}

/// The statement that an amount makes.
pub(super) fn statement(amount: &Amount, around: &Around<'_, '_>) -> Result<Statement, NotationError> {
    let cues = around.cues;
    let phrase = around.phrase;
    let behind = around.behind.trim_matches(['”', '“', '"', '的', '*']);
    let behind = (!behind.is_empty()).then(|| behind.to_owned());
    // What stands behind the amount is the name where there is none in front, and else a remark.
    let (name, behind) = match around.name.clone() {
        // 高质量办成10件实事: an adverb and a verb in front.
        Some(_) if cues.leads && behind.is_some() => (behind, None),
        None if around.from.is_none() => (behind, None),
        name => (name, behind),
    };
    let (unit, scale, power) = unit_of(amount, around);
    let form = match (form_of(amount, around, name.as_deref(), unit.as_deref()), around.whole_form) {
        // 其中…20万亩: a part is counted as its whole is.
        (Form::Level, Some(whole @ (Form::IncrementFlow | Form::Count | Form::Cumulative)))
            if cues.of_which && cues.verb.is_none() =>
        {
            whole
        }
        (form, _) => form,
    };
    if amount.unit == UnitKind::Times && form == Form::ReductionRate {
        // 减少2倍: nothing falls by more than itself.
        let words = phrase.words(amount.digits_at.start..amount.unit_at.end).to_owned();
        return Err(NotationError::NotUnderstood { words, at: phrase.folded.origin(amount.digits_at.start) });
    }
    let number = |value: &Value| number(value, amount, phrase, power);
    let low = number(&amount.low)?;
    let purpose = purpose_of(amount, around, form);
    let direction = direction_of(form, cues, around.context, name.as_deref());
    let stated = match amount.high {
        Some(high) => Stated::Range(low, number(&high)?),
        None if !amount.parts.is_empty() && amount.parts.len() == 1 => {
            let divisor = amount.parts.first().map_or(Decimal::ONE, |part| part.numerator);
            let quotient = low.numerator.checked_div(divisor).filter(|_| !divisor.is_zero());
            let Some(quotient) = quotient else {
                return Err(NotationError::Number {
                    words: phrase.words(amount.digits_at.clone()).to_owned(),
                    at: phrase.folded.origin(amount.digits_at.start),
                });
            };
            let number = Number { printed: low.printed, numerator: quotient.normalize(), denominator: 1 };
            let number =
                if divisor == Decimal::ONE { Number { numerator: low.numerator, ..number } } else { number };
            Stated::Number(bound_of(amount, around, form, purpose, direction), number)
        }
        None => Stated::Number(bound_of(amount, around, form, purpose, direction), low),
    };
    let mut statement = Statement::new(form, stated);
    statement.unit = match form {
        Form::Ratio => Some("比1".to_owned()),
        Form::Composition => Some("%".to_owned()),
        Form::PpChange if around.is_change => Some("个百分点".to_owned()),
        _ => unit,
    };
    statement.scale = scale;
    statement.direction = direction;
    statement.falls = statement.is_change() && if form == Form::Relative { cues.below } else { cues.falls };
    statement.kept = cues.keep;
    statement.limit = cues.verb == Some(Verb::Control);
    statement.scope = cues.scope;
    statement.window = window_of(cues, form, around.context);
    statement.base = base_of(around, form)?;
    let relates = matches!(form, Form::Relative | Form::RatioToIndicator);
    statement.reference = cues.benchmark.clone().filter(|_| relates);
    statement.threshold = around.threshold.map(str::to_owned);
    statement.attribute = cues.attribute;
    statement.firmness = match cues.firmness {
        Some(firmness) => firmness,
        None if cues.expected && purpose == Purpose::Target => Firmness::Stretch,
        None => Firmness::Plain,
    };
    statement.purpose = purpose;
    statement.part_of = cues.of_which.then(|| around.whole.unwrap_or("其中").to_owned());
    statement.name = name;
    statement.remark = join_remarks(behind.into_iter().chain(unused_remarks(around)));
    let start = around.start.min(amount_start(amount));
    statement.span = phrase.span(start..amount_end(amount));
    statement.assumed = assumed(&statement, amount, around);
    Ok(statement)
}

fn amount_start(amount: &Amount) -> usize {
    amount.digits_at.start
}

fn amount_end(amount: &Amount) -> usize {
    amount.digits_at.end.max(amount.scale_at.end).max(amount.unit_at.end)
}

/// The number of a value, with the scale of the header where the cell has none of its own.
fn number(value: &Value, amount: &Amount, phrase: &Phrase<'_>, power: u32) -> Result<Number, NotationError> {
    let printed = phrase.words(amount.digits_at.clone()).to_owned();
    match shift(value.numerator, i64::from(power)) {
        Some(numerator) => Ok(Number { printed, numerator, denominator: value.denominator }),
        None => {
            let at = phrase.folded.origin(amount.digits_at.start);
            Err(NotationError::TooManyDigits { words: printed, at })
        }
    }
}

/// Unit, scale words, and the power of ten that a scale in the header adds.
fn unit_of(amount: &Amount, around: &Around<'_, '_>) -> (Option<String>, Option<String>, u32) {
    let phrase = around.phrase;
    let words = |at: &std::ops::Range<usize>| {
        let words = phrase.words(at.clone());
        (!words.is_empty()).then(|| words.to_owned())
    };
    let scale = words(&amount.scale_at);
    match amount.unit {
        // One third is one of the whole, and no per cent.
        UnitKind::Percent if amount.low.denominator != 1 => (None, scale, 0),
        UnitKind::Percent => (Some("%".to_owned()), scale, 0),
        UnitKind::Permille => (Some("‰".to_owned()), scale, 0),
        UnitKind::Points => (Some("个百分点".to_owned()), scale, 0),
        UnitKind::Times => (Some("倍".to_owned()), scale, 0),
        UnitKind::None => match header::unit(around.context) {
            Some(unit) => {
                let unit = Unit::new(unit);
                let printed = unit.to_string();
                let header_scale = printed.strip_suffix(unit.name()).filter(|scale| !scale.is_empty());
                let own = amount.low.power;
                if own > 0 {
                    // The cell has a scale of its own: that of the header is not meant again.
                    (Some(unit.name().to_owned()), scale, 0)
                } else {
                    (Some(unit.name().to_owned()), header_scale.map(str::to_owned), unit.power())
                }
            }
            None => (None, scale, 0),
        },
        _ => {
            let unit = words(&amount.unit_at);
            (with_denominator(unit, around.name.as_deref()), scale, 0)
        }
    }
}

/// 每万人口…件 is counted in 件/万人.
fn with_denominator(unit: Option<String>, name: Option<&str>) -> Option<String> {
    // The longer ones first: 每百万人 holds 万人.
    const DENOMINATORS: &[(&str, &str)] = &[
        ("每百万人", "百万人"),
        ("每10万人", "10万人"),
        ("每十万人", "十万人"),
        ("每万名就业人员", "万人"),
        ("每萬名", "万人"),
        ("每万人", "万人"),
        ("每千人", "千人"),
        ("每千名", "千人"),
        ("每百人", "百人"),
        ("每百户", "百户"),
        ("每万户", "万户"),
        ("万人", "万人"),
    ];
    let unit = unit?;
    if unit.contains('/') {
        return Some(unit);
    }
    let found = name.and_then(|name| DENOMINATORS.iter().find(|(start, _)| name.contains(start)));
    Some(match found {
        Some((_, denominator)) => format!("{unit}/{denominator}"),
        None => unit,
    })
}

/// The form, from the unit, the verb and what stands around. The rules are tried in order.
fn form_of(amount: &Amount, around: &Around<'_, '_>, name: Option<&str>, unit: Option<&str>) -> Form {
    let cues = around.cues;
    let name_or_header = name.or(around.context.header).unwrap_or_default();
    let header = around.context.header.unwrap_or_default();
    let percent = matches!(amount.unit, UnitKind::Percent) || unit == Some("%") || unit == Some("‰");
    let has_base = cues.base.as_ref().is_some_and(|base| base.value.is_none()) && around.from.is_none();
    let over_years = matches!(cues.window, Some(Window::Years(_) | Window::During(_)));
    match amount.unit {
        // Of a composition, each part is a statement.
        UnitKind::Ratio if amount.parts.len() > 1 => return Form::Composition,
        UnitKind::Ratio => return Form::Ratio,
        UnitKind::Class => return Form::OrdinalClass,
        _ => {}
    }
    if around.is_change {
        return if percent { Form::PpChange } else { Form::Increment };
    }
    if amount.is_sum {
        return sum_form(header, name_or_header, unit, cues);
    }
    if around.from.is_some() {
        return Form::FromTo;
    }
    if around.threshold.is_some() {
        return Form::ThresholdCount;
    }
    if amount.unit == UnitKind::Times {
        return match cues.verb {
            _ if cues.benchmark.is_some() => Form::RatioToIndicator,
            Some(Verb::Rise) => Form::GrowthOverBase,
            Some(Verb::Fall) => Form::ReductionRate,
            _ => Form::Multiple,
        };
    }
    let places = amount.unit == UnitKind::Place
        && (phrase_word(amount, around) == "位"
            || name_or_header.contains("排名")
            || name_or_header.contains("位次"));
    if places && (cues.rises || name_or_header.ends_with("前移")) {
        return Form::RankChange;
    }
    if amount.unit == UnitKind::Points {
        return match () {
            () if cues.benchmark.is_some() => Form::Relative,
            () if cues.annual => Form::AvgAnnualIncrement,
            () => Form::PpChange,
        };
    }
    if cues.benchmark.is_some() {
        return if percent && cues.of_benchmark { Form::RatioToIndicator } else { Form::Relative };
    }
    let grows = is_growth(name_or_header);
    if percent {
        return match () {
            () if cues.falls && cues.annual => Form::AvgAnnualGrowth,
            () if cues.falls || (cues.verb.is_none() && is_fall(name_or_header)) => Form::ReductionRate,
            () if cues.rises && cues.annual => Form::AvgAnnualGrowth,
            () if cues.rises && cues.last_year => Form::GrowthYear,
            () if cues.rises && !cues.consecutive && (has_base || over_years || cues.cumulate) => {
                Form::GrowthOverBase
            }
            () if cues.rises || cues.verb == Some(Verb::Increment) => Form::GrowthYear,
            () if cues.annual && !is_rate(name_or_header) => Form::AvgAnnualGrowth,
            () if grows && (header.contains("年均") || name_or_header.contains("年均")) => {
                Form::AvgAnnualGrowth
            }
            () if grows => Form::GrowthYear,
            () if is_rate(name_or_header) => Form::Level,
            () => Form::Share,
        };
    }
    let changes = matches!(cues.verb, Some(Verb::Rise | Verb::Fall));
    if amount.unit == UnitKind::Time && !changes && !name_or_header.contains("学时") {
        return Form::Duration;
    }
    let annual = cues.adds || matches!(cues.verb, None | Some(Verb::Rise | Verb::Fall | Verb::Build));
    if cues.annual && annual && unit.is_some() {
        return Form::AvgAnnualIncrement;
    }
    if cues.verb == Some(Verb::Step) || around.marked {
        return Form::StepCrossing;
    }
    let plain = matches!(cues.verb, None | Some(Verb::Reach)) && !cues.keep;
    if cues.adds || (plain && !cues.cumulate && is_flow(name_or_header)) {
        return Form::IncrementFlow;
    }
    if unit.is_none() && is_ratio(name_or_header) {
        return Form::Ratio;
    }
    if unit.is_none() && is_share(name_or_header) && !is_rate(name_or_header) {
        return Form::Share;
    }
    if cues.verb == Some(Verb::Increment) {
        return Form::Increment;
    }
    let header_sums = header.contains("累计");
    let during =
        header_sums || !cues.keep && matches!(cues.window, Some(Window::During(_) | Window::Years(_)));
    if cues.cumulate || during {
        return Form::Cumulative;
    }
    let nothing = amount.low.numerator.is_zero() && amount.high.is_none() && amount.bound().is_none();
    match cues.verb {
        _ if nothing => Form::Zero,
        Some(Verb::Rise | Verb::Fall | Verb::Increment) => Form::Increment,
        _ if is_size_name(name_or_header) => Form::ThresholdCount,
        Some(Verb::Build) => Form::Count,
        None if cues.acts && amount.unit == UnitKind::Thing => Form::Count,
        None if name.is_some() && around.name.is_none() && amount.unit == UnitKind::Thing => Form::Count,
        _ => Form::Level,
    }
}

/// The words of the unit.
fn phrase_word<'p>(amount: &Amount, around: &Around<'_, 'p>) -> &'p str {
    around.phrase.words(amount.unit_at.clone())
}

/// The form of a value in brackets of a sum, which its row tells.
fn sum_form(header: &str, name: &str, unit: Option<&str>, cues: &Cues) -> Form {
    let tells = |words: &[&str]| words.iter().any(|word| header.contains(word) || name.contains(word));
    let points = unit == Some("个百分点") || unit == Some("百分点");
    if points {
        return Form::PpChange;
    }
    let percent = unit.is_none_or(|unit| unit == "%");
    if percent && (tells(&["降低", "下降", "减少", "降幅"]) || cues.verb == Some(Verb::Fall)) {
        return Form::ReductionRate;
    }
    if percent && tells(&["增长", "提高", "提升", "增幅"]) {
        return Form::GrowthOverBase;
    }
    Form::Cumulative
}

fn is_size_name(name: &str) -> bool {
    crate::notation::words::SIZES.iter().any(|size| name.contains(size))
}

/// Whether it promises or reports.
fn purpose_of(amount: &Amount, around: &Around<'_, '_>, form: Form) -> Purpose {
    if let Some(purpose) = around.context.purpose {
        return purpose;
    }
    let cues = around.cues;
    let estimated = |item: &Item| item.is(crate::notation::words::Word::Expected);
    if around.remarks.iter().flatten().any(estimated) {
        return Purpose::Estimate;
    }
    let asterisk = around.behind.starts_with('*');
    if asterisk {
        return Purpose::Baseline;
    }
    let promises = cues.firmness.is_some()
        || amount.is_sum
        || amount.after.is_some()
        || cues.verb == Some(Verb::Control)
        || matches!(amount.before, Some(Bound::AtLeast | Bound::AtMost));
    if promises && !cues.past {
        return Purpose::Target;
    }
    let reported = cues.past
        || amount.inside.is_some()
        || matches!(amount.before, Some(Bound::LessThan))
            && around.phrase.words(amount.digits_at.clone()).chars().count() > 0
            && is_near(amount, around);
    if reported {
        return Purpose::Actual;
    }
    // A cell of a table is a target, however many digits it has.
    // 新增绿化面积1234.5亩 and 建成1236公里 are tasks, whose figures are laid down.
    let task = cues.adds || cues.verb == Some(Verb::Build);
    let measured = around.context.header.is_none()
        && !task
        && significant_digits(amount) >= 4
        && matches!(
            form,
            Form::Level | Form::Cumulative | Form::Count | Form::IncrementFlow | Form::Increment
        );
    let base_is_past =
        cues.base.as_ref().and_then(|base| base.words.as_deref()).is_some_and(|words| !words.contains('现'))
            && cues.verb == Some(Verb::Rise);
    let bare = amount.bound().is_none() && cues.before.is_none() && amount.high.is_none();
    if bare && (measured || base_is_past) && !cues.expected {
        return Purpose::Actual;
    }
    Purpose::Target
}

/// 近, 将近: just under, which only reports say.
fn is_near(amount: &Amount, around: &Around<'_, '_>) -> bool {
    let before = around.phrase.folded.text.get(..amount.digits_at.start).unwrap_or_default();
    ["近", "接近"].iter().any(|word| before.ends_with(word))
}

/// Digits of the number without trailing zeros: of 8041.6 there are five.
fn significant_digits(amount: &Amount) -> usize {
    let power = i64::from(amount.low.power);
    let printed = shift(amount.low.numerator, -power).unwrap_or(amount.low.numerator);
    let digits = printed.normalize().mantissa().unsigned_abs().to_string();
    digits.trim_end_matches('0').len()
}

/// Which way is better, as far as words or context say.
fn direction_of(form: Form, cues: &Cues, context: &Context<'_>, name: Option<&str>) -> Option<Direction> {
    if context.direction.is_some() {
        return context.direction;
    }
    match cues.verb {
        Some(Verb::Fall | Verb::FallTo) => return Some(Direction::Decrease),
        Some(Verb::Control) => return Some(Direction::Decrease),
        Some(Verb::Rise | Verb::RiseTo | Verb::Increment | Verb::Step) => {
            let less = name.and_then(less_is_better).unwrap_or(false);
            return (!less).then_some(Direction::Increase);
        }
        _ => {}
    }
    if matches!(form, Form::Rank | Form::OrdinalClass) {
        return Some(Direction::Decrease);
    }
    if cues.adds || matches!(form, Form::Count | Form::Cumulative | Form::IncrementFlow) {
        return Some(Direction::Increase);
    }
    name.or(context.header).and_then(less_is_better).map(|_| Direction::Decrease)
}

/// How the value is compared.
fn bound_of(
    amount: &Amount,
    around: &Around<'_, '_>,
    form: Form,
    purpose: Purpose,
    direction: Option<Direction>,
) -> Bound {
    let cues = around.cues;
    if let Some(bound) = amount.bound() {
        return bound;
    }
    if let Some(bound) = cues.before {
        // What lies below a benchmark by so much is turned round for distances alone.
        let turned = cues.below && form != Form::Relative;
        return if turned { bound.reversed() } else { bound };
    }
    if purpose != Purpose::Target {
        return Bound::Exactly;
    }
    let name = around.name.as_deref().unwrap_or_default();
    if cues.verb == Some(Verb::Control) || name.ends_with("上限") {
        return Bound::AtMost;
    }
    if name.ends_with("下限") {
        return Bound::AtLeast;
    }
    if form == Form::Zero {
        return Bound::Exactly;
    }
    let downwards = direction == Some(Direction::Decrease);
    // Growth, falls and multiples are compared themselves, and more of them is asked for.
    let is_change = matches!(
        form,
        Form::ReductionRate
            | Form::GrowthYear
            | Form::GrowthOverBase
            | Form::AvgAnnualGrowth
            | Form::Multiple
            | Form::PpChange
            | Form::Increment
            | Form::AvgAnnualIncrement
            | Form::RankChange
    ) || cues.verb == Some(Verb::Fall);
    if downwards && !is_change { Bound::AtMost } else { Bound::AtLeast }
}

fn window_of(cues: &Cues, form: Form, context: &Context<'_>) -> Option<Window> {
    if cues.each_day {
        return Some(Window::EachDay);
    }
    // An average growth a year is none that every year has to have.
    if cues.each_year && !matches!(form, Form::AvgAnnualGrowth | Form::AvgAnnualIncrement) {
        return Some(Window::EachYear);
    }
    match (cues.window, cues.past) {
        (Some(Window::By(period)), true) => Some(Window::UpTo(period)),
        (Some(window), _) => Some(window),
        (None, _) => {
            let over = matches!(form, Form::Cumulative | Form::AvgAnnualGrowth | Form::AvgAnnualIncrement);
            context.period.filter(|_| over).map(Window::During)
        }
    }
}

fn base_of(around: &Around<'_, '_>, form: Form) -> Result<Option<Base>, NotationError> {
    let mut base = around.cues.base.clone();
    if let Some(from) = around.from {
        let (_, _, power) = unit_of(from, around);
        let value = number(&from.low, from, around.phrase, power)?;
        base.get_or_insert_default().value = Some(value);
    }
    // （2025年86.21%）: the base stands in brackets.
    for remark in around.remarks {
        let date = remark.iter().find_map(Item::date);
        let amount = remark.iter().find_map(Item::amount);
        if let (Some(period), Some(amount)) = (date, amount) {
            let value = number(&amount.low, amount, around.phrase, 0)?;
            base = Some(Base { period: Some(period), value: Some(value), words: None });
        }
    }
    // 比上年提高1.5个百分点: growth is against the year before by its form, all else has it as its base.
    if around.cues.last_year && base.is_none() && form != Form::GrowthYear {
        base = Some(Base { words: Some("上年".to_owned()), ..Base::default() });
    }
    Ok(base.filter(|base| *base != Base::default()))
}

/// Remarks in brackets that say neither attribute nor base, so that nothing is dropped silently.
fn unused_remarks(around: &Around<'_, '_>) -> Vec<String> {
    let used = |remark: &&Vec<Item>| {
        remark.iter().any(|item| matches!(item.word(), Some(crate::notation::words::Word::Attribute(_))))
            || remark.iter().any(|item| item.is(crate::notation::words::Word::Expected))
            || (remark.iter().any(|item| item.date().is_some())
                && remark.iter().any(|item| item.amount().is_some()))
            || remark.is_empty()
    };
    around
        .remarks
        .iter()
        .filter(|remark| !used(remark))
        .map(|remark| around.phrase.text(remark).to_owned())
        .collect()
}

fn join_remarks(remarks: impl Iterator<Item = String>) -> Option<String> {
    let remarks: Vec<String> = remarks.filter(|remark| !remark.is_empty()).collect();
    (!remarks.is_empty()).then(|| remarks.join("；"))
}

fn assumed(statement: &Statement, amount: &Amount, around: &Around<'_, '_>) -> Vec<Assumption> {
    let mut assumed = Vec::new();
    let bare = amount.bound().is_none() && around.cues.before.is_none() && amount.high.is_none();
    if bare && statement.direction.is_none() && statement.purpose == Purpose::Target {
        assumed.push(Assumption::Direction);
    }
    let told = around.context.purpose.is_some()
        || around.cues.firmness.is_some()
        || around.cues.past
        || amount.after.is_some()
        || amount.is_sum
        || around.cues.verb == Some(Verb::Control)
        || statement.window.is_some();
    if !told {
        assumed.push(Assumption::Purpose);
    }
    if statement.form == Form::GrowthYear
        && statement.window.is_some_and(|window| matches!(window, Window::By(_)))
    {
        assumed.push(Assumption::Growth);
    }
    assumed
}

/// What another look at a statement finds.
pub(super) enum Found {
    /// The context decides for another reading.
    Decided(Box<Statement>),
    /// More than one reading is possible.
    Doubt(Doubt),
}

/// Other readings of statements, by their place. `brackets` says that nothing but a sum in brackets was there.
pub(super) fn alternatives(
    statements: &[Statement],
    cues: &Cues,
    brackets: bool,
    context: &Context<'_>,
) -> Vec<(usize, Found)> {
    let find = |statement: &Statement| {
        grown_times(statement, context)
            .or_else(|| each_or_together(statement, cues))
            .or_else(|| mean_or_growth(statement, cues, context))
            .or_else(|| share_grown(statement, context))
            .or_else(|| year_or_window(statement, context))
            .or_else(|| bare_brackets(statement, brackets, cues, context))
    };
    statements.iter().enumerate().filter_map(|(at, statement)| Some((at, find(statement)?))).collect()
}

fn either(first: Because, other: Statement, second: Because) -> Option<Found> {
    Some(Found::Doubt(Doubt::of_one(0, first, other, second)))
}

/// 增长3.1倍: 3.1 times on top, or in all.
fn grown_times(statement: &Statement, context: &Context<'_>) -> Option<Found> {
    if statement.form != Form::GrowthOverBase || statement.unit.as_deref() != Some("倍") {
        return None;
    }
    let in_all = Statement { form: Form::Multiple, ..statement.clone() };
    match context.times_grown {
        Some(TimesGrown::OnTop) => None,
        Some(TimesGrown::InAll) => Some(Found::Decided(Box::new(in_all))),
        None => either(Because::TimesOnTop, in_all, Because::TimesInAll),
    }
}

/// 各区县: each of them, or all together.
fn each_or_together(statement: &Statement, cues: &Cues) -> Option<Found> {
    let each = cues.scope == Some(Scope::Each) && statement.scope == Some(Scope::Each) && !cues.both;
    let together = || Statement { scope: Some(Scope::Together), ..statement.clone() };
    each.then(|| either(Because::EachMember, together(), Because::Together)).flatten()
}

/// 失业率年均5.5%: the mean of the years, or growth.
fn mean_or_growth(statement: &Statement, cues: &Cues, context: &Context<'_>) -> Option<Found> {
    let name = statement.name.as_deref().or(context.header).unwrap_or_default();
    let unit = statement.unit.as_deref();
    let unclear = (unit == Some("%") && is_rate(name)) || (unit.is_none() && name.is_empty());
    let told = context.column.is_some_and(|column| column.contains("年均"));
    if !cues.annual || cues.verb.is_some() || cues.adds || !unclear || told {
        return None;
    }
    let unit = Some("%".to_owned());
    let growth = Statement { form: Form::AvgAnnualGrowth, unit, ..statement.clone() };
    match context.measure {
        Some(Measure::Rate | Measure::Change) => None,
        Some(_) => Some(Found::Decided(Box::new(growth))),
        None => either(Because::YearlyMean, growth, Because::YearlyGrowth),
    }
}

/// 占比增长13%: of itself, or points.
fn share_grown(statement: &Statement, context: &Context<'_>) -> Option<Found> {
    let name = statement.name.as_deref().or(context.header).unwrap_or_default();
    let grows = matches!(statement.form, Form::GrowthYear | Form::GrowthOverBase | Form::AvgAnnualGrowth);
    let share = ["占比", "比重", "比例"].iter().any(|end| name.ends_with(end));
    if !grows || !share || statement.unit.as_deref() != Some("%") {
        return None;
    }
    let unit = Some("个百分点".to_owned());
    let points = Statement { form: Form::PpChange, unit, ..statement.clone() };
    either(Because::RelativeChange, points, Because::PointChange)
}

/// 增长50% in a plan of several years: against the year before, or since the base.
fn year_or_window(statement: &Statement, context: &Context<'_>) -> Option<Found> {
    let period = context.period?;
    let years = period.end().year() - period.start().year();
    let bare = statement.form == Form::GrowthYear && statement.unit.as_deref() == Some("%");
    let is_growth = context.measure == Some(Measure::Change) || context.header.is_some_and(is_growth);
    if !bare || years < 1 || is_growth || statement.window == Some(Window::EachYear) {
        return None;
    }
    let since = Statement { form: Form::GrowthOverBase, ..statement.clone() };
    either(Because::GrowthInYear, since, Because::GrowthSinceBase)
}

/// 〔17〕 without its row: a sum, a growth, a reduction.
fn bare_brackets(statement: &Statement, brackets: bool, cues: &Cues, context: &Context<'_>) -> Option<Found> {
    let bare = brackets
        && statement.form == Form::Cumulative
        && statement.unit.is_none()
        && cues.verb.is_none()
        && statement.name.is_none()
        && context.header.is_none();
    let other = |form, unit: &str| {
        vec![Statement { form, unit: Some(unit.to_owned()), direction: None, ..statement.clone() }]
    };
    bare.then(|| {
        Found::Doubt(Doubt {
            from: 0,
            count: 1,
            because: Because::BracketSum,
            others: vec![
                (other(Form::ReductionRate, "%"), Because::BracketReduction),
                (other(Form::GrowthOverBase, "%"), Because::BracketGrowth),
                (other(Form::PpChange, "个百分点"), Because::BracketPoints),
            ],
        })
    })
}
