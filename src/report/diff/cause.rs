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
        /// A milestone was reported as reached.
        Reached = "reached", "完成";
        /// The tasks that an organization was given.
        Tasks = "tasks", "职责变化";
        /// How the parts stand.
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
        lang.pick(self.zh().to_owned(), self.word().replace('_', " "))
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
            || matches!(self, Self::FellDue | Self::Stated | Self::Role | Self::Reached | Self::Tasks)
    }
}
