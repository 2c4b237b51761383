use super::{Fact, FactType, FactUnit};
use crate::measure::Carry;
use crate::number::Exact;
use crate::project::{Level, Method, TrendTest};
use crate::trajectory::Path;

/// A formula of the catalogue with its arguments: what a measure of a policy asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    /// The fact.
    pub fact: Fact,
    /// How the target is looked at: the index among the lenses of the policy.
    pub lens: usize,
    /// What the formula leaves open.
    pub arguments: Arguments,
}

/// What the formulas leave open. Each formula takes some of them, see [`Fact::takes`]; `per` and `places`
/// belong to every number.
#[derive(Clone, Debug, PartialEq)]
pub struct Arguments {
    /// The path from base to goal.
    pub path: Path,
    /// How the series is carried on; `None` for the [default of the fact](Fact::default_trend).
    pub trend: Option<Method>,
    /// The probability that an interval holds.
    pub level: Level,
    /// The test of a trend.
    pub test: TrendTest,
    /// What is carried over from year to year.
    pub carry: Carry,
    /// The months of a window.
    pub window: u32,
    /// The input that is the natural limit: the index among the policy's inputs.
    pub limit: Option<usize>,
    /// The input that the number is divided by: the index among the policy's inputs.
    pub per: Option<usize>,
    /// The decimal places to which a number is rounded before it is compared, half away from zero.
    pub places: Option<u32>,
}

impl Default for Arguments {
    /// A straight path, the trend that is usual for the fact, 95 per cent, no surplus carried over, twelve months.
    fn default() -> Self {
        Self {
            path: Path::Linear,
            trend: None,
            level: Level::DEFAULT,
            test: TrendTest::Spearman,
            carry: Carry { excess: Exact::ONE, surplus: Exact::ZERO },
            window: 12,
            limit: None,
            per: None,
            places: None,
        }
    }
}

impl Formula {
    /// A fact without arguments, seen through the policy's own lens.
    #[must_use]
    pub fn plain(fact: Fact) -> Self {
        Self { fact, lens: 0, arguments: Arguments::default() }
    }

    /// How the series is carried on.
    #[must_use]
    pub fn trend(&self) -> Method {
        self.arguments.trend.unwrap_or(self.fact.default_trend())
    }

    /// The type of its values: on a path that needs roots or logarithms, an estimate.
    #[must_use]
    pub fn kind(&self) -> FactType {
        let takes_path = self.fact.takes().contains(&super::Argument::Path);
        match self.fact.kind() {
            FactType::Exact if takes_path && !self.arguments.path.is_exact() => FactType::Estimate,
            kind => kind,
        }
    }

    /// The unit of its values: a number divided by an input is a ratio.
    #[must_use]
    pub fn unit(&self) -> FactUnit {
        if self.arguments.per.is_some() { FactUnit::Share } else { self.fact.unit() }
    }
}
