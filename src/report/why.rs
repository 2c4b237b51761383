//! An explanation as data: everything that a decision rests on, from which it can be decided again.

use super::doc::{FactDoc, OriginDoc, PointDoc, PolicyRef, TextDoc};
use super::{Outcome, Verdict, decided, lines};
use crate::decide::{Decision, Observer, Silent, decide};
use crate::facts::{
    Argument, Column, Fact, FactSet, FactType, FactUnit, FactValue, Formula, Known, Reason, Source,
};
use crate::lang::Lang;
use crate::number::{Estimate, Exact};
use crate::policy::{Policy, Table};
use crate::project::{Method, Weights};

/// The value of `format` in an explanation.
pub const EXPLANATION_FORMAT: &str = "attainment/explanation@1";

/// What an explanation tells.
#[derive(Clone, Copy, Default)]
pub struct Explaining<'h> {
    /// Whether the rows above the deciding one are told too, and the facts that they read.
    pub all: bool,
    /// Says which columns are not to be told; their values are left out.
    pub hide: Option<&'h dyn Fn(&Column) -> bool>,
}

impl std::fmt::Debug for Explaining<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Explaining").field("all", &self.all).field("hides", &self.hide.is_some()).finish()
    }
}

super::doc::document! {
    /// Why a verdict is what it is: `format: attainment/explanation@1`.
    ExplanationDoc {
        /// Always `attainment/explanation@1`.
        format: String,
        /// The version of the library that judged.
        engine: String,
        /// The policy.
        policy: PolicyRef,
        /// The id of the plan.
        plan: String,
        /// What was known by this day counts.
        as_of: String,
        /// The period judged.
        at: Option<String>,
        /// Whether it is told from a what-if: what would be, and no fact.
        #[cfg_attr(feature = "serde", serde(default))]
        assumed: bool,
        /// The id of the indicator.
        indicator: String,
        /// The id of the target.
        target: Option<String>,
        /// The version of the target.
        version: Option<String>,
        /// Where the number of the target was stated, if it was taken over from a plan above.
        #[cfg_attr(feature = "serde", serde(default))]
        origin: Option<OriginDoc>,
        /// The id of the outcome, `undetermined` or `not_assessed`.
        outcome: String,
        /// How things stand.
        standing: String,
        /// The score.
        score: Option<FactDoc>,
        /// The row that decided.
        row: Option<String>,
        /// The remark on it.
        note: Option<String>,
        /// The outcomes that are possible.
        possible: Vec<String>,
        /// The facts whose absence keeps rows open.
        missing: Vec<String>,
        /// The facts that were read, in the order of the table's columns.
        operands: Vec<OperandDoc>,
        /// The rows in the order in which they were tried, up to the one that decided.
        rows: Vec<RowTraceDoc>,
    }

    /// A fact that a decision read.
    OperandDoc {
        /// The name by which the rows ask for it.
        name: String,
        /// What it is called.
        label: TextDoc,
        /// The fact of the catalogue; nothing for inputs.
        fact: Option<String>,
        /// How it is computed.
        formula: Option<String>,
        /// Its type: `exact`, `estimate`, `yes/no`, `word` or `period`.
        kind: String,
        /// Its unit; nothing for words and the like.
        unit: Option<String>,
        /// Its value without any loss: exact numbers as `5/8`, estimates with all their digits; nothing if it is
        /// unknown or hidden.
        value: Option<String>,
        /// Why it is unknown.
        unknown: Option<String>,
        /// Whether its value is not to be told.
        hidden: bool,
        /// The base that it is measured from.
        base: Option<PointDoc>,
        /// The current value.
        current: Option<PointDoc>,
        /// The goal.
        goal: Option<String>,
        /// How a trend was read from the figures.
        trend: Option<TrendDoc>,
    }

    /// A trend behind a fact.
    TrendDoc {
        /// The method.
        method: String,
        /// How the figures weigh.
        weights: Option<String>,
        /// How many figures there are from base to current value.
        points: usize,
        /// The last day of the first of them.
        from: String,
        /// The last day of the last of them.
        to: String,
        /// The due date to which it leads.
        horizon: String,
    }

    /// What became of a row.
    RowTraceDoc {
        /// The row.
        row: String,
        /// The outcome that it leads to.
        outcome: String,
        /// `rejected`, `open` or `fired`.
        state: String,
        /// Its cells that count: the one that rejected it, those that keep it open, or all of the row that fired.
        cells: Vec<CellTraceDoc>,
    }

    /// What became of a cell.
    CellTraceDoc {
        /// The name of the fact.
        fact: String,
        /// What the cell asks for.
        asks: String,
        /// The unit; nothing for words and the like.
        unit: Option<String>,
        /// Whether it holds: `yes`, `no` or `maybe`.
        holds: String,
    }
}

