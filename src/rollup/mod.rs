//! Facts about the parts of a plan, a group, a task, or of what an organization answers for.
//!
//! Counts by standing are always known, undetermined among them. A weighted share runs over the parts
//! whose share is known, each clamped to 0..1, states its coverage, and lists what was left out and
//! why. A veto fires on a missed binding indicator, never on an unknown one.
//!
//! A share enters a mean with 24 decimal places: the exact sum of a hundred thousand thirds, sevenths
//! and elevenths would need as many digits.

mod judge;
mod score;
mod withhold;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use foldhash::HashMap;
use rust_decimal::Decimal;

use crate::facts::{Known, PartFact, Reason};
use crate::number::Exact;
use crate::plan::{Assumed, Attribute, Bearer, Milestone, Plan, Role, Subject};
use crate::policy::{Points, Policy, Standing, Table};
use crate::series::{Observations, Reported};

pub use judge::Judgement;
pub use score::{RolledScore, Scored};

use score::{ScoredPart, rolled};

/// The decimal places of a share that goes into a mean.
const SHARE_PLACES: u32 = 24;

/// How many stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    counts: [usize; Standing::ALL.len()],
}

impl Tally {
    /// How many have this standing.
    #[must_use]
    pub fn count(&self, standing: Standing) -> usize {
        let place = Standing::ALL.iter().position(|other| *other == standing);
        place.and_then(|place| self.counts.get(place)).copied().unwrap_or(0)
    }

    /// How many there are.
    #[must_use]
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Every standing with its count, worst first.
    pub fn iter(&self) -> impl Iterator<Item = (Standing, usize)> {
        Standing::ALL.iter().copied().zip(self.counts)
    }

    fn add(&mut self, standing: Standing) {
        let place = Standing::ALL.iter().position(|other| *other == standing);
        if let Some(count) = place.and_then(|place| self.counts.get_mut(place)) {
            *count += 1;
        }
    }
}

impl FromIterator<Standing> for Tally {
    fn from_iter<I: IntoIterator<Item = Standing>>(standings: I) -> Self {
        let mut tally = Self::default();
        for standing in standings {
            tally.add(standing);
        }
        tally
    }
}

/// A weighted mean of the shares of parts, over those that are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeightedShare {
    /// The mean of the known shares, each clamped to 0..1; `None` if none is known.
    pub value: Option<Exact>,
    /// The weight of the known parts ÷ the weight of all.
    pub coverage: Exact,
    /// Whether there is any part that could have a share; milestones have none.
    pub is_empty: bool,
}

/// A sum of weights and of weighted shares.
#[derive(Clone, Debug)]
struct Scale {
    known: Exact,
    all: Exact,
    weighted: Exact,
}

impl Scale {
    fn new() -> Self {
        Self { known: Exact::ZERO, all: Exact::ZERO, weighted: Exact::ZERO }
    }

    /// Adds what lies below, with its weight, unless nothing there could have a share.
    fn add_below(&mut self, weight: &Exact, share: &WeightedShare) {
        if !share.is_empty {
            self.add(weight, share.value.as_ref(), &share.coverage);
        }
    }

    /// Adds a part whose share is known over a part of its own weight.
    fn add(&mut self, weight: &Exact, share: Option<&Exact>, coverage: &Exact) {
        self.all = self.all.plus(weight);
        if let Some(share) = share {
            let known = weight.times(coverage);
            self.weighted = self.weighted.plus(&share.times(&known));
            self.known = self.known.plus(&known);
        }
    }

    fn join(&mut self, other: &Self) {
        self.known = self.known.plus(&other.known);
        self.all = self.all.plus(&other.all);
        self.weighted = self.weighted.plus(&other.weighted);
    }

    fn share(&self) -> WeightedShare {
        WeightedShare {
            value: self.weighted.over(&self.known).map(|share| share.to_places(SHARE_PLACES)),
            coverage: self.known.over(&self.all).unwrap_or(Exact::ZERO).to_places(SHARE_PLACES),
            is_empty: self.all.is_zero(),
        }
    }
}

