//! Looks up what plans say of each other, and reports all that does not fit.

use std::collections::HashSet;

use foldhash::HashMap;

use super::comparable::{Stated, form_not_additive, not_additive, same_unit};
use super::fit::Doubt;
use super::newest;
use super::pick::{FEW_TARGETS, Pick};
use super::plans::{ChildPlace, Place, Plans};
use super::walk::walk;
use crate::check::{CheckError, Checked, Diagnostic, Diagnostics, Noun, Path, Problem, Suggestion, nearest};
use crate::plan::{Child, Decomposition, FiguresFrom, Indicator, Plan, Rule, Subject, Target};

/// The most ids that a misspelt one is compared with.
const MOST_COMPARED: usize = 5_000;

impl Plans {
    /// Links plans: looks up plans above, children of decompositions, and what delegated targets resolve against,
    /// which then take it over.
    ///
    /// A plan that is referred to need not be given: a note or a warning says so, and what rests on it stays
    /// undetermined. What is referred to in a plan that is given must be there.
    ///
    /// # Errors
    /// All diagnostics, if one of them is an error: ids of plans used twice, links that lead nowhere or back to
    /// where they began, children in other units. Each names its plan as the file, and its place in that plan.
    pub fn link(plans: Vec<Plan>) -> Result<Checked<Self>, CheckError> {
        let mut linker = Linker::new(plans);
        linker.plans_above();
        linker.delegate();
        let (links, children) = linker.children();
        let computed = linker.order(&links, &children);
        let Linker { plans, by_id, diagnostics, .. } = linker;
        let mut of_plan = Vec::with_capacity(plans.len());
        let mut from = 0;
        for plan in 0..plans.len() {
            let to = links.partition_point(|link| link.plan <= plan);
            of_plan.push(from..to);
            from = to;
        }
        let plans = Self { plans, by_id, links, children, of_plan, computed };
        let mut diagnostics = diagnostics;
        if !diagnostics.has_errors() {
            newest::check(&plans, &mut diagnostics);
        }
        Checked::from_parts(Some(plans), diagnostics)
    }
}

/// Plans while they are linked.
pub(super) struct Linker {
    pub(super) plans: Vec<Plan>,
    pub(super) by_id: HashMap<String, usize>,
    /// The ids of targets, of those indicators that have many.
    targets: HashMap<(usize, usize), HashMap<Box<str>, usize>>,
    diagnostics: Diagnostics,
}

impl Linker {
    fn new(plans: Vec<Plan>) -> Self {
        let mut linker = Self {
            plans,
            by_id: HashMap::default(),
            targets: HashMap::default(),
            diagnostics: Diagnostics::new(),
        };
        linker.index_targets();
        for index in 0..linker.plans.len() {
            let Some(id) = linker.plans.get(index).map(|plan| plan.id.clone()) else { continue };
            let first = *linker.by_id.entry(id.clone()).or_insert(index);
            if first != index {
                linker.report(index, Problem::DuplicateId { id }, Path::root().key("id"));
            }
        }
        linker
    }

    fn index_targets(&mut self) {
        for (plan, own) in self.plans.iter().enumerate() {
            let many = own.indicators.iter().enumerate().filter(|(_, own)| own.targets.len() > FEW_TARGETS);
            for (indicator, own) in many {
                let ids = self.targets.entry((plan, indicator)).or_default();
                for (number, target) in own.targets.iter().enumerate() {
                    ids.entry(target.id.as_str().into()).or_insert(number);
                }
            }
        }
    }

    /// Which of the targets of an indicator is meant; `None` if it has none.
    pub(super) fn pick(&self, at: (usize, usize), pick: &Pick<'_>) -> Result<Option<usize>, Problem> {
        let found = self.plans.get(at.0).and_then(|plan| plan.indicators.get(at.1));
        let Some(indicator) = found else { return Ok(None) };
        pick.from(indicator, self.targets.get(&at))
    }

