//! Collectives of a plan written out by a register.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use foldhash::HashMap;

use super::{Register, Registered};
use crate::check::{Diagnostics, Path, Problem};
use crate::period::{Period, parse_date};
use crate::plan::{OrganizationDoc, PlanDoc};

impl Register {
    /// The document of a plan with the members of its collectives, as the register lists them on the day of its
    /// issue (or on the first day of the plan, or its last, if it does not say more), with a note for each
    /// collective that the register does not know, and a warning for each id that means another name there.
    ///
    /// An organization of the plan is a collective if it says so (`collective: true`) and lists no members. It is
    /// found by its id or by its name. Members that the plan does not name yet are added behind those that it does,
    /// those that it names are found by their ids and names.
    ///
    /// ```
    /// # #[cfg(feature = "yaml")] {
    /// use attainment::document::Limits;
    /// use attainment::plan::PlanDoc;
    /// use attainment::register::Register;
    /// let register = Register::from_yaml("
    ///     format: attainment/register@1
    ///     id: city
    ///     title: Districts of the city
    ///     organizations:
    ///       - { id: city, name: City }
    ///       - { id: north, name: North, level: district, parent: city }
    ///       - { id: south, name: South, level: district, parent: city, from: 2016-01-01 }
    ///     collectives: [ { id: districts, name: 各区县, aliases: [ 各区县政府 ], level: district, under: city } ]
    /// ")?;
    /// let plan = PlanDoc::from_yaml("
    ///     format: attainment/plan@1
    ///     id: p
    ///     title: P
    ///     issued: 2022-03-01
    ///     period: { end: 2025 }
    ///     organizations: [ { id: all, name: 各区县政府, collective: true } ]
    /// ", &Limits::default())?;
    /// let (plan, notes) = register.resolve(&plan);
    /// assert!(notes.is_empty());
    /// assert_eq!(plan.organizations[0].members, ["north", "south"]);
    /// assert_eq!(plan.check()?.organizations().len(), 3);
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn resolve(&self, plan: &PlanDoc) -> (PlanDoc, Diagnostics) {
        let (mut plan, mut notes) = (plan.clone(), Diagnostics::new());
        let day = day_of(&plan);
        let mut known = Known::default();
        for (index, one) in plan.organizations.iter().enumerate() {
            known.ids.entry(one.id.clone()).or_insert(Some((index, one.clone())));
            for name in std::iter::once(&one.name).chain(&one.aliases) {
                known.by_name.entry(name.clone()).or_insert_with(|| one.id.clone());
            }
        }
        let (mut added, mut others) = (Vec::new(), BTreeMap::new());
        for (index, one) in plan.organizations.iter_mut().enumerate() {
            if one.collective.as_deref() != Some("true") || !one.members.is_empty() {
                continue;
            }
            let Some(collective) = self.collective(&one.id, &one.name) else {
                let problem =
                    Problem::UnknownCollective { name: one.name.clone(), register: self.id.clone() };
                notes.report(problem, Path::root().key("organizations").index(index));
                continue;
            };
            let members = self.members(collective, day);
            if members.is_empty() {
                let problem = Problem::NoMembers { name: one.name.clone(), register: self.id.clone() };
                notes.report(problem, Path::root().key("organizations").index(index));
            }
            for member in members {
                if let Some((index, named)) = known.other_name(member) {
                    let (id, name) = (named.id.clone(), named.name.clone());
                    let problem = Problem::OtherName { id, name, registered: member.name.clone() };
                    others.insert(*index, problem);
                }
                let id = known.id_of(member).unwrap_or_else(|| {
                    known.ids.insert(member.id.clone(), None);
                    added.push(organization(member));
                    member.id.clone()
                });
                // The collective itself, and members that the plan calls by one name, are no further members.
                if id != one.id && !one.members.contains(&id) {
                    one.members.push(id);
                }
            }
        }
        for (index, problem) in others {
            notes.report(problem, Path::root().key("organizations").index(index));
        }
        plan.organizations.append(&mut added);
        (plan, notes)
    }
}

/// The organizations that a plan names.
#[derive(Default)]
struct Known {
    /// Those of the plan with their place in it, those that were added without.
    ids: HashMap<String, Option<(usize, OrganizationDoc)>>,
    by_name: HashMap<String, String>,
}

impl Known {
    /// The id by which the plan names a registered organization. An id is no name: each is looked up by itself.
    fn id_of(&self, member: &Registered) -> Option<String> {
        if self.ids.contains_key(member.id()) {
            return Some(member.id().to_owned());
        }
        member.names().find_map(|name| self.by_name.get(name)).cloned()
    }

    /// The organization of the plan that has the id of a registered one and none of its names.
    fn other_name(&self, member: &Registered) -> Option<&(usize, OrganizationDoc)> {
        let named = self.ids.get(member.id())?.as_ref()?;
        let own = |name: &str| named.1.name == name || named.1.aliases.iter().any(|alias| alias == name);
        (!member.names().any(own)).then_some(named)
    }
}

fn organization(member: &Registered) -> OrganizationDoc {
    OrganizationDoc {
        id: member.id.clone(),
        name: member.name.clone(),
        aliases: member.aliases.clone(),
        ..OrganizationDoc::default()
    }
}

/// The day on which a plan speaks.
fn day_of(plan: &PlanDoc) -> Option<NaiveDate> {
    let issued = plan.issued.as_deref().and_then(|text| parse_date(text.trim().as_bytes()));
    let period = |text: &str| Period::parse_bytes(text.trim().as_bytes());
    let start = || plan.period.start.as_deref().and_then(period).map(Period::start);
    issued.or_else(start).or_else(|| period(&plan.period.end).map(Period::end))
}
