//! Policies from files.

use crate::check::CheckError;
#[cfg(any(feature = "yaml", feature = "json"))]
use crate::check::Checked;
#[cfg(feature = "yaml")]
use crate::check::{Diagnostics, Path, Problem, nearest};
#[cfg(any(feature = "yaml", feature = "json"))]
use crate::document::{Limits, Syntax, checked_from_text};

use super::{Policy, PolicyDoc};
#[cfg(any(feature = "yaml", feature = "json"))]
use super::{load::load, read::read};

/// The most that the text of a policy may ask of the reader.
#[cfg(any(feature = "yaml", feature = "json"))]
const LIMITS: Limits = Limits { bytes: 16 << 20, depth: 32, nodes: 1_000_000 };

/// The built-in policies by id: the files in the folder `builtin`, listed when the library is built.
#[cfg(feature = "yaml")]
const BUILTIN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/policies.rs"));

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
        Self::from_yaml_with(text, &mut |_| None)
    }

    /// The policy that a YAML text describes, where `find` gives the documents, by their ids, that it extends.
    /// The built-in policies are found without it.
    ///
    /// # Errors
    ///
    /// When the text is not YAML, or one of the diagnostics is an error.
    #[cfg(feature = "yaml")]
    pub fn from_yaml_with(
        text: &str,
        find: &mut dyn FnMut(&str) -> Option<PolicyDoc>,
    ) -> Result<Checked<Self>, CheckError> {
        from_text(text, Syntax::Yaml, find)
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
        Self::from_json_with(text, &mut |_| None)
    }

    /// The policy that a JSON text describes, where `find` gives the documents, by their ids, that it extends.
    /// The built-in policies are found without it.
    ///
    /// # Errors
    ///
    /// When the text is not JSON, or one of the diagnostics is an error.
    #[cfg(feature = "json")]
    pub fn from_json_with(
        text: &str,
        find: &mut dyn FnMut(&str) -> Option<PolicyDoc>,
    ) -> Result<Checked<Self>, CheckError> {
        from_text(text, Syntax::Json, find)
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
fn from_text(
    text: &str,
    syntax: Syntax,
    find: &mut dyn FnMut(&str) -> Option<PolicyDoc>,
) -> Result<Checked<Policy>, CheckError> {
    checked_from_text(text, syntax, &LIMITS, |node, diagnostics| {
        let doc = read(node, diagnostics);
        if diagnostics.has_errors() { None } else { Some(load(&doc, find, diagnostics)) }
    })
}

impl PolicyDoc {
    /// The document that a YAML text says, not yet checked.
    ///
    /// # Errors
    ///
    /// When the text is not YAML, or has fields that are not understood.
    #[cfg(feature = "yaml")]
    pub fn from_yaml(text: &str) -> Result<Checked<Self>, CheckError> {
        checked_from_text(text, Syntax::Yaml, &LIMITS, |node, diagnostics| Some(read(node, diagnostics)))
    }

    /// The document that a JSON text says, not yet checked.
    ///
    /// # Errors
    ///
    /// When the text is not JSON, or has fields that are not understood.
    #[cfg(feature = "json")]
    pub fn from_json(text: &str) -> Result<Checked<Self>, CheckError> {
        checked_from_text(text, Syntax::Json, &LIMITS, |node, diagnostics| Some(read(node, diagnostics)))
    }

    /// The document of a built-in policy.
    #[cfg(feature = "yaml")]
    #[must_use]
    pub fn builtin(id: &str) -> Option<Self> {
        let (_, text) = BUILTIN.iter().find(|(own, _)| *own == id)?;
        Self::from_yaml(text).ok().map(Checked::into_inner)
    }

    /// The document as JSON. Reading it gives the same document.
    #[cfg(feature = "json")]
    #[must_use]
    pub fn to_json(&self) -> String {
        // A structure of texts and lists has nothing that JSON cannot say.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The document as YAML. Reading it gives the same document.
    #[cfg(all(feature = "yaml", feature = "json"))]
    #[must_use]
    pub fn to_yaml(&self) -> String {
        crate::document::yaml_of_json(&self.to_json())
    }
}
