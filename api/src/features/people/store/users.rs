//! People.

use crate::db::dialect::{SearchTable, has_any, like_prefix, put_tokens, text_match};
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::{units, users};
use crate::db::types::Doc;
use crate::error::{Code, Error, FieldError, Result, is_unique_violation};
use crate::features::people::model::{User, UserFilter, UserInput, UserStatus};
use crate::features::people::store::units as unit_store;
use crate::policy::Role;
use crate::work::Tx;
use diesel::prelude::*;

const SEARCH: SearchTable = SearchTable("users_search");
const SORT: &str = "unit,sort_no,id";

/// The person of this id; people are open to everybody who may read people.
///
/// # Errors
/// 404.
pub fn find(tx: &mut Tx<'_>, id: i64) -> Result<User> {
    let user = users::table.find(id).select(crate::db::columns::<User>()).first(&mut **tx).optional()?;
    user.ok_or_else(Error::not_found)
}

/// The person of this user name.
///
/// # Errors
/// 404.
pub fn find_by_username(tx: &mut Tx<'_>, username: &str) -> Result<User> {
    let user = users::table
        .filter(users::username.eq(username.to_lowercase()))
        .select(crate::db::columns::<User>())
        .first(&mut **tx)
        .optional()?;
    user.ok_or_else(Error::not_found)
}

/// Name of a unit and whether the person's unit lies in the caller's subtree.
///
/// # Errors
/// Database errors.
pub fn unit_name(tx: &mut Tx<'_>, unit_id: i64) -> Result<String> {
    Ok(units::table.find(unit_id).select(units::name).first(&mut **tx)?)
}

/// People with the names of their units, in official order.
///
/// # Errors
/// A cursor of another list; 404 for a unit that is not there.
pub fn list(tx: &mut Tx<'_>, filter: &UserFilter, paging: &Paging) -> Result<Page<(User, String)>> {
    let window = paging.window(SORT)?;
    let within: Option<String> = match filter.unit_id {
        Some(id) => Some(unit_store::find(tx, id)?.path),
        None => None,
    };
    let terms = filter.q.as_deref().and_then(crate::text::query_terms);
    let terms = terms.map(|t| if tx.is_pg() { t.tsquery() } else { t.fts5() });
    let filtered = || {
        let mut query = users::table.inner_join(units::table).into_boxed::<crate::db::MultiBackend>();
        if let Some(path) = &within {
            query = query.filter(units::path.like(like_prefix(path)).escape('\\'));
        }
        if let Some(roles) = filter.role.as_ref().filter(|r| !r.is_empty()) {
            query = query.filter(has_any(users::roles, roles.iter().map(|r| r.code().to_owned()).collect()));
        }
        if let Some(status) = filter.status {
            query = query.filter(users::status.eq(status));
        }
        if let Some(terms) = &terms {
            query = query.filter(text_match(SEARCH, users::id, terms.clone()));
        }
        query
    };
    let total = filtered().count().get_result(&mut **tx)?;
    let mut rows = filtered();
    if let Some(after) = &window.after {
        let (sort_path, sort_no): (String, i32) =
            serde_json::from_value(after.value.clone()).map_err(|_| invalid_cursor())?;
        rows = rows.filter(
            units::sort_path.gt(sort_path.clone()).or(units::sort_path
                .eq(sort_path)
                .and(users::sort_no.gt(sort_no).or(users::sort_no.eq(sort_no).and(users::id.gt(after.id))))),
        );
    }
    let items: Vec<(User, String, String)> = rows
        .order((units::sort_path, users::sort_no, users::id))
        .offset(window.offset())
        .limit(window.per_page)
        .select((crate::db::columns::<User>(), units::name, units::sort_path))
        .load(&mut **tx)?;
    let page = window.page_of(items, total, |(user, _, sort_path)| Cursor {
        sort: SORT.to_owned(),
        value: serde_json::json!([sort_path, user.sort_no]),
        id: user.id,
    });
    Ok(page.map(|(user, name, _)| (user, name)))
}

fn invalid_cursor() -> Error {
    Error::new(Code::RequestInvalidCursor).detail("游标无效。请去掉 cursor 从第一页重新读取。")
}

