//! What other rooms and the application ask of this one: visibility, merges of enterprises, open work, the job.

use super::super::model::{Claim, ClaimState};
use super::super::rules;
use super::{
    Change, EXPIRE, change, check_person, find, matter_of, run_out, subject, visible_ids, write_down,
};
use crate::db::schema::first_claims;
use crate::db::{Db, columns};
use crate::error::{Blocking, Result};
use crate::features::people::model::OpenWork;
use crate::jobs::{Kind, Running};
use crate::journal::{self, Event};
use crate::policy::Visible;
use crate::work::{Origin, Tx};
use diesel::prelude::*;
use serde_json::{Value, json};

/// Claims written down in one transaction of the job.
const BATCH: i64 = 100;

/// The background jobs of this room.
pub fn jobs() -> Vec<Kind> {
    vec![Kind { name: EXPIRE, run: expire, attempts: 5 }]
}

/// Writes down every claim that has run out, in small transactions; what was extended meanwhile is left alone.
fn expire(running: &Running<'_>, _: &Value) -> Result<Value> {
    let origin = Origin::system(&format!("job-{}", running.job_id));
    let mut written = 0;
    loop {
        let today = running.app.clock.now().day();
        let due = running.app.read(&origin, |tx| run_out(tx, today, BATCH))?;
        if due.is_empty() {
            return Ok(json!({ "expired": written }));
        }
        running.app.write(&origin, |tx| {
            tx.mark_journalled(); // somebody may have been faster
            for id in &due {
                let claim = find(tx, &Visible::everything(), *id)?;
                write_down(tx, claim)?;
            }
            Ok(())
        })?;
        written += due.len();
        running.progress(written as i64, None, "登记到期")?;
    }
}

/// Of these changes those of claims the caller may see.
///
/// # Errors
/// Database errors.
pub fn visible_events(tx: &mut Tx<'_>, who: &Visible, events: &[Event]) -> Result<Vec<i64>> {
    let of_claims = events.iter().filter(|e| e.subject_kind == "first_claim");
    let ids: Vec<i64> = of_claims.map(|e| e.subject_id).collect();
    visible_ids(tx, who, &ids)
}

/// May this claim be seen in full?
///
/// # Errors
/// Database errors.
pub fn is_visible(tx: &mut Tx<'_>, who: &Visible, id: i64) -> Result<bool> {
    Ok(!visible_ids(tx, who, &[id])?.is_empty())
}

/// Moves the claims on one enterprise to another when the two are merged, or back again. Two protected claims on the
/// same matter both stay and are marked for a ruling.
///
/// # Errors
/// Database errors.
pub fn move_claims(db: &mut Db, from: i64, to: i64, only: Option<&[i64]>) -> Result<Vec<i64>> {
    let mut ids: Vec<i64> = first_claims::table
        .filter(first_claims::enterprise_id.eq(from))
        .order(first_claims::id)
        .select(first_claims::id)
        .load(db)?;
    ids.retain(|id| only.is_none_or(|only| only.contains(id)));
    diesel::update(first_claims::table.filter(first_claims::id.eq_any(&ids)))
        .set((first_claims::enterprise_id.eq(to), first_claims::version.eq(first_claims::version + 1)))
        .execute(db)?;
    reflag(db, from)?;
    reflag(db, to)?;
    Ok(ids)
}

/// The open claims that keep an enterprise in the library; how many only, whoever asks.
///
/// # Errors
/// Database errors.
pub fn uses_by_claims(tx: &mut Tx<'_>, _who: &Visible, id: i64) -> Result<Vec<Blocking>> {
    let open = [ClaimState::Pending, ClaimState::Protected];
    let count: i64 = first_claims::table
        .filter(first_claims::enterprise_id.eq(id).and(first_claims::state.eq_any(open)))
        .count()
        .get_result(&mut **tx)?;
    let used = (count > 0).then(|| Blocking {
        code: "enterprise.in_use".to_owned(),
        field: "first_claim".to_owned(),
        message: format!("有{count}条未终结的首报首谈登记在这家企业名下"),
        how_to_fix: "请先办结、流转或转共享这些登记，或把企业合并到正确的一家".to_owned(),
    });
    Ok(used.into_iter().collect())
}

/// Marks the protected claims on an enterprise that overlap with one of another lineage, and no others.
///
/// # Errors
/// Database errors.
pub fn reflag(db: &mut Db, enterprise_id: i64) -> Result<()> {
    let rows: Vec<Claim> = first_claims::table
        .filter(first_claims::enterprise_id.eq(enterprise_id))
        .order(first_claims::id)
        .select(columns::<Claim>())
        .load(db)?;
    let held: Vec<&Claim> = rows.iter().filter(|c| c.state == ClaimState::Protected).collect();
    for claim in &rows {
        let clash = |other: &&&Claim| {
            other.lineage_id != claim.lineage_id && rules::overlap(matter_of(claim), matter_of(other))
        };
        let flag = claim.state == ClaimState::Protected && held.iter().any(|o| clash(&o));
        if flag != claim.needs_ruling {
            diesel::update(first_claims::table.find(claim.id))
                .set((
                    first_claims::needs_ruling.eq(flag),
                    first_claims::version.eq(first_claims::version + 1),
                ))
                .execute(db)?;
        }
    }
    Ok(())
}

fn of_person(db: &mut Db, user_id: i64) -> Result<Vec<Claim>> {
    Ok(first_claims::table
        .filter(first_claims::person_id.eq(user_id))
        .filter(first_claims::state.eq_any([ClaimState::Pending, ClaimState::Protected]))
        .order(first_claims::id)
        .select(columns::<Claim>())
        .load(db)?)
}

/// Claims a person follows; somebody has to go on with them.
///
/// # Errors
/// Database errors.
pub fn open_work(tx: &mut Tx<'_>, user_id: i64) -> Result<Option<OpenWork>> {
    let today = tx.today();
    let live = of_person(tx, user_id)?;
    let count = live.iter().filter(|c| rules::state_on(c, today) != ClaimState::Expired).count();
    let label = "担任首谈人的首报首谈".to_owned();
    Ok((count > 0).then(|| OpenWork { kind: "first_claims".to_owned(), label, count: count as i64 }))
}

/// Makes somebody of the same unit the person of another's claims.
///
/// # Errors
/// 422 when he is of another unit.
pub fn hand_over(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<()> {
    for claim in of_person(tx, from)? {
        check_person(tx, to, claim.unit_id, "/successor_id")?;
        let after = change(tx, &claim, &Change { person_id: Some(to), ..Change::default() })?;
        journal::record(tx, "claim.handed_over", &subject(&claim), Some(&claim), Some(&after))?;
    }
    Ok(())
}
