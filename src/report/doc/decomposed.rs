//! A decomposition as a document, and where a number that was taken over was stated.

use super::{PointDoc, TextDoc, document, point};
use crate::known::Known;
use crate::lang::Lang;
use crate::levels::{Doubt, Figures, Split};
use crate::number::Interval;
use crate::plan::Origin;
use crate::report::{Report, decomposed};
use crate::trajectory::Amount;

document! {
    /// Where a number that was taken over from a plan above was stated.
    OriginDoc {
        /// The id of the plan.
        plan: String,
        /// Its title.
        title: String,
        /// The id of the indicator there.
        indicator: String,
        /// The id of its target.
        target: String,
        /// The version of that target.
        version: String,
    }

    /// A decomposition, as it stands on the day.
    DecomposedDoc {
        /// The id of the indicator that is decomposed.
        indicator: String,
        /// The name of that indicator.
        #[cfg_attr(feature = "serde", serde(default))]
        name: String,
        /// Its id.
        id: String,
        /// What it is split by.
        axis: Option<String>,
        /// The rule: a word such as `sum`.
        rule: String,
        /// The id of the target that is decomposed.
        target: Option<String>,
        /// The version of the target that is in force.
        version: Option<String>,
        /// The version that it was decomposed from, if the plan says.
        decomposed_from: Option<String>,
        /// The unit of the numbers.
        unit: String,
        /// What the target asks for.
        needed: Option<RangeDoc>,
        /// Why that is not known.
        needed_doubt: Option<String>,
        /// What the targets of the children come to, as far as they count.
        promised: RangeDoc,
        /// How many of them count.
        targets_counted: usize,
        /// By how much the children guarantee more than is needed, exactly; negative where they fall short.
        slack: Option<String>,
        /// `suffices`, `falls_short`, `undetermined` or `declared`.
        fit: String,
        /// Its name.
        label: TextDoc,
        /// What is in doubt about the decomposition as a whole.
        doubts: Vec<String>,
        /// The children.
        children: Vec<DecomposedChildDoc>,
        /// Whether there are more children than the plan names.
        open_ended: bool,
        /// `own` or `children`: where the figures of the indicator come from.
        figures_from: String,
        /// The figures of the children in the current period.
        figures: Option<FiguresDoc>,
        /// Why they cannot be put together.
        figures_doubt: Option<String>,
        /// The figures of the children in all periods, oldest first.
        periods: Vec<FiguresDoc>,
        /// The decomposition in sentences.
        reasons: Vec<TextDoc>,
    }

    /// A child of a decomposition.
    DecomposedChildDoc {
        /// The id of its plan.
        plan: String,
        /// The id of its indicator.
        indicator: String,
        /// The id of its target.
        target: Option<String>,
        /// Its weight.
        weight: Option<String>,
        /// Why its target does not count.
        doubt: Option<String>,
        /// Why it has no figure for the current period; `not_given` if its plan was not given.
        missing: Option<String>,
    }

    /// A range of exact numbers, open where an end is absent.
    RangeDoc {
        /// The lower end.
        low: Option<String>,
        /// Whether the lower end itself belongs to it.
        low_included: bool,
        /// The upper end.
        high: Option<String>,
        /// Whether the upper end itself belongs to it.
        high_included: bool,
    }

    /// The figures of the children in a period.
    FiguresDoc {
        /// The period.
        period: String,
        /// What those that are there come to.
        reported: Option<AmountDoc>,
        /// What is known of the value of all children.
        whole: Option<AmountDoc>,
        /// Why it is not known.
        unknown: Option<String>,
        /// The least certain status of the figures.
        status: String,
        /// How many children have a figure.
        counted: usize,
        /// How many there are.
        of: usize,
        /// The weight of those that have one ÷ the weight of all, if there are weights.
        weight_covered: Option<String>,
        /// The own figure of the indicator, as it was reported.
        own: Option<PointDoc>,
        /// The own figure less that of the children, exactly.
        difference: Option<String>,
    }

    /// A number, or a bound of it.
    AmountDoc {
        /// The exact number.
        value: String,
        /// `=`, or how the value is bounded: `>=`, `>`, `<=`, `<`, `~`.
        bound: String,
    }
}

impl From<&Origin> for OriginDoc {
    fn from(origin: &Origin) -> Self {
        Self {
            plan: origin.plan().to_owned(),
            title: origin.title().to_owned(),
            indicator: origin.indicator().to_owned(),
            target: origin.target().to_owned(),
            version: origin.version().to_owned(),
        }
    }
}

