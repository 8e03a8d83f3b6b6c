//! Lists sorted by several columns, with a place behind a row that stays right while rows are added.
//!
//! A room lists its columns in a [`crate::text_enum`] (`name`, `-name`, …) and says with [`sort_by!`](crate::sort_by)
//! which column each means; [`Sorts`] does the rest for every list. Empty values come last in both directions,
//! ties are broken by id in the direction of the last column.

use super::MultiBackend;
use super::page::Cursor;
use crate::error::{Code, Error, Result};
use diesel::BoxableExpression;
use diesel::expression::expression_types::NotSelectable;
use diesel::query_dsl::methods::{FilterDsl, ThenOrderDsl};
use diesel::sql_types::Bool;
use serde_json::Value;

/// A condition on rows of `T`.
pub type Condition<T> = Box<dyn BoxableExpression<T, MultiBackend, SqlType = Bool>>;
/// One term of `ORDER BY`.
pub type Order<T> = Box<dyn BoxableExpression<T, MultiBackend, SqlType = NotSelectable>>;
/// Rows behind a value: those whose own value is behind it, and of those with the same value the given ones.
pub type Behind<T> = Box<dyn FnOnce(&Value, Option<Condition<T>>) -> Result<Condition<T>>>;

/// One column of a sort: its terms of `ORDER BY` and what lies behind one of its values.
pub struct Key<T> {
    /// Terms of `ORDER BY`.
    pub orders: Vec<Order<T>>,
    /// What lies behind a value.
    pub behind: Behind<T>,
}

/// The columns a list can be sorted by; each comes as `column` and `-column`.
pub trait SortBy: Copy {
    /// The table.
    type Table: 'static;
    /// A row of the list.
    type Row;
    /// `column` or `-column`.
    fn code(self) -> &'static str;
    /// The column in the direction asked for.
    fn key(self, descending: bool) -> Key<Self::Table>;
    /// The id, which breaks ties.
    fn id_key(descending: bool) -> Key<Self::Table>;
    /// The row's value of the column, for the cursor.
    fn value(self, row: &Self::Row) -> Value;
    /// The row's id.
    fn id(row: &Self::Row) -> i64;
}

/// A [`Key`] of one column: `sort_key!(table::column, RustType, descending)`, with `empty_last` before the column when
/// it can be empty.
#[macro_export]
macro_rules! sort_key {
    (empty_last $column:expr, $type:ty, $descending:expr) => {{
        let known = $crate::sort_key!($column.assume_not_null(), $type, $descending);
        let mut orders: Vec<$crate::db::sort::Order<_>> = vec![Box::new($column.is_null().asc())];
        orders.extend(known.orders);
        $crate::db::sort::Key {
            orders,
            behind: Box::new(
                move |value: &serde_json::Value, rest: Option<$crate::db::sort::Condition<_>>| {
                    let empty = $column.is_null();
                    Ok(match (value.is_null(), rest) {
                        (true, Some(rest)) => Box::new(empty.and(rest)),
                        (true, None) => Box::new(empty.and(empty.eq(false))),
                        (false, rest) => Box::new(empty.or((known.behind)(value, rest)?)),
                    })
                },
            ),
        }
    }};
    ($column:expr, $type:ty, $descending:expr) => {{
        let descending = $descending;
        let order: $crate::db::sort::Order<_> =
            if descending { Box::new($column.desc()) } else { Box::new($column.asc()) };
        $crate::db::sort::Key {
            orders: vec![order],
            behind: Box::new(
                move |value: &serde_json::Value, rest: Option<$crate::db::sort::Condition<_>>| {
                    let value: $type = $crate::db::sort::read(value)?;
                    // `a <= x AND (a < x OR …)` keeps an index on the column usable on both planners
                    Ok(match (descending, rest) {
                        (true, Some(rest)) => {
                            Box::new($column.le(value.clone()).and($column.lt(value).or(rest)))
                        }
                        (true, None) => Box::new($column.lt(value)),
                        (false, Some(rest)) => {
                            Box::new($column.ge(value.clone()).and($column.gt(value).or(rest)))
                        }
                        (false, None) => Box::new($column.gt(value)),
                    })
                },
            ),
        }
    }};
}

