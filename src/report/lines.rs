//! The pieces that every telling of a report is made of: values with their periods, goals, reasons.

use super::assessed;
use super::computed::Numbers;
use super::{Outcome, Verdict, VerdictRole};
use crate::decide::Truth;
use crate::facts::{Column, Fact, FactSet, FactValue, Known, Reason, Source};
use crate::lang::Lang;
use crate::number::{Bound, Exact, Quantity, parse_plain};
use crate::period::Frequency;
use crate::plan::{Against, Form, Gather, Indicator, Promise, Status, Target, Value, What};
use crate::policy::{Cell, Condition, Points, Policy, Row, Standing};
use crate::rollup::{Judgement, Summary, Tally};
use crate::sheet::Sheet;
use crate::trajectory::{Point, Trajectory};

/// What is shown where there is nothing.
pub(super) const NOTHING: &str = "—";

/// A number as people read it: whole if it is short, else with four decimal places.
pub(super) fn shown(value: &Exact) -> String {
    let whole = value.to_string();
    let short = if whole.len() <= 12 { whole } else { value.rounded(4) };
    short.replace('-', "−")
}

/// A share in per cent with one decimal place.
pub(super) fn percent(share: &Exact) -> String {
    let told = share.times(&Exact::from(100)).rounded(1);
    // What is not all of it is not told as all of it.
    let told = if told == "100.0" && *share < Exact::ONE { "99.9" } else { &told };
    format!("{told}%").replace('-', "−")
}

/// An exact number of a document. A fraction such as 4/9 has as many places there as a decimal can have.
pub(super) fn exact(text: &str) -> Option<Exact> {
    parse_plain(text.as_bytes()).or_else(|| text.parse().ok()).map(Exact::from)
}

pub(super) fn known_percent(share: &Known<Exact>) -> String {
    share.as_ref().map_or_else(|_| NOTHING.to_owned(), percent)
}

/// The indicator whose figures are told as classes: by their names.
pub(super) fn classes_of<'v>(verdict: &Verdict<'v>, trajectory: &Trajectory<'_>) -> Option<&'v Indicator> {
    let (indicator, axes) = (verdict.indicator(), trajectory.axes);
    let named = !indicator.unit().classes().is_empty() && axes.against != Against::Indicator;
    (named || axes.what == What::Class).then_some(indicator)
}

/// A point's value with its bound, its period, and a mark if it is not final.
pub(super) fn point(
    point: &Point,
    as_printed: Option<&Quantity>,
    classes: Option<&Indicator>,
    lang: Lang,
) -> String {
    let number = || {
        let value =
            as_printed.map_or_else(|| shown(&point.amount.value), |quantity| quantity.value().to_string());
        format!("{}{value}", point.amount.bound.sign())
    };
    let class = classes.and_then(|indicator| {
        let name = indicator.unit().class_name(&point.amount.value)?;
        Some(class_bound(&name, point.amount.bound, lang))
    });
    let value = class.unwrap_or_else(number);
    let mark = match point.status {
        Status::Final => "",
        Status::Provisional => "ᵖ",
        Status::Assumed => "ᵃ",
        _ => "ᵉ",
    };
    let period = point.period.map_or_else(String::new, |period| format!(" ({period})"));
    format!("{value}{mark}{period}")
}

/// The value of a target, in the terms of its form.
pub(super) fn promise(
    indicator: &Indicator,
    target: &Target,
    value: &Value,
    unit: &str,
    lang: Lang,
) -> String {
    let form = target.form();
    let (unit, what) = (unit_told(form, target.axes().what, unit, lang), form_told(form, lang));
    let class = |quantity: &Quantity| match target.axes().what {
        What::Class => indicator.unit().class_name(&quantity.exact()),
        _ => None,
    };
    let number = match value {
        Value::Number(quantity) if class(quantity).is_some() => {
            class(quantity).map_or_else(String::new, |name| class_bound(&name, quantity.bound(), lang))
        }
        Value::Number(quantity) => {
            let sign = if quantity.bound() == Bound::Exactly { "=" } else { quantity.bound().sign() };
            format!("{sign}{}{unit}", printed(quantity))
        }
        Value::Range { low, high } => format!("{}–{}{unit}", printed(low), printed(high)),
        Value::Delegated(text) | Value::Deferred(text) => text.clone(),
        Value::Unquantified => String::new(),
    };
    let gap = if what.is_empty() || number.is_empty() { "" } else { " " };
    format!("{what}{gap}{number}")
}

