#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::io::{self, Read};

use crate::check::{Code, Diagnostic, ObservationsBuilder, Problem, sample};
use crate::document::Limits;
use crate::series::Observations;

const HEADER: &str = "indicator,period,value,status,published,source\n";

/// What is said about a file, with the number of figures where it was accepted.
fn read(text: impl AsRef<[u8]>) -> (Option<usize>, Vec<Diagnostic>) {
    match Observations::from_csv(text.as_ref(), &sample::small()) {
        Ok(checked) => (Some(checked.len()), checked.diagnostics().iter().cloned().collect()),
        Err(error) => (None, error.diagnostics().iter().cloned().collect()),
    }
}

fn codes(text: impl AsRef<[u8]>) -> Vec<Code> {
    read(text).1.iter().map(Diagnostic::code).filter(|code| *code != Code::Unpublished).collect()
}

/// The line and column of the first diagnostic.
fn place(text: impl AsRef<[u8]>) -> (usize, usize) {
    let place = read(text).1[0].place.unwrap();
    (place.line, place.column)
}

#[test]
fn rows_become_observations() {
    let text =
        format!("{HEADER}firms,2021,\"1,400\",final,2022-10-01,bulletin\nrate,2021,4.41,,2022-10-01,\n");
    assert_eq!(read(&text), (Some(2), vec![]));
    assert_eq!(read(text.replace('\n', "\r\n")), (Some(2), vec![]));
    assert_eq!(read(text.trim_end()), (Some(2), vec![]));
    assert_eq!(read(format!("\u{feff}{text}")), (Some(2), vec![]));
    assert_eq!(read(text.replacen("indicator", "subject", 1)), (Some(2), vec![]));
    assert_eq!(read(text.replace("\nrate", "\n\n \nrate")), (Some(2), vec![]));
}

#[test]
fn columns_may_stand_in_any_order() {
    assert_eq!(codes("value,subject,period\n1,firms,2021\n"), []);
    let (_, found) = read("value,subject,period\nx,firms,2021\n");
    assert_eq!(found[0].place.unwrap().column, 1);
    assert_eq!(found[0].path.to_string(), "rows[0].value");
}

#[test]
fn needed_columns_are_named() {
    assert_eq!(codes(""), [Code::MissingColumn; 3]);
    assert_eq!(codes("\u{feff}"), [Code::MissingColumn; 3]);
    assert_eq!(codes("indicator,period\n"), [Code::MissingColumn]);
    assert_eq!(codes("indicator,period,value\n"), []);
}

#[test]
fn other_columns_are_ignored_with_a_note() {
    let (rows, found) = read("indicator,period,value,publishd,,\nfirms,2021,1,,,\n");
    assert_eq!(rows, Some(1));
    let Problem::IgnoredColumn { column, suggestion } = &found[0].problem else {
        return assert_eq!(found, []);
    };
    assert_eq!((column.as_str(), suggestion.0.as_deref()), ("publishd", Some("published")));
    assert_eq!(found.iter().filter(|one| one.code() == Code::IgnoredColumn).count(), 2);
}

#[test]
fn a_column_stands_once() {
    assert_eq!(codes("indicator,period,value,value\n"), [Code::DuplicateKey]);
    assert_eq!(codes("indicator,subject,period,value\n"), [Code::DuplicateKey]);
    assert_eq!(codes("indicator,period,value,x,x\n"), [Code::IgnoredColumn, Code::DuplicateKey]);
}

#[test]
fn a_row_with_a_wrong_number_of_cells_is_reported_and_reading_goes_on() {
    let text = "indicator,period,value\nfirms,2021\nfirms,2021,1,2\nfirms,2021,x\n";
    assert_eq!(codes(text), [Code::BadRow, Code::BadRow, Code::BadNumber]);
    let lines: Vec<usize> = read(text).1.iter().map(|one| one.place.unwrap().line).collect();
    assert_eq!(lines, [2, 3, 4]);
    assert_eq!(read(text).1[2].path.to_string(), "rows[2].value");
}

#[test]
fn lines_are_counted_as_an_editor_does() {
    let rows = "indicator,period,value,source\n\nfirms,2021,1,\"two\nlines\"\n\n\nfirms,2022,x,\n";
    assert_eq!(place(rows), (7, 3));
    assert_eq!(place(rows.replace('\n', "\r\n")), (7, 3));
    assert_eq!(place(rows.trim_end()), (7, 3));
    assert_eq!(place("indicator,period,value,source\nfirms,2021,x,\"two\nlines\"\n"), (2, 3));
}