    /// Reports a problem of a plan.
    pub(super) fn report(&mut self, plan: usize, problem: Problem, path: Path) {
        let file = self.plans.get(plan).map(|plan| plan.id.clone());
        self.diagnostics.push(Diagnostic { problem, path, place: None, file });
    }

    /// A plan whose id is spelt much like one that is not given, and which cannot be meant otherwise.
    pub(super) fn nearest_plan(&self, id: &str, named: impl Fn(&str) -> bool) -> Suggestion {
        let few = self.plans.len() <= MOST_COMPARED && self.diagnostics.len() < 100;
        let ids = self.by_id.keys().map(String::as_str).filter(|id| few && !named(id));
        nearest(id, ids)
    }

    /// The index of the indicator of a plan with this id.
    pub(super) fn indicator(&self, plan: usize, id: &str) -> Result<usize, Problem> {
        let found = self.plans.get(plan).and_then(|plan| match plan.subject(id)? {
            Subject::Indicator(index) => Some(index),
            _ => None,
        });
        found.ok_or_else(|| {
            let own = self.plans.get(plan).map(Plan::indicators).unwrap_or_default();
            let few = own.len() <= MOST_COMPARED && self.diagnostics.len() < 100;
            let ids = own.iter().filter(|_| few).map(Indicator::id);
            let id = match self.plans.get(plan) {
                Some(plan) => format!("{}/{id}", plan.id),
                None => id.to_owned(),
            };
            let suggestion = nearest(id.rsplit('/').next().unwrap_or_default(), ids);
            Problem::DanglingId { id, kind: Noun("indicator"), suggestion }
        })
    }

    /// Looks up the plans above each other.
    fn plans_above(&mut self) {
        let mut above = Vec::with_capacity(self.plans.len());
        for index in 0..self.plans.len() {
            let id = self.plans.get(index).and_then(|plan| plan.above.clone());
            let found = id.as_ref().and_then(|id| self.by_id.get(id).copied());
            if let (Some(id), None) = (id, found) {
                let suggestion = self.nearest_plan(&id, |_| false);
                self.report(index, Problem::AboveNotGiven { id, suggestion }, Path::root().key("above"));
            }
            above.push(found);
        }
        let next = |node: usize, at: usize| if at == 0 { above.get(node).copied().flatten() } else { None };
        for round in walk(self.plans.len(), next).rounds {
            let members = round.told(|node| self.plans.get(node).map_or("", Plan::id).to_owned());
            let problem = Problem::CyclicLinks { what: Noun("plans above each other"), members };
            self.report(round.closes_at(), problem, Path::root().key("above"));
        }
    }

    /// Looks up the children of all decompositions.
    fn children(&mut self) -> (Vec<Place>, Vec<Option<ChildPlace>>) {
        let (mut links, mut children) = (Vec::new(), Vec::new());
        for plan in 0..self.plans.len() {
            let indicators = self.plans.get(plan).map_or(0, |plan| plan.indicators.len());
            for indicator in 0..indicators {
                let find = |linker: &Self| {
                    linker.plans.get(plan)?.indicators.get(indicator).map(|own| own.decomposed.len())
                };
                for decomposition in 0..find(self).unwrap_or(0) {
                    let first = children.len();
                    let at = (plan, indicator, decomposition);
                    self.children_of(at, &mut children);
                    links.push(Place { plan, indicator, decomposition, children: first..children.len() });
                }
            }
        }
        (links, children)
    }

