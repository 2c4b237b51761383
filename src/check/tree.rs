//! Trees, and other orders that must not return to themselves.

use std::collections::HashSet;

use super::Problem;
use super::plan::{Ids, resolve};
use super::read::Reader;
use super::trail::Trail;

/// Resolves the parents of a tree, and reports every way that returns to itself. What is returned is a forest.
pub(crate) fn parents<'d>(
    nodes: impl Iterator<Item = (&'d str, Option<&'d str>)>,
    ids: &Ids<'_>,
    kind: &'static str,
    reader: &mut Reader,
    at: &Trail<'_>,
) -> Vec<Option<usize>> {
    let (names, named): (Vec<&str>, Vec<Option<&str>>) = nodes.unzip();
    let mut parents = Vec::with_capacity(named.len());
    for (index, parent) in named.iter().enumerate() {
        let found = parent.and_then(|id| resolve(id, ids, kind, reader, &at.index(index).key("parent")));
        parents.push(found);
    }
    // Each node is walked upwards until known ground: its root is fine, or the walk has met itself.
    let mut settled = vec![false; parents.len()];
    for start in 0..parents.len() {
        let (mut way, mut on_way, mut next) = (Vec::new(), HashSet::new(), Some(start));
        while let Some(node) = next {
            if settled.get(node).copied().unwrap_or(true) {
                break;
            }
            if !on_way.insert(node) {
                let round: Vec<&str> = way
                    .iter()
                    .skip_while(|member| **member != node)
                    .chain(std::iter::once(&node))
                    .filter_map(|member| names.get(*member).copied())
                    .collect();
                let problem = Problem::Cycle { members: abridged(&round) };
                reader.report(problem, &at.index(node).key("parent"));
                // Cut open here, what else is wrong can be said of a tree.
                if let Some(parent) = parents.get_mut(node) {
                    *parent = None;
                }
                break;
            }
            way.push(node);
            next = parents.get(node).copied().flatten();
        }
        for node in way {
            if let Some(settled) = settled.get_mut(node) {
                *settled = true;
            }
        }
    }
    parents
}

/// The members of a cycle; of a long one, its ends.
pub(super) fn abridged(round: &[&str]) -> String {
    const SHOWN: usize = 50;
    match (round.get(..SHOWN), round.last()) {
        (Some(first), Some(last)) if round.len() > 2 * SHOWN => {
            format!("{} → … ({} more) → {last}", first.join(" → "), round.len() - SHOWN - 1)
        }
        _ => round.join(" → "),
    }
}
