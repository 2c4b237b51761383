use std::borrow::Cow;

use jiter::{Jiter, JiterError, Peek};

use super::node::{Entry, Kind, Node};
use super::parse::{Bounds, Broken, offset};
use crate::check::Problem;

/// The tree of a JSON text. Numbers keep their text, and strings without escapes are not copied.
pub(super) fn parse_json(text: &str, bounds: Bounds) -> Result<Node<'_>, Broken> {
    read(text, bounds, None)
}

/// The tree of a JSON text without the elements of one list of the outermost map: `each` has seen them,
/// one after the other, and they are gone. The list itself is there, and empty.
pub(super) fn parse_json_without<'t>(
    text: &'t str,
    bounds: Bounds,
    list: &'static str,
    each: &mut dyn FnMut(&Node<'t>),
) -> Result<Node<'t>, Broken> {
    read(text, bounds, Some(Apart { list, each }))
}

fn read<'t>(text: &'t str, bounds: Bounds, apart: Option<Apart<'t, '_>>) -> Result<Node<'t>, Broken> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let start = text.len() - body.len();
    let reader = Reader {
        body,
        start,
        jiter: Jiter::new(body.as_bytes()),
        bounds,
        apart,
        nodes: Vec::new(),
        entries: Vec::new(),
    };
    reader.document().map_err(|broken| broken.after(start))
}

/// A list of the outermost map whose elements do not stay in the tree.
struct Apart<'t, 'e> {
    list: &'static str,
    each: &'e mut dyn FnMut(&Node<'t>),
}

struct Reader<'t, 'e> {
    body: &'t str,
    /// Where the body starts in the text.
    start: usize,
    jiter: Jiter<'t>,
    bounds: Bounds,
    apart: Option<Apart<'t, 'e>>,
    // The children of all open lists and maps, so that each finished one is allocated once, at its size.
    nodes: Vec<Node<'t>>,
    entries: Vec<Entry<'t>>,
}

impl<'t> Reader<'t, '_> {
    fn document(mut self) -> Result<Node<'t>, Broken> {
        let peek = self.jiter.peek()?;
        let node = self.value(peek, 0)?;
        self.jiter.finish()?;
        Ok(node)
    }

    /// The value that starts at the current index; `above` is the number of lists and maps around it.
    fn value(&mut self, peek: Peek, above: usize) -> Result<Node<'t>, Broken> {
        let start = self.jiter.current_index();
        self.bounds.count(1, start)?;
        let kind = match peek {
            Peek::String => {
                let text = self.jiter.known_str()?;
                Kind::Scalar(borrowed(self.body, start, text))
            }
            Peek::Object => {
                self.bounds.depth(above + 1, start)?;
                self.map(above + 1)?
            }
            Peek::Array => {
                self.bounds.depth(above + 1, start)?;
                self.list(above + 1)?
            }
            Peek::Null => {
                self.jiter.known_null()?;
                Kind::Null
            }
            Peek::True | Peek::False => {
                let word = if self.jiter.known_bool(peek)? { "true" } else { "false" };
                Kind::Scalar(Cow::Borrowed(word))
            }
            _ => {
                self.jiter.known_number_bytes(peek)?;
                let end = self.jiter.current_index();
                Kind::Scalar(Cow::Borrowed(self.body.get(start..end).unwrap_or_default()))
            }
        };
        Ok(Node { kind, at: offset(self.start + start) })
    }

    fn list(&mut self, depth: usize) -> Result<Kind<'t>, Broken> {
        let first = self.nodes.len();
        let mut next = self.jiter.known_array()?;
        while let Some(peek) = next {
            let node = self.value(peek, depth)?;
            self.nodes.push(node);
            next = self.jiter.array_step()?;
        }
        Ok(Kind::List(self.nodes.split_off(first)))
    }

    /// A list of the outermost map, told element by element.
    fn list_apart(&mut self, apart: Apart<'t, '_>) -> Result<Node<'t>, Broken> {
        let start = self.jiter.current_index();
        self.bounds.count(1, start)?;
        self.bounds.depth(2, start)?;
        let mut next = self.jiter.known_array()?;
        while let Some(peek) = next {
            let node = self.value(peek, 2)?;
            (apart.each)(&node);
            next = self.jiter.array_step()?;
        }
        Ok(Node { kind: Kind::List(Vec::new()), at: offset(self.start + start) })
    }

    fn map(&mut self, depth: usize) -> Result<Kind<'t>, Broken> {
        let first = self.entries.len();
        let body = self.body;
        let mut before = self.jiter.current_index();
        let mut next = self.jiter.known_object()?;
        while let Some(key) = next {
            // Between two members there is nothing that is quoted, so the next quote opens the key.
            let gap = body.as_bytes().iter().skip(before).position(|byte| *byte == b'"');
            let at = before + gap.unwrap_or_default();
            let key = borrowed(body, at, key);
            let peek = self.jiter.peek()?;
            let value = match self.apart.take_if(|apart| depth == 1 && apart.list == key) {
                Some(apart) if peek == Peek::Array => self.list_apart(apart)?,
                _ => self.value(peek, depth)?,
            };
            self.entries.push(Entry { key, at: offset(self.start + at), value });
            before = self.jiter.current_index();
            next = self.jiter.next_key()?;
        }
        Ok(Kind::Map(self.entries.split_off(first)))
    }
}

/// The string whose quote stands at `at`: part of the body where it says the same, else a copy.
fn borrowed<'t>(body: &'t str, at: usize, text: &str) -> Cow<'t, str> {
    match body.get(at + 1..at + 1 + text.len()) {
        Some(same) if same == text => Cow::Borrowed(same),
        _ => Cow::Owned(text.to_owned()),
    }
}

impl From<JiterError> for Broken {
    fn from(error: JiterError) -> Self {
        Self::new(Problem::Syntax { detail: error.error_type.to_string() }, error.index)
    }
}
