//! Embeds the evaluation in a larger program: plan, data and policy are read once and judged at
//! several dates. What was not known at a date does not exist for it: neither a figure nor the later
//! version of a target.

use std::error::Error;

use attainment::{Evaluator, Observations, Plan, Policy};

const PLAN: &str = include_str!("data/chongqing-districts.yaml");
const DATA: &str = include_str!("data/chongqing-districts.csv");

fn main() -> Result<(), Box<dyn Error>> {
    let plan = Plan::from_yaml(PLAN)?;
    let data = Observations::from_csv(DATA.as_bytes(), &plan)?;
    let policy = Policy::builtin("cn-schedule")?;
    let evaluator = Evaluator::new(&policy);

    for date in ["2022-12-31", "2023-06-30", "2025-05-22", "2025-05-23", "2026-06-30"] {
        let report = evaluator.as_of(date.parse()?).evaluate(&plan, &data);
        println!("{date}");
        // Those that were raised later; the other 44 stay as they are.
        for verdict in report.indicators().filter(|verdict| !verdict.target().versions().is_empty()) {
            let trajectory = verdict.trajectory();
            let known = trajectory.current().map_or("—".to_owned(), |point| point.amount.value.to_string());
            println!(
                "  {:<22} version {:<14} known {known:<6} → {} ({})",
                verdict.indicator().id(),
                trajectory.version().unwrap_or("none"),
                verdict.outcome().id(),
                verdict.missing().iter().map(|(_, reason)| reason.word()).collect::<Vec<_>>().join(", "),
            );
        }
    }
    Ok(())
}
