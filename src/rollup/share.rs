//! Weighted means of shares, over those that are known.
//!
//! A share enters a mean with 24 decimal places: the exact sum of a hundred thousand thirds, sevenths
//! and elevenths would need as many digits.

use crate::number::Exact;

/// The decimal places of a share that goes into a mean.
pub(super) const SHARE_PLACES: u32 = 24;

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
pub(super) struct Scale {
    known: Exact,
    all: Exact,
    weighted: Exact,
}

impl Default for Scale {
    fn default() -> Self {
        Self { known: Exact::ZERO, all: Exact::ZERO, weighted: Exact::ZERO }
    }
}

impl Scale {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Adds what lies below, with its weight, unless nothing there could have a share.
    pub(super) fn add_below(&mut self, weight: &Exact, share: &WeightedShare) {
        if !share.is_empty {
            self.add(weight, share.value.as_ref(), &share.coverage);
        }
    }

    /// Adds a part whose share is known over a part of its own weight.
    pub(super) fn add(&mut self, weight: &Exact, share: Option<&Exact>, coverage: &Exact) {
        self.all = self.all.plus(weight);
        if let Some(share) = share {
            let known = weight.times(coverage);
            self.weighted = self.weighted.plus(&share.times(&known));
            self.known = self.known.plus(&known);
        }
    }

    pub(super) fn join(&mut self, other: &Self) {
        self.known = self.known.plus(&other.known);
        self.all = self.all.plus(&other.all);
        self.weighted = self.weighted.plus(&other.weighted);
    }

    pub(super) fn share(&self) -> WeightedShare {
        WeightedShare {
            value: portion(&self.weighted, &self.known),
            coverage: portion(&self.known, &self.all).unwrap_or(Exact::ZERO),
            is_empty: self.all.is_zero(),
        }
    }
}

/// A part of a whole, to the places of a share; `None` if the whole is nothing. It is 1 only where the part is all:
/// the least weight that is missing does not round away.
pub(super) fn portion(part: &Exact, whole: &Exact) -> Option<Exact> {
    let portion = part.over(whole)?.to_places(SHARE_PLACES);
    if portion < Exact::ONE || part >= whole {
        return Some(portion);
    }
    let step = Exact::ratio(1, 10)?.power(SHARE_PLACES);
    Some(Exact::ONE.minus(&step))
}

/// A share between 0 and 1, as it goes into a mean.
pub(super) fn clamped(share: Exact) -> Exact {
    share.max(Exact::ZERO).min(Exact::ONE).to_places(SHARE_PLACES)
}
