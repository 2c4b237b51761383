//! Registers of organizations: who is meant by 各区县, and which names mean the same.
//!
//! A plan names collectives whose members it does not list. A [`Register`] lists them, and
//! [`Register::resolve`] writes them into the document of the plan before it is checked. What no register knows
//! stays open, and is counted as such.

mod check;
mod doc;
mod index;
#[cfg(any(feature = "yaml", feature = "json"))]
mod plan;
#[cfg(any(feature = "yaml", feature = "json"))]
mod read;
mod resolve;

use chrono::NaiveDate;

pub use doc::{CollectiveDoc, REGISTER_FORMAT, RegisterDoc, RegisteredDoc};

use crate::check::{Noun, Problem};
use index::Index;

/// A checked register: every id is unique, every reference resolves, its tree has no cycles, and no two
/// organizations have one name at one time.
#[derive(Clone, Debug)]
pub struct Register {
    id: String,
    title: String,
    organizations: Vec<Registered>,
    collectives: Vec<Collective>,
    index: Index,
}

/// The members that all collectives of a plan, or those of a register that are counted, may have together: a plan of
/// a few lines is not to be written out without an end.
const MOST_MEMBERS: usize = 1_000_000;

fn too_many() -> Problem {
    Problem::TooMany { what: Noun("members of collectives"), most: MOST_MEMBERS }
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
        self.collectives.get(self.index.collective(id, [name])?)
    }

    /// The members of a collective on a day; without a day, of all times.
    #[must_use]
    pub fn members(&self, collective: &Collective, day: Option<NaiveDate>) -> Vec<&Registered> {
        let mut members = self.of_all_times(collective).to_vec();
        if collective.members.is_empty() {
            members.retain(|index| Some(*index) != collective.under);
            members.sort_unstable();
        }
        let members = members.into_iter().filter_map(|index| self.organizations.get(index));
        members.filter(|one| one.exists(day)).collect()
    }

    /// The members of all times, in no order, perhaps with the organization that they belong to.
    fn of_all_times<'r>(&'r self, collective: &'r Collective) -> &'r [usize] {
        match collective.members.as_slice() {
            [] => self.index.below(collective),
            members => members,
        }
    }
}
