//! The ids of rows, and those that the plan does not have.

use std::collections::HashMap;

use super::ObservationsBuilder;
use super::row::{Column, clip};
use crate::check::Suggestion;
use crate::check::{Diagnostics, Path, Problem, nearest};
use crate::plan::{Plan, Subject};

/// Ids that are told apart; the rows of all others are counted together.
const MOST_IDS: usize = 1_000;
/// Ids for which a similar one is looked for.
const MOST_SUGGESTIONS: usize = 100;
/// Comparisons of spellings that are worth the while.
const MOST_COMPARISONS: usize = 500_000;

/// The ids that the plan does not have, in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Unknown {
    index: HashMap<String, usize>,
    rows: Vec<(String, usize)>,
    others: usize,
}

impl Unknown {
    fn count(&mut self, id: &str) {
        let id = clip(id);
        if let Some((_, rows)) = self.index.get(&id).and_then(|index| self.rows.get_mut(*index)) {
            *rows += 1;
        } else if self.rows.len() < MOST_IDS {
            self.index.insert(id.clone(), self.rows.len());
            self.rows.push((id, 1));
        } else {
            self.others += 1;
        }
    }

    /// Reports each id once.
    pub(super) fn report(&mut self, plan: &Plan, diagnostics: &mut Diagnostics) {
        let suggested = (MOST_COMPARISONS / plan.by_id.len().max(1)).min(MOST_SUGGESTIONS);
        for (at, (id, rows)) in std::mem::take(&mut self.rows).into_iter().enumerate() {
            let suggestion = if at < suggested {
                nearest(&id, plan.by_id.keys().map(String::as_str))
            } else {
                Suggestion::default()
            };
            let path = Path::root().key("observations").key(&id);
            diagnostics.report(Problem::UnknownIndicator { id, rows, suggestion }, path);
        }
        if self.others > 0 {
            let (id, rows) = ("…".to_owned(), self.others);
            let problem = Problem::UnknownIndicator { id, rows, suggestion: Suggestion::default() };
            diagnostics.report(problem, Path::root().key("observations"));
        }
    }
}

impl ObservationsBuilder<'_> {
    /// What the id of a row stands for. What the plan does not have is counted.
    pub(super) fn subject(&mut self, id: &[u8]) -> Option<Subject> {
        if let Some(Some(subject)) = self.last.subject.get(id) {
            return Some(subject);
        }
        if id.is_empty() {
            let column = self.layout.subject;
            self.report(Problem::EmptyCell { column }, Column::Subject);
            return None;
        }
        let next = match self.last.subject.meaning {
            Some(Some(Subject::Indicator(index))) => index + 1,
            _ => 0,
        };
        let guessed = if self.in_order { self.guess(next, id) } else { None };
        let subject = match guessed {
            Some(subject) => Some(subject),
            None => {
                let text = self.text(id, Column::Subject)?;
                // `plan/id` tells the rows of several plans apart that use the same ids.
                let within = || text.strip_prefix(&*self.plan.id)?.strip_prefix('/');
                let subject = self.plan.subject(text).or_else(|| self.plan.subject(within()?));
                if subject.is_none() {
                    self.unknown.count(text);
                }
                subject
            }
        };
        self.in_order = subject == Some(Subject::Indicator(next));
        self.last.subject.set(id, subject);
        subject
    }

    /// The indicator that comes next in the plan, if the id is its own: data are often written in
    /// that order, and then need not be looked up.
    fn guess(&self, next: usize, id: &[u8]) -> Option<Subject> {
        let indicator = self.plan.indicators().get(next)?;
        (indicator.id().as_bytes() == id).then_some(Subject::Indicator(next))
    }
}
