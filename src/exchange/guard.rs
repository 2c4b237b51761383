//! A reader that keeps to limits.

use std::io::{self, Read};

/// Bytes of one row: more are taken for a quote that was left open.
pub(super) const ROW_BYTES: usize = 1 << 20;

/// Why reading was stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The text is larger than its limit.
    Text,
    /// A row is larger than [`ROW_BYTES`].
    Row,
}

/// Reads no more than a number of bytes, and no more than [`ROW_BYTES`] without being told that a
/// row has ended. The last line always ends with a line feed.
pub(super) struct Guard<R> {
    inner: R,
    left: usize,
    row: usize,
    odd_quotes: bool,
    ended: bool,
    stopped: Option<Stop>,
}

impl<R> Guard<R> {
    pub(super) fn new(inner: R, most: usize) -> Self {
        Self { inner, left: most, row: 0, odd_quotes: false, ended: false, stopped: None }
    }

    /// A row has ended.
    pub(super) fn row_ended(&mut self) {
        self.row = 0;
    }

    /// Whether a quote was opened and never closed, or a stray one stands in a cell.
    pub(super) fn odd_quotes(&self) -> bool {
        self.odd_quotes
    }

    pub(super) fn stopped(&self) -> Option<Stop> {
        self.stopped
    }

    fn stop(&mut self, why: Stop) -> io::Error {
        self.stopped = Some(why);
        io::Error::other("a limit was reached")
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.row > ROW_BYTES {
            return Err(self.stop(Stop::Row));
        }
        let count = loop {
            match self.inner.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        if count == 0
            && !self.ended
            && let Some(first) = buffer.first_mut()
        {
            self.ended = true;
            *first = b'\n';
            return Ok(1);
        }
        self.left = self.left.checked_sub(count).ok_or_else(|| self.stop(Stop::Text))?;
        self.row += count;
        let read = buffer.get(..count).unwrap_or_default();
        // Most texts have no quotes, which is quickly seen.
        if read.contains(&b'"') {
            self.odd_quotes ^= read.iter().filter(|byte| **byte == b'"').count() % 2 == 1;
        }
        Ok(count)
    }
}
