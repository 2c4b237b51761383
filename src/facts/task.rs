use super::declare::declare;
use crate::period::CLOSES;

declare! {
    /// A fact about a task itself: what the table `task` of a policy reads beside the facts about its parts.
    TaskFact {
        /// Whether it is done.
        Done = "done", "已办结", YesNo, None,
            "it was completed by the day judged, as its stated progress says: reported as completed or at 100 %, or all of its milestones, deliverables, sub-tasks or indicators were",
            unknown "not_reported; of parts that are not determined not_determined; stale";
        /// Whether it was late.
        Late = "late", "逾期", YesNo, None,
            "its due date is over, and it was not completed by then; no where it has no date or is not due",
            unknown "not_reported, or what makes `done` unknown";
        /// How far it is done.
        Progress = "progress", "进度", Exact, Share,
            "as stated: the newest reported percentage; weight of the milestones reached, or of what was delivered, ÷ weight of all; weighted mean of the sub-tasks or of the shares of the indicators",
            unknown "not_reported: nothing was, or something due was not; low_coverage: not all of its parts are known; not_determined: none is; stale";
        /// How far it should be.
        Scheduled = "scheduled", "计划进度", Exact, Share,
            "weight of the milestones or deliverables that are due ÷ weight of all, where these are its progress (a deliverable without a date is due with the task); else the share of its days that has passed, from 0 to 1",
            unknown "no_due; no_start";
        /// How far it is ahead of its schedule.
        Lag = "lag", "进度差", Exact, Share, "progress − scheduled", unknown "as progress; as scheduled";
        /// Whether a lag was made up later.
        CaughtUp = "caught_up", "已补上", YesNo, None,
            "the newest progress known by `as_of`, also of a later day, is at least what was scheduled on the day judged",
            unknown "as progress; as scheduled; not_determined: its progress is that of indicators, and an earlier day is judged";
        /// Which stretch of the calendar ends on the day judged.
        Closes = "closes", "所止周期", Word, None,
            "the longest of `year`, `half`, `quarter` and `month` that ends on the day judged; else `none`",
            unknown "never";
        /// The days that are left.
        DaysLeft = "days_left", "剩余天数", Exact, Days,
            "days from the day judged to its due date; negative once that is over",
            unknown "no_due: neither the task nor one above it has a date";
        /// Whether it waits for something that should be done.
        Blocked = "blocked", "受前置任务制约", YesNo, None,
            "nothing of it is done, it should have begun by its window, and something that it waits for, or a task above it waits for, is not done",
            unknown "not_reported: nothing is known of what it waits for";
        /// By how much its earliest end is late.
        Slip = "slip", "最早完成晚于到期的天数", Exact, Days,
            "days from its due date to the earliest end that what it waits for allows; negative or 0 if it can be in time",
            unknown "no_due";
        /// How old the newest report is.
        ReportAge = "report_age", "距上次填报天数", Exact, Days,
            "days from the end of the newest period reported on, of the task, its milestones and deliverables, to the day judged",
            unknown "not_reported";
    }
}

impl TaskFact {
    /// The words that it can be; empty if it is no word.
    #[must_use]
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Self::Closes => CLOSES,
            _ => &[],
        }
    }

    /// Whether it says something good only of what is known: a good outcome needs one such fact.
    pub(crate) fn is_evidence(self) -> bool {
        matches!(self, Self::Done | Self::Progress | Self::Lag | Self::CaughtUp)
    }
}
