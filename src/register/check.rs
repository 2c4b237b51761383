//! From the document of a register to the register, or to all of its problems: a register that contradicts itself
//! answers nothing.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;
use foldhash::HashMap;

use super::doc::{CollectiveDoc, RegisterDoc, RegisteredDoc};
use super::index::Index;
use super::{Collective, MOST_MEMBERS, Register, Registered, too_many};
use crate::check::{
    BadNumber, CheckError, Checked, Diagnostics, Ids, Problem, Reader, Trail, parents, resolve,
};

impl RegisterDoc {
    /// Turns the document into a register, or into all of its problems at once.
    ///
    /// # Errors
    /// All diagnostics, if one of them is an error.
    pub fn check(&self) -> Result<Checked<Register>, CheckError> {
        let mut diagnostics = Diagnostics::new();
        let register = check(self, &mut diagnostics);
        Checked::from_parts(Some(register), diagnostics)
    }
}

/// The register, to be used only if nothing that was reported is an error.
pub(super) fn check(doc: &RegisterDoc, diagnostics: &mut Diagnostics) -> Register {
    let mut reader = Reader::default();
    let at = Trail::Root.key("organizations");
    let ids = ids(doc.organizations.iter().map(|one| one.id.as_str()), &mut reader, &at);
    let nodes = doc.organizations.iter().map(|one| (one.id.as_str(), one.parent.as_deref()));
    let parents = parents(nodes, &ids, "organization", &mut reader, &at);
    let mut organizations = Vec::with_capacity(doc.organizations.len());
    for (index, (one, parent)) in doc.organizations.iter().zip(parents).enumerate() {
        organizations.push(organization(one, parent, &mut reader, &at.index(index)));
    }
    names(&organizations, &mut reader, &at);
    let at = Trail::Root.key("collectives");
    let _ = self::ids(doc.collectives.iter().map(|one| one.id.as_str()), &mut reader, &at);
    collective_names(&doc.collectives, &mut reader, &at);
    let mut register = Register {
        id: doc.id.clone(),
        title: doc.title.clone(),
        index: Index::of(&organizations),
        organizations,
        collectives: Vec::with_capacity(doc.collectives.len()),
    };
    let mut counted = 0;
    for (index, one) in doc.collectives.iter().enumerate() {
        let collective = collective(one, &ids, &mut reader, &at.index(index));
        let before = counted;
        counted += one.count.as_ref().map_or(0, |_| register.of_all_times(&collective).len());
        if counted <= MOST_MEMBERS {
            count(one, &collective, &register, &mut reader, &at.index(index));
        } else if before <= MOST_MEMBERS {
            reader.report(too_many(), &at.index(index));
        }
        register.index.add(index, &collective);
        register.collectives.push(collective);
    }
    diagnostics.append(reader.diagnostics);
    register
}

fn ids<'d>(ids: impl Iterator<Item = &'d str>, reader: &mut Reader, at: &Trail<'_>) -> Ids<'d> {
    crate::check::collect_ids(ids, reader, at)
}

fn organization(
    doc: &RegisteredDoc,
    parent: Option<usize>,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Registered {
    let mut day = |text: &Option<String>, field: &'static str| {
        text.as_deref().and_then(|text| reader.date(text, &at.key(field)))
    };
    let (from, until) = (day(&doc.from, "from"), day(&doc.until, "until"));
    if let (Some(start), Some(end)) = (from, until)
        && start > end
    {
        reader.report(
            Problem::EmptyWindow { start: start.to_string(), end: end.to_string() },
            &at.key("until"),
        );
    }
    Registered {
        id: doc.id.clone(),
        name: doc.name.clone(),
        aliases: doc.aliases.clone(),
        level: doc.level.clone(),
        parent,
        from,
        until,
    }
}

