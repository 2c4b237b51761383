//! Which of the targets of an indicator a link means.

use foldhash::HashMap;

use crate::check::{Noun, Problem, nearest};
use crate::plan::{Indicator, Target, only_target};

/// The most targets that are looked through for an id; of more the ids are kept.
pub(super) const FEW_TARGETS: usize = 32;
/// The most targets of which one is found by its form and due date.
const MOST_TARGETS: usize = 1_000;

/// Which of the targets of an indicator is meant.
pub(super) struct Pick<'t> {
    /// The one with this id.
    pub(super) named: Option<&'t str>,
    /// Where none is named: the one with this id, if there is one,
    pub(super) same: Option<&'t str>,
    /// or the one of the same form and due date.
    pub(super) like: Option<&'t Target>,
}

impl Pick<'_> {
    /// Its index; `None` if the indicator has no targets. `ids` are those of its targets, if they are many.
    pub(super) fn from(
        &self,
        indicator: &Indicator,
        ids: Option<&HashMap<Box<str>, usize>>,
    ) -> Result<Option<usize>, Problem> {
        let targets = &indicator.targets;
        let by_id = |id: &str| match ids {
            Some(ids) => ids.get(id).copied(),
            None => targets.iter().position(|target| target.id == id),
        };
        if let Some(id) = self.named {
            return by_id(id).map(Some).ok_or_else(|| {
                let suggestion = nearest(id, targets.iter().take(FEW_TARGETS).map(Target::id));
                Problem::DanglingId { id: id.to_owned(), kind: Noun("target"), suggestion }
            });
        }
        if targets.is_empty() {
            return Ok(None);
        }
        if let Some(found) = self.same.and_then(by_id) {
            return Ok(Some(found));
        }
        let ambiguous = || Problem::AmbiguousTarget { indicator: indicator.id.clone() };
        if targets.len() > MOST_TARGETS {
            // Among so many nobody means one without naming it.
            return Err(ambiguous());
        }
        let alike = |target: &Target| {
            self.like.is_some_and(|like| like.form == target.form && like.due.end() == target.due.end())
                && target.firmness.is_counted()
        };
        let mut alike = targets.iter().enumerate().filter(|(_, target)| alike(target));
        let one = match (alike.next(), alike.next()) {
            (Some((only, _)), None) => Some(only),
            _ => only_target(targets),
        };
        one.map(Some).ok_or_else(ambiguous)
    }
}
