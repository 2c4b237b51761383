/// The most that a text may ask of the reader. The defaults admit hundreds of megabytes of rows and
/// plans of hundreds of thousands of indicators, and refuse what only an attack would need.
///
/// ```
/// use attainment::document::Limits;
/// let limits = Limits { bytes: 1_000_000, ..Limits::default() };
/// assert_eq!(limits.depth, Limits::default().depth);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a text.
    pub bytes: usize,
    /// Levels of nesting of a document.
    pub depth: usize,
    /// Nodes of a document once its aliases are expanded.
    pub nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 1 << 30, depth: 64, nodes: 20_000_000 }
    }
}
