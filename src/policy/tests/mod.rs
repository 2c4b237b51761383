mod cells;
mod cover;
#[cfg(any(feature = "yaml", feature = "json"))]
mod reading;

use super::*;
use crate::check::Code;

/// A policy that is accepted; each test spoils it in one way.
fn sound() -> PolicyDoc {
    PolicyDoc::new("demo", "1")
        .row(RowDoc::new("done", "done").when("attained", "true"))
        .row(RowDoc::new("late", "missed").when("due_observed", "true").when("attribute", "binding"))
        .row(RowDoc::new("well", "well").when("share", ">= 0.5"))
        .row(RowDoc::new("trend", "badly").when("log_share", "< 0.5"))
        .row(RowDoc::new("else", "badly"))
        .outcome("done", OutcomeDoc::new("fact", "attained", "完成", "done"))
        .outcome("missed", OutcomeDoc::new("fact", "missed", "未完成", "missed"))
        .outcome("well", OutcomeDoc::new("outlook", "on_track", "顺利", "going well"))
        .outcome("badly", OutcomeDoc::new("outlook", "off_track", "不顺", "going badly"))
}

/// What is reported of the document after a change: codes and paths.
fn reported(change: impl FnOnce(&mut PolicyDoc)) -> Vec<(Code, String)> {
    let mut doc = sound();
    change(&mut doc);
    let diagnostics = match doc.check() {
        Ok(checked) => checked.diagnostics().clone(),
        Err(error) => error.diagnostics().clone(),
    };
    diagnostics.iter().map(|diagnostic| (diagnostic.code(), diagnostic.path.to_string())).collect()
}

fn one(code: Code, path: &str) -> Vec<(Code, String)> {
    vec![(code, path.to_owned())]
}

/// Puts a row before the others.
fn put(row: RowDoc) -> impl FnOnce(&mut PolicyDoc) {
    move |doc| doc.indicator.rows.insert(0, row)
}

/// Changes an outcome.
fn alter(doc: &mut PolicyDoc, id: &str, change: impl Fn(&mut OutcomeDoc)) {
    doc.outcomes.iter_mut().filter(|(other, _)| other == id).for_each(|(_, outcome)| change(outcome));
}

const NOTHING: Vec<(Code, String)> = Vec::new();

#[test]
fn the_sound_policy_is_accepted() {
    assert_eq!(reported(|_| {}), NOTHING);
}

#[test]
fn a_policy_is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Policy>();
    shared::<Table>();
}

#[test]
fn the_head_is_checked() {
    assert_eq!(reported(|doc| doc.format = "policy".into()), one(Code::WrongFormat, "format"));
    assert_eq!(reported(|doc| doc.id.clear()), one(Code::MissingField, ""));
    assert_eq!(reported(|doc| doc.version.clear()), one(Code::MissingField, ""));
    let title = |zh: &str, en: &str| Some(LabelDoc { zh: zh.into(), en: en.into() });
    assert_eq!(reported(|doc| doc.title = title("题", "")), one(Code::MissingField, "title"));
    assert_eq!(reported(|doc| doc.title = title("题", "title")), NOTHING);
    assert_eq!(reported(|doc| doc.indicator.hit = "any".into()), one(Code::UnknownWord, "indicator.hit"));
    assert_eq!(reported(|doc| doc.indicator.hit.clear()), one(Code::MissingField, "indicator"));
}

#[test]
fn parameters_are_checked() {
    let base = |text: &str| reported(|doc| doc.parameters.base = Some(text.into()));
    assert_eq!(base("serie"), one(Code::BadChoice, "parameters.base"));
    assert_eq!(base("series"), NOTHING);
    let about = |text: &str| reported(|doc| doc.parameters.about = Some(text.into()));
    for bad in ["5%", "-0.01", "", "about"] {
        assert_eq!(about(bad), one(Code::BadNumber, "parameters.about"), "{bad}");
    }
    assert_eq!(about("0"), NOTHING);
    let age = |text: &str| reported(|doc| doc.parameters.max_age = Some(text.into()));
    for bad in ["0", "-1", "two"] {
        assert_eq!(age(bad), one(Code::BadNumber, "parameters.max_age"), "{bad}");
    }
    assert_eq!(age("1.5"), NOTHING);
}

