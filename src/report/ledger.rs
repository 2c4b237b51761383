//! The ledger (台账): what each organization answers for in all plans, by role, and how that stands.

mod told;

use std::collections::{BTreeMap, HashMap, HashSet};

use super::doc::{FactDoc, PlanRef, PolicyRef, SummaryDoc, TextDoc, policy_ref};
use super::lines;
use super::parts::reasons;
use super::{Report, WhatIfDoc};
use crate::facts::{Reason, TaskFact};
use crate::lang::Lang;
use crate::plan::{Bearer, Responsibility, Role, Subject};
use crate::policy::Standing;
use crate::rollup::{Judgement, Rollup, Scored};

/// The value of `format` in a ledger.
pub const LEDGER_FORMAT: &str = "attainment/ledger@1";

super::doc::document! {
    /// What each organization answers for: `format: attainment/ledger@1`.
    LedgerDoc {
        /// Always `attainment/ledger@1`.
        format: String,
        /// The version of the library that judged.
        engine: String,
        /// The plans, each with what it was judged by and at which date.
        plans: Vec<LedgerPlanDoc>,
        /// The organizations and posts, in the order in which the plans name them.
        organizations: Vec<LedgerBearerDoc>,
        /// What nobody answers for.
        without_owner: Vec<LedgerItemDoc>,
        /// What has no date.
        without_date: Vec<LedgerItemDoc>,
        /// Lists that ended with 等: what for, in which role, and who stands there.
        open_lists: Vec<LedgerOpenDoc>,
        /// Collectives whose members are not listed.
        open_collectives: Vec<LedgerCollectiveDoc>,
        /// Goals in words that nobody can judge: without a scale or evidence, a judge, or a date.
        not_assessable: Vec<LedgerItemDoc>,
    }

    /// A collective whose members are not listed.
    LedgerCollectiveDoc {
        /// The id of the plan.
        plan: String,
        /// The id of the collective.
        id: String,
        /// Its name.
        name: String,
    }

    /// A plan of a ledger.
    LedgerPlanDoc {
        /// The plan.
        plan: PlanRef,
        /// What it was judged by.
        policy: PolicyRef,
        /// What was known by this day counts.
        as_of: String,
        /// The day judged.
        judged_until: String,
        /// What a what-if assumes, if the report is told from one: then this says what would be.
        what_if: Option<WhatIfDoc>,
        /// The whole plan, summed up.
        summary: SummaryDoc,
    }

    /// An organization or post in a ledger.
    LedgerBearerDoc {
        /// Its id, by which the plans are joined.
        id: String,
        /// Its name, as the first plan has it.
        name: String,
        /// Names by which other plans call it.
        also: Vec<String>,
        /// `organization` or `post`.
        kind: String,
        /// What it answers for, by role.
        roles: Vec<LedgerRoleDoc>,
    }

    /// What an organization answers for in a role.
    LedgerRoleDoc {
        /// The role.
        role: String,
        /// What it is named for.
        items: Vec<LedgerItemDoc>,
        /// How many of these stand how.
        counts: BTreeMap<String, usize>,
        /// How many are over their due date and not known to be done or attained.
        overdue: usize,
        /// How many nothing was reported of.
        without_figures: usize,
        /// How many have no date.
        without_date: usize,
        /// How many of the lists that it stands in ended with 等.
        open_lists: usize,
        /// The collectives that it is a member of and that have this role, by their ids.
        through: Vec<String>,
    }

    /// A task, indicator or duty in a ledger.
    LedgerItemDoc {
        /// The id of the plan.
        plan: String,
        /// `task`, `indicator` or `duty`.
        kind: String,
        /// Its id.
        id: String,
        /// Its title.
        title: String,
        /// When it is due; nothing where it has no date.
        due: Option<String>,
        /// How often it is to be done, if it is a duty that recurs: `year`, `half`, `quarter`, `month`.
        frequency: Option<String>,
        /// The id of the outcome, or the standing of a duty.
        outcome: String,
        /// Its name.
        label: TextDoc,
        /// How it stands.
        standing: String,
        /// Why it is undetermined, if it is: the first reason.
        reason: Option<String>,
        /// How far it is done: the progress of a task, the share of the way of an indicator.
        progress: FactDoc,
        /// Whether it is over its due date and not known to be done or attained.
        overdue: bool,
        /// Whether nothing was reported of it.
        without_figures: bool,
        /// Whether it has no date, or one of its targets has none.
        #[cfg_attr(feature = "serde", serde(default))]
        without_date: bool,
        /// Whether the list that it stands in ended with 等.
        open_ended: bool,
        /// The words by which the plan names who answers.
        text: Option<String>,
    }

    /// A list that ended with 等.
    LedgerOpenDoc {
        /// The id of the plan.
        plan: String,
        /// The id of the task, indicator or duty.
        id: String,
        /// Its title.
        title: String,
        /// The role.
        role: String,
        /// The organization or post that stands there, by its id.
        organization: String,
    }
}

