//! Which of the numbers of a clause are promised, where several may be.

use super::super::NotationError;
use super::super::amount::UnitKind;
use super::super::words::Word;
use super::clause::{Look, Sign};
use super::items::Piece;
use super::roles::Prep;

impl Look<'_, '_> {
    /// The numbers that are promised, out of those that may be; an error where that cannot be told.
    pub(super) fn choose(&self, targets: &[(usize, Prep)]) -> Result<Vec<(usize, Prep)>, NotationError> {
        if targets.len() == 1 {
            return Ok(targets.to_vec());
        }
        if self.respectively {
            // The preposition stands before the first alone.
            let prep = targets.first().map_or(Prep::None, |(_, prep)| *prep);
            return Ok(targets
                .iter()
                .map(|(at, own)| (*at, if *own == Prep::None { prep } else { *own }))
                .collect());
        }
        let refused = || Err(self.not_understood(0, self.items.len()));
        // 5 in 1,000: a rate that is not read.
        if targets.iter().any(|(at, prep)| {
            *prep == Prep::In
                && at.checked_sub(2).is_some_and(|before| {
                    self.amount(before).is_some_and(|amount| amount.unit == UnitKind::None)
                })
        }) {
            return refused();
        }
        let of = |wanted: &[Prep]| -> Vec<(usize, Prep)> {
            targets.iter().copied().filter(|(_, prep)| wanted.contains(prep)).collect()
        };
        let mut changes = of(&[Prep::By, Prep::Change(Sign::Up), Prep::Change(Sign::Down)]);
        // A 10% reduction would lower the limit to 273.5: both are said.
        changes.extend(targets.iter().copied().filter(|(at, prep)| {
            *prep == Prep::None && matches!(self.word(at + 1), Some(Word::Rise | Word::Fall))
        }));
        let levels = of(&[Prep::To]);
        let scopes = of(&[Prep::In, Prep::For, Prep::On]);
        if (changes.len(), levels.len()) != (0, 0) {
            // Funding to 20 cities by 10%: “to” says whom, where the change comes behind it in another unit.
            let unit = |at: usize| self.amount(at).map(|amount| amount.unit);
            if let ([(to, _)], [(by, prep)]) = (levels.as_slice(), changes.as_slice())
                && to < by
                && *prep == Prep::By
                && unit(*to) != unit(*by)
                && targets.len() == 2
                && matches!(self.head, Some((_, Word::Rise | Word::Fall)))
            {
                return Ok(vec![(*by, *prep)]);
            }
            // Reduce loans that are more than 90 days overdue to 5%, a network of 250 stores by 10%: what
            // stands between the verb and the led number says which.
            let led = targets.iter().find(|(_, prep)| matches!(prep, Prep::By | Prep::To)).map(|(at, _)| *at);
            let verb = matches!(self.head, Some((head, Word::Rise | Word::Fall))
                if led.is_some_and(|led| head < led) && targets.first().is_some_and(|(at, _)| head < *at));
            let others = targets.iter().filter(|(_, prep)| !matches!(prep, Prep::By | Prep::To));
            if let (Some(led), true) = (led, verb)
                && others.clone().next().is_some()
                && others.clone().all(|(at, _)| *at < led || self.is_purpose(led, *at))
                && targets.len() <= 3
                && changes.len() <= 1
                && levels.len() <= 1
                && changes.iter().all(|(_, prep)| *prep == Prep::By)
            {
                return Ok(targets
                    .iter()
                    .copied()
                    .filter(|(_, prep)| matches!(prep, Prep::By | Prep::To))
                    .collect());
            }
            let all = changes.len() + levels.len() + scopes.len() == targets.len();
            let changed = targets.iter().any(|(at, _)| self.verb(*at, None).is_some());
            if changes.len() <= 1 && levels.len() <= 1 && all && changed {
                let mut chosen = changes;
                chosen.extend(levels);
                chosen.sort_unstable_by_key(|(at, _)| *at);
                return Ok(chosen);
            }
        }
        if let [(first, prep), (second, behind)] = targets {
            let between = self.items.get(first + 1..*second).unwrap_or_default();
            let has = |words: &[Word]| {
                between.iter().any(|item| item.word().is_some_and(|word| words.contains(&word)))
            };
            let percent = self.amount(*second).is_some_and(|amount| amount.unit == UnitKind::Percent);
            let counted = matches!(prep, Prep::None | Prep::Of | Prep::For | Prep::In);
            // 90% of learners must achieve 50 percent or more, 8 countries to achieve 72%.
            if counted && percent && has(&[Word::Reach]) && has(&[Word::To, Word::Modal, Word::Relative]) {
                return Ok(vec![(*first, *prep)]);
            }
            // 10% of patients wait longer than 4 hours: the time says who is meant.
            let share = self.amount(*first).is_some_and(|amount| amount.unit == UnitKind::Percent);
            let timed = self
                .amount(*second)
                .is_some_and(|amount| amount.unit == UnitKind::Time && amount.bound.is_some());
            if share && timed && counted && *behind == Prep::None && has(&[Word::Of]) {
                return Ok(vec![(*first, *prep)]);
            }
            // 75% of farmers adopt two or more practices, 80% of calls in 20 seconds: the second says what they do.
            let other = self.amount(*second).is_some_and(|amount| {
                !matches!(amount.unit, UnitKind::Percent | UnitKind::Points)
                    && !amount.money
                    && (amount.unit == UnitKind::Time || amount.bound.is_some() || amount.in_words)
            });
            let of = self.word(first + 1) == Some(Word::Of)
                || self.amount(*first).is_some_and(|amount| amount.unit_at == amount.digits_at);
            let apart = between.iter().any(|item| matches!(item.word(), Some(Word::And | Word::Comma)));
            if share
                && of
                && counted
                && other
                && !apart
                && matches!(behind, Prep::None | Prep::In | Prep::For)
            {
                return Ok(vec![(*first, *prep)]);
            }
            // 80% of farmers increase yields by 20%: that is what they do.
            // 80% of the 5,000 staff.
            let whole = between.first().is_some_and(|item| item.is(Word::Of))
                && between
                    .iter()
                    .all(|item| matches!(item.word(), Some(Word::Of | Word::Article | Word::All)));
            if share && whole && counted && *behind == Prep::Of && !percent {
                return Ok(vec![(*first, *prep)]);
            }
            let change = has(&[Word::Rise, Word::Fall]) && matches!(behind, Prep::By | Prep::To);
            if share && of && counted && change && !apart {
                return Ok(vec![(*first, *prep)]);
            }
            // 233,000 m³ for 5 sites, €2m for 3 hospices: for whom.
            let sum = self.amount(*first).is_some_and(|amount| amount.money || !amount.is_bare());
            let counts = self.amount(*second).is_some_and(|amount| {
                matches!(amount.unit, UnitKind::None | UnitKind::Thing)
                    && !amount.money
                    && amount.bound.is_none()
            });
            if sum
                && counts
                && *behind == Prep::For
                && matches!(prep, Prep::None | Prep::To | Prep::At | Prep::Of)
            {
                return Ok(vec![(*first, *prep)]);
            }
            // 65 to 80% of landowners on at least 10% of their land.
            if counted && *behind == Prep::On && has(&[Word::Of, Word::For]) {
                return Ok(vec![(*first, *prep)]);
            }
        }
        refused()
    }

