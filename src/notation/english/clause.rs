//! One clause: the role of each of its numbers, and the statements that they make.

use super::super::amount::Value;
use super::super::words::Word;
use super::super::{Base, Context, NotationError, Number, Purpose, Stated, Statement, Window};
use super::amount::Amount;
use super::items::{Item, Piece, Text};
use super::roles::{Prep, Role};
use super::split::Clause;
use super::{Other, wordy};
use crate::number::Bound;
use crate::period::{Frequency, Period};
use crate::plan::{Direction, Form};

/// The most numbers of a clause.
const MOST: usize = 12;

/// What has been said so far.
#[derive(Default)]
pub(super) struct Said {
    pub(super) statements: Vec<Statement>,
    pub(super) others: Vec<Other>,
    pub(super) verb: Option<Sign>,
    pub(super) window: Option<Window>,
    pub(super) base: Option<Base>,
    pub(super) actual: bool,
    /// Where numbers stand that say what something is.
    pub(super) aside: Vec<usize>,
}

impl Said {
    /// Adds a remark to the last statement.
    pub(super) fn remark(&mut self, words: &str) {
        let Some(last) = self.statements.last_mut() else { return };
        last.remark = Some(match last.remark.take() {
            Some(remark) => format!("{remark}; {words}"),
            None => words.to_owned(),
        });
    }

    /// A base at the end (“…, as compared to 2021”) is that of all changes before it.
    pub(super) fn share_base_and_window(&mut self) {
        // By 2030, 30% and by 2035, 50% of new vehicles: the name stands with the last.
        let mut behind: Option<(Option<String>, Option<String>)> = None;
        for statement in self.statements.iter_mut().rev() {
            if let (None, Some((name, unit))) = (&statement.name, &behind)
                && *unit == statement.unit
            {
                statement.name.clone_from(name);
            }
            behind = Some((statement.name.clone(), statement.unit.clone()));
        }
        let Some(base) = self.statements.last().and_then(|last| last.base.clone()) else { return };
        for statement in &mut self.statements {
            let change = matches!(
                statement.form,
                Form::GrowthOverBase | Form::ReductionRate | Form::PpChange | Form::Multiple
            );
            if change && statement.base.is_none() && base.value.is_none() {
                statement.base = Some(base.clone());
            }
        }
    }
}

/// Which way a verb goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Up,
    Down,
}

/// A clause, with what is known of it.
pub(super) struct Look<'l, 'p> {
    pub(super) text: &'l Text<'p>,
    pub(super) items: &'l [Item],
    pub(super) remarks: &'l [Vec<Item>],
    pub(super) context: &'l Context<'l>,
    /// Items that are no part of a name: dates, numbers, verbs in front of them.
    pub(super) used: Vec<bool>,
    pub(super) window: Option<Window>,
    pub(super) base: Option<Base>,
    /// From one year to another: a stretch of time, or what changes.
    pub(super) stretch: Option<usize>,
    /// The first word that doubles.
    pub(super) first_times: Option<usize>,
    /// The verb that the clause begins with.
    pub(super) head: Option<(usize, Word)>,
    pub(super) respectively: bool,
}

