//! How many stand how.

use crate::policy::Standing;

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

    pub(super) fn add(&mut self, standing: Standing) {
        if let Some(count) = self.place(standing) {
            *count += 1;
        }
    }

    pub(super) fn add_all(&mut self, other: &Self) {
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count += more;
        }
    }

    /// Takes away what was added.
    pub(super) fn take_all(&mut self, other: &Self) {
        for (count, less) in self.counts.iter_mut().zip(other.counts) {
            *count = count.saturating_sub(less);
        }
    }

    fn place(&mut self, standing: Standing) -> Option<&mut usize> {
        let place = Standing::ALL.iter().position(|other| *other == standing);
        place.and_then(|place| self.counts.get_mut(place))
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