/// What became of a row.
enum Fate {
    Rejected(usize),
    Open(Vec<usize>),
    Fired,
}

/// Notes what became of each row.
#[derive(Default)]
struct Listener {
    rows: Vec<(usize, Fate)>,
}

impl Observer for Listener {
    fn rejected(&mut self, row: usize, slot: usize) {
        self.rows.push((row, Fate::Rejected(slot)));
    }

    fn open(&mut self, row: usize, slot: usize) {
        match self.rows.last_mut() {
            Some((last, Fate::Open(slots))) if *last == row => slots.push(slot),
            _ => self.rows.push((row, Fate::Open(vec![slot]))),
        }
    }

    fn fired(&mut self, row: usize) {
        self.rows.push((row, Fate::Fired));
    }
}

impl Verdict<'_> {
    /// The explanation of the verdict as data. It is decided again, with a listening observer; nothing of it is
    /// computed before it is asked for.
    #[must_use]
    pub fn explanation(&self, telling: Explaining<'_>) -> ExplanationDoc {
        let (report, policy, table) = (self.report, self.report.policy(), self.report.policy().table());
        let facts = self.facts();
        let mut listener = Listener::default();
        let _ = decide(table, &facts, &mut listener);
        let is_open = self.decision().outcome().is_none();
        // Undetermined, every row that is open has its part in it.
        let counts = |fate: &Fate| match fate {
            Fate::Fired => true,
            Fate::Open(_) => is_open || telling.all,
            Fate::Rejected(_) => telling.all,
        };
        listener.rows.retain(|(_, fate)| counts(fate));
        let mut read: Vec<bool> = vec![telling.all; table.columns().len()];
        for (row, fate) in &listener.rows {
            let slots: Vec<usize> = match fate {
                Fate::Rejected(slot) => vec![*slot],
                Fate::Open(slots) => slots.clone(),
                Fate::Fired => {
                    let row = table.rows().get(*row);
                    let score = row.and_then(|row| row.score()?.slot());
                    row.iter().flat_map(|row| row.cells()).map(|cell| cell.slot()).chain(score).collect()
                }
            };
            for slot in slots {
                if let Some(read) = read.get_mut(slot) {
                    *read = true;
                }
            }
        }
        let operands = table.columns().iter().enumerate().filter(|(slot, _)| read.get(*slot) == Some(&true));
        let operands = operands.map(|(slot, column)| self.operand(column, facts.get(slot), telling));
        let rows = listener.rows.iter().filter_map(|(row, fate)| trace(table, policy, &facts, *row, fate));
        let outcome = self.outcome();
        let hides =
            |slot: usize| table.columns().get(slot).zip(telling.hide).is_some_and(|(of, hide)| hide(of));
        let scored_by_hidden = self.row().and_then(|row| row.score()?.slot()).is_some_and(hides);
        ExplanationDoc {
            format: EXPLANATION_FORMAT.to_owned(),
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            policy: super::doc::policy_ref(policy),
            plan: report.plan().id().to_owned(),
            as_of: report.as_of().to_string(),
            at: report.at().map(|period| period.to_string()),
            assumed: report.plan().assumptions().is_some(),
            indicator: self.indicator().id().to_owned(),
            target: Some(self.target().id().to_owned()).filter(|id| !id.is_empty()),
            version: self.trajectory().version().map(str::to_owned),
            origin: self.origin().map(OriginDoc::from),
            outcome: outcome.id().to_owned(),
            standing: outcome.standing().word().to_owned(),
            score: self
                .score()
                .filter(|_| !scored_by_hidden)
                .map(|score| FactDoc::from(score.cloned().map(crate::policy::Points::fact))),
            row: self.row().filter(|_| matches!(outcome, Outcome::Decided(_))).map(|row| row.id().to_owned()),
            note: self.row().and_then(|row| row.note()).map(str::to_owned),
            possible: self.possible().map(|outcome| outcome.id().to_owned()).collect(),
            missing: self.missing().into_iter().map(|(column, _)| column.name().to_owned()).collect(),
            operands: operands.collect(),
            rows: rows.collect(),
        }
    }

    fn operand(&self, column: &Column, value: Known<&FactValue>, telling: Explaining<'_>) -> OperandDoc {
        let policy = self.report.policy();
        let hidden = telling.hide.is_some_and(|hide| hide(column));
        let label = |lang| decided::column_told(column, policy, lang).to_owned();
        let formula = match column.source() {
            Source::Formula(formula) => Some(formula),
            _ => None,
        };
        let trajectory = formula.map(|formula| self.trajectory_through(formula.lens));
        // Where one of these is hidden, no other operand tells it.
        let tells = |fact: Fact| {
            let mut columns = policy.columns().iter().filter(|column| column.fact() == Some(fact));
            !columns.any(|column| telling.hide.is_some_and(|hide| hide(column)))
        };
        let seen = trajectory.as_ref().filter(|_| !hidden);
        let at_base = seen.filter(|_| formula.is_some_and(|formula| formula.fact.looks_at_base()));
        let data = self.report.data();
        let point = |point: &crate::trajectory::Point| super::doc::point(point, None, data);
        OperandDoc {
            name: column.name().to_owned(),
            label: TextDoc { zh: label(Lang::Zh), en: label(Lang::En) },
            fact: formula.map(|formula| formula.fact.name().to_owned()),
            formula: formula.map(|formula| formula.fact.formula().to_owned()),
            kind: column.kind().word().to_owned(),
            unit: unit_of(column),
            value: value.ok().filter(|_| !hidden).map(lossless),
            unknown: value.err().map(|reason| reason.word().to_owned()),
            hidden,
            base: at_base.filter(|_| tells(Fact::Base)).and_then(|seen| seen.base().ok()).map(point),
            current: seen.filter(|_| tells(Fact::Current)).and_then(|seen| seen.current().ok()).map(point),
            goal: seen
                .filter(|_| tells(Fact::Goal))
                .and_then(|seen| seen.goal().ok())
                .map(|goal| goal.aim.to_string()),
            trend: formula.zip(seen).and_then(|(formula, seen)| trend(formula, seen)),
        }
    }
}

