//! What is to be said of the newest versions once plans are linked, and how ranges are told.

use chrono::NaiveDate;

use super::comparable::Stated;
use super::fit::{Doubt, Fit};
use super::plans::{Link, Plans};
use super::sufficiency::Sufficiency;
use crate::check::{Diagnostic, Diagnostics, Noun, Path, Problem, nearest};
use crate::number::{Exact, Interval};
use crate::plan::Value;

/// Holds the newest versions of parents and children against each other.
pub(super) fn check(plans: &Plans, diagnostics: &mut Diagnostics) {
    for link in plans.links() {
        let (place, mut said) = (link.place, Vec::new());
        let path = Path::root().key("indicators").index(place.indicator).key("decomposed");
        let path = path.index(place.decomposition);
        said.extend(version(link).map(|problem| (problem, path.key("version"))));
        let found = link.sufficiency(NaiveDate::MAX);
        let (children, unit) = (path.key("children"), unit_of(link));
        for (child, problem) in comparators(link, &found, &unit) {
            said.push((problem, children.index(child)));
        }
        said.extend(shortfall(&found, &unit).map(|problem| (problem, children)));
        let file = plans.plans().get(place.plan).map(|plan| plan.id().to_owned());
        for (problem, path) in said {
            diagnostics.push(Diagnostic { problem, path, place: None, file: file.clone() });
        }
    }
}

/// Whether the version that was decomposed is there, and the newest.
fn version(link: Link<'_>) -> Option<Problem> {
    let (named, versions) = (link.decomposition()?.version()?, link.target()?.versions());
    let newest = versions.last().map_or("original", |version| version.id());
    if named != "original" && versions.iter().all(|version| version.id() != named) {
        let suggestion = nearest(named, versions.iter().map(|version| version.id()));
        return Some(Problem::DanglingId { id: named.to_owned(), kind: Noun("version"), suggestion });
    }
    let (named, newest) = (named.to_owned(), newest.to_owned());
    (named != newest).then_some(Problem::DecomposedVersion { named, newest })
}

/// The unit of the numbers that parent and children promise; none for rates.
fn unit_of(link: Link<'_>) -> String {
    let stated = link.parts().zip(link.target());
    let stated = stated.map(|((plan, indicator, _), target)| Stated { plan, indicator, target });
    stated.filter(Stated::is_scaled).map_or_else(String::new, |of| of.indicator.unit().to_string())
}

/// The children whose targets run the other way than that of the parent.
fn comparators(link: Link<'_>, found: &Sufficiency<'_>, unit: &str) -> Vec<(usize, Problem)> {
    let Ok(needed) = found.needed() else { return Vec::new() };
    let turned = found.doubts().iter().filter(|(_, doubt)| *doubt == Doubt::OtherWay);
    let said = turned.filter_map(|(place, _)| {
        let child = link.child(*place)?;
        let (original, later) = child.target()?.known_on(NaiveDate::MAX);
        let found = told_value(later.last().map_or(original, |version| version.promise()).value());
        let expected = told(needed, unit);
        Some((*place, Problem::ChildComparator { child: child.name(), found, expected }))
    });
    said.collect()
}

fn shortfall(found: &Sufficiency<'_>, unit: &str) -> Option<Problem> {
    let needed = found.needed().ok().filter(|_| found.fit() == Fit::FallsShort)?;
    let slack = found.slack().map_or_else(|| "—".to_owned(), |slack| number(slack) + unit);
    let (needed, promised) = (told(needed, unit), told(found.promised(), unit));
    Some(Problem::ChildrenFallShort { needed, promised, slack })
}

fn told_value(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Range { low, high } => format!("{low}–{high}"),
        Value::Delegated(text) | Value::Deferred(text) => text.clone(),
        Value::Unquantified => String::new(),
    }
}

/// A number in full, if it is no longer than numbers are printed; else with six decimal places.
pub(crate) fn number(value: &Exact) -> String {
    let whole = value.to_string();
    let short = if whole.len() <= 20 { whole } else { value.rounded(6) };
    short.replace('-', "−")
}

/// A range with the signs of its ends.
pub(crate) fn told(range: &Interval, unit: &str) -> String {
    match (&range.low, &range.high) {
        (None, None) => "—".to_owned(),
        (Some(low), None) => format!("{}{}{unit}", if low.closed { "≥" } else { ">" }, number(&low.at)),
        (None, Some(high)) => format!("{}{}{unit}", if high.closed { "≤" } else { "<" }, number(&high.at)),
        (Some(low), Some(high)) if low == high => format!("={}{unit}", number(&low.at)),
        (Some(low), Some(high)) => {
            let (open, close) = (if low.closed { "" } else { ">" }, if high.closed { "" } else { "<" });
            format!("{open}{}–{close}{}{unit}", number(&low.at), number(&high.at))
        }
    }
}
