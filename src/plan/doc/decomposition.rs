//! The documents of decompositions (分解) and of what delegated targets resolve against.

document! {
    /// A decomposition of an indicator: its children, and the rule by which they make it up.
    DecompositionDoc {
        /// Its id, unique within the indicator.
        id: String,
        /// What it is split by (区县、行业), in words of your own.
        axis: Option<String>,
        /// The rule: a word of [`Rule`](crate::plan::Rule).
        rule: String,
        /// The id of the target that is decomposed; the only one, or the only one that is counted, if not said.
        target: Option<String>,
        /// The version of the target that it was decomposed from; the newest if not said.
        version: Option<String>,
        /// The children.
        children: Vec<ChildDoc>,
        /// Where the figures of the indicator come from: `own` (the default), or `children`.
        figures: Option<String>,
        /// Whether there are more children than the plan names (`true` or `false`).
        open_ended: Option<String>,
    }
}

document! {
    /// A child of a decomposition: an indicator of this plan or of another, and its target.
    ChildDoc {
        /// The id of the plan; this one if not said.
        plan: Option<String>,
        /// The id of the indicator.
        indicator: String,
        /// The id of its target. If not said: the one of the same form and due date, or the only one.
        target: Option<String>,
        /// Its weight, for `weighted_mean`.
        weight: Option<String>,
    }
}

document! {
    /// The target of a plan above that a delegated target resolves against.
    AboveDoc {
        /// The id of the plan; the one that the plan names as `above` if not said.
        plan: Option<String>,
        /// The id of the indicator; the same as here if not said.
        indicator: Option<String>,
        /// The id of the target; the same as here if not said.
        target: Option<String>,
    }
}

impl DecompositionDoc {
    /// A decomposition by a rule (a word of [`Rule`](crate::plan::Rule)), without children yet.
    #[must_use]
    pub fn new(id: &str, rule: &str) -> Self {
        Self { id: id.into(), rule: rule.into(), ..Self::default() }
    }
}

impl ChildDoc {
    /// An indicator of another plan.
    #[must_use]
    pub fn new(plan: &str, indicator: &str) -> Self {
        Self { plan: Some(plan.into()), indicator: indicator.into(), ..Self::default() }
    }
}
