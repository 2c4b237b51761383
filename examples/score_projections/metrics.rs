//! Measures of forecasts, as the M4 competition defines them, and of probabilities.

/// The symmetric absolute percentage error of one series; a zero forecast of a zero counts as no error.
pub fn smape(actual: &[f64], forecast: &[f64]) -> f64 {
    mean(actual.iter().zip(forecast).map(|(actual, forecast)| {
        let size = actual.abs() + forecast.abs();
        if size > 0.0 { 200.0 * (actual - forecast).abs() / size } else { 0.0 }
    }))
}

/// The mean absolute change from one figure to the next; `None` if nothing changes.
pub fn usual_change(history: &[f64]) -> Option<f64> {
    let changes = history.windows(2).map(|pair| match pair {
        [before, after] => (after - before).abs(),
        _ => 0.0,
    });
    let change = mean(changes);
    (change > 0.0).then_some(change)
}

/// The mean absolute error of one series.
pub fn absolute_error(actual: &[f64], forecast: &[f64]) -> f64 {
    mean(actual.iter().zip(forecast).map(|(actual, forecast)| (actual - forecast).abs()))
}

/// The mean interval score of one series (Gneiting & Raftery, 2007): the width, and for each value outside its
/// distance from the interval times 2 ÷ the share that may lie outside.
pub fn interval_score(actual: &[f64], bands: &[(f64, f64)], percent: f64) -> f64 {
    let outside = 1.0 - percent / 100.0;
    mean(actual.iter().zip(bands).map(|(actual, (low, high))| {
        (high - low) + 2.0 / outside * ((low - actual).max(0.0) + (actual - high).max(0.0))
    }))
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let mut mean = Mean::default();
    values.for_each(|value| mean.add(value));
    mean.value()
}

/// A mean that is being added up.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mean {
    sum: f64,
    pub count: usize,
}

impl Mean {
    pub fn add(&mut self, value: f64) {
        self.sum += value;
        self.count += 1;
    }

    pub fn merge(&mut self, other: Self) {
        self.sum += other.sum;
        self.count += other.count;
    }

    /// Not a number, if there is nothing.
    pub fn value(&self) -> f64 {
        self.sum / self.count as f64
    }
}

/// Probabilities beside what came, in ten bins of equal width.
#[derive(Clone, Debug, Default)]
pub struct Reliability {
    pub bins: [Bin; 10],
    squares: Mean,
}

/// The mean probability and the share that came true.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bin {
    pub forecast: Mean,
    pub observed: Mean,
}

impl Reliability {
    pub fn add(&mut self, probability: f64, came: bool) {
        let came = f64::from(u8::from(came));
        let bin = (probability * 10.0).floor().clamp(0.0, 9.0) as usize;
        if let Some(bin) = self.bins.get_mut(bin) {
            bin.forecast.add(probability);
            bin.observed.add(came);
        }
        self.squares.add((probability - came) * (probability - came));
    }

    pub fn merge(&mut self, other: &Self) {
        for (bin, other) in self.bins.iter_mut().zip(&other.bins) {
            bin.forecast.merge(other.forecast);
            bin.observed.merge(other.observed);
        }
        self.squares.merge(other.squares);
    }

    /// The mean squared error of the probabilities (Brier, 1950).
    pub fn brier(&self) -> f64 {
        self.squares.value()
    }

    /// The mean distance of probability and share over the bins, weighted by their counts.
    pub fn calibration_error(&self) -> f64 {
        let full = self.bins.iter().filter(|bin| bin.forecast.count > 0);
        let distance = |bin: &Bin| (bin.forecast.value() - bin.observed.value()).abs();
        full.map(|bin| distance(bin) * bin.forecast.count as f64).sum::<f64>() / self.squares.count as f64
    }
}

/// A small generator of pseudo-random numbers, the same at every run (`SplitMix64`; Steele, Lea & Flood, 2014).
pub struct Chance(u64);

impl Chance {
    /// Starts at a hash of the text (FNV-1a).
    pub fn of(text: &str) -> Self {
        let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(text.bytes().fold(0xcbf2_9ce4_8422_2325, step))
    }

    /// Uniform from `low` to `high`.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let share = ((bits ^ (bits >> 31)) >> 11) as f64 / (1u64 << 53) as f64;
        low + (high - low) * share
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(left: f64, right: f64) {
        assert!((left - right).abs() < 1e-12, "{left} is not {right}");
    }

    #[test]
    fn errors_of_two_values() {
        // 200 · 10 ÷ 210 and 200 · 20 ÷ 180; a zero forecast of a zero is right, of anything else as wrong as can be.
        close(smape(&[100.0, 100.0], &[110.0, 80.0]), (2000.0 / 210.0 + 4000.0 / 180.0) / 2.0);
        close(smape(&[0.0, 5.0], &[0.0, 0.0]), 100.0);
        close(smape(&[2.0], &[-2.0]), 200.0);
        close(absolute_error(&[100.0, 100.0], &[110.0, 80.0]), 15.0);
    }

    #[test]
    fn the_usual_change() {
        assert_eq!(usual_change(&[1.0, 3.0, 2.0, 2.0]), Some(1.0));
        assert_eq!(usual_change(&[4.0, 4.0, 4.0]), None);
        assert_eq!(usual_change(&[4.0]), None);
    }

    #[test]
    fn interval_scores() {
        // Inside: the width, 4. One below: 4 + 40 · 1. Two above at 80 %: 4 + 10 · 2.
        close(interval_score(&[2.0], &[(1.0, 5.0)], 95.0), 4.0);
        close(interval_score(&[0.0], &[(1.0, 5.0)], 95.0), 44.0);
        close(interval_score(&[7.0], &[(1.0, 5.0)], 80.0), 24.0);
        close(interval_score(&[2.0, 0.0], &[(1.0, 5.0), (1.0, 5.0)], 95.0), 24.0);
    }

    #[test]
    fn probabilities_beside_what_came() {
        let mut sure = Reliability::default();
        sure.add(1.0, true);
        sure.add(0.0, false);
        close(sure.brier(), 0.0);
        close(sure.calibration_error(), 0.0);
        // Four times 0.75, three of them right: calibrated, and yet each an error of a quarter or three.
        let mut calibrated = Reliability::default();
        [true, true, true, false].iter().for_each(|came| calibrated.add(0.75, *came));
        close(calibrated.brier(), (3.0 * 0.0625 + 0.5625) / 4.0);
        close(calibrated.calibration_error(), 0.0);
        // Two bins, off by 0.2 (three times) and by 0.4 (once).
        let mut off = Reliability::default();
        [true, true, true].iter().for_each(|came| off.add(0.8, *came));
        off.add(0.4, false);
        close(off.calibration_error(), (3.0 * 0.2 + 0.4) / 4.0);
        let mut twice = off.clone();
        twice.merge(&off);
        close(twice.calibration_error(), off.calibration_error());
    }

    #[test]
    fn chance_is_even_and_the_same_again() {
        let draw = |text: &str| {
            let mut chance = Chance::of(text);
            [0; 1000].map(|_| chance.between(-8.0, 8.0))
        };
        assert_eq!(draw("Y1").map(f64::to_bits), draw("Y1").map(f64::to_bits));
        assert_ne!(draw("Y1").map(f64::to_bits), draw("Y2").map(f64::to_bits));
        assert!(draw("Y1").iter().all(|value| (-8.0..8.0).contains(value)));
        assert!(draw("Y1").iter().sum::<f64>().abs() / 1000.0 < 0.5);
    }
}
