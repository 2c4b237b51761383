//! What holds between the documents: later versions, figures of one that judge another, indicators and
//! organizations that several of them name.

use std::collections::BTreeMap;

use attainment::levels::{Fit, Plans};
use attainment::number::Bound;
use attainment::plan::Value;

use crate::carried::{self, Carried};
use crate::fixture;
use crate::places::{self, Place};

fn number(value: &Value) -> String {
    match value {
        Value::Number(quantity) => quantity.value().normalize().to_string(),
        other => panic!("no number: {other:?}"),
    }
}

/// 4.5万 → 6.7万 → 7.5万, and 8000 → 1万 → 1万, in this order, each later than the one before.
#[test]
fn the_later_versions_are_those_of_the_inventory() {
    let all = carried::all();
    let districts = carried::of(&all, "002");
    let by_name = [("科技型企业", "tech-enterprises"), ("高新技术企业", "high-tech-enterprises")];
    for line in fixture::all("versions") {
        let (_, id) = by_name.iter().find(|(name, _)| line.id().starts_with(name)).unwrap();
        let target = districts.target(id, "t2025");
        let versions = target.versions();
        let values = versions.iter().map(|version| version.promise().value());
        let found: Vec<String> = [target.promise().value()].into_iter().chain(values).map(number).collect();
        let expected: Vec<&str> = line
            .value("values")
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["value"].as_str().unwrap())
            .collect();
        assert_eq!(found, expected, "{id}");
        // 共同培育 is at least so many; 超过 and 突破 are more than that.
        let comparators: Vec<Bound> = [target.promise()]
            .into_iter()
            .chain(versions.iter().map(|version| version.promise()))
            .filter_map(|promise| promise.value().comparator())
            .collect();
        assert_eq!(comparators, [Bound::AtLeast, Bound::MoreThan, Bound::MoreThan], "{id}");
        let days: Vec<String> = versions.iter().map(|version| version.published().to_string()).collect();
        assert_eq!(days, ["2023-03-29", "2025-05-23"], "{id}");
        // The last version is the target of the letter.
        let own = carried::of(&all, "003").target(id, "t2025");
        assert_eq!(number(own.promise().value()), *found.last().unwrap(), "{id}");
        assert_eq!(own.promise().value().comparator(), versions[1].promise().value().comparator());
        assert_eq!(Some(versions[1].published()), carried::of(&all, "003").plan.issued());
    }
    for (indicator, target) in places::targets(districts) {
        for version in target.list("versions").iter().filter(|version| version.get("x-later").is_some()) {
            let statement = version.field("x-later");
            let there = places::of_statements(carried::of(&all, "003")).remove(statement).unwrap();
            let same =
                |place: &Place<'_>| matches!(place, Place::Target(id, ..) if id == indicator.field("id"));
            assert!(there.iter().any(same), "{statement} is about {}", indicator.field("id"));
        }
    }
}

/// The figures by which the targets of the districts are judged are those of the letter, to the day.
#[test]
fn the_figures_of_the_districts_are_those_of_the_letter() {
    let all = carried::all();
    let (districts, letter) = (carried::of(&all, "002"), carried::of(&all, "003"));
    let from: Vec<&str> = districts.rows.iter().map(|row| row.cell("x-from")).collect();
    assert_eq!(from, ["003-q11", "003-q12"]);
    for row in &districts.rows {
        let own = letter.rows.iter().find(|own| own.ids("x-statement") == [row.cell("x-from")]).unwrap();
        for column in ["indicator", "period", "value", "status", "published"] {
            assert_eq!(row.cell(column), own.cell(column), "{}: {column}", row.cell("x-from"));
        }
    }
}

/// What the same indicator of another document is called, where no target is handed down.
#[test]
fn links_lead_from_indicator_to_indicator() {
    let all = carried::all();
    let mut found = Vec::new();
    for one in &all {
        for link in one.raw.list("x-links") {
            let other = all.iter().find(|other| other.plan.id() == link.field("plan")).unwrap();
            let (from, to) = (one.indicator(link.field("indicator")), other.indicator(link.field("to")));
            assert_eq!(from.unit(), to.unit(), "{}", link.field("how"));
            assert!(!link.field("how").is_empty());
            found.push((one.document, from.id(), other.document));
        }
    }
    // Later versions.
    assert_eq!(found, [("003", "tech-enterprises", "002"), ("003", "high-tech-enterprises", "002")]);
}

