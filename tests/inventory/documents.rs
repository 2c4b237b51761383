//! The documents as such: titles, issuers, dates, levels, periods, the plans above them.

use crate::carried;
use crate::fixture;
use crate::held::Held;

struct Expected {
    document: &'static str,
    /// First and last year, as the text states them; the last word of the letter on years is 2027.
    period: (Option<&'static str>, &'static str),
    level: &'static str,
    issued: Option<&'static str>,
    above: Option<&'static str>,
}

const EXPECTED: [Expected; 5] = [
    Expected { document: "000", period: (None, "2027"), level: "district", issued: None, above: None },
    Expected {
        document: "001",
        period: (Some("2021"), "2025"),
        level: "district",
        issued: None,
        above: Some("cq-sti-14fyp"), // 《重庆市科技创新“十四五”规划》
    },
    Expected {
        document: "002",
        period: (None, "2025"),
        level: "city",
        issued: None,
        above: Some("cq-sti-14fyp"),
    },
    Expected {
        document: "003",
        period: (None, "2027"),
        level: "city",
        issued: Some("2025-05-23"),
        above: None,
    },
    Expected {
        document: "004",
        period: (None, "2025"),
        level: "cross-province",
        issued: Some("2023-12-04"),
        above: Some("chengyu-outline"), // 《成渝地区双城经济圈建设规划纲要》
    },
];

#[test]
fn every_document_is_what_it_says_it_is() {
    let all = carried::all();
    let mut held = Held::new(&[""]);
    for (line, expected) in fixture::all("document").iter().zip(EXPECTED) {
        let id = line.id();
        assert_eq!(id, expected.document);
        let plan = &carried::of(&all, id).plan;
        // What stands in brackets is a remark of the inventory, where brackets stand at the end.
        let title = line.text("title").split("（标题").next().unwrap();
        held.same(id, "title", title, plan.title());
        let level = line.text("level").split(" (").next().unwrap();
        held.same(id, "level", level, plan.level().unwrap_or_default());
        held.same(id, "level by hand", expected.level, plan.level().unwrap_or_default());
        let issuer = line.text("issuer").split('（').next().unwrap();
        let of = plan.issuer();
        let names =
            of.map(|of| of.aliases().iter().map(String::as_str).chain([of.name()]).collect::<Vec<_>>());
        let found = names.map_or(issuer.is_empty(), |names| names.contains(&issuer));
        held.check(id, found, &format!("is issued by `{issuer}`"));
        let issued = plan.issued().map(|day| day.to_string());
        held.same(id, "issued", expected.issued.unwrap_or_default(), issued.as_deref().unwrap_or_default());
        let dated = expected.issued.is_none_or(|day| line.text("date").contains(day));
        held.check(
            id,
            dated && line.has("date") == expected.issued.is_some(),
            "has the date of the inventory",
        );
        let (start, end) = expected.period;
        held.same(id, "end", end, &plan.end().to_string());
        held.check(id, line.text("period").contains(end), "ends in a year that is printed");
        let first = plan.start().map(|start| start.to_string()).unwrap_or_default();
        held.same(id, "start", start.unwrap_or_default(), &first);
        held.check(
            id,
            start.is_none_or(|year| line.text("period").contains(year)),
            "starts in a year printed",
        );
        held.same(id, "above", expected.above.unwrap_or_default(), plan.above().unwrap_or_default());
        held.check(id, plan.source().is_some(), "names its source");
    }
    held.finish();
}
