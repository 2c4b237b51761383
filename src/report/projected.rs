//! Where an indicator will be by the due date: as data, in a cell, in sentences.

use super::Verdict;
use super::computed::Numbers;
use super::doc::{ArrivalDoc, NeededDoc, ProjectionDoc, StageDoc, TextDoc, point as point_doc};
use super::lines::{NOTHING, told};
use crate::known::{Known, Reason};
use crate::lang::Lang;
use crate::number::Estimate;
use crate::plan::{Against, What};
use crate::project::{Arrival, Band, Basis, FARTHEST, Growth, Method, Outlook, Weights};
use crate::trajectory::{Point, seen};

/// What lies ahead of an indicator: computed once for all that is told of it.
pub(super) struct Ahead<'r> {
    pub(super) outlook: Known<Outlook<'r>>,
    /// When the goal is reached, if it is not satisfied now.
    arrival: Option<Arrival>,
}

impl<'r> Verdict<'r> {
    pub(super) fn ahead(&self) -> Ahead<'r> {
        let outlook = self.outlook();
        let level = self.report.policy().parameters().level;
        let satisfied = self.trajectory().holds_now() == Ok(true);
        let arrival = outlook.as_ref().ok().filter(|_| !satisfied);
        let arrival = arrival.and_then(|outlook| outlook.arrival(level).ok());
        Ahead { outlook, arrival }
    }

    /// Where the indicator will be by the due date of the target: by the trend of the policy's parameters, or
    /// by the forecasting rule.
    ///
    /// # Errors
    /// Why it cannot be said: without a current value, at the due date, for events.
    pub fn outlook(&self) -> Known<Outlook<'r>> {
        self.trajectory().outlook(self.method())
    }

    fn method(&self) -> Method {
        self.report.policy().parameters().trend.unwrap_or_default()
    }

    /// The projection as an owned document; `None` where nothing is judged.
    pub(super) fn projection_doc(&self, ahead: &Ahead<'_>) -> Option<ProjectionDoc> {
        // Words are carried on by nothing.
        if self.target().axes().what == What::Nothing {
            return None;
        }
        let level = self.report.policy().parameters().level;
        let mut doc = ProjectionDoc {
            method: self.method().word().to_owned(),
            weights: weights(self.method()),
            value: None,
            low: None,
            high: None,
            level: level.value(),
            probability: None,
            unknown: None,
            basis: None,
            seasonal: false,
            figures: 0,
            left_out: 0,
            years: Vec::new(),
            arrival: None,
            needed: None,
            published: self
                .forecasts()
                .iter()
                .map(|point| point_doc(point, None, self.report.data()))
                .collect(),
            reasons: Vec::new(),
        };
        let outlook = match &ahead.outlook {
            Ok(outlook) => outlook,
            Err(reason) => {
                doc.unknown = Some(reason.word().to_owned());
                return Some(doc);
            }
        };
        let number = |value: Known<Estimate>| value.ok().map(Estimate::value);
        let band = outlook.band(level);
        let end = |end: fn(Band) -> Estimate| band.map(end).ok().map(Estimate::value);
        doc.unknown = outlook.value().err().map(|reason| reason.word().to_owned());
        (doc.value, doc.low, doc.high) =
            (number(outlook.value()), end(|band| band.low), end(|band| band.high));
        doc.probability = number(outlook.probability());
        doc.basis = Some(outlook.basis().word().to_owned());
        doc.seasonal = outlook.season().is_some();
        (doc.figures, doc.left_out) = (outlook.figures().len(), outlook.left_out());
        doc.years = outlook
            .stages(level)
            .into_iter()
            .map(|stage| StageDoc {
                end: stage.end.to_string(),
                value: number(stage.value),
                low: stage.band.map(|band| band.low.value()).ok(),
                high: stage.band.map(|band| band.high.value()).ok(),
                probability: number(stage.probability),
            })
            .collect();
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
        doc.arrival = ahead.arrival.map(|arrival| ArrivalDoc {
            expected: day(arrival.expected),
            earliest: day(arrival.earliest),
            latest: day(arrival.latest),
        });
        doc.needed = outlook.needed().ok().map(|needed| NeededDoc {
            per_year: needed.per_year.value(),
            kind: if needed.is_rate { "rate" } else { "change" }.to_owned(),
            as_good: needed.as_good,
            changes: needed.changes,
        });
        let (zh, en) = (self.projection_told(ahead, Lang::Zh), self.projection_told(ahead, Lang::En));
        doc.reasons = zh.into_iter().zip(en).map(|(zh, en)| TextDoc { zh, en }).collect();
        Some(doc)
    }

    /// The figures that others published as forecasts, up to the due date.
    fn forecasts(&self) -> Vec<Point> {
        let trajectory = self.trajectory();
        if trajectory.axes.against == Against::Indicator {
            // A forecast of the indicator is none of its distance to another.
            return Vec::new();
        }
        let (from, until) = (trajectory.current().map(|current| current.end), trajectory.due().end());
        let known = seen::forecasts(trajectory.series, trajectory.view);
        // What is reported by now needs no forecast.
        known.filter(|point| from.is_ok_and(|from| point.end > from) && point.end <= until).collect()
    }

    /// The projected value with its interval, and the probability of attainment.
    pub(super) fn projection_cells(&self, lang: Lang) -> [String; 2] {
        let Ok(outlook) = self.outlook() else { return [NOTHING.to_owned(), NOTHING.to_owned()] };
        let told = Told::of(self, lang);
        let level = self.report.policy().parameters().level;
        let value = match (outlook.value(), outlook.band(level)) {
            (Ok(value), Ok(band)) => {
                let (low, high) = (told.number(band.low.value()), told.number(band.high.value()));
                // A dash beside a minus sign is hard to read.
                let to = if low.contains('−') || high.contains('−') { " … " } else { "–" };
                format!("{} ({low}{to}{high})", told.number(value.value()))
            }
            (Ok(value), Err(_)) => told.number(value.value()),
            (Err(_), _) => NOTHING.to_owned(),
        };
        let probability =
            outlook.probability().map_or_else(|_| NOTHING.to_owned(), |found| chance(found, lang));
        [value, probability]
    }

    /// The projection in sentences; none where there is no projection.
    pub(super) fn projection_told(&self, ahead: &Ahead<'_>, lang: Lang) -> Vec<String> {
        let trajectory = self.trajectory();
        let outlook = match &ahead.outlook {
            Ok(outlook) => outlook,
            // What is over needs no projection, and what has no figure was said to have none.
            Err(Reason::NoTime | Reason::NotQuantified) => return Vec::new(),
            Err(_) if trajectory.current().is_err() => return Vec::new(),
            Err(reason) => {
                let reason = told(*reason, lang);
                return vec![lang.pick(
                    format!("无法预测到期值：{reason}。"),
                    format!("There is no projection to the due date: {reason}."),
                )];
            }
        };
        let level = self.report.policy().parameters().level;
        let telling = Told::of(self, lang);
        let mut sentences = Vec::new();
        if let Err(reason) = outlook.value() {
            let reason = told(reason, lang);
            return vec![lang.pick(
                format!("无法预测到期值：{reason}。"),
                format!("There is no projection to the due date: {reason}."),
            )];
        }
        if let Ok(value) = outlook.value() {
            let (value, due) = (telling.value(value.value()), trajectory.due());
            let percent = shortest(level.value());
            let between = outlook.band(level).map_or_else(
                |_| String::new(),
                |band| {
                    let (low, high) = (telling.value(band.low.value()), telling.value(band.high.value()));
                    lang.pick(
                        format!("，{percent}% 的可能在 {low} 与 {high} 之间"),
                        format!(", with {percent}% probability between {low} and {high}"),
                    )
                },
            );
            let likely = outlook.probability().map_or_else(
                |_| String::new(),
                |probability| {
                    let (chance, most) = (chance(probability, lang), trajectory.is_kept());
                    lang.pick(
                        format!("；达到目标的概率{}为 {chance}", if most { "至多" } else { "" }),
                        format!(
                            "; the probability of attaining the target is {}{chance}",
                            if most { "at most " } else { "" }
                        ),
                    )
                },
            );
            sentences.push(lang.pick(
                format!("预测 {due} 到期时为 {value}{between}{likely}。"),
                format!("By {due} it is projected to be {value}{between}{likely}."),
            ));
        }
        // Of a ratio by its parts the growth of its own series says nothing.
        if outlook.basis() != Basis::Parts {
            sentences.push(method_told(outlook, &telling, lang));
        }
        sentences.extend(basis_told(outlook, lang).map(str::to_owned));
        sentences.extend(ahead.arrival.and_then(|arrival| arrival_told(arrival, lang)));
        sentences.extend(self.needed_told(outlook, &telling, lang));
        sentences
    }

    /// What others published as forecasts, in sentences: those that the projection starts from, and others.
    pub(super) fn published_told(&self, ahead: &Ahead<'_>, lang: Lang) -> Vec<String> {
        let telling = Told::of(self, lang);
        let told = |point: &Point| {
            let value = telling.numbers.value(&point.amount.value);
            let period = point.period.map_or_else(|| point.end.to_string(), |period| period.to_string());
            lang.pick(format!("{period} 为 {value}"), format!("{value} in {period}"))
        };
        let outlook = ahead.outlook.as_ref().ok().filter(|outlook| outlook.starts_from_forecasts());
        let newest = outlook.map(Outlook::newest);
        let (used, others): (Vec<Point>, Vec<Point>) =
            self.forecasts().into_iter().partition(|point| newest.is_some_and(|newest| point.end <= newest));
        let listed =
            |points: &[Point]| points.iter().map(told).collect::<Vec<_>>().join(lang.pick("，", ", "));
        let mut sentences = Vec::new();
        if !used.is_empty() {
            let listed = listed(&used);
            sentences.push(lang.pick(
                format!("另有公布的预测：{listed}（由此推移）。"),
                format!("Published as a forecast, which the projection starts from: {listed}."),
            ));
        }
        if !others.is_empty() {
            let listed = listed(&others);
            sentences.push(lang.pick(
                format!("另有公布的预测：{listed}（不作为数据）。"),
                format!("Published as a forecast, which is no figure: {listed}."),
            ));
        }
        sentences
    }

    fn needed_told(&self, outlook: &Outlook<'_>, telling: &Told, lang: Lang) -> Option<String> {
        let trajectory = self.trajectory();
        if trajectory.holds_now() != Ok(false) {
            return None;
        }
        let needed = outlook.needed().ok()?;
        let per_year = needed.per_year.value();
        let change = if needed.is_rate { rate(per_year) } else { telling.change(per_year) };
        let (as_good, changes) = (needed.as_good, needed.changes);
        let rare = if changes == 0 {
            String::new()
        } else {
            lang.pick(
                format!(
                    "；此前 {changes} {}中有 {as_good} 次做到",
                    if outlook.adds_up() { "期" } else { "次变动" }
                ),
                match (as_good, changes, outlook.adds_up()) {
                    (0, 1, false) => "; the one change so far was not as good".to_owned(),
                    (_, 1, false) => "; the one change so far was as good".to_owned(),
                    (_, _, true) => format!("; {as_good} of the {changes} amounts so far were as good"),
                    (1, ..) => format!("; 1 of the {changes} changes so far was as good"),
                    _ => format!("; {as_good} of the {changes} changes so far were as good"),
                },
            )
        };
        Some(lang.pick(
            format!("要达到目标，此后每年须变动 {change}{rare}。"),
            format!("To reach the goal it takes {change} a year from now on{rare}."),
        ))
    }
}