/// Reads a clause.
pub(super) fn read(
    text: &Text<'_>,
    clause: &Clause,
    said: &mut Said,
    context: &Context<'_>,
) -> Result<(), NotationError> {
    let mut look = Look {
        text,
        items: &clause.items,
        remarks: &clause.remarks,
        context,
        used: vec![false; clause.items.len()],
        window: None,
        base: None,
        stretch: None,
        first_times: clause.items.iter().position(|item| matches!(item.word(), Some(Word::Times(_)))),
        head: None,
        respectively: clause.respectively,
    };
    look.head = look.find_head();
    look.dates();
    look.window = look.window.or(said.window);
    let amounts: Vec<usize> = (0..look.items.len()).filter(|at| look.amount(*at).is_some()).collect();
    if amounts.len() > MOST {
        return Err(look.not_understood(0, look.items.len()));
    }
    let roles = look.roles(&amounts);
    let targets: Vec<(usize, Prep)> = roles
        .iter()
        .filter_map(|(at, role)| match role {
            Role::Target(prep) => Some((*at, *prep)),
            _ => None,
        })
        .collect();
    for (at, role) in &roles {
        // Sizes and numbers of names stay parts of the names.
        if matches!(role, Role::Qualifier(_) | Role::Within | Role::Toward) {
            said.aside.extend(look.items.get(*at).map(|item| item.start));
        } else {
            look.mark(*at);
        }
    }
    look.base_value(&roles)?;
    let actual = look.is_actual(said.actual);
    said.actual = actual;
    let result = look.statements(&targets, &roles, said, actual);
    said.window = look.window.or(said.window);
    if said.base.is_none() {
        said.base.clone_from(&look.base);
    }
    result
}
impl Look<'_, '_> {
    pub(super) fn word(&self, at: usize) -> Option<Word> {
        self.items.get(at)?.word()
    }

    pub(super) fn amount(&self, at: usize) -> Option<&Amount> {
        self.items.get(at)?.amount()
    }

    pub(super) fn mark(&mut self, at: usize) {
        if let Some(used) = self.used.get_mut(at) {
            *used = true;
        }
    }

    pub(super) fn folded(&self, at: usize) -> &str {
        self.items.get(at).map_or("", |item| self.text.folded(item))
    }

    pub(super) fn not_understood(&self, from: usize, to: usize) -> NotationError {
        let items = self.items.get(from..to).unwrap_or_default();
        let words: String = self.text.text(items).chars().take(80).collect();
        let at = items.first().map_or(0, |item| self.text.span(item.start..item.end).start);
        NotationError::NotUnderstood { words, at }
    }

