//! The only place where the two SQL dialects differ: typed fragments usable in boxed queries.

use super::{Db, MultiBackend};
use diesel::expression::{
    AppearsOnTable, AsExpression, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{BigInt, Bool, Nullable, Text};
use diesel::sqlite::Sqlite;

/// Any query or fragment that both backends accept, made acceptable to [`Db`]: upserts, unions, filtered aggregates.
pub struct Both<Q>(pub Q);

impl<Q: QueryFragment<Pg> + QueryFragment<Sqlite>> QueryFragment<MultiBackend> for Both<Q> {
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        MultiBackend::walk_variant_ast(&self.0, pass)
    }
}
impl<Q: QueryId> QueryId for Both<Q> {
    type QueryId = Q::QueryId;
    const HAS_STATIC_QUERY_ID: bool = Q::HAS_STATIC_QUERY_ID;
}
impl<Q: Query> Query for Both<Q> {
    type SqlType = Q::SqlType;
}
impl<Q> diesel::query_dsl::RunQueryDsl<Db> for Both<Q> {}

macro_rules! lift_expression {
    ($t:ident <$($g:ident),*>) => {
        impl<$($g),*> QueryFragment<MultiBackend> for $t<$($g),*>
        where $t<$($g),*>: QueryFragment<Pg> + QueryFragment<Sqlite> {
            fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
                MultiBackend::walk_variant_ast(self, pass)
            }
        }
        impl<$($g),*, QS: ?Sized> AppearsOnTable<QS> for $t<$($g),*>
        where $t<$($g),*>: Expression, $($g: AppearsOnTable<QS>),* {}
        impl<$($g),*, QS> SelectableExpression<QS> for $t<$($g),*>
        where $t<$($g),*>: AppearsOnTable<QS>, $($g: SelectableExpression<QS>),* {}
    };
}

/// `id IN (rows of a search table whose tokens match)`: FTS5 on SQLite, tsvector with GIN on PostgreSQL.
///
/// The search table has the columns `rowid` and `tokens`; the query text comes from [`crate::text::tokens`], which
/// renders it for the database in use.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct TextMatch<C, Q> {
    table: SearchTable,
    id: C,
    query: Q,
}

/// Name of a search table; a type of its own so that no user text can become SQL.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct SearchTable(pub &'static str);

/// See [`TextMatch`].
pub fn text_match<C, Q>(table: SearchTable, id: C, query: Q) -> TextMatch<C, Q::Expression>
where
    C: Expression<SqlType = BigInt>,
    Q: AsExpression<Text>,
{
    TextMatch { table, id, query: query.as_expression() }
}

impl<C, Q> Expression for TextMatch<C, Q> {
    type SqlType = Bool;
}
impl<C, Q> ValidGrouping<()> for TextMatch<C, Q> {
    type IsAggregate = is_aggregate::No;
}
impl<C: QueryFragment<Pg>, Q: QueryFragment<Pg>> QueryFragment<Pg> for TextMatch<C, Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        self.id.walk_ast(out.reborrow())?;
        out.push_sql(" IN (SELECT rowid FROM ");
        out.push_identifier(self.table.0)?;
        out.push_sql(" WHERE tokens @@ (");
        self.query.walk_ast(out.reborrow())?;
        out.push_sql(")::tsquery)");
        Ok(())
    }
}
impl<C: QueryFragment<Sqlite>, Q: QueryFragment<Sqlite>> QueryFragment<Sqlite> for TextMatch<C, Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        self.id.walk_ast(out.reborrow())?;
        out.push_sql(" IN (SELECT rowid FROM ");
        out.push_identifier(self.table.0)?;
        out.push_sql(" WHERE ");
        out.push_identifier(self.table.0)?;
        out.push_sql(" MATCH ");
        self.query.walk_ast(out.reborrow())?;
        out.push_sql(")");
        Ok(())
    }
}
lift_expression!(TextMatch<C, Q>);