/// Tells numbers in the places of the figures.
struct Told {
    numbers: Numbers,
    places: usize,
}

impl Told {
    fn of(verdict: &Verdict<'_>, lang: Lang) -> Self {
        let trajectory = verdict.trajectory();
        let numbers = Numbers::of(verdict.indicator(), &trajectory, lang);
        let places = if numbers.is_index { 2 } else { trajectory.places().min(6) as usize };
        Self { numbers, places }
    }

    fn number(&self, value: f64) -> String {
        if self.numbers.is_index {
            return signed(100.0 * (value - 1.0), self.places) + "%";
        }
        plain(value, self.places)
    }

    fn value(&self, value: f64) -> String {
        if self.numbers.is_index { self.number(value) } else { self.numbers.with_unit(self.number(value)) }
    }

    /// A difference a year, with its sign. Where figures are small whole numbers it has a place more.
    fn change(&self, change: f64) -> String {
        let places = if change.abs() < 10.0 { self.places + 1 } else { self.places };
        let places = digits(change, places);
        self.numbers.with_difference(signed(change, places))
    }
}

fn plain(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    // Nothing is less than nothing.
    let is_zero = text.chars().all(|c| matches!(c, '-' | '0' | '.'));
    if is_zero { text.replace('-', "") } else { text.replace('-', "−") }
}

