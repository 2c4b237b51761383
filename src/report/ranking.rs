//! Organizations ranked by what they answer for, with how much of it is known. There is no ranking without.

use std::cmp::Ordering;

use super::doc::{FactDoc, PlanRef, PolicyRef, policy_ref};
use super::lines::{NOTHING, brief, exact, percent, points};
use super::markdown::{escaped, push_sheet};
use super::{Report, WhatIfDoc};
use crate::known::{Known, Reason};
use crate::lang::Lang;
use crate::number::Exact;
use crate::plan::Role;
use crate::plan::words::vocabulary;
use crate::policy::Points;
use crate::rollup::Summary;
use crate::sheet::Sheet;

/// The value of `format` in a ranking.
pub const RANKING_FORMAT: &str = "attainment/ranking@1";

vocabulary! {
    /// What organizations are ranked by.
    #[non_exhaustive]
    RankBy {
        /// The weighted share of the way of their indicators (加权进度).
        Share = "share", "加权进度";
        /// The weighted progress of their tasks (任务进度).
        Progress = "progress", "任务进度";
        /// Their scores, if the policy gives any (得分).
        Score = "score", "得分";
    }
}

super::doc::document! {
    /// A ranking: `format: attainment/ranking@1`.
    RankingDoc {
        /// Always `attainment/ranking@1`.
        format: String,
        /// The version of the library that judged.
        engine: String,
        /// The plan.
        plan: PlanRef,
        /// What it was judged by.
        policy: PolicyRef,
        /// What was known by this day counts.
        as_of: String,
        /// What a what-if assumes, if the report is told from one: then this says what would be.
        what_if: Option<WhatIfDoc>,
        /// The role in which they are ranked; they answer for different things in others.
        role: String,
        /// `share`, `progress` or `score`.
        by: String,
        /// The least coverage for a place.
        least_coverage: String,
        /// Those that have a place, the first first.
        ranked: Vec<RankedDoc>,
        /// Those that have none: nothing is known of what they answer for, or too little.
        without_place: Vec<UnrankedDoc>,
    }

    /// An organization or post without a place.
    UnrankedDoc {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
        /// The reason.
        reason: String,
    }

    /// An organization or post with its place.
    RankedDoc {
        /// The place; equal values share it, and the next ones are left out: 1, 2, 2, 4.
        place: usize,
        /// Its id.
        id: String,
        /// Its name.
        name: String,
        /// What it is ranked by.
        value: FactDoc,
        /// The weight of what is known behind the value ÷ the weight of all.
        coverage: String,
        /// The number of tasks, indicators and milestones that it answers for.
        parts: usize,
    }
}

/// One that may have a place.
struct Candidate {
    id: String,
    name: String,
    value: Known<Points>,
    coverage: Exact,
    parts: usize,
}

