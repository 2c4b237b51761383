use super::declare::declare;

declare! {
    /// A fact about the parts of a task, of a group or of the plan: what the tables `task` and `group` of
    /// a policy read.
    PartFact {
        /// The number of parts.
        Parts = "parts", "项数", Exact, Count,
            "indicators with a target and milestones, the whole tree below together, each once; what is not assessed is left out",
            unknown "never";
        /// How many are attained.
        Attained = "attained", "已完成项数", Exact, Count, "parts whose standing is attained", unknown "never";
        /// How many are on track.
        OnTrack = "on_track", "达到进度项数", Exact, Count, "parts whose standing is on_track", unknown "never";
        /// How many are at risk.
        AtRisk = "at_risk", "有风险项数", Exact, Count, "parts whose standing is at_risk", unknown "never";
        /// How many are off track.
        OffTrack = "off_track", "滞后项数", Exact, Count, "parts whose standing is off_track", unknown "never";
        /// How many regress.
        Regressing = "regressing", "倒退项数", Exact, Count, "parts whose standing is regressing", unknown "never";
        /// How many were missed.
        Missed = "missed", "未完成项数", Exact, Count, "parts whose standing is missed", unknown "never";
        /// How many are undetermined.
        Undetermined = "undetermined", "无法判定项数", Exact, Count, "parts whose standing is undetermined", unknown "never";
        /// The share that is attained.
        AttainedShare = "attained_share", "完成比例", Exact, Share, "attained ÷ parts", unknown "no_parts";
        /// The share that is attained or on track.
        GoodShare = "good_share", "良好比例", Exact, Share, "(attained + on_track) ÷ parts", unknown "no_parts";
        /// The share that is determined.
        Determined = "determined", "可判定比例", Exact, Share, "(parts − undetermined) ÷ parts", unknown "no_parts";
        /// The worst standing.
        Worst = "worst", "最差", Word, None,
            "the worst standing of the parts",
            unknown "no_parts: none is determined; not_determined: some are not, and none is missed";
        /// Whether all are attained.
        AllAttained = "all_attained", "全部完成", YesNo, None,
            "every part is attained",
            unknown "no_parts; not_determined: those that are determined are attained, others are not determined";
        /// The vetoes.
        Vetoes = "vetoes", "否决项数", Exact, Count,
            "binding indicators that are missed, and indicators whose outcome is declared `veto`; never one that is undetermined",
            unknown "never";
        /// The weighted share of the way.
        WeightedShare = "weighted_share", "加权进度", Exact, Share,
            "weighted mean of the known shares of the parts, each clamped to 0..1, level by level",
            unknown "no_parts: no share is known";
        /// The weight behind the weighted share.
        ShareCoverage = "share_coverage", "进度覆盖率", Exact, Share,
            "weight of the parts whose share is known ÷ weight of all",
            unknown "never";
        /// The rolled-up score.
        Score = "score", "得分", Estimate, Points,
            "the scores of the parts, rolled up as the policy's `roll_up` says",
            unknown "no_score: no part has one; low_coverage: fewer than `min_coverage` have one";
        /// The weight behind the score.
        ScoreCoverage = "score_coverage", "得分覆盖率", Exact, Share,
            "weight of the parts that have a score ÷ weight of all",
            unknown "never";
        /// The number of tasks.
        Tasks = "tasks", "任务数", Exact, Count, "tasks, the whole tree below together, each once", unknown "never";
        /// How many tasks are attained.
        TasksAttained = "tasks_attained", "已完成任务数", Exact, Count, "tasks that the table `task` finds attained", unknown "never";
        /// How many tasks were missed.
        TasksMissed = "tasks_missed", "未完成任务数", Exact, Count, "tasks that the table `task` finds missed", unknown "never";
        /// How many tasks are behind.
        TasksBehind = "tasks_behind", "滞后任务数", Exact, Count, "tasks that the table `task` finds at_risk, off_track or regressing", unknown "never";
        /// How many tasks are undetermined.
        TasksUndetermined = "tasks_undetermined", "无法判定任务数", Exact, Count, "tasks that the table `task` finds undetermined, or all without such a table", unknown "never";
        /// The weighted progress of tasks.
        TaskProgress = "task_progress", "任务进度", Exact, Share,
            "weighted mean of the known progress of the tasks, level by level",
            unknown "no_parts: no progress is known";
        /// The weight behind it.
        TaskProgressCoverage = "task_progress_coverage", "任务进度覆盖率", Exact, Share,
            "weight of the tasks whose progress is known ÷ weight of all",
            unknown "never";
    }
}

impl PartFact {
    /// The words that it can be; empty if it is no word.
    #[must_use]
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Self::Worst => &["missed", "regressing", "off_track", "at_risk", "on_track", "attained"],
            _ => &[],
        }
    }
}

impl PartFact {
    /// Whether it rests on what happened to the parts alone: those that are attained or missed are so by exact
    /// facts, while the other standings can rest on estimates.
    pub(crate) fn rests_on_facts(self) -> bool {
        matches!(
            self,
            Self::Parts
                | Self::Attained
                | Self::Missed
                | Self::AttainedShare
                | Self::AllAttained
                | Self::ShareCoverage
                | Self::ScoreCoverage
                | Self::Tasks
                | Self::TasksAttained
                | Self::TasksMissed
                | Self::TaskProgressCoverage
        )
    }

    /// Whether it says something good only of parts that are known, or how many are: a good outcome needs one
    /// such fact.
    pub(crate) fn is_evidence(self) -> bool {
        !matches!(
            self,
            Self::Parts
                | Self::AtRisk
                | Self::OffTrack
                | Self::Regressing
                | Self::Missed
                | Self::Vetoes
                | Self::Tasks
                | Self::TasksMissed
                | Self::TasksBehind
        )
    }
}
