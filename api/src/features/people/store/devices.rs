//! Browsers from which a person has signed in before.

use crate::auth::secrets;
use crate::db::schema::{known_devices, users};
use crate::error::Result;
use crate::work::Tx;
use diesel::prelude::*;

const MOST_PER_USER: i64 = 20;

/// The device behind a cookie, if this account has signed in from it.
///
/// # Errors
/// Database errors.
pub fn find(tx: &mut Tx<'_>, cookie: Option<&str>, account: &str) -> Result<Option<i64>> {
    let Some(cookie) = cookie else { return Ok(None) };
    Ok(known_devices::table
        .inner_join(users::table.on(users::id.eq(known_devices::user_id)))
        .filter(known_devices::token_hash.eq(secrets::sha256_hex(cookie)).and(users::username.eq(account)))
        .select(known_devices::id)
        .first(&mut **tx)
        .optional()?)
}

/// Remembers a browser; answers the secret of its new cookie. A browser that several people share keeps the cookie it
/// has. Of one person the latest twenty browsers are kept.
///
/// # Errors
/// Database errors.
pub fn remember(tx: &mut Tx<'_>, user_id: i64, cookie: Option<&str>) -> Result<Option<String>> {
    let shared = match cookie.map(secrets::sha256_hex) {
        Some(hash) if is_known(tx, &hash)? => Some(hash),
        _ => None,
    };
    let secret = shared.is_none().then(secrets::random_256);
    let hash = shared.or_else(|| secret.as_deref().map(secrets::sha256_hex)).unwrap_or_default();
    let row = (
        known_devices::user_id.eq(user_id),
        known_devices::token_hash.eq(hash),
        known_devices::created_at.eq(tx.now),
        known_devices::last_seen_at.eq(tx.now),
    );
    diesel::insert_into(known_devices::table).values(row).execute(&mut **tx)?;
    let surplus: Vec<i64> = known_devices::table
        .filter(known_devices::user_id.eq(user_id))
        .order((known_devices::last_seen_at.desc(), known_devices::id.desc()))
        .offset(MOST_PER_USER)
        .limit(1000)
        .select(known_devices::id)
        .load(&mut **tx)?;
    for id in surplus {
        diesel::delete(known_devices::table.find(id)).execute(&mut **tx)?;
    }
    Ok(secret)
}

fn is_known(tx: &mut Tx<'_>, hash: &str) -> Result<bool> {
    let found = known_devices::table.filter(known_devices::token_hash.eq(hash)).count();
    Ok(found.get_result::<i64>(&mut **tx)? > 0)
}

/// A known browser was used again.
///
/// # Errors
/// Database errors.
pub fn seen(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    let now = tx.now;
    diesel::update(known_devices::table.find(id))
        .set(known_devices::last_seen_at.eq(now))
        .execute(&mut **tx)?;
    Ok(())
}

/// Forgets all browsers of a person whose password was reset or whose account was closed.
///
/// # Errors
/// Database errors.
pub fn forget(tx: &mut Tx<'_>, user_id: i64) -> Result<()> {
    diesel::delete(known_devices::table.filter(known_devices::user_id.eq(user_id))).execute(&mut **tx)?;
    Ok(())
}
