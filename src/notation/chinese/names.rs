//! Names: lists of them, and the ones that stand for several.

/// Names that stand for several indicators, and the beginnings of those.
const SHARED: &[(&str, &[&str])] = &[
    ("城镇和农村", &["城镇", "农村"]),
    ("城镇、农村", &["城镇", "农村"]),
    ("城镇与农村", &["城镇", "农村"]),
    ("城乡", &["城镇", "农村"]),
    ("一二三产业", &["第一产业", "第二产业", "第三产业"]),
    ("第一、二、三产业", &["第一产业", "第二产业", "第三产业"]),
    ("一二三产", &["第一产业", "第二产业", "第三产业"]),
    ("三次产业", &["第一产业", "第二产业", "第三产业"]),
    ("进出口", &["进口", "出口"]),
];

/// Parts of names that tell that less is better.
const LESS_IS_BETTER: &[&str] = &[
    "失业率",
    "死亡率",
    "发病率",
    "患病率",
    "吸烟率",
    "能耗",
    "水耗",
    "能源消耗",
    "电耗",
    "物耗",
    "排放",
    "浓度",
    "pm2.5",
    "PM2.5",
    "细颗粒物",
    "事故",
    "用水量",
    "用水总量",
    "消耗量",
    "消费总量",
    "收入比",
    "倍差",
    "差距",
    "漏损率",
    "辍学率",
    "贫困",
    "负债率",
    "办理时间",
    "时限",
    "成本",
    "费用率",
    "债务率",
    "费用与",
    "费用占",
    "死亡",
    "致死",
    "损失率",
    "化肥",
    "农药",
    "碳强度",
    "违法",
    "案件",
    "发生率",
    "恩格尔",
    "养殖尾水",
    "不良贷款率",
    "返贫",
    "隐性债务",
    "污染物",
    "化学需氧量",
    "氨氮",
    "氮氧化物",
    "二氧化硫",
    "挥发性有机物",
    "赤字率",
    "抚养比",
    "基尼",
    "劣",
    "通行时间",
    "平均时间",
    "降至",
    "上涨幅度",
    "消费价格",
];

/// Parts of names that tell that the indicator is a growth rate itself.
const GROWTH_NAMES: &[&str] = &["增速", "增长率", "增幅", "涨幅", "年均增长", "增长", "增长速度", "上涨幅度"];

/// Ends of names of rates that are levels and no shares of a whole.
const RATES_NOT_SHARES: &[&str] = &[
    "失业率",
    "死亡率",
    "利率",
    "税率",
    "赤字率",
    "汇率",
    "通胀率",
    "出生率",
    "增长率",
    "费用",
    "成本",
    "手续费",
    "生育率",
    "杠杆率",
    "加成率",
    "收益率",
    "负债率",
];

/// Whether less is better, going by the name; `None` where it does not tell.
pub(super) fn less_is_better(name: &str) -> Option<bool> {
    // 非化石能源占能源消费总量比重: what has the share tells, and not the whole.
    let subject = name.split('占').next().unwrap_or(name);
    LESS_IS_BETTER.iter().any(|part| subject.contains(part)).then_some(true)
}

/// Whether the name is that of a growth rate.
pub(super) fn is_growth(name: &str) -> bool {
    GROWTH_NAMES.iter().any(|part| name.ends_with(part))
}

/// Whether a percentage of this name is a rate and no share of a whole.
pub(super) fn is_rate(name: &str) -> bool {
    RATES_NOT_SHARES.iter().any(|part| name.contains(part))
}

/// The names that a name stands for: 城乡居民收入 are two.
pub(super) fn split_shared(name: &str, count: usize) -> Option<Vec<String>> {
    for (shared, parts) in SHARED {
        if parts.len() == count
            && let Some((before, after)) = name.split_once(shared)
        {
            return Some(parts.iter().map(|part| format!("{before}{part}{after}")).collect());
        }
    }
    let parts: Vec<&str> = name.split(['和', '与', '及']).collect();
    (count > 1 && parts.len() == count && parts.iter().all(|part| part.chars().count() > 1))
        .then(|| parts.into_iter().map(|part| part.trim().to_owned()).collect())
}

/// Several names as one.
pub(super) fn join(names: &[String]) -> String {
    names.join("、")
}

/// Whether the name is that of a fall: 碳排放下降.
pub(super) fn is_fall(name: &str) -> bool {
    ["下降", "降低", "减少", "降幅", "下降率", "削减", "压减比例", "压减率"]
        .iter()
        .any(|part| name.ends_with(part))
}

/// Whether the name is that of something which is added: 城镇新增就业.
pub(super) fn is_flow(name: &str) -> bool {
    ["营造林", "转移就业", "新增就业", "造林面积", "新增"].iter().any(|part| name.contains(part))
}

/// Whether the name is that of a ratio of two amounts: 城乡居民收入比.
pub(super) fn is_ratio(name: &str) -> bool {
    ["收入比", "比值", "之比", "倍差", "投入比", "产值比"].iter().any(|part| name.ends_with(part))
}

/// Whether the name is that of a share: 参保率, 占比.
pub(super) fn is_share(name: &str) -> bool {
    ["率", "占比", "比重", "比例", "覆盖面"].iter().any(|part| name.ends_with(part))
}
