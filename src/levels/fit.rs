//! The words for whether targets suffice, and for why a target does not count.

use crate::plan::words::vocabulary;

vocabulary! {
    /// Whether the targets of children suffice for that of their parent.
    Fit {
        /// If every child keeps its target, the parent's is attained.
        Suffices = "suffices", "足够";
        /// All children may keep their targets, and the parent's is missed all the same.
        FallsShort = "falls_short", "不足";
        /// It depends on what is not known; the doubts say what.
        Undetermined = "undetermined", "无法判定";
        /// The children only stand in for the parent: there is nothing to compare.
        Declared = "declared", "仅声明";
    }
}

vocabulary! {
    /// Why the target of a child, or of the parent, does not count.
    #[non_exhaustive]
    Doubt {
        /// The plan of the child was not given.
        NotGiven = "not_given", "规划未给出";
        /// There is no target.
        NoTarget = "no_target", "没有目标";
        /// It was not published by then.
        NotPublished = "not_published", "当时尚未发布";
        /// The target of another plan decides, and that is not known.
        Delegated = "delegated", "以上级目标为准";
        /// It will be set later.
        Deferred = "deferred", "目标待定";
        /// It has no number.
        NotQuantified = "not_quantified", "未量化";
        /// It says about how much (左右), and no tolerance.
        About = "about", "约数，未定幅度";
        /// Its form is not comparable.
        OtherForm = "other_form", "形式不可比";
        /// Its comparator runs the other way.
        OtherWay = "other_way", "比较方向相反";
        /// It is due on another date.
        OtherDate = "other_date", "到期不同";
        /// It begins on another date.
        OtherWindow = "other_window", "起始不同";
        /// The mean needs weights, and none are stated.
        NoWeights = "no_weights", "没有权重";
        /// What is to be added up does not add up.
        NotAdditive = "not_additive", "不能相加";
        /// Years of the window have no target.
        YearsMissing = "years_missing", "年份不全";
        /// There are more children than the plan names.
        NotNamed = "not_named", "另有未列出的下级";
    }
}

impl Doubt {
    /// The doubt in English.
    #[must_use]
    pub fn en(self) -> &'static str {
        match self {
            Self::NotGiven => "its plan is not given",
            Self::NoTarget => "it has no target",
            Self::NotPublished => "not published yet",
            Self::Delegated => "another plan decides",
            Self::Deferred => "to be set later",
            Self::NotQuantified => "no number",
            Self::About => "about, without a tolerance",
            Self::OtherForm => "another form",
            Self::OtherWay => "compared the other way",
            Self::OtherDate => "due on another date",
            Self::OtherWindow => "begins on another date",
            Self::NoWeights => "no weights",
            Self::NotAdditive => "it does not add up",
            Self::YearsMissing => "years without a target",
            Self::NotNamed => "more children than are named",
        }
    }
}
