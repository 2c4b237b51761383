//! What would be if: a target moved, a figure assumed, a task delayed.
//!
//! A [`WhatIf`] is laid over a plan and its observations. They stay as they are: the [`Overlaid`] owns changed
//! copies of both, and is evaluated like any plan. Every report that is made from it says what is assumed.
//!
//! Assumed figures never make anything attained or missed, whatever the policy. They count as current values, so that
//! a verdict about the way (on schedule, behind) is given by them; a verdict that would state a fact stays
//! undetermined, with the reason [`Assumed`](crate::facts::Reason::Assumed).
//!
//! ```
//! # #[cfg(all(feature = "yaml", feature = "csv"))] {
//! use attainment::what_if::WhatIf;
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
//! let overlaid = WhatIf::new().assume("rail", "2024", "82").apply(&plan, &data)?;
//! let policy = Policy::builtin("cn-schedule")?;
//! let on = Evaluator::new(&policy).as_of("2024-06-30".parse()?);
//! let (before, after) = (on.evaluate(&plan, &data), on.evaluate(overlaid.plan(), overlaid.data()));
//! let outcome = |report: &attainment::Report<'_>| report.indicator("rail").map(|own| own.outcome().id().to_owned());
//! // 30 of 50 km in 3 of 5 years; 32 of 50 in 4 of 5 would be 16 points behind.
//! assert_eq!(outcome(&before).as_deref(), Some("on_schedule"));
//! assert_eq!(outcome(&after).as_deref(), Some("behind"));
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod doc;
mod overlay;

pub use doc::{AssumedFigureDoc, AssumedMilestoneDoc, AssumedTargetDoc, DelayDoc, WHAT_IF_FORMAT, WhatIf};
pub use overlay::Overlaid;
pub(crate) use overlay::{Figure as AssumedFigure, overlaid};
