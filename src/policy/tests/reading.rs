use super::one;
use crate::check::{Code, Diagnostics};
use crate::document::{Entry, Kind, Node};
use crate::policy::MeasureDoc;

fn node(kind: Kind<'static>) -> Node<'static> {
    Node { kind, at: 0 }
}

fn scalar(text: &'static str) -> Node<'static> {
    node(Kind::Scalar(text.into()))
}

fn map(entries: Vec<(&'static str, Node<'static>)>) -> Node<'static> {
    let entry = |(key, value): (&'static str, _)| Entry { key: key.into(), at: 0, value };
    node(Kind::Map(entries.into_iter().map(entry).collect()))
}

/// A document with one row whose cell on `share` is given, and what is said about it.
fn read(cell: Node<'static>, extra: &'static str) -> (Option<String>, Vec<(Code, String)>) {
    let row = map(vec![("id", scalar("r")), ("when", map(vec![("share", cell)])), (extra, scalar("x"))]);
    let table = map(vec![("hit", scalar("first")), ("rows", node(Kind::List(vec![row])))]);
    let mut diagnostics = Diagnostics::new();
    let measures = map(vec![("m", map(vec![("fact", scalar("lag"))]))]);
    let document = map(vec![("id", scalar("p")), ("indicator", table), ("measures", measures)]);
    let doc = crate::policy::read::read(&document, &mut diagnostics);
    assert_eq!((doc.id.as_str(), doc.indicator.hit.as_str()), ("p", "first"));
    assert_eq!(doc.measures, [("m".to_owned(), MeasureDoc::new("lag"))]);
    let cell = doc.indicator.rows.first().and_then(|row| row.when.first()).map(|(_, cell)| cell.clone());
    let found = diagnostics.iter().map(|d| (d.code(), d.path.to_string())).collect();
    (cell, found)
}

#[test]
fn cells_are_texts_lists_or_sets() {
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(read(scalar("true"), "then"), (text("true"), vec![]));
    let list = |texts: &[&'static str]| node(Kind::List(texts.iter().map(|text| scalar(text)).collect()));
    assert_eq!(read(list(&["a", "b"]), "then"), (text("{a, b}"), vec![]));
    assert_eq!(read(list(&["1", "2", "3"]), "then"), (text("{1, 2, 3}"), vec![]));
    let at = "indicator.rows[0].when.share";
    assert_eq!(read(list(&["0.3", "0.6"]), "then"), (None, one(Code::BadCell, at)));
    let set = map(vec![("1", node(Kind::Null)), ("2", node(Kind::Null))]);
    assert_eq!(read(set, "then"), (text("{1, 2}"), vec![]));
    assert_eq!(read(node(Kind::Null), "then"), (None, one(Code::WrongShape, at)));
    assert_eq!(read(map(vec![("a", scalar("b"))]), "then"), (None, one(Code::WrongShape, at)));
}

#[test]
fn unknown_fields_are_reported() {
    let (_, found) = read(scalar("< 0"), "thne");
    assert_eq!(found, one(Code::UnknownField, "indicator.rows[0].thne"));
    assert_eq!(read(scalar("< 0"), "x-mine").1, vec![]);
}

#[cfg(feature = "yaml")]
#[test]
fn a_policy_that_is_not_built_in_is_not_found() {
    let told =
        crate::policy::Policy::builtin("cn-schedul").err().map(|error| error.to_string()).unwrap_or_default();
    assert!(told.contains("did you mean `cn-schedule`"), "{told}");
}
