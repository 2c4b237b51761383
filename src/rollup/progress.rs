//! How far tasks are done: by the figure that the plan states, held against the others that they have.

use chrono::NaiveDate;
use foldhash::HashMap;
use rust_decimal::Decimal;

use super::share::{Scale, portion};
use crate::known::{Known, Reason};
use crate::number::Exact;
use crate::period::{Period, years_between};
use crate::plan::{Plan, ProgressBy, Subject, Task};
use crate::policy::Standing;
use crate::series::{Event, Observations, Occurrence, Reported};

/// How far a task is done by one of its figures.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    pub(super) share: Known<Exact>,
    /// The least and the most that the share can be, where parts of it were not reported.
    pub(super) range: Option<(Exact, Exact)>,
    /// Whether a part of it is known not to be done, whatever is known of the others.
    pub(super) unfinished: bool,
    /// Whether something of it was done, however long ago that was reported.
    pub(super) begun: bool,
    /// The weight of what is known ÷ the weight of all.
    pub(super) coverage: Exact,
    pub(super) completion: Occurrence,
}

impl Figure {
    /// Of which nothing is known.
    pub(super) fn unknown(reason: Reason) -> Self {
        let (share, completion) = (Err(reason), Occurrence::default());
        Self { share, range: None, unfinished: false, begun: false, coverage: Exact::ZERO, completion }
    }

    /// The share that is surely done.
    pub(super) fn least(&self) -> Option<&Exact> {
        self.share.as_ref().ok().or(self.range.as_ref().map(|(least, _)| least))
    }
}

/// What is known on a day about the tasks of a plan.
pub(super) struct Looking<'p> {
    pub(super) plan: &'p Plan,
    pub(super) data: &'p Observations,
    pub(super) as_of: NaiveDate,
    pub(super) until: NaiveDate,
    pub(super) max_age: Option<&'p Exact>,
    /// The milestones that a what-if assumes to be reached, by task and number, and when.
    pub(super) assumed: &'p HashMap<(usize, usize), NaiveDate>,
}

impl Looking<'_> {
    /// Whether the plan was published by the day that counts.
    pub(super) fn is_published(&self) -> bool {
        self.plan.is_issued_by(self.as_of)
    }

    /// When something of a task was reached.
    pub(super) fn occurrence(&self, subject: Subject) -> Occurrence {
        if let Subject::Milestone(task, number) = subject
            && let Some(on) = self.assumed.get(&(task, number))
        {
            // What was reported before stays as it is.
            let real = Occurrence::of(self.data.about(self.plan, subject), self.as_of);
            return Occurrence { by: Some(*on), not_by: real.not_by.filter(|day| day < on) };
        }
        Occurrence::of(self.data.about(self.plan, subject), self.as_of)
    }

    /// What was reported of a task itself; `None` if nothing was.
    pub(super) fn reported(&self, task: usize) -> Option<Figure> {
        let known = |event: &&Event| event.known_from() <= self.as_of;
        let events = || self.data.about(self.plan, Subject::Task(task)).filter(known);
        events().next()?;
        let completion = Occurrence::of(events(), self.as_of);
        let percents = events().filter_map(|event| match event.reported() {
            // Done by a day on which it was not: that was taken back.
            Reported::Percent(share)
                if share >= Decimal::ONE_HUNDRED && completion.not_by >= Some(event.period().end()) =>
            {
                None
            }
            Reported::Percent(share) if event.period().end() <= self.until => {
                Some((event.period(), Exact::from(share)))
            }
            _ => None,
        });
        let newest = percents.max_by_key(|(period, _)| (period.end(), period.start()));
        let is_done = completion.reached_by(self.until) == Ok(true);
        let begun = is_done || newest.as_ref().is_some_and(|(_, percent)| percent.sign() > 0);
        let share = match newest {
            _ if is_done => Ok(Exact::ONE),
            // What is reported of later days says nothing of how far it was.
            None => Err(Reason::NotReported),
            Some((period, _)) if self.is_stale(period) => Err(Reason::Stale),
            Some((_, percent)) => percent.over(&Exact::from(100)).ok_or(Reason::NotReported),
        };
        let coverage = if share.is_ok() { Exact::ONE } else { Exact::ZERO };
        let unfinished = share.as_ref().is_ok_and(|share| *share < Exact::ONE);
        Some(Figure { share, range: None, unfinished, begun, coverage, completion })
    }

    fn is_stale(&self, period: Period) -> bool {
        self.max_age.is_some_and(|most| years_between(period.end(), self.until) > *most)
    }

    /// The weight of the milestones that were reached, of all.
    pub(super) fn by_milestones(&self, task: &Task, known: &[Occurrence]) -> Option<Figure> {
        let parts = task.milestones().iter().zip(known);
        self.of_steps(parts.map(|(of, known)| (Some(of.due()), Exact::from(of.weight()), *known)))
    }

    /// The weight of what was delivered, of all.
    pub(super) fn by_deliverables(&self, task: usize, of: &Task) -> Option<Figure> {
        let parts = of.deliverables().iter().enumerate().map(|(number, one)| {
            let known = self.occurrence(Subject::Deliverable(task, number));
            (one.due().or(of.due()), Exact::from(one.weight()), known)
        });
        self.of_steps(parts)
    }

    /// Steps, each with its due period, its weight, and what is known of it. Where something was reported of one, what
    /// is not reported and not due counts as not reached yet; what is due and not reported leaves the share open.
    fn of_steps(&self, steps: impl Iterator<Item = (Option<Period>, Exact, Occurrence)>) -> Option<Figure> {
        let (mut all, mut reached, mut open) = (Exact::ZERO, Exact::ZERO, Exact::ZERO);
        let mut completions = Vec::new();
        let mut silent = true;
        for (due, weight, known) in steps {
            silent &= known == Occurrence::default();
            all = all.plus(&weight);
            completions.push(known);
            match known.reached_by(self.until) {
                Ok(true) => reached = reached.plus(&weight),
                Ok(false) => {}
                // The newest report says that it was not there yet.
                Err(_) if known.not_by.is_some() => {}
                Err(_) if due.is_some_and(|due| due.end() <= self.until) => open = open.plus(&weight),
                Err(_) => {}
            }
        }
        if silent && !all.is_zero() {
            return Some(Figure::unknown(Reason::NotReported));
        }
        let share = portion(&reached, &all)?;
        let coverage = portion(&all.minus(&open), &all)?;
        let most = portion(&reached.plus(&open), &all)?;
        let (share, range) = match open.is_zero() {
            true => (Ok(share), None),
            false => (Err(Reason::NotReported), Some((share, most.clone()))),
        };
        let unfinished = most < Exact::ONE;
        let begun = !reached.is_zero();
        Some(Figure { share, range, unfinished, begun, coverage, completion: together(completions) })
    }
}

