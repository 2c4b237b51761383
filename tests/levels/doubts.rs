//! Why a target does not count, each reason once.

use std::collections::BTreeSet;

use attainment::Plan;
use attainment::levels::{Doubt, Fit};

use super::{day, linked, one, parent, plan};

const FIRMS: &str = "unit: 家, measure: stock, direction: increase, baseline: { period: 2020, value: 10 }";
const LEVEL: &str = "form: level, at_least: 100";

/// All doubts about a parent with this target and one child.
fn doubts(rule: &str, target: &str, child: Option<Plan>) -> Vec<Doubt> {
    let mut plans = vec![parent(FIRMS, target, rule, &[("a", "")])];
    plans.extend(child);
    let plans = linked(plans);
    let found = plans.links().next().unwrap().sufficiency(day("2024-06-30"));
    assert_eq!(found.fit(), Fit::Undetermined);
    assert_eq!((found.counted() + found.doubts().len(), found.children()), (1, 1));
    found.general_doubts().iter().copied().chain(found.doubts().iter().map(|(_, doubt)| *doubt)).collect()
}

#[test]
fn every_doubt_has_a_case() {
    let child = |target: &str| Some(one("a", FIRMS, target));
    let without = plan("a", &format!("indicators: [ {{ id: x, name: X, {FIRMS} }} ]"));
    let issued = plan(
        "a",
        &format!(
            "issued: 2024-07-01\nindicators: [ {{ id: x, name: X, {FIRMS}, targets: [ {{ id: t, due: 2025, {LEVEL} }} ] }} ]"
        ),
    );
    let grows = |due: &str, base: &str| {
        plan(
            "a",
            &format!(
                "indicators: [ {{ id: x, name: X, unit: 家, measure: stock, baseline: {{ period: {base}, value: 10 }}, targets: [ {{ id: t, due: {due}, form: increment, at_least: 9 }} ] }} ]"
            ),
        )
    };
    let increment = "form: increment, at_least: 9";
    let cases = [
        (Doubt::NotGiven, doubts("sum", LEVEL, None)),
        (Doubt::NoTarget, doubts("sum", LEVEL, Some(without))),
        (Doubt::NotPublished, doubts("sum", LEVEL, Some(issued))),
        (Doubt::Delegated, doubts("sum", LEVEL, child("form: level, delegated: 上级"))),
        (Doubt::Deferred, doubts("sum", LEVEL, child("form: level, deferred: 视情"))),
        (Doubt::NotQuantified, doubts("sum", LEVEL, child("form: milestone_date"))),
        (Doubt::About, doubts("sum", LEVEL, child("form: level, about: 100"))),
        (Doubt::OtherForm, doubts("sum", LEVEL, child("form: increment, at_least: 100"))),
        (Doubt::OtherWay, doubts("sum", LEVEL, child("form: level, at_most: 100"))),
        (Doubt::OtherDate, doubts("sum", increment, Some(grows("2024", "2020")))),
        (Doubt::OtherWindow, doubts("sum", increment, Some(grows("2025", "2021")))),
        (Doubt::NotAdditive, {
            let mut plans = vec![parent(FIRMS, "form: multiple, at_least: 2", "sum", &[("a", "")])];
            plans.push(one("a", FIRMS, "form: multiple, at_least: 2"));
            linked(plans).links().next().unwrap().sufficiency(day("2024-06-30")).general_doubts().to_vec()
        }),
        (
            Doubt::YearsMissing,
            doubts("compounded", "form: multiple, at_least: 2", child("form: growth_year, at_least: 20")),
        ),
        (Doubt::NotNamed, {
            let decomposed = "decomposed: [ { id: d, rule: sum, open_ended: true, children: [ { plan: a, indicator: x } ] } ]";
            let city = one("city", &format!("{FIRMS}, {decomposed}"), LEVEL);
            let plans = linked(vec![city, one("a", FIRMS, "form: level, at_least: 10")]);
            plans.links().next().unwrap().sufficiency(day("2024-06-30")).general_doubts().to_vec()
        }),
        (Doubt::NoWeights, {
            let children = [("a", ""), ("b", "")];
            let plans = linked(vec![
                parent(FIRMS, LEVEL, "weighted_mean", &children),
                one("a", FIRMS, "form: level, at_least: 90"),
                one("b", FIRMS, "form: level, at_least: 110"),
            ]);
            plans.links().next().unwrap().sufficiency(day("2024-06-30")).general_doubts().to_vec()
        }),
    ];
    for (expected, found) in &cases {
        assert_eq!(found, &[*expected]);
    }
    let tried: BTreeSet<Doubt> = cases.iter().map(|(doubt, _)| *doubt).collect();
    assert_eq!(tried.len(), Doubt::ALL.len());
}

/// The parent's own target may be what is in doubt.
#[test]
fn the_parent_may_be_in_doubt() {
    let about = |target: &str| {
        let plans = linked(vec![parent(FIRMS, target, "sum", &[("a", "")]), one("a", FIRMS, LEVEL)]);
        let found = plans.links().next().unwrap().sufficiency(day("2024-06-30"));
        assert_eq!((found.fit(), found.slack()), (Fit::Undetermined, None));
        found.needed().map(|_| ()).unwrap_err()
    };
    assert_eq!(about("form: level, about: 100"), Doubt::About);
    assert_eq!(about("form: level, deferred: 视情"), Doubt::Deferred);
    assert_eq!(about("form: level, delegated: 上级"), Doubt::Delegated);
    assert_eq!(about("form: qualitative, text: 显著增强"), Doubt::NotQuantified);
    // A parent without a target has nothing that could be sufficed.
    let above = plan(
        "above",
        &format!(
            "indicators: [ {{ id: x, name: X, {FIRMS}, decomposed: [ {{ id: d, rule: sum, children: [ {{ plan: a, indicator: x }} ] }} ] }} ]"
        ),
    );
    let plans = linked(vec![above, one("a", FIRMS, LEVEL)]);
    let found = plans.links().next().unwrap().sufficiency(day("2024-06-30"));
    assert_eq!((found.needed().map(|_| ()), found.version()), (Err(Doubt::NoTarget), None));
}
