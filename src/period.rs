//! Periods of time: the years, halves, quarters, months and days that figures belong to.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use thiserror::Error;

use crate::number::Exact;

/// The kinds of period, coarsest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Frequency {
    /// A span of several years: `2021/2025`.
    Span,
    /// A calendar year: `2021`.
    Year,
    /// A half-year: `2021-H1`.
    Half,
    /// A quarter: `2021-Q3`.
    Quarter,
    /// A month: `2021-07`.
    Month,
    /// A day: `2021-07-15`.
    Day,
}

impl Frequency {
    /// Periods of this kind in a year; `None` for spans and days.
    #[must_use]
    pub fn per_year(self) -> Option<u32> {
        match self {
            Self::Year => Some(1),
            Self::Half => Some(2),
            Self::Quarter => Some(4),
            Self::Month => Some(12),
            Self::Span | Self::Day => None,
        }
    }

    /// The word for it in files: `year`, `half`, `quarter`, `month`, `day`, `span`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Span => "span",
            Self::Year => "year",
            Self::Half => "half",
            Self::Quarter => "quarter",
            Self::Month => "month",
            Self::Day => "day",
        }
    }
}

/// Why a text is not a period.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is not a period: write 2021, 2021-H1, 2021-Q3, 2021-07, 2021-07-15 or 2021/2025")]
pub struct PeriodError(pub String);

/// A stretch of days with a name: a year, half-year, quarter, month, day, or span of years.
///
/// Years run from 1 to 9999, and are calendar years.
///
/// ```
/// use attainment::period::Period;
/// let quarter: Period = "2021-Q3".parse()?;
/// assert_eq!(quarter.end().to_string(), "2021-09-30");
/// assert_eq!(quarter.to_string(), "2021-Q3");
/// assert!("2021-Q5".parse::<Period>().is_err());
/// # Ok::<(), attainment::period::PeriodError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    start: NaiveDate,
    end: NaiveDate,
    frequency: Frequency,
}

impl Period {
    /// The calendar year; `None` outside 1 to 9999.
    #[must_use]
    pub fn year(year: i32) -> Option<Self> {
        let year = (1..=9999).contains(&year).then_some(year)?;
        Some(Self {
            start: NaiveDate::from_yo_opt(year, 1)?,
            end: NaiveDate::from_ymd_opt(year, 12, 31)?,
            frequency: Frequency::Year,
        })
    }

    /// The `index`-th half, quarter or month of a year, counted from 1.
    #[must_use]
    pub fn part_of_year(year: i32, frequency: Frequency, index: u32) -> Option<Self> {
        let whole = Self::year(year)?;
        let parts = frequency.per_year()?;
        if index == 0 || index > parts {
            return None;
        }
        let months = 12 / parts;
        let start = NaiveDate::from_ymd_opt(year, (index - 1) * months + 1, 1)?;
        let end = match NaiveDate::from_ymd_opt(year, index * months + 1, 1) {
            Some(next) => next.pred_opt()?,
            None => whole.end,
        };
        Some(Self { start, end, frequency })
    }

    /// One day.
    #[must_use]
    pub fn day(date: NaiveDate) -> Option<Self> {
        (1..=9999).contains(&date.year()).then_some(Self {
            start: date,
            end: date,
            frequency: Frequency::Day,
        })
    }

    /// From the first day of one period to the last day of another; `None` when that is not forward.
    #[must_use]
    pub fn span(from: Self, to: Self) -> Option<Self> {
        (from.start <= to.end).then_some(Self { start: from.start, end: to.end, frequency: Frequency::Span })
    }

    /// The first day.
    #[must_use]
    pub fn start(self) -> NaiveDate {
        self.start
    }

    /// The last day.
    #[must_use]
    pub fn end(self) -> NaiveDate {
        self.end
    }

    /// Its kind.
    #[must_use]
    pub fn frequency(self) -> Frequency {
        self.frequency
    }

    /// Whether it has a day in common with another.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// Whether all its days are days of `other`.
    #[must_use]
    pub fn within(self, other: Self) -> bool {
        other.start <= self.start && self.end <= other.end
    }

