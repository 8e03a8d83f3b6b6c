//! 年度任务的查询与写入。

use crate::db::schema::{targets, units};
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Error, Result, is_unique_violation};
use crate::features::reports::model::targets::{Indicator, Target, TargetFilter, TargetInput};
use crate::work::Tx;
use diesel::prelude::*;

/// Targets of a year with the units' names, units in official order.
///
/// # Errors
/// Database errors.
pub fn list(db: &mut Db, filter: &TargetFilter) -> Result<Vec<(Target, String)>> {
    let mut query = targets::table
        .inner_join(units::table)
        .filter(targets::year.eq(filter.year))
        .into_boxed::<MultiBackend>();
    if let Some(unit) = filter.unit_id {
        query = query.filter(targets::unit_id.eq(unit));
    }
    if let Some(indicators) = &filter.indicator {
        query = query.filter(targets::indicator.eq_any(indicators.clone()));
    }
    Ok(query
        .order((units::sort_path, units::id, targets::indicator))
        .select((columns::<Target>(), units::name))
        .load(db)?)
}

/// One target; `None` before it was first set.
///
/// # Errors
/// Database errors.
pub fn find(db: &mut Db, year: i32, unit_id: i64, indicator: Indicator) -> Result<Option<Target>> {
    let of = targets::year.eq(year).and(targets::unit_id.eq(unit_id)).and(targets::indicator.eq(indicator));
    Ok(targets::table.filter(of).select(columns::<Target>()).first(db).optional()?)
}

/// Sets a target; `version` is the one that was read, 0 before it was first set.
///
/// # Errors
/// 412 when somebody else set it at the same time.
pub fn put(tx: &mut Tx<'_>, before: &Target, input: &TargetInput) -> Result<Target> {
    let values = (
        targets::target.eq(input.target),
        targets::basis.eq(&input.basis),
        targets::updated_at.eq(tx.now),
        targets::version.eq(before.version + 1),
    );
    let of = (
        targets::year.eq(before.year),
        targets::unit_id.eq(before.unit_id),
        targets::indicator.eq(before.indicator),
    );
    if before.version == 0 {
        let inserted = diesel::insert_into(targets::table)
            .values((of, values))
            .returning(columns::<Target>())
            .get_result(&mut **tx);
        return match inserted {
            Err(e) if is_unique_violation(&e) => Err(Error::changed_meanwhile()),
            other => Ok(other?),
        };
    }
    let row =
        targets::table.filter(of.0).filter(of.1).filter(of.2).filter(targets::version.eq(before.version));
    let changed: Option<Target> =
        diesel::update(row).set(values).returning(columns::<Target>()).get_result(&mut **tx).optional()?;
    changed.ok_or_else(Error::changed_meanwhile)
}
