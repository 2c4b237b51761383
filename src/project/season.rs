//! The yearly pattern of half-years, quarters and months: classical decomposition (Persons, 1919).
//!
//! The trend of a period is the mean of the year around it: of a year and a period, the two ends by half (the
//! centred moving average). What a period is of its trend, a quotient or a difference, is averaged over the
//! years by season, and the averages are brought to a mean of 1 or a sum of 0.

use super::Limits;
use super::scale::Scale;
use crate::known::{Known, Reason};

/// The most seasons of a year: months.
const MOST: usize = 12;
/// The quantile of the normal distribution for 90 %.
const NINE_OF_TEN: f64 = 1.281_551_565_544_6;

/// How a season acts on a value.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Acts {
    /// As a factor: all values are positive.
    Times,
    /// As an amount.
    Plus,
    /// As an amount of the log-odds, so that values stay within the limits.
    Odds { low: f64, high: f64, margin: f64 },
}

impl Acts {
    fn of(points: &[(f64, f64)], limits: Limits) -> Self {
        match super::History::new(points).map(|history| Scale::of(history.points(), limits)) {
            Ok(Scale::Logit { low, high, margin }) => Self::Odds { low, high, margin },
            Ok(Scale::Log { .. }) => Self::Times,
            _ => Self::Plus,
        }
    }

    /// A value where averages are taken.
    fn level(self, value: f64) -> f64 {
        match self {
            Self::Odds { low, high, margin } => Scale::Logit { low, high, margin }.to(value),
            _ => value,
        }
    }

    /// What a value is of another, both where averages are taken.
    fn part(self, level: f64, of: f64) -> f64 {
        if self == Self::Times { level / of } else { level - of }
    }

    /// The part that changes nothing.
    fn neutral(self) -> f64 {
        if self == Self::Times { 1.0 } else { 0.0 }
    }
}

/// The yearly pattern of a series: by how much each season lies above or below the trend.
///
/// ```
/// use attainment::project::{Limits, Season};
/// // Three years of half-years, of which the second is twice the first.
/// let points = [(0.5, 10.0), (1.0, 20.0), (1.5, 10.0), (2.0, 20.0), (2.5, 10.0), (3.0, 20.0)];
/// let season = Season::of(&points, 2, &[0, 1, 0, 1, 0, 1], Limits::default()).map_err(|why| why.en())?;
/// assert_eq!(season.factors().collect::<Vec<_>>(), [Some(2.0 / 3.0), Some(4.0 / 3.0)]);
/// assert_eq!(season.removed(20.0, 1), Some(15.0));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Season {
    per_year: usize,
    acts: Acts,
    parts: [Option<f64>; MOST],
    is_clear: Option<bool>,
}

impl Season {
    /// The yearly pattern of points, oldest first: a time in years and a value each. A year has `per_year`
    /// seasons (2, 4 or 12), and `seasons` tells that of each point, from 0. Periods may be missing; only years
    /// that are complete around a period count.
    ///
    /// It acts by factors where all values are positive, by amounts of the log-odds where both limits are given
    /// and keep the values, and else by amounts.
    ///
    /// # Errors
    /// [`Reason::TooFewPoints`] with less than two full years of points, or a season without a complete year
    /// around it; [`Reason::OutOfRange`] if times and seasons do not fit each other, or a number is not finite.
    pub fn of(points: &[(f64, f64)], per_year: u32, seasons: &[u32], limits: Limits) -> Known<Self> {
        let places = places(points, per_year, seasons)?;
        let count = per_year as usize;
        if points.len() < 2 * count {
            return Err(Reason::TooFewPoints);
        }
        let acts = Acts::of(points, limits);
        let mut groups = [Group::default(); MOST];
        for (window, seasons) in places.windows(count + 1).zip(seasons.windows(count + 1)) {
            let (Some(first), Some(last)) = (window.first(), window.last()) else { continue };
            if last.0 - first.0 != i64::from(per_year) {
                continue;
            }
            let level = |place: &(i64, f64)| acts.level(place.1);
            let whole: f64 = window.iter().map(level).sum();
            let trend = (whole - (level(first) + level(last)) / 2.0) / f64::from(per_year);
            let middle = window.get(count / 2).zip(seasons.get(count / 2));
            if let Some((middle, season)) = middle
                && let Some(group) = groups.get_mut(*season as usize)
            {
                group.add(acts.part(level(middle), trend));
            }
        }
        let groups = groups.get(..count).unwrap_or_default();
        if groups.iter().any(|group| group.count == 0) {
            return Err(Reason::TooFewPoints);
        }
        let mean = groups.iter().map(Group::mean).sum::<f64>() / f64::from(per_year);
        let mut parts = [None; MOST];
        for (part, group) in parts.iter_mut().zip(groups) {
            *part = Some(acts.part(group.mean(), mean));
        }
        let usable = |part: f64| part.is_finite() && (acts != Acts::Times || part > 0.0);
        if !parts.iter().flatten().all(|part| usable(*part)) {
            return Err(Reason::OutOfRange);
        }
        let is_clear = (points.len() >= 3 * count).then(|| differ(groups));
        Ok(Self { per_year: count, acts, parts, is_clear })
    }

