//! What other rooms and the application ask of this one: merges of companies, open work, the inbox.

use super::super::model::complaints::{Complaint, ComplaintState};
use super::super::model::procedures::{ApprovalItem, ApprovalState};
use super::super::model::tickets::{Ticket, TicketState};
use super::super::rules::tickets as rules;
use super::{complaints as complaint_rows, procedures as item_rows, project_labels, tickets as ticket_rows};
use crate::db::schema::{approval_items, complaints, service_records, tickets};
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Blocking, Result};
use crate::features::enterprises;
use crate::features::people::model::OpenWork;
use crate::journal::{self, Subject};
use crate::policy::{self, Action, Reach, Relations, Visible, allowed};
use crate::waiting::{InboxKind, InboxResource, InboxTab, Waiting};
use crate::work::Tx;
use chrono::Duration;
use diesel::prelude::*;
use std::collections::HashMap;

/// Writes the mover and the uses of one table that keeps an `enterprise_id`.
macro_rules! references {
    ($table:ident, $move:ident, $uses:ident, $kind:literal, $what:literal, [$($optional:ident)?]) => {
        /// Moves the rows of a company when two are merged (or back again).
        ///
        /// # Errors
        /// Database errors.
        pub fn $move(db: &mut Db, from: i64, to: i64, only: Option<&[i64]>) -> Result<Vec<i64>> {
            let mut ids: Vec<i64> = $table::table
                .filter($table::enterprise_id$(.$optional())?.eq(from))
                .order($table::id)
                .select($table::id)
                .load(db)?;
            ids.retain(|id| only.is_none_or(|only| only.contains(id)));
            let rows = $table::table.filter($table::id.eq_any(&ids));
            diesel::update(rows).set($table::enterprise_id.eq(to)).execute(db)?;
            Ok(ids)
        }

        /// The rows that keep a company in the library; how many only, whoever asks.
        ///
        /// # Errors
        /// Database errors.
        pub fn $uses(tx: &mut Tx<'_>, _who: &Visible, id: i64) -> Result<Vec<Blocking>> {
            let of = $table::table.filter($table::enterprise_id$(.$optional())?.eq(id));
            let count: i64 = of.count().get_result(&mut **tx)?;
            let used = (count > 0).then(|| Blocking {
                code: "enterprise.in_use".to_owned(),
                field: $kind.to_owned(),
                message: format!("有{count}{}记在这家企业名下", $what),
                how_to_fix: "请把企业合并到正确的一家".to_owned(),
            });
            Ok(used.into_iter().collect())
        }
    };
}

references!(tickets, move_tickets, uses_by_tickets, "ticket", "件困难", []);
references!(complaints, move_complaints, uses_by_complaints, "complaint", "件投诉", [assume_not_null]);
references!(
    service_records,
    move_records,
    uses_by_records,
    "service_record",
    "条服务记录",
    [assume_not_null]
);

/// States in which a complaint waits for its handler.
const AT_WORK: [ComplaintState; 5] = [
    ComplaintState::Received,
    ComplaintState::Accepted,
    ComplaintState::Forwarded,
    ComplaintState::Handling,
    ComplaintState::Review,
];

fn handled_by(db: &mut Db, user_id: i64) -> Result<Vec<Complaint>> {
    Ok(complaints::table
        .filter(complaints::handler_id.assume_not_null().eq(user_id))
        .filter(complaints::state.eq_any(AT_WORK))
        .order(complaints::id)
        .select(columns::<Complaint>())
        .load(db)?)
}

/// Unfinished work of a person.
///
/// # Errors
/// Database errors.
pub fn open_work(tx: &mut Tx<'_>, user_id: i64) -> Result<Option<OpenWork>> {
    let count = handled_by(tx, user_id)?.len() as i64;
    let label = "正在办理的投诉".to_owned();
    Ok((count > 0).then(|| OpenWork { kind: "complaints".to_owned(), label, count }))
}