/// Which column each value of an enumeration of sorts means. The row has the columns as fields.
///
/// ```ignore
/// sort_by!(ProjectSort on projects, rows Project {
///     Name | NameDesc => sort_key: String,
///     Signed | SignedDesc => signed_on: NaiveDate [empty_last],
/// });
/// ```
#[macro_export]
macro_rules! sort_by {
    ($sort:ident on $table:ident, rows $row:ty {
        $($up:ident | $down:ident => $column:ident: $type:ty $([$empty:tt])?,)+
    }) => {
        impl $crate::db::sort::SortBy for $sort {
            type Table = $table::table;
            type Row = $row;

            fn code(self) -> &'static str {
                self.code()
            }

            fn key(self, descending: bool) -> $crate::db::sort::Key<$table::table> {
                match self {
                    $(Self::$up | Self::$down => $crate::sort_key!($($empty)? $table::$column, $type, descending),)+
                }
            }

            fn id_key(descending: bool) -> $crate::db::sort::Key<$table::table> {
                $crate::sort_key!($table::id, i64, descending)
            }

            fn value(self, row: &$row) -> serde_json::Value {
                match self {
                    $(Self::$up | Self::$down => serde_json::json!(row.$column),)+
                }
            }

            fn id(row: &$row) -> i64 {
                row.id
            }
        }
    };
}

/// One value of a cursor as what it was.
///
/// # Errors
/// `request.invalid_cursor` when it is something else.
pub fn read<V: serde::de::DeserializeOwned>(value: &Value) -> Result<V> {
    serde_json::from_value(value.clone()).map_err(|_| invalid())
}

fn invalid() -> Error {
    Error::new(Code::RequestInvalidCursor).detail("游标无效。请去掉 cursor 从第一页重新读取。")
}

/// The sorts of one request, first the most important.
#[derive(Debug, Clone)]
pub struct Sorts<S> {
    list: Vec<S>,
    code: String,
}

impl<S: SortBy> Sorts<S> {
    /// The sorts asked for, else `ordinary`.
    ///
    /// # Errors
    /// 422 when a column is named twice.
    pub fn new(asked: Option<Vec<S>>, ordinary: S) -> Result<Self> {
        let list = asked.filter(|l| !l.is_empty()).unwrap_or_else(|| vec![ordinary]);
        let columns: Vec<&str> = list.iter().map(|s| s.code().trim_start_matches('-')).collect();
        if let Some(twice) = (1..columns.len()).find(|n| columns[..*n].contains(&columns[*n])) {
            let message = format!("排序字段{}写了两次。请只保留一次。", columns[twice]);
            return Err(Error::field("/sort", "duplicate", message));
        }
        let code = list.iter().map(|s| s.code()).collect::<Vec<_>>().join(",");
        Ok(Self { list, code })
    }

    /// [`Self::new`] of an expression as the caller writes it: `-a,b`.
    ///
    /// # Errors
    /// 422 for a column the list does not have.
    pub fn read(text: Option<&str>, ordinary: S) -> Result<Self>
    where
        S: std::str::FromStr,
    {
        let unknown = |_| Error::field("/sort", "unknown", "没有这个排序字段，请核对后重试。");
        let asked = |text: &str| text.split(',').map(|code| code.trim().parse()).collect();
        let asked: Option<Vec<S>> = text.map(asked).transpose().map_err(unknown)?;
        Self::new(asked, ordinary)
    }

    /// As the caller would write it; cursors are good for this expression only.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Orders a query, and leaves only what lies behind a place.
    ///
    /// # Errors
    /// `request.invalid_cursor` for a place that is none of this sort.
    pub fn apply<Q>(&self, mut query: Q, after: Option<&Cursor>) -> Result<Q>
    where
        Q: FilterDsl<Condition<S::Table>, Output = Q> + ThenOrderDsl<Order<S::Table>, Output = Q>,
    {
        let mut behind = Vec::new();
        for key in self.keys() {
            for order in key.orders {
                query = query.then_order_by(order);
            }
            behind.push(key.behind);
        }
        let Some(after) = after else { return Ok(query) };
        let mut values: Vec<Value> = read(&after.value)?;
        values.push(after.id.into());
        if values.len() != behind.len() {
            return Err(invalid());
        }
        let mut condition = None;
        for (behind, value) in behind.into_iter().zip(&values).rev() {
            condition = Some(behind(value, condition)?);
        }
        Ok(match condition {
            Some(condition) => query.filter(condition),
            None => query,
        })
    }

    /// The place behind a row.
    pub fn place(&self, row: &S::Row) -> Cursor {
        let value = self.list.iter().map(|s| s.value(row)).collect();
        Cursor { sort: self.code.clone(), value, id: S::id(row) }
    }

    fn keys(&self) -> impl Iterator<Item = Key<S::Table>> {
        let descending = |s: &S| s.code().starts_with('-');
        let last = self.list.last().is_some_and(descending);
        self.list
            .iter()
            .map(move |s| s.key(descending(s)))
            .chain(std::iter::once_with(move || S::id_key(last)))
    }
}
