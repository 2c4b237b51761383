//! What each number of a clause rust_decimal::Decimal;

use rust_decimal::Decimal;

use super::super::amount::UnitKind;
use super::super::words::Word;
use super::super::{NotationError, Window};
use super::amount::Amount;
use super::clause::{Look, Sign};
use super::items::Piece;
use crate::number::Bound;

/// What stands in front of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prep {
    None,
    By,
    To,
    At,
    On,
    Of,
    /// growth of, a reduction of.
    Change(Sign),
    In,
    For,
    With,
    Rank,
}

/// What a number does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Target(Prep),
    Base,
    Within,
    Years,
    /// A name or a size, which says what something is.
    Qualifier(&'static str),
    /// A goal that lies further away.
    Toward,
}

impl Look<'_, '_> {
    pub(super) fn roles(&mut self, amounts: &[usize]) -> Vec<(usize, Role)> {
        let mut roles: Vec<(usize, Role)> = Vec::with_capacity(amounts.len());
        for at in amounts.iter().copied() {
            let before = roles.last().copied();
            let role = self.role(at, before);
            roles.push((at, role));
        }
        // “from 12%” is the start only where the end stands there as well, or a change.
        let has_target = roles.iter().any(|(_, role)| matches!(role, Role::Target(_)));
        // From 39% to zero.
        let to_zero = self
            .items
            .windows(2)
            .any(|pair| matches!(pair, [to, zero] if to.is(Word::To) && zero.is(Word::Zero)));
        if !has_target && !to_zero {
            for (_, role) in &mut roles {
                if *role == Role::Base
                    && self.head.is_none_or(|(_, word)| !matches!(word, Word::Times(_) | Word::Halved))
                {
                    *role = Role::Toward;
                }
            }
        }
        roles
    }

