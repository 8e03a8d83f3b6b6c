//! Which changes the history of a project tells.

use super::super::INTERNAL_EVENTS;
use crate::auth::Caller;
use crate::db::MultiBackend;
use crate::db::schema::journal;
use crate::error::Result;
use crate::policy::{Reach, visible};
use crate::work::Tx;
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// The changes of a project that the caller may be told; partners learn nothing of what goes on inside the house.
pub fn told(
    caller: &Caller,
    project_id: i64,
) -> Box<dyn BoxableExpression<journal::table, MultiBackend, SqlType = Bool>> {
    let own = journal::subject_kind.eq("project").and(journal::subject_id.eq(project_id));
    match visible(caller).reach {
        Reach::Party(_) => Box::new(own.and(journal::event.ne_all(INTERNAL_EVENTS.to_vec()))),
        _ => Box::new(own),
    }
}

/// How many they are.
///
/// # Errors
/// Database errors.
pub fn count(tx: &mut Tx<'_>, project_id: i64) -> Result<i64> {
    Ok(journal::table.filter(told(tx.caller, project_id)).count().get_result(&mut **tx)?)
}
