//! What is counted of the parts of something.

use super::Tally;

/// How many are over their due date, without a figure, or without a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outstanding {
    /// How many are over their due date and not known to be reached or attained.
    pub overdue: usize,
    /// Of how many nothing was reported.
    pub without_figures: usize,
    /// How many have no date.
    pub undated: usize,
}

/// What is counted of parts, each of them once.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    /// How the indicators and milestones stand.
    pub(super) tally: Tally,
    /// How the tasks stand.
    pub(super) tasks: Tally,
    pub(super) vetoes: usize,
    pub(super) outstanding: Outstanding,
}

impl Counts {
    pub(super) fn add(&mut self, other: &Self) {
        self.tally.add_all(&other.tally);
        self.tasks.add_all(&other.tasks);
        self.vetoes += other.vetoes;
        self.outstanding.overdue += other.outstanding.overdue;
        self.outstanding.without_figures += other.outstanding.without_figures;
        self.outstanding.undated += other.outstanding.undated;
    }

    /// Takes away what was added.
    pub(super) fn take(&mut self, other: &Self) {
        self.tally.take_all(&other.tally);
        self.tasks.take_all(&other.tasks);
        let less = |count: &mut usize, other: usize| *count = count.saturating_sub(other);
        less(&mut self.vetoes, other.vetoes);
        less(&mut self.outstanding.overdue, other.outstanding.overdue);
        less(&mut self.outstanding.without_figures, other.outstanding.without_figures);
        less(&mut self.outstanding.undated, other.outstanding.undated);
    }
}
