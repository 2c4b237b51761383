//! What the words around an amount say of it: verbs, marks, hedges, base and window.

use super::phrase::{Item, Piece, Segment};
use crate::notation::amount::UnitKind;
use crate::notation::words::Word;
use crate::notation::{Base, Scope, Window};
use crate::number::Bound;
use crate::plan::{Attribute, Firmness};

/// What is done to the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Reach,
    Rise,
    Fall,
    RiseTo,
    FallTo,
    Control,
    Build,
    Increment,
    Step,
}

/// What the words around an amount say of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Cues {
    pub(super) verb: Option<Verb>,
    /// Whether the name holds a verb of making things: …共建协同创新平台.
    pub(super) acts: bool,
    /// Whether a verb of making things stands directly in front of the amount.
    pub(super) leads: bool,
    /// A verb of adding in front of the name: 新增….
    pub(super) adds: bool,
    /// Whether the value is a rise or fall: 增速控制在….
    pub(super) rises: bool,
    pub(super) falls: bool,
    pub(super) keep: bool,
    /// 连续: each of so many years in a row.
    pub(super) consecutive: bool,
    pub(super) annual: bool,
    pub(super) each_year: bool,
    pub(super) each_day: bool,
    pub(super) cumulate: bool,
    pub(super) respectively: bool,
    pub(super) both: bool,
    pub(super) of_which: bool,
    pub(super) scope: Option<Scope>,
    pub(super) firmness: Option<Firmness>,
    pub(super) expected: bool,
    pub(super) past: bool,
    pub(super) attribute: Option<Attribute>,
    pub(super) window: Option<Window>,
    pub(super) base: Option<Base>,
    pub(super) before: Option<Bound>,
    /// Whether the value lies below the benchmark: 比…低.
    pub(super) below: bool,
    /// Whether it is compared with the year before: 同比, 较上年.
    pub(super) last_year: bool,
    /// The words of a benchmark: 比…高.
    pub(super) benchmark: Option<String>,
    /// Whether 的 stands in front of the amount, which is a part of a benchmark then: 全国平均水平的95%.
    pub(super) of_benchmark: bool,
}

impl Cues {
    /// Takes what an item says, if it is one that says something of the amount.
    pub(super) fn take(&mut self, item: &Item) -> bool {
        let verb = |cues: &mut Self, verb| {
            cues.verb = cues.verb.or(Some(verb));
            true
        };
        match &item.piece {
            Piece::Date(period) => {
                self.window = self.window.or(Some(match period.frequency() {
                    crate::period::Frequency::Span => Window::During(*period),
                    _ => Window::By(*period),
                }));
                true
            }
            Piece::Word(word) => match word {
                Word::Reach => verb(self, Verb::Reach),
                Word::Is => {
                    // 获得拥有…: what is had is a level, however it came about.
                    self.verb = self.verb.filter(|verb| *verb != Verb::Build).or(Some(Verb::Reach));
                    true
                }
                Word::Rise | Word::AnnualRise => {
                    self.rises = true;
                    self.annual |= *word == Word::AnnualRise;
                    verb(self, Verb::Rise)
                }
                Word::RankUp => {
                    self.rises = true;
                    verb(self, Verb::Rise)
                }
                Word::Fall => {
                    self.falls = true;
                    verb(self, Verb::Fall)
                }
                Word::RiseTo => verb(self, Verb::RiseTo),
                Word::FallTo => verb(self, Verb::FallTo),
                Word::To | Word::Becomes => verb(self, Verb::Reach),
                Word::OnDate => true,
                Word::Control => verb(self, Verb::Control),
                Word::Step => verb(self, Verb::Step),
                Word::Increment => verb(self, Verb::Increment),
                Word::New => {
                    self.adds = true;
                    true
                }
                Word::Build => verb(self, Verb::Build),
                Word::Keep => set(&mut self.keep),
                Word::Annual => set(&mut self.annual),
                Word::EachYear => set(&mut self.each_year),
                Word::EachDay => set(&mut self.each_day),
                Word::Cumulate => set(&mut self.cumulate),
                Word::Respectively => set(&mut self.respectively),
                Word::Both => set(&mut self.both),
                Word::OfWhich => set(&mut self.of_which),
                Word::Past => set(&mut self.past),
                Word::Consecutive => {
                    self.keep = true;
                    set(&mut self.consecutive)
                }
                Word::Expected => set(&mut self.expected),
                Word::Members => {
                    self.scope = self.scope.or(Some(Scope::Each));
                    true
                }
                Word::Together => {
                    self.scope = self.scope.and(Some(Scope::Together));
                    self.scope.is_some()
                }
                Word::Hedge(firmness) => {
                    self.firmness = self.firmness.or(Some(*firmness));
                    true
                }
                Word::Attribute(attribute) => {
                    self.attribute = self.attribute.or(Some(*attribute));
                    true
                }
                Word::Before(bound) => {
                    self.before = self.before.or(Some(*bound));
                    true
                }
                Word::YearOnYear => set(&mut self.last_year),
                Word::LastYear => {
                    self.past = true;
                    true
                }
                Word::Gradually | Word::Stretch | Word::Quote | Word::Of | Word::DateEnd => true,
                _ => false,
            },
            Piece::Amount(amount) if amount.unit == UnitKind::Year => {
                let years =
                    (amount.low.denominator == 1).then(|| u32::try_from(amount.low.numerator).ok()).flatten();
                self.window = self.window.or(years.map(Window::Years));
                years.is_some()
            }
            Piece::Amount(_) | Piece::Text => false,
        }
    }