    /// What the number at a place does.
    pub(super) fn role(&mut self, at: usize, earlier: Option<(usize, Role)>) -> Role {
        let Some(amount) = self.amount(at).cloned() else { return Role::Toward };
        let (p, word) = self.before(at);
        let direct = at.checked_sub(1).and_then(|before| self.items.get(before));
        // 3.1 By 2030, …: the number of the paragraph.
        let numbering = amount.unit == UnitKind::None
            && amount.bound.is_none()
            && amount.low.power == 0
            && (at == 0 && self.items.get(1).is_some_and(|item| self.text.is_capital(item))
                || direct.is_some_and(|item| item.is(Word::Order) && self.text.is_capital(item)));
        if numbering && !amount.money && !amount.in_words {
            return Role::Qualifier("technical_parameter");
        }
        // Vision 2030 programme, Horizon 2020 projects.
        let dated = amount.low.numerator >= Decimal::from(1900)
            && amount.low.numerator <= Decimal::from(2100)
            && amount.low.power == 0
            && amount.bound.is_none()
            && matches!(amount.unit, UnitKind::None | UnitKind::Thing)
            && direct.is_some_and(|item| item.piece == Piece::Plain && self.text.is_capital(item));
        if dated && !amount.money {
            return Role::Qualifier("technical_parameter");
        }
        if amount.is_bare() {
            if matches!(self.folded(at.saturating_sub(1)), "level" | "levels")
                && self.items.get(at + 1).is_some_and(|item| item.piece == Piece::Plain)
            {
                return Role::Qualifier("technical_parameter");
            }
            // The 988 Lifeline.
            let proper = direct.is_some_and(|item| item.is(Word::Article))
                && self.items.get(at + 1).is_some_and(|item| self.text.is_capital(item));
            if word == Some(Word::Numbered) || proper {
                return Role::Qualifier("technical_parameter");
            }
            // Grades 3, 6 and 9.
            let listed =
                direct.is_some_and(|item| item.is(Word::And) || item.is(Word::Comma) || item.is(Word::Dash));
            if let (true, Some((_, Role::Qualifier(form)))) = (listed, earlier) {
                return Role::Qualifier(form);
            }
            let named =
                direct.is_some_and(|item| item.piece == Piece::Plain && self.text.is_capital(item) && at > 1);
            if named {
                return Role::Qualifier("technical_parameter");
            }
        }
        // Agencies using at least one service, made with 3 partners: a participle says which.
        let participle = direct.is_some_and(|item| {
            let word = self.text.folded(item);
            matches!(item.piece, Piece::Plain | Piece::Word(Word::Build | Word::Living))
                && word.len() > 4
                && word.ends_with("ing")
        });
        let changing = matches!(self.head, Some((head, Word::Rise | Word::Fall)) if head + 1 < at);
        let target_before = matches!(earlier, Some((_, Role::Target(_))));
        if participle && amount.unit != UnitKind::Percent && (changing || target_before) {
            return Role::Qualifier("qualifying_threshold");
        }
        // Roads made of at least 30% recycled asphalt.
        let made = word == Some(Word::Of)
            && changing
            && p.checked_sub(1).is_some_and(|made| {
                self.items.get(made).is_some_and(|item| item.piece == Piece::Plain)
                    && matches!(self.folded(made), "made" | "composed" | "consisting" | "comprised" | "built")
            });
        // Zero waste at all 14 sites: which they are.
        let whole = direct.is_some_and(|item| item.is(Word::All) || self.text.folded(item).ends_with(" all"))
            && (0..at).any(|before| self.word(before) == Some(Word::Zero));
        // Workshops, each with 25 participants.
        let each = word == Some(Word::With)
            && p.checked_sub(1).is_some_and(|each| self.word(each) == Some(Word::All));
        // The Top 100 initiative.
        let title = word == Some(Word::Top)
            && p > 0
            && self
                .items
                .get(p)
                .is_some_and(|item| self.text.text(std::slice::from_ref(item)).contains("Top"))
            && self.items.get(at + 1).is_some_and(|item| item.piece == Piece::Plain);
        if made || whole || each || title {
            return Role::Qualifier("qualifying_threshold");
        }
        // Cities with populations over 100,000.
        let populations = (at.saturating_sub(4)..at).any(|with| {
            self.word(with) == Some(Word::With)
                && self.items.get(with + 1..at).unwrap_or_default().iter().all(|item| {
                    matches!(
                        item.piece,
                        Piece::Plain | Piece::Word(Word::Article | Word::People | Word::Base)
                    )
                })
                && with.checked_sub(1).is_some_and(|thing| {
                    self.folded(thing).ends_with('s')
                        && matches!(
                            self.items.get(thing).map(|item| &item.piece),
                            Some(Piece::Plain | Piece::Amount(_) | Piece::Word(Word::People | Word::Unit))
                        )
                })
        });
        if populations
            && amount.bound.is_some()
            && amount.unit != UnitKind::Percent
            && (changing || target_before)
        {
            return Role::Qualifier("qualifying_threshold");
        }
        // Households with an income below R419 per person: what stands behind “with” says who.
        let with = (at.saturating_sub(7)..at).rev().find(|with| self.word(*with) == Some(Word::With));
        let says_who = with.is_some_and(|with| {
            let between = self.items.get(with..at).unwrap_or_default();
            changing
                && self.head.is_some_and(|(head, _)| head + 1 < with)
                && amount.bound.is_some()
                && !between.iter().any(|item| {
                    matches!(item.word(), Some(Word::By | Word::To | Word::From | Word::Comma | Word::And))
                        || item.amount().is_some()
                        || item.is_date()
                })
        });
        if says_who && !matches!(word, Some(Word::By | Word::To | Word::From)) {
            return Role::Qualifier("qualifying_threshold");
        }
        // NPS up 50 over the previous quarter.
        if matches!(direct.map(|item| self.text.folded(item)), Some("up" | "down"))
            && (at > 1 || amount.unit == UnitKind::Points)
            && !matches!(self.head, Some((_, Word::Build)))
        {
            let compared = matches!(amount.unit, UnitKind::Percent | UnitKind::Points)
                || self.word(at + 1).is_none_or(|word| {
                    matches!(
                        word,
                        Word::Than | Word::From | Word::Before(Bound::MoreThan) | Word::By | Word::In
                    )
                });
            if compared {
                return Role::Target(Prep::By);
            }
        }
        // From the original 40% reduction: an older promise.
        let original = direct.is_some_and(|item| {
            matches!(self.text.folded(item), "original" | "previous" | "earlier" | "initial")
        });
        if original && matches!(self.word(at + 1), Some(Word::Rise | Word::Fall | Word::Order)) {
            return Role::Qualifier("qualifying_threshold");
        }
        // Expand access to 90% of households: “access to” is no name there.
        if word == Some(Word::Name)
            && p + 1 == at
            && self.folded(p) == "access to"
            && amount.unit == UnitKind::Percent
        {
            return Role::Target(Prep::To);
        }
        // Firms with fewer than 250 employees, vehicles over 3.5 tonnes.
        let thing =
            |at: Option<usize>| at.is_some_and(|at| matches!(self.word(at), Some(Word::People | Word::Unit)));
        let sized = thing(at.checked_sub(1)) || (word == Some(Word::With) && thing(p.checked_sub(1)));
        if sized && amount.bound.is_some() && amount.unit != UnitKind::Percent && at > 0 {
            return Role::Qualifier("qualifying_threshold");
        }
        // Cut in half.
        if word == Some(Word::In) && amount.in_words && amount.unit == UnitKind::Percent && p + 1 == at {
            self.mark(p);
            return Role::Target(Prep::By);
        }
        // Grow at 6% annually.
        let grows = p.checked_sub(1).and_then(|before| self.word(before)) == Some(Word::Rise);
        let yearly =
            self.items.get(at + 1).is_some_and(|item| item.is(Word::Annual) || item.is(Word::EachYear))
                || self.folded_unit(&amount).ends_with("year");
        let grow = self.head.is_some_and(|(head, word)| {
            head < at && word == Word::Rise && self.folded(head).starts_with("grow")
        });
        if word == Some(Word::At) && (grows || (grow && yearly)) && amount.unit == UnitKind::Percent {
            self.mark(p);
            return Role::Target(Prep::By);
        }
        if amount.aged || word == Some(Word::Aged) {
            return Role::Qualifier("qualifying_threshold");
        }
        let worth = matches!(self.folded(p), "worth" | "valued at") && amount.money;
        if word == Some(Word::Living) && worth && !changing && !target_before && self.head.is_some() {
            self.mark(p);
            return Role::Target(Prep::Of);
        }
        if word == Some(Word::Living) || self.folded(p).starts_with("costing") {
            return Role::Qualifier("qualifying_threshold");
        }
        if word == Some(Word::Bottom) {
            return Role::Qualifier("qualifying_threshold");
        }
        // Eliminate corridors with costs higher than 5 per cent: that is which.
        if matches!(self.head, Some((head, Word::Zero)) if head < at)
            && amount.bound.is_some()
            && self.noun_behind(at).is_none()
            && !matches!(word, Some(Word::By | Word::To | Word::From))
        {
            return Role::Qualifier("qualifying_threshold");
        }
        // $1.25 a day says who is poor, unless wages are raised to it.
        let unit = self.text.words(amount.unit_at.clone());
        if amount.money && unit.starts_with("a ") && !matches!(word, Some(Word::To | Word::By | Word::Of)) {
            return Role::Qualifier("qualifying_threshold");
        }
        if amount.unit == UnitKind::Technical
            && !matches!(word, Some(Word::To | Word::By | Word::Of | Word::At))
        {
            return Role::Qualifier("technical_parameter");
        }
        if direct.is_some_and(|item| item.is(Word::People) || item.is(Word::Unit))
            && amount.bound.is_some()
            && (matches!(amount.unit, UnitKind::None | UnitKind::Time)
                || amount.money
                || amount.unit == UnitKind::Technical)
        {
            return Role::Qualifier("qualifying_threshold");
        }
        if amount.unit == UnitKind::Time && self.folded_unit(&amount).starts_with("year") {
            let in_time = matches!(word, Some(Word::In | Word::Within | Word::For | Word::Before(_)))
                || amount.bound == Some(Bound::MoreThan)
                || direct
                    .is_some_and(|item| matches!(self.text.folded(item), "next" | "coming" | "following"));
            let every = word == Some(Word::All) || word == Some(Word::EachYear);
            if every {
                return Role::Qualifier("qualifying_threshold");
            }
            if in_time {
                if let Some(years) = years(&amount) {
                    self.window = self.window.or(Some(Window::Years(years)));
                }
                self.mark(p);
                // Over the next 5 years.
                for before in (at.saturating_sub(4)..at).rev() {
                    let part = matches!(
                        self.folded(before),
                        "next" | "coming" | "following" | "over" | "a" | "period of"
                    ) || matches!(
                        self.word(before),
                        Some(Word::Article | Word::In | Word::Within | Word::For)
                    );
                    if !part {
                        break;
                    }
                    self.mark(before);
                }
                return Role::Years;
            }
        }
        if word == Some(Word::All) && amount.unit == UnitKind::Time {
            return Role::Qualifier("qualifying_threshold");
        }
        let role = match word {
            // Dashboards used by 75 percent of agencies: by whom.
            Some(Word::By)
                if amount.unit == UnitKind::Percent
                    && self.word(at + 1) == Some(Word::Of)
                    && p.checked_sub(1).is_some_and(|done| {
                        self.items.get(done).is_some_and(|item| item.piece == Piece::Plain)
                            && self.folded(done).ends_with("ed")
                    })
                    && self.verb(at, None).is_none() =>
            {
                Role::Target(Prep::Of)
            }
            Some(Word::By) => Role::Target(Prep::By),
            // Contribute to a 5% increase.
            Some(Word::To)
                if p + 1 < at
                    && self.word(p + 1) == Some(Word::Article)
                    && matches!(self.word(at + 1), Some(Word::Rise | Word::Fall)) =>
            {
                Role::Target(Prep::None)
            }
            Some(Word::To) => Role::Target(Prep::To),
            Some(Word::At) => Role::Target(Prep::At),
            Some(Word::On) => Role::Target(Prep::On),
            // 80% of calls in 20 seconds: how soon.
            Some(Word::In) if amount.unit == UnitKind::Time && target_before => Role::Within,
            Some(Word::In) => Role::Target(Prep::In),
            Some(Word::For) => Role::Target(Prep::For),
            Some(Word::With) => Role::Target(Prep::With),
            // Kept within 5.5 percent: a cap; within 30 days: how soon.
            Some(Word::Within)
                if target_before && matches!(amount.unit, UnitKind::Thing | UnitKind::Technical) =>
            {
                Role::Within
            }
            Some(Word::Within) if amount.unit != UnitKind::Time => Role::Target(Prep::At),
            Some(Word::Within) => Role::Within,
            Some(Word::From | Word::Than | Word::Baseline) => Role::Base,
            Some(Word::Top) if matches!(amount.unit, UnitKind::None | UnitKind::Thing) => {
                Role::Target(Prep::Rank)
            }
            Some(Word::Top) => Role::Qualifier("qualifying_threshold"),
            Some(Word::Towards) => Role::Toward,
            Some(Word::Per) => Role::Qualifier("technical_parameter"),
            Some(Word::Of) => self.of(p),
            _ => Role::Target(Prep::None),
        };
        if p < at
            && !matches!(role, Role::Qualifier(_))
            && matches!(
                word,
                Some(
                    Word::By
                        | Word::To
                        | Word::At
                        | Word::On
                        | Word::In
                        | Word::For
                        | Word::With
                        | Word::Within
                        | Word::From
                        | Word::Than
                        | Word::Baseline
                        | Word::Of
                        | Word::Top
                )
            )
        {
            for between in p..at {
                self.mark(between);
            }
        }
        role
    }

