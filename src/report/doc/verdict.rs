//! A verdict as a document: its points, its goal, and every fact.

use std::collections::BTreeMap;

use super::{FactDoc, GoalDoc, OriginDoc, PointDoc, TextDoc, VerdictDoc, color};
use crate::facts::{Fact, Formula};
use crate::lang::Lang;
use crate::number::Bound;
use crate::plan::{Against, Baseline, Form, Reference, Value};
use crate::policy::{Hit, Points};
use crate::report::projected::Ahead;
use crate::report::{Outcome, Verdict, VerdictRole, lines};
use crate::series::Observations;
use crate::trajectory::{Goal, Point, Trajectory};

impl Verdict<'_> {
    /// The verdict as an owned document.
    #[must_use]
    pub fn document(&self) -> VerdictDoc {
        let trajectory = self.trajectory();
        let (indicator, target) = (self.indicator(), self.target());
        let outcome = self.outcome();
        let data = self.report.data();
        let ahead = self.ahead();
        let label = |lang| outcome.label(lang).to_owned();
        let base = trajectory.base().ok();
        // A base made of two figures is printed nowhere.
        let related = trajectory.axes.against == Against::Indicator;
        let is_baseline =
            !related && base.is_some_and(|base| base.observation.is_none() && base.period.is_some());
        let baseline = trajectory.baseline().filter(|_| is_baseline);
        let current = trajectory.current().ok();
        let firm =
            |point: Option<&Point>| point.is_none_or(|point| point.status == crate::plan::Status::Final);
        VerdictDoc {
            id: indicator.id().to_owned(),
            name: indicator.name().to_owned(),
            unit: indicator.unit().to_string(),
            attribute: indicator.attribute().map(|attribute| attribute.word().to_owned()),
            target: Some(target.id().to_owned()).filter(|_| self.judged.target.is_some()),
            version: trajectory.version().map(str::to_owned),
            role: self.role().word().to_owned(),
            due: target.due().to_string(),
            outcome: outcome.id().to_owned(),
            label: TextDoc { zh: label(Lang::Zh), en: label(Lang::En) },
            standing: outcome.standing().word().to_owned(),
            color: color(outcome),
            findings: match self.report.policy().table().hit() {
                Hit::Collect => self.findings().into_iter().map(|row| row.id().to_owned()).collect(),
                _ => Vec::new(),
            },
            score: self.score().map(|score| FactDoc::from(score.cloned().map(Points::fact))),
            row: self.row().filter(|_| matches!(outcome, Outcome::Decided(_))).map(|row| row.id().to_owned()),
            possible: self.possible().map(|outcome| outcome.id().to_owned()).collect(),
            missing: self.missing().into_iter().map(|(column, _)| column.name().to_owned()).collect(),
            provisional: !(firm(base) && firm(current)),
            computed: self.is_computed(),
            base: base.filter(|base| base.period.is_some()).map(|base| point(base, baseline, data)),
            current: current.map(|current| point(current, None, data)),
            goal: trajectory.promise().ok().map(|promise| {
                let (aim, against) = (trajectory.goal().ok(), self.against());
                let mut goal =
                    goal(target.form(), promise.value(), aim, against, promise.text(), promise.source());
                let told = |lang| lines::promise_of(indicator, target, promise, lang);
                goal.origin = promise.origin().map(OriginDoc::from);
                goal.phrase = promise.phrase().map(str::to_owned);
                goal.reading =
                    goal.phrase.as_ref().map(|_| TextDoc { zh: told(Lang::Zh), en: told(Lang::En) });
                goal
            }),
            facts: self.fact_docs(&trajectory, &ahead),
            projection: self.projection_doc(&ahead),
            reasons: self.explain().statements(),
        }
    }

    /// What the target compares with.
    fn against(&self) -> Option<String> {
        Some(match self.target().against()? {
            Reference::Indicator(index) => self.report.plan().indicators().get(*index)?.id().to_owned(),
            Reference::Target(index) => self.indicator().targets().get(*index)?.id().to_owned(),
            Reference::Text(text) => text.clone(),
        })
    }

    /// The facts of the catalogue, and those of the columns that have names of their own.
    fn fact_docs(&self, trajectory: &Trajectory<'_>, ahead: &Ahead<'_>) -> BTreeMap<String, FactDoc> {
        // All permutations of ten figures cost more than everything else together.
        let costly = [Fact::TrendCorrelation, Fact::TrendP];
        let facts = Fact::ALL.iter().filter(|fact| !costly.contains(fact));
        let parameters = self.report.policy().parameters();
        let value = |fact: Fact| {
            let mut formula = Formula::plain(fact);
            formula.arguments.trend = parameters.trend;
            formula.arguments.level = parameters.level;
            let known = ahead.outlook.as_ref().ok().and_then(|outlook| formula.of_outlook(outlook));
            FactDoc::from(known.unwrap_or_else(|| formula.of(trajectory)))
        };
        let mut docs: BTreeMap<String, FactDoc> =
            facts.map(|fact| (fact.name().to_owned(), value(*fact))).collect();
        let (columns, facts) = (self.report.policy().columns(), self.facts());
        for (slot, column) in columns.iter().enumerate() {
            docs.insert(column.name().to_owned(), FactDoc::from(facts.get(slot).cloned()));
        }
        docs
    }

    /// Whether the verdict is counted.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        self.role() == VerdictRole::Own
    }
}