/// What is known of something: its own parts and those of everything below it.
///
/// Counts run over the whole tree below, each indicator and milestone once; the share is a weighted
/// mean level by level. The lists name the parts of this node alone, since those below have their own.
#[derive(Clone, Debug)]
pub struct Summary {
    /// How the indicators and milestones stand, the whole tree together.
    pub tally: Tally,
    /// The weighted share of the way.
    pub share: WeightedShare,
    /// How many binding indicators were missed in the whole tree: each of them vetoes.
    pub vetoes: usize,
    /// The binding indicators of this node that were missed.
    pub vetoed_by: Vec<usize>,
    /// The indicators and milestones of this node that could not be determined, and the first reason.
    pub undetermined: Vec<(Subject, Reason)>,
    /// The indicators of this node that the mean leaves out, since their share is not known, and why.
    pub left_out: Vec<(usize, Reason)>,
    /// The scores of its parts, rolled up as the policy says.
    pub score: RolledScore,
    /// What the policy's table for tasks or groups says of it, if there is one.
    pub judgement: Option<Judgement>,
    /// The facts that its judgement may not rest on, since a what-if makes them other than they are.
    pub(crate) withheld: Vec<PartFact>,
}

/// The roll-up of a report: the plan as a whole, its groups, tasks and organizations.
#[derive(Clone, Debug)]
pub struct Rollup {
    /// The plan: each of its indicators and milestones once.
    pub plan: Summary,
    /// Each group, in the order of the plan.
    pub groups: Vec<Summary>,
    /// Each task, in the order of the plan.
    pub tasks: Vec<Summary>,
    /// What each organization or post answers for, by role.
    pub bearers: Vec<BearerSummary>,
    /// The milestones of all tasks, in the order of the plan.
    pub milestones: Vec<MilestoneStanding>,
}

/// What an organization or post answers for in a role, and how that stands.
#[derive(Clone, Debug)]
pub struct BearerSummary {
    /// Who.
    pub bearer: Bearer,
    /// In which role.
    pub role: Role,
    /// The tasks named.
    pub tasks: Vec<usize>,
    /// Whether one of the lists ended with 等.
    pub open_ended: bool,
    /// How it stands: each indicator and milestone once, those of the tasks named and of the tasks below
    /// them included.
    pub summary: Summary,
}

/// What is known of one indicator, once for all the sums it goes into.
#[derive(Clone, Debug)]
pub struct IndicatorPart {
    /// How it stands; `None` without a verdict of its own.
    pub standing: Option<Standing>,
    /// The first reason why it is undetermined.
    pub reason: Option<Reason>,
    /// Its share of the way.
    pub share: Known<Exact>,
    /// Its score.
    ///
    /// # Errors
    /// Why it has none.
    pub score: Known<Points>,
    /// Whether its outcome vetoes by itself.
    pub veto: bool,
}

/// What is rolled up: a plan with what is known of its parts.
#[derive(Clone, Debug)]
pub struct Inputs<'p> {
    /// The plan.
    pub plan: &'p Plan,
    /// The policy that judges its parts.
    pub policy: &'p Policy,
    /// The events of its tasks and milestones.
    pub data: &'p Observations,
    /// What was known by this day counts.
    pub as_of: NaiveDate,
    /// What happened after this day does not count.
    pub until: NaiveDate,
    /// Each indicator of the plan.
    pub indicators: Vec<IndicatorPart>,
}

/// Milestones and how they stand.
#[derive(Clone, Debug)]
pub struct MilestoneStanding {
    /// The index of the task.
    pub task: usize,
    /// The index of the milestone in its task.
    pub milestone: usize,
    /// Attained if it was reached by its due date, missed if later, undetermined while nothing is known.
    pub standing: Standing,
    /// When it was reached.
    pub reached: Option<NaiveDate>,
    /// Why it is undetermined.
    pub reason: Option<Reason>,
}

/// The indicators and tasks (with their milestones) of a tree, each once, and what they add up to.
#[derive(Default)]
struct Whole {
    items: BTreeSet<Subject>,
    tally: Tally,
    vetoes: usize,
}

/// A summary while it is being added up.
struct Sum {
    whole: Whole,
    scale: Scale,
    vetoed_by: Vec<usize>,
    undetermined: Vec<(Subject, Reason)>,
    left_out: Vec<(usize, Reason)>,
    scored: Vec<ScoredPart>,
}

