//! The search for cases that no row holds, and for rows that leave nothing to others.

use std::cmp::Ordering;

use super::bits::{and, bit_of, flip, has, is_empty, meet, members, size, within};
use super::domain::{Points, told};
use super::{
    BUDGET, Cover, Cuboid, Domain, Finding, MOST_OVERLAPS, MOST_RULED_OUT, MOST_WORDS, Side, Spans, Spent,
};
use crate::facts::{Fact, FactValue, Formula, PartFact, Reason, Source};
use crate::policy::cell::Condition;
use crate::policy::table::{Hit, Row, Table};
use crate::policy::truth::Truth;

/// A column that was split, and the ways that are left to go.
pub(super) struct Frame {
    slot: usize,
    ways: std::vec::IntoIter<Way>,
    piece: usize,
}

pub(super) struct Way {
    count: u32,
    cost: usize,
    piece: usize,
    active: Vec<u64>,
}

/// For each column the piece that was chosen, where it was.
pub(super) type Choice = Vec<Option<usize>>;

/// What a witness has to show.
#[derive(Clone, Copy)]
pub(super) enum Claim {
    NoneFires,
    BothFire(usize, usize),
}

impl<'t> Cover<'t> {
    /// `None` where the table is too large.
    pub(super) fn new(table: &'t Table) -> Option<Self> {
        let mut asked: Vec<Vec<&Condition>> = table.columns.iter().map(|_| Vec::new()).collect();
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            asked.get_mut(cell.slot())?.push(&cell.condition);
        }
        let columns = || table.columns.iter().zip(&asked);
        let domains: Vec<Domain> = columns().map(|(column, asked)| Domain::new(column, asked)).collect();
        let points: Vec<Points> = columns().map(|(column, asked)| Points::of(column, asked)).collect();
        let mut cover = Self { table, domains, boxes: Vec::new(), words: 0, spent: 0, end: 0 };
        let impossible = cover.impossible();
        for row in &table.rows {
            let mut cuboid = Cuboid::default();
            for cell in &row.cells {
                let (domain, points) = (cover.domains.get(cell.slot())?, points.get(cell.slot())?);
                let spans = domain.spans(&cell.condition, points);
                let may = !matches!(cell.condition, Condition::Known | Condition::Unknown);
                cuboid.empty |= spans.is_empty();
                // What every value satisfies is no restriction.
                if domain.unknown || !within(&vec![(0, domain.known())], &spans) {
                    cuboid.sides.push(Side { slot: cell.slot(), spans, may });
                }
            }
            cuboid.sides.sort_by_key(|side| side.slot);
            cover.boxes.push(cuboid);
        }
        cover.boxes.extend(impossible);
        for cuboid in &mut cover.boxes {
            cuboid.columns = cuboid.sides.iter().fold(0, |columns, side| columns | bit_of(side.slot));
        }
        cover.words = cover.boxes.len().div_ceil(64);
        let pieces: usize = cover.domains.iter().map(|domain| domain.pieces.len()).sum();
        if pieces.checked_mul(cover.words)? > MOST_WORDS {
            return None;
        }
        cover.mark();
        Some(cover)
    }

    /// Marks at each piece the boxes that hold it.
    pub(super) fn mark(&mut self) {
        let words = self.words;
        for (slot, domain) in self.domains.iter_mut().enumerate() {
            // First the changes from piece to piece, then their sums.
            domain.masks = vec![0; domain.pieces.len() * words];
            domain.may = vec![0; words];
            let whole = u32::try_from(domain.pieces.len()).unwrap_or(u32::MAX);
            for (index, cuboid) in self.boxes.iter().enumerate() {
                let side = cuboid.side(slot);
                let all = [(0, whole)];
                let spans = side.map_or(&all[..], |side| &side.spans);
                for place in spans.iter().flat_map(|(start, end)| [*start as usize, *end as usize]) {
                    if let Some(mask) = domain.masks.get_mut(place * words..(place + 1) * words) {
                        flip(mask, index);
                    }
                }
                if side.is_some_and(|side| side.may) {
                    flip(&mut domain.may, index);
                }
            }
            for at in words..domain.masks.len() {
                let before = domain.masks.get(at - words).copied().unwrap_or(0);
                if let Some(mask) = domain.masks.get_mut(at) {
                    *mask ^= before;
                }
            }
            let last = domain.masks.len().saturating_sub(words);
            let sure = domain.masks.get(last..).unwrap_or(&[]);
            domain.may.iter_mut().zip(sure).for_each(|(may, sure)| *may |= sure);
        }
    }

    /// What the catalogues rule out. A column whose values it rules out counts as unknown there.
    pub(super) fn impossible(&mut self) -> Vec<Cuboid> {
        let columns = &self.table.columns;
        let source = |wanted: &Source| columns.iter().position(|column| column.source == *wanted);
        let fact = |fact: Fact| source(&Source::Formula(Box::new(Formula::plain(fact))));
        let side = |slot: usize, spans: Spans| Side { slot, spans, may: false };
        let mut found = Vec::new();
        let mut unknown = Vec::new();
        for exclusion in Fact::EXCLUSIONS {
            let (Some(one), Some(other)) = (fact(exclusion.fact), fact(exclusion.other)) else { continue };
            let spans = match exclusion.value {
                Some(value) => vec![(u32::from(value), u32::from(value) + 1)],
                None => vec![(0, self.domains.get(other).map_or(0, Domain::known))],
            };
            let when = (u32::from(exclusion.when), u32::from(exclusion.when) + 1);
            found
                .push(Cuboid { sides: vec![side(one, vec![when]), side(other, spans)], ..Cuboid::default() });
            if exclusion.value.is_none() {
                unknown.push(other);
            }
        }
        if let Some(parts) = source(&Source::Part(PartFact::Parts)) {
            for part in PartFact::OF_PARTS {
                if let Some(slot) = source(&Source::Part(*part)) {
                    let more = self.more_than_parts(parts, slot);
                    found.extend(more.into_iter().map(|(below, above)| Cuboid {
                        sides: vec![side(parts, vec![below]), side(slot, vec![above])],
                        ..Cuboid::default()
                    }));
                }
            }
        }
        if self.table.hit == Hit::Unique {
            for slot in unknown {
                if let Some(domain) = self.domains.get_mut(slot) {
                    domain.unknown = true;
                }
            }
        }
        for cuboid in &mut found {
            cuboid.sides.sort_by_key(|side| side.slot);
        }
        found
    }

    /// Where a number of some parts would be above the number of all: pieces of all, and pieces of some.
    pub(super) fn more_than_parts(&self, parts: usize, some: usize) -> Vec<((u32, u32), (u32, u32))> {
        let (Some(parts), Some(some)) = (self.domains.get(parts), self.domains.get(some)) else {
            return Vec::new();
        };
        let mut found: Vec<((u32, u32), (u32, u32))> = Vec::new();
        for (place, piece) in (1u32..).zip(&parts.pieces).take(parts.known() as usize) {
            let Some(top) = &piece.top else { continue };
            let above = some
                .pieces
                .iter()
                .take(some.known() as usize)
                .position(|piece| matches!(&piece.value, Some(FactValue::Exact(least)) if least > top));
            let Some(above) = above.and_then(|above| u32::try_from(above).ok()) else { continue };
            let ruled_out = ((0, place), (above, some.known()));
            if found.last().is_some_and(|last| last.1 == ruled_out.1) {
                found.pop();
            }
            if found.len() == MOST_RULED_OUT {
                break;
            }
            found.push(ruled_out);
        }
        found
    }

    pub(super) fn spend(&mut self, steps: usize) -> Result<(), Spent> {
        self.spent += steps as u64;
        if self.spent > self.end { Err(Spent) } else { Ok(()) }
    }

    /// Allots to each of the searches that are left its part of the work, and some more while there is any.
    pub(super) fn allot(&mut self, budget: u64, searches: usize) {
        let left = budget.saturating_sub(self.spent);
        self.end = self.spent + left.min(left / (searches.max(1) as u64) * 4);
    }

    pub(super) fn none(&self) -> Vec<u64> {
        vec![0; self.words]
    }

    pub(super) fn rows(&self) -> usize {
        self.table.rows.len()
    }

    /// What was found in a table whose first row that fires counts.
    pub(super) fn first(&mut self) -> Vec<Finding> {
        let (mut findings, rows) = (Vec::new(), self.rows());
        for row in 0..rows {
            self.allot(BUDGET, rows - row);
            match self.covered(row) {
                Ok(Some(finding)) => findings.push(finding),
                Ok(None) => {}
                Err(Spent) => findings.push(Finding::Unproved { row: Some(row) }),
            }
        }
        // That such a table needs a row without conditions is said elsewhere; here a case that lacks it.
        if self.table.rows.last().is_some_and(|last| !last.cells.is_empty()) {
            self.allot(BUDGET, 1);
            if let Ok(Some(witness)) = self.gap() {
                findings.push(Finding::Gap { witness });
            }
        }
        findings
    }

    /// What was found in a table of which one row is to fire.
    pub(super) fn unique(&mut self) -> Vec<Finding> {
        let (mut findings, rows) = (Vec::new(), self.rows());
        let mut proved = true;
        for row in 0..rows {
            if findings.len() == MOST_OVERLAPS {
                break;
            }
            self.end = BUDGET / 2;
            match self.overlap(row) {
                Ok(found) => findings.extend(found),
                Err(Spent) => proved = false,
            }
        }
        self.allot(BUDGET, 1);
        if rows > 0 {
            match self.gap() {
                Ok(witness) => findings.extend(witness.map(|witness| Finding::Gap { witness })),
                Err(Spent) => proved = false,
            }
        }
        if !proved {
            findings.push(Finding::Unproved { row: None });
        }
        findings
    }

    /// Whether the rows above a row cover it. The row without conditions at the end has to be there.
    pub(super) fn covered(&mut self, row: usize) -> Result<Option<Finding>, Spent> {
        let is_default = self.table.rows.get(row).is_some_and(|row| row.cells.is_empty());
        if is_default {
            let above = self.table.rows.iter().take(row).position(|above| above.cells.is_empty());
            let above = above.map(|above| Finding::Unreachable { row, above });
            if above.is_some() || row + 1 == self.rows() {
                return Ok(above);
            }
        }
        if self.boxes.get(row).is_none_or(|own| own.empty) {
            return Ok(None);
        }
        let (mut active, mut columns) = (self.none(), vec![0; self.boxes.len()]);
        for above in 0..row {
            let (Some(own), Some(other)) = (self.boxes.get(row), self.boxes.get(above)) else { continue };
            let (rest, steps) = restricts(other, own);
            self.spend(steps)?;
            if let Some(rest) = rest {
                if rest == 0 {
                    return Ok(Some(Finding::Unreachable { row, above }));
                }
                flip(&mut active, above);
                if let Some(columns) = columns.get_mut(above) {
                    *columns = rest;
                }
            }
        }
        let found = self.search(&[row], active, &columns, false)?;
        Ok(found.is_none().then_some(Finding::Covered { row }))
    }

    /// The first row above that fires together with a row.
    pub(super) fn overlap(&mut self, row: usize) -> Result<Option<Finding>, Spent> {
        let columns = self.columns();
        for above in 0..row {
            let (Some(own), Some(other)) = (self.boxes.get(row), self.boxes.get(above)) else { continue };
            let (apart, steps) = apart(other, own);
            self.spend(steps)?;
            if apart {
                continue;
            }
            let mut active = self.none();
            (self.rows()..self.boxes.len()).for_each(|index| flip(&mut active, index));
            let Some(choice) = self.search(&[row, above], active, &columns, false)? else { continue };
            let witness = self.witness(choice, Claim::BothFire(row, above)).ok_or(Spent)?;
            return Ok(Some(Finding::Overlap { row, other: above, witness }));
        }
        Ok(None)
    }

    /// A case in which no row fires, or may fire.
    pub(super) fn gap(&mut self) -> Result<Option<String>, Spent> {
        let (mut active, columns) = (self.none(), self.columns());
        for (index, cuboid) in self.boxes.iter().enumerate() {
            if !cuboid.empty {
                flip(&mut active, index);
            }
        }
        let Some(choice) = self.search(&[], active, &columns, true)? else { return Ok(None) };
        self.witness(choice, Claim::NoneFires).map(Some).ok_or(Spent)
    }

    pub(super) fn columns(&self) -> Vec<u64> {
        self.boxes.iter().map(|cuboid| cuboid.columns).collect()
    }

    /// Looks for a case in all of the boxes `region` and in none of the boxes `active`, which restrict only
    /// these columns of it. No column is split twice, so it goes no deeper than there are columns.
    pub(super) fn search(
        &mut self,
        region: &[usize],
        mut active: Vec<u64>,
        columns: &[u64],
        may: bool,
    ) -> Result<Option<Choice>, Spent> {
        let mut frames: Vec<Frame> = Vec::new();
        let mut open = u64::MAX;
        loop {
            if is_empty(&active) {
                let mut choice = vec![None; self.domains.len()];
                for frame in &frames {
                    if let Some(choice) = choice.get_mut(frame.slot) {
                        *choice = Some(frame.piece);
                    }
                }
                return Ok(Some(choice));
            }
            if let Some(slot) = self.split(&active, columns, open)? {
                let ways = self.ways(slot, region, &active, may)?.into_iter();
                open &= !bit_of(slot);
                frames.push(Frame { slot, ways, piece: 0 });
            }
            // On to the next way that is left.
            loop {
                let Some(frame) = frames.last_mut() else { return Ok(None) };
                if let Some(way) = frame.ways.next() {
                    frame.piece = way.piece;
                    active = way.active;
                    break;
                }
                open |= bit_of(frame.slot);
                frames.pop();
            }
        }
    }

    /// The column to split next: the one that small boxes restrict most. `None` where a box holds all.
    pub(super) fn split(
        &mut self,
        active: &[u64],
        columns: &[u64],
        open: u64,
    ) -> Result<Option<usize>, Spent> {
        let mut scores = [0u64; 64];
        let mut steps = self.words;
        for index in members(active) {
            let rest = columns.get(index).copied().unwrap_or(0) & open;
            let size = rest.count_ones();
            steps += 1 + size as usize;
            if size == 0 {
                self.spend(steps)?;
                return Ok(None);
            }
            for slot in members(&[rest]) {
                if let Some(score) = scores.get_mut(slot) {
                    *score += 1 << (2 * (16 - size.min(16)));
                }
            }
        }
        self.spend(steps)?;
        let best = scores.iter().enumerate().max_by_key(|(slot, score)| (**score, std::cmp::Reverse(*slot)));
        Ok(best.map(|(slot, _)| slot))
    }

    /// The ways to go on from a column: its pieces, but of those that leave the same boxes or more of them only
    /// one. Those that leave few come first.
    pub(super) fn ways(
        &mut self,
        slot: usize,
        region: &[usize],
        active: &[u64],
        may: bool,
    ) -> Result<Vec<Way>, Spent> {
        let words = self.words;
        let mut ways: Vec<Way> = Vec::new();
        let mut steps = 0;
        if let Some(domain) = self.domains.get(slot) {
            // Between the ends of the boxes concerned, all pieces are alike.
            let mut ends = vec![0, domain.known() as usize];
            for index in members(active).chain(region.iter().copied()) {
                let spans =
                    self.boxes.get(index).and_then(|cuboid| cuboid.side(slot)).map(|side| &side.spans);
                let spans = spans.into_iter().flatten();
                ends.extend(spans.flat_map(|(start, end)| [*start as usize, *end as usize]));
                steps += 2;
            }
            steps += 4 * ends.len() + domain.count();
            ends.sort_unstable();
            ends.dedup();
            for (at, start) in ends.iter().enumerate() {
                let end = ends.get(at + 1).copied().unwrap_or(usize::MAX).min(domain.count());
                let alike = domain.pieces.iter().enumerate().take(end).skip(*start);
                let Some((piece, own)) = alike.min_by_key(|(_, piece)| piece.cost) else { continue };
                steps += words;
                let sure = domain.mask(piece, words, false);
                if region.iter().all(|index| has(sure, *index)) {
                    let active = and(active, domain.mask(piece, words, may));
                    ways.push(Way { count: size(&active), cost: own.cost, piece, active });
                }
            }
        }
        self.spend(steps)?;
        ways.sort_by(|one, other| match one.count.cmp(&other.count) {
            Ordering::Equal => one.cost.cmp(&other.cost),
            order => order,
        });
        let mut kept: Vec<Way> = Vec::new();
        for way in ways {
            let fewer = |kept: &Way| kept.active.iter().zip(&way.active).all(|(kept, way)| kept & !way == 0);
            self.spend(kept.len())?;
            if !kept.iter().any(fewer) {
                kept.push(way);
            }
        }
        Ok(kept)
    }

    /// The case in words, once it was tried on the rows; `None` where it shows nothing.
    pub(super) fn witness(&self, mut choice: Choice, claim: Claim) -> Option<String> {
        let may = matches!(claim, Claim::NoneFires);
        let both = if let Claim::BothFire(one, other) = claim { vec![one, other] } else { Vec::new() };
        let needed = both.iter().filter_map(|index| self.boxes.get(*index));
        let needed = needed.fold(0, |columns, cuboid| columns | cuboid.columns);
        let mut excluded = self.none();
        let from = if may { 0 } else { self.rows() };
        (from..self.boxes.len()).for_each(|index| flip(&mut excluded, index));
        // Columns that do not matter are left out.
        for slot in (0..choice.len()).rev() {
            if needed & bit_of(slot) != 0 {
                continue;
            }
            let others = choice.iter().enumerate().filter(|(other, _)| *other != slot);
            let left = others.fold(excluded.clone(), |left, (other, piece)| {
                match (self.domains.get(other), piece) {
                    (Some(domain), Some(piece)) => and(&left, domain.mask(*piece, self.words, may)),
                    _ => left,
                }
            });
            if is_empty(&left) {
                *choice.get_mut(slot)? = None;
            }
        }
        let mut named = needed;
        let mut values: Vec<Option<FactValue>> = Vec::new();
        for (slot, domain) in self.domains.iter().enumerate() {
            let piece = match choice.get(slot).copied().flatten() {
                Some(piece) => {
                    named |= bit_of(slot);
                    domain.pieces.get(piece)
                }
                None => {
                    let fits = |piece: usize| {
                        let mask = domain.mask(piece, self.words, false);
                        piece < domain.count() && both.iter().all(|index| has(mask, *index))
                    };
                    let piece = domain.order.iter().find(|piece| fits(**piece));
                    piece.and_then(|piece| domain.pieces.get(*piece))
                }
            };
            values.push(piece?.value.clone());
        }
        self.enough_parts(&mut values, named);
        if !self.shows(&values, claim) {
            return None;
        }
        let named = values.iter().enumerate().filter(|(slot, _)| named & bit_of(*slot) != 0);
        let told = named.filter_map(|(slot, value)| {
            Some(format!("{} {}", self.table.columns.get(slot)?.name(), told(value.as_ref())))
        });
        let told: Vec<String> = told.collect();
        Some(if told.is_empty() { "—".into() } else { told.join(", ") })
    }

    /// Raises the number of parts to that of those counted apart.
    pub(super) fn enough_parts(&self, values: &mut [Option<FactValue>], named: u64) {
        let place = |part| self.table.columns.iter().position(|column| column.source == Source::Part(part));
        let some = PartFact::OF_PARTS.iter().filter_map(|part| place(*part));
        let some = some.filter(|slot| named & bit_of(*slot) != 0);
        let most = some.filter_map(|slot| match values.get(slot) {
            Some(Some(FactValue::Exact(number))) => Some(number.clone()),
            _ => None,
        });
        let most = most.max();
        let parts = place(PartFact::Parts).and_then(|slot| values.get_mut(slot));
        if let (Some(most), Some(Some(FactValue::Exact(parts)))) = (most, parts)
            && *parts < most
        {
            *parts = most;
        }
    }

    /// Whether the conditions themselves say what is claimed of a case.
    pub(super) fn shows(&self, values: &[Option<FactValue>], claim: Claim) -> bool {
        let truth = |row: &Row| {
            let cells = row.cells.iter().map(|cell| {
                let value = values.get(cell.slot()).and_then(Option::as_ref);
                cell.condition.test(value.ok_or(Reason::NotReported))
            });
            cells.fold(Truth::Yes, Truth::and)
        };
        match claim {
            Claim::NoneFires => self.table.rows.iter().all(|row| truth(row) == Truth::No),
            Claim::BothFire(one, other) => [one, other]
                .iter()
                .all(|index| self.table.rows.get(*index).is_some_and(|row| truth(row) == Truth::Yes)),
        }
    }
}

