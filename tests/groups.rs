//! Groups: each part of them counts once, in their counts and in their means. All by hand or by a plain walk.
#![cfg(all(feature = "yaml", feature = "csv"))]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot be set up has failed")]

mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use attainment::facts::Reason;
use attainment::number::Exact;
use attainment::plan::Subject;
use attainment::policy::{Points, Standing};
use attainment::rollup::{Rollup, Scored, WeightedShare};
use attainment::{Evaluator, Policy};
use common::Case;

fn ratio(over: i64, under: i64) -> Exact {
    Exact::ratio(over, under).unwrap()
}

/// The value and the coverage of a mean.
fn mean(share: &WeightedShare) -> (Option<Exact>, Exact) {
    (share.value.clone(), share.coverage.clone())
}

/// From 100 in 2020 to 200 in 2025: a value is 100 and its share in per cent.
fn indicators(ids: &[&str]) -> String {
    let mut text = String::from("period: { base: 2020, start: 2021, end: 2025 }\nindicators:\n");
    for id in ids {
        writeln!(
            text,
            "- {{ id: {id}, name: {id}, measure: stock, attribute: binding, baseline: {{ period: 2020, value: 100 }}, \
             targets: [ {{ id: t, form: level, at_least: 200, due: 2025 }} ] }}"
        )
        .unwrap();
    }
    text
}

const ONE_TASK: &str = "organizations: [ { id: o, name: O } ]
tasks: [ { id: a, title: A, indicators: [ i ] } ]
groups: [ { id: g, title: G, indicators: [ i, j ], tasks: [ a ] } ]
responsibilities:
- { role: lead, organization: o, task: a }
- { role: lead, organization: o, indicator: i }
- { role: lead, organization: o, indicator: j }
";

/// i is done, j has not begun, and the task serves i: (1 + 0) ÷ 2 for the plan, for who answers, and for the group,
/// whether i stands in the group itself or with its task alone.
#[test]
fn an_indicator_counts_with_its_task() {
    for members in ["[ i, j ]", "[ j ]"] {
        let text =
            indicators(&["i", "j"]) + &ONE_TASK.replace("[ i, j ], tasks", &format!("{members}, tasks"));
        let case = Case::new(&text, &["i,2023,200", "j,2023,100"]);
        let rollup = case.report("2024-01-01").rollup();
        let half = (Some(ratio(1, 2)), Exact::ONE);
        assert_eq!(mean(&rollup.plan.share), half);
        assert_eq!(mean(&rollup.bearers[0].summary.share), half);
        assert_eq!(mean(&rollup.groups[0].share), half, "{members}");
        assert_eq!(rollup.groups[0].tally.total(), 2);
    }
}

/// What nothing is known of is listed with the group all the same, and lessens the mean as one part.
#[test]
fn what_counts_with_a_task_is_listed_with_the_group() {
    let case = Case::new(&(indicators(&["i", "j"]) + ONE_TASK), &["j,2023,200"]);
    let group = case.report("2024-01-01").rollup().groups.remove(0);
    // j alone is known, which is one of two.
    assert_eq!(mean(&group.share), (Some(Exact::ONE), ratio(1, 2)));
    assert_eq!(group.left_out, [(0, Reason::NotReported)]);
    assert_eq!(group.undetermined, [(Subject::Indicator(0), Reason::NotReported)]);
}

/// The score of a group has the same parts: i with its task, 1, and j, 0.
#[test]
fn a_score_counts_each_part_once() {
    let policy = "format: attainment/policy@1
id: shares
version: '1'
extends: cn-schedule
roll_up: { of: share, by: weighted }
";
    let policy = Policy::from_yaml(policy).unwrap().into_inner();
    let case = Case::new(&(indicators(&["i", "j"]) + ONE_TASK), &["i,2023,200", "j,2023,100"]);
    let on = Evaluator::new(&policy).as_of("2024-01-01".parse().unwrap());
    let rollup = on.evaluate(&case.plan, &case.data).rollup();
    for score in [&rollup.groups[0].score, &rollup.bearers[0].summary.score, &rollup.plan.score] {
        assert_eq!(score.points, Ok(Points::Exact(ratio(1, 2))));
        assert_eq!(score.without, Vec::<(Scored, Reason)>::new());
    }
}

