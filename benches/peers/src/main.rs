//! The table of eight rows in other engines, in the same run as ours: `cargo run --release` in this folder.
//!
//! Each engine gets the table as one chain of conditions, compiled once, and its inputs in its own form,
//! made before the clock starts, unless the engine takes them only in the course of an evaluation. All are
//! compared with the table written by hand on every input. What is not here: `zen-engine`, whose decision
//! table takes long to build, and `cedar-policy`, which decides on permits and not on outcomes.

#[path = "../../eight/mod.rs"]
mod eight;

use std::error::Error;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use attainment::decide::{Decision, FactColumns, Silent, decide, decide_columns};
use attainment::facts::FactSet;
use eight::Input;
use serde_json::{Value, json};

const COUNT: usize = 100_000;
const QUICK: u32 = 60;
const SLOW: u32 = 7;

type Failed = Box<dyn Error>;

fn main() -> Result<(), Failed> {
    let inputs = eight::inputs(COUNT, 0);
    let hand: Vec<_> =
        inputs.iter().map(|one| (one.progress(), one.binding, one.years_left(), one.projected)).collect();
    let expected: Vec<usize> = hand.iter().map(|(a, b, c, d)| eight::by_hand(*a, *b, *c, *d)).collect();
    println!("| | ns per decision, least | median | runs |\n|---|--:|--:|--:|");

    let mut rows = Vec::with_capacity(COUNT);
    time("by hand, `f64`", QUICK, || {
        rows.clear();
        rows.extend(black_box(&hand).iter().map(|(a, b, c, d)| eight::by_hand(*a, *b, *c, *d)));
        Ok(())
    })?;
    same("by hand", &rows, &expected)?;
    ours(&inputs, &expected)?;
    datalogic(&inputs, &expected)?;
    zen(&inputs, &expected)?;
    cel(&inputs, &expected)?;
    rego(&inputs, &expected)?;
    Ok(())
}

fn same(name: &str, found: &[usize], expected: &[usize]) -> Result<(), Failed> {
    if found == expected { Ok(()) } else { Err(format!("{name} decides otherwise").into()) }
}

/// Prints the least and the median of some runs, for one decision.
fn time(name: &str, runs: u32, mut run: impl FnMut() -> Result<(), Failed>) -> Result<(), Failed> {
    run()?;
    let mut times = Vec::new();
    for _ in 0..runs {
        let start = Instant::now();
        run()?;
        times.push(start.elapsed());
    }
    times.sort();
    let one = |time: Option<&Duration>| time.map_or(0.0, Duration::as_secs_f64) * 1e9 / COUNT as f64;
    println!("| {name} | {:.1} | {:.1} | {runs} |", one(times.first()), one(times.get(times.len() / 2)));
    Ok(())
}

fn ours(inputs: &[Input], expected: &[usize]) -> Result<(), Failed> {
    let policy = eight::policy()?;
    let table = policy.table();
    let sets: Vec<FactSet> = inputs.iter().map(|input| input.facts(table.columns())).collect();
    let mut columns = FactColumns::new(table, 0);
    sets.iter().for_each(|facts| columns.push(facts));
    let mut decisions: Vec<Decision> = Vec::with_capacity(COUNT);
    let rows = |decisions: &[Decision]| -> Vec<usize> {
        decisions.iter().map(|decision| decision.row().unwrap_or(usize::MAX)).collect()
    };
    time("attainment, row by row", QUICK, || {
        decisions.clear();
        decisions.extend(black_box(&sets).iter().map(|facts| decide(table, facts, &mut Silent)));
        Ok(())
    })?;
    same("attainment, row by row", &rows(&decisions), expected)?;
    time("attainment, columns", QUICK, || {
        decide_columns(black_box(&columns), &mut decisions);
        Ok(())
    })?;
    same("attainment, columns", &rows(&decisions), expected)
}

/// An input as JSON.
fn json_of(input: &Input) -> Value {
    json!({
        "progress": input.progress(),
        "attribute": if input.binding { "binding" } else { "expected" },
        "years_left": input.years_left(),
        "projected": input.projected,
    })
}

/// The table as a chain of `condition ? row : …`, which two of the languages write alike.
fn ternary(row: impl Fn(usize) -> String) -> String {
    let mut chain = String::new();
    for (index, conditions) in [
        "progress >= 1.0",
        "years_left <= 0.0 AND attribute == 'binding'",
        "years_left <= 0.0",
        "progress >= 0.5 AND projected >= 1.1",
        "projected >= 1.0",
        "attribute == 'binding' AND years_left < 2.0 AND projected < 0.8",
        "progress >= 0.3 AND projected >= 0.8 AND projected < 1.0",
    ]
    .iter()
    .enumerate()
    {
        chain += &format!("({conditions}) ? {} : (", row(index));
    }
    chain + &row(7) + &")".repeat(7)
}

