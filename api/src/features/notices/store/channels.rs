//! Channels. What opens a robot is sealed under a secret of this installation, kept beside its signing keys.

use super::super::model::{Channel, ChannelFilter, ChannelInput, ChannelRow, MessageState};
use crate::app::App;
use crate::auth::jwt::write_private;
use crate::auth::{seal, secrets};
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::{channels, outgoing_messages as messages};
use crate::db::types::{Doc, Stamp};
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Code, Error, Result, is_unique_violation};
use crate::features::projects::store::parts::unit_names;
use crate::work::Tx;
use diesel::dsl::max;
use diesel::prelude::*;
use std::collections::HashMap;

const SORT: &str = "-id";

/// The secret under which the keys of channels are sealed; made when first needed.
///
/// # Errors
/// The folder of keys cannot be read or written.
pub fn sealing_secret(app: &App) -> Result<String> {
    let folder = app.config.data.join("keys");
    let path = folder.join("channels.secret");
    let read = || std::fs::read_to_string(&path).ok().filter(|secret| secret.len() >= 32);
    if let Some(secret) = read() {
        return Ok(secret);
    }
    std::fs::create_dir_all(&folder).map_err(Error::internal)?;
    match write_private(&path, secrets::random_256().as_bytes()) {
        Err(e) if e.kind() != std::io::ErrorKind::AlreadyExists => Err(Error::internal(e)),
        _ => read().ok_or_else(|| Error::internal("the secret of the channels is too short")),
    }
}

fn sealed(app: &App, text: Option<&String>) -> Result<Option<String>> {
    match text.filter(|t| !t.is_empty()) {
        Some(text) => Ok(Some(seal::seal(&sealing_secret(app)?, text)?)),
        None => Ok(None),
    }
}

fn taken(error: diesel::result::Error) -> Error {
    if is_unique_violation(&error) {
        return Error::new(Code::ResourceConflict).detail("已有同名的渠道。请换一个名称，或修改原来的渠道。");
    }
    error.into()
}

/// Writes a channel down.
///
/// # Errors
/// 409 for a name in use.
pub fn insert(tx: &mut Tx<'_>, input: &ChannelInput) -> Result<ChannelRow> {
    let row = (
        channels::name.eq(&input.name),
        channels::kind.eq(input.kind),
        channels::unit_id.eq(input.unit_id),
        channels::kinds.eq(Doc::of(&input.kinds)),
        channels::recipients.eq(Doc::of(&input.recipients)),
        channels::sealed_key.eq(sealed(tx.app, input.robot_key.as_ref())?),
        channels::sealed_secret.eq(sealed(tx.app, input.sign_secret.as_ref())?),
        channels::active.eq(input.active),
        channels::created_by.eq(tx.caller.user_id),
        channels::created_at.eq(tx.now),
        channels::updated_at.eq(tx.now),
    );
    let made = diesel::insert_into(channels::table).values(row).returning(columns::<ChannelRow>());
    made.get_result(&mut **tx).map_err(taken)
}

/// Changes a channel; a key or secret that is not given stays.
///
/// # Errors
/// 409 for a name in use, 412 when somebody else changed it.
pub fn update(tx: &mut Tx<'_>, before: &ChannelRow, input: &ChannelInput) -> Result<ChannelRow> {
    let key = sealed(tx.app, input.robot_key.as_ref())?.or(before.sealed_key.clone());
    let secret = sealed(tx.app, input.sign_secret.as_ref())?.or(before.sealed_secret.clone());
    let values = (
        channels::name.eq(&input.name),
        channels::unit_id.eq(input.unit_id),
        channels::kinds.eq(Doc::of(&input.kinds)),
        channels::recipients.eq(Doc::of(&input.recipients)),
        channels::sealed_key.eq(key),
        channels::sealed_secret.eq(secret),
        channels::active.eq(input.active),
        channels::updated_at.eq(tx.now),
        channels::version.eq(before.version + 1),
    );
    let row = channels::table.filter(channels::id.eq(before.id).and(channels::version.eq(before.version)));
    let changed: QueryResult<Option<ChannelRow>> =
        diesel::update(row).set(values).returning(columns::<ChannelRow>()).get_result(&mut **tx).optional();
    changed.map_err(taken)?.ok_or_else(Error::changed_meanwhile)
}

