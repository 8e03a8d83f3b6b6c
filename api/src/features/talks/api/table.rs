//! Talks as a table.

use super::super::model::{TalkFilter, TalkOrder};
use super::super::store;
use super::{conditions, views};
use crate::lists::{self, List};
use crate::policy::Action;

/// 洽谈记录清单。
pub const TABLE: List = List {
    name: "talks",
    title: "洽谈记录清单",
    path: "/api/v1/talks",
    action: Action::TalkRead,
    row: None,
    extra: &[],
    partial_dates: &[],
    titles: &[("id", "内部编号"), ("enterprise_id", "企业编号"), ("project_id", "项目内部编号")],
    default: &[
        "row_no",
        "number",
        "happened_on",
        "kind",
        "enterprise_name",
        "project_name",
        "unit_name",
        "our_people",
        "their_people",
        "said",
        "outcome",
        "next_step",
        "next_owner_name",
        "next_due_on",
        "next_state",
        "done_note",
    ],
    open: |tx, wanted| {
        let (filter, order): (TalkFilter, TalkOrder) = (wanted.query()?, wanted.query()?);
        let conditions = conditions(tx, filter)?;
        Ok(lists::paged(move |tx, paging| {
            store::page(tx, &conditions, &order, paging)?.convert(|talks| views(tx, talks))
        }))
    },
};
