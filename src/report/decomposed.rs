//! How a decomposition (分解) is told: a line of a table, and sentences.

use super::Report;
use super::doc::TextDoc;
use super::lines::{NOTHING, percent, shown, told as reason_told};
use crate::known::Reason;
use crate::lang::Lang;
use crate::levels::{Doubt, Figures, Fit, Split, told};
use crate::number::{Bound, Exact};
use crate::plan::{Decomposition, FiguresFrom, Indicator, Rule};
use crate::sheet::{Sheet, one_line};

/// The most children that are named in a cell.
const NAMED: usize = 5;

/// The decompositions of a report, a line each.
pub(super) fn sheet(report: &Report<'_>, lang: Lang) -> Sheet {
    let names = lang.pick(
        [
            "分解",
            "维度",
            "规则",
            "要求",
            "下级目标",
            "余量",
            "是否足够",
            "下级数据",
            "覆盖",
            "本级数据",
            "差额",
            "说明",
        ],
        [
            "decomposition",
            "axis",
            "rule",
            "needed",
            "children's targets",
            "slack",
            "verdict",
            "children's figures",
            "coverage",
            "own figure",
            "difference",
            "why",
        ],
    );
    let mut place = 0;
    let columns = names.map(|name| {
        place += 1;
        (name, matches!(place, 4..=6 | 8..=11))
    });
    let mut sheet = Sheet::new(columns);
    sheet.rows.extend(report.decompositions().iter().filter_map(|split| row(split, lang)));
    sheet
}

fn row(split: &Split<'_>, lang: Lang) -> Option<Vec<String>> {
    let (indicator, decomposition) = (split.link().indicator()?, split.link().decomposition()?);
    let found = split.sufficiency();
    let unit = indicator.unit().to_string();
    let name = match unit.as_str() {
        "" => indicator.name().to_owned(),
        unit => {
            lang.pick(format!("{}（{unit}）", indicator.name()), format!("{} ({unit})", indicator.name()))
        }
    };
    let rule = lang.pick(decomposition.rule().zh().to_owned(), decomposition.rule().word().replace('_', " "));
    let needed = match found.needed() {
        Ok(range) => told(range, ""),
        Err(Doubt::NoTarget) => NOTHING.to_owned(),
        Err(doubt) => doubt_told(doubt, lang).to_owned(),
    };
    let promised = match (found.counted(), found.children()) {
        _ if found.fit() == Fit::Declared => NOTHING.to_owned(),
        (0, _) => NOTHING.to_owned(),
        (counted, all) if counted < all => format!("{} ({counted}/{all})", told(found.promised(), "")),
        _ => told(found.promised(), ""),
    };
    let slack = found.slack().map_or_else(|| NOTHING.to_owned(), shown);
    let fit = match found.needed() {
        Err(Doubt::NoTarget) if found.fit() == Fit::Undetermined => NOTHING.to_owned(),
        _ => fit_told(found.fit(), lang),
    };
    let axis = decomposition.axis().unwrap_or(decomposition.id()).to_owned();
    let mut cells = vec![name, axis, rule, needed, promised, slack, fit];
    cells.extend(figure_cells(split, lang));
    cells.push(remarks(split, lang).join(lang.pick("；", "; ")));
    Some(cells)
}

fn figure_cells(split: &Split<'_>, lang: Lang) -> [String; 4] {
    let Some(figures) = split.figures() else { return [NOTHING; 4].map(str::to_owned) };
    let value = value_of(figures).map_or_else(
        || NOTHING.to_owned(),
        |(bound, value)| format!("{}{} ({})", bound.sign(), figure(split, value), figures.period()),
    );
    let counts = format!("{}/{}", figures.counted(), figures.children());
    let coverage = match figures.weight_covered() {
        Some(weight) => lang.pick(
            format!("{counts}（权重 {}）", percent(weight)),
            format!("{counts} ({} by weight)", percent(weight)),
        ),
        None => counts,
    };
    let own = figures.own().map_or_else(
        || NOTHING.to_owned(),
        |own| format!("{}{}", own.amount.bound.sign(), figure(split, &own.amount.value)),
    );
    let difference = figures.difference().map_or_else(|_| NOTHING.to_owned(), |value| shown(&value));
    [value, coverage, own, difference]
}

