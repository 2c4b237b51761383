use super::{Explanation, Report};
use crate::decide::Decision;
use crate::facts::{Fact, FactValue, Known, Reason};
use crate::lang::Lang;
use crate::plan::{Indicator, Target};
use crate::policy::{self, Standing};
use crate::trajectory::{Trajectory, VersionChoice};

/// What was found for a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finding {
    Decided(Decision),
    NotAssessed,
}

/// A finding and what it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Judged {
    pub(crate) indicator: usize,
    pub(crate) target: usize,
    pub(crate) version: VersionChoice,
    pub(crate) role: VerdictRole,
    pub(crate) finding: Finding,
}

/// What a verdict counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum VerdictRole {
    /// It is the verdict of its indicator: that of the assured or plain target next due.
    Own,
    /// Another assured or plain target of the indicator.
    Further,
    /// A stretch target (力争): shown, not counted.
    Stretch,
    /// An outlook (展望): shown, not counted.
    Outlook,
    /// A version of the target other than the one in force: shown, not counted.
    OtherVersion,
}

impl VerdictRole {
    /// The word in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Further => "further",
            Self::Stretch => "stretch",
            Self::Outlook => "outlook",
            Self::OtherVersion => "other_version",
        }
    }

    pub(crate) fn told(self, lang: Lang) -> &'static str {
        match self {
            Self::Own => "",
            Self::Further => lang.pick("另一目标", "further target"),
            Self::Stretch => lang.pick("力争目标，不计入", "stretch, not counted"),
            Self::Outlook => lang.pick("展望，不计入", "outlook, not counted"),
            Self::OtherVersion => lang.pick("其他版本，不计入", "other version, not counted"),
        }
    }
}

/// The outcome of a verdict: one of the policy's, or that there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// An outcome of the policy.
    Decided(&'a policy::Outcome),
    /// It depends on what is not known.
    Undetermined,
    /// There is nothing to judge.
    NotAssessed,
}

impl<'a> Outcome<'a> {
    /// The id: the policy's, `undetermined` or `not_assessed`.
    #[must_use]
    pub fn id(self) -> &'a str {
        match self {
            Self::Decided(outcome) => outcome.id(),
            Self::Undetermined => Standing::Undetermined.word(),
            Self::NotAssessed => Standing::NotAssessed.word(),
        }
    }

    /// Its name.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'a str {
        match self {
            Self::Decided(outcome) => outcome.label().told(lang),
            Self::Undetermined => lang.pick(Standing::Undetermined.zh(), "undetermined"),
            Self::NotAssessed => lang.pick(Standing::NotAssessed.zh(), "not assessed"),
        }
    }

    /// How things stand.
    #[must_use]
    pub fn standing(self) -> Standing {
        match self {
            Self::Decided(outcome) => outcome.standing(),
            Self::Undetermined => Standing::Undetermined,
            Self::NotAssessed => Standing::NotAssessed,
        }
    }
}

/// What a policy says of a target.
#[derive(Clone, Copy, Debug)]
pub struct Verdict<'r> {
    pub(super) report: &'r Report<'r>,
    pub(super) judged: &'r Judged,
    pub(super) indicator: &'r Indicator,
    pub(super) target: &'r Target,
}

impl<'r> Verdict<'r> {
    /// The indicator.
    #[must_use]
    pub fn indicator(&self) -> &'r Indicator {
        self.indicator
    }

    /// The target.
    #[must_use]
    pub fn target(&self) -> &'r Target {
        self.target
    }

    /// The name of the indicator.
    #[must_use]
    pub fn name(&self) -> &'r str {
        self.indicator().name()
    }

    /// What it counts for.
    #[must_use]
    pub fn role(&self) -> VerdictRole {
        self.judged.role
    }

    /// The outcome.
    #[must_use]
    pub fn outcome(&self) -> Outcome<'r> {
        match self.judged.finding {
            Finding::NotAssessed => Outcome::NotAssessed,
            Finding::Decided(decision) => decision
                .outcome()
                .and_then(|index| self.report.policy.outcomes().get(index))
                .map_or(Outcome::Undetermined, Outcome::Decided),
        }
    }

    /// How the target stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.outcome().standing()
    }

    /// The decision, unless there was nothing to judge.
    #[must_use]
    pub fn decision(&self) -> Option<Decision> {
        match self.judged.finding {
            Finding::Decided(decision) => Some(decision),
            Finding::NotAssessed => None,
        }
    }

    /// The row that decided.
    #[must_use]
    pub fn row(&self) -> Option<&'r policy::Row> {
        self.report.policy.table().rows().get(self.decision()?.row()?)
    }

    /// The outcomes that are possible, in the order of the policy: one if it is decided.
    pub fn possible(&self) -> impl Iterator<Item = &'r policy::Outcome> {
        let outcomes = self.report.policy.outcomes();
        let possible = self.decision().into_iter().flat_map(Decision::possible);
        possible.filter_map(move |index| outcomes.get(index))
    }

    /// The facts whose absence keeps the outcome open, and why they are unknown. Empty if it is decided.
    #[must_use]
    pub fn missing(&self) -> Vec<(Fact, Reason)> {
        let Some(decision) = self.decision().filter(|decision| decision.outcome().is_none()) else {
            return Vec::new();
        };
        let (facts, trajectory) = (self.report.policy.facts(), self.trajectory());
        let missing = decision.missing().filter_map(|slot| facts.get(slot));
        let mut missing: Vec<(Fact, Reason)> =
            missing.filter_map(|fact| Some((*fact, fact.of(&trajectory).err()?))).collect();
        // What figures would settle comes before what the plan does not state.
        missing.sort_by_key(|(_, reason)| *reason == Reason::NoAttribute);
        missing
    }

    /// What is seen of the target: base, current value, goal, path. Recomputed when it is asked for.
    #[must_use]
    pub fn trajectory(&self) -> Trajectory<'r> {
        let report = self.report;
        Trajectory::new(
            report.plan,
            self.indicator(),
            self.target(),
            report.data.for_indicator(report.plan, self.judged.indicator),
            &self.judged.version,
            &report.view,
        )
    }

    /// A fact, whether the policy reads it or not.
    ///
    /// # Errors
    /// Why it is unknown.
    pub fn fact(&self, fact: Fact) -> Known<FactValue> {
        fact.of(&self.trajectory())
    }

    /// The verdict in words, with every number that was used.
    #[must_use]
    pub fn explain(&self) -> Explanation<'r> {
        Explanation { verdict: *self }
    }
}
