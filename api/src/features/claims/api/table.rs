//! The registrations as a table.

use super::super::model::ClaimFilter;
use super::super::store;
use super::views;
use crate::lists::{self, List};
use crate::policy::{Action, visible};

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
