use chrono::NaiveDate;

use crate::number::Exact;
use crate::period::Period;
use crate::plan::{Plan, Promise, Status, Target, Version};

use super::Lens;

/// Which version of a target is judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum VersionChoice {
    /// The latest that was published by `as_of` and is valid for the period judged.
    #[default]
    InForce,
    /// The first.
    Original,
    /// The one with this id (`original` is the first), once it is published.
    Named(String),
}

impl VersionChoice {
    /// What is asked for other than the version in force: `original`, or an id.
    #[must_use]
    pub fn asked(&self) -> Option<&str> {
        match self {
            Self::InForce => None,
            Self::Original => Some("original"),
            Self::Named(id) => Some(id),
        }
    }
}

/// Whether figures that may still change count. Forecasts and assumptions never do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trusted {
    /// Whether provisional figures count.
    pub provisional: bool,
    /// Whether estimated figures count.
    pub estimated: bool,
}

impl Default for Trusted {
    /// Both count.
    fn default() -> Self {
        Self { provisional: true, estimated: true }
    }
}

impl Trusted {
    pub(crate) fn admits(self, status: Status) -> bool {
        match status {
            Status::Final => true,
            Status::Provisional => self.provisional,
            Status::Estimated => self.estimated,
            _ => false,
        }
    }
}

/// From when and how a plan is looked at.
/// It is made by [`Evaluation::view`](crate::report::Evaluation::view).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct View {
    /// What was known by this day.
    pub as_of: NaiveDate,
    /// The period judged; the newest known if `None`.
    pub at: Option<Period>,
    /// The last day of the period judged: versions of targets that apply only later do not count.
    pub valid_on: NaiveDate,
    /// Whether provisional and estimated figures count.
    pub trusted: Trusted,
    /// Whether the figures that a what-if assumes count. Only a report and
    /// [`Looking`](crate::report::Looking) take them in: they see to it that nothing is attained or missed by them.
    pub(crate) assumed: bool,
    /// Whether projections of levels start from figures that are published as forecasts.
    pub forecast: bool,
    /// What the policy chooses about base, current value, goal and scale.
    pub lens: Lens,
    /// How far from a value “about” (左右) reaches, as a share of the value.
    pub about: Exact,
    /// The most years that a current figure may be old.
    pub max_age: Option<Exact>,
}

impl View {
    /// The day up to which is judged: `as_of`, or the end of the period asked about if that is earlier.
    #[must_use]
    pub fn judged_until(&self) -> NaiveDate {
        self.at.map_or(self.as_of, |at| at.end().min(self.as_of))
    }

    /// What a target promises in the chosen version, with the version's id.
    pub(super) fn promise<'p>(
        &self,
        plan: &Plan,
        target: &'p Target,
        choice: &VersionChoice,
    ) -> Option<(&'p Promise, &'p str)> {
        let known = KnownVersions::of(plan, target, self.as_of);
        match choice {
            VersionChoice::InForce => known.in_force(self.valid_on),
            VersionChoice::Original => known.original(),
            VersionChoice::Named(id) if id == "original" => known.original(),
            VersionChoice::Named(id) => known
                .later()
                .find(|version| version.id == *id)
                .map(|version| (&version.promise, &*version.id)),
        }
    }
}

/// What a target promises, as far as it is known on a day.
pub(crate) struct KnownVersions<'p> {
    original: &'p Promise,
    versions: &'p [Version],
    as_of: NaiveDate,
    is_issued: bool,
}

impl<'p> KnownVersions<'p> {
    pub(crate) fn of(plan: &Plan, target: &'p Target, as_of: NaiveDate) -> Self {
        let is_issued = plan.is_issued_by(as_of);
        // Before the plan is issued nobody knows that it takes over anything.
        let (original, versions) =
            if is_issued { target.known_on(as_of) } else { (&target.promise, &*target.versions) };
        Self { original, versions, as_of, is_issued }
    }

    fn original(&self) -> Option<(&'p Promise, &'p str)> {
        self.is_issued.then_some((self.original, "original"))
    }

    fn later(&self) -> impl DoubleEndedIterator<Item = &'p Version> {
        let as_of = self.as_of;
        self.versions.iter().filter(move |version| version.published <= as_of)
    }

    /// The latest that is valid on a day, with its id.
    pub(crate) fn in_force(&self, valid_on: NaiveDate) -> Option<(&'p Promise, &'p str)> {
        let valid = |version: &&Version| version.valid_from.is_none_or(|from| from.start() <= valid_on);
        let later = self.later().rfind(valid);
        later.map(|version| (&version.promise, &*version.id)).or_else(|| self.original())
    }
}
