//! The base that a policy measures from where it is not the plan's own, and the scale and goal it chooses.

use chrono::{Datelike, NaiveDate};

use super::{BaseChoice, Goal, GoalChoice, Lens, MissingBase, Point, Scale, Scaling, Trajectory};
use crate::known::{Known, Reason};
use crate::number::{Bound, Exact, Interval};
use crate::period::{Period, years_between};
use crate::plan::{Against, Direction, Gather, Plan, Status, What};

impl Trajectory<'_> {
    /// Whether the policy chooses a base from the figures. Sums, products and growth in a year begin where
    /// the target says.
    pub(crate) fn has_base_of_its_own(&self) -> bool {
        !matches!(self.view.lens.base, BaseChoice::Plan | BaseChoice::Series)
            && self.gather() == Gather::Latest
            && self.axes.what != What::Date
            && self.axes.against != Against::YearBefore
    }

    /// Chooses current value and base from the figures, newest first.
    pub(super) fn measure_from_own_base(&mut self, plan: &Plan) {
        let mut points = self.figures();
        // What the plan says of its base is no figure of how things stand: it can only be a base.
        let newest = points.first().cloned().ok_or(Reason::NotReported);
        self.newest = newest.and_then(|newest| self.of_period_judged(newest));
        self.add_baseline(plan, &mut points);
        let base = match self.newest {
            Ok(_) => self.chosen(&points),
            Err(reason) => Err(reason),
        };
        self.base_end = base.as_ref().map(|base| base.end).map_err(|reason| *reason);
        self.base = base;
    }

    /// The figures up to the cutoff, newest first.
    fn figures(&self) -> Vec<Point> {
        let cutoff = self.cutoff();
        let mut points = self.comparable();
        points.retain(|point| cutoff.is_none_or(|cutoff| point.end <= cutoff));
        points
    }

    /// The plan's baseline stands in for a figure of its period, before the newest figure.
    fn add_baseline(&self, plan: &Plan, points: &mut Vec<Point>) {
        let trusted = self.view.trusted;
        let baseline = match self.axes.against {
            // The plan promised nothing of the distance to another indicator.
            Against::Indicator => None,
            _ => self.indicator.baseline.as_ref().map(Point::of_baseline),
        };
        let baseline = baseline.filter(|baseline| trusted.admits(baseline.status));
        let published = plan.issued().is_none_or(|issued| issued <= self.view.as_of);
        if let Some(baseline) = baseline.filter(|_| published)
            && points.iter().all(|point| point.period != baseline.period)
            && points.first().is_some_and(|newest| {
                let kind = |point: &Point| point.period.map(Period::frequency);
                baseline.end < newest.end && kind(&baseline) == kind(newest)
            })
        {
            let place = points.partition_point(|point| point.end > baseline.end);
            points.insert(place, baseline);
        }
    }

    fn chosen(&self, points: &[Point]) -> Known<Point> {
        let newest = points.first().ok_or(Reason::NotReported)?;
        let back = |index: usize| points.get(index).cloned();
        let found = match &self.view.lens.base {
            // Chosen before.
            BaseChoice::Plan | BaseChoice::Series => None,
            BaseChoice::First => points.last().cloned(),
            BaseChoice::Year { year, missing, within } => {
                return self.of_year(points, &self.operand(year)?, *missing, *within);
            }
            BaseChoice::YearsBack { years, at_least } => {
                let age = |point: &Point| years_between(point.end, newest.end);
                let (most, least) =
                    (Exact::from(i64::from(*years)), Exact::from(i64::from(at_least.unwrap_or(*years))));
                points.iter().rfind(|point| (&least..=&most).contains(&&age(point))).cloned()
            }
            BaseChoice::PointsBack { points: asked, at_least } => {
                let least = at_least.unwrap_or(*asked) as usize;
                let asked = *asked as usize;
                let last = asked.min(unbroken(points));
                if last >= least { back(last) } else { None }
            }
            BaseChoice::MeanOfPrevious { points: asked } => {
                let asked = *asked as usize;
                let before = points.get(1..=asked).ok_or(Reason::TooFewPoints)?;
                if unbroken(points) < asked {
                    return Err(Reason::Hole);
                }
                return mean(before);
            }
        };
        found.ok_or(Reason::TooFewPoints)
    }

    /// The figure of a year, or of the one that is taken in its place.
    fn of_year(
        &self,
        points: &[Point],
        year: &Exact,
        missing: MissingBase,
        within: Option<u32>,
    ) -> Known<Point> {
        let year_of = |point: &Point| Exact::from(i64::from(point.end.year()));
        // Of several figures in a year the last one: points are newest first.
        if let Some(point) = points.iter().find(|point| year_of(point) == *year) {
            return Ok(point.clone());
        }
        let later = points.iter().rfind(|point| year_of(point) > *year);
        let later = later.and_then(|first| points.iter().find(|point| point.end.year() == first.end.year()));
        let earlier = points.iter().find(|point| year_of(point) < *year);
        let is_newest = |point: &Point| points.first().is_some_and(|newest| newest.end == point.end);
        let away = |point: &Point| year_of(point).minus(year).magnitude();
        let found = match missing {
            MissingBase::Unknown => None,
            MissingBase::Next => later,
            MissingBase::Previous => earlier,
            // The current figure itself leaves nothing to measure.
            MissingBase::NextOrPrevious => later.filter(|next| !is_newest(next)).or(earlier).or(later),
            MissingBase::Nearest => match (earlier, later) {
                (Some(earlier), Some(later)) if away(earlier) <= away(later) => Some(earlier),
                (earlier, None) => earlier,
                (_, later) => later,
            },
        };
        let near = |point: &&Point| within.is_none_or(|most| away(point) <= Exact::from(i64::from(most)));
        found.filter(near).cloned().ok_or(Reason::NoBaseline)
    }

    /// Puts goal, base and current value where the policy's lens sees them.
    pub(super) fn refocus(&mut self) {
        let lens: &Lens = &self.view.lens;
        if let GoalChoice::Value(operand) = &lens.goal {
            self.goal = self.operand(operand).and_then(|aim| self.goal_at(aim));
        }
        if let Some(stand_in) = &lens.zero {
            if let Ok(base) = &mut self.base
                && base.amount.value.is_zero()
            {
                base.amount.value = stand_in.clone();
            }
            if let Ok(goal) = &mut self.goal
                && goal.aim.is_zero()
            {
                let replaced = |end: &Option<crate::number::End>| {
                    end.clone().map(|mut end| {
                        if end.at.is_zero() {
                            end.at = stand_in.clone();
                        }
                        end
                    })
                };
                goal.allowed =
                    Interval { low: replaced(&goal.allowed.low), high: replaced(&goal.allowed.high) };
                goal.aim = stand_in.clone();
            }
        }
        self.scaling = self.scaling_of(&lens.scale);
        if !matches!(self.scaling, Ok(Scaling::None)) {
            self.base = self.base.clone().and_then(|point| self.scaled(point));
            self.newest = self.newest.clone().and_then(|point| self.scaled(point));
            self.goal = self.goal.clone().and_then(|goal| {
                let scaling = self.scaling.as_ref().map_err(|reason| *reason)?;
                Ok(Goal { allowed: scaling.allowed(&goal.allowed)?, aim: scaling.of(&goal.aim)? })
            });
        }
    }

    fn scaling_of(&self, scale: &Scale) -> Known<Scaling> {
        Ok(match scale {
            Scale::None => Scaling::None,
            Scale::Normalised { worst, best } => {
                let (worst, best) = (self.operand(worst)?, self.operand(best)?);
                if worst == best {
                    return Err(Reason::NoSpan);
                }
                Scaling::Normalised { worst, best }
            }
            Scale::Reciprocal => Scaling::Reciprocal,
            Scale::Distance { centre, offset } => {
                Scaling::Distance { centre: centre.clone(), offset: offset.clone() }
            }
        })
    }

    /// A point on the lens's scale, where only exact values have a place.
    pub(crate) fn scaled(&self, mut point: Point) -> Known<Point> {
        let scaling = self.scaling.as_ref().map_err(|reason| *reason)?;
        if *scaling == Scaling::None {
            return Ok(point);
        }
        point.amount.value = scaling.of(point.amount.exact()?)?;
        Ok(point)
    }

    /// A goal at a value, reached from the side from which the target is reached.
    fn goal_at(&self, aim: Exact) -> Known<Goal> {
        let bound = match self.goal.as_ref().map(|goal| (&goal.allowed.low, &goal.allowed.high)) {
            Ok((Some(_), None)) => Bound::AtLeast,
            Ok((None, Some(_))) => Bound::AtMost,
            Ok(_) => Bound::Exactly,
            Err(reason) => match self.indicator.direction {
                Some(Direction::Increase) => Bound::AtLeast,
                Some(Direction::Decrease) => Bound::AtMost,
                _ => return Err(*reason),
            },
        };
        Ok(Goal { allowed: Interval::of(bound, &aim), aim })
    }
}