impl Report<'_> {
    /// The organizations and posts that have a role, ranked by what they answer for in it.
    ///
    /// A place is given from a coverage on: the weight of what is known ÷ the weight of all. With
    /// [`Exact::ONE`] only those are placed of whom everything is known. Whoever has no place is listed with the
    /// reason (`no_parts`, `low_coverage`, `no_score`).
    #[must_use]
    pub fn ranking(&self, role: Role, by: RankBy, least_coverage: &Exact) -> RankingDoc {
        let rollup = self.rollup();
        let plan = self.plan();
        let candidates = rollup.bearers.iter().filter(|one| one.role == role).map(|one| {
            let (value, coverage) = valued(&one.summary, by);
            Candidate {
                id: plan.bearer_id(one.bearer).unwrap_or_default().to_owned(),
                name: plan.bearer_name(one.bearer).unwrap_or_default().to_owned(),
                value,
                coverage,
                parts: one.summary.tally.total() + one.summary.tasks.total(),
            }
        });
        let (mut ranked, mut without_place) = (Vec::new(), Vec::new());
        for one in candidates {
            let reason = match one.value {
                Ok(_) if one.coverage < *least_coverage => Reason::LowCoverage,
                Ok(value) => {
                    ranked.push((value, one.id, one.name, one.coverage, one.parts));
                    continue;
                }
                Err(reason) => reason,
            };
            let reason = reason.word().to_owned();
            without_place.push(UnrankedDoc { id: one.id, name: one.name, reason });
        }
        let scale = Scale::of(ranked.iter().map(|one| &one.0));
        // Equal ones in the order of their ids.
        ranked.sort_by(|one, other| scale.compare(&other.0, &one.0).then_with(|| one.1.cmp(&other.1)));
        let mut places: Vec<RankedDoc> = Vec::with_capacity(ranked.len());
        let mut before: Option<(Points, usize)> = None;
        for (number, (value, id, name, coverage, parts)) in ranked.into_iter().enumerate() {
            let place = match &before {
                Some((same, place)) if scale.compare(same, &value) == Ordering::Equal => *place,
                _ => number + 1,
            };
            let coverage = coverage.to_string();
            places.push(RankedDoc {
                place,
                id,
                name,
                value: FactDoc::from(Ok(value.clone().fact())),
                coverage,
                parts,
            });
            before = Some((value, place));
        }
        RankingDoc {
            format: RANKING_FORMAT.to_owned(),
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            plan: PlanRef { id: plan.id().to_owned(), title: plan.title().to_owned() },
            policy: policy_ref(self.policy()),
            as_of: self.as_of().to_string(),
            what_if: self.what_if(),
            role: role.word().to_owned(),
            by: by.word().to_owned(),
            least_coverage: least_coverage.to_string(),
            ranked: places,
            without_place,
        }
    }
}

/// What someone is ranked by, and how much of it is known.
fn valued(summary: &Summary, by: RankBy) -> (Known<Points>, Exact) {
    let mean = |mean: &crate::rollup::WeightedShare| {
        // Where there is something, and nothing is known of it, its coverage is none.
        let any = summary.tally.total() + summary.tasks.total() > 0;
        let without = if any { Reason::LowCoverage } else { Reason::NoParts };
        (mean.value.clone().map(Points::Exact).ok_or(without), mean.coverage.clone())
    };
    match by {
        RankBy::Share => mean(&summary.share),
        RankBy::Progress => mean(&summary.progress),
        RankBy::Score => (summary.score.points.clone(), summary.score.coverage.clone()),
    }
}

/// How numbers are compared: exactly if all of them are exact, else all of them as estimates. Two exact numbers that
/// one estimate equals would else not be equal, and there would be no order.
#[derive(Clone, Copy)]
enum Scale {
    Exact,
    Estimates,
}

impl Scale {
    fn of<'p>(mut all: impl Iterator<Item = &'p Points>) -> Self {
        if all.all(|points| matches!(points, Points::Exact(_))) { Self::Exact } else { Self::Estimates }
    }

    fn compare(self, one: &Points, other: &Points) -> Ordering {
        match (self, one, other) {
            (Self::Exact, Points::Exact(one), Points::Exact(other)) => one.cmp(other),
            _ => {
                let number = |points: &Points| points.estimate().map_or(f64::MIN, |points| points.value());
                number(one).total_cmp(&number(other))
            }
        }
    }
}

impl RankingDoc {
    /// The ranking as text with aligned columns.
    #[must_use]
    pub fn to_text(&self, lang: Lang) -> String {
        let assumed = self.what_if.as_ref().map_or_else(String::new, |what_if| what_if.text(lang));
        let mut text = self.heading(lang) + "\n\n" + &assumed + &self.table(lang, Sheet::aligned);
        for line in self.remarks(lang) {
            text.push_str(&line);
            text.push('\n');
        }
        text
    }

    /// The ranking as Markdown.
    #[must_use]
    pub fn to_markdown(&self, lang: Lang) -> String {
        let mut text = format!("## {}\n\n", escaped(&self.heading(lang)));
        if let Some(what_if) = &self.what_if {
            text.push_str(&what_if.markdown(lang));
        }
        text.push_str(&self.table(lang, |sheet| {
            let mut text = String::new();
            push_sheet(&mut text, sheet);
            text
        }));
        for line in self.remarks(lang) {
            text.push_str(&escaped(&line));
            text.push('\n');
        }
        text
    }

