//! The bundled plans, as the library reads them and as they stand.

use std::fs;

use attainment::plan::{Indicator, Target, Task};
use attainment::series::Observation;
use attainment::{Observations, Plan};

use crate::raw::Node;

/// Document, file, and whether there are figures: documents 000 and 004 print none.
const FILES: [(&str, &str, bool); 5] = [
    ("000", "bishan-labs", false),
    ("001", "beibei", true),
    ("002", "chongqing-districts", true),
    ("003", "chongqing-reply", true),
    ("004", "chuanyu-institutes", false),
];

/// A row of data, with the fields that the library ignores.
pub struct Row {
    pub cells: Vec<(String, String)>,
}

impl Row {
    pub fn cell(&self, column: &str) -> &str {
        self.cells.iter().find(|(name, _)| name == column).map_or("", |(_, cell)| cell)
    }

    /// The ids in a cell, with spaces between them.
    pub fn ids(&self, column: &str) -> Vec<&str> {
        self.cell(column).split_whitespace().collect()
    }
}

/// One document.
pub struct Carried {
    pub document: &'static str,
    pub file: &'static str,
    pub plan: Plan,
    pub data: Observations,
    pub raw: Node,
    pub rows: Vec<Row>,
}

impl Carried {
    fn read(document: &'static str, file: &'static str, has_data: bool) -> Self {
        let path = |kind: &str| format!("{}/examples/data/{file}.{kind}", env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(path("yaml")).unwrap();
        let plan = Plan::from_yaml(&text).unwrap().into_inner();
        let raw = Node::of_yaml(&text);
        assert_eq!(raw.field("x-document"), document, "{file}");
        assert_eq!(fs::exists(path("csv")).unwrap(), has_data, "{file}.csv");
        let (mut data, mut rows) = (Observations::none(), Vec::new());
        if has_data {
            let bytes = fs::read(path("csv")).unwrap();
            data = Observations::from_csv(bytes.as_slice(), &plan).unwrap().into_inner();
            let mut reader = csv::Reader::from_reader(bytes.as_slice());
            let names = reader.headers().unwrap().clone();
            for record in reader.records() {
                let record = record.unwrap();
                let cells = names.iter().zip(&record).map(|(name, cell)| (name.to_owned(), cell.to_owned()));
                rows.push(Row { cells: cells.collect() });
            }
            assert_eq!(data.len(), rows.len(), "{file}.csv: every row is read");
        }
        Self { document, file, plan, data, raw, rows }
    }

    pub fn indicator(&self, id: &str) -> &Indicator {
        self.plan.indicator(id).unwrap_or_else(|| panic!("{}: no indicator {id}", self.file))
    }

    pub fn target(&self, indicator: &str, target: &str) -> &Target {
        self.indicator(indicator).targets().iter().find(|one| one.id() == target).unwrap()
    }

    pub fn task(&self, id: &str) -> (usize, &Task) {
        self.plan.tasks().iter().enumerate().find(|(_, task)| task.id() == id).unwrap()
    }

    /// The figure that a row was read as.
    pub fn observation(&self, row: &Row) -> &Observation {
        let index = self.plan.indicators().iter().position(|one| one.id() == row.cell("indicator")).unwrap();
        let period = row.cell("period").parse().unwrap();
        let mut found = self.data.of(index).iter().filter(|one| one.period() == period);
        let figure = found.next().unwrap();
        assert!(found.next().is_none(), "{}: one figure for {} {period}", self.file, row.cell("indicator"));
        figure
    }
}

/// All five.
pub fn all() -> Vec<Carried> {
    FILES.iter().map(|(document, file, has_data)| Carried::read(document, file, *has_data)).collect()
}

/// The one that carries a document.
pub fn of<'c>(all: &'c [Carried], document: &str) -> &'c Carried {
    all.iter().find(|one| one.document == document).unwrap()
}
