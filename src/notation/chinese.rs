//! Reads Chinese phrases: which names, amounts and words belong together.

mod build;
mod column;
mod cues;
mod group;
mod left;
mod names;
mod phrase;
mod refuse;
mod wordy;

use build::{Around, Found, alternatives, statement};
use column::column;
use cues::{Cues, Verb, states_in_words};
use group::{
    Group, Name, behind, composition, continues, is_about_so_many, is_of_hundred, is_years, join_amount,
    pair, share, trailing_comparator, without_scale,
};
use left::{is_lead, left, split_lead};
use phrase::{Item, Phrase, Piece, Segment};
use refuse::{Kept, refuse, without_qualifiers};
use wordy::{in_words, leftover};

use super::amount::{Amount, UnitKind};
use super::doubt::{Doubt, readings};
use super::words::Word;
use super::{Base, Because, Context, NotationError, Purpose, Reading, Stated, Statement};
use crate::number::Bound;

/// What has been read so far.
struct Reader<'r, 'p> {
    phrase: &'r Phrase<'p>,
    context: &'r Context<'r>,
    statements: Vec<Statement>,
    pending: Vec<Name>,
    lead: Cues,
    last: Option<Group>,
    /// Where something else may be meant.
    doubts: Vec<Doubt>,
}

/// Reads a phrase.
pub(super) fn read(phrase: &str, context: &Context<'_>) -> Result<Reading, NotationError> {
    let phrase = &Phrase::of(phrase)?;
    let mut reader = Reader {
        phrase,
        context,
        statements: Vec::new(),
        pending: Vec::new(),
        lead: Cues::default(),
        last: None,
        doubts: Vec::new(),
    };
    let items = || phrase.segments.iter().flat_map(|segment| &segment.items);
    let dates = items().filter(|item| item.date().is_some()).count();
    if dates > 1
        && items().any(|item| item.is(Word::Respectively))
        && !items().any(|item| item.is(Word::From))
    {
        // 2025年和2030年分别达到…: which number is due when is told by their order, which is not followed here.
        let at = items().find(|item| item.is(Word::Respectively)).map_or(0, |item| item.start);
        return Err(NotationError::NotUnderstood {
            words: phrase.source.to_owned(),
            at: phrase.folded.origin(at),
        });
    }
    for segment in &phrase.segments {
        reader.segment(segment)?;
    }
    reader.close()?;
    reader.finish()
}

impl Reader<'_, '_> {
    fn segment(&mut self, segment: &Segment) -> Result<(), NotationError> {
        if segment.items.is_empty()
            && let [remark] = segment.remarks.as_slice()
        {
            // (提高): the brackets are all there is.
            return self.one_segment(&Segment { items: remark.clone(), ..Segment::default() });
        }
        self.one_segment(segment)?;
        for remark in &segment.remarks {
            let bounded =
                remark.iter().any(|item| item.amount().is_some_and(|amount| amount.after.is_some()));
            let has_amount = remark.iter().any(|item| item.amount().is_some());
            let verbs = remark.iter().any(|item| {
                matches!(
                    item.word(),
                    Some(Word::Rise | Word::Fall | Word::AnnualRise | Word::RiseTo | Word::FallTo)
                )
            });
            let dated = remark.first().is_some_and(|item| item.date().is_some());
            if bounded || (has_amount && verbs && !dated) {
                // （正文表述838.7万亩以上）: a statement of its own.
                self.close()?;
                let cut = remark.split(|item| item.is(Word::Comma) || item.is(Word::Stop));
                for items in cut.filter(|items| items.iter().any(|item| item.amount().is_some())) {
                    self.with_amounts(&Segment { items: items.to_vec(), ..Segment::default() })?;
                }
            }
        }
        Ok(())
    }

