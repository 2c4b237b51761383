//! Factors and sums as people say them: a fall of 16.32 %, 300 万人.

use super::Kind;
use crate::check::Told;
use crate::number::{End, Exact, Unit};

/// Tells the numbers of one total.
pub(super) struct Teller<'u> {
    pub(super) kind: Kind,
    /// Whether it is about a fall.
    pub(super) falls: bool,
    pub(super) unit: &'u Unit,
}

/// Decimal places, as many as it takes to tell two numbers apart.
const PLACES: [u32; 5] = [2, 4, 8, 16, 28];

impl Teller<'_> {
    /// The number that is told for a factor or sum.
    fn shown(&self, at: &Exact) -> Exact {
        let change = match (self.kind, self.falls) {
            (Kind::Amounts, _) => return at.clone(),
            (Kind::Rates, true) => Exact::ONE.minus(at),
            (Kind::Rates, false) => at.minus(&Exact::ONE),
        };
        change.times(&Exact::from(100))
    }

    fn number(&self, at: &Exact, places: u32) -> String {
        self.shown(at).to_places(places).to_string().replace('-', "−")
    }

    /// A number in words, with a sign before it.
    fn said(&self, sign: &str, number: &str) -> Told {
        let unit = self.unit;
        match (self.kind, self.falls) {
            (Kind::Amounts, _) => {
                let space = if unit.is_empty() { "" } else { " " };
                Told { zh: format!("{sign}{number}{unit}"), en: format!("{sign}{number}{space}{unit}") }
            }
            (Kind::Rates, true) => {
                Told { zh: format!("降低{sign}{number}%"), en: format!("a fall of {sign}{number}%") }
            }
            (Kind::Rates, false) => {
                Told { zh: format!("增长{sign}{number}%"), en: format!("growth of {sign}{number}%") }
            }
        }
    }

    /// The comparison that an end stands for. A factor that is low enough is a fall that is great enough.
    fn sign(&self, end: &End, is_low: bool) -> &'static str {
        match (is_low != (self.kind == Kind::Rates && self.falls), end.closed) {
            (true, true) => "≥",
            (true, false) => ">",
            (false, true) => "≤",
            (false, false) => "<",
        }
    }

    /// Two ends, with the digits that tell them apart.
    pub(super) fn pair(&self, one: (&End, bool), other: (&End, bool)) -> (Told, Told) {
        let same = one.0.at == other.0.at;
        let differ =
            |places: &u32| same || self.number(&one.0.at, *places) != self.number(&other.0.at, *places);
        let places = PLACES.into_iter().find(|places| differ(places)).unwrap_or(28);
        let tell =
            |(end, is_low): (&End, bool)| self.said(self.sign(end, is_low), &self.number(&end.at, places));
        (tell(one), tell(other))
    }

    /// What is left to so many years, together and a year.
    pub(super) fn left(&self, at: &Exact, years: u32, is_low: bool) -> Told {
        let end = End { at: at.clone(), closed: true };
        let all = self.said(self.sign(&end, is_low), &self.number(at, 2));
        if years == 1 {
            return all;
        }
        let Some((zh, en)) = self.a_year(at, years) else { return all };
        Told { zh: format!("{}（{zh}）", all.zh), en: format!("{} ({en})", all.en) }
    }

    /// Sums are divided exactly; a yearly rate is a root, and an estimate.
    fn a_year(&self, at: &Exact, years: u32) -> Option<(String, String)> {
        if self.kind == Kind::Amounts {
            let mean = at.over(&Exact::from(i64::from(years)))?;
            let Told { zh, en } = self.said("", &self.number(&mean, 2));
            return Some((format!("年均 {zh}"), format!("{en} a year")));
        }
        let factor = at.to_estimate().map(|factor| factor.value()).filter(|factor| *factor > 0.0)?;
        let yearly = libm::pow(factor, 1.0 / f64::from(years));
        let change = if self.falls { 1.0 - yearly } else { yearly - 1.0 };
        let number = format!("{:.2}", change * 100.0 + 0.0).replace('-', "−");
        Some((format!("年均约 {number}%"), format!("about {number}% a year")))
    }

    /// What the years would make if all were alike.
    pub(super) fn copied(&self, at: &Exact, reaches: bool) -> Told {
        let Told { zh, en } = self.said("", &self.number(at, 2));
        let (enough, does) =
            if reaches { ("可达到", "reaches it") } else { ("不足", "does not reach it") };
        Told {
            zh: format!("；各年照此则{zh}，{enough}"),
            en: format!("; the same in every year makes {en}, which {does}"),
        }
    }
}

/// Some years: `2011`, `2011–2013`, `2011, 2013`; of many, the ends.
pub(super) fn years(years: impl Iterator<Item = i32>) -> String {
    const SHOWN: usize = 6;
    let years: Vec<i32> = years.collect();
    let (Some(first), Some(last)) = (years.first(), years.last()) else { return String::new() };
    let is_row = usize::try_from(last - first).is_ok_and(|span| span + 1 == years.len());
    match years.len() {
        1 => first.to_string(),
        _ if is_row => format!("{first}–{last}"),
        count if count > SHOWN => format!("{first}, …, {last}"),
        _ => years.iter().map(i32::to_string).collect::<Vec<_>>().join(", "),
    }
}
