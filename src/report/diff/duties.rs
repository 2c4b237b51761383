//! What is new about a duty of monitoring.

use super::super::doc::{DutyDoc, FactDoc};
use super::news::{news, of_due, text};
use super::{Cause, CoveredDoc, NewsDoc, ValueDoc};
use crate::policy::Standing;

/// What is new: how often it was done and due, and whether it is behind.
pub(super) fn news_about(before: &DutyDoc, after: &DutyDoc) -> Vec<NewsDoc> {
    let mut all = Vec::new();
    if (before.times_done, before.times_due) != (after.times_done, after.times_due) {
        let times = |of: &DutyDoc| {
            Some(ValueDoc::Covered(CoveredDoc { count: of.times_done, of: of.times_due, weight: None }))
        };
        all.push(news(Cause::Times, times(before), times(after)));
    }
    if before.last != after.last {
        let day = |of: &DutyDoc| of.last.as_deref().map(text);
        all.push(news(Cause::Reached, day(before), day(after)));
    }
    let yes = |yes: bool| Some(ValueDoc::Fact(FactDoc::YesNo(yes)));
    let behind = |of: &DutyDoc| of.times_done < of.times_due;
    if behind(before) != behind(after) {
        all.push(news(Cause::Overdue, yes(behind(before)), yes(behind(after))));
    }
    // Nobody reported before whether it was done.
    let missed = |of: &DutyDoc| of.standing == Standing::Missed.word();
    if missed(after) && !missed(before) {
        all.push(NewsDoc { what: Some("done".to_owned()), ..news(Cause::Reported, None, yes(false)) });
    }
    all.extend(of_due(before.due.as_ref(), after.due.as_ref()));
    all
}
