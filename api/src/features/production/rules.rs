//! What a report may say, and what follows from it.

use super::model::{
    DerivedValue, Metric, MetricInput, MetricView, ProductionAuditInput, ProductionReportInput,
};
use crate::error::{Code, Error, FieldError, Result};
use crate::features::projects::model::funds::AuditResult;
use crate::features::projects::{EndState, Project, Stage};
use chrono::{Datelike, NaiveDate};

/// Only a project that produces reports production.
///
/// # Errors
/// 409 `lifecycle.not_possible`.
pub fn check_producing(project: &Project) -> Result<()> {
    let producing = matches!(project.stage, Stage::Producing | Stage::AtCapacity);
    let why = match project.end_state {
        Some(state) if state != EndState::Suspended => format!("项目已{}", state.label()),
        _ if !producing => format!("项目现在是“{}”，还没有投产", project.stage.label()),
        _ => return Ok(()),
    };
    Err(Error::new(Code::LifecycleNotPossible)
        .detail(format!("{why}，不能填报生产月报。投产审核通过之后再填报。")))
}

/// The first day of a month written `2019-04`.
pub fn month_on(month: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(&format!("{month}-01"), "%Y-%m-%d").ok()
}

/// All mistakes of a report at once.
///
/// # Errors
/// 422 with every wrong field.
pub fn check(input: &ProductionReportInput, today: NaiveDate) -> Result<NaiveDate> {
    let mut errors = Vec::new();
    let mut wrong = |pointer: String, code: &str, message: String| {
        errors.push(FieldError { pointer, code: code.to_owned(), message });
    };
    let month = month_on(&input.month);
    match month {
        None => wrong("/month".into(), "date", "月份请写成如 2019-04。".into()),
        Some(month) if (month.year(), month.month()) > (today.year(), today.month()) => {
            wrong("/month".into(), "in_future", "这个月还没有到，不能填报。请填本月或以前的月份。".into());
        }
        Some(_) => {}
    }
    for (i, metric) in input.metrics.iter().enumerate() {
        let at = |field: &str| format!("/metrics/{i}/{field}");
        let own = metric.metric == Metric::Other;
        for (field, given) in [("name", metric.name.is_some()), ("unit", metric.unit.is_some())] {
            if own && !given {
                wrong(at(field), "required", "指标为“其他”时请写明名称与计量单位。".into());
            } else if !own && given {
                wrong(at(field), "fixed", "这项指标的名称与单位是固定的，请去掉，或改选“其他”。".into());
            }
        }
        let numbers = [
            ("value", Some(metric.value)),
            ("plan_share_percent", metric.plan_share_percent),
            ("growth_percent", metric.growth_percent),
        ];
        for (field, number) in numbers {
            if number.is_some_and(|n| hundredths(n).is_none()) {
                wrong(at(field), "precision", "最多写两位小数。".into());
            }
        }
        let whole = matches!(metric.metric, Metric::Revenue | Metric::Tax | Metric::Herd | Metric::Jobs);
        if whole && metric.value.fract() != 0.0 {
            wrong(at("value"), "whole", "这项指标请填整数（金额以元计）。".into());
        }
        let same = |other: &&MetricInput| other.metric == metric.metric && other.name == metric.name;
        if input.metrics[..i].iter().any(|o| same(&o)) {
            wrong(at("metric"), "duplicate", "同一指标报了两次，请只留一次。".into());
        }
    }
    match month {
        Some(month) if errors.is_empty() => Ok(month),
        _ => Err(Error::invalid(errors)),
    }
}

/// What does not pass needs an opinion.
///
/// # Errors
/// 422.
pub fn check_audit(input: &ProductionAuditInput) -> Result<()> {
    let silent = input.opinion.as_deref().is_none_or(|o| o.trim().is_empty());
    if input.result != AuditResult::Passed && silent {
        return Err(Error::field("/opinion", "required", "没有通过的请写明意见，让填报人知道改什么。"));
    }
    Ok(())
}

