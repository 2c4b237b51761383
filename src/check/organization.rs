//! Organizations, posts, and who answers for what.

use std::collections::{HashMap, HashSet};

use super::plan::{Ids, resolve};
use super::read::Reader;
use super::trail::Trail;
use super::tree::{abridged, parents};
use super::{BadNumber, Problem};
use crate::plan::{
    Bearer, Collective, Leads, Organization, OrganizationDoc, Plan, PlanDoc, Post, Responsibility,
    ResponsibilityDoc, Role, Subject, leaves_first,
};

pub(super) fn organizations(doc: &PlanDoc, ids: &Ids<'_>, reader: &mut Reader) -> Vec<Organization> {
    let at = Trail::Root.key("organizations");
    let nodes = doc.organizations.iter().map(|doc| (&*doc.id, doc.parent.as_deref()));
    let parents = parents(nodes, ids, "organization", reader, &at);
    let mut organizations = Vec::with_capacity(doc.organizations.len());
    for (index, (doc, parent)) in doc.organizations.iter().zip(parents).enumerate() {
        organizations.push(Organization {
            id: doc.id.clone(),
            name: doc.name.clone(),
            parent,
            aliases: doc.aliases.clone(),
            collective: collective(doc, index, ids, reader, &at.index(index)),
        });
    }
    collectives_in_collectives(&organizations, reader, &at);
    organizations
}

fn collective(
    doc: &OrganizationDoc,
    own: usize,
    ids: &Ids<'_>,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Collective {
    let stated = reader.flag(doc.collective.as_deref(), &at.key("collective"));
    if doc.members.is_empty() {
        return if stated == Some(true) { Collective::Open } else { Collective::No };
    }
    let members_at = at.key("members");
    if stated == Some(false) {
        let fault = BadNumber::Unfit {
            text: "false".into(),
            needed: ("true, since it has members", "true（已列成员）"),
        };
        reader.report(Problem::BadNumber { fault }, &at.key("collective"));
    }
    let (mut seen, mut members) = (HashSet::new(), Vec::with_capacity(doc.members.len()));
    for (number, id) in doc.members.iter().enumerate() {
        let at = members_at.index(number);
        let Some(member) = resolve(id, ids, "organization", reader, &at) else { continue };
        if member == own {
            reader.report(Problem::Cycle { members: format!("{id} → {id}") }, &at);
        } else if !seen.insert(member) {
            reader.report(Problem::DuplicateId { id: id.clone() }, &at);
        } else {
            members.push(member);
        }
    }
    Collective::Members(members)
}

/// Members are organizations that stand for themselves: one collective in another would have to be unfolded.
fn collectives_in_collectives(organizations: &[Organization], reader: &mut Reader, at: &Trail<'_>) {
    for (index, organization) in organizations.iter().enumerate() {
        for (number, member) in organization.members().iter().enumerate() {
            let Some(member) = organizations.get(*member) else { continue };
            if member.collective != Collective::No {
                let problem =
                    Problem::NestedCollective { id: organization.id.clone(), member: member.id.clone() };
                reader.report(problem, &at.index(index).key("members").index(number));
            }
        }
    }
}

pub(super) fn posts(doc: &PlanDoc, organizations: &Ids<'_>, reader: &mut Reader) -> Vec<Post> {
    let at = Trail::Root.key("posts");
    let mut posts = Vec::with_capacity(doc.posts.len());
    for (index, doc) in doc.posts.iter().enumerate() {
        let at = at.index(index);
        let organization = doc
            .organization
            .as_deref()
            .and_then(|id| resolve(id, organizations, "organization", reader, &at.key("organization")));
        posts.push(Post { id: doc.id.clone(), name: doc.name.clone(), organization });
    }
    posts
}

/// Whether a task or indicator has one lead.
pub(super) fn leads(doc: &PlanDoc, reader: &mut Reader) -> Leads {
    let word = doc.leads.as_deref();
    let read = word.and_then(|word| reader.word(word, Leads::ALL, Leads::word, &Trail::Root.key("leads")));
    read.unwrap_or(Leads::Several)
}

/// The ids that a responsibility can name.
pub(super) struct Names<'i> {
    pub(super) organizations: &'i Ids<'i>,
    pub(super) posts: &'i Ids<'i>,
    pub(super) indicators: &'i Ids<'i>,
    pub(super) tasks: &'i Ids<'i>,
    pub(super) duties: &'i Ids<'i>,
}