/// A point, with the digits of the baseline or observation that it was read from: `14.0` stays so.
pub(in crate::report) fn point(point: &Point, baseline: Option<&Baseline>, data: &Observations) -> PointDoc {
    let observed = point.observation.as_ref();
    let printed = baseline.map(|baseline| baseline.value().value()).or(observed.map(|o| o.value()));
    let source = match baseline {
        Some(baseline) => baseline.source().map(str::to_owned),
        None => observed.map(|o| data.source(o).to_owned()),
    };
    PointDoc {
        period: point.period.map(|period| period.to_string()),
        value: printed.map_or_else(|| point.amount.value.to_string(), |value| value.to_string()),
        text: match baseline {
            Some(baseline) => Some(baseline.value().text().to_owned()),
            None => observed.map(|o| data.printed(o)),
        },
        bound: comparator(point.amount.bound).to_owned(),
        status: point.status.word().to_owned(),
        published: observed.and_then(|o| o.published()).map(|date| date.to_string()),
        source: source.filter(|source| !source.is_empty()),
    }
}

fn goal(
    form: Form,
    value: &Value,
    goal: Option<&Goal>,
    against: Option<String>,
    text: Option<&str>,
    source: Option<&str>,
) -> GoalDoc {
    let (sign, low, high) = match value {
        Value::Number(number) => (Some(comparator(number.bound())), Some(number.value().to_string()), None),
        Value::Range { low, high } => {
            (Some("between"), Some(low.value().to_string()), Some(high.value().to_string()))
        }
        Value::Delegated(_) | Value::Deferred(_) | Value::Unquantified => (None, None, None),
    };
    let words = match value {
        Value::Delegated(words) | Value::Deferred(words) => Some(words.as_str()),
        _ => None,
    };
    GoalDoc {
        form: form.word().to_owned(),
        comparator: sign.map(str::to_owned),
        value: low,
        high,
        aim: goal.map(|goal| goal.aim.to_string()),
        against,
        phrase: None,
        reading: None,
        text: text.or(words).map(str::to_owned),
        source: source.map(str::to_owned),
        origin: None,
    }
}

pub(super) fn comparator(bound: Bound) -> &'static str {
    match bound {
        Bound::Exactly => "=",
        Bound::AtLeast => ">=",
        Bound::MoreThan => ">",
        Bound::AtMost => "<=",
        Bound::LessThan => "<",
        Bound::About => "~",
    }
}
