//! What other rooms and the application ask of this one: visibility, open work, the jobs.

use super::super::model::{Slip, SlipState};
use super::colours::{self, COLOURS};
use super::{RAISE, lapsed, pass_on, raise, subject, visible_ids};
use crate::db::schema::slips;
use crate::db::{Db, columns};
use crate::error::Result;
use crate::features::people::model::OpenWork;
use crate::jobs::{Kind, Running};
use crate::journal::{self, Event};
use crate::policy::Visible;
use crate::work::{Origin, Tx};
use diesel::prelude::*;
use serde_json::{Value, json};

/// Slips raised in one transaction of the job.
const BATCH: i64 = 50;

/// The background jobs of this room.
pub fn jobs() -> Vec<Kind> {
    vec![
        Kind { name: RAISE, run: raise_lapsed, attempts: 5 },
        Kind { name: COLOURS, run: colours::evaluate_all, attempts: 5 },
    ]
}

/// Raises every slip that lapsed, in small transactions; what was answered meanwhile is left alone.
fn raise_lapsed(running: &Running<'_>, _: &Value) -> Result<Value> {
    let origin = Origin::system(&format!("job-{}", running.job_id));
    let mut raised = 0;
    loop {
        let today = running.app.clock.now().day();
        let due = running.app.read(&origin, |tx| lapsed(tx, today, BATCH))?;
        if due.is_empty() {
            return Ok(json!({ "raised": raised }));
        }
        raised += running.app.write(&origin, |tx| {
            tx.mark_journalled(); // somebody may have been faster
            let mut count = 0;
            for slip in &due {
                count += i64::from(raise(tx, slip.id)?.is_some());
            }
            Ok(count)
        })?;
        running.progress(raised, None, "逾期升级")?;
    }
}

/// Of these changes those of slips without a project that the caller may see.
///
/// # Errors
/// Database errors.
pub fn visible_events(tx: &mut Tx<'_>, who: &Visible, events: &[Event]) -> Result<Vec<i64>> {
    let ids: Vec<i64> = events.iter().filter(|e| e.subject_kind == "slip").map(|e| e.subject_id).collect();
    if ids.is_empty() { Ok(ids) } else { visible_ids(tx, who, ids) }
}

/// May this slip be seen?
///
/// # Errors
/// Database errors.
pub fn may_see(tx: &mut Tx<'_>, who: &Visible, id: i64) -> Result<bool> {
    Ok(!visible_ids(tx, who, vec![id])?.is_empty())
}

/// Slips that a person has to answer or, as their issuer, to close.
fn of_person(db: &mut Db, user_id: i64) -> Result<Vec<Slip>> {
    Ok(slips::table
        .filter(slips::state.eq_any([SlipState::Open, SlipState::Answered]))
        .filter(slips::issued_by.eq(user_id).or(slips::person_id.assume_not_null().eq(user_id)))
        .order(slips::id)
        .select(columns::<Slip>())
        .load(db)?)
}

/// Unfinished work of a person.
///
/// # Errors
/// Database errors.
pub fn open_work(tx: &mut Tx<'_>, user_id: i64) -> Result<Option<OpenWork>> {
    let count = of_person(tx, user_id)?.len() as i64;
    let label = "签发或承办、还没有销号的督办单".to_owned();
    Ok((count > 0).then(|| OpenWork { kind: "slips".to_owned(), label, count }))
}

/// Makes somebody else the issuer and the one to answer of a person's open slips.
///
/// # Errors
/// Database errors.
pub fn hand_over(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<()> {
    for slip in of_person(tx, from)? {
        let issuer = (slip.issued_by == from).then_some(to);
        let person = (slip.person_id == Some(from)).then_some(to);
        let after = pass_on(tx, &slip, issuer, person)?;
        let subject = subject(tx, &after)?;
        journal::record(tx, "slip.handed_over", &subject, Some(&slip), Some(&after))?;
    }
    Ok(())
}
