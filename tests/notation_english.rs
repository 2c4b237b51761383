//! English phrases, and what they state. The expectations were written by hand.

use std::error::Error;

use attainment::notation::{Because, Context, NotationError, Reading, Statement, read};

type Checked = Result<(), Box<dyn Error>>;

/// Form, comparator and value, unit: `reduction_rate >= 10 %`.
fn line(statement: &Statement) -> String {
    let bound = match (statement.bound(), statement.high()) {
        (_, Some(_)) => "in".to_owned(),
        (Some(bound), None) => match format!("{bound:?}").as_str() {
            "Exactly" => "=",
            "AtLeast" => ">=",
            "MoreThan" => ">",
            "AtMost" => "<=",
            "LessThan" => "<",
            _ => "~",
        }
        .to_owned(),
        (None, None) => "-".to_owned(),
    };
    let mut line = format!("{} {bound}", statement.form_word());
    for number in [statement.number(), statement.high()].into_iter().flatten() {
        line.push_str(&format!(" {number}"));
    }
    if let Some(unit) = &statement.unit {
        line.push_str(&format!(" {unit}"));
    }
    line
}

fn first(reading: &Reading) -> Result<&Statement, &'static str> {
    reading.statements().first().ok_or("no statement")
}

fn lines(phrase: &str) -> Result<Vec<String>, NotationError> {
    match read(phrase, &Context::default())? {
        Reading::Sure(statements) => Ok(statements.iter().map(line).collect()),
        _ => Ok(vec!["ambiguous".to_owned()]),
    }
}

fn check(cases: &[(&str, &[&str])]) -> Checked {
    for (phrase, expected) in cases {
        let found = lines(phrase).map_err(|error| format!("{phrase}: {error}"))?;
        assert_eq!(&found, expected, "{phrase}");
    }
    Ok(())
}

#[test]
fn changes() -> Checked {
    check(&[
        ("Increase the number of inspections by 15 percent", &["growth_over_base >= 15 %"]),
        ("Increase by at least 15% the number of inspections", &["growth_over_base >= 15 %"]),
        ("Revenue 20% above the 2019 baseline", &["growth_over_base >= 20 %"]),
        ("GDP growth of around 5 percent", &["growth_year ~ 5 %"]),
        ("average annual GDP growth of more than 6.5 percent", &["avg_annual_growth > 6.5 %"]),
        ("an average annual increase of 50,000 jobs", &["avg_annual_increment >= 50000 jobs"]),
        ("Reduce emissions by 26-28% below 2005 levels", &["reduction_rate in 26 28 %"]),
        ("Halve food waste by 2030", &["reduction_rate >= 50 %"]),
        ("reduce by one third premature mortality", &["reduction_rate >= 1/3 %"]),
        ("a 35% reduction in exposure", &["reduction_rate >= 35 %"]),
        ("cut costs in half", &["reduction_rate >= 50 %"]),
        ("grow by an average of 3% per year", &["avg_annual_growth >= 3 %"]),
        ("25% fewer accidents", &["reduction_rate >= 25 %"]),
        ("Quadruple the number of data sets", &["multiple >= 4 times"]),
        ("increase exports 10-fold", &["multiple >= 10 times"]),
        (
            "Increase the share of renewable energy by 5 percentage points",
            &["pp_change >= 5 percentage points"],
        ),
        ("Increase enrolment by 5,000 students", &["increment >= 5000 students"]),
    ])
}

#[test]
fn levels() -> Checked {
    check(&[
        ("Reduce time-to-hire to 65 days", &["duration <= 65 days"]),
        ("Cut waiting times from 18 weeks to 12 weeks by March 2026", &["from_to <= 12 weeks"]),
        ("raise the share to 95% from a 2021 baseline of 83%", &["from_to >= 95 %"]),
        (
            "reduce maternal mortality to less than 70 per 100,000 live births",
            &["level < 70 per 100,000 live births"],
        ),
        ("Reduce the improper payments rate to below 1.5 percent", &["level < 1.5 %"]),
        ("maintain forest coverage at or above 25%", &["share >= 25 %"]),
        ("between 10 and 15 percent of land", &["share in 10 15 %"]),
        ("nine out of ten graduates are employed", &["share >= 90 %"]),
        ("Three-quarters of employees are trained", &["share >= 75 %"]),
        ("annual sales will exceed $3 billion", &["level > 3000000000 USD"]),
        ("Ensure no more than 10% of patients wait longer than 4 hours", &["share <= 10 %"]),
        ("a ratio of 2:1", &["ratio >= 2 to 1"]),
        ("Improve satisfaction from 3.8/5 to 4.5/5", &["from_to >= 4.5 /5"]),
        ("ensure that the rate does not rise above 4.5%", &["level <= 4.5 %"]),
        ("Stocks should never fall below 30 days", &["duration >= 30 days"]),
        ("Be ranked among the top 100 universities", &["rank <= 100"]),
        ("wages of at least 1.5 times the minimum wage", &["ratio_to_indicator >= 1.5 times"]),
    ])
}

