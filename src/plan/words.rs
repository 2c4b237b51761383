//! The closed vocabularies of a plan, and the words they are written with in files.

/// Declares an enum whose variants are written as words in files and told in two languages.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal, $zh:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $name {
            /// Every word of the vocabulary, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word in files.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The Chinese term.
            #[must_use]
            pub fn zh(self) -> &'static str {
                match self { $(Self::$variant => $zh,)+ }
            }

            /// The value that a word of a file stands for.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }
    };
}
pub(crate) use vocabulary;

vocabulary! {
    /// How the figures of an indicator add up over time.
    #[non_exhaustive]
    Measure {
        /// A level at a moment: the latest figure counts (存量).
        Stock = "stock", "存量";
        /// An amount during a period: complete periods count, and can be summed (流量).
        Flow = "flow", "流量";
        /// An amount since the start of the year or of the window (累计数).
        RunningTotal = "running_total", "累计数";
        /// A share or ratio: never summed (比率).
        Rate = "rate", "比率";
        /// A change against the period before, in per cent or points (增速).
        Change = "change", "增速";
    }
}

vocabulary! {
    /// The force of an indicator's targets.
    Attribute {
        /// What is hoped for, mainly from the market (预期性).
        Expected = "expected", "预期性";
        /// What must be met (约束性).
        Binding = "binding", "约束性";
    }
}

vocabulary! {
    /// Which way is better.
    Direction {
        /// More is better.
        Increase = "increase", "越高越好";
        /// Less is better.
        Decrease = "decrease", "越低越好";
        /// Neither: the value is to be kept somewhere.
        None = "none", "无方向";
    }
}

vocabulary! {
    /// The form of a target, as it is written in a plan.
    #[non_exhaustive]
    Form {
        /// A value at the due date (达到).
        Level = "level", "水平";
        /// A limit that holds from the first day (上限、下限).
        Cap = "cap", "上限";
        /// A level to be held in every period of the window (保持).
        Kept = "kept", "保持";
        /// Nothing left at the due date (清零).
        Zero = "zero", "清零";
        /// Growth against the year before, in per cent (增长).
        GrowthYear = "growth_year", "当年增长";
        /// Average growth a year since the base, compounded, in per cent (年均增长).
        AvgAnnualGrowth = "avg_annual_growth", "年均增长";
        /// Average increment a year since the base (年均增加).
        AvgAnnualIncrement = "avg_annual_increment", "年均增加";
        /// Growth since the base, in per cent (较基期增长).
        GrowthOverBase = "growth_over_base", "累计增长";
        /// A multiple of the base (翻番、…倍).
        Multiple = "multiple", "倍数";
        /// A change in percentage points since the base (提高…个百分点).
        PpChange = "pp_change", "百分点变化";
        /// A fall since the base, in per cent (降低).
        ReductionRate = "reduction_rate", "降低";
        /// What is added since the base (新增).
        Increment = "increment", "增量";
        /// The sum over the window (累计).
        Cumulative = "cumulative", "累计";
        /// A number of things to exist (建成…个): once reached it is not lost.
        Count = "count", "数量";
        /// An event by a date (…年前建成).
        MilestoneDate = "milestone_date", "里程碑";
        /// Words without a number (显著增强).
        Qualitative = "qualitative", "定性";
        /// A part of a whole at the due date (占…比重达到).
        Share = "share", "占比";
        /// What is added over the window (新增).
        IncrementFlow = "increment_flow", "新增";
        /// A value at the due date, with the base that it starts from (由…提高到).
        FromTo = "from_to", "由…到…";
        /// The distance to another indicator (高于, 同步).
        Relative = "relative", "相对另一指标";
        /// A multiple of another indicator (不低于…的1.6倍).
        RatioToIndicator = "ratio_to_indicator", "另一指标的倍数";
        /// A place among others (进入前15位): smaller is better.
        Rank = "rank", "位次";
        /// Places gained since the base (位次前移).
        RankChange = "rank_change", "位次变化";
        /// A place in words (走在前列).
        RankQualitative = "rank_qualitative", "位次（定性）";
        /// A class in an order (Ⅱ类及以上): smaller is better.
        OrdinalClass = "ordinal_class", "类别";
        /// A ratio (2.1∶1).
        Ratio = "ratio", "比值";
        /// A part of a composition, in per cent of the whole (三次产业结构).
        Composition = "composition", "构成";
        /// A mark that is crossed, or a number of steps (迈上…台阶).
        StepCrossing = "step_crossing", "台阶";
        /// The sign of the change alone (正增长, 只增不减).
        SignOnly = "sign_only", "增减方向";
        /// The whole of a set (全覆盖).
        Coverage = "coverage", "覆盖";
        /// The first of its kind (零的突破).
        FirstCase = "zero_breakthrough", "零的突破";
        /// A number of things above a size (千亿县达到10个).
        ThresholdCount = "threshold_count", "达标数量";
        /// A duration or frequency (不低于2小时).
        Duration = "duration", "时长或频次";
        /// What the path of another target asks for by then (达到序时进度).
        Pace = "pace", "按进度";
    }
}

