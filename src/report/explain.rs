//! A verdict in sentences: what was promised, what is known, what was computed, which row decided.

use super::doc::TextDoc;
use super::lines::{self, percent, shown, told};
use super::{Outcome, Verdict};
use crate::facts::{FactValue, Known};
use crate::lang::Lang;
use crate::plan::{Axes, Gather, Status, What};
use crate::trajectory::{Point, Trajectory};

/// The explanation of a verdict. It holds no text yet; it is told in the language that is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Explanation<'r> {
    pub(super) verdict: Verdict<'r>,
}

impl Explanation<'_> {
    /// The explanation in a language, a sentence a line.
    #[must_use]
    pub fn in_language(&self, lang: Lang) -> String {
        self.told(lang).join("\n")
    }

    /// The sentences in both languages.
    #[must_use]
    pub fn statements(&self) -> Vec<TextDoc> {
        let (zh, en) = (self.told(Lang::Zh), self.told(Lang::En));
        zh.into_iter().zip(en).map(|(zh, en)| TextDoc { zh, en }).collect()
    }

    /// The sentences. Both languages tell the same ones.
    fn told(&self, lang: Lang) -> Vec<String> {
        let trajectory = self.verdict.trajectory();
        let mut sentences = vec![self.promise(&trajectory, lang)];
        sentences.extend(self.base(&trajectory, lang));
        sentences.extend(moved_goal(&trajectory, lang));
        sentences.push(self.current(&trajectory, lang));
        sentences.extend(computed(&trajectory, self.verdict.indicator().unit().to_string(), lang));
        sentences.extend(self.decision(&trajectory, lang));
        sentences.extend(self.not_counted(lang));
        sentences
    }

    fn promise(&self, trajectory: &Trajectory<'_>, lang: Lang) -> String {
        let (indicator, target) = (self.verdict.indicator(), self.verdict.target());
        let Ok(promise) = trajectory.promise() else {
            return lang.pick(
                format!("“{}”的目标 `{}` 当时尚未发布。", indicator.name(), target.id()),
                format!("The target `{}` of “{}” was not published yet.", target.id(), indicator.name()),
            );
        };
        let unit = indicator.unit().to_string();
        let value = lines::promise(target.form(), promise.value(), &unit, lang);
        let version = match trajectory.version() {
            Some(id) if !target.versions().is_empty() => {
                let later = target.versions().iter().find(|version| version.id() == id);
                let published = later.map(|version| version.published().to_string());
                match published {
                    Some(date) => lang.pick(
                        format!("（版本 {id}，{date} 发布）"),
                        format!(" (version {id}, published {date})"),
                    ),
                    None => lang.pick(format!("（版本 {id}）"), format!(" (version {id})")),
                }
            }
            _ => String::new(),
        };
        let words = promise.text().map_or_else(String::new, |text| {
            lang.pick(format!("原文：“{text}”。"), format!(" In its words: “{text}”."))
        });
        let attribute = indicator.attribute().map_or_else(String::new, |attribute| {
            lang.pick(format!("{}，", attribute.zh()), format!("{} ", attribute.word()))
        });
        lang.pick(
            format!(
                "“{}”：{attribute}目标为 {} 年末达到 {value}{version}。{words}",
                indicator.name(),
                target.due()
            )
            .replace(" 年末达到 ", " 期末 "),
            format!(
                "“{}”: the {attribute}target for {} is {value}{version}.{words}",
                indicator.name(),
                target.due()
            ),
        )
    }

    fn base(&self, trajectory: &Trajectory<'_>, lang: Lang) -> Option<String> {
        if trajectory.gather() != Gather::Latest || trajectory.axes.what == What::Date {
            return None;
        }
        let unit = self.verdict.indicator().unit().to_string();
        Some(match trajectory.base() {
            Ok(base) => {
                let value = value_of(base, &unit, lang);
                lang.pick(format!("基期值为 {value}。"), format!("The base is {value}."))
            }
            Err(reason) => lang.pick(
                format!("没有基期值：{}。", told(reason, lang)),
                format!("There is no base: {}.", told(reason, lang)),
            ),
        })
    }

    fn current(&self, trajectory: &Trajectory<'_>, lang: Lang) -> String {
        let unit = match trajectory.gather() {
            Gather::Product => String::new(),
            _ => self.verdict.indicator().unit().to_string(),
        };
        let as_of = self.verdict.report.as_of();
        match trajectory.current() {
            Ok(current) => {
                let value = value_of(current, &unit, lang);
                let source = current
                    .observation
                    .as_ref()
                    .map(|o| self.verdict.report.data().source(o))
                    .unwrap_or_default();
                let published = current.observation.as_ref().and_then(|o| o.published());
                let what = match trajectory.gather() {
                    Gather::Latest => lang.pick("最新值", "the newest figure"),
                    Gather::Sum => lang.pick("窗口期内累计", "the sum over the window"),
                    Gather::Product => lang.pick("窗口期内连乘指数", "the compounded index of the window"),
                };
                let source = match (published, source) {
                    (Some(date), "") => lang.pick(format!("（{date} 发布）"), format!(" (published {date})")),
                    (Some(date), source) => lang
                        .pick(format!("（{date} 发布；{source}）"), format!(" (published {date}; {source})")),
                    (None, "") => String::new(),
                    (None, source) => lang.pick(format!("（{source}）"), format!(" ({source})")),
                };
                lang.pick(
                    format!("截至 {as_of} 所知，{what}为 {value}{source}。"),
                    format!("By {as_of}, {what} is {value}{source}."),
                )
            }
            Err(reason) => lang.pick(
                format!("截至 {as_of} 没有可用的当前值：{}。", told(reason, lang)),
                format!("By {as_of} there is no current value: {}.", told(reason, lang)),
            ),
        }
    }

    fn decision(&self, trajectory: &Trajectory<'_>, lang: Lang) -> Vec<String> {
        let verdict = &self.verdict;
        let (label, policy) = (verdict.outcome().label(lang), verdict.report.policy());
        let judged_by = format!("{} {}", policy.id(), policy.version());
        match (verdict.outcome(), verdict.row()) {
            (Outcome::Decided(_), Some(row)) => {
                let cells = row.cells().iter().map(|cell| {
                    let fact = policy.facts().get(cell.slot());
                    let value = fact.map_or_else(String::new, |fact| fact_told(fact.of(trajectory), lang));
                    let name = fact.map_or(cell.name(), |fact| lang.pick(fact.zh(), cell.name()));
                    let condition = match cell.text() {
                        "true" => lang.pick("是", "yes"),
                        "false" => lang.pick("否", "no"),
                        text => text,
                    };
                    lang.pick(
                        format!("{name} {value}，符合 {condition}"),
                        format!("{name} is {value}, as asked: {condition}"),
                    )
                });
                let cells: Vec<String> = cells.collect();
                let because = if cells.is_empty() {
                    lang.pick("上面各行均不符合".to_owned(), "no row above it fits".to_owned())
                } else {
                    cells.join(lang.pick("；", "; "))
                };
                vec![lang.pick(
                    format!("判定方法 {judged_by} 的 `{}` 行：{because}。结论：{label}。", row.id()),
                    format!("Row `{}` of {judged_by} decides: {because}. Verdict: {label}.", row.id()),
                )]
            }
            (Outcome::NotAssessed, _) => vec![lang.pick(
                format!("该目标没有量化，{judged_by} 不作判定。"),
                format!("The target has no number, so {judged_by} does not judge it."),
            )],
            _ => {
                let possible: Vec<&str> =
                    verdict.possible().map(|outcome| outcome.label().told(lang)).collect();
                let missing = verdict.missing().into_iter().map(|(fact, reason)| {
                    let name = lang.pick(fact.zh(), fact.name());
                    lang.pick(
                        format!("{name}（{}）", told(reason, lang)),
                        format!("{name} ({})", told(reason, lang)),
                    )
                });
                let missing: Vec<String> = missing.collect();
                vec![lang.pick(
                    format!(
                        "按 {judged_by} 无法判定，可能是：{}。未知的是：{}。",
                        possible.join("、"),
                        missing.join("、")
                    ),
                    format!(
                        "Undetermined by {judged_by}; possible are: {}. Not known: {}.",
                        possible.join(", "),
                        missing.join(", ")
                    ),
                )]
            }
        }
    }

    fn not_counted(&self, lang: Lang) -> Option<String> {
        let role = self.verdict.role().told(lang);
        (!role.is_empty()).then(|| lang.pick(format!("（{role}。）"), format!("({role})")))
    }
}

