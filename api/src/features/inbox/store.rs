//! What waits for the caller, of all rooms, and what he has done, from the journal.

use super::model::{InboxCount, InboxCounts};
use super::rules::{self, DONE_DAYS};
use crate::db::columns;
use crate::db::schema::{journal, users};
use crate::db::types::Stamp;
use crate::error::Result;
use crate::features;
use crate::journal::{Event, words};
use crate::policy;
use crate::waiting::{InboxResource, InboxTab, Waiting};
use crate::work::Tx;
use diesel::prelude::*;
use std::collections::HashMap;

/// Everything under one tab, in its order.
///
/// # Errors
/// Database errors.
pub fn items(tx: &mut Tx<'_>, tab: InboxTab) -> Result<Vec<Waiting>> {
    let mut items = match tab {
        InboxTab::Done => done(tx)?,
        _ => crate::app::waiting(tx, tab)?,
    };
    items.sort_by_cached_key(|item| rules::place(tab, item));
    Ok(items)
}

/// What the caller decided or finished lately and still may see.
fn done(tx: &mut Tx<'_>) -> Result<Vec<Waiting>> {
    let Some(me) = tx.caller.user_id else { return Ok(Vec::new()) };
    let since = Stamp::start_of(tx.today()).plus_seconds(-DONE_DAYS * 86_400);
    let finishing: Vec<&str> = rules::FINISHING.iter().map(|(event, _)| *event).collect();
    let rows: Vec<Event> = journal::table
        .filter(journal::actor_id.assume_not_null().eq(me).and(journal::at.ge(since)))
        .filter(journal::event.eq_any(finishing))
        .select(columns::<Event>())
        .load(&mut **tx)?;
    let visible = policy::visible(tx.caller);
    let seen = crate::app::keep_visible(tx, &visible, rows)?;
    Ok(seen.iter().filter_map(finished).collect())
}

fn finished(event: &Event) -> Option<Waiting> {
    let resource = match event.subject_kind.as_str() {
        "project" => InboxResource::Project,
        "trip" => InboxResource::Trip,
        "reception" => InboxResource::Reception,
        "talk" => InboxResource::Talk,
        "slip" => InboxResource::Slip,
        "first_claim" => InboxResource::Claim,
        "import" => InboxResource::Import,
        _ => return None,
    };
    let title = words::title(&event.event).unwrap_or_default();
    Some(Waiting {
        kind: rules::finished(&event.event)?,
        subject: event.subject_label.clone(),
        why: format!("由您办理：{title}"),
        from_id: None,
        since_at: event.at,
        due_on: None,
        resource,
        resource_id: event.subject_id,
        part_id: None,
    })
}

/// The names of those who handed something in.
///
/// # Errors
/// Database errors.
pub fn names(tx: &mut Tx<'_>, items: &[Waiting]) -> Result<HashMap<i64, String>> {
    let ids: Vec<i64> = items.iter().filter_map(|item| item.from_id).collect();
    let named = users::table.filter(users::id.eq_any(ids)).select((users::id, users::name));
    let rows: Vec<(i64, String)> = named.load(&mut **tx)?;
    Ok(rows.into_iter().collect())
}

/// The numbers at the head of every page: [`counts`], and what is unread, which leaves no trace in the journal.
///
/// # Errors
/// Database errors.
pub fn standing(tx: &mut Tx<'_>) -> Result<InboxCounts> {
    let me = tx.caller.user_id.unwrap_or_default();
    let unread_notices = features::notices::unread(tx, me)?;
    let mut counts = counts(tx)?;
    let unread = crate::app::waiting(tx, InboxTab::Cc)?.len() as i64;
    counts.tabs.iter_mut().filter(|t| t.tab == InboxTab::Cc).for_each(|t| t.count = unread);
    Ok(InboxCounts { unread_notices, ..counts })
}

/// How many there are under each tab, worked out anew when anything was recorded since.
///
/// # Errors
/// Database errors.
pub fn counts(tx: &mut Tx<'_>) -> Result<InboxCounts> {
    let today = tx.today();
    let caller = tx.caller;
    // roles and units decide as much as the rows do
    let who = (caller.user_id, &caller.roles, &caller.unit_ids, caller.must_change_password);
    let question = format!("inbox counts {who:?} {today}");
    let mark = last_change(tx)?;
    if let Some(known) = tx.app.remembered.recall(&question, mark) {
        return Ok(known);
    }
    let mut tabs = Vec::new();
    let (mut overdue, mut due_today) = (0, 0);
    for tab in InboxTab::ALL {
        let items = items(tx, *tab)?;
        tabs.push(InboxCount { tab: *tab, count: items.len() as i64 });
        if *tab == InboxTab::Todo {
            overdue = rules::count(*tab, &items, today).overdue;
            due_today = items.iter().filter(|item| item.due_on == Some(today)).count() as i64;
        }
    }
    let counts = InboxCounts { tabs, overdue, due_today, unread_notices: 0 };
    tx.app.remembered.keep(question, mark, &counts);
    Ok(counts)
}

/// The last thing that was recorded, whatever it was.
fn last_change(tx: &mut Tx<'_>) -> Result<Option<i64>> {
    Ok(journal::table.select(diesel::dsl::max(journal::id)).first(&mut **tx)?)
}
