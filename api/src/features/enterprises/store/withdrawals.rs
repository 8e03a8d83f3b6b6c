//! 作废与恢复：误登的企业不删除，只是不再使用。

use super::surviving;
use crate::db::dialect::advisory_lock;
use crate::db::schema::{enterprise_contacts, enterprise_merges, enterprises};
use crate::db::types::Stamp;
use crate::db::{Db, MultiBackend, columns};
use crate::error::{Blocking, Code, Error, Result};
use crate::features::enterprises::model::Enterprise;
use crate::policy::Visible;
use crate::work::Tx;
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// 引用企业的与作废企业的互相等候（只在 PostgreSQL 上需要）。
const LOCK: i64 = 7_463_005;

/// 在用的：没有被合并，也没有作废。
pub fn in_use() -> Box<dyn BoxableExpression<enterprises::table, MultiBackend, SqlType = Bool>> {
    Box::new(enterprises::merged_into_id.is_null().and(enterprises::withdrawn_at.is_null()))
}

/// 从现在到本次办理结束，没有企业会被作废；要引用企业的先调用它，再去看企业在不在用。
///
/// # Errors
/// 数据库错误。
pub fn keep_in_use(db: &mut Db) -> Result<()> {
    Ok(advisory_lock(db, LOCK, true)?)
}

/// 可以引用的企业：看得见，已被合并的换成保留的那家，作废的不行。
///
/// # Errors
/// 404：没有，或看不见；409 `enterprise.withdrawn`。
pub fn usable(db: &mut Db, visible: &Visible, id: i64) -> Result<Enterprise> {
    keep_in_use(db)?;
    super::find_visible(db, visible, id)?;
    let row = surviving(db, id)?;
    refuse_withdrawn(&row)?;
    Ok(row)
}

/// 作废的不能再用、再改。
///
/// # Errors
/// 409 `enterprise.withdrawn`。
pub fn refuse_withdrawn(row: &Enterprise) -> Result<()> {
    if row.withdrawn_at.is_none() {
        return Ok(());
    }
    Err(Error::new(Code::EnterpriseWithdrawn).detail(format!(
        "“{}”（编号 {}）已作废：{}。请改用别的企业；确有这一家的，请先恢复。",
        row.name,
        row.id,
        row.withdraw_reason.as_deref().unwrap_or("未写明理由")
    )))
}

/// 现在引用着这家企业的一切：别的房间的，加上并入它的企业。作废之前都须先了结。
///
/// # Errors
/// 数据库错误。
pub fn uses(tx: &mut Tx<'_>, id: i64) -> Result<Vec<Blocking>> {
    advisory_lock(tx, LOCK, false)?;
    let mut found = crate::app::uses_of_enterprise(tx, id)?;
    let merged: Vec<String> = enterprise_merges::table
        .inner_join(enterprises::table.on(enterprises::id.eq(enterprise_merges::merged_id)))
        .filter(enterprise_merges::kept_id.eq(id).and(enterprise_merges::undone_at.is_null()))
        .order(enterprise_merges::id)
        .select(enterprises::name)
        .load(&mut **tx)?;
    found.extend(merged.into_iter().map(|name| Blocking {
        code: "enterprise.in_use".to_owned(),
        field: "enterprise_merge".to_owned(),
        message: format!("“{name}”已并入这家企业"),
        how_to_fix: "先撤销那次合并".to_owned(),
    }));
    Ok(found)
}

/// 有没有在用的联系人。
///
/// # Errors
/// 数据库错误。
pub fn has_contacts(db: &mut Db, id: i64) -> Result<bool> {
    let contacts = enterprise_contacts::table
        .filter(enterprise_contacts::enterprise_id.eq(id).and(enterprise_contacts::removed_at.is_null()));
    Ok(diesel::select(diesel::dsl::exists(contacts)).get_result(db)?)
}

/// 作废（给出理由）或恢复（`reason` 为空）。
///
/// # Errors
/// 412：版本已变；恢复时信用代码已归别的企业为 409；数据库错误。
pub fn set_withdrawn(
    db: &mut Db,
    row: &Enterprise,
    by: Option<i64>,
    reason: Option<&str>,
    now: Stamp,
) -> Result<Enterprise> {
    let same = enterprises::table.find(row.id).filter(enterprises::version.eq(row.version));
    diesel::update(same)
        .set((
            enterprises::withdrawn_at.eq(reason.map(|_| now)),
            enterprises::withdrawn_by.eq(by.filter(|_| reason.is_some())),
            enterprises::withdraw_reason.eq(reason),
            enterprises::updated_at.eq(now),
            enterprises::version.eq(row.version + 1),
        ))
        .returning(columns::<Enterprise>())
        .get_result(db)
        .optional()?
        .ok_or_else(Error::changed_meanwhile)
}