/// a is half done and b below it wholly, d has not begun: (0.5 + 0) ÷ 2 = 1/4, whether b is named besides or not.
/// With weights of 3 and 1 it is 1.5 ÷ 4 = 3/8: the weight of b goes with it.
#[test]
fn a_task_counts_with_the_task_above_it() {
    let tasks = "tasks: [ { id: a, title: A }, { id: b, title: B, parent: a }, { id: d, title: D } ]\n";
    for (members, expected) in [
        ("a, d", ratio(1, 4)),
        ("a, b, d", ratio(1, 4)),
        ("b, d, a", ratio(1, 4)),
        ("{ id: a, weight: 3 }, { id: b, weight: 5 }, { id: d, weight: 1 }", ratio(3, 8)),
        // Without a, b counts for itself: (1 + 0) ÷ 2.
        ("b, d", ratio(1, 2)),
    ] {
        let groups = format!("groups: [ {{ id: g, title: G, tasks: [ {members} ] }} ]\n");
        let text = format!("period: {{ base: 2020, start: 2021, end: 2025 }}\n{tasks}{groups}");
        let case = Case::new(&text, &["a,2023,50%", "b,2023,100%", "d,2023,0%"]);
        let group = case.report("2024-01-01").rollup().groups.remove(0);
        assert_eq!(mean(&group.progress), (Some(expected), Exact::ONE), "{members}");
    }
}

/// Numbers that are the same at every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn some(&mut self, most: usize, end: usize) -> BTreeSet<usize> {
        (0..self.below(most + 1)).map(|_| self.below(end)).collect()
    }

    /// The parents of a forest.
    fn forest(&mut self, size: usize) -> Vec<Option<usize>> {
        (0..size).map(|index| (index > 0 && self.below(5) > 0).then(|| self.below(index))).collect()
    }
}

/// A plan of tasks and groups, each a forest.
struct Drawn {
    tasks: Vec<Option<usize>>,
    groups: Vec<Option<usize>>,
    indicators: usize,
    /// The indicators that each task serves.
    served: Vec<BTreeSet<usize>>,
    /// The indicators and the tasks of each group.
    members: Vec<(BTreeSet<usize>, BTreeSet<usize>)>,
}

impl Drawn {
    fn new(numbers: &mut Numbers) -> Self {
        let (tasks, groups, indicators) = (1 + numbers.below(14), 1 + numbers.below(9), 1 + numbers.below(9));
        Self {
            tasks: numbers.forest(tasks),
            groups: numbers.forest(groups),
            indicators,
            served: (0..tasks).map(|_| numbers.some(3, indicators)).collect(),
            members: (0..groups).map(|_| (numbers.some(2, indicators), numbers.some(3, tasks))).collect(),
        }
    }

    fn text(&self) -> String {
        let list = |kind: &str, of: &BTreeSet<usize>| {
            of.iter().map(|index| format!("{kind}{index}")).collect::<Vec<_>>().join(", ")
        };
        let above = |kind: &str, parent: Option<usize>| {
            parent.map_or_else(String::new, |parent| format!(", parent: {kind}{parent}"))
        };
        let ids: Vec<String> = (0..self.indicators).map(|index| format!("i{index}")).collect();
        let mut text = indicators(&ids.iter().map(String::as_str).collect::<Vec<_>>());
        text += "tasks:\n";
        for (index, parent) in self.tasks.iter().enumerate() {
            let (above, served) = (above("t", *parent), list("i", &self.served[index]));
            let milestone = format!("milestones: [ {{ id: m{index}, title: M, due: 2025 }} ]");
            writeln!(text, "- {{ id: t{index}, title: T{above}, indicators: [ {served} ], {milestone} }}")
                .unwrap();
        }
        text += "groups:\n";
        for (index, parent) in self.groups.iter().enumerate() {
            let (own, tasks) = &self.members[index];
            let (above, own, tasks) = (above("g", *parent), list("i", own), list("t", tasks));
            writeln!(
                text,
                "- {{ id: g{index}, title: G{above}, indicators: [ {own} ], tasks: [ {tasks} ] }}"
            )
            .unwrap();
        }
        text
    }