fn datalogic(inputs: &[Input], expected: &[usize]) -> Result<(), Failed> {
    use datalogic_rs::{DataValue, Engine};
    let var = |name: &str| json!({ "var": name });
    let compare = |name: &str, sign: &str, value: f64| json!({ sign: [var(name), value] });
    let binding = json!({ "==": [var("attribute"), "binding"] });
    let both = |a: &Value, b: &Value| json!({ "and": [a, b] });
    let rule = json!({ "if": [
        compare("progress", ">=", 1.0), 0,
        both(&compare("years_left", "<=", 0.0), &binding), 1,
        compare("years_left", "<=", 0.0), 2,
        both(&compare("progress", ">=", 0.5), &compare("projected", ">=", 1.1)), 3,
        compare("projected", ">=", 1.0), 4,
        json!({ "and": [binding, compare("years_left", "<", 2.0), compare("projected", "<", 0.8)] }), 5,
        json!({ "and": [compare("progress", ">=", 0.3), compare("projected", ">=", 0.8), compare("projected", "<", 1.0)] }), 6,
        7,
    ]});
    let engine = Engine::new();
    let rule = engine.compile(rule.to_string().as_str()).map_err(|error| error.to_string())?;
    let kept = bumpalo::Bump::new();
    let mut values = Vec::new();
    for input in inputs {
        let value = DataValue::from_str(kept.alloc_str(&json_of(input).to_string()), &kept);
        values.push(&*kept.alloc(value.map_err(|error| format!("{error:?}"))?));
    }
    let mut arena = bumpalo::Bump::new();
    let mut rows = Vec::with_capacity(COUNT);
    time("datalogic-rs, values in its arena", SLOW, || {
        rows.clear();
        for value in black_box(&values) {
            let row = engine.evaluate(&rule, *value, &arena).map_err(|error| error.to_string())?;
            rows.push(row.as_i64().map_or(usize::MAX, |row| row as usize));
            arena.reset();
        }
        Ok(())
    })?;
    same("datalogic-rs", &rows, expected)
}

fn zen(inputs: &[Input], expected: &[usize]) -> Result<(), Failed> {
    use zen_expression::vm::VM;
    let chain = ternary(|row| row.to_string()).replace("AND", "and");
    let chain = zen_expression::compile_expression(&chain).map_err(|error| error.to_string())?;
    let values: Vec<zen_expression::Variable> = inputs.iter().map(|input| json_of(input).into()).collect();
    let mut vm = VM::new();
    let mut found = Vec::with_capacity(COUNT);
    time("zen-expression, values in its form", SLOW, || {
        found.clear();
        for value in black_box(&values) {
            found.push(chain.evaluate_with(value.clone(), &mut vm).map_err(|error| error.to_string())?);
        }
        Ok(())
    })?;
    let rows = found.iter().map(|row| row.to_value().as_f64().map_or(usize::MAX, |row| row as usize));
    same("zen-expression", &rows.collect::<Vec<_>>(), expected)
}

fn cel(inputs: &[Input], expected: &[usize]) -> Result<(), Failed> {
    use cel::{Context, Env};
    let env = Arc::new(Env::stdlib());
    let chain = env
        .compile(&ternary(|row| row.to_string()).replace("AND", "&&"))
        .map_err(|error| error.to_string())?;
    let context = Context::with_env(env);
    let mut found = Vec::with_capacity(COUNT);
    time("cel, an inner scope for each input", SLOW, || {
        found.clear();
        for input in black_box(inputs) {
            let mut scope = context.new_inner_scope();
            scope.add_variable_from_value("progress", input.progress());
            scope.add_variable_from_value("attribute", if input.binding { "binding" } else { "expected" });
            scope.add_variable_from_value("years_left", input.years_left());
            scope.add_variable_from_value("projected", input.projected);
            found.push(chain.execute(&scope).map_err(|error| error.to_string())?);
        }
        Ok(())
    })?;
    let rows = found.iter().map(|row| match row {
        cel::Value::Int(row) => *row as usize,
        _ => usize::MAX,
    });
    same("cel", &rows.collect::<Vec<_>>(), expected)
}

fn rego(inputs: &[Input], expected: &[usize]) -> Result<(), Failed> {
    use regorus::languages::rego::compiler::Compiler;
    use regorus::rvm::vm::RegoVM;
    let policy = r#"
package eight

row := 0 if { input.progress >= 1.0 }
else := 1 if { input.years_left <= 0.0; input.attribute == "binding" }
else := 2 if { input.years_left <= 0.0 }
else := 3 if { input.progress >= 0.5; input.projected >= 1.1 }
else := 4 if { input.projected >= 1.0 }
else := 5 if { input.attribute == "binding"; input.years_left < 2.0; input.projected < 0.8 }
else := 6 if { input.progress >= 0.3; input.projected >= 0.8; input.projected < 1.0 }
else := 7
"#;
    let mut engine = regorus::Engine::new();
    engine.add_policy("eight.rego".into(), policy.into()).map_err(|error| error.to_string())?;
    let entry = "data.eight.row";
    let compiled = engine.compile_with_entrypoint(&entry.into()).map_err(|error| error.to_string())?;
    let program = Compiler::compile_from_policy(&compiled, &[entry]).map_err(|error| error.to_string())?;
    let mut vm = RegoVM::new();
    vm.load_program(program);
    let mut values = Vec::new();
    for input in inputs {
        let text = json_of(input).to_string();
        values.push(regorus::Value::from_json_str(&text).map_err(|error| error.to_string())?);
    }
    let mut found = Vec::with_capacity(COUNT);
    time("regorus, compiled, values in its form", SLOW, || {
        found.clear();
        for value in black_box(&values) {
            vm.set_input(value.clone());
            found.push(vm.execute().map_err(|error| error.to_string())?);
        }
        Ok(())
    })?;
    let rows = found.iter().map(|row| row.as_f64().map_or(usize::MAX, |row| row as usize));
    same("regorus", &rows.collect::<Vec<_>>(), expected)
}
