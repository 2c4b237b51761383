//! How the facts of a plan's indicators come about: the plan, the figures, the policy, and its lenses.

use std::fmt;

use super::history::{History, Memory};
use crate::facts::{FactSet, FactValue, Known, Reason, Source};
use crate::number::Exact;
use crate::plan::{Indicator, Plan, Target};
use crate::policy::{Input, Policy};
use crate::series::Observations;
use crate::trajectory::{Trajectory, VersionChoice, View};

/// Supplies values for the inputs of a policy.
pub type Supply<'a> = &'a (dyn Fn(&Indicator, &Input) -> Option<FactValue> + Sync);

/// A supplier that can be cloned and printed.
#[derive(Clone, Copy)]
pub(crate) struct Supplier<'a>(pub(crate) Supply<'a>);

impl fmt::Debug for Supplier<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Supplier")
    }
}

/// What the indicators supply for the inputs of a policy, row by row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Supplied {
    width: usize,
    values: Vec<Known<FactValue>>,
    numbers: Vec<Known<Exact>>,
}

impl Supplied {
    fn of(plan: &Plan, policy: &Policy, supplier: Option<Supplier<'_>>) -> Self {
        let inputs = policy.inputs();
        let mut all = Self { width: inputs.len(), ..Self::default() };
        if inputs.is_empty() {
            return all;
        }
        for indicator in plan.indicators() {
            for input in inputs {
                let own = supplier.and_then(|Supplier(supply)| supply(indicator, input));
                let own = own.filter(|value| input.admits(value));
                let stated = || indicator.input(input.name()).and_then(|text| input.read(text));
                let value = input.known(own.or_else(stated));
                all.numbers.push(match &value {
                    Ok(FactValue::Exact(number)) => Ok(number.clone()),
                    Ok(_) => Err(Reason::NoInput),
                    Err(reason) => Err(*reason),
                });
                all.values.push(value);
            }
        }
        all
    }

    fn row<'s, T>(&self, all: &'s [T], indicator: usize) -> &'s [T] {
        let start = indicator.saturating_mul(self.width);
        all.get(start..start.saturating_add(self.width)).unwrap_or_default()
    }
}

/// What is asked about beside plan, figures, policy and date.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked<'a> {
    pub(crate) version: VersionChoice,
    pub(crate) supplier: Option<Supplier<'a>>,
    pub(crate) history: Option<&'a History>,
}

/// A plan as a policy looks at it at a date, through all of its lenses, with what the indicators supply: what
/// the facts of one indicator after the other are taken from. It is made by
/// [`Evaluation::look`](super::Evaluation::look).
#[derive(Clone, Debug)]
pub struct Looking<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) data: &'a Observations,
    pub(crate) policy: &'a Policy,
    /// Through the policy's own lens.
    pub(crate) view: View,
    /// Through its further lenses.
    pub(super) further: Vec<View>,
    /// Through all of its lenses, without what a what-if assumes; empty if nothing is assumed.
    pub(super) reality: Vec<View>,
    supplied: Supplied,
    /// What earlier evaluations said; `None` where none were given.
    pub(crate) memory: Option<Memory<'a>>,
    /// The version of the targets that is asked about.
    pub(super) version: VersionChoice,
    /// Whether the table for indicators reads anything beside facts of the catalogue.
    reads_beside: bool,
}

impl<'a> Looking<'a> {
    /// Fills a set with what the policy's table for indicators reads of a target, in its memory. The target is
    /// given by the indices of the indicator and of the target in it, in the version in force. `false`, and the
    /// set empty, if there is no such target.
    pub fn facts(&self, facts: &mut FactSet, indicator: usize, target: usize) -> bool {
        facts.clear();
        let found = self.plan.indicators().get(indicator);
        let Some((own, target)) = found.and_then(|own| Some((own, own.targets().get(target)?))) else {
            return false;
        };
        let version = VersionChoice::InForce;
        let seen = self.trajectory((indicator, own), target, &version, 0);
        self.fill(facts, (indicator, own), target, &version, &seen);
        true
    }

