//! What was computed for a verdict, in sentences: what is missing or beyond, progress, time, the path.

use super::lines::{NOTHING, percent, shown};
use crate::lang::Lang;
use crate::number::{Exact, Unit};
use crate::plan::{Against, Form, Gather, Indicator, What};
use crate::trajectory::{Goal, Trajectory};

/// Tells numbers in the unit of an indicator. Yearly rates are compounded to an index that starts at 1,
/// and told as the change that it stands for.
pub(super) struct Numbers {
    unit: String,
    difference: String,
    pub(super) is_index: bool,
    /// The unit of classes, which are told by their names.
    classes: Option<Unit>,
    /// Whether the first is the best, so that more is not above.
    is_order: bool,
    lang: Lang,
}

impl Numbers {
    pub(super) fn of(indicator: &Indicator, trajectory: &Trajectory<'_>, lang: Lang) -> Self {
        let is_index = trajectory.gather() == Gather::Product;
        let mut unit = indicator.unit().to_string();
        let points = is_index || indicator.unit().is_percent();
        let mut difference =
            if points { lang.pick("个百分点", "percentage points").to_owned() } else { unit.clone() };
        if trajectory.axes.against == Against::Indicator {
            // The figures are differences from another indicator, or multiples of it.
            match (trajectory.axes.what, trajectory.target.form()) {
                (What::Difference, _) => unit.clone_from(&difference),
                (_, Form::Coverage) => {
                    "%".clone_into(&mut unit);
                    lang.pick("个百分点", "percentage points").clone_into(&mut difference);
                }
                _ => {
                    lang.pick("倍", "times").clone_into(&mut unit);
                    difference.clone_from(&unit);
                }
            }
        }
        let classes = (trajectory.axes.what == What::Class).then(|| indicator.unit().clone());
        let is_order = classes.is_some() || indicator.unit().is_rank();
        Self { unit, difference, is_index, classes, is_order, lang }
    }

    /// A value with its unit.
    pub(super) fn value(&self, value: &Exact) -> String {
        if self.is_index {
            let change = value.minus(&Exact::ONE).times(&Exact::from(100)).rounded(2).replace('-', "−");
            let sign = if change.starts_with('−') { "" } else { "+" };
            return format!("{sign}{change}%");
        }
        let class = self.classes.as_ref().and_then(|unit| unit.class_name(value));
        class.unwrap_or_else(|| self.with_unit(shown(value)))
    }

    /// The difference of two values with its unit.
    fn difference(&self, value: &Exact) -> String {
        if self.is_index {
            let points = value.times(&Exact::from(100)).rounded(2).replace('-', "−");
            return self.with_difference(points);
        }
        if self.classes.is_some() {
            let count = shown(value);
            let classes = if count == "1" { "class" } else { "classes" };
            return self.lang.pick(format!("{count} 级"), format!("{count} {classes}"));
        }
        self.with_difference(shown(value))
    }

    /// A number with the unit of values.
    pub(super) fn with_unit(&self, number: String) -> String {
        self.with(number, &self.unit)
    }

    /// A number with the unit of differences.
    pub(super) fn with_difference(&self, number: String) -> String {
        self.with(number, &self.difference)
    }

    fn with(&self, number: String, unit: &str) -> String {
        let space = if unit.is_empty() || unit == "%" { "" } else { self.lang.pick("", " ") };
        format!("{number}{space}{unit}")
    }

    /// A number in a formula.
    fn operand(value: &Exact) -> String {
        let number = shown(value);
        if number.starts_with('−') { format!("({number})") } else { number }
    }
}

/// Gap, completion, progress, time and path, as far as they are known.
pub(super) fn sentences(trajectory: &Trajectory<'_>, numbers: &Numbers, lang: Lang) -> Vec<String> {
    let mut told = Vec::new();
    let current = trajectory.current().and_then(|current| current.amount.exact());
    if let (Ok(goal), Ok(current), true) = (trajectory.goal(), current, trajectory.axes.what != What::Date) {
        told.push(standing_to(goal, current, trajectory, numbers, lang));
    }
    if let Some(broken) = trajectory.broken_in() {
        let period = broken.period.map_or_else(|| NOTHING.to_owned(), |period| period.to_string());
        let value = numbers.value(&broken.amount.value);
        told.push(lang.pick(
            format!("窗口期内 {period} 为 {value}，未守住目标。"),
            format!("In {period} it was {value}, which broke the target."),
        ));
    }
    let way = (trajectory.share(), trajectory.base(), trajectory.goal(), current);
    if let (Ok(share), Ok(base), Ok(goal), Ok(current)) = way {
        let (base, aim) = (Numbers::operand(&base.amount.value), Numbers::operand(&goal.aim));
        let (current, share) = (Numbers::operand(current), percent(&share));
        told.push(lang.pick(
            format!("进度 = ({current} − {base}) ÷ ({aim} − {base}) = {share}。"),
            format!("Progress is ({current} − {base}) ÷ ({aim} − {base}) = {share}."),
        ));
    }
    let time = (trajectory.elapsed(), trajectory.current(), trajectory.base_end);
    if let (Ok(elapsed), Ok(current), Ok(from)) = time {
        let (elapsed, to, due) = (percent(&elapsed), current.end, trajectory.due());
        told.push(lang.pick(
            format!("时间：自 {from} 至 {to}，到期 {due}，已过 {elapsed}。"),
            format!("Time: from {from} to {to}, with {due} as the due period, {elapsed} has passed."),
        ));
    }
    if let (Ok(lag), Ok(scheduled)) = (trajectory.lag(), trajectory.scheduled()) {
        let (points, scheduled) =
            (lag.times(&Exact::from(100)).rounded(1).replace('-', "−"), percent(&scheduled));
        let path = if trajectory.target.checkpoints().is_empty() {
            lang.pick("序时进度要求", "The straight path")
        } else {
            lang.pick("检查点要求", "The path over the checkpoints")
        };
        told.push(lang.pick(
            format!("{path} {scheduled}，进度差 {points} 个百分点。"),
            format!("{path} asks for {scheduled} by now; progress less that is {points} points."),
        ));
    }
    if let (Ok(burn), false) = (trajectory.burn(), trajectory.is_kept()) {
        let burn = shown(&burn);
        told.push(lang.pick(
            format!("限额消耗与时间之比为 {burn}。"),
            format!("The allowance is used at {burn} times the pace of time."),
        ));
    }
    told
}

