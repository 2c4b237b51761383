//! What an indicator is decomposed into (分解), and what a delegated target resolves against: links to other
//! plans by their ids. [`Plans`](crate::levels::Plans) follows them.

use rust_decimal::Decimal;

use super::words::vocabulary;
use super::{Indicator, Plan, Target};

vocabulary! {
    /// How the children of a decomposition make up the parent.
    #[non_exhaustive]
    Rule {
        /// The values of the children add up to that of the parent.
        Sum = "sum", "合计";
        /// The weighted mean of the children is the value of the parent.
        WeightedMean = "weighted_mean", "加权平均";
        /// Each child is to satisfy what the parent asks for.
        Each = "each", "各自达到";
        /// The greatest of the children is the value of the parent.
        Maximum = "maximum", "取最大";
        /// The children are the years of the parent's window, whose changes are compounded.
        Compounded = "compounded", "逐年累乘";
        /// The child stands in for the parent, and is not comparable with it.
        Proxy = "proxy", "替代指标";
    }
}

vocabulary! {
    /// Where the figures of an indicator come from.
    #[non_exhaustive]
    FiguresFrom {
        /// They are reported.
        Own = "own", "本级报送";
        /// They are made of those of the children.
        Children = "children", "下级汇总";
    }
}

/// A decomposition of an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decomposition {
    pub(crate) id: String,
    pub(crate) axis: Option<String>,
    pub(crate) rule: Rule,
    pub(crate) target: Option<usize>,
    pub(crate) version: Option<String>,
    pub(crate) children: Vec<Child>,
    pub(crate) figures: FiguresFrom,
    pub(crate) open_ended: bool,
}

impl Decomposition {
    /// Its id, unique within the indicator.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What it is split by (区县、行业), in the words of the plan.
    #[must_use]
    pub fn axis(&self) -> Option<&str> {
        self.axis.as_deref()
    }

    /// The rule by which the children make up the parent.
    #[must_use]
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// The index of the target that is decomposed; `None` if the indicator has none.
    #[must_use]
    pub fn target(&self) -> Option<usize> {
        self.target
    }

    /// The id of the version that it was decomposed from, if the plan says.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// The children, in the order of the document.
    #[must_use]
    pub fn children(&self) -> &[Child] {
        &self.children
    }

    /// Where the figures of the indicator come from.
    #[must_use]
    pub fn figures(&self) -> FiguresFrom {
        self.figures
    }

    /// Whether there are more children than the plan names (等). They are not known, and never count as zero.
    #[must_use]
    pub fn is_open_ended(&self) -> bool {
        self.open_ended
    }

    /// Whether the children have weights: all of them, or none.
    pub(crate) fn is_weighted(&self) -> bool {
        self.children.iter().all(|child| child.weight.is_some())
    }
}

/// A child of a decomposition, as the plan names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Child {
    pub(crate) plan: Option<String>,
    pub(crate) indicator: String,
    pub(crate) target: Option<String>,
    pub(crate) weight: Option<Decimal>,
}

impl Child {
    /// The id of its plan; `None` for the plan that names it.
    #[must_use]
    pub fn plan(&self) -> Option<&str> {
        self.plan.as_deref()
    }

    /// The id of the indicator.
    #[must_use]
    pub fn indicator(&self) -> &str {
        &self.indicator
    }

    /// The id of its target, if the plan names one.
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        self.target.as_deref()
    }

    /// Its weight, if the plan gives weights.
    #[must_use]
    pub fn weight(&self) -> Option<Decimal> {
        self.weight
    }
}

/// The target of a plan above that a delegated target resolves against, as the plan names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Above {
    pub(crate) plan: Option<String>,
    pub(crate) indicator: Option<String>,
    pub(crate) target: Option<String>,
}

impl Above {
    /// The id of the plan; `None` for the one that the plan names as above.
    #[must_use]
    pub fn plan(&self) -> Option<&str> {
        self.plan.as_deref()
    }

    /// The id of the indicator; `None` for the id of the target's own.
    #[must_use]
    pub fn indicator(&self) -> Option<&str> {
        self.indicator.as_deref()
    }

    /// The id of the target; `None` for its own.
    #[must_use]
    pub fn target(&self) -> Option<&str> {
        self.target.as_deref()
    }
}

impl Indicator {
    /// What it is decomposed into.
    #[must_use]
    pub fn decompositions(&self) -> &[Decomposition] {
        &self.decomposed
    }
}

/// The one target of all, or the only one that is counted.
pub(crate) fn only_target(targets: &[Target]) -> Option<usize> {
    let mut counted = targets.iter().enumerate().filter(|(_, target)| target.firmness.is_counted());
    match (targets.len(), counted.next(), counted.next()) {
        (1, ..) => Some(0),
        (_, Some((first, _)), None) => Some(first),
        _ => None,
    }
}

impl Plan {
    /// Whether it refers to other plans, or decomposes its indicators: then [`Plans`](crate::levels::Plans) has
    /// something to link.
    #[must_use]
    pub fn has_links(&self) -> bool {
        let links = |target: &Target| target.above.is_some();
        self.above.is_some()
            || self.indicators.iter().any(|own| !own.decomposed.is_empty() || own.targets.iter().any(links))
    }
}