#[test]
fn counts() -> Checked {
    check(&[
        ("Conduct analyses in six additional countries", &["increment_flow >= 6 countries"]),
        ("Support eight additional countries to achieve 72% coverage", &["threshold_count >= 8 countries"]),
        ("Create 12 million new urban jobs", &["increment_flow >= 12000000 jobs"]),
        ("a quarter of a million hectares restored", &["count >= 250000 hectares"]),
        ("Train 500 teachers and 200 nurses", &["count >= 500 teachers", "count >= 200 nurses"]),
        ("enrol 950 000 students", &["count >= 950000 students"]),
        ("Train 2000 farmers by 2025", &["count >= 2000 farmers"]),
        ("twenty-five countries", &["count >= 25 countries"]),
    ])
}

#[test]
fn without_numbers() -> Checked {
    check(&[
        ("By 2030, end hunger", &["zero = 0"]),
        ("100 percent of offices have a plan", &["coverage = 100 %"]),
        ("Provide support in every state", &["coverage = 100 %"]),
        ("Increase the number of lenders", &["sign_only >"]),
        ("Meet or exceed the pre-pandemic rate of screening", &["relative >="]),
        ("Meet or exceed the SBA goal for small businesses", &["delegated >="]),
        ("Use the baseline to develop targets", &["deferred -"]),
        ("Conduct listening sessions by December 1, 2022", &["milestone_date -"]),
        ("Launch Landsat 9", &["milestone_event -"]),
        ("Implement Executive Order 14036", &["milestone_event -"]),
    ])
}

#[test]
fn several() -> Checked {
    check(&[
        (
            "cut energy use by 3.1%, and continue to reduce emissions",
            &["reduction_rate >= 3.1 %", "sign_only <"],
        ),
        ("Triple investment to over $4T by 2030", &["multiple >= 3 times", "level > 4000000000000 USD"]),
        (
            "reduce energy and carbon dioxide emissions by 13.5 percent and 18 percent, respectively",
            &["reduction_rate >= 13.5 %", "reduction_rate >= 18 %"],
        ),
        ("Reduce waste to 20% by 2020 and 10% by 2030", &["share <= 20 %", "share <= 10 %"]),
        ("cut emissions 68% by 2030 and 78% by 2035", &["reduction_rate >= 68 %", "reduction_rate >= 78 %"]),
    ])
}

#[test]
fn numbers_that_say_what_something_is() -> Checked {
    check(&[
        ("Decide 85 percent of claims that are 180 days old or older", &["share >= 85 %"]),
        ("95% of calls are answered within 30 seconds", &["share >= 95 %"]),
        ("Reduce deaths among people aged 65 and over by 10%", &["reduction_rate >= 10 %"]),
        ("Reduce PM2.5 and COVID-19 deaths by 10%", &["reduction_rate >= 10 %"]),
        ("Cut Scope 1 and 2 emissions by 50%", &["reduction_rate >= 50 %"]),
        ("Provide 5G coverage to 90% of the population", &["share >= 90 %"]),
        ("3.1 By 2030, cut mortality to 70 per 100,000 births", &["level <= 70 per 100,000 births"]),
    ])?;
    for phrase in [
        "children under 5",
        "people living on less than $1.25 a day",
        "aged 15–24",
        "Scope 1 and 2",
        "every 3 years",
    ] {
        let error = lines(phrase).err().ok_or(phrase)?;
        assert_eq!(error.code(), "not-a-target", "{phrase}");
    }
    Ok(())
}

#[test]
fn refuses_what_may_be_two_things() -> Checked {
    for phrase in [
        "Award $100 million to 20 cities",
        "Increase funding by $5 million to $20 million",
        "by 10%",
        "Increase access to 911 services",
        "Reduce the error rate from 5 in 1,000 to 1 in 1,000",
        "reduce costs by a factor of 3",
        "Increase participation from 1950 to 2050",
        "Improve the ranking from 25th to 15th",
        "Increase the share of students who score 80% or higher",
        "Complete 2 of 5 phases",
        "Half as many deaths",
        "No patient waits more than 18 weeks",
        "Baseline: 60%. Target: 85%",
        "US$1,5 million",
    ] {
        let error = lines(phrase).err().ok_or(phrase)?;
        assert!(matches!(error.code(), "not-understood" | "bad-number"), "{phrase}: {error}");
    }
    Ok(())
}

