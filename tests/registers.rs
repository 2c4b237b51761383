//! Registers that are large, and names that mean more than one. All counts by hand.
#![cfg(all(feature = "yaml", feature = "json", feature = "csv"))]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot be set up has failed")]

use std::fmt::Write;

use attainment::Plan;
use attainment::check::{Code, Diagnostics};
use attainment::document::Limits;
use attainment::plan::PlanDoc;
use attainment::register::Register;

const PLAN: &str = "format: attainment/plan@1\nid: p\ntitle: P\nperiod: { end: 2025 }\norganizations:\n";

fn codes_of(diagnostics: &Diagnostics) -> Vec<Code> {
    diagnostics.iter().map(|one| one.code()).collect()
}

/// A register of so many members of a city, with these collectives.
fn register(members: usize, collectives: &str) -> String {
    let mut text =
        "format: attainment/register@1\nid: r\ntitle: R\norganizations:\n- { id: city, name: City }\n"
            .to_owned();
    for number in 0..members {
        writeln!(text, "- {{ id: m{number}, name: M{number}, level: district, parent: city }}").unwrap();
    }
    text + "collectives:\n" + collectives
}

fn plan(organizations: &str) -> PlanDoc {
    PlanDoc::from_yaml(&format!("{PLAN}{organizations}"), &Limits::default()).unwrap()
}

const DISTRICTS: &str =
    "- { id: districts, name: 各区县, aliases: [ 各区县政府 ], level: district, under: city }\n";

#[test]
fn a_collective_of_very_many_is_written_out() {
    let register = Register::from_yaml(&register(80_000, DISTRICTS)).unwrap();
    let (resolved, notes) = register.resolve(&plan("- { id: all, name: 各区县, collective: true }\n"));
    assert_eq!((resolved.organizations[0].members.len(), codes_of(&notes)), (80_000, vec![]));
    assert_eq!(resolved.organizations.len(), 80_001);
    assert_eq!(resolved.organizations[0].members[79_999], "m79999");
}

/// 1,001 collectives of 1,000 members each are more than a million; 1,000 of them are not.
#[test]
fn collectives_of_too_many_members_are_refused() {
    let register = Register::from_yaml(&register(1_000, DISTRICTS)).unwrap();
    let named = |count: usize| {
        let mut text = String::new();
        (0..count).for_each(|number| {
            writeln!(text, "- {{ id: c{number}, name: 各区县, collective: true }}").unwrap()
        });
        text
    };
    let (resolved, notes) = register.resolve(&plan(&named(1_000)));
    assert!(notes.is_empty());
    assert!(resolved.organizations.iter().take(1_000).all(|one| one.members.len() == 1_000));
    let (resolved, notes) = register.resolve(&plan(&named(1_001)));
    assert_eq!(codes_of(&notes), [Code::TooMany]);
    assert_eq!(notes.iter().next().unwrap().path.to_string(), "organizations[1000]");
    assert_eq!(resolved.organizations[1_000].members.len(), 0);
    let refused = Plan::from_yaml_with(&format!("{PLAN}{}", named(1_001)), &register).unwrap_err();
    assert!(codes_of(refused.diagnostics()).contains(&Code::TooMany));
}

/// Members are counted where the source says how many there are; that has the same limit.
#[test]
fn collectives_that_are_counted_have_a_limit_as_well() {
    let counted = |collectives: usize, members: usize| {
        let mut text = String::new();
        for number in 0..collectives {
            writeln!(text, "- {{ id: c{number}, name: C{number}, level: district, count: {members} }}")
                .unwrap();
        }
        Register::from_yaml(&register(members, &text))
            .map_or_else(|error| codes_of(error.diagnostics()), |_| Vec::new())
    };
    assert_eq!(counted(500, 2_000), []);
    assert_eq!(counted(501, 2_000), [Code::TooMany]);
}