    pub(super) fn folded_unit(&self, amount: &Amount) -> String {
        self.text.words(amount.unit_at.clone()).to_ascii_lowercase()
    }

    /// “of 5%”: what the word before it makes of it.
    pub(super) fn of(&mut self, of: usize) -> Role {
        let mut noun = of;
        for _ in 0..4 {
            let Some(before) = noun.checked_sub(1) else { break };
            noun = before;
            match self.word(noun) {
                Some(Word::Baseline) => {
                    // The words in front of it: from a FY 2021 baseline.
                    let mut at = noun;
                    while at > 0
                        && noun - at < 4
                        && matches!(
                            self.word(at),
                            Some(Word::Baseline | Word::Article | Word::From | Word::Than)
                        )
                    {
                        self.mark(at);
                        at -= 1;
                    }
                    if matches!(self.word(at), Some(Word::From | Word::Than)) {
                        self.mark(at);
                    }
                    return Role::Base;
                }
                Some(Word::Order) => {
                    let toward =
                        (noun.saturating_sub(4)..noun).any(|at| self.word(at) == Some(Word::Towards));
                    return if toward { Role::Toward } else { Role::Target(Prep::Of) };
                }
                Some(Word::Rise) => return Role::Target(Prep::Change(Sign::Up)),
                Some(Word::Fall) => return Role::Target(Prep::Change(Sign::Down)),
                Some(Word::Base) => {
                    // Grow at an average annual rate of 6.5%.
                    let mut at = noun;
                    while at > 0
                        && noun - at < 4
                        && matches!(
                            self.word(at - 1),
                            Some(Word::Annual | Word::AnnualMean | Word::Average | Word::Article)
                        )
                    {
                        at -= 1;
                    }
                    let sign = match at.checked_sub(2).and_then(|verb| self.word(verb)) {
                        Some(Word::Rise) => Some(Sign::Up),
                        Some(Word::Fall) => Some(Sign::Down),
                        _ => None,
                    };
                    if let (Some(Word::At), Some(sign)) =
                        (at.checked_sub(1).and_then(|at| self.word(at)), sign)
                    {
                        for place in at - 1..noun + 1 {
                            self.mark(place);
                        }
                        return Role::Target(Prep::Change(sign));
                    }
                    // From a level of 12: the start.
                    let from = (noun.saturating_sub(3)..noun)
                        .any(|at| matches!(self.word(at), Some(Word::From | Word::Than)));
                    return if from { Role::Base } else { Role::Target(Prep::Of) };
                }
                Some(Word::Annual | Word::AnnualMean | Word::New | Word::Average | Word::Modal) => {}
                // By a factor of 3.
                None if self.folded(noun) == "factor" => return Role::Toward,
                _ => break,
            }
        }
        Role::Target(Prep::Of)
    }

