//! Phrases of real plans, and how many of them are read as their readers read them. The labels are in
//! tests/data/phrases.jsonl, the results in docs/notation.md, which this test holds against the code.
//! `ATTAINMENT_WRITE_PHRASES=1 cargo test --all-features --test phrases` writes them anew.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot be set up has failed"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use attainment::Lang;
use attainment::notation::{Context, NotationError, Reading, ReadingDoc, StatementDoc, read};
use attainment::plan::{Axes, Form};
use serde_json::Value;

const PAGE: &str = "docs/notation.md";

/// What a label says of one statement.
struct Wanted {
    form: String,
    value: Option<String>,
    high: Option<String>,
    comparators: Option<Vec<String>>,
}

/// How much of a form has to agree.
#[derive(Clone, Copy)]
enum Strictness {
    /// The word.
    Word,
    /// What it asks for: the axes.
    Axes,
    /// Nothing: value and comparator alone.
    Number,
}

/// A labelled phrase.
struct Labelled {
    id: String,
    text: String,
    header: Option<String>,
    /// The readings that are right, the label first; an empty one is no target.
    readings: Vec<Vec<Wanted>>,
}

fn text(value: &Value, field: &str) -> Option<String> {
    value.get(field).and_then(Value::as_str).map(str::to_owned)
}

fn labelled(set: &str) -> Vec<Labelled> {
    let file = fs::read_to_string("tests/data/phrases.jsonl").unwrap();
    let rows = file.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let wanted = |value: &Value| Wanted {
        form: text(value, "form").unwrap(),
        value: text(value, "value"),
        high: text(value, "high"),
        comparators: value.get("comparator").map(|signs| {
            let signs = signs.as_array().unwrap().iter();
            signs.map(|sign| sign.as_str().unwrap().to_owned()).collect()
        }),
    };
    rows.filter(|row| text(row, "set").as_deref() == Some(set))
        .map(|row| Labelled {
            id: text(&row, "id").unwrap(),
            text: text(&row, "text").unwrap(),
            header: text(&row, "header"),
            readings: row["readings"]
                .as_array()
                .unwrap()
                .iter()
                .map(|reading| reading.as_array().unwrap().iter().map(&wanted).collect())
                .collect(),
        })
        .collect()
}

/// The result of reading a phrase, beside its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// As the label, form and all.
    Right,
    /// As the label, with the word of another form that asks for the same.
    RightInOtherWords,
    /// An error where the label has a target.
    Refused,
    /// Several readings, none of them that of the label.
    Doubtful,
    /// One reading, whose numbers and comparators are those of the label, and whose form asks for something else.
    OtherForm,
    /// One reading, not that of the label, which says what it takes for granted.
    WrongWithDoubt,
    /// One reading, not that of the label.
    Wrong,
}

/// Two exact texts are the same number; `1/3` is a number too.
fn same_number(one: &str, other: &str) -> bool {
    let split = |text: &str| -> Option<(i128, i128)> {
        let (above, below) = text.split_once('/').unwrap_or((text, "1"));
        let (whole, fraction) = above.split_once('.').unwrap_or((above, ""));
        let digits: i128 = format!("{whole}{fraction}").parse().ok()?;
        let scale = 10i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
        Some((digits, scale.checked_mul(below.parse().ok()?)?))
    };
    match (split(one), split(other)) {
        (Some((a, b)), Some((c, d))) => a.checked_mul(d).zip(c.checked_mul(b)).is_some_and(|(x, y)| x == y),
        _ => one == other,
    }
}

fn same_axes(one: &str, other: &str) -> bool {
    let axes = |word: &str| Form::from_word(word).map(Axes::of);
    axes(one).is_some() && axes(one) == axes(other)
}

fn is_stated(wanted: &Wanted, statement: &StatementDoc, strictness: Strictness) -> bool {
    let value = match (&wanted.value, &statement.value) {
        (Some(wanted), Some(value)) => same_number(wanted, value),
        (Some(_), None) => false,
        (None, _) => true,
    };
    let high = match (&wanted.high, &statement.high) {
        (Some(wanted), Some(high)) => same_number(wanted, high),
        (Some(_), None) => false,
        (None, _) => true,
    };
    let sign = statement.comparator.unwrap_or_default();
    let comparator = wanted.comparators.as_ref().is_none_or(|signs| signs.iter().any(|other| other == sign));
    let form = match strictness {
        Strictness::Word => wanted.form == statement.form,
        Strictness::Axes => wanted.form == statement.form || same_axes(&wanted.form, statement.form),
        // Where there is no number to compare, the form is all there is.
        Strictness::Number => wanted.value.is_some(),
    };
    value && high && comparator && form
}

fn agrees(reading: &[Wanted], statements: &[StatementDoc], strictness: Strictness) -> bool {
    !reading.is_empty()
        && reading
            .iter()
            .all(|wanted| statements.iter().any(|statement| is_stated(wanted, statement, strictness)))
}

