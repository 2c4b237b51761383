//! Registers: whoever existed on the day is a member, nobody else, and a plan that is written out stays so.

use std::fmt::Write;

use attainment::NaiveDate;
use attainment::check::{Checked, Code};
use attainment::document::Limits;
use attainment::plan::{OrganizationDoc, Plan, PlanDoc};
use attainment::register::Register;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

use super::drawn::*;

/// An organization of a register: what it belongs to, its level, when it exists.
#[derive(Clone, Debug)]
struct Listed {
    parent: Option<usize>,
    level: usize,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    /// Whether the plan names it: by its id, its name, or its alias.
    in_plan: Option<usize>,
}

const LEVELS: [&str; 3] = ["city", "district", "town"];

impl Listed {
    fn is_there(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

fn listed() -> impl Strategy<Value = Vec<Listed>> {
    let day = || option::weighted(0.4, (0u64..5).prop_map(|part| days(first_day(), 50 * part)));
    let one =
        (option::weighted(0.7, any::<Index>()), 0usize..3, day(), day(), option::weighted(0.3, 0usize..3));
    vec(one, 1..10).prop_map(|raw| {
        let all = raw.into_iter().enumerate().map(|(number, (parent, level, from, until, in_plan))| {
            let until = until.filter(|until| from.is_none_or(|from| from <= *until));
            let parent = parent.filter(|_| number > 0).map(|parent| parent.index(number));
            Listed { parent, level, from, until, in_plan }
        });
        all.collect()
    })
}

fn written(listed: &[Listed], chosen: &[usize], under: Option<usize>) -> String {
    let mut text = "format: attainment/register@1\nid: r\ntitle: R\norganizations:\n".to_owned();
    for (number, one) in listed.iter().enumerate() {
        write!(
            text,
            "- {{ id: n{number}, name: 名{number}, aliases: [ 又名{number} ], level: {}",
            LEVELS[one.level]
        )
        .unwrap();
        let mut field = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                write!(text, ", {name}: {value}").unwrap();
            }
        };
        field("parent", one.parent.map(|parent| format!("n{parent}")));
        field("from", one.from.map(|day| day.to_string()));
        field("until", one.until.map(|day| day.to_string()));
        text += " }\n";
    }
    text += "collectives:\n";
    let under = under.map_or(String::new(), |under| format!(", under: n{under}"));
    writeln!(text, "- {{ id: level, name: 各区县, level: district{under} }}").unwrap();
    let members: Vec<String> = chosen.iter().map(|number| format!("n{number}")).collect();
    writeln!(text, "- {{ id: few, name: 有关部门, members: [ {} ] }}", members.join(", ")).unwrap();
    text
}

/// The numbers of the members of the two collectives of a plan, by the ids that the plan gives them.
fn members(plan: &Plan) -> [Vec<String>; 2] {
    [0, 1].map(|collective: usize| {
        let all = plan.organizations();
        let mut ids: Vec<String> =
            all[collective].members().iter().map(|member| all[*member].id().to_owned()).collect();
        ids.sort();
        ids
    })
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn whoever_existed_on_the_day_is_a_member_and_stays_one(
        (listed, chosen) in listed().prop_flat_map(|listed| {
            let all: Vec<usize> = (0..listed.len()).collect();
            let some = 1..=all.len();
            (Just(listed), subsequence(all, some).prop_shuffle())
        }),
        under in option::of(any::<Index>()),
        // On the day of a change, on the one before it, or on the one after it.
        issued in option::of((0u64..4, 0u64..3).prop_map(|(part, day)| 49 + 50 * part + day)),
    ) {
        let under = under.map(|under| under.index(listed.len()));
        let register = Register::from_yaml(&written(&listed, &chosen, under)).unwrap().into_inner();
        let mut doc = PlanDoc::new("p", "P", "2025");
        doc.period.start = Some("2024-02".into());
        doc.issued = issued.map(|day| days(first_day(), day).to_string());
        let day = issued.map_or(NaiveDate::from_ymd_opt(2024, 2, 1).unwrap(), |day| days(first_day(), day));
        let collective = |id: &str, name: &str| OrganizationDoc {
            id: id.into(),
            name: name.into(),
            collective: Some("true".into()),
            ..OrganizationDoc::default()
        };
        // One is found by its id and the other by its name.
        doc.organizations.push(collective("level", "各有关区县"));
        doc.organizations.push(collective("of-the-plan", "有关部门"));
        for (number, one) in listed.iter().enumerate() {
            let (id, name) = match one.in_plan {
                Some(0) => (format!("n{number}"), format!("本{number}")),
                Some(1) => (format!("own{number}"), format!("名{number}")),
                Some(_) => (format!("own{number}"), format!("又名{number}")),
                None => continue,
            };
            doc.organizations.push(OrganizationDoc { id, name, ..OrganizationDoc::default() });
        }
        let (resolved, notes) = register.resolve(&doc);
        let plan = resolved.check().unwrap().into_inner();

        let own_id = |number: usize| match listed[number].in_plan {
            Some(1 | 2) => format!("own{number}"),
            _ => format!("n{number}"),
        };
        let is_below = |number: usize| under.is_none_or(|under| {
            let mut above = listed[number].parent;
            while above.is_some() && above != Some(under) {
                above = listed[above.unwrap()].parent;
            }
            above == Some(under)
        });
        let there = |number: &usize| listed[*number].is_there(day);
        let districts = (0..listed.len()).filter(|number| listed[*number].level == 1 && is_below(*number));
        let mut expected: [Vec<String>; 2] = [
            districts.filter(there).map(own_id).collect(),
            chosen.iter().copied().filter(there).map(own_id).collect(),
        ];
        expected.iter_mut().for_each(|ids| ids.sort());
        prop_assert_eq!(members(&plan), expected.clone());
        // Where nobody is meant on the day, that is said.
        let nobody = expected.iter().filter(|ids| ids.is_empty()).count();
        prop_assert_eq!(notes.with_code(Code::NoMembers).count(), nobody);
        // The plan calls those of the ids of the register by other names; it has no name twice.
        let listed_by_id = |number: &usize| listed[*number].in_plan == Some(0);
        let other_names = (0..listed.len()).filter(listed_by_id);
        let told = other_names.filter(|number| expected.iter().any(|ids| ids.contains(&own_id(*number))));
        prop_assert_eq!(notes.with_code(Code::OtherName).count(), told.count());
        prop_assert_eq!(notes.iter().count(), nobody + notes.with_code(Code::OtherName).count());

        // Written and read, by the way of YAML and of JSON.
        let yaml = PlanDoc::from_yaml(&resolved.to_yaml(), &Limits::default()).unwrap();
        let json = PlanDoc::from_json(&resolved.to_json(), &Limits::default()).unwrap();
        prop_assert_eq!(&yaml, &resolved);
        prop_assert_eq!(&json, &resolved);
        prop_assert_eq!(members(&yaml.check().unwrap()), expected.clone());
        // Read with the register at once; and resolved twice, nothing more is found.
        let at_once = Plan::from_yaml_with(&doc.to_yaml(), &register).map(Checked::into_inner).unwrap();
        prop_assert_eq!(members(&at_once), expected);
        let (again, _) = register.resolve(&resolved);
        let open = |doc: &PlanDoc| doc.organizations.iter().filter(|one| one.members.is_empty()).count();
        if resolved.organizations.iter().take(2).all(|one| !one.members.is_empty()) {
            prop_assert_eq!(&again, &resolved);
        }
        prop_assert_eq!(open(&again), open(&resolved));
    }
}
