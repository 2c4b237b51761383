//! Every duty of monitoring and evaluation: its words, its kind, and who is named for it.

use attainment::plan::{Role, Subject};

use crate::carried;
use crate::fixture;
use crate::held::Held;

const KINDS: &[(&str, &str)] = &[
    ("annual_or_periodic_monitoring", "统计监测"),
    ("stage_evaluation", "阶段评估"),
    ("inspection_evaluation_notification", "检查评估通报"),
    ("supervision", "督促检查"),
    ("dynamic_adjustment", "动态调整"),
    ("statistics_scope", "统计口径"),
    ("evaluation_system", "评价制度"),
    ("policy_evaluation", "政策评估"),
    ("goal_statement", "目标保障"),
    ("implementing_body", "实施主体"),
    ("ledger", "台账"),
    ("zone_guidance", "分片指导"),
    ("periodic_dispatch", "定期调度"),
    ("monitoring_evaluation", "监测评价"),
    ("publication", "发布评价报告"),
    ("performance_assessment", "绩效考核"),
    ("incentive", "督查激励"),
    ("coordination", "协调机制"),
    ("joint_meeting", "联席会议"),
    ("feedback", "意见反馈"),
    ("attachment_list", "附件名单"),
    ("report_date", "数据时点"),
];

/// What the inventory lists among the duties and nobody has to do: the name of an annex, the date of a figure.
const NONE: [&str; 2] = ["000-d01", "003-d01"];

/// Who is named, in the sentence of the duty itself.
const NAMED: &[(&str, Role, &[&str])] = &[
    ("000-d02", Role::Responsible, &["各部门"]),
    ("002-d01", Role::Responsible, &["各区县政府"]),
    ("002-d02", Role::Responsible, &["各区县政府"]),
    ("002-d03", Role::Responsible, &["市科技局"]),
    ("002-d04", Role::Responsible, &["市科技局"]),
    ("004-d01", Role::Organizing, &["重庆市科技局", "四川省科技厅"]),
    ("004-d02", Role::Responsible, &["重庆市科技局", "四川省科技厅"]),
    ("004-d03", Role::Responsible, &["两省(市)有关部门(单位)"]),
    (
        "004-d04",
        Role::Organizing,
        &["重庆四川党政联席会议", "常务副省(市)长协调会议", "推动成渝地区双城经济圈建设联合办公室"],
    ),
];

#[test]
fn every_duty_is_carried_in_its_words() {
    let all = carried::all();
    let mut held = Held::new(&["d"]);
    for line in fixture::all("duty") {
        let id = line.id();
        let carried = carried::of(&all, line.document());
        let kind = KINDS.iter().find(|(of, _)| *of == line.text("of")).unwrap().1;
        if let Some(other) = carried.raw.list("x-not-duties").iter().find(|other| other.ids("x-duty") == [id])
        {
            held.check(id, NONE.contains(&id), "is a duty");
            held.same(id, "text", line.text("original"), other.field("text"));
            held.same(id, "kind", kind, other.field("kind"));
            held.check(id, !other.field("why").is_empty(), "says why it is none");
            continue;
        }
        held.check(id, !NONE.contains(&id), "is no duty");
        let raw = carried.raw.list("duties").iter().find(|duty| duty.ids("x-duty") == [id]).unwrap();
        let mut duties = carried.plan.duties().iter().enumerate();
        let (index, duty) = duties.find(|(_, duty)| duty.id() == raw.field("id")).unwrap();
        held.same(id, "text", line.text("original"), duty.title());
        held.same(id, "kind", kind, duty.kind().unwrap_or_default());
        // 定期 says that it is done again and again, and not how often.
        held.check(id, duty.frequency().is_none() && duty.due().is_none(), "has no date, as in the text");
        held.check(id, duty.source().is_some(), "says where it stands");
        let roles = carried.plan.responsibilities().iter().filter(|of| of.subject() == Subject::Duty(index));
        let roles: Vec<(Role, &str)> =
            roles.map(|of| (of.role(), carried.plan.bearer_name(of.bearer()).unwrap())).collect();
        let named = NAMED.iter().find(|(of, ..)| *of == id);
        let expected: Vec<(Role, &str)> =
            named.into_iter().flat_map(|(_, role, names)| names.iter().map(|name| (*role, *name))).collect();
        held.check(id, roles == expected, &format!("has the roles {roles:?}, and should have {expected:?}"));
    }
    held.finish();
}