/// The unit of a target's value, in the terms of its form.
pub(super) fn unit_told(form: Form, what: What, unit: &str, lang: Lang) -> String {
    let unit = match what {
        _ if matches!(form, Form::Coverage | Form::Pace) => "%",
        What::Steps => lang.pick("级台阶", " steps"),
        What::Growth | What::Reduction => "%",
        What::Ratio => lang.pick("倍", " times"),
        What::Sign => "",
        What::Difference if form == Form::PpChange || (form == Form::Relative && unit == "%") => {
            lang.pick("个百分点", " points")
        }
        _ => unit,
    };
    // In English a space stands between a number and its unit.
    let plain = unit.is_empty() || unit == "%" || unit.starts_with(' ');
    lang.pick(unit.to_owned(), if plain { unit.to_owned() } else { format!(" {unit}") })
}

/// A form as it stands before a value; nothing for the plain ones.
pub(super) fn form_told(form: Form, lang: Lang) -> &'static str {
    match form {
        Form::Level | Form::Zero => "",
        form => lang.pick(form.zh(), english(form)),
    }
}

/// Which classes are meant: a class and those that are better have the smaller numbers, mostly.
fn class_bound(name: &str, bound: Bound, lang: Lang) -> String {
    match bound {
        Bound::Exactly => name.to_owned(),
        Bound::AtMost => lang.pick(format!("{name}或更优"), format!("{name} or better")),
        Bound::LessThan => lang.pick(format!("优于{name}"), format!("better than {name}")),
        Bound::AtLeast => lang.pick(format!("{name}或更差"), format!("{name} or worse")),
        Bound::MoreThan => lang.pick(format!("劣于{name}"), format!("worse than {name}")),
        Bound::About => format!("≈{name}"),
    }
}

/// A number of a target, with the digits that it is printed with; a fraction without end is cut.
fn printed(quantity: &Quantity) -> String {
    if quantity.is_endless() {
        shown(&quantity.exact())
    } else {
        quantity.value().to_string().replace('-', "−")
    }
}

fn english(form: Form) -> &'static str {
    match form {
        Form::Level | Form::Zero => "",
        Form::Cap => "cap",
        Form::Kept => "kept",
        Form::GrowthYear => "growth in the year",
        Form::AvgAnnualGrowth => "average annual growth",
        Form::AvgAnnualIncrement => "average annual increment",
        Form::GrowthOverBase => "growth over the base",
        Form::Multiple => "multiple of the base",
        Form::PpChange => "change",
        Form::ReductionRate => "reduction",
        Form::Increment => "increment",
        Form::Cumulative => "cumulative",
        Form::Count => "count",
        Form::MilestoneDate => "milestone",
        Form::Qualitative => "in words",
        Form::Share => "share",
        Form::IncrementFlow => "added",
        Form::FromTo => "from the base to",
        Form::Relative => "beyond another indicator",
        Form::RatioToIndicator => "multiple of another indicator",
        Form::Rank => "rank",
        Form::RankChange => "places gained",
        Form::RankQualitative => "rank, in words",
        Form::OrdinalClass => "class",
        Form::Ratio => "ratio",
        Form::Composition => "part of the whole",
        Form::StepCrossing => "mark crossed",
        Form::SignOnly => "change",
        Form::Coverage => "coverage",
        Form::FirstCase => "the first",
        Form::ThresholdCount => "count above a threshold",
        Form::Duration => "duration or frequency",
        Form::Pace => "on the path of another target",
    }
}

/// A target with its unit and due date, in the terms of its form.
pub(super) fn promise_of(indicator: &Indicator, target: &Target, promised: &Promise, lang: Lang) -> String {
    let unit = indicator.unit().to_string();
    format!("{} ({})", promise(indicator, target, promised.value(), &unit, lang), target.due())
}

