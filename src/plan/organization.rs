//! Organizations, posts, and what they answer for.

use super::{Role, Subject};

/// An organization of a plan; they form a tree.
#[derive(Clone, Debug)]
pub struct Organization {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) parent: Option<usize>,
    pub(crate) aliases: Vec<String>,
    pub(crate) collective: Collective,
}

/// Whether an organization stands for several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Collective {
    /// It stands for itself.
    #[default]
    No,
    /// It stands for several (各区县), and the plan does not say which.
    Open,
    /// It stands for the organizations with these indices.
    Members(Vec<usize>),
}

impl Organization {
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

    /// The index of the organization that it belongs to.
    #[must_use]
    pub fn parent(&self) -> Option<usize> {
        self.parent
    }

    /// Its other names.
    #[must_use]
    pub fn aliases(&self) -> &[String] {
        &self.aliases
    }

    /// Whether it stands for several.
    #[must_use]
    pub fn collective(&self) -> &Collective {
        &self.collective
    }

    /// The indices of the organizations that it stands for; empty if it stands for itself or for a list
    /// that is open.
    #[must_use]
    pub fn members(&self) -> &[usize] {
        match &self.collective {
            Collective::Members(members) => members,
            _ => &[],
        }
    }
}

/// A post, which outlives the persons who hold it.
#[derive(Clone, Debug)]
pub struct Post {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) organization: Option<usize>,
}

impl Post {
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

    /// The index of its organization.
    #[must_use]
    pub fn organization(&self) -> Option<usize> {
        self.organization
    }
}

/// Who carries a responsibility.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Bearer {
    /// The index of an organization.
    Organization(usize),
    /// The index of a post.
    Post(usize),
}

/// Who answers for a task, an indicator or a duty, and how.
#[derive(Clone, Debug)]
pub struct Responsibility {
    pub(crate) role: Role,
    pub(crate) bearer: Bearer,
    pub(crate) subject: Subject,
    pub(crate) open_ended: bool,
    pub(crate) text: Option<String>,
}

impl Responsibility {
    /// The role.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// Who carries it.
    #[must_use]
    pub fn bearer(&self) -> Bearer {
        self.bearer
    }

    /// The task, indicator or duty.
    #[must_use]
    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// Whether the plan's list ended with 等, so that others are meant as well.
    #[must_use]
    pub fn open_ended(&self) -> bool {
        self.open_ended
    }

    /// The words of the plan.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }
}
