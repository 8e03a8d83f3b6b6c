//! Slips as a table, and the colours of projects as columns of the project list.

use super::super::model::{SlipFilter, SlipOrder};
use super::super::store;
use super::slips::conditions;
use super::views;
use crate::error::Result;
use crate::lists::{self, Extra, Joined, Kind, List, Row, Wanted};
use crate::policy::Action;
use crate::work::Tx;
use serde_json::Value;

/// 督办单清单。
pub const TABLE: List = List {
    name: "slips",
    title: "督办单清单",
    path: "/api/v1/slips",
    action: Action::SlipRead,
    row: None,
    extra: &[],
    partial_dates: &[],
    titles: &[
        ("id", "内部编号"),
        ("kind", "督办单种类"),
        ("basis", "督办依据"),
        ("state", "督办状态"),
        ("project_id", "项目内部编号"),
        ("unit_id", "承办单位编号"),
        ("person_id", "承办人编号"),
        ("issued_by", "签发人编号"),
        ("answered_by", "反馈人编号"),
        ("root_id", "第一份的内部编号"),
        ("raised_from_id", "升级自的内部编号"),
    ],
    default: &[
        "row_no",
        "number",
        "kind",
        "colour",
        "project_name",
        "matter",
        "basis",
        "basis_text",
        "unit_name",
        "person_name",
        "issuer_name",
        "issued_at",
        "due_on",
        "overdue_days",
        "state",
        "answered_at",
        "closed_at",
    ],
    open: |tx, wanted| {
        let (filter, order): (SlipFilter, SlipOrder) = (wanted.query()?, wanted.query()?);
        let conditions = conditions(tx, filter)?;
        Ok(lists::paged(move |tx, paging| {
            store::page(tx, &conditions, &order, paging)?.convert(|slips| views::items(tx, slips))
        }))
    },
};

/// Today's colour of each project, why, since when, and what turns it green.
pub const COLOURS: Joined = Joined {
    list: "projects",
    columns: &[
        Extra::text("colour", "颜色"),
        Extra::text("colour_because", "颜色的理由"),
        Extra { field: "colour_since_on", title: "颜色起始日", kind: Kind::Day },
        Extra::text("colour_turns_green_when", "怎样转绿"),
    ],
    fill,
};

fn fill(tx: &mut Tx<'_>, _: &Wanted, rows: &mut [Row]) -> Result<()> {
    let id_of = |row: &Row| row.get("id").and_then(Value::as_i64);
    let ids: Vec<i64> = rows.iter().filter_map(id_of).collect();
    let colours = store::colours::of_projects(tx, &ids)?;
    for row in rows {
        let Some(view) = id_of(row).and_then(|id| colours.get(&id)) else { continue };
        row.insert("colour".to_owned(), view.colour.label().into());
        row.insert("colour_because".to_owned(), view.because.clone().into());
        row.insert("colour_since_on".to_owned(), view.since_on.to_string().into());
        if let Some(when) = &view.turns_green_when {
            row.insert("colour_turns_green_when".to_owned(), when.clone().into());
        }
    }
    Ok(())
}
