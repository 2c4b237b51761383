//! The plain document of a register: what a file says, as it says it.

/// The value of `format` in a register.
pub const REGISTER_FORMAT: &str = "attainment/register@1";

/// A register of organizations: `format: attainment/register@1`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct RegisterDoc {
    /// Always `attainment/register@1`.
    pub format: String,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where it comes from.
    pub source: Option<String>,
    /// The organizations that it lists.
    pub organizations: Vec<RegisteredDoc>,
    /// The collectives that plans speak of (各区县).
    pub collectives: Vec<CollectiveDoc>,
}

/// An organization of a register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct RegisteredDoc {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Other names of it.
    pub aliases: Vec<String>,
    /// Its level, in words of the register's own (`district`).
    pub level: Option<String>,
    /// The id of the organization that it belongs to.
    pub parent: Option<String>,
    /// The first day on which it exists.
    pub from: Option<String>,
    /// The last day on which it exists.
    pub until: Option<String>,
}

/// A collective: organizations that plans name together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CollectiveDoc {
    /// Its id, by which an organization of a plan is found.
    pub id: String,
    /// Its name, by which one is found as well.
    pub name: String,
    /// Other names of it.
    pub aliases: Vec<String>,
    /// The ids of its members; without them, all organizations of the level.
    pub members: Vec<String>,
    /// The level of its members.
    pub level: Option<String>,
    /// The id of the organization that its members belong to, directly or through others.
    pub under: Option<String>,
    /// How many members it has, as the source says; another number is a contradiction.
    pub count: Option<String>,
}
