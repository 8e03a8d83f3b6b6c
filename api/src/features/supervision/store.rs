//! Rows of slips and of colours; every reader takes [`crate::policy::Visible`].

pub mod colours;
pub mod counts;
mod facts;
pub mod hooks;
pub mod simulate;
pub mod times;
pub mod waiting;
pub mod write;

pub use write::*;

use super::model::view::{SlipGroup, SlipLink, SlipSummary};
use super::model::{
    Extension, Feedback, LogLine, Slip, SlipExtensionState, SlipFilter, SlipKind, SlipOrder, SlipSort,
    SlipState,
};
use crate::db::dialect::{among, like_within};
use crate::db::page::{Page, Paging};
use crate::db::schema::{projects, slip_extensions, slip_feedback, slip_log, slips};
use crate::db::sort::Sorts;
use crate::db::types::Stamp;
use crate::db::{Db, MultiBackend, columns, for_ids};
use crate::error::{Error, Result};
use crate::features::projects::store::{
    confidential_to, list::with_units_below, of_projects, visible as projects_of,
};
use crate::policy::{Reach, Visible};
use crate::sort_by;
use chrono::NaiveDate;
use diesel::dsl::{count_star, not};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::HashMap;

/// A condition on slips that can be combined with others.
pub type Filter = Box<dyn BoxableExpression<slips::table, MultiBackend, SqlType = Bool>>;

/// The slips a caller may see: the whole city for bureau and leaders; for a clerk those of his units, of the projects he
/// sees, and those that name him. One on a confidential project is seen by those who see the project and by those whom
/// the slip names. Partners see none.
pub fn visible(who: &Visible) -> Filter {
    let project = slips::project_id.assume_not_null();
    let open = || slips::project_id.is_null().or(not(of_projects(project, confidential_to(who))));
    match &who.reach {
        Reach::Nothing | Reach::Party(_) => Box::new(slips::id.eq(0)),
        Reach::Everything => Box::new(slips::id.gt(0)),
        Reach::City => Box::new(open().or(naming(who.user_id))),
        Reach::Units(ids) => {
            let own = slips::unit_id.eq_any(ids.clone()).and(open());
            let seen = projects_of(who).and(projects::id.eq_any(with_slips()));
            let of_project = slips::project_id.is_not_null().and(of_projects(project, Box::new(seen)));
            Box::new(own.or(of_project).or(naming(who.user_id)))
        }
    }
}

/// Projects about which there are slips: of what a unit sees these few are listed, not all.
#[diesel::dsl::auto_type(no_type_alias)]
fn with_slips() -> _ {
    slips::table.filter(slips::project_id.is_not_null()).select(slips::project_id.assume_not_null())
}

/// Slips that name this person: issued by him, or his to answer.
fn naming(user_id: Option<i64>) -> Filter {
    match user_id {
        None => Box::new(slips::id.eq(0)),
        Some(me) => Box::new(slips::issued_by.eq(me).or(slips::person_id.assume_not_null().eq(me))),
    }
}

/// One slip that the caller may see.
///
/// # Errors
/// 404 for what does not exist or is invisible.
pub fn find(db: &mut Db, who: &Visible, id: i64) -> Result<Slip> {
    let found = slips::table.find(id).filter(visible(who)).select(columns::<Slip>()).first(db).optional()?;
    found.ok_or_else(Error::not_found)
}

/// Of these ids the ones that may be seen.
///
/// # Errors
/// Database errors.
pub fn visible_ids(db: &mut Db, who: &Visible, ids: Vec<i64>) -> Result<Vec<i64>> {
    Ok(for_ids(&ids, |ids| {
        slips::table.filter(slips::id.eq_any(ids.to_vec())).filter(visible(who)).select(slips::id).load(db)
    })?)
}

/// What a list is asked for, with the units below those asked for looked up.
pub struct Conditions {
    who: Visible,
    wanted: SlipFilter,
    units: Option<Vec<i64>>,
    root: Option<i64>,
    today: NaiveDate,
}

