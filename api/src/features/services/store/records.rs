//! Rows of service records.

use super::super::model::records::{
    RecordFilter, RecordOrder, RecordSort, ServiceRecord, ServiceRecordInput,
};
use crate::db::page::{Page, Paging};
use crate::db::schema::service_records as records;
use crate::db::sort::Sorts;
use crate::db::types::Doc;
use crate::db::{Db, MultiBackend, columns, for_ids};
use crate::error::{Error, Result, is_unique_violation};
use crate::features::projects::store::{
    confidential_to, list::with_units_below, of_projects, visible as projects_of,
};
use crate::policy::{Reach, Visible};
use crate::sort_by;
use crate::work::Tx;
use chrono::NaiveDate;
use diesel::dsl::not;
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// A condition on records that can be combined with others.
pub type Filter = Box<dyn BoxableExpression<records::table, MultiBackend, SqlType = Bool>>;

/// The records a caller may see: one of a project follows the project; one of a company alone is seen by bureau, leaders
/// and its unit. Partners see none.
pub fn visible(who: &Visible) -> Filter {
    let project = records::project_id.assume_not_null();
    match &who.reach {
        Reach::Nothing | Reach::Party(_) => Box::new(records::id.eq(0)),
        Reach::Everything => Box::new(records::id.gt(0)),
        Reach::City => {
            let hidden = of_projects(project, confidential_to(who));
            Box::new(records::project_id.is_null().or(not(hidden)))
        }
        Reach::Units(ids) => {
            let own = records::project_id.is_null().and(records::unit_id.eq_any(ids.clone()));
            Box::new(own.or(records::project_id.is_not_null().and(of_projects(project, projects_of(who)))))
        }
    }
}

/// One record that the caller may see.
///
/// # Errors
/// 404.
pub fn find(db: &mut Db, who: &Visible, id: i64) -> Result<ServiceRecord> {
    let found = records::table
        .filter(records::id.eq(id))
        .filter(visible(who))
        .select(columns::<ServiceRecord>())
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
        let of = records::table.filter(records::id.eq_any(ids.to_vec())).filter(visible(who));
        of.select(records::id).load(db)
    })?)
}

/// What a list is asked for.
pub struct Conditions {
    who: Visible,
    wanted: RecordFilter,
    units: Option<Vec<i64>>,
}

impl Conditions {
    /// Looks up the units.
    ///
    /// # Errors
    /// Database errors.
    pub fn prepare(db: &mut Db, who: Visible, wanted: RecordFilter) -> Result<Self> {
        let units = wanted.unit_id.as_deref().map(|ids| with_units_below(db, ids)).transpose()?;
        Ok(Self { who, wanted, units })
    }

    fn filter(&self) -> Filter {
        let w = &self.wanted;
        let mut all = visible(&self.who);
        let mut add = |condition: Filter| {
            let before = std::mem::replace(&mut all, Box::new(records::id.gt(0)));
            all = Box::new(before.and(condition));
        };
        if w.withdrawn != Some(true) {
            add(Box::new(records::withdrawn_at.is_null()));
        }
        if let Some(id) = w.project_id {
            add(Box::new(
                records::project_id.is_not_null().and(records::project_id.assume_not_null().eq(id)),
            ));
        }
        if let Some(id) = w.enterprise_id {
            let of = records::enterprise_id.assume_not_null().eq(id);
            add(Box::new(records::enterprise_id.is_not_null().and(of)));
        }
        if let Some(kinds) = &w.service {
            add(Box::new(records::service.eq_any(kinds.clone())));
        }
        if let Some(ids) = &self.units {
            add(Box::new(records::unit_id.eq_any(ids.clone())));
        }
        if let Some(day) = w.from_on {
            add(Box::new(records::happened_on.ge(day)));
        }
        if let Some(day) = w.to_on {
            add(Box::new(records::happened_on.le(day)));
        }
        all
    }

    /// How many there are.
    ///
    /// # Errors
    /// Database errors.
    pub fn count(&self, db: &mut Db) -> Result<i64> {
        Ok(records::table.filter(self.filter()).count().get_result(db)?)
    }
}

/// One page of records.
///
/// # Errors
/// A wrong cursor, database errors.
pub fn page(
    db: &mut Db,
    conditions: &Conditions,
    order: &RecordOrder,
    paging: &Paging,
) -> Result<Page<ServiceRecord>> {
    let sorts = Sorts::new(order.sort.clone(), RecordSort::HappenedDesc)?;
    let window = paging.window(sorts.code())?;
    let total = conditions.count(db)?;
    let rows = records::table
        .filter(conditions.filter())
        .select(columns::<ServiceRecord>())
        .into_boxed::<MultiBackend>();
    let rows = sorts.apply(rows, window.after.as_ref())?;
    let found: Vec<ServiceRecord> = rows.limit(window.per_page).offset(window.offset()).load(db)?;
    Ok(window.page_of(found, total, |record| sorts.place(record)))
}

sort_by!(RecordSort on records, rows ServiceRecord {
    Happened | HappenedDesc => happened_on: NaiveDate,
});

/// The record made under this key before.
///
/// # Errors
/// Database errors.
pub fn earlier(db: &mut Db, key: &str) -> Result<Option<i64>> {
    Ok(records::table.filter(records::client_key.eq(key)).select(records::id).first(db).optional()?)
}

/// Records a service.
///
/// # Errors
/// 409 when the same request came twice at once.
pub fn insert(
    tx: &mut Tx<'_>,
    input: &ServiceRecordInput,
    unit_id: i64,
    key: Option<&str>,
) -> Result<ServiceRecord> {
    let row = (
        records::project_id.eq(input.project_id),
        records::enterprise_id.eq(input.enterprise_id),
        records::unit_id.eq(unit_id),
        records::service.eq(input.service),
        records::happened_on.eq(input.happened_on),
        records::said.eq(&input.said),
        records::file_ids.eq(Doc::of(&input.file_ids.clone().unwrap_or_default())),
        records::client_key.eq(key),
        records::created_by.eq(tx.caller.user_id),
        records::created_at.eq(tx.now),
        records::updated_at.eq(tx.now),
    );
    let made = diesel::insert_into(records::table)
        .values(row)
        .returning(columns::<ServiceRecord>())
        .get_result(&mut **tx);
    made.map_err(|e| if is_unique_violation(&e) { Error::changed_meanwhile() } else { e.into() })
}

/// Withdraws a record; it stays readable.
///
/// # Errors
/// 412 when somebody else changed it at the same time.
pub fn withdraw(tx: &mut Tx<'_>, before: &ServiceRecord, reason: &str) -> Result<ServiceRecord> {
    let same = records::table.filter(records::id.eq(before.id).and(records::version.eq(before.version)));
    let after: Option<ServiceRecord> = diesel::update(same)
        .set((
            records::withdrawn_at.eq(tx.now),
            records::withdraw_reason.eq(reason),
            records::updated_at.eq(tx.now),
            records::version.eq(before.version + 1),
        ))
        .returning(columns::<ServiceRecord>())
        .get_result(&mut **tx)
        .optional()?;
    after.ok_or_else(Error::changed_meanwhile)
}
