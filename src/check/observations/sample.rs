//! A small plan for the tests of data.
#![expect(clippy::unwrap_used, reason = "tests")]

use foldhash::HashMap;

use rust_decimal::Decimal;

use crate::number::{Quantity, Unit};
use crate::period::Period;
use crate::plan::{
    Baseline, Form, Indicator, Limits, Measure, Milestone, Plan, Promise, Resets, Status, Subject, Target,
    Task, Value,
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
    let ids = indicators.iter().enumerate().map(|(at, found)| (found.id.clone(), Subject::Indicator(at)));
    let mut by_id: HashMap<String, Subject> = ids.collect();
    by_id.insert("t1".into(), Subject::Task(0));
    by_id.insert("m1".into(), Subject::Milestone(0, 0));
    let milestones = vec![Milestone { id: "m1".into(), title: "m1".into(), due: period("2023-12-31") }];
    let task = Task {
        id: "t1".into(),
        title: "t1".into(),
        parent: None,
        start: None,
        end: None,
        milestones,
        indicators: Vec::new(),
        weight: Decimal::ONE,
        source: None,
        note: None,
    };
    Plan {
        id: "plan".into(),
        title: "plan".into(),
        issuer: None,
        issued: None,
        level: None,
        above: None,
        source: None,
        note: None,
        base: Some(period("2020")),
        start: Some(period("2021")),
        end: period("2025"),
        organizations: Vec::new(),
        posts: Vec::new(),
        indicators,
        tasks: vec![task],
        groups: Vec::new(),
        responsibilities: Vec::new(),
        no_target: Target::none(period("2025")),
        by_id: std::sync::Arc::new(by_id),
    }
}

/// `firms` in 家 and `rate` in per cent.
pub(crate) fn small() -> Plan {
    plan(vec![indicator("firms", "家"), indicator("rate", "%")])
}
