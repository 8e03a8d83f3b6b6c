//! Do the rules of this room make sense? Asked when the bureau lays down a new revision.

use super::super::model::rules::{Procedures, ServiceTimes};
use super::graph::{Node, circle};
use super::wrong;
use crate::error::FieldError;

/// Everything wrong with a template of procedures.
pub fn check_procedures(template: &Procedures) -> Vec<FieldError> {
    let mut out = Vec::new();
    let steps = &template.steps;
    for (n, step) in steps.iter().enumerate() {
        if steps[..n].iter().any(|s| s.code == step.code) {
            let message = format!("事项代码 {} 重复，请改用另一个。", step.code);
            out.push(wrong(format!("/steps/{n}/code"), "duplicate", message));
        }
        for (i, code) in step.after.iter().enumerate() {
            if !steps.iter().any(|s| &s.code == code) {
                let message = format!("没有代码为 {code} 的事项，请填写本模板中的代码。");
                out.push(wrong(format!("/steps/{n}/after/{i}"), "unknown", message));
            }
        }
    }
    let nodes: Vec<Node<'_>> = steps
        .iter()
        .map(|s| Node { code: &s.code, after: &s.after, days: s.working_days.unwrap_or(0) })
        .collect();
    if out.is_empty()
        && let Some(code) = circle(&nodes)
    {
        let n = steps.iter().position(|s| s.code == code).unwrap_or_default();
        let message = format!("{code} 绕了一圈又要等自己，永远不能开始。请去掉其中一个前置事项。");
        out.push(wrong(format!("/steps/{n}/after"), "circle", message));
    }
    out
}

/// Everything wrong with the times.
pub fn check_times(times: &ServiceTimes) -> Vec<FieldError> {
    let c = &times.complaints;
    let mut out = Vec::new();
    let steps = c.accept_days + c.forward_days + c.handle_days;
    if c.whole_days < steps {
        let message =
            format!("全程{}个工作日，短于受理、转办、办理之和（{steps}个工作日），请核对。", c.whole_days);
        out.push(wrong("/complaints/whole_days", "contradiction", message));
    }
    let levels = [times.ticket_county_days, times.ticket_city_days, times.ticket_leader_days];
    if levels.windows(2).any(|pair| pair[0] > pair[1]) {
        out.push(wrong("/ticket_city_days", "order", "协调层级越高，时限不应越短，请核对。"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::services::store::settings::{default_procedures, default_times};

    #[test]
    fn the_defaults_make_sense() {
        assert_eq!(check_procedures(&default_procedures()), []);
        assert_eq!(check_times(&default_times()), []);
    }

    #[test]
    fn contradictions_are_named() {
        let mut template = default_procedures();
        template.steps[0].after = vec!["nothing".to_owned()];
        template.steps[2].code = template.steps[1].code.clone();
        let found = check_procedures(&template);
        let at: Vec<&str> = found.iter().map(|e| e.pointer.as_str()).collect();
        assert!(at.contains(&"/steps/0/after/0") && at.contains(&"/steps/2/code"), "{at:?}");
        let mut template = default_procedures();
        let last = template.steps.last().map(|s| s.code.clone()).unwrap_or_default();
        template.steps[0].after = vec![last];
        assert_eq!(check_procedures(&template)[0].code, "circle");
        let mut times = default_times();
        times.complaints.whole_days = 10;
        times.ticket_city_days = 1;
        assert_eq!(check_times(&times).len(), 2);
    }
}