    /// The last year of points around their trend, which a method carried on from the points of the newest
    /// one's season: what each of the other seasons was then goes on. `trend` tells the value of the trend.
    pub(super) fn of_last_year(
        points: &[(f64, f64)],
        per_year: u32,
        seasons: &[u32],
        limits: Limits,
        trend: impl Fn(f64) -> Known<f64>,
    ) -> Known<Self> {
        let places = places(points, per_year, seasons)?;
        let acts = Acts::of(points, limits);
        let mut parts = [None; MOST];
        let newest = places.last().ok_or(Reason::TooFewPoints)?.0;
        for (index, ((place, point), season)) in places.iter().zip(points).zip(seasons).enumerate() {
            if newest - place.0 >= i64::from(per_year) {
                continue;
            }
            let part = if index + 1 == places.len() {
                acts.neutral()
            } else {
                acts.part(acts.level(point.1), acts.level(trend(point.0)?))
            };
            if !part.is_finite() || (acts == Acts::Times && part <= 0.0) {
                return Err(Reason::OutOfRange);
            }
            if let Some(own) = parts.get_mut(*season as usize) {
                *own = Some(part);
            }
        }
        Ok(Self { per_year: per_year as usize, acts, parts, is_clear: None })
    }

    /// The seasons of a year: 2, 4 or 12.
    #[must_use]
    pub fn per_year(&self) -> usize {
        self.per_year
    }

    /// Whether the seasons are factors, with a mean of 1, rather than amounts, with a sum of 0.
    #[must_use]
    pub fn multiplies(&self) -> bool {
        self.acts == Acts::Times
    }

    /// The factor or amount of each season, in the order of the year. `None`: that season was not seen.
    pub fn factors(&self) -> impl Iterator<Item = Option<f64>> {
        self.parts.into_iter().take(self.per_year)
    }

    /// Whether the seasons differ by more than chance: the F test of one-way analysis of variance on the
    /// quotients or differences, at 90 %. `None` with less than three full years of points, which cannot tell.
    #[must_use]
    pub fn is_clear(&self) -> Option<bool> {
        self.is_clear
    }

    fn part(&self, season: u32) -> Option<f64> {
        self.parts.get(season as usize).copied().flatten()
    }

    /// A value without its season; `None` for a season that was not seen.
    #[must_use]
    pub fn removed(&self, value: f64, season: u32) -> Option<f64> {
        let part = self.part(season)?;
        Some(match self.acts {
            Acts::Times => value / part,
            Acts::Plus => value - part,
            Acts::Odds { low, high, margin } => {
                let odds = Scale::Logit { low, high, margin };
                odds.from(odds.to(value) - part)
            }
        })
    }

    /// A value of the trend with its season; `None` for a season that was not seen.
    #[must_use]
    pub fn restored(&self, value: f64, season: u32) -> Option<f64> {
        let part = self.part(season)?;
        Some(match self.acts {
            Acts::Times => value * part,
            Acts::Plus => value + part,
            Acts::Odds { low, high, .. } => {
                // Without a margin: what comes next to a limit stays there.
                let odds = Scale::Logit { low, high, margin: 0.0 };
                odds.from(odds.to(value) + part)
            }
        })
    }

