//! Failed sign-ins, counted where they come from.

use crate::auth::secrets::sha256_hex;
use crate::db::Both;
use crate::db::dialect::{advisory_lock, like_prefix};
use crate::db::schema::login_attempts;
use crate::db::types::Stamp;
use crate::error::{Code, Error, Result};
use crate::features::people::rules::throttle::{Attempts, Limit, NARROW, WIDE, of_address, one_more};
use crate::work::Tx;
use diesel::prelude::*;
use std::net::IpAddr;

/// Orders the counting on PostgreSQL.
const LOCK: i64 = 7_463_010;
const FORGOTTEN_AFTER_SECONDS: i64 = 86_400;

/// Where an attempt is counted.
#[derive(Debug, Clone)]
pub struct Place {
    subject: String,
    limit: Limit,
}

/// The places of one attempt; `per_address` failures lock an address. User names are hashed: people type passwords into the wrong field.
pub fn places(account: &str, address: Option<IpAddr>, device: Option<i64>, per_address: u32) -> Vec<Place> {
    let account = account_key(account);
    if let Some(device) = device {
        return vec![Place { subject: format!("{account} device {device}"), limit: NARROW }];
    }
    let from = address.map_or_else(|| "unknown".to_owned(), network);
    vec![
        Place { subject: format!("{account} at {from}"), limit: NARROW },
        Place { subject: format!("{account} everywhere"), limit: WIDE },
        Place { subject: format!("address {from}"), limit: of_address(per_address) },
    ]
}

/// The place where a signed-in person's tries at his own password are counted.
pub fn own_password(user_id: i64) -> Vec<Place> {
    vec![Place { subject: format!("password of {user_id}"), limit: NARROW }]
}

fn account_key(account: &str) -> String {
    format!("account {}", &sha256_hex(account)[..24])
}

/// An IPv6 subscriber has a whole /64.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(a) => a.to_string(),
        IpAddr::V6(a) => {
            let [a, b, c, d, ..] = a.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = login_attempts, check_for_backend(crate::db::MultiBackend))]
struct Row {
    failures: i32,
    last_failed_at: Stamp,
    locked_until: Option<Stamp>,
}

fn find(tx: &mut Tx<'_>, subject: &str) -> Result<Option<Attempts>> {
    let row: Option<Row> = login_attempts::table
        .find(subject)
        .select(crate::db::columns::<Row>())
        .first(&mut **tx)
        .optional()?;
    Ok(row.map(|r| Attempts {
        failures: r.failures,
        last_failed_at: r.last_failed_at,
        locked_until: r.locked_until,
    }))
}

/// Counts an attempt before it is made, so that many at once cannot slip through; says whether it brought a lock.
///
/// # Errors
/// `auth.locked` while the caller has to wait; nothing is counted then.
pub fn reserve(tx: &mut Tx<'_>, places: &[Place]) -> Result<bool> {
    advisory_lock(tx, LOCK, false)?;
    let mut earlier = Vec::new();
    for place in places {
        let attempts = find(tx, &place.subject)?;
        if let Some(until) = attempts.and_then(|a| a.wait_until(place.limit, tx.now)) {
            return Err(locked(until, tx.now, &tx.app.config.help_contact));
        }
        earlier.push(attempts);
    }
    let mut brought_lock = false;
    for (place, earlier) in places.iter().zip(earlier) {
        let next = one_more(earlier, place.limit, tx.now);
        brought_lock |= next.failures == place.limit.lock_at;
        put(tx, &place.subject, next)?;
    }
    Ok(brought_lock)
}

fn put(tx: &mut Tx<'_>, subject: &str, attempts: Attempts) -> Result<()> {
    let values = (
        login_attempts::failures.eq(attempts.failures),
        login_attempts::last_failed_at.eq(attempts.last_failed_at),
        login_attempts::locked_until.eq(attempts.locked_until),
    );
    let row = diesel::insert_into(login_attempts::table)
        .values((login_attempts::subject.eq(subject), values))
        .on_conflict(login_attempts::subject)
        .do_update()
        .set(values);
    Both(row).execute(&mut **tx)?;
    Ok(())
}

/// Takes an attempt back that succeeded: the place itself starts anew, wide places lose this one count only.
///
/// # Errors
/// Database errors.
pub fn take_back(tx: &mut Tx<'_>, places: &[Place]) -> Result<()> {
    for place in places {
        if place.limit == NARROW {
            diesel::delete(login_attempts::table.find(&place.subject)).execute(&mut **tx)?;
        } else {
            diesel::update(login_attempts::table.find(&place.subject))
                .set((
                    login_attempts::failures.eq(login_attempts::failures - 1),
                    login_attempts::locked_until.eq(None::<Stamp>),
                ))
                .execute(&mut **tx)?;
        }
    }
    let old = tx.now.plus_seconds(-FORGOTTEN_AFTER_SECONDS);
    diesel::delete(login_attempts::table.filter(login_attempts::last_failed_at.lt(old)))
        .execute(&mut **tx)?;
    Ok(())
}

/// Until when some place of this account is locked or delayed.
///
/// # Errors
/// Database errors.
pub fn locked_until(tx: &mut Tx<'_>, username: &str) -> Result<Option<Stamp>> {
    let now = tx.now;
    let rows: Vec<Option<Stamp>> = login_attempts::table
        .filter(login_attempts::subject.like(like_prefix(&account_key(username))).escape('\\'))
        .filter(login_attempts::locked_until.gt(now))
        .select(login_attempts::locked_until)
        .load(&mut **tx)?;
    Ok(rows.into_iter().flatten().max())
}

/// Forgets the failures of an account everywhere.
///
/// # Errors
/// Database errors.
pub fn unlock(tx: &mut Tx<'_>, user_id: i64, username: &str) -> Result<()> {
    let of_account = login_attempts::subject.like(like_prefix(&account_key(username))).escape('\\');
    diesel::delete(login_attempts::table.filter(of_account)).execute(&mut **tx)?;
    for place in own_password(user_id) {
        diesel::delete(login_attempts::table.find(&place.subject)).execute(&mut **tx)?;
    }
    Ok(())
}

fn locked(until: Stamp, now: Stamp, contact: &str) -> Error {
    let seconds = (until.micros() - now.micros()) / 1_000_000 + 1;
    let wait = if seconds > 90 {
        // the next full minute in Asia/Shanghai, so that nobody comes too early
        let minute = until.plus_seconds(8 * 3600 + 59).utc().format("%H:%M");
        format!("请{minute}之后再试（约{}分钟）", (seconds + 59) / 60)
    } else {
        format!("请{seconds}秒后再试")
    };
    let whom = match contact.trim() {
        "" => String::new(),
        contact => format!("（{contact}）"),
    };
    Error::new(Code::AuthLocked)
        .detail(format!("失败次数过多，{wait}。忘记口令请联系系统管理员重置，急用可请安全管理员解锁{whom}。"))
        .with_header("Retry-After", seconds.to_string())
}