/// A figure: of classes with names, the name.
fn figure(split: &Split<'_>, value: &Exact) -> String {
    let unit = split.link().indicator().map(Indicator::unit).filter(|unit| !unit.classes().is_empty());
    unit.and_then(|unit| unit.class_name(value)).unwrap_or_else(|| shown(value))
}

/// What the figures come to: what is known of the whole, or else of those that are there.
fn value_of(figures: &Figures) -> Option<(Bound, &Exact)> {
    let amount = figures.amount().or_else(|_| figures.reported()).ok()?;
    Some((amount.bound, &amount.value))
}

/// What keeps the comparison open, which figures are missing, and what else is to be known.
fn remarks(split: &Split<'_>, lang: Lang) -> Vec<String> {
    let mut remarks = Vec::new();
    let (link, found) = (split.link(), split.sufficiency());
    let open_ended = link.decomposition().is_some_and(Decomposition::is_open_ended);
    let open_ended = open_ended.then_some(Doubt::NotNamed);
    let general = found.general_doubts().iter().copied().chain(split.figures_doubt()).chain(open_ended);
    for doubt in general {
        let told = doubt_told(doubt, lang).to_owned();
        if !remarks.contains(&told) {
            remarks.push(told);
        }
    }
    // Children without any targets are said once: their figures are what counts.
    let needs = found.needed().is_ok() || !matches!(found.needed(), Err(Doubt::NoTarget));
    let doubts = found.doubts().iter().filter(|_| needs);
    let doubts: Vec<String> =
        doubts.map(|(child, doubt)| with_name(split, *child, doubt_told(*doubt, lang), lang)).collect();
    remarks.extend(some_of(doubts, lang, lang.pick("目标不计", "target not counted")));
    let missing = split.missing().iter();
    let missing: Vec<String> = missing
        .map(|(child, reason)| {
            let reason = match reason {
                Reason::NoReference => doubt_told(Doubt::NotGiven, lang),
                reason => reason_told(*reason, lang),
            };
            with_name(split, *child, reason, lang)
        })
        .collect();
    remarks.extend(some_of(missing, lang, lang.pick("缺数据", "without a figure")));
    if let Some((from, version)) = outdated(split) {
        remarks.push(lang.pick(
            format!("按版本 {from} 分解，现行 {version}"),
            format!("decomposed from the version {from}; in force is {version}"),
        ));
    }
    if link.decomposition().is_some_and(|own| own.figures() == FiguresFrom::Children) {
        remarks.push(lang.pick("本级数据由下级汇总", "the own figures are made of these").to_owned());
    }
    remarks
}

/// The version that was decomposed and the one that is in force, if they differ.
pub(super) fn outdated<'s>(split: &'s Split<'_>) -> Option<(&'s str, &'s str)> {
    let from = split.link().decomposition()?.version()?;
    let version = split.sufficiency().version()?;
    (from != version).then_some((from, version))
}

fn with_name(split: &Split<'_>, child: usize, why: &str, lang: Lang) -> String {
    let name = split.link().child(child).map_or_else(String::new, |child| child.name());
    lang.pick(format!("{name}（{why}）"), format!("{name} ({why})"))
}

/// The first of several, and how many there are.
fn some_of(mut all: Vec<String>, lang: Lang, what: &str) -> Option<String> {
    if all.is_empty() {
        return None;
    }
    let count = all.len();
    all.truncate(NAMED);
    let rest = match count.saturating_sub(NAMED) {
        0 => String::new(),
        _ => lang.pick(format!(" 等 {count} 个"), format!(" and {} more", count - NAMED)),
    };
    let names = all.join(lang.pick("、", ", "));
    Some(lang.pick(format!("{what}：{names}{rest}"), format!("{what}: {names}{rest}")))
}

pub(super) fn doubt_told(doubt: Doubt, lang: Lang) -> &'static str {
    lang.pick(doubt.zh(), doubt.en())
}

pub(super) fn fit_told(fit: Fit, lang: Lang) -> String {
    lang.pick(fit.zh().to_owned(), fit.word().replace('_', " "))
}

