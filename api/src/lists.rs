//! Lists that people take away as a table. A room registers its list once: name, title, the operation it is the table
//! of, its columns, and where its rows come from. Rows come in the order and with the rows and fields that the list
//! shows the same caller, page by page behind the last one. The list of all lists is `app::lists()`.

mod columns;
mod conditions;

pub use crate::http::titles::{title_of, words};
pub use columns::{Column, columns};
pub use conditions::{Conditions, Spoken, check_filters, conditions, spoken};

use crate::app::App;
use crate::auth::Caller;
use crate::db::page::{Page, Paging};
use crate::error::{Error, Result};
use crate::policy::{Action, Relations, allowed, require_role};
use crate::work::Tx;
use serde_json::{Map, Value};

/// One row: field → value, as the list sends it, and the extra columns.
pub type Row = Map<String, Value>;

/// What a column holds; decides how its cells are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Text, or anything else as text.
    Text,
    /// Whole yuan.
    Money,
    /// A whole number.
    Count,
    /// A number with decimals.
    Number,
    /// A calendar day.
    Day,
    /// A date that may be known to the year or month only.
    PartialDate,
    /// An instant, shown in local time.
    Instant,
    /// Yes or no.
    YesNo,
    /// A code of a closed set, shown as its word.
    Choice,
    /// The number of the row in the table.
    RowNumber,
}

/// A column that is no plain field of the list's rows; its room fills it in.
#[derive(Debug, Clone, Copy)]
pub struct Extra {
    /// Name of the column.
    pub field: &'static str,
    /// Chinese title.
    pub title: &'static str,
    /// What it holds.
    pub kind: Kind,
}

impl Extra {
    /// A column of text.
    pub const fn text(field: &'static str, title: &'static str) -> Self {
        Self { field, title, kind: Kind::Text }
    }
}

/// What a table is asked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The list's own query parameters, typed by the contract.
    pub conditions: Value,
    /// The list's own sort.
    pub sort: Option<String>,
    /// Columns that will be written; others need not be filled in.
    pub fields: Vec<String>,
}

impl Wanted {
    /// The list's own query with its sort.
    ///
    /// # Errors
    /// A query that does not fit the room's type is a mistake of ours.
    pub fn query<Q: serde::de::DeserializeOwned>(&self) -> Result<Q> {
        let mut values = self.conditions.clone();
        if let Some(sort) = &self.sort {
            values["sort"] = sort.split(',').collect::<Vec<_>>().into();
        }
        serde_json::from_value(values).map_err(crate::error::Error::internal)
    }

    /// Is one of these columns asked for?
    pub fn any(&self, fields: &[&str]) -> bool {
        self.fields.iter().any(|f| fields.contains(&f.as_str()))
    }
}