/// A chain of organizations, each below the last, with a collective of each: none of them has a member.
#[test]
fn collectives_without_members_are_told_apart_at_once() {
    const LONG: usize = 6_000;
    let mut text =
        "format: attainment/register@1\nid: r\ntitle: R\norganizations:\n- { id: o0, name: O }\n".to_owned();
    (1..LONG).for_each(|number| {
        writeln!(text, "- {{ id: o{number}, name: N{number}, parent: o{} }}", number - 1).unwrap()
    });
    text += "collectives:\n";
    let mut names = String::new();
    for number in 0..LONG {
        writeln!(text, "- {{ id: c{number}, name: C{number}, level: town, under: o{number}, count: 0 }}")
            .unwrap();
        writeln!(names, "- {{ id: p{number}, name: C{number}, collective: true }}").unwrap();
    }
    let register = Register::from_yaml(&text).unwrap();
    let (_, notes) = register.resolve(&plan(&names));
    let expected = [Code::NoMembers, Code::TooManyDiagnostics];
    assert!(!notes.is_empty() && notes.iter().all(|one| expected.contains(&one.code())));
}

#[test]
fn members_of_a_level_lie_below_and_in_the_order_of_the_register() {
    let text = "format: attainment/register@1
id: r
title: R
organizations:
- { id: t3, name: T3, level: town, parent: east }
- { id: east, name: East, level: district, parent: city }
- { id: t1, name: T1, level: town, parent: west }
- { id: city, name: City, level: city }
- { id: west, name: West, level: district, parent: city }
- { id: t2, name: T2, level: town, parent: east }
- { id: t4, name: T4, level: town }
collectives:
- { id: a, name: A, level: town, under: city }
- { id: b, name: B, level: town, under: east }
- { id: c, name: C, level: town }
- { id: d, name: D, under: city }
- { id: e, name: E, level: city, under: city }
- { id: f, name: F, level: village }
";
    let register = Register::from_yaml(text).unwrap();
    let of = |id: &str| -> Vec<&str> {
        let collective = register.collective(id, "").unwrap();
        register.members(collective, None).iter().map(|one| one.id()).collect()
    };
    assert_eq!(of("a"), ["t3", "t1", "t2"]);
    assert_eq!(of("b"), ["t3", "t2"]);
    assert_eq!(of("c"), ["t3", "t1", "t2", "t4"]);
    assert_eq!(of("d"), ["t3", "east", "t1", "west", "t2"]);
    // Nobody belongs to itself.
    assert_eq!(of("e"), [""; 0]);
    assert_eq!(of("f"), [""; 0]);
}

#[test]
fn a_collective_is_found_by_its_aliases() {
    let register = Register::from_yaml(&register(2, DISTRICTS)).unwrap();
    let members = |organization: &str| {
        let (resolved, notes) = register.resolve(&plan(organization));
        (resolved.organizations[0].members.clone(), codes_of(&notes))
    };
    let both = vec!["m0".to_owned(), "m1".to_owned()];
    assert_eq!(
        members("- { id: all, name: 区县, aliases: [ 各地, 各区县政府 ], collective: true }\n"),
        (both, vec![])
    );
    let none = "- { id: all, name: 区县, aliases: [ 各地 ], collective: true }\n";
    assert_eq!(members(none), (vec![], vec![Code::UnknownCollective]));
}

#[test]
fn two_of_a_plan_that_a_name_may_mean_are_told() {
    let register = Register::from_yaml(&register(2, DISTRICTS)).unwrap();
    let resolved = |organizations: &str| {
        let all = "- { id: all, name: 各区县, collective: true }\n- { id: again, name: 各区县政府, collective: true }\n";
        let (resolved, notes) = register.resolve(&plan(&format!("{all}{organizations}")));
        let told: Vec<(Code, String)> = notes.iter().map(|one| (one.code(), one.path.to_string())).collect();
        (resolved.organizations[0].members.clone(), told)
    };
    // The first of them is taken, and that is said once, though two collectives have the member.
    let (members, told) = resolved("- { id: x, name: M0 }\n- { id: y, name: Y, aliases: [ M0 ] }\n");
    assert_eq!(members, ["x", "m1"]);
    assert_eq!(told, [(Code::NamedAlike, "organizations[3]".to_owned())]);
    // By its id it is told apart; and of names that no member has nothing is to be said.
    let (members, told) = resolved(
        "- { id: x, name: M0 }\n- { id: m0, name: M0 }\n- { id: y, name: Y }\n- { id: z, name: Y }\n",
    );
    assert_eq!((members, told), (vec!["m0".to_owned(), "m1".to_owned()], vec![]));
}
