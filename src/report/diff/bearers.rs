//! What is new about an organization or post in a role.

use super::super::doc::{BearerDoc, FactDoc};
use super::news::news;
use super::{Cause, NewsDoc, ValueDoc};

/// What is new: what it answers for, what of that is overdue, and what nothing was reported of. Lists are whole.
pub(super) fn news_about(before: &BearerDoc, after: &BearerDoc) -> Vec<NewsDoc> {
    let mut all = Vec::new();
    let mut list = |kind: Cause, what: Option<&str>, from: &Vec<String>, to: &Vec<String>| {
        if from != to {
            let ids = |ids: &[String]| Some(ValueDoc::List(ids.to_vec()));
            all.push(NewsDoc { what: what.map(str::to_owned), ..news(kind, ids(from), ids(to)) });
        }
    };
    list(Cause::Tasks, None, &before.tasks, &after.tasks);
    list(Cause::Tasks, Some("indicators"), &before.indicators, &after.indicators);
    list(Cause::Tasks, Some("duties"), &before.duties, &after.duties);
    list(Cause::Overdue, None, &before.overdue, &after.overdue);
    list(Cause::WithoutFigures, None, &before.without_figures, &after.without_figures);
    if before.open_ended != after.open_ended {
        let open = |of: &BearerDoc| Some(ValueDoc::Fact(FactDoc::YesNo(of.open_ended)));
        let what = Some("open_ended".to_owned());
        all.push(NewsDoc { what, ..news(Cause::Stated, open(before), open(after)) });
    }
    all
}