/// Reports names that two organizations have at one time.
fn names(organizations: &[Registered], reader: &mut Reader, at: &Trail<'_>) {
    let mut seen: HashMap<&str, Vec<usize>> = HashMap::default();
    for (index, one) in organizations.iter().enumerate() {
        let mut own = HashSet::new();
        for name in one.names().filter(|name| own.insert(*name)) {
            let others = seen.entry(name).or_default();
            let together =
                |other: &&usize| organizations.get(**other).is_some_and(|other| other.overlaps(one));
            if let Some(other) = others.iter().find(together).and_then(|other| organizations.get(*other)) {
                let problem = Problem::AmbiguousName {
                    name: name.to_owned(),
                    one: other.id.clone(),
                    other: one.id.clone(),
                };
                reader.report(problem, &at.index(index));
            }
            // A name of a great many is told by its first ones.
            if others.len() < MOST_SHARING {
                others.push(index);
            }
        }
    }
}

/// Reports names that two collectives have: the plan that uses one could mean either.
fn collective_names(collectives: &[CollectiveDoc], reader: &mut Reader, at: &Trail<'_>) {
    let mut seen: HashMap<&str, usize> = HashMap::default();
    for (index, one) in collectives.iter().enumerate() {
        for name in std::iter::once(&one.name).chain(&one.aliases) {
            let first = *seen.entry(name).or_insert(index);
            if let Some(other) = collectives.get(first).filter(|_| first != index) {
                let problem = Problem::AmbiguousName {
                    name: name.clone(),
                    one: other.id.clone(),
                    other: one.id.clone(),
                };
                reader.report(problem, &at.index(index));
            }
        }
    }
}

/// The organizations of one name that are held against the next one.
const MOST_SHARING: usize = 16;

fn collective(doc: &CollectiveDoc, ids: &Ids<'_>, reader: &mut Reader, at: &Trail<'_>) -> Collective {
    let members_at = at.key("members");
    let (mut seen, mut members) = (HashSet::new(), Vec::with_capacity(doc.members.len()));
    for (number, id) in doc.members.iter().enumerate() {
        let at = members_at.index(number);
        let Some(index) = resolve(id, ids, "organization", reader, &at) else { continue };
        if seen.insert(index) {
            members.push(index);
        } else {
            reader.report(Problem::DuplicateId { id: id.clone() }, &at);
        }
    }
    if doc.members.is_empty() && doc.level.is_none() && doc.under.is_none() {
        reader.report(Problem::ExactlyOne { fields: "members, level", given: 0 }, at);
    }
    if !doc.members.is_empty() && doc.level.is_some() {
        reader.report(Problem::ExactlyOne { fields: "members, level", given: 2 }, at);
    }
    Collective {
        id: doc.id.clone(),
        name: doc.name.clone(),
        aliases: doc.aliases.clone(),
        members,
        level: doc.level.clone(),
        under: doc.under.as_deref().and_then(|id| resolve(id, ids, "organization", reader, &at.key("under"))),
    }
}

/// Holds the number of members that a source states against those that are listed, on some day: the members of all
/// times may be more.
fn count(
    doc: &CollectiveDoc,
    collective: &Collective,
    register: &Register,
    reader: &mut Reader,
    at: &Trail<'_>,
) {
    let Some(text) = &doc.count else { return };
    let Ok(stated) = text.trim().parse::<usize>() else {
        let fault = BadNumber::Unfit { text: text.clone(), needed: ("a whole number", "整数") };
        return reader.report(Problem::BadNumber { fault }, &at.key("count"));
    };
    // How many more there are from a day on, and how many fewer; those without a first day are there before all.
    let mut changes: BTreeMap<Option<NaiveDate>, i64> = BTreeMap::from([(None, 0)]);
    let mut begun = None;
    for one in register.members(collective, None) {
        begun = begun.max(one.from);
        *changes.entry(one.from).or_default() += 1;
        if let Some(after) = one.until.and_then(|until| until.succ_opt()) {
            *changes.entry(Some(after)).or_default() -= 1;
        }
    }
    // From the day on which the last one began there are the members of today, or of a day after one of them ended.
    let (mut there, mut counts) = (0, Vec::new());
    for (day, change) in changes {
        there += change;
        if day >= begun {
            counts.push(usize::try_from(there).unwrap_or(0));
        }
    }
    if let (false, Some(listed)) = (counts.contains(&stated), counts.first().copied()) {
        reader.report(Problem::RegisterCount { id: doc.id.clone(), stated, listed }, &at.key("count"));
    }
}