/// Where the rows of one table come from.
pub trait Source {
    /// How many rows there are for this caller.
    ///
    /// # Errors
    /// Database errors.
    fn count(&mut self, tx: &mut Tx<'_>) -> Result<i64>;

    /// The next rows behind those given before; empty at the end.
    ///
    /// # Errors
    /// Database errors.
    fn next(&mut self, tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Row>>;
}

/// The rows of a list that answers pages: read by its cursor to the end.
pub fn paged<T: serde::Serialize + 'static>(
    read: impl FnMut(&mut Tx<'_>, &Paging) -> Result<Page<T>> + 'static,
) -> Box<dyn Source> {
    Box::new(Paged { read, cursor: None, ended: false })
}

struct Paged<F> {
    read: F,
    cursor: Option<String>,
    ended: bool,
}

impl<T: serde::Serialize, F: FnMut(&mut Tx<'_>, &Paging) -> Result<Page<T>>> Source for Paged<F> {
    fn count(&mut self, tx: &mut Tx<'_>) -> Result<i64> {
        Ok((self.read)(tx, &Paging { per_page: Some(1), ..Paging::default() })?.total)
    }

    fn next(&mut self, tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Row>> {
        if self.ended {
            return Ok(Vec::new());
        }
        let paging = Paging { page: None, per_page: Some(limit), cursor: self.cursor.take() };
        let page = (self.read)(tx, &paging)?;
        self.cursor = page.next_cursor;
        self.ended = self.cursor.is_none();
        Ok(page.items.iter().map(row_of).collect())
    }
}

/// One list.
pub struct List {
    /// Name, also in the address of the list: `projects`.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// The GET operation whose parameters are the conditions: those of its query, and those in its path.
    pub path: &'static str,
    /// What the caller must be allowed to do to read it.
    pub action: Action,
    /// Component that describes a row; `None` = the rows of the operation's answer.
    pub row: Option<&'static str>,
    /// Further columns.
    pub extra: &'static [Extra],
    /// Fields that may hold a year or a month only.
    pub partial_dates: &'static [&'static str],
    /// Better titles than the document's.
    pub titles: &'static [(&'static str, &'static str)],
    /// Columns of a table for which nobody chose any, in order.
    pub default: &'static [&'static str],
    /// Opens the table for a caller.
    pub open: fn(&mut Tx<'_>, &Wanted) -> Result<Box<dyn Source>>,
}

/// Columns that another room adds to a list of a room above it.
pub struct Joined {
    /// The list.
    pub list: &'static str,
    /// The columns.
    pub columns: &'static [Extra],
    /// Fills them in.
    pub fill: fn(&mut Tx<'_>, &Wanted, &mut [Row]) -> Result<()>,
}

impl List {
    /// May the caller read it at all?
    pub fn is_readable(&self, caller: &Caller) -> bool {
        allowed(caller, self.action, Relations::ANY)
    }
}

/// The list of this name, if the caller may read it.
///
/// # Errors
/// 422 for a name that is none, 403.
pub fn readable(caller: &Caller, name: &str) -> Result<List> {
    let Some(list) = find(name) else {
        let all = crate::app::lists();
        let may: Vec<&str> = all.iter().filter(|l| l.is_readable(caller)).map(|l| l.name).collect();
        let message = format!("没有清单 {name}。可用的清单：{}。", may.join("、"));
        return Err(Error::field("/list", "unknown", message));
    };
    require_role(caller, list.action)?;
    Ok(list)
}

/// A list by its name.
pub fn find(name: &str) -> Option<List> {
    crate::app::lists().into_iter().find(|l| l.name == name)
}

/// Opens a list with what other rooms add to it.
///
/// # Errors
/// What the room answers to the conditions.
pub fn open(tx: &mut Tx<'_>, list: &List, wanted: Wanted) -> Result<Box<dyn Source>> {
    let source = (list.open)(tx, &wanted)?;
    let joined = crate::app::joined_columns().into_iter().filter(|j| j.list == list.name);
    let joined = joined.filter(|j| j.columns.iter().any(|c| wanted.any(&[c.field]))).collect();
    Ok(Box::new(WithJoined { source, joined, wanted }))
}

struct WithJoined {
    source: Box<dyn Source>,
    joined: Vec<Joined>,
    wanted: Wanted,
}

impl Source for WithJoined {
    fn count(&mut self, tx: &mut Tx<'_>) -> Result<i64> {
        self.source.count(tx)
    }

    fn next(&mut self, tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Row>> {
        let mut rows = self.source.next(tx, limit)?;
        for joined in &self.joined {
            (joined.fill)(tx, &self.wanted, &mut rows)?;
        }
        Ok(rows)
    }
}

/// The fields of a serialized row.
pub fn row_of<T: serde::Serialize>(item: &T) -> Row {
    match serde_json::to_value(item) {
        Ok(Value::Object(map)) => map,
        _ => Row::new(),
    }
}

/// Checks that the registered lists fit the document: every column named has a title.
///
/// # Errors
/// The names that do not fit.
pub fn check(app: &App) -> std::result::Result<(), Vec<String>> {
    let mut wrong = Vec::new();
    for list in crate::app::lists() {
        let known = columns(&app.contract, &list);
        for field in list.default.iter().chain(list.partial_dates).chain(list.titles.iter().map(|(f, _)| f)) {
            if !known.iter().any(|c| c.field == *field) {
                wrong.push(format!("{}: no column {field}", list.name));
            }
        }
        wrong.extend(
            known
                .iter()
                .filter(|c| c.title.is_empty())
                .map(|c| format!("{}: {} has no title", list.name, c.field)),
        );
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}
