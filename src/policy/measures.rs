//! From the arguments of measures to formulas.

use std::collections::HashSet;

use super::doc::{ChoiceDoc, MeasureDoc};
use super::load::{Loader, NOT_NEGATIVE, POSITIVE};
use super::table::Table;
use crate::check::{BadNumber, Noun, Path, Problem, nearest};
use crate::facts::{Argument, Arguments, Carry, Column, Fact, FactType, Formula, TaskFact, TaskMeasure};
use crate::number::{Exact, parse_plain};
use crate::period::Period;
use crate::project::{Level, Method, TrendTest, Weights};
use crate::trajectory::{BaseChoice, CurrentChoice, GoalChoice, Lens, MissingBase, Operand, Scale};

/// The most years, points and months that an argument may ask for.
const MOST: u32 = 1000;
/// The most shares of a path.
const MOST_SHARES: usize = 1000;

const BASES: &str = "plan | series | first | previous | { year: 2015, missing: next, within: 1 } | { years_back: 5, at_least: 3 } | { points_back: 5, at_least: 3 } | { mean_of_previous: 3 }";
const SCALES: &str = "reciprocal | { worst: 20, best: 95 } | { centre: 50, offset: 50 }";
const PATHS: &str = "linear | constant | geometric | logistic | { 2022: 0.18, 2025: 0.43 }";
const TRENDS: &str = "auto | last_value | mean_change | drift | endpoint_linear | endpoint_geometric | least_squares | log_least_squares | theil_sen | holt_damped | theta | log_theta | { fit: mean_change, changes: 3 } | { fit: least_squares, weights: rank } | { fit: least_squares, half_life: 3 }";
const LEVEL: (&str, &str) = ("per cent such as 95, below 100", "95 这样小于 100 的百分数");
const CARRIES: &str = "{ excess: 1.08, surplus: 1 }";

/// The fields of a choice, taken out one by one.
struct Taken<'d> {
    left: Vec<&'d (String, String)>,
}

impl<'d> Taken<'d> {
    fn of(fields: &'d [(String, String)]) -> Self {
        Self { left: fields.iter().collect() }
    }

    fn take(&mut self, name: &str) -> Option<&'d str> {
        let place = self.left.iter().position(|(field, _)| field == name)?;
        Some(&self.left.remove(place).1)
    }
}