    /// The limits of points without their season: those that the log-odds keep by themselves.
    pub(super) fn limits(points: &[(f64, f64)], limits: Limits) -> Limits {
        match Acts::of(points, limits) {
            Acts::Odds { .. } => limits,
            _ => Limits { low: None, high: None, ..limits },
        }
    }
}

/// What the periods of one season are of their trends.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    count: usize,
    sum: f64,
    /// The sum of the squared distances from the mean.
    squares: f64,
}

impl Group {
    fn add(&mut self, part: f64) {
        let before = self.mean();
        self.count += 1;
        self.sum += part;
        if self.count > 1 {
            self.squares += (part - before) * (part - self.mean());
        }
    }

    fn mean(&self) -> f64 {
        if self.count == 0 { 0.0 } else { self.sum / self.count as f64 }
    }
}

/// Whether the means of groups differ at 90 %, by Paulson's approximation of the F distribution (1942).
fn differ(groups: &[Group]) -> bool {
    let count: usize = groups.iter().map(|group| group.count).sum();
    let (between, within) =
        (groups.len().saturating_sub(1) as f64, count.saturating_sub(groups.len()) as f64);
    if between < 1.0 || within < 1.0 {
        return false;
    }
    let mean = groups.iter().map(|group| group.sum).sum::<f64>() / count as f64;
    let square = |group: &Group| group.count as f64 * (group.mean() - mean) * (group.mean() - mean);
    let explained = groups.iter().map(square).sum::<f64>() / between;
    let left = groups.iter().map(|group| group.squares).sum::<f64>() / within;
    if left <= 0.0 {
        return explained > 0.0;
    }
    let root = libm::cbrt(explained / left);
    let (some, most) = (2.0 / (9.0 * between), 2.0 / (9.0 * within));
    let normal = ((1.0 - most) * root - (1.0 - some)) / libm::sqrt(most * root * root + some);
    // The quotient tends to a limit where the root is infinite.
    normal > NINE_OF_TEN || root.is_infinite()
}

