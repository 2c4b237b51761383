//! Who answers for what: ledgers that count what plans name, however it is split, and rankings by places.

use std::collections::{BTreeMap, BTreeSet};

use attainment::number::Exact;
use attainment::plan::{Bearer, Role};
use attainment::policy::Standing;
use attainment::report::{LedgerDoc, LedgerRoleDoc, RankBy, ledger};
use proptest::collection::vec;
use proptest::prelude::*;

use super::drawn::*;

/// The roles of a ledger, by kind and id of the organization and by role.
fn roles(ledger: &LedgerDoc) -> BTreeMap<(String, String, String), &LedgerRoleDoc> {
    let all = ledger.organizations.iter().flat_map(|one| {
        let key = |role: &LedgerRoleDoc| (one.kind.clone(), one.id.clone(), role.role.clone());
        one.roles.iter().map(move |role| (key(role), role))
    });
    all.collect()
}

/// What is counted of a role.
fn counted(role: &LedgerRoleDoc) -> (BTreeMap<String, usize>, [usize; 5], Vec<String>) {
    let numbers = [role.items.len(), role.overdue, role.without_figures, role.without_date, role.open_lists];
    let mut through = role.through.clone();
    through.sort();
    (role.counts.clone(), numbers, through)
}

proptest! {
    #![proptest_config(cases(80))]

    #[test]
    fn a_ledger_has_what_plans_name_and_no_more(case in any_case()) {
        case.with(&SCHEDULE, |report, rollup| {
            let ledger = ledger(std::slice::from_ref(report));
            let mut named: BTreeMap<(String, String, String), (BTreeSet<String>, usize)> = BTreeMap::new();
            for one in &case.plan.responsibilities {
                let (kind, id) = match (&one.organization, &one.post) {
                    (Some(id), _) => ("organization", id),
                    (_, Some(id)) => ("post", id),
                    _ => continue,
                };
                let subject = one.task.iter().chain(&one.indicator).chain(&one.duty).next().unwrap();
                let (subjects, open) = named.entry((kind.into(), id.clone(), one.role.clone())).or_default();
                subjects.insert(subject.clone());
                *open += usize::from(one.open_ended.is_some());
            }
            let mut standings: BTreeMap<String, Standing> = BTreeMap::new();
            for (task, summary) in report.plan().tasks().iter().zip(&rollup.tasks) {
                standings.insert(task.id().into(), summary.judgement.unwrap().standing(report.policy()));
            }
            standings.extend(report.indicators().map(|one| (one.indicator().id().to_owned(), one.standing())));
            let duties = report.plan().duties().iter().zip(&rollup.duties);
            standings.extend(duties.map(|(duty, of)| (duty.id().to_owned(), of.standing)));
            let roles = roles(&ledger);
            for (key, role) in &roles {
                let (subjects, open) = named.remove(key).unwrap_or_default();
                let items: BTreeSet<String> = role.items.iter().map(|item| item.id.clone()).collect();
                prop_assert_eq!(&items, &subjects);
                prop_assert_eq!((role.items.len(), role.open_lists), (subjects.len(), open));
                let mut counts: BTreeMap<String, usize> = BTreeMap::new();
                for subject in &subjects {
                    *counts.entry(standings[subject].word().to_owned()).or_default() += 1;
                }
                prop_assert_eq!(&role.counts, &counts);
                // Without items of its own it is there as a member.
                prop_assert!(!items.is_empty() || !role.through.is_empty());
            }
            prop_assert!(named.is_empty(), "{named:?} is in no ledger");
            // The lists of the report are those of the ledger.
            for of in &rollup.bearers {
                let kind = if matches!(of.bearer, Bearer::Post(_)) { "post" } else { "organization" };
                let id = report.plan().bearer_id(of.bearer).unwrap().to_owned();
                let role = roles[&(kind.to_owned(), id, of.role.word().to_owned())];
                prop_assert_eq!(role.items.len(), of.tasks.len() + of.indicators.len() + of.duties.len());
                prop_assert_eq!(role.open_lists, of.open_lists);
                prop_assert_eq!(role.through.len(), of.through.len());
                let ids = |subjects: &[attainment::plan::Subject]| -> BTreeSet<String> {
                    subjects.iter().map(|one| report.plan().id_of(*one).unwrap().to_owned()).collect()
                };
                let overdue = ids(&of.overdue);
                for item in &role.items {
                    prop_assert_eq!(item.overdue, overdue.contains(&item.id), "{}", item.id);
                    let silent = ids(&of.without_figures).contains(&item.id);
                    prop_assert_eq!(item.without_figures, silent, "{}", item.id);
                    prop_assert_eq!(item.without_date, ids(&of.undated).contains(&item.id), "{}", item.id);
                }
            }
            Ok(())
        })?;
    }

    /// Two plans name what one did: each of them a part, of the same organizations.
    #[test]
    fn two_plans_count_as_one((case, first) in (any_case(), vec(any::<bool>(), 10))) {
        let mut halves = [case.clone(), case.clone()];
        for (half, wanted) in halves.iter_mut().zip([true, false]) {
            let mut place = first.iter();
            half.plan.responsibilities.retain(|_| place.next() == Some(&wanted));
        }
        halves[1].plan.id = "other".into();
        let reads = halves.each_ref().map(Case::read);
        let reports = [halves[0].report(&reads[0], &SCHEDULE), halves[1].report(&reads[1], &SCHEDULE)];
        let read = case.read();
        let whole = ledger(&[case.report(&read, &SCHEDULE)]);
        let joined = ledger(&reports);
        let of = |ledger: &LedgerDoc| -> BTreeMap<_, _> {
            roles(ledger).into_iter().map(|(key, role)| (key, counted(role))).collect()
        };
        prop_assert_eq!(of(&joined), of(&whole));
        prop_assert_eq!(joined.open_lists.len(), whole.open_lists.len());
    }

    #[test]
    fn places_are_given_by_value_and_only_from_a_coverage_on(case in any_case(), tenths in 0i64..=10) {
        let least = Exact::ratio(tenths, 10).unwrap();
        case.with(&GROUPED, |report, rollup| {
            for role in [Role::Lead, Role::Responsible, Role::Supporting, Role::Supervising] {
                for by in [RankBy::Share, RankBy::Progress] {
                    let ranking = report.ranking(role, by, &least);
                    let all = rollup.bearers.iter().filter(|one| one.role == role);
                    let values = all.clone().map(|one| {
                        let mean = if by == RankBy::Share { &one.summary.share } else { &one.summary.progress };
                        (report.plan().bearer_id(one.bearer).unwrap().to_owned(), mean.clone())
                    });
                    let values: BTreeMap<String, _> = values.collect();
                    prop_assert_eq!(ranking.ranked.len() + ranking.without_place.len(), values.len());
                    let placed: Vec<(&str, Exact)> = values
                        .iter()
                        .filter(|(_, mean)| mean.coverage >= least)
                        .filter_map(|(id, mean)| Some((id.as_str(), mean.value.clone()?)))
                        .collect();
                    prop_assert_eq!(ranking.ranked.len(), placed.len());
                    for (id, value) in &placed {
                        let better = placed.iter().filter(|(_, other)| other > value).count();
                        let own = ranking.ranked.iter().find(|one| one.id == *id).unwrap();
                        prop_assert_eq!(own.place, better + 1);
                    }
                    prop_assert!(ranking.ranked.is_sorted_by_key(|one| (one.place, one.id.clone())));
                    for one in &ranking.without_place {
                        let mean = &values[&one.id];
                        prop_assert!(mean.value.is_none() || mean.coverage < least);
                    }
                }
            }
            Ok(())
        })?;
    }
}
