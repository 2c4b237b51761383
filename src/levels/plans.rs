//! Linked plans, and their links to walk along.

use std::ops::Range;

use foldhash::HashMap;

use crate::plan::{Child, Decomposition, Indicator, Plan, Target};

/// Plans that were linked: their ids are unique, no link leads back to where it began, and delegated targets have
/// taken over what the plans above promise.
///
/// [`Plans::link`] makes it. Memory grows with the plans and their links.
#[derive(Clone, Debug)]
pub struct Plans {
    pub(super) plans: Vec<Plan>,
    pub(super) by_id: HashMap<String, usize>,
    pub(super) links: Vec<Place>,
    /// The children of all links, one link after the other; `None` for one that is not there.
    pub(super) children: Vec<Option<ChildPlace>>,
    /// The links of each plan.
    pub(super) of_plan: Vec<Range<usize>>,
    /// The links whose figures are made of those of their children, the lowest first.
    pub(super) computed: Vec<usize>,
}

/// Where a decomposition stands.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) plan: usize,
    pub(super) indicator: usize,
    pub(super) decomposition: usize,
    pub(super) children: Range<usize>,
}

/// Where a child stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct ChildPlace {
    pub(super) plan: usize,
    pub(super) indicator: usize,
    /// `None` if the indicator has none.
    pub(super) target: Option<usize>,
}

impl Plans {
    /// The plans in their order, without any links: what refers to other plans stays as it is.
    #[must_use]
    pub fn apart(plans: Vec<Plan>) -> Self {
        let by_id = plans.iter().enumerate().map(|(index, plan)| (plan.id().to_owned(), index)).collect();
        let of_plan = plans.iter().map(|_| 0..0).collect();
        Self { plans, by_id, links: Vec::new(), children: Vec::new(), of_plan, computed: Vec::new() }
    }

    /// The plans, in the order in which they were given.
    #[must_use]
    pub fn plans(&self) -> &[Plan] {
        &self.plans
    }

    /// The plan with this id.
    #[must_use]
    pub fn plan(&self, id: &str) -> Option<&Plan> {
        self.plans.get(*self.by_id.get(id)?)
    }

    /// Every decomposition, by plan and indicator.
    pub fn links(&self) -> impl Iterator<Item = Link<'_>> {
        self.links.iter().map(|place| Link { plans: self, place })
    }

    /// The decompositions of the plan with this index.
    pub fn links_of(&self, plan: usize) -> impl Iterator<Item = Link<'_>> {
        let links = self.of_plan.get(plan).and_then(|range| self.links.get(range.clone()));
        links.unwrap_or_default().iter().map(|place| Link { plans: self, place })
    }

    pub(super) fn link_at(&self, index: usize) -> Option<Link<'_>> {
        self.links.get(index).map(|place| Link { plans: self, place })
    }
}

/// A decomposition with the children that it links to.
#[derive(Clone, Copy, Debug)]
pub struct Link<'p> {
    pub(super) plans: &'p Plans,
    pub(super) place: &'p Place,
}

impl<'p> Link<'p> {
    /// The index of the plan among those that were linked.
    #[must_use]
    pub fn plan_index(self) -> usize {
        self.place.plan
    }

    /// The index of the indicator in its plan.
    #[must_use]
    pub fn indicator_index(self) -> usize {
        self.place.indicator
    }

    /// The plan, the indicator and the decomposition; `None` never occurs for links of linked plans.
    pub(super) fn parts(self) -> Option<(&'p Plan, &'p Indicator, &'p Decomposition)> {
        let plan = self.plans.plans.get(self.place.plan)?;
        let indicator = plan.indicators().get(self.place.indicator)?;
        Some((plan, indicator, indicator.decompositions().get(self.place.decomposition)?))
    }

    /// The indicator that is decomposed.
    #[must_use]
    pub fn indicator(self) -> Option<&'p Indicator> {
        Some(self.parts()?.1)
    }

    /// The decomposition, as its plan states it.
    #[must_use]
    pub fn decomposition(self) -> Option<&'p Decomposition> {
        Some(self.parts()?.2)
    }

    /// The target that is decomposed; `None` if the indicator has none.
    #[must_use]
    pub fn target(self) -> Option<&'p Target> {
        let (_, indicator, decomposition) = self.parts()?;
        indicator.targets().get(decomposition.target()?)
    }

    /// The children, in the order of the document, those included that are not there.
    pub fn children(self) -> impl ExactSizeIterator<Item = LinkedChild<'p>> {
        let named = self.decomposition().map(Decomposition::children).unwrap_or_default();
        let places = self.plans.children.get(self.place.children.clone()).unwrap_or_default();
        let plans = self.plans;
        named.iter().zip(places).map(move |(named, place)| LinkedChild { plans, named, place: *place })
    }

    /// The child at a place of the decomposition, counted from 0.
    #[must_use]
    pub fn child(self, place: usize) -> Option<LinkedChild<'p>> {
        let named = self.decomposition()?.children().get(place)?;
        let found = self.plans.children.get(self.place.children.clone())?.get(place)?;
        Some(LinkedChild { plans: self.plans, named, place: *found })
    }
}

/// A child of a decomposition, looked up.
#[derive(Clone, Copy, Debug)]
pub struct LinkedChild<'p> {
    plans: &'p Plans,
    named: &'p Child,
    pub(super) place: Option<ChildPlace>,
}

impl<'p> LinkedChild<'p> {
    /// The child as its parent names it.
    #[must_use]
    pub fn named(self) -> &'p Child {
        self.named
    }

    /// Its plan; `None` if that was not given.
    #[must_use]
    pub fn plan(self) -> Option<&'p Plan> {
        self.plans.plans.get(self.place?.plan)
    }

    /// Its indicator; `None` if its plan was not given.
    #[must_use]
    pub fn indicator(self) -> Option<&'p Indicator> {
        self.plan()?.indicators().get(self.place?.indicator)
    }

    /// Its target; `None` if it has none, or is not there.
    #[must_use]
    pub fn target(self) -> Option<&'p Target> {
        self.indicator()?.targets().get(self.place?.target?)
    }

    /// How it is named: `plan/indicator`, or the indicator alone within its own plan.
    #[must_use]
    pub fn name(self) -> String {
        match self.named.plan() {
            Some(plan) => format!("{plan}/{}", self.named.indicator()),
            None => self.named.indicator().to_owned(),
        }
    }
}