#[test]
fn other_encodings_are_named_once() {
    let gbk = [HEADER.as_bytes(), b"firms,2021,1,,,\xb9\xab\xb1\xa8\nfirms,2022,\xb9,,,\n"].concat();
    let (_, found) = read(&gbk);
    assert_eq!(found.len(), 1);
    assert!(found[0].to_string().contains("line 2"), "{}", found[0]);
    assert!(found[0].to_string().contains("UTF-8"), "{}", found[0]);
    assert_eq!(codes(b"\xd6\xb8\xb1\xea,period,value\n"), [Code::Encoding]);
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let (_, found) = read(wide(&format!("\u{feff}{HEADER}")));
    assert_eq!(found.len(), 1);
    assert!(found[0].to_string().contains("UTF-16"));
    assert_eq!(codes(wide(HEADER)), [Code::Encoding]);
    assert_eq!(codes(format!("{HEADER}firms,2021,1,,,公报\n")), []);
}

#[test]
fn the_limit_on_bytes_is_kept_while_reading() {
    let plan = sample::small();
    let text = format!("{HEADER}firms,2021,1,,2022-01-01,\n");
    let count = |bytes| {
        let mut builder = ObservationsBuilder::new(&plan);
        builder.read_csv(text.as_bytes(), &Limits { bytes, ..Limits::default() });
        builder.finish()
    };
    assert!(count(text.len()).unwrap().diagnostics().is_empty());
    let error = count(text.len() - 1).unwrap_err();
    assert_eq!(error.diagnostics().with_code(Code::TooLarge).count(), 1);
    let mut builder = ObservationsBuilder::new(&plan);
    let endless = HEADER.as_bytes().chain(io::repeat(b'\n'));
    builder.read_csv(endless, &Limits { bytes: 1 << 20, ..Limits::default() });
    assert!(builder.finish().is_err());
}

#[test]
fn an_open_quote_swallows_neither_memory_nor_rows() {
    let plan = sample::small();
    let endless = HEADER.as_bytes().chain(&b"firms,2021,\""[..]).chain(io::repeat(b'x'));
    let error = Observations::from_csv(endless, &plan).unwrap_err();
    assert_eq!(error.diagnostics().with_code(Code::Syntax).count(), 1);
    let open = format!("{HEADER}firms,2021,1,,,\"open\nfirms,2022,1,,,\n");
    assert_eq!(codes(&open), [Code::Syntax]);
    assert_eq!(read(&open).1[0].place.unwrap().line, 2);
    assert_eq!(codes(format!("{HEADER}firms,2021,1,,,\"closed\nhere\"\n")), []);
    assert_eq!(codes(format!("{HEADER}firms,2021,1,,,5\" pipe\n")), []);
}

#[test]
fn long_cells_are_refused() {
    let long = |bytes: usize| format!("{HEADER}firms,2021,1,,,{}\nfirms,2022,1,,,\n", "x".repeat(bytes));
    assert_eq!(codes(long(10_001)), [Code::Syntax]);
    assert_eq!(place(long(10_001)), (2, 6));
    assert_eq!(codes(long(10_000)), []);
}

/// A reader that fails after some bytes.
struct Failing;

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other("the disk is gone"))
    }
}

#[test]
fn errors_of_the_reader_are_told() {
    let plan = sample::small();
    for start in ["", HEADER] {
        let error = Observations::from_csv(start.as_bytes().chain(Failing), &plan).unwrap_err();
        assert!(error.to_string().contains("the disk is gone"), "{error}");
    }
}

#[test]
fn several_files_are_read_in_turn() {
    let plan = sample::small();
    let mut builder = ObservationsBuilder::new(&plan);
    for (name, row) in [("a.csv", "firms,2021,1"), ("b.csv", "firms,2022,x"), ("c.csv", "rate,2021,2")] {
        builder.file(name);
        builder.read_csv(format!("indicator,period,value\n{row}\n").as_bytes(), &Limits::default());
    }
    let error = builder.finish().unwrap_err();
    let bad = error.diagnostics().with_code(Code::BadNumber).next().unwrap();
    assert_eq!((bad.file.as_deref(), bad.path.to_string().as_str()), (Some("b.csv"), "rows[0].value"));
    let mut builder = ObservationsBuilder::new(&plan);
    for row in ["firms,2021,1", "firms,2021,1"] {
        builder.read_csv(format!("indicator,period,value\n{row}\n").as_bytes(), &Limits::default());
    }
    let checked = builder.finish().unwrap();
    assert_eq!(checked.diagnostics().with_code(Code::DuplicateObservation).count(), 1);
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
        let _ = read(&bytes);
        let _ = read([HEADER.as_bytes(), &bytes].concat());
    }

    #[test]
    fn any_text_of_csv_is_read_without_a_panic(text in "(firms|m1|[,\"\n\r/0-9.%-]|2021|万|（预估）){0,60}") {
        let _ = read(format!("{HEADER}{text}"));
    }
}