/// The phrases that targets were read from, beside how they are read.
pub(super) fn phrases(report: &super::Report<'_>, lang: Lang) -> Sheet {
    let [name, phrase, reading, firmness] =
        lang.pick(["指标", "原文", "读作", "措辞"], ["indicator", "phrase", "read as", "firmness"]);
    let mut sheet = Sheet::new([(name, false), (phrase, false), (reading, false), (firmness, false)]);
    let rows = report.plan().indicators().iter().flat_map(|indicator| {
        indicator.targets().iter().flat_map(move |target| {
            let versions = target.versions().iter().map(|version| version.promise());
            std::iter::once(target.promise()).chain(versions).filter_map(move |promise| {
                let firmness = lang.pick(target.firmness().zh(), target.firmness().word());
                let cells = [
                    indicator.name(),
                    promise.phrase()?,
                    &promise_of(indicator, target, promise, lang),
                    firmness,
                ];
                Some(cells.map(str::to_owned).to_vec())
            })
        })
    });
    sheet.rows.extend(rows);
    sheet
}

/// The verdicts: indicator by indicator, the own verdict first and under the indicator's name.
pub(super) fn verdicts(report: &super::Report<'_>, lang: Lang) -> Sheet {
    let mut verdicts: Vec<Verdict<'_>> = report.verdicts().collect();
    verdicts.sort_by_key(|verdict| (verdict.judged.indicator, verdict.role() != VerdictRole::Own));
    let mut last = None;
    let names = lang.pick(
        ["指标", "基期", "当前", "目标", "进度", "时间", "结论", "说明"],
        ["indicator", "base", "current", "target", "progress", "time", "verdict", "why"],
    );
    let mut sheet = Sheet::new(
        [0, 1, 2, 3, 4, 5, 6, 7]
            .map(|place: usize| (names.get(place).copied().unwrap_or_default(), (1..=5).contains(&place))),
    );
    let projected: Vec<[String; 2]> = verdicts.iter().map(|verdict| verdict.projection_cells(lang)).collect();
    let projects = projected.iter().flatten().any(|cell| cell != NOTHING);
    if projects {
        let level = report.policy().parameters().level.value();
        sheet.insert(6, &lang.pick(format!("到期预测（{level}%）"), format!("projected ({level}%)")), true);
        sheet.insert(7, lang.pick("概率", "probability"), true);
    }
    let scores = report.policy().table().rows().iter().any(|row| row.score().is_some());
    let shift = if projects { 2 } else { 0 };
    if scores {
        sheet.insert(7 + shift, lang.pick("得分", "score"), true);
    }
    for (verdict, [value, probability]) in verdicts.iter().zip(projected) {
        let first = last.replace(verdict.judged.indicator) != Some(verdict.judged.indicator);
        let mut row = row(verdict, first, lang);
        if projects {
            row.insert(6, value);
            row.insert(7, probability);
        }
        if scores {
            let score = verdict.score().map(|score| score.map(points));
            row.insert(
                7 + if projects { 2 } else { 0 },
                score.and_then(Result::ok).unwrap_or_else(|| NOTHING.to_owned()),
            );
        }
        sheet.rows.push(row);
    }
    sheet
}

/// Points of a score, with at most two decimal places.
pub(super) fn points(points: &Points) -> String {
    let exact = match points {
        Points::Exact(points) => points.rounded(2),
        Points::Estimate(points) => format!("{:.2}", points.value() + 0.0),
    };
    let short = match exact.contains('.') {
        true => exact.trim_end_matches('0').trim_end_matches('.'),
        false => &exact,
    };
    let short = if short == "-0" { "0" } else { short };
    short.replace('-', "−")
}