    fn children_of(&mut self, at: (usize, usize, usize), children: &mut Vec<Option<ChildPlace>>) {
        let (plan, indicator, number) = at;
        let path = Path::root().key("indicators").index(indicator).key("decomposed").index(number);
        let mut said: Vec<(Problem, Path)> = Vec::new();
        if let Some((own, decomposition)) = self.decomposition(at) {
            let parent = decomposition.target.and_then(|target| own.targets.get(target));
            if decomposition.rule == Rule::Sum
                && let Some(what) = not_additive(own).or_else(|| parent.and_then(form_not_additive))
            {
                said.push((Problem::NotAdditive { indicator: own.id.clone(), what }, path.key("rule")));
            }
            let children_path = path.key("children");
            let named = decomposition.children.iter();
            let named = named.filter_map(|child| Some((child.plan.as_deref()?, &*child.indicator)));
            let named: HashSet<(&str, &str)> = named.collect();
            let mut seen = HashSet::new();
            for (place, child) in decomposition.children.iter().enumerate() {
                let place = children_path.index(place);
                match self.child(plan, child, parent, &named) {
                    Ok(found) => {
                        // Named in two ways, a child would count twice.
                        let years = decomposition.rule == Rule::Compounded;
                        if !seen.insert((found.plan, found.indicator, found.target.filter(|_| years))) {
                            let id = name_of(child);
                            said.push((Problem::DuplicateId { id }, place.clone()));
                        }
                        let more = self.beside((plan, own, parent, decomposition), found, child);
                        said.extend(more.into_iter().map(|problem| (problem, place.clone())));
                        children.push(Some(found));
                    }
                    Err((
                        Problem::ChildNotGiven { plan, indicator, suggestion: Suggestion(None) },
                        field,
                    )) if decomposition.open_ended => {
                        // The list was not complete anyway.
                        said.push((Problem::OpenChildNotGiven { plan, indicator }, place.key(field)));
                        children.push(None);
                    }
                    Err((problem, field)) => {
                        said.push((problem, place.key(field)));
                        children.push(None);
                    }
                }
            }
        }
        for (problem, path) in said {
            self.report(plan, problem, path);
        }
    }

    fn decomposition(&self, at: (usize, usize, usize)) -> Option<(&Indicator, &Decomposition)> {
        let own = self.plans.get(at.0)?.indicators.get(at.1)?;
        Some((own, own.decomposed.get(at.2)?))
    }

    /// Where a child stands.
    fn child(
        &self,
        plan: usize,
        child: &Child,
        parent: Option<&Target>,
        siblings: &HashSet<(&str, &str)>,
    ) -> Result<ChildPlace, (Problem, &'static str)> {
        let of = match &child.plan {
            None => plan,
            Some(id) => self.by_id.get(id).copied().ok_or_else(|| {
                // What another child names already is not meant here.
                let is_named = |id: &str| siblings.contains(&(id, &*child.indicator));
                let suggestion = self.nearest_plan(id, is_named);
                let indicator = child.indicator.clone();
                (Problem::ChildNotGiven { plan: id.clone(), indicator, suggestion }, "plan")
            })?,
        };
        let indicator = self.indicator(of, &child.indicator).map_err(|problem| (problem, "indicator"))?;
        let pick = Pick { named: child.target.as_deref(), same: None, like: parent };
        let target = self.pick((of, indicator), &pick).map_err(|problem| (problem, "target"))?;
        Ok(ChildPlace { plan: of, indicator, target })
    }

    /// What does not fit between a child and its parent.
    fn beside(
        &self,
        of: (usize, &Indicator, Option<&Target>, &Decomposition),
        found: ChildPlace,
        named: &Child,
    ) -> Vec<Problem> {
        let (plan, own, parent, decomposition) = of;
        let mut said = Vec::new();
        let Some((its_plan, its)) =
            self.plans.get(found.plan).and_then(|plan| Some((plan, plan.indicators.get(found.indicator)?)))
        else {
            return said;
        };
        if decomposition.rule == Rule::Proxy {
            return said;
        }
        let child = name_of(named);
        if decomposition.rule != Rule::Compounded && !same_unit(own.unit(), its.unit()) {
            let unit =
                |of: &Indicator| if of.unit().is_empty() { "—".to_owned() } else { of.unit().to_string() };
            said.push(Problem::ChildUnit { child, found: unit(its), expected: unit(own) });
            return said;
        }
        let target = found.target.and_then(|target| its.targets.get(target));
        let (Some(plan), Some(parent), Some(target)) = (self.plans.get(plan), parent, target) else {
            return said;
        };
        if decomposition.rule == Rule::Compounded {
            return said;
        }
        let one = Stated { plan, indicator: own, target: parent };
        let other = Stated { plan: its_plan, indicator: its, target };
        match one.refuses(&other) {
            Some(Doubt::OtherForm) => {
                let (found, expected) = (target.form().word(), parent.form().word());
                said.push(Problem::ChildForm { child, found, expected });
            }
            Some(Doubt::OtherDate) if target.due().end() > parent.due().end() => {
                let (due, parent) = (target.due().to_string(), parent.due().to_string());
                said.push(Problem::ChildDueLater { child, due, parent });
            }
            _ => {}
        }
        said
    }