/// How growth, multiples and reductions move the goal away from the base.
fn moved_goal(trajectory: &Trajectory<'_>, lang: Lang) -> Option<String> {
    if Axes::of(trajectory.target.form()).what == What::Level || trajectory.axes.what == What::Date {
        return None;
    }
    Some(match trajectory.goal() {
        Ok(goal) => {
            let aim = shown(&goal.aim);
            lang.pick(format!("由基期推得目标值 {aim}。"), format!("From the base this leads to {aim}."))
        }
        Err(reason) => lang.pick(
            format!("目标值未知：{}。", told(reason, lang)),
            format!("The value to be reached is not known: {}.", told(reason, lang)),
        ),
    })
}

/// Gap, completion, progress and time, as far as they are known.
fn computed(trajectory: &Trajectory<'_>, unit: String, lang: Lang) -> Vec<String> {
    let mut sentences = Vec::new();
    let exact = trajectory.current().and_then(|current| current.amount.exact());
    if let (Ok(gap), Ok(current), Ok(goal)) = (trajectory.gap(), exact, trajectory.goal()) {
        let completion = trajectory.completion().map_or_else(
            |_| String::new(),
            |completion| {
                lang.pick(
                    format!("，完成率 {}", percent(&completion)),
                    format!("; completion {}", percent(&completion)),
                )
            },
        );
        let (aim, current) = (shown(&goal.aim), shown(current));
        let sentence = if gap.sign() > 0 {
            let gap = shown(&gap);
            lang.pick(
                format!("当前 {current}，目标 {aim}，还差 {gap}{unit}{completion}。"),
                format!("From {current} to {aim}, {gap} {unit} are missing{completion}."),
            )
        } else {
            let over = shown(&gap.negated());
            lang.pick(
                format!("当前 {current}，目标 {aim}，已达到并超出 {over}{unit}{completion}。"),
                format!("{current} is at the goal of {aim} or {over} {unit} beyond it{completion}."),
            )
        };
        sentences.push(sentence);
    }
    let shares = (trajectory.share(), trajectory.base(), trajectory.goal(), exact);
    if let (Ok(share), Ok(base), Ok(goal), Ok(current)) = shares {
        let (base, aim, current) = (shown(&base.amount.value), shown(&goal.aim), shown(current));
        let share = percent(&share);
        sentences.push(lang.pick(
            format!("进度 = ({current} − {base}) ÷ ({aim} − {base}) = {share}。"),
            format!("Progress is ({current} − {base}) ÷ ({aim} − {base}) = {share}."),
        ));
    }
    if let (Ok(elapsed), Ok(current), Ok(from)) =
        (trajectory.elapsed(), trajectory.current(), trajectory.base_end)
    {
        let (elapsed, to, due) = (percent(&elapsed), current.end, trajectory.due());
        sentences.push(lang.pick(
            format!("时间：自 {from} 至 {to}，到期 {due}，已过 {elapsed}。"),
            format!("Time: from {from} to {to}, with {due} as the due period, {elapsed} has passed."),
        ));
    }
    if let (Ok(lag), Ok(scheduled)) = (trajectory.lag(), trajectory.scheduled()) {
        let (lag, scheduled) = (percent(&lag), percent(&scheduled));
        sentences.push(lang.pick(
            format!("序时进度要求 {scheduled}，进度差 {lag}。"),
            format!("The path asks for {scheduled} by now; progress less that is {lag}."),
        ));
    }
    if let Ok(burn) = trajectory.burn() {
        let burn = shown(&burn);
        sentences.push(lang.pick(
            format!("限额消耗与时间之比为 {burn}。"),
            format!("The allowance is used at {burn} times the pace of time."),
        ));
    }
    sentences
}

/// A value with bound, unit, period and status.
fn value_of(point: &Point, unit: &str, lang: Lang) -> String {
    let (sign, value) = (point.amount.bound.sign(), shown(&point.amount.value));
    let period = point
        .period
        .map_or_else(String::new, |period| lang.pick(format!("（{period}）"), format!(" in {period}")));
    let gap = lang.pick("", if unit.is_empty() || unit == "%" { "" } else { " " });
    let status = match point.status {
        Status::Final => String::new(),
        status => lang.pick(format!("，{}", status.zh()), format!(", {}", status.word())),
    };
    format!("{sign}{value}{gap}{unit}{period}{status}")
}

fn fact_told(value: Known<FactValue>, lang: Lang) -> String {
    match value {
        Ok(FactValue::Exact(value)) => shown(&value),
        Ok(FactValue::Estimate(value)) => format!("{:.4}", value.value()),
        Ok(FactValue::YesNo(true)) => lang.pick("是", "yes").to_owned(),
        Ok(FactValue::YesNo(false)) => lang.pick("否", "no").to_owned(),
        Ok(FactValue::Word(word)) => word.to_owned(),
        Ok(FactValue::Period(period)) => period.to_string(),
        Err(reason) => told(reason, lang).to_owned(),
    }
}