fn signed(value: f64, places: usize) -> String {
    let text = plain(value, places);
    if value > 0.0 && text.chars().any(|c| c.is_ascii_digit() && c != '0') {
        format!("+{text}")
    } else {
        text
    }
}

/// A rate with one decimal place, or with two digits where it is smaller than that shows.
fn rate(rate: f64) -> String {
    let percent = 100.0 * rate;
    signed(percent, digits(percent, 1)) + "%"
}

/// So many decimal places, or as many as two digits of a small number need.
fn digits(number: f64, places: usize) -> usize {
    let size = libm::fabs(number);
    let more = if size > 0.0 { -libm::floor(libm::log10(size)) + 1.0 } else { 0.0 };
    places.max(if size < 0.5 { more.clamp(0.0, 12.0) as usize } else { 0 })
}

/// A number without zeros at its end.
fn shortest(number: f64) -> String {
    format!("{number}")
}

/// A probability as people read it.
fn chance(probability: Estimate, lang: Lang) -> String {
    match 100.0 * probability.value() {
        percent if percent < 1.0 => lang.pick("不到1%", "below 1%").to_owned(),
        percent if percent > 99.0 => lang.pick("超过99%", "above 99%").to_owned(),
        percent => format!("{percent:.0}%"),
    }
}

fn weights(method: Method) -> Option<String> {
    match method {
        Method::LeastSquares(weights) | Method::LogLeastSquares(weights) => match weights {
            Weights::Uniform => None,
            Weights::Rank => Some("rank".to_owned()),
            Weights::HalfLife(years) => Some(format!("half_life {years}")),
        },
        Method::MeanChange(changes) => Some(format!("changes {changes}")),
        _ => None,
    }
}

