use crate::plan::words::vocabulary;

vocabulary! {
    /// Which base progress is measured from.
    BaseChoice {
        /// The baseline that the plan states.
        Plan = "plan", "规划基期值";
        /// The figure of the series for the period of the baseline, or for the plan's base period.
        Series = "series", "实际基期值";
    }
}
