use std::collections::HashSet;

use super::Limits;
use super::node::{Entry, Kind, Node, place_of};
use crate::check::Trail;
use crate::check::{CheckError, Diagnostic, Diagnostics, Path, Place, Problem};

/// A language that documents are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syntax {
    #[cfg(feature = "yaml")]
    Yaml,
    #[cfg(feature = "json")]
    Json,
}

/// The tree of a text, and the keys that stand twice in it (in the tree the first one counts).
pub(crate) fn read_document<'t>(
    text: &'t str,
    syntax: Syntax,
    limits: &Limits,
) -> Result<(Node<'t>, Diagnostics), CheckError> {
    let parsed = Bounds::of(text, limits).and_then(|bounds| parse(text, syntax, bounds));
    let mut diagnostics = Diagnostics::new();
    match parsed {
        Ok(node) => {
            report_repeated_keys(text, &node, &mut diagnostics);
            Ok((node, diagnostics))
        }
        Err(Broken { problem, at }) => {
            let place = Some(place_of(text, offset(at)));
            diagnostics.push(Diagnostic { place, ..Diagnostic::new(*problem, Path::root()) });
            Err(CheckError::new(diagnostics))
        }
    }
}

fn parse<'t>(text: &'t str, syntax: Syntax, bounds: Bounds) -> Result<Node<'t>, Broken> {
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(Broken::syntax("the document is empty", 0));
    }
    match syntax {
        #[cfg(feature = "yaml")]
        Syntax::Yaml => super::yaml::parse_yaml(text, bounds),
        #[cfg(feature = "json")]
        Syntax::Json => super::json::parse_json(text, bounds),
    }
}

/// The tree of a JSON text without the elements of one list of the outermost map, each of which `each`
/// has seen; `None` if a key stands twice or the text has no tree.
#[cfg(feature = "json")]
pub(super) fn read_json_without<'t>(
    text: &'t str,
    limits: &Limits,
    list: &'static str,
    mut each: impl FnMut(&Node<'t>),
) -> Option<Node<'t>> {
    let mut repeated = Vec::new();
    let mut seen = |node: &Node<'t>| {
        find_repeated_keys(node, Trail::Root, &mut repeated);
        each(node);
    };
    let bounds = Bounds::of(text, limits).ok()?;
    let root = super::json::parse_json_without(text, bounds, list, &mut seen).ok()?;
    find_repeated_keys(&root, Trail::Root, &mut repeated);
    repeated.is_empty().then_some(root)
}

/// Why a text has no tree, and the byte where that shows.
#[derive(Debug)]
pub(super) struct Broken {
    // Boxed, as the parsers hand a result upwards for every node.
    problem: Box<Problem>,
    at: usize,
}

impl Broken {
    pub(super) fn new(problem: Problem, at: usize) -> Self {
        Self { problem: Box::new(problem), at }
    }

    pub(super) fn syntax(detail: &str, at: usize) -> Self {
        Self::new(Problem::Syntax { detail: detail.to_owned() }, at)
    }

    /// The same, so many bytes later.
    pub(super) fn after(self, bytes: usize) -> Self {
        Self { at: self.at + bytes, ..self }
    }
}

/// What the parsers hold a text to.
pub(super) struct Bounds {
    depth: usize,
    most_nodes: usize,
    nodes: usize,
}

impl Bounds {
    /// Deeper trees could exhaust the stack of the thread that walks or drops them.
    const DEEPEST: usize = 500;

    fn of(text: &str, limits: &Limits) -> Result<Self, Broken> {
        let most = limits.bytes.min(u32::MAX as usize);
        if text.len() > most {
            return Err(Broken::new(Problem::TooLarge { most }, 0));
        }
        Ok(Self { depth: limits.depth.min(Self::DEEPEST), most_nodes: limits.nodes, nodes: 0 })
    }

    /// Counts nodes before they are made.
    pub(super) fn count(&mut self, nodes: usize, at: usize) -> Result<(), Broken> {
        self.nodes = self.nodes.saturating_add(nodes);
        if self.nodes > self.most_nodes {
            return Err(Broken::new(Problem::TooManyNodes { most: self.most_nodes }, at));
        }
        Ok(())
    }