impl Sum {
    fn new() -> Self {
        Self {
            whole: Whole::default(),
            scale: Scale::new(),
            vetoed_by: Vec::new(),
            undetermined: Vec::new(),
            left_out: Vec::new(),
            scored: Vec::new(),
        }
    }

    /// The summary of this node. What it is a part of goes on with the items below it.
    fn summary(&mut self, policy: &Policy, table: Option<&Table>) -> Summary {
        let mut summary = Summary {
            tally: self.whole.tally,
            share: self.scale.share(),
            vetoes: self.whole.vetoes,
            vetoed_by: self.vetoed_by.clone(),
            undetermined: self.undetermined.clone(),
            left_out: self.left_out.clone(),
            score: rolled(policy.roll_up(), std::mem::take(&mut self.scored)),
            judgement: None,
            withheld: Vec::new(),
        };
        summary.judgement = table.map(|table| summary.judged(table));
        summary
    }
}

/// An indicator as it goes into the sums.
struct Part {
    standing: Option<Standing>,
    veto: bool,
    reason: Option<Reason>,
    /// Clamped to 0..1.
    share: Known<Exact>,
    score: Known<Points>,
}

struct Parts<'p> {
    plan: &'p Plan,
    policy: &'p Policy,
    indicators: Vec<Part>,
    /// For each task, its milestones.
    milestones: Vec<Vec<MilestoneStanding>>,
}

impl Rollup {
    /// Rolls up what is known of the parts of a plan.
    #[must_use]
    pub fn of(inputs: Inputs<'_>) -> Self {
        let plan = inputs.plan;
        let parts = Parts::of(inputs);
        let mut whole = Sum::new();
        for (index, indicator) in plan.indicators().iter().enumerate() {
            parts.add_indicator(&mut whole, index, indicator.weight());
        }
        for task in 0..plan.tasks().len() {
            parts.add_milestones(&mut whole, task);
        }
        let tasks = parts.tasks();
        let groups = parts.groups(&tasks);
        parts.score_plan(&mut whole, &groups);
        let plan = whole.summary(parts.policy, parts.policy.group_table());
        let bearers = parts.bearers();
        Self { plan, groups, tasks, bearers, milestones: parts.milestones.into_iter().flatten().collect() }
    }
}

impl<'p> Parts<'p> {
    fn of(inputs: Inputs<'p>) -> Self {
        let plan = inputs.plan;
        let (reached, assumed) = (reached(&inputs), assumed_milestones(plan));
        let milestones = plan.tasks().iter().enumerate().map(|(task, doc)| {
            let each = doc.milestones().iter().enumerate();
            let each = each.map(|(milestone, doc)| {
                if let Some(on) = assumed.get(&(task, milestone)) {
                    let (standing, reason) = (Standing::Undetermined, Some(Reason::Assumed));
                    return MilestoneStanding { task, milestone, standing, reached: Some(*on), reason };
                }
                let reached = reached.get(&(task, milestone)).copied();
                let (standing, reason) = standing_of(doc, reached, inputs.until);
                MilestoneStanding { task, milestone, standing, reached, reason }
            });
            each.collect()
        });
        let milestones = milestones.collect();
        let indicators = inputs.indicators.into_iter().zip(plan.indicators()).map(|(part, indicator)| {
            let binding = indicator.attribute() == Some(Attribute::Binding);
            let clamped = |share: Exact| share.max(Exact::ZERO).min(Exact::ONE).to_places(SHARE_PLACES);
            let score = match inputs.policy.roll_up().of_share {
                true => part.share.clone().map(clamped).map(Points::Exact),
                false => part.score,
            };
            Part {
                veto: part.veto || (binding && part.standing == Some(Standing::Missed)),
                score,
                standing: part.standing,
                reason: part.reason,
                share: part.share.map(clamped),
            }
        });
        Self { plan, policy: inputs.policy, indicators: indicators.collect(), milestones }
    }

    /// Adds an item to a whole, unless it is a part of it already.
    fn include(&self, whole: &mut Whole, item: Subject) {
        if !whole.items.insert(item) {
            return;
        }
        match item {
            Subject::Indicator(index) => {
                let part = self.indicators.get(index);
                if let Some(standing) = part.and_then(|part| part.standing) {
                    whole.tally.add(standing);
                }
                whole.vetoes += usize::from(part.is_some_and(|part| part.veto));
            }
            Subject::Task(task) | Subject::Milestone(task, _) => {
                for milestone in self.milestones.get(task).into_iter().flatten() {
                    whole.tally.add(milestone.standing);
                }
            }
        }
    }

