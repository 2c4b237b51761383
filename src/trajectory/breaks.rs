//! Breaks of a series: from a period on its figures are not comparable with those before.

use chrono::NaiveDate;

use super::Trajectory;
use crate::known::{Known, Reason};
use crate::plan::Gather;

impl Trajectory<'_> {
    /// The first day of the newest break that does not lie after the newest figure.
    pub(crate) fn comparable_from(&self) -> Option<NaiveDate> {
        let newest = self.newest.as_ref().ok()?.end;
        self.indicator.breaks.iter().map(|own| own.period.start()).rfind(|start| *start <= newest)
    }

    /// Whether what lies between base and current value can be compared.
    ///
    /// # Errors
    /// [`Reason::Break`].
    pub(crate) fn unbroken(&self) -> Known<()> {
        let Some(from) = self.comparable_from() else { return Ok(()) };
        let base = self.base_end?;
        // A sum begins on the day after its base, which is no figure.
        let first = match self.gather() {
            Gather::Latest => Some(base),
            Gather::Sum | Gather::Product => base.succ_opt(),
        };
        if first.is_some_and(|first| first >= from) { Ok(()) } else { Err(Reason::Break) }
    }
}
