//! Collectives of a plan written out by a register.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;
use foldhash::HashMap;

use super::{MOST_MEMBERS, Register, Registered, too_many};
use crate::check::{Code, Diagnostics, Path, Problem};
use crate::period::{Period, parse_date};
use crate::plan::{OrganizationDoc, PlanDoc};

impl Register {
    /// The document of a plan with the members of its collectives, as the register lists them on the day of its
    /// issue (or on the first day of the plan, or its last, if it does not say more), with a note for each
    /// collective that the register does not know, and a warning for each id that means another name there.
    ///
    /// An organization of the plan is a collective if it says so (`collective: true`) and lists no members. It is
    /// found by its id, its name or an alias. Members that the plan does not name yet are added behind those that it
    /// does, those that it names are found by their ids and names; where two of the plan have one name, the first is
    /// taken, with a warning. More than a million members are an error, and not written out.
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
        let (mut resolved, mut notes) = (plan.clone(), Diagnostics::new());
        let day = day_of(plan);
        let mut known = Known::of(&plan.organizations);
        let at = |index: usize| Path::root().key("organizations").index(index);
        let mut written = 0;
        for (index, (one, resolved)) in plan.organizations.iter().zip(&mut resolved.organizations).enumerate()
        {
            if one.collective.as_deref() != Some("true") || !one.members.is_empty() {
                continue;
            }
            let found = self.index.collective(&one.id, names(one));
            let Some(collective) = found.and_then(|found| self.collectives.get(found)) else {
                let (name, register) = (one.name.clone(), self.id.clone());
                notes.report(Problem::UnknownCollective { name, register }, at(index));
                continue;
            };
            written += self.of_all_times(collective).len();
            if written > MOST_MEMBERS {
                notes.report(too_many(), at(index));
                break;
            }
            let members = self.members(collective, day);
            if members.is_empty() {
                let (name, register) = (one.name.clone(), self.id.clone());
                notes.report(Problem::NoMembers { name, register }, at(index));
            }
            let ids = members.into_iter().map(|member| known.id_of(member));
            // The collective itself, and members that the plan calls by one name, are no further members.
            let mut seen = HashSet::from([one.id.as_str()]);
            resolved.members.extend(ids.filter(|id| seen.insert(id)).map(str::to_owned));
        }
        for ((index, _), problem) in known.doubts {
            notes.report(problem, at(index));
        }
        resolved.organizations.append(&mut known.added);
        (resolved, notes)
    }
}

/// The organizations that a plan names.
struct Known<'d> {
    organizations: &'d [OrganizationDoc],
    ids: HashMap<&'d str, usize>,
    /// The first that has a name, and the next one.
    by_name: HashMap<&'d str, (usize, Option<usize>)>,
    /// The ids that registered organizations have in the plan, by those that they have in the register.
    found: HashMap<&'d str, &'d str>,
    /// Those that the plan does not name.
    added: Vec<OrganizationDoc>,
    /// What is odd about an organization of the plan.
    doubts: BTreeMap<(usize, Code), Problem>,
}

impl<'d> Known<'d> {
    fn of(organizations: &'d [OrganizationDoc]) -> Self {
        let (mut ids, mut by_name) = (HashMap::default(), HashMap::default());
        for (index, one) in organizations.iter().enumerate() {
            ids.entry(one.id.as_str()).or_insert(index);
            for name in names(one) {
                let (first, next) = by_name.entry(name).or_insert((index, None));
                if *first != index && next.is_none() {
                    *next = Some(index);
                }
            }
        }
        let (found, added, doubts) = (HashMap::default(), Vec::new(), BTreeMap::new());
        Self { organizations, ids, by_name, found, added, doubts }
    }

    /// The id that a registered organization has in the plan. It is added if the plan does not name it.
    fn id_of(&mut self, member: &'d Registered) -> &'d str {
        if let Some(id) = self.found.get(member.id()) {
            return id;
        }
        let id = self.id_in_plan(member).unwrap_or_else(|| {
            self.added.push(organization(member));
            member.id()
        });
        self.found.insert(member.id(), id);
        id
    }

    /// The id by which the plan names a registered organization. An id is no name: each is looked up by itself.
    fn id_in_plan(&mut self, member: &'d Registered) -> Option<&'d str> {
        if let Some(index) = self.ids.get(member.id()).copied() {
            let one = self.organizations.get(index)?;
            let own: HashSet<&str> = member.names().collect();
            if !names(one).any(|name| own.contains(name)) {
                let (id, name, registered) = (one.id.clone(), one.name.clone(), member.name.clone());
                self.doubt(index, Problem::OtherName { id, name, registered });
            }
            return Some(member.id());
        }
        let (name, (first, next)) = member.names().find_map(|name| Some((name, *self.by_name.get(name)?)))?;
        let one = self.organizations.get(first)?;
        if let Some((index, other)) = next.and_then(|next| Some((next, self.organizations.get(next)?))) {
            let (name, one, other) = (name.to_owned(), one.id.clone(), other.id.clone());
            self.doubt(index, Problem::NamedAlike { name, one, other });
        }
        Some(&one.id)
    }

    fn doubt(&mut self, index: usize, problem: Problem) {
        self.doubts.insert((index, problem.code()), problem);
    }
}

/// The name of an organization of a plan and its aliases.
fn names(one: &OrganizationDoc) -> impl Iterator<Item = &str> {
    std::iter::once(&one.name).chain(&one.aliases).map(String::as_str)
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
