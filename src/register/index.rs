//! What makes a register quick to ask: its collectives by id and name, its organizations by level and by what they
//! belong to.

use foldhash::HashMap;

use super::{Collective, Registered};
use crate::plan::Preorder;

/// The lists of a register that are made once.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    /// The first collective with an id.
    ids: HashMap<String, usize>,
    /// The first collective with a name.
    names: HashMap<String, usize>,
    order: Preorder,
    /// The organizations of each level, in the order of the tree.
    levels: HashMap<String, Vec<usize>>,
}

impl Index {
    /// Of the organizations; the collectives are added.
    pub(super) fn of(organizations: &[Registered]) -> Self {
        let parents: Vec<Option<usize>> = organizations.iter().map(|one| one.parent).collect();
        let order = Preorder::of(&parents);
        let mut levels: HashMap<String, Vec<usize>> = HashMap::default();
        for index in order.nodes().iter().copied() {
            if let Some(level) = organizations.get(index).and_then(|one| one.level.as_ref()) {
                levels.entry(level.clone()).or_default().push(index);
            }
        }
        Self { order, levels, ..Self::default() }
    }

    pub(super) fn add(&mut self, index: usize, collective: &Collective) {
        self.ids.entry(collective.id.clone()).or_insert(index);
        for name in collective.names() {
            self.names.entry(name.to_owned()).or_insert(index);
        }
    }

    /// The collective with an id, else with the first of some names that one has.
    pub(super) fn collective<'n>(&self, id: &str, names: impl IntoIterator<Item = &'n str>) -> Option<usize> {
        let by_name = || names.into_iter().find_map(|name| self.names.get(name));
        self.ids.get(id).or_else(by_name).copied()
    }

    /// The members of all times of a collective that does not list them, in the order of the tree, perhaps with the
    /// organization that they belong to.
    pub(super) fn below<'r>(&'r self, collective: &Collective) -> &'r [usize] {
        let Some(level) = &collective.level else {
            return collective.under.map_or(self.order.nodes(), |under| self.order.below(under));
        };
        let all = self.levels.get(level).map(Vec::as_slice).unwrap_or_default();
        let Some(under) = collective.under else { return all };
        let stretch = self.order.stretch(under);
        let start = |node: &usize| self.order.stretch(*node).start;
        let from = all.partition_point(|node| start(node) < stretch.start);
        let to = all.partition_point(|node| start(node) < stretch.end);
        all.get(from..to).unwrap_or_default()
    }
}
