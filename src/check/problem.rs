use super::Severity;
use super::told::{BadNumber, Noun, Suggestion, Told};
use crate::lang::Lang;

/// Declares the problems: their arguments, code, severity, and words in both languages.
macro_rules! problems {
    ($($(#[$doc:meta])* $variant:ident { $($(#[$field_doc:meta])* $field:ident : $type:ty),* } = $word:literal $severity:ident
        zh $zh:literal / $zh_help:literal
        en $en:literal / $en_help:literal;)+) => {
        /// What can be wrong with a document, with typed arguments.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Problem {
            $($(#[$doc])* $variant { $($(#[$field_doc])* $field: $type),* },)+
        }

        /// The stable code of a problem: a word that does not change between releases.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[$doc])* $variant,)+
        }

        impl Code {
            /// All codes.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code as it is printed.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// How much such a problem matters.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }
        }

        impl Problem {
            /// Its code.
            #[must_use]
            pub fn code(&self) -> Code {
                match self { $(Self::$variant { .. } => Code::$variant,)+ }
            }

            /// What is wrong, in a line.
            #[must_use]
            pub fn message(&self, lang: Lang) -> String {
                match self {
                    $(Self::$variant { $($field),* } => {
                        let _ = ($($field,)*);
                        lang.pick(format!($zh), format!($en))
                    })+
                }
            }

            /// What to do about it; empty if there is nothing to say.
            #[must_use]
            pub fn help(&self, lang: Lang) -> String {
                match self {
                    $(Self::$variant { $($field),* } => {
                        let _ = ($($field,)*);
                        lang.pick(format!($zh_help), format!($en_help)).trim_end().to_owned()
                    })+
                }
            }
        }
    };
}

/// The candidate most like a word, if one is like it at all.
pub(crate) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Suggestion {
    // A word of a document may be long; only spellings of about its length can be meant.
    let length = word.chars().count();
    let most = match length {
        // Of a letter or two every other is as near; two Chinese characters are a word.
        2 if word.chars().all(is_chinese) => 1,
        0..=2 => return Suggestion(None),
        _ => (length / 3).clamp(1, 3),
    };
    if length > 64 {
        return Suggestion(None);
    }
    let best = candidates
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= 3)
        .filter(|candidate| length > 2 || candidate.chars().count() == length)
        .map(|candidate| (strsim::osa_distance(word, candidate), candidate))
        .min();
    Suggestion(best.filter(|(distance, _)| *distance <= most).map(|(_, candidate)| candidate.to_owned()))
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

problems! {
    /// The text is not YAML, JSON or CSV.
    Syntax { /** What the parser says. */ detail: String } = "syntax" Error
        zh "语法错误：{detail}" / "请修正此处的语法。"
        en "{detail}" / "mend the syntax at this place";
    /// The text is not UTF-8.
    Encoding { /** What was found. */ detail: Told } = "encoding" Error
        zh "文件编码不是 UTF-8（{detail:#}）" / "请另存为 UTF-8 编码。"
        en "the text is not UTF-8 ({detail})" / "save the file as UTF-8";
    /// The text is larger than the limit.
    TooLarge { /** The limit in bytes. */ most: usize } = "too-large" Error
        zh "文件超过 {most} 字节的限制" / "请拆分文件，或在程序中调高 Limits 的限制。"
        en "the text is larger than the limit of {most} bytes" / "split the file, or raise the limit in `Limits`";
    /// The document is nested deeper than the limit.
    TooDeep { /** The limit. */ most: usize } = "too-deep" Error
        zh "嵌套超过 {most} 层" / "请减少嵌套层数。"
        en "nested deeper than {most} levels" / "nest the document less deeply";
    /// Aliases blow the document up beyond the limit.
    TooManyNodes { /** The limit. */ most: usize } = "too-many-nodes" Error
        zh "展开后的节点超过 {most} 个" / "请减少别名（*）的重复引用，或调高限制。"
        en "more than {most} nodes once its aliases are expanded" / "repeat fewer aliases, or raise the limit in `Limits`";
    /// There are more diagnostics than are kept.
    TooManyDiagnostics { /** The limit. */ most: usize } = "too-many-diagnostics" Note
        zh "问题超过 {most} 个，其余未列出" / "请先修正已列出的问题。"
        en "more than {most} diagnostics; the rest are not listed" / "mend those that are listed first";
    /// A map takes over the fields of another.
    MergeKey { } = "merge-key" Error
        zh "不支持合并键 `<<`" / "请把要合并的字段逐个写出；整个值的重复可以用别名（*）。"
        en "merge keys (`<<`) are not supported" / "write the fields out; an alias (`*`) can repeat a whole value";
    /// A key stands twice in a map.
    DuplicateKey { /** The key. */ key: String } = "duplicate-key" Error
        zh "字段 `{key}` 重复" / "请只保留一个。"
        en "the field `{key}` stands twice" / "keep one of them";
    /// A field that the format does not have.
    UnknownField { /** The field. */ field: String, /** A similar one. */ suggestion: Suggestion } = "unknown-field" Error
        zh "没有字段 `{field}`" / "{suggestion:#}自有字段请以 `x-` 开头。"
        en "there is no field `{field}`" / "{suggestion}fields of your own start with `x-`";
    /// A required field is absent.
    MissingField { /** The field. */ field: &'static str } = "missing-field" Error
        zh "缺少字段 `{field}`" / "请补上 `{field}`。"
        en "the field `{field}` is missing" / "add `{field}`";
    /// A field has the wrong shape.
    WrongShape { /** What is expected. */ expected: Noun, /** What was found. */ found: Noun } = "wrong-shape" Error
        zh "此处应为{expected:#}，而不是{found:#}" / "请改为{expected:#}。"
        en "expected {expected}, found {found}" / "write {expected} here";
    /// A word that its vocabulary does not have.
    UnknownWord { /** The word. */ word: String, /** The vocabulary. */ allowed: String, /** A similar one. */ suggestion: Suggestion } = "unknown-word" Error
        zh "`{word}` 不在可用词之列" / "可用词：{allowed}。{suggestion:#}"
        en "`{word}` is not one of the words allowed here" / "write one of {allowed}. {suggestion}";
    /// The document has another format, or none.
    WrongFormat { /** The format found. */ found: String, /** The format expected. */ expected: &'static str } = "wrong-format" Error
        zh "format 为 `{found:#}`，应为 `{expected:#}`" / "请写 `format: {expected:#}`。"
        en "the format is `{found}`, not `{expected}`" / "write `format: {expected}`";
    /// A text is not a number.
    BadNumber { /** What is wrong. */ fault: BadNumber } = "bad-number" Error
        zh "读不懂此值：{fault:#}" / "请写{fault:+#}。"
        en "{fault}" / "write {fault:+}";
    /// The unit of a value is not that of the indicator.
    UnitMismatch { /** The unit found. */ found: String, /** The unit expected. */ expected: String } = "unit-mismatch" Error
        zh "单位 `{found:#}` 与指标单位 `{expected:#}` 不符" / "请换算为 `{expected:#}`；% 与百分点是不同的单位。"
        en "the unit `{found}` is not the indicator's `{expected}`" / "convert the value to `{expected}`; % and percentage points are different units";
    /// A text is not a period.
    BadPeriod { /** The text. */ text: String } = "bad-period" Error
        zh "`{text}` 不是时期" / "请写成 2021、2021-H1、2021-Q3、2021-07、2021-07-15 或 2021/2025（公元 1 至 9999 年）。"
        en "`{text}` is not a period" / "write 2021, 2021-H1, 2021-Q3, 2021-07, 2021-07-15 or 2021/2025 (years 1 to 9999)";
    /// A text is not a date.
    BadDate { /** The text. */ text: String } = "bad-date" Error
        zh "`{text}` 不是日期" / "请写成 2021-12-31。"
        en "`{text}` is not a date" / "write 2021-12-31";
    /// An id is empty.
    EmptyId { } = "empty-id" Error
        zh "id 为空" / "请写一个标识符。"
        en "the id is empty" / "give it an id";
    /// An id is used twice.
    DuplicateId { /** The id. */ id: String } = "duplicate-id" Error
        zh "id `{id}` 重复" / "请改用不同的 id。"
        en "the id `{id}` is used twice" / "use another id for one of them";
    /// An id that nothing has.
    DanglingId { /** The id. */ id: String, /** What it should name. */ kind: Noun, /** A similar one. */ suggestion: Suggestion } = "dangling-id" Error
        zh "找不到{kind:#} `{id}`" / "请改正 id，或补上所指的内容。{suggestion:#}"
        en "there is no {kind} `{id}`" / "correct the id, or add what it names. {suggestion}";
    /// A tree that returns to itself.
    Cycle { /** The ids on the way round. */ members: String } = "cycle" Error
        zh "上下级关系成环：{members}" / "请去掉其中一个 parent。"
        en "these are their own ancestors: {members}" / "remove one `parent`";
    /// Tasks that wait for each other.
    DependencyCycle { /** The ids on the way round. */ members: String } = "dependency-cycle" Error
        zh "任务互相等待，成环：{members}" / "请去掉其中一个 after。上级任务等到其子任务都完成才算完成，也在环上。"
        en "these tasks wait for each other: {members}" / "remove one `after`; a task ends after its sub-tasks and begins before them, so that both can be on the way";
    /// A task that is to begin before what it waits for is due.
    StartsTooEarly { /** The task. */ id: String, /** Its start. */ start: String, /** What it waits for. */ before: String, /** When that is due. */ due: String } = "starts-too-early" Warning
        zh "`{id}` 自 {start} 起，早于它所等待的 `{before}`（{due} 到期）所允许的时间" / "请核对 window 与 after；最早可行日期按依赖推算。"
        en "`{id}` begins with {start}, which is too early after `{before}`, for which it waits and which is due in {due}" / "check `window` and `after`; the earliest dates go by what it waits for";
    /// A task that begins after the date that it has from the task above.
    BeginsOverdue { /** The id. */ id: String, /** When it begins. */ start: String, /** When it is due. */ due: String } = "begins-overdue" Warning
        zh "`{id}` 自 {start} 起，而它沿用上级的期限 {due}，开始时已过期" / "请写明它自己的结束时间（window.end），或核对上级的期限。"
        en "`{id}` begins with {start}, and is due with the task above it, in {due}" / "state an end of its own (`window.end`), or check when the task above is due";
    /// Something that is due after what it belongs to.
    OutsideWindow { /** The id. */ id: String, /** When it is due. */ due: String, /** What it belongs to. */ above: String, /** When that is due. */ until: String } = "outside-window" Warning
        zh "`{id}` 到期 {due}，晚于上级 `{above}` 的 {until}" / "请核对两者的到期时间。"
        en "`{id}` is due in {due}, after `{above}` that it belongs to ({until})" / "check when both are due";
    /// A task whose progress is said to come from something that it does not have.
    ProgressOfNothing { /** What it is said to come from. */ by: &'static str } = "progress-of-nothing" Warning
        zh "进度按 `{by}` 计，而任务没有这一项" / "请改正 progress，或补上内容；否则进度未知。"
        en "its progress is said to come from `{by}`, and it has none" / "correct `progress`, or add them; else its progress stays unknown";
    /// A collective that is the member of another.
    NestedCollective { /** The collective. */ id: String, /** Its member. */ member: String } = "nested-collective" Error
        zh "`{id}` 的成员 `{member}` 也是集合" / "请直接列出各成员。"
        en "`{member}`, a member of `{id}`, stands for several itself" / "list its members instead";
    /// The same responsibility twice.
    DuplicateResponsibility { /** The role. */ role: &'static str } = "duplicate-responsibility" Warning
        zh "同一主体对同一事项的 `{role}` 重复" / "请删去一行。"
        en "the same organization is named as `{role}` twice for one thing" / "remove one of them";
    /// Several leads where the plan has one.
    SeveralLeads { /** The task or indicator. */ id: String, /** How many. */ leads: usize } = "several-leads" Warning
        zh "`{id}` 有 {leads} 个牵头单位，而规划规定只有一个" / "请只留一个 lead，其余改为 responsible 或 supporting；或将 leads 改为 several。"
        en "`{id}` has {leads} leads, and the plan has one for each" / "keep one `lead` and make the others `responsible` or `supporting`, or write `leads: several`";
    /// Tasks and indicators with responsible organizations and no lead.
    NoLead { /** How many. */ count: usize, /** Their ids. */ ids: String } = "no-lead" Note
        zh "{count} 项有责任单位而没有牵头单位：{ids}" / "若有牵头单位，请补 role: lead。"
        en "{count} have someone who answers for them and no lead: {ids}" / "add who leads (`role: lead`), if someone does";
    /// An organization that supervises its own work.
    SupervisesItself { /** The organization. */ who: String, /** The task or indicator. */ id: String } = "supervises-itself" Warning
        zh "`{who}` 既承担 `{id}` 又督查它" / "请核对角色：督查单位不宜是承担单位。"
        en "`{who}` carries `{id}` and supervises it" / "check the roles: who supervises should not carry the work";
    /// Organizations that have no part in the plan.
    AnswersForNothing { /** How many. */ count: usize, /** Their ids. */ ids: String } = "answers-for-nothing" Note
        zh "{count} 个组织在规划中没有任何责任：{ids}" / "请补上责任，或删去。"
        en "{count} organizations answer for nothing: {ids}" / "add what they answer for, or remove them";
    /// Qualitative targets that cannot be assessed.
    NotAssessable { /** How many. */ targets: usize } = "not-assessable" Note
        zh "{targets} 个定性目标缺少评判等级或佐证、评判单位或期限" / "请用 classes 与 at_least 写明等级，或列 evidence，并写 judge 与 due；否则无法判定。"
        en "{targets} qualitative targets lack a scale or evidence, a judge, or a date" / "give the indicator `classes` and the target `at_least`, or list `evidence`, and add `judge` and `due`; without them they stay undetermined";
    /// Evidence beside other targets.
    EvidenceAlone { /** The indicator. */ id: String } = "evidence-alone" Error
        zh "指标 `{id}` 以佐证评判，不能另有其他目标" / "请把其他目标放到另一指标。"
        en "the indicator `{id}` is assessed by evidence and has other targets" / "make the other targets those of another indicator";
    /// A class is promised, and nothing says which classes there are.
    NoClasses { } = "no-classes" Error
        zh "定性目标写了要达到的等级，而指标没有 `classes`" / "请在指标的 `classes` 中由优到劣列出各等级；不分等级的，请删去该值，改列 `evidence`。"
        en "a class is to be reached, and the indicator has no `classes`" / "list them, the best first, under `classes` of the indicator; without a scale remove the value and list `evidence`";
    /// A class is promised beside evidence.
    ClassAndEvidence { } = "class-and-evidence" Error
        zh "定性目标既写了要达到的等级，又列了 `evidence`" / "请只用一种方式评判：等级，或佐证。"
        en "a target names a class to be reached and lists `evidence` too" / "keep one of them: a class on the scale of the indicator, or evidence";
    /// Two organizations, or two collectives, of a register with one name.
    AmbiguousName { /** The name. */ name: String, /** One. */ one: String, /** The other. */ other: String } = "ambiguous-name" Error
        zh "`{one}` 与 `{other}` 同时都叫“{name}”" / "请改名或删去别名；更名、合并请写 from 与 until。"
        en "`{one}` and `{other}` are both called {name} at one time" / "change a name or alias; if one followed the other, say when with `from` and `until`";
    /// A collective of a register with another number of members than it states.
    RegisterCount { /** The collective. */ id: String, /** The number stated. */ stated: usize, /** The number listed. */ listed: usize } = "register-count" Error
        zh "`{id}` 写明有 {stated} 个成员，实际列出 {listed} 个" / "请补全成员，或改正 count、level、under。"
        en "`{id}` is said to have {stated} members, and {listed} are listed" / "complete the members, or correct `count`, `level` or `under`";
    /// A collective of a plan that the register does not know.
    UnknownCollective { /** Its name. */ name: String, /** The register. */ register: String } = "unknown-collective" Note
        zh "名录 `{register}` 中没有集体主体“{name}”，成员仍未列明" / "请在名录的 collectives 中补上它，或在规划中写 members。"
        en "the register `{register}` does not know the collective {name}; its members stay open" / "add it to the `collectives` of the register, or list its `members` in the plan";
    /// A collective of which a register lists nobody on the day of the plan.
    NoMembers { /** Its name. */ name: String, /** The register. */ register: String } = "no-members" Note
        zh "按名录 `{register}`，集体主体“{name}”在规划发布之日没有成员，成员仍未列明" / "请核对名录中各单位的 from、until 与 level。"
        en "by the register `{register}` nobody belonged to the collective {name} on the day of the plan; its members stay open" / "check `from`, `until` and `level` of the organizations in the register";
    /// An organization of a plan with the id that another one has in the register.
    OtherName { /** The id. */ id: String, /** Its name in the plan. */ name: String, /** Its name in the register. */ registered: String } = "other-name" Warning
        zh "`{id}` 在规划中是“{name}”，在名录中是“{registered}”，按同一单位处理" / "如是同一单位，请把另一名称列入 aliases；否则请换一个 id。"
        en "`{id}` is {name} in the plan and {registered} in the register; they are taken for one" / "if they are one, list the other name under `aliases`; else use another id";
    /// Two organizations of a plan with one name, by which a register finds a member.
    NamedAlike { /** The name. */ name: String, /** The one that is taken. */ one: String, /** The other. */ other: String } = "named-alike" Warning
        zh "规划中 `{one}` 与 `{other}` 都叫“{name}”，名录中的该单位按 `{one}` 处理" / "如是同一单位，请合并；否则请改名，或用名录中的 id。"
        en "`{one}` and `{other}` are both called {name} in the plan; the organization of the register is taken for `{one}`" / "if they are one, name it once; else change a name, or use the id that the register has";
    /// A figure of an indicator that is assessed by evidence.
    FigureOfEvidence { /** The indicator. */ id: String } = "figure-of-evidence" Error
        zh "`{id}` 以佐证评判，没有数值" / "请以各佐证的 id 填报日期。"
        en "`{id}` is assessed by evidence and has no figures" / "report the dates of its evidence, by their ids";
    /// A window that ends before it begins.
    EmptyWindow { /** Its start. */ start: String, /** Its end. */ end: String } = "empty-window" Error
        zh "起始 {start} 晚于结束 {end}" / "请改正起止时间。"
        en "it starts with {start} and ends with {end}, which is before" / "correct the start or the end";
    /// A due date that is not in the period of the plan.
    DueOutsidePeriod { /** The due period. */ due: String, /** The period of the plan. */ period: String, /** What a view beyond the plan is written as, if there can be one. */ beyond: Told } = "due-outside-period" Error
        zh "到期 {due} 不在规划期 {period} 之内" / "请改正 due；或延长 `period.end`{beyond:#}。"
        en "it is due in {due}, outside the plan's period {period}" / "correct `due`, or extend `period.end`{beyond}";
    /// A task, deliverable or duty that the plan does not last for.
    OutlastsPlan { /** The id. */ id: String, /** Its date. */ date: String, /** The period of the plan. */ period: String } = "outlasts-plan" Warning
        zh "`{id}` 的时间 {date} 不在规划期 {period} 之内" / "请核对时间，或延长 `period.end`；若本就跨出规划期，可不理会。"
        en "`{id}` has the date {date}, outside the plan's period {period}" / "check the date, or extend `period.end`; leave it if it is meant to outlast the plan";
    /// A responsibility or target that names too few or too many things.
    ExactlyOne { /** The fields. */ fields: &'static str, /** How many were given. */ given: usize } = "exactly-one" Error
        zh "`{fields}` 中应恰好写一个，现有 {given} 个" / "请只保留一个。"
        en "exactly one of `{fields}` is needed, and {given} are given" / "write exactly one of them";
    /// A form that cannot be judged without a baseline.
    NeedsBaseline { /** The form. */ form: &'static str } = "needs-baseline" Warning
        zh "目标形式 `{form}` 需要基期值，但指标没有 baseline" / "请补上 baseline；否则该目标无法判定（no_baseline）。"
        en "the form `{form}` compares with a base, and the indicator has no baseline" / "add a `baseline`; without it the target stays undetermined (no_baseline)";
    /// A baseline that does not come before the due date.
    BaselineAfterDue { /** The baseline's period. */ base: String, /** The due period. */ due: String } = "baseline-after-due" Error
        zh "基期 {base} 不早于到期 {due}" / "请改正 baseline.period 或 due。"
        en "the baseline of {base} is not before the due period {due}" / "correct `baseline.period` or `due`";
    /// The direction says one thing, baseline and goal another.
    DirectionContradiction { /** The direction. */ direction: &'static str, /** The baseline. */ base: String, /** The goal. */ goal: String } = "direction-contradiction" Warning
        zh "方向为 `{direction}`，但基期 {base}、目标 {goal} 相反" / "请核对 direction、baseline 与目标值；若为上下限，请写 `form: cap`。"
        en "the direction is `{direction}`, and yet it goes from {base} to {goal}" / "check `direction`, `baseline` and the target; for a limit write `form: cap`";
    /// A goal that the base has reached already.
    GoalBehindBase { /** The baseline. */ base: String, /** The goal. */ goal: String } = "goal-behind-base" Note
        zh "目标 {goal} 不高于（或不优于）基期 {base}" / "按“保持”判定：没有进度，只看是否达标。"
        en "the goal {goal} is no better than the base {base}" / "it is judged as one to be kept: there is no progress to measure";
    /// An at-most target without a baseline, which may be a cap or a reduction.
    CapOrReduction { } = "cap-or-reduction" Note
        zh "“不超过”的目标没有基期值，分不清是上限还是下降目标" / "现按下降目标判定；若自始就须满足，请写 `form: cap`。"
        en "an at-most target without a baseline may be a cap or a reduction" / "it is judged as a reduction; write `form: cap` if it holds from the first day";
    /// A target of zero where figures are positive.
    ZeroTarget { /** A figure. */ value: String } = "zero-target" Warning
        zh "目标为 0，而实际值 {value} 为正" / "0 是否意为“未设定”？未设定请删去该目标，清零请写 `form: zero`。"
        en "the target is 0, and a figure is {value}" / "does 0 mean `not set`? then remove the target; for elimination write `form: zero`";
    /// Values that differ by orders of magnitude.
    ScaleSuspect { /** One value. */ one: String, /** The other. */ other: String } = "scale-suspect" Warning
        zh "{one} 与 {other} 相差千倍以上" / "请核对单位与数量级（万、亿）。"
        en "{one} and {other} differ by a factor of a thousand or more" / "check unit and scale (万, 亿, thousand)";
    /// A weight that is not positive.
    BadWeight { /** The weight. */ weight: String } = "bad-weight" Error
        zh "权重 {weight} 不是正数" / "请写正数；不参与加权的请移出该组。"
        en "the weight {weight} is not positive" / "write a positive number, or take the member out";
    /// Some siblings have weights and others do not.
    PartialWeights { /** How many have none. */ without: usize } = "partial-weights" Warning
        zh "同级中有 {without} 个没有权重，按 1 计" / "请为同级全部写权重，或全部不写。"
        en "{without} siblings have no weight and count as 1" / "give all siblings weights, or none";
    /// A form that does not fit the measure.
    FormMeasure { /** The form. */ form: &'static str, /** The measure. */ measure: &'static str } = "form-measure" Warning
        zh "形式 `{form}` 与计量方式 `{measure}` 一般不相配" / "比率的“年均增长”往往是年均水平或百分点变化，请核对。"
        en "the form `{form}` hardly fits the measure `{measure}`" / "growth of a rate is often a mean level or a change in points: check the wording";
    /// Compounding over more years than is allowed.
    WindowTooLong { /** The years. */ years: String, /** The limit. */ most: u32 } = "window-too-long" Error
        zh "复合年限 {years} 年超过 {most} 年" / "请改正基期或到期。"
        en "compounded over {years} years, more than {most}" / "correct the base or the due period";
    /// A bare value and no direction to read it by.
    BareValue { } = "bare-value" Error
        zh "`value` 没有比较符，而方向未定" / "请写 at_least、at_most、equal 等，或写明 direction。"
        en "a bare `value` and no direction to read it by" / "write `at_least`, `at_most`, `equal` …, or give the indicator a `direction`";
    /// A range whose ends are the wrong way round.
    BadRange { /** The lower end. */ low: String, /** The upper end. */ high: String } = "bad-range" Error
        zh "区间 {low} 至 {high} 不成立" / "请写两个数，先小后大，不带比较符。"
        en "{low} to {high} is no range" / "write two numbers, the lower first, without signs";
    /// A comparator written into a value that has one already.
    DoubleComparator { /** The text. */ text: String } = "double-comparator" Error
        zh "`{text}` 自带比较符，与字段重复" / "请只保留数值，比较符由字段名给出。"
        en "`{text}` carries a comparator of its own" / "write the number alone: the field says how it is compared";
    /// Checkpoints out of order, or outside base and due.
    BadCheckpoint { /** Its period. */ period: String } = "bad-checkpoint" Error
        zh "检查点 {period} 次序不对，或不在基期与到期之间" / "请按时间先后排列，且介于基期之后、到期之前。"
        en "the checkpoint {period} is out of order, or not between base and due" / "order checkpoints by date, after the base and before the due period";
    /// A field that the form of a target has no use for.
    FieldNotTaken { /** The field. */ field: &'static str, /** The form. */ form: &'static str } = "field-not-taken" Error
        zh "目标形式 `{form}` 不用 `{field}`" / "请删去该字段，或改用需要它的形式。"
        en "the form `{form}` does not take `{field}`" / "remove the field, or write a form that takes it";
    /// A target that refers to itself, or to one without a path.
    BadReference { /** The id. */ id: String } = "bad-reference" Error
        zh "`{id}` 不能作为对照对象：是自身，或没有自己的进度" / "请改为另一指标，或同一指标另一个有数值的目标。"
        en "`{id}` cannot be compared with: it is the same, or has no path of its own" / "name another indicator, or another target of the indicator that has a value";
    /// A rank is promised of figures that are no ranks.
    NeedsRanks { /** The form. */ form: &'static str, /** The unit. */ unit: String } = "needs-ranks" Warning
        zh "形式 `{form}` 需要位次数据，而指标单位为 `{unit:#}`" / "请另设单位为“位”的指标；否则该目标无法判定（needs_ranks）。"
        en "the form `{form}` needs ranks, and the unit of the indicator is `{unit}`" / "make the rank an indicator of its own, with the unit `rank`; else the target stays undetermined (needs_ranks)";
    /// A rank that is asked to be worse.
    AsksForWorse { /** The value. */ value: String } = "asks-for-worse" Warning
        zh "位次越小越好，`{value}` 要求的是更差的位次" / "前若干位请写 at_most；若数字越大越好，请写 `direction: increase`。"
        en "the first rank is the best, and `{value}` asks for a worse one" / "write `at_most` for a place among the first, or `direction: increase` if greater numbers are better";
    /// The start that a target states is not the baseline.
    FromDisagrees { /** The start. */ from: String, /** The baseline. */ base: String } = "from-disagrees" Warning
        zh "目标写明由 {from} 起，基期值为 {base}" / "请核对 from 与 baseline；判定以 baseline 为准。"
        en "the target starts from {from}, and the baseline is {base}" / "check `from` and `baseline`; the baseline counts";
    /// A target states its start, and the indicator has no baseline of that time.
    FromWithoutBaseline { /** The start. */ from: String } = "from-without-baseline" Warning
        zh "目标写明由 {from} 起，而指标没有相应的 baseline" / "请补上 baseline，进度由它算起；该目标仍按水平判定。"
        en "the target starts from {from}, and the indicator has no such baseline" / "add it as the `baseline`, from which progress is measured; the target is judged as a level all the same";
    /// A part that is promised to be greater than its whole.
    PartExceedsWhole { /** The part. */ part: String, /** The whole. */ whole: String } = "part-exceeds-whole" Warning
        zh "其中项 {part} 大于总项 {whole}" / "请核对两个目标的数值与单位。"
        en "the part {part} is more than the whole {whole}" / "check values and units of both targets";
    /// Targets due together that lead to different values.
    TargetsDisagree { /** One target. */ first: String, /** What it leads to. */ leads_to: String, /** The other. */ second: String, /** What it leads to. */ other_to: String } = "targets-disagree" Warning
        zh "由基期推算，目标 `{first}` 为 {leads_to}，目标 `{second}` 为 {other_to}" / "请核对基期值、目标值、年限与口径；两者分别判定。"
        en "from the baseline the target `{first}` leads to {leads_to}, the target `{second}` to {other_to}" / "check baseline, values, years and definitions; both are judged";
    /// Targets of single years that do not bring about the target of the whole window.
    PeriodsFallShort { /** The target of the window. */ total: String, /** What the years ensure. */ reach: Box<Told>, /** What the window asks for. */ asked: Box<Told> } = "periods-fall-short" Warning
        zh "各年目标合起来只保证{reach:#}，总目标 `{total}` 要求{asked:#}" / "请核对各年与总目标；若差别只在四舍五入，可不理会。"
        en "the targets of the years together ensure {reach}, and the target `{total}` asks for {asked}" / "check the years and the total; if the difference is one of rounding alone, leave it";
    /// Targets of single years that rule the target of the whole window out.
    PeriodsContradict { /** The target of the window. */ total: String, /** What the years lead to. */ reach: Box<Told>, /** What the window asks for. */ asked: Box<Told> } = "periods-contradict" Warning
        zh "各年目标合起来为{reach:#}，总目标 `{total}` 要求{asked:#}，不能同时实现" / "请核对各年与总目标的数值、比较符与方向。"
        en "the targets of the years lead to {reach}, the target `{total}` asks for {asked}: they cannot both be met" / "check values, comparators and directions of the years and of the total";
    /// Targets of some years of a window, and what they leave to the others.
    PeriodsRemain { /** The target of the window. */ total: String, /** The years that have targets. */ years: String, /** What those ensure. */ reach: Box<Told>, /** What the window asks for. */ asked: Box<Told>, /** How many years are left. */ count: usize, /** What is left to them. */ left: Box<Told>, /** What came of it if all years were alike. */ copied: Box<Told> } = "periods-remain" Note
        zh "{years} 的目标合起来为{reach:#}，总目标 `{total}` 要求{asked:#}：其余 {count} 年须{left:#}{copied:#}" / "逐年下达目标时请留意其余年份。"
        en "the targets of {years} ensure {reach}, the target `{total}` asks for {asked}: {count} more years are left with {left}{copied}" / "mind the other years when their targets are set";
    /// Two versions published on one day.
    AmbiguousVersions { /** The date. */ published: String } = "ambiguous-versions" Error
        zh "两个版本同在 {published} 发布，无法区分先后" / "请改正发布日期，或合并版本。"
        en "two versions were published on {published}" / "correct the dates, or keep one version";
    /// Some children of a decomposition have weights and others do not.
    ChildWeights { /** The indicator. */ of: String, /** How many have none. */ without: usize } = "child-weights" Error
        zh "`{of}` 的分解中有 {without} 个下级没有权重" / "请为全部下级写权重，或全部不写：缺的权重不是 1。"
        en "{without} children of `{of}` have no weight" / "give all children weights, or none: a weight that is missing is not 1";
    /// Weights under a rule that has no use for them.
    WeightNotTaken { /** The rule. */ rule: &'static str } = "weight-not-taken" Warning
        zh "规则 `{rule}` 不用权重" / "请删去权重；加权请写 `rule: weighted_mean`。"
        en "the rule `{rule}` does not take weights" / "remove them, or write `rule: weighted_mean`";
    /// Figures are to be made of those of children that cannot make them.
    FiguresNotComputed { /** The rule. */ rule: &'static str } = "figures-not-computed" Error
        zh "规则 `{rule}` 的下级数据不能汇总为本级数据" / "请删去 `figures: children`。"
        en "the figures of children cannot be put together under the rule `{rule}`" / "remove `figures: children`";
    /// Figures are to be made of children of which not all are named.
    FiguresOpenEnded { } = "figures-open-ended" Error
        zh "下级未列全（open_ended），数据不能由其汇总" / "请列出全部下级，或删去 `figures: children`。"
        en "figures cannot be made of children of which not all are named (open_ended)" / "name all of them, or remove `figures: children`";
    /// Figures are to be made of the children of two decompositions.
    FiguresTwice { /** The indicator. */ id: String } = "figures-twice" Error
        zh "`{id}` 的数据由两种分解汇总而来" / "请只在一种分解中写 `figures: children`：不同的分解不能相加。"
        en "the figures of `{id}` are to come from two decompositions" / "write `figures: children` in one of them: decompositions are never added together";
    /// A target above beside a number.
    AboveWithoutDelegated { } = "above-without-delegated" Error
        zh "`above` 只用于以上级为准的目标" / "请写 `delegated: 完成上级下达目标`，或删去 `above`。"
        en "`above` stands beside a target that is not delegated" / "write `delegated`, or remove `above`";
    /// One of several targets is meant, and none is named.
    AmbiguousTarget { /** The indicator. */ indicator: String } = "ambiguous-target" Error
        zh "`{indicator}` 没有目标或有几个目标，未写明是哪一个" / "请在 `target` 中写明。"
        en "`{indicator}` has several targets or none, and nothing says which one is meant" / "name one in `target`";
    /// The plan above is not among those that are linked.
    AboveNotGiven { /** The plan. */ id: String, /** A similar one. */ suggestion: Suggestion } = "above-not-given" Note
        zh "上级规划 `{id}` 没有给出" / "以它为准的目标暂不确定；请一并给出。{suggestion:#}"
        en "the plan above, `{id}`, is not given" / "targets that resolve against it stay undetermined; give it as well. {suggestion}";
    /// The plan of a child is not among those that are linked.
    ChildNotGiven { /** The plan. */ plan: String, /** The indicator. */ indicator: String, /** A similar plan. */ suggestion: Suggestion } = "child-not-given" Warning
        zh "下级规划 `{plan}` 没有给出，缺下级指标 `{indicator}`" / "请一并给出该规划；覆盖面按缺少此下级计。{suggestion:#}"
        en "the plan `{plan}` of the child `{indicator}` is not given" / "give it as well; until then the child counts as missing. {suggestion}";
    /// The plan of a child in a list that is not complete is not among those that are linked.
    OpenChildNotGiven { /** The plan. */ plan: String, /** The indicator. */ indicator: String } = "open-child-not-given" Note
        zh "下级规划 `{plan}` 没有给出，缺下级指标 `{indicator}`；该分解本未列全" / "如有该规划，请一并给出。"
        en "the plan `{plan}` of the child `{indicator}` is not given; not all children are named anyway (open_ended)" / "give it as well if there is one";
    /// Links that lead back to where they began.
    CyclicLinks { /** What is linked. */ what: Noun, /** The members on the way round. */ members: String } = "cyclic-links" Error
        zh "{what:#}成环：{members}" / "请去掉其中一个链接。"
        en "these {what} lead back to where they began: {members}" / "remove one of the links";
    /// A child in another unit than its parent.
    ChildUnit { /** The child. */ child: String, /** Its unit. */ found: String, /** The unit of the parent. */ expected: String } = "child-unit" Error
        zh "下级 `{child}` 的单位是 `{found}`，上级的是 `{expected}`" / "请用同一单位（数量级可以不同）；口径不同的请写 `rule: proxy`。"
        en "the child `{child}` is measured in `{found}`, its parent in `{expected}`" / "use one unit, of whatever scale; for something else that stands in write `rule: proxy`";
    /// A target of a child that says something else than that of the parent.
    ChildForm { /** The child. */ child: String, /** Its form. */ found: &'static str, /** The form of the parent. */ expected: &'static str } = "child-form" Warning
        zh "下级 `{child}` 的目标形式 `{found}` 与上级的 `{expected}` 不可比" / "请给出同一形式的目标；否则无法判定下级目标是否足够。"
        en "the target of the child `{child}` has the form `{found}`, which is not comparable with `{expected}`" / "state both in the same form; else nobody can say whether the children suffice";
    /// A target of a child that is compared the other way round.
    ChildComparator { /** The child. */ child: String, /** Its value. */ found: String, /** The value of the parent. */ expected: String } = "child-comparator" Warning
        zh "下级 `{child}` 的目标 {found} 与上级的 {expected} 方向相反" / "请核对比较方向；否则无法判定下级目标是否足够。"
        en "the target {found} of the child `{child}` runs the other way than {expected}" / "check the comparators; else nobody can say whether the children suffice";
    /// A child that is due after its parent.
    ChildDueLater { /** The child. */ child: String, /** Its due period. */ due: String, /** That of the parent. */ parent: String } = "child-due-later" Warning
        zh "下级 `{child}` 在 {due} 到期，晚于上级的 {parent}" / "请核对到期；到期不同的目标不参与比较。"
        en "the child `{child}` is due in {due}, after its parent in {parent}" / "check the due periods; targets of other dates are not compared";
    /// A sum of what does not add up.
    NotAdditive { /** The indicator. */ indicator: String, /** What it is. */ what: Told } = "not-additive" Warning
        zh "`{indicator}`：{what:#}不能相加" / "请写 `rule: weighted_mean`（附权重）、`each`、`maximum` 或 `proxy`。"
        en "`{indicator}`: {what} do not add up" / "write `rule: weighted_mean` with weights, `each`, `maximum` or `proxy`";
    /// The newest targets of the children do not make up that of the parent.
    ChildrenFallShort { /** What is needed. */ needed: String, /** What the children promise. */ promised: String, /** By how much. */ slack: String } = "children-fall-short" Warning
        zh "下级目标为 {promised}，不足以保证上级的 {needed}（余量 {slack}）" / "请上调下级目标，或核对规则、权重与版本。"
        en "the targets of the children come to {promised}, which does not guarantee {needed} (slack {slack})" / "raise the children, or check rule, weights and versions";
    /// A decomposition of a version that is no longer the newest.
    DecomposedVersion { /** The version that it names. */ named: String, /** The newest. */ newest: String } = "decomposed-version" Warning
        zh "分解所依据的是版本 `{named}`，而最新版本是 `{newest}`" / "请按新版本重新分解，或核对下级目标。"
        en "it was decomposed from the version `{named}`, and the newest is `{newest}`" / "decompose the new version, or check the children against it";
    /// A delegated target and the one above that cannot stand for it.
    AboveDiffers { /** What differs. */ what: Told, /** Here. */ own: String, /** Above. */ above: String } = "above-differs" Warning
        zh "以上级为准，但{what:#}不同：本级 `{own}`，上级 `{above}`" / "请改为一致；否则该目标仍无法判定（delegated）。"
        en "it is delegated to a target whose {what} differs: `{own}` here, `{above}` above" / "make them the same; until then the target stays undetermined (delegated)";
    /// A delegated target that does not say what it resolves against, although the plan above is given.
    DelegatedWithoutAbove { /** The plan above. */ plan: String } = "delegated-without-above" Note
        zh "以上级为准的目标没有写明对应上级规划 `{plan}` 的哪个目标" / "请写 `above: {{ indicator: …, target: … }}`。"
        en "a delegated target does not say which target of the plan above, `{plan}`, decides" / "write `above: {{ indicator: …, target: … }}`";
    /// A phrase that cannot be read as a target.
    PhraseNotRead { /** Why. */ fault: Told, /** How to mend it. */ help: Told } = "phrase-not-read" Error
        zh "读不出目标：{fault:#}" / "{help:#}；也可写 form 与数值，原文放在 `text`。"
        en "the phrase is not read as a target: {fault}" / "{help}; or write `form` and a value, and the wording as `text`";
    /// A phrase with several readings.
    PhraseAmbiguous { /** The readings. */ readings: Told, /** What would decide. */ decides: Told } = "phrase-ambiguous" Error
        zh "短语有不止一种读法：{readings:#}" / "可由此区分：{decides:#}；也可写 form 与数值，原文放在 `text`。"
        en "the phrase can be read as {readings}" / "what decides: {decides}; or write `form` and a value, and the wording as `text`";
    /// A phrase that states more than one target.
    PhraseSeveral { /** How many. */ count: usize } = "phrase-several" Error
        zh "短语中有 {count} 个目标" / "请分写为 {count} 个目标，各写各的短语。"
        en "the phrase states {count} targets" / "write {count} targets, each with its own phrase";
    /// A phrase that starts from another base than the indicator.
    PhraseBase { /** The base of the phrase. */ phrase: String, /** The baseline. */ baseline: String } = "phrase-base" Error
        zh "短语以 {phrase} 为基期，而 baseline 是 {baseline}" / "请补上该时期的 baseline，或另设指标；基期不同，目标值就不同。"
        en "the phrase starts from {phrase}, and the baseline is {baseline}" / "give the baseline of that time, or make it an indicator of its own: another base is another target";
    /// A phrase that names something else than the indicator.
    PhraseName { /** The name in the phrase. */ phrase: String, /** The indicator. */ indicator: String } = "phrase-name" Warning
        zh "短语说的是“{phrase}”，而指标是“{indicator}”" / "若是同一指标，可从短语中删去名称；若写错了行，请移到该指标下。"
        en "the phrase is about `{phrase}`, and the indicator is `{indicator}`" / "if they are the same, leave the name out of the phrase; if the row is wrong, move it";
    /// A phrase that asks it of each member of a group.
    PhraseMembers { } = "phrase-members" Error
        zh "短语要求每个成员都达到，而指标只有一个数列" / "请为每个成员设指标；若是合计，请写“共同”。"
        en "the phrase asks it of each member, and the indicator has one series" / "make an indicator for each member; if the total is meant, write 共同";
    /// A phrase that asks over periods over which no target is judged.
    PhraseWindow { /** The periods. */ window: Told } = "phrase-window" Error
        zh "短语要求的时间范围是“{window:#}”，规划目标不按此判定" / "请写 form 与数值：逐年的水平写 `form: kept`，规划期内的合计写明规划期。"
        en "the phrase asks for `{window}`, over which no target of a plan is judged" / "write `form` and a value: `form: kept` for a level in every year, or a sum over the years of the plan";
    /// A phrase that reports, where a target stands.
    PhraseReports { } = "phrase-reports" Error
        zh "短语像是在报告已达到的数值，而不是目标" / "目标请写“达到”“不低于”等；实际值请写入数据。"
        en "the phrase seems to report what was reached, and no target" / "write what is to be reached; figures belong into the observations";
    /// A phrase and a structured target that say different things.
    PhraseDisagrees { /** What the phrase says. */ phrase: Told, /** What the target says. */ target: Told } = "phrase-disagrees" Warning
        zh "短语读作“{phrase:#}”，而目标写的是“{target:#}”" / "请核对；判定以结构化的字段为准。"
        en "the phrase reads `{phrase}`, and the target says `{target}`" / "check both; the structured fields count";
    /// A value that cannot occur.
    OutsideLimits { /** The value. */ value: String, /** The limits. */ limits: String } = "outside-limits" Warning
        zh "{value} 超出自然界限 {limits}" / "请核对数值或 limits。"
        en "{value} lies outside the natural limits {limits}" / "check the value or the `limits`";
    /// An observation of something that the plan does not have.
    UnknownIndicator { /** The id. */ id: String, /** How many rows. */ rows: usize, /** A similar one. */ suggestion: Suggestion } = "unknown-indicator" Warning
        zh "规划中没有 `{id}`，{rows} 行数据未用" / "请改正 id，或在规划中补上该指标。{suggestion:#}"
        en "the plan has no `{id}`: {rows} rows are not used" / "correct the id, or add the indicator to the plan. {suggestion}";
    /// A column that is needed.
    MissingColumn { /** The column. */ column: &'static str } = "missing-column" Error
        zh "缺少列 `{column}`" / "表头应为：indicator,period,value,status,published,source。"
        en "the column `{column}` is missing" / "the header is indicator,period,value,status,published,source";
    /// A column that is not used.
    IgnoredColumn { /** The column. */ column: String, /** A similar one. */ suggestion: Suggestion } = "ignored-column" Note
        zh "列 `{column}` 未使用" / "{suggestion:#}"
        en "the column `{column}` is not used" / "{suggestion}";
    /// A row with too few or too many cells.
    BadRow { /** The cells found. */ found: usize, /** The cells expected. */ expected: usize } = "bad-row" Error
        zh "此行有 {found:#} 格，表头有 {expected:#} 列" / "请核对分隔符与引号。"
        en "the row has {found} cells, the header {expected} columns" / "check separators and quotes";
    /// A cell that must not be empty.
    EmptyCell { /** The column. */ column: &'static str } = "empty-cell" Error
        zh "`{column}` 为空" / "没有数据就删去此行：缺失不是 0。"
        en "the cell `{column}` is empty" / "leave the row out if there is no figure: missing is not zero";
    /// The same figure twice.
    DuplicateObservation { /** The period. */ period: String } = "duplicate-observation" Warning
        zh "{period} 的同一数据出现两次" / "请删去一行。"
        en "the same figure for {period} stands twice" / "remove one of the rows";
    /// Two figures for one period, published on one day.
    ConflictingObservation { /** The period. */ period: String, /** One value. */ one: String, /** The other. */ other: String } = "conflicting-observation" Error
        zh "{period} 有两个同日发布的不同数据：{one} 与 {other}" / "修订值请写明其 published 日期。"
        en "two different figures for {period}, known from one day: {one} and {other}" / "give a revision its own `published` date";
    /// Periods that share days.
    OverlappingPeriods { /** One period. */ one: String, /** The other. */ other: String } = "overlapping-periods" Warning
        zh "时期 {one} 与 {other} 重叠" / "重叠的时期不会重复相加；请只保留一种。"
        en "the periods {one} and {other} overlap" / "overlapping periods are never summed twice; keep one kind";
    /// A period of another kind than the indicator is reported in.
    FrequencyMismatch { /** The period. */ period: String, /** The frequency. */ frequency: &'static str } = "frequency-mismatch" Warning
        zh "{period} 与指标频率 `{frequency}` 不符" / "请改正 period 或 frequency。"
        en "{period} does not fit the indicator's frequency `{frequency}`" / "correct the `period` or the `frequency`";
    /// The plan's baseline and the series differ.
    BaselineDisagrees { /** The period. */ period: String, /** The baseline. */ plan: String, /** The series. */ series: String } = "baseline-disagrees" Warning
        zh "{period} 的基期值：规划为 {plan}，数据为 {series}" / "判定以判定方法选定者为准（`base: plan` 或 `series`）。"
        en "for {period} the plan's baseline is {plan}, the series says {series}" / "the policy chooses which one counts (`base: plan` or `series`)";
    /// A ratio whose parts are not two other indicators.
    BadRatio { /** The indicator. */ id: String } = "bad-ratio" Error
        zh "`{id}` 的分子与分母应为另外两个不同的指标" / "请改正 ratio 的 numerator 与 denominator。"
        en "the parts of the ratio `{id}` are not two other indicators" / "correct `numerator` and `denominator` of its `ratio`";
    /// A ratio that is reported otherwise than its parts make it.
    RatioDisagrees { /** The period. */ period: String, /** What is reported. */ reported: String, /** What the parts make. */ computed: String } = "ratio-disagrees" Warning
        zh "{period} 的比率报为 {reported}，由分子、分母算得 {computed}" / "请核对三者的口径、单位与 times；已报数照用，预测的中值以分子、分母为准。"
        en "for {period} the ratio is reported as {reported}, and its parts make {computed}" / "check definitions, units and `times`; the reported figure counts, and projections go by the parts";
    /// The baseline lies before a break of the series, and figures after it.
    AcrossBreak { /** The baseline's period. */ base: String, /** The period of the break. */ period: String } = "across-break" Warning
        zh "基期 {base} 在口径中断 {period} 之前，其后的数据与之不可比" / "请在该 breaks 项中写明按新口径重述的 baseline；否则进度跨两种口径，请慎用，从基期起的趋势不可用（break）。"
        en "the baseline of {base} lies before the break of {period}, and figures after it cannot be compared with it" / "state the `baseline` anew under the break; else progress compares two definitions, and trends from the base are unknown (break)";
    /// A remark and the status column say different things.
    StatusContradiction { /** The remark. */ remark: &'static str, /** The status. */ status: &'static str } = "status-contradiction" Error
        zh "备注为 `{remark}`，status 却为 `{status}`" / "请保留其一。"
        en "the remark says `{remark}`, the status `{status}`" / "keep one of them";
    /// A figure published before its period was over.
    PublishedEarly { /** The period. */ period: String, /** The date. */ published: String } = "published-early" Warning
        zh "{period} 的数据在 {published} 即已发布，而该时期尚未结束" / "预计数请注明 status: forecast；到期前的数据不作到期判定。"
        en "a figure for {period} was published on {published}, before the period was over" / "mark what was expected as `forecast`; it does not count as an observation at the due date until the period is over";
    /// A report that something was reached on a day that had not come yet.
    ReachedLater { /** The date on which it is said to be reached. */ date: String, /** When that was published. */ published: String } = "reached-later" Warning
        zh "{published} 发布的报告称于 {date} 完成，而该日尚未到来" / "预定日期请写在规划里，完成后再报告；此行自 {date} 起才算已知。"
        en "that it was reached on {date} was published on {published}, before that day" / "a date that is only meant belongs into the plan: report it when it was reached; this row counts from {date} on";
    /// A percentage at the end of a period that was not over.
    ProgressOfLater { /** The period. */ period: String, /** When it was published. */ published: String } = "progress-of-later" Warning
        zh "{published} 发布的进度报的是 {period} 末的情况，而该时期尚未结束" / "请写已经结束的时期或当日的日期，如 2025-05-23；此行到 {period} 结束才计入。"
        en "progress at the end of {period} was published on {published}, before that period was over" / "write a period that is over, or the day, such as 2025-05-23; this row does not count until {period} is over";
    /// A duty reported for a period that holds several of those for which it is due.
    ReportTooLong { /** The duty. */ id: String, /** The period. */ period: String, /** How often it is due. */ frequency: &'static str } = "report-too-long" Warning
        zh "`{id}` 的频次为 `{frequency}`，而此行所报时期为 {period}" / "请按每个时期各报一行；此行只算作其中最后一个时期。"
        en "`{id}` is due each {frequency}, and this row reports it for {period}" / "write a row for each period; this one counts for the last of them only";
    /// More of something than is allowed.
    TooMany { /** What. */ what: Noun, /** The limit. */ most: usize } = "too-many" Error
        zh "{what:#}超过 {most} 个" / "请删减。"
        en "more than {most} {what}" / "keep fewer";
    /// A header whose cells are separated by something else than commas.
    WrongSeparator { /** The header. */ header: String } = "wrong-separator" Error
        zh "表头只有一列：`{header}`" / "请用逗号分隔各列。"
        en "the header is one cell: `{header}`" / "separate the columns by commas";
    /// Figures without a date of publication.
    Unpublished { /** How many. */ rows: usize } = "unpublished" Note
        zh "{rows} 行没有 published，按时期结束之日起可知" / "补上发布日期，才能如实回看当时所知。"
        en "{rows} rows have no `published` and count as known from the end of their period" / "add the dates of publication to see honestly what was known when";
    /// The same thing is assumed twice.
    AssumedTwice { /** What. */ what: String } = "assumed-twice" Error
        zh "`{what}` 被假设了两次" / "请只保留一个；另一种情形请另写一份假设。"
        en "`{what}` is assumed twice" / "keep one of them; write another case as another what-if";
    /// A target is named, and nothing of it is moved.
    NothingAssumed { } = "nothing-assumed" Error
        zh "此处没有假设任何变动" / "请写一个目标值（at_least 等）或 due。"
        en "nothing is assumed here" / "give a value (`at_least` …), a `due`, or both";
    /// A fact that the catalogue does not have.
    UnknownFact { /** The fact. */ fact: String, /** A similar one. */ suggestion: Suggestion } = "unknown-fact" Error
        zh "没有事实 `{fact}`" / "{suggestion:#}可用事实见指南的事实表。"
        en "there is no fact `{fact}`" / "{suggestion}the guide lists the facts";
    /// A cell that cannot be read.
    BadCell { /** The cell. */ cell: String, /** What fits. */ expected: String } = "bad-cell" Error
        zh "读不懂条件 `{cell}`" / "此事实可写：{expected:#}。"
        en "the cell `{cell}` is not understood" / "this fact takes {expected}";
    /// A cell that no value satisfies.
    EmptyRange { /** The cell. */ cell: String } = "empty-range" Error
        zh "条件 `{cell}` 不含任何值" / "请改正区间两端。"
        en "no value satisfies `{cell}`" / "correct the ends of the range";
    /// An outcome that the policy does not declare.
    UnknownOutcome { /** The outcome. */ outcome: String, /** A similar one. */ suggestion: Suggestion } = "unknown-outcome" Error
        zh "没有声明结论 `{outcome}`" / "请在 outcomes 中声明。{suggestion:#}"
        en "the outcome `{outcome}` is not declared" / "declare it under `outcomes`. {suggestion}";
    /// The rows may leave a case without an outcome.
    NoDefaultRow { } = "no-default-row" Error
        zh "最后一行应没有条件" / "请在末尾加一行没有 `when` 的行，使任何情形都有结论。"
        en "the last row must have no conditions" / "end the table with a row without `when`, so that every case has an outcome";
    /// A row that can never fire.
    UnreachableRow { /** The row. */ row: String, /** The row above it. */ above: String } = "unreachable-row" Error
        zh "第 `{row}` 行永远不会命中：上面的 `{above}` 已涵盖" / "请调整次序，或删去此行。"
        en "the row `{row}` can never fire: `{above}` above it always does" / "reorder the rows, or remove this one";
    /// A fact outcome that rests on an estimate.
    EstimateInFact { /** The outcome. */ outcome: String, /** The fact. */ fact: String } = "estimate-in-fact" Error
        zh "事实性结论 `{outcome}` 依据了估计量 `{fact}`" / "请把该行移到读取估计量的行之前，或改为 `kind: outlook`。"
        en "the outcome `{outcome}` states a fact and rests on the estimate `{fact}`" / "move the row above those that read estimates, or make it `kind: outlook`";
    /// A good outcome that rests on something unknown.
    UnknownLeadsToGood { /** The outcome. */ outcome: String } = "unknown-leads-to-good" Error
        zh "`unknown` 条件不得得出好的结论 `{outcome}`" / "未知不能当作好消息。"
        en "a cell `unknown` leads to the good outcome `{outcome}`" / "what is not known is no good news: choose another outcome";
    /// More facts, outcomes or rows than a policy may have.
    PolicyTooLarge { /** What. */ what: Noun, /** The limit. */ most: usize } = "policy-too-large" Error
        zh "{what:#} 超过 {most} 个" / "请拆分判定方法。"
        en "more than {most} {what}" / "split the policy";
    /// A choice that is not understood.
    BadChoice { /** What stands there. */ text: String, /** What fits. */ expected: String } = "bad-choice" Error
        zh "读不懂 `{text}`" / "可写：{expected}。"
        en "`{text}` is not understood here" / "write {expected}";
    /// An argument that a formula does not take.
    ArgumentNotTaken { /** The argument. */ argument: &'static str, /** The fact. */ fact: String } = "argument-not-taken" Error
        zh "`{fact}` 没有参数 `{argument}`" / "请删去；各事实的参数见指南的事实表。"
        en "`{fact}` does not take `{argument}`" / "remove it; the guide lists what each fact takes";
    /// An input that the policy does not declare.
    UnknownInput { /** The input. */ input: String, /** A similar one. */ suggestion: Suggestion } = "unknown-input" Error
        zh "没有声明参数 `{input}`" / "请写数字，或在 inputs 中声明。{suggestion:#}"
        en "the input `{input}` is not declared" / "write a number, or declare it under `inputs`. {suggestion}";
    /// A share that looks like per cent.
    LooksLikePercent { /** The cell. */ cell: String } = "looks-like-percent" Warning
        zh "条件 `{cell}` 像是百分数" / "此处以 1 为全部：95% 写作 0.95。"
        en "the cell `{cell}` looks like per cent" / "here 1 is the whole: 95% is written 0.95";
    /// A name that nothing refers to.
    Unused { /** The name. */ name: String } = "unused" Warning
        zh "`{name}` 没有用到" / "请删去，或核对引用它的名称。"
        en "nothing refers to `{name}`" / "remove it, or check the names that should refer to it";
    /// A case that no row decides.
    Gap { /** The case. */ witness: String } = "gap" Error
        zh "没有一行涵盖这种情形：{witness}" / "请补一行，或改正区间。"
        en "no row covers this case: {witness}" / "add a row for it, or correct the ranges";
    /// Two rows that fire in one case.
    Overlap { /** One row. */ row: String, /** The other. */ other: String, /** The case. */ witness: String } = "overlap" Error
        zh "`{row}` 与 `{other}` 同时命中：{witness}" / "`unique` 表的各行不得重叠；请改正区间，或改用 `first`。"
        en "the rows `{row}` and `{other}` both fire here: {witness}" / "the rows of a `unique` table must not overlap: correct the ranges, or use `first`";
    /// A row that the rows above it together leave nothing to.
    CoveredRow { /** The row. */ row: String } = "covered-row" Error
        zh "第 `{row}` 行永远不会命中：上面各行合起来已涵盖" / "请删去此行，或改正上面的区间。"
        en "the row `{row}` can never fire: the rows above it cover it together" / "remove it, or correct the ranges above";
    /// What was too large to be proved.
    NotProved { /** The row, or the table. */ what: String } = "not-proved" Note
        zh "`{what}`：组合太多，未能证明可达与覆盖" / "用到的列少一些即可证明。"
        en "`{what}`: there are too many combinations to prove that it can fire, or that all cases are covered" / "fewer columns can be proved";
    /// A table with the hit policy `unique` that was too large to be proved.
    UnprovedUnique { } = "unproved-unique" Error
        zh "组合太多，未能证明 `unique` 表各行互斥且涵盖一切情形" / "请改用 `first`，或减少用到的列。"
        en "there are too many combinations to prove that exactly one row of this `unique` table fires" / "use `first`, or fewer columns";
    /// A table that reads a score that no row gives.
    NoScores { } = "no-scores" Error
        zh "没有一行给出得分，`score` 永远未知" / "请在指标表的行中写 score，或在 roll_up 中写 of: share。"
        en "no row gives a score, so `score` is never known" / "give the rows of the table for indicators a `score`, or roll up shares with `of: share`";
    /// Points for what is not known that are better than what is known can earn.
    MissingCounts { /** The points. */ missing: String, /** The least that a row gives. */ least: String } = "missing-counts" Error
        zh "没有得分的部分计 {missing} 分，高于各行的最低分 {least}" / "未知不能得好分：请改小，或写 skip。"
        en "a part without a score counts for {missing} points, more than the least that a row gives, {least}" / "what is not known earns nothing: lower it, or write `skip`";
    /// An outcome with an id that reports need for themselves.
    ReservedOutcome { /** The outcome. */ outcome: String } = "reserved-outcome" Error
        zh "`{outcome}` 是报告自用的词，不能作结论的 id" / "请换一个 id；没有数据时无需任何行，结论自会是“无法判定”。"
        en "`{outcome}` is a word of reports, and no id for an outcome" / "choose another id; where figures are missing no row is needed, the verdict is undetermined by itself";
    /// A row that the policy extended does not have.
    NoSuchRow { /** The row. */ row: String } = "no-such-row" Error
        zh "被扩展的判定方法没有行 `{row}`" / "请核对 extends 与行的 id。"
        en "the policy extended has no row `{row}`" / "check `extends` and the ids of its rows";
    /// Policies that extend each other.
    CyclicExtends { /** The ids. */ cycle: String } = "cyclic-extends" Error
        zh "判定方法互相扩展：{cycle}" / "请断开此环。"
        en "the policies extend each other: {cycle}" / "break the cycle";
    /// Too many policies that extend each other.
    ExtendsTooDeep { /** The limit. */ most: usize } = "extends-too-deep" Error
        zh "扩展超过 {most} 层" / "请合并其中几层。"
        en "more than {most} policies extend each other" / "merge some of them";
    /// A value of an indicator that does not fit the policy's input.
    BadInput { /** The input. */ input: String, /** The value. */ text: String, /** What fits. */ expected: String } = "bad-input" Warning
        zh "参数 `{input}` 的值 `{text}` 不合用，视为未知" / "此参数应为：{expected}。"
        en "the value `{text}` does not fit the input `{input}` and counts as unknown" / "the input takes {expected}";
    /// A value that a policy asks for and an indicator does not supply.
    MissingInput { /** The input. */ input: String, /** How many indicators. */ indicators: usize } = "missing-input" Note
        zh "{indicators} 个指标没有提供判定方法所需的参数 `{input}`" / "请在指标的 inputs 中写明。"
        en "{indicators} indicators do not supply the input `{input}` that the policy asks for" / "state it under `inputs` of the indicator";
    /// A built-in policy that is not there.
    NoSuchPolicy { /** The name. */ name: String, /** A similar one. */ suggestion: Suggestion } = "no-such-policy" Error
        zh "没有内置判定方法 `{name}`" / "{suggestion:#}也可以给出判定方法文件。"
        en "there is no built-in policy `{name}`" / "{suggestion}a policy can also be given as a file";
}

impl Problem {
    /// A phrase, where the feature that reads phrases is off.
    #[cfg(not(feature = "notation"))]
    pub(crate) fn phrases_need_the_feature() -> Self {
        let told = |zh: &str, en: &str| Told { zh: zh.to_owned(), en: en.to_owned() };
        Self::PhraseNotRead {
            fault: told("程序未启用读取短语的功能", "the program was built without the reader of phrases"),
            help: told("请启用特性 `notation`", "enable the feature `notation`"),
        }
    }
}