/// Where the current value stands to the values that the target allows.
fn standing_to(
    goal: &Goal,
    current: &Exact,
    trajectory: &Trajectory<'_>,
    numbers: &Numbers,
    lang: Lang,
) -> String {
    let completion = match trajectory.completion() {
        // Of nothing, everything and nothing are the same share.
        Ok(completion) if !goal.aim.is_zero() => lang.pick(
            format!("，完成率 {}", percent(&completion)),
            format!("; completion {}", percent(&completion)),
        ),
        _ => String::new(),
    };
    let (now, aim) = (numbers.value(current), numbers.value(&goal.aim));
    let holds = goal.allowed.contains(current);
    let gap = trajectory.gap().unwrap_or(Exact::ZERO);
    let far = numbers.difference(&gap.magnitude());
    if goal.is_banded() {
        let (low, high) = match (&goal.allowed.low, &goal.allowed.high) {
            (Some(low), Some(high)) => (numbers.value(&low.at), numbers.value(&high.at)),
            _ => (aim.clone(), aim.clone()),
        };
        let range = if low == high { low.clone() } else { format!("{low}–{high}") };
        return match (holds, goal.allowed.high.as_ref().is_some_and(|high| *current > high.at)) {
            (true, _) => lang.pick(
                format!("当前 {now}，在目标 {range} 之内{completion}。"),
                format!("{now} is within {range}{completion}."),
            ),
            (false, true) => lang.pick(
                format!("当前 {now}，高出目标 {range}，差 {far}{completion}。"),
                format!("{now} is above {range}, by {far}{completion}."),
            ),
            (false, false) => lang.pick(
                format!("当前 {now}，低于目标 {range}，差 {far}{completion}。"),
                format!("{now} is below {range}, by {far}{completion}."),
            ),
        };
    }
    let is_limit = trajectory.limit() == Ok(true) && goal.allowed.low.is_none();
    match (holds, gap.is_zero(), is_limit) {
        (true, true, _) => lang.pick(
            format!("当前 {now}，达到目标 {aim}{completion}。"),
            format!("{now} is at the goal of {aim}{completion}."),
        ),
        (true, false, true) => lang.pick(
            format!("当前 {now}，上限 {aim}，尚有余量 {far}{completion}。"),
            format!("{now} is {far} below the limit of {aim}{completion}."),
        ),
        (true, false, false) if numbers.classes.is_some() => lang.pick(
            format!("当前 {now}，目标 {aim}，已达到并优于目标 {far}{completion}。"),
            format!("{now} is {far} better than the goal of {aim}{completion}."),
        ),
        (true, false, false) => lang.pick(
            format!("当前 {now}，目标 {aim}，已达到并优于目标 {far}{completion}。"),
            format!("{now} is {far} beyond the goal of {aim}{completion}."),
        ),
        (false, _, true) => lang.pick(
            format!("当前 {now}，超出上限 {aim}，多 {far}{completion}。"),
            format!("{now} is {far} over the limit of {aim}{completion}."),
        ),
        (false, true, false) => lang.pick(
            format!("当前 {now}，目标须优于 {aim}，尚未优于{completion}。"),
            format!("{now} is not beyond {aim}, as the target asks{completion}."),
        ),
        (false, false, false) => lang.pick(
            format!("当前 {now}，目标 {aim}，还差 {far}{completion}。"),
            if *current > goal.aim && !numbers.is_order {
                format!("{now} is {far} above the goal of {aim}{completion}.")
            } else {
                format!("{now} is {far} short of the goal of {aim}{completion}.")
            },
        ),
    }
}
