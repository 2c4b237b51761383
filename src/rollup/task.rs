//! Tasks as facts: how far they are done, by when they should be, and what holds them up.

use chrono::NaiveDate;

use super::blocked::blocked;
use super::progress::{Figure, Looking, Parts, contradiction, counted, of_parts, of_standing};
use super::reported::{heard_of, newest_report};
use super::scheduled::{scheduled, starts};
use super::share::{SHARE_PLACES, Scale};
use super::{IndicatorPart, clamped};
use crate::facts::{FactValue, TaskFact};
use crate::known::{Known, Reason};
use crate::number::Exact;
use crate::period::{Period, closes};
use crate::plan::{Plan, ProgressBy, Task, leaves_first};
use crate::schedule::{Planned, Schedule, Underway};
use crate::series::Occurrence;

/// What is known of a task on the day judged, before any table is asked.
#[derive(Clone, Debug)]
pub struct TaskState {
    /// The figure that counts as its progress; `None` if it has none.
    pub by: Option<ProgressBy>,
    /// How far it is done, from 0 to 1.
    ///
    /// # Errors
    /// Why it is not known.
    pub progress: Known<Exact>,
    /// Whether a part of it is known not to be done, whatever is known of the others: then it is not done either.
    pub unfinished: bool,
    /// Whether something of it was done, however long ago that was reported.
    pub begun: bool,
    /// The weight of what is known of its progress ÷ the weight of all.
    pub coverage: Exact,
    /// When it was completed.
    pub completion: Occurrence,
    /// Other figures that it has and that contradict the one that counts; where parts of one were not reported, the
    /// share nearest to the one that counts that it can have.
    pub disagreements: Vec<(ProgressBy, Exact)>,
    /// The share of its way at which it should be.
    ///
    /// # Errors
    /// Without a date or a beginning.
    pub scheduled: Known<Exact>,
    /// When it is due: with its own end, or with that of the nearest task above that has one.
    pub due: Option<Period>,
    /// The earliest dates that what it waits for allows.
    pub planned: Planned,
    /// Whether something that it waits for keeps it from beginning.
    ///
    /// # Errors
    /// Where nothing is known of what it waits for.
    pub blocked: Known<bool>,
    /// How far it is done by the newest report that is known, also of later days than the day judged.
    ///
    /// # Errors
    /// Why it is not known; [`Reason::NotDetermined`] where its progress is that of indicators and an earlier day
    /// is judged, since theirs is not looked at beyond that day.
    pub newest: Known<Exact>,
    /// The end of the newest period that was reported on.
    pub reported: Option<NaiveDate>,
    /// Whether anything was reported of it, of what belongs to it, of the tasks below it, or of its indicators.
    pub heard_of: bool,
    /// Whether its plan was published by then: before, nothing is said of it.
    pub is_published: bool,
    /// The day judged.
    pub until: NaiveDate,
}