/// What is known of some of the parts of a whole.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parts {
    /// Whether one is known not to be done.
    pub(super) unfinished: bool,
    /// Whether something of one was done.
    pub(super) begun: bool,
}

/// A weighted mean that is known if all of its parts are; `completions` are those of the parts.
pub(super) fn of_parts(scale: &Scale, completions: Vec<Occurrence>, parts: Parts) -> Option<Figure> {
    let mean = scale.share();
    if mean.is_empty {
        return None;
    }
    let share = match mean.value {
        Some(share) if mean.coverage == Exact::ONE => Ok(share),
        Some(_) => Err(Reason::LowCoverage),
        None => Err(Reason::NotDetermined),
    };
    let completion = together(completions);
    let Parts { unfinished, begun } = parts;
    Some(Figure { share, range: None, unfinished, begun, coverage: mean.coverage, completion })
}

/// When an indicator was attained, as far as its standing says it: by the end of the period of its current figure.
pub(super) fn of_standing(standing: Standing, end: Option<NaiveDate>) -> Occurrence {
    match standing {
        Standing::Attained => Occurrence { not_by: None, by: end },
        Standing::Missed => Occurrence { not_by: end, by: None },
        _ => Occurrence::default(),
    }
}

/// When all of several things were reached: with the last of them.
fn together(parts: Vec<Occurrence>) -> Occurrence {
    let by = parts.iter().map(|part| part.by).collect::<Option<Vec<_>>>();
    Occurrence {
        by: by.and_then(|days| days.into_iter().max()),
        not_by: parts.iter().filter_map(|part| part.not_by).max(),
    }
}

/// What another figure of a task says against the one that counts: its share, or the nearest that it can be where
/// parts were not reported.
pub(super) fn contradiction(own: &Exact, other: &Figure) -> Option<Exact> {
    let said = match (&other.share, &other.range) {
        (Ok(share), _) => share,
        (Err(_), Some((least, _))) if own < least => least,
        (Err(_), Some((_, most))) => most.min(own),
        (Err(_), None) => return None,
    };
    disagree(own, said).then(|| said.clone())
}

/// Whether two figures of one task contradict each other: they are more than a tenth apart, or one says that it is
/// done and the other that it is not.
fn disagree(one: &Exact, other: &Exact) -> bool {
    let apart = one.minus(other).magnitude();
    let tenth = Exact::ratio(1, 10).unwrap_or(Exact::ZERO);
    apart > tenth || ((*one == Exact::ONE) != (*other == Exact::ONE))
}

/// The figure that counts for a task: the one stated, or the first that there is.
pub(super) fn counted(task: &Task, figures: &[(ProgressBy, Option<Figure>)]) -> Option<(ProgressBy, Figure)> {
    let stated = |by: ProgressBy| task.progress().is_none_or(|stated| stated == by);
    figures.iter().find_map(|(by, figure)| Some((*by, figure.clone().filter(|_| stated(*by))?)))
}
