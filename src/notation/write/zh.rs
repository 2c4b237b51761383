//! Chinese wordings, as plans have them: the most usual one of each form first.

use super::parts::{digits, five_year_plan, roman, scale, without_verb, years};
use super::{Number, Purpose, Stated, Statement, Style, Window, is_whole};
use crate::Lang;
use crate::notation::{Base, Scope};
use crate::number::Bound;
use crate::period::Period;
use crate::plan::{Attribute, Direction, Firmness, Form};

/// The wordings of a statement, the most usual one first.
pub(super) fn wordings(statement: &Statement, style: Style) -> Vec<String> {
    let writer = Writer { s: statement, style };
    let mut wordings = Vec::new();
    let bodies = writer.bodies();
    for lead in writer.leads() {
        for body in &bodies {
            for tail in writer.tails() {
                let wording = format!("{lead}{body}{tail}");
                if !wordings.contains(&wording) {
                    wordings.push(wording);
                }
            }
        }
    }
    wordings
}

/// The words around a value: those of a level, of one that is kept, of a change.
#[derive(Clone, Copy)]
struct Verb<'v> {
    /// In front of a value with the comparator behind it: 达到…以上.
    reach: &'v str,
    /// In front of a value with the comparator in front of it: 不低于.
    compare: &'v str,
    /// In front of a value that is a limit: 控制在…以内.
    limit: &'v str,
}

impl<'v> Verb<'v> {
    const LEVEL: Verb<'static> = Verb { reach: "达到", compare: "", limit: "" };

    fn of(word: &'v str) -> Self {
        Self { reach: word, compare: word, limit: word }
    }
}

struct Writer<'s> {
    s: &'s Statement,
    style: Style,
}