    /// Whether a node of a forest is one of some, or lies below one of them.
    fn is_below(parents: &[Option<usize>], node: usize, of: &BTreeSet<usize>) -> bool {
        std::iter::successors(Some(node), |node| parents[*node]).any(|above| of.contains(&above))
    }

    /// All tasks and indicators of a group and of those below it, by a walk.
    fn walk(&self, group: usize) -> (Vec<usize>, BTreeSet<usize>) {
        let groups = (0..self.groups.len()).filter(|of| Self::is_below(&self.groups, *of, &[group].into()));
        let (mut named, mut all) = (BTreeSet::new(), BTreeSet::new());
        for of in groups {
            all.extend(self.members[of].0.iter().copied());
            named.extend(self.members[of].1.iter().copied());
        }
        let tasks = (0..self.tasks.len()).filter(|task| Self::is_below(&self.tasks, *task, &named));
        let tasks: Vec<usize> = tasks.collect();
        all.extend(tasks.iter().flat_map(|task| self.served[*task].iter().copied()));
        (tasks, all)
    }

    /// The coverage of the share of a group, from those of what is right below it.
    fn coverage(&self, group: usize, rollup: &Rollup) -> Exact {
        let (own, named) = &self.members[group];
        let tops = named.iter().filter(|task| {
            let others = named.iter().copied().filter(|other| other != *task).collect();
            !Self::is_below(&self.tasks, **task, &others)
        });
        let is_served = |index: &usize| {
            (0..self.tasks.len())
                .any(|task| self.served[task].contains(index) && Self::is_below(&self.tasks, task, named))
        };
        let alone = own.iter().filter(|index| !is_served(index)).map(|index| {
            // Of every third nothing is known.
            if index % 3 < 2 { Exact::ONE } else { Exact::ZERO }
        });
        let below = (0..self.groups.len()).filter(|of| self.groups[*of] == Some(group));
        let shares = tops.map(|top| &rollup.tasks[*top]).chain(below.map(|of| &rollup.groups[of]));
        let shares = shares.map(|one| &one.share).filter(|share| !share.is_empty);
        let parts: Vec<Exact> = shares.map(|share| share.coverage.clone()).chain(alone).collect();
        let known = parts.iter().fold(Exact::ZERO, |sum, part| sum.plus(part));
        known.over(&Exact::from(i64::try_from(parts.len()).unwrap())).unwrap_or(Exact::ZERO)
    }
}

/// The counts of a group are those of a walk over all that lies below it, whatever serves several tasks and whatever
/// stands in several groups.
#[test]
fn groups_count_what_a_walk_counts() {
    let mut numbers = Numbers(11);
    for _ in 0..300 {
        let drawn = Drawn::new(&mut numbers);
        let text = drawn.text();
        // Every third indicator has reached its 200, every third is behind, every third unknown.
        let rows: Vec<String> = (0..drawn.indicators)
            .filter(|index| index % 3 < 2)
            .map(|index| format!("i{index},2023,{}", if index % 3 == 0 { 200 } else { 110 }))
            .collect();
        let case = Case::new(&text, &rows.iter().map(String::as_str).collect::<Vec<_>>());
        let rollup = case.report("2024-06-30").rollup();
        for (index, group) in rollup.groups.iter().enumerate() {
            let (tasks, all) = drawn.walk(index);
            assert_eq!(group.tasks.total(), tasks.len(), "g{index}\n{text}");
            assert_eq!(group.tally.total(), all.len() + tasks.len(), "g{index}\n{text}");
            let of = |remainder: usize| all.iter().filter(|index| **index % 3 == remainder).count();
            assert_eq!(group.tally.count(Standing::Attained), of(0), "g{index}\n{text}");
            assert_eq!(group.tally.count(Standing::OffTrack), of(1), "g{index}\n{text}");
            // Milestones that are not due yet are undetermined too.
            assert_eq!(group.tally.count(Standing::Undetermined), of(2) + tasks.len(), "g{index}\n{text}");
            let coverage = drawn.coverage(index, &rollup);
            assert_eq!(group.share.coverage.rounded(20), coverage.rounded(20), "g{index}\n{text}");
        }
    }
}
