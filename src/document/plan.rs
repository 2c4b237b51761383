#[cfg(feature = "json")]
use super::Limits;
use super::fields::{Fields, text_of};
use super::node::{Entry, Kind, Node};
#[cfg(feature = "json")]
use super::parse::read_json_without;
use crate::check::Trail;
use crate::check::{Diagnostics, Noun, Problem};
use crate::plan::{
    AboveDoc, BaselineDoc, BreakDoc, CheckpointDoc, ChildDoc, DecompositionDoc, DeliverableDoc,
    DependencyDoc, DutyDoc, EvidenceDoc, GroupDoc, IndicatorDoc, LimitsDoc, MemberDoc, MilestoneDoc,
    OrganizationDoc, PLAN_FORMAT, PlanDoc, PlanPeriodDoc, PostDoc, RatioDoc, ReferenceDoc, ResponsibilityDoc,
    TargetDoc, TargetValueDoc, TaskDoc, VersionDoc, WholeDoc, WindowDoc,
};

/// The document of a plan, as far as the node has one; what it lacks is reported.
pub(crate) fn read_plan(node: &Node<'_>, diagnostics: &mut Diagnostics) -> PlanDoc {
    plan(node, diagnostics).unwrap_or_default()
}

/// The plan in a JSON text of which there is nothing to say, else `None`. The indicators are read one
/// after the other, so that there is never a tree of all of them: of large plans it would be the largest
/// part of the memory, and of the time.
#[cfg(feature = "json")]
pub(crate) fn read_flawless_plan(text: &str, limits: &Limits) -> Option<PlanDoc> {
    let mut diagnostics = Diagnostics::new();
    let mut indicators = Vec::new();
    let root = read_json_without(text, limits, "indicators", |node| {
        indicators.extend(indicator(node, Trail::Root, &mut diagnostics));
    })?;
    let mut doc = plan(&root, &mut diagnostics)?;
    doc.indicators.append(&mut indicators);
    diagnostics.is_empty().then_some(doc)
}

