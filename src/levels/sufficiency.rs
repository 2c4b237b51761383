//! Whether the targets of the children suffice for that of the parent, each in the version in force on a day.

use std::collections::HashSet;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::bound::{Guarantee, Joined, Pledge, guarantee};
use super::comparable::{Stated, allowed, factor, form_not_additive, not_additive};
use super::fit::{Doubt, Fit};
use super::plans::{Link, LinkedChild};
use super::years::{self, Scale};
use crate::number::{End, Exact, Interval};
use crate::plan::{Indicator, Over, Rule};
use crate::trajectory::KnownVersions;

/// Whether the children's targets suffice, with the numbers that it rests on, in the unit of the parent.
#[derive(Clone, Debug, PartialEq)]
pub struct Sufficiency<'p> {
    version: Option<&'p str>,
    needed: Result<Interval, Doubt>,
    promised: Interval,
    counted: usize,
    children: usize,
    fit: Fit,
    slack: Option<Exact>,
    doubts: Vec<(usize, Doubt)>,
    general: Vec<Doubt>,
}

impl<'p> Sufficiency<'p> {
    /// The version of the parent's target that is in force; `None` before any was published.
    #[must_use]
    pub fn version(&self) -> Option<&'p str> {
        self.version
    }

    /// The values that the parent's target allows. Of a rate that is compounded, the change over the window in
    /// per cent.
    ///
    /// # Errors
    /// Why there are none.
    pub fn needed(&self) -> Result<&Interval, Doubt> {
        self.needed.as_ref().map_err(|doubt| *doubt)
    }

    /// What the targets come to of those children whose targets count: all of them if there is no doubt.
    #[must_use]
    pub fn promised(&self) -> &Interval {
        &self.promised
    }

    /// How many targets of children count.
    #[must_use]
    pub fn counted(&self) -> usize {
        self.counted
    }

    /// How many children there are.
    #[must_use]
    pub fn children(&self) -> usize {
        self.children
    }

    /// Whether they suffice.
    #[must_use]
    pub fn fit(&self) -> Fit {
        self.fit
    }

    /// By how much what the children guarantee lies within what is needed, exactly; negative where it falls
    /// short. Zero is enough unless what is needed is strict (>) and what is promised is not. `None` where
    /// nothing is guaranteed, or nothing needed.
    #[must_use]
    pub fn slack(&self) -> Option<&Exact> {
        self.slack.as_ref()
    }

    /// The children whose targets do not count, by their place in the decomposition, and why.
    #[must_use]
    pub fn doubts(&self) -> &[(usize, Doubt)] {
        &self.doubts
    }

    /// What is in doubt about the decomposition as a whole.
    #[must_use]
    pub fn general_doubts(&self) -> &[Doubt] {
        &self.general
    }
}

