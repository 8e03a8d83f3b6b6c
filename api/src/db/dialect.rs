//! The only place where the two SQL dialects differ: typed fragments usable in boxed queries.

use super::{Db, MultiBackend};
use diesel::connection::SimpleConnection;
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{Array, BigInt, Bool, Nullable, Text};
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

/// A statement of our own whose text does not depend on its values, so that it is prepared once a connection, which a
/// `sql_query` never is.
macro_rules! own_statement {
    ($t:ident $(<$life:lifetime>)?) => {
        impl $(<$life>)? QueryId for $t $(<$life>)? {
            type QueryId = ();
            const HAS_STATIC_QUERY_ID: bool = false;
        }
        impl<$($life,)? C: diesel::Connection> diesel::query_dsl::RunQueryDsl<C> for $t $(<$life>)? {}
    };
}

mod search;

pub use search::*;

/// `column IN (…)` as one statement for any number of values, which stays prepared: an array on PostgreSQL, a JSON text on
/// SQLite.
#[derive(Debug, Clone)]
pub struct Among<C> {
    column: C,
    ids: Vec<i64>,
    text: String,
}

/// See [`Among`].
pub fn among<C: Expression<SqlType = BigInt>>(column: C, ids: Vec<i64>) -> Among<C> {
    let text = serde_json::to_string(&ids).unwrap_or_default();
    Among { column, ids, text }
}

impl<C> Expression for Among<C> {
    type SqlType = Bool;
}
impl<C> ValidGrouping<()> for Among<C> {
    type IsAggregate = is_aggregate::No;
}
impl<C: QueryId> QueryId for Among<C> {
    type QueryId = Among<C::QueryId>;
    const HAS_STATIC_QUERY_ID: bool = C::HAS_STATIC_QUERY_ID;
}
impl<C: QueryFragment<Pg>> QueryFragment<Pg> for Among<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" = ANY(");
        out.push_bind_param::<Array<BigInt>, _>(&self.ids)?;
        out.push_sql(")");
        Ok(())
    }
}
impl<C: QueryFragment<Sqlite>> QueryFragment<Sqlite> for Among<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" IN (SELECT value FROM json_each(");
        out.push_bind_param::<Text, _>(&self.text)?;
        out.push_sql("))");
        Ok(())
    }
}
lift_expression!(Among<C>);

/// The column, but not as a reason for SQLite to read its index: it does not know how few rows of a sorted list are wanted.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct Unindexed<C>(C);

/// A condition in words that both databases understand, without values: only such a one lets SQLite use a partial index.
pub fn literal(condition: &'static str) -> diesel::expression::SqlLiteral<diesel::sql_types::Bool> {
    diesel::dsl::sql(condition)
}

/// See [`Unindexed`].
pub fn unindexed<C: Expression>(column: C) -> Unindexed<C> {
    Unindexed(column)
}
impl<C: Expression> Expression for Unindexed<C> {
    type SqlType = C::SqlType;
}
impl<C: ValidGrouping<GB>, GB> ValidGrouping<GB> for Unindexed<C> {
    type IsAggregate = C::IsAggregate;
}
impl<C: QueryFragment<Pg>> QueryFragment<Pg> for Unindexed<C> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.0.walk_ast(out)
    }
}
impl<C: QueryFragment<Sqlite>> QueryFragment<Sqlite> for Unindexed<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        out.push_sql("+");
        self.0.walk_ast(out)
    }
}
lift_expression!(Unindexed<C>);

/// Lets SQLite look again at how many rows its tables have where that changed much, so that it goes on choosing the right
/// index; PostgreSQL does it by itself.
///
/// # Errors
/// The database's own.
pub fn learn_sizes(db: &mut Db) -> QueryResult<()> {
    match db {
        Db::Sqlite(c) => c.batch_execute("PRAGMA optimize=0x10002"), // all tables, each within a limit
        Db::Pg(_) => Ok(()),
    }
}

/// Lets PostgreSQL look again at tables that have outgrown what it knows of them. It does so by itself, but up to a minute
/// later, and until then every connection keeps the plans it made for small tables; SQLite's plans do not depend on sizes
/// it has not looked at.
///
/// # Errors
/// The database's own.
pub fn learn_growth(db: &mut Db) -> QueryResult<()> {
    let Db::Pg(c) = db else { return Ok(()) };
    #[derive(QueryableByName)]
    struct Outgrown {
        #[diesel(sql_type = Text)]
        name: String,
    }
    let outgrown: Vec<Outgrown> = diesel::sql_query(
        "SELECT quote_ident(relname) AS name FROM pg_class \
         WHERE relkind = 'r' AND relnamespace = current_schema()::text::regnamespace \
         AND pg_relation_size(oid) / current_setting('block_size')::int > 2 * relpages + 8 ORDER BY relname",
    )
    .load(c)?;
    for table in outgrown {
        c.batch_execute(&format!("ANALYZE (SKIP_LOCKED) {}", table.name))?;
    }
    Ok(())
}

