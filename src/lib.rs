//! Of what a plan promised, what has been attained, how does the rest stand, and why?
//!
//! A plan states indicators with targets, tasks with milestones, and who answers for them. This crate
//! evaluates a plan, the figures that were known on a day, and a policy of judgement, and returns a
//! report in which every verdict carries its numbers and the row of the table that produced it. What
//! cannot be said stays undetermined, with the reason.
//!
//! # Example
//!
//! ```
//! # #[cfg(all(feature = "yaml", feature = "csv"))] {
//! use attainment::{Evaluator, Observations, Plan, Policy};
//! let plan = Plan::from_yaml("
//!     format: attainment/plan@1
//!     id: demo
//!     title: Demo
//!     period: { base: 2020, start: 2021, end: 2025 }
//!     indicators:
//!       - { id: rail, name: Rail, unit: km, measure: stock, baseline: { period: 2020, value: 50 },
//!           targets: [ { id: t, form: level, at_least: 100, due: 2025 } ] }
//! ")?;
//! let data = Observations::from_csv("indicator,period,value\nrail,2023,80\n".as_bytes(), &plan)?;
//! let policy = Policy::builtin("cn-schedule")?;
//! let report = Evaluator::new(&policy).as_of("2024-06-30".parse()?).evaluate(&plan, &data);
//! let verdict = report.indicator("rail").ok_or("no such indicator")?;
//! assert_eq!(verdict.outcome().id(), "on_schedule"); // 30 of 50 km in 3 of 5 years
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The main types
//!
//! * [`Plan`]: what was promised. It is read from YAML or JSON, or built as a
//!   [`PlanDoc`](plan::PlanDoc) and checked.
//! * [`Observations`]: what happened. They are read from CSV for a plan, or added row by row with
//!   [`ObservationsBuilder`](check::ObservationsBuilder).
//! * [`Policy`]: how progress is judged, as decision tables over the [catalogue of facts](facts::Fact).
//!   `cn-schedule` and more are built in (`Policy::builtin_names`); others are files, or extend them.
//! * [`Evaluator`]: a policy that is asked as of a date. It evaluates plans, and cannot fail.
//! * [`Report`]: the [verdicts](report::Verdict), rolled up, as text, Markdown or JSON. It borrows the
//!   plan, the observations and the policy; [`Report::document`] is its owned form. Two of these are compared
//!   by [`diff`](report::diff), the bulletin of a period.
//!
//! # What-ifs
//!
//! A figure assumed, a target moved, a task put off: a [`WhatIf`](what_if::WhatIf) is laid over a plan and its
//! observations, which stay as they are. What is assumed never makes anything attained or missed.
//!
//! # Several plans
//!
//! Targets that are handed down from plan to plan are looked at together by [`levels::Plans`]: whether those of
//! the children suffice, what a delegated target takes over, and what the figures of the children come to.
//!
//! # Projections
//!
//! A verdict also tells where the indicator will be by the due date, with an interval and the probability
//! that the target is attained: [`Verdict::outlook`](report::Verdict::outlook). Series without a plan are
//! carried on by [`Method::project`](project::Method::project).
//!
//! # Phrases
//!
//! A target can be given in the words of the plan (力争达到4.5%以上, “at least halve”).
//! `notation::read` reads phrases and cells of tables into statements, with all readings where there are
//! several, and `notation::write` writes them.
//!
//! # Errors and dates
//!
//! What reads a document returns the value with its warnings, [`Checked`](check::Checked), or all of its
//! [diagnostics](check::Diagnostic) at once. One target can be judged without a report: see
//! [`Trajectory`](trajectory::Trajectory), [`FactSet`](facts::FactSet) and [`decide`](decide::decide).
//!
//! Dates are arguments: the clock is never read, and the same inputs give the same bytes. Arithmetic
//! is [exact](number::Exact); roots, logarithms and projections are [estimates](number::Estimate), which
//! never make a target attained or missed. What is not known has a [reason](facts::Reason).
//!
//! # Features
//!
//! * `yaml` (default): plans and policies as YAML, and the built-in policies.
//! * `json` (default): plans and policies as JSON, reports as JSON. It includes `serde`.
//! * `csv` (default): observations as CSV.
//! * `notation` (default): phrases as targets, read and written.
//! * `serde`: the documents of plan, policy and report can be serialized, reports also deserialized.
//! * `schema`: the JSON Schema of the report. It includes `json`.
//!
//! Without features, plans, observations and policies are built in code, and reports are told as text
//! and Markdown.
//!
//! # What it is not
//!
//! It reads phrases that state a target, and not the prose of a plan: where the targets stand in a text, and
//! which indicator a sentence is about, others find out. It draws no charts, and stores nothing. It is no
//! engine for arbitrary rules: a policy compares facts of the catalogue with constants. A projection knows
//! nothing but the figures.
//!
//! The guide is in the folder `docs` of the repository.

