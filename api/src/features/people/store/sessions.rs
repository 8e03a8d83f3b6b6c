//! Sessions and their rotating refresh tokens.

use crate::auth::secrets;
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::{refresh_tokens, sessions, users};
use crate::db::types::Stamp;
use crate::error::{Error, Result};
use crate::features::people::model::{PreviousSignIn, Session, SessionFilter};
use crate::journal::{self, Subject};
use crate::work::Tx;
use diesel::prelude::*;

/// Two tabs that refresh together may both use the same token for so long.
pub const GRACE_SECONDS: i64 = 10;
/// No session outlives this, however busy.
const LONGEST_SECONDS: i64 = 30 * 86_400;
/// Refresh tokens of sessions that ended so long ago are removed.
const KEEP_ENDED_SECONDS: i64 = 7 * 86_400;
const SORT: &str = "-id";

/// A session with a new refresh token.
pub struct Opened {
    /// The session.
    pub session_id: i64,
    /// Whose it is.
    pub user_id: i64,
    /// The secret of the cookie.
    pub refresh: String,
    /// How long the browser keeps that cookie, seconds; `None`: until it is closed.
    pub kept_seconds: Option<i64>,
}

/// How an attempt to refresh ended.
pub enum Rotation {
    /// Here is the next token.
    Fresh(Opened),
    /// Unknown, ended, expired, or the person is disabled.
    Refused,
    /// A token that had been replaced before: the session was ended.
    Reused,
}

/// Until when a session lives: remembered, so many days from the sign-in; else so many hours from its last use.
fn until(tx: &Tx<'_>, opened_at: Stamp, remembered: bool) -> Stamp {
    let config = &tx.app.config;
    if remembered && config.remembered_days > 0 {
        return opened_at.plus_seconds(config.remembered_days * 86_400);
    }
    tx.now.plus_seconds(config.session_hours * 3600).min(opened_at.plus_seconds(LONGEST_SECONDS))
}

/// Opens a session; `remember`ed where that is offered.
///
/// # Errors
/// Database errors.
pub fn open(tx: &mut Tx<'_>, user_id: i64, address: &str, device: &str, remember: bool) -> Result<Opened> {
    let remembered = remember && tx.app.config.remembered_days > 0;
    let expires_at = until(tx, tx.now, remembered);
    let row = (
        sessions::user_id.eq(user_id),
        sessions::address.eq(address),
        sessions::device.eq(device),
        sessions::created_at.eq(tx.now),
        sessions::last_used_at.eq(tx.now),
        sessions::expires_at.eq(expires_at),
        sessions::remembered.eq(remembered),
    );
    let session_id: i64 =
        diesel::insert_into(sessions::table).values(row).returning(sessions::id).get_result(&mut **tx)?;
    drop_old_tokens(tx, user_id)?;
    let kept_seconds = kept(tx, expires_at, remembered);
    Ok(Opened { session_id, user_id, refresh: issue(tx, session_id)?, kept_seconds })
}

fn kept(tx: &Tx<'_>, expires_at: Stamp, remembered: bool) -> Option<i64> {
    remembered.then(|| (expires_at.micros() - tx.now.micros()) / 1_000_000)
}

/// Is this session one that the browser keeps when it is closed?
///
/// # Errors
/// Database errors.
pub fn is_remembered(tx: &mut Tx<'_>, id: Option<i64>) -> Result<bool> {
    let Some(id) = id else { return Ok(false) };
    Ok(sessions::table.find(id).select(sessions::remembered).first(&mut **tx).optional()?.unwrap_or(false))
}

fn issue(tx: &mut Tx<'_>, session_id: i64) -> Result<String> {
    let secret = secrets::random_256();
    let row = (
        refresh_tokens::session_id.eq(session_id),
        refresh_tokens::token_hash.eq(secrets::sha256_hex(&secret)),
        refresh_tokens::issued_at.eq(tx.now),
    );
    diesel::insert_into(refresh_tokens::table).values(row).execute(&mut **tx)?;
    Ok(secret)
}