#[test]
fn tells_both_readings() -> Checked {
    let because = |phrase: &str| -> Result<Vec<Because>, Box<dyn Error>> {
        match read(phrase, &Context::default())? {
            Reading::Ambiguous(readings) => {
                Ok(readings.iter().flat_map(|reading| reading.because.clone()).collect())
            }
            reading => Err(format!("{phrase}: {reading:?}").into()),
        }
    };
    assert_eq!(because("maximize use of hiring authorities up to 100%")?, [Because::Reaching, Because::UpTo]);
    let grown = because("Increase the proportion of women by 10%")?;
    assert_eq!(grown, [Because::RelativeChange, Because::PointChange]);
    assert_eq!(because("increase exports by 3 times")?, [Because::TimesOnTop, Because::TimesInAll]);
    Ok(())
}

#[test]
fn reports_are_no_promises() -> Checked {
    let reading = read("Revenue grew by 12% in 2023", &Context::default())?;
    let statement = first(&reading)?;
    assert_eq!((statement.purpose.word(), line(statement).as_str()), ("actual", "growth_year = 12 %"));
    let reading = read("More than 68 million people have been lifted out of poverty", &Context::default())?;
    assert_eq!(first(&reading)?.purpose.word(), "actual");
    let reading = read("Revenue will have grown by 12% in 2030", &Context::default())?;
    assert_eq!(first(&reading)?.purpose.word(), "target");
    Ok(())
}

#[test]
fn names_bases_and_windows() -> Checked {
    let phrase = "Reduce the number of people experiencing homelessness by 15% from 2020 levels by 2025";
    let reading = read(phrase, &Context::default())?;
    let statement = first(&reading)?;
    assert_eq!(statement.name.as_deref(), Some("number of people experiencing homelessness"));
    let base = statement.base.as_ref().and_then(|base| base.period).map(|period| period.to_string());
    assert_eq!(base.as_deref(), Some("2020"));
    assert_eq!(format!("{:?}", statement.window.map(|window| window.word())), "Some(\"by\")");
    assert_eq!(phrase.get(statement.span.clone()), Some(phrase));
    let reading = read("raise the rate to 95% from a FY 2021 baseline of 83%", &Context::default())?;
    let value = first(&reading)?.base.as_ref().and_then(|base| base.value.clone());
    assert_eq!(value.map(|value| value.to_string()).as_deref(), Some("83"));
    Ok(())
}

#[test]
fn long_phrases_end() {
    for part in [
        "by 5% ",
        "5 ",
        "reduce x by 5% and ",
        "(",
        "twenty-",
        "10 to ",
        "1/",
        "by 2030 ",
        "at least ",
        "under-",
        "every ",
    ] {
        let phrase: String = part.repeat(9_900 / part.len());
        // Whatever it is: it is read or refused, and soon.
        let _ = read(&phrase, &Context::default());
    }
}

/// Phrases of the kinds that stand in plans, a line each: the phrase, a bar, and what it states.
#[test]
fn phrases_of_plans() -> Checked {
    for row in include_str!("notation_english.txt").lines() {
        let (phrase, expected) = row.split_once(" | ").ok_or(row)?;
        let found = lines(phrase);
        if expected == "refused" {
            assert!(found.is_err(), "{phrase}: {found:?}");
            continue;
        }
        let found = found.map_err(|error| format!("{phrase}: {error}"))?;
        // A date stands in the window: here only the form counts.
        let found: Vec<&str> = found.iter().map(|line| line.trim_end_matches(" -")).collect();
        let expected: Vec<&str> = expected.split(" ; ").map(|line| line.trim_end_matches(" -")).collect();
        assert_eq!(found, expected, "{phrase}");
    }
    Ok(())
}

#[test]
fn numbers_that_are_not_read_are_refused() {
    for phrase in [
        "Increase users from 20q to 50q",
        "Reduce the error rate in 3 regions of 12 plants",
        "cut net migration to the tens of thousands",
        "Achieve double digit growth",
        "bring deaths to near zero",
        "do not cut spending by more than 5%",
        "costs must not increase by more than 3%",
        "not reduce staff below 20",
    ] {
        assert!(lines(phrase).is_err(), "{phrase}");
    }
}

#[test]
fn what_says_which_is_kept_as_remark() -> Checked {
    let phrase = "increasing the percentage of trace requests completed within 48 hours to 95% by Q3 2026";
    let reading = read(phrase, &Context::default())?;
    let statement = first(&reading)?;
    assert_eq!(line(statement), "share >= 95 %");
    assert_eq!(statement.remark.as_deref(), Some("within 48 hours"));
    let currencies = ["A$5 million", "R5 million", "₹5 million", "US$5 million"];
    let units = currencies.map(|sum| {
        let reading = read(&format!("raise {sum} for schools"), &Context::default());
        reading.ok().and_then(|reading| reading.statements().first().and_then(|first| first.unit.clone()))
    });
    assert_eq!(units.map(Option::unwrap_or_default), ["AUD", "ZAR", "INR", "USD"]);
    Ok(())
}
