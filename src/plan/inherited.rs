//! What a delegated target takes over from the plan above: its promise, its later versions, and where they were
//! stated. Plans are linked by [`Plans`](crate::levels::Plans).

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Above, Promise, Target, Version};

/// Where a promise that was taken over from a plan above was stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    pub(crate) plan: Arc<str>,
    pub(crate) title: Arc<str>,
    pub(crate) indicator: String,
    pub(crate) target: String,
    pub(crate) version: String,
}

impl Origin {
    /// The id of the plan.
    #[must_use]
    pub fn plan(&self) -> &str {
        &self.plan
    }

    /// The title of the plan.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The id of the indicator there.
    #[must_use]
    pub fn indicator(&self) -> &str {
        &self.indicator
    }

    /// The id of its target.
    #[must_use]
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The id of the version: `original`, or that of a later one.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }
}

/// A promise and its later versions, by date of publication.
#[derive(Clone, Debug)]
pub(crate) struct Timeline {
    pub(crate) original: Promise,
    pub(crate) versions: Vec<Version>,
}

/// What is known to be promised from a day on: plans above may be issued later than what delegates to them.
#[derive(Clone, Debug)]
pub(crate) struct Stage {
    /// The day from which it is known; `None`: from the beginning.
    pub(crate) known_from: Option<NaiveDate>,
    /// Targets that take over the same share it.
    pub(crate) timeline: Arc<Timeline>,
}

/// What a delegated target took over: by the day from which it is known, each in the place of the one before.
#[derive(Clone, Debug)]
pub(crate) struct Inherited {
    pub(crate) stages: Vec<Stage>,
}

impl Inherited {
    /// What is known on a day.
    fn on(&self, day: NaiveDate) -> Option<&Timeline> {
        let known = |stage: &&Stage| stage.known_from.is_none_or(|from| from <= day);
        self.stages.iter().rfind(known).map(|stage| &*stage.timeline)
    }

    /// What is known once all plans above are issued.
    pub(crate) fn at_last(&self) -> Option<&Timeline> {
        self.stages.last().map(|stage| &*stage.timeline)
    }
}

impl Target {
    /// The target of a plan above that it resolves against.
    #[must_use]
    pub fn above(&self) -> Option<&Above> {
        self.above.as_ref()
    }

    /// Whether it took over what a plan above promises.
    #[must_use]
    pub fn is_inherited(&self) -> bool {
        self.inherited.is_some()
    }

    /// The promise and the later versions that count on a day: those of the plan above once it is issued, else
    /// its own.
    pub(crate) fn known_on(&self, day: NaiveDate) -> (&Promise, &[Version]) {
        match self.inherited.as_ref().and_then(|above| above.on(day)) {
            Some(above) => (&above.original, &above.versions),
            None => (&self.promise, &self.versions),
        }
    }
}

impl Promise {
    /// Where it was stated, if it was taken over from a plan above.
    #[must_use]
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.as_deref()
    }
}
