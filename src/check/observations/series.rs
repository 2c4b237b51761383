//! The figures of each indicator: grouped, put in order, and checked against each other and the plan.

use std::cmp::{Ordering, Reverse};
use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::{Diagnostics, Path, Problem};
use crate::number::{Bound, End, Exact, Interval};
use crate::period::Period;
use crate::plan::{Axes, Direction, Form, Indicator, Limits, Measure, Plan, Target, Value, What};
use crate::series::{Event, Observation, Reported};

/// The observations by indicator, and where those of each begin and end.
pub(super) fn group(
    all: Vec<Observation>,
    owners: &[u32],
    indicators: usize,
) -> (Vec<Observation>, Vec<Range<usize>>) {
    let mut counts = vec![0usize; indicators];
    for owner in owners {
        if let Some(count) = counts.get_mut(*owner as usize) {
            *count += 1;
        }
    }
    let mut end = 0;
    let mut ranges = Vec::with_capacity(indicators);
    for count in counts {
        ranges.push(end..end + count);
        end += count;
    }
    let Some(first) = all.first().copied().filter(|_| !owners.is_sorted()) else {
        return (all, ranges);
    };
    let mut grouped = vec![first; all.len()];
    let mut next: Vec<usize> = ranges.iter().map(|range| range.start).collect();
    for (owner, observation) in owners.iter().zip(all) {
        let Some(at) = next.get_mut(*owner as usize) else { continue };
        if let Some(place) = grouped.get_mut(*at) {
            *place = observation;
        }
        *at += 1;
    }
    (grouped, ranges)
}

/// By period, then by publication. Of figures known from one day, the firmest comes last; what is
/// left only makes the order independent of that of the rows.
fn order(a: &Observation, b: &Observation, texts: &[String]) -> Ordering {
    let by_date = a.period.end().cmp(&b.period.end());
    if by_date != Ordering::Equal {
        return by_date;
    }
    let main = |o: &Observation| (o.period.start(), o.period.frequency(), o.known_from, Reverse(o.status));
    let rest = |o: &Observation| (o.bound as u8, o.value, o.value.scale(), !o.published);
    let words = |o: &Observation| (texts.get(o.source as usize), texts.get(o.printed as usize));
    main(a).cmp(&main(b)).then_with(|| rest(a).cmp(&rest(b))).then_with(|| words(a).cmp(&words(b)))
}

/// Puts the figures of an indicator in order.
pub(super) fn sort(figures: &mut [Observation], texts: &[String]) {
    if !figures.is_sorted_by(|a, b| order(a, b, texts) != Ordering::Greater) {
        figures.sort_by(|a, b| order(a, b, texts));
    }
}

/// Takes the observations at these places out, which are in order.
pub(super) fn remove(all: &mut Vec<Observation>, ranges: &mut [Range<usize>], places: &[usize]) {
    if places.is_empty() {
        return;
    }
    let (mut at, mut left) = (0, places.iter().peekable());
    all.retain(|_| {
        let out = left.next_if(|place| **place == at).is_some();
        at += 1;
        !out
    });
    for range in ranges {
        let before = |end: usize| places.partition_point(|place| *place < end);
        *range = range.start - before(range.start)..range.end - before(range.end);
    }
}

/// Checks the figures of one indicator.
pub(super) struct Check<'p, 'd> {
    indicator: &'p Indicator,
    diagnostics: &'d mut Diagnostics,
}

impl<'p, 'd> Check<'p, 'd> {
    pub(super) fn new(indicator: &'p Indicator, diagnostics: &'d mut Diagnostics) -> Self {
        Self { indicator, diagnostics }
    }

    fn report(&mut self, problem: Problem) {
        let path = Path::root().key("observations").key(self.indicator.id());
        self.diagnostics.report(problem, path);
    }

    /// Neighbours that repeat, contradict or overlap each other. The places of those that repeat are
    /// added to the list; `start` is the place of the first figure.
    pub(super) fn repetitions(&mut self, figures: &[Observation], start: usize, repeated: &mut Vec<usize>) {
        let mut overlapping = false;
        for (at, pair) in figures.windows(2).enumerate() {
            let [a, b] = pair else { continue };
            if a.period != b.period {
                // Ordered by their last days, periods overlap only if neighbours do.
                if !overlapping && a.period.overlaps(b.period) {
                    overlapping = true;
                    let (one, other) = (a.period.to_string(), b.period.to_string());
                    self.report(Problem::OverlappingPeriods { one, other });
                }
            } else if (a.known_from, a.status) == (b.known_from, b.status) {
                let period = a.period.to_string();
                if (a.value, a.bound) == (b.value, b.bound) {
                    repeated.push(start + at + 1);
                    self.report(Problem::DuplicateObservation { period });
                } else {
                    let (one, other) = (printed(a.bound, a.value), printed(b.bound, b.value));
                    self.report(Problem::ConflictingObservation { period, one, other });
                }
            }
        }
    }

