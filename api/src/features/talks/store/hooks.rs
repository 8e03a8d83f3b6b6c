//! What other rooms and the application ask of this one: merges of companies, open work, the inbox.

use super::super::model::Talk;
use super::{company_names, project_names, visible_ids};
use crate::db::schema::talks;
use crate::db::{Db, columns};
use crate::error::{Blocking, Result};
use crate::features::people::model::OpenWork;
use crate::journal::{self, Subject};
use crate::policy::{self, Visible};
use crate::waiting::{InboxKind, InboxResource, InboxTab, Waiting};
use crate::work::Tx;
use diesel::prelude::*;

/// Moves the talks of a company when two are merged (or back again).
///
/// # Errors
/// Database errors.
pub fn move_talks(db: &mut Db, from: i64, to: i64, only: Option<&[i64]>) -> Result<Vec<i64>> {
    let mut ids: Vec<i64> = talks::table
        .filter(talks::enterprise_id.assume_not_null().eq(from))
        .order(talks::id)
        .select(talks::id)
        .load(db)?;
    ids.retain(|id| only.is_none_or(|only| only.contains(id)));
    diesel::update(talks::table.filter(talks::id.eq_any(&ids)))
        .set(talks::enterprise_id.eq(to))
        .execute(db)?;
    Ok(ids)
}

/// The talks that keep a company in the library; how many only, whoever asks.
///
/// # Errors
/// Database errors.
pub fn uses_by_talks(tx: &mut Tx<'_>, _who: &Visible, id: i64) -> Result<Vec<Blocking>> {
    let count: i64 = talks::table
        .filter(talks::enterprise_id.assume_not_null().eq(id).and(talks::withdrawn_at.is_null()))
        .count()
        .get_result(&mut **tx)?;
    let used = (count > 0).then(|| Blocking {
        code: "enterprise.in_use".to_owned(),
        field: "talk".to_owned(),
        message: format!("有{count}条洽谈记录记在这家企业名下"),
        how_to_fix: "请先作废或改正这些洽谈记录，或把企业合并到正确的一家".to_owned(),
    });
    Ok(used.into_iter().collect())
}

/// Next steps that a person owns and nobody took yet.
fn owned(db: &mut Db, user_id: i64) -> Result<Vec<Talk>> {
    Ok(talks::table
        .filter(talks::next_owner_id.assume_not_null().eq(user_id))
        .filter(talks::done_at.is_null().and(talks::withdrawn_at.is_null()))
        .order(talks::id)
        .select(columns::<Talk>())
        .load(db)?)
}

/// Unfinished work of a person.
///
/// # Errors
/// Database errors.
pub fn open_work(tx: &mut Tx<'_>, user_id: i64) -> Result<Option<OpenWork>> {
    let count = owned(tx, user_id)?.len() as i64;
    let label = "洽谈的后续事项".to_owned();
    Ok((count > 0).then(|| OpenWork { kind: "talk_next_steps".to_owned(), label, count }))
}

/// Gives a person's open next steps to somebody else.
///
/// # Errors
/// Database errors.
pub fn hand_over(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<()> {
    for talk in owned(tx, from)? {
        diesel::update(talks::table.find(talk.id))
            .set((talks::next_owner_id.eq(to), talks::version.eq(talk.version + 1)))
            .execute(&mut **tx)?;
        let after = Talk { next_owner_id: Some(to), version: talk.version + 1, ..talk.clone() };
        let subject = Subject::new("talk", talk.id, &talk.number);
        journal::record(tx, "talk.next_step_handed_over", &subject, Some(&talk), Some(&after))?;
    }
    Ok(())
}

/// What waits for the caller in this room: next steps that are his.
///
/// # Errors
/// Database errors.
pub fn waiting(tx: &mut Tx<'_>, tab: InboxTab) -> Result<Vec<Waiting>> {
    let Some(me) = tx.caller.user_id.filter(|_| tab == InboxTab::Todo) else { return Ok(Vec::new()) };
    let mut talks = owned(tx, me)?;
    let who = policy::visible(tx.caller);
    let seen = visible_ids(tx, &who, talks.iter().map(|talk| talk.id).collect())?;
    talks.retain(|talk| seen.contains(&talk.id));
    let companies = company_names(tx, &talks.iter().filter_map(|t| t.enterprise_id).collect::<Vec<_>>())?;
    let projects = project_names(tx, &talks.iter().filter_map(|t| t.project_id).collect::<Vec<_>>())?;
    let waits = |talk: Talk| {
        let company = talk.enterprise_id.and_then(|id| companies.get(&id));
        let project = talk.project_id.and_then(|id| projects.get(&id));
        Waiting {
            kind: InboxKind::TalkNextStep,
            subject: company.or(project).cloned().unwrap_or(talk.number),
            why: format!("洽谈后约定、由您办理：{}", talk.next_step.unwrap_or_default()),
            from_id: talk.created_by,
            since_at: talk.created_at,
            due_on: talk.next_due_on,
            resource: InboxResource::Talk,
            resource_id: talk.id,
            part_id: None,
        }
    };
    Ok(talks.into_iter().map(waits).collect())
}