vocabulary! {
    /// How firmly a target is promised.
    #[non_exhaustive]
    Firmness {
        /// Guaranteed (确保).
        Assured = "assured", "确保";
        /// Promised without a hedge.
        Plain = "plain", "一般";
        /// Striven for (力争): judged and shown, not counted.
        Stretch = "stretch", "力争";
        /// A view beyond the plan (展望): judged and shown, not counted.
        Outlook = "outlook", "展望";
    }
}

vocabulary! {
    /// How a running total starts anew.
    #[non_exhaustive]
    Resets {
        /// Every 1 January.
        Yearly = "yearly", "按年";
        /// With the window of the plan.
        Window = "window", "按规划期";
    }
}

vocabulary! {
    /// What an organization or a post has to do with a task or an indicator.
    #[non_exhaustive]
    Role {
        /// Leads, coordinates, reports (牵头).
        Lead = "lead", "牵头";
        /// Carries out its part (责任).
        Responsible = "responsible", "责任";
        /// Supports (配合).
        Supporting = "supporting", "配合";
        /// Supervises and evaluates (督查).
        Supervising = "supervising", "督查";
        /// Is consulted (会办).
        Consulted = "consulted", "会办";
        /// Organizes across members (组织实施).
        Organizing = "organizing", "组织实施";
        /// Is kept informed (知会).
        Informed = "informed", "知会";
    }
}

impl Role {
    /// The role that a letter of a RACI or RASCI matrix stands for: `A` (accountable) is the lead, `R`
    /// responsible, `S` supporting, `C` consulted, `I` informed.
    ///
    /// ```
    /// use attainment::plan::Role;
    /// assert_eq!(Role::from_raci("A"), Some(Role::Lead));
    /// assert_eq!(Role::from_raci("X"), None);
    /// ```
    #[must_use]
    pub fn from_raci(letter: &str) -> Option<Self> {
        match letter {
            "A" => Some(Self::Lead),
            "R" => Some(Self::Responsible),
            "S" => Some(Self::Supporting),
            "C" => Some(Self::Consulted),
            "I" => Some(Self::Informed),
            _ => None,
        }
    }

    /// Whether who has it carries the work: leads, is responsible or organizes. The others support, supervise
    /// or are asked.
    #[must_use]
    pub fn carries(self) -> bool {
        matches!(self, Self::Lead | Self::Responsible | Self::Organizing)
    }
}

vocabulary! {
    /// How many lead a task or an indicator.
    Leads {
        /// Several may (牵头单位可以不止一个).
        Several = "several", "可有多个牵头单位";
        /// One does.
        One = "one", "只有一个牵头单位";
    }
}

vocabulary! {
    /// The status of a figure.
    #[non_exhaustive]
    Status {
        /// Final.
        Final = "final", "终值";
        /// Published, to be revised (初步).
        Provisional = "provisional", "初步";
        /// Estimated by the source (预估).
        Estimated = "estimated", "预估";
        /// A forecast (预测): never makes a target attained or missed.
        Forecast = "forecast", "预测";
        /// Assumed for a calculation (假设): never makes a target attained or missed.
        Assumed = "assumed", "假设";
    }
}

impl Form {
    /// Whether it counts things that exist, which are not lost again once they are reached.
    #[must_use]
    pub fn is_count(self) -> bool {
        matches!(self, Self::Count | Self::FirstCase | Self::ThresholdCount)
    }

    /// Whether it looks at a place among others.
    #[must_use]
    pub fn is_rank(self) -> bool {
        matches!(self, Self::Rank | Self::RankChange | Self::RankQualitative)
    }

    /// Whether the words of a plan may say it without a number, so that there is nothing to judge.
    #[must_use]
    pub fn is_wordy(self) -> bool {
        matches!(self, Self::Qualitative | Self::RankQualitative)
    }
}

impl Status {
    /// Whether the figure reports what happened.
    #[must_use]
    pub fn is_actual(self) -> bool {
        matches!(self, Self::Final | Self::Provisional | Self::Estimated)
    }
}

impl Firmness {
    /// Whether verdicts on such targets are counted.
    #[must_use]
    pub fn is_counted(self) -> bool {
        matches!(self, Self::Assured | Self::Plain)
    }
}