fn outcome(phrase: &Labelled) -> Outcome {
    let context = Context { header: phrase.header.as_deref(), ..Context::default() };
    let result = read(&phrase.text, &context);
    let doc = ReadingDoc::new(&result, Lang::En);
    let readings = match (doc.ok, doc.ambiguous) {
        (Some(statements), _) => vec![statements],
        (_, Some(readings)) => readings,
        _ => Vec::new(),
    };
    let found = |strictness: Strictness| {
        phrase
            .readings
            .iter()
            .any(|wanted| readings.iter().any(|reading| agrees(wanted, reading, strictness)))
    };
    let no_target = phrase.readings.iter().any(Vec::is_empty);
    match result {
        Err(_) if no_target => Outcome::Right,
        Ok(Reading::Ambiguous(readings))
            if no_target && readings.iter().any(|one| one.statements.is_empty()) =>
        {
            Outcome::Right
        }
        _ if found(Strictness::Word) => Outcome::Right,
        _ if found(Strictness::Axes) => Outcome::RightInOtherWords,
        Err(_) => Outcome::Refused,
        Ok(Reading::Ambiguous(_)) => Outcome::Doubtful,
        Ok(_) if found(Strictness::Number) => Outcome::OtherForm,
        Ok(reading) if reading.statements().iter().any(|statement| !statement.assumed.is_empty()) => {
            Outcome::WrongWithDoubt
        }
        Ok(_) => Outcome::Wrong,
    }
}

/// The rows of the table: by form of the label, how many phrases had each outcome.
type Counts = BTreeMap<String, [usize; 7]>;

fn count(phrases: &[Labelled]) -> Counts {
    let mut counts = Counts::new();
    for phrase in phrases {
        let outcome = outcome(phrase);
        let form = phrase.readings.first().and_then(|reading| reading.first());
        let form = form.map_or("no target", |wanted| &wanted.form).to_owned();
        for row in [form, "all".to_owned()] {
            counts.entry(row).or_default()[outcome as usize] += 1;
        }
        if std::env::var_os("ATTAINMENT_LIST_PHRASES").is_some() && outcome > Outcome::RightInOtherWords {
            println!("{outcome:?} {} {}", phrase.id, phrase.text);
        }
    }
    counts
}

fn table(counts: &Counts) -> String {
    let mut table = String::from(
        "| form of the label | phrases | right | right, other word | refused | doubtful | other form | wrong, says what it assumes | wrong |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    let last = counts.iter().filter(|(form, _)| *form == "all");
    for (form, row) in counts.iter().filter(|(form, _)| *form != "all").chain(last) {
        let sum: usize = row.iter().sum();
        write!(table, "| {form} | {sum} |").unwrap();
        for number in row {
            write!(table, " {} |", if *number == 0 { "·".to_owned() } else { number.to_string() }).unwrap();
        }
        table.push('\n');
    }
    table
}

/// A set of phrases, and the least and most that must hold of it.
fn hold(set: &str) {
    let phrases = labelled(set);
    assert!(phrases.len() > 50, "{set}");
    let counts = count(&phrases);
    let (start, end) = (format!("<!-- phrases {set} -->\n"), "<!-- end -->");
    let page = fs::read_to_string(PAGE).unwrap();
    let (before, rest) = page.split_once(&start).unwrap();
    let (_, after) = rest.split_once(end).unwrap();
    let fresh = format!("{before}{start}{}{end}{after}", table(&counts));
    if std::env::var_os("ATTAINMENT_WRITE_PHRASES").is_some() {
        fs::write(PAGE, fresh).unwrap();
    } else if fresh != page {
        panic!("{PAGE} is not what is measured:\n{}", table(&counts));
    }
    let row = counts["all"];
    let right = row[0] + row[1];
    assert!(right * 10 >= phrases.len() * 9, "{set}: {right} of {} are right", phrases.len());
    assert!(row[6] * 100 < phrases.len(), "{set}: {} of {} are wrong", row[6], phrases.len());
    assert!(row[4] * 20 < phrases.len(), "{set}: {} of {} have another form", row[4], phrases.len());
}

#[test]
fn nine_of_ten_phrases_are_read_rightly_and_few_are_misread() {
    for set in ["given", "more", "last"] {
        hold(set);
    }
}

#[test]
fn the_scorer_tells_wrong_from_right() {
    let wanted = |value: &str, form: &str, sign: &str| Labelled {
        id: String::new(),
        text: "城镇新增就业50万人以上".to_owned(),
        header: None,
        readings: vec![vec![Wanted {
            form: form.to_owned(),
            value: Some(value.to_owned()),
            high: None,
            comparators: Some(vec![sign.to_owned()]),
        }]],
    };
    assert_eq!(outcome(&wanted("500000", "increment_flow", ">=")), Outcome::Right);
    assert_eq!(outcome(&wanted("500000.0", "increment", ">=")), Outcome::RightInOtherWords);
    assert_eq!(outcome(&wanted("500000", "reduction_rate", ">=")), Outcome::OtherForm);
    assert_eq!(outcome(&wanted("50", "increment_flow", ">=")), Outcome::Wrong);
    assert_eq!(outcome(&wanted("500000", "increment_flow", ">")), Outcome::Wrong);
    let broken = Labelled { text: "减少三分之".to_owned(), ..wanted("1", "reduction_rate", ">=") };
    assert_eq!(outcome(&broken), Outcome::Refused);
    assert!(matches!(read("减少三分之", &Context::default()), Err(NotationError::Number { .. })));
}
