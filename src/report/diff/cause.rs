//! What can be new about something, and so can have changed how it stands.

use crate::lang::Lang;
use crate::plan::words::vocabulary;

vocabulary! {
    /// What is new about something in the later of two reports, and so can have changed its standing.
    #[non_exhaustive]
    Cause {
        /// A figure of a later period, or the first one.
        NewFigure = "new_figure", "新数据";
        /// Another value, status or publication for the same period.
        RevisedFigure = "revised_figure", "数据修订";
        /// The figure is known no longer.
        LostFigure = "lost_figure", "数据不再可用";
        /// The base is another one.
        Base = "base", "基期变化";
        /// The target was not known before.
        NewTarget = "new_target", "新目标";
        /// Another version of the target is in force, or its goal or due date is another one.
        RevisedTarget = "revised_target", "目标调整";
        /// The target is known no longer.
        LostTarget = "lost_target", "目标取消";
        /// The target is the same, and the value to be reached moved: with the base, with what it compares with,
        /// along a path.
        MovedGoal = "moved_goal", "目标值变动";
        /// It fell due.
        FellDue = "fell_due", "到期";
        /// The plan says something else about it: `attribute`, `unit`.
        Stated = "stated", "规划表述变化";
        /// Its verdict counts for the indicator and did not before, or the other way round.
        Role = "role", "计入变化";
        /// A milestone was reported as reached, a task as done, a duty as done again.
        Reached = "reached", "完成";
        /// How far a task is done, or the figure that says it: `progress_by`.
        Progress = "progress", "进度";
        /// The `milestones` or `deliverables` of a task that were reported as reached.
        Steps = "steps", "里程碑与成果";
        /// A report came in: of a task for a later period, or the first; that a duty was not done (`done`).
        Reported = "reported", "新报送";
        /// Whether it is over its due date and not known to be done; for an organization, what of its own is.
        Overdue = "overdue", "逾期";
        /// What makes a task late, whether it is `blocked`, and its `earliest_finish` then.
        HeldUp = "held_up", "受制约";
        /// Another figure of a task contradicts the one that counts; named by its source.
        Contradiction = "contradiction", "数据不一致";
        /// How often a duty was done of how often it was due.
        Times = "times", "已做/应做";
        /// The tasks, `indicators` or `duties` that an organization was given.
        Tasks = "tasks", "职责变化";
        /// What of an organization's own nothing was reported of.
        WithoutFigures = "without_figures", "无数据";
        /// What the targets of the children of a decomposition come to.
        Promised = "promised", "下级目标";
        /// By how much they guarantee more than is needed.
        Slack = "slack", "余量";
        /// What the figures of the children come to.
        ChildrenFigures = "children_figures", "下级数据";
        /// How many children have a figure, or a target that counts: `targets`.
        Coverage = "coverage", "覆盖";
        /// What is in doubt about a decomposition as a whole.
        Doubts = "doubts", "存疑";
        /// How the parts stand: those that changed, by class, and the facts that were read of them.
        Parts = "parts", "所属事项变化";
        /// Time alone: nothing else is new, or the figure grew too old.
        Time = "time", "时间推移";
        /// Something else that it rests on: facts that changed, where nothing above did.
        Other = "other", "其他依据变化";
    }
}

impl Cause {
    /// The kind in words.
    #[must_use]
    pub fn told(self, lang: Lang) -> String {
        let english = match self {
            Self::Times => "done of due".to_owned(),
            Self::Promised => "children's targets".to_owned(),
            Self::ChildrenFigures => "children's figures".to_owned(),
            _ => self.word().replace('_', " "),
        };
        lang.pick(self.zh().to_owned(), english)
    }

    /// Whether it is about a figure, be it the base.
    pub(super) fn is_figure(self) -> bool {
        matches!(self, Self::NewFigure | Self::RevisedFigure | Self::LostFigure | Self::Base)
    }

    /// Whether it is about a target.
    pub(super) fn is_target(self) -> bool {
        matches!(self, Self::NewTarget | Self::RevisedTarget | Self::LostTarget)
    }

    /// Whether it is about what is asked for.
    pub(super) fn is_demand(self) -> bool {
        self.is_target() || matches!(self, Self::MovedGoal | Self::Stated)
    }

    /// Whether plan and calendar alone say it, whatever the policy.
    pub(super) fn is_stated(self) -> bool {
        self.is_target()
            || matches!(
                self,
                Self::FellDue
                    | Self::Stated
                    | Self::Role
                    | Self::Reached
                    | Self::Steps
                    | Self::Times
                    | Self::Tasks
                    | Self::Promised
                    | Self::Slack
            )
    }

    /// Whether it follows from how things stand, and so makes nothing of it, for what is told by its counts.
    pub(super) fn is_consequence(self) -> bool {
        matches!(self, Self::Overdue | Self::WithoutFigures)
    }
}