    pub(crate) fn new(
        plan: &'a Plan,
        data: &'a Observations,
        policy: &'a Policy,
        mut view: View,
        asked: &Asked<'a>,
    ) -> Self {
        view.assumed = plan.assumes_figures();
        let until = view.judged_until();
        let memory = asked
            .history
            .map(|history| Memory::new(history, plan, policy, view.as_of, until, asked.version.asked()));
        let lenses = policy.lenses().iter().skip(1);
        let further: Vec<View> = lenses.map(|lens| View { lens: lens.clone(), ..view.clone() }).collect();
        let all = std::iter::once(&view).chain(&further).filter(|view| view.assumed);
        let reality = all.map(|view| View { assumed: false, ..view.clone() }).collect();
        let supplied = Supplied::of(plan, policy, asked.supplier);
        Self {
            plan,
            data,
            policy,
            view,
            further,
            reality,
            supplied,
            memory,
            version: asked.version.clone(),
            reads_beside: policy.reads_beside(),
        }
    }

    fn through(&self, lens: usize) -> &View {
        let place = lens.checked_sub(1);
        place.and_then(|place| self.further.get(place)).unwrap_or(&self.view)
    }

    /// What is known of the policy's inputs for an indicator.
    pub(crate) fn inputs_of(&self, indicator: usize) -> &[Known<FactValue>] {
        self.supplied.row(&self.supplied.values, indicator)
    }

    /// What is seen of a target through a lens.
    pub(crate) fn trajectory(
        &self,
        indicator: (usize, &'a Indicator),
        target: &'a Target,
        version: &VersionChoice,
        lens: usize,
    ) -> Trajectory<'_> {
        self.seen_through(indicator, target, version, self.through(lens))
    }

    /// What is seen of a target through a view of this policy.
    pub(super) fn seen_through<'v>(
        &'v self,
        indicator: (usize, &'a Indicator),
        target: &'a Target,
        version: &VersionChoice,
        view: &'v View,
    ) -> Trajectory<'v> {
        let (place, indicator) = indicator;
        Trajectory::with_inputs(
            self.plan,
            indicator,
            target,
            self.data.for_indicator(self.plan, place),
            version,
            view,
            self.supplied.row(&self.supplied.numbers, place),
        )
        .with_parts(self.plan, self.data)
    }

    /// The values of the columns of the policy's table for indicators. `own` is what is seen through the
    /// policy's own lens.
    pub(crate) fn fill(
        &self,
        facts: &mut FactSet,
        indicator: (usize, &'a Indicator),
        target: &'a Target,
        version: &VersionChoice,
        own: &Trajectory<'_>,
    ) {
        let columns = self.policy.columns();
        facts.reset(columns.len());
        facts.fill(columns, 0, own);
        for lens in 1..=self.further.len() {
            facts.fill(columns, lens, &self.trajectory(indicator, target, version, lens));
        }
        self.fill_beside(facts, indicator, target, version);
        if !self.reality.is_empty() {
            self.withhold(facts, indicator, target, version);
        }
    }

    /// The values of the columns that are no formulas: inputs, and what earlier evaluations said.
    pub(super) fn fill_beside(
        &self,
        facts: &mut FactSet,
        indicator: (usize, &'a Indicator),
        target: &'a Target,
        version: &VersionChoice,
    ) {
        if !self.reads_beside {
            return;
        }
        let columns = self.policy.columns();
        let supplied = self.inputs_of(indicator.0);
        let other = *version != self.version;
        let memory = self.memory.as_ref().map(|memory| memory.of_target(indicator.1, target, version, other));
        for (place, column) in columns.iter().enumerate() {
            match column.source() {
                Source::Input(input) => {
                    facts.set(place, supplied.get(*input).cloned().unwrap_or(Err(Reason::NoInput)));
                }
                Source::Memory(fact) => {
                    let known = memory.as_ref().map(|memory| memory.fact(*fact, column.words()));
                    facts.set(place, known.unwrap_or(Err(Reason::NoHistory)));
                }
                Source::Formula(_) | Source::Part(_) | Source::Task(_) => {}
            }
        }
    }
}