impl TaskState {
    /// Whether nothing was reported of it, of what belongs to it, of the tasks below it, or of its indicators.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        !self.heard_of
    }

    /// Whether it is done.
    ///
    /// # Errors
    /// Why that is not known.
    pub fn done(&self) -> Known<bool> {
        if !self.is_published {
            return Err(Reason::NotPublished);
        }
        match (self.completion.reached_by(self.until), &self.progress) {
            (Ok(done), _) => Ok(done),
            (Err(_), Ok(progress)) if *progress < Exact::ONE => Ok(false),
            // Its parts are complete as far as they go, and yet not all of them are known to be.
            (Err(_), Ok(_)) => Err(Reason::NotDetermined),
            (Err(_), Err(_)) if self.unfinished => Ok(false),
            (Err(_), Err(reason)) => Err(*reason),
        }
    }

    /// Whether its due date is over, whatever is known of it.
    #[must_use]
    pub fn is_due(&self) -> bool {
        self.due.is_some_and(|due| due.end() <= self.until)
    }

    /// Whether it is overdue: due, and not known to be done.
    #[must_use]
    pub fn is_overdue(&self) -> bool {
        let is_over = self.due.is_some_and(|due| due.end() < self.until);
        is_over && self.is_published && self.done() != Ok(true)
    }

    /// Takes back all that is said of it.
    fn withhold(&mut self, reason: Reason) {
        self.is_published = false;
        self.completion = Occurrence::default();
        (self.unfinished, self.begun, self.planned) = (false, false, Planned::default());
        self.coverage = Exact::ZERO;
        self.disagreements.clear();
        (self.progress, self.scheduled, self.newest) = (Err(reason), Err(reason), Err(reason));
        self.blocked = Err(reason);
    }

    /// Whether it was late: not completed by its due date, once that is there.
    ///
    /// # Errors
    /// Where the reports leave it open.
    pub fn late(&self) -> Known<bool> {
        match self.due.map(Period::end) {
            Some(due) if due <= self.until => self.completion.reached_by(due).map(|in_time| !in_time),
            _ => Ok(false),
        }
    }

    /// Whether it has made up by now what it lacked on the day judged: its newest progress, also of a later day, is
    /// at least what was scheduled then.
    ///
    /// # Errors
    /// As progress and schedule.
    pub fn caught_up(&self) -> Known<bool> {
        let newest = self.newest.as_ref().map_err(|reason| *reason)?;
        Ok(*newest >= self.asked()?)
    }

    /// What is scheduled, to the places of weighted progress: one of three is then no less than a third.
    fn asked(&self) -> Known<Exact> {
        let scheduled = self.scheduled.as_ref().map_err(|reason| *reason)?;
        Ok(scheduled.to_places(SHARE_PLACES))
    }

    /// A fact about the task.
    ///
    /// # Errors
    /// Why it is unknown.
    pub fn fact(&self, fact: TaskFact) -> Known<FactValue> {
        if !self.is_published {
            return Err(Reason::NotPublished);
        }
        let days = |from: NaiveDate, to: NaiveDate| FactValue::Exact(Exact::from((to - from).num_days()));
        let due = self.due.map(Period::end).ok_or(Reason::NoDue);
        match fact {
            TaskFact::Done => self.done().map(FactValue::YesNo),
            TaskFact::Late => self.late().map(FactValue::YesNo),
            TaskFact::Progress => self.progress.clone().map(FactValue::Exact),
            TaskFact::Scheduled => self.scheduled.clone().map(FactValue::Exact),
            TaskFact::Lag => {
                let progress = self.progress.as_ref().map_err(|reason| *reason)?;
                Ok(FactValue::Exact(progress.minus(&self.asked()?)))
            }
            TaskFact::CaughtUp => self.caught_up().map(FactValue::YesNo),
            TaskFact::Closes => Ok(FactValue::Word(closes(self.until).into())),
            TaskFact::DaysLeft => Ok(days(self.until, due?)),
            TaskFact::Blocked => self.blocked.map(FactValue::YesNo),
            TaskFact::Slip => {
                let due = due?;
                Ok(days(due, self.planned.finish.unwrap_or(due)))
            }
            TaskFact::ReportAge => self.reported.map(|end| days(end, self.until)).ok_or(Reason::NotReported),
        }
    }
}

/// What is known of the tasks of a plan, each in its place. `milestones` are those of each task.
pub(super) fn states(
    looking: &Looking<'_>,
    indicators: &[IndicatorPart],
    milestones: &[Vec<Occurrence>],
) -> Vec<TaskState> {
    let (plan, until) = (looking.plan, looking.until);
    let starts = starts(plan);
    let counted = figures(looking, Some(indicators), milestones);
    // What was reported of later days, where an earlier one is judged.
    let later = (until < looking.as_of)
        .then(|| figures(&Looking { until: looking.as_of, ..*looking }, None, milestones));
    let newest = |index: usize| Some(later.as_ref()?.get(index)?.figure.share.clone());
    let begun: Vec<Option<Exact>> = counted.iter().map(Counted::surely).collect();
    let starts = starts.into_iter().enumerate();
    let each = starts.zip(counted).map(|((index, start), counted)| {
        let newest = newest(index).unwrap_or_else(|| counted.figure.share.clone());
        state(looking, index, counted, start, newest)
    });
    let mut states: Vec<TaskState> = each.collect();
    let completions: Vec<Occurrence> = states.iter().map(|state| state.completion).collect();
    let underway: Vec<Option<Underway>> =
        states.iter().zip(begun).map(|(state, begun)| underway(state, begun?)).collect();
    let schedule = Schedule::with_underway(plan, &completions, milestones, &underway);
    let blocked = blocked(plan, &states, milestones, until);
    let is_published = looking.is_published();
    let rest = schedule.tasks().iter().zip(blocked).zip(heard_of(looking));
    for (state, ((planned, blocked), heard_of)) in states.iter_mut().zip(rest) {
        state.planned = *planned;
        state.blocked = blocked;
        state.heard_of = heard_of;
        if !is_published {
            state.withhold(Reason::NotPublished);
        }
    }
    states
}

/// How far a task is that has begun and is not known to be done.
fn underway(state: &TaskState, share: Exact) -> Option<Underway> {
    let open = state.completion.by.is_none();
    open.then(|| Underway { on: state.reported.unwrap_or(state.until), share })
}

/// The figure of a task that counts, and what contradicts it.
#[derive(Clone)]
struct Counted {
    by: Option<ProgressBy>,
    figure: Figure,
    disagreements: Vec<(ProgressBy, Exact)>,
    /// Whether something of it was done, by whichever of its figures.
    begun: bool,
}

impl Counted {
    /// Of a task of which nothing was reported.
    fn none() -> Self {
        let figure = Figure::unknown(Reason::NotReported);
        Self { by: None, figure, disagreements: Vec::new(), begun: false }
    }

