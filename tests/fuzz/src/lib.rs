//! What must hold for any text that is given as a policy, and for whatever is known; and for any text that is
//! given as a phrase.

use attainment::decide::{Silent, decide, score};
use attainment::notation::{Context, NotationError, Purpose, Reading, Style, TimesGrown, read, write};
use attainment::period::Period;
use attainment::plan::{Direction, Measure};
use attainment::facts::{Column, FactSet, FactType, FactValue, Known, Reason};
use attainment::number::{Estimate, Exact};
use attainment::policy::{Policy, Table};
use attainment::{Evaluator, Lang, Observations, Plan};

const PLAN: &str = "format: attainment/plan@1
id: p
title: P
period: { base: 2015, start: 2016, end: 2030 }
indicators:
  - { id: a, name: A, measure: stock, direction: increase, baseline: { period: 2015, value: 50 }, inputs: { x: 1, y: true }, targets: [ { id: t, form: level, at_least: 80, due: 2030 } ] }
  - { id: b, name: B, measure: rate, unit: '%', targets: [ { id: t, form: level, between: [ 1, 2 ], due: 2020 } ] }
  - { id: c, name: C, measure: flow, attribute: binding, targets: [ { id: t, form: cumulative, at_most: 9, due: 2030 } ] }
  - { id: d, name: D, measure: stock }
groups: [ { id: g, title: G, indicators: [ a, b, c, d ] } ]
";
const ROWS: &str = "indicator,period,value\na,2016,-3\na,2017,0\na,2019,60\na,2020,99999999999999999999\nb,2018,1.5\nb,2020,3\nc,2016,4\nc,2017,-5\nd,2019,1\nd,2020,2\n";

/// Bytes that are taken one by one, and then are zero.
struct Bytes<'b>(std::slice::Iter<'b, u8>);

impl Bytes<'_> {
    fn next(&mut self) -> u8 {
        self.0.next().copied().unwrap_or(0)
    }
}

/// A text as a policy, and after a zero byte what is known of its facts.
pub fn policy(bytes: &[u8]) {
    let (text, rest) = match bytes.iter().position(|byte| *byte == 0) {
        Some(end) => bytes.split_at(end),
        None => (bytes, &[][..]),
    };
    let text = String::from_utf8_lossy(text);
    let read = if text.starts_with('{') { Policy::from_json(&text) } else { Policy::from_yaml(&text) };
    let policy = match read {
        Ok(policy) => policy.into_inner(),
        Err(error) => {
            assert!(error.diagnostics().has_errors(), "a policy was refused without an error");
            let _ = error.to_string();
            return;
        }
    };
    let again = policy.document().check().expect("a policy that was read whole is whole");
    assert_eq!(again.hash(), policy.hash());
    for lang in [Lang::Zh, Lang::En] {
        assert!(!policy.to_text(lang).is_empty());
    }
    let mut bytes = Bytes(rest.iter());
    let tables = [Some(policy.table()), policy.task_table(), policy.group_table()];
    for table in tables.into_iter().flatten() {
        for all_known in [true, false, false] {
            decided(table, &mut bytes, all_known);
        }
    }
    let plan = Plan::from_yaml(PLAN).expect("the plan is sound");
    let data = Observations::from_csv(ROWS.as_bytes(), &plan).expect("so are its figures");
    for day in ["2016-01-01", "2021-06-30", "2031-06-30"] {
        let report = Evaluator::new(&policy).as_of(day.parse().expect("a date")).evaluate(&plan, &data);
        let _ = (report.to_text(Lang::Zh), report.to_markdown(Lang::En));
        for verdict in report.verdicts() {
            let _ = (verdict.explain().in_language(Lang::En), verdict.findings());
        }
    }
}

