//! The figures of children, put together one by one; each can be taken out again when it is revised.

use std::collections::BTreeMap;

use crate::known::{Known, Reason};
use crate::number::{Bound, Exact};
use crate::plan::Status;
use crate::trajectory::Amount;
use crate::trajectory::gather::joint;

/// How figures are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Added up.
    Sum,
    /// The weighted mean: what is weighed ÷ the weights. Of ratios numerators ÷ denominators.
    Mean,
    /// The greatest.
    Greatest,
    /// The least.
    Least,
}

/// The figure of one child.
#[derive(Clone, Debug)]
pub(super) struct Share {
    /// The value in the unit of the parent; for a mean times its weight.
    pub(super) value: Exact,
    pub(super) weight: Exact,
    pub(super) bound: Bound,
    pub(super) status: Status,
    /// Whether the data say when it was published.
    pub(super) published: bool,
}

/// The figures of one period, put together.
#[derive(Clone, Debug)]
pub(super) struct Heap {
    way: Way,
    count: usize,
    sum: Exact,
    weights: Exact,
    negative: usize,
    unpublished: usize,
    bounds: [usize; BOUNDS.len()],
    statuses: BTreeMap<Status, usize>,
    /// For the greatest and the least alone.
    ordered: BTreeMap<Exact, usize>,
}

const BOUNDS: [Bound; 6] =
    [Bound::Exactly, Bound::AtLeast, Bound::MoreThan, Bound::AtMost, Bound::LessThan, Bound::About];

impl Heap {
    pub(super) fn new(way: Way) -> Self {
        Self {
            way,
            count: 0,
            sum: Exact::ZERO,
            weights: Exact::ZERO,
            negative: 0,
            unpublished: 0,
            bounds: [0; BOUNDS.len()],
            statuses: BTreeMap::new(),
            ordered: BTreeMap::new(),
        }
    }

    /// How many figures there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    pub(super) fn add(&mut self, share: &Share) {
        self.count += 1;
        self.negative += usize::from(share.value.sign() < 0);
        self.unpublished += usize::from(!share.published);
        if let Some(bound) = self.bound_mut(share.bound) {
            *bound += 1;
        }
        *self.statuses.entry(share.status).or_default() += 1;
        match self.way {
            Way::Sum | Way::Mean => {
                self.sum = self.sum.plus(&share.value);
                self.weights = self.weights.plus(&share.weight);
            }
            Way::Greatest | Way::Least => *self.ordered.entry(share.value.clone()).or_default() += 1,
        }
    }

    /// Takes out what was added.
    pub(super) fn remove(&mut self, share: &Share) {
        self.count = self.count.saturating_sub(1);
        self.negative = self.negative.saturating_sub(usize::from(share.value.sign() < 0));
        self.unpublished = self.unpublished.saturating_sub(usize::from(!share.published));
        if let Some(bound) = self.bound_mut(share.bound) {
            *bound = bound.saturating_sub(1);
        }
        taken(&mut self.statuses, &share.status);
        match self.way {
            Way::Sum | Way::Mean => {
                self.sum = self.sum.minus(&share.value);
                self.weights = self.weights.minus(&share.weight);
            }
            Way::Greatest | Way::Least => taken(&mut self.ordered, &share.value),
        }
    }

    fn bound_mut(&mut self, bound: Bound) -> Option<&mut usize> {
        let place = BOUNDS.iter().position(|known| *known == bound)?;
        self.bounds.get_mut(place)
    }

    /// The least certain status of all.
    pub(super) fn status(&self) -> Status {
        self.statuses.last_key_value().map_or(Status::Final, |(status, _)| *status)
    }

    /// Whether the data say of all of them when they were published.
    pub(super) fn is_published(&self) -> bool {
        self.unpublished == 0
    }

    /// Whether none of them is negative.
    pub(super) fn is_nonnegative(&self) -> bool {
        self.negative == 0
    }

    /// What the figures that are there come to.
    ///
    /// # Errors
    /// Without any, or over nothing.
    pub(super) fn amount(&self) -> Known<Amount> {
        if self.count == 0 {
            return Err(Reason::NotReported);
        }
        let there = BOUNDS.iter().zip(self.bounds).filter(|(_, count)| *count > 0).map(|(bound, _)| *bound);
        let bound = there.clone().reduce(joint).unwrap_or_default();
        let of_all = |allowed: [Bound; 3]| there.clone().all(|bound| allowed.contains(&bound));
        let from_below = of_all([Bound::Exactly, Bound::AtLeast, Bound::MoreThan]);
        let from_above = of_all([Bound::Exactly, Bound::AtMost, Bound::LessThan]);
        let end = |from: Option<(&Exact, &usize)>| from.map(|(value, _)| value.clone());
        let (value, bound) = match self.way {
            Way::Sum => (Some(self.sum.clone()), bound),
            Way::Mean => (Some(self.sum.over(&self.weights).ok_or(Reason::ZeroDivisor)?), bound),
            Way::Greatest => (end(self.ordered.last_key_value()), one_of(bound, from_below, from_above)),
            Way::Least => (end(self.ordered.first_key_value()), one_of(bound, from_below, from_above)),
        };
        let value = value.ok_or(Reason::NotReported)?;
        Ok(Amount { value, bound, because: Reason::Inexact })
    }

    /// What is known of the whole, if some figures are missing.
    ///
    /// # Errors
    /// [`Reason::Hole`] where they could change it to either side.
    pub(super) fn of_whole(&self, nonnegative: bool) -> Known<Amount> {
        let amount = self.amount()?;
        let from_below = matches!(amount.bound, Bound::Exactly | Bound::AtLeast | Bound::MoreThan);
        let from_above = matches!(amount.bound, Bound::Exactly | Bound::AtMost | Bound::LessThan);
        let bound = match self.way {
            Way::Sum if nonnegative && self.is_nonnegative() && from_below => Bound::AtLeast,
            Way::Greatest if from_below => Bound::AtLeast,
            Way::Least if from_above => Bound::AtMost,
            _ => return Err(Reason::Hole),
        };
        let bound = if amount.bound == Bound::Exactly { bound } else { amount.bound };
        Ok(Amount { bound, because: Reason::Hole, ..amount })
    }
}

/// The bound of one of several values of which nobody knows which one it is.
fn one_of(joint: Bound, from_below: bool, from_above: bool) -> Bound {
    match (joint, from_below, from_above) {
        (Bound::Exactly, ..) => Bound::Exactly,
        (_, true, _) => Bound::AtLeast,
        (_, _, true) => Bound::AtMost,
        _ => Bound::About,
    }
}

fn taken<K: Ord>(counts: &mut BTreeMap<K, usize>, key: &K) {
    if let Some(count) = counts.get_mut(key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(key);
        }
    }
}
