//! Rows of complaints and their steps.

use super::super::model::complaints::{
    Complaint, ComplaintFilter, ComplaintInput, ComplaintOrder, ComplaintSort, ComplaintState,
    ComplaintStepRow,
};
use crate::db::page::{Page, Paging};
use crate::db::schema::{complaint_steps as steps, complaints};
use crate::db::series::next_no;
use crate::db::sort::Sorts;
use crate::db::types::Doc;
use crate::db::{Db, MultiBackend, columns, for_ids};
use crate::error::{Error, Result};
use crate::features::projects::store::list::with_units_below;
use crate::policy::{Reach, Visible};
use crate::sort_by;
use crate::work::Tx;
use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// A condition on complaints that can be combined with others.
pub type Filter = Box<dyn BoxableExpression<complaints::table, MultiBackend, SqlType = Bool>>;

/// The complaints a caller may see: bureau and leaders all, a clerk those his unit handles, partners none.
pub fn visible(who: &Visible) -> Filter {
    match &who.reach {
        Reach::Nothing | Reach::Party(_) => Box::new(complaints::id.eq(0)),
        Reach::Everything | Reach::City => Box::new(complaints::id.gt(0)),
        Reach::Units(ids) => {
            let handled = complaints::unit_id.assume_not_null().eq_any(ids.clone());
            Box::new(complaints::unit_id.is_not_null().and(handled))
        }
    }
}

/// One complaint that the caller may see.
///
/// # Errors
/// 404.
pub fn find(db: &mut Db, who: &Visible, id: i64) -> Result<Complaint> {
    let found = complaints::table
        .filter(complaints::id.eq(id))
        .filter(visible(who))
        .select(columns::<Complaint>())
        .first(db)
        .optional()?;
    found.ok_or_else(Error::not_found)
}

/// Of these ids the ones that may be seen.
///
/// # Errors
/// Database errors.
pub fn visible_ids(db: &mut Db, who: &Visible, ids: Vec<i64>) -> Result<Vec<i64>> {
    Ok(for_ids(&ids, |ids| {
        let of = complaints::table.filter(complaints::id.eq_any(ids.to_vec())).filter(visible(who));
        of.select(complaints::id).load(db)
    })?)
}

/// What a list is asked for.
pub struct Conditions {
    who: Visible,
    wanted: ComplaintFilter,
    units: Option<Vec<i64>>,
    today: NaiveDate,
}

impl Conditions {
    /// Looks up the units.
    ///
    /// # Errors
    /// Database errors.
    pub fn prepare(db: &mut Db, who: Visible, wanted: ComplaintFilter, today: NaiveDate) -> Result<Self> {
        let units = wanted.unit_id.as_deref().map(|ids| with_units_below(db, ids)).transpose()?;
        Ok(Self { who, wanted, units, today })
    }

    fn filter(&self) -> Filter {
        let w = &self.wanted;
        let mut all = visible(&self.who);
        let mut add = |condition: Filter| {
            let before = std::mem::replace(&mut all, Box::new(complaints::id.gt(0)));
            all = Box::new(before.and(condition));
        };
        if let Some(states) = &w.state {
            add(Box::new(complaints::state.eq_any(states.clone())));
        }
        if let Some(ids) = &self.units {
            let handled = complaints::unit_id.assume_not_null().eq_any(ids.clone());
            add(Box::new(complaints::unit_id.is_not_null().and(handled)));
        }
        if let Some(day) = w.from_on {
            add(Box::new(complaints::received_on.ge(day)));
        }
        if let Some(day) = w.to_on {
            add(Box::new(complaints::received_on.le(day)));
        }
        if w.overdue == Some(true) {
            let due = complaints::step_due_on.assume_not_null().lt(self.today);
            add(Box::new(complaints::step_due_on.is_not_null().and(due)));
        }
        match w.late {
            Some(true) => add(Box::new(complaints::late_steps.gt(0))),
            Some(false) => add(Box::new(complaints::late_steps.eq(0))),
            None => {}
        }
        all
    }

    /// How many there are.
    ///
    /// # Errors
    /// Database errors.
    pub fn count(&self, db: &mut Db) -> Result<i64> {
        Ok(complaints::table.filter(self.filter()).count().get_result(db)?)
    }
}

/// One page of complaints.
///
/// # Errors
/// A wrong cursor, database errors.
pub fn page(
    db: &mut Db,
    conditions: &Conditions,
    order: &ComplaintOrder,
    paging: &Paging,
) -> Result<Page<Complaint>> {
    let sorts = Sorts::new(order.sort.clone(), ComplaintSort::ReceivedDesc)?;
    let window = paging.window(sorts.code())?;
    let total = conditions.count(db)?;
    let rows = complaints::table
        .filter(conditions.filter())
        .select(columns::<Complaint>())
        .into_boxed::<MultiBackend>();
    let rows = sorts.apply(rows, window.after.as_ref())?;
    let found: Vec<Complaint> = rows.limit(window.per_page).offset(window.offset()).load(db)?;
    Ok(window.page_of(found, total, |complaint| sorts.place(complaint)))
}

