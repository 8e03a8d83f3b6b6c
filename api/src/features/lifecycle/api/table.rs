//! The log of stages as a table, and what the stage records add to the table of projects.

use super::super::model::{AmendmentQuery, EventQuery, LogRow, SignatureQuery};
use super::super::store;
use crate::error::Result;
use crate::features::projects::Stage;
use crate::features::projects::api::table::{OF_PROJECT, conditions_of_now, name_projects};
use crate::features::projects::store::list::Conditions;
use crate::lists::{self, Extra, Joined, Kind, List, Row, Source, Wanted, row_of};
use crate::policy::{Action, visible};
use crate::work::Tx;
use serde_json::Value;

/// 阶段变动记录，条件与项目清单相同。
pub const TABLE: List = List {
    name: "stage_log",
    title: "阶段变动记录",
    path: "/api/v1/projects",
    action: Action::LifecycleRead,
    row: Some("StageLogRow"),
    extra: OF_PROJECT,
    partial_dates: &[],
    titles: &[("id", "变动编号")],
    default: &[
        "row_no",
        "project_number",
        "project_name",
        "lead_unit_name",
        "kind",
        "from_stage",
        "to_stage",
        "to_state",
        "entered_on",
        "moved_on",
        "days_in_stage",
        "reason",
    ],
    open,
};

/// A list of this room with the columns that the document gives it.
const fn list(
    (name, title, path): (&'static str, &'static str, &'static str),
    action: Action,
    titles: &'static [(&'static str, &'static str)],
    default: &'static [&'static str],
    open: fn(&mut Tx<'_>, &Wanted) -> Result<Box<dyn Source>>,
) -> List {
    List { name, title, path, action, row: None, extra: &[], partial_dates: &[], titles, default, open }
}

/// 签约清单。
pub const SIGNATURES_TABLE: List = List {
    extra: &[
        Extra { field: "counted", title: "计入项目数", kind: Kind::Count },
        Extra { field: "counted_amount_yuan", title: "计入金额", kind: Kind::Money },
        Extra::text("counted_why", "计入依据"),
    ],
    ..list(
        ("signatures", "签约清单", "/api/v1/signatures"),
        Action::SignatureRead,
        &[
            ("id", "签约编号"),
            ("submitted_at", "提交时刻"),
            ("audited_at", "审核时刻"),
            ("superseded_at", "被取代的时刻"),
        ],
        &[
            "row_no",
            "project_number",
            "project_name",
            "event_title",
            "strength",
            "kind",
            "signed_on",
            "amount_yuan",
            "parties",
            "state",
            "counted",
            "counted_amount_yuan",
            "counted_why",
            "note",
        ],
        |_, wanted| {
            let query: SignatureQuery = wanted.query()?;
            Ok(lists::paged(move |tx, paging| {
                let (who, today) = (visible(tx.caller), tx.today());
                let page = store::list_signatures(tx, &who, &query, today, paging)?;
                Ok(page.map(|item| {
                    let counts = item.counts.clone();
                    let mut row = row_of(&item);
                    row.insert("counted".to_owned(), counts.as_ref().map(|c| c.count).into());
                    row.insert(
                        "counted_amount_yuan".to_owned(),
                        counts.as_ref().map(|c| c.amount_yuan).into(),
                    );
                    row.insert("counted_why".to_owned(), counts.map(|c| c.why).into());
                    row
                }))
            }))
        },
    )
};

/// 签约活动清单。
pub const EVENTS_TABLE: List = list(
    ("signing_events", "签约活动清单", "/api/v1/signing-events"),
    Action::EventRead,
    &[("id", "活动编号"), ("closed_at", "关闭时刻")],
    &["row_no", "title", "kind", "held_from_on", "held_to_on", "place", "host", "remark"],
    |_, wanted| {
        let query: EventQuery = wanted.query()?;
        Ok(lists::paged(move |tx, paging| {
            Ok(store::list_events(tx, &query, paging)?.map(|event| super::events::view(tx, event)))
        }))
    },
);

/// 变更清单。
pub const AMENDMENTS_TABLE: List = list(
    ("amendments", "变更清单", "/api/v1/amendments"),
    Action::AmendmentRead,
    &[
        ("id", "变更编号"),
        ("label", "变更的事实（中文）"),
        ("submitted_at", "提交时刻"),
        ("audited_at", "审核时刻"),
    ],
    &[
        "row_no",
        "project_number",
        "project_name",
        "label",
        "reason",
        "state",
        "effective_on",
        "audit_opinion",
    ],
    |_, wanted| {
        let query: AmendmentQuery = wanted.query()?;
        Ok(lists::paged(move |tx, paging| {
            let who = visible(tx.caller);
            store::list_amendments(tx, &who, &query, paging)
        }))
    },
);

/// Days that the passed stage records give: landing, completion, full capacity.
pub const STAGE_DAYS: Joined = Joined {
    list: "projects",
    columns: &[
        Extra { field: "landed_on", title: "落地时间", kind: Kind::Day },
        Extra { field: "completed_on", title: "竣工时间", kind: Kind::Day },
        Extra { field: "at_capacity_on", title: "达产时间", kind: Kind::Day },
    ],
    fill,
};

fn fill(tx: &mut Tx<'_>, _: &Wanted, rows: &mut [Row]) -> Result<()> {
    let id_of = |row: &Row| row.get("id").and_then(Value::as_i64);
    let ids: Vec<i64> = rows.iter().filter_map(id_of).collect();
    let days = store::passed_days(tx, &ids)?;
    for row in rows {
        let Some(id) = id_of(row) else { continue };
        for (stage, field) in [
            (Stage::Landed, "landed_on"),
            (Stage::Completed, "completed_on"),
            (Stage::AtCapacity, "at_capacity_on"),
        ] {
            if let Some(day) = days.get(&(id, stage)) {
                row.insert(field.to_owned(), day.to_string().into());
            }
        }
    }
    Ok(())
}

fn open(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<Box<dyn Source>> {
    Ok(Box::new(Moves { conditions: conditions_of_now(tx, wanted)?, after: 0 }))
}

struct Moves {
    conditions: Conditions,
    after: i64,
}

impl Source for Moves {
    fn count(&mut self, tx: &mut Tx<'_>) -> Result<i64> {
        store::count_of_projects(tx, &self.conditions)
    }

    fn next(&mut self, tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Row>> {
        let moves: Vec<(i64, LogRow)> = store::log_of_projects(tx, &self.conditions, self.after, limit)?;
        let Some((_, last)) = moves.last() else { return Ok(Vec::new()) };
        self.after = last.id;
        let mut rows: Vec<Row> = moves
            .iter()
            .map(|(project_id, row)| {
                let mut row = row_of(row);
                row.insert("project_id".to_owned(), (*project_id).into());
                row
            })
            .collect();
        name_projects(tx, &mut rows)?;
        Ok(rows)
    }
}
