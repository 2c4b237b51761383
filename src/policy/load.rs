//! From the document of a policy to the policy, or to all of its problems.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::check::{BadNumber, CheckError, Checked, Diagnostics, Noun, Path, Problem, nearest};
use crate::facts::{Column, Fact, FactType, Formula, MemoryFact, NONE, PartFact, Source, TaskFact};
use crate::number::{Exact, parse_plain};
use crate::period::parse_date;
use crate::project::{Level, Method};
use crate::trajectory::{Lens, Trusted};

use super::doc::{
    ChoiceDoc, LabelDoc, MeasureDoc, OutcomeDoc, POLICY_FORMAT, ParametersDoc, PolicyDoc, RollUpDoc, TableDoc,
};
use super::extend::Origin;
use super::hash::hash;
use super::input::Input;
use super::roll_up::{RollBy, RollUp};
use super::standing::{OutcomeKind, Standing};
use super::table::Table;
use super::{Label, Outcome, Parameters, Policy};

impl PolicyDoc {
    /// The policy that the document describes, with warnings; or all that is wrong with it.
    ///
    /// A document that extends another is checked with [`PolicyDoc::check_with`]; here it can extend the
    /// built-in policies.
    ///
    /// # Errors
    ///
    /// When one of the diagnostics is an error.
    pub fn check(&self) -> Result<Checked<Policy>, CheckError> {
        self.check_with(&mut |_| None)
    }

    /// The policy that the document describes, where `find` gives the policies, by their ids, that it extends.
    /// The built-in policies are found without it.
    ///
    /// # Errors
    ///
    /// When one of the diagnostics is an error.
    pub fn check_with(
        &self,
        find: &mut dyn FnMut(&str) -> Option<PolicyDoc>,
    ) -> Result<Checked<Policy>, CheckError> {
        let mut diagnostics = Diagnostics::new();
        let policy = load(self, find, &mut diagnostics);
        Checked::from_parts(Some(policy), diagnostics)
    }
}

/// The policy, to be used only if nothing that was reported is an error.
pub(super) fn load(
    doc: &PolicyDoc,
    find: &mut dyn FnMut(&str) -> Option<PolicyDoc>,
    diagnostics: &mut Diagnostics,
) -> Policy {
    let own = doc;
    let before = diagnostics.len();
    let (doc, origin) = super::extend::extended(own, find, diagnostics);
    // Without what it extends, everything else would seem to be missing.
    let failed = own.extends.is_some() && doc.extends.is_some() && diagnostics.len() > before;
    let mut unheard = Diagnostics::new();
    let mut loader = Loader {
        doc: &doc,
        origin: &origin,
        diagnostics: if failed { &mut unheard } else { diagnostics },
        inputs: Vec::new(),
        lenses: vec![Lens::default()],
        measures: Vec::new(),
        places: None,
        trend: None,
        level: Level::DEFAULT,
    };
    loader.head();
    let valid = loader.valid();
    loader.inputs();
    let parameters = loader.parameters(&doc.parameters);
    loader.measures();
    let outcomes = loader.outcomes();
    let roll_up = doc.roll_up.as_ref().map(|doc| loader.roll_up(doc)).unwrap_or_default();
    let indicator = loader.table("indicator", &doc.indicator, Catalogue::Indicator, &outcomes);
    let exact = !matches!(roll_up.by, RollBy::Geometric) && indicator.scores_are_exact();
    let has_scores = roll_up.of_share || indicator.rows.iter().any(|row| row.score.is_some());
    let covered = roll_up.missing.is_some() || roll_up.min_coverage.as_ref() == Some(&Exact::ONE);
    let parts = Catalogue::Parts {
        exact,
        has_scores,
        // What is left out of a score, or an estimate that chose it, is no ground for stating a fact.
        scores_facts: exact && covered && !indicator.reads_estimates(),
        counts_facts: !indicator.reads_estimates(),
        of_task: false,
    };
    let of_task = match parts {
        Catalogue::Parts { exact, has_scores, scores_facts, counts_facts, .. } => {
            Catalogue::Parts { exact, has_scores, scores_facts, counts_facts, of_task: true }
        }
        Catalogue::Indicator => parts,
    };
    loader.check_missing(&roll_up, &indicator);
    let task = doc.task.as_ref().map(|table| loader.table("task", table, of_task, &outcomes));
    let group = doc.group.as_ref().map(|table| loader.table("group", table, parts, &outcomes));
    loader.unused(own);
    let (inputs, lenses) = (loader.inputs, loader.lenses);
    Policy {
        id: doc.id.clone(),
        version: doc.version.clone(),
        title: doc.title.clone().map(|LabelDoc { zh, en }| Label { zh, en, names: Vec::new() }),
        source: doc.source.clone(),
        trust: doc.trust.clone(),
        provisional: doc.provisional.clone().map(|LabelDoc { zh, en }| Label { zh, en, names: Vec::new() }),
        note: doc.note.clone(),
        hash: hash(&doc),
        doc: Box::new(doc.clone()),
        valid,
        parameters,
        inputs,
        lenses,
        indicator,
        task,
        group,
        roll_up,
        outcomes,
    }
}

