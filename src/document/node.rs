use std::borrow::Cow;

use crate::check::{Path, Place, Segment};

/// A parsed text before it has a meaning: scalars as they are written, and where they stand.
#[derive(Clone, Debug)]
pub(crate) struct Node<'t> {
    pub(crate) kind: Kind<'t>,
    /// Where it starts, as a byte offset into the text.
    pub(crate) at: u32,
}

#[derive(Clone, Debug)]
pub(crate) enum Kind<'t> {
    /// Nothing: `null`, `~`, or an empty plain scalar.
    Null,
    /// A number, word or quoted text.
    Scalar(Cow<'t, str>),
    List(Vec<Node<'t>>),
    Map(Vec<Entry<'t>>),
}

#[derive(Clone, Debug)]
pub(crate) struct Entry<'t> {
    pub(crate) key: Cow<'t, str>,
    /// Where the key starts.
    pub(crate) at: u32,
    pub(crate) value: Node<'t>,
}

impl Node<'_> {
    /// What it is, in the words of diagnostics.
    pub(crate) fn shape(&self) -> &'static str {
        match self.kind {
            Kind::Null => "nothing",
            Kind::Scalar(_) => "a single value",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a map",
        }
    }

    /// The byte offset of what a path leads to, or of the last step of it that exists.
    pub(crate) fn locate(&self, path: &Path) -> u32 {
        let (mut node, mut at) = (self, self.at);
        for segment in &path.0 {
            let next = match (&node.kind, segment) {
                (Kind::Map(entries), Segment::Key(key)) => {
                    entries.iter().find(|entry| entry.key == *key).map(|entry| (entry.at, &entry.value))
                }
                (Kind::List(nodes), Segment::Index(index)) => nodes.get(*index).map(|node| (node.at, node)),
                _ => None,
            };
            match next {
                Some((start, value)) => (at, node) = (start, value),
                None => break,
            }
        }
        at
    }
}

/// Line and column of a byte offset.
pub(crate) fn place_of(text: &str, at: u32) -> Place {
    let mut at = (at as usize).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let (before, _) = text.split_at(at);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").trim_start_matches('\u{feff}').chars().count() + 1;
    Place { line, column }
}
