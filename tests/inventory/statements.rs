//! Every quantitative statement: targets, figures, and what is neither.

use attainment::number::{Bound, Quantity, Unit};
use attainment::plan::{Firmness, Form, Indicator, Status, Target, Value};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::carried::{self, Carried, Row};
use crate::fixture::{self, Line};
use crate::held::Held;
use crate::places::{self, Place};
use crate::raw::Node;

/// What the inventory calls the form of a target, and the forms that carry it.
const FORMS: &[(&str, &[Form])] = &[
    ("level", &[Form::Level]),
    ("share", &[Form::Share, Form::Level]),
    ("table_level", &[Form::Level]),
    ("level_forecast", &[Form::Level]),
    ("distributive_levels", &[Form::Level]),
    ("increment_count", &[Form::IncrementFlow]),
    ("increment_count_approx", &[Form::IncrementFlow]),
    ("existence_count", &[Form::Count]),
    ("structural_count", &[Form::Count]),
    ("range", &[Form::Count]),
    ("status_achieved", &[Form::Count]),
    ("rank_keep_lead", &[Form::RankQualitative]),
    ("benchmark_level_qualitative", &[Form::RankQualitative]),
    ("multiple_of_base", &[Form::Multiple]),
    ("avg_annual_growth", &[Form::AvgAnnualGrowth]),
    ("qualifying_threshold", &[Form::ThresholdCount]),
    ("qualitative_count_per_year", &[Form::Qualitative]),
];

/// The sign of a comparator. 达到 is at least in a target, and equals in a report; N余 is more than N; what is
/// there or not counts as one or more.
const SIGNS: &[(&str, &str)] = &[
    ("ge", "≥"),
    ("gt", ">"),
    ("gt_slightly", ">"),
    ("eq", "="),
    ("le", "≤"),
    ("approx", "≈"),
    ("between", "–"),
    ("bool", "≥"),
    ("qualitative_rank", ""),
    ("qualitative", ""),
];

/// The indicators that one statement names together (分别, 双).
const TOGETHER: [(&str, &str); 2] =
    [("hnte_count", "high-tech-enterprises"), ("tech_enterprise_count", "tech-enterprises")];

/// The signature of document 003: the day of its figures without a date. It was published a month later.
const SIGNED: &str = "2025-04-24";
const PUBLISHED: &str = "2025-05-23";

fn looked_up<T: Copy>(table: &[(&str, T)], word: &str) -> T {
    table.iter().find(|(own, _)| *own == word).unwrap_or_else(|| panic!("{word} is not listed")).1
}

/// A number without its scale: 4.5万 is 45000.
fn plain(value: Decimal, power: u32) -> String {
    (value * Decimal::from(10_u64.pow(power))).normalize().to_string()
}

/// A number as the inventory prints it, in a unit that may be scaled.
fn printed(value: &str, unit: &str) -> String {
    value.parse().map_or_else(|_| value.to_owned(), |number| plain(number, Unit::new(unit).power()))
}

fn sign(bound: Bound) -> &'static str {
    if bound == Bound::Exactly { "=" } else { bound.sign() }
}

/// One thing that a statement says.
struct Part {
    /// The indicator, where it names several.
    indicator: Option<&'static str>,
    value: String,
    base: Option<String>,
}

/// What a statement says: mostly one thing.
fn parts(line: &Line) -> Vec<Part> {
    let (value, base) = (line.text("value"), line.value("baseline")["value"].as_str());
    let part = |indicator, value: &str, base: Option<&str>| Part {
        indicator,
        value: value.to_owned(),
        base: base.map(str::to_owned),
    };
    let names: Vec<&str> = line.text("canonical").split(';').collect();
    if names.len() > 1 {
        let values: Vec<&str> = value.split(';').collect();
        let bases: Vec<&str> = base.unwrap().split(';').collect();
        let of = |number: usize, name: &&str| {
            // One value for both, or one for each.
            let value = values.get(number).or(values.first()).unwrap();
            part(Some(looked_up(&TOGETHER, name)), value, Some(bases[number]))
        };
        return names.iter().enumerate().map(|(number, name)| of(number, name)).collect();
    }
    if line.text("form") == "increment_and_cumulative" {
        // 新增4个、累计10个: the inventory gives the first number alone.
        let total: String = line.text("original").split("累计").nth(1).unwrap().chars().take(2).collect();
        return vec![
            part(Some("new-university-ecosystems"), value, base),
            part(Some("university-ecosystems"), &total, base),
        ];
    }
    vec![part(None, value, base)]
}

/// The baseline of a statement, as the inventory has it.
fn base_of_inventory(line: &Line, part: &Part) -> String {
    let base = line.value("baseline");
    match (&part.base, base["year"].as_i64()) {
        (Some(value), Some(year)) => {
            let sign = if base["flag"] == "突破" { ">" } else { "" };
            let mark = if base["flag"] == "预估" { " estimated" } else { "" };
            format!("{sign}{} ({year}){mark}", value.parse::<Decimal>().unwrap().normalize())
        }
        _ => "—".to_owned(),
    }
}

