//! What belongs together in two reports.

use std::collections::BTreeMap;

use super::item::{Item, Key};

/// One thing as it stands in the earlier and in the later report; at least one of them has it.
#[derive(Clone, Copy)]
pub(super) struct Pair<'r> {
    pub(super) before: Option<Item<'r>>,
    pub(super) after: Option<Item<'r>>,
}

impl<'r> Pair<'r> {
    /// The later item, or the earlier one of what is gone.
    pub(super) fn newest(self) -> Option<Item<'r>> {
        self.after.or(self.before)
    }
}

/// Every item of both reports in one pair: those of the later report in its order, then what is gone.
pub(super) fn pairs<'r>(before: &[Item<'r>], after: &[Item<'r>]) -> Vec<Pair<'r>> {
    let mut places: BTreeMap<Key<'r>, Vec<usize>> = BTreeMap::new();
    // Backwards, so that of a key that stands twice the first is taken first.
    for (place, item) in before.iter().enumerate().rev() {
        places.entry(item.key()).or_default().push(place);
    }
    let mut rest: Vec<Option<Item<'r>>> = before.iter().copied().map(Some).collect();
    let mut pairs = Vec::with_capacity(after.len());
    for item in after {
        let place = places.get_mut(&item.key()).and_then(Vec::pop);
        let before = place.and_then(|place| rest.get_mut(place)).and_then(Option::take);
        pairs.push(Pair { before, after: Some(*item) });
    }
    pairs.extend(rest.into_iter().flatten().map(|item| Pair { before: Some(item), after: None }));
    pairs
}