    /// Whether lists and maps may be nested so deeply.
    pub(super) fn depth(&self, depth: usize, at: usize) -> Result<(), Broken> {
        if depth > self.depth {
            return Err(Broken::new(Problem::TooDeep { most: self.depth }, at));
        }
        Ok(())
    }

    /// The deepest nesting of lists and maps.
    #[cfg(feature = "yaml")]
    pub(super) fn deepest(&self) -> usize {
        self.depth
    }
}

/// An offset as nodes keep it; texts are shorter than 4 GiB.
pub(super) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Reports each key that stands in its map already, in the order of the text.
fn report_repeated_keys(text: &str, root: &Node<'_>, diagnostics: &mut Diagnostics) {
    let mut repeated = Vec::new();
    find_repeated_keys(root, Trail::Root, &mut repeated);
    repeated.sort_by_key(|(at, _)| *at);
    // The copies of an anchored map stand at one place.
    repeated.dedup_by_key(|(at, _)| *at);
    let mut places = Places::new(text);
    for (at, mut diagnostic) in repeated {
        diagnostic.place = Some(places.next(at));
        diagnostics.push(diagnostic);
    }
}

fn find_repeated_keys(node: &Node<'_>, trail: Trail<'_>, repeated: &mut Vec<(u32, Diagnostic)>) {
    match &node.kind {
        Kind::Null | Kind::Scalar(_) => {}
        Kind::List(nodes) => {
            for (index, node) in nodes.iter().enumerate() {
                find_repeated_keys(node, trail.index(index), repeated);
            }
        }
        Kind::Map(entries) => {
            let mut report = |entry: &Entry<'_>| {
                if repeated.len() <= Diagnostics::MAX {
                    let problem = Problem::DuplicateKey { key: entry.key.clone().into_owned() };
                    repeated.push((entry.at, Diagnostic::new(problem, trail.key(&entry.key).path())));
                }
            };
            if entries.len() <= 16 {
                for (index, entry) in entries.iter().enumerate() {
                    if entries.iter().take(index).any(|before| before.key == entry.key) {
                        report(entry);
                    }
                }
            } else {
                let mut seen = HashSet::with_capacity(entries.len());
                entries.iter().filter(|entry| !seen.insert(&*entry.key)).for_each(&mut report);
            }
            for entry in entries {
                find_repeated_keys(&entry.value, trail.key(&entry.key), repeated);
            }
        }
    }
}

/// Fills in the places of the diagnostics that have none, by their paths.
pub(super) fn fill_places<'d>(
    text: &str,
    root: &Node<'_>,
    diagnostics: impl Iterator<Item = &'d mut Diagnostic>,
) {
    let without = diagnostics.filter(|diagnostic| diagnostic.place.is_none());
    let mut without: Vec<_> = without.map(|diagnostic| (root.locate(&diagnostic.path), diagnostic)).collect();
    without.sort_by_key(|(at, _)| *at);
    let mut places = Places::new(text);
    for (at, diagnostic) in without {
        diagnostic.place = Some(places.next(at));
    }
}

/// The lines and columns of ascending offsets, in one pass over the text.
struct Places<'t> {
    text: &'t str,
    seen: usize,
    place: Place,
}

impl<'t> Places<'t> {
    fn new(text: &'t str) -> Self {
        let body = text.trim_start_matches('\u{feff}');
        Self { text, seen: text.len() - body.len(), place: Place { line: 1, column: 1 } }
    }

    fn next(&mut self, at: u32) -> Place {
        let at = at as usize;
        if let Some(passed) = self.text.get(self.seen..at) {
            match passed.rsplit_once('\n') {
                Some((lines, rest)) => {
                    self.place.line += 1 + lines.bytes().filter(|byte| *byte == b'\n').count();
                    self.place.column = 1 + rest.chars().count();
                }
                None => self.place.column += passed.chars().count(),
            }
            self.seen = at;
        }
        self.place
    }
}