fn row(verdict: &Verdict<'_>, first: bool, lang: Lang) -> Vec<String> {
    let trajectory = verdict.trajectory();
    let (indicator, target) = (verdict.indicator(), verdict.target());
    let unit = indicator.unit().to_string();
    let baseline = trajectory.baseline().filter(|baseline| {
        // The base of a relation is made of two figures, and printed nowhere.
        trajectory.axes.against != Against::Indicator
            && trajectory
                .base()
                .is_ok_and(|base| base.period == Some(baseline.period()) && base.observation.is_none())
    });
    let classes = classes_of(verdict, &trajectory);
    let base = match trajectory.base() {
        // The zero that a sum starts from is no figure of the plan.
        Ok(base) if base.period.is_some() => {
            point(base, baseline.map(|baseline| baseline.value()), classes, lang)
        }
        _ => NOTHING.to_owned(),
    };
    let current = trajectory.current().map_or_else(
        |_| NOTHING.to_owned(),
        |current| match assessed::evidence(verdict) {
            Some((there, needed)) => {
                lang.pick(format!("佐证 {there}/{needed}"), format!("evidence {there}/{needed}"))
            }
            None => match current.period.filter(|_| trajectory.gather() == Gather::Product) {
                Some(period) => {
                    let numbers = Numbers::of(indicator, &trajectory, lang);
                    format!("{} ({period})", numbers.value(&current.amount.value))
                }
                None => point(current, None, classes, lang),
            },
        },
    );
    let promised = trajectory.promise().ok().filter(|_| verdict.judged.target.is_some());
    let goal = promised.map_or_else(
        || NOTHING.to_owned(),
        |seen| format!("{} ({})", promise(indicator, target, seen.value(), "", lang), target.due()),
    );
    let name = match verdict.role() {
        _ if first && unit.is_empty() => verdict.name().to_owned(),
        _ if first => {
            lang.pick(format!("{}（{unit}）", verdict.name()), format!("{} ({unit})", verdict.name()))
        }
        _ if target.id().is_empty() => "  └".to_owned(),
        VerdictRole::OtherVersion => format!("  └ {}", trajectory.version().unwrap_or_default()),
        _ => format!("  └ {}", target.id()),
    };
    let (share, elapsed) = (known_percent(&trajectory.share()), known_percent(&trajectory.elapsed()));
    let outcome = verdict.outcome().label(lang).to_owned();
    vec![name, base, current, goal, share, elapsed, outcome, why(verdict, lang)]
}

/// Why a verdict is open, or why it does not count; empty for the others.
fn why(verdict: &Verdict<'_>, lang: Lang) -> String {
    let mut parts = Vec::new();
    if verdict.standing() == Standing::Undetermined {
        parts.extend(reasons(verdict).into_iter().map(|reason| {
            match (reason, missing_inputs(verdict, lang)) {
                (Reason::NoInput, names) if !names.is_empty() => {
                    let (reason, names) = (brief(reason, lang), names.join(lang.pick("、", ", ")));
                    lang.pick(format!("{reason}（{names}）"), format!("{reason} ({names})"))
                }
                _ => brief(reason, lang),
            }
        }));
    }
    parts.extend(key_number(verdict, lang));
    let trajectory = verdict.trajectory();
    if let Some(broken) = trajectory.broken_in() {
        let broken = point(&broken, None, classes_of(verdict, &trajectory), lang);
        parts.push(lang.pick(format!("未守住：{broken}"), format!("broken: {broken}")));
    }
    if let (false, Ok(scheduled)) = (verdict.target().checkpoints().is_empty(), trajectory.scheduled()) {
        let asked = percent(&scheduled);
        parts.push(lang.pick(format!("检查点要求 {asked}"), format!("checkpoints ask for {asked}")));
    }
    parts.extend(super::levels::notes(verdict, &trajectory, lang));
    if verdict.role() != VerdictRole::Own {
        parts.push(verdict.role().told(lang).to_owned());
    }
    parts.join(lang.pick("；", "; "))
}

/// The number that decided, where the table does not show it in a column of its own: the one that the row
/// asks for, or the one that alone kept the nearest row above from being the one.
fn key_number(verdict: &Verdict<'_>, lang: Lang) -> Option<String> {
    let table = verdict.report.policy().table();
    let shown_above = [Fact::Share, Fact::Lag, Fact::Elapsed, Fact::Completion, Fact::Current, Fact::Goal];
    let facts = verdict.facts();
    let key = key_slot(verdict, &facts)?;
    let column = table.columns().get(key)?;
    if column.fact().is_some_and(|fact| shown_above.contains(&fact) && column.name() == fact.name()) {
        return None;
    }
    let value = match facts.get(key).ok()? {
        FactValue::Exact(value) => shown(value),
        FactValue::Estimate(value) => format!("{:.4}", value.value() + 0.0).replace('-', "−"),
        _ => return None,
    };
    let name = super::decided::column_told(column, verdict.report.policy(), lang);
    Some(format!("{name} {value}"))
}