    /// With what another segment said, where this one says nothing of its own.
    ///
    /// A rise or fall goes on where nothing else is named: 确保增长6%，力争6.5%.
    pub(super) fn inherit(&mut self, earlier: &Self, is_named: bool) {
        if self.verb.is_none() && !self.adds && !self.keep && !self.annual {
            let goes_on =
                |verb: &Verb| *verb == Verb::Build || (!is_named && matches!(verb, Verb::Rise | Verb::Fall));
            self.verb = earlier.verb.filter(goes_on);
            self.rises |= self.verb == Some(Verb::Rise);
            self.falls |= self.verb == Some(Verb::Fall);
            self.adds = earlier.adds && !self.cumulate;
            self.cumulate |= earlier.cumulate;
            if self.firmness.is_none() {
                self.firmness = earlier.firmness;
            }
        } else if self.verb.is_some_and(|verb| Some(verb) != earlier.verb) && self.firmness.is_none() {
            self.firmness = None;
        }
        self.window = self.window.or(earlier.window);
        self.base = self.base.take().or_else(|| earlier.base.clone());
        self.each_year |= earlier.each_year;
        self.past |= earlier.past;
        self.scope = self.scope.or(earlier.scope);
    }
}

fn set(flag: &mut bool) -> bool {
    *flag = true;
    true
}

/// Whether a segment has words that state something without an amount.
pub(super) fn states_in_words(segment: &Segment) -> bool {
    if let [item] = segment.items.as_slice()
        && matches!(item.word(), Some(Word::Rise | Word::Fall))
    {
        return true;
    }
    let falls_yearly = segment.items.windows(2).any(|pair| match pair {
        [each, verb] => each.is(Word::EachYear) && matches!(verb.word(), Some(Word::Rise | Word::Fall)),
        _ => false,
    });
    falls_yearly
        || segment.items.iter().any(|item| {
            matches!(
                item.word(),
                Some(
                    Word::Order
                        | Word::Deferred
                        | Word::Ordinal
                        | Word::First
                        | Word::Top
                        | Word::Tier
                        | Word::RankUp
                        | Word::All
                        | Word::Zero
                        | Word::KeptZero
                        | Word::FirstCase
                        | Word::Positive
                        | Word::NeverLess
                        | Word::NeverMore
                        | Word::Upwardly
                        | Word::Downwardly
                        | Word::Gradually
                        | Word::Times(_)
                        | Word::Doublings
                        | Word::PairDoubled
                        | Word::Halved
                        | Word::Above
                        | Word::Below
                        | Word::InStep
                        | Word::Pace
                        | Word::Roman(_)
                        | Word::Quality
                        | Word::StretchClause
                        | Word::Mark
                        | Word::After(_)
                        | Word::Every
                )
            ) || matches!(item.word(), Some(Word::Before(_)))
        })
}
