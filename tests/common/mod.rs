//! A plan and its data in a few lines, judged by the built-in policy.

use attainment::{Evaluator, Observations, Plan, Policy, Report};

/// A plan, its data, and the policy that judges it.
pub struct Case {
    pub plan: Plan,
    pub data: Observations,
    pub policy: Policy,
}

impl Case {
    /// From a plan without its first three lines, and rows `subject,period,value[,status[,published]]`.
    pub fn new(rest: &str, rows: &[&str]) -> Self {
        let text = format!("format: attainment/plan@1\nid: p\ntitle: P\n{rest}");
        let plan = Plan::from_yaml(&text).unwrap().into_inner();
        let mut csv = String::from("subject,period,value,status,published\n");
        for row in rows {
            let missing = 4 - row.matches(',').count();
            csv += &format!("{row}{}\n", ",".repeat(missing));
        }
        let data = Observations::from_csv(csv.as_bytes(), &plan).unwrap().into_inner();
        let policy = Policy::builtin("cn-schedule").unwrap();
        Self { plan, data, policy }
    }

    /// What was known by a day.
    pub fn report(&self, as_of: &str) -> Report<'_> {
        Evaluator::new(&self.policy).as_of(as_of.parse().unwrap()).evaluate(&self.plan, &self.data)
    }
}
