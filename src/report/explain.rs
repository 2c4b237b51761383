//! A verdict in sentences: what was promised, what is known, what was computed, which row decided.

use super::computed::{self, Numbers};
use super::decided::{self, Decided};
use super::doc::TextDoc;
use super::lines::{self, told};
use super::projected::Ahead;
use super::{Outcome, Verdict, assessed, levels};
use crate::lang::Lang;
use crate::plan::{Against, BreakKind, Form, Gather, Reference, Status, What};
use crate::sheet::one_line;
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
        self.told(&self.verdict.ahead(), lang).join("\n")
    }

    /// The sentences in both languages.
    #[must_use]
    pub fn statements(&self) -> Vec<TextDoc> {
        let ahead = self.verdict.ahead();
        let (zh, en) = (self.told(&ahead, Lang::Zh), self.told(&ahead, Lang::En));
        zh.into_iter().zip(en).map(|(zh, en)| TextDoc { zh, en }).collect()
    }

    /// The sentences. Both languages tell the same ones.
    fn told(&self, ahead: &Ahead<'_>, lang: Lang) -> Vec<String> {
        let trajectory = self.verdict.trajectory();
        let assumed = self.verdict.report.plan().assumptions().map(|_| {
            lang.pick("【假设】以下为假设情形，不是事实。", "ASSUMED: this is what would be, and no fact.")
        });
        let mut sentences: Vec<String> = assumed.into_iter().map(str::to_owned).collect();
        sentences.push(self.promise(&trajectory, lang));
        sentences.extend(levels::origin_told(&trajectory, lang));
        sentences.extend(self.compared(&trajectory, lang));
        sentences.extend(self.base(&trajectory, lang));
        sentences.extend(self.moved_goal(&trajectory, lang));
        sentences.extend(assessed::sentences(&self.verdict, lang));
        let by_evidence = self.verdict.target().assessment().is_some_and(|one| !one.evidence().is_empty());
        if !by_evidence {
            sentences.push(self.current(&trajectory, lang));
            sentences.extend(levels::computed_told(&self.verdict, &trajectory, lang));
        }
        let numbers = Numbers::of(self.verdict.indicator(), &trajectory, lang);
        sentences.extend(computed::sentences(&trajectory, &numbers, lang));
        sentences.extend(self.verdict.projection_told(ahead, lang));
        sentences.extend(self.verdict.published_told(ahead, lang));
        sentences.push(self.decision(&trajectory, lang));
        sentences.extend(self.not_counted(lang));
        sentences.iter().map(|sentence| one_line(sentence)).collect()
    }

    fn promise(&self, trajectory: &Trajectory<'_>, lang: Lang) -> String {
        let (indicator, target) = (self.verdict.indicator(), self.verdict.target());
        let as_of = self.verdict.report.as_of();
        if self.verdict.judged.target.is_none() {
            let name = indicator.name();
            return lang.pick(format!("“{name}”没有目标。"), format!("“{name}” has no target."));
        }
        let Ok(promise) = trajectory.promise() else {
            return lang.pick(
                format!("“{}”的目标 `{}` 当时尚未发布。", indicator.name(), target.id()),
                format!("The target `{}` of “{}” was not published yet.", target.id(), indicator.name()),
            );
        };
        let unit = indicator.unit().to_string();
        let value = lines::promise(indicator, target, promise.value(), &unit, lang);
        let version = match trajectory.version() {
            Some(id) if target.versions().iter().any(|version| version.published() <= as_of) => {
                let later = target.versions().iter().find(|version| version.id() == id);
                let is_assumed = later.is_some_and(|version| version.is_of_what_if());
                let published = later.map(|version| version.published().to_string());
                match published {
                    Some(_) if is_assumed => {
                        lang.pick(format!("（版本 {id}，假设）"), format!(" (version {id}, assumed)"))
                    }
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
            lang.pick(attribute.zh().to_owned(), format!("{} ", attribute.word()))
        });
        lang.pick(
            format!(
                "“{}”：{attribute}目标（{} 到期）：{value}{version}。{words}",
                indicator.name(),
                target.due()
            ),
            format!(
                "“{}”: the {attribute}target for {} is {value}{version}.{words}",
                indicator.name(),
                target.due()
            ),
        )
    }

    /// What the target compares with beside its own indicator.
    fn compared(&self, trajectory: &Trajectory<'_>, lang: Lang) -> Option<String> {
        Some(match self.verdict.target().against()? {
            Reference::Indicator(index) => {
                let other = self.verdict.report.plan().indicators().get(*index)?.name();
                let (zh, en) = match trajectory.axes.what {
                    What::Difference => ("之差", "differences from"),
                    _ => ("之比", "ratios to"),
                };
                lang.pick(
                    format!("以下数值为与“{other}”同期{zh}。"),
                    format!("The figures below are {en} “{other}” in the same period."),
                )
            }
            Reference::Target(index) => {
                let other = self.verdict.indicator().targets().get(*index)?.id();
                lang.pick(
                    format!("以目标 `{other}` 届时的进度为准。"),
                    format!("It asks for what the path of the target `{other}` asks for by then."),
                )
            }
            Reference::Text(text) => {
                lang.pick(format!("对照对象：{text}。"), format!("It is compared with {text}."))
            }
        })
    }

    fn base(&self, trajectory: &Trajectory<'_>, lang: Lang) -> Option<String> {
        if trajectory.gather() != Gather::Latest || trajectory.axes.what == What::Date {
            return None;
        }
        if trajectory.base().is_ok_and(|base| base.period.is_none()) {
            // Growth of what is growth already starts from nothing.
            return None;
        }
        let numbers = Numbers::of(self.verdict.indicator(), trajectory, lang);
        Some(match trajectory.base() {
            Ok(base) => {
                let value = value_of(base, &numbers, lang);
                match trajectory.restated_for() {
                    Some(own) => {
                        let from = own.period();
                        let zh = own.kind().map_or("口径", BreakKind::zh);
                        let en = own.kind().unwrap_or(BreakKind::Definition).en();
                        lang.pick(
                            format!("基期值为 {value}，按 {from} 起的新{zh}重述。"),
                            format!("The base is {value}, restated by the {en} of {from} and later."),
                        )
                    }
                    None => lang.pick(format!("基期值为 {value}。"), format!("The base is {value}.")),
                }
            }
            Err(reason) => lang.pick(
                format!("基期值未知（{}）。", told(reason, lang)),
                format!("There is no base: {}.", told(reason, lang)),
            ),
        })
    }

    /// How growth, multiples and reductions move the goal away from the base.
    fn moved_goal(&self, trajectory: &Trajectory<'_>, lang: Lang) -> Option<String> {
        let from_base = matches!(trajectory.axes.against, Against::Base | Against::YearBefore);
        let of_level = !from_base && trajectory.target.form() != Form::Pace;
        let from_nothing = trajectory.base().is_ok_and(|base| base.period.is_none());
        let none = self.verdict.judged.target.is_none() || trajectory.promise().is_err();
        if of_level || from_nothing || trajectory.axes.what == What::Date || none {
            return None;
        }
        let numbers = Numbers::of(self.verdict.indicator(), trajectory, lang);
        Some(match trajectory.goal() {
            Ok(goal) => {
                let aim = numbers.value(&goal.aim);
                lang.pick(format!("由基期推得目标值 {aim}。"), format!("From the base this leads to {aim}."))
            }
            Err(reason) => lang.pick(
                format!("目标值未知：{}。", told(reason, lang)),
                format!("The value to be reached is not known: {}.", told(reason, lang)),
            ),
        })
    }

    fn current(&self, trajectory: &Trajectory<'_>, lang: Lang) -> String {
        let numbers = Numbers::of(self.verdict.indicator(), trajectory, lang);
        let as_of = self.verdict.report.as_of();
        match trajectory.current() {
            Ok(current) => {
                let value = value_of(current, &numbers, lang);
                let source = current
                    .observation
                    .as_ref()
                    .map(|o| self.verdict.report.data().source(o))
                    .unwrap_or_default();
                let published = current.observation.as_ref().and_then(|o| o.published());
                let what = match trajectory.gather() {
                    Gather::Latest => lang.pick("最新值", "the newest figure"),
                    Gather::Sum => lang.pick("窗口期内累计", "the sum over the window"),
                    Gather::Product => lang.pick("窗口期内累计变化", "the change over the window"),
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

    fn decision(&self, trajectory: &Trajectory<'_>, lang: Lang) -> String {
        let verdict = &self.verdict;
        let policy = verdict.report.policy();
        let missing = verdict.missing();
        let no_goal =
            trajectory.goal().err().filter(|reason| missing.iter().any(|(_, missing)| missing == reason));
        if let (Outcome::Undetermined, Some(reason)) = (verdict.outcome(), no_goal) {
            let (reason, judged_by) = (told(reason, lang), decided::judged_by(policy));
            return lang.pick(
                format!("目标值未知（{reason}），{judged_by} 无法判定。"),
                format!("Undetermined by {judged_by}: the value to be reached is not known ({reason})."),
            );
        }
        let decided = Decided {
            policy,
            table: policy.table(),
            decision: verdict.decision(),
            facts: &verdict.facts(),
            label: verdict.outcome().label(lang),
            missing: &missing,
        };
        decided.told(lang)
    }

    fn not_counted(&self, lang: Lang) -> Option<String> {
        let role = self.verdict.role().told(lang);
        (!role.is_empty()).then(|| lang.pick(format!("（{role}。）"), format!("({role})")))
    }
}

/// A value with bound, unit, period and status.
fn value_of(point: &Point, numbers: &Numbers, lang: Lang) -> String {
    let (sign, value) = (point.amount.bound.sign(), numbers.value(&point.amount.value));
    let period = point
        .period
        .map_or_else(String::new, |period| lang.pick(format!("（{period}）"), format!(" in {period}")));
    let status = match point.status {
        Status::Final => String::new(),
        status => lang.pick(format!("，{}", status.zh()), format!(", {}", status.word())),
    };
    format!("{sign}{value}{period}{status}")
}
