use super::{Explanation, Report};
use crate::decide::{Decision, fired};
use crate::facts::{Column, Fact, FactSet, FactValue, Known, Reason};
use crate::lang::Lang;
use crate::plan::{Indicator, Target};
use crate::policy::{self, Hit, Points, Standing};
use crate::trajectory::{Trajectory, VersionChoice};

/// What was found for a target.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Finding {
    pub(crate) decision: Decision,
    /// The score, if the row that decided gives one.
    pub(crate) score: Option<Box<Known<Points>>>,
}

/// A finding and what it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Judged {
    pub(crate) indicator: usize,
    /// `None` for an indicator that has none.
    pub(crate) target: Option<usize>,
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

    /// The role with this word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        let all = [Self::Own, Self::Further, Self::Stretch, Self::Outlook, Self::OtherVersion];
        all.into_iter().find(|role| role.word() == word)
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
    /// The policy that judges.
    #[must_use]
    pub fn policy(&self) -> &'r policy::Policy {
        self.report.policy()
    }

    /// The indicator.
    #[must_use]
    pub fn indicator(&self) -> &'r Indicator {
        self.indicator
    }

    /// The target. An indicator without one is judged as if it had one without a number, due at the end of
    /// the plan, whose id is empty.
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
        let outcome = self.decision().outcome();
        let outcome = outcome.and_then(|index| self.report.policy().outcomes().get(index));
        outcome.map_or(Outcome::Undetermined, Outcome::Decided)
    }

    /// How the target stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.outcome().standing()
    }

    /// The decision.
    #[must_use]
    pub fn decision(&self) -> Decision {
        self.judged.finding.decision
    }

    /// The score, if the policy gives one for this outcome.
    ///
    /// # Errors
    /// Inside: why it is not known.
    #[must_use]
    pub fn score(&self) -> Option<Known<&'r Points>> {
        let score = self.judged.finding.score.as_ref()?;
        Some(score.as_ref().as_ref().map_err(|reason| *reason))
    }

    /// The rows that surely fire, in the order in which they are tried: with the hit policy `collect` all
    /// findings, else the row that decided.
    #[must_use]
    pub fn findings(&self) -> Vec<&'r policy::Row> {
        let table = self.report.policy().table();
        if table.hit() != Hit::Collect {
            return self.row().into_iter().collect();
        }
        let fired = fired(table, &self.facts()).into_iter();
        fired.filter_map(|row| table.rows().get(row)).collect()
    }

    /// The row that decided.
    #[must_use]
    pub fn row(&self) -> Option<&'r policy::Row> {
        self.report.policy().table().rows().get(self.decision().row()?)
    }

    /// The outcomes that are possible, in the order of the policy: one if it is decided.
    pub fn possible(&self) -> impl Iterator<Item = &'r policy::Outcome> {
        let outcomes = self.report.policy().outcomes();
        self.decision().possible().filter_map(move |index| outcomes.get(index))
    }

    /// The facts whose absence keeps the outcome open, and why they are unknown. Empty if it is decided.
    #[must_use]
    pub fn missing(&self) -> Vec<(&'r Column, Reason)> {
        let decision = self.decision();
        if decision.outcome().is_some() {
            return Vec::new();
        }
        let (columns, facts) = (self.report.policy().columns(), self.facts());
        let missing = decision.missing();
        let mut missing: Vec<(&Column, Reason)> =
            missing.filter_map(|slot| Some((columns.get(slot)?, facts.get(slot).err()?))).collect();
        // What figures would settle comes before what the plan does not state.
        missing.sort_by_key(|(_, reason)| *reason == Reason::NoAttribute);
        missing
    }

    /// The values of the columns that the policy's table reads. Recomputed when they are asked for.
    #[must_use]
    pub fn facts(&self) -> FactSet {
        let mut facts = FactSet::new();
        let (indicator, looking) = ((self.judged.indicator, self.indicator), &self.report.looking);
        let own = looking.trajectory(indicator, self.target, &self.judged.version, 0);
        looking.fill(&mut facts, indicator, self.target, &self.judged.version, &own);
        facts
    }

    /// What is seen of the target: base, current value, goal, path. Recomputed when it is asked for.
    ///
    /// It is seen as the policy's facts without arguments see it; where the table reads none of them, as its
    /// first measure does.
    #[must_use]
    pub fn trajectory(&self) -> Trajectory<'r> {
        self.trajectory_through(self.report.policy().main_lens())
    }

    /// What is seen of the target through one of the policy's lenses, by its index.
    #[must_use]
    pub fn trajectory_through(&self, lens: usize) -> Trajectory<'r> {
        let indicator = (self.judged.indicator, self.indicator);
        self.report.looking.trajectory(indicator, self.target, &self.judged.version, lens)
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
