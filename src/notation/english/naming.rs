//! The names of indicators: the words of a clause without dates, numbers and the small words around them.

use super::super::NotationError;
use super::super::words::Word;
use super::clause::{Look, Sign};
use super::items::Piece;
use super::roles::Prep;
use super::split::is_noun;

impl Look<'_, '_> {
    /// The name of what a number is said of.
    pub(super) fn name(
        &self,
        at: usize,
        prep: Prep,
        verb: Option<(Sign, usize)>,
        noun: Option<(Sign, usize)>,
        compared: Option<(Sign, usize)>,
    ) -> Option<String> {
        if let Some((_, noun)) = noun {
            return self.run(noun + 1, self.items.len()).or_else(|| self.run(0, at));
        }
        if let Some((_, than)) = compared {
            let noun = matches!(self.folded(than), "fewer" | "less" | "more");
            let behind = if noun { self.run(than + 1, self.items.len()) } else { None };
            return behind.or_else(|| self.name_before(at)).or_else(|| self.run(0, at));
        }
        if let Prep::Change(_) = prep {
            // Growth of 5% in exports; GDP growth of 5%.
            return self.name_before(at).or_else(|| self.run(at + 1, self.items.len()));
        }
        let start = match (verb, self.head) {
            (Some((_, verb)), _) if verb < at && prep != Prep::None => {
                // GDP growth by 5%: the name stands before the noun.
                match self.head {
                    Some((head, _)) if head == verb => verb + 1,
                    _ if is_noun(self.folded(verb)) && self.word(verb + 1) != Some(Word::Of) => 0,
                    _ if self.run(verb + 1, at).is_some() => verb + 1,
                    _ => 0,
                }
            }
            (_, Some((head, _))) if head < at => head + 1,
            _ => 0,
        };
        let shares = matches!(prep, Prep::None | Prep::At | Prep::For | Prep::With)
            && self.word(at + 1) == Some(Word::Of);
        if shares && self.name_before(at).is_none() {
            return self.run(at + 2, self.items.len());
        }
        // The rate will reach 65%: the subject stands before the verb.
        let subject = || self.run(0, start.checked_sub(1)?);
        self.run(start, at).or_else(subject).or_else(|| self.run(at + 1, self.items.len()))
    }

    pub(super) fn name_before(&self, at: usize) -> Option<String> {
        let start = self.head.filter(|(head, _)| *head < at).map_or(0, |(head, _)| head + 1);
        self.run(start, at)
    }

    /// The longest part of a stretch that can be a name: without dates, numbers and the words around them.
    pub(super) fn run(&self, from: usize, to: usize) -> Option<String> {
        let mut best: Option<(usize, usize)> = None;
        let mut start = from;
        for at in from..=to.min(self.items.len()) {
            let ends = at == to.min(self.items.len()) || self.used.get(at).copied().unwrap_or(true);
            if !ends {
                continue;
            }
            let (first, last) = self.trim(start, at);
            if first < last && best.is_none_or(|(from, to)| last - first > to - from) {
                best = Some((first, last));
            }
            start = at + 1;
        }
        let (first, last) = best?;
        let words = trim_text(self.text.text(self.items.get(first..last)?));
        (!words.is_empty()).then(|| words.to_owned())
    }

    /// Without the small words at both ends.
    pub(super) fn trim(&self, from: usize, to: usize) -> (usize, usize) {
        let small = |at: usize| match self.items.get(at).map(|item| &item.piece) {
            Some(Piece::Word(word)) => matches!(
                word,
                Word::By
                    | Word::To
                    | Word::From
                    | Word::At
                    | Word::In
                    | Word::On
                    | Word::For
                    | Word::Of
                    | Word::Within
                    | Word::Article
                    | Word::And
                    | Word::Modal
                    | Word::Perfect
                    | Word::Is
                    | Word::Relative
                    | Word::Hedge(_)
                    | Word::Comma
                    | Word::Stop
                    | Word::Dash
                    | Word::Before(_)
                    | Word::Than
                    | Word::Respectively
                    | Word::Quote
                    | Word::Annual
                    | Word::AnnualMean
                    | Word::EachYear
                    | Word::NotBelow
                    | Word::Above
                    | Word::With
                    | Word::Rise
                    | Word::Fall
                    | Word::Keep
                    | Word::Reach
                    | Word::Control
                    | Word::Cumulate
                    | Word::DateEnd
                    | Word::Colon
                    | Word::Towards
                    | Word::Past
                    | Word::Fiscal
                    | Word::After(_)
                    | Word::OfWhich
            ),
            Some(Piece::Amount(_) | Piece::Date(_)) => self.used.get(at).copied().unwrap_or(true),
            Some(Piece::Plain) => matches!(
                self.folded(at),
                "." | "'"
                    | "’"
                    | "do"
                    | "does"
                    | "did"
                    | "continue"
                    | "incrementally"
                    | "progressively"
                    | "also"
                    | "or"
            ),
            None => true,
        };
        let (mut from, mut to) = (from, to);
        while from < to && small(from) {
            from += 1;
        }
        while to > from && (small(to - 1) || self.word(to - 1) == Some(Word::Average)) {
            to -= 1;
        }
        (from, to)
    }

    /// A reduction of A and B by 13 % and 18 %, respectively.
    pub(super) fn names_of_list(&self, targets: &[(usize, Prep)]) -> Result<Vec<String>, NotationError> {
        let first = targets.first().map_or(0, |(at, _)| *at);
        let name = self.name_before(first);
        let name = name.unwrap_or_default();
        let names: Vec<String> = name
            .split(" and ")
            .flat_map(|part| part.split(", "))
            .map(|name| trim_text(name).to_owned())
            .filter(|name| !name.is_empty())
            .collect();
        if names.len() == targets.len() {
            return Ok(names);
        }
        let at = self.items.get(first).map_or(0, |item| self.text.span(item.start..item.end).start);
        Err(NotationError::Pairing { names: names.len(), numbers: targets.len(), at })
    }
}

/// Without articles and marks at the ends.
fn trim_text(name: &str) -> &str {
    let name = name
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | '“' | '”' | '"'));
    name.strip_prefix("the ").unwrap_or(name)
}