    /// By $35 billion to reach the 750 million people without it: what for.
    pub(super) fn is_purpose(&self, led: usize, at: usize) -> bool {
        self.items.get(led + 1..at).unwrap_or_default().windows(2).any(|pair| {
            matches!(pair, [to, verb] if to.is(Word::To) && matches!(verb.word(), Some(Word::Build | Word::Reach)))
        })
    }

    /// Must not rise by more than 3%, do not cut: a verb that is denied, in front of a number.
    pub(super) fn denied(&self, targets: &[(usize, Prep)]) -> Option<usize> {
        let last = targets.iter().map(|(at, _)| *at).max().unwrap_or(self.items.len());
        let end = self.items.iter().position(|item| item.is(Word::Relative)).unwrap_or(last).min(last);
        (0..end).find(|at| {
            let denies = self.items.get(*at).is_some_and(|item| item.piece == Piece::Plain)
                && matches!(self.folded(*at), "not" | "never" | "cannot" | "nor");
            let only =
                matches!(self.folded(at + 1), "only" | "just" | "yet" | "in" | "including" | "covered");
            let led = at.checked_sub(1).is_none_or(|before| {
                matches!(
                    self.word(before),
                    Some(Word::Modal | Word::Hedge(_) | Word::To | Word::And | Word::Comma)
                ) || matches!(self.folded(before), "do" | "does" | "did")
                    || self.folded(*at) == "cannot"
            });
            // Without a number, what is not to rise or fall is refused.
            let changes = matches!(self.word(at + 1), Some(Word::Rise | Word::Fall));
            denies && led && !only && (changes || !targets.is_empty())
        })
    }

    /// A number that is not read, behind a preposition that makes it the change or the level.
    pub(super) fn unread(&self) -> Option<usize> {
        let led = |at: usize| {
            matches!(
                at.checked_sub(1).and_then(|before| self.word(before)),
                Some(
                    Word::By | Word::To | Word::From | Word::At | Word::Before(_) | Word::Above | Word::Below
                )
            )
        };
        (1..self.items.len()).find(|at| {
            self.items.get(*at).is_some_and(|item| item.piece == Piece::Plain)
                && self.folded(*at).starts_with(|c: char| c.is_ascii_digit())
                && (led(*at)
                    || self.head.is_some_and(|(head, word)| {
                        matches!(word, Word::Keep | Word::Reach)
                            && (head + 1 == *at
                                || (head + 2 == *at && self.word(head + 1) == Some(Word::Article)))
                    }))
                && matches!(self.head, Some((_, Word::Rise | Word::Fall | Word::Keep | Word::Reach)))
        })
    }
}