    /// The verb that a clause begins with, or that stands behind “will” or “to”.
    pub(super) fn find_head(&self) -> Option<(usize, Word)> {
        let mut lead = true;
        for (at, item) in self.items.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| self.word(before));
            match &item.piece {
                Piece::Word(word) => {
                    let verb = matches!(
                        word,
                        Word::Rise
                            | Word::Fall
                            | Word::Times(_)
                            | Word::Halved
                            | Word::Zero
                            | Word::Keep
                            | Word::Build
                            | Word::Quality
                            | Word::Reach
                            | Word::NotBelow
                            | Word::Above
                            | Word::Control
                    );
                    let promised = matches!(before, Some(Word::Modal | Word::To | Word::Perfect));
                    // “lead to reduce” counts, “the cut of” does not.
                    if verb && (lead || promised) {
                        return Some((at, *word));
                    }
                    let leads = matches!(
                        word,
                        Word::By
                            | Word::To
                            | Word::Modal
                            | Word::Hedge(_)
                            | Word::DateEnd
                            | Word::Comma
                            | Word::And
                            | Word::In
                            | Word::From
                            | Word::Fiscal
                            | Word::Quote
                            | Word::Dash
                            | Word::Perfect
                            | Word::Colon
                    ) || (*word == Word::Relative && matches!(before, Some(Word::Hedge(_))));
                    lead &= leads;
                }
                Piece::Date(_) => {}
                Piece::Amount(_) => lead = false,
                Piece::Plain => {
                    let folded = self.text.folded(item);
                    lead &= folded.ends_with("ly")
                        || matches!(
                            folded,
                            "continue" | "continued" | "work" | "jointly" | "also" | "•" | "help"
                        )
                        || folded.len() < 2;
                }
            }
        }
        None
    }

    /// Dates as window and base.
    pub(super) fn dates(&mut self) {
        let mut at = 0;
        while let Some(item) = self.items.get(at) {
            if let Piece::Date(period) = item.piece {
                self.date(at, period);
            }
            at += 1;
        }
    }

    pub(super) fn date(&mut self, at: usize, period: Option<Period>) {
        self.mark(at);
        // Articles and “the end of” in front belong to it.
        let mut before = at;
        while before > 0
            && at - before < 4
            && matches!(self.word(before - 1), Some(Word::Article | Word::DateEnd | Word::Fiscal))
        {
            before -= 1;
            self.mark(before);
        }
        let prep = before.checked_sub(1).and_then(|at| self.word(at));
        let next = self.word(at + 1);
        let is_based = matches!(next, Some(Word::Baseline | Word::Base));
        if next == Some(Word::Order) && prep != Some(Word::By) {
            // The 2030 target: which one is meant.
            return;
        }
        if is_based {
            self.mark(at + 1);
        }
        let times = self.first_times.is_some_and(|times| times < at);
        let amount_before = before >= 2 && self.amount(before - 2).is_some();
        let starts = match prep {
            Some(
                Word::From
                | Word::Than
                | Word::Past
                | Word::Before(Bound::MoreThan | Bound::LessThan)
                | Word::Above,
            ) => true,
            // 18.2% in 2021 to 20.5%.
            Some(Word::In) => {
                let from = before >= 3
                    && (self.word(before - 3) == Some(Word::From)
                        || self.word(before - 3) == Some(Word::Than));
                (amount_before && from)
                    || (times && before >= 2 && self.word(before - 2) == Some(Word::Relative))
            }
            Some(Word::By) => false,
            Some(Word::Of) if times => true,
            _ => times && before < at,
        };
        // From 2020 to 2030: a stretch of time.
        let stretch = prep == Some(Word::From)
            && self.word(at + 1) == Some(Word::To)
            && self.items.get(at + 2).is_some_and(Item::is_date);
        let upper = prep == Some(Word::To)
            && at >= 3
            && before == at
            && self.items.get(at - 2).is_some_and(Item::is_date);
        if matches!(
            prep,
            Some(
                Word::By
                    | Word::In
                    | Word::From
                    | Word::Than
                    | Word::Past
                    | Word::To
                    | Word::Before(_)
                    | Word::On
                    | Word::Of
                    | Word::With
            )
        ) && (is_based || starts || !matches!(prep, Some(Word::Of | Word::With)))
            && let Some(prep_at) = before.checked_sub(1)
        {
            self.mark(prep_at);
        }
        if upper && let (Some(Base { period: Some(first), .. }), Some(last)) = (self.base.take(), period) {
            self.window = Period::span(first, last).map(Window::During);
            self.stretch = Some(at);
            return;
        }
        if is_based || starts || stretch {
            let words =
                self.text.text(self.items.get(at..at + 1 + usize::from(is_based)).unwrap_or_default());
            let base = self.base.get_or_insert_default();
            base.period = base.period.or(period);
            if is_based {
                base.words.get_or_insert_with(|| words.to_owned());
            }
            return;
        }
        if let Some(period) = period {
            let window = if period.frequency() == Frequency::Span {
                Window::During(period)
            } else {
                Window::By(period)
            };
            self.window = self.window.or(Some(window));
        }
    }

    pub(super) fn number(&self, value: &Value, amount: &Amount) -> Number {
        let printed = self.text.words(amount.digits_at.clone()).to_owned();
        Number { printed, numerator: value.numerator, denominator: value.denominator }
    }

    /// Whether figures that were reached are reported.
    pub(super) fn is_actual(&self, before: bool) -> bool {
        if let Some(purpose) = self.context.purpose {
            return purpose != Purpose::Target;
        }
        let mut relative = false;
        let mut promised = false;
        for (at, item) in self.items.iter().enumerate() {
            match item.word() {
                Some(Word::Relative | Word::Before(_)) => relative = true,
                Some(Word::People) => relative = false,
                Some(Word::Modal | Word::Hedge(_)) => promised = true,
                Some(Word::To) if at == 0 => promised = true,
                Some(Word::Perfect) if !relative && !promised => {
                    let text = self.text.folded(item);
                    let has = matches!(text, "have" | "has" | "had");
                    let done = matches!(
                        self.folded(at + 1),
                        "risen"
                            | "grown"
                            | "fallen"
                            | "reached"
                            | "exceeded"
                            | "increased"
                            | "reduced"
                            | "decreased"
                            | "improved"
                            | "doubled"
                            | "tripled"
                            | "halved"
                            | "met"
                            | "achieved"
                            | "surpassed"
                            | "dropped"
                            | "declined"
                            | "expanded"
                            | "raised"
                            | "lowered"
                            | "cut"
                            | "quadrupled"
                            | "maintained"
                    );
                    if !has || done {
                        return true;
                    }
                }
                // In 2021, we helped 5,000 families.
                None if !relative
                    && !promised
                    && self.amount(at + 1).is_some()
                    && self.text.folded(item).ends_with("ed")
                    && self.text.folded(item).len() > 4 =>
                {
                    return true;
                }
                Some(Word::Rise | Word::Fall)
                    if at > 0
                        && !promised
                        && matches!(self.text.folded(item), "rose" | "grew" | "fell" | "went up") =>
                {
                    return true;
                }
                _ => {}
            }
        }
        // “…, and fell by 3%”: the clause before told.
        before && !promised && self.head.is_none()
    }

    /// The statements of the clause.
    pub(super) fn statements(
        &mut self,
        targets: &[(usize, Prep)],
        roles: &[(usize, Role)],
        said: &mut Said,
        actual: bool,
    ) -> Result<(), NotationError> {
        if let Some(at) = self.denied(targets) {
            return Err(self.not_understood(at, self.items.len()));
        }
        if targets.is_empty() {
            return self.without_target(roles, said, actual);
        }
        let chosen = self.choose(targets)?;
        // The others say whom or what: they are no part of what is promised.
        for (at, _) in targets {
            if !chosen.iter().any(|(chosen, _)| chosen == at) {
                said.aside.extend(self.items.get(*at).map(|item| item.start));
            }
        }
        let targets = chosen;
        let names =
            if self.respectively && targets.len() > 1 { self.names_of_list(&targets)? } else { Vec::new() };
        if let Some((at, Word::Times(times))) = self.times()
            && targets.iter().all(|(target, _)| *target > at)
        {
            // Triple … to $4 trillion: both are said.
            if targets.len() != 1 || targets.first().is_none_or(|(_, prep)| *prep != Prep::To) {
                return Err(self.not_understood(0, self.items.len()));
            }
            let statement = wordy::multiple(self, at, times, actual);
            said.statements.push(statement);
        }
        if let Some((at, Word::Halved)) = self.head {
            // Halve … from 10,000 to 5,000: both are said.
            if targets.len() != 1 || targets.first().is_none_or(|(_, prep)| *prep != Prep::To) {
                return Err(self.not_understood(0, self.items.len()));
            }
            said.statements.push(wordy::halved(self, at, actual));
        }
        for (nth, (at, prep)) in targets.iter().copied().enumerate() {
            let (mut statement, other) = self.statement(at, prep, roles, said, actual)?;
            if let Some(name) = names.get(nth) {
                statement.name = Some(name.clone());
            }
            if let Some((mut other, first, second)) = other {
                other.name.clone_from(&statement.name);
                said.others.push((said.statements.len(), other, first, second));
            }
            said.statements.push(statement);
        }
        Ok(())
    }

    /// “from 25th to 15th”: a place, which is no number that is read.
    pub(super) fn ordinal(&self) -> Option<usize> {
        (1..self.items.len()).find(|at| {
            let place = ["st", "nd", "rd", "th"].iter().find_map(|end| self.folded(*at).strip_suffix(end));
            place.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
                && matches!(self.word(at - 1), Some(Word::To | Word::From))
                || self.is_score(*at)
        })
    }

    /// 4.5/5, which is neither a share nor a date.
    fn is_score(&self, at: usize) -> bool {
        let item = self.folded(at);
        let slashed = item.split_once('/').is_some_and(|(points, most)| {
            let digits = |text: &str| {
                !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            };
            digits(points) && digits(most)
        });
        slashed && item != "24/7"
    }

    pub(super) fn times(&self) -> Option<(usize, Word)> {
        self.items.iter().enumerate().find_map(|(at, item)| match item.word() {
            Some(word @ Word::Times(_)) => Some((at, word)),
            _ => None,
        })
    }

    pub(super) fn without_target(
        &mut self,
        roles: &[(usize, Role)],
        said: &mut Said,
        actual: bool,
    ) -> Result<(), NotationError> {
        let within = roles.iter().find(|(_, role)| *role == Role::Within).map(|(at, _)| *at);
        if let Some(at) = within {
            let does = matches!(self.head, Some((_, Word::Build | Word::Reach | Word::Keep)))
                || self.word(0) == Some(Word::To);
            let done = at.checked_sub(2).is_some_and(|before| {
                matches!(self.word(before.saturating_sub(1)), Some(Word::Modal | Word::Is))
            });
            if roles.len() == 1 && (does || done) {
                let (mut statement, _) = self.statement(at, Prep::None, roles, said, actual)?;
                if let (Stated::Number(Bound::AtLeast | Bound::Exactly, number), false) =
                    (&statement.stated, actual)
                {
                    statement.stated = Stated::Number(Bound::AtMost, number.clone());
                }
                statement.direction = Some(Direction::Decrease);
                said.statements.push(statement);
                return Ok(());
            }
        }
        let toward = roles.iter().find(|(_, role)| matches!(role, Role::Toward | Role::Base));
        if let Some(at) = self.ordinal() {
            return Err(self.not_understood(at.saturating_sub(1), at + 1));
        }
        if let (Some(at), Some((_, Word::Rise | Word::Fall))) = (self.stretch, self.head) {
            // “from 1950 to 2050” may be years or numbers.
            return Err(self.not_understood(at.saturating_sub(3), at + 1));
        }
        // Double-digit growth, to the tens of thousands; to 50k: sizes that no number says.
        let unsaid = self.items.iter().position(|item| item.is(Word::Vague)).or_else(|| self.unread());
        if let Some(at) = unsaid {
            return Err(self.not_understood(at.saturating_sub(1), at + 1));
        }
        let stated = wordy::in_words(self, actual);
        if let (Some((at, _)), None | Some(Form::SignOnly | Form::Qualitative | Form::MilestoneDate)) =
            (toward, stated.as_ref().map(|statement| statement.form))
        {
            return Err(self.not_understood(*at, *at + 1));
        }
        if let Some(statement) = stated {
            said.verb = match self.head {
                Some((_, Word::Rise)) => Some(Sign::Up),
                Some((_, Word::Fall)) => Some(Sign::Down),
                _ => said.verb,
            };
            let qualified = roles.iter().any(|(_, role)| matches!(role, Role::Qualifier(_)));
            let weak = matches!(statement.form, Form::Qualitative) && qualified;
            if !weak {
                said.statements.push(statement);
                return Ok(());
            }
        }
        match roles.first() {
            Some((at, role)) => {
                let amount = self.items.get(*at).map_or(0..0, |item| item.start..item.end);
                let form = match role {
                    Role::Qualifier(form) => form,
                    _ => "qualifying_threshold",
                };
                Err(NotationError::Qualifier {
                    words: self.text.words(amount.clone()).to_owned(),
                    at: self.text.span(amount).start,
                    form,
                })
            }
            None => Err(NotationError::NoTarget {
                at: self.items.last().map_or(0, |item| self.text.span(item.start..item.end).end),
            }),
        }
    }

    pub(super) fn has(&self, word: Word) -> bool {
        self.items.iter().any(|item| item.is(word))
    }
}
