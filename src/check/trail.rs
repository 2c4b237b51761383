use super::{Path, Segment};

/// The way to a node, as steps that borrow. Only a report makes a [`Path`] of it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Trail<'p> {
    Root,
    Key(&'p Trail<'p>, &'p str),
    Index(&'p Trail<'p>, usize),
}

impl Trail<'_> {
    /// The way to a field below this node.
    pub(crate) fn key<'q>(&'q self, key: &'q str) -> Trail<'q> {
        Trail::Key(self, key)
    }

    /// The way to an element of the list that this node is.
    pub(crate) fn index(&self, index: usize) -> Trail<'_> {
        Trail::Index(self, index)
    }

    /// The path of this node.
    pub(crate) fn path(&self) -> Path {
        let (mut segments, mut trail) = (Vec::new(), self);
        loop {
            let (above, segment) = match trail {
                Trail::Root => break,
                Trail::Key(above, key) => (above, Segment::Key((*key).to_owned())),
                Trail::Index(above, index) => (above, Segment::Index(*index)),
            };
            segments.push(segment);
            trail = above;
        }
        segments.reverse();
        Path(segments)
    }
}
