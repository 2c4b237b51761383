use super::*;
use crate::check::CheckError;
use crate::facts::{FactValue, Known, Reason};
use crate::policy::{OutcomeDoc, Policy, PolicyDoc, RowDoc};

#[test]
fn truth_is_kleene_s() {
    use Truth::{Maybe, No, Yes};
    for (a, b, and, or) in [
        (No, No, No, No),
        (No, Maybe, No, Maybe),
        (No, Yes, No, Yes),
        (Maybe, No, No, Maybe),
        (Maybe, Maybe, Maybe, Maybe),
        (Maybe, Yes, Maybe, Yes),
        (Yes, No, No, Yes),
        (Yes, Maybe, Maybe, Yes),
        (Yes, Yes, Yes, Yes),
    ] {
        assert_eq!((a.and(b), a.or(b)), (and, or), "{a:?} {b:?}");
        assert_eq!(!(a.and(b)), (!a).or(!b), "{a:?} {b:?}");
    }
}

#[test]
fn a_decision_is_small() {
    fn copied<T: Copy + Send + Sync>() {}
    copied::<Decision>();
    assert!(size_of::<Decision>() <= 24);
    assert_eq!(size_of::<Silent>(), 0);
    assert_eq!(size_of::<Truth>(), 1);
}

#[test]
fn bits_are_listed_lowest_first() {
    assert_eq!(bits(0).count(), 0);
    assert_eq!(bits(0b1010_0001).collect::<Vec<_>>(), [0, 5, 7]);
    assert_eq!(bits(u64::MAX).count(), 64);
    assert_eq!(bits(1 << 63).collect::<Vec<_>>(), [63]);
}

/// Two yes-or-no facts: `attained` (slot 0) and `limit` (slot 1).
fn policy() -> Result<Policy, CheckError> {
    let policy = PolicyDoc::new("demo", "1")
        .row(RowDoc::new("both", "good").when("attained", "true").when("limit", "true"))
        .row(RowDoc::new("one", "fair").when("attained", "true"))
        .row(RowDoc::new("other", "fair").when("limit", "true"))
        .row(RowDoc::new("else", "bad"))
        .outcome("good", OutcomeDoc::new("outlook", "on_track", "好", "good"))
        .outcome("fair", OutcomeDoc::new("outlook", "at_risk", "中", "fair"))
        .outcome("bad", OutcomeDoc::new("outlook", "off_track", "差", "bad"))
        .check()?;
    Ok(policy.into_inner())
}

fn facts(attained: Option<bool>, limit: Option<bool>) -> FactSet {
    let known =
        |value: Option<bool>| -> Known<FactValue> { value.map(FactValue::YesNo).ok_or(Reason::NotReported) };
    [known(attained), known(limit)].into_iter().collect()
}

/// What the observer is told, as text.
#[derive(Default)]
struct Heard(Vec<String>);

impl Observer for Heard {
    fn rejected(&mut self, row: usize, slot: usize) {
        self.0.push(format!("{row}-{slot}"));
    }

    fn open(&mut self, row: usize, slot: usize) {
        self.0.push(format!("{row}?{slot}"));
    }

    fn fired(&mut self, row: usize) {
        self.0.push(format!("{row}!"));
    }
}

type Told = (Option<usize>, Option<usize>, Vec<usize>, Vec<usize>);

fn told(decision: Decision) -> Told {
    (decision.outcome(), decision.row(), decision.possible().collect(), decision.missing().collect())
}

#[test]
fn the_walk_is_the_meaning() -> Result<(), CheckError> {
    let policy = policy()?;
    let (yes, no) = (Some(true), Some(false));
    let cases: [(FactSet, Told, &str); 7] = [
        (facts(yes, yes), (Some(0), Some(0), vec![0], vec![]), "0!"),
        (facts(no, no), (Some(2), Some(3), vec![2], vec![]), "0-0 1-0 2-1 3!"),
        // The second cell rejects the row although the first is not known.
        (facts(None, no), (None, None, vec![1, 2], vec![0]), "0-1 1?0 2-1 3!"),
        (facts(yes, None), (None, None, vec![0, 1], vec![1]), "0?1 1!"),
        (facts(no, None), (None, None, vec![1, 2], vec![1]), "0-0 1-0 2?1 3!"),
        (facts(None, yes), (None, None, vec![0, 1], vec![0]), "0?0 1?0 2!"),
        (facts(None, None), (None, None, vec![0, 1, 2], vec![0, 1]), "0?0 0?1 1?0 2?1 3!"),
    ];
    for (set, expected, walk) in cases {
        let mut heard = Heard::default();
        assert_eq!(told(decide(policy.table(), &set, &mut heard)), expected);
        assert_eq!(heard.0.join(" "), walk);
        assert_eq!(told(decide(policy.table(), &set, &mut Silent)), expected);
    }
    Ok(())
}

#[test]
fn rows_in_the_air_that_agree_decide() -> Result<(), CheckError> {
    let policy = PolicyDoc::new("demo", "1")
        .row(RowDoc::new("a", "fair").when("attained", "true"))
        .row(RowDoc::new("b", "fair").when("limit", "true"))
        .row(RowDoc::new("else", "bad"))
        .outcome("fair", OutcomeDoc::new("outlook", "at_risk", "中", "fair"))
        .outcome("bad", OutcomeDoc::new("outlook", "off_track", "差", "bad"))
        .check()?;
    let decision = decide(policy.table(), &facts(None, Some(true)), &mut Silent);
    assert_eq!(told(decision), (Some(0), Some(1), vec![0], vec![0]));
    Ok(())
}

#[test]
fn an_empty_set_is_not_reported() -> Result<(), CheckError> {
    let policy = policy()?;
    let decision = decide(policy.table(), &FactSet::new(), &mut Silent);
    assert_eq!(decision, decide(policy.table(), &facts(None, None), &mut Silent));
    Ok(())
}