/// What each organization answers for in the plans of some reports, and how that stands. Organizations of several
/// plans are joined by their ids.
///
/// ```
/// # #[cfg(all(feature = "yaml", feature = "csv"))] {
/// use attainment::report::ledger;
/// use attainment::{Evaluator, Lang, Observations, Plan, Policy};
/// let plan = Plan::from_yaml("
///     format: attainment/plan@1
///     id: demo
///     title: Demo
///     period: { start: 2024, end: 2025 }
///     organizations: [ { id: office, name: Office } ]
///     tasks:
///       - { id: t1, title: Draft, window: { start: 2024-01, end: 2024-06 } }
///       - { id: t2, title: Print, window: { start: 2024-07, end: 2024-12 } }
///     responsibilities: [ { role: lead, organization: office, task: t1 } ]
/// ")?;
/// let data = Observations::from_csv("subject,period,value\nt1,2024-06,2024-06-20\n".as_bytes(), &plan)?;
/// let policy = Policy::builtin("cn-schedule")?;
/// let report = Evaluator::new(&policy).as_of("2024-09-30".parse()?).evaluate(&plan, &data);
/// let ledger = ledger(&[report]);
/// let lead = &ledger.organizations[0].roles[0];
/// assert_eq!((lead.role.as_str(), lead.items[0].outcome.as_str()), ("lead", "task_done"));
/// assert_eq!(ledger.without_owner[0].id, "t2");
/// println!("{}", ledger.to_text(Lang::En));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn ledger(reports: &[Report<'_>]) -> LedgerDoc {
    let mut ledger = LedgerDoc {
        format: LEDGER_FORMAT.to_owned(),
        engine: env!("CARGO_PKG_VERSION").to_owned(),
        plans: Vec::new(),
        organizations: Vec::new(),
        without_owner: Vec::new(),
        without_date: Vec::new(),
        open_lists: Vec::new(),
        open_collectives: Vec::new(),
        not_assessable: Vec::new(),
    };
    let mut joined = Joined::default();
    for report in reports {
        let rollup = report.rollup();
        ledger.plans.push(LedgerPlanDoc {
            plan: PlanRef { id: report.plan().id().to_owned(), title: report.plan().title().to_owned() },
            policy: policy_ref(report.policy()),
            as_of: report.as_of().to_string(),
            judged_until: report.judged_until().to_string(),
            what_if: report.what_if(),
            summary: report.summary(&rollup.plan),
        });
        Entry { report, rollup: &rollup }.add_to(&mut ledger, &mut joined);
    }
    for bearer in &mut ledger.organizations {
        bearer.roles.sort_by_key(|role| Role::from_word(&role.role));
    }
    ledger
}

