//! One-purpose links: 256 random bits of which only the hash is kept, good for one confirmation of one difficulty.

use super::super::model::tickets::Ticket;
use crate::auth::secrets::{random_256, sha256_hex};
use crate::db::schema::{confirmation_links as links, tickets};
use crate::db::types::Stamp;
use crate::db::{Db, columns, for_ids};
use crate::error::{Code, Error, Result};
use crate::work::Tx;
use diesel::prelude::*;

/// Makes the link of a difficulty; an earlier one that was not used is good for nothing from now on.
///
/// # Errors
/// Database errors.
pub fn make(tx: &mut Tx<'_>, ticket_id: i64, days: i32) -> Result<(String, Stamp)> {
    revoke(tx, ticket_id)?;
    let secret = random_256();
    let expires_at = Stamp::new(tx.now.utc() + chrono::Duration::days(i64::from(days)));
    let row = (
        links::ticket_id.eq(ticket_id),
        links::secret_hash.eq(sha256_hex(&secret)),
        links::expires_at.eq(expires_at),
        links::created_by.eq(tx.caller.user_id),
        links::created_at.eq(tx.now),
    );
    diesel::insert_into(links::table).values(row).execute(&mut **tx)?;
    Ok((secret, expires_at))
}

/// Takes back the open link of a difficulty.
///
/// # Errors
/// Database errors.
pub fn revoke(tx: &mut Tx<'_>, ticket_id: i64) -> Result<()> {
    let open = links::table.filter(links::ticket_id.eq(ticket_id)).filter(links::used_at.is_null());
    let open = open.filter(links::revoked_at.is_null());
    diesel::update(open).set(links::revoked_at.eq(tx.now)).execute(&mut **tx)?;
    Ok(())
}

/// Of these difficulties those with a link that can be used now.
///
/// # Errors
/// Database errors.
pub fn open_of(db: &mut Db, ticket_ids: &[i64], now: Stamp) -> Result<Vec<i64>> {
    Ok(for_ids(ticket_ids, |ids| {
        links::table
            .filter(links::ticket_id.eq_any(ids.to_vec()).and(links::expires_at.gt(now)))
            .filter(links::used_at.is_null().and(links::revoked_at.is_null()))
            .select(links::ticket_id)
            .load(db)
    })?)
}

/// The difficulty that a secret opens. A wrong, used, revoked or expired secret is answered alike.
///
/// # Errors
/// 410.
pub fn ticket_of(db: &mut Db, secret: &str, now: Stamp) -> Result<(i64, Ticket)> {
    let found: Option<(i64, i64)> = links::table
        .filter(links::secret_hash.eq(sha256_hex(secret)).and(links::expires_at.gt(now)))
        .filter(links::used_at.is_null().and(links::revoked_at.is_null()))
        .select((links::id, links::ticket_id))
        .first(db)
        .optional()?;
    let (link, ticket) = found.ok_or_else(spent)?;
    Ok((link, tickets::table.find(ticket).select(columns::<Ticket>()).first(db)?))
}

/// Uses a link up.
///
/// # Errors
/// 410 when it was used at the same time.
pub fn spend(tx: &mut Tx<'_>, link: i64) -> Result<()> {
    let open = links::table.filter(links::id.eq(link).and(links::used_at.is_null()));
    let open = open.filter(links::revoked_at.is_null());
    let spent_now = diesel::update(open).set(links::used_at.eq(tx.now)).execute(&mut **tx)?;
    if spent_now == 1 { Ok(()) } else { Err(spent()) }
}

fn spent() -> Error {
    Error::new(Code::LinkSpent)
        .detail("这个链接已经用过、已过期或不正确。请向办理单位索取新的链接，或打电话告诉他们。")
}
