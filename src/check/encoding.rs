//! Texts of files, which are to be UTF-8.

use super::{Diagnostic, Path, Place, Problem, Told};

/// The text in the bytes of a file.
///
/// ```
/// use attainment::check::utf8;
/// assert_eq!(utf8(b"id: p".to_vec()).as_deref(), Ok("id: p"));
/// let gbk = utf8(b"id: p\ntitle: \xb9\xe6".to_vec()).unwrap_err();
/// assert!(gbk.to_string().starts_with("error[encoding] :2:8: the text is not UTF-8"));
/// ```
///
/// # Errors
/// Where it is not UTF-8, and what it may be instead.
pub fn utf8(bytes: Vec<u8>) -> Result<String, Box<Diagnostic>> {
    String::from_utf8(bytes).map_err(|error| {
        let bytes = error.as_bytes();
        let valid = bytes.get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let before = String::from_utf8_lossy(valid);
        let last = before.rsplit('\n').next().unwrap_or_default();
        let is_wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        let (zh, en) =
            if is_wide { ("可能是 UTF-16", "perhaps UTF-16") } else { ("可能是 GBK", "perhaps GBK") };
        let problem = Problem::Encoding { detail: Told { zh: zh.to_owned(), en: en.to_owned() } };
        let place = Place { line: before.matches('\n').count() + 1, column: last.chars().count() + 1 };
        Box::new(Diagnostic { place: Some(place), ..Diagnostic::new(problem, Path::root()) })
    })
}