impl Writer<'_> {
    fn is_cell(&self) -> bool {
        self.style == Style::Cell
    }

    fn name(&self) -> &str {
        match self.style {
            Style::Cell => "",
            Style::Sentence => self.s.name.as_deref().map_or("", |name| without_verb(name, self.s.form)),
        }
    }

    fn falls(&self) -> bool {
        if self.s.is_change() { self.s.falls } else { self.s.direction == Some(Direction::Decrease) }
    }

    /// How firmly, when, among what.
    fn leads(&self) -> Vec<String> {
        let part = if self.s.part_of.is_some() && !self.is_cell() { "其中，" } else { "" };
        let firm = match (self.s.firmness, self.s.purpose) {
            (_, Purpose::Estimate) => "预计",
            (Firmness::Assured, _) => "确保",
            (Firmness::Plain, _) => "",
            (Firmness::Stretch, _) => "力争",
            (Firmness::Outlook, _) => "展望",
        };
        // When an event happens is what is stated, in a cell as well.
        let (window, told) = match self.s.stated {
            Stated::Event(Some(day)) => (self.s.window.or(Some(Window::By(day))), true),
            _ => (self.s.window, !self.is_cell()),
        };
        let (time, comma) = match window {
            Some(Window::EachYear) => ("每年".to_owned(), ""),
            Some(Window::EachDay) => ("每天".to_owned(), ""),
            // 5年累计增长: that stands with the verb.
            Some(Window::Years(_)) | None => (String::new(), ""),
            // 2027年建成: an event in a cell.
            Some(Window::By(by)) if self.is_cell() && told => (period(by), ""),
            Some(window) if told => (time(window), "，"),
            _ => (String::new(), ""),
        };
        let mut leads = vec![format!("{part}{firm}{time}{comma}")];
        if !time.is_empty() && !firm.is_empty() {
            leads.push(format!("{part}{time}{comma}{firm}"));
        }
        if !comma.is_empty() {
            leads.push(format!("{part}{firm}{time}"));
        }
        if !part.is_empty() {
            leads.push(format!("其中{firm}{time}{comma}"));
        }
        leads
    }

    /// Attribute and the value of the base in brackets, behind all.
    fn tails(&self) -> Vec<String> {
        let attribute = match (self.s.attribute, self.style) {
            (Some(Attribute::Binding), Style::Sentence) => "（约束性）",
            (Some(Attribute::Expected), Style::Sentence) => "（预期性）",
            _ => "",
        };
        let star = if self.s.purpose == Purpose::Baseline && !self.is_cell() { "*" } else { "" };
        vec![format!("{star}{}{attribute}", self.base_value())]
    }

    /// （2025年86.21%）: the value of the base, where no verb leads from it.
    fn base_value(&self) -> String {
        let Some(base) = &self.s.base else { return String::new() };
        let Some(value) = base.value.as_ref().filter(|_| self.s.form != Form::FromTo) else {
            return String::new();
        };
        if matches!(self.s.form, Form::Ratio | Form::Composition)
            && base.period.is_none()
            && base.words.is_none()
        {
            // A verb leads from it.
            return String::new();
        }
        let when =
            base.period.map(period).or_else(|| base.words.clone()).unwrap_or_else(|| "基期".to_owned());
        format!("（{when}{}）", self.amount(value))
    }

    /// Name and predicate.
    fn bodies(&self) -> Vec<String> {
        let name = self.name();
        let mut bodies = Vec::new();
        let before = self.verbs_before();
        let predicates = self.predicates();
        let subjects = self.subjects();
        let years = match self.s.window {
            Some(Window::Years(years)) if !self.is_cell() => format!("{years}年"),
            _ => String::new(),
        };
        for subject in &subjects {
            if self.s.form == Form::Cumulative {
                bodies.extend(predicates.iter().map(|predicate| format!("{subject}{years}{predicate}")));
            }
            bodies.extend(before.iter().map(|(verb, behind)| match subject.split_once(name) {
                Some((members, rest)) if !name.is_empty() => format!("{members}{rest}{verb}{name}{behind}"),
                _ => format!("{subject}{verb}{behind}"),
            }));
            bodies.extend(predicates.iter().map(|predicate| format!("{subject}{years}{predicate}")));
        }
        bodies
    }

    /// The name, with those for whom it holds.
    fn subjects(&self) -> Vec<String> {
        let name = match (self.s.threshold.as_deref(), self.name()) {
            (Some(size), name) if !self.is_cell() && !name.contains(size) => format!("{size}的{name}"),
            (_, name) => name.to_owned(),
        };
        match self.s.scope {
            None => vec![name],
            Some(Scope::Each) => vec![format!("各区县{name}均"), format!("各地{name}均")],
            Some(Scope::Together) => {
                vec![format!("各区县{name}共同"), format!("各区县共同{name}"), format!("各地{name}共同")]
            }
        }
    }

    /// Verbs that stand in front of the name, with what stands behind it.
    fn verbs_before(&self) -> Vec<(&'static str, String)> {
        let verbs: &[&str] = match (&self.s.stated, self.s.form) {
            (Stated::Event(_), _) if self.is_cell() => &["", "建成"],
            (Stated::Event(_), _) => &["实现", "建成", ""],
            (Stated::Number(..) | Stated::Range(..), Form::IncrementFlow) if self.name().contains("新") => {
                &["", "新增"]
            }
            (Stated::Number(..) | Stated::Range(..), Form::IncrementFlow) => &["新增"],
            (Stated::Number(..) | Stated::Range(..), Form::Count) => &["建成", "培育", "实施", ""],
            (Stated::Number(..) | Stated::Range(..), Form::Cumulative) if !self.is_cell() => &["累计"],
            _ => return Vec::new(),
        };
        let values = match (&self.s.stated, self.s.form) {
            (Stated::Event(_), _) => vec![String::new()],
            (stated, Form::Cumulative) => self.bounded(stated, Verb::LEVEL),
            (stated, _) => self.bounded(stated, Verb::of("")),
        };
        let pairs = verbs.iter().flat_map(|verb| values.iter().map(|value| (*verb, value.clone())));
        pairs.collect()
    }

    /// What is said of the name.
    fn predicates(&self) -> Vec<String> {
        let reference = self.s.reference.as_deref().unwrap_or_default();
        match &self.s.stated {
            Stated::Number(bound, number) => self.with_number(*bound, number),
            Stated::Range(..) => self.with_value(&self.s.stated),
            Stated::Compared(bound) => self.compared(*bound),
            // The name stands behind; see `bodies`.
            Stated::Event(Some(_)) => Vec::new(),
            Stated::Event(None) => Vec::new(),
            Stated::Delegated(Bound::AtMost | Bound::LessThan) => {
                let order = if reference.is_empty() { "国家下达目标" } else { reference };
                vec![format!("控制在{order}以内"), format!("控制在{order}"), format!("{order}以内")]
            }
            Stated::Delegated(_) => {
                let order = if reference.is_empty() { "国家下达目标" } else { reference };
                vec![format!("完成{order}"), format!("达到{order}")]
            }
            Stated::Deferred => vec!["各年度视情提出".to_owned()],
            Stated::Words => self.words(),
        }
    }

    fn words(&self) -> Vec<String> {
        match self.s.form {
            Form::RankQualitative => {
                let among = self.s.population.as_deref().unwrap_or("前列");
                if self.s.purpose == Purpose::Actual {
                    return vec![format!("居{among}"), format!("位居{among}"), format!("走在{among}")];
                }
                let moving = [
                    format!("走在{among}"),
                    format!("位居{among}"),
                    format!("进入{among}"),
                    format!("处于{among}"),
                ];
                let kept = [format!("保持{among}"), format!("保持在{among}"), format!("稳居{among}")];
                match self.s.kept {
                    true => kept.into_iter().chain(moving).collect(),
                    false => moving.into_iter().chain(kept).collect(),
                }
            }
            _ => vec![self.s.remark.clone().unwrap_or_else(|| "取得积极进展".to_owned())],
        }
    }

    fn compared(&self, bound: Bound) -> Vec<String> {
        let reference = self.s.reference.as_deref().unwrap_or_default();
        match (self.s.form, bound) {
            (Form::Pace, _) => {
                let pace = if reference.is_empty() { "序时进度" } else { reference };
                vec![format!("达到{pace}"), format!("完成{pace}"), pace.to_owned()]
            }
            (Form::RankChange, _) => vec!["位次前移".to_owned(), "排名前移".to_owned()],
            (Form::SignOnly, Bound::LessThan | Bound::AtMost) if self.s.kept => {
                vec!["保持稳步下降".to_owned(), "保持稳中有降".to_owned()]
            }
            (Form::SignOnly, _) if self.s.kept => vec!["保持稳步提升".to_owned(), "保持稳步增长".to_owned()],
            (Form::SignOnly, Bound::LessThan | Bound::AtMost) => {
                vec!["稳步下降".to_owned(), "持续下降".to_owned()]
            }
            (Form::SignOnly, _) => vec!["稳步提升".to_owned(), "持续提升".to_owned()],
            (_, Bound::About | Bound::Exactly) => {
                vec![
                    format!("与{reference}同步"),
                    format!("与{reference}保持同步"),
                    format!("与{reference}基本同步"),
                ]
            }
            (_, bound) => {
                let (word, behind) = match bound {
                    Bound::AtLeast => ("不低于", "以上"),
                    Bound::AtMost => ("不高于", "以内"),
                    Bound::LessThan => ("低于", "以下"),
                    _ => ("高于", ""),
                };
                let mut words = vec![format!("{word}{reference}")];
                if self.s.kept {
                    words.insert(0, format!("保持{word}{reference}"));
                    if !behind.is_empty() {
                        words.insert(0, format!("保持在{reference}{behind}"));
                    }
                }
                words
            }
        }
    }

    fn with_number(&self, bound: Bound, number: &Number) -> Vec<String> {
        let stated = &self.s.stated;
        let fixed = match self.s.form {
            Form::Zero if is_whole(number, 0) => match self.s.kept {
                true => vec!["动态清零"],
                false => vec!["清零", "全面清零"],
            },
            Form::FirstCase if is_whole(number, 0) => vec!["实现零的突破", "零的突破"],
            Form::Coverage if is_whole(number, 100) => match self.is_cell() {
                true => vec!["全覆盖"],
                false => vec!["实现全覆盖", "全覆盖"],
            },
            Form::SignOnly if is_whole(number, 0) => match bound {
                Bound::MoreThan => vec!["实现正增长", "正增长"],
                Bound::LessThan | Bound::AtMost => vec!["稳步下降"],
                _ => vec!["只增不减"],
            },
            _ => Vec::new(),
        };
        if !fixed.is_empty() {
            return fixed.into_iter().map(ToOwned::to_owned).collect();
        }
        match self.s.form {
            Form::Rank => self.rank(bound, number),
            Form::OrdinalClass => self.class(bound, number),
            Form::Multiple => self.multiple(bound, stated, number),
            _ => self.with_value(stated),
        }
    }

    /// What is said with a number or range.
    fn with_value(&self, stated: &Stated) -> Vec<String> {
        let base = self.than_base();
        let change = |verbs: &[&str]| -> Vec<String> {
            let reached = self.s.purpose == Purpose::Actual && self.s.window.is_none() && !self.is_cell();
            let forms = [format!("{base}已"), base.clone()];
            let forms = forms.get(usize::from(!reached)..).unwrap_or_default();
            let words = forms.iter().flat_map(|base| {
                verbs.iter().flat_map(move |verb| {
                    let verb = format!("{base}{verb}");
                    self.bounded(stated, Verb::of(&verb))
                })
            });
            words.collect()
        };
        let falls = self.falls();
        let is_points = self.s.unit.as_deref().is_some_and(|unit| unit.contains("百分点"));
        match self.s.form {
            Form::GrowthYear if falls => change(&["下降", "增长"]),
            Form::GrowthYear => change(&["增长", "上涨"]),
            Form::AvgAnnualGrowth if falls => change(&["年均降低", "年均增长"]),
            Form::AvgAnnualGrowth => change(&["年均增长"]),
            Form::AvgAnnualIncrement if is_points && falls => change(&["年均降低"]),
            Form::AvgAnnualIncrement if is_points => change(&["年均提高"]),
            Form::AvgAnnualIncrement if falls => change(&["年均减少"]),
            Form::AvgAnnualIncrement => change(&["年均增加", "年均新增"]),
            Form::GrowthOverBase if base.is_empty() => self.summed("增长", change(&["累计增长", "增长"])),
            Form::GrowthOverBase => change(&["增长"]),
            Form::PpChange if falls => self.summed("降低", change(&["降低", "下降"])),
            Form::PpChange => self.summed("提高", change(&["提高"])),
            Form::ReductionRate => self.summed("降低", change(&["降低", "下降"])),
            Form::RankChange => change(&["位次前移"]),
            Form::Increment if falls => change(&["减少"]),
            Form::Increment => change(&["增加"]),
            Form::Cumulative => {
                let words =
                    self.bounded(stated, Verb { reach: "累计达到", compare: "累计", limit: "累计控制在" });
                self.summed("", words)
            }
            Form::IncrementFlow | Form::Count => Vec::new(),
            Form::FromTo => self.moved_from(stated),
            Form::StepCrossing => {
                let bare = self.amounts(stated);
                let mut words = vec![format!("迈上{bare}台阶"), format!("迈上{bare}新台阶")];
                words.extend(change(&["迈上"]).into_iter().map(|words| format!("{words}台阶")));
                words
            }
            Form::Relative => {
                let reference = self.s.reference.as_deref().unwrap_or_default();
                let ways = match falls {
                    true => {
                        [format!("比{reference}低"), format!("低于{reference}"), format!("优于{reference}")]
                    }
                    false => {
                        [format!("比{reference}高出"), format!("较{reference}高"), format!("高于{reference}")]
                    }
                };
                ways.iter().flat_map(|way| self.bounded(stated, Verb::of(way))).collect()
            }
            Form::Ratio
                if self.s.base.as_ref().is_some_and(|base| base.value.is_some() && base.period.is_none()) =>
            {
                self.moved_from(stated)
            }
            Form::RatioToIndicator => {
                let reference = self.s.reference.as_deref().unwrap_or_default();
                let Stated::Number(bound, number) = stated else { return self.level(stated) };
                let times = format!("{reference}的{}", self.amount(number));
                match bound {
                    Bound::AtLeast => vec![format!("不低于{times}"), format!("达到{times}以上")],
                    Bound::MoreThan => vec![format!("超过{times}")],
                    Bound::AtMost => vec![format!("不超过{times}"), format!("控制在{times}以内")],
                    Bound::LessThan => vec![format!("低于{times}")],
                    Bound::About => vec![format!("达到{times}左右")],
                    Bound::Exactly => vec![format!("等于{times}")],
                }
            }
            // 7.4∶39.6∶53: the parts together, which are no limits.
            Form::Composition
                if self.s.number().is_some_and(|number| number.printed.contains([':', '：', '∶'])) =>
            {
                let parts = self.amounts(stated);
                vec![if self.is_cell() { parts } else { format!("调整为{parts}") }]
            }
            Form::Composition if !self.is_cell() => {
                self.bounded(stated, Verb { reach: "调整为", compare: "", limit: "调整为" })
            }
            _ => self.level(stated),
        }
    }

    /// A value that is reached or held.
    fn level(&self, stated: &Stated) -> Vec<String> {
        let verbs: &[Verb<'_>] = match self.s.kept {
            true => &[
                Verb { reach: "保持在", compare: "保持", limit: "保持在" },
                Verb { reach: "稳定在", compare: "稳定", limit: "稳定在" },
                Verb { reach: "保持在", compare: "保持在", limit: "保持在" },
            ],
            false if self.s.limit && !self.is_cell() => &[
                Verb { reach: "控制在", compare: "控制在", limit: "控制在" },
                Verb { reach: "控制在", compare: "控制", limit: "控制在" },
                Verb::LEVEL,
            ],
            false => &[Verb::LEVEL, Verb { reach: "", compare: "", limit: "" }],
        };
        verbs.iter().flat_map(|verb| self.bounded(stated, *verb)).collect()
    }

    fn moved_from(&self, stated: &Stated) -> Vec<String> {
        let base = self.s.base.as_ref();
        let when =
            base.and_then(|base| base.period).map(|when| format!("{}的", period(when))).unwrap_or_default();
        let Some(value) = base.and_then(|base| base.value.as_ref()) else {
            let verb = if self.falls() { "降低到" } else { "提高到" };
            return self.bounded(stated, Verb::of(verb));
        };
        let falls = self.falls()
            || self.s.direction.is_none()
                && self.s.number().is_some_and(|number| number.exact() < value.exact());
        let verbs: &[&str] = match (falls, self.s.direction) {
            (true, Some(_)) => &["降低到", "下降到"],
            (true, None) => &["降低到", "调整到", "变为"],
            (false, _) => &["提高到", "增加到"],
        };
        let from = self.amount(value);
        if self.is_cell() {
            // 5%→>7%.
            let words = Self { style: Style::Sentence, ..*self }.moved_from(stated);
            let arrow = self.bounded(stated, Verb::of("")).into_iter().map(|to| format!("{from}→{to}"));
            return match when.is_empty() {
                true => arrow.chain(words).collect(),
                false => words,
            };
        }
        let words = verbs.iter().flat_map(|verb| {
            let verb = format!("从{when}{from}{verb}");
            self.bounded(stated, Verb::of(&verb))
        });
        words.collect()
    }

    /// 〔17〕: in a cell, a sum or change over the window stands in brackets, where the row tells which.
    fn summed(&self, verb: &str, words: Vec<String>) -> Vec<String> {
        if !self.is_cell()
            || self.s.base.is_some()
            || self.s.kept
            || !matches!(self.s.stated, Stated::Number(..) | Stated::Range(..))
        {
            return words;
        }
        if !verb.is_empty()
            && !self.s.name.as_deref().is_some_and(|name| {
                ["降低", "下降", "减少", "提高", "提升", "增长"].iter().any(|verb| name.contains(verb))
            })
        {
            return words;
        }
        let scale_and_unit = match self.s.unit.as_deref() {
            Some("%" | "个百分点") | None => String::new(),
            Some(unit) => format!("{}{unit}", self.scale().map_or("", |(words, _)| words)),
        };
        let (sign, bare) = match &self.s.stated {
            Stated::Number(bound, number) => (bound.sign(), self.digits(number)),
            Stated::Range(low, high) => ("", format!("{}—{}", self.digits(low), self.digits(high))),
            _ => return words,
        };
        let mut summed = Vec::new();
        if sign == "≥" {
            summed.push(format!("〔{bare}〕{scale_and_unit}"));
        }
        summed.push(match sign {
            "≈" => format!("〔{bare}〕{scale_and_unit}左右"),
            _ => format!("〔{sign}{bare}〕{scale_and_unit}"),
        });
        summed.extend(words);
        summed
    }

    /// 较2020年: what a change is counted from.
    fn than_base(&self) -> String {
        match &self.s.base {
            Some(base) if base.value.is_none() => base_words(base).map(|base| format!("较{base}")),
            _ => None,
        }
        .unwrap_or_default()
    }

    /// 为2020年的4倍, 翻一番.
    fn multiple(&self, bound: Bound, stated: &Stated, number: &Number) -> Vec<String> {
        let doublings = [(2, "翻一番"), (4, "翻两番"), (8, "翻三番")];
        let base = self.s.base.as_ref().and_then(base_words);
        let than = self.than_base();
        let mut words = Vec::new();
        if bound == Bound::AtLeast
            && let Some((_, doubled)) = doublings.iter().find(|(times, _)| is_whole(number, *times))
        {
            words.push(format!("{than}{doubled}"));
        }
        let of = base.unwrap_or_else(|| "原来".to_owned());
        let (reach, is, limit) = (format!("达到{of}的"), format!("为{of}的"), format!("控制在{of}的"));
        let behind = format!("{of}的");
        for amount in self.times(stated, &reach, &is, &limit, &behind) {
            words.push(amount);
        }
        words
    }

    /// 为2020年的4倍以上, 超过2020年的4倍.
    fn times(&self, stated: &Stated, reach: &str, is: &str, limit: &str, of: &str) -> Vec<String> {
        let mut words = self.bounded(stated, Verb { reach, compare: is, limit });
        let amount = self.amounts(stated);
        let compared = match stated {
            Stated::Number(Bound::AtLeast, _) => vec![format!("不低于{of}{amount}")],
            Stated::Number(Bound::MoreThan, _) => vec![format!("超过{of}{amount}")],
            Stated::Number(Bound::AtMost, _) => vec![format!("不超过{of}{amount}")],
            Stated::Number(Bound::LessThan, _) => vec![format!("低于{of}{amount}")],
            Stated::Number(Bound::Exactly, _) => vec![format!("等于{of}{amount}")],
            _ => Vec::new(),
        };
        // Comparators stand in front of the base, but 以上 behind the number.
        let behind = matches!(stated, Stated::Number(Bound::AtLeast, _)) && !self.is_cell();
        let at = if behind { words.len() } else { 0 };
        if self.s.purpose == Purpose::Actual {
            words.extend(compared);
        } else {
            words.splice(at..at, compared);
        }
        words
    }

    fn rank(&self, bound: Bound, number: &Number) -> Vec<String> {
        let among = self.s.population.as_deref().unwrap_or_default();
        let place = number.to_string();
        let exact = [format!("居{among}第{place}位"), format!("位列{among}第{place}")];
        if bound == Bound::Exactly {
            return exact.to_vec();
        }
        let kept = if self.s.kept { "保持在" } else { "进入" };
        let mut words = Vec::new();
        if place == "1" {
            words.push(format!("{}{among}第一", if self.s.kept { "保持" } else { "位列" }));
            words.push(format!("{}{among}第1位", if self.s.kept { "保持" } else { "达到" }));
        }
        words.push(format!("{kept}{among}前{place}位"));
        words.push(format!("{kept}{among}前{place}名"));
        words.push(format!("{kept}{among}第{place}位"));
        words
    }

    fn class(&self, bound: Bound, number: &Number) -> Vec<String> {
        let unit = self.s.unit.as_deref().unwrap_or("类");
        let roman = number.decimal().and_then(roman);
        let class = match roman.filter(|_| unit == "类") {
            Some(roman) => format!("{roman}{unit}"),
            None => format!("{number}{unit}"),
        };
        let behind = match bound {
            Bound::AtLeast => "及以上",
            Bound::AtMost => "及以下",
            Bound::About => "左右",
            Bound::MoreThan => "以上（不含）",
            Bound::LessThan => "以下（不含）",
            Bound::Exactly => "",
        };
        let verb = if self.s.kept { "保持在" } else { "达到" };
        let mut words = vec![format!("{verb}{class}{behind}")];
        if self.is_cell() && !self.s.kept {
            words.insert(0, format!("{class}{behind}"));
        }
        words
    }

    /// A value with its comparator. A cell has signs, a sentence words.
    fn bounded(&self, stated: &Stated, verb: Verb<'_>) -> Vec<String> {
        let bound = match stated {
            Stated::Number(bound, _) => *bound,
            _ => Bound::AtLeast,
        };
        let amount = self.amounts(stated);
        let Verb { reach, compare, limit } = verb;
        let mut words = Vec::new();
        let signs = self.is_cell() && !self.s.kept;
        if matches!(stated, Stated::Range(..)) {
            if signs {
                words.push(format!("{compare}{amount}"));
            }
            words.push(format!("{reach}{amount}"));
            return words;
        }
        if signs {
            words.push(match bound {
                Bound::About => format!("{compare}{amount}左右"),
                Bound::Exactly => format!("{compare}={amount}"),
                bound => format!("{compare}{}{amount}", bound.sign()),
            });
        }
        words.extend(match bound {
            Bound::AtLeast => vec![format!("{reach}{amount}以上"), format!("{compare}不低于{amount}")],
            Bound::MoreThan => vec![
                format!("{compare}超过{amount}"),
                format!("{compare}大于{amount}"),
                format!("{compare}>{amount}"),
            ],
            Bound::AtMost if limit.is_empty() => vec![
                format!("{compare}不超过{amount}"),
                format!("{compare}{amount}以内"),
                format!("{compare}{amount}以下"),
            ],
            Bound::AtMost => vec![
                format!("{limit}{amount}以内"),
                format!("{compare}不超过{amount}"),
                format!("{compare}{amount}以下"),
            ],
            Bound::LessThan => vec![
                format!("{compare}低于{amount}"),
                format!("{compare}小于{amount}"),
                format!("{compare}<{amount}"),
            ],
            Bound::About => vec![
                format!("{reach}{amount}左右"),
                format!("{compare}{amount}左右"),
                format!("{compare}约{amount}"),
            ],
            Bound::Exactly if self.s.purpose == Purpose::Actual => {
                vec![
                    format!("{reach}{amount}"),
                    format!("已{reach}{amount}"),
                    format!("{compare}等于{amount}"),
                ]
            }
            Bound::Exactly => vec![format!("{compare}等于{amount}"), format!("{compare}={amount}")],
        });
        if self.s.purpose == Purpose::Actual && !matches!(self.s.window, Some(Window::UpTo(_))) {
            let done: Vec<String> = words.iter().map(|words| format!("已{words}")).collect();
            words.extend(done);
        }
        words
    }

    /// The digits of a number without unit.
    fn digits(&self, number: &Number) -> String {
        let (_, power) = self.scale().unwrap_or(("", 0));
        digits(number, power).unwrap_or_else(|| number.to_string())
    }

    fn scale(&self) -> Option<(&str, u32)> {
        let words = self.s.scale.as_deref()?;
        let power = scale(words, Lang::Zh)?;
        // What cannot be shifted is written without scale, each end of a range like the other.
        let fits = match &self.s.stated {
            Stated::Number(_, number) => digits(number, power).is_some(),
            Stated::Range(low, high) => digits(low, power).is_some() && digits(high, power).is_some(),
            _ => true,
        };
        fits.then_some((words, power))
    }

    fn amounts(&self, stated: &Stated) -> String {
        match stated {
            Stated::Number(_, number) => self.amount(number),
            Stated::Range(low, high) => match self.unit() {
                "%" | "‰" => format!("{}—{}", self.amount(low), self.amount(high)),
                _ => format!("{}—{}", self.digits(low), self.amount(high)),
            },
            _ => String::new(),
        }
    }

    /// The unit as it is written: 件 where the name has the 每万人 of 件/万人.
    fn unit(&self) -> &str {
        let unit = self.s.unit.as_deref().unwrap_or_default();
        match (unit.split_once('/'), self.s.name.as_deref()) {
            (Some((unit, per)), Some(name)) if name.contains(&format!("每{per}")) => unit,
            _ => unit,
        }
    }

    /// A number with scale and unit.
    fn amount(&self, number: &Number) -> String {
        if number.denominator != 1 {
            let unit = if self.unit() == "%" { "" } else { self.unit() };
            return format!("{}分之{}{unit}", numeral(number.denominator), in_numerals(number));
        }
        let digits = self.digits(number);
        match self.s.form {
            Form::Composition if number.printed.contains([':', '：', '∶']) => {
                return number.printed.clone();
            }
            Form::Ratio => return format!("{digits}∶1"),
            _ => {}
        }
        let scale = self.scale().map_or("", |(words, _)| words);
        format!("{digits}{scale}{}", self.unit())
    }
}