/// From which catalogue the columns of a table come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Catalogue {
    /// Facts of an indicator and its target, measures and inputs.
    Indicator,
    /// Facts of the parts of a task or group, whose scores are exact or estimates.
    Parts {
        /// Whether they are exact.
        exact: bool,
        /// Whether there are any.
        has_scores: bool,
        /// Whether a fact may be stated from the score.
        scores_facts: bool,
        /// Whether a fact may be stated from the standings of parts, whatever they are.
        counts_facts: bool,
        /// Whether the facts of a task itself are there too.
        of_task: bool,
    },
}

impl Catalogue {
    /// Whether no fact can be stated from a column.
    pub(super) fn may_be_estimate(self, column: &Column) -> bool {
        let part = match column.source() {
            Source::Part(part) => *part,
            _ => return column.kind() == FactType::Estimate,
        };
        match self {
            Self::Parts { scores_facts, .. } if part == PartFact::Score => !scores_facts,
            // The mean leaves out what is not known.
            _ if part == PartFact::WeightedShare => true,
            Self::Parts { counts_facts, .. } => !counts_facts && !part.rests_on_facts(),
            Self::Indicator => false,
        }
    }
}

pub(super) struct Loader<'a> {
    pub(super) doc: &'a PolicyDoc,
    pub(super) origin: &'a Origin,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) inputs: Vec<Input>,
    /// The ways of looking at a target that measures ask for, each once. The first is the policy's own.
    pub(super) lenses: Vec<Lens>,
    /// The formula of each measure; `None` for one that was refused.
    pub(super) measures: Vec<Option<Formula>>,
    /// The decimal places of numbers whose measure states none.
    pub(super) places: Option<u32>,
    /// How series are carried on where a measure does not say otherwise.
    pub(super) trend: Option<Method>,
    /// The probability that intervals hold where a measure does not say otherwise.
    pub(super) level: Level,
}

