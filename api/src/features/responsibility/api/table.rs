//! The lists of this room, as tables.

use super::super::model::checklists::GapFilter;
use super::super::model::vacancies::VacancyFilter;
use super::super::store::terms;
use super::{assignments, checklists, handovers, substitutes};
use crate::lists::{self, Extra, List};
use crate::policy::{self, Action};

/// 任期，作为表。
pub const TABLE: List = List {
    name: "assignments",
    title: "责任人任期",
    path: "/api/v1/assignments",
    action: Action::ResponsibilityRead,
    row: None,
    extra: &[],
    partial_dates: &[],
    titles: &[
        ("id", "任期编号"),
        ("project_id", "项目内部编号"),
        ("user_name", "姓名"),
        ("unit_name", "单位"),
    ],
    default: &[
        "row_no",
        "project_number",
        "project_name",
        "lead_unit_name",
        "role",
        "user_name",
        "unit_name",
        "post",
        "from_on",
        "until_on",
        "reason",
        "end_reason",
    ],
    open: |tx, wanted| {
        let (filter, who) = (wanted.query()?, policy::visible(tx.caller));
        Ok(lists::paged(move |tx, paging| terms::page(tx, &who, &filter, paging)))
    },
};

/// 责任人空缺，作为表。
pub const VACANCIES_TABLE: List = List {
    name: "role_vacancies",
    title: "责任人空缺",
    path: "/api/v1/role-vacancies",
    action: Action::ResponsibilityRead,
    row: None,
    extra: &[Extra::text("lacking_text", "空缺")],
    partial_dates: &[],
    titles: &[("project_id", "项目内部编号")],
    default: &[
        "row_no",
        "project_number",
        "project_name",
        "stage",
        "stage_since_on",
        "total_investment_yuan",
        "lead_unit_name",
        "lacking_text",
    ],
    open: |_, wanted| {
        let filter: VacancyFilter = wanted.query()?;
        Ok(lists::paged(move |tx, paging| {
            Ok(assignments::vacant(tx, &filter, paging)?.map(|row| {
                let words: Vec<&str> = row.lacking.iter().map(|role| role.label()).collect();
                let mut out = lists::row_of(&row);
                out.insert("lacking_text".to_owned(), words.join("、").into());
                out
            }))
        }))
    },
};

/// 检查清单的缺项，作为表。
pub const GAPS_TABLE: List = List {
    name: "checklist_gaps",
    title: "检查清单缺项",
    path: "/api/v1/checklist-gaps",
    action: Action::ResponsibilityRead,
    row: None,
    extra: &[Extra::text("missing_text", "缺项")],
    partial_dates: &[],
    titles: &[("project_id", "项目内部编号")],
    default: &[
        "row_no",
        "project_number",
        "project_name",
        "stage",
        "total_investment_yuan",
        "lead_unit_name",
        "checklist_label",
        "met",
        "total",
        "missing_text",
        "how_to_fix",
    ],
    open: |_, wanted| {
        let filter: GapFilter = wanted.query()?;
        Ok(lists::paged(move |tx, paging| {
            Ok(checklists::gaps(tx, &filter, paging)?.map(|row| {
                let mut out = lists::row_of(&row);
                out.insert("missing_text".to_owned(), row.missing.join("、").into());
                out
            }))
        }))
    },
};

/// 移交，作为表。
pub const HANDOVERS_TABLE: List = List {
    name: "handovers",
    title: "工作移交",
    path: "/api/v1/handovers",
    action: Action::ResponsibilityRead,
    row: None,
    extra: &[],
    partial_dates: &[],
    titles: &[("id", "移交编号")],
    default: &[
        "row_no",
        "handed_on",
        "from_user_name",
        "to_user_name",
        "moved_text",
        "reason",
        "made_by_name",
    ],
    open: |_, wanted| {
        let filter = wanted.query()?;
        Ok(lists::paged(move |tx, paging| handovers::page(tx, &filter, paging)))
    },
};

/// 代理，作为表。
pub const SUBSTITUTES_TABLE: List = List {
    name: "substitutes",
    title: "代理",
    path: "/api/v1/substitutes",
    action: Action::ResponsibilityRead,
    row: None,
    extra: &[],
    partial_dates: &[],
    titles: &[("id", "代理编号")],
    default: &["row_no", "user_name", "substitute_name", "from_on", "until_on", "state", "reason"],
    open: |_, wanted| {
        let filter = wanted.query()?;
        Ok(lists::paged(move |tx, paging| substitutes::page(tx, &filter, paging)))
    },
};
