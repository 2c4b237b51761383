//! Registers of organizations: who is meant by 各区县, and which names mean the same.
//!
//! A plan names collectives whose members it does not list. A [`Register`] lists them, and
//! [`Register::resolve`] writes them into the document of the plan before it is checked. What no register knows
//! stays open, and is counted as such.

mod check;
mod doc;
#[cfg(any(feature = "yaml", feature = "json"))]
mod plan;
#[cfg(any(feature = "yaml", feature = "json"))]
mod read;
mod resolve;

use chrono::NaiveDate;

pub use doc::{CollectiveDoc, REGISTER_FORMAT, RegisterDoc, RegisteredDoc};

use crate::plan::Preorder;

/// A checked register: every id is unique, every reference resolves, its tree has no cycles, and no two
/// organizations have one name at one time.
#[derive(Clone, Debug)]
pub struct Register {
    id: String,
    title: String,
    organizations: Vec<Registered>,
    collectives: Vec<Collective>,
}

/// An organization of a register.
#[derive(Clone, Debug)]
pub struct Registered {
    id: String,
    name: String,
    aliases: Vec<String>,
    level: Option<String>,
    parent: Option<usize>,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

/// A collective of a register.
#[derive(Clone, Debug)]
pub struct Collective {
    id: String,
    name: String,
    aliases: Vec<String>,
    members: Vec<usize>,
    level: Option<String>,
    under: Option<usize>,
}

impl Registered {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its name and its aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// Whether it exists on a day; without a day, whether it exists at all.
    #[must_use]
    pub fn exists(&self, day: Option<NaiveDate>) -> bool {
        day.is_none_or(|day| {
            self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
        })
    }

    fn overlaps(&self, other: &Self) -> bool {
        let begins_before = |one: &Self, other: &Self| match (one.from, other.until) {
            (Some(from), Some(until)) => from <= until,
            _ => true,
        };
        begins_before(self, other) && begins_before(other, self)
    }
}

impl Collective {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its name and its aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

impl Register {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The organizations that it lists.
    #[must_use]
    pub fn organizations(&self) -> &[Registered] {
        &self.organizations
    }

    /// The collectives that it knows.
    #[must_use]
    pub fn collectives(&self) -> &[Collective] {
        &self.collectives
    }

    /// The collective with an id or name.
    #[must_use]
    pub fn collective(&self, id: &str, name: &str) -> Option<&Collective> {
        let by_id = self.collectives.iter().find(|one| one.id == id);
        by_id.or_else(|| self.collectives.iter().find(|one| one.names().any(|own| own == name)))
    }

    /// The members of a collective on a day; without a day, of all times.
    #[must_use]
    pub fn members(&self, collective: &Collective, day: Option<NaiveDate>) -> Vec<&Registered> {
        let exists = |one: &&Registered| one.exists(day);
        if !collective.members.is_empty() {
            let listed = collective.members.iter().filter_map(|index| self.organizations.get(*index));
            return listed.filter(exists).collect();
        }
        let mut below: Vec<usize> = match collective.under {
            Some(under) => {
                let parents: Vec<Option<usize>> = self.organizations.iter().map(|one| one.parent).collect();
                let order = Preorder::of(&parents);
                order.below(under).iter().copied().filter(|index| *index != under).collect()
            }
            None => (0..self.organizations.len()).collect(),
        };
        below.sort_unstable();
        let at_level = |one: &&Registered| collective.level.is_none() || one.level == collective.level;
        let members = below.into_iter().filter_map(|index| self.organizations.get(index));
        members.filter(at_level).filter(exists).collect()
    }
}
