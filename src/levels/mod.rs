//! Several plans together: what one is decomposed into, and what a delegated target resolves against.
//!
//! A city promises more than 12,800 enterprises and hands the number down to its districts (分解下达). [`Plans`]
//! looks up these links once. It checks that the targets of the children suffice for that of the parent, lets a
//! delegated target take over what the plan above promises, and puts the figures of the children together.
//!
//! ```
//! # #[cfg(all(feature = "yaml", feature = "csv"))] {
//! use attainment::levels::{Fit, Plans};
//! use attainment::{Evaluator, Observations, Plan, Policy};
//! let city = Plan::from_yaml("
//!     { format: attainment/plan@1, id: city, title: City, period: { base: 2022, start: 2023, end: 2027 },
//!       indicators: [ { id: firms, name: Firms, unit: firms, measure: stock, direction: increase,
//!         targets: [ { id: t, form: level, more_than: 100, due: 2027 } ],
//!         decomposed: [ { id: by-district, rule: sum,
//!           children: [ { plan: north, indicator: firms }, { plan: south, indicator: firms } ] } ] } ] }")?;
//! let district = |id: &str, value: u32| Plan::from_yaml(&format!("
//!     {{ format: attainment/plan@1, id: {id}, title: A district, period: {{ start: 2023, end: 2027 }},
//!       indicators: [ {{ id: firms, name: Firms, unit: firms, measure: stock,
//!         targets: [ {{ id: t, form: level, at_least: {value}, due: 2027 }} ] }} ] }}"));
//! let (north, south) = (district("north", 70)?, district("south", 31)?);
//! let figures = |plan: &Plan, value| {
//!     Observations::from_csv(format!("indicator,period,value\nfirms,2024,{value}\n").as_bytes(), plan)
//! };
//! let data = [Observations::none(), figures(&north, 50)?.into_inner(), figures(&south, 20)?.into_inner()];
//! let plans = Plans::link(vec![city.into_inner(), north.into_inner(), south.into_inner()])?;
//! let data = plans.collect(data.into());
//!
//! let policy = Policy::builtin("cn-schedule")?;
//! let reports = Evaluator::new(&policy).as_of("2025-06-30".parse()?).evaluate_all(&plans, &data);
//! let split = reports.first().and_then(|city| city.decompositions().first()).ok_or("no decomposition")?;
//! assert_eq!(split.sufficiency().fit(), Fit::Suffices); // 70 + 31 > 100
//! assert_eq!(split.sufficiency().slack().map(|slack| slack.to_string()).as_deref(), Some("1"));
//! let sum = split.figures().ok_or("no figures")?;
//! assert_eq!(sum.amount()?.exact()?.to_string(), "70"); // 50 + 20
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod accumulate;
mod bound;
mod collect;
mod comparable;
mod delegate;
mod figures;
mod fit;
mod link;
mod newest;
mod pick;
mod plans;
mod split;
mod sufficiency;
mod walk;
mod wholes;
mod years;

pub use collect::Collected;
pub use figures::Figures;
pub use fit::{Doubt, Fit};
pub(crate) use newest::told;
pub use plans::{Link, LinkedChild, Plans};
pub use split::Split;
pub use sufficiency::Sufficiency;