    fn one_segment(&mut self, segment: &Segment) -> Result<(), NotationError> {
        if let Some(item) = segment.items.iter().find(|item| item.is(Word::Scoring)) {
            let words = self.phrase.text(&segment.items).to_owned();
            let at = self.phrase.folded.origin(item.start);
            return Err(NotationError::Qualifier { words, at, form: "scoring_rule" });
        }
        for remark in &segment.remarks {
            for item in remark {
                if let Some(Word::Attribute(attribute)) = item.word() {
                    self.lead.attribute = Some(attribute);
                }
            }
        }
        let amounts = segment.amounts().filter(|(_, amount)| !is_years(amount)).count();
        if amounts == 0 || is_whole(segment) {
            return self.without_amounts(segment);
        }
        if let Some(group) = &mut self.last
            && continues(segment, group, self.pending.is_empty())
        {
            let mut group = std::mem::take(group);
            let mut groups = Vec::new();
            let mut before = 0;
            for (at, amount) in segment.amounts() {
                let between = segment.items.get(before..at).unwrap_or_default();
                join_amount(self.phrase, self.lead.window, &mut group, &mut groups, between, amount)?;
                before = at + 1;
            }
            group.behind = behind(self.phrase, &segment.items);
            for earlier in groups {
                self.last = Some(earlier);
                self.close()?;
            }
            self.last = Some(group);
            return Ok(());
        }
        self.close()?;
        self.with_amounts(segment)
    }

    /// A segment without a number: words that state something, a part of a list of names, a date.
    fn without_amounts(&mut self, segment: &Segment) -> Result<(), NotationError> {
        let items = &segment.items;
        if states_in_words(segment) {
            self.close()?;
            let carried = self.carried_cues();
            let names: Vec<String> = self.pending.iter().map(|name| name.words.clone()).collect();
            if let Some(found) = in_words(self.phrase, items, &names, &carried, self.context)? {
                let start = self
                    .pending
                    .first()
                    .map_or(items.first().map_or(0, |item| item.start), |name| name.start);
                let end = items.last().map_or(start, |item| item.end);
                self.pending.clear();
                let inherited = self.statements.last().and_then(|last| last.name.clone());
                for mut statement in found.statements {
                    if statement.stated == Stated::Deferred
                        && let Some(last) = self.statements.last_mut()
                        && last.stated == Stated::Deferred
                        && statement.name.as_ref().is_none_or(|name| Some(name) == last.name.as_ref())
                    {
                        // 保持在合理区间、各年度视情提出: said twice.
                        last.span.end = self.phrase.span(start..end).end;
                        continue;
                    }
                    if statement.name.is_none() && found.inherits {
                        statement.name.clone_from(&inherited);
                    }
                    statement.span = self.phrase.span(start..end);
                    self.statements.push(statement);
                }
                if let (Some(remark), Some(last)) = (found.remark, self.statements.last_mut()) {
                    last.remark = Some(remark);
                }
                if let Some((other, first, second)) = found.other {
                    let from = self.statements.len().saturating_sub(1);
                    self.doubts.push(Doubt { from, count: 1, because: first, others: vec![(other, second)] });
                }
                return Ok(());
            }
        }
        if let (Some(period), true) =
            (items.iter().find_map(Item::date), items.last().is_some_and(|item| item.is(Word::Compared)))
            && items
                .iter()
                .all(|item| item.piece != Piece::Text || self.phrase.text(std::slice::from_ref(item)) == "以")
        {
            // 以2015年为基数，…: the base of what follows.
            self.lead.base = Some(Base { period: Some(period), value: None, words: None });
            return Ok(());
        }
        let mut cues = Cues::default();
        let all = items.iter().all(|item| is_lead(item) && cues.take(item));
        if all {
            self.lead.inherit(&cues, true);
            self.lead.firmness = self.lead.firmness.or(cues.firmness);
            self.lead.of_which |= cues.of_which;
            self.lead.past |= cues.past;
            self.lead.expected |= cues.expected;
            return Ok(());
        }
        self.close()?;
        let (lead, rest) = split_lead(items);
        for item in lead {
            self.lead.take(item);
        }
        if let Some(first) = rest.first() {
            let words = self.phrase.text(rest).to_owned();
            self.pending.push(Name { words, start: first.start });
        }
        Ok(())
    }