    /// The table, with a line between it and what follows; nothing where nobody has a place.
    fn table(&self, lang: Lang, written: impl Fn(&Sheet) -> String) -> String {
        let mut text = if self.ranked.is_empty() { String::new() } else { written(&self.sheet(lang)) };
        if !self.ranked.is_empty() && !self.without_place.is_empty() {
            text.push('\n');
        }
        text
    }

    fn heading(&self, lang: Lang) -> String {
        let role =
            Role::from_word(&self.role).map_or(self.role.as_str(), |role| lang.pick(role.zh(), role.word()));
        let (title, as_of, policy) = (&self.plan.title, &self.as_of, &self.policy.id);
        lang.pick(
            format!("{title}：{role}单位排名 · 判定方法 {policy} · 截至 {as_of} 所知"),
            format!("{title}: ranking of those with the role {role} · judged by {policy} · known by {as_of}"),
        )
    }

    fn sheet(&self, lang: Lang) -> Sheet {
        let by = RankBy::from_word(&self.by).map_or(self.by.as_str(), |by| lang.pick(by.zh(), by.word()));
        let [place, name, coverage, parts] =
            lang.pick(["名次", "单位", "覆盖", "事项"], ["place", "organization", "coverage", "parts"]);
        let mut sheet =
            Sheet::new([(place, true), (name, false), (by, true), (coverage, true), (parts, true)]);
        sheet.rows.extend(self.ranked.iter().map(|one| {
            let coverage = exact(&one.coverage);
            vec![
                one.place.to_string(),
                one.name.clone(),
                self.value_told(&one.value),
                coverage.map_or_else(|| one.coverage.clone(), |coverage| percent(&coverage)),
                one.parts.to_string(),
            ]
        }));
        sheet
    }

    fn value_told(&self, value: &FactDoc) -> String {
        let is_score = self.by == RankBy::Score.word();
        match value {
            FactDoc::Text(number) => match exact(number) {
                Some(number) if is_score => points(&Points::Exact(number)),
                Some(share) => percent(&share),
                None => number.clone(),
            },
            FactDoc::Estimate(number) => crate::number::Estimate::new(*number)
                .map_or_else(|| NOTHING.to_owned(), |of| points(&Points::Estimate(of))),
            _ => NOTHING.to_owned(),
        }
    }

    fn remarks(&self, lang: Lang) -> Vec<String> {
        if self.without_place.is_empty() {
            return Vec::new();
        }
        let told = self.without_place.iter().map(|one| {
            let reason = Reason::from_word(&one.reason)
                .map_or_else(|| one.reason.clone(), |reason| brief(reason, lang));
            lang.pick(format!("{}（{reason}）", one.name), format!("{} ({reason})", one.name))
        });
        let told: Vec<String> = told.collect();
        vec![lang.pick(
            format!("不列名次 {} 个：{}", told.len(), told.join("、")),
            format!("Without a place, {}: {}", told.len(), told.join(", ")),
        )]
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::number::Estimate;

    /// Three numbers that one estimate equals: 1, 1 + 10⁻²⁰ and the estimate 1.
    #[test]
    fn numbers_have_one_order_even_where_some_are_estimates() {
        let exact = |text: &str| Points::Exact(Exact::from(text.parse::<rust_decimal::Decimal>().unwrap()));
        let (one, more) = (exact("1"), exact("1.00000000000000000001"));
        let estimate = Points::Estimate(Estimate::new(1.0).unwrap());
        assert_eq!(Scale::of([&one, &more].into_iter()).compare(&one, &more), Ordering::Less);
        let scale = Scale::of([&one, &more, &estimate].into_iter());
        for (this, that) in [(&one, &more), (&one, &estimate), (&more, &estimate)] {
            assert_eq!(scale.compare(this, that), Ordering::Equal);
        }
    }
}