impl Loader<'_> {
    /// The formula of each measure.
    pub(super) fn measures(&mut self) {
        let (doc, root) = (self.doc, Path::root().key("measures"));
        self.limit(doc.measures.len(), Table::MAX_FACTS, "measures", root.clone());
        let mut seen = HashSet::new();
        for (name, measure) in doc.measures.iter().take(Table::MAX_FACTS) {
            let path = root.key(name);
            if Fact::from_name(name).is_some() || !seen.insert(name) {
                self.report(Problem::DuplicateId { id: name.clone() }, path.clone());
            }
            let formula = self.formula(measure, &path);
            self.measures.push(formula);
        }
    }

    fn formula(&mut self, doc: &MeasureDoc, path: &Path) -> Option<Formula> {
        if doc.fact.is_empty() {
            self.require(&doc.fact, "fact", path);
            return None;
        }
        let Some(fact) = Fact::from_name(&doc.fact) else {
            let suggestion = nearest(&doc.fact, Fact::ALL.iter().map(|fact| fact.name()));
            let problem = Problem::UnknownFact { fact: doc.fact.clone(), suggestion };
            self.report(problem, path.key("fact"));
            return None;
        };
        // A question about the target itself is asked of the target as it stands: on another scale, or with
        // something in the place of zero, it would be another target.
        let asks_target = fact.kind() == FactType::YesNo;
        let by_due = matches!(fact, Fact::Attained | Fact::DueObserved);
        let refused = [
            ("scale", asks_target && doc.scale.is_some()),
            ("zero", asks_target && doc.zero.is_some()),
            ("current", by_due && doc.current.as_deref().is_some_and(|word| word != "by_due")),
        ];
        for (argument, _) in refused.into_iter().filter(|(_, refused)| *refused) {
            let problem = Problem::ArgumentNotTaken { argument, fact: fact.name().into() };
            self.report(problem, path.key(argument));
        }
        let lens = self.lens(doc, path);
        let arguments = self.arguments(fact, doc, path);
        let formula = Formula { fact, lens, arguments };
        let curved = !formula.arguments.path.is_exact();
        if curved && matches!(fact, Fact::EarnedSchedule | Fact::EarnedPace | Fact::Balance) {
            let expected = "linear | constant | { 2022: 0.18, 2025: 0.43 }".to_owned();
            let text = formula.arguments.path.word().to_owned();
            self.report(Problem::BadChoice { text, expected }, path.key("path"));
            return None;
        }
        Some(formula)
    }

    /// The column of a measure in the table for tasks: a number of the task, divided by an input or rounded.
    pub(super) fn task_measure(&mut self, index: usize, path: &Path) -> Option<Column> {
        let (name, doc) = self.doc.measures.get(index)?;
        // What is wrong with it for itself was reported with the measure.
        let arguments = self.measures.get(index)?.as_ref()?.arguments.clone();
        let Some(fact) = TaskFact::from_name(&doc.fact).filter(|fact| fact.kind() == FactType::Exact) else {
            let numbers = TaskFact::ALL.iter().filter(|fact| fact.kind() == FactType::Exact);
            let suggestion = nearest(&doc.fact, numbers.map(|fact| fact.name()));
            self.report(Problem::UnknownFact { fact: doc.fact.clone(), suggestion }, path.clone());
            return None;
        };
        let choices = [("base", &doc.base), ("scale", &doc.scale), ("path", &doc.path)];
        let choices = choices.map(|(argument, choice)| (argument, choice.is_some()));
        let texts = [("current", &doc.current), ("goal", &doc.goal), ("zero", &doc.zero)];
        let texts = texts.map(|(argument, text)| (argument, text.is_some()));
        for (argument, _) in choices.into_iter().chain(texts).filter(|(_, given)| *given) {
            self.report(Problem::ArgumentNotTaken { argument, fact: doc.fact.clone() }, path.clone());
        }
        let measure = TaskMeasure { fact, per: arguments.per, places: arguments.places };
        let mut column = Column::of_task_measure(name, measure);
        column.label = [&doc.zh, &doc.en].map(|text| text.as_deref().map(Into::into));
        Some(column)
    }

    /// The index of the lens that a measure asks for.
    fn lens(&mut self, doc: &MeasureDoc, path: &Path) -> usize {
        let mut lens = self.lenses.first().cloned().unwrap_or_default();
        if let Some(choice) = &doc.base {
            lens.base = self.base(choice, &path.key("base")).unwrap_or(lens.base);
        }
        if let Some(word) = &doc.current {
            let choice = self.word(word, "current", path, CurrentChoice::ALL, CurrentChoice::word);
            lens.current = choice.unwrap_or_default();
        }
        if let Some(text) = doc.goal.as_ref().filter(|text| text.trim() != "target") {
            let operand = self.operand(text, &path.key("goal"));
            lens.goal = operand.map_or(GoalChoice::Target, GoalChoice::Value);
        }
        if let Some(choice) = &doc.scale {
            lens.scale = self.scale(choice, &path.key("scale")).unwrap_or_default();
        }
        if let Some(text) = &doc.zero {
            lens.zero = self.decimal(text, &path.key("zero"), POSITIVE, |sign| sign > 0);
        }
        self.place_of(lens)
    }

    fn place_of(&mut self, lens: Lens) -> usize {
        if let Some(place) = self.lenses.iter().position(|other| *other == lens) {
            return place;
        }
        self.lenses.push(lens);
        self.lenses.len() - 1
    }

    fn bad(&mut self, text: &str, expected: &str, path: &Path) {
        self.report(Problem::BadChoice { text: text.into(), expected: expected.into() }, path.clone());
    }

    /// Reports the fields that a choice does not have.
    fn left_over(&mut self, taken: &Taken<'_>, expected: &str, path: &Path) {
        for (name, _) in &taken.left {
            self.bad(name, expected, &path.key(name));
        }
    }

    /// A number, or the input of that name.
    fn operand(&mut self, text: &str, path: &Path) -> Option<Operand> {
        if let Some(number) = parse_plain(text.trim().as_bytes()) {
            return Some(Operand::Number(number.into()));
        }
        self.input(text, path).map(Operand::Input)
    }

    /// The index of the input that is a number.
    fn input(&mut self, name: &str, path: &Path) -> Option<usize> {
        let found = self.inputs.iter().position(|input| input.name() == name.trim());
        match found.and_then(|place| self.inputs.get(place)) {
            Some(input) if input.kind() == FactType::Exact => found,
            Some(_) => {
                self.bad(name, "an input of the kind number", path);
                None
            }
            None => {
                let suggestion = nearest(name, self.inputs.iter().map(|input| input.name()));
                self.report(Problem::UnknownInput { input: name.into(), suggestion }, path.clone());
                None
            }
        }
    }

    /// The base that a choice stands for.
    pub(super) fn base(&mut self, choice: &ChoiceDoc, path: &Path) -> Option<BaseChoice> {
        let fields = match choice {
            ChoiceDoc::Word(word) => {
                let base = match word.as_str() {
                    "plan" => BaseChoice::Plan,
                    "series" => BaseChoice::Series,
                    "first" => BaseChoice::First,
                    "previous" => BaseChoice::PointsBack { points: 1, at_least: None },
                    _ => {
                        self.bad(word, BASES, path);
                        return None;
                    }
                };
                return Some(base);
            }
            ChoiceDoc::Fields(fields) => fields,
        };
        let mut taken = Taken::of(fields);
        let base = if let Some(year) = taken.take("year") {
            let year = self.operand(year, &path.key("year"))?;
            let missing = match taken.take("missing") {
                Some(word) => self.word(word, "missing", path, MissingBase::ALL, MissingBase::word)?,
                None => MissingBase::Unknown,
            };
            let within = match taken.take("within") {
                Some(text) => Some(self.whole(text, &path.key("within"), 0, MOST)?),
                None => None,
            };
            BaseChoice::Year { year, missing, within }
        } else if let Some(text) = taken.take("years_back") {
            let years = self.whole(text, &path.key("years_back"), 1, MOST)?;
            BaseChoice::YearsBack { years, at_least: self.at_least(&mut taken, years, path)? }
        } else if let Some(text) = taken.take("points_back") {
            let points = self.whole(text, &path.key("points_back"), 1, MOST)?;
            BaseChoice::PointsBack { points, at_least: self.at_least(&mut taken, points, path)? }
        } else if let Some(text) = taken.take("mean_of_previous") {
            BaseChoice::MeanOfPrevious { points: self.whole(text, &path.key("mean_of_previous"), 1, MOST)? }
        } else {
            let names: Vec<_> = fields.iter().map(|(name, _)| name.as_str()).collect();
            self.bad(&names.join(", "), BASES, path);
            return None;
        };
        self.left_over(&taken, BASES, path);
        Some(base)
    }

    /// `Some(None)` where it is not given; `None` where it is wrong.
    fn at_least(&mut self, taken: &mut Taken<'_>, most: u32, path: &Path) -> Option<Option<u32>> {
        match taken.take("at_least") {
            Some(text) => self.whole(text, &path.key("at_least"), 1, most).map(Some),
            None => Some(None),
        }
    }

    fn scale(&mut self, choice: &ChoiceDoc, path: &Path) -> Option<Scale> {
        let fields = match choice {
            ChoiceDoc::Word(word) if word == "reciprocal" => return Some(Scale::Reciprocal),
            ChoiceDoc::Word(word) => {
                self.bad(word, SCALES, path);
                return None;
            }
            ChoiceDoc::Fields(fields) => fields,
        };
        let mut taken = Taken::of(fields);
        let scale = match (taken.take("worst"), taken.take("best"), taken.take("centre")) {
            (Some(worst), Some(best), None) => Scale::Normalised {
                worst: self.operand(worst, &path.key("worst"))?,
                best: self.operand(best, &path.key("best"))?,
            },
            (None, None, Some(centre)) => {
                let any = ("a number", "数字");
                let centre = self.decimal(centre, &path.key("centre"), any, |_| true)?;
                let offset = match taken.take("offset") {
                    Some(text) => self.decimal(text, &path.key("offset"), any, |_| true)?,
                    None => Exact::ZERO,
                };
                Scale::Distance { centre, offset }
            }
            _ => {
                let names: Vec<_> = fields.iter().map(|(name, _)| name.as_str()).collect();
                self.bad(&names.join(", "), SCALES, path);
                return None;
            }
        };
        self.left_over(&taken, SCALES, path);
        Some(scale)
    }

    fn arguments(&mut self, fact: Fact, doc: &MeasureDoc, path: &Path) -> Arguments {
        let mut arguments = Arguments::default();
        let given = [
            (Argument::Path, doc.path.is_some()),
            (Argument::Trend, doc.trend.is_some()),
            (Argument::Level, doc.level.is_some()),
            (Argument::Test, doc.test.is_some()),
            (Argument::Carry, doc.carry.is_some()),
            (Argument::Window, doc.window.is_some()),
            (Argument::Limit, doc.limit.is_some()),
        ];
        for (argument, given) in given {
            if given && !fact.takes().contains(&argument) {
                let problem =
                    Problem::ArgumentNotTaken { argument: argument.word(), fact: fact.name().into() };
                self.report(problem, path.key(argument.word()));
            }
        }
        if let Some(choice) = &doc.path {
            self.path(choice, &mut arguments, &path.key("path"));
        }
        arguments.trend = match &doc.trend {
            Some(choice) => self.trend(choice, &path.key("trend")),
            None => self.trend,
        };
        arguments.level = match &doc.level {
            Some(text) => self.level(text, &path.key("level")).unwrap_or_default(),
            None => self.level,
        };
        if let Some(word) = &doc.test {
            let test = self.word(word, "test", path, TrendTest::ALL, TrendTest::word);
            arguments.test = test.unwrap_or_default();
        }
        if let Some(choice) = &doc.carry {
            arguments.carry = self.carry(choice, &path.key("carry")).unwrap_or(arguments.carry);
        }
        if let Some(text) = &doc.window {
            let months = self.whole(text, &path.key("window"), 1, MOST);
            arguments.window = months.unwrap_or(arguments.window);
        }
        if let Some(name) = &doc.limit {
            arguments.limit = self.input(name, &path.key("limit"));
        }
        let is_number = fact.is_number();
        for (argument, given) in [("per", doc.per.is_some()), ("places", doc.places.is_some())] {
            if given && !is_number {
                let problem = Problem::ArgumentNotTaken { argument, fact: fact.name().into() };
                self.report(problem, path.key(argument));
            }
        }
        if let Some(name) = &doc.per {
            arguments.per = self.input(name, &path.key("per"));
        }
        arguments.places = match &doc.places {
            Some(text) => self.whole(text, &path.key("places"), 0, 28),
            None => self.places.filter(|_| is_number),
        };
        arguments
    }

    fn path(&mut self, choice: &ChoiceDoc, arguments: &mut Arguments, at: &Path) {
        use crate::trajectory::Path as Way;
        let fields = match choice {
            ChoiceDoc::Word(word) => {
                arguments.path = match word.as_str() {
                    "linear" => Way::Linear,
                    "constant" => Way::Constant,
                    "geometric" => Way::Geometric,
                    "logistic" => Way::Logistic,
                    _ => return self.bad(word, PATHS, at),
                };
                return;
            }
            ChoiceDoc::Fields(fields) => fields,
        };
        if fields.len() > MOST_SHARES {
            let problem = Problem::PolicyTooLarge { what: Noun("shares of a path"), most: MOST_SHARES };
            return self.report(problem, at.clone());
        }
        let mut shares: Vec<(Period, Exact)> = Vec::new();
        for (period, share) in fields {
            let path = at.key(period);
            let known: Option<Period> = period.parse().ok();
            let share =
                self.decimal(share, &path, ("a share such as 0.43", "0.43 这样的比例"), |_| true);
            match (known, share) {
                (Some(period), Some(share)) => shares.push((period, share)),
                (None, _) => self.bad(period, PATHS, &path),
                _ => {}
            }
        }
        shares.sort_by_key(|(period, _)| period.end());
        let twice = shares.windows(2).find(|pair| match pair {
            [(one, _), (other, _)] => one.end() == other.end(),
            _ => false,
        });
        if let Some([(period, _), _]) = twice {
            let problem = Problem::DuplicateKey { key: period.to_string() };
            self.report(problem, at.clone());
        }
        if shares.is_empty() {
            self.bad("{}", PATHS, at);
        }
        arguments.path = Way::Shares(shares);
    }

    /// A level in per cent.
    pub(super) fn level(&mut self, text: &str, path: &Path) -> Option<Level> {
        let hundred = Exact::from(100);
        let percent = self.decimal(text, path, LEVEL, |sign| sign > 0)?;
        let level = percent.to_estimate().filter(|_| percent < hundred);
        let level = level.and_then(|level| Level::percent(level.value()));
        if level.is_none() {
            let fault = BadNumber::Unfit { text: text.into(), needed: LEVEL };
            self.report(Problem::BadNumber { fault }, path.clone());
        }
        level
    }

    pub(super) fn trend(&mut self, choice: &ChoiceDoc, path: &Path) -> Option<Method> {
        let fields = match choice {
            ChoiceDoc::Fields(fields) => fields,
            ChoiceDoc::Word(word) => {
                let method = Method::from_word(word);
                if method.is_none() {
                    self.bad(word, TRENDS, path);
                }
                return method;
            }
        };
        let mut taken = Taken::of(fields);
        let fit = taken.take("fit").unwrap_or_default();
        let method = match Method::from_word(fit) {
            Some(Method::MeanChange(changes)) => match taken.take("changes") {
                Some(text) => Method::MeanChange(self.whole(text, &path.key("changes"), 1, MOST)?),
                None => Method::MeanChange(changes),
            },
            Some(Method::LeastSquares(_)) => Method::LeastSquares(self.weights(&mut taken, path)?),
            Some(Method::LogLeastSquares(_)) => Method::LogLeastSquares(self.weights(&mut taken, path)?),
            // Other methods have nothing to choose, and are said by their word alone.
            _ => {
                self.bad(fit, TRENDS, path);
                return None;
            }
        };
        self.left_over(&taken, TRENDS, path);
        Some(method)
    }

    fn weights(&mut self, taken: &mut Taken<'_>, path: &Path) -> Option<Weights> {
        match (taken.take("weights"), taken.take("half_life")) {
            (Some("rank"), None) => Some(Weights::Rank),
            (Some("uniform"), None) | (None, None) => Some(Weights::Uniform),
            (None, Some(text)) => {
                let years = self.decimal(text, &path.key("half_life"), POSITIVE, |sign| sign > 0)?;
                Some(Weights::HalfLife(years.to_estimate()?.value()))
            }
            (Some(word), _) => {
                self.bad(word, TRENDS, &path.key("weights"));
                None
            }
        }
    }

    fn carry(&mut self, choice: &ChoiceDoc, path: &Path) -> Option<Carry> {
        let ChoiceDoc::Fields(fields) = choice else {
            self.bad("carry", CARRIES, path);
            return None;
        };
        let mut taken = Taken::of(fields);
        let mut factor = |name: &str, default: Exact| match taken.take(name) {
            Some(text) => self.decimal(text, &path.key(name), NOT_NEGATIVE, |sign| sign >= 0),
            None => Some(default),
        };
        let (excess, surplus) = (factor("excess", Exact::ONE), factor("surplus", Exact::ZERO));
        self.left_over(&taken, CARRIES, path);
        Some(Carry { excess: excess?, surplus: surplus? })
    }
}
