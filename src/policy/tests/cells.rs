use crate::check::Problem;
use crate::decide::Truth;
use crate::facts::{Column, Fact, FactValue, Formula, Reason};
use crate::number::{Estimate, Exact, parse_plain};
use crate::policy::Condition;

fn cell(fact: &str, text: &str) -> Result<Condition, Problem> {
    let missing = || Problem::UnknownFact { fact: fact.into(), suggestion: Default::default() };
    let fact = Fact::from_name(fact).ok_or_else(missing)?;
    Condition::parse(&Column::of(fact.name(), Formula::plain(fact)), text)
}

fn exact(text: &str) -> FactValue {
    FactValue::Exact(parse_plain(text.as_bytes()).map_or(Exact::ZERO, Exact::from))
}

#[test]
fn cells_hold_where_they_say() -> Result<(), Problem> {
    for (text, inside, outside) in [
        ("≥ 0.95", vec!["0.95"], vec!["0.94"]),
        ("≤0.5", vec!["0.5"], vec!["0.6"]),
        (">= 0.95", vec!["0.95", "3"], vec!["0.9499999999999999999999999999"]),
        ("> 0.95", vec!["0.96"], vec!["0.95"]),
        ("<0", vec!["-1"], vec!["0"]),
        (" <= -0.5 ", vec!["-0.5"], vec!["-0.4"]),
        ("= 0.5", vec!["0.50"], vec!["0.51"]),
        ("[0.60, 0.95)", vec!["0.6", "0.7"], vec!["0.59", "0.95"]),
        ("(0,1]", vec!["0.1", "1"], vec!["0", "1.1"]),
        ("[0.3, )", vec!["0.3", "9"], vec!["0.29"]),
        ("(,0.3]", vec!["0.3", "-9"], vec!["0.31"]),
        ("{1, 2}", vec!["1", "2.0"], vec!["1.5"]),
        ("[1, 1]", vec!["1"], vec!["0", "2"]),
    ] {
        let condition = cell("share", text)?;
        for value in inside {
            assert_eq!(condition.test(Ok(&exact(value))), Truth::Yes, "{value} {text}");
        }
        for value in outside {
            assert_eq!(condition.test(Ok(&exact(value))), Truth::No, "{value} {text}");
        }
        assert_eq!(condition.test(Err(Reason::NoSpan)), Truth::Maybe);
        assert_eq!(condition.test(Ok(&FactValue::YesNo(true))), Truth::Maybe);
    }
    let estimate = |value: f64| Estimate::new(value).map(FactValue::Estimate);
    let condition = cell("log_share", "[0.1, 0.2)")?;
    for (value, truth) in [(0.1, Truth::Yes), (0.2, Truth::No), (0.15, Truth::Yes)] {
        assert_eq!(estimate(value).as_ref().map(|fact| condition.test(Ok(fact))), Some(truth));
    }
    for (text, binding, expected) in [
        ("binding", Truth::Yes, Truth::No),
        ("{ expected }", Truth::No, Truth::Yes),
        ("{binding,expected}", Truth::Yes, Truth::Yes),
    ] {
        let condition = cell("attribute", text)?;
        assert_eq!(condition.test(Ok(&FactValue::Word("binding".into()))), binding);
        assert_eq!(condition.test(Ok(&FactValue::Word("expected".into()))), expected);
    }
    for fact in ["share", "log_share", "attained", "attribute", "current_period"] {
        // What a what-if leaves open may be known in reality or not.
        assert_eq!(cell(fact, "known")?.test(Err(Reason::Assumed)), Truth::Maybe);
        assert_eq!(cell(fact, "unknown")?.test(Err(Reason::Assumed)), Truth::Maybe);
        assert_eq!(cell(fact, "known")?.test(Err(Reason::Stale)), Truth::No);
        assert_eq!(cell(fact, "unknown")?.test(Err(Reason::Stale)), Truth::Yes);
        assert_eq!(cell(fact, "known")?.test(Ok(&exact("1"))), Truth::Yes);
        assert_eq!(cell(fact, "unknown")?.test(Ok(&exact("1"))), Truth::No);
    }
    assert_eq!(cell("limit", "false")?.test(Ok(&FactValue::YesNo(false))), Truth::Yes);
    assert_eq!(cell("limit", "false")?.test(Ok(&FactValue::YesNo(true))), Truth::No);
    Ok(())
}

#[test]
fn malformed_cells_are_refused() {
    let numbers = [
        "",
        "0.5",
        ">=",
        ">= x",
        "> = 1",
        "=> 1",
        "== 1",
        "!= 1",
        ">= 1 2",
        ">= 1,000",
        ">= 1e3",
        ">= .5",
        "[0, 1",
        "0, 1]",
        "[0 1]",
        "[0, 1, 2]",
        "[, 1]",
        "[0, ]",
        "(, )",
        "{1, }",
        "{1; 2}",
        "{1",
        "{known}",
        "true",
        "[a, b]",
        ">= 12345678901234567890123456789",
        "Known",
        "not known",
        "[0；1]",
        "）",
        "[",
        "(",
        "{",
        "}",
        "%",
        ">= %",
        ">= -",
    ];
    for text in numbers {
        for fact in ["share", "log_share", "current"] {
            assert!(matches!(cell(fact, text), Err(Problem::BadCell { .. })), "{fact} {text}");
        }
    }
    for text in ["yes", "True", "1", "{true}", ""] {
        assert!(matches!(cell("limit", text), Err(Problem::BadCell { .. })), "{text}");
    }
    for text in ["2025", "> 2025", ""] {
        assert!(matches!(cell("current_period", text), Err(Problem::BadCell { .. })), "{text}");
    }
    for text in ["", "bind", "{binding, expcted}", "{binding,}", "= binding"] {
        assert!(matches!(cell("attribute", text), Err(Problem::BadCell { .. })), "{text}");
    }
    for (fact, text) in
        [("share", "(1, 1)"), ("share", "[1, 1)"), ("share", "[2, 1]"), ("share", "{}"), ("attribute", "{ }")]
    {
        assert!(matches!(cell(fact, text), Err(Problem::EmptyRange { .. })), "{fact} {text}");
    }
    // Two exact numbers that are one as estimates.
    let narrow = "(0.1000000000000000000000001, 0.1000000000000000000000002)";
    assert!(matches!(cell("log_share", narrow), Err(Problem::EmptyRange { .. })));
    assert!(cell("share", narrow).is_ok());
}

#[test]
fn hints_say_what_to_write() {
    let hint = |fact: &str, text: &str| match cell(fact, text) {
        Err(Problem::BadCell { expected, .. }) => expected,
        _ => String::new(),
    };
    assert_eq!(hint("share", ">= 95%"), "\">= 0.95\"");
    assert_eq!(hint("lag", "[-10 %, 0)"), "\"[-0.1, 0)\"");
    assert_eq!(hint("actual_rate", "> 5.5％"), "\"> 0.055\"");
    assert!(hint("current", ">= 95%").starts_with("\">="));
    assert!(hint("attribute", "bindng").contains("did you mean `binding`"));
}
