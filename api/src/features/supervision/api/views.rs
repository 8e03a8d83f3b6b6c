//! Slips with the names, words and files that belong to them.

use super::super::model::view::{
    SlipExtensionView, SlipFeedbackView, SlipFile, SlipItem, SlipLogView, SlipView,
};
use super::super::model::{Slip, SlipState};
use super::super::{rules, store};
use super::can;
use crate::error::{Error, Result};
use crate::features::projects::store::parts::unit_names;
use crate::features::trips::store::parts::person_names;
use crate::features::{calendar, files};
use crate::work::Tx;

/// Lines of the list, in their order.
///
/// # Errors
/// Database errors.
pub fn items(tx: &mut Tx<'_>, slips: Vec<Slip>) -> Result<Vec<SlipItem>> {
    let today = tx.today();
    let of = |id: fn(&Slip) -> Option<i64>| slips.iter().filter_map(id).collect::<Vec<i64>>();
    let units = unit_names(tx, of(|s| Some(s.unit_id)))?;
    let projects = store::project_names(tx, &of(|s| s.project_id))?;
    let persons = person_names(tx, [of(|s| s.person_id), of(|s| Some(s.issued_by))].concat())?;
    let undecided = store::undecided(tx, &of(|s| Some(s.id)))?;
    let calendar = calendar::load(tx)?;
    let name = |id: Option<i64>| persons.get(&id?).cloned();
    let item = |slip: Slip| {
        let overdue = rules::slips::is_overdue(&slip, today);
        let counts = slip.state == SlipState::Open && !overdue;
        SlipItem {
            colour: slip.kind.colour(),
            project_name: slip.project_id.and_then(|id| projects.get(&id)).cloned(),
            unit_name: units.get(&slip.unit_id).cloned().unwrap_or_default(),
            person_name: name(slip.person_id),
            issuer_name: name(Some(slip.issued_by)).unwrap_or_default(),
            overdue_days: if overdue { (today - slip.due_on).num_days() } else { 0 },
            working_days_left: counts.then(|| calendar.working_days_between(today, slip.due_on)),
            is_instruction: store::waiting::is_instruction(&slip),
            can: can(tx, &slip, undecided.contains_key(&slip.id)),
            slip,
        }
    };
    Ok(slips.iter().cloned().map(item).collect())
}

/// A slip with everything that belongs to it.
///
/// # Errors
/// Database errors.
pub fn view(tx: &mut Tx<'_>, slip: &Slip) -> Result<SlipView> {
    let item = items(tx, vec![slip.clone()])?.pop().ok_or_else(Error::not_found)?;
    let given = store::feedback(tx, slip.id)?;
    let asked = store::extensions(tx, slip.id)?;
    let course = store::course(tx, slip.id)?;
    let chain = store::chain(tx, slip.root())?;
    let file_ids: Vec<i64> = given.iter().flat_map(|f| f.file_ids.read::<Vec<i64>>()).collect();
    let uploaded = files::many(tx, &file_ids)?;
    let ids = given.iter().filter_map(|f| f.given_by);
    let ids = ids.chain(asked.iter().flat_map(|e| [e.asked_by, e.decided_by]).flatten());
    let ids: Vec<i64> = ids.chain(course.iter().filter_map(|l| l.done_by)).collect();
    let persons = person_names(tx, ids)?;
    let name = |id: Option<i64>| persons.get(&id?).cloned();
    let files_of = |ids: Vec<i64>| {
        let found = ids.into_iter().filter_map(|id| uploaded.iter().find(|file| file.id == id));
        found.map(|file| SlipFile { file_id: file.id, name: file.name.clone() }).collect()
    };
    Ok(SlipView {
        item,
        feedback: given
            .into_iter()
            .map(|f| SlipFeedbackView {
                id: f.id,
                files: files_of(f.file_ids.read()),
                said: f.said,
                given_by_name: name(f.given_by),
                given_at: f.given_at,
            })
            .collect(),
        extensions: asked
            .into_iter()
            .map(|e| SlipExtensionView {
                id: e.id,
                until_on: e.until_on,
                reason: e.reason,
                state: e.state,
                asked_by_name: name(e.asked_by),
                asked_at: e.asked_at,
                opinion: e.opinion,
                decided_by_name: name(e.decided_by),
                decided_at: e.decided_at,
            })
            .collect(),
        course: course
            .into_iter()
            .map(|l| SlipLogView {
                act: l.act,
                note: l.note,
                due_on: l.due_on,
                done_by_name: name(l.done_by),
                done_at: l.done_at,
            })
            .collect(),
        chain,
    })
}
