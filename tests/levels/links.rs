//! What linked plans leave as it was, and how links are walked along.

use attainment::levels::Plans;
use attainment::report::to_json;
use attainment::{Evaluator, Lang, Policy};

use super::{data, day, linked, one, parent, plan};

const FIRMS: &str = "unit: 家, measure: stock, direction: increase";
const LEVEL: &str = "form: level, at_least: 100";

/// Plans that do not mention each other are judged as if each were alone.
#[test]
fn plans_without_links_are_evaluated_as_before() {
    let plans = || [one("a", FIRMS, LEVEL), one("b", FIRMS, "form: level, delegated: 上级, versions: []")];
    let rows = "x,2024,50,,\n";
    let policy = Policy::builtin("cn-schedule").unwrap();
    let evaluation = Evaluator::new(&policy).as_of(day("2025-06-30"));
    for together in [Plans::apart(plans().into()), linked(plans().into()).into_inner()] {
        let observed = together.plans().iter().map(|plan| data(plan, rows)).collect();
        let collected = together.collect(observed);
        let reports = evaluation.evaluate_all(&together, &collected);
        for (report, alone) in reports.iter().zip(plans()) {
            let observed = data(&alone, rows);
            let own = evaluation.evaluate(&alone, &observed);
            let none = attainment::check::Diagnostics::new();
            assert_eq!(to_json(&[report.document(&none)]), to_json(&[own.document(&none)]));
            assert_eq!(report.to_text(Lang::Zh), own.to_text(Lang::Zh));
        }
    }
}

/// The data may be read for a plan before it is linked, or after; and for one that was read anew.
#[test]
fn data_of_an_equal_plan_count() {
    let plans = || vec![parent(FIRMS, LEVEL, "sum", &[("a", "")]), one("a", FIRMS, LEVEL)];
    let rows = ["x,2024,7,,\n", "x,2024,5,,\n"];
    let before: Vec<_> = plans().iter().zip(rows).map(|(plan, rows)| data(plan, rows)).collect();
    let together = linked(plans());
    let after: Vec<_> = together.plans().iter().zip(rows).map(|(plan, rows)| data(plan, rows)).collect();
    let policy = Policy::builtin("cn-schedule").unwrap();
    for observed in [before, after] {
        let collected = together.collect(observed);
        let reports = Evaluator::new(&policy).as_of(day("2025-06-30")).evaluate_all(&together, &collected);
        let figures = reports[0].decompositions()[0].figures().unwrap();
        assert_eq!(figures.difference().unwrap().to_string(), "2");
    }
}

/// `plan/id` in the data tells the indicators of several plans apart that have the same id.
#[test]
fn rows_can_name_their_plan() {
    let plans = [one("a", FIRMS, LEVEL), one("b", FIRMS, LEVEL)];
    let rows = "a/x,2024,1,,\nb/x,2024,2,,\n";
    let values: Vec<String> =
        plans.iter().map(|plan| data(plan, rows).of(0)[0].value().to_string()).collect();
    assert_eq!(values, ["1", "2"]);
    // An id with a stroke of its own comes first.
    let own =
        plan("a", "indicators: [ { id: x, name: X, measure: stock }, { id: a/x, name: Y, measure: stock } ]");
    assert_eq!(data(&own, "a/x,2024,1,,\n").of(1).len(), 1);
}

#[test]
fn links_are_walked_by_plan() {
    let plans = linked(vec![
        one("a", FIRMS, LEVEL),
        parent(FIRMS, LEVEL, "sum", &[("a", ""), ("b", "")]),
        one("b", FIRMS, LEVEL),
    ]);
    let counts: Vec<usize> = (0..3).map(|plan| plans.links_of(plan).count()).collect();
    assert_eq!((counts, plans.links().count()), (vec![0, 1, 0], 1));
    let link = plans.links().next().unwrap();
    assert_eq!((link.plan_index(), link.indicator_index()), (1, 0));
    let names: Vec<String> = link.children().map(|child| child.name()).collect();
    assert_eq!(names, ["a/x", "b/x"]);
    assert_eq!(link.child(1).unwrap().plan().unwrap().id(), "b");
    assert!(link.child(2).is_none());
}
