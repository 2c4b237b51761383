//! Plans read with a register.

use super::Register;
use crate::Plan;
use crate::check::{CheckError, Checked, Reader, check_plan};
use crate::document::{Limits, Syntax, plan_from_text};

fn with_register(text: &str, syntax: Syntax, register: &Register) -> Result<Checked<Plan>, CheckError> {
    plan_from_text(text, syntax, &Limits::default(), |doc, diagnostics| {
        let (doc, notes) = register.resolve(doc);
        let mut reader = Reader::default();
        let plan = check_plan(&doc, &mut reader);
        diagnostics.append(reader.diagnostics);
        diagnostics.append(notes);
        plan
    })
}

impl Plan {
    /// Reads and checks a plan written as YAML, with the members of its collectives as a register lists them; see
    /// [`Register::resolve`](crate::register::Register::resolve).
    ///
    /// # Errors
    /// As [`Plan::from_yaml`].
    #[cfg(feature = "yaml")]
    pub fn from_yaml_with(text: &str, register: &Register) -> Result<Checked<Self>, CheckError> {
        with_register(text, Syntax::Yaml, register)
    }

    /// Reads and checks a plan written as JSON, with the members of its collectives as a register lists them; see
    /// [`Register::resolve`](crate::register::Register::resolve).
    ///
    /// # Errors
    /// As [`Plan::from_json`].
    #[cfg(feature = "json")]
    pub fn from_json_with(text: &str, register: &Register) -> Result<Checked<Self>, CheckError> {
        with_register(text, Syntax::Json, register)
    }
}