fn plan(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<PlanDoc> {
    let mut fields = Fields::of(node, Trail::Root, diagnostics)?;
    let format = fields.required("format");
    let given = fields.node("format").is_some_and(|node| matches!(node.kind, Kind::Scalar(_)));
    if given && format != PLAN_FORMAT {
        // The fields of another format would all be reported as unknown.
        let problem = Problem::WrongFormat { found: format, expected: PLAN_FORMAT };
        let path = fields.path("format");
        fields.diagnostics.report(problem, path);
        return None;
    }
    if fields.node("period").is_none() {
        fields.diagnostics.report(Problem::MissingField { field: "period" }, Trail::Root.path());
    }
    let doc = PlanDoc {
        format,
        id: fields.required("id"),
        title: fields.required("title"),
        issuer: fields.text("issuer"),
        issued: fields.text("issued"),
        level: fields.text("level"),
        above: fields.text("above"),
        source: fields.text("source"),
        note: fields.text("note"),
        period: fields.map("period", plan_period).unwrap_or_default(),
        organizations: fields.list("organizations", organization),
        posts: fields.list("posts", post),
        indicators: fields.list("indicators", indicator),
        tasks: fields.list("tasks", task),
        groups: fields.list("groups", group),
        duties: fields.list("duties", duty),
        leads: fields.text("leads"),
        responsibilities: fields.list("responsibilities", responsibility),
    };
    fields.finish();
    Some(doc)
}

/// Declares a reader of a map: `fields` is what it reads from, the structure is what it makes.
macro_rules! readers {
    ($($name:ident($fields:ident) -> $doc:ident { $($field:ident: $read:expr,)+ })+) => {
        $(fn $name(node: &Node<'_>, trail: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<$doc> {
            let mut $fields = Fields::of(node, trail, diagnostics)?;
            let doc = $doc { $($field: $read,)+ };
            $fields.finish();
            Some(doc)
        })+
    };
}
pub(super) use readers;

readers! {
    plan_period(fields) -> PlanPeriodDoc {
        base: fields.text("base"),
        start: fields.text("start"),
        end: fields.required("end"),
    }

    organization(fields) -> OrganizationDoc {
        id: fields.required("id"),
        name: fields.required("name"),
        parent: fields.text("parent"),
        aliases: fields.texts("aliases"),
        collective: fields.text("collective"),
        members: fields.texts("members"),
    }

    post(fields) -> PostDoc {
        id: fields.required("id"),
        name: fields.required("name"),
        organization: fields.text("organization"),
    }

    indicator(fields) -> IndicatorDoc {
        id: fields.required("id"),
        name: fields.required("name"),
        unit: fields.text("unit"),
        measure: fields.required("measure"),
        resets: fields.text("resets"),
        attribute: fields.text("attribute"),
        direction: fields.text("direction"),
        frequency: fields.text("frequency"),
        baseline: fields.map("baseline", baseline),
        targets: fields.list("targets", target),
        limits: fields.map("limits", limits),
        breaks: fields.list("breaks", one_break),
        classes: fields.texts("classes"),
        ratio: fields.map("ratio", ratio),
        weight: fields.text("weight"),
        decomposed: fields.list("decomposed", decomposition),
        inputs: fields.map("inputs", pairs).unwrap_or_default(),
        source: fields.text("source"),
        note: fields.text("note"),
    }

    baseline(fields) -> BaselineDoc {
        period: fields.required("period"),
        value: fields.required("value"),
        status: fields.text("status"),
        source: fields.text("source"),
    }

    limits(fields) -> LimitsDoc {
        min: fields.text("min"),
        max: fields.text("max"),
    }

    ratio(fields) -> RatioDoc {
        numerator: fields.required("numerator"),
        denominator: fields.required("denominator"),
        times: fields.text("times"),
    }

    whole_break(fields) -> BreakDoc {
        period: fields.required("period"),
        kind: fields.text("kind"),
        why: fields.text("why"),
        baseline: fields.map("baseline", baseline),
    }

    target(fields) -> TargetDoc {
        id: fields.required("id"),
        form: form(&mut fields),
        value: target_value(&mut fields),
        due: fields.text("due"),
        window: fields.map("window", window),
        firmness: fields.text("firmness"),
        versions: fields.list("versions", version),
        checkpoints: fields.list("checkpoints", checkpoint),
        against: fields.map("against", reference),
        of: fields.map("of", whole),
        from: fields.text("from"),
        from_period: fields.text("from_period"),
        step: fields.text("step"),
        threshold: fields.text("threshold"),
        judge: fields.text("judge"),
        evidence: fields.list("evidence", evidence),
        needed: fields.text("needed"),
        above: fields.map("above", above),
        text: fields.text("text"),
        source: fields.text("source"),
        note: fields.text("note"),
    }

    decomposition(fields) -> DecompositionDoc {
        id: fields.required("id"),
        axis: fields.text("axis"),
        rule: fields.required("rule"),
        target: fields.text("target"),
        version: fields.text("version"),
        children: fields.list("children", child),
        figures: fields.text("figures"),
        open_ended: fields.text("open_ended"),
    }

    child(fields) -> ChildDoc {
        plan: fields.text("plan"),
        indicator: fields.required("indicator"),
        target: fields.text("target"),
        weight: fields.text("weight"),
    }

    above(fields) -> AboveDoc {
        plan: fields.text("plan"),
        indicator: fields.text("indicator"),
        target: fields.text("target"),
    }

    version(fields) -> VersionDoc {
        id: fields.required("id"),
        value: target_value(&mut fields),
        decided: fields.text("decided"),
        published: fields.required("published"),
        valid_from: fields.text("valid_from"),
        by: fields.text("by"),
        why: fields.text("why"),
        text: fields.text("text"),
        source: fields.text("source"),
    }

    checkpoint(fields) -> CheckpointDoc {
        period: fields.required("period"),
        value: fields.required("value"),
    }

    reference(fields) -> ReferenceDoc {
        indicator: fields.text("indicator"),
        target: fields.text("target"),
        text: fields.text("text"),
    }

    whole(fields) -> WholeDoc {
        indicator: fields.required("indicator"),
    }

    evidence(fields) -> EvidenceDoc {
        id: fields.required("id"),
        title: fields.required("title"),
    }

    window(fields) -> WindowDoc {
        start: fields.text("start"),
        end: fields.text("end"),
    }

    task(fields) -> TaskDoc {
        id: fields.required("id"),
        title: fields.required("title"),
        kind: fields.text("kind"),
        parent: fields.text("parent"),
        window: fields.map("window", window),
        after: fields.list("after", dependency),
        progress: fields.text("progress"),
        milestones: fields.list("milestones", milestone),
        deliverables: fields.list("deliverables", deliverable),
        indicators: fields.texts("indicators"),
        inputs: fields.map("inputs", pairs).unwrap_or_default(),
        weight: fields.text("weight"),
        source: fields.text("source"),
        note: fields.text("note"),
    }

    milestone(fields) -> MilestoneDoc {
        id: fields.required("id"),
        title: fields.required("title"),
        due: fields.required("due"),
        weight: fields.text("weight"),
    }

    deliverable(fields) -> DeliverableDoc {
        id: fields.required("id"),
        title: fields.required("title"),
        due: fields.text("due"),
        weight: fields.text("weight"),
    }

    lagged_dependency(fields) -> DependencyDoc {
        id: fields.required("id"),
        days: fields.text("days"),
    }

    duty(fields) -> DutyDoc {
        id: fields.required("id"),
        title: fields.required("title"),
        kind: fields.text("kind"),
        frequency: fields.text("frequency"),
        due: fields.text("due"),
        source: fields.text("source"),
        note: fields.text("note"),
    }

    group(fields) -> GroupDoc {
        id: fields.required("id"),
        title: fields.required("title"),
        parent: fields.text("parent"),
        weight: fields.text("weight"),
        indicators: fields.list("indicators", member),
        tasks: fields.list("tasks", member),
    }

    weighted_member(fields) -> MemberDoc {
        id: fields.required("id"),
        weight: fields.text("weight"),
    }

    responsibility(fields) -> ResponsibilityDoc {
        role: fields.required("role"),
        organization: fields.text("organization"),
        post: fields.text("post"),
        task: fields.text("task"),
        indicator: fields.text("indicator"),
        duty: fields.text("duty"),
        open_ended: fields.text("open_ended"),
        text: fields.text("text"),
    }
}

fn member(node: &Node<'_>, trail: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<MemberDoc> {
    match node.kind {
        Kind::Scalar(_) => {
            text_of(node, trail, diagnostics).map(|id| MemberDoc { id, ..MemberDoc::default() })
        }
        _ => weighted_member(node, trail, diagnostics),
    }
}

fn dependency(node: &Node<'_>, trail: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<DependencyDoc> {
    match node.kind {
        Kind::Scalar(_) => {
            text_of(node, trail, diagnostics).map(|id| DependencyDoc { id, ..DependencyDoc::default() })
        }
        _ => lagged_dependency(node, trail, diagnostics),
    }
}

fn one_break(node: &Node<'_>, trail: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<BreakDoc> {
    match node.kind {
        Kind::Scalar(_) => {
            text_of(node, trail, diagnostics).map(|period| BreakDoc { period, ..BreakDoc::default() })
        }
        _ => whole_break(node, trail, diagnostics),
    }
}

/// The form of a target, which a phrase may tell.
fn form(fields: &mut Fields<'_, '_, '_, '_>) -> String {
    match fields.node("phrase") {
        Some(_) => fields.text("form").unwrap_or_default(),
        None => fields.required("form"),
    }
}

/// The value among the fields of a target or of one of its versions.
pub(super) fn target_value(fields: &mut Fields<'_, '_, '_, '_>) -> TargetValueDoc {
    TargetValueDoc {
        phrase: fields.text("phrase"),
        value: fields.text("value"),
        at_least: fields.text("at_least"),
        more_than: fields.text("more_than"),
        at_most: fields.text("at_most"),
        less_than: fields.text("less_than"),
        equal: fields.text("equal"),
        about: fields.text("about"),
        between: fields.node("between").map(|_| fields.texts("between")),
        delegated: fields.text("delegated"),
        deferred: fields.text("deferred"),
    }
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;
    use crate::plan::PlanDoc;

    fn text(rest: &str) -> String {
        format!(r#"{{"format":"attainment/plan@1","id":"p",{rest}"title":"P","period":{{"end":2025}}}}"#)
    }

    #[test]
    fn a_plan_read_without_its_tree_is_the_same() {
        let one = r#"{"id":"a","name":"A","measure":"stock","targets":[{"id":"t","form":"level","at_least":4.50,"due":2025}]}"#;
        for list in ["[]", &format!("[{one}]"), &format!("[{one},{one}]"), "null"] {
            let text = text(&format!(r#""indicators":{list},"#));
            let doc = read_flawless_plan(&text, &Limits::default());
            assert_eq!(doc, PlanDoc::from_json(&text, &Limits::default()).ok());
            assert!(doc.is_some());
        }
    }

    #[test]
    fn whatever_is_wrong_needs_the_tree() {
        let one = r#"{"id":"a","name":"A","measure":"stock"}"#;
        let wrong = [
            r#""indicators":{},"#.to_owned(),
            r#""indicators":[1],"#.to_owned(),
            r#""indicators":[{"id":"a"}],"#.to_owned(),
            r#""indicators":[{"id":"a","id":"b","name":"A","measure":"stock"}],"#.to_owned(),
            format!(r#""indicators":[{one}],"indicators":[{one}],"#),
            format!(r#""indicators":[{one}],"unknown":1,"#),
            format!(r#""indicators":[{one},],"#),
        ];
        for rest in wrong {
            assert_eq!(read_flawless_plan(&text(&rest), &Limits::default()), None, "{rest}");
        }
        let few = Limits { nodes: 8, ..Limits::default() };
        assert_eq!(read_flawless_plan(&text(&format!(r#""indicators":[{one}],"#)), &few), None);
    }
}

/// A map of names to single values.
fn pairs(node: &Node<'_>, path: Trail<'_>, diagnostics: &mut Diagnostics) -> Option<Vec<(String, String)>> {
    let Kind::Map(entries) = &node.kind else {
        let problem = Problem::WrongShape { expected: Noun("a map"), found: Noun(node.shape()) };
        diagnostics.report(problem, path.path());
        return None;
    };
    let read = |entry: &Entry<'_>| {
        let value = text_of(&entry.value, path.key(&entry.key), diagnostics)?;
        Some((entry.key.clone().into_owned(), value))
    };
    Some(entries.iter().filter_map(read).collect())
}
