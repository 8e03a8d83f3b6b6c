//! The lists of this room as tables.

use super::super::model::input::{LatesFilter, MilestoneFilter, MonthlyFilter};
use super::{milestones, periods, reports};
use crate::lists::{self, Extra, Kind, List, Row, row_of};
use crate::policy::Action;
use serde_json::Value;

/// 项目调度表：一个月各项目的投资与形象进度。
pub const MONTHLY_TABLE: List = List {
    name: "monthly_reports",
    title: "项目建设进度月报表",
    path: "/api/v1/monthly-reports",
    action: Action::ReportRead,
    row: None,
    extra: &[
        Extra { field: "planned_yuan", title: "年度计划投资", kind: Kind::Money },
        Extra { field: "done_yuan", title: "本年完成投资", kind: Kind::Money },
        Extra { field: "done_percent", title: "完成年度计划（%）", kind: Kind::Number },
        Extra { field: "points", title: "超（欠）计划（百分点）", kind: Kind::Number },
    ],
    partial_dates: &["month"],
    titles: &[
        ("id", "月报编号"),
        ("project_id", "项目内部编号"),
        ("unit_id", "责任单位编号"),
        ("stage", "进展阶段"),
    ],
    default: &[
        "row_no",
        "project_number",
        "project_name",
        "unit_name",
        "stage",
        "month",
        "total_investment_yuan",
        "planned_yuan",
        "total_before_yuan",
        "invested_month_yuan",
        "adjusted_yuan",
        "invested_total_yuan",
        "done_yuan",
        "done_percent",
        "points",
        "image_progress",
        "problems",
        "next_month",
        "state",
        "late",
    ],
    open: |_, wanted| {
        let filter: MonthlyFilter = wanted.query()?;
        Ok(lists::paged(move |tx, paging| {
            reports::page(tx, &filter, paging)?.convert(|rows| Ok(rows.iter().map(flat).collect()))
        }))
    },
};

/// The plan's figures beside the report's.
fn flat<T: serde::Serialize>(report: &T) -> Row {
    let mut row = row_of(report);
    if let Some(Value::Object(plan)) = row.get("plan").cloned() {
        row.extend(plan);
    }
    row
}

/// 迟报漏报清单。
pub const LATES_TABLE: List = List {
    name: "report_lates",
    title: "月报迟报漏报清单",
    path: "/api/v1/report-lates",
    action: Action::ReportRead,
    row: None,
    extra: &[],
    partial_dates: &["month"],
    titles: &[("project_id", "项目内部编号"), ("unit_id", "责任单位编号")],
    default: &[
        "row_no",
        "unit_name",
        "project_number",
        "project_name",
        "month",
        "of",
        "kind",
        "due_on",
        "submitted_at",
        "days_late",
        "points",
    ],
    open: |_, wanted| {
        let filter: LatesFilter = wanted.query()?;
        Ok(lists::paged(move |tx, paging| periods::lates_page(tx, &filter, paging)))
    },
};

/// 里程碑清单。
pub const MILESTONES_TABLE: List = List {
    name: "milestones",
    title: "项目里程碑清单",
    path: "/api/v1/milestones",
    action: Action::MilestoneRead,
    row: None,
    extra: &[],
    partial_dates: &[],
    titles: &[("id", "里程碑编号"), ("project_id", "项目内部编号"), ("unit_id", "责任单位编号")],
    default: &[
        "row_no",
        "unit_name",
        "project_number",
        "project_name",
        "name",
        "planned_on",
        "first_planned_on",
        "actual_on",
        "state",
        "days_late",
        "note",
    ],
    open: |_, wanted| {
        let filter: MilestoneFilter = wanted.query()?;
        Ok(lists::paged(move |tx, paging| milestones::page(tx, &filter, paging)))
    },
};