#[test]
fn facts_and_measures_have_to_exist() {
    let row = |fact: &str| reported(put(RowDoc::new("new", "badly").when(fact, "< 0")));
    assert_eq!(row("shore"), one(Code::UnknownFact, "indicator.rows[0].when.shore"));
    assert_eq!(row("share"), NOTHING);
    let measure = |name: &str, fact: &str| {
        reported(|doc| {
            doc.measures.push((name.into(), MeasureDoc::new(fact)));
            doc.indicator.rows.insert(0, RowDoc::new("new", "badly").when(name, "< 0"));
        })
    };
    assert_eq!(measure("ratio", "share"), NOTHING);
    assert_eq!(measure("ratio", "shares"), one(Code::UnknownFact, "measures.ratio.fact"));
    assert_eq!(measure("ratio", ""), one(Code::MissingField, "measures.ratio"));
    assert_eq!(measure("share", "lag"), one(Code::DuplicateId, "measures.share"));
    let twice = |fact: &str| reported(put(RowDoc::new("new", "badly").when("lag", "< 0").when(fact, "> -1")));
    assert_eq!(twice("lag"), one(Code::DuplicateKey, "indicator.rows[0].when.lag"));
    assert_eq!(twice("share"), NOTHING);
}

#[test]
fn a_suggestion_names_measures_too() -> Result<(), String> {
    let mut doc = sound();
    doc.measures.push(("ratio".into(), MeasureDoc::new("share")));
    doc.indicator.rows.insert(0, RowDoc::new("new", "badly").when("ratoi", "< 0"));
    let error = doc.check().err().ok_or("accepted")?;
    assert!(error.to_string().contains("`ratio`"), "{error}");
    Ok(())
}

#[test]
fn bad_and_empty_cells_are_reported_at_the_cell() {
    let row = |cell: &str| reported(put(RowDoc::new("new", "badly").when("share", cell)));
    assert_eq!(row("about 3"), one(Code::BadCell, "indicator.rows[0].when.share"));
    assert_eq!(row("(1, 0)"), one(Code::EmptyRange, "indicator.rows[0].when.share"));
    assert_eq!(row("(0, 1)"), NOTHING);
}

#[test]
fn outcomes_have_to_be_declared_and_complete() {
    let then = |id: &str| reported(put(RowDoc::new("new", id).when("share", "< 0")));
    assert_eq!(then("bodly"), one(Code::UnknownOutcome, "indicator.rows[0].then"));
    assert_eq!(then(""), one(Code::MissingField, "indicator.rows[0]"));
    assert_eq!(then("badly"), NOTHING);
    let spoil = |change: fn(&mut OutcomeDoc)| reported(|doc| alter(doc, "well", change));
    assert_eq!(spoil(|outcome| outcome.zh.clear()), one(Code::MissingField, "outcomes.well"));
    assert_eq!(spoil(|outcome| outcome.en.clear()), one(Code::MissingField, "outcomes.well"));
    assert_eq!(spoil(|outcome| outcome.kind.clear()), one(Code::MissingField, "outcomes.well"));
    assert_eq!(spoil(|outcome| outcome.kind = "view".into()), one(Code::UnknownWord, "outcomes.well.kind"));
    assert_eq!(spoil(|outcome| outcome.standing.clear()), one(Code::MissingField, "outcomes.well"));
    for standing in ["good", "undetermined", "not_assessed"] {
        let found = reported(|doc| {
            alter(doc, "well", |outcome| outcome.standing = standing.into());
        });
        assert_eq!(found, one(Code::UnknownWord, "outcomes.well.standing"));
    }
    assert_eq!(spoil(|outcome| outcome.standing = "at_risk".into()), NOTHING);
    let again = |id: &str| {
        reported(|doc| doc.outcomes.push((id.into(), OutcomeDoc::new("outlook", "at_risk", "又", "again"))))
    };
    assert_eq!(again("well"), one(Code::DuplicateId, "outcomes.well"));
    assert_eq!(again("again"), one(Code::Unused, "outcomes.again"));
}

#[test]
fn what_states_a_fact_is_of_that_kind() {
    for id in ["done", "missed"] {
        let found = reported(|doc| alter(doc, id, |outcome| outcome.kind = "outlook".into()));
        assert_eq!(found, one(Code::UnknownWord, &format!("outcomes.{id}.kind")));
    }
}

#[test]
fn row_ids_are_unique() {
    let row = |id: &str| reported(put(RowDoc::new(id, "badly").when("share", "< 0")));
    assert_eq!(row("well"), one(Code::DuplicateId, "indicator.rows[3].id"));
    assert_eq!(row(""), one(Code::MissingField, "indicator.rows[0]"));
    assert_eq!(row("new"), NOTHING);
}

#[test]
fn the_last_row_has_no_conditions() {
    let found = reported(|doc| doc.indicator.rows.truncate(4));
    let rows = || "indicator.rows".to_owned();
    assert_eq!(found, [(Code::NoDefaultRow, rows()), (Code::Gap, rows())]);
    let none = reported(|doc| {
        doc.indicator.rows.clear();
        doc.outcomes.clear();
    });
    assert_eq!(none, one(Code::NoDefaultRow, "indicator.rows"));
}

