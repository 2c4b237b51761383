//! The order of linked things, those that others rest on first, and the ways that lead back to where they began.

/// The members that are named of a way round; of a longer one its ends are.
const SHOWN: usize = 10;

/// What a walk over all nodes of a graph finds.
pub(super) struct Walk {
    /// Every node, after all nodes that it leads to.
    pub(super) order: Vec<usize>,
    /// The ways that lead back to where they began.
    pub(super) rounds: Vec<Round>,
}

/// A way that leads back to where it began.
pub(super) struct Round {
    first: Vec<usize>,
    last: usize,
    length: usize,
}

impl Round {
    /// The node at which it closes.
    pub(super) fn closes_at(&self) -> usize {
        self.last
    }

    /// Its members by their names, the first again at the end.
    pub(super) fn told(&self, name: impl Fn(usize) -> String) -> String {
        let mut members: Vec<String> = self.first.iter().map(|node| name(*node)).collect();
        if self.length > self.first.len() {
            members.push(format!("… ({} more)", self.length - self.first.len() - 1));
            members.push(name(self.last));
        }
        members.extend(self.first.first().map(|node| name(*node)));
        members.join(" → ")
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// On the way, at this place.
    Open(usize),
    Done,
}

/// Walks over a graph of so many nodes; `next` gives where a node leads to, by place, until there is no more.
/// A stack of its own takes the place of recursion.
pub(super) fn walk(nodes: usize, next: impl Fn(usize, usize) -> Option<usize>) -> Walk {
    let mut state = vec![State::New; nodes];
    let mut found = Walk { order: Vec::with_capacity(nodes), rounds: Vec::new() };
    let mut way: Vec<(usize, usize)> = Vec::new();
    for start in 0..nodes {
        if state.get(start) != Some(&State::New) {
            continue;
        }
        enter(start, &mut way, &mut state);
        while let Some((node, place)) = way.last_mut() {
            let (from, to) = (*node, next(*node, *place));
            *place += 1;
            let Some(to) = to else {
                way.pop();
                found.order.push(from);
                set(&mut state, from, State::Done);
                continue;
            };
            match state.get(to).copied() {
                Some(State::New) => enter(to, &mut way, &mut state),
                Some(State::Open(place)) => {
                    let round = way.get(place..).unwrap_or_default();
                    let shown = if round.len() > 2 * SHOWN { SHOWN } else { round.len() };
                    let first = round.iter().take(shown).map(|(node, _)| *node).collect();
                    found.rounds.push(Round { first, last: from, length: round.len() });
                }
                Some(State::Done) | None => {}
            }
        }
    }
    found
}

fn enter(node: usize, way: &mut Vec<(usize, usize)>, state: &mut [State]) {
    set(state, node, State::Open(way.len()));
    way.push((node, 0));
}

fn set(state: &mut [State], node: usize, now: State) {
    if let Some(state) = state.get_mut(node) {
        *state = now;
    }
}

#[cfg(test)]
mod tests {
    use super::{Walk, walk};

    fn of(edges: &[&[usize]]) -> Walk {
        walk(edges.len(), |node, place| edges.get(node)?.get(place).copied())
    }

    fn told(walk: &Walk) -> Vec<String> {
        walk.rounds.iter().map(|round| round.told(|node| node.to_string())).collect()
    }

    #[test]
    fn what_others_rest_on_comes_first() {
        let walk = of(&[&[1, 2], &[3], &[3], &[], &[0]]);
        assert_eq!(walk.order, [3, 1, 2, 0, 4]);
        assert!(walk.rounds.is_empty());
    }

    #[test]
    fn every_way_round_is_named() {
        assert_eq!(told(&of(&[&[1], &[2], &[0, 2]])), ["0 → 1 → 2 → 0", "2 → 2"]);
        // 0 leads into the round of 1 and 2, and is no member of it.
        assert_eq!(told(&of(&[&[1], &[2], &[1]])), ["1 → 2 → 1"]);
    }

    #[test]
    fn a_long_way_is_walked_without_recursion_and_told_by_its_ends() {
        const MANY: usize = 200_000;
        let round = walk(MANY, |node, place| (place == 0).then_some((node + 1) % MANY));
        assert_eq!(told(&round), ["0 → 1 → 2 → 3 → 4 → 5 → 6 → 7 → 8 → 9 → … (199989 more) → 199999 → 0"]);
        assert_eq!(round.order.len(), MANY);
    }
}