impl<'p> Link<'p> {
    /// Whether the targets of the children suffice for that of the parent, as all of them are known on a day.
    ///
    /// Of each target the version counts that is in force: the latest that was published by then and is valid.
    #[must_use]
    pub fn sufficiency(self, as_of: NaiveDate) -> Sufficiency<'p> {
        self.sufficiency_at(as_of, as_of)
    }

    /// The same, with the versions that are valid on another day.
    pub(crate) fn sufficiency_at(self, as_of: NaiveDate, valid_on: NaiveDate) -> Sufficiency<'p> {
        let mut found = Sufficiency {
            version: None,
            needed: Err(Doubt::NoTarget),
            promised: Interval::default(),
            counted: 0,
            children: self.place.children.len(),
            fit: Fit::Undetermined,
            slack: None,
            doubts: Vec::new(),
            general: Vec::new(),
        };
        let Some((plan, indicator, decomposition)) = self.parts() else { return found };
        let rule = decomposition.rule();
        let parent = self.target().map(|target| Stated { plan, indicator, target });
        if let Some(parent) = &parent {
            let promise = KnownVersions::of(plan, parent.target, as_of).in_force(valid_on);
            found.version = promise.map(|(_, version)| version);
            found.needed = match promise {
                Some((promise, _)) => allowed(parent.target.form(), promise.value(), &Exact::ONE),
                None => Err(Doubt::NotPublished),
            };
        }
        if rule == Rule::Proxy {
            found.fit = Fit::Declared;
            return found;
        }
        let Some(parent) = parent else { return found };
        let reading = Reading { as_of, valid_on, parent, needed: found.needed.clone().ok() };
        if rule == Rule::Compounded {
            return self.by_years(&reading, found);
        }
        let adds = not_additive(indicator).or_else(|| form_not_additive(parent.target)).is_none();
        if rule == Rule::Sum && !adds {
            found.general.push(Doubt::NotAdditive);
            return found;
        }
        let mut read: Vec<_> = self.children().map(|child| (reading.pledge(child), weight(child))).collect();
        found.doubt(&read);
        if decomposition.is_open_ended() {
            found.general.push(Doubt::NotNamed);
            let rest = if rule == Rule::Sum { reading.rest(indicator) } else { Interval::default() };
            read.push(((Pledge::Open(rest), None), Exact::ONE));
        }
        let joined = match rule {
            Rule::WeightedMean if !decomposition.is_weighted() => Joined::AnyMean,
            Rule::WeightedMean => Joined::Mean,
            Rule::Each => Joined::Each,
            Rule::Maximum => Joined::Greatest,
            _ => Joined::Sum,
        };
        let pledges: Vec<(Pledge, Exact)> =
            read.into_iter().map(|((pledge, _), weight)| (pledge, weight)).collect();
        let needed = found.needed.clone().unwrap_or_default();
        found.conclude(guarantee(joined, &pledges, &needed));
        if joined == Joined::AnyMean && found.fit == Fit::Undetermined {
            found.general.push(Doubt::NoWeights);
        }
        found
    }

    /// The children are the years of the parent's window.
    fn by_years(self, reading: &Reading<'p>, mut found: Sufficiency<'p>) -> Sufficiency<'p> {
        let years = years::years_of(&reading.parent);
        let (scale, years) = match (Scale::of(&reading.parent), years) {
            (Some(scale), Ok(years)) => (scale, years),
            (None, _) => {
                found.general.push(Doubt::OtherForm);
                return found;
            }
            (_, Err(doubt)) => {
                found.general.push(doubt);
                return found;
            }
        };
        let mut seen = HashSet::new();
        let mut read: Vec<((Pledge, Option<Doubt>), Exact)> =
            self.children().map(|child| (reading.yearly(child, &mut seen), Exact::ONE)).collect();
        found.doubt(&read);
        let missing = usize::try_from(years).unwrap_or(usize::MAX).saturating_sub(seen.len());
        if missing > 0 {
            found.general.push(Doubt::YearsMissing);
            // One factor that nobody knows leaves as much open as several.
            read.push(((Pledge::Open(not_negative()), None), Exact::ONE));
        }
        let pledges: Vec<(Pledge, Exact)> =
            read.into_iter().map(|((pledge, _), weight)| (pledge, weight)).collect();
        let needed =
            found.needed.as_ref().ok().map(|range| years::needed(&reading.parent, scale, range, years));
        let of_factors = guarantee(Joined::Product, &pledges, &needed.clone().unwrap_or_default());
        if let (Ok(own), Some(needed)) = (&mut found.needed, needed) {
            *own = scale.numbers(&needed);
        }
        found.conclude(Guarantee {
            promised: scale.numbers(&of_factors.promised),
            slack: of_factors.slack.map(|slack| scale.slack(&slack)),
            ..of_factors
        });
        found
    }
}

fn weight(child: LinkedChild<'_>) -> Exact {
    child.named().weight().map_or(Exact::ONE, Exact::from)
}

fn not_negative() -> Interval {
    Interval { low: Some(End { at: Exact::ZERO, closed: true }), high: None }
}

impl Sufficiency<'_> {
    /// Notes which targets count, and why others do not.
    fn doubt(&mut self, read: &[((Pledge, Option<Doubt>), Exact)]) {
        for (place, ((_, doubt), _)) in read.iter().enumerate() {
            match doubt {
                Some(doubt) => self.doubts.push((place, *doubt)),
                None => self.counted += 1,
            }
        }
    }

    fn conclude(&mut self, found: Guarantee) {
        self.promised = found.promised;
        if self.needed.is_err() || self.children == 0 {
            return;
        }
        self.slack = found.slack;
        self.fit = match found.holds {
            Some(true) => Fit::Suffices,
            Some(false) => Fit::FallsShort,
            None => Fit::Undetermined,
        };
    }
}

/// How targets of children are read.
struct Reading<'p> {
    as_of: NaiveDate,
    valid_on: NaiveDate,
    parent: Stated<'p>,
    /// What the parent asks for, where it does.
    needed: Option<Interval>,
}

