//! Registrations, the pool, objections and transfers as tables.

use super::super::model::{ClaimFilter, ObjectionFilter, PoolFilter, TransferFilter};
use super::super::store;
use super::views;
use crate::lists::{self, Extra, List, Row, row_of};
use crate::policy::{Action, visible};
use serde_json::Value;

/// 首报首谈登记表。
pub const TABLE: List = List {
    name: "first_claims",
    title: "首报首谈登记表",
    path: "/api/v1/first-claims",
    action: Action::ClaimRead,
    row: None,
    extra: &[],
    partial_dates: &[],
    titles: &[("id", "内部编号"), ("confirmed_at", "确认时刻")],
    default: &[
        "row_no",
        "number",
        "investor",
        "direction",
        "unit_name",
        "person_name",
        "first_contact_on",
        "state",
        "protected_from",
        "protected_until",
        "last_progress_on",
        "end_reason",
    ],
    open: |_, wanted| {
        let filter: ClaimFilter = wanted.query()?;
        Ok(lists::paged(move |tx, paging| {
            let (who, today) = (visible(tx.caller), tx.today());
            store::list(tx, &who, &filter, today, paging)?.convert(|claims| views::items(tx, claims))
        }))
    },
};

/// The names at these places of a row's parts, as columns of their own.
fn with_names(item: &impl serde::Serialize, names: &[(&str, &str)]) -> Row {
    let whole = Value::Object(row_of(item));
    let told: Vec<_> =
        names.iter().filter_map(|(f, at)| Some(((*f).to_owned(), whole.pointer(at)?.clone()))).collect();
    let Value::Object(mut row) = whole else { return Row::new() };
    row.extend(told);
    row
}

/// 共享客商池。
pub const POOL_TABLE: List = List {
    name: "pool",
    title: "共享客商池",
    path: "/api/v1/pool",
    action: Action::ClaimRead,
    row: None,
    extra: &[Extra::text("from_unit_name", "转出单位")],
    partial_dates: &[],
    titles: &[("id", "编号")],
    default: &["row_no", "number", "investor", "direction", "chain", "from_unit_name", "since_on", "reason"],
    open: |_, wanted| {
        let filter: PoolFilter = wanted.query()?;
        Ok(lists::paged(move |tx, paging| {
            let who = visible(tx.caller);
            let page = store::pool(tx, &who, &filter, paging)?;
            page.try_map(|claim| {
                Ok(with_names(&views::pool_item(tx, claim)?, &[("from_unit_name", "/from_unit/name")]))
            })
        }))
    },
};

/// 首报首谈异议。
pub const OBJECTIONS_TABLE: List = List {
    name: "claim_objections",
    title: "首报首谈异议清单",
    path: "/api/v1/claim-objections",
    action: Action::ClaimRead,
    row: None,
    extra: &[
        Extra::text("objector_unit_name", "异议单位"),
        Extra::text("respondent_unit_name", "被提出异议的单位"),
        Extra::text("respondent_number", "被提出异议的登记号"),
    ],
    partial_dates: &[],
    titles: &[("id", "编号")],
    default: &[
        "row_no",
        "objector_unit_name",
        "respondent_unit_name",
        "respondent_number",
        "filed_on",
        "reason",
        "rule_by_on",
        "overdue",
        "state",
        "ruling",
        "ruling_reason",
        "ruled_at",
    ],
    open: |_, wanted| {
        let filter: ObjectionFilter = wanted.query()?;
        Ok(lists::paged(move |tx, paging| {
            let (who, today) = (visible(tx.caller), tx.today());
            let page = store::list_objections(tx, &who, &filter, today, paging)?;
            page.try_map(|objection| Ok(with_names(&views::objection(tx, objection)?, OF_OBJECTION)))
        }))
    },
};

const OF_OBJECTION: &[(&str, &str)] = &[
    ("objector_unit_name", "/objector/unit/name"),
    ("respondent_unit_name", "/respondent/unit/name"),
    ("respondent_number", "/respondent/number"),
];

/// 客商流转。
pub const TRANSFERS_TABLE: List = List {
    name: "claim_transfers",
    title: "客商流转清单",
    path: "/api/v1/claim-transfers",
    action: Action::ClaimRead,
    row: None,
    extra: &[Extra::text("from_unit_name", "流出单位")],
    partial_dates: &[],
    titles: &[("id", "编号"), ("asked_at", "发起时刻"), ("closed_at", "终结时刻")],
    default: &[
        "row_no",
        "claim_number",
        "investor",
        "direction",
        "chain",
        "from_unit_name",
        "first_contact_on",
        "reason",
        "duties",
        "state",
        "asked_at",
        "closed_at",
        "close_note",
    ],
    open: |_, wanted| {
        let filter: TransferFilter = wanted.query()?;
        Ok(lists::paged(move |tx, paging| {
            let (who, units) = (visible(tx.caller), tx.caller.unit_ids.clone());
            let page = store::list_transfers(tx, &who, &filter, &units, paging)?;
            page.try_map(|transfer| {
                Ok(with_names(&views::transfer(tx, transfer)?, &[("from_unit_name", "/from_unit/name")]))
            })
        }))
    },
};
