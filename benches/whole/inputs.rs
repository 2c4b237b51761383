//! A plan with tasks, indicators, organizations and responsibilities of any size, the same at every run.

use std::fmt::Write;

/// The texts of a plan and of its observations.
pub struct Inputs {
    /// The plan, as JSON.
    pub plan: String,
    /// Its observations, as CSV.
    pub observations: String,
}

/// How large a plan is.
#[derive(Clone, Copy)]
pub struct Size {
    /// Its tasks, in a tree; it has as many indicators.
    pub tasks: usize,
    /// How deep the tree is.
    pub depth: usize,
    /// Its organizations, ten below each.
    pub organizations: usize,
}

/// Where a plan stands among others: its place in a chain, and how many there are.
#[derive(Clone, Copy)]
pub struct Level {
    /// Counted from the top.
    pub place: usize,
    /// All of them.
    pub of: usize,
}

impl Inputs {
    /// A plan of a chain. Each task serves one indicator; every third has a milestone, every fourth waits for
    /// another; two organizations answer for each. Indicators have four yearly figures, tasks one report.
    /// Where there is a plan below, each indicator is decomposed into the same one there.
    pub fn new(size: Size, level: Level) -> Self {
        let mut numbers = Numbers(0x5eed);
        let number = level.place;
        let mut plan = format!(
            r#"{{"format":"attainment/plan@1","id":"p{number}","title":"Level {number}","issued":"2020-12-01","period":{{"base":"2020","start":"2021","end":"2025"}}"#
        );
        organizations(size, &mut plan);
        indicators(size, level, &mut plan);
        tasks(size, &mut plan);
        responsibilities(size, &mut numbers, &mut plan);
        plan.push_str("}\n");
        let observations = observations(size, number, &mut numbers);
        Self { plan, observations }
    }
}

fn organizations(size: Size, plan: &mut String) {
    plan.push_str(r#","organizations":["#);
    for index in 0..size.organizations {
        let parent = index.checked_sub(1).map(|before| format!(r#","parent":"o{}""#, before / 10));
        let parent = parent.unwrap_or_default();
        let _ = write!(plan, r#"{}{{"id":"o{index}","name":"Organization {index}"{parent}}}"#, comma(index));
    }
    plan.push(']');
}

fn indicators(size: Size, level: Level, plan: &mut String) {
    plan.push_str(r#","indicators":["#);
    for index in 0..size.tasks {
        let below = level.place + 1;
        let decomposed = if below < level.of {
            format!(
                r#","decomposed":[{{"id":"d","rule":"sum","children":[{{"plan":"p{below}","indicator":"i{index}"}}]}}]"#
            )
        } else {
            String::new()
        };
        let _ = write!(
            plan,
            r#"{}{{"id":"i{index}","name":"Indicator {index}","unit":"km","measure":"stock","attribute":"binding","baseline":{{"period":"2020","value":"100"}},"targets":[{{"id":"t","form":"level","at_least":"200","due":"2025"}}]{decomposed}}}"#,
            comma(index)
        );
    }
    plan.push(']');
}

/// The first tasks form a chain as deep as the tree; the others stand below those, level by level.
fn tasks(size: Size, plan: &mut String) {
    plan.push_str(r#","tasks":["#);
    for index in 0..size.tasks {
        let parent = match index {
            0 => None,
            _ if index < size.depth => Some(index - 1),
            _ => Some(index % (size.depth - 1)),
        };
        let parent = parent.map(|parent| format!(r#","parent":"t{parent}""#)).unwrap_or_default();
        let (start, end) = match index % 4 {
            0 if index > size.depth => (2024, 2025),
            3 if index > size.depth => (2021, 2023),
            _ => (2021, 2025),
        };
        let due = if end == 2023 { end } else { 2024 };
        let milestone = if index % 3 == 0 {
            format!(r#","milestones":[{{"id":"m{index}","title":"Milestone","due":"{due}"}}]"#)
        } else {
            String::new()
        };
        // Only leaves wait, for the leaf before them.
        let after = if index > size.depth && index % 4 == 0 {
            format!(r#","after":["t{}"]"#, index - 1)
        } else {
            String::new()
        };
        let _ = write!(
            plan,
            r#"{}{{"id":"t{index}","title":"Task {index}","window":{{"start":"{start}","end":"{end}"}},"indicators":["i{index}"]{parent}{milestone}{after}}}"#,
            comma(index)
        );
    }
    plan.push(']');
}

fn responsibilities(size: Size, numbers: &mut Numbers, plan: &mut String) {
    plan.push_str(r#","responsibilities":["#);
    for index in 0..size.tasks {
        for (count, role) in ["lead", "responsible"].iter().enumerate() {
            let organization = numbers.below(size.organizations);
            let _ = write!(
                plan,
                r#"{}{{"role":"{role}","organization":"o{organization}","task":"t{index}"}}"#,
                comma(index + count)
            );
        }
    }
    plan.push(']');
}

fn observations(size: Size, plan: usize, numbers: &mut Numbers) -> String {
    let mut rows = String::from("subject,period,value,published\n");
    for index in 0..size.tasks {
        for year in 2021..=2024 {
            let value = 100 + numbers.below(100);
            let _ = writeln!(rows, "p{plan}/i{index},{year},{value},{}-03-01", year + 1);
        }
        let _ = writeln!(rows, "p{plan}/t{index},2024,{}%,2025-01-15", numbers.below(101));
    }
    rows
}

fn comma(index: usize) -> &'static str {
    if index == 0 { "" } else { "," }
}

/// A linear congruential generator.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end
    }
}