impl Conditions {
    /// Looks up the units, and the first slip of a matter.
    ///
    /// # Errors
    /// Database errors.
    pub fn prepare(db: &mut Db, who: Visible, wanted: SlipFilter, today: NaiveDate) -> Result<Self> {
        let units = wanted.unit_id.as_deref().map(|ids| with_units_below(db, ids)).transpose()?;
        let root = match wanted.root_id {
            None => None,
            Some(id) => {
                let above: Option<Option<i64>> =
                    slips::table.find(id).select(slips::root_id).first(db).optional()?;
                Some(above.flatten().unwrap_or(id))
            }
        };
        Ok(Self { who, wanted, units, root, today })
    }

    /// How many there are.
    ///
    /// # Errors
    /// Database errors.
    pub fn count(&self, db: &mut Db) -> Result<i64> {
        Ok(slips::table.filter(self.filter()).count().get_result(db)?)
    }

    fn filter(&self) -> Filter {
        let w = &self.wanted;
        let mut all = visible(&self.who);
        let mut add = |condition: Filter| {
            let before = std::mem::replace(&mut all, Box::new(slips::id.gt(0)));
            all = Box::new(before.and(condition));
        };
        if let Some(q) = w.q.as_deref().map(str::trim).filter(|q| !q.is_empty()) {
            let like = like_within(q);
            let source = slips::basis_text.assume_not_null().like(like.clone()).escape('\\');
            let basis = slips::basis_text.is_not_null().and(source);
            let own = slips::matter.like(like.clone()).escape('\\');
            add(Box::new(own.or(slips::number.like(like).escape('\\')).or(basis)));
        }
        if let Some(kinds) = &w.kind {
            add(Box::new(slips::kind.eq_any(kinds.clone())));
        }
        if let Some(states) = &w.state {
            add(Box::new(slips::state.eq_any(states.clone())));
        }
        if let Some(bases) = &w.basis {
            add(Box::new(slips::basis.eq_any(bases.clone())));
        }
        if let Some(ids) = &self.units {
            add(Box::new(slips::unit_id.eq_any(ids.clone())));
        }
        if let Some(id) = w.person_id {
            add(Box::new(slips::person_id.assume_not_null().eq(id)));
        }
        if let Some(id) = w.issued_by {
            add(Box::new(slips::issued_by.eq(id)));
        }
        if let Some(id) = w.project_id {
            add(Box::new(slips::project_id.assume_not_null().eq(id)));
        }
        if let Some(id) = self.root {
            add(Box::new(slips::id.eq(id).or(slips::root_id.assume_not_null().eq(id))));
        }
        match w.overdue {
            Some(true) => add(Box::new(late(self.today))),
            Some(false) => add(Box::new(not(late(self.today)))),
            None => {}
        }
        if let Some(day) = w.due_from {
            add(Box::new(slips::due_on.ge(day)));
        }
        if let Some(day) = w.due_before {
            add(Box::new(slips::due_on.lt(day)));
        }
        all
    }
}

/// Slips whose day is past without feedback.
fn late(today: NaiveDate) -> Filter {
    Box::new(slips::state.eq(SlipState::Open).and(slips::due_on.lt(today)))
}

/// One page of slips.
///
/// # Errors
/// A wrong cursor, database errors.
pub fn page(db: &mut Db, conditions: &Conditions, order: &SlipOrder, paging: &Paging) -> Result<Page<Slip>> {
    let sorts = Sorts::new(order.sort.clone(), SlipSort::Due)?;
    let window = paging.window(sorts.code())?;
    let total = conditions.count(db)?;
    let rows =
        slips::table.filter(conditions.filter()).select(columns::<Slip>()).into_boxed::<MultiBackend>();
    let rows = sorts.apply(rows, window.after.as_ref())?;
    let items: Vec<Slip> = rows.limit(window.per_page).offset(window.offset()).load(db)?;
    Ok(window.page_of(items, total, |slip| sorts.place(slip)))
}

sort_by!(SlipSort on slips, rows Slip {
    Due | DueDesc => due_on: NaiveDate,
    Issued | IssuedDesc => issued_at: Stamp,
    Number | NumberDesc => number: String,
});

