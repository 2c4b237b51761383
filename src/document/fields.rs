use super::node::{Entry, Kind, Node};
use crate::check::{Diagnostics, Path, Problem, nearest};

/// Reads the fields of a map one by one, and reports what is missing, misshapen or unknown.
///
/// Each `take` names a field of the format; [`Fields::finish`] reports those that nobody asked for.
pub(crate) struct Fields<'n, 't, 'd> {
    entries: &'n [Entry<'t>],
    path: Path,
    asked: Vec<&'static str>,
    pub(crate) diagnostics: &'d mut Diagnostics,
}

impl<'n, 't, 'd> Fields<'n, 't, 'd> {
    /// The fields of a map; any other node is reported, and `None`.
    pub(crate) fn of(node: &'n Node<'t>, path: Path, diagnostics: &'d mut Diagnostics) -> Option<Self> {
        match &node.kind {
            Kind::Map(entries) => Some(Self { entries, path, asked: Vec::new(), diagnostics }),
            _ => {
                diagnostics.report(Problem::WrongShape { expected: "a map", found: node.shape() }, path);
                None
            }
        }
    }

    /// The path of a field.
    pub(crate) fn path(&self, field: &str) -> Path {
        self.path.key(field)
    }

    /// The node of a field; an explicit nothing counts as absent.
    pub(crate) fn node(&mut self, field: &'static str) -> Option<&'n Node<'t>> {
        self.asked.push(field);
        let entry = self.entries.iter().find(|entry| entry.key == field)?;
        (!matches!(entry.value.kind, Kind::Null)).then_some(&entry.value)
    }

    /// The text of a field, if it is there.
    pub(crate) fn text(&mut self, field: &'static str) -> Option<String> {
        let node = self.node(field)?;
        match &node.kind {
            Kind::Scalar(text) => Some(text.clone().into_owned()),
            _ => {
                let path = self.path(field);
                self.diagnostics
                    .report(Problem::WrongShape { expected: "a single value", found: node.shape() }, path);
                None
            }
        }
    }

    /// The text of a field that must be there; empty after the report if it is not.
    pub(crate) fn required(&mut self, field: &'static str) -> String {
        let present =
            self.entries.iter().any(|entry| entry.key == field && !matches!(entry.value.kind, Kind::Null));
        match self.text(field) {
            Some(text) => text,
            None => {
                if !present {
                    self.diagnostics.report(Problem::MissingField { field }, self.path.clone());
                }
                String::new()
            }
        }
    }

    /// The elements of a list, each read by `read` with its path; absent is empty.
    pub(crate) fn list<T>(
        &mut self,
        field: &'static str,
        mut read: impl FnMut(&'n Node<'t>, Path, &mut Diagnostics) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = self.node(field) else { return Vec::new() };
        let path = self.path(field);
        match &node.kind {
            Kind::List(nodes) => {
                let mut read_one = |(index, node)| read(node, path.index(index), self.diagnostics);
                nodes.iter().enumerate().filter_map(&mut read_one).collect()
            }
            _ => {
                self.diagnostics
                    .report(Problem::WrongShape { expected: "a list", found: node.shape() }, path);
                Vec::new()
            }
        }
    }

    /// The texts of a list.
    pub(crate) fn texts(&mut self, field: &'static str) -> Vec<String> {
        self.list(field, text_of)
    }

    /// A map below this one, read by `read`.
    pub(crate) fn map<T>(
        &mut self,
        field: &'static str,
        read: impl FnOnce(&'n Node<'t>, Path, &mut Diagnostics) -> Option<T>,
    ) -> Option<T> {
        let node = self.node(field)?;
        let path = self.path(field);
        read(node, path, self.diagnostics)
    }

    /// Reports the fields that the format does not have. Those that start with `x-` are the embedder's.
    pub(crate) fn finish(self) {
        for entry in self.entries {
            if !self.asked.contains(&&*entry.key) && !entry.key.starts_with("x-") {
                let suggestion = nearest(&entry.key, self.asked.iter().copied());
                let problem = Problem::UnknownField { field: entry.key.clone().into_owned(), suggestion };
                self.diagnostics.report(problem, self.path.key(&entry.key));
            }
        }
    }
}

/// The text of a node that must be a single value.
pub(crate) fn text_of(node: &Node<'_>, path: Path, diagnostics: &mut Diagnostics) -> Option<String> {
    match &node.kind {
        Kind::Scalar(text) => Some(text.clone().into_owned()),
        _ => {
            diagnostics.report(Problem::WrongShape { expected: "a single value", found: node.shape() }, path);
            None
        }
    }
}
