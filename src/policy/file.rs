//! Policies from files.

use crate::check::CheckError;
#[cfg(any(feature = "yaml", feature = "json"))]
use crate::check::Checked;
#[cfg(feature = "yaml")]
use crate::check::{Diagnostics, Path, Problem, nearest};
#[cfg(any(feature = "yaml", feature = "json"))]
use crate::document::{Limits, Syntax, checked_from_text};

use super::Policy;
#[cfg(any(feature = "yaml", feature = "json"))]
use super::{load::load, read::read};

/// The most that the text of a policy may ask of the reader.
#[cfg(any(feature = "yaml", feature = "json"))]
const LIMITS: Limits = Limits { bytes: 16 << 20, depth: 32, nodes: 1_000_000 };

/// The built-in policies: the one place that names them.
#[cfg(feature = "yaml")]
const BUILTIN: &[(&str, &str)] = &[("cn-schedule", include_str!("builtin/cn-schedule.yaml"))];

impl Policy {
    /// The policy that a YAML text describes.
    ///
    /// A text may have at most 16 MiB and 32 levels.
    ///
    /// # Errors
    ///
    /// When the text is not YAML, or one of the diagnostics is an error.
    #[cfg(feature = "yaml")]
    pub fn from_yaml(text: &str) -> Result<Checked<Self>, CheckError> {
        from_text(text, Syntax::Yaml)
    }

    /// The policy that a JSON text describes.
    ///
    /// A text may have at most 16 MiB and 32 levels.
    ///
    /// # Errors
    ///
    /// When the text is not JSON, or one of the diagnostics is an error.
    #[cfg(feature = "json")]
    pub fn from_json(text: &str) -> Result<Checked<Self>, CheckError> {
        from_text(text, Syntax::Json)
    }

    /// A built-in policy, by its id.
    ///
    /// # Errors
    ///
    /// When there is none with this id.
    #[cfg(feature = "yaml")]
    pub fn builtin(name: &str) -> Result<Self, CheckError> {
        match BUILTIN.iter().find(|(id, _)| *id == name) {
            Some((_, text)) => Self::from_yaml(text).map(Checked::into_inner),
            None => {
                let suggestion = nearest(name, Self::builtin_names());
                let mut diagnostics = Diagnostics::new();
                diagnostics.report(Problem::NoSuchPolicy { name: name.into(), suggestion }, Path::root());
                Err(CheckError::new(diagnostics))
            }
        }
    }

    /// The ids of the built-in policies.
    #[cfg(feature = "yaml")]
    pub fn builtin_names() -> impl Iterator<Item = &'static str> {
        BUILTIN.iter().map(|(id, _)| *id)
    }
}

#[cfg(any(feature = "yaml", feature = "json"))]
fn from_text(text: &str, syntax: Syntax) -> Result<Checked<Policy>, CheckError> {
    checked_from_text(text, syntax, &LIMITS, |node, diagnostics| {
        let doc = read(node, diagnostics);
        if diagnostics.has_errors() { None } else { Some(load(&doc, diagnostics)) }
    })
}