impl Loader<'_> {
    pub(super) fn report(&mut self, problem: Problem, path: Path) {
        self.diagnostics.report(problem, self.origin.place(path));
    }

    /// Reports a field that is empty.
    pub(super) fn require(&mut self, text: &str, field: &'static str, path: &Path) {
        if text.trim().is_empty() {
            self.report(Problem::MissingField { field }, path.clone());
        }
    }

    /// Reports a list that is too long.
    pub(super) fn limit(&mut self, length: usize, most: usize, what: &'static str, path: Path) {
        if length > most {
            self.report(Problem::PolicyTooLarge { what: Noun(what), most }, path);
        }
    }

    /// Reports a field that is empty or whose word is none of those allowed.
    pub(super) fn word<T: Copy>(
        &mut self,
        word: &str,
        field: &'static str,
        path: &Path,
        allowed: &[T],
        spelled: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        if word.is_empty() {
            self.require(word, field, path);
            return None;
        }
        let found = allowed.iter().copied().find(|value| spelled(*value) == word);
        if found.is_none() {
            let words: Vec<_> = allowed.iter().copied().map(spelled).collect();
            let suggestion = nearest(word, words.iter().copied());
            let problem = Problem::UnknownWord { word: word.into(), allowed: words.join(", "), suggestion };
            self.report(problem, path.key(field));
        }
        found
    }

    fn head(&mut self) {
        let (doc, root) = (self.doc, Path::root());
        if doc.format != POLICY_FORMAT {
            let problem = Problem::WrongFormat { found: doc.format.clone(), expected: POLICY_FORMAT };
            self.report(problem, root.key("format"));
        }
        self.require(&doc.id, "id", &root);
        self.require(&doc.version, "version", &root);
        for (field, label) in [("title", &doc.title), ("provisional", &doc.provisional)] {
            if let Some(label) = label {
                self.require(&label.zh, "zh", &root.key(field));
                self.require(&label.en, "en", &root.key(field));
            }
        }
    }

    fn valid(&mut self) -> super::Validity {
        let Some(doc) = &self.doc.valid else { return super::Validity::default() };
        let path = Path::root().key("valid");
        let mut day = |text: &Option<String>, field: &str| {
            let text = text.as_ref()?;
            let date = parse_date(text.trim().as_bytes());
            if date.is_none() {
                let expected = "2023-01-01".to_owned();
                self.report(Problem::BadChoice { text: text.clone(), expected }, path.key(field));
            }
            date
        };
        let valid = super::Validity { from: day(&doc.from, "from"), until: day(&doc.until, "until") };
        if let (Some(from), Some(until)) = (valid.from, valid.until)
            && until < from
        {
            let problem = Problem::BadRange { low: from.to_string(), high: until.to_string() };
            self.report(problem, path);
        }
        valid
    }

    fn parameters(&mut self, doc: &ParametersDoc) -> Parameters {
        const USES: &[&str] = &["use", "ignore"];
        let mut parameters = Parameters::default();
        let path = Path::root().key("parameters");
        if let Some(choice) = &doc.base {
            let base = self.base(choice, &path.key("base"));
            if let (Some(base), Some(lens)) = (base, self.lenses.first_mut()) {
                lens.base = base;
            }
        }
        if let Some(text) = &doc.about {
            let about = self.decimal(text, &path.key("about"), NOT_NEGATIVE, |sign| sign >= 0);
            parameters.about = about.unwrap_or(parameters.about);
        }
        if let Some(text) = &doc.max_age {
            parameters.max_age = self.decimal(text, &path.key("max_age"), POSITIVE, |sign| sign > 0);
        }
        if let Some(text) = &doc.places {
            self.places = self.whole(text, &path.key("places"), 0, 28);
        }
        let mut uses = |text: &Option<String>, field: &'static str| {
            let text = text.as_ref()?;
            self.word(text, field, &path, USES, |word| word).map(|word| word == "use")
        };
        parameters.trusted = Trusted {
            provisional: uses(&doc.provisional, "provisional").unwrap_or(true),
            estimated: uses(&doc.estimated, "estimated").unwrap_or(true),
        };
        parameters.forecast = uses(&doc.forecast, "forecast").unwrap_or(false);
        if let Some(choice) = &doc.trend {
            parameters.trend = self.trend(choice, &path.key("trend"));
            self.trend = parameters.trend;
        }
        if let Some(text) = &doc.level {
            parameters.level = self.level(text, &path.key("level")).unwrap_or_default();
            self.level = parameters.level;
        }
        if let Some(text) = &doc.without_target {
            let word = self.word(text, "without_target", &path, &["skip", "judge"], |word| word);
            parameters.without_target = word == Some("judge");
        }
        parameters
    }

    pub(super) fn decimal(
        &mut self,
        text: &str,
        path: &Path,
        needed: (&'static str, &'static str),
        sign_fits: impl Fn(i8) -> bool,
    ) -> Option<Exact> {
        let number = parse_plain(text.trim().as_bytes()).map(Exact::from);
        let number = number.filter(|number| sign_fits(number.sign()));
        if number.is_none() {
            let fault = BadNumber::Unfit { text: text.into(), needed };
            self.report(Problem::BadNumber { fault }, path.clone());
        }
        number
    }

    /// A whole number from `least` to `most`.
    pub(super) fn whole(&mut self, text: &str, path: &Path, least: u32, most: u32) -> Option<u32> {
        let number = text.trim().parse::<u32>().ok().filter(|number| (least..=most).contains(number));
        if number.is_none() {
            let expected = format!("{least}–{most}");
            self.report(Problem::BadChoice { text: text.into(), expected }, path.clone());
        }
        number
    }

    /// The outcomes, one for each that is declared, so that indices agree with the document.
    fn outcomes(&mut self) -> Vec<Outcome> {
        let path = Path::root().key("outcomes");
        let doc = self.doc;
        self.limit(doc.outcomes.len(), Table::MAX_OUTCOMES, "outcomes", path.clone());
        let mut seen = HashSet::new();
        let mut outcomes = Vec::new();
        for (id, outcome) in doc.outcomes.iter().take(Table::MAX_OUTCOMES) {
            let path = path.key(id);
            if !seen.insert(id) {
                self.report(Problem::DuplicateId { id: id.clone() }, path.clone());
            }
            if Standing::from_word(id).is_some_and(|standing| !standing.is_determined()) {
                self.report(Problem::ReservedOutcome { outcome: id.clone() }, path.clone());
            }
            outcomes.push(self.outcome(id, outcome, &path));
        }
        outcomes
    }

    fn outcome(&mut self, id: &str, doc: &OutcomeDoc, path: &Path) -> Outcome {
        let declarable: Vec<Standing> =
            Standing::ALL.iter().copied().filter(|standing| standing.is_determined()).collect();
        let standing = self.word(&doc.standing, "standing", path, &declarable, Standing::word);
        let factual = matches!(standing, Some(Standing::Attained | Standing::Missed));
        let kinds = if factual { &[OutcomeKind::Fact] } else { OutcomeKind::ALL };
        let kind = self.word(&doc.kind, "kind", path, kinds, OutcomeKind::word);
        self.require(&doc.zh, "zh", path);
        self.require(&doc.en, "en", path);
        let mut seen = HashSet::new();
        for (language, name) in &doc.names {
            if !seen.insert(language) || name.trim().is_empty() || ["zh", "en"].contains(&&**language) {
                let problem =
                    Problem::BadChoice { text: language.clone(), expected: "fr: à l’heure".into() };
                self.report(problem, path.key("names").key(language));
            }
        }
        let veto = match &doc.veto {
            Some(text) => self.word(text, "veto", path, &["true", "false"], |word| word) == Some("true"),
            None => false,
        };
        Outcome {
            id: id.into(),
            kind: kind.unwrap_or(OutcomeKind::Outlook),
            standing: standing.unwrap_or(Standing::Undetermined),
            label: Label { zh: doc.zh.clone(), en: doc.en.clone(), names: doc.names.clone() },
            color: doc.color.clone(),
            veto,
        }
    }

    fn roll_up(&mut self, doc: &RollUpDoc) -> RollUp {
        let path = Path::root().key("roll_up");
        let mut roll_up = RollUp::default();
        if let Some(of) = &doc.of {
            roll_up.of_share = self.word(of, "of", &path, &["score", "share"], |word| word) == Some("share");
        }
        if let Some(by) = self.word(&doc.by, "by", &path, RollBy::ALL, RollBy::word) {
            roll_up.by = by;
        }
        if let Some(text) = &doc.worst {
            roll_up.worst = self.whole(text, &path.key("worst"), 1, 1_000_000);
            if !matches!(roll_up.by, RollBy::Mean | RollBy::Weighted) {
                let problem = Problem::ArgumentNotTaken { argument: "worst", fact: roll_up.by.word().into() };
                self.report(problem, path.key("worst"));
            }
        }
        if let Some(text) = &doc.missing
            && text != "skip"
        {
            let needed = ("`skip` or a number of points such as 0", "skip 或 0 这样的分数");
            roll_up.missing = self.decimal(text, &path.key("missing"), needed, |_| true);
        }
        if let Some(text) = &doc.min_coverage {
            let needed = ("a share from 0 to 1 such as 0.75", "0 到 1 的比例，如 0.75");
            let path = path.key("min_coverage");
            let share = self.decimal(text, &path, needed, |sign| sign >= 0);
            if share.as_ref().is_some_and(|share| *share > Exact::ONE) {
                let fault = BadNumber::Unfit { text: text.clone(), needed };
                self.report(Problem::BadNumber { fault }, path);
            }
            roll_up.min_coverage = share;
        }
        roll_up
    }

    /// What stands for a part without a score must not be better than what a row can give.
    fn check_missing(&mut self, roll_up: &RollUp, indicator: &Table) {
        let Some(missing) = &roll_up.missing else { return };
        let least = |row: &super::Row| {
            let score = row.score()?;
            let fixed = score.slot().is_none().then(|| score.intercept.clone());
            Some(fixed.or_else(|| score.min.clone()).unwrap_or(Exact::ZERO))
        };
        let least = indicator.rows.iter().filter_map(least).min().unwrap_or(Exact::ZERO);
        if *missing > least {
            let problem = Problem::MissingCounts { missing: missing.to_string(), least: least.to_string() };
            self.report(problem, Path::root().key("roll_up").key("missing"));
        }
    }

    /// The column that a name stands for: a measure, an input, or a fact of the catalogue.
    pub(super) fn column(&mut self, name: &str, catalogue: Catalogue, path: &Path) -> Option<Column> {
        if let Some(memory) = MemoryFact::from_name(name) {
            return Some(Column::of_memory(memory, self.remembered(memory)));
        }
        if let Catalogue::Parts { exact, has_scores, of_task, .. } = catalogue {
            if let Some(fact) = TaskFact::from_name(name).filter(|_| of_task) {
                return Some(Column::of_task(fact));
            }
            if let Some(index) = self.doc.measures.iter().position(|(measure, _)| of_task && measure == name)
            {
                return self.task_measure(index, path);
            }
            if let Some(index) = self.doc.inputs.iter().position(|(input, _)| of_task && input == name) {
                return self.inputs.get(index).map(|input| input.column(index));
            }
            if let Some(part) = PartFact::from_name(name) {
                if part == PartFact::Score && !has_scores {
                    self.report(Problem::NoScores {}, path.clone());
                }
                let mut column = Column::of_part(part);
                if part == PartFact::Score && exact {
                    column.kind = FactType::Exact;
                }
                return Some(column);
            }
            let own = TaskFact::ALL.iter().filter(|_| of_task).map(|fact| fact.name());
            let own = own.chain(self.doc.measures.iter().filter(|_| of_task).map(|(name, _)| name.as_str()));
            let memory = MemoryFact::ALL.iter().map(|fact| fact.name());
            let suggestion =
                nearest(name, PartFact::ALL.iter().map(|fact| fact.name()).chain(own).chain(memory));
            self.report(Problem::UnknownFact { fact: name.into(), suggestion }, path.clone());
            return None;
        }
        if let Some(index) = self.doc.measures.iter().position(|(measure, _)| measure == name) {
            // What is wrong with it was reported with the measure.
            let mut column = Column::of(name, self.measures.get(index)?.clone()?);
            if let Some((_, MeasureDoc { zh, en, .. })) = self.doc.measures.get(index) {
                column.label = [zh, en].map(|text| text.as_deref().map(Into::into));
            }
            return Some(column);
        }
        if let Some(index) = self.doc.inputs.iter().position(|(input, _)| input == name) {
            return self.inputs.get(index).map(|input| input.column(index));
        }
        if let Some(fact) = Fact::from_name(name) {
            let mut formula = Formula::plain(fact);
            formula.arguments.places = self.places.filter(|_| fact.is_number());
            formula.arguments.trend = self.trend.or(formula.arguments.trend);
            formula.arguments.level = self.level;
            return Some(Column::of(name, formula));
        }
        let own = self.doc.measures.iter().map(|(measure, _)| measure.as_str());
        let inputs = self.doc.inputs.iter().map(|(input, _)| input.as_str());
        let facts = Fact::ALL.iter().map(|fact| fact.name());
        let memory = MemoryFact::ALL.iter().map(|fact| fact.name());
        let suggestion = nearest(name, own.chain(inputs).chain(facts).chain(memory));
        self.report(Problem::UnknownFact { fact: name.into(), suggestion }, path.clone());
        None
    }

    /// The words that a fact about earlier evaluations can be.
    fn remembered(&self, fact: MemoryFact) -> Box<[Cow<'static, str>]> {
        let outcomes = self.doc.outcomes.iter().map(|(id, _)| Cow::Owned(id.clone()));
        let standings = Standing::ALL.iter().map(|standing| Cow::Borrowed(standing.word()));
        let beside = [Standing::Undetermined.word(), Standing::NotAssessed.word(), NONE].map(Cow::Borrowed);
        match fact {
            MemoryFact::PreviousOutcome | MemoryFact::FirstOutcome => outcomes.chain(beside).collect(),
            MemoryFact::LastOutcome => outcomes.chain([Cow::Borrowed(NONE)]).collect(),
            MemoryFact::PreviousStanding => standings.chain([Cow::Borrowed(NONE)]).collect(),
            _ => Box::default(),
        }
    }

    /// Warns of measures, inputs and outcomes of the document at hand that nothing refers to.
    fn unused(&mut self, own: &PolicyDoc) {
        let doc = self.doc;
        let tables = [Some(&doc.indicator), doc.task.as_ref(), doc.group.as_ref()];
        let rows = || tables.iter().flatten().flat_map(|table: &&TableDoc| &table.rows);
        let mut read: HashSet<&str> = HashSet::new();
        for row in rows() {
            read.extend(row.when.iter().map(|(name, _)| name.as_str()));
            if let Some(ChoiceDoc::Fields(fields)) = &row.score {
                read.extend(fields.iter().filter(|(name, _)| name == "of").map(|(_, of)| of.as_str()));
            }
        }
        let mut unused: Vec<(&'static str, &str)> = Vec::new();
        let measures = own.measures.iter().filter(|(name, _)| !read.contains(name.as_str()));
        unused.extend(measures.map(|(name, _)| ("measures", name.as_str())));
        for (_, measure) in &doc.measures {
            read.extend(
                [&measure.limit, &measure.per, &measure.goal].into_iter().flatten().map(|s| s.as_str()),
            );
            for choice in [&measure.base, &measure.scale].into_iter().flatten() {
                if let ChoiceDoc::Fields(fields) = choice {
                    read.extend(fields.iter().map(|(_, value)| value.as_str()));
                }
            }
        }
        if let Some(ChoiceDoc::Fields(fields)) = &doc.parameters.base {
            read.extend(fields.iter().map(|(_, value)| value.as_str()));
        }
        let inputs = own.inputs.iter().filter(|(name, _)| !read.contains(name.as_str()));
        unused.extend(inputs.map(|(name, _)| ("inputs", name.as_str())));
        let reached: HashSet<&str> = rows().map(|row| row.then.as_str()).collect();
        let outcomes = own.outcomes.iter().filter(|(id, _)| !reached.contains(id.as_str()));
        unused.extend(outcomes.map(|(id, _)| ("outcomes", id.as_str())));
        // What the policy extended says is not to be left out here.
        unused.retain(|(field, name)| !self.origin.is_inherited(field, name));
        for (field, name) in unused {
            self.report(Problem::Unused { name: name.into() }, Path::root().key(field).key(name));
        }
    }
}

pub(super) const NOT_NEGATIVE: (&str, &str) = ("a number such as 0.05, not negative", "0.05 这样的非负数");
pub(super) const POSITIVE: (&str, &str) = ("a positive number such as 2", "2 这样的正数");