/// A number with at most two decimals in hundredths.
fn hundredths(number: f64) -> Option<i64> {
    let times = number * 100.0;
    let near = times.round();
    ((times - near).abs() < 1e-4 && near.abs() < 9e17).then_some(near as i64)
}

/// A metric as it is shown, with what follows from it.
pub fn view(input: &MetricInput) -> MetricView {
    let (name, unit) = match input.metric {
        Metric::Herd => ("存栏", "头"),
        Metric::Output => ("产量", "吨"),
        Metric::Revenue => ("营业收入", "元"),
        Metric::Tax => ("税金", "元"),
        Metric::Jobs => ("用工", "人"),
        Metric::Other => {
            (input.name.as_deref().unwrap_or_default(), input.unit.as_deref().unwrap_or_default())
        }
    };
    MetricView {
        metric: input.metric,
        name: name.to_owned(),
        unit: unit.to_owned(),
        value: input.value,
        plan_share_percent: input.plan_share_percent,
        growth_percent: input.growth_percent,
        derived: derived(input),
    }
}

/// The plan behind a share of it, last year behind a growth: rounded half up to whole units.
fn derived(input: &MetricInput) -> Vec<DerivedValue> {
    let Some(value) = hundredths(input.value) else { return Vec::new() };
    let divided = |by: i64| -> Option<i64> {
        let (numerator, by) = (i128::from(value) * 100, i128::from(by));
        (by > 0).then(|| i64::try_from((numerator * 2 + by) / (by * 2)).unwrap_or(i64::MAX))
    };
    let mut out = Vec::new();
    if let Some(share) = input.plan_share_percent
        && let Some(plan) = hundredths(share).and_then(divided)
    {
        out.push(DerivedValue {
            name: "年计划（推算）".to_owned(),
            value: plan,
            formula: format!("{} ÷ {share}% ≈ {plan}", input.value),
        });
    }
    if let Some(growth) = input.growth_percent
        && let Some(last) = hundredths(growth).and_then(|g| divided(10_000 + g))
    {
        out.push(DerivedValue {
            name: "上年同期（推算）".to_owned(),
            value: last,
            formula: format!("{} ÷ （1 + {growth}%） ≈ {last}", input.value),
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metric(metric: Metric, value: f64, share: Option<f64>, growth: Option<f64>) -> MetricInput {
        MetricInput {
            metric,
            name: None,
            unit: None,
            value,
            plan_share_percent: share,
            growth_percent: growth,
        }
    }

    /// Case 8: Tianmu, April 2019.
    #[test]
    fn the_plan_behind_a_share_is_derived() {
        let shown = view(&metric(Metric::Output, 17_156.0, Some(33.0), Some(28.0)));
        assert_eq!((shown.derived[0].value, shown.derived[1].value), (51_988, 13_403));
        assert_eq!(shown.derived[0].formula, "17156 ÷ 33% ≈ 51988");
        let revenue = view(&metric(Metric::Revenue, 67_150_000.0, None, Some(29.0)));
        assert_eq!(revenue.derived.len(), 1);
        assert_eq!(view(&metric(Metric::Herd, 9_766.0, None, None)).derived, []);
        // from nothing last year nothing follows
        assert_eq!(view(&metric(Metric::Jobs, 3.0, None, Some(-100.0))).derived, []);
    }

    #[test]
    fn mistakes_are_named_all_at_once() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day");
        let input = ProductionReportInput {
            month: "2026-04".into(),
            metrics: vec![
                metric(Metric::Output, 1.234, None, None),
                metric(Metric::Tax, 0.5, None, None),
                metric(Metric::Tax, 1.0, None, None),
                metric(Metric::Other, 1.0, None, None),
            ],
            note: None,
        };
        let error = check(&input, today).expect_err("wrong");
        let pointers: Vec<&str> = error.errors().iter().map(|e| e.pointer.as_str()).collect();
        assert_eq!(
            pointers,
            [
                "/month",
                "/metrics/0/value",
                "/metrics/1/value",
                "/metrics/2/metric",
                "/metrics/3/name",
                "/metrics/3/unit"
            ]
        );
    }
}
