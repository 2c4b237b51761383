//! Scores of parts, rolled up into one.

use crate::known::{Known, Reason};
use crate::number::{Estimate, Exact};
use crate::policy::{Points, RollBy, RollUp};

/// A part and what it scores.
#[derive(Clone, Debug)]
pub(super) struct ScoredPart {
    pub(super) of: Scored,
    pub(super) weight: Exact,
    pub(super) points: Known<Points>,
    /// The share of its own weight that has a score.
    pub(super) coverage: Exact,
}

/// What has a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scored {
    /// An indicator, by its index.
    Indicator(usize),
    /// A task, by its index.
    Task(usize),
    /// A group, by its index.
    Group(usize),
}

/// The score of a task, of a group or of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct RolledScore {
    /// The points.
    pub points: Known<Points>,
    /// The weight of the parts that have a score ÷ the weight of all; a task or group counts with its own
    /// coverage.
    pub coverage: Exact,
    /// The parts that have none, and why. They were left out, or counted as the policy says.
    pub without: Vec<(Scored, Reason)>,
    /// Whether nothing here could have a score.
    pub is_empty: bool,
}

pub(super) fn rolled(rule: &RollUp, parts: Vec<ScoredPart>) -> RolledScore {
    let weighted = matches!(rule.by, RollBy::Weighted | RollBy::Geometric);
    let (mut all, mut known) = (Exact::ZERO, Exact::ZERO);
    let is_empty = parts.is_empty();
    let (mut taken, mut without) = (Vec::new(), Vec::new());
    for part in parts {
        let weight = if weighted { part.weight } else { Exact::ONE };
        all = all.plus(&weight);
        match part.points {
            Ok(points) => {
                known = known.plus(&weight.times(&part.coverage));
                taken.push((weight, points));
            }
            Err(reason) => {
                without.push((part.of, reason));
                if let Some(points) = &rule.missing {
                    taken.push((weight, Points::Exact(points.clone())));
                }
            }
        }
    }
    let coverage = known.over(&all).unwrap_or(Exact::ZERO);
    let covered = rule.min_coverage.as_ref().is_none_or(|least| coverage >= *least);
    let points = match () {
        () if is_empty => Err(Reason::NoParts),
        () if !covered => Err(Reason::LowCoverage),
        () => one(rule, taken),
    };
    RolledScore { points, coverage, without, is_empty }
}

/// The points of those that are taken.
fn one(rule: &RollUp, mut taken: Vec<(Exact, Points)>) -> Known<Points> {
    let least = match rule.by {
        RollBy::Worst => Some(1),
        _ => rule.worst,
    };
    if let Some(least) = least {
        let mut floats = Vec::with_capacity(taken.len());
        for (_, points) in &taken {
            floats.push(points.estimate()?);
        }
        let all_exact = taken.iter().all(|(_, points)| matches!(points, Points::Exact(_)));
        let mut order: Vec<usize> = (0..taken.len()).collect();
        order.sort_by(|one, other| match (taken.get(*one), taken.get(*other)) {
            (Some((_, Points::Exact(one))), Some((_, Points::Exact(other)))) if all_exact => one.cmp(other),
            _ => floats.get(*one).cmp(&floats.get(*other)),
        });
        order.truncate(least as usize);
        // The others stay in their order, so that sums of estimates do.
        order.sort_unstable();
        taken = order.into_iter().filter_map(|place| taken.get(place).cloned()).collect();
    }
    if taken.is_empty() {
        return Err(Reason::NoScore);
    }
    let exact: Option<Vec<(&Exact, &Exact)>> = taken
        .iter()
        .map(|(weight, points)| match points {
            Points::Exact(points) => Some((weight, points)),
            Points::Estimate(_) => None,
        })
        .collect();
    match exact {
        Some(exact) if rule.by != RollBy::Geometric => of_exact(rule.by, &exact).map(Points::Exact),
        _ => of_estimates(rule.by, &taken).map(Points::Estimate),
    }
}

fn of_exact(by: RollBy, parts: &[(&Exact, &Exact)]) -> Known<Exact> {
    let sum = |each: fn(&Exact, &Exact) -> Exact| {
        parts.iter().fold(Exact::ZERO, |sum, (weight, points)| sum.plus(&each(weight, points)))
    };
    let weighted = sum(|weight, points| weight.times(points));
    match by {
        RollBy::Sum => Ok(sum(|_, points| points.clone())),
        _ => weighted.over(&sum(|weight, _| weight.clone())).ok_or(Reason::NoScore),
    }
}

fn of_estimates(by: RollBy, parts: &[(Exact, Points)]) -> Known<Estimate> {
    let (mut weights, mut sum, mut logs, mut plain) = (0.0, 0.0, 0.0, 0.0);
    let mut is_zero = false;
    for (weight, points) in parts {
        let weight = weight.to_estimate().ok_or(Reason::OutOfRange)?.value();
        let points = points.estimate()?.value();
        weights += weight;
        plain += points;
        sum += weight * points;
        if by == RollBy::Geometric {
            match points {
                points if points < 0.0 => return Err(Reason::Sign),
                points if points > 0.0 => logs += weight * libm::log(points),
                _ => is_zero |= weight > 0.0,
            }
        }
    }
    let value = match by {
        RollBy::Sum => plain,
        RollBy::Geometric if is_zero => 0.0,
        RollBy::Geometric => libm::exp(logs / weights),
        _ => sum / weights,
    };
    Estimate::new(value).ok_or(Reason::NoScore)
}