/// How the points of a fit are weighted.
fn weighted(weights: Weights, lang: Lang) -> String {
    match weights {
        Weights::Uniform => String::new(),
        Weights::Rank => lang.pick("，越新的权重越大", ", of which newer ones weigh more").to_owned(),
        Weights::HalfLife(years) => lang.pick(
            format!("，权重每 {years} 年减半"),
            format!(", whose weights halve with every {years} years of age"),
        ),
    }
}

/// How the forecast comes about.
fn method_told(outlook: &Outlook<'_>, telling: &Told, lang: Lang) -> String {
    let method = outlook.projection().method();
    if let Some(growth) = outlook.projection().growth() {
        return growth_told(growth, outlook, telling, lang);
    }
    let count = outlook.figures().len();
    let (zh, en) = match method {
        // Without any change there is no growth.
        Method::Auto | Method::LastValue => ("最近值不变".to_owned(), "The last value goes on".to_owned()),
        Method::MeanChange(1) => {
            ("由最近值按上一次变动推移".to_owned(), "The last value, moved by the last change".to_owned())
        }
        Method::MeanChange(changes) => (
            format!("由最近值按前 {changes} 次变动的平均推移"),
            format!("The last value, moved by the mean of the last {changes} changes"),
        ),
        Method::Drift => (
            "由最近值按历次变动的平均推移".to_owned(),
            "The last value, moved by the mean of all changes".to_owned(),
        ),
        Method::EndpointLinear => (
            "由基期到当前值的年均变动推移".to_owned(),
            "The change a year from the base to the current value goes on".to_owned(),
        ),
        Method::EndpointGeometric => (
            "由基期到当前值的年均增速推移".to_owned(),
            "The yearly rate from the base to the current value goes on".to_owned(),
        ),
        Method::LeastSquares(weights) => (
            format!("{count} 个数据的最小二乘直线{}", weighted(weights, Lang::Zh)),
            format!(
                "A straight line by least squares through {count} figures{}",
                weighted(weights, Lang::En)
            ),
        ),
        Method::LogLeastSquares(weights) => (
            format!("{count} 个数据的对数最小二乘趋势{}", weighted(weights, Lang::Zh)),
            format!(
                "A constant rate by least squares through the logarithms of {count} figures{}",
                weighted(weights, Lang::En)
            ),
        ),
        Method::TheilSen => (
            format!("{count} 个数据的泰尔–森中位数斜率"),
            format!("A line with the median slope of {count} figures (Theil–Sen)"),
        ),
        Method::HoltDamped => (
            format!("{count} 个数据的阻尼霍尔特平滑"),
            format!("Exponential smoothing of {count} figures with a damped trend (Holt)"),
        ),
        Method::Theta => {
            (format!("{count} 个数据的 Theta 法"), format!("The Theta method on {count} figures"))
        }
        Method::LogTheta => (
            format!("{count} 个数据取对数的 Theta 法"),
            format!("The Theta method on the logarithms of {count} figures"),
        ),
    };
    lang.pick(format!("方法：{zh}。"), format!("{en}."))
}

