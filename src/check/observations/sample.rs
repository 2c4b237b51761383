//! A small plan for the tests of data.
#![expect(clippy::unwrap_used, reason = "tests")]

use rust_decimal::Decimal;

use crate::number::{Quantity, Unit};
use crate::period::Period;
use crate::plan::{
    Baseline, Form, Indicator, Limits, Measure, MilestoneDoc, Plan, PlanDoc, Promise, Resets, Status,
    Subject, Target, TaskDoc, Value,
};

pub(crate) fn period(text: &str) -> Period {
    text.parse().unwrap()
}

pub(crate) fn quantity(text: &str, unit: &str) -> Quantity {
    Quantity::parse(text, &Unit::new(unit)).unwrap().0
}

pub(crate) fn indicator(id: &str, unit: &str) -> Indicator {
    Indicator {
        id: id.into(),
        name: id.into(),
        unit: Unit::new(unit),
        measure: Measure::Stock,
        resets: Resets::Yearly,
        attribute: None,
        direction: None,
        frequency: None,
        baseline: None,
        targets: Vec::new(),
        limits: Limits::default(),
        breaks: Vec::new(),
        ratio: None,
        weight: Decimal::ONE,
        decomposed: Vec::new(),
        inputs: Vec::new(),
        source: None,
        note: None,
    }
}

pub(crate) fn baseline(at: &str, value: &str, unit: &str) -> Option<Baseline> {
    let value = quantity(value, unit);
    Some(Baseline { period: period(at), value, status: Status::Final, source: None })
}

pub(crate) fn target(form: Form, value: &str, unit: &str) -> Target {
    let promise = Promise {
        value: Value::Number(quantity(value, unit)),
        phrase: None,
        text: None,
        source: None,
        origin: None,
    };
    Target { id: "t".into(), form, promise, ..Target::none(period("2025")) }
}

/// A plan with these indicators, the task `t1` and its milestone `m1`.
pub(crate) fn plan(indicators: Vec<Indicator>) -> Plan {
    let milestone = MilestoneDoc {
        id: "m1".into(),
        title: "m1".into(),
        due: "2023-12-31".into(),
        ..MilestoneDoc::default()
    };
    let task =
        TaskDoc { id: "t1".into(), title: "t1".into(), milestones: vec![milestone], ..TaskDoc::default() };
    let mut doc = PlanDoc { tasks: vec![task], ..PlanDoc::new("plan", "plan", "2025") };
    doc.period.base = Some("2020".into());
    doc.period.start = Some("2021".into());
    let mut plan = doc.check().unwrap().into_parts().0;
    let ids = indicators.iter().enumerate().map(|(at, found)| (found.id.clone(), Subject::Indicator(at)));
    let tasks = plan.by_id.iter().map(|(id, subject)| (id.clone(), *subject));
    plan.by_id = std::sync::Arc::new(ids.chain(tasks).collect());
    plan.indicators = indicators;
    plan
}

/// `firms` in 家 and `rate` in per cent.
pub(crate) fn small() -> Plan {
    plan(vec![indicator("firms", "家"), indicator("rate", "%")])
}
