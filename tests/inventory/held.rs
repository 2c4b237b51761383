//! What is held against what, and where both rightly differ.

use std::collections::BTreeSet;

/// A place where plan file and inventory differ, and both are right, or the inventory is not.
struct Difference {
    id: &'static str,
    what: &'static str,
    inventory: &'static str,
    file: &'static str,
    #[expect(dead_code, reason = "it is read by people")]
    why: &'static str,
}

const DIFFERENCES: &[Difference] = &[
    Difference {
        id: "001-q01",
        what: "status",
        inventory: "final",
        file: "estimated",
        why: "the text reports 4.4% as fact, table 1 marks the same figure as an estimate; the mark is kept",
    },
    Difference {
        id: "001-q08",
        what: "unit",
        inventory: "件/万人",
        file: "件",
        why: "one indicator with the row of table 1, whose unit is 件: per 万人 is in its name",
    },
    Difference {
        id: "001-q09",
        what: "unit",
        inventory: "件/万人",
        file: "件",
        why: "the unit that the text prints; per 万人 is in the name",
    },
    Difference {
        id: "001-q36",
        what: "unit",
        inventory: "个",
        file: "位",
        why: "one of the three largest is a place of at most 3; there are three bases, Beibei is not three of them",
    },
    Difference {
        id: "003-q01",
        what: "period",
        inventory: "2024",
        file: "2025",
        why: "the letter prints no year for the meetings: they were held by the day it was signed",
    },
    Difference {
        id: "003-q19",
        what: "unit",
        inventory: "名",
        file: "人",
        why: "名 counts persons here; in a plan file it is the unit of ranks",
    },
    Difference {
        id: "001-T4.1.3",
        what: "statements",
        inventory: "",
        file: "001-q60",
        why: "the sentence on the four platforms stands in this box; the inventory refers to no task",
    },
    Difference {
        id: "001-T5.2.2",
        what: "statements",
        inventory: "",
        file: "001-q60",
        why: "the same sentence stands here a second time",
    },
    Difference {
        id: "003-N4",
        what: "statements",
        inventory: "003-q28",
        file: "003-q28 003-q29",
        why: "深化实施“双倍增”行动 stands in the same sentence of this task",
    },
    Difference {
        id: "002",
        what: "title",
        inventory: "关于支持区县（推动）…创新发展的指导意见",
        file: "关于支持区县科技创新发展的指导意见",
        why: "the text begins in the middle of its title; what is missing follows the content",
    },
];

/// Holds one part of the files against the inventory, and tells all that differs at once.
pub struct Held {
    /// What the ids of this part begin with, behind the number of the document: q, T, ….
    names: &'static [&'static str],
    wrong: Vec<String>,
    used: BTreeSet<(&'static str, &'static str)>,
}

impl Held {
    pub fn new(names: &'static [&'static str]) -> Self {
        Self { names, wrong: Vec::new(), used: BTreeSet::new() }
    }

    /// Both are the same, or differ as listed.
    pub fn same(&mut self, id: &str, what: &str, inventory: &str, file: &str) {
        let listed = DIFFERENCES.iter().find(|one| one.id == id && one.what == what);
        match listed {
            None if inventory == file => {}
            None => self.wrong(id, &format!("{what}: the inventory has `{inventory}`, the file `{file}`")),
            Some(one) if (one.inventory, one.file) == (inventory, file) => {
                self.used.insert((one.id, one.what));
            }
            Some(_) => {
                self.wrong(id, &format!("{what}: not the difference that is listed: `{inventory}`, `{file}`"))
            }
        }
    }

    pub fn check(&mut self, id: &str, holds: bool, what: &str) {
        if !holds {
            self.wrong(id, what);
        }
    }

    fn wrong(&mut self, id: &str, what: &str) {
        self.wrong.push(format!("{id} {what}"));
    }

    /// Nothing differs but what is listed, and all that is listed differs.
    #[track_caller]
    pub fn finish(mut self) {
        for one in DIFFERENCES {
            let name = one.id.split_once('-').map_or("", |(_, name)| name);
            let is_ours = match name {
                "" => self.names.contains(&""),
                _ => self.names.iter().any(|start| !start.is_empty() && name.starts_with(start)),
            };
            if is_ours && !self.used.contains(&(one.id, one.what)) {
                self.wrong.push(format!("{} {}: is listed as a difference and is none", one.id, one.what));
            }
        }
        assert!(self.wrong.is_empty(), "{:#?}", self.wrong);
    }
}
