//! Pages of lists: by number for people, by cursor for programs.

use crate::error::{Code, Error};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

/// Rows per page when the caller does not say.
pub const DEFAULT_PER_PAGE: i64 = 20;
/// Most rows of one page.
pub const MAX_PER_PAGE: i64 = 200;
/// Deepest row reachable by page number; beyond it the cursor is the way.
pub const MAX_OFFSET: i64 = 100_000;

/// One page of a list.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Page<T> {
    /// 本页记录
    pub items: Vec<T>,
    /// 符合条件且可见的总数
    pub total: i64,
    /// 页码，从1起；按游标翻页时为空
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<i64>,
    /// 每页条数
    pub per_page: i64,
    /// 下一页的游标；没有下一页时为空
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// The same page of what each row becomes.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        let Self { items, total, page, per_page, next_cursor } = self;
        Page { items: items.into_iter().map(f).collect(), total, page, per_page, next_cursor }
    }

    /// The same page of what its rows become together.
    ///
    /// # Errors
    /// The failure of `f`.
    pub fn convert<U>(self, f: impl FnOnce(Vec<T>) -> Result<Vec<U>, Error>) -> Result<Page<U>, Error> {
        let Self { items, total, page, per_page, next_cursor } = self;
        Ok(Page { items: f(items)?, total, page, per_page, next_cursor })
    }

    /// The same page of what each row becomes, unless one of them fails.
    ///
    /// # Errors
    /// The first failure.
    pub fn try_map<U>(self, f: impl FnMut(T) -> Result<U, Error>) -> Result<Page<U>, Error> {
        let Self { items, total, page, per_page, next_cursor } = self;
        let items = items.into_iter().map(f).collect::<Result<_, _>>()?;
        Ok(Page { items, total, page, per_page, next_cursor })
    }
}

/// Which page of a list is asked for: by number, or behind the place where the last one ended.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// 页码，从1起
    #[param(minimum = 1)]
    pub page: Option<i64>,
    /// 每页条数，最多200
    #[param(minimum = 1, maximum = 200)]
    pub per_page: Option<i64>,
    /// 上一页给出的游标；与 `page` 不能同时使用
    #[param(max_length = 2000)]
    pub cursor: Option<String>,
}

impl Paging {
    /// The window of a list that is sorted like this.
    ///
    /// # Errors
    /// 422 when the page lies too deep, page and cursor are mixed, or the cursor is none of this sort.
    pub fn window(&self, sort: &str) -> Result<Window, Error> {
        Window::new(self.page, self.per_page, self.cursor.as_deref(), sort)
    }
}

/// Which rows of a sorted list are asked for.
#[derive(Debug, Clone, Default)]
pub struct Window {
    /// Page number from 1.
    pub page: i64,
    /// Rows per page.
    pub per_page: i64,
    /// Last row of the previous page.
    pub after: Option<Cursor>,
}

/// The place behind one row: the sort it belongs to, the row's sort value and its id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cursor {
    /// Sort expression; a cursor is good for its own sort only.
    pub sort: String,
    /// The row's value of the sort column, or the list of its values of several; `null` sorts last.
    pub value: serde_json::Value,
    /// Ties are broken by id.
    pub id: i64,
}

impl Cursor {
    /// The place behind a row of a list that is sorted by id alone.
    pub fn of_id(sort: &str, id: i64) -> Self {
        Self { sort: sort.to_owned(), value: id.into(), id }
    }

    /// Opaque text for the wire.
    pub fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }

    /// The sort value as what it was.
    ///
    /// # Errors
    /// `request.invalid_cursor` when it is something else.
    pub fn read<T: serde::de::DeserializeOwned>(&self) -> Result<T, Error> {
        serde_json::from_value(self.value.clone()).map_err(|_| {
            Error::new(Code::RequestInvalidCursor).detail("游标无效。请去掉 cursor 从第一页重新读取。")
        })
    }

    /// Reads what [`Cursor::encode`] wrote for the same sort.
    ///
    /// # Errors
    /// `request.invalid_cursor` for anything else.
    pub fn decode(text: &str, sort: &str) -> Result<Self, Error> {
        URL_SAFE_NO_PAD
            .decode(text)
            .ok()
            .and_then(|bytes| serde_json::from_slice::<Cursor>(&bytes).ok())
            // PostgreSQL knows no NUL in texts
            .filter(|c| c.sort == sort && !c.value.to_string().contains("\\u0000"))
            .ok_or_else(|| {
                Error::new(Code::RequestInvalidCursor)
                    .detail("游标无效，或不属于当前排序。请去掉 cursor 从第一页重新读取。")
            })
    }
}

impl Window {
    /// From the query parameters `page`, `per_page`, `cursor`.
    ///
    /// # Errors
    /// 422 when the page lies too deep or page and cursor are mixed.
    pub fn new(
        page: Option<i64>,
        per_page: Option<i64>,
        cursor: Option<&str>,
        sort: &str,
    ) -> Result<Self, Error> {
        let per_page = per_page.unwrap_or(DEFAULT_PER_PAGE).clamp(1, MAX_PER_PAGE);
        let after = cursor.map(|c| Cursor::decode(c, sort)).transpose()?;
        if after.is_some() && page.is_some() {
            return Err(Error::field("/page", "conflict", "page 与 cursor 不能同时使用，请只留一个。"));
        }
        let page = page.unwrap_or(1).max(1);
        if (page - 1) * per_page > MAX_OFFSET {
            return Err(Error::field(
                "/page",
                "too_deep",
                "翻页太深（最多到第10万条）。请缩小条件，或改用 cursor 逐页读取。",
            ));
        }
        Ok(Self { page, per_page, after })
    }

    /// The id that rows of a list with the newest in front lie below.
    pub fn before(&self) -> i64 {
        self.after.as_ref().map_or(i64::MAX, |c| c.id)
    }

    /// Rows to skip.
    pub fn offset(&self) -> i64 {
        if self.after.is_some() { 0 } else { (self.page - 1) * self.per_page }
    }

    /// Wraps one page of rows; `cursor_of` names the place behind the last row.
    pub fn page_of<T>(&self, items: Vec<T>, total: i64, cursor_of: impl Fn(&T) -> Cursor) -> Page<T> {
        let full = items.len() as i64 == self.per_page;
        let more = full && (self.after.is_some() || self.offset() + (items.len() as i64) < total);
        let next_cursor = items.last().filter(|_| more).map(|row| cursor_of(row).encode());
        let page = self.after.is_none().then_some(self.page);
        Page { items, total, page, per_page: self.per_page, next_cursor }
    }
}