/// Whether two boxes do not meet, and what it took to see.
pub(super) fn apart(one: &Cuboid, other: &Cuboid) -> (bool, usize) {
    let mut steps = 1;
    let mut sides = other.sides.iter().peekable();
    for side in &one.sides {
        steps += 1;
        while sides.next_if(|its| its.slot < side.slot).is_some() {}
        let its = sides.next_if(|its| its.slot == side.slot);
        if let Some(its) = its {
            steps += side.spans.len().max(its.spans.len()) / 2;
            if !meet(&side.spans, &its.spans) {
                return (true, steps);
            }
        }
    }
    (one.empty || other.empty, steps)
}

/// The columns by which a box leaves out something of another, or `None` where the two do not meet; and what it
/// took to see.
pub(super) fn restricts(one: &Cuboid, other: &Cuboid) -> (Option<u64>, usize) {
    let (mut columns, mut steps) = (0, 1);
    let mut sides = other.sides.iter().peekable();
    for side in &one.sides {
        while sides.next_if(|its| its.slot < side.slot).is_some() {
            steps += 1;
        }
        let Some(its) = sides.next_if(|its| its.slot == side.slot) else {
            columns |= bit_of(side.slot);
            continue;
        };
        steps += 1 + side.spans.len() + its.spans.len();
        if !meet(&side.spans, &its.spans) {
            return (None, steps);
        }
        steps += side.spans.len() * its.spans.len();
        if !within(&its.spans, &side.spans) {
            columns |= bit_of(side.slot);
        }
    }
    (Some(columns), steps)
}
