//! What the targets of children guarantee together: arithmetic of intervals, exact, with open and closed ends.

use std::cmp::Ordering;

use crate::number::{End, Exact, Interval};

/// What a child promises.
#[derive(Clone, Debug)]
pub(super) enum Pledge {
    /// Values in this range.
    Known(Interval),
    /// Nothing that could be counted on, but what its figures can be at all.
    Open(Interval),
}

/// How the values of the children make one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joined {
    /// Their sum.
    Sum,
    /// Their mean, by weights.
    Mean,
    /// Their mean, by weights that nobody states: it lies somewhere between the least and the greatest.
    AnyMean,
    /// All of them, each for itself.
    Each,
    /// The greatest.
    Greatest,
    /// Their product; none of them is negative.
    Product,
}

/// Whether something holds for every possible value, for none, or not known.
pub(super) type Holds = Option<bool>;

/// What children guarantee together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Guarantee {
    /// Whether it lies within what is needed.
    pub(super) holds: Holds,
    /// What the children that promise a number come to.
    pub(super) promised: Interval,
    /// By how much the nearer end lies within what is needed; negative outside.
    pub(super) slack: Option<Exact>,
}

/// Where values begin, counted from below.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Low {
    /// Nothing bounds them.
    Unbounded,
    At(End),
    /// As high as one likes.
    Free,
}

impl Low {
    fn of(end: Option<End>) -> Self {
        end.map_or(Self::Unbounded, Self::At)
    }

    fn end(self) -> Option<End> {
        match self {
            Self::At(end) => Some(end),
            Self::Unbounded | Self::Free => None,
        }
    }

    /// Whether all values from here on lie at or above the lower end of what is needed.
    fn reaches(&self, needed: &Option<End>) -> bool {
        match (self, needed) {
            (_, None) | (Self::Free, _) => true,
            (Self::Unbounded, Some(_)) => false,
            (Self::At(own), Some(needed)) => match own.at.cmp(&needed.at) {
                Ordering::Greater => true,
                Ordering::Equal => needed.closed || !own.closed,
                Ordering::Less => false,
            },
        }
    }
}

/// What pledges with weights guarantee of a value that is needed within bounds. The weights count for means.
pub(super) fn guarantee(joined: Joined, pledges: &[(Pledge, Exact)], needed: &Interval) -> Guarantee {
    let below = side(joined, pledges, &needed.low);
    let turned = negated_all(pledges);
    // The values above, with their signs turned, are the values below.
    let from_above = match joined {
        Joined::Greatest => Joined::Each,
        joined => joined,
    };
    let above = match joined {
        Joined::Product => product_above(pledges, &needed.high),
        _ => side(from_above, &turned, &negated_end(&needed.high)).turned(),
    };
    let holds = match (below.holds, above.holds) {
        (Some(true), Some(true)) => Some(true),
        (Some(false), _) | (_, Some(false)) => Some(false),
        _ => None,
    };
    let slack = match (below.slack, above.slack) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    // What nobody asks about is no less true: a sum of lower bounds has no upper one.
    let promised = Interval { low: below.promised, high: above.promised };
    Guarantee { holds, promised, slack }
}

struct Side {
    holds: Holds,
    promised: Option<End>,
    slack: Option<Exact>,
}

impl Side {
    /// The same for values whose signs were turned.
    fn turned(self) -> Self {
        Self { promised: negated_end(&self.promised), ..self }
    }
}

/// The lower side: what is surely reached, and what could be reached if those that promise nothing promised as
/// much as they can.
fn side(joined: Joined, pledges: &[(Pledge, Exact)], needed: &Option<End>) -> Side {
    let surely = |(pledge, weight): &(Pledge, Exact)| match pledge {
        Pledge::Known(range) | Pledge::Open(range) => (Low::of(range.low.clone()), weight.clone()),
    };
    let at_best = |(pledge, weight): &(Pledge, Exact)| match pledge {
        Pledge::Known(range) => (Low::of(range.low.clone()), weight.clone()),
        Pledge::Open(range) => (range.high.clone().map_or(Low::Free, Low::At), weight.clone()),
    };
    let known = pledges.iter().filter(|(pledge, _)| matches!(pledge, Pledge::Known(_)));
    let low = lowest(joined, pledges.iter().map(surely));
    let best = match joined {
        Joined::AnyMean => lowest(Joined::Greatest, pledges.iter().map(at_best)),
        joined => lowest(joined, pledges.iter().map(at_best)),
    };
    let holds = match (low.reaches(needed), best.reaches(needed)) {
        (true, _) => Some(true),
        (false, false) => Some(false),
        (false, true) => None,
    };
    let slack = match (&low, needed) {
        (Low::At(own), Some(needed)) => Some(own.at.minus(&needed.at)),
        _ => None,
    };
    Side { holds, promised: lowest(joined, known.map(surely)).end(), slack }
}

/// The lower end of what values with these lower ends come to.
fn lowest(joined: Joined, lows: impl Iterator<Item = (Low, Exact)>) -> Low {
    match joined {
        Joined::Sum => added(lows.map(|(low, _)| (low, Exact::ONE)), false),
        Joined::Mean => added(lows, true),
        Joined::AnyMean | Joined::Each => least(lows.map(|(low, _)| low)),
        Joined::Greatest => greatest(lows.map(|(low, _)| low)),
        Joined::Product => product(lows.map(|(low, _)| low)),
    }
}