fn drop_old_tokens(tx: &mut Tx<'_>, user_id: i64) -> Result<()> {
    let old = tx.now.plus_seconds(-KEEP_ENDED_SECONDS);
    let ended = sessions::table
        .filter(sessions::user_id.eq(user_id))
        .filter(sessions::ended_at.lt(old).or(sessions::expires_at.lt(old)))
        .select(sessions::id);
    let ids: Vec<i64> = ended.load(&mut **tx)?;
    diesel::delete(refresh_tokens::table.filter(refresh_tokens::session_id.eq_any(ids)))
        .execute(&mut **tx)?;
    Ok(())
}

#[derive(Queryable)]
struct Presented {
    id: i64,
    replaced_at: Option<Stamp>,
    session_id: i64,
    user_id: i64,
    status: String,
    session_created_at: Stamp,
    session_expires_at: Stamp,
    session_ended_at: Option<Stamp>,
    remembered: bool,
}

fn presented(tx: &mut Tx<'_>, secret: &str) -> Result<Option<Presented>> {
    Ok(refresh_tokens::table
        .inner_join(sessions::table.inner_join(users::table))
        .filter(refresh_tokens::token_hash.eq(secrets::sha256_hex(secret)))
        .select((
            refresh_tokens::id,
            refresh_tokens::replaced_at,
            sessions::id,
            users::id,
            users::status,
            sessions::created_at,
            sessions::expires_at,
            sessions::ended_at,
            sessions::remembered,
        ))
        .first(&mut **tx)
        .optional()?)
}

/// Replaces a refresh token. Which of two simultaneous requests is first is decided by one conditional update; the
/// second is let through within [`GRACE_SECONDS`], later it means theft and ends the session.
///
/// # Errors
/// Database errors.
pub fn rotate(tx: &mut Tx<'_>, secret: &str) -> Result<Rotation> {
    let now = tx.now;
    let Some(token) = presented(tx, secret)? else { return Ok(Rotation::Refused) };
    let alive = token.session_ended_at.is_none()
        && token.session_expires_at > now
        && token.session_created_at.plus_seconds(LONGEST_SECONDS) > now;
    if !alive || token.status != "active" {
        return Ok(Rotation::Refused);
    }
    let unused = refresh_tokens::table.find(token.id).filter(refresh_tokens::replaced_at.is_null());
    let first = diesel::update(unused).set(refresh_tokens::replaced_at.eq(now)).execute(&mut **tx)? == 1;
    if !first {
        // a twin request may have replaced it just now, after our reading
        let replaced = token.replaced_at.unwrap_or(now);
        if replaced.plus_seconds(GRACE_SECONDS) < now {
            end(tx, token.session_id, "reuse_detected", "session.reuse_detected")?;
            return Ok(Rotation::Reused);
        }
    }
    // a configuration that no longer offers it shortens what was remembered before
    let remembered = token.remembered && tx.app.config.remembered_days > 0;
    let until = until(tx, token.session_created_at, remembered);
    if until <= now {
        return Ok(Rotation::Refused);
    }
    diesel::update(sessions::table.find(token.session_id))
        .set((sessions::last_used_at.eq(now), sessions::expires_at.eq(until)))
        .execute(&mut **tx)?;
    let refresh = issue(tx, token.session_id)?;
    let kept_seconds = kept(tx, until, remembered);
    Ok(Rotation::Fresh(Opened {
        session_id: token.session_id,
        user_id: token.user_id,
        refresh,
        kept_seconds,
    }))
}

/// The living session of a refresh token, used or not.
///
/// # Errors
/// Database errors.
pub fn of_refresh_token(tx: &mut Tx<'_>, secret: &str) -> Result<Option<i64>> {
    Ok(presented(tx, secret)?.filter(|t| t.session_ended_at.is_none()).map(|t| t.session_id))
}