impl From<&Interval> for RangeDoc {
    fn from(range: &Interval) -> Self {
        let at = |end: &Option<crate::number::End>| end.as_ref().map(|end| end.at.to_string());
        let included = |end: &Option<crate::number::End>| end.as_ref().is_some_and(|end| end.closed);
        Self {
            low: at(&range.low),
            low_included: included(&range.low),
            high: at(&range.high),
            high_included: included(&range.high),
        }
    }
}

fn amount(amount: Known<&Amount>) -> Option<AmountDoc> {
    let amount = amount.ok()?;
    let bound = super::verdict::comparator(amount.bound).to_owned();
    Some(AmountDoc { value: amount.value.to_string(), bound })
}

impl Report<'_> {
    /// The decompositions as documents.
    pub(super) fn decomposed_docs(&self) -> Vec<DecomposedDoc> {
        self.decompositions().iter().filter_map(|split| self.decomposed_doc(split)).collect()
    }

    fn decomposed_doc(&self, split: &Split<'_>) -> Option<DecomposedDoc> {
        let (link, found) = (split.link(), split.sufficiency());
        let (indicator, decomposition) = (link.indicator()?, link.decomposition()?);
        let fit = found.fit();
        let label = |lang| decomposed::fit_told(fit, lang);
        Some(DecomposedDoc {
            indicator: indicator.id().to_owned(),
            name: indicator.name().to_owned(),
            id: decomposition.id().to_owned(),
            axis: decomposition.axis().map(str::to_owned),
            rule: decomposition.rule().word().to_owned(),
            target: link.target().map(|target| target.id().to_owned()),
            version: found.version().map(str::to_owned),
            decomposed_from: decomposition.version().map(str::to_owned),
            unit: indicator.unit().to_string(),
            needed: found.needed().ok().map(RangeDoc::from),
            needed_doubt: found.needed().err().map(|doubt| doubt.word().to_owned()),
            promised: RangeDoc::from(found.promised()),
            targets_counted: found.counted(),
            slack: found.slack().map(ToString::to_string),
            fit: fit.word().to_owned(),
            label: TextDoc { zh: label(Lang::Zh), en: label(Lang::En) },
            doubts: found.general_doubts().iter().map(|doubt| doubt.word().to_owned()).collect(),
            children: self.children_docs(split),
            open_ended: decomposition.is_open_ended(),
            figures_from: decomposition.figures().word().to_owned(),
            figures: split.figures().map(|figures| self.figures_doc(figures)),
            figures_doubt: split.figures_doubt().map(|doubt| doubt.word().to_owned()),
            periods: split.periods().iter().map(|figures| self.figures_doc(figures)).collect(),
            reasons: decomposed::statements(split),
        })
    }

    fn children_docs(&self, split: &Split<'_>) -> Vec<DecomposedChildDoc> {
        // Both lists are in the order of the children.
        let mut doubts = split.sufficiency().doubts().iter().peekable();
        let mut missing = split.missing().iter().peekable();
        let children = split.link().children().enumerate();
        let docs = children.map(|(place, child)| {
            let doubt = doubts.next_if(|(of, _)| *of == place).map(|(_, doubt)| doubt.word().to_owned());
            let missing = missing.next_if(|(of, _)| *of == place).map(|(_, why)| match child.plan() {
                None => Doubt::NotGiven.word().to_owned(),
                Some(_) => why.word().to_owned(),
            });
            DecomposedChildDoc {
                plan: child.named().plan().unwrap_or(self.plan().id()).to_owned(),
                indicator: child.named().indicator().to_owned(),
                target: child.target().map(|target| target.id().to_owned()),
                weight: child.named().weight().map(|weight| weight.to_string()),
                doubt,
                missing,
            }
        });
        docs.collect()
    }

    fn figures_doc(&self, figures: &Figures) -> FiguresDoc {
        FiguresDoc {
            period: figures.period().to_string(),
            reported: amount(figures.reported()),
            whole: amount(figures.amount()),
            unknown: figures.amount().err().map(|reason| reason.word().to_owned()),
            status: figures.status().word().to_owned(),
            counted: figures.counted(),
            of: figures.children(),
            weight_covered: figures.weight_covered().map(ToString::to_string),
            own: figures.own().map(|own| point(own, None, self.reported())),
            difference: figures.difference().ok().map(|difference| difference.to_string()),
        }
    }
}