impl Split<'_> {
    /// How the decomposition stands, a sentence a line: the rule, what is needed and promised, the figures of the
    /// children beside the own one, and what is not known.
    #[must_use]
    pub fn in_language(&self, lang: Lang) -> String {
        sentences(self, lang).join("\n")
    }
}

/// The decomposition in sentences, in both languages.
pub(super) fn statements(split: &Split<'_>) -> Vec<TextDoc> {
    let (zh, en) = (sentences(split, Lang::Zh), sentences(split, Lang::En));
    zh.into_iter().zip(en).map(|(zh, en)| TextDoc { zh, en }).collect()
}

/// Both languages tell the same sentences.
fn sentences(split: &Split<'_>, lang: Lang) -> Vec<String> {
    let (Some(indicator), Some(decomposition)) = (split.link().indicator(), split.link().decomposition())
    else {
        return Vec::new();
    };
    let (name, axis) = (indicator.name(), decomposition.axis().unwrap_or(decomposition.id()));
    let (rule, count) = (decomposition.rule(), decomposition.children().len());
    let mut all = vec![lang.pick(
        format!("“{name}”按“{axis}”分解为 {count} 个下级，规则：{}。", rule.zh()),
        format!("“{name}” is decomposed by “{axis}” into {count} children; the rule: {}.", rule_told(rule)),
    )];
    all.extend(compared(split, lang));
    all.extend(put_together(split, lang));
    let remarks = remarks(split, lang);
    if !remarks.is_empty() {
        let remarks = remarks.join(lang.pick("；", "; "));
        all.push(lang.pick(format!("说明：{remarks}。"), format!("To be known: {remarks}.")));
    }
    all.iter().map(|sentence| one_line(sentence)).collect()
}

fn rule_told(rule: Rule) -> &'static str {
    match rule {
        Rule::Sum => "they add up",
        Rule::WeightedMean => "their weighted mean counts",
        Rule::Each => "each is to satisfy it",
        Rule::Maximum => "the greatest counts",
        Rule::Compounded => "the years are compounded",
        _ => "they stand in for it",
    }
}

fn compared(split: &Split<'_>, lang: Lang) -> Option<String> {
    let found = split.sufficiency();
    if found.fit() == Fit::Declared {
        return Some(lang.pick(
            "下级只是替代指标，不作比较。".to_owned(),
            "The children only stand in for it: nothing is compared.".to_owned(),
        ));
    }
    let needed = found.needed().ok()?;
    let (needed, promised) = (told(needed, ""), told(found.promised(), ""));
    let slack = found.slack().map_or_else(|| NOTHING.to_owned(), shown);
    let (counted, all) = (found.counted(), found.children());
    let fit = fit_told(found.fit(), lang);
    Some(lang.pick(
        format!("上级要求 {needed}；下级目标（{counted}/{all}）合为 {promised}，余量 {slack}：{fit}。"),
        format!("Needed is {needed}; the targets of the children ({counted} of {all}) come to {promised}, slack {slack}: {fit}."),
    ))
}

fn put_together(split: &Split<'_>, lang: Lang) -> Option<String> {
    let figures = split.figures()?;
    let (bound, value) = value_of(figures)?;
    let value = format!("{}{}", bound.sign(), figure(split, value));
    let (period, counted, all) = (figures.period(), figures.counted(), figures.children());
    let own = match (figures.own(), figures.difference()) {
        (Some(own), Ok(difference)) => {
            let (own, difference) = (figure(split, &own.amount.value), shown(&difference));
            lang.pick(
                format!("；本级数据 {own}，差额 {difference}"),
                format!("; the own figure is {own}, the difference {difference}"),
            )
        }
        (Some(own), Err(reason)) => {
            let own = format!("{}{}", own.amount.bound.sign(), figure(split, &own.amount.value));
            let why = reason_told(reason, lang);
            lang.pick(
                format!("；本级数据 {own}，差额未知（{why}）"),
                format!("; the own figure is {own}, the difference is not known: {why}"),
            )
        }
        (None, _) => String::new(),
    };
    Some(lang.pick(
        format!("{period} 下级数据（{counted}/{all}）合为 {value}{own}。"),
        format!("In {period} the figures of the children ({counted} of {all}) come to {value}{own}."),
    ))
}