    /// The preposition in front of a number, past articles and “an average of”.
    pub(super) fn before(&self, at: usize) -> (usize, Option<Word>) {
        let mut before = at;
        for _ in 0..4 {
            let Some(earlier) = before.checked_sub(1) else { return (at, None) };
            before = earlier;
            match self.word(before) {
                Some(
                    Word::Article
                    | Word::Average
                    | Word::Cumulate
                    | Word::New
                    | Word::Annual
                    | Word::Quote
                    | Word::Colon,
                ) => {}
                // A total of, a record of.
                Some(Word::Of)
                    if matches!(
                        before.checked_sub(1).and_then(|at| self.word(at)),
                        Some(Word::Average | Word::Cumulate)
                    ) => {}
                word => return (before, word),
            }
        }
        (at, None)
    }

    pub(super) fn base_value(&mut self, roles: &[(usize, Role)]) -> Result<(), NotationError> {
        for (at, role) in roles {
            if *role == Role::Base
                && let Some(amount) = self.amount(*at).cloned()
            {
                let number = self.number(&amount.low, &amount);
                let base = self.base.get_or_insert_default();
                if base.value.is_some() {
                    return Err(self.not_understood(*at, *at + 1));
                }
                base.value = Some(number);
            }
        }
        // (compared with 2015), (the 2012 starting point).
        for remark in self.remarks {
            let period = remark.iter().find_map(|item| match item.piece {
                Piece::Date(period) => period,
                _ => None,
            });
            let starts = remark.iter().any(|item| matches!(item.word(), Some(Word::Than | Word::Baseline)));
            if starts && let Some(period) = period {
                let base = self.base.get_or_insert_default();
                base.period = base.period.or(Some(period));
            }
        }
        Ok(())
    }
}

fn years(amount: &Amount) -> Option<u32> {
    let number = amount.low.numerator;
    (amount.low.denominator == 1 && number.scale() == 0 && number <= Decimal::ONE_HUNDRED)
        .then(|| u32::try_from(number).ok())
        .flatten()
}
