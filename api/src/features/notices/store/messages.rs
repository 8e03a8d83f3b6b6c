//! Messages: written down with the job that sends them, in one transaction.

use super::super::model::{MessageFilter, MessagePurpose, MessageRow, MessageState};
use super::send::JOB;
use crate::db::page::{Cursor, Page, Paging};
use crate::db::schema::{channels, outgoing_messages as messages};
use crate::db::series::next_no;
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Error, Result};
use crate::jobs;
use crate::work::Tx;
use chrono::Datelike;
use diesel::prelude::*;
use serde_json::json;

const SORT: &str = "-id";

/// The next number of a message.
///
/// # Errors
/// Database errors.
pub fn number(tx: &mut Tx<'_>) -> Result<String> {
    let year = tx.today().year();
    Ok(format!("XX-{year}-{:06}", next_no(tx, "outgoing_message", year)?))
}

/// One message to be written.
#[derive(Debug, Clone)]
pub struct NewMessage {
    /// Its number.
    pub number: String,
    /// Through which channel.
    pub channel_id: i64,
    /// For whom, and his address.
    pub to: Option<(i64, String)>,
    /// What for.
    pub purpose: MessagePurpose,
    /// Subject.
    pub subject: String,
    /// Text.
    pub body: String,
}

/// Writes a message and puts its sending into the queue.
///
/// # Errors
/// Database errors.
pub fn write(tx: &mut Tx<'_>, message: NewMessage) -> Result<MessageRow> {
    let (user_id, recipient) = message.to.unzip();
    let row = (
        messages::number.eq(message.number),
        messages::channel_id.eq(message.channel_id),
        messages::user_id.eq(user_id),
        messages::recipient.eq(recipient),
        messages::purpose.eq(message.purpose),
        messages::subject.eq(message.subject),
        messages::body.eq(message.body),
        messages::state.eq(MessageState::Queued),
        messages::created_at.eq(tx.now),
    );
    let made = diesel::insert_into(messages::table).values(row).returning(columns::<MessageRow>());
    let row: MessageRow = made.get_result(&mut **tx)?;
    queue(tx, row.id)?;
    Ok(row)
}

fn queue(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    let now = tx.now;
    jobs::enqueue_for_program(tx, JOB, json!({ "message_id": id }), now)
}

/// A message with the name of its channel.
///
/// # Errors
/// 404.
pub fn find(db: &mut Db, id: i64) -> Result<(MessageRow, String)> {
    let found = messages::table
        .inner_join(channels::table)
        .filter(messages::id.eq(id))
        .select((columns::<MessageRow>(), channels::name))
        .first(db)
        .optional()?;
    found.ok_or_else(Error::not_found)
}

/// One page with the names of the channels, the latest first.
///
/// # Errors
/// A wrong cursor; database errors.
pub fn page(db: &mut Db, filter: &MessageFilter, paging: &Paging) -> Result<Page<(MessageRow, String)>> {
    let window = paging.window(SORT)?;
    let of = || {
        let mut rows = messages::table.inner_join(channels::table).into_boxed::<MultiBackend>();
        if let Some(id) = filter.channel_id {
            rows = rows.filter(messages::channel_id.eq(id));
        }
        match &filter.state {
            Some(states) => rows.filter(messages::state.eq_any(states.clone())),
            None => rows,
        }
    };
    let total = of().count().get_result(db)?;
    let items: Vec<(MessageRow, String)> = of()
        .filter(messages::id.lt(window.before()))
        .order(messages::id.desc())
        .limit(window.per_page)
        .offset(window.offset())
        .select((columns::<MessageRow>(), channels::name))
        .load(db)?;
    Ok(window.page_of(items, total, |row| Cursor::of_id(SORT, row.0.id)))
}

/// Notes how an attempt ended, unless another has told already that the message was taken.
///
/// # Errors
/// Database errors.
pub fn note(tx: &mut Tx<'_>, id: i64, state: MessageState, attempts: i32, error: Option<&str>) -> Result<()> {
    let row = messages::table.filter(messages::id.eq(id).and(messages::state.ne(MessageState::Sent)));
    let values = (
        messages::state.eq(state),
        messages::attempts.eq(attempts),
        messages::last_error.eq(error),
        messages::sent_at.eq((state == MessageState::Sent).then_some(tx.now)),
        messages::version.eq(messages::version + 1),
    );
    diesel::update(row).set(values).execute(&mut **tx)?;
    Ok(())
}

/// Puts a message that was given up into the queue again.
///
/// # Errors
/// 412 when somebody else did.
pub fn again(tx: &mut Tx<'_>, message: &MessageRow) -> Result<()> {
    let row = messages::table.filter(messages::id.eq(message.id).and(messages::version.eq(message.version)));
    let values = (
        messages::state.eq(MessageState::Queued),
        messages::attempts.eq(0),
        messages::version.eq(message.version + 1),
    );
    if diesel::update(row).set(values).execute(&mut **tx)? == 0 {
        return Err(Error::changed_meanwhile());
    }
    queue(tx, message.id)
}
