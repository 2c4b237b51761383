use std::borrow::Cow;

use super::declare::declare;
use super::{FactValue, Known, Reason};
use crate::number::Exact;

/// The word for an earlier evaluation that there is not.
pub(crate) const NONE: &str = "none";

declare! {
    /// A fact about earlier evaluations, which are an input: what the tables of a policy read to remember.
    ///
    /// Of each day judged the newest evaluation counts. Without a history all of them are unknown
    /// (`no_history`); with one that has nothing of the subject, words are `none` and counts 0.
    MemoryFact {
        /// What the evaluation before said.
        PreviousOutcome = "previous_outcome", "上次结论", Word, None,
            "the outcome of the newest evaluation of an earlier day judged; `none` if there is none",
            unknown "no_history";
        /// How the evaluation before found it to stand.
        PreviousStanding = "previous_standing", "上次状态", Word, None,
            "the standing of the newest evaluation of an earlier day judged; `none` if there is none",
            unknown "no_history";
        /// What was said last.
        LastOutcome = "last_outcome", "最近一次确定的结论", Word, None,
            "the outcome of the newest evaluation of an earlier day judged that was determined; `none` if there is none",
            unknown "no_history";
        /// How often the previous outcome came in a row.
        Streak = "streak", "连续次数", Exact, Count,
            "how many evaluations in a row, back from the previous one, had its outcome",
            unknown "no_history";
        /// How often it stood badly in a row.
        BadStreak = "bad_streak", "连续滞后次数", Exact, Count,
            "how many evaluations in a row, back from the previous one, found it off_track, regressing or missed",
            unknown "no_history";
        /// What the same day was given when it was judged first.
        FirstOutcome = "first_outcome", "首次结论", Word, None,
            "the outcome of the oldest evaluation of the same day judged, made before this one; `none` if it is judged for the first time",
            unknown "no_history";
    }
}

/// What earlier evaluations said of something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remembered {
    /// The outcome of the evaluation before.
    pub previous_outcome: Option<String>,
    /// The standing that it found, as its word.
    pub previous_standing: Option<&'static str>,
    /// The outcome of the newest evaluation that was determined.
    pub last_outcome: Option<String>,
    /// How many evaluations in a row, back from the previous one, had its outcome.
    pub streak: usize,
    /// How many in a row found it off track, regressing or missed.
    pub bad_streak: usize,
    /// The outcome that the same day judged was given first.
    pub first_outcome: Option<String>,
}

impl Remembered {
    /// A fact about earlier evaluations; `own` are the words that it can be.
    ///
    /// # Errors
    /// [`Reason::NoHistory`] where an earlier outcome is none of the policy's.
    pub fn fact(&self, fact: MemoryFact, own: &[Cow<'static, str>]) -> Known<FactValue> {
        let word = |word: Option<&str>| {
            let found = own.iter().find(|own| **own == word.unwrap_or(NONE)).cloned();
            found.map(FactValue::Word).ok_or(Reason::NoHistory)
        };
        let count =
            |count: usize| Ok(FactValue::Exact(Exact::from(i64::try_from(count).unwrap_or(i64::MAX))));
        match fact {
            MemoryFact::PreviousOutcome => word(self.previous_outcome.as_deref()),
            MemoryFact::PreviousStanding => word(self.previous_standing),
            MemoryFact::LastOutcome => word(self.last_outcome.as_deref()),
            MemoryFact::Streak => count(self.streak),
            MemoryFact::BadStreak => count(self.bad_streak),
            MemoryFact::FirstOutcome => word(self.first_outcome.as_deref()),
        }
    }
}
