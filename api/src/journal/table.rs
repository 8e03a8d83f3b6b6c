//! The feed of changes and the journal as tables.

use super::api::{JournalQuery, sealed_after};
use super::{Event, words};
use crate::error::Result;
use crate::lists::{List, Row, Source, Wanted, row_of};
use crate::policy::{Action, Visible, visible};
use crate::work::Tx;

const TITLES: &[(&str, &str)] = &[
    ("id", "序号（日志）"),
    ("event", "事件"),
    ("title", "做了什么"),
    ("subject_label", "对象"),
    ("actor_name", "操作者"),
];

/// 变更记录。
pub const TABLE: List = List {
    name: "changes",
    title: "变更记录",
    path: "/api/v1/changes",
    action: Action::ChangesRead,
    row: None,
    extra: &[],
    partial_dates: &[],
    titles: TITLES,
    default: &[
        "row_no",
        "id",
        "at",
        "event",
        "title",
        "subject_kind",
        "subject_id",
        "subject_label",
        "actor_name",
        "before",
        "after",
    ],
    open,
};

fn open(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<Box<dyn Source>> {
    let types: Option<Vec<String>> =
        serde_json::from_value(wanted.conditions["types"].clone()).unwrap_or_default();
    let after = wanted.conditions["after"].as_i64().unwrap_or(0);
    Ok(Box::new(Changes { who: visible(tx.caller), types, first: after, after }))
}

struct Changes {
    who: Visible,
    types: Option<Vec<String>>,
    first: i64,
    after: i64,
}

impl Changes {
    /// The next rows that the caller sees; empty only at the end.
    fn seen(&mut self, tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Event>> {
        loop {
            let rows = sealed_after(tx, self.after, self.types.as_deref(), limit)?;
            let Some(last) = rows.last() else { return Ok(Vec::new()) };
            self.after = last.id;
            let seen = crate::app::keep_visible(tx, &self.who, rows)?;
            if !seen.is_empty() {
                return Ok(seen);
            }
        }
    }
}

impl Source for Changes {
    fn count(&mut self, tx: &mut Tx<'_>) -> Result<i64> {
        // what may be seen of an event is decided by its room, not by a condition
        let mut count = 0;
        loop {
            let seen = self.seen(tx, 1_000)?;
            if seen.is_empty() {
                self.after = self.first;
                return Ok(count);
            }
            count += seen.len() as i64;
        }
    }

    fn next(&mut self, tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Row>> {
        let seen = self.seen(tx, limit)?;
        Ok(words::views(tx, seen)?.iter().map(row_of).collect())
    }
}

/// 审计日志。
pub const JOURNAL_TABLE: List = List {
    name: "journal",
    title: "审计日志",
    path: "/api/v1/journal",
    action: Action::JournalRead,
    row: None,
    extra: &[],
    partial_dates: &[],
    titles: TITLES,
    default: &[
        "row_no",
        "id",
        "at",
        "actor_name",
        "title",
        "event",
        "subject_kind",
        "subject_id",
        "subject_label",
        "request_id",
        "before",
        "after",
    ],
    open: |_, wanted| Ok(Box::new(Whole { query: wanted.query()? })),
};

/// The journal read on and on from where the last rows ended.
struct Whole {
    query: JournalQuery,
}

impl Source for Whole {
    fn count(&mut self, tx: &mut Tx<'_>) -> Result<i64> {
        self.query.count(tx)
    }

    fn next(&mut self, tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Row>> {
        let rows = self.query.page(tx, limit)?;
        self.query.after = rows.last().map(|event| event.id).or(self.query.after);
        Ok(words::views(tx, rows)?.iter().map(row_of).collect())
    }
}
