//! What several tasks and indicators cover together: each task, milestone and indicator below them counted once.

use std::collections::BTreeMap;
use std::ops::Range;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::counts::Counts;
use super::cover::Cover;

/// Tasks and indicators, while more of them are added.
///
/// The indicators that one of the tasks covers are looked up, and those of the others are gone through. It is a large
/// one: another takes its place only if it has twice as many to go through, so that nothing is gone through often.
pub(super) struct Covered<'c> {
    cover: &'c Cover,
    /// The tasks that lie below none of the others, by their places.
    tops: BTreeMap<usize, usize>,
    /// The one of them whose indicators are looked up.
    base: Option<usize>,
    /// The indicators that could count twice, without those that the base covers.
    beside: HashSet<usize>,
    /// What the tops cover alone, and the indicators beside the base.
    counts: Counts,
}

impl<'c> Covered<'c> {
    pub(super) fn new(cover: &'c Cover) -> Self {
        let (tops, beside) = (BTreeMap::new(), HashSet::new());
        Self { cover, tops, base: None, beside, counts: Counts::default() }
    }

    /// All that is covered so far.
    pub(super) fn counts(&self) -> Counts {
        let mut counts = self.counts;
        if let Some(base) = self.base {
            counts.take(&self.cover.alone(base));
            counts.add(&self.cover.whole(base));
        }
        counts
    }

    /// Adds an indicator that is named itself.
    pub(super) fn add_indicator(&mut self, index: usize) {
        let base = self.base.map(|base| self.cover.stretch(base)).unwrap_or_default();
        if !self.cover.serves_within(index, &base) && self.beside.insert(index) {
            self.counts.add(&self.cover.indicator(index));
        }
    }

    /// Adds a task with all that lies below it.
    pub(super) fn add_task(&mut self, task: usize) {
        let cover = self.cover;
        let own = cover.stretch(task);
        let before = self.tops.range(..=own.start).next_back();
        if before.is_some_and(|(_, top)| cover.stretch(*top).end > own.start) {
            return;
        }
        let below: Vec<usize> = self.tops.range(own.clone()).map(|(_, top)| *top).collect();
        for top in &below {
            self.tops.remove(&cover.stretch(*top).start);
            self.counts.take(&cover.alone(*top));
        }
        self.tops.insert(own.start, task);
        self.counts.add(&cover.alone(task));
        let Some(base) = self.base.map(|base| cover.stretch(base)) else {
            self.base = Some(task);
            self.take_all(&own);
            return;
        };
        if own.contains(&base.start) {
            self.base = Some(task);
            self.take_all(&(own.start..base.start));
            self.take_all(&(base.end..own.end));
        } else if cover.shared(&own).len() >= 2 * cover.shared(&base).len() {
            self.base = Some(task);
            self.take_all(&own);
            self.add_all(&base);
        } else {
            // Those of the tasks below it were gone through before.
            let mut from = own.start;
            for stretch in below.iter().map(|top| cover.stretch(*top)) {
                self.add_all(&(from..stretch.start));
                from = stretch.end;
            }
            self.add_all(&(from..own.end));
        }
    }

    /// Adds the indicators of a stretch that the base does not cover.
    fn add_all(&mut self, stretch: &Range<usize>) {
        for (_, indicator) in self.cover.shared(stretch) {
            self.add_indicator(*indicator);
        }
    }

    /// Takes away the indicators of a stretch, which the base covers now.
    fn take_all(&mut self, stretch: &Range<usize>) {
        let cover = self.cover;
        let shared = cover.shared(stretch);
        if shared.len() < self.beside.len() {
            for (_, indicator) in shared {
                if self.beside.remove(indicator) {
                    self.counts.take(&cover.indicator(*indicator));
                }
            }
            return;
        }
        self.beside.retain(|indicator| {
            let covered = cover.serves_within(*indicator, stretch);
            if covered {
                self.counts.take(&cover.indicator(*indicator));
            }
            !covered
        });
    }
}

/// What tasks and indicators cover together, where these are all there are. What the tasks cover is remembered, since
/// many may name the same ones.
pub(super) struct Remembered<'c> {
    cover: &'c Cover,
    seen: HashMap<Vec<usize>, Counts>,
}

impl<'c> Remembered<'c> {
    pub(super) fn new(cover: &'c Cover) -> Self {
        Self { cover, seen: HashMap::new() }
    }

    /// Of topmost tasks, and of indicators, each of which is given once.
    pub(super) fn counts(&mut self, tops: &[usize], indicators: impl IntoIterator<Item = usize>) -> Counts {
        let mut counts = self.seen.get(tops).copied().unwrap_or_else(|| {
            let mut covered = Covered::new(self.cover);
            tops.iter().for_each(|top| covered.add_task(*top));
            self.seen.insert(tops.to_vec(), covered.counts());
            covered.counts()
        });
        for index in indicators.into_iter().filter(|index| !self.cover.serves(*index, tops)) {
            counts.add(&self.cover.indicator(index));
        }
        counts
    }
}
