//! What waits for the caller in trips and receptions: plans to decide, reports to hand in, next steps, promises,
//! call-backs.

use super::super::model::receptions::Promise;
use super::super::model::{Trip, TripState};
use crate::db::schema::{
    negotiation_trips, reception_callbacks, reception_promises, receptions, trip_companies,
};
use crate::db::types::Stamp;
use crate::db::{MultiBackend, columns};
use crate::error::Result;
use crate::policy::{self, Action, Relations, allowed};
use crate::waiting::{InboxKind, InboxResource, InboxTab, Waiting};
use crate::work::Tx;
use chrono::{Duration, NaiveDate};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// What waits for the caller in this room.
///
/// # Errors
/// Database errors.
pub fn waiting(tx: &mut Tx<'_>, tab: InboxTab) -> Result<Vec<Waiting>> {
    let Some(me) = tx.caller.user_id else { return Ok(Vec::new()) };
    let mut found = plans(tx, tab, me)?;
    if tab == InboxTab::Todo {
        found.extend(reports(tx, me)?);
        found.extend(next_steps(tx, me)?);
        found.extend(promises(tx, me)?);
        found.extend(callbacks(tx, me)?);
    }
    Ok(found)
}

/// Trips in these states, as an index of them says it.
fn in_states(states: &'static str) -> negotiation_trips::BoxedQuery<'static, MultiBackend> {
    negotiation_trips::table.filter(sql::<Bool>(states)).into_boxed()
}

/// Of these trips the ones that the caller sees. Asked afterwards: the few trips in question are found by their state.
fn keep_seen(tx: &mut Tx<'_>, mut trips: Vec<Trip>) -> Result<Vec<Trip>> {
    let who = policy::visible(tx.caller);
    let seen = super::list::visible_ids(tx, &who, trips.iter().map(|trip| trip.id).collect())?;
    trips.retain(|trip| seen.contains(&trip.id));
    Ok(trips)
}

fn of_trip(trip: Trip, kind: InboxKind, why: String, from_id: Option<i64>, since_at: Stamp) -> Waiting {
    Waiting {
        kind,
        subject: format!("{} {}", trip.number, trip.purpose),
        why,
        from_id,
        since_at,
        due_on: None,
        resource: InboxResource::Trip,
        resource_id: trip.id,
        part_id: None,
    }
}

/// Plans handed in and plans sent back.
fn plans(tx: &mut Tx<'_>, tab: InboxTab, me: i64) -> Result<Vec<Waiting>> {
    if tab == InboxTab::Done {
        return Ok(Vec::new());
    }
    let rows: Vec<Trip> = in_states("negotiation_trips.state IN ('submitted','returned')")
        .select(columns::<Trip>())
        .load(&mut **tx)?;
    let rows = keep_seen(tx, rows)?;
    let caller = tx.caller;
    let shown = |trip: Trip| {
        let own = trip.submitted_by == Some(me);
        let relations = Relations {
            own_unit: caller.covers_unit(trip.lead_unit_id),
            own: trip.leader_user_id == Some(me),
            ..Relations::default()
        };
        let at = trip.submitted_at.unwrap_or(trip.updated_at);
        let by = trip.submitted_by;
        match (tab, trip.state) {
            (InboxTab::Started, TripState::Submitted) if own => {
                Some(of_trip(trip, InboxKind::TripDecision, "您送审的外出计划，等待审批".to_owned(), by, at))
            }
            (InboxTab::Todo, TripState::Submitted)
                if !own && allowed(caller, Action::TripApprove, relations) =>
            {
                let why = "外出计划已送审，由您所在的角色审批".to_owned();
                Some(of_trip(trip, InboxKind::TripDecision, why, by, at))
            }
            (InboxTab::Todo, TripState::Returned) if own => {
                let opinion = trip.decision_opinion.clone().unwrap_or_else(|| "没有写意见".to_owned());
                let why = format!("您送审的外出计划被退回，请修改后再送审：{opinion}");
                let (from, at) = (trip.decided_by, trip.decided_at.unwrap_or(at));
                Some(of_trip(trip, InboxKind::TripReturned, why, from, at))
            }
            _ => None,
        }
    };
    Ok(rows.into_iter().filter_map(shown).collect())
}

/// Trips over, of which the report with the outcomes is owed by him who leads or registered them.
fn reports(tx: &mut Tx<'_>, me: i64) -> Result<Vec<Waiting>> {
    let mine = negotiation_trips::leader_user_id
        .assume_not_null()
        .eq(me)
        .or(negotiation_trips::created_by.assume_not_null().eq(me));
    let rows: Vec<Trip> = in_states("negotiation_trips.state IN ('approved','under_way','debriefing')")
        .filter(mine)
        .select(columns::<Trip>())
        .load(&mut **tx)?;
    let rows = keep_seen(tx, rows)?;
    let today = tx.today();
    let over = |trip: &Trip| trip.state == TripState::Debriefing || trip.back_on() < today;
    let waiting = |trip: Trip| {
        let who = if trip.leader_user_id == Some(me) { "带队" } else { "登记" };
        let why = format!("您{who}的外出招商已返回，请填齐逐企业的结果并提交总结");
        let (since, due_on) = (Stamp::start_of(trip.back_on()), trip.report_due_on);
        Waiting { due_on, ..of_trip(trip, InboxKind::TripReport, why, None, since) }
    };
    Ok(rows.into_iter().filter(over).map(waiting).collect())
}

fn next_steps(tx: &mut Tx<'_>, me: i64) -> Result<Vec<Waiting>> {
    type Row = (i64, i64, String, Option<String>, Option<NaiveDate>, Option<i64>, Option<Stamp>);
    let rows: Vec<Row> = trip_companies::table
        .filter(trip_companies::owner_id.assume_not_null().eq(me).and(trip_companies::done_at.is_null()))
        .filter(trip_companies::ended_at.is_null().and(trip_companies::next_step.is_not_null()))
        .select((
            trip_companies::id,
            trip_companies::trip_id,
            trip_companies::name,
            trip_companies::next_step,
            trip_companies::next_due_on,
            trip_companies::outcome_by,
            trip_companies::outcome_at,
        ))
        .load(&mut **tx)?;
    let who = policy::visible(tx.caller);
    let seen = super::list::visible_ids(tx, &who, rows.iter().map(|row| row.1).collect())?;
    let waiting = |(id, trip_id, name, step, due_on, by, at): Row| Waiting {
        kind: InboxKind::TripNextStep,
        subject: name,
        why: format!("后续事项由您负责：{}", step.unwrap_or_default()),
        from_id: by,
        since_at: at.unwrap_or(Stamp::from_micros(0)),
        due_on,
        resource: InboxResource::Trip,
        resource_id: trip_id,
        part_id: Some(id),
    };
    Ok(rows.into_iter().filter(|row| seen.contains(&row.1)).map(waiting).collect())
}

fn promises(tx: &mut Tx<'_>, me: i64) -> Result<Vec<Waiting>> {
    let rows: Vec<(Promise, String)> = reception_promises::table
        .inner_join(receptions::table.on(receptions::id.eq(reception_promises::reception_id)))
        .filter(reception_promises::owner_id.eq(me).and(reception_promises::done_at.is_null()))
        .filter(receptions::cancelled_at.is_null())
        .select((columns::<Promise>(), receptions::subject))
        .load(&mut **tx)?;
    let who = policy::visible(tx.caller);
    let ids = rows.iter().map(|(promise, _)| promise.reception_id).collect();
    let seen = super::receptions::visible_ids(tx, &who, ids)?;
    let waiting = |(promise, subject): (Promise, String)| Waiting {
        kind: InboxKind::ReceptionPromise,
        subject,
        why: format!("接待时承诺、由您办理：{}", promise.promise),
        from_id: promise.created_by,
        since_at: promise.created_at,
        due_on: Some(promise.due_on),
        resource: InboxResource::Reception,
        resource_id: promise.reception_id,
        part_id: Some(promise.id),
    };
    Ok(rows.into_iter().filter(|(promise, _)| seen.contains(&promise.reception_id)).map(waiting).collect())
}

/// Call-backs of receptions that the caller registered himself, once the guests have left; each day by the rules.
fn callbacks(tx: &mut Tx<'_>, me: i64) -> Result<Vec<Waiting>> {
    let today = tx.today();
    let (times, _) = super::times::in_force(tx, today)?;
    // receptions of before, told from old papers, are not called back any more
    let rows: Vec<(i64, i64, String, NaiveDate)> = receptions::table
        .filter(receptions::created_by.assume_not_null().eq(me).and(receptions::departs_on.lt(today)))
        .filter(receptions::cancelled_at.is_null().and(receptions::source.is_null()))
        .select((receptions::id, receptions::lead_unit_id, receptions::subject, receptions::departs_on))
        .load(&mut **tx)?;
    let ids: Vec<i64> = rows.iter().map(|row| row.0).collect();
    let made: Vec<(i64, i32)> = crate::db::for_ids(&ids, |some| {
        let of = reception_callbacks::table.filter(reception_callbacks::reception_id.eq_any(some.to_vec()));
        of.select((reception_callbacks::reception_id, reception_callbacks::day_no)).load(&mut **tx)
    })?;
    let caller = tx.caller;
    let may = |unit: i64| {
        let relations = Relations { own_unit: caller.covers_unit(unit), ..Relations::default() };
        allowed(caller, Action::ReceptionEdit, relations)
    };
    let mut found = Vec::new();
    for (id, _, subject, departs_on) in rows.into_iter().filter(|row| may(row.1)) {
        for day in times.callback_days.iter().filter(|day| !made.contains(&(id, **day))) {
            found.push(Waiting {
                kind: InboxKind::ReceptionCallback,
                subject: subject.clone(),
                why: format!("您登记的接待，客人离开后第{day}日应回访"),
                from_id: None,
                since_at: Stamp::start_of(departs_on),
                due_on: Some(departs_on + Duration::days(i64::from(*day))),
                resource: InboxResource::Reception,
                resource_id: id,
                part_id: None,
            });
        }
    }
    Ok(found)
}
