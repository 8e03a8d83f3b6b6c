//! The lists of this room as tables.

use super::super::model::complaints::{ComplaintFilter, ComplaintOrder};
use super::super::model::figures::GapQuery;
use super::super::model::procedures::{ApprovalFilter, ApprovalOrder};
use super::super::model::records::{RecordFilter, RecordOrder};
use super::super::model::tickets::{TicketFilter, TicketOrder};
use super::super::store;
use crate::lists::{self, List};
use crate::policy::Action;

/// 手续清单。
pub const APPROVALS_TABLE: List = List {
    name: "approval_items",
    title: "手续清单",
    path: "/api/v1/approval-items",
    action: Action::ApprovalRead,
    row: None,
    extra: &[],
    partial_dates: &[],
    titles: &[("id", "手续编号"), ("project_id", "项目内部编号")],
    default: &[
        "row_no",
        "project_number",
        "project_name",
        "name",
        "window_name",
        "unit_name",
        "state",
        "standard_days",
        "promised_days",
        "received_on",
        "due_on",
        "finished_on",
        "actual_days",
        "days_overdue",
        "result_number",
    ],
    open: |tx, wanted| {
        let (filter, order): (ApprovalFilter, ApprovalOrder) = (wanted.query()?, wanted.query()?);
        let conditions = super::procedures::conditions(tx, filter)?;
        Ok(lists::paged(move |tx, paging| {
            let page = store::procedures::page(tx, &conditions, &order, paging)?;
            page.convert(|items| super::procedures::views(tx, items))
        }))
    },
};

/// 困难清单。
pub const TICKETS_TABLE: List = List {
    name: "tickets",
    title: "困难清单",
    path: "/api/v1/tickets",
    action: Action::TicketRead,
    row: None,
    extra: &[],
    partial_dates: &[],
    titles: &[("id", "内部编号"), ("enterprise_id", "企业编号"), ("project_id", "项目内部编号")],
    default: &[
        "row_no",
        "number",
        "enterprise_name",
        "project_name",
        "kind",
        "title",
        "said",
        "blocks",
        "level",
        "raised_on",
        "unit_name",
        "accepted_on",
        "promised_on",
        "answered_on",
        "closed_on",
        "state",
        "days_overdue",
        "satisfaction",
        "reopened_count",
    ],
    open: |tx, wanted| {
        let (filter, order): (TicketFilter, TicketOrder) = (wanted.query()?, wanted.query()?);
        let conditions = super::tickets::conditions(tx, filter)?;
        Ok(lists::paged(move |tx, paging| {
            let page = store::tickets::page(tx, &conditions, &order, paging)?;
            page.convert(|found| super::tickets_view::views(tx, found))
        }))
    },
};

/// 投诉清单；投诉人从不写进去。
pub const COMPLAINTS_TABLE: List = List {
    name: "complaints",
    title: "投诉清单",
    path: "/api/v1/complaints",
    action: Action::ComplaintRead,
    row: None,
    extra: &[],
    partial_dates: &[],
    titles: &[("id", "内部编号"), ("enterprise_id", "企业编号"), ("project_id", "项目内部编号")],
    default: &[
        "row_no",
        "number",
        "about",
        "received_on",
        "unit_name",
        "handler_name",
        "state",
        "step_due_on",
        "days_overdue",
        "answered_on",
        "closed_on",
        "late_steps",
        "satisfaction",
    ],
    open: |tx, wanted| {
        let (filter, order): (ComplaintFilter, ComplaintOrder) = (wanted.query()?, wanted.query()?);
        let conditions = super::complaints::conditions(tx, filter)?;
        Ok(lists::paged(move |tx, paging| {
            let page = store::complaints::page(tx, &conditions, &order, paging)?;
            page.convert(|found| {
                let mut views = super::complaints::views(tx, found)?;
                // a table is carried away: who complained stays with the handler
                for view in &mut views {
                    (view.complainant, view.complainant_phone) = (None, None);
                }
                Ok(views)
            })
        }))
    },
};

/// 服务记录清单。
pub const RECORDS_TABLE: List = List {
    name: "service_records",
    title: "服务记录清单",
    path: "/api/v1/service-records",
    action: Action::ServiceRead,
    row: None,
    extra: &[],
    partial_dates: &[],
    titles: &[("id", "编号"), ("enterprise_id", "企业编号"), ("project_id", "项目内部编号")],
    default: &[
        "row_no",
        "happened_on",
        "service",
        "project_name",
        "enterprise_name",
        "said",
        "unit_name",
        "created_by_name",
    ],
    open: |tx, wanted| {
        let (filter, order): (RecordFilter, RecordOrder) = (wanted.query()?, wanted.query()?);
        let conditions = super::records::conditions(tx, filter)?;
        Ok(lists::paged(move |tx, paging| {
            let page = store::records::page(tx, &conditions, &order, paging)?;
            page.convert(|found| super::records::views(tx, found))
        }))
    },
};

/// 久未联系的项目清单。
pub const GAPS_TABLE: List = List {
    name: "contact_gaps",
    title: "久未联系的项目",
    path: "/api/v1/contact-gaps",
    action: Action::ServiceRead,
    row: None,
    extra: &[],
    partial_dates: &[],
    titles: &[("project_id", "项目内部编号")],
    default: &["row_no", "project_number", "project_name", "lead_unit_name", "last_contact_on", "days"],
    open: |_, wanted| {
        let query: GapQuery = wanted.query()?;
        Ok(lists::paged(move |tx, paging| super::figures::gaps(tx, &query, paging)))
    },
};