fn added(lows: impl Iterator<Item = (Low, Exact)>, mean: bool) -> Low {
    let (mut sum, mut weights, mut closed, mut free) = (Exact::ZERO, Exact::ZERO, true, false);
    let mut any = false;
    for (low, weight) in lows {
        any = true;
        match low {
            Low::Unbounded => return Low::Unbounded,
            Low::Free => free = true,
            Low::At(end) => {
                sum = sum.plus(&end.at.times(&weight));
                weights = weights.plus(&weight);
                closed &= end.closed;
            }
        }
    }
    match (any, free, mean) {
        (false, ..) => Low::Unbounded,
        (_, true, _) => Low::Free,
        (_, _, false) => Low::At(End { at: sum, closed }),
        // Weights are positive.
        (_, _, true) => sum.over(&weights).map_or(Low::Unbounded, |at| Low::At(End { at, closed })),
    }
}

fn least(lows: impl Iterator<Item = Low>) -> Low {
    let mut found: Option<Low> = None;
    for low in lows {
        found = Some(match (found, low) {
            (None | Some(Low::Free), low) => low,
            (Some(Low::Unbounded), _) | (_, Low::Unbounded) => return Low::Unbounded,
            (Some(own), Low::Free) => own,
            (Some(Low::At(own)), Low::At(other)) => Low::At(match own.at.cmp(&other.at) {
                Ordering::Less => own,
                Ordering::Greater => other,
                Ordering::Equal => End { closed: own.closed || other.closed, ..own },
            }),
        });
    }
    found.unwrap_or(Low::Unbounded)
}

fn greatest(lows: impl Iterator<Item = Low>) -> Low {
    let mut found = Low::Unbounded;
    for low in lows {
        found = match (found, low) {
            (Low::Free, _) | (_, Low::Free) => Low::Free,
            (Low::Unbounded, low) => low,
            (own, Low::Unbounded) => own,
            (Low::At(own), Low::At(other)) => Low::At(match own.at.cmp(&other.at) {
                Ordering::Less => other,
                Ordering::Greater => own,
                // More than 5 and at least 5: the greater of both is more than 5.
                Ordering::Equal => End { closed: own.closed && other.closed, ..own },
            }),
        };
    }
    found
}

/// The product of two ends of factors that are not negative. Nothing times anything is nothing: one factor that can
/// be nothing is enough for the product to be so.
fn times(one: &End, other: &End) -> End {
    let closed = match (one.at.sign() == 0, other.at.sign() == 0) {
        (false, false) => one.closed && other.closed,
        (true, false) => one.closed,
        (false, true) => other.closed,
        (true, true) => one.closed || other.closed,
    };
    End { at: one.at.times(&other.at), closed }
}

/// Of factors that are not negative: one without a lower end may be nothing.
fn product(lows: impl Iterator<Item = Low>) -> Low {
    let nothing = End { at: Exact::ZERO, closed: true };
    let (mut found, mut free) = (End { at: Exact::ONE, closed: true }, false);
    for low in lows {
        let end = match low {
            Low::Free => {
                free = true;
                continue;
            }
            Low::At(end) if end.at.sign() >= 0 => end,
            Low::At(_) | Low::Unbounded => nothing.clone(),
        };
        found = times(&found, &end);
    }
    if free && found.at.sign() > 0 { Low::Free } else { Low::At(found) }
}

/// The upper side of a product. Of factors that nobody promised, one may be nothing at best.
fn product_above(pledges: &[(Pledge, Exact)], needed: &Option<End>) -> Side {
    let (mut sure, mut known) = (Some(End { at: Exact::ONE, closed: true }), None::<Option<End>>);
    let mut open = false;
    let times = |one: Option<End>, other: &Option<End>| match (one, other) {
        (Some(one), Some(other)) => Some(times(&one, other)),
        // However large the other is.
        (Some(nothing), None) if nothing.at.sign() == 0 => Some(nothing),
        (None, Some(nothing)) if nothing.at.sign() == 0 => Some(nothing.clone()),
        _ => None,
    };
    for (pledge, _) in pledges {
        match pledge {
            Pledge::Known(range) => {
                sure = times(sure, &range.high);
                known = Some(match known {
                    None => range.high.clone(),
                    Some(before) => times(before, &range.high),
                });
            }
            Pledge::Open(range) => {
                open = true;
                sure = times(sure, &range.high);
            }
        }
    }
    let within = |end: &End, needed: &End| match end.at.cmp(&needed.at) {
        Ordering::Less => true,
        Ordering::Equal => needed.closed || !end.closed,
        Ordering::Greater => false,
    };
    let holds = match (&sure, needed) {
        (_, None) => Some(true),
        (Some(end), Some(needed)) if within(end, needed) => Some(true),
        _ if open => None,
        _ => Some(false),
    };
    let slack = match (&sure, needed) {
        (Some(end), Some(needed)) => Some(needed.at.minus(&end.at)),
        _ => None,
    };
    Side { holds, promised: known.flatten(), slack }
}

fn negated_end(end: &Option<End>) -> Option<End> {
    end.as_ref().map(|end| End { at: end.at.negated(), closed: end.closed })
}

fn negated(range: &Interval) -> Interval {
    Interval { low: negated_end(&range.high), high: negated_end(&range.low) }
}

fn negated_all(pledges: &[(Pledge, Exact)]) -> Vec<(Pledge, Exact)> {
    let turned = |(pledge, weight): &(Pledge, Exact)| {
        let pledge = match pledge {
            Pledge::Known(range) => Pledge::Known(negated(range)),
            Pledge::Open(range) => Pledge::Open(negated(range)),
        };
        (pledge, weight.clone())
    };
    pledges.iter().map(turned).collect()
}
