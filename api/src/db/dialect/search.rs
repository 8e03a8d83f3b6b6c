//! Search tables: FTS5 on SQLite, tsvector with GIN on PostgreSQL.

use super::ROWS_PER_STATEMENT;
use crate::db::{Db, MultiBackend};
use diesel::expression::{
    AppearsOnTable, AsExpression, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Array, BigInt, Bool, Text};
use diesel::sqlite::Sqlite;

/// `id IN (rows of a search table whose tokens match)`: FTS5 on SQLite, tsvector with GIN on PostgreSQL.
///
/// The search table has the columns `rowid` and `tokens`; the query text comes from [`crate::text::tokens`], which
/// renders it for the database in use.
#[derive(Debug, Clone, Copy)]
pub struct TextMatch<C, Q> {
    table: SearchTable,
    id: C,
    query: Q,
}

/// `the row's own tokens match`, in a query of a search table itself; see [`TextMatch`].
#[derive(Debug, Clone)]
pub struct OwnMatch {
    table: SearchTable,
    query: String,
}

/// See [`OwnMatch`].
pub fn own_match(table: SearchTable, query: String) -> OwnMatch {
    OwnMatch { table, query }
}

impl Expression for OwnMatch {
    type SqlType = Bool;
}
impl QueryId for OwnMatch {
    type QueryId = (); // the table is part of the text and not of the type
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl ValidGrouping<()> for OwnMatch {
    type IsAggregate = is_aggregate::No;
}
impl QueryFragment<Pg> for OwnMatch {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_identifier(self.table.0)?;
        out.push_sql(".tokens @@ (");
        out.push_bind_param::<Text, _>(&self.query)?;
        out.push_sql(")::tsquery");
        Ok(())
    }
}
impl QueryFragment<Sqlite> for OwnMatch {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        out.push_identifier(self.table.0)?;
        out.push_sql(" MATCH ");
        out.push_bind_param::<Text, _>(&self.query)?;
        Ok(())
    }
}
impl QueryFragment<MultiBackend> for OwnMatch {
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        MultiBackend::walk_variant_ast(self, pass)
    }
}
impl<QS: ?Sized> AppearsOnTable<QS> for OwnMatch {}
impl<QS> SelectableExpression<QS> for OwnMatch {}

/// Name of a search table; a type of its own so that no user text can become SQL.
#[derive(Debug, Clone, Copy)]
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
impl<C, Q> QueryId for TextMatch<C, Q> {
    type QueryId = (); // the table is part of the text and not of the type
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl<C, Q> ValidGrouping<()> for TextMatch<C, Q> {
    type IsAggregate = is_aggregate::No;
}
impl<C: QueryFragment<Pg>, Q: QueryFragment<Pg>> QueryFragment<Pg> for TextMatch<C, Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
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

/// Writes the tokens of rows into their search table, replacing what was there.
///
/// # Errors
/// The database's own.
pub fn put_tokens(db: &mut Db, table: SearchTable, rows: &[(i64, Vec<String>)]) -> QueryResult<()> {
    if let Db::Sqlite(c) = db {
        for (id, _) in rows {
            RemoveTokens { table, id: *id }.execute(c)?;
        }
    }
    add_tokens(db, table, rows)
}

/// [`put_tokens`] for new rows: there is nothing to replace.
///
/// # Errors
/// The database's own.
pub fn add_tokens(db: &mut Db, table: SearchTable, rows: &[(i64, Vec<String>)]) -> QueryResult<()> {
    match db {
        Db::Pg(c) => {
            for rows in rows.chunks(ROWS_PER_STATEMENT) {
                PutTokens { table, rows }.execute(c)?;
            }
        }
        Db::Sqlite(c) => {
            for (id, tokens) in rows {
                AddTokens { table, id: *id, tokens: tokens.join(" ") }.execute(c)?;
            }
        }
    }
    Ok(())
}

struct PutTokens<'a> {
    table: SearchTable,
    rows: &'a [(i64, Vec<String>)],
}
own_statement!(PutTokens<'a>);

impl QueryFragment<Pg> for PutTokens<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        if self.rows.len() > 1 {
            out.unsafe_to_cache_prepared(); // every number of rows has a text of its own
        }
        out.push_sql("INSERT INTO ");
        out.push_identifier(self.table.0)?;
        out.push_sql(" (rowid, tokens) VALUES ");
        for (n, (id, tokens)) in self.rows.iter().enumerate() {
            out.push_sql(if n == 0 { "(" } else { ", (" });
            out.push_bind_param::<BigInt, _>(id)?;
            out.push_sql(", array_to_tsvector(");
            out.push_bind_param::<Array<Text>, _>(tokens)?;
            out.push_sql("))");
        }
        out.push_sql(" ON CONFLICT (rowid) DO UPDATE SET tokens = excluded.tokens");
        Ok(())
    }
}

struct AddTokens {
    table: SearchTable,
    id: i64,
    tokens: String,
}
own_statement!(AddTokens);

impl QueryFragment<Sqlite> for AddTokens {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        out.push_sql("INSERT INTO ");
        out.push_identifier(self.table.0)?;
        out.push_sql(" (rowid, tokens) VALUES (");
        out.push_bind_param::<BigInt, _>(&self.id)?;
        out.push_sql(", ");
        out.push_bind_param::<Text, _>(&self.tokens)?;
        out.push_sql(")");
        Ok(())
    }
}

struct RemoveTokens {
    table: SearchTable,
    id: i64,
}
own_statement!(RemoveTokens);

impl QueryFragment<Sqlite> for RemoveTokens {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        out.push_sql("DELETE FROM ");
        out.push_identifier(self.table.0)?;
        out.push_sql(" WHERE rowid = ");
        out.push_bind_param::<BigInt, _>(&self.id)
    }
}