    fn carried_cues(&self) -> Cues {
        let mut cues = self.lead.clone();
        if let Some(last) = &self.last {
            cues.window = cues.window.or(last.cues.window);
        }
        cues
    }

    /// A segment with a number of its own.
    fn with_amounts(&mut self, segment: &Segment) -> Result<(), NotationError> {
        if let Some(item) = segment.items.iter().find(|item| item.is(Word::Definition)) {
            return Err(NotationError::Qualifier {
                words: self.phrase.text(&segment.items).to_owned(),
                at: self.phrase.folded.origin(item.start),
                form: "qualifying_threshold",
            });
        }
        if let Some(at) = segment.items.iter().position(|item| item.is(Word::Doublings)) {
            return self.doubled(segment, at);
        }
        let first = segment.amounts().next().map_or(0, |(at, _)| at);
        let doubles =
            segment.items.get(..first).unwrap_or_default().iter().rposition(|item| {
                matches!(item.word(), Some(Word::Times(_) | Word::Doubling | Word::Halved))
            });
        if let Some(at) = doubles {
            // 翻番达到2206亿元: two statements.
            let (before, behind) = (segment.items.get(..=at), segment.items.get(at + 1..));
            self.without_amounts(&Segment {
                items: before.unwrap_or_default().to_vec(),
                ..Segment::default()
            })?;
            let items = behind.unwrap_or_default().to_vec();
            return self.with_amounts(&Segment { items, ..segment.clone() });
        }
        let Kept { items, threshold } = without_qualifiers(self.phrase, self.context, &segment.items)?;
        let positions: Vec<usize> = items
            .iter()
            .enumerate()
            .filter(|(_, item)| item.amount().is_some_and(|amount| !is_years(amount)))
            .map(|(at, _)| at)
            .collect();
        let Some(&first) = positions.first() else {
            let segment = Segment { items, ..segment.clone() };
            return self.without_amounts(&segment);
        };
        let mut group = left(self.phrase, items.get(..first).unwrap_or_default());
        group.remarks.clone_from(&segment.remarks);
        group.threshold = threshold;
        group.start = items.first().map_or(0, |item| item.start);
        let mut at = first;
        let mut groups = Vec::new();
        for (index, &position) in positions.iter().enumerate() {
            let Some(amount) = items.get(position).and_then(Item::amount) else { continue };
            let between = items.get(at + 1..position).unwrap_or_default();
            if index == 0 {
                group.amounts.push(amount.clone());
            } else {
                join_amount(self.phrase, self.lead.window, &mut group, &mut groups, between, amount)?;
            }
            at = position;
        }
        let rest = items.get(at + 1..).unwrap_or_default();
        group.behind = behind(self.phrase, items.get(at..).unwrap_or_default());
        group.marked = rest.iter().any(|item| item.is(Word::Mark));
        let end = items.get(at).map_or(0, |item| item.end);
        refuse(self.phrase, &group, rest, end)?;
        for item in rest {
            match item.word() {
                Some(Word::Attribute(attribute)) => group.cues.attribute = Some(attribute),
                Some(Word::Past | Word::Asterisk) => group.cues.past = true,
                _ => {}
            }
        }
        for earlier in groups {
            self.last = Some(earlier);
            self.close()?;
        }
        self.last = Some(group);
        Ok(())
    }