/// The unit of a column, if its values have one.
fn unit_of(column: &Column) -> Option<String> {
    (column.unit() != FactUnit::None).then(|| column.unit().word().to_owned())
}

fn trend(formula: &Formula, seen: &crate::trajectory::Trajectory<'_>) -> Option<TrendDoc> {
    let by_rank = matches!(formula.fact, Fact::TrendCorrelation | Fact::TrendP);
    if !by_rank && !formula.fact.takes().contains(&Argument::Trend) {
        return None;
    }
    let points = if by_rank { seen.trend_points() } else { seen.points_of(formula.trend()) }.ok()?;
    let (method, weights) = match formula.trend() {
        _ if by_rank => (formula.arguments.test.word(), None),
        trend @ (Method::LeastSquares(weights) | Method::LogLeastSquares(weights)) => {
            (trend.word(), Some(weights))
        }
        trend => (trend.word(), None),
    };
    let weights = weights.map(|weights| match weights {
        Weights::Uniform => "uniform".to_owned(),
        Weights::Rank => "rank".to_owned(),
        Weights::HalfLife(years) => format!("half_life {years}"),
    });
    // Between the two ends the figures in between do not count.
    let count = if method.starts_with("endpoint") { points.len().min(2) } else { points.len() };
    Some(TrendDoc {
        method: method.to_owned(),
        weights,
        points: count,
        from: points.first()?.end.to_string(),
        to: points.last()?.end.to_string(),
        horizon: seen.due().end().to_string(),
    })
}

