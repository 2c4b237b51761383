use crate::number::Exact;
use crate::plan::words::vocabulary;

vocabulary! {
    /// How scores of parts become one.
    RollBy {
        /// Their mean.
        Mean = "mean", "平均";
        /// Their mean, weighted by the weights of the parts.
        Weighted = "weighted", "加权平均";
        /// The least.
        Worst = "worst", "取最差";
        /// Their sum.
        Sum = "sum", "求和";
        /// Their weighted geometric mean; none of them may be negative.
        Geometric = "geometric", "几何平均";
    }
}

/// How the scores of the parts of a task, of a group or of the plan are rolled up.
///
/// Parts are the indicators of a task or group, in it directly, and the tasks and groups right below it with
/// their own scores. What is not assessed is no part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollUp {
    /// Whether shares of the way, each clamped to 0..1, are rolled up instead of scores.
    pub of_share: bool,
    /// How they become one.
    pub by: RollBy,
    /// How many of the worst are taken; `None`: all.
    pub worst: Option<u32>,
    /// What a part without a score counts for; `None`: it is left out, and listed.
    pub missing: Option<Exact>,
    /// The least share of the weight that must have a score.
    pub min_coverage: Option<Exact>,
}

impl Default for RollUp {
    /// The weighted mean of the scores there are.
    fn default() -> Self {
        Self { of_share: false, by: RollBy::Weighted, worst: None, missing: None, min_coverage: None }
    }
}
