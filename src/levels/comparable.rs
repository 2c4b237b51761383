//! Which targets of two plans can be held against each other, and in which numbers.

use chrono::NaiveDate;

use super::fit::Doubt;
use crate::check::Told;
use crate::number::{Bound, Exact, Interval, Unit};
use crate::plan::{Against, Axes, Form, Gather, Indicator, Measure, Over, Plan, Target, Value, What};

/// A target with the indicator and the plan that it belongs to.
#[derive(Clone, Copy)]
pub(super) struct Stated<'p> {
    pub(super) plan: &'p Plan,
    pub(super) indicator: &'p Indicator,
    pub(super) target: &'p Target,
}

impl Stated<'_> {
    /// What its number is: sums over a window are the same, however they are worded, and so are levels.
    pub(super) fn kind(&self) -> Axes {
        let axes = self.target.axes();
        match (axes.gather(self.indicator.measure()), axes) {
            (Gather::Sum, Axes { over, .. }) if over != Over::Mean => {
                Axes { what: What::Level, against: Against::Nothing, over: Over::Sum }
            }
            (Gather::Latest, Axes { what: What::Level, against: Against::Nothing, over: Over::Sum }) => {
                Axes { over: Over::Due, ..axes }
            }
            _ => axes,
        }
    }

    /// Whether its value is written in the unit of the indicator, and so in its scale.
    pub(super) fn is_scaled(&self) -> bool {
        let axes = self.target.axes();
        matches!(axes.what, What::Level | What::Difference)
            && matches!(axes.against, Against::Nothing | Against::Base)
            && !matches!(self.target.form(), Form::Coverage | Form::Pace | Form::PpChange)
    }

    /// The day after which what it promises comes together or changes, where it says.
    pub(super) fn begins_after(&self) -> Option<NaiveDate> {
        let axes = self.target.axes();
        let gather = axes.gather(self.indicator.measure());
        let window = match self.target.start() {
            Some(start) => start.start().pred_opt(),
            None => self.plan.base_end(),
        };
        match (gather, axes.against) {
            (Gather::Sum | Gather::Product, _) => window,
            (Gather::Latest, Against::Base) => {
                self.indicator.baseline().map(|baseline| baseline.period().end()).or(window)
            }
            _ => None,
        }
    }

    /// Why the number of a child cannot be held against that of this target.
    pub(super) fn refuses(&self, child: &Stated<'_>) -> Option<Doubt> {
        let (own, its) = (self.kind(), child.kind());
        let keeps_more = its.over == Over::Every && Axes { over: own.over, ..its } == own;
        if own != its && !(keeps_more && own.over == Over::Due) {
            return Some(Doubt::OtherForm);
        }
        if self.target.due().end() != child.target.due().end() {
            return Some(Doubt::OtherDate);
        }
        match (self.begins_after(), child.begins_after()) {
            (Some(own), Some(its)) if own != its => Some(Doubt::OtherWindow),
            _ => None,
        }
    }
}

/// Whether the numbers of two units can be told in one, up to their scale.
pub(super) fn same_unit(one: &Unit, other: &Unit) -> bool {
    one.name() == other.name() && one.classes() == other.classes()
}

/// What a number in one unit is multiplied by to be told in another of the same name.
pub(super) fn factor(from: &Unit, to: &Unit) -> Exact {
    let ten = Exact::from(10);
    let power = ten.power(from.power().abs_diff(to.power()));
    if from.power() >= to.power() { power } else { Exact::ONE.over(&power).unwrap_or(Exact::ONE) }
}

/// The numbers that a value allows.
///
/// # Errors
/// Why it does not bound them.
pub(super) fn allowed(form: Form, value: &Value, factor: &Exact) -> Result<Interval, Doubt> {
    match value {
        Value::Number(number) if number.bound() == Bound::About => Err(Doubt::About),
        Value::Number(number) => Ok(Interval::of(number.bound(), &number.exact().times(factor))),
        // Of a range of things that are counted the lower end is to be reached.
        Value::Range { low, .. } if form.is_count() => {
            Ok(Interval::of(Bound::AtLeast, &low.exact().times(factor)))
        }
        Value::Range { low, high } => Ok(Interval {
            low: Interval::of(Bound::AtLeast, &low.exact().times(factor)).low,
            high: Interval::of(Bound::AtMost, &high.exact().times(factor)).high,
        }),
        Value::Delegated(_) => Err(Doubt::Delegated),
        Value::Deferred(_) => Err(Doubt::Deferred),
        Value::Unquantified => Err(Doubt::NotQuantified),
    }
}

fn told(zh: &str, en: &str) -> Option<Told> {
    Some(Told { zh: zh.to_owned(), en: en.to_owned() })
}

/// What the figures of an indicator are, if they do not add up over its children.
pub(super) fn not_additive(indicator: &Indicator) -> Option<Told> {
    let unit = indicator.unit();
    match indicator.measure() {
        _ if unit.is_rank() => told("位次", "ranks"),
        _ if unit.is_class() => told("类别", "classes"),
        Measure::Change => told("增速", "growth rates"),
        Measure::Stock | Measure::Flow | Measure::RunningTotal
            if !(unit.is_percent() || unit.is_points()) =>
        {
            None
        }
        _ => told("比率", "rates and shares"),
    }
}

/// What the numbers of a target are, if they do not add up although the figures may.
pub(super) fn form_not_additive(target: &Target) -> Option<Told> {
    match (target.form(), target.axes()) {
        (Form::Share | Form::Ratio | Form::Composition | Form::Coverage | Form::Duration, _) => {
            told("比率", "rates and shares")
        }
        (_, Axes { what: What::Date | What::Nothing, .. }) => None,
        (_, Axes { what: What::Level | What::Difference, against: Against::Nothing | Against::Base, .. }) => {
            None
        }
        (_, Axes { what: What::Growth | What::Ratio | What::Reduction | What::Sign, .. }) => {
            told("增长率、降幅与倍数", "changes in per cent and multiples")
        }
        _ => told("这种形式的目标", "targets of this form"),
    }
}
