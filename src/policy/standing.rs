use crate::plan::words::vocabulary;

vocabulary! {
    /// How things stand. The first six are ordered, worst first; the last two stand beside the order.
    Standing {
        /// It was due, was observed, and is not met.
        Missed = "missed", "未完成";
        /// It moves away from its goal.
        Regressing = "regressing", "倒退";
        /// It is far from where it should be.
        OffTrack = "off_track", "滞后";
        /// It is not quite where it should be.
        AtRisk = "at_risk", "有风险";
        /// It is where it should be.
        OnTrack = "on_track", "达到进度";
        /// It is met: at its due date, for good, or ahead of it.
        Attained = "attained", "已完成";
        /// The question has no answer yet.
        Undetermined = "undetermined", "无法判定";
        /// There is nothing to judge.
        NotAssessed = "not_assessed", "不评估";
    }
}

impl Standing {
    /// Whether it is on track or attained.
    #[must_use]
    pub fn is_good(self) -> bool {
        matches!(self, Self::OnTrack | Self::Attained)
    }

    /// Whether it is an answer: one of the ordered six.
    #[must_use]
    pub fn is_determined(self) -> bool {
        !matches!(self, Self::Undetermined | Self::NotAssessed)
    }
}

vocabulary! {
    /// What an outcome is a statement about.
    OutcomeKind {
        /// What happened: it may rest on exact facts alone.
        Fact = "fact", "事实";
        /// What is to be expected: it may rest on estimates too.
        Outlook = "outlook", "展望";
    }
}