sort_by!(ComplaintSort on complaints, rows Complaint {
    Received | ReceivedDesc => received_on: NaiveDate,
    Due | DueDesc => step_due_on: NaiveDate [empty_last],
});

/// Registers a complaint; until it is forwarded whoever received it handles it.
///
/// # Errors
/// Database errors.
pub fn insert(
    tx: &mut Tx<'_>,
    input: &ComplaintInput,
    received_on: NaiveDate,
    step_due_on: NaiveDate,
    whole_due_on: NaiveDate,
) -> Result<Complaint> {
    let year = tx.today().year();
    let number = format!("TS-{year}-{:04}", next_no(tx, "TS", year)?);
    let row = (
        complaints::number.eq(number),
        complaints::enterprise_id.eq(input.enterprise_id),
        complaints::project_id.eq(input.project_id),
        complaints::complainant.eq(&input.complainant),
        complaints::complainant_phone.eq(&input.complainant_phone),
        complaints::foreign_investor.eq(input.foreign_investor),
        complaints::about.eq(&input.about),
        complaints::said.eq(&input.said),
        complaints::file_ids.eq(Doc::of(&input.file_ids.clone().unwrap_or_default())),
        complaints::received_on.eq(received_on),
        complaints::received_by.eq(tx.caller.user_id),
        complaints::unit_id.eq(tx.caller.unit_id),
        complaints::handler_id.eq(tx.caller.user_id),
        complaints::state.eq(ComplaintState::Received),
        complaints::step_due_on.eq(step_due_on),
        complaints::whole_due_on.eq(whole_due_on),
        complaints::created_at.eq(tx.now),
        complaints::updated_at.eq(tx.now),
    );
    let made = diesel::insert_into(complaints::table).values(row).returning(columns::<Complaint>());
    Ok(made.get_result(&mut **tx)?)
}

/// Where a complaint stands.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = complaints, treat_none_as_null = true)]
pub struct Standing {
    /// Unit.
    pub unit_id: Option<i64>,
    /// Person.
    pub handler_id: Option<i64>,
    /// State.
    pub state: ComplaintState,
    /// Due.
    pub step_due_on: Option<NaiveDate>,
    /// Answered.
    pub answered_on: Option<NaiveDate>,
    /// Closed.
    pub closed_on: Option<NaiveDate>,
    /// Late steps.
    pub late_steps: i32,
    /// Satisfaction.
    pub satisfaction: Option<i32>,
}

/// Moves a complaint on.
///
/// # Errors
/// 412 when somebody else changed it at the same time.
pub fn stand(tx: &mut Tx<'_>, before: &Complaint, standing: Standing) -> Result<Complaint> {
    let same =
        complaints::table.filter(complaints::id.eq(before.id).and(complaints::version.eq(before.version)));
    let touched = (complaints::updated_at.eq(tx.now), complaints::version.eq(before.version + 1));
    let after: Option<Complaint> = diesel::update(same)
        .set((standing, touched))
        .returning(columns::<Complaint>())
        .get_result(&mut **tx)
        .optional()?;
    after.ok_or_else(Error::changed_meanwhile)
}

/// Writes a step.
///
/// # Errors
/// Database errors.
pub fn step(
    tx: &mut Tx<'_>,
    complaint: &Complaint,
    text: Option<&str>,
    file_ids: &[i64],
    due_on: Option<NaiveDate>,
    late: bool,
) -> Result<()> {
    let row = (
        steps::complaint_id.eq(complaint.id),
        steps::state.eq(complaint.state),
        steps::text.eq(text),
        steps::file_ids.eq(Doc::of(&file_ids)),
        steps::due_on.eq(due_on),
        steps::late.eq(late),
        steps::by_id.eq(tx.caller.user_id),
        steps::done_on.eq(tx.today()),
        steps::at.eq(tx.now),
    );
    diesel::insert_into(steps::table).values(row).execute(&mut **tx)?;
    Ok(())
}

/// Steps of these complaints, in order.
///
/// # Errors
/// Database errors.
pub fn steps_of(db: &mut Db, ids: &[i64]) -> Result<Vec<ComplaintStepRow>> {
    Ok(for_ids(ids, |ids| {
        let of = steps::table.filter(steps::complaint_id.eq_any(ids.to_vec()));
        of.order((steps::complaint_id, steps::id)).select(columns::<ComplaintStepRow>()).load(db)
    })?)
}
