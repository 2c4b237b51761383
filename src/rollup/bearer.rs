//! What organizations and posts answer for, by role, and how that stands. Leads and supporters are not mixed.

use std::collections::{BTreeMap, BTreeSet};

use super::IndicatorState;
use super::cover::Cover;
use super::covered::Remembered;
use super::parts::Parts;
use super::summary::Sum;
use super::{DutyStanding, Outstanding, Summary};
use crate::plan::{Bearer, Role, Subject};

/// What an organization or post answers for in a role, and how that stands.
///
/// The lists name what the plan names it for. What belongs to these tasks is counted here, and listed with the tasks:
/// many may answer for one large task.
#[derive(Clone, Debug)]
pub struct BearerSummary {
    /// Who.
    pub bearer: Bearer,
    /// In which role.
    pub role: Role,
    /// The tasks named.
    pub tasks: Vec<usize>,
    /// The indicators named.
    pub indicators: Vec<usize>,
    /// The duties of monitoring named.
    pub duties: Vec<usize>,
    /// How many of the lists that it stands in ended with 等, so that others answer too.
    pub open_lists: usize,
    /// The collectives (各区县) that it is a member of and that have this role: with them it answers for what they do.
    pub through: Vec<usize>,
    /// What it is named for that is over its due date and not known to be done or attained.
    pub overdue: Vec<Subject>,
    /// What it is named for of which nothing was reported: indicators without a figure, tasks and duties without a
    /// report.
    pub without_figures: Vec<Subject>,
    /// What it is named for that has no date.
    pub undated: Vec<Subject>,
    /// How many of the milestones of the tasks named, and of the indicators that these tasks serve, are so, each once.
    /// Indicators that are named themselves stand in the lists, and are not counted here.
    pub of_tasks: Outstanding,
    /// How it stands: each indicator, milestone and task once, those of the tasks named and of the tasks below
    /// them included. The means are those of the tasks and indicators named, by their weights; what is undetermined,
    /// left out or vetoes is listed for the indicators named, and of the tasks counted.
    pub summary: Summary,
}

/// What one of them is named for.
#[derive(Default)]
struct Named {
    indicators: BTreeSet<usize>,
    tasks: BTreeSet<usize>,
    duties: BTreeSet<usize>,
    open_lists: usize,
    through: BTreeSet<usize>,
}

impl Parts<'_> {
    /// What each organization and post answers for, by role; `tasks` are the summaries of all tasks.
    pub(super) fn bearers(
        &self,
        tasks: &[Summary],
        cover: &Cover,
        duties: &[DutyStanding],
        known: &[IndicatorState],
    ) -> Vec<BearerSummary> {
        let outstanding = self.outstanding(known);
        let (mut covered, mut of_tasks) = (Remembered::new(cover), Remembered::new(&outstanding));
        let summaries = self.named().into_iter().map(|((bearer, role), named)| {
            let mut sum = Sum::new();
            let tops = cover.topmost(named.tasks.iter().copied());
            for top in tops.iter().copied() {
                if let Some((task, summary)) = self.plan.tasks().get(top).zip(tasks.get(top)) {
                    sum.add_task(top, summary, task.weight().into());
                }
            }
            for index in named.indicators.iter().copied() {
                self.list(&mut sum, index);
                // Else it counts with its task.
                if !cover.serves(index, &tops) {
                    self.weigh(&mut sum, index, self.weight_of(index));
                }
            }
            sum.whole.counts = covered.counts(&tops, named.indicators.iter().copied());
            let lists = self.lists(&named, duties, &outstanding);
            BearerSummary {
                bearer,
                role,
                of_tasks: named.outstanding(&outstanding, &mut of_tasks),
                tasks: named.tasks.into_iter().collect(),
                indicators: named.indicators.into_iter().collect(),
                duties: named.duties.into_iter().collect(),
                open_lists: named.open_lists,
                through: named.through.into_iter().collect(),
                overdue: lists.overdue,
                without_figures: lists.without_figures,
                undated: lists.undated,
                summary: sum.summary(self.policy),
            }
        });
        summaries.collect()
    }

    /// What each is named for, itself or as a member of a collective.
    fn named(&self) -> BTreeMap<(Bearer, Role), Named> {
        let mut named: BTreeMap<(Bearer, Role), Named> = BTreeMap::new();
        for one in self.plan.responsibilities() {
            let all = named.entry((one.bearer(), one.role())).or_default();
            all.open_lists += usize::from(one.open_ended());
            match one.subject() {
                Subject::Indicator(index) => all.indicators.insert(index),
                Subject::Task(index) => all.tasks.insert(index),
                Subject::Duty(index) => all.duties.insert(index),
                // A responsibility names nothing else.
                Subject::Milestone(..) | Subject::Deliverable(..) | Subject::Evidence(..) => false,
            };
        }
        let own: Vec<(Bearer, Role)> = named.keys().copied().collect();
        for (bearer, role) in own {
            let Bearer::Organization(collective) = bearer else { continue };
            let members = self.plan.organizations().get(collective).map(|of| of.members());
            for member in members.into_iter().flatten() {
                let member = named.entry((Bearer::Organization(*member), role)).or_default();
                member.through.insert(collective);
            }
        }
        named
    }

    /// Lists what is overdue, unreported and undated of what one is named for.
    fn lists(&self, named: &Named, duties: &[DutyStanding], outstanding: &Cover) -> Lists {
        let mut lists = Lists::default();
        for index in &named.tasks {
            let Some(state) = self.states.get(*index) else { continue };
            let subject = Subject::Task(*index);
            lists.add(subject, state.is_overdue(), state.is_silent(), state.due.is_none());
        }
        for index in &named.indicators {
            let of = outstanding.indicator(*index).outstanding;
            lists.add(Subject::Indicator(*index), of.overdue > 0, of.without_figures > 0, of.undated > 0);
        }
        for index in &named.duties {
            let Some((duty, of)) = duties.get(*index).zip(self.plan.duties().get(*index)) else { continue };
            let dated = of.due().is_some() || of.frequency().is_some();
            lists.add(Subject::Duty(*index), duty.is_overdue(of), !duty.reported, !dated);
        }
        lists
    }
}

impl Named {
    /// What is outstanding of what its tasks have, without what is named itself.
    fn outstanding(&self, cover: &Cover, of_tasks: &mut Remembered<'_>) -> Outstanding {
        let tasks = cover.topmost(self.tasks.iter().copied());
        let mut counts = of_tasks.counts(&tasks, []);
        for index in self.indicators.iter().filter(|index| cover.serves(**index, &tasks)) {
            counts.take(&cover.indicator(*index));
        }
        counts.outstanding
    }
}

/// What is to be said of parts beside how they stand.
#[derive(Default)]
struct Lists {
    overdue: Vec<Subject>,
    without_figures: Vec<Subject>,
    undated: Vec<Subject>,
}

impl Lists {
    fn add(&mut self, subject: Subject, overdue: bool, silent: bool, undated: bool) {
        self.overdue.extend(overdue.then_some(subject));
        self.without_figures.extend(silent.then_some(subject));
        self.undated.extend(undated.then_some(subject));
    }
}
