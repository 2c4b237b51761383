//! Builds a plan in code instead of reading a file, adds figures, and judges it.
//!
//! All figures are illustrative: they were made up for this example.

use std::error::Error;

use attainment::check::{ObservationRow, ObservationsBuilder};
use attainment::plan::{BaselineDoc, IndicatorDoc, PlanDoc, TargetDoc};
use attainment::{Evaluator, Lang, Policy};

fn main() -> Result<(), Box<dyn Error>> {
    let mut plan = PlanDoc::new("demo", "An illustrative plan (made-up figures)", "2025");
    plan.period.base = Some("2020".into());
    plan.period.start = Some("2021".into());
    plan.indicators = vec![
        IndicatorDoc {
            unit: Some("km".into()),
            attribute: Some("expected".into()),
            direction: Some("increase".into()),
            baseline: Some(BaselineDoc::new("2020", "120")),
            targets: vec![TargetDoc::new("t2025", "level", "2025").at_least("200")],
            ..IndicatorDoc::new("cycle-paths", "Cycle paths", "stock")
        },
        IndicatorDoc {
            unit: Some("t".into()),
            attribute: Some("binding".into()),
            direction: Some("decrease".into()),
            baseline: Some(BaselineDoc::new("2020", "1000")),
            // 单位…降低 13.5 %: at least 13.5 per cent below the base.
            targets: vec![TargetDoc::new("t2025", "reduction_rate", "2025").at_least("13.5")],
            ..IndicatorDoc::new("emissions", "Emissions", "flow")
        },
    ];
    // The same checks as for a file: all problems at once, or a plan that cannot be wrong.
    let plan = plan.check()?;

    let mut figures = ObservationsBuilder::new(&plan);
    for (subject, period, value) in
        [("cycle-paths", "2023", "165"), ("emissions", "2022", "960"), ("emissions", "2023", "930")]
    {
        let published = "2024-03-01";
        figures.add(ObservationRow { subject, period, value, published, ..ObservationRow::default() });
    }
    let figures = figures.finish()?;

    let policy = Policy::builtin("cn-schedule")?;
    let report = Evaluator::new(&policy).as_of("2024-06-30".parse()?).evaluate(&plan, &figures);
    print!("{}", report.to_text(Lang::En));
    for verdict in report.indicators() {
        println!("\n{}", verdict.explain().in_language(Lang::En));
    }
    Ok(())
}
