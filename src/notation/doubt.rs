//! Where a phrase can be read in more than one way, and the readings that follow.

use super::{Alternative, Because, NotationError, Reading, Statement};

/// The most places of doubt: each of them doubles the readings, at least.
const MOST_DOUBTS: usize = 4;

/// One place of doubt in a phrase.
#[derive(Clone, Debug)]
pub(super) struct Doubt {
    /// The statements that may be others.
    pub(super) from: usize,
    pub(super) count: usize,
    /// What the reading rests on that stands there.
    pub(super) because: Because,
    /// What may stand there instead, and what that rests on.
    pub(super) others: Vec<(Vec<Statement>, Because)>,
}

impl Doubt {
    /// One statement that may be another one.
    pub(super) fn of_one(from: usize, because: Because, other: Statement, second: Because) -> Self {
        Self { from, count: 1, because, others: vec![(vec![other], second)] }
    }
}

/// The reading, or all readings where there is doubt, the likeliest first.
pub(super) fn readings(statements: Vec<Statement>, mut doubts: Vec<Doubt>) -> Result<Reading, NotationError> {
    if doubts.is_empty() {
        return Ok(Reading::Sure(statements));
    }
    if doubts.len() > MOST_DOUBTS {
        return Err(NotationError::TooDoubtful { most: MOST_DOUBTS });
    }
    // From the last place to the first: what changes behind does not move what stands in front.
    doubts.sort_by_key(|doubt| std::cmp::Reverse(doubt.from));
    let mut readings = vec![Alternative { statements, because: Vec::new() }];
    for doubt in doubts {
        let mut more = Vec::new();
        for (others, because) in &doubt.others {
            for reading in &readings {
                let mut changed = reading.clone();
                let end = (doubt.from + doubt.count).min(changed.statements.len());
                if doubt.from <= end {
                    changed.statements.splice(doubt.from..end, others.iter().cloned());
                }
                changed.because.insert(0, *because);
                more.push(changed);
            }
        }
        for reading in &mut readings {
            reading.because.insert(0, doubt.because);
        }
        readings.append(&mut more);
    }
    Ok(Reading::Ambiguous(readings))
}