/// The place of each point in the row of periods, with its value.
fn places(points: &[(f64, f64)], per_year: u32, seasons: &[u32]) -> Known<Vec<(i64, f64)>> {
    /// The most periods that a series may span.
    const LONGEST: f64 = 1e6;
    let (Some(first), Some(season)) = (points.first(), seasons.first()) else {
        return Err(Reason::TooFewPoints);
    };
    if !matches!(per_year, 2 | 4 | 12) || *season >= per_year || points.len() != seasons.len() {
        return Err(Reason::OutOfRange);
    }
    let mut places: Vec<(i64, f64)> = Vec::with_capacity(points.len());
    for (point, own) in points.iter().zip(seasons) {
        let at = (point.0 - first.0) * f64::from(per_year);
        let place = libm::round(at);
        let fits = libm::fabs(at - place) < 0.1 && libm::fabs(place) < LONGEST && point.1.is_finite();
        if !fits || *own >= per_year {
            return Err(Reason::OutOfRange);
        }
        let place = place as i64;
        let follows = places.last().is_none_or(|before| before.0 < place);
        let turns = (i64::from(*season) + place) % i64::from(per_year) == i64::from(*own);
        if !follows || !turns {
            return Err(Reason::OutOfRange);
        }
        places.push((place, point.1));
    }
    Ok(places)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Tested = Result<(), String>;

    /// A row of values without gaps, from the first season on.
    fn row(values: &[f64], per_year: u32) -> (Vec<(f64, f64)>, Vec<u32>) {
        let time = |index: usize| (index + 1) as f64 / f64::from(per_year);
        let points = values.iter().enumerate().map(|(index, value)| (time(index), *value)).collect();
        (points, (0..values.len()).map(|index| index as u32 % per_year).collect())
    }

    fn of(values: &[f64], per_year: u32, limits: Limits) -> Known<Season> {
        let (points, seasons) = row(values, per_year);
        Season::of(&points, per_year, &seasons, limits)
    }

    fn close(one: f64, other: f64) -> bool {
        libm::fabs(one - other) <= 1e-12 * (1.0 + libm::fabs(other))
    }

    fn holds(season: Known<Season>, expected: &[f64]) -> Tested {
        let found: Vec<f64> = season.map_err(Reason::en)?.factors().flatten().collect();
        let same = found.len() == expected.len();
        let same = same && found.iter().zip(expected).all(|(found, expected)| close(*found, *expected));
        if same { Ok(()) } else { Err(format!("{found:?} instead of {expected:?}")) }
    }

    /// UKgas of R, 1960 to 1963.
    const GAS: [f64; 16] = [
        160.1, 129.7, 84.8, 120.1, 160.1, 124.9, 84.8, 116.9, 169.7, 140.9, 89.7, 123.3, 187.3, 144.1, 92.9,
        120.1,
    ];

    /// AirPassengers of R, 1949 to 1951.
    const PASSENGERS: [f64; 36] = [
        112.0, 118.0, 132.0, 129.0, 121.0, 135.0, 148.0, 148.0, 136.0, 119.0, 104.0, 118.0, 115.0, 126.0,
        141.0, 135.0, 125.0, 149.0, 170.0, 170.0, 158.0, 133.0, 114.0, 140.0, 145.0, 150.0, 178.0, 163.0,
        172.0, 178.0, 199.0, 199.0, 184.0, 162.0, 146.0, 166.0,
    ];

    /// The expected factors are those of `seasonal_decompose` of statsmodels 0.15.0.
    #[test]
    fn the_factors_are_those_of_statsmodels() -> Tested {
        let gas = [1.3303267526545621, 1.0520764120282864, 0.6820324784770018, 0.9355643568401493];
        holds(of(&GAS, 4, Limits::default()), &gas)?;
        let months = [
            0.9014728730933784,
            0.9455416895076166,
            1.074832074346347,
            0.9935422128185206,
            0.9729381740146085,
            1.0656233548975749,
            1.189416064450941,
            1.177808896913991,
            1.07594320452818,
            0.9127839954606267,
            0.7809342299617066,
            0.9091632300065049,
        ];
        holds(of(&PASSENGERS, 12, Limits::default()), &months)?;
        let halves = [10.0, 14.0, 11.0, 16.0, 13.0, 17.0];
        holds(of(&halves, 2, Limits::default()), &[0.8609087111894927, 1.1390912888105071])?;
        // Where a value is not positive, amounts: the same figures, less 150.
        let less: Vec<f64> = PASSENGERS.iter().map(|value| value - 150.0).collect();
        let amounts = [
            -13.8125,
            -7.937500000000003,
            11.5,
            -0.8958333333333328,
            -3.166666666666664,
            9.958333333333334,
            25.520833333333332,
            24.166666666666664,
            10.54166666666667,
            -12.124999999999998,
            -30.895833333333332,
            -12.854166666666666,
        ];
        holds(of(&less, 12, Limits::default()), &amounts)
    }

    #[test]
    fn two_full_years_are_needed_and_enough() -> Tested {
        let short = GAS.get(..7).unwrap_or_default();
        assert_eq!(of(short, 4, Limits::default()), Err(Reason::TooFewPoints));
        // By hand: half-years 10, 30, 20, 60. Trends (10/2 + 30 + 20/2)/2 = 22.5 and (30/2 + 20 + 60/2)/2 = 32.5;
        // quotients 30/22.5 = 4/3 for the second half and 20/32.5 = 8/13 for the first; mean 38/39.
        let season = of(&[10.0, 30.0, 20.0, 60.0], 2, Limits::default());
        holds(season, &[8.0 / 13.0 * 39.0 / 38.0, 4.0 / 3.0 * 39.0 / 38.0])?;
        assert_eq!(season.map(|season| season.is_clear()), Ok(None));
        Ok(())
    }

    #[test]
    fn only_complete_years_count() -> Tested {
        // Quarters of three years without the second quarter of the second year: complete years lie around the
        // third quarter of the first year and the second half of the third year's first half at most.
        let (mut points, mut seasons) = row(&GAS, 4);
        points.remove(5);
        seasons.remove(5);
        // What is left of complete years: around 1960-Q3, 1962-Q1 … 1963-Q2. The quotients by hand from the table.
        let trend = |window: [f64; 5]| {
            let [a, b, c, d, e] = window;
            (a / 2.0 + b + c + d + e / 2.0) / 4.0
        };
        let third = [
            84.8 / trend([160.1, 129.7, 84.8, 120.1, 160.1]),
            89.7 / trend([169.7, 140.9, 89.7, 123.3, 187.3]),
        ];
        let fourth = [123.3 / trend([140.9, 89.7, 123.3, 187.3, 144.1])];
        let first = [
            169.7 / trend([84.8, 116.9, 169.7, 140.9, 89.7]),
            187.3 / trend([89.7, 123.3, 187.3, 144.1, 92.9]),
        ];
        let second = [
            140.9 / trend([116.9, 169.7, 140.9, 89.7, 123.3]),
            144.1 / trend([123.3, 187.3, 144.1, 92.9, 120.1]),
        ];
        let mean = |quotients: &[f64]| quotients.iter().sum::<f64>() / quotients.len() as f64;
        let means = [mean(&first), mean(&second), mean(&third), mean(&fourth)];
        let expected: Vec<f64> = means.iter().map(|own| own / mean(&means)).collect();
        holds(Season::of(&points, 4, &seasons, Limits::default()), &expected)?;
        // Without any fourth quarter there is no complete year at all.
        let (points, seasons) = row(&GAS, 4);
        let kept = |index: &usize| index % 4 != 3;
        let points: Vec<_> = (0..16).filter(kept).filter_map(|index| points.get(index).copied()).collect();
        let seasons: Vec<_> = (0..16).filter(kept).filter_map(|index| seasons.get(index).copied()).collect();
        assert_eq!(Season::of(&points, 4, &seasons, Limits::default()), Err(Reason::TooFewPoints));
        Ok(())
    }

    #[test]
    fn times_and_seasons_must_fit() {
        let (points, mut seasons) = row(&GAS, 4);
        seasons.swap(2, 3);
        assert_eq!(Season::of(&points, 4, &seasons, Limits::default()), Err(Reason::OutOfRange));
        assert_eq!(Season::of(&points, 3, &seasons, Limits::default()), Err(Reason::OutOfRange));
        let (points, seasons) = row(&GAS, 12);
        assert_eq!(Season::of(&points, 4, &seasons, Limits::default()), Err(Reason::OutOfRange));
        let (far, seasons) = ([(0.0, 1.0), (1e300, 1.0)], [0, 0]);
        assert_eq!(Season::of(&far, 4, &seasons, Limits::default()), Err(Reason::OutOfRange));
    }

    #[test]
    fn a_pattern_that_is_noise_is_not_clear() {
        let clear = |values: &[f64], per_year| of(values, per_year, Limits::default()).map(|s| s.is_clear());
        assert_eq!(clear(&GAS, 4), Ok(Some(true)));
        assert_eq!(clear(&PASSENGERS, 12), Ok(Some(true)));
        let noise = [
            100.0, 104.0, 97.0, 101.0, 105.0, 98.0, 103.0, 96.0, 99.0, 102.0, 95.0, 106.0, 101.0, 97.0, 104.0,
        ];
        assert_eq!(clear(&noise, 4), Ok(Some(false)));
        assert_eq!(clear(&[5.0; 12], 4), Ok(Some(false)));
    }

    /// The critical values at 90 % of the F distribution are those of its printed tables.
    #[test]
    fn the_test_is_the_f_test() {
        // Two groups of two values, −a ± 1 and a ± 1: F(1, 2) = 2·2a² ÷ (4 ÷ 2) = 2a²; 8.526 is critical.
        let groups = |a: f64| {
            let mut groups = [Group::default(); 2];
            for (group, centre) in groups.iter_mut().zip([-a, a]) {
                group.add(centre - 1.0);
                group.add(centre + 1.0);
            }
            groups
        };
        // The approximation is off by a tenth with the fewest figures.
        assert!(!differ(&groups(libm::sqrt(8.526 * 0.9 / 2.0))));
        assert!(differ(&groups(libm::sqrt(8.526 * 1.1 / 2.0))));
        // Four groups of five: F(3, 16) = 2.462.
        let groups = |f: f64| {
            let mut groups = [Group::default(); 4];
            // Within each group squares of 10, so 40 ÷ 16 = 2.5 within; between 5·Σc² ÷ 3 with c = −3c, −c, c, 3c.
            let c = libm::sqrt(f * 2.5 * 3.0 / 5.0 / 20.0);
            for (group, centre) in groups.iter_mut().zip([-3.0 * c, -c, c, 3.0 * c]) {
                for step in [-2.0, -1.0, 0.0, 1.0, 2.0] {
                    group.add(centre + step);
                }
            }
            groups
        };
        assert!(!differ(&groups(2.462 * 0.99)));
        assert!(differ(&groups(2.462 * 1.01)));
    }

    #[test]
    fn shares_keep_their_limits() -> Tested {
        let shares = [80.0, 99.0, 82.0, 99.0, 84.0, 99.5];
        let season = of(&shares, 2, Limits::percent(0.1)).map_err(Reason::en)?;
        for value in [0.0, 0.05, 50.0, 99.99, 100.0] {
            for own in [0, 1] {
                let with = season.restored(value, own).unwrap_or(f64::NAN);
                let without = season.removed(value, own).unwrap_or(f64::NAN);
                assert!((0.0..=100.0).contains(&with) && (0.0..=100.0).contains(&without), "{value}");
            }
        }
        assert!(!season.multiplies());
        Ok(())
    }

    proptest! {
        /// A pattern on a straight line of amounts is found again, and so is one on a constant of factors.
        #[test]
        fn a_pure_pattern_is_found(
            level in 200.0..1000.0,
            slope in -1.0..1.0,
            amounts in proptest::collection::vec(-50.0..50.0, 4),
            years in 2usize..6,
            first in 0u32..4,
        ) {
            let mean = amounts.iter().sum::<f64>() / 4.0;
            let amounts: Vec<f64> = amounts.iter().map(|amount| amount - mean).collect();
            let count = 4 * years;
            let season = |index: usize| (first + index as u32) % 4;
            let seasons: Vec<u32> = (0..count).map(season).collect();
            let amount = |index: usize| amounts.get(season(index) as usize).copied().unwrap_or_default();
            let time = |index: usize| index as f64 / 4.0;
            // Without the level, so that some values are not positive.
            let sums: Vec<(f64, f64)> = (0..count)
                .map(|index| (time(index), slope * index as f64 + amount(index)))
                .collect();
            let found = Season::of(&sums, 4, &seasons, Limits::default());
            let found = found.map_err(|why| TestCaseError::fail(why.en()))?;
            for (found, amount) in found.factors().zip(&amounts) {
                prop_assert!(libm::fabs(found.unwrap_or(f64::NAN) - amount) < 1e-9);
            }
            for ((time, value), season) in sums.iter().zip(&seasons) {
                let without = found.removed(*value, *season).unwrap_or(f64::NAN);
                prop_assert!(libm::fabs(without - slope * time * 4.0) < 1e-9);
            }
            let products: Vec<(f64, f64)> =
                (0..count).map(|index| (time(index), level + amount(index))).collect();
            let found = Season::of(&products, 4, &seasons, Limits::default());
            let found = found.map_err(|why| TestCaseError::fail(why.en()))?;
            prop_assert!(found.multiplies());
            for (found, amount) in found.factors().zip(&amounts) {
                prop_assert!(libm::fabs(found.unwrap_or(f64::NAN) - (1.0 + amount / level)) < 1e-9);
            }
        }

        /// Removing and restoring undo each other, and the factors have a mean of 1 or a sum of 0.
        #[test]
        fn removing_and_restoring_undo_each_other(
            values in proptest::collection::vec(-100.0..1000.0, 24..40),
            value in 1.0..500.0,
            season in 0u32..12,
        ) {
            let found = of(&values, 12, Limits::default()).map_err(|why| TestCaseError::fail(why.en()))?;
            let back = found.removed(value, season).and_then(|value| found.restored(value, season));
            prop_assert!(libm::fabs(back.unwrap_or(f64::NAN) - value) < 1e-9 * (1.0 + value));
            let sum: f64 = found.factors().flatten().sum();
            let whole = if found.multiplies() { 12.0 } else { 0.0 };
            prop_assert!(libm::fabs(sum - whole) < 1e-7);
        }

        /// Times and values of any kind give an answer, never a factor that is not finite.
        #[test]
        fn anything_is_answered(
            points in proptest::collection::vec((any::<f64>(), any::<f64>()), 0..40),
            per_year in 0u32..14,
            seasons in proptest::collection::vec(0u32..20, 0..40),
        ) {
            if let Ok(season) = Season::of(&points, per_year, &seasons, Limits::default()) {
                prop_assert!(season.factors().flatten().all(f64::is_finite));
            }
        }
    }
}
