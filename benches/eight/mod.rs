//! A table of eight rows over progress, attribute, years left and projected share, the same table by hand,
//! and pseudo-random inputs for both.

use attainment::Decimal;
use attainment::check::CheckError;
use attainment::facts::{Column, FactSet, FactValue, Known, Reason};
use attainment::number::{Estimate, Exact};
use attainment::policy::{InputDoc, OutcomeDoc, Policy, PolicyDoc, RowDoc};

/// The rows, which have one outcome each: facts and cells.
pub const ROWS: [(&str, &[(&str, &str)]); 8] = [
    ("attained", &[("progress", ">= 1")]),
    ("missed_binding", &[("years_left", "<= 0"), ("attribute", "binding")]),
    ("missed", &[("years_left", "<= 0")]),
    ("ahead", &[("progress", ">= 0.5"), ("projected_share", ">= 1.1")]),
    ("on_track", &[("projected_share", ">= 1")]),
    ("critical", &[("attribute", "binding"), ("years_left", "< 2"), ("projected_share", "< 0.8")]),
    ("slipping", &[("progress", ">= 0.3"), ("projected_share", "[0.8, 1)")]),
    ("off_track", &[]),
];

/// The places of progress and of years left.
pub const PLACES: u32 = 4;

/// What is known of one case.
#[derive(Clone, Copy, Debug)]
pub struct Input {
    /// In ten-thousandths.
    pub progress: i64,
    pub binding: bool,
    /// In ten-thousandths.
    pub years_left: i64,
    pub projected: f64,
    /// Whether each of the four is known.
    pub known: [bool; 4],
}

/// Inputs of which some per cent of the values are unknown.
pub fn inputs(count: usize, unknown_percent: u64) -> Vec<Input> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut below = move |limit: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) % limit
    };
    let mut one = |_| {
        let progress = below(14_000) as i64 - 2_000;
        let binding = below(2) == 1;
        let years_left = below(24) as i64 * 2_500 - 10_000;
        let projected = below(1_000_000) as f64 / 1_000_000.0 + 0.5;
        let known = [(); 4].map(|()| below(100) >= unknown_percent);
        Input { progress, binding, years_left, projected, known }
    };
    (0..count).map(&mut one).collect()
}

impl Input {
    pub fn progress(&self) -> f64 {
        self.progress as f64 / 10_000.0
    }

    pub fn years_left(&self) -> f64 {
        self.years_left as f64 / 10_000.0
    }

    /// The facts, in the order of the columns.
    pub fn facts(&self, columns: &[Column]) -> FactSet {
        let [progress, attribute, years_left, projected] = self.known;
        let decimal = |digits| FactValue::Exact(Exact::from(Decimal::new(digits, PLACES)));
        let value = |column: &Column| -> Known<FactValue> {
            let (is_known, value) = match column.name() {
                "progress" => (progress, decimal(self.progress)),
                "attribute" => {
                    (attribute, FactValue::Word(if self.binding { "binding" } else { "expected" }.into()))
                }
                "years_left" => (years_left, decimal(self.years_left)),
                _ => {
                    (projected, FactValue::Estimate(Estimate::new(self.projected).ok_or(Reason::OutOfRange)?))
                }
            };
            if is_known { Ok(value) } else { Err(Reason::NotReported) }
        };
        columns.iter().map(value).collect()
    }
}

/// The row, as one would write it by hand.
#[inline]
pub fn by_hand(progress: f64, binding: bool, years_left: f64, projected: f64) -> usize {
    match (progress, binding, years_left, projected) {
        (share, ..) if share >= 1.0 => 0,
        (_, true, left, _) if left <= 0.0 => 1,
        (_, _, left, _) if left <= 0.0 => 2,
        (share, _, _, projected) if share >= 0.5 && projected >= 1.1 => 3,
        (_, _, _, projected) if projected >= 1.0 => 4,
        (_, true, left, projected) if left < 2.0 && projected < 0.8 => 5,
        (share, _, _, projected) if share >= 0.3 && (0.8..1.0).contains(&projected) => 6,
        _ => 7,
    }
}

/// The policy with that table.
pub fn policy() -> Result<Policy, CheckError> {
    let input = |kind: &str| InputDoc { kind: kind.into(), ..InputDoc::default() };
    let mut doc = PolicyDoc::new("eight", "1");
    doc.inputs = vec![("progress".into(), input("number")), ("years_left".into(), input("number"))];
    for (name, cells) in ROWS {
        let row = RowDoc::new(name, name);
        doc = doc.row(cells.iter().fold(row, |row, (fact, cell)| row.when(fact, cell)));
        doc = doc.outcome(name, OutcomeDoc::new("outlook", "at_risk", "某", name));
    }
    Ok(doc.check()?.into_inner())
}
