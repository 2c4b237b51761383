//! The plain document of a what-if.

use crate::plan::TargetValueDoc;

/// The value of `format` in a what-if.
pub const WHAT_IF_FORMAT: &str = "attainment/what-if@1";

#[cfg(feature = "serde")]
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Declares a document structure; all fields are public and may be left at their defaults.
macro_rules! document {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident : $type:ty,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize))]
        pub struct $name {
            $(
                $(#[$field_doc])*
                #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
                pub $field: $type,
            )+
        }
    };
}

document! {
    /// A what-if: `format: attainment/what-if@1`. It is read from a file, or built in code, and laid over a plan by
    /// [`WhatIf::apply`].
    WhatIf {
        /// Always `attainment/what-if@1`.
        format: String,
        /// Its title.
        title: Option<String>,
        /// A remark.
        note: Option<String>,
        /// Figures that are assumed.
        figures: Vec<AssumedFigureDoc>,
        /// Milestones that are assumed to be reached.
        milestones: Vec<AssumedMilestoneDoc>,
        /// Targets that are moved.
        targets: Vec<AssumedTargetDoc>,
        /// Tasks and milestones that are put off.
        delays: Vec<DelayDoc>,
    }
}

document! {
    /// A figure that is assumed. It takes the place of what is reported for the period.
    AssumedFigureDoc {
        /// The id of the indicator.
        indicator: String,
        /// The period.
        period: String,
        /// The value, as data would print it.
        value: String,
        /// Why.
        why: Option<String>,
    }
}

document! {
    /// A milestone that is assumed to be reached.
    AssumedMilestoneDoc {
        /// The id of the milestone.
        id: String,
        /// The day; the last one on which it is in time, if not said.
        reached: Option<String>,
        /// Why.
        why: Option<String>,
    }
}

document! {
    /// A target that is moved: to another value, to another due period, or both.
    AssumedTargetDoc {
        /// The id of the indicator.
        indicator: String,
        /// The id of the target.
        target: String,
        /// The other value, compared as its fields say.
        #[cfg_attr(feature = "serde", serde(flatten))]
        value: TargetValueDoc,
        /// The other due period.
        due: Option<String>,
        /// Why.
        why: Option<String>,
    }
}

document! {
    /// A task that ends, or a milestone that falls due, in another period.
    DelayDoc {
        /// The id of the task or milestone.
        id: String,
        /// The period at whose end it ends or falls due.
        to: String,
        /// Why.
        why: Option<String>,
    }
}

impl WhatIf {
    /// Nothing assumed yet.
    #[must_use]
    pub fn new() -> Self {
        Self { format: WHAT_IF_FORMAT.into(), ..Self::default() }
    }

    /// With a title, which reports tell.
    #[must_use]
    pub fn title(mut self, title: &str) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Assumes a figure of an indicator for a period, in the place of what is reported for it.
    #[must_use]
    pub fn assume(mut self, indicator: &str, period: &str, value: &str) -> Self {
        let [indicator, period, value] = [indicator, period, value].map(str::to_owned);
        self.figures.push(AssumedFigureDoc { indicator, period, value, why: None });
        self
    }

    /// Assumes that a milestone was reached on a day, `2024-05-20`.
    #[must_use]
    pub fn reach(mut self, milestone: &str, day: &str) -> Self {
        let reached = Some(day.to_owned());
        self.milestones.push(AssumedMilestoneDoc { id: milestone.into(), reached, why: None });
        self
    }

    /// Moves a target to another value.
    ///
    /// ```
    /// use attainment::plan::TargetValueDoc;
    /// use attainment::what_if::WhatIf;
    /// let value = TargetValueDoc { at_least: Some("4.8".into()), ..TargetValueDoc::default() };
    /// let what_if = WhatIf::new().move_target("rd", "t2025", value);
    /// assert_eq!(what_if.targets.len(), 1);
    /// ```
    #[must_use]
    pub fn move_target(mut self, indicator: &str, target: &str, value: TargetValueDoc) -> Self {
        let [indicator, target] = [indicator, target].map(str::to_owned);
        self.targets.push(AssumedTargetDoc { indicator, target, value, ..AssumedTargetDoc::default() });
        self
    }

    /// Moves a target to another due period.
    #[must_use]
    pub fn move_due(mut self, indicator: &str, target: &str, due: &str) -> Self {
        let [indicator, target] = [indicator, target].map(str::to_owned);
        let due = Some(due.to_owned());
        self.targets.push(AssumedTargetDoc { indicator, target, due, ..AssumedTargetDoc::default() });
        self
    }

    /// Puts the end of a task, or the due period of a milestone, off to another period.
    #[must_use]
    pub fn delay_task(mut self, id: &str, to: &str) -> Self {
        self.delays.push(DelayDoc { id: id.into(), to: to.into(), why: None });
        self
    }
}