/// The same of a figure.
fn base_told(value: Decimal, bound: Bound, year: &str, status: Status) -> String {
    let mark = if status == Status::Final { String::new() } else { format!(" {}", status.word()) };
    format!("{}{} ({year}){mark}", bound.sign(), value.normalize())
}

/// The rows that say what a statement starts from, of one indicator.
fn base_rows<'c>(carried: &'c Carried, id: &str, indicator: &str) -> Vec<&'c Row> {
    let of_statement = |row: &&Row| row.ids("x-base-of").contains(&id) && row.cell("indicator") == indicator;
    carried.rows.iter().filter(of_statement).collect()
}

fn base_in_rows(carried: &Carried, id: &str, indicator: &str) -> Option<String> {
    let rows = base_rows(carried, id, indicator);
    assert!(rows.len() < 2, "{id}: one base");
    let row = rows.first()?;
    let figure = carried.observation(row);
    Some(base_told(figure.value(), figure.bound(), row.cell("period"), figure.status()))
}

#[test]
fn every_statement_is_carried_as_what_it_is() {
    let all = carried::all();
    let mut held = Held::new(&["q"]);
    for line in fixture::all("statement") {
        let carried = carried::of(&all, line.document());
        let mut places = places::of_statements(carried);
        let places = places.remove(line.id()).unwrap_or_default();
        for part in parts(&line) {
            let mut any = false;
            for place in &places {
                let indicator = match place {
                    Place::Target(indicator, ..) => indicator.as_str(),
                    Place::Row(row) => row.cell("indicator"),
                    Place::NoTarget(_) => "",
                };
                if part.indicator.is_some_and(|named| named != indicator) {
                    continue;
                }
                any = true;
                let status = line.text("status");
                match place {
                    Place::Target(indicator, target, raw) if status == "target" => {
                        let of = (carried.indicator(indicator), carried.target(indicator, target), *raw);
                        hold_target(&mut held, &line, &part, carried, of);
                    }
                    Place::Row(row) if ["actual", "estimate", "actual_or_plan"].contains(&status) => {
                        hold_row(&mut held, &line, &part, carried, row);
                    }
                    Place::NoTarget(other) if ["technical_spec", "structural", "name"].contains(&status) => {
                        held.same(line.id(), "text", line.text("original"), other.field("text"));
                        held.check(line.id(), !other.field("why").is_empty(), "says why it is no target");
                    }
                    _ => {
                        held.check(line.id(), false, &format!("is a {status}, and carried as something else"))
                    }
                }
            }
            held.check(line.id(), any, "is carried");
        }
    }
    held.finish();
}

fn hold_target(
    held: &mut Held,
    line: &Line,
    part: &Part,
    carried: &Carried,
    of: (&Indicator, &Target, &Node),
) {
    let (id, (indicator, target, raw)) = (line.id(), of);
    let forms = looked_up(FORMS, line.text("form"));
    held.check(id, forms.contains(&target.form()), &format!("has the form {:?}", target.form()));
    let value = target.promise().value();
    // Multiples and growth have a unit of their own.
    let (unit, power) = match target.form() {
        Form::Multiple => ("倍", 0),
        Form::AvgAnnualGrowth => ("%", 0),
        Form::ThresholdCount => ("元", 0),
        _ => (indicator.unit().name(), indicator.unit().power()),
    };
    let (sign, number) = match value {
        Value::Number(quantity) => (sign(quantity.bound()), plain(quantity.value(), power)),
        Value::Range { low, high } => {
            ("–", format!("{}-{}", plain(low.value(), power), plain(high.value(), power)))
        }
        // How many is not said; the number says which of them count.
        Value::Deferred(_) => {
            let threshold = target.threshold().unwrap_or_default();
            let read = Quantity::parse(threshold, &Unit::new("元")).unwrap().0;
            (self::sign(read.bound()), plain(read.value(), 0))
        }
        _ => ("", String::new()),
    };
    let inventory = match line.text("comparator") {
        "qualitative" | "qualitative_rank" => String::new(),
        "bool" => "1".to_owned(),
        _ => printed(&part.value, line.text("unit")),
    };
    held.same(id, "value", &inventory, &number);
    // `eq` is the sign of what is reported. 建设…等四个 is promised: a fifth does no harm.
    let asked = match line.text("comparator") {
        "eq" => "≥",
        other => looked_up(SIGNS, other),
    };
    held.same(id, "comparator", asked, sign);
    held.same(id, "unit", Unit::new(line.text("unit")).name(), unit);
    match line.year() {
        Some(year) => {
            held.same(id, "due", &year.to_string(), &target.due().to_string());
            held.same(id, "due as written", &year.to_string(), raw.field("due"));
        }
        // A number needs a due date: the end of the plan, with a remark. Words do without.
        None => {
            held.same(id, "due", &carried.plan.end().to_string(), &target.due().to_string());
            let says_so = raw.field("note").contains("年份未写明");
            let undated = target.form() == Form::Qualitative && raw.get("due").is_none();
            held.check(id, says_so || undated, "says that no year is printed");
        }
    }
    if line.text("window") == "2025—2027" {
        held.same(id, "window", "2025", &target.start().map(|start| start.to_string()).unwrap_or_default());
    } else {
        held.check(id, raw.get("window").is_none(), "has a window that the text does not state");
    }
    let base = base_in_rows(carried, id, indicator.id()).or_else(|| {
        let base = indicator.baseline()?;
        let year = base.period().to_string();
        Some(base_told(base.value().value(), base.value().bound(), &year, base.status()))
    });
    held.same(id, "baseline", &base_of_inventory(line, part), base.as_deref().unwrap_or("—"));
    let attribute = if line.text("attribute") == "预期性" { "expected" } else { line.text("attribute") };
    held.same(id, "attribute", attribute, indicator.attribute().map_or("", |of| of.word()));
    let firmness = match line.text("soft") {
        "力争" => Firmness::Stretch,
        // A forecast is no commitment.
        "预计" => Firmness::Outlook,
        _ => Firmness::Plain,
    };
    held.same(id, "firmness", firmness.word(), target.firmness().word());
    let original = line.text("original");
    let cells: Vec<&str> = original.split(" | ").collect();
    if cells.len() > 1 {
        let name = format!("{}（{}）", indicator.name(), indicator.unit());
        held.same(id, "row of the table", &cells.join("|"), &[&name, raw.field("value"), "预期性"].join("|"));
    } else {
        let text = target.promise().text().unwrap_or_default();
        held.check(id, text.contains(original), &format!("says `{original}`, the file `{text}`"));
    }
}