/// The districts stand below the city. One of 38 is carried, so that nothing is sufficient or short.
#[test]
fn districts_are_part_of_the_city() {
    let plans = carried::all().into_iter().map(|one| one.plan).collect();
    let (plans, said) = Plans::link(plans).unwrap().into_parts();
    let codes: Vec<&str> = said.iter().map(|one| one.code().word()).collect();
    // The plans above are not carried: 《重庆市科技创新“十四五”规划》 twice, and the outline of the region.
    assert_eq!(codes, ["above-not-given"; 3]);
    let mut found = Vec::new();
    for link in plans.links() {
        let child = link.child(0).unwrap();
        let (city, district) = (plans.plans()[link.plan_index()].id(), child.plan().unwrap().id());
        let sufficient = link.sufficiency("2025-12-31".parse().unwrap());
        let needed = sufficient.needed().ok().map(|needed| needed.low.as_ref().unwrap().at.to_string());
        let promised = sufficient.promised().low.as_ref().map(|low| low.at.to_string());
        assert!(link.decomposition().unwrap().is_open_ended());
        found.push((city.to_owned(), link.indicator().unwrap().id(), district.to_owned(), needed, promised));
        assert_eq!(sufficient.fit(), Fit::Undetermined);
    }
    let number = |text: &str| Some(text.to_owned());
    let (city, beibei) = ("cq-districts-innovation", "beibei-sti-14fyp");
    let expected = [
        // 突破7.5万家 and 3000家, 突破1万家 and 260家, as they stood in 2025.
        (city.to_owned(), "tech-enterprises", beibei.to_owned(), number("75000"), number("3000")),
        (city.to_owned(), "high-tech-enterprises", beibei.to_owned(), number("10000"), number("260")),
        // The letter reports laboratories and promises none.
        ("cq-reply-0883".to_owned(), "joint-labs", "bishan-labs".to_owned(), None, None),
    ];
    assert_eq!(found, expected);
}

/// What the inventory knows as one indicator has one id in all plans that name it.
#[test]
fn an_indicator_of_several_documents_has_one_id() {
    let all = carried::all();
    let mut by_name: BTreeMap<String, BTreeMap<&str, Vec<String>>> = BTreeMap::new();
    // Ranks, differences and growth of an indicator are indicators of their own.
    let derived = ["rank", "pp_change", "relative_to_benchmark", "growth_over_base"];
    for line in fixture::all("statement") {
        let name = line.text("canonical");
        if name.is_empty() || name.contains(';') || derived.contains(&line.text("form")) {
            continue;
        }
        let carried = carried::of(&all, line.document());
        let mut places = places::of_statements(carried);
        for place in places.remove(line.id()).unwrap() {
            let id = match place {
                Place::Target(id, ..) => id,
                Place::Row(row) => row.cell("indicator").to_owned(),
                Place::NoTarget(_) => continue,
            };
            let of = by_name.entry(name.to_owned()).or_default();
            of.entry(carried.document).or_default().push(id);
        }
    }
    let mut shared = Vec::new();
    for (name, by_document) in &by_name {
        let mut ids: Vec<&String> = by_document.values().flatten().collect();
        ids.sort_unstable();
        ids.dedup();
        if by_document.len() > 1 {
            assert_eq!(ids.len(), 1, "{name}: {by_document:?}");
            shared.push(ids[0].as_str());
        }
    }
    shared.sort_unstable();
    let expected =
        ["city-platforms", "high-tech-enterprises", "joint-labs", "new-rd-institutions", "tech-enterprises"];
    assert_eq!(shared, expected);
}

/// An id that several plans give to an organization is the same body: they have a name of it in common.
#[test]
fn an_organization_of_several_documents_is_one_body() {
    let all = carried::all();
    let names = |one: &Carried, id: &str| -> Option<Vec<String>> {
        let of = one.plan.organizations().iter().find(|of| of.id() == id)?;
        Some(of.aliases().iter().cloned().chain([of.name().to_owned()]).collect())
    };
    let mut shared = Vec::new();
    for one in &all {
        for of in one.plan.organizations() {
            for other in all.iter().filter(|other| other.document > one.document) {
                let (Some(own), Some(its)) = (names(one, of.id()), names(other, of.id())) else { continue };
                assert!(own.iter().any(|name| its.contains(name)), "{}: {own:?}, {its:?}", of.id());
                shared.push((one.document, other.document, of.id()));
            }
        }
    }
    assert_eq!(shared, [("002", "003", "cq-kjj"), ("002", "004", "cq-kjj"), ("003", "004", "cq-kjj")]);
}
