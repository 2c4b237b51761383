//! The event that a qualitative target waits for: the day on which enough of its evidence is there.

use chrono::NaiveDate;

use super::Point;
use crate::known::{Known, Reason};
use crate::number::Exact;
use crate::period::Period;
use crate::series::Occurrence;

/// The event as a point: 1 at the end of the days in which so much of the evidence came together, 0 on the last day
/// on which it surely was not yet there. What came later than the day judged has not come yet.
pub(super) fn point(known: &[Occurrence], needed: usize, until: NaiveDate) -> Known<Point> {
    // In the order in which it came, the last that is needed.
    let mut there: Vec<(NaiveDate, Option<NaiveDate>)> =
        known.iter().filter_map(|one| Some((one.by.filter(|by| *by <= until)?, one.not_by))).collect();
    there.sort_unstable();
    if let Some((by, not_by)) = needed.checked_sub(1).and_then(|last| there.get(last)) {
        let first = not_by.and_then(|day| day.succ_opt()).unwrap_or(NaiveDate::MIN);
        let days = Period::day(first).or_else(|| Period::year(1)).zip(Period::day(*by));
        let period = days.and_then(|(first, last)| match first == last {
            true => Some(last),
            false => Period::span(first, last),
        });
        return Ok(Point { period, ..Point::constant(Exact::ONE, *by) });
    }
    // As long as more is missing than may be missing, it is not there.
    let mut lacking: Vec<NaiveDate> = known.iter().filter_map(|one| Some(one.not_by?.min(until))).collect();
    lacking.sort_unstable_by(|one, other| other.cmp(one));
    let day = known.len().checked_sub(needed).and_then(|spare| lacking.get(spare));
    let day = day.ok_or(Reason::NotReported)?;
    Ok(Point { period: Period::day(*day), ..Point::constant(Exact::ZERO, *day) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
    }

    fn told(known: &[Occurrence], needed: usize, until: &str) -> Known<(bool, String)> {
        let until = day(until).ok_or(Reason::NotReported)?;
        let point = point(known, needed, until)?;
        Ok((point.has_happened() == Some(true), point.end.to_string()))
    }

    #[test]
    fn the_last_piece_that_is_needed_makes_it_happen() {
        let known = [
            Occurrence { not_by: None, by: day("2024-06-30") },
            Occurrence { not_by: day("2024-03-30"), by: day("2024-03-31") },
            Occurrence { not_by: day("2024-12-31"), by: None },
        ];
        assert_eq!(told(&known, 1, "2025-01-01"), Ok((true, "2024-03-31".into())));
        assert_eq!(told(&known, 2, "2025-01-01"), Ok((true, "2024-06-30".into())));
        // The third was not there at the end of 2024: all three were not.
        assert_eq!(told(&known, 3, "2025-01-01"), Ok((false, "2024-12-31".into())));
        // In April the third was not there either, and one is missing.
        assert_eq!(told(&known, 3, "2024-04-15"), Ok((false, "2024-04-15".into())));
        // Of the first nothing is known in April; but on 30 March the second and third were not there, so that
        // there could not be two.
        assert_eq!(told(&known, 2, "2024-04-15"), Ok((false, "2024-03-30".into())));
        let first_and_second = known.get(..2).unwrap_or_default();
        assert_eq!(told(first_and_second, 2, "2024-04-15"), Ok((false, "2024-03-30".into())));
        let first = known.get(..1).unwrap_or_default();
        assert_eq!(told(first, 1, "2024-04-15"), Err(Reason::NotReported));
        assert_eq!(told(&[], 1, "2024-04-15"), Err(Reason::NotReported));
    }
}