/// What the forecasting rule did.
fn growth_told(growth: Growth, outlook: &Outlook<'_>, telling: &Told, lang: Lang) -> String {
    let usual = if growth.is_rate { rate(growth.usual) } else { telling.change(growth.usual) };
    let part = plain(100.0 * growth.carried, 0) + "%";
    let start = start_told(outlook, lang);
    if growth.usual == 0.0 && growth.changes > 1 {
        return lang.pick(
            format!("方法：{start}不变，因为历次数值没有通常的增减。"),
            format!("{start}, goes on, since the figures usually neither grew nor fell."),
        );
    }
    if part == "0%" {
        return lang.pick(
            format!("方法：{start}不变，因为通常的年增长 {usual} 不足以据此外推（波动过大）。"),
            format!(
                "{start}, goes on, since the usual growth of {usual} a year varies too much to be relied on."
            ),
        );
    }
    let why = if growth.changes < 2 {
        lang.pick("只有一次变动可据", "since only one change is known")
    } else if growth.trust >= 0.7 && growth.is_capped {
        lang.pick(
            "增长虽稳，但过快，现有变动次数不足为凭",
            "since it is steady, but faster than so few changes can vouch for",
        )
    } else if growth.trust >= 0.7 {
        lang.pick("各次增长比较稳定", "since the growth varies little")
    } else if growth.trust >= 0.3 {
        lang.pick("各次增长有波动", "since the growth varies")
    } else {
        lang.pick("各次增长波动很大", "since the growth varies so much that little of it can be relied on")
    };
    lang.pick(
        format!("方法：由{start}按通常年增长 {usual} 的 {part} 推移（{why}）。"),
        format!("{start}, moved by {part} of the usual growth of {usual} a year, {why}."),
    )
}

/// What a forecast starts from.
fn start_told(outlook: &Outlook<'_>, lang: Lang) -> &'static str {
    if outlook.starts_from_forecasts() {
        lang.pick("最近公布的预测值", "The newest published forecast")
    } else if outlook.adds_up() {
        lang.pick("最近一期的数额", "The newest amount")
    } else {
        lang.pick("略作平滑的最近值", "The last value, slightly smoothed")
    }
}

/// What else the forecast goes by: the parts of a ratio, a season.
fn basis_told(outlook: &Outlook<'_>, lang: Lang) -> Option<&'static str> {
    let parts = match outlook.basis() {
        Basis::Series => None,
        Basis::Parts => Some(lang.pick(
            "预测值由分子、分母分别推移后相除得出。",
            "Numerator and denominator are carried on by themselves and divided.",
        )),
        Basis::LackOfParts => Some(lang.pick(
            "分子或分母的数据不足，按比率自身的数列推移。",
            "Numerator or denominator have too few figures, so the ratio's own series is carried on.",
        )),
    };
    let season = outlook.season().map(|_| {
        lang.pick(
            "推移前先剔除季节因素，推移后再加回。",
            "The season is taken out of the figures before and put in again after.",
        )
    });
    parts.or(season)
}

fn arrival_told(arrival: Arrival, lang: Lang) -> Option<String> {
    let month = |day: chrono::NaiveDate| day.format("%Y-%m").to_string();
    let far = format!("{FARTHEST:.0}");
    let Some(expected) = arrival.expected else {
        return Some(lang.pick(
            format!("照此下去，{far} 年内达不到目标值。"),
            format!("At this pace the goal is not reached within {far} years."),
        ));
    };
    let (early, late) = (arrival.earliest.map(month), arrival.latest.map(month));
    let range = match (early, late) {
        (Some(early), Some(late)) => {
            lang.pick(format!("（最早 {early}，最迟 {late}）"), format!(" (between {early} and {late})"))
        }
        (Some(early), None) => lang.pick(
            format!("（最早 {early}，最迟无从估计）"),
            format!(" ({early} at the earliest; the latest cannot be told)"),
        ),
        _ => String::new(),
    };
    let expected = month(expected);
    Some(lang.pick(
        format!("照此下去，预计 {expected} 达到目标值{range}。"),
        format!("At this pace the goal is reached in {expected}{range}."),
    ))
}
