//! The path from base to goal, and what it asks for by now.

use chrono::NaiveDate;

use crate::known::{Known, Reason};
use crate::number::Exact;
use crate::period::elapsed_share;
use crate::trajectory::Trajectory;

impl Trajectory<'_> {
    /// The share of the way that the path asks for at the end of the current period: the share of the
    /// time on the linear path, or what the target's checkpoints say, which go before any other path.
    ///
    /// # Errors
    /// Without a current value or a start; with checkpoints, where there is no way from base to goal.
    pub fn scheduled(&self) -> Known<Exact> {
        if self.target.checkpoints().is_empty() {
            return self.elapsed();
        }
        let (base, aim) = self.way()?;
        let expected = self.on_checkpoints(base, aim)?;
        expected.minus(base).over(&aim.minus(base)).ok_or(Reason::NoSpan)
    }

    /// The value that the path asks for at the end of the current period.
    ///
    /// # Errors
    /// As [`Trajectory::scheduled`]; where there is no way from base to goal.
    pub fn expected_now(&self) -> Known<Exact> {
        let (base, aim) = self.way()?;
        if !self.target.checkpoints().is_empty() {
            return self.on_checkpoints(base, aim);
        }
        Ok(base.plus(&aim.minus(base).times(&self.elapsed()?)))
    }

    /// The value on the straight lines from the base over the checkpoints to the aim.
    fn on_checkpoints(&self, base: &Exact, aim: &Exact) -> Known<Exact> {
        let now = self.current()?.end;
        let mut before: (NaiveDate, Exact) = (self.base_end?, base.clone());
        let due = (self.due().end(), aim.clone());
        let checkpoints = self.target.checkpoints().iter();
        let knots = checkpoints.map(|point| (point.period().end(), Exact::from(point.value())));
        for (end, value) in knots.chain(std::iter::once(due)) {
            if now <= end {
                let part = elapsed_share(before.0, now, end).ok_or(Reason::NoTime)?;
                return Ok(before.1.plus(&value.minus(&before.1).times(&part)));
            }
            before = (end, value);
        }
        Ok(aim.clone())
    }
}
