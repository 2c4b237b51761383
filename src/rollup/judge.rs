//! Facts about parts, and what a policy's tables for tasks and groups say of them.

use super::{Summary, TaskState};
use crate::decide::{Decision, Silent, decide};
use crate::facts::{
    Column, FactSet, FactType, FactValue, Known, PartFact, Reason, Remembered, Source, TaskMeasure,
};
use crate::number::Exact;
use crate::plan::Task;
use crate::policy::{Input, Outcome, Policy, Standing, Table, bits};

/// What a table of the policy says of a task, of a group or of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// The table was asked.
    Decided(Decision),
    /// It has no parts that could be judged.
    NotAssessed,
}

impl Judgement {
    /// The outcome, unless it is undetermined or not assessed.
    #[must_use]
    pub fn outcome(self, policy: &Policy) -> Option<&Outcome> {
        match self {
            Self::Decided(decision) => policy.outcomes().get(decision.outcome()?),
            Self::NotAssessed => None,
        }
    }

    /// How it stands.
    #[must_use]
    pub fn standing(self, policy: &Policy) -> Standing {
        match self {
            Self::Decided(_) => self.outcome(policy).map_or(Standing::Undetermined, Outcome::standing),
            Self::NotAssessed => Standing::NotAssessed,
        }
    }
}

/// What stands beside the facts about parts in the tables for tasks and groups.
pub(crate) struct Beside<'b> {
    /// The task itself, if it is one.
    pub(crate) task: Option<(&'b Task, &'b TaskState)>,
    /// The inputs of the policy.
    pub(crate) inputs: &'b [Input],
    /// What earlier evaluations said of it.
    pub(crate) memory: Known<Remembered>,
}

impl Beside<'_> {
    /// The value of an input of the policy, as the task states it.
    fn input(&self, index: usize) -> Known<FactValue> {
        let input = self.inputs.get(index).ok_or(Reason::NoInput)?;
        let stated = self.task.and_then(|(task, _)| task.input(input.name()));
        input.known(stated.and_then(|text| input.read(text)))
    }

    /// The value of a fact about the task, divided and rounded as the measure says.
    fn task_value(&self, measure: &TaskMeasure) -> Known<FactValue> {
        let value = match self.task.ok_or(Reason::NoParts)?.1.fact(measure.fact)? {
            FactValue::Exact(value) => value,
            value => return Ok(value),
        };
        let value = match measure.per.map(|input| self.input(input)).transpose()? {
            Some(FactValue::Exact(divisor)) => value.over(&divisor).ok_or(Reason::ZeroDivisor)?,
            Some(_) => return Err(Reason::NoInput),
            None => value,
        };
        Ok(FactValue::Exact(measure.places.map_or(value.clone(), |places| value.to_places(places))))
    }
}

impl Summary {
    /// Whether facts were withheld since a what-if makes them other than they are.
    pub(crate) fn is_withheld(&self) -> bool {
        self.withheld != 0
    }

    /// The values of the columns that a table for tasks or groups reads.
    pub(crate) fn facts(&self, table: &Table, beside: &Beside<'_>) -> FactSet {
        let known = |column: &Column| match (column.source(), column.kind()) {
            // Where some scores are estimates, one made of exact scores alone is compared as an estimate too.
            (Source::Part(part), FactType::Estimate) => match self.fact(*part)? {
                FactValue::Exact(value) => {
                    value.to_estimate().map(FactValue::Estimate).ok_or(Reason::OutOfRange)
                }
                value => Ok(value),
            },
            (Source::Part(part), _) => self.fact(*part),
            (Source::Task(measure), _) => beside.task_value(measure),
            (Source::Memory(fact), _) => match &beside.memory {
                Ok(memory) => memory.fact(*fact, column.words()),
                Err(reason) => Err(*reason),
            },
            (Source::Input(index), _) => beside.input(*index),
            (Source::Formula(_), _) => Err(Reason::NoInput),
        };
        let is_withheld = |slot: usize| bits(self.withheld).any(|withheld| withheld == slot);
        let columns = table.columns().iter().enumerate();
        columns
            .map(|(slot, column)| if is_withheld(slot) { Err(Reason::Assumed) } else { known(column) })
            .collect()
    }

