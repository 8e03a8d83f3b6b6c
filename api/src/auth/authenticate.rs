//! From an `Authorization` header to a [`Caller`].

use super::caller::{Caller, Duties, TokenCaller};
use super::jwt::Claims;
use super::secrets;
use crate::app::App;
use crate::db::Db;
use crate::db::dialect::{among, like_prefix};
use crate::db::schema::{api_tokens, assignments, sessions, substitutes, units, users};
use crate::db::types::{Doc, Stamp};
use crate::error::{Code, Error, Result};
use crate::policy::Role;
use diesel::prelude::*;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

/// Callers seen a moment ago, with the second until which they are; a revocation elsewhere is in force within this time.
pub struct CallerCache(moka::sync::Cache<Key, (Arc<Caller>, i64)>);

/// What a caller is known again by. What a request may choose and what we worked out are apart, so that the hash of a
/// token, sent as a header, opens nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    /// A header with an access token that was verified.
    Header(String),
    /// Public part and hash of an API token, and where it comes from.
    Token(String, String, Option<IpAddr>),
}

impl Default for CallerCache {
    fn default() -> Self {
        let lifetime = Duration::from_millis(800);
        Self(moka::sync::Cache::builder().max_capacity(10_000).time_to_live(lifetime).build())
    }
}

impl CallerCache {
    /// Forgets everybody: accounts, roles, sessions or tokens have changed.
    pub fn clear(&self) {
        self.0.invalidate_all();
    }

    /// The person whose access token came in this header a moment ago; nothing is left to verify but the time.
    pub fn signed_in(&self, header: &str, now: Stamp) -> Option<Arc<Caller>> {
        self.seen(&Key::Header(header.to_owned()), now)
    }

    fn seen(&self, key: &Key, now: Stamp) -> Option<Arc<Caller>> {
        let (caller, expires) = self.0.get(key)?;
        (now.micros() / 1_000_000 < expires).then_some(caller)
    }
}

/// A verified, not yet loaded credential.
pub enum Credential {
    /// A person's access token: what it says, and the header it came in.
    Access(Box<Claims>, String),
    /// An API token.
    Token {
        /// Public part.
        prefix: String,
        /// Hash of the whole text.
        hash: String,
        /// Where it comes from.
        address: Option<IpAddr>,
    },
}

/// Reads the header; signatures and checksums are verified here, without the database.
///
/// # Errors
/// `auth.required`, `auth.invalid` or `auth.expired`.
pub fn credential(app: &App, header: Option<&str>, address: Option<IpAddr>) -> Result<Credential> {
    let Some(header) = header else {
        return Err(Error::new(Code::AuthRequired)
            .detail("这项服务需要登录。请先登录，或在 Authorization 头中提供 Bearer 令牌。"));
    };
    let token = header.strip_prefix("Bearer ").or_else(|| header.strip_prefix("bearer ")).map(str::trim);
    let token = token.ok_or_else(invalid_token)?;
    if token.starts_with(super::token::PREFIX) {
        let (prefix, hash) = super::token::parse(token).ok_or_else(invalid_token)?;
        return Ok(Credential::Token { prefix, hash, address });
    }
    let claims = app.keys().verify(token, app.clock.now())?;
    Ok(Credential::Access(Box::new(claims), header.to_owned()))
}

fn invalid_token() -> Error {
    Error::new(Code::AuthInvalid)
        .detail("令牌无效、已过期或已吊销。请检查是否完整复制；需要时请向签发单位换领新令牌。")
}

impl Credential {
    fn key(&self) -> Key {
        match self {
            Self::Access(_, header) => Key::Header(header.clone()),
            Self::Token { prefix, hash, address } => Key::Token(prefix.clone(), hash.clone(), *address),
        }
    }

    /// The caller, if seen a moment ago.
    pub fn cached(&self, app: &App) -> Option<Arc<Caller>> {
        app.callers.seen(&self.key(), app.clock.now())
    }

    /// Loads the caller from the database.
    ///
    /// # Errors
    /// `auth.invalid` for ended sessions, disabled people, revoked or expired tokens, foreign addresses.
    pub fn load(&self, app: &App) -> Result<Arc<Caller>> {
        let mut connection = app.pools.read()?;
        let now = app.clock.now();
        let caller = match self {
            Self::Access(claims, _) => person(&mut connection, claims, now)?,
            Self::Token { prefix, hash, address } => token(&mut connection, prefix, hash, *address, now)?,
        };
        drop(connection);
        if let Some(token) = &caller.token {
            // when it cannot be noted, the request is served all the same
            if let Err(error) = note_use(app, token.id, now) {
                tracing::warn!(%error, token = token.id, "the use of a token could not be noted");
            }
        }
        let caller = Arc::new(caller);
        let expires = match self {
            Self::Access(claims, _) => claims.exp,
            Self::Token { .. } => i64::MAX, // judged anew whenever it is loaded
        };
        app.callers.0.insert(self.key(), (caller.clone(), expires));
        Ok(caller)
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = users, check_for_backend(crate::db::MultiBackend))]
struct Person {
    id: i64,
    name: String,
    unit_id: i64,
    roles: Doc,
    status: String,
    epoch: i32,
    must_change_password: bool,
}

fn person(db: &mut Db, claims: &Claims, now: Stamp) -> Result<Caller> {
    let ended = || {
        Error::new(Code::AuthInvalid)
            .detail("登录已失效（会话已结束，或账号、角色、口令有变动）。请重新登录。")
    };
    let user_id: i64 = claims.sub.parse().map_err(|_| ended())?;
    let row: Option<Person> = users::table
        .inner_join(sessions::table)
        .filter(users::id.eq(user_id).and(sessions::id.eq(claims.sid)))
        .filter(sessions::ended_at.is_null().and(sessions::expires_at.gt(now)))
        .select(crate::db::columns::<Person>())
        .first(db)
        .optional()?;
    let person = row.filter(|p| p.status == "active" && p.epoch == claims.epoch).ok_or_else(ended)?;
    let mut caller = of_person(db, person, now)?;
    caller.session_id = Some(claims.sid);
    Ok(caller)
}