pub(super) fn responsibilities(
    docs: &[ResponsibilityDoc],
    names: &Names<'_>,
    reader: &mut Reader,
) -> Vec<Responsibility> {
    let at = Trail::Root.key("responsibilities");
    let (mut seen, mut responsibilities) = (HashSet::new(), Vec::with_capacity(docs.len()));
    for (index, doc) in docs.iter().enumerate() {
        let at = at.index(index);
        let role = Role::from_raci(&doc.role)
            .or_else(|| reader.word(&doc.role, Role::ALL, Role::word, &at.key("role")));
        let open_ended = reader.flag(doc.open_ended.as_deref(), &at.key("open_ended")).unwrap_or(false);
        let bearer = match (&doc.organization, &doc.post) {
            (Some(id), None) => {
                let at = at.key("organization");
                resolve(id, names.organizations, "organization", reader, &at).map(Bearer::Organization)
            }
            (None, Some(id)) => resolve(id, names.posts, "post", reader, &at.key("post")).map(Bearer::Post),
            (organization, _) => {
                let given = if organization.is_some() { 2 } else { 0 };
                reader.report(Problem::ExactlyOne { fields: "organization, post", given }, &at);
                None
            }
        };
        let subject = match (&doc.task, &doc.indicator, &doc.duty) {
            (Some(id), None, None) => {
                resolve(id, names.tasks, "task", reader, &at.key("task")).map(Subject::Task)
            }
            (None, Some(id), None) => {
                let at = at.key("indicator");
                resolve(id, names.indicators, "indicator", reader, &at).map(Subject::Indicator)
            }
            (None, None, Some(id)) => {
                resolve(id, names.duties, "duty", reader, &at.key("duty")).map(Subject::Duty)
            }
            (task, indicator, duty) => {
                let given = [task, indicator, duty].into_iter().filter(|field| field.is_some()).count();
                reader.report(Problem::ExactlyOne { fields: "task, indicator, duty", given }, &at);
                None
            }
        };
        let (Some(role), Some(bearer), Some(subject)) = (role, bearer, subject) else { continue };
        if !seen.insert((role, bearer, subject)) {
            reader.report(Problem::DuplicateResponsibility { role: role.word() }, &at);
            continue;
        }
        responsibilities.push(Responsibility { role, bearer, subject, open_ended, text: doc.text.clone() });
    }
    responsibilities
}

/// Reports what is odd about who answers for what, once the whole plan is known.
pub(super) fn check_responsibilities(plan: &Plan, reader: &mut Reader) {
    let mut of: HashMap<Subject, Vec<&Responsibility>> = HashMap::new();
    for responsibility in &plan.responsibilities {
        of.entry(responsibility.subject).or_default().push(responsibility);
    }
    let mut subjects: Vec<(&Subject, &Vec<&Responsibility>)> = of.iter().collect();
    subjects.sort_by_key(|(subject, _)| **subject);
    let at = Trail::Root.key("responsibilities");
    let (led, mut without_lead) = (led_tasks(plan), Vec::new());
    for (subject, all) in subjects {
        let id = plan.id_of(*subject).unwrap_or_default();
        let leads = all.iter().filter(|one| one.role == Role::Lead).count();
        if plan.leads == Leads::One && leads > 1 {
            reader.report(Problem::SeveralLeads { id: id.to_owned(), leads }, &at);
        }
        let led = match subject {
            Subject::Task(task) => led.get(*task).copied().unwrap_or(true),
            Subject::Duty(_) => true,
            _ => leads > 0,
        };
        if !led {
            without_lead.push(id);
        }
        for one in all.iter().filter(|one| one.role == Role::Supervising) {
            if all.iter().any(|other| other.role.carries() && other.bearer == one.bearer) {
                let who = plan.bearer_id(one.bearer).unwrap_or_default().to_owned();
                reader.report(Problem::SupervisesItself { who, id: id.to_owned() }, &at);
            }
        }
    }
    // Where a plan names no lead at all, it does without them.
    let names_leads = plan.responsibilities.iter().any(|one| one.role == Role::Lead);
    if names_leads && !without_lead.is_empty() {
        let (count, ids) = (without_lead.len(), abridged(&without_lead).replace(" → ", ", "));
        reader.report(Problem::NoLead { count, ids }, &at);
    }
    answers_for_nothing(plan, reader);
}

/// For each task, whether it or a task above it has a lead.
fn led_tasks(plan: &Plan) -> Vec<bool> {
    let mut led = vec![false; plan.tasks.len()];
    for responsibility in plan.responsibilities.iter().filter(|one| one.role == Role::Lead) {
        if let Subject::Task(task) = responsibility.subject
            && let Some(led) = led.get_mut(task)
        {
            *led = true;
        }
    }
    let parents: Vec<Option<usize>> = plan.tasks.iter().map(|task| task.parent).collect();
    for task in leaves_first(&parents).into_iter().rev() {
        let above = parents.get(task).copied().flatten().and_then(|parent| led.get(parent).copied());
        if let (Some(true), Some(led)) = (above, led.get_mut(task)) {
            *led = true;
        }
    }
    led
}

/// Reports organizations that the plan names and that have no part in it.
fn answers_for_nothing(plan: &Plan, reader: &mut Reader) {
    if plan.responsibilities.is_empty() {
        return;
    }
    let mut used: HashSet<usize> = plan.issuer.into_iter().collect();
    for responsibility in &plan.responsibilities {
        match responsibility.bearer {
            Bearer::Organization(index) => used.extend([index]),
            Bearer::Post(post) => used.extend(plan.posts.get(post).and_then(|post| post.organization)),
        };
    }
    let targets = plan.indicators.iter().flat_map(|indicator| &indicator.targets);
    used.extend(targets.filter_map(|target| target.assessment()?.judge));
    for organization in &plan.organizations {
        used.extend(organization.parent);
        used.extend(organization.members());
    }
    let idle = plan.organizations.iter().enumerate().filter(|(index, _)| !used.contains(index));
    let idle: Vec<&str> = idle.map(|(_, organization)| organization.id.as_str()).collect();
    if !idle.is_empty() {
        let (count, ids) = (idle.len(), abridged(&idle).replace(" → ", ", "));
        reader.report(Problem::AnswersForNothing { count, ids }, &Trail::Root.key("organizations"));
    }
}