/// The slot of the number that decided: the last one that the row asks for, since guards come first; of a row
/// without conditions, the one that alone kept the nearest row above from firing, or else the last one asked
/// for above.
pub(super) fn key_slot(verdict: &Verdict<'_>, facts: &FactSet) -> Option<usize> {
    let (table, last) = (verdict.report.policy().table(), verdict.decision().row()?);
    let is_number = |cell: &&Cell| matches!(cell.condition(), Condition::Exact(_) | Condition::Estimate(_));
    let numbers = |row: &'_ Row| row.cells().iter().filter(is_number).map(Cell::slot).next_back();
    // How often it was behind before is no reason for what it is now, unless the row says so.
    let is_figure = |cell: &&Cell| {
        let source = table.columns().get(cell.slot()).map(Column::source);
        is_number(cell) && !matches!(source, Some(Source::Memory(_)))
    };
    let figures = |row: &'_ Row| row.cells().iter().filter(is_figure).map(Cell::slot).next_back();
    let (own, above) = table.rows().get(..=last)?.split_last()?;
    if !own.cells().is_empty() {
        return numbers(own);
    }
    let kept_from = |row: &'_ Row| {
        let fails = |cell: &&Cell| cell.condition().test(facts.get(cell.slot())) == Truth::No;
        let mut failed = row.cells().iter().filter(fails);
        failed.next().filter(|_| failed.next().is_none()).filter(is_figure).map(Cell::slot)
    };
    above.iter().rev().find_map(kept_from).or_else(|| above.iter().rev().find_map(figures))
}

/// A reason in the few words that fit into a table.
pub(super) fn brief(reason: Reason, lang: Lang) -> String {
    let en = match reason {
        Reason::NoDue => "no due date".to_owned(),
        Reason::NotDetermined => "some parts are undetermined".to_owned(),
        reason => reason.word().replace('_', " "),
    };
    lang.pick(reason.zh().to_owned(), en)
}

/// The inputs that the missing facts of a verdict ask for and the indicator does not supply.
fn missing_inputs<'v>(verdict: &Verdict<'v>, lang: Lang) -> Vec<&'v str> {
    let policy = verdict.report.policy();
    let mut asked: Vec<usize> = Vec::new();
    for (column, _) in verdict.missing() {
        match column.source() {
            Source::Formula(formula) => {
                asked.extend(formula.arguments.per);
                if let Some(lens) = policy.lenses().get(formula.lens) {
                    asked.extend(lens.inputs());
                }
            }
            Source::Input(input) => asked.push(*input),
            Source::Part(_) | Source::Task(_) | Source::Memory(_) => {}
        }
    }
    asked.sort_unstable();
    asked.dedup();
    let supplied = verdict.report.looking.inputs_of(verdict.judged.indicator);
    asked.retain(|input| supplied.get(*input).is_none_or(Result::is_err));
    asked.into_iter().filter_map(|input| policy.inputs().get(input)).map(|input| input.told(lang)).collect()
}

/// The reasons that keep a verdict open, each once.
fn reasons(verdict: &Verdict<'_>) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::new();
    for (_, reason) in verdict.missing() {
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    reasons
}

pub(super) fn told(reason: Reason, lang: Lang) -> &'static str {
    lang.pick(reason.zh(), reason.en())
}

pub(super) fn standing(standing: Standing, lang: Lang) -> String {
    lang.pick(standing.zh().to_owned(), standing.word().replace('_', " "))
}

/// How many stand how, those with any.
pub(super) fn tally(tally: &Tally, lang: Lang) -> String {
    counts(tally.iter(), lang)
}

/// How many stand how.
pub(super) fn counts(each: impl Iterator<Item = (Standing, usize)>, lang: Lang) -> String {
    let each = each.filter(|(_, count)| *count > 0);
    let parts: Vec<String> = each.map(|(of, count)| format!("{} {count}", standing(of, lang))).collect();
    if parts.is_empty() { NOTHING.to_owned() } else { parts.join(lang.pick("，", ", ")) }
}