impl<'p> Reading<'p> {
    /// What a child promises in the unit of the parent; and why its target does not count.
    fn pledge(&self, child: LinkedChild<'p>) -> (Pledge, Option<Doubt>) {
        let doubted = |doubt, indicator| (Pledge::Open(self.possible(indicator)), Some(doubt));
        let (Some(plan), Some(indicator)) = (child.plan(), child.indicator()) else {
            return doubted(Doubt::NotGiven, None);
        };
        let Some(target) = child.target() else { return doubted(Doubt::NoTarget, Some(indicator)) };
        let stated = Stated { plan, indicator, target };
        match self.promised(&stated) {
            Ok(range) => (Pledge::Known(range), None),
            Err(doubt) => doubted(doubt, Some(indicator)),
        }
    }

    fn promised(&self, child: &Stated<'p>) -> Result<Interval, Doubt> {
        let promise = KnownVersions::of(child.plan, child.target, self.as_of).in_force(self.valid_on);
        let (promise, _) = promise.ok_or(Doubt::NotPublished)?;
        let scaled = child.is_scaled();
        let factor =
            if scaled { factor(child.indicator.unit(), self.parent.indicator.unit()) } else { Exact::ONE };
        let range = allowed(child.target.form(), promise.value(), &factor)?;
        if let Some(doubt) = self.parent.refuses(child) {
            return Err(doubt);
        }
        if self.runs_the_other_way(&range) { Err(Doubt::OtherWay) } else { Ok(range) }
    }

    /// Whether the parent asks for a bound on one side, and the child states one on the other alone.
    fn runs_the_other_way(&self, child: &Interval) -> bool {
        self.needed.as_ref().is_some_and(|needed| {
            (needed.low.is_some() && needed.high.is_none() && child.low.is_none())
                || (needed.high.is_some() && needed.low.is_none() && child.high.is_none())
        })
    }

    /// The values that a child without a target can have at all, by the limits of its figures.
    fn possible(&self, child: Option<&Indicator>) -> Interval {
        let kind = self.parent.kind();
        let Some(child) = child.filter(|_| self.parent.is_scaled() && kind.is_level()) else {
            return Interval::default();
        };
        let limits = child.limits();
        if kind.over == Over::Sum {
            // The limits are those of one figure, and of a sum say no more than its sign.
            return if limits.min.is_some_and(|min| min >= Decimal::ZERO) {
                not_negative()
            } else {
                Interval::default()
            };
        }
        let factor = factor(child.unit(), self.parent.indicator.unit());
        let end = |limit: Decimal| End { at: Exact::from(limit).times(&factor), closed: true };
        Interval { low: limits.min.map(end), high: limits.max.map(end) }
    }

    /// What the children that are not named can come to: amounts that cannot be negative do not become so.
    fn rest(&self, parent: &Indicator) -> Interval {
        let never_negative = parent.limits().min.is_some_and(|min| min >= Decimal::ZERO);
        if never_negative && self.parent.kind().is_level() { not_negative() } else { Interval::default() }
    }

    /// The factor by which a child changes in its year.
    fn yearly(&self, child: LinkedChild<'p>, seen: &mut HashSet<NaiveDate>) -> (Pledge, Option<Doubt>) {
        let doubted = |doubt| (Pledge::Open(not_negative()), Some(doubt));
        let (Some(plan), Some(indicator)) = (child.plan(), child.indicator()) else {
            return doubted(Doubt::NotGiven);
        };
        let Some(target) = child.target() else { return doubted(Doubt::NoTarget) };
        let stated = Stated { plan, indicator, target };
        let (Some(scale), Some(year)) = (Scale::of(&stated), years::year_of(&stated)) else {
            return doubted(Doubt::OtherForm);
        };
        let from = self.parent.begins_after();
        let inside =
            from.is_some_and(|from| year.start() > from) && year.end() <= self.parent.target.due().end();
        if !inside || !seen.insert(year.end()) {
            return doubted(Doubt::OtherDate);
        }
        let promise = KnownVersions::of(plan, target, self.as_of).in_force(self.valid_on);
        let range = promise
            .ok_or(Doubt::NotPublished)
            .and_then(|(of, _)| allowed(target.form(), of.value(), &Exact::ONE));
        match range {
            Ok(range) => (Pledge::Known(scale.factors(&range)), None),
            Err(doubt) => doubted(doubt),
        }
    }
}
