//! A decomposition as it stands on a day: what the targets of the children guarantee, and what they have reached.

use super::collect::Collected;
use super::figures::{Figures, Told, told};
use super::fit::Doubt;
use super::plans::Link;
use super::sufficiency::Sufficiency;
use crate::known::Reason;
use crate::trajectory::View;

/// A decomposition as it stands on a day. It is made by
/// [`Evaluation::evaluate_all`](crate::report::Evaluation::evaluate_all).
#[derive(Clone, Debug)]
pub struct Split<'p> {
    link: Link<'p>,
    sufficiency: Sufficiency<'p>,
    figures: Result<Told, Option<Doubt>>,
}

impl<'p> Split<'p> {
    /// How a link stands on the day of a view.
    pub(crate) fn of(link: Link<'p>, data: &Collected, view: &View) -> Self {
        Self {
            link,
            sufficiency: link.sufficiency_at(view.as_of, view.judged_until()),
            figures: told(link, data, view),
        }
    }

    /// The decomposition.
    #[must_use]
    pub fn link(&self) -> Link<'p> {
        self.link
    }

    /// Whether the targets of the children suffice.
    #[must_use]
    pub fn sufficiency(&self) -> &Sufficiency<'p> {
        &self.sufficiency
    }

    /// The figures of the children by period, oldest first; empty where they cannot be put together.
    #[must_use]
    pub fn periods(&self) -> &[Figures] {
        self.figures.as_ref().map_or(&[], |told| &told.periods)
    }

    /// The figures of the current period: that of the parent's own newest figure if children have figures for it,
    /// else the newest of the children. Where the parent's figures are made of them, the newest that is complete.
    #[must_use]
    pub fn figures(&self) -> Option<&Figures> {
        let told = self.figures.as_ref().ok()?;
        told.periods.get(told.current?)
    }

    /// The children without a figure for the current period, by their place in the decomposition, and why.
    /// [`Reason::NoReference`]: its plan was not given.
    #[must_use]
    pub fn missing(&self) -> &[(usize, Reason)] {
        self.figures.as_ref().map_or(&[], |told| &told.missing)
    }

    /// Why the figures of the children cannot be put together, if they should be.
    #[must_use]
    pub fn figures_doubt(&self) -> Option<Doubt> {
        self.figures.as_ref().err().copied().flatten()
    }
}