/// The caller a person is, without a session; for the command line and for tokens.
///
/// # Errors
/// Not found or disabled: `auth.invalid`.
pub fn load_person(db: &mut Db, user_id: i64, now: Stamp) -> Result<Caller> {
    let person: Option<Person> =
        users::table.find(user_id).select(crate::db::columns::<Person>()).first(db).optional()?;
    of_person(db, person.filter(|p| p.status == "active").ok_or_else(invalid_token)?, now)
}

fn of_person(db: &mut Db, person: Person, now: Stamp) -> Result<Caller> {
    Ok(Caller {
        user_id: Some(person.id),
        name: person.name,
        roles: person.roles.read::<Vec<Role>>(),
        unit_id: Some(person.unit_id),
        unit_ids: subtree(db, person.unit_id)?,
        duties: duties(db, person.id, now)?,
        session_id: None,
        token: None,
        must_change_password: person.must_change_password,
        system: false,
    })
}

/// The projects entrusted to a person, or to those he stands in for today.
fn duties(db: &mut Db, user_id: i64, now: Stamp) -> Result<Duties> {
    let today = now.day();
    let mut people: Vec<i64> = substitutes::table
        .filter(substitutes::substitute_id.eq(user_id).and(substitutes::ended_at.is_null()))
        .filter(substitutes::from_on.le(today).and(substitutes::until_on.ge(today)))
        .select(substitutes::user_id)
        .load(db)?;
    people.push(user_id);
    let held: Vec<(i64, String)> = assignments::table
        .filter(among(assignments::user_id, people).and(assignments::ended_at.is_null()))
        .select((assignments::project_id, assignments::role))
        .load(db)?;
    let (sponsors, serves): (Vec<_>, Vec<_>) = held.into_iter().partition(|(_, role)| role == "sponsor");
    let ids = |rows: Vec<(i64, String)>| rows.into_iter().map(|(id, _)| id).collect();
    Ok(Duties { serves: ids(serves), sponsors: ids(sponsors) })
}

/// A unit and all below it.
fn subtree(db: &mut Db, unit_id: i64) -> Result<Vec<i64>> {
    let path: String = units::table.find(unit_id).select(units::path).first(db)?;
    Ok(units::table.filter(units::path.like(like_prefix(&path)).escape('\\')).select(units::id).load(db)?)
}

/// Notes at most once a minute that a token was used; no change of the city's data, so no journal row.
fn note_use(app: &App, id: i64, now: Stamp) -> Result<()> {
    let stale = || {
        let long_ago = api_tokens::last_used_at.lt(now.plus_seconds(-60));
        api_tokens::table.find(id).filter(api_tokens::last_used_at.is_null().or(long_ago))
    };
    if stale().count().get_result::<i64>(&mut *app.pools.read()?)? > 0 {
        diesel::update(stale()).set(api_tokens::last_used_at.eq(now)).execute(&mut *app.pools.write()?)?;
    }
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = api_tokens, check_for_backend(crate::db::MultiBackend))]
struct TokenRow {
    id: i64,
    name: String,
    secret_hash: String,
    enterprise_id: Option<i64>,
    created_by: i64,
    scopes: Doc,
    addresses: Doc,
    expires_at: Stamp,
    revoked_at: Option<Stamp>,
}

fn token(db: &mut Db, prefix: &str, hash: &str, address: Option<IpAddr>, now: Stamp) -> Result<Caller> {
    let row: Option<TokenRow> = api_tokens::table
        .filter(api_tokens::prefix.eq(prefix))
        .select(crate::db::columns::<TokenRow>())
        .first(db)
        .optional()?;
    let row = row
        .filter(|t| secrets::equal(&t.secret_hash, hash))
        .filter(|t| super::token::address_allowed(&t.addresses.read::<Vec<String>>(), address))
        .ok_or_else(invalid_token)?;
    of_token(db, row, now)
}

/// The caller a token is, for work that it asked for earlier.
///
/// # Errors
/// Revoked or expired, or its creator disabled: `auth.invalid`.
pub fn load_token(db: &mut Db, id: i64, now: Stamp) -> Result<Caller> {
    let row: Option<TokenRow> =
        api_tokens::table.find(id).select(crate::db::columns::<TokenRow>()).first(db).optional()?;
    of_token(db, row.ok_or_else(invalid_token)?, now)
}

fn of_token(db: &mut Db, row: TokenRow, now: Stamp) -> Result<Caller> {
    if row.revoked_at.is_some() || row.expires_at <= now {
        return Err(invalid_token());
    }
    let creator = load_person(db, row.created_by, now)?;
    let partner = row.enterprise_id.is_some();
    Ok(Caller {
        // a token never gets more than its creator; a partner's gets its own projects only
        roles: if partner {
            vec![Role::Partner]
        } else {
            creator.roles.into_iter().filter(|r| !r.is_admin()).collect()
        },
        name: row.name,
        user_id: creator.user_id.filter(|_| !partner),
        unit_id: creator.unit_id.filter(|_| !partner),
        unit_ids: if partner { Vec::new() } else { creator.unit_ids },
        duties: if partner { Duties::default() } else { creator.duties },
        session_id: None,
        token: Some(TokenCaller { id: row.id, enterprise_id: row.enterprise_id, scopes: row.scopes.read() }),
        must_change_password: false,
        system: false,
    })
}