/// Rows of one statement where a statement holds several.
pub const ROWS_PER_STATEMENT: usize = 250;

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

/// A value of its own for each row of an update that changes many.
#[derive(Debug, Clone)]
pub struct ByKey<C> {
    column: C,
    keys: Vec<i64>,
    values: Vec<i64>,
    text: String,
}

/// See [`ByKey`]; rows of other keys get NULL. One statement for any number of pairs, which stays prepared.
pub fn by_key<C: Expression>(column: C, pairs: Vec<(i64, i64)>) -> ByKey<C> {
    let object: serde_json::Map<String, _> =
        pairs.iter().map(|(k, v)| (k.to_string(), (*v).into())).collect();
    let (keys, values) = pairs.into_iter().unzip();
    ByKey { column, keys, values, text: serde_json::Value::Object(object).to_string() }
}
impl<C: QueryId> QueryId for ByKey<C> {
    type QueryId = ByKey<C::QueryId>;
    const HAS_STATIC_QUERY_ID: bool = C::HAS_STATIC_QUERY_ID;
}
impl<C> Expression for ByKey<C> {
    type SqlType = Nullable<BigInt>;
}
impl<C> ValidGrouping<()> for ByKey<C> {
    type IsAggregate = is_aggregate::No;
}
impl<C: QueryFragment<Pg>> QueryFragment<Pg> for ByKey<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("(");
        out.push_bind_param::<Array<BigInt>, _>(&self.values)?;
        out.push_sql(")[array_position(");
        out.push_bind_param::<Array<BigInt>, _>(&self.keys)?;
        out.push_sql(", CAST(");
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" AS BIGINT))]");
        Ok(())
    }
}
impl<C: QueryFragment<Sqlite>> QueryFragment<Sqlite> for ByKey<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        out.push_sql("json_extract(");
        out.push_bind_param::<Text, _>(&self.text)?;
        out.push_sql(", '$.\"' || ");
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" || '\"')");
        Ok(())
    }
}
lift_expression!(ByKey<C>);

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

/// `column IN (query)` where the query's conditions were put together at run time.
#[derive(Debug, Clone)]
pub struct InQuery<C, Q> {
    column: C,
    query: Q,
}

/// See [`InQuery`]; the query answers one column of ids.
pub fn in_query<C: Expression<SqlType = BigInt>, Q: Query<SqlType = BigInt>>(
    column: C,
    query: Q,
) -> InQuery<C, Q> {
    InQuery { column, query }
}
impl<C: QueryId, Q> QueryId for InQuery<C, Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
impl<C: Expression, Q> Expression for InQuery<C, Q> {
    type SqlType = Bool;
}
impl<C, Q> ValidGrouping<()> for InQuery<C, Q> {
    type IsAggregate = is_aggregate::No;
}
impl<C, Q> QueryFragment<MultiBackend> for InQuery<C, Q>
where
    C: QueryFragment<MultiBackend>,
    Q: QueryFragment<MultiBackend>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" IN (");
        self.query.walk_ast(out.reborrow())?;
        out.push_sql(")");
        Ok(())
    }
}
impl<C: Expression + AppearsOnTable<QS>, Q, QS: ?Sized> AppearsOnTable<QS> for InQuery<C, Q> {}
impl<C: Expression + SelectableExpression<QS>, Q, QS> SelectableExpression<QS> for InQuery<C, Q> {}

/// Waits, on PostgreSQL, until this transaction alone holds the named lock; SQLite has one writer anyway.
/// With `shared`, several transactions may hold it together.
pub fn advisory_lock(db: &mut Db, key: i64, shared: bool) -> QueryResult<()> {
    match db {
        Db::Sqlite(_) => Ok(()),
        Db::Pg(c) => AdvisoryLock { key, shared }.execute(c).map(drop),
    }
}

struct AdvisoryLock {
    key: i64,
    shared: bool,
}
own_statement!(AdvisoryLock);

impl QueryFragment<Pg> for AdvisoryLock {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let name = if self.shared { "pg_advisory_xact_lock_shared" } else { "pg_advisory_xact_lock" };
        out.push_sql("SELECT ");
        out.push_sql(name);
        out.push_sql("(");
        out.push_bind_param::<BigInt, _>(&self.key)?;
        out.push_sql(")");
        Ok(())
    }
}

/// A `LIKE` pattern for texts that hold `text`, escaped as in [`like_prefix`].
pub fn like_within(text: &str) -> String {
    format!("%{}", like_prefix(text))
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
