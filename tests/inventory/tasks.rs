//! Every task: title, kind, place in the tree, dates, statements; and every role of it, name by name.

use std::collections::BTreeMap;

use attainment::plan::{Role, Subject};

use crate::carried::{self, Carried};
use crate::fixture::{self, Line};
use crate::held::Held;
use crate::raw::Node;

const KINDS: &[(&str, &str)] = &[
    ("task", "任务"),
    ("task_section", "任务"),
    ("subtask", "子任务"),
    ("box_item", "专栏"),
    ("safeguard", "保障措施"),
];

/// Who does what where the documents say so in sentences: the words of the inventory, the role, the names, and
/// whether the list is open.
type InProse = (&'static str, &'static str, Role, &'static [&'static str], bool);

const IN_PROSE: &[InProse] = &[
    ("001-T13.1.1", "区领导牵头", Role::Lead, &["区领导"], false),
    (
        "001-T13.1.1",
        "科技、财政、发改、经信、商务等部门定期参加",
        Role::Supporting,
        &["区科技局", "财政部门", "发改部门", "经信部门", "商务部门"],
        true,
    ),
    ("001-T13.1.2", "各级党委（党组）", Role::Organizing, &["各级党委（党组）"], false),
    ("001-T13.2.2", "区科技局与其他部门", Role::Responsible, &["区科技局", "其他部门"], false),
    ("001-T13.4.1", "区科技局及相关部门", Role::Informed, &["区科技局", "相关部门"], false),
    ("002-S二十四", "区县党委、政府统筹领导", Role::Lead, &["区县党委", "各区县政府"], false),
    ("002-S二十五", "区县党委、政府加强保障", Role::Responsible, &["区县党委", "各区县政府"], false),
    ("002-S二十六", "各区县政府是实施主体", Role::Responsible, &["各区县政府"], false),
    ("002-S二十六", "市科技局建立局领导分片指导机制", Role::Supervising, &["市科技局"], false),
    (
        "004-S一",
        "川渝科技协同创新专项工作组统筹协调",
        Role::Organizing,
        &["川渝科技协同创新专项工作组"],
        false,
    ),
    (
        "004-S二",
        "重庆市科技局、四川省科技厅负责组织实施",
        Role::Organizing,
        &["重庆市科技局", "四川省科技厅"],
        false,
    ),
    ("004-S二", "两省(市)有关部门(单位)按职责分工", Role::Responsible, &["两省(市)有关部门(单位)"], false),
];

/// The letter is answered by one and was handled with four: so is each of its six tasks.
const REPLY: &str = "答复单位：市科技局；会办：市教委、市经济信息委、市财政局、市人力社保局";

/// Role by role the names, in their order, with 等 behind the last of an open list.
type Names = BTreeMap<&'static str, Vec<String>>;

fn add(names: &mut Names, role: Role, of: &[&str], open: bool) {
    if of.is_empty() {
        return;
    }
    let list = names.entry(role.word()).or_default();
    list.extend(of.iter().map(|name| (*name).to_owned()));
    if open {
        list.last_mut().unwrap().push_str(" 等");
    }
}

/// The roles that the inventory gives to a task.
fn roles_of_inventory(line: &Line) -> Names {
    let mut names = Names::new();
    // 等 stands at the end of the last list.
    let lists = [(Role::Lead, "lead"), (Role::Responsible, "responsible"), (Role::Supporting, "supporting")];
    let last = lists.iter().rposition(|(_, field)| !line.texts(field).is_empty());
    for (number, (role, field)) in lists.into_iter().enumerate() {
        let open = line.value("open") == true && last == Some(number);
        add(&mut names, role, &line.texts(field), open);
    }
    for prose in line.texts("prose") {
        if prose == REPLY {
            add(&mut names, Role::Lead, &["市科技局"], false);
            add(&mut names, Role::Consulted, &["市教委", "市经济信息委", "市财政局", "市人力社保局"], false);
            continue;
        }
        let (_, _, role, of, open) = IN_PROSE
            .iter()
            .find(|(id, words, ..)| (*id, *words) == (line.id(), prose))
            .unwrap_or_else(|| panic!("{}: nobody is named for `{prose}`", line.id()));
        add(&mut names, *role, of, *open);
    }
    names
}