    /// Each figure against what the plan says of the indicator.
    pub(super) fn values(&mut self, figures: &[Observation]) {
        let indicator = self.indicator;
        if let Some(frequency) = indicator.frequency() {
            let mut seen = 0u8;
            for figure in figures {
                let kind = figure.period.frequency();
                let bit = 1u8 << (kind as u8);
                if kind != frequency && seen & bit == 0 {
                    seen |= bit;
                    let period = figure.period.to_string();
                    self.report(Problem::FrequencyMismatch { period, frequency: frequency.word() });
                }
            }
        }
        let limits = indicator.limits();
        if limits != Limits::default() {
            for figure in figures.iter().filter(|figure| outside(figure, limits)) {
                let value = printed(figure.bound, figure.value);
                self.report(Problem::OutsideLimits { value, limits: limits_text(limits) });
            }
        }
        if indicator.direction() != Some(Direction::Decrease) {
            let asked = indicator.targets().iter().filter(|target| asks_for_zero(target)).count();
            let positive = (asked > 0).then(|| figures.iter().find(|figure| is_positive(figure))).flatten();
            for figure in positive.into_iter().cycle().take(asked) {
                self.report(Problem::ZeroTarget { value: printed(figure.bound, figure.value) });
            }
        }
    }

    /// The figures against the baseline: the same period, and the order of magnitude.
    pub(super) fn baseline(&mut self, figures: &[Observation]) {
        let Some(baseline) = self.indicator.baseline() else { return };
        let base = baseline.value();
        let of_base =
            figures.iter().filter(|figure| figure.period == baseline.period() && figure.status.is_actual());
        let newest = of_base.max_by_key(|figure| figure.known_from);
        if let Some(newest) = newest.filter(|o| (o.value, o.bound) != (base.value(), base.bound())) {
            let (period, plan) = (baseline.period().to_string(), base.to_string());
            let series = printed(newest.bound, newest.value);
            self.report(Problem::BaselineDisagrees { period, plan, series });
        }
        let across = self.indicator.breaks().iter().rfind(|own| {
            let from = own.period().start();
            let after = |figure: &Observation| figure.period.end() >= from && figure.status.is_actual();
            baseline.period().end() < from && figures.iter().any(after)
        });
        if let Some(across) = across {
            let (base, period) = (baseline.period().to_string(), across.period().to_string());
            self.report(Problem::AcrossBreak { base, period });
        }
        let compared = !matches!(self.indicator.measure(), Measure::Change | Measure::Rate);
        if !compared || base.bound() != Bound::Exactly || base.value().is_zero() {
            return;
        }
        let scale = Scale::of(base.value());
        let suspect =
            figures.iter().find(|figure| figure.bound == Bound::Exactly && scale.is_far(figure.value));
        if let Some(figure) = suspect {
            self.report(Problem::ScaleSuspect { one: base.to_string(), other: figure.value.to_string() });
        }
    }
}

/// Reports for each ratio the newest period for which it and its parts disagree by more than rounding.
pub(super) fn check_ratios(
    plan: &Plan,
    all: &[Observation],
    ranges: &[Range<usize>],
    diagnostics: &mut Diagnostics,
) {
    let of = |indicator: usize| ranges.get(indicator).and_then(|range| all.get(range.clone())).unwrap_or(&[]);
    for (index, indicator) in plan.indicators().iter().enumerate() {
        let Some(ratio) = indicator.ratio() else { continue };
        let (own, over, under) = (of(index), of(ratio.numerator()), of(ratio.denominator()));
        let wrong = own.iter().rev().filter(|figure| is_newest(figure, own)).find_map(|figure| {
            let (over, under) = (newest(over, figure.period)?, newest(under, figure.period)?);
            let [low, high] = quotients(over.value, under.value, ratio.times())?;
            let [least, most] = rounded(figure.value);
            let exact = [figure, over, under].iter().all(|figure| figure.bound == Bound::Exactly);
            let middle = over.value.checked_mul(ratio.times())?.checked_div(under.value)?;
            (exact && (high < least || most < low)).then_some((figure, middle))
        });
        if let Some((figure, middle)) = wrong {
            let computed = middle.round_dp(figure.value.scale() + 1).to_string();
            let (period, reported) = (figure.period.to_string(), figure.value.to_string());
            let path = Path::root().key("observations").key(indicator.id());
            diagnostics.report(Problem::RatioDisagrees { period, reported, computed }, path);
        }
    }
}

/// The newest reported figure of a period.
fn newest(figures: &[Observation], period: Period) -> Option<&Observation> {
    let first = figures.partition_point(|figure| figure.period.end() < period.end());
    let same_end = figures.iter().skip(first).take_while(|figure| figure.period.end() == period.end());
    same_end.filter(|figure| figure.period == period && figure.status.is_actual()).last()
}

fn is_newest(figure: &Observation, figures: &[Observation]) -> bool {
    newest(figures, figure.period).is_some_and(|newest| newest == figure)
}

/// The least and greatest number that are written so.
fn rounded(value: Decimal) -> [Exact; 2] {
    let half = Exact::from(Decimal::new(5, (value.scale() + 1).min(28)));
    let value = Exact::from(value);
    [value.minus(&half), value.plus(&half)]
}