    /// What a table says of it. A table that looks at tasks themselves, or at what they state, can judge one without
    /// parts.
    pub(super) fn judged(&self, table: &Table, beside: &Beside<'_>) -> Judgement {
        let looks_at_task = || {
            table.columns().iter().any(|column| matches!(column.source(), Source::Task(_) | Source::Input(_)))
        };
        if self.parts() == 0 && !looks_at_task() && (beside.task.is_some() || self.tasks.total() == 0) {
            return Judgement::NotAssessed;
        }
        Judgement::Decided(decide(table, &self.facts(table, beside), &mut Silent))
    }

    /// How many parts are assessed.
    fn parts(&self) -> usize {
        self.tally.total() - self.tally.count(Standing::NotAssessed)
    }

    /// A fact about the parts.
    ///
    /// # Errors
    /// Why it is unknown.
    pub fn fact(&self, fact: PartFact) -> Known<FactValue> {
        let number = |count: usize| Exact::from(i64::try_from(count).unwrap_or(i64::MAX));
        let count = |standing| self.tally.count(standing);
        let of = |standing| Ok(FactValue::Exact(number(count(standing))));
        let share = |part: usize| {
            number(part).over(&number(self.parts())).map(FactValue::Exact).ok_or(Reason::NoParts)
        };
        let tasks = |standings: &[Standing]| {
            let counts = standings.iter().map(|standing| self.tasks.count(*standing));
            Ok(FactValue::Exact(number(counts.sum())))
        };
        match fact {
            PartFact::Parts => Ok(FactValue::Exact(number(self.parts()))),
            PartFact::Attained => of(Standing::Attained),
            PartFact::OnTrack => of(Standing::OnTrack),
            PartFact::AtRisk => of(Standing::AtRisk),
            PartFact::OffTrack => of(Standing::OffTrack),
            PartFact::Regressing => of(Standing::Regressing),
            PartFact::Missed => of(Standing::Missed),
            PartFact::Undetermined => of(Standing::Undetermined),
            PartFact::AttainedShare => share(count(Standing::Attained)),
            PartFact::GoodShare => share(count(Standing::Attained) + count(Standing::OnTrack)),
            PartFact::Determined => share(self.parts() - count(Standing::Undetermined)),
            PartFact::Worst => {
                let mut determined = self.tally.iter().filter(|(standing, _)| standing.is_determined());
                let worst = determined.find(|(_, count)| *count > 0);
                let (worst, _) = worst.ok_or(Reason::NoParts)?;
                // What is not determined could be worse still.
                if worst > Standing::Missed && count(Standing::Undetermined) > 0 {
                    return Err(Reason::NotDetermined);
                }
                Ok(FactValue::Word(worst.word().into()))
            }
            PartFact::AllAttained => match (self.parts(), count(Standing::Attained)) {
                (0, _) => Err(Reason::NoParts),
                (parts, attained) if parts == attained => Ok(FactValue::YesNo(true)),
                (parts, attained) if parts == attained + count(Standing::Undetermined) => {
                    Err(Reason::NotDetermined)
                }
                _ => Ok(FactValue::YesNo(false)),
            },
            PartFact::Vetoes => Ok(FactValue::Exact(number(self.vetoes))),
            PartFact::WeightedShare => self.share.value.clone().map(FactValue::Exact).ok_or(Reason::NoParts),
            PartFact::ShareCoverage => Ok(FactValue::Exact(self.share.coverage.clone())),
            PartFact::Score => self.score.points.clone().map(crate::policy::Points::fact),
            PartFact::ScoreCoverage => Ok(FactValue::Exact(self.score.coverage.clone())),
            PartFact::Tasks => Ok(FactValue::Exact(number(self.tasks.total()))),
            PartFact::TasksAttained => tasks(&[Standing::Attained]),
            PartFact::TasksMissed => tasks(&[Standing::Missed]),
            PartFact::TasksBehind => tasks(&[Standing::AtRisk, Standing::OffTrack, Standing::Regressing]),
            PartFact::TasksUndetermined => tasks(&[Standing::Undetermined, Standing::NotAssessed]),
            PartFact::TaskProgress => {
                self.progress.value.clone().map(FactValue::Exact).ok_or(Reason::NoParts)
            }
            PartFact::TaskProgressCoverage => Ok(FactValue::Exact(self.progress.coverage.clone())),
        }
    }
}
