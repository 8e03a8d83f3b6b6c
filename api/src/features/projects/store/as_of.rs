//! The library as it was recorded at the end of a day. The queries stay what they are: the tables they name are given
//! other rows by a `WITH` in front of them (`WITH projects AS (SELECT … FROM project_versions …) SELECT … FROM projects`).
//! Who may see a project is decided by the tables of today.

use super::visible::{Ids, ids, visible};
use crate::db::dialect::own_table;
use crate::db::types::{Stamp, sql::Ts};
use crate::db::{Db, MultiBackend};
use crate::error::{Error, Result};
use crate::policy::Visible;
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};

/// Parts of a project that carry their own dates, with their columns but `ended_at`: at the instant asked for none of
/// those that held had ended.
const PARTS: &[(&str, &str)] = &[
    (
        "project_parties",
        "id, project_id, enterprise_id, name, name_key, role, share_percent, origin, sort_no",
    ),
    ("project_units", "id, project_id, unit_id"),
    ("project_tags", "id, project_id, name"),
    ("project_phases", "id, project_id, sequence, name, planned_start, planned_end, amount_yuan"),
];

/// The end of a day that is asked for.
#[derive(Debug, Clone, Copy)]
pub struct AsOf {
    /// The day.
    pub day: NaiveDate,
    end: Stamp,
    pg: bool,
}

impl AsOf {
    /// A day that is not in the future.
    ///
    /// # Errors
    /// 422.
    pub fn new(db: &Db, day: NaiveDate, today: NaiveDate) -> Result<Self> {
        if day > today {
            let message =
                format!("截至日期{day}晚于今天（{today}），那时的情况还没有发生。请填今天或以前的日期。");
            return Err(Error::field("/as_of", "in_future", message));
        }
        let next = day.succ_opt().unwrap_or(day);
        Ok(Self { day, end: Stamp::start_of(next), pg: db.is_pg() })
    }

    /// The first instant after it.
    pub fn end(self) -> Stamp {
        self.end
    }

    /// The rows that held then; of projects those of today's `seen`.
    fn walk<'b>(&'b self, seen: Option<&'b Ids>, out: &mut AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        out.push_sql("WITH projects AS (SELECT * FROM project_versions WHERE ");
        self.held("recorded_from_at", "recorded_until_at", false, out)?;
        if let Some(seen) = seen {
            // inside, the names are those of today's tables again
            out.push_sql(" AND id IN (WITH ");
            for (n, table) in ["projects"].iter().chain(PARTS.iter().map(|(t, _)| t)).enumerate() {
                let comma = if n == 0 { "" } else { ", " };
                out.push_sql(&format!("{comma}{table} AS (SELECT * FROM {}{table})", own_table(self.pg)));
            }
            out.push_sql(" ");
            QueryFragment::<MultiBackend>::walk_ast(seen, out.reborrow())?;
            out.push_sql(")");
        }
        out.push_sql(")");
        for (table, columns) in PARTS {
            let own = own_table(self.pg);
            out.push_sql(&format!(
                ", {table} AS (SELECT {columns}, NULL AS ended_at FROM {own}{table} WHERE "
            ));
            self.held("began_at", "ended_at", true, out)?;
            out.push_sql(")");
        }
        out.push_sql(" ");
        Ok(())
    }

    fn held<'b>(
        &'b self,
        from: &str,
        until: &str,
        open: bool,
        out: &mut AstPass<'_, 'b, MultiBackend>,
    ) -> QueryResult<()> {
        out.push_sql(if open { "(" } else { "" });
        if open {
            out.push_sql(&format!("{from} IS NULL OR "));
        }
        out.push_sql(&format!("{from} < "));
        out.push_bind_param::<Ts, _>(&self.end)?;
        out.push_sql(if open { ")" } else { "" });
        out.push_sql(&format!(" AND ({until} IS NULL OR {until} >= "));
        out.push_bind_param::<Ts, _>(&self.end)?;
        out.push_sql(")");
        Ok(())
    }
}

/// A query over the library of today, or over that of an earlier day.
pub struct Over<Q> {
    then: Option<AsOf>,
    seen: Option<Ids>,
    query: Q,
}

/// The query over the rows that held then (now when `then` is empty) and belong to projects shown already.
pub fn over<Q>(then: Option<AsOf>, query: Q) -> Over<Q> {
    Over { then, seen: None, query }
}

/// The query over the projects that `who` may see today, as they were then. Without `then` the query itself carries the
/// filter of visibility.
pub fn over_visible<Q>(then: Option<AsOf>, who: &Visible, query: Q) -> Over<Q> {
    let seen = then.map(|_| ids(visible(who)));
    Over { then, seen, query }
}

impl<Q: QueryFragment<MultiBackend>> QueryFragment<MultiBackend> for Over<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        if let Some(then) = &self.then {
            then.walk(self.seen.as_ref(), &mut out)?;
        }
        self.query.walk_ast(out)
    }
}
impl<Q> QueryId for Over<Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl<Q: Query> Query for Over<Q> {
    type SqlType = Q::SqlType;
}
impl<Q> diesel::query_dsl::RunQueryDsl<Db> for Over<Q> {}
