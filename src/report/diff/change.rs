//! How something changed: better, worse, or neither.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::StateDoc;
use crate::lang::Lang;
use crate::levels::Fit;
use crate::plan::words::vocabulary;
use crate::policy::Standing;

vocabulary! {
    /// How something changed from one report to the next. Everything that stands in one of them is in exactly
    /// one of these classes.
    #[non_exhaustive]
    Change {
        /// Its standing is better.
        Improved = "improved", "变好";
        /// Its standing is worse.
        Worsened = "worsened", "变差";
        /// It was not determined, and is now.
        NewlyDetermined = "newly_determined", "新可判定";
        /// It was determined, and is not any more.
        NoLongerDetermined = "no_longer_determined", "不再可判定";
        /// It changed, and is neither better nor worse by the order of the standings: another outcome of the
        /// same standing, or counts that moved both ways.
        ChangedOtherwise = "changed_otherwise", "其他变化";
        /// Standing and outcome, or counts, are what they were.
        Unchanged = "unchanged", "无变化";
        /// It stands in the later report only.
        Added = "added", "新列入";
        /// It stands in the earlier report only.
        Removed = "removed", "不再列入";
    }
}

impl Change {
    /// The class in words.
    #[must_use]
    pub fn told(self, lang: Lang) -> String {
        lang.pick(self.zh().to_owned(), self.word().replace('_', " "))
    }

    /// Whether it stands in both reports, and another way.
    pub(super) fn is_comparison(self) -> bool {
        !matches!(self, Self::Unchanged | Self::Added | Self::Removed)
    }

    /// Whether anything changed.
    #[must_use]
    pub fn is_change(self) -> bool {
        self != Self::Unchanged
    }
}

/// The class of what stood so and stands so. Outcomes of policies with other words are compared by their
/// standings alone.
pub(super) fn between(before: Option<&StateDoc>, after: Option<&StateDoc>, same_words: bool) -> Change {
    let (before, after) = match (before, after) {
        (Some(before), Some(after)) => (before, after),
        (None, Some(_)) => return Change::Added,
        (Some(_), None) => return Change::Removed,
        (None, None) => return Change::Unchanged,
    };
    match (&before.standing, &after.standing) {
        (Some(from), Some(to)) => of_standings(from, to, !same_words || before.outcome == after.outcome),
        _ if before.outcome.is_some() => of_fits(before.outcome.as_deref(), after.outcome.as_deref()),
        _ => together(
            of_counts(before.counts.as_ref(), after.counts.as_ref()),
            of_counts(before.task_counts.as_ref(), after.task_counts.as_ref()),
        ),
    }
}

/// Of a decomposition: whether the targets of the children suffice.
fn of_fits(before: Option<&str>, after: Option<&str>) -> Change {
    let [from, to] = [before, after].map(|word| word.and_then(Fit::from_word));
    let says = |fit: Option<Fit>| matches!(fit, Some(Fit::Suffices | Fit::FallsShort));
    match (says(from), says(to)) {
        _ if before == after => Change::Unchanged,
        (true, true) if to == Some(Fit::Suffices) => Change::Improved,
        (true, true) => Change::Worsened,
        (false, true) => Change::NewlyDetermined,
        (true, false) => Change::NoLongerDetermined,
        (false, false) => Change::ChangedOtherwise,
    }
}

/// Indicators with milestones, and tasks: what moved one way in both, or in one alone. Neither outweighs the other.
fn together(parts: Change, tasks: Change) -> Change {
    match (parts, tasks) {
        (one, Change::Unchanged) | (Change::Unchanged, one) => one,
        (one, other) if one == other => one,
        _ => Change::ChangedOtherwise,
    }
}

fn of_standings(from: &str, to: &str, same_outcome: bool) -> Change {
    if from == to {
        return if same_outcome { Change::Unchanged } else { Change::ChangedOtherwise };
    }
    let (Some(from), Some(to)) = (Standing::from_word(from), Standing::from_word(to)) else {
        return Change::ChangedOtherwise;
    };
    match (from.is_determined(), to.is_determined()) {
        (true, true) if from < to => Change::Improved,
        (true, true) => Change::Worsened,
        (false, true) => Change::NewlyDetermined,
        (true, false) => Change::NoLongerDetermined,
        (false, false) => Change::ChangedOtherwise,
    }
}

/// How many stand how, by the word of the standing.
type Counts = BTreeMap<String, usize>;

/// Counts are better where as many are determined, and at every standing as many are that good or better, at
/// one more. More are determined where of no standing there are fewer. So nothing is weighed against anything
/// else, and what moved both ways is neither.
fn of_counts(before: Option<&Counts>, after: Option<&Counts>) -> Change {
    let none = Counts::new();
    let (before, after) = (before.unwrap_or(&none), after.unwrap_or(&none));
    let count = |counts: &Counts, word: &str| counts.get(word).copied().unwrap_or(0);
    let words = || before.keys().chain(after.keys());
    if words().all(|word| count(before, word) == count(after, word)) {
        return Change::Unchanged;
    }
    // Standings are ordered worst first.
    let determined = || Standing::ALL.iter().filter(|standing| standing.is_determined());
    let at_least = |counts: &Counts, least: Standing| -> usize {
        let counted = determined().filter(|of| **of >= least).map(|of| count(counts, of.word()));
        // Documents may come from anywhere.
        counted.fold(0, usize::saturating_add)
    };
    let no_worse =
        |from: &Counts, to: &Counts| determined().all(|of| at_least(to, *of) >= at_least(from, *of));
    let no_fewer =
        |from: &Counts, to: &Counts| determined().all(|of| count(to, of.word()) >= count(from, of.word()));
    let all = |counts: &Counts| at_least(counts, Standing::Missed);
    match all(before).cmp(&all(after)) {
        Ordering::Equal => match (no_worse(before, after), no_worse(after, before)) {
            (true, false) => Change::Improved,
            (false, true) => Change::Worsened,
            _ => Change::ChangedOtherwise,
        },
        Ordering::Less if no_fewer(before, after) => Change::NewlyDetermined,
        Ordering::Greater if no_fewer(after, before) => Change::NoLongerDetermined,
        _ => Change::ChangedOtherwise,
    }
}