fn in_numerals(number: &Number) -> String {
    u32::try_from(number.numerator).map_or_else(|_| number.numerator.to_string(), numeral)
}

/// 一 to 十 in words, more in digits.
fn numeral(number: u32) -> String {
    const WORDS: [&str; 11] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let word = usize::try_from(number).ok().and_then(|number| WORDS.get(number));
    word.map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

fn base_words(base: &Base) -> Option<String> {
    base.period.map(period).or_else(|| base.words.clone())
}

/// 到2025年, 2021—2025年.
fn time(window: Window) -> String {
    match window {
        Window::By(by) => format!("到{}", period(by)),
        Window::During(during) => period(during),
        Window::Years(years) => format!("{years}年内"),
        Window::EachYear => "每年".to_owned(),
        Window::EachDay => "每天".to_owned(),
        Window::UpTo(day) => format!("截至{}底", period(day)),
    }
}

/// A period as a phrase names it.
fn period(period: Period) -> String {
    use crate::period::Frequency;
    if let Some(number) = five_year_plan(period) {
        let name = match number {
            9 => "九五",
            10 => "十五",
            11 => "十一五",
            12 => "十二五",
            13 => "十三五",
            14 => "十四五",
            15 => "十五五",
            _ => "十六五",
        };
        return format!("“{name}”时期");
    }
    match (years(period), period.frequency()) {
        (Some((year, _)), Frequency::Year) => format!("{year}年"),
        (Some((from, to)), _) => format!("{from}—{to}年"),
        (None, frequency) => calendar(period, frequency),
    }
}

/// A part of a year, or a span of such parts.
fn calendar(period: Period, frequency: crate::period::Frequency) -> String {
    use crate::period::Frequency;
    use chrono::Datelike;
    let (start, end) = (period.start(), period.end());
    let day = |day: chrono::NaiveDate| format!("{}年{}月{}日", day.year(), day.month(), day.day());
    match frequency {
        Frequency::Half => format!("{}年{}半年", start.year(), if start.month() == 1 { "上" } else { "下" }),
        Frequency::Quarter => format!("{}年第{}季度", start.year(), numeral(start.month0() / 3 + 1)),
        Frequency::Month => format!("{}年{}月", start.year(), start.month()),
        Frequency::Day => day(start),
        _ => format!("{}至{}", day(start), day(end)),
    }
}