#[test]
fn rows_below_a_wider_one_are_reported() {
    let below = |upper: (&str, &str), lower: (&str, &str)| {
        let mut found = reported(|doc| {
            doc.indicator.rows.insert(0, RowDoc::new("lower", "badly").when(lower.0, lower.1));
            doc.indicator.rows.insert(0, RowDoc::new("upper", "badly").when(upper.0, upper.1));
        });
        // The upper row may be too wide for the rest of the policy as well.
        found.retain(|(_, path)| path.starts_with("indicator.rows[1]"));
        found
    };
    let unreachable = one(Code::UnreachableRow, "indicator.rows[1]");
    for (fact, upper, lower) in [
        ("lag", ">= 0", ">= 0"),
        ("lag", ">= 0", "> 0"),
        ("lag", ">= 0", "[0, 1)"),
        ("lag", "(-1, )", "{0, 1}"),
        ("lag", "{1, 0, 2}", "{2, 1}"),
        ("lag", "{1, 2}", "= 1.0"),
        ("lag", "[1, 2]", "(1, 2)"),
        ("lag", "known", "< 0"),
        ("lag", "unknown", "unknown"),
        ("attribute", "{binding, expected}", "binding"),
        ("limit", "true", "true"),
        ("limit", "known", "false"),
        ("log_share", "<= 0.1", "< 0.1"),
    ] {
        assert_eq!(below((fact, upper), (fact, lower)), unreachable, "{fact} {upper} / {lower}");
    }
    for (fact, upper, lower) in [
        ("lag", "> 0", ">= 0"),
        ("lag", "(1, 2)", "[1, 2)"),
        ("lag", "(1, 2)", "(1, 2]"),
        ("lag", "< 0", "> 0"),
        ("lag", "{1, 2}", "[1, 2]"),
        ("lag", "{1, 2}", "{1, 2.5}"),
        ("lag", "known", "unknown"),
        ("lag", "unknown", "< 0"),
        ("attribute", "binding", "{binding, expected}"),
        ("limit", "true", "false"),
        ("log_share", "< 0.1", "<= 0.1"),
    ] {
        assert_eq!(below((fact, upper), (fact, lower)), NOTHING, "{fact} {upper} / {lower}");
    }
    assert_eq!(below(("lag", "< 0"), ("share", "< 0")), NOTHING);
    // A row above that always fires.
    let always = reported(put(RowDoc::new("new", "missed")));
    assert_eq!(always.len(), 5);
    assert!(always.iter().all(|(code, _)| *code == Code::UnreachableRow));
}

#[test]
fn facts_do_not_rest_on_estimates() {
    let before = |fact: &str, then: &str| reported(put(RowDoc::new("new", then).when(fact, "> 2")));
    let rows = |indices: &[usize]| -> Vec<_> {
        let path = |index| format!("indicator.rows[{index}].then");
        indices.iter().map(|index| (Code::EstimateInFact, path(index))).collect()
    };
    assert_eq!(before("log_share", "badly"), rows(&[1, 2]));
    assert_eq!(before("log_share", "done"), rows(&[0, 1, 2]));
    assert_eq!(before("share", "done"), NOTHING);
}

#[test]
fn the_unknown_is_no_good_news() {
    let row = |cell: &str, then: &str| reported(put(RowDoc::new("new", then).when("lag", cell)));
    assert_eq!(row("unknown", "well"), one(Code::UnknownLeadsToGood, "indicator.rows[0].when.lag"));
    assert_eq!(row("unknown", "done"), one(Code::UnknownLeadsToGood, "indicator.rows[0].when.lag"));
    assert_eq!(row("unknown", "badly"), NOTHING);
    assert_eq!(row("< 0", "well"), NOTHING);
    // Below a row that takes every known value, what is good and reads no figure would rest on the unknown.
    assert_eq!(row("known", "badly"), NOTHING);
    let found = reported(|doc| {
        doc.indicator.rows.insert(0, RowDoc::new("new", "badly").when("lag", "known"));
        doc.indicator.rows.insert(1, RowDoc::new("soft", "well").when("attribute", "expected"));
    });
    assert_eq!(found, one(Code::UnknownLeadsToGood, "indicator.rows[1].then"));
    let found = reported(|doc| {
        doc.indicator.rows.insert(4, RowDoc::new("new", "badly").when("lag", "known"));
    });
    assert_eq!(found, NOTHING);
}

