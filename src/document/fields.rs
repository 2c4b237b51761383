use super::node::{Entry, Kind, Node};
use crate::check::{Diagnostics, Noun, Path, Problem, Trail, nearest};

/// The most fields that a map of any format may be asked for.
const MOST_FIELDS: usize = 40;

/// Reads the fields of a map one by one, and reports what is missing, misshapen or unknown.
///
/// Each method that takes a field names one that the format has; [`Fields::finish`] reports those
/// that nobody asked for.
pub(crate) struct Fields<'n, 't, 'p, 'd> {
    entries: &'n [Entry<'t>],
    trail: Trail<'p>,
    /// The fields asked for, the first `count` of the array. Small maps are many, and a list on the heap for
    /// each of them would cost more than to read it.
    asked: [&'static str; MOST_FIELDS],
    count: usize,
    pub(crate) diagnostics: &'d mut Diagnostics,
}

impl<'n, 't, 'p, 'd> Fields<'n, 't, 'p, 'd> {
    /// The fields of a map; any other node is reported, and `None`.
    pub(crate) fn of(node: &'n Node<'t>, trail: Trail<'p>, diagnostics: &'d mut Diagnostics) -> Option<Self> {
        match &node.kind {
            Kind::Map(entries) => {
                Some(Self { entries, trail, asked: [""; MOST_FIELDS], count: 0, diagnostics })
            }
            _ => {
                wrong_shape("a map", node, trail, diagnostics);
                None
            }
        }
    }

    /// The path of a field.
    pub(crate) fn path(&self, field: &str) -> Path {
        self.trail.key(field).path()
    }

    /// The node of a field; an explicit nothing counts as absent.
    pub(crate) fn node(&mut self, field: &'static str) -> Option<&'n Node<'t>> {
        if let Some(place) = self.asked.get_mut(self.count) {
            *place = field;
            self.count += 1;
        }
        let entry = self.entries.iter().find(|entry| entry.key == field)?;
        (!matches!(entry.value.kind, Kind::Null)).then_some(&entry.value)
    }

    /// The text of a field, if it is there.
    pub(crate) fn text(&mut self, field: &'static str) -> Option<String> {
        let node = self.node(field)?;
        text_of(node, self.trail.key(field), self.diagnostics)
    }

    /// The text of a field that must be there; empty after the report if it is not.
    pub(crate) fn required(&mut self, field: &'static str) -> String {
        match self.node(field) {
            Some(node) => text_of(node, self.trail.key(field), self.diagnostics).unwrap_or_default(),
            None => {
                self.diagnostics.report(Problem::MissingField { field }, self.trail.path());
                String::new()
            }
        }
    }

    /// The elements of a list, each read by `read` with the way to it; absent is empty.
    pub(crate) fn list<T>(
        &mut self,
        field: &'static str,
        mut read: impl FnMut(&'n Node<'t>, Trail<'_>, &mut Diagnostics) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = self.node(field) else { return Vec::new() };
        let trail = self.trail.key(field);
        match &node.kind {
            Kind::List(nodes) => {
                // Collecting would make room for four at least, and most lists have one large element.
                let mut elements = Vec::with_capacity(nodes.len());
                for (index, node) in nodes.iter().enumerate() {
                    elements.extend(read(node, trail.index(index), self.diagnostics));
                }
                elements
            }
            _ => {
                wrong_shape("a list", node, trail, self.diagnostics);
                Vec::new()
            }
        }
    }

    /// The texts of a list.
    pub(crate) fn texts(&mut self, field: &'static str) -> Vec<String> {
        self.list(field, |node, trail, diagnostics| text_of(node, trail, diagnostics))
    }

    /// A map below this one, read by `read`.
    pub(crate) fn map<T>(
        &mut self,
        field: &'static str,
        read: impl FnOnce(&'n Node<'t>, Trail<'_>, &mut Diagnostics) -> Option<T>,
    ) -> Option<T> {
        let node = self.node(field)?;
        read(node, self.trail.key(field), self.diagnostics)
    }

    /// Reports the fields that the format does not have. Those that start with `x-` are the embedder's.
    pub(crate) fn finish(self) {
        let asked = self.asked.get(..self.count).unwrap_or_default();
        for entry in self.entries {
            if !asked.contains(&&*entry.key) && !entry.key.starts_with("x-") {
                // A suggestion costs far more than the report, and past the limit nobody sees it.
                let candidates = if self.diagnostics.len() > Diagnostics::MAX { &[] } else { asked };
                let suggestion = nearest(&entry.key, candidates.iter().copied());
                let problem = Problem::UnknownField { field: entry.key.clone().into_owned(), suggestion };
                self.diagnostics.report(problem, self.trail.key(&entry.key).path());
            }
        }
    }
}

/// The text of a node that must be a single value.
pub(crate) fn text_of(node: &Node<'_>, trail: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    match &node.kind {
        Kind::Scalar(text) => Some(text.as_ref().to_owned()),
        _ => {
            wrong_shape("a single value", node, trail, diagnostics);
            None
        }
    }
}

fn wrong_shape(expected: &'static str, node: &Node<'_>, trail: Trail<'_>, diagnostics: &mut Diagnostics) {
    diagnostics
        .report(Problem::WrongShape { expected: Noun(expected), found: Noun(node.shape()) }, trail.path());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trail_is_told_as_a_path() {
        let root = Trail::Root;
        let indicators = root.key("indicators");
        assert_eq!(indicators.index(2).key("due").path().to_string(), "indicators[2].due");
        assert_eq!(root.path(), Path::root());
    }
}
