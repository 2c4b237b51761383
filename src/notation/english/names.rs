//! What the names of indicators tell.

/// Words in names of which less is better.
const LESS_IS_BETTER: &[&str] = &[
    "mortality",
    "emission",
    "unemployment",
    "poverty",
    "wait",
    "time-to",
    "time to",
    "processing time",
    "completion time",
    "response time",
    "turnaround",
    "average time",
    "cost",
    "homeless",
    "death",
    "fatalit",
    "injur",
    "churn",
    "vacanc",
    "gap",
    "waste",
    "energy intensity",
    "energy consumption",
    "pollut",
    "pm2.5",
    "crime",
    "hunger",
    "malnutrition",
    "backlog",
    "error",
    "debt",
    "deficit",
    "dropout",
    "concentration",
    "complaint",
    "turnover rate",
    "attrition",
    "downtime",
    "latency",
    "absenteeism",
    "stunting",
    "overweight",
    "smok",
    "infection",
    "incidence",
    "prevalence",
    "carbon intensity",
    "water consumption",
    "consumption of",
    "leakage",
    "defect",
    "recidivism",
    "obesity",
    "use of force",
    "class size",
    "classes of",
    "times",
    "time taken",
    "time for",
    "time per",
    "time of",
    "delinquen",
    "delay",
    "default",
    "redefault",
    "accident",
    "spill",
    "loss",
    "duration",
];

/// Words in names that have less of something as their purpose, or count what is done about it.
const MORE_IS_BETTER: &[&str] = &[
    "benefit",
    "covered",
    "screen",
    "prevent",
    "capture",
    "avoid",
    "reduction",
    "treated",
    "recover",
    "trained",
    "clients",
    "lifted",
    "first-time",
    "on time",
    "on-time",
    "full-time",
    "timely",
    "recycl",
    "support",
    "completed",
    "training",
    "uptime",
    "zero",
    "low-emission",
    "share of",
    "proportion of",
    "percentage of",
    "clean",
    "reduced",
    "survival",
    "within",
    "real-time",
    "effective",
    "storage",
    "funding",
    "investment",
    "saved",
];

/// Names that are growth rates themselves.
const GROWS: &[&str] = &[
    "gdp",
    "economy",
    "economic",
    "cpi",
    "inflation",
    "consumer price",
    "output",
    "income",
    "trade",
    "imports",
    "exports",
    "retail sales",
    "r&d",
    "value added",
];

/// Whether less is better, going by the name.
pub(super) fn less_is_better(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    (has(LESS_IS_BETTER) || name.ends_with(" time") || name == "time") && !has(MORE_IS_BETTER)
}

/// Whether it grows year by year, where no base is named.
pub(super) fn grows_yearly(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    GROWS.iter().any(|word| name.contains(word))
}

/// Whether the name is that of a share, which may rise by per cent or by points.
pub(super) fn is_share(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["proportion", "percent", "share of", "share in", "percentage", "ratio of", "the share"]
        .iter()
        .any(|word| name.starts_with(word))
}