/// How many periods back, from the newest, the figures follow on each other without a hole.
fn unbroken(points: &[Point]) -> usize {
    let follows = |pair: &&[Point]| match pair {
        [later, earlier] => {
            later.period.and_then(Period::previous).is_some_and(|before| earlier.period == Some(before))
        }
        _ => false,
    };
    points.windows(2).take_while(follows).count()
}

/// The mean of points, at the end of the newest of them.
fn mean(points: &[Point]) -> Known<Point> {
    let newest = points.first().ok_or(Reason::TooFewPoints)?;
    let mut sum = Exact::ZERO;
    for point in points {
        sum = sum.plus(point.amount.exact()?);
    }
    let count = Exact::from(i64::try_from(points.len()).unwrap_or(i64::MAX));
    let mut mean = newest.clone();
    mean.amount.value = sum.over(&count).ok_or(Reason::TooFewPoints)?;
    mean.amount.bound = Bound::Exactly;
    mean.observation = None;
    mean.status = points.iter().map(|point| point.status).max().unwrap_or(Status::Final);
    Ok(mean)
}

/// The day so many months before the end of a month, which is the end of a month too.
pub(crate) fn months_before(end: NaiveDate, months: u32) -> Option<NaiveDate> {
    let next = end.succ_opt()?;
    let moved = next.checked_sub_months(chrono::Months::new(months))?;
    moved.pred_opt()
}
