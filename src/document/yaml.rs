use std::borrow::Cow;
use std::collections::HashMap;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Span, Tag};

use super::node::{Entry, Kind, Node};
use super::parse::{Bounds, Broken, offset};
use crate::check::Problem;

/// The tree of a YAML text. Every scalar is text, whatever it looks like, but for plain nothings.
pub(super) fn parse_yaml<'t>(text: &'t str, bounds: Bounds) -> Result<Node<'t>, Broken> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let start = text.len() - body.len();
    let builder =
        Builder { start, bounds, open: Vec::new(), root: None, documents: 0, anchored: HashMap::new() };
    builder.document(body).map_err(|broken| broken.after(start))
}

/// A list or map whose end has not been read yet.
struct Open<'t> {
    items: Items<'t>,
    anchor: usize,
    size: Size,
    at: usize,
}

enum Items<'t> {
    List(Vec<Node<'t>>),
    /// The entries, and the key whose value comes next.
    Map(Vec<Entry<'t>>, Option<(Cow<'t, str>, usize)>),
}

/// How many nodes a node is, and how many lists and maps it has above its deepest scalar.
#[derive(Clone, Copy)]
struct Size {
    nodes: usize,
    height: usize,
}

struct Builder<'t> {
    /// Where the body starts in the text.
    start: usize,
    bounds: Bounds,
    open: Vec<Open<'t>>,
    root: Option<Node<'t>>,
    documents: usize,
    anchored: HashMap<usize, (Node<'t>, Size)>,
}

impl<'t> Builder<'t> {
    fn document(mut self, body: &'t str) -> Result<Node<'t>, Broken> {
        let options = granit_parser::options! {
            emit_comments: false,
            flow_nesting_limit: self.bounds.deepest(),
            block_nesting_limit: self.bounds.deepest(),
        };
        for event in Parser::new_from_str_with_options(body, options) {
            let (event, span) = event.map_err(|error| self.broken(body, &error))?;
            self.take(event, body, &span)?;
        }
        self.root.ok_or_else(|| Broken::syntax("the document is empty", 0))
    }

    fn take(&mut self, event: Event<'t>, body: &str, span: &Span) -> Result<(), Broken> {
        let at = span.start.byte_offset().unwrap_or(body.len());
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(Broken::syntax("a second document starts here; a file holds one", at));
                }
            }
            Event::Scalar(text, style, anchor, tag) => {
                refuse_own_tags(tag.as_deref(), at)?;
                self.bounds.count(1, at)?;
                let is_text = tag.is_some_and(|tag| tag.is_yaml_core_schema_tag("str"));
                let plain = style == ScalarStyle::Plain && !is_text;
                if style == ScalarStyle::Plain && &*text == "<<" && self.key_is_next() {
                    return Err(Broken::new(Problem::MergeKey {}, at));
                }
                let kind = match &*text {
                    // As a key, nothing is a text like any other.
                    "" | "~" | "null" if plain && !self.key_is_next() => Kind::Null,
                    _ => Kind::Scalar(text),
                };
                self.finish(kind, at, Size { nodes: 1, height: 0 }, anchor)?;
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.start_of(Items::List(Vec::new()), anchor, tag.as_deref(), at)?;
            }
            Event::MappingStart(_, anchor, tag) => {
                self.start_of(Items::Map(Vec::new(), None), anchor, tag.as_deref(), at)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end()?,
            Event::Alias(anchor) => self.alias(anchor, at)?,
            _ => {}
        }
        Ok(())
    }

    fn key_is_next(&self) -> bool {
        matches!(self.open.last(), Some(Open { items: Items::Map(_, None), .. }))
    }

    fn start_of(
        &mut self,
        items: Items<'t>,
        anchor: usize,
        tag: Option<&Tag>,
        at: usize,
    ) -> Result<(), Broken> {
        refuse_own_tags(tag, at)?;
        if self.key_is_next() {
            return Err(Broken::syntax("a key is a single value, not a list or map", at));
        }
        self.bounds.count(1, at)?;
        self.bounds.depth(self.open.len() + 1, at)?;
        self.open.push(Open { items, anchor, size: Size { nodes: 1, height: 1 }, at });
        Ok(())
    }

    fn end(&mut self) -> Result<(), Broken> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let kind = match open.items {
            Items::List(nodes) => Kind::List(nodes),
            Items::Map(entries, _) => Kind::Map(entries),
        };
        self.finish(kind, open.at, open.size, open.anchor)
    }

    /// Counted before it is cloned, so that a few aliases of aliases do not fill the memory.
    fn alias(&mut self, anchor: usize, at: usize) -> Result<(), Broken> {
        let Some((node, size)) = self.anchored.get(&anchor) else {
            return Err(Broken::syntax("the alias stands within the node that it repeats", at));
        };
        let size = *size;
        self.bounds.count(size.nodes, at)?;
        self.bounds.depth(self.open.len() + size.height, at)?;
        let node = node.clone();
        self.add(node, size, at)
    }

    /// A node that is complete: keeps it if it has an anchor, and adds it.
    fn finish(&mut self, kind: Kind<'t>, at: usize, size: Size, anchor: usize) -> Result<(), Broken> {
        let node = Node { kind, at: offset(self.start + at) };
        if anchor != 0 {
            // What is kept for later aliases takes memory as well.
            self.bounds.count(size.nodes, at)?;
            self.anchored.insert(anchor, (node.clone(), size));
        }
        self.add(node, size, at)
    }

    /// Adds a node to the innermost open list or map, as its key if it waits for one.
    fn add(&mut self, node: Node<'t>, size: Size, at: usize) -> Result<(), Broken> {
        let start = self.start;
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        open.size.nodes = open.size.nodes.saturating_add(size.nodes);
        open.size.height = open.size.height.max(size.height + 1);
        match &mut open.items {
            Items::List(nodes) => nodes.push(node),
            Items::Map(entries, key) => match (key.take(), node) {
                (Some((key, at)), value) => entries.push(Entry { key, at: offset(start + at), value }),
                (None, Node { kind: Kind::Scalar(text), .. }) => *key = Some((text, at)),
                (None, _) => return Err(Broken::syntax("a key is a single value, not a list or map", at)),
            },
        }
        Ok(())
    }

    fn broken(&self, body: &str, error: &ScanError) -> Broken {
        let at = error.marker().byte_offset().unwrap_or(body.len());
        match error.kind() {
            ErrorKind::RecursionLimitExceeded => {
                Broken::new(Problem::TooDeep { most: self.bounds.deepest() }, at)
            }
            kind => Broken::syntax(&kind.to_string(), at),
        }
    }
}

fn refuse_own_tags(tag: Option<&Tag>, at: usize) -> Result<(), Broken> {
    match tag {
        Some(tag) if tag.is_custom() => {
            Err(Broken::syntax(&format!("the tag `{tag}` means nothing here; remove it"), at))
        }
        _ => Ok(()),
    }
}