/// How many slips of each kind there are in each state.
///
/// # Errors
/// Database errors.
pub fn summary(db: &mut Db, conditions: &Conditions) -> Result<SlipSummary> {
    let asked = || slips::table.filter(conditions.filter());
    let counted: Vec<(SlipKind, SlipState, i64)> = asked()
        .group_by((slips::kind, slips::state))
        .select((slips::kind, slips::state, count_star()))
        .load(db)?;
    let overdue: Vec<(SlipKind, i64)> = asked()
        .filter(late(conditions.today))
        .group_by(slips::kind)
        .select((slips::kind, count_star()))
        .load(db)?;
    let group = |kind: &SlipKind| {
        let of = |state| counted.iter().filter(|(k, s, _)| k == kind && *s == state).map(|(_, _, n)| n).sum();
        SlipGroup {
            kind: *kind,
            label: kind.label().to_owned(),
            open: of(SlipState::Open),
            overdue: overdue.iter().filter(|(k, _)| k == kind).map(|(_, n)| n).sum(),
            answered: of(SlipState::Answered),
            closed: of(SlipState::Closed),
            lapsed: of(SlipState::Lapsed),
        }
    };
    let mut kinds = SlipKind::ALL.to_vec();
    kinds.sort_by_key(|kind| kind.level());
    Ok(SlipSummary {
        total: counted.iter().map(|(_, _, n)| n).sum(),
        by_kind: kinds.iter().map(group).collect(),
    })
}

/// Feedback on a slip, oldest first.
///
/// # Errors
/// Database errors.
pub fn feedback(db: &mut Db, slip_id: i64) -> Result<Vec<Feedback>> {
    let of = slip_feedback::table.filter(slip_feedback::slip_id.eq(slip_id)).order(slip_feedback::id);
    Ok(of.select(columns::<Feedback>()).load(db)?)
}

/// Requests for more time on a slip, oldest first.
///
/// # Errors
/// Database errors.
pub fn extensions(db: &mut Db, slip_id: i64) -> Result<Vec<Extension>> {
    let of = slip_extensions::table.filter(slip_extensions::slip_id.eq(slip_id)).order(slip_extensions::id);
    Ok(of.select(columns::<Extension>()).load(db)?)
}

/// Of these slips those whose issuer owes an answer to a request for more time, with its id.
///
/// # Errors
/// Database errors.
pub fn undecided(db: &mut Db, slip_ids: &[i64]) -> Result<HashMap<i64, i64>> {
    let rows: Vec<(i64, i64)> = for_ids(slip_ids, |ids| {
        slip_extensions::table
            .filter(slip_extensions::slip_id.eq_any(ids.to_vec()))
            .filter(slip_extensions::state.eq(SlipExtensionState::Asked))
            .select((slip_extensions::slip_id, slip_extensions::id))
            .load(db)
    })?;
    Ok(rows.into_iter().collect())
}

/// What happened to a slip, oldest first.
///
/// # Errors
/// Database errors.
pub fn course(db: &mut Db, slip_id: i64) -> Result<Vec<LogLine>> {
    let of = slip_log::table.filter(slip_log::slip_id.eq(slip_id)).order(slip_log::id);
    Ok(of.select(columns::<LogLine>()).load(db)?)
}

/// All slips on the same matter, the first one first.
///
/// # Errors
/// Database errors.
pub fn chain(db: &mut Db, root: i64) -> Result<Vec<SlipLink>> {
    let rows: Vec<(i64, String, SlipKind, NaiveDate)> = slips::table
        .filter(slips::id.eq(root).or(slips::root_id.assume_not_null().eq(root)))
        .order(slips::id)
        .select((slips::id, slips::number, slips::kind, slips::due_on))
        .load(db)?;
    Ok(rows.into_iter().map(|(id, number, kind, due_on)| SlipLink { id, number, kind, due_on }).collect())
}

/// Names of these projects; whoever sees a slip may know what it is about.
///
/// # Errors
/// Database errors.
pub fn project_names(db: &mut Db, ids: &[i64]) -> Result<HashMap<i64, String>> {
    let rows: Vec<(i64, String)> = for_ids(ids, |ids| {
        projects::table
            .filter(among(projects::id, ids.to_vec()))
            .select((projects::id, projects::name))
            .load(db)
    })?;
    Ok(rows.into_iter().collect())
}