/// Adds a person without any role, who has to change the password.
///
/// # Errors
/// 409 for a user name that is taken.
pub fn insert(tx: &mut Tx<'_>, input: &UserInput) -> Result<User> {
    unit_store::named(tx, input.unit_id, "/unit_id")?;
    let row = (
        users::username.eq(&input.username),
        users::name.eq(&input.name),
        users::unit_id.eq(input.unit_id),
        users::post.eq(&input.post),
        users::sort_no.eq(input.sort_no),
        users::phone.eq(&input.phone),
        users::roles.eq(Doc::of(&Vec::<Role>::new())),
        users::status.eq(UserStatus::Active),
        users::must_change_password.eq(true),
        users::epoch.eq(0),
        users::created_at.eq(tx.now),
        users::updated_at.eq(tx.now),
    );
    let id: Result<i64, _> =
        diesel::insert_into(users::table).values(row).returning(users::id).get_result(&mut **tx);
    let id = id.map_err(|e| username_taken(e, &input.username))?;
    index(tx, id, input)?;
    find(tx, id)
}

/// Changes a person.
///
/// # Errors
/// 409 for a user name that is taken, 412 when somebody was faster.
pub fn update(tx: &mut Tx<'_>, user: &User, input: &UserInput) -> Result<User> {
    if input.unit_id != user.unit_id {
        unit_store::named(tx, input.unit_id, "/unit_id")?;
    }
    let changed = diesel::update(users::table.find(user.id).filter(users::version.eq(user.version)))
        .set((
            users::username.eq(&input.username),
            users::name.eq(&input.name),
            users::unit_id.eq(input.unit_id),
            users::post.eq(&input.post),
            users::sort_no.eq(input.sort_no),
            users::phone.eq(&input.phone),
            users::updated_at.eq(tx.now),
            users::version.eq(users::version + 1),
        ))
        .execute(&mut **tx);
    if changed.map_err(|e| username_taken(e, &input.username))? == 0 {
        return Err(Error::changed_meanwhile());
    }
    index(tx, user.id, input)?;
    find(tx, user.id)
}

fn index(tx: &mut Tx<'_>, id: i64, input: &UserInput) -> Result<()> {
    let tokens = crate::text::index_tokens_of([input.name.as_str(), &input.username, &input.post]);
    Ok(put_tokens(tx, SEARCH, &[(id, tokens.into_iter().collect())])?)
}

/// Sets the roles; access tokens issued before are void.
///
/// # Errors
/// 412 when somebody was faster.
pub fn set_roles(tx: &mut Tx<'_>, user: &User, roles: &[Role]) -> Result<User> {
    let changed = diesel::update(users::table.find(user.id).filter(users::version.eq(user.version)))
        .set((
            users::roles.eq(Doc::of(&roles)),
            users::epoch.eq(users::epoch + 1),
            users::updated_at.eq(tx.now),
            users::version.eq(users::version + 1),
        ))
        .execute(&mut **tx)?;
    tx.app.callers.clear();
    if changed == 0 { Err(Error::changed_meanwhile()) } else { find(tx, user.id) }
}

/// Closes or reopens an account; access tokens issued before are void.
///
/// # Errors
/// 412 when somebody was faster.
pub fn set_status(tx: &mut Tx<'_>, user: &User, status: UserStatus, successor: Option<i64>) -> Result<User> {
    let changed = diesel::update(users::table.find(user.id).filter(users::version.eq(user.version)))
        .set((
            users::status.eq(status),
            users::handed_over_to.eq(successor),
            users::epoch.eq(users::epoch + 1),
            users::updated_at.eq(tx.now),
            users::version.eq(users::version + 1),
        ))
        .execute(&mut **tx)?;
    tx.app.callers.clear();
    if changed == 0 { Err(Error::changed_meanwhile()) } else { find(tx, user.id) }
}

/// Other active holders of a role.
///
/// # Errors
/// Database errors.
pub fn other_holders(tx: &mut Tx<'_>, role: Role, except: i64) -> Result<i64> {
    Ok(users::table
        .filter(users::status.eq(UserStatus::Active).and(users::id.ne(except)))
        .filter(has_any(users::roles, vec![role.code().to_owned()]))
        .count()
        .get_result(&mut **tx)?)
}

fn username_taken(error: diesel::result::Error, username: &str) -> Error {
    if !is_unique_violation(&error) {
        return error.into();
    }
    Error::new(Code::ResourceConflict)
        .detail(format!("用户名 {username} 已被使用。请换一个，或在人员表中核对是否重复建账号。"))
        .with_errors(vec![FieldError {
            pointer: "/username".to_owned(),
            code: "taken".to_owned(),
            message: "用户名已被使用。".to_owned(),
        }])
}