    /// Makes statements of the last group.
    fn close(&mut self) -> Result<(), NotationError> {
        let Some(mut group) = self.last.take() else { return Ok(()) };
        let is_named = !group.names.is_empty() || !self.pending.is_empty() || !group.behind.is_empty();
        let mut cues = self.carried(&group.cues, is_named);
        let is_sum = group.amounts.iter().any(|amount| amount.is_sum);
        column(self.context, &mut cues, is_sum);
        let mut names: Vec<Name> = std::mem::take(&mut self.pending);
        names.append(&mut group.names);
        let start = names.first().map_or(group.start, |name| name.start.min(group.start));
        let names: Vec<String> = names.into_iter().map(|name| name.words).collect();
        let earlier = self.statements.last().and_then(|statement| statement.name.clone());
        let paired = pair(self.phrase, self.context, &names, &group, earlier.clone())?;
        if !cues.respectively && !is_pair(&paired) && is_about_so_many(&group.amounts) {
            // 新增2、3家: two or three, and no two numbers.
            let at = self.phrase.folded.origin(start);
            let words = group.amounts.iter().map(|amount| self.phrase.words(amount.digits_at.clone()));
            let words = words.collect::<Vec<_>>().join("、");
            return Err(NotationError::NotUnderstood { words, at });
        }
        if let Some(amount) = without_scale(&group.amounts) {
            let at = self.phrase.folded.origin(amount.digits_at.start);
            let words = self.phrase.words(amount.digits_at.clone()).to_owned();
            return Err(NotationError::NotUnderstood { words, at });
        }
        if let Some(amount) =
            group.amounts.iter().find(|amount| amount.parts.len() > 1 && !is_of_hundred(amount))
        {
            // 医护床位比1:0.6:0.8 has no whole that the parts would be per cent of.
            let at = self.phrase.folded.origin(amount.digits_at.start);
            let words = self.phrase.words(amount.digits_at.clone()).to_owned();
            return Err(NotationError::NotUnderstood { words, at });
        }
        share(&mut group.amounts);
        let (amounts, from, names) = composition(&group, paired);
        let beside_level = matches!(amounts.as_slice(), [level, sum] if !level.is_sum && sum.is_sum);
        let around = |index: usize| Around {
            phrase: self.phrase,
            context: self.context,
            name: names.get(index).cloned().flatten(),
            cues: &cues,
            from: from.get(index),
            is_change: beside_level && index == 1,
            whole: earlier.as_deref(),
            whole_form: self.statements.last().map(|statement| statement.form),
            marked: group.marked,
            threshold: group.threshold.as_deref(),
            behind: &group.behind,
            remarks: if index + 1 == amounts.len() { &group.remarks } else { &[] },
            start,
        };
        let each = |trailing: Option<Bound>| -> Result<Vec<Statement>, NotationError> {
            let with = |amount: &Amount| Amount { after: trailing.or(amount.after), ..amount.clone() };
            let amounts = amounts.iter().enumerate();
            amounts.map(|(index, amount)| statement(&with(amount), &around(index))).collect()
        };
        let trailing = trailing_comparator(&group.amounts);
        let statements = each(trailing)?;
        let of_last = trailing.map(|_| each(None)).transpose()?;
        let brackets = is_sum && amounts.len() == 1;
        self.state(statements, of_last, &cues, brackets);
        Ok(())
    }

    /// 翻2番: of digits, only whole numbers of doublings are read.
    fn doubled(&mut self, segment: &Segment, at: usize) -> Result<(), NotationError> {
        let mut items = segment.items.clone();
        let amount = items.get_mut(at + 1);
        let whole = |item: &Item| item.amount().is_some_and(|amount| amount.low.numerator.scale() == 0);
        match amount.filter(|item| whole(item)) {
            Some(item) => {
                item.piece = Piece::Text;
                self.without_amounts(&Segment { items, ..segment.clone() })
            }
            None => Err(NotationError::NotUnderstood {
                words: self.phrase.text(&segment.items).to_owned(),
                at: self.phrase.folded.origin(segment.items.get(at).map_or(0, |item| item.start)),
            }),
        }
    }