#[test]
fn size_is_limited() {
    let rows = |count: usize| {
        reported(|doc| {
            for index in 0..count - 5 {
                let row = RowDoc::new(&format!("r{index}"), "badly").when("age", &format!("= {index}"));
                doc.indicator.rows.insert(4, row);
            }
        })
    };
    assert_eq!(rows(1001), one(Code::PolicyTooLarge, "indicator.rows"));
    assert_eq!(rows(1000), NOTHING);
    let outcomes = |count: usize| {
        reported(|doc| {
            for index in 4..count {
                let outcome = OutcomeDoc::new("outlook", "at_risk", "又", "again");
                doc.outcomes.push((format!("o{index}"), outcome));
            }
        })
    };
    assert!(outcomes(65).contains(&(Code::PolicyTooLarge, "outcomes".into())));
    assert!(outcomes(64).iter().all(|(code, _)| *code == Code::Unused));
    let measures = |count: usize| {
        reported(|doc| {
            for index in 0..count {
                doc.measures.push((format!("m{index}"), MeasureDoc::new("share")));
            }
        })
    };
    assert!(measures(65).contains(&(Code::PolicyTooLarge, "measures".into())));
    assert!(measures(64).iter().all(|(code, _)| *code == Code::Unused));
}

#[test]
fn all_problems_are_reported_at_once() {
    let found = reported(|doc| {
        doc.format.clear();
        doc.parameters.about = Some("x".into());
        doc.indicator.rows.insert(0, RowDoc::new("a", "none").when("share", "x").when("shore", "y"));
        alter(doc, "well", |outcome| outcome.zh.clear());
    });
    assert_eq!(found.len(), 6, "{found:?}");
}

#[test]
fn the_hash_follows_the_content() -> Result<(), crate::check::CheckError> {
    let hash = |doc: &PolicyDoc| doc.check().map(|policy| policy.hash().to_owned());
    let first = hash(&sound())?;
    assert_eq!(first.len(), 64);
    let mut moved = sound();
    moved.outcomes.reverse();
    if let Some(row) = moved.indicator.rows.get_mut(1) {
        row.when.reverse();
    }
    if let Some((_, cell)) = moved.indicator.rows.get_mut(2).and_then(|row| row.when.first_mut()) {
        *cell = " >=0.5".into();
    }
    assert_eq!(hash(&moved)?, first);
    let changes: [fn(&mut PolicyDoc); 5] = [
        |doc| doc.version = "2".into(),
        |doc| doc.note = Some(String::new()),
        |doc| doc.indicator.rows.swap(2, 3),
        |doc| doc.parameters.about = Some("0.05".into()),
        |doc| doc.indicator.rows.iter_mut().for_each(|row| row.note = Some("x".into())),
    ];
    for change in changes {
        let mut doc = sound();
        change(&mut doc);
        assert_ne!(hash(&doc)?, first);
    }
    Ok(())
}

#[test]
fn each_fact_is_read_once() -> Result<(), crate::check::CheckError> {
    let mut doc = sound();
    doc.measures.push(("ratio".into(), MeasureDoc::new("share")));
    doc.indicator.rows.insert(0, RowDoc::new("new", "badly").when("ratio", "< 0"));
    let policy = doc.check()?;
    let names: Vec<_> = policy.columns().iter().map(|column| column.name()).collect();
    assert_eq!(names, ["ratio", "attained", "due_observed", "attribute", "log_share"]);
    let rows = policy.table().rows();
    let cell = rows.first().and_then(|row| row.cells().first());
    assert_eq!(cell.map(|cell| (cell.name(), cell.text(), cell.slot())), Some(("ratio", "< 0", 0)));
    Ok(())
}

#[test]
fn standings_are_ordered() {
    assert!(Standing::Missed < Standing::Regressing && Standing::OffTrack < Standing::AtRisk);
    assert!(Standing::OnTrack.is_good() && Standing::Attained.is_good() && !Standing::AtRisk.is_good());
    assert_eq!(Standing::ALL.iter().filter(|standing| standing.is_determined()).count(), 6);
}

#[cfg(feature = "json")]
#[test]
fn pairs_are_written_as_maps() -> Result<(), serde_json::Error> {
    let mut doc =
        PolicyDoc::new("demo", "1").row(RowDoc::new("r", "o").when("share", "< 0").when("lag", "> 0"));
    doc.measures.push(("ratio".into(), MeasureDoc::new("share")));
    let written = serde_json::to_string(&doc)?;
    assert!(written.contains(r#""when":{"share":"< 0","lag":"> 0"},"then":"o""#), "{written}");
    assert!(written.contains(r#""measures":{"ratio":{"fact":"share"}}"#), "{written}");
    assert!(!written.contains("outcomes") && !written.contains("note"), "{written}");
    Ok(())
}