    /// Adds all of one whole to another: the smaller to the larger, so that a tree of any shape takes
    /// little more than linear time.
    fn unite(&self, into: &mut Whole, mut other: Whole) {
        if other.items.len() > into.items.len() {
            std::mem::swap(into, &mut other);
        }
        for item in other.items {
            self.include(into, item);
        }
    }

    fn add_indicator(&self, sum: &mut Sum, index: usize, weight: Decimal) {
        let Some(part) = self.indicators.get(index) else { return };
        let Some(standing) = part.standing else { return };
        self.include(&mut sum.whole, Subject::Indicator(index));
        if part.veto {
            sum.vetoed_by.push(index);
        }
        match standing {
            Standing::NotAssessed => return,
            Standing::Undetermined => {
                let reason = part.reason.unwrap_or(Reason::NotReported);
                sum.undetermined.push((Subject::Indicator(index), reason));
            }
            _ => {}
        }
        if let Err(reason) = part.share {
            sum.left_out.push((index, reason));
        }
        let weight = Exact::from(weight);
        sum.scale.add(&weight, part.share.as_ref().ok(), &Exact::ONE);
        if self.policy.has_scores() {
            let points = part.score.clone();
            let (of, coverage) = (Scored::Indicator(index), Exact::ONE);
            sum.scored.push(ScoredPart { of, weight, points, coverage });
        }
    }

    /// The parts of the plan's score: its groups without a parent, and the indicators that are in no group.
    /// Without groups the indicators stand for themselves.
    fn score_plan(&self, whole: &mut Sum, groups: &[Summary]) {
        if groups.is_empty() {
            return;
        }
        let mut grouped: BTreeSet<usize> = BTreeSet::new();
        let below = self.children();
        for group in self.plan.groups() {
            grouped.extend(group.indicators().iter().map(|member| member.index));
            let mut tasks: BTreeSet<usize> = BTreeSet::new();
            for member in group.tasks() {
                let more = subtree(member.index, &below, |task| tasks.contains(&task));
                tasks.extend(more);
            }
            for task in tasks.into_iter().filter_map(|task| self.plan.tasks().get(task)) {
                grouped.extend(task.indicators());
            }
        }
        whole.scored.retain(|part| match part.of {
            Scored::Indicator(index) => !grouped.contains(&index),
            _ => true,
        });
        for (index, (group, summary)) in self.plan.groups().iter().zip(groups).enumerate() {
            if group.parent().is_none() && !summary.score.is_empty {
                let weight = Exact::from(group.weight());
                let points = summary.score.points.clone();
                let (of, coverage) = (Scored::Group(index), summary.score.coverage.clone());
                whole.scored.push(ScoredPart { of, weight, points, coverage });
            }
        }
    }

    fn add_milestones(&self, sum: &mut Sum, task: usize) {
        self.include(&mut sum.whole, Subject::Task(task));
        for milestone in self.milestones.get(task).into_iter().flatten() {
            if let (Standing::Undetermined, Some(reason)) = (milestone.standing, milestone.reason) {
                sum.undetermined.push((Subject::Milestone(task, milestone.milestone), reason));
            }
        }
    }

    fn weight_of(&self, indicator: usize) -> Decimal {
        self.plan.indicators().get(indicator).map_or(Decimal::ONE, |indicator| indicator.weight())
    }

    /// Each task with its indicators and milestones and the tasks below it.
    fn tasks(&self) -> Vec<Summary> {
        let own = |index: usize| {
            let mut sum = Sum::new();
            for indicator in self.plan.tasks().get(index).into_iter().flat_map(|task| task.indicators()) {
                self.add_indicator(&mut sum, *indicator, self.weight_of(*indicator));
            }
            self.add_milestones(&mut sum, index);
            sum
        };
        let nodes = self.plan.tasks().iter().map(|task| (task.parent(), task.weight()));
        self.summed_upwards(own, nodes.collect(), Scored::Task, self.policy.task_table())
    }