fn trace(table: &Table, policy: &Policy, facts: &FactSet, row: usize, fate: &Fate) -> Option<RowTraceDoc> {
    let row = table.rows().get(row)?;
    let counts = |slot: usize| match fate {
        Fate::Rejected(rejected) => slot == *rejected,
        Fate::Open(open) => open.contains(&slot),
        Fate::Fired => true,
    };
    let cells = row.cells().iter().filter(|cell| counts(cell.slot()));
    let cells = cells.map(|cell| CellTraceDoc {
        fact: cell.name().to_owned(),
        asks: cell.text().to_owned(),
        unit: table.columns().get(cell.slot()).and_then(unit_of),
        holds: match cell.condition().test(facts.get(cell.slot())) {
            crate::decide::Truth::Yes => "yes".to_owned(),
            crate::decide::Truth::No => "no".to_owned(),
            crate::decide::Truth::Maybe => "maybe".to_owned(),
        },
    });
    Some(RowTraceDoc {
        row: row.id().to_owned(),
        outcome: policy.outcomes().get(row.outcome())?.id().to_owned(),
        state: match fate {
            Fate::Rejected(_) => "rejected".to_owned(),
            Fate::Open(_) => "open".to_owned(),
            Fate::Fired => "fired".to_owned(),
        },
        cells: cells.collect(),
    })
}

/// The method of a trend in words.
fn method_told(method: &str, lang: Lang) -> &str {
    match method {
        "endpoint_geometric" => lang.pick("首尾两点的年均增速", "the yearly rate between the two ends"),
        "endpoint_linear" => lang.pick("首尾两点的年均增量", "the yearly change between the two ends"),
        "least_squares" => lang.pick("最小二乘直线", "a line by least squares"),
        "log_least_squares" => lang.pick("对数的最小二乘直线", "a line of the logarithms by least squares"),
        "spearman" => lang.pick("斯皮尔曼秩相关检验", "the test by Spearman's rank correlation"),
        "mann_kendall" => lang.pick("曼–肯德尔检验", "the Mann–Kendall test"),
        "auto" => lang.pick("默认预测规则", "the default rule"),
        "last_value" => lang.pick("最近值不变", "the last value"),
        "mean_change" => lang.pick("近几次变动的平均", "the mean of the last changes"),
        "drift" => lang.pick("历次变动的平均", "the mean of all changes"),
        "theil_sen" => lang.pick("泰尔–森中位斜率", "the median slope (Theil–Sen)"),
        "holt_damped" => lang.pick("阻尼霍尔特平滑", "smoothing with a damped trend (Holt)"),
        "theta" => lang.pick("Theta 法", "the Theta method"),
        "log_theta" => lang.pick("对数 Theta 法", "the Theta method on logarithms"),
        other => other,
    }
}

/// The weights of a fit in words; nothing where all figures weigh the same.
fn weights_told(weights: &str, lang: Lang) -> String {
    match weights.strip_prefix("half_life ") {
        Some(years) => {
            lang.pick(format!("，权重每 {years} 年减半"), format!(", weights halved every {years} years"))
        }
        None if weights == "rank" => lang.pick("，越新权重越大", ", newer figures weighing more").to_owned(),
        None => String::new(),
    }
}

/// A value as a text from which it can be read again.
fn lossless(value: &FactValue) -> String {
    match value {
        FactValue::Exact(value) => value.to_ratio_text(),
        FactValue::Estimate(value) => format!("{:?}", value.value()),
        FactValue::YesNo(value) => value.to_string(),
        FactValue::Word(word) => word.to_string(),
        FactValue::Period(period) => period.to_string(),
    }
}

/// The value that such a text stands for.
fn parsed(kind: FactType, text: &str) -> Option<FactValue> {
    match kind {
        FactType::Exact => Exact::from_ratio_text(text).map(FactValue::Exact),
        FactType::Estimate => text.parse().ok().and_then(Estimate::new).map(FactValue::Estimate),
        FactType::YesNo => text.parse().ok().map(FactValue::YesNo),
        FactType::Word => Some(FactValue::Word(text.to_owned().into())),
        FactType::Period => text.parse().ok().map(FactValue::Period),
    }
}

impl ExplanationDoc {
    /// Decides again, from nothing but what the explanation says. `None` if the policy is another one, or if an
    /// operand of the deciding rows was taken away or hidden.
    ///
    /// An explanation that tells all rows holds every operand; one of the deciding conditions alone decides
    /// again only where no row above reads another fact.
    #[must_use]
    pub fn decide_again(&self, policy: &Policy) -> Option<Decision> {
        if self.policy.hash != policy.hash() {
            return None;
        }
        let table = policy.table();
        let mut facts = FactSet::new();
        for column in table.columns() {
            let operand = self.operands.iter().find(|operand| operand.name == column.name())?;
            facts.push(match (&operand.value, &operand.unknown) {
                (Some(text), None) => Ok(parsed(column.kind(), text)?),
                (None, Some(reason)) => Err(Reason::from_word(reason)?),
                _ => return None,
            });
        }
        Some(decide(table, &facts, &mut Silent))
    }