pub mod check;
pub mod decide;
pub mod document;
#[cfg(feature = "csv")]
pub mod exchange;
pub mod facts;
mod known;
mod lang;
pub mod levels;
pub mod measure;
#[cfg(feature = "notation")]
pub mod notation;
pub mod number;
pub mod period;
pub mod plan;
pub mod policy;
pub mod project;
pub mod register;
pub mod report;
pub mod rollup;
pub mod schedule;
pub mod series;
mod sheet;
pub mod trajectory;
pub mod what_if;

pub use chrono::NaiveDate;
pub use lang::Lang;
pub use plan::Plan;
pub use policy::Policy;
pub use report::{Evaluator, Report};
pub use rust_decimal::Decimal;
pub use series::Observations;

/// The code of the guide, compiled and run as documentation tests.
#[cfg(all(doctest, feature = "yaml", feature = "csv", feature = "json"))]
mod guide {
    #[doc = include_str!("../README.md")]
    mod readme {}

    #[doc = include_str!("../docs/src/introduction.md")]
    mod introduction {}

    #[doc = include_str!("../docs/src/tutorial.md")]
    mod tutorial {}

    #[doc = include_str!("../docs/src/plan.md")]
    mod plan {}

    #[doc = include_str!("../docs/src/targets.md")]
    mod targets {}

    #[cfg(feature = "notation")]
    #[doc = include_str!("../docs/src/phrases.md")]
    mod phrases {}

    #[doc = include_str!("../docs/src/observations.md")]
    mod observations {}

    #[doc = include_str!("../docs/src/what-if.md")]
    mod what_if {}

    #[doc = include_str!("../docs/src/levels.md")]
    mod levels {}

    #[doc = include_str!("../docs/src/facts.md")]
    mod facts {}

    #[doc = include_str!("../docs/src/verdicts.md")]
    mod verdicts {}

    #[cfg(feature = "csv")]
    #[doc = include_str!("../docs/src/responsibility.md")]
    mod responsibility {}

    #[doc = include_str!("../docs/src/tasks.md")]
    mod tasks {}

    #[doc = include_str!("../docs/src/policy.md")]
    mod policy {}

    #[doc = include_str!("../docs/src/city-lamps.md")]
    mod city_lamps {}

    #[doc = include_str!("../docs/src/methods.md")]
    mod methods {}

    #[doc = include_str!("../docs/src/sdg-methods.md")]
    mod sdg_methods {}

    #[doc = include_str!("../docs/src/codes.md")]
    mod codes {}

    #[doc = include_str!("../docs/src/projection.md")]
    mod projection {}

    #[doc = include_str!("../docs/src/seasons.md")]
    mod seasons {}

    #[cfg(feature = "notation")]
    #[doc = include_str!("../docs/src/embedding.md")]
    mod embedding {}

    #[doc = include_str!("../docs/src/report.md")]
    mod report {}

    #[doc = include_str!("../docs/src/design.md")]
    mod design {}
}