/// The weighted share with its coverage.
pub(super) fn weighted(summary: &Summary, lang: Lang) -> String {
    match &summary.share.value {
        Some(value) => {
            let (value, coverage) = (percent(value), percent(&summary.share.coverage));
            lang.pick(format!("{value}（覆盖 {coverage}）"), format!("{value} (of {coverage})"))
        }
        None => NOTHING.to_owned(),
    }
}

/// The heading of a report: policy, date, period, and how many earlier evaluations it remembers.
pub(super) fn heading(report: &super::Report<'_>, lang: Lang) -> String {
    let policy = report.policy();
    let at = report.at().map_or_else(|| NOTHING.to_owned(), |period| period.to_string());
    let (id, version, as_of) = (policy.id(), policy.version(), report.as_of());
    let which = match report.looking.view.at {
        Some(_) => lang.pick("判定时期", "period judged"),
        None => lang.pick("最新时期", "newest period"),
    };
    let memory = report.looking.memory.as_ref().map(|memory| {
        let count = memory.len();
        let plural = if count == 1 { "" } else { "s" };
        lang.pick(format!(" · 历次评估 {count} 次"), format!(" · {count} earlier evaluation{plural}"))
    });
    lang.pick(
        format!("判定方法 {id} {version} · 截至 {as_of} 所知 · {which} {at}"),
        format!("judged by {id} {version} · known by {as_of} · {which} {at}"),
    ) + &memory.unwrap_or_default()
}

/// What is to be known about the report as a whole: indicators without a target, figures without a date.
pub(super) fn remarks(report: &super::Report<'_>, lang: Lang) -> Vec<String> {
    let mut remarks = Vec::new();
    let policy = report.policy();
    if let Some(provisional) = policy.provisional().map(|label| label.told(lang)) {
        remarks.push(lang.pick(
            format!("判定方法 {} 为暂定：{provisional}", policy.id()),
            format!("The policy {} is provisional: {provisional}", policy.id()),
        ));
    }
    if !policy.valid().includes(report.as_of()) {
        let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "…".to_owned(), |day| day.to_string());
        let (from, until) = (day(policy.valid().from), day(policy.valid().until));
        remarks.push(lang.pick(
            format!("判定方法 {} 的适用期为 {from} 至 {until}", policy.id()),
            format!("The policy {} applies from {from} to {until}", policy.id()),
        ));
    }
    let without: Vec<&str> = report.without_target().map(|indicator| indicator.name()).collect();
    if !without.is_empty() {
        let names = without.join(lang.pick("、", ", "));
        remarks.push(
            lang.pick(
                format!("没有目标、不作判定：{names}"),
                format!("Without a target, not judged: {names}"),
            ),
        );
    }
    let undated = report.data().undated();
    if undated > 0 {
        remarks.push(lang.pick(
            format!("{undated} 个数据没有发布日期，按时期结束之日起可知"),
            format!("{undated} figures have no date of publication and count as known from the end of their period"),
        ));
    }
    remarks
}

/// What is not confirmed of a policy.
pub(super) fn provisional(policy: &super::PolicyRef, lang: Lang) -> Option<String> {
    let (id, super::TextDoc { zh, en }) = (&policy.id, policy.provisional.as_ref()?);
    Some(lang.pick(format!("判定方法 {id} 为暂定：{zh}"), format!("The policy {id} is provisional: {en}")))
}

/// What a judgement says, as the outcome of a verdict.
pub(super) fn judgement(judgement: Judgement, policy: &Policy) -> Outcome<'_> {
    match (judgement, judgement.outcome(policy)) {
        (Judgement::NotAssessed, _) => Outcome::NotAssessed,
        (_, Some(outcome)) => Outcome::Decided(outcome),
        (_, None) => Outcome::Undetermined,
    }
}

/// How often something is to be done.
pub(super) fn frequency(of: Frequency, lang: Lang) -> &'static str {
    match of {
        Frequency::Year => lang.pick("每年", "yearly"),
        Frequency::Half => lang.pick("每半年", "half-yearly"),
        Frequency::Quarter => lang.pick("每季度", "quarterly"),
        _ => lang.pick("每月", "monthly"),
    }
}