/// A text as a phrase, and before a zero byte what is known around it: the head of its row and some choices.
pub fn phrase(bytes: &[u8]) {
    let (around, phrase) = match bytes.iter().position(|byte| *byte == 0) {
        Some(end) => (&bytes[..end], &bytes[end + 1..]),
        None => (&[][..], bytes),
    };
    let phrase = String::from_utf8_lossy(phrase);
    read_whole(&phrase, &Context::default());
    let choice = |at: usize| around.get(at).copied().unwrap_or(0);
    let rest = String::from_utf8_lossy(around.get(1..).unwrap_or_default()).into_owned();
    let context = Context {
        header: Some(&rest).filter(|rest| !rest.is_empty()).map(String::as_str),
        unit: [None, Some("%"), Some("万亿斤"), Some(&rest)][usize::from(choice(0) % 4)],
        column: [None, Some("2030年"), Some("年均/累计"), Some(&rest)][usize::from(choice(0) / 4 % 4)],
        direction: [None, Some(Direction::Increase), Some(Direction::Decrease)][usize::from(choice(1) % 3)],
        measure: [None, Some(Measure::Rate), Some(Measure::Flow)][usize::from(choice(2) % 3)],
        period: "2021/2025".parse::<Period>().ok().filter(|_| choice(3) % 2 == 1),
        purpose: [None, Some(Purpose::Target), Some(Purpose::Actual)][usize::from(choice(4) % 3)],
        times_grown: [None, Some(TimesGrown::OnTop), Some(TimesGrown::InAll)][usize::from(choice(5) % 3)],
    };
    read_whole(&phrase, &context);
}

/// What is read is the same every time, lies within the phrase, and can be told and written.
fn read_whole(phrase: &str, context: &Context<'_>) {
    let result = read(phrase, context);
    assert_eq!(result, read(phrase, context), "the same phrase is read in two ways");
    let statements = match &result {
        Ok(Reading::Sure(statements)) => {
            assert!(!statements.is_empty(), "a phrase was read, and states nothing");
            statements.clone()
        }
        Ok(reading) => match reading {
            Reading::Ambiguous(readings) => {
                assert!(readings.len() > 1, "one reading alone is not ambiguous");
                readings.iter().flat_map(|reading| reading.statements.clone()).collect()
            }
            _ => Vec::new(),
        },
        Err(error) => {
            assert!(error.at() <= phrase.len(), "{error}: behind the phrase");
            assert!(phrase.is_char_boundary(error.at()), "{error}: within a character");
            for lang in [Lang::Zh, Lang::En] {
                assert!(!error.in_language(lang).is_empty() && !error.help(lang).is_empty());
            }
            assert!(!matches!(error, NotationError::Empty) || phrase.trim().is_empty());
            return;
        }
    };
    for statement in statements.iter().take(8) {
        assert!(statement.span.start <= statement.span.end && statement.span.end <= phrase.len());
        assert!(phrase.get(statement.span.clone()).is_some(), "a span within a character");
        let _ = statement.to_target("t");
        if phrase.len() < 200 {
            for lang in [Lang::Zh, Lang::En] {
                for style in [Style::Cell, Style::Sentence] {
                    let _ = write(statement, lang, style);
                }
            }
        }
    }
}

/// Any facts are decided, and where all are known there is an outcome.
fn decided(table: &Table, bytes: &mut Bytes<'_>, all_known: bool) {
    let facts: FactSet = table.columns().iter().map(|column| value(column, bytes, all_known)).collect();
    let decision = decide(table, &facts, &mut Silent);
    let _ = score(table, &facts, decision);
    assert_eq!(decision.outcome().is_some(), decision.possible_bits().count_ones() == 1);
    assert!(decision.possible_bits() != 0, "no outcome is possible");
    if all_known {
        assert!(decision.outcome().is_some(), "everything is known, and nothing was decided");
        assert_eq!(decision.missing_bits(), 0);
    }
}

fn value(column: &Column, bytes: &mut Bytes<'_>, all_known: bool) -> Known<FactValue> {
    let (one, other) = (bytes.next(), bytes.next());
    if !all_known && one % 4 == 0 {
        return Err(Reason::NotReported);
    }
    let signed = i64::from(one) - 100;
    Ok(match column.kind() {
        FactType::Exact => FactValue::Exact(Exact::ratio(signed, i64::from(other) + 1).unwrap_or(Exact::ZERO)),
        FactType::Estimate => {
            let number = Estimate::new(signed as f64 / (f64::from(other) + 1.0));
            FactValue::Estimate(number.ok_or(Reason::OutOfRange)?)
        }
        FactType::YesNo => FactValue::YesNo(one > 127),
        FactType::Word => match column.words().get(usize::from(one) % column.words().len().max(1)) {
            Some(word) => FactValue::Word(word.clone()),
            None => return Err(Reason::NoInput),
        },
        _ => FactValue::Period("2020".parse().map_err(|_| Reason::NotReported)?),
    })
}