    /// For each task, the tasks right below it.
    fn children(&self) -> Vec<Vec<usize>> {
        let mut below: Vec<Vec<usize>> = vec![Vec::new(); self.plan.tasks().len()];
        for (index, task) in self.plan.tasks().iter().enumerate() {
            if let Some(children) = task.parent().and_then(|parent| below.get_mut(parent)) {
                children.push(index);
            }
        }
        below
    }

    /// Each group with its members and the groups below it.
    fn groups(&self, tasks: &[Summary]) -> Vec<Summary> {
        let below = self.children();
        let own = |index: usize| {
            let mut sum = Sum::new();
            let Some(group) = self.plan.groups().get(index) else { return sum };
            for member in group.indicators() {
                self.add_indicator(&mut sum, member.index, member.weight);
            }
            for member in group.tasks() {
                if let Some(task) = tasks.get(member.index) {
                    let weight = Exact::from(member.weight);
                    sum.scale.add_below(&weight, &task.share);
                    if !task.score.is_empty {
                        let (of, points) = (Scored::Task(member.index), task.score.points.clone());
                        let coverage = task.score.coverage.clone();
                        sum.scored.push(ScoredPart { of, weight, points, coverage });
                    }
                }
                let counted = |task| sum.whole.items.contains(&Subject::Task(task));
                for task in subtree(member.index, &below, counted) {
                    self.include(&mut sum.whole, Subject::Task(task));
                    for indicator in
                        self.plan.tasks().get(task).into_iter().flat_map(|task| task.indicators())
                    {
                        self.include(&mut sum.whole, Subject::Indicator(*indicator));
                    }
                }
            }
            sum
        };
        let nodes = self.plan.groups().iter().map(|group| (group.parent(), group.weight()));
        self.summed_upwards(own, nodes.collect(), Scored::Group, self.policy.group_table())
    }

    /// Adds every node of a forest, given by its parent and weight, to its parent, from the leaves up.
    /// What a node is by itself is asked for when its turn comes, so that only open ends are held.
    fn summed_upwards(
        &self,
        own: impl Fn(usize) -> Sum,
        nodes: Vec<(Option<usize>, Decimal)>,
        scored: fn(usize) -> Scored,
        table: Option<&Table>,
    ) -> Vec<Summary> {
        let parents: Vec<Option<usize>> = nodes.iter().map(|(parent, _)| *parent).collect();
        let mut below: HashMap<usize, (Whole, Scale, Vec<ScoredPart>)> = HashMap::default();
        let mut summaries: Vec<Option<Summary>> = vec![None; nodes.len()];
        for node in leaves_first(&parents) {
            let mut sum = own(node);
            if let Some((whole, scale, parts)) = below.remove(&node) {
                self.unite(&mut sum.whole, whole);
                sum.scale.join(&scale);
                sum.scored.extend(parts);
            }
            let summary = sum.summary(self.policy, table);
            if let Some((Some(parent), weight)) = nodes.get(node) {
                let (whole, scale, parts) =
                    below.entry(*parent).or_insert_with(|| (Whole::default(), Scale::new(), Vec::new()));
                self.unite(whole, sum.whole);
                let weight = Exact::from(*weight);
                scale.add_below(&weight, &summary.share);
                if !summary.score.is_empty {
                    let points = summary.score.points.clone();
                    let (of, coverage) = (scored(node), summary.score.coverage.clone());
                    parts.push(ScoredPart { of, weight, points, coverage });
                }
            }
            if let Some(place) = summaries.get_mut(node) {
                *place = Some(summary);
            }
        }
        summaries.into_iter().flatten().collect()
    }

