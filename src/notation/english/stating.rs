//! From a number that is promised to its statement: form, comparator, unit, direction.

use rust_decimal::Decimal;

use super::super::amount::UnitKind;
use super::super::words::Word;
use super::super::{Assumption, Base, Because, NotationError, Purpose, Stated, Statement, Window, header};
use super::amount::Amount;
use super::clause::{Look, Said, Sign};
use super::currencies::currency;
use super::items::{Item, Piece};
use super::names::{grows_yearly, is_share, less_is_better};
use super::roles::{Prep, Role};
use super::split::is_noun;
use crate::number::Bound;
use crate::plan::{Direction, Firmness, Form};

/// What a statement may be instead.
type Instead = (Statement, Because, Because);

/// A statement, and what it may be instead.
type Stating = (Statement, Option<Instead>);

impl Look<'_, '_> {
    /// The statement of a number, and what it may be instead.
    #[expect(
        clippy::too_many_lines,
        reason = "the steps from a number to its statement stand in their order"
    )]
    pub(super) fn statement(
        &mut self,
        at: usize,
        prep: Prep,
        roles: &[(usize, Role)],
        said: &mut Said,
        actual: bool,
    ) -> Result<Stating, NotationError> {
        let refused = |look: &Self| Err(look.not_understood(0, look.items.len()));
        let Some(amount) = self.amount(at).cloned() else { return refused(self) };
        let inherited = if matches!(prep, Prep::By | Prep::To) { said.verb } else { None };
        let mut verb = self.verb(at, inherited);
        let noun = if matches!(prep, Prep::None | Prep::Of | Prep::At | Prep::For | Prep::With) {
            self.noun_behind(at)
        } else {
            None
        };
        let compared = if matches!(
            amount.unit,
            UnitKind::Percent | UnitKind::Points | UnitKind::None | UnitKind::Thing | UnitKind::Times
        ) {
            self.compared_behind(at)
        } else {
            None
        };
        // 20 million fewer people.
        // To 43% below 2005 levels: not to that level.
        let prep = match compared {
            Some((_, from))
                if prep == Prep::To
                    && amount.unit == UnitKind::Percent
                    && (from + 1..from + 4).any(|at| {
                        self.items.get(at).is_some_and(Item::is_date)
                            || matches!(self.word(at), Some(Word::Baseline))
                    }) =>
            {
                verb = verb.or(compared);
                Prep::By
            }
            _ => prep,
        };
        let fewer = matches!(self.folded(at + 1), "fewer" | "less");
        if fewer {
            verb = Some((Sign::Down, at));
        }
        let has_base = roles.iter().any(|(_, role)| *role == Role::Base);
        if let Prep::Change(sign) = prep {
            verb = Some((sign, at));
        }
        // “growth > 1 %” in a cell; “lower the rate below 10%” is a level.
        let comparator =
            self.items.get(at).map_or("", |item| self.text.words(item.start..amount.digits_at.start));
        let cell = verb.is_some_and(|(_, verb)| {
            verb != usize::MAX
                && verb + 1 == at
                && (is_noun(self.folded(verb)) || comparator.starts_with(['<', '>', '≤', '≥']))
        });
        // “Increase sales 10%.” The number must be the last thing said.
        let bare_change = prep == Prep::None
            && (matches!(amount.bound, None | Some(Bound::AtLeast | Bound::About)) || cell)
            && verb.is_some_and(|(_, verb)| verb < at)
            && matches!(amount.unit, UnitKind::Percent | UnitKind::Points | UnitKind::Times)
            && self.used.get(at + 1..).unwrap_or_default().iter().enumerate().all(|(behind, used)| {
                *used
                    || matches!(
                        self.word(at + 1 + behind),
                        Some(Word::Annual | Word::EachYear | Word::AnnualMean | Word::Stop)
                    )
                    || self.is_measure(at + 1 + behind)
            })
            && !self.items.get(verb.map_or(0, |(_, verb)| verb)..at).unwrap_or_default().iter().any(|item| {
                matches!(
                    item.word(),
                    Some(
                        Word::Keep
                            | Word::Is
                            | Word::Above
                            | Word::NotBelow
                            | Word::Relative
                            | Word::Reach
                            | Word::With
                            | Word::Modal
                    )
                )
            });
        if let Some((sign, _)) = noun {
            verb = Some((sign, at));
        }
        if let (Some((sign, _)), None) = (compared, verb) {
            verb = Some((sign, at));
        }
        let verb = match verb {
            // Eliminated by 90 per cent.
            None if prep == Prep::By && amount.unit == UnitKind::Percent => {
                (0..at).rev().find(|before| self.word(*before) == Some(Word::Zero)).map(|at| (Sign::Down, at))
            }
            verb => verb,
        };
        let sign = verb.map(|(sign, _)| sign);
        let changes = prep == Prep::By
            || matches!(prep, Prep::Change(_))
            || noun.is_some()
            || bare_change
            || (compared.is_some() && prep != Prep::To);
        if prep == Prep::By && sign.is_none() {
            return refused(self);
        }
        // Reduce X in 30 countries: not a number of what is reduced.
        let scoped = matches!(prep, Prep::In | Prep::With | Prep::On | Prep::For) && !changes;
        if scoped && matches!(self.head, Some((_, Word::Rise | Word::Fall))) {
            return refused(self);
        }
        // Improve our 3 stores: these are the ones that there are.
        let own = prep == Prep::None
            && !changes
            && !matches!(amount.unit, UnitKind::Percent | UnitKind::Points | UnitKind::Times)
            && matches!(self.head, Some((head, Word::Rise | Word::Fall)) if head + 2 == at
                && self.word(head + 1) == Some(Word::Article)
                && !matches!(self.folded(head + 1), "a" | "an"));
        // 1 teacher for every 35 pupils.
        let ratio = (at + 1..at + 6).any(|per| {
            self.word(per) == Some(Word::Per)
                && self.folded(per).starts_with("for ")
                && self.amount(per + 1).is_some()
        });
        if own || ratio {
            return refused(self);
        }
        let whole = amount.unit == UnitKind::Percent && amount.low.numerator == Decimal::ONE_HUNDRED;
        if (prep == Prep::On && !whole) || self.folded(at + 1) == "as" {
            return refused(self);
        }
        // No patient waits more than 18 weeks; for 55.
        let scoped_name = matches!(prep, Prep::For | Prep::In)
            && self.head.is_none()
            && amount.is_bare()
            && self.items.len() == at + 1;
        if self.folded(0) == "no" || scoped_name {
            return refused(self);
        }
        // Increase access to 911 services: only what stands right behind the verb is increased by it.
        let far = prep == Prep::None
            && !changes
            && self.head.is_some_and(|(head, word)| {
                matches!(word, Word::Rise | Word::Fall)
                    && head < at
                    && !self.items.get(head + 1..at).unwrap_or_default().iter().all(|item| {
                        matches!(item.word(), Some(Word::Article | Word::New | Word::Cumulate | Word::Of))
                    })
            });
        // The share of students who score 80% or higher: that is who they are.
        let says_who = self.head.is_some_and(|(head, _)| {
            self.items.get(head..at).unwrap_or_default().iter().any(|item| item.is(Word::Relative))
        });
        let explicit =
            amount.bound.is_some() || amount.up_to || self.cue(at).is_some() || self.has(Word::Keep);
        if far && (says_who || !explicit) {
            return refused(self);
        }
        // Increase sales over 10%: a growth of more, or a level above.
        let over = self.items.get(at).map_or(0, |item| item.start);
        let over = self.text.words(over..amount.digits_at.start);
        let unclear = matches!(amount.bound, Some(Bound::MoreThan | Bound::AtMost))
            || (amount.bound == Some(Bound::LessThan) && sign == Some(Sign::Up));
        if far && unclear && amount.unit == UnitKind::Percent && !amount.up_to && !over.contains("above") {
            return refused(self);
        }
        // By 5 percent to 7 percent: a range, or a change and a level.
        let printed = self.text.words(amount.digits_at.clone());
        let both = printed
            .split_once(" to ")
            .is_some_and(|(low, _)| low.contains(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')));
        if both && prep == Prep::By {
            return refused(self);
        }
        let name = self.name(at, prep, verb, noun, compared);
        let header = header::name(self.context);
        let known = name.as_deref().or(header.as_deref()).unwrap_or_default().to_owned();
        let averaged = self
            .items
            .windows(2)
            .any(|pair| matches!(pair, [mean, annual] if mean.is(Word::Average) && annual.is(Word::Annual)));
        let annual_mean = averaged || self.has(Word::AnnualMean);
        let annual =
            annual_mean || self.has(Word::Annual) || (self.has(Word::Average) && self.has(Word::EachYear));
        let zero = amount.low.numerator.is_zero() && amount.high.is_none();
        let full = amount.low.numerator == Decimal::ONE_HUNDRED
            && amount.low.denominator == 1
            && amount.unit == UnitKind::Percent;
        let by_unit = match amount.unit {
            UnitKind::Ratio => Some(Form::Ratio),
            UnitKind::Points if annual && changes => Some(Form::AvgAnnualIncrement),
            UnitKind::Points if changes => Some(Form::PpChange),
            _ => None,
        };
        let form = match () {
            () if by_unit.is_some() => by_unit.unwrap_or(Form::Level),
            () if prep == Prep::Rank => Form::Rank,
            () if amount.unit == UnitKind::Times => self.times_form(&amount, at, sign, changes),
            () if changes => self.change_form(
                &amount,
                at,
                sign,
                noun.is_some() || matches!(prep, Prep::Change(_)),
                annual_mean,
                annual,
                &known,
                actual,
            ),
            () if prep == Prep::To && has_base => Form::FromTo,
            () if zero => Form::Zero,
            () if amount.unit == UnitKind::Percent
                && full
                && amount.bound.is_none()
                && !amount.up_to
                && prep != Prep::To
                && prep != Prep::At =>
            {
                Form::Coverage
            }
            () if amount.unit == UnitKind::Percent
                && (known.to_ascii_lowercase().ends_with("rate")
                    || known.split_whitespace().any(|word| word == "ratio")) =>
            {
                Form::Level
            }
            () if amount.unit == UnitKind::Percent => Form::Share,
            () if amount.unit == UnitKind::Time => Form::Duration,
            () if self.is_threshold(at) => Form::ThresholdCount,
            () if self.is_more_than_before(at) || fewer => Form::Increment,
            () if self.is_new(at) => Form::IncrementFlow,
            () if at.checked_sub(1).is_some_and(|before| self.word(before) == Some(Word::All)) => Form::Count,
            // Raise €2m: collected, not added.
            () if prep == Prep::None
                && amount.money
                && matches!(self.head, Some((head, Word::Rise)) if head < at && self.folded(head).starts_with("rais")) =>
            {
                Form::Level
            }
            () if prep == Prep::None
                && matches!(self.head, Some((head, Word::Rise | Word::Fall)) if head < at) =>
            {
                Form::Increment
            }
            () if prep == Prep::None && matches!(self.head, Some((head, Word::Build)) if head < at) => {
                Form::Count
            }
            () if prep == Prep::None && self.has(Word::Cumulate) => Form::Cumulative,
            () if prep == Prep::None && self.name_before(at).is_none() && self.run(0, at).is_none() => {
                Form::Count
            }
            () => Form::Level,
        };
        let unit = self.unit(&amount, at, form);
        let downwards = sign == Some(Sign::Down);
        let is_change = matches!(
            form,
            Form::ReductionRate
                | Form::GrowthYear
                | Form::GrowthOverBase
                | Form::AvgAnnualGrowth
                | Form::Multiple
                | Form::PpChange
                | Form::Increment
                | Form::AvgAnnualIncrement
                | Form::IncrementFlow
                | Form::Count
        );
        let controlled = matches!(self.head, Some((head, Word::Control)) if head < at);
        // Of “75% of X”, the name says nothing about what is better.
        let part = name.is_some()
            && matches!(prep, Prep::None | Prep::For | Prep::With)
            && self.word(at + 1) == Some(Word::Of)
            && self.name_before(at).is_none();
        let less = !part && less_is_better(&known);
        let capped = matches!(amount.bound, Some(Bound::AtMost | Bound::LessThan));
        let direction = self.context.direction.or(match sign {
            _ if controlled => Some(Direction::Decrease),
            Some(Sign::Down) if is_change || matches!(prep, Prep::To | Prep::None) => {
                Some(Direction::Decrease)
            }
            Some(Sign::Up) if !less && (is_change || prep == Prep::To) => Some(Direction::Increase),
            _ if form == Form::Rank || controlled || form == Form::Zero => Some(Direction::Decrease),
            _ if capped && !is_change => Some(Direction::Decrease),
            _ if capped => None,
            _ if matches!(
                form,
                Form::Count | Form::IncrementFlow | Form::Cumulative | Form::ThresholdCount
            ) =>
            {
                Some(Direction::Increase)
            }
            _ if less && !is_change => Some(Direction::Decrease),
            _ => None,
        });
        let cue = self.cue(at);
        let explicit = amount.bound.or(cue);
        let bound = match () {
            () if explicit.is_some() => explicit.unwrap_or_default(),
            () if amount.nearly && actual => Bound::LessThan,
            () if amount.nearly => Bound::About,
            () if actual || matches!(form, Form::Zero | Form::Coverage) => Bound::Exactly,
            () if controlled || form == Form::Rank => Bound::AtMost,
            () if !is_change && (downwards || direction == Some(Direction::Decrease)) => Bound::AtMost,
            () => Bound::AtLeast,
        };
        let mut low = self.number(&amount.low, &amount);
        if let Some(part) = amount.part {
            let quotient = low.numerator.checked_div(part.numerator).filter(|_| !part.numerator.is_zero());
            let Some(quotient) = quotient else { return refused(self) };
            low.numerator = quotient.normalize();
        }
        // Reduce to at least 12: nobody can tell which way, unless it says “as low as”.
        let against =
            !is_change && downwards && matches!(bound, Bound::AtLeast | Bound::MoreThan) && prep == Prep::To;
        let against_up = !is_change
            && sign == Some(Sign::Up)
            && matches!(bound, Bound::AtMost | Bound::LessThan)
            && prep == Prep::To
            && !less
            && !matches!(self.head, Some((_, Word::Build | Word::Keep | Word::Control)))
            && amount.bound.is_some();
        if against || against_up {
            return refused(self);
        }
        let stated = match amount.high {
            Some(high) => Stated::Range(low, self.number(&high, &amount)),
            None => Stated::Number(bound, low),
        };
        // …, and 78% by 2035: of what the clause before was about.
        let last = said.statements.last().filter(|last| {
            (name.is_none() || (at < 2 && self.word(at + 1) == Some(Word::For)))
                && self.head.is_none()
                && prep == Prep::None
                && !changes
                && last.unit == unit
        });
        let form = match last.map(|last| last.form) {
            Some(Form::FromTo) | None => form,
            Some(form) => form,
        };
        let falls = last.is_some_and(|last| {
            last.direction == Some(Direction::Decrease)
                && matches!(last.form, Form::FromTo | Form::Level | Form::Share | Form::Duration)
        });
        let stated = match stated {
            Stated::Number(_, number) if falls && explicit.is_none() && !actual => {
                Stated::Number(Bound::AtMost, number)
            }
            stated => stated,
        };
        let name = name.or_else(|| last.and_then(|last| last.name.clone()));
        let direction = direction.or_else(|| last.and_then(|last| last.direction));
        let mut statement = Statement::new(form, stated);
        statement.unit = unit;
        let scale = self.text.words(amount.scale_at.clone());
        statement.scale = (!scale.is_empty()).then(|| scale.to_owned());
        statement.direction = direction;
        self.fill(&mut statement, at, actual);
        statement.name = name.or(header);
        if self.word(0) == Some(Word::OfWhich) {
            statement.part_of = said.statements.last().and_then(|last| last.name.clone());
        }
        if form == Form::ThresholdCount || self.is_threshold(at) {
            statement.threshold = self.threshold(at);
        }
        if let Some((_, from)) =
            compared.filter(|(_, from)| !matches!(self.folded(*from), "fewer" | "less" | "more"))
        {
            self.reference(&mut statement, from);
            let rest = self.items.get(from + 1..).unwrap_or_default();
            let based = rest
                .iter()
                .take(8)
                .any(|item| item.is_date() || matches!(item.word(), Some(Word::Baseline | Word::Base)));
            if !based && matches!(amount.unit, UnitKind::Percent | UnitKind::Points) {
                // 10 points above the EU average: compared with another indicator.
                statement.form = Form::Relative;
                statement.reference = statement.base.take().and_then(|base| base.words);
            }
        }
        if form == Form::RatioToIndicator {
            // 1.6 times the national average: what follows is what it is compared with.
            let behind = self.items.get(at + 1..).unwrap_or_default();
            let behind = behind.iter().take_while(|item| !item.is_date() && !item.is(Word::By));
            let words: Vec<Item> = behind.skip_while(|item| item.is(Word::Article)).cloned().collect();
            let words = self.text.text(&words);
            statement.reference = (!words.is_empty()).then(|| words.to_owned());
        }
        if statement.base.is_none() && is_change && !matches!(form, Form::Count | Form::IncrementFlow) {
            // The value of another indicator is not its base.
            statement.base = said.base.clone().filter(|base| base.value.is_none());
        }
        let bare = explicit.is_none() && amount.high.is_none() && !amount.up_to;
        if bare && statement.direction.is_none() && !actual && !is_change && form != Form::Coverage {
            statement.assumed.push(Assumption::Direction);
        }
        if let Some((sign, _)) = verb.filter(|(_, from)| *from != usize::MAX) {
            said.verb = Some(sign);
        }
        let other = self.other(&statement, &amount, prep, changes, sign, &known);
        Ok((statement, other))
    }

    /// What both kinds of statements have.
    pub(super) fn fill(&self, statement: &mut Statement, at: usize, actual: bool) {
        statement.kept = self.items.iter().take(at).any(|item| item.is(Word::Keep))
            || matches!(self.head, Some((_, Word::Keep)));
        statement.base = self.base.clone().filter(|base| *base != Base::default());
        statement.window = self.window;
        if self.has(Word::EachYear)
            || (self.has(Word::Annual)
                && matches!(statement.form, Form::Level | Form::Count)
                && self.window.is_none())
        {
            statement.window = Some(Window::EachYear);
        }
        if let (true, Some(Window::By(period))) = (actual, statement.window) {
            statement.window = Some(Window::UpTo(period));
        }
        statement.firmness = self
            .items
            .iter()
            .take(at)
            .find_map(|item| match item.word() {
                Some(Word::Hedge(firmness)) => Some(firmness),
                _ => None,
            })
            .unwrap_or(Firmness::Plain);
        statement.purpose = match self.context.purpose {
            Some(purpose) => purpose,
            None if actual => Purpose::Actual,
            None => Purpose::Target,
        };
        let (first, last) =
            (self.items.first().map_or(0, |item| item.start), self.items.last().map_or(0, |item| item.end));
        statement.span = self.text.span(first..last);
        let remark: Vec<&str> = self
            .remarks
            .iter()
            .map(|remark| self.text.text(remark))
            .filter(|remark| !remark.is_empty())
            .collect();
        statement.remark = (!remark.is_empty()).then(|| remark.join("; "));
        let told = self.context.purpose.is_some()
            || actual
            || self.head.is_some()
            || self.window.is_some()
            || self.items.iter().any(|item| {
                matches!(item.word(), Some(Word::Modal | Word::Hedge(_) | Word::To | Word::Order))
            })
            || matches!(&statement.stated, Stated::Number(Bound::AtLeast | Bound::AtMost, _) if self.amount(at).is_some_and(|amount| amount.bound.is_some()));
        if !told {
            statement.assumed.push(Assumption::Purpose);
        }
    }

    /// A comparator that stands as a verb: exceed, meet or exceed.
    pub(super) fn cue(&self, at: usize) -> Option<Bound> {
        (0..at).rev().take(12).find_map(|before| match self.word(before) {
            Some(Word::NotBelow) => Some(Bound::AtLeast),
            Some(Word::Within) if before + 1 == at => Some(Bound::AtMost),
            Some(Word::Above) => Some(Bound::MoreThan),
            Some(Word::Below) => Some(Bound::LessThan),
            _ => None,
        })
    }

    pub(super) fn is_new(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.word(before));
        before == Some(Word::New)
            || self.word(at + 1) == Some(Word::New)
            || (0..at).any(|before| self.folded(before) == "add")
    }

    /// 110,000 hectares more than had been committed.
    pub(super) fn is_more_than_before(&self, at: usize) -> bool {
        (at + 1..at + 6).any(|behind| {
            self.word(behind) == Some(Word::Before(Bound::MoreThan)) && self.folded(behind) != "over"
        })
    }

    /// eight countries to achieve 72%.
    pub(super) fn is_threshold(&self, at: usize) -> bool {
        let rest = self.items.get(at + 1..).unwrap_or_default();
        let reach = rest.iter().position(|item| item.is(Word::Reach));
        reach.is_some_and(|reach| {
            rest.get(reach + 1..).unwrap_or_default().iter().take(3).any(|item| item.amount().is_some())
        })
    }

    pub(super) fn threshold(&self, at: usize) -> Option<String> {
        let rest = self.items.get(at + 1..).unwrap_or_default();
        let reach = rest.iter().position(|item| item.is(Word::Reach))?;
        let amount = rest.get(reach + 1..)?.iter().find(|item| item.amount().is_some())?;
        Some(self.text.words(amount.start..amount.end).to_owned())
    }

    pub(super) fn times_form(&self, amount: &Amount, at: usize, sign: Option<Sign>, changes: bool) -> Form {
        let fold = self.folded_unit(amount).ends_with("fold");
        match sign {
            Some(Sign::Up) if changes && !fold => Form::GrowthOverBase,
            Some(Sign::Down) => Form::ReductionRate,
            // 1.6 times the national average.
            _ if !fold && self.word(at + 1) == Some(Word::Article) && self.window_or_base_behind(at) => {
                Form::RatioToIndicator
            }
            _ => Form::Multiple,
        }
    }

    pub(super) fn window_or_base_behind(&self, at: usize) -> bool {
        !self.items.get(at + 1..).unwrap_or_default().iter().take(3).any(Item::is_date)
    }

    #[expect(clippy::too_many_arguments, reason = "each of them decides")]
    pub(super) fn change_form(
        &self,
        amount: &Amount,
        at: usize,
        sign: Option<Sign>,
        noun: bool,
        mean: bool,
        annual: bool,
        name: &str,
        actual: bool,
    ) -> Form {
        let percent = amount.unit == UnitKind::Percent;
        let long = matches!(self.window, Some(Window::During(_) | Window::Years(_)));
        match (sign, percent) {
            (_, false) if mean || (annual && self.is_yearly_change(at)) => Form::AvgAnnualIncrement,
            (_, false) => Form::Increment,
            (_, true) if mean => Form::AvgAnnualGrowth,
            (Some(Sign::Down), true) if annual && self.is_yearly_change(at) => Form::AvgAnnualGrowth,
            (Some(Sign::Down), true) => Form::ReductionRate,
            (_, true) if self.is_year_on_year() => Form::GrowthYear,
            (_, true) if annual && self.is_yearly_change(at) => Form::AvgAnnualGrowth,
            // Increase output by 10% in total.
            (_, true) if self.has(Word::Cumulate) => Form::GrowthOverBase,
            (_, true) if self.has(Word::EachYear) => Form::GrowthYear,
            (_, true)
                if self.base.is_none()
                    && !long
                    && (actual || grows_yearly(name) || (noun && name.is_empty())) =>
            {
                Form::GrowthYear
            }
            _ => Form::GrowthOverBase,
        }
    }

    /// Whether it grows over the year before.
    fn is_year_on_year(&self) -> bool {
        self.items.iter().any(|item| {
            let words = self.text.folded(item);
            item.is(Word::Annual)
                && (words.starts_with("year-o")
                    || words.starts_with("year o")
                    || matches!(words, "yoy" | "y-o-y" | "y/y"))
        })
    }

    /// Whether “annual” stands with the change, and not with what changes (annual consumption).
    pub(super) fn is_yearly_change(&self, at: usize) -> bool {
        self.items.iter().enumerate().any(|(place, item)| {
            item.is(Word::Annual)
                && (place > at || matches!(self.word(place + 1), Some(Word::Rise | Word::Fall)))
        })
    }

    /// The unit: printed with the number, or the noun that is counted.
    pub(super) fn unit(&self, amount: &Amount, at: usize, form: Form) -> Option<String> {
        let printed = self.text.words(amount.unit_at.clone());
        match amount.unit {
            UnitKind::Percent => return Some("%".to_owned()),
            UnitKind::Points if matches!(printed, "points" | "point") => return Some("points".to_owned()),
            UnitKind::Points => return Some("percentage points".to_owned()),
            UnitKind::Times => return Some("times".to_owned()),
            UnitKind::Ratio => return Some("to 1".to_owned()),
            _ => {}
        }
        if amount.money {
            let start = amount.digits_at.start;
            let item = self.items.get(at).map_or(start, |item| item.start);
            let sign = self.text.words(item..start);
            let currency = currency(sign);
            let per = if printed.starts_with("per") || printed.starts_with('a') || printed.starts_with('/') {
                printed
            } else {
                ""
            };
            return Some(format!("{currency} {per}").trim().to_owned());
        }
        if !printed.is_empty() {
            return Some(printed.to_owned());
        }
        if matches!(form, Form::Rank) {
            return None;
        }
        // 30 public outreach sessions with: the last noun before a preposition.
        let mut found = None;
        for item in self.items.get(at + 1..).unwrap_or_default().iter().take(7) {
            let folded = self.text.folded(item);
            let plural = folded.len() > 3
                && folded.ends_with('s')
                && !folded.ends_with("ss")
                && !folded.ends_with("us");
            match item.word() {
                Some(Word::Unit | Word::People) => return Some(folded.to_owned()),
                Some(
                    Word::Build
                    | Word::New
                    | Word::Dash
                    | Word::And
                    | Word::Quality
                    | Word::Numbered
                    | Word::Order,
                ) => {}
                None if item.piece == Piece::Plain => {
                    if folded.ends_with("ing") && found.is_some() {
                        break;
                    }
                }
                _ => break,
            }
            if plural {
                found = Some(folded.to_owned());
                if item.piece == Piece::Plain || item.is(Word::Order) {
                    break;
                }
            }
        }
        found.or_else(|| header::unit(self.context).map(str::to_owned))
    }

    /// The words of the base behind “10% below”.
    pub(super) fn reference(&self, statement: &mut Statement, from: usize) {
        let to = (from + 1..self.items.len())
            .find(|at| {
                self.used.get(*at).copied().unwrap_or(true)
                    && !matches!(self.word(*at), Some(Word::Baseline | Word::Base | Word::Article))
                    && !self.items.get(*at).is_some_and(Item::is_date)
            })
            .unwrap_or(self.items.len());
        let words = self.text.text(self.items.get(from + 1..to).unwrap_or_default());
        if words.is_empty() {
            return;
        }
        let base = statement.base.get_or_insert_default();
        base.words.get_or_insert_with(|| words.to_owned());
    }

    /// What the statement may be instead.
    pub(super) fn other(
        &self,
        statement: &Statement,
        amount: &Amount,
        prep: Prep,
        changes: bool,
        sign: Option<Sign>,
        known: &str,
    ) -> Option<Instead> {
        if amount.up_to
            && let Stated::Number(_, number) = &statement.stated
            && self.context.direction.is_none()
        {
            if amount.bound == Some(Bound::AtLeast) {
                return None;
            }
            let cap =
                Statement { stated: Stated::Number(Bound::AtMost, number.clone()), ..statement.clone() };
            return Some((cap, Because::Reaching, Because::UpTo));
        }
        if amount.unit == UnitKind::Times && statement.form == Form::GrowthOverBase {
            let in_all = Statement { form: Form::Multiple, ..statement.clone() };
            return match self.context.times_grown {
                Some(_) => None,
                None => Some((in_all, Because::TimesOnTop, Because::TimesInAll)),
            };
        }
        let relative = matches!(statement.form, Form::GrowthOverBase | Form::ReductionRate)
            && prep == Prep::By
            && changes
            && sign.is_some()
            && !amount.in_words;
        if relative && is_share(known) && amount.unit == UnitKind::Percent {
            let points = Statement {
                form: Form::PpChange,
                unit: Some("percentage points".to_owned()),
                ..statement.clone()
            };
            return Some((points, Because::RelativeChange, Because::PointChange));
        }
        None
    }

    /// The verb of change for a number: behind it (a 35% reduction), or before it.
    pub(super) fn verb(&self, at: usize, inherited: Option<Sign>) -> Option<(Sign, usize)> {
        let sign = |at: usize| match self.word(at) {
            Some(Word::Rise | Word::Times(_)) => Some((Sign::Up, at)),
            Some(Word::Fall | Word::Halved) => Some((Sign::Down, at)),
            _ => None,
        };
        if let Some((head, _)) = self.head
            && head < at
            && let Some(found) = sign(head)
        {
            return Some(found);
        }
        let before = (0..at).rev().find_map(sign);
        before.or(inherited.map(|sign| (sign, usize::MAX)))
    }

    /// a 35% reduction, 10 percent annual growth.
    pub(super) fn noun_behind(&self, at: usize) -> Option<(Sign, usize)> {
        // 200 youth gain employment: what is counted does it.
        let counted = self.amount(at).is_some_and(|amount| {
            amount.unit == UnitKind::Thing && !amount.money && !amount.unit_at.is_empty()
        });
        let article = at.checked_sub(1).is_some_and(|before| self.word(before) == Some(Word::Article));
        if counted && !article {
            return None;
        }
        for behind in at + 1..at + 5 {
            match self.word(behind) {
                Some(Word::Rise) => return Some((Sign::Up, behind)),
                Some(Word::Fall) => return Some((Sign::Down, behind)),
                Some(Word::Annual | Word::AnnualMean | Word::Average | Word::New) => {}
                None if self.items.get(behind).is_some_and(|item| item.piece == Piece::Plain) => {}
                _ => return None,
            }
        }
        None
    }

    /// By volume, by weight: what per cents are counted in.
    fn is_measure(&self, at: usize) -> bool {
        let measure =
            |at: usize| matches!(self.folded(at), "volume" | "weight" | "value" | "mass" | "number" | "area");
        measure(at) || (self.word(at) == Some(Word::By) && measure(at + 1))
    }

    /// 10% below the baseline: which way, and where the words of the base begin.
    pub(super) fn compared_behind(&self, at: usize) -> Option<(Sign, usize)> {
        let percent =
            self.amount(at).is_some_and(|amount| matches!(amount.unit, UnitKind::Percent | UnitKind::Points));
        match self.folded(at + 1) {
            "fewer" | "less" if percent => return Some((Sign::Down, at + 1)),
            "more" if percent => return Some((Sign::Up, at + 1)),
            _ => {}
        }
        // 50 people under the scheme: no comparison.
        let told = (at + 2..at + 6).any(|behind| {
            self.items.get(behind).is_some_and(Item::is_date)
                || matches!(self.word(behind), Some(Word::Baseline | Word::Base | Word::Average))
        });
        if self.folded(at + 1) == "under" && !told {
            return None;
        }
        // Over the next decade: not more than something.
        if !percent && self.folded(at + 1) == "over" {
            return None;
        }
        match self.word(at + 1)? {
            Word::Before(Bound::LessThan) | Word::Below => Some((Sign::Down, at + 1)),
            Word::Before(Bound::MoreThan) | Word::Above => Some((Sign::Up, at + 1)),
            _ => None,
        }
    }
}
