//! The path from base to goal, and what it asks for by now.

use chrono::NaiveDate;

use super::Carry;
use crate::known::{Known, Reason};
use crate::number::Exact;
use crate::period::{Period, closes, elapsed_share};
use crate::trajectory::{Path, Point, Trajectory};

/// The decimal places of what is carried over from one period to the next.
const CARRIED_PLACES: u32 = 24;

/// A value that the path passes on a day.
type Knot = (NaiveDate, Exact);

impl Trajectory<'_> {
    /// The share of the way that the straight path asks for at the end of the current period: the share of
    /// the time, or what the target's checkpoints say.
    ///
    /// # Errors
    /// As [`Trajectory::scheduled_on`].
    pub fn scheduled(&self) -> Known<Exact> {
        self.scheduled_on(&Path::Linear)
    }

    /// The share of the way that a path asks for at the end of the current period. The checkpoints of the
    /// target go before any path.
    ///
    /// # Errors
    /// Without a current value or a start; with checkpoints, where there is no way from base to goal.
    pub fn scheduled_on(&self, path: &Path) -> Known<Exact> {
        if self.target.checkpoints().is_empty() && *path == Path::Linear {
            return Ok(self.elapsed()?.min(Exact::ONE));
        }
        if self.target.checkpoints().is_empty()
            && let Path::Shares(shares) = path
        {
            return self.passed(self.current()?.end, &self.share_knots(shares)?);
        }
        let (base, aim) = self.way()?;
        self.expected_on(path)?.minus(base).over(&aim.minus(base)).ok_or(Reason::NoSpan)
    }

    /// The value that the straight path asks for at the end of the current period.
    ///
    /// # Errors
    /// As [`Trajectory::scheduled`]; where there is no way from base to goal.
    pub fn expected_now(&self) -> Known<Exact> {
        self.expected_on(&Path::Linear)
    }

    /// The value that a path asks for at the end of the current period.
    ///
    /// # Errors
    /// As [`Trajectory::scheduled_on`]; where there is no way from base to goal.
    pub fn expected_on(&self, path: &Path) -> Known<Exact> {
        self.expected_at(path, self.current()?.end)
    }

    /// The value that a path asks for on a day.
    pub(crate) fn expected_at(&self, path: &Path, day: NaiveDate) -> Known<Exact> {
        self.passed(day, &self.knots(path)?)
    }

    /// The values that a path of straight lines passes, from base to due date.
    fn knots(&self, path: &Path) -> Known<Vec<Knot>> {
        let (base, aim) = self.way()?;
        let (start, due) = ((self.base_end?, base.clone()), (self.due().end(), aim.clone()));
        let checkpoints = self.target.checkpoints();
        if !checkpoints.is_empty() {
            let scaling = self.scaling.as_ref().map_err(|reason| *reason)?;
            let mut knots = vec![start];
            for point in checkpoints {
                knots.push((point.period().end(), scaling.of(&Exact::from(point.value()))?));
            }
            knots.push(due);
            return Ok(knots);
        }
        Ok(match path {
            Path::Shares(shares) => {
                let way = aim.minus(base);
                let knots = self.share_knots(shares)?.into_iter();
                knots.map(|(day, share)| (day, base.plus(&way.times(&share)))).collect()
            }
            Path::Constant => vec![(start.0, aim.clone()), due],
            // A curve is no arithmetic, and is asked for elsewhere.
            Path::Linear | Path::Geometric | Path::Logistic => vec![start, due],
        })
    }

    /// The shares of the way that a path passes. Those outside the time from base to due date do not count.
    fn share_knots(&self, shares: &[(Period, Exact)]) -> Known<Vec<Knot>> {
        let (start, due) = (self.base_end?, self.due().end());
        let inside = shares.iter().filter(|(period, _)| start < period.end() && period.end() < due);
        let inside = inside.map(|(period, share)| (period.end(), share.clone()));
        Ok(std::iter::once((start, Exact::ZERO)).chain(inside).chain([(due, Exact::ONE)]).collect())
    }

    /// The value on the straight lines over the knots; the last of them beyond the end.
    fn passed(&self, day: NaiveDate, knots: &[Knot]) -> Known<Exact> {
        let (mut before, knots) = knots.split_first().ok_or(Reason::NoStart)?;
        for knot in knots {
            let (end, value) = knot;
            if day <= *end {
                let part = elapsed_share(before.0, day, *end).ok_or(Reason::NoTime)?;
                return Ok(before.1.plus(&value.minus(&before.1).times(&part)));
            }
            before = knot;
        }
        Ok(before.1.clone())
    }

    /// Whether the newest figure that is known, of the period judged or of a later one, is where the straight path or
    /// the checkpoints asked for in the period judged: what lagged then was made up.
    ///
    /// # Errors
    /// As share and scheduled share; [`Reason::NotReported`] where all figures are of earlier periods.
    pub fn caught_up(&self) -> Known<bool> {
        let (base, aim) = self.way()?;
        let day = match self.view.at {
            Some(at) => at.end().min(self.due().end()),
            None => self.current()?.end,
        };
        let asked = self.expected_at(&Path::Linear, day)?;
        let newest = self.newest_until(Some(self.due().end()), self.base_end.ok())?;
        if newest.end < day {
            return Err(Reason::NotReported);
        }
        let newest = self.scaled(newest)?;
        let newest = newest.amount.exact()?;
        Ok(if aim > base { *newest >= asked } else { *newest <= asked })
    }

    /// The longest of year, half, quarter and month that ends with the period judged, or with that of the current
    /// figure where none was asked for; `none` if it ends within a month.
    ///
    /// # Errors
    /// As the current value, where no period was asked for.
    pub fn closes(&self) -> Known<&'static str> {
        let day = match self.view.at {
            Some(at) => at.end(),
            None => self.current()?.end,
        };
        Ok(closes(day))
    }

    /// Share ÷ the share that the path asks for.
    ///
    /// # Errors
    /// As share and scheduled share; [`Reason::NoTime`] when nothing is scheduled yet.
    pub fn pace_on(&self, path: &Path) -> Known<Exact> {
        self.share()?.over(&self.scheduled_on(path)?).ok_or(Reason::NoTime)
    }

    /// Share − the share that the path asks for.
    ///
    /// # Errors
    /// As share and scheduled share.
    pub fn lag_on(&self, path: &Path) -> Known<Exact> {
        Ok(self.share()?.minus(&self.scheduled_on(path)?))
    }

    /// The current value against what the path asks for; positive is better than the path.
    ///
    /// # Errors
    /// As expected and current value.
    pub fn deviation_on(&self, path: &Path) -> Known<Exact> {
        let expected = self.expected_on(path)?;
        let current = self.current()?.amount.exact()?;
        let more = current.minus(&expected);
        Ok(if self.is_upwards()? { more } else { more.negated() })
    }

    /// The deviation ÷ |expected value|.
    ///
    /// # Errors
    /// As the deviation; [`Reason::ZeroDivisor`].
    pub fn deviation_share_on(&self, path: &Path) -> Known<Exact> {
        let expected = self.expected_on(path)?.magnitude();
        self.deviation_on(path)?.over(&expected).ok_or(Reason::ZeroDivisor)
    }

    /// The change since the period before ÷ the change that the path asked for in that time.
    ///
    /// # Errors
    /// As current value and path; [`Reason::NotReported`] without a figure for the period before.
    pub fn step_pace_on(&self, path: &Path) -> Known<Exact> {
        let (current, before) = (self.current()?, self.period_before()?);
        let asked = self.expected_at(path, current.end)?.minus(&self.expected_at(path, before.end)?);
        let made = current.amount.exact()?.minus(before.amount.exact()?);
        made.over(&asked).ok_or(Reason::NoTime)
    }

    /// The point of the period just before the current one.
    pub(crate) fn period_before(&self) -> Known<Point> {
        let current = self.current()?;
        let end = current.period.and_then(Period::previous).ok_or(Reason::NotReported)?.end();
        self.point_at(end)
    }

    /// The point at the end of a period: the base, or the figure or sum up to then.
    pub(crate) fn point_at(&self, end: NaiveDate) -> Known<Point> {
        if self.base_end == Ok(end) && !self.has_base_of_its_own() {
            return self.base().cloned();
        }
        let point = self.newest_until(Some(end), None).and_then(|point| self.scaled(point))?;
        if point.end == end { Ok(point) } else { Err(Reason::NotReported) }
    }

    /// The share of the time at which the path reaches the current value: earned schedule (Lipke, 2003).
    ///
    /// # Errors
    /// As the share; [`Reason::NoSpan`] where the path does not rise throughout.
    pub fn earned_schedule_on(&self, path: &Path) -> Known<Exact> {
        let (base, aim) = self.way()?;
        let (start, due) = (self.base_end?, self.due().end());
        let share_of = |value: &Exact| value.minus(base).over(&aim.minus(base)).ok_or(Reason::NoSpan);
        let now = self.share()?;
        let mut before: Option<(Exact, Exact)> = None;
        for (day, value) in self.knots(path)? {
            let knot = (elapsed_share(start, day, due).ok_or(Reason::NoTime)?, share_of(&value)?);
            if let Some((time, share)) = &before {
                if knot.1 <= *share {
                    return Err(Reason::NoSpan);
                }
                if now < knot.1 {
                    let part = now.minus(share).over(&knot.1.minus(share)).ok_or(Reason::NoSpan)?;
                    let part = part.max(Exact::ZERO);
                    return Ok(time.plus(&knot.0.minus(time).times(&part)));
                }
            }
            before = Some(knot);
        }
        Ok(Exact::ONE)
    }

    /// Earned schedule ÷ the share of the time gone.
    ///
    /// # Errors
    /// As both; [`Reason::NoTime`].
    pub fn earned_pace_on(&self, path: &Path) -> Known<Exact> {
        self.earned_schedule_on(path)?.over(&self.elapsed()?).ok_or(Reason::NoTime)
    }

    /// What is left of the allowances that the path gives for each period, once excesses and surpluses have
    /// been carried over; negative if the allowance of the current period was overrun.
    ///
    /// # Errors
    /// [`Reason::Hole`] for a period without a figure; as the path.
    pub fn balance_on(&self, path: &Path, carry: &Carry) -> Known<Exact> {
        let current = self.current()?.end;
        let start = self.base_end?;
        let upwards = self.is_upwards()?;
        let mut points = self.comparable();
        points.retain(|point| start < point.end && point.end <= current);
        let knots = self.knots(path)?;
        let (mut carried, mut next, mut balance) = (Exact::ZERO, start.succ_opt(), None);
        for point in points.into_iter().rev() {
            let period = point.period.ok_or(Reason::Hole)?;
            if next != Some(period.start()) {
                return Err(Reason::Hole);
            }
            next = period.end().succ_opt();
            let point = self.scaled(point)?;
            let room = self.passed(point.end, &knots)?.minus(point.amount.exact()?);
            let room = if upwards { room.negated() } else { room };
            let left = room.plus(&carried);
            let factor = if left.sign() < 0 { &carry.excess } else { &carry.surplus };
            // The exact product of many factors would grow without bound.
            carried = left.times(factor).to_places(CARRIED_PLACES);
            balance = Some(left);
        }
        balance.ok_or(Reason::NotReported)
    }
}