fn hold_row(held: &mut Held, line: &Line, part: &Part, carried: &Carried, row: &Row) {
    let (id, figure) = (line.id(), carried.observation(row));
    let indicator = carried.indicator(row.cell("indicator"));
    let unit = indicator.unit();
    held.same(id, "value", &printed(&part.value, line.text("unit")), &plain(figure.value(), unit.power()));
    held.same(id, "comparator", looked_up(SIGNS, line.text("comparator")), sign(figure.bound()));
    held.same(id, "unit", Unit::new(line.text("unit")).name(), unit.name());
    // A change belongs to the years over which it went; the year is the last of them.
    let signed: NaiveDate = SIGNED.parse().unwrap();
    let year = line.year().unwrap_or_else(|| signed.year().into());
    held.same(id, "period", &year.to_string(), &figure.period().end().year().to_string());
    let is_dated = row.cell("period") != SIGNED;
    let says_so = row.cell("source").contains("时点未写明");
    held.check(id, is_dated || says_so, "says that no time is printed");
    match line.value("baseline")["year"].as_i64() {
        // Growth over a base that is not printed.
        Some(year) if part.base.is_none() => {
            held.same(id, "base", &(year + 1).to_string(), &figure.period().start().year().to_string());
        }
        _ => {
            let base = base_in_rows(carried, id, indicator.id()).unwrap_or_else(|| "—".to_owned());
            held.same(id, "baseline", &base_of_inventory(line, part), &base);
        }
    }
    let status = match line.text("status") {
        "estimate" => Status::Estimated,
        // Done or meant: it must not count as done.
        "actual_or_plan" => Status::Forecast,
        _ => Status::Final,
    };
    held.same(id, "status", status.word(), figure.status().word());
    let published = figure.published().map_or_else(String::new, |day| day.to_string());
    held.same(id, "published", if line.document() == "003" { PUBLISHED } else { "" }, &published);
    let original = line.text("original");
    let cells: Vec<&str> = original.split(" | ").collect();
    if let [_, before, after, change] = cells[..] {
        let base = base_rows(carried, id, indicator.id());
        held.same(id, "cell of 2015", before, base[0].cell("value"));
        held.same(id, "cell of 2020", after, row.cell("value"));
        // 增加2.2个百分点: what the table prints as the change is the difference of its two figures.
        let number: String = change.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
        let difference = figure.value() - carried.observation(base[0]).value();
        held.same(id, "change", &number, &difference.normalize().to_string());
    } else if row.ids("x-statement").len() == 1 {
        let source = row.cell("source");
        held.check(id, source.contains(original), &format!("says `{original}`, the file `{source}`"));
    }
}

/// 提高55.6个百分点 has a row of its own; it is what the rows of its indicator make it: 67.0 − 11.4.
#[test]
fn the_change_that_the_text_prints_is_that_of_the_figures() {
    let all = carried::all();
    let beibei = carried::of(&all, "001");
    let figure = |indicator: &str, period: &str| {
        let mut rows = beibei.rows.iter();
        let row = rows.find(|row| row.cell("indicator") == indicator && row.cell("period") == period);
        beibei.observation(row.unwrap()).value()
    };
    let change = figure("strategic-manufacturing", "2020") - figure("strategic-manufacturing", "2015");
    assert_eq!(change, figure("strategic-manufacturing-change", "2016/2020"));
}
