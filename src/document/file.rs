//! Plans from files: read, checked, and with the place of everything that is to be said.

use super::{Limits, Syntax, plan_from_text};
use crate::check::{CheckError, Checked, Reader, check_plan};
use crate::plan::Plan;

fn from_text(text: &str, syntax: Syntax, limits: &Limits) -> Result<Checked<Plan>, CheckError> {
    plan_from_text(text, syntax, limits, |doc, diagnostics| {
        let mut reader = Reader::default();
        let plan = check_plan(doc, &mut reader);
        diagnostics.append(reader.diagnostics);
        plan
    })
}

impl Plan {
    /// Reads and checks a plan written as YAML.
    ///
    /// ```
    /// use attainment::Plan;
    /// let plan = Plan::from_yaml("{ format: attainment/plan@1, id: p, title: P, period: { end: 2025 } }")?;
    /// assert_eq!(plan.title(), "P");
    /// // All problems at once, each with its place and what to do about it:
    /// let error = Plan::from_yaml("{ format: attainment/plan@1, id: p, titel: P, period: { end: 20250 } }");
    /// assert_eq!(error.unwrap_err().diagnostics().len(), 3);
    /// # Ok::<(), attainment::check::CheckError>(())
    /// ```
    ///
    /// # Errors
    /// A [`CheckError`] with every diagnostic and its line and column, if one of them is an error.
    #[cfg(feature = "yaml")]
    pub fn from_yaml(text: &str) -> Result<Checked<Self>, CheckError> {
        Self::from_yaml_within(text, &Limits::default())
    }

    /// Reads and checks a plan written as YAML, within limits of your own.
    ///
    /// # Errors
    /// As [`Plan::from_yaml`].
    #[cfg(feature = "yaml")]
    pub fn from_yaml_within(text: &str, limits: &Limits) -> Result<Checked<Self>, CheckError> {
        from_text(text, Syntax::Yaml, limits)
    }

    /// Reads and checks a plan written as JSON. Numbers may be JSON numbers or strings; either way they
    /// are read as they are written.
    ///
    /// # Errors
    /// A [`CheckError`] with every diagnostic and its line and column, if one of them is an error.
    #[cfg(feature = "json")]
    pub fn from_json(text: &str) -> Result<Checked<Self>, CheckError> {
        Self::from_json_within(text, &Limits::default())
    }

    /// Reads and checks a plan written as JSON, within limits of your own.
    ///
    /// # Errors
    /// As [`Plan::from_json`].
    #[cfg(feature = "json")]
    pub fn from_json_within(text: &str, limits: &Limits) -> Result<Checked<Self>, CheckError> {
        from_text(text, Syntax::Json, limits)
    }
}