    /// The period of the same kind and length just before it; `None` before the year 1, and for spans
    /// of other than whole years.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        let last = self.start.pred_opt()?;
        match self.frequency {
            Frequency::Year => Self::year(last.year()),
            Frequency::Half => Self::part_of_year(last.year(), Frequency::Half, last.month0() / 6 + 1),
            Frequency::Quarter => Self::part_of_year(last.year(), Frequency::Quarter, last.month0() / 3 + 1),
            Frequency::Month => Self::part_of_year(last.year(), Frequency::Month, last.month()),
            Frequency::Day => Self::day(last),
            Frequency::Span => {
                let years = self.end.year() - self.start.year() + 1;
                let before = Self::span(Self::year(self.start.year() - years)?, Self::year(last.year())?)?;
                before.end.succ_opt().filter(|next| *next == self.start && self.is_of_years()).map(|_| before)
            }
        }
    }

    /// The same period a year earlier; `None` before the year 1, and for spans.
    #[must_use]
    pub fn year_earlier(self) -> Option<Self> {
        let year = self.start.year() - 1;
        let part = |months: u32| self.start.month0() / months + 1;
        match self.frequency {
            Frequency::Year => Self::year(year),
            Frequency::Half => Self::part_of_year(year, Frequency::Half, part(6)),
            Frequency::Quarter => Self::part_of_year(year, Frequency::Quarter, part(3)),
            Frequency::Month => Self::part_of_year(year, Frequency::Month, part(1)),
            // A year before 29 February is the last day of that February.
            Frequency::Day => {
                let (month, day) = (self.start.month(), self.start.day());
                let date = NaiveDate::from_ymd_opt(year, month, day);
                Self::day(date.or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))?)
            }
            Frequency::Span => None,
        }
    }

    /// Whether its last day is that of a year.
    #[must_use]
    pub fn ends_year(self) -> bool {
        ends_year(self.end)
    }

    fn is_of_years(self) -> bool {
        (self.start.month(), self.start.day()) == (1, 1) && self.ends_year()
    }

    /// Reads the bytes of a period; quick for the plain year.
    pub(crate) fn parse_bytes(text: &[u8]) -> Option<Self> {
        match text {
            [a, b, c, d] => Self::year(number(&[*a, *b, *c, *d])?),
            [y @ .., b'-', b'H', n] if y.len() == 4 => {
                Self::part_of_year(number(y)?, Frequency::Half, digit(*n)?)
            }
            [y @ .., b'-', b'Q', n] if y.len() == 4 => {
                Self::part_of_year(number(y)?, Frequency::Quarter, digit(*n)?)
            }
            [y @ .., b'-', m, n] if y.len() == 4 => {
                Self::part_of_year(number(y)?, Frequency::Month, u32::try_from(number(&[*m, *n])?).ok()?)
            }
            [.., b'-', _, _] if text.len() == 10 => Self::day(parse_date(text)?),
            _ => {
                // The first period of a span is no longer than a day, so the recursion ends at once.
                let slash = text.iter().take(11).position(|byte| *byte == b'/')?;
                let (from, to) = text.split_at_checked(slash)?;
                let (from, to) = (Self::parse_bytes(from)?, Self::parse_bytes(to.get(1..)?)?);
                let nested = from.frequency == Frequency::Span || to.frequency == Frequency::Span;
                if nested { None } else { Self::span(from, to) }
            }
        }
    }
}

fn digit(byte: u8) -> Option<u32> {
    byte.is_ascii_digit().then(|| u32::from(byte - b'0'))
}

fn number(digits: &[u8]) -> Option<i32> {
    digits
        .iter()
        .try_fold(0i32, |sum, byte| Some(sum * 10 + i32::from(byte.is_ascii_digit().then(|| byte - b'0')?)))
}

/// Reads `2021-07-15`, and nothing else.
pub(crate) fn parse_date(text: &[u8]) -> Option<NaiveDate> {
    match text {
        [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] => {
            let year = number(&[*y1, *y2, *y3, *y4]).filter(|year| *year > 0)?;
            let (month, day) = (number(&[*m1, *m2])?, number(&[*d1, *d2])?);
            NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
        }
        _ => None,
    }
}

