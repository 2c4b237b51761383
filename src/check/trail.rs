use super::{Path, Segment};

/// Where a check is in a document, without having written it down: it becomes a [`Path`] only when
/// there is something to report.
#[derive(Clone, Copy)]
pub(crate) struct Trail<'t> {
    before: Option<&'t Trail<'t>>,
    step: Step<'t>,
}

#[derive(Clone, Copy)]
enum Step<'t> {
    Root,
    Key(&'t str),
    Index(usize),
}

impl<'t> Trail<'t> {
    pub(crate) const ROOT: Trail<'static> = Trail { before: None, step: Step::Root };

    pub(crate) fn key(&'t self, key: &'t str) -> Self {
        Self { before: Some(self), step: Step::Key(key) }
    }

    pub(crate) fn index(&'t self, index: usize) -> Self {
        Self { before: Some(self), step: Step::Index(index) }
    }

    pub(crate) fn path(&self) -> Path {
        let mut segments = Vec::new();
        let mut next = Some(self);
        while let Some(trail) = next {
            match trail.step {
                Step::Root => {}
                Step::Key(key) => segments.push(Segment::Key(key.to_owned())),
                Step::Index(index) => segments.push(Segment::Index(index)),
            }
            next = trail.before;
        }
        segments.reverse();
        Path(segments)
    }
}