    /// What is surely done of a task that has begun, by what was reported of itself and of its steps.
    fn surely(&self) -> Option<Exact> {
        let own = [ProgressBy::Reported, ProgressBy::Milestones, ProgressBy::Deliverables];
        let by_own = self.by.is_some_and(|by| own.contains(&by));
        let least = self.figure.least().filter(|_| by_own);
        self.begun.then(|| least.cloned().unwrap_or(Exact::ZERO))
    }

    fn of(task: &Task, figures: &[(ProgressBy, Option<Figure>)]) -> Self {
        let Some((by, figure)) = counted(task, figures) else { return Self::none() };
        let others = figures.iter().filter(|(other, _)| *other != by);
        let own = figure.share.as_ref().ok();
        let disagreements =
            others.filter_map(|(by, other)| Some((*by, contradiction(own?, other.as_ref()?)?))).collect();
        Self { by: Some(by), figure, disagreements, begun: false }
    }
}

/// The figure of each task that counts. Without `indicators` nothing is known of theirs.
fn figures(
    looking: &Looking<'_>,
    indicators: Option<&[IndicatorPart]>,
    milestones: &[Vec<Occurrence>],
) -> Vec<Counted> {
    let plan = looking.plan;
    let tasks = plan.tasks();
    let parents: Vec<Option<usize>> = tasks.iter().map(Task::parent).collect();
    let mut below: Vec<(Scale, Vec<Occurrence>, Parts)> = tasks.iter().map(|_| Default::default()).collect();
    let mut all = vec![Counted::none(); tasks.len()];
    for index in leaves_first(&parents) {
        let Some(task) = tasks.get(index) else { continue };
        let own = milestones.get(index).map(Vec::as_slice).unwrap_or_default();
        let (scale, completions, parts) = below.get_mut(index).map(std::mem::take).unwrap_or_default();
        let figures = [
            (ProgressBy::Reported, looking.reported(index)),
            (ProgressBy::Milestones, looking.by_milestones(task, own)),
            (ProgressBy::Deliverables, looking.by_deliverables(index, task)),
            (ProgressBy::Tasks, of_parts(&scale, completions, parts)),
            (ProgressBy::Indicators, by_indicators(plan, task, indicators)),
        ];
        let mut counted = Counted::of(task, &figures);
        if counted.figure.completion.reached_by(looking.until) == Ok(true) {
            // Evidence that is there makes a task done, though it has no share of a way.
            (counted.figure.share, counted.figure.coverage) = (Ok(Exact::ONE), Exact::ONE);
            counted.figure.unfinished = false;
        }
        counted.begun = figures.iter().any(|(_, figure)| figure.as_ref().is_some_and(|figure| figure.begun));
        if let Some((scale, completions, parts)) = task.parent().and_then(|parent| below.get_mut(parent)) {
            parts.unfinished |= counted.figure.unfinished;
            parts.begun |= counted.begun;
            scale.add(&Exact::from(task.weight()), counted.figure.share.as_ref().ok(), &Exact::ONE);
            completions.push(counted.figure.completion);
        }
        if let Some(place) = all.get_mut(index) {
            *place = counted;
        }
    }
    all
}

fn state(
    looking: &Looking<'_>,
    index: usize,
    counted: Counted,
    start: Option<NaiveDate>,
    newest: Known<Exact>,
) -> TaskState {
    let (plan, until) = (looking.plan, looking.until);
    let task = plan.tasks().get(index);
    let due = task.and_then(Task::due);
    let Counted { by, figure, disagreements, begun } = counted;
    let scheduled = scheduled(by, task, start, until);
    TaskState {
        by,
        unfinished: figure.unfinished,
        begun,
        coverage: figure.coverage,
        completion: figure.completion,
        progress: figure.share,
        disagreements,
        scheduled,
        due,
        planned: Planned::default(),
        blocked: Ok(false),
        newest,
        reported: task.and_then(|task| newest_report(looking, index, task)),
        heard_of: false,
        is_published: true,
        until,
    }
}

/// The share of the way of the indicators that a task serves.
fn by_indicators(plan: &Plan, task: &Task, indicators: Option<&[IndicatorPart]>) -> Option<Figure> {
    let Some(indicators) = indicators else {
        return (!task.indicators().is_empty()).then(|| Figure::unknown(Reason::NotDetermined));
    };
    let mut scale = Scale::new();
    let (mut completions, mut parts) = (Vec::new(), Parts::default());
    for index in task.indicators() {
        let Some((part, indicator)) = indicators.get(*index).zip(plan.indicators().get(*index)) else {
            continue;
        };
        let Some(standing) = part.standing else { continue };
        let share = part.share.clone().map(clamped).ok();
        scale.add(&Exact::from(indicator.weight()), share.as_ref(), &Exact::ONE);
        completions.push(of_standing(standing, part.end));
        parts.begun |= share.as_ref().is_some_and(|share| share.sign() > 0);
        parts.unfinished |= share.is_some_and(|share| share < Exact::ONE);
    }
    of_parts(&scale, completions, parts)
}