    /// The explanation in a language, a sentence a line: the operands, what became of the rows, the verdict.
    #[must_use]
    pub fn told(&self, policy: &Policy, lang: Lang) -> Vec<String> {
        let mut told = Vec::new();
        for row in self.rows.iter().filter(|row| row.state != "fired") {
            let cells: Vec<String> = row.cells.iter().map(|cell| self.cell_told(cell, lang)).collect();
            let cells = cells.join(lang.pick("；", "; "));
            told.push(match row.state.as_str() {
                "rejected" => lang.pick(
                    format!("`{}` 行不符合：{cells}。", row.row),
                    format!("Row `{}` does not fit: {cells}.", row.row),
                ),
                _ => {
                    let own = policy.outcomes().iter().find(|outcome| outcome.id() == row.outcome);
                    let outcome = own.map_or(row.outcome.as_str(), |outcome| outcome.label().told(lang));
                    lang.pick(
                        format!("`{}` 行（{outcome}）尚不能排除：{cells}。", row.row),
                        format!("Row `{}` ({outcome}) cannot be ruled out: {cells}.", row.row),
                    )
                }
            });
        }
        for operand in &self.operands {
            if let Some(trend) = &operand.trend {
                let name = lang.pick(&operand.label.zh, &operand.label.en);
                let weights = trend.weights.as_ref();
                let weights = weights.map_or_else(String::new, |weights| weights_told(weights, lang));
                let TrendDoc { points, from, to, horizon, .. } = trend;
                let method = method_told(&trend.method, lang);
                let leads =
                    operand.fact.as_deref().and_then(Fact::from_name).is_some_and(Fact::is_projection);
                let to_due = match leads {
                    true => lang.pick(format!("，推至 {horizon}"), format!(", led to {horizon}")),
                    false => String::new(),
                };
                told.push(lang.pick(
                    format!("{name}依据：{method}{weights}，{points} 个数据，{from} 至 {to}{to_due}。"),
                    format!(
                        "{name} is by {method}{weights}, over {points} figures from {from} to {to}{to_due}."
                    ),
                ));
            }
        }
        if let Some(note) = &self.note {
            told.push(lang.pick(format!("行注：{note}。"), format!("The row's note: {note}.")));
        }
        if let Some(provisional) = policy.provisional().map(|label| label.told(lang)) {
            let id = policy.id();
            told.push(lang.pick(
                format!("判定方法 {id} 为暂定：{provisional}"),
                format!("The policy {id} is provisional: {provisional}"),
            ));
        }
        told
    }

    fn cell_told(&self, cell: &CellTraceDoc, lang: Lang) -> String {
        let operand = self.operands.iter().find(|operand| operand.name == cell.fact);
        // A measure and the fact that it stands for are one column.
        let operand = operand.or_else(|| {
            self.operands.iter().find(|operand| operand.fact.as_deref() == Some(cell.fact.as_str()))
        });
        let name = operand.map_or(&cell.fact, |operand| lang.pick(&operand.label.zh, &operand.label.en));
        let value = match operand {
            Some(OperandDoc { value: Some(text), kind, .. }) => {
                let kind = [FactType::Exact, FactType::Estimate, FactType::YesNo, FactType::Word]
                    .into_iter()
                    .find(|known| known.word() == kind);
                let value = kind.and_then(|kind| parsed(kind, text));
                value.map_or_else(|| text.clone(), |value| decided::fact_told(Ok(&value), lang))
            }
            Some(OperandDoc { unknown: Some(reason), .. }) => {
                let known = Reason::from_word(reason);
                let reason = known.map_or(reason.as_str(), |reason| lines::told(reason, lang));
                return lang.pick(
                    format!("{name}未知（{reason}；条件 {}）", cell.asks),
                    format!("{name} is not known: {reason} (asked: {})", cell.asks),
                );
            }
            _ => lang.pick("（不公开）", "(hidden)").to_owned(),
        };
        lang.pick(
            format!("{name}为 {value}（条件 {}）", cell.asks),
            format!("{name} is {value} (asked: {})", cell.asks),
        )
    }
}