/// What the plans of a ledger have in common.
#[derive(Default)]
struct Joined {
    /// The places of organizations and posts, by kind and id.
    places: HashMap<(&'static str, String), usize>,
    /// The collectives that are told of an organization in a role.
    through: HashSet<(usize, Role, String)>,
}

/// One report as it goes into the ledger.
struct Entry<'e, 'r> {
    report: &'e Report<'r>,
    rollup: &'e Rollup,
}

impl Entry<'_, '_> {
    fn add_to(&self, ledger: &mut LedgerDoc, joined: &mut Joined) {
        let plan = self.report.plan();
        let mut named: HashMap<(Bearer, Role), Vec<&Responsibility>> = HashMap::new();
        for one in plan.responsibilities() {
            named.entry((one.bearer(), one.role())).or_default().push(one);
        }
        for of in &self.rollup.bearers {
            let id = plan.bearer_id(of.bearer).unwrap_or_default();
            let name = plan.bearer_name(of.bearer).unwrap_or_default();
            let kind = match of.bearer {
                Bearer::Organization(_) => "organization",
                Bearer::Post(_) => "post",
            };
            let place = *joined.places.entry((kind, id.to_owned())).or_insert_with(|| {
                ledger.organizations.push(LedgerBearerDoc {
                    id: id.to_owned(),
                    name: name.to_owned(),
                    also: Vec::new(),
                    kind: kind.to_owned(),
                    roles: Vec::new(),
                });
                ledger.organizations.len() - 1
            });
            let Some(bearer) = ledger.organizations.get_mut(place) else { continue };
            if bearer.name != name && !bearer.also.iter().any(|other| other == name) {
                bearer.also.push(name.to_owned());
            }
            let Some(role) = bearer.role(of.role.word()) else { continue };
            // Several plans may name one collective.
            for collective in of.through.iter().filter_map(|index| plan.organizations().get(*index)) {
                let id = collective.id().to_owned();
                if joined.through.insert((place, of.role, id.clone())) {
                    role.through.push(id);
                }
            }
            role.open_lists += of.open_lists;
            for one in named.get(&(of.bearer, of.role)).into_iter().flatten() {
                let Some(mut item) = self.item(one.subject()) else { continue };
                item.open_ended = one.open_ended();
                item.text = one.text().map(str::to_owned);
                role.add(item);
            }
        }
        let gaps = plan.gaps();
        ledger.without_owner.extend(gaps.without_owner.iter().filter_map(|subject| self.item(*subject)));
        ledger.without_date.extend(gaps.without_date.iter().filter_map(|subject| self.item(*subject)));
        ledger.open_lists.extend(gaps.open_lists.iter().filter_map(|(subject, role, bearer)| {
            Some(LedgerOpenDoc {
                plan: plan.id().to_owned(),
                id: plan.id_of(*subject)?.to_owned(),
                title: plan.title_of(*subject)?.to_owned(),
                role: role.word().to_owned(),
                organization: plan.bearer_id(*bearer)?.to_owned(),
            })
        }));
        let collectives = gaps.open_collectives.iter().filter_map(|index| plan.organizations().get(*index));
        ledger.open_collectives.extend(collectives.map(|of| LedgerCollectiveDoc {
            plan: plan.id().to_owned(),
            id: of.id().to_owned(),
            name: of.name().to_owned(),
        }));
        ledger.not_assessable.extend(gaps.not_assessable.iter().filter_map(|(index, reason)| {
            let item = self.item(Subject::Indicator(*index))?;
            Some(LedgerItemDoc { reason: Some(reason.word().to_owned()), ..item })
        }));
    }

    /// The first reason that keeps the judgement of a task open.
    fn why_open(&self, index: usize) -> Option<Reason> {
        let policy = self.report.policy();
        let (summary, table) = self.rollup.tasks.get(index).zip(policy.task_table())?;
        let Some(Judgement::Decided(decision)) = summary.judgement else { return None };
        if decision.outcome().is_some() {
            return None;
        }
        let beside = self.rollup.beside(self.report.plan(), policy, Some(Scored::Task(index)));
        reasons(summary, table, decision, &beside).first().copied()
    }