/// Gives a person's complaints to somebody else.
///
/// # Errors
/// Database errors.
pub fn hand_over(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<()> {
    for complaint in handled_by(tx, from)? {
        let after: Complaint = diesel::update(complaints::table.find(complaint.id))
            .set((complaints::handler_id.eq(to), complaints::version.eq(complaint.version + 1)))
            .returning(columns::<Complaint>())
            .get_result(&mut **tx)?;
        let subject = Subject::new("complaint", complaint.id, &complaint.number);
        journal::record(tx, "complaint.handed_over", &subject, Some(&complaint), Some(&after))?;
    }
    Ok(())
}

/// What waits for the caller in this room: difficulties to accept, to answer and to sign, complaints, procedures that
/// are late or due within three days.
///
/// # Errors
/// Database errors.
pub fn waiting(tx: &mut Tx<'_>, tab: InboxTab) -> Result<Vec<Waiting>> {
    if tab != InboxTab::Todo || tx.caller.user_id.is_none() {
        return Ok(Vec::new());
    }
    let who = policy::visible(tx.caller);
    let mut found = waiting_tickets(tx, &who)?;
    found.extend(waiting_complaints(tx)?);
    found.extend(waiting_items(tx, &who)?);
    Ok(found)
}

/// Of the units of the caller; everybody's, for those whose unit is nobody's yet, only to who sees them anyway.
fn waiting_tickets(tx: &mut Tx<'_>, who: &Visible) -> Result<Vec<Waiting>> {
    let signs = allowed(tx.caller, Action::TicketSign, Relations::default());
    let city = matches!(who.reach, Reach::City);
    let open = [TicketState::Open, TicketState::Working, TicketState::Reopened];
    let rows = tickets::table.filter(tickets::state.eq_any(open)).filter(ticket_rows::visible(who));
    let rows = rows.filter(concerning(tx.caller.unit_id.unwrap_or_default(), city, signs));
    let rows: Vec<Ticket> = rows.order(tickets::id).select(columns::<Ticket>()).load(&mut **tx)?;
    let mine = |ticket: &Ticket| {
        if rules::awaits_signature(ticket) {
            return signs.then_some(InboxKind::TicketSign);
        }
        let own_unit = match ticket.unit_id.or(ticket.raising_unit_id) {
            Some(unit) => tx.caller.unit_id == Some(unit),
            // raised by the enterprise itself: whoever sees the whole city gives it to a unit
            None => city,
        };
        let relations = Relations { own_unit, ..Relations::default() };
        let may = own_unit && allowed(tx.caller, Action::TicketHandle, relations);
        may.then_some(match ticket.state {
            TicketState::Open => InboxKind::TicketAccept,
            TicketState::Reopened => InboxKind::TicketReopened,
            _ => InboxKind::TicketAnswer,
        })
    };
    let chosen: Vec<(InboxKind, Ticket)> =
        rows.into_iter().filter_map(|ticket| Some((mine(&ticket)?, ticket))).collect();
    let ids: Vec<i64> = chosen.iter().map(|(_, t)| t.enterprise_id).collect();
    let names: HashMap<i64, String> = enterprises::summaries(tx, &Visible::everything(), &ids)?
        .into_iter()
        .map(|row| (row.id, row.name))
        .collect();
    let waits = |(kind, ticket): (InboxKind, Ticket)| Waiting {
        why: why(kind, &ticket),
        kind,
        subject: format!(
            "{} {}",
            names.get(&ticket.enterprise_id).cloned().unwrap_or_default(),
            ticket.title
        ),
        from_id: ticket.raised_by,
        since_at: ticket.updated_at,
        due_on: rules::step_due(&ticket),
        resource: InboxResource::Ticket,
        resource_id: ticket.id,
        part_id: None,
    };
    Ok(chosen.into_iter().map(waits).collect())
}

/// Those that can wait for somebody of a unit, who sees the whole city or signs; the others are not even read.
fn concerning(unit: i64, city: bool, signs: bool) -> ticket_rows::Filter {
    let given = tickets::unit_id.is_not_null().and(tickets::unit_id.assume_not_null().eq(unit));
    let raised =
        tickets::raising_unit_id.is_not_null().and(tickets::raising_unit_id.assume_not_null().eq(unit));
    let nobodys = tickets::raising_unit_id.is_null().and(tickets::id.gt(if city { 0 } else { i64::MAX }));
    let own = given.or(tickets::unit_id.is_null().and(raised.or(nobodys)));
    if signs { Box::new(own.or(tickets::impossible_asked_by.is_not_null())) } else { Box::new(own) }
}

fn why(kind: InboxKind, ticket: &Ticket) -> String {
    let what = ticket.kind.label();
    match kind {
        InboxKind::TicketAccept => format!("企业提出{what}困难，请受理并承诺答复日期"),
        InboxKind::TicketSign => {
            format!("申报无法办理，请签批：{}", ticket.impossible_reason.as_deref().unwrap_or_default())
        }
        InboxKind::TicketReopened => format!("企业说{what}困难没有解决，第{}次重开", ticket.reopened_count),
        _ => format!("{what}困难由本单位办理，请按承诺答复"),
    }
}

fn waiting_complaints(tx: &mut Tx<'_>) -> Result<Vec<Waiting>> {
    let Some(me) = tx.caller.user_id else { return Ok(Vec::new()) };
    let mut rows = handled_by(tx, me)?;
    if let Some(unit) = tx.caller.unit_id {
        // forwarded to the unit, and nobody took it yet
        let open = complaints::table
            .filter(complaints::state.eq(ComplaintState::Forwarded).and(complaints::handler_id.is_null()))
            .filter(complaints::unit_id.assume_not_null().eq(unit))
            .into_boxed::<MultiBackend>();
        let open: Vec<Complaint> = open.select(columns::<Complaint>()).load(&mut **tx)?;
        rows.extend(open);
    }
    let who = policy::visible(tx.caller);
    let seen = complaint_rows::visible_ids(tx, &who, rows.iter().map(|c| c.id).collect())?;
    rows.retain(|c| seen.contains(&c.id));
    let waits = |c: Complaint| Waiting {
        kind: InboxKind::ComplaintStep,
        subject: format!("{} {}", c.number, c.about),
        why: format!("投诉现在是“{}”，请按时限办理下一步", c.state.label()),
        from_id: c.received_by,
        since_at: c.updated_at,
        due_on: c.step_due_on,
        resource: InboxResource::Complaint,
        resource_id: c.id,
        part_id: None,
    };
    Ok(rows.into_iter().map(waits).collect())
}

fn waiting_items(tx: &mut Tx<'_>, who: &Visible) -> Result<Vec<Waiting>> {
    let Some(unit) = tx.caller.unit_id else { return Ok(Vec::new()) };
    let soon = tx.today() + Duration::days(3);
    let rows = approval_items::table
        .filter(approval_items::state.eq(ApprovalState::Received))
        .filter(approval_items::due_on.is_not_null().and(approval_items::due_on.assume_not_null().le(soon)))
        .filter(item_rows::visible_at(who, unit));
    let rows: Vec<ApprovalItem> = rows.select(columns::<ApprovalItem>()).load(&mut **tx)?;
    let relations = Relations { own_unit: true, ..Relations::default() };
    if !allowed(tx.caller, Action::ApprovalEdit, relations) {
        return Ok(Vec::new());
    }
    let labels = project_labels(tx, &rows.iter().map(|i| i.project_id).collect::<Vec<_>>())?;
    let waits = |item: ApprovalItem| Waiting {
        kind: InboxKind::ApprovalDue,
        subject: labels.get(&item.project_id).map(|(_, name)| name.clone()).unwrap_or_default(),
        why: format!("“{}”由本单位窗口办理，请按承诺办结", item.name),
        from_id: item.created_by,
        since_at: item.updated_at,
        due_on: item.due_on,
        resource: InboxResource::ApprovalItem,
        resource_id: item.id,
        part_id: Some(item.project_id),
    };
    Ok(rows.into_iter().map(waits).collect())
}
