use super::Weights;

/// How a series is carried on into the future.
///
/// The first four start at the base, as official methods do: they go to the current value, or fit a line
/// through the figures between. The others, from [`Method::Auto`] on, are forecasts, and read the whole series
/// that is known. Lines describe what was; as forecasts of indicators they are worse than no change.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum Method {
    /// The yearly rate that leads from the base to the current value (CAGR).
    EndpointGeometric,
    /// The yearly change that leads from the base to the current value.
    EndpointLinear,
    /// A straight line by least squares (Legendre, 1805).
    LeastSquares(Weights),
    /// A straight line of the logarithms by least squares: an average annual rate of change (UNICEF, 2007).
    LogLeastSquares(Weights),
    /// The forecasting rule: the last value, moved by a part of the usual growth that is the smaller the more
    /// the growth varies. The chapter on projections in the guide has its formula.
    #[default]
    Auto,
    /// The last value goes on.
    LastValue,
    /// The mean of the last so many changes goes on from the last value.
    MeanChange(u32),
    /// The mean of all changes goes on from the last value: the random walk with drift (Box & Jenkins, 1970).
    Drift,
    /// The median of the slopes between all pairs of points (Theil, 1950; Sen, 1968).
    TheilSen,
    /// Exponential smoothing with a damped trend (Gardner & McKenzie, 1985).
    HoltDamped,
    /// Exponential smoothing with half the slope of least squares (Assimakopoulos & Nikolopoulos, 2000).
    Theta,
    /// Theta of the logarithms.
    LogTheta,
}

/// A test whether a series has a trend.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum TrendTest {
    /// By Spearman's rank correlation (Spearman, 1904).
    #[default]
    Spearman,
    /// By the signs of all differences (Mann, 1945; Kendall, 1975).
    MannKendall,
}

impl TrendTest {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Spearman, Self::MannKendall];

    /// Its name in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Spearman => "spearman",
            Self::MannKendall => "mann_kendall",
        }
    }
}

impl Method {
    /// All of them, with weights and numbers at their defaults.
    pub const ALL: &'static [Self] = &[
        Self::Auto,
        Self::LastValue,
        Self::MeanChange(3),
        Self::Drift,
        Self::EndpointLinear,
        Self::EndpointGeometric,
        Self::LeastSquares(Weights::Uniform),
        Self::LogLeastSquares(Weights::Uniform),
        Self::TheilSen,
        Self::HoltDamped,
        Self::Theta,
        Self::LogTheta,
    ];

    /// Its name in files, without weights and numbers.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::EndpointGeometric => "endpoint_geometric",
            Self::EndpointLinear => "endpoint_linear",
            Self::LeastSquares(_) => "least_squares",
            Self::LogLeastSquares(_) => "log_least_squares",
            Self::Auto => "auto",
            Self::LastValue => "last_value",
            Self::MeanChange(_) => "mean_change",
            Self::Drift => "drift",
            Self::TheilSen => "theil_sen",
            Self::HoltDamped => "holt_damped",
            Self::Theta => "theta",
            Self::LogTheta => "log_theta",
        }
    }

    /// The method with this name, with weights and numbers at their defaults.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|method| method.word() == word)
    }

    /// Whether it reads the figures from the base to the current value, rather than the whole series.
    #[must_use]
    pub fn starts_at_base(self) -> bool {
        matches!(
            self,
            Self::EndpointGeometric | Self::EndpointLinear | Self::LeastSquares(_) | Self::LogLeastSquares(_)
        )
    }
}
