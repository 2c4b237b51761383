//! What is known of a task, a group, an organization or the plan.

use std::collections::BTreeSet;

use super::counts::Counts;
use super::score::{RolledScore, Scored, ScoredPart, rolled};
use super::share::{Scale, WeightedShare};
use super::{Judgement, Tally};
use crate::known::Reason;
use crate::number::Exact;
use crate::plan::Subject;
use crate::policy::Policy;

/// What is known of something: its own parts and those of everything below it.
///
/// Counts run over the whole tree below, each indicator, milestone and task once; the share is a weighted
/// mean level by level. The lists name the parts of this node alone, since those below have their own.
#[derive(Clone, Debug)]
pub struct Summary {
    /// How the indicators and milestones stand, the whole tree together.
    pub tally: Tally,
    /// How the tasks stand by the policy's table for tasks, the whole tree together; a task itself is not among
    /// those below it. Without such a table all of them are not assessed.
    pub tasks: Tally,
    /// The weighted share of the way of the indicators.
    pub share: WeightedShare,
    /// The weighted progress of the tasks; of a task its own.
    pub progress: WeightedShare,
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
    /// The columns of the table, as bits, that its judgement may not rest on, since a what-if makes them other than
    /// they are.
    pub(super) withheld: u64,
}

/// The indicators and tasks (with their milestones) of a tree, each once, and what they add up to.
#[derive(Default)]
pub(super) struct Whole {
    pub(super) items: BTreeSet<Subject>,
    pub(super) counts: Counts,
}

/// A summary while it is being added up.
pub(super) struct Sum {
    pub(super) whole: Whole,
    pub(super) scale: Scale,
    pub(super) progress: Scale,
    pub(super) vetoed_by: Vec<usize>,
    pub(super) undetermined: Vec<(Subject, Reason)>,
    pub(super) left_out: Vec<(usize, Reason)>,
    pub(super) scored: Vec<ScoredPart>,
}

impl Sum {
    pub(super) fn new() -> Self {
        Self {
            whole: Whole::default(),
            scale: Scale::new(),
            progress: Scale::new(),
            vetoed_by: Vec::new(),
            undetermined: Vec::new(),
            left_out: Vec::new(),
            scored: Vec::new(),
        }
    }

    /// Adds a task, with what lies below it, to the means.
    pub(super) fn add_task(&mut self, index: usize, task: &Summary, weight: Exact) {
        self.scale.add_below(&weight, &task.share);
        self.progress.add_below(&weight, &task.progress);
        if !task.score.is_empty {
            let (of, points) = (Scored::Task(index), task.score.points.clone());
            let coverage = task.score.coverage.clone();
            self.scored.push(ScoredPart { of, weight, points, coverage });
        }
    }

    /// The summary of this node, without a judgement yet. What it is a part of goes on with the items below it.
    pub(super) fn summary(&mut self, policy: &Policy) -> Summary {
        Summary {
            tally: self.whole.counts.tally,
            tasks: self.whole.counts.tasks,
            share: self.scale.share(),
            progress: self.progress.share(),
            vetoes: self.whole.counts.vetoes,
            vetoed_by: std::mem::take(&mut self.vetoed_by),
            undetermined: std::mem::take(&mut self.undetermined),
            left_out: std::mem::take(&mut self.left_out),
            score: rolled(policy.roll_up(), std::mem::take(&mut self.scored)),
            judgement: None,
            withheld: 0,
        }
    }
}