    /// Reports decompositions that lead back to where they began. The links whose figures are made of those of
    /// their children, the lowest first.
    fn order(&mut self, links: &[Place], children: &[Option<ChildPlace>]) -> Vec<usize> {
        // The decomposed indicators are the nodes; the others lead nowhere.
        let mut nodes: HashMap<(usize, usize), usize> = HashMap::default();
        let mut of_node: Vec<Vec<usize>> = Vec::new();
        for (index, link) in links.iter().enumerate() {
            let node = *nodes.entry((link.plan, link.indicator)).or_insert_with(|| {
                of_node.push(Vec::new());
                of_node.len() - 1
            });
            if let Some(own) = of_node.get_mut(node) {
                own.push(index);
            }
        }
        let edges = |node: &Vec<usize>| {
            let mut to = Vec::new();
            for link in node.iter().filter_map(|link| links.get(*link)) {
                let at = (link.plan, link.indicator, link.decomposition);
                let by_years = self.decomposition(at).is_some_and(|(_, own)| own.rule == Rule::Compounded);
                let own = children.get(link.children.clone()).unwrap_or_default().iter().flatten();
                let leads = own.filter_map(|child| {
                    let place = (child.plan, child.indicator);
                    // The years of an indicator are its own targets.
                    let itself = by_years && place == (link.plan, link.indicator);
                    if itself { None } else { nodes.get(&place).copied() }
                });
                to.extend(leads);
            }
            to
        };
        let edges: Vec<Vec<usize>> = of_node.iter().map(edges).collect();
        let walked = walk(of_node.len(), |node, at| edges.get(node)?.get(at).copied());
        let mut said = Vec::new();
        for round in &walked.rounds {
            let first = |node: usize| links.get(*of_node.get(node)?.first()?);
            let name = |node: usize| {
                let found = first(node).and_then(|link| {
                    let plan = self.plans.get(link.plan)?;
                    Some(format!("{}/{}", plan.id, plan.indicators.get(link.indicator)?.id))
                });
                found.unwrap_or_default()
            };
            let members = round.told(name);
            let Some(link) = first(round.closes_at()) else { continue };
            let path = Path::root().key("indicators").index(link.indicator).key("decomposed");
            let problem = Problem::CyclicLinks { what: Noun("decomposed indicators"), members };
            said.push((link.plan, problem, path));
        }
        for (plan, problem, path) in said {
            self.report(plan, problem, path);
        }
        let computes = |link: &usize| {
            let place = links.get(*link).map(|link| (link.plan, link.indicator, link.decomposition));
            let found = place.and_then(|at| self.decomposition(at));
            found.is_some_and(|(_, own)| own.figures == FiguresFrom::Children)
        };
        let ordered = walked.order.iter().filter_map(|node| of_node.get(*node)).flatten();
        ordered.copied().filter(computes).collect()
    }
}

/// How a child is named: `plan/indicator`.
fn name_of(child: &Child) -> String {
    match &child.plan {
        Some(plan) => format!("{plan}/{}", child.indicator),
        None => child.indicator.clone(),
    }
}