    /// A task, indicator or duty as it stands.
    fn item(&self, subject: Subject) -> Option<LedgerItemDoc> {
        let plan = self.report.plan();
        let both = |told: &dyn Fn(Lang) -> String| TextDoc { zh: told(Lang::Zh), en: told(Lang::En) };
        let mut item = LedgerItemDoc {
            plan: plan.id().to_owned(),
            kind: String::new(),
            id: plan.id_of(subject)?.to_owned(),
            title: plan.title_of(subject)?.to_owned(),
            due: None,
            frequency: None,
            outcome: Standing::NotAssessed.word().to_owned(),
            label: both(&|lang| lines::standing(Standing::NotAssessed, lang)),
            standing: Standing::NotAssessed.word().to_owned(),
            reason: None,
            progress: FactDoc::Unknown { unknown: Reason::NotReported.word().to_owned() },
            overdue: false,
            without_figures: false,
            without_date: false,
            open_ended: false,
            text: None,
        };
        match subject {
            Subject::Task(index) => {
                let (summary, state) = self.rollup.tasks.get(index).zip(self.rollup.states.get(index))?;
                "task".clone_into(&mut item.kind);
                item.due = state.due.map(|due| due.to_string());
                if let Some(of) = summary.judgement {
                    let outcome = lines::judgement(of, self.report.policy());
                    outcome.id().clone_into(&mut item.outcome);
                    item.label = both(&|lang| outcome.label(lang).to_owned());
                    outcome.standing().word().clone_into(&mut item.standing);
                }
                item.progress = FactDoc::from(state.fact(TaskFact::Progress));
                item.overdue = state.is_overdue();
                item.without_figures = state.is_silent();
                item.without_date = state.due.is_none();
                item.reason = self.why_open(index).map(|reason| reason.word().to_owned());
            }
            Subject::Indicator(index) => {
                "indicator".clone_into(&mut item.kind);
                let state = self.rollup.indicators.get(index)?;
                item.due = state.due.map(|due| due.to_string());
                item.overdue = state.overdue;
                item.without_figures = state.silent;
                item.without_date = state.undated;
                let Some(verdict) = self.report.own_verdict(index) else {
                    // Stretch targets and outlooks are shown, and not counted.
                    return Some(item);
                };
                let (outcome, trajectory) = (verdict.outcome(), verdict.trajectory());
                outcome.id().clone_into(&mut item.outcome);
                item.label = both(&|lang| outcome.label(lang).to_owned());
                outcome.standing().word().clone_into(&mut item.standing);
                item.progress = FactDoc::from(trajectory.share().map(crate::facts::FactValue::Exact));
                let missing = verdict.missing();
                item.reason = missing.first().map(|(_, reason)| reason.word().to_owned());
            }
            Subject::Duty(index) => {
                "duty".clone_into(&mut item.kind);
                let (duty, of) = plan.duties().get(index).zip(self.rollup.duties.get(index))?;
                item.due = duty.due().map(|due| due.to_string());
                item.frequency = duty.frequency().map(|frequency| frequency.word().to_owned());
                of.standing.word().clone_into(&mut item.outcome);
                item.label = both(&|lang| lines::standing(of.standing, lang));
                of.standing.word().clone_into(&mut item.standing);
                item.overdue = of.is_overdue(duty);
                item.without_figures = !of.reported;
                item.without_date = duty.due().is_none() && duty.frequency().is_none();
                item.reason = of.reason.map(|reason| reason.word().to_owned());
            }
            Subject::Milestone(..) | Subject::Deliverable(..) | Subject::Evidence(..) => return None,
        }
        Some(item)
    }
}

impl LedgerBearerDoc {
    /// What it answers for in a role.
    fn role(&mut self, word: &str) -> Option<&mut LedgerRoleDoc> {
        let place = self.roles.iter().position(|role| role.role == word).unwrap_or(self.roles.len());
        if place == self.roles.len() {
            self.roles.push(LedgerRoleDoc {
                role: word.to_owned(),
                items: Vec::new(),
                counts: BTreeMap::new(),
                overdue: 0,
                without_figures: 0,
                without_date: 0,
                open_lists: 0,
                through: Vec::new(),
            });
        }
        self.roles.get_mut(place)
    }
}

impl LedgerRoleDoc {
    fn add(&mut self, item: LedgerItemDoc) {
        *self.counts.entry(item.standing.clone()).or_default() += 1;
        self.overdue += usize::from(item.overdue);
        self.without_figures += usize::from(item.without_figures);
        self.without_date += usize::from(item.without_date);
        self.items.push(item);
    }
}