/// The least and greatest quotient of two rounded numbers, the second of which is above zero.
fn quotients(over: Decimal, under: Decimal, times: Decimal) -> Option<[Exact; 2]> {
    let (over, under, times) = (rounded(over), rounded(under), Exact::from(times));
    let [least, most] = &under;
    if least.sign() <= 0 {
        return None;
    }
    let all = over.iter().flat_map(|over| [over.over(least), over.over(most)]);
    let all: Option<Vec<Exact>> = all.map(|quotient| Some(quotient?.times(&times))).collect();
    let all = all?;
    Some([all.iter().min()?.clone(), all.iter().max()?.clone()])
}

/// A number, and from which distance others are a thousand times as large or as small.
struct Scale {
    base: Decimal,
    /// Absent where it would be too large to be written.
    thousandfold: Option<Decimal>,
}

impl Scale {
    fn of(base: Decimal) -> Self {
        let base = base.abs();
        Self { base, thousandfold: thousandfold(base) }
    }

    fn is_far(&self, value: Decimal) -> bool {
        let value = value.abs();
        if value.is_zero() {
            return false;
        }
        if value >= self.base {
            return self.thousandfold.is_some_and(|most| value >= most);
        }
        thousandfold(value).is_some_and(|value| value <= self.base)
    }
}

/// A thousand times the number, exactly.
fn thousandfold(value: Decimal) -> Option<Decimal> {
    let (mantissa, scale) = (value.mantissa(), value.scale());
    match scale.checked_sub(3) {
        Some(scale) => Decimal::try_from_i128_with_scale(mantissa, scale).ok(),
        None => {
            let factor = 10i128.checked_pow(3u32.checked_sub(scale)?)?;
            Decimal::try_from_i128_with_scale(mantissa.checked_mul(factor)?, 0).ok()
        }
    }
}

fn printed(bound: Bound, value: Decimal) -> String {
    format!("{}{value}", bound.sign())
}

/// Whether no value that the figure allows lies within the limits.
fn outside(figure: &Observation, limits: Limits) -> bool {
    if figure.bound == Bound::Exactly {
        return limits.min.is_some_and(|min| figure.value < min)
            || limits.max.is_some_and(|max| figure.value > max);
    }
    let end = |at: Decimal| End { at: Exact::from(at), closed: true };
    let allowed = Interval { low: limits.min.map(end), high: limits.max.map(end) };
    figure.interval().within(&allowed) == Some(false)
}

fn limits_text(limits: Limits) -> String {
    match (limits.min, limits.max) {
        (Some(min), Some(max)) => format!("[{min}, {max}]"),
        (Some(min), None) => format!("≥{min}"),
        (None, Some(max)) => format!("≤{max}"),
        (None, None) => String::new(),
    }
}

/// A level of 0 that is to be reached or exceeded, as if 0 stood for “not set”.
fn asks_for_zero(target: &Target) -> bool {
    let Value::Number(quantity) = target.promise().value() else { return false };
    let reached = matches!(quantity.bound(), Bound::Exactly | Bound::AtLeast | Bound::MoreThan);
    let level = target.form() != Form::Zero && Axes::of(target.form()).what == What::Level;
    reached && level && quantity.value().is_zero()
}

fn is_positive(figure: &Observation) -> bool {
    matches!(figure.bound, Bound::Exactly | Bound::AtLeast | Bound::MoreThan) && figure.value > Decimal::ZERO
}

/// Puts events in the order in which they became known; the rest of the key makes the order
/// independent of that of the rows.
pub(super) fn sort_events(events: &mut [Event], texts: &[String]) {
    let report = |event: &Event| match event.report {
        Reported::Reached(date) => (Some(date), None),
        Reported::Percent(share) => (None, Some((share, share.scale()))),
    };
    let source = |event: &Event| texts.get(event.source as usize);
    let span = |event: &Event| (event.period.end(), event.period.start(), event.period.frequency());
    events.sort_by(|a, b| {
        let first = (a.known_from, a.subject, span(a)).cmp(&(b.known_from, b.subject, span(b)));
        first.then_with(|| report(a).cmp(&report(b))).then_with(|| source(a).cmp(&source(b)))
    });
}

/// Reports events that stand twice, and drops one of them, and those that contradict each other.
pub(super) fn check_events(events: &mut Vec<Event>, plan: &Plan, diagnostics: &mut Diagnostics) {
    events.dedup_by(|b, a| {
        if (a.subject, a.period, a.known_from) != (b.subject, b.period, b.known_from) {
            return false;
        }
        let path = Path::root().key("observations").key(plan.id_of(a.subject).unwrap_or_default());
        let period = a.period.to_string();
        let same = a.report == b.report;
        let problem = if same {
            Problem::DuplicateObservation { period }
        } else {
            let (one, other) = (told(a.report), told(b.report));
            Problem::ConflictingObservation { period, one, other }
        };
        diagnostics.report(problem, path);
        same
    });
}

fn told(report: Reported) -> String {
    match report {
        Reported::Reached(date) => date.to_string(),
        Reported::Percent(share) => format!("{share}%"),
    }
}
