//! Places for what is said of a document after it was read.

use super::Limits;
use super::parse::{Syntax, fill_places, read_document};
use crate::check::Diagnostics;

impl Diagnostics {
    /// Gives line and column to what is said of a plan that was read before, and the name of its file.
    ///
    /// What [`Plans::link`](crate::levels::Plans::link) says names the plan and the path in it (`file`, `path`), since
    /// plans keep no texts. With the text at hand, `plan` is its id and `file` what is printed before line and column.
    /// A text that cannot be read any more gives no places.
    ///
    /// ```
    /// # #[cfg(feature = "yaml")] {
    /// use attainment::Plan;
    /// use attainment::levels::Plans;
    /// let text = "{ format: attainment/plan@1, id: city, title: City, period: { base: 2020, end: 2025 }, indicators: [
    /// { id: rail, name: Rail, unit: km, measure: stock, targets: [ { id: t, form: level, at_least: 100, due: 2025 } ],
    ///   decomposed: [ { id: d, rule: sum, children: [ { plan: city, indicator: road } ] } ] } ] }";
    /// let city = Plan::from_yaml(text)?.into_inner();
    /// let mut said = Plans::link(vec![city]).unwrap_err().diagnostics().clone();
    /// said.locate_in_yaml("city", "plans/city.yaml", text);
    /// let told = said.iter().next().map(ToString::to_string).unwrap_or_default();
    /// assert!(told.starts_with("error[dangling-id] plans/city.yaml:3:"), "{told}");
    /// # }
    /// # Ok::<(), attainment::check::CheckError>(())
    /// ```
    #[cfg(feature = "yaml")]
    pub fn locate_in_yaml(&mut self, plan: &str, file: &str, text: &str) {
        self.locate(plan, file, text, Syntax::Yaml);
    }

    /// As [`Diagnostics::locate_in_yaml`], for a plan in JSON.
    #[cfg(feature = "json")]
    pub fn locate_in_json(&mut self, plan: &str, file: &str, text: &str) {
        self.locate(plan, file, text, Syntax::Json);
    }

    fn locate(&mut self, plan: &str, file: &str, text: &str, syntax: Syntax) {
        let about = self.iter_mut().filter(|diagnostic| diagnostic.place.is_none());
        let about = about.filter(|diagnostic| diagnostic.file.as_deref() == Some(plan));
        let mut about: Vec<_> = about.collect();
        if about.is_empty() {
            return;
        }
        if let Ok((root, _)) = read_document(text, syntax, &Limits::default()) {
            fill_places(text, &root, about.iter_mut().map(|diagnostic| &mut **diagnostic));
        }
        for diagnostic in about {
            diagnostic.file = Some(file.to_owned());
        }
    }
}