impl std::str::FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        Self::parse_bytes(text.trim().as_bytes()).ok_or_else(|| PeriodError(text.into()))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.start.year();
        match self.frequency {
            Frequency::Year => write!(f, "{year:04}"),
            Frequency::Half => write!(f, "{year:04}-H{}", self.start.month0() / 6 + 1),
            Frequency::Quarter => write!(f, "{year:04}-Q{}", self.start.month0() / 3 + 1),
            Frequency::Month => write!(f, "{year:04}-{:02}", self.start.month()),
            Frequency::Day => write!(f, "{}", self.start),
            Frequency::Span => {
                let years = (self.start.month(), self.start.day(), self.end.month(), self.end.day())
                    == (1, 1, 12, 31);
                if years {
                    write!(f, "{year:04}/{:04}", self.end.year())
                } else {
                    write!(f, "{}/{}", self.start, self.end)
                }
            }
        }
    }
}

/// Whether a day is the last of its year.
pub(crate) fn ends_year(date: NaiveDate) -> bool {
    (date.month(), date.day()) == (12, 31)
}

/// What ends on a day: the words that [`closes`] can say.
pub(crate) const CLOSES: &[&str] = &["year", "half", "quarter", "month", "none"];

/// The longest stretch of the calendar that ends on a day; `none` within a month.
pub(crate) fn closes(day: NaiveDate) -> &'static str {
    match steps_per_year(day) {
        Some(1) => "year",
        Some(2) => "half",
        Some(4) => "quarter",
        Some(_) => "month",
        None => "none",
    }
}

/// The finest unit that the last days of periods need: a year for 31 December, a month for the last
/// day of one, else a day.
fn steps_per_year(date: NaiveDate) -> Option<i64> {
    let last_of_month = date.succ_opt().is_none_or(|next| next.day() == 1);
    match (last_of_month, date.month()) {
        (true, 12) => Some(1),
        (true, 6) => Some(2),
        (true, 3 | 9) => Some(4),
        (true, _) => Some(12),
        (false, _) => None,
    }
}

fn steps_until(date: NaiveDate, per_year: i64) -> i64 {
    (i64::from(date.year()) * 12 + i64::from(date.month())) * per_year / 12
}

/// The share of the way from `from` to `to` that has passed at `at`, all of them last days of
/// periods, counted in the coarsest unit that the three have in common: with years, 7 of 15; with a
/// quarter among them, quarters; else months, else days. `None` when `to` is not after `from`.
#[must_use]
pub fn elapsed_share(from: NaiveDate, at: NaiveDate, to: NaiveDate) -> Option<Exact> {
    if to <= from {
        return None;
    }
    let per_year =
        [from, at, to].into_iter().map(steps_per_year).try_fold(1, |finest, steps| Some(finest.max(steps?)));
    match per_year {
        Some(per_year) => {
            let start = steps_until(from, per_year);
            Exact::ratio(steps_until(at, per_year) - start, steps_until(to, per_year) - start)
        }
        None => Exact::ratio((at - from).num_days(), (to - from).num_days()),
    }
}

/// The years from one last day to another: whole months counted as twelfths where both end a month,
/// else completed years and the days of the year begun.
#[must_use]
pub fn years_between(from: NaiveDate, to: NaiveDate) -> Exact {
    if steps_per_year(from).is_some() && steps_per_year(to).is_some() {
        return Exact::ratio(steps_until(to, 12) - steps_until(from, 12), 12).unwrap_or(Exact::ZERO);
    }
    if to < from {
        return years_between(to, from).negated();
    }
    let anniversary = |years: i32| {
        let year = from.year() + years;
        from.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 3, 1)).unwrap_or(NaiveDate::MAX)
    };
    let mut whole = to.year() - from.year();
    if anniversary(whole) > to {
        whole -= 1;
    }
    let (begun, next) = (anniversary(whole), anniversary(whole + 1));
    let part = Exact::ratio((to - begun).num_days(), (next - begun).num_days()).unwrap_or(Exact::ZERO);
    Exact::from(i64::from(whole)).plus(&part)
}