/// The roles that a plan gives to a task.
fn roles_of_plan(carried: &Carried, subject: Subject) -> Names {
    let mut names = Names::new();
    for of in carried.plan.responsibilities().iter().filter(|of| of.subject() == subject) {
        let name = carried.plan.bearer_name(of.bearer()).unwrap();
        add(&mut names, of.role(), &[name], of.open_ended());
    }
    names
}

/// 2025—2027年 begins and ends, 2027年（总体目标） ends.
fn years(milestones: &[&str]) -> (String, String) {
    let years: Vec<String> = milestones
        .first()
        .map(|text| text.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4))
        .into_iter()
        .flatten()
        .map(str::to_owned)
        .collect();
    match &years[..] {
        [] => Default::default(),
        [end] => (String::new(), end.clone()),
        [start, end] => (start.clone(), end.clone()),
        other => panic!("{other:?}"),
    }
}

/// The statements that are targets of the indicators of a task.
fn statements(carried: &Carried, task: &Node) -> String {
    let mut ids: Vec<&str> = Vec::new();
    for indicator in task.ids("indicators") {
        let mut all = carried.raw.list("indicators").iter();
        let raw = all.find(|one| one.field("id") == indicator).unwrap();
        ids.extend(raw.list("targets").iter().flat_map(|target| target.ids("x-statement")));
    }
    ids.sort_unstable();
    ids.dedup();
    ids.join(" ")
}

#[test]
fn every_task_has_its_place_dates_statements_and_roles() {
    let all = carried::all();
    let mut held = Held::new(&["T", "S", "N"]);
    for line in fixture::all("task") {
        let id = line.id();
        let carried = carried::of(&all, line.document());
        let raw = carried.raw.list("tasks").iter().find(|task| task.ids("x-task") == [id]).unwrap();
        let (index, task) = carried.task(raw.field("id"));
        held.same(id, "title", line.text("heading"), task.title());
        let kind = KINDS.iter().find(|(of, _)| *of == line.text("of")).unwrap().1;
        held.same(id, "kind", kind, task.kind().unwrap_or_default());
        // Tasks stand under tasks; the first ones under a chapter, which is a group.
        let above: Vec<&str> = match task.parent() {
            Some(parent) => vec![carried.plan.tasks()[parent].title()],
            None => {
                let groups = carried.plan.groups().iter();
                let of = groups.filter(|group| group.tasks().iter().any(|member| member.index == index));
                of.map(|group| group.title()).collect()
            }
        };
        held.same(id, "parent", line.text("parent"), &above.join("|"));
        let (start, end) = years(&line.texts("milestones"));
        held.same(id, "start", &start, &task.start().map(|period| period.to_string()).unwrap_or_default());
        // The year of a number that the task works for (力争2025年) is no end of the task.
        let of_a_number = task.milestones().first().filter(|_| id == "003-N4");
        let due = of_a_number.map_or(task.due(), |milestone| Some(milestone.due()));
        held.same(id, "due", &end, &due.map(|period| period.to_string()).unwrap_or_default());
        let others = task.milestones().len() - usize::from(of_a_number.is_some());
        held.check(id, others == 0 && task.after().is_empty(), "has no other dates");
        held.same(id, "statements", &line.texts("statements").join(" "), &statements(carried, raw));
        let subject = Subject::Task(index);
        let (expected, found) = (roles_of_inventory(&line), roles_of_plan(carried, subject));
        held.check(id, expected == found, &format!("has the roles {found:?}, and should have {expected:?}"));
        if line.has("prose") {
            let mut roles = carried.plan.responsibilities().iter().filter(|of| of.subject() == subject);
            held.check(id, roles.all(|of| of.text().is_some()), "repeats the sentence of each role");
        }
    }
    held.finish();
}

/// By hand: 等 stands behind the last name of one list in document 000, and of one in document 001.
#[test]
fn two_lists_end_with_others() {
    let all = carried::all();
    let open: Vec<(&str, &str)> = all
        .iter()
        .flat_map(|one| {
            let open = one.plan.responsibilities().iter().filter(|of| of.open_ended());
            open.map(|of| (one.plan.id_of(of.subject()).unwrap(), one.plan.bearer_name(of.bearer()).unwrap()))
        })
        .collect();
    // 璧山高新区管委会、服务业发展区管委会等; 科技、财政、发改、经信、商务等部门
    assert_eq!(open, [("S1", "服务业发展区管委会"), ("T13.1.1", "商务部门")]);
}
