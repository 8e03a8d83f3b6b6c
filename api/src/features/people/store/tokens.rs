//! API tokens.

use crate::auth::token::NewToken;
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::{api_tokens, users};
use crate::db::types::{Doc, Stamp};
use crate::error::{Error, Result};
use crate::features::people::model::{ApiToken, ApiTokenFilter, ApiTokenInput, OpenWork, TokenState};
use crate::journal::{self, Subject};
use crate::policy::{Action, Role, who_may};
use crate::work::Tx;
use diesel::prelude::*;

const SORT: &str = "-id";

/// A token with the name of its creator.
///
/// # Errors
/// 404.
pub fn find(tx: &mut Tx<'_>, id: i64) -> Result<(ApiToken, String)> {
    let found = api_tokens::table
        .inner_join(users::table)
        .filter(api_tokens::id.eq(id))
        .select((crate::db::columns::<ApiToken>(), users::name))
        .first(&mut **tx)
        .optional()?;
    found.ok_or_else(Error::not_found)
}

/// Tokens with the names of their creators, the latest first.
///
/// # Errors
/// A cursor of another list; database errors.
pub fn list(tx: &mut Tx<'_>, filter: &ApiTokenFilter, paging: &Paging) -> Result<Page<(ApiToken, String)>> {
    let window = paging.window(SORT)?;
    let now = tx.now;
    let filtered = || {
        let mut query = api_tokens::table.inner_join(users::table).into_boxed::<crate::db::MultiBackend>();
        if let Some(id) = filter.enterprise_id {
            query = query.filter(api_tokens::enterprise_id.eq(id));
        }
        if let Some(id) = filter.created_by {
            query = query.filter(api_tokens::created_by.eq(id));
        }
        match filter.state {
            Some(TokenState::Revoked) => query = query.filter(api_tokens::revoked_at.is_not_null()),
            Some(TokenState::Active) => {
                query = query.filter(api_tokens::revoked_at.is_null().and(api_tokens::expires_at.gt(now)));
            }
            Some(TokenState::Expired) => {
                query = query.filter(api_tokens::revoked_at.is_null().and(api_tokens::expires_at.le(now)));
            }
            None => {}
        }
        query
    };
    let total = filtered().count().get_result(&mut **tx)?;
    let mut rows = filtered();
    if let Some(after) = &window.after {
        rows = rows.filter(api_tokens::id.lt(after.id));
    }
    let items: Vec<(ApiToken, String)> = rows
        .order(api_tokens::id.desc())
        .offset(window.offset())
        .limit(window.per_page)
        .select((crate::db::columns::<ApiToken>(), users::name))
        .load(&mut **tx)?;
    let cursor = |row: &(ApiToken, String)| Cursor::of_id(SORT, row.0.id);
    Ok(window.page_of(items, total, cursor))
}

/// Stores a new token; of the secret its hash.
///
/// # Errors
/// Database errors.
pub fn insert(
    tx: &mut Tx<'_>,
    input: &ApiTokenInput,
    scopes: &[String],
    token: &NewToken,
    created_by: i64,
    expires_at: Stamp,
) -> Result<ApiToken> {
    let row = (
        api_tokens::name.eq(&input.name),
        api_tokens::prefix.eq(&token.prefix),
        api_tokens::secret_hash.eq(&token.hash),
        api_tokens::enterprise_id.eq(input.enterprise_id),
        api_tokens::created_by.eq(created_by),
        api_tokens::scopes.eq(Doc::of(&scopes)),
        api_tokens::addresses.eq(Doc::of(&input.addresses)),
        api_tokens::created_at.eq(tx.now),
        api_tokens::expires_at.eq(expires_at),
    );
    Ok(diesel::insert_into(api_tokens::table)
        .values(row)
        .returning(crate::db::columns::<ApiToken>())
        .get_result(&mut **tx)?)
}

/// Revokes a token at once.
///
/// # Errors
/// 412 when somebody was faster.
pub fn revoke(tx: &mut Tx<'_>, token: &ApiToken, reason: &str) -> Result<()> {
    let changed =
        diesel::update(api_tokens::table.find(token.id).filter(api_tokens::version.eq(token.version)))
            .set((
                api_tokens::revoked_at.eq(tx.now),
                api_tokens::revoked_by.eq(tx.caller.user_id),
                api_tokens::revoke_reason.eq(reason),
                api_tokens::version.eq(api_tokens::version + 1),
            ))
            .execute(&mut **tx)?;
    tx.app.callers.clear();
    if changed == 0 { Err(Error::changed_meanwhile()) } else { Ok(()) }
}

fn living(tx: &mut Tx<'_>, user_id: i64) -> Result<Vec<ApiToken>> {
    let now = tx.now;
    Ok(api_tokens::table
        .filter(api_tokens::created_by.eq(user_id).and(api_tokens::revoked_at.is_null()))
        .filter(api_tokens::expires_at.gt(now))
        .order(api_tokens::id)
        .select(crate::db::columns::<ApiToken>())
        .load(&mut **tx)?)
}

/// Living tokens a person answers for; they would stop with his account.
///
/// # Errors
/// Database errors.
pub fn open_work(tx: &mut Tx<'_>, user_id: i64) -> Result<Option<OpenWork>> {
    let count = living(tx, user_id)?.len() as i64;
    let label = "签发的接口令牌".to_owned();
    Ok((count > 0).then(|| OpenWork { kind: "api_tokens".to_owned(), label, count }))
}

/// Makes somebody else answer for a person's living tokens. He must be one who may issue them, since they act with
/// his grant.
///
/// # Errors
/// 422 when he may not.
pub fn hand_over(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<()> {
    let tokens = living(tx, from)?;
    let roles = crate::features::people::store::users::find(tx, to)?.roles();
    let may = |role: &Role| !role.is_admin() && Action::TokenEdit.grants().iter().any(|(r, _)| r == role);
    if !tokens.is_empty() && !roles.iter().any(may) {
        let message = format!(
            "还有接口令牌要移交，接手人须是可以签发令牌的人（{}）。请另选，或先吊销令牌。",
            who_may(Action::TokenEdit)
        );
        return Err(Error::field("/successor_id", "role", message));
    }
    for token in tokens {
        diesel::update(api_tokens::table.find(token.id))
            .set((api_tokens::created_by.eq(to), api_tokens::version.eq(api_tokens::version + 1)))
            .execute(&mut **tx)?;
        let after = ApiToken { created_by: to, version: token.version + 1, ..token.clone() };
        let subject = Subject::new("token", token.id, &token.name);
        journal::record(tx, "token.handed_over", &subject, Some(&token), Some(&after))?;
    }
    tx.app.callers.clear();
    Ok(())
}