/// The sign-in of a person before this session; a changed password opens one too.
///
/// # Errors
/// Database errors.
pub fn before(tx: &mut Tx<'_>, user_id: i64, session_id: i64) -> Result<Option<PreviousSignIn>> {
    Ok(sessions::table
        .filter(sessions::user_id.eq(user_id).and(sessions::id.lt(session_id)))
        .order(sessions::id.desc())
        .select((sessions::created_at, sessions::address, sessions::device))
        .first(&mut **tx)
        .optional()?)
}

/// Ends a living session and writes it down; says whether there was one.
///
/// # Errors
/// Database errors.
pub fn end(tx: &mut Tx<'_>, session_id: i64, reason: &str, event: &str) -> Result<bool> {
    let before: Option<(Session, String)> = sessions::table
        .inner_join(users::table)
        .filter(sessions::id.eq(session_id).and(sessions::ended_at.is_null()))
        .select((crate::db::columns::<Session>(), users::name))
        .first(&mut **tx)
        .optional()?;
    let Some((before, name)) = before else { return Ok(false) };
    let after = Session { ended_at: Some(tx.now), end_reason: Some(reason.to_owned()), ..before.clone() };
    diesel::update(sessions::table.find(session_id))
        .set((sessions::ended_at.eq(after.ended_at), sessions::end_reason.eq(&after.end_reason)))
        .execute(&mut **tx)?;
    let subject = Subject::new("session", session_id, format!("{name}的会话"));
    journal::record(tx, event, &subject, Some(&before), Some(&after))?;
    tx.app.callers.clear();
    Ok(true)
}

/// Ends all living sessions of a person.
///
/// # Errors
/// Database errors.
pub fn end_all(tx: &mut Tx<'_>, user_id: i64, reason: &str) -> Result<()> {
    let now = tx.now;
    let living: Vec<i64> = sessions::table
        .filter(sessions::user_id.eq(user_id).and(sessions::ended_at.is_null()))
        .filter(sessions::expires_at.gt(now))
        .select(sessions::id)
        .load(&mut **tx)?;
    for id in living {
        end(tx, id, reason, "session.ended")?;
    }
    Ok(())
}

/// A session with the name of its person; of `user_id` only, or of anybody.
///
/// # Errors
/// 404.
pub fn find(tx: &mut Tx<'_>, id: i64, user_id: Option<i64>) -> Result<(Session, String)> {
    let mut query = sessions::table
        .inner_join(users::table)
        .filter(sessions::id.eq(id))
        .select((crate::db::columns::<Session>(), users::name))
        .into_boxed::<crate::db::MultiBackend>();
    if let Some(user_id) = user_id {
        query = query.filter(sessions::user_id.eq(user_id));
    }
    query.first(&mut **tx).optional()?.ok_or_else(Error::not_found)
}

/// Sessions of a person, the latest first.
///
/// # Errors
/// A cursor of another list; database errors.
pub fn list(
    tx: &mut Tx<'_>,
    filter: &SessionFilter,
    user_id: i64,
    paging: &Paging,
) -> Result<Page<(Session, String)>> {
    let window = paging.window(SORT)?;
    let now = tx.now;
    let filtered = || {
        let mut query = sessions::table
            .inner_join(users::table)
            .filter(sessions::user_id.eq(user_id))
            .into_boxed::<crate::db::MultiBackend>();
        match filter.active {
            Some(true) => {
                query = query.filter(sessions::ended_at.is_null().and(sessions::expires_at.gt(now)))
            }
            Some(false) => {
                query = query.filter(sessions::ended_at.is_not_null().or(sessions::expires_at.le(now)))
            }
            None => {}
        }
        query
    };
    let total = filtered().count().get_result(&mut **tx)?;
    let mut rows = filtered();
    if let Some(after) = &window.after {
        rows = rows.filter(sessions::id.lt(after.id));
    }
    let items: Vec<(Session, String)> = rows
        .order(sessions::id.desc())
        .offset(window.offset())
        .limit(window.per_page)
        .select((crate::db::columns::<Session>(), users::name))
        .load(&mut **tx)?;
    let cursor = |row: &(Session, String)| Cursor::of_id(SORT, row.0.id);
    Ok(window.page_of(items, total, cursor))
}