    /// What each organization and post answers for, by role; leads and supporters are not mixed.
    fn bearers(&self) -> Vec<BearerSummary> {
        #[derive(Default)]
        struct Duties {
            indicators: BTreeSet<usize>,
            tasks: BTreeSet<usize>,
            open_ended: bool,
        }
        let mut duties: BTreeMap<(Bearer, Role), Duties> = BTreeMap::new();
        for duty in self.plan.responsibilities() {
            let all = duties.entry((duty.bearer(), duty.role())).or_default();
            all.open_ended |= duty.open_ended();
            match duty.subject() {
                Subject::Indicator(index) => {
                    all.indicators.insert(index);
                }
                Subject::Task(index) | Subject::Milestone(index, _) => {
                    all.tasks.insert(index);
                }
            }
        }
        let below = self.children();
        let summaries = duties.into_iter().map(|((bearer, role), mut duties)| {
            let mut answered: BTreeSet<usize> = BTreeSet::new();
            for task in &duties.tasks {
                let more = subtree(*task, &below, |task| answered.contains(&task));
                answered.extend(more);
            }
            for task in answered.iter().filter_map(|task| self.plan.tasks().get(*task)) {
                duties.indicators.extend(task.indicators());
            }
            let mut sum = Sum::new();
            for index in &duties.indicators {
                self.add_indicator(&mut sum, *index, self.weight_of(*index));
            }
            for task in &answered {
                // The open milestones of the tasks below stand with those.
                match duties.tasks.contains(task) {
                    true => self.add_milestones(&mut sum, *task),
                    false => self.include(&mut sum.whole, Subject::Task(*task)),
                }
            }
            let tasks = duties.tasks.into_iter().collect();
            BearerSummary {
                bearer,
                role,
                tasks,
                open_ended: duties.open_ended,
                summary: sum.summary(self.policy, None),
            }
        });
        summaries.collect()
    }
}

/// The last date on which each milestone is known to have been reached.
fn reached(inputs: &Inputs<'_>) -> BTreeMap<(usize, usize), NaiveDate> {
    let events = inputs.data.events_of(inputs.plan);
    let known = events.into_iter().filter(|(_, event)| event.known_from() <= inputs.as_of);
    let dates = known.filter_map(|(subject, event)| match (subject, event.reported()) {
        (Subject::Milestone(task, number), Reported::Reached(date)) => Some(((task, number), date)),
        _ => None,
    });
    // The newest report of a milestone replaces the earlier ones, and only then the date is asked for.
    let mut newest: BTreeMap<_, _> = dates.collect();
    newest.retain(|_, date| *date <= inputs.until);
    newest
}

/// The milestones that a what-if assumes to be reached, and when. What is assumed has not happened.
fn assumed_milestones(plan: &Plan) -> BTreeMap<(usize, usize), NaiveDate> {
    let all = plan.assumptions().into_iter().flat_map(|assumptions| assumptions.all());
    let reached = all.filter_map(|assumption| match assumption.what() {
        Assumed::Reached { task, milestone, on, .. } => Some(((*task, *milestone), *on)),
        _ => None,
    });
    reached.collect()
}

/// How a milestone stands: attained if it was reached by its due date, missed if later, and open while
/// nothing is known.
fn standing_of(
    milestone: &Milestone,
    reached: Option<NaiveDate>,
    until: NaiveDate,
) -> (Standing, Option<Reason>) {
    let due = milestone.due().end();
    match reached {
        Some(date) if date <= due => (Standing::Attained, None),
        Some(_) => (Standing::Missed, None),
        None if due <= until => (Standing::Undetermined, Some(Reason::NotReported)),
        None => (Standing::Undetermined, Some(Reason::NotYetDue)),
    }
}

/// A task and all tasks below it, without those that are counted already: such a task was counted with
/// all that lies below it.
fn subtree(root: usize, below: &[Vec<usize>], counted: impl Fn(usize) -> bool) -> Vec<usize> {
    let (mut tasks, mut open) = (Vec::new(), vec![root]);
    while let Some(task) = open.pop() {
        if !counted(task) {
            tasks.push(task);
            open.extend(below.get(task).into_iter().flatten());
        }
    }
    tasks
}

/// The nodes of a forest, every one after all of its children.
fn leaves_first(parents: &[Option<usize>]) -> Vec<usize> {
    let mut children = vec![0usize; parents.len()];
    for parent in parents.iter().flatten() {
        if let Some(count) = children.get_mut(*parent) {
            *count += 1;
        }
    }
    let mut order: Vec<usize> = (0..parents.len()).filter(|node| children.get(*node) == Some(&0)).collect();
    let mut next = 0;
    while let Some(node) = order.get(next).copied() {
        next += 1;
        let Some(parent) = parents.get(node).copied().flatten() else { continue };
        if let Some(count) = children.get_mut(parent) {
            *count -= 1;
            if *count == 0 {
                order.push(parent);
            }
        }
    }
    order
}
