//! Every goal in words: its text, its year, how firmly it is promised, and the task whose text it stands in.

use attainment::plan::{Firmness, Form};

use crate::carried;
use crate::fixture;
use crate::held::Held;
use crate::places;

/// Goals behind the first task that stand in none: in what leads into a chapter, in the principles of document
/// 001, and in what document 003 reports.
const OUTSIDE: [&str; 5] = ["001-ql34", "001-ql43", "001-ql49", "001-ql50", "003-ql04"];

#[test]
fn every_goal_is_carried_in_its_words() {
    let all = carried::all();
    let tasks = fixture::all("task");
    let mut held = Held::new(&["ql"]);
    for line in fixture::all("goal") {
        let id = line.id();
        let carried = carried::of(&all, line.document());
        let (of, raw) =
            places::targets(carried).find(|(_, target)| target.ids("x-goal").contains(&id)).unwrap();
        let indicator = carried.indicator(of.field("id"));
        let target = carried.target(indicator.id(), raw.field("id"));
        let text = line.text("original");
        held.same(id, "text", text, target.promise().text().unwrap_or_default());
        let year = line.year().map(|year| year.to_string()).unwrap_or_default();
        held.same(id, "due", &year, raw.field("due"));
        let end = carried.plan.end().to_string();
        held.same(id, "due as read", if year.is_empty() { &end } else { &year }, &target.due().to_string());
        // Four goals are quantitative statements as well; all others are words and nothing else.
        let is_statement = raw.get("x-statement").is_some();
        held.check(id, is_statement || target.form() == Form::Qualitative, "is qualitative");
        if target.form() == Form::Qualitative {
            let assessment = target.assessment().unwrap();
            held.check(
                id,
                assessment.judge().is_none() && assessment.evidence().is_empty(),
                "names no judge",
            );
            held.check(id, assessment.is_dated() == line.year().is_some(), "has a date if one is printed");
        }
        let firmness = match text {
            _ if year == "2035" => Firmness::Outlook,
            _ if ["力争", "争取", "争创"].iter().any(|hedge| text.contains(hedge)) => Firmness::Stretch,
            _ if text.contains("确保") => Firmness::Assured,
            _ => Firmness::Plain,
        };
        held.same(id, "firmness", firmness.word(), target.firmness().word());
        held.check(
            id,
            !is_statement || indicator.targets().len() == 1,
            "is the only target where it is both",
        );

        // A task serves the goals of its own text: it is the last that begins before them.
        if is_statement {
            continue;
        }
        let index = carried.plan.indicators().iter().position(|one| one.id() == indicator.id()).unwrap();
        let serving = carried.plan.tasks().iter().filter(|task| task.indicators().contains(&index));
        let serving: Vec<&str> = serving.map(|task| task.title()).collect();
        let before = tasks.iter().filter(|task| task.document() == line.document());
        let before = before.filter(|task| task.number("offset") <= line.number("offset"));
        let last = before.max_by_key(|task| task.number("offset"));
        let in_a_task =
            (line.text("section") == "tasks" || line.document() == "003") && !OUTSIDE.contains(&id);
        let expected = last.filter(|_| in_a_task).map_or("", |last| last.text("heading"));
        held.same(id, "task", expected, &serving.join("|"));
    }
    held.finish();
}

/// Goals stand in paragraphs, which begin with a goal: 创新平台更加完善。… Each paragraph is a group.
#[test]
fn every_goal_is_in_the_group_of_its_paragraph() {
    let all = carried::all();
    let goals = fixture::all("goal");
    let mut held = Held::new(&[]);
    for line in goals.iter().filter(|line| line.text("section") == "goals" && line.document() != "003") {
        let carried = carried::of(&all, line.document());
        let (of, _) =
            places::targets(carried).find(|(_, target)| target.ids("x-goal").contains(&line.id())).unwrap();
        let groups = carried.raw.list("groups").iter();
        let groups = groups.filter(|group| group.ids("indicators").contains(&of.field("id")));
        let found: Vec<&str> = groups.map(|group| group.field("title")).collect();
        let before = goals.iter().filter(|goal| goal.document() == line.document() && goal.has("heading"));
        let before = before.filter(|goal| goal.number("offset") <= line.number("offset"));
        let heading = before.max_by_key(|goal| goal.number("offset")).map(|goal| goal.text("original"));
        let title = heading.unwrap_or(match line.document() {
            "000" => "（三）总体目标",
            "004" => "(二)工作目标",
            _ => "总体",
        });
        held.same(line.id(), "group", title, &found.join("|"));
    }
    held.finish();
}