/// Writes the tokens of one row into its search table, replacing what was there.
pub fn put_tokens(db: &mut Db, table: SearchTable, id: i64, tokens: &[String]) -> QueryResult<()> {
    match db {
        Db::Pg(c) => diesel::sql_query(format!(
            "INSERT INTO {t} (rowid, tokens) VALUES ($1, array_to_tsvector($2)) \
             ON CONFLICT (rowid) DO UPDATE SET tokens = excluded.tokens",
            t = table.0
        ))
        .bind::<BigInt, _>(id)
        .bind::<diesel::sql_types::Array<Text>, _>(tokens)
        .execute(c)
        .map(drop),
        Db::Sqlite(c) => {
            diesel::sql_query(format!("DELETE FROM {} WHERE rowid = ?", table.0))
                .bind::<BigInt, _>(id)
                .execute(c)?;
            diesel::sql_query(format!("INSERT INTO {} (rowid, tokens) VALUES (?, ?)", table.0))
                .bind::<BigInt, _>(id)
                .bind::<Text, _>(tokens.join(" "))
                .execute(c)
                .map(drop)
        }
    }
}

/// `SUM` of a bigint as a bigint (diesel's `sum` is NUMERIC, which goes through a float on SQLite).
#[derive(Debug, Clone, Copy, QueryId)]
pub struct SumI64<C>(C);

/// See [`SumI64`].
pub fn sum_i64<C: Expression<SqlType = BigInt>>(column: C) -> SumI64<C> {
    SumI64(column)
}
impl<C> Expression for SumI64<C> {
    type SqlType = Nullable<BigInt>;
}
impl<C, GB> ValidGrouping<GB> for SumI64<C> {
    type IsAggregate = is_aggregate::Yes;
}
impl<C: QueryFragment<Pg>> QueryFragment<Pg> for SumI64<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("CAST(SUM(");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(") AS BIGINT)");
        Ok(())
    }
}
impl<C: QueryFragment<Sqlite>> QueryFragment<Sqlite> for SumI64<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        out.push_sql("SUM(");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(")");
        Ok(())
    }
}
lift_expression!(SumI64<C>);

/// Does a JSON list column hold one of these texts?
#[derive(Debug, Clone)]
pub struct HasAny<C> {
    column: C,
    items: Vec<String>,
}

/// See [`HasAny`]; of an empty list nothing is held.
pub fn has_any<C: Expression<SqlType = super::types::sql::Doc>>(column: C, items: Vec<String>) -> HasAny<C> {
    HasAny { column, items }
}
impl<C: QueryId> QueryId for HasAny<C> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl<C> Expression for HasAny<C> {
    type SqlType = Bool;
}
impl<C> ValidGrouping<()> for HasAny<C> {
    type IsAggregate = is_aggregate::No;
}
impl<C: QueryFragment<Pg>> QueryFragment<Pg> for HasAny<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        out.push_sql("(FALSE");
        for item in &self.items {
            out.push_sql(" OR jsonb_exists(");
            self.column.walk_ast(out.reborrow())?;
            out.push_sql(", ");
            out.push_bind_param::<Text, _>(item)?;
            out.push_sql(")");
        }
        out.push_sql(")");
        Ok(())
    }
}
impl<C: QueryFragment<Sqlite>> QueryFragment<Sqlite> for HasAny<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        out.push_sql("EXISTS (SELECT 1 FROM json_each(");
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(") WHERE FALSE");
        for item in &self.items {
            out.push_sql(" OR value = ");
            out.push_bind_param::<Text, _>(item)?;
        }
        out.push_sql(")");
        Ok(())
    }
}
lift_expression!(HasAny<C>);

/// Before the name of a table inside a `WITH` that gives other rows under that very name: SQLite would take the name for
/// the expression itself, PostgreSQL takes it for the table.
pub fn own_table(pg: bool) -> &'static str {
    if pg { "" } else { "main." }
}

/// Waits, on PostgreSQL, until this transaction alone holds the named lock; SQLite has one writer anyway.
/// With `shared`, several transactions may hold it together.
pub fn advisory_lock(db: &mut Db, key: i64, shared: bool) -> QueryResult<()> {
    match db {
        Db::Sqlite(_) => Ok(()),
        Db::Pg(c) => {
            let name = if shared { "pg_advisory_xact_lock_shared" } else { "pg_advisory_xact_lock" };
            diesel::sql_query(format!("SELECT {name}($1)")).bind::<BigInt, _>(key).execute(c).map(drop)
        }
    }
}

/// A `LIKE` pattern for texts that begin with `text`, with `%`, `_` and `\\` escaped.
pub fn like_prefix(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 1);
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}
