//! What organizations and posts answer for, by role, and how that stands. Leads and supporters are not mixed.

use std::collections::{BTreeMap, BTreeSet};

use super::cover::Cover;
use super::parts::Parts;
use super::summary::Sum;
use super::{DutyStanding, Summary};
use crate::plan::{Bearer, Role, Subject};
use crate::policy::Standing;

/// What an organization or post answers for in a role, and how that stands.
///
/// The lists name what the plan names it for, with the milestones of these tasks and the indicators that they serve;
/// the summary runs over all that lies below them too.
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
    /// What is over its due date and not known to be done or attained.
    pub overdue: Vec<Subject>,
    /// What nothing was reported of: indicators without a figure, tasks and milestones without a report.
    pub without_figures: Vec<Subject>,
    /// What has no date.
    pub undated: Vec<Subject>,
    /// How it stands: each indicator, milestone and task once, those of the tasks named and of the tasks below
    /// them included. The means are those of the tasks and indicators named, by their weights; what is undetermined,
    /// left out or vetoes is listed for what is named, and below that counted.
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

/// What is known of the indicators of a plan, for lists of what is overdue.
pub(super) struct Known<'k> {
    /// Whether no figure of it is known.
    pub(super) without_figures: &'k [bool],
    /// Whether its due date is over and it is not attained.
    pub(super) overdue: &'k [bool],
}

impl Parts<'_> {
    /// What each organization and post answers for, by role; `tasks` are the summaries of all tasks.
    pub(super) fn bearers(
        &self,
        tasks: &[Summary],
        duties: &[DutyStanding],
        known: &Known<'_>,
    ) -> Vec<BearerSummary> {
        let cover = Cover::of(self, tasks);
        let summaries = self.named().into_iter().map(|((bearer, role), named)| {
            let mut sum = Sum::new();
            let tops = cover.topmost(named.tasks.iter().copied());
            cover.add_to(&mut sum.whole, &tops);
            for top in tops.iter().copied() {
                if let Some((task, summary)) = self.plan.tasks().get(top).zip(tasks.get(top)) {
                    sum.add_task(top, summary, task.weight().into());
                }
            }
            for summary in named.tasks.iter().filter_map(|task| tasks.get(*task)) {
                sum.list(&summary.undetermined, &summary.left_out, &summary.vetoed_by);
            }
            for index in named.indicators.iter().copied() {
                if !cover.serves(index, &tops) {
                    self.add_indicator(&mut sum, index, self.weight_of(index));
                } else {
                    // It is counted with its task.
                    let mut own = Sum::new();
                    self.add_indicator(&mut own, index, self.weight_of(index));
                    sum.list(&own.undetermined, &own.left_out, &own.vetoed_by);
                }
            }
            sum.list_once();
            let mut lists = Lists::default();
            self.list(&named, duties, known, &mut lists);
            BearerSummary {
                bearer,
                role,
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
    fn list(&self, named: &Named, duties: &[DutyStanding], known: &Known<'_>, lists: &mut Lists) {
        let mut served: BTreeSet<usize> = named.indicators.clone();
        for index in &named.tasks {
            let Some((task, state)) = self.plan.tasks().get(*index).zip(self.states.get(*index)) else {
                continue;
            };
            served.extend(task.indicators());
            let subject = Subject::Task(*index);
            lists.overdue.extend(state.is_overdue().then_some(subject));
            lists.without_figures.extend(state.is_silent().then_some(subject));
            lists.undated.extend(state.due.is_none().then_some(subject));
            for milestone in self.milestones.get(*index).into_iter().flatten() {
                let subject = Subject::Milestone(*index, milestone.milestone);
                let due = task.milestones().get(milestone.milestone).map(|of| of.due().end());
                let over = due.is_some_and(|due| due < state.until);
                lists.overdue.extend((over && milestone.reached.is_none()).then_some(subject));
                let silent = over && milestone.standing == Standing::Undetermined;
                lists.without_figures.extend(silent.then_some(subject));
            }
        }
        for index in served {
            let subject = Subject::Indicator(index);
            lists.overdue.extend((known.overdue.get(index) == Some(&true)).then_some(subject));
            lists
                .without_figures
                .extend((known.without_figures.get(index) == Some(&true)).then_some(subject));
            let targets = self.plan.indicators().get(index).map(|indicator| indicator.targets());
            let mut assessments = targets.into_iter().flatten().filter_map(|target| target.assessment());
            lists.undated.extend(assessments.any(|one| !one.is_dated()).then_some(subject));
        }
        for index in &named.duties {
            let subject = Subject::Duty(*index);
            let Some((duty, of)) = duties.get(*index).zip(self.plan.duties().get(*index)) else { continue };
            lists.overdue.extend(duty.is_overdue(of).then_some(subject));
            lists.without_figures.extend((!duty.reported).then_some(subject));
            let dated = of.due().is_some() || of.frequency().is_some();
            lists.undated.extend((!dated).then_some(subject));
        }
    }
}

/// What is to be said of parts beside how they stand.
#[derive(Default)]
struct Lists {
    overdue: Vec<Subject>,
    without_figures: Vec<Subject>,
    undated: Vec<Subject>,
}