    /// The cues of a group, with what was said before; what it says is kept for those behind.
    fn carried(&mut self, own: &Cues, is_named: bool) -> Cues {
        let lead = &mut self.lead;
        let mut cues = own.clone();
        cues.attribute = cues.attribute.or(lead.attribute);
        cues.inherit(lead, is_named);
        cues.firmness = cues.firmness.or(lead.firmness.filter(|_| self.statements.is_empty()));
        cues.of_which |= lead.of_which;
        cues.expected |= lead.expected;
        let goes_on = |verb: &Verb| matches!(verb, Verb::Build | Verb::Rise | Verb::Fall);
        lead.verb = cues.verb.filter(goes_on).or(lead.verb);
        if own.adds || own.verb == Some(Verb::Build) {
            lead.adds = own.adds;
        }
        lead.cumulate |= cues.cumulate && cues.verb != Some(Verb::Rise);
        lead.each_year |= cues.each_year;
        lead.window = cues.window.or(lead.window);
        lead.firmness = cues.firmness;
        cues
    }

    /// Takes statements in, with the doubts about them. `of_last` is how they read if the last comparator of
    /// the list is that of the last number alone.
    fn state(
        &mut self,
        statements: Vec<Statement>,
        of_last: Option<Vec<Statement>>,
        cues: &Cues,
        brackets: bool,
    ) {
        let from = self.statements.len();
        self.lead.past |= statements.iter().any(|statement| statement.purpose == Purpose::Actual);
        let found = alternatives(&statements, cues, brackets, self.context);
        self.statements.extend(statements);
        let differs = |last: &Vec<Statement>| self.statements.get(from..) != Some(last.as_slice());
        if let Some(last) = of_last.filter(differs) {
            let others = vec![(last, Because::ComparatorOfLast)];
            let count = self.statements.len() - from;
            self.doubts.push(Doubt { from, count, because: Because::ComparatorOfAll, others });
        }
        for (offset, found) in found {
            match found {
                Found::Decided(statement) => {
                    if let Some(place) = self.statements.get_mut(from + offset) {
                        *place = *statement;
                    }
                }
                Found::Doubt(doubt) => self.doubts.push(Doubt { from: from + offset, ..doubt }),
            }
        }
    }

    fn finish(mut self) -> Result<Reading, NotationError> {
        if self.statements.is_empty() {
            let words: Vec<String> = self.pending.iter().map(|name| name.words.clone()).collect();
            let at = self.phrase.source.len();
            let stated = leftover(self.phrase, &words, &self.lead, self.context);
            return match stated {
                Some(statement) => Ok(Reading::Sure(vec![statement])),
                None => Err(NotationError::NoTarget { at }),
            };
        }
        if let Some(attribute) = self.lead.attribute {
            for statement in &mut self.statements {
                statement.attribute = statement.attribute.or(Some(attribute));
            }
        }
        if self.statements.iter().any(|statement| statement.purpose == Purpose::Actual) {
            // 达4.4%，位列全市第一: what stands beside a report is one.
            self.statements.iter_mut().for_each(Statement::report);
        }
        if !self.pending.is_empty()
            && let Some(last) = self.statements.last_mut()
        {
            // Words behind the last statement are kept, so that nothing is dropped silently.
            let words: Vec<&str> = self.pending.iter().map(|name| name.words.as_str()).collect();
            last.remark = Some(
                last.remark
                    .take()
                    .map_or(words.join("、"), |remark| format!("{remark}、{}", words.join("、"))),
            );
        }
        readings(self.statements, self.doubts)
    }
}

/// Whether amounts have names of their own.
fn is_pair(names: &[Option<String>]) -> bool {
    matches!(names, [Some(one), Some(other)] if one != other)
}

/// Whether all or none of what the amounts count is stated: 15件民生实事全部兑现, 取消费用高于5%的渠道.
fn is_whole(segment: &Segment) -> bool {
    let last = segment.amounts().last().map_or(0, |(at, _)| at);
    let counted = segment.amounts().all(|(_, amount)| amount.unit == UnitKind::Thing);
    let whole =
        |item: &Item| matches!(item.word(), Some(Word::All | Word::Zero | Word::KeptZero | Word::FirstCase));
    let behind = segment.items.get(last + 1..).unwrap_or_default();
    (counted && behind.iter().any(whole)) || segment.items.first().is_some_and(|item| item.is(Word::Zero))
}