/// One channel.
///
/// # Errors
/// 404.
pub fn find(db: &mut Db, id: i64) -> Result<ChannelRow> {
    let found = channels::table.find(id).select(columns::<ChannelRow>()).first(db).optional()?;
    found.ok_or_else(Error::not_found)
}

/// Channels in use.
///
/// # Errors
/// Database errors.
pub fn active(db: &mut Db) -> Result<Vec<ChannelRow>> {
    let of = channels::table.filter(channels::active.eq(true)).order(channels::id);
    Ok(of.select(columns::<ChannelRow>()).load(db)?)
}

/// One page, the latest first.
///
/// # Errors
/// A wrong cursor; database errors.
pub fn page(db: &mut Db, filter: &ChannelFilter, paging: &Paging) -> Result<Page<ChannelRow>> {
    let window = paging.window(SORT)?;
    let of = || {
        let rows = channels::table.into_boxed::<MultiBackend>();
        match filter.active {
            Some(active) => rows.filter(channels::active.eq(active)),
            None => rows,
        }
    };
    let total = of().count().get_result(db)?;
    let items: Vec<ChannelRow> = of()
        .filter(channels::id.lt(window.before()))
        .order(channels::id.desc())
        .limit(window.per_page)
        .offset(window.offset())
        .select(columns::<ChannelRow>())
        .load(db)?;
    Ok(window.page_of(items, total, |row| Cursor::of_id(SORT, row.id)))
}

/// Channels as they are shown, with what became of their messages.
///
/// # Errors
/// Database errors.
pub fn shown(db: &mut Db, rows: Vec<ChannelRow>, can: &[String]) -> Result<Vec<Channel>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let units = unit_names(db, rows.iter().filter_map(|row| row.unit_id).collect())?;
    let latest: Vec<Option<i64>> = messages::table
        .filter(messages::channel_id.eq_any(ids.clone()).and(messages::state.eq(MessageState::Sent)))
        .group_by(messages::channel_id)
        .select(max(messages::id))
        .load(db)?;
    let latest: Vec<i64> = latest.into_iter().flatten().collect();
    let last: Vec<(i64, Option<Stamp>)> = messages::table
        .filter(messages::id.eq_any(latest))
        .select((messages::channel_id, messages::sent_at))
        .load(db)?;
    let last: HashMap<i64, Option<Stamp>> = last.into_iter().collect();
    let unsent: Vec<(i64, MessageState, i64)> = messages::table
        .filter(messages::channel_id.eq_any(ids))
        .filter(messages::state.ne(MessageState::Sent))
        .group_by((messages::channel_id, messages::state))
        .select((messages::channel_id, messages::state, diesel::dsl::count_star()))
        .load(db)?;
    let count = |id: i64, given_up: bool| {
        let of = unsent.iter().filter(|(c, s, _)| *c == id && (*s == MessageState::GivenUp) == given_up);
        of.map(|(_, _, n)| n).sum()
    };
    let view = |row: ChannelRow| Channel {
        unit_name: row.unit_id.and_then(|id| units.get(&id).cloned()),
        kinds: row.kinds.read(),
        recipients: row.recipients.read(),
        has_key: row.sealed_key.is_some(),
        has_secret: row.sealed_secret.is_some(),
        last_sent_at: last.get(&row.id).copied().flatten(),
        waiting: count(row.id, false),
        given_up: count(row.id, true),
        can: can.to_vec(),
        id: row.id,
        name: row.name,
        kind: row.kind,
        unit_id: row.unit_id,
        active: row.active,
        created_at: row.created_at,
        updated_at: row.updated_at,
        version: row.version,
    };
    Ok(rows.into_iter().map(view).collect())
}
